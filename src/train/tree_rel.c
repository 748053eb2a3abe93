/* tree_rel.c -- the learner of relations: an averaged perceptron over the features of an arc, words in order, its own guesses being what
 * it knows of the words before. */
#include "train/tree.h"

#include <stdio.h>

static uint32_t best_rel(const float *score, uint32_t n) {
    uint32_t best = 1;
    for (uint32_t r = 2; r < n; r++)
        if (score[r] > score[best]) best = r;
    return best;
}

static void learn_tree(db_learner *l, db_ptree *t, const tree_inst *x, uint32_t *wrong) {
    uint32_t k = db_n_deprels() + 1;
    for (uint32_t d = 1; d <= x->s.n; d++) {
        uint64_t f[DB_LABEL_FEATURES];
        float score[DB_MAX_CLASSES] = {0};
        uint32_t n = db_label_features(t, d, &(db_linear){0}, f);
        db_learner_score(l, f, n, score);
        uint32_t guess = best_rel(score, k), right = x->rel[d];
        t->rel[d] = (uint8_t)guess;
        if (guess != right) {
            db_learner_update(l, f, n, right, 1);
            db_learner_update(l, f, n, guess, -1);
            ++*wrong;
        }
        db_learner_tick(l);
    }
}

void tree_train_rel(db_learner *l, tree_inst *const *x, uint32_t n, uint32_t rounds, uint64_t seed, void (*note)(void *, const char *), void *ctx) {
    db_arena a, b;
    db_arena_init(&a, 0);
    db_arena_init(&b, 0);
    uint32_t *order = tree_order(&a, x, n), total = 0;
    for (uint32_t i = 0; i < n; i++) total += x[i]->weight;
    uint64_t rnd = seed * 2654435761u + 88172645463325252u;
    for (uint32_t round = 0; round < rounds; round++) {
        uint32_t wrong = 0, words = 0;
        tree_shuffle(order, total, &rnd);
        for (uint32_t i = 0; i < total; i++) {
            const tree_inst *t = x[order[i]];
            if (!t->rel[1]) continue;
            db_ptree tree;
            db_arena_reset(&b);
            db_ptree_make(&b, &t->s, t->gold ? t->gold : t->head, &tree);
            learn_tree(l, &tree, t, &wrong);
            words += t->s.n;
        }
        char line[160];
        snprintf(line, sizeof line, "  relations round %u: %.2f %% of %u wrong, %u features", round + 1, 100.0 * wrong / (words ? words : 1), words, db_learner_features(l));
        if (note) note(ctx, line);
    }
    db_arena_free(&a);
    db_arena_free(&b);
}

void tree_guess_rels(const db_linear *m, tree_inst *x, const db_str *old) {
    db_arena a;
    db_ptree t;
    db_arena_init(&a, 0);
    db_ptree_make(&a, &x->s, x->gold, &t);
    for (uint32_t d = 1; d <= x->s.n; d++) {
        uint64_t f[DB_LABEL_FEATURES], may = tree_dadegan_rels(old[d]);
        int32_t score[DB_MAX_CLASSES] = {0};
        uint32_t best = 0;
        db_linear_score(m, f, db_label_features(&t, d, m, f), score);
        for (uint32_t r = 1; r < m->n_classes; r++)
            if ((!may || may >> r & 1) && (!best || score[r] > score[best])) best = r;
        x->rel[d] = t.rel[d] = (uint8_t)best;
    }
    db_arena_free(&a);
}
