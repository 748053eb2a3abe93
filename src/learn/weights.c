/* weights.c -- files under data/weights: what is committed is compact (features sorted, weights of zero left out); what the model
 * file holds is a table to look up in. */
#include "learn/inside.h"

#include <stdlib.h>

void db_weights_raw(const char tag[4], const void *p, size_t n, db_buf *out) {
    db_weights_head h = {.kind = DB_W_RAW, .bytes = n, .sum = db_hash(p, n)};
    memcpy(h.magic, DB_WEIGHTS_MAGIC, 8);
    memcpy(h.tag, tag, 4);
    db_buf_add(out, &h, sizeof h);
    db_buf_add(out, p, n);
}

typedef struct feature {
    uint64_t hash;
    uint32_t n;                     /* weights, from 1 */
    const linear_weight *weight;
} feature;

/* One feature out of the compact form; false if the bytes end too early or name a class that there is none of. */
static bool next(const uint8_t **p, const uint8_t *end, const compact_head *h, feature *f) {
    if (end - *p < 9) return false;
    memcpy(&f->hash, *p, 8);
    f->n = (*p)[8] + 1u;
    *p += 9;
    if ((size_t)(end - *p) < f->n * sizeof *f->weight) return false;
    f->weight = (const linear_weight *)*p; /* of bytes: any place will do */
    for (uint32_t i = 0; i < f->n; i++)
        if (f->weight[i].cls >= h->n_classes) return false;
    *p += f->n * sizeof *f->weight;
    return true;
}

/* Gives the feature that stands at `at` in the compact form a place in the table, and keeps `at` there for now. The same check twice: one
 * feature out of 2^32 is lost, which does no harm. */
static void put(linear_bucket *table, uint32_t n_buckets, uint64_t hash, uint32_t at) {
    uint32_t i = linear_home(hash, n_buckets), k = 0, check = linear_check(hash);
    while (table[i].check[k] && table[i].check[k] != check) {
        if (++k < LINEAR_BUCKET) continue;
        k = 0;
        i = i + 1 == n_buckets ? 0 : i + 1;
    }
    table[i].check[k] = check;
    table[i].what[k] = at;
}

/* Appends the blocks of a feature that are not zero; returns which. */
static uint32_t put_blocks(const feature *f, uint32_t lanes, db_buf *blocks) {
    int8_t row[DB_MAX_CLASSES] = {0};
    uint32_t mask = 0;
    for (uint32_t i = 0; i < f->n; i++) {
        row[f->weight[i].cls] = f->weight[i].w;
        mask |= 1u << f->weight[i].cls / lanes;
    }
    for (uint32_t b = 0; mask >> b; b++)
        if (mask >> b & 1) db_buf_add(blocks, row + b * lanes, lanes);
    return mask;
}

/* Blocks in the order of the table: features that lie side by side in it have their weights side by side too. False: more than it can name. */
static bool fill(linear_bucket *table, linear_head *h, const uint8_t *p, const uint8_t *end, const compact_head *c, db_buf *blocks) {
    const uint32_t at_bits = linear_at_bits(h->n_classes, h->lanes);
    for (uint32_t i = 0; i < h->n_buckets * LINEAR_BUCKET; i++) {
        linear_bucket *t = &table[i / LINEAR_BUCKET];
        uint32_t k = i % LINEAR_BUCKET;
        const uint8_t *q = p + t->what[k];
        feature f;
        if (!t->check[k] || !next(&q, end, c, &f)) continue;
        size_t at = blocks->n / h->lanes;
        if (at >> at_bits) return false;
        t->what[k] = put_blocks(&f, h->lanes, blocks) << at_bits | (uint32_t)at;
    }
    h->n_blocks = (uint32_t)(blocks->n / h->lanes);
    return true;
}

static dabir_status expand(const char *name, const uint8_t *p, size_t n, db_buf *out, dabir_error *err) {
    compact_head c;
    if (n < sizeof c) return db_fail(err, DABIR_E_MODEL, name, 0, 0, 0, "the file ends too early");
    memcpy(&c, p, sizeof c);
    if (!c.n_classes || c.n_classes > DB_MAX_CLASSES || c.width != 1 || c.n_features > n / 9 || n > UINT32_MAX)
        return db_fail(err, DABIR_E_MODEL, name, 0, 0, 0, "the header of the weights is damaged");
    linear_head h = {.n_classes = c.n_classes, .lanes = linear_lanes(c.n_classes), .n_buckets = linear_buckets(c.n_features), .scale = c.scale};
    linear_bucket *table = calloc(h.n_buckets, sizeof *table);
    db_buf blocks = {0};
    dabir_status st = table ? DABIR_OK : db_fail(err, DABIR_E_MEMORY, name, 0, 0, 0, "no memory for the weights");
    const uint8_t *q = p + sizeof c, *end = p + n;
    for (uint32_t i = 0; i < c.n_features && !st; i++) {
        feature f;
        uint32_t at = (uint32_t)(q - p);
        if (next(&q, end, &c, &f)) put(table, h.n_buckets, f.hash, at);
        else st = db_fail(err, DABIR_E_MODEL, name, 0, 0, at, "feature %u of %u is damaged", i, c.n_features);
    }
    if (!st && !fill(table, &h, p, end, &c, &blocks)) st = db_fail(err, DABIR_E_MODEL, name, 0, 0, 0, "there are too many weights");
    db_buf_add(out, &h, sizeof h);
    if (table) db_buf_add(out, table, h.n_buckets * sizeof *table);
    db_buf_add(out, blocks.p, blocks.n);
    if (!st && (out->failed || blocks.failed)) st = db_fail(err, DABIR_E_MEMORY, name, 0, 0, 0, "no memory for the weights");
    db_buf_free(&blocks);
    free(table);
    return st;
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
