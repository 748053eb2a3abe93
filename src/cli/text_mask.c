/* text_mask.c -- `dabir text mask`: takes classes of things out of a text (addresses, tags, emoji, marks, function words …) or puts a
 * mask in their place; everything else stays as it is. */
#include "cli/text.h"

typedef enum what {
    M_URL = 1, M_MAIL = 2, M_MENTION = 4, M_HASHTAG = 8, M_EMOJI = 16, M_HTML = 32, M_PUNCT = 64, M_DIACRITIC = 128, M_DIGIT = 256,
    M_STOP = 512, M_FOREIGN = 1024, M_LATIN = 2048
} what;

static const struct { const char *name; uint32_t bit; } WHATS[] = {
    {"urls", M_URL}, {"mails", M_MAIL}, {"mentions", M_MENTION}, {"hashtags", M_HASHTAG}, {"emoji", M_EMOJI}, {"html", M_HTML},
    {"punctuation", M_PUNCT}, {"diacritics", M_DIACRITIC}, {"digits", M_DIGIT}, {"stopwords", M_STOP}, {"foreign", M_FOREIGN}, {"latin", M_LATIN}};

enum { N_WHATS = sizeof WHATS / sizeof *WHATS, OPT_WHAT = 1, OPT_WITH };

typedef struct mask_state {
    uint32_t bits;
    const char *with;
} mask_state;

static bool take_what(mask_state *s, const char *arg, char *why, size_t cap)
{
    for (const char *p = arg; *p;) {
        size_t n = strcspn(p, ","), i = 0;
        while (i < N_WHATS && !(strlen(WHATS[i].name) == n && memcmp(WHATS[i].name, p, n) == 0))
            i++;
        if (i == N_WHATS) {
            snprintf(why, cap, "--what: %.*s is not known (see --help)", (int)n, p);
            return false;
        }
        s->bits |= WHATS[i].bit;
        p += n + (p[n] == ',');
    }
    return true;
}

static bool mask_take(void *state, int id, const char *arg, char *why, size_t cap)
{
    mask_state *s = state;
    if (id == OPT_WITH)
        s->with = arg;
    return id == OPT_WITH || take_what(s, arg, why, cap);
}

static dabir_status mask_begin(cli_text *t, dabir_error *err)
{
    const mask_state *s = t->state;
    return s->bits ? DABIR_OK : db_fail(err, DABIR_E_ARGUMENT, "mask", 0, 0, 0, "say what, for example --what urls,mails");
}

/* ---- characters -------------------------------------------------------------------------------------------------------------------- */

static bool is_digit(uint32_t c) { return (c >= '0' && c <= '9') || (c >= 0x6F0 && c <= 0x6F9) || (c >= 0x660 && c <= 0x669); }
static bool is_diacritic(uint32_t c) { return (c >= 0x64B && c <= 0x65F && c != 0x654) || c == 0x670; }
static bool is_latin(uint32_t c) { return (c | 32) >= 'a' && (c | 32) <= 'z' && c < 128; }

static bool is_emoji(uint32_t c)
{
    return (c >= 0x1F000 && c <= 0x1FBFF) || (c >= 0x2600 && c <= 0x27BF) || (c >= 0x2B00 && c <= 0x2BFF) || (c >= 0xE0020 && c <= 0xE007F) ||
           (c >= 0x2300 && c <= 0x23FF) || c == 0xFE0F || c == 0x200D || c == 0x20E3;
}

static bool is_punct(uint32_t c)
{
    static const uint32_t other[] = {0xAB, 0xBB, 0x60C, 0x61B, 0x61F, 0x66A, 0x66B, 0x66C, 0x6D4, 0xB7};
    if (c < 128)
        return c > ' ' && c < 127 && !is_digit(c) && !is_latin(c);
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (c == other[i])
            return true;
    return (c >= 0x2010 && c <= 0x2027) || (c >= 0x2030 && c <= 0x205E);
}

/* A letter of the Persian alphabet, with the hamza forms that Persian writes. */
static bool is_persian(uint32_t c)
{
    if (c == 0x643 || c == 0x64A || c == 0x649 || c == 0x629)
        return false;
    return (c >= 0x621 && c <= 0x63A) || (c >= 0x641 && c <= 0x648) || c == 0x67E || c == 0x686 || c == 0x698 || c == 0x6A9 || c == 0x6AF ||
           c == 0x6CC || c == 0x6C0 || c == 0x654;
}

static bool is_space(uint32_t c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0x200C; }

static bool goes(uint32_t c, uint32_t bits)
{
    return (bits & M_DIGIT && is_digit(c)) || (bits & M_DIACRITIC && is_diacritic(c)) || (bits & M_EMOJI && is_emoji(c)) ||
           (bits & M_PUNCT && is_punct(c)) || (bits & M_LATIN && is_latin(c)) ||
           (bits & M_FOREIGN && !is_persian(c) && !is_diacritic(c) && !is_space(c) && !is_punct(c) && !(c >= 0x6F0 && c <= 0x6F9));
}

/* Valid UTF-8 at p. */
static uint32_t decode(const char *z, uint32_t *len)
{
    const unsigned char *p = (const unsigned char *)z;
    if (*p < 0x80)
        return *len = 1, *p;
    if (*p < 0xE0)
        return *len = 2, (*p & 0x1Fu) << 6 | (p[1] & 0x3Fu);
    if (*p < 0xF0)
        return *len = 3, (*p & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    return *len = 4, (*p & 7u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
}

/* ---- tokens ------------------------------------------------------------------------------------------------------------------------- */

enum { STAYS, GOES, GOES_ON /* the same thing as the byte before it */ };

static void cut_range(uint8_t *cut, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        cut[i] = i == from ? GOES : GOES_ON;
}

static uint32_t class_of(db_str f)
{
    if (f.p[0] == '#')
        return M_HASHTAG;
    if (f.p[0] == '@')
        return M_MENTION;
    return memchr(f.p, '@', f.n) && !memchr(f.p, '/', f.n) ? M_MAIL : M_URL;
}

/* Where an address begins: «x+y@z» is one, though the tokens split at the plus. */
static uint32_t whole_mail(db_str text, uint32_t from, db_str f)
{
    while (class_of(f) == M_MAIL && from > 0 && (is_latin((unsigned char)text.p[from - 1]) || is_digit((unsigned char)text.p[from - 1]) ||
                                                 strchr("+._-", text.p[from - 1])))
        from--;
    return from;
}

static void cut_tokens(cli_text *t, db_str text, uint8_t *cut)
{
    const mask_state *o = t->state;
    db_text x;
    db_tokens k;
    db_lang l = {0};
    db_normalise(t->a, text.p, text.n, &x);
    db_tokenise(t->a, &x, &k);
    if (o->bits & M_STOP)
        db_words(t->a, t->model, &x, &k, &l);
    for (uint32_t i = 0; i < l.n_words; i++)
        if (l.w[i].func && l.w[i].kind == DB_T_WORD)
            cut_range(cut, x.map[k.norm0[l.w[i].tok0]], x.map[k.norm1[l.w[i].tok1 - 1]]);
    for (uint32_t i = 0; i < k.n; i++) {
        db_str f = db_tok_form(&x, &k, i);
        bool tag = f.n > 1 && (f.p[0] == '#' || f.p[0] == '@');
        if ((k.kind[i] == DB_T_OTHER || tag) && f.n > 3 && (unsigned char)f.p[0] < 0x80 && class_of(f) & o->bits)
            cut_range(cut, whole_mail(text, x.map[k.norm0[i]], f), x.map[k.norm1[i]]);
    }
}

/* <p>, </p>, <a href='…'>: from < to > on one line. */
static void cut_html(db_str s, uint8_t *cut)
{
    for (uint32_t i = 0; i + 2 < s.n; i++) {
        if (s.p[i] != '<' || !(is_latin((unsigned char)s.p[i + 1]) || s.p[i + 1] == '/' || s.p[i + 1] == '!'))
            continue;
        uint32_t e = i;
        while (e < s.n && s.p[e] != '>' && s.p[e] != '\n' && e - i < 1000)
            e++;
        if (e < s.n && s.p[e] == '>')
            cut_range(cut, i, e + 1);
    }
}

/* ---- out ------------------------------------------------------------------------------------------------------------------------------ */

/* Spaces at the ends of a line go with what stood beside them. */
static void trim_line(db_buf *b, size_t from)
{
    size_t lead = from;
    while (lead < b->n && b->p[lead] == ' ')
        lead++;
    memmove(b->p + from, b->p + lead, b->n - lead);
    b->n -= lead - from;
    while (b->n > from && b->p[b->n - 1] == ' ')
        b->n--;
}

static dabir_status mask_window(cli_text *t, db_str text, dabir_error *err)
{
    (void)err;
    const mask_state *o = t->state;
    uint8_t *cut = DB_NEW(t->a, uint8_t, text.n + 1u);
    if (o->bits & (M_URL | M_MAIL | M_MENTION | M_HASHTAG | M_STOP))
        cut_tokens(t, text, cut);
    if (o->bits & M_HTML)
        cut_html(text, cut);
    db_buf *b = t->out;
    size_t line = b->n;
    bool touched = false;
    for (uint32_t i = 0, len; i < text.n; i += len) {
        uint32_t c = decode(text.p + i, &len);
        bool out = cut[i] || goes(c, o->bits);
        touched |= out;
        if (c == '\n') {
            if (touched)
                trim_line(b, line);
            db_buf_ch(b, '\n');
            line = b->n;
            touched = false;
        } else if (!out) {
            db_buf_add(b, text.p + i, len);
        } else if (o->with && cut[i] != GOES_ON) {
            db_buf_str(b, o->with);
        }
    }
    if (touched && t->last)
        trim_line(b, line);
    return DABIR_OK;
}

static const cli_text_option mask_options[] = {
    {OPT_WHAT, "what", "LIST", "what to take out, with commas between"},
    {OPT_WITH, "with", "TEXT", "put this in its place"},
    {0},
};

const cli_text_command cli_text_mask = {
    .name = "mask", .what = "Take addresses, tags, emoji, marks or function words out of a text.",
    .more = "LIST is of: urls, mails, mentions, hashtags, emoji, html, punctuation, diacritics, digits, stopwords\n"
            "(function words), latin (letters), foreign (all that is neither Persian letter, digit nor mark).\n"
            "\n"
            "Examples:\n"
            "  dabir text mask --what urls,mails,mentions posts.txt\n"
            "  dabir text mask --what digits --with X ids.txt\n",
    .options = mask_options, .state_size = sizeof(mask_state), .take = mask_take, .begin = mask_begin, .window = mask_window,
};
