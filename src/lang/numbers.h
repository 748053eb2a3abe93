/* numbers.h -- numbers in words and digits: finding them in a text, their values, and writing them out. numbers.c: what words mean and how
 * they add up; number_value.c: exact decimal values, and their words. The words are data (lexicon/numbers.tsv, section NUMS). */
#ifndef DB_NUMBERS_H
#define DB_NUMBERS_H

#include "base/map.h"
#include "lang/lang.h"

/* ---- values: exact decimals ---- */
enum { DB_NV_POINT = 20, DB_NV_DIGITS = 64 };

typedef struct db_nvalue {
    uint8_t d[DB_NV_DIGITS]; /* decimal digits, d[DB_NV_POINT] the ones, d[DB_NV_POINT - 1] the tenths */
    bool negative;
    uint8_t places;          /* digits behind the point that count */
    bool overflow;           /* too large or too fine for that; then it is no value */
} db_nvalue;

db_nvalue db_nv_int(uint32_t v);
void db_nv_add(db_nvalue *a, const db_nvalue *b);      /* a += b, both taken as positive */
void db_nv_shift(db_nvalue *a, int power);             /* times ten to the power */
bool db_nv_is_zero(const db_nvalue *a);
int db_nv_cmp(const db_nvalue *a, const db_nvalue *b); /* of the absolute values */
int db_nv_top(const db_nvalue *a);                     /* power of ten of the first digit; -DB_NV_POINT - 1 for zero */
/* "-1234.5" into out (at least DB_NV_DIGITS + 4 bytes); `commas` groups the digits by three. */
void db_nv_format(const db_nvalue *a, bool commas, char *out);
/* Reads ASCII digits with one '.', and ',' between groups; false if s is not such a number. */
bool db_nv_parse(db_str s, db_nvalue *out);

/* ---- words ---- */

typedef enum db_nkind { DB_NK_NONE, DB_NK_N, DB_NK_SCALE, DB_NK_HALF, DB_NK_SIGN, DB_NK_POINT, DB_NK_AND, DB_NK_SUFFIX, DB_NK_VAGUE, DB_NK_COUNTER,
    DB_NK_MONEY, DB_NK_NOT, DB_NK_DIGITS /* not of the data: a token of digits */ } db_nkind;

/* What a word of numbers.tsv means; a value of the map in section NUMS. */
typedef struct db_nword {
    uint8_t kind;
    uint8_t ordinal, weak, zwnj; /* an ordinal form; no number alone; written with a half-space */
    int32_t value;
} db_nword;

/* The words, out of the model. */
typedef struct db_numbers {
    db_map words;          /* key: letters; value: db_nword */
    db_map forms;          /* key: kind, ordinal, value (db_nform_key); value: how it is written */
    const uint8_t *first;  /* 128 rows of 128 bits: some form begins with these two letters */
} db_numbers;

typedef struct db_nform_key {
    uint8_t kind, ordinal;
    int16_t value;
} db_nform_key;

/* Empty (nothing is found, nothing is written) if the model has no such section. */
void db_numbers_open(const dabir_model *m, db_numbers *out);

typedef enum db_number_kind { DB_NUM_CARDINAL, DB_NUM_ORDINAL, DB_NUM_FRACTION } db_number_kind;

/* A number that stands in the text. */
typedef struct db_number {
    uint32_t cp0, cp1;     /* code points of the text as given */
    uint32_t norm0, norm1; /* bytes of text.norm */
    db_nvalue value;       /* of a fraction: rounded to 20 places if it has no end */
    uint32_t num, den;     /* of a fraction in words («دو سوم»); den 0: none */
    uint8_t kind;          /* db_number_kind */
    bool words, digits;    /* some part of it is words; is digits */
    int32_t money;         /* rials that one of it is worth, if the next word says so (تومان 10, ریال 1); 0 none */
} db_number;

enum { DB_NUM_INSIDE = 1 /* also inside of other words: CX-7, ۱۱ستاره, دوبرابری */, DB_NUM_WEAK = 2 /* also words that are numbers only by chance: «نه» */ };

/* Numbers of a text in its order; *n of them, in `a`. */
db_number *db_numbers_find(db_arena *a, const db_numbers *x, const db_text *t, const db_tokens *k, uint32_t flags, uint32_t *n);

/* The whole text as one number, as people type it: every word that is a number adds up, other words are passed over. False: none is one. */
bool db_numbers_sum(const db_numbers *x, const db_text *t, const db_tokens *k, db_nvalue *out, int32_t *money);

/* The number word that is nearest to letters p[0..n): the same letters but for at most two, the lesser value of several. Its form; p == NULL:
 * it is one, or none is near. */
db_str db_numbers_nearest(const db_numbers *x, const uint8_t *p, uint32_t n);

/* ---- out ---- */
enum {
    DB_NW_ORDINAL = 1,
    DB_NW_DENOMINATOR = 2, /* 0.25: «بیست و پنج صدم»; else with ممیز */
    DB_NW_APART = 4        /* «شش صد» for ششصد, «سی اُم» for سی‌ام */
};
/* Appends the value in words. False: too large, or no words. */
bool db_numbers_words(const db_numbers *x, const db_nvalue *v, uint32_t flags, db_buf *out);

#endif
