/* tag.h -- the part-of-speech tagger: inside view for its trainer and for the parser's, which tags its training text with taggers that
 * have not seen it. tag_features.c: what is known of each word; tag.c: choosing tags from left to right. */
#ifndef DB_TAG_H
#define DB_TAG_H

#include "learn/classes.h"
#include "syntax/syntax.h"

#define DB_TAG_TAG "TAGX"
/* One linear model for all schemes: class scheme * N + db_tag_class(upos). What is learnt from one scheme counts for the others in part.
 * SYM, which no treebank has, is left out: sixteen classes fit a register. */
enum { DB_TAG_N = DB_N_UPOS - 2, DB_TAG_CLASSES = DB_TAG_N * DB_N_SCHEMES, DB_TAG_LOCAL_MAX = 48, DB_TAG_CONTEXT_MAX = 12 };
static inline uint32_t db_tag_class(uint8_t upos) { return upos < DB_U_SYM ? upos - 1u : upos - 2u; } /* of a tag that is none: out of range, or SYM's neighbour */
static inline uint8_t db_tag_upos(uint32_t cls) { return (uint8_t)(cls + 1 < DB_U_SYM ? cls + 1 : cls + 2); }

/* Views only: what they look at (section of the model, or a buffer of db_weights_expand) must outlive the tagger. */
typedef struct db_tagger {
    db_linear lin;
    db_classes cls;
} db_tagger;

/* Opens weights (a section or an expanded buffer; empty: it tags by default values) and the model's word classes. O(1). */
dabir_status db_tagger_open(const dabir_model *m, const void *weights, size_t n, db_tagger *out, dabir_error *err);

/* Fills upos and morph of all words. Scratch lies in `a`. */
void db_tagger_run(const db_tagger *t, const dabir_model *m, db_arena *a, db_scheme scheme, db_sentence *s);

/* ---- features ---- */

/* What the lexicon and the form tell of a word. */
typedef struct db_tag_word {
    uint64_t form, suf[4], pre[3]; /* hashes of the letters: all, the last and the first 1, 2 … */
    uint64_t lex, stem;            /* codes of the analyses; of those of its stem, if only that is known */
    uint32_t amb;                  /* short code of the analyses, for the neighbours */
    uint16_t cls[DB_CLASS_KINDS];
    uint32_t shape;
    uint32_t morph;                /* DB_POS_* */
    uint8_t reg;                   /* part of a name that the register knows */
    uint8_t n;                     /* letters */
} db_tag_word;

/* Knows all words of a sentence; [n + 4] of them in `a`, the first two and last two stand for its borders. Sets s->w[i].morph. */
db_tag_word *db_tag_words(const db_tagger *t, const dabir_model *m, db_arena *a, db_sentence *s);
/* Features of word i (0 ..) that need no tags; returns their number. */
uint32_t db_tag_local(const db_tag_word *w, uint32_t i, uint64_t f[DB_TAG_LOCAL_MAX]);
/* Features with the tags of the two words before (0: border). */
uint32_t db_tag_context(const db_tag_word *w, uint32_t i, uint8_t before, uint8_t before2, uint64_t f[DB_TAG_CONTEXT_MAX]);

#endif
