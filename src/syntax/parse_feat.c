/* parse_feat.c -- features of a step of the parser. A feature is a template number mixed with the values of two to four words around the
 * top of the stack (s0, s1, s2) and the front of the buffer (b0, b1, b2). Those without words count twice: for all schemes, and for the scheme
 * at hand (Daumé 2007), so that the treebanks teach each other what they have in common; words and lemmas are common to all. */
#include "syntax/parse.h"

typedef struct maker {
    uint64_t *f;
    uint64_t scheme;
    uint32_t n, id;
} maker;

static inline uint64_t mix(uint64_t h, uint64_t v) {
    h = (h ^ v) * UINT64_C(0x9e3779b97f4a7c15);
    return h ^ h >> 32;
}

static inline void put(maker *k, uint64_t h) {
    k->f[k->n++] = h * UINT64_C(0xd6e8feb86659fd93);
    k->f[k->n++] = (h ^ k->scheme) * UINT64_C(0xd6e8feb86659fd93);
}
static inline void one(maker *k, uint64_t h) { k->f[k->n++] = h * UINT64_C(0xd6e8feb86659fd93); }
static inline void f1(maker *k, uint32_t a) { put(k, mix(++k->id, a)); }
static inline void f2(maker *k, uint32_t a, uint32_t b) { put(k, mix(mix(++k->id, a), b)); }
static inline void f3(maker *k, uint32_t a, uint32_t b, uint32_t c) { put(k, mix(mix(mix(++k->id, a), b), c)); }

/* The same, for all schemes only. */
static inline void g2(maker *k, uint32_t a, uint32_t b) { one(k, mix(mix(++k->id, a), b)); }
static inline void g3(maker *k, uint32_t a, uint32_t b, uint32_t c) { one(k, mix(mix(mix(++k->id, a), b), c)); }
static inline void g4(maker *k, uint32_t a, uint32_t b, uint32_t c, uint32_t d) { one(k, mix(mix(mix(mix(++k->id, a), b), c), d)); }

static uint32_t bucket(uint32_t d) { return d < 5 ? d : d < 7 ? 5 : d < 10 ? 6 : d < 15 ? 7 : d < 25 ? 8 : 9; }
static uint32_t most(uint32_t v, uint32_t top) { return v < top ? v : top; }

/* One word by itself. */
static void single(maker *k, const db_pword *w) {
    f2(k, w->w, w->p);
    f2(k, w->f, w->p);
    f1(k, w->m);
    f1(k, w->x);
}

/* Two words that the next step may join, h and d being either. */
static void pair(maker *k, const db_pword *a, const db_pword *b, uint32_t d) {
    g2(k, a->w, b->w);
    g2(k, a->l, b->l);
    g2(k, a->w, b->m);
    g2(k, a->m, b->w);
    f2(k, a->f, b->f);
    f2(k, a->f, b->p);
    f2(k, a->p, b->f);
    f2(k, a->m, b->m);
    f2(k, a->c, b->c);
    g2(k, a->x, b->x);
    g2(k, a->l, b->f);
    g2(k, a->f, b->l);
    f3(k, a->p, b->p, d);
    f3(k, a->w, b->p, d);
    f3(k, a->p, b->w, d);
    f3(k, a->m, b->m, d);
}

static void context(maker *k, const db_pword *s2, const db_pword *s1, const db_pword *s0, const db_pword *b0, const db_pword *b1, const db_pword *b2) {
    f2(k, s1->m, b0->m);
    g2(k, s1->l, b0->l);
    g2(k, b0->w, b1->w);
    f2(k, b0->m, b1->m);
    f2(k, b0->f, b1->f);
    f2(k, s0->m, b1->m);
    f2(k, s0->f, b1->f);
    f3(k, s1->p, s0->p, b0->p);
    f3(k, s1->m, s0->m, b0->m);
    f3(k, s1->c, s0->c, b0->c);
    f3(k, s0->p, b0->p, b1->p);
    f3(k, s0->m, b0->m, b1->m);
    g3(k, s0->w, b0->p, b1->p);
    g3(k, s0->p, b0->w, b1->p);
    g3(k, s0->p, b0->p, b1->w);
    f3(k, s2->p, s1->p, s0->p);
    g3(k, s1->w, s0->p, b0->p);
    g3(k, s1->p, s0->w, b0->p);
    g3(k, s1->p, s0->p, b0->w);
    g4(k, s1->p, s0->p, b0->p, b1->p);
    g4(k, s0->p, b0->p, b1->p, b2->p);
    g4(k, s2->p, s1->p, s0->p, b0->p);
}

static void children(maker *k, const db_psent *s, const db_pstate *st, uint32_t i1, uint32_t i0, uint32_t ib) {
    const db_pword *w = s->w, *s1 = w + i1, *s0 = w + i0, *b0 = w + ib;
    const db_pword *s0l = w + st->l1[i0], *s0r = w + st->r1[i0], *s1l = w + st->l1[i1], *s1r = w + st->r1[i1], *b0l = w + st->l1[ib], *b0k = w + st->l2[ib];
    g3(k, s0->p, s0l->p, b0->p);
    g3(k, s0->p, s0r->p, b0->p);
    g3(k, s0->p, b0->p, b0l->p);
    g3(k, s1->p, s1r->p, s0->p);
    g3(k, s1->p, s1l->p, s0->p);
    g3(k, s1->p, s0->p, s0l->p);
    g3(k, s1->p, s0->p, s0r->p);
    f3(k, s0l->w, s0->p, b0->p);
    f2(k, s0l->w, b0->l);
    g3(k, s0l->w, s0->p, s1->p);
    g2(k, s0l->w, s1->l);
    g3(k, s0l->w, s0->l, b0->l);
    f3(k, s0r->w, s0->p, b0->p);
    g3(k, s0r->w, s0->p, s1->p);
    g3(k, b0l->w, b0->p, s0->p);
    g3(k, b0l->w, b0->p, s0->w);
    g3(k, b0l->p, b0k->p, b0->p);
    g3(k, s1r->w, s1->p, s0->p);
    g3(k, s1l->w, s1->p, s0->p);
    g3(k, s0l->w, s1l->w, b0->p);
    g4(k, s1->p, s1r->p, s0->p, b0->p);
    g4(k, s0->p, w[st->r2[i0]].p, s0r->p, b0->p);
    g4(k, s1->p, w[st->r2[i1]].p, s1r->p, s0->p);
    f3(k, s0->p, st->vl[i0], st->vr[i0]);
    g3(k, s0->w, st->vr[i0], b0->p);
    f3(k, s0->p, b0->p, st->vl[ib]);
    g2(k, b0->l, st->vl[ib]);
    f3(k, s1->p, s0->p, st->vr[i1]);
    g3(k, s1->l, st->vr[i1], s0->p);
}

/* What stands between, before and behind in the sentence itself, whatever has been joined. */
static void surroundings(maker *k, const db_psent *s, uint32_t i1, uint32_t i0, uint32_t ib) {
    const db_pword *w = s->w, *s1 = w + i1, *s0 = w + i0, *b0 = w + ib;
    const db_pword *s0n = w + (i0 && i0 < s->n ? i0 + 1 : 0), *s1n = w + (i1 && i1 < s->n ? i1 + 1 : 0), *b0v = w + ib - 1, *s0v = w + (i0 ? i0 - 1 : 0);
    uint32_t verbs = most((uint32_t)(b0->n_verb - s0->n_verb), 2), commas = most((uint32_t)(b0->n_comma - s0->n_comma), 2);
    uint32_t conj = most((uint32_t)(b0->n_conj - s0->n_conj), 2), ahead = most((uint32_t)(w[s->n + 1].n_verb - b0->n_verb), 3);
    uint32_t between = i1 ? most((uint32_t)(s0->n_verb - s1->n_verb), 2) * 9 + most((uint32_t)(s0->n_comma - s1->n_comma), 2) * 3 + most((uint32_t)(s0->n_conj - s1->n_conj), 2) : 99;
    const db_pword *verb = w + b0->verb;
    g4(k, s0->p, s0n->p, b0v->p, b0->p);
    g4(k, s1->p, s1n->p, s0v->p, s0->p);
    g4(k, s0v->p, s0->p, b0->p, ib <= s->n ? w[ib + 1].p : 0);
    g3(k, s0n->w, s0->p, b0->p);
    g3(k, s1n->w, s1->p, s0->p);
    g3(k, b0v->w, s0->p, b0->p);
    f3(k, s0->p, b0->p, verbs * 9 + commas * 3 + conj);
    f3(k, s1->p, s0->p, between);
    f3(k, s1->m, s0->m, between);
    f3(k, s0->m, b0->m, verbs * 9 + commas * 3 + conj);
    f3(k, s0->p, b0->p, ahead);
    g4(k, s1->p, s0->p, b0->p, ahead);
    g2(k, s0->w, verb->l);
    f3(k, s0->p, b0->p, verb->m);
    g3(k, s1->p, s0->p, verb->l);
    g2(k, s1->l, verb->l);
    f3(k, s1->m, s0->m, verb->m);
}

uint32_t db_parse_features(const db_psent *s, const db_pstate *st, uint64_t *f) {
    maker k = {.f = f, .scheme = (s->scheme + 1) * UINT64_C(0x2545f4914f6cdd1d)};
    uint32_t n = st->n_stack, i0 = n ? st->stack[n - 1] : 0, i1 = n > 1 ? st->stack[n - 2] : 0, i2 = n > 2 ? st->stack[n - 3] : 0, ib = st->b;
    uint32_t j1 = ib <= s->n ? ib + 1 : 0, j2 = ib < s->n ? ib + 2 : 0;
    const db_pword *w = s->w;
    single(&k, w + i0);
    single(&k, w + ib);
    single(&k, w + i1);
    single(&k, w + j1);
    f2(&k, w[i2].f, w[i2].p);
    f2(&k, w[j2].f, w[j2].p);
    pair(&k, w + i0, w + ib, i0 ? bucket(ib - i0) : 0);
    pair(&k, w + i1, w + i0, i1 ? bucket(i0 - i1) : 0);
    context(&k, w + i2, w + i1, w + i0, w + ib, w + j1, w + j2);
    children(&k, s, st, i1, i0, ib);
    surroundings(&k, s, i1, i0, ib);
    return k.n;
}
