/* names.c -- trains the labeller of names (names.w): an averaged perceptron over whole sentences (Collins 2002), on tweets with labels (train
 * file of ParsTwiNER) and on news labelled by hand (data/names/labels.tsv). Some names are made strangers (their letters, lists and the
 * rules' finding hidden), some get common words for further parts, so that the model learns to know a name by its company; in most texts
 * the labels of the other sentences are shown, as in the second look at a document.
 *
 * Tried and left out, for they gave nothing on news apart: labels of a first model on raw news as further examples (self-training, two
 * margins), and a table of what that model took each word for in 7 million words. */
#include "train/names.h"

#include <stdlib.h>

#define PRUNE 1.0f /* rows without a weight of this size (of some 40 at most) are left out */

enum { L = DB_NE_LABELS, EPOCHS = 8, COMMON = 6 /* percent */ };

typedef struct trainer {
    const db_train *t;
    db_arena a, keep;   /* of the text at hand; of the whole run */
    jmp_buf oom;
    db_news news;
    db_learner *l;
    uint64_t seed;
    float *emit, *step;     /* of the sentence at hand */
    uint64_t *f;            /* its features: DB_NE_MAX a word */
    uint32_t *nf, cap;
    uint8_t *back;
    uint64_t words, wrong;
} trainer;

static uint32_t dice(trainer *x, uint32_t n) {
    x->seed = x->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((x->seed >> 33) % n);
}

static bool room(trainer *x, uint32_t n) {
    if (n <= x->cap) return true;
    x->cap = n * 2;
    x->emit = realloc(x->emit, sizeof(float) * L * x->cap);
    x->step = realloc(x->step, sizeof(float) * L * L * x->cap);
    x->f = realloc(x->f, sizeof(uint64_t) * DB_NE_MAX * x->cap);
    x->nf = realloc(x->nf, sizeof(uint32_t) * x->cap);
    x->back = realloc(x->back, L * (size_t)x->cap);
    return x->emit && x->step && x->f && x->nf && x->back;
}

static void scores(trainer *x, const db_ne_doc *d, uint32_t s0, uint32_t s1) {
    memset(x->emit, 0, sizeof(float) * L * (s1 - s0));
    memset(x->step, 0, sizeof(float) * L * L * (s1 - s0));
    for (uint32_t i = s0; i < s1; i++) {
        uint64_t *f = x->f + (size_t)(i - s0) * DB_NE_MAX;
        x->nf[i - s0] = db_ne_features(d, s0, s1, i, f);
        db_learner_score(x->l, f, x->nf[i - s0], x->emit + (i - s0) * L);
        for (uint32_t b = 0; b < (i == s0 ? 1u : (uint32_t)L); b++) {
            uint64_t g[2] = {db_ne_step_class(b, d->w[i].cls), db_ne_step_word(b, &d->w[i])};
            db_learner_score(x->l, g, 2, x->step + ((size_t)(i - s0) * L + b) * L);
        }
    }
}

static void change(trainer *x, const db_ne_doc *d, uint32_t s0, uint32_t i, uint32_t before, uint32_t label, float by) {
    uint64_t g[2] = {db_ne_step_class(before, d->w[i].cls), db_ne_step_word(before, &d->w[i])};
    db_learner_update(x->l, x->f + (size_t)(i - s0) * DB_NE_MAX, x->nf[i - s0], label, by);
    db_learner_update(x->l, g, 2, label, by);
}

static void sentence(trainer *x, const db_ne_doc *d, uint32_t s0, uint32_t s1, const uint8_t *gold) {
    uint8_t *label = malloc(s1 - s0);
    if (!label || !room(x, s1 - s0)) longjmp(x->oom, 1);
    scores(x, d, s0, s1);
    db_ne_best(x->emit, x->step, s1 - s0, label, x->back);
    for (uint32_t i = s0; i < s1; i++) {
        uint32_t yb = i == s0 ? 0 : gold[i - 1], pb = i == s0 ? 0 : label[i - 1 - s0];
        x->words++;
        x->wrong += gold[i] != label[i - s0];
        if (gold[i] == label[i - s0] && yb == pb) continue;
        if (gold[i] != label[i - s0]) {
            change(x, d, s0, i, yb, gold[i], 1);
            change(x, d, s0, i, pb, label[i - s0], -1);
        } else { /* only the step differs */
            uint64_t g[4] = {db_ne_step_class(yb, d->w[i].cls), db_ne_step_word(yb, &d->w[i]), db_ne_step_class(pb, d->w[i].cls), db_ne_step_word(pb, &d->w[i])};
            db_learner_update(x->l, g, 2, gold[i], 1);
            db_learner_update(x->l, g + 2, 2, gold[i], -1);
        }
    }
    db_learner_tick(x->l);
    free(label);
}

typedef struct text { db_text t; db_tokens k; db_lang l; db_ne_doc d; } text;

static void read_text(trainer *x, const char *p, uint32_t n, text *o) {
    dabir_date found = {0};
    db_normalise(&x->a, p, n, &o->t);
    db_tokenise(&x->a, &o->t, &o->k);
    db_words(&x->a, x->t->model, &o->t, &o->k, &o->l);
    db_matches(&x->a, x->t->model, &o->l);
    db_dates(&x->a, x->t->model, &o->t, &o->k, &o->l, "", &found);
    db_ne_prepare(&x->a, x->t->model, &o->t, &o->k, &o->l, db_str_z(""), &o->d);
}

/* Hides who the name [i, e) is: its letters, its lists and the rules' finding. */
static void hide(trainer *x, db_ne_doc *d, uint32_t i, uint32_t e) {
    bool letters = dice(x, 2);
    for (; i < e; i++) {
        db_ne_word *w = &d->w[i];
        w->rule = w->tag = w->title = w->doc = 0;
        w->gaz &= ~(1u << 16 | 1u << 17 | 1u << 20 | 1u << 21 | 1u << 24 | 1u << 0 | 1u << 1 | 1u << 4 | 1u << 5 | 1u << 8 | 1u << 13 | 1u << 14);
        if (letters && w->like >= 3) w->h = 0x3000, w->lex = 0, w->cluster = w->coarse = w->topic = 0;
    }
}

static void strangers(trainer *x, db_ne_doc *d, const uint8_t *gold, uint32_t percent) {
    for (uint32_t i = 0; i < d->n;) {
        uint32_t e = i + 1;
        while (e < d->n && gold[i] && gold[e] && gold[e] % 2 == 0) e++;
        if (gold[i] && dice(x, 100) < percent) hide(x, d, i, e);
        i = e;
    }
}

/* What the second look at a document sees, most of the time: most of the labels of its other sentences. */
static void second_look(trainer *x, db_ne_doc *d, const uint8_t *gold) {
    if (!dice(x, 3)) return;
    uint8_t *seen = DB_NEW(&x->a, uint8_t, d->n + 1);
    for (uint32_t i = 0; i < d->n;) {
        uint32_t e = i + 1;
        while (e < d->n && gold[i] && gold[e] && gold[e] % 2 == 0) e++;
        if (dice(x, 100) < 75) memcpy(seen + i, gold + i, e - i);
        i = e;
    }
    db_ne_again(&x->a, d, seen);
}

/* A name whose further words are common nouns, to be known by its place alone. */
static void common(trainer *x, db_ne_doc *d, const uint8_t *gold) {
    for (uint32_t i = 0; i < d->n; i++) {
        if (gold[i] != DB_NE_PER_IN || dice(x, 100) >= COMMON) continue;
        for (uint32_t t = 0; t < 8; t++) {
            uint32_t j = dice(x, d->n);
            const db_ne_word *w = &d->w[j];
            if (gold[j] || w->shape < 52 || w->shape > 57 || w->rule || w->title) continue;
            db_ne_word v = *w;
            v.far = d->w[i].far, v.head = d->w[i].head, v.quote = d->w[i].quote, v.doc = d->w[i].doc, v.again = d->w[i].again, v.tag = v.sure = v.join = 0;
            d->w[i] = v;
            break;
        }
    }
}

static void train_doc(trainer *x, text *o, const uint8_t *gold) {
    for (uint32_t s = 0; s < o->d.n_sents; s++)
        if (o->d.sent0[s + 1] > o->d.sent0[s]) sentence(x, &o->d, o->d.sent0[s], o->d.sent0[s + 1], gold);
}

static bool tweets(trainer *x, const db_file *f) {
    db_bio b;
    text o;
    for (size_t at = 0; db_arena_reset(&x->a), db_bio_read(&x->a, f->p, f->n, &at, true, &b);) {
        read_text(x, b.text, b.bytes, &o);
        uint8_t *gold = DB_NEW(&x->a, uint8_t, o.d.n + 1);
        db_bio_to_words(&b, &o.k, &o.l, gold);
        db_ne_style(&o.d, gold);
        strangers(x, &o.d, gold, 10);
        common(x, &o.d, gold);
        second_look(x, &o.d, gold);
        train_doc(x, &o, gold);
    }
    return !db_learner_failed(x->l);
}

static bool labelled(trainer *x) {
    text o;
    for (uint32_t i = 0; i < x->news.n; i++) {
        db_article *n = &x->news.v[i];
        db_arena_reset(&x->a);
        read_text(x, n->text.p, n->text.n, &o);
        uint8_t *gold = DB_NEW(&x->a, uint8_t, o.d.n + 1);
        db_news_words(n, &o.k, &o.l, gold);
        db_ne_style(&o.d, gold);
        second_look(x, &o.d, gold);
        strangers(x, &o.d, gold, 15);
        common(x, &o.d, gold);
        train_doc(x, &o, gold);
    }
    return !db_learner_failed(x->l);
}

static void say(trainer *x, const char *what, uint32_t round) {
    char line[160];
    snprintf(line, sizeof line, "names: %s, round %u: %llu words, %.2f %% wrong, %u features", what, round, (unsigned long long)x->words,
        x->words ? 100.0 * (double)x->wrong / (double)x->words : 0, db_learner_features(x->l));
    if (x->t->note) x->t->note(x->t->ctx, line);
    x->words = x->wrong = 0;
}

static void rounds(trainer *x, const db_file *f) {
    for (uint32_t r = 1; r <= EPOCHS; r++) {
        if (!tweets(x, f)) longjmp(x->oom, 1);
        say(x, "tweets", r);
        for (uint32_t k = 0; k < 2; k++)
            if (!labelled(x)) longjmp(x->oom, 1);
        say(x, "news", r);
    }
}

static dabir_status run(trainer *x, dabir_error *err) {
    char path[1024];
    db_file f;
    snprintf(path, sizeof path, "%s/../names/labels.tsv", x->t->out);
    dabir_status st = db_news_labelled(&x->keep, x->t->kit, path, &x->news, err);
    snprintf(path, sizeof path, "%s/ner/parstwiner/train.txt", x->t->kit);
    if (!st) st = db_file_map(path, &f, err);
    if (st) return st;
    rounds(x, &f);
    db_file_unmap(&f);
    return st;
}

static dabir_status write_out(const trainer *x, dabir_error *err) {
    db_buf b = {0};
    db_pack how = {.tag = {'N', 'E', 'R', 'W'}, .prune = PRUNE};
    dabir_status st = db_learner_pack(x->l, &how, &b, err);
    if (!st) st = db_train_write(x->t, "names.w", &b, err);
    db_buf_free(&b);
    return st;
}

dabir_status db_train_names(const db_train *t, dabir_error *err) {
    trainer x = {.t = t, .seed = 20240229, .l = db_learner_new(L)};
    db_arena_init(&x.a, 0);
    db_arena_init(&x.keep, 0);
    x.a.oom = x.keep.oom = &x.oom;
    dabir_status st;
    if (!x.l || setjmp(x.oom)) st = db_fail(err, DABIR_E_MEMORY, NULL, 0, 0, 0, "out of memory");
    else st = run(&x, err);
    if (!st) st = write_out(&x, err);
    free(x.emit), free(x.step), free(x.f), free(x.nf), free(x.back);
    db_arena_free(&x.a);
    db_arena_free(&x.keep);
    db_learner_free(x.l);
    return st;
}
