/* coverage.c -- `dabir rules coverage`: which rules fired in the reports, how often, and samples of what they found. */
#include "cli/rules.h"

#include "record/rule_lint.h"

#include <stdlib.h>

typedef struct counted {
    char *rule;
    const char *file; /* NULL: built into the program */
    uint32_t line, fired, reports, last; /* last: the report that was counted last, from 1 */
    char **sample;    /* "report\x1f c3\x1f words" */
} counted;

struct cli_coverage {
    counted *v;
    uint32_t n, cap, samples, reports;
};

void cli_coverage_free(cli_coverage *c)
{
    for (uint32_t i = 0; c && i < c->n; i++) {
        for (uint32_t k = 0; c->v[i].sample && k < c->samples; k++)
            free(c->v[i].sample[k]);
        free(c->v[i].sample);
        free(c->v[i].rule);
    }
    if (c)
        free(c->v);
    free(c);
}

static counted *add(cli_coverage *c, const char *rule)
{
    if (c->n == c->cap) {
        counted *v = realloc(c->v, (c->cap * 2 + 64) * sizeof *v);
        if (!v)
            return NULL;
        c->v = v;
        c->cap = c->cap * 2 + 64;
    }
    counted *x = &c->v[c->n];
    *x = (counted){.rule = strdup(rule), .sample = calloc(c->samples + 1u, sizeof *x->sample)};
    c->n++;
    return x->rule && x->sample ? x : NULL;
}

static counted *find(cli_coverage *c, const char *rule)
{
    for (uint32_t i = 0; i < c->n; i++)
        if (strcmp(c->v[i].rule, rule) == 0)
            return &c->v[i];
    return add(c, rule);
}

cli_coverage *cli_coverage_new(const dabir_model *m, uint32_t samples)
{
    const db_rules *r = db_rules_of(m);
    cli_coverage *c = calloc(1, sizeof *c);
    uint32_t *v = r ? calloc(r->n_rules + 1u, sizeof *v) : NULL, n = v ? db_rules_each(r, v, r->n_rules) : 0;
    bool ok = c && (!r || v);
    if (c)
        c->samples = samples;
    for (uint32_t i = 0; ok && i < n; i++) {
        counted *x = add(c, db_rule_str(r, db_rule_at(r, v[i])->id));
        ok = x != NULL;
        if (x)
            x->file = db_rule_str(r, db_rule_at(r, v[i])->file), x->line = db_rule_at(r, v[i])->line;
    }
    free(v);
    if (ok)
        return c;
    cli_coverage_free(c);
    return NULL;
}

/* ---- a report ---- */

void cli_coverage_note(db_buf *b, const cli_view *v)
{
    for (uint32_t i = 0; i < v->n_claims; i++) {
        const dabir_claim *c = &v->claims[i];
        const char *first = c->from >= 0 ? v->claims[c->from].rule : NULL;
        if (!c->rule || (first && strcmp(first, c->rule) == 0)) /* a meeting and the event that follows from it: fired once */
            continue;
        db_buf_fmt(b, "%s\x1f", c->rule);
        cli_clean(b, v->report->id);
        db_buf_fmt(b, "\x1f" "c%u\x1f", i + 1);
        cli_clean(b, dabir_doc_text(v->doc, c->span));
        db_buf_ch(b, '\n');
    }
    db_buf_ch(b, '\n');
}

/* Which of the samples the firing number `n` (from 1) takes the place of; `samples`: none. Spread over all firings, and the same each time. */
static uint32_t place_of(uint32_t n, uint32_t samples)
{
    if (n <= samples)
        return n - 1;
    uint64_t at = db_hash(&n, sizeof n) % n;
    return at < samples ? (uint32_t)at : samples;
}

static bool count(cli_coverage *c, const char *line, size_t n)
{
    char rule[128];
    size_t len = strcspn(line, "\x1f");
    snprintf(rule, sizeof rule, "%.*s", (int)len, line);
    counted *x = find(c, rule);
    if (!x)
        return false;
    x->fired++;
    x->reports += x->last != c->reports;
    x->last = c->reports;
    uint32_t at = place_of(x->fired, c->samples);
    if (at == c->samples)
        return true;
    free(x->sample[at]);
    x->sample[at] = strndup(line + len + 1, n - len - 1);
    return x->sample[at] != NULL;
}

/* Lines of one report; an empty one ends it. */
bool cli_coverage_count(cli_coverage *c, const char *p, size_t n)
{
    bool ok = true;
    c->reports++;
    for (const char *end = p + n; p < end && *p != '\n' && ok;) {
        const char *nl = memchr(p, '\n', (size_t)(end - p));
        ok = count(c, p, (size_t)(nl - p));
        p = nl + 1;
    }
    return ok;
}

/* ---- what is shown ---- */

static void samples_rows(db_buf *b, const cli_coverage *c, const counted *x, const cli_term *t)
{
    for (uint32_t k = 0; k < c->samples; k++) {
        char *z = x->sample[k], *claim = z ? strchr(z, '\x1f') : NULL, *text = claim ? strchr(claim + 1, '\x1f') : NULL;
        if (!text)
            continue;
        char left[80];
        int id = (int)(claim - z), n = (int)(text - claim - 1);
        snprintf(left, sizeof left, "  %.*s %.*s", id < 40 ? id : 40, z, n, claim + 1);
        cli_put_row(b, t, &(cli_row){.left = db_str_z(left), .right = db_str_z(text + 1), .max_lines = 3, .left_style = CLI_DIM});
    }
}

static void head(db_buf *b, const counted *x, const cli_term *t)
{
    char left[300];
    cli_style_on(b, t, CLI_BOLD);
    db_buf_fmt(b, "%-34s", x->rule);
    cli_style_off(b, t, CLI_BOLD);
    snprintf(left, sizeof left, "%7u %8u", x->fired, x->reports);
    db_buf_str(b, left);
    if (!x->file)
        db_buf_str(b, "  built in");
    db_buf_ch(b, '\n');
}

static int by_fired(const void *a, const void *b)
{
    const counted *x = *(counted *const *)a, *y = *(counted *const *)b;
    return x->fired != y->fired ? (x->fired > y->fired ? -1 : 1) : strcmp(x->rule, y->rule);
}

void cli_coverage_page(db_buf *b, const cli_coverage *c, const cli_term *t)
{
    const counted **v = calloc(c->n + 1u, sizeof *v);
    uint32_t never = 0;
    for (uint32_t i = 0; v && i < c->n; i++)
        v[i] = &c->v[i];
    if (v)
        qsort(v, c->n, sizeof *v, by_fired);
    db_buf_fmt(b, "%-34s%7s %8s\n", "RULE", "fired", "reports");
    for (uint32_t i = 0; v && i < c->n && v[i]->fired; i++) {
        head(b, v[i], t);
        samples_rows(b, c, v[i], t);
    }
    for (uint32_t i = 0; i < c->n; i++)
        never += !c->v[i].fired;
    db_buf_fmt(b, "\nNEVER FIRED: %u\n", never);
    for (uint32_t i = 0; i < c->n; i++) /* in the order of the files */
        if (!c->v[i].fired)
            db_buf_fmt(b, "%-34s %s:%u\n", c->v[i].rule, c->v[i].file, c->v[i].line);
    free(v);
    b->failed |= !v;
}

void cli_coverage_json(db_buf *b, const cli_coverage *c)
{
    for (uint32_t i = 0; i < c->n; i++) {
        const counted *x = &c->v[i];
        db_buf_str(b, "{\"rule\":");
        cli_json_str(b, db_str_z(x->rule));
        db_buf_str(b, ",\"file\":");
        if (x->file) {
            cli_json_str(b, db_str_z(x->file));
            db_buf_fmt(b, ",\"line\":%u", x->line);
        } else {
            db_buf_str(b, "null,\"line\":null");
        }
        db_buf_fmt(b, ",\"fired\":%u,\"reports\":%u,\"samples\":[", x->fired, x->reports);
        bool more = false;
        for (uint32_t k = 0; k < c->samples; k++) {
            char *z = x->sample[k], *claim = z ? strchr(z, '\x1f') : NULL, *text = claim ? strchr(claim + 1, '\x1f') : NULL;
            if (!text)
                continue;
            db_buf_str(b, more ? ",{\"report\":" : "{\"report\":");
            cli_json_str(b, db_str_of(z, (size_t)(claim - z)));
            db_buf_str(b, ",\"claim\":");
            cli_json_str(b, db_str_of(claim + 1, (size_t)(text - claim - 1)));
            db_buf_str(b, ",\"text\":");
            cli_json_str(b, db_str_z(text + 1));
            db_buf_ch(b, '}');
            more = true;
        }
        db_buf_str(b, "]}\n");
    }
}
