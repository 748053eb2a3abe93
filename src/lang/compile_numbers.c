/* compile_numbers.c -- lexicon/numbers.tsv to section NUMS: two maps, from letters to what a word means, and from a value to how it is written. */
#include "lang/compile.h"
#include "lang/numbers.h"

typedef struct table {
    db_map_item *words, *forms;
    uint32_t n_words, cap_words, n_forms, cap_forms;
    uint8_t first[128 * 16]; /* pairs of letters that some form begins with */
} table;

static db_str bytes(db_cx *c, const void *p, size_t n) { return db_str_dup(c->a, db_str_of(p, n)); }

static uint8_t kind_of(db_str s) {
    static const char *const names[] = {"", "n", "scale", "half", "sign", "point", "and", "suffix", "vague", "counter", "money", "not"};
    for (uint8_t i = 1; i < sizeof names / sizeof *names; i++)
        if (db_str_eq(s, db_str_z(names[i]))) return i;
    return DB_NK_NONE;
}

/* A word; false: there was one with these letters. */
static bool put_word(db_cx *c, table *t, const uint8_t *p, uint32_t n, const db_nword *w) {
    db_str key = bytes(c, p, n);
    for (uint32_t i = 0; i < t->n_words; i++)
        if (db_str_eq(t->words[i].key, key)) return false;
    if (n > 1) t->first[16 * p[0] + p[1] / 8] |= (uint8_t)(1u << p[1] % 8);
    DB_PUSH(c->a, t->words, t->n_words, t->cap_words) = (db_map_item){key, bytes(c, w, sizeof *w)};
    return true;
}

/* How the first form of a row is written. */
static void put_form(db_cx *c, table *t, const db_nword *w, db_str form) {
    db_nform_key k = {.kind = w->kind, .ordinal = w->ordinal, .value = (int16_t)w->value};
    DB_PUSH(c->a, t->forms, t->n_forms, t->cap_forms) = (db_map_item){bytes(c, &k, sizeof k), db_str_dup(c->a, form)};
}

static void put_cell(db_rd *r, table *t, db_nword w, db_str cell) {
    db_str form;
    bool first = true;
    for (const char *it = NULL; db_rd_form(r, cell, &it, &form); first = false) {
        db_nword x = w;
        if (form.p[0] == '~') {
            x.weak = 1;
            form = db_str_of(form.p + 1, form.n - 1);
        }
        uint8_t k[DB_FORM_MAX + 2];
        bool bound[DB_FORM_MAX];
        uint32_t n = db_letters(form, k, bound, DB_FORM_MAX);
        for (uint32_t i = 1; i < n; i++) x.zwnj |= bound[i];
        if (!n || !put_word(r->c, t, k, n, &x)) {
            db_rd_fault(r, form.p, n ? "this form stands further up too" : "this form has no letters");
            continue;
        }
        if (first && w.kind != DB_NK_VAGUE && w.kind != DB_NK_COUNTER && w.kind != DB_NK_NOT && w.kind != DB_NK_SUFFIX) put_form(r->c, t, &x, form);
        if (!x.ordinal) continue;
        x.ordinal = 2; /* دومین */
        n += db_letters(db_str_z("\xDB\x8C\xD9\x86"), k + n, NULL, 2);
        put_word(r->c, t, k, n, &x); /* «نخستین» may be listed itself */
    }
}

static void row(db_rd *r, table *t) {
    if (!db_rd_columns(r, 3, 4)) return;
    db_nword w = {.kind = kind_of(r->col[0])};
    bool minus = r->col[1].n && r->col[1].p[0] == '-';
    uint32_t v;
    if (!w.kind) {
        db_rd_fault(r, r->col[0].p, "unknown kind of number word");
        return;
    }
    if (!db_rd_number(r, minus ? db_str_of(r->col[1].p + 1, r->col[1].n - 1) : r->col[1], 1000, &v)) return;
    w.value = minus ? -(int32_t)v : (int32_t)v;
    put_cell(r, t, w, r->col[2]);
    w.ordinal = 1;
    if (r->n_col > 3) put_cell(r, t, w, r->col[3]);
}

bool db_compile_numbers(db_cx *c, db_buf *image) {
    table *t = DB_NEW(c->a, table, 1);
    db_rd r;
    if (!db_rd_open(&r, c, "lexicon/numbers.tsv")) return true;
    while (db_rd_next(&r))
        if (!r.directive) row(&r, t);
    db_rd_close(&r);
    db_buf words = {0}, forms = {0}, b = {0};
    db_map_build(t->words, t->n_words, &words);
    db_map_build(t->forms, t->n_forms, &forms);
    uint32_t head[2] = {(uint32_t)words.n, (uint32_t)forms.n};
    db_buf_add(&b, head, sizeof head);
    db_buf_add(&b, t->first, sizeof t->first);
    db_buf_add(&b, words.p, words.n);
    db_buf_add(&b, forms.p, forms.n);
    bool ok = !words.failed && !forms.failed && !b.failed && !db_image_append(image, "NUMS", b.p, b.n, NULL);
    db_buf_free(&words);
    db_buf_free(&forms);
    db_buf_free(&b);
    return ok;
}
