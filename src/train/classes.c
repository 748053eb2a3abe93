/* classes.c -- trainer of word classes: reads the raw text of the kit, numbers its forms, clusters them by neighbours and by topic, and
 * writes classes.w (see learn/classes.h). Only counts of the text go into the file. */
#include "train/classes.h"
#include "learn/classes.h"

#include <stdio.h>
#include <stdlib.h>

enum { FINE = 512, COARSE = 64, TOPICS = 512, ROUNDS = 8, MAX_FORMS = 100000, MIN_COUNT = 3, FIXED = 2, CHUNK = 1 << 20 };

static const char *const texts[] = {"text/all.txt", "trees/perdt-train-raw.txt", "trees/seraji-train-raw.txt"};

typedef struct seen { uint64_t key; uint32_t id, count; } seen;

typedef struct reader {
    db_arena a;
    corpus c;
    seen *slot;        /* open table; key 0: free */
    uint32_t mask, used;
    seen *order;       /* forms by falling count */
} reader;

static void say(const db_train *t, const char *line) {
    if (t->note) t->note(t->ctx, line);
}

static bool grow_slots(reader *r) {
    uint32_t mask = r->mask ? r->mask * 2 + 1 : (1u << 20) - 1;
    seen *s = calloc((size_t)mask + 1, sizeof *s);
    if (!s) return false;
    for (uint32_t i = 0; r->slot && i <= r->mask; i++) {
        if (!r->slot[i].key) continue;
        uint32_t j = (uint32_t)r->slot[i].key & mask;
        while (s[j].key) j = (j + 1) & mask;
        s[j] = r->slot[i];
    }
    free(r->slot);
    r->slot = s;
    r->mask = mask;
    return true;
}

static seen *slot_of(reader *r, uint64_t key) {
    uint32_t i = (uint32_t)key & r->mask;
    while (r->slot[i].key && r->slot[i].key != key) i = (i + 1) & r->mask;
    return &r->slot[i];
}

static bool put(reader *r, uint64_t key) {
    corpus *c = &r->c;
    if (c->n == c->cap) {
        size_t cap = c->cap ? c->cap * 2 : 1u << 22;
        uint32_t *p = realloc(c->tok, cap * sizeof *p);
        if (!p) return false;
        c->tok = p;
        c->cap = cap;
    }
    uint32_t id = 0;
    if (key) {
        if (r->used * 2 >= r->mask && !grow_slots(r)) return false;
        seen *s = slot_of(r, key);
        if (!s->key) *s = (seen){.key = key, .id = FIXED + r->used++};
        s->count++;
        id = s->id;
    }
    c->tok[c->n++] = id;
    return true;
}

/* A border token between sentences; punctuation by its class: keys that no letters have. */
static bool read_chunk(reader *r, const char *p, size_t n) {
    db_text t;
    db_tokens k;
    db_decoded d;
    db_arena_reset(&r->a);
    if (db_decode(&r->a, p, n, &d, NULL) != DABIR_OK) return true; /* not text: nothing to learn from it */
    db_normalise(&r->a, d.p, d.n, &t);
    db_tokenise(&r->a, &t, &k);
    for (uint32_t s = 0; s < k.n_sents; s++) {
        for (uint32_t i = k.sent0[s]; i < k.sent0[s + 1]; i++) {
            uint32_t len = k.key0[i + 1] - k.key0[i];
            uint64_t key = len && k.kind[i] != DB_T_OTHER ? db_class_key(k.letters + k.key0[i], len) : 1u + k.punct[i];
            if (!put(r, key)) return false;
        }
        if (!put(r, 0)) return false;
    }
    return true;
}

static dabir_status read_file(reader *r, const db_train *t, const char *name, dabir_error *err) {
    char path[1024];
    db_file f;
    snprintf(path, sizeof path, "%s/%s", t->kit, name);
    dabir_status st = db_file_map(path, &f, err);
    if (st) return st;
    bool ok = true;
    for (size_t i = 0; ok && i < f.n;) {
        size_t end = f.n - i > CHUNK ? i + CHUNK : f.n;
        while (end < f.n && f.p[end - 1] != '\n') end++;
        ok = read_chunk(r, f.p + i, end - i);
        i = end;
    }
    db_file_unmap(&f);
    say(t, name);
    return ok ? DABIR_OK : db_fail(err, DABIR_E_MEMORY, path, 0, 0, 0, "no memory for the text");
}

static int by_count(const void *x, const void *y) {
    const seen *a = x, *b = y;
    if (a->count != b->count) return a->count > b->count ? -1 : 1;
    return a->key < b->key ? -1 : a->key > b->key;
}

/* Numbers the forms by falling count; rare ones are form 1. */
static bool number(reader *r) {
    corpus *c = &r->c;
    uint32_t *to = malloc((r->used + FIXED) * sizeof *to), n = 0, keep = FIXED;
    r->order = malloc((r->used + 1) * sizeof *r->order);
    c->key = calloc(MAX_FORMS + FIXED, sizeof *c->key);
    c->count = calloc(MAX_FORMS + FIXED, sizeof *c->count);
    bool ok = to && r->order && c->key && c->count;
    for (uint32_t i = 0; ok && i <= r->mask; i++)
        if (r->slot[i].key) r->order[n++] = r->slot[i];
    if (ok) {
        qsort(r->order, n, sizeof *r->order, by_count);
        to[0] = 0;
        for (uint32_t i = 0; i < n; i++) {
            bool kept = i < MAX_FORMS && r->order[i].count >= MIN_COUNT;
            to[r->order[i].id] = kept ? keep : 1;
            if (!kept) continue;
            c->key[keep] = r->order[i].key;
            c->count[keep++] = r->order[i].count;
        }
        for (size_t i = 0; i < c->n; i++) c->tok[i] = to[c->tok[i]];
        c->n_forms = keep;
    }
    free(to);
    return ok;
}

/* ---- the file ---- */

typedef struct row { uint64_t key; uint16_t cls[DB_CLASS_KINDS]; } row;

static int by_key(const void *x, const void *y) {
    const row *a = x, *b = y;
    return a->key < b->key ? -1 : a->key > b->key;
}

static void pack(row *rows, uint32_t n, db_buf *out) {
    qsort(rows, n, sizeof *rows, by_key);
    db_buf b = {0};
    for (uint32_t bucket = 0, i = 0; bucket <= 65536; bucket++) {
        while (i < n && rows[i].key >> 48 < bucket) i++;
        db_buf_add(&b, &i, sizeof i);
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t check = (uint32_t)(rows[i].key >> 16);
        db_buf_add(&b, &check, sizeof check);
    }
    for (uint32_t i = 0; i < n; i++) db_buf_add(&b, rows[i].cls, sizeof rows[i].cls);
    while (b.n % 4) db_buf_ch(&b, 0);
    if (b.failed) out->failed = true;
    else db_weights_raw(DB_CLASSES_TAG, b.p, b.n, out);
    db_buf_free(&b);
}

/* Clusters and packs; false if memory ran out. */
static bool cluster(reader *r, const db_train *t, db_buf *out) {
    const corpus *c = &r->c;
    pairs p = {0}, q = {0};
    uint16_t *fine = calloc(c->n_forms + 1u, sizeof *fine), *topic = calloc(c->n_forms + 1u, sizeof *topic), coarse[FINE] = {0};
    row *rows = calloc(c->n_forms + 1u, sizeof *rows);
    bool ok = fine && topic && rows && pairs_of(c->tok, c->n, c->n_forms, &p);
    ok = ok && exchange(&p, FINE, FIXED, ROUNDS, fine, t->note, t->ctx) && pairs_of_classes(&p, fine, FINE, &q);
    ok = ok && exchange(&q, COARSE, FIXED, 20, coarse, t->note, t->ctx);
    pairs_free(&p);
    pairs_free(&q);
    ok = ok && topics(c, TOPICS, topic, t->note, t->ctx);
    uint32_t n = 0;
    for (uint32_t w = FIXED; ok && w < c->n_forms; w++)
        if (c->key[w] > 255) /* punctuation is no form to look up */
            rows[n++] = (row){c->key[w], {(uint16_t)(fine[w] + 1), (uint16_t)(coarse[fine[w]] + 1), (uint16_t)(topic[w] + 1)}};
    if (ok) pack(rows, n, out);
    free(fine);
    free(topic);
    free(rows);
    return ok && !out->failed;
}

dabir_status db_train_classes(const db_train *t, dabir_error *err) {
    reader r = {0};
    db_buf out = {0};
    dabir_status st = DABIR_OK;
    db_arena_init(&r.a, 0);
    if (!grow_slots(&r) || !put(&r, 0)) st = db_fail(err, DABIR_E_MEMORY, "", 0, 0, 0, "no memory for the text");
    for (size_t i = 0; !st && i < sizeof texts / sizeof *texts; i++) st = read_file(&r, t, texts[i], err);
    if (!st && (!number(&r) || !cluster(&r, t, &out))) st = db_fail(err, DABIR_E_MEMORY, "", 0, 0, 0, "no memory for the word classes");
    if (!st) st = db_train_write(t, "classes.w", &out, err);
    db_buf_free(&out);
    db_arena_free(&r.a);
    free(r.c.tok);
    free(r.c.key);
    free(r.c.count);
    free(r.slot);
    free(r.order);
    return st;
}
