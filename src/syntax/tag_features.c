/* tag_features.c -- what is known of the words of a sentence before any is tagged: letters, affixes, spelling, lexicon, names of the
 * register, word classes; and the features made of it. Each word is looked up once. */
#include "lang/model.h"
#include "syntax/tag.h"

/* ---- a word by itself ---- */

static uint64_t letters_hash(const uint8_t *p, uint32_t n, uint64_t h) {
    uint64_t x;
    h ^= n;
    for (; n >= 8; p += 8, n -= 8) {
        memcpy(&x, p, 8);
        h = db_feat(h, x);
    }
    x = 0;
    for (uint32_t i = 0; i < n; i++) x |= (uint64_t)p[i] << 8 * i;
    return db_feat(h, x);
}

/* Spelling that letters do not tell: tanwin (کاملاً), hamza for the ezafe, half-space, place within a multiword token. */
static uint32_t shape_of(const db_sword *w, const uint8_t *p, uint32_t n) {
    uint32_t f = 0;
    const unsigned char *s = (const unsigned char *)w->form.p;
    for (uint32_t i = 0; i + 1 < w->form.n; i++) {
        if (s[i] == 0xD9 && s[i + 1] == 0x8B) f |= 1;                                   /* tanwin */
        else if (s[i] == 0xD9 && s[i + 1] == 0x94) f |= 2;                              /* hamza above */
        else if (s[i] == 0xE2 && s[i + 1] == 0x80) f |= 4;                              /* half-space */
        else if (s[i] == 0xD8 && s[i + 1] == 0xA1 && i + 2 == w->form.n) f |= 8;        /* ends in ء */
        else if (i == 0 && s[i] == 0xD8 && s[i + 1] == 0xA2) f |= 16;                   /* begins with آ */
    }
    uint32_t digits = 0;
    for (uint32_t i = 0; i < n; i++) digits += p[i] <= 10;
    uint32_t kind = !n ? 0 : digits == n ? 1 : digits ? 2 : p[0] <= 36 ? 3 : 4;
    uint32_t len = n > 7 ? 7 : n;
    return f | kind << 5 | len << 8 | (uint32_t)(w->punct & 15) << 11 | (w->parts > 1 ? 1u + w->part : 0u) << 15 | (uint32_t)(w->kind & 7) << 18;
}

/* Joins the analyses of a form. */
static void join(const dabir_model *m, uint32_t value, db_word *w) {
    for (const db_morph *a = m->morph + value - 1;; a++) {
        w->pos |= a->pos;
        if (!w->lemma && a->lemma) w->lemma = a->lemma, w->tense = a->tense, w->person = a->person;
        w->flags |= a->flags;
        if (a->func && (!w->func || w->func == DB_FN_SUFFIX)) w->func = a->func, w->fid = a->fid;
        if (a->last) return;
    }
}

enum { USED_POS = DB_POS_NOUN | DB_POS_ADJ | DB_POS_ADV | DB_POS_VERB | DB_POS_NUM | DB_POS_GIVEN | DB_POS_SURNAME | DB_POS_FUNC | DB_POS_INF | DB_POS_PROPER | DB_POS_KNOWN };

static uint64_t code_of(const db_word *w) {
    return (uint64_t)(w->pos & USED_POS) | (uint64_t)w->func << 16 | (uint64_t)w->tense << 24 | (uint64_t)w->person << 32 | (uint64_t)(w->flags & (DB_WF_NEG | DB_WF_PASSIVE | DB_WF_PLURAL | DB_WF_EZAFE_Y)) << 40;
}

static uint32_t short_code(const db_word *w) {
    uint32_t pos = w->pos & (DB_POS_NOUN | DB_POS_ADJ | DB_POS_ADV | DB_POS_VERB | DB_POS_NUM | DB_POS_GIVEN | DB_POS_SURNAME | DB_POS_INF | DB_POS_PROPER | DB_POS_KNOWN);
    uint32_t verb = w->lemma ? (w->tense == DB_PARTICIPLE ? 1 : w->tense == DB_INFINITIVE ? 2 : 3) : 0;
    return pos | (uint32_t)w->func << 12 | verb << 17;
}

/* The lexicon on a form, else on what is left without a suffix of suffix.tsv. */
static void look_up(const dabir_model *m, const uint8_t *p, uint32_t n, db_tag_word *out) {
    uint32_t state[64], s = 0, k = 0;
    while (k < n && k < 64 && (s = db_trie_next(m->mt, s, p[k]))) state[k++] = s;
    db_word w = {0};
    uint32_t v = n && k == n ? db_trie_value(m->mt, state[n - 1]) : 0;
    if (v) {
        join(m, v, &w);
        out->lex = code_of(&w) | UINT64_C(1) << 56;
        out->amb = short_code(&w);
        out->morph = w.pos;
        return;
    }
    if (n < 3) return;
    for (uint32_t i = m->sfx0[p[n - 1]]; i < m->sfx0[p[n - 1] + 1]; i++) {
        const db_suffix *x = &m->sfx[i];
        if (n < x->n + 2u || n - x->n > k || x->n_restore || memcmp(p + n - x->n, x->letters, x->n) != 0) continue;
        if (!(v = db_trie_value(m->mt, state[n - x->n - 1]))) continue;
        w = (db_word){0};
        join(m, v, &w);
        out->stem = code_of(&w) | (uint64_t)(x->flags & 31) << 48 | UINT64_C(1) << 57;
        out->amb = short_code(&w) | 1u << 19 | (uint32_t)(x->flags & DB_SX_PLURAL ? 1 : 0) << 20;
        out->morph = (uint32_t)(x->pos ? x->pos : w.pos & ~(DB_POS_FUNC | DB_POS_FREQUENT));
        return;
    }
}

/* ---- names of the register ---- */

/* Kind of entity a phrase means: 1 state or place, 2 demonym, 3 other; 0 none. */
static uint8_t entity_of(const dabir_model *m, uint32_t value) {
    for (const db_group *g = m->grp + value - 1;; g++) {
        for (uint32_t i = 0; i < g->n; i++) {
            const db_entry *e = &m->entry[g->e0 + i];
            if (e->cls != DB_C_ENTITY) continue;
            if (e->form == DB_F_DEMONYM) return 2;
            dabir_kind k = e->id < m->n_reg ? m->reg[e->id].kind : (dabir_kind)0;
            return k == DABIR_STATE || k == DABIR_PLACE ? 1 : 3;
        }
        if (g->last) return 0;
    }
}

/* Marks the longest phrase of the register that begins at word i. */
static void mark_names(const dabir_model *m, const db_sentence *s, uint32_t i, db_tag_word *w) {
    uint32_t st = 0, best = 0;
    uint8_t kind = 0;
    for (uint32_t j = i; j < s->n && j < i + 8; j++) {
        const db_sword *x = &s->w[j];
        if (x->key0 == x->key1) break;
        for (uint32_t k = x->key0; k < x->key1; k++)
            if (!(st = db_trie_next(m->pt, st, s->letters[k]))) goto end;
        uint32_t v = db_trie_value(m->pt, st);
        uint8_t e = v ? entity_of(m, v) : 0;
        if (e) kind = e, best = j + 1;
    }
end:
    for (uint32_t j = i; j < best; j++)
        if (!w[j].reg || j > i) w[j].reg = (uint8_t)(kind | (j > i ? 4 : 0) | (best - i > 1 ? 8 : 0));
}

db_tag_word *db_tag_words(const db_tagger *t, const dabir_model *m, db_arena *a, db_sentence *s) {
    db_tag_word *all = DB_NEW(a, db_tag_word, s->n + 4), *w = all + 2;
    for (uint32_t i = 0; i < s->n + 4; i++) all[i].form = i < 2 ? 1 : 2, all[i].shape = i < 2 ? 1 : 2;
    for (uint32_t i = 0; i < s->n; i++) {
        db_sword *x = &s->w[i];
        const uint8_t *p = s->letters + x->key0;
        uint32_t n = x->key1 - x->key0;
        w[i] = (db_tag_word){.n = (uint8_t)(n > 255 ? 255 : n), .shape = shape_of(x, p, n)};
        if (n) {
            w[i].form = letters_hash(p, n, 3);
            for (uint32_t k = 0; k < 4; k++) w[i].suf[k] = k < n ? letters_hash(p + n - k - 1, k + 1, 4) : 0;
            for (uint32_t k = 0; k < 3; k++) w[i].pre[k] = k < n ? letters_hash(p, k + 1, 5) : 0;
            look_up(m, p, n, &w[i]);
            db_classes_find(&t->cls, p, n, w[i].cls);
        } else {
            w[i].form = db_feat(6, x->form.n && x->form.n <= 8 ? letters_hash((const uint8_t *)x->form.p, x->form.n, 7) : x->punct);
        }
        x->morph = w[i].morph;
    }
    for (uint32_t i = 0; i < s->n; i++) mark_names(m, s, i, w);
    return all;
}

/* ---- features ---- */

#define F1(a) (f[n++] = db_feat_end(db_feat(id++, (uint64_t)(a))))
#define F2(a, b) (f[n++] = db_feat_end(db_feat(db_feat(id++, (uint64_t)(a)), (uint64_t)(b))))
#define F3(a, b, c) (f[n++] = db_feat_end(db_feat(db_feat(db_feat(id++, (uint64_t)(a)), (uint64_t)(b)), (uint64_t)(c))))

uint32_t db_tag_local(const db_tag_word *all, uint32_t i, uint64_t f[DB_TAG_LOCAL_MAX]) {
    const db_tag_word *w = all + 2 + i, *p = w - 1, *x = w + 1, *pp = w - 2, *xx = w + 2;
    uint32_t n = 0;
    uint64_t id = 1; /* number of the template */
    F1(w->form);
    F1(w->suf[0]);
    F1(w->suf[1]);
    F1(w->suf[2]);
    F1(w->suf[3]);
    F1(w->pre[1]);
    F1(w->pre[2]);
    F1(w->shape);
    F2(w->lex, w->stem);
    F2(w->lex | w->stem, w->suf[1]);
    F1(w->cls[DB_CLASS_FINE]);
    F1(w->cls[DB_CLASS_TOPIC]);
    F2(w->cls[DB_CLASS_COARSE], w->amb);
    F2(w->cls[DB_CLASS_COARSE], w->suf[1]);
    F2(w->reg, w->amb);
    F3(w->reg, p->reg, x->reg);
    F1(p->form);
    F1(x->form);
    F1(pp->form);
    F1(xx->form);
    F1(p->cls[DB_CLASS_FINE]);
    F1(x->cls[DB_CLASS_FINE]);
    F1(pp->cls[DB_CLASS_FINE]);
    F1(xx->cls[DB_CLASS_FINE]);
    F2(p->amb, w->amb);
    F2(w->amb, x->amb);
    F3(p->amb, w->amb, x->amb);
    F3(p->cls[DB_CLASS_COARSE], w->cls[DB_CLASS_COARSE], x->cls[DB_CLASS_COARSE]);
    F2(w->cls[DB_CLASS_FINE], x->cls[DB_CLASS_COARSE]);
    F2(p->cls[DB_CLASS_COARSE], w->cls[DB_CLASS_FINE]);
    F2(p->form, w->form);
    F2(w->form, x->form);
    F2(x->suf[1], w->amb);
    F2(w->suf[0], x->amb);
    return n;
}

uint32_t db_tag_context(const db_tag_word *all, uint32_t i, uint8_t before, uint8_t before2, uint64_t f[DB_TAG_CONTEXT_MAX]) {
    const db_tag_word *w = all + 2 + i, *x = w + 1;
    uint32_t n = 0, b = before, bb = before2 * 32u + before;
    uint64_t id = 101;
    F1(b);
    F1(bb);
    F2(b, w->form);
    F2(b, w->amb);
    F2(b, w->suf[1]);
    F3(b, w->amb, x->amb);
    F2(bb, w->cls[DB_CLASS_COARSE]);
    return n;
}
