/* countries.c -- countries in a row («A، B و C», each perhaps with its year), organisations in a row, and the words that may stand between. */
#include "record/countries.h"

const db_mention *db_mention_at(const db_rec *r, uint32_t w) { return w < r->l->n_words && r->nm->at[w] >= 0 ? &r->nm->m[r->nm->at[w]] : NULL; }

static bool seats(const db_rec *r, const db_ent *e) { /* a body that states are members of: شورای امنیت */
    return e->kind == DABIR_BODY && e->reg != UINT32_MAX && strstr(db_model_reg(r->m, e->reg)->flags, "seats");
}

dabir_ref db_kind_at(const db_rec *r, uint32_t w, dabir_kind kind) {
    const db_mention *m = db_mention_at(r, w);
    if (kind == DABIR_IGO && m && m->entity >= 0 && m->w0 < w && db_match_list(r->l, w - 1, r->li_member, NULL) && r->nm->e[m->entity].reg != UINT32_MAX) { /* «پنج عضو دائم شورای امنیت»: of what they are members */
        const db_reg *g = db_model_reg(r->m, r->nm->e[m->entity].reg);
        for (uint32_t i = 0; g->country && g->country[0] && i < r->nm->n_ents; i++)
            if (r->nm->e[i].code && strcmp(r->nm->e[i].code, g->country) == 0 && r->nm->e[i].kind == DABIR_BODY) return (dabir_ref)i;
    }
    if (kind == DABIR_IGO && m && m->entity >= 0 && seats(r, &r->nm->e[m->entity])) return m->entity;
    bool title = m && m->w0 < w && (kind == DABIR_IGO || db_match_list(r->l, m->w0, r->li_member, NULL)); /* «سران کشورهای عضو بریکس», «اعضای ناظر افغانستان و …»: inside the title */
    if (title && (kind == DABIR_STATE || m->entity < 0 || r->nm->e[m->entity].kind != kind))
        for (uint32_t i = db_mention_lower(r, w); i < r->nm->n_mentions && r->nm->m[i].w0 == w; i++)
            if (r->nm->m[i].entity >= 0 && r->nm->e[r->nm->m[i].entity].kind == kind) return r->nm->m[i].entity;
    if (!m || m->entity < 0 || r->nm->e[m->entity].kind != kind || (kind == DABIR_STATE && m->flags & DB_MF_DEMONYM)) return DABIR_NONE;
    return m->entity;
}

const db_date *db_date_over(const db_rec *r, uint32_t w) {
    for (uint32_t lo = 0, hi = r->l->n_dates; lo < hi;) {
        uint32_t mid = (lo + hi) / 2;
        if (r->l->d[mid].w0 <= w && w < r->l->d[mid].w1) return r->l->d[mid].from.iso[0] ? &r->l->d[mid] : NULL;
        if (r->l->d[mid].w0 > w) hi = mid;
        else lo = mid + 1;
    }
    return NULL;
}

bool db_joint(const db_word *w) { return w->func == DB_FN_AND || w->punct == DB_P_COMMA || w->func == DB_FN_OR; }

/* Behind a bracket that opens at w; w itself if none opens or it does not close soon. */
uint32_t db_past_bracket(const db_rec *r, uint32_t w, uint32_t end, const db_date **d) {
    if (w >= end || r->l->w[w].punct != DB_P_PAREN_OPEN) return w;
    for (uint32_t i = w + 1; i < end && i < w + 9; i++) {
        if (d && !*d) *d = db_date_over(r, i);
        if (db_kind_at(r, i, DABIR_STATE) >= 0) return w;
        if (r->l->w[i].punct == DB_P_PAREN_CLOSE) return i + 1;
    }
    return w;
}

/* Words before a country that belong to it: «کشورهای», numbers, line marks. */
static bool before_country(const db_rec *r, uint32_t w) {
    const db_word *x = &r->l->w[w];
    const db_entry *e;
    if (r->nm->at[w] >= 0) return false;
    return (x->pos & DB_POS_NUM) || x->func == DB_FN_QUANT || db_match_list(r->l, w, db_model_list(r->m, "state-noun"), &e) != NULL || db_match_list(r->l, w, db_model_list(r->m, "member-country"), &e) != NULL;
}

/* Behind the name of the country at w, which may stand inside a title. */
static uint32_t country_end(const db_rec *r, uint32_t w) {
    for (uint32_t i = db_mention_lower(r, w); i < r->nm->n_mentions && r->nm->m[i].w0 == w; i++)
        if (r->nm->m[i].kind == DABIR_STATE && r->nm->m[i].w1 > w) return r->nm->m[i].w1;
    const db_mention *m = db_mention_at(r, w);
    return m && m->w1 > w ? m->w1 : w + 1;
}

void db_run_behind(const db_rec *r, uint32_t w, uint32_t end, db_run *out) {
    out->n = 0, out->w0 = out->w1 = w;
    for (bool first = true; w < end && out->n < 48; first = false) {
        while (w < end && (before_country(r, w) || (r->l->w[w].punct && r->l->w[w].flags & DB_WF_LINE))) w++;
        dabir_ref s = db_kind_at(r, w, DABIR_STATE);
        if (s < 0) return;
        if (first) out->w0 = w;
        const db_date *d = NULL;
        out->v[out->n] = s;
        w = out->w1 = country_end(r, w);
        w = db_past_bracket(r, w, end, &d);
        if (!d && w + 1 < end) { /* «X در سال Z» */
            const db_date *x = r->l->w[w].fid == r->f_in ? db_date_over(r, w + 1) : db_date_over(r, w);
            if (x) d = x, w = x->w1;
        }
        out->date[out->n++] = d;
        bool more = w < end && r->l->w[w].flags & DB_WF_LINE && r->l->w[w].punct; /* a list of lines */
        while (w < end && db_joint(&r->l->w[w])) w++, more = true;
        if (!more) return;
    }
}

/* First word of an item of `list` that ends right before w; w if there is none. */
uint32_t db_item_before(const db_rec *r, uint32_t w, uint32_t begin, uint32_t list, const db_entry **item) {
    for (uint32_t k = w > begin + 3 ? w - 4 : begin; k < w; k++) {
        const db_match *m = db_match_list(r->l, k, list, item);
        if (m && m->w1 == w) return k;
    }
    return w;
}

/* «X (۱۹۶۲)», «X در سال Z»: back over a bracket or a date that ends before w. */
uint32_t db_back_over_date(const db_rec *r, uint32_t w, uint32_t begin, const db_date **d) {
    if (w > begin && r->l->w[w - 1].punct == DB_P_PAREN_CLOSE)
        for (uint32_t i = w - 1; i > begin && i + 8 > w; i--) {
            if (d && !*d) *d = db_date_over(r, i);
            if (db_kind_at(r, i, DABIR_STATE) >= 0) return w;
            if (r->l->w[i].punct == DB_P_PAREN_OPEN) return i;
        }
    const db_date *x = w > begin ? db_date_over(r, w - 1) : NULL;
    if (!x || x->w0 < begin) return w;
    if (d) *d = x;
    w = x->w0;
    return w > begin && r->l->w[w - 1].func == DB_FN_PREP ? w - 1 : w;
}

void db_run_before(const db_rec *r, uint32_t w, uint32_t begin, db_run *out) {
    out->n = 0, out->w0 = out->w1 = w;
    while (w > begin && out->n < 48) {
        const db_date *d = NULL;
        uint32_t b = db_back_over_date(r, w, begin, &d);
        dabir_ref s = b > begin ? db_kind_at(r, b - 1, DABIR_STATE) : DABIR_NONE;
        if (s < 0) break;
        if (!out->n) out->w1 = b;
        out->v[out->n] = s, out->date[out->n++] = d;
        w = out->w0 = db_mention_at(r, b - 1)->w0;
        while (w > begin && before_country(r, w - 1)) w = out->w0 = w - 1;
        bool more = false;
        while (w > begin && db_joint(&r->l->w[w - 1])) w--, more = true;
        if (!more) break;
    }
}

/* Organisations that follow: «عضو [در] Y و Z». */
void db_orgs_behind(const db_rec *r, uint32_t w, uint32_t end, db_orgs *o) {
    const db_entry *e;
    o->n = 0, o->w1 = w;
    for (uint32_t k = 0; k < 4 && w < end && db_kind_at(r, w, DABIR_IGO) < 0; k++, w++) {
        const db_word *x = &r->l->w[w];
        bool prep = x->func == DB_FN_PREP && (x->fid == r->f_in || x->fid == r->f_to || x->fid == r->f_from);
        const db_match *sits = db_match_list(r->l, w, db_model_list(r->m, "member-sits"), &e); /* «ناظر در نشست‌های Y» */
        if (!prep && !sits && x->func != DB_FN_DET && x->punct != DB_P_QUOTE_OPEN && !db_match_list(r->l, w, db_model_list(r->m, "igo-noun"), &e) && !(x->pos & DB_POS_ADJ && !x->lemma)) return;
        if (r->nm->at[w] >= 0) return;
    }
    while (w < end && o->n < 6) {
        dabir_ref g = db_kind_at(r, w, DABIR_IGO);
        if (g < 0) return;
        o->v[o->n++] = g;
        w = db_mention_at(r, w)->w1 > w ? db_mention_at(r, w)->w1 : w + 1;
        if (w < end && r->l->w[w].punct == DB_P_QUOTE_CLOSE) w++;
        w = db_past_bracket(r, w, end, NULL);
        o->w1 = w;
        if (w + 1 >= end || !db_joint(&r->l->w[w])) return;
        w++;
    }
}

/* The last organisation named before word w, at most `back` sentences ago. */
dabir_ref db_org_earlier(const db_rec *r, uint32_t w, uint32_t back) {
    uint32_t s = r->l->w[w].sent, from = r->l->sent0[s > back ? s - back : 0];
    dabir_ref o = DABIR_NONE;
    for (uint32_t at = db_mention_lower(r, from); at < r->nm->n_mentions && r->nm->m[at].w0 < w; at++)
        if (r->nm->m[at].entity >= 0 && r->nm->e[r->nm->m[at].entity].kind == DABIR_IGO) o = r->nm->m[at].entity;
    return o;
}

/* «X در کنار A، B و C عضو Y است»: X too. */
void db_run_company(const db_rec *r, uint32_t begin, db_run *out) {
    uint32_t a = out->w0;
    if (!out->n || a <= begin + 1 || r->l->w[a - 1].fid != r->f_with) return;
    while (a > begin && r->l->w[a - 1].fid == r->f_with) a--;
    if (a > begin && r->l->w[a - 1].punct == DB_P_COMMA) a--;
    db_run x;
    db_run_before(r, a, begin, &x);
    for (uint32_t i = 0; i < x.n && out->n < 48; i++) out->v[out->n] = x.v[i], out->date[out->n++] = NULL;
    if (x.n) out->w0 = x.w0;
}

/* Those who do what the clause tells, as countries and organisations: its subject, what the relative clause hangs on, the subject of what governs it. */
void db_doers(const db_rec *r, uint32_t clause, db_refset *out) {
    const db_clause *c = &r->cl->c[clause];
    db_refset s;
    *out = (db_refset){0};
    for (uint32_t step = 0; step < 3 && !out->n; step++) {
        s = (db_refset){0};
        int32_t ante = step == 1 ? db_antecedent(r, clause) : -1;
        if (step == 0) db_subject(r, clause, &s);
        else if (ante >= 0) db_np_heads(r, r->cl->k[ante].w0, r->cl->k[ante].w1, &s);
        else if (step == 2 && c->parent >= 0 && (c->type == DB_CL_THAT || c->type == DB_CL_ADV)) db_subject(r, (uint32_t)c->parent, &s);
        out->inherited = s.inherited || step > 0, out->w0 = s.w0, out->w1 = s.w1;
        for (uint32_t i = 0; i < s.n; i++)
            if (r->nm->e[s.v[i]].kind == DABIR_STATE || r->nm->e[s.v[i]].kind == DABIR_IGO) db_ref_add(r, out, s.v[i]);
    }
}
