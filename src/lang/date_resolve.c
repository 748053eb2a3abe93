/* date_resolve.c -- a date expression to ISO, with the day of the report to help where the text does not tell everything. */
#include "lang/dates.h"

db_cal db_date_cal_of_year(int y)
{
    return y >= 1250 && y <= 1450 ? DB_CAL_JALALI : y >= 1700 && y <= 2200 ? DB_CAL_GREGORIAN : DB_CAL_NONE;
}

static const char *cal_name(db_cal c)
{
    return c == DB_CAL_JALALI ? "jalali" : c == DB_CAL_HIJRI ? "hijri" : "gregorian";
}

bool db_date_parse(const char *iso, int32_t *day)
{
    int v[3] = {0}, k = 0;
    if (!iso)
        return false;
    for (const char *p = iso; *p; p++) {
        if (*p == '-' && k < 2 && p > iso)
            k++;
        else if (*p >= '0' && *p <= '9' && v[k] < 10000)
            v[k] = v[k] * 10 + (*p - '0');
        else
            return false;
    }
    if (k != 2 || !db_valid_gregorian(v[0], v[1], v[2]))
        return false;
    *day = db_days_gregorian(v[0], v[1], v[2]);
    return true;
}

static bool valid(db_cal c, int y, int m, int d)
{
    if (c == DB_CAL_JALALI)
        return db_valid_jalali(y, m, d);
    if (c == DB_CAL_HIJRI)
        return y >= 1 && y <= 1600 && m >= 1 && m <= 12 && d >= 1 && d <= 30;
    return db_valid_gregorian(y, m, d);
}

static int32_t days(db_cal c, int y, int m, int d)
{
    return c == DB_CAL_JALALI ? db_days_jalali(y, m, d) : c == DB_CAL_HIJRI ? db_days_hijri(y, m, d) : db_days_gregorian(y, m, d);
}

bool db_date_day(const db_dexpr *e, int32_t *day)
{
    if (!e->y || !e->m || !e->d || !valid(e->cal, e->y, e->m, e->d))
        return false;
    *day = days(e->cal, e->y, e->m, e->d);
    return true;
}

static int gregorian_year(int32_t day)
{
    int y, m, d;
    db_gregorian_of_days(day, &y, &m, &d);
    return y;
}

/* The year of calendar c in which a day lies. */
static int year_of(db_cal c, int32_t day)
{
    int y, m, d;
    if (c == DB_CAL_JALALI) {
        db_jalali_of_days(day, &y, &m, &d);
        return y;
    }
    y = gregorian_year(day);
    if (c != DB_CAL_HIJRI)
        return y;
    y = (y - 622) * 33 / 32;
    while (db_days_hijri(y + 1, 1, 1) <= day)
        y++;
    return y;
}

static void put_day(dabir_date *out, int32_t day)
{
    int y, m, d;
    db_gregorian_of_days(day, &y, &m, &d);
    if (y >= 1 && y <= 9999)
        snprintf(out->iso, sizeof out->iso, "%04u-%02u-%02u", (unsigned)y % 10000u, (unsigned)m % 100u, (unsigned)d % 100u);
}

/* Year, or year and month, or the whole: as exact as the parts are. A month of another calendar lies in two Gregorian ones and a year in two years;
 * then the year that holds most of it is what can be said. */
static void put_parts(dabir_date *out, db_cal c, int y, int m, int d)
{
    out->iso[0] = '\0';
    if (!y)
        return;
    if (m && d) {
        if (valid(c, y, m, d))
            put_day(out, days(c, y, m, d));
    } else if (c == DB_CAL_GREGORIAN || c == DB_CAL_NONE) {
        if (m)
            snprintf(out->iso, sizeof out->iso, "%04u-%02u", (unsigned)y % 10000u, (unsigned)m % 100u);
        else
            snprintf(out->iso, sizeof out->iso, "%04u", (unsigned)y % 10000u);
    } else {
        int32_t middle = m ? days(c, y, m, 15) : days(c, y, c == DB_CAL_JALALI ? 6 : 7, 1);
        snprintf(out->iso, sizeof out->iso, "%04u", (unsigned)gregorian_year(middle) % 10000u);
    }
}

/* The year that a month (and day) without one is of: the nearest to the report; the one before or after it if the text says so. */
static int infer_year(const db_dexpr *e, const db_dref *ref)
{
    int at = year_of(e->cal, ref->day), best = at;
    int64_t least = INT64_MAX;
    for (int y = at - 1; y <= at + 1; y++) {
        int d = e->d ? e->d : 15;
        if (!valid(e->cal, y, e->m, d))
            continue;
        int32_t day = days(e->cal, y, e->m, d), far = day - ref->day;
        if ((e->toward < 0 && far > 0) || (e->toward > 0 && far < 0))
            continue;
        int64_t cost = far < 0 ? -far : far;
        if (e->d && e->weekday && db_weekday_of_days(day) + 1 != e->weekday)
            cost += 400;
        if (cost < least) {
            least = cost;
            best = y;
        }
    }
    return best;
}

static int32_t weekday_near(const db_dexpr *e, int32_t base)
{
    int back = db_weekday_of_days(base) - (e->weekday - 1);
    if (back < 0)
        back += 7;
    if (e->unit == DB_U_WEEK) /* weeks begin on Saturday: e->weekday - 1 days behind it */
        return base - db_weekday_of_days(base) + 7 * e->offset + e->weekday - 1;
    if (e->toward > 0 || (e->ahead && e->toward == 0 && back))
        return base + 7 - back;
    if (e->toward < 0 && back == 0)
        back = 7;
    return base - back;
}

static void resolve_weekday(const db_dexpr *e, const db_dref *ref, db_date *out)
{
    out->relative = true;
    out->from.inferred_by = "date.weekday";
    if (!ref->known)
        return;
    int32_t day = weekday_near(e, ref->day);
    put_day(&out->from, day);
}

static void resolve_relative(const db_dexpr *e, const db_dref *ref, db_date *out)
{
    out->relative = true;
    out->from.inferred_by = "date.relative";
    if (!ref->known)
        return;
    int y, m, d;
    db_gregorian_of_days(ref->day, &y, &m, &d);
    switch (e->unit) {
    case DB_U_DAY:
        put_day(&out->from, ref->day + e->offset);
        break;
    case DB_U_MONTH:
        m += y * 12 + e->offset - 1;
        put_parts(&out->from, DB_CAL_GREGORIAN, m / 12, m % 12 + 1, 0);
        break;
    case DB_U_YEAR:
        put_parts(&out->from, ref->home, year_of(ref->home, ref->day) + e->offset, 0, 0);
        out->from.calendar = cal_name(ref->home);
        break;
    default: /* a week has no ISO form of ours */
        break;
    }
}

/* Fills in the year of a date with a month; says by what it was inferred. */
static const char *complete_year(db_dexpr *e, const db_dref *ref)
{
    if (e->y)
        return NULL;
    if (e->unit == DB_U_SAME) {
        if (ref->last_year)
            e->y = e->cal == DB_CAL_GREGORIAN ? ref->last_year : year_of(e->cal, db_days_gregorian(ref->last_year, 7, 1));
        return "date.same-year";
    }
    if (ref->known)
        e->y = e->unit == DB_U_YEAR ? year_of(e->cal, ref->day) + e->offset : infer_year(e, ref);
    return e->unit == DB_U_YEAR ? "date.relative" : "date.published";
}

static void resolve_range(const db_dexpr *e, db_date *out)
{
    int y = e->y2 ? e->y2 : e->y, m = e->m2 ? e->m2 : e->m, d = e->d2;
    if (e->y && !e->y2 && e->m2 && e->m2 < e->m)
        y++;
    out->to = out->from;
    put_parts(&out->to, e->cal, y, e->y2 && !e->m2 && !e->m ? 0 : m, d);
    if (strcmp(out->to.iso, out->from.iso) == 0)
        out->to.iso[0] = '\0';
}

void db_date_resolve(const db_dexpr *given, db_dref *ref, db_date *out)
{
    db_dexpr e = *given;
    out->from.calendar = cal_name(e.cal);
    if (e.m || e.y) {
        bool told = e.y != 0;
        out->from.inferred_by = complete_year(&e, ref);
        put_parts(&out->from, e.cal, e.y, e.m, e.d);
        if (e.d && e.m && !out->from.iso[0] && e.y && !e.range)
            put_parts(&out->from, e.cal, e.y, e.m, 0); /* no such day: the month is what is left */
        if (e.range)
            resolve_range(&e, out);
        if (told && out->from.iso[0])
            ref->last_year = (out->from.iso[0] - '0') * 1000 + (out->from.iso[1] - '0') * 100 + (out->from.iso[2] - '0') * 10 +
                             (out->from.iso[3] - '0');
    } else if (e.weekday && e.unit != DB_U_DAY) {
        resolve_weekday(&e, ref, out);
    } else if (e.unit == DB_U_SAME) {
        out->from.inferred_by = "date.same-year";
        put_parts(&out->from, DB_CAL_GREGORIAN, ref->last_year, 0, 0);
    } else {
        resolve_relative(&e, ref, out);
    }
    if (!out->from.iso[0] && out->to.iso[0]) {
        out->from = out->to;
        out->to.iso[0] = '\0';
    }
}
