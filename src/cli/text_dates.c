/* text_dates.c -- `dabir text dates`: every date expression with the day, month or year it means, in the three calendars. */
#include "cli/text.h"

/* The day of the text: told, or found in the dateline of an earlier window. */
typedef struct dates_state {
    char published[12];
    bool ago;
    int64_t now;           /* seconds since 1970-01-01, for --ago */
} dates_state;

/* ---- how long ago ---------------------------------------------------------------------------------------------------------------------- */

/* "1405/09/02 14:35:10" or "2026-11-23T14:35": of the Iranian calendar if the year is before 1700. The time may be left out. */
static bool moment_of(const char *z, int64_t *out)
{
    int y, m, d, h = 0, min = 0, s = 0, n = 0;
    if (sscanf(z, "%4d%*1[-/]%2d%*1[-/]%2d%n", &y, &m, &d, &n) != 3)
        return false;
    const char *rest = z + n;
    if (*rest == ' ' || *rest == 'T') {
        int k = 0;
        if (sscanf(rest + 1, "%2d:%2d%n:%2d%n", &h, &min, &k, &s, &k) < 2 || rest[1 + k])
            return false;
    } else if (*rest) {
        return false;
    }
    bool jalali = y < 1700;
    if (!(jalali ? db_valid_jalali(y, m, d) : db_valid_gregorian(y, m, d)) || h > 23 || min > 59 || s > 59)
        return false;
    *out = (int64_t)(jalali ? db_days_jalali(y, m, d) : db_days_gregorian(y, m, d)) * 86400 + h * 3600 + min * 60 + s;
    return true;
}

/* In the words in which news sites say it. */
static void put_ago(db_buf *b, int64_t then, int64_t now)
{
    static const struct { int64_t seconds; const char *name; } units[] = {
        {365 * 86400LL, "\xD8\xB3\xD8\xA7\xD9\x84"}, {30 * 86400LL, "\xD9\x85\xD8\xA7\xD9\x87"},
        {7 * 86400LL, "\xD9\x87\xD9\x81\xD8\xAA\xD9\x87"}, {86400, "\xD8\xB1\xD9\x88\xD8\xB2"},
        {3600, "\xD8\xB3\xD8\xA7\xD8\xB9\xD8\xAA"}, {60, "\xD8\xAF\xD9\x82\xDB\x8C\xD9\x82\xD9\x87"},
        {1, "\xD8\xAB\xD8\xA7\xD9\x86\xDB\x8C\xD9\x87"}};
    enum { FEW = 30, ABOUT = 5 /* units that are but about right */, SECONDS = 6 };
    int64_t d = now > then ? now - then : then - now;
    size_t u = 0;
    while (u < SECONDS && d < units[u].seconds)
        u++;
    if (u == SECONDS && d < FEW)
        db_buf_str(b, "\xDA\x86\xD9\x86\xD8\xAF ");
    else
        db_buf_fmt(b, "%s%lld ", u < ABOUT ? "\xD8\xAD\xD8\xAF\xD9\x88\xD8\xAF " : "", (long long)(d / units[u].seconds));
    db_buf_fmt(b, "%s %s\n", units[u].name, then > now ? "\xD8\xA8\xD8\xB9\xD8\xAF" : "\xD9\x82\xD8\xA8\xD9\x84");
}

static void ago_lines(cli_text *t, db_str text)
{
    const dates_state *s = t->state;
    const char *p = text.p, *end = text.p + text.n;
    while (p < end) {
        const char *e = memchr(p, '\n', (size_t)(end - p));
        char z[64];
        int64_t then;
        snprintf(z, sizeof z, "%.*s", (int)((e ? e : end) - p < 60 ? (e ? e : end) - p : 60), p);
        if (moment_of(z, &then))
            put_ago(t->out, then, s->now);
        else
            db_buf_str(t->out, "-\n");
        p = e ? e + 1 : end;
    }
}

enum { OPT_AGO = 1 };

static bool dates_take(void *state, int id, const char *arg, char *why, size_t cap)
{
    dates_state *s = state;
    (void)id;
    s->ago = moment_of(arg, &s->now);
    if (!s->ago)
        snprintf(why, cap, "--ago %s: not a moment such as 1405/09/02T14:35 or 2026-11-23", arg);
    return s->ago;
}

/* ---- dates in text -------------------------------------------------------------------------------------------------------------------- */

static dabir_status dates_begin(cli_text *t, dabir_error *err)
{
    (void)err;
    dates_state *s = t->state;
    snprintf(s->published, sizeof s->published, "%.10s", t->o->published);
    return DABIR_OK;
}

static const char *precision(const dabir_date *d)
{
    switch (strlen(d->iso)) {
    case 10: return "day";
    case 7: return "month";
    case 4: return "year";
    }
    return "";
}

static void iso_json(db_buf *b, const char *name, const char *iso)
{
    if (iso[0])
        db_buf_fmt(b, ",\"%s\":\"%s\"", name, iso);
    else
        db_buf_fmt(b, ",\"%s\":null", name);
}

static void put_json(cli_text *t, const db_date *d, dabir_span s, db_str text)
{
    db_buf *b = t->out;
    db_buf_str(b, "{\"text\":");
    cli_json_str(b, text);
    db_buf_ch(b, ',');
    cli_text_span(b, t, s.start, s.end);
    iso_json(b, "from", d->from.iso);
    iso_json(b, "to", d->to.iso);
    if (d->from.iso[0])
        db_buf_fmt(b, ",\"precision\":\"%s\"", precision(&d->from));
    if (d->from.calendar)
        db_buf_fmt(b, ",\"calendar\":\"%s\"", d->from.calendar);
    if (d->from.inferred_by)
        db_buf_fmt(b, ",\"inferred_by\":\"%s\"", d->from.inferred_by);
    db_buf_str(b, d->relative ? ",\"relative\":true}\n" : "}\n");
}

static void put_line(cli_text *t, const db_date *d, dabir_span s, db_str text)
{
    db_buf *b = t->out;
    db_buf_fmt(b, "%llu\t%llu\t%s%s%s\t%s\t", (unsigned long long)(t->cp0 + s.start), (unsigned long long)(t->cp0 + s.end),
               d->from.iso[0] ? d->from.iso : "-", d->to.iso[0] ? "/" : "", d->to.iso, d->from.calendar ? d->from.calendar : "-");
    for (uint32_t i = 0; i < text.n; i++)
        db_buf_ch(b, text.p[i] == '\n' || text.p[i] == '\t' || text.p[i] == '\r' ? ' ' : text.p[i]);
    db_buf_ch(b, '\n');
}

static dabir_status dates_window(cli_text *t, db_str text, dabir_error *err)
{
    (void)err;
    dates_state *st = t->state;
    db_text x;
    db_tokens k;
    db_lang l = {0};
    dabir_date found = {0};
    if (st->ago) {
        ago_lines(t, text);
        return DABIR_OK;
    }
    if (t->first)
        dates_begin(t, NULL);
    db_normalise(t->a, text.p, text.n, &x);
    db_tokenise(t->a, &x, &k);
    db_words(t->a, t->model, &x, &k, &l);
    db_matches(t->a, t->model, &l);
    db_dates(t->a, t->model, &x, &k, &l, st->published, &found);
    if (!st->published[0] && strlen(found.iso) == 10)
        memcpy(st->published, found.iso, 11);
    cli_slice cur = {.p = text.p, .n = text.n};
    for (uint32_t i = 0; i < l.n_dates; i++) {
        dabir_span s = db_span(&l, &k, l.d[i].w0, l.d[i].w1);
        db_str w = cli_slice_of(&cur, s.start, s.end);
        if (t->o->json)
            put_json(t, &l.d[i], s, w);
        else
            put_line(t, &l.d[i], s, w);
    }
    t->sents += k.n_sents;
    return DABIR_OK;
}

static const cli_text_option dates_options[] = {
    {OPT_AGO, "ago", "MOMENT", "each line is a moment: say how long before or after this one it is"},
    {0},
};

const cli_text_command cli_text_dates = {
    .name = "dates", .what = "Find date expressions and say which day, month or year they mean.",
    .more = "A line is: start, end (code points of the text), ISO date (FROM/TO for a range, - if it cannot be\n"
            "told), calendar, the words. Dates of the Iranian and the Islamic calendar come out as Gregorian.\n"
            "\"Yesterday\" and \"Tuesday\" need the day of the text: its dateline, or --published.\n"
            "\n"
            "Examples:\n"
            "  dabir text dates --published 2021-08-10 news.txt\n"
            "  echo '1405/08/01 10:00' | dabir text dates --ago 1405/09/02T14:35\n"
            "  echo '\xDB\xB2\xDB\xB2 \xD8\xA8\xD9\x87\xD9\x85\xD9\x86 \xDB\xB1\xDB\xB3\xDB\xB5\xDB\xB7' | dabir text dates --json\n",
    .options = dates_options, .state_size = sizeof(dates_state), .take = dates_take, .begin = dates_begin, .window = dates_window,
};
