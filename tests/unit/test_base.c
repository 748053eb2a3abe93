/* test_base.c -- arena, buffer, hash, errors, mapped files. */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static void arena_gives_zeroed_aligned_memory(void **state)
{
    (void)state;
    db_arena a;
    db_arena_init(&a, 0);
    for (int round = 0; round < 3; round++) {
        for (size_t n = 0; n < 3000; n += 7) {
            unsigned char *p = db_alloc(&a, n);
            assert_non_null(p);
            assert_int_equal((uintptr_t)p % 16, 0);
            for (size_t i = 0; i < n; i++)
                assert_int_equal(p[i], 0);
            memset(p, 0xAB, n); /* must be zero again after the reset */
        }
        db_arena_reset(&a);
    }
    db_arena_free(&a);
    assert_null(a.first);
}

static void arena_reset_keeps_chunks(void **state)
{
    (void)state;
    db_arena a;
    db_arena_init(&a, 0);
    for (int i = 0; i < 100; i++)
        db_alloc(&a, 10000);
    size_t used = a.used;
    for (int round = 0; round < 5; round++) {
        db_arena_reset(&a);
        for (int i = 0; i < 100; i++)
            db_alloc(&a, 10000);
        assert_int_equal(a.used, used);
    }
    db_arena_free(&a);
}

static void arena_holds_its_limit(void **state)
{
    (void)state;
    db_arena a;
    db_arena_init(&a, 200000);
    assert_non_null(db_alloc(&a, 100000));
    assert_null(db_alloc(&a, 300000));
    assert_null(db_alloc(&a, SIZE_MAX - 3));
    jmp_buf oom;
    volatile bool jumped = false;
    if (setjmp(oom) == 0) {
        a.oom = &oom;
        for (int i = 0; i < 1000; i++)
            db_alloc(&a, 1000);
        fail_msg("a million bytes out of an arena of 200,000");
    } else {
        jumped = true;
    }
    assert_true(jumped);
    assert_true(a.used <= 200000);
    db_arena_free(&a);
}

static void push_grows(void **state)
{
    (void)state;
    db_arena a;
    db_arena_init(&a, 0);
    uint32_t *v = NULL, n = 0, cap = 0;
    for (uint32_t i = 0; i < 10000; i++)
        DB_PUSH(&a, v, n, cap) = i * 3;
    assert_int_equal(n, 10000);
    assert_true(cap >= n);
    for (uint32_t i = 0; i < n; i++)
        assert_int_equal(v[i], i * 3);
    db_str s = db_str_dup(&a, db_str_z("abc"));
    assert_string_equal(s.p, "abc");
    assert_int_equal(s.n, 3);
    assert_null(db_str_dup(&a, (db_str){NULL, 0}).p);
    db_arena_free(&a);
}

static void buffer_collects(void **state)
{
    (void)state;
    db_buf b = {0};
    for (int i = 0; i < 1000; i++) {
        db_buf_fmt(&b, "%03d", i);
        db_buf_ch(&b, ',');
    }
    db_buf_str(&b, "end");
    db_buf_str(&b, NULL);
    db_buf_add(&b, "\0x", 2);
    assert_false(b.failed);
    assert_int_equal(b.n, 4005);
    assert_memory_equal(b.p + 4 * 517, "517,", 4);
    assert_memory_equal(b.p + 4000, "end\0x", 5);
    db_buf_free(&b);
    assert_null(b.p);
}

static void hash_spreads(void **state)
{
    (void)state;
    /* The model file is built with these values: they must never change. */
    assert_true(db_hash("", 0) != db_hash("\0", 1));
    assert_true(db_hash("a", 1) == db_hash("a", 1));
    static uint8_t seen[1 << 16];
    unsigned taken = 0, differ = 0;
    memset(seen, 0, sizeof seen);
    for (uint32_t i = 0; i < 20000; i++) {
        uint64_t h = db_hash(&i, sizeof i);
        taken += seen[h & 0xFFFF]++ == 0;
        uint32_t flipped = i ^ 1u << (i % 32);
        differ += (unsigned)__builtin_popcountll(h ^ db_hash(&flipped, sizeof flipped));
    }
    assert_true(taken > 16500); /* 17,235 expected of a random function */
    assert_in_range(differ / 20000, 29, 35);
    char text[64];
    memset(text, 'x', sizeof text);
    for (size_t n = 1; n < sizeof text; n++)
        assert_true(db_hash(text, n) != db_hash(text, n - 1));
}

static void errors_are_filled(void **state)
{
    (void)state;
    dabir_error e;
    assert_int_equal(db_fail(&e, DABIR_E_SYNTAX, "x.list", 3, 4, 5, "bad %s", "form"), DABIR_E_SYNTAX);
    assert_int_equal(e.status, DABIR_E_SYNTAX);
    assert_string_equal(e.file, "x.list");
    assert_int_equal(e.line, 3);
    assert_int_equal(e.column, 4);
    assert_int_equal(e.byte, 5);
    assert_string_equal(e.message, "bad form");
    assert_int_equal(db_fail(NULL, DABIR_E_IO, NULL, 0, 0, 0, "x"), DABIR_E_IO);
    char longer[600];
    memset(longer, 'y', sizeof longer);
    longer[599] = '\0';
    db_fail(&e, DABIR_E_IO, longer, 0, 0, 0, "%s", longer);
    assert_int_equal(strlen(e.message), sizeof e.message - 1);
    assert_string_equal(dabir_kind_name(DABIR_IGO), "igo");
    assert_string_equal(dabir_claim_name(DABIR_EVENT), "event");
    assert_string_equal(dabir_claim_name((dabir_claim_type)99), "unknown");
    assert_string_equal(dabir_status_name(DABIR_OK), "ok");
}

static void files_are_mapped(void **state)
{
    (void)state;
    char path[] = "/tmp/dabir-test-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    db_file f;
    dabir_error e;
    assert_int_equal(db_file_map(path, &f, &e), DABIR_OK); /* empty: no mapping, no error */
    assert_int_equal(f.n, 0);
    assert_non_null(f.p);
    db_file_unmap(&f);
    assert_int_equal(write(fd, "hello", 5), 5);
    close(fd);
    assert_int_equal(db_file_map(path, &f, &e), DABIR_OK);
    assert_int_equal(f.n, 5);
    assert_memory_equal(f.p, "hello", 5);
    db_file_unmap(&f);
    unlink(path);
    assert_int_equal(db_file_map(path, &f, &e), DABIR_E_IO);
    assert_string_equal(e.file, path);
    assert_int_equal(db_file_map("/tmp", &f, &e), DABIR_E_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_zeroed_aligned_memory), cmocka_unit_test(arena_reset_keeps_chunks),
        cmocka_unit_test(arena_holds_its_limit),             cmocka_unit_test(push_grows),
        cmocka_unit_test(buffer_collects),                   cmocka_unit_test(hash_spreads),
        cmocka_unit_test(errors_are_filled),                 cmocka_unit_test(files_are_mapped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
