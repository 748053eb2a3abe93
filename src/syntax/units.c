/* units.c -- tokens of a report to syntactic words. Tokens that a lost half-space tore apart («می شود», «کتاب ها») are one word, whose FORM keeps
 * the space of the original; clitics at the end of a word are split off as words of their own («کتابش»: کتاب + ش). A half-space between host and
 * clitic stays with the host, as in both treebanks. */
#include "syntax/clitic.h"

#include "ortho/ortho.h"

typedef struct unit { uint32_t t0, t1; } unit; /* tokens */

typedef struct maker {
    db_arena *a;
    const db_text *t;
    const db_tokens *k;
    uint32_t t0, t1;
    db_scheme scheme;
    db_sentence *s;
    uint32_t cap;
    const db_clitics *x; /* NULL: nothing is split */
} maker;

/* The bytes of the report that tokens [t0, t1) stand for, without the white space, half-spaces and controls behind them. */
static db_str original(const db_text *t, const db_tokens *k, uint32_t t0, uint32_t t1) {
    const char *p = t->orig + t->map[k->norm0[t0]], *e = t->orig + t->map[k->norm1[t1 - 1]];
    for (;;) {
        size_t n = (size_t)(e - p);
        const unsigned char *q = (const unsigned char *)e;
        if (n >= 2 && (q[-1] == ' ' || q[-1] == '\n' || q[-1] == '\r' || q[-1] == '\t')) e -= 1;
        else if (n >= 3 && q[-2] == 0xC2 && q[-1] == 0xA0) e -= 2;
        else if (n >= 4 && q[-3] == 0xE2 && q[-2] == 0x80 && ((q[-1] >= 0x80 && q[-1] <= 0x8F) || (q[-1] >= 0xA8 && q[-1] <= 0xAF))) e -= 3;
        else if (n >= 4 && q[-3] == 0xE2 && q[-2] == 0x81 && q[-1] >= 0xA6 && q[-1] <= 0xA9) e -= 3; /* bidi isolates */
        else if (n >= 4 && q[-3] == 0xEF && q[-2] == 0xBB && q[-1] == 0xBF) e -= 3;
        else return n ? db_str_of(p, n) : db_tok_form(t, k, t0); /* none: the second token out of one ligature */
    }
}

/* Bytes of `s` that hold its first n letters and what belongs to them; UINT32_MAX if a cut cannot be made there. */
static uint32_t bytes_of(db_str s, uint32_t n) {
    uint32_t i = 0, have = 0;
    while (i < s.n) {
        uint32_t len = 1;
        while (i + len < s.n && ((unsigned char)s.p[i + len] & 0xC0) == 0x80) len++;
        uint8_t l[4];
        uint32_t k = db_letters(db_str_of(s.p + i, len), l, NULL, 4);
        if (k && have == n) return i;
        have += k;
        if (have > n) return UINT32_MAX;
        i += len;
    }
    return UINT32_MAX;
}

static uint64_t half_spaces(const maker *m, uint32_t t0, uint32_t t1) {
    uint64_t gaps = 0;
    uint32_t at = 0;
    for (uint32_t i = t0; i < t1; i++) {
        if (i > t0 && at < 64) gaps |= UINT64_C(1) << at; /* a space that stands for one */
        db_str f = db_tok_form(m->t, m->k, i);
        uint32_t n = m->k->key0[i + 1] - m->k->key0[i];
        if (f.n != 2 * n && n <= 64) {
            bool bound[64] = {false};
            uint8_t l[64];
            uint32_t got = db_letters(f, l, bound, 64);
            for (uint32_t j = 1; j < got && at + j < 64; j++)
                if (bound[j]) gaps |= UINT64_C(1) << (at + j);
        }
        at += n;
    }
    return gaps;
}

static void beside(const maker *m, uint32_t tok, bool inside, const uint8_t **p, uint32_t *n, uint32_t *kind) {
    *n = 0;
    *kind = 0;
    *p = m->k->letters;
    if (!inside) return;
    *kind = m->k->kind[tok] == DB_T_PUNCT ? 1u + m->k->punct[tok] : 40u + m->k->kind[tok];
    if (m->k->kind[tok] == DB_T_PUNCT) return;
    *p = m->k->letters + m->k->key0[tok];
    *n = m->k->key0[tok + 1] - m->k->key0[tok];
}

static db_split split_of(const maker *m, unit u) {
    const db_tokens *k = m->k;
    if (!m->x || k->kind[u.t0] != DB_T_WORD) return (db_split){0};
    db_clitic_word w = {.letters = k->letters + k->key0[u.t0], .n = k->key0[u.t1] - k->key0[u.t0], .scheme = m->scheme};
    if (w.n < 2 || w.n > DB_CLITIC_LETTERS) return (db_split){0};
    w.gaps = half_spaces(m, u.t0, u.t1);
    beside(m, u.t0 - 1, u.t0 > m->t0, &w.prev, &w.n_prev, &w.prev_kind);
    beside(m, u.t1, u.t1 < m->t1, &w.next, &w.n_next, &w.next_kind);
    return db_clitic_best(m->x, &w);
}

static void add_unit(maker *m, unit u) {
    const db_tokens *k = m->k;
    db_str form = original(m->t, k, u.t0, u.t1);
    db_split d = split_of(m, u);
    uint32_t cut[DB_CLITIC_PARTS + 1] = {0};
    for (uint32_t i = 0; i < d.n; i++)
        if ((cut[i + 1] = bytes_of(form, d.at[i])) == UINT32_MAX) d.n = 0;
    cut[d.n + 1] = form.n;
    bool space = u.t1 < k->n && (k->flags[u.t1] & (DB_TF_SPACE | DB_TF_LINE));
    if (m->s->n + d.n >= DB_SENTENCE_MAX) return;
    for (uint32_t i = 0; i <= d.n; i++) {
        db_sword w = {.tok0 = u.t0, .tok1 = u.t1, .key0 = k->key0[u.t0] + (i ? d.at[i - 1] : 0), .key1 = i < d.n ? k->key0[u.t0] + d.at[i] : k->key0[u.t1],
            .form = db_str_of(form.p + cut[i], cut[i + 1] - cut[i]), .part = (uint8_t)i, .parts = (uint8_t)(d.n + 1), .kind = k->kind[u.t0],
            .punct = k->punct[u.t0], .space = space};
        if (d.n) w.token = form;
        DB_PUSH(m->a, m->s->w, m->s->n, m->cap) = w;
    }
}

void db_syn_words(db_arena *a, const dabir_model *model, const db_text *t, const db_tokens *k, uint32_t t0, uint32_t t1, db_scheme scheme, db_sentence *s) {
    db_clitics x;
    db_spacer sp = {0};
    maker m = {.a = a, .t = t, .k = k, .t0 = t0, .t1 = t1, .scheme = scheme, .s = s, .cap = t1 - t0 + (t1 - t0) / 8 + 4};
    *s = (db_sentence){.letters = k->letters};
    if (t0 >= t1) return;
    s->w = DB_NEW(a, db_sword, m.cap);
    s->text = original(t, k, t0, t1);
    const char *next = t->orig + (t1 < k->n ? t->map[k->norm0[t1]] : t->orig_n); /* with a half-space or mark that stands alone behind it */
    if (next > s->text.p + s->text.n) s->text.n = (uint32_t)(next - s->text.p);
    while (s->text.n && (s->text.p[s->text.n - 1] == ' ' || (s->text.p[s->text.n - 1] >= '\t' && s->text.p[s->text.n - 1] <= '\r'))) s->text.n--;
    if (db_clitics_open(model, scheme, &x)) m.x = &x;
    uint8_t *join = DB_NEW(a, uint8_t, t1 - t0 + 1);
    if (t1 - t0 > 1 && db_spacer_open(model, &sp, NULL) == DABIR_OK) db_ortho_joins(&sp, a, t, k, t0, t1, join);
    for (uint32_t i = t0; i < t1;) {
        unit u = {i, i + 1};
        while (u.t1 < t1 && join[u.t1 - 1 - t0]) u.t1++;
        add_unit(&m, u);
        i = u.t1;
    }
}
