/* linear.c -- scoring with a trained model: an open table of rows, one for each feature, found by 32 bits of its hash and
 * checked by the other 32. */
#include "learn/inside.h"

dabir_status db_linear_open(const void *p, size_t n, db_linear *out, dabir_error *err) {
    *out = (db_linear){0};
    if (!p || !n) return DABIR_OK;
    const linear_head *h = p;
    if (n < sizeof *h || h->n_classes == 0 || h->n_classes > DB_MAX_CLASSES || (h->width != 1 && h->width != 2) || h->n_slots == 0 ||
        h->stride != linear_stride(h->n_classes, h->width) || n != sizeof *h + (size_t)h->n_slots * (4 + (size_t)h->stride))
        return db_fail(err, DABIR_E_MODEL, "", 0, 0, 0, "a table of weights is damaged");
    *out = (db_linear){.check = (const uint32_t *)(h + 1), .row = (const uint8_t *)(h + 1) + 4 * (size_t)h->n_slots, .n_slots = h->n_slots, .stride = h->stride, .n_classes = (uint16_t)h->n_classes,
        .width = (uint16_t)h->width, .scale = h->scale};
    return DABIR_OK;
}

static inline uint32_t first_slot(const db_linear *m, uint64_t f) { return (uint32_t)((uint64_t)(uint32_t)f * m->n_slots >> 32); }

/* The row of feature f, or NULL. The table has free slots, hence the walk ends. */
static inline const uint8_t *find(const db_linear *m, uint64_t f) {
    uint32_t i = first_slot(m, f), want = linear_check(f);
    for (uint32_t k = 0; k < m->n_slots && m->check[i]; k++) {
        if (m->check[i] == want) return m->row + (size_t)i * m->stride;
        if (++i == m->n_slots) i = 0;
    }
    return NULL;
}

static inline void add_row(const db_linear *m, const uint8_t *row, uint32_t first, uint32_t count, int32_t *score) {
    for (uint32_t c = 0; c < count; c++) {
        int16_t w = ((const int8_t *)row)[m->width == 1 ? first + c : 0];
        if (m->width == 2) memcpy(&w, row + 2 * (first + c), 2);
        score[c] += w;
    }
}

enum { AHEAD = 64, LANES = 16 };

/* Rows of the features that the model has; the rows are on their way from memory when they are used. */
static uint32_t rows_of(const db_linear *m, const uint64_t *f, uint32_t n, uint32_t byte, const uint8_t **row) {
    uint32_t k = 0;
    for (uint32_t i = 0; i < n; i++) __builtin_prefetch(&m->check[first_slot(m, f[i])]); /* they lie all over the table */
    for (uint32_t i = 0; i < n; i++) {
        if (!(row[k] = find(m, f[i]))) continue;
        __builtin_prefetch(row[k] + byte);
        k++;
    }
    return k;
}

/* Sixteen classes of one byte each, as the tagger has them: at most 256 rows fit the sums of 16 bits. */
static void add_lanes(const uint8_t *const *row, uint32_t n, uint32_t first, int32_t *score) {
    int16_t sum[LANES] = {0};
    for (uint32_t i = 0; i < n; i++) {
        int8_t w[LANES];
        memcpy(w, row[i] + first, LANES);
        for (uint32_t c = 0; c < LANES; c++) sum[c] = (int16_t)(sum[c] + w[c]);
    }
    for (uint32_t c = 0; c < LANES; c++) score[c] += sum[c];
}

void db_linear_score_part(const db_linear *m, const uint64_t *f, uint32_t n, uint32_t first, uint32_t count, int32_t *score) {
    if (!m->n_slots || first + count > m->n_classes) return;
    const uint8_t *row[AHEAD];
    for (uint32_t i = 0; i < n; i += AHEAD) {
        uint32_t k = rows_of(m, f + i, n - i < AHEAD ? n - i : AHEAD, first * m->width, row);
        uint32_t done = 0;
        if (m->width == 1)
            for (; done + LANES <= count; done += LANES) add_lanes(row, k, first + done, score + done);
        for (uint32_t j = 0; j < k && done < count; j++) add_row(m, row[j], first + done, count - done, score + done);
    }
}

void db_linear_score(const db_linear *m, const uint64_t *f, uint32_t n, int32_t *score) { db_linear_score_part(m, f, n, 0, m->n_classes, score); }
