/* text_numbers.c -- `dabir text numbers`: numbers in words and digits with their values, and each written as the other. */
#include "cli/text.h"
#include "lang/numbers.h"

enum { OPT_TO = 1, OPT_VALUE, OPT_DIGITS, OPT_COMMAS, OPT_PARTS, OPT_APART, OPT_INSIDE, OPT_SPOKEN, OPT_IN, OPT_UNIT };

typedef enum to { TO_LIST, TO_WORDS, TO_DIGITS, TO_ORDINALS, TO_CARDINALS, TO_CORRECTED } to;
typedef enum script { EN, FA, AR } script;

typedef struct numbers_state {
    to to;
    script digits;
    bool value, commas, spoken;
    uint32_t words;      /* DB_NW_* */
    uint32_t find;       /* DB_NUM_* */
    int32_t in, unit;    /* rials of one; 0: not told */
    db_numbers x;
} numbers_state;

static int one_of(const char *arg, const char *const *names)
{
    for (int i = 0; names[i]; i++)
        if (strcmp(arg, names[i]) == 0)
            return i;
    return -1;
}

static bool numbers_take(void *state, int id, const char *arg, char *why, size_t cap)
{
    static const char *const tos[] = {"list", "words", "digits", "ordinals", "cardinals", "corrected", NULL}, *const scripts[] = {"en", "fa", "ar", NULL},
                             *const money[] = {"rial", "toman", NULL};
    numbers_state *s = state;
    int i = 0;
    switch (id) {
    case OPT_VALUE: s->value = true; return true;
    case OPT_COMMAS: s->commas = true; return true;
    case OPT_PARTS: s->words |= DB_NW_DENOMINATOR; return true;
    case OPT_APART: s->words |= DB_NW_APART; return true;
    case OPT_INSIDE: s->find |= DB_NUM_INSIDE; return true;
    case OPT_SPOKEN: s->spoken = true; return true;
    case OPT_TO:
        if ((i = one_of(arg, tos)) >= 0)
            s->to = (to)i;
        break;
    case OPT_DIGITS:
        if ((i = one_of(arg, scripts)) >= 0)
            s->digits = (script)i;
        break;
    case OPT_IN: case OPT_UNIT:
        if ((i = one_of(arg, money)) >= 0)
            *(id == OPT_IN ? &s->in : &s->unit) = i ? 10 : 1;
        break;
    }
    if (i < 0)
        snprintf(why, cap, "%s is none of the values of this option", arg);
    return i >= 0;
}

static dabir_status numbers_begin(cli_text *t, dabir_error *err)
{
    (void)err;
    numbers_state *s = t->state;
    db_numbers_open(t->model, &s->x);
    return DABIR_OK;
}

/* ---- values ------------------------------------------------------------------------------------------------------------------------ */

static void put_digits(db_buf *b, const char *z, script in)
{
    for (; *z; z++) {
        if (*z >= '0' && *z <= '9' && in != EN)
            db_buf_add(b, (char[]){in == FA ? '\xDB' : '\xD9', (char)((in == FA ? 0xB0 : 0xA0) + *z - '0')}, 2);
        else
            db_buf_ch(b, *z);
    }
}

static void put_value(db_buf *b, const db_nvalue *v, const numbers_state *s)
{
    char z[DB_NV_DIGITS * 2];
    db_nv_format(v, s->commas, z);
    put_digits(b, z, s->digits);
}

/* Amounts of money as they are spoken («صد تومن» is a hundred thousand), and from one unit to the other. */
static void as_money(db_nvalue *v, int32_t unit, const numbers_state *s)
{
    if (s->spoken && !db_nv_is_zero(v) && db_nv_top(v) < 3)
        db_nv_shift(v, 3);
    if (!unit)
        unit = s->unit;
    if (unit && s->in && unit != s->in)
        db_nv_shift(v, s->in == 10 ? -1 : 1);
}

/* ---- one number a text --------------------------------------------------------------------------------------------------------------- */

static void put_sum(cli_text *t, const db_text *x, const db_tokens *k)
{
    const numbers_state *s = t->state;
    db_nvalue v;
    int32_t money;
    if (db_numbers_sum(&s->x, x, k, &v, &money)) {
        if (s->spoken || s->in)
            as_money(&v, money, s);
        put_value(t->out, &v, s);
    }
    if (!t->o->batch)
        db_buf_ch(t->out, '\n');
}

/* ---- the text with its numbers written anew -------------------------------------------------------------------------------------------- */

/* Appends a number as it is wanted; false: it stays as it is. */
static bool rewritten(const numbers_state *s, const db_number *n, db_buf *b)
{
    switch (s->to) {
    case TO_LIST: case TO_CORRECTED: return false;
    case TO_WORDS: return n->digits && db_numbers_words(&s->x, &n->value, s->words | (n->kind == DB_NUM_ORDINAL ? DB_NW_ORDINAL : 0u), b);
    case TO_ORDINALS: return n->kind == DB_NUM_CARDINAL && db_numbers_words(&s->x, &n->value, s->words | DB_NW_ORDINAL, b);
    case TO_CARDINALS: return n->kind == DB_NUM_ORDINAL && db_numbers_words(&s->x, &n->value, s->words, b);
    case TO_DIGITS: break;
    }
    if (n->kind == DB_NUM_ORDINAL)
        return false;
    if (n->den && n->value.places == DB_NV_POINT) { /* a third has no end */
        char z[32];
        snprintf(z, sizeof z, "%s%u/%u", n->value.negative ? "-" : "", n->num, n->den);
        put_digits(b, z, s->digits);
    } else {
        put_value(b, &n->value, s);
    }
    return true;
}

static void rewrite(cli_text *t, db_str text, const db_number *n, uint32_t count)
{
    cli_slice cur = {.p = text.p, .n = text.n};
    uint32_t at = 0;
    for (uint32_t i = 0; i < count; i++) {
        db_str before = cli_slice_of(&cur, at, n[i].cp0);
        db_buf_add(t->out, before.p, before.n);
        at = rewritten(t->state, &n[i], t->out) ? n[i].cp1 : n[i].cp0;
    }
    db_str rest = cli_slice_of(&cur, at, UINT32_MAX);
    db_buf_add(t->out, rest.p, rest.n);
}

/* Every word of the text is taken for a number word, mistyped or not. */
static void correct(cli_text *t, db_str text, const db_text *x, const db_tokens *k)
{
    const numbers_state *s = t->state;
    cli_slice cur = {.p = text.p, .n = text.n};
    uint32_t at = 0;
    for (uint32_t i = 0; i < k->n; i++) {
        db_str form = k->kind[i] == DB_T_WORD ? db_numbers_nearest(&s->x, k->letters + k->key0[i], k->key0[i + 1] - k->key0[i]) : (db_str){0};
        if (!form.p)
            continue;
        db_str before = cli_slice_of(&cur, at, k->cp0[i]);
        db_buf_add(t->out, before.p, before.n);
        db_buf_add(t->out, form.p, form.n);
        at = k->cp1[i];
    }
    db_str rest = cli_slice_of(&cur, at, x->n_cp);
    db_buf_add(t->out, rest.p, rest.n);
}

/* ---- the list ------------------------------------------------------------------------------------------------------------------------------ */

static void put_json(cli_text *t, const db_number *n, db_str text)
{
    static const char *const kinds[] = {"cardinal", "ordinal", "fraction"};
    db_buf *b = t->out;
    char z[DB_NV_DIGITS * 2];
    db_nv_format(&n->value, false, z);
    db_buf_str(b, "{\"text\":");
    cli_json_str(b, text);
    db_buf_ch(b, ',');
    cli_text_span(b, t, n->cp0, n->cp1);
    db_buf_fmt(b, ",\"value\":%s,\"kind\":\"%s\",\"form\":\"%s\"", z, kinds[n->kind], !n->digits ? "words" : n->words ? "mixed" : "digits");
    if (n->den)
        db_buf_fmt(b, ",\"fraction\":\"%u/%u\"", n->num, n->den);
    if (n->money) {
        const numbers_state *s = t->state;
        db_nvalue v = n->value;
        as_money(&v, n->money, s);
        db_nv_format(&v, false, z);
        db_buf_fmt(b, ",\"money\":{\"amount\":%s,\"unit\":\"%s\"}", z, (s->in ? s->in : n->money) == 10 ? "toman" : "rial");
    }
    db_buf_str(b, "}\n");
}

static void put_line(cli_text *t, const db_number *n, db_str text)
{
    static const char *const kinds[] = {"cardinal", "ordinal", "fraction"};
    db_buf *b = t->out;
    db_buf_fmt(b, "%llu\t%llu\t", (unsigned long long)(t->cp0 + n->cp0), (unsigned long long)(t->cp0 + n->cp1));
    put_value(b, &n->value, t->state);
    db_buf_fmt(b, "\t%s\t", kinds[n->kind]);
    for (uint32_t i = 0; i < text.n; i++)
        db_buf_ch(b, text.p[i] == '\n' || text.p[i] == '\t' || text.p[i] == '\r' ? ' ' : text.p[i]);
    db_buf_ch(b, '\n');
}

static dabir_status numbers_window(cli_text *t, db_str text, dabir_error *err)
{
    (void)err;
    const numbers_state *s = t->state;
    db_text x;
    db_tokens k;
    uint32_t n;
    db_normalise(t->a, text.p, text.n, &x);
    db_tokenise(t->a, &x, &k);
    t->sents += k.n_sents;
    if (s->value) {
        put_sum(t, &x, &k);
        return DABIR_OK;
    }
    if (s->to == TO_CORRECTED) {
        correct(t, text, &x, &k);
        return DABIR_OK;
    }
    uint32_t weak = s->to == TO_ORDINALS || s->to == TO_CARDINALS ? DB_NUM_WEAK : 0u;
    const db_number *v = db_numbers_find(t->a, &s->x, &x, &k, s->find | weak, &n);
    if (s->to) {
        rewrite(t, text, v, n);
        return DABIR_OK;
    }
    cli_slice cur = {.p = text.p, .n = text.n};
    for (uint32_t i = 0; i < n; i++) {
        db_str w = cli_slice_of(&cur, v[i].cp0, v[i].cp1);
        if (t->o->json)
            put_json(t, &v[i], w);
        else
            put_line(t, &v[i], w);
    }
    return DABIR_OK;
}

static const cli_text_option numbers_options[] = {
    {OPT_TO, "to", "FORM", "write the text with its numbers as words, digits, ordinals, cardinals; or corrected"},
    {OPT_VALUE, "value", NULL, "take each text for one number and print it (with --lines: each line)"},
    {OPT_DIGITS, "digits", "SCRIPT", "digits to write: en (the default), fa or ar"},
    {OPT_COMMAS, "commas", NULL, "thousands apart: 1,250,000"},
    {OPT_PARTS, "parts", NULL, "what stands behind the point as hundredths and so on"},
    {OPT_APART, "apart", NULL, "hundreds and \xD8\xA7\xD9\x8F\xD9\x85 as words of their own"},
    {OPT_INSIDE, "inside", NULL, "also numbers inside of words and names, and the parts of dates"},
    {OPT_SPOKEN, "spoken", NULL, "money as it is spoken: a hundred toman are a hundred thousand"},
    {OPT_IN, "in", "UNIT", "money in this unit: toman or rial"},
    {OPT_UNIT, "unit", "UNIT", "unit of money that says none"},
    {0},
};

const cli_text_command cli_text_numbers = {
    .name = "numbers", .what = "Find numbers in words and digits, say their values, or write them anew.",
    .more = "A line is: start, end (code points of the text), value, kind (cardinal, ordinal, fraction), the words.\n"
            "Values are exact. Dates, times and telephone numbers are no numbers here (--inside: their parts are).\n"
            "\n"
            "Examples:\n"
            "  dabir text numbers news.txt                   what stands where\n"
            "  dabir text numbers --to digits --commas       \xD8\xB3\xD9\x87 \xD9\x87\xD8\xB2\xD8\xA7\xD8\xB1 \xD9\x86\xD9\x81\xD8\xB1 becomes 3,000 \xD9\x86\xD9\x81\xD8\xB1\n"
            "  dabir text numbers --to words                 and back\n"
            "  echo '\xD8\xB5\xD8\xAF \xD8\xAA\xD9\x88\xD9\x85\xD9\x86' | dabir text numbers --value --spoken\n",
    .options = numbers_options, .state_size = sizeof(numbers_state), .take = numbers_take, .begin = numbers_begin, .window = numbers_window,
};
