/* names_news.c -- news that was labelled by hand: data/names/labels.tsv names articles of the kit and code points in them, no text.
 * A line: file (news/FILE.jsonl), id, from:to in code points of its text, names as start:end:type (P, O or L). */
#include "train/names.h"

#include <stdlib.h>

/* ---- the little of JSON that is needed: string fields of an object on one line ---- */

static int hex4(const char *p) {
    int v = 0;
    for (int i = 0; i < 4; i++) {
        char c = p[i];
        int d = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
        if (d < 0) return -1;
        v = v << 4 | d;
    }
    return v;
}

static size_t utf8(uint32_t c, char *o) {
    if (c < 0x80) return o[0] = (char)c, 1;
    if (c < 0x800) return o[0] = (char)(0xC0 | c >> 6), o[1] = (char)(0x80 | (c & 63)), 2;
    if (c < 0x10000) return o[0] = (char)(0xE0 | c >> 12), o[1] = (char)(0x80 | (c >> 6 & 63)), o[2] = (char)(0x80 | (c & 63)), 3;
    return o[0] = (char)(0xF0 | c >> 18), o[1] = (char)(0x80 | (c >> 12 & 63)), o[2] = (char)(0x80 | (c >> 6 & 63)), o[3] = (char)(0x80 | (c & 63)), 4;
}

/* Value of the field `name` in [p, e), unescaped into the arena; p == NULL: none. */
db_str db_news_field(db_arena *a, const char *p, const char *e, const char *name) {
    char key[40];
    size_t k = (size_t)snprintf(key, sizeof key, "\"%s\": ", name);
    const char *q = p;
    for (; q + k <= e && memcmp(q, key, k) != 0; q++) {}
    if (q + k > e) return (db_str){0};
    q += k;
    const char *end = q;
    if (q < e && *q != '"') { /* a number */
        while (end < e && *end >= '0' && *end <= '9') end++;
        return end > q ? db_str_dup(a, db_str_of(q, (size_t)(end - q))) : (db_str){0};
    }
    end = ++q;
    while (end < e && *end != '"') end += *end == '\\' && end + 1 < e ? 2 : 1;
    char *o = db_alloc(a, (size_t)(end - q) + 4);
    uint32_t n = 0;
    for (; q < end; q++) {
        if (*q != '\\') {
            o[n++] = *q;
            continue;
        }
        static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
        const char *x = memchr(from, *++q, 5);
        int v = *q == 'u' && end - q > 4 ? hex4(q + 1) : -1;
        if (v < 0) {
            o[n++] = x ? to[x - from] : *q;
            continue;
        }
        q += 4;
        uint32_t c = (uint32_t)v;
        if (c >= 0xD800 && c < 0xDC00 && end - q > 6 && q[1] == '\\' && q[2] == 'u' && (v = hex4(q + 3)) >= 0xDC00) {
            c = 0x10000 + ((c - 0xD800) << 10) + ((uint32_t)v - 0xDC00);
            q += 6;
        }
        n += (uint32_t)utf8(c, o + n);
    }
    return db_str_of(o, n);
}

/* ---- the labelled articles ---- */

static db_str column(const char **p, const char *e) {
    const char *q = *p, *t = memchr(q, '\t', (size_t)(e - q));
    *p = t ? t + 1 : e;
    return db_str_of(q, (size_t)((t ? t : e) - q));
}

static uint32_t number(const char **p, const char *e) {
    uint32_t v = 0;
    while (*p < e && **p >= '0' && **p <= '9') v = v * 10 + (uint32_t)(*(*p)++ - '0');
    return v;
}

static void one_line(db_arena *a, const char *p, const char *e, db_news *n) {
    db_article x = {.file = column(&p, e), .id = column(&p, e)};
    uint32_t cap = 0;
    x.from = number(&p, e);
    p += p < e;
    x.to = number(&p, e);
    while (p < e) {
        if (*p < '0' || *p > '9') {
            p++;
            continue;
        }
        db_label s = {.start = number(&p, e)};
        p++;
        s.end = number(&p, e);
        s.start -= x.from, s.end -= x.from;
        if (p + 1 < e) s.type = p[1] == 'P' ? 1 : p[1] == 'O' ? 2 : 3;
        DB_PUSH(a, x.s, x.n, cap) = s;
    }
    DB_PUSH(a, n->v, n->n, n->cap) = x;
}

static uint32_t bytes_of(db_str s, uint32_t points) {
    uint32_t i = 0;
    for (uint32_t c = 0; i < s.n && c < points; c++)
        for (i++; i < s.n && (s.p[i] & 0xC0) == 0x80;) i++;
    return i;
}

static dabir_status texts(db_arena *a, const char *kit, db_news *n, db_str file, dabir_error *err) {
    char path[1024];
    db_file f;
    snprintf(path, sizeof path, "%s/news/%.*s.jsonl", kit, (int)file.n, file.p);
    dabir_status st = db_file_map(path, &f, err);
    if (st) return st;
    for (const char *p = f.p, *end = f.p + f.n; p < end;) {
        const char *nl = memchr(p, '\n', (size_t)(end - p)), *e = nl ? nl : end;
        db_str id = db_news_field(a, p, e < p + 200 ? e : p + 200, "id");
        for (uint32_t i = 0; i < n->n; i++) {
            db_article *x = &n->v[i];
            if (x->text.p || !db_str_eq(x->file, file) || !db_str_eq(x->id, id)) continue;
            x->text = db_news_field(a, p, e, "text");
            uint32_t at = bytes_of(x->text, x->from);
            x->text.n = bytes_of(x->text, x->to) - at;
            x->text.p += at;
            break;
        }
        p = e + 1;
    }
    db_file_unmap(&f);
    return DABIR_OK;
}

dabir_status db_news_labelled(db_arena *a, const char *kit, const char *path, db_news *n, dabir_error *err) {
    db_file f;
    dabir_status st = db_file_map(path, &f, err);
    if (st) return st;
    *n = (db_news){0};
    for (const char *p = f.p, *end = f.p + f.n; p < end;) {
        const char *nl = memchr(p, '\n', (size_t)(end - p)), *e = nl ? nl : end;
        if (e > p && *p != '#') one_line(a, p, e, n);
        p = e + 1;
    }
    for (uint32_t i = 0; i < n->n && !st; i++) {
        n->v[i].file = db_str_dup(a, n->v[i].file);
        n->v[i].id = db_str_dup(a, n->v[i].id);
    }
    for (uint32_t i = 0; i < n->n && !st; i++)
        if (!n->v[i].text.p) st = texts(a, kit, n, n->v[i].file, err);
    db_file_unmap(&f);
    for (uint32_t i = 0; i < n->n && !st; i++)
        if (!n->v[i].text.p) st = db_fail(err, DABIR_E_INPUT, path, 0, 0, 0, "the kit has no article %.*s %.*s", (int)n->v[i].file.n, n->v[i].file.p, (int)n->v[i].id.n, n->v[i].id.p);
    return st;
}

void db_news_words(const db_article *x, const db_tokens *k, const db_lang *l, uint8_t *label) {
    uint32_t s = 0;
    bool open = false;
    memset(label, 0, l->n_words);
    for (uint32_t i = 0; i < l->n_words; i++) {
        dabir_span w = db_span(l, k, i, i + 1);
        while (s < x->n && x->s[s].end <= w.start) s++, open = false;
        if (s == x->n || x->s[s].start >= w.end) continue;
        bool mark = l->w[i].kind == DB_T_PUNCT && l->w[i].punct >= DB_P_QUOTE_OPEN;
        if (mark && (!open || w.end >= x->s[s].end)) continue;
        label[i] = (uint8_t)(open ? x->s[s].type * 2 : x->s[s].type * 2 - 1);
        open = true;
    }
}
