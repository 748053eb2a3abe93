/* classes.c -- looking a form up among the word classes: 16 bits of its key choose a bucket of one or two forms, 32 more tell them apart. */
#include "learn/classes.h"

enum { BUCKETS = 65536, LAST_DIGIT = 10, LAST_LATIN = 36 }; /* letter codes: see letters.c */

static uint64_t hash(const uint8_t *p, uint32_t n) {
    uint64_t h = n, x;
    for (; n >= 8; p += 8, n -= 8) {
        memcpy(&x, p, 8);
        h = db_feat(h, x);
    }
    x = 0;
    memcpy(&x, p, n);
    return db_feat_end(db_feat(h, x));
}

uint64_t db_class_key(const uint8_t *p, uint32_t n) {
    uint32_t digits = 0;
    if (!n) return 0;
    if (p[0] > LAST_LATIN) return hash(p, n);
    if (p[0] > LAST_DIGIT) return hash((const uint8_t *)"\x0b", 1);
    while (digits < n && p[digits] <= LAST_DIGIT) digits++;
    if (digits < n) return hash(p, n);
    uint8_t number[4] = {1, 1, 1, (uint8_t)(n < 7 ? n : 7)};
    return hash(number, 4);
}

dabir_status db_classes_open(const void *p, size_t bytes, db_classes *out, dabir_error *err) {
    *out = (db_classes){0};
    if (!p || !bytes) return DABIR_OK;
    const uint32_t *bucket = p;
    size_t head = (BUCKETS + 1) * sizeof *bucket, each = sizeof(uint32_t) + DB_CLASS_KINDS * sizeof(uint16_t);
    if (bytes < head || bucket[BUCKETS] > bytes / each || bytes != (head + bucket[BUCKETS] * each + 3) / 4 * 4)
        return db_fail(err, DABIR_E_MODEL, "", 0, 0, 0, "the word classes are damaged");
    uint32_t n = bucket[BUCKETS];
    *out = (db_classes){.bucket = bucket, .check = bucket + BUCKETS + 1, .cls = (const uint16_t *)(bucket + BUCKETS + 1 + n), .n = n};
    return DABIR_OK;
}

uint32_t db_classes_index(const db_classes *c, uint64_t key) {
    if (!c->n) return UINT32_MAX;
    uint32_t want = (uint32_t)(key >> 16), b = (uint32_t)(key >> 48);
    uint32_t end = c->bucket[b + 1] < c->n ? c->bucket[b + 1] : c->n; /* buckets are not checked on opening, which is done for each sentence */
    for (uint32_t i = c->bucket[b]; i < end; i++)
        if (c->check[i] == want) return i;
    return UINT32_MAX;
}

bool db_classes_by_key(const db_classes *c, uint64_t key, uint16_t out[DB_CLASS_KINDS]) {
    uint32_t i = db_classes_index(c, key);
    if (i == UINT32_MAX) memset(out, 0, DB_CLASS_KINDS * sizeof *out);
    else memcpy(out, c->cls + (size_t)i * DB_CLASS_KINDS, DB_CLASS_KINDS * sizeof *out);
    return i != UINT32_MAX;
}
