/* test_calendar.c -- the calendars against ICU, day by day. */
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <unicode/ucal.h>

enum { MS_A_DAY = 86400000 };

static UCalendar *calendar(const char *locale)
{
    static const UChar utc[] = {'U', 'T', 'C', 0};
    UErrorCode status = U_ZERO_ERROR;
    UCalendar *c = ucal_open(utc, -1, locale, UCAL_TRADITIONAL, &status);
    assert_true(U_SUCCESS(status));
    return c;
}

static void read_icu(UCalendar *c, int32_t day, int *y, int *m, int *d)
{
    UErrorCode status = U_ZERO_ERROR;
    ucal_setMillis(c, (double)day * MS_A_DAY, &status);
    *y = ucal_get(c, UCAL_EXTENDED_YEAR, &status);
    *m = ucal_get(c, UCAL_MONTH, &status) + 1;
    *d = ucal_get(c, UCAL_DATE, &status);
    assert_true(U_SUCCESS(status));
}

/* Every day of the years 1200 to 1500, both ways. */
static void jalali_is_icus(void **state)
{
    (void)state;
    UCalendar *c = calendar("fa@calendar=persian");
    int32_t first = db_days_jalali(1200, 1, 1), last = db_days_jalali(1501, 1, 1);
    assert_int_equal(last - first, 301 * 365 + 73);
    for (int32_t day = first; day < last; day++) {
        int y, m, d, iy, im, id;
        read_icu(c, day, &iy, &im, &id);
        db_jalali_of_days(day, &y, &m, &d);
        if (y != iy || m != im || d != id || db_days_jalali(y, m, d) != day || !db_valid_jalali(y, m, d))
            fail_msg("day %d: %d-%d-%d, ICU has %d-%d-%d", day, y, m, d, iy, im, id);
    }
    ucal_close(c);
}

static void gregorian_is_icus(void **state)
{
    (void)state;
    UCalendar *c = calendar("en@calendar=gregorian");
    UErrorCode status = U_ZERO_ERROR;
    ucal_setGregorianChange(c, -1e17, &status); /* proleptic, as ours is */
    for (int32_t day = db_days_gregorian(1799, 12, 25); day < db_days_gregorian(2201, 1, 5); day++) {
        int y, m, d, iy, im, id;
        read_icu(c, day, &iy, &im, &id);
        db_gregorian_of_days(day, &y, &m, &d);
        if (y != iy || m != im || d != id || db_days_gregorian(y, m, d) != day || !db_valid_gregorian(y, m, d))
            fail_msg("day %d: %d-%d-%d, ICU has %d-%d-%d", day, y, m, d, iy, im, id);
    }
    ucal_close(c);
}

static void hijri_is_icus(void **state)
{
    (void)state;
    UCalendar *c = calendar("en@calendar=islamic-civil");
    for (int32_t day = db_days_hijri(1200, 1, 1); day < db_days_hijri(1501, 1, 1); day++) {
        int y, m, d;
        read_icu(c, day, &y, &m, &d);
        if (db_days_hijri(y, m, d) != day)
            fail_msg("day %d is %d-%d-%d in ICU, ours is day %d", day, y, m, d, db_days_hijri(y, m, d));
    }
    ucal_close(c);
}

static void known_days(void **state)
{
    (void)state;
    assert_int_equal(db_days_gregorian(1970, 1, 1), 0);
    assert_int_equal(db_days_jalali(1348, 10, 11), 0);
    assert_int_equal(db_days_jalali(1357, 11, 22), db_days_gregorian(1979, 2, 11));
    assert_int_equal(db_days_jalali(1403, 12, 30), db_days_gregorian(2025, 3, 20)); /* 1403 is a leap year, 1404 is not */
    assert_int_equal(db_days_jalali(1405, 1, 1), db_days_gregorian(2026, 3, 21));
    assert_int_equal(db_weekday_of_days(0), 5);                                /* Thursday */
    assert_int_equal(db_weekday_of_days(db_days_gregorian(2024, 3, 23)), 0); /* Saturday */
    assert_int_equal(db_weekday_of_days(db_days_gregorian(1969, 12, 26)), 6);
}

static void impossible_days(void **state)
{
    (void)state;
    assert_false(db_valid_gregorian(2023, 2, 29));
    assert_true(db_valid_gregorian(2024, 2, 29));
    assert_false(db_valid_gregorian(1900, 2, 29));
    assert_false(db_valid_gregorian(2024, 13, 1));
    assert_false(db_valid_gregorian(2024, 0, 1));
    assert_false(db_valid_gregorian(2024, 4, 31));
    assert_true(db_valid_jalali(1403, 12, 30));
    assert_false(db_valid_jalali(1404, 12, 30));
    assert_false(db_valid_jalali(1404, 7, 31));
    assert_true(db_valid_jalali(1404, 6, 31));
    assert_false(db_valid_jalali(1404, 1, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(jalali_is_icus), cmocka_unit_test(gregorian_is_icus), cmocka_unit_test(hijri_is_icus),
        cmocka_unit_test(known_days),     cmocka_unit_test(impossible_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
