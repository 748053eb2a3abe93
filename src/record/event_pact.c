/* event_pact.c -- who is left behind when somebody leaves a pact: the side that the list of known pacts names (other=), the other ones of a
 * pact between few, or those that the phrase itself names («توافق با X»). «این توافق» is the one named last. */
#include "record/event.h"

enum { FEW_PARTIES = 3 };

/* The state or organisation of the report with the code; the state itself before its bodies. */
static dabir_ref of_code(const db_rec *r, const char *code, size_t n) {
    for (uint32_t i = 0; i < r->nm->n_ents; i++) {
        const db_ent *e = &r->nm->e[i];
        if ((e->kind == DABIR_STATE || e->kind == DABIR_IGO) && e->code && strlen(e->code) == n && memcmp(e->code, code, n) == 0) return (dabir_ref)i;
    }
    return DABIR_NONE;
}

/* Those of the codes «A|B» that the report names and that are not among `a`. */
static void named_codes(const db_rec *r, const char *codes, const db_refset *a, db_refset *out) {
    for (const char *p = codes; p && *p;) {
        size_t n = strcspn(p, "|");
        dabir_ref e = of_code(r, p, n);
        if (e >= 0 && !db_has_party(r, a, e)) db_ref_add(r, out, e);
        p += n + (p[n] == '|');
    }
}

static uint32_t count_codes(const char *codes) {
    uint32_t n = codes && *codes;
    for (const char *p = codes; p && *p; p++) n += *p == '|';
    return n;
}

/* Line of the list of known pacts for the words; for «این سند» and the mere noun («خروج X از توافق») that of the last one named before them. */
static const db_entry *known_pact(const db_rec *r, uint32_t w0, uint32_t w1) {
    const db_entry *e = NULL;
    if (db_list_in(r, w0, w1, r->li_instrument, &e)) return e;
    const db_match *m = db_match_list(r->l, w0, r->li_agreement, &e);
    bool mere = m && (m->w1 >= w1 || r->l->w[m->w1].func || r->l->w[m->w1].punct);
    if (r->l->w[w0].func != DB_FN_DET && !mere) return NULL;
    for (uint32_t i = r->n_named; i-- > 0;)
        if (r->named[i].w0 < w0 && db_match_list(r->l, r->named[i].w0, r->li_instrument, &e)) return e;
    return NULL;
}

/* «توافق هسته‌ای با X»: the phrase right behind under with or between. */
static void named_behind(const db_rec *r, uint32_t w1, const db_refset *a, db_refset *out) {
    int32_t ci = w1 < r->l->n_words ? r->cl->of[w1] : -1;
    const db_clause *c = ci >= 0 ? &r->cl->c[ci] : NULL;
    for (uint32_t i = c ? c->c0 : 0; c && i < c->c1; i++) {
        const db_chunk *k = &r->cl->k[i];
        if (k->w0 < w1 || k->w0 > w1 + 2 || (k->prep != r->f_with && k->prep != r->f_between)) continue;
        db_refset s;
        db_np_heads(r, k->w0, k->w1, &s);
        for (uint32_t j = 0; j < s.n; j++)
            if (!db_has_party(r, a, s.v[j])) db_ref_add(r, out, s.v[j]);
        return;
    }
}

bool db_pact_others(db_rec *r, uint32_t w0, uint32_t w1, const db_refset *a, db_refset *out) {
    *out = (db_refset){.w0 = w0, .w1 = w1};
    for (uint32_t i = 0; i < r->n_named && r->named[i].w0 < w1; i++) /* the whole title («توافق … - پیمان …») */
        if (r->named[i].w0 >= w0 && r->named[i].w1 > w1) w1 = r->named[i].w1;
    const db_entry *e = known_pact(r, w0, w1);
    const char *other = e ? db_attr(r, e->attr, "other") : NULL, *parties = e ? db_attr(r, e->attr, "parties") : NULL;
    if (other) named_codes(r, other, a, out);
    else if (parties && count_codes(parties) <= FEW_PARTIES) named_codes(r, parties, a, out);
    if (out->n || other) return out->n > 0;
    db_refset in;
    db_np_inside(r, w0, w1, &in);
    for (uint32_t i = 0; i < in.n; i++)
        if (!db_has_party(r, a, in.v[i])) db_ref_add(r, out, in.v[i]);
    if (!out->n) named_behind(r, w1, a, out);
    return out->n > 0;
}

/* Does the clause name a pact with a known other side («پس از خروج X» in a sentence about it)? */
bool db_pact_told(db_rec *r, uint32_t w0, uint32_t w1) {
    const db_entry *e;
    for (uint32_t w = w0; w < w1; w++)
        if (db_match_list(r->l, w, r->li_instrument, &e) && db_attr(r, e->attr, "other")) return true;
    return false;
}
