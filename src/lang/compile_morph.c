/* compile_morph.c -- the collected word forms: analyses of one form merged, listed forms looked at for suffixes, chains of
 * analyses stored once, the trie over all of them. */
#include "lang/compile.h"

#include <stdlib.h>

int db_key_cmp(const db_form_key *a, const db_form_key *b) {
    uint32_t n = a->n < b->n ? a->n : b->n;
    int d = memcmp(a->p, b->p, n);
    return d ? d : (int)a->n - (int)b->n;
}

int db_bound_cmp(const db_form_key *a, const db_form_key *b) {
    if (a->bound != b->bound) return a->bound > b->bound ? -1 : 1;
    return a->punct == b->punct ? 0 : a->punct > b->punct ? -1 : 1;
}

uint32_t db_bound_id(db_cx *c, db_bounds *t, const db_form_key *k) {
    if (t->n * 2 >= t->mask) {
        t->mask = t->mask ? t->mask * 2 + 1 : 1023;
        t->slot = DB_NEW(c->a, uint32_t, t->mask + 1);
        for (uint32_t i = 0; i < t->n; i++) {
            uint32_t h = (uint32_t)db_hash(&t->b[i], sizeof *t->b) & t->mask;
            while (t->slot[h]) h = (h + 1) & t->mask;
            t->slot[h] = i + 1;
        }
    }
    db_bound b = {k->bound, k->punct};
    uint32_t h = (uint32_t)db_hash(&b, sizeof b) & t->mask;
    for (; t->slot[h]; h = (h + 1) & t->mask)
        if (memcmp(&t->b[t->slot[h] - 1], &b, sizeof b) == 0) return t->slot[h] - 1;
    DB_PUSH(c->a, t->b, t->n, t->cap) = b;
    t->slot[h] = t->n;
    return t->n - 1;
}

/* ---- word forms ---- */

static int by_form(const void *x, const void *y) {
    const db_mitem *a = x, *b = y;
    int d = db_key_cmp(&a->k, &b->k);
    if (!d) d = db_bound_cmp(&a->k, &b->k);
    if (!d) d = a->prio < b->prio ? -1 : a->prio > b->prio;
    return d ? d : a->seq < b->seq ? -1 : 1;
}

static int by_prio(const void *x, const void *y) {
    const db_mitem *a = x, *b = y;
    if (!a->a.lemma != !b->a.lemma) return a->a.lemma ? -1 : 1;
    if (a->prio != b->prio) return a->prio < b->prio ? -1 : 1;
    return a->seq < b->seq ? -1 : 1;
}

static void merge_into(db_mitem *to, const db_mitem *from) {
    to->a.pos |= from->a.pos;
    to->listed |= from->listed;
    if (from->a.freq > to->a.freq) to->a.freq = from->a.freq;
    if (!to->a.lemma && from->a.lemma) {
        to->a.lemma = from->a.lemma, to->a.tense = from->a.tense, to->a.person = from->a.person;
        to->a.flags |= from->a.flags;
        to->prio = from->prio;
    }
    if ((!to->a.func || to->a.func == DB_FN_SUFFIX) && from->a.func && (from->a.fid || !to->a.func)) to->a.func = from->a.func, to->a.fid = from->a.fid;
}

static uint32_t merged(db_mitem *m, uint32_t n) {
    uint32_t k = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (k && db_key_cmp(&m[k - 1].k, &m[i].k) == 0 && db_bound_cmp(&m[k - 1].k, &m[i].k) == 0) merge_into(&m[k - 1], &m[i]);
        else m[k++] = m[i];
    }
    return k;
}

/* First item with these letters, or NULL. */
static const db_mitem *find_form(const db_cx *c, const uint8_t *p, uint32_t n) {
    db_form_key k = {.p = p, .n = n};
    uint32_t lo = 0, hi = c->n_m;
    while (lo < hi) {
        uint32_t mid = (lo + hi) / 2;
        if (db_key_cmp(&c->m[mid].k, &k) < 0) lo = mid + 1;
        else hi = mid;
    }
    return lo < c->n_m && db_key_cmp(&c->m[lo].k, &k) == 0 ? &c->m[lo] : NULL;
}

bool db_is_glue(const db_cx *c, const uint8_t *p, uint32_t n) {
    uint64_t h = db_hash(p, n);
    for (uint32_t i = 0; i < c->n_glue; i++)
        if (c->glue[i] == h) return true;
    return false;
}

static bool is_word(const db_cx *c, const uint8_t *p, uint32_t n) {
    const db_mitem *f = find_form(c, p, n);
    return f && (f->a.pos & DB_POS_KNOWN);
}

/* First and last words of all phrases, by hash. */
typedef struct edges {
    uint64_t *first, *last;
    uint32_t n;
} edges;

static int by_hash(const void *x, const void *y) {
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return a < b ? -1 : a > b;
}

static edges edges_of(db_cx *c) {
    edges e = {DB_NEW(c->a, uint64_t, c->n_p), DB_NEW(c->a, uint64_t, c->n_p), c->n_p};
    for (uint32_t i = 0; i < c->n_p; i++) {
        const db_form_key *k = &c->p[i].k;
        uint32_t first = k->bound ? (uint32_t)__builtin_ctzll(k->bound) : k->n, last = k->bound ? 63 - (uint32_t)__builtin_clzll(k->bound) : 0;
        e.first[i] = db_hash(k->p, first);
        e.last[i] = db_hash(k->p + last, k->n - last);
    }
    if (c->n_p) qsort(e.first, e.n, sizeof *e.first, by_hash), qsort(e.last, e.n, sizeof *e.last, by_hash);
    return e;
}

static bool is_edge(const uint64_t *set, uint32_t n, const uint8_t *p, uint32_t len) {
    uint64_t h = db_hash(p, len);
    return n && bsearch(&h, set, n, sizeof h, by_hash) != NULL;
}

/* Which boundaries of a listed word may be a space in a text? Not those beside a preposition or conjunction («به‌ایران»: a word list
 * taken from texts has such forms; but «بین‌المللی» stays, «المللی» is no word), not before a verb form («مطرح‌شده»: in «مطرح شده است»
 * the verb is the perfect), and not where a phrase of the lists or the register begins or ends («رئیس‌جمهوری»: «جمهوری اسلامی ایران»),
 * for a phrase is found only where words begin and end. Function words of several parts are not concerned. */
static void drop_bounds(const db_cx *c, const edges *e, db_mitem *m) {
    db_form_key *k = &m->k;
    if (!m->listed || m->a.func || m->a.lemma || !k->bound) return;
    uint32_t first = (uint32_t)__builtin_ctzll(k->bound), last = 63 - (uint32_t)__builtin_clzll(k->bound);
    const db_mitem *tail = find_form(c, k->p + last, k->n - last);
    bool tail_word = is_word(c, k->p + first, k->n - first), head_word = is_word(c, k->p, last);
    bool drop_first = (db_is_glue(c, k->p, first) && tail_word) || (tail_word && is_edge(e->last, e->n, k->p, first));
    bool drop_last = (db_is_glue(c, k->p + last, k->n - last) && head_word) || (tail && tail->a.lemma && head_word) || is_edge(e->first, e->n, k->p + last, k->n - last);
    if (drop_first) k->bound &= ~(UINT64_C(1) << first);
    if (drop_last) k->bound &= ~(UINT64_C(1) << last);
}

/* Homographs of listed words and verb forms. Only past, subjunctive, participle and infinitive look like nouns; and a rare verb's form
 * is not meant where a frequent word has the same letters (مردم, شدید, ترسیم, نزد). */
static void settle_homograph(const db_cx *c, db_mitem *m) {
    db_morph *a = &m->a;
    if (!a->lemma || !(m->listed || a->func)) return;
    bool light = c->verb[a->lemma - 1].light, other = a->pos & (DB_POS_NOUN | DB_POS_ADJ | DB_POS_ADV);
    bool usual = m->listed && other && a->freq >= c->frequent;
    bool past = a->tense == DB_PAST, subj = a->tense == DB_SUBJUNCTIVE, neg = a->flags & DB_WF_NEG;
    bool drop = (a->func && a->func != DB_FN_MODAL && (neg || subj)) || (usual && !light && (subj || (past && a->person != 3 && a->person != 6))) ||
                (usual && past && a->person == 5 && (a->pos & DB_POS_ADJ));
    if (drop) {
        a->lemma = 0, a->tense = 0, a->person = 0;
        a->pos &= (uint16_t)~DB_POS_VERB;
        a->flags &= (uint8_t)~(DB_WF_NEG | DB_WF_PASSIVE);
    } else if (!(past && a->person != 4 && a->person != 6) && !subj && a->tense != DB_PARTICIPLE && a->tense != DB_INFINITIVE) {
        a->pos &= (uint16_t)~(DB_POS_NOUN | DB_POS_ADJ | DB_POS_ADV | DB_POS_PROPER);
    }
}

/* Does the listed form end in suffix s behind a stem that is a more usual or at least a known word? */
static bool has_suffix(const db_cx *c, const db_mitem *m, const db_suffix *s) {
    if (m->k.n < s->n + 2u || memcmp(m->k.p + m->k.n - s->n, s->letters, s->n) != 0) return false;
    uint32_t n = m->k.n - s->n;
    if (m->k.bound && 63 - (uint32_t)__builtin_clzll(m->k.bound) > n) return false; /* «هسته‌ای» is not هست + های */
    uint8_t stem[DB_FORM_MAX + 2];
    memcpy(stem, m->k.p, n);
    memcpy(stem + n, s->restore, s->n_restore);
    n += s->n_restore;
    if (s->after[0] && !memchr(s->after, stem[n - 1], sizeof s->after)) return false;
    const db_mitem *f = find_form(c, stem, n);
    if (!f || (s->host && !(f->a.pos & s->host)) || f->a.func) return false;
    return !(s->flags & DB_SX_WEAK) || (f->a.freq > m->a.freq && f->k.n >= 3);
}

/* A form of the word list that is itself stem and suffix: tell so (the reader of a text only strips unknown words). */
static void mark_inflected(db_cx *c, db_mitem *m) {
    if (!(m->a.pos & (DB_POS_NOUN | DB_POS_ADJ)) || m->a.lemma || m->a.func) return;
    for (uint32_t i = 0; i < c->n_sfx; i++) {
        const db_suffix *s = &c->sfx[i];
        if (!(s->flags & (DB_SX_PLURAL | DB_SX_Y)) || !has_suffix(c, m, s)) continue;
        m->a.flags |= (uint8_t)((s->flags & DB_SX_PLURAL ? DB_WF_PLURAL : 0) | (s->flags & DB_SX_Y ? DB_WF_EZAFE_Y : 0));
    }
}

static uint32_t chain_id(db_cx *c, db_chains *t, const db_morph *m, uint32_t n) {
    if (t->used * 2 >= t->mask) {
        db_chains old = *t;
        t->mask = old.mask ? old.mask * 2 + 1 : 0xffff;
        t->slot = DB_NEW(c->a, uint32_t, t->mask + 1);
        t->len = DB_NEW(c->a, uint32_t, t->mask + 1);
        for (uint32_t i = 0; old.mask && i <= old.mask; i++) {
            if (!old.slot[i]) continue;
            uint32_t h = (uint32_t)db_hash(t->m + old.slot[i] - 1, old.len[i] * sizeof *m) & t->mask;
            while (t->slot[h]) h = (h + 1) & t->mask;
            t->slot[h] = old.slot[i], t->len[h] = old.len[i];
        }
    }
    uint32_t h = (uint32_t)db_hash(m, n * sizeof *m) & t->mask;
    for (; t->slot[h]; h = (h + 1) & t->mask)
        if (t->len[h] == n && memcmp(t->m + t->slot[h] - 1, m, n * sizeof *m) == 0) return t->slot[h];
    uint32_t id = t->n + 1;
    for (uint32_t i = 0; i < n; i++) DB_PUSH(c->a, t->m, t->n, t->cap) = m[i];
    t->slot[h] = id, t->len[h] = n;
    t->used++;
    return id;
}

enum { CHAIN_MAX = 64 };

bool db_morph_sections(db_cx *c, db_bounds *bt, db_buf *trie, db_chains *ch) {
    if (c->n_m) qsort(c->m, c->n_m, sizeof *c->m, by_form);
    c->n_m = merged(c->m, c->n_m);
    for (uint32_t i = 0; i < c->n_m; i++) mark_inflected(c, &c->m[i]);
    edges e = edges_of(c);
    for (uint32_t i = 0; i < c->n_m; i++) drop_bounds(c, &e, &c->m[i]);
    for (uint32_t i = 0; i < c->n_m; i++) settle_homograph(c, &c->m[i]);
    db_tkey *key = DB_NEW(c->a, db_tkey, c->n_m);
    uint32_t n = 0;
    for (uint32_t i = 0, j; i < c->n_m; i = j) {
        db_mitem set[CHAIN_MAX];
        db_morph out[CHAIN_MAX] = {0};
        uint32_t k = 0;
        for (j = i; j < c->n_m && db_key_cmp(&c->m[i].k, &c->m[j].k) == 0; j++)
            if (k < CHAIN_MAX) set[k++] = c->m[j];
        qsort(set, k, sizeof *set, by_prio);
        for (uint32_t x = 0; x < k; x++) {
            out[x] = set[x].a;
            out[x].bound = db_bound_id(c, bt, &set[x].k);
            out[x].last = x + 1 == k;
        }
        key[n++] = (db_tkey){c->m[i].k.p, c->m[i].k.n, chain_id(c, ch, out, k)};
    }
    return db_trie_build(key, n, trie);
}
