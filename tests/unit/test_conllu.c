/* test_conllu.c -- CoNLL-U: what is read, what is written, and the place of every fault. */
#include "syntax/syntax.h"

#include <setjmp.h>
#include <stdarg.h>

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

/* One line of CoNLL-U. */
#define W(id, form, lemma, upos, feats, head, rel, misc) id "\t" form "\t" lemma "\t" upos "\t_\t" feats "\t" head "\t" rel "\t_\t" misc "\n"

static const char SAMPLE[] =
    "# sent_id = a-1\n"
    "# text = خانه‌شان را «دیروز» فروختند.\n"
    "1-2\tخانه‌شان\t_\t_\t_\t_\t_\t_\t_\t_\n"
    W("1", "خانه", "خانه", "NOUN", "Number=Sing", "7", "obj", "_")
    W("2", "شان", "او", "PRON", "Number=Plur|Person=3", "1", "nmod", "_")
    W("3", "را", "را", "ADP", "_", "1", "case", "_")
    W("4", "«", "«", "PUNCT", "_", "5", "punct", "SpaceAfter=No")
    W("5", "دیروز", "دیروز", "ADV", "_", "7", "advmod", "SpaceAfter=No")
    W("6", "»", "»", "PUNCT", "_", "5", "punct", "_")
    W("7", "فروختند", "فروخت", "VERB", "Number=Plur|Person=3|Tense=Past", "0", "root", "OrigLemma=فروخت#فروش|SpaceAfter=No")
    W("8", ".", ".", "PUNCT", "_", "7", "punct", "_")
    "\n"
    "# sent_id = a-2\n"
    W("1", "بله", "بله", "INTJ", "_", "0", "root", "_")
    "\n";

static db_sentence read_one(const char *p, dabir_status want, dabir_error *e) {
    db_sentence s;
    db_conllu *r = db_conllu_open(&arena, "f.conllu", p, strlen(p));
    assert_int_equal(db_conllu_next(r, &arena, &s, e), want);
    return s;
}

static void fields(void **state) {
    (void)state;
    dabir_error e = {0};
    db_sentence s = read_one(SAMPLE, DABIR_OK, &e);
    assert_int_equal(s.n, 8);
    assert_true(db_str_eq(s.id, db_str_z("a-1")));
    assert_true(db_str_eq(s.text, db_str_z("خانه‌شان را «دیروز» فروختند.")));
    assert_int_equal(s.w[0].parts, 2);
    assert_int_equal(s.w[1].part, 1);
    assert_int_equal(s.w[1].tok0, 0);
    assert_int_equal(s.w[2].tok0, 1);
    assert_int_equal(s.w[2].parts, 1);
    assert_true(db_str_eq(s.w[0].token, db_str_z("خانه‌شان")));
    assert_int_equal(s.w[0].head, 7);
    assert_int_equal(s.w[0].deprel, db_deprel_of(db_str_z("obj")));
    assert_int_equal(s.w[0].upos, DB_U_NOUN);
    assert_true(db_str_eq(s.w[6].stems, db_str_z("فروخت#فروش")));
    assert_true(db_str_eq(s.w[6].feats, db_str_z("Number=Plur|Person=3|Tense=Past")));
    assert_int_equal(s.w[6].space, 0);
    assert_int_equal(s.w[0].space, 1);
    assert_int_equal(s.w[0].kind, DB_T_WORD);
    assert_int_equal(s.w[3].punct, DB_P_QUOTE_OPEN);
    assert_int_equal(s.w[5].punct, DB_P_QUOTE_CLOSE);
    assert_int_equal(s.w[7].punct, DB_P_STOP);
    assert_int_equal(s.w[3].key0, s.w[3].key1);
    uint8_t want[16];
    uint32_t n = db_letters(db_str_z("فروختند"), want, NULL, 16);
    assert_int_equal(s.w[6].key1 - s.w[6].key0, n);
    assert_memory_equal(s.letters + s.w[6].key0, want, n);
}

static void round_trip(void **state) {
    (void)state;
    dabir_error e = {0};
    db_buf out = {0};
    db_conllu *r = db_conllu_open(&arena, "f.conllu", SAMPLE, sizeof SAMPLE - 1);
    for (db_sentence s;;) {
        assert_int_equal(db_conllu_next(r, &arena, &s, &e), DABIR_OK);
        if (!s.n) break;
        db_conllu_write(&s, &out);
    }
    assert_int_equal(out.n, sizeof SAMPLE - 1);
    assert_memory_equal(out.p, SAMPLE, out.n);
    db_buf_free(&out);
}

static void leniencies(void **state) {
    (void)state;
    dabir_error e = {0};
    /* a mark at the beginning, CRLF, an empty node, both stems as the lemma, a subtype that nobody knows, no empty line at the end */
    db_sentence s = read_one("\xEF\xBB\xBF" "1\tرفت\tرفت#رو\tVERB\t_\t_\t0\troot\t_\t_\r\n1.1\tx\t_\t_\t_\t_\t_\t_\t_\t_\r\n"
                             "2\tآنجا\t_\t_\t_\t_\t1\tobl:whither\t_\t_", DABIR_OK, &e);
    assert_int_equal(s.n, 2);
    assert_true(db_str_eq(s.w[0].lemma, db_str_z("رفت")));
    assert_true(db_str_eq(s.w[0].stems, db_str_z("رفت#رو")));
    assert_int_equal(s.w[1].upos, DB_U_NONE);
    assert_null(s.w[1].lemma.p);
    assert_int_equal(s.w[1].deprel, db_deprel_of(db_str_z("obl")));
    s = read_one("\n\n", DABIR_OK, &e);
    assert_int_equal(s.n, 0);
    s = read_one("", DABIR_OK, &e);
    assert_int_equal(s.n, 0);
}

/* A word whose text has line ends in it (torn apart in the report) still takes one line. */
static void no_line_ends(void **state) {
    (void)state;
    db_sword w = {.form = db_str_z("می\nرود"), .parts = 1, .space = 1};
    db_sentence s = {.n = 1, .w = &w, .text = db_str_z("می\nرود")};
    db_buf out = {0};
    db_conllu_write(&s, &out);
    db_buf_ch(&out, 0);
    assert_string_equal(out.p, "# text = می رود\n1\tمی رود\t_\t_\t_\t_\t_\t_\t_\t_\n\n");
    db_buf_free(&out);
}

static void faulty(const char *text, uint32_t line, uint32_t column, const char *message) {
    dabir_error e = {0};
    read_one(text, DABIR_E_SYNTAX, &e);
    assert_string_equal(e.file, "f.conllu");
    assert_int_equal(e.line, line);
    assert_int_equal(e.column, column);
    assert_non_null(strstr(e.message, message));
}

static void faults(void **state) {
    (void)state;
    faulty("# x\n1\ta\t_\t_\t_\t_\t_\t_\t_\n", 2, 18, "fewer than 10 columns");
    faulty("1\ta\t_\t_\t_\t_\t_\t_\t_\t_\t_\n", 1, 21, "more than 10 columns");
    faulty("1\t\t_\t_\t_\t_\t_\t_\t_\t_\n", 1, 3, "an empty column");
    faulty(W("x", "a", "_", "_", "_", "_", "_", "_"), 1, 1, "«x» is no word number");
    faulty(W("2", "a", "_", "_", "_", "_", "_", "_"), 1, 1, "word 2 is not the next one");
    faulty(W("1", "a", "_", "noun", "_", "_", "_", "_"), 1, 7, "«noun» is no part of speech");
    faulty(W("1", "a", "_", "_", "_", "0x", "root", "_"), 1, 13, "«0x» is no head");
    faulty(W("1", "a", "_", "_", "_", "0", "nothing", "_"), 1, 15, "«nothing» is no relation");
    faulty(W("1", "a", "_", "_", "_", "1", "root", "_"), 1, 13, "word 1 is its own head");
    faulty(W("1", "a", "_", "_", "_", "2", "dep", "_") "\n", 1, 1, "head 2 of word 1 lies outside");
    faulty(W("2-3", "a", "_", "_", "_", "_", "_", "_"), 1, 1, "the range 2-3 does not stand before its words");
    faulty(W("1-2", "a", "_", "_", "_", "_", "_", "_") W("1", "a", "_", "_", "_", "_", "_", "_") "\n", 3, 1, "ends inside the range 1-2");
    faulty(W("1", "\xC3(", "_", "_", "_", "_", "_", "_"), 1, 3, "not UTF-8");
    faulty(W("1", "a", "_", "_", "_", "_", "_", "_") W("1", "b", "_", "_", "_", "_", "_", "_"), 2, 1, "not the next one");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(fields, set_up, tear_down),       cmocka_unit_test_setup_teardown(round_trip, set_up, tear_down),
        cmocka_unit_test_setup_teardown(leniencies, set_up, tear_down),   cmocka_unit_test_setup_teardown(no_line_ends, set_up, tear_down),
        cmocka_unit_test_setup_teardown(faults, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
