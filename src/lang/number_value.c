/* number_value.c -- exact decimal values of numbers (no floats: 0.1 stays 0.1, and 33 zeros are 33), and their words. */
#include "lang/numbers.h"

enum { P = DB_NV_POINT, N = DB_NV_DIGITS };

db_nvalue db_nv_int(uint32_t v)
{
    db_nvalue a = {0};
    for (int i = P; v; v /= 10)
        a.d[i++] = (uint8_t)(v % 10);
    return a;
}

void db_nv_add(db_nvalue *a, const db_nvalue *b)
{
    unsigned carry = 0;
    for (int i = 0; i < N; i++) {
        unsigned s = (unsigned)a->d[i] + b->d[i] + carry;
        a->d[i] = (uint8_t)(s % 10);
        carry = s / 10;
    }
    a->overflow |= carry || b->overflow;
    if (b->places > a->places)
        a->places = b->places;
}

void db_nv_shift(db_nvalue *a, int power)
{
    uint8_t d[N] = {0};
    for (int i = 0; i < N; i++) {
        if (!a->d[i])
            continue;
        if (i + power < 0 || i + power >= N)
            a->overflow = true;
        else
            d[i + power] = a->d[i];
    }
    memcpy(a->d, d, N);
    int places = a->places > power ? a->places - power : 0;
    a->places = (uint8_t)(places > P ? P : places);
}

int db_nv_top(const db_nvalue *a)
{
    for (int i = N - 1; i >= 0; i--)
        if (a->d[i])
            return i - P;
    return -P - 1;
}

bool db_nv_is_zero(const db_nvalue *a) { return db_nv_top(a) < -P; }

int db_nv_cmp(const db_nvalue *a, const db_nvalue *b)
{
    for (int i = N - 1; i >= 0; i--)
        if (a->d[i] != b->d[i])
            return a->d[i] < b->d[i] ? -1 : 1;
    return 0;
}

void db_nv_format(const db_nvalue *a, bool commas, char *out)
{
    int top = db_nv_top(a), low = 0;
    if (a->negative && top >= -P)
        *out++ = '-';
    for (int i = top < 0 ? 0 : top; i >= 0; i--) {
        *out++ = (char)('0' + a->d[P + i]);
        if (commas && i && i % 3 == 0)
            *out++ = ',';
    }
    for (int i = 0; i < P; i++)
        if (a->d[i]) {
            low = P - i;
            break;
        }
    if (low)
        *out++ = '.';
    for (int i = 1; i <= low; i++)
        *out++ = (char)('0' + a->d[P - i]);
    *out = '\0';
}

bool db_nv_parse(db_str s, db_nvalue *out)
{
    uint32_t point = s.n, whole = 0, group = 0, digits = 0;
    bool commas = false;
    *out = (db_nvalue){0};
    for (uint32_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c >= '0' && c <= '9') {
            digits++;
            group++;
            whole += point == s.n;
        } else if (c == '.' && point == s.n && i + 1 < s.n && !(commas && group != 3)) {
            point = i;
            group = 0;
        } else if (c == ',' && point == s.n && group && group <= 3 && (!commas || group == 3)) {
            commas = true;
            group = 0;
        } else {
            return false;
        }
    }
    if (!digits || (commas && point == s.n && group != 3) || whole > N - P || s.n - point > P + 1u)
        return false;
    int at = P + (int)whole - 1;
    for (uint32_t i = 0; i < s.n; i++)
        if (s.p[i] >= '0' && s.p[i] <= '9')
            out->d[at--] = (uint8_t)(s.p[i] - '0');
    out->places = (uint8_t)(point < s.n ? s.n - point - 1 : 0);
    return true;
}

/* ---- words ---- */

typedef struct writer {
    const db_numbers *x;
    db_buf *out;
    uint32_t flags;
    bool ok, begun;
} writer;

static db_str form_of(writer *w, uint8_t kind, int value, bool ordinal)
{
    db_nform_key k = {.kind = kind, .ordinal = ordinal, .value = (int16_t)value};
    db_str s = db_map_find(&w->x->forms, &k, sizeof k);
    w->ok &= s.p != NULL;
    return s;
}

static void add(writer *w, db_str s) { db_buf_add(w->out, s.p, s.n); }

static void add_and(writer *w)
{
    if (w->begun) {
        db_buf_ch(w->out, ' ');
        add(w, form_of(w, DB_NK_AND, 0, false));
        db_buf_ch(w->out, ' ');
    }
    w->begun = true;
}

static void add_n(writer *w, uint32_t v, bool ordinal)
{
    add_and(w);
    if ((w->flags & DB_NW_APART) && ordinal && v == 30) { /* the one ordinal that does not join */
        add(w, form_of(w, DB_NK_N, 30, false));
        db_buf_str(w->out, " \xD8\xA7\xD9\x8F\xD9\x85");
    } else if ((w->flags & DB_NW_APART) && v >= 400 && v != 500) {
        add(w, form_of(w, DB_NK_N, (int)v / 100, false));
        db_buf_ch(w->out, ' ');
        add(w, form_of(w, DB_NK_N, 100, ordinal));
    } else {
        add(w, form_of(w, DB_NK_N, (int)v, ordinal));
    }
}

/* 1 .. 999 */
static void add_group(writer *w, uint32_t v, bool ordinal)
{
    uint32_t h = v / 100 * 100, r = v % 100;
    if (h)
        add_n(w, h, ordinal && !r);
    if (r && (r < 20 || r % 10 == 0)) {
        add_n(w, r, ordinal);
    } else if (r) {
        add_n(w, r / 10 * 10, false);
        add_n(w, r % 10, ordinal);
    }
}

static uint32_t group_at(const uint8_t *d, int i) /* the three digits that begin at power i */
{
    return d[i] + 10u * (i + 1 < N ? d[i + 1] : 0) + 100u * (i + 2 < N ? d[i + 2] : 0);
}

/* The digits d[from ..) as a whole number; false: nothing but zeros. */
static bool add_whole(writer *w, const uint8_t *d, int from, bool ordinal)
{
    int top = -1, low = -1;
    for (int k = 0; from + 3 * k < N; k++)
        if (group_at(d, from + 3 * k)) {
            top = k;
            if (low < 0)
                low = k;
        }
    for (int k = top; k >= 0; k--) {
        uint32_t g = group_at(d, from + 3 * k);
        if (!g)
            continue;
        bool last = ordinal && k == low;
        add_group(w, g, last && !k);
        if (k) {
            db_buf_ch(w->out, ' ');
            add(w, form_of(w, DB_NK_SCALE, 3 * k, last));
        }
    }
    return top >= 0;
}

/* The word for one part in ten to the power of n: دهم، صدم، هزارم، ده هزارم … */
static void add_denominator(writer *w, int n)
{
    db_buf_ch(w->out, ' ');
    if (n < 3) {
        add(w, form_of(w, DB_NK_N, n == 1 ? 10 : 100, true));
        return;
    }
    if (n % 3) {
        add(w, form_of(w, DB_NK_N, n % 3 == 1 ? 10 : 100, false));
        db_buf_ch(w->out, ' ');
    }
    add(w, form_of(w, DB_NK_SCALE, n / 3 * 3, true));
}

static void add_fraction(writer *w, const db_nvalue *v, int places, bool whole)
{
    uint8_t d[N] = {0};
    memcpy(d, v->d + P - places, (size_t)places);
    if (!whole && !(w->flags & DB_NW_DENOMINATOR))
        add(w, form_of(w, DB_NK_N, 0, false));
    if (!(w->flags & DB_NW_DENOMINATOR)) {
        db_buf_ch(w->out, ' ');
        add(w, form_of(w, DB_NK_POINT, 0, false));
        db_buf_ch(w->out, ' ');
        for (int i = places - 1; i > 0 && !d[i]; i--) { /* zeros behind the point are read */
            add(w, form_of(w, DB_NK_N, 0, false));
            db_buf_ch(w->out, ' ');
        }
        w->begun = false;
    }
    add_whole(w, d, 0, false);
    if (w->flags & DB_NW_DENOMINATOR)
        add_denominator(w, places);
}

bool db_numbers_words(const db_numbers *x, const db_nvalue *v, uint32_t flags, db_buf *out)
{
    writer w = {.x = x, .out = out, .flags = flags, .ok = !v->overflow};
    size_t from = out->n;
    int places = 0;
    for (int i = 0; i < P && !places; i++)
        if (v->d[i])
            places = P - i;
    if (db_nv_is_zero(v)) {
        add(&w, form_of(&w, DB_NK_N, 0, false));
        return w.ok;
    }
    if (v->negative) {
        add(&w, form_of(&w, DB_NK_SIGN, -1, false));
        db_buf_ch(out, ' ');
    }
    bool whole = add_whole(&w, v->d, P, (flags & DB_NW_ORDINAL) && !places);
    if (places)
        add_fraction(&w, v, places, whole);
    if (!w.ok)
        out->n = from;
    return w.ok;
}
