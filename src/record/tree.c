/* tree.c -- sentences through the tagger and the parser; the words of a treebank are mapped back to the words of the dictionary, which may
 * hold several of them («خواهد کرد») or share one («درایران»). */
#include "record/tree.h"

/* Syntactic word that stands for tokens [t0, t1): the one whose head lies outside of them. */
static uint32_t top_of(const db_sentence *s, const uint32_t *of_tok, uint32_t t0, uint32_t t1, uint32_t base) {
    uint32_t first = of_tok[t0 - base];
    for (uint32_t i = first; i < s->n && s->w[i].tok0 < t1; i++) {
        uint32_t h = s->w[i].head;
        if (!h || s->w[h - 1].tok0 < t0 || s->w[h - 1].tok0 >= t1) return i;
    }
    return first;
}

static void sentence(db_arena *scratch, const dabir_model *m, const db_text *t, const db_tokens *k, const db_lang *l, uint32_t sent, db_node_of *out) {
    uint32_t w0 = l->sent0[sent], w1 = l->sent0[sent + 1], t0 = l->w[w0].tok0, t1 = l->w[w1 - 1].tok1;
    if (t1 - t0 > DB_SENTENCE_MAX / 3) return;
    db_sentence s;
    db_syn_words(scratch, m, t, k, t0, t1, DB_PERDT, &s);
    if (!s.n) return;
    db_syn_tag(scratch, m, DB_PERDT, &s);
    db_syn_parse(scratch, m, DB_PERDT, &s);
    uint32_t *of_tok = DB_NEW(scratch, uint32_t, t1 - t0 + 1), *of_word = DB_NEW(scratch, uint32_t, t1 - t0 + 1);
    for (uint32_t i = s.n; i-- > 0;)
        for (uint32_t x = s.w[i].tok0; x < s.w[i].tok1; x++) of_tok[x - t0] = i;
    for (uint32_t w = w1; w-- > w0;)
        for (uint32_t x = l->w[w].tok0; x < l->w[w].tok1; x++) of_word[x - t0] = w;
    for (uint32_t w = w0; w < w1; w++) {
        const db_sword *x = &s.w[top_of(&s, of_tok, l->w[w].tok0, l->w[w].tok1, t0)];
        out[w] = (db_node_of){.head = x->head ? (int32_t)of_word[s.w[x->head - 1].tok0 - t0] : -1, .upos = x->upos, .deprel = x->deprel};
    }
}

void db_trees_begin(db_arena *a, db_arena *scratch, const dabir_model *m, const db_text *t, const db_tokens *k, const db_lang *l, db_trees_of *out) {
    uint32_t bytes;
    *out = (db_trees_of){.scratch = scratch, .m = m, .t = t, .k = k, .l = l};
    if (!db_model_section(m, "TREE", &bytes) || !bytes) return;
    out->w = DB_NEW(a, db_node_of, l->n_words + 1);
    out->done = DB_NEW(a, uint8_t, l->n_sents + 1);
    for (uint32_t i = 0; i < l->n_words; i++) out->w[i].head = -1;
}

const db_node_of *db_trees_at(db_trees_of *x, uint32_t sent) {
    if (!x->w || x->done[sent]) return x->w;
    x->done[sent] = 1;
    db_arena_reset(x->scratch);
    if (x->l->sent0[sent] < x->l->sent0[sent + 1]) sentence(x->scratch, x->m, x->t, x->k, x->l, sent, x->w);
    return x->w;
}
