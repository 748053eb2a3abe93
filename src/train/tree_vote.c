/* tree_vote.c -- one tree out of the heads that several teachers chose: the projective tree with most votes (Sagae and Lavie 2006), and
 * sentences read from right to left. */
#include "train/tree.h"

enum { OPEN_L, OPEN_R, DONE_L, DONE_R, N_SPANS }; /* open: an arc joins both ends; L: the head is the right end */

typedef struct chart {
    float *best[N_SPANS];
    uint16_t *split[N_SPANS];
    uint32_t n; /* words; positions 1 .. n, the root behind */
} chart;

static size_t at(const chart *c, uint32_t i, uint32_t j) { return (size_t)i * (c->n + 2) + j; }

static void open_span(chart *c, const float *score, uint32_t i, uint32_t j) {
    uint32_t best = i;
    float most = -1e30f;
    for (uint32_t k = i; k < j; k++) {
        float v = c->best[DONE_R][at(c, i, k)] + c->best[DONE_L][at(c, k + 1, j)];
        if (v > most) {
            most = v;
            best = k;
        }
    }
    c->split[OPEN_L][at(c, i, j)] = c->split[OPEN_R][at(c, i, j)] = (uint16_t)best;
    c->best[OPEN_L][at(c, i, j)] = most + score[at(c, j, i)];
    c->best[OPEN_R][at(c, i, j)] = most + score[at(c, i, j)];
}

static void done_span(chart *c, uint32_t i, uint32_t j) {
    float l = -1e30f, r = -1e30f;
    for (uint32_t k = i; k < j; k++) {
        float v = c->best[DONE_L][at(c, i, k)] + c->best[OPEN_L][at(c, k, j)];
        if (v > l) {
            l = v;
            c->split[DONE_L][at(c, i, j)] = (uint16_t)k;
        }
        v = c->best[OPEN_R][at(c, i, k + 1)] + c->best[DONE_R][at(c, k + 1, j)];
        if (v > r) {
            r = v;
            c->split[DONE_R][at(c, i, j)] = (uint16_t)(k + 1);
        }
    }
    c->best[DONE_L][at(c, i, j)] = l;
    c->best[DONE_R][at(c, i, j)] = r;
}

static void read_heads(const chart *c, uint32_t kind, uint32_t i, uint32_t j, uint16_t *head) {
    if (i >= j) return;
    uint32_t k = c->split[kind][at(c, i, j)];
    switch (kind) {
    case OPEN_L:
    case OPEN_R:
        if (kind == OPEN_L) head[i] = (uint16_t)j;
        else head[j] = (uint16_t)i;
        read_heads(c, DONE_R, i, k, head);
        read_heads(c, DONE_L, k + 1, j, head);
        break;
    case DONE_L:
        read_heads(c, DONE_L, i, k, head);
        read_heads(c, OPEN_L, k, j, head);
        break;
    default:
        read_heads(c, OPEN_R, i, k, head);
        read_heads(c, DONE_R, k, j, head);
    }
}

void tree_eisner(db_arena *a, const float *score, uint32_t n, uint16_t *head) {
    chart c = {.n = n};
    for (uint32_t k = 0; k < N_SPANS; k++) {
        c.best[k] = DB_NEW(a, float, (size_t)(n + 2) * (n + 2));
        c.split[k] = DB_NEW(a, uint16_t, (size_t)(n + 2) * (n + 2));
    }
    for (uint32_t len = 1; len < n; len++)
        for (uint32_t i = 1; i + len <= n; i++) {
            open_span(&c, score, i, i + len);
            done_span(&c, i, i + len);
        }
    uint32_t best = 1; /* the word on the root: its left and right sides are done spans */
    float most = -1e30f;
    for (uint32_t r = 1; r <= n; r++) {
        float v = c.best[DONE_L][at(&c, 1, r)] + c.best[DONE_R][at(&c, r, n)] + score[at(&c, n + 1, r)];
        if (v > most) {
            most = v;
            best = r;
        }
    }
    head[best] = (uint16_t)(n + 1);
    read_heads(&c, DONE_L, 1, best, head);
    read_heads(&c, DONE_R, best, n, head);
}

/* ---- from right to left ---- */

void tree_reverse_heads(const uint16_t *from, uint32_t n, uint16_t *to) {
    for (uint32_t i = 1; i <= n; i++) to[n + 1 - i] = (uint16_t)(from[i] > n ? n + 1 : n + 1 - from[i]);
}

tree_inst *tree_reversed(db_arena *a, const tree_inst *x) {
    uint32_t n = x->s.n;
    tree_inst *r = DB_NEW(a, tree_inst, 1);
    *r = (tree_inst){.s = {.n = n, .w = DB_NEW(a, db_pword, (size_t)n + 2), .scheme = x->s.scheme}, .head = DB_NEW(a, uint16_t, (size_t)n + 2), .weight = x->weight};
    r->s.w[0] = x->s.w[0];
    r->s.w[n + 1] = x->s.w[n + 1];
    for (uint32_t i = 1; i <= n; i++) r->s.w[n + 1 - i] = x->s.w[i];
    db_psent_count(&r->s);
    tree_reverse_heads(x->head, n, r->head);
    return r;
}
