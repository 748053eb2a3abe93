/* model.h -- inside of the model file fa.dabir: one header, a table of sections with 4-letter tags, all offsets relative
 * to the start of the file, little-endian, sections 64-byte aligned. Only src/lang and the compiler look in here. */
#ifndef DB_MODEL_H
#define DB_MODEL_H

#include "lang/lang.h"

#define DB_MODEL_MAGIC "DABIRfa\n"
enum { DB_MODEL_VERSION = 3, DB_MODEL_SECTIONS = 64, DB_MODEL_ALIGN = 64 }; /* a line of the cache */

typedef struct db_section {
    char tag[4];
    uint32_t reserved;
    uint64_t off, bytes;
} db_section;

typedef struct db_model_head {
    char magic[8];
    uint32_t version, n_sections;
    uint64_t bytes;     /* of the whole file */
    uint64_t data_sum;  /* db_hash of everything behind the header: checked on demand (db_model_verify) */
    uint64_t head_sum;  /* db_hash of the header with head_sum = 0: checked on opening */
    uint32_t frequent;  /* words of this frequency class or above are DB_POS_FREQUENT */
    uint32_t reserved;
    db_section s[DB_MODEL_SECTIONS];
} db_model_head;

/* ---- tries over letter codes (trie.c) ----
 * A double array: the child of node s by letter c stands at t[s].base ^ c and carries c as its label. No two nodes have the
 * same base, therefore the label alone proves the parent. base 0: no children. Node 0 is the root and never a child. */
typedef struct db_node {
    uint32_t base;
    uint32_t cv; /* label (7 bits) | value << 7; value 0: nothing ends here */
} db_node;

static inline uint32_t db_trie_next(const db_node *t, uint32_t s, uint8_t c) {
    uint32_t k = t[s].base ^ c;
    return (t[k].cv & 127) == c ? k : 0;
}
static inline uint32_t db_trie_value(const db_node *t, uint32_t s) { return t[s].cv >> 7; }

/* Keys sorted by letters, each once, values 1 .. 2^25-1. Appends the nodes to `out`; false if memory ran out. */
typedef struct db_tkey {
    const uint8_t *p;
    uint32_t n, value;
} db_tkey;
bool db_trie_build(const db_tkey *k, uint32_t n, db_buf *out);

/* Section BNDS: where a form may be broken. Bit i: before letter i. */
typedef struct db_bound {
    uint64_t gap;   /* a space, ZWNJ or hyphen stands there in the form */
    uint64_t punct; /* other punctuation stands there */
} db_bound;

/* ---- analyses of word forms: section MORF; the value of a node of MTRI is 1 + index of the first of its chain ---- */
typedef struct db_morph {
    uint32_t bound;   /* index into BNDS */
    uint16_t lemma, pos, fid;
    uint8_t func, tense, person, flags /* DB_WF_* */, freq, last /* end of the chain */;
} db_morph;

/* ---- phrases: section PGRP; value of a node of PTRI as above. Entries of a group: ENTR[e0 .. e0 + n); the first n_suffix
 * of them also stand with a noun suffix behind (دیدارهای). ---- */
typedef struct db_group {
    uint32_t bound, e0;
    uint16_t n, n_suffix;
    uint32_t last;
} db_group;

typedef struct db_entry_rec { uint8_t cls, form; uint16_t list; uint32_t id, attr; } db_entry_rec;
typedef struct db_reg_rec { uint32_t kind, code, sector, name, country, flags; } db_reg_rec;
typedef struct db_list_rec { uint32_t name, kind /* 1 phrase, 2 verb */, n_items, reserved; } db_list_rec;
enum { DB_LM_TRANSITIVE = 1, DB_LM_LIGHT = 2, DB_LM_NOUN = 4 /* past 3sg mostly a noun */, DB_LM_BE = 8, DB_LM_BECOME = 16, DB_LM_DO = 32 };
typedef struct db_lemma_rec { uint32_t name, flags; } db_lemma_rec;
typedef struct db_func_rec { uint32_t name, func; } db_func_rec;
typedef struct db_vlist_rec { uint16_t list, flags; uint32_t attr, via; } db_vlist_rec;
typedef struct db_vslot { uint32_t nve, lemma, first, n; } db_vslot; /* hash table VHSH, open addressing, n == 0: free */

/* Names by hash: section NAMS, open addressing; str 0: free. */
typedef struct db_name_slot { uint32_t str, kind_id; } db_name_slot; /* kind << 28 | id */
enum { DB_NM_LIST = 1, DB_NM_LEMMA, DB_NM_FUNC, DB_NM_REG /* + dabir_kind */ };

static inline uint32_t db_name_hash(uint32_t kind, const char *z, size_t n) {
    uint64_t h = db_hash(z, n) + kind * UINT64_C(0x9e3779b97f4a7c15);
    return (uint32_t)(h ^ h >> 29);
}
static inline uint32_t db_verb_hash(uint32_t nve, uint32_t lemma) {
    uint64_t h = ((uint64_t)nve << 32 | lemma) * UINT64_C(0x9e3779b97f4a7c15);
    return (uint32_t)(h >> 32);
}

/* ---- suffixes (lexicon/suffix.tsv), sorted by last letter, then longest first: section SUFX ---- */
enum { DB_SX_PLURAL = 1, DB_SX_Y = 2, DB_SX_POSS = 4, DB_SX_DEGREE = 8, DB_SX_ADJ = 16, DB_SX_APART = 32, DB_SX_STRONG = 64 /* tells even behind an unknown stem */,
    DB_SX_PHRASE = 128 /* may follow a phrase of a list with "#! suffix: plural" */, DB_SX_WEAK = 256 /* only if the stem is the more frequent word */ };
typedef struct db_suffix {
    uint8_t n, n_restore;
    uint8_t letters[10], restore[2]; /* restore: letters that the stem ends in without the suffix (نمایندگان: ه) */
    uint8_t after[10];               /* letters one of which the stem must end in; 0-terminated; empty: any */
    uint16_t host, flags;            /* DB_POS_* that the stem must have one of (0: any); DB_SX_* */
    uint16_t pos;                    /* DB_POS_* of the whole; 0: those of the stem */
    uint32_t fid;
} db_suffix;

struct dabir_model {
    db_file file;   /* p == NULL: the caller's memory */
    dabir_model *base; /* sections that this one lacks are looked for there; its own. NULL: none */
    db_buf image;      /* its own memory, if it was compiled here */
    const db_model_head *head;
    const char *strs;
    uint32_t n_strs;
    const db_node *mt, *pt;
    const db_morph *morph;
    const db_group *grp;
    const db_bound *bounds;
    const db_suffix *sfx;
    uint32_t n_sfx;
    uint16_t sfx0[130];        /* suffixes whose last letter is c: sfx[sfx0[c] .. sfx0[c+1]) */
    const db_lemma_rec *lemma;
    uint32_t n_lemma;
    const db_func_rec *func;
    uint32_t n_func;
    const db_list_rec *list;
    uint32_t n_list;
    const db_vslot *vslot;
    uint32_t vmask;
    const db_name_slot *nslot;
    uint32_t nmask;
    db_entry *entry;           /* with pointers instead of offsets: made on opening */
    uint32_t n_entry;
    db_reg *reg;
    uint32_t n_reg;
    db_vlist *vlist;
    uint32_t n_vlist;
    uint32_t copula, become, does; /* lemmas of the verbs that verbs.tsv marks be, become, do; 0 none */
};

/* Opens an image in memory; `p` (8-byte aligned) stays the caller's and must outlive the model. */
dabir_status db_model_from_memory(const void *p, size_t n, dabir_model **out, dabir_error *err);
/* Checks the sum over all data, which opening does not. */
dabir_status db_model_verify(const dabir_model *m, dabir_error *err);
/* Appends a section to an image; db_image_seal() writes the sums when the last one is there. */
void db_image_seal(db_buf *image);
bool db_image_rename(db_buf *image, const char from[4], const char to[4]); /* true: no section has that tag */
dabir_status db_image_append(db_buf *image, const char tag[4], const void *p, size_t n, dabir_error *err);

/* Best analysis of letters [p, p+n) as one whole word form broken nowhere; false if it is unknown. */
bool db_morph_find(const dabir_model *m, const uint8_t *p, uint32_t n, db_word *w, uint8_t *freq);

#endif
