/* test_analysis.c -- dabir_analyse() with the model of the build (DABIR_MODEL): words with their places, parts of tokens, sound trees,
 * whatever the weights are; and stems of single words. */
#include "lang/stem.h"
#include "with_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static dabir_model *model;

static int open_model(void **state)
{
    (void)state;
    model = test_model();
    if (!model)
        return -1;
    return 0;
}

static int close_model(void **state)
{
    (void)state;
    dabir_model_free(model);
    return 0;
}

static const char TEXT[] = "سخنگوی دولت گفت که نامه‌اش رسیده است.\nاو نمی خواهد برود؟\n\nهیئت به مشهد رفت";

/* Byte of a code point. */
static size_t byte_of(const char *z, uint32_t cp)
{
    size_t i = 0;
    while (cp) {
        i++;
        while (((unsigned char)z[i] & 0xC0) == 0x80)
            i++;
        cp--;
    }
    return i;
}

static void check_tree(const dabir_word *w, uint32_t n)
{
    uint32_t roots = 0;
    for (uint32_t i = 0; i < n; i++) {
        assert_true(w[i].head <= n);
        assert_non_null(w[i].deprel);
        roots += w[i].head == 0;
        uint32_t at = i + 1, steps = 0;
        while (at && steps++ <= n)
            at = w[at - 1].head;
        assert_int_equal(at, 0);
    }
    assert_int_equal(roots, 1);
}

static void words_and_trees(void **state)
{
    (void)state;
    dabir_analyser *x;
    const dabir_text *t;
    uint32_t n_s, n_w;
    assert_int_equal(dabir_analyser_new(model, &x, NULL), DABIR_OK);
    for (int scheme = DABIR_PERDT; scheme <= DABIR_INFORMAL; scheme++) {
        assert_int_equal(dabir_analyse(x, TEXT, strlen(TEXT), (dabir_scheme)scheme, DABIR_TREES, &t, NULL), DABIR_OK);
        const dabir_sentence *s = dabir_text_sentences(t, &n_s);
        const dabir_word *w = dabir_text_words(t, &n_w);
        assert_int_equal(n_s, 3);
        assert_true(s[0].paragraph && !s[1].paragraph && s[2].paragraph);
        uint32_t end = 0;
        for (uint32_t i = 0; i < n_s; i++) {
            assert_int_equal(s[i].first, end);
            end += s[i].n;
            check_tree(w + s[i].first, s[i].n);
        }
        assert_int_equal(end, n_w);
        for (uint32_t i = 0; i < n_w; i++) {
            assert_non_null(w[i].upos);
            assert_true(w[i].lemma.n > 0 && w[i].part < w[i].parts);
            assert_true(w[i].span.start < w[i].span.end);
            if (w[i].parts > 1) {
                assert_int_equal(w[i].span.start, w[i - w[i].part].span.start);
                continue;
            }
            size_t b = byte_of(TEXT, w[i].span.start); /* the form is what stands there */
            assert_int_equal(byte_of(TEXT, w[i].span.end) - b, w[i].form.n);
            assert_memory_equal(TEXT + b, w[i].form.p, w[i].form.n);
        }
    }
    dabir_analyser_free(x);
}

static void depths_and_errors(void **state)
{
    (void)state;
    dabir_analyser *x;
    const dabir_text *t;
    dabir_error e = {0};
    uint32_t n;
    assert_int_equal(dabir_analyser_new(NULL, &x, &e), DABIR_E_ARGUMENT);
    assert_int_equal(dabir_analyser_new(model, &x, NULL), DABIR_OK);
    assert_int_equal(dabir_analyse(x, TEXT, strlen(TEXT), DABIR_PERDT, (dabir_depth)9, &t, &e), DABIR_E_ARGUMENT);
    assert_null(t);
    assert_int_equal(dabir_analyse(x, "", 0, DABIR_PERDT, DABIR_TREES, &t, &e), DABIR_OK);
    dabir_text_words(t, &n);
    assert_int_equal(n, 0);
    assert_int_equal(dabir_analyse(x, TEXT, strlen(TEXT), DABIR_PERDT, DABIR_WORDS, &t, &e), DABIR_OK);
    const dabir_word *w = dabir_text_words(t, &n);
    assert_true(n > 10);
    assert_null(w[0].upos);
    assert_null(w[0].lemma.p);
    assert_null(w[0].deprel);
    dabir_analyser_free(x);
    dabir_analyser_free(NULL);
}

/* A sentence of a hundred thousand words is cut, not refused, and takes no more than linear time. */
static void endless(void **state)
{
    (void)state;
    enum { WORDS = 100000 };
    char *z = malloc(WORDS * 9 + 1), *p = z;
    assert_non_null(z);
    for (int i = 0; i < WORDS; i++, p += 9)
        memcpy(p, "کتاب ", 9);
    dabir_analyser *x;
    const dabir_text *t;
    uint32_t n_s, n_w;
    assert_int_equal(dabir_analyser_new(model, &x, NULL), DABIR_OK);
    assert_int_equal(dabir_analyse(x, z, WORDS * 9, DABIR_PERDT, DABIR_TREES, &t, NULL), DABIR_OK);
    const dabir_sentence *s = dabir_text_sentences(t, &n_s);
    dabir_text_words(t, &n_w);
    assert_int_equal(n_w, WORDS);
    for (uint32_t i = 0; i < n_s; i++)
        assert_true(s[i].n <= 4096);
    dabir_analyser_free(x);
    free(z);
}

static void stem(const char *word, const char *want)
{
    db_arena a;
    db_stemmer x;
    db_arena_init(&a, 0);
    db_stemmer_open(model, &x);
    db_str s = db_stem(&x, &a, db_str_z(word), false);
    if (s.n != strlen(want) || memcmp(s.p, want, s.n) != 0)
        fail_msg("%s gives %.*s, wanted %s", word, (int)s.n, s.p, want);
    db_arena_free(&a);
}

static void stems(void **state)
{
    (void)state;
    stem("نامه‌هایشان", "نامه");
    stem("نامه‌ها", "نامه");
    stem("کشورهای", "کشور");
    stem("بزرگ‌ترین", "بزرگ");
    stem("سفیر", "سفیر");
    stem("پایان", "پایان");
    stem("خونه‌مون", "خانه");
    stem("", "");
    db_stemmer x;
    db_stemmer_open(model, &x);
    db_str v = db_stem_verb(&x, "گفتن");
    assert_int_equal(v.n, strlen("گفت#گو"));
    assert_memory_equal(v.p, "گفت#گو", v.n);
    assert_null(db_stem_verb(&x, "ناگفتنیدن").p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_trees), cmocka_unit_test(depths_and_errors), cmocka_unit_test(endless), cmocka_unit_test(stems),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
