/* test_dates.c -- date expressions to ISO, with the compiled model that DABIR_MODEL names. */
#include "lang/lang.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static dabir_model *model;
static db_arena arena;

static int set_up(void **state)
{
    (void)state;
    const char *path = getenv("DABIR_MODEL");
    dabir_error e = {0};
    if (!path) {
        fprintf(stderr, "test_dates: DABIR_MODEL is not set\n");
        return -1;
    }
    if (dabir_model_open(path, &model, &e) != DABIR_OK) {
        fprintf(stderr, "test_dates: %s: %s\n", path, e.message);
        return -1;
    }
    db_arena_init(&arena, 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    db_arena_free(&arena);
    dabir_model_free(model);
    return 0;
}

typedef struct reading {
    db_text t;
    db_tokens k;
    db_lang l;
    dabir_date found;
} reading;

static void read_text(const char *text, const char *published, reading *r)
{
    db_arena_reset(&arena);
    memset(r, 0, sizeof *r);
    db_normalise(&arena, text, (uint32_t)strlen(text), &r->t);
    db_tokenise(&arena, &r->t, &r->k);
    db_words(&arena, model, &r->t, &r->k, &r->l);
    db_matches(&arena, model, &r->l);
    db_dates(&arena, model, &r->t, &r->k, &r->l, published, &r->found);
}

/* "2017-06-08..2017-06-09 2018 -": a dash where the text alone does not tell. */
static void all_dates(const reading *r, char *out, size_t cap)
{
    size_t n = 0;
    out[0] = '\0';
    for (uint32_t i = 0; i < r->l.n_dates && n < cap; i++) {
        const db_date *d = &r->l.d[i];
        n += (size_t)snprintf(out + n, cap - n, "%s%s%s%s", i ? " " : "", d->from.iso[0] ? d->from.iso : "-", d->to.iso[0] ? ".." : "", d->to.iso);
    }
}

typedef struct example {
    const char *text, *published, *want;
} example;

static void check(const example *x, size_t n)
{
    int bad = 0;
    for (size_t i = 0; i < n; i++) {
        reading r;
        char got[400];
        read_text(x[i].text, x[i].published, &r);
        all_dates(&r, got, sizeof got);
        if (strcmp(got, x[i].want) != 0) {
            fprintf(stderr, "  %s [%s]: got '%s', want '%s'\n", x[i].text, x[i].published, got, x[i].want);
            bad++;
        }
    }
    assert_int_equal(bad, 0);
}
#define CHECK(a) check(a, sizeof(a) / sizeof(a)[0])

static void whole_dates(void **state)
{
    (void)state;
    static const example x[] = {
        {"این سند در 19 آوریل سال 2019 میلادی امضا شد.", "", "2019-04-19"},
        {"نشست در 8 و 9 ژوئن سال 2017 میلادی برگزار شد.", "", "2017-06-08..2017-06-09"},
        {"در ۸ تا ۱۲ ژوئن ۲۰۱۷ برگزار شد.", "", "2017-06-08..2017-06-12"},
        {"در ۸-۱۲ ژوئن ۲۰۱۷ برگزار شد.", "", "2017-06-08..2017-06-12"},
        {"وی ۱۸ اردیبهشت ۱۴۰۲ به تهران رفت.", "", "2023-05-08"},
        {"از اول مهر ۱۴۰۲ آغاز شد.", "", "2023-09-23"},
        {"اول ماه مه ۲۰۲۰ بود.", "", "2020-05-01"},
        {"دوشنبه 18 اردیبهشت 1402 رفت.", "", "2023-05-08"},
        {"روز دوشنبه، ۱۸ اردیبهشت‌ماه ۱۴۰۲ رفت.", "", "2023-05-08"},
        {"بیست و یکم فروردین ۱۴۰۳ بود.", "", "2024-04-09"},
        {"بیست‌ویکم فروردین ماه سال ۱۴۰۳ بود.", "", "2024-04-09"},
        {"تاریخ 1402/2/18 ثبت شد.", "", "2023-05-08"},
        {"تاریخ ۲۰۱۹-۰۴-۱۹ ثبت شد.", "", "2019-04-19"},
        {"در 31/10/1917 رخ داد.", "", "1917-10-31"},
        {"در ۹۷/۱۰/۱۵ رخ داد.", "", "2019-01-05"},
        {"در 15 ثور 1402 رفت.", "", "2023-05-05"},
        {"در پنجم دلو ۱۴۰۳ رفت.", "", "2025-01-24"},
        {"در ۲۴ جنوری ۲۰۲۵ (پنجم دلو) نشر شد.", "", "2025-01-24"},
        {"در ۱۷ رمضان ۱۴۴۵ قمری رخ داد.", "", "2024-03-27"},
        {"۱۳ ژوئن ۱۹۹۴ از آژانس خارج شد و ۵ مارس ۱۹۷۰ پیوست.", "", "1994-06-13 1970-03-05"},
        {"در ۲ مه تا ۵ ژوئن ۲۰۲۰ رفت.", "", "2020-05-02..2020-06-05"},
        {"در 30 اسفند 1403 بود.", "", "2025-03-20"},
        {"در تاریخ ۱۵ ژوئن ۲۰۰۱ در شهر بود.", "", "2001-06-15"},
        {"۲۰ می ۲۰۱۸ بود.", "", "2018-05-20"},
        {"19آوریل سال 2019 بود.", "", "2019-04-19"},
        {"١٩ آوريل سال ٢٠١٩ ميلادي بود.", "", "2019-04-19"},
    };
    CHECK(x);
}

static void months_and_years(void **state)
{
    (void)state;
    static const example x[] = {
        {"در ژوئیه ۲۰۲۵ رفت.", "", "2025-07"},
        {"در ماه می ۲۰۱۸ رفت.", "", "2018-05"},
        {"در خرداد ۱۳۹۷ رفت.", "", "2018"},
        {"در بهمن ۱۳۹۷ رفت.", "", "2019"},
        {"در دی ماه ۱۳۹۷ رفت.", "", "2019"},
        {"در سال 2015 رفت.", "", "2015"},
        {"در سال ۱۳۹۷ رفت.", "", "2018"},
        {"در سال ۹۷ رفت.", "", "2018"},
        {"در ۲۰۱۱ رفت.", "", "2011"},
        {"در سالهای 2019- 2021 اجرا شد.", "", "2019..2021"},
        {"برای سال‌های 2019-2021 بود.", "", "2019..2021"},
        {"از ۲۰۱۸ تا ۲۰۲۳ بود.", "", "2018..2023"},
        {"در سال‌های ۱۳۹۲ تا ۱۴۰۲ بود.", "", "2013..2023"},
        {"برنامه (2018-2023) بود.", "", "2018..2023"},
        {"پیمان (۱۹۸۵) بود.", "", "1985"},
        {"در ژوئیه سال 2011 میلادی بود.", "", "2011-07"},
        {"از ابتدای سال ۲۰۲۵ پیوست.", "", "2025"},
        {"در سال ۱۴۴۵ قمری بود.", "", "2024"},
        {"در ۱۹۹۵ بود و در سال 1984 نیز.", "", "1995 1984"},
        {"نشست ۱۶ ژوئن همان سال برگزار شد.", "", "-"},
        {"در سال ۲۰۰۹ بنیان گذاشتند و ۱۶ ژوئن همان سال برگزار شد.", "", "2009 2009-06-16"},
        {"در ژوئن تا اوت ۲۰۲۱ بود.", "", "2021-06..2021-08"},
    };
    CHECK(x);
}

static void what_is_no_date(void **state)
{
    (void)state;
    static const example x[] = {
        {"2000 نفر آمدند.", "", ""},
        {"در 1900 واحد مسکونی بود.", "", ""},
        {"قطعنامه 2231 تصویب شد.", "", ""},
        {"قطعنامه ۱۹۲۹ شورای امنیت تصویب شد.", "", ""},
        {"خبرگزاری مهر گزارش داد.", "2024-01-10", ""},
        {"بشار اسد به میزان کافی جدی است.", "2024-01-10", ""},
        {"مه غلیظ و تیر خلاص و بهمن سنگین.", "2024-01-10", ""},
        {"او می‌گوید می رود.", "2024-01-10", ""},
        {"۳۰ کشور و 18 ماه.", "2024-01-10", ""},
        {"اول وزیر و دوم نماینده آمد.", "2024-01-10", ""},
        {"حدود 55 درصد در 1250 کیلومتری.", "2024-01-10", ""},
        {"سه ماه گذشته و ۲۴ ساعت.", "2024-01-10", ""},
    };
    CHECK(x);
}

static void told_from_the_day_of_the_report(void **state)
{
    (void)state;
    static const example x[] = {
        {"وزیر امروز رفت.", "2024-01-10", "2024-01-10"},
        {"وزیر امروز رفت.", "", "-"},
        {"دیروز گفت و فردا می‌رود و پس‌فردا بازمی‌گردد.", "2024-01-10", "2024-01-09 2024-01-11 2024-01-12"},
        {"پریروز بود.", "2024-03-01", "2024-02-28"},
        {"روز گذشته گفت.", "2024-01-10", "2024-01-09"},
        {"شامگاه دوشنبه رفت.", "2024-01-10", "2024-01-08"},
        {"روز سه‌شنبه گفت.", "2024-01-10", "2024-01-09"},
        {"روز سه شنبه گفت.", "2024-01-10", "2024-01-09"},
        {"روز سهشنبه گفت.", "2024-01-10", "2024-01-09"},
        {"چهارشنبه گفت.", "2024-01-10", "2024-01-10"},
        {"روز سه‌شنبه گفت.", "", "-"},
        {"یکشنبه آینده می‌رود.", "2024-01-10", "2024-01-14"},
        {"برای روز پنجشنبه تدارک دیده شده است.", "2024-01-10", "2024-01-11"},
        {"قرار است سه شنبه این هفته سفر کند.", "2024-01-07", "2024-01-09"},
        {"روز شنبه سفر خواهد کرد.", "2024-01-10", "2024-01-13"},
        {"یکشنبه هفته گذشته رفت.", "2024-01-10", "2023-12-31"},
        {"صبح ‌امروز چهارشنبه 15 بهمن (3 فوریه) به تهران آمد.", "2021-02-03", "2021-02-03"},
        {"شامگاه روز گذشته (چهارشنبه) رفت.", "2011-05-05", "2011-05-04"},
        {"فردا (یکشنبه - ۱۶ تیرماه) برگزار می‌شود.", "2019-07-06", "2019-07-07"},
        {"در ۲۵ اسفند رفت.", "2024-03-20", "2024-03-15"},
        {"در ۲۵ اسفند رفت.", "2024-05-20", "2024-03-15"},
        {"در ۲۵ اسفند رفت.", "", "-"},
        {"در ۲۰ جنوری صورت می‌گیرد.", "2025-01-12", "2025-01-20"},
        {"در ۲۸ دسامبر رفت.", "2025-01-12", "2024-12-28"},
        {"شنبه ۱۴ اوت (۲۳ مرداد) گزارش داد.", "2021-08-15", "2021-08-14"},
        {"سپتامبر سال گذشته سفر کرد.", "2021-02-03", "2020-09"},
        {"به تاریخ هفتم اکتوبر سال گذشته حمله کرد.", "2024-12-02", "2023-10-07"},
        {"سال گذشته رفت.", "2021-02-03", "2020"},
        {"ماه گذشته رفت.", "2021-01-03", "2020-12"},
        {"ماه آینده می‌رود.", "2021-12-03", "2022-01"},
        {"امسال در ۱۴۰۲ و سال ۱۴۰۱ بود.", "2023-05-08", "2023 2023 2022"},
        {"دسامبر گذشته رفت.", "2021-02-03", "2020-12"},
        {"دو روز پیش در تهران بود.", "2024-01-10", "2024-01-08"},
        {"سه ماه قبل رفت.", "2024-01-10", "2023-10"},
        {"۱۰ سال پیش در تهران بود.", "2024-01-10", "2014"},
        {"هفته گذشته رفت.", "2024-01-10", "-"},
    };
    CHECK(x);
}

static void the_reports_own_day(void **state)
{
    (void)state;
    static const example x[] = {
        {"وزیر امروز دوشنبه ۱۸ اردیبهشت ۱۴۰۲ به تهران رفت. او دیروز گفته بود.", "2023-05-08", "2023-05-08 2023-05-07"},
        {"نیویورک - پنجشنبه 30 مه 2024: شورای امنیت رأی داد. او دیروز گفت.", "2024-05-30", "2024-05-30 2024-05-29"},
        {"پایگاه خبری، چهارشنبه 13 مارس 2024 - وزیران آمدند. روز دوشنبه رفتند.", "2024-03-13", "2024-03-13 2024-03-11"},
        {"این سازمان در ۱۵ ژوئن ۲۰۰۱ بنیان گذاشته شد. او دیروز رفت.", "", "2001-06-15 -"},
    };
    for (size_t i = 0; i < sizeof x / sizeof x[0]; i++) {
        reading r;
        char got[400];
        read_text(x[i].text, "", &r);
        all_dates(&r, got, sizeof got);
        assert_string_equal(r.found.iso, x[i].published);
        assert_string_equal(got, x[i].want);
    }
}

static void fields_are_filled(void **state)
{
    (void)state;
    reading r;
    read_text("وزیر روز دوشنبه ۱۸ اردیبهشت ۱۴۰۲ رفت.", "", &r);
    assert_int_equal(r.l.n_dates, 1);
    assert_string_equal(r.l.d[0].from.calendar, "jalali");
    assert_null(r.l.d[0].from.inferred_by);
    assert_false(r.l.d[0].relative);
    assert_int_equal(r.l.d[0].from.span.start, 5); /* from «روز» */
    assert_int_equal(r.l.d[0].from.span.end, 32);
    read_text("وزیر روز دوشنبه رفت.", "2024-01-10", &r);
    assert_string_equal(r.l.d[0].from.inferred_by, "date.weekday");
    assert_true(r.l.d[0].relative);
    read_text("وزیر دیروز رفت.", "2024-01-10", &r);
    assert_string_equal(r.l.d[0].from.inferred_by, "date.relative");
    read_text("وزیر در ۲۵ اسفند رفت.", "2024-03-20", &r);
    assert_string_equal(r.l.d[0].from.inferred_by, "date.published");
    assert_false(r.l.d[0].relative);
    read_text("", "2024-03-20", &r);
    assert_int_equal(r.l.n_dates, 0);
    read_text("وزیر امروز رفت.", "2024-02-30", &r); /* no such day: as if unknown */
    assert_string_equal(r.l.d[0].from.iso, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_dates),         cmocka_unit_test(months_and_years),
        cmocka_unit_test(what_is_no_date),     cmocka_unit_test(told_from_the_day_of_the_report),
        cmocka_unit_test(the_reports_own_day), cmocka_unit_test(fields_are_filled),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
