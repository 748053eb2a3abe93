/* linear.c -- scoring with a trained model: a table of features, found by the low half of the hash and checked by the high one. */
#include "learn/inside.h"

dabir_status db_linear_open(const void *p, size_t n, db_linear *out, dabir_error *err) {
    *out = (db_linear){0};
    if (!p || !n) return DABIR_OK;
    const linear_head *h = p;
    if (n < sizeof *h || h->n_classes == 0 || h->n_classes > DB_MAX_CLASSES || h->n_buckets == 0 || h->lanes != linear_lanes(h->n_classes) ||
        n != sizeof *h + h->n_buckets * sizeof(linear_bucket) + (size_t)h->n_blocks * h->lanes)
        return db_fail(err, DABIR_E_MODEL, "", 0, 0, 0, "a table of weights is damaged");
    const linear_bucket *table = (const linear_bucket *)(h + 1);
    *out = (db_linear){.bucket = table, .block = (const int8_t *)(table + h->n_buckets), .n_buckets = h->n_buckets, .n_blocks = h->n_blocks,
        .n_classes = (uint16_t)h->n_classes, .lanes = (uint16_t)h->lanes, .scale = h->scale};
    return DABIR_OK;
}

/* What the model has of feature f, or 0. */
static inline uint32_t find(const db_linear *m, uint64_t f) {
    uint32_t i = linear_home(f, m->n_buckets), want = linear_check(f);
    for (uint32_t k = 0; k < m->n_buckets; k++) {
        const linear_bucket *b = &m->bucket[i];
        uint32_t what = 0;
        for (uint32_t j = 0; j < LINEAR_BUCKET; j++) what |= b->what[j] & -(uint32_t)(b->check[j] == want); /* all at once: compilers make vectors of it */
        if (what || !b->check[LINEAR_BUCKET - 1]) return what;
        if (++i == m->n_buckets) i = 0;
    }
    return 0;
}

enum { AHEAD = 128, WIDE = 4 }; /* features at a time; blocks of a row that are sorted at a time */

/* What the model has of each of the features that it knows; their blocks are on the way from memory when they are used. */
static uint32_t found(const db_linear *m, const uint64_t *f, uint32_t n, uint32_t at_mask, uint32_t *what) {
    uint32_t k = 0;
    for (uint32_t i = 0; i < n; i++) db_linear_ahead(m, f[i]); /* they lie all over the table */
    for (uint32_t i = 0; i < n; i++) {
        what[k] = find(m, f[i]);
        __builtin_prefetch(m->block + (size_t)(what[k] & at_mask) * m->lanes);
        k += what[k] != 0;
    }
    return k;
}

/* Adds sixteen weights each of n <= 256 blocks: so many fit sums of 16 bits. */
static inline void add_blocks(const int8_t *const *block, uint32_t n, int32_t *score) {
    int16_t sum[LINEAR_LANES] = {0};
    for (uint32_t i = 0; i < n; i++) {
        int8_t w[LINEAR_LANES];
        memcpy(w, block[i], LINEAR_LANES);
        for (uint32_t c = 0; c < LINEAR_LANES; c++) sum[c] = (int16_t)(sum[c] + w[c]);
    }
    for (uint32_t c = 0; c < LINEAR_LANES; c++) score[c] += sum[c];
}

/* Blocks [b0, b0 + nb) of each, nb <= WIDE: pointers first, sorted by block and without a branch for each, then the sums. */
static void add_sorted(const db_linear *m, const uint32_t *what, uint32_t n, uint32_t b0, uint32_t nb, int32_t *score) {
    const int8_t *block[WIDE][AHEAD];
    uint32_t k[WIDE] = {0}, at_bits = linear_at_bits(m->n_classes, m->lanes);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t mask = what[i] >> at_bits, at = what[i] & ((1u << at_bits) - 1);
        for (uint32_t b = 0; b < b0; b++) at += mask >> b & 1;
        for (uint32_t b = 0; b < nb; b++) {
            uint32_t has = mask >> (b0 + b) & (at < m->n_blocks);
            block[b][k[b]] = m->block + (size_t)at * LINEAR_LANES;
            k[b] += has;
            at += has;
        }
    }
    for (uint32_t b = 0; b < nb; b++) add_blocks(block[b], k[b], score + b * LINEAR_LANES);
}

static void score_blocks(const db_linear *m, const uint32_t *what, uint32_t n, uint32_t first, uint32_t count, int32_t *score) {
    for (uint32_t c = 0; c < count; c += WIDE * LINEAR_LANES) {
        int32_t sum[WIDE * LINEAR_LANES] = {0};
        uint32_t left = count - c, nb = (left + LINEAR_LANES - 1) / LINEAR_LANES;
        add_sorted(m, what, n, (first + c) / LINEAR_LANES, nb < WIDE ? nb : WIDE, sum);
        for (uint32_t i = 0; i < left && i < WIDE * LINEAR_LANES; i++) score[c + i] += sum[i];
    }
}

/* Models of fewer than sixteen classes: one block a feature. */
static void score_few(const db_linear *m, const uint32_t *what, uint32_t n, int32_t *score) {
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = what[i] & INT32_MAX;
        if (at >= m->n_blocks) continue;
        for (uint32_t c = 0; c < m->n_classes; c++) score[c] += m->block[(size_t)at * m->lanes + c];
    }
}

void db_linear_score_part(const db_linear *m, const uint64_t *f, uint32_t n, uint32_t first, uint32_t count, int32_t *score) {
    if (!m->n_buckets || first % LINEAR_LANES || first + count > m->n_classes) return;
    uint32_t what[AHEAD], at_mask = (1u << linear_at_bits(m->n_classes, m->lanes)) - 1;
    for (uint32_t i = 0; i < n; i += AHEAD) {
        uint32_t k = found(m, f + i, n - i < AHEAD ? n - i : AHEAD, at_mask, what);
        if (m->lanes == LINEAR_LANES) score_blocks(m, what, k, first, count, score);
        else score_few(m, what, k, score);
    }
}

void db_linear_score(const db_linear *m, const uint64_t *f, uint32_t n, int32_t *score) { db_linear_score_part(m, f, n, 0, m->n_classes, score); }
