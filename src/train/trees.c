/* trees.c -- the annotated sentences of the kit that may be trained on, without the block that is left out for testing. */
#include "train/train.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct source {
    const char *file;
    db_scheme scheme;
    bool folded; /* a dev file of news: blocks of it are left out */
} source;

static const source SOURCES[] = {{"fa_perdt-ud-dev.conllu", DB_PERDT, true}, {"fa_seraji-ud-dev.conllu", DB_SERAJI, true},
    {"iPerUDT_train.conllu", DB_INFORMAL, false}, {"iPerUDT_dev.conllu", DB_INFORMAL, false}, {"iPerUDT_test.conllu", DB_INFORMAL, false}};
enum { N_SOURCES = sizeof SOURCES / sizeof *SOURCES };

typedef struct list {
    db_sentence *s;
    db_scheme *scheme;
    uint32_t n, cap, cap2;
} list;

static dabir_status read_source(const db_train *t, const source *src, db_arena *a, list *l, dabir_error *err) {
    char path[512];
    db_file f;
    snprintf(path, sizeof path, "%s/trees/%s", t->kit, src->file);
    dabir_status st = db_file_map(path, &f, err);
    if (st) return st;
    db_str text = db_str_dup(a, db_str_of(f.p, f.n));
    db_file_unmap(&f);
    db_conllu *r = db_conllu_open(a, db_str_dup(a, db_str_z(path)).p, text.p, text.n);
    uint32_t from = l->n;
    for (db_sentence s; !(st = db_conllu_next(r, a, &s, err)) && s.n;) {
        uint32_t at = l->n;
        DB_PUSH(a, l->s, at, l->cap) = s;
        DB_PUSH(a, l->scheme, l->n, l->cap2) = src->scheme;
    }
    if (st || !src->folded || !t->folds) return st;
    uint64_t n = l->n - from, b0 = n * t->fold / t->folds, b1 = n * (t->fold + 1) / t->folds;
    memmove(l->s + from + b0, l->s + from + b1, (size_t)(n - b1) * sizeof *l->s);
    l->n -= (uint32_t)(b1 - b0);
    return DABIR_OK;
}

dabir_status db_train_trees(const db_train *t, db_arena *a, db_trees *out, dabir_error *err) {
    list l = {0};
    if (t->folds && t->fold >= t->folds) return db_fail(err, DABIR_E_ARGUMENT, "", 0, 0, 0, "there is no block %u of %u", t->fold, t->folds);
    for (uint32_t i = 0; i < N_SOURCES; i++) {
        dabir_status st = read_source(t, &SOURCES[i], a, &l, err);
        if (st) return st;
    }
    *out = (db_trees){l.s, l.scheme, l.n};
    return DABIR_OK;
}
