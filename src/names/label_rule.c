/* label_rule.c -- labels by the rules alone: what the rule system names, with the nouns of places before them, and phrases behind the
 * head of an organisation. The model takes them as one feature of many, and learns from them in raw news where they are sure. */
#include "names/label_inside.h"

static bool free_span(const db_ne_doc *d, uint32_t w0, uint32_t w1) {
    for (uint32_t i = w0; i < w1; i++)
        if (d->w[i].tag) return false;
    return true;
}

static void put(db_ne_doc *d, uint32_t w0, uint32_t w1, uint32_t type) {
    for (uint32_t i = w0; i < w1; i++) d->w[i].tag = (uint8_t)(i == w0 ? type * 2 - 1 : type * 2);
}

static uint32_t type_of(const nm_x *x) {
    if (x->dead || x->flags & (DB_MF_DEMONYM | DB_MF_TITLE_ONLY | DB_MF_PRONOUN)) return 0;
    switch (x->kind) {
    case DABIR_PERSON: return 1;
    case DABIR_STATE: case DABIR_PLACE: return 3;
    default: return 2;
    }
}

/* May the word stand inside the name of an organisation, behind its head? */
static bool inside(const nm_work *k, const db_ne_doc *d, uint32_t i) {
    const db_ne_word *w = &d->w[i];
    int32_t o = k->own[i];
    if (o >= 0) return k->x[o].kind != DABIR_PERSON && k->x[o].kind != DABIR_OUTLET;
    if (k->tit[i] >= 0 || k->date[i] || w->shape <= DB_NE_FINITE || w->shape == DB_NE_VERBAL) return false;
    return true;
}

/* End of the organisation whose head is at w; w + 1 if nothing belongs to it. */
static uint32_t org_end(const nm_work *k, const db_ne_doc *d, uint32_t w) {
    uint32_t i = w + 1, n = d->n;
    while (i < n && i < w + 8 && nm_joined(k, i - 1, i)) {
        if (inside(k, d, i)) {
            int32_t o = k->own[i];
            uint32_t e = o >= 0 ? k->x[o].w1 : i + 1;
            i = e;
            if (o >= 0 && k->x[o].kind == DABIR_STATE && !(k->x[o].flags & DB_MF_DEMONYM)) break; /* the state closes it */
            continue;
        }
        if (k->l->w[i].func == DB_FN_AND && i + 1 < n && i > w + 1 && inside(k, d, i + 1) && k->own[i + 1] < 0 && ne_gaz(&d->w[w], G_PORTFOLIO) == false && d->w[i + 1].shape >= DB_NE_NOUN_ADJ) {
            i++;
            continue;
        }
        break;
    }
    return i;
}

static uint32_t match_end(const nm_work *k, uint32_t w, const char *list) {
    uint32_t id = db_model_list(k->m, list);
    const db_entry *e;
    const db_match *m = id ? db_match_list(k->l, w, id, &e) : NULL;
    return m ? m->w1 : w;
}

static void mentions(const nm_work *k, db_ne_doc *d) {
    for (uint32_t i = 0; i < d->n; i++) {
        int32_t o = k->own[i];
        uint32_t type = o >= 0 && k->x[o].w0 == i ? type_of(&k->x[o]) : 0;
        if (type) put(d, i, k->x[o].w1, type);
    }
}

static void listed(const nm_work *k, db_ne_doc *d) {
    static const struct { const char *list; uint8_t bit, type; } use[] = {{"ne-org", G_ORG, 2}, {"ne-loc", G_LOC, 3}};
    for (uint32_t u = 0; u < 2; u++)
        for (uint32_t i = 0; i < d->n; i++) {
            if (!ne_gaz(&d->w[i], use[u].bit) || d->w[i].tag) continue;
            uint32_t e = match_end(k, i, use[u].list);
            if (e > i && free_span(d, i, e)) put(d, i, e, use[u].type);
        }
}

static void organisations(const nm_work *k, db_ne_doc *d) {
    for (uint32_t i = 0; i < d->n; i++) {
        if (!ne_gaz(&d->w[i], G_ORG_HEAD) || (k->own[i] >= 0 && k->x[k->own[i]].kind == DABIR_PERSON)) continue;
        if (d->w[i].tag && d->w[i].tag != DB_NE_ORG) continue;
        uint32_t e = org_end(k, d, i);
        if (e > i + 1) {
            put(d, i, e, 2);
            if (e < d->n && d->w[e].tag && d->w[e].tag % 2 == 0) d->w[e].tag--;
            i = e - 1;
        }
    }
}

/* «وزیر» [امور خارجه ترکیه] */
static void ministries(const nm_work *k, db_ne_doc *d) {
    for (uint32_t t = 0; t < k->nt; t++) {
        const nm_title *x = &k->ti[t];
        if (x->cls != CL_MINISTER || x->p1 <= x->p0 + 1) continue;
        uint32_t e = x->t1 > x->p1 ? x->t1 : x->p1;
        put(d, x->p0 + 1, e, 2);
    }
}

/* «استان کرمان», «کشور عراق» */
static void place_nouns(const nm_work *k, db_ne_doc *d) {
    for (uint32_t i = 0; i + 1 < d->n; i++) {
        if (!ne_gaz(&d->w[i], G_LOC_HEAD) || d->w[i].tag) continue;
        uint32_t e = i + 1;
        if (d->w[e].tag == DB_NE_LOC) {
            for (e++; e < d->n && d->w[e].tag == DB_NE_LOC_IN; e++) {}
            put(d, i, e, 3);
        } else if (!d->w[e].tag && d->w[e].shape == DB_NE_UNKNOWN && nm_joined(k, i, e)) {
            put(d, i, e + 1, 3);
        }
    }
}

/* Words that join the name behind them. */
static void joins(const nm_work *k, db_ne_doc *d) {
    static const struct { const char *list; uint8_t type; } use[] = {{"ne-loc-head", 3}, {"ne-org-head", 2}, {"ne-person-lead", 1}};
    for (uint32_t u = 0; u < 3; u++) {
        uint32_t id = db_model_list(k->m, use[u].list);
        for (uint32_t i = 0; id && i < d->n; i++) {
            const db_entry *e;
            const db_match *m = db_match_list(k->l, i, id, &e);
            if (!m || (u < 2 && !nm_is(e->attr, "join", "1")) || k->l->w[i].flags & DB_WF_PLURAL) continue;
            uint32_t person = u == 1 && nm_is(e->attr, "person", "1") ? 8u : 0u;
            for (uint32_t x = i; x < m->w1; x++) d->w[x].join = (uint8_t)(use[u].type | (x > i ? 4u : 0u) | person);
        }
    }
}

static void title_only(const nm_work *k, db_ne_doc *d) {
    uint32_t id = db_model_list(k->m, "ne-title-only");
    for (uint32_t i = 0; id && i < d->n; i++) {
        const db_entry *e;
        const db_match *m = db_match_list(k->l, i, id, &e);
        bool alone = m && nm_is(e->attr, "alone", "1");
        for (uint32_t x = i; m && x < m->w1; x++) d->w[x].only = (uint8_t)(alone ? 1 : 2);
        if (m) i = m->w1 - 1;
    }
}

static void blessings(const nm_work *k, db_ne_doc *d) {
    uint32_t id = db_model_list(k->m, "ne-blessing");
    for (uint32_t i = 0; id && i < d->n; i++) {
        const db_entry *e;
        const db_match *m = db_match_list(k->l, i, id, &e);
        if (!m) continue;
        bool brackets = i && nm_punct(k, i - 1, DB_P_PAREN_OPEN) && nm_punct(k, m->w1, DB_P_PAREN_CLOSE);
        if (nm_is(e->attr, "short", "1") && !brackets) continue;
        uint32_t w0 = brackets ? i - 1 : i, w1 = brackets ? m->w1 + 1 : m->w1;
        for (uint32_t x = w0; x < w1; x++) d->w[x].only = 4;
    }
}

static void always(const nm_work *k, db_ne_doc *d) {
    uint32_t id = db_model_list(k->m, "ne-always");
    for (uint32_t i = 0; id && i < d->n; i++) {
        const db_match *m = db_match_list(k->l, i, id, NULL);
        for (uint32_t x = i; m && x < m->w1; x++) d->w[x].sure = x == i ? DB_NE_ORG : DB_NE_ORG_IN;
        if (m) i = m->w1 - 1;
    }
    for (uint32_t t = 0; t < k->nt; t++) {
        const nm_title *x = &k->ti[t];
        uint32_t e = x->t1 > x->p1 ? x->t1 : x->p1;
        if (x->cls != CL_MINISTER || x->p1 <= x->p0 + 1 || x->plural) continue;
        for (uint32_t i = x->p0 + 1; i < e; i++) d->w[i].sure = i == x->p0 + 1 ? DB_NE_ORG : DB_NE_ORG_IN;
    }
}

void nm_rule_labels(const nm_work *k, db_ne_doc *d) {
    joins(k, d);
    title_only(k, d);
    blessings(k, d);
    always(k, d);
    mentions(k, d);
    listed(k, d);
    organisations(k, d);
    ministries(k, d);
    place_nouns(k, d);
}
