/* text_forms.c -- `dabir text conjugate` and `dabir text inflect`: the forms of verbs, nouns and adjectives, written out. */
#include "cli/text.h"
#include "lang/inflect.h"

/* ---- verbs ------------------------------------------------------------------------------------------------------------------------ */

enum { OPT_TENSE = 1, OPT_NEGATIVE, OPT_PASSIVE, OPT_INFORMAL, OPT_SHORT };

typedef struct verb_state {
    const char *tense;
    uint32_t flags;
    db_inflect x;
} verb_state;

static bool verb_take(void *state, int id, const char *arg, char *why, size_t cap)
{
    (void)why;
    (void)cap;
    verb_state *s = state;
    static const uint32_t bits[] = {[OPT_NEGATIVE] = DB_VF_NEGATIVE, [OPT_PASSIVE] = DB_VF_PASSIVE, [OPT_INFORMAL] = DB_VF_INFORMAL, [OPT_SHORT] = DB_VF_SHORT};
    if (id == OPT_TENSE)
        s->tense = arg;
    else
        s->flags |= bits[id];
    return true;
}

static dabir_status verb_begin(cli_text *t, dabir_error *err)
{
    verb_state *s = t->state;
    db_inflect_open(t->model, &s->x);
    if (!s->tense || db_tense_of(&s->x, db_str_z(s->tense)) != UINT32_MAX)
        return DABIR_OK;
    char names[192] = "";
    for (uint32_t i = 0; i < s->x.n_tense; i++) {
        db_str w = s->x.tense[i].name;
        if (strlen(names) + w.n + 8 < sizeof names)
            snprintf(names + strlen(names), sizeof names - strlen(names), "%s%.*s", i ? ", " : "", (int)w.n, w.p);
    }
    return db_fail(err, DABIR_E_ARGUMENT, "--tense", 0, 0, 0, "no tense is called %.40s; there are %s \xE2\x80\xA6", s->tense, names);
}

static void put_tense(cli_text *t, const db_verb_stems *v, uint32_t tense)
{
    const verb_state *s = t->state;
    db_str f[16], name = s->x.tense[tense].name;
    uint32_t n;
    db_buf *b = t->out;
    db_conjugate(t->a, &s->x, v, tense, s->flags, f, 16, &n);
    if (t->o->json) {
        db_buf_fmt(b, "{\"tense\":\"%.*s\",\"polarity\":\"%s\",\"voice\":\"%s\",\"forms\":[", (int)name.n, name.p,
                   s->flags & DB_VF_NEGATIVE ? "negative" : "positive", s->flags & DB_VF_PASSIVE ? "passive" : "active");
        for (uint32_t i = 0; i < n; i++) {
            if (i)
                db_buf_ch(b, ',');
            cli_json_str(b, f[i]);
        }
        db_buf_str(b, "]}\n");
        return;
    }
    if (!s->tense)
        db_buf_fmt(b, "%.*s\t", (int)name.n, name.p);
    for (uint32_t i = 0; i < n; i++) {
        if (i)
            db_buf_str(b, s->tense ? "\n" : "\xD8\x8C ");
        db_buf_add(b, f[i].p, f[i].n);
    }
    db_buf_ch(b, '\n');
}

static db_str trimmed(db_str s)
{
    while (s.n && (s.p[s.n - 1] == '\n' || s.p[s.n - 1] == '\r' || s.p[s.n - 1] == ' '))
        s.n--;
    while (s.n && s.p[0] == ' ')
        s = db_str_of(s.p + 1, s.n - 1);
    return s;
}

/* Calls `each` for every line of a window. */
static void each_line(cli_text *t, db_str text, void (*each)(cli_text *t, db_str line))
{
    const char *p = text.p, *end = text.p + text.n;
    do {
        const char *e = end > p ? memchr(p, '\n', (size_t)(end - p)) : NULL;
        db_str line = trimmed(db_str_of(p, (size_t)((e ? e : end) - p)));
        if (line.n || t->o->batch)
            each(t, line);
        p = e ? e + 1 : end;
    } while (p < end);
}

static void one_verb(cli_text *t, db_str line)
{
    const verb_state *s = t->state;
    db_verb_stems v = db_verb_read(&s->x, line);
    uint32_t only = s->tense ? db_tense_of(&s->x, db_str_z(s->tense)) : UINT32_MAX;
    for (uint32_t i = 0; i < s->x.n_tense; i++)
        if (only == UINT32_MAX || only == i)
            put_tense(t, &v, i);
}

static dabir_status verb_window(cli_text *t, db_str text, dabir_error *err)
{
    (void)err;
    each_line(t, text, one_verb);
    return DABIR_OK;
}

static const cli_text_option verb_options[] = {
    {OPT_TENSE, "tense", "NAME", "only this tense, a form a line (without it: all, with their names)"},
    {OPT_NEGATIVE, "negative", NULL, "negated forms"},
    {OPT_PASSIVE, "passive", NULL, "passive forms"},
    {OPT_INFORMAL, "informal", NULL, "endings of the spoken language"},
    {OPT_SHORT, "short", NULL, "also the third person of the perfect without its verb"},
    {0},
};

const cli_text_command cli_text_conjugate = {
    .name = "conjugate", .what = "Write out the forms of a verb.", .args = "[OPTIONS] [VERB...]",
    .more = "VERB is an infinitive, a stem, or both stems as PAST#PRESENT; a prefix stands before a plus sign, a\n"
            "non-verbal part before that. Without VERB, verbs are read from standard input, one a line.\n"
            "Persons are in the order I, you, he or she, we, you, they.\n"
            "\n"
            "Examples:\n"
            "  dabir text conjugate \xDA\xAF\xD9\x81\xD8\xAA\xD9\x86\n"
            "  dabir text conjugate --tense present --negative '\xD8\xA8\xD8\xB1+\xDA\xAF\xD8\xB4\xD8\xAA#\xDA\xAF\xD8\xB1\xD8\xAF'\n",
    .options = verb_options, .state_size = sizeof(verb_state), .words = true, .take = verb_take, .begin = verb_begin, .window = verb_window,
};

/* ---- nouns and adjectives ------------------------------------------------------------------------------------------------------------ */

enum { OPT_FORM = 1 };

typedef struct inflect_state {
    const char *form;
    db_inflect x;
} inflect_state;

static bool inflect_take(void *state, int id, const char *arg, char *why, size_t cap)
{
    (void)why;
    (void)cap;
    if (id == OPT_FORM)
        ((inflect_state *)state)->form = arg;
    return true;
}

static dabir_status inflect_begin(cli_text *t, dabir_error *err)
{
    inflect_state *s = t->state;
    db_inflect_open(t->model, &s->x);
    if (!s->form || db_inflection_of(&s->x, db_str_z(s->form)) != UINT32_MAX)
        return DABIR_OK;
    return db_fail(err, DABIR_E_ARGUMENT, "--form", 0, 0, 0, "%.40s is neither plural nor comparative nor superlative", s->form);
}

static void one_word(cli_text *t, db_str line)
{
    const inflect_state *s = t->state;
    uint32_t only = s->form ? db_inflection_of(&s->x, db_str_z(s->form)) : UINT32_MAX;
    for (uint32_t i = 0; i < s->x.n_inflect; i++) {
        if (only != UINT32_MAX && only != i)
            continue;
        db_str name = s->x.inflect[i].name, w = db_inflected(t->a, &s->x, i, line);
        if (t->o->json) {
            db_buf_fmt(t->out, "{\"form\":\"%.*s\",\"text\":", (int)name.n, name.p);
            cli_json_str(t->out, w);
            db_buf_str(t->out, "}\n");
            continue;
        }
        if (!s->form)
            db_buf_fmt(t->out, "%.*s\t", (int)name.n, name.p);
        db_buf_add(t->out, w.p, w.n);
        db_buf_ch(t->out, '\n');
    }
}

static dabir_status inflect_window(cli_text *t, db_str text, dabir_error *err)
{
    (void)err;
    each_line(t, text, one_word);
    return DABIR_OK;
}

static const cli_text_option inflect_options[] = {
    {OPT_FORM, "form", "NAME", "only this: plural, comparative or superlative"},
    {0},
};

const cli_text_command cli_text_inflect = {
    .name = "inflect", .what = "Write plural, comparative and superlative of words.", .args = "[OPTIONS] [WORD...]",
    .more = "A half-space stands before the suffix unless the last letter does not join the next one anyway.\n"
            "\n"
            "Examples:\n"
            "  dabir text inflect \xDA\xA9\xD8\xAA\xD8\xA7\xD8\xA8\n"
            "  dabir text inflect --form superlative \xD8\xA8\xD8\xB2\xD8\xB1\xDA\xAF\n",
    .options = inflect_options, .state_size = sizeof(inflect_state), .words = true, .take = inflect_take, .begin = inflect_begin,
    .window = inflect_window,
};
