/* clitic.h -- inside of the splitting of clitics, which the runtime (clitic.c, units.c) and the trainer share. A written word has candidates:
 * one clitic of the lexicon, or two, at its end, and the splits that training has seen of the form. A trained scorer says of each how much
 * better it is than not to split. */
#ifndef DB_CLITIC_H
#define DB_CLITIC_H

#include "base/map.h"
#include "learn/classes.h"
#include "syntax/syntax.h"

enum { DB_CLITIC_PARTS = 4, DB_CLITIC_CANDS = 16, DB_CLITIC_FEATS = 48, DB_CLITIC_LETTERS = 40, DB_CLITIC_FORMS = 64 };

typedef struct db_clitics {
    const dabir_model *m;
    bool training; /* all candidates: those against the lexicon are learnt from, too */
    db_linear w;
    db_classes cls;
    db_map seen;   /* letters -> for each scheme that has the form: its number, times not split, n splits (times, n, letters before each part but the first) */
    struct db_clitic_forms {
        db_str v[DB_CLITIC_FORMS];
        uint32_t n;
        uint64_t last[2]; /* bits: letters that one of them ends in */
    } forms;       /* of the scheme */
} db_clitics;

typedef struct db_clitic_word {
    const uint8_t *letters;
    uint32_t n;
    uint64_t gaps;           /* bit i: a half-space before letter i */
    const uint8_t *prev, *next; /* letters of the neighbours; none: n 0 and a number for the kind of punctuation, sentence edge … */
    uint32_t n_prev, n_next, prev_kind, next_kind;
    db_scheme scheme;
} db_clitic_word;

typedef struct db_split { uint8_t n, at[DB_CLITIC_PARTS - 1]; } db_split; /* n cuts, each before letter at[i] */

typedef struct db_clitic_cand {
    db_split s;
    uint8_t seen[DB_N_SCHEMES]; /* how often training saw it */
    bool listed;                /* the clitics are in the lexicon */
} db_clitic_cand;

bool db_clitics_open(const dabir_model *m, db_scheme scheme, db_clitics *x); /* false: the model has no weights for it */
/* Candidates, and how often training saw the form without a split; `gold` (training only, else NULL): what does not count for itself. */
uint32_t db_clitic_candidates(const db_clitics *x, const db_clitic_word *w, const db_split *gold, db_clitic_cand *out, uint8_t whole[DB_N_SCHEMES]);
/* Features that all candidates of a word share the ingredients of; computed once a word. */
typedef struct db_clitic_view {
    uint64_t form_lex, form_class, form_fine, prev, next, prev_class, next_class;
    uint8_t freq;
} db_clitic_view;
void db_clitic_look(const db_clitics *x, const db_clitic_word *w, db_clitic_view *v);
uint32_t db_clitic_features(const db_clitics *x, const db_clitic_word *w, const db_clitic_view *v, const db_clitic_cand *c, const uint8_t whole[DB_N_SCHEMES], uint64_t *f);
/* How to split a word; n == 0: not at all. */
db_split db_clitic_best(const db_clitics *x, const db_clitic_word *w);

#endif
