/* inside.h -- shapes that the files of this room share. */
#ifndef DB_LEARN_INSIDE_H
#define DB_LEARN_INSIDE_H

#include "learn/learn.h"

/* An expanded model: this head, a check for each slot (the other half of the feature's hash; 0: free), then a row of weights for each. Most
 * features asked for are not there, and that shows in the checks, which lie close together. */
typedef struct linear_head {
    uint32_t n_classes, width, n_slots, stride; /* stride: bytes of a row */
    float scale;
    uint32_t reserved[3];
} linear_head;

typedef struct compact_head { /* a linear model in data/weights; then the features, sorted */
    uint32_t n_classes, width, n_features;
    float scale;
} compact_head;

static inline uint32_t linear_stride(uint32_t n_classes, uint32_t width) { return (n_classes * width + 3) & ~3u; }
static inline uint32_t linear_slots(uint32_t n) { return (n + n / 3 + 16 + 3) & ~3u; } /* for n features */
static inline uint32_t linear_check(uint64_t f) {
    uint32_t c = (uint32_t)(f >> 32);
    return c ? c : 1; /* 0: a free slot */
}

#endif
