/* compile_tenses.c -- lexicon/tenses.tsv to section TENS, lexicon/spoken.tsv to section SPOK: their rows as they are, checked, without comments. */
#include "lang/compile.h"

static bool known(db_str s) {
    static const char *const names[] = {"endings", "passive", "tense", "inflect", "stems"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (db_str_eq(s, db_str_z(names[i]))) return true;
    return false;
}

static void put_row(db_rd *r, db_buf *b) {
    for (uint32_t i = 0; i < r->n_col; i++) {
        db_buf_add(b, r->col[i].p, r->col[i].n);
        db_buf_ch(b, i + 1 < r->n_col ? '\t' : '\n');
    }
}

static bool spoken(db_cx *c, db_buf *image) {
    db_rd r;
    db_buf b = {0};
    if (!db_rd_open(&r, c, "lexicon/spoken.tsv")) return true;
    while (db_rd_next(&r))
        if (!r.directive && db_rd_columns(&r, 2, 2)) put_row(&r, &b);
    db_rd_close(&r);
    bool ok = !b.failed && !db_image_append(image, "SPOK", b.p, b.n, NULL);
    db_buf_free(&b);
    return ok;
}

bool db_compile_tenses(db_cx *c, db_buf *image) {
    db_rd r;
    db_buf b = {0};
    if (!db_rd_open(&r, c, "lexicon/tenses.tsv")) return true;
    while (db_rd_next(&r)) {
        if (r.directive || !db_rd_columns(&r, 3, 4)) continue;
        if (!known(r.col[0])) {
            db_rd_fault(&r, r.col[0].p, "neither endings nor passive, tense, stems or inflect");
            continue;
        }
        put_row(&r, &b);
    }
    db_rd_close(&r);
    bool ok = !b.failed && !db_image_append(image, "TENS", b.p, b.n, NULL);
    db_buf_free(&b);
    return ok && spoken(c, image);
}
