/* bench_ortho.c -- the pace of the normaliser with half-spaces, in windows as the program gives them to it, beside the normaliser of characters and the
 * tokeniser that all rooms use: bench_ortho MODEL FILE [PROFILE] [ROUNDS]. Processor time, the best round of each. */
#include "ortho/space.h"

#include <stdlib.h>
#include <time.h>

enum { WINDOW = 1 << 18 };
enum { SCAN, KNOWN, GAPS, WHOLE, DECODE, CHARS, TOKENS, N_STEPS };

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

typedef struct bench { db_spacer s; db_ortho *o; db_arena a, keep; db_atoms x; } bench;

/* Atoms, what the table knows of them, the gaps that are scored: the parts of the whole. */
static uint32_t parts(bench *b, db_str w, double *t) {
    db_open_gap open[DB_GAP_BLOCK];
    uint32_t joined = 0;
    double t0 = now();
    db_atoms_into(w.p, w.n, NULL, &b->x);
    double t1 = now();
    db_atoms_known(&b->s.t, &b->x);
    double t2 = now();
    for (uint32_t at = 1; at < b->x.n;) {
        uint32_t n = db_gaps_open(&b->s, &b->x, &at, open);
        for (uint32_t j = 0; j < n; j++) joined += db_gap_score(&b->s, &b->x, open[j].i, open[j].pair) > 0;
    }
    double t3 = now();
    t[SCAN] += t1 - t0, t[KNOWN] += t2 - t1, t[GAPS] += t3 - t2;
    return joined;
}

static uint32_t window(bench *b, db_str w, double *t) {
    uint32_t sum = parts(b, w, t);
    db_decoded d;
    db_text text;
    db_tokens k;
    db_arena_reset(&b->a);
    double t0 = now();
    db_decode(&b->a, w.p, w.n, &d, NULL);
    double t1 = now();
    sum += db_ortho_run(b->o, &b->a, db_str_of(d.p, d.n), NULL, NULL).n;
    double t2 = now();
    db_normalise(&b->a, d.p, d.n, &text);
    double t3 = now();
    db_tokenise(&b->a, &text, &k);
    double t4 = now();
    t[DECODE] += t1 - t0, t[WHOLE] += t2 - t1, t[CHARS] += t3 - t2, t[TOKENS] += t4 - t3;
    return sum + k.n;
}

static uint32_t round_of(bench *b, const db_file *f, double *best) {
    double t[N_STEPS] = {0};
    uint32_t sum = 0;
    for (size_t i = 0, end; i < f->n; i = end) {
        end = f->n - i > WINDOW ? i + WINDOW : f->n;
        while (end < f->n && f->p[end - 1] != '\n' && end - i < 2 * WINDOW) end++;
        while (end < f->n && ((unsigned char)f->p[end] & 0xC0) == 0x80) end++;
        sum += window(b, db_str_of(f->p + i, end - i), t);
    }
    for (int i = 0; i < N_STEPS; i++)
        if (best[i] == 0 || t[i] < best[i]) best[i] = t[i];
    return sum;
}

int main(int argc, char **argv) {
    bench b;
    db_file f;
    dabir_model *m = NULL;
    dabir_error e = {0};
    if (argc < 3) return fprintf(stderr, "usage: bench_ortho MODEL FILE [PROFILE] [ROUNDS]\n"), 2;
    memset(&b, 0, sizeof b);
    if (dabir_model_open(argv[1], &m, &e) || db_file_map(argv[2], &f, &e) || db_spacer_open(m, &b.s, &e) ||
        db_ortho_new(m, argc > 3 ? argv[3] : NULL, NULL, NULL, &b.o, &e))
        return fprintf(stderr, "bench_ortho: %s: %s\n", e.file, e.message), 1;
    db_arena_init(&b.a, 0);
    db_arena_init(&b.keep, 0);
    db_atoms_room(&b.keep, 2 * WINDOW + 8, &b.x);
    double best[N_STEPS] = {0}, mb = (double)f.n / 1e6;
    uint32_t sum = 0;
    for (int i = 0, rounds = argc > 4 ? atoi(argv[4]) : 5; i < rounds; i++) sum = round_of(&b, &f, best);
    printf("%s: %.1f MB (check %u)\n", argv[2], mb, sum);
    printf("charset check                  %6.0f MB/s\n", mb / best[DECODE]);
    printf("normaliser with half-spaces    %6.0f MB/s\n", mb / best[WHOLE]);
    printf("  of it: atoms                 %6.0f MB/s\n", mb / best[SCAN]);
    printf("         words looked up       %6.0f MB/s\n", mb / best[KNOWN]);
    printf("         gaps                  %6.0f MB/s\n", mb / best[GAPS]);
    printf("characters for the dictionary  %6.0f MB/s\n", mb / best[CHARS]);
    printf("tokens, sentences              %6.0f MB/s\n", mb / best[TOKENS]);
    db_ortho_free(b.o);
    db_arena_free(&b.a);
    db_arena_free(&b.keep);
    db_file_unmap(&f);
    dabir_model_free(m);
    return 0;
}
