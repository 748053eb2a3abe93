/* series.c -- names without a title of their own: led by an honorific or a given name, subjects of a sentence, neighbours in a list,
 * and lists that share one plural title («A و B، وزیران خارجه ایران و پاکستان»). */
#include "names/work.h"

/* Are the words [w, e) name enough to stand without a title? */
static bool enough(const nm_work *k, uint32_t w, uint32_t e) {
    uint32_t strong = 0, listed = 0;
    bool common = (k->l->w[w].pos & (DB_POS_NOUN | DB_POS_ADJ)) != 0;
    for (uint32_t i = w; i < e; i++) {
        strong += nm_likeness(k, i) >= 2 || k->own[i] >= 0;
        listed += i > w && (k->l->w[i].pos & (DB_POS_SURNAME | DB_POS_GIVEN)) != 0;
    }
    if (e == w + 2 && nm_likeness(k, w + 1) < 1 && k->own[w + 1] < 0) { /* «حسن نیت», but «صادق چوبک» */
        bool pure = k->like[w] == 3 && !common;
        return (k->l->w[w + 1].pos & DB_POS_SURNAME) || (pure && nm_ends(k, e));
    }
    return e >= w + 2 && !(common && !listed) && strong * 2 >= e - w;
}

/* A surname and nothing else: of another country («اوباما»), or more than once in the report. */
static bool lone_surname(const nm_work *k, uint32_t w) {
    const db_word *x = &k->l->w[w];
    const db_entry *e = NULL;
    if (!(x->pos & DB_POS_SURNAME) || (x->pos & (DB_POS_NOUN | DB_POS_ADJ | DB_POS_GIVEN)) || k->like[w] != 3 || nm_len(k, w) < 4) return false;
    if (w + 1 < k->l->n_words && nm_joined(k, w, w + 1) && nm_likeness(k, w + 1) >= 2) return false; /* «احمدی لاشکی» */
    nm_item(k, w, L_SURNAME, &e);
    return (e && nm_flag(e->attr, "of")) || nm_recurs(k, w);
}

/* No loose word before w that might be a part of the name. */
static bool begins(const nm_work *k, uint32_t w) {
    if (!w || k->l->w[w - 1].sent != k->l->w[w].sent) return true;
    const db_word *p = &k->l->w[w - 1];
    return p->punct || p->func || k->own[w - 1] >= 0 || k->tit[w - 1] >= 0 || k->date[w - 1] || (p->pos & DB_POS_FREQUENT && nm_len(k, w - 1) > 2);
}

/* Names without a title beside them. */
static void free_name(nm_work *k, uint32_t w) {
    uint32_t h = nm_item(k, w, L_HONORIFIC, NULL), e;
    if (nm_thing_before(k, w)) return;
    if (h && h < k->l->n_words && nm_joined(k, w, h)) {
        if (nm_quoted_at(k, h, true) >= 0) return;
        e = nm_person_at(k, h) < 0 ? nm_forward(k, h, 1, true) : h;
        if (e > h) nm_name(k, h, e, 0);
        return;
    }
    if (nm_quote_open(k, w)) {
        nm_quoted_at(k, w, false);
        return;
    }
    if (nm_likeness(k, w) < (nm_has(k, w, L_COMMON) || nm_has(k, w, L_LEADER) ? -1 : 0) || k->own[w] >= 0) return;
    if (nm_given(k, w)) {
        e = nm_forward(k, w, 0, false);
        if (enough(k, w, e)) nm_name(k, w, e, 0);
        return;
    }
    if (nm_has(k, w, L_LEADER) && nm_likeness(k, w) >= 2 && (e = nm_forward(k, w, 2, false)) > w && nm_item(k, w, L_LEADER, NULL) == e && begins(k, w)) {
        nm_name(k, w, e, 0);
        return;
    }
    if (nm_likeness(k, w) < 2 && nm_has(k, w, L_LEADER) && (nm_subject_place(k, w) || k->l->w[w - 1].func == DB_FN_PREP || k->l->w[w - 1].func == DB_FN_AND) && nm_ends(k, w + 1) &&
        nm_lone_leader(k, w)) {
        nm_name(k, w, w + 1, 0);
        return;
    }
    if (lone_surname(k, w)) {
        nm_name(k, w, w + 1, 0);
        return;
    }
    bool lead = w && nm_has(k, w - 1, L_NAME_LEAD); /* «کابینه X», «دولت X» */
    if (!lead || nm_likeness(k, w) < 2) return;
    e = nm_forward(k, w, 2, false);
    if (e < k->l->n_words && nm_has(k, e, L_HOME)) return; /* «دولت شاهی آن کشور» */
    if (e > w && (e >= k->l->n_words || k->own[e] < 0)) nm_name(k, w, e, 0);
}

static bool line_start(const nm_work *k, uint32_t w) { return w == 0 || (k->l->w[w].flags & (DB_WF_LINE | DB_WF_PARA)); }

/* Two or more words unknown to the lexicon where a subject stands, and what follows goes on like a clause. */
static void unknown_subject(nm_work *k, uint32_t w) {
    if (nm_likeness(k, w) < 2 || !nm_subject_place(k, w)) return;
    uint32_t n = k->l->n_words, e = nm_forward(k, w, 2, line_start(k, w));
    if (e < w + 2 || e > w + 4 || e >= n) return;
    for (uint32_t i = w; i < e; i++)
        if (nm_likeness(k, i) < 2 && !(i == w + 1 && e == w + 2 && line_start(k, w) && k->l->w[e].func == DB_FN_KE)) return;
    const db_word *x = &k->l->w[e];
    if (!x->punct && x->func != DB_FN_PREP && x->func != DB_FN_ADV && x->func != DB_FN_KE && !k->date[e] && !nm_finite(k, e)) return;
    uint32_t xi = nm_name(k, w, e, 0); /* the array may move: no index before the call */
    k->x[xi].weak = true;
}

static bool separator(const nm_work *k, uint32_t w) {
    return w < k->l->n_words && (k->l->w[w].func == DB_FN_AND || k->l->w[w].punct == DB_P_COMMA || k->l->w[w].punct == DB_P_SEMICOLON);
}

/* End of the expression of person xi, title included. */
static uint32_t whole_end(const nm_work *k, uint32_t xi) {
    const nm_x *x = &k->x[xi];
    uint32_t e = x->w1;
    if (x->flags & DB_MF_QUOTED) e++;
    if (x->title >= 0 && k->ti[x->title].t1 > e) e = k->ti[x->title].t1;
    return e;
}

/* «…، تابو مکیزه از آفریقای جنوبی و …»: an unknown neighbour of a person in a list is one too. */
static void neighbour(nm_work *k, uint32_t xi) {
    uint32_t w = whole_end(k, xi), n = k->l->n_words;
    if (!separator(k, w)) return;
    while (w < n && separator(k, w)) w++;
    if (w >= n || k->own[w] >= 0 || k->tit[w] >= 0 || k->l->w[w].sent != k->l->w[k->x[xi].w0].sent) return;
    uint32_t e = nm_forward(k, w, 2, true);
    if (e < w + 2 || e >= n) return;
    if (separator(k, e) || k->l->w[e].fid == k->ffrom || k->tit[e] >= 0 || k->l->w[e].punct) nm_name(k, w, e, 0);
}

/* ---- one plural title for several names ---- */

enum { MAX_SHARE = 8 };

/* States of a plural title, in order. */
static uint32_t states_of(const nm_work *k, const nm_title *t, int32_t out[MAX_SHARE]) {
    uint32_t n = 0;
    for (uint32_t w = t->p0; w < t->t1 && n < MAX_SHARE; w++) {
        int32_t o = k->own[w];
        if (o >= 0 && k->x[o].w0 == w && k->x[o].kind == DABIR_STATE) out[n++] = o;
    }
    return n;
}

static int32_t name_ending(nm_work *k, uint32_t end) {
    int32_t o = nm_quoted_before(k, end);
    if (o >= 0 || !end) return o;
    o = nm_person_at(k, end - 1);
    if (o >= 0) return o;
    uint32_t w = nm_backward(k, end);
    if (w < end) { /* in a list of names a common word may open one («خو ون‌بین») */
        uint32_t v = w;
        while (v > 0 && end - v < 4 && nm_joined(k, v - 1, v) && nm_likeness(k, v - 1) >= -1) v--;
        if (v < w && v > 0 && separator(k, v - 1)) w = v;
    }
    return w < end ? (int32_t)nm_name(k, w, end, 0) : -1;
}

static uint32_t names_before(nm_work *k, const nm_title *t, int32_t out[MAX_SHARE]) {
    uint32_t w = t->t0, n = 0, s = k->l->w[t->t0].sent;
    for (uint32_t i = 0; i < 3 && w > 0 && (k->l->w[w - 1].punct == DB_P_COMMA || nm_has(k, w - 1, L_INTURN)); i++) w--;
    while (w > 0 && n < MAX_SHARE && k->l->w[w - 1].sent == s) {
        int32_t o = name_ending(k, w);
        if (o < 0) break;
        out[n++] = o;
        w = k->x[o].w0 - (k->x[o].flags & DB_MF_QUOTED ? 1u : 0u);
        if (w < 2 || !separator(k, w - 1)) break;
        w--;
    }
    for (uint32_t i = 0; i < n / 2; i++) { /* they were met from the last */
        int32_t x = out[i];
        out[i] = out[n - 1 - i], out[n - 1 - i] = x;
    }
    return n;
}

static uint32_t names_after(nm_work *k, const nm_title *t, int32_t out[MAX_SHARE]) {
    uint32_t w = t->t1, n = 0, len = k->l->n_words;
    if (w < len && k->l->w[w].punct == DB_P_COMMA) w++;
    while (w < len && n < MAX_SHARE && k->l->w[w].sent == k->l->w[t->t0].sent) {
        int32_t o = nm_quoted_at(k, w, true);
        if (o < 0) o = nm_person_at(k, w);
        if (o < 0) {
            uint32_t e = nm_forward(k, w, 2, true);
            if (e < w + 2) break;
            o = (int32_t)nm_name(k, w, e, 0);
        }
        out[n++] = o;
        w = k->x[o].w1 + (k->x[o].flags & DB_MF_QUOTED ? 1u : 0u);
        if (!separator(k, w)) break;
        w++;
    }
    return n;
}

static void share(nm_work *k, uint32_t ti) {
    int32_t st[MAX_SHARE], who[MAX_SHARE];
    uint32_t n = states_of(k, &k->ti[ti], st), m;
    if (n < 2) return;
    nm_title t = k->ti[ti];
    m = t.t0 ? names_before(k, &t, who) : 0;
    if (m != n) m = names_after(k, &t, who);
    if (m != n) return;
    for (uint32_t i = 0; i < n; i++) {
        nm_title one = t;
        one.plural = false, one.person = who[i], one.of_x = (uint32_t)st[i];
        one.of_code = k->x[st[i]].code, one.of_reg = k->x[st[i]].reg, one.known = true;
        if (k->x[who[i]].title < 0) k->x[who[i]].title = (int32_t)k->nt;
        DB_PUSH(k->a, k->ti, k->nt, k->capt) = one;
    }
    k->ti[ti].part = true;
}

void nm_free_names(nm_work *k) {
    for (uint32_t w = 0; w < k->l->n_words; w++)
        if (k->own[w] < 0 && k->tit[w] < 0) free_name(k, w);
    uint32_t nt = k->nt;
    for (uint32_t i = 0; i < nt; i++)
        if (k->ti[i].plural) share(k, i);
    for (uint32_t w = 0; w < k->l->n_words; w++) {
        int32_t o = k->own[w];
        if (o < 0 && k->tit[w] < 0) unknown_subject(k, w);
        o = k->own[w];
        if (o >= 0 && k->x[o].w0 == w && k->x[o].kind == DABIR_PERSON) neighbour(k, (uint32_t)o);
    }
}
