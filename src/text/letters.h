/* letters.h -- inside the text room only: the table behind db_letter(), for the tokeniser's inner loop. */
#ifndef DB_LETTERS_H
#define DB_LETTERS_H

#include "text/utf8.h"

extern const uint8_t db_letter_arabic[256]; /* U+0600..U+06FF */
enum { DB_LETTER_FIRST = 11 };              /* codes below are digits, or none */

#endif
