/* label_feature.c -- the features of a word for the labeller: words, letters, lists, rules, word classes and their neighbours, each a
 * template number and its values in 64 bits. */
#include "names/label_inside.h"

static const db_ne_word edge = {.h = 7, .shape = DB_NE_EDGE};

typedef struct out { uint64_t *f; uint32_t n, t; } out;

static inline void f1(out *o, uint64_t a) {
    o->t++;
    if (a) o->f[o->n++] = db_feat_end(db_feat(db_feat(o->t, 0), a));
}
static inline void f2(out *o, uint64_t a, uint64_t b) {
    o->t++;
    if (a && b) o->f[o->n++] = db_feat_end(db_feat(db_feat(db_feat(o->t, 0), a), b));
}
static inline void f3(out *o, uint64_t a, uint64_t b, uint64_t c) {
    o->t++;
    if (a && b && c) o->f[o->n++] = db_feat_end(db_feat(db_feat(db_feat(db_feat(o->t, 0), a), b), c));
}

static inline uint64_t like(const db_ne_word *w) { return w->like + 1u; }
static inline uint64_t kind(const db_ne_word *w) { return (uint64_t)w->shape << 4 | w->like | 1u << 12; }
static inline uint64_t gaz(const db_ne_word *w) { return (uint64_t)w->gaz | UINT64_C(1) << 40; }
static inline uint64_t rule(const db_ne_word *w) { return (uint64_t)w->rule << 8 | w->title | 1u << 20; }

static void words(out *o, const db_ne_word *const *w) {
    f1(o, w[2]->h), f1(o, w[1]->h), f1(o, w[3]->h), f1(o, w[0]->h), f1(o, w[4]->h);
    f2(o, w[1]->h, w[2]->h), f2(o, w[2]->h, w[3]->h);
    f1(o, w[2]->s3), f2(o, w[2]->s2, like(w[2])), f1(o, w[2]->p3), f1(o, w[3]->s3), f1(o, w[1]->s3);
    f1(o, w[2]->s2), f1(o, w[2]->p2), f1(o, w[1]->p3);
}

static void lists(out *o, const db_ne_word *const *w) {
    f2(o, gaz(w[1]), gaz(w[2])), f2(o, gaz(w[2]), gaz(w[3])), f3(o, gaz(w[2]), kind(w[2]), kind(w[1]));
    f2(o, w[1]->h, gaz(w[2])), f2(o, gaz(w[2]), w[3]->h), f1(o, gaz(w[0]));
    f1(o, gaz(w[2])), f1(o, gaz(w[1])), f1(o, gaz(w[3])), f1(o, rule(w[2])), f1(o, rule(w[1])), f1(o, rule(w[3]));
    f2(o, w[2]->tag + 1u, w[1]->tag + 1u);
    f2(o, rule(w[1]), rule(w[2])), f2(o, rule(w[2]), rule(w[3])), f2(o, rule(w[2]), gaz(w[2]));
    f3(o, w[2]->tag + 1u, w[1]->tag + 1u, w[3]->tag + 1u), f2(o, w[2]->tag + 1u, kind(w[2])), f2(o, w[2]->tag + 1u, w[2]->h);
}

static void kinds(out *o, const db_ne_word *const *w) {
    uint64_t a = kind(w[1]), b = kind(w[2]), c = kind(w[3]), d = kind(w[4]);
    f1(o, b), f2(o, a, b), f2(o, b, c), f3(o, a, b, c), f3(o, b, c, d), f3(o, kind(w[0]), a, b);
    f2(o, w[1]->h, b), f2(o, b, w[3]->h), f3(o, w[1]->h, b, c), f2(o, w[0]->h, w[1]->shape + 1u);
    f3(o, w[1]->lex + 1u, w[2]->lex + 1u, w[2]->shape + 1u);
}

static void company(out *o, const db_ne_word *const *w) {
    f2(o, w[2]->again, like(w[2])), f2(o, w[2]->far, kind(w[2])), f2(o, w[2]->again, kind(w[2])), f3(o, w[1]->again + 1u, w[2]->again + 1u, w[3]->again + 1u), f2(o, w[2]->again, rule(w[2])), f3(o, w[2]->again, w[1]->h, like(w[2]));
    f2(o, w[2]->doc, like(w[2])), f3(o, w[1]->doc + 1u, w[2]->doc + 1u, w[3]->doc + 1u);
    f2(o, w[2]->quote, like(w[2])), f2(o, w[2]->quote, w[1]->h);
    f3(o, w[2]->far, w[2]->head, w[2]->shape + 1u), f2(o, w[2]->far, w[2]->h), f3(o, w[2]->far, kind(w[2]), kind(w[3])), f3(o, w[2]->far, kind(w[1]), kind(w[2]));
}

static void classes(out *o, const db_ne_word *const *w) {
    uint64_t a = w[1]->cluster, b = w[2]->cluster, c = w[3]->cluster;
    f1(o, a), f1(o, b), f1(o, c), f3(o, a, kind(w[2]), c);
    f2(o, a, b), f2(o, b, c), f2(o, b, kind(w[2])), f2(o, a, kind(w[2])), f2(o, c, kind(w[2])), f1(o, w[0]->cluster), f1(o, w[4]->cluster);
    a = w[1]->coarse, b = w[2]->coarse, c = w[3]->coarse;
    f1(o, b), f2(o, a, b), f2(o, b, c), f3(o, a, b, c), f3(o, a, like(w[2]), c), f1(o, w[2]->topic), f1(o, w[1]->topic), f1(o, w[3]->topic);
}

/* Marks, function words and verbs: few of them are parts of names, hence few features. */
static void plain(out *o, const db_ne_word *const *w) {
    o->t = 100;
    f1(o, w[2]->h), f2(o, w[1]->h, w[2]->h), f2(o, w[2]->h, w[3]->h);
    f3(o, w[2]->h, w[1]->tag + 1u, w[3]->tag + 1u), f2(o, rule(w[2]), gaz(w[2]));
    f2(o, w[2]->far, w[2]->h), f3(o, w[2]->far, w[2]->head, w[2]->h), f3(o, w[2]->far, w[2]->h, kind(w[3]));
    f3(o, w[2]->h, kind(w[1]), kind(w[3])), f2(o, w[2]->quote, w[2]->h), f3(o, w[2]->h, rule(w[1]), rule(w[3])), f3(o, w[2]->h, gaz(w[1]), gaz(w[3]));
    f2(o, w[2]->tag + 1u, w[2]->h), f3(o, w[2]->h, w[1]->cluster, w[3]->cluster);
}

static bool is_plain(const db_ne_word *w) { return w->shape < DB_NE_NUMBER || (w->shape >= DB_NE_FUNC && w->shape <= DB_NE_FINITE); }

uint32_t db_ne_features(const db_ne_doc *d, uint32_t s0, uint32_t s1, uint32_t i, uint64_t *f) {
    const db_ne_word *w[5];
    for (uint32_t k = 0; k < 5; k++) w[k] = i + k < s0 + 2 || i + k - 2 >= s1 ? &edge : &d->w[i + k - 2];
    out o = {.f = f};
    if (is_plain(w[2])) {
        plain(&o, w);
        return o.n;
    }
    words(&o, w);
    lists(&o, w);
    kinds(&o, w);
    company(&o, w);
    classes(&o, w);
    return o.n;
}

uint64_t db_ne_step_class(uint32_t before, uint32_t cls) { return db_feat_end(db_feat(db_feat(200, before), cls)); }
uint64_t db_ne_step_word(uint32_t before, const db_ne_word *w) { return db_feat_end(db_feat(db_feat(201, db_ne_type(before)), w->h)); }
