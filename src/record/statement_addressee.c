/* statement_addressee.c -- to whom a statement is made: the one under «به» that stands by itself, the one asked, the outlet that asks the questions. */
#include "record/rec.h"

/* Does «به X» hang on the phrase before it («با اشاره به X», «سفر به X»)? */
static bool hangs_on(const db_rec *r, const db_clause *c, uint32_t chunk) {
    const db_chunk *k = &r->cl->k[chunk];
    if (chunk > c->c0) {
        const db_chunk *b = k - 1;
        const db_entry *e;
        bool paper = db_match_list(r->l, b->w0, r->li_paper, &e) != NULL, this = r->l->w[b->w0].func == DB_FN_DET; /* «در نامه‌ای به X», «در این دیدار به X» */
        if (b->w1 + 1 == k->w0 && b->prep && !b->date && !paper && !this && r->cl->unit[b->w1 - 1] < 0) return true;
    }
    return k->w0 >= 2 && db_match_list(r->l, k->w0 - 2, r->li_leans, NULL) != NULL;
}

/* The one that phrase k opens with: «به رویترز», «به شبکه سی‌ان‌ان», «به خبرنگار الجزیره»; outlets too. */
static dabir_ref head_of(const db_rec *r, const db_chunk *k, bool outlet) {
    uint32_t w = k->w0;
    while (w + 1 < k->w1 && w < k->w0 + 2 && r->cl->unit[w] < 0 && db_match_list(r->l, w, r->li_outlet, NULL)) w++;
    int32_t u = r->cl->unit[w];
    if (u >= 0 && r->nm->m[u].kind == DABIR_OUTLET) return r->nm->m[u].entity;
    if (outlet) return DABIR_NONE;
    db_refset s;
    db_np_heads(r, k->w0, k->w1, &s);
    return s.n ? s.v[0] : DABIR_NONE;
}

/* «از طالبان می‌خواهیم …» in the words themselves. */
static dabir_ref asked_within(const db_rec *r, uint32_t clause, uint32_t w0, uint32_t w1) {
    for (uint32_t i = clause + 1; i < r->cl->s0[r->cl->c[clause].sent + 1]; i++) {
        const db_clause *c = &r->cl->c[i];
        if (c->verb < 0 || c->w0 < w0 || (uint32_t)c->verb >= w1) continue;
        const db_vlist *vl;
        uint32_t n = db_model_verb_lists(r->m, 0, r->l->w[c->verb].lemma, &vl);
        bool wish = false;
        for (uint32_t k = 0; k < n; k++) wish |= vl[k].list == r->li_say && strstr(vl[k].attr, "wish=1");
        if (!wish || (r->l->w[c->verb].person != 1 && r->l->w[c->verb].person != 4)) continue;
        for (uint32_t k = c->c0; k < c->c1; k++)
            if (r->cl->k[k].prep == r->f_from) return head_of(r, &r->cl->k[k], false);
    }
    return DABIR_NONE;
}

dabir_ref db_addressee(const db_rec *r, uint32_t clause, dabir_ref who, uint32_t w0, uint32_t w1) {
    const db_clause *c = &r->cl->c[clause];
    uint32_t talk = db_model_list(r->m, "talk-noun");
    dabir_ref a = DABIR_NONE;
    for (uint32_t i = c->c0; i < c->c1; i++) {
        const db_chunk *k = &r->cl->k[i];
        if (k->date || (c->v1 > c->v0 && k->w0 >= c->v0)) continue;
        if (k->prep == r->f_to && !hangs_on(r, c, i)) a = head_of(r, k, false);
        if (k->prep == r->f_with && i > c->c0 && k[-1].w1 + 1 == k->w0 && db_match_list(r->l, k[-1].w0, talk, NULL)) a = head_of(r, k, true); /* «در گفت‌وگو با ایسنا» */
        if (a >= 0 && a != who) return a;
    }
    return asked_within(r, clause, w0, w1);
}
