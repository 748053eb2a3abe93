/* test_ortho.c -- half-spaces and the normaliser's engine, with the model of the build (DABIR_MODEL). ~ stands for a ZWNJ here. */
#include "ortho/edits.h"
#include "ortho/policy.h"
#include "ortho/space.h"
#include "train/space.h"
#include "with_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static dabir_model *model;
static db_spacer spacer;
static db_arena arena;

static int open_model(void **state)
{
    (void)state;
    model = test_model();
    if (!model || db_spacer_open(model, &spacer, NULL))
        return -1;
    db_arena_init(&arena, 0);
    return 0;
}

static int close_model(void **state)
{
    (void)state;
    dabir_model_free(model);
    db_arena_free(&arena);
    return 0;
}

static char *with_zwnj(const char *z)
{
    char *out = db_alloc(&arena, strlen(z) * 3 + 1), *p = out;
    for (; *z; z++) {
        if (*z == '~') {
            memcpy(p, "\xE2\x80\x8C", 3);
            p += 3;
        } else {
            *p++ = *z;
        }
    }
    return out;
}

static void atoms_take_text_apart(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint8_t kind[8];
    } t[] = {
        {"او می~رود.", {DB_A_WORD, DB_A_WORD, DB_A_WORD, DB_A_PUNCT}},
        {"در 12:34 و ۱٬۲۳۴", {DB_A_WORD, DB_A_NUMBER, DB_A_WORD, DB_A_NUMBER}},
        {"http://a.ir/می و a@b.ir", {DB_A_CLOSED, DB_A_WORD, DB_A_CLOSED}},
        {"@نام و #می_شود", {DB_A_CLOSED, DB_A_WORD, DB_A_CLOSED}},
        {"`می شود` F-16", {DB_A_CLOSED, DB_A_LATIN}},
        {"<b> &quot; %1$s", {DB_A_CLOSED, DB_A_CLOSED, DB_A_CLOSED}},
    };
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        db_atoms x;
        const char *s = with_zwnj(t[i].text);
        db_atoms_scan(&arena, s, (uint32_t)strlen(s), &x);
        for (uint32_t k = 0; k < 8 && t[i].kind[k]; k++) {
            assert_true(k < x.n);
            assert_int_equal(x.a[k].kind, t[i].kind[k]);
        }
    }
}

static void gaps_have_kinds(void **state)
{
    (void)state;
    db_atoms x;
    const char *s = with_zwnj("الف ب~پ\nت  ث");
    db_atoms_scan(&arena, s, (uint32_t)strlen(s), &x);
    assert_int_equal(x.n, 5);
    assert_int_equal(x.a[1].gap, DB_G_SPACE);
    assert_int_equal(x.a[2].gap, DB_G_ZWNJ);
    assert_int_equal(x.a[3].gap, DB_G_BREAK);
    assert_int_equal(x.a[4].gap, DB_G_SPACE);
    assert_true(x.a[1].flags & DB_AF_PLAIN);
    assert_false(x.a[4].flags & DB_AF_PLAIN);
}

static void words_hash_by_letters(void **state)
{
    (void)state;
    db_atoms x, y;
    db_atoms_scan(&arena, "كتابي", 10, &x);
    db_atoms_scan(&arena, "کتابی", 10, &y);
    assert_true(x.a[0].h == y.a[0].h);
    assert_true(x.a[0].h == db_word_hash(x.letters, x.a[0].n));
    db_atoms_scan(&arena, "کـتابِی", 14, &y);
    assert_true(x.a[0].h == y.a[0].h);
}

static void joins_by_tokens(void **state)
{
    (void)state;
    const char *s = "او می رود و کتاب ها را بین المللی می داند.";
    db_text t;
    db_tokens k;
    db_normalise(&arena, s, (uint32_t)strlen(s), &t);
    db_tokenise(&arena, &t, &k);
    uint8_t join[32], want[] = {0, 1, 0, 0, 1, 0, 0, 1, 0, 1, 0};
    assert_int_equal(k.n, 12);
    db_ortho_joins(&spacer, &arena, &t, &k, 0, k.n, join);
    for (uint32_t i = 0; i + 1 < k.n; i++)
        assert_int_equal(join[i], want[i]);
    db_ortho_joins(&spacer, &arena, &t, &k, 1, 3, join); /* a slice alone */
    assert_int_equal(join[0], 1);
}

static uint32_t cuts_of(const char *word, uint8_t at[DB_SPLITS_MAX])
{
    uint8_t l[64];
    uint32_t n = db_letters(db_str_z(word), l, NULL, 64);
    return db_ortho_splits(&spacer, l, n, at);
}

static void cuts_of_words(void **state)
{
    (void)state;
    uint8_t at[DB_SPLITS_MAX];
    assert_int_equal(cuts_of("میشود", at), 1);
    assert_int_equal(at[0], 2);
    assert_int_equal(cuts_of("نمیخواهند", at), 1);
    assert_int_equal(at[0], 3);
    assert_int_equal(cuts_of("کتابهایشان", at), 1);
    assert_int_equal(at[0], 4);
    static const char *const whole[] = {"میز", "میدان", "کارها", "بهتر", "ایران", "تهران", "آنها", "میلیون", "بیمار", "ا", ""};
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        assert_int_equal(cuts_of(whole[i], at), 0);
}

static db_str normalise(const char *profile, const char *settings, const char *text, const db_edit **e, uint32_t *n)
{
    db_ortho *o;
    dabir_error err = {0};
    assert_int_equal(db_ortho_new(model, profile, NULL, settings, &o, &err), DABIR_OK);
    db_str out = db_ortho_run(o, &arena, db_str_z(text), e, n);
    db_ortho_free(o);
    return out;
}

static void edits_lead_there(void **state)
{
    (void)state;
    const char *text = "كتاب ها را ميخواند   .";
    const db_edit *e;
    uint32_t n;
    db_str out = normalise(NULL, NULL, text, &e, &n), want = db_str_z(with_zwnj("کتاب~ها را می~خواند."));
    assert_true(db_str_eq(out, want));
    assert_true(n > 0);
    db_edits all = {.e = (db_edit *)e, .n = n};
    assert_true(db_str_eq(db_edits_apply(&arena, db_str_z(text), &all), want));
    for (uint32_t i = 0; i < n; i++) {
        assert_true(e[i].b0 <= e[i].b1 && (i == 0 || e[i - 1].b1 <= e[i].b0));
        assert_true(*db_edit_reason(&e[i]));
    }
}

static void clean_text_is_not_copied(void **state)
{
    (void)state;
    const char *text = "او رفت.";
    const db_edit *e;
    uint32_t n;
    db_str out = normalise(NULL, NULL, text, &e, &n);
    assert_ptr_equal(out.p, text);
    assert_int_equal(n, 0);
}

/* Two lists of random edits, made one, must do what both do. */
static void two_lists_make_one(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 2000; round++) {
        char text[64];
        db_edits l[2] = {{.a = &arena}, {.a = &arena}}, sum;
        db_str s[3] = {db_str_of(text, 40)};
        for (int i = 0; i < 40; i++) text[i] = (char)('a' + i % 26);
        for (int k = 0; k < 2; k++) {
            for (uint32_t at = 0; at < s[k].n;) {
                seed = seed * 1664525u + 1013904223u;
                uint32_t gap = seed >> 28, len = seed >> 24 & 3, ins = seed >> 20 & 3;
                if (at + gap + len > s[k].n) break;
                if (len | ins) db_edit_add(&l[k], at + gap, at + gap + len, db_str_of("XYZ", ins), (uint8_t)k);
                at += gap + len + 1;
            }
            s[k + 1] = db_edits_apply(&arena, s[k], &l[k]);
        }
        db_edits_join(&arena, &l[0], &l[1], s[1], s[2], &sum);
        assert_true(db_str_eq(db_edits_apply(&arena, s[0], &sum), s[2]));
        for (uint32_t i = 1; i < sum.n; i++)
            assert_true(sum.e[i - 1].b1 <= sum.e[i].b0);
    }
}

static void switches_by_name(void **state)
{
    (void)state;
    db_policy p = {{0}};
    char why[200];
    assert_true(db_policy_set(&p, db_str_z("digits=fa, quotes=guillemets"), why, sizeof why));
    assert_int_equal(p.v[DB_SW_DIGITS], 2);
    assert_int_equal(p.v[DB_SW_QUOTES], 1);
    assert_false(db_policy_set(&p, db_str_z("digits=roman"), why, sizeof why));
    assert_non_null(strstr(why, "keep persian fa en"));
    assert_false(db_policy_set(&p, db_str_z("numerals=fa"), why, sizeof why));
    assert_false(db_policy_set(&p, db_str_z("digits"), why, sizeof why));
    assert_true(db_policy_only(&p, db_str_z("style"), why, sizeof why));
    assert_int_equal(p.v[DB_SW_DIGITS], 0);
    assert_int_equal(p.v[DB_SW_QUOTES], 1);
    assert_false(db_policy_only(&p, db_str_z("stile"), why, sizeof why));
    assert_true(db_policy_profile(&p, model, db_str_z("virastar-rb"), why, sizeof why));
    assert_int_equal(p.v[DB_SW_DIGITS], 2);
    assert_int_equal(p.v[DB_SW_NEWLINES], 0);
    assert_false(db_policy_profile(&p, model, db_str_z("nobody"), why, sizeof why));
    db_ortho *o;
    dabir_error err = {0};
    assert_int_equal(db_ortho_new(model, "nobody", NULL, NULL, &o, &err), DABIR_E_ARGUMENT);
    assert_null(o);
}

static void damaged_tables_are_refused(void **state)
{
    (void)state;
    uint64_t room[8] = {0};
    db_wtable t;
    dabir_error err = {0};
    assert_int_equal(db_wtable_open(NULL, 0, &t, &err), DABIR_OK);
    assert_int_equal(db_wt_word(&t, 5), 0);
    db_wt_head h = {.n_words = 2, .n_pairs = 4};
    memcpy(h.magic, DB_WT_MAGIC, 8);
    memcpy(room, &h, sizeof h);
    assert_int_equal(db_wtable_open(room, sizeof h + 2 * 8 + 4 * 4, &t, &err), DABIR_OK);
    assert_int_equal(db_wtable_open(room, sizeof h + 2 * 8 + 4 * 4 - 1, &t, &err), DABIR_E_MODEL);
    h.n_words = 3;
    memcpy(room, &h, sizeof h);
    assert_int_equal(db_wtable_open(room, sizeof h + 3 * 8 + 4 * 4, &t, &err), DABIR_E_MODEL);
}

/* Counting: what stands with a half-space, with a space, as one. */
static void counts_of_text(void **state)
{
    (void)state;
    db_counts c = {0};
    const char *s = with_zwnj("می~رود می~رود می رود رود. می\nرود");
    db_count_text(&c, s, strlen(s), 1, 0);
    db_count_text(&c, s, strlen(s), 1, 1);
    uint8_t l[16];
    uint32_t n = db_letters(db_str_z("می"), l, NULL, 16);
    uint64_t mi = db_word_hash(l, n);
    n = db_letters(db_str_z("رود"), l, NULL, 16);
    uint64_t go = db_word_hash(l, n);
    const db_pcount *p = db_count_pair(&c, mi, go, false);
    assert_non_null(p);
    assert_int_equal(p->z, 2);
    assert_int_equal(p->s, 1);
    const db_wcount *w = db_count_word(&c, go, NULL, 0);
    assert_non_null(w);
    assert_int_equal(w->right, 2);
    assert_int_equal(w->alone, 3);
    db_counts_free(&c);
    assert_int_equal(db_pair_value(0, 0, 0), 0);
    assert_int_equal(db_pair_value(0, 100, 0), DB_WP_NEVER);
    assert_int_not_equal(db_pair_value(50, 3, 0), DB_WP_NEVER);
    assert_int_not_equal(db_pair_value(50, 3, 0), 0);
}

/* The public face: text, edits in code points, and a profile that there is none of. */
static void normalizer(void **state)
{
    (void)state;
    dabir_normalizer *x = NULL;
    dabir_error err = {0};
    assert_int_equal(dabir_normalizer_new(model, "nobody", NULL, &x, &err), DABIR_E_ARGUMENT);
    assert_null(x);
    assert_non_null(strstr(err.message, "nobody"));
    assert_int_equal(dabir_normalizer_new(model, NULL, NULL, &x, &err), DABIR_OK);
    static const char in[] = "سرود را می خوانند.";
    dabir_str out;
    const dabir_edit *e;
    uint32_t n;
    assert_int_equal(dabir_normalize(x, in, sizeof in - 1, &out, &e, &n, &err), DABIR_OK);
    assert_int_equal(out.n, sizeof in - 1 + 2);
    assert_memory_equal(out.p, "سرود را می\u200cخوانند.", out.n);
    assert_int_equal(n, 1);
    assert_int_equal(e[0].span.start, 10);
    assert_int_equal(e[0].span.end, 11);
    assert_string_equal(e[0].reason, "join");
    assert_int_equal(e[0].now.n, 3);
    assert_int_equal(dabir_normalize(x, "", 0, &out, &e, &n, &err), DABIR_OK);
    assert_int_equal(out.n, 0);
    assert_int_equal(n, 0);
    dabir_normalizer_free(x);
    dabir_normalizer_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(atoms_take_text_apart), cmocka_unit_test(gaps_have_kinds), cmocka_unit_test(words_hash_by_letters),
        cmocka_unit_test(joins_by_tokens), cmocka_unit_test(cuts_of_words), cmocka_unit_test(edits_lead_there),
        cmocka_unit_test(clean_text_is_not_copied), cmocka_unit_test(two_lists_make_one), cmocka_unit_test(switches_by_name),
        cmocka_unit_test(damaged_tables_are_refused), cmocka_unit_test(counts_of_text), cmocka_unit_test(normalizer),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
