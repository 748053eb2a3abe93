/* utf8.h -- inside the text room only: code points of text that is known to be valid UTF-8, and their classes. */
#ifndef DB_UTF8_H
#define DB_UTF8_H

#include "text/text.h"

/* Code point at p (valid UTF-8, not at the end); *len is set to its bytes. */
static inline uint32_t db_cp(const char *z, uint32_t *len)
{
    const unsigned char *p = (const unsigned char *)z;
    if (p[0] < 0x80) {
        *len = 1;
        return p[0];
    }
    if (p[0] < 0xE0) {
        *len = 2;
        return (uint32_t)(p[0] & 0x1F) << 6 | (uint32_t)(p[1] & 0x3F);
    }
    if (p[0] < 0xF0) {
        *len = 3;
        return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (uint32_t)(p[2] & 0x3F);
    }
    *len = 4;
    return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 | (uint32_t)(p[2] & 0x3F) << 6 |
           (uint32_t)(p[3] & 0x3F);
}

/* Writes a code point (a scalar value) as UTF-8; returns its bytes. */
static inline uint32_t db_put_cp(char *out, uint32_t cp)
{
    unsigned char *p = (unsigned char *)out;
    if (cp < 0x80) {
        p[0] = (unsigned char)cp;
        return 1;
    }
    if (cp < 0x800) {
        p[0] = (unsigned char)(0xC0 | cp >> 6);
        p[1] = (unsigned char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        p[0] = (unsigned char)(0xE0 | cp >> 12);
        p[1] = (unsigned char)(0x80 | (cp >> 6 & 0x3F));
        p[2] = (unsigned char)(0x80 | (cp & 0x3F));
        return 3;
    }
    p[0] = (unsigned char)(0xF0 | cp >> 18);
    p[1] = (unsigned char)(0x80 | (cp >> 12 & 0x3F));
    p[2] = (unsigned char)(0x80 | (cp >> 6 & 0x3F));
    p[3] = (unsigned char)(0x80 | (cp & 0x3F));
    return 4;
}

typedef enum db_class {
    DB_K_OTHER, /* symbols, emoji */
    DB_K_SPACE,
    DB_K_ARABIC, /* letters of the Arabic script */
    DB_K_LATIN,  /* letters of any other script */
    DB_K_DIGIT,
    DB_K_PUNCT,
    DB_K_ZWNJ,
    DB_K_MARK, /* dropped: diacritics, kashida */
    DB_K_GONE  /* dropped: bidi controls, soft hyphen and their like */
} db_class;

db_class db_class_of(uint32_t cp);

/* Folds one code point as the normaliser does: out[0..n) with n = 0 if it is dropped. At most 4. ZWNJ is returned as it is. */
uint32_t db_fold(uint32_t cp, uint32_t out[4]);

#define DB_ZWNJ 0x200Cu

#endif
