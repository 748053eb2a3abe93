/* explain.c -- why a claim is there: its fields, its rule, the words that filled the roles, and the sentence. */
#include "cli/json.h"
#include "cli/page.h"
#include "cli/sheet.h"
#include "record/doc.h"

#include <stddef.h>

/* ---- fields: one line of the table each ----------------------------------------------------------------------------------- */

typedef enum field_kind { F_REF, F_REFS, F_QUOTE, F_WORD, F_DATE, F_SCALE } field_kind;

typedef struct field {
    const char *name;
    field_kind kind;
    size_t at;
} field;

#define FIELD(name, kind, member) {name, kind, offsetof(dabir_claim, member)}

static const field fields[] = {
    FIELD("person", F_REF, person),
    FIELD("post", F_QUOTE, post),
    FIELD("of", F_REF, of),
    FIELD("member", F_REF, member),
    FIELD("speaker", F_REF, speaker),
    FIELD("cue", F_QUOTE, cue),
    FIELD("content", F_QUOTE, content),
    FIELD("kind", F_WORD, kind),
    FIELD("addressee", F_REF, addressee),
    FIELD("stance", F_WORD, stance),
    FIELD("stance target", F_QUOTE, stance_target),
    FIELD("target", F_REF, target),
    FIELD("title", F_QUOTE, title),
    FIELD("event", F_WORD, event),
    FIELD("CAMEO", F_WORD, cameo),
    FIELD("", F_WORD, cameo_label),
    FIELD("scale", F_SCALE, scale),
    FIELD("actor", F_REFS, actor),
    FIELD("recipient", F_REFS, recipient),
    FIELD("format", F_WORD, format),
    FIELD("participants", F_REFS, participants),
    FIELD("organization", F_REF, organization),
    FIELD("parties", F_REFS, parties),
    FIELD("host", F_REF, host),
    FIELD("visitor", F_REF, visitor),
    FIELD("status", F_WORD, status),
    FIELD("change", F_WORD, change),
    FIELD("action", F_WORD, action),
    FIELD("place", F_REF, place),
    FIELD("signed", F_DATE, signed_on),
    FIELD("start", F_DATE, start),
    FIELD("end", F_DATE, end),
    FIELD("as of", F_DATE, as_of),
    FIELD("date", F_DATE, date),
    FIELD("attribution", F_REF, attribution),
};

/* "label          value" in the left cell. */
void cli_label(cli_page *p, const char *name, const char *value)
{
    db_buf_fmt(&p->left, "%-14s %s", name, value ? value : "");
    while (p->left.n && p->left.p[p->left.n - 1] == ' ')
        p->left.n--;
}

void cli_label_out(cli_page *p)
{
    cli_row_out(p, NULL, CLI_PLAIN, CLI_PLAIN, 4);
}

void cli_label_span(cli_page *p, const char *name, dabir_span s)
{
    char at[32] = "";
    if (s.end > s.start)
        snprintf(at, sizeof at, "%u-%u", s.start, s.end);
    cli_label(p, name, at);
}

static void put_ref(cli_page *p, const char *name, dabir_ref r)
{
    if (r == DABIR_NONE)
        return;
    char value[64] = "unresolved";
    if (r >= 0 && (uint32_t)r < p->v->n_ents) {
        const dabir_entity *e = &p->v->ents[r];
        snprintf(value, sizeof value, "e%d %s %s", r + 1, dabir_kind_name(e->kind), e->code ? e->code : "");
    }
    cli_label(p, name, value);
    cli_right_entity(p, "", r);
    cli_label_out(p);
}

static void put_date(cli_page *p, const char *name, const dabir_date *d)
{
    char value[96];
    if (!d->iso[0])
        return;
    snprintf(value, sizeof value, "%s%s%s%s%s", d->iso, d->calendar ? ", " : "", d->calendar ? d->calendar : "",
             d->inferred_by ? ", by " : "", d->inferred_by ? d->inferred_by : "");
    cli_label(p, name, value);
    if (p->v->doc && d->span.end > d->span.start)
        cli_right(p, "", dabir_doc_text(p->v->doc, d->span));
    cli_label_out(p);
}

static void put_scale(cli_page *p, const char *name, const dabir_claim *c)
{
    db_buf value = {0};
    if (!c->scale_name)
        return;
    cli_scale(&value, c->scale);
    db_buf_fmt(&value, " %s", c->scale_name);
    db_buf_ch(&value, '\0');
    cli_label(p, name, value.p);
    cli_label_out(p);
    db_buf_free(&value);
}

static void put_field(cli_page *p, const dabir_claim *c, const field *f)
{
    const void *at = (const char *)c + f->at;
    if (f->kind == F_REF) {
        put_ref(p, f->name, *(const dabir_ref *)at);
    } else if (f->kind == F_REFS) {
        const dabir_refs *r = at;
        for (uint32_t i = 0; i < r->n; i++)
            put_ref(p, i ? "" : f->name, r->v[i]);
    } else if (f->kind == F_QUOTE) {
        const dabir_quote *q = at;
        if (!q->text.n)
            return;
        cli_label_span(p, f->name, q->span);
        cli_right(p, "", q->text);
        cli_label_out(p);
    } else if (f->kind == F_WORD) {
        const char *z = *(const char *const *)at;
        if (!z || !*z)
            return;
        cli_label(p, f->name, z);
        cli_label_out(p);
    } else if (f->kind == F_SCALE) {
        put_scale(p, f->name, c);
    } else {
        put_date(p, f->name, at);
    }
}

static void put_words(cli_page *p, const char *name, const char *const *v, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        cli_label(p, i ? "" : name, v[i]);
        cli_label_out(p);
    }
}

/* ---- the sentence --------------------------------------------------------------------------------------------------------- */

/* Number of the sentence that character `at` stands in. */
static uint32_t sentence_of(const db_tokens *k, uint32_t at)
{
    uint32_t lo = 0, hi = k->n_sents;
    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (k->cp0[k->sent0[mid]] <= at)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}

void cli_sentence(cli_page *p, dabir_span s)
{
    if (!p->v->doc || s.end <= s.start)
        return;
    const db_tokens *k = db_doc_tokens(p->v->doc);
    if (!k->n_sents)
        return;
    uint32_t first = sentence_of(k, s.start), last = sentence_of(k, s.end - 1);
    uint32_t from = k->cp0[k->sent0[first]], to = k->cp1[k->sent0[last + 1] - 1];
    from = s.start < from ? s.start : from;
    to = s.end > to ? s.end : to;
    char value[48];
    if (last > first)
        snprintf(value, sizeof value, "%u-%u of %u", first + 1, last + 1, k->n_sents);
    else
        snprintf(value, sizeof value, "%u of %u", first + 1, k->n_sents);
    cli_label(p, last > first ? "sentences" : "sentence", value);
    cli_label_out(p);
    cli_clean(&p->right, dabir_doc_text(p->v->doc, (dabir_span){from, s.start}));
    db_buf_str(&p->right, CLI_MARK_ON "\xE2\x9F\xA6");
    cli_clean(&p->right, dabir_doc_text(p->v->doc, s));
    db_buf_str(&p->right, "\xE2\x9F\xA7" CLI_MARK_OFF);
    cli_clean(&p->right, dabir_doc_text(p->v->doc, (dabir_span){s.end, to}));
    cli_row_out(p, NULL, CLI_PLAIN, CLI_PLAIN, 0);
}

/* ---- claims --------------------------------------------------------------------------------------------------------------- */

static void put_rule(cli_page *p, const dabir_claim *c)
{
    cli_label(p, "rule", c->rule ? c->rule : "-");
    cli_label_out(p);
    if (!c->rule_file)
        return;
    char where[320];
    if (c->rule_line)
        snprintf(where, sizeof where, "%s:%u", c->rule_file, c->rule_line);
    else
        snprintf(where, sizeof where, "%s", c->rule_file);
    cli_label(p, "", where);
    cli_label_out(p);
}

static void put_claim(cli_page *p, uint32_t i)
{
    const dabir_claim *c = &p->v->claims[i];
    char id[16];
    db_buf_ch(p->b, '\n');
    cli_fact(p, dabir_claim_name(c->type));
    cli_fact_aux(p, c->aux);
    if (c->from >= 0) {
        char from[32];
        snprintf(from, sizeof from, "follows from c%d", c->from + 1);
        cli_fact(p, from);
    }
    cli_row_out(p, cli_claim_id(id, i), CLI_BOLD, CLI_PLAIN, 0);
    for (size_t f = 0; f < sizeof fields / sizeof *fields; f++)
        put_field(p, c, &fields[f]);
    put_words(p, "mode", c->mode, c->n_mode);
    put_words(p, "context", c->context, c->n_context);
    put_rule(p, c);
    for (uint32_t k = 0; k < c->n_fills; k++) {
        char role[64];
        snprintf(role, sizeof role, "  role %s", c->fills[k].role ? c->fills[k].role : "?");
        cli_label_span(p, role, c->fills[k].span);
        if (p->v->doc)
            cli_right(p, "", dabir_doc_text(p->v->doc, c->fills[k].span));
        cli_label_out(p);
    }
    cli_sentence(p, c->span);
}

void cli_explain(db_buf *b, const cli_view *v, const cli_term *t, uint32_t claim, const char *rule)
{
    cli_page p = {.b = b, .v = v, .t = t};
    bool begun = false;
    for (uint32_t i = 0; i < v->n_claims; i++) {
        const char *id = v->claims[i].rule;
        if ((claim && claim != i + 1) || (rule && !(id && strcmp(id, rule) == 0)))
            continue;
        if (!begun) {
            db_buf name = {0};
            cli_clean(&name, v->report->id);
            db_buf_ch(&name, '\0');
            cli_put_heading(b, t, name.p ? name.p : "", "");
            db_buf_free(&name);
        }
        begun = true;
        put_claim(&p, i);
    }
    if (begun)
        db_buf_ch(b, '\n');
    cli_page_free(&p);
}
