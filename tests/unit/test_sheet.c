/* test_sheet.c -- the page for people: widths of characters, wrapping, and a page made by hand at many widths. */
#include "cli/json.c"
#include "cli/page.c"
#include "cli/sheet.c"
#include "cli/term.c"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static unsigned width_of(const char *z)
{
    return cli_width(z, strlen(z));
}

static void characters_have_their_width(void **state)
{
    (void)state;
    assert_int_equal(width_of("abc"), 3);
    assert_int_equal(width_of("سلام"), 4);
    assert_int_equal(width_of("می\u200Cشود"), 5);          /* ZWNJ takes no column */
    assert_int_equal(width_of("مُحَمّد"), 4);               /* nor do vowel marks */
    assert_int_equal(width_of("中文"), 4);
    assert_int_equal(width_of("\u200Fا\u2069"), 1);
    assert_int_equal(width_of("a\xFFz"), 3);
}

static void check_clean(const char *in, const char *want)
{
    db_buf b = {0};
    cli_clean(&b, db_str_z(in));
    db_buf_ch(&b, '\0');
    assert_string_equal(b.p, want);
    db_buf_free(&b);
}

static void text_is_made_fit_to_be_shown(void **state)
{
    (void)state;
    check_clean("  یک\n\n دو\u00A0سه", "یک دو سه");
    check_clean("\x1b[31mقرمز\x07", "[31mقرمز");      /* no report steers the terminal */
    check_clean("\u202Eالف\u2066", "الف");
    check_clean("می\u200Cشود", "می\u200Cشود");
    check_clean("ا\xC2\x9Bب\xFF", "اب\uFFFD");
}

static void check_fit(const char *z, unsigned width, const char *want, size_t want_skip)
{
    size_t skip, n = fit(z, strlen(z), width, &skip);
    assert_int_equal(n, strlen(want));
    assert_memory_equal(z, want, n);
    assert_int_equal(skip, want_skip);
}

static void lines_break_between_words(void **state)
{
    (void)state;
    check_fit("one two three", 7, "one two", 8);
    check_fit("one two three", 8, "one two", 8);
    check_fit("one two", 7, "one two", 7);
    check_fit("oneword", 3, "one", 3);
    check_fit("one ", 9, "one", 4);
    check_fit("یک دو", 2, "یک", strlen("یک "));
}

static const dabir_claim none = {
    .person = DABIR_NONE, .of = DABIR_NONE, .member = DABIR_NONE, .organization = DABIR_NONE, .host = DABIR_NONE,
    .visitor = DABIR_NONE, .place = DABIR_NONE, .speaker = DABIR_NONE, .addressee = DABIR_NONE, .attribution = DABIR_NONE,
    .target = DABIR_NONE, .from = -1,
};

static const char quote[] = "ما از گسترش همکاری\u200Cهای بازرگانی و فرهنگی میان همه کشورهای منطقه پشتیبانی می\u200Cکنیم و امیدواریم که "
                            "نشست آینده سران در پاییز با حضور همه اعضا برگزار شود";

static dabir_quote quoted(const char *z)
{
    return (dabir_quote){db_str_z(z), {1, 2}};
}

/* A page with a row of every kind. */
static void draw(db_buf *b, cli_term t)
{
    static const dabir_ref who[] = {0, 2}, whom[] = {1};
    static const dabir_entity e[] = {
        {DABIR_PERSON, {"سهراب کیانی", 21}, "ECO", NULL, NULL, 0, NULL, 3},
        {DABIR_IGO, {"سازمان همکاری اقتصادی", 40}, "ECO", NULL, NULL, 0, NULL, 1},
        {DABIR_PERSON, {"\x1b[2Jوزیر خارجه ترکیه", 34}, "TUR", "GOV", NULL, 0, NULL, 1},
    };
    dabir_claim c[8];
    for (int i = 0; i < 8; i++)
        c[i] = none;
    c[0].type = DABIR_OFFICE, c[0].person = 0, c[0].of = 1, c[0].post = quoted("دبیرکل"), c[0].status = "incumbent";
    for (int i = 1; i < 4; i++)
        c[i].type = DABIR_MEMBERSHIP, c[i].member = i - 1, c[i].organization = 1, c[i].status = "dialogue_partner";
    c[3].status = "full";
    c[4].type = DABIR_MEETING, c[4].participants = (dabir_refs){who, 2}, c[4].format = "bilateral", c[4].status = "held";
    strcpy(c[4].start.iso, "2025-06-16");
    c[5].type = DABIR_STATEMENT, c[5].speaker = 0, c[5].cue = quoted("گفت"), c[5].content = quoted(quote), c[5].kind = "direct";
    c[5].stance = "support";
    c[6].type = DABIR_AGREEMENT, c[6].title = quoted("برنامه تجاری ۲۰۲۵-۲۰۲۸"), c[6].kind = "programme", c[6].action = "none";
    c[7].type = DABIR_EVENT, c[7].event = "CONSULT", c[7].actor = (dabir_refs){who, 2}, c[7].recipient = (dabir_refs){whom, 1};
    c[7].aux = DABIR_HISTORICAL;
    dabir_report r = {.id = db_str_z("eco"), .title = db_str_z("دیدار در تهران"), .outlet = db_str_z("خبرگزاری نمونه"),
                      .chars = 145, .sentences = 2, .charset = "utf-8"};
    cli_view v = {.report = &r, .ents = e, .n_ents = 3, .claims = c, .n_claims = 8};
    cli_sheet(b, &v, &t);
    cli_entities(b, &v, &t);
    assert_false(b->failed);
}

static void no_line_is_wider_than_the_page(void **state)
{
    (void)state;
    for (unsigned width = 40; width <= 130; width++) {
        db_buf b = {0};
        draw(&b, (cli_term){.width = width});
        for (const char *p = b.p, *end; p < b.p + b.n; p = end + 1) {
            end = memchr(p, '\n', (size_t)(b.p + b.n - p));
            assert_non_null(end);
            if (cli_width(p, (size_t)(end - p)) > width)
                fail_msg("width %u: %.*s", width, (int)(end - p), p);
            assert_true(end == p || end[-1] != ' ');
        }
        assert_null(memchr(b.p, '\x1b', b.n)); /* neither colours nor what a name tried to smuggle in */
        db_buf_free(&b);
    }
}

static void has(const db_buf *b, const char *z)
{
    if (!strstr(b->p, z))
        fail_msg("the page lacks: %s\n%s", z, b->p);
}

static void the_page_says_everything(void **state)
{
    (void)state;
    db_buf b = {0};
    draw(&b, (cli_term){.width = 100});
    db_buf_ch(&b, '\0');
    const char *const wanted[] = {"WHO", "MEMBERS", "MEETINGS", "STATEMENTS", "AGREEMENTS", "EVENTS",
        "سهراب کیانی — دبیرکل — سازمان همکاری اقتصادی\n", "dialogue partner", "c2-3", "held · bilateral · 2025-06-16",
        "direct · support", "سهراب کیانی — گفت\n", "«ما از گسترش", "برگزار شود»\n", "programme", "CONSULT · background", "toward",
        "date unknown · 2 sentences · 3 names · 8 claims", "دیدار در تهران\n", "خبرگزاری نمونه\n"};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        has(&b, wanted[i]);
    db_buf_free(&b);
}

static void colours_only_where_asked(void **state)
{
    (void)state;
    db_buf plain = {0}, color = {0};
    draw(&plain, (cli_term){.width = 80});
    draw(&color, (cli_term){.width = 80, .color = true});
    assert_non_null(memchr(color.p, '\x1b', color.n));
    /* apart from the colours both are the same page */
    size_t n = 0;
    for (size_t i = 0; i < color.n; i++) {
        if (color.p[i] == '\x1b')
            while (i < color.n && color.p[i] != 'm')
                i++;
        else
            color.p[n++] = color.p[i];
    }
    assert_int_equal(n, plain.n);
    assert_memory_equal(color.p, plain.p, n);
    db_buf_free(&plain);
    db_buf_free(&color);
}

static void long_quotes_end_in_dots(void **state)
{
    (void)state;
    db_buf b = {0};
    cli_term t = {.width = 40};
    cli_put_row(&b, &t, &(cli_row){.right = db_str_z(quote), .max_lines = 2});
    unsigned lines = 0;
    for (size_t i = 0; i < b.n; i++)
        lines += b.p[i] == '\n';
    assert_int_equal(lines, 2);
    assert_memory_equal(b.p + b.n - 4, "\u2026\n", 4);
    db_buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_have_their_width),
        cmocka_unit_test(text_is_made_fit_to_be_shown),
        cmocka_unit_test(lines_break_between_words),
        cmocka_unit_test(no_line_is_wider_than_the_page),
        cmocka_unit_test(the_page_says_everything),
        cmocka_unit_test(colours_only_where_asked),
        cmocka_unit_test(long_quotes_end_in_dots),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
