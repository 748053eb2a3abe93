/* tree.c -- the trainer of the parser: annotated trees with the tags that a tagger gives which has not seen them; teachers (beam search,
 * from both ends) that vote on the trees of raw sentences; and the student, which is fast, taught by both. */
#include "train/tree.h"

#include "train/tag.h"

#include <stdio.h>
#include <stdlib.h>

const tree_options TREE_DEFAULT = {.parts = 3, .beam = 4, .teacher_rounds = 5, .student_rounds = 5, .rel_rounds = 6, .gold_weight = 2, .dadegan = 1, .silver = 2, .slots = 20, .rel_bytes = 2000000};

void tree_note(const db_train *t, const char *fmt, ...) {
    char line[200];
    va_list ap;
    if (!t->note) return;
    va_start(ap, fmt);
    vsnprintf(line, sizeof line, fmt, ap);
    va_end(ap);
    t->note(t->ctx, line);
}

/* ---- tags that the trainer of tags has not seen ---- */

static dabir_status open_tagger(const db_train *t, const db_trees *x, db_tagger *out, db_buf *keep, dabir_error *err) {
    db_buf w = {0};
    db_arena a;
    db_trees weak;
    char tag[4];
    db_tag_options o = DB_TAG_DEFAULT;
    db_arena_init(&a, 0);
    o.weak = &weak;
    dabir_status st = db_tag_weak(t, &a, &weak, err);
    if (!st) st = db_tag_learn(t->model, x->s, x->scheme, x->n, &o, &w, err);
    db_arena_free(&a);
    if (!st) st = db_weights_expand("tag", w.p, w.n, tag, keep, err);
    db_buf_free(&w);
    return st ? st : db_tagger_open(t->model, keep->p, keep->n, out, err);
}

static void analyse(const db_train *t, const db_tagger *g, db_arena *a, db_scheme scheme, db_sentence *s) {
    db_tagger_run(g, t->model, a, scheme, s);
    for (uint32_t i = 0; i < s->n; i++) s->w[i].lemma = s->w[i].stems = s->w[i].feats = (db_str){0};
    db_syn_lemma(a, t->model, scheme, s);
}

/* The sentences that part `p` of `parts` leaves in, and those it takes out: contiguous blocks of each scheme. */
static bool in_part(const db_trees *x, const uint32_t *rank, const uint32_t *count, uint32_t i, uint32_t p, uint32_t parts) {
    return (uint64_t)rank[i] * parts / count[x->scheme[i]] == p;
}

static dabir_status tag_parts(const db_train *t, db_arena *a, const db_trees *x, uint32_t parts, db_trees *out, dabir_error *err) {
    uint32_t count[DB_N_SCHEMES] = {0}, *rank = DB_NEW(a, uint32_t, x->n + 1u);
    for (uint32_t i = 0; i < x->n; i++) rank[i] = count[x->scheme[i]]++;
    *out = (db_trees){.s = DB_NEW(a, db_sentence, x->n + 1u), .scheme = x->scheme, .n = x->n};
    dabir_status st = DABIR_OK;
    for (uint32_t p = 0; p < parts && !st; p++) {
        db_trees rest = {.s = DB_NEW(a, db_sentence, x->n + 1u), .scheme = DB_NEW(a, db_scheme, x->n + 1u)};
        for (uint32_t i = 0; i < x->n; i++)
            if (!in_part(x, rank, count, i, p, parts)) {
                rest.scheme[rest.n] = x->scheme[i];
                rest.s[rest.n++] = x->s[i];
            }
        db_tagger g;
        db_buf keep = {0};
        st = open_tagger(t, &rest, &g, &keep, err);
        for (uint32_t i = 0; i < x->n && !st; i++) {
            if (!in_part(x, rank, count, i, p, parts)) continue;
            db_sentence *s = &out->s[i];
            *s = x->s[i];
            s->w = DB_NEW(a, db_sword, s->n);
            memcpy(s->w, x->s[i].w, s->n * sizeof *s->w);
            analyse(t, &g, a, x->scheme[i], s);
        }
        db_buf_free(&keep);
    }
    return st;
}

/* ---- instances ---- */

tree_inst *tree_inst_of(db_arena *a, const dabir_model *m, const db_classes *c, db_scheme scheme, const db_sentence *s) {
    tree_inst *x = DB_NEW(a, tree_inst, 1);
    size_t k = (size_t)s->n + 2;
    db_psent_make(a, m, c, scheme, s, &x->s);
    x->head = DB_NEW(a, uint16_t, k);
    x->gold = DB_NEW(a, uint16_t, k);
    x->rel = DB_NEW(a, uint8_t, k);
    for (uint32_t i = 1; i <= s->n; i++) {
        x->gold[i] = s->w[i - 1].head ? s->w[i - 1].head : (uint16_t)(s->n + 1);
        x->rel[i] = s->w[i - 1].deprel;
    }
    memcpy(x->head, x->gold, k * sizeof *x->head);
    tree_projectivise(x->head, s->n);
    x->weight = 1;
    return x;
}

static void add(db_arena *a, tree_set *l, tree_inst *x) { DB_PUSH(a, l->x, l->n, l->cap) = x; }

static bool is_learnable(const db_sentence *s) {
    uint32_t roots = 0;
    for (uint32_t i = 0; i < s->n; i++) roots += s->w[i].head == 0;
    return s->n && s->n <= 300 && roots == 1;
}

/* ---- raw sentences ---- */

static dabir_status read_raw(const db_train *t, const db_classes *c, const db_tagger *g, const char *name, db_scheme scheme, uint32_t every, db_arena *a, tree_set *out,
    dabir_error *err) {
    char path[512];
    db_file f;
    db_arena tmp;
    snprintf(path, sizeof path, "%s/trees/%s", t->kit, name);
    dabir_status st = db_file_map(path, &f, err);
    if (st) return st;
    db_arena_init(&tmp, 0);
    uint32_t line = 0;
    for (const char *p = f.p, *end = f.p + f.n; p < end; line++) {
        const char *nl = memchr(p, '\n', (size_t)(end - p));
        uint32_t n = (uint32_t)((nl ? nl : end) - p);
        db_text text;
        db_tokens k;
        db_sentence s;
        if (n && line % every == 0) {
            db_arena_reset(&tmp);
            db_normalise(&tmp, p, n, &text);
            db_tokenise(&tmp, &text, &k);
            db_syn_words(&tmp, t->model, &text, &k, 0, k.n, scheme, &s);
            if (s.n > 2 && s.n <= 100) {
                analyse(t, g, &tmp, scheme, &s);
                tree_inst *x = DB_NEW(a, tree_inst, 1);
                db_psent_make(a, t->model, c, scheme, &s, &x->s);
                x->head = DB_NEW(a, uint16_t, (size_t)s.n + 2);
                x->weight = 1;
                add(a, out, x);
            }
        }
        p += n + 1;
    }
    db_arena_free(&tmp);
    db_file_unmap(&f);
    return DABIR_OK;
}

/* ---- teachers ---- */

typedef struct teacher {
    step_learner l;
    bool back;      /* reads from right to left */
    uint32_t beam;  /* 1: greedy */
    float vote;
} teacher;

static bool teach(const db_train *t, const tree_options *o, const tree_set *x, teacher *who, uint64_t seed) {
    db_arena a;
    db_arena_init(&a, 0);
    tree_set y = {0};
    for (uint32_t i = 0; i < x->n; i++) add(&a, &y, who->back ? tree_reversed(&a, x->x[i]) : x->x[i]);
    bool ok = step_new(&who->l);
    tree_note(t, "teacher: beam %u, %s", who->beam, who->back ? "from right to left" : "from left to right");
    if (ok && who->beam > 1) tree_train_beam(&who->l, y.x, y.n, o->teacher_rounds, who->beam, seed, t->note, t->ctx);
    else if (ok) tree_train_greedy(&who->l, y.x, y.n, o->teacher_rounds, seed, t->note, t->ctx);
    db_arena_free(&a);
    return ok && !who->l.failed;
}

static void vote(const teacher *who, db_arena *a, const tree_inst *x, float *score) {
    uint32_t n = x->s.n;
    uint16_t *head = DB_NEW(a, uint16_t, (size_t)n + 2), *turned = DB_NEW(a, uint16_t, (size_t)n + 2);
    const tree_inst *y = who->back ? tree_reversed(a, x) : x;
    tree_parse_beam(&who->l, &y->s, who->beam, head);
    if (who->back) tree_reverse_heads(head, n, turned);
    const uint16_t *h = who->back ? turned : head;
    for (uint32_t d = 1; d <= n; d++) score[(size_t)h[d] * (n + 2) + d] += who->vote;
}

/* Heads that the teachers agree on most. Returns the share of the votes that the tree got. */
static float ask(const teacher *who, uint32_t n_who, tree_inst *x) {
    db_arena a;
    db_arena_init(&a, 0);
    uint32_t n = x->s.n;
    float *score = DB_NEW(&a, float, (size_t)(n + 2) * (n + 2)), got = 0, all = 0;
    for (uint32_t k = 0; k < n_who; k++) {
        vote(&who[k], &a, x, score);
        all += who[k].vote * (float)n;
    }
    tree_eisner(&a, score, n, x->head);
    for (uint32_t d = 1; d <= n; d++) got += score[(size_t)x->head[d] * (n + 2) + d];
    db_arena_free(&a);
    return got / all;
}

/* ---- all of it ---- */

typedef struct course {
    const db_train *t;
    const tree_options *o;
    db_arena a;
    db_classes cls;
    tree_set gold, silver, dadegan; /* dadegan: those of gold that have only the old relations */
    db_str **old;                   /* [dadegan.n] */
    db_tagger tagger;
    db_buf tagger_bytes;
} course;

static dabir_status prepare(course *c, dabir_error *err) {
    db_trees trees, tagged, dadegan;
    uint32_t n;
    const void *p = db_model_section(c->t->model, DB_CLASSES_TAG, &n);
    dabir_status st = db_classes_open(p, p ? n : 0, &c->cls, err);
    if (!st) st = db_train_trees(c->t, &c->a, &trees, err);
    if (!st) st = tag_parts(c->t, &c->a, &trees, c->o->parts, &tagged, err);
    if (!st) st = open_tagger(c->t, &trees, &c->tagger, &c->tagger_bytes, err);
    if (st) return st;
    for (uint32_t i = 0; i < tagged.n; i++)
        if (is_learnable(&tagged.s[i])) add(&c->a, &c->gold, tree_inst_of(&c->a, c->t->model, &c->cls, tagged.scheme[i], &tagged.s[i]));
    if (!c->o->dadegan) return DABIR_OK;
    if ((st = tree_dadegan(c->t, &c->a, &dadegan, &c->old, err)) != DABIR_OK) return st;
    for (uint32_t i = 0; i < dadegan.n; i++) {
        analyse(c->t, &c->tagger, &c->a, DB_PERDT, &dadegan.s[i]);
        tree_inst *x = tree_inst_of(&c->a, c->t->model, &c->cls, DB_PERDT, &dadegan.s[i]);
        memset(x->rel, 0, (size_t)x->s.n + 2);
        add(&c->a, &c->gold, x);
        add(&c->a, &c->dadegan, x);
    }
    tree_note(c->t, "%u annotated sentences, %u of them with Dadegan heads", c->gold.n, dadegan.n);
    return DABIR_OK;
}

/* Twice: what has been learnt of the relations of UD names those of the Dadegan sentences, which are then learnt as well. */
static dabir_status teach_rels(course *c, db_learner *rels, dabir_error *err) {
    db_learner *first = c->dadegan.n ? db_learner_new(db_n_deprels() + 1) : NULL;
    db_pack how = {.tag = {'T', 'R', 'L', 'B'}};
    db_buf packed = {0}, table = {0};
    db_linear m;
    char tag[4];
    dabir_status st = DABIR_OK;
    if (first) {
        tree_train_rel(first, c->gold.x, c->gold.n, c->o->rel_rounds / 2, 3, c->t->note, c->t->ctx);
        st = db_learner_pack(first, &how, &packed, err);
        if (!st) st = db_weights_expand("relations", packed.p, packed.n, tag, &table, err);
        if (!st) st = db_linear_open(table.p, table.n, &m, err);
        for (uint32_t i = 0; i < c->dadegan.n && !st; i++) tree_guess_rels(&m, c->dadegan.x[i], c->old[i]);
    }
    db_learner_free(first);
    db_buf_free(&packed);
    db_buf_free(&table);
    if (!st) tree_train_rel(rels, c->gold.x, c->gold.n, c->o->rel_rounds, 3, c->t->note, c->t->ctx);
    return st;
}

static dabir_status make_silver(course *c, teacher *who, uint32_t n_who, dabir_error *err) {
    for (uint32_t k = 0; k < n_who; k++)
        if (!teach(c->t, c->o, &c->gold, &who[k], 11 + k)) return db_fail(err, DABIR_E_MEMORY, "", 0, 0, 0, "no memory for a teacher");
    dabir_status st = read_raw(c->t, &c->cls, &c->tagger, "perdt-train-raw.txt", DB_PERDT, c->o->silver, &c->a, &c->silver, err);
    if (!st) st = read_raw(c->t, &c->cls, &c->tagger, "seraji-train-raw.txt", DB_SERAJI, 1, &c->a, &c->silver, err);
    if (st) return st;
    float agree = 0;
    for (uint32_t i = 0; i < c->silver.n; i++) {
        float share = ask(who, n_who, c->silver.x[i]);
        agree += share;
        if (share < c->o->agree) c->silver.x[i]->weight = 0;
    }
    tree_note(c->t, "%u raw sentences parsed, %.1f %% of the votes agree", c->silver.n, 100.0 * agree / (c->silver.n ? c->silver.n : 1));
    return DABIR_OK;
}

dabir_status tree_learn(const db_train *t, const tree_options *o, step_learner *steps, db_learner *rels, void (*test)(void *, const db_tagger *, const db_classes *, const char *, const step_learner *, uint32_t), void *ctx, dabir_error *err) {
    course c = {.t = t, .o = o};
    teacher who[] = {{.beam = o->beam, .vote = 1.03f}, {.beam = o->beam, .back = true, .vote = 1.02f}, {.beam = 1, .vote = 0.9f}, {.beam = 1, .back = true, .vote = 0.88f}};
    uint32_t n_who = 4;
    db_arena_init(&c.a, 0);
    dabir_status st = prepare(&c, err);
    if (!st) st = teach_rels(&c, rels, err);
    if (!st && o->silver) st = make_silver(&c, who, n_who, err);
    if (!st && test && o->silver)
        for (uint32_t k = 0; k < n_who; k++) test(ctx, &c.tagger, &c.cls, who[k].back ? "back" : "forth", &who[k].l, who[k].beam);
    tree_set all = {0};
    for (uint32_t i = 0; !st && i < c.gold.n; i++) {
        c.gold.x[i]->weight = (uint8_t)(c.gold.x[i]->s.scheme == DB_INFORMAL ? 1 : o->gold_weight);
        add(&c.a, &all, c.gold.x[i]);
    }
    for (uint32_t i = 0; !st && i < c.silver.n; i++) add(&c.a, &all, c.silver.x[i]);
    step_learner first = {0}; /* learns which features matter; then the student learns with those alone */
    if (!st && !step_new(&first)) st = db_fail(err, DABIR_E_MEMORY, "", 0, 0, 0, "no memory for the parser's weights");
    if (!st) tree_train_greedy(&first, all.x, all.n, o->student_rounds - 2, 7, t->note, t->ctx);
    if (!st && !step_select(&first, o->slots, steps)) st = db_fail(err, DABIR_E_MEMORY, "", 0, 0, 0, "no memory for the parser's weights");
    step_free(&first);
    if (!st) tree_train_greedy(steps, all.x, all.n, o->student_rounds, 8, t->note, t->ctx);
    if (!st && test) test(ctx, &c.tagger, &c.cls, "student", steps, 1);
    for (uint32_t k = 0; k < n_who; k++) step_free(&who[k].l);
    db_buf_free(&c.tagger_bytes);
    db_arena_free(&c.a);
    return st;
}
