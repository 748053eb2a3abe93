/* reader.c -- the library's entry: bytes in, document out, every stage once. */
#include "lang/model.h"
#include "record/rec.h"

#include <stdlib.h>

struct dabir_reader {
    const dabir_model *model;
    db_arena arena, scratch;
    dabir_doc doc;
    db_trace trace;
    jmp_buf oom;
};

dabir_status dabir_reader_new(const dabir_model *m, dabir_reader **out, dabir_error *err) {
    *out = NULL;
    if (!m) return db_fail(err, DABIR_E_ARGUMENT, NULL, 0, 0, 0, "no model");
    dabir_reader *r = calloc(1, sizeof *r);
    if (!r) return db_fail(err, DABIR_E_MEMORY, NULL, 0, 0, 0, "out of memory");
    r->model = m;
    db_arena_init(&r->arena, 0);
    db_arena_init(&r->scratch, 0);
    *out = r;
    return DABIR_OK;
}

void dabir_reader_free(dabir_reader *r) {
    if (!r) return;
    db_arena_free(&r->arena);
    db_arena_free(&r->scratch);
    free(r);
}

static db_str copy(db_arena *a, const char *z) { return z ? db_str_dup(a, db_str_z(z)) : (db_str){0}; }

/* YYYY-MM-DD */
static bool iso_date(const char *s, dabir_date *out) {
    int y, m, d, n = 0;
    if (strlen(s) != 10 || sscanf(s, "%4d-%2d-%2d%n", &y, &m, &d, &n) != 3 || n != 10 || !db_valid_gregorian(y, m, d)) return false;
    memcpy(out->iso, s, 11);
    out->calendar = "gregorian";
    return true;
}

/* Surface forms and places of every entity; pronouns are mentions but no aliases. */
static void entity_views(dabir_doc *d) {
    const db_names *n = &d->names;
    uint32_t *count = DB_NEW(d->arena, uint32_t, n->n_ents + 1), total = 0;
    for (uint32_t i = 0; i < n->n_mentions; i++)
        if (n->m[i].entity >= 0) count[n->m[i].entity]++, total++;
    d->n_ents = n->n_ents;
    d->ents = DB_NEW(d->arena, dabir_entity, n->n_ents + 1);
    dabir_span *spans = DB_NEW(d->arena, dabir_span, total + 1);
    db_str *names = DB_NEW(d->arena, db_str, total + 1);
    for (uint32_t i = 0, at = 0; i < n->n_ents; at += count[i++]) {
        const db_ent *e = &n->e[i];
        d->ents[i] = (dabir_entity){.kind = e->kind, .name = e->name, .code = e->kind != DABIR_OUTLET && e->code && e->code[0] ? e->code : NULL /* outlets carry none (the contract) */, .sector = e->sector && e->sector[0] ? e->sector : NULL,
                                    .mentions = spans + at, .aliases = names + at};
    }
    db_rec r = {.d = d, .l = &d->lang, .nm = n};
    for (uint32_t i = 0; i < n->n_mentions; i++) {
        const db_mention *m = &n->m[i];
        if (m->entity < 0) continue;
        dabir_entity *e = &d->ents[m->entity];
        dabir_quote q = db_quote(&r, m->w0, m->w1);
        ((dabir_span *)e->mentions)[e->n_mentions++] = q.span;
        if (m->flags & DB_MF_PRONOUN) continue;
        uint32_t k = 0;
        while (k < e->n_aliases && !db_str_eq(e->aliases[k], q.text)) k++;
        if (k == e->n_aliases && k < 12) ((db_str *)e->aliases)[e->n_aliases++] = q.text;
    }
}

/* Bodies of an organisation take its code, but for those that the contract codes by themselves (flag `own`). */
static void body_codes(dabir_doc *d) {
    for (uint32_t i = 0; i < d->names.n_ents; i++) {
        db_ent *e = &d->names.e[i];
        const db_reg *g = e->kind == DABIR_BODY && e->reg != UINT32_MAX ? db_model_reg(d->model, e->reg) : NULL;
        if (g && e->code && strcmp(e->code, g->code) == 0 && g->country[0] && !strstr(g->flags, "own")) e->code = g->country;
    }
}

static void stages(dabir_doc *d) {
    db_normalise(d->arena, d->dec.p, d->dec.n, &d->text);
    db_tokenise(d->arena, &d->text, &d->tok);
    db_words(d->arena, d->model, &d->text, &d->tok, &d->lang);
    db_matches(d->arena, d->model, &d->lang);
    dabir_date found = {0};
    db_dates(d->arena, d->model, &d->text, &d->tok, &d->lang, d->rep.published.iso, &found);
    if (!d->rep.published.iso[0] && found.iso[0]) d->rep.published = found;
    db_names_find(d->arena, d->model, &d->text, &d->tok, &d->lang, d->rep.outlet, d->rep.published.iso, &d->names);
    body_codes(d);
    db_trees_begin(d->arena, d->scratch, d->model, &d->text, &d->tok, &d->lang, &d->trees);
    db_clauses_find(d->arena, d->model, &d->lang, &d->names, &d->trees, &d->cl);
    d->rep.chars = d->text.n_cp;
    d->rep.sentences = d->tok.n_sents;
    d->rep.replaced = d->dec.replaced;
    d->rep.replaced_at = d->dec.replaced_at;
    d->rep.charset = d->dec.charset;
    db_record_run(d);
    db_prune(d);
    entity_views(d);
}

/* What the caller knows of the report; false if the date is none. */
static bool take_meta(dabir_doc *d, const dabir_meta *meta) {
    static const dabir_meta nothing = {0};
    if (!meta) meta = &nothing;
    d->rep.id = copy(d->arena, meta->id);
    d->rep.outlet = copy(d->arena, meta->outlet);
    d->rep.title = copy(d->arena, meta->title);
    return !meta->published || iso_date(meta->published, &d->rep.published);
}

static dabir_status run_stages(dabir_doc *d, const char *bytes, size_t n, const dabir_meta *meta, dabir_error *err) {
    if (!take_meta(d, meta)) return db_fail(err, DABIR_E_ARGUMENT, NULL, 0, 0, 0, "'%.40s' is no date YYYY-MM-DD", meta->published);
    dabir_status st = db_decode(d->arena, bytes, n, &d->dec, err);
    if (st) return st;
    stages(d);
    return d->tok.n ? DABIR_OK : db_fail(err, DABIR_E_INPUT, NULL, 0, 0, 0, "the report holds no words");
}

dabir_status dabir_read(dabir_reader *r, const char *bytes, size_t n, const dabir_meta *meta, dabir_doc **out, dabir_error *err) {
    *out = NULL;
    db_arena_reset(&r->arena);
    r->trace = (db_trace){.rule = r->trace.rule};
    r->doc = (dabir_doc){.arena = &r->arena, .scratch = &r->scratch, .model = r->model, .trace = r->trace.rule ? &r->trace : NULL};
    if (n == 0) return db_fail(err, DABIR_E_INPUT, NULL, 0, 0, 0, "the report is empty");
    if (n > 0x3fffffff) return db_fail(err, DABIR_E_INPUT, NULL, 0, 0, 0, "the report is larger than 1 GiB");
    dabir_status st;
    r->arena.oom = r->scratch.oom = &r->oom;
    if (setjmp(r->oom)) st = db_fail(err, DABIR_E_MEMORY, NULL, 0, 0, 0, "out of memory");
    else st = run_stages(&r->doc, bytes, n, meta, err);
    r->arena.oom = r->scratch.oom = NULL;
    if (!st) *out = &r->doc;
    return st;
}

void db_reader_trace(dabir_reader *r, const char *rule) { r->trace.rule = rule; }

const db_trace *db_doc_trace(const dabir_doc *d) { return d->trace; }

const dabir_report *dabir_doc_report(const dabir_doc *d) { return &d->rep; }

const dabir_entity *dabir_doc_entities(const dabir_doc *d, uint32_t *n) {
    *n = d->n_ents;
    return d->ents;
}

const dabir_claim *dabir_doc_claims(const dabir_doc *d, uint32_t *n) {
    *n = d->n_claims;
    return d->claims;
}

/* Byte of a code point: from the last token that begins at or before it, a few steps on. */
static uint32_t byte_at(const dabir_doc *d, uint32_t cp) {
    uint32_t lo = 0, hi = d->tok.n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (d->tok.cp0[mid] <= cp) lo = mid + 1;
        else hi = mid;
    }
    uint32_t at = lo ? d->tok.cp0[lo - 1] : 0, b = lo ? d->text.map[d->tok.norm0[lo - 1]] : 0;
    for (; at < cp && b < d->text.orig_n; at++) {
        b++;
        while (b < d->text.orig_n && ((unsigned char)d->text.orig[b] & 0xC0) == 0x80) b++;
    }
    return b;
}

dabir_str dabir_doc_text(const dabir_doc *d, dabir_span s) {
    if (s.start >= s.end) return (dabir_str){0};
    uint32_t a = byte_at(d, s.start), b = byte_at(d, s.end);
    return db_str_of(d->text.orig + a, b - a);
}
