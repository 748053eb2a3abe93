/* text_names.c -- `dabir text names`: named persons, organisations and places, as a list, as JSON, or as labels of given tokens. */
#include "cli/text.h"
#include "names/label.h"

enum { OPT_BIO = 1, OPT_APART, OPT_ONLY };

typedef struct names_state {
    bool bio, apart;
    unsigned only; /* types wanted, bits; 0: all */
} names_state;

static const char *const types[] = {"", "PER", "ORG", "LOC"};

static bool names_take(void *state, int id, const char *arg, char *why, size_t cap)
{
    names_state *s = state;
    if (id == OPT_BIO)
        s->bio = true;
    if (id == OPT_APART)
        s->bio = s->apart = true;
    if (id != OPT_ONLY)
        return true;
    for (unsigned i = 1; i < 4; i++)
        if (strcmp(arg, types[i]) == 0) {
            s->only |= 1u << i;
            return true;
        }
    snprintf(why, cap, "--only %s: neither PER nor ORG nor LOC", arg);
    return false;
}

static uint32_t find(cli_text *t, const char *p, uint32_t n, db_text *text, db_tokens *k, db_lang *l, db_ne_span **out)
{
    dabir_date day = {0};
    db_normalise(t->a, p, n, text);
    db_tokenise(t->a, text, k);
    db_words(t->a, t->model, text, k, l);
    db_matches(t->a, t->model, l);
    db_dates(t->a, t->model, text, k, l, t->o->published ? t->o->published : "", &day);
    return db_ne_find(t->a, t->model, text, k, l, db_str_z(""), out);
}

static void list(cli_text *t, db_str text)
{
    const names_state *o = t->state;
    db_text norm;
    db_tokens k;
    db_lang l;
    db_ne_span *s;
    cli_slice cur = {.p = text.p, .n = text.n};
    uint32_t n = find(t, text.p, text.n, &norm, &k, &l, &s);
    for (uint32_t i = 0; i < n; i++) {
        if (o->only && !(o->only >> s[i].type & 1u))
            continue;
        dabir_span c = db_span(&l, &k, s[i].w0, s[i].w1);
        db_str f = cli_slice_of(&cur, c.start, c.end);
        if (t->o->json) {
            db_buf_fmt(t->out, "{\"type\":\"%s\",\"text\":", types[s[i].type]);
            cli_json_str(t->out, f);
            db_buf_ch(t->out, ',');
            cli_text_span(t->out, t, c.start, c.end);
            db_buf_str(t->out, "}\n");
            continue;
        }
        db_buf_fmt(t->out, "%s\t", types[s[i].type]);
        for (uint32_t x = 0; x < f.n; x++)
            db_buf_ch(t->out, f.p[x] == '\n' || f.p[x] == '\r' || f.p[x] == '\t' ? ' ' : f.p[x]);
        db_buf_ch(t->out, '\n');
    }
    t->sents += k.n_sents;
}

/* Tokens out as they came in, each with its label. */
static void labels(cli_text *t, db_str text)
{
    const names_state *o = t->state;
    db_bio b;
    for (size_t at = 0; db_bio_read(t->a, text.p, text.n, &at, o->apart, &b);) {
        db_text norm;
        db_tokens k;
        db_lang l;
        db_ne_span *s;
        uint32_t n = find(t, b.text, b.bytes, &norm, &k, &l, &s), from = 0, line = 0, kept = 0;
        for (uint32_t i = 0; i < n; i++)
            if (!o->only || o->only >> s[i].type & 1u)
                s[kept++] = s[i];
        db_bio_from_spans(&b, &k, &l, s, kept, b.label);
        for (uint32_t i = 0; i < b.n; i++) {
            uint32_t e = from;
            while (e < b.bytes && b.text[e] != ' ' && b.text[e] != '\n')
                e++;
            if (i && b.line[i] > line + 1)
                db_buf_ch(t->out, '\n');
            line = b.line[i];
            db_buf_add(t->out, b.text + from, e - from);
            if (b.label[i])
                db_buf_fmt(t->out, "\t%c-%s\n", b.label[i] % 2 ? 'B' : 'I', types[db_ne_type(b.label[i])]);
            else
                db_buf_str(t->out, "\tO\n");
            from = e + 1;
        }
        if (b.n)
            db_buf_ch(t->out, '\n');
        t->sents += k.n_sents;
        if (!o->apart)
            break;
        db_arena_reset(t->a);
    }
}

static dabir_status names_window(cli_text *t, db_str text, dabir_error *err)
{
    (void)err;
    const names_state *o = t->state;
    if (o->bio)
        labels(t, text);
    else
        list(t, text);
    return DABIR_OK;
}

static const cli_text_option names_options[] = {
    {OPT_ONLY, "only", "TYPE", "only PER, ORG or LOC; may be given again for another"},
    {OPT_BIO, "bio", NULL, "tokens in, one a line (what follows a TAB is not read); out with labels B-PER, I-PER, … O"},
    {OPT_APART, "apart", NULL, "as --bio, and each sentence is a text of its own"},
    {0},
};

const cli_text_command cli_text_names = {
    .name = "names", .what = "Find named persons, organisations and places.",
    .more = "A name a line: PER, ORG or LOC, a TAB, the words as given. A text is read as a whole: who is named once is known again.\n"
            "Ranks and titles before a name are no part of it (\"دکتر\", \"آقای\"); the noun of a place and the head of an organisation\n"
            "are (\"استان کرمان\", \"وزارت نیرو\"); a ministry is one behind \"وزیر\" too.\n"
            "\n"
            "Examples:\n"
            "  dabir text names news.txt\n"
            "  dabir text names --only PER --json news.txt   persons, with offsets\n"
            "  dabir text names --bio tokens.tsv             labels for tokens that are given\n",
    .options = names_options, .state_size = sizeof(names_state), .take = names_take, .window = names_window,
};
