/* inside.h -- shapes that the files of this room share. */
#ifndef DB_LEARN_INSIDE_H
#define DB_LEARN_INSIDE_H

#include "learn/learn.h"

/* An expanded model: this head, the buckets of a hash table, then blocks of weights. The classes are cut into blocks of `lanes`; of a feature
 * only those blocks are kept in which a weight is not zero, one behind the other, for most features speak of few classes. */
typedef struct linear_head {
    uint32_t n_classes, lanes, n_buckets, n_blocks;
    float scale;
    uint32_t reserved[11]; /* 64 bytes, as long as a line of the cache */
} linear_head;

/* A line of the cache: eight features, by the high halves of their hashes (0: free; the low half names the bucket), and of each, from the top,
 * which blocks it has, a bit for each, and where the first of them is. Who finds no room goes to the next bucket that has some, hence only a
 * full bucket sends the search on. Most features asked for are not there; half of the room is left free, so that one line says so. */
enum { LINEAR_BUCKET = 8, LINEAR_LANES = 16 };
typedef struct linear_bucket {
    uint32_t check[LINEAR_BUCKET], what[LINEAR_BUCKET];
} linear_bucket;

static inline uint32_t linear_buckets(uint32_t n) { return n / (LINEAR_BUCKET / 2) + 1; } /* for n features */
static inline uint32_t linear_home(uint64_t f, uint32_t n_buckets) { return (uint32_t)((uint64_t)(uint32_t)f * n_buckets >> 32); }
static inline uint32_t linear_check(uint64_t f) {
    uint32_t c = (uint32_t)(f >> 32);
    return c ? c : 1;
}
/* A block of few classes is as short as they are, in steps of four. */
static inline uint32_t linear_lanes(uint32_t n_classes) { return n_classes < LINEAR_LANES ? (n_classes + 3) & ~3u : LINEAR_LANES; }
static inline uint32_t linear_at_bits(uint32_t n_classes, uint32_t lanes) { return 32 - (n_classes + lanes - 1) / lanes; }

typedef struct compact_head { /* a linear model in data/weights; then the features, sorted */
    uint32_t n_classes, width, n_features;
    float scale;
} compact_head;

typedef struct linear_weight { /* of one feature there, behind its hash (8 bytes) and their number less one (1 byte) */
    uint8_t cls;
    int8_t w;
} linear_weight;

#endif
