/* match.c -- dictionary phrases from every word on, by letters. A space in the text is accepted only where the phrase has a
 * boundary, punctuation only where the phrase has punctuation. Behind the last word of a phrase may stand: a noun suffix, if its list
 * allows it (#! suffix: plural), and the ی of the ezafe behind ا, و and ه («آمریکای», «ترکیه‌ی»), which may stand inside too. */
#include "lang/model.h"

typedef struct seeker {
    db_arena *a;
    const dabir_model *m;
    db_lang *l;
    uint32_t n, cap;
    uint8_t ye, he, alef, vav;
} seeker;

typedef enum ending { E_EXACT, E_EZAFE, E_SUFFIX, E_NONE } ending;

static bool vowel(const seeker *k, uint8_t c) { return c == k->he || c == k->alef || c == k->vav; }

/* What are the letters [p, p + n) behind a phrase that ends in `last`? */
static ending ending_of(const seeker *k, const uint8_t *p, uint32_t n, uint8_t last) {
    if (n == 0) return E_EXACT;
    if (n == 1 && p[0] == k->ye && vowel(k, last)) return E_EZAFE;
    for (uint32_t i = k->m->sfx0[p[n - 1]]; i < k->m->sfx0[p[n - 1] + 1]; i++) {
        const db_suffix *s = &k->m->sfx[i];
        if (s->n == n && (s->flags & DB_SX_PHRASE) && !s->n_restore && memcmp(s->letters, p, n) == 0 && (!s->after[0] || memchr(s->after, last, sizeof s->after))) return E_SUFFIX;
    }
    return E_NONE;
}

static bool same_item(const db_entry *a, const db_entry *b) { return a->cls == b->cls && a->form == b->form && a->list == b->list && a->id == b->id; }

static void found(seeker *k, uint32_t w0, uint32_t w1, uint32_t value, db_bound at, ending how) {
    for (const db_group *g = k->m->grp + value - 1;; g++) {
        const db_bound *b = &k->m->bounds[g->bound];
        uint32_t n = how == E_SUFFIX ? g->n_suffix : g->n;
        if (n && !(at.gap & ~b->gap) && !(at.punct & ~b->punct)) {
            db_match *before = k->n ? &k->l->m[k->n - 1] : NULL;
            bool same = before && before->w0 == w0 && before->w1 == w1 && same_item(before->e, k->m->entry + g->e0); /* آقا + ی, then آقای */
            if (same) before->e = k->m->entry + g->e0, before->n_e = n;
            else DB_PUSH(k->a, k->l->m, k->n, k->cap) = (db_match){w0, w1, k->m->entry + g->e0, n};
        }
        if (g->last) return;
    }
}

/* Walks the letters of word j from trie node s; returns the node behind it, 0 if no phrase goes on. */
static uint32_t through(seeker *k, uint32_t w0, uint32_t j, uint32_t s, uint32_t *depth, db_bound at) {
    const db_word *w = &k->l->w[j];
    const uint8_t *p = k->l->letters;
    for (uint32_t i = w->key0; i < w->key1; i++) {
        uint32_t to = db_trie_next(k->m->pt, s, p[i]);
        if (!to) {
            bool ezafe = i > w->key0 && i + 1 == w->key1 && p[i] == k->ye && vowel(k, p[i - 1]);
            return ezafe ? s : 0;
        }
        s = to;
        if (++*depth > 63) return 0;
        uint32_t v = db_trie_value(k->m->pt, s), rest = w->key1 - i - 1;
        if (!v || rest > 10) continue;
        ending how = ending_of(k, p + i + 1, rest, p[i]);
        if (how != E_NONE) found(k, w0, j + 1, v, at, how);
    }
    return s;
}

static void from_word(seeker *k, uint32_t w0, uint32_t end) {
    const db_word *w = k->l->w;
    db_bound at = {0};
    bool punct = false;
    uint32_t s = 0, depth = 0;
    for (uint32_t j = w0; j < end; j++) {
        if (w[j].key0 == w[j].key1) {
            if (j == w0) return;
            punct = true;
            continue;
        }
        if (j > w0) {
            if (w[j].flags & DB_WF_PARA) return;
            if (punct) at.punct |= UINT64_C(1) << depth;
            else if (w[j].flags & (DB_WF_SPACE | DB_WF_LINE)) at.gap |= UINT64_C(1) << depth;
            punct = false;
        }
        if (!(s = through(k, w0, j, s, &depth, at))) return;
    }
}

void db_matches(db_arena *a, const dabir_model *m, db_lang *l) {
    seeker k = {.a = a, .m = m, .l = l, .cap = l->n_words / 2 + 16, .ye = db_letter(0x6cc), .he = db_letter(0x647), .alef = db_letter(0x627), .vav = db_letter(0x648)};
    uint32_t *m0 = DB_NEW(a, uint32_t, l->n_words + 1);
    l->m = DB_NEW(a, db_match, k.cap);
    for (uint32_t s = 0; s < l->n_sents; s++) {
        for (uint32_t i = l->sent0[s]; i < l->sent0[s + 1]; i++) {
            m0[i] = k.n;
            from_word(&k, i, l->sent0[s + 1]);
            for (uint32_t x = m0[i], y = k.n; x + 1 < y; x++) { /* found shortest first */
                db_match t = l->m[x];
                l->m[x] = l->m[--y];
                l->m[y] = t;
            }
        }
    }
    m0[l->n_words] = k.n;
    l->m0 = m0;
    l->n_matches = k.n;
}

const db_match *db_match_list(const db_lang *l, uint32_t w, uint32_t list, const db_entry **entry) {
    for (uint32_t i = l->m0[w]; i < l->m0[w + 1]; i++)
        for (uint32_t k = 0; k < l->m[i].n_e; k++)
            if (l->m[i].e[k].cls == DB_C_LIST && l->m[i].e[k].list == list) {
                if (entry) *entry = &l->m[i].e[k];
                return &l->m[i];
            }
    if (entry) *entry = NULL;
    return NULL;
}
