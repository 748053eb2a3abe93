/* lemma.c -- lemma, stems and features of words whose part of speech is known: candidates and a trained ranker (see lemma.h). */
#include "syntax/lemma.h"

#include "lang/model.h"

/* ---- opening ---- */

static void slices(const db_map *parts, const char *kind, db_slices *out) {
    db_str v = db_map_find(parts, kind, strlen(kind));
    out->n = 0;
    for (const char *p = v.p, *end = p ? p + v.n : p; p < end && out->n < sizeof out->v / sizeof *out->v;) {
        const char *e = memchr(p, '\n', (size_t)(end - p));
        if (!e) break;
        out->v[out->n++] = db_str_of(p, (size_t)(e - p));
        p = e + 1;
    }
}

bool db_lemma_open_facts(db_lemma *x, const void *bytes, size_t n) {
    const char *p = bytes;
    x->head = NULL;
    if (!p || n < sizeof *x->head) return false;
    const db_lemma_head *h = (const db_lemma_head *)bytes;
    size_t at = sizeof *h;
    if (h->n_feats > DB_FEATS_MAX || at + (size_t)h->n_rules * sizeof *x->rule + ((size_t)h->n_feats + 1) * 4 + h->n_text + h->n_map != n) return false;
    x->rule = (const db_lemma_rule *)(const void *)(p + at);
    at += (size_t)h->n_rules * sizeof *x->rule;
    x->feat = (const uint32_t *)(const void *)(p + at);
    at += ((size_t)h->n_feats + 1) * 4;
    x->text = p + at;
    x->head = h;
    return db_map_open(p + at + h->n_text, h->n_map, &x->seen);
}

static void open_map(const dabir_model *m, const char tag[4], db_map *out) {
    uint32_t n;
    const void *p = db_model_section(m, tag, &n);
    db_map_open(p, p ? n : 0, out);
}

bool db_lemma_open(const dabir_model *m, db_lemma *x) {
    db_map parts;
    uint32_t n;
    *x = (db_lemma){.m = m};
    open_map(m, "STEM", &x->stem);
    open_map(m, "BPLU", &x->plural);
    open_map(m, "VPRT", &parts);
    slices(&parts, "preverb", &x->preverb);
    slices(&parts, "prefix", &x->prefix);
    slices(&parts, "past", &x->past);
    slices(&parts, "present", &x->present);
    const void *p = db_model_section(m, "LEMR", &n);
    db_linear_open(p, n, &x->rank, NULL);
    p = db_model_section(m, "FEAN", &n);
    db_linear_open(p, n, &x->nominal, NULL);
    p = db_model_section(m, "FEAV", &n);
    db_linear_open(p, n, &x->verbal, NULL);
    p = db_model_section(m, "LEMX", &n);
    return db_lemma_open_facts(x, p, n);
}

/* ---- the form ---- */

static bool odd(const unsigned char *p) { /* the first bytes of what db_lemma_clean() changes */
    return p[0] == ' ' || (p[0] == 0xD9 && (p[1] == 0x83 || p[1] == 0x8A || p[1] == 0x89 || p[1] == 0x80)) || (p[0] == 0xC2 && p[1] == 0xA0) ||
           (p[0] == 0xE2 && p[1] == 0x80 && p[2] != 0x8C && ((p[2] >= 0x8B && p[2] <= 0x8F) || (p[2] >= 0xAA && p[2] <= 0xAE)));
}

db_str db_lemma_clean(db_str form, char *buf) {
    const unsigned char *p = (const unsigned char *)form.p;
    uint32_t i = 0, n = 0;
    while (i < form.n && !odd(p + i)) i++;
    if (i == form.n) return form;
    for (i = 0; i < form.n;) {
        if (!odd(p + i)) {
            buf[n++] = form.p[i++];
            continue;
        }
        const char *to = p[0 + i] == ' ' || p[i] == 0xC2 ? "\u200c" : p[i] == 0xE2 || p[i + 1] == 0x80 ? "" : p[i + 1] == 0x83 ? "ک" : "ی";
        if (!(n >= 3 && strcmp(to, "\u200c") == 0 && memcmp(buf + n - 3, to, 3) == 0)) {
            memcpy(buf + n, to, strlen(to));
            n += (uint32_t)strlen(to);
        }
        i += p[i] == ' ' ? 1 : p[i] == 0xE2 ? 3 : 2;
    }
    return db_str_of(buf, n);
}

/* ---- candidates ---- */

enum { SURE_LEMMA = 2, SURE_FEATS = 1 /* times that training saw a form with one value and no other */ };
enum { HOW_SAME = 1, HOW_VERB, HOW_SEEN, HOW_PLURAL, HOW_RULE = 16 };

typedef struct maker {
    const db_lemma *x;
    const db_lemma_word *w;
    db_cand *c;
    uint32_t n, upos;
} maker;

static db_cand *add(maker *k) {
    if (k->n == DB_LEMMA_CANDS) return NULL;
    db_cand *c = &k->c[k->n++];
    memset(c, 0, offsetof(db_cand, letters));
    memset(&c->n, 0, sizeof *c - offsetof(db_cand, n));
    return c;
}

bool db_cand_is(const db_cand *c, db_str s) {
    return c->pre.n + c->add.n == s.n && memcmp(c->pre.p, s.p, c->pre.n) == 0 && (!c->add.n || memcmp(c->add.p, s.p + c->pre.n, c->add.n) == 0);
}

static void spell(db_cand *c) {
    c->n = db_letters(c->pre, c->letters, NULL, DB_LEMMA_LETTERS);
    if (c->add.n) c->n += db_letters(c->add, c->letters + c->n, NULL, DB_LEMMA_LETTERS - c->n);
}

static void by_rules(maker *k) {
    const db_lemma_head *h = k->x->head;
    db_str form = k->w->form;
    uint8_t last = (uint8_t)form.p[form.n - 1];
    for (uint32_t i = h->first[last]; i < h->first[last + 1] && i < h->n_rules; i++) {
        const db_lemma_rule *r = &k->x->rule[i];
        if (!(r->upos[k->w->scheme] >> k->upos & 1) || r->n_cut + 2u > form.n || r->c_cut >= k->w->n) continue;
        if (memcmp(form.p + form.n - r->n_cut, r->cut, r->n_cut) != 0) continue;
        uint32_t stay = k->w->n - r->c_cut;
        if (stay + r->c_add > DB_LEMMA_LETTERS) continue;
        db_cand *c = add(k);
        if (!c) return;
        c->pre = db_str_of(form.p, form.n - r->n_cut);
        c->add = db_str_of(r->add, r->n_add);
        c->how = db_feat(db_feat(HOW_RULE, db_hash(r->cut, r->n_cut)), db_hash(r->add, r->n_add));
        memcpy(c->letters, k->w->letters, stay);
        memcpy(c->letters + stay, r->letters, r->c_add);
        c->n = stay + r->c_add;
    }
}

static bool begins(const uint8_t *p, uint32_t n, db_str s) { return s.n < n && memcmp(p, s.p, s.n) == 0; }

/* All verbs that have the stem. */
static void verbs_of(maker *k, const uint8_t *stem, uint32_t n, char kind, uint32_t pre, uint64_t parts) {
    uint8_t key[DB_LEMMA_LETTERS + 2];
    memcpy(key, stem, n);
    key[n] = (uint8_t)kind;
    db_str v = db_map_find(&k->x->stem, key, n + 1);
    uint8_t order = 1;
    for (const char *p = v.p, *end = p ? p + v.n : p; p < end; order++) {
        const char *e = memchr(p, '\n', (size_t)(end - p)), *hash = memchr(p, '#', (size_t)(end - p));
        if (!e || !hash || hash > e) return;
        db_cand *c = add(k);
        if (!c) return;
        c->pre = db_str_of(k->w->form.p, 2 * (size_t)pre); /* letters of preverbs are two bytes each */
        c->add = db_str_of(p, (size_t)(hash - p));
        c->stems = db_str_of(p, (size_t)(e - p));
        c->how = db_feat(db_feat(HOW_VERB, (uint64_t)kind), pre != 0);
        c->parts = parts;
        c->verb = order;
        spell(c);
        p = e + 1;
    }
}

static void by_endings(maker *k, const uint8_t *p, uint32_t n, uint32_t pre, db_str prefix) {
    const uint8_t alef = db_letter(0x627), ye = db_letter(0x6CC);
    for (int kind = 0; kind < 2; kind++) {
        const db_slices *ends = kind ? &k->x->present : &k->x->past;
        for (uint32_t i = 0; i < ends->n; i++) {
            db_str e = ends->v[i];
            if (e.n >= n || memcmp(p + n - e.n, e.p, e.n) != 0) continue;
            uint64_t parts = db_feat(db_feat(db_feat((uint64_t)kind + 1, db_hash(prefix.p, prefix.n)), db_hash(e.p, e.n)), pre != 0);
            verbs_of(k, p, n - e.n, kind ? 'r' : 'p', pre, parts);
            if (prefix.n != 2 || (uint8_t)prefix.p[1] != ye || n - e.n + 1 > DB_LEMMA_LETTERS) continue;
            uint8_t stem[DB_LEMMA_LETTERS]; /* بیفتد: ی stands for the ا of the stem */
            stem[0] = alef;
            memcpy(stem + 1, p, n - e.n);
            verbs_of(k, stem, n - e.n + 1, kind ? 'r' : 'p', pre, parts);
        }
    }
}

static void by_verbs(maker *k) {
    const uint8_t *p = k->w->letters;
    uint32_t n = k->w->n;
    for (uint32_t i = 0; i <= k->x->preverb.n; i++) {
        db_str pv = i ? k->x->preverb.v[i - 1] : (db_str){0};
        if (i && (!begins(p, n, pv) || n < pv.n + 2)) continue;
        for (uint32_t j = 0; j < k->x->prefix.n; j++) {
            db_str px = k->x->prefix.v[j];
            if (px.n && !begins(p + pv.n, n - pv.n, px)) continue;
            by_endings(k, p + pv.n + px.n, n - pv.n - px.n, pv.n, px);
        }
    }
}

/* ---- what training saw: for each scheme that has the form its number, n lemmas (length, count, bytes), n features (id, count) ---- */

/* Over what training saw in one scheme: the features, behind the lemmas. */
static const uint8_t *behind_lemmas(const uint8_t *p) {
    for (uint32_t n = *p++; n; n--) p += 2 + p[0];
    return p;
}

void db_lemma_recall(const db_lemma *x, db_lemma_word *w) {
    char key[DB_LEMMA_FORM + 2] = {'F', (char)w->s->w[w->i].upos};
    memset(w->seen, 0, sizeof w->seen);
    if (w->form.n > DB_LEMMA_FORM) return;
    memcpy(key + 2, w->form.p, w->form.n);
    db_str v = db_map_find(&x->seen, key, w->form.n + 2);
    for (const uint8_t *p = (const uint8_t *)v.p, *end = p ? p + v.n : p; p < end;) {
        if (*p < DB_N_SCHEMES) w->seen[*p] = p + 1;
        p = behind_lemmas(p + 1);
        p += 1 + 2 * p[0];
    }
}

static void by_training(maker *k) {
    for (uint32_t sc = 0; sc < DB_N_SCHEMES; sc++) {
        const uint8_t *p = k->w->seen[sc];
        if (!p) continue;
        for (uint32_t n = *p++; n; n--) {
            db_str lemma = db_str_of((const char *)p + 2, p[0]);
            uint8_t count = p[1];
            p += 2 + lemma.n;
            if (k->w->gold && sc == (uint32_t)k->w->scheme && db_str_eq(lemma, *k->w->gold)) count--;
            if (!count) continue;
            bool have = false;
            for (uint32_t i = 0; i < k->n; i++)
                if (db_cand_is(&k->c[i], lemma)) k->c[i].seen[sc] = count, have = true;
            db_cand *c = have ? NULL : add(k);
            if (!c) continue;
            c->pre = lemma;
            c->how = HOW_SEEN;
            c->seen[sc] = count;
            spell(c);
        }
    }
}

static void count_forms(maker *k) {
    for (uint32_t i = 0; i < k->n; i++) {
        db_cand *c = &k->c[i];
        char key[2 * DB_LEMMA_FORM + 2] = {'L', (char)k->upos};
        if (c->pre.n + c->add.n > 2 * DB_LEMMA_FORM) continue;
        memcpy(key + 2, c->pre.p, c->pre.n);
        if (c->add.n) memcpy(key + 2 + c->pre.n, c->add.p, c->add.n);
        db_str v = db_map_find(&k->x->seen, key, 2 + c->pre.n + c->add.n);
        if (!v.p) continue;
        c->forms = (uint8_t)v.p[0];
        if (k->w->gold && c->forms && db_cand_is(c, *k->w->gold)) c->forms--;
    }
}

uint32_t db_lemma_candidates(const db_lemma *x, const db_lemma_word *w, db_cand *out) {
    maker k = {x, w, out, 0, w->s->w[w->i].upos};
    db_cand *c = add(&k);
    c->pre = w->form;
    c->how = HOW_SAME;
    c->n = w->n < DB_LEMMA_LETTERS ? w->n : DB_LEMMA_LETTERS;
    memcpy(c->letters, w->letters, c->n);
    if (k.upos == DB_U_PUNCT || k.upos == DB_U_SYM || !w->n || w->n > DB_LEMMA_LETTERS || w->form.n > DB_LEMMA_FORM) return k.n;
    bool verb = k.upos == DB_U_VERB || k.upos == DB_U_AUX;
    if (verb) by_verbs(&k);
    if (!verb || k.n == 1) by_rules(&k);
    db_str v = verb ? (db_str){0} : db_map_find(&x->plural, w->form.p, w->form.n);
    for (const char *p = v.p, *end = p ? p + v.n : p; p < end;) {
        const char *e = memchr(p, '\n', (size_t)(end - p));
        if (!e || !(c = add(&k))) break;
        c->pre = db_str_of(p, (size_t)(e - p));
        c->how = HOW_PLURAL;
        spell(c);
        p = e + 1;
    }
    by_training(&k);
    count_forms(&k);
    return k.n;
}

void db_lemma_sure(const db_lemma_word *w, db_str *lemma, uint8_t *feats) {
    const uint8_t *p = w->seen[w->scheme];
    *lemma = (db_str){0};
    *feats = DB_FEATS_MAX;
    if (!p) return;
    if (p[0] == 1 && p[2] >= SURE_LEMMA) *lemma = db_str_of((const char *)p + 3, p[1]);
    p = behind_lemmas(p);
    if (p[0] == 1 && p[2] >= SURE_FEATS) *feats = p[1];
}

/* ---- features of a candidate ---- */

static uint32_t bucket(uint32_t n) { return n < 3 ? n : n < 5 ? 3 : n < 10 ? 4 : 5; }

static uint64_t lex(const db_lemma *x, const uint8_t *p, uint32_t n) {
    db_word w = {0};
    uint8_t freq = 0;
    if (!n || !db_morph_find(x->m, p, n, &w, &freq)) return 0;
    return 1 | (uint64_t)(w.pos & (DB_POS_NOUN | DB_POS_ADJ | DB_POS_ADV | DB_POS_VERB | DB_POS_NUM | DB_POS_GIVEN | DB_POS_INF | DB_POS_FUNC)) << 1 |
           (uint64_t)(w.flags & DB_WF_PLURAL) << 16;
}

static uint64_t last(const db_cand *c, uint32_t n) {
    uint64_t v = 0;
    for (uint32_t i = 0; i < n; i++) v = v << 8 | (i < c->n ? c->letters[c->n - 1 - i] : 0);
    return v;
}

static uint64_t form_at(const db_sentence *s, int64_t i) { /* letters of a neighbour */
    if (i < 0 || i >= (int64_t)s->n) return 1;
    const db_sword *w = &s->w[i];
    return w->key1 > w->key0 ? db_hash(s->letters + w->key0, w->key1 - w->key0) : 2 + (uint64_t)w->punct;
}

static uint64_t upos_at(const db_sentence *s, int64_t i) { return i < 0 || i >= (int64_t)s->n ? DB_N_UPOS : s->w[i].upos; }

#define F(t, ...) f[n++] = feature((t), (const uint64_t[]){__VA_ARGS__}, sizeof((const uint64_t[]){__VA_ARGS__}) / 8)
static inline uint64_t feature(uint64_t t, const uint64_t *v, size_t k) {
    uint64_t h = t * 1000 + 1;
    for (size_t i = 0; i < k; i++) h = db_feat(h, v[i]);
    return db_feat_end(h);
}

void db_lemma_look(const db_lemma *x, db_lemma_word *w) {
    w->lex = lex(x, w->letters, w->n);
    w->next = form_at(w->s, (int64_t)w->i + 1);
    w->prev = form_at(w->s, (int64_t)w->i - 1);
}

uint32_t db_lemma_features(const db_lemma *x, const db_lemma_word *w, const db_cand *c, uint64_t *f) {
    uint32_t n = 0;
    uint64_t u = w->s->w[w->i].upos, s = w->scheme, r = db_feat(c->how, u);
    uint64_t ll = lex(x, c->letters, c->n), lf = w->lex, next = w->next, prev = w->prev;
    uint64_t nu = upos_at(w->s, (int64_t)w->i + 1), pu = upos_at(w->s, (int64_t)w->i - 1);
    uint64_t lemma = db_hash(c->letters, c->n), own = bucket(c->seen[s]), others = 0;
    for (uint32_t k = 0; k < DB_N_SCHEMES; k++)
        if (k != s) others += c->seen[k];
    F(2, r, s);
    F(6, r, ll, lf);
    F(7, r, last(c, 2));
    F(8, r, last(c, 3));
    F(10, r, last(c, 3), ll != 0, s);
    F(11, r, c->n < 9 ? c->n : 9);
    F(12, r, bucket(c->forms), s);
    F(13, own, bucket((uint32_t)others), u);
    F(16, r, nu);
    F(17, r, pu);
    F(18, r, prev);
    F(19, r, next);
    F(21, r, pu, nu, s);
    F(22, u, lemma, next);
    if (c->verb) {
        F(23, u, c->parts, s);
        F(25, u, c->verb, s);
        F(26, u, lemma, s);
        F(27, u, db_hash(c->stems.p, c->stems.n));
    } else {
        F(28, u, lemma);
    }
    return n;
}

/* ---- the stage ---- */

static const db_cand *best_of(const db_lemma *x, db_lemma_word *w, const db_cand *c, uint32_t n) {
    uint64_t f[DB_LEMMA_FEATS];
    if (n > 1) db_lemma_look(x, w);
    const db_cand *best = c;
    int32_t most = INT32_MIN;
    for (uint32_t i = 0; n > 1 && i < n; i++) {
        int32_t score = 0;
        db_linear_score(&x->rank, f, db_lemma_features(x, w, &c[i], f), &score);
        if (score > most) most = score, best = &c[i];
    }
    return best;
}

/* Strings of a candidate that are not whole somewhere else go into the arena. */
static db_str joined(db_arena *a, db_str pre, db_str tail) {
    if (!tail.n || !pre.n) return tail.n ? tail : pre;
    char *p = DB_NEW(a, char, pre.n + tail.n + 1);
    memcpy(p, pre.p, pre.n);
    memcpy(p + pre.n, tail.p, tail.n);
    return db_str_of(p, pre.n + tail.n);
}

/* The candidate with that lemma, a verb's if there is one; NULL if none. */
const db_cand *db_lemma_matching(const db_cand *c, uint32_t n, db_str lemma) {
    const db_cand *any = NULL;
    for (uint32_t i = 0; i < n; i++)
        if (db_cand_is(&c[i], lemma) && (!any || (c[i].verb && !any->verb))) any = &c[i];
    return any;
}

/* Both stems of the verb whose past stem is the lemma. */
static db_str stems_of(const db_lemma *x, db_str lemma) {
    uint8_t key[DB_LEMMA_LETTERS + 1];
    uint32_t n = db_letters(lemma, key, NULL, DB_LEMMA_LETTERS);
    key[n] = 'p';
    db_str v = db_map_find(&x->stem, key, n + 1);
    for (const char *p = v.p, *end = p ? p + v.n : p; p < end;) {
        const char *e = memchr(p, '\n', (size_t)(end - p));
        if (!e) break;
        if ((size_t)(e - p) > lemma.n && p[lemma.n] == '#' && memcmp(p, lemma.p, lemma.n) == 0) return db_str_of(p, (size_t)(e - p));
        p = e + 1;
    }
    return (db_str){0};
}

static void one_word(db_arena *a, const db_lemma *x, db_lemma_word *w, db_sword *out, db_cand *cand) {
    uint8_t sure;
    bool verb = db_lemma_verbal(out->upos);
    const db_cand *c = NULL;
    db_lemma_recall(x, w);
    db_lemma_sure(w, &out->lemma, &sure);
    if (!out->lemma.p || sure == DB_FEATS_MAX) {
        uint32_t n = db_lemma_candidates(x, w, cand);
        if (!out->lemma.p) {
            c = best_of(x, w, cand, n);
            out->lemma = joined(a, c->pre, c->add);
        }
        c = db_lemma_matching(cand, n, out->lemma);
        if (c && c->verb) out->stems = joined(a, c->pre, c->stems);
    } else if (verb) out->stems = stems_of(x, out->lemma);
    if (sure == DB_FEATS_MAX) sure = db_feats_only(x, w);
    if (sure == DB_FEATS_MAX) {
        uint64_t f[DB_LEMMA_FEATS];
        int32_t score[DB_MAX_CLASSES] = {0};
        db_linear_score(verb ? &x->verbal : &x->nominal, f, db_feats_features(x, w, c, f), score);
        sure = (uint8_t)db_feats_best(x, w, score);
    }
    while (out->lemma.n > 3 && memcmp(out->lemma.p + out->lemma.n - 3, "\u200c", 3) == 0) out->lemma.n -= 3;
    out->feats = db_feats_text(x, sure);
}

void db_syn_lemma(db_arena *a, const dabir_model *m, db_scheme scheme, db_sentence *s) {
    db_lemma x;
    char buf[3 * DB_LEMMA_FORM];
    db_cand *cand = DB_NEW(a, db_cand, DB_LEMMA_CANDS);
    bool trained = db_lemma_open(m, &x);
    for (uint32_t i = 0; i < s->n; i++) {
        db_sword *w = &s->w[i];
        w->lemma = w->form;
        w->stems = w->feats = (db_str){0};
        if (!trained || !w->form.n || w->form.n > DB_LEMMA_FORM) continue;
        db_str form = db_lemma_clean(w->form, buf);
        if (form.p == buf) form = db_str_dup(a, form);
        while (form.n > 3 && memcmp(form.p + form.n - 3, "\u200c", 3) == 0) form.n -= 3; /* of a host whose clitic was split off */
        db_lemma_word lw = {s, i, scheme, form, s->letters + w->key0, w->key1 - w->key0, NULL, {NULL}, 0, 0, 0};
        one_word(a, &x, &lw, w, cand);
    }
}
