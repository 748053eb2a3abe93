/* lemma.c -- trains the lemmatiser: facts (endings and what they become, forms seen, values of FEATS), the ranker of lemmas and the chooser
 * of FEATS. What training saw of a word does not count when that same word is learnt from: its own occurrence is subtracted. */
#include "syntax/lemma.h"
#include "train/dadegan.h"

#include <stdio.h>
#include <stdlib.h>

enum { EPOCHS = 6 };

typedef struct token { /* one annotated word */
    uint32_t sent, i;
    db_str form, lemma; /* clean form; lemma without present stem */
    uint32_t feats;     /* DB_FEATS_MAX: not to learn from */
} token;

typedef struct fact { db_str key, value; } fact; /* to be counted */

typedef struct trainer {
    const db_train *t;
    db_arena *a;
    db_trees trees;
    uint32_t n_ud;      /* sentences from here on have no UD features */
    token *tok;
    uint32_t n_tok, cap_tok;
    db_str *feats;      /* values, by number */
    uint32_t n_feats;
    db_lemma_head head;
    db_lemma_rule *rule;
    db_buf facts;
    db_lemma x;
} trainer;

static void note(const trainer *k, const char *fmt, double v) {
    char line[128];
    snprintf(line, sizeof line, fmt, v);
    if (k->t->note) k->t->note(k->t->ctx, line);
}

static int cmp_str(db_str a, db_str b) {
    int d = memcmp(a.p, b.p, a.n < b.n ? a.n : b.n);
    return d ? d : a.n < b.n ? -1 : a.n > b.n;
}

static int by_fact(const void *x, const void *y) {
    const fact *a = x, *b = y;
    int d = cmp_str(a->key, b->key);
    return d ? d : cmp_str(a->value, b->value);
}

/* ---- the words to learn from ---- */

static bool wanted(const trainer *k, uint32_t sent, const db_sword *w) {
    if (!w->upos || !w->form.n || !w->lemma.n || w->form.n > DB_LEMMA_FORM || w->lemma.n > 255) return false;
    if (w->lemma.n == 1 && w->lemma.p[0] == '_' && w->form.n > 1) return false;
    if (sent < k->n_ud) return w->upos != DB_U_X || k->trees.scheme[sent] != DB_INFORMAL;
    return w->upos == DB_U_NOUN || w->upos == DB_U_ADJ || w->upos == DB_U_ADV;
}

static void collect(trainer *k) {
    char buf[3 * DB_LEMMA_FORM];
    for (uint32_t i = 0; i < k->trees.n; i++) {
        const db_sentence *s = &k->trees.s[i];
        for (uint32_t j = 0; j < s->n; j++) {
            const db_sword *w = &s->w[j];
            if (!wanted(k, i, w)) continue;
            token t = {i, j, db_lemma_clean(w->form, buf), w->lemma, DB_FEATS_MAX};
            if (t.form.p == buf) t.form = db_str_dup(k->a, t.form);
            const char *hash = w->upos == DB_U_VERB || w->upos == DB_U_AUX ? memchr(w->lemma.p, '#', w->lemma.n) : NULL;
            if (hash && hash > w->lemma.p) t.lemma.n = (uint32_t)(hash - w->lemma.p);
            DB_PUSH(k->a, k->tok, k->n_tok, k->cap_tok) = t;
        }
    }
}

static const db_sword *word_of(const trainer *k, const token *t) { return &k->trees.s[t->sent].w[t->i]; }

/* ---- FEATS: the values, by frequency ---- */

typedef struct value { db_str s; uint32_t n; bool verbal; } value; /* verbal: only verbs have it */

static int by_count(const void *x, const void *y) {
    const value *a = x, *b = y;
    if (a->verbal != b->verbal) return a->verbal ? 1 : -1;
    return a->n != b->n ? (a->n > b->n ? -1 : 1) : cmp_str(a->s, b->s);
}

/* Values seen twice with a part of speech in a scheme: facts are value -> (verb or not, scheme, part of speech). */
static uint32_t frequent_values(const trainer *k, value *v) {
    fact *f = DB_NEW(k->a, fact, k->n_tok + 1);
    uint32_t n = 0, m = 0;
    for (uint32_t i = 0; i < k->n_tok; i++) {
        const db_sword *w = word_of(k, &k->tok[i]);
        if (k->tok[i].sent >= k->n_ud) continue;
        char group[3] = {(char)db_lemma_verbal(w->upos), (char)k->trees.scheme[k->tok[i].sent], (char)w->upos};
        f[n++] = (fact){w->feats, db_str_dup(k->a, db_str_of(group, 3))};
    }
    qsort(f, n, sizeof *f, by_fact);
    for (uint32_t i = 0, j; i < n; i = j) {
        value x = {f[i].key, 0, true};
        for (j = i; j < n && db_str_eq(f[i].key, f[j].key);) {
            uint32_t e = j;
            while (e < n && db_str_eq(f[i].key, f[e].key) && db_str_eq(f[j].value, f[e].value)) e++;
            if (e - j >= 2) x.n += e - j, x.verbal &= f[j].value.p[0];
            j = e;
        }
        if (x.n) v[m++] = x;
    }
    qsort(v, m, sizeof *v, by_count);
    return m < DB_FEATS_MAX - 5 ? m : DB_FEATS_MAX - 5;
}

static void number_feats(trainer *k) {
    value *v = DB_NEW(k->a, value, k->n_tok + 1);
    uint32_t m = frequent_values(k, v);
    uint32_t (*count)[DB_N_UPOS][DB_FEATS_MAX] = db_alloc(k->a, sizeof *count * DB_N_SCHEMES);
    k->feats = DB_NEW(k->a, db_str, m + 1);
    k->n_feats = m;
    for (uint32_t i = 0; i < m; i++) k->feats[i] = v[i].s, k->head.n_nominal += !v[i].verbal;
    for (uint32_t i = 0; i < k->n_tok; i++) {
        token *t = &k->tok[i];
        const db_sword *w = word_of(k, t);
        if (t->sent >= k->n_ud) continue;
        for (t->feats = 0; t->feats < m && !db_str_eq(w->feats, k->feats[t->feats]);) t->feats++;
        if (t->feats == m || (t->feats >= k->head.n_nominal && !db_lemma_verbal(w->upos))) t->feats = DB_FEATS_MAX;
        else count[k->trees.scheme[t->sent]][w->upos][t->feats]++;
    }
    for (uint32_t s = 0; s < DB_N_SCHEMES; s++)
        for (uint32_t u = 0; u < DB_N_UPOS; u++)
            for (uint32_t i = 0; i < m; i++)
                if (count[s][u][i] >= 2) k->head.allowed[s][u][i / 32] |= UINT32_C(1) << i % 32;
    for (uint32_t i = 0; i < k->n_tok; i++) { /* what is not allowed cannot be learnt */
        token *t = &k->tok[i];
        if (t->feats != DB_FEATS_MAX && count[k->trees.scheme[t->sent]][word_of(k, t)->upos][t->feats] < 2) t->feats = DB_FEATS_MAX;
    }
}

/* ---- rules ---- */

static bool rule_of(db_str form, db_str lemma, db_lemma_rule *r) {
    uint32_t n = 0;
    while (n < form.n && n < lemma.n && form.p[n] == lemma.p[n]) n++;
    while (n && ((n < form.n && (form.p[n] & 0xC0) == 0x80) || (n < lemma.n && (lemma.p[n] & 0xC0) == 0x80))) n--; /* whole characters */
    uint32_t cut = form.n - n, plus = lemma.n - n;
    if (n < 2 || !cut || cut > sizeof r->cut || plus > sizeof r->add) return false;
    memset(r, 0, sizeof *r);
    r->n_cut = (uint8_t)cut, r->n_add = (uint8_t)plus;
    memcpy(r->cut, form.p + n, cut);
    memcpy(r->add, lemma.p + n, plus);
    uint8_t l[16];
    r->c_cut = (uint8_t)db_letters(db_str_of(r->cut, cut), l, NULL, 16);
    r->c_add = (uint8_t)db_letters(db_str_of(r->add, plus), r->letters, NULL, 8);
    return true;
}

typedef struct use { db_lemma_rule r; uint32_t group, upos; db_str form; } use; /* group 0: news, 1: informal */

static int cmp_rule(const db_lemma_rule *a, const db_lemma_rule *b) {
    int d = (int)(uint8_t)a->cut[a->n_cut - 1] - (int)(uint8_t)b->cut[b->n_cut - 1];
    if (!d) d = cmp_str(db_str_of(a->cut, a->n_cut), db_str_of(b->cut, b->n_cut));
    return d ? d : cmp_str(db_str_of(a->add, a->n_add), db_str_of(b->add, b->n_add));
}

static int by_use(const void *x, const void *y) {
    const use *a = x, *b = y;
    int d = cmp_rule(&a->r, &b->r);
    if (!d) d = (int)a->group - (int)b->group;
    if (!d) d = (int)a->upos - (int)b->upos;
    return d ? d : cmp_str(a->form, b->form);
}

/* A rule serves a part of speech if two different forms follow it there. */
static void make_rules(trainer *k) {
    use *u = DB_NEW(k->a, use, k->n_tok + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < k->n_tok; i++) {
        const token *t = &k->tok[i];
        if (db_str_eq(t->form, t->lemma) || !rule_of(t->form, t->lemma, &u[n].r)) continue;
        u[n].group = k->trees.scheme[t->sent] == DB_INFORMAL;
        u[n].upos = word_of(k, t)->upos;
        u[n++].form = t->form;
    }
    qsort(u, n, sizeof *u, by_use);
    k->rule = DB_NEW(k->a, db_lemma_rule, n + 1);
    for (uint32_t i = 0, j; i < n; i = j) {
        uint32_t forms = 1;
        for (j = i + 1; j < n && cmp_rule(&u[i].r, &u[j].r) == 0 && u[i].group == u[j].group && u[i].upos == u[j].upos; j++)
            forms += !db_str_eq(u[j].form, u[j - 1].form);
        if (forms < 2) continue;
        db_lemma_rule *r = k->head.n_rules ? &k->rule[k->head.n_rules - 1] : NULL;
        if (!r || cmp_rule(r, &u[i].r) != 0) r = &k->rule[k->head.n_rules++], *r = u[i].r;
        uint32_t bit = UINT32_C(1) << u[i].upos;
        if (u[i].group) r->upos[DB_INFORMAL] |= bit;
        else r->upos[DB_PERDT] |= bit, r->upos[DB_SERAJI] |= bit, r->upos[DB_INFORMAL] |= bit;
    }
    uint32_t at = 0;
    for (uint32_t b = 0; b <= 256; b++) {
        while (at < k->head.n_rules && (uint8_t)k->rule[at].cut[k->rule[at].n_cut - 1] < b) at++;
        k->head.first[b] = (uint16_t)(b == 256 ? k->head.n_rules : at);
    }
}

/* ---- forms seen ---- */

static db_str key_of(db_arena *a, const char *lead, uint32_t n, db_str s) {
    char *p = DB_NEW(a, char, n + s.n + 1);
    memcpy(p, lead, n);
    memcpy(p + n, s.p, s.n);
    return db_str_of(p, n + s.n);
}

typedef struct many { db_str s; uint32_t n; } many;

/* Runs of equal values among facts [i, j), most frequent first; at most 4. */
static uint32_t most(const fact *f, uint32_t i, uint32_t j, many out[4]) {
    uint32_t n = 0;
    for (uint32_t e; i < j; i = e) {
        for (e = i; e < j && db_str_eq(f[i].value, f[e].value); e++) {}
        many m = {f[i].value, e - i};
        uint32_t at = n < 4 ? n++ : 3;
        if (at == 3 && n == 4 && out[3].s.p && out[3].n >= m.n) continue;
        for (; at && out[at - 1].n < m.n; at--) out[at] = out[at - 1];
        out[at] = m;
    }
    return n;
}

/* What was seen of a form in a scheme: facts [i, j) are lemmas, [v0, v1) numbers of FEATS. */
static void put_seen(db_buf *b, uint8_t scheme, const fact *l, uint32_t i, uint32_t j, const fact *v, uint32_t v0, uint32_t v1) {
    many m[4] = {0}, q[4] = {0};
    uint32_t nm = most(l, i, j, m), nq = most(v, v0, v1, q);
    db_buf_ch(b, (char)scheme);
    db_buf_ch(b, (char)nm);
    for (uint32_t x = 0; x < nm; x++) {
        db_buf_ch(b, (char)m[x].s.n);
        db_buf_ch(b, (char)(m[x].n < 255 ? m[x].n : 255));
        db_buf_add(b, m[x].s.p, m[x].s.n);
    }
    db_buf_ch(b, (char)nq);
    for (uint32_t x = 0; x < nq; x++) {
        db_buf_ch(b, q[x].s.p[0]);
        db_buf_ch(b, (char)(q[x].n < 255 ? q[x].n : 255));
    }
}

/* Facts by form; a form's key ends with its scheme here, so that the schemes of one form stand together. */
static uint32_t form_facts(trainer *k, fact *l, fact *v, uint32_t *n_v) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < k->n_tok; i++) {
        const token *t = &k->tok[i];
        uint32_t upos = word_of(k, t)->upos;
        if (upos == DB_U_PUNCT || upos == DB_U_SYM) continue;
        char lead[2] = {'F', (char)upos}, scheme[2] = {0, (char)k->trees.scheme[t->sent]}, id = (char)t->feats;
        db_str key = key_of(k->a, lead, 2, t->form);
        key = key_of(k->a, key.p, key.n, db_str_of(scheme, 2));
        l[n++] = (fact){key, t->lemma};
        if (t->feats != DB_FEATS_MAX) v[(*n_v)++] = (fact){key, db_str_dup(k->a, db_str_of(&id, 1))};
    }
    qsort(l, n, sizeof *l, by_fact);
    qsort(v, *n_v, sizeof *v, by_fact);
    return n;
}

static bool same_form(const fact *a, const fact *b) { return a->key.n == b->key.n && memcmp(a->key.p, b->key.p, a->key.n - 1) == 0; }

static void remember_forms(trainer *k, db_map_item **items, uint32_t *n_items, uint32_t *cap) {
    fact *l = DB_NEW(k->a, fact, k->n_tok + 1), *v = DB_NEW(k->a, fact, k->n_tok + 1);
    uint32_t n_v = 0, n = form_facts(k, l, v, &n_v);
    for (uint32_t i = 0, v0 = 0; i < n;) {
        db_buf b = {0};
        db_str key = db_str_of(l[i].key.p, l[i].key.n - 2);
        uint32_t first = i, j, v1;
        for (; i < n && same_form(&l[first], &l[i]); i = j, v0 = v1) {
            for (j = i; j < n && db_str_eq(l[i].key, l[j].key); j++) {}
            for (v1 = v0; v1 < n_v && db_str_eq(l[i].key, v[v1].key); v1++) {}
            uint8_t scheme = (uint8_t)l[i].key.p[key.n + 1];
            if (scheme != DB_INFORMAL || j - i >= 2) put_seen(&b, scheme, l, i, j, v, v0, v1);
        }
        if (b.n) DB_PUSH(k->a, *items, *n_items, *cap) = (db_map_item){key, db_str_dup(k->a, db_str_of(b.p, b.n))};
        db_buf_free(&b);
    }
}

static void remember_lemmas(trainer *k, db_map_item **items, uint32_t *n_items, uint32_t *cap) {
    fact *f = DB_NEW(k->a, fact, k->n_tok + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < k->n_tok; i++) {
        char head[2] = {'L', (char)word_of(k, &k->tok[i])->upos};
        if (head[1] == DB_U_PUNCT || head[1] == DB_U_SYM) continue;
        f[n++] = (fact){key_of(k->a, head, 2, k->tok[i].lemma), k->tok[i].form};
    }
    qsort(f, n, sizeof *f, by_fact);
    for (uint32_t i = 0, j; i < n; i = j) {
        uint32_t forms = 1;
        for (j = i + 1; j < n && db_str_eq(f[i].key, f[j].key); j++) forms += !db_str_eq(f[j].value, f[j - 1].value);
        char count = (char)(forms < 255 ? forms : 255);
        DB_PUSH(k->a, *items, *n_items, *cap) = (db_map_item){f[i].key, db_str_dup(k->a, db_str_of(&count, 1))};
    }
}

static void make_facts(trainer *k) {
    db_map_item *items = NULL;
    uint32_t n = 0, cap = 0, at = 0;
    number_feats(k);
    make_rules(k);
    remember_forms(k, &items, &n, &cap);
    remember_lemmas(k, &items, &n, &cap);
    db_buf map = {0}, text = {0}, offs = {0};
    db_map_build(items, n, &map);
    for (uint32_t i = 0; i < k->n_feats; i++) {
        db_buf_add(&offs, &at, 4);
        db_buf_add(&text, k->feats[i].p, k->feats[i].n);
        at += k->feats[i].n;
    }
    db_buf_add(&offs, &at, 4);
    while ((text.n + offs.n + sizeof *k->rule * k->head.n_rules + sizeof k->head) % 8 && !text.failed) db_buf_ch(&text, 0);
    k->head.n_feats = k->n_feats;
    k->head.n_text = (uint32_t)text.n;
    k->head.n_map = (uint32_t)map.n;
    db_buf_add(&k->facts, &k->head, sizeof k->head);
    db_buf_add(&k->facts, k->rule, sizeof *k->rule * k->head.n_rules);
    db_buf_add(&k->facts, offs.p, offs.n);
    db_buf_add(&k->facts, text.p, text.n);
    db_buf_add(&k->facts, map.p, map.n);
    db_buf_free(&map);
    db_buf_free(&text);
    db_buf_free(&offs);
}

/* ---- learning ---- */

static uint32_t random_below(uint64_t *state, uint32_t n) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (uint32_t)((*state >> 11) % n);
}

static void shuffle(uint32_t *order, uint32_t n, uint64_t *state) {
    for (uint32_t i = n; i > 1; i--) {
        uint32_t j = random_below(state, i), x = order[i - 1];
        order[i - 1] = order[j];
        order[j] = x;
    }
}

static db_lemma_word view(const trainer *k, const token *t) {
    const db_sentence *s = &k->trees.s[t->sent];
    const db_sword *w = &s->w[t->i];
    db_lemma_word v = {s, t->i, k->trees.scheme[t->sent], t->form, s->letters + w->key0, w->key1 - w->key0, &t->lemma, {NULL}, 0, 0, 0};
    db_lemma_recall(&k->x, &v);
    return v;
}

typedef struct scored { uint64_t f[DB_LEMMA_FEATS]; uint32_t n; float score; } scored;

/* One word; 1 if the right lemma would not have been chosen. */
static uint32_t learn_lemma(trainer *k, db_learner *l, const token *t, db_cand *c, scored *z) {
    db_lemma_word w = view(k, t);
    uint32_t n = db_lemma_candidates(&k->x, &w, c), best = 0, gold = UINT32_MAX;
    if (n < 2) return 0;
    db_lemma_look(&k->x, &w);
    for (uint32_t i = 0; i < n; i++) {
        z[i].n = db_lemma_features(&k->x, &w, &c[i], z[i].f);
        z[i].score = 0;
        db_learner_score(l, z[i].f, z[i].n, &z[i].score);
        if (z[i].score > z[best].score) best = i;
        if (db_cand_is(&c[i], t->lemma) && (gold == UINT32_MAX || z[i].score > z[gold].score)) gold = i;
    }
    if (gold == UINT32_MAX) return 1;
    bool wrong = !db_cand_is(&c[best], t->lemma);
    if (wrong) {
        db_learner_update(l, z[gold].f, z[gold].n, 0, 1);
        db_learner_update(l, z[best].f, z[best].n, 0, -1);
    }
    db_learner_tick(l);
    return wrong;
}

static uint32_t learn_feats(trainer *k, db_learner *const both[2], const token *t, db_cand *c, scored *z) {
    db_lemma_word w = view(k, t);
    uint32_t upos = w.s->w[w.i].upos;
    const uint32_t *allowed = k->head.allowed[w.scheme][upos];
    db_learner *l = both[db_lemma_verbal(upos)];
    float score[DB_MAX_CLASSES] = {0};
    uint32_t best = DB_FEATS_MAX;
    if (t->feats == DB_FEATS_MAX || db_feats_only(&k->x, &w) != DB_FEATS_MAX) return 0;
    uint32_t n = db_lemma_candidates(&k->x, &w, c);
    z->n = db_feats_features(&k->x, &w, db_lemma_matching(c, n, t->lemma), z->f);
    db_learner_score(l, z->f, z->n, score);
    for (uint32_t i = 0; i < k->n_feats; i++)
        if (allowed[i / 32] >> i % 32 & 1 && (best == DB_FEATS_MAX || score[i] > score[best])) best = i;
    if (best != t->feats) {
        db_learner_update(l, z->f, z->n, t->feats, 1);
        db_learner_update(l, z->f, z->n, best, -1);
    }
    db_learner_tick(l);
    return best != t->feats;
}

static void learn(trainer *k, db_learner *lemma, db_learner *const feats[2]) {
    uint32_t *order = DB_NEW(k->a, uint32_t, k->n_tok + 1);
    db_cand *c = DB_NEW(k->a, db_cand, DB_LEMMA_CANDS);
    scored *z = DB_NEW(k->a, scored, DB_LEMMA_CANDS);
    uint64_t state = UINT64_C(0x1234567887654321);
    for (uint32_t i = 0; i < k->n_tok; i++) order[i] = i;
    for (uint32_t e = 0; e < EPOCHS; e++) {
        uint32_t wrong = 0, wrong_feats = 0;
        shuffle(order, k->n_tok, &state);
        for (uint32_t i = 0; i < k->n_tok; i++) {
            wrong += learn_lemma(k, lemma, &k->tok[order[i]], c, z);
            wrong_feats += learn_feats(k, feats, &k->tok[order[i]], c, z);
        }
        note(k, "lemmas: %.2f %% of the words wrong", 100.0 * wrong / (k->n_tok + 1));
        note(k, "features: %.2f %% of the words wrong", 100.0 * wrong_feats / (k->n_tok + 1));
    }
}

/* ---- files ---- */

static dabir_status save(const trainer *k, const db_learner *lemma, db_learner *const feats[2], dabir_error *err) {
    db_buf b[4] = {0};
    db_weights_raw("LEMX", k->facts.p, k->facts.n, &b[0]);
    dabir_status st = db_learner_pack(lemma, &(db_pack){"LEMR", 0.15f}, &b[1], err);
    if (!st) st = db_learner_pack(feats[0], &(db_pack){"FEAN", 0.15f}, &b[2], err);
    if (!st) st = db_learner_pack(feats[1], &(db_pack){"FEAV", 0.15f}, &b[3], err);
    if (!st) st = db_train_write(k->t, "lemma-facts.w", &b[0], err);
    if (!st) st = db_train_write(k->t, "lemma.w", &b[1], err);
    if (!st) st = db_train_write(k->t, "feats.w", &b[2], err);
    if (!st) st = db_train_write(k->t, "feats-verb.w", &b[3], err);
    for (int i = 0; i < 4; i++) db_buf_free(&b[i]);
    return st;
}

/* Classes are scored sixteen at a time. */
static uint32_t sixteens(uint32_t n) { return n / 16 * 16 + 16; }

__attribute__((noinline)) /* nothing of it may live in the frame that longjmp comes back to */
static dabir_status train(trainer *k, dabir_error *err) {
    dabir_status st = db_train_trees(k->t, k->a, &k->trees, err);
    k->n_ud = k->trees.n;
    if (!st) st = db_train_dadegan(k->t, k->a, &k->trees, err);
    if (st) return st;
    collect(k);
    make_facts(k);
    db_lemma_open(k->t->model, &k->x);
    if (k->facts.failed || !db_lemma_open_facts(&k->x, k->facts.p, k->facts.n)) return db_fail(err, DABIR_E_MEMORY, "", 0, 0, 0, "no memory for what training saw");
    db_learner *lemma = db_learner_new(1), *feats[2] = {db_learner_new(sixteens(k->head.n_nominal)), db_learner_new(sixteens(k->n_feats))};
    if (!lemma || !feats[0] || !feats[1]) st = db_fail(err, DABIR_E_MEMORY, "", 0, 0, 0, "no memory to learn lemmas");
    if (!st) learn(k, lemma, feats);
    if (!st) st = save(k, lemma, feats, err);
    db_learner_free(lemma);
    db_learner_free(feats[0]);
    db_learner_free(feats[1]);
    return st;
}

dabir_status db_train_lemma(const db_train *t, dabir_error *err) {
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
    } else st = db_fail(err, DABIR_E_MEMORY, "", 0, 0, 0, "no memory to learn lemmas");
    if (k) db_buf_free(&((trainer *)k)->facts);
    db_arena_free(&a);
    return st;
}
