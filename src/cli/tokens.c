/* tokens.c -- the words of a report as the rules see them, in the ten columns of CoNLL-U. The columns of a parse stay empty. */
#include "cli/sheet.h"
#include "record/doc.h"

/* A place in the report as given. Words come in order, so walking on from the last one keeps the view linear. */
typedef struct cursor {
    const dabir_doc *doc;
    uint32_t byte, cp;
} cursor;

static void walk_to(cursor *c, uint32_t cp)
{
    const db_text *t = db_doc_text(c->doc);
    if (cp < c->cp)
        c->byte = c->cp = 0;
    while (c->cp < cp && c->byte < t->orig_n) {
        c->byte++;
        while (c->byte < t->orig_n && ((unsigned char)t->orig[c->byte] & 0xC0) == 0x80)
            c->byte++;
        c->cp++;
    }
}

static db_str slice(cursor *c, dabir_span s)
{
    walk_to(c, s.start);
    cursor end = *c; /* a copy: the words of a sentence come after its whole text */
    walk_to(&end, s.end);
    return db_str_of(db_doc_text(c->doc)->orig + c->byte, end.byte - c->byte);
}

/* A piece of the report on one line: white space inside becomes one space, a tab or line end never stands in a column. */
static void put_text(db_buf *b, db_str s)
{
    size_t from = b->n;
    for (uint32_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c > ' ')
            db_buf_ch(b, (char)c);
        else if (b->n > from && b->p[b->n - 1] != ' ')
            db_buf_ch(b, ' ');
    }
    while (b->n > from && b->p[b->n - 1] == ' ')
        b->n--;
    if (b->n == from)
        db_buf_ch(b, '_');
}

/* Words up to here (exclusive) belong to a name of the register that begins at or before word `i`. */
static uint32_t name_end(const db_lang *l, uint32_t i, uint32_t until)
{
    for (uint32_t m = l->m0 ? l->m0[i] : 0; l->m0 && m < l->m0[i + 1]; m++)
        for (uint32_t e = 0; e < l->m[m].n_e; e++)
            if (l->m[m].e[e].cls == DB_C_ENTITY && l->m[m].w1 > until)
                until = l->m[m].w1;
    return until;
}

static const char *upos(const db_word *w, bool in_name)
{
    static const char *const by_func[] = {
        [DB_FN_PREP] = "ADP",   [DB_FN_RA] = "ADP",    [DB_FN_KE] = "SCONJ",   [DB_FN_AND] = "CCONJ", [DB_FN_OR] = "CCONJ",
        [DB_FN_BUT] = "CCONJ",  [DB_FN_SUBORD] = "SCONJ", [DB_FN_PRON] = "PRON", [DB_FN_DET] = "DET", [DB_FN_QUANT] = "DET",
        [DB_FN_ADV] = "ADV",    [DB_FN_MODAL] = "AUX", [DB_FN_NEG] = "PART",   [DB_FN_QUESTION] = "PART",
        [DB_FN_REFL] = "PRON",  [DB_FN_SUFFIX] = "PART",
    };
    if (w->kind == DB_T_PUNCT)
        return "PUNCT";
    if (w->kind == DB_T_NUMBER)
        return "NUM";
    if (w->kind == DB_T_LATIN || w->kind == DB_T_OTHER)
        return "X";
    if (w->func < sizeof by_func / sizeof *by_func && by_func[w->func])
        return by_func[w->func];
    if (w->lemma)
        return w->tense == DB_INFINITIVE ? "NOUN" : "VERB";
    if (w->pos & DB_POS_NUM)
        return "NUM";
    bool known = w->pos & (DB_POS_NOUN | DB_POS_ADJ);
    if (!known && (in_name || w->pos & (DB_POS_GIVEN | DB_POS_SURNAME)))
        return "PROPN";
    if (w->pos & DB_POS_NOUN)
        return "NOUN";
    if (w->pos & DB_POS_ADJ)
        return "ADJ";
    if (w->pos & DB_POS_ADV)
        return "ADV";
    return w->pos & DB_POS_VERB ? "VERB" : "X";
}

/* All classes that the lexicon gives, as letters: the rules decide, not this view. */
static void put_classes(db_buf *b, const db_word *w)
{
    static const struct {
        uint16_t bit;
        char letter;
    } class[] = {{DB_POS_NOUN, 'N'}, {DB_POS_ADJ, 'A'}, {DB_POS_ADV, 'D'}, {DB_POS_VERB, 'V'}, {DB_POS_NUM, 'U'},
                 {DB_POS_FUNC, 'C'}, {DB_POS_GIVEN, 'G'}, {DB_POS_SURNAME, 'S'}, {DB_POS_INF, 'I'}};
    size_t from = b->n;
    for (size_t i = 0; i < sizeof class / sizeof *class; i++)
        if (w->pos & class[i].bit)
            db_buf_ch(b, class[i].letter);
    if (b->n == from)
        db_buf_ch(b, '_');
}

static void feature(db_buf *b, size_t from, const char *name, const char *value)
{
    if (b->n > from)
        db_buf_ch(b, '|');
    db_buf_str(b, name);
    db_buf_ch(b, '=');
    db_buf_str(b, value);
}

static void put_features(db_buf *b, const db_word *w)
{
    static const char *const tense[] = {
        [DB_PAST] = "Past", [DB_IMPERFECT] = "Imperfect", [DB_PERFECT] = "Perfect", [DB_PLUPERFECT] = "Pluperfect",
        [DB_PRESENT] = "Present", [DB_SUBJUNCTIVE] = "Subjunctive", [DB_FUTURE] = "Future", [DB_IMPERATIVE] = "Imperative",
        [DB_PARTICIPLE] = "Participle", [DB_INFINITIVE] = "Infinitive", [DB_PASTSUBJ] = "PastSubjunctive",
        [DB_PROGRESSIVE] = "Progressive",
    };
    size_t from = b->n;
    bool plural = w->flags & DB_WF_PLURAL || (w->lemma && w->person > 3);
    if (plural || (w->lemma && w->person))
        feature(b, from, "Number", plural ? "Plur" : "Sing");
    if (w->lemma && w->person)
        feature(b, from, "Person", (const char *const[]){"1", "2", "3"}[(w->person - 1) % 3]);
    if (w->flags & DB_WF_NEG)
        feature(b, from, "Polarity", "Neg");
    if (w->lemma && w->tense < sizeof tense / sizeof *tense)
        feature(b, from, "Tense", tense[w->tense]);
    if (w->flags & DB_WF_PASSIVE)
        feature(b, from, "Voice", "Pass");
    if (b->n == from)
        db_buf_ch(b, '_');
}

static void put_misc(db_buf *b, const dabir_doc *d, const db_word *w, bool space_after, dabir_span s)
{
    const db_text *t = db_doc_text(d);
    const db_tokens *k = db_doc_tokens(d);
    db_buf_fmt(b, "Span=%u:%u|Norm=", s.start, s.end);
    size_t from = b->n;
    put_text(b, db_str_of(t->norm + k->norm0[w->tok0], k->norm1[w->tok1 - 1] - k->norm0[w->tok0]));
    for (size_t i = from; i < b->n; i++)
        if (b->p[i] == '|') /* it separates the items of this column */
            b->p[i] = '/';
    if (w->fid)
        db_buf_fmt(b, "|Func=%s", db_model_func_name(db_doc_model(d), w->fid));
    if (!space_after)
        db_buf_str(b, "|SpaceAfter=No");
}

static void put_word(db_buf *b, cursor *at, uint32_t i, uint32_t number, bool in_name)
{
    const dabir_doc *d = at->doc;
    const db_lang *l = db_doc_lang(d);
    const db_tokens *k = db_doc_tokens(d);
    const db_word *w = &l->w[i];
    dabir_span s = db_span(l, k, i, i + 1);
    bool last = i + 1 == l->n_words;
    bool space = last || k->flags[l->w[i + 1].tok0] & (DB_TF_SPACE | DB_TF_LINE | DB_TF_PARA);
    db_buf_fmt(b, "%u\t", number);
    put_text(b, slice(at, s));
    db_buf_ch(b, '\t');
    db_buf_str(b, w->lemma ? db_model_lemma_name(db_doc_model(d), w->lemma) : "_");
    db_buf_ch(b, '\t');
    db_buf_str(b, upos(w, in_name));
    db_buf_ch(b, '\t');
    put_classes(b, w);
    db_buf_ch(b, '\t');
    put_features(b, w);
    db_buf_str(b, "\t_\t_\t_\t");
    put_misc(b, d, w, space, s);
    db_buf_ch(b, '\n');
}

void cli_tokens(db_buf *b, const dabir_doc *d)
{
    const db_lang *l = db_doc_lang(d);
    const db_tokens *k = db_doc_tokens(d);
    cursor at = {.doc = d};
    db_buf_str(b, "# newdoc id = ");
    put_text(b, dabir_doc_report(d)->id);
    db_buf_ch(b, '\n');
    for (uint32_t s = 0; s < l->n_sents; s++) {
        uint32_t w0 = l->sent0[s], w1 = l->sent0[s + 1];
        if (w0 == w1)
            continue;
        db_buf_fmt(b, "# sent_id = %u\n# text = ", s + 1);
        put_text(b, slice(&at, db_span(l, k, w0, w1)));
        db_buf_ch(b, '\n');
        for (uint32_t i = w0, until = w0; i < w1; i++) {
            until = name_end(l, i, until);
            put_word(b, &at, i, i - w0 + 1, i < until);
        }
        db_buf_ch(b, '\n');
    }
}
