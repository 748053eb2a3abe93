/* parse.h -- inside the parser and its trainer: what the parser sees of a word, the state of a parse, the features of a step and of an
 * arc, and the table of step weights. The transition system is arc-hybrid (Kuhlmann, Gómez-Rodríguez and Satta 2011) with the root behind
 * the last word: SHIFT, LEFT (the front of the buffer takes the top of the stack), RIGHT (the second of the stack takes the top). */
#ifndef DB_PARSE_H
#define DB_PARSE_H

#include "learn/classes.h"
#include "syntax/syntax.h"

/* What the parser sees of a word: hashes, 0 for none. */
typedef struct db_pword {
    uint32_t w;      /* form */
    uint32_t l;      /* lemma, or the form */
    uint32_t f, c;   /* fine and coarse class; that of the part of speech where the form has none */
    uint32_t m;      /* part of speech with what the lexicon knows of the form: tense, person, function word */
    uint32_t x;      /* part of speech and last two letters */
    uint32_t p;      /* part of speech */
    uint16_t n_verb, n_comma, n_conj; /* of these among the words before it */
    uint16_t verb;   /* index of the next finite verb from here on, 0 none */
} db_pword;

/* Words 1..n; 0 stands for nothing, n + 1 for the root. */
typedef struct db_psent {
    uint32_t n;
    db_pword *w;     /* [n + 2] */
    db_scheme scheme;
} db_psent;

/* A parse under way. Arrays of n + 2. */
typedef struct db_pstate {
    uint16_t *stack, *head, *l1, *l2, *r1, *r2; /* l1: leftmost child, l2: the one found before; r1: rightmost child, r2 the one before */
    uint8_t *vl, *vr; /* children on either side, up to 255 */
    uint32_t n_stack, b;
} db_pstate;

typedef enum db_pmove { DB_SHIFT, DB_LEFT, DB_RIGHT, DB_N_MOVES } db_pmove;

enum { DB_PARSE_FEATURES = 256, DB_LABEL_FEATURES = 160 };

/* Looks up what the parser sees of each word of s, in `a`. Needs upos; uses lemma where it is filled. */
void db_psent_make(db_arena *a, const dabir_model *m, const db_classes *c, db_scheme scheme, const db_sentence *s, db_psent *out);
/* The counts and next verbs, after words have been put in another order. Needs p, m. */
void db_psent_count(db_psent *s);

void db_pstate_new(db_arena *a, uint32_t n, db_pstate *st); /* room for n words */
void db_pstate_begin(db_pstate *st, uint32_t n);
void db_pstate_apply(db_pstate *st, db_pmove move);
/* Which moves are possible: bits 1 << move; 0: the parse is complete. */
uint32_t db_pstate_moves(const db_pstate *st, uint32_t n);

/* ---- table of step weights: buckets of four slots; a slot is one 32-bit word: at the top a check out of the feature's hash (0: free),
 * below it three weights of (32 - check bits) / 3 bits each. A wide check keeps features that are not there from finding others' weights. ---- */
enum { DB_STEPS_BUCKET = 4, DB_STEPS_CHECK = 11, DB_STEPS_LOW = 20, DB_STEPS_MAGIC = 0x32505453 };
typedef struct db_steps_head { uint32_t magic, check_bits, reserved[14]; } db_steps_head; /* 64 bytes: four buckets to a line of the cache */
typedef struct db_steps {
    const uint32_t *slot; /* NULL: no weights */
    uint32_t mask;        /* buckets - 1 */
    uint32_t check_bits;
} db_steps;
#define DB_STEPS_TAG "TREE"
#define DB_LABELS_TAG "TRLB"

/* A view of the section; DABIR_E_MODEL if its size is none of a table. */
dabir_status db_steps_open(const void *p, size_t n, db_steps *out, dabir_error *err);
/* Adds the weights of n features, which have been sent for (see below). */
void db_steps_score(const db_steps *t, const uint64_t *f, uint32_t n, int32_t score[DB_N_MOVES]);
/* Where a feature belongs: bucket and check (from 1). */
static inline uint32_t db_steps_bucket(uint64_t f, uint32_t mask) { return (uint32_t)(f >> DB_STEPS_LOW) & mask; }
static inline uint32_t db_steps_check(uint64_t f, uint32_t bits) { return (uint32_t)(f >> (64 - bits)) ? (uint32_t)(f >> (64 - bits)) : 1; }

/* ---- features of a step ----
 * At most DB_PARSE_FEATURES; each function returns how many. Three groups: of the top of the stack, which hold as long as that word is there;
 * of the front of the buffer, which hold until the next shift; of both sides, new at each step. `t`: where their weights will be looked up, for
 * they are sent for at once. */
uint32_t db_parse_top(const db_psent *s, const db_pstate *st, const db_steps *t, uint64_t *f);
uint32_t db_parse_front(const db_psent *s, const db_pstate *st, const db_steps *t, uint64_t *f);
uint32_t db_parse_joint(const db_psent *s, const db_pstate *st, const db_steps *t, uint64_t *f);
uint32_t db_parse_features(const db_psent *s, const db_pstate *st, uint64_t *f); /* all of them */

/* ---- the parser ---- */
typedef struct db_parser {
    db_steps steps;
    db_linear rels;
    db_classes cls;
} db_parser;
/* Views of sections (or of what db_weights_expand made); empty ones give a parser that hangs each word on the next. O(1). */
dabir_status db_parser_open(const dabir_model *m, const void *steps, size_t n_steps, const void *rels, size_t n_rels, db_parser *out, dabir_error *err);
/* Fills head and deprel: one tree with one root. Needs upos. Longer sentences than DB_SENTENCE_MAX words get none. */
void db_parser_run(const db_parser *p, const dabir_model *m, db_arena *a, db_scheme scheme, db_sentence *s);

/* ---- relations, when the tree stands ---- */

/* Children of each word in order, and the relations found so far. */
typedef struct db_ptree {
    const db_psent *s;
    const uint16_t *head;           /* [n + 2]; n + 1: the root */
    const uint16_t *l1, *r1, *l2, *r2;
    const uint8_t *vl, *vr;
    const uint16_t *left, *right;   /* sibling before and behind, 0 none */
    uint8_t *rel;                   /* [n + 2] */
} db_ptree;
void db_ptree_make(db_arena *a, const db_psent *s, const uint16_t *head, db_ptree *t);
/* Features of the relation of word d to its head. Relations of words before d are known. `m`: where the weights will be looked up. */
uint32_t db_label_features(const db_ptree *t, uint32_t d, const db_linear *m, uint64_t *f);

#endif
