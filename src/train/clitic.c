/* clitic.c -- trains the splitting of clitics: what training saw of the forms, and the scorer of splits. As with lemmas, an occurrence does not
 * count for itself while it is learnt from. */
#include "syntax/clitic.h"
#include "train/dadegan.h"

#include <stdio.h>
#include <stdlib.h>

enum { EPOCHS = 8, FORM_MAX = DB_CLITIC_LETTERS };

typedef struct token { /* a written word */
    const uint8_t *letters;
    uint32_t n, kind;       /* kind: as units.c tells the neighbours' */
    uint64_t gaps;
    db_split split;
    bool learn;
    bool first, last;       /* of its sentence */
    uint8_t scheme;
} token;

typedef struct trainer {
    const db_train *t;
    db_arena *a;
    db_trees trees;
    token *tok;
    uint32_t n_tok, cap_tok;
    db_buf seen;
    db_clitics x[DB_N_SCHEMES]; /* what is known, by scheme */
} trainer;

/* ---- tokens of a sentence ---- */

/* Words [i, j) of a sentence are one written word; punctuation that the treebank counts to it is left out. */
static token token_of(trainer *k, const db_sentence *s, uint32_t i, uint32_t j, uint8_t scheme) {
    token t = {.scheme = scheme, .learn = true};
    uint32_t at = 0;
    while (j > i + 1 && s->w[j - 1].kind == DB_T_PUNCT) j--;
    const db_sword *w = &s->w[i];
    t.kind = w->kind == DB_T_PUNCT ? 1u + w->punct : 40u + w->kind;
    db_str form = w->parts > 1 && w->token.n ? w->token : w->form;
    uint8_t *l = DB_NEW(k->a, uint8_t, 4 * form.n + 1);
    bool *bound = DB_NEW(k->a, bool, 4 * form.n + 1);
    t.letters = l;
    t.n = w->kind == DB_T_PUNCT ? 0 : db_letters(form, l, bound, 4 * form.n);
    for (uint32_t b = 1; b < t.n && b < 64; b++) t.gaps |= (uint64_t)bound[b] << b;
    for (uint32_t p = i; p < j; p++) {
        uint32_t n = s->w[p].key1 - s->w[p].key0;
        if (at + n > t.n || memcmp(l + at, s->letters + s->w[p].key0, n) != 0 || !n) t.learn = false;
        if (p > i && t.split.n < DB_CLITIC_PARTS - 1) t.split.at[t.split.n++] = (uint8_t)at;
        at += n;
    }
    if (at != t.n || j - i > DB_CLITIC_PARTS || t.n < 2 || t.n > FORM_MAX || w->kind != DB_T_WORD) t.learn = false;
    return t;
}

static void collect(trainer *k) {
    for (uint32_t i = 0; i < k->trees.n; i++) {
        const db_sentence *s = &k->trees.s[i];
        uint32_t from = k->n_tok;
        for (uint32_t j = 0, e; j < s->n; j = e) {
            e = j + (s->w[j].parts ? s->w[j].parts : 1);
            if (e > s->n) e = s->n;
            DB_PUSH(k->a, k->tok, k->n_tok, k->cap_tok) = token_of(k, s, j, e, (uint8_t)k->trees.scheme[i]);
        }
        if (k->n_tok > from) k->tok[from].first = true, k->tok[k->n_tok - 1].last = true;
    }
}

static db_clitic_word view(const trainer *k, uint32_t i) {
    const token *t = &k->tok[i];
    db_clitic_word w = {.letters = t->letters, .n = t->n, .gaps = t->gaps, .scheme = (db_scheme)t->scheme};
    if (!t->first) w.prev = t[-1].letters, w.n_prev = t[-1].n, w.prev_kind = t[-1].kind;
    if (!t->last) w.next = t[1].letters, w.n_next = t[1].n, w.next_kind = t[1].kind;
    return w;
}

/* ---- what was seen ---- */

typedef struct fact { uint8_t key[FORM_MAX + 2]; /* letters, 0, scheme */ uint32_t n; db_split s; } fact;

static int by_fact(const void *x, const void *y) {
    const fact *a = x, *b = y;
    int d = memcmp(a->key, b->key, a->n < b->n ? a->n : b->n);
    if (!d) d = (int)a->n - (int)b->n;
    if (!d) d = (int)a->s.n - (int)b->s.n;
    return d ? d : memcmp(a->s.at, b->s.at, sizeof a->s.at);
}

static uint8_t capped(uint32_t n) { return (uint8_t)(n < 250 ? n : 250); }

/* Facts [i, j) of one form in one scheme: times not split, then its splits. Returns the end of what was written. */
static uint8_t *put_seen(uint8_t *v, uint8_t scheme, const fact *f, uint32_t i, uint32_t j) {
    uint8_t *e = v + 3;
    v[0] = scheme, v[1] = v[2] = 0;
    for (uint32_t x = i, y; x < j; x = y) {
        for (y = x; y < j && memcmp(&f[x].s, &f[y].s, sizeof f[x].s) == 0; y++) {}
        if (!f[x].s.n) {
            v[1] = capped(y - x);
            continue;
        }
        v[2]++;
        *e++ = capped(y - x);
        *e++ = f[x].s.n;
        memcpy(e, f[x].s.at, f[x].s.n);
        e += f[x].s.n;
    }
    return e;
}

/* The same letters, whatever the scheme, which is the last byte of the key. */
static bool same_form(const fact *a, const fact *b) { return a->n == b->n && memcmp(a->key, b->key, a->n - 1) == 0; }

static void remember(trainer *k) {
    fact *f = DB_NEW(k->a, fact, k->n_tok + 1);
    db_map_item *items = NULL;
    uint32_t n = 0, n_items = 0, cap = 0;
    for (uint32_t i = 0; i < k->n_tok; i++) {
        const token *t = &k->tok[i];
        db_clitic_cand c[DB_CLITIC_CANDS];
        uint8_t times[DB_N_SCHEMES];
        db_clitic_word w = view(k, i);
        if (!t->learn || (!t->split.n && !db_clitic_candidates(&k->x[w.scheme], &w, NULL, c, times))) continue;
        f[n] = (fact){.n = t->n + 2, .s = t->split};
        memcpy(f[n].key, t->letters, t->n);
        f[n++].key[t->n + 1] = t->scheme;
    }
    qsort(f, n, sizeof *f, by_fact);
    for (uint32_t i = 0, j; i < n; i = j) {
        for (j = i; j < n && same_form(&f[i], &f[j]); j++) {}
        uint8_t *v = DB_NEW(k->a, uint8_t, 8 + (j - i) * 8), *e = v;
        for (uint32_t x = i, y; x < j; x = y) {
            for (y = x; y < j && f[x].key[f[x].n - 1] == f[y].key[f[y].n - 1]; y++) {}
            e = put_seen(e, f[x].key[f[x].n - 1], f, x, y);
        }
        DB_PUSH(k->a, items, n_items, cap) = (db_map_item){db_str_of((char *)f[i].key, f[i].n - 2), db_str_of((char *)v, (size_t)(e - v))};
    }
    db_map_build(items, n_items, &k->seen);
}

/* ---- learning ---- */

typedef struct scored { uint64_t f[DB_CLITIC_FEATS]; uint32_t n; float score; } scored;

static bool is(const db_split *a, const db_split *b) { return a->n == b->n && memcmp(a->at, b->at, a->n) == 0; }

static uint32_t learn_one(trainer *k, db_learner *l, uint32_t i, scored *z) {
    const token *t = &k->tok[i];
    db_clitic_cand c[DB_CLITIC_CANDS];
    uint8_t times[DB_N_SCHEMES];
    db_clitic_word w = view(k, i);
    uint32_t n = db_clitic_candidates(&k->x[w.scheme], &w, &t->split, c, times), best = n, gold = n;
    if (!n) return t->split.n != 0;
    db_clitic_view v;
    db_clitic_look(&k->x[w.scheme], &w, &v);
    float most = 0;
    for (uint32_t j = 0; j < n; j++) {
        z[j].n = db_clitic_features(&k->x[w.scheme], &w, &v, &c[j], times, z[j].f);
        z[j].score = 0;
        db_learner_score(l, z[j].f, z[j].n, &z[j].score);
        if (z[j].score > most) most = z[j].score, best = j;
        if (is(&c[j].s, &t->split)) gold = j;
    }
    bool wrong = best == n ? t->split.n != 0 : best != gold;
    if (wrong && gold < n) db_learner_update(l, z[gold].f, z[gold].n, 0, 1);
    if (wrong && best < n) db_learner_update(l, z[best].f, z[best].n, 0, -1);
    db_learner_tick(l);
    return wrong;
}

static void learn(trainer *k, db_learner *l) {
    uint32_t *order = DB_NEW(k->a, uint32_t, k->n_tok + 1), n = 0;
    scored *z = DB_NEW(k->a, scored, DB_CLITIC_CANDS);
    uint64_t state = UINT64_C(0x0123456789abcdef);
    for (uint32_t i = 0; i < k->n_tok; i++)
        if (k->tok[i].learn) order[n++] = i;
    for (uint32_t e = 0; e < EPOCHS; e++) {
        uint32_t wrong = 0;
        for (uint32_t i = n; i > 1; i--) {
            state ^= state << 13, state ^= state >> 7, state ^= state << 17;
            uint32_t j = (uint32_t)((state >> 11) % i), x = order[i - 1];
            order[i - 1] = order[j], order[j] = x;
        }
        for (uint32_t i = 0; i < n; i++) wrong += learn_one(k, l, order[i], z);
        char line[96];
        snprintf(line, sizeof line, "clitics: %u of %u words wrong", wrong, n);
        if (k->t->note) k->t->note(k->t->ctx, line);
    }
}

__attribute__((noinline)) /* nothing of it may live in the frame that longjmp comes back to */
static dabir_status train(trainer *k, dabir_error *err) {
    dabir_status st = db_train_trees(k->t, k->a, &k->trees, err);
    if (!st) st = db_train_dadegan(k->t, k->a, &k->trees, err);
    if (st) return st;
    for (uint32_t s = 0; s < DB_N_SCHEMES; s++) {
        db_clitics_open(k->t->model, (db_scheme)s, &k->x[s]); /* its lexicon; there may be no weights yet */
        k->x[s].seen = (db_map){0};
        k->x[s].training = true;
    }
    collect(k);
    remember(k);
    bool ok = !k->seen.failed;
    for (uint32_t s = 0; s < DB_N_SCHEMES; s++) ok = ok && db_map_open(k->seen.p, k->seen.n, &k->x[s].seen);
    if (!ok) return db_fail(err, DABIR_E_MEMORY, "", 0, 0, 0, "no memory for what training saw");
    db_learner *l = db_learner_new(1);
    if (!l) return db_fail(err, DABIR_E_MEMORY, "", 0, 0, 0, "no memory to learn clitics");
    learn(k, l);
    db_buf b[2] = {0};
    db_weights_raw("CLIX", k->seen.p, k->seen.n, &b[0]);
    st = db_learner_pack(l, &(db_pack){"CLIT", 0.1f}, &b[1], err);
    if (!st) st = db_train_write(k->t, "clitic-facts.w", &b[0], err);
    if (!st) st = db_train_write(k->t, "clitic.w", &b[1], err);
    db_buf_free(&b[0]);
    db_buf_free(&b[1]);
    db_learner_free(l);
    return st;
}

dabir_status db_train_clitic(const db_train *t, dabir_error *err) {
    db_arena a;
    jmp_buf oom;
    db_arena_init(&a, 0);
    trainer *volatile k = NULL;
    dabir_status st;
    if (setjmp(oom) == 0) {
        a.oom = &oom;
        trainer *x = DB_NEW(&a, trainer, 1);
        k = x;
        x->t = t, x->a = &a;
        st = train(x, err);
    } else st = db_fail(err, DABIR_E_MEMORY, "", 0, 0, 0, "no memory to learn clitics");
    if (k) db_buf_free(&((trainer *)k)->seen);
    db_arena_free(&a);
    return st;
}
