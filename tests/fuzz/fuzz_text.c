/* fuzz_text.c -- libFuzzer on dabir_analyse(), numbers and stems: any bytes must give words that lie within the text and trees that are
 * trees; a number's value told in words is found again. The model comes from DABIR_MODEL. */
#include "lang/numbers.h"
#include "lang/stem.h"

#include <stdlib.h>

static const dabir_model *the_model(void) {
    static dabir_model *model; /* libFuzzer calls the harness with no state of its own */
    dabir_error err;
    const char *path = getenv("DABIR_MODEL");
    if (!model && dabir_model_open(path ? path : "build/fa.dabir", &model, &err) != DABIR_OK) {
        fprintf(stderr, "fuzz_text: %s: %s\n", err.file, err.message);
        exit(2);
    }
    return model;
}

static void require(bool ok) {
    if (!ok) abort();
}

static void check_sentence(const dabir_word *w, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        require(w[i].head <= n && w[i].part < w[i].parts && w[i].span.start <= w[i].span.end && w[i].form.n > 0);
        uint32_t at = i + 1, steps = 0;
        while (at && steps++ <= n) at = w[at - 1].head;
        require(at == 0);
    }
}

static void check_text(const dabir_text *t) {
    uint32_t n_s, n_w, end = 0;
    const dabir_sentence *s = dabir_text_sentences(t, &n_s);
    const dabir_word *w = dabir_text_words(t, &n_w);
    for (uint32_t i = 0; i < n_s; i++) {
        require(s[i].first == end);
        end += s[i].n;
        check_sentence(w + s[i].first, s[i].n);
    }
    require(end == n_w);
}

static void check_numbers(db_arena *a, const char *p, size_t n) {
    db_numbers x;
    db_decoded d;
    db_text t;
    db_tokens k;
    uint32_t count, end = 0;
    db_nvalue v;
    int32_t money;
    db_numbers_open(the_model(), &x);
    if (db_decode(a, p, n, &d, NULL) != DABIR_OK) return;
    db_normalise(a, d.p, d.n, &t);
    db_tokenise(a, &t, &k);
    const db_number *f = db_numbers_find(a, &x, &t, &k, DB_NUM_INSIDE | DB_NUM_WEAK, &count);
    for (uint32_t i = 0; i < count; i++) {
        db_buf b = {0};
        require(f[i].cp0 >= end && f[i].cp0 < f[i].cp1 && f[i].cp1 <= t.n_cp);
        end = f[i].cp1;
        db_numbers_words(&x, &f[i].value, 0, &b);
        db_buf_free(&b);
    }
    db_numbers_sum(&x, &t, &k, &v, &money);
    db_stemmer st;
    db_stemmer_open(the_model(), &st);
    for (uint32_t i = 0; i < k.n; i++) db_stem(&st, a, db_tok_form(&t, &k, i), i & 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static dabir_analyser *analyser; /* reused from input to input, as a program would */
    const dabir_text *t;
    if (!analyser && dabir_analyser_new(the_model(), &analyser, NULL) != DABIR_OK) abort();
    dabir_scheme scheme = (dabir_scheme)(size ? data[0] % 3 : 0);
    if (dabir_analyse(analyser, (const char *)data, size, scheme, DABIR_TREES, &t, NULL) == DABIR_OK) check_text(t);
    db_arena a;
    db_arena_init(&a, 0);
    check_numbers(&a, (const char *)data, size);
    db_arena_free(&a);
    return 0;
}
