/* text_dates.c -- `dabir text dates`: every date expression with the day, month or year it means, in the three calendars. */
#include "cli/text.h"

/* The day of the text: told, or found in the dateline of an earlier window. */
typedef struct dates_state {
    char published[12];
} dates_state;

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

const cli_text_command cli_text_dates = {
    .name = "dates", .what = "Find date expressions and say which day, month or year they mean.",
    .more = "A line is: start, end (code points of the text), ISO date (FROM/TO for a range, - if it cannot be\n"
            "told), calendar, the words. Dates of the Iranian and the Islamic calendar come out as Gregorian.\n"
            "\"Yesterday\" and \"Tuesday\" need the day of the text: its dateline, or --published.\n"
            "\n"
            "Examples:\n"
            "  dabir text dates --published 2021-08-10 news.txt\n"
            "  echo '\xDB\xB2\xDB\xB2 \xD8\xA8\xD9\x87\xD9\x85\xD9\x86 \xDB\xB1\xDB\xB3\xDB\xB5\xDB\xB7' | dabir text dates --json\n",
    .state_size = sizeof(dates_state), .begin = dates_begin, .window = dates_window,
};
