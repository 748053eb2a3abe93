/* normalizer.c -- the public face of the normaliser: dabir_normalize(). */
#include "ortho/ortho.h"

#include <stdlib.h>

struct dabir_normalizer {
    db_ortho *o;
    db_arena arena;
    jmp_buf oom;
};

dabir_status dabir_normalizer_new(const dabir_model *m, const char *profile, const char *settings, dabir_normalizer **out, dabir_error *err) {
    *out = NULL;
    if (!m) return db_fail(err, DABIR_E_ARGUMENT, NULL, 0, 0, 0, "no model");
    dabir_normalizer *x = calloc(1, sizeof *x);
    if (!x) return db_fail(err, DABIR_E_MEMORY, NULL, 0, 0, 0, "out of memory");
    db_arena_init(&x->arena, 0);
    dabir_status st = db_ortho_new(m, profile, NULL, settings, &x->o, err);
    if (st) dabir_normalizer_free(x);
    else *out = x;
    return st;
}

void dabir_normalizer_free(dabir_normalizer *x) {
    if (!x) return;
    db_ortho_free(x->o);
    db_arena_free(&x->arena);
    free(x);
}

static void step(db_str text, uint32_t *byte, uint32_t to, uint32_t *cp) {
    for (; *byte < to; ++*byte) *cp += ((unsigned char)text.p[*byte] & 0xC0) != 0x80;
}

/* Bytes of the text to code points, in one pass: the edits are in order. */
static const dabir_edit *laid_open(db_arena *a, db_str text, const db_edit *e, uint32_t n) {
    dabir_edit *out = DB_NEW(a, dabir_edit, n + 1);
    uint32_t byte = 0, cp = 0;
    for (uint32_t i = 0; i < n; i++) {
        step(text, &byte, e[i].b0, &cp);
        out[i] = (dabir_edit){.span = {cp, cp}, .now = e[i].now, .reason = db_edit_reason(&e[i])};
        step(text, &byte, e[i].b1, &cp);
        out[i].span.end = cp;
    }
    return out;
}

static dabir_status run(dabir_normalizer *x, const char *bytes, size_t n, dabir_str *out, const dabir_edit **edits, uint32_t *n_edits, dabir_error *err) {
    db_decoded d;
    dabir_status st = db_decode(&x->arena, bytes, n, &d, err);
    if (st) return st;
    const db_edit *e = NULL;
    uint32_t k = 0;
    db_str text = db_str_of(d.p, d.n);
    db_ortho_forget(x->o);
    *out = db_ortho_run(x->o, &x->arena, text, edits ? &e : NULL, edits ? &k : NULL);
    if (edits) *edits = laid_open(&x->arena, text, e, k), *n_edits = k;
    return DABIR_OK;
}

dabir_status dabir_normalize(dabir_normalizer *x, const char *bytes, size_t n, dabir_str *out, const dabir_edit **edits, uint32_t *n_edits, dabir_error *err) {
    *out = (dabir_str){"", 0};
    if (edits) *edits = NULL, *n_edits = 0;
    if (n == 0) return DABIR_OK;
    if (n > 0x3fffffff) return db_fail(err, DABIR_E_INPUT, NULL, 0, 0, 0, "the text is larger than 1 GiB");
    db_arena_reset(&x->arena);
    dabir_status st;
    x->arena.oom = &x->oom;
    if (setjmp(x->oom)) st = db_fail(err, DABIR_E_MEMORY, NULL, 0, 0, 0, "out of memory");
    else st = run(x, bytes, n, out, edits, n_edits, err);
    x->arena.oom = NULL;
    return st;
}
