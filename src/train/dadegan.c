/* dadegan.c -- 704 sentences of the Persian dependency treebank in its own annotation, for trainers that need forms, lemmas and clitics only. */
#include "train/dadegan.h"

#include <stdio.h>

/* Lines of another scheme with number, form, lemma and part of speech only, the last "_" if Universal Dependencies does not know it. */
static db_str plain_columns(db_arena *a, db_str text) {
    db_buf b = {0};
    for (const char *p = text.p, *end = text.p + text.n; p < end;) {
        const char *e = memchr(p, '\n', (size_t)(end - p)), *tab[4], *q = p;
        if (!e) e = end;
        uint32_t n = 0;
        for (; n < 4 && q < e && (tab[n] = memchr(q, '\t', (size_t)(e - q))); n++) q = tab[n] + 1;
        if (n == 4) {
            db_str upos = db_str_of(tab[2] + 1, (size_t)(tab[3] - tab[2]) - 1);
            db_buf_add(&b, p, (size_t)(tab[2] - p) + 1);
            db_buf_str(&b, db_upos_name(db_upos_of(upos)));
            db_buf_str(&b, "\t_\t_\t_\t_\t_\t_");
        } else db_buf_add(&b, p, (size_t)(e - p));
        db_buf_ch(&b, '\n');
        p = e + 1;
    }
    db_str s = db_str_dup(a, db_str_of(b.p, b.n));
    db_buf_free(&b);
    return s;
}

dabir_status db_train_dadegan(const db_train *t, db_arena *a, db_trees *trees, dabir_error *err) {
    char path[512];
    db_file f;
    snprintf(path, sizeof path, "%s/trees/perdt-train705-dadegan-heads.conllu", t->kit);
    dabir_status st = db_file_map(path, &f, err);
    if (st) return st;
    db_str text = plain_columns(a, db_str_of(f.p, f.n));
    db_file_unmap(&f);
    db_conllu *r = db_conllu_open(a, db_str_dup(a, db_str_z(path)).p, text.p, text.n);
    uint32_t cap = trees->n + 1024, n = trees->n;
    db_sentence *s = DB_NEW(a, db_sentence, cap);
    db_scheme *sc = DB_NEW(a, db_scheme, cap);
    memcpy(s, trees->s, n * sizeof *s);
    memcpy(sc, trees->scheme, n * sizeof *sc);
    for (db_sentence x; n < cap && !(st = db_conllu_next(r, a, &x, err)) && x.n; n++) s[n] = x, sc[n] = DB_PERDT;
    *trees = (db_trees){s, sc, n};
    return st;
}
