/* label.h -- named persons, organisations and places as a sequence of labels: a trained model over what the lists, the register and the
 * rules say of each word. label.c: what is known of the words; label_feature.c: features; label_decode.c: the best sequence and the
 * spans; label_rule.c: labels by the rules alone. The trainer (src/train/names.c) asks for the same features. */
#ifndef DB_NAMES_LABEL_H
#define DB_NAMES_LABEL_H

#include "learn/learn.h"
#include "names/names.h"

/* Labels: outside, first word and further words of a name. */
enum { DB_NE_O, DB_NE_PER, DB_NE_PER_IN, DB_NE_ORG, DB_NE_ORG_IN, DB_NE_LOC, DB_NE_LOC_IN, DB_NE_LABELS };
static inline uint32_t db_ne_type(uint32_t label) { return (label + 1) / 2; } /* 0 none, 1 person, 2 organisation, 3 place */

enum { DB_NE_MAX = 128 /* features of a word at most */, DB_NE_CLASSES = 64 /* classes of words that change of label depends on */ };

/* What a word looks like. The trained weights know these numbers: a change of one of them wants `dabir train names`. */
enum {
    DB_NE_EDGE = 1,
    DB_NE_PUNCT, DB_NE_PUNCT_LAST = 16,     /* DB_NE_PUNCT - 1 + kind of punctuation */
    DB_NE_NUMBER = 20, DB_NE_LATIN, DB_NE_SIGN,
    DB_NE_FUNC = 25, DB_NE_FUNC_LAST = 41,  /* DB_NE_FUNC - 1 + class of function word */
    DB_NE_FINITE = 44, DB_NE_INFINITIVE, DB_NE_VERBAL, DB_NE_DATE, DB_NE_UNKNOWN, DB_NE_PLURAL, DB_NE_EZAFE,
    DB_NE_NOUN_ADJ = 52, DB_NE_NOUN = 54, DB_NE_ADJ = 56, DB_NE_ELSE = 58 /* one more where the word is rare */
};

/* What is known of a word. */
typedef struct db_ne_word {
    uint64_t h;                 /* its letters */
    uint32_t p2, p3, s2, s3;    /* first and last letters */
    uint32_t gaz;               /* lists that it begins (low half) or stands inside of (high half) */
    uint16_t lex;               /* parts of speech of the lexicon */
    uint16_t cluster, coarse, topic; /* word classes, 0 none */
    uint8_t shape;              /* one of the above */
    uint8_t rule;               /* mention of the rule system */
    uint8_t title;              /* office phrase of the rule system */
    uint8_t like;               /* how like a name: 0 .. 5 */
    uint8_t tag;                /* label by the rules alone */
    uint8_t sure;               /* label that stands whatever the model says; 0 none */
    uint8_t join;               /* type of name whose first word this becomes if one follows: 1 person, 2 organisation, 3 place; 0 none;
                                   | 4 a further word of it, | 8 before persons too */
    uint8_t only;               /* word for a leader: 1 alone no name, 2 no part of a name; 4 blessing behind one */
    uint8_t doc;                /* what the report says of the same word elsewhere */
    uint8_t again;              /* labels of the same word elsewhere in the document: 0 unknown, 1 no name, 2 .. 4 of a type, 5 .. 7 now and then */
    uint8_t cls;                /* < DB_NE_CLASSES */
    uint8_t quote;              /* inside quotation marks, behind an opening one … */
    uint8_t far;                /* words since the head of an organisation or place, and which; 0 none */
    uint64_t head;              /* letters of that head */
} db_ne_word;

typedef struct db_ne_doc {
    uint32_t n;
    db_ne_word *w;
    uint32_t n_sents;
    const uint32_t *sent0;
} db_ne_doc;

/* Runs the rule system as far as the names of persons and describes the words. Everything lies in the arena. */
void db_ne_prepare(db_arena *a, const dabir_model *m, const db_text *t, const db_tokens *k, const db_lang *l, db_str outlet, db_ne_doc *out);

/* Features of word i (of the sentence [s0, s1)) that do not depend on other labels; returns their count, at most DB_NE_MAX. */
uint32_t db_ne_features(const db_ne_doc *d, uint32_t s0, uint32_t s1, uint32_t i, uint64_t *f);
/* Features of the step from label `before` (DB_NE_O at the beginning of a sentence) to a word: by its class, and by its letters. */
uint64_t db_ne_step_class(uint32_t before, uint32_t cls);
uint64_t db_ne_step_word(uint32_t before, const db_ne_word *w);
/* May label b follow a? */
static inline bool db_ne_follows(uint32_t a, uint32_t b) { return !b || b % 2 == 1 || a == b || a + 1 == b; }

/* Fills w[].again from the labels. */
void db_ne_again(db_arena *a, db_ne_doc *d, const uint8_t *label);
/* How far names reach, by one usage for all: «استان» with the province, «وزیر» without the ministry, the state with its ministry … */
void db_ne_style(const db_ne_doc *d, uint8_t *label);

/* Best sequence of labels: emit[n * LABELS], and for each word the score of a step: step[(i * LABELS + before) * LABELS + label]. */
void db_ne_best(const float *emit, const float *step, uint32_t n, uint8_t *label, uint8_t *back);

/* Labels of the whole document by the model's section NERW (by the rules alone where there is none). */
void db_ne_label(db_arena *a, const dabir_model *m, db_ne_doc *d, uint8_t *label, float *margin);

/* The model's section; false if there is none that fits. */
bool db_ne_model(const dabir_model *m, db_linear *by);
/* Labels of the sentences wanted alone, at first sight: want[0 .. n_sents); other words keep what label[] holds. */
void db_ne_label_some(db_arena *a, const db_linear *by, const db_ne_doc *d, const bool *want, uint8_t *label, float *margin);
/* Labels of all, with a model at hand. */
void db_ne_label_by(db_arena *a, const db_linear *by, db_ne_doc *d, uint8_t *label, float *margin);

/* A name of the document. */
typedef struct db_ne_span {
    uint32_t w0, w1; /* words */
    uint8_t type;    /* 1 person, 2 organisation, 3 place */
    float margin;    /* how far ahead of the next best label, at its weakest word; 0 by the rules alone */
} db_ne_span;

/* All of it: describes, labels, carries names over to their other places in the document. Returns the count; *out by w0, not overlapping. */
uint32_t db_ne_find(db_arena *a, const dabir_model *m, const db_text *t, const db_tokens *k, const db_lang *l, db_str outlet, db_ne_span **out);

/* ---- label_bio.c: a token a line, TAB, label (B-PER …); an empty line ends a sentence ---- */
typedef struct db_bio {
    const char *text;             /* the tokens with a space between, lines for sentences */
    uint32_t bytes, n;
    uint32_t *cp0, *cp1, *line;   /* of each token: code points of `text`; line number in the input */
    uint8_t *label;               /* DB_NE_*; labels of other types count as DB_NE_O */
} db_bio;
/* Reads lines up to the end (or, `blocks`, up to the next empty line) from *at on, which moves; false at the end. */
bool db_bio_read(db_arena *a, const char *p, size_t n, size_t *at, bool blocks, db_bio *out);
/* Labels of tokens to labels of words and back. */
void db_bio_to_words(const db_bio *b, const db_tokens *k, const db_lang *l, uint8_t *label);
void db_bio_from_spans(const db_bio *b, const db_tokens *k, const db_lang *l, const db_ne_span *s, uint32_t n, uint8_t *label);

#endif
