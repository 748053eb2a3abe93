/* bench_text.c -- the speed of the Persian layer on one core: bench_text MODEL TEXT DABIR [MB] [ROUNDS]
 * TEXT is cut into windows as `dabir text` cuts it; what is timed is the library. Then DABIR splits one line of 25 and of 50 MB: the time
 * must double, the memory stay. */
#include "syntax/analysis.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WINDOW = 1 << 18, MAX_ROUNDS = 64 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); /* a busy machine does not count */
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double median(double *v, int n)
{
    qsort(v, (size_t)n, sizeof *v, by_value);
    return v[n / 2];
}

/* Calls `work` for each window of text and returns the seconds it took; *count adds up what it returns. */
static double each_window(db_str text, db_arena *a, const dabir_model *m, dabir_depth depth,
                          uint64_t (*work)(db_arena *a, const dabir_model *m, dabir_depth depth, db_str w), uint64_t *count)
{
    double t0 = now();
    *count = 0;
    for (uint32_t i = 0; i < text.n;) {
        uint32_t n = text.n - i < WINDOW ? text.n - i : WINDOW;
        while (n > 1 && i + n < text.n && text.p[i + n - 1] != '\n')
            n--;
        db_arena_reset(a);
        *count += work(a, m, depth, db_str_of(text.p + i, n));
        i += n;
    }
    return now() - t0;
}

static uint64_t split(db_arena *a, const dabir_model *m, dabir_depth depth, db_str w)
{
    (void)m;
    (void)depth;
    db_decoded d;
    db_text t;
    db_tokens k;
    db_decode(a, w.p, w.n, &d, NULL);
    db_normalise(a, d.p, d.n, &t);
    db_tokenise(a, &t, &k);
    return k.n;
}

static uint64_t analyse(db_arena *a, const dabir_model *m, dabir_depth depth, db_str w)
{
    static db_arena scratch; /* of this one-threaded program */
    db_analysis x;
    db_sentence s;
    db_place p;
    uint64_t words = 0;
    db_analysis_begin(a, m, DB_PERDT, depth, w, &x);
    while (db_analysis_next(&x, &scratch, &s, &p)) {
        words += s.n;
        db_arena_reset(&scratch);
    }
    return words;
}

/* Runs `dabir text tokens` on `file`: seconds, and peak memory in MB. */
static bool run_tokens(const char *dabir, const char *file, double *seconds, double *mb)
{
    struct rusage u;
    int status;
    pid_t pid = fork();
    if (pid == 0) {
        int null = open("/dev/null", O_WRONLY);
        dup2(null, STDOUT_FILENO);
        execl(dabir, dabir, "text", "tokens", file, (char *)NULL);
        _exit(127);
    }
    if (pid < 0 || wait4(pid, &status, 0, &u) != pid || status)
        return false;
    *seconds = (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) + (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
    *mb = (double)u.ru_maxrss / 1024;
    return true;
}

/* A file of one line of `bytes` bytes, made of the text over and over. */
static bool one_line(const char *path, db_str text, size_t bytes)
{
    FILE *f = fopen(path, "wb");
    for (size_t i = 0; f && i < bytes; i++)
        putc(text.p[i % text.n] == '\n' ? ' ' : text.p[i % text.n], f);
    return f && fclose(f) == 0;
}

static void linearity(const char *dabir, db_str text)
{
    static const size_t sizes[] = {25000000, 50000000};
    char path[] = "/tmp/bench_text_XXXXXX";
    int fd = mkstemp(path);
    if (fd < 0)
        return;
    close(fd);
    for (int i = 0; i < 2; i++) {
        double s[3], mb = 0;
        bool ok = one_line(path, text, sizes[i]);
        for (int r = 0; r < 3 && ok; r++)
            ok = run_tokens(dabir, path, &s[r], &mb);
        if (!ok) {
            fprintf(stderr, "bench_text: %s text tokens failed\n", dabir);
            break;
        }
        printf("one line of %2zu MB, dabir text tokens %6.2f s of processor, peak memory %5.1f MB (median of 3)\n", sizes[i] / 1000000, median(s, 3), mb);
    }
    unlink(path);
}

int main(int argc, char **argv)
{
    dabir_model *m;
    dabir_error e = {0};
    db_file f;
    if (argc < 4) {
        fprintf(stderr, "usage: bench_text MODEL TEXT DABIR [MB] [ROUNDS]\n");
        return 2;
    }
    if (dabir_model_open(argv[1], &m, &e) || db_file_map(argv[2], &f, &e)) {
        fprintf(stderr, "bench_text: %s\n", e.message);
        return 1;
    }
    double mb = argc > 4 ? atof(argv[4]) : 8;
    int rounds = argc > 5 ? atoi(argv[5]) : 5;
    rounds = rounds < 1 ? 1 : rounds > MAX_ROUNDS ? MAX_ROUNDS : rounds;
    size_t n = mb * 1e6 < (double)f.n ? (size_t)(mb * 1e6) : f.n;
    while (n > 0 && f.p[n - 1] != '\n')
        n--;
    db_str text = db_str_of(f.p, n);
    db_arena a;
    db_arena_init(&a, 0);
    static const struct { const char *name; dabir_depth depth; } steps[] = {{"normalise + split", 0}, {"words (clitics)", DABIR_WORDS},
        {"+ tag", DABIR_TAGS}, {"+ lemma, features", DABIR_LEMMAS}, {"+ tree", DABIR_TREES}};
    printf("%s: %.1f MB, one core, processor time, median of %d rounds\n", argv[2], (double)n / 1e6, rounds);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        double s[MAX_ROUNDS];
        uint64_t count = 0;
        for (int r = 0; r < rounds; r++)
            s[r] = each_window(text, &a, m, steps[i].depth, i ? analyse : split, &count);
        double t = median(s, rounds);
        printf("%-20s %8.1f MB/s %12.0f %s/s\n", steps[i].name, (double)n / 1e6 / t, (double)count / t, i ? "words" : "tokens");
    }
    db_arena_free(&a);
    linearity(argv[3], text);
    db_file_unmap(&f);
    dabir_model_free(m);
    return 0;
}
