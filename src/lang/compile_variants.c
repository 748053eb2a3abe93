/* compile_variants.c -- words with more than one spelling or a sister form that letters do not level (گفت‌وگو / گفتگو, هیئت / هیات,
 * قرقیزستان / قرغیزستان): lexicon/variants.tsv. Every form of a list or of the register that contains such a word is known in its other
 * spellings too, so that a linguist writes each phrase once. */
#include "lang/compile.h"

static bool edge(const char *p, const char *begin, const char *end) { /* may a word begin or end at p? */
    if (p == begin || p == end) return true;
    if (*p == ' ' || p[-1] == ' ' || *p == '~' || p[-1] == '~') return true;
    return (end - p >= 3 && memcmp(p, "\u200c", 3) == 0) || (p - begin >= 3 && memcmp(p - 3, "\u200c", 3) == 0);
}

static const char *find(db_str form, db_str word) {
    for (const char *p = form.p, *end = form.p + form.n; (size_t)(end - p) >= word.n; p++)
        if (memcmp(p, word.p, word.n) == 0 && edge(p, form.p, end) && edge(p + word.n, form.p, end)) return p;
    return NULL;
}

uint32_t db_cx_variants(db_cx *c, db_str form, db_str *out, uint32_t cap) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < c->n_variant && n < cap; i++) {
        db_str from = c->variant[i].from, to = c->variant[i].to;
        const char *at = find(form, from);
        if (!at) continue;
        uint32_t before = (uint32_t)(at - form.p), behind = form.n - before - from.n;
        char *p = db_alloc(c->a, form.n + to.n + 1);
        memcpy(p, form.p, before);
        memcpy(p + before, to.p, to.n);
        memcpy(p + before + to.n, at + from.n, behind);
        out[n++] = db_str_of(p, before + to.n + behind);
    }
    return n;
}

void db_compile_variants(db_cx *c) {
    db_rd r;
    if (!db_rd_open(&r, c, "lexicon/variants.tsv")) return;
    while (db_rd_next(&r)) {
        if (r.directive) db_rd_fault(&r, r.p, "unknown directive");
        else if (db_rd_columns(&r, 2, 2)) {
            db_str from, to;
            for (const char *i = NULL; db_rd_form(&r, r.col[0], &i, &from);)
                for (const char *j = NULL; db_rd_form(&r, r.col[1], &j, &to);)
                    DB_PUSH(c->a, c->variant, c->n_variant, c->cap_variant) = (db_variant){db_str_dup(c->a, from), db_str_dup(c->a, to)};
        }
    }
    db_rd_close(&r);
}
