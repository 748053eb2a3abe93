/* parse_label.c -- features of the relation between a word and its head, when the whole tree stands: both words, what they govern, and
 * the relations of the words before. */
#include "syntax/parse_mix.h"

typedef struct label_maker {
    maker k;
    const db_linear *t;
} label_maker;
static inline void both(label_maker *x, uint64_t h) {
    put(&x->k, h);
    db_linear_ahead(x->t, x->k.f[x->k.n - 2]); /* the twin lies in the same line */
}
static inline void g3(label_maker *x, uint64_t a, uint64_t b, uint64_t c) {
    one(&x->k, mix(mix(mix(++x->k.id + 1000, a), b), c));
    db_linear_ahead(x->t, x->k.f[x->k.n - 1]);
}
static inline void f2(label_maker *x, uint64_t a, uint64_t b) { both(x, mix(mix(++x->k.id + 1000, a), b)); }
static inline void f3(label_maker *x, uint64_t a, uint64_t b, uint64_t c) { both(x, mix(mix(mix(++x->k.id + 1000, a), b), c)); }

void db_ptree_make(db_arena *a, const db_psent *s, const uint16_t *head, db_ptree *t) {
    size_t k = (size_t)s->n + 2;
    uint16_t *p = DB_NEW(a, uint16_t, 6 * k);
    uint8_t *v = DB_NEW(a, uint8_t, 3 * k);
    uint16_t *l1 = p, *r1 = p + k, *l2 = p + 2 * k, *r2 = p + 3 * k, *left = p + 4 * k, *right = p + 5 * k;
    for (uint32_t d = 1; d <= s->n; d++) {
        uint32_t h = head[d];
        if (d < h) {
            if (!l1[h]) l1[h] = (uint16_t)d;
            else if (!l2[h]) l2[h] = (uint16_t)d;
            v[h] = (uint8_t)(v[h] + (v[h] < 255));
        } else {
            r2[h] = r1[h];
            r1[h] = (uint16_t)d;
            v[k + h] = (uint8_t)(v[k + h] + (v[k + h] < 255));
        }
    }
    uint16_t *last = DB_NEW(a, uint16_t, k);
    for (uint32_t d = 1; d <= s->n; d++) {
        uint32_t h = head[d];
        left[d] = last[h];
        if (last[h]) right[last[h]] = (uint16_t)d;
        last[h] = (uint16_t)d;
    }
    *t = (db_ptree){.s = s, .head = head, .l1 = l1, .r1 = r1, .l2 = l2, .r2 = r2, .vl = v, .vr = v + k, .left = left, .right = right, .rel = v + 2 * k};
}

static uint32_t bucket(uint32_t d) { return d < 4 ? d : d < 7 ? 4 : d < 12 ? 5 : 6; }

uint32_t db_label_features(const db_ptree *t, uint32_t d, const db_linear *m, uint64_t *f) {
    label_maker k = {.k = {.f = f, .twin = twin_of(t->s->scheme, DB_LINEAR_LOW)}, .t = m};
    uint32_t h = t->head[d], side = d < h, n = t->s->n, g = h <= n ? t->head[h] : 0;
    const db_pword *w = t->s->w, *D = w + d, *H = w + h, *G = w + g, *dl = w + t->l1[d], *dk = w + t->l2[d], *dr = w + t->r1[d], *hl = w + t->l1[h], *hr = w + t->r1[h];
    const db_pword *lt = w + t->left[d], *rt = w + t->right[d], *before = w + d - 1, *behind = w + d + 1;
    uint32_t dist = bucket(side ? h - d : d - h) * 2 + side, lrel = t->rel[t->left[d]];
    uint32_t first = !t->left[d], last = !t->right[d];
    f2(&k, side, D->w);
    f2(&k, side, D->l);
    f3(&k, side, D->f, D->p);
    f2(&k, side, D->m);
    f2(&k, side, D->x);
    f3(&k, side, H->l, D->p);
    g3(&k, side, H->f, D->p);
    f3(&k, side, H->p, D->p);
    f3(&k, side, H->m, D->m);
    g3(&k, side, H->l, D->l);
    g3(&k, side, H->l, D->f);
    g3(&k, side, H->f, D->l);
    g3(&k, side, H->f, D->f);
    f3(&k, dist, H->p, D->p);
    g3(&k, dist, H->m, D->m);
    f3(&k, D->m, dl->w, side);
    f3(&k, D->p, dl->w, H->p);
    g3(&k, H->l, dl->w, D->p);
    g3(&k, H->f, dl->w, D->f);
    g3(&k, D->w, dl->w, H->l);
    f3(&k, D->p, dr->w, H->p);
    g3(&k, D->m, dk->w, dl->w);
    g3(&k, D->m, dk->m, H->m);
    g3(&k, D->m, dl->m, H->m);
    f3(&k, lrel, H->p, D->p);
    g3(&k, lrel, H->l, D->f);
    g3(&k, lrel, H->m, D->m);
    g3(&k, lt->w, H->p, D->p);
    g3(&k, lt->m, H->m, D->m);
    g3(&k, rt->m, H->m, D->m);
    g3(&k, rt->w, H->p, D->p);
    f3(&k, first * 2 + last, H->m, D->m);
    g3(&k, G->m, H->m, D->m);
    g3(&k, G->p, H->p, D->p);
    g3(&k, hl->w, H->p, D->p);
    g3(&k, hr->w, H->p, D->p);
    f3(&k, t->vr[d] < 3 ? t->vr[d] : 3, H->m, D->m);
    g3(&k, t->vl[h] < 5 ? t->vl[h] : 5, H->m, D->m);
    g3(&k, before->w, D->p, H->p);
    g3(&k, behind->w, D->p, H->p);
    g3(&k, before->m, D->m, side);
    g3(&k, behind->m, D->m, side);
    g3(&k, t->rel[h < d ? h : 0], H->m, D->m);
    g3(&k, t->rel[h < d ? h : 0], lrel, D->m);
    return k.k.n;
}
