/* test_lemma.c -- lemmas, stems, features and compound verbs of words with given tags, with the model of the build (DABIR_MODEL).
 * A sentence is "form/UPOS form/UPOS …". */
#include "syntax/syntax.h"
#include "with_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static dabir_model *model;
static db_arena arena;
static jmp_buf oom;

static int open_model(void **state)
{
    (void)state;
    db_arena_init(&arena, 0);
    model = test_model();
    if (!model)
        return -1;
    return 0;
}

static int close_model(void **state)
{
    (void)state;
    dabir_model_free(model);
    db_arena_free(&arena);
    return 0;
}

static db_sentence analysed(const char *tagged, db_scheme scheme)
{
    db_buf b = {0};
    db_sentence s;
    dabir_error err = {0};
    db_arena_reset(&arena);
    if (setjmp(oom))
        fail_msg("out of memory");
    arena.oom = &oom;
    uint32_t n = 0;
    for (const char *p = tagged; *p;) {
        size_t len = strcspn(p, " "), form = len;
        while (p[form - 1] != '/')
            form--;
        db_buf_fmt(&b, "%u\t%.*s\t_\t%.*s\t_\t_\t0\troot\t_\t_\n", ++n, (int)form - 1, p, (int)(len - form), p + form);
        p += len + (p[len] == ' ');
    }
    db_buf_str(&b, "\n");
    db_str text = db_str_dup(&arena, db_str_of(b.p, b.n));
    db_buf_free(&b);
    db_conllu *r = db_conllu_open(&arena, "test", text.p, text.n);
    if (db_conllu_next(r, &arena, &s, &err))
        fail_msg("%s", err.message);
    db_syn_lemma(&arena, model, scheme, &s);
    db_syn_light(&arena, model, &s);
    return s;
}

#define SAME(str, z) \
    do { \
        char got_[256]; \
        snprintf(got_, sizeof got_, "%.*s", (int)(str).n, (str).p ? (str).p : ""); \
        assert_string_equal(got_, (z)); \
    } while (0)

static void lemma_is(const char *word, const char *lemma, const char *feats)
{
    db_sentence s = analysed(word, DB_PERDT);
    assert_int_equal(s.n, 1);
    SAME(s.w[0].lemma, lemma);
    if (feats)
        SAME(s.w[0].feats, feats);
}

static void nouns_are_singular(void **state)
{
    (void)state;
    lemma_is("کشورهای/NOUN", "کشور", "Number=Plur");
    lemma_is("کتاب‌ها/NOUN", "کتاب", "Number=Plur");
    lemma_is("نمایندگان/NOUN", "نماینده", "Number=Plur");
    lemma_is("اعضای/NOUN", "عضو", "Number=Plur");
    lemma_is("زبلوگ‌ها/NOUN", "زبلوگ", "Number=Plur"); /* there is no such word */
    lemma_is("زندگی/NOUN", "زندگی", "Number=Sing");
    lemma_is("برنامهٔ/NOUN", "برنامه", "Number=Sing");
}

static void verbs_have_stems(void **state)
{
    (void)state;
    db_sentence s = analysed("آنان/PRON می‌روند/VERB", DB_PERDT);
    SAME(s.w[1].lemma, "رفت");
    SAME(s.w[1].stems, "رفت#رو");
    assert_non_null(strstr(s.w[1].feats.p, "Number=Plur|Person=3"));
    s = analysed("نمی‌گویم/VERB", DB_PERDT);
    SAME(s.w[0].lemma, "گفت");
    SAME(s.w[0].stems, "گفت#گو");
    s = analysed("رفته‌اند/VERB", DB_SERAJI);
    SAME(s.w[0].lemma, "رفت");
    SAME(s.w[0].feats, "Number=Plur|Person=3|VerbForm=Part");
    assert_int_equal(analysed("کتاب/NOUN", DB_PERDT).w[0].stems.n, 0);
}

static void degrees_and_letters(void **state)
{
    (void)state;
    lemma_is("بزرگ‌ترین/ADJ", "بزرگ", NULL);
    lemma_is("كشورهاي/NOUN", "کشور", "Number=Plur"); /* Arabic kaf and yeh */
    lemma_is("،/PUNCT", "،", "");
    lemma_is("۱۴۰۲/NUM", "۱۴۰۲", NULL);
    lemma_is("و/CCONJ", "و", "");
    db_sentence s = analysed("مهم‌ترین/ADJ", DB_SERAJI);
    SAME(s.w[0].lemma, "مهم");
    SAME(s.w[0].feats, "Degree=Sup");
}

static void compound_verbs(void **state)
{
    (void)state;
    db_sentence s = analysed("وی/PRON خواستار/NOUN آزادی/NOUN زندانیان/NOUN شد/VERB ./PUNCT", DB_PERDT);
    SAME(s.w[4].light, "خواستار شدن");
    assert_int_equal(s.w[4].nv0, 1);
    assert_int_equal(s.w[4].nv1, 2);
    s = analysed("رئیس‌جمهور/NOUN سفر/NOUN خواهد/AUX کرد/VERB", DB_PERDT);
    SAME(s.w[3].light, "سفر کردن");
    assert_int_equal(s.w[3].nv0, 1);
    assert_int_equal(s.w[2].light.n, 0);
    s = analysed("او/PRON خواستار/NOUN صلح/NOUN است/AUX ،/PUNCT گفت/VERB", DB_PERDT);
    assert_int_equal(s.w[5].light.n, 0); /* not across another clause */
}

static void any_letters(void **state)
{
    (void)state;
    db_sentence s = analysed("می/VERB ها/NOUN ی/NOUN ‌/X هایشان/NOUN AbC/X ن/VERB ه/VERB ها‌ها‌ها/NOUN بی/VERB", DB_PERDT);
    for (uint32_t i = 0; i < s.n; i++)
        assert_true(s.w[i].lemma.n > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nouns_are_singular), cmocka_unit_test(verbs_have_stems), cmocka_unit_test(degrees_and_letters),
        cmocka_unit_test(compound_verbs), cmocka_unit_test(any_letters),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
