/* token.c -- the arrays of tokens: where each stands in the normalised text and in the report, and its letters. */
#include "text/scan.h"

typedef struct scan {
    db_arena *a;
    const db_text *t;
    uint32_t n, cap;
    uint32_t *norm0, *norm1, *cp0, *cp1, *key0;
    uint8_t *kind, *flags, *punct, *letters;
    uint32_t n_letters;
    uint32_t at_byte, at_cp; /* counting code points of orig: how far, how many */
} scan;

static void *wider(scan *s, const void *old, size_t size, uint32_t cap)
{
    void *p = db_alloc(s->a, size * cap);
    if (s->n)
        memcpy(p, old, size * s->n);
    return p;
}

static void grow(scan *s)
{
    uint32_t cap = s->cap ? s->cap * 2 : s->t->norm_n / 6 + 16;
    s->norm0 = wider(s, s->norm0, sizeof(uint32_t), cap + 1);
    s->norm1 = wider(s, s->norm1, sizeof(uint32_t), cap + 1);
    s->cp0 = wider(s, s->cp0, sizeof(uint32_t), cap + 1);
    s->cp1 = wider(s, s->cp1, sizeof(uint32_t), cap + 1);
    s->key0 = wider(s, s->key0, sizeof(uint32_t), cap + 1);
    s->kind = wider(s, s->kind, 1, cap + 1);
    s->flags = wider(s, s->flags, 1, cap + 1);
    s->punct = wider(s, s->punct, 1, cap + 1);
    s->cap = cap;
}

/* Code point of the report at byte `to`, which never lies before the last one asked for. */
static uint32_t code_point(scan *s, uint32_t to)
{
    const char *p = s->t->orig;
    uint32_t c = s->at_cp, i = s->at_byte;
    if (to - i <= 1) { /* the space between two words */
        c += to - i;
        i = to;
    }
    for (; i + 8 <= to; i += 8) { /* eight bytes at a time: those that are no continuation bytes */
        uint64_t w;
        memcpy(&w, p + i, 8);
        uint64_t more = w >> 7 & ~(w >> 6) & UINT64_C(0x0101010101010101);
        c += 8 - (uint32_t)(more * UINT64_C(0x0101010101010101) >> 56);
    }
    for (; i < to; i++)
        c += (signed char)p[i] >= -64;
    s->at_cp = c;
    s->at_byte = to;
    return c;
}

/* Where a token that ends at norm byte `end` ends in the report: behind its last character and the marks on it (diacritics, kashida),
 * but before dropped controls and a ZWNJ that joins nothing. */
static uint32_t orig_end(const db_text *t, uint32_t end)
{
    uint32_t next = t->map[end], len;
    uint32_t at = t->map[end - 1];
    if (next - at <= 2 && (signed char)t->orig[at] < -32 && next > at) /* a letter of two bytes and nothing behind it */
        return next;
    db_cp(t->orig + at, &len);
    at += len;
    while (at < next && db_class_of(db_cp(t->orig + at, &len)) == DB_K_MARK)
        at += len;
    return at < next ? at : next > at ? next : at;
}

static void add_letters(scan *s, uint32_t from, uint32_t to)
{
    const unsigned char *p = (const unsigned char *)s->t->norm;
    uint8_t *out = s->letters + s->n_letters;
    for (uint32_t i = from, len; i < to;) {
        while (i < to && p[i] >= 0xD8 && p[i] <= 0xDB) {
            *out = db_letter_arabic[(unsigned)(p[i] & 3) << 6 | (p[i + 1] & 0x3F)];
            out += *out != 0;
            i += 2;
        }
        if (i < to) {
            *out = db_letter(db_cp(s->t->norm + i, &len));
            out += *out != 0;
            i += len;
        }
    }
    s->n_letters = (uint32_t)(out - s->letters);
}

/* The word of plain letters and half-spaces at i, most of all tokens: its letters in the same pass. Returns its end; 0: what stands there, or
 * behind it, needs a closer look, and nothing was added. */
static uint32_t plain_word(scan *s, uint32_t i)
{
    const unsigned char *p = (const unsigned char *)s->t->norm;
    uint32_t n = s->t->norm_n, from = i;
    uint8_t *out = s->letters + s->n_letters;
    if (i >= n || p[i] < 0xD8 || p[i] > 0xDB || db_letter_arabic[(unsigned)(p[i] & 3) << 6 | (p[i + 1] & 0x3F)] < DB_LETTER_FIRST)
        return 0;
    for (;;) {
        while (i < n && p[i] >= 0xD8 && p[i] <= 0xDB) {
            unsigned x = (unsigned)(p[i] & 3) << 6 | (p[i + 1] & 0x3F);
            uint8_t letter = db_letter_arabic[x];
            if (letter)
                *out++ = letter; /* a branch that is foreseen does not wait for the table */
            else if (x != 0x21) /* ء has no letter, but belongs to the word */
                break;
            i += 2;
        }
        if (i + 3 < n && p[i] == 0xE2 && p[i + 1] == 0x80 && p[i + 2] == 0x8C && p[i + 3] >= 0xD8 && p[i + 3] <= 0xDB &&
            db_letter_arabic[(unsigned)(p[i + 3] & 3) << 6 | (p[i + 4] & 0x3F)] >= DB_LETTER_FIRST)
            i += 3;
        else
            break;
    }
    if (i < n && (p[i] >= 0xDC || (p[i] == '.' && i - from == 2)))
        return 0;
    s->n_letters = (uint32_t)(out - s->letters);
    return i;
}

static void add(scan *s, uint32_t from, uint8_t flags)
{
    if (s->n == s->cap)
        grow(s);
    uint32_t i = s->n++;
    s->key0[i] = s->n_letters;
    db_lexeme x = {plain_word(s, from), DB_T_WORD, DB_P_NONE};
    if (!x.end) {
        x = db_lexeme_at(s->t->norm, from, s->t->norm_n);
        if (x.kind != DB_T_PUNCT)
            add_letters(s, from, x.end);
    }
    s->norm0[i] = from;
    s->norm1[i] = x.end;
    s->kind[i] = x.kind;
    s->punct[i] = x.punct;
    s->flags[i] = flags;
    s->cp0[i] = code_point(s, s->t->map[from]);
    uint32_t end = orig_end(s->t, x.end);
    if (end >= s->at_byte)
        s->cp1[i] = code_point(s, end);
    else /* two tokens out of one ligature */
        s->cp1[i] = s->at_cp;
}

/* White space from i on; flags tell what it was: a ZWNJ alone, between a number and a word, is none. */
static uint32_t skip_space(const char *p, uint32_t i, uint32_t n, uint8_t *flags)
{
    uint32_t lines = 0, spaces = 0;
    for (; i < n; i++) {
        if (p[i] == '\n')
            lines++;
        else if (p[i] == ' ')
            spaces++;
        else if (p[i] == '\xE2' && p[i + 1] == '\x80' && p[i + 2] == '\x8C')
            i += 2;
        else
            break;
    }
    *flags = (uint8_t)((lines + spaces ? DB_TF_SPACE : 0) | (lines ? DB_TF_LINE : 0) | (lines > 1 ? DB_TF_PARA : 0));
    return i;
}

void db_tokenise(db_arena *a, const db_text *t, db_tokens *out)
{
    scan s = {.a = a, .t = t};
    grow(&s);
    s.letters = db_alloc(a, (size_t)t->norm_n + 1);
    uint32_t i = 0;
    for (;;) {
        uint8_t flags;
        uint32_t from = skip_space(t->norm, i, t->norm_n, &flags);
        if (from >= t->norm_n)
            break;
        add(&s, from, flags);
        i = s.norm1[s.n - 1];
    }
    s.key0[s.n] = s.n_letters;
    *out = (db_tokens){.n = s.n, .norm0 = s.norm0, .norm1 = s.norm1, .cp0 = s.cp0, .cp1 = s.cp1, .kind = s.kind,
                       .flags = s.flags, .punct = s.punct, .key0 = s.key0, .letters = s.letters};
    db_sentences(a, out);
}
