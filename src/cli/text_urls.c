/* text_urls.c -- `dabir text urls`: URLs with their percent escapes written as the letters that they are; the rest of the text stays. */
#include "cli/text.h"

enum { OPT_SPACE = 1, OPT_LIST };

typedef struct urls_state {
    const char *space; /* for %20; NULL: it stays */
    bool list;
} urls_state;

static bool urls_take(void *state, int id, const char *arg, char *why, size_t cap)
{
    (void)why;
    (void)cap;
    urls_state *s = state;
    if (id == OPT_SPACE)
        s->space = arg;
    else
        s->list = true;
    return true;
}

static int hex(char c) { return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1; }

/* The byte that p[0..n) escapes, or -1. */
static int escaped(const char *p, uint32_t n)
{
    return n >= 3 && p[0] == '%' && hex(p[1]) >= 0 && hex(p[2]) >= 0 ? hex(p[1]) << 4 | hex(p[2]) : -1;
}

/* Escapes from i on that make one character beyond ASCII: its bytes to z; how many they are, 0: none. */
static uint32_t character(db_str s, uint32_t i, char z[4])
{
    int b = escaped(s.p + i, s.n - i);
    uint32_t len = b >= 0xF0 && b < 0xF5 ? 4 : b >= 0xE0 ? 3 : b >= 0xC2 ? 2 : 0;
    if (b < 0xC2 || b >= 0xF5)
        return 0;
    for (uint32_t k = 0; k < len; k++) {
        b = i + 3 * k < s.n ? escaped(s.p + i + 3 * k, s.n - i - 3 * k) : -1;
        if (b < 0 || (k && (b & 0xC0) != 0x80))
            return 0;
        z[k] = (char)b;
    }
    return cli_utf8_len(z, len) == len ? len : 0;
}

static void put_decoded(const urls_state *o, db_str s, db_buf *b)
{
    for (uint32_t i = 0; i < s.n;) {
        char z[4];
        uint32_t len = character(s, i, z);
        if (len) {
            db_buf_add(b, z, len);
            i += 3 * len;
        } else if (o->space && escaped(s.p + i, s.n - i) == ' ') {
            db_buf_str(b, o->space);
            i += 3;
        } else {
            db_buf_ch(b, s.p[i++]);
        }
    }
}

static bool is_url(db_str f)
{
    for (uint32_t i = 0; i + 3 < f.n; i++)
        if (memcmp(f.p + i, "://", 3) == 0 || (i == 0 && memcmp(f.p, "www.", 4) == 0))
            return true;
    return false;
}

static void put_item(cli_text *t, db_str f, uint32_t start, uint32_t end)
{
    db_buf *b = t->out, url = {0};
    put_decoded(t->state, f, &url);
    if (t->o->json) {
        db_buf_str(b, "{\"text\":");
        cli_json_str(b, f);
        db_buf_ch(b, ',');
        cli_text_span(b, t, start, end);
        db_buf_str(b, ",\"url\":");
        cli_json_str(b, db_str_of(url.p, url.n));
        db_buf_str(b, "}\n");
    } else {
        db_buf_add(b, url.p, url.n);
        db_buf_ch(b, '\n');
    }
    b->failed |= url.failed;
    db_buf_free(&url);
}

static dabir_status urls_window(cli_text *t, db_str text, dabir_error *err)
{
    (void)err;
    const urls_state *o = t->state;
    db_text x;
    db_tokens k;
    uint32_t kept = 0;
    db_normalise(t->a, text.p, text.n, &x);
    db_tokenise(t->a, &x, &k);
    for (uint32_t i = 0; i < k.n; i++) {
        if (!is_url(db_tok_form(&x, &k, i)))
            continue;
        uint32_t from = x.map[k.norm0[i]], to = x.map[k.norm1[i]];
        if (o->list || t->o->json) {
            put_item(t, db_str_of(text.p + from, to - from), k.cp0[i], k.cp1[i]);
            continue;
        }
        db_buf_add(t->out, text.p + kept, from - kept);
        put_decoded(o, db_str_of(text.p + from, to - from), t->out);
        kept = to;
    }
    if (!o->list && !t->o->json)
        db_buf_add(t->out, text.p + kept, text.n - kept);
    return DABIR_OK;
}

static const cli_text_option urls_options[] = {
    {OPT_SPACE, "space", "TEXT", "write this for an escaped space (else it stays escaped)"},
    {OPT_LIST, "list", NULL, "only the URLs, one a line"},
    {0},
};

const cli_text_command cli_text_urls = {
    .name = "urls", .what = "Write URLs with readable letters; or list them.",
    .more = "Escapes of letters beyond ASCII are undone; those of marks (%2F, %20) stay, so the URL stays the same.\n"
            "\n"
            "Examples:\n"
            "  dabir text urls posts.txt\n"
            "  dabir text urls --list posts.txt\n",
    .options = urls_options, .state_size = sizeof(urls_state), .no_model = true, .take = urls_take, .window = urls_window,
};
