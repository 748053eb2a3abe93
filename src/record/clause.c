/* clause.c -- sentences to clauses. Persian is verb-final: a finite verb closes the clause that is open, که and other
 * subordinators open one inside it. A stack holds what is open; how many verbs are still to come decides whether a
 * clause behind a closed subordinate one goes on there or returns to its parent. */
#include "record/clause.h"

typedef struct work {
    db_arena *a;
    const dabir_model *m;
    const db_lang *l;
    const db_names *nm;
    db_clauses *out;
    uint32_t cap_c, cap_k;
    int32_t *of, *nve;
    uint32_t *verbs_left; /* [n_words + 1]: finite verbs from word i to the end of its sentence */
    uint16_t f_with, f_until, f_if, f_when, f_what, f_from, f_that, f_this_while;
    uint32_t lemma_do, lemma_be, lemma_become;
    uint32_t l_say, l_comp, l_by, l_paper, l_papers, l_but;
} work;

static bool verb_form(const db_word *w) {
    return w->lemma && w->tense != DB_INFINITIVE && w->tense != DB_PARTICIPLE && w->func != DB_FN_PREP && w->func != DB_FN_MODAL;
}

static bool is_finite(const work *k, uint32_t i) { return k->out->fin[i] != 0; }

/* Is a compound known whose non-verbal part ends before word i and whose verb is word v? */
static bool compound_with(const work *k, uint32_t i, uint32_t lemma) {
    const db_vlist *vl;
    if (k->nve[i] < 0) return false;
    const db_match *mt = &k->l->m[k->nve[i]];
    for (uint32_t e = 0; e < mt->n_e; e++)
        if (mt->e[e].cls == DB_C_NVE) {
            uint32_t n = db_model_verb_lists(k->m, mt->e[e].id, lemma, &vl);
            for (uint32_t x = 0; x < n; x++)
                if (!vl[x].via) return true;
        }
    return false;
}

static bool known_compound(const work *k, uint32_t i, uint32_t v) { return compound_with(k, i, k->l->w[v].lemma); }

/* Does the non-verbal part that ends before word i make with verb word v a verb of reporting? i == v: the verb alone. */
static bool reports(const work *k, uint32_t i, uint32_t v) {
    const db_vlist *vl;
    const db_match *mt = k->nve[i] >= 0 ? &k->l->m[k->nve[i]] : NULL;
    for (uint32_t e = 0; e <= (mt ? mt->n_e : 0); e++) {
        if (e > 0 && mt->e[e - 1].cls != DB_C_NVE) continue;
        uint32_t n = db_model_verb_lists(k->m, e ? mt->e[e - 1].id : 0, k->l->w[v].lemma, &vl);
        for (uint32_t x = 0; x < n; x++)
            if (!vl[x].via && (vl[x].list == k->l_say || vl[x].list == k->l_comp)) return true;
    }
    return false;
}

/* «در این بیانیه آمده: …» */
static bool paper_says(const work *k, uint32_t i) {
    const db_vlist *vl;
    uint32_t n = db_model_verb_lists(k->m, 0, k->l->w[i].lemma, &vl);
    for (uint32_t x = 0; x < n; x++)
        if (vl[x].list == k->l_paper) return k->nve[i] < 0 || !known_compound(k, i, i);
    return false;
}

/* Is the verb word i by itself one that reports, whatever follows it («افزود», not «دانست»)? */
static bool reports_alone(const work *k, uint32_t i) {
    const db_vlist *vl;
    uint32_t n = db_model_verb_lists(k->m, 0, k->l->w[i].lemma, &vl);
    for (uint32_t x = 0; x < n; x++)
        if (vl[x].list == k->l_say && !strstr(vl[x].attr, "weak") && !strstr(vl[x].attr, "wish")) return true;
    return false;
}

enum { TRIGGERS = 16, PREP_WORDS = 3 };

/* Does word w stand within a phrase that a preposition just before it opens («به میز | مذاکره»)? */
static bool in_prep_phrase(const db_lang *l, uint32_t floor, uint32_t w) {
    for (uint32_t i = w; i-- > floor && w - i <= PREP_WORDS;) {
        const db_word *k = &l->w[i];
        if (k->func == DB_FN_PREP) return w - i > 1;
        if (k->func || k->punct || k->lemma) return false;
    }
    return false;
}

/* «خواستار … شده و»: a non-verbal part before word `stop` that stands apart from word v in clause `cur`. */
static bool parted_compound(const work *k, int32_t cur, uint32_t v, uint32_t stop) {
    const db_vlist *vl;
    for (uint32_t w = stop; w-- > k->out->c[cur].w0;) {
        if (k->of[w] != cur || (stop != v && w > 0 && k->l->w[w - 1].func == DB_FN_PREP)) continue;
        for (uint32_t i = k->l->m0[w]; i < k->l->m0[w + 1]; i++)
            for (uint32_t e = 0; e < k->l->m[i].n_e; e++) {
                if (k->l->m[i].e[e].cls != DB_C_NVE) continue;
                uint32_t n = db_model_verb_lists(k->m, k->l->m[i].e[e].id, k->l->w[v].lemma, &vl);
                for (uint32_t x = 0; x < n; x++)
                    if ((vl[x].flags & 1) && !vl[x].via) return true;
            }
    }
    return false;
}

/* A participle that tells what was done, not a noun or adjective («هفته گذشته», «در این نوشته»). */
static bool deed_of(const work *k, uint32_t i) {
    for (uint32_t d = 0; d < k->l->n_dates; d++)
        if (k->l->d[d].w0 <= i && i < k->l->d[d].w1) return false;
    const db_word *b = &k->l->w[i - 1];
    return b->func != DB_FN_DET && b->func != DB_FN_PREP && b->func != DB_FN_KE && b->func != DB_FN_SUBORD;
}

/* «X که … صحبت می‌کرد تاکید کرد»: the verb of a clause that waits follows at once; nothing that is said opens with the past of a verb that reports. */
static bool verb_follows(const work *k, uint32_t i) {
    uint32_t end = i;
    for (uint32_t x = k->l->m0[i]; x < k->l->m0[i + 1]; x++)
        for (uint32_t e = 0; e < k->l->m[x].n_e; e++)
            if (k->l->m[x].e[e].cls == DB_C_NVE && k->l->m[x].w1 > end) end = k->l->m[x].w1;
    return k->l->w[end].sent == k->l->w[i].sent && is_finite(k, end) && k->l->w[end].tense != DB_PRESENT && reports(k, end, end);
}

/* «X تاکید کرده اگر …», «ابراز آمادگی کرده اما گفته …»: a participle of reporting whose auxiliary is left out. Alone it is also a noun («گفته مقامات»):
 * then it needs a joint before it. */
static bool told_participle(const work *k, uint32_t i, uint32_t j, int32_t cur) {
    const db_word *w = &k->l->w[i], *x = w + 1;
    if (x->lemma || x->func == DB_FN_RA || x->func == DB_FN_AND || x->punct) return false;
    if (k->verbs_left[i + 1] == 0) return x->func == DB_FN_BUT && reports(k, j, i);
    if (k->nve[j] >= 0 && k->l->m[k->nve[j]].w0 >= k->out->c[cur].w0) return w->lemma != k->lemma_become && known_compound(k, j, i) && reports(k, j, i);
    return i > 0 && (w[-1].func == DB_FN_BUT || (w[-1].func == DB_FN_AND && k->out->c[cur].w0 + 1 >= i)) && reports_alone(k, i);
}

/* Is the next finite verb from word i on a subjunctive, with no clause opened before it? */
static bool wanted_next(const work *k, uint32_t i, uint32_t end) {
    for (; i < end; i++) {
        const db_word *w = &k->l->w[i];
        if (w->func == DB_FN_KE || w->func == DB_FN_SUBORD || w->func == DB_FN_MODAL || (w->punct && w->punct != DB_P_COMMA && w->punct < DB_P_QUOTE_OPEN)) return false;
        if (is_finite(k, i)) return w->tense == DB_SUBJUNCTIVE;
    }
    return false;
}

/* Participles close a clause («… را محکوم کرده، بر … تاکید کردند») when a joint follows and they carry a known compound; those of reporting
 * verbs also before که and at the end of the sentence («اعلام کرده که …»: the auxiliary is left out). */
static bool closing_participle(const work *k, uint32_t i, uint32_t end, int32_t cur) {
    const db_word *w = &k->l->w[i];
    if (!w->lemma || w->tense != DB_PARTICIPLE || i == 0) return false;
    uint32_t j = i;
    while (j > 0 && k->l->w[j - 1].func == DB_FN_ADV) j--;
    const db_word *x = i + 1 < end ? w + 1 : NULL;
    if (!x || x->func == DB_FN_KE || x->punct == DB_P_COLON || x->punct == DB_P_STOP || (x->fid && x->fid == k->f_until)) return reports(k, j, i) || (x && x->punct == DB_P_COLON && paper_says(k, i));
    if (x->func == DB_FN_RA && k->out->c[cur].type != DB_CL_MAIN && k->out->c[cur].parent >= 0 && k->out->c[k->out->c[cur].parent].verb < 0 && k->verbs_left[i + 1] > 0 && deed_of(k, i)) return true; /* «ادعای X مبنی بر این‌که … مانده را … خواند» */
    if (told_participle(k, i, j, cur)) return true;
    if (!x->punct && x->func != DB_FN_AND && reports(k, j, i) && deed_of(k, i) && wanted_next(k, i + 1, end)) return true; /* «از او خواسته تا … رفع کند» */
    const db_clause *o = &k->out->c[cur];
    bool waits = o->type != DB_CL_MAIN && o->parent >= 0 && k->out->c[o->parent].verb < 0;
    if (waits && w->lemma != k->lemma_be && (is_finite(k, i + 1) || verb_follows(k, i + 1)) && !known_compound(k, i + 1, i + 1) && deed_of(k, i)) return true; /* «بیانیه‌ای که … قرار گرفته می‌گوید» */
    if (x->punct == DB_P_COMMA && o->type != DB_CL_MAIN && o->parent >= 0 && k->out->c[o->parent].verb < 0 && k->verbs_left[i + 1] > 0 && deed_of(k, i))
        return true; /* «وی که … بوده، گفت»: the clause that waits takes what follows */
    bool joint = x->punct == DB_P_COMMA || x->func == DB_FN_AND || (x->func == DB_FN_PREP && w->lemma != k->lemma_become && (w->lemma == k->lemma_do || reports(k, j, i))); /* but «تفاهم به دست آمده در …» */
    if (!joint || k->verbs_left[i + 1] == 0) return false;
    if (x->func == DB_FN_AND && parted_compound(k, cur, i, i)) return true;
    for (uint32_t v = k->out->c[cur].w0; x->func == DB_FN_AND && v < i; v++) /* «آن را نقض قطعنامه خوانده و …», «راه را نبسته و …» */
        if (k->l->w[v].func == DB_FN_RA && k->of[v] == cur && k->nve[j] < 0 && (reports(k, i, i) || (w->flags & DB_WF_NEG))) return true;
    return k->nve[j] >= 0 && known_compound(k, j, i);
}

/* Does «با X» stand right before word i? */
static bool behind_with(const work *k, uint32_t i, uint32_t begin) {
    for (uint32_t j = i; j-- > begin && i - j < 14;) {
        const db_word *w = &k->l->w[j];
        if (w->func == DB_FN_PREP) return w->fid == k->f_with && j + 1 < i;
        if (w->lemma || w->func == DB_FN_RA || w->func == DB_FN_KE || w->func == DB_FN_SUBORD || (w->punct && w->punct != DB_P_COMMA && w->punct < DB_P_QUOTE_OPEN)) return false;
    }
    return false;
}

/* Does an object marked by را stand before verb word v? */
static bool object_follows(const work *k, uint32_t from, uint32_t v) {
    for (uint32_t w = from; w < v; w++)
        if (k->l->w[w].func == DB_FN_RA) return true;
    return false;
}

/* «… را تکذیب و اعلام کرد»: a non-verbal part before و whose light verb comes later; «… را محکوم و خواستار آن شد»: whose light verb is left
 * out (*lemma). Returns the later verb's word or -1. */
static int32_t gapped_verb(const work *k, uint32_t i, uint32_t end, uint16_t *lemma) {
    *lemma = 0;
    if (i + 1 >= end || k->l->w[i + 1].func != DB_FN_AND || k->nve[i + 1] < 0) return -1;
    const db_match *mt = &k->l->m[k->nve[i + 1]];
    if (mt->w1 != i + 1) return -1;
    uint32_t v = i + 2;
    while (v < end && !is_finite(k, v)) v++;
    if (v >= end) return -1;
    /* what stands before must be a complement of it: را or a preposition earlier, not the noun of a chain */
    if (mt->w0 == 0) return -1;
    const db_word *b = &k->l->w[mt->w0 - 1];
    if (v > i + 2 && k->nve[v] >= 0 && k->l->m[k->nve[v]].w0 == i + 2 && b->func != DB_FN_RA && !(reports(k, i + 1, v) && reports(k, v, v))) return -1; /* «بحث و بررسی کردند» */
    if (b->func == DB_FN_PREP || b->func == DB_FN_DET || k->nm->at[mt->w0] >= 0) return -1;
    bool other = k->l->w[v].lemma == k->lemma_become || !known_compound(k, i + 1, v); /* nothing becomes with an object */
    bool met = other && b->func != DB_FN_RA && behind_with(k, mt->w0, k->l->sent0[b->sent]); /* «با X دیدار و … را بررسی کردند» */
    if ((b->func == DB_FN_RA || met) && other && compound_with(k, i + 1, k->lemma_do)) {
        *lemma = (uint16_t)k->lemma_do;
        return (int32_t)v;
    }
    uint32_t j = v; /* and what follows و must be a compound of the same verb too */
    while (j > i + 2 && k->l->w[j - 1].func == DB_FN_ADV) j--;
    if (!known_compound(k, j, v) || k->l->m[k->nve[j]].w0 <= i + 1) return object_follows(k, i + 2, v) && behind_with(k, mt->w0, k->l->sent0[b->sent]) && known_compound(k, i + 1, v) ? (int32_t)v : -1;
    return known_compound(k, i + 1, v) ? (int32_t)v : -1;
}

static int32_t new_clause(work *k, uint32_t sent, uint32_t w0, uint8_t type, int32_t parent, int32_t prev) {
    db_clause c = {.sent = sent, .w0 = w0, .w1 = w0, .verb = -1, .v0 = w0, .v1 = w0, .parent = parent, .prev = prev, .type = type, .subject = -1};
    DB_PUSH(k->a, k->out->c, k->out->n, k->cap_c) = c;
    return (int32_t)k->out->n - 1;
}

static void index_nve(work *k) {
    uint32_t n = k->l->n_words;
    k->nve = DB_NEW(k->a, int32_t, n + 2);
    for (uint32_t i = 0; i <= n; i++) k->nve[i] = -1;
    for (uint32_t i = 0; i < k->l->n_matches; i++) {
        const db_match *mt = &k->l->m[i];
        bool is = false;
        for (uint32_t e = 0; e < mt->n_e; e++) is |= mt->e[e].cls == DB_C_NVE;
        if (is && (k->nve[mt->w1] < 0 || k->l->m[k->nve[mt->w1]].w0 > mt->w0)) k->nve[mt->w1] = (int32_t)i;
    }
}

/* «از X خواست به … پایان دهد»: a form of خواستن between the one asked and a subjunctive is the verb, not the noun. */
static bool asks(const work *k, uint32_t i) {
    const db_word *w = &k->l->w[i];
    const db_vlist *vl;
    bool calls = false, from = false;
    uint32_t n = db_model_verb_lists(k->m, 0, w->lemma, &vl);
    for (uint32_t x = 0; x < n; x++) calls |= vl[x].list == k->l_say && strstr(vl[x].attr, "call_for");
    for (uint32_t j = i; calls && !from && j-- > 0 && i - j < 12 && k->l->w[j].sent == w->sent && !k->l->w[j].lemma;) from = k->l->w[j].func == DB_FN_PREP && k->l->w[j].fid == k->f_from;
    for (uint32_t j = i + 1; from && j < k->l->n_words && k->l->w[j].sent == w->sent; j++)
        if (verb_form(&k->l->w[j])) return k->l->w[j].tense == DB_SUBJUNCTIVE || k->l->w[j].tense == DB_PASTSUBJ;
    return false;
}

/* «افزود مردم … شده‌اند», «کشته شد گفته است»: a form that nothing but a verb can be here. */
static bool surely_verb(const work *k, uint32_t i, uint32_t n) {
    const db_word *w = &k->l->w[i];
    if (i == 0 || w[-1].sent != w->sent) return false;
    if (w->lemma == k->lemma_become && w[-1].tense == DB_PARTICIPLE && w[-1].lemma) return i + 1 < n && w[1].sent == w->sent && verb_form(w + 1);
    if (w->lemma == k->lemma_be) return i + 1 < n && w[1].sent == w->sent && verb_form(w + 1) && reports_alone(k, i + 1); /* «که … بود گفت» */
    if ((w->tense != DB_PAST && w->tense != DB_PERFECT) || !reports_alone(k, i)) return false;
    if (w[-1].func == DB_FN_QUANT || (i + 1 < n && (w[1].func == DB_FN_RA || w[1].func == DB_FN_PREP || verb_form(w + 1)))) return false;
    for (uint32_t j = i + 1; j < n && k->l->w[j].sent == w->sent; j++)
        if (verb_form(&k->l->w[j])) return true;
    return false;
}

/* A verb of coming into an organisation («پیوست», a noun too). */
static bool joins(const work *k, const db_word *w) {
    const db_vlist *v;
    uint32_t list = db_model_list(k->m, "member-accede"), n = db_model_verb_lists(k->m, 0, w->lemma, &v);
    for (uint32_t i = 0; i < n; i++)
        if (v[i].list == list) return true;
    return false;
}

/* Forms that are also nouns (روند، کرد، داد) count as verbs where a verb can stand: at the end of a clause or behind the non-verbal part
 * of a compound. */
static void find_finite(work *k) {
    uint32_t n = k->l->n_words;
    uint8_t *fin = DB_NEW(k->a, uint8_t, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        const db_word *w = &k->l->w[i];
        if (!verb_form(w)) continue;
        bool doubtful = (w->pos & (DB_POS_NOUN | DB_POS_ADJ)) && w->tense != DB_IMPERFECT && w->tense != DB_FUTURE;
        if (doubtful) {
            const db_word *x = i + 1 < n && k->l->w[i + 1].sent == w->sent ? w + 1 : NULL;
            bool end = !x || x->punct || x->func == DB_FN_AND || x->func == DB_FN_KE || x->func == DB_FN_SUBORD || x->func == DB_FN_BUT || (x->fid && x->fid == k->f_until) || (w->tense == DB_SUBJUNCTIVE && verb_form(x));
            uint32_t j = i;
            while (j > 0 && k->l->w[j - 1].func == DB_FN_ADV) j--;
            bool noun_here = i > 0 && (w[-1].func == DB_FN_DET || w[-1].func == DB_FN_PREP || (w[-1].func == DB_FN_ADV && w[-1].tok1 - w[-1].tok0 > 2)) && w[-1].sent == w->sent; /* «این نشست», «پیش از این نشست» */
            if (noun_here && x && (x->punct == DB_P_COLON || x->func == DB_FN_KE) && w[-1].func == DB_FN_ADV && reports_alone(k, i)) noun_here = false; /* «همچنین در ادامه افزود:» */
            bool closes = !x || x->punct == DB_P_STOP || x->punct == DB_P_SEMICOLON;
            if (noun_here && (closes || (end && joins(k, w))) && w[-1].fid && w[-1].fid == k->f_that && w->tense == DB_PAST) noun_here = false; /* «… به آن پیوست.»: the sentence needs its verb */
            doubtful = (noun_here && w->lemma != k->lemma_become) || /* «به آن شد» */ (!end && !known_compound(k, j, i) && !asks(k, i) && !surely_verb(k, i, n));
        }
        fin[i] = !doubtful;
    }
    k->out->fin = fin;
}

static void count_verbs(work *k) {
    uint32_t n = k->l->n_words;
    k->verbs_left = DB_NEW(k->a, uint32_t, n + 2);
    for (uint32_t i = n; i-- > 0;) {
        bool last = i + 1 == n || k->l->w[i + 1].sent != k->l->w[i].sent;
        k->verbs_left[i] = (last ? 0 : k->verbs_left[i + 1]) + (is_finite(k, i) ? 1u : 0u);
    }
}

/* Innermost ancestor-or-self that still waits for its verb. */
static int32_t open_one(const work *k, int32_t c) {
    while (c >= 0 && (k->out->c[c].verb >= 0 || k->out->c[c].heading)) c = k->out->c[c].parent;
    return c;
}
static uint32_t count_open(const work *k, int32_t c) {
    uint32_t n = 0;
    for (; c >= 0; c = k->out->c[c].parent) n += k->out->c[c].verb < 0 && !k->out->c[c].heading;
    return n;
}

static void close_clause(work *k, int32_t c, int32_t verb, uint32_t v0, uint32_t v1) {
    db_clause *x = &k->out->c[c];
    x->verb = verb;
    x->v0 = v0;
    x->v1 = v1;
}

/* «… که قرار است از X استفاده کند …»: a subjunctive right behind a closed clause completes it, unless a modal word makes it the parent's. */
static bool wants_verb(const work *k, const db_clause *c, uint32_t i) {
    if (i != c->v1) return false;
    for (uint32_t w = i; w < k->l->n_words && k->l->w[w].sent == c->sent; w++) {
        const db_word *x = &k->l->w[w];
        if (x->punct == DB_P_COMMA || x->func == DB_FN_MODAL || x->func == DB_FN_KE || x->func == DB_FN_SUBORD) return false;
        if (is_finite(k, w)) return x->tense == DB_SUBJUNCTIVE;
    }
    return false;
}

/* Which clause does word i (behind a closed clause `cur`) belong to? */
static int32_t after_closed(work *k, int32_t cur, uint32_t i, bool joined_and) {
    db_clause *c = &k->out->c[cur];
    uint32_t open = count_open(k, cur), left = k->verbs_left[i];
    int32_t up = open_one(k, cur);
    if (up >= 0 && !joined_and && left > open && wants_verb(k, c, i)) return new_clause(k, c->sent, i, c->type, c->parent, cur);
    if (up >= 0 && (left <= open || !joined_and)) return up;
    if (c->type == DB_CL_MAIN || c->type == DB_CL_SPEECH || joined_and || c->type == DB_CL_THAT)
        return new_clause(k, c->sent, i, c->type, c->parent, cur);
    /* a closed subordinate clause behind a closed parent: the next one stands beside the parent */
    int32_t p = c->parent;
    while (p >= 0 && k->out->c[p].type != DB_CL_MAIN && k->out->c[p].type != DB_CL_SPEECH && k->out->c[p].type != DB_CL_THAT) p = k->out->c[p].parent;
    if (p < 0) return new_clause(k, c->sent, i, DB_CL_MAIN, -1, cur);
    return new_clause(k, c->sent, i, k->out->c[p].type, k->out->c[p].parent, p);
}

static uint32_t nve_start(const work *k, uint32_t verb, int32_t cur) {
    uint32_t j = verb, floor = k->out->c[cur].w0;
    while (j > floor && k->l->w[j - 1].func == DB_FN_ADV && !known_compound(k, j, verb)) j--; /* «گرد هم | آمدند» */
    int32_t n = k->nve[j];
    if (n < 0 || k->l->m[n].w0 < floor) return verb;
    if (!reports(k, j, verb) && in_prep_phrase(k->l, floor, k->l->m[n].w0) && parted_compound(k, cur, verb, k->l->m[n].w0)) return verb; /* «خواستار … به میز مذاکره | شد» */
    if (k->l->m[n].w0 > floor && k->l->w[k->l->m[n].w0 - 1].func == DB_FN_DET && db_match_list(k->l, k->l->m[n].w0, k->l_papers, NULL)) return verb; /* «در این پیام | نوشته شده است» */
    return known_compound(k, j, verb) ? k->l->m[n].w0 : verb;
}

static bool subordinator(const db_word *w) { return w->func == DB_FN_KE || w->func == DB_FN_SUBORD; }

/* Does the quotation that opens at i hold a finite verb? Then it is speech and closes at *end. */
static bool speech_quote(const work *k, uint32_t i, uint32_t send, uint32_t *end) {
    bool verb = false;
    for (uint32_t j = i + 1; j < send; j++) {
        const db_word *w = &k->l->w[j];
        if (w->punct == DB_P_QUOTE_CLOSE || (w->punct == DB_P_QUOTE && k->l->w[i].punct == DB_P_QUOTE)) {
            *end = j;
            return verb;
        }
        verb |= is_finite(k, j);
    }
    *end = send;
    return verb;
}

typedef struct walk {
    uint32_t s, i, end;
    int32_t cur, quote_parent; /* clause in which a quotation began; -1: in none */
    uint32_t quote_begin, quote_end;
    bool joint_and;
} walk;

/* Does the clause report? `calls`: only a demand counts («خواست تا …»); `strong`: only verbs that need neither که nor a colon. */
static bool says(const work *k, int32_t clause, bool calls, bool strong) {
    const db_clause *c = &k->out->c[clause];
    db_vtrigger t[12];
    if (c->verb < 0) return false;
    uint8_t p = k->l->w[c->verb].person;
    if (!calls && (p == 1 || p == 2 || p == 4 || p == 5)) return false; /* «ادامه می‌دهیم» */
    for (uint32_t w = c->w0; w < c->v0 && !calls; w++)
        if (k->l->w[w].func == DB_FN_RA && k->of[w] == clause) return false; /* what is said stands there: «این را گفت، …» */
    uint32_t nt = db_verb_triggers(k->m, k->l, k->out, (uint32_t)c->verb, (uint32_t)clause, t, 12);
    for (uint32_t j = 0; j < nt; j++)
        for (uint32_t x = 0; x < t[j].n; x++)
            if (t[j].lists[x].list == k->l_say && (!calls || strstr(t[j].lists[x].attr, "call_for")) && (!strong || !strstr(t[j].lists[x].attr, "weak"))) return true;
    return false;
}

/* «خواهان آن است که …»: a part of the verb that stands apart takes the clause behind که. */
static bool demands(const work *k, int32_t clause) {
    const db_clause *c = &k->out->c[clause];
    db_vtrigger t[12];
    uint32_t nt = c->verb < 0 ? 0 : db_verb_triggers(k->m, k->l, k->out, (uint32_t)c->verb, (uint32_t)clause, t, 12);
    for (uint32_t j = 0; j < nt; j++)
        for (uint32_t x = 0; x < t[j].n; x++)
            if (t[j].lists[x].list == k->l_comp && (t[j].lists[x].flags & 1)) return true;
    return false;
}

static void open_sub(work *k, walk *q) {
    const db_word *w = &k->l->w[q->i];
    int32_t cur = q->cur;
    bool closed = k->out->c[cur].verb >= 0;
    if (w->func == DB_FN_SUBORD && w->fid && (w->fid == k->f_if || w->fid == k->f_when || w->fid == k->f_what) && closed && q->i == k->out->c[cur].v1 && says(k, cur, false, false)) { /* «نوشت اگر …»: که left out */
        q->cur = cur = new_clause(k, q->s, q->i, DB_CL_THAT, cur, -1);
        closed = false;
    }
    uint8_t type = w->func == DB_FN_SUBORD ? DB_CL_ADV : closed && q->i == k->out->c[cur].v1 ? DB_CL_THAT : DB_CL_REL;
    if (w->func == DB_FN_KE && closed && type == DB_CL_REL) type = DB_CL_THAT;
    if (type == DB_CL_THAT && k->l->w[k->out->c[cur].verb].lemma == k->lemma_be && k->out->c[cur].v1 - k->out->c[cur].v0 == 1 && !says(k, cur, false, false) && !demands(k, cur)) type = DB_CL_REL; /* «… سازمانی است که …» */
    int32_t c = new_clause(k, q->s, q->i, type, cur, -1);
    k->out->c[c].intro = w->fid;
    k->of[q->i] = c;
    q->cur = c;
}

/* Does word i follow the verb of `c` with nothing but a quotation mark between? */
static bool behind_verb(const work *k, const db_clause *c, uint32_t i) {
    uint8_t p = i > c->v1 ? k->l->w[c->v1].punct : 0;
    return i == c->v1 || (i == c->v1 + 1 && (p == DB_P_QUOTE || p == DB_P_QUOTE_OPEN));
}

/* «اعلام کرد تا زمانی که …, …»: until and a noun of time before که open what is said, they demand nothing. */
static bool as_long(const work *k, uint32_t i) {
    if (i + 2 < k->l->n_words && k->l->w[i + 1].func == DB_FN_DET && db_match_list(k->l, i + 2, db_model_list(k->m, "time-span"), NULL)) return true; /* «اعلام کرد تا این لحظه …» */
    for (uint32_t d = 0; d < k->l->n_dates; d++)
        if (k->l->d[d].w0 == i + 1) return true;
    for (uint32_t j = i + 1; j < k->l->n_words && j <= i + 2; j++)
        if (k->l->w[j].func == DB_FN_KE || k->l->w[j].func == DB_FN_SUBORD) return true;
    return false;
}

static void take_word(work *k, walk *q) {
    const db_word *w = &k->l->w[q->i];
    if (k->out->c[q->cur].verb >= 0) { /* something follows a closed clause */
        if (w->func == DB_FN_AND) {
            q->joint_and = true;
            return;
        }
        const db_clause *c0 = &k->out->c[q->cur];
        if (!q->joint_and && w->func != DB_FN_BUT && behind_verb(k, c0, q->i) && says(k, q->cur, w->fid && w->fid == k->f_until && !as_long(k, q->i), true) && !(open_one(k, q->cur) >= 0 && verb_follows(k, q->i))) q->cur = new_clause(k, q->s, q->i, DB_CL_THAT, q->cur, -1); /* که left out */
        else q->cur = after_closed(k, q->cur, q->i, q->joint_and);
        q->joint_and = false;
    }
    k->of[q->i] = q->cur;
    int32_t g;
    uint16_t lemma;
    if (is_finite(k, q->i) || closing_participle(k, q->i, q->end, q->cur)) close_clause(k, q->cur, (int32_t)q->i, nve_start(k, q->i, q->cur), q->i + 1);
    else if ((g = gapped_verb(k, q->i, q->end, &lemma)) >= 0) {
        close_clause(k, q->cur, g, k->l->m[k->nve[q->i + 1]].w0, q->i + 1);
        k->out->c[q->cur].lemma = lemma;
    }
}

/* «X گفت، …»: a comma right behind the verb that does what the colon does. */
static bool comma_speech(const work *k, const walk *q) {
    const db_clause *c = &k->out->c[q->cur];
    bool level = c->type == DB_CL_MAIN || ((c->type == DB_CL_THAT || c->type == DB_CL_REL) && open_one(k, q->cur) < 0 && c->parent >= 0 && k->l->w[k->out->c[c->parent].verb].lemma == k->lemma_be); /* also «این در حالی است که X گفت، …» */
    if (!level || c->verb < 0 || q->i != c->v1 || q->i + 1 >= q->end || !says(k, q->cur, false, false)) return false;
    const db_word *x = &k->l->w[q->i + 1];
    if (x->func == DB_FN_KE || x->func == DB_FN_BUT || x->func == DB_FN_AND) return false;
    return k->verbs_left[q->i + 1] > 0;
}

static void punct(work *k, walk *q) {
    const db_word *w = &k->l->w[q->i];
    k->of[q->i] = -1;
    if ((w->punct == DB_P_COLON && q->i + 1 < q->end) || (w->punct == DB_P_COMMA && comma_speech(k, q))) {
        uint8_t next = q->i + 1 < q->end ? k->l->w[q->i + 1].punct : 0;
        bool heads = w->punct == DB_P_COLON && k->out->c[q->cur].type == DB_CL_MAIN && k->out->c[q->cur].verb < 0;
        k->out->c[q->cur].heading = heads && next != DB_P_QUOTE_OPEN && next != DB_P_QUOTE;
        int32_t c = new_clause(k, q->s, q->i + 1, DB_CL_SPEECH, q->cur, -1);
        q->cur = c;
    } else if (w->punct == DB_P_QUOTE_OPEN || (w->punct == DB_P_QUOTE && q->quote_end != q->i)) {
        uint32_t e;
        if (speech_quote(k, q->i, q->end, &e) && q->quote_parent < 0) {
            q->quote_parent = q->cur;
            q->quote_begin = q->i;
            q->quote_end = e;
            if (k->out->c[q->cur].type != DB_CL_SPEECH || k->out->c[q->cur].w0 != q->i) q->cur = new_clause(k, q->s, q->i + 1, DB_CL_SPEECH, q->cur, -1);
        } else if (q->quote_parent < 0) {
            q->quote_end = e;
        }
    } else if (q->i == q->quote_end && q->quote_parent >= 0) {
        const db_clause *o = &k->out->c[q->quote_parent];
        bool all = o->verb < 0 && (o->type == DB_CL_ADV || o->type == DB_CL_REL) && o->parent >= 0 && k->out->c[o->parent].verb < 0 && q->quote_begin <= o->w0 + 1;
        q->cur = all ? o->parent : q->quote_parent; /* «با بیان اینکه «…»، گفت»: the quotation was all of the clause */
        q->quote_parent = -1;
        q->joint_and = false;
    }
}

static void sentence(work *k, uint32_t s) {
    walk q = {.s = s, .i = k->l->sent0[s], .end = k->l->sent0[s + 1], .quote_parent = -1, .quote_end = UINT32_MAX};
    if (q.i >= q.end) return;
    q.cur = new_clause(k, s, q.i, DB_CL_MAIN, -1, -1);
    for (; q.i < q.end; q.i++) {
        const db_word *w = &k->l->w[q.i];
        int32_t at = k->nm->at[q.i];
        if (w->punct && at < 0) punct(k, &q);
        else if (w->punct) {
            uint32_t e;
            k->of[q.i] = q.cur;
            if (w->punct == DB_P_QUOTE && q.i != q.quote_end && q.quote_parent < 0) speech_quote(k, q.i, q.end, &e), q.quote_end = e; /* the mark that closes it may stand outside of the name */
        }
        else if (at < 0 && w->fid && w->fid == k->f_this_while && k->out->c[q.cur].verb < 0 && q.i < k->l->sent0[s] + 3) k->of[q.i] = q.cur; /* «این در حالی است که X گفت، …»: a sentence like others */
        else if (at < 0 && subordinator(w) && !(w->func == DB_FN_SUBORD && q.i + 1 < q.end && w[1].punct == DB_P_COMMA)) open_sub(k, &q); /* but «هرچند، …» */
        else take_word(k, &q);
    }
}

/* Extents: a clause spans its own words and those nested in it. */
static void extents(work *k) {
    db_clause *c = k->out->c;
    for (uint32_t i = 0; i < k->out->n; i++) c[i].w1 = c[i].v1 > c[i].w0 ? c[i].v1 : c[i].w0;
    for (uint32_t w = 0; w < k->l->n_words; w++)
        if (k->of[w] >= 0) {
            db_clause *x = &c[k->of[w]];
            if (w < x->w0) x->w0 = w;
            if (w + 1 > x->w1) x->w1 = w + 1;
        }
}

/* Does a coordinated reporting clause open as the reporter's own: with its cue, a person, a pronoun or a preposition? */
static bool reporter_opens(const work *k, uint32_t clause, const db_vtrigger *t, uint32_t nt) {
    const db_clause *c = &k->out->c[clause];
    uint32_t stop = c->v0, own = 0, open = c->w0;
    for (uint32_t j = 0; j < nt; j++)
        if (t[j].w1 > t[j].w0 && t[j].w0 < stop) stop = t[j].w0; /* «و خواستار … شد» */
    for (uint32_t w = c->w0; w < stop; w++) own += k->l->w[w].func != DB_FN_ADV && k->of[w] == (int32_t)clause;
    while (open < c->v0 && (k->l->w[open].func == DB_FN_BUT || k->l->w[open].func == DB_FN_ADV)) open++; /* «، اما او گفت» */
    int32_t at = k->nm->at[open];
    if (own == 0 || k->l->w[open].func == DB_FN_PRON || k->l->w[open].func == DB_FN_PREP) return true;
    if (at < 0 && open > c->w0 && db_match_list(k->l, open, db_model_list(k->m, "actor-head"), NULL)) return true; /* «، ولی مقام‌های X … گفته‌اند» */
    if (db_match_list(k->l, open, db_model_list(k->m, "unnamed-official"), NULL)) return true; /* «و یکی از منابع اعلام کرد» */
    return at >= 0 && k->nm->m[at].kind != DABIR_PLACE && k->nm->m[at].kind != DABIR_OUTLET;
}

/* «گفت که X است و … گزارش خواهد داد / امیدوار است»: another mood or time than the report's is part of what was said. */
static bool another_time(const work *k, const db_clause *c, bool ke) {
    const db_word *v = &k->l->w[c->verb], *p = c->parent >= 0 && k->out->c[c->parent].verb >= 0 ? &k->l->w[k->out->c[c->parent].verb] : NULL;
    if (v->tense == DB_FUTURE || v->tense == DB_SUBJUNCTIVE || v->tense == DB_IMPERATIVE) return true;
    bool told = p && (p->tense == DB_PAST || p->tense == DB_PERFECT || p->tense == DB_PLUPERFECT || p->tense == DB_PARTICIPLE);
    return v->tense == DB_PRESENT && told && !(ke && k->l->w[c->w0].func == DB_FN_BUT && k->l->w[c->w0 + 1].func != DB_FN_PREP);
}

/* A coordinated clause behind «گفت که …» whose verb reports again is the reporter's, not part of what was said. */
static void lift_reports(work *k) {
    for (uint32_t i = 0; i < k->out->n; i++) {
        db_clause *c = &k->out->c[i];
        if (c->type != DB_CL_THAT || c->intro || c->verb < 0 || c->prev < 0) continue; /* coordinated ones only, not «گفت [که] …» */
        db_vtrigger t[12];
        uint32_t nt = db_verb_triggers(k->m, k->l, k->out, (uint32_t)c->verb, i, t, 12);
        bool says = false, ke = c->v1 < k->l->n_words && k->l->w[c->v1].func == DB_FN_KE;
        for (uint32_t j = 0; j < nt; j++)
            for (uint32_t x = 0; x < t[j].n; x++) says |= (t[j].lists[x].list == k->l_say && (ke || !strstr(t[j].lists[x].attr, "weak"))) || t[j].lists[x].list == k->l_comp;
        if (says && (another_time(k, c, ke) || !reporter_opens(k, i, t, nt))) continue;
        const db_entry *e;
        bool apart = k->l->w[c->w0].func == DB_FN_BUT && db_match_list(k->l, c->w0 + 1, k->l_but, &e); /* «، اما تاکنون …» */
        if (!says && !apart && !db_match_list(k->l, c->w0, k->l_by, &e)) continue; /* «… و به گفته وی …» */
        int32_t p = c->parent;
        c->type = p >= 0 ? k->out->c[p].type : DB_CL_MAIN;
        c->prev = p;
        c->parent = p >= 0 ? k->out->c[p].parent : -1;
    }
}

void db_clauses_find(db_arena *a, const dabir_model *m, const db_lang *l, const db_names *n, db_trees_of *t, db_clauses *out) {
    work k = {.a = a, .m = m, .l = l, .nm = n, .out = out};
    memset(out, 0, sizeof *out);
    k.l_say = db_model_list(m, "say");
    k.l_comp = db_model_list(m, "say-comp");
    k.l_papers = db_model_list(m, "paper-noun");
    k.l_but = db_model_list(m, "reporter-but");
    k.l_paper = db_model_list(m, "say-paper");
    k.l_by = db_model_list(m, "said-by");
    k.of = DB_NEW(a, int32_t, l->n_words + 1);
    out->of = k.of;
    for (uint32_t i = 0; i <= l->n_words; i++) k.of[i] = -1;
    index_nve(&k);
    k.f_until = (uint16_t)db_model_func(m, "until");
    k.f_with = (uint16_t)db_model_func(m, "with");
    k.f_from = (uint16_t)db_model_func(m, "from");
    k.f_if = (uint16_t)db_model_func(m, "if");
    k.f_when = (uint16_t)db_model_func(m, "when");
    k.f_this_while = (uint16_t)db_model_func(m, "this-while");
    k.f_what = (uint16_t)db_model_func(m, "what-that");
    k.f_that = (uint16_t)db_model_func(m, "that");
    k.lemma_do = db_model_do(m);
    k.lemma_be = db_model_be(m);
    k.lemma_become = db_model_become(m);
    find_finite(&k);
    count_verbs(&k);
    uint32_t *s0 = DB_NEW(a, uint32_t, l->n_sents + 1);
    for (uint32_t s = 0; s < l->n_sents; s++) {
        s0[s] = out->n;
        sentence(&k, s);
    }
    s0[l->n_sents] = out->n;
    out->of = k.of;
    out->s0 = s0;
    out->nve = k.nve;
    extents(&k);
    lift_reports(&k);
    db_chunks_find(a, m, l, n, t, out);
}

/* Does the non-verbal part with id `via` end right before word `stop`? («مورد حمله … قرار داد»: via قرار) */
static bool via_stands(const db_lang *l, uint32_t via, uint32_t stop, uint32_t floor) {
    for (uint32_t w = stop; w-- > floor && stop - w <= 4;)
        for (uint32_t i = l->m0[w]; i < l->m0[w + 1]; i++)
            for (uint32_t e = 0; l->m[i].w1 == stop && e < l->m[i].n_e; e++)
                if (l->m[i].e[e].cls == DB_C_NVE && l->m[i].e[e].id == via) return true;
    return false;
}

typedef struct trig {
    const dabir_model *m;
    const db_lang *l;
    uint32_t lemma, stop, floor;
    db_vtrigger *out;
    uint32_t n, cap, near; /* near: those whose parts stand together; once there are any, only parts with a via stand apart */
} trig;

/* Lists in which the phrase and the verb stand together; `apart`: other words stand between them. */
static void add_trigger(trig *t, const db_match *mt, bool apart) {
    for (uint32_t e = 0; e < mt->n_e; e++) {
        const db_vlist *vl;
        if (mt->e[e].cls != DB_C_NVE) continue;
        uint32_t c = db_model_verb_lists(t->m, mt->e[e].id, t->lemma, &vl);
        for (uint32_t k = 0; k < c && t->n < t->cap; k++) {
            if (apart && !vl[k].via && t->near) continue;
            if (vl[k].via ? !apart || mt->w1 > t->stop || !via_stands(t->l, vl[k].via, t->stop, t->floor) : apart && !(vl[k].flags & 1)) continue;
            t->out[t->n++] = (db_vtrigger){&vl[k], 1, mt->w0, mt->w1};
        }
    }
}

uint32_t db_verb_triggers(const dabir_model *m, const db_lang *l, const db_clauses *cs, uint32_t verb, uint32_t clause, db_vtrigger *out, uint32_t cap) {
    const db_clause *c = &cs->c[clause];
    trig t = {.m = m, .l = l, .lemma = (uint32_t)c->verb == verb && c->lemma ? c->lemma : l->w[verb].lemma, .floor = c->w0, .out = out, .cap = cap};
    t.stop = c->v1 > c->v0 && (uint32_t)c->verb == verb && c->v1 <= verb ? c->v1 : verb;
    bool gapped = t.stop != verb;
    while (t.stop > c->w0 && l->w[t.stop - 1].func == DB_FN_ADV && !(c->v0 < t.stop - 1 && c->v1 > c->v0 && (uint32_t)c->verb == verb)) t.stop--;
    for (uint32_t w = t.stop; w-- > c->w0 && t.stop - w <= 6;)
        for (uint32_t i = l->m0[w]; i < l->m0[w + 1]; i++)
            if (l->m[i].w1 == t.stop && !(w > c->w0 && w + 1 == t.stop && ((l->w[w - 1].func == DB_FN_PREP && l->w[w - 1].tok1 - l->w[w - 1].tok0 < 2) || (l->w[w - 1].func == DB_FN_DET && w > c->w0 + 1 && l->w[w - 2].func == DB_FN_PREP && c->v0 == verb)))) add_trigger(&t, &l->m[i], false); /* not «به توافق», but «در مقابل اعلام کرد» */
    t.near = t.n;
    uint32_t from = t.stop;
    if (t.n && (c->v0 == verb || gapped) && in_prep_phrase(l, c->w0, t.out[0].w0)) from = t.out[0].w0, t.near = 0; /* «خواستار بازگشت X به میز مذاکره شد» */
    uint32_t near = t.n;
    t.n = t.near;
    db_vtrigger kept[TRIGGERS];
    memcpy(kept, out, sizeof *kept * near);
    for (uint32_t w = from; !gapped && w-- > c->w0 && t.n == t.near;) { /* «خواستار … شد», «مورد حمله … قرار داد» */
        if (cs->of[w] != (int32_t)clause || (w > c->w0 && l->w[w - 1].func == DB_FN_PREP)) continue; /* not «متهم به | حمله … کرد» */
        for (uint32_t i = l->m0[w]; i < l->m0[w + 1] && t.n == t.near; i++)
            if (l->m[i].w1 <= t.stop) add_trigger(&t, &l->m[i], true);
    }
    if (t.n == t.near && near > t.n) memcpy(out, kept, sizeof *kept * near), t.n = near;
    const db_vlist *vl;
    uint32_t c1 = db_model_verb_lists(m, 0, t.lemma, &vl);
    for (uint32_t k = 0; k < c1 && t.n < cap && c->v1 > verb; k++) out[t.n++] = (db_vtrigger){&vl[k], 1, verb, verb};
    return t.n;
}
