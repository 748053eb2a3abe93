/* claim.c -- adding claims to the document: spans, quotes, entity lists, aux modes. */
#include "record/rec.h"

dabir_claim *db_claim_new(db_rec *r, dabir_claim_type t, const db_why *why, uint32_t w0, uint32_t w1) {
    dabir_doc *d = r->d;
    dabir_claim c = {.type = t, .rule = why->id, .rule_file = why->file, .rule_line = why->line, .from = -1, .person = DABIR_NONE, .of = DABIR_NONE,
                     .member = DABIR_NONE, .organization = DABIR_NONE, .host = DABIR_NONE, .visitor = DABIR_NONE, .place = DABIR_NONE, .speaker = DABIR_NONE,
                     .addressee = DABIR_NONE, .attribution = DABIR_NONE, .target = DABIR_NONE};
    if (w1 > w0) c.span = db_span(r->l, &d->tok, w0, w1);
    if (why->n_fills) {
        dabir_fill *f = DB_NEW(r->a, dabir_fill, why->n_fills);
        memcpy(f, why->fills, sizeof *f * why->n_fills);
        c.fills = f;
        c.n_fills = why->n_fills;
    }
    DB_PUSH(r->a, d->claims, d->n_claims, d->cap_claims) = c;
    return &d->claims[d->n_claims - 1];
}

static uint32_t byte_of(const db_rec *r, uint32_t tok, bool end) {
    const db_text *t = &r->d->text;
    const db_tokens *k = &r->d->tok;
    if (!end) return t->map[k->norm0[tok]];
    /* the end: advance over the token's last code point in the original, and over what was dropped behind it */
    uint32_t cps = k->cp1[tok] - k->cp0[tok], b = t->map[k->norm0[tok]];
    while (cps && b < t->orig_n) {
        b++;
        while (b < t->orig_n && ((unsigned char)t->orig[b] & 0xC0) == 0x80) b++;
        cps--;
    }
    return b;
}

dabir_quote db_quote(const db_rec *r, uint32_t w0, uint32_t w1) {
    dabir_quote q = {0};
    if (w1 <= w0) return q;
    uint32_t t0 = r->l->w[w0].tok0, t1 = r->l->w[w1 - 1].tok1 - 1;
    q.span = db_span(r->l, &r->d->tok, w0, w1);
    uint32_t b0 = byte_of(r, t0, false), b1 = byte_of(r, t1, true);
    q.text = db_str_of(r->d->text.orig + b0, b1 - b0);
    return q;
}

dabir_refs db_refs(db_rec *r, const db_refset *s) {
    if (!s || !s->n) return (dabir_refs){0};
    dabir_ref *v = DB_NEW(r->a, dabir_ref, s->n);
    memcpy(v, s->v, sizeof *v * s->n);
    return (dabir_refs){v, s->n};
}

void db_trim(const db_rec *r, uint32_t *w0, uint32_t *w1) {
    const db_word *w = r->l->w;
    while (*w0 < *w1 && (w[*w0].punct && w[*w0].punct != DB_P_PAREN_OPEN)) (*w0)++;
    while (*w1 > *w0 && ((w[*w1 - 1].punct && w[*w1 - 1].punct != DB_P_PAREN_CLOSE) || w[*w1 - 1].func == DB_FN_AND)) (*w1)--;
}

/* Is the clause, or one that governs it within the sentence, under a condition? */
static bool hypothetical(const db_rec *r, uint32_t clause) {
    for (int32_t c = (int32_t)clause, hops = 0; c >= 0 && hops < 6; c = r->cl->c[c].parent, hops++) {
        const db_clause *x = &r->cl->c[c];
        if (x->type == DB_CL_ADV && x->intro && x->intro == r->f_if) return true;
        if (x->type == DB_CL_SPEECH) break;
    }
    return false;
}

uint32_t db_aux_of(const db_rec *r, uint32_t clause) {
    const db_clause *c = &r->cl->c[clause];
    uint32_t aux = 0;
    if (hypothetical(r, clause)) aux |= DABIR_HYPOTHETICAL;
    if (c->verb < 0) return aux;
    const db_word *v = &r->l->w[c->verb];
    if (v->flags & DB_WF_NEG) aux |= DABIR_NEGATION;
    if (v->tense == DB_FUTURE) aux |= DABIR_FUTURE;
    if (v->tense == DB_PLUPERFECT) aux |= DABIR_HISTORICAL;
    const db_entry *e;
    if (v->tense == DB_SUBJUNCTIVE || v->tense == DB_PASTSUBJ) {
        bool planned = false;
        for (int32_t p = (int32_t)clause, hops = 0; p >= 0 && hops < 3; p = r->cl->c[p].prev >= 0 ? r->cl->c[p].prev : r->cl->c[p].parent, hops++)
            planned |= db_list_in(r, r->cl->c[p].w0, r->cl->c[p].w1, r->li_planned, &e) != NULL;
        aux |= planned ? DABIR_FUTURE : DABIR_HYPOTHETICAL;
    } else if (v->tense == DB_PRESENT && db_list_in(r, c->w0, c->w1, r->li_planned, &e)) aux |= DABIR_FUTURE;
    const db_match *m;
    for (uint32_t w = c->w0; w < c->v0 && !(aux & DABIR_HYPOTHETICAL); w++) /* its own words, not those of «با تاکید بر اینکه … باید …» */
        if (r->cl->of[w] == (int32_t)clause && (m = db_match_list(r->l, w, r->li_hyp, &e)) && m->w1 <= c->v0) aux |= DABIR_HYPOTHETICAL;
    return aux;
}
