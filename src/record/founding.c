/* founding.c -- who founded an organisation, and when: «Y را A و B ساختند», «Y با تلاش A و B پا گرفت», «Y با پیمانی که A و B امضا کردند بنیان گذاشته شد».
 * A clause with a verb of founding whose subject or object is the organisation itself; the founders are its other side, or the countries in a row
 * that the clause names. */
#include "record/countries.h"

/* Is the verb of the clause one of the lists? */
static bool verb_of(const db_rec *r, uint32_t clause, const uint32_t *list, uint32_t n_lists) {
    const db_clause *c = &r->cl->c[clause];
    if (c->verb < 0 || c->v1 <= c->v0) return false;
    db_vtrigger t[16];
    uint32_t n = db_verb_triggers(r->m, r->l, r->cl, (uint32_t)c->verb, clause, t, 16), longest = 0;
    for (uint32_t i = 0; i < n; i++)
        if (t[i].w1 - t[i].w0 > longest) longest = t[i].w1 - t[i].w0;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < t[i].n && t[i].w1 - t[i].w0 == longest; k++)
            for (uint32_t j = 0; j < n_lists; j++)
                if (t[i].lists[k].list == list[j]) return true;
    return false;
}

/* The organisation that a phrase is: «ناتو», «این شورا», «کار خود», «آن». */
static dabir_ref is_org(const db_rec *r, uint32_t w0, uint32_t w1) {
    const db_entry *e;
    uint32_t noun = db_model_list(r->m, "igo-noun"), w = w0;
    while (w < w1 && (r->l->w[w].punct || r->l->w[w].func == DB_FN_ADV)) w++;
    bool det = w < w1 && r->l->w[w].func == DB_FN_DET;
    if (det) w++;
    while (w < w1 && !det && r->nm->at[w] < 0 && db_match_list(r->l, w, noun, &e)) w = db_match_list(r->l, w, noun, &e)->w1;
    dabir_ref o = w < w1 ? db_kind_at(r, w, DABIR_IGO) : DABIR_NONE;
    if (o >= 0) return db_mention_at(r, w)->w0 >= w0 ? o : DABIR_NONE;
    bool pointed = det && (w < w1 ? db_match_list(r->l, w, noun, &e) != NULL : db_member_context(r, r->l->w[w0].sent));
    bool bare = !det && w == w1 && w > w0 && db_match_list(r->l, w0, noun, &e); /* «سازمان در سال … پا گرفت» */
    if (!pointed && !bare) return DABIR_NONE;
    o = db_org_earlier(r, w0, 4);
    return o >= 0 ? o : r->member_org;
}

/* The longest row of countries in the clause that stands in no place: two at least, or one behind a word of initiative or the doer's preposition. */
static void makers(const db_rec *r, const db_clause *c, uint32_t end, db_run *out) {
    const db_entry *e;
    uint32_t begins = db_model_list(r->m, "member-initiative");
    out->n = 0;
    for (uint32_t w = c->w0; w < end; w++) {
        if (db_kind_at(r, w, DABIR_STATE) < 0) continue;
        db_run x;
        db_run_behind(r, w, end, &x);
        if (!x.n) continue;
        uint32_t a = w;
        while (a > c->w0 && ((r->l->w[a - 1].pos & DB_POS_NUM) || db_match_list(r->l, a - 1, db_model_list(r->m, "member-country"), &e))) a--;
        const db_word *p = a > c->w0 ? &r->l->w[a - 1] : NULL;
        bool by = p && (p->fid == r->f_by || p->fid == r->f_presence || db_item_before(r, a, c->w0, begins, &e) < a);
        bool place = p && p->func == DB_FN_PREP && (p->fid == r->f_in || p->fid == r->f_from || p->fid == r->f_to) && !by;
        if (p && p->fid == r->f_with) x.w0 = a, db_run_company(r, c->w0, &x);
        if (!place && (x.n > 1 || by) && x.n > out->n) *out = x;
        w = x.w1 > w ? x.w1 - 1 : w;
    }
}

static void note_day(db_rec *r, dabir_ref org, const db_date *d) {
    if (!d) return;
    for (uint32_t i = 0; i < r->n_founded; i++)
        if (r->founded[i].org == org) return;
    if (r->n_founded < sizeof r->founded / sizeof *r->founded) r->founded[r->n_founded++] = (db_founded){org, d->from};
}

static void founding(db_rec *r, uint32_t ci) {
    const db_clause *c = &r->cl->c[ci];
    const db_word *v = &r->l->w[c->verb];
    dabir_ref org = DABIR_NONE;
    bool object = false;
    db_run who = {.n = 0};
    for (uint32_t i = c->c0; i < c->c1 && org < 0; i++) {
        const db_chunk *k = &r->cl->k[i];
        if (k->prep || k->date || k->w0 >= c->v0) continue;
        org = is_org(r, k->w0, k->w1);
        object = k->ra;
    }
    if (org < 0 && c->v1 > c->v0) org = is_org(r, c->w0, c->v0); /* «اوپک سپتامبر ۱۹۶۰ … پا گرفت» */
    if (org < 0) return;
    bool past = v->tense == DB_PAST || v->tense == DB_PERFECT || v->tense == DB_PLUPERFECT || (v->flags & DB_WF_PASSIVE);
    bool makes = object && v->tense == DB_PRESENT && verb_of(r, ci, (uint32_t[]){db_model_list(r->m, "member-make-up")}, 1); /* «A و B اتحادیه … را تشکیل می‌دهند» */
    if ((!past && !makes) || (db_aux_of(r, ci) & (DABIR_HYPOTHETICAL | DABIR_NEGATION | DABIR_FUTURE))) return;
    const db_date *d = db_date_of(r, ci);
    if (!makes) note_day(r, org, d);
    makers(r, c, c->v0, &who);
    if (!who.n) return;
    db_why why = {.id = object ? "membership.founders.1" : "membership.founders.2"};
    why.fills[why.n_fills++] = (dabir_fill){"trigger", db_span(r->l, &r->d->tok, c->v0, c->v1)};
    for (uint32_t i = 0; i < who.n; i++) db_membership_add(r, &why, ci, who.v[i], org, makes ? "full" : "founder", makes ? NULL : "found", d, c->w0, c->w1);
}

void db_foundings(db_rec *r, uint32_t sent) {
    uint32_t list[2] = {db_model_list(r->m, "member-found"), db_model_list(r->m, "member-start")};
    for (uint32_t c = r->cl->s0[sent]; c < r->cl->s0[sent + 1]; c++)
        if (verb_of(r, c, list, 2)) founding(r, c);
}
