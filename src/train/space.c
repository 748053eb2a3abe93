/* space.c -- training the half-spaces: counts over raw text and dictionaries (space_count.c), then two averaged perceptrons over sentences that are
 * written with right half-spaces: one for gaps (each half-space shown as a space), one for words (each half-space left out). A pair's own occurrence
 * is taken out of its counts before the scorer sees them, or it would trust them too much. */
#include "train/space.h"

#include <stdlib.h>

enum { EPOCHS = 4, SPLIT_EPOCHS = 4 };
static const float MARGIN = 4, SURE = 10;

typedef struct maker {
    const db_train *t;
    db_counts c;
    db_wtable table;
    db_buf bytes;          /* of the table */
    db_learner *gap, *split;
    uint64_t seed;
    db_arena a;
    uint32_t n, wrong, closed; /* of the present epoch; closed: half-spaces at gaps that are never looked at */
} maker;

static void say(const maker *m, const char *what, uint32_t a, uint32_t b, uint32_t c) {
    char line[160];
    snprintf(line, sizeof line, "space: %s: %u, %u, %u", what, a, b, c);
    if (m->t->note) m->t->note(m->t->ctx, line);
}

static uint32_t draw(maker *m, uint32_t n) {
    m->seed ^= m->seed << 13, m->seed ^= m->seed >> 7, m->seed ^= m->seed << 17;
    return (uint32_t)((m->seed >> 33) % n);
}

static bool learn(maker *m, db_learner *l, const uint64_t *f, uint32_t n, bool yes) {
    float score = 0, y = yes ? 1.0f : -1.0f;
    db_learner_score(l, f, n, &score);
    if (y * score < MARGIN) db_learner_update(l, f, n, 0, y);
    db_learner_tick(l);
    m->n++;
    m->wrong += y * score <= 0;
    return y * score > 0;
}

/* ---- gaps ---- */

/* What the table would know of the pair if this gap were not in the text. */
static uint32_t pair_without(const db_counts *c, uint64_t a, uint64_t b, bool z) {
    const db_pcount *p = db_count_pair((db_counts *)c, a, b, false);
    return p && p->never ? db_pair_value(0, p->s - 1, 0) : p ? db_pair_value(p->z - (z && p->z), p->s - (!z && p->s), p->lex) : 0;
}

static void line_gaps(maker *m, const db_atoms *x) {
    uint64_t f[DB_GAP_FEATS];
    for (uint32_t i = 1; i < x->n; i++) {
        const db_atom *a = &x->a[i - 1], *b = &x->a[i];
        if ((b->gap != DB_G_SPACE && b->gap != DB_G_ZWNJ) || !db_gap_possible(a, b)) continue;
        bool yes = b->gap == DB_G_ZWNJ;
        uint32_t pair = pair_without(&m->c, a->h, b->h, yes);
        if (pair == DB_WP_NEVER || (!pair && !(a->data & DB_WT_PL) && !(b->data & DB_WT_PR))) m->closed += yes;
        else learn(m, m->gap, f, db_gap_features(x, i, pair, f), yes);
    }
}

/* The line with a half-space before each ending that is written on behind a letter that does not join («کارها»): writers tear these off too.
 * Returns its length, 0 if there is none. `out` has room for 2 n. */
static uint32_t torn(const maker *m, const char *s, uint32_t n, const db_atoms *x, char *out) {
    uint32_t at = 0, o = 0;
    for (uint32_t i = 0; i < x->n; i++) {
        const db_atom *a = &x->a[i];
        if (a->kind != DB_A_WORD || a->n < 4 || a->b1 - a->b0 != a->n * 2u) continue;
        const uint8_t *l = x->letters + a->l0;
        for (uint32_t k = 2; k <= 4 && k + 2 <= a->n; k++) {
            uint32_t p = a->n - k, d = db_wt_word(&m->table, db_word_hash(l + p, k)) >> DB_WT_SUF & 15;
            if (d < 1 || d > 3 || db_joins_left(l[p - 1]) || !(db_wt_word(&m->table, db_word_hash(l, p)) & DB_WT_KNOWN)) continue;
            memcpy(out + o, s + at, a->b0 + 2 * p - at);
            o += a->b0 + 2 * p - at;
            memcpy(out + o, "\xE2\x80\x8C", 3);
            o += 3;
            at = a->b0 + 2 * p;
            break;
        }
    }
    if (!o) return 0;
    memcpy(out + o, s + at, n - at);
    return o + n - at;
}

/* ---- words ---- */

static void word_cuts(maker *m, const uint8_t *l, uint32_t n, uint32_t cuts, uint32_t top) {
    if (n < 3 || n > DB_SPLIT_MAX) return;
    db_parts w;
    uint64_t f[DB_SPLIT_FEATS];
    db_parts_of(&m->table, l, n, db_wt_word(&m->table, db_word_hash(l, n)), &w);
    for (uint32_t p = 1; p < n; p++) {
        uint32_t pair;
        bool yes = cuts >> p & 1;
        if (!db_split_possible(&m->table, &w, p, &pair)) {
            m->closed += yes;
            continue;
        }
        if (yes && pair && top) {
            pair = pair_without(&m->c, w.hl[p], w.hr[p], true);
            if (pair == DB_WP_NEVER) pair = 0;
            if (!pair && !(w.dl[p] & DB_WT_PL) && !(w.dr[p] & DB_WT_PR)) continue;
        }
        learn(m, m->split, f, db_split_features(&w, p, pair, f), yes);
    }
    if (!cuts) return;
    uint32_t p = 1;
    while (!(cuts >> p & 1)) p++;
    if (cuts >> (p + 1)) word_cuts(m, l + p, n - p, cuts >> p & ~1u, 0);
    else if (draw(m, 4) == 0) word_cuts(m, l, p, 0, 0), word_cuts(m, l + p, n - p, 0, 0);
}

static void line_words(maker *m, const db_atoms *x) {
    for (uint32_t i = 0, j; i < x->n; i = j) {
        j = i + 1;
        if (x->a[i].kind != DB_A_WORD || x->a[i].flags & DB_AF_FIXED) continue;
        while (j < x->n && x->a[j].kind == DB_A_WORD && x->a[j].gap == DB_G_ZWNJ) j++;
        uint32_t from = x->a[i].l0, n = x->a[j - 1].l0 + x->a[j - 1].n - from, cuts = 0;
        if (n < 3 || n > DB_SPLIT_MAX) continue;
        for (uint32_t k = i + 1; k < j; k++) cuts |= 1u << (x->a[k].l0 - from);
        word_cuts(m, x->letters + from, n, cuts, 1);
    }
}

/* ---- text ---- */

typedef enum what { GAPS, WORDS } what;

static void line(maker *m, const char *s, uint32_t n, what w) {
    db_atoms x;
    db_arena_reset(&m->a);
    db_atoms_scan(&m->a, s, n, &x);
    db_atoms_known(&m->table, &x);
    if (w == WORDS) {
        line_words(m, &x);
        return;
    }
    line_gaps(m, &x);
    if (draw(m, 3)) return;
    char *more = DB_NEW(&m->a, char, 2 * n + 8);
    uint32_t k = torn(m, s, n, &x, more);
    if (!k) return;
    db_atoms_scan(&m->a, more, k, &x);
    db_atoms_known(&m->table, &x);
    line_gaps(m, &x);
}

/* CoNLL-U gives its "# text = " lines. */
static void lines(maker *m, const db_file *f, bool conllu, what w) {
    for (size_t i = 0, e; i < f->n; i = e + 1) {
        for (e = i; e < f->n && f->p[e] != '\n';) e++;
        size_t from = i;
        if (conllu) {
            if (e - i < 9 || memcmp(f->p + i, "# text = ", 9) != 0) continue;
            from += 9;
        }
        if (e - from < 4000) line(m, f->p + from, (uint32_t)(e - from), w);
    }
}

typedef struct source { const char *name; bool conllu, learn; uint32_t weight; char sep; } source;
/* Raw train sentences, informal trees; news and dictionaries are only counted. The dev files of the two news treebanks are left for measuring. */
static const source sources[] = {
    {"trees/perdt-train-raw.txt", false, true, 1, 0}, {"trees/seraji-train-raw.txt", false, true, 1, 0}, {"trees/iPerUDT_train.conllu", true, true, 1, 0},
    {"text/all.txt", false, false, 1, 0}, {"lexicon/lex-shekar/compound_words.csv", false, false, 0, ','}, {"lexicon/lex-hazm/words.dat", false, false, 0, '\t'},
    {"lexicon/lex-lilak/lexicon", false, false, 0, ','},
};
enum { N_SOURCES = sizeof sources / sizeof *sources };

static void count(maker *m, const db_file *f) {
    for (uint32_t i = 0; i < N_SOURCES; i++)
        if (sources[i].sep) db_count_lexicon(&m->c, f[i].p, f[i].n, sources[i].sep);
        else if (!sources[i].conllu) db_count_text(&m->c, f[i].p, f[i].n, sources[i].weight, 0);
    for (uint32_t i = 0; i < N_SOURCES; i++)
        if (!sources[i].sep && !sources[i].conllu) db_count_text(&m->c, f[i].p, f[i].n, sources[i].weight, 1);
    say(m, "words, pairs", m->c.n_w, m->c.n_p, 0);
}

static void epochs(maker *m, const db_file *f, what w, uint32_t n) {
    for (uint32_t e = 0; e < n; e++) {
        m->n = m->wrong = m->closed = 0;
        for (uint32_t i = 0; i < N_SOURCES; i++)
            if (sources[i].learn) lines(m, &f[i], sources[i].conllu, w);
        say(m, w == GAPS ? "gaps learnt, wrong, never looked at" : "cuts learnt, wrong, never looked at", m->n, m->wrong, m->closed);
    }
}

/* ---- results ---- */

static dabir_status pack(const maker *m, const db_learner *l, const char tag[4], const char *name, db_linear *view, db_buf *section, dabir_error *err) {
    db_buf b = {0};
    db_pack how = {.prune = 0.4f};
    memcpy(how.tag, tag, 4);
    dabir_status st = db_learner_pack(l, &how, &b, err);
    if (!st) st = db_train_write(m->t, name, &b, err);
    char got[4];
    if (!st) st = db_weights_expand(name, b.p, b.n, got, section, err);
    if (!st) st = db_linear_open(section->p, section->n, view, err);
    db_buf_free(&b);
    return st;
}

/* Frequent words carry their first cut in the table. */
static void settle(maker *m, const db_spacer *s) {
    uint32_t n = 0, cut = 0;
    for (uint32_t i = 0; i <= m->c.w_mask; i++) {
        db_wcount *w = &m->c.w[i];
        if (!w->h || w->alone + w->joined + w->left + w->right < 4) continue;
        uint8_t at[DB_SPLITS_MAX];
        uint32_t k = w->n < 3 || w->n > DB_SPLIT_MAX ? 0 : db_split_first(s, m->c.letters + w->at, w->n, at);
        w->data |= DB_WT_SETTLED | (k ? (uint32_t)at[0] << DB_WT_P1 : 0);
        n++, cut += k > 0;
    }
    say(m, "words settled, with a half-space", n, cut, 0);
}

/* Pairs that the scorer is so sure of that nothing around them changes its mind carry its answer. */
static void settle_pairs(maker *m, const db_spacer *s) {
    uint32_t yes = 0, no = 0;
    uint8_t letters[600];
    db_atom a[4] = {{.kind = DB_A_WORD, .h = 12345, .n = 1}, {.kind = DB_A_WORD}, {.kind = DB_A_WORD, .gap = DB_G_SPACE}, {.kind = DB_A_WORD, .gap = DB_G_SPACE, .h = 54321, .n = 1}};
    a[1].gap = DB_G_SPACE; /* on both sides words that the weights do not know */
    db_atoms x = {.a = a, .n = 4, .letters = letters};
    for (uint32_t i = 0; i <= m->c.p_mask; i++) {
        db_pcount *p = &m->c.p[i];
        uint32_t v = p->a ? db_pair_value(p->z, p->s, p->lex) : 0;
        const db_wcount *l = v ? db_count_word(&m->c, p->a, NULL, 0) : NULL, *r = v ? db_count_word(&m->c, p->b, NULL, 0) : NULL;
        if (!v || v == DB_WP_NEVER || !l || !r) continue;
        a[1].h = p->a, a[1].data = l->data, a[1].n = l->n, a[1].l0 = 0;
        a[2].h = p->b, a[2].data = r->data, a[2].n = r->n, a[2].l0 = l->n;
        memcpy(letters, m->c.letters + l->at, l->n);
        memcpy(letters + l->n, m->c.letters + r->at, r->n);
        float score = (float)db_gap_score(s, &x, 2, v) * s->gap.scale;
        p->settled = score > SURE ? 1 : score < -SURE ? -1 : 0;
        yes += p->settled > 0, no += p->settled < 0;
    }
    say(m, "pairs settled: joined, apart", yes, no, 0);
}

static dabir_status run(maker *m, const db_file *f, dabir_error *err) {
    count(m, f);
    db_space_classes(&m->c, m->t->model);
    for (uint32_t i = 0; i < N_SOURCES; i++)
        if (!sources[i].sep && !sources[i].conllu) db_count_text(&m->c, f[i].p, f[i].n, sources[i].weight, 2);
    if (m->c.failed) return db_fail(err, DABIR_E_MEMORY, "", 0, 0, 0, "no memory for counts");
    dabir_status st = db_space_table(&m->c, &m->bytes, &m->table, err);
    if (st) return st;
    const db_wt_head *h = (const db_wt_head *)m->bytes.p;
    say(m, "slots of words, of pairs", h->n_words, h->n_pairs, 0);
    m->gap = db_learner_new(1), m->split = db_learner_new(1);
    if (!m->gap || !m->split) return db_fail(err, DABIR_E_MEMORY, "", 0, 0, 0, "no memory for weights");
    epochs(m, f, GAPS, EPOCHS);
    epochs(m, f, WORDS, SPLIT_EPOCHS);
    db_spacer s = {.t = m->table};
    db_buf gap = {0}, split = {0}, out = {0};
    st = pack(m, m->gap, "ORTG", "space-gap.w", &s.gap, &gap, err);
    if (!st) st = pack(m, m->split, "ORTS", "space-cut.w", &s.split, &split, err);
    if (!st) {
        settle(m, &s);
        settle_pairs(m, &s);
        st = db_space_table(&m->c, &m->bytes, &m->table, err);
    }
    if (!st) {
        db_weights_raw("ORTW", m->bytes.p, m->bytes.n, &out);
        st = db_train_write(m->t, "space.w", &out, err);
    }
    db_buf_free(&gap);
    db_buf_free(&split);
    db_buf_free(&out);
    return st;
}

dabir_status db_train_space(const db_train *t, dabir_error *err) {
    maker m = {.t = t, .seed = UINT64_C(0x9e3779b97f4a7c15)};
    db_file f[N_SOURCES] = {{0}};
    dabir_status st = DABIR_OK;
    db_arena_init(&m.a, 0);
    for (uint32_t i = 0; i < N_SOURCES && !st; i++) {
        char path[1024];
        snprintf(path, sizeof path, "%s/%s", t->kit, sources[i].name);
        st = db_file_map(path, &f[i], err);
    }
    if (!st) st = run(&m, f, err);
    for (uint32_t i = 0; i < N_SOURCES; i++)
        if (f[i].p) db_file_unmap(&f[i]);
    db_learner_free(m.gap);
    db_learner_free(m.split);
    db_counts_free(&m.c);
    db_buf_free(&m.bytes);
    db_arena_free(&m.a);
    return st;
}
