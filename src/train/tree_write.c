/* tree_write.c -- what `dabir train tree` leaves: tree.w, the table of step weights as the parser reads it, and tree-rel.w, those of the
 * relations. */
#include "train/tree.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- the table of steps ---- */

typedef struct heavy {
    uint64_t key;
    float size;
    float w[DB_N_MOVES];
} heavy;

static int by_size(const void *x, const void *y) {
    const heavy *a = x, *b = y;
    if (a->size != b->size) return a->size > b->size ? -1 : 1;
    return a->key < b->key ? -1 : a->key > b->key;
}

/* Only differences between the moves count: the mean is taken off. */
static heavy centred(const step_row *r) {
    heavy h = {.key = r->key};
    float mean = 0;
    for (uint32_t m = 0; m < DB_N_MOVES; m++) mean += r->w[m] / DB_N_MOVES;
    for (uint32_t m = 0; m < DB_N_MOVES; m++) {
        h.w[m] = r->w[m] - mean;
        if (fabsf(h.w[m]) > h.size) h.size = fabsf(h.w[m]);
    }
    return h;
}

/* Puts a row into its bucket if there is room: heavier ones come first. */
static bool place(uint32_t *slot, uint32_t mask, const heavy *h, float scale) {
    const uint32_t width = (32 - DB_STEPS_CHECK) / 3;
    const long top = (1 << (width - 1)) - 1;
    uint32_t *b = slot + (size_t)db_steps_bucket(h->key, mask) * DB_STEPS_BUCKET, check = db_steps_check(h->key, DB_STEPS_CHECK), v = 0;
    for (uint32_t m = 0; m < DB_N_MOVES; m++) {
        long q = lrintf(h->w[m] / scale);
        q = q > top ? top : q < -top ? -top : q;
        v |= ((uint32_t)q & ((1u << width) - 1)) << (width * m);
    }
    if (!v) return false;
    for (uint32_t k = 0; k < DB_STEPS_BUCKET; k++) {
        if (b[k] && b[k] >> (32 - DB_STEPS_CHECK) == check) return false;
        if (b[k]) continue;
        b[k] = v | check << (32 - DB_STEPS_CHECK);
        return true;
    }
    return false;
}

/* All rows, the heaviest first; NULL: no memory. */
static heavy *sorted(const step_learner *l, uint32_t *n) {
    heavy *x = malloc(((size_t)l->n + 1) * sizeof *x);
    *n = 0;
    for (uint32_t i = 0; x && i <= l->mask; i++)
        if (l->row[i].key) x[(*n)++] = centred(&l->row[i]);
    if (x) qsort(x, *n, sizeof *x, by_size);
    return x;
}

/* The few heaviest are cut to what fits. */
static float scale_of(const heavy *x, uint32_t n) { return n && x[n / 2000].size > 0 ? x[n / 2000].size / (float)((1 << ((32 - DB_STEPS_CHECK) / 3 - 1)) - 1) : 1; }

dabir_status step_pack(const step_learner *l, uint32_t slots, db_buf *out, dabir_error *err) {
    uint32_t n, mask = (1u << slots) / DB_STEPS_BUCKET - 1;
    size_t bytes = sizeof(db_steps_head) + ((size_t)1 << slots) * sizeof(uint32_t);
    heavy *x = sorted(l, &n);
    db_steps_head *h = calloc(1, bytes);
    if (x && h) {
        *h = (db_steps_head){.magic = DB_STEPS_MAGIC, .check_bits = DB_STEPS_CHECK};
        for (uint32_t i = 0; i < n && x[i].size > 0; i++) place((uint32_t *)(h + 1), mask, &x[i], scale_of(x, n));
        db_weights_raw(DB_STEPS_TAG, h, bytes, out);
    }
    bool ok = x && h && !out->failed;
    free(x);
    free(h);
    return ok ? DABIR_OK : db_fail(err, DABIR_E_MEMORY, "", 0, 0, 0, "no memory to pack %u weights of steps", l->n);
}

bool step_select(const step_learner *l, uint32_t slots, step_learner *out) {
    uint32_t n, mask = (1u << slots) / DB_STEPS_BUCKET - 1;
    heavy *x = sorted(l, &n);
    uint32_t *slot = calloc((size_t)1 << slots, sizeof *slot);
    bool ok = x && slot && step_new(out);
    uint64_t zero = 0;
    for (uint32_t i = 0; ok && i < n && x[i].size > 0; i++) {
        if (!place(slot, mask, &x[i], x[i].size / 8)) continue; /* whatever its weight, there must be room */
        zero = x[i].key;
        step_update(out, &zero, 1, 0, 0);
    }
    free(x);
    free(slot);
    out->closed = true;
    return ok && !out->failed;
}

/* ---- files ---- */

/* Drops light weights until the file is no longer than `most` bytes. */
static dabir_status pack_rels(const db_learner *rels, size_t most, db_buf *out, dabir_error *err) {
    db_pack how = {.tag = {'T', 'R', 'L', 'B'}, .prune = 0.02f};
    for (;; how.prune *= 1.15f) {
        out->n = 0;
        dabir_status st = db_learner_pack(rels, &how, out, err);
        if (st || out->n <= most) return st;
    }
}

dabir_status tree_write(const db_train *t, const tree_options *o, const step_learner *steps, const db_learner *rels, dabir_error *err) {
    db_buf a = {0}, b = {0};
    dabir_status st = step_pack(steps, o->slots, &a, err);
    if (!st) st = pack_rels(rels, o->rel_bytes, &b, err);
    if (!st) st = db_train_write(t, "tree.w", &a, err);
    if (!st) st = db_train_write(t, "tree-rel.w", &b, err);
    tree_note(t, "tree.w: %zu bytes, tree-rel.w: %zu bytes", a.n, b.n);
    db_buf_free(&a);
    db_buf_free(&b);
    return st;
}

dabir_status db_train_tree(const db_train *t, dabir_error *err) {
    step_learner steps = {0};
    db_learner *rels = db_learner_new(db_n_deprels() + 1);
    dabir_status st = rels ? tree_learn(t, &TREE_DEFAULT, &steps, rels, NULL, NULL, err) : db_fail(err, DABIR_E_MEMORY, "", 0, 0, 0, "no memory for the parser's weights");
    if (!st) st = tree_write(t, &TREE_DEFAULT, &steps, rels, err);
    step_free(&steps);
    db_learner_free(rels);
    return st;
}
