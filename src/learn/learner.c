/* learner.c -- an averaged perceptron over hashed features. The sum of the weights over all steps is kept as in Daumé's thesis
 * (2006, section 2.1): beside each weight w the sum u of its changes times their step, so that the average is w - u / steps. */
#include "learn/inside.h"

#include <math.h>
#include <stdlib.h>

struct db_learner {
    uint32_t k;             /* classes */
    uint64_t *key;          /* open table: feature, 0 free */
    uint32_t *row;          /* its row */
    uint32_t mask, n, cap;  /* rows */
    float *w, *u;           /* [cap * k] */
    double step;
    bool failed;
};

db_learner *db_learner_new(uint32_t n_classes) {
    db_learner *l = calloc(1, sizeof *l);
    if (!l) return NULL;
    l->k = n_classes;
    l->mask = (1u << 16) - 1;
    l->cap = 1u << 14;
    l->key = calloc(l->mask + 1, sizeof *l->key);
    l->row = calloc(l->mask + 1, sizeof *l->row);
    l->w = calloc((size_t)l->cap * n_classes, sizeof *l->w);
    l->u = calloc((size_t)l->cap * n_classes, sizeof *l->u);
    l->step = 1;
    if (l->key && l->row && l->w && l->u) return l;
    db_learner_free(l);
    return NULL;
}

void db_learner_free(db_learner *l) {
    if (!l) return;
    free(l->key);
    free(l->row);
    free(l->w);
    free(l->u);
    free(l);
}

static inline uint32_t place(const db_learner *l, uint64_t f) {
    uint32_t i = (uint32_t)(f >> 32 ^ f) & l->mask;
    while (l->key[i] && l->key[i] != f) i = (i + 1) & l->mask;
    return i;
}

static bool grow_table(db_learner *l) {
    uint32_t mask = l->mask * 2 + 1;
    uint64_t *key = calloc((size_t)mask + 1, sizeof *key);
    uint32_t *row = calloc((size_t)mask + 1, sizeof *row);
    if (!key || !row) {
        free(key);
        free(row);
        return false;
    }
    for (uint32_t i = 0; i <= l->mask; i++) {
        if (!l->key[i]) continue;
        uint32_t j = (uint32_t)(l->key[i] >> 32 ^ l->key[i]) & mask;
        while (key[j]) j = (j + 1) & mask;
        key[j] = l->key[i];
        row[j] = l->row[i];
    }
    free(l->key);
    free(l->row);
    l->key = key;
    l->row = row;
    l->mask = mask;
    return true;
}

static bool grow_rows(db_learner *l) {
    size_t old = (size_t)l->cap * l->k, size = old * 2;
    float *w = realloc(l->w, size * sizeof *w);
    if (w) l->w = w;
    float *u = w ? realloc(l->u, size * sizeof *u) : NULL;
    if (u) l->u = u;
    if (!w || !u) return false;
    memset(l->w + old, 0, old * sizeof *w);
    memset(l->u + old, 0, old * sizeof *u);
    l->cap *= 2;
    return true;
}

/* Row of a feature, made if there is none; UINT32_MAX if memory ran out. */
static uint32_t row_of(db_learner *l, uint64_t f) {
    if (!f) f = 1;
    uint32_t i = place(l, f);
    if (l->key[i]) return l->row[i];
    if ((l->n == l->cap && !grow_rows(l)) || ((uint64_t)l->n * 3 > (uint64_t)l->mask * 2 && !grow_table(l))) {
        l->failed = true;
        return UINT32_MAX;
    }
    i = place(l, f);
    l->key[i] = f;
    l->row[i] = l->n;
    return l->n++;
}

void db_learner_score(db_learner *l, const uint64_t *f, uint32_t n, float *score) {
    for (uint32_t i = 0; i < n; i++) __builtin_prefetch(&l->key[(uint32_t)(f[i] >> 32 ^ f[i]) & l->mask]);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = place(l, f[i] ? f[i] : 1);
        if (!l->key[at]) continue;
        const float *w = l->w + (size_t)l->row[at] * l->k;
        for (uint32_t c = 0; c < l->k; c++) score[c] += w[c];
    }
}

void db_learner_update(db_learner *l, const uint64_t *f, uint32_t n, uint32_t c, float by) {
    float sum = (float)(l->step * by);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t r = row_of(l, f[i]);
        if (r == UINT32_MAX) return;
        l->w[(size_t)r * l->k + c] += by;
        l->u[(size_t)r * l->k + c] += sum;
    }
}

void db_learner_tick(db_learner *l) { l->step++; }
uint32_t db_learner_features(const db_learner *l) { return l->n; }
bool db_learner_failed(const db_learner *l) { return l->failed; }

/* ---- packing ---- */

typedef struct feature { uint64_t f; uint32_t row; } feature;

static int by_feature(const void *x, const void *y) {
    const feature *a = x, *b = y;
    return a->f < b->f ? -1 : a->f > b->f;
}

static float average(const db_learner *l, size_t i) { return l->w[i] - (float)(l->u[i] / l->step); }

static bool keep(const db_learner *l, uint32_t row, float prune, float *max) {
    bool any = false;
    for (uint32_t c = 0; c < l->k; c++) {
        float w = fabsf(average(l, (size_t)row * l->k + c));
        any |= w > 0 && w >= prune;
        if (w > *max) *max = w;
    }
    return any;
}

static uint32_t put_row(const db_learner *l, const feature *x, float scale, db_buf *out) {
    int32_t v[DB_MAX_CLASSES];
    uint32_t n = 0;
    for (uint32_t c = 0; c < l->k; c++) n += (v[c] = (int32_t)lrintf(average(l, (size_t)x->row * l->k + c) / scale)) != 0;
    if (!n) return 0;
    db_buf_add(out, &x->f, 8);
    uint8_t count = (uint8_t)(n - 1);
    db_buf_add(out, &count, 1);
    for (uint32_t c = 0; c < l->k; c++) {
        if (!v[c]) continue;
        linear_weight w = {.cls = (uint8_t)c, .w = (int8_t)v[c]};
        db_buf_add(out, &w, sizeof w);
    }
    return 1;
}

dabir_status db_learner_pack(const db_learner *l, const db_pack *how, db_buf *out, dabir_error *err) {
    feature *x = l->failed ? NULL : malloc(((size_t)l->n + 1) * sizeof *x);
    if (!x) return db_fail(err, DABIR_E_MEMORY, "", 0, 0, 0, "no memory for %u features", l->n);
    uint32_t n = 0;
    float max = 0;
    for (uint32_t i = 0; i <= l->mask; i++)
        if (l->key[i] && keep(l, l->row[i], how->prune, &max)) x[n++] = (feature){l->key[i], l->row[i]};
    qsort(x, n, sizeof *x, by_feature);
    float scale = max > 0 ? max / 127.0f : 1;
    db_buf body = {0};
    compact_head h = {.n_classes = l->k, .width = 1, .scale = scale};
    db_buf_add(&body, &h, sizeof h);
    for (uint32_t i = 0; i < n; i++) h.n_features += put_row(l, &x[i], scale, &body);
    free(x);
    if (!body.failed) memcpy(body.p, &h, sizeof h);
    db_weights_head wh = {.kind = DB_W_LINEAR, .bytes = body.n, .sum = body.failed ? 0 : db_hash(body.p, body.n)};
    memcpy(wh.magic, DB_WEIGHTS_MAGIC, 8);
    memcpy(wh.tag, how->tag, 4);
    db_buf_add(out, &wh, sizeof wh);
    db_buf_add(out, body.p, body.n);
    bool failed = body.failed || out->failed;
    db_buf_free(&body);
    return failed ? db_fail(err, DABIR_E_MEMORY, "", 0, 0, 0, "no memory to pack the weights") : DABIR_OK;
}
