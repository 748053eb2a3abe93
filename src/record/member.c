/* member.c -- who stands how in which organisation: one claim a member. */
#include "record/rec.h"

static bool known(const db_rec *r, dabir_ref member, dabir_ref org, const char *status, const dabir_date *start) {
    for (uint32_t i = 0; i < r->d->n_claims; i++) {
        dabir_claim *c = &r->d->claims[i];
        if (c->type != DABIR_MEMBERSHIP || c->member != member || c->organization != org || strcmp(c->status, status) != 0) continue;
        if (!c->start.iso[0] && start) c->start = *start;
        return true;
    }
    return false;
}

/* The organisation: in the role's words, else anywhere in the clause, else the one the report is about. */
static dabir_ref organisation(db_rec *r, const db_hit *h, int role) {
    const db_clause *c = &r->cl->c[h->clause];
    dabir_ref o = DABIR_NONE;
    if (role >= 0) o = db_org_of(r, h->role[role].w0, h->role[role].w1);
    if (o < 0 && role >= 0) o = db_org_of(r, h->role[role].w0, c->w1);
    if (o < 0) o = db_org_of(r, c->w0, c->w1);
    int32_t ante = o < 0 ? db_antecedent(r, h->clause) : -1;
    if (ante >= 0) o = db_org_of(r, r->cl->k[ante].w0, r->cl->k[ante].w1);
    return o;
}

void db_emit_membership(db_rec *r, const db_hit *h, const db_remit *e) {
    int mr, or_;
    db_hit_value(r, h, e, "member", &mr);
    db_hit_value(r, h, e, "organization", &or_);
    uint32_t aux = db_aux_of(r, h->clause);
    if (aux & (DABIR_HYPOTHETICAL | DABIR_NEGATION)) return;
    db_refset who;
    if (!db_role_actors(r, h, mr, &who)) return;
    dabir_ref org = organisation(r, h, or_);
    if (org < 0) return;
    const char *status = db_hit_value(r, h, e, "status", NULL), *change = db_hit_value(r, h, e, "change", NULL);
    const db_clause *c = &r->cl->c[h->clause];
    const db_entry *en;
    const db_match *mt = or_ >= 0 ? db_list_in(r, h->role[or_].w0, h->role[or_].w1, r->li_member, &en) : NULL;
    if (!mt) mt = db_list_in(r, c->w0, c->w1, r->li_member, &en);
    if (mt) {
        const char *s = db_attr(r, en->attr, "status");
        if (s && (!status || strcmp(status, "full") == 0)) status = s;
    }
    if (!status) return;
    if (change && strcmp(change, "accede") == 0 && strcmp(status, "dialogue_partner") == 0) change = "admit";
    if (change && strcmp(change, "accede") == 0 && strcmp(status, "observer") == 0) change = "admit";
    const db_date *d = db_date_of(r, h->clause);
    for (uint32_t i = 0; i < who.n; i++) {
        dabir_kind k = r->nm->e[who.v[i]].kind;
        if ((k != DABIR_STATE && k != DABIR_IGO) || who.v[i] == org) continue;
        if (known(r, who.v[i], org, status, d ? &d->from : NULL)) continue;
        dabir_claim *x = db_claim_new(r, DABIR_MEMBERSHIP, &h->why, c->w0, c->w1);
        x->member = who.v[i];
        x->organization = org;
        x->status = status;
        x->change = change;
        x->aux = aux;
        if (d && strcmp(status, "former") == 0) x->end = d->from;
        else if (d) x->start = d->from;
        else if (!change && r->d->rep.published.iso[0]) {
            x->as_of = r->d->rep.published;
            x->as_of.inferred_by = "date.published";
        }
    }
}
