/* label_decode.c -- the best sequence of labels (Viterbi), with a trained model. */
#include "names/label_inside.h"

void db_ne_best(const float *emit, const float *step, uint32_t n, uint8_t *label, uint8_t *back) {
    float now[DB_NE_LABELS], before[DB_NE_LABELS];
    for (uint32_t i = 0; i < n; i++, emit += DB_NE_LABELS, step += DB_NE_LABELS * DB_NE_LABELS) {
        for (uint32_t b = 0; b < DB_NE_LABELS; b++) {
            float best = -1e30f;
            uint8_t from = 0;
            for (uint32_t a = 0; a < (i ? (uint32_t)DB_NE_LABELS : 1u); a++) {
                if (!db_ne_follows(a, b)) continue;
                float s = (i ? before[a] : 0) + step[a * DB_NE_LABELS + b];
                if (s > best) best = s, from = (uint8_t)a;
            }
            now[b] = best + emit[b];
            back[(size_t)i * DB_NE_LABELS + b] = from;
        }
        memcpy(before, now, sizeof now);
    }
    uint8_t at = 0;
    for (uint8_t b = 1; b < DB_NE_LABELS; b++)
        if (before[b] > before[at]) at = b;
    for (uint32_t i = n; i-- > 0;) {
        label[i] = at;
        at = back[(size_t)i * DB_NE_LABELS + at];
    }
}

/* ---- with the model of the file ---- */

enum { L = DB_NE_LABELS };

typedef struct decoder {
    db_linear m;
    int32_t (*cls)[L][L];   /* [class][before]: scores of a step, made on first use */
    bool has[DB_NE_CLASSES];
    float *emit, *step;
    uint8_t *back;
} decoder;

static void steps(decoder *x, const db_ne_word *w, bool first, float *step) {
    if (!x->has[w->cls]) {
        for (uint32_t a = 0; a < L; a++) {
            uint64_t f = db_ne_step_class(a, w->cls);
            db_linear_score(&x->m, &f, 1, x->cls[w->cls][a]);
        }
        x->has[w->cls] = true;
    }
    int32_t by_word[4][L];
    memset(by_word, 0, sizeof by_word);
    for (uint32_t t = 0; t < (first ? 1u : 4u); t++) {
        uint64_t f = db_ne_step_word(t * 2, w);
        db_linear_score(&x->m, &f, 1, by_word[t]);
    }
    for (uint32_t a = 0; a < L; a++)
        for (uint32_t b = 0; b < L; b++) step[a * L + b] = (float)(x->cls[w->cls][a][b] + by_word[db_ne_type(a)][b]);
}

static void sentence(decoder *x, const db_ne_doc *d, uint32_t s0, uint32_t s1, uint8_t *label, float *margin) {
    uint64_t f[DB_NE_MAX];
    for (uint32_t i = s0; i < s1; i++) {
        int32_t score[L] = {0};
        uint32_t n = db_ne_features(d, s0, s1, i, f);
        db_linear_score(&x->m, f, n, score);
        for (uint32_t b = 0; b < L; b++) x->emit[(i - s0) * L + b] = (float)score[b];
        steps(x, &d->w[i], i == s0, x->step + (size_t)(i - s0) * L * L);
    }
    db_ne_best(x->emit, x->step, s1 - s0, label + s0, x->back);
    for (uint32_t i = s0; i < s1; i++) { /* how far ahead of being no name */
        uint32_t a = i == s0 ? 0 : label[i - 1];
        const float *st = x->step + (size_t)(i - s0) * L * L + a * L, *em = x->emit + (i - s0) * L;
        float best = -1e30f, mine = em[label[i]] + st[label[i]];
        for (uint32_t b = 0; b < L; b++)
            if (b != label[i] && db_ne_follows(a, b) && em[b] + st[b] > best) best = em[b] + st[b];
        margin[i] = (mine - best) * x->m.scale;
    }
}

/* Is the sentence worth a second look, now that the rest of the document is labelled? */
static bool doubtful(const db_ne_doc *d, uint32_t s0, uint32_t s1, const uint8_t *label) {
    for (uint32_t i = s0; i < s1; i++) {
        uint8_t a = d->w[i].again;
        if (a >= 2 && db_ne_type(label[i]) != (a - 2u) % 3 + 1) return true;
        if (a == 1 && label[i]) return true;
    }
    return false;
}

static decoder *new_decoder(db_arena *a, const db_linear *by, const db_ne_doc *d) {
    uint32_t longest = 1;
    decoder *x = DB_NEW(a, decoder, 1);
    x->m = *by;
    for (uint32_t s = 0; s < d->n_sents; s++)
        if (d->sent0[s + 1] - d->sent0[s] > longest) longest = d->sent0[s + 1] - d->sent0[s];
    x->cls = db_alloc(a, DB_NE_CLASSES * sizeof *x->cls);
    x->emit = DB_NEW(a, float, (size_t)longest * L);
    x->step = DB_NEW(a, float, (size_t)longest * L * L);
    x->back = DB_NEW(a, uint8_t, (size_t)longest * L);
    return x;
}

void db_ne_label_some(db_arena *a, const db_linear *by, const db_ne_doc *d, const bool *want, uint8_t *label, float *margin) {
    decoder *x = new_decoder(a, by, d);
    for (uint32_t s = 0; s < d->n_sents; s++)
        if (want[s] && d->sent0[s + 1] > d->sent0[s]) sentence(x, d, d->sent0[s], d->sent0[s + 1], label, margin);
}

void db_ne_label_by(db_arena *a, const db_linear *by, db_ne_doc *d, uint8_t *label, float *margin) {
    decoder *x = new_decoder(a, by, d);
    for (uint32_t s = 0; s < d->n_sents; s++)
        if (d->sent0[s + 1] > d->sent0[s]) sentence(x, d, d->sent0[s], d->sent0[s + 1], label, margin);
    db_ne_again(a, d, label);
    uint8_t *first = DB_NEW(a, uint8_t, d->n + 1);
    memcpy(first, label, d->n);
    for (uint32_t s = 0; s < d->n_sents; s++)
        if (doubtful(d, d->sent0[s], d->sent0[s + 1], first)) sentence(x, d, d->sent0[s], d->sent0[s + 1], label, margin);
}

bool db_ne_model(const dabir_model *m, db_linear *by) {
    uint32_t bytes = 0;
    const void *p = db_model_section(m, "NERW", &bytes);
    return p && bytes && db_linear_open(p, bytes, by, NULL) == DABIR_OK && by->n_classes == L;
}

void db_ne_label(db_arena *a, const dabir_model *m, db_ne_doc *d, uint8_t *label, float *margin) {
    db_linear by;
    memset(margin, 0, d->n * sizeof *margin);
    if (db_ne_model(m, &by)) {
        db_ne_label_by(a, &by, d, label, margin);
        return;
    }
    for (uint32_t i = 0; i < d->n; i++) label[i] = d->w[i].tag;
}
