/* label_bio.c -- files with a token and its label a line: their text, and labels of tokens to labels of words and back. */
#include "names/label.h"

static uint8_t label_of(const char *p, size_t n) {
    static const char *const names[DB_NE_LABELS] = {"O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"};
    for (uint8_t i = 1; i < DB_NE_LABELS; i++)
        if (n >= 5 && memcmp(p, names[i], 5) == 0) return i;
    if (n >= 5 && memcmp(p + 1, "-POG", 4) == 0) return *p == 'B' ? DB_NE_ORG : DB_NE_ORG_IN; /* political groups */
    return DB_NE_O;
}

static uint32_t points(const char *p, size_t n) {
    uint32_t c = 0;
    for (size_t i = 0; i < n; i++) c += ((unsigned char)p[i] & 0xC0) != 0x80;
    return c;
}

bool db_bio_read(db_arena *a, const char *p, size_t n, size_t *at, bool blocks, db_bio *out) {
    size_t from = *at, end = from, lines = 0;
    while (from < n && blocks && (p[from] == '\n' || p[from] == '\r')) from++;
    for (end = from; end < n; end++) {
        if (p[end] != '\n') continue;
        lines++;
        if (blocks && end + 1 < n && (p[end + 1] == '\n' || p[end + 1] == '\r')) break;
    }
    *at = end;
    *out = (db_bio){0};
    if (end <= from) return false;
    uint32_t cap = (uint32_t)lines + 2, cp = 0, no = 0;
    char *text = db_alloc(a, end - from + cap + 1);
    out->cp0 = DB_NEW(a, uint32_t, cap), out->cp1 = DB_NEW(a, uint32_t, cap), out->line = DB_NEW(a, uint32_t, cap), out->label = DB_NEW(a, uint8_t, cap);
    for (size_t i = from; i < end; no++) {
        const char *nl = memchr(p + i, '\n', end - i), *e = nl ? nl : p + end;
        const char *tab = memchr(p + i, '\t', (size_t)(e - (p + i))), *last = tab;
        while (last && (tab = memchr(last + 1, '\t', (size_t)(e - last - 1)))) last = tab;
        const char *stop = memchr(p + i, '\t', (size_t)(e - (p + i)));
        size_t len = (size_t)((stop ? stop : e) - (p + i));
        if (len && p[i + len - 1] == '\r') len--;
        if (!len) {
            if (out->bytes && text[out->bytes - 1] != '\n') text[out->bytes - 1] = '\n';
        } else {
            out->cp0[out->n] = cp;
            out->cp1[out->n] = cp += points(p + i, len);
            out->line[out->n] = no;
            out->label[out->n++] = last ? label_of(last + 1, (size_t)(e - last - 1)) : (uint8_t)DB_NE_O;
            memcpy(text + out->bytes, p + i, len);
            out->bytes += (uint32_t)len;
            text[out->bytes++] = ' ';
            cp++;
        }
        i = (size_t)(e - p) + 1;
    }
    out->text = text;
    return out->n > 0;
}

void db_bio_to_words(const db_bio *b, const db_tokens *k, const db_lang *l, uint8_t *label) {
    uint32_t t = 0, was = UINT32_MAX; /* token; first token of the name under way */
    uint8_t open = 0;
    for (uint32_t i = 0; i < l->n_words; i++) {
        dabir_span s = db_span(l, k, i, i + 1);
        while (t < b->n && b->cp1[t] <= s.start) t++;
        label[i] = 0;
        uint8_t y = t < b->n && b->cp0[t] < s.end ? b->label[t] : 0;
        if (!y) {
            open = 0;
            continue;
        }
        uint32_t first = t;
        while (first > 0 && b->label[first] % 2 == 0 && db_ne_type(b->label[first - 1]) == db_ne_type(y)) first--;
        if (first != was) open = 0;
        was = first;
        bool mark = l->w[i].kind == DB_T_PUNCT && l->w[i].punct >= DB_P_QUOTE_OPEN && l->w[i].punct <= DB_P_QUOTE;
        if (!open && mark) continue; /* «ورشو» */
        uint8_t type = (uint8_t)db_ne_type(y);
        label[i] = (uint8_t)(open ? type * 2 : type * 2 - 1);
        open = 1;
    }
    for (uint32_t i = l->n_words; i-- > 0;) /* closing marks */
        if (label[i] && label[i] % 2 == 0 && l->w[i].kind == DB_T_PUNCT && (i + 1 == l->n_words || label[i + 1] != label[i])) label[i] = 0;
}

void db_bio_from_spans(const db_bio *b, const db_tokens *k, const db_lang *l, const db_ne_span *s, uint32_t n, uint8_t *label) {
    uint32_t t = 0;
    memset(label, 0, b->n);
    for (uint32_t i = 0; i < n; i++) {
        dabir_span c = db_span(l, k, s[i].w0, s[i].w1);
        while (t < b->n && b->cp1[t] <= c.start) t++;
        for (bool first = true; t < b->n && b->cp0[t] < c.end; t++, first = false) label[t] = (uint8_t)(first ? s[i].type * 2 - 1 : s[i].type * 2);
    }
}
