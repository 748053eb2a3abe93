/* event_hurt.c -- whom a deed without a named doer hits: the states whose people the victims are («دو خدمه که شهروند X بودند کشته شدند»), and
 * the state in which a blast with casualties happened. */
#include "record/event.h"

enum { OF_WORDS = 4, VICTIM_WORDS = 6 };

/* States of the people whom words of w-national name in [w0, w1): «شهروند X و Y», «سرباز آمریکایی». */
static void nationals(db_rec *r, uint32_t w0, uint32_t w1, db_refset *out) {
    uint32_t list = db_model_list(r->m, "w-national");
    const db_entry *e;
    for (uint32_t w = w0; w < w1; w++) {
        const db_match *m = db_match_list(r->l, w, list, &e);
        for (uint32_t i = m ? m->w1 : w1; i < w1 && i < m->w1 + OF_WORDS; i++) {
            if (r->l->w[i].func == DB_FN_PREP || r->l->w[i].punct) break;
            if (r->cl->unit[i] < 0) continue;
            db_refset in;
            db_np_heads(r, i, w1, &in);
            for (uint32_t k = 0; k < in.n; k++)
                if (r->nm->e[in.v[k]].kind == DABIR_STATE) db_ref_add(r, out, in.v[k]);
            break;
        }
    }
}

bool db_hit_nationals(db_rec *r, uint32_t w0, uint32_t w1, db_refset *out) {
    *out = (db_refset){.w0 = w0, .w1 = w1};
    nationals(r, w0, w1, out);
    return out->n > 0;
}

bool db_hit_killed(db_rec *r, uint32_t w, const db_refset *a, db_refset *out) {
    uint32_t end = r->l->sent0[r->l->w[w - 1].sent + 1], list = db_model_list(r->m, "w-death");
    const db_entry *e;
    *out = (db_refset){.w0 = w, .w1 = end};
    for (uint32_t i = w; i < end; i++) {
        const db_match *m = db_match_list(r->l, i, list, &e);
        for (uint32_t k = m ? m->w1 : end; k < end && k < m->w1 + OF_WORDS && !r->l->w[k].punct; k++) {
            if (r->l->w[k].func == DB_FN_PREP) break;
            if (r->cl->unit[k] < 0) continue;
            db_refset in;
            db_np_heads(r, k, end, &in);
            for (uint32_t j = 0; j < in.n; j++)
                if (!db_has_party(r, a, in.v[j])) db_ref_add(r, out, in.v[j]);
            return out->n > 0;
        }
    }
    return false;
}

/* Has the noun a doer behind it («انفجار … از سوی X», «حمله X»)? Then it is told by the rules for nouns. */
static bool has_doer(const db_rec *r, uint32_t w, uint32_t end) {
    for (uint32_t i = w; i < end && i < w + VICTIM_WORDS; i++) {
        if (r->l->w[i].fid == r->f_by) return true;
        if (r->l->w[i].func == DB_FN_PREP || r->l->w[i].punct || r->l->w[i].func == DB_FN_KE) return false;
        if (r->cl->unit[i] >= 0 && db_is_actor(r, r->nm->m[r->cl->unit[i]].entity)) return true;
    }
    return false;
}

bool db_hit_by_blast(db_rec *r, uint32_t clause, uint32_t w, db_refset *out, dabir_ref *place) {
    uint32_t sent = r->cl->c[clause].sent, end = r->l->sent0[sent + 1];
    const db_entry *e;
    *out = (db_refset){.w0 = w, .w1 = end};
    if (has_doer(r, w, end) || !db_list_in(r, w, end, db_model_list(r->m, "w-casualties"), &e)) return false;
    for (uint32_t i = w + 1; i < end && *place < 0; i++) { /* «در X», «در نزدیکی X»: the first place of a known state */
        int32_t u = r->nm->at[i];
        if (u < 0 || r->nm->m[u].w0 != i || r->nm->m[u].flags & DB_MF_DEMONYM) continue;
        const db_ent *x = r->nm->m[u].entity >= 0 ? &r->nm->e[r->nm->m[u].entity] : NULL;
        uint32_t b = i;
        while (b > w && i - b < 3 && r->l->w[b - 1].func != DB_FN_PREP) b--; /* «در خارج از فرودگاه X» */
        if (!x || !x->code || !x->code[0] || b == w || r->l->w[b - 1].func != DB_FN_PREP || (x->kind != DABIR_PLACE && x->kind != DABIR_STATE)) continue;
        *place = r->nm->m[u].entity;
        db_ref_add(r, out, *place);
    }
    if (*place < 0) return false;
    nationals(r, w, end, out);
    return out->n > 0;
}
