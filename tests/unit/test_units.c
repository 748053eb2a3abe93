/* test_units.c -- tokens to syntactic words, with the model of the build (DABIR_MODEL). A text is told again: words divided by " | ", the
 * parts of a multiword token by "+". */
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

static db_sentence words_of(const char *text, db_scheme scheme)
{
    db_text t;
    db_tokens k;
    db_sentence s;
    db_arena_reset(&arena);
    if (setjmp(oom))
        fail_msg("out of memory");
    arena.oom = &oom;
    db_normalise(&arena, text, (uint32_t)strlen(text), &t);
    db_tokenise(&arena, &t, &k);
    db_syn_words(&arena, model, &t, &k, 0, k.n, scheme, &s);
    return s;
}

static void check(const char *text, const char *want, db_scheme scheme)
{
    db_sentence s = words_of(text, scheme);
    db_buf b = {0};
    for (uint32_t i = 0; i < s.n; i++) {
        if (i)
            db_buf_str(&b, s.w[i].part ? "+" : " | ");
        db_buf_add(&b, s.w[i].form.p, s.w[i].form.n);
    }
    db_buf_ch(&b, 0);
    assert_string_equal(b.p, want);
    db_buf_free(&b);
}

static void clitics_are_words(void **state)
{
    (void)state;
    check("کتابش را به همکارانشان داد.", "کتاب+ش | را | به | همکاران+شان | داد | .", DB_PERDT);
    check("پدرم و خانواده‌اش آمدند.", "پدر+م | و | خانواده‌+اش | آمدند | .", DB_PERDT);
    check("دولت در برنامه‌هایش", "دولت | در | برنامه‌های+ش", DB_PERDT);
    check("آنان امیدوارند.", "آنان | امیدوار+ند | .", DB_SERAJI);
}

static void words_that_end_alike_stay_whole(void **state)
{
    (void)state;
    check("تلاش سازمان برای آموزش کودکان استان", "تلاش | سازمان | برای | آموزش | کودکان | استان", DB_PERDT);
    check("مردم گفتند که نظام درمان کشور", "مردم | گفتند | که | نظام | درمان | کشور", DB_PERDT);
    check("گزارش ارتش و پوشش زمستان", "گزارش | ارتش | و | پوشش | زمستان", DB_SERAJI);
    check("آلمان و پاکستان در نشست", "آلمان | و | پاکستان | در | نشست", DB_SERAJI);
    check("کویت و برجام در متن", "کویت | و | برجام | در | متن", DB_PERDT);
    check("مستقیم گفتم که بهرام آمد", "مستقیم | گفتم | که | بهرام | آمد", DB_PERDT);
}

static void forms_are_the_originals(void **state)
{
    (void)state;
    check("كتابش", "كتاب+ش", DB_PERDT); /* Arabic kaf */
    check("می‌رود ، ۱۲٫۵ %", "می‌رود | ، | ۱۲٫۵ | %", DB_PERDT);
    check("", "", DB_PERDT);
}

static void parts_tell_of_their_token(void **state)
{
    (void)state;
    db_sentence s = words_of("پدرش رفت", DB_PERDT);
    assert_int_equal(s.n, 3);
    assert_int_equal(s.w[0].parts, 2);
    assert_int_equal(s.w[1].parts, 2);
    assert_int_equal(s.w[1].part, 1);
    assert_int_equal(s.w[1].tok0, 0);
    assert_int_equal(s.w[1].tok1, 1);
    assert_true(db_str_eq(s.w[0].token, db_str_z("پدرش")));
    assert_int_equal(s.w[0].key1, s.w[1].key0);
    assert_int_equal(s.w[1].key1 - s.w[1].key0, 1);
    assert_true(s.w[0].space && s.w[1].space);
    assert_int_equal(s.w[2].parts, 1);
    assert_int_equal(s.w[2].part, 0);
    assert_null(s.w[2].token.p);
    assert_false(s.w[2].space);
}

/* Whatever the letters are: words cover the tokens in order, parts make their token. */
static void nothing_is_lost(void **state)
{
    (void)state;
    static const char *const odd[] = {"ششش ممم تتت مانمان", "ش م ت", "‌ش‌م‌", "راراراراراراراراراراراراراراراراراراراراراراراراراراراراراراراراراراراراراش",
        "ﻻش ﷲم", "کتــــابش", "کِتابَش", "۱۲م 7ش Aش", "؟!ش."};
    for (uint32_t i = 0; i < sizeof odd / sizeof *odd; i++)
        for (uint32_t scheme = 0; scheme < DB_N_SCHEMES; scheme++) {
            db_sentence s = words_of(odd[i], (db_scheme)scheme);
            uint32_t tok = 0;
            for (uint32_t j = 0; j < s.n;) {
                const db_sword *w = &s.w[j];
                db_buf b = {0};
                assert_int_equal(w->tok0, tok);
                for (uint32_t p = 0; p < w->parts; p++) {
                    assert_int_equal(s.w[j + p].part, p);
                    assert_true(s.w[j + p].form.n > 0);
                    db_buf_add(&b, s.w[j + p].form.p, s.w[j + p].form.n);
                }
                if (w->parts > 1)
                    assert_true(db_str_eq(db_str_of(b.p, b.n), w->token));
                db_buf_free(&b);
                tok = w->tok1;
                j += w->parts;
            }
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clitics_are_words), cmocka_unit_test(words_that_end_alike_stay_whole), cmocka_unit_test(forms_are_the_originals),
        cmocka_unit_test(parts_tell_of_their_token), cmocka_unit_test(nothing_is_lost),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
