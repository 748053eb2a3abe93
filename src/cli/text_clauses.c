/* text_clauses.c -- `dabir text clauses`: each sentence as the rules see it: clauses, their verbs, and their phrases with the roles that
 * Persian marks; what the record takes from each clause stands behind an arrow. */
#include "cli/text.h"

#include "record/doc.h"

typedef struct clauses_state {
    dabir_reader *reader;
} clauses_state;

static dabir_status clauses_begin(cli_text *t, dabir_error *err)
{
    clauses_state *s = t->state;
    return dabir_reader_new(t->model, &s->reader, err);
}

static void clauses_end(cli_text *t)
{
    clauses_state *s = t->state;
    dabir_reader_free(s->reader);
}

static const char *type_name(uint8_t type)
{
    static const char *const names[] = {"main", "that", "relative", "adverbial", "speech"};
    return names[type];
}

static const char *role_of(const dabir_doc *d, const db_clause *c, uint32_t k)
{
    const db_chunk *x = &d->cl.k[k];
    if (x->ra)
        return "object";
    if ((int32_t)k == c->subject)
        return "subject";
    if (x->prep)
        return db_model_func_name(d->model, x->prep);
    return x->date ? "date" : "bare";
}

static void flat(db_buf *b, db_str s)
{
    for (uint32_t i = 0; i < s.n; i++)
        db_buf_ch(b, s.p[i] == '\n' || s.p[i] == '\t' || s.p[i] == '\r' ? ' ' : s.p[i]);
}

static db_str words(const dabir_doc *d, uint32_t w0, uint32_t w1) { return dabir_doc_text(d, db_span(&d->lang, &d->tok, w0, w1)); }

/* Calls f for each entity that words [w0, w1) name. */
static void entities(const dabir_doc *d, uint32_t w0, uint32_t w1, void (*f)(db_buf *b, const db_ent *e), db_buf *b)
{
    for (uint32_t w = w0; w < w1; w++) {
        int32_t u = d->cl.unit[w];
        if (u < 0 || (w > w0 && d->cl.unit[w - 1] == u))
            continue;
        dabir_ref e = d->names.m[u].entity;
        if (e >= 0)
            f(b, &d->names.e[e]);
    }
}

static bool tells(const dabir_doc *d, const db_clause *c, const dabir_claim *k)
{
    if (c->v0 >= c->v1)
        return false;
    dabir_span v = db_span(&d->lang, &d->tok, c->v0, c->v1);
    dabir_span at = k->type == DABIR_STATEMENT ? k->cue.span : k->span;
    return at.start < v.end && v.start < at.end;
}

/* ---- for people ------------------------------------------------------------------------------------------------------------------ */

static void entity_line(db_buf *b, const db_ent *e)
{
    db_buf_fmt(b, " [%s %.*s]", dabir_kind_name(e->kind), (int)e->name.n, e->name.p);
}

static void clause_lines(cli_text *t, const dabir_doc *d, uint32_t s, uint32_t i)
{
    db_buf *b = t->out;
    const db_clause *c = &d->cl.c[i];
    db_buf_fmt(b, "  %u %s", i - d->cl.s0[s] + 1, type_name(c->type));
    if (c->parent >= (int32_t)d->cl.s0[s])
        db_buf_fmt(b, " under %d", c->parent - (int32_t)d->cl.s0[s] + 1);
    if (c->verb >= 0) {
        db_buf_str(b, ", verb «");
        flat(b, words(d, c->v0, c->v1 > c->v0 ? c->v1 : c->v0 + 1));
        db_buf_fmt(b, "» (%s)", db_model_lemma_name(d->model, d->lang.w[c->verb].lemma));
    }
    db_buf_ch(b, '\n');
    for (uint32_t k = c->c0; k < c->c1; k++) {
        const db_chunk *x = &d->cl.k[k];
        db_buf_fmt(b, "      %-10s «", role_of(d, c, k));
        flat(b, words(d, x->w0, x->w1));
        db_buf_str(b, "»");
        entities(d, x->w0, x->w1, entity_line, b);
        db_buf_ch(b, '\n');
    }
    uint32_t n;
    const dabir_claim *q = dabir_doc_claims(d, &n);
    for (uint32_t k = 0; k < n; k++)
        if (tells(d, c, &q[k]))
            db_buf_fmt(b, "      -> %s %s%s%s\n", dabir_claim_name(q[k].type), q[k].event ? q[k].event : "", q[k].event ? " " : "", q[k].rule);
}

/* ---- JSON ------------------------------------------------------------------------------------------------------------------------ */

static void entity_json(db_buf *b, const db_ent *e)
{
    db_buf_fmt(b, "%s{\"kind\":\"%s\",\"name\":", b->p[b->n - 1] == '[' ? "" : ",", dabir_kind_name(e->kind));
    cli_json_str(b, e->name);
    db_buf_str(b, "}");
}

static void span_json(cli_text *t, const dabir_doc *d, uint32_t w0, uint32_t w1)
{
    dabir_span s = db_span(&d->lang, &d->tok, w0, w1);
    cli_json_str(t->out, dabir_doc_text(d, s));
    db_buf_ch(t->out, ',');
    cli_text_span(t->out, t, s.start, s.end);
}

static void clause_json(cli_text *t, const dabir_doc *d, uint32_t s, uint32_t i)
{
    db_buf *b = t->out;
    const db_clause *c = &d->cl.c[i];
    db_buf_fmt(b, "%s{\"type\":\"%s\"", i > d->cl.s0[s] ? "," : "", type_name(c->type));
    if (c->parent >= (int32_t)d->cl.s0[s])
        db_buf_fmt(b, ",\"under\":%d", c->parent - (int32_t)d->cl.s0[s]);
    if (c->verb >= 0) {
        db_buf_fmt(b, ",\"lemma\":\"%s\",\"verb\":{\"text\":", db_model_lemma_name(d->model, d->lang.w[c->verb].lemma));
        span_json(t, d, c->v0, c->v1 > c->v0 ? c->v1 : c->v0 + 1);
        db_buf_ch(b, '}');
    }
    db_buf_str(b, ",\"phrases\":[");
    for (uint32_t k = c->c0; k < c->c1; k++) {
        db_buf_fmt(b, "%s{\"role\":\"%s\",\"text\":", k > c->c0 ? "," : "", role_of(d, c, k));
        span_json(t, d, d->cl.k[k].w0, d->cl.k[k].w1);
        db_buf_str(b, ",\"entities\":[");
        entities(d, d->cl.k[k].w0, d->cl.k[k].w1, entity_json, b);
        db_buf_str(b, "]}");
    }
    db_buf_str(b, "]}");
}

static dabir_status clauses_window(cli_text *t, db_str text, dabir_error *err)
{
    clauses_state *st = t->state;
    dabir_doc *d;
    dabir_meta meta = {.published = t->o->published[0] ? t->o->published : NULL};
    dabir_status bad = text.n ? dabir_read(st->reader, text.p, text.n, &meta, &d, err) : DABIR_OK;
    if (bad || !text.n)
        return bad;
    for (uint32_t s = 0; s < d->lang.n_sents; s++) {
        if (d->lang.sent0[s] == d->lang.sent0[s + 1])
            continue;
        t->sents++;
        if (t->o->json) {
            db_buf_str(t->out, "{\"text\":");
            span_json(t, d, d->lang.sent0[s], d->lang.sent0[s + 1]);
            db_buf_str(t->out, ",\"clauses\":[");
        } else {
            flat(t->out, words(d, d->lang.sent0[s], d->lang.sent0[s + 1]));
            db_buf_ch(t->out, '\n');
        }
        for (uint32_t c = d->cl.s0[s]; c < d->cl.s0[s + 1]; c++) {
            if (t->o->json)
                clause_json(t, d, s, c);
            else
                clause_lines(t, d, s, c);
        }
        db_buf_str(t->out, t->o->json ? "]}\n" : "\n");
    }
    return DABIR_OK;
}

const cli_text_command cli_text_clauses = {
    .name = "clauses",
    .what = "clauses, their verbs, and their phrases with their roles",
    .more = "The structure that the rules of `dabir read` see, sentence by sentence. Roles: subject, object (with rā), the name of a preposition\n"
            "(with, to, from, in ...), date, bare. An arrow shows the claims that the clause gave.\n\nExample:\n"
            "  echo 'وزیر خارجه چین دیروز با همتای هندی خود دیدار کرد.' | dabir text clauses\n",
    .state_size = sizeof(clauses_state),
    .begin = clauses_begin,
    .window = clauses_window,
    .end = clauses_end,
};
