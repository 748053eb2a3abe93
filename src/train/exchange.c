/* exchange.c -- word classes by exchange: see Kneser and Ney, "Improved clustering techniques for class-based statistical language
 * modelling" (1993). The gain of a move is a sum over the classes beside the word only; counts of class pairs are kept as two tables, one
 * the other turned round, so that the counts of all candidates lie side by side. */
#include "train/classes.h"

#include <math.h>
#include <stdlib.h>

enum { TABLE = 16384, COARSE_SHIFT = 8 };

typedef struct state {
    const pairs *p;
    uint32_t k;
    uint32_t *n, *t;           /* n[a*k + b]: class b behind class a; t: turned round */
    uint32_t *out, *in;        /* sums of the rows and columns */
    float *xlogx, *logs;       /* x ln x for x < TABLE; 1 + ln(x << COARSE_SHIFT) */
    double *gain;
    uint32_t *r, *l, *r_set, *l_set, n_r, n_l; /* classes beside the word in hand */
} state;

/* ---- neighbours ---- */

static bool sort_keys(uint64_t *x, size_t n) { /* radix, 11 bits at a time, 44 bits */
    uint64_t *y = malloc((n + 1) * sizeof *y);
    if (!y) return false;
    for (uint32_t shift = 0; shift < 44; shift += 11) {
        size_t at[2049] = {0};
        for (size_t i = 0; i < n; i++) at[(x[i] >> shift & 2047) + 1]++;
        for (uint32_t i = 0; i < 2048; i++) at[i + 1] += at[i];
        for (size_t i = 0; i < n; i++) y[at[x[i] >> shift & 2047]++] = x[i];
        memcpy(x, y, n * sizeof *x);
    }
    free(y);
    return true;
}

/* Sorted keys (word << 22 | neighbour), each with its number in `num` (NULL: 1 each), to lists. */
static bool lists(const uint64_t *key, const uint32_t *num, size_t n, uint32_t n_words, uint32_t **at, uint32_t **to, uint32_t **out) {
    size_t kinds = 0;
    for (size_t i = 0; i < n; i++) kinds += i == 0 || key[i] != key[i - 1];
    *at = calloc(n_words + 2u, sizeof **at);
    *to = malloc((kinds + 1) * sizeof **to);
    *out = calloc(kinds + 1, sizeof **out);
    if (!*at || !*to || !*out) return false;
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || key[i] != key[i - 1]) {
            (*to)[k++] = (uint32_t)(key[i] & 0x3fffff);
            (*at)[(key[i] >> 22) + 1]++;
        }
        (*out)[k - 1] += num ? num[i] : 1;
    }
    for (uint32_t w = 0; w < n_words; w++) (*at)[w + 1] += (*at)[w];
    return true;
}

bool pairs_of(const uint32_t *tok, size_t n, uint32_t n_words, pairs *out) {
    *out = (pairs){.n = n_words};
    uint64_t *key = malloc((n + 1) * sizeof *key);
    bool ok = key != NULL;
    for (int left = 0; left < 2 && ok; left++) {
        size_t m = 0;
        for (size_t i = 0; i + 1 < n; i++)
            if (tok[i] != tok[i + 1]) key[m++] = left ? (uint64_t)tok[i + 1] << 22 | tok[i] : (uint64_t)tok[i] << 22 | tok[i + 1];
        ok = sort_keys(key, m);
        if (ok && left) ok = lists(key, NULL, m, n_words, &out->at_l, &out->to_l, &out->num_l);
        else if (ok) ok = lists(key, NULL, m, n_words, &out->at_r, &out->to_r, &out->num_r);
    }
    free(key);
    return ok;
}

bool pairs_of_classes(const pairs *p, const uint16_t *cls, uint32_t k, pairs *out) {
    *out = (pairs){.n = k};
    uint32_t *sum = calloc((size_t)k * k, sizeof *sum), *num = malloc(((size_t)k * k + 1) * sizeof *num);
    uint64_t *key = malloc(((size_t)k * k + 1) * sizeof *key);
    bool ok = sum && num && key;
    for (uint32_t w = 0; ok && w < p->n; w++)
        for (uint32_t i = p->at_r[w]; i < p->at_r[w + 1]; i++) sum[(size_t)cls[w] * k + cls[p->to_r[i]]] += p->num_r[i];
    for (int left = 0; left < 2 && ok; left++) {
        size_t m = 0;
        for (uint32_t a = 0; a < k; a++)
            for (uint32_t b = 0; b < k; b++) {
                uint32_t x = left ? sum[(size_t)b * k + a] : sum[(size_t)a * k + b];
                if (a == b || !x) continue;
                key[m] = (uint64_t)a << 22 | b;
                num[m++] = x;
            }
        if (left) ok = lists(key, num, m, k, &out->at_l, &out->to_l, &out->num_l);
        else ok = lists(key, num, m, k, &out->at_r, &out->to_r, &out->num_r);
    }
    free(sum);
    free(num);
    free(key);
    return ok;
}

void pairs_free(pairs *p) {
    free(p->at_r);
    free(p->to_r);
    free(p->num_r);
    free(p->at_l);
    free(p->to_l);
    free(p->num_l);
    *p = (pairs){0};
}

/* ---- the exchange ---- */

/* (x + d) ln (x + d) - x ln x */
static inline float step(const state *s, uint32_t x, uint32_t d) {
    if (x + d < TABLE) return s->xlogx[x + d] - s->xlogx[x];
    return (float)d * s->logs[(x + d / 2) >> COARSE_SHIFT];
}

static void beside(state *s, const uint16_t *cls, uint32_t w, uint32_t none) {
    const pairs *p = s->p;
    for (uint32_t i = 0; i < s->n_r; i++) s->r[s->r_set[i]] = 0;
    for (uint32_t i = 0; i < s->n_l; i++) s->l[s->l_set[i]] = 0;
    s->n_r = s->n_l = 0;
    for (uint32_t i = p->at_r[w]; i < p->at_r[w + 1]; i++) {
        uint32_t g = cls[p->to_r[i]];
        if (g == none) continue; /* that word has no class yet */
        if (!s->r[g]) s->r_set[s->n_r++] = g;
        s->r[g] += p->num_r[i];
    }
    for (uint32_t i = p->at_l[w]; i < p->at_l[w + 1]; i++) {
        uint32_t g = cls[p->to_l[i]];
        if (g == none) continue;
        if (!s->l[g]) s->l_set[s->n_l++] = g;
        s->l[g] += p->num_l[i];
    }
}

/* Puts the word in hand into class c, or takes it out. */
static void put(state *s, uint32_t c, bool in) {
    uint32_t k = s->k, sign = in ? 1u : ~0u;
    for (uint32_t i = 0; i < s->n_r; i++) {
        uint32_t g = s->r_set[i], x = s->r[g] * sign;
        s->n[(size_t)c * k + g] += x;
        s->t[(size_t)g * k + c] += x;
        s->out[c] += x;
        s->in[g] += x;
    }
    for (uint32_t i = 0; i < s->n_l; i++) {
        uint32_t g = s->l_set[i], x = s->l[g] * sign;
        s->n[(size_t)g * k + c] += x;
        s->t[(size_t)c * k + g] += x;
        s->out[g] += x;
        s->in[c] += x;
    }
}

static uint32_t best_class(state *s, uint32_t fixed) {
    uint32_t k = s->k, sum_r = 0, sum_l = 0, best = fixed;
    for (uint32_t b = 0; b < k; b++) s->gain[b] = 0;
    for (uint32_t i = 0; i < s->n_r; i++) {
        const uint32_t *row = s->t + (size_t)s->r_set[i] * k;
        uint32_t x = s->r[s->r_set[i]];
        for (uint32_t b = fixed; b < k; b++) s->gain[b] += step(s, row[b], x);
        sum_r += x;
    }
    for (uint32_t i = 0; i < s->n_l; i++) {
        const uint32_t *row = s->n + (size_t)s->l_set[i] * k;
        uint32_t x = s->l[s->l_set[i]];
        for (uint32_t b = fixed; b < k; b++) s->gain[b] += step(s, row[b], x);
        sum_l += x;
    }
    for (uint32_t b = fixed; b < k; b++) {
        s->gain[b] -= step(s, s->out[b], sum_r) + step(s, s->in[b], sum_l);
        if (s->gain[b] > s->gain[best]) best = b;
    }
    return best;
}

static bool make(state *s) {
    size_t kk = (size_t)s->k * s->k;
    s->n = calloc(kk, sizeof *s->n);
    s->t = calloc(kk, sizeof *s->t);
    s->out = calloc(s->k * 6u, sizeof *s->out);
    s->gain = calloc(s->k, sizeof *s->gain);
    s->xlogx = malloc(TABLE * sizeof *s->xlogx);
    s->logs = malloc((1u << 18) * sizeof *s->logs);
    if (!s->n || !s->t || !s->out || !s->gain || !s->xlogx || !s->logs) return false;
    s->in = s->out + s->k;
    s->r = s->in + s->k;
    s->l = s->r + s->k;
    s->r_set = s->l + s->k;
    s->l_set = s->r_set + s->k;
    for (uint32_t i = 0; i < TABLE; i++) s->xlogx[i] = i ? (float)(i * log(i)) : 0;
    for (uint32_t i = 0; i < 1u << 18; i++) s->logs[i] = (float)(1 + log(((double)i + 0.5) * (1 << COARSE_SHIFT)));
    return true;
}

bool exchange(const pairs *p, uint32_t k, uint32_t fixed, uint32_t rounds, uint16_t *cls, void (*note)(void *, const char *), void *ctx) {
    state s = {.p = p, .k = k};
    const uint16_t none = UINT16_MAX;
    bool ok = make(&s);
    for (uint32_t w = 0; w < p->n; w++) cls[w] = none;
    for (uint32_t round = 0; ok && round <= rounds; round++) { /* round 0: the first k words found a class each, the others join */
        uint32_t moved = 0;
        for (uint32_t w = round ? fixed : 0; w < p->n; w++) {
            uint16_t from = cls[w];
            beside(&s, cls, w, none);
            if (from != none) put(&s, from, false);
            uint32_t to = from == none && w < k ? w : best_class(&s, fixed);
            if (from != none && s.gain[to] <= s.gain[from] + 1e-6) to = from;
            put(&s, to, true);
            cls[w] = (uint16_t)to;
            moved += to != from;
        }
        char line[80];
        snprintf(line, sizeof line, "%u classes: round %u, %u of %u moved", k, round, moved, p->n);
        if (note) note(ctx, line);
        if (moved * 200 < p->n) break;
    }
    free(s.n);
    free(s.t);
    free(s.out);
    free(s.gain);
    free(s.xlogx);
    free(s.logs);
    return ok;
}
