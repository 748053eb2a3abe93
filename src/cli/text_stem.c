/* text_stem.c -- `dabir text stem`: the stem of every word, by the lexicon alone; verbs to their infinitive or their stems. */
#include "cli/text.h"
#include "lang/stem.h"

enum { OPT_VERBS = 1 };

typedef struct stem_state {
    bool pairs; /* verbs as "گفت#گو" */
    db_stemmer x;
} stem_state;

static bool stem_take(void *state, int id, const char *arg, char *why, size_t cap)
{
    stem_state *s = state;
    (void)id;
    s->pairs = strcmp(arg, "stems") == 0;
    if (s->pairs || strcmp(arg, "infinitive") == 0)
        return true;
    snprintf(why, cap, "--verbs %s: neither infinitive nor stems", arg);
    return false;
}

static dabir_status stem_begin(cli_text *t, dabir_error *err)
{
    (void)err;
    db_stemmer_open(t->model, &((stem_state *)t->state)->x);
    return DABIR_OK;
}

static db_str verb_of(cli_text *t, uint32_t lemma)
{
    const stem_state *s = t->state;
    const char *infinitive = db_model_lemma_name(t->model, lemma);
    db_str pair = s->pairs ? db_stem_verb(&s->x, infinitive) : (db_str){0};
    return pair.n ? pair : db_str_z(infinitive);
}

/* A verb form that stands in the lexicon only in its written shape: «می‌خونم» is می‌خوانم. */
static uint32_t spoken_verb(cli_text *t, db_str written)
{
    db_text x;
    db_tokens k;
    db_lang l;
    if (!written.p)
        return 0;
    db_normalise(t->a, written.p, written.n, &x);
    db_tokenise(t->a, &x, &k);
    db_words(t->a, t->model, &x, &k, &l);
    return l.n_words == 1 ? l.w[0].lemma : 0;
}

static db_str stem_of(cli_text *t, const db_text *x, const db_tokens *k, const db_word *w)
{
    const stem_state *s = t->state;
    db_str f = db_str_of(x->norm + k->norm0[w->tok0], k->norm1[w->tok1 - 1] - k->norm0[w->tok0]);
    if (w->kind != DB_T_WORD)
        return f;
    uint32_t lemma = w->lemma && w->tense != DB_INFINITIVE && w->tense != DB_PARTICIPLE ? w->lemma : 0;
    if (w->func)
        return f;
    if (!lemma)
        lemma = spoken_verb(t, db_stem_written(&s->x, t->a, f));
    return lemma ? verb_of(t, lemma) : db_stem(&s->x, t->a, f, w->flags & DB_WF_PLURAL);
}

static dabir_status stem_window(cli_text *t, db_str text, dabir_error *err)
{
    (void)err;
    db_text x;
    db_tokens k;
    db_lang l;
    db_buf *b = t->out;
    db_normalise(t->a, text.p, text.n, &x);
    db_tokenise(t->a, &x, &k);
    db_words(t->a, t->model, &x, &k, &l);
    cli_slice cur = {.p = text.p, .n = text.n};
    for (uint32_t i = 0; i < l.n_words; i++) {
        dabir_span s = db_span(&l, &k, i, i + 1);
        db_str form = cli_slice_of(&cur, s.start, s.end), stem = stem_of(t, &x, &k, &l.w[i]);
        if (t->o->json) {
            db_buf_str(b, "{\"text\":");
            cli_json_str(b, form);
            db_buf_ch(b, ',');
            cli_text_span(b, t, s.start, s.end);
            db_buf_str(b, ",\"stem\":");
            cli_json_str(b, stem);
            db_buf_str(b, "}\n");
            continue;
        }
        db_buf_add(b, form.p, form.n);
        db_buf_ch(b, '\t');
        db_buf_add(b, stem.p, stem.n);
        db_buf_ch(b, '\n');
    }
    t->sents += k.n_sents;
    return DABIR_OK;
}

static const cli_text_option stem_options[] = {
    {OPT_VERBS, "verbs", "AS", "verbs as infinitive (the default) or stems (\xDA\xAF\xD9\x81\xD8\xAA#\xDA\xAF\xD9\x88)"},
    {0},
};

const cli_text_command cli_text_stem = {
    .name = "stem", .what = "Take the suffixes off every word, by the lexicon; verbs to their infinitive.",
    .more = "A line is a word, a tab, and its stem. Words are looked at by themselves, spoken forms too; for words\n"
            "in sentences \"dabir text lemma\" is better.\n"
            "\n"
            "Examples:\n"
            "  dabir text stem words.txt\n"
            "  dabir text stem --verbs stems words.txt\n",
    .options = stem_options, .state_size = sizeof(stem_state), .take = stem_take, .begin = stem_begin, .window = stem_window,
};
