/* parse_state.c -- the state of a parse and its three steps; what the parser sees of each word. */
#include "lang/model.h"
#include "syntax/parse.h"

/* ---- state ---- */

void db_pstate_new(db_arena *a, uint32_t n, db_pstate *st) {
    uint16_t *p = DB_NEW(a, uint16_t, 6 * ((size_t)n + 2));
    size_t k = n + 2;
    *st = (db_pstate){.stack = p, .head = p + k, .l1 = p + 2 * k, .l2 = p + 3 * k, .r1 = p + 4 * k, .r2 = p + 5 * k};
    st->vl = DB_NEW(a, uint8_t, 2 * k);
    st->vr = st->vl + k;
}

void db_pstate_begin(db_pstate *st, uint32_t n) {
    size_t k = n + 2;
    memset(st->head, 0, k * sizeof *st->head);
    memset(st->l1, 0, k * sizeof *st->l1);
    memset(st->l2, 0, k * sizeof *st->l2);
    memset(st->r1, 0, k * sizeof *st->r1);
    memset(st->r2, 0, k * sizeof *st->r2);
    memset(st->vl, 0, k);
    memset(st->vr, 0, k);
    st->n_stack = 0;
    st->b = 1;
}

uint32_t db_pstate_moves(const db_pstate *st, uint32_t n) {
    if (st->b <= n) return 1u << DB_SHIFT | (st->n_stack ? 1u << DB_LEFT : 0) | (st->n_stack > 1 ? 1u << DB_RIGHT : 0);
    return st->n_stack > 1 ? 1u << DB_RIGHT : st->n_stack ? 1u << DB_LEFT : 0; /* one word alone hangs on the root */
}

void db_pstate_apply(db_pstate *st, db_pmove move) {
    if (move == DB_SHIFT) {
        st->stack[st->n_stack++] = (uint16_t)st->b++;
        return;
    }
    uint32_t d = st->stack[--st->n_stack];
    if (move == DB_LEFT) {
        uint32_t h = st->b;
        st->head[d] = (uint16_t)h;
        st->l2[h] = st->l1[h];
        st->l1[h] = (uint16_t)d;
        st->vl[h] = (uint8_t)(st->vl[h] + (st->vl[h] < 255));
    } else {
        uint32_t h = st->stack[st->n_stack - 1];
        st->head[d] = (uint16_t)h;
        st->r2[h] = st->r1[h];
        st->r1[h] = (uint16_t)d;
        st->vr[h] = (uint8_t)(st->vr[h] + (st->vr[h] < 255));
    }
}

/* ---- words ---- */

static uint32_t hash_of(uint32_t kind, uint64_t v) {
    uint64_t h = db_feat_end(db_feat(kind, v));
    return (uint32_t)(h >> 32) | 1;
}

static uint32_t hash_str(uint32_t kind, const void *p, size_t n) { return hash_of(kind, db_hash(p, n)); }

void db_psent_count(db_psent *s) {
    uint32_t verb = 0, comma = 0, conj = 0, next = 0;
    uint32_t verb_p = hash_of(1, DB_U_VERB), aux_p = hash_of(1, DB_U_AUX), conj_p = hash_of(1, DB_U_CCONJ), punct_p = hash_of(1, DB_U_PUNCT);
    for (uint32_t i = 0; i <= s->n + 1; i++) {
        db_pword *w = &s->w[i];
        w->n_verb = (uint16_t)verb;
        w->n_comma = (uint16_t)comma;
        w->n_conj = (uint16_t)conj;
        verb += w->p == verb_p || w->p == aux_p;
        comma += w->p == punct_p;
        conj += w->p == conj_p;
    }
    for (uint32_t i = s->n + 1; i > 0; i--) {
        if (s->w[i].p == verb_p || s->w[i].p == aux_p) next = i;
        s->w[i].verb = (uint16_t)next;
    }
    s->w[0].verb = 0;
}

static void make_word(const dabir_model *m, const db_classes *c, const db_sentence *s, const db_sword *w, db_pword *out) {
    const uint8_t *key = s->letters + w->key0;
    uint32_t n = w->key1 - w->key0;
    uint16_t cls[DB_CLASS_KINDS] = {0};
    db_word x = {0};
    uint8_t freq = 0;
    out->p = hash_of(1, w->upos);
    if (w->kind == DB_T_PUNCT || !n) out->w = hash_of(2, w->punct ? w->punct : DB_P_OTHER);
    else if (w->kind == DB_T_NUMBER) out->w = hash_of(3, n < 4 ? n : 5);
    else out->w = hash_str(4, key, n);
    out->l = w->lemma.n && w->kind == DB_T_WORD ? hash_str(5, w->lemma.p, w->lemma.n) : out->w;
    if (n && db_classes_find(c, key, n, cls)) {
        out->f = hash_of(6, cls[DB_CLASS_FINE]);
        out->c = hash_of(7, cls[DB_CLASS_COARSE]);
    } else {
        out->f = hash_of(8, w->upos);
        out->c = hash_of(9, w->upos);
    }
    if (n && m && w->kind == DB_T_WORD) db_morph_find(m, key, n, &x, &freq);
    uint64_t morph = w->upos | (uint64_t)w->punct << 8;
    if (w->upos == DB_U_VERB || w->upos == DB_U_AUX) morph |= (uint64_t)x.tense << 16 | (uint64_t)(x.person % 3 == 0) << 24 | (uint64_t)(x.flags & DB_WF_PASSIVE) << 32;
    else morph |= (uint64_t)x.func << 40 | (uint64_t)(x.flags & DB_WF_PLURAL) << 48 | (uint64_t)(x.pos & DB_POS_INF ? 1 : 0) << 60;
    out->m = hash_of(10, morph);
    out->x = hash_of(11, w->upos | (n > 1 ? (uint64_t)key[n - 2] << 8 : 0) | (n ? (uint64_t)key[n - 1] << 16 : 0));
}

void db_psent_make(db_arena *a, const dabir_model *m, const db_classes *c, db_scheme scheme, const db_sentence *s, db_psent *out) {
    *out = (db_psent){.n = s->n, .w = DB_NEW(a, db_pword, (size_t)s->n + 2), .scheme = scheme};
    for (uint32_t i = 0; i < s->n; i++) make_word(m, c, s, &s->w[i], &out->w[i + 1]);
    out->w[0] = (db_pword){0};
    uint32_t root = hash_of(12, 0);
    out->w[s->n + 1] = (db_pword){.w = root, .l = root, .f = root, .c = root, .m = root, .x = root, .p = root};
    db_psent_count(out);
}
