/* feats.c -- what the half-space scorers look at. The trainer and the running program call the same functions, so that they cannot drift apart. Gap
 * features see atoms only, never which gaps already hold a half-space: that is what makes a second pass find nothing new to do. */
#include "ortho/inside.h"

bool db_joins_left(uint8_t letter) {
    enum { P = 36 };
    return !(letter == P + 1 || letter == P + 10 || letter == P + 11 || letter == P + 12 || letter == P + 13 || letter == P + 14 || letter == P + 30);
}

/* The word at atom j if it stands beside the gap's words without a mark or line end between; else what stands there instead. */
static uint64_t beside(const db_atoms *t, uint32_t i, int step) {
    if (step < 0 && i < 2) return 1;
    uint32_t j = step < 0 ? i - 2 : i + 1;
    if (j >= t->n) return 1;
    const db_atom *a = &t->a[j], *edge = step < 0 ? &t->a[i - 1] : a;
    if (edge->gap == DB_G_BREAK) return 1;
    if (a->kind != DB_A_WORD) return 2 + a->kind;
    return edge->gap == DB_G_NONE ? 9 : a->h;
}

static uint32_t ends(const uint8_t *l, uint32_t n, uint32_t k) { /* last k letters as a number; the whole word is marked */
    uint32_t v = n <= k ? 128 : 0;
    for (uint32_t i = n > k ? n - k : 0; i < n; i++) v = v * 131 + l[i];
    return v;
}
static uint32_t begins(const uint8_t *l, uint32_t n, uint32_t k) {
    uint32_t v = n <= k ? 128 : 0;
    for (uint32_t i = 0; i < n && i < k; i++) v = v * 131 + l[i];
    return v;
}

typedef struct feats { uint64_t *f; uint32_t n; } feats;
static inline void add2(feats *x, uint64_t id, uint64_t a, uint64_t b) { x->f[x->n++] = db_feat_end(db_feat(db_feat(id, a), b)); }
static inline void add3(feats *x, uint64_t id, uint64_t a, uint64_t b, uint64_t c) { x->f[x->n++] = db_feat_end(db_feat(db_feat(db_feat(id, a), b), c)); }

uint32_t db_gap_features(const db_atoms *t, uint32_t i, uint32_t pair, uint64_t f[DB_GAP_FEATS]) {
    const db_atom *a = &t->a[i - 1], *b = &t->a[i];
    const uint8_t *la = t->letters + a->l0, *lb = t->letters + b->l0;
    uint32_t na = a->n, nb = b->n, da = a->data, db = b->data;
    uint64_t ll = beside(t, i, -1), rr = beside(t, i, 1);
    uint32_t fa = da & DB_WT_FREQ, fb = db & DB_WT_FREQ, pa = da >> DB_WT_POS, pb = db >> DB_WT_POS, e1 = na ? la[na - 1] : 0;
    feats x = {f, 0};
    add2(&x, 1, 0, 0);
    add2(&x, 2, pair, 0);
    add2(&x, 4, a->h, 0);
    add2(&x, 5, b->h, 0);
    add2(&x, 6, a->h, b->h);
    add2(&x, 7, b->h, e1);
    add2(&x, 8, b->h, ends(la, na, 2));
    add2(&x, 12, a->h, ends(lb, nb, 2));
    add3(&x, 14, b->h, pa, fa);
    add3(&x, 15, a->h, pb, fb);
    add2(&x, 16, b->h, rr);
    add2(&x, 17, a->h, ll);
    add3(&x, 20, b->h, pa, rr);
    add3(&x, 21, pa, pb, pair);
    add3(&x, 23, fa, fb, pair);
    add3(&x, 31, b->h, pair, e1);
    add3(&x, 32, a->h, pair, pb);
    return x.n;
}

void db_parts_of(const db_wtable *t, const uint8_t *l, uint32_t n, uint32_t whole, db_parts *w) {
    w->l = l, w->n = n, w->whole = whole, w->h = db_word_hash(l, n);
    uint64_t h = 0;
    for (uint32_t p = 1; p < n; p++) {
        h = db_word_step(h, l[p - 1]);
        w->hl[p] = db_word_end(h);
        w->hr[p] = db_word_hash(l + p, n - p);
        w->dl[p] = db_wt_word(t, w->hl[p]);
        w->dr[p] = db_wt_word(t, w->hr[p]);
    }
}

uint32_t db_split_features(const db_parts *w, uint32_t p, uint32_t pair, uint64_t f[DB_SPLIT_FEATS]) {
    const uint8_t *l = w->l;
    uint32_t n = w->n, m = n - p, dl = w->dl[p], dr = w->dr[p], z = pair >> 4 & 7;
    uint32_t fl = dl & DB_WT_FREQ, fr = dr & DB_WT_FREQ, fw = w->whole & DB_WT_FREQ, pl = dl >> DB_WT_POS, pr = dr >> DB_WT_POS, kr = dr >> DB_WT_SUF & 15, kl = dl >> DB_WT_PRE & 7;
    uint32_t known = (dl >> 4 & 1) | (dr >> 3 & 2) | (w->whole >> 2 & 4), lex = (dl >> 10 & 1) | (dr >> 9 & 2) | (w->whole >> 8 & 4);
    uint32_t prod = (dl >> 6 & 1) | (dr >> 4 & 2);
    feats x = {f, 0};
    add2(&x, 41, 0, 0);
    add3(&x, 42, known, lex, prod);
    add2(&x, 43, pair, 0);
    add3(&x, 44, fl, fr, known);
    add3(&x, 45, fl, fw, known);
    add3(&x, 46, fr, fw, known);
    add2(&x, 47, w->hl[p], 0);
    add2(&x, 53, begins(l + p, m, 2), ends(l, p, 2));
    add2(&x, 54, begins(l + p, m, 3), ends(l, p, 1));
    add2(&x, 55, begins(l + p, m, 4), known);
    add2(&x, 56, ends(l, p, 3), begins(l + p, m, 1));
    add2(&x, 57, ends(l, p, 4), known);
    add2(&x, 58, ends(l, p, 3), begins(l + p, m, 3));
    add3(&x, 59, pl, pr, w->whole >> DB_WT_POS);
    add3(&x, 60, kl, kr, pair);
    add3(&x, 61, kr, l[p - 1], pl);
    add3(&x, 62, kl, pr, fr);
    add3(&x, 63, p < 4 ? p : 4, m < 4 ? m : 4, known);
    add3(&x, 64, w->hr[p], z, fw);
    add3(&x, 65, w->hl[p], z, fw);
    add3(&x, 66, w->hr[p], lex, known);
    add3(&x, 67, w->hl[p], lex, known);
    add3(&x, 68, begins(l, n, 3), p, 0);
    add3(&x, 69, ends(l, n, 3), m, 0);
    add3(&x, 70, ends(l, n, 5), m, 0);
    add3(&x, 71, w->hr[p], ends(l, p, 2), 0);
    add2(&x, 72, w->h, p);
    return x.n;
}
