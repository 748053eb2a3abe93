/* vectors.c -- words by what is spoken of around them: skip-gram vectors with negative samples (Mikolov et al. 2013) and spherical
 * k-means. One thread, own random numbers: the same text gives the same classes. */
#include "train/classes.h"

#include <math.h>
#include <stdlib.h>

enum { DIM = 48, WINDOW = 5, NEGATIVE = 4, EPOCHS = 2, SIGMOID = 1024, DRAW = 1 << 21, KMEANS_ROUNDS = 10 };

typedef struct trainer {
    const corpus *c;
    float *in, *out;      /* [n_forms * DIM] */
    float sigmoid[SIGMOID];
    float *keep;          /* [n_forms] probability to be kept: frequent words tell little */
    uint32_t *draw;       /* [DRAW] forms in proportion to count^0.75 */
    uint64_t seed;
    float rate;
} trainer;

static uint32_t dice(uint64_t *s) { /* splitmix64, upper half */
    uint64_t z = *s += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return (uint32_t)((z ^ z >> 31) >> 32);
}

static inline float dot(const float *a, const float *b) {
    float s[8] = {0};
    for (uint32_t i = 0; i < DIM; i += 8)
        for (uint32_t j = 0; j < 8; j++) s[j] += a[i + j] * b[i + j];
    return s[0] + s[1] + s[2] + s[3] + s[4] + s[5] + s[6] + s[7];
}

static inline void add(float *to, const float *x, float by) {
    for (uint32_t i = 0; i < DIM; i++) to[i] += by * x[i];
}

static bool start(trainer *t) {
    const corpus *c = t->c;
    size_t n = (size_t)c->n_forms * DIM;
    t->in = malloc(n * sizeof *t->in);
    t->out = calloc(n, sizeof *t->out);
    t->keep = calloc(c->n_forms, sizeof *t->keep);
    t->draw = malloc(DRAW * sizeof *t->draw);
    if (!t->in || !t->out || !t->keep || !t->draw) return false;
    for (size_t i = 0; i < n; i++) t->in[i] = ((float)dice(&t->seed) / 4294967296.0f - 0.5f) / DIM;
    for (uint32_t i = 0; i < SIGMOID; i++) t->sigmoid[i] = (float)(1 / (1 + exp(-((double)i + 0.5 - SIGMOID / 2) / (SIGMOID / 12.0))));
    double total = 0, sum = 0;
    for (uint32_t w = 2; w < c->n_forms; w++) total += pow(c->count[w], 0.75);
    for (uint32_t w = 2, k = 0; w < c->n_forms; w++)
        for (sum += pow(c->count[w], 0.75); k < DRAW && (k < sum / total * DRAW || w + 1 == c->n_forms); k++) t->draw[k] = w;
    for (uint32_t w = 2; w < c->n_forms; w++) {
        double f = (double)c->count[w] / (double)c->n / 2e-4;
        t->keep[w] = (float)((sqrt(f) + 1) / f);
    }
    return true;
}

static void learn(trainer *t, uint32_t word, uint32_t beside) {
    float *v = t->in + (size_t)word * DIM, change[DIM] = {0};
    for (uint32_t k = 0; k <= NEGATIVE; k++) {
        uint32_t target = k ? t->draw[dice(&t->seed) & (DRAW - 1)] : beside;
        if (k && target == beside) continue;
        float *o = t->out + (size_t)target * DIM;
        float x = dot(v, o);
        float y = x >= 6 ? 1 : x <= -6 ? 0 : t->sigmoid[(uint32_t)((x + 6) * (SIGMOID / 12.0f)) & (SIGMOID - 1)];
        float g = ((k ? 0 : 1) - y) * t->rate;
        add(change, o, g);
        add(o, v, g);
    }
    add(v, change, 1);
}

static void sentence(trainer *t, const uint32_t *w, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        uint32_t wide = 1 + dice(&t->seed) % WINDOW;
        uint32_t from = i > wide ? i - wide : 0, to = i + wide + 1 < n ? i + wide + 1 : n;
        for (uint32_t j = from; j < to; j++)
            if (j != i) learn(t, w[i], w[j]);
    }
}

static void epoch(trainer *t, uint32_t number) {
    enum { LONG = 512 };
    uint32_t w[LONG], n = 0;
    for (size_t i = 0; i < t->c->n; i++) {
        uint32_t x = t->c->tok[i];
        double done = ((double)number + (double)i / (double)t->c->n) / EPOCHS;
        t->rate = 0.03f * (float)(1 - done) + 0.0003f;
        if (x >= 2 && (t->keep[x] >= 1 || (float)dice(&t->seed) / 4294967296.0f < t->keep[x])) w[n++] = x;
        if (x && n < LONG) continue;
        sentence(t, w, n);
        n = 0;
    }
    sentence(t, w, n);
}

/* ---- k-means ---- */

static void unit(float *v) {
    float s = sqrtf(dot(v, v));
    if (s > 0)
        for (uint32_t i = 0; i < DIM; i++) v[i] /= s;
}

static uint32_t nearest(const float *v, const float *centre, uint32_t k) {
    uint32_t best = 0;
    float high = -2;
    for (uint32_t c = 0; c < k; c++) {
        float d = dot(v, centre + (size_t)c * DIM);
        if (d > high) high = d, best = c;
    }
    return best;
}

static bool kmeans(trainer *t, uint32_t k, uint16_t *cls, void (*note)(void *, const char *), void *ctx) {
    uint32_t n = t->c->n_forms;
    float *centre = malloc((size_t)k * DIM * sizeof *centre);
    if (!centre) return false;
    for (uint32_t w = 0; w < n; w++) unit(t->in + (size_t)w * DIM);
    for (uint32_t c = 0; c < k; c++) memcpy(centre + (size_t)c * DIM, t->in + (size_t)(2 + c * 12 % (n - 2)) * DIM, DIM * sizeof *centre);
    for (uint32_t round = 0; round < KMEANS_ROUNDS; round++) {
        uint32_t moved = 0;
        for (uint32_t w = 2; w < n; w++) {
            uint32_t c = nearest(t->in + (size_t)w * DIM, centre, k);
            moved += round == 0 || c != cls[w];
            cls[w] = (uint16_t)c;
        }
        memset(centre, 0, (size_t)k * DIM * sizeof *centre);
        for (uint32_t w = 2; w < n; w++) add(centre + (size_t)cls[w] * DIM, t->in + (size_t)w * DIM, logf((float)t->c->count[w]));
        for (uint32_t c = 0; c < k; c++) unit(centre + (size_t)c * DIM);
        char line[80];
        snprintf(line, sizeof line, "%u topics: round %u, %u moved", k, round, moved);
        if (note) note(ctx, line);
    }
    free(centre);
    return true;
}

bool topics(const corpus *c, uint32_t k, uint16_t *cls, void (*note)(void *, const char *), void *ctx) {
    trainer t = {.c = c, .seed = 20260101};
    bool ok = start(&t);
    for (uint32_t e = 0; ok && e < EPOCHS; e++) {
        epoch(&t, e);
        if (note) note(ctx, "vectors: a pass over the text is done");
    }
    ok = ok && kmeans(&t, k, cls, note, ctx);
    free(t.in);
    free(t.out);
    free(t.keep);
    free(t.draw);
    return ok;
}
