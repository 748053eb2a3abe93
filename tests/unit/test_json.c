/* test_json.c -- the JSON writer: escaping, and one document made by hand that must come out as the contract shows it. */
#include "cli/json.c"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void check_str(const char *in, size_t n, const char *want)
{
    db_buf b = {0};
    cli_json_str(&b, db_str_of(in, n));
    db_buf_ch(&b, '\0');
    assert_false(b.failed);
    assert_string_equal(b.p, want);
    db_buf_free(&b);
}

#define STR(in, want) check_str(in, sizeof(in) - 1, want)

static void strings_are_escaped(void **state)
{
    (void)state;
    STR("", "\"\"");
    STR("سلام\u200Cها", "\"سلام\u200Cها\"");
    STR("a\"b\\c/d", "\"a\\\"b\\\\c/d\"");
    STR("\n\r\t", "\"\\n\\r\\t\"");
    STR("\0\x01\x1f\x7f", "\"\\u0000\\u0001\\u001f\\u007f\"");
    STR("\xF0\x9F\x98\x80", "\"\xF0\x9F\x98\x80\"");
}

static void what_is_no_utf8_is_replaced(void **state)
{
    (void)state;
    STR("a\xFFz", "\"a\uFFFDz\"");
    STR("\xD8", "\"\uFFFD\"");                 /* cut in the middle of a letter */
    STR("\xC0\xAF", "\"\uFFFD\uFFFD\"");       /* overlong */
    STR("\xED\xA0\x80", "\"\uFFFD\uFFFD\uFFFD\""); /* a surrogate */
    STR("\xF4\x90\x80\x80", "\"\uFFFD\uFFFD\uFFFD\uFFFD\""); /* beyond U+10FFFF */
}

static void numbers_are_plain(void **state)
{
    (void)state;
    const uint32_t v[] = {0, 9, 10, 4294967295u};
    db_buf b = {0};
    for (int i = 0; i < 4; i++) {
        put_num(&b, v[i]);
        db_buf_ch(&b, i < 3 ? ' ' : '\0');
    }
    assert_string_equal(b.p, "0 9 10 4294967295");
    db_buf_free(&b);
}

static const dabir_claim none = {
    .person = DABIR_NONE, .of = DABIR_NONE, .member = DABIR_NONE, .organization = DABIR_NONE, .host = DABIR_NONE,
    .visitor = DABIR_NONE, .place = DABIR_NONE, .speaker = DABIR_NONE, .addressee = DABIR_NONE, .attribution = DABIR_NONE,
    .target = DABIR_NONE, .from = -1,
};

#define QUOTE(z, a, b) {{(z), sizeof(z) - 1}, {(a), (b)}}

static void check_claims(const dabir_claim *c, uint32_t n, const char *want)
{
    dabir_report r = {.id = db_str_z("x"), .chars = 7, .sentences = 1, .charset = "utf-8"};
    cli_view v = {.report = &r, .claims = c, .n_claims = n};
    db_buf b = {0};
    cli_json_record(&b, &v, true);
    db_buf_ch(&b, '\0');
    static const char before[] = "{\"report\":{\"id\":\"x\",\"outlet\":null,\"published\":null,\"language\":\"fa\",\"chars\":7,"
                                 "\"sentences\":1},\"entities\":[],\"claims\":[";
    assert_memory_equal(b.p, before, sizeof before - 1);
    char *end = strstr(b.p, "]}\n");
    while (strstr(end + 1, "]}\n"))
        end = strstr(end + 1, "]}\n");
    assert_string_equal(end, "]}\n");
    *end = '\0';
    assert_string_equal(b.p + sizeof before - 1, want);
    db_buf_free(&b);
}

static void an_office(void **state)
{
    (void)state;
    dabir_claim c = none;
    c.type = DABIR_OFFICE;
    c.person = 0;
    c.post = (dabir_quote)QUOTE("دبیرکل", 14, 20);
    c.of = 1;
    c.status = "incumbent";
    c.span = (dabir_span){0, 42};
    c.rule = "office.name-title.2";
    check_claims(&c, 1, "{\"id\":\"c1\",\"claim\":\"office\",\"person\":\"e1\",\"post\":{\"text\":\"دبیرکل\",\"start\":14,\"end\":20},"
                        "\"of\":\"e2\",\"status\":\"incumbent\",\"span\":{\"start\":0,\"end\":42},\"rule\":\"office.name-title.2\"}");
}

static void a_meeting_with_its_dates(void **state)
{
    (void)state;
    const dabir_ref who[] = {0, 2};
    dabir_claim c = none;
    c.type = DABIR_MEETING;
    c.format = "bilateral";
    c.status = "held";
    c.participants = (dabir_refs){who, 2};
    c.place = 3;
    c.start = (dabir_date){"2025-06-16", "gregorian", "date.weekday", {43, 53}};
    c.end = (dabir_date){"2025-07", "jalali", NULL, {0, 0}};
    c.span = (dabir_span){0, 92};
    c.rule = "meeting.with.1";
    check_claims(&c, 1,
                 "{\"id\":\"c1\",\"claim\":\"meeting\",\"format\":\"bilateral\",\"status\":\"held\",\"participants\":[\"e1\",\"e3\"],"
                 "\"place\":\"e4\",\"start\":\"2025-06-16\",\"start_span\":{\"start\":43,\"end\":53},\"end\":\"2025-07\","
                 "\"inferred_by\":{\"start\":\"date.weekday\"},\"date_precision\":{\"start\":\"day\",\"end\":\"month\"},"
                 "\"calendar\":{\"start\":\"gregorian\",\"end\":\"jalali\"},\"span\":{\"start\":0,\"end\":92},"
                 "\"rule\":\"meeting.with.1\",\"aux_mode\":[]}");
}

static void an_event_always_has_its_lists(void **state)
{
    (void)state;
    const char *const mode[] = {"visit"};
    dabir_claim c[2] = {none, none};
    c[0].type = c[1].type = DABIR_EVENT;
    c[0].event = c[1].event = "CONSULT";
    c[0].mode = mode;
    c[0].n_mode = 1;
    c[0].aux = DABIR_HISTORICAL | DABIR_NEGATION;
    c[0].quad = 1;
    c[0].cameo = "040";
    c[0].scale_name = "S";
    c[0].scale = -4;
    c[0].from = 1;
    c[0].rule = c[1].rule = "r";
    check_claims(c, 2,
                 "{\"id\":\"c1\",\"claim\":\"event\",\"event\":\"CONSULT\",\"mode\":[\"visit\"],\"actor\":[],\"recipient\":[],"
                 "\"quad_code\":1,\"cameo\":\"040\",\"scale\":{\"name\":\"S\",\"value\":-0.4},\"from\":\"c2\",\"span\":{\"start\":0,\"end\":0},\"rule\":\"r\","
                 "\"aux_mode\":[\"historical\",\"negation\"]},"
                 "{\"id\":\"c2\",\"claim\":\"event\",\"event\":\"CONSULT\",\"mode\":[],\"actor\":[],\"recipient\":[],"
                 "\"span\":{\"start\":0,\"end\":0},\"rule\":\"r\",\"aux_mode\":[]}");
}

static void a_statement_gives_its_content_by_span(void **state)
{
    (void)state;
    dabir_claim c = none;
    c.type = DABIR_STATEMENT;
    c.speaker = DABIR_UNRESOLVED;
    c.cue = (dabir_quote)QUOTE("گفت", 97, 100);
    c.content = (dabir_quote)QUOTE("هر چه", 102, 107);
    c.kind = "direct";
    c.stance = "support";
    c.stance_target = (dabir_quote)QUOTE("برنامه", 109, 115);
    c.target = 4;
    c.attribution = 0;
    c.span = (dabir_span){94, 145};
    c.rule = "s";
    check_claims(&c, 1,
                 "{\"id\":\"c1\",\"claim\":\"statement\",\"speaker\":\"unresolved\",\"cue\":{\"text\":\"گفت\",\"start\":97,\"end\":100},"
                 "\"content\":{\"start\":102,\"end\":107},\"kind\":\"direct\",\"stance\":\"support\","
                 "\"stance_target\":{\"text\":\"برنامه\",\"start\":109,\"end\":115,\"entity\":\"e5\"},"
                 "\"span\":{\"start\":94,\"end\":145},\"rule\":\"s\",\"attribution\":\"e1\"}");
}

static void an_agreement_and_a_membership(void **state)
{
    (void)state;
    dabir_claim c[2] = {none, none};
    c[0].type = DABIR_AGREEMENT;
    c[0].kind = "programme";
    c[0].title = (dabir_quote)QUOTE("برنامه", 1, 7);
    c[0].action = "none";
    strcpy(c[0].signed_on.iso, "2025");
    c[0].rule = "a";
    c[1].type = DABIR_MEMBERSHIP;
    c[1].member = 1;
    c[1].organization = 0;
    c[1].status = "observer";
    c[1].aux = DABIR_FUTURE;
    c[1].rule = "m";
    check_claims(c, 2,
                 "{\"id\":\"c1\",\"claim\":\"agreement\",\"kind\":\"programme\",\"title\":{\"text\":\"برنامه\",\"start\":1,\"end\":7},"
                 "\"parties\":[],\"action\":\"none\",\"signed\":\"2025\",\"date_precision\":{\"signed\":\"year\"},"
                 "\"span\":{\"start\":0,\"end\":0},\"rule\":\"a\",\"aux_mode\":[]},"
                 "{\"id\":\"c2\",\"claim\":\"membership\",\"member\":\"e2\",\"organization\":\"e1\",\"status\":\"observer\","
                 "\"span\":{\"start\":0,\"end\":0},\"rule\":\"m\",\"aux_mode\":[\"future\"]}");
}

static void entities_and_the_report(void **state)
{
    (void)state;
    const dabir_str alias[] = {db_str_z("اکو"), db_str_z("ا\"کو")};
    const dabir_span mention[] = {{1, 4}, {9, 13}};
    const dabir_entity e[] = {
        {DABIR_IGO, db_str_z("سازمان"), "ECO", NULL, alias, 2, mention, 2},
        {DABIR_PERSON, db_str_z("وزیر"), "TUR", "GOV", NULL, 0, NULL, 0},
        {DABIR_GROUP, db_str_z("گروه"), "", "", NULL, 0, NULL, 0},
    };
    dabir_report r = {.id = db_str_z("a\xFF"), .outlet = db_str_z("خ"), .title = db_str_z("ت"), .chars = 3, .sentences = 2,
                      .charset = "windows-1256", .replaced = 4, .published = {"2025-06-17", NULL, NULL, {0, 0}}};
    cli_view v = {.report = &r, .ents = e, .n_ents = 3};
    db_buf b = {0};
    cli_json_record(&b, &v, false);
    db_buf_ch(&b, '\0');
    assert_string_equal(b.p,
        "{\"report\":{\"id\":\"a\uFFFD\",\"outlet\":\"خ\",\"title\":\"ت\",\"published\":\"2025-06-17\","
        "\"date_precision\":{\"published\":\"day\"},\"language\":\"fa\",\"chars\":3,\"sentences\":2,"
        "\"charset\":\"windows-1256\",\"replaced\":4},\"entities\":["
        "{\"id\":\"e1\",\"kind\":\"igo\",\"name\":\"سازمان\",\"code\":\"ECO\",\"aliases\":[\"اکو\",\"ا\\\"کو\"],"
        "\"mentions\":[{\"start\":1,\"end\":4},{\"start\":9,\"end\":13}]},"
        "{\"id\":\"e2\",\"kind\":\"person\",\"name\":\"وزیر\",\"code\":\"TUR\",\"sector\":\"GOV\",\"aliases\":[],\"mentions\":[]},"
        "{\"id\":\"e3\",\"kind\":\"group\",\"name\":\"گروه\",\"aliases\":[],\"mentions\":[]}]}\n");
    db_buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_are_escaped),
        cmocka_unit_test(what_is_no_utf8_is_replaced),
        cmocka_unit_test(numbers_are_plain),
        cmocka_unit_test(an_office),
        cmocka_unit_test(a_meeting_with_its_dates),
        cmocka_unit_test(an_event_always_has_its_lists),
        cmocka_unit_test(a_statement_gives_its_content_by_span),
        cmocka_unit_test(an_agreement_and_a_membership),
        cmocka_unit_test(entities_and_the_report),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
