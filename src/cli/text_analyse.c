/* text_analyse.c -- `dabir text tag`, `lemma` and `parse`: one chain, each a step further, out as lines, JSON or CoNLL-U. */
#include "cli/text.h"
#include "syntax/analysis.h"

enum { OPT_STEMS = 1, OPT_KEEP };

typedef struct analyse_state {
    bool stems;
    bool keep;   /* tags that are given stay */
    uint64_t id; /* running number of the sentence */
} analyse_state;

static void flat(db_buf *b, db_str s)
{
    if (!s.n)
        db_buf_ch(b, '_');
    for (uint32_t i = 0; i < s.n; i++)
        db_buf_ch(b, s.p[i] == '\n' || s.p[i] == '\t' || s.p[i] == '\r' ? ' ' : s.p[i]);
}

/* ---- out ------------------------------------------------------------------------------------------------------------------------ */

/* The lemma as wanted: of a verb with both stems, or of Universal Dependencies. */
static db_str lemma_of(const analyse_state *o, const db_sword *w) { return o->stems && w->stems.n ? w->stems : w->lemma; }

static void put_lines(cli_text *t, const db_sentence *s, dabir_depth depth)
{
    db_buf *b = t->out;
    for (uint32_t i = 0; i < s->n; i++) {
        const db_sword *w = &s->w[i];
        flat(b, w->form);
        db_buf_ch(b, '\t');
        if (depth >= DABIR_LEMMAS) {
            flat(b, lemma_of(t->state, w));
            db_buf_ch(b, '\t');
        }
        db_buf_str(b, db_upos_name((db_upos)w->upos));
        db_buf_ch(b, '\n');
    }
    db_buf_ch(b, '\n');
}

static void put_field(db_buf *b, const char *name, db_str s)
{
    if (!s.n)
        return;
    db_buf_fmt(b, ",\"%s\":", name);
    cli_json_str(b, s);
}

static void put_json(cli_text *t, const db_analysis *x, const db_sentence *s, const db_place *p)
{
    db_buf *b = t->out;
    db_buf_ch(b, '{');
    if (x) {
        cli_text_span(b, t, p->span.start, p->span.end);
        db_buf_ch(b, ',');
    } else if (s->id.n) {
        db_buf_str(b, "\"id\":");
        cli_json_str(b, s->id);
        db_buf_ch(b, ',');
    }
    db_buf_str(b, "\"words\":[");
    for (uint32_t i = 0; i < s->n; i++) {
        const db_sword *w = &s->w[i];
        db_buf_str(b, i ? ",{\"form\":" : "{\"form\":");
        cli_json_str(b, w->form);
        if (x) {
            dabir_span c = db_analysis_span(x, s, i);
            db_buf_ch(b, ',');
            cli_text_span(b, t, c.start, c.end);
        }
        if (w->parts > 1)
            db_buf_fmt(b, ",\"part\":%u,\"parts\":%u", w->part + 1u, w->parts);
        db_buf_fmt(b, ",\"upos\":\"%s\"", db_upos_name((db_upos)w->upos));
        put_field(b, "lemma", w->lemma);
        put_field(b, "stems", w->stems);
        put_field(b, "compound", w->light);
        put_field(b, "feats", w->feats);
        if (w->deprel)
            db_buf_fmt(b, ",\"head\":%u,\"deprel\":\"%s\"", w->head, db_deprel_name(w->deprel));
        db_buf_ch(b, '}');
    }
    db_buf_str(b, "]}\n");
}

static void put_conllu(cli_text *t, db_sentence *s, const db_place *p)
{
    analyse_state *o = t->state;
    char id[32];
    if (p && p->paragraph)
        db_buf_str(t->out, "# newpar\n");
    if (!s->id.n) {
        snprintf(id, sizeof id, "%llu", (unsigned long long)++o->id);
        s->id = db_str_z(id);
    }
    db_conllu_write(s, t->out);
}

static void put(cli_text *t, const db_analysis *x, db_sentence *s, const db_place *p, dabir_depth depth)
{
    if (t->o->json)
        put_json(t, x, s, p);
    else if (t->o->conllu || depth >= DABIR_TREES)
        put_conllu(t, s, p);
    else
        put_lines(t, s, depth);
    t->sents++;
}

/* ---- in ------------------------------------------------------------------------------------------------------------------------- */

static dabir_status conllu_window(cli_text *t, db_str text, dabir_depth depth, dabir_error *err)
{
    db_conllu *r = db_conllu_open(t->a, t->file, text.p, text.n);
    db_sentence s;
    dabir_status st;
    while ((st = db_conllu_next(r, t->scratch, &s, err)) == DABIR_OK && s.n) {
        if (((const analyse_state *)t->state)->keep) {
            db_syn_lemma(t->scratch, t->model, t->o->scheme, &s);
            db_syn_light(t->scratch, t->model, &s);
        } else {
            db_analyse_words(t->scratch, t->model, t->o->scheme, depth, &s);
        }
        put(t, NULL, &s, NULL, depth);
        db_arena_reset(t->scratch);
    }
    if (st)
        err->line += (uint32_t)t->line0;
    return st;
}

static dabir_status text_window(cli_text *t, db_str text, dabir_depth depth)
{
    db_analysis x;
    db_sentence s;
    db_place p;
    db_analysis_begin(t->a, t->model, t->o->scheme, depth, text, &x);
    while (db_analysis_next(&x, t->scratch, &s, &p)) {
        if (s.n)
            put(t, &x, &s, &p, depth);
        db_arena_reset(t->scratch);
    }
    return DABIR_OK;
}

static dabir_status window(cli_text *t, db_str text, dabir_depth depth, dabir_error *err)
{
    analyse_state *o = t->state;
    if (t->first)
        o->id = 0;
    if (t->first && depth >= DABIR_TREES && !t->o->json && !t->o->from_conllu && t->o->n_files > 1)
        db_buf_fmt(t->out, "# newdoc id = %s\n", t->file);
    return t->o->from_conllu ? conllu_window(t, text, depth, err) : text_window(t, text, depth);
}

static dabir_status tag_window(cli_text *t, db_str text, dabir_error *err) { return window(t, text, DABIR_TAGS, err); }
static dabir_status lemma_window(cli_text *t, db_str text, dabir_error *err) { return window(t, text, DABIR_LEMMAS, err); }
static dabir_status parse_window(cli_text *t, db_str text, dabir_error *err) { return window(t, text, DABIR_TREES, err); }

static bool lemma_take(void *state, int id, const char *arg, char *why, size_t cap)
{
    (void)arg;
    (void)why;
    (void)cap;
    if (id == OPT_STEMS)
        ((analyse_state *)state)->stems = true;
    if (id == OPT_KEEP)
        ((analyse_state *)state)->keep = true;
    return true;
}

static const cli_text_option lemma_options[] = {
    {OPT_STEMS, "stems", NULL, "verbs with past and present stem (\xDA\xAF\xD9\x81\xD8\xAA#\xDA\xAF\xD9\x88)"},
    {OPT_KEEP, "keep-tags", NULL, "with --from conllu: the tags that are given stay"},
    {0},
};

const cli_text_command cli_text_tag = {
    .name = "tag", .what = "Split text into words and tell their parts of speech.",
    .more = "A line is a word, a tab, and its part of speech (Universal Dependencies); an empty line ends a\n"
            "sentence. What stands apart but is one word is one; clitics are words of their own.\n"
            "\n"
            "Examples:\n"
            "  dabir text tag news.txt\n"
            "  dabir text tag --scheme seraji --json news.txt\n"
            "  dabir text tag --from conllu --conllu gold.conllu   tags words that are given\n",
    .state_size = sizeof(analyse_state), .conllu = true, .window = tag_window,
};

const cli_text_command cli_text_lemma = {
    .name = "lemma", .what = "Tell the lemma of every word (and its features, with --json or --conllu).",
    .more = "A line is a word, its lemma and its part of speech. The lemma of a verb is its past stem.\n"
            "\n"
            "Examples:\n"
            "  dabir text lemma news.txt\n"
            "  dabir text lemma --stems news.txt\n",
    .options = lemma_options, .state_size = sizeof(analyse_state), .conllu = true, .take = lemma_take, .window = lemma_window,
};

const cli_text_command cli_text_parse = {
    .name = "parse", .what = "Parse sentences: CoNLL-U with lemmas, features and a dependency tree.",
    .more = "The FORM column holds the letters of the text as given; # newpar marks paragraphs.\n"
            "\n"
            "Examples:\n"
            "  dabir text parse news.txt > news.conllu\n"
            "  dabir text parse --scheme seraji --json news.txt\n"
            "  dabir text parse --from conllu gold.conllu   parses words that are given\n",
    .state_size = sizeof(analyse_state), .conllu = true, .window = parse_window,
};
