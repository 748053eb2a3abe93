/* space.c -- where a half-space was torn apart (a space stands there) or lost (nothing stands there). Most gaps are settled by a few bits of what the
 * table knows of the two words; the rest are scored by a linear model. Words that are frequent carry their answer in the table. */
#include "ortho/space.h"

enum { AHEAD = 8 };

dabir_status db_wtable_open(const void *p, size_t n, db_wtable *out, dabir_error *err) {
    *out = (db_wtable){0};
    if (!p || !n) return DABIR_OK;
    const db_wt_head *h = p;
    if (n < sizeof *h || memcmp(h->magic, DB_WT_MAGIC, 8) != 0 || !h->n_words || !h->n_pairs || (h->n_words & (h->n_words - 1)) || (h->n_pairs & (h->n_pairs - 1)) ||
        n != sizeof *h + (size_t)h->n_words * 8 + (size_t)h->n_pairs * 4)
        return db_fail(err, DABIR_E_MODEL, "", 0, 0, 0, "the table of words and pairs is damaged");
    *out = (db_wtable){.word = (const uint32_t *)(h + 1), .word_mask = h->n_words - 1, .pair_mask = h->n_pairs - 1};
    out->pair = out->word + 2 * (size_t)h->n_words;
    return DABIR_OK;
}

dabir_status db_spacer_open(const dabir_model *m, db_spacer *out, dabir_error *err) {
    uint32_t n = 0;
    *out = (db_spacer){0};
    const void *p = db_model_section(m, "ORTW", &n);
    dabir_status st = db_wtable_open(p, n, &out->t, err);
    if (!st) p = db_model_section(m, "ORTG", &n), st = db_linear_open(p, p ? n : 0, &out->gap, err);
    if (!st) p = db_model_section(m, "ORTS", &n), st = db_linear_open(p, p ? n : 0, &out->split, err);
    return st;
}

bool db_gap_possible(const db_atom *a, const db_atom *b) {
    return a->kind == DB_A_WORD && b->kind == DB_A_WORD && !((a->flags | b->flags) & DB_AF_FIXED);
}

/* می before what can be no verb («می ناب») is the wine. */
static bool no_verb(const db_atom *a, const db_atom *b, uint32_t pair) {
    enum { NOT = 1 << DB_WPOS_FUNCTION | 1 << DB_WPOS_INFINITIVE | 1 << DB_WPOS_NUMERAL | 1 << DB_WPOS_PLURAL | 1 << DB_WPOS_NOUN | 1 << DB_WPOS_ADJ |
        1 << DB_WPOS_NOUN_ADJ | 1 << DB_WPOS_ADV | 1 << DB_WPOS_NAME };
    return db_pre(a->data) == DB_PRE_VERB && !(pair >> 4) && NOT >> db_wpos(b->data) & 1;
}

int32_t db_gap_score(const db_spacer *s, const db_atoms *t, uint32_t i, uint32_t pair) {
    if (pair & DB_WP_YES) return 1;
    if (no_verb(&t->a[i - 1], &t->a[i], pair)) return -1;
    uint64_t f[DB_GAP_FEATS];
    int32_t score = s->gap_bias;
    db_linear_score(&s->gap, f, db_gap_features(t, i, pair, f), &score);
    return score;
}

/* One cut of the word: the best place with a score above 0, or 0. */
static uint32_t best_cut(const db_spacer *s, const uint8_t *l, uint32_t n, uint32_t whole) {
    db_parts w;
    uint64_t f[DB_SPLIT_FEATS];
    uint32_t at = 0;
    int32_t best = 0;
    db_parts_of(&s->t, l, n, whole, &w);
    for (uint32_t p = 1; p < n; p++) {
        uint32_t pair = 0;
        if (!db_split_possible(&s->t, &w, p, &pair)) continue;
        int32_t score = s->split_bias;
        db_linear_score(&s->split, f, db_split_features(&w, p, pair, f), &score);
        if (score > best) best = score, at = p;
    }
    return at;
}

bool db_split_possible(const db_wtable *t, const db_parts *w, uint32_t p, uint32_t *pair) {
    uint32_t dl = w->dl[p], dr = w->dr[p];
    *pair = 0;
    if (!dl && !dr) return false;
    if (!db_joins_left(w->l[p - 1])) return false; /* a half-space would change nothing that one can see */
    if ((dl & DB_WT_CL) && (dr & DB_WT_CR)) *pair = db_wt_pair(t, w->hl[p], w->hr[p]);
    if (*pair == DB_WP_NEVER) *pair = 0; /* that it stands apart says little of what is written as one */
    return *pair || (dl & DB_WT_PL) || (dr & DB_WT_PR);
}

uint32_t db_split_first(const db_spacer *s, const uint8_t *l, uint32_t n, uint8_t *at) {
    uint32_t p = best_cut(s, l, n, db_wt_word(&s->t, db_word_hash(l, n)));
    *at = (uint8_t)p;
    return p > 0;
}

static void cut(const db_spacer *s, const uint8_t *l, uint32_t n, uint32_t from, uint8_t *at, uint32_t *k) {
    if (n < 3 || n > DB_SPLIT_MAX || *k == DB_SPLITS_MAX) return;
    uint32_t d = db_wt_word(&s->t, db_word_hash(l, n)), p;
    if (d & DB_WT_SETTLED) p = d >> DB_WT_P1 & 31;
    else p = best_cut(s, l, n, d);
    if (!p || p >= n) return;
    cut(s, l, p, from, at, k);
    if (*k < DB_SPLITS_MAX) at[(*k)++] = (uint8_t)(from + p);
    cut(s, l + p, n - p, from + p, at, k);
}

uint32_t db_ortho_splits(const db_spacer *s, const uint8_t *l, uint32_t n, uint8_t at[DB_SPLITS_MAX]) {
    uint32_t k = 0;
    if (s->t.word) cut(s, l, n, 0, at, &k);
    return k;
}

void db_atoms_known(const db_wtable *t, db_atoms *out) {
    for (uint32_t i = 0; i < out->n; i++) {
        if (t->word && i + AHEAD < out->n) __builtin_prefetch(&t->word[2 * ((uint32_t)(out->a[i + AHEAD].h >> 32) & t->word_mask)]);
        if (out->a[i].kind == DB_A_WORD) out->a[i].data = db_wt_word(t, out->a[i].h);
    }
}

/* The places of a text come block by block, so that the table's lines are on their way before they are read. */
uint32_t db_gaps_open(const db_spacer *s, const db_atoms *x, uint32_t *from, db_open_gap out[DB_GAP_BLOCK]) {
    const db_wtable *t = &s->t;
    uint32_t n = 0, k = 0, i = *from;
    if (!t->word) i = x->n;
    for (; i < x->n && n < DB_GAP_BLOCK; i++) {
        const db_atom *a = &x->a[i - 1], *b = &x->a[i];
        if (b->gap != DB_G_SPACE || !db_gap_possible(a, b)) continue;
        bool prone = (a->data & DB_WT_PL) || (b->data & DB_WT_PR);
        if (!prone && !((a->data & DB_WT_CL) && (b->data & DB_WT_CR))) continue;
        out[n].i = i, out[n].prone = prone;
        uint64_t h = db_pair_hash(a->h, b->h);
        out[n++].h = h;
        __builtin_prefetch(&t->pair[(uint32_t)(h >> 32) & t->pair_mask]);
    }
    *from = i;
    for (uint32_t j = 0; j < n; j++) {
        uint32_t pair = db_wt_pair_at(t, out[j].h);
        if (pair ? pair != DB_WP_NEVER && !(pair & DB_WP_NO) : out[j].prone) out[k++] = (db_open_gap){out[j].h, out[j].i, pair, out[j].prone};
    }
    return k;
}

void db_ortho_joins(const db_spacer *s, db_arena *a, const db_text *t, const db_tokens *k, uint32_t t0, uint32_t t1, uint8_t *join) {
    if (t1 <= t0) return;
    memset(join, 0, t1 - t0);
    if (!s->t.word) return;
    uint32_t from = k->norm0[t0], tok = t0;
    db_atoms x;
    db_atoms_scan(a, t->norm + from, k->norm1[t1 - 1] - from, &x);
    db_atoms_known(&s->t, &x);
    db_open_gap open[DB_GAP_BLOCK];
    for (uint32_t at = 1; at < x.n;) {
        uint32_t n = db_gaps_open(s, &x, &at, open);
        for (uint32_t j = 0; j < n; j++) {
            uint32_t end = from + x.a[open[j].i - 1].b1;
            while (tok + 1 < t1 && k->norm1[tok] < end) tok++;
            if (k->norm1[tok] == end && tok + 1 < t1 && db_gap_score(s, &x, open[j].i, open[j].pair) > 0) join[tok - t0] = 1;
        }
    }
}
