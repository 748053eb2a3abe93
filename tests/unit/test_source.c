/* test_source.c -- where reports come from: files, directories in order, JSONL with its faults. */
#include "input/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct place {
    char dir[64];
    db_source *source;
    db_item item;
} place;

static int set_up(void **state)
{
    place *p = calloc(1, sizeof *p);
    *state = p;
    strcpy(p->dir, "/tmp/dabir-source-XXXXXX");
    return mkdtemp(p->dir) ? chdir(p->dir) : -1;
}

static int tear_down(void **state)
{
    place *p = *state;
    char command[128];
    db_source_free(p->source);
    db_item_free(&p->item);
    snprintf(command, sizeof command, "rm -rf '%s'", p->dir);
    int rc = chdir("/") || system(command) != 0;
    free(p);
    return rc;
}

static void put(const char *path, const char *bytes, size_t n)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

#define PUT(path, bytes) put(path, bytes, sizeof(bytes) - 1)

static void start(place *p, char **args, size_t n)
{
    p->source = db_source_new(args, n);
    assert_non_null(p->source);
}

static void next(place *p, db_item_kind kind, const char *path)
{
    assert_true(db_source_next(p->source, &p->item));
    assert_string_equal(p->item.path.p, path);
    assert_int_equal(p->item.kind, kind);
}

static void loads(place *p, const char *id, const char *text)
{
    assert_int_equal(db_item_load(&p->item), DABIR_OK);
    assert_string_equal(p->item.meta.id, id);
    assert_int_equal(p->item.n, strlen(text));
    assert_memory_equal(p->item.text, text, p->item.n);
}

static void files_come_as_given(void **state)
{
    place *p = *state;
    PUT("b.txt", "two");
    PUT("a.2020.txt", "one");
    PUT(".hidden", "");
    char *args[] = {"b.txt", "none.txt", "./a.2020.txt", ".hidden"};
    start(p, args, 4);
    next(p, DB_I_FILE, "b.txt");
    loads(p, "b", "two");
    next(p, DB_I_ERROR, "none.txt");
    assert_int_equal(p->item.err.status, DABIR_E_IO);
    next(p, DB_I_FILE, "./a.2020.txt");
    loads(p, "a.2020", "one");
    next(p, DB_I_FILE, ".hidden");
    loads(p, ".hidden", "");
    assert_false(db_source_next(p->source, &p->item));
}

static void directories_are_walked_by_name(void **state)
{
    place *p = *state;
    assert_int_equal(mkdir("d", 0777) | mkdir("d/m", 0777) | mkdir("d/empty", 0777), 0);
    PUT("d/z.txt", "z");
    PUT("d/a.txt", "a");
    PUT("d/m/k.txt", "k");
    PUT("d/notes.md", "-");
    assert_int_equal(symlink("..", "d/m/loop"), 0);
    assert_int_equal(symlink("../z.txt", "d/m/link.txt"), 0);
    assert_int_equal(symlink("nowhere", "d/m/broken.txt"), 0);
    char *args[] = {"d/", "d/empty"};
    start(p, args, 2);
    next(p, DB_I_FILE, "d/a.txt");
    next(p, DB_I_ERROR, "d/m/broken.txt");
    next(p, DB_I_FILE, "d/m/k.txt");
    loads(p, "k", "k");
    next(p, DB_I_FILE, "d/m/link.txt");
    loads(p, "link", "z");
    next(p, DB_I_SKIP, "d/m/loop");
    next(p, DB_I_SKIP, "d/notes.md");
    next(p, DB_I_FILE, "d/z.txt");
    next(p, DB_I_NONE, "d/empty");
    assert_false(db_source_next(p->source, &p->item));
}

static void fails_at(place *p, uint32_t line, uint64_t byte)
{
    assert_int_equal(p->item.kind, DB_I_LINE);
    assert_int_equal(db_item_load(&p->item), DABIR_E_INPUT);
    assert_int_equal(p->item.err.line, line);
    assert_int_equal(p->item.err.byte, byte);
    assert_true(p->item.err.message[0] != 0);
}

static void jsonl_gives_one_report_a_line(void **state)
{
    place *p = *state;
    PUT("x.jsonl", "\xEF\xBB\xBF{\"id\":\"n1\",\"text\":\"سلام\",\"title\":\"ت\",\"outlet\":\"خ\",\"published\":\"2021-08-10T04:00\"}\r\n"
                   "\n"
                   "{\"id\":7,\"text\":\"a\\u0000b\",\"source\":\"س\",\"date\":\"10 مرداد\"}\n"
                   "{\"text\":\"بی نام\",\"published\":\"2021-13-10\"}");
    char *args[] = {"x.jsonl"};
    start(p, args, 1);
    next(p, DB_I_LINE, "x.jsonl");
    loads(p, "n1", "سلام");
    assert_string_equal(p->item.meta.title, "ت");
    assert_string_equal(p->item.meta.outlet, "خ");
    assert_string_equal(p->item.meta.published, "2021-08-10");
    next(p, DB_I_LINE, "x.jsonl");
    assert_int_equal(db_item_load(&p->item), DABIR_OK);
    assert_string_equal(p->item.meta.id, "7");
    assert_int_equal(p->item.n, 3); /* a NUL in the text does not end it */
    assert_string_equal(p->item.meta.outlet, "س");
    assert_null(p->item.meta.published);
    assert_false(p->item.bad_date);
    next(p, DB_I_LINE, "x.jsonl");
    loads(p, "x-4", "بی نام");
    assert_int_equal(p->item.line, 4);
    assert_null(p->item.meta.published);
    assert_true(p->item.bad_date);
    assert_false(db_source_next(p->source, &p->item));
}

static void bad_lines_say_where(void **state)
{
    place *p = *state;
    PUT("x.jsonl", "{\"text\":\"a\"}\n"   /* bytes 0..12 */
                   "{\"text\":?}\n"       /* 13..23: the fault is at 21 */
                   "{\"text\":\"a\n"      /* 24..34: the string holds a raw line end, or does not end */
                   "[1]\n"
                   "{\"text\":5}\n"
                   "{\"text\":\"b\"}\n");
    char *args[] = {"x.jsonl"};
    start(p, args, 1);
    next(p, DB_I_LINE, "x.jsonl");
    loads(p, "x-1", "a");
    next(p, DB_I_LINE, "x.jsonl");
    fails_at(p, 2, 21);
    next(p, DB_I_LINE, "x.jsonl");
    assert_int_equal(db_item_load(&p->item), DABIR_E_INPUT);
    next(p, DB_I_LINE, "x.jsonl");
    fails_at(p, 4, 35);
    next(p, DB_I_LINE, "x.jsonl");
    fails_at(p, 5, 39);
    next(p, DB_I_LINE, "x.jsonl");
    loads(p, "x-6", "b");
    assert_false(db_source_next(p->source, &p->item));
}

static void lines_longer_than_a_block(void **state)
{
    place *p = *state;
    size_t n = 300000;
    char *big = malloc(n + 64);
    size_t k = (size_t)sprintf(big, "{\"text\":\"");
    memset(big + k, 'x', n);
    strcpy(big + k + n, "\"}\n{\"text\":\"y\"}\n");
    put("x.jsonl", big, strlen(big));
    char *args[] = {"x.jsonl"};
    start(p, args, 1);
    next(p, DB_I_LINE, "x.jsonl");
    assert_int_equal(db_item_load(&p->item), DABIR_OK);
    assert_int_equal(p->item.n, n);
    next(p, DB_I_LINE, "x.jsonl");
    loads(p, "x-2", "y");
    assert_int_equal(p->item.byte, k + n + 3);
    free(big);
}

static void days_are_checked(void **state)
{
    (void)state;
    const char *const good[] = {"2021-08-10", "2020-02-29", "2021-08-10T10:00:00"};
    const char *const bad[] = {"", "2021", "2021-8-10", "2021-02-29", "2021-00-10", "2021-08-101", "21-08-10", "۲۰۲۱-۰۸-۱۰"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(db_is_day(good[i]));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(db_is_day(bad[i]));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(files_come_as_given),       TEST(directories_are_walked_by_name), TEST(jsonl_gives_one_report_a_line),
        TEST(bad_lines_say_where),       TEST(lines_longer_than_a_block),      cmocka_unit_test(days_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
