/* linear.c -- scoring with a trained model: an open table of rows, one for each feature, found by 32 bits of its hash and
 * checked by the other 32. */
#include "learn/inside.h"

dabir_status db_linear_open(const void *p, size_t n, db_linear *out, dabir_error *err) {
    *out = (db_linear){0};
    if (!p || !n) return DABIR_OK;
    const linear_head *h = p;
    if (n < sizeof *h || h->n_classes == 0 || h->n_classes > DB_MAX_CLASSES || (h->width != 1 && h->width != 2) || h->n_slots == 0 ||
        h->stride != linear_stride(h->n_classes, h->width) || n != sizeof *h + (size_t)h->n_slots * h->stride)
        return db_fail(err, DABIR_E_MODEL, "", 0, 0, 0, "a table of weights is damaged");
    *out = (db_linear){.slot = (const uint8_t *)(h + 1), .n_slots = h->n_slots, .stride = h->stride, .n_classes = (uint16_t)h->n_classes,
        .width = (uint16_t)h->width, .scale = h->scale};
    return DABIR_OK;
}

static inline const uint8_t *first_slot(const db_linear *m, uint64_t f) {
    return m->slot + ((uint64_t)(uint32_t)f * m->n_slots >> 32) * m->stride;
}

/* The row of feature f, or NULL. The table has free slots, hence the walk ends. */
static inline const uint8_t *find(const db_linear *m, uint64_t f) {
    const uint8_t *s = first_slot(m, f), *end = m->slot + (size_t)m->n_slots * m->stride;
    uint32_t want = linear_check(f), have;
    for (uint32_t i = 0; i < m->n_slots; i++) {
        memcpy(&have, s, 4);
        if (have == want) return s + 4;
        if (!have) return NULL;
        if ((s += m->stride) == end) s = m->slot;
    }
    return NULL;
}

void db_linear_score(const db_linear *m, const uint64_t *f, uint32_t n, int32_t *score) {
    if (!m->n_slots) return;
    uint32_t k = m->n_classes;
    for (uint32_t i = 0; i < n; i++) __builtin_prefetch(first_slot(m, f[i])); /* the rows lie all over the table */
    for (uint32_t i = 0; i < n; i++) {
        const uint8_t *row = find(m, f[i]);
        if (!row) continue;
        if (m->width == 1) {
            const int8_t *w = (const int8_t *)row;
            for (uint32_t c = 0; c < k; c++) score[c] += w[c];
        } else {
            for (uint32_t c = 0; c < k; c++) {
                int16_t w;
                memcpy(&w, row + 2 * c, 2);
                score[c] += w;
            }
        }
    }
}

void db_linear_score_part(const db_linear *m, const uint64_t *f, uint32_t n, uint32_t first, uint32_t count, int32_t *score) {
    if (!m->n_slots || first + count > m->n_classes) return;
    for (uint32_t i = 0; i < n; i++) __builtin_prefetch(first_slot(m, f[i]) + first);
    for (uint32_t i = 0; i < n; i++) {
        const uint8_t *row = find(m, f[i]);
        if (!row) continue;
        for (uint32_t c = 0; c < count; c++) {
            int16_t w = ((const int8_t *)row)[m->width == 1 ? first + c : 0];
            if (m->width == 2) memcpy(&w, row + 2 * (first + c), 2);
            score[c] += w;
        }
    }
}
