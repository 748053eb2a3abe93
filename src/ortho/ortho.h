/* ortho.h -- half-spaces and normalising. atoms.c takes text apart; space.c decides where a half-space was torn apart or lost; the rest is the
 * normaliser of `dabir text normalize`: policies.c and profile.c (switches and named sets of them), chars.c and marks.c (letters, digits, punctuation),
 * rewrite.c (edits to text). Stands on text, lang and learn; knows nothing of syntax and names. */
#ifndef DB_ORTHO_H
#define DB_ORTHO_H

#include "lang/lang.h"
#include "learn/learn.h"

/* ---- half-spaces ----
 * A view of the weights in the model (sections ORTW, ORTG, ORTS); nothing is copied, any number of threads may share it. Without weights in the model
 * nothing is ever joined or split. */
typedef struct db_spacer {
    struct db_wtable { const uint32_t *word, *pair; uint32_t word_mask, pair_mask; } t;
    db_linear gap, split;
    int32_t gap_bias, split_bias; /* added to each score: below 0 more careful; units of the weights */
} db_spacer;
dabir_status db_spacer_open(const dabir_model *m, db_spacer *out, dabir_error *err);

/* Tokens [t0, t1) of a report: join[i - t0] = 1 if the space between tokens i and i + 1 stands where a half-space belongs («می شود», «کتاب ها»), else 0;
 * for i in [t0, t1 - 1). Scratch lies in `a`. Only words on one line joined by white space are looked at. */
void db_ortho_joins(const db_spacer *s, db_arena *a, const db_text *t, const db_tokens *k, uint32_t t0, uint32_t t1, uint8_t *join);

/* Where half-spaces are missing in a word written as one («میشود», «کتابهایشان»): at[0 .. returned) = number of letters (text.h) before each, ascending.
 * `letters[0..n)` is one atom: a word without any ZWNJ. The answer depends on the word alone. */
enum { DB_SPLITS_MAX = 4 };
uint32_t db_ortho_splits(const db_spacer *s, const uint8_t *letters, uint32_t n, uint8_t at[DB_SPLITS_MAX]);

/* ---- the normaliser ----
 * An engine with a policy; belongs to one thread, is used for text after text. `profile`: a row of data/ortho/profiles.tsv (NULL: academy); `only`: groups of
 * switches that stay on ("spacing,letters"; NULL: all); `settings`: single switches ("digits=fa quotes=keep"; may be NULL). DABIR_E_ARGUMENT names what is none. */
typedef struct db_ortho db_ortho;
dabir_status db_ortho_new(const dabir_model *m, const char *profile, const char *only, const char *settings, db_ortho **out, dabir_error *err);
void db_ortho_free(db_ortho *o); /* NULL is fine */

typedef struct db_edit {
    uint32_t b0, b1; /* bytes of the text as given that are replaced */
    db_str now;      /* by this */
    uint8_t why;     /* number of the switch: db_edit_reason() */
    bool same;       /* no dictionary sees a difference */
    bool quiet;      /* tokens beside it stay what they are */
} db_edit;
void db_ortho_forget(db_ortho *o);
const char *db_edit_reason(const db_edit *e); /* "join", "cut", "letters" … */

/* Normalises valid UTF-8; the result and the edits (ascending, not overlapping; `edits` may be NULL) lie in `a` or are the text itself. What a writer does
 * elsewhere in this text settles doubtful places (switch trust): windows of one text follow each other without db_ortho_forget(), which begins another text.
 * A second run over the result changes nothing. */
db_str db_ortho_run(db_ortho *o, db_arena *a, db_str text, const db_edit **edits, uint32_t *n_edits);

#endif
