/* body.c -- whose ministry, parliament, army: a body without a fixed owner takes the state named beside it, the state that the
 * report gave it elsewhere, or the outlet's own. «دولت روسیه» is the state itself. */
#include "names/work.h"

const char *nm_last_state(const nm_work *k, uint32_t w) {
    while (w-- > 0) {
        int32_t o = k->own[w];
        if (o < 0) continue;
        const nm_x *x = &k->x[o];
        if (x->dead) continue;
        if (x->kind == DABIR_STATE && !(x->flags & DB_MF_CAPITAL)) return x->code;
        if (x->kind == DABIR_BODY && x->inner && x->code && db_model_reg_by_code(k->m, DABIR_STATE, x->code) != NONE) return x->code;
        if (x->w0 < w) w = x->w0;
    }
    return NULL;
}

static bool is_gov(const nm_work *k, const nm_x *x) { return x->reg != NONE && nm_flag(db_model_reg(k->m, x->reg)->flags, "state"); }

/* The state beside the body: «… روسیه», «… روسی», «… این کشور», «… کشورمان». Returns its end, 0 if none. */
static uint32_t beside(nm_work *k, uint32_t w, bool gov, const char **code, int32_t *xi) {
    uint32_t n = k->l->n_words, end;
    const db_entry *e;
    *xi = -1;
    if (w >= n || k->l->w[w].sent != k->l->w[w - 1].sent) return 0;
    int32_t o = k->own[w];
    if (o >= 0 && k->x[o].w0 == w) {
        const nm_x *x = &k->x[o];
        if ((x->kind == DABIR_STATE && (gov || !(x->flags & DB_MF_CAPITAL))) /* «دولت رم» */ || x->kind == DABIR_IGO || (x->kind == DABIR_PLACE && x->code && x->reg != NONE)) {
            *code = x->code, *xi = o;
            return x->w1;
        }
    }
    if (o >= 0 && k->x[o].kind == DABIR_GROUP && k->x[o].w0 == w && k->x[o].reg != NONE) { /* «وزارت صحت حکومت طالبان» */
        const db_reg *g = db_model_reg(k->m, k->x[o].reg);
        if (nm_flag(g->flags, "government") && *g->country) {
            *code = g->country;
            return k->x[o].w1;
        }
    }
    if ((end = nm_item(k, w, L_HOME, &e)) != 0) {
        *code = nm_flag(e->attr, "this") || nm_flag(e->attr, "that") ? nm_last_state(k, w) : k->home;
        return *code ? end : 0;
    }
    return 0;
}

/* «دولت و مردم افغانستان»: the government of the state behind. */
static void joined_gov(nm_work *k, nm_x *x) {
    uint32_t w = x->w1;
    if (!is_gov(k, x) || w + 2 >= k->l->n_words || k->l->w[w].func != DB_FN_AND || k->own[w + 1] >= 0 || !(nm_has(k, w + 1, L_PLACE_NOUN) || (k->l->w[w + 1].pos & DB_POS_NOUN))) return;
    int32_t o = k->own[w + 2];
    if (o < 0 || k->x[o].w0 != w + 2 || k->x[o].kind != DABIR_STATE || k->l->w[w + 2].sent != k->l->w[w].sent) return;
    x->code = k->x[o].code, x->reg = k->x[o].reg, x->kind = DABIR_STATE;
}

static void own_body(nm_work *k, uint32_t i) {
    const char *code = NULL;
    int32_t xi;
    uint32_t behind = k->x[i].w1, adj = is_gov(k, &k->x[i]) ? nm_item(k, behind, L_GOV_ADJ, NULL) : 0; /* «دولت پیشین X» */
    uint32_t end = adj && k->l->w[adj - 1].sent == k->l->w[behind - 1].sent ? beside(k, adj, true, &code, &xi) : 0;
    if (!end) end = beside(k, behind, is_gov(k, &k->x[i]), &code, &xi);
    if (!end) {
        joined_gov(k, &k->x[i]);
        return;
    }
    if (xi >= 0) {
        k->x[xi].head = (int32_t)i;
        k->x[xi].flags |= DB_MF_NESTED;
        k->x[xi].lazy = false;
    }
    nm_x *x = &k->x[i];
    x->code = code;
    x->inner = x->w1;
    for (uint32_t w = x->w1; w < end; w++) k->own[w] = (int32_t)i;
    x->w1 = end;
    bool state = xi >= 0 ? k->x[xi].kind == DABIR_STATE : true; /* «وزارت صحت غزه»: a region's own */
    if (!is_gov(k, x) || !state) return;
    x->kind = DABIR_STATE;
    x->reg = xi >= 0 ? k->x[xi].reg : db_model_reg_by_code(k->m, DABIR_STATE, code);
}

/* «شهر مولوز», «ایالت "لارا"»: places that the register does not know. */
static void unknown_places(nm_work *k) {
    for (uint32_t w = 0; w + 1 < k->l->n_words; w++) {
        const db_entry *e;
        if (!nm_has(k, w, L_PLACE_NOUN) || k->own[w] >= 0 || nm_item(k, w, L_PLACE_NOUN, &e) != w + 1 || !nm_flag(e->attr, "name")) continue;
        uint32_t n = w + 1, q = nm_quote_open(k, n) ? nm_quote_end(k, n, 3) : 0, end = q ? q - 1 : n + 1;
        n += q != 0;
        if (end <= n || end > k->l->n_words || k->own[n] >= 0 || k->l->w[n].sent != k->l->w[w].sent) continue;
        if (!q && (k->like[n] < 1 || (end < k->l->n_words && k->like[end] >= 1 && k->own[end] < 0))) continue;
        bool plain = true;
        for (uint32_t i = n; i < end; i++) plain &= k->l->w[i].kind == DB_T_WORD && !k->l->w[i].func;
        bool titled = end + 1 < k->l->n_words && k->l->w[end].punct == DB_P_PAREN_OPEN && nm_has(k, end + 1, L_HEAD); /* «بندر الشمری (وزیر …)» */
        if (!plain || titled) continue;
        const nm_x *s = end + (q != 0) < k->l->n_words && k->own[end + (q != 0)] >= 0 ? &k->x[k->own[end + (q != 0)]] : NULL;
        nm_add(k, n, end, DABIR_PLACE, NONE, s && s->kind == DABIR_STATE ? s->code : NULL, 0);
    }
}

/* «دفتر دادستانی مبارزه با فساد ایتالیا»: a noun of office, some words, its state: a body that the register does not know. */
static void unknown_bodies(nm_work *k) {
    uint32_t n = k->l->n_words;
    for (uint32_t w = 0; w + 2 < n; w++) {
        uint32_t e = nm_item(k, w, L_BODY_NOUN, NULL), i = e;
        if (!e || k->own[w] >= 0 || (w > 0 && k->l->w[w - 1].func == DB_FN_DET && k->l->w[w - 1].sent == k->l->w[w].sent)) continue; /* «این سازمان حمله X …»: the one named before */
        while (i < n && i < e + 7 && k->l->w[i].sent == k->l->w[w].sent && k->own[i] < 0 && k->l->w[i].kind == DB_T_WORD && !nm_finite(k, i) && !k->date[i] &&
               (!k->l->w[i].func || ((k->l->w[i].func == DB_FN_AND || k->l->w[i].fid == k->fwith) && i > e)) && !nm_has(k, i, L_HEAD))
            i++;
        if (i == e || i >= n || k->l->w[i].sent != k->l->w[w].sent || k->own[i] < 0 || k->l->w[i - 1].func) continue;
        const nm_x s = k->x[k->own[i]];
        if (s.kind != DABIR_STATE || s.w0 != i || (s.flags & (DB_MF_CAPITAL | DB_MF_DEMONYM)) || !s.code) continue;
        uint32_t b = nm_add(k, w, s.w1, DABIR_BODY, NONE, s.code, 0);
        k->x[b].inner = i;
        w = s.w1 - 1;
    }
}

void nm_bodies(nm_work *k) {
    unknown_bodies(k);
    unknown_places(k);
    for (int gov = 1; gov >= 0; gov--) /* «کابینه دولت ژاپن»: the government first */
        for (uint32_t i = 0; i < k->nx; i++)
            if (k->x[i].kind == DABIR_BODY && k->x[i].reg != NONE && !k->x[i].code && is_gov(k, &k->x[i]) == gov) own_body(k, i);
    for (uint32_t i = 0; i < k->nx; i++) { /* «وزارت خارجه» alone: as the report said before or after, else the outlet's own */
        nm_x *x = &k->x[i];
        if (x->kind != DABIR_BODY || x->code || x->reg == NONE) continue;
        const char *code = NULL;
        for (uint32_t d = 1; d < k->nx && !code && d < 200; d++) {
            const nm_x *p = i >= d ? &k->x[i - d] : NULL, *q = i + d < k->nx ? &k->x[i + d] : NULL;
            if (p && p->reg == x->reg && p->kind == DABIR_BODY && p->code) code = p->code;
            else if (q && q->reg == x->reg && q->kind == DABIR_BODY && q->code && q->w0 != x->w0) code = q->code;
        }
        x->code = code ? code : k->home;
        if (is_gov(k, x) && x->code) {
            x->kind = DABIR_STATE;
            x->lazy = true; /* «دولت» alone makes no state that the report does not name */
            x->reg = db_model_reg_by_code(k->m, DABIR_STATE, x->code);
        }
    }
}
