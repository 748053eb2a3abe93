/* label.c -- what is known of each word before it is labelled: lists, register, lexicon, the rule system's mentions, the nearest head of
 * an organisation, and what the report says of the same word elsewhere. */
#include "names/label_inside.h"

#include "learn/classes.h"

/* Lists and the bit that each sets. */
static const struct { const char *name; uint8_t bit; } lists[] = {
    {"ne-org", G_ORG}, {"ne-loc", G_LOC}, {"ne-org-head", G_ORG_HEAD}, {"ne-loc-head", G_LOC_HEAD}, {"ne-given", G_GIVEN}, {"given", G_GIVEN_SURE},
    {"ne-surname", G_SURNAME}, {"surname", G_SURNAME}, {"ne-before", G_BEFORE}, {"honorific", G_HONORIFIC}, {"ne-club", G_CLUB}, {"outlet-noun", G_MEDIA},
    {"title-head", G_TITLE}, {"portfolio", G_PORTFOLIO}, {"name-particle", G_PARTICLE}, {"leader", G_LEADER}, {"surname-suffix", G_SUFFIX},
};

enum { MAX_LISTS = 1024 };

static void list_bits(const nm_work *k, uint8_t *bit) {
    memset(bit, 0, MAX_LISTS);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        uint32_t id = db_model_list(k->m, lists[i].name);
        if (id && id < MAX_LISTS) bit[id] = (uint8_t)(lists[i].bit + 1);
    }
}

static void gazetteers(const nm_work *k, db_ne_word *w) {
    uint8_t bit[MAX_LISTS];
    list_bits(k, bit);
    for (uint32_t i = 0; i < k->l->n_matches; i++) {
        const db_match *m = &k->l->m[i];
        for (uint32_t j = 0; j < m->n_e; j++) {
            uint8_t b = m->e[j].cls == DB_C_LIST && m->e[j].list < MAX_LISTS ? bit[m->e[j].list] : 0;
            if (!b) continue;
            w[m->w0].gaz |= 1u << (b - 1);
            for (uint32_t x = m->w0 + 1; x < m->w1; x++) w[x].gaz |= 1u << (b - 1 + 16);
        }
    }
}

static uint32_t letters(const uint8_t *p, uint32_t n) {
    uint32_t v = 0;
    for (uint32_t i = 0; i < n; i++) v = v << 8 | p[i];
    return v;
}

static void spelling(const nm_work *k, uint32_t i, db_ne_word *w) {
    const uint8_t *p = nm_key(k, i);
    uint32_t n = nm_len(k, i);
    const db_word *x = &k->l->w[i];
    w->h = n ? db_hash(p, n) : 0x1000u + x->punct;
    if (x->kind == DB_T_NUMBER) w->h = 0x2000;
    if (n >= 2) w->p2 = letters(p, 2), w->s2 = letters(p + n - 2, 2);
    if (n >= 3) w->p3 = letters(p, 3), w->s3 = letters(p + n - 3, 3);
}

static void word_classes(const nm_work *k, db_ne_doc *d) {
    uint32_t bytes = 0;
    const void *p = db_model_section(k->m, DB_CLASSES_TAG, &bytes);
    db_classes c;
    if (!p || db_classes_open(p, bytes, &c, NULL) != DABIR_OK) return;
    for (uint32_t i = 0; i < d->n; i++) {
        uint16_t x[DB_CLASS_KINDS];
        if (!nm_len(k, i) || !db_classes_find(&c, nm_key(k, i), nm_len(k, i), x)) continue;
        d->w[i].cluster = x[DB_CLASS_FINE], d->w[i].coarse = x[DB_CLASS_COARSE], d->w[i].topic = x[DB_CLASS_TOPIC];
    }
}

static uint8_t shape(const nm_work *k, uint32_t i) {
    const db_word *x = &k->l->w[i];
    if (x->punct) return (uint8_t)(DB_NE_PUNCT - 1 + x->punct);
    if (x->kind == DB_T_NUMBER) return DB_NE_NUMBER;
    if (x->kind == DB_T_LATIN) return DB_NE_LATIN;
    if (x->kind == DB_T_OTHER) return DB_NE_SIGN;
    if (x->func) return (uint8_t)(DB_NE_FUNC - 1 + x->func);
    if (nm_finite(k, i)) return DB_NE_FINITE;
    if (x->lemma) return x->tense == DB_INFINITIVE ? DB_NE_INFINITIVE : DB_NE_VERBAL;
    bool noun = x->pos & DB_POS_NOUN, adj = x->pos & DB_POS_ADJ;
    uint8_t rare = x->pos & DB_POS_FREQUENT ? 0 : 1;
    if (k->date[i]) return DB_NE_DATE;
    if (!(x->pos & DB_POS_KNOWN)) return DB_NE_UNKNOWN;
    if (x->flags & DB_WF_PLURAL) return DB_NE_PLURAL;
    if (x->flags & DB_WF_EZAFE_Y) return DB_NE_EZAFE;
    return (uint8_t)((noun && adj ? DB_NE_NOUN_ADJ : noun ? DB_NE_NOUN : adj ? DB_NE_ADJ : DB_NE_ELSE) + rare);
}

static uint8_t rule_code(const nm_work *k, uint32_t i) {
    int32_t o = k->own[i];
    if (o < 0) return 0;
    const nm_x *x = &k->x[o];
    if (x->flags & DB_MF_DEMONYM) return 1;
    if (x->flags & (DB_MF_TITLE_ONLY | DB_MF_PRONOUN)) return 0;
    uint32_t v = 2 + x->kind * 2u + (i > x->w0 ? 1 : 0);
    if (x->kind == DABIR_PERSON && x->weak) v += 20;
    if (x->kind == DABIR_PERSON && x->title < 0 && !x->weak) v += 40;
    return (uint8_t)v;
}

static uint8_t title_code(const nm_work *k, uint32_t i) {
    int32_t t = k->tit[i];
    if (t < 0) return 0;
    const nm_title *x = &k->ti[t];
    if (i == x->t0) return (uint8_t)(2 + x->cls);
    return (uint8_t)(i >= x->t1 - 1 ? 41 : 40);
}

/* A class of few values: on it the change of labels depends. */
static uint8_t step_class(const db_ne_word *w) {
    uint32_t s;
    if (w->shape >= DB_NE_PUNCT && w->shape <= DB_NE_PUNCT_LAST) s = w->shape - (uint32_t)DB_NE_PUNCT;       /* 15 kinds of punctuation */
    else if (w->shape >= DB_NE_FUNC && w->shape <= DB_NE_FUNC_LAST) s = 15 + w->shape - (uint32_t)DB_NE_FUNC; /* 17 classes of function words */
    else if (w->shape >= DB_NE_NUMBER && w->shape <= DB_NE_SIGN) s = 32;
    else if (w->shape >= DB_NE_FINITE && w->shape <= DB_NE_VERBAL) s = 33;
    else s = 34 + w->like + (w->shape == DB_NE_UNKNOWN ? 6u : (w->shape & ~1) == DB_NE_ADJ ? 12u : w->shape == DB_NE_PLURAL || w->shape == DB_NE_EZAFE ? 18u : 0u);
    return (uint8_t)(s < DB_NE_CLASSES ? s : DB_NE_CLASSES - 1);
}

/* Inside quotation marks? 1 the first word, 2 further ones of a short quotation, 3 the last. */
static void quotes(const nm_work *k, db_ne_word *w) {
    for (uint32_t i = 0; i < k->l->n_words; i++) {
        if (!nm_quote_open(k, i)) continue;
        uint32_t e = nm_quote_end(k, i, 6);
        if (e <= i + 1) continue;
        for (uint32_t x = i + 1; x + 1 < e; x++) w[x].quote = (uint8_t)(x == i + 1 ? e == i + 3 ? 4 : 1 : x + 2 == e ? 3 : 2);
        i = e - 1;
    }
}

/* The last head of an organisation or place in the phrase so far: finite verbs, prepositions, stops end it. */
static void heads(const nm_work *k, db_ne_word *w) {
    uint32_t at = NONE;
    for (uint32_t i = 0; i < k->l->n_words; i++) {
        const db_word *x = &k->l->w[i];
        bool breaks = (x->flags & DB_WF_SENT) || (x->punct && x->punct != DB_P_COMMA && x->punct < DB_P_QUOTE_OPEN) ||
                      (x->func && x->func != DB_FN_AND && x->func != DB_FN_SUFFIX) || nm_finite(k, i);
        if (breaks) at = NONE;
        if (at != NONE && i - at < 10) {
            uint32_t d = i - at > 4 ? 4 : i - at;
            w[i].far = (uint8_t)(d + ((w[at].gaz >> G_ORG_HEAD) & 1u ? 8 : 0));
            w[i].head = w[at].h;
        }
        if ((w[i].gaz & (1u << G_ORG_HEAD)) || (w[i].gaz & (1u << G_LOC_HEAD))) {
            bool inner = at != NONE && i - at < 10 && (w[at].gaz & (1u << G_ORG_HEAD)) && !(w[i].gaz & (1u << G_ORG_HEAD));
            if (!inner) at = i;
        }
    }
}

/* ---- the same word elsewhere in the report ---- */

enum { SEEN_LAST = 1, SEEN_FIRST = 2, SEEN_ORG = 4, SEEN_LOC = 8, SEEN_TITLED = 16 };

typedef struct seen { uint64_t *key; uint8_t *v; uint32_t mask; } seen;

static uint8_t *seen_at(seen *s, uint64_t h) {
    uint32_t i = (uint32_t)(h >> 20) & s->mask;
    while (s->key[i] && s->key[i] != h) i = (i + 1) & s->mask;
    s->key[i] = h;
    return &s->v[i];
}

static void elsewhere(nm_work *k, db_ne_word *w) {
    uint32_t n = k->l->n_words;
    seen s = {.mask = 64};
    while (s.mask < n * 2) s.mask *= 2;
    s.key = DB_NEW(k->a, uint64_t, s.mask);
    s.v = DB_NEW(k->a, uint8_t, s.mask);
    s.mask--;
    for (uint32_t i = 0; i < n; i++) {
        int32_t o = k->own[i];
        bool person = o >= 0 && k->x[o].kind == DABIR_PERSON && !k->x[o].dead;
        if (person && !(k->x[o].flags & (DB_MF_TITLE_ONLY | DB_MF_PRONOUN))) {
            uint8_t v = (uint8_t)(i + 1 == k->x[o].w1 ? SEEN_LAST : SEEN_FIRST);
            if (k->x[o].title >= 0 || k->x[o].lead) v |= SEEN_TITLED;
            *seen_at(&s, w[i].h) |= v;
        }
        if (o >= 0 || !w[i].far || (w[i].far & 7) != 1 || w[i].shape < DB_NE_FINITE) continue;
        *seen_at(&s, w[i].h) |= (uint8_t)(w[i].far & 8 ? SEEN_ORG : SEEN_LOC);
    }
    for (uint32_t i = 0; i < n; i++)
        if (w[i].shape >= DB_NE_FINITE) w[i].doc = *seen_at(&s, w[i].h);
}

typedef struct tally { uint64_t key; uint16_t n[4]; } tally;

void db_ne_again(db_arena *a, db_ne_doc *d, const uint8_t *label) {
    uint32_t mask = 64;
    while (mask < d->n * 2) mask *= 2;
    tally *t = DB_NEW(a, tally, mask);
    uint32_t *at = DB_NEW(a, uint32_t, d->n + 1);
    mask--;
    for (uint32_t i = 0; i < d->n; i++) {
        const db_ne_word *w = &d->w[i];
        if (w->shape < DB_NE_FINITE || w->shape == DB_NE_DATE) continue;
        uint32_t k = (uint32_t)(w->h >> 20) & mask;
        while (t[k].key && t[k].key != w->h) k = (k + 1) & mask;
        t[k].key = w->h;
        at[i] = k;
        if (t[k].n[db_ne_type(label[i])] < UINT16_MAX) t[k].n[db_ne_type(label[i])]++;
    }
    for (uint32_t i = 0; i < d->n; i++) {
        db_ne_word *w = &d->w[i];
        w->again = 0;
        if (w->shape < DB_NE_FINITE || w->shape == DB_NE_DATE) continue;
        uint32_t n[4], mine = db_ne_type(label[i]), best = 1;
        for (uint32_t y = 0; y < 4; y++) n[y] = t[at[i]].n[y] - (y == mine ? 1u : 0u);
        if (n[2] > n[best]) best = 2;
        if (n[3] > n[best]) best = 3;
        if (n[best]) w->again = (uint8_t)(n[0] > n[best] ? 4 + best : 1 + best);
        else if (n[0]) w->again = 1;
    }
}

void nm_describe(nm_work *k, db_ne_doc *out) {
    uint32_t n = k->l->n_words;
    *out = (db_ne_doc){.n = n, .w = DB_NEW(k->a, db_ne_word, n + 1), .n_sents = k->l->n_sents, .sent0 = k->l->sent0};
    gazetteers(k, out->w);
    for (uint32_t i = 0; i < n; i++) {
        db_ne_word *w = &out->w[i];
        spelling(k, i, w);
        w->lex = (uint16_t)(k->l->w[i].pos & ~(DB_POS_INF | DB_POS_FUNC));
        w->shape = shape(k, i);
        w->rule = rule_code(k, i);
        w->title = title_code(k, i);
        w->like = (uint8_t)(k->like[i] + 2);
        w->cls = step_class(w);
    }
    word_classes(k, out);
    quotes(k, out->w);
    heads(k, out->w);
    elsewhere(k, out->w);
    nm_rule_labels(k, out);
}
