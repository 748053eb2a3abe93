/* feats.c -- which of the values of FEATS that its scheme has for a part of speech a word takes. */
#include "syntax/lemma.h"

#define F(t, ...) f[n++] = feature((t), (const uint64_t[]){__VA_ARGS__}, sizeof((const uint64_t[]){__VA_ARGS__}) / 8)
static inline uint64_t feature(uint64_t t, const uint64_t *v, size_t k) {
    uint64_t h = t * 1000 + 501;
    for (size_t i = 0; i < k; i++) h = db_feat(h, v[i]);
    return db_feat_end(h);
}

static uint64_t ending(const db_lemma_word *w, uint32_t n) {
    uint64_t v = 0;
    for (uint32_t i = 0; i < n; i++) v = v << 8 | (i < w->n ? w->letters[w->n - 1 - i] : 0);
    return v;
}

static uint64_t beginning(const db_lemma_word *w, uint32_t n) {
    uint64_t v = 0;
    for (uint32_t i = 0; i < n; i++) v = v << 8 | (i < w->n ? w->letters[i] : 0);
    return v;
}

static uint64_t form_at(const db_sentence *s, int64_t i) {
    if (i < 0 || i >= (int64_t)s->n) return 1;
    const db_sword *w = &s->w[i];
    return w->key1 > w->key0 ? db_hash(s->letters + w->key0, w->key1 - w->key0) : 2 + (uint64_t)w->punct;
}

static uint64_t upos_at(const db_sentence *s, int64_t i) { return i < 0 || i >= (int64_t)s->n ? DB_N_UPOS : s->w[i].upos; }

uint32_t db_feats_features(const db_lemma *x, const db_lemma_word *w, const db_cand *c, uint64_t *f) {
    (void)x;
    const db_sword *me = &w->s->w[w->i];
    uint32_t n = 0;
    uint64_t u = me->upos, s = db_feat(w->scheme, u);
    uint64_t parts = c && c->verb ? c->parts : 0;
    uint64_t nu = upos_at(w->s, (int64_t)w->i + 1), pu = upos_at(w->s, (int64_t)w->i - 1), next = form_at(w->s, (int64_t)w->i + 1);
    F(1, s);
    F(2, s, form_at(w->s, w->i));
    F(3, s, ending(w, 1));
    F(4, s, ending(w, 2));
    F(5, s, ending(w, 3));
    F(6, s, ending(w, 4));
    F(7, u, ending(w, 3));
    F(8, s, beginning(w, 1));
    F(9, s, beginning(w, 2));
    F(10, s, nu);
    F(11, s, pu);
    F(12, s, next);
    F(13, s, form_at(w->s, (int64_t)w->i - 1));
    F(14, s, c ? c->how : 0);
    F(15, s, me->part, me->parts);
    if (u == DB_U_VERB || u == DB_U_AUX) {
        F(16, s, parts);
        F(17, u, parts);
        F(18, s, parts, nu);
        F(19, s, parts, next);
        F(20, s, parts, pu);
        F(21, s, c ? db_hash(c->letters, c->n) : 0);
        F(22, s, c ? db_hash(c->letters, c->n) : 0, parts);
        F(23, s, parts, c ? c->verb : 0, upos_at(w->s, (int64_t)w->i - 2));
    } else {
        F(24, u, c ? c->how : 0, ending(w, 2));
        F(25, u, form_at(w->s, w->i));
    }
    return n;
}

uint32_t db_feats_best(const db_lemma *x, const db_lemma_word *w, const int32_t *score) {
    const uint32_t *allowed = x->head->allowed[w->scheme][w->s->w[w->i].upos];
    uint32_t best = DB_FEATS_MAX;
    for (uint32_t i = 0; i < DB_FEATS_WORDS; i++)
        for (uint32_t bits = allowed[i]; bits; bits &= bits - 1) {
            uint32_t k = i * 32 + (uint32_t)__builtin_ctz(bits);
            if (k < x->head->n_feats && (best == DB_FEATS_MAX || score[k] > score[best])) best = k;
        }
    return best;
}

uint8_t db_feats_only(const db_lemma *x, const db_lemma_word *w) {
    const uint32_t *allowed = x->head->allowed[w->scheme][w->s->w[w->i].upos];
    uint32_t found = DB_FEATS_MAX;
    for (uint32_t i = 0; i < DB_FEATS_WORDS; i++) {
        if (!allowed[i]) continue;
        if (found != DB_FEATS_MAX || (allowed[i] & (allowed[i] - 1))) return DB_FEATS_MAX;
        found = i * 32 + (uint32_t)__builtin_ctz(allowed[i]);
    }
    return (uint8_t)found;
}

db_str db_feats_text(const db_lemma *x, uint32_t id) {
    if (!x->head || id >= x->head->n_feats) return (db_str){0};
    return db_str_of(x->text + x->feat[id], x->feat[id + 1] - x->feat[id]);
}
