/* space_count.c -- counting how words are spaced in raw text: which stand with a half-space, with a space, written as one; and the table that the
 * running program looks gaps up in. */
#include "train/space.h"

#include "lang/model.h"

#include <stdlib.h>

enum { CHUNK = 1 << 18, FREQUENT_ALONE = 5, Z_LEAST = 2, NEVER_LEAST = 3, WORD_LEAST = 6 };

static bool grow_words(db_counts *c) {
    uint32_t mask = c->w_mask ? c->w_mask * 2 + 1 : (1u << 16) - 1;
    db_wcount *w = calloc((size_t)mask + 1, sizeof *w);
    if (!w) return false;
    for (uint32_t i = 0; c->w && i <= c->w_mask; i++) {
        if (!c->w[i].h) continue;
        uint32_t j = (uint32_t)(c->w[i].h >> 32) & mask;
        while (w[j].h) j = (j + 1) & mask;
        w[j] = c->w[i];
    }
    free(c->w);
    c->w = w, c->w_mask = mask;
    return true;
}

static bool grow_pairs(db_counts *c) {
    uint32_t mask = c->p_mask ? c->p_mask * 2 + 1 : (1u << 16) - 1;
    db_pcount *p = calloc((size_t)mask + 1, sizeof *p);
    if (!p) return false;
    for (uint32_t i = 0; c->p && i <= c->p_mask; i++) {
        if (!c->p[i].a) continue;
        uint32_t j = (uint32_t)(db_pair_hash(c->p[i].a, c->p[i].b) >> 32) & mask;
        while (p[j].a) j = (j + 1) & mask;
        p[j] = c->p[i];
    }
    free(c->p);
    c->p = p, c->p_mask = mask;
    return true;
}

static uint32_t keep_letters(db_counts *c, const uint8_t *l, uint32_t n) {
    if (c->n_letters + n > c->cap_letters) {
        uint32_t cap = c->cap_letters * 2 + n + (1u << 20);
        uint8_t *p = realloc(c->letters, cap);
        if (!p) {
            c->failed = true;
            return 0;
        }
        c->letters = p, c->cap_letters = cap;
    }
    memcpy(c->letters + c->n_letters, l, n);
    c->n_letters += n;
    return c->n_letters - n;
}

db_wcount *db_count_word(db_counts *c, uint64_t h, const uint8_t *l, uint32_t n) {
    if (!h) h = 1;
    if (c->failed || ((uint64_t)c->n_w * 3 >= (uint64_t)c->w_mask * 2 && !grow_words(c))) {
        c->failed = true;
        return NULL;
    }
    uint32_t i = (uint32_t)(h >> 32) & c->w_mask;
    while (c->w[i].h && c->w[i].h != h) i = (i + 1) & c->w_mask;
    if (c->w[i].h || !l) return c->w[i].h ? &c->w[i] : NULL;
    c->w[i] = (db_wcount){.h = h, .at = keep_letters(c, l, n), .n = (uint8_t)(n > 255 ? 255 : n)};
    c->n_w++;
    return &c->w[i];
}

db_pcount *db_count_pair(db_counts *c, uint64_t a, uint64_t b, bool make) {
    if (!a) a = 1;
    if (c->failed || ((uint64_t)c->n_p * 3 >= (uint64_t)c->p_mask * 2 && !grow_pairs(c))) {
        c->failed = true;
        return NULL;
    }
    uint32_t i = (uint32_t)(db_pair_hash(a, b) >> 32) & c->p_mask;
    while (c->p[i].a && (c->p[i].a != a || c->p[i].b != b)) i = (i + 1) & c->p_mask;
    if (c->p[i].a) return &c->p[i];
    if (!make) return NULL;
    c->p[i] = (db_pcount){.a = a, .b = b};
    c->n_p++;
    return &c->p[i];
}

void db_counts_free(db_counts *c) {
    free(c->w);
    free(c->p);
    free(c->letters);
    *c = (db_counts){0};
}

/* Atoms [i, j) are one word as written, joined by half-spaces. */
static void one_word(db_counts *c, const db_atoms *x, uint32_t i, uint32_t j, uint32_t weight) {
    if (j == i + 1) {
        db_wcount *w = db_count_word(c, x->a[i].h, x->letters + x->a[i].l0, x->a[i].n);
        if (w) w->alone += weight;
        return;
    }
    uint32_t from = x->a[i].l0, n = x->a[j - 1].l0 + x->a[j - 1].n - from;
    db_wcount *w = db_count_word(c, db_word_hash(x->letters + from, n), x->letters + from, n);
    if (w) w->joined += weight;
    for (uint32_t k = i; k < j; k++) {
        w = db_count_word(c, x->a[k].h, x->letters + x->a[k].l0, x->a[k].n);
        if (!w) return;
        if (k > i) w->right += weight;
        if (k + 1 < j) w->left += weight;
        db_pcount *p = k > i ? db_count_pair(c, x->a[k - 1].h, x->a[k].h, true) : NULL;
        if (p) p->z += weight;
    }
}

static void atoms(db_counts *c, const db_atoms *x, uint32_t weight, int pass) {
    for (uint32_t i = 0, j; i < x->n; i = j) {
        j = i + 1;
        if (x->a[i].kind != DB_A_WORD || x->a[i].n > 30) continue;
        while (j < x->n && x->a[j].kind == DB_A_WORD && x->a[j].gap == DB_G_ZWNJ && x->a[j].n <= 30) j++;
        if (pass == 0) one_word(c, x, i, j, weight);
        else if (j < x->n && x->a[j].kind == DB_A_WORD && x->a[j].gap == DB_G_SPACE) {
            const db_wcount *a = pass == 2 ? db_count_word(c, x->a[j - 1].h, NULL, 0) : NULL, *b = pass == 2 ? db_count_word(c, x->a[j].h, NULL, 0) : NULL;
            bool prone = (a && a->data & DB_WT_PL) || (b && b->data & DB_WT_PR);
            db_pcount *p = db_count_pair(c, x->a[j - 1].h, x->a[j].h, prone);
            if (p && (pass == 1 || p->never)) p->s += weight;
            else if (p && !p->z && !p->lex) p->never = true, p->s += weight;
        }
    }
}

void db_count_text(db_counts *c, const char *p, size_t n, uint32_t weight, int pass) {
    db_arena a;
    db_arena_init(&a, 0);
    for (size_t i = 0, end; i < n && !c->failed; i = end) {
        end = n - i > CHUNK ? i + CHUNK : n;
        while (end < n && p[end] != '\n') end++;
        db_atoms x;
        db_arena_reset(&a);
        db_atoms_scan(&a, p + i, (uint32_t)(end - i), &x);
        atoms(c, &x, weight, pass);
    }
    db_arena_free(&a);
}

/* A word a line, up to `sep`: what a dictionary writes with a half-space. */
void db_count_lexicon(db_counts *c, const char *p, size_t n, char sep) {
    db_arena a;
    db_arena_init(&a, 0);
    for (size_t i = 0, end; i < n && !c->failed; i = end + 1) {
        end = i;
        while (end < n && p[end] != '\n') end++;
        uint32_t k = 0;
        while (i + k < end && p[i + k] != sep) k++;
        db_atoms x;
        db_arena_reset(&a);
        db_atoms_scan(&a, p + i, k, &x);
        bool words = x.n > 0;
        for (uint32_t j = 0; j < x.n; j++) words &= x.a[j].kind == DB_A_WORD && (j == 0 || x.a[j].gap == DB_G_ZWNJ);
        if (!words) continue;
        uint32_t m = x.a[x.n - 1].l0 + x.a[x.n - 1].n;
        db_wcount *w = db_count_word(c, db_word_hash(x.letters, m), x.letters, m);
        if (w) w->lex |= x.n > 1 ? 2 : 1;
        for (uint32_t j = 1; j < x.n; j++) {
            db_pcount *q = db_count_pair(c, x.a[j - 1].h, x.a[j].h, true);
            if (q) q->lex = 1;
        }
    }
    db_arena_free(&a);
}

/* ---- the table ---- */

static uint32_t log2_class(uint32_t n, uint32_t max) {
    uint32_t k = 0;
    while (n) k++, n >>= 1;
    return k < max ? k : max;
}

uint32_t db_pair_value(uint32_t z, uint32_t s, uint32_t lex) {
    if (!lex && s >= NEVER_LEAST && z < (s >> 5) + 1) return DB_WP_NEVER;
    if (z < Z_LEAST && !lex) return 0;
    uint32_t zc = (log2_class(z, 14) + 1) / 2; /* 2.. -> 1, 4.. -> 2, 16.. -> 3, 64.. -> 4 */
    return lex << 7 | zc << 4 | log2_class(s, 15);
}

static uint32_t pos_of(const dabir_model *m, const uint8_t *l, uint32_t n) {
    db_word w = {0};
    uint8_t freq;
    if (!db_morph_find(m, l, n, &w, &freq)) return 0;
    if (w.func && w.func != DB_FN_SUFFIX) return DB_WPOS_FUNCTION;
    if (w.lemma) return w.tense == DB_INFINITIVE ? DB_WPOS_INFINITIVE : w.tense == DB_PARTICIPLE ? DB_WPOS_PARTICIPLE : w.person ? DB_WPOS_FINITE : DB_WPOS_VERB;
    if (w.pos & DB_POS_NUM) return DB_WPOS_NUMERAL;
    switch (w.pos & (DB_POS_NOUN | DB_POS_ADJ)) {
    case DB_POS_NOUN: return w.flags & DB_WF_PLURAL ? DB_WPOS_PLURAL : DB_WPOS_NOUN;
    case DB_POS_ADJ: return DB_WPOS_ADJ;
    case DB_POS_NOUN | DB_POS_ADJ: return DB_WPOS_NOUN_ADJ;
    default: return w.pos & DB_POS_ADV ? DB_WPOS_ADV : w.pos & (DB_POS_GIVEN | DB_POS_SURNAME | DB_POS_PROPER) ? DB_WPOS_NAME : DB_WPOS_OTHER;
    }
}

/* Number of a class of affixes by its name, 0 if there is none. */
static uint32_t affix_class(db_str name, bool suffix) {
    static const char *const suf[DB_N_SUF] = {"", "plural", "plural-poss", "degree", "ye", "ezafe", "person", "poss", "copula", "agent", "manner", "place", "stem"};
    static const char *const pre[DB_N_PRE] = {"", "verb", "privative", "with", "place", "against", "degree", "number"};
    for (uint32_t i = 1; i < (suffix ? (uint32_t)DB_N_SUF : (uint32_t)DB_N_PRE); i++)
        if (db_str_eq(name, db_str_z(suffix ? suf[i] : pre[i]))) return i;
    return 0;
}

/* data/ortho/affix.tsv: form, side, class. */
static void affixes(db_counts *c, const dabir_model *m) {
    uint32_t n = 0;
    const char *p = db_model_section(m, "OAFF", &n);
    for (uint32_t i = 0, e; p && i < n; i = e + 1) {
        for (e = i; e < n && p[e] != '\n';) e++;
        db_str col[3] = {{0}};
        uint32_t k = 0, at = i;
        for (uint32_t j = i; j <= e && k < 3; j++)
            if (j == e || p[j] == '\t') col[k++] = db_str_of(p + at, j - at), at = j + 1;
        if (k < 3 || p[i] == '#') continue;
        bool suffix = db_str_eq(col[1], db_str_z("suffix"));
        uint8_t l[32];
        uint32_t len = db_letters(col[0], l, NULL, 32), id = affix_class(col[2], suffix);
        db_wcount *w = id ? db_count_word(c, db_word_hash(l, len), l, len) : NULL;
        if (!w) continue;
        if (suffix) w->data |= DB_WT_PR | id << DB_WT_SUF;
        else w->data |= DB_WT_PL | id << DB_WT_PRE;
    }
}

void db_space_classes(db_counts *c, const dabir_model *m) {
    for (uint32_t i = 0; c->p && i <= c->p_mask; i++) {
        const db_pcount *p = &c->p[i];
        uint32_t v = p->a ? db_pair_value(p->z, p->s, p->lex) : 0;
        if (!v || v == DB_WP_NEVER) continue;
        db_wcount *a = db_count_word(c, p->a, NULL, 0), *b = db_count_word(c, p->b, NULL, 0);
        if (a) a->data |= DB_WT_CL, a->n_right = (uint16_t)(a->n_right + (a->n_right < 60000));
        if (b) b->data |= DB_WT_CR, b->n_left = (uint16_t)(b->n_left + (b->n_left < 60000));
    }
    affixes(c, m);
    for (uint32_t i = 0; i <= c->w_mask; i++) {
        db_wcount *w = &c->w[i];
        if (!w->h) continue;
        uint32_t as_atom = w->alone + w->left + w->right;
        w->data |= log2_class(w->alone, 15);
        if (w->alone >= FREQUENT_ALONE) w->data |= DB_WT_KNOWN;
        if (w->lex) w->data |= DB_WT_LEX;
        if (w->n_left >= 6 && w->right * 4 >= as_atom) w->data |= DB_WT_PR;
        if (w->n_right >= 6 && w->left * 4 >= as_atom) w->data |= DB_WT_PL;
        w->data |= pos_of(m, c->letters + w->at, w->n) << DB_WT_POS;
    }
}

static bool in_table(const db_wcount *w) {
    return w->h && (w->alone + w->left + w->right + w->joined >= (w->lex ? 2u : WORD_LEAST) || (w->data & (DB_WT_CL | DB_WT_CR | DB_WT_PR | DB_WT_PL)));
}

static uint32_t slots_for(uint32_t n) {
    uint32_t size = 16;
    while (size * 3 < n * 4) size *= 2;
    return size;
}

dabir_status db_space_table(const db_counts *c, db_buf *out, db_wtable *t, dabir_error *err) {
    uint32_t nw = 0, np = 0;
    for (uint32_t i = 0; i <= c->w_mask; i++) nw += in_table(&c->w[i]);
    for (uint32_t i = 0; i <= c->p_mask; i++) np += c->p[i].a && db_pair_value(c->p[i].z, c->p[i].s, c->p[i].lex);
    db_wt_head h = {.n_words = slots_for(nw), .n_pairs = slots_for(np)};
    memcpy(h.magic, DB_WT_MAGIC, 8);
    uint32_t *w = calloc(h.n_words, 8), *p = calloc(h.n_pairs, 4);
    if (w && p) {
        for (uint32_t i = 0; i <= c->w_mask; i++) {
            if (!in_table(&c->w[i])) continue;
            uint32_t j = (uint32_t)(c->w[i].h >> 32) & (h.n_words - 1);
            while (w[2 * j]) j = (j + 1) & (h.n_words - 1);
            w[2 * j] = (uint32_t)c->w[i].h | 1, w[2 * j + 1] = c->w[i].data;
        }
        for (uint32_t i = 0; i <= c->p_mask; i++) {
            uint32_t v = c->p[i].a ? db_pair_value(c->p[i].z, c->p[i].s, c->p[i].lex) : 0;
            if (!v) continue;
            uint64_t q = db_pair_hash(c->p[i].a, c->p[i].b);
            uint32_t j = (uint32_t)(q >> 32) & (h.n_pairs - 1);
            while (p[j]) j = (j + 1) & (h.n_pairs - 1);
            if (c->p[i].settled) v |= c->p[i].settled > 0 ? DB_WP_YES : DB_WP_NO;
            p[j] = ((uint32_t)q & 0x3FFFFF) << 10 | v;
        }
        out->n = 0;
        db_buf_add(out, &h, sizeof h);
        db_buf_add(out, w, (size_t)h.n_words * 8);
        db_buf_add(out, p, (size_t)h.n_pairs * 4);
    }
    bool failed = !w || !p || out->failed;
    free(w);
    free(p);
    if (failed) return db_fail(err, DABIR_E_MEMORY, "", 0, 0, 0, "no memory for the table of half-spaces");
    return db_wtable_open(out->p, out->n, t, err);
}
