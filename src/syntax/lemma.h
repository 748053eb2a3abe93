/* lemma.h -- inside of the lemmatiser, which the runtime (lemma.c, feats.c) and the trainer share: candidates, their features, and what
 * the weights file lemma-facts.w holds. A lemma is chosen among candidates: the form itself, the form with its end changed by a rule seen
 * in training, the stem of a verb that the parts of the form allow, a plural of the lexicon, and what training has seen; a trained ranker
 * takes the best. FEATS are one of the values that the scheme has for the part of speech, chosen by a second model. */
#ifndef DB_LEMMA_H
#define DB_LEMMA_H

#include "base/map.h"
#include "syntax/syntax.h"

enum { DB_LEMMA_CANDS = 24, DB_LEMMA_FEATS = 40, DB_LEMMA_LETTERS = 40, DB_LEMMA_FORM = 160 /* bytes of a form; longer ones are their own lemma */ };

typedef struct db_lemma_rule { /* a form that ends in `cut` has a lemma that ends in `add` */
    uint8_t n_cut, n_add, c_cut, c_add; /* bytes, letters */
    char cut[16], add[12];
    uint8_t letters[8];                 /* of add */
    uint32_t upos[DB_N_SCHEMES];        /* bit u: for this part of speech */
} db_lemma_rule;

enum { DB_FEATS_MAX = 255, DB_FEATS_WORDS = 8 };
static inline bool db_lemma_verbal(uint32_t upos) { return upos == DB_U_VERB || upos == DB_U_AUX; }

typedef struct db_lemma_head { /* section LEMX: head, rules by the last byte of cut, offsets of FEATS values, their text, map */
    uint32_t n_rules, n_feats, n_text, n_map;
    uint32_t n_nominal;      /* FEATS values 0 .. are those of words that are not verbs; the rest only verbs have */
    uint16_t first[257];     /* rules whose cut ends in byte b: [first[b], first[b + 1]) */
    uint16_t reserved;
    uint32_t allowed[DB_N_SCHEMES][DB_N_UPOS][DB_FEATS_WORDS]; /* bits: FEATS values of a part of speech */
} db_lemma_head;

typedef struct db_slices {
    db_str v[48];
    uint32_t n;
} db_slices;

typedef struct db_lemma { /* all that is needed, opened from the model */
    const dabir_model *m;
    const db_lemma_head *head;
    const db_lemma_rule *rule;
    const uint32_t *feat;    /* offsets into text */
    const char *text;
    db_map seen;             /* 'F' upos form -> what training saw in each scheme; 'L' upos lemma -> number of its forms */
    db_map stem, plural;
    db_slices preverb, prefix, past, present;
    db_linear rank, nominal, verbal; /* nominal, verbal: choosers of FEATS */
} db_lemma;

typedef struct db_cand {
    db_str pre, add;         /* lemma = pre add */
    db_str stems;            /* verbs: "گفت#گو"; its preverb is pre */
    uint64_t how;            /* which rule, or which kind of source: part of most features */
    uint64_t parts;          /* verbs: prefix and ending */
    uint8_t letters[DB_LEMMA_LETTERS];
    uint32_t n;
    uint8_t seen[DB_N_SCHEMES]; /* how often training saw the form with this lemma */
    uint8_t forms;           /* forms of this lemma in training */
    uint8_t verb;            /* 1 + order among the verbs that the stem may belong to; 0: no verb */
} db_cand;

typedef struct db_lemma_word { /* a word in its sentence, as the features need it */
    const db_sentence *s;
    uint32_t i;
    db_scheme scheme;
    db_str form;             /* clean */
    const uint8_t *letters;
    uint32_t n;
    const db_str *gold;      /* training: its lemma, so that it does not count for itself; else NULL */
    const uint8_t *seen[DB_N_SCHEMES]; /* db_lemma_recall(): what training saw of the form, by scheme; NULL: nothing */
    uint64_t lex, prev, next; /* db_lemma_look(): what the lexicon knows of it; its neighbours */
} db_lemma_word;

/* What the model has for lemmas; false if it has no weights for them (or damaged ones). */
bool db_lemma_open(const dabir_model *m, db_lemma *x);
bool db_lemma_open_facts(db_lemma *x, const void *bytes, size_t n); /* section LEMX; 4-byte aligned */
/* The form in the spelling of lemmas: ي -> ی, ك -> ک, a space is a half-space, no kashida, no controls. In `buf` if it changes. */
db_str db_lemma_clean(db_str form, char *buf);
/* Fills `seen`, which the next ones need. */
void db_lemma_recall(const db_lemma *x, db_lemma_word *w);
uint32_t db_lemma_candidates(const db_lemma *x, const db_lemma_word *w, db_cand *out);
/* Fills lex, prev and next, which the features need. */
void db_lemma_look(const db_lemma *x, db_lemma_word *w);
uint32_t db_lemma_features(const db_lemma *x, const db_lemma_word *w, const db_cand *c, uint64_t *f);
bool db_cand_is(const db_cand *c, db_str lemma);
/* The candidate with that lemma, a verb's if there is one; NULL if none. */
const db_cand *db_lemma_matching(const db_cand *c, uint32_t n, db_str lemma);

/* What training saw of a form: its one lemma and its one value of FEATS if they are sure (seen often, never another), else p == NULL, 255. */
void db_lemma_sure(const db_lemma_word *w, db_str *lemma, uint8_t *feats);

/* feats.c: features for the choice of FEATS, given the candidate that was chosen (NULL: the lemma was sure). */
uint32_t db_feats_features(const db_lemma *x, const db_lemma_word *w, const db_cand *c, uint64_t *f);
/* The best of the allowed values by score; DB_FEATS_MAX: the part of speech has none. */
uint32_t db_feats_best(const db_lemma *x, const db_lemma_word *w, const int32_t *score);
uint8_t db_feats_only(const db_lemma *x, const db_lemma_word *w); /* the value, if there is but one; else DB_FEATS_MAX */
db_str db_feats_text(const db_lemma *x, uint32_t id);

#endif
