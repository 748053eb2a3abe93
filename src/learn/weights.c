/* weights.c -- files under data/weights: what is committed is compact (features sorted, weights of zero left out); what the model
 * file holds is a table to look up in. */
#include "learn/inside.h"

void db_weights_raw(const char tag[4], const void *p, size_t n, db_buf *out) {
    db_weights_head h = {.kind = DB_W_RAW, .bytes = n, .sum = db_hash(p, n)};
    memcpy(h.magic, DB_WEIGHTS_MAGIC, 8);
    memcpy(h.tag, tag, 4);
    db_buf_add(out, &h, sizeof h);
    db_buf_add(out, p, n);
}

/* One feature out of the compact form; false if the bytes end too early or name a class that there is none of. */
static bool next(const uint8_t **p, const uint8_t *end, const compact_head *h, uint64_t *f, int16_t *row) {
    memset(row, 0, h->n_classes * sizeof *row);
    if (end - *p < 9) return false;
    memcpy(f, *p, 8);
    uint32_t n = (*p)[8] + 1u;
    *p += 9;
    for (uint32_t i = 0; i < n; i++, *p += 1 + h->width) {
        if ((size_t)(end - *p) < 1 + h->width || (*p)[0] >= h->n_classes) return false;
        int16_t w = (int8_t)(*p)[1];
        if (h->width == 2) memcpy(&w, *p + 1, 2);
        row[(*p)[0]] = w;
    }
    return true;
}

static void put(uint8_t *table, const linear_head *h, uint64_t f, const int16_t *row) {
    uint64_t i = (uint64_t)(uint32_t)f * h->n_slots >> 32;
    uint32_t used, check = linear_check(f);
    uint8_t *rows = table + 4 * (size_t)h->n_slots;
    for (;; i = i + 1 == h->n_slots ? 0 : i + 1) {
        memcpy(&used, table + 4 * i, 4);
        if (used && used != check) continue; /* the same check twice: one feature out of 2^32 is lost, which does no harm */
        memcpy(table + 4 * i, &check, 4);
        for (uint32_t c = 0; c < h->n_classes; c++) {
            if (h->width == 1) rows[i * h->stride + c] = (uint8_t)row[c];
            else memcpy(rows + i * h->stride + 2 * c, &row[c], 2);
        }
        return;
    }
}

static dabir_status expand(const char *name, const uint8_t *p, size_t n, db_buf *out, dabir_error *err) {
    compact_head c;
    if (n < sizeof c) return db_fail(err, DABIR_E_MODEL, name, 0, 0, 0, "the file ends too early");
    memcpy(&c, p, sizeof c);
    if (!c.n_classes || c.n_classes > DB_MAX_CLASSES || (c.width != 1 && c.width != 2) || c.n_features > n / 9)
        return db_fail(err, DABIR_E_MODEL, name, 0, 0, 0, "the header of the weights is damaged");
    linear_head h = {.n_classes = c.n_classes, .width = c.width, .n_slots = linear_slots(c.n_features),
        .stride = linear_stride(c.n_classes, c.width), .scale = c.scale};
    size_t at = out->n;
    db_buf_add(out, &h, sizeof h);
    static const char zeros[256];
    for (size_t left = (size_t)h.n_slots * (4 + h.stride), k; left; left -= k) db_buf_add(out, zeros, k = left < sizeof zeros ? left : sizeof zeros);
    if (out->failed) return db_fail(err, DABIR_E_MEMORY, name, 0, 0, 0, "no memory for the weights");
    const uint8_t *q = p + sizeof c, *end = p + n;
    for (uint32_t i = 0; i < c.n_features; i++) {
        uint64_t f;
        int16_t row[DB_MAX_CLASSES];
        if (!next(&q, end, &c, &f, row)) return db_fail(err, DABIR_E_MODEL, name, 0, 0, (uint64_t)(q - p), "feature %u of %u is damaged", i, c.n_features);
        put((uint8_t *)out->p + at + sizeof h, &h, f, row);
    }
    return DABIR_OK;
}

dabir_status db_weights_expand(const char *name, const void *p, size_t n, char tag[4], db_buf *out, dabir_error *err) {
    db_weights_head h;
    if (n < sizeof h || memcmp(p, DB_WEIGHTS_MAGIC, 8) != 0) return db_fail(err, DABIR_E_MODEL, name, 0, 0, 0, "this is no file of weights");
    memcpy(&h, p, sizeof h);
    const uint8_t *body = (const uint8_t *)p + sizeof h;
    if (h.bytes != n - sizeof h || h.sum != db_hash(body, n - sizeof h))
        return db_fail(err, DABIR_E_MODEL, name, 0, 0, sizeof h, "the weights are damaged: their sum is wrong");
    memcpy(tag, h.tag, 4);
    if (h.kind == DB_W_LINEAR) return expand(name, body, n - sizeof h, out, err);
    db_buf_add(out, body, n - sizeof h);
    return out->failed ? db_fail(err, DABIR_E_MEMORY, name, 0, 0, 0, "no memory for the weights") : DABIR_OK;
}
