/* words.c -- tokens to words with analyses, by longest match in the trie of word forms.
 *
 * A form that the lexicon breaks (می‌کند, خواهد کرد, بین‌المللی, از سوی) is one word however it is spaced; a space in the text
 * is accepted only where the form has a boundary, so ordinary neighbours are never merged.
 *
 * A token that the lexicon lacks is taken apart from its end: known stem + suffix; else non-verbal part + verb of one of the verb
 * lists («اظهارداشت»), known word + copula («ضروریاست»), short preposition + frequent word («درایران»). The last three make two words
 * of ONE token: both have the token's tok0/tok1, but each its own letters [key0, key1). Spans of such words are the span of the
 * whole token; everything that compares letters (matches, verb lists) sees the two words apart. */
#include "lang/model.h"

typedef struct maker {
    const dabir_model *m;
    const db_tokens *k;
    const db_text *t;
    db_arena *a;
    db_word *w;
    uint32_t n, cap;
    uint32_t sent, tok_end;  /* the sentence, and the token behind it */
    uint32_t first;          /* first word of the sentence */
    uint32_t state[64];      /* trie nodes after each letter of the last walk's first token */
    uint32_t n_state;
} maker;

typedef struct hit { /* longest form from some letter on */
    uint32_t tok1, value;
    uint64_t gaps;
} hit;

/* Joins all analyses of a chain whose boundaries allow `gaps`; false if there is none. */
static bool analyse(const dabir_model *m, uint32_t value, uint64_t gaps, db_word *w, uint8_t *freq) {
    bool any = false;
    for (const db_morph *a = m->morph + value - 1;; a++) {
        if (!(gaps & ~m->bounds[a->bound].gap)) {
            any = true;
            w->pos |= a->pos;
            if (a->freq > *freq) *freq = a->freq;
            if (!w->lemma && a->lemma) w->lemma = a->lemma, w->tense = a->tense, w->person = a->person;
            if (a->lemma == w->lemma) w->flags |= a->flags;
            if (a->func && (!w->func || w->func == DB_FN_SUFFIX)) w->func = a->func, w->fid = a->fid;
        }
        if (a->last) return any;
    }
}

static bool allowed(const dabir_model *m, uint32_t value, uint64_t gaps) {
    if (!gaps) return true;
    for (const db_morph *a = m->morph + value - 1;; a++) {
        if (!(gaps & ~m->bounds[a->bound].gap)) return true;
        if (a->last) return false;
    }
}

bool db_morph_find(const dabir_model *m, const uint8_t *p, uint32_t n, db_word *w, uint8_t *freq) {
    uint32_t s = 0;
    for (uint32_t i = 0; i < n; i++)
        if (!(s = db_trie_next(m->mt, s, p[i]))) return false;
    uint32_t v = db_trie_value(m->mt, s);
    return v && analyse(m, v, 0, w, freq);
}

/* Longest form that begins at letter `key` of token `tok` and ends with a token. */
static hit walk(maker *x, uint32_t tok, uint32_t key) {
    const db_tokens *k = x->k;
    const db_node *t = x->m->mt;
    hit best = {0};
    uint32_t s = 0, from = key;
    uint64_t gaps = 0;
    x->n_state = 0;
    for (uint32_t j = tok; j < x->tok_end; j++) {
        if (j > tok) {
            if (k->kind[j] != DB_T_WORD || (k->flags[j] & DB_TF_PARA) || key - from > 63) return best;
            if (k->flags[j] & (DB_TF_SPACE | DB_TF_LINE)) gaps |= UINT64_C(1) << (key - from);
        }
        for (uint32_t end = k->key0[j + 1]; key < end; key++) {
            if (!(s = db_trie_next(t, s, k->letters[key]))) return best;
            if (j == tok && x->n_state < 64) x->state[x->n_state++] = s;
        }
        uint32_t v = db_trie_value(t, s);
        if (v && allowed(x->m, v, gaps)) best = (hit){j + 1, v, gaps};
    }
    return best;
}

static db_word *new_word(maker *x, uint32_t tok, uint32_t tok1) {
    const db_tokens *k = x->k;
    db_word w = {.tok0 = tok, .tok1 = tok1, .key0 = k->key0[tok], .key1 = k->key0[tok1], .sent = x->sent, .kind = k->kind[tok], .punct = k->punct[tok],
        .flags = k->flags[tok] & (DB_WF_SPACE | DB_WF_LINE | DB_WF_PARA)};
    if (x->n == x->first) w.flags |= DB_WF_SENT;
    DB_PUSH(x->a, x->w, x->n, x->cap) = w;
    return &x->w[x->n - 1];
}

/* ---- suffixes ---- */

static bool ends_in(const db_suffix *s, uint8_t last) { return !s->after[0] || memchr(s->after, last, sizeof s->after) != NULL; }

/* May this stem carry the suffix? A finite verb or a function word by itself never does («هسته‌ای» is not هست + های). */
static bool carries(const db_suffix *s, const db_word *stem) {
    uint16_t host = s->host ? s->host : DB_POS_NOUN | DB_POS_ADJ | DB_POS_NUM | DB_POS_PROPER | DB_POS_INF;
    return stem->pos & host && (!stem->person || stem->pos & (DB_POS_NOUN | DB_POS_ADJ));
}

/* The word is stem + suffix: what the suffix makes of the stem's analysis. */
static void put_suffix(db_word *w, const db_suffix *s, const db_word *stem) {
    uint16_t keep = stem->pos & (uint16_t)~(DB_POS_FREQUENT | DB_POS_GIVEN | DB_POS_SURNAME | DB_POS_FUNC);
    w->pos = (uint16_t)((s->pos ? s->pos : keep) | (stem->pos & DB_POS_KNOWN));
    w->lemma = 0, w->person = 0, w->tense = 0, w->func = 0, w->fid = 0;
    if (stem->lemma && (stem->tense == DB_INFINITIVE || stem->tense == DB_PARTICIPLE)) w->lemma = stem->lemma, w->tense = stem->tense, w->pos |= stem->pos & DB_POS_INF;
    w->flags = (uint8_t)(w->flags & ~DB_WF_PASSIVE) | (uint8_t)(stem->flags & (DB_WF_NEG | DB_WF_PASSIVE));
    if (s->flags & DB_SX_PLURAL) w->flags |= DB_WF_PLURAL;
    if (s->flags & DB_SX_Y) w->flags |= DB_WF_EZAFE_Y;
}

/* Letters behind the last ZWNJ of a token: a suffix does not reach across it («هسته‌ای» is not هست + های). */
static uint32_t last_part(const maker *x, const db_word *w) {
    const char *p = x->t->norm + x->k->norm0[w->tok0], *e = x->t->norm + x->k->norm1[w->tok0];
    for (const char *q = e; q >= p + 3; q--)
        if (memcmp(q - 3, "\u200c", 3) == 0) {
            uint8_t l[16];
            return db_letters(db_str_of(q, (size_t)(e - q)), l, NULL, 16);
        }
    return UINT32_MAX;
}

/* Does the dictionary of phrases know the token, or phrases that begin with it? */
static bool in_phrases(const maker *x, const uint8_t *p, uint32_t n) {
    uint32_t s = 0;
    for (uint32_t i = 0; i < n; i++)
        if (!(s = db_trie_next(x->m->pt, s, p[i]))) return false;
    return true;
}

/* Unknown word, whose known beginnings the last walk left in x->state: known stem + suffix; or, `strong`, a suffix that tells by itself. */
static bool strip(maker *x, db_word *w, bool strong) {
    const dabir_model *m = x->m;
    const uint8_t *p = x->k->letters + w->key0;
    uint32_t n = w->key1 - w->key0, part = last_part(x, w);
    if (strong && in_phrases(x, p, n)) return false;
    for (uint32_t i = m->sfx0[p[n - 1]]; i < m->sfx0[p[n - 1] + 1]; i++) {
        const db_suffix *s = &m->sfx[i];
        if (s->n > part || n < s->n + 2u || memcmp(p + n - s->n, s->letters, s->n) != 0) continue;
        uint32_t l = n - s->n;
        db_word stem = {0};
        uint8_t freq = 0;
        if (strong) {
            if (!(s->flags & DB_SX_STRONG) || !ends_in(s, p[l - 1])) continue;
            put_suffix(w, s, &stem);
            return true;
        }
        if (l > x->n_state || (!s->n_restore && !ends_in(s, p[l - 1]))) continue;
        uint32_t st = x->state[l - 1];
        for (uint32_t r = 0; r < s->n_restore && st; r++) st = db_trie_next(m->mt, st, s->restore[r]);
        uint32_t v = st ? db_trie_value(m->mt, st) : 0;
        if (!v || !analyse(m, v, 0, &stem, &freq) || !carries(s, &stem)) continue;
        put_suffix(w, s, &stem);
        return true;
    }
    return false;
}

/* Is the word just made a suffix written apart (کشور ها)? Then it goes to the word before. */
static bool join_suffix(maker *x, uint32_t at) {
    db_word *w = &x->w[at];
    if (at <= x->first || (w->flags & (DB_WF_LINE | DB_WF_PARA))) return false;
    db_word *host = &x->w[at - 1];
    const uint8_t *p = x->k->letters + w->key0;
    uint32_t n = w->key1 - w->key0;
    if (host->kind != DB_T_WORD || host->func || host->key1 == host->key0 || (host->lemma && !(host->pos & (DB_POS_NOUN | DB_POS_ADJ | DB_POS_INF)))) return false;
    for (uint32_t i = x->m->sfx0[p[n - 1]]; i < x->m->sfx0[p[n - 1] + 1]; i++) {
        const db_suffix *s = &x->m->sfx[i];
        if (s->n != n || !(s->flags & DB_SX_APART) || memcmp(p, s->letters, n) != 0 || !ends_in(s, x->k->letters[host->key1 - 1])) continue;
        if (s->host && (host->pos & DB_POS_KNOWN) && !(host->pos & s->host)) continue;
        if (s->host && !(host->pos & DB_POS_KNOWN) && (s->flags & DB_SX_POSS)) continue;
        db_word stem = *host;
        put_suffix(host, s, &stem);
        host->tok1 = w->tok1;
        host->key1 = w->key1;
        return true;
    }
    return false;
}

/* ---- two words in one token ---- */

static bool in_verb_lists(const dabir_model *m, uint32_t value, uint32_t lemma) {
    const db_vlist *v;
    for (const db_group *g = m->grp + value - 1;; g++) {
        for (uint32_t i = 0; i < g->n; i++)
            if (m->entry[g->e0 + i].cls == DB_C_NVE && db_model_verb_lists(m, m->entry[g->e0 + i].id, lemma, &v)) return true;
        if (g->last) return false;
    }
}

static void two_words(maker *x, uint32_t tok, uint32_t l, const db_word *head, hit rest) {
    db_word *w = new_word(x, tok, tok + 1);
    uint8_t freq = 0;
    w->key1 = w->key0 + l;
    w->pos = head->pos, w->func = head->func, w->fid = head->fid, w->lemma = head->lemma, w->tense = head->tense, w->person = head->person;
    w->flags |= head->flags;
    uint32_t key = w->key1;
    w = new_word(x, tok, rest.tok1);
    w->key0 = key;
    w->flags = 0;
    analyse(x->m, rest.value, rest.gaps, w, &freq);
}

/* Compound verb without a space: non-verbal part in the trie of phrases, verb behind it. */
static bool split_verb(maker *x, uint32_t tok) {
    const uint8_t *p = x->k->letters + x->k->key0[tok];
    uint32_t n = x->k->key0[tok + 1] - x->k->key0[tok], s = 0;
    for (uint32_t l = 1; l + 2 <= n; l++) {
        if (!(s = db_trie_next(x->m->pt, s, p[l - 1]))) return false;
        uint32_t v = db_trie_value(x->m->pt, s);
        if (l < 2 || !v) continue;
        hit rest = walk(x, tok, x->k->key0[tok] + l);
        db_word verb = {0}, head = {0};
        uint8_t freq = 0;
        if (!rest.value || !analyse(x->m, rest.value, rest.gaps, &verb, &freq) || !verb.lemma || !in_verb_lists(x->m, v, verb.lemma)) continue;
        db_morph_find(x->m, p, l, &head, &freq);
        two_words(x, tok, l, &head, rest);
        return true;
    }
    return false;
}

/* Known word and copula («ضروریاست»), or short preposition and frequent word («درایران»). */
static bool split_plain(maker *x, uint32_t tok) {
    const uint8_t *p = x->k->letters + x->k->key0[tok];
    uint32_t n = x->k->key0[tok + 1] - x->k->key0[tok];
    for (uint32_t l = 2; l + 3 <= n && l <= 30; l++) {
        db_word head = {0}, tail = {0};
        uint8_t f0 = 0, f1 = 0;
        bool short_prep = l <= 3 && n >= 6;
        if (!short_prep && n - l > 4) continue;
        if (!db_morph_find(x->m, p, l, &head, &f0) || !db_morph_find(x->m, p + l, n - l, &tail, &f1)) continue;
        bool copula = l >= 3 && tail.lemma == x->m->copula && tail.lemma && tail.tense == DB_PRESENT && (head.pos & (DB_POS_NOUN | DB_POS_ADJ));
        bool prep = short_prep && n - l >= 4 && head.func == DB_FN_PREP && (tail.pos & DB_POS_FREQUENT) && (tail.pos & (DB_POS_NOUN | DB_POS_PROPER));
        if (!copula && !prep) continue;
        hit rest = walk(x, tok, x->k->key0[tok] + l);
        if (!rest.value) continue;
        two_words(x, tok, l, &head, rest);
        return true;
    }
    return false;
}

/* ---- all tokens ---- */

static uint32_t unknown(maker *x, uint32_t tok) {
    uint32_t n = x->k->key0[tok + 1] - x->k->key0[tok], state0[64], n0 = x->n_state;
    db_word probe = {.tok0 = tok, .key0 = x->k->key0[tok], .key1 = x->k->key0[tok + 1], .flags = x->k->flags[tok] & 7};
    bool done = n >= 3 && strip(x, &probe, false);
    if (!done && n >= 5) {
        memcpy(state0, x->state, n0 * sizeof *state0);
        if (split_verb(x, tok) || split_plain(x, tok)) return x->w[x->n - 1].tok1;
        memcpy(x->state, state0, n0 * sizeof *state0);
        x->n_state = n0;
    }
    if (!done && n >= 4) strip(x, &probe, true);
    db_word *w = new_word(x, tok, tok + 1);
    w->pos = probe.pos, w->lemma = probe.lemma, w->tense = probe.tense;
    w->flags |= probe.flags;
    return tok + 1;
}

static uint32_t word_at(maker *x, uint32_t tok) {
    uint8_t kind = x->k->kind[tok], freq = 0;
    if (kind != DB_T_WORD || x->k->key0[tok] == x->k->key0[tok + 1]) {
        db_word *w = new_word(x, tok, tok + 1);
        if (kind == DB_T_NUMBER) w->pos = DB_POS_NUM;
        return tok + 1;
    }
    hit h = walk(x, tok, x->k->key0[tok]);
    if (!h.value) return unknown(x, tok);
    db_word *w = new_word(x, tok, h.tok1);
    analyse(x->m, h.value, h.gaps, w, &freq);
    if (w->func == DB_FN_SUFFIX && h.tok1 == tok + 1 && join_suffix(x, x->n - 1)) x->n--;
    return h.tok1;
}

/* The trie node of phrases for a word's letters has a non-verbal part that makes a listed verb with `lemma`. */
static bool is_nve_of(const maker *x, const db_word *w, uint32_t lemma) {
    uint32_t s = 0;
    for (uint32_t i = w->key0; i < w->key1; i++)
        if (!(s = db_trie_next(x->m->pt, s, x->k->letters[i]))) return false;
    uint32_t v = db_trie_value(x->m->pt, s);
    return v && in_verb_lists(x->m, v, lemma);
}

/* May a clause end before word i? At the sentence's end, at punctuation, before a conjunction. */
static bool clause_ends(const maker *x, uint32_t i) {
    if (i >= x->n) return true;
    switch (x->w[i].func) {
    case DB_FN_KE: case DB_FN_AND: case DB_FN_OR: case DB_FN_BUT: case DB_FN_SUBORD: return true;
    default: return x->w[i].kind == DB_T_PUNCT || (x->w[i].flags & (DB_WF_LINE | DB_WF_PARA));
    }
}

/* «نشست», «درخواست», «کرد» are nouns and verbs: behind a preposition or a number, before را, and as the non-verbal part of the
 * verb that follows («درخواست کرد») they are nouns; those that verbs.tsv calls mostly nouns, wherever no clause can end. */
static void choose_noun(maker *x, uint32_t i) {
    db_word *w = &x->w[i];
    if (!w->lemma || !w->person || w->tense != DB_PAST || (w->flags & DB_WF_NEG)) return;
    bool mostly = w->person == 3 && x->m->lemma[w->lemma - 1].flags & DB_LM_NOUN;
    if (!(w->pos & DB_POS_NOUN) && !mostly) return;
    const db_word *before = i > x->first ? w - 1 : NULL, *next = i + 1 < x->n ? w + 1 : NULL;
    bool noun = before && (before->func == DB_FN_PREP || before->kind == DB_T_NUMBER);
    noun = noun || (next && (next->func == DB_FN_RA || (next->lemma && next->person && is_nve_of(x, w, next->lemma))));
    noun = noun || (mostly && !clause_ends(x, i + 1));
    if (!noun) return;
    w->lemma = 0, w->tense = 0, w->person = 0;
    w->pos = (uint16_t)((w->pos & ~DB_POS_VERB) | DB_POS_NOUN);
    w->flags &= (uint8_t)~DB_WF_PASSIVE;
}

void db_words(db_arena *a, const dabir_model *m, const db_text *t, const db_tokens *k, db_lang *out) {
    maker x = {.m = m, .k = k, .t = t, .a = a, .cap = k->n + k->n / 8 + 16};
    x.w = DB_NEW(a, db_word, x.cap);
    uint32_t *sent0 = DB_NEW(a, uint32_t, k->n_sents + 1);
    for (uint32_t s = 0; s < k->n_sents; s++) {
        sent0[s] = x.first = x.n;
        x.sent = s;
        x.tok_end = k->sent0[s + 1];
        for (uint32_t tok = k->sent0[s]; tok < x.tok_end;) tok = word_at(&x, tok);
        for (uint32_t i = x.first; i < x.n; i++) choose_noun(&x, i);
    }
    sent0[k->n_sents] = x.n;
    *out = (db_lang){.n_words = x.n, .w = x.w, .letters = k->letters, .n_sents = k->n_sents, .sent0 = sent0};
}
