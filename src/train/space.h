/* space.h -- inside the trainer of the half-spaces: what is counted over raw text, and the table made of it. */
#ifndef DB_TRAIN_SPACE_H
#define DB_TRAIN_SPACE_H

#include "ortho/space.h"
#include "train/train.h"

/* A word (letters without any boundary): how often alone, as an atom inside a word with half-spaces (by side), and as such a word whole. */
typedef struct db_wcount {
    uint64_t h;
    uint32_t alone, left, right;
    uint16_t n_left, n_right;  /* different partners */
    uint32_t joined;           /* occurrences of the whole with half-spaces inside */
    uint32_t data;             /* DB_WT_* once the table is made */
    uint32_t lex;
    uint32_t at;               /* its letters: words.letters[at .. at + n) */
    uint8_t n;
} db_wcount;
typedef struct db_pcount { uint64_t a, b; uint32_t z, s; bool lex, never; int8_t settled; } db_pcount;

typedef struct db_counts {
    db_wcount *w;
    uint32_t w_mask, n_w;
    db_pcount *p;
    uint32_t p_mask, n_p;
    uint8_t *letters;
    uint32_t n_letters, cap_letters;
    bool failed;
} db_counts;

db_wcount *db_count_word(db_counts *c, uint64_t h, const uint8_t *letters, uint32_t n); /* made if absent; NULL: no memory */
db_pcount *db_count_pair(db_counts *c, uint64_t a, uint64_t b, bool make);
void db_counts_free(db_counts *c);

/* Runs over text: pass 0: words and pairs with half-spaces; 1: how often those pairs stand with a space; 2, after db_space_classes(): the same for
 * pairs that are never joined, but would be looked at for one of their words. */
void db_count_text(db_counts *c, const char *p, size_t n, uint32_t weight, int pass);
void db_count_lexicon(db_counts *c, const char *p, size_t n, char sep);

uint32_t db_pair_value(uint32_t z, uint32_t s, uint32_t lex); /* as db_wt_pair gives it; 0: not in the table */
/* Fills data of all words (but for settled splits). */
void db_space_classes(db_counts *c, const dabir_model *m);
/* The section ORTW; the view `t` lies in `out`. */
dabir_status db_space_table(const db_counts *c, db_buf *out, db_wtable *t, dabir_error *err);

#endif
