/* habit.c -- how the raw text uses each form, in the eyes of a tagger: the tags it chose for it, summed over all places. A form that the
 * annotated text lacks is so known by many contexts at once. */
#include "train/tag.h"

#include <stdio.h>
#include <stdlib.h>

enum { CHUNK = 1 << 16 };

typedef struct source { const char *name; bool all; } source;
static const source sources[] = {{"trees/perdt-train-raw.txt", true}, {"trees/seraji-train-raw.txt", true}, {"text/all.txt", false}};

static void sentence(const db_tagger *t, const dabir_model *m, db_arena *a, const db_text *x, const db_tokens *k, uint32_t from, uint32_t to, uint32_t *count) {
    db_sentence s = {.n = to - from, .w = DB_NEW(a, db_sword, to - from), .letters = k->letters};
    for (uint32_t i = from; i < to; i++)
        s.w[i - from] = (db_sword){.tok0 = i, .tok1 = i + 1, .key0 = k->key0[i], .key1 = k->key0[i + 1], .form = db_tok_form(x, k, i), .parts = 1, .kind = k->kind[i], .punct = k->punct[i]};
    db_tagger_run(t, m, a, DB_PERDT, &s);
    for (uint32_t i = 0; i < s.n; i++) {
        uint32_t n = s.w[i].key1 - s.w[i].key0, form = n ? db_classes_index(&t->cls, db_class_key(s.letters + s.w[i].key0, n)) : UINT32_MAX;
        if (form != UINT32_MAX) count[(size_t)form * DB_TAG_N + db_tag_class(s.w[i].upos)]++;
    }
}

static void piece(const db_tagger *t, const dabir_model *m, db_arena *a, const char *p, size_t n, uint32_t *count) {
    db_decoded d;
    db_text x;
    db_tokens k;
    db_arena_reset(a);
    if (db_decode(a, p, n, &d, NULL) != DABIR_OK) return;
    db_normalise(a, d.p, d.n, &x);
    db_tokenise(a, &x, &k);
    for (uint32_t s = 0; s < k.n_sents; s++) sentence(t, m, a, &x, &k, k.sent0[s], k.sent0[s + 1], count);
}

dabir_status db_tag_habits(const db_train *t, const db_tagger *tagger, uint32_t stride, db_buf *out, dabir_error *err) {
    uint32_t *count = calloc((size_t)tagger->cls.n + 1, DB_TAG_N * sizeof *count);
    if (!count) return db_fail(err, DABIR_E_MEMORY, "", 0, 0, 0, "no memory for the habits of forms");
    db_arena a;
    db_arena_init(&a, 0);
    dabir_status st = DABIR_OK;
    for (size_t i = 0; !st && i < sizeof sources / sizeof *sources; i++) {
        char path[1024];
        db_file f;
        snprintf(path, sizeof path, "%s/%s", t->kit, sources[i].name);
        if ((st = db_file_map(path, &f, err)) != DABIR_OK) break;
        uint32_t number = 0;
        for (size_t at = 0, end; at < f.n; at = end, number++) {
            end = f.n - at > CHUNK ? at + CHUNK : f.n;
            while (end < f.n && f.p[end - 1] != '\n') end++;
            if (sources[i].all || number % stride == 0) piece(tagger, t->model, &a, f.p + at, end - at, count);
        }
        db_file_unmap(&f);
    }
    for (uint32_t i = 0; !st && i < tagger->cls.n; i++) {
        uint16_t h = db_tag_habit(count + (size_t)i * DB_TAG_N);
        db_buf_add(out, &h, sizeof h);
    }
    free(count);
    db_arena_free(&a);
    return !st && out->failed ? db_fail(err, DABIR_E_MEMORY, "", 0, 0, 0, "no memory for the habits of forms") : st;
}
