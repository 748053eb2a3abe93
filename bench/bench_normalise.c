/* bench_normalise.c -- the normaliser's speed beside a plain loop that only decodes the same UTF-8: bench_normalise FILE [ROUNDS] */
#include "text/text.h"

#include <stdlib.h>
#include <time.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Decodes every code point and adds them up, so that nothing can be left out. */
static uint32_t plain_loop(const char *text, size_t n)
{
    const unsigned char *p = (const unsigned char *)text, *end = p + n;
    uint32_t sum = 0;
    while (p < end) {
        uint32_t cp = *p;
        if (cp < 0x80) {
            p += 1;
        } else if (cp < 0xE0) {
            cp = (cp & 0x1F) << 6 | (p[1] & 0x3Fu);
            p += 2;
        } else if (cp < 0xF0) {
            cp = (cp & 0x0F) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
            p += 3;
        } else {
            cp = (cp & 0x07) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
            p += 4;
        }
        sum += cp;
    }
    return sum;
}

typedef struct times {
    double decode, plain, normalise, tokens;
} times;

static uint32_t round_of(db_arena *a, const db_decoded *d, const db_file *f, times *best)
{
    db_text t;
    db_tokens k;
    db_decoded again;
    db_arena_reset(a);
    double t0 = now();
    db_decode(a, f->p, f->n, &again, NULL);
    double t1 = now();
    uint32_t sum = plain_loop(d->p, d->n);
    double t2 = now();
    db_normalise(a, d->p, d->n, &t);
    double t3 = now();
    db_tokenise(a, &t, &k);
    double t4 = now();
    if (t1 - t0 < best->decode) best->decode = t1 - t0;
    if (t2 - t1 < best->plain) best->plain = t2 - t1;
    if (t3 - t2 < best->normalise) best->normalise = t3 - t2;
    if (t4 - t3 < best->tokens) best->tokens = t4 - t3;
    return sum + t.norm_n + k.n;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: bench_normalise FILE [ROUNDS]\n");
        return 2;
    }
    dabir_error e;
    db_file f;
    db_arena keep, a;
    db_decoded d;
    db_arena_init(&keep, 0);
    db_arena_init(&a, 0);
    if (db_file_map(argv[1], &f, &e) != DABIR_OK || db_decode(&keep, f.p, f.n, &d, &e) != DABIR_OK) {
        fprintf(stderr, "bench_normalise: %s: %s\n", argv[1], e.message);
        return 1;
    }
    int rounds = argc > 2 ? atoi(argv[2]) : 20;
    times best = {1e9, 1e9, 1e9, 1e9};
    uint32_t sum = 0;
    for (int i = 0; i < rounds; i++)
        sum += round_of(&a, &d, &f, &best);
    double mb = (double)d.n / 1e6;
    printf("%s: %.1f MB, best of %d rounds (check %u)\n", argv[1], mb, rounds, sum);
    printf("plain UTF-8 loop  %7.0f MB/s\n", mb / best.plain);
    printf("charset check     %7.0f MB/s\n", mb / best.decode);
    printf("normaliser + map  %7.0f MB/s\n", mb / best.normalise);
    printf("tokens, sentences %7.0f MB/s\n", mb / best.tokens);
    db_arena_free(&a);
    db_arena_free(&keep);
    db_file_unmap(&f);
    return 0;
}
