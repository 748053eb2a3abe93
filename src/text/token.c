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
    const signed char *p = (const signed char *)s->t->orig;
    uint32_t c = s->at_cp;
    for (uint32_t i = s->at_byte; i < to; i++)
        c += p[i] >= -64; /* not a continuation byte */
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
    db_cp(t->orig + at, &len);
    at += len;
    while (at < next && db_class_of(db_cp(t->orig + at, &len)) == DB_K_MARK)
        at += len;
    return at < next ? at : next > at ? next : at;
}

static void add_letters(scan *s, uint32_t from, uint32_t to)
{
    const unsigned char *p = (const unsigned char *)s->t->norm;
    uint32_t n = s->n_letters, len;
    for (uint32_t i = from; i < to; i += len) {
        uint8_t l;
        if (p[i] >= 0xD8 && p[i] <= 0xDB) {
            l = db_letter_arabic[(unsigned)(p[i] & 3) << 6 | (p[i + 1] & 0x3F)];
            len = 2;
        } else {
            l = db_letter(db_cp(s->t->norm + i, &len));
        }
        s->letters[n] = l;
        n += l != 0;
    }
    s->n_letters = n;
}

static void add(scan *s, uint32_t from, db_lexeme x, uint8_t flags)
{
    if (s->n == s->cap)
        grow(s);
    uint32_t i = s->n++;
    s->norm0[i] = from;
    s->norm1[i] = x.end;
    s->kind[i] = x.kind;
    s->punct[i] = x.punct;
    s->flags[i] = flags;
    s->key0[i] = s->n_letters;
    if (x.kind != DB_T_PUNCT)
        add_letters(s, from, x.end);
    s->cp0[i] = code_point(s, s->t->map[from]);
    uint32_t end = orig_end(s->t, x.end);
    if (end >= s->at_byte)
        s->cp1[i] = code_point(s, end);
    else /* two tokens out of one ligature */
        s->cp1[i] = s->at_cp;
}

/* White space from i on; flags tell what it was. */
static uint32_t skip_space(const char *p, uint32_t i, uint32_t n, uint8_t *flags)
{
    uint32_t lines = 0, from = i, len;
    while (i < n) {
        if (p[i] == '\n')
            lines++;
        else if (p[i] != ' ' && db_class_of(db_cp(p + i, &len)) != DB_K_ZWNJ)
            break;
        i += p[i] == '\n' || p[i] == ' ' ? 1 : 3;
    }
    *flags = (uint8_t)((i > from ? DB_TF_SPACE : 0) | (lines ? DB_TF_LINE : 0) | (lines > 1 ? DB_TF_PARA : 0));
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
        if (from > i && !memchr(t->norm + i, ' ', from - i) && !memchr(t->norm + i, '\n', from - i))
            flags = 0; /* only a ZWNJ between a number and a word */
        db_lexeme x = db_lexeme_at(t->norm, from, t->norm_n);
        add(&s, from, x, flags);
        i = x.end;
    }
    s.key0[s.n] = s.n_letters;
    *out = (db_tokens){.n = s.n, .norm0 = s.norm0, .norm1 = s.norm1, .cp0 = s.cp0, .cp1 = s.cp1, .kind = s.kind,
                       .flags = s.flags, .punct = s.punct, .key0 = s.key0, .letters = s.letters};
    db_sentences(a, out);
}
