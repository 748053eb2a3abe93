/* text_script.c -- `dabir text script` and `dabir text digits`: which letters a text is made of, and digits from one script to another. */
#include "cli/text.h"

/* ---- script ---------------------------------------------------------------------------------------------------------------------- */

enum { OPT_TEST = 1 };
typedef enum test { T_NONE, T_PERSIAN, T_ARABIC, T_SOME_PERSIAN } test;

typedef struct script_state { test test; } script_state;

static bool script_take(void *state, int id, const char *arg, char *why, size_t cap)
{
    static const char *const names[] = {"", "persian", "arabic", "some-persian"};
    (void)id;
    for (int i = 1; i < 4; i++)
        if (strcmp(arg, names[i]) == 0) {
            ((script_state *)state)->test = (test)i;
            return true;
        }
    snprintf(why, cap, "--test %s: neither persian nor arabic nor some-persian", arg);
    return false;
}

/* What letters there are. */
typedef struct counts {
    uint32_t persian, arabic; /* letters of one of the two languages alone: گ چ پ ژ ک ی; ك ي ة ى … */
    uint32_t shared, latin, other;
} counts;

static uint32_t next_cp(db_str s, uint32_t *i)
{
    const unsigned char *p = (const unsigned char *)s.p + *i;
    uint32_t len = *p < 0x80 ? 1 : *p < 0xE0 ? 2 : *p < 0xF0 ? 3 : 4, c = len == 1 ? *p : *p & (0xFFu >> (len + 1));
    for (uint32_t k = 1; k < len; k++)
        c = c << 6 | (p[k] & 0x3F);
    *i += len;
    return c;
}

static bool one_of(uint32_t c, const uint32_t *set, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (set[i] == c)
            return true;
    return false;
}

static counts count_letters(db_str s)
{
    static const uint32_t persian[] = {0x67E, 0x686, 0x698, 0x6A9, 0x6AF, 0x6CC, 0x6C0}, arabic[] = {0x643, 0x64A, 0x649, 0x629, 0x625};
    counts n = {0};
    for (uint32_t i = 0; i < s.n;) {
        uint32_t c = next_cp(s, &i);
        if (one_of(c, persian, sizeof persian / sizeof *persian))
            n.persian++;
        else if (one_of(c, arabic, sizeof arabic / sizeof *arabic))
            n.arabic++;
        else if ((c >= 0x621 && c <= 0x64A) || (c >= 0x671 && c <= 0x6D3))
            n.shared++;
        else if (((c | 32) >= 'a' && (c | 32) <= 'z' && c < 128) || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7))
            n.latin++;
        else if (c >= 0x370 && !(c >= 0x600 && c <= 0x6FF) && !(c >= 0x2000 && c <= 0x2BFF))
            n.other++;
    }
    return n;
}

/* Persian: Arabic script with nothing that Persian does not write; Arabic: the other way round. */
static bool holds(test what, const counts *n)
{
    uint32_t foreign = n->latin + n->other;
    switch (what) {
    case T_PERSIAN: return n->persian + n->shared > 0 && !n->arabic && !foreign;
    case T_ARABIC: return n->arabic + n->shared > 0 && !n->persian && !foreign;
    case T_SOME_PERSIAN: return n->persian + n->shared > 0;
    case T_NONE: break;
    }
    return false;
}

static void put_counts(cli_text *t, db_str line)
{
    const script_state *o = t->state;
    counts n = count_letters(line);
    db_buf *b = t->out;
    if (o->test)
        db_buf_str(b, holds(o->test, &n) ? "true\n" : "false\n");
    else if (t->o->json)
        db_buf_fmt(b, "{\"persian\":%u,\"arabic\":%u,\"shared\":%u,\"latin\":%u,\"other\":%u}\n", n.persian, n.arabic, n.shared, n.latin, n.other);
    else
        db_buf_fmt(b, "persian %u\tarabic %u\tshared %u\tlatin %u\tother %u\n", n.persian, n.arabic, n.shared, n.latin, n.other);
}

static dabir_status script_window(cli_text *t, db_str text, dabir_error *err)
{
    (void)err;
    const char *p = text.p, *end = text.p + text.n;
    do {
        const char *e = end > p ? memchr(p, '\n', (size_t)(end - p)) : NULL;
        put_counts(t, db_str_of(p, (size_t)((e ? e : end) - p)));
        p = e ? e + 1 : end;
    } while (p < end);
    return DABIR_OK;
}

static const cli_text_option script_options[] = {
    {OPT_TEST, "test", "LANGUAGE", "say true or false: persian, arabic (letters of no other), some-persian"},
    {0},
};

const cli_text_command cli_text_script = {
    .name = "script", .what = "Count the letters of each line: only Persian, only Arabic, shared, Latin.",
    .more = "Only Persian writes \xDA\xAF \xDA\x86 \xD9\xBE \xDA\x98 \xDA\xA9 \xDB\x8C, only Arabic \xD9\x83 \xD9\x8A \xD8\xA9 \xD9\x89 \xD8\xA5.\n"
            "\n"
            "Examples:\n"
            "  dabir text script names.txt\n"
            "  dabir text script --test persian names.txt\n",
    .options = script_options, .state_size = sizeof(script_state), .no_model = true, .take = script_take, .window = script_window,
};

/* ---- digits ------------------------------------------------------------------------------------------------------------------------ */

enum { OPT_DFROM = 1, OPT_DTO, EN = 1, FA = 2, AR = 4 };

typedef struct digits_state { unsigned of, to; } digits_state;

static unsigned scripts_of(const char *z)
{
    unsigned bits = 0;
    for (; *z; z += z[2] == ',' ? 3 : 2) {
        unsigned b = strncmp(z, "en", 2) == 0 ? EN : strncmp(z, "fa", 2) == 0 ? FA : strncmp(z, "ar", 2) == 0 ? AR : 0;
        if (!b || (z[2] && z[2] != ','))
            return 0;
        bits |= b;
    }
    return bits;
}

static bool digits_take(void *state, int id, const char *arg, char *why, size_t cap)
{
    digits_state *s = state;
    unsigned bits = scripts_of(arg);
    if (id == OPT_DFROM)
        s->of = bits;
    else
        s->to = bits & (bits - 1) ? 0 : bits;
    if (id == OPT_DFROM ? s->of : s->to)
        return true;
    snprintf(why, cap, "%s: not %s of en, fa, ar", arg, id == OPT_DFROM ? "a list" : "one");
    return false;
}

static void put_digit(db_buf *b, unsigned d, unsigned to)
{
    if (to == EN)
        db_buf_ch(b, (char)('0' + d));
    else
        db_buf_add(b, (char[]){to == FA ? '\xDB' : '\xD9', (char)((to == FA ? 0xB0u : 0xA0u) + d)}, 2);
}

static dabir_status digits_window(cli_text *t, db_str text, dabir_error *err)
{
    (void)err;
    const digits_state *o = t->state;
    unsigned of = o->of ? o->of : EN | FA | AR, to = o->to ? o->to : EN;
    const unsigned char *p = (const unsigned char *)text.p;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < text.n; i++) {
        unsigned d = 10, len = 1;
        if (of & EN && p[i] >= '0' && p[i] <= '9')
            d = p[i] - '0';
        else if (of & FA && p[i] == 0xDB && i + 1 < text.n && p[i + 1] >= 0xB0 && p[i + 1] <= 0xB9)
            d = p[i + 1] - 0xB0u, len = 2;
        else if (of & AR && p[i] == 0xD9 && i + 1 < text.n && p[i + 1] >= 0xA0 && p[i + 1] <= 0xA9)
            d = p[i + 1] - 0xA0u, len = 2;
        if (d > 9)
            continue;
        db_buf_add(t->out, text.p + kept, i - kept);
        put_digit(t->out, d, to);
        i += len - 1;
        kept = i + 1;
    }
    db_buf_add(t->out, text.p + kept, text.n - kept);
    return DABIR_OK;
}

static const cli_text_option digits_options[] = {
    {OPT_DFROM, "of", "LIST", "only digits of these scripts: en, fa, ar (the default: all)"},
    {OPT_DTO, "to", "SCRIPT", "en (the default), fa or ar"},
    {0},
};

const cli_text_command cli_text_digits = {
    .name = "digits", .what = "Write all digits in one script.",
    .more = "Nothing else is changed.\n"
            "\n"
            "Examples:\n"
            "  dabir text digits --to fa news.txt\n"
            "  dabir text digits --of ar --to fa news.txt   Arabic digits only\n",
    .options = digits_options, .state_size = sizeof(digits_state), .no_model = true, .take = digits_take, .window = digits_window,
};
