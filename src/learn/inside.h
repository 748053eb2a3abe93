/* inside.h -- shapes that the files of this room share. */
#ifndef DB_LEARN_INSIDE_H
#define DB_LEARN_INSIDE_H

#include "learn/learn.h"

typedef struct linear_head { /* in front of the slots */
    uint32_t n_classes, width, n_slots, stride;
    float scale;
    uint32_t reserved[3];
} linear_head;

typedef struct compact_head { /* a linear model in data/weights; then the features, sorted */
    uint32_t n_classes, width, n_features;
    float scale;
} compact_head;

static inline uint32_t linear_stride(uint32_t n_classes, uint32_t width) { return (4 + n_classes * width + 3) & ~3u; }
static inline uint32_t linear_check(uint64_t f) {
    uint32_t c = (uint32_t)(f >> 32);
    return c ? c : 1; /* 0: a free slot */
}

#endif
