/* sheet.c -- the record sheet: one page a report. Facts in English stand left, what the report says in Persian stands right. */
#include "cli/sheet.h"

#include "cli/page.h"

enum { QUOTE_LINES = 6 /* of a quotation; the rest stands in the report */ };

/* ---- header ------------------------------------------------------------------------------------------------------------- */

static void count(cli_page *p, uint32_t n, const char *one, const char *many)
{
    char text[48];
    snprintf(text, sizeof text, "%u %s", n, n == 1 ? one : many);
    cli_fact(p, text);
}

static void header(cli_page *p)
{
    const dabir_report *r = p->v->report;
    db_buf *b = p->b;
    db_buf id = {0}, outlet = {0};
    cli_clean(&id, r->id);
    cli_clean(&outlet, r->outlet);
    db_buf_ch(&id, '\0');
    db_buf_ch(&outlet, '\0');
    cli_put_line(b, p->t, "\xE2\x95\x90");
    cli_put_heading(b, p->t, id.p ? id.p : "", outlet.p ? outlet.p : "");
    db_buf_free(&id);
    db_buf_free(&outlet);
    if (r->title.n)
        cli_right(p, "", r->title);
    else if (p->v->doc && r->chars) /* no title: the first words say what report this is */
        cli_right(p, "", dabir_doc_text(p->v->doc, (dabir_span){0, r->chars < 400 ? r->chars : 400}));
    cli_margin_out(p, CLI_PLAIN, r->title.n ? CLI_BOLD : CLI_PLAIN, r->title.n ? 3 : 1);
    cli_fact(p, r->published.iso[0] ? r->published.iso : "date unknown");
    count(p, r->sentences, "sentence", "sentences");
    count(p, p->v->n_ents, "name", "names");
    count(p, p->v->n_claims, "claim", "claims");
    if (r->charset && strcmp(r->charset, "utf-8") != 0)
        cli_fact(p, r->charset);
    cli_margin_out(p, CLI_DIM, CLI_PLAIN, 0);
}

/* ---- the six sections: each prints the rows of one claim ------------------------------------------------------------------ */

/* What happened to the office or the membership, as a newspaper would put it. */
static const char *change_word(const char *change)
{
    static const char *const words[][2] = {
        {"appoint", "appointed"}, {"elect", "elected"}, {"dismiss", "dismissed"}, {"resign", "resigned"}, {"die", "died"},
        {"found", "founded it"}, {"accede", "acceded"}, {"admit", "admitted"}, {"upgrade", "upgraded"}, {"apply", "applied"},
        {"suspend", "suspended"}, {"withdraw", "withdrew"}, {"expel", "expelled"},
    };
    for (size_t i = 0; change && i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i][0], change) == 0)
            return words[i][1];
    return change;
}

static void fact_change(cli_page *p, const dabir_claim *c)
{
    const char *word = change_word(c->change);
    if (word && !(c->status && strcmp(word, c->status) == 0)) /* "suspended · suspended" tells nothing twice */
        cli_fact(p, word);
}

static void fact_spell(cli_page *p, const dabir_claim *c)
{
    cli_fact_date(p, "from", &c->start);
    cli_fact_date(p, "until", &c->end);
    cli_fact_date(p, "as of", &c->as_of);
    cli_fact_aux(p, c->aux);
}

static void office(cli_page *p, const dabir_claim *c, const char *id)
{
    cli_fact(p, c->status);
    fact_change(p, c);
    fact_spell(p, c);
    cli_right_entity(p, "", c->person);
    cli_right(p, CLI_DASH, c->post.text);
    cli_right_entity(p, CLI_DASH, c->of);
    cli_row_out(p, id, CLI_PLAIN, CLI_PLAIN, 0);
    if (c->person == DABIR_UNRESOLVED)
        cli_detail(p, "who", c->person);
}

static void meeting(cli_page *p, const dabir_claim *c, const char *id)
{
    cli_fact(p, c->status);
    cli_fact(p, c->format);
    cli_fact_period(p, &c->start, &c->end);
    cli_fact_aux(p, c->aux);
    cli_right_entities(p, c->participants);
    cli_row_out(p, id, CLI_PLAIN, CLI_PLAIN, 0);
    cli_detail(p, "session of", c->organization);
    cli_detail(p, "visitor", c->visitor);
    cli_detail(p, "host", c->host);
    cli_detail(p, "place", c->place);
}

/* What was said, in guillemets unless the report has them there already. */
static void put_quoted(cli_page *p, db_str s)
{
    cli_clean(&p->right, s);
    bool has = p->right.n >= 2 && memcmp(p->right.p, "\xC2\xAB", 2) == 0;
    if (!has) {
        p->right.n = 0;
        db_buf_str(&p->right, "\xC2\xAB");
        cli_clean(&p->right, s);
        db_buf_str(&p->right, "\xC2\xBB");
    }
    cli_row_out(p, NULL, CLI_PLAIN, CLI_PLAIN, QUOTE_LINES);
}

static void statement(cli_page *p, const dabir_claim *c, const char *id)
{
    cli_fact(p, c->kind);
    cli_fact(p, c->stance && strcmp(c->stance, "neutral") != 0 ? c->stance : NULL);
    cli_fact_date(p, "", &c->date);
    cli_fact_aux(p, c->aux);
    if (c->speaker == DABIR_UNRESOLVED)
        cli_fact(p, "speaker unresolved");
    cli_right_entity(p, "", c->speaker);
    cli_right(p, CLI_DASH, c->cue.text);
    cli_row_out(p, id, CLI_PLAIN, CLI_BOLD, 0);
    if (c->content.text.n) {
        put_quoted(p, c->content.text);
    }
    cli_detail(p, "to", c->addressee);
    cli_detail(p, "according to", c->attribution);
    if (c->stance_target.text.n) {
        db_buf_str(&p->left, "  about");
        cli_right(p, "", c->stance_target.text);
        cli_row_out(p, NULL, CLI_DIM, CLI_PLAIN, 2);
    } else {
        cli_detail(p, "about", c->target);
    }
}

static void agreement(cli_page *p, const dabir_claim *c, const char *id)
{
    cli_fact(p, c->kind);
    cli_fact(p, c->action && strcmp(c->action, "none") != 0 ? c->action : NULL);
    cli_fact_date(p, "signed", &c->signed_on);
    cli_fact_period(p, &c->start, &c->end);
    cli_fact_aux(p, c->aux);
    cli_right(p, "", c->title.text);
    cli_row_out(p, id, CLI_PLAIN, CLI_PLAIN, 3);
    cli_detail(p, "of", c->organization);
    cli_details(p, "between", c->parties);
    cli_detail(p, "place", c->place);
}

static void event(cli_page *p, const dabir_claim *c, const char *id)
{
    cli_fact(p, c->event);
    for (uint32_t i = 0; i < c->n_mode; i++)
        cli_fact(p, c->mode[i]);
    cli_fact_date(p, "", &c->date);
    cli_fact_aux(p, c->aux);
    cli_right_entities(p, c->actor);
    cli_row_out(p, id, CLI_PLAIN, CLI_PLAIN, 0);
    cli_details(p, "toward", c->recipient);
    cli_detail(p, "place", c->place);
}

static bool same_date(const dabir_date *a, const dabir_date *b)
{
    return strcmp(a->iso, b->iso) == 0;
}

static bool same_words(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_membership(const dabir_claim *a, const dabir_claim *b)
{
    return b->type == DABIR_MEMBERSHIP && a->organization == b->organization && same_words(a->status, b->status)
        && same_words(a->change, b->change) && a->aux == b->aux && same_date(&a->start, &b->start)
        && same_date(&a->end, &b->end) && same_date(&a->as_of, &b->as_of);
}

/* Members of one organisation with the same standing share a row, as the report lists them. Returns the claim after them. */
static uint32_t membership(cli_page *p, uint32_t i, dabir_ref *organization)
{
    const dabir_claim *c = &p->v->claims[i];
    if (c->organization != *organization) {
        *organization = c->organization;
        if (c->organization >= 0 && (uint32_t)c->organization < p->v->n_ents)
            cli_fact(p, p->v->ents[c->organization].code);
        else
            cli_fact(p, "organisation unresolved");
        cli_right_entity(p, "", c->organization);
        cli_row_out(p, NULL, CLI_BOLD, CLI_BOLD, 0);
    }
    uint32_t end = i;
    while (end < p->v->n_claims && same_membership(c, &p->v->claims[end]))
        cli_right_entity(p, CLI_COMMA, p->v->claims[end++].member);
    char id[32];
    if (end - i > 1)
        snprintf(id, sizeof id, "c%u-%u", i + 1, end);
    else
        snprintf(id, sizeof id, "c%u", i + 1);
    cli_fact(p, c->status);
    fact_change(p, c);
    fact_spell(p, c);
    cli_row_out(p, id, CLI_PLAIN, CLI_PLAIN, 0);
    return end;
}

typedef struct section {
    dabir_claim_type type;
    const char *english, *persian;
    void (*row)(cli_page *p, const dabir_claim *c, const char *id); /* NULL: membership, which groups */
} section;

static const section sections[] = {
    {DABIR_OFFICE, "WHO", "سمت\u200Cها", office},
    {DABIR_MEMBERSHIP, "MEMBERS", "عضویت\u200Cها", NULL},
    {DABIR_MEETING, "MEETINGS", "دیدارها", meeting},
    {DABIR_STATEMENT, "STATEMENTS", "گفته\u200Cها", statement},
    {DABIR_AGREEMENT, "AGREEMENTS", "توافق\u200Cها", agreement},
    {DABIR_EVENT, "EVENTS", "رویدادها", event},
};

static void put_section(cli_page *p, const section *s)
{
    bool any = false;
    dabir_ref organization = DABIR_NONE;
    for (uint32_t i = 0; i < p->v->n_claims;) {
        const dabir_claim *c = &p->v->claims[i];
        if (c->type != s->type) {
            i++;
            continue;
        }
        if (!any) {
            db_buf_ch(p->b, '\n');
            cli_put_heading(p->b, p->t, s->english, s->persian);
        }
        any = true;
        char id[16];
        if (s->row)
            s->row(p, c, cli_claim_id(id, i++));
        else
            i = membership(p, i, &organization);
    }
}

void cli_sheet(db_buf *b, const cli_view *v, const cli_term *t)
{
    cli_page p = {.b = b, .v = v, .t = t};
    header(&p);
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        put_section(&p, &sections[i]);
    if (!v->n_claims) {
        db_buf_str(&p.left, "This report makes no claim that dabir knows.");
        cli_row_out(&p, NULL, CLI_PLAIN, CLI_PLAIN, 0);
    }
    db_buf_ch(b, '\n');
    cli_page_free(&p);
}

/* ---- the table of names --------------------------------------------------------------------------------------------------- */

void cli_entities(db_buf *b, const cli_view *v, const cli_term *t)
{
    cli_page p = {.b = b, .v = v, .t = t};
    header(&p);
    db_buf_ch(b, '\n');
    cli_put_heading(b, t, "NAMES", "نام\u200Cها");
    for (uint32_t i = 0; i < v->n_ents; i++) {
        const dabir_entity *e = &v->ents[i];
        char id[16];
        snprintf(id, sizeof id, "e%u", i + 1);
        db_buf_fmt(&p.left, "%-7s %-6s %-4s %3u\xC3\x97", dabir_kind_name(e->kind), e->code ? e->code : "-",
                   e->sector ? e->sector : "-", e->n_mentions);
        cli_right(&p, "", e->name);
        bool first = true;
        for (uint32_t k = 0; k < e->n_aliases; k++) {
            if (db_str_eq(e->aliases[k], e->name))
                continue;
            cli_right(&p, first ? " \xE2\x80\x94 " : CLI_COMMA, e->aliases[k]);
            first = false;
        }
        cli_row_out(&p, id, CLI_PLAIN, CLI_PLAIN, 0);
    }
    db_buf_ch(b, '\n');
    cli_page_free(&p);
}
