/* codes.h -- the code books: PLOVER's events, modes and contexts, CAMEO codes with their values on ICEWS' Goldstein scale, and what an event
 * becomes that is to come or did not happen. Data: data/codes/ (section CODS of the model). */
#ifndef DB_CODES_H
#define DB_CODES_H

#include "lang/lang.h"

#define DB_SCALE_NAME "ICEWS Goldstein (CAMEO)"

typedef struct db_event_type {
    const char *name, *root; /* root: CAMEO root, the code where no finer one is known */
    int quad;                /* 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict */
    bool needs_recipient;
} db_event_type;

typedef struct db_cameo {
    const char *code, *label, *event, *mode, *contexts; /* event, mode "": none; contexts joined by "; " */
    bool scaled;
    int tenths; /* ten times the value of the scale */
} db_cameo;

typedef enum db_told { DB_TOLD_PAST, DB_TOLD_FUTURE, DB_TOLD_NOT, DB_TOLD_NEVER /* negated and to come */, DB_N_TOLD } db_told;
typedef enum db_turn { DB_TURN_NONE /* not coded */, DB_TURN_SAME, DB_TURN_OTHER } db_turn;
typedef struct db_turned { const char *event, *cameo, *mode; } db_turned; /* mode "": none */

/* false: there is no such event, code … (or the model has no code books) */
bool db_codes_event(const dabir_model *m, const char *name, db_event_type *out);
bool db_codes_cameo(const dabir_model *m, const char *code, db_cameo *out); /* the scale falls back to the code without its last digit */
bool db_codes_mode(const dabir_model *m, const char *event, const char *mode);
bool db_codes_context(const dabir_model *m, const char *name);
/* Is `cameo` a code of the event: one that the table gives to it, or its root? */
bool db_codes_agree(const dabir_model *m, const char *event, const char *cameo);
/* The first code of the event that has the mode; NULL: none has. */
const char *db_codes_of_mode(const dabir_model *m, const char *event, const char *mode);
/* What an event becomes that is told so; `cameo` may be NULL. */
db_turn db_codes_turn(const dabir_model *m, const char *event, const char *cameo, db_told told, db_turned *out);
/* Do cameo= and mode= of all lines of the list belong to the event? If not, `why` (may be NULL) tells. */
bool db_codes_list_fits(const dabir_model *m, uint32_t list, const char *event, char *why, size_t cap);

/* ---- the section, for the compiler: the head, then the arrays behind each other; strings are offsets into STRS ---- */
typedef struct db_codes_head { uint32_t n_event, n_mode, n_context, n_cameo, n_turn; } db_codes_head;
typedef struct db_code_event { uint32_t name, root, quad, needs; } db_code_event;
typedef struct db_code_mode { uint32_t event, mode; } db_code_mode;
typedef struct db_code_cameo { uint32_t code, label, event, mode, contexts, scaled; int32_t tenths; } db_code_cameo; /* sorted by code */
typedef struct db_code_cell { uint32_t turn, event, cameo, mode; } db_code_cell;
typedef struct db_code_turn { uint32_t from; db_code_cell cell[DB_N_TOLD]; } db_code_turn;

#endif
