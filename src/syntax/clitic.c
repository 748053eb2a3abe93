/* clitic.c -- candidates for the clitics at the end of a written word, their features, and the choice (see clitic.h). */
#include "syntax/clitic.h"

#include "lang/model.h"

static void read_forms(const db_map *m, const char *which, struct db_clitic_forms *out) {
    db_str v = db_map_find(m, which, strlen(which));
    for (const char *p = v.p, *end = p ? p + v.n : p; p < end && out->n < DB_CLITIC_FORMS;) {
        const char *e = memchr(p, '\n', (size_t)(end - p));
        if (!e) break;
        uint8_t last = (uint8_t)e[-1] & 127;
        out->last[last >> 6] |= UINT64_C(1) << (last & 63);
        out->v[out->n++] = db_str_of(p, (size_t)(e - p));
        p = e + 1;
    }
}

bool db_clitics_open(const dabir_model *m, db_scheme scheme, db_clitics *x) {
    uint32_t n;
    db_map forms;
    *x = (db_clitics){.m = m};
    const void *p = db_model_section(m, "CLTC", &n);
    if (!p || !db_map_open(p, n, &forms)) return false;
    read_forms(&forms, "all", &x->forms);
    if (scheme == DB_INFORMAL) read_forms(&forms, "informal", &x->forms);
    p = db_model_section(m, DB_CLASSES_TAG, &n);
    db_classes_open(p, p ? n : 0, &x->cls, NULL);
    p = db_model_section(m, "CLIX", &n);
    if (!p || !db_map_open(p, n, &x->seen)) return false;
    p = db_model_section(m, "CLIT", &n);
    return p && db_linear_open(p, n, &x->w, NULL) == DABIR_OK;
}

/* ---- candidates ---- */

typedef struct maker {
    const db_clitic_word *w;
    db_clitic_cand *c;
    uint32_t n;
} maker;

static bool same_split(const db_split *a, const db_split *b) { return a->n == b->n && memcmp(a->at, b->at, a->n) == 0; }

static db_clitic_cand *have(maker *k, const db_split *s) {
    for (uint32_t i = 0; i < k->n; i++)
        if (same_split(&k->c[i].s, s)) return &k->c[i];
    return NULL;
}

static db_clitic_cand *put(maker *k, db_split s, bool listed) {
    db_clitic_cand *c = have(k, &s);
    if (c || k->n == DB_CLITIC_CANDS) return c;
    k->c[k->n] = (db_clitic_cand){.s = s, .listed = listed};
    return &k->c[k->n++];
}

static bool ends_in(const db_clitic_word *w, uint32_t n, db_str e) { return n >= e.n + 2 && memcmp(w->letters + n - e.n, e.p, e.n) == 0; }

/* A half-space inside the clitic forbids it. */
static bool whole(const db_clitic_word *w, uint32_t from, uint32_t to) {
    uint64_t inside = (UINT64_C(1) << to) - (UINT64_C(1) << (from + 1));
    return from + 1 >= to || !(w->gaps & inside);
}

/* Where the clitic begins that stands behind the last half-space of the word; 0: no clitic does. */
static uint32_t behind_gap(const db_clitic_word *w, const struct db_clitic_forms *l) {
    uint64_t gaps = w->gaps & ((UINT64_C(1) << w->n) - 1);
    if (!gaps) return 0;
    uint32_t at = 63 - (uint32_t)__builtin_clzll(gaps);
    for (uint32_t i = 0; i < l->n; i++)
        if (at + l->v[i].n == w->n && memcmp(w->letters + at, l->v[i].p, l->v[i].n) == 0) return at;
    return 0;
}

static void listed(maker *k, const struct db_clitic_forms *l, bool twice) {
    const db_clitic_word *w = k->w;
    uint8_t last = w->letters[w->n - 1] & 127;
    if (!(l->last[last >> 6] >> (last & 63) & 1)) return;
    uint32_t only = behind_gap(w, l);
    for (uint32_t i = 0; i < l->n; i++) {
        if (!ends_in(w, w->n, l->v[i])) continue;
        uint32_t at = w->n - l->v[i].n;
        if (!whole(w, at, w->n) || (only && at != only)) continue;
        put(k, (db_split){1, {(uint8_t)at}}, true);
        for (uint32_t j = 0; twice && j < l->n; j++)
            if (l->v[j].n < 4 && ends_in(w, at, l->v[j]) && whole(w, at - l->v[j].n, at)) put(k, (db_split){2, {(uint8_t)(at - l->v[j].n), (uint8_t)at}}, true);
    }
}

static void from_training(const db_clitics *x, maker *k, const db_split *gold, uint8_t count[DB_N_SCHEMES]) {
    db_str v = db_map_find(&x->seen, k->w->letters, k->w->n);
    for (const uint8_t *p = (const uint8_t *)v.p, *end = p ? p + v.n : p; p < end;) {
        uint32_t s = *p++;
        if (s >= DB_N_SCHEMES) return;
        bool own = gold && s == (uint32_t)k->w->scheme;
        count[s] = (uint8_t)(p[0] - (own && !gold->n && p[0]));
        uint32_t n = p[1];
        for (p += 2; n; n--, p += 2 + p[1]) {
            db_split d = {p[1], {0}};
            memcpy(d.at, p + 2, d.n < sizeof d.at ? d.n : sizeof d.at);
            uint8_t times = (uint8_t)(p[0] - (own && same_split(&d, gold)));
            bool foreign = s == DB_INFORMAL && k->w->scheme != DB_INFORMAL; /* splits more than the others: counts, but proposes nothing */
            db_clitic_cand *c = !times ? NULL : foreign ? have(k, &d) : put(k, d, false);
            if (c) c->seen[s] = times;
        }
    }
}

/* A state, a body, a place of the register: «کویت» is no کوی. */
static bool is_entity(const dabir_model *m, const uint8_t *p, uint32_t n) {
    uint32_t s = 0;
    for (uint32_t i = 0; i < n; i++)
        if (!(s = db_trie_next(m->pt, s, p[i]))) return false;
    uint32_t v = db_trie_value(m->pt, s);
    if (!v) return false;
    for (const db_group *g = m->grp + v - 1;; g++) {
        for (uint32_t i = 0; i < g->n; i++)
            if (m->entry[g->e0 + i].cls == DB_C_ENTITY) return true;
        if (g->last) return false;
    }
}

/* Splits that training has not seen must not go against the lexicon: «برجام» is no برجا, «مستقیم» no مستق, «گفتم» is a verb, «سی‌ام» a number. */
static bool against_lexicon(const db_clitics *x, const db_clitic_word *w, const db_word *form, uint8_t freq, bool known, uint32_t host) {
    db_word h = {0};
    uint8_t host_freq = 0;
    bool host_known = db_morph_find(x->m, w->letters, host, &h, &host_freq);
    uint32_t tail = w->n - host;
    if ((h.pos & DB_POS_NUM) && tail <= 2 && w->letters[w->n - 1] == db_letter(0x645)) return true; /* م, ام */
    if (!known) return false;
    if (form->person && !(form->pos & (DB_POS_NOUN | DB_POS_ADJ))) return true;
    return !host_known || freq > host_freq || (tail == 1 && (form->pos & (DB_POS_GIVEN | DB_POS_SURNAME)));
}

static uint32_t without_bad(const db_clitics *x, const db_clitic_word *w, db_clitic_cand *c, uint32_t n) {
    db_word form = {0};
    uint8_t freq = 0;
    bool known = n && db_morph_find(x->m, w->letters, w->n, &form, &freq);
    uint32_t left = 0;
    for (uint32_t i = 0; i < n; i++)
        if (c[i].seen[DB_PERDT] + c[i].seen[DB_SERAJI] || !against_lexicon(x, w, &form, freq, known, c[i].s.at[0])) c[left++] = c[i];
    return left;
}

uint32_t db_clitic_candidates(const db_clitics *x, const db_clitic_word *w, const db_split *gold, db_clitic_cand *out, uint8_t times[DB_N_SCHEMES]) {
    maker k = {w, out, 0};
    if (w->n < 2 || w->n > DB_CLITIC_LETTERS) return 0;
    bool informal = w->scheme == DB_INFORMAL;
    memset(times, 0, DB_N_SCHEMES);
    if (w->n > 2) listed(&k, &x->forms, informal);
    from_training(x, &k, gold, times);
    if (informal || !k.n) return k.n;
    if (is_entity(x->m, w->letters, w->n)) return 0;
    return x->training ? k.n : without_bad(x, w, out, k.n);
}

/* ---- features ---- */

static uint64_t bucket(uint32_t n) { return n < 3 ? n : n < 6 ? 3 : 4; }

static uint64_t lex(const db_clitics *x, const uint8_t *p, uint32_t n, uint8_t *freq) {
    db_word w = {0};
    *freq = 0;
    if (!n || !db_morph_find(x->m, p, n, &w, freq)) return 0;
    return 1 | (uint64_t)(w.pos & (DB_POS_NOUN | DB_POS_ADJ | DB_POS_ADV | DB_POS_VERB | DB_POS_NUM | DB_POS_GIVEN | DB_POS_SURNAME | DB_POS_INF | DB_POS_FUNC)) << 1 |
           (uint64_t)(w.flags & DB_WF_PLURAL) << 16 | (uint64_t)w.person << 32 | (w.lemma ? (uint64_t)(w.tense + 1) << 40 : 0);
}

static uint64_t neighbour(const uint8_t *p, uint32_t n, uint32_t kind) { return n ? db_hash(p, n) : 1 + kind; }

void db_clitic_look(const db_clitics *x, const db_clitic_word *w, db_clitic_view *v) {
    uint16_t c[DB_CLASS_KINDS];
    v->form_lex = lex(x, w->letters, w->n, &v->freq);
    db_classes_find(&x->cls, w->letters, w->n, c);
    v->form_class = c[DB_CLASS_COARSE], v->form_fine = c[DB_CLASS_FINE];
    v->prev = neighbour(w->prev, w->n_prev, w->prev_kind);
    v->next = neighbour(w->next, w->n_next, w->next_kind);
    db_classes_find(&x->cls, w->prev, w->n_prev, c);
    v->prev_class = w->n_prev ? c[DB_CLASS_COARSE] : 1000 + w->prev_kind;
    db_classes_find(&x->cls, w->next, w->n_next, c);
    v->next_class = w->n_next ? c[DB_CLASS_COARSE] : 1000 + w->next_kind;
}

static uint64_t last(const uint8_t *p, uint32_t n, uint32_t k) {
    uint64_t v = 0;
    for (uint32_t i = 0; i < k; i++) v = v << 8 | (i < n ? p[n - 1 - i] : 0);
    return v;
}

#define F(t, ...) f[n++] = feature((t), (const uint64_t[]){__VA_ARGS__}, sizeof((const uint64_t[]){__VA_ARGS__}) / 8)
static inline uint64_t feature(uint64_t t, const uint64_t *v, size_t k) {
    uint64_t h = t * 1000 + 701;
    for (size_t i = 0; i < k; i++) h = db_feat(h, v[i]);
    return db_feat_end(h);
}

uint32_t db_clitic_features(const db_clitics *x, const db_clitic_word *w, const db_clitic_view *v, const db_clitic_cand *c, const uint8_t times[DB_N_SCHEMES], uint64_t *f) {
    uint32_t n = 0, host = c->s.at[0], others = 0, others_whole = 0;
    uint16_t cls[DB_CLASS_KINDS];
    uint8_t freq;
    uint64_t s = w->scheme, cut = db_hash(w->letters + host, w->n - host), z = w->gaps >> host & 1;
    if (c->s.n > 1) cut = db_feat(cut, c->s.at[1] - host);
    if (!c->listed) cut = db_feat(cut, 77);
    uint64_t hl = lex(x, w->letters, host, &freq), h = db_hash(w->letters, host);
    db_classes_find(&x->cls, w->letters, host, cls);
    for (uint32_t i = 0; i < DB_N_SCHEMES; i++)
        if (i != s) others += c->seen[i], others_whole += times[i];
    F(1, cut, z);
    F(2, cut, z, s);
    F(3, cut, last(w->letters, host, 1), z);
    F(4, cut, last(w->letters, host, 2));
    F(5, cut, last(w->letters, host, 3));
    F(6, cut, hl);
    F(7, cut, v->form_lex);
    F(8, cut, hl, v->form_lex);
    F(9, cut, freq, v->freq);
    F(10, cut, cls[DB_CLASS_COARSE]);
    F(11, cut, v->form_class);
    F(12, cut, cls[DB_CLASS_COARSE], v->form_class);
    F(13, cut, v->prev);
    F(14, cut, v->next);
    F(15, cut, v->prev_class);
    F(16, cut, v->next_class);
    F(17, cut, v->prev_class, v->next_class);
    F(18, cut, host, z);
    F(19, h);
    F(20, h, cut);
    F(21, bucket(c->seen[s]), bucket(times[s]), s);
    F(22, bucket(others), bucket(others_whole), s);
    F(23, cut, cls[DB_CLASS_FINE]);
    F(24, cut, s, hl, v->form_lex);
    F(25, cut, v->form_fine);
    F(26, s, hl != 0, v->form_lex != 0, z, freq, v->freq);
    F(27, s, z, freq, v->freq, cut);
    F(28, cut, v->next_class, cls[DB_CLASS_COARSE]);
    F(29, cut, v->prev_class, cls[DB_CLASS_COARSE]);
    F(30, hl, v->form_lex, z);
    F(31, bucket(c->seen[s]), bucket(times[s]), bucket(others), bucket(others_whole), cut);
    F(32, cut, cls[DB_CLASS_TOPIC] == 0, v->form_fine == 0, z, s);
    F(33, last(w->letters, w->n, 5));
    F(34, cut, last(w->letters, host, 4));
    F(35, cut, s, hl >> 40, z);
    return n;
}

db_split db_clitic_best(const db_clitics *x, const db_clitic_word *w) {
    db_clitic_cand c[DB_CLITIC_CANDS];
    uint8_t times[DB_N_SCHEMES];
    db_split best = {0};
    uint32_t n = db_clitic_candidates(x, w, NULL, c, times);
    if (!n) return best;
    uint32_t split = 0;
    for (uint32_t i = 0; i < n; i++) split += c[i].seen[w->scheme];
    if (times[w->scheme] >= 8 && !split) return best; /* training knows the word and never split it */
    db_clitic_view v;
    uint64_t f[DB_CLITIC_FEATS];
    int32_t most = 0;
    db_clitic_look(x, w, &v);
    for (uint32_t i = 0; i < n; i++) {
        int32_t score = 0;
        db_linear_score(&x->w, f, db_clitic_features(x, w, &v, &c[i], times, f), &score);
        if (score > most) most = score, best = c[i].s;
    }
    return best;
}
