/* text_tokens.c -- `dabir text tokens` and `dabir text sentences`: the text as given, cut into tokens and sentences; nothing is changed,
 * so that the pieces can be laid back onto the original. */
#include "cli/model.h"
#include "cli/text.h"

typedef struct split {
    db_text t;
    db_tokens k;
} split;

static void split_window(cli_text *t, db_str text, split *s)
{
    db_normalise(t->a, text.p, text.n, &s->t);
    db_tokenise(t->a, &s->t, &s->k);
}

/* ---- tokens ---------------------------------------------------------------------------------------------------------------------- */

enum { OPT_VERTICAL = 1, OPT_NORM, OPT_NGRAMS, OPT_VERBS };

typedef struct tokens_state {
    bool vertical, norm;
    const char *verbs;    /* what joins the parts of a verb form; NULL: they stay apart */
    dabir_model *model;   /* only for those */
    unsigned lo, hi; /* n-grams of lo .. hi tokens; 0: none */
} tokens_state;

static bool tokens_take(void *state, int id, const char *arg, char *why, size_t cap)
{
    tokens_state *s = state;
    if (id == OPT_VERTICAL)
        s->vertical = true;
    if (id == OPT_NORM)
        s->norm = true;
    if (id == OPT_VERBS)
        s->verbs = arg;
    if (id != OPT_NGRAMS)
        return true;
    int n = 0;
    if (sscanf(arg, "%1u-%1u%n", &s->lo, &s->hi, &n) == 2 && !arg[n] && s->lo && s->lo <= s->hi)
        return true;
    n = 0;
    if (sscanf(arg, "%1u%n", &s->lo, &n) == 1 && !arg[n] && (s->hi = s->lo) > 0)
        return true;
    snprintf(why, cap, "--ngrams %s: neither a number from 1 to 9 nor a range such as 1-2", arg);
    return false;
}

static const char *kind_name(uint8_t kind)
{
    static const char *const names[] = {"other", "word", "number", "latin", "punct", "other"};
    return names[kind < sizeof names / sizeof *names ? kind : 0];
}

static void json_tokens(cli_text *t, const split *s, cli_slice *cur, uint32_t t0, uint32_t t1)
{
    const tokens_state *o = t->state;
    db_buf *b = t->out;
    db_buf_ch(b, '{');
    cli_text_span(b, t, s->k.cp0[t0], s->k.cp1[t1 - 1]);
    db_buf_str(b, ",\"tokens\":[");
    for (uint32_t i = t0; i < t1; i++) {
        db_buf_str(b, i > t0 ? ",{\"text\":" : "{\"text\":");
        cli_json_str(b, o->norm ? db_tok_form(&s->t, &s->k, i) : cli_slice_of(cur, s->k.cp0[i], s->k.cp1[i]));
        db_buf_ch(b, ',');
        cli_text_span(b, t, s->k.cp0[i], s->k.cp1[i]);
        db_buf_fmt(b, ",\"kind\":\"%s\"}", kind_name(s->k.kind[i]));
    }
    db_buf_str(b, "]}\n");
}

/* joined[i]: token i belongs to the verb form that began before it. */
static const uint8_t *verb_parts(cli_text *t, const split *s)
{
    const tokens_state *o = t->state;
    uint8_t *joined = DB_NEW(t->a, uint8_t, s->k.n + 1);
    db_lang l = {0};
    if (o->verbs)
        db_words(t->a, o->model, &s->t, &s->k, &l);
    for (uint32_t i = 0; i < l.n_words; i++)
        for (uint32_t k = l.w[i].tok0 + 1; l.w[i].lemma && k < l.w[i].tok1; k++)
            joined[k] = 1;
    return joined;
}

static dabir_status tokens_begin(cli_text *t, dabir_error *err)
{
    tokens_state *s = t->state;
    if (s->verbs && !(s->model = cli_model_open(t->o->model)))
        return db_fail(err, DABIR_E_MODEL, "tokens", 0, 0, 0, "--verbs needs the model");
    return DABIR_OK;
}

static void tokens_end(cli_text *t) { dabir_model_free(((tokens_state *)t->state)->model); }

static void plain_tokens(cli_text *t, const split *s, cli_slice *cur, uint32_t t0, uint32_t t1, const uint8_t *joined)
{
    const tokens_state *o = t->state;
    db_buf *b = t->out;
    for (uint32_t i = t0; i < t1; i++) {
        db_str f = o->norm ? db_tok_form(&s->t, &s->k, i) : cli_slice_of(cur, s->k.cp0[i], s->k.cp1[i]);
        if (i > t0 && joined[i])
            db_buf_str(b, o->verbs);
        else if (i > t0)
            db_buf_ch(b, o->vertical ? '\n' : ' ');
        db_buf_add(b, f.p, f.n);
    }
    db_buf_str(b, o->vertical ? "\n\n" : "\n");
}

/* Runs of n tokens of one sentence, one a line, the shorter ones first. */
static void ngrams(cli_text *t, const split *s, cli_slice *cur, uint32_t t0, uint32_t t1)
{
    const tokens_state *o = t->state;
    db_buf *b = t->out;
    for (uint32_t n = o->lo; n <= o->hi; n++)
        for (uint32_t i = t0; i + n <= t1; i++) {
            size_t from = b->n;
            for (uint32_t k = i; k < i + n; k++) {
                db_str f = o->norm ? db_tok_form(&s->t, &s->k, k) : cli_slice_of(cur, s->k.cp0[k], s->k.cp1[k]);
                if (k > i)
                    db_buf_ch(b, ' ');
                db_buf_add(b, f.p, f.n);
            }
            if (t->o->json) {
                db_str text = db_str_dup(t->scratch, db_str_of(b->p + from, b->n - from));
                b->n = from;
                db_buf_str(b, "{\"text\":");
                cli_json_str(b, text);
                db_buf_ch(b, ',');
                cli_text_span(b, t, s->k.cp0[i], s->k.cp1[i + n - 1]);
                db_buf_ch(b, '}');
            }
            db_buf_ch(b, '\n');
        }
}

static dabir_status tokens_window(cli_text *t, db_str text, dabir_error *err)
{
    (void)err;
    const tokens_state *o = t->state;
    split s;
    split_window(t, text, &s);
    cli_slice cur = {.p = text.p, .n = text.n};
    const uint8_t *joined = verb_parts(t, &s);
    for (uint32_t i = 0; i < s.k.n_sents; i++) {
        uint32_t t0 = s.k.sent0[i], t1 = s.k.sent0[i + 1];
        if (t0 == t1)
            continue;
        if (o->lo)
            ngrams(t, &s, &cur, t0, t1);
        else if (t->o->json)
            json_tokens(t, &s, &cur, t0, t1);
        else
            plain_tokens(t, &s, &cur, t0, t1, joined);
    }
    t->sents += s.k.n_sents;
    return DABIR_OK;
}

static const cli_text_option tokens_options[] = {
    {OPT_VERTICAL, "vertical", NULL, "one token a line, an empty line behind each sentence"},
    {OPT_NORM, "normalised", NULL, "letters, digits and marks in one spelling"},
    {OPT_NGRAMS, "ngrams", "N|M-N", "runs of N (or M to N) tokens of a sentence, one a line"},
    {OPT_VERBS, "verbs", "MARK", "the parts of a verb form are one token, joined by MARK (not with --json)"},
    {0},
};

const cli_text_command cli_text_tokens = {
    .name = "tokens", .what = "Split text into tokens: a sentence a line, a space between tokens.",
    .more = "Tokens are words (with their half-spaces), numbers, marks, and URLs, addresses, #tags whole.\n"
            "What belongs together across spaces, and clitics, are for \"dabir text tag\" and \"parse\".\n"
            "\n"
            "Examples:\n"
            "  dabir text tokens news.txt                a sentence a line\n"
            "  dabir text tokens --vertical news.txt     a token a line\n"
            "  dabir text tokens --json news.txt         with offsets and kinds\n"
            "  dabir text tokens --ngrams 1-2 news.txt   single tokens and pairs\n",
    .options = tokens_options, .state_size = sizeof(tokens_state), .no_model = true, .take = tokens_take, .begin = tokens_begin,
    .window = tokens_window, .end = tokens_end,
};

/* ---- sentences --------------------------------------------------------------------------------------------------------------------- */

static dabir_status sentences_window(cli_text *t, db_str text, dabir_error *err)
{
    (void)err;
    split s;
    split_window(t, text, &s);
    cli_slice cur = {.p = text.p, .n = text.n};
    db_buf *b = t->out;
    for (uint32_t i = 0; i < s.k.n_sents; i++) {
        uint32_t t0 = s.k.sent0[i], t1 = s.k.sent0[i + 1];
        if (t0 == t1)
            continue;
        uint32_t c0 = s.k.cp0[t0], c1 = s.k.cp1[t1 - 1];
        db_str f = cli_slice_of(&cur, c0, c1);
        if (t->o->json) {
            db_buf_str(b, "{\"text\":");
            cli_json_str(b, f);
            db_buf_ch(b, ',');
            cli_text_span(b, t, c0, c1);
            db_buf_str(b, s.k.flags[t0] & DB_TF_PARA || (i == 0 && t->first) ? ",\"paragraph\":true}\n" : "}\n");
            continue;
        }
        size_t from = b->n;
        db_buf_add(b, f.p, f.n);
        for (size_t k = from; k < b->n; k++) /* a sentence across broken lines is still one line here */
            if (b->p[k] == '\n' || b->p[k] == '\r')
                b->p[k] = ' ';
        db_buf_ch(b, '\n');
    }
    t->sents += s.k.n_sents;
    return DABIR_OK;
}

const cli_text_command cli_text_sentences = {
    .name = "sentences", .what = "Split text into sentences, one a line.",
    .more = "Line ends end sentences too, unless the text is one whose lines were broken to a fixed width.\n"
            "\n"
            "Examples:\n"
            "  dabir text sentences news.txt\n"
            "  dabir text sentences --json news.txt   with offsets; \"paragraph\" where one begins\n",
    .no_model = true, .window = sentences_window,
};
