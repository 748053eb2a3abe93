/* test_map.c -- maps of byte strings: what was put in is found, nothing else is, damage is noticed. */
#include "base/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { N = 500 };

static void fill(char key[N][16], db_map_item *x)
{
    for (uint32_t i = 0; i < N; i++) {
        int n = snprintf(key[i], sizeof key[i], "k%u", i * 7);
        x[i] = (db_map_item){db_str_of(key[i], (size_t)n), db_str_of(key[N - 1 - i], i % 3)};
    }
}

static void what_was_put_in_is_found(void **state)
{
    (void)state;
    static char key[N][16];
    static db_map_item x[N];
    db_buf b = {0};
    db_map m;
    fill(key, x);
    fill(key, x); /* the values are other keys, which stand only now */
    db_map_build(x, N, &b);
    assert_false(b.failed);
    assert_int_equal(b.n % 8, 0);
    assert_true(db_map_open(b.p, b.n, &m));
    for (uint32_t i = 0; i < N; i++) {
        db_str v = db_map_find(&m, x[i].key.p, x[i].key.n);
        assert_non_null(v.p);
        assert_true(db_str_eq(v, x[i].value));
    }
    assert_null(db_map_find(&m, "k1", 2).p);
    assert_null(db_map_find(&m, "", 0).p);
    assert_null(db_map_find(&m, "k", 1).p);
    db_buf_free(&b);
}

static void an_empty_map_has_nothing(void **state)
{
    (void)state;
    db_buf b = {0};
    db_map m;
    assert_true(db_map_open(NULL, 0, &m));
    assert_null(db_map_find(&m, "a", 1).p);
    db_map_build(NULL, 0, &b);
    assert_true(db_map_open(b.p, b.n, &m));
    assert_null(db_map_find(&m, "a", 1).p);
    db_buf_free(&b);
}

static void an_empty_value_is_not_none(void **state)
{
    (void)state;
    db_buf b = {0};
    db_map m;
    db_map_item x = {db_str_z("a"), db_str_z("")};
    db_map_build(&x, 1, &b);
    assert_true(db_map_open(b.p, b.n, &m));
    assert_non_null(db_map_find(&m, "a", 1).p);
    assert_int_equal(db_map_find(&m, "a", 1).n, 0);
    db_buf_free(&b);
}

static void damage_is_noticed(void **state)
{
    (void)state;
    db_buf b = {0};
    db_map m;
    db_map_item x = {db_str_z("a"), db_str_z("b")};
    db_map_build(&x, 1, &b);
    assert_false(db_map_open(b.p, b.n - 8, &m)); /* cut off */
    assert_null(db_map_find(&m, "a", 1).p);
    assert_false(db_map_open(b.p, 3, &m));
    b.p[0] = 99; /* more slots than there are bytes */
    assert_false(db_map_open(b.p, b.n, &m));
    db_buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_put_in_is_found), cmocka_unit_test(an_empty_map_has_nothing),
        cmocka_unit_test(an_empty_value_is_not_none), cmocka_unit_test(damage_is_noticed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
