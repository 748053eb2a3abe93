/* parse_mix.h -- how the parser makes features: a template's number mixed with the values in it. Shared by parse_feat.c and parse_label.c. */
#ifndef DB_PARSE_MIX_H
#define DB_PARSE_MIX_H

#include "syntax/parse.h"

typedef struct maker {
    uint64_t *f;
    uint64_t twin;   /* what sets a feature of the scheme at hand apart from the one for all schemes */
    uint32_t n, id;  /* features made; the last template's number */
} maker;

static inline uint64_t mix(uint64_t h, uint64_t v) {
    h = (h ^ v) * UINT64_C(0x9e3779b97f4a7c15);
    return h ^ h >> 32;
}

/* The scheme's twin of a feature differs in the check, and so little in its place that both lie in one line of the cache: two features for
 * the price of one. `step`: how far apart, in units of 2^low. */
static inline uint64_t twin_of(db_scheme scheme, uint32_t low) { return ((uint64_t)scheme + 1) << low | ((uint64_t)scheme + 1) * UINT64_C(0x2545) << 50; }

static inline void one(maker *k, uint64_t h) { k->f[k->n++] = h * UINT64_C(0xd6e8feb86659fd93); }
static inline void put(maker *k, uint64_t h) {
    one(k, h);
    k->f[k->n] = k->f[k->n - 1] ^ k->twin;
    k->n++;
}

#endif
