/* tag.c -- trainer of the tagger: an averaged perceptron over sentences with gold tags, which sees its own choices as the tags before. */
#include "train/tag.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct example { /* a sentence made ready: features once, used in each round */
    const db_sentence *s;
    const db_tag_word *w;
    uint64_t *f;       /* local features, one word after the other */
    uint32_t *f0;      /* [n + 1] */
    uint32_t *gold;    /* [n] the tags that are right: a bit for each upos */
    bool weak;
    uint32_t first;    /* class of its scheme */
    float weight;
} example;

static void shuffle(uint32_t *x, uint32_t n, uint64_t *seed) {
    for (uint32_t i = n; i > 1; i--) {
        uint64_t z = *seed += UINT64_C(0x9e3779b97f4a7c15);
        z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
        z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
        uint32_t j = (uint32_t)((z >> 32) * i >> 32), t = x[i - 1];
        x[i - 1] = x[j];
        x[j] = t;
    }
}

static void ready(const db_tagger *t, const dabir_model *m, db_arena *a, const db_sentence *s, db_scheme scheme, bool weak, example *e) {
    db_sentence copy = *s; /* the words as their reader left them, but for the gold tags */
    copy.w = DB_NEW(a, db_sword, s->n);
    memcpy(copy.w, s->w, s->n * sizeof *copy.w);
    *e = (example){.s = s, .first = (uint32_t)scheme * DB_TAG_N, .weight = 1, .weak = weak};
    e->w = db_tag_words(t, m, a, &copy);
    e->f = DB_NEW(a, uint64_t, (size_t)s->n * DB_TAG_LOCAL_MAX);
    e->f0 = DB_NEW(a, uint32_t, s->n + 1);
    e->gold = DB_NEW(a, uint32_t, s->n);
    for (uint32_t i = 0; i < s->n; i++) {
        e->f0[i + 1] = e->f0[i] + db_tag_local(e->w, i, e->f + e->f0[i]);
        e->gold[i] = weak ? db_tag_weak_mask(s->w[i].upos) : s->w[i].upos ? 1u << s->w[i].upos : ~0u;
    }
}

/* Moves the weights of class `c` of this scheme by `by`, those of the same tag in the other schemes by a part of it. */
static void move(db_learner *l, const db_tag_options *o, const uint64_t *f, uint32_t n, uint32_t first, uint32_t c, float by) {
    for (uint32_t s = 0; s < DB_N_SCHEMES; s++) {
        float x = s * DB_TAG_N == first ? by : by * o->share;
        if (x != 0) db_learner_update(l, f, n, s * DB_TAG_N + c, x);
    }
}

static uint32_t learn_sentence(db_learner *l, const db_tag_options *o, const example *e) {
    uint32_t wrong = 0;
    uint8_t before = 0, before2 = 0;
    for (uint32_t i = 0; i < e->s->n; i++) {
        uint64_t f[DB_TAG_LOCAL_MAX + DB_TAG_CONTEXT_MAX];
        float score[DB_TAG_CLASSES] = {0};
        uint32_t n = e->f0[i + 1] - e->f0[i], right = UINT32_MAX, rival = UINT32_MAX;
        memcpy(f, e->f + e->f0[i], n * sizeof *f);
        n += db_tag_context(e->w, i, before, before2, f + n);
        db_learner_score(l, f, n, score);
        const float *mine = score + e->first;
        for (uint32_t c = 0; c < DB_TAG_N; c++) {
            uint32_t *x = e->gold[i] >> db_tag_upos(c) & 1 ? &right : &rival;
            if (*x == UINT32_MAX || mine[c] > mine[*x]) *x = c;
        }
        uint32_t best = rival == UINT32_MAX || mine[right] >= mine[rival] ? right : rival;
        if (rival != UINT32_MAX && mine[right] - mine[rival] <= o->margin) {
            move(l, o, f, n, e->first, right, e->weight);
            move(l, o, f, n, e->first, rival, -e->weight);
        }
        wrong += best != right;
        db_learner_tick(l);
        before2 = before;
        before = db_tag_upos(best);
    }
    return wrong;
}

const db_tag_options DB_TAG_DEFAULT = {.rounds = 10, .share = 0.5f, .margin = 8, .prune = 0.9f, .weak_weight = 1};

dabir_status db_tag_learn(const dabir_model *m, const db_sentence *s, const db_scheme *scheme, uint32_t n, const db_tag_options *o, db_buf *out, dabir_error *err) {
    db_tagger t;
    db_arena a;
    dabir_status st = db_tagger_open(m, NULL, 0, &t, err);
    if (st) return st;
    db_arena_init(&a, 0);
    jmp_buf oom;
    a.oom = &oom;
    db_learner *volatile l = db_learner_new(DB_TAG_CLASSES);
    if (!l || setjmp(oom)) {
        st = db_fail(err, DABIR_E_MEMORY, "", 0, 0, 0, "no memory to train the tagger");
    } else {
        uint32_t n_weak = o->weak ? o->weak->n : 0;
        example *e = DB_NEW(&a, example, n + n_weak);
        uint32_t *order = DB_NEW(&a, uint32_t, n + n_weak);
        uint64_t seed = 7;
        for (uint32_t i = 0; i < n; i++) ready(&t, m, &a, &s[i], scheme[i], false, &e[i]);
        for (uint32_t i = 0; i < n_weak; i++) {
            ready(&t, m, &a, &o->weak->s[i], o->weak->scheme[i], true, &e[n + i]);
            e[n + i].weight = o->weak_weight;
        }
        for (uint32_t i = 0; i < n + n_weak; i++) order[i] = i;
        for (uint32_t r = 0; r < o->rounds; r++) {
            uint32_t wrong = 0;
            shuffle(order, n + n_weak, &seed);
            for (uint32_t i = 0; i < n + n_weak; i++)
                if (r || !e[order[i]].weak) wrong += learn_sentence(l, o, &e[order[i]]); /* weak tags are chosen among: first learn what they are */
            char line[80];
            snprintf(line, sizeof line, "tagger: round %u, %u wrong, %u features", r + 1, wrong, db_learner_features(l));
            if (o->note) o->note(o->ctx, line);
        }
        db_pack how = {.tag = DB_TAG_TAG, .prune = o->prune};
        st = db_learner_pack(l, &how, out, err);
    }
    db_learner_free(l);
    db_arena_free(&a);
    return st;
}

dabir_status db_train_tag(const db_train *t, dabir_error *err) {
    db_arena a;
    db_arena_init(&a, 0);
    db_trees tr, weak;
    db_buf out = {0};
    db_tag_options o = DB_TAG_DEFAULT;
    o.note = t->note, o.ctx = t->ctx, o.weak = &weak;
    dabir_status st = db_train_trees(t, &a, &tr, err);
    if (!st) st = db_tag_weak(t, &a, &weak, err);
    if (!st) st = db_tag_learn(t->model, tr.s, tr.scheme, tr.n, &o, &out, err);
    if (!st) st = db_train_write(t, "tag.w", &out, err);
    db_buf_free(&out);
    db_arena_free(&a);
    return st;
}
