/* test_names_label.c -- named persons, organisations and places (dabir text names), with the model of the build. All persons are invented. */
#include "names/label.h"
#include "with_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static dabir_model *model;

static int open_model(void **state) {
    (void)state;
    model = test_model();
    return model ? 0 : -1;
}

static int close_model(void **state) {
    (void)state;
    dabir_model_free(model);
    return 0;
}

typedef struct reading {
    db_arena a;
    jmp_buf oom;
    db_text t;
    db_tokens k;
    db_lang l;
    db_ne_span *s;
    uint32_t n;
    char out[4096];
} reading;

/* "PER name|LOC name|…" in the order of the text. */
static const char *names_of(reading *r, const char *text) {
    static const char *const type[] = {"", "PER", "ORG", "LOC"};
    dabir_date found = {0};
    db_arena_init(&r->a, 0);
    r->a.oom = &r->oom;
    if (setjmp(r->oom)) fail_msg("out of memory");
    db_normalise(&r->a, text, (uint32_t)strlen(text), &r->t);
    db_tokenise(&r->a, &r->t, &r->k);
    db_words(&r->a, model, &r->t, &r->k, &r->l);
    db_matches(&r->a, model, &r->l);
    db_dates(&r->a, model, &r->t, &r->k, &r->l, "", &found);
    r->n = db_ne_find(&r->a, model, &r->t, &r->k, &r->l, db_str_z(""), &r->s);
    size_t at = 0;
    r->out[0] = 0;
    for (uint32_t i = 0; i < r->n; i++) {
        uint32_t b0 = r->k.norm0[r->l.w[r->s[i].w0].tok0], b1 = r->k.norm1[r->l.w[r->s[i].w1 - 1].tok1 - 1];
        at += (size_t)snprintf(r->out + at, sizeof r->out - at, "%s%s %.*s", i ? "|" : "", type[r->s[i].type], (int)(b1 - b0), r->t.norm + b0);
        assert_true(at < sizeof r->out);
    }
    return r->out;
}

static void expect(const char *text, const char *want) {
    reading *r = calloc(1, sizeof *r);
    assert_non_null(r);
    assert_string_equal(names_of(r, text), want);
    db_arena_free(&r->a);
    free(r);
}

static void kinds_of_names(void **state) {
    (void)state;
    expect("بهروز نیک‌آیین در تهران با خبرنگاران گفت‌وگو کرد.", "PER بهروز نیک‌آیین|LOC تهران");
    expect("مدیرعامل شرکت ملی گاز ایران از گرگان بازدید کرد.", "ORG شرکت ملی گاز ایران|LOC گرگان");
    expect("باشگاه پرسپولیس با سپاهان بازی می‌کند.", "ORG باشگاه پرسپولیس|ORG سپاهان");
}

static void strangers_with_and_without_titles(void **state) {
    (void)state;
    expect("دکتر شاهپور مهرگانیان گفت: بازار آرام است.", "PER شاهپور مهرگانیان");
    expect("به گفته لیندا هوفستاتر، این طرح شکست خورد.", "PER لیندا هوفستاتر");
    expect("امروز تورگوت آیدینلی در پاریس سخنرانی کرد.", "PER تورگوت آیدینلی|LOC پاریس");
}

static void common_words_are_no_names(void **state) {
    (void)state;
    expect("زعفران صادراتی گران شد.", "");
    expect("رهبری باید تصمیم بگیرد.", "");
    expect("قیمت میوه و سبزی در بازار بالا رفت.", "");
    expect("", "");
}

static void how_far_names_reach(void **state) {
    (void)state;
    expect("سیل به استان کرمان رسید.", "LOC استان کرمان");
    expect("وزیر امور خارجه ترکیه به آنکارا بازگشت.", "ORG امور خارجه ترکیه|LOC آنکارا");
    expect("سفیر جمهوری اسلامی ایران در برلین", "ORG جمهوری اسلامی ایران|LOC برلین");
    expect("«بهروز نیک‌آیین» نویسنده است.", "PER بهروز نیک‌آیین");
}

static void named_once_known_again(void **state) {
    (void)state;
    reading *r = calloc(1, sizeof *r);
    assert_non_null(r);
    const char *s = names_of(r, "بهروز مهرگانیان رئیس انجمن است.\nبه نظر مهرگانیان راه دیگری نیست.");
    assert_non_null(strstr(s, "PER بهروز مهرگانیان"));
    assert_non_null(strstr(strstr(s, "مهرگانیان") + 1, "PER مهرگانیان"));
    db_arena_free(&r->a);
    free(r);
}

static void same_again(void **state) {
    (void)state;
    const char *text = "نشست شورای شهر شیراز با حضور کامبیز رستگارپور و مهتاب دل‌افروز برگزار شد.";
    reading *r = calloc(2, sizeof *r);
    assert_non_null(r);
    assert_string_equal(names_of(&r[0], text), names_of(&r[1], text));
    db_arena_free(&r[0].a);
    db_arena_free(&r[1].a);
    free(r);
}

/* ---- labels of tokens ---- */

static void bio_in_and_out(void **state) {
    (void)state;
    static const char file[] = "«بهروز\tB-PER\nنیک‌آیین»\tI-PER\nدر\tO\n\nشهر\tB-LOC\nری\tI-LOC\n";
    reading *r = calloc(1, sizeof *r);
    assert_non_null(r);
    db_arena_init(&r->a, 0);
    size_t at = 0;
    db_bio b;
    assert_true(db_bio_read(&r->a, file, sizeof file - 1, &at, false, &b));
    assert_int_equal(b.n, 5);
    assert_int_equal(b.label[0], DB_NE_PER);
    assert_int_equal(b.label[4], DB_NE_LOC_IN);
    assert_int_equal(b.line[3], 4);
    db_normalise(&r->a, b.text, b.bytes, &r->t);
    db_tokenise(&r->a, &r->t, &r->k);
    db_words(&r->a, model, &r->t, &r->k, &r->l);
    uint8_t *y = db_alloc(&r->a, r->l.n_words + 1);
    db_bio_to_words(&b, &r->k, &r->l, y);
    assert_int_equal(y[0], DB_NE_O); /* the mark is no part of the name */
    assert_int_equal(y[1], DB_NE_PER);
    db_ne_span s = {1, 3, 1, 0};
    uint8_t back[5];
    db_bio_from_spans(&b, &r->k, &r->l, &s, 1, back);
    assert_int_equal(back[0], DB_NE_PER);
    assert_int_equal(back[1], DB_NE_PER_IN);
    assert_int_equal(back[2], DB_NE_O);
    db_arena_free(&r->a);
    free(r);
}

static void sentences_apart(void **state) {
    (void)state;
    static const char file[] = "الف\nب\tO\n\n\nج\tB-ORG\r\n";
    db_arena a;
    db_bio b;
    size_t at = 0;
    db_arena_init(&a, 0);
    assert_true(db_bio_read(&a, file, sizeof file - 1, &at, true, &b));
    assert_int_equal(b.n, 2);
    assert_true(db_bio_read(&a, file, sizeof file - 1, &at, true, &b));
    assert_int_equal(b.n, 1);
    assert_int_equal(b.label[0], DB_NE_ORG);
    assert_false(db_bio_read(&a, file, sizeof file - 1, &at, true, &b));
    db_arena_free(&a);
}

static void best_sequence(void **state) {
    (void)state;
    float emit[2 * DB_NE_LABELS] = {0}, step[2 * DB_NE_LABELS * DB_NE_LABELS] = {0};
    uint8_t label[2], back[2 * DB_NE_LABELS];
    emit[DB_NE_PER] = 1;
    emit[DB_NE_LABELS + DB_NE_LOC_IN] = 3;  /* cannot follow a person … */
    emit[DB_NE_LABELS + DB_NE_PER_IN] = 2.5f;
    db_ne_best(emit, step, 2, label, back);
    assert_int_equal(label[0], DB_NE_PER); /* … and nothing led to a place before */
    assert_int_equal(label[1], DB_NE_PER_IN);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_of_names), cmocka_unit_test(strangers_with_and_without_titles), cmocka_unit_test(common_words_are_no_names),
        cmocka_unit_test(how_far_names_reach), cmocka_unit_test(named_once_known_again), cmocka_unit_test(same_again),
        cmocka_unit_test(bio_in_and_out), cmocka_unit_test(sentences_apart), cmocka_unit_test(best_sequence),
    };
    return cmocka_run_group_tests_name("names: labels", tests, open_model, close_model);
}
