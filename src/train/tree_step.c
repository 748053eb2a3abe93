/* tree_step.c -- the learner of steps, and the greedy parser that it teaches with a dynamic oracle. */
#include "train/tree.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- the learner ---- */

bool step_new(step_learner *l) {
    *l = (step_learner){.mask = (1u << 18) - 1, .step = 1};
    l->row = calloc((size_t)l->mask + 1, sizeof *l->row);
    return l->row != NULL;
}

void step_free(step_learner *l) {
    free(l->row);
    l->row = NULL;
}

static inline uint32_t home(uint64_t f, uint32_t mask) { return (uint32_t)(f >> 20) & mask; }

void step_score(const step_learner *l, const uint64_t *f, uint32_t n, float score[DB_N_MOVES]) {
    for (uint32_t i = 0; i < n; i++) __builtin_prefetch(&l->row[home(f[i], l->mask)]);
    float s0 = 0, s1 = 0, s2 = 0;
    for (uint32_t i = 0; i < n; i++) {
        const step_row *r = &l->row[home(f[i], l->mask)];
        while (r->key && r->key != f[i]) r = r == l->row + l->mask ? l->row : r + 1;
        if (!r->key) continue;
        s0 += r->w[0];
        s1 += r->w[1];
        s2 += r->w[2];
    }
    score[0] += s0;
    score[1] += s1;
    score[2] += s2;
}

static bool grow(step_learner *l) {
    uint32_t mask = l->mask * 2 + 1;
    step_row *row = calloc((size_t)mask + 1, sizeof *row);
    if (!row) return false;
    for (uint32_t i = 0; i <= l->mask; i++) {
        if (!l->row[i].key) continue;
        uint32_t j = home(l->row[i].key, mask);
        while (row[j].key) j = (j + 1) & mask;
        row[j] = l->row[i];
    }
    free(l->row);
    l->row = row;
    l->mask = mask;
    return true;
}

void step_update(step_learner *l, const uint64_t *f, uint32_t n, uint32_t move, float by) {
    float sum = (float)(l->step * by);
    if (!l->closed && (uint64_t)(l->n + n) * 3 > (uint64_t)l->mask * 2 && !grow(l)) {
        l->failed = true;
        return;
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t j = home(f[i], l->mask);
        while (l->row[j].key && l->row[j].key != f[i]) j = (j + 1) & l->mask;
        if (!l->row[j].key) {
            if (l->closed) continue;
            l->row[j].key = f[i];
            l->n++;
        }
        l->row[j].w[move] += by;
        l->row[j].u[move] += sum;
    }
}

void step_average(step_learner *l) {
    for (uint32_t i = 0; i <= l->mask; i++)
        for (uint32_t m = 0; m < DB_N_MOVES; m++) l->row[i].w[m] -= (float)(l->row[i].u[m] / l->step);
    l->averaged = true;
}

/* ---- the dynamic oracle: how many arcs of the gold tree a move makes impossible ---- */

static void costs(const db_pstate *st, const uint16_t *gold, uint32_t n, uint32_t cost[DB_N_MOVES]) {
    uint32_t b = st->b, k = st->n_stack;
    memset(cost, 0, DB_N_MOVES * sizeof *cost);
    if (b <= n) { /* SHIFT: b loses children on the stack, and its head if that lies below the top */
        for (uint32_t i = 0; i < k; i++) {
            cost[DB_SHIFT] += gold[st->stack[i]] == b;
            if (i + 1 < k) cost[DB_SHIFT] += gold[b] == st->stack[i];
        }
    }
    if (!k) return;
    uint32_t s0 = st->stack[k - 1], s1 = k > 1 ? st->stack[k - 2] : 0, h = gold[s0];
    uint32_t lost = 0;
    for (uint32_t i = b; i <= n; i++) lost += gold[i] == s0;
    cost[DB_LEFT] = lost + (h != b && (h > b || (s1 && h == s1)));
    cost[DB_RIGHT] = lost + (h >= b);
}

static uint32_t best_of(const float *score, uint32_t moves) {
    uint32_t best = DB_N_MOVES;
    for (uint32_t m = 0; m < DB_N_MOVES; m++)
        if (moves >> m & 1 && (best == DB_N_MOVES || score[m] > score[best])) best = m;
    return best;
}

static uint32_t learn_step(step_learner *l, const db_psent *s, const db_pstate *st, const uint16_t *gold, uint32_t moves, uint32_t *cost, uint32_t *right) {
    uint64_t f[DB_PARSE_FEATURES];
    float score[DB_N_MOVES] = {0};
    uint32_t n = db_parse_features(s, st, f);
    step_score(l, f, n, score);
    costs(st, gold, s->n, cost);
    uint32_t least = UINT32_MAX, guess = best_of(score, moves), free_moves = 0;
    for (uint32_t m = 0; m < DB_N_MOVES; m++)
        if (moves >> m & 1 && cost[m] < least) least = cost[m];
    for (uint32_t m = 0; m < DB_N_MOVES; m++)
        if (moves >> m & 1 && cost[m] == least) free_moves |= 1u << m;
    *right = best_of(score, free_moves);
    if (!(free_moves >> guess & 1)) {
        step_update(l, f, n, *right, 1);
        step_update(l, f, n, guess, -1);
    }
    l->step++;
    return guess;
}

void tree_shuffle(uint32_t *order, uint32_t n, uint64_t *rnd) {
    for (uint32_t i = n; i > 1; i--) {
        uint32_t j = tree_random(rnd) % i, t = order[i - 1];
        order[i - 1] = order[j];
        order[j] = t;
    }
}

uint32_t *tree_order(db_arena *a, tree_inst *const *x, uint32_t n) {
    uint32_t total = 0;
    for (uint32_t i = 0; i < n; i++) total += x[i]->weight;
    uint32_t *order = DB_NEW(a, uint32_t, total + 1);
    total = 0;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < x[i]->weight; k++) order[total++] = i;
    return order;
}

static uint32_t longest(tree_inst *const *x, uint32_t n) {
    uint32_t max = 0;
    for (uint32_t i = 0; i < n; i++)
        if (x[i]->s.n > max) max = x[i]->s.n;
    return max;
}

void tree_train_greedy(step_learner *l, tree_inst *const *x, uint32_t n, uint32_t rounds, uint64_t seed, void (*note)(void *, const char *), void *ctx) {
    db_arena a;
    db_arena_init(&a, 0);
    db_pstate st;
    db_pstate_new(&a, longest(x, n), &st);
    uint32_t total = 0;
    for (uint32_t i = 0; i < n; i++) total += x[i]->weight;
    uint32_t *order = tree_order(&a, x, n);
    uint64_t rnd = seed * 2654435761u + 88172645463325252u;
    for (uint32_t round = 0; round < rounds; round++) {
        uint32_t steps = 0, wrong = 0;
        tree_shuffle(order, total, &rnd);
        for (uint32_t i = 0; i < total; i++) {
            const tree_inst *t = x[order[i]];
            db_pstate_begin(&st, t->s.n);
            for (uint32_t moves; (moves = db_pstate_moves(&st, t->s.n)) != 0;) {
                uint32_t cost[DB_N_MOVES], right, guess = 0;
                if (moves & (moves - 1)) {
                    guess = learn_step(l, &t->s, &st, t->head, moves, cost, &right);
                    steps++;
                    wrong += cost[guess] > cost[right];
                    if (cost[guess] > cost[right] && (round < 1 || tree_random(&rnd) % 10 == 0)) guess = right;
                } else {
                    while (!(moves >> guess & 1)) guess++;
                }
                db_pstate_apply(&st, (db_pmove)guess);
            }
        }
        char line[160];
        snprintf(line, sizeof line, "  greedy round %u: %.2f %% of %u steps wrong, %u features", round + 1, 100.0 * wrong / (steps ? steps : 1), steps, l->n);
        if (note) note(ctx, line);
    }
    db_arena_free(&a);
    step_average(l);
}

void tree_parse_greedy(const step_learner *l, const db_psent *s, db_pstate *st) {
    db_pstate_begin(st, s->n);
    for (uint32_t moves; (moves = db_pstate_moves(st, s->n)) != 0;) {
        uint32_t m = 0;
        if (moves & (moves - 1)) {
            uint64_t f[DB_PARSE_FEATURES];
            float score[DB_N_MOVES] = {0};
            uint32_t n = db_parse_features(s, st, f);
            step_score(l, f, n, score);
            m = best_of(score, moves);
        } else {
            while (!(moves >> m & 1)) m++;
        }
        db_pstate_apply(st, (db_pmove)m);
    }
}

/* ---- projective trees ---- */

static bool dominates(const uint16_t *head, uint32_t n, uint32_t h, uint32_t d) {
    for (uint32_t steps = 0; d && d <= n && steps <= n; d = head[d], steps++)
        if (d == h) return true;
    return h == n + 1;
}

void tree_projectivise(uint16_t *head, uint32_t n) {
    for (;;) {
        uint32_t best = 0, len = UINT32_MAX;
        for (uint32_t d = 1; d <= n; d++) {
            uint32_t h = head[d], lo = d < h ? d : h, hi = d < h ? h : d;
            if (h > n || hi - lo >= len) continue;
            for (uint32_t k = lo + 1; k < hi; k++)
                if (!dominates(head, n, h, k)) {
                    best = d;
                    len = hi - lo;
                    break;
                }
        }
        if (!best) return;
        head[best] = head[head[best]];
    }
}
