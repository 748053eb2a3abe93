/* applying.c -- who asks to be let in: a word of asking and a word for membership behind it in one clause («درخواست رسمی خود را برای عضویت … ارائه کرد»,
 * «تقاضای X برای پیوستن به Y ثبت شد»), whatever stands between them. The applicant stands behind the asking, else it is the subject. */
#include "record/countries.h"

enum { REACH = 7 };

/* Is the verb of the clause one by which an application is made, or the copula? */
static bool made(const db_rec *r, uint32_t ci, uint32_t t0) {
    const db_clause *c = &r->cl->c[ci];
    uint32_t list = db_model_list(r->m, "member-ask");
    if (c->verb < 0) return false;
    if (c->v1 > c->v0 && c->v0 <= t0 && t0 < c->v1) return true; /* the asking is part of the verb */
    db_vtrigger t[16];
    uint32_t n = db_verb_triggers(r->m, r->l, r->cl, (uint32_t)c->verb, ci, t, 16);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < t[i].n; k++)
            if (t[i].lists[k].list == list) return true;
    return false;
}

static dabir_ref organisation(const db_rec *r, uint32_t w, const db_clause *c) {
    dabir_ref o = DABIR_NONE;
    for (uint32_t i = w; i < c->w1 && o < 0; i++) o = db_kind_at(r, i, DABIR_IGO);
    for (uint32_t i = c->w0; i < w && o < 0; i++)
        if (i > 0 && r->l->w[i - 1].fid == r->f_in) o = db_kind_at(r, i, DABIR_IGO);
    if (o < 0 && db_member_context(r, c->sent)) o = r->member_org;
    return o >= 0 ? o : db_org_earlier(r, c->w0, 3);
}

static void asked(db_rec *r, const db_match *m, uint32_t end) {
    int32_t ci = r->cl->of[m->w0];
    const db_entry *e;
    if (ci < 0) return;
    const db_clause *c = &r->cl->c[ci];
    uint32_t w = m->w1, to = c->w1 < end ? c->w1 : end, want = db_model_list(r->m, "member-wanted");
    if (r->stood[m->w0] || (db_aux_of(r, (uint32_t)ci) & (DABIR_HYPOTHETICAL | DABIR_NEGATION))) return;
    const db_match *g = NULL;
    for (; w < to && w < m->w1 + REACH && !g; w++) g = db_match_list(r->l, w, want, &e);
    if (!g || g->w1 > to) return;
    if (db_list_in(r, m->w1, g->w0, db_model_list(r->m, "member-lift"), &e) || db_list_in(r, m->w1, g->w0, db_model_list(r->m, "member-halted"), &e)) return; /* «خواستار لغو تعلیق عضویت X» */
    db_run own;
    db_run_behind(r, m->w1, g->w0, &own); /* «درخواست X برای عضویت» */
    if (!own.n) db_run_behind(r, g->w1, to, &own); /* «درخواست عضویت X» */
    bool mine = own.n == 0;
    if (mine && !made(r, (uint32_t)ci, m->w0)) return;
    db_refset s = {0};
    if (mine) db_doers(r, (uint32_t)ci, &s);
    for (uint32_t i = 0; i < s.n && own.n < 48; i++) own.v[own.n++] = s.v[i];
    dabir_ref o = own.n ? organisation(r, g->w1, c) : DABIR_NONE;
    if (o < 0) return;
    db_why why = {.id = "membership.asked.1"};
    why.fills[why.n_fills++] = (dabir_fill){"trigger", db_span(r->l, &r->d->tok, m->w0, g->w1)};
    for (uint32_t i = 0; i < own.n; i++) db_membership_add(r, &why, (uint32_t)ci, own.v[i], o, "applicant", "apply", db_date_of(r, (uint32_t)ci), c->w0, c->w1);
    for (w = m->w0; w < g->w1; w++) r->stood[w] = 1;
}

void db_applications(db_rec *r, uint32_t sent) {
    uint32_t list = db_model_list(r->m, "member-request");
    const db_entry *e;
    for (uint32_t w = r->l->sent0[sent]; w < r->l->sent0[sent + 1]; w++) {
        const db_match *m = db_match_list(r->l, w, list, &e);
        if (m) asked(r, m, r->l->sent0[sent + 1]);
    }
}
