/* tagfold.c -- dabir-tagfold MODEL KIT/data [FOLD/FOLDS [ERRORS]]: how good is the tagger? Trains it on all blocks of the dev files but one
 * (and on what is never left out), tags the gold tokens of that block, for each block in turn, or for FOLD only; prints UPOS accuracy by
 * treebank with its 95 % interval (bootstrap over sentences), then what is taken for what. ERRORS: a file for each wrong tag. */
#include "train/tag.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { TEXTS = 2, MAX_SENTENCES = 4096, DRAWS = 1000 };

typedef struct score {
    uint32_t ok[MAX_SENTENCES], n[MAX_SENTENCES], sentences;
    uint32_t pair[DB_N_UPOS][DB_N_UPOS];
} score;

typedef struct bench {
    db_train t;
    db_trees all;
    uint32_t first[TEXTS + 1];
    score *s;
    FILE *errors;
    double seconds;
    size_t words;
} bench;

static int fail(const dabir_error *e) {
    fprintf(stderr, "%s:%u: %s\n", e->file, e->line, e->message);
    return 1;
}

static dabir_status load(const char *dir, const char *name, db_buf *out, dabir_error *err) {
    char path[600], tag[4];
    db_file f;
    snprintf(path, sizeof path, "%s/%s", dir, name);
    dabir_status st = db_file_map(path, &f, err);
    if (st) return st;
    st = db_weights_expand(path, f.p, f.n, tag, out, err);
    db_file_unmap(&f);
    unlink(path);
    return st;
}

static void test(bench *b, const db_tagger *tg, uint32_t text, db_arena *a) {
    uint64_t n = b->first[text + 1] - b->first[text], from = n * b->t.fold / b->t.folds, to = n * (b->t.fold + 1) / b->t.folds;
    score *sc = &b->s[text];
    for (uint64_t i = b->first[text] + from; i < b->first[text] + to; i++) {
        const db_sentence *gold = &b->all.s[i];
        db_sentence s = *gold;
        s.w = DB_NEW(a, db_sword, s.n);
        for (uint32_t k = 0; k < s.n; k++) s.w[k] = gold->w[k], s.w[k].upos = 0;
        clock_t c = clock();
        db_tagger_run(tg, b->t.model, a, (db_scheme)text, &s);
        b->seconds += (double)(clock() - c) / CLOCKS_PER_SEC;
        b->words += s.n;
        uint32_t at = sc->sentences++;
        for (uint32_t k = 0; k < s.n; k++) {
            uint8_t g = gold->w[k].upos, u = s.w[k].upos;
            sc->n[at]++;
            sc->ok[at] += g == u;
            sc->pair[g][u]++;
            if (g != u && b->errors) fprintf(b->errors, "%u\t%.*s\t%s\t%s\t%.*s\n", text, (int)gold->id.n, gold->id.p, db_upos_name(g), db_upos_name(u), (int)s.w[k].form.n, s.w[k].form.p);
        }
    }
}

static int by_value(const void *x, const void *y) {
    double a = *(const double *)x, b = *(const double *)y;
    return a < b ? -1 : a > b;
}

static void report(const char *name, const score *s) {
    static double mean[DRAWS];
    uint64_t seed = 1;
    uint32_t ok = 0, n = 0;
    for (uint32_t i = 0; i < s->sentences; i++) ok += s->ok[i], n += s->n[i];
    if (!n) return;
    for (uint32_t d = 0; d < DRAWS; d++) {
        uint32_t x = 0, y = 0;
        for (uint32_t i = 0; i < s->sentences; i++) {
            seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            uint32_t j = (uint32_t)((seed >> 32) * s->sentences >> 32);
            x += s->ok[j];
            y += s->n[j];
        }
        mean[d] = 100.0 * x / y;
    }
    qsort(mean, DRAWS, sizeof *mean, by_value);
    printf("%-7s UPOS %.2f  [%.2f, %.2f]  %u words, %u sentences\n", name, 100.0 * ok / n, mean[DRAWS / 40], mean[DRAWS - DRAWS / 40], n, s->sentences);
    for (uint32_t shown = 0, limit = UINT32_MAX; shown < 12; shown++) {
        uint32_t g = 0, u = 0, best = 0;
        for (uint32_t i = 1; i < DB_N_UPOS; i++)
            for (uint32_t k = 1; k < DB_N_UPOS; k++)
                if (i != k && s->pair[i][k] > best && s->pair[i][k] < limit) best = s->pair[i][k], g = i, u = k;
        if (!best) break;
        limit = best;
        printf("    %-6s taken for %-6s %u\n", db_upos_name((db_upos)g), db_upos_name((db_upos)u), best);
    }
}

int main(int argc, char **argv) {
    dabir_error e = {0};
    dabir_model *m;
    char dir[] = "/tmp/dabir-tagfold-XXXXXX";
    bench b = {.t.folds = 5};
    uint32_t from = 0, to = 5;
    if (argc < 3) {
        fprintf(stderr, "usage: dabir-tagfold MODEL KIT/data [FOLD/FOLDS [ERRORS]]\n");
        return 2;
    }
    if (argc > 3 && sscanf(argv[3], "%u/%u", &from, &b.t.folds) == 2 && from >= 1) to = from--;
    if (dabir_model_open(argv[1], &m, &e)) return fail(&e);
    if (!mkdtemp(dir)) return 1;
    db_arena a;
    db_arena_init(&a, 0);
    b.t.model = m, b.t.kit = argv[2], b.t.out = dir;
    b.s = calloc(TEXTS, sizeof *b.s);
    b.errors = argc > 4 ? fopen(argv[4], "w") : NULL;
    db_train whole = b.t;
    whole.folds = 0;
    if (!b.s || db_train_trees(&whole, &a, &b.all, &e)) return fail(&e);
    for (uint32_t i = 0; i < b.all.n; i++)
        for (uint32_t x = 0; x < TEXTS; x++) b.first[x + 1] += b.all.scheme[i] <= x;
    for (b.t.fold = from; b.t.fold < to; b.t.fold++) {
        db_buf w = {0};
        db_tagger tg;
        if (db_train_tag(&b.t, &e) || load(dir, "tag.w", &w, &e) || db_tagger_open(m, w.p, w.n, &tg, &e)) return fail(&e);
        for (uint32_t x = 0; x < TEXTS; x++) test(&b, &tg, x, &a);
        fprintf(stderr, "block %u of %u is done, %.0f words/s\n", b.t.fold + 1, b.t.folds, (double)b.words / b.seconds);
        db_buf_free(&w);
    }
    rmdir(dir);
    report("PerDT", &b.s[0]);
    report("Seraji", &b.s[1]);
    if (b.errors) fclose(b.errors);
    free(b.s);
    db_arena_free(&a);
    dabir_model_free(m);
    return 0;
}
