/* learn.h -- linear models over hashed features: what the tagger, the parser, the name finder and the half-space scorer share.
 * linear.c: reading a trained model (in the mapped file, nothing copied); learner.c: an averaged perceptron that makes one;
 * weights.c: the compact form under data/weights and its way into the model file. Knows nothing of language. */
#ifndef DB_LEARN_H
#define DB_LEARN_H

#include "base/base.h"

/* ---- features ----
 * A feature is 64 bits: a template number and the values in it, mixed. Chain db_feat() for several values. */
static inline uint64_t db_feat(uint64_t h, uint64_t value) {
    h = (h ^ value) * UINT64_C(0x9e3779b97f4a7c15);
    return h ^ h >> 29;
}
static inline uint64_t db_feat_end(uint64_t h) { /* spreads the bits over both halves; call once, at the end */
    h *= UINT64_C(0xd6e8feb86659fd93);
    h ^= h >> 32;
    return h * UINT64_C(0xa0761d6478bd642f);
}

/* ---- a trained model, read-only; safe for any number of threads ---- */
enum { DB_MAX_CLASSES = 256 };

typedef struct db_linear {
    const struct linear_bucket *bucket; /* [n_buckets] see learn/inside.h */
    const int8_t *block;                /* [n_blocks] runs of weights of classes next to each other */
    uint32_t n_buckets, n_blocks;       /* n_buckets 0: no features */
    uint16_t n_classes;
    uint16_t lanes;                     /* weights of a block */
    float scale;                        /* weight = stored * scale */
} db_linear;

/* A feature and all whose hashes differ from its own from bit DB_LINEAR_LOW on only lie in one line of so many bytes. */
enum { DB_LINEAR_LOW = 32, DB_LINEAR_LINE = 64 };

/* A view of an expanded model (a section of the model file, or what db_weights_expand made); 8-byte aligned, not copied.
 * DABIR_E_MODEL if the bytes do not agree with their header. NULL or empty: a model without features. */
dabir_status db_linear_open(const void *p, size_t n, db_linear *out, dabir_error *err);

/* Sends for the line in which feature f would be: for one who makes many features before he asks for their weights. */
static inline void db_linear_ahead(const db_linear *m, uint64_t f) {
    __builtin_prefetch((const char *)m->bucket + ((uint64_t)(uint32_t)f * m->n_buckets >> 32) * DB_LINEAR_LINE);
}

/* Adds to score[0 .. n_classes) the weights of n features, in units of `scale`. Features that the model lacks add nothing. */
void db_linear_score(const db_linear *m, const uint64_t *f, uint32_t n, int32_t *score);

/* The same for classes [first, first + count) only, `first` a multiple of 16: a model of several tasks side by side, of which one is wanted. */
void db_linear_score_part(const db_linear *m, const uint64_t *f, uint32_t n, uint32_t first, uint32_t count, int32_t *score);

/* ---- making one: averaged perceptron ----
 * Belongs to one thread. Same calls in the same order give the same weights on every machine with IEEE floats. */
typedef struct db_learner db_learner;

db_learner *db_learner_new(uint32_t n_classes); /* NULL: no memory */
void db_learner_free(db_learner *l);            /* NULL is fine */
void db_learner_score(db_learner *l, const uint64_t *f, uint32_t n, float *score); /* adds, with the present weights */
/* Adds `by` to the weight of each of the features for class `c`. Features are made on first use. */
void db_learner_update(db_learner *l, const uint64_t *f, uint32_t n, uint32_t c, float by);
void db_learner_tick(db_learner *l);            /* one example is done: the averages run over these */
uint32_t db_learner_features(const db_learner *l);
bool db_learner_failed(const db_learner *l);    /* memory ran out at some time */

/* How a model is packed: rows with no weight of at least `prune` (averaged) are dropped; a weight is stored in a byte. */
typedef struct db_pack {
    char tag[4];          /* section of the model file */
    float prune;
} db_pack;
/* Appends the compact form of the averaged weights to `out` (sorted by feature: same weights, same bytes). */
dabir_status db_learner_pack(const db_learner *l, const db_pack *how, db_buf *out, dabir_error *err);

/* ---- data/weights/NAME.w ----
 * Header, then either a compact linear model or bytes that go into the section as they are. */
enum { DB_W_RAW = 0, DB_W_LINEAR = 1 };
typedef struct db_weights_head {
    char magic[8];        /* DB_WEIGHTS_MAGIC */
    char tag[4];
    uint32_t kind;        /* DB_W_* */
    uint64_t bytes;       /* behind the header */
    uint64_t sum;         /* db_hash of them */
} db_weights_head;
#define DB_WEIGHTS_MAGIC "DABIRw1\n"

/* Puts a header in front of raw bytes. */
void db_weights_raw(const char tag[4], const void *p, size_t n, db_buf *out);
/* From file to section: checks the header and appends what the section holds to `out`. `name` is for the error. */
dabir_status db_weights_expand(const char *name, const void *p, size_t n, char tag[4], db_buf *out, dabir_error *err);

#endif
