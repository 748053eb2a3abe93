/* compile_image.c -- the driver, and the collected tables to sections. Everything is sorted first, hence the same data
 * always gives the same bytes. */
#include "lang/compile.h"

#include <stdlib.h>

/* ---- phrases ---- */

static int by_phrase(const void *x, const void *y) {
    const db_pitem *a = x, *b = y;
    int d = db_key_cmp(&a->k, &b->k);
    if (!d) d = db_bound_cmp(&a->k, &b->k);
    if (!d) d = (int)b->suffix - (int)a->suffix;
    return d ? d : a->seq < b->seq ? -1 : 1;
}

typedef struct phrases {
    db_group *g;
    uint32_t n_g, cap_g;
    db_entry_rec *e;
    uint32_t n_e, cap_e;
} phrases;

static void group(db_cx *c, phrases *out, const db_pitem *p, uint32_t n, uint32_t bound) {
    db_group g = {.bound = bound, .e0 = out->n_e};
    for (uint32_t i = 0; i < n; i++) {
        bool again = false; /* the non-verbal part of many verbs */
        for (uint32_t k = g.e0; k < out->n_e; k++) again |= memcmp(&out->e[k], &p[i].e, sizeof p[i].e) == 0;
        if (again || g.n == UINT16_MAX) continue;
        DB_PUSH(c->a, out->e, out->n_e, out->cap_e) = p[i].e;
        g.n++;
        g.n_suffix = (uint16_t)(g.n_suffix + p[i].suffix);
    }
    DB_PUSH(c->a, out->g, out->n_g, out->cap_g) = g;
}

static bool phrase_sections(db_cx *c, db_bounds *bt, db_buf *trie, phrases *out) {
    for (uint32_t i = 0; i < c->n_p; i++)
        if (c->p[i].e.cls == DB_C_NVE) c->p[i].k.bound = c->nve[c->p[i].e.id - 1].bound;
    if (c->n_p) qsort(c->p, c->n_p, sizeof *c->p, by_phrase);
    db_tkey *key = DB_NEW(c->a, db_tkey, c->n_p);
    uint32_t n = 0;
    for (uint32_t i = 0, j; i < c->n_p;) {
        key[n++] = (db_tkey){c->p[i].k.p, c->p[i].k.n, out->n_g + 1};
        uint32_t at = i;
        for (; i < c->n_p && db_key_cmp(&c->p[at].k, &c->p[i].k) == 0; i = j) {
            for (j = i; j < c->n_p && db_key_cmp(&c->p[i].k, &c->p[j].k) == 0 && db_bound_cmp(&c->p[i].k, &c->p[j].k) == 0;) j++;
            group(c, out, c->p + i, j - i, db_bound_id(c, bt, &c->p[i].k));
        }
        out->g[out->n_g - 1].last = 1;
    }
    return db_trie_build(key, n, trie);
}

/* ---- compound verbs, names ---- */

static int by_pair(const void *x, const void *y) {
    const db_vpair *a = x, *b = y;
    if (a->nve != b->nve) return a->nve < b->nve ? -1 : 1;
    if (a->lemma != b->lemma) return a->lemma < b->lemma ? -1 : 1;
    return a->seq < b->seq ? -1 : 1;
}

static uint32_t table_size(uint32_t n) {
    uint32_t size = 16;
    while (size < n * 2) size *= 2;
    return size;
}

static bool verb_sections(db_cx *c, db_buf *image) {
    if (c->n_vpair) qsort(c->vpair, c->n_vpair, sizeof *c->vpair, by_pair);
    uint32_t size = table_size(c->n_vpair);
    db_vslot *t = DB_NEW(c->a, db_vslot, size);
    db_vlist_rec *v = DB_NEW(c->a, db_vlist_rec, c->n_vpair);
    for (uint32_t i = 0, j; i < c->n_vpair; i = j) {
        uint32_t h = db_verb_hash(c->vpair[i].nve, c->vpair[i].lemma) & (size - 1);
        while (t[h].n) h = (h + 1) & (size - 1);
        for (j = i; j < c->n_vpair && c->vpair[j].nve == c->vpair[i].nve && c->vpair[j].lemma == c->vpair[i].lemma; j++) v[j] = c->vpair[j].v;
        t[h] = (db_vslot){c->vpair[i].nve, c->vpair[i].lemma, i, j - i};
    }
    return !db_image_append(image, "VHSH", t, size * sizeof *t, NULL) && !db_image_append(image, "VLST", v, c->n_vpair * sizeof *v, NULL);
}

static bool name_section(db_cx *c, db_buf *image) {
    uint32_t size = table_size(c->n_name);
    db_name_slot *t = DB_NEW(c->a, db_name_slot, size);
    for (uint32_t i = 0; i < c->n_name; i++) {
        const char *z = c->strs.p + c->name[i].str;
        uint32_t h = db_name_hash(c->name[i].kind_id >> 28, z, strlen(z)) & (size - 1);
        while (t[h].str) h = (h + 1) & (size - 1);
        t[h] = (db_name_slot){c->name[i].str, c->name[i].kind_id};
    }
    return !db_image_append(image, "NAMS", t, size * sizeof *t, NULL);
}

static bool lemma_section(db_cx *c, db_buf *image) {
    db_lemma_rec *l = DB_NEW(c->a, db_lemma_rec, c->n_verb);
    for (uint32_t i = 0; i < c->n_verb; i++) l[i] = (db_lemma_rec){c->verb[i].name, (c->verb[i].transitive ? DB_LM_TRANSITIVE : 0u) | (c->verb[i].light ? DB_LM_LIGHT : 0u) | (c->verb[i].noun ? DB_LM_NOUN : 0u) | (c->verb[i].does ? DB_LM_DO : 0u) | (c->verb[i].be ? DB_LM_BE : 0u) | (c->verb[i].become ? DB_LM_BECOME : 0u)};
    return !db_image_append(image, "LEMM", l, c->n_verb * sizeof *l, NULL);
}

/* ---- the whole ---- */

#define APPEND(tag, p, n) (!db_image_append(image, (tag), (p), (n) * sizeof *(p), NULL))

bool db_compile_image(db_cx *c, db_buf *image) {
    db_cx_str(c, db_str_z(""));
    db_bounds bt = {0};
    db_chains ch = {0};
    phrases ph = {0};
    db_buf mt = {0}, pt = {0};
    bool ok = db_morph_sections(c, &bt, &mt, &ch) && phrase_sections(c, &bt, &pt, &ph);
    db_model_head h = {.version = DB_MODEL_VERSION, .frequent = c->frequent};
    memcpy(h.magic, DB_MODEL_MAGIC, 8);
    db_buf_add(image, &h, sizeof h);
    ok = ok && !c->strs.failed && !image->failed;
    ok = ok && !db_image_append(image, "MTRI", mt.p, mt.n, NULL) && APPEND("MORF", ch.m, ch.n) && !db_image_append(image, "PTRI", pt.p, pt.n, NULL) &&
         APPEND("PGRP", ph.g, ph.n_g) && APPEND("ENTR", ph.e, ph.n_e) && APPEND("BNDS", bt.b, bt.n) && APPEND("SUFX", c->sfx, c->n_sfx) &&
         APPEND("FUNC", c->func, c->n_func) && APPEND("LIST", c->list, c->n_list) && APPEND("REGS", c->reg, c->n_reg) && lemma_section(c, image) &&
         verb_sections(c, image) && name_section(c, image) && !db_image_append(image, "STRS", c->strs.p, c->strs.n, NULL);
    db_buf_free(&mt);
    db_buf_free(&pt);
    return ok;
}

dabir_status db_compile_data(const db_data *data, db_buf *out, db_lint *lint) {
    db_arena a;
    jmp_buf oom;
    db_arena_init(&a, 0);
    *lint = (db_lint){0};
    db_cx *volatile c = NULL;
    dabir_status st = DABIR_OK;
    if (setjmp(oom) == 0) {
        a.oom = &oom;
        db_cx *x = DB_NEW(&a, db_cx, 1);
        c = x;
        x->a = &a, x->lint = lint, x->data = data, x->frequent = 4;
        db_check_layers(x);
        db_compile_variants(x);
        db_compile_functions(x);
        db_compile_words(x);
        db_compile_verbs(x);
        db_compile_codes(x);
        db_compile_lists(x);
        db_compile_register(x);
        db_compile_leaders(x);
        if (lint->n) st = DABIR_E_SYNTAX;
        else if (!db_compile_image(x, out) || !db_compile_stems(x, out) || !db_codes_section(x, out) || !db_compile_numbers(x, out) || !db_compile_tenses(x, out) || !db_compile_weights(x, out)) st = DABIR_E_MEMORY;
        if (lint->n) st = DABIR_E_SYNTAX;
        if (!st) db_image_seal(out);
    } else st = DABIR_E_MEMORY;
    if (c) db_buf_free(&((db_cx *)c)->strs);
    db_arena_free(&a);
    if (st == DABIR_E_MEMORY && !lint->n) {
        lint->n = lint->total = 1;
        db_fail(&lint->e[0], st, data->layer[0].dir, 0, 0, 0, "out of memory");
    }
    return st;
}

dabir_status db_compile(const char *dir, db_buf *out, db_lint *lint) { return db_compile_data(&(db_data){.layer = {{.dir = dir}}, .n = 1}, out, lint); }
