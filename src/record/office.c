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

/* «… سفیر صربستان [در ایران] خواهد شد»: its phrase stands bare, and nothing bare stands between it and the verb. */
static bool is_predicate(const db_rec *r, const db_clause *c, const db_office *o) {
    for (uint32_t i = c->c1; i-- > c->c0;) {
        const db_chunk *k = &r->cl->k[i];
        if (c->v1 <= c->v0 || k->w0 >= c->v0) continue;
        if (k->w0 == o->w0) return !k->prep && !k->ra;
        if (k->w1 < c->v0 && !k->prep) return false;
        if (k->prep != r->f_in) return false;
    }
    return false;
}

/* Does the title name whose it is? «رئیس‌جمهور شد» alone is too little. */
static bool names_its_own(const db_rec *r, const db_office *o) {
    for (uint32_t i = db_mention_lower(r, o->p0); i < r->nm->n_mentions && r->nm->m[i].w0 < o->w1; i++) {
        dabir_kind k = r->nm->m[i].entity >= 0 ? r->nm->e[r->nm->m[i].entity].kind : DABIR_PERSON;
        if (k == DABIR_STATE || k == DABIR_IGO || (k == DABIR_BODY && r->nm->m[i].w0 > o->p0)) return true;
    }
    return false;
}

/* The title of nobody else inside the clause: «از سمت وزیر اقتصاد آلمان کناره‌گیری کرد», «از اول مهر سفیر صربستان خواهد شد». */
static const db_office *bare_title(const db_rec *r, uint32_t clause, bool last) {
    const db_clause *c = &r->cl->c[clause];
    for (uint32_t i = 0; i < r->nm->n_offices; i++) {
        const db_office *o = &r->nm->o[i];
        if (!o->named && o->of >= 0 && o->p1 > o->p0 && o->w0 >= c->w0 && o->w1 <= c->w1 && r->cl->of[o->p0] == (int32_t)clause && names_its_own(r, o) && (!last || is_predicate(r, c, o))) return o;
    }
    return NULL;
}

/* The words of a charge («ریاست سازمان …») without the state behind them, and whose it is. */
static dabir_ref charge_of(db_rec *r, uint32_t w0, uint32_t *w1) {
    dabir_ref of = DABIR_NONE;
    for (uint32_t i = db_mention_lower(r, w0); i < r->nm->n_mentions && r->nm->m[i].w0 < *w1; i++) {
        const db_mention *m = &r->nm->m[i];
        if (m->entity < 0) continue;
        const db_ent *e = &r->nm->e[m->entity];
        if (e->kind == DABIR_STATE || e->kind == DABIR_IGO) {
            if (m->w1 == *w1 && m->w0 > w0) *w1 = m->w0;
            return m->entity;
        }
        if (e->kind == DABIR_BODY && e->code && of < 0) {
            bool state = db_model_reg_by_code(r->m, DABIR_STATE, e->code) != UINT32_MAX;
            of = db_names_entity(r->a, r->m, &r->d->names, state ? DABIR_STATE : DABIR_IGO, e->code);
        }
    }
    return of;
}

static dabir_claim *office_new(db_rec *r, const db_hit *h, dabir_ref person, dabir_ref of, uint32_t p0, uint32_t p1, const char *status) {
    if (of < 0 || p1 <= p0 || r->nm->e[person].kind != DABIR_PERSON) return NULL;
    dabir_claim *c = same_office(r, person, of, p0, p1);
    if (c) return c;
    c = db_claim_new(r, DABIR_OFFICE, &h->why, r->cl->c[h->clause].w0, r->cl->c[h->clause].w1);
    c->person = person;
    c->of = of;
    c->post = db_quote(r, p0, p1);
    c->status = status ? status : "incumbent";
    return c;
}

/* Offices that only the clause links to the person; those beside the name are there already. */
static void told_by_clause(db_rec *r, const db_hit *h, const db_remit *e, dabir_ref person) {
    int charge;
    const char *status = db_hit_value(r, h, e, "status", NULL);
    db_hit_value(r, h, e, "post", &charge);
    if (charge >= 0) {
        uint32_t w0 = h->role[charge].w0, w1 = h->role[charge].w1;
        const db_entry *x;
        if (!db_match_list(r->l, w0, db_model_list(r->m, "office-charge-noun"), &x) || db_match_list(r->l, w0, db_model_list(r->m, "office-charge-not"), &x)) return;
        dabir_ref of = charge_of(r, w0, &w1);
        office_new(r, h, person, of, w0, w1, status);
        return;
    }
    const db_office *o = bare_title(r, h->clause, db_hit_value(r, h, e, "only", NULL) != NULL);
    if (o && r->nm->m[o->person].entity != person) office_new(r, h, person, o->of, o->p0, o->p1, status ? status : o->status);
}

/* The words of the predicate: «X … رئیس‌جمهور شد». What stands beside the name is no news. */
static bool predicate(const db_rec *r, uint32_t clause, uint32_t *w0, uint32_t *w1) {
    const db_clause *c = &r->cl->c[clause];
    for (uint32_t i = c->c1; i-- > c->c0;) {
        const db_chunk *k = &r->cl->k[i];
        if (k->prep || k->ra || k->date || k->w0 >= c->v0) continue;
        *w0 = k->w0, *w1 = k->w1;
        return (int32_t)i != c->subject;
    }
    return false;
}

/* A change of office: «X … منصوب شد»: marks the claim of that person, whose post stands in the words of the role. */
void db_emit_office(db_rec *r, const db_hit *h, const db_remit *e) {
    int pr;
    db_refset who;
    db_hit_value(r, h, e, "person", &pr);
    if (db_aux_of(r, h->clause) & (DABIR_HYPOTHETICAL | DABIR_NEGATION) || !db_role_actors(r, h, pr, &who)) return;
    const char *change = db_hit_value(r, h, e, "change", NULL), *status = db_hit_value(r, h, e, "status", NULL);
    const db_date *d = db_date_of(r, h->clause);
    const db_mention *m = &r->nm->m[r->nm->e[who.v[0]].first];
    int32_t ante = db_antecedent(r, h->clause);
    if (m->flags & DB_MF_TITLE_ONLY && ante >= 0 && !change) { /* «X که پیش از این نخست‌وزیر فرانسه بود» */
        db_refset a;
        db_np_heads(r, r->cl->k[ante].w0, r->cl->k[ante].w1, &a);
        const db_office *o = a.n == 1 && a.v[0] != who.v[0] && r->nm->e[a.v[0]].kind == DABIR_PERSON ? bare_title(r, h->clause, true) : NULL;
        const db_mention *am = o ? &r->nm->m[r->nm->e[a.v[0]].first] : NULL;
        if (o && !(am->flags & (DB_MF_TITLE_ONLY | DB_MF_PRONOUN)))
            office_new(r, h, a.v[0], o->of, o->p0, o->p1, r->l->w[r->cl->c[h->clause].verb].tense == DB_PAST ? "former" : "incumbent");
        return;
    }
    if (!(m->flags & (DB_MF_TITLE_ONLY | DB_MF_PRONOUN))) told_by_clause(r, h, e, who.v[0]);
    uint32_t w0 = r->cl->c[h->clause].w0, w1 = r->cl->c[h->clause].w1;
    if (!change || (db_hit_value(r, h, e, "only", NULL) && !predicate(r, h->clause, &w0, &w1))) return;
    dabir_span within = db_span(r->l, &r->d->tok, w0, w1);
    for (uint32_t i = 0; i < r->d->n_claims; i++) {
        dabir_claim *c = &r->d->claims[i];
        if (c->type != DABIR_OFFICE || c->person != who.v[0] || c->change) continue;
        if (c->post.span.start < within.start || c->post.span.end > within.end) continue;
        c->change = change;
        if (status) c->status = status;
        if (db_aux_of(r, h->clause) & DABIR_FUTURE && (!status || strcmp(status, "incumbent") == 0)) c->status = "elect";
        if (d && c->status && strcmp(c->status, "former") == 0) c->end = d->from;
        else if (d) c->start = d->from;
    }
}
