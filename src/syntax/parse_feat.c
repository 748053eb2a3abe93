/* parse_feat.c -- features of a step of the parser. A feature is a template number mixed with the values of two to four words around the
 * top of the stack (s0, s1, s2) and the front of the buffer (b0, b1, b2). Those without words count twice: for all schemes, and for the scheme
 * at hand (Daumé 2007), so that the treebanks teach each other what they have in common; words and lemmas are common to all.
 *
 * They come in three groups, and only the last is new at each step. What lies below a word of the stack never changes while it is there, nor do
 * the children to its left; hence what is said of s0 and the words below it holds from the shift on. What is said of b0 and the words behind it
 * holds as long as b0 is the front. Only what joins the two sides, and s0's children to the right and b0's to the left, depends on the step. */
#include "syntax/parse_mix.h"

enum { TOP = 0, FRONT = 100, JOINT = 200 }; /* templates of a group are numbered from here on */

/* A maker that sends for the weights at once: they are on their way from memory while the other features are made. */
typedef struct step_maker {
    maker k;
    const db_steps *t;
} step_maker;

static inline void ahead(const step_maker *x, uint64_t f) { __builtin_prefetch(x->t->slot + (size_t)db_steps_bucket(f, x->t->mask) * DB_STEPS_BUCKET); }
static inline void both(step_maker *x, uint64_t h) {
    put(&x->k, h);
    ahead(x, x->k.f[x->k.n - 2]); /* the twin lies in the same line */
}
static inline void common(step_maker *x, uint64_t h) {
    one(&x->k, h);
    ahead(x, x->k.f[x->k.n - 1]);
}

static inline void f1(step_maker *x, uint32_t a) { both(x, mix(++x->k.id, a)); }
static inline void f2(step_maker *x, uint32_t a, uint32_t b) { both(x, mix(mix(++x->k.id, a), b)); }
static inline void f3(step_maker *x, uint32_t a, uint32_t b, uint32_t c) { both(x, mix(mix(mix(++x->k.id, a), b), c)); }

/* The same, for all schemes only. */
static inline void g2(step_maker *x, uint32_t a, uint32_t b) { common(x, mix(mix(++x->k.id, a), b)); }
static inline void g3(step_maker *x, uint32_t a, uint32_t b, uint32_t c) { common(x, mix(mix(mix(++x->k.id, a), b), c)); }
static inline void g4(step_maker *x, uint32_t a, uint32_t b, uint32_t c, uint32_t d) { common(x, mix(mix(mix(mix(++x->k.id, a), b), c), d)); }

static step_maker begin(const db_psent *s, const db_steps *t, uint64_t *f, uint32_t id) {
    return (step_maker){.k = {.f = f, .twin = twin_of(s->scheme, DB_STEPS_LOW), .id = id}, .t = t};
}

static uint32_t bucket(uint32_t d) { return d < 5 ? d : d < 7 ? 5 : d < 10 ? 6 : d < 15 ? 7 : d < 25 ? 8 : 9; }
static uint32_t most(uint32_t v, uint32_t top) { return v < top ? v : top; }

/* One word by itself. */
static void single(step_maker *k, const db_pword *w) {
    f2(k, w->w, w->p);
    f2(k, w->f, w->p);
    f1(k, w->m);
    f1(k, w->x);
}

/* Two words that the next step may join, h and d being either. */
static void pair(step_maker *k, const db_pword *a, const db_pword *b, uint32_t d) {
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

/* What stands between two words: verbs, commas and conjunctions. */
static uint32_t between(const db_pword *a, const db_pword *b) {
    return most((uint32_t)(b->n_verb - a->n_verb), 2) * 9 + most((uint32_t)(b->n_comma - a->n_comma), 2) * 3 + most((uint32_t)(b->n_conj - a->n_conj), 2);
}

/* ---- the top of the stack and what lies below ---- */

static void top_children(step_maker *k, const db_psent *s, const db_pstate *st, uint32_t i1, uint32_t i0) {
    const db_pword *w = s->w, *s1 = w + i1, *s0 = w + i0;
    const db_pword *s0l = w + st->l1[i0], *s1l = w + st->l1[i1], *s1r = w + st->r1[i1];
    g3(k, s1->p, s1r->p, s0->p);
    g3(k, s1->p, s1l->p, s0->p);
    g3(k, s1->p, s0->p, s0l->p);
    g3(k, s0l->w, s0->p, s1->p);
    g2(k, s0l->w, s1->l);
    g3(k, s1r->w, s1->p, s0->p);
    g3(k, s1l->w, s1->p, s0->p);
    g4(k, s1->p, w[st->r2[i1]].p, s1r->p, s0->p);
    f3(k, s1->p, s0->p, st->vr[i1]);
    g3(k, s1->l, st->vr[i1], s0->p);
}

uint32_t db_parse_top(const db_psent *s, const db_pstate *st, const db_steps *t, uint64_t *f) {
    step_maker k = begin(s, t, f, TOP);
    uint32_t n = st->n_stack, i0 = n ? st->stack[n - 1] : 0, i1 = n > 1 ? st->stack[n - 2] : 0, i2 = n > 2 ? st->stack[n - 3] : 0;
    const db_pword *w = s->w, *s0 = w + i0, *s1 = w + i1, *s2 = w + i2;
    const db_pword *s1n = w + (i1 && i1 < s->n ? i1 + 1 : 0), *s0v = w + (i0 ? i0 - 1 : 0);
    uint32_t apart = i1 ? between(s1, s0) : 99;
    single(&k, s0);
    single(&k, s1);
    f2(&k, s2->f, s2->p);
    pair(&k, s1, s0, i1 ? bucket(i0 - i1) : 0);
    f3(&k, s2->p, s1->p, s0->p);
    top_children(&k, s, st, i1, i0);
    g4(&k, s1->p, s1n->p, s0v->p, s0->p);
    g3(&k, s1n->w, s1->p, s0->p);
    f3(&k, s1->p, s0->p, apart);
    f3(&k, s1->m, s0->m, apart);
    return k.k.n;
}

/* ---- the front of the buffer and what follows ---- */

uint32_t db_parse_front(const db_psent *s, const db_pstate *st, const db_steps *t, uint64_t *f) {
    step_maker k = begin(s, t, f, FRONT);
    uint32_t ib = st->b;
    const db_pword *b0 = s->w + ib, *b1 = s->w + (ib <= s->n ? ib + 1 : 0), *b2 = s->w + (ib < s->n ? ib + 2 : 0);
    single(&k, b0);
    single(&k, b1);
    f2(&k, b2->f, b2->p);
    g2(&k, b0->w, b1->w);
    f2(&k, b0->m, b1->m);
    f2(&k, b0->f, b1->f);
    return k.k.n;
}

/* ---- both sides ---- */

static void context(step_maker *k, const db_pword *s2, const db_pword *s1, const db_pword *s0, const db_pword *b0, const db_pword *b1, const db_pword *b2) {
    f2(k, s1->m, b0->m);
    g2(k, s1->l, b0->l);
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
    g3(k, s1->w, s0->p, b0->p);
    g3(k, s1->p, s0->w, b0->p);
    g3(k, s1->p, s0->p, b0->w);
    g4(k, s1->p, s0->p, b0->p, b1->p);
    g4(k, s0->p, b0->p, b1->p, b2->p);
    g4(k, s2->p, s1->p, s0->p, b0->p);
}

static void children(step_maker *k, const db_psent *s, const db_pstate *st, uint32_t i1, uint32_t i0, uint32_t ib) {
    const db_pword *w = s->w, *s1 = w + i1, *s0 = w + i0, *b0 = w + ib;
    const db_pword *s0l = w + st->l1[i0], *s0r = w + st->r1[i0], *s1l = w + st->l1[i1], *s1r = w + st->r1[i1], *b0l = w + st->l1[ib], *b0k = w + st->l2[ib];
    g3(k, s0->p, s0l->p, b0->p);
    g3(k, s0->p, s0r->p, b0->p);
    g3(k, s0->p, b0->p, b0l->p);
    g3(k, s1->p, s0->p, s0r->p);
    f3(k, s0l->w, s0->p, b0->p);
    f2(k, s0l->w, b0->l);
    g3(k, s0l->w, s0->l, b0->l);
    f3(k, s0r->w, s0->p, b0->p);
    g3(k, s0r->w, s0->p, s1->p);
    g3(k, b0l->w, b0->p, s0->p);
    g3(k, b0l->w, b0->p, s0->w);
    g3(k, b0l->p, b0k->p, b0->p);
    g3(k, s0l->w, s1l->w, b0->p);
    g4(k, s1->p, s1r->p, s0->p, b0->p);
    g4(k, s0->p, w[st->r2[i0]].p, s0r->p, b0->p);
    f3(k, s0->p, st->vl[i0], st->vr[i0]);
    g3(k, s0->w, st->vr[i0], b0->p);
    f3(k, s0->p, b0->p, st->vl[ib]);
    g2(k, b0->l, st->vl[ib]);
}

/* What stands between, before and behind in the sentence itself, whatever has been joined. */
static void surroundings(step_maker *k, const db_psent *s, uint32_t i1, uint32_t i0, uint32_t ib) {
    const db_pword *w = s->w, *s1 = w + i1, *s0 = w + i0, *b0 = w + ib;
    const db_pword *s0n = w + (i0 && i0 < s->n ? i0 + 1 : 0), *b0v = w + ib - 1, *s0v = w + (i0 ? i0 - 1 : 0);
    const db_pword *verb = w + b0->verb;
    uint32_t apart = between(s0, b0), ahead = most((uint32_t)(w[s->n + 1].n_verb - b0->n_verb), 3);
    g4(k, s0->p, s0n->p, b0v->p, b0->p);
    g4(k, s0v->p, s0->p, b0->p, ib <= s->n ? w[ib + 1].p : 0);
    g3(k, s0n->w, s0->p, b0->p);
    g3(k, b0v->w, s0->p, b0->p);
    f3(k, s0->p, b0->p, apart);
    f3(k, s0->m, b0->m, apart);
    f3(k, s0->p, b0->p, ahead);
    g4(k, s1->p, s0->p, b0->p, ahead);
    g2(k, s0->w, verb->l);
    f3(k, s0->p, b0->p, verb->m);
    g3(k, s1->p, s0->p, verb->l);
    g2(k, s1->l, verb->l);
    f3(k, s1->m, s0->m, verb->m);
}

uint32_t db_parse_joint(const db_psent *s, const db_pstate *st, const db_steps *t, uint64_t *f) {
    step_maker k = begin(s, t, f, JOINT);
    uint32_t n = st->n_stack, i0 = n ? st->stack[n - 1] : 0, i1 = n > 1 ? st->stack[n - 2] : 0, i2 = n > 2 ? st->stack[n - 3] : 0, ib = st->b;
    uint32_t j1 = ib <= s->n ? ib + 1 : 0, j2 = ib < s->n ? ib + 2 : 0;
    const db_pword *w = s->w;
    pair(&k, w + i0, w + ib, i0 ? bucket(ib - i0) : 0);
    context(&k, w + i2, w + i1, w + i0, w + ib, w + j1, w + j2);
    children(&k, s, st, i1, i0, ib);
    surroundings(&k, s, i1, i0, ib);
    return k.k.n;
}

uint32_t db_parse_features(const db_psent *s, const db_pstate *st, uint64_t *f) {
    const db_steps none = {0};
    uint32_t n = db_parse_top(s, st, &none, f);
    n += db_parse_front(s, st, &none, f + n);
    return n + db_parse_joint(s, st, &none, f + n);
}
