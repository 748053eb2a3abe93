/* words.c -- dabir-words MODEL < text: what the lang room makes of a text. One line a word: form, letters' analyses, flags; then the
 * phrases that begin there. With --time N: reads the text N times and tells the time a token. For people who write data. */
#include "lang/model.h"

#include <stdlib.h>
#include <time.h>

static const char *const tenses[] = {"past", "imperfect", "perfect", "pluperfect", "present", "subjunctive", "future", "imperative", "participle", "infinitive", "pastsubj", "progressive"};
static const char *const funcs[] = {"", "prep", "ra", "ke", "and", "or", "but", "subord", "pron", "det", "quant", "adv", "modal", "neg", "question", "refl", "suffix"};

static void bits(uint32_t v, const char *const *names, char sep) {
    for (; v; v >>= 1, names++)
        if ((v & 1) && **names) printf("%c%s", sep, *names);
}

static void show_word(const dabir_model *m, const db_text *t, const db_tokens *k, const db_word *w) {
    static const char *const pos[] = {"N", "A", "D", "V", "U", "given", "surname", "known", "freq", "C", "inf", "proper"};
    static const char *const flag[] = {"", "line", "para", "NEG", "PASSIVE", "ezafe", "plural", "SENT"};
    uint32_t b = k->norm0[w->tok0], e = k->norm1[w->tok1 - 1];
    printf("%.*s", (int)(e - b), t->norm + b);
    if (k->key0[w->tok0] != w->key0 || k->key0[w->tok1] != w->key1) printf("[%u..%u)", w->key0 - k->key0[w->tok0], w->key1 - k->key0[w->tok0]);
    bits(w->pos, pos, ' ');
    if (w->func) printf(" %s:%s", funcs[w->func], db_model_func_name(m, w->fid));
    if (w->lemma) printf(" {%s %s %u}", db_model_lemma_name(m, w->lemma), tenses[w->tense], w->person);
    bits(w->flags, flag, ' ');
    putchar('\n');
}

static const char *list_name(const dabir_model *m, uint32_t id) { return id && id <= m->n_list ? m->strs + m->list[id - 1].name : "?"; }

static void show_entry(const dabir_model *m, const db_entry *e) {
    static const char *const forms[] = {"name", "official", "demonym", "capital", "short"};
    if (e->cls == DB_C_LIST) printf(" &%s(%s)", list_name(m, e->list), e->attr);
    else if (e->cls == DB_C_NVE) printf(" nve%u", e->id);
    else {
        const db_reg *r = db_model_reg(m, e->id);
        printf(" %s:%s:%s[%s]", dabir_kind_name(r->kind), *r->code ? r->code : r->country, r->name, forms[e->form]);
    }
}

static void show(const dabir_model *m, const db_text *t, const db_tokens *k, const db_lang *l) {
    for (uint32_t i = 0; i < l->n_words; i++) {
        show_word(m, t, k, &l->w[i]);
        for (uint32_t x = l->m0[i]; x < l->m0[i + 1]; x++) {
            printf("    +%u", l->m[x].w1 - l->m[x].w0);
            for (uint32_t e = 0; e < l->m[x].n_e; e++) show_entry(m, &l->m[x].e[e]);
            putchar('\n');
        }
    }
}

static double now(void) {
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (double)ts.tv_sec * 1e9 + (double)ts.tv_nsec;
}

static void take_time(db_arena *a, const dabir_model *m, const char *p, uint32_t n, long rounds) {
    double best[3] = {1e18, 1e18, 1e18};
    uint32_t tokens = 1;
    for (long i = 0; i < rounds; i++) {
        db_text t;
        db_tokens k;
        db_lang l;
        db_arena_reset(a);
        double t0 = now();
        db_normalise(a, p, n, &t);
        db_tokenise(a, &t, &k);
        double t1 = now();
        db_words(a, m, &t, &k, &l);
        double t2 = now();
        db_matches(a, m, &l);
        double t3 = now();
        tokens = k.n ? k.n : 1;
        if (t1 - t0 < best[0]) best[0] = t1 - t0;
        if (t2 - t1 < best[1]) best[1] = t2 - t1;
        if (t3 - t2 < best[2]) best[2] = t3 - t2;
    }
    printf("%u tokens; ns a token: text %.0f, words %.0f, matches %.0f\n", tokens, best[0] / tokens, best[1] / tokens, best[2] / tokens);
}

int main(int argc, char **argv) {
    dabir_error err = {0};
    dabir_model *m;
    long rounds = argc == 4 && strcmp(argv[2], "--time") == 0 ? strtol(argv[3], NULL, 10) : 0;
    if (argc != 2 && !rounds) {
        fputs("usage: dabir-words MODEL [--time N] < text\n", stderr);
        return 2;
    }
    double t0 = now();
    if (dabir_model_open(argv[1], &m, &err)) {
        fprintf(stderr, "%s: %s\n", err.file, err.message);
        return 1;
    }
    double t1 = now();
    db_buf b = {0};
    char chunk[65536];
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, stdin)) > 0;) db_buf_add(&b, chunk, n);
    db_arena a;
    jmp_buf oom;
    db_arena_init(&a, 0);
    if (b.failed || setjmp(oom)) {
        fputs("out of memory\n", stderr);
        return 1;
    }
    a.oom = &oom;
    if (rounds) {
        printf("model opened in %.2f ms\n", (t1 - t0) / 1e6);
        take_time(&a, m, b.p, (uint32_t)b.n, rounds);
    } else {
        db_text t;
        db_tokens k;
        db_lang l;
        db_normalise(&a, b.p, (uint32_t)b.n, &t);
        db_tokenise(&a, &t, &k);
        db_words(&a, m, &t, &k, &l);
        db_matches(&a, m, &l);
        show(m, &t, &k, &l);
    }
    db_arena_free(&a);
    db_buf_free(&b);
    dabir_model_free(m);
    return 0;
}
