/* dates.c -- finds date expressions in the words: «روز دوشنبه ۱۸ اردیبهشت ۱۴۰۲», «8 و 9 ژوئن سال 2017 میلادی», «۶ اوت (۱۵ مرداد)», «سال گذشته».
 * All words it knows come from the lists data/lists/cal-*.list; it knows only how they follow each other. */
#include "lang/dates.h"

#include <stdlib.h>

typedef enum role {
    R_NONE, R_MONTH, R_WEEKDAY, R_RELATIVE, R_NUMBER, R_YEAR, R_YEARS, R_MONTHWORD, R_DAYWORD, R_ON, R_PART, R_ERA, R_PAST, R_AGO, R_NEXT,
    R_THIS, R_TO, R_AND, R_FROM, R_IN, R_TH, R_AHEAD
} role;

/* What the calendar lists say of the phrase that begins at a word. */
typedef struct slot {
    uint8_t role, words; /* words: length of the phrase */
    int8_t v;            /* month, day of the week, number, offset */
    uint8_t cal, unit;
    bool amb, small, counter;
} slot;

typedef struct finder {
    const db_text *t;
    const db_tokens *k;
    const db_lang *l;
    slot *s;
    uint32_t end; /* of the sentence */
} finder;

enum { HEAD_WORDS = 40 /* where a report tells its own day */, LIST_COUNT = 6 };

/* ---- the lists ---- */

/* Value of `key` in an attribute column "key=value key=value"; NULL if it is not there. */
static const char *attr(const char *a, const char *key)
{
    size_t n = strlen(key);
    while (a && *a) {
        if (strncmp(a, key, n) == 0 && a[n] == '=')
            return a + n + 1;
        a = strchr(a, ' ');
        if (a)
            a++;
    }
    return NULL;
}

static int number_attr(const char *a, const char *key)
{
    const char *v = attr(a, key);
    return v ? (int)strtol(v, NULL, 10) : 0;
}

static bool value_is(const char *v, const char *want)
{
    size_t n = strlen(want);
    return v && strncmp(v, want, n) == 0 && (v[n] == '\0' || v[n] == ' ');
}

static uint8_t cal_of(const char *v)
{
    return value_is(v, "j") ? DB_CAL_JALALI : value_is(v, "h") ? DB_CAL_HIJRI : value_is(v, "g") ? DB_CAL_GREGORIAN : DB_CAL_NONE;
}

static uint8_t role_of(const char *v)
{
    static const struct { const char *name; role r; } names[] = {
        {"year", R_YEAR}, {"years", R_YEARS}, {"month", R_MONTHWORD}, {"day", R_DAYWORD}, {"on", R_ON}, {"part", R_PART}, {"era", R_ERA},
        {"past", R_PAST}, {"ago", R_AGO}, {"next", R_NEXT}, {"this", R_THIS}, {"to", R_TO}, {"and", R_AND}, {"from", R_FROM}, {"in", R_IN}, {"th", R_TH},
        {"ahead", R_AHEAD}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (value_is(v, names[i].name))
            return (uint8_t)names[i].r;
    return R_NONE;
}

static uint8_t unit_of(const char *v)
{
    return value_is(v, "day") ? DB_U_DAY : value_is(v, "week") ? DB_U_WEEK : value_is(v, "month") ? DB_U_MONTH
           : value_is(v, "year") ? DB_U_YEAR : value_is(v, "same") ? DB_U_SAME : DB_U_NONE;
}

/* Order of the lists: month, weekday, relative, number, word, counter. */
static slot slot_of(size_t which, const char *a)
{
    slot s = {0};
    switch (which) {
    case 0:
        s = (slot){.role = R_MONTH, .v = (int8_t)number_attr(a, "m"), .cal = cal_of(attr(a, "cal")), .amb = attr(a, "amb") != NULL};
        break;
    case 1:
        s = (slot){.role = R_WEEKDAY, .v = (int8_t)(number_attr(a, "d") + 1)};
        break;
    case 2:
        s = (slot){.role = R_RELATIVE, .v = (int8_t)number_attr(a, "o"), .unit = unit_of(attr(a, "u"))};
        break;
    case 3:
        s = (slot){.role = R_NUMBER, .v = (int8_t)number_attr(a, "n"), .small = attr(a, "small") != NULL};
        break;
    case 4:
        s = (slot){.role = role_of(attr(a, "r")), .cal = cal_of(attr(a, "v"))};
        break;
    default:
        break;
    }
    return s;
}

static void fill_slots(finder *f, const uint16_t list[LIST_COUNT])
{
    for (uint32_t i = 0; i < f->l->n_matches; i++) {
        const db_match *m = &f->l->m[i];
        if (m->w1 - m->w0 > 200)
            continue;
        for (uint32_t k = 0; k < m->n_e; k++) {
            if (m->e[k].cls != DB_C_LIST)
                continue;
            for (size_t which = 0; which < LIST_COUNT; which++) {
                if (m->e[k].list != list[which] || !list[which])
                    continue;
                slot *at = &f->s[m->w0];
                if (which == 5) { /* beside whatever else it is */
                    at->counter = true;
                } else if (m->w1 - m->w0 > at->words || (at->role == R_IN && m->w1 - m->w0 == at->words)) {
                    bool counter = at->counter;
                    *at = slot_of(which, m->e[k].attr);
                    at->words = (uint8_t)(m->w1 - m->w0);
                    at->counter = counter;
                }
            }
        }
    }
}

/* ---- small steps ---- */

static role role_at(const finder *f, uint32_t w)
{
    return w < f->end ? (role)f->s[w].role : R_NONE;
}

/* Which way «گذشته», «آینده» and their like point. */
static int direction(role r)
{
    return r == R_PAST || r == R_AGO ? -1 : r == R_NEXT ? 1 : 0;
}

static uint8_t punct_at(const finder *f, uint32_t w)
{
    return w < f->end ? f->l->w[w].punct : DB_P_NONE;
}

/* Word behind the phrase at w if it has this role, else w. */
static uint32_t step(const finder *f, uint32_t w, role r)
{
    return role_at(f, w) == r ? w + f->s[w].words : w;
}

/* The bare digits of word w as a number; -1 if it is none. *n: how many digits. */
static int digits_at(const finder *f, uint32_t w, uint32_t *n)
{
    if (w >= f->end || f->l->w[w].kind != DB_T_NUMBER)
        return -1;
    db_str s = db_tok_form(f->t, f->k, f->l->w[w].tok0);
    int v = 0;
    if (s.n > 4)
        return -1;
    for (uint32_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return -1;
        v = v * 10 + (s.p[i] - '0');
    }
    *n = s.n;
    return v;
}

/* A day of the month at w, in digits or words; *next is the word behind it. 0: none. */
static int day_at(const finder *f, uint32_t w, uint32_t *next)
{
    uint32_t n;
    int v = digits_at(f, w, &n);
    *next = w + 1;
    if (v >= 0) {
        *next = step(f, w + 1, R_TH);
        return n <= 2 && v >= 1 && v <= 31 ? v : 0;
    }
    if (role_at(f, w) != R_NUMBER || f->s[w].small)
        return 0;
    *next = w + f->s[w].words;
    return f->s[w].v;
}

static int year_at(const finder *f, uint32_t w)
{
    uint32_t n;
    int v = digits_at(f, w, &n);
    return v > 0 && n == 4 && db_date_cal_of_year(v) ? v : 0;
}

static bool counted(const finder *f, uint32_t w)
{
    return w < f->end && f->s[w].counter;
}

/* ---- pieces ---- */

/* The era behind a year; it may change the calendar. */
static uint32_t era(const finder *f, uint32_t w, db_dexpr *e)
{
    uint32_t at = punct_at(f, w) == DB_P_PAREN_OPEN ? w + 1 : w;
    if (role_at(f, at) != R_ERA)
        return w;
    if (at > w && punct_at(f, at + f->s[at].words) != DB_P_PAREN_CLOSE)
        return w;
    if (e->cal == DB_CAL_NONE || !e->m)
        e->cal = (db_cal)f->s[at].cal;
    return at + f->s[at].words + (at > w);
}

/* What tells the year behind a month: a number, with or without «سال»; «سال گذشته», «همان سال»; «گذشته», «آینده». */
static uint32_t year_behind(const finder *f, uint32_t w, db_dexpr *e)
{
    uint32_t at = w, n;
    if (punct_at(f, at) == DB_P_COMMA && year_at(f, at + 1))
        at++;
    bool said = role_at(f, at) == R_YEAR;
    at = step(f, step(f, at, R_YEAR), R_TH);
    int y = digits_at(f, at, &n);
    bool fits = y > 0 && ((n == 4 && (said || db_date_cal_of_year(y) != DB_CAL_NONE)) || (n == 2 && y > 31 && e->cal == DB_CAL_JALALI));
    if (fits && e->cal == DB_CAL_GREGORIAN && (y < 1500 || y > 2200))
        fits = false;
    if (fits && e->cal == DB_CAL_JALALI && n == 4 && y > 1500)
        fits = false;
    if (fits && (said || !counted(f, at + 1))) {
        e->y = n == 2 ? 1300 + y : y;
        uint32_t behind = era(f, at + 1, e);
        if (e->cal == DB_CAL_HIJRI && y <= 1410 && behind == at + 1) { /* «محرم 1342»: the year is a solar one, and so the month is lost */
            e->cal = DB_CAL_JALALI;
            e->m = e->d = 0;
        }
        return behind;
    }
    if (role_at(f, w) == R_RELATIVE && (f->s[w].unit == DB_U_YEAR || f->s[w].unit == DB_U_SAME)) {
        e->unit = (db_unit)f->s[w].unit;
        e->offset = f->s[w].v;
        return w + f->s[w].words;
    }
    if (direction(role_at(f, w))) {
        e->toward = direction(role_at(f, w));
        return w + f->s[w].words;
    }
    return step(f, w, R_THIS);
}

/* «18 اردیبهشت 1402», «8 و 9 ژوئن سال 2017», «اول ماه مه». Returns the word behind, or w. */
static uint32_t day_month(const finder *f, uint32_t w, db_dexpr *e)
{
    uint32_t at, next;
    int d = day_at(f, w, &at), d2 = 0;
    if (!d)
        return w;
    bool link = role_at(f, at) == R_AND || role_at(f, at) == R_TO || punct_at(f, at) == DB_P_DASH;
    if (link) {
        d2 = day_at(f, at + 1, &next);
        if (!d2)
            return w;
        at = next;
    }
    at = step(f, at, R_MONTHWORD);
    if (role_at(f, at) != R_MONTH)
        return w;
    e->d = d;
    e->m = f->s[at].v;
    e->cal = (db_cal)f->s[at].cal;
    if (d2 > d) {
        e->d2 = d2;
        e->range = true;
    }
    at += f->s[at].words;
    if (role_at(f, at) == R_MONTHWORD && !counted(f, at + 1))
        at = step(f, at, R_MONTHWORD);
    return year_behind(f, at, e);
}

/* «ژوئیه ۲۰۲۵», «ماه مه», «سپتامبر سال گذشته». */
static uint32_t month(const finder *f, uint32_t w, db_dexpr *e)
{
    uint32_t at = step(f, w, R_MONTHWORD);
    if (role_at(f, at) != R_MONTH)
        return w;
    bool sure = at > w || !f->s[at].amb;
    e->m = f->s[at].v;
    e->cal = (db_cal)f->s[at].cal;
    at += f->s[at].words;
    uint32_t next = year_behind(f, at, e);
    if (!sure && !e->y && !(e->unit == DB_U_YEAR || e->unit == DB_U_SAME)) {
        e->m = 0;
        e->cal = DB_CAL_NONE;
        e->toward = 0;
        return w;
    }
    return next;
}

/* 1402/2/18, 2019-04-19, 31/10/1917 in one token. */
static uint32_t numeric(const finder *f, uint32_t w, db_dexpr *e)
{
    if (w >= f->end || f->l->w[w].kind != DB_T_NUMBER)
        return w;
    db_str s = db_tok_form(f->t, f->k, f->l->w[w].tok0);
    int v[3] = {0};
    uint32_t k = 0, len[3] = {0};
    char sep = 0;
    for (uint32_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c >= '0' && c <= '9' && len[k] < 4) {
            v[k] = v[k] * 10 + (c - '0');
            len[k]++;
        } else if ((c == '/' || c == '-' || c == '.') && k < 2 && len[k] && (!sep || sep == c)) {
            sep = c;
            k++;
        } else {
            return w;
        }
    }
    if (k != 2 || !len[2])
        return w;
    bool year_last = len[0] <= 2 && len[2] == 4, two = len[0] == 2 && v[0] > 31 && len[2] <= 2 && sep == '/';
    if (!year_last && !two && len[0] != 4)
        return w;
    db_dexpr x = {.y = year_last ? v[2] : two ? 1300 + v[0] : v[0], .m = v[1], .d = year_last ? v[0] : v[2]};
    x.cal = db_date_cal_of_year(x.y);
    int32_t day;
    if (x.cal == DB_CAL_NONE || !db_date_day(&x, &day))
        return w;
    e->y = x.y, e->m = x.m, e->d = x.d, e->cal = x.cal;
    return era(f, w + 1, e);
}

/* Behind a year: « تا 2021», «- 2021», « و 2021». */
static uint32_t second_year(const finder *f, uint32_t w, db_dexpr *e)
{
    uint32_t at = w;
    if (punct_at(f, w) == DB_P_DASH || role_at(f, w) == R_TO || role_at(f, w) == R_AND)
        at = w + 1;
    else
        return w;
    bool and = role_at(f, w) == R_AND;
    if (!and)
        at = step(f, at, R_YEAR);
    int y2 = year_at(f, at);
    if (!y2 || y2 <= e->y || y2 - e->y > 120 || db_date_cal_of_year(y2) != e->cal || counted(f, at + 1))
        return w;
    e->y2 = y2;
    e->range = true;
    return at + 1;
}

/* «سال 2015», «سالهای 2019- 2021», «سال ۹۷»; and bare years where their surroundings tell. */
static uint32_t year(const finder *f, uint32_t w, db_dexpr *e)
{
    bool plural = role_at(f, w) == R_YEARS, said = plural || role_at(f, w) == R_YEAR;
    uint32_t at = said ? w + f->s[w].words : w, n;
    int y = said ? digits_at(f, at, &n) : year_at(f, at);
    uint32_t ignored;
    if (said && w > 0 && (digits_at(f, w - 1, &ignored) >= 0 || f->s[w - 1].role == R_NUMBER))
        return w; /* «۲۰ سال ۵۰ نفر» */
    if (y <= 0 || (!said && y < 1300)) /* a bare number may as well be an amount */
        return w;
    bool two = said && n == 2 && y >= 30;
    if (said && !two && (n != 4 || !db_date_cal_of_year(y)))
        return w;
    e->y = two ? 1300 + y : y;
    e->cal = db_date_cal_of_year(e->y);
    uint32_t next = two ? at + 1 : second_year(f, at + 1, e);
    if (e->range && !said && role_at(f, at + 1) == R_AND) { /* two years, not a period */
        e->range = false;
        e->y2 = 0;
        next = at + 1;
    }
    if (!said && counted(f, next))
        return w;
    uint32_t behind = era(f, next, e);
    if (said || e->range || behind > next)
        return behind;
    role before = w > 0 ? (role)f->s[w - 1].role : R_NONE;
    for (uint32_t back = 2; before == R_NONE && back <= 4 && back <= w; back++) /* the last word of «پیش از», «از ابتدای» */
        if (f->s[w - back].role == R_IN && f->s[w - back].words == back)
            before = R_IN;
    bool bracketed = w > 0 && punct_at(f, w - 1) == DB_P_PAREN_OPEN && punct_at(f, next) == DB_P_PAREN_CLOSE;
    bool between = before == R_FROM || before == R_TO;
    bool fits = before == R_IN || bracketed || between;
    return fits && (e->y % 1000 != 0 || before == R_IN) ? next : w;
}

/* «دو روز پیش», «3 ماه قبل», «ده سال پیش». */
static uint32_t ago(const finder *f, uint32_t w, db_dexpr *e)
{
    uint32_t n, at = w + 1;
    int v = digits_at(f, w, &n);
    if (v < 0 && role_at(f, w) == R_NUMBER) {
        v = f->s[w].v;
        at = w + f->s[w].words;
    }
    if (v <= 0 || v > 200)
        return w;
    role unit = role_at(f, at);
    if (unit == R_RELATIVE && f->s[at].words == 2 && f->s[at + 1].role == R_AGO) { /* «سال پیش» is in the list by itself too */
        e->unit = (db_unit)f->s[at].unit;
        e->offset = -v;
        return at + 2;
    }
    if (unit != R_DAYWORD && unit != R_MONTHWORD && unit != R_YEAR)
        return w;
    at += f->s[at].words;
    /* «طی ۳ روز گذشته» is a period, no day; «پیش از» is no adverb. */
    if (role_at(f, at) != R_AGO || role_at(f, at + 1) == R_FROM)
        return w;
    e->unit = unit == R_DAYWORD ? DB_U_DAY : unit == R_MONTHWORD ? DB_U_MONTH : DB_U_YEAR;
    e->offset = -v;
    return at + 1;
}

/* ---- expressions ---- */

static uint32_t relative(const finder *f, uint32_t w, db_dexpr *e)
{
    const slot *s = &f->s[w];
    uint32_t ignored;
    if (e->unit != DB_U_NONE)
        return w;
    if (s->words > 1 && w > 0 && (f->s[w - 1].role == R_NUMBER || digits_at(f, w - 1, &ignored) >= 0))
        return w; /* «سه ماه گذشته» is a period */
    if (s->unit == DB_U_YEAR && year_at(f, w + s->words)) { /* «سال جاری 2021» */
        e->y = year_at(f, w + s->words);
        e->cal = db_date_cal_of_year(e->y);
        return era(f, w + s->words + 1, e);
    }
    e->unit = (db_unit)s->unit;
    e->offset = s->v;
    e->today |= s->unit == DB_U_DAY && s->v == 0;
    return s->unit == DB_U_DAY ? w + s->words : step(f, w + s->words, R_ERA);
}

static uint32_t weekday(const finder *f, uint32_t w, db_dexpr *e)
{
    if (e->weekday)
        return w;
    e->weekday = f->s[w].v;
    uint32_t at = w + f->s[w].words;
    at = step(f, at, R_PART);
    if (direction(role_at(f, at))) {
        e->toward = direction(role_at(f, at));
        at += f->s[at].words;
    }
    return at;
}

static bool dated(const db_dexpr *e)
{
    return e->m || e->y;
}

/* One piece of an expression at w. Returns the word behind it, or w. */
static uint32_t piece(const finder *f, uint32_t w, db_dexpr *e, bool first)
{
    uint32_t at = w;
    if (w >= f->end)
        return w;
    if (role_at(f, w) == R_WEEKDAY)
        return weekday(f, w, e);
    if (role_at(f, w) == R_RELATIVE)
        return relative(f, w, e);
    if (dated(e))
        return w;
    if ((at = day_month(f, w, e)) > w || (at = numeric(f, w, e)) > w)
        return at;
    if (e->weekday || !first) /* a day of the week is followed by a whole date, not by a month or year */
        return w;
    if ((at = month(f, w, e)) > w || (at = ago(f, w, e)) > w)
        return at;
    return year(f, w, e);
}

/* What may stand before a day and belongs to it: «شامگاه روز», «روز». */
static uint32_t prefix(const finder *f, uint32_t w)
{
    uint32_t at = w;
    for (int i = 0; i < 3; i++) {
        role r = role_at(f, at);
        if (r != R_PART && r != R_DAYWORD && r != R_ON)
            break;
        at += f->s[at].words;
    }
    return at;
}

static uint32_t pieces(const finder *f, uint32_t w, db_dexpr *e, bool inside)
{
    uint32_t at = w, done = w;
    for (int i = 0; i < 4; i++) {
        uint32_t next = at;
        if (i > 0 && (punct_at(f, at) == DB_P_COMMA || (inside && punct_at(f, at) == DB_P_DASH)))
            next++;
        uint32_t behind = prefix(f, next), end = piece(f, behind, e, i == 0);
        if (end == behind)
            break;
        at = done = end;
        if (e->m && !e->d) /* a month or a year stands alone */
            break;
        if (e->y && !e->m)
            break;
    }
    return done;
}

/* «(۱۵ مرداد)» behind a date: another calendar's day, or the day of the week. What the date lacks is taken from it. */
static uint32_t gloss(const finder *f, uint32_t w, db_dexpr *e)
{
    db_dexpr g = {0};
    if (punct_at(f, w) != DB_P_PAREN_OPEN)
        return w;
    uint32_t end = pieces(f, w + 1, &g, true);
    if (end == w + 1 || punct_at(f, end) != DB_P_PAREN_CLOSE)
        return w;
    e->today |= g.today;
    if (!e->weekday)
        e->weekday = g.weekday;
    if (g.m && g.d && (!e->m || (e->d && !e->y && g.y && !e->range))) {
        e->cal = g.cal;
        e->y = g.y, e->m = g.m, e->d = g.d;
    } else if (e->unit == DB_U_NONE && !e->m && !e->y) {
        e->unit = g.unit;
        e->offset = g.offset;
    }
    return end + 1;
}

/* Does the clause speak of what is to come? «برای روز …», «قرار است …», or the next finite verb is in the future. */
static bool is_ahead(const finder *f, uint32_t w0, uint32_t w1)
{
    for (uint32_t back = 1; back <= 8 && back <= w0 && f->l->w[w0 - back].sent == f->l->w[w0].sent; back++) {
        const slot *s = &f->s[w0 - back];
        if (s->role == R_AHEAD && (s->words > 1 || back == 1))
            return true;
    }
    for (uint32_t w = w1; w < f->end; w++)
        if (f->l->w[w].lemma && f->l->w[w].person)
            return f->l->w[w].tense == DB_FUTURE;
    return false;
}

static bool expression(const finder *f, uint32_t w, db_dexpr *e)
{
    *e = (db_dexpr){.w0 = w};
    uint32_t from = prefix(f, w), end = pieces(f, w, e, false);
    if (end <= from || (!dated(e) && !e->weekday && e->unit == DB_U_NONE))
        return false;
    if (from > w && e->unit == DB_U_NONE && !e->weekday && !e->d) /* «روز 2015»: not ours */
        return false;
    uint8_t before = w > 0 ? f->l->w[w - 1].punct : DB_P_NONE;
    if (from == w && !dated(e) && e->unit == DB_U_NONE && (before == DB_P_QUOTE_OPEN || before == DB_P_QUOTE))
        return false; /* «جمعه …» opens a quoted name */
    if (from > w && dated(e) && role_at(f, w) == R_ON) /* «به تاریخ» is no part of the date */
        e->w0 = from;
    end = gloss(f, end, e);
    e->w1 = end;
    if (e->weekday && !dated(e))
        e->ahead = is_ahead(f, w, end);
    return true;
}

/* ---- the whole report ---- */

/* «۲ مه تا ۵ ژوئن ۲۰۲۰»: the second gives the first its year, and both are one range. Returns the number of expressions left. */
static uint32_t join_ranges(const finder *f, db_dexpr *e, uint32_t n)
{
    uint32_t o = 0;
    for (uint32_t i = 0; i < n; i++) {
        db_dexpr *a = o ? &e[o - 1] : NULL;
        bool next = a && a->w1 + 1 == e[i].w0 && f->l->w[a->w1].sent == f->l->w[e[i].w0].sent;
        role r = next ? (role)f->s[a->w1].role : R_NONE;
        bool to = next && (r == R_TO || f->l->w[a->w1].punct == DB_P_DASH), and = next && r == R_AND;
        bool alike = a && a->m && e[i].m && a->cal == e[i].cal && !a->range && !e[i].range && (a->d != 0) == (e[i].d != 0);
        if ((to || and) && alike && !a->y && e[i].y)
            a->y = e[i].m < a->m ? e[i].y - 1 : e[i].y;
        if (to && alike) {
            a->y2 = e[i].y;
            a->m2 = e[i].m;
            a->d2 = e[i].d;
            a->range = true;
            a->w1 = e[i].w1;
            continue;
        }
        e[o++] = e[i];
    }
    return o;
}

/* The day that the report gives as its own: «امروز دوشنبه ۱۸ اردیبهشت ۱۴۰۲», «پنجشنبه 30 مه 2024:», «13 مارس 2024 -» at its head. */
static const db_dexpr *own_day(const finder *f, const db_dexpr *e, uint32_t n, int32_t *day)
{
    for (uint32_t i = 0; i < n && e[i].w0 < HEAD_WORDS; i++) {
        if (e[i].range || !db_date_day(&e[i], day))
            continue;
        uint8_t p = e[i].w1 < f->l->n_words ? f->l->w[e[i].w1].punct : DB_P_NONE;
        bool dateline = e[i].w1 <= 10 && (p == DB_P_COLON || p == DB_P_DASH);
        bool same_day = e[i].weekday && db_weekday_of_days(*day) + 1 == e[i].weekday;
        if (e[i].today || dateline || same_day)
            return &e[i];
    }
    return NULL;
}

/* In which calendar are years told here? Decides what «سال گذشته» is. */
static db_cal home_calendar(const db_dexpr *e, uint32_t n)
{
    uint32_t jalali = 0, gregorian = 0;
    for (uint32_t i = 0; i < n; i++) {
        jalali += e[i].y && e[i].cal == DB_CAL_JALALI;
        gregorian += e[i].y && e[i].cal == DB_CAL_GREGORIAN;
    }
    return jalali > gregorian ? DB_CAL_JALALI : DB_CAL_GREGORIAN;
}

static dabir_span span_of(const finder *f, uint32_t w0, uint32_t w1)
{
    return db_span(f->l, f->k, w0, w1);
}

static uint32_t find_all(finder *f, db_arena *a, db_dexpr **out)
{
    uint32_t n = 0, cap = 16;
    db_dexpr *e = DB_NEW(a, db_dexpr, cap);
    const db_lang *l = f->l;
    for (uint32_t s = 0; s < l->n_sents; s++) {
        f->end = l->sent0[s + 1];
        for (uint32_t w = l->sent0[s]; w < f->end;) {
            db_dexpr x;
            if ((f->s[w].role != R_NONE || l->w[w].kind == DB_T_NUMBER) && expression(f, w, &x)) {
                DB_PUSH(a, e, n, cap) = x;
                w = x.w1;
            } else {
                w++;
            }
        }
    }
    *out = e;
    return n;
}

void db_dates(db_arena *a, const dabir_model *m, const db_text *t, const db_tokens *k, db_lang *l, const char *published, dabir_date *found)
{
    static const char *const names[LIST_COUNT] = {"cal-month", "cal-weekday", "cal-relative", "cal-number", "cal-word", "cal-counter"};
    uint16_t list[LIST_COUNT];
    db_dexpr *e;
    finder f = {.t = t, .k = k, .l = l};
    for (size_t i = 0; i < LIST_COUNT; i++)
        list[i] = (uint16_t)db_model_list(m, names[i]);
    f.s = DB_NEW(a, slot, l->n_words + 1);
    fill_slots(&f, list);
    uint32_t n = find_all(&f, a, &e);
    n = join_ranges(&f, e, n);

    db_dref ref = {.home = home_calendar(e, n)};
    int32_t day;
    const db_dexpr *own = own_day(&f, e, n, &day);
    *found = (dabir_date){0};
    if (own) {
        db_date d = {0};
        db_dref none = {.home = ref.home};
        db_date_resolve(own, &none, &d);
        *found = d.from;
        found->span = span_of(&f, own->w0, own->w1);
    }
    ref.known = db_date_parse(published, &ref.day);
    if (!ref.known && own) {
        ref.known = true;
        ref.day = day;
    }
    l->d = DB_NEW(a, db_date, n);
    l->n_dates = n;
    for (uint32_t i = 0; i < n; i++) {
        db_date *d = &l->d[i];
        d->w0 = e[i].w0;
        d->w1 = e[i].w1;
        db_date_resolve(&e[i], &ref, d);
        d->from.span = span_of(&f, d->w0, d->w1);
        if (d->to.iso[0])
            d->to.span = d->from.span;
    }
}
