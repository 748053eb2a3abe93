/* whynot.c -- `dabir explain --why-not RULE`: every place where the rule's trigger stands, how far the rule got there, and what kept it. */
#include "cli/page.h"
#include "cli/sheet.h"
#include "record/doc.h"

static void put_words(cli_page *p, const char *name, const char *what, dabir_span s)
{
    cli_label(p, name, what);
    if (s.end > s.start)
        cli_right(p, "", dabir_doc_text(p->v->doc, s));
    cli_label_out(p);
}

/* "role a: under with" as label and value. */
static void put_note(cli_page *p, const db_trace_note *n)
{
    char name[64];
    const char *colon = strstr(n->what, ": ");
    size_t len = colon ? (size_t)(colon - n->what) : 0;
    if (!colon && strncmp(n->what, "role ", 5) == 0)
        len = strlen(n->what);
    if (!len || len > 15) {
        put_words(p, "", n->what, n->span);
        return;
    }
    snprintf(name, sizeof name, "%.*s", (int)len, n->what);
    put_words(p, name, colon ? colon + 2 : "filled", n->span);
}

static void put_step(cli_page *p, const char *rule, const db_trace_step *s)
{
    char at[32];
    db_buf_ch(p->b, '\n');
    cli_fact(p, rule);
    cli_row_out(p, s->claim >= 0 ? "+" : "-", CLI_BOLD, CLI_PLAIN, 0);
    snprintf(at, sizeof at, "%u-%u", s->trigger.start, s->trigger.end);
    put_words(p, "trigger", at, s->trigger);
    for (uint32_t i = 0; i < s->n_notes; i++)
        put_note(p, &s->note[i]);
    cli_sentence(p, s->trigger);
}

/* Two lines of a verb list («حمله کردن», «حمله ~ کردن») may see the same words. */
static bool same(const db_trace_step *a, const db_trace_step *b)
{
    bool same = a->trigger.start == b->trigger.start && a->trigger.end == b->trigger.end && a->n_notes == b->n_notes;
    for (uint32_t i = 0; same && i < a->n_notes; i++)
        same = strcmp(a->note[i].what, b->note[i].what) == 0 && a->note[i].span.start == b->note[i].span.start;
    return same;
}

void cli_why_not(db_buf *b, const cli_view *v, const cli_term *t)
{
    cli_page p = {.b = b, .v = v, .t = t};
    const db_trace *trace = db_doc_trace(v->doc);
    db_buf name = {0};
    cli_clean(&name, v->report->id);
    db_buf_ch(&name, '\0');
    cli_put_heading(b, t, name.p ? name.p : "", "");
    db_buf_free(&name);
    if (!trace->n) {
        db_buf_ch(b, '\n');
        cli_fact(&p, trace->rule);
        cli_row_out(&p, "-", CLI_BOLD, CLI_PLAIN, 0);
        put_words(&p, "trigger", "no word or phrase of its lists stands in this report", (dabir_span){0});
    }
    for (uint32_t i = 0; i < trace->n; i++)
        if (i == 0 || !same(&trace->v[i - 1], &trace->v[i]))
            put_step(&p, trace->rule, &trace->v[i]);
    db_buf_ch(b, '\n');
    cli_page_free(&p);
}

static void put_place_json(db_buf *b, const db_trace_step *s)
{
    db_buf_fmt(b, "{\"trigger\":{\"start\":%u,\"end\":%u},\"claim\":", s->trigger.start, s->trigger.end);
    if (s->claim >= 0)
        db_buf_fmt(b, "\"c%d\"", s->claim + 1);
    else
        db_buf_str(b, "null");
    db_buf_str(b, ",\"steps\":[");
    for (uint32_t i = 0; i < s->n_notes; i++) {
        db_buf_str(b, i ? ",{\"what\":" : "{\"what\":");
        cli_json_str(b, db_str_z(s->note[i].what));
        if (s->note[i].span.end > s->note[i].span.start)
            db_buf_fmt(b, ",\"start\":%u,\"end\":%u", s->note[i].span.start, s->note[i].span.end);
        db_buf_ch(b, '}');
    }
    db_buf_str(b, "]}");
}

void cli_why_not_json(db_buf *b, const cli_view *v, const cli_term *t)
{
    const db_trace *trace = db_doc_trace(v->doc);
    (void)t;
    db_buf_str(b, "{\"report\":");
    cli_json_str(b, v->report->id);
    db_buf_str(b, ",\"rule\":");
    cli_json_str(b, db_str_z(trace->rule));
    db_buf_str(b, ",\"places\":[");
    for (uint32_t i = 0; i < trace->n; i++) {
        if (i)
            db_buf_ch(b, ',');
        put_place_json(b, &trace->v[i]);
    }
    db_buf_str(b, "]}\n");
}
