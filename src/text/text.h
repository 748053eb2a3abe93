/* text.h -- bytes to tokens. charset.c: to valid UTF-8; normalise.c: one pass, with a map back; letters.c: the spacing-
 * and spelling-blind letter codes that all dictionaries use; token.c: tokens and sentences; number.c; calendar.c. */
#ifndef DB_TEXT_H
#define DB_TEXT_H

#include "base/base.h"

/* ---- charset: any of the known encodings to valid UTF-8, nothing lost silently ---- */
typedef struct db_decoded {
    const char *p;        /* valid UTF-8, in the arena or the input itself */
    uint32_t n;
    const char *charset;  /* "utf-8" "utf-16le" "utf-16be" "windows-1256" */
    uint32_t replaced;    /* invalid sequences replaced by U+FFFD */
    uint64_t replaced_at; /* byte of the first in the input */
} db_decoded;
dabir_status db_decode(db_arena *a, const char *bytes, size_t n, db_decoded *out, dabir_error *err);

/* ---- normaliser ----
 * norm: ي ى -> ی, ك -> ک, ة -> ه, ۀ/هٔ -> ه, أ إ ٱ -> ا, ؤ -> و, presentation forms, kashida and diacritics dropped, three digit sets ->
 * ASCII digits, every space (NBSP, thin, …) -> ' ', ZWNJ runs -> one ZWNJ and none beside a space or punctuation, bidi and other
 * zero-width controls and soft hyphen dropped, quote marks “ ” " „ kept as they are but classed as quotes by the tokens. ئ and آ are kept.
 * Line ends (CR, CRLF, LF, U+2028/9) -> '\n'. */
typedef struct db_text {
    const char *orig; /* valid UTF-8 as given */
    uint32_t orig_n;
    const char *norm;
    uint32_t norm_n;
    const uint32_t *map; /* [norm_n + 1]: norm byte -> byte of orig it came from; map[norm_n] = orig_n */
    uint32_t n_cp;       /* code points of orig */
} db_text;
void db_normalise(db_arena *a, const char *utf8, uint32_t n, db_text *out);

/* ---- letters: what a dictionary sees ----
 * 1..127; 0: dropped (ZWNJ, diacritics, ء, punctuation inside a word such as the hyphen). Folds beyond norm: آ -> ا, ئ -> ی, ە -> ه; Latin
 * letters to lower case; digits 0-9. Two spellings of one word that differ in these or in spacing have the same letters. */
uint8_t db_letter(uint32_t cp);
/* Letters of UTF-8 text `s` (any text, normalised or not) to out[]; spaces and ZWNJ are not letters; if `bound` is given,
 * bound[i] is set when a space or ZWNJ or hyphen stood before letter i. Returns the count (<= cap). */
uint32_t db_letters(db_str s, uint8_t *out, bool *bound, uint32_t cap);

/* ---- tokens ---- */
typedef enum db_tok_kind { DB_T_WORD = 1, DB_T_NUMBER, DB_T_LATIN, DB_T_PUNCT, DB_T_OTHER /* url, mail, tag, emoji */ } db_tok_kind;
enum { DB_TF_SPACE = 1 /* white space before */, DB_TF_LINE = 2 /* a line end before */, DB_TF_PARA = 4 /* an empty line before */ };
/* Punctuation classes (p of a PUNCT token) */
typedef enum db_punct {
    DB_P_NONE, DB_P_STOP /* . */, DB_P_QUESTION, DB_P_EXCLAM, DB_P_ELLIPSIS, DB_P_COMMA, DB_P_SEMICOLON, DB_P_COLON, DB_P_DASH,
    DB_P_QUOTE_OPEN, DB_P_QUOTE_CLOSE, DB_P_QUOTE /* straight: opens and closes */, DB_P_PAREN_OPEN, DB_P_PAREN_CLOSE,
    DB_P_SLASH, DB_P_OTHER
} db_punct;

typedef struct db_tokens {
    uint32_t n;
    const uint32_t *norm0, *norm1; /* bytes of text.norm */
    const uint32_t *cp0, *cp1;     /* code points of the report as given */
    const uint8_t *kind, *flags, *punct;
    const uint32_t *key0;          /* [n + 1]: letters of token i are letters[key0[i] .. key0[i+1]) */
    const uint8_t *letters;        /* one array for the whole report, without any boundary */
    uint32_t n_sents;
    const uint32_t *sent0;         /* [n_sents + 1]: first token of each sentence */
} db_tokens;
void db_tokenise(db_arena *a, const db_text *t, db_tokens *out);

static inline db_str db_tok_form(const db_text *t, const db_tokens *k, uint32_t i) {
    return db_str_of(t->norm + k->norm0[i], k->norm1[i] - k->norm0[i]);
}

/* ---- calendars (calendar.c) ---- proleptic; year, month 1..12, day 1..31; days since 1970-01-01 */
int32_t db_days_gregorian(int y, int m, int d);
int32_t db_days_jalali(int y, int m, int d); /* Iranian solar calendar by the 33-year break table */
int32_t db_days_hijri(int y, int m, int d);  /* tabular civil */
void db_gregorian_of_days(int32_t days, int *y, int *m, int *d);
void db_jalali_of_days(int32_t days, int *y, int *m, int *d);
int db_weekday_of_days(int32_t days); /* 0 Saturday .. 6 Friday */
bool db_valid_gregorian(int y, int m, int d);
bool db_valid_jalali(int y, int m, int d);

#endif
