/* lexeme.c -- one token: words with their ZWNJ, numbers with separators, dates, times, Latin words, addresses, punctuation. */
#include "text/scan.h"

static bool is_digit(const char *s, uint32_t i, uint32_t n)
{
    return i < n && s[i] >= '0' && s[i] <= '9';
}

static db_class class_at(const char *s, uint32_t i, uint32_t n)
{
    uint32_t len;
    return db_class_at(s, i, n, &len);
}

static bool starts(const char *s, uint32_t i, uint32_t n, const char *with)
{
    size_t k = strlen(with);
    return n - i >= k && memcmp(s + i, with, k) == 0;
}

/* ---- Persian words ---- */

/* End of the run of Arabic-script letters at i; ZWNJ only between two of them. */
static uint32_t arabic_run(const char *z, uint32_t i, uint32_t n)
{
    const unsigned char *s = (const unsigned char *)z;
    while (i < n) {
        if (s[i] >= 0xD8 && s[i] <= 0xDB) {
            unsigned x = (unsigned)(s[i] & 3) << 6 | (s[i + 1] & 0x3F);
            if (!db_letter_arabic[x] && x != 0x21)
                break;
            i += 2;
        } else if (s[i] == 0xE2 && s[i + 1] == 0x80 && s[i + 2] == 0x8C) {
            if (class_at(z, i + 3, n) != DB_K_ARABIC)
                break;
            i += 3;
        } else if (s[i] >= 0xDC) {
            uint32_t len;
            if (db_class_at(z, i, n, &len) != DB_K_ARABIC)
                break;
            i += len;
        } else {
            break;
        }
    }
    return i;
}

/* «ه.ق», «ج.ا.ا»: single letters joined by stops; «م. » before a name: an initial. `end` is behind the first letter. */
static uint32_t abbreviation(const char *s, uint32_t end, uint32_t n)
{
    while (end < n && s[end] == '.' && class_at(s, end + 1, n) == DB_K_ARABIC) {
        uint32_t next = arabic_run(s, end + 1, n);
        if (next - end - 1 != 2)
            break;
        end = next;
    }
    if (end < n && s[end] == '.') {
        /* The last stop belongs to it if the line goes on with a word: then it is not the end of a sentence. */
        bool spaced = end + 1 < n && s[end + 1] == ' ';
        if (spaced && class_at(s, end + 2, n) == DB_K_ARABIC)
            end++;
    }
    return end;
}

static db_lexeme word(const char *s, uint32_t i, uint32_t n)
{
    uint32_t end = arabic_run(s, i, n), len;
    if (end == i) { /* a letter-like sign that no word contains (U+0674, U+06E5 …) */
        db_cp(s + i, &len);
        return (db_lexeme){i + len, DB_T_OTHER, DB_P_NONE};
    }
    /* One letter of two bytes; «و» is a word of its own and may well end a line of verse, but it has no stop behind it. */
    if (end - i == 2 && end < n && s[end] == '.')
        end = abbreviation(s, end, n);
    return (db_lexeme){end, DB_T_WORD, DB_P_NONE};
}

/* ---- numbers ---- */

static uint32_t digits(const char *s, uint32_t i, uint32_t n)
{
    while (is_digit(s, i, n))
        i++;
    return i;
}

/* 1402-02-18, 18-02-1402, 021-88900000: joined by hyphens. 2019-2021 is not: that is a range. */
static uint32_t hyphened(const char *s, uint32_t i, uint32_t end, uint32_t n)
{
    if (end >= n || s[end] != '-' || !is_digit(s, end + 1, n))
        return end;
    uint32_t a = end - i, e2 = digits(s, end + 1, n), b = e2 - end - 1;
    if (e2 < n && s[e2] == '-' && is_digit(s, e2 + 1, n)) {
        uint32_t e3 = digits(s, e2 + 1, n), c = e3 - e2 - 1;
        if (b <= 2 && ((a == 4 && c <= 2) || (a <= 2 && c == 4)))
            return e3;
    }
    return s[i] == '0' && a >= 3 && a <= 5 && b >= 6 ? e2 : end;
}

/* Length of the separator at i if it joins two digit groups; `group` is the length of the group before it. */
static uint32_t separator(const char *s, uint32_t i, uint32_t n, uint32_t group)
{
    uint32_t len;
    if (i >= n)
        return 0;
    uint32_t cp = db_cp(s + i, &len);
    if (!is_digit(s, i + len, n))
        return 0;
    uint32_t next = digits(s, i + len, n) - (i + len);
    switch (cp) {
    case '.': case '/': case 0x66B: case '+':
        return len;
    case ',': case 0x66C: case '\'':
        return next == 3 && group <= 3 ? len : 0;
    case ':':
        return next == 2 && group <= 2 ? len : 0;
    default:
        return 0;
    }
}

static uint32_t latin_tail(const char *s, uint32_t i, uint32_t n);

static db_lexeme number(const char *s, uint32_t i, uint32_t n)
{
    uint32_t end = digits(s, i, n), last = i, len;
    if (class_at(s, end, n) == DB_K_LATIN)
        return (db_lexeme){latin_tail(s, end, n), DB_T_LATIN, DB_P_NONE};
    uint32_t joined = hyphened(s, i, end, n);
    if (joined != end)
        return (db_lexeme){joined, DB_T_NUMBER, DB_P_NONE};
    while ((len = separator(s, end, n, end - last)) != 0) {
        last = end + len;
        end = digits(s, last, n);
    }
    return (db_lexeme){end, DB_T_NUMBER, DB_P_NONE};
}

/* ---- Latin words and addresses ---- */

static bool latin_or_digit(const char *s, uint32_t i, uint32_t n)
{
    db_class k = class_at(s, i, n);
    return k == DB_K_LATIN || k == DB_K_DIGIT;
}

/* Rest of a Latin word: letters, digits, and connectors that have a letter or digit on both sides (F-16, A.B.C, CoRoT-7b). */
static uint32_t latin_tail(const char *s, uint32_t i, uint32_t n)
{
    while (i < n) {
        uint32_t len;
        db_class k = db_class_at(s, i, n, &len);
        if (k == DB_K_LATIN || k == DB_K_DIGIT) {
            i += len;
            continue;
        }
        uint32_t cp = db_cp(s + i, &len);
        bool joins = cp == '-' || cp == '.' || cp == '_' || cp == '\'' || cp == '&' || cp == '@' || cp == 0x2019 || cp == 0x2010 ||
                     cp == 0x2011;
        if (!joins || !latin_or_digit(s, i + len, n))
            break;
        i += len;
    }
    return i;
}

/* Rest of an address: up to white space, a letter of the Persian text, or a bracket or quote mark; closing punctuation is left. */
static uint32_t address_tail(const char *s, uint32_t i, uint32_t n)
{
    uint32_t len;
    while (i < n) {
        db_class k = db_class_at(s, i, n, &len);
        unsigned char c = (unsigned char)s[i];
        if (k == DB_K_SPACE || k == DB_K_ARABIC || c >= 0xC2 || c == '"' || c == '<' || c == '>' || c == '(' || c == ')' || c == '[' ||
            c == ']')
            break;
        i += len;
    }
    while (i > 0 && strchr(".,:;!?'", s[i - 1]) && s[i - 1])
        i--;
    return i;
}

static bool is_acronym(const char *s, uint32_t i, uint32_t end)
{
    if (end - i < 3)
        return false;
    for (uint32_t k = i; k < end; k++)
        if ((s[k] == '.') != ((k - i) % 2 == 1))
            return false;
    return true;
}

static db_lexeme latin(const char *s, uint32_t i, uint32_t n)
{
    static const char *const scheme[] = {"http://", "https://", "ftp://", "www.", "HTTP://", "WWW."};
    for (size_t k = 0; k < sizeof scheme / sizeof scheme[0]; k++)
        if (starts(s, i, n, scheme[k])) {
            uint32_t from = i + (uint32_t)strlen(scheme[k]), end = address_tail(s, from, n);
            return (db_lexeme){end > from ? end : from, DB_T_OTHER, DB_P_NONE};
        }
    uint32_t end = latin_tail(s, i, n), dot = 0;
    for (uint32_t k = i; k < end; k++) {
        if (s[k] == '@')
            return (db_lexeme){end, DB_T_OTHER, DB_P_NONE};
        if (s[k] == '.')
            dot = k;
    }
    if (is_acronym(s, i, end) && end < n && s[end] == '.')
        return (db_lexeme){end + 1, DB_T_LATIN, DB_P_NONE};
    if (dot && end - dot > 2 && end < n && s[end] == '/') /* site.ir/page */
        return (db_lexeme){address_tail(s, end, n), DB_T_OTHER, DB_P_NONE};
    return (db_lexeme){end, DB_T_LATIN, DB_P_NONE};
}

/* @name, #tag with letters of any script, digits, underscore and ZWNJ. */
static db_lexeme tag(const char *s, uint32_t i, uint32_t n)
{
    uint32_t end = i + 1, len;
    while (end < n) {
        db_class k = db_class_at(s, end, n, &len);
        if (k != DB_K_ARABIC && k != DB_K_LATIN && k != DB_K_DIGIT && k != DB_K_ZWNJ && s[end] != '_')
            break;
        end += len;
    }
    if (end == i + 1)
        return (db_lexeme){end, DB_T_PUNCT, DB_P_OTHER};
    return (db_lexeme){end, DB_T_OTHER, DB_P_NONE};
}

/* ---- punctuation ---- */

/* Curly quotes are typed both ways round in Persian; white space tells more than their shape. */
static db_punct curly(const char *s, uint32_t i, uint32_t end, uint32_t n, db_punct shape)
{
    bool before = i == 0 || s[i - 1] == ' ' || s[i - 1] == '\n', after = end >= n || s[end] == ' ' || s[end] == '\n';
    if (before != after)
        return before ? DB_P_QUOTE_OPEN : DB_P_QUOTE_CLOSE;
    return shape;
}

static db_punct punct_of(uint32_t cp)
{
    switch (cp) {
    case '.': case 0x6D4: return DB_P_STOP;
    case '?': case 0x61F: case 0x203D: return DB_P_QUESTION;
    case '!': case 0x203C: return DB_P_EXCLAM;
    case 0x2026: return DB_P_ELLIPSIS;
    case ',': case 0x60C: case 0x66C: return DB_P_COMMA;
    case ';': case 0x61B: return DB_P_SEMICOLON;
    case ':': return DB_P_COLON;
    case '-': case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212: return DB_P_DASH;
    case 0xAB: case 0x2039: return DB_P_QUOTE_OPEN;
    case 0xBB: case 0x203A: return DB_P_QUOTE_CLOSE;
    case '"': case '\'': return DB_P_QUOTE;
    case '(': case '[': case '{': case 0xFD3F: return DB_P_PAREN_OPEN;
    case ')': case ']': case '}': case 0xFD3E: return DB_P_PAREN_CLOSE;
    case '/': case '\\': return DB_P_SLASH;
    default: return DB_P_OTHER;
    }
}

static db_lexeme punctuation(const char *s, uint32_t i, uint32_t n)
{
    uint32_t len, cp = db_cp(s + i, &len), end = i + len;
    if (cp == '.' && end < n && s[end] == '.') {
        while (end < n && s[end] == '.')
            end++;
        return (db_lexeme){end, DB_T_PUNCT, DB_P_ELLIPSIS};
    }
    if (cp >= 0x2018 && cp <= 0x201F)
        return (db_lexeme){end, DB_T_PUNCT,
                           (uint8_t)curly(s, i, end, n, cp == 0x2019 || cp == 0x201D ? DB_P_QUOTE_CLOSE : DB_P_QUOTE_OPEN)};
    db_punct p = punct_of(cp);
    if (p == DB_P_DASH) /* "--" is one dash */
        while (end < n && s[end] == '-')
            end++;
    return (db_lexeme){end, DB_T_PUNCT, (uint8_t)p};
}

db_lexeme db_lexeme_at(const char *s, uint32_t i, uint32_t n)
{
    uint32_t len;
    switch (db_class_at(s, i, n, &len)) {
    case DB_K_ARABIC:
        return word(s, i, n);
    case DB_K_DIGIT:
        return number(s, i, n);
    case DB_K_LATIN:
        return latin(s, i, n);
    case DB_K_PUNCT:
        return s[i] == '@' || s[i] == '#' ? tag(s, i, n) : punctuation(s, i, n);
    default:
        return (db_lexeme){i + len, DB_T_OTHER, DB_P_NONE};
    }
}
