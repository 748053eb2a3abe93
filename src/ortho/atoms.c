/* atoms.c -- text to atoms: words between spaces and half-spaces with the hash of their letters, numbers, Latin words, marks, and what is closed to
 * every change (addresses, mail, @names, #tags, code, markup). Works on raw UTF-8, normalised or not. */
#include "ortho/inside.h"
#include "text/letters.h"
#include "text/scan.h"

enum { MARK = 255 };

typedef struct scan {
    const unsigned char *s;
    uint32_t n, i;
    db_atoms *out;
    const db_marked *m;
    uint16_t of[256]; /* arabic_at() of the block; CHANGE: the normaliser would change it */
} scan;
enum { CHANGE = 256 };

static bool is_ascii_alnum(unsigned char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }
static bool is_digit_at(const scan *x, uint32_t i) {
    if (i >= x->n) return false;
    if (x->s[i] >= '0' && x->s[i] <= '9') return true;
    unsigned c = (unsigned)x->s[i] << 8 | (i + 1 < x->n ? x->s[i + 1] : 0);
    return (c >= 0xD9A0 && c <= 0xD9A9) || (c >= 0xDBB0 && c <= 0xDBB9);
}

/* Class of a letter of the Arabic block: letter code, 0 if it is none, MARK for what lies over or between letters and is no letter. */
static uint8_t arabic_at(unsigned x) {
    uint8_t l = db_letter_arabic[x];
    if (l > 10) return l;
    if (x == 0x21 || x == 0x40 || (x >= 0x4B && x <= 0x5F) || x == 0x70) return MARK;
    return 0; /* digits, punctuation */
}

static db_atom *push(scan *x, uint8_t kind, uint32_t b0, uint32_t b1) {
    db_atom *a = &x->out->a[x->out->n++];
    *a = (db_atom){.b0 = b0, .b1 = b1, .kind = kind, .l0 = x->out->n_letters};
    return a;
}

/* What is no plain letter of the Arabic block inside a word: marks, presentation forms, letters beyond. Returns the bytes taken; 0: the word ends. */
static uint32_t odd_letter(const scan *x, uint32_t i, uint64_t *h, uint32_t *at) {
    const unsigned char *s = x->s;
    uint32_t len, folded[4], m = 1;
    if (i + 1 >= x->n || s[i] < 0xD8) return 0;
    if (s[i] <= 0xDB) return x->of[(unsigned)(s[i] & 3) << 6 | (s[i + 1] & 0x3F)] % CHANGE == MARK ? 2 : 0;
    uint32_t cp = db_cp((const char *)s + i, &len);
    db_class k = db_class_of(cp);
    if (k == DB_K_MARK || k == DB_K_GONE) return len;
    if (k != DB_K_ARABIC) return 0;
    folded[0] = cp;
    if (cp >= 0xFB50 && cp <= 0xFEFC) m = db_fold(cp, folded);
    for (uint32_t j = 0; j < m; j++) {
        uint8_t e = db_letter(folded[j]);
        if (e) *h = db_word_step(*h, x->out->letters[(*at)++] = e);
    }
    return len;
}

/* A run of Persian letters up to a space, half-space or mark. */
static void word(scan *x) {
    const unsigned char *s = x->s;
    const uint16_t *of = x->of;
    uint32_t i = x->i, n = x->n, l0 = x->out->n_letters, at = l0;
    uint8_t *l = x->out->letters, flags = 0;
    uint64_t h = 0;
    unsigned seen = 0;
    for (;;) {
        while (i + 1 < n && (s[i] & 0xFC) == 0xD8) {
            unsigned c = of[(unsigned)(s[i] & 3) << 6 | (s[i + 1] & 0x3F)];
            if ((uint8_t)(c - 1) >= MARK - 1) break; /* 0 or MARK */
            seen |= c;
            h = db_word_step(h, l[at++] = (uint8_t)c);
            i += 2;
        }
        if (i < n && s[i] < 0xD8) break; /* nearly always */
        uint32_t len = odd_letter(x, i, &h, &at);
        if (!len) break;
        flags = DB_AF_DIRTY | DB_AF_CHANGE;
        i += len;
    }
    if (i == x->i) { /* cannot be, but never stand still */
        uint32_t len;
        db_cp((const char *)s + i, &len);
        i += len;
    }
    db_atom *a = push(x, DB_A_WORD, x->i, i);
    a->l0 = l0;
    a->n = (uint16_t)(at - l0 > UINT16_MAX ? UINT16_MAX : at - l0);
    a->h = db_word_end(h);
    a->flags = flags | (seen & CHANGE ? DB_AF_CHANGE : 0);
    x->out->n_letters = at;
    x->i = i;
}

static uint32_t to_space(const scan *x, uint32_t i) {
    uint32_t len;
    while (i < x->n && db_class_at((const char *)x->s, i, x->n, &len) != DB_K_SPACE) i += len;
    return i;
}

static bool starts(const scan *x, uint32_t i, const char *z) {
    size_t k = strlen(z);
    return x->n - i >= k && memcmp(x->s + i, z, k) == 0;
}

/* Behind the mark `close` on this line, at most 4096 bytes on; 0 if it does not come. */
static uint32_t closed_by(const scan *x, uint32_t i, unsigned char close) {
    for (uint32_t end = x->n - i > 4096 ? i + 4096 : x->n; i < end && x->s[i] != '\n'; i++)
        if (x->s[i] == close) return i + 1;
    return 0;
}

/* Digits with what joins them: 3.14 1,234,567 12:34 1402/02/18 50+1 021-88900000 192.168.1.1 */
static void number(scan *x) {
    uint32_t i = x->i;
    bool change = x->m && x->m->latin_digits;
    for (;;) {
        for (; is_digit_at(x, i); i += x->s[i] < 0x80 ? 1 : 2)
            change |= x->s[i] >= 0xD8 && x->of[(unsigned)(x->s[i] & 3) << 6 | (x->s[i + 1] & 0x3F)] & CHANGE;
        uint32_t len = 0;
        if (i < x->n && strchr(".,:/+-'", x->s[i]) && x->s[i]) len = 1;
        else if (i + 1 < x->n && x->s[i] == 0xD9 && (x->s[i + 1] == 0xAB || x->s[i + 1] == 0xAC)) len = 2;
        else if (i + 1 < x->n && x->s[i] == 0xD8 && x->s[i + 1] == 0x8C) len = 2;
        if (!len || !is_digit_at(x, i + len)) break;
        i += len;
    }
    push(x, DB_A_NUMBER, x->i, i)->flags = change ? DB_AF_CHANGE : 0;
    x->i = i;
}

/* Latin letters and all that hangs on them; addresses up to the next space. */
static void latin(scan *x) {
    uint32_t i = x->i;
    bool address = starts(x, i, "http://") || starts(x, i, "https://") || starts(x, i, "ftp://") || starts(x, i, "www.") || starts(x, i, "HTTP") || starts(x, i, "WWW.");
    if (address) {
        i = to_space(x, i);
        while (i > x->i && strchr(".,:;!?'\")]}>", x->s[i - 1])) i--;
        static const char *const tail[] = {"»", "،", "؛", "؟", "”"}; /* closing marks behind it are not part of it */
        for (size_t k = 0; k < sizeof tail / sizeof *tail; k++) {
            size_t m = strlen(tail[k]);
            if (i - x->i > m && memcmp(x->s + i - m, tail[k], m) == 0) i -= (uint32_t)m, k = (size_t)-1;
        }
        push(x, DB_A_CLOSED, x->i, i);
        x->i = i;
        return;
    }
    bool closed = false;
    while (i < x->n) {
        unsigned char c = x->s[i];
        if (is_ascii_alnum(c)) i++;
        else if (c < 0x80 && c && strchr("-._'&@+/\\=%~:?#*", c) && i + 1 < x->n && (is_ascii_alnum(x->s[i + 1]) || x->s[i + 1] == '/')) {
            closed |= strchr("@/\\=#", c) != NULL;
            i++;
        } else if (c == '[' && i > x->i && i + 2 < x->n && x->s[i + 1] >= '0' && x->s[i + 1] <= '9' && x->s[i + 2] == ']') i += 3; /* b[0] */
        else if (c >= 0xC3 && c <= 0xD7) {
            uint32_t len;
            if (db_class_at((const char *)x->s, i, x->n, &len) != DB_K_LATIN) break;
            i += len;
        } else break;
    }
    if (i == x->i) {
        uint32_t len;
        db_cp((const char *)x->s + i, &len);
        i += len;
    }
    push(x, closed ? DB_A_CLOSED : DB_A_LATIN, x->i, i);
    x->i = i;
}

/* @name, #tag: letters of any script, digits, underscore, half-space. */
static bool tag(scan *x) {
    uint32_t i = x->i + 1, len;
    while (i < x->n) {
        db_class k = db_class_at((const char *)x->s, i, x->n, &len);
        if (k != DB_K_ARABIC && k != DB_K_LATIN && k != DB_K_DIGIT && k != DB_K_ZWNJ && k != DB_K_MARK && x->s[i] != '_' && !(x->s[i] == '.' && x->s[x->i] == '@' && i + 1 < x->n && is_ascii_alnum(x->s[i + 1]))) break;
        i += len;
    }
    if (i == x->i + 1) return false;
    push(x, DB_A_CLOSED, x->i, i);
    x->i = i;
    return true;
}

static bool closed(scan *x) {
    unsigned char c = x->s[x->i], d = x->i + 1 < x->n ? x->s[x->i + 1] : 0;
    uint32_t end = 0;
    if (c == '@' || c == '#') return tag(x);
    if (c == '`') { /* as many ticks behind the code as before it */
        uint32_t from = x->i + 1;
        while (from < x->n && x->s[from] == '`') from++;
        uint32_t ticks = from - x->i;
        end = ticks <= 3 ? closed_by(x, from, '`') : 0;
        for (uint32_t k = 1; end && k < ticks; k++) end = end < x->n && x->s[end] == '`' ? end + 1 : 0;
    }
    else if (c == '%' && d >= '0' && d <= '9') { /* %1$s */
        uint32_t i = x->i + 1;
        while (i < x->n && x->s[i] >= '0' && x->s[i] <= '9') i++;
        if (i + 1 < x->n && (x->s[i] == '$' || x->s[i] == '.') && is_ascii_alnum(x->s[i + 1])) end = i + 2;
    }
    else if (c == '<' && (is_ascii_alnum(d) || d == '/' || d == '!')) end = closed_by(x, x->i + 1, '>');
    else if (c == '&' && (is_ascii_alnum(d) || d == '#')) {
        uint32_t i = x->i + 1;
        while (i < x->n && i < x->i + 12 && (is_ascii_alnum(x->s[i]) || x->s[i] == '#')) i++;
        end = i < x->n && x->s[i] == ';' ? i + 1 : 0;
    }
    if (!end) return false;
    push(x, DB_A_CLOSED, x->i, end);
    x->i = end;
    return true;
}

static void other(scan *x) {
    unsigned char c = x->s[x->i];
    uint32_t len;
    if (is_digit_at(x, x->i)) {
        number(x);
        if (x->i < x->n && (x->s[x->i] | 0x20) >= 'a' && (x->s[x->i] | 0x20) <= 'z') { /* 95BCS */
            x->i = x->out->a[--x->out->n].b0;
            latin(x);
        }
        return;
    }
    if (is_ascii_alnum(c)) { latin(x); return; }
    if ((c == '@' || c == '#' || c == '`' || c == '<' || c == '&' || c == '%') && closed(x)) return;
    db_class k = db_class_at((const char *)x->s, x->i, x->n, &len);
    if (k == DB_K_LATIN) { latin(x); return; }
    if (k == DB_K_ARABIC) { word(x); return; }
    db_atom *a = push(x, DB_A_PUNCT, x->i, x->i + len);
    if (x->m && ((len == 2 && (c & 0xFC) == 0xD8 && x->of[(unsigned)(c & 3) << 6 | (x->s[x->i + 1] & 0x3F)] & CHANGE) || (c == '%' && x->m->percent) || (len == 3 && x->m->forms)))
        a->flags = DB_AF_CHANGE;
    x->i += len;
}

/* White space, half-spaces and controls before the next atom. */
static uint8_t gap(scan *x, bool *plain) {
    uint8_t g = DB_G_NONE;
    uint32_t from = x->i, len;
    while (x->i < x->n) {
        unsigned char c = x->s[x->i];
        uint8_t is;
        if (c == ' ' || c == '\t') is = DB_G_SPACE, len = 1;
        else if (c == '\n' || c == '\r') is = DB_G_BREAK, len = 1;
        else if (c > ' ' && c < 0xC2) break;
        else {
            db_class k = db_class_at((const char *)x->s, x->i, x->n, &len);
            if (k == DB_K_SPACE) is = c == 0xE2 && (x->s[x->i + 2] == 0xA8 || x->s[x->i + 2] == 0xA9) ? DB_G_BREAK : DB_G_SPACE;
            else if (k == DB_K_ZWNJ) is = DB_G_ZWNJ;
            else if (k == DB_K_GONE && x->out->n && g != DB_G_NONE) is = g;
            else break;
        }
        if (is > g) g = is;
        x->i += len;
    }
    len = x->i - from;
    *plain = !len || (len == 1 && x->s[from] == ' ') || (len == 3 && g == DB_G_ZWNJ);
    return g;
}

static bool sticks(const scan *x, uint32_t i) { return i < x->n && (x->s[i] == '_' || x->s[i] == '/' || x->s[i] == '\\' || x->s[i] == '@' || x->s[i] == '=' || x->s[i] == '#'); }

void db_atoms_room(db_arena *a, uint32_t n, db_atoms *out) {
    *out = (db_atoms){.cap = n + 8};
    out->a = DB_NEW(a, db_atom, out->cap);
    out->letters = DB_NEW(a, uint8_t, (size_t)n * 4 / 3 + 16); /* U+FDF2: three bytes, four letters */
}

static void all(scan *x) {
    const unsigned char *s = x->s;
    const uint32_t n = x->n;
    db_atoms *out = x->out;
    while (x->i < n) {
        bool plain = true;
        uint8_t g = DB_G_SPACE;
        if (s[x->i] == ' ' && x->i + 1 < n && (s[x->i + 1] & 0xFC) == 0xD8) x->i++;
        else g = gap(x, &plain);
        if (x->i >= n) break;
        uint32_t at = out->n;
        if ((s[x->i] & 0xFC) == 0xD8 && x->i + 1 < n && x->of[(unsigned)(s[x->i] & 3) << 6 | (s[x->i + 1] & 0x3F)] % CHANGE) word(x);
        else other(x);
        db_atom *a = &out->a[at];
        a->gap = g;
        if (plain) a->flags |= DB_AF_PLAIN;
        if (a->kind == DB_A_CLOSED && x->m && x->m->closed) a->flags |= DB_AF_CHANGE;
        out->n_change += a->flags >> 4 & 1;
        if (a->kind == DB_A_WORD && ((a->b0 && g == DB_G_NONE && sticks(x, a->b0 - 1)) || sticks(x, x->i))) a->flags |= DB_AF_FIXED;
    }
}

void db_atoms_into(const char *s, uint32_t n, const db_marked *m, db_atoms *out) {
    scan x = {.s = (const unsigned char *)s, .n = n, .out = out, .m = m};
    for (unsigned c = 0; c < 256; c++) x.of[c] = (uint16_t)(arabic_at(c) | (m && m->block[c] ? CHANGE : 0));
    out->n = out->n_letters = out->n_change = 0;
    all(&x);
}

void db_atoms_scan(db_arena *a, const char *s, uint32_t n, db_atoms *out) {
    db_atoms_room(a, n, out);
    db_atoms_into(s, n, NULL, out);
}
