/* sides.c -- «دو کشور», «طرفین», «این سه کشور»: the states that were named together before. */
#include "record/rec.h"

enum { SENTENCES_BACK = 5, CHUNKS_BACK = 60 };

/* Those of a phrase as states and organisations, each once. */
static void codes_of(const db_rec *r, const db_chunk *k, db_refset *out) {
    db_refset in;
    db_np_heads_named(r, k->w0, k->w1, &in);
    *out = (db_refset){0};
    for (uint32_t i = 0; i < in.n; i++) {
        const db_ent *e = &r->nm->e[in.v[i]];
        if ((e->kind == DABIR_STATE || e->kind == DABIR_IGO || e->kind == DABIR_BODY) && e->code && e->code[0]) db_ref_add(r, out, in.v[i]);
    }
}

/* The last phrase before word w that names `n` of them together; any more than one if n is 0. */
static bool list_before(const db_rec *r, uint32_t w, uint32_t n, db_refset *out) {
    uint32_t s1 = r->l->w[w].sent, s0 = s1 > SENTENCES_BACK ? s1 - SENTENCES_BACK : 0, seen = 0;
    for (uint32_t c = r->cl->s0[s1 + 1]; c-- > r->cl->s0[s0] && seen < CHUNKS_BACK;) {
        const db_clause *x = &r->cl->c[c];
        for (uint32_t i = x->c1; i-- > x->c0 && seen < CHUNKS_BACK; seen++) {
            const db_chunk *k = &r->cl->k[i];
            if (k->w1 > w || k->date) continue;
            codes_of(r, k, out);
            if (out->n > 1 && (!n || out->n == n)) return true;
        }
    }
    return false;
}

/* The two persons of the meeting told last («دو طرف گفتند»). */
static bool met_persons(const db_rec *r, db_refset *out) {
    *out = (db_refset){0};
    const db_refset *who = r->last_meeting >= 0 ? &r->meet[r->last_meeting].who : out;
    for (uint32_t i = 0; i < who->n; i++)
        if (r->nm->e[who->v[i]].kind == DABIR_PERSON) db_ref_add(r, out, who->v[i]);
    return out->n == 2 && who->n == 2;
}

/* The two of the meeting told last, as states. */
static bool met_last(const db_rec *r, db_refset *out) {
    *out = (db_refset){0};
    if (r->last_meeting < 0) return false;
    const db_refset *who = &r->meet[r->last_meeting].who;
    for (uint32_t i = 0; i < who->n; i++) {
        const char *code = r->nm->e[who->v[i]].code;
        if (!code || !code[0]) return false;
        for (uint32_t e = 0; e < r->nm->n_ents; e++)
            if (r->nm->e[e].kind == DABIR_STATE && r->nm->e[e].code && strcmp(r->nm->e[e].code, code) == 0) {
                db_ref_add(r, out, (dabir_ref)e);
                break;
            }
    }
    return out->n == 2;
}

uint32_t db_sides(const db_rec *r, uint32_t w, uint32_t w1, db_refset *out) {
    const db_entry *e;
    const db_match *m = db_match_list(r->l, w, r->li_sides, &e);
    if (!m || m->w1 > w1) return 0;
    bool each = r->l->w[w].func == DB_FN_QUANT; /* «هر دو کشور شمال اروپا»: those told before, whatever follows */
    if (!each && m->w1 < w1 && r->l->w[m->w1].func != DB_FN_ADV && r->l->w[m->w1].func != DB_FN_AND) return 0; /* «سه کشور اروپایی»: named anew */
    uint32_t n = e->attr[0] == 'n' && e->attr[1] == '=' ? (uint32_t)(e->attr[2] - '0') : 0;
    db_refset who;
    bool met = strstr(e->attr, "met=1") && met_persons(r, &who);
    if (!met && strstr(e->attr, "only=1")) return 0;
    if (!met && !(n == 2 && met_last(r, &who)) && !list_before(r, w, n, &who)) return 0;
    for (uint32_t i = 0; i < who.n; i++) db_ref_add(r, out, who.v[i]);
    return m->w1;
}
