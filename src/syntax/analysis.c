/* analysis.c -- the chain from text to trees, sentence by sentence, and its public face: dabir_analyse(). */
#include "syntax/analysis.h"

#include <stdlib.h>

/* A token makes few words; so many tokens never make more than DB_SENTENCE_MAX words. */
enum { TOKENS_MAX = DB_SENTENCE_MAX / 3 };

void db_analyse_words(db_arena *a, const dabir_model *m, db_scheme scheme, dabir_depth depth, db_sentence *s)
{
    if (depth >= DABIR_TAGS)
        db_syn_tag(a, m, scheme, s);
    if (depth >= DABIR_LEMMAS) {
        db_syn_lemma(a, m, scheme, s);
        db_syn_light(a, m, s);
    }
    if (depth >= DABIR_TREES)
        db_syn_parse(a, m, scheme, s);
}

void db_analysis_begin(db_arena *a, const dabir_model *m, db_scheme scheme, dabir_depth depth, db_str utf8, db_analysis *x)
{
    *x = (db_analysis){.m = m, .scheme = scheme, .depth = depth};
    db_normalise(a, utf8.p, utf8.n, &x->text);
    db_tokenise(a, &x->text, &x->tok);
}

bool db_analysis_next(db_analysis *x, db_arena *a, db_sentence *s, db_place *where)
{
    const db_tokens *k = &x->tok;
    while (x->sent < k->n_sents && x->at >= k->sent0[x->sent + 1])
        x->sent++;
    if (x->sent >= k->n_sents)
        return false;
    uint32_t t0 = x->at, t1 = k->sent0[x->sent + 1];
    bool rest = t0 > k->sent0[x->sent];
    if (t1 - t0 > TOKENS_MAX)
        t1 = t0 + TOKENS_MAX;
    x->at = t1;
    *where = (db_place){.span = {k->cp0[t0], k->cp1[t1 - 1]}, .paragraph = t0 == 0 || (!rest && k->flags[t0] & DB_TF_PARA), .rest = rest};
    db_syn_words(a, x->m, &x->text, k, t0, t1, x->scheme, s);
    if (s->n)
        db_analyse_words(a, x->m, x->scheme, x->depth, s);
    return true;
}

dabir_span db_analysis_span(const db_analysis *x, const db_sentence *s, uint32_t i)
{
    return (dabir_span){x->tok.cp0[s->w[i].tok0], x->tok.cp1[s->w[i].tok1 - 1]};
}

/* ---- the public face ------------------------------------------------------------------------------------------------------------------ */

struct dabir_text {
    dabir_sentence *s;
    dabir_word *w;
    uint32_t n_s, cap_s, n_w, cap_w;
};

struct dabir_analyser {
    const dabir_model *model;
    db_arena keep, scratch;   /* the text and what is handed out; one sentence */
    jmp_buf oom;
    dabir_text text;
};

dabir_status dabir_analyser_new(const dabir_model *m, dabir_analyser **out, dabir_error *err)
{
    *out = NULL;
    if (!m)
        return db_fail(err, DABIR_E_ARGUMENT, NULL, 0, 0, 0, "no model");
    dabir_analyser *x = calloc(1, sizeof *x);
    if (!x)
        return db_fail(err, DABIR_E_MEMORY, NULL, 0, 0, 0, "out of memory");
    x->model = m;
    db_arena_init(&x->keep, 0);
    db_arena_init(&x->scratch, 0);
    *out = x;
    return DABIR_OK;
}

void dabir_analyser_free(dabir_analyser *x)
{
    if (!x)
        return;
    db_arena_free(&x->keep);
    db_arena_free(&x->scratch);
    free(x);
}

/* Strings of a word may lie in the scratch arena, and forms in the text; what is kept is copied, empty stays absent. */
static dabir_str kept(db_arena *a, db_str s) { return s.n ? db_str_dup(a, s) : (dabir_str){0}; }

static void keep_word(dabir_analyser *x, const db_sword *w, dabir_span span)
{
    dabir_text *t = &x->text;
    db_arena *a = &x->keep;
    DB_PUSH(a, t->w, t->n_w, t->cap_w) = (dabir_word){
        .form = kept(a, w->form), .lemma = kept(a, w->lemma), .stems = kept(a, w->stems), .feats = kept(a, w->feats),
        .upos = w->upos ? db_upos_name((db_upos)w->upos) : NULL, .deprel = w->deprel ? db_deprel_name(w->deprel) : NULL,
        .head = w->head, .span = span, .part = w->part, .parts = w->parts, .space_after = w->space};
}

static void analyse(dabir_analyser *x, db_str utf8, dabir_scheme scheme, dabir_depth depth)
{
    db_analysis n;
    db_sentence s;
    db_place p;
    dabir_text *t = &x->text;
    db_arena *a = &x->keep;
    db_analysis_begin(a, x->model, (db_scheme)scheme, depth, utf8, &n);
    while (db_analysis_next(&n, &x->scratch, &s, &p)) {
        DB_PUSH(a, t->s, t->n_s, t->cap_s) = (dabir_sentence){.first = t->n_w, .n = s.n, .span = p.span, .paragraph = p.paragraph};
        for (uint32_t i = 0; i < s.n; i++)
            keep_word(x, &s.w[i], db_analysis_span(&n, &s, i));
        db_arena_reset(&x->scratch);
    }
}

dabir_status dabir_analyse(dabir_analyser *x, const char *bytes, size_t n, dabir_scheme scheme, dabir_depth depth, const dabir_text **out,
                           dabir_error *err)
{
    dabir_status st;
    db_decoded d;
    *out = NULL;
    if ((unsigned)scheme >= DB_N_SCHEMES || depth < DABIR_WORDS || depth > DABIR_TREES)
        return db_fail(err, DABIR_E_ARGUMENT, NULL, 0, 0, 0, "no such scheme or depth");
    db_arena_reset(&x->keep);
    db_arena_reset(&x->scratch);
    x->text = (dabir_text){0};
    x->keep.oom = x->scratch.oom = &x->oom;
    if (setjmp(x->oom)) {
        st = db_fail(err, DABIR_E_MEMORY, NULL, 0, 0, 0, "out of memory");
    } else {
        st = db_decode(&x->keep, bytes, n, &d, err);
        if (st == DABIR_OK)
            analyse(x, db_str_of(d.p, d.n), scheme, depth);
    }
    x->keep.oom = x->scratch.oom = NULL;
    if (st == DABIR_OK)
        *out = &x->text;
    return st;
}

const dabir_sentence *dabir_text_sentences(const dabir_text *t, uint32_t *n)
{
    *n = t->n_s;
    return t->s;
}

const dabir_word *dabir_text_words(const dabir_text *t, uint32_t *n)
{
    *n = t->n_w;
    return t->w;
}
