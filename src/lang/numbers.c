/* numbers.c -- numbers in a text: the words and digit groups of which they are made, and the grammar that adds and multiplies them
 * («دو میلیون و ۵۲۵ هزار و چهارصد و ۳۹ و نیم»). */
#include "lang/numbers.h"

enum { FORM_MAX = 14 /* letters of the longest form */, PARTS_MAX = 12, FREE = 100 /* no scale yet */, FIRST_BYTES = 128 * 16 };

/* ---- words ---------------------------------------------------------------------------------------------------------------------- */

void db_numbers_open(const dabir_model *m, db_numbers *out)
{
    *out = (db_numbers){0};
    uint32_t n = 0, head[2], rest = sizeof head + FIRST_BYTES;
    const char *p = m ? db_model_section(m, "NUMS", &n) : NULL;
    if (!p || n < rest)
        return;
    memcpy(head, p, sizeof head);
    if (head[0] > n - rest || head[1] > n - rest - head[0])
        return;
    if (!db_map_open(p + rest, head[0], &out->words) || !db_map_open(p + rest + head[0], head[1], &out->forms))
        *out = (db_numbers){0};
    else
        out->first = (const uint8_t *)p + sizeof head;
}

static bool word_of(const db_numbers *x, const uint8_t *p, uint32_t n, db_nword *w)
{
    db_str v = n && n <= FORM_MAX ? db_map_find(&x->words, p, n) : (db_str){0};
    if (v.n != sizeof *w)
        return false;
    memcpy(w, v.p, sizeof *w);
    return true;
}

/* A word of a number, or a part of a glued one; or a group of digits. */
typedef struct item {
    uint32_t tok;
    uint32_t norm0, norm1;
    db_nword w;
    bool glued;            /* another item of the same token stands before it */
} item;

typedef struct finder {
    db_arena *a;
    const db_numbers *x;
    const db_text *t;
    const db_tokens *k;
    uint32_t flags;
    item *it;
    uint32_t n, cap;
    db_number *out;
    uint32_t n_out, cap_out;
} finder;

static bool has_zwnj(db_str s)
{
    for (uint32_t i = 0; i + 2 < s.n; i++)
        if ((uint8_t)s.p[i] == 0xE2 && (uint8_t)s.p[i + 1] == 0x80 && (uint8_t)s.p[i + 2] == 0x8C)
            return true;
    return false;
}

static bool counts(const db_nword *w) { return w->kind == DB_NK_N || w->kind == DB_NK_SCALE || w->kind == DB_NK_DIGITS; }

/* Takes letters p[0..n) apart into words of a number: «دوهزار», «پانصدوسه». Without «و» only where one multiplies. */
static uint32_t take_apart(const db_numbers *x, const uint8_t *p, uint32_t n, db_nword *out, uint32_t depth)
{
    static const uint32_t longest = FORM_MAX;
    if (depth >= PARTS_MAX)
        return 0;
    for (uint32_t len = n < longest ? n : longest; len >= 2; len--) {
        db_nword w;
        if (!word_of(x, p, len, &w) || (w.kind != DB_NK_N && w.kind != DB_NK_SCALE) || w.zwnj || (w.ordinal && len < n))
            continue;
        out[depth] = w;
        if (len == n)
            return depth + 1;
        uint32_t rest = 0;
        db_nword and;
        if (word_of(x, p + len, 1, &and) && and.kind == DB_NK_AND && depth + 1 < PARTS_MAX) {
            out[depth + 1] = and;
            rest = len + 1 == n ? depth + 2 : take_apart(x, p + len + 1, n - len - 1, out, depth + 2);
        }
        if (!rest && (rest = take_apart(x, p + len, n - len, out, depth + 1))) {
            const db_nword *next = &out[depth + 1];
            if (next->kind != DB_NK_SCALE && !(next->kind == DB_NK_N && next->value == 100 && w.value < 10))
                rest = 0;
        }
        if (rest)
            return rest;
    }
    return 0;
}

static void put_item(finder *f, uint32_t tok, uint32_t norm0, uint32_t norm1, db_nword w, bool glued)
{
    DB_PUSH(f->a, f->it, f->n, f->cap) = (item){.tok = tok, .norm0 = norm0, .norm1 = norm1, .w = w, .glued = glued};
}

static void word_items(finder *f, uint32_t i)
{
    const db_tokens *k = f->k;
    const uint8_t *p = k->letters + k->key0[i];
    uint32_t n = k->key0[i + 1] - k->key0[i];
    db_nword w, parts[PARTS_MAX];
    if (n > 1 && !(f->x->first[16 * p[0] + p[1] / 8] & 1u << p[1] % 8))
        return;
    if (word_of(f->x, p, n, &w)) {
        if (!w.zwnj || has_zwnj(db_tok_form(f->t, k, i)))
            put_item(f, i, k->norm0[i], k->norm1[i], w, false);
        return;
    }
    uint32_t m = n > 3 && n < 40 ? take_apart(f->x, p, n, parts, 0) : 0;
    for (uint32_t j = 0; j < m; j++)
        put_item(f, i, k->norm0[i], k->norm1[i], parts[j], j > 0);
}

/* Groups of digits inside a token (dates, F-16), each a number; a stop between digits belongs to one. */
static void digit_runs(finder *f, uint32_t i)
{
    const char *p = f->t->norm;
    for (uint32_t c = f->k->norm0[i], end = f->k->norm1[i]; c < end; c++) {
        if (p[c] < '0' || p[c] > '9')
            continue;
        uint32_t from = c, point = 0;
        while (c < end && ((p[c] >= '0' && p[c] <= '9') || (p[c] == '.' && !point++ && c + 1 < end && p[c + 1] >= '0' && p[c + 1] <= '9')))
            c++;
        put_item(f, i, from, c, (db_nword){.kind = DB_NK_DIGITS}, false);
    }
}

/* The digits of a token with the marks of numbers as ASCII has them; 0 bytes: it is no plain number. A single slash is a decimal point in
 * Persian (۲/۵ درصد), two make a date. */
static uint32_t plain_digits(db_str s, char *out, uint32_t cap)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < s.n && n < cap; i++) {
        uint8_t c = (uint8_t)s.p[i];
        if (c == 0xD9 && i + 1 < s.n && ((uint8_t)s.p[i + 1] == 0xAB || (uint8_t)s.p[i + 1] == 0xAC))
            out[n++] = (uint8_t)s.p[++i] == 0xAB ? '.' : ',';
        else if ((c >= '0' && c <= '9') || c == '.' || c == ',')
            out[n++] = (char)c;
        else if (c == '/')
            out[n++] = '.';
        else
            return 0;
    }
    return n;
}

static bool digits_of(const finder *f, const item *it, db_nvalue *v)
{
    char z[DB_NV_DIGITS * 2];
    db_str s = db_str_of(f->t->norm + it->norm0, it->norm1 - it->norm0);
    uint32_t n = s.n < sizeof z ? plain_digits(s, z, sizeof z) : 0;
    return n && db_nv_parse(db_str_of(z, n), v);
}

/* «دوبرابری»: a number grown together with what is counted. */
static void inside_word(finder *f, uint32_t i)
{
    const db_tokens *k = f->k;
    const uint8_t *p = k->letters + k->key0[i];
    uint32_t n = k->key0[i + 1] - k->key0[i];
    db_nword w, c;
    for (uint32_t len = 2; len + 2 <= n && len <= FORM_MAX; len++) {
        if (!word_of(f->x, p, len, &w) || w.kind != DB_NK_N || w.ordinal)
            continue;
        for (uint32_t m = 2; len + m <= n; m++)
            if (word_of(f->x, p + len, m, &c) && c.kind == DB_NK_COUNTER && n - len - m <= 3) {
                put_item(f, i, k->norm0[i], k->norm0[i] + 2 * len, w, false); /* letters of two bytes */
                return;
            }
    }
}

static void collect(finder *f)
{
    const db_tokens *k = f->k;
    for (uint32_t i = 0; i < k->n; i++) {
        uint32_t before = f->n;
        if (k->kind[i] == DB_T_WORD) {
            word_items(f, i);
            if (f->n == before && (f->flags & DB_NUM_INSIDE))
                inside_word(f, i);
        } else if (k->kind[i] == DB_T_NUMBER) {
            char z[DB_NV_DIGITS * 2];
            db_str s = db_tok_form(f->t, k, i);
            db_nvalue v;
            bool phone = s.n >= 10 && s.p[0] == '0' && s.p[1] >= '0' && s.p[1] <= '9';
            if (phone && !(f->flags & DB_NUM_INSIDE))
                continue;
            if (s.n < sizeof z && plain_digits(s, z, sizeof z) && db_nv_parse(db_str_of(z, plain_digits(s, z, sizeof z)), &v))
                put_item(f, i, k->norm0[i], k->norm1[i], (db_nword){.kind = DB_NK_DIGITS}, false);
            else if (f->flags & DB_NUM_INSIDE)
                digit_runs(f, i);
        } else if (f->flags & DB_NUM_INSIDE && (k->kind[i] == DB_T_LATIN)) {
            digit_runs(f, i);
        }
    }
}

/* ---- grammar -------------------------------------------------------------------------------------------------------------------- */

/* A number under way. */
typedef struct sum {
    db_nvalue total, group;  /* what the scales have multiplied; what stands behind the last of them */
    bool has_total, has_group;
    uint32_t room;           /* the next word must be less than this; 0: none fits */
    uint32_t unit;           /* the group is this one unit (for «پنج صد») or 0 */
    int scale;               /* of the last scale word */
    db_nvalue term;          /* what the last scale made */
    bool scaled;             /* a scale was the last word */
    bool words, ordinal, plain; /* plain: one word or digit group only */
    uint32_t num, den;
} sum;

static const item *at(const finder *f, uint32_t i) { return i < f->n ? &f->it[i] : NULL; }

/* Does item i follow item i - 1 with nothing between? */
static bool follows(const finder *f, uint32_t i)
{
    if (i == 0 || i >= f->n)
        return false;
    const item *a = &f->it[i - 1], *b = &f->it[i];
    if (a->tok == b->tok)
        return b->glued;
    return b->tok == a->tok + 1 && !(f->k->flags[b->tok] & (DB_TF_LINE | DB_TF_PARA));
}

static db_nvalue whole(const sum *s)
{
    db_nvalue v = s->total;
    if (s->has_group)
        db_nv_add(&v, &s->group);
    return v;
}

static void close_group(sum *s, int scale)
{
    if (!s->has_group)
        s->group = db_nv_int(1);
    db_nv_shift(&s->group, scale);
    s->term = s->group;
    db_nv_add(&s->total, &s->group);
    s->group = (db_nvalue){0};
    s->has_group = false;
    s->has_total = s->scaled = true;
    s->scale = scale;
    s->unit = 0;
}

/* A scale word: what it multiplies. */
static bool take_scale(sum *s, int e, bool after_and)
{
    if (s->has_group && (!s->has_total || e < s->scale)) {
        close_group(s, e);
        return true;
    }
    if (s->has_group && s->scale == 3 && e > 3) { /* هزار و دویست میلیارد */
        db_nv_add(&s->total, &s->group);
        s->group = s->total;
        s->total = (db_nvalue){0};
        close_group(s, e);
        return true;
    }
    if (s->has_group)
        return false;
    if (s->scaled && !after_and && e >= s->scale) { /* ۳۰ هزار میلیارد: only what is a sum of one term */
        if (db_nv_cmp(&s->term, &s->total) != 0)
            return false;
        s->group = s->total;
        s->has_group = true;
        s->total = (db_nvalue){0};
        int both = s->scale;
        close_group(s, e);
        s->scale = both < e ? both : e;
        return true;
    }
    if (s->has_total && (!after_and || e >= s->scale))
        return false;
    close_group(s, e);
    return true;
}

static uint32_t room_after(uint32_t v) { return v >= 100 ? 100 : v >= 20 ? 10 : 0; }

static bool take_n(sum *s, uint32_t v, bool after_and)
{
    if (!s->has_group) {
        if (s->has_total && !v)
            return false;
        s->group = db_nv_int(v);
        s->has_group = true;
        s->room = room_after(v);
        s->unit = v >= 2 && v < 10 ? v : 0;
    } else if (v == 100 && s->unit && !after_and) { /* پنج صد */
        db_nv_shift(&s->group, 2);
        s->room = 100;
        s->unit = 0;
    } else if (v && v < s->room) {
        db_nvalue x = db_nv_int(v);
        db_nv_add(&s->group, &x);
        s->room = room_after(v);
        s->unit = 0;
    } else {
        return false;
    }
    s->words = true;
    s->scaled = false;
    return true;
}

static bool take_digits(sum *s, const db_nvalue *v)
{
    db_nvalue limit = db_nv_int(s->has_group ? s->room : 1);
    if (!s->has_group && s->has_total)
        db_nv_shift(&limit, s->scale);
    if ((s->has_group || s->has_total) && db_nv_cmp(v, &limit) >= 0)
        return false;
    if (s->has_group)
        db_nv_add(&s->group, v);
    else
        s->group = *v;
    s->has_group = true;
    s->room = s->unit = 0;
    s->scaled = false;
    return true;
}

/* «و نیم»: half of one, or half of the scale before it. */
static void take_half(sum *s)
{
    db_nvalue h = db_nv_int(5);
    db_nv_shift(&h, -1);
    h.places = 1;
    if (s->scaled) {
        db_nv_shift(&h, s->scale);
        db_nv_add(&s->total, &h);
    } else if (s->has_group) {
        db_nv_add(&s->group, &h);
    } else {
        s->group = h;
        s->has_group = true;
    }
    s->room = s->unit = 0;
    s->words = true;
}

static uint32_t small_value(const db_nvalue *v) /* 0 if it is not a whole number below a million */
{
    uint32_t r = 0;
    if (db_nv_top(v) > 5)
        return 0;
    for (int i = 0; i < DB_NV_DIGITS; i++)
        if (v->d[i] && i < DB_NV_POINT)
            return 0;
    for (int i = 5; i >= 0; i--)
        r = r * 10 + v->d[DB_NV_POINT + i];
    return r;
}

/* num / den to the last place there is. */
static db_nvalue divided(uint32_t num, uint32_t den)
{
    db_nvalue v = db_nv_int(num / den);
    uint64_t rest = num % den;
    for (int i = DB_NV_POINT - 1; i >= 0 && rest; i--) {
        rest *= 10;
        v.d[i] = (uint8_t)(rest / den);
        rest %= den;
        v.places = (uint8_t)(DB_NV_POINT - i);
    }
    return v;
}

/* «پنج دهم»، «یک سوم»، «بیست و پنج صدم»: an ordinal that does not add makes parts of one. */
static bool take_parts(sum *s, const db_nword *w)
{
    if (w->ordinal != 1 || !s->has_group || s->has_total || (w->kind == DB_NK_N && (uint32_t)w->value < s->room))
        return false;
    uint32_t den = 1, num = small_value(&s->group);
    if (w->kind == DB_NK_N)
        den = (uint32_t)w->value;
    else
        for (int i = 0; i < w->value && den < 1000000; i++)
            den *= 10;
    if (!num || num >= den || den < 2)
        return false;
    s->num = num;
    s->den = den;
    s->group = divided(num, den);
    return true;
}

/* Digits behind the point: in words they are read as one number, or with their place (پنج دهم). */
static uint32_t take_point(const finder *f, uint32_t i, sum *s)
{
    uint32_t zeros = 0, j = i + 1;
    sum tail = {.scale = FREE};
    for (const item *b = at(f, j); b && follows(f, j) && b->w.kind == DB_NK_N && !b->w.value && !b->w.ordinal; b = at(f, ++j))
        zeros++;
    const item *b = at(f, j);
    bool any = false, and = false;
    db_nvalue v;
    for (; b && follows(f, j); b = at(f, ++j)) {
        if (b->w.kind == DB_NK_N && !b->w.ordinal && take_n(&tail, (uint32_t)b->w.value, and))
            and = false, any = true;
        else if (b->w.kind == DB_NK_DIGITS && !any && digits_of(f, b, &v) && take_digits(&tail, &v))
            any = true;
        else if (b->w.kind == DB_NK_AND && any && !and && at(f, j + 1) && follows(f, j + 1) && at(f, j + 1)->w.kind == DB_NK_N &&
                 (uint32_t)at(f, j + 1)->w.value < tail.room && !at(f, j + 1)->w.ordinal)
            and = true;
        else
            break;
    }
    if (!any)
        return 0;
    int places = (int)zeros + (db_nv_top(&tail.group) < 0 ? 1 : db_nv_top(&tail.group) + 1);
    if (b && follows(f, j) && b->w.ordinal == 1 && (b->w.kind == DB_NK_SCALE || b->w.value == 10 || b->w.value == 100)) {
        places = b->w.kind == DB_NK_SCALE ? b->w.value : b->w.value == 10 ? 1 : 2;
        j++;
    }
    db_nv_shift(&tail.group, -places);
    tail.group.places = (uint8_t)places;
    if (!s->has_group)
        s->group = (db_nvalue){0};
    db_nv_add(&s->group, &tail.group);
    s->has_group = true;
    s->room = s->unit = 0;
    s->scaled = false;
    s->words = true;
    return j;
}

/* Can the number go on with item i, behind «و»? */
static bool goes_on(const finder *f, uint32_t i, const sum *s)
{
    const item *b = at(f, i);
    if (!b || !follows(f, i))
        return false;
    sum try = *s;
    db_nvalue v;
    bool wordy = s->has_total || (s->words && s->has_group); /* two groups of digits with «و» between are two numbers */
    switch (b->w.kind) {
    case DB_NK_N: return wordy && take_n(&try, (uint32_t)b->w.value, true);
    case DB_NK_SCALE: return s->has_total && take_scale(&try, b->w.value, true);
    case DB_NK_DIGITS: return wordy && digits_of(f, b, &v) && take_digits(&try, &v);
    case DB_NK_HALF: return true;
    }
    return false;
}

static bool take_ordinal(sum *s, const db_nword *w, bool and)
{
    if (!and && take_parts(s, w))
        return true;
    if (w->kind == DB_NK_SCALE ? !take_scale(s, w->value, and) : !take_n(s, (uint32_t)w->value, and))
        return false;
    s->ordinal = true;
    s->words = true;
    return true;
}

/* The number that begins at item i. Returns the item behind it; i: there is none. */
static uint32_t number_at(const finder *f, uint32_t i, sum *s)
{
    uint32_t j = i;
    bool and = false;
    db_nvalue v;
    *s = (sum){.scale = FREE};
    for (const item *b; (b = at(f, j)) && (j == i || follows(f, j)); j++) {
        const db_nword *w = &b->w;
        if (w->ordinal) {
            if (take_ordinal(s, w, and))
                j++;
            break;
        }
        if (w->kind == DB_NK_N && (j == i || and || s->words || s->scaled) && take_n(s, (uint32_t)w->value, and)) {
            and = false;
        } else if (w->kind == DB_NK_DIGITS && digits_of(f, b, &v) && (j == i || and || s->scaled) && take_digits(s, &v)) {
            and = false;
        } else if (w->kind == DB_NK_SCALE && take_scale(s, w->value, and)) {
            s->words = true;
            and = false;
        } else if (w->kind == DB_NK_HALF && (j == i || and)) {
            take_half(s);
            if (j > i) {
                j++;
                break;
            }
        } else if (w->kind == DB_NK_AND && j > i && !and && goes_on(f, j + 1, s)) {
            and = true;
        } else if (w->kind == DB_NK_POINT && j > i && !and && (s->has_group || s->has_total)) {
            uint32_t next = take_point(f, j, s);
            if (!next)
                break;
            j = next - 1;
        } else {
            break;
        }
    }
    return j;
}

/* ---- what is a number -------------------------------------------------------------------------------------------------------------- */

static bool word_is(const finder *f, uint32_t tok, db_nkind kind, db_nword *w)
{
    const db_tokens *k = f->k;
    return tok < k->n && k->kind[tok] == DB_T_WORD && word_of(f->x, k->letters + k->key0[tok], k->key0[tok + 1] - k->key0[tok], w) && w->kind == kind;
}

static bool wanted(const finder *f, uint32_t i, uint32_t j, const sum *s)
{
    const item *a = &f->it[i], *b = &f->it[j - 1];
    db_nword w;
    bool bound = f->it[j - 1].tok == a->tok && j < f->n && f->it[j].tok == a->tok && f->it[j].glued;
    if (bound) /* a part of a glued word that is no number as a whole */
        return false;
    if (a->w.kind == DB_NK_HALF && j == i + 1)
        return false;
    if (s->words && a->tok > 0 && word_is(f, a->tok - 1, DB_NK_VAGUE, &w))
        return false;
    if (word_is(f, b->tok + 1, DB_NK_NOT, &w) && !(f->k->flags[b->tok + 1] & DB_TF_LINE))
        return false;
    return !(a->w.weak && j == i + 1) || f->flags & DB_NUM_WEAK || word_is(f, b->tok + 1, DB_NK_COUNTER, &w) || word_is(f, b->tok + 1, DB_NK_MONEY, &w);
}

/* A minus right before the first digit, with a space or nothing before it. */
static bool minus_sign(const finder *f, const item *a)
{
    uint32_t i = a->tok;
    return i > 0 && a->w.kind == DB_NK_DIGITS && f->k->punct[i - 1] == DB_P_DASH && !f->k->flags[i] &&
           (i == 1 || f->k->flags[i - 1] || f->k->punct[i - 2] == DB_P_PAREN_OPEN) && f->k->norm1[i - 1] == f->k->norm0[i];
}

/* Behind the number: «ام», «مین» make it an ordinal; «تومان» says what is counted. */
static uint32_t endings(const finder *f, uint32_t j, sum *s, db_number *num)
{
    uint32_t last = f->it[j - 1].tok;
    const item *b = at(f, j);
    db_nword w;
    if (b && !s->ordinal && !s->den && b->w.kind == DB_NK_SUFFIX && b->tok == last + 1 &&
        (!(f->k->flags[b->tok] & DB_TF_SPACE) || f->k->key0[b->tok + 1] - f->k->key0[b->tok] > 1)) {
        s->ordinal = true;
        num->norm1 = b->norm1;
        num->cp1 = f->k->cp1[b->tok];
        last = b->tok;
        j++;
    }
    if (word_is(f, last + 1, DB_NK_MONEY, &w))
        num->money = w.value;
    return j;
}

static uint32_t cp_of(const finder *f, uint32_t tok, uint32_t norm)
{
    uint32_t from = f->t->map[f->k->norm0[tok]], to = f->t->map[norm], c = f->k->cp0[tok];
    for (uint32_t i = from; i < to; i++)
        c += (signed char)f->t->orig[i] >= -64;
    return c;
}

static uint32_t emit(finder *f, uint32_t i, uint32_t j, sum *s)
{
    const item *a = &f->it[i], *b = &f->it[j - 1];
    db_number n = {.norm0 = a->norm0, .norm1 = b->norm1, .value = whole(s), .num = s->num, .den = s->den, .words = s->words};
    n.cp0 = a->norm0 == f->k->norm0[a->tok] ? f->k->cp0[a->tok] : cp_of(f, a->tok, a->norm0);
    n.cp1 = b->norm1 == f->k->norm1[b->tok] ? f->k->cp1[b->tok] : cp_of(f, b->tok, b->norm1);
    for (uint32_t m = i; m < j; m++)
        n.digits |= f->it[m].w.kind == DB_NK_DIGITS;
    j = endings(f, j, s, &n);
    const item *sign = i > 0 && follows(f, i) && f->it[i - 1].w.kind == DB_NK_SIGN ? &f->it[i - 1] : NULL;
    if (sign) {
        n.value.negative = sign->w.value < 0 && !db_nv_is_zero(&n.value);
        n.norm0 = sign->norm0;
        n.cp0 = f->k->cp0[sign->tok];
        n.words = true;
    } else if (minus_sign(f, a)) {
        n.value.negative = !db_nv_is_zero(&n.value);
        n.norm0 = f->k->norm0[a->tok - 1];
        n.cp0 = f->k->cp0[a->tok - 1];
    }
    n.kind = s->den ? DB_NUM_FRACTION : s->ordinal ? DB_NUM_ORDINAL : DB_NUM_CARDINAL;
    if (!n.value.overflow)
        DB_PUSH(f->a, f->out, f->n_out, f->cap_out) = n;
    return j;
}

db_number *db_numbers_find(db_arena *a, const db_numbers *x, const db_text *t, const db_tokens *k, uint32_t flags, uint32_t *n)
{
    finder f = {.a = a, .x = x, .t = t, .k = k, .flags = flags};
    *n = 0;
    if (!x->first)
        return NULL;
    collect(&f);
    for (uint32_t i = 0; i < f.n;) {
        sum s;
        uint32_t j = i;
        const db_nword *w = &f.it[i].w;
        if ((counts(w) || w->kind == DB_NK_HALF) && !(f.it[i].glued && i > 0))
            j = number_at(&f, i, &s);
        if (j > i && wanted(&f, i, j, &s)) {
            i = emit(&f, i, j, &s);
            continue;
        }
        for (i = i + 1; i < f.n && f.it[i].glued;) /* not the middle of a word */
            i++;
    }
    *n = f.n_out;
    return f.out;
}

/* ---- one number, as people type it --------------------------------------------------------------------------------------------------- */

bool db_numbers_sum(const db_numbers *x, const db_text *t, const db_tokens *k, db_nvalue *out, int32_t *money)
{
    db_arena a;
    db_arena_init(&a, 0);
    finder f = {.a = &a, .x = x, .t = t, .k = k, .flags = DB_NUM_WEAK};
    db_nvalue total = {0}, group = {0}, v;
    bool has = false, any = false, negative = false;
    *money = 0;
    if (x->first)
        collect(&f);
    for (uint32_t i = 0; i < f.n; i++) {
        const item *b = &f.it[i];
        negative |= (b->w.kind == DB_NK_SIGN && b->w.value < 0) || minus_sign(&f, b);
        if (b->w.kind == DB_NK_MONEY)
            *money = b->w.value;
        if (b->w.kind == DB_NK_SCALE) {
            if (!has)
                group = db_nv_int(1);
            db_nv_shift(&group, b->w.value);
            db_nv_add(&total, &group);
            group = (db_nvalue){0};
            has = false;
            any = true;
        } else if (b->w.kind == DB_NK_N && b->w.value == 100 && has && db_nv_top(&group) == 0) {
            db_nv_shift(&group, 2);
        } else if (b->w.kind == DB_NK_N || (b->w.kind == DB_NK_DIGITS && digits_of(&f, b, &v))) {
            if (b->w.kind == DB_NK_N)
                v = db_nv_int((uint32_t)b->w.value);
            db_nv_add(&group, &v);
            has = any = true;
        }
    }
    db_nv_add(&total, &group);
    total.negative = negative && !db_nv_is_zero(&total);
    *out = total;
    db_arena_free(&a);
    return any && !total.overflow;
}

/* ---- slips of the pen ------------------------------------------------------------------------------------------------------------------ */

/* Letters to change, put in or leave out, from a to b. */
static uint32_t distance(const uint8_t *a, uint32_t n, const uint8_t *b, uint32_t m)
{
    uint32_t row[FORM_MAX + 2];
    for (uint32_t j = 0; j <= m; j++)
        row[j] = j;
    for (uint32_t i = 1; i <= n; i++) {
        uint32_t diagonal = row[0];
        row[0] = i;
        for (uint32_t j = 1; j <= m; j++) {
            uint32_t change = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            uint32_t gap = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            row[j] = change < gap ? change : gap;
        }
    }
    return row[m];
}

typedef struct near {
    const uint8_t *p;
    uint32_t n, best;
    db_str form;
} near;

static void try_form(const db_numbers *x, near *q, uint8_t kind, int value)
{
    db_nform_key k = {.kind = kind, .value = (int16_t)value};
    uint8_t letters[FORM_MAX];
    db_str form = db_map_find(&x->forms, &k, sizeof k);
    uint32_t m = form.n ? db_letters(form, letters, NULL, FORM_MAX) : 0;
    uint32_t d = m ? distance(q->p, q->n, letters, m) : q->best;
    if (d < q->best && (d < m || d == 1)) {
        q->best = d;
        q->form = form;
    }
}

db_str db_numbers_nearest(const db_numbers *x, const uint8_t *p, uint32_t n)
{
    near q = {.p = p, .n = n, .best = 3};
    db_nword w;
    if (!n || n > FORM_MAX)
        return (db_str){0};
    if (word_of(x, p, n, &w)) /* it is one */
        return (db_str){0};
    for (int v = 0; v <= 900; v += v < 20 ? 1 : v < 100 ? 10 : 100)
        try_form(x, &q, DB_NK_N, v);
    for (int v = 3; v <= 33; v += 3)
        try_form(x, &q, DB_NK_SCALE, v);
    try_form(x, &q, DB_NK_SIGN, -1);
    try_form(x, &q, DB_NK_SIGN, 1);
    try_form(x, &q, DB_NK_AND, 0);
    try_form(x, &q, DB_NK_POINT, 0);
    return q.form;
}
