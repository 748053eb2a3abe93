/* tree_beam.c -- the parser with a beam: slower and better than the greedy one, hence a teacher. Learnt as one structure: where the best
 * parse in the beam is most ahead of the right one, the features of both up to there are weighed anew. */
#include "train/tree.h"

#include <stdio.h>
#include <stdlib.h>

enum { BEAM_MAX = 64 };

typedef struct node { /* how a state came about */
    uint32_t before;
    uint8_t move;
    float score;
} node;

typedef struct search {
    const step_learner *l;
    const db_psent *s;
    db_arena *a;
    uint32_t width, n;       /* states in the beam */
    db_pstate st[2][BEAM_MAX];
    uint32_t at[2][BEAM_MAX]; /* their nodes */
    uint32_t side;
    node *nodes;
    uint32_t n_nodes, cap;
} search;

typedef struct option { float score; uint32_t state; uint8_t move; } option;

static void copy_state(db_pstate *to, const db_pstate *from, uint32_t n) {
    size_t k = n + 2;
    memcpy(to->stack, from->stack, from->n_stack * sizeof *to->stack);
    memcpy(to->head, from->head, k * sizeof *to->head);
    memcpy(to->l1, from->l1, k * sizeof *to->l1);
    memcpy(to->l2, from->l2, k * sizeof *to->l2);
    memcpy(to->r1, from->r1, k * sizeof *to->r1);
    memcpy(to->r2, from->r2, k * sizeof *to->r2);
    memcpy(to->vl, from->vl, k);
    memcpy(to->vr, from->vr, k);
    to->n_stack = from->n_stack;
    to->b = from->b;
}

static void begin(search *x, const step_learner *l, db_arena *a, const db_psent *s, uint32_t width) {
    *x = (search){.l = l, .s = s, .a = a, .width = width < BEAM_MAX ? width : BEAM_MAX, .n = 1};
    for (uint32_t i = 0; i < x->width; i++) {
        db_pstate_new(a, s->n, &x->st[0][i]);
        db_pstate_new(a, s->n, &x->st[1][i]);
    }
    db_pstate_begin(&x->st[0][0], s->n);
    DB_PUSH(a, x->nodes, x->n_nodes, x->cap) = (node){0};
}

static void score_moves(const step_learner *l, const db_psent *s, const db_pstate *st, float score[DB_N_MOVES]) {
    uint64_t f[DB_PARSE_FEATURES];
    uint32_t n = db_parse_features(s, st, f);
    memset(score, 0, DB_N_MOVES * sizeof *score);
    step_score(l, f, n, score);
}

static uint32_t options_of(const search *x, option *o) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < x->n; i++) {
        const db_pstate *st = &x->st[x->side][i];
        uint32_t moves = db_pstate_moves(st, x->s->n);
        float score[DB_N_MOVES] = {0}, base = x->nodes[x->at[x->side][i]].score;
        if (moves & (moves - 1)) score_moves(x->l, x->s, st, score);
        for (uint32_t m = 0; m < DB_N_MOVES; m++)
            if (moves >> m & 1) o[n++] = (option){base + score[m], i, (uint8_t)m};
    }
    for (uint32_t i = 1; i < n; i++) { /* best first; equal ones stay in order */
        option t = o[i];
        uint32_t j = i;
        for (; j > 0 && o[j - 1].score < t.score; j--) o[j] = o[j - 1];
        o[j] = t;
    }
    return n;
}

static void step(search *x) {
    option o[BEAM_MAX * DB_N_MOVES];
    uint32_t n = options_of(x, o), to = 1 - x->side;
    if (n > x->width) n = x->width;
    for (uint32_t i = 0; i < n; i++) {
        copy_state(&x->st[to][i], &x->st[x->side][o[i].state], x->s->n);
        db_pstate_apply(&x->st[to][i], (db_pmove)o[i].move);
        uint32_t before = x->at[x->side][o[i].state];
        x->at[to][i] = x->n_nodes;
        DB_PUSH(x->a, x->nodes, x->n_nodes, x->cap) = (node){before, o[i].move, o[i].score};
    }
    x->side = to;
    x->n = n;
}

void tree_parse_beam(const step_learner *l, const db_psent *s, uint32_t beam, uint16_t *head) {
    db_arena a;
    db_arena_init(&a, 0);
    search *x = DB_NEW(&a, search, 1);
    begin(x, l, &a, s, beam);
    for (uint32_t i = 0; i < 2 * s->n; i++) step(x);
    memcpy(head, x->st[x->side][0].head, ((size_t)s->n + 2) * sizeof *head);
    db_arena_free(&a);
}

/* ---- learning ---- */

/* The one way to the gold tree that reduces as early as it can. */
static db_pmove right_move(const db_pstate *st, const uint16_t *gold, uint32_t n) {
    uint32_t k = st->n_stack;
    if (!k) return DB_SHIFT;
    uint32_t s0 = st->stack[k - 1];
    if (gold[s0] == st->b) return DB_LEFT;
    if (k > 1 && gold[s0] == st->stack[k - 2]) {
        bool more = false;
        for (uint32_t i = st->b; i <= n && !more; i++) more = gold[i] == s0;
        if (!more) return DB_RIGHT;
    }
    return DB_SHIFT;
}

/* Weighs the features of the first `steps` of the given moves. */
static void replay(step_learner *l, const db_psent *s, db_pstate *st, const uint8_t *moves, uint32_t from, uint32_t steps, float by) {
    db_pstate_begin(st, s->n);
    for (uint32_t i = 0; i < steps; i++) {
        if (i >= from) {
            uint64_t f[DB_PARSE_FEATURES];
            uint32_t n = db_parse_features(s, st, f);
            step_update(l, f, n, moves[i], by);
        }
        db_pstate_apply(st, (db_pmove)moves[i]);
    }
}

static bool learn_one(step_learner *l, db_arena *a, const tree_inst *t, uint32_t beam) {
    uint32_t n = t->s.n, steps = 2 * n, worst = 0, worst_node = 0;
    search *x = DB_NEW(a, search, 1);
    begin(x, l, a, &t->s, beam);
    uint8_t *right = DB_NEW(a, uint8_t, steps + 1), *guess = DB_NEW(a, uint8_t, steps + 1);
    db_pstate st;
    db_pstate_new(a, n, &st);
    db_pstate_begin(&st, n);
    float gold = 0, most = 0;
    for (uint32_t i = 0; i < steps; i++) {
        uint32_t moves = db_pstate_moves(&st, n);
        db_pmove m = right_move(&st, t->head, n);
        float score[DB_N_MOVES] = {0};
        if (!(moves >> m & 1)) return false; /* no projective tree */
        if (moves & (moves - 1)) score_moves(l, &t->s, &st, score);
        gold += score[m];
        right[i] = (uint8_t)m;
        db_pstate_apply(&st, m);
        step(x);
        float ahead = x->nodes[x->at[x->side][0]].score - gold;
        if (ahead > most || (i + 1 == steps && ahead >= most && !worst)) {
            most = ahead;
            worst = i + 1;
            worst_node = x->at[x->side][0];
        }
    }
    for (uint32_t i = worst, k = worst_node; i > 0; i--, k = x->nodes[k].before) guess[i - 1] = x->nodes[k].move;
    uint32_t same = 0;
    while (same < worst && right[same] == guess[same]) same++;
    if (same == worst) return false;
    replay(l, &t->s, &st, right, same, worst, 1);
    replay(l, &t->s, &st, guess, same, worst, -1);
    return true;
}

void tree_train_beam(step_learner *l, tree_inst *const *x, uint32_t n, uint32_t rounds, uint32_t beam, uint64_t seed, void (*note)(void *, const char *), void *ctx) {
    db_arena a, b;
    db_arena_init(&a, 0);
    db_arena_init(&b, 0);
    uint32_t *order = tree_order(&a, x, n), total = 0;
    for (uint32_t i = 0; i < n; i++) total += x[i]->weight;
    uint64_t rnd = seed * 2654435761u + 88172645463325252u;
    for (uint32_t round = 0; round < rounds; round++) {
        uint32_t wrong = 0;
        tree_shuffle(order, total, &rnd);
        for (uint32_t i = 0; i < total; i++) {
            db_arena_reset(&b);
            wrong += learn_one(l, &b, x[order[i]], beam);
            l->step++;
        }
        char line[160];
        snprintf(line, sizeof line, "  beam round %u: %.2f %% of %u sentences wrong, %u features", round + 1, 100.0 * wrong / (total ? total : 1), total, l->n);
        if (note) note(ctx, line);
    }
    db_arena_free(&a);
    db_arena_free(&b);
    step_average(l);
}
