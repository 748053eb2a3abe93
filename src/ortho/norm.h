/* norm.h -- inside the half-space room: one run of the normaliser over a text, and its passes. */
#ifndef DB_ORTHO_NORM_H
#define DB_ORTHO_NORM_H

#include "ortho/edits.h"
#include "ortho/policy.h"
#include "ortho/space.h"

typedef struct db_run {
    db_arena *a;
    const db_policy *p;
    const db_spacer *s;
    db_spacer careful;   /* *s with the biases that the writer's hand calls for */
    const uint64_t *pairs; /* db_pair_hash of the pairs of data/ortho/affix.tsv */
    uint32_t n_pairs;
    uint32_t mi[3];      /* verbs with می before this piece: with a half-space, apart, as one */
    bool only_verbs;     /* what is written as one stays so, but for verbs */
    db_str text;         /* as it is before the present pass */
    db_atoms x;          /* of the text, once scanned */
    db_edits e;          /* of the present pass */
} db_run;

static inline db_str db_lit(const char *z) { return db_str_z(z); }
static inline uint8_t db_on(const db_run *r, db_switch s) { return r->p->v[s]; }
enum { DB_CAREFUL = 3 };  /* units of the scorer, whose margin in training was 4 */
#define DB_ZWNJ_STR db_str_of("\xE2\x80\x8C", 3)

/* Each adds its edits to r->e, in order. The atoms of r->text are there for all but chars. */
void db_pass_chars(db_run *r);  /* letters, digits, signs: one code point at a time */
void db_pass_repeats(db_run *r); /* سلاممم */
void db_pass_marks(db_run *r);  /* quotes, dots, dashes, dates, decimals, marks */
void db_pass_gaps(db_run *r);   /* spaces and half-spaces */
void db_pass_ezafe(db_run *r);  /* ه‌ی هٔ ۀ */

void db_chars_marked(const db_policy *p, db_marked *m); /* what db_pass_chars would look at */

#endif
