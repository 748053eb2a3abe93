/* ortho.c -- half-spaces from outside, while the command line is being made: lines in, lines out; or training. */
#include "ortho/space.h"
#include "train/train.h"

#include <stdlib.h>

static void note(void *ctx, const char *line) { (void)ctx; fprintf(stderr, "%s\n", line); }

static void restore(const db_spacer *s, db_arena *a, const char *p, uint32_t n, db_buf *out) {
    db_atoms x, y;
    db_buf w = {0};
    uint8_t at[DB_SPLITS_MAX];
    db_atoms_scan(a, p, n, &x);
    uint32_t from = 0;
    for (uint32_t i = 0; i < x.n; i++) {
        const db_atom *k = &x.a[i];
        if (k->kind != DB_A_WORD || k->flags & DB_AF_FIXED || k->b1 - k->b0 != k->n * 2u) continue;
        uint32_t m = db_ortho_splits(s, x.letters + k->l0, k->n, at);
        for (uint32_t j = 0; j < m; j++) {
            uint32_t b = k->b0 + at[j] * 2u;
            db_buf_add(&w, p + from, b - from);
            db_buf_str(&w, "\xE2\x80\x8C");
            from = b;
        }
    }
    db_buf_add(&w, p + from, n - from);
    db_atoms_scan(a, w.p, (uint32_t)w.n, &y);
    db_atoms_known(&s->t, &y);
    from = 0;
    db_open_gap open[DB_GAP_BLOCK];
    for (uint32_t q = 1; q < y.n;) {
        uint32_t k = db_gaps_open(s, &y, &q, open);
        for (uint32_t j = 0; j < k; j++) {
            uint32_t i = open[j].i;
            if (db_gap_score(s, &y, i, open[j].pair) <= 0) continue;
            db_buf_add(out, w.p + from, y.a[i - 1].b1 - from);
            db_buf_str(out, "\xE2\x80\x8C");
            from = y.a[i].b0;
        }
    }
    db_buf_add(out, w.p + from, w.n - from);
    db_buf_free(&w);
}

int main(int argc, char **argv) {
    dabir_model *m;
    dabir_error err = {0};
    if (argc < 2 || dabir_model_open(argv[1], &m, &err)) return fprintf(stderr, "%s\n", err.message), 1;
    if (argc == 4) {
        db_train t = {.model = m, .kit = argv[2], .out = argv[3], .note = note};
        if (db_train_space(&t, &err)) return fprintf(stderr, "%s: %s\n", err.file, err.message), 1;
        return 0;
    }
    db_spacer s;
    if (db_spacer_open(m, &s, &err)) return fprintf(stderr, "%s\n", err.message), 1;
    s.gap_bias = getenv("GB") ? atoi(getenv("GB")) : 0;
    s.split_bias = getenv("SB") ? atoi(getenv("SB")) : 0;
    static char line[1 << 20];
    db_arena a;
    db_arena_init(&a, 0);
    while (fgets(line, sizeof line, stdin)) {
        db_buf out = {0};
        db_arena_reset(&a);
        restore(&s, &a, line, (uint32_t)strlen(line), &out);
        fwrite(out.p, 1, out.n, stdout);
        db_buf_free(&out);
    }
    return 0;
}
