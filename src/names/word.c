/* word.c -- small questions about words that all steps of the names room ask. */
#include "names/work.h"

uint32_t nm_item(const nm_work *k, uint32_t w, nm_list l, const db_entry **e) {
    if (w >= k->l->n_words || !nm_has(k, w, l)) return 0;
    for (uint32_t i = k->l->m0[w]; i < k->l->m0[w + 1]; i++) {
        const db_match *m = &k->l->m[i];
        for (uint32_t j = 0; j < m->n_e; j++)
            if (m->e[j].cls == DB_C_LIST && m->e[j].list == k->list[l]) {
                if (e) *e = &m->e[j];
                return m->w1;
            }
    }
    return 0;
}

static const char *find_attr(const char *attr, const char *key, size_t n) {
    for (const char *p = attr; p && *p;) {
        while (*p == ' ') p++;
        if (strncmp(p, key, n) == 0 && (p[n] == '=' || p[n] == ' ' || p[n] == 0)) return p + n;
        while (*p && *p != ' ') p++;
    }
    return NULL;
}

const char *nm_attr(nm_work *k, const char *attr, const char *key) {
    const char *p = find_attr(attr, key, strlen(key));
    if (!p || *p != '=') return NULL;
    size_t n = strcspn(++p, " ");
    return db_str_dup(k->a, db_str_of(p, n)).p;
}

bool nm_flag(const char *attr, const char *word) { return find_attr(attr, word, strlen(word)) != NULL; }

bool nm_is(const char *attr, const char *key, const char *value) {
    const char *p = find_attr(attr, key, strlen(key));
    size_t n = strlen(value);
    return p && *p == '=' && strncmp(p + 1, value, n) == 0 && (p[n + 1] == ' ' || p[n + 1] == 0);
}

bool nm_finite(const nm_work *k, uint32_t w) {
    if (w >= k->l->n_words) return false;
    const db_word *x = &k->l->w[w];
    return x->lemma && x->tense != DB_INFINITIVE && x->tense != DB_PARTICIPLE && !(x->pos & (DB_POS_NOUN | DB_POS_GIVEN));
}

bool nm_quote_open(const nm_work *k, uint32_t w) {
    return w < k->l->n_words && (k->l->w[w].punct == DB_P_QUOTE_OPEN || k->l->w[w].punct == DB_P_QUOTE);
}

uint32_t nm_quote_end(const nm_work *k, uint32_t w, uint32_t max) {
    for (uint32_t i = w + 1; i < k->l->n_words && i <= w + max + 1; i++) {
        uint8_t p = k->l->w[i].punct;
        if (p == DB_P_QUOTE_CLOSE || p == DB_P_QUOTE) return i + 1;
        if (k->l->w[i].flags & DB_WF_PARA) return 0;
    }
    return 0;
}

bool nm_same_word(const nm_work *k, uint32_t a, uint32_t b) {
    uint32_t n = nm_len(k, a);
    return n == nm_len(k, b) && memcmp(nm_key(k, a), nm_key(k, b), n) == 0;
}

uint32_t nm_hash(const nm_work *k, uint32_t w0, uint32_t w1) {
    uint32_t a = k->l->w[w0].key0, b = k->l->w[w1 - 1].key1;
    return (uint32_t)db_hash(k->l->letters + a, b - a);
}

db_str nm_text(nm_work *k, uint32_t w0, uint32_t w1) {
    uint32_t t0 = k->l->w[w0].tok0, t1 = k->l->w[w1 - 1].tok1;
    uint32_t a = k->k->norm0[t0], b = k->k->norm1[t1 - 1];
    char *out = DB_NEW(k->a, char, b - a + 1);
    uint32_t n = 0;
    for (uint32_t i = a; i < b; i++) { /* one space for any run of spaces and line ends */
        char c = k->t->norm[i] == '\n' ? ' ' : k->t->norm[i];
        if (c == ' ' && n && out[n - 1] == ' ') continue;
        out[n++] = c;
    }
    return db_str_of(out, n);
}

uint32_t nm_add(nm_work *k, uint32_t w0, uint32_t w1, dabir_kind kind, uint32_t reg, const char *code, unsigned flags) {
    uint32_t i = k->nx;
    nm_x x = {.w0 = w0, .w1 = w1, .reg = reg, .code = code, .ent = -1, .head = -1, .title = -1, .person = -1, .flags = (uint16_t)flags, .kind = (uint8_t)kind};
    DB_PUSH(k->a, k->x, k->nx, k->capx) = x;
    for (uint32_t w = w0; w < w1; w++) {
        int32_t o = k->own[w];
        if (o >= 0 && !k->x[o].dead && k->x[o].w0 >= w0 && k->x[o].w1 <= w1) k->x[o].head = (int32_t)i, k->x[o].flags |= DB_MF_NESTED;
        k->own[w] = (int32_t)i;
    }
    return i;
}

bool nm_subject_place(const nm_work *k, uint32_t w0) {
    if (w0 == 0 || k->l->w[w0 - 1].sent != k->l->w[w0].sent) return true;
    const db_word *p = &k->l->w[w0 - 1];
    if (p->func == DB_FN_PREP) return false;
    if (p->func == DB_FN_KE || p->func == DB_FN_ADV || p->func == DB_FN_SUBORD || p->func == DB_FN_BUT || k->date[w0 - 1]) return true;
    if (p->punct) return p->punct != DB_P_PAREN_OPEN;
    return false;
}
