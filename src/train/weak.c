/* weak.c -- sentences whose tags tell less than those of the treebanks: PerDT's first 704 sentences with the tags of its source, the Persian
 * dependency treebank, which has no proper names and does not tell auxiliaries apart. They are turned into CoNLL-U and read as such. */
#include "train/tag.h"

#include <stdio.h>

#define FILE_NAME "trees/perdt-train705-dadegan-heads.conllu"

typedef struct line { db_str col[10]; } line;

static bool is(db_str s, const char *z) { return db_str_eq(s, db_str_z(z)); }

/* A number, which the source takes for a noun now and then: let the learner choose. */
static bool is_number(db_str form) {
    static const char *const words[] = {"هزار", "میلیون", "میلیارد", "صدها", "هزاران", "نیم", "صد"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is(form, words[i])) return true;
    return form.n && ((form.p[0] >= '0' && form.p[0] <= '9') || (form.n > 1 && (unsigned char)form.p[0] == 0xDB && (unsigned char)form.p[1] >= 0xB0));
}

/* UPOS of PerDT for the source's tag (column 4) and its kind (column 5). */
static const char *upos_of(db_str tag, db_str kind) {
    static const struct { const char *tag, *kind, *upos; } map[] = {{"PREM", "", "DET"}, {"IDEN", "", "PROPN"}, {"PSUS", "", "INTJ"},
        {"ADJ", "POSNUM", "ADJ"}, {"CCONJ", "", "CCONJ"}};
    for (size_t i = 0; i < sizeof map / sizeof *map; i++)
        if (is(tag, map[i].tag) && (!*map[i].kind || is(kind, map[i].kind))) return map[i].upos;
    return NULL;
}

static bool columns(db_str l, line *out) {
    uint32_t n = 0;
    const char *from = l.p, *end = l.p + l.n;
    for (const char *p = l.p;; p++) {
        if (p < end && *p != '\t') continue;
        if (n == 10) return false;
        out->col[n++] = db_str_of(from, (size_t)(p - from));
        if (p == end) return n == 10;
        from = p + 1;
    }
}

/* Word lines: form and tag; no heads. Ranges and comments stay as they are. */
static void convert(const db_file *f, db_buf *out) {
    for (size_t i = 0; i < f->n;) {
        const char *p = f->p + i, *e = memchr(p, '\n', f->n - i);
        size_t n = e ? (size_t)(e - p) : f->n - i;
        line l;
        i += n + 1;
        bool word = n && *p >= '0' && *p <= '9' && columns(db_str_of(p, n), &l);
        if (!word) {
            db_buf_add(out, p, n);
        } else {
            const char *u = upos_of(l.col[3], l.col[4]);
            bool glued = is(l.col[7], "spaceAfter=NO"), range = is(l.col[3], "_");
            if (is(l.col[3], "NOUN") && is_number(l.col[1])) u = "_";
            db_str upos = u ? db_str_z(u) : l.col[3];
            db_buf_fmt(out, "%.*s\t%.*s\t_\t%.*s\t_\t_\t_\t_\t_\t%s", (int)l.col[0].n, l.col[0].p, (int)l.col[1].n, l.col[1].p, range ? 1 : (int)upos.n, range ? "_" : upos.p, glued ? "SpaceAfter=No" : "_");
        }
        db_buf_ch(out, '\n');
    }
}

dabir_status db_tag_weak(const db_train *t, db_arena *a, db_trees *out, dabir_error *err) {
    char path[1024];
    db_file f;
    db_buf b = {0};
    *out = (db_trees){0};
    snprintf(path, sizeof path, "%s/" FILE_NAME, t->kit);
    dabir_status st = db_file_map(path, &f, err);
    if (st) return st;
    convert(&f, &b);
    db_file_unmap(&f);
    if (b.failed) st = db_fail(err, DABIR_E_MEMORY, path, 0, 0, 0, "no memory for the text");
    db_str text = st ? (db_str){0} : db_str_dup(a, db_str_of(b.p, b.n));
    db_buf_free(&b);
    db_conllu *r = st ? NULL : db_conllu_open(a, FILE_NAME, text.p, text.n);
    uint32_t cap = 0;
    for (db_sentence s; !st && !(st = db_conllu_next(r, a, &s, err)) && s.n;) DB_PUSH(a, out->s, out->n, cap) = s;
    out->scheme = DB_NEW(a, db_scheme, out->n + 1);
    for (uint32_t i = 0; i < out->n; i++) out->scheme[i] = DB_PERDT;
    return st;
}

uint32_t db_tag_weak_mask(uint8_t upos) {
    switch (upos) {
    case DB_U_NOUN: return 1u << DB_U_NOUN | 1u << DB_U_PROPN;
    case DB_U_VERB: case DB_U_AUX: return 1u << DB_U_VERB | 1u << DB_U_AUX;
    case DB_U_PART: return 1u << DB_U_PART | 1u << DB_U_ADP | 1u << DB_U_INTJ;
    default: return upos ? 1u << upos : ~0u;
    }
}
