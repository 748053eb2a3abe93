/* test_classes.c -- word classes: looking forms up, and clustering words by their neighbours. */
#include "learn/classes.h"
#include "train/classes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

typedef struct form { uint64_t key; uint16_t cls[DB_CLASS_KINDS]; } form;

/* A section of the model with the given forms, which must be sorted by key. */
static db_buf section(const form *f, uint32_t n) {
    db_buf b = {0};
    for (uint32_t bucket = 0, i = 0; bucket <= 65536; bucket++) {
        while (i < n && f[i].key >> 48 < bucket) i++;
        db_buf_add(&b, &i, sizeof i);
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t check = (uint32_t)(f[i].key >> 16);
        db_buf_add(&b, &check, sizeof check);
    }
    for (uint32_t i = 0; i < n; i++) db_buf_add(&b, f[i].cls, sizeof f[i].cls);
    while (b.n % 4) db_buf_ch(&b, 0);
    return b;
}

static int by_key(const void *x, const void *y) {
    const form *a = x, *b = y;
    return a->key < b->key ? -1 : a->key > b->key;
}

static uint64_t key_of(const char *word) {
    uint8_t l[64];
    return db_class_key(l, db_letters(db_str_z(word), l, NULL, 64));
}

static void finds_forms(void **state) {
    (void)state;
    const char *const words[] = {"می‌کند", "تهران", "سفیر", "گفت‌وگو", "1398", "NATO"};
    form f[6];
    for (uint16_t i = 0; i < 6; i++) f[i] = (form){key_of(words[i]), {(uint16_t)(i + 1), (uint16_t)(i + 11), (uint16_t)(i + 21)}};
    qsort(f, 6, sizeof *f, by_key);
    db_buf b = section(f, 6);
    db_classes c;
    uint16_t k[DB_CLASS_KINDS];
    assert_int_equal(db_classes_open(b.p, b.n, &c, NULL), DABIR_OK);
    for (uint16_t i = 0; i < 6; i++) {
        assert_true(db_classes_by_key(&c, key_of(words[i]), k));
        assert_int_equal(k[DB_CLASS_FINE], i + 1);
        assert_int_equal(k[DB_CLASS_COARSE], i + 11);
        assert_int_equal(k[DB_CLASS_TOPIC], i + 21);
        assert_int_equal(f[db_classes_index(&c, key_of(words[i]))].key, key_of(words[i]));
    }
    assert_false(db_classes_by_key(&c, key_of("کرکوک"), k));
    assert_int_equal(k[0] | k[1] | k[2], 0);
    assert_true(db_classes_by_key(&c, key_of("میکند"), k)); /* blind to the half-space */
    assert_true(db_classes_by_key(&c, key_of("۲۰۲۴"), k));  /* any number of four digits */
    assert_int_equal(k[DB_CLASS_FINE], 5);
    assert_false(db_classes_by_key(&c, key_of("20"), k));
    assert_true(db_classes_by_key(&c, key_of("iaea"), k));  /* any Latin word */
    db_buf_free(&b);
}

static void damaged(void **state) {
    (void)state;
    form f = {key_of("تهران"), {1, 2, 3}};
    db_buf b = section(&f, 1);
    db_classes c;
    dabir_error e = {0};
    uint16_t k[DB_CLASS_KINDS];
    assert_int_equal(db_classes_open(b.p, b.n - 4, &c, &e), DABIR_E_MODEL);
    assert_int_equal(db_classes_open(b.p, 100, &c, &e), DABIR_E_MODEL);
    assert_int_equal(db_classes_open(NULL, 0, &c, NULL), DABIR_OK);
    assert_false(db_classes_by_key(&c, f.key, k));
    uint32_t *bucket = (uint32_t *)(void *)b.p, huge = 1u << 30; /* a bucket that leads beyond the end is not followed */
    uint32_t at = (uint32_t)(key_of("سفیر") >> 48);
    bucket[at + 1] = huge;
    if (at + 1 < 65536) {
        assert_int_equal(db_classes_open(b.p, b.n, &c, NULL), DABIR_OK);
        assert_false(db_classes_by_key(&c, key_of("سفیر"), k));
    }
    db_buf_free(&b);
}

/* Words 2, 3 stand between 6 and 7; 4, 5 between 8 and 9. */
static void neighbours_decide(void **state) {
    (void)state;
    uint32_t tok[4000], n = 0;
    for (uint32_t i = 0; i < 400; i++) {
        uint32_t other = i / 2 % 2;
        tok[n++] = other ? 8 : 6;
        tok[n++] = (other ? 4 : 2) + (i / 4 + i) % 2;
        tok[n++] = other ? 9 : 7;
        tok[n++] = 0;
    }
    pairs p = {0};
    uint16_t cls[10];
    assert_true(pairs_of(tok, n, 10, &p));
    assert_int_equal(p.n, 10);
    assert_true(exchange(&p, 7, 2, 20, cls, NULL, NULL));
    assert_int_equal(cls[0], 0);
    assert_int_equal(cls[2], cls[3]);
    assert_int_equal(cls[4], cls[5]);
    assert_int_not_equal(cls[2], cls[4]);
    for (uint32_t w = 2; w < 10; w++) assert_in_range(cls[w], 2, 6); /* the first two classes are not for others */
    pairs_free(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_forms), cmocka_unit_test(damaged), cmocka_unit_test(neighbours_decide)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
