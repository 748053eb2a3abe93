/* meeting_party.c -- who takes part where the roles of a rule do not tell it: who leads a delegation, whose session a journey is for, whom a
 * list names. */
#include "record/meeting.h"

static bool verb_of(const db_rec *r, uint32_t clause, const char *list) {
    const db_clause *c = &r->cl->c[clause];
    uint32_t li = db_model_list(r->m, list);
    if (c->verb < 0 || c->v1 <= c->v0) return false;
    db_vtrigger t[12];
    uint32_t n = db_verb_triggers(r->m, r->l, r->cl, (uint32_t)c->verb, clause, t, 12);
    for (uint32_t i = 0; i < n; i++)
        if (t[i].lists->list == li) return true;
    return false;
}

bool db_meeting_travels(db_rec *r, uint32_t clause) { return verb_of(r, clause, "ev-consult-visit") || verb_of(r, clause, "meeting-go"); }

dabir_ref db_meeting_leader(db_rec *r, uint32_t clause) {
    const db_clause *c = &r->cl->c[clause];
    const db_entry *e;
    uint32_t team = r->li_team, head = db_model_list(r->m, "meeting-head");
    if (c->subject < 0 || !db_list_in(r, r->cl->k[c->subject].w0, r->cl->k[c->subject].w1, team, &e)) return DABIR_NONE;
    for (uint32_t i = c->c0; i < c->c1; i++) {
        const db_chunk *k = &r->cl->k[i];
        const db_match *m = k->prep ? db_match_list(r->l, k->w0, head, &e) : NULL;
        if (!m && k->prep != r->f_host) continue;
        uint32_t from = m ? m->w1 : k->w0, end = k->w1;
        for (uint32_t j = i + 1; j < c->c1 && !r->cl->k[j].prep && !r->cl->k[j].date; j++) end = r->cl->k[j].w1; /* «… ملا | X، معاون …» */
        db_refset in;
        db_np_inside(r, from, end, &in);
        for (uint32_t x = 0; x < in.n; x++)
            if (r->nm->e[in.v[x]].kind == DABIR_PERSON && db_meeting_code(r, in.v[x])) return in.v[x];
        for (uint32_t x = 0; x < in.n; x++) /* a man of a group: the group */
            if (r->nm->e[in.v[x]].kind != DABIR_PERSON) return in.v[x];
        return in.n ? in.v[0] : DABIR_NONE;
    }
    return DABIR_NONE;
}

dabir_ref db_meeting_journey(db_rec *r, uint32_t clause) {
    const db_clause *c = &r->cl->c[clause];
    const db_entry *e;
    uint32_t goal = db_model_list(r->m, "meeting-travel-to");
    for (uint32_t i = c->c0; i + 1 < c->c1; i++) {
        const db_chunk *k = &r->cl->k[i], *in = k + 1;
        if (!k->prep || !db_match_list(r->l, k->w0, goal, &e) || in->prep != r->f_in) continue;
        const db_match *m = db_list_in(r, in->w0, in->w1, r->li_meeting, &e);
        return m ? db_org_of(r, m->w0, in->w1) : DABIR_NONE;
    }
    return DABIR_NONE;
}

bool db_meeting_each(const db_rec *r, const db_hit *h) {
    const db_entry *e;
    for (uint32_t i = 0; i < h->rule->n_roles && i < 8; i++) {
        if (!h->role[i].set || h->role[i].slot != DB_S_PREP || h->role[i].prep != r->f_with) continue;
        const db_match *m = db_match_list(r->l, h->role[i].w0, db_model_list(r->m, "counterpart"), &e);
        if (m && r->l->w[m->w0].flags & DB_WF_PLURAL) return true;
    }
    return false;
}

bool db_meeting_other_kind(const db_rec *r, const db_hit *h) {
    const db_clause *c = &r->cl->c[h->clause];
    const db_entry *e;
    if (db_list_in(r, c->w0, c->w1, db_model_list(r->m, "w-sport"), &e)) return true; /* «دیدار تیم‌های ملی X و Y» */
    uint32_t pub = db_model_list(r->m, "w-public"), noun = h->rule->trig == DB_TR_NOUN ? h->t1 : UINT32_MAX;
    if (noun < r->l->n_words && db_match_list(r->l, noun, pub, &e)) return true; /* «سفر اتباع X» */
    if (db_meeting_travels((db_rec *)r, h->clause) && c->subject >= 0 && db_match_list(r->l, r->cl->k[c->subject].w0, pub, &e)) return true;
    for (uint32_t i = 0; i < h->rule->n_roles && i < 8; i++) /* «در گفت‌وگو با سایت X» */
        if (h->role[i].set && h->role[i].slot == DB_S_PREP && h->role[i].prep == r->f_with && h->role[i].w0 < r->l->n_words && db_match_list(r->l, h->role[i].w0, r->li_outlet, &e)) return true;
    return false;
}

bool db_meeting_council(const db_rec *r, dabir_ref e) {
    const db_ent *t = &r->nm->e[e];
    if (t->kind == DABIR_IGO) return true;
    return t->kind == DABIR_BODY && t->code && *t->code && db_model_reg_by_code(r->m, DABIR_STATE, t->code) == UINT32_MAX;
}

bool db_meeting_summit(const db_rec *r, uint32_t w0, uint32_t w1) {
    const db_entry *e;
    if (db_list_in(r, w0, w1, db_model_list(r->m, "meeting-summit"), &e)) return true;
    const db_match *m = db_list_in(r, w0, w1, r->li_meeting, &e), *who;
    const char *f = m ? db_attr((db_rec *)r, e->attr, "format") : NULL;
    if (!f || strcmp(f, "multilateral") != 0) return false;
    for (uint32_t w = m->w0; w < w1 && w < m->w1 + 3; w++) /* «اجلاس نزدهم سران» */
        if ((who = db_match_list(r->l, w, db_model_list(r->m, "meeting-leaders"), &e)) && who->w1 <= w1) return r->cl->unit[w] < 0;
    return false;
}

void db_meeting_attendants(db_rec *r, uint32_t sent) {
    uint32_t s0 = r->l->sent0[sent], s1 = r->l->sent0[sent + 1], from = 0;
    const db_entry *e;
    if (r->session < 0 || !r->meet[r->session].session) return;
    const db_match *m = NULL;
    uint32_t list = db_model_list(r->m, "meeting-attendants");
    for (uint32_t w = s0; w < s1 && w < s0 + 4 && !m; w++) m = db_match_list(r->l, w, list, &e);
    if (!m || !db_list_in(r, m->w1, m->w1 + 5 < s1 ? m->w1 + 5 : s1, r->li_meeting, &e)) return;
    for (uint32_t w = m->w1; w < s1 && w < m->w1 + 12 && !from; w++)
        if (r->l->w[w].punct == DB_P_COLON) from = w + 1;
    if (!from) return;
    db_meeting *y = &r->meet[r->session];
    for (uint32_t j = db_mention_lower(r, from); j < r->nm->n_mentions && r->nm->m[j].w0 < s1; j++) {
        const db_mention *x = &r->nm->m[j];
        if (x->head < 0 && x->entity >= 0 && (r->nm->e[x->entity].kind == DABIR_PERSON || r->nm->e[x->entity].kind == DABIR_STATE)) db_ref_add(r, &y->who, x->entity);
    }
}
