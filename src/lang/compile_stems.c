/* compile_stems.c -- what the analysis of single words needs beside the word forms: the stems of all verbs (verbs.tsv, stems.tsv) as
 * section STEM, the parts of verb forms (verbparts.tsv) as VPRT, clitics (clitics.tsv) as CLTC, plurals that no suffix tells (plurals.tsv) as
 * BPLU; all four are maps. */
#include "base/map.h"
#include "lang/compile.h"

#include <stdlib.h>

typedef struct pair { db_str key, value; uint32_t seq; } pair;
typedef struct pairs {
    pair *p;
    uint32_t n, cap;
} pairs;

static void put(db_cx *c, pairs *t, db_str key, db_str value) {
    DB_PUSH(c->a, t->p, t->n, t->cap) = (pair){key, value, t->n};
}

static int by_key(const void *x, const void *y) {
    const pair *a = x, *b = y;
    uint32_t n = a->key.n < b->key.n ? a->key.n : b->key.n;
    int d = n ? memcmp(a->key.p, b->key.p, n) : 0;
    if (!d && a->key.n != b->key.n) d = a->key.n < b->key.n ? -1 : 1;
    return d ? d : a->seq < b->seq ? -1 : 1;
}

/* One item a key; its values one after the other, a line each. */
static bool section(db_cx *c, const char tag[4], pairs *t, db_buf *image) {
    if (t->n) qsort(t->p, t->n, sizeof *t->p, by_key);
    db_map_item *x = DB_NEW(c->a, db_map_item, t->n + 1);
    uint32_t n = 0;
    for (uint32_t i = 0, j; i < t->n; i = j) {
        size_t bytes = 0;
        for (j = i; j < t->n && db_str_eq(t->p[i].key, t->p[j].key); j++) bytes += t->p[j].value.n + 1;
        char *v = DB_NEW(c->a, char, bytes), *e = v;
        for (uint32_t k = i; k < j; k++) {
            memcpy(e, t->p[k].value.p, t->p[k].value.n);
            e += t->p[k].value.n;
            *e++ = '\n';
        }
        x[n++] = (db_map_item){t->p[i].key, db_str_of(v, bytes)};
    }
    db_buf b = {0};
    db_map_build(x, n, &b);
    bool ok = !b.failed && !db_image_append(image, tag, b.p, b.n, NULL);
    db_buf_free(&b);
    return ok;
}

/* Key of a stem: its letters, then 'p' past or 'r' present. */
static void put_stem(db_cx *c, pairs *t, db_str stem, char kind, db_str value) {
    uint8_t *k = DB_NEW(c->a, uint8_t, DB_FORM_MAX + 1);
    uint32_t n = db_letters(stem, k, NULL, DB_FORM_MAX);
    k[n] = (uint8_t)kind;
    if (n) put(c, t, db_str_of((char *)k, n + 1), value);
}

static bool ends_in(db_str s, const char *z) { return s.n > strlen(z) && memcmp(s.p + s.n - strlen(z), z, strlen(z)) == 0; }

/* A present stem ends in ا or و: before an ending it may take ی (گوید, but شود), and then both are stems. */
static void put_verb(db_cx *c, pairs *t, db_str past, db_str pres) {
    db_buf b = {0};
    if (ends_in(pres, "ای") || ends_in(pres, "وی") || (pres.n == strlen("آی") && memcmp(pres.p, "آی", pres.n) == 0)) pres.n -= 2;
    db_buf_add(&b, past.p, past.n);
    db_buf_ch(&b, '#');
    db_buf_add(&b, pres.p, pres.n);
    db_str value = db_str_dup(c->a, db_str_of(b.p, b.n));
    put_stem(c, t, past, 'p', value);
    put_stem(c, t, pres, 'r', value);
    if (ends_in(pres, "ا") || ends_in(pres, "و") || (pres.n == 2 && memcmp(pres.p, "آ", 2) == 0)) {
        db_buf_str(&b, "ی");
        put_stem(c, t, db_str_dup(c->a, db_str_of(b.p + past.n + 1, b.n - past.n - 1)), 'r', value);
    }
    db_buf_free(&b);
}

static void stems(db_cx *c, pairs *t) {
    for (uint32_t i = 0; i < c->n_verb; i++) {
        const db_verb *v = &c->verb[i];
        db_buf past = {0}, pres = {0};
        db_buf_fmt(&past, "%s%s", v->prefix, v->past);
        db_buf_fmt(&pres, "%s%s", v->prefix, v->pres);
        put_verb(c, t, db_str_dup(c->a, db_str_of(past.p, past.n)), db_str_dup(c->a, db_str_of(pres.p, pres.n)));
        db_buf_free(&past);
        db_buf_free(&pres);
    }
    db_rd r;
    if (!db_rd_open(&r, c, "lexicon/stems.tsv")) return;
    while (db_rd_next(&r))
        if (db_rd_columns(&r, 2, 2)) put_verb(c, t, db_str_dup(c->a, r.col[0]), db_str_dup(c->a, r.col[1]));
    db_rd_close(&r);
}

/* Fault unless the cell is one of the words of `known`, which ends with NULL. */
static bool one_of(db_rd *r, db_str cell, const char *const *known, const char *what) {
    for (uint32_t i = 0; known[i]; i++)
        if (db_str_eq(cell, db_str_z(known[i]))) return true;
    db_rd_fault(r, cell.p, "unknown %s '%.*s'", what, (int)cell.n, cell.p);
    return false;
}

/* Rows "kind, forms": key = kind, value = the forms' letters, a line each; "-" has none. */
static void parts(db_cx *c, pairs *t) {
    db_rd r;
    if (!db_rd_open(&r, c, "lexicon/verbparts.tsv")) return;
    while (db_rd_next(&r)) {
        static const char *const kinds[] = {"preverb", "prefix", "past", "present", NULL};
        if (!db_rd_columns(&r, 2, 2) || !one_of(&r, r.col[0], kinds, "part of a verb form")) continue;
        db_str kind = db_str_dup(c->a, r.col[0]), form;
        for (const char *it = NULL; db_rd_form(&r, r.col[1], &it, &form);) {
            uint8_t *k = DB_NEW(c->a, uint8_t, DB_FORM_MAX);
            uint32_t n = form.n == 1 && form.p[0] == '-' ? 0 : db_letters(form, k, NULL, DB_FORM_MAX);
            put(c, t, kind, db_str_of((char *)k, n));
        }
    }
    db_rd_close(&r);
}

/* Rows "kind, which, forms": key = which, value = the forms' letters, a line each. */
static void clitics(db_cx *c, pairs *t) {
    db_rd r;
    if (!db_rd_open(&r, c, "lexicon/clitics.tsv")) return;
    while (db_rd_next(&r)) {
        static const char *const kinds[] = {"pronoun", "copula", "object", "also", "that", "part", NULL}, *const schemes[] = {"all", "informal", NULL};
        if (!db_rd_columns(&r, 3, 3) || !one_of(&r, r.col[0], kinds, "kind of clitic") || !one_of(&r, r.col[1], schemes, "group of schemes")) continue;
        db_str which = db_str_dup(c->a, r.col[1]), form;
        for (const char *it = NULL; db_rd_form(&r, r.col[2], &it, &form);) {
            uint8_t *k = DB_NEW(c->a, uint8_t, DB_FORM_MAX);
            uint32_t n = db_letters(form, k, NULL, DB_FORM_MAX);
            if (n) put(c, t, which, db_str_of((char *)k, n));
        }
    }
    db_rd_close(&r);
}

static void plurals(db_cx *c, pairs *t) {
    db_rd r;
    if (!db_rd_open(&r, c, "lexicon/plurals.tsv")) return;
    while (db_rd_next(&r)) {
        if (!db_rd_columns(&r, 2, 2)) continue;
        db_str singular = db_str_dup(c->a, r.col[0]), form;
        for (const char *it = NULL; db_rd_form(&r, r.col[1], &it, &form);) put(c, t, db_str_dup(c->a, form), singular);
    }
    db_rd_close(&r);
}

bool db_compile_stems(db_cx *c, db_buf *image) {
    pairs s = {0}, v = {0}, p = {0}, e = {0};
    stems(c, &s);
    parts(c, &v);
    plurals(c, &p);
    clitics(c, &e);
    return section(c, "STEM", &s, image) && section(c, "VPRT", &v, image) && section(c, "BPLU", &p, image) && section(c, "CLTC", &e, image);
}
