/* parse.c -- the tree of a sentence: the steps of greatest weight one after the other, then the relation of each word. Every sentence gets
 * one tree with one root, whatever the weights say. */
#include "lang/lang.h"
#include "syntax/parse.h"

/* ---- weights of steps ---- */

dabir_status db_steps_open(const void *p, size_t n, db_steps *out, dabir_error *err) {
    *out = (db_steps){0};
    if (!p || !n) return DABIR_OK;
    const db_steps_head *h = p;
    size_t bytes = n < sizeof *h ? 0 : n - sizeof *h, buckets = bytes / (DB_STEPS_BUCKET * sizeof(uint32_t));
    if (buckets * DB_STEPS_BUCKET * sizeof(uint32_t) != bytes || !buckets || (buckets & (buckets - 1)) || buckets > UINT32_MAX / 2 || h->magic != DB_STEPS_MAGIC ||
        h->check_bits < 8 || h->check_bits > 20)
        return db_fail(err, DABIR_E_MODEL, "", 0, 0, 0, "the table of the parser's steps is damaged");
    *out = (db_steps){.slot = (const uint32_t *)(h + 1), .mask = (uint32_t)buckets - 1, .check_bits = h->check_bits};
    return DABIR_OK;
}

void db_steps_score(const db_steps *t, const uint64_t *f, uint32_t n, int32_t score[DB_N_MOVES]) {
    int32_t sum[DB_N_MOVES][DB_STEPS_BUCKET] = {{0}}; /* the slots of a bucket side by side: compilers make vectors of them */
    uint32_t bits = t->check_bits, width = (32 - bits) / 3, sign = 32 - width;
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t *b = t->slot + (size_t)db_steps_bucket(f[i], t->mask) * DB_STEPS_BUCKET;
        uint32_t check = db_steps_check(f[i], bits);
        for (uint32_t k = 0; k < DB_STEPS_BUCKET; k++) {
            uint32_t v = b[k] & -(uint32_t)(b[k] >> (32 - bits) == check); /* a check stands once in a bucket */
            sum[DB_SHIFT][k] += (int32_t)(v << sign) >> sign;
            sum[DB_LEFT][k] += (int32_t)(v << (sign - width)) >> sign;
            sum[DB_RIGHT][k] += (int32_t)(v << (sign - 2 * width)) >> sign;
        }
    }
    for (uint32_t m = 0; m < DB_N_MOVES; m++)
        for (uint32_t k = 0; k < DB_STEPS_BUCKET; k++) score[m] += sum[m][k];
}

/* ---- the parser ---- */

dabir_status db_parser_open(const dabir_model *m, const void *steps, size_t n_steps, const void *rels, size_t n_rels, db_parser *out, dabir_error *err) {
    *out = (db_parser){0};
    uint32_t n = 0;
    const void *cls = m ? db_model_section(m, DB_CLASSES_TAG, &n) : NULL;
    dabir_status st = db_classes_open(cls, n, &out->cls, err);
    if (!st) st = db_steps_open(steps, n_steps, &out->steps, err);
    if (!st) st = db_linear_open(rels, n_rels, &out->rels, err);
    if (!st && out->rels.n_buckets && out->rels.n_classes > db_n_deprels() + 1)
        st = db_fail(err, DABIR_E_MODEL, "", 0, 0, 0, "the parser's weights know %u relations, the program %u", out->rels.n_classes - 1u, db_n_deprels());
    return st;
}

/* Weights of a sentence's steps. Those of the top and of the front are summed up once: when a word goes to the stack, the next comes to the
 * front, and the former's sum waits for it below the others. */
typedef struct step_sums {
    int32_t (*top)[DB_N_MOVES]; /* [n + 2], by word; 0: the empty stack, where nothing is to choose */
    int32_t front[DB_N_MOVES];
} step_sums;

static void after_shift(const db_parser *p, const db_psent *s, const db_pstate *st, step_sums *x) {
    uint64_t f[DB_PARSE_FEATURES];
    memset(x->front, 0, sizeof x->front);
    if (!p->steps.slot || !st->n_stack || st->b > s->n) return; /* then one step alone is possible */
    uint32_t n = db_parse_top(s, st, &p->steps, f), m = db_parse_front(s, st, &p->steps, f + n);
    db_steps_score(&p->steps, f, n, x->top[st->stack[st->n_stack - 1]]);
    db_steps_score(&p->steps, f + n, m, x->front);
}

static db_pmove best_move(const db_parser *p, const db_psent *s, const db_pstate *st, const step_sums *x, uint32_t moves) {
    uint64_t f[DB_PARSE_FEATURES];
    int32_t score[DB_N_MOVES] = {0};
    if (p->steps.slot && moves & (moves - 1)) {
        const int32_t *top = x->top[st->stack[st->n_stack - 1]];
        for (uint32_t m = 0; m < DB_N_MOVES; m++) score[m] = top[m] + x->front[m];
        db_steps_score(&p->steps, f, db_parse_joint(s, st, &p->steps, f), score);
    }
    uint32_t best = DB_N_MOVES;
    for (uint32_t m = 0; m < DB_N_MOVES; m++)
        if (moves >> m & 1 && (best == DB_N_MOVES || score[m] > score[best])) best = m;
    return (db_pmove)best;
}

static void steps(const db_parser *p, db_arena *a, const db_psent *s, db_pstate *st) {
    step_sums x = {.top = (int32_t (*)[DB_N_MOVES])DB_NEW(a, int32_t, ((size_t)s->n + 2) * DB_N_MOVES)};
    db_pstate_begin(st, s->n);
    for (uint32_t moves; (moves = db_pstate_moves(st, s->n)) != 0;) {
        db_pmove move = best_move(p, s, st, &x, moves);
        db_pstate_apply(st, move);
        if (move == DB_SHIFT) after_shift(p, s, st, &x);
    }
}

static void relations(const db_parser *p, db_arena *a, const db_psent *ps, const uint16_t *head, db_sentence *s) {
    db_ptree t;
    uint32_t root = db_deprel_of(db_str_z("root")), dep = db_deprel_of(db_str_z("dep"));
    db_ptree_make(a, ps, head, &t);
    for (uint32_t d = 1; d <= s->n; d++) {
        uint32_t best = dep;
        if (head[d] > s->n) best = root;
        else if (p->rels.n_buckets) {
            uint64_t f[DB_LABEL_FEATURES];
            int32_t score[DB_MAX_CLASSES] = {0};
            db_linear_score(&p->rels, f, db_label_features(&t, d, &p->rels, f), score);
            for (uint32_t r = 1; r < p->rels.n_classes; r++)
                if (r != root && (score[r] > score[best])) best = r;
        }
        t.rel[d] = (uint8_t)best;
        s->w[d - 1].head = head[d] > s->n ? 0 : head[d];
        s->w[d - 1].deprel = (uint8_t)best;
    }
}

void db_parser_run(const db_parser *p, const dabir_model *m, db_arena *a, db_scheme scheme, db_sentence *s) {
    if (!s->n || s->n > DB_SENTENCE_MAX) return;
    db_psent ps;
    db_pstate st;
    db_psent_make(a, m, &p->cls, scheme, s, &ps);
    db_pstate_new(a, s->n, &st);
    steps(p, a, &ps, &st);
    relations(p, a, &ps, st.head, s);
}

void db_syn_parse(db_arena *a, const dabir_model *m, db_scheme scheme, db_sentence *s) {
    db_parser p;
    uint32_t n_steps = 0, n_rels = 0;
    const void *steps = db_model_section(m, DB_STEPS_TAG, &n_steps), *rels = db_model_section(m, DB_LABELS_TAG, &n_rels);
    if (db_parser_open(m, steps, n_steps, rels, n_rels, &p, NULL)) p = (db_parser){0}; /* a model that opens is whole; see model.c */
    db_parser_run(&p, m, a, scheme, s);
}
