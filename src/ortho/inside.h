/* inside.h -- inside the half-space room: atoms (what stands between spaces, half-spaces and marks), the table of words and pairs as it lies in
 * the model file, and the features that the trainer and the running program must compute alike. */
#ifndef DB_ORTHO_INSIDE_H
#define DB_ORTHO_INSIDE_H

#include "ortho/ortho.h"

/* ---- atoms ---- */
typedef enum db_atom_kind { DB_A_WORD = 1, DB_A_NUMBER, DB_A_LATIN, DB_A_PUNCT, DB_A_CLOSED /* address, tag, code: never touched */ } db_atom_kind;
typedef enum db_gap { DB_G_NONE, DB_G_ZWNJ, DB_G_SPACE, DB_G_BREAK /* line end */ } db_gap;
enum { DB_AF_FIXED = 1 /* beside _ / @ and their like: spacing stays */, DB_AF_DIRTY = 2 /* characters that a policy may change */,
    DB_AF_CHANGE = 16 /* holds characters that the marked set would change */,
    DB_AF_CUT = 8 /* begins where a word was cut */,
    DB_AF_PLAIN = 4 /* the gap before it is one U+0020 or one ZWNJ or nothing */ };

typedef struct db_atom {
    uint64_t h;        /* hash of the letters */
    uint32_t b0, b1;   /* bytes of the text */
    uint32_t l0;       /* letters [l0, l0 + n) */
    uint32_t data;     /* what the table knows of it (DB_WT_*) */
    uint16_t n;
    uint8_t kind, gap /* before it */, flags;
    uint8_t pad[3];
} db_atom;

typedef struct db_atoms {
    db_atom *a;
    uint32_t n, cap;
    uint8_t *letters;
    uint32_t n_letters;
    uint32_t n_change; /* atoms with DB_AF_CHANGE */
} db_atoms;

/* What the normaliser would change: characters of the Arabic block, numbers, marks, closed tokens. NULL where it is asked for: nothing. */
typedef struct db_marked { bool block[256], forms, latin_digits, percent, closed; } db_marked;

/* Letters of a word to its hash, one after the other, then db_word_end(). */
static inline uint64_t db_word_step(uint64_t h, uint8_t letter) { return (h ^ letter) * UINT64_C(0x9e3779b97f4a7c15) + (h >> 47); }
static inline uint64_t db_word_end(uint64_t h) { return (h ^ h >> 32) * UINT64_C(0xd6e8feb86659fd93); }
static inline uint64_t db_word_hash(const uint8_t *l, uint32_t n) {
    uint64_t h = 0;
    for (uint32_t i = 0; i < n; i++) h = db_word_step(h, l[i]);
    return db_word_end(h);
}
static inline uint64_t db_pair_hash(uint64_t a, uint64_t b) {
    uint64_t h = (a ^ (b << 31 | b >> 33)) * UINT64_C(0xa0761d6478bd642f);
    return h ^ h >> 29;
}

/* Takes s[0..n) (valid UTF-8) apart, into room that was taken for at least n bytes. */
void db_atoms_room(db_arena *a, uint32_t n, db_atoms *out);
void db_atoms_into(const char *s, uint32_t n, const db_marked *m, db_atoms *out);
/* Both at once. */
void db_atoms_scan(db_arena *a, const char *s, uint32_t n, db_atoms *out);

/* ---- the table: section ORTW ----
 * head, words (open table of 8 bytes: check, data), pairs (open table of 4 bytes: check << 10 | settled << 8 | value; 0 free). */
typedef struct db_wt_head {
    char magic[8];
    uint32_t n_words, n_pairs; /* slots; powers of two */
} db_wt_head;
#define DB_WT_MAGIC "DBortW1\n"
enum {
    DB_WT_FREQ = 0xF,           /* log2 class of how often it occurs, 0..15 */
    DB_WT_KNOWN = 1 << 4,       /* occurs often enough to be a word by itself */
    DB_WT_PR = 1 << 5,          /* joins many words on its left: the gap before it is always looked at */
    DB_WT_PL = 1 << 6,          /* the same for the gap behind it */
    DB_WT_CR = 1 << 7, DB_WT_CL = 1 << 8, /* stands right / left in some pair of the table */
    DB_WT_SETTLED = 1 << 9,     /* frequent word: the split below is final, the scorer is not asked */
    DB_WT_LEX = 1 << 10,        /* in a dictionary */
    DB_WT_P1 = 11, DB_WT_P2 = 16 /* shifts: letters before the first and the second half-space that it lacks (5 bits each; 0 none) */,
    DB_WT_SUF = 21 /* shift: class of suffix, 4 bits */, DB_WT_PRE = 25 /* shift: class of prefix, 3 bits */,
    DB_WT_POS = 28 /* shift: rough part of speech, 4 bits */
};
/* Classes of data/ortho/affix.tsv. */
enum { DB_SUF_PLURAL = 1, DB_SUF_PLURAL_POSS, DB_SUF_DEGREE, DB_SUF_YE, DB_SUF_EZAFE, DB_SUF_PERSON, DB_SUF_POSS, DB_SUF_COPULA, DB_SUF_AGENT, DB_SUF_MANNER,
    DB_SUF_PLACE, DB_SUF_STEM, DB_N_SUF };
enum { DB_PRE_VERB = 1, DB_PRE_PRIVATIVE, DB_PRE_WITH, DB_PRE_PLACE, DB_PRE_AGAINST, DB_PRE_DEGREE, DB_PRE_NUMBER, DB_N_PRE };
static inline uint32_t db_suf(uint32_t data) { return data >> DB_WT_SUF & 15; }
static inline uint32_t db_pre(uint32_t data) { return data >> DB_WT_PRE & 7; }
static inline uint32_t db_wpos(uint32_t data) { return data >> DB_WT_POS; }
enum { DB_WPOS_FUNCTION = 1, DB_WPOS_INFINITIVE, DB_WPOS_PARTICIPLE, DB_WPOS_VERB, DB_WPOS_FINITE, DB_WPOS_NUMERAL, DB_WPOS_PLURAL, DB_WPOS_NOUN, DB_WPOS_ADJ,
    DB_WPOS_NOUN_ADJ, DB_WPOS_ADV, DB_WPOS_NAME, DB_WPOS_OTHER };
typedef struct db_wtable db_wtable;
dabir_status db_wtable_open(const void *p, size_t n, db_wtable *out, dabir_error *err);

static inline uint32_t db_wt_word(const db_wtable *t, uint64_t h) {
    if (!t->word) return 0;
    uint32_t check = (uint32_t)h | 1, i = (uint32_t)(h >> 32) & t->word_mask;
    for (;; i = (i + 1) & t->word_mask) {
        uint32_t c = t->word[2 * i];
        if (c == check) return t->word[2 * i + 1];
        if (!c) return 0;
    }
}
enum { DB_WP_NEVER = 15 /* seen often, with a space nearly always: no need to look */, DB_WP_YES = 256, DB_WP_NO = 512 /* settled whatever stands around it */ };
/* 0: unknown; else DB_WP_YES or _NO or neither, 1 bit dictionary, 3 bits how often with ZWNJ, 4 bits how often with a space. */
static inline uint32_t db_wt_pair_at(const db_wtable *t, uint64_t h) {
    if (!t->pair) return 0;
    uint32_t check = (uint32_t)h & 0x3FFFFF, i = (uint32_t)(h >> 32) & t->pair_mask;
    for (;; i = (i + 1) & t->pair_mask) {
        uint32_t c = t->pair[i];
        if (!c) return 0;
        if (c >> 10 == check) return c & 0x3FF;
    }
}
static inline uint32_t db_wt_pair(const db_wtable *t, uint64_t ha, uint64_t hb) { return db_wt_pair_at(t, db_pair_hash(ha, hb)) & 0xFF; }

/* ---- features ---- */
enum { DB_GAP_FEATS = 24, DB_SPLIT_FEATS = 32, DB_SPLIT_MAX = 30 /* letters; longer words are left alone */ };

/* Features of the gap between atoms i - 1 and i; `pair` as db_wt_pair gives it. */
uint32_t db_gap_features(const db_atoms *t, uint32_t i, uint32_t pair, uint64_t f[DB_GAP_FEATS]);
/* A word's letters and what the table knows of each of its heads and tails. */
typedef struct db_parts {
    const uint8_t *l;
    uint32_t n, whole;          /* letters; what the table knows of the whole */
    uint64_t h;                 /* hash of the whole */
    uint64_t hl[DB_SPLIT_MAX + 1], hr[DB_SPLIT_MAX + 1];
    uint32_t dl[DB_SPLIT_MAX + 1], dr[DB_SPLIT_MAX + 1];
} db_parts;
void db_parts_of(const db_wtable *t, const uint8_t *l, uint32_t n, uint32_t whole, db_parts *out);
/* Features of a half-space missing behind letter p - 1 (0 < p < n). */
uint32_t db_split_features(const db_parts *w, uint32_t p, uint32_t pair, uint64_t f[DB_SPLIT_FEATS]);

/* Does a letter join the one behind it? A half-space behind one that does not is invisible. */
bool db_joins_left(uint8_t letter);

#endif
