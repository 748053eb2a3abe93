/* compile_read.c -- reading data files line by line, and the tables that all stages of the compiler share. */
#include "lang/compile.h"

#include <stdlib.h>

/* ---- lines ---- */

/* The file of the next layer that has one. What the layers before it gave stays mapped: columns may still be held. */
static bool next_layer(db_rd *r) {
    const db_data *d = r->c->data;
    while (r->layers < d->n) {
        uint32_t i = r->layers++;
        dabir_error err = {0};
        db_str text;
        if (!db_layer_map(&d->layer[i], r->rel, &r->map[r->n_map], &text, &err)) {
            if (err.status && r->c->lint->total++ < DB_LINT_MAX) r->c->lint->e[r->c->lint->n++] = err; /* it is there, but cannot be read */
            continue;
        }
        r->n_map++;
        if (d->layer[i].dir) snprintf(r->path, sizeof r->path, "%s/%s", d->layer[i].dir, r->rel);
        else snprintf(r->path, sizeof r->path, "%s", r->rel);
        if (i == 0 && d->keep && !db_texts_find(db_str_of(d->keep->p, d->keep->n), r->rel, &(db_str){0})) db_texts_add(d->keep, r->rel, text);
        r->layer = i;
        r->line = 0;
        r->text = text;
        r->p = r->end = r->next = text.p;
        if (text.n >= 3 && memcmp(text.p, "\xef\xbb\xbf", 3) == 0) r->next += 3;
        return true;
    }
    return false;
}

bool db_rd_open(db_rd *r, db_cx *c, const char *rel) {
    *r = (db_rd){.c = c};
    snprintf(r->rel, sizeof r->rel, "%s", rel);
    return next_layer(r);
}

void db_rd_close(db_rd *r) {
    while (r->n_map) {
        db_file *f = &r->map[--r->n_map];
        if (f->p) db_file_unmap(f);
        *f = (db_file){0};
    }
}

enum { PLACE_LINES = 24 }; /* bits of a place that hold the line */

uint32_t db_rd_place(const db_rd *r) { return r->layer << PLACE_LINES | r->line; }

const char *db_rd_said(const db_rd *r, uint32_t place, char *out, size_t cap) {
    uint32_t layer = place >> PLACE_LINES, line = place & ((1u << PLACE_LINES) - 1);
    const char *dir = r->c->data->layer[layer].dir;
    if (layer == r->layer) snprintf(out, cap, "line %u", line);
    else snprintf(out, cap, "%s%s%s:%u", dir ? dir : "", dir ? "/" : "", r->rel, line);
    return out;
}

static db_str trimmed(const char *p, const char *e) {
    while (p < e && *p == ' ') p++;
    while (e > p && e[-1] == ' ') e--;
    return db_str_of(p, (size_t)(e - p));
}

static void split_directive(db_rd *r) {
    const char *colon = memchr(r->p, ':', (size_t)(r->end - r->p));
    r->directive = true;
    r->n_col = 2;
    r->col[0] = trimmed(r->p + 2, colon ? colon : r->end);
    r->col[1] = colon ? trimmed(colon + 1, r->end) : db_str_of(r->end, 0);
}

static void split_columns(db_rd *r) {
    r->directive = false;
    r->n_col = 0;
    for (const char *p = r->p;;) {
        const char *t = memchr(p, '\t', (size_t)(r->end - p));
        if (r->n_col == DB_COLS) {
            r->n_col++;
            return;
        }
        r->col[r->n_col++] = trimmed(p, t ? t : r->end);
        if (!t) break;
        p = t + 1;
    }
    for (uint32_t i = r->n_col; i < DB_COLS; i++) r->col[i] = db_str_of(r->end, 0);
}

/* Byte of the first fault in UTF-8, or n. */
static size_t bad_utf8(const char *s, size_t n) {
    const unsigned char *p = (const unsigned char *)s;
    for (size_t i = 0; i < n;) {
        size_t l = p[i] < 0x80 ? 1 : p[i] >= 0xc2 && p[i] < 0xe0 ? 2 : (p[i] & 0xf0) == 0xe0 ? 3 : p[i] >= 0xf0 && p[i] < 0xf5 ? 4 : 0;
        if (!l || i + l > n) return i;
        for (size_t k = 1; k < l; k++)
            if ((p[i + k] & 0xc0) != 0x80) return i;
        i += l;
    }
    return n;
}

static bool next_of_file(db_rd *r) {
    const char *eof = r->text.p + r->text.n;
    while (r->next < eof) {
        r->p = r->next;
        const char *nl = memchr(r->p, '\n', (size_t)(eof - r->p));
        r->end = nl ? nl : eof;
        r->next = nl ? nl + 1 : eof;
        r->line++;
        if (r->end > r->p && r->end[-1] == '\r') r->end--;
        if (r->end == r->p) continue;
        size_t bad = bad_utf8(r->p, (size_t)(r->end - r->p));
        if (r->p + bad < r->end) {
            db_rd_fault(r, r->p + bad, "this is not UTF-8");
            continue;
        }
        if (r->p[0] == '#' && !(r->end > r->p + 1 && r->p[1] == '!')) continue;
        if (trimmed(r->p, r->end).n == 0) continue;
        if (r->p[0] == '#') split_directive(r);
        else split_columns(r);
        return true;
    }
    return false;
}

bool db_rd_next(db_rd *r) {
    do
        if (next_of_file(r)) return true;
    while (next_layer(r));
    return false;
}

void db_rd_fault(db_rd *r, const char *at, const char *fmt, ...) {
    db_lint *l = r->c->lint;
    if (l->total++ >= DB_LINT_MAX) return;
    uint32_t col = 1;
    for (const char *p = r->p; p < at; p++) col += (*p & 0xc0) != 0x80;
    char msg[256];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(msg, sizeof msg, fmt, ap);
    va_end(ap);
    snprintf(l->line[l->n], sizeof l->line[0], "%.*s", (int)(r->end - r->p), r->p);
    db_fail(&l->e[l->n++], DABIR_E_SYNTAX, r->path, r->line ? r->line : 1, col, (uint64_t)(at - r->text.p), "%s", msg);
}

bool db_rd_columns(db_rd *r, uint32_t least, uint32_t most) {
    if (r->n_col >= least && r->n_col <= most) return true;
    if (least == most) db_rd_fault(r, r->n_col < least ? r->end : r->p, "%u columns expected, %s%u found", least, r->n_col > DB_COLS ? "more than " : "", r->n_col > DB_COLS ? DB_COLS : r->n_col);
    else db_rd_fault(r, r->n_col < least ? r->end : r->p, "%u to %u columns expected, %s%u found", least, most, r->n_col > DB_COLS ? "more than " : "", r->n_col > DB_COLS ? DB_COLS : r->n_col);
    return false;
}

bool db_rd_form(db_rd *r, db_str cell, const char **it, db_str *form) {
    const char *end = cell.p + cell.n;
    while (*it == NULL ? cell.n > 0 : *it <= end) {
        const char *p = *it ? *it : cell.p;
        const char *semi = p < end ? memchr(p, ';', (size_t)(end - p)) : NULL;
        *it = (semi ? semi : end) + 1;
        *form = trimmed(p, semi ? semi : end);
        if (form->n) return true;
        db_rd_fault(r, semi ? semi : p, "empty form");
    }
    return false;
}

bool db_rd_key(db_rd *r, db_str form, db_form_key *k) {
    if (db_cx_key(r->c, form, k)) return true;
    if (k->n == 0) db_rd_fault(r, form.p, "'%.*s' has no letters", (int)form.n, form.p);
    else db_rd_fault(r, form.p, "a form may have %d letters at most", DB_FORM_MAX);
    return false;
}

bool db_rd_number(db_rd *r, db_str s, uint32_t max, uint32_t *out) {
    uint32_t v = 0;
    bool ok = s.n > 0 && s.n < 9;
    for (uint32_t i = 0; ok && i < s.n; i++) {
        ok = s.p[i] >= '0' && s.p[i] <= '9';
        v = v * 10 + (uint32_t)(s.p[i] - '0');
    }
    if (!ok || v > max) {
        db_rd_fault(r, s.p, "a number from 0 to %u is expected, not '%.*s'", max, (int)s.n, s.p);
        return false;
    }
    *out = v;
    return true;
}

/* ---- tables ---- */

static void rehash(db_cx *c) {
    uint32_t size = c->str_mask ? (c->str_mask + 1) * 2 : 1 << 12;
    uint32_t *t = DB_NEW(c->a, uint32_t, size);
    for (uint32_t i = 0; c->str_mask && i <= c->str_mask; i++) {
        if (!c->str_hash[i]) continue;
        const char *z = c->strs.p + c->str_hash[i];
        uint32_t h = (uint32_t)db_hash(z, strlen(z)) & (size - 1);
        while (t[h]) h = (h + 1) & (size - 1);
        t[h] = c->str_hash[i];
    }
    c->str_hash = t;
    c->str_mask = size - 1;
}

uint32_t db_cx_str(db_cx *c, db_str s) {
    if (c->strs.n == 0) db_buf_ch(&c->strs, 0);
    if (s.n == 0) return 0;
    if (c->n_strs * 2 >= c->str_mask) rehash(c);
    uint32_t h = (uint32_t)db_hash(s.p, s.n) & c->str_mask;
    for (; c->str_hash[h]; h = (h + 1) & c->str_mask) {
        const char *z = c->strs.p + c->str_hash[h];
        if (strlen(z) == s.n && memcmp(z, s.p, s.n) == 0) return c->str_hash[h];
    }
    uint32_t at = (uint32_t)c->strs.n;
    db_buf_add(&c->strs, s.p, s.n);
    db_buf_ch(&c->strs, 0);
    c->str_hash[h] = at;
    c->n_strs++;
    return at;
}

/* Punctuation that may stand inside a form, as the tokeniser would cut it off. */
static bool is_punct(uint32_t cp) {
    return cp == '+' || cp == ',' || cp == '/' || cp == '.' || cp == '(' || cp == ')' || cp == ':' || cp == '&' || cp == 0xab || cp == 0xbb || cp == 0x60c || cp == '-' ||
           (cp >= 0x2010 && cp <= 0x2015);
}

static uint64_t puncts(db_str form) {
    uint64_t mask = 0;
    uint32_t n = 0;
    bool seen = false;
    for (uint32_t i = 0; i < form.n && n < 64;) {
        unsigned char b = (unsigned char)form.p[i];
        uint32_t len = b < 0x80 ? 1 : b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4, cp = len == 1 ? b : b & (0x7fu >> len);
        for (uint32_t k = 1; k < len; k++) cp = cp << 6 | ((unsigned char)form.p[i + k] & 0x3f);
        i += len;
        if (is_punct(cp)) seen = true;
        else if (db_letter(cp)) {
            if (seen && n) mask |= UINT64_C(1) << n;
            seen = false;
            n++;
        }
    }
    return mask;
}

bool db_cx_key(db_cx *c, db_str form, db_form_key *k) {
    uint8_t l[DB_FORM_MAX + 2];
    bool b[DB_FORM_MAX + 2] = {false};
    k->n = db_letters(form, l, b, DB_FORM_MAX + 1);
    if (k->n == 0 || k->n > DB_FORM_MAX) return false;
    uint8_t *p = db_alloc(c->a, k->n);
    memcpy(p, l, k->n);
    k->p = p;
    k->bound = 0;
    for (uint32_t i = 1; i < k->n; i++)
        if (b[i]) k->bound |= UINT64_C(1) << i;
    k->punct = puncts(form);
    k->bound |= k->punct;
    return true;
}

bool db_key_eq(const db_form_key *a, const db_form_key *b) { return a->n == b->n && memcmp(a->p, b->p, a->n) == 0; }

void db_cx_name(db_cx *c, uint32_t kind, uint32_t str, uint32_t id) { DB_PUSH(c->a, c->name, c->n_name, c->cap_name) = (db_name){str, kind << 28 | id}; }

void db_cx_phrase(db_cx *c, const db_form_key *k, db_entry_rec e, bool suffix) {
    uint32_t seq = c->n_p;
    DB_PUSH(c->a, c->p, c->n_p, c->cap_p) = (db_pitem){*k, e, suffix, seq};
}

void db_cx_morph(db_cx *c, const db_form_key *k, db_morph a, uint32_t prio) {
    uint32_t seq = c->n_m;
    DB_PUSH(c->a, c->m, c->n_m, c->cap_m) = (db_mitem){*k, a, prio == DB_PRIO_LISTED, prio, seq};
}

uint32_t db_cx_verb(const db_cx *c, const db_form_key *inf) {
    for (uint32_t i = 0; i < c->n_verb; i++)
        if (db_key_eq(&c->verb[i].inf, inf)) return i + 1;
    return 0;
}
