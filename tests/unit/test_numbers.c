/* test_numbers.c -- numbers in words and digits, with the model of the build (DABIR_MODEL): what is found in a sentence, and the way from a
 * value to words and back. */
#include "lang/numbers.h"
#include "with_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static dabir_model *model;
static db_numbers words;

static int open_model(void **state)
{
    (void)state;
    model = test_model();
    if (!model)
        return -1;
    db_numbers_open(model, &words);
    return words.first ? 0 : -1;
}

static int close_model(void **state)
{
    (void)state;
    dabir_model_free(model);
    return 0;
}

typedef struct reading {
    db_arena a;
    db_text t;
    db_tokens k;
} reading;

static void read_text(reading *r, const char *text)
{
    db_arena_init(&r->a, 0);
    db_normalise(&r->a, text, (uint32_t)strlen(text), &r->t);
    db_tokenise(&r->a, &r->t, &r->k);
}

/* The numbers of `text` told again: "value" or "value." for an ordinal, "value/" for a fraction, with " | " between. */
static void check_flags(const char *text, const char *want, uint32_t flags, int line)
{
    reading r;
    read_text(&r, text);
    uint32_t n;
    db_number *v = db_numbers_find(&r.a, &words, &r.t, &r.k, flags, &n);
    db_buf b = {0};
    for (uint32_t i = 0; i < n; i++) {
        char z[DB_NV_DIGITS * 2];
        db_nv_format(&v[i].value, false, z);
        db_buf_fmt(&b, "%s%s%s", i ? " | " : "", z, v[i].kind == DB_NUM_ORDINAL ? "." : v[i].kind == DB_NUM_FRACTION ? "/" : "");
        assert_true(v[i].cp0 < v[i].cp1);
        assert_true(i == 0 || v[i - 1].cp1 <= v[i].cp0);
    }
    db_buf_ch(&b, '\0');
    if (strcmp(b.p, want) != 0)
        fail_msg("line %d: %s\n  gives %s\n  wants %s", line, text, b.p, want);
    db_buf_free(&b);
    db_arena_free(&r.a);
}
#define check(text, want) check_flags(text, want, 0, __LINE__)

static void cardinals(void **state)
{
    (void)state;
    check("بیست و سه نفر", "23");
    check("هزار و سیصد و هفتاد و نه", "1379");
    check("۴ میلیون و ۳۰۰ هزار و ۱۲ تن", "4300012");
    check("دوازده هزار و ۵۰۰ دستگاه", "12500");
    check("پنج صد نفر و سه‌صد نفر", "500 | 300");
    check("سی هزار میلیارد تومان", "30000000000000");
    check("هزار و هشتصد میلیارد", "1800000000000");
    check("هفتصدوسی نفر", "730");
    check("صدهزار", "100000");
    check("پونصد تومن و شیش نفر", "500 | 6");
    check("ملیون‌ها نفر و میلیارد", "");
    check("یک میلیون", "1000000");
}

static void apart(void **state) /* what looks like one number but is several, or none */
{
    (void)state;
    check("دو سه نفر", "2 | 3");
    check("۲۰ و ۶ نفر", "20 | 6");
    check("پنج و شش نفر", "5 | 6");
    check("سه شنبه آمد و پنج‌شنبه رفت", "");
    check("نه، نمی‌آید", "");
    check("نه نفر آمدند", "9");
    check("چند هزار نفر", "");
    check("دهکده و صدا و سیما و بیستون", "");
    check("سیام کشوری بود", "");
    check("۱۴۰۰/۵/۱۲ و ۱۲:۳۰", "");
    check("۲۰۱۹-۲۰۲۱", "2019 | 2021");
}

static void parts(void **state)
{
    (void)state;
    check("۱۱٫۵ میلیارد", "11500000000");
    check("۲/۵ درصد", "2.5");
    check("۱٬۲۳۴٬۵۶۷", "1234567");
    check("نوزده و نیم درصد", "19.5");
    check("دو میلیون و نیم", "2500000");
    check("نیم میلیون", "500000");
    check("نیم ساعت", "");
    check("یک ممیز پنج", "1.5");
    check("سه ممیز صفر پنج درصد", "3.05");
    check("دو ممیز پنج دهم میلیون", "2500000");
    check("پنج دهم درصد", "0.5/");
    check("بیست و پنج صدم", "0.25/");
    check("یک سوم", "0.33333333333333333333/");
    check("منفی سه هزار", "-3000");
    check("دما -۵ درجه است", "-5");
}

static void ordinals(void **state)
{
    (void)state;
    check("بیست و پنجمین", "25.");
    check("سی‌ام", "30.");
    check("سی ام آبان", "30.");
    check("۲۰ام", "20.");
    check("نخستین و دومین", "1. | 2.");
    check("صد و یکم", "101.");
}

static void inside(void **state)
{
    (void)state;
    check("جنگنده F-16 و کووید-۱۹", "19");
    check_flags("جنگنده F-16 و کووید-۱۹", "16 | 19", DB_NUM_INSIDE, __LINE__);
    check_flags("۱۴۰۰/۵/۱۲", "1400 | 5 | 12", DB_NUM_INSIDE, __LINE__);
    check_flags("دوبرابری", "2", DB_NUM_INSIDE, __LINE__);
}

static void to_words(const char *digits, uint32_t flags, const char *want)
{
    db_nvalue v;
    db_buf b = {0};
    bool negative = digits[0] == '-';
    assert_true(db_nv_parse(db_str_z(digits + negative), &v));
    v.negative = negative;
    assert_true(db_numbers_words(&words, &v, flags, &b));
    db_buf_ch(&b, '\0');
    assert_string_equal(b.p, want);
    db_buf_free(&b);
}

static void out_in_words(void **state)
{
    (void)state;
    to_words("0", 0, "صفر");
    to_words("21", 0, "بیست و یک");
    to_words("1000", 0, "یک هزار");
    to_words("-1250", 0, "منفی یک هزار و دویست و پنجاه");
    to_words("2000017", 0, "دو میلیون و هفده");
    to_words("1.05", 0, "یک ممیز صفر پنج");
    to_words("0.25", DB_NW_DENOMINATOR, "بیست و پنج صدم");
    to_words("3.0125", DB_NW_DENOMINATOR, "سه و صد و بیست و پنج ده هزارم");
    to_words("33", DB_NW_ORDINAL, "سی و سوم");
    to_words("1000000", DB_NW_ORDINAL, "یک میلیونم");
    to_words("600", DB_NW_APART, "شش صد");
}

/* Every value told in words is found again with the same value. */
static void there_and_back(void **state)
{
    (void)state;
    uint64_t x = 88172645463325252u;
    for (int i = 0; i < 3000; i++) {
        char digits[40], again[DB_NV_DIGITS * 2];
        x ^= x << 13, x ^= x >> 7, x ^= x << 17;
        snprintf(digits, sizeof digits, "%llu", (unsigned long long)(x % (i < 1000 ? 2000u : i < 2000 ? 10000000u : 100000000000000u)));
        db_nvalue v;
        db_buf b = {0};
        assert_true(db_nv_parse(db_str_z(digits), &v));
        assert_true(db_numbers_words(&words, &v, 0, &b));
        db_buf_ch(&b, '\0');
        reading r;
        read_text(&r, b.p);
        uint32_t n;
        db_number *f = db_numbers_find(&r.a, &words, &r.t, &r.k, DB_NUM_WEAK, &n);
        if (n != 1)
            fail_msg("%s: %s: %u numbers", digits, b.p, n);
        db_nv_format(&f[0].value, false, again);
        assert_string_equal(again, digits);
        assert_int_equal(f[0].cp0, 0);
        assert_int_equal(f[0].cp1, r.t.n_cp);
        db_arena_free(&r.a);
        db_buf_free(&b);
    }
}

static void values(void **state)
{
    (void)state;
    db_nvalue v;
    char z[DB_NV_DIGITS * 2];
    assert_false(db_nv_parse(db_str_z("1,23"), &v));
    assert_false(db_nv_parse(db_str_z("1.2.3"), &v));
    assert_false(db_nv_parse(db_str_z(""), &v));
    assert_false(db_nv_parse(db_str_z("12345678901234567890123456789012345678901234567890"), &v));
    assert_true(db_nv_parse(db_str_z("0012.50"), &v));
    db_nv_format(&v, false, z);
    assert_string_equal(z, "12.5");
    assert_true(db_nv_parse(db_str_z("1234567.125"), &v));
    db_nv_format(&v, true, z);
    assert_string_equal(z, "1,234,567.125");
    db_nv_shift(&v, 60);
    assert_true(v.overflow);
}

static void near_words(void **state)
{
    (void)state;
    uint8_t l[16];
    uint32_t n = db_letters(db_str_z("دویشت"), l, NULL, 16);
    db_str f = db_numbers_nearest(&words, l, n);
    assert_int_equal(f.n, strlen("دویست"));
    assert_memory_equal(f.p, "دویست", f.n);
    n = db_letters(db_str_z("دویست"), l, NULL, 16);
    assert_null(db_numbers_nearest(&words, l, n).p);
    n = db_letters(db_str_z("دیپلماسی"), l, NULL, 16);
    assert_null(db_numbers_nearest(&words, l, n).p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cardinals), cmocka_unit_test(apart), cmocka_unit_test(parts), cmocka_unit_test(ordinals),
        cmocka_unit_test(inside), cmocka_unit_test(out_in_words), cmocka_unit_test(there_and_back), cmocka_unit_test(values),
        cmocka_unit_test(near_words),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
