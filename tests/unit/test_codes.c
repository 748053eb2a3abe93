/* test_codes.c -- the code books of the model: what is looked up, and what future and negation make of an event. */
#include "with_model.h"

#include "lang/codes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static int open_model(void **state)
{
    *state = test_model();
    return *state ? 0 : -1;
}

static int close_model(void **state)
{
    dabir_model_free(*state);
    return 0;
}

static void quads_and_roots_are_those_of_plover(void **state)
{
    static const struct { const char *event, *root; int quad; bool needs; } want[] = {
        {"AGREE", "03", 1, false}, {"CONSULT", "04", 1, false}, {"SUPPORT", "05", 1, false}, {"CONCEDE", "08", 1, false},
        {"COOPERATE", "06", 2, true}, {"AID", "07", 2, true}, {"RETREAT", "08", 2, false}, {"REQUEST", "10", 3, false},
        {"ACCUSE", "11", 3, false}, {"REJECT", "12", 3, false}, {"THREATEN", "13", 3, false}, {"PROTEST", "14", 4, false},
        {"SANCTION", "16", 4, true}, {"MOBILIZE", "15", 4, false}, {"COERCE", "17", 4, false}, {"ASSAULT", "18", 4, false},
    };
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        db_event_type t;
        assert_true(db_codes_event(*state, want[i].event, &t));
        assert_string_equal(t.root, want[i].root);
        assert_int_equal(t.quad, want[i].quad);
        assert_int_equal(t.needs_recipient, want[i].needs);
    }
    assert_false(db_codes_event(*state, "YIELD", NULL));
    assert_false(db_codes_event(*state, NULL, NULL));
}

/* Which event a code is; the ones that other tables get wrong or put elsewhere among them. */
static void codes_have_their_events(void **state)
{
    static const struct { const char *code, *event, *mode; int tenths; } want[] = {
        {"036", "AGREE", "", 40}, {"042", "CONSULT", "visit", 19}, {"057", "SUPPORT", "", 80}, {"0811", "CONCEDE", "", 50},
        {"0841", "RETREAT", "release", 70}, {"0874", "RETREAT", "withdraw", 100}, {"0872", "RETREAT", "", 90}, {"0873", "RETREAT", "disarm", 90},
        {"020", "REQUEST", "", 30}, {"100", "REQUEST", "", -50}, {"111", "ACCUSE", "disapprove", -20}, {"112", "ACCUSE", "allege", -20},
        {"116", "SANCTION", "convict", -20}, {"163", "SANCTION", "discontinue", -80}, {"175", "COERCE", "", -90}, {"192", "COERCE", "seize", -95},
        {"186", "ASSAULT", "targeted", -100}, {"1951", "ASSAULT", "aerial", -100}, {"010", "", "", 0}, {"19", "", "", -100},
    };
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        db_cameo c;
        assert_true(db_codes_cameo(*state, want[i].code, &c));
        assert_string_equal(c.event, want[i].event);
        assert_string_equal(c.mode, want[i].mode);
        assert_true(c.scaled);
        if (c.tenths != want[i].tenths)
            print_error("%s\n", c.code);
        assert_int_equal(c.tenths, want[i].tenths);
        assert_true(c.label[0]);
    }
    db_cameo c;
    assert_false(db_codes_cameo(*state, "0999", &c));
    assert_false(db_codes_cameo(*state, "04x", &c));
    assert_false(db_codes_cameo(*state, "", &c));
    assert_false(db_codes_cameo(*state, NULL, &c));
}

static void a_code_agrees_with_its_event_and_a_root_with_its_own(void **state)
{
    assert_true(db_codes_agree(*state, "CONSULT", "042"));
    assert_true(db_codes_agree(*state, "CONSULT", "04"));
    assert_true(db_codes_agree(*state, "RETREAT", "08"));
    assert_true(db_codes_agree(*state, "CONCEDE", "08"));
    assert_false(db_codes_agree(*state, "CONSULT", "051"));
    assert_false(db_codes_agree(*state, "CONSULT", "05"));
    assert_false(db_codes_agree(*state, "CONSULT", NULL));
    assert_false(db_codes_agree(*state, "TALK", "042"));
    assert_true(db_codes_mode(*state, "CONSULT", "visit"));
    assert_false(db_codes_mode(*state, "CONSULT", "demo"));
    assert_true(db_codes_mode(*state, NULL, "demo"));
    assert_string_equal(db_codes_of_mode(*state, "CONSULT", "phone"), "041");
    assert_null(db_codes_of_mode(*state, "CONSULT", "demo"));
    assert_true(db_codes_context(*state, "cbrn"));
    assert_false(db_codes_context(*state, "weather"));
}

static void future_and_negation(void **state)
{
    static const struct { const char *event, *cameo; db_told told; const char *gives, *code, *mode; } want[] = {
        {"CONSULT", "042", DB_TOLD_PAST, "=", NULL, NULL},
        {"CONSULT", "042", DB_TOLD_FUTURE, "AGREE", "036", "meet"},
        {"CONSULT", NULL, DB_TOLD_NOT, "REJECT", "125", "meet"},
        {"CONSULT", "045", DB_TOLD_FUTURE, "AGREE", "039", ""},
        {"SUPPORT", "051", DB_TOLD_FUTURE, "AGREE", "032", ""},
        {"COOPERATE", "062", DB_TOLD_FUTURE, "AGREE", "0312", "cooperate"},
        {"COOPERATE", "062", DB_TOLD_NOT, "REJECT", "1212", "assist"},
        {"COOPERATE", "111", DB_TOLD_NOT, "REJECT", "121", "assist"}, /* a code of another event tells nothing */
        {"AID", "070", DB_TOLD_NEVER, "REJECT", "122", "assist"},
        {"RETREAT", "0841", DB_TOLD_NOT, "REJECT", "1243", "yield"},
        {"RETREAT", NULL, DB_TOLD_FUTURE, "=", NULL, NULL},
        {"ASSAULT", "190", DB_TOLD_NOT, "-", NULL, NULL},
        {"ASSAULT", "190", DB_TOLD_FUTURE, "=", NULL, NULL},
        {"REQUEST", "020", DB_TOLD_FUTURE, "-", NULL, NULL},
    };
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        db_turned t = {NULL, NULL, NULL};
        db_turn turn = db_codes_turn(*state, want[i].event, want[i].cameo, want[i].told, &t);
        if (want[i].gives[0] == '=' || want[i].gives[0] == '-') {
            assert_int_equal(turn, want[i].gives[0] == '=' ? DB_TURN_SAME : DB_TURN_NONE);
            continue;
        }
        assert_int_equal(turn, DB_TURN_OTHER);
        assert_string_equal(t.event, want[i].gives);
        assert_string_equal(t.cameo, want[i].code);
        assert_string_equal(t.mode, want[i].mode);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quads_and_roots_are_those_of_plover),
        cmocka_unit_test(codes_have_their_events),
        cmocka_unit_test(a_code_agrees_with_its_event_and_a_root_with_its_own),
        cmocka_unit_test(future_and_negation),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
