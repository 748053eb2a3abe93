/* test_parse.c -- the parser: one tree with one root for whatever weights, trees made projective, votes, what is learnt is found again. */
#include "train/tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <cmocka.h>

static db_arena arena;

static int set_up(void **state) {
    (void)state;
    db_arena_init(&arena, 0);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    db_arena_free(&arena);
    return 0;
}

static db_sentence sentence(const char *conllu) {
    db_sentence s;
    dabir_error e = {0};
    db_conllu *r = db_conllu_open(&arena, "test", conllu, strlen(conllu));
    assert_int_equal(db_conllu_next(r, &arena, &s, &e), DABIR_OK);
    return s;
}

/* Every word reaches the root, one word hangs on it, every word has a relation. */
static void assert_tree(const db_sentence *s) {
    uint32_t roots = 0;
    for (uint32_t i = 1; i <= s->n; i++) {
        uint32_t k = i, steps = 0;
        for (; k && steps <= s->n; steps++) k = s->w[k - 1].head;
        assert_int_equal(k, 0);
        roots += !s->w[i - 1].head;
        assert_int_not_equal(s->w[i - 1].deprel, 0);
        assert_int_equal(!s->w[i - 1].head, s->w[i - 1].deprel == db_deprel_of(db_str_z("root")));
    }
    assert_int_equal(roots, s->n ? 1 : 0);
}

static db_sentence noise(uint32_t n, uint64_t *rnd) {
    static const uint8_t letters[] = {40, 41, 42, 43, 44, 45, 46, 47};
    db_sentence s = {.n = n, .w = DB_NEW(&arena, db_sword, n + 1), .letters = letters};
    for (uint32_t i = 0; i < n; i++) {
        uint32_t from = tree_random(rnd) % 7, len = 1 + tree_random(rnd) % (8 - from);
        s.w[i] = (db_sword){.form = db_str_z("x"), .parts = 1, .kind = DB_T_WORD, .key0 = from, .key1 = from + len, .upos = (uint8_t)(1 + tree_random(rnd) % (DB_N_UPOS - 1))};
    }
    return s;
}

/* A table of steps with a head and random weights. */
enum { WILD_SLOTS = 1 << 12, WILD_BYTES = sizeof(db_steps_head) + WILD_SLOTS * 4 };
static void *wild_table(uint64_t *rnd) {
    db_steps_head *h = (db_steps_head *)DB_NEW(&arena, uint64_t, WILD_BYTES / 8);
    *h = (db_steps_head){.magic = DB_STEPS_MAGIC, .check_bits = 8};
    uint32_t *slot = (uint32_t *)(h + 1);
    for (uint32_t i = 0; i < WILD_SLOTS; i++) slot[i] = tree_random(rnd);
    return h;
}

static void always_a_tree(void **state) {
    (void)state;
    uint64_t rnd = 99;
    db_parser none, wild;
    dabir_error e;
    assert_int_equal(db_parser_open(NULL, NULL, 0, NULL, 0, &none, &e), DABIR_OK);
    assert_int_equal(db_parser_open(NULL, wild_table(&rnd), WILD_BYTES, NULL, 0, &wild, &e), DABIR_OK);
    for (uint32_t n = 0; n < 60; n++) {
        db_sentence s = noise(n, &rnd);
        db_parser_run(&none, NULL, &arena, DB_PERDT, &s);
        assert_tree(&s);
        db_parser_run(&wild, NULL, &arena, DB_SERAJI, &s);
        assert_tree(&s);
    }
    db_sentence s = noise(DB_SENTENCE_MAX, &rnd);
    db_parser_run(&wild, NULL, &arena, DB_PERDT, &s);
    assert_tree(&s);
}

/* The parser keeps sums over steps; a parser that asks for all features at each step takes the same ones. */
static void kept_sums(void **state) {
    (void)state;
    uint64_t rnd = 7;
    db_parser wild;
    dabir_error e;
    assert_int_equal(db_parser_open(NULL, wild_table(&rnd), WILD_BYTES, NULL, 0, &wild, &e), DABIR_OK);
    for (uint32_t round = 0; round < 200; round++) {
        db_sentence s = noise(1 + tree_random(&rnd) % 40, &rnd);
        db_psent ps;
        db_pstate st;
        db_parser_run(&wild, NULL, &arena, DB_PERDT, &s);
        db_psent_make(&arena, NULL, &wild.cls, DB_PERDT, &s, &ps);
        db_pstate_new(&arena, s.n, &st);
        db_pstate_begin(&st, s.n);
        for (uint32_t moves; (moves = db_pstate_moves(&st, s.n)) != 0;) {
            uint64_t f[DB_PARSE_FEATURES];
            int32_t score[DB_N_MOVES] = {0};
            uint32_t n = db_parse_features(&ps, &st, f), best = DB_N_MOVES;
            assert_true(n <= DB_PARSE_FEATURES);
            db_steps_score(&wild.steps, f, n, score);
            for (uint32_t m = 0; m < DB_N_MOVES; m++)
                if (moves >> m & 1 && (best == DB_N_MOVES || score[m] > score[best])) best = m;
            db_pstate_apply(&st, (db_pmove)best);
        }
        for (uint32_t d = 1; d <= s.n; d++) assert_int_equal(s.w[d - 1].head, st.head[d] > s.n ? 0 : st.head[d]);
        db_arena_reset(&arena);
        assert_int_equal(db_parser_open(NULL, wild_table(&rnd), WILD_BYTES, NULL, 0, &wild, &e), DABIR_OK);
    }
}

static void damaged_tables(void **state) {
    (void)state;
    static uint32_t slot[16 + 12] = {DB_STEPS_MAGIC, DB_STEPS_CHECK};
    const size_t head = sizeof(db_steps_head);
    db_steps t;
    dabir_error e;
    assert_int_equal(db_steps_open(slot, head + 48, &t, &e), DABIR_E_MODEL); /* three buckets: no power of two */
    assert_int_equal(db_steps_open(slot, head + 15, &t, &e), DABIR_E_MODEL);
    assert_int_equal(db_steps_open(slot, head, &t, &e), DABIR_E_MODEL);
    assert_int_equal(db_steps_open(slot, 20, &t, &e), DABIR_E_MODEL);
    assert_int_equal(db_steps_open(slot, head + 32, &t, &e), DABIR_OK);
    assert_int_equal(t.mask, 1);
    slot[1] = 31; /* bits of check */
    assert_int_equal(db_steps_open(slot, head + 32, &t, &e), DABIR_E_MODEL);
    slot[0] = 0;
    assert_int_equal(db_steps_open(slot, head + 32, &t, &e), DABIR_E_MODEL);
}

/* The root word 3 stands between 2 and its head 5, and between 4 and its head 1: both are lifted to it. */
static void projective(void **state) {
    (void)state;
    uint16_t head[] = {0, 3, 5, 6, 1, 3, 0};
    tree_projectivise(head, 5);
    const uint16_t want[] = {0, 3, 3, 6, 3, 3};
    assert_memory_equal(head + 1, want + 1, 5 * sizeof *head);
    uint16_t same[] = {0, 2, 5, 2, 3, 6, 0};
    const uint16_t before[] = {0, 2, 5, 2, 3, 6, 0};
    tree_projectivise(same, 5);
    assert_memory_equal(same, before, sizeof same);
}

/* The best projective tree by trying all trees of four words. */
static void votes(void **state) {
    (void)state;
    enum { N = 4 };
    uint64_t rnd = 5;
    for (uint32_t round = 0; round < 40; round++) {
        float score[(N + 2) * (N + 2)] = {0}, best = -1;
        for (uint32_t i = 0; i < (N + 2) * (N + 2); i++) score[i] = (float)(tree_random(&rnd) % 1000);
        for (uint32_t code = 0; code < (N + 1) * (N + 1) * (N + 1) * (N + 1); code++) {
            uint16_t h[N + 2] = {0}, p[N + 2];
            uint32_t c = code, roots = 0;
            float sum = 0;
            for (uint32_t d = 1; d <= N; d++, c /= N + 1) h[d] = (uint16_t)(1 + c % (N + 1));
            bool tree = true;
            for (uint32_t d = 1; d <= N; d++) {
                uint32_t k = d, steps = 0;
                for (; k <= N && steps <= N; steps++) k = h[k];
                tree &= k > N;
                roots += h[d] > N;
                sum += score[h[d] * (N + 2) + d];
            }
            if (!tree || roots != 1) continue;
            memcpy(p, h, sizeof p);
            tree_projectivise(p, N);
            if (!memcmp(p, h, sizeof p) && sum > best) best = sum;
        }
        uint16_t head[N + 2] = {0};
        float got = 0;
        tree_eisner(&arena, score, N, head);
        for (uint32_t d = 1; d <= N; d++) got += score[head[d] * (N + 2) + d];
        assert_float_equal(got, best, 0.01);
    }
}

static void backwards(void **state) {
    (void)state;
    const uint16_t head[] = {0, 2, 5, 2, 1, 0};
    uint16_t turned[6] = {0}, again[6] = {0};
    tree_reverse_heads(head, 4, turned);
    const uint16_t want[] = {0, 4, 3, 5, 3, 0};
    assert_memory_equal(turned + 1, want + 1, 4 * sizeof *head);
    tree_reverse_heads(turned, 4, again);
    assert_memory_equal(again + 1, head + 1, 4 * sizeof *head);
}

#define W(id, form, upos, head, rel) id "\t" form "\t_\t" upos "\t_\t_\t" head "\t" rel "\t_\t_\n"
static const char *const LESSONS[] = {
    W("1", "وزیر", "NOUN", "6", "nsubj") W("2", "امور", "NOUN", "1", "nmod") W("3", "خارجه", "ADJ", "2", "amod") W("4", "به", "ADP", "5", "case")
        W("5", "باکو", "PROPN", "6", "obl") W("6", "رفت", "VERB", "0", "root") W("7", ".", "PUNCT", "6", "punct") "\n",
    W("1", "رئیس", "NOUN", "6", "nsubj") W("2", "مجلس", "NOUN", "1", "nmod") W("3", "پیام", "NOUN", "6", "obj") W("4", "تازه‌ای", "ADJ", "3", "amod")
        W("5", "را", "ADP", "3", "case") W("6", "خواند", "VERB", "0", "root") W("7", ".", "PUNCT", "6", "punct") "\n",
    W("1", "سفیر", "NOUN", "2", "nsubj") W("2", "گفت", "VERB", "0", "root") W("3", "که", "SCONJ", "6", "mark") W("4", "هیئت", "NOUN", "6", "nsubj")
        W("5", "فردا", "ADV", "6", "advmod") W("6", "می‌آید", "VERB", "2", "ccomp") W("7", ".", "PUNCT", "2", "punct") "\n",
};
enum { N_LESSONS = sizeof LESSONS / sizeof *LESSONS };

/* Learns three sentences, by steps and by beam, and finds them again; the packed table parses as the learner does. */
static void learns(void **state) {
    (void)state;
    db_classes cls = {0};
    tree_inst *x[N_LESSONS];
    dabir_error e = {0};
    for (uint32_t i = 0; i < N_LESSONS; i++) {
        db_sentence s = sentence(LESSONS[i]);
        x[i] = tree_inst_of(&arena, NULL, &cls, DB_PERDT, &s);
    }
    step_learner greedy, beam;
    assert_true(step_new(&greedy) && step_new(&beam));
    tree_train_greedy(&greedy, x, N_LESSONS, 20, 1, NULL, NULL);
    tree_train_beam(&beam, x, N_LESSONS, 20, 4, 1, NULL, NULL);
    db_learner *rels = db_learner_new(db_n_deprels() + 1);
    tree_train_rel(rels, x, N_LESSONS, 20, 1, NULL, NULL);
    db_buf steps = {0}, steps2 = {0}, steps3 = {0}, weights = {0}, weights2 = {0};
    db_pack how = {{'T', 'R', 'L', 'B'}, 0};
    char tag[4];
    assert_int_equal(step_pack(&greedy, 16, &steps, &e), DABIR_OK);
    assert_int_equal(step_pack(&greedy, 16, &steps3, &e), DABIR_OK);
    assert_int_equal(steps.n, steps3.n);
    assert_memory_equal(steps.p, steps3.p, steps.n);
    assert_int_equal(db_weights_expand("t", steps.p, steps.n, tag, &steps2, &e), DABIR_OK);
    assert_int_equal(db_learner_pack(rels, &how, &weights, &e), DABIR_OK);
    assert_int_equal(db_weights_expand("r", weights.p, weights.n, tag, &weights2, &e), DABIR_OK);
    db_parser p;
    assert_int_equal(db_parser_open(NULL, steps2.p, steps2.n, weights2.p, weights2.n, &p, &e), DABIR_OK);
    for (uint32_t i = 0; i < N_LESSONS; i++) {
        db_sentence s = sentence(LESSONS[i]), got = sentence(LESSONS[i]);
        uint16_t head[16];
        tree_parse_beam(&beam, &x[i]->s, 4, head);
        assert_memory_equal(head + 1, x[i]->gold + 1, s.n * sizeof *head);
        db_parser_run(&p, NULL, &arena, DB_PERDT, &got);
        for (uint32_t k = 0; k < s.n; k++) {
            assert_int_equal(got.w[k].head, s.w[k].head);
            assert_int_equal(got.w[k].deprel, s.w[k].deprel);
        }
    }
    db_learner_free(rels);
    step_free(&greedy);
    step_free(&beam);
    db_buf *b[] = {&steps, &steps2, &steps3, &weights, &weights2};
    for (uint32_t i = 0; i < 5; i++) db_buf_free(b[i]);
}

#define D(id, form, lemma, pos, head, rel) id "\t" form "\t" lemma "\t" pos "\t_\t_\t_\t_\t" head "\t" rel "\n"

/* را, که, و and the copula stand above their words in Dadegan and below them in UD. */
static void dadegan(void **state) {
    (void)state;
    static const char text[] = "# text = او نامه را خواند و گفت که خوب است.\n" D("1", "او", "او", "PRON", "4", "SBJ") D("2", "نامه", "نامه", "NOUN", "3", "PREDEP")
        D("3", "را", "را", "ADP", "4", "OBJ") D("4", "خواند", "خواند#خوان", "VERB", "5", "PREDEP") D("5", "و", "و", "CCONJ", "6", "VCONJ")
        D("6", "گفت", "گفت#گو", "VERB", "0", "ROOT") D("7", "که", "که", "SCONJ", "6", "VCL") D("8", "خوب", "خوب", "ADJ", "9", "MOS")
        D("9", "است", "#است", "VERB", "7", "PRD") D("10", ".", ".", "PUNCT", "6", "PUNC") "\n"
        "# text = بله نه\n" D("1", "بله", "بله", "INTJ", "0", "ROOT") "\n"; /* a word is lost: left out */
    static const uint16_t head[] = {4, 4, 2, 0, 6, 4, 8, 6, 8, 6};
    static const char *const rel[] = {"SBJ", "OBJ", "case", "ROOT", "cc", "conj", "mark", "VCL", "cop", "PUNC"};
    char dir[] = "/tmp/dabir-test-XXXXXX", trees[64], file[128];
    assert_non_null(mkdtemp(dir));
    snprintf(trees, sizeof trees, "%s/trees", dir);
    snprintf(file, sizeof file, "%s/perdt-train705-dadegan-heads.conllu", trees);
    assert_int_equal(mkdir(trees, 0700), 0);
    FILE *f = fopen(file, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, sizeof text - 1, f), sizeof text - 1);
    assert_int_equal(fclose(f), 0);
    db_train t = {.kit = dir};
    db_trees got;
    db_str **old;
    dabir_error e = {0};
    assert_int_equal(tree_dadegan(&t, &arena, &got, &old, &e), DABIR_OK);
    assert_int_equal(got.n, 1);
    assert_int_equal(got.s[0].n, 10);
    for (uint32_t i = 0; i < 10; i++) {
        assert_int_equal(got.s[0].w[i].head, head[i]);
        assert_true(db_str_eq(old[0][i + 1], db_str_z(rel[i])));
    }
    assert_true(tree_dadegan_rels(db_str_z("NVE")) == UINT64_C(1) << db_deprel_of(db_str_z("compound:lvc")));
    assert_true(tree_dadegan_rels(db_str_z("?")) == 0);
    remove(file);
    remove(trees);
    remove(dir);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(always_a_tree, set_up, tear_down), cmocka_unit_test_setup_teardown(kept_sums, set_up, tear_down), cmocka_unit_test_setup_teardown(damaged_tables, set_up, tear_down),
        cmocka_unit_test_setup_teardown(projective, set_up, tear_down),    cmocka_unit_test_setup_teardown(votes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(backwards, set_up, tear_down),     cmocka_unit_test_setup_teardown(learns, set_up, tear_down),
        cmocka_unit_test_setup_teardown(dadegan, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
