/* scan.h -- inside the text room only: finding where a token ends (lexeme.c) and where a sentence ends (sentence.c). */
#ifndef DB_SCAN_H
#define DB_SCAN_H

#include "text/letters.h"

typedef struct db_lexeme {
    uint32_t end; /* byte of norm behind it */
    uint8_t kind; /* db_tok_kind */
    uint8_t punct;
} db_lexeme;

/* The token that begins at byte i of s[0..n), which is not white space. */
db_lexeme db_lexeme_at(const char *s, uint32_t i, uint32_t n);

/* Class of the character at i, and its bytes; DB_K_SPACE with length 0 at the end. */
static inline db_class db_class_at(const char *s, uint32_t i, uint32_t n, uint32_t *len)
{
    if (i >= n) {
        *len = 0;
        return DB_K_SPACE;
    }
    return db_class_of(db_cp(s + i, len));
}

/* Fills k->n_sents and k->sent0. */
void db_sentences(db_arena *a, db_tokens *k);

#endif
