/* stem.c -- stems by the suffixes of lexicon/suffix.tsv and the frequencies of the lexicon: «دوستان» gives دوست, which is the more frequent of
 * the two, «پایان» stays. */
#include "lang/stem.h"

#include "lang/model.h"

enum { LETTERS = 48, ROUNDS = 4 };

static const char ZWNJ[] = "\xE2\x80\x8C";

void db_stemmer_open(const dabir_model *m, db_stemmer *out)
{
    uint32_t n = 0;
    *out = (db_stemmer){.m = m};
    const char *p = db_model_section(m, "SPOK", &n);
    out->spoken = p ? db_str_of(p, n) : (db_str){0};
    p = db_model_section(m, "STEM", &n);
    if (!p || !db_map_open(p, n, &out->stems))
        out->stems = (db_map){0};
}

/* A word taken apart into letters. */
typedef struct spelt {
    db_str s;
    uint8_t l[LETTERS];
    uint32_t at[LETTERS + 1]; /* byte before which letter i stands */
    bool gap[LETTERS + 1];    /* a half-space or space stands before it */
    uint32_t n;
} spelt;

static bool spell(db_str s, spelt *w)
{
    bool gap = false;
    *w = (spelt){.s = s};
    for (uint32_t i = 0; i < s.n;) {
        const unsigned char *p = (const unsigned char *)s.p + i;
        uint32_t len = *p < 0x80 ? 1 : *p < 0xE0 ? 2 : *p < 0xF0 ? 3 : 4;
        uint8_t l[4];
        uint32_t n = db_letters(db_str_of(s.p + i, len), l, NULL, 4);
        if (n) {
            if (w->n == LETTERS || n > 1)
                return false;
            w->gap[w->n] = gap;
            w->at[w->n] = i;
            w->l[w->n++] = l[0];
        }
        gap = !n && (*p == ' ' || len == 3);
        i += len;
    }
    w->at[w->n] = s.n;
    return w->n > 0;
}

/* What the lexicon knows of letters [p, p + n): its parts of speech (0: nothing) and how frequent it is. */
static uint16_t known(const db_stemmer *x, const uint8_t *p, uint32_t n, uint8_t *freq)
{
    db_word w = {0};
    *freq = 0;
    return n && db_morph_find(x->m, p, n, &w, freq) ? (uint16_t)(w.pos | (w.lemma ? DB_POS_VERB : 0)) : 0;
}

static bool fits(const db_suffix *f, const spelt *w)
{
    if (w->n <= f->n || memcmp(w->l + w->n - f->n, f->letters, f->n) != 0)
        return false;
    for (uint32_t i = w->n - f->n + 1; i < w->n; i++) /* a half-space inside: it begins another suffix */
        if (w->gap[i])
            return false;
    return true;
}

static bool allowed_after(const db_suffix *f, uint8_t letter)
{
    if (!f->after[0])
        return true;
    for (size_t i = 0; i < sizeof f->after && f->after[i]; i++)
        if (f->after[i] == letter)
            return true;
    return false;
}

/* Where the last part of the word begins: «دانش‌آموزان» is judged by آموزان if the whole is unknown. */
static uint32_t last_part(const spelt *w, uint32_t end)
{
    uint32_t from = 0;
    for (uint32_t i = 1; i < end; i++)
        if (w->gap[i])
            from = i;
    return from;
}

/* May this suffix come off? Behind a half-space it shows itself; else the stem must be a word, and no rarer than the whole. */
static bool comes_off(const db_stemmer *x, const db_suffix *f, const spelt *w, bool plural)
{
    uint8_t stem[LETTERS + 2], freq, whole;
    uint32_t n = w->n - f->n, from = last_part(w, n);
    memcpy(stem, w->l, n);
    memcpy(stem + n, f->restore, f->n_restore);
    n += f->n_restore;
    if (n < 2 || !allowed_after(f, stem[n - 1]))
        return false;
    uint16_t pos = known(x, stem, n, &freq), form = known(x, w->l, w->n, &whole);
    if (!pos && from)
        pos = known(x, stem + from, n - from, &freq);
    uint16_t host = f->flags & DB_SX_PLURAL ? DB_POS_NOUN | DB_POS_ADJ | DB_POS_VERB : f->host; /* رزمندگان, کشته‌شدگان */
    if (host && pos && !(pos & host))
        return false;
    if (w->gap[w->n - f->n])
        return true;
    if (!(pos & (DB_POS_NOUN | DB_POS_ADJ | DB_POS_ADV | DB_POS_VERB)) || n < 3) /* an unknown stem */
        return n > 2 && !(f->flags & DB_SX_DEGREE) &&
               ((f->flags & DB_SX_STRONG && !form) || (plural && (f->n_restore || from) && f->flags & DB_SX_PLURAL));
    bool hiatus = f->flags & DB_SX_Y && f->after[0]; /* شورای is but شورا with its ezafe */
    bool shows = (plural || from) && f->flags & DB_SX_PLURAL && freq + 2 >= whole; /* its form tells that it is one */
    return !form || freq >= whole || shows || hiatus || f->flags & DB_SX_STRONG;
}

static db_str cut(db_arena *a, const db_suffix *f, const spelt *w)
{
    uint32_t n = w->n - f->n, end = w->at[n];
    while (end > 0 && (w->gap[n] || w->s.p[end - 1] == ' ') && end > w->at[n - 1] + 2)
        end = w->at[n - 1] + 2; /* letters of the Arabic block are two bytes long */
    db_buf b = {0};
    db_buf_add(&b, w->s.p, end);
    if (f->n_restore) /* the only letter that suffixes hide */
        db_buf_str(&b, "\xD9\x87");
    db_str out = b.failed ? w->s : db_str_dup(a, db_str_of(b.p, b.n));
    db_buf_free(&b);
    return out;
}

/* The longest suffix that may come off; false: none. */
static bool shorter(const db_stemmer *x, db_arena *a, db_str *s, bool plural)
{
    spelt w;
    const db_suffix *best = NULL;
    if (!spell(*s, &w))
        return false;
    for (uint32_t i = 0; i < x->m->n_sfx; i++) {
        const db_suffix *f = &x->m->sfx[i];
        if (fits(f, &w) && (!best || f->n > best->n) && comes_off(x, f, &w, plural))
            best = f;
    }
    if (best)
        *s = cut(a, best, &w);
    return best != NULL;
}

/* `s` with its bytes [from, from + n) replaced. */
static db_str replaced(db_arena *a, db_str s, uint32_t from, uint32_t n, db_str by)
{
    char *z = DB_NEW(a, char, s.n + by.n + 1);
    memcpy(z, s.p, from);
    memcpy(z + from, by.p, by.n);
    memcpy(z + from + by.n, s.p + from + n, s.n - from - n);
    return db_str_of(z, s.n - n + by.n);
}

static bool is_known(const db_stemmer *x, db_str s)
{
    uint8_t l[LETTERS], freq;
    uint32_t n = db_letters(s, l, NULL, LETTERS);
    return known(x, l, n, &freq) != 0;
}

static db_str written(const db_stemmer *x, db_arena *a, db_str word)
{
    static const char spoken[] = "\xD9\x88\xD9\x86", *const formal[] = {"\xD8\xA7\xD9\x86", "\xD9\x88\xD8\xA7\xD9\x86"};
    for (uint32_t i = 0; i + 4 <= word.n; i++) /* خونه، حیوون: ان; می‌خونم: وان */
        for (int k = 0; k < 2 && memcmp(word.p + i, spoken, 4) == 0; k++) {
            db_str s = replaced(a, word, i, 4, db_str_z(formal[k]));
            if (is_known(x, s))
                return s;
        }
    return (db_str){0};
}

db_str db_stem_written(const db_stemmer *x, db_arena *a, db_str word)
{
    return is_known(x, word) ? (db_str){0} : written(x, a, word);
}

/* A spoken ending in its written form. */
static bool spoken_ending(const db_stemmer *x, db_arena *a, db_str *s)
{
    if (is_known(x, *s))
        return false;
    for (const char *p = x->spoken.p, *end = p ? p + x->spoken.n : p; p < end;) {
        const char *nl = memchr(p, '\n', (size_t)(end - p)), *tab = memchr(p, '\t', (size_t)(end - p));
        if (!nl || !tab || tab > nl)
            return false;
        uint32_t n = (uint32_t)(tab - p);
        if (s->n > n + 2 && memcmp(s->p + s->n - n, p, n) == 0) {
            db_str t = replaced(a, *s, s->n - n, n, db_str_of(tab + 1, (size_t)(nl - tab - 1))), r = t;
            if (is_known(x, t) || shorter(x, a, &r, false)) {
                *s = t;
                return true;
            }
        }
        p = nl + 1;
    }
    return false;
}

db_str db_stem(const db_stemmer *x, db_arena *a, db_str word, bool plural)
{
    db_str s = word;
    bool spoken = spoken_ending(x, a, &s);
    for (int i = 0; i < ROUNDS && shorter(x, a, &s, plural && !i); i++) {
    }
    db_str w = spoken ? written(x, a, s) : db_stem_written(x, a, s);
    if (w.p)
        for (s = w; shorter(x, a, &s, false);) {
        }
    while (s.n > 3 && memcmp(s.p + s.n - 3, ZWNJ, 3) == 0)
        s.n -= 3;
    return s;
}

db_str db_stem_verb(const db_stemmer *x, const char *infinitive)
{
    uint8_t key[LETTERS + 1];
    uint32_t n = db_letters(db_str_z(infinitive), key, NULL, LETTERS);
    if (n < 3)
        return (db_str){0};
    key[n - 1] = 'p'; /* in the place of the ن */
    db_str v = db_map_find(&x->stems, key, n);
    const char *nl = v.n ? memchr(v.p, '\n', v.n) : NULL;
    if (nl)
        v = db_str_of(v.p, (size_t)(nl - v.p));
    if (v.n > 4 && memcmp(v.p + v.n - 4, "\xD8\xA2\xDB\x8C", 4) == 0) /* آ, as at the end of a word */
        v.n -= 2;
    return v;
}
