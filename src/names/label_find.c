/* label_find.c -- names of a document out of the labels of its words: spans, and what was named once is found again. */
#include "names/label_inside.h"

static uint32_t spans(const db_ne_doc *d, const uint8_t *label, const float *margin, db_ne_span *out) {
    uint32_t n = 0;
    for (uint32_t s = 0; s < d->n_sents; s++)
        for (uint32_t i = d->sent0[s]; i < d->sent0[s + 1];) {
            uint32_t e = i + 1, type = db_ne_type(label[i]);
            if (!type) {
                i++;
                continue;
            }
            float least = margin[i];
            for (; e < d->sent0[s + 1] && label[e] == type * 2; e++)
                if (margin[e] < least) least = margin[e];
            out[n++] = (db_ne_span){i, e, (uint8_t)type, least};
            i = e;
        }
    return n;
}

/* ---- names cut short ---- */

static bool open_part(const db_ne_word *w) { return w->shape > DB_NE_FINITE && w->shape != DB_NE_VERBAL && w->shape != DB_NE_DATE && !w->title && (!w->rule || w->rule == 1); }

/* A given name right before a name of a person, an unknown word or a listed surname right behind a given name, and «پور», «نژاد» written
 * apart belong to it. */
static void whole_persons(const db_ne_doc *d, uint8_t *label, uint32_t s0, uint32_t s1) {
    for (uint32_t i = s0; i < s1; i++) {
        if (label[i] != DB_NE_PER) continue;
        uint32_t e = i + 1;
        while (e < s1 && label[e] == DB_NE_PER_IN) e++;
        bool tail = i > s0 && !label[i - 1] && open_part(&d->w[i - 1]) && ne_gaz(&d->w[i], G_SUFFIX) && d->w[i - 1].like;
        bool given = i > s0 && !label[i - 1] && ne_gaz(&d->w[i - 1], G_GIVEN_SURE) && d->w[i - 1].like == 5 && open_part(&d->w[i - 1]);
        if (tail || given) label[i - 1] = DB_NE_PER, label[i] = DB_NE_PER_IN;
        if (e < s1 && !label[e] && open_part(&d->w[e])) {
            bool after_given = e == i + 1 && ne_gaz(&d->w[i], G_GIVEN_SURE) && d->w[i].like == 5 && d->w[e].like >= 4;
            if (after_given || (ne_gaz(&d->w[e], G_SUFFIX) && d->w[e].like)) label[e] = DB_NE_PER_IN, e++;
        }
        i = e - 1;
    }
}

/* ---- what was named once, found again ---- */

enum { LONGEST = 6 };

typedef struct known { uint64_t key; uint8_t type; } known; /* hash of the words of a name; a lone surname */

typedef struct table { known *k; uint32_t mask; } table;

static known *slot(const table *t, uint64_t key) {
    uint32_t i = (uint32_t)(key >> 24) & t->mask;
    while (t->k[i].key && t->k[i].key != key) i = (i + 1) & t->mask;
    return &t->k[i];
}

static uint64_t chain(uint64_t h, const db_ne_word *w) { return db_feat(h, w->h); }

static void learn(const db_ne_doc *d, const uint8_t *label, table *t) {
    for (uint32_t i = 0; i < d->n; i++) {
        uint32_t type = db_ne_type(label[i]), e = i + 1;
        if (!type || label[i] % 2 == 0) continue;
        uint64_t h = chain(1, &d->w[i]);
        for (; e < d->n && label[e] == type * 2; e++) h = chain(h, &d->w[e]);
        if (e - i < 2 || e - i > LONGEST) continue;
        *slot(t, h) = (known){h, (uint8_t)type};
        if (type == 1 && d->w[e - 1].like >= 4) {
            uint64_t last = chain(2, &d->w[e - 1]);
            *slot(t, last) = (known){last, 1};
        }
    }
}

/* May [i, e) become one name of the type? Only where nothing is named yet, or less of the same. */
static bool open_span(const db_ne_doc *d, const uint8_t *label, uint32_t i, uint32_t e, uint32_t type) {
    if (label[i] && label[i] % 2 == 0) return false;
    if (e < d->n && label[e] && label[e] % 2 == 0) return false;
    bool change = false;
    for (uint32_t x = i; x < e; x++) {
        if (label[x] && db_ne_type(label[x]) != type) return false;
        change |= label[x] != (x == i ? type * 2 - 1 : type * 2);
    }
    return change;
}

static void again_at(const db_ne_doc *d, uint8_t *label, const table *t, uint32_t i, uint32_t s1) {
    uint64_t h = chain(1, &d->w[i]);
    uint32_t best = 0, type = 0;
    for (uint32_t e = i + 1; e < s1 && e < i + LONGEST; e++) {
        h = chain(h, &d->w[e]);
        const known *k = slot(t, h);
        if (k->key) best = e + 1, type = k->type;
    }
    if (best && open_span(d, label, i, best, type))
        for (uint32_t x = i; x < best; x++) label[x] = (uint8_t)(x == i ? type * 2 - 1 : type * 2);
    if (best || label[i] || d->w[i].like < 4) return;
    if (i + 1 < s1 && db_ne_type(label[i + 1]) == 1) return;
    if (slot(t, chain(2, &d->w[i]))->key) label[i] = DB_NE_PER;
}

static void carry_over(db_arena *a, const db_ne_doc *d, uint8_t *label) {
    table t = {.mask = 64};
    while (t.mask < d->n * 2) t.mask *= 2;
    t.k = DB_NEW(a, known, t.mask);
    t.mask--;
    learn(d, label, &t);
    for (uint32_t s = 0; s < d->n_sents; s++)
        for (uint32_t i = d->sent0[s]; i < d->sent0[s + 1]; i++)
            if (d->w[i].shape >= DB_NE_NUMBER) again_at(d, label, &t, i, d->sent0[s + 1]);
}

uint32_t db_ne_find(db_arena *a, const dabir_model *m, const db_text *t, const db_tokens *k, const db_lang *l, db_str outlet, db_ne_span **out) {
    db_ne_doc d;
    db_ne_prepare(a, m, t, k, l, outlet, &d);
    uint8_t *label = DB_NEW(a, uint8_t, d.n + 1);
    float *margin = DB_NEW(a, float, d.n + 1);
    db_ne_label(a, m, &d, label, margin);
    for (uint32_t i = 0; i < d.n_sents; i++) whole_persons(&d, label, d.sent0[i], d.sent0[i + 1]);
    carry_over(a, &d, label);
    db_ne_style(&d, label);
    *out = DB_NEW(a, db_ne_span, d.n + 1);
    return spans(&d, label, margin, *out);
}

/* ---- into the rule system ---- */

/* Margins from which a name of several words, and one of a single word, becomes a mention. Chosen on news apart from the gold reports:
 * a single word is wrong too often below. */
static const float sure_name = 2, sure_lone = 25;

static bool open_word(const nm_work *k, uint32_t i) {
    return k->own[i] < 0 && k->tit[i] < 0 && !k->date[i] && k->l->w[i].kind == DB_T_WORD && !k->l->w[i].func;
}

static bool open_words(const nm_work *k, uint32_t w0, uint32_t w1) {
    for (uint32_t i = w0; i < w1; i++)
        if (!open_word(k, i)) return false;
    return true;
}

/* Sentences with words like names that the rules have left alone. */
static bool *worth_a_look(const nm_work *k, uint32_t *n) {
    bool *want = DB_NEW(k->a, bool, k->l->n_sents + 1);
    *n = 0;
    for (uint32_t s = 0; s < k->l->n_sents; s++) {
        for (uint32_t i = k->l->sent0[s]; i < k->l->sent0[s + 1] && !want[s]; i++) want[s] = k->like[i] >= 2 && open_word(k, i);
        *n += want[s];
    }
    return want;
}

void nm_label_persons(nm_work *k) {
    db_linear by;
    db_ne_doc d;
    uint32_t wanted;
    const bool *want = worth_a_look(k, &wanted);
    if (!wanted || !db_ne_model(k->m, &by)) return;
    nm_describe(k, &d);
    uint8_t *label = DB_NEW(k->a, uint8_t, d.n + 1);
    float *margin = DB_NEW(k->a, float, d.n + 1);
    db_ne_label_some(k->a, &by, &d, want, label, margin);
    db_ne_span *s = DB_NEW(k->a, db_ne_span, d.n + 1);
    uint32_t n = spans(&d, label, margin, s);
    for (uint32_t i = 0; i < n; i++) {
        if (s[i].type != 1 || s[i].w1 - s[i].w0 > 4 || !open_words(k, s[i].w0, s[i].w1)) continue;
        bool lone = s[i].w1 - s[i].w0 == 1;
        if (lone && !nm_recurs(k, s[i].w0)) continue; /* who is told of is named again */
        if (s[i].margin >= (lone ? sure_lone : sure_name)) nm_name(k, s[i].w0, s[i].w1, 0);
    }
}
