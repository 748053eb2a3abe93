/* light.c -- compound verbs as units: a verb and its non-verbal part, right before it («سفر کرد», «سفر خواهد کرد») or, for those that the lists
 * mark with ~, across a gap («خواستار آزادی آنان شد»). The lists of verbs in the model say which pairs there are. */
#include "syntax/syntax.h"

#include "lang/model.h"

enum { REACH = 24, PHRASE = 4 }; /* words: how far a gap reaches; of a non-verbal part */

typedef struct seeker {
    const dabir_model *m;
    db_sentence *s;
    uint32_t lemma;
} seeker;

/* Does the phrase that ends at trie node `value` make a compound verb? `apart`: may words stand between? */
static bool makes_verb(const seeker *k, uint32_t value, bool apart) {
    const db_vlist *v;
    for (const db_group *g = k->m->grp + value - 1;; g++) {
        for (uint32_t i = 0; i < g->n; i++) {
            const db_entry *e = &k->m->entry[g->e0 + i];
            if (e->cls != DB_C_NVE) continue;
            uint32_t n = db_model_verb_lists(k->m, e->id, k->lemma, &v);
            for (uint32_t j = 0; j < n; j++)
                if (!apart || ((v[j].flags & 1) && !v[j].via)) return true;
        }
        if (g->last) return false;
    }
}

/* Words [i, end) as a phrase: the trie's value behind the last of them that a phrase ends with; *to is set behind it. */
static bool phrase_at(const seeker *k, uint32_t i, uint32_t end, bool apart, uint32_t *to) {
    uint32_t node = 0;
    bool found = false;
    for (uint32_t j = i; j < end && j < i + PHRASE; j++) {
        const db_sword *w = &k->s->w[j];
        if (w->key0 == w->key1) break;
        for (uint32_t p = w->key0; p < w->key1; p++)
            if (!(node = db_trie_next(k->m->pt, node, k->s->letters[p]))) return found;
        uint32_t value = db_trie_value(k->m->pt, node);
        if (value && (apart || j + 1 == end) && makes_verb(k, value, apart)) found = true, *to = j + 1;
    }
    return found;
}

static bool stops(const db_sword *w) {
    return w->upos == DB_U_PUNCT ? w->punct != DB_P_QUOTE && w->punct != DB_P_QUOTE_OPEN && w->punct != DB_P_QUOTE_CLOSE
                                 : w->upos == DB_U_SCONJ || w->upos == DB_U_VERB;
}

static bool nominal(const db_sword *w) { return w->upos == DB_U_NOUN || w->upos == DB_U_ADJ || w->upos == DB_U_ADV || w->upos == DB_U_PROPN || w->upos == DB_U_ADP || w->upos == DB_U_X; }

static void name_it(db_arena *a, const seeker *k, uint32_t verb, uint32_t from, uint32_t to) {
    const char *infinitive = db_model_lemma_name(k->m, k->lemma);
    size_t n = strlen(infinitive) + 1;
    for (uint32_t i = from; i < to; i++) n += k->s->w[i].form.n + 1;
    char *p = DB_NEW(a, char, n), *e = p;
    for (uint32_t i = from; i < to; i++) {
        memcpy(e, k->s->w[i].form.p, k->s->w[i].form.n);
        e += k->s->w[i].form.n;
        *e++ = ' ';
    }
    memcpy(e, infinitive, strlen(infinitive));
    e += strlen(infinitive);
    db_sword *w = &k->s->w[verb];
    w->light = db_str_of(p, (size_t)(e - p));
    w->nv0 = (uint16_t)from, w->nv1 = (uint16_t)to;
}

static void one_verb(db_arena *a, const seeker *k, uint32_t verb) {
    uint32_t end = verb, to = 0;
    while (end && k->s->w[end - 1].upos == DB_U_AUX) end--; /* سفر خواهد کرد */
    for (uint32_t i = end > PHRASE ? end - PHRASE : 0; i < end; i++) /* the longest phrase right before the verb */
        if (nominal(&k->s->w[i]) && phrase_at(k, i, end, false, &to)) {
            name_it(a, k, verb, i, to);
            return;
        }
    uint32_t most = verb > REACH ? verb - REACH : 0;
    for (uint32_t i = end; i > most && !stops(&k->s->w[i - 1]); i--)
        if (nominal(&k->s->w[i - 1]) && phrase_at(k, i - 1, end, true, &to)) {
            name_it(a, k, verb, i - 1, to);
            return;
        }
}

void db_syn_light(db_arena *a, const dabir_model *m, db_sentence *s) {
    for (uint32_t i = 0; i < s->n; i++) {
        db_sword *w = &s->w[i];
        w->light = (db_str){0};
        w->nv0 = w->nv1 = 0;
        if ((w->upos != DB_U_VERB && w->upos != DB_U_AUX) || w->key0 == w->key1) continue;
        db_word f = {0};
        uint8_t freq = 0;
        if (!db_morph_find(m, s->letters + w->key0, w->key1 - w->key0, &f, &freq) || !f.lemma) continue;
        one_verb(a, &(seeker){m, s, f.lemma}, i);
    }
}
