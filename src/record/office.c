/* office.c -- who holds what: the titles that stand beside names, and what the report says of appointments. */
#include "record/rec.h"

static dabir_claim *same_office(db_rec *r, dabir_ref person, dabir_ref of, uint32_t p0, uint32_t p1) {
    const uint8_t *le = r->l->letters;
    for (uint32_t i = 0; i < r->d->n_claims; i++) {
        dabir_claim *c = &r->d->claims[i];
        if (c->type != DABIR_OFFICE || c->person != person || c->of != of) continue;
        dabir_quote q = db_quote(r, p0, p1);
        uint8_t a[256], b[256];
        uint32_t n = db_letters(c->post.text, a, NULL, 256), m = db_letters(q.text, b, NULL, 256);
        (void)le;
        uint32_t k = n < m ? n : m;
        if (k && memcmp(a, b, k) == 0) return c;
    }
    return NULL;
}

void db_offices(db_rec *r) {
    for (uint32_t i = 0; i < r->nm->n_offices; i++) {
        const db_office *o = &r->nm->o[i];
        dabir_ref p = r->nm->m[o->person].entity;
        if (!o->named || p < 0 || o->of < 0 || o->p1 <= o->p0 || r->nm->e[p].kind != DABIR_PERSON) continue;
        dabir_claim *old = same_office(r, p, o->of, o->p0, o->p1);
        if (old) {
            if (strcmp(old->status, "incumbent") == 0 && o->status) old->status = o->status;
            continue;
        }
        db_why why = {.id = o->rule};
        why.fills[0] = (dabir_fill){"person", db_span(r->l, &r->d->tok, r->nm->m[o->person].w0, r->nm->m[o->person].w1)};
        why.fills[1] = (dabir_fill){"post", db_span(r->l, &r->d->tok, o->p0, o->p1)};
        why.n_fills = 2;
        dabir_claim *c = db_claim_new(r, DABIR_OFFICE, &why, o->w0, o->w1);
        c->person = p;
        c->of = o->of;
        c->post = db_quote(r, o->p0, o->p1);
        c->status = o->status;
    }
}

/* A change of office: «X … منصوب شد»: marks the claim of that person, whose post stands in the words of the role. */
void db_emit_office(db_rec *r, const db_hit *h, const db_remit *e) {
    int pr;
    db_refset who;
    db_hit_value(r, h, e, "person", &pr);
    if (db_aux_of(r, h->clause) & (DABIR_HYPOTHETICAL | DABIR_NEGATION) || !db_role_actors(r, h, pr, &who)) return;
    const char *change = db_hit_value(r, h, e, "change", NULL), *status = db_hit_value(r, h, e, "status", NULL);
    const db_date *d = db_date_of(r, h->clause);
    for (uint32_t i = 0; i < r->d->n_claims; i++) {
        dabir_claim *c = &r->d->claims[i];
        if (c->type != DABIR_OFFICE || c->person != who.v[0] || c->change) continue;
        uint32_t a = r->d->tok.cp0[r->l->w[r->cl->c[h->clause].w0].tok0], b = r->d->tok.cp1[r->l->w[r->cl->c[h->clause].w1 - 1].tok1 - 1];
        if (c->post.span.start < a || c->post.span.end > b) continue;
        c->change = change;
        if (status) c->status = status;
        if (db_aux_of(r, h->clause) & DABIR_FUTURE && (!status || strcmp(status, "incumbent") == 0)) c->status = "elect";
        if (d && c->status && strcmp(c->status, "former") == 0) c->end = d->from;
        else if (d) c->start = d->from;
    }
}
