/* calendar.c -- three calendars against one count of days (1970-01-01 is day 0). */
#include "text/text.h"

static int floor_div(int a, int b)
{
    return a / b - (a % b < 0);
}

/* ---- Gregorian: years of March to February, so that the leap day stands last ---- */

int32_t db_days_gregorian(int y, int m, int d)
{
    int year = m > 2 ? y : y - 1, month = m > 2 ? m - 3 : m + 9;
    return 365 * year + floor_div(year, 4) - floor_div(year, 100) + floor_div(year, 400) + (153 * month + 2) / 5 + d - 1 - 719468;
}

void db_gregorian_of_days(int32_t days, int *y, int *m, int *d)
{
    int n = days + 719468, era = floor_div(n, 146097), in_era = n - era * 146097;
    int year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    int in_year = in_era - (365 * year + year / 4 - year / 100), month = (5 * in_year + 2) / 153;
    *d = in_year - (153 * month + 2) / 5 + 1;
    *m = month < 10 ? month + 3 : month - 9;
    *y = year + era * 400 + (*m <= 2);
}

bool db_valid_gregorian(int y, int m, int d)
{
    static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (m < 1 || m > 12 || d < 1 || y < 1 || y > 9999)
        return false;
    bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    return d <= length[m - 1] + (m == 2 && leap);
}

/* ---- Jalali: eight leap years in every 33, the rule that agrees with the observed equinox from 1178 to 1633; before and after it is
 * continued as it is. (A leap year is one with (8 y + 29) mod 33 < 8.) ---- */

enum { JALALI_0 = -492268 }; /* day 0 of the count below, in days since 1970-01-01 */

static int32_t jalali_new_year(int y)
{
    return 365 * (y - 1) + floor_div(8 * y + 21, 33) + JALALI_0;
}

int32_t db_days_jalali(int y, int m, int d)
{
    int before = m <= 7 ? 31 * (m - 1) : 30 * (m - 1) + 6;
    return jalali_new_year(y) + before + d - 1;
}

void db_jalali_of_days(int32_t days, int *y, int *m, int *d)
{
    int year = floor_div(33 * (days - JALALI_0), 33 * 365 + 8) + 1;
    /* The estimate is off by one near a new year. */
    while (jalali_new_year(year) > days)
        year--;
    while (jalali_new_year(year + 1) <= days)
        year++;
    int n = days - jalali_new_year(year);
    *y = year;
    *m = n < 186 ? n / 31 + 1 : (n - 6) / 30 + 1;
    *d = n < 186 ? n % 31 + 1 : (n - 6) % 30 + 1;
}

bool db_valid_jalali(int y, int m, int d)
{
    if (m < 1 || m > 12 || d < 1 || y < 1 || y > 9999)
        return false;
    int length = m <= 6 ? 31 : m <= 11 ? 30 : jalali_new_year(y + 1) - jalali_new_year(y) - 336;
    return d <= length;
}

/* ---- Hijri: the tabular calendar, eleven leap years in every 30 ---- */

int32_t db_days_hijri(int y, int m, int d)
{
    return 354 * (y - 1) + floor_div(11 * y + 3, 30) + (59 * (m - 1) + 1) / 2 + d - 1 - 492148;
}

int db_weekday_of_days(int32_t days)
{
    int w = (days + 5) % 7; /* day 0 was a Thursday, the sixth from Saturday */
    return w < 0 ? w + 7 : w;
}
