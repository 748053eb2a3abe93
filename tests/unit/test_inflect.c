/* test_inflect.c -- verb forms and inflected words written out, with the model of the build (DABIR_MODEL). */
#include "lang/inflect.h"
#include "with_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static dabir_model *model;
static db_inflect x;

static int open_model(void **state)
{
    (void)state;
    model = test_model();
    if (!model)
        return -1;
    db_inflect_open(model, &x);
    return x.n_tense ? 0 : -1;
}

static int close_model(void **state)
{
    (void)state;
    dabir_model_free(model);
    return 0;
}

/* All forms with " | " between. */
static void check(const char *verb, const char *tense, uint32_t flags, const char *want)
{
    db_arena a;
    db_arena_init(&a, 0);
    db_verb_stems v = db_verb_read(&x, db_str_z(verb));
    db_str f[16];
    uint32_t n, t = db_tense_of(&x, db_str_z(tense));
    assert_int_not_equal(t, UINT32_MAX);
    db_conjugate(&a, &x, &v, t, flags, f, 16, &n);
    db_buf b = {0};
    for (uint32_t i = 0; i < n; i++)
        db_buf_fmt(&b, "%s%.*s", i ? " | " : "", (int)f[i].n, f[i].p);
    db_buf_ch(&b, '\0');
    assert_string_equal(b.p, want);
    db_buf_free(&b);
    db_arena_free(&a);
}

static void stems(void **state) /* infinitive, past stem, present stem and both mean the same verb */
{
    (void)state;
    const char *want = "می‌گویم | می‌گویی | می‌گوید | می‌گوییم | می‌گویید | می‌گویند";
    check("گفتن", "present", 0, want);
    check("گفت", "present", 0, want);
    check("گفت#گو", "present", 0, want);
    check("رفتن", "present", 0, "می‌روم | می‌روی | می‌رود | می‌رویم | می‌روید | می‌روند");
    check("دویدن", "aorist", 0, "دوم | دوی | دود | دویم | دوید | دوند");
    assert_int_equal(db_tense_of(&x, db_str_z("never")), UINT32_MAX);
}

static void joining(void **state) /* ن and ب before vowels */
{
    (void)state;
    check("آمدن", "past", DB_VF_NEGATIVE, "نیامدم | نیامدی | نیامد | نیامدیم | نیامدید | نیامدند");
    check("افتادن", "past", DB_VF_NEGATIVE, "نیفتادم | نیفتادی | نیفتاد | نیفتادیم | نیفتادید | نیفتادند");
    check("ایستادن", "past", DB_VF_NEGATIVE, "نایستادم | نایستادی | نایستاد | نایستادیم | نایستادید | نایستادند");
    check("آمدن", "imperative", 0, "بیا | بیایید");
    check("گفتن", "imperative", DB_VF_NEGATIVE, "نگو | نگویید");
}

static void prefixes(void **state)
{
    (void)state;
    check("بازگشتن", "present", DB_VF_NEGATIVE, "بازنمی‌گردم | بازنمی‌گردی | بازنمی‌گردد | بازنمی‌گردیم | بازنمی‌گردید | بازنمی‌گردند");
    check("بر+گشت#گرد", "future", DB_VF_NEGATIVE, "بر نخواهم گشت | بر نخواهی گشت | بر نخواهد گشت | بر نخواهیم گشت | بر نخواهید گشت | بر نخواهند گشت");
    check("بازگشتن", "subjunctive", 0, "بازگردم | بازگردی | بازگردد | بازگردیم | بازگردید | بازگردند");
    check("امضا کردن", "past", 0, "امضا کردم | امضا کردی | امضا کرد | امضا کردیم | امضا کردید | امضا کردند");
}

static void voices(void **state)
{
    (void)state;
    check("دیدن", "perfect", DB_VF_PASSIVE, "دیده شده‌ام | دیده شده‌ای | دیده شده است | دیده شده‌ایم | دیده شده‌اید | دیده شده‌اند");
    check("دیدن", "perfect", DB_VF_SHORT, "دیده‌ام | دیده‌ای | دیده است | دیده | دیده‌ایم | دیده‌اید | دیده‌اند");
    check("دیدن", "past-progressive", DB_VF_PASSIVE,
          "داشتم دیده می‌شدم | داشتی دیده می‌شدی | داشت دیده می‌شد | داشتیم دیده می‌شدیم | داشتید دیده می‌شدید | داشتند دیده می‌شدند");
    check("خوند#خون", "present", DB_VF_INFORMAL, "می‌خونم | می‌خونی | می‌خونه | می‌خونیم | می‌خونید | می‌خونین | می‌خونن");
}

static void inflected(const char *word, const char *form, const char *want)
{
    db_arena a;
    db_arena_init(&a, 0);
    db_str s = db_inflected(&a, &x, db_inflection_of(&x, db_str_z(form)), db_str_z(word));
    assert_int_equal(s.n, strlen(want));
    assert_memory_equal(s.p, want, s.n);
    db_arena_free(&a);
}

static void words(void **state)
{
    (void)state;
    inflected("سفیر", "plural", "سفیرها");
    inflected("بیانیه", "plural", "بیانیه‌ها");
    inflected("سریع", "comparative", "سریع‌تر");
    inflected("کم", "superlative", "کمترین");
    inflected("تندرو", "comparative", "تندروتر");
    inflected("", "plural", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stems), cmocka_unit_test(joining), cmocka_unit_test(prefixes), cmocka_unit_test(voices), cmocka_unit_test(words),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
