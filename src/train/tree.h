/* tree.h -- inside the trainer of the parser: instances, the learner of steps, teachers. */
#ifndef DB_TRAIN_TREE_H
#define DB_TRAIN_TREE_H

#include "syntax/parse.h"
#include "syntax/tag.h"
#include "train/train.h"

/* A sentence to learn from, or to parse. */
typedef struct tree_inst {
    db_psent s;
    uint16_t *head;      /* [n + 2] the tree to learn, projective; n + 1 is the root */
    uint16_t *gold;      /* [n + 2] heads as annotated; NULL: nobody knows */
    uint8_t *rel;        /* [n + 2] */
    uint8_t weight;      /* how often it is gone through in a round; 0: left out */
} tree_inst;

typedef struct tree_set {
    tree_inst **x;
    uint32_t n, cap;
} tree_set;

tree_inst *tree_inst_of(db_arena *a, const dabir_model *m, const db_classes *c, db_scheme scheme, const db_sentence *s);

typedef struct tree_options {
    uint32_t parts;          /* taggers that tag each other's sentences */
    uint32_t beam, teacher_rounds, student_rounds, rel_rounds;
    uint32_t gold_weight;    /* rounds over annotated news for one over raw sentences */
    uint32_t dadegan;        /* 1: with the sentences of Dadegan heads */
    uint32_t silver;         /* every n-th raw sentence of PerDT; 0: none */
    float agree;             /* raw sentences on which the teachers agree less are left out */
    uint32_t rel_bytes;      /* the weights of relations are pruned to a file of this size */
    uint32_t slots;          /* log2 of the slots of the table of steps */
} tree_options;
extern const tree_options TREE_DEFAULT;

/* ---- learner of steps: an averaged perceptron over exact features with three weights each ---- */
typedef struct step_row { uint64_t key; float w[DB_N_MOVES], u[DB_N_MOVES]; } step_row;
typedef struct step_learner {
    step_row *row;
    uint32_t mask, n;
    double step;
    bool closed;   /* knows all its features: no new ones */
    bool averaged; /* w holds the averages: no more learning */
    bool failed;
} step_learner;

bool step_new(step_learner *l);
void step_free(step_learner *l);
void step_score(const step_learner *l, const uint64_t *f, uint32_t n, float score[DB_N_MOVES]);
void step_update(step_learner *l, const uint64_t *f, uint32_t n, uint32_t move, float by);
void step_average(step_learner *l);

/* A new learner of the heaviest features of `l`, as many as a table of 2^slots holds, without weights. */
bool step_select(const step_learner *l, uint32_t slots, step_learner *out);
/* Appends the file of the averaged weights: the heaviest 2^slots of them in buckets. */
dabir_status step_pack(const step_learner *l, uint32_t slots, db_buf *out, dabir_error *err);

/* xorshift: the trainer's own random numbers. */
static inline uint32_t tree_random(uint64_t *x) {
    *x ^= *x << 13;
    *x ^= *x >> 7;
    *x ^= *x << 17;
    return (uint32_t)(*x >> 32);
}

/* Indices of x, each as often as its weight says; and put in a random order. */
uint32_t *tree_order(db_arena *a, tree_inst *const *x, uint32_t n);
void tree_shuffle(uint32_t *order, uint32_t n, uint64_t *rnd);

/* Relations, on annotated trees; db_learner with db_n_deprels() + 1 classes. */
void tree_train_rel(db_learner *l, tree_inst *const *x, uint32_t n, uint32_t rounds, uint64_t seed, void (*note)(void *, const char *), void *ctx);

/* Relations of a tree of which only the old ones are known: the best of those that they may have become. */
void tree_guess_rels(const db_linear *m, tree_inst *x, const db_str *old);

/* Greedy with a dynamic oracle (Goldberg and Nivre 2013). */
void tree_train_greedy(step_learner *l, tree_inst *const *x, uint32_t n, uint32_t rounds, uint64_t seed, void (*note)(void *, const char *), void *ctx);
void tree_parse_greedy(const step_learner *l, const db_psent *s, db_pstate *st);
/* Beam search, structured perceptron (Zhang and Clark 2008), updates where the violation is greatest (Huang, Fayong and Guo 2012). */
void tree_train_beam(step_learner *l, tree_inst *const *x, uint32_t n, uint32_t rounds, uint32_t beam, uint64_t seed, void (*note)(void *, const char *), void *ctx);
void tree_parse_beam(const step_learner *l, const db_psent *s, uint32_t beam, uint16_t *head);

/* Lifts arcs until none crosses another (Nivre and Nilsson 2005). head[1 .. n], n + 1 the root. */
void tree_projectivise(uint16_t *head, uint32_t n);
/* The projective tree with the greatest sum of score[h * (n + 2) + d], one word on the root n + 1 (Eisner 1996). */
void tree_eisner(db_arena *a, const float *score, uint32_t n, uint16_t *head);
/* The sentence from right to left; and heads of it turned back (the same function does both). */
tree_inst *tree_reversed(db_arena *a, const tree_inst *x);
void tree_reverse_heads(const uint16_t *from, uint32_t n, uint16_t *to);

/* Sentences of PerDT with Dadegan heads, turned into UD: heads are set, relations are all "dep"; (*old)[i][1 .. n] are the old ones, and
 * tree_dadegan_rels() tells (as bits) what an old one may have become; 0: anything. */
dabir_status tree_dadegan(const db_train *t, db_arena *a, db_trees *out, db_str ***old, dabir_error *err);
uint64_t tree_dadegan_rels(db_str old);

/* The whole course. `test` (may be NULL) is called with each teacher and the student when they have learnt. */
dabir_status tree_learn(const db_train *t, const tree_options *o, step_learner *steps, db_learner *rels,
    void (*test)(void *, const db_tagger *, const db_classes *, const char *, const step_learner *, uint32_t), void *ctx, dabir_error *err);
/* tree.w and tree-rel.w in t->out. */
dabir_status tree_write(const db_train *t, const tree_options *o, const step_learner *steps, const db_learner *rels, dabir_error *err);
void tree_note(const db_train *t, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
