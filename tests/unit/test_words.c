/* test_words.c -- words and phrase matches, with the model of the build (DABIR_MODEL). A text is read and told again in short:
 * words divided by " | ", behind a verb {infinitive tense person}, flags as -NEG +PASSIVE *plural. */
#include "lang/model.h"
#include "with_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

typedef struct reading {
    db_arena a;
    jmp_buf oom;
    db_text t;
    db_tokens k;
    db_lang l;
} reading;

static dabir_model *model;

static int open_model(void **state)
{
    (void)state;
    model = test_model();
    if (!model)
        return -1;
    return 0;
}

static int close_model(void **state)
{
    (void)state;
    dabir_model_free(model);
    return 0;
}

static reading *read_text(const char *text)
{
    reading *r = calloc(1, sizeof *r);
    assert_non_null(r);
    db_arena_init(&r->a, 0);
    if (setjmp(r->oom))
        fail_msg("out of memory");
    r->a.oom = &r->oom;
    db_normalise(&r->a, text, (uint32_t)strlen(text), &r->t);
    db_tokenise(&r->a, &r->t, &r->k);
    db_words(&r->a, model, &r->t, &r->k, &r->l);
    db_matches(&r->a, model, &r->l);
    return r;
}

static void reading_free(reading *r)
{
    db_arena_free(&r->a);
    free(r);
}

static const char *const tenses[] = {"past", "imperfect", "perfect", "pluperfect", "present", "subjunctive", "future", "imperative",
    "participle", "infinitive", "pastsubj", "progressive"};

static void tell(const reading *r, db_buf *b)
{
    for (uint32_t i = 0; i < r->l.n_words; i++) {
        const db_word *w = &r->l.w[i];
        uint32_t p0 = r->k.norm0[w->tok0], p1 = r->k.norm1[w->tok1 - 1];
        db_buf_fmt(b, "%s%.*s", i ? " | " : "", (int)(p1 - p0), r->t.norm + p0);
        if (w->lemma)
            db_buf_fmt(b, "{%s %s %u}", db_model_lemma_name(model, w->lemma), tenses[w->tense], w->person);
        if (w->flags & DB_WF_NEG)
            db_buf_str(b, "-NEG");
        if (w->flags & DB_WF_PASSIVE)
            db_buf_str(b, "+PASSIVE");
        if (w->flags & DB_WF_PLURAL)
            db_buf_str(b, "*plural");
    }
    db_buf_ch(b, 0);
}

static void expect(const char *text, const char *told)
{
    reading *r = read_text(text);
    db_buf b = {0};
    tell(r, &b);
    if (strcmp(b.p, told) != 0)
        print_error("text %s\n", text);
    assert_string_equal(b.p, told);
    db_buf_free(&b);
    reading_free(r);
}

static db_word word(const char *text, uint32_t i)
{
    reading *r = read_text(text);
    assert_true(i < r->l.n_words);
    db_word w = r->l.w[i];
    reading_free(r);
    return w;
}

/* ---- verbs ---- */

static void one_verb_however_it_is_spaced(void **state)
{
    (void)state;
    expect("می‌کند", "می‌کند{کردن present 3}");
    expect("میکند", "میکند{کردن present 3}");
    expect("می کند", "می کند{کردن present 3}");
    expect("نمی کنند", "نمی کنند{کردن present 6}-NEG");
    expect("کرده‌اند", "کرده‌اند{کردن perfect 6}");
    expect("کردهاند", "کردهاند{کردن perfect 6}");
    expect("کرده اند", "کرده اند{کردن perfect 6}");
    expect("کرده است", "کرده است{کردن perfect 3}");
    expect("خواهد کرد", "خواهد کرد{کردن future 3}");
    expect("خواهدکرد", "خواهدکرد{کردن future 3}");
    expect("نخواهیم رفت", "نخواهیم رفت{رفتن future 4}-NEG");
}

static void tenses_and_persons(void **state)
{
    (void)state;
    expect("گفتند", "گفتند{گفتن past 6}");
    expect("می‌گفت", "می‌گفت{گفتن imperfect 3}");
    expect("گفته بودیم", "گفته بودیم{گفتن pluperfect 4}");
    expect("گفته باشد", "گفته باشد{گفتن pastsubj 3}");
    expect("بگوید", "بگوید{گفتن subjunctive 3}");
    expect("نگوید", "نگوید{گفتن subjunctive 3}-NEG");
    expect("گفتن", "گفتن{گفتن infinitive 0}");
    expect("کند", "کند{کردن subjunctive 3}"); /* not the past of کندن */
    expect("نکند", "نکند{کردن subjunctive 3}-NEG");
    expect("می‌آید و بیاید", "می‌آید{آمدن present 3} | و | بیاید{آمدن subjunctive 3}");
    expect("نیفتاد", "نیفتاد{افتادن past 3}-NEG");
    expect("بیافزاید", "بیافزاید{افزودن subjunctive 3}"); /* loose spelling */
}

static void irregular_verbs(void **state)
{
    (void)state;
    expect("است", "است{بودن present 3}");
    expect("نیستند", "نیستند{بودن present 6}-NEG");
    expect("می باشد", "می باشد{بودن present 3}");
    expect("دارد", "دارد{داشتن present 3}"); /* not a subjunctive */
    expect("داشته باشند", "داشته باشند{داشتن pastsubj 6}");
    expect("نمی‌توان", "نمی‌توان{توانستن present 0}-NEG");
}

static void passives(void **state)
{
    (void)state;
    expect("گفته می شود", "گفته می شود{گفتن present 3}+PASSIVE");
    expect("کشته نشده‌اند", "کشته نشده‌اند{کشتن perfect 6}-NEG+PASSIVE");
    expect("پذیرفته خواهد شد", "پذیرفته خواهد شد{پذیرفتن future 3}+PASSIVE");
}

static void prefixed_verbs(void **state)
{
    (void)state;
    expect("بازمی‌گردد", "بازمی‌گردد{بازگشتن present 3}");
    expect("باز می گردد", "باز می گردد{بازگشتن present 3}");
    expect("برنخواهد گشت", "برنخواهد گشت{برگشتن future 3}-NEG");
    expect("بر نمی گردند", "بر نمی گردند{برگشتن present 6}-NEG");
    expect("برگزیده شد", "برگزیده شد{برگزیدن past 3}+PASSIVE");
}

/* ---- not too much ---- */

static void neighbours_are_not_merged(void **state)
{
    (void)state;
    expect("در نشست سران", "در | نشست | سران"); /* no form of درنشستن, and a noun */
    expect("رئیس جمهوری اسلامی ایران", "رئیس | جمهوری | اسلامی | ایران");
    expect("این شرکت کرد", "این | شرکت | کرد{کردن past 3}");
    expect("می. کند", "می | . | کند{کردن subjunctive 3}"); /* not over a full stop */
}

static void listed_words_and_prepositions_are_one_word(void **state)
{
    (void)state;
    expect("بین المللی", "بین المللی");
    expect("بینالمللی", "بینالمللی");
    expect("از سوی ایران", "از سوی | ایران");
    assert_int_equal(word("از سوی ایران", 0).func, DB_FN_PREP);
    assert_int_equal(word("از سوی ایران", 0).fid, db_model_func(model, "by"));
    assert_int_equal(word("ازسوی ایران", 0).fid, db_model_func(model, "by"));
}

static void nouns_that_look_like_verbs(void **state)
{
    (void)state;
    expect("درخواست کرد", "درخواست | کرد{کردن past 3}");
    expect("بازگشت نیروها", "بازگشت | نیروها*plural");
    expect("او به تهران بازگشت.", "او | به | تهران | بازگشت{بازگشتن past 3} | .");
    assert_int_equal(word("مردم", 0).lemma, 0);
    assert_int_equal(word("شدید", 0).lemma, 0);
    assert_true(word("کرد", 0).pos & DB_POS_VERB);
    assert_false(word("می‌کند", 0).pos & DB_POS_NOUN);
}

/* ---- suffixes, words within a token ---- */

static void suffixes(void **state)
{
    (void)state;
    expect("کشور ها", "کشور ها*plural");
    expect("کشورهای", "کشورهای*plural");
    expect("کشورهایشان", "کشورهایشان*plural");
    expect("هسته‌ای", "هسته‌ای"); /* not هست + های */
    expect("شانگهای", "شانگهای");
    expect("غژغژوک‌ها", "غژغژوک‌ها*plural"); /* unknown stem */
    assert_true(word("کشورهایشان", 0).pos & DB_POS_NOUN);
    assert_true(word("کشورهایشان", 0).pos & DB_POS_KNOWN);
    assert_false(word("غژغژوک‌ها", 0).pos & DB_POS_KNOWN);
}

static void glued_compound_verbs_are_two_words_of_one_token(void **state)
{
    (void)state;
    reading *r = read_text("او اظهارداشت که");
    assert_int_equal(r->l.n_words, 4);
    const db_word *w = r->l.w + 1;
    assert_int_equal(w[0].tok0, w[1].tok0);
    assert_int_equal(w[0].key1, w[1].key0);
    assert_string_equal(db_model_lemma_name(model, w[1].lemma), "داشتن");
    const db_vlist *v;
    bool listed = false;
    for (uint32_t i = r->l.m0[1]; i < r->l.m0[2]; i++)
        for (uint32_t e = 0; e < r->l.m[i].n_e; e++)
            listed |= r->l.m[i].e[e].cls == DB_C_NVE && db_model_verb_lists(model, r->l.m[i].e[e].id, w[1].lemma, &v);
    assert_true(listed);
    reading_free(r);
    expect("اعلامکرده است", "اعلامکرده | اعلامکرده است{کردن perfect 3}");
}

static void words_cover_their_sentences(void **state)
{
    (void)state;
    reading *r = read_text("ایران رفت. او گفت: «خواهیم دید». پایان!\n\nتهران ۱۲ خرداد");
    assert_int_equal(r->l.sent0[r->l.n_sents], r->l.n_words);
    uint32_t tok = 0;
    for (uint32_t i = 0; i < r->l.n_words; i++) {
        const db_word *w = &r->l.w[i];
        assert_int_equal(w->tok0, tok);
        tok = w->tok1;
        assert_int_equal(w->key0, r->k.key0[w->tok0]);
        assert_int_equal(w->key1, r->k.key0[w->tok1]);
        assert_true(i >= r->l.sent0[w->sent] && i < r->l.sent0[w->sent + 1]);
        assert_int_equal(!!(w->flags & DB_WF_SENT), i == r->l.sent0[w->sent]);
    }
    assert_int_equal(tok, r->k.n);
    reading_free(r);
}

/* ---- phrases ---- */

/* Words that the first match of the entity with this code covers, "" if there is none. */
static const char *entity(const char *text, dabir_kind kind, const char *code)
{
    static char out[200];
    reading *r = read_text(text);
    out[0] = 0;
    for (uint32_t i = 0; i < r->l.n_matches && !out[0]; i++)
        for (uint32_t e = 0; e < r->l.m[i].n_e && !out[0]; e++) {
            const db_entry *x = &r->l.m[i].e[e];
            if (x->cls != DB_C_ENTITY || db_model_reg(model, x->id)->kind != kind || strcmp(db_model_reg(model, x->id)->code, code) != 0)
                continue;
            uint32_t p0 = r->k.norm0[r->l.w[r->l.m[i].w0].tok0], p1 = r->k.norm1[r->l.w[r->l.m[i].w1 - 1].tok1 - 1];
            snprintf(out, sizeof out, "%.*s", (int)(p1 - p0), r->t.norm + p0);
        }
    reading_free(r);
    return out;
}

static void phrases_are_blind_to_spacing(void **state)
{
    (void)state;
    assert_string_equal(entity("در سازمان ملل متحد گفت", DABIR_IGO, "UN"), "سازمان ملل متحد");
    assert_string_equal(entity("در سازمان‌ملل‌متحد گفت", DABIR_IGO, "UN"), "سازمان‌ملل‌متحد");
    assert_string_equal(entity("رئیس جمهوری اسلامی ایران", DABIR_STATE, "IRN"), "جمهوری اسلامی ایران");
    assert_string_equal(entity("سازمان. ملل متحد", DABIR_IGO, "UN"), "ملل متحد");
    assert_string_equal(entity("سا زمان ملل", DABIR_IGO, "UN"), ""); /* no boundary there */
    assert_string_equal(entity("ایر ان", DABIR_STATE, "IRN"), "");
}

static void phrases_take_the_ezafe(void **state)
{
    (void)state;
    assert_string_equal(entity("در ترکیه‌ی امروز", DABIR_STATE, "TUR"), "ترکیه‌ی");
    assert_string_equal(entity("آمریکای", DABIR_STATE, "USA"), "آمریکای");
    assert_string_equal(entity("ایرانی‌ها", DABIR_STATE, "IRN"), "ایرانی‌ها");
}

static void commas_only_where_the_name_has_them(void **state)
{
    (void)state;
    assert_string_equal(entity("سازمان علمی، فرهنگی و آموزشی ملل متحد", DABIR_IGO, "UNESCO"), "سازمان علمی، فرهنگی و آموزشی ملل متحد");
    assert_string_equal(entity("ملل، متحد", DABIR_IGO, "UN"), "");
}

static void longest_match_comes_first(void **state)
{
    (void)state;
    reading *r = read_text("شورای امنیت سازمان ملل متحد و وزیر امور خارجه ایران در شورای همکاری خلیج فارس");
    assert_true(r->l.n_matches > 5);
    for (uint32_t i = 0; i < r->l.n_words; i++)
        for (uint32_t x = r->l.m0[i]; x < r->l.m0[i + 1]; x++) {
            assert_int_equal(r->l.m[x].w0, i);
            assert_true(r->l.m[x].w1 > i && r->l.m[x].n_e > 0);
            if (x > r->l.m0[i])
                assert_true(r->l.m[x].w1 <= r->l.m[x - 1].w1);
        }
    uint32_t list = db_model_list(model, "title-head");
    assert_int_not_equal(list, 0);
    const db_entry *e;
    uint32_t found = 0;
    for (uint32_t i = 0; i < r->l.n_words; i++) {
        const db_match *m = db_match_list(&r->l, i, list, &e);
        found += m && m->w0 == i && e->list == list;
    }
    assert_true(found >= 1);
    assert_null(db_match_list(&r->l, 0, list, &e));
    assert_null(e);
    reading_free(r);
}

static void empty_and_odd_texts(void **state)
{
    (void)state;
    static const char *const odd[] = {"", " ", "\n\n", "،،،", "‌", "ها", "ه", "http://a.b/c", "۱۲", "؟!", "می", "ی ی ی", "+"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        reading *r = read_text(odd[i]);
        assert_int_equal(r->l.m0[r->l.n_words], r->l.n_matches);
        reading_free(r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_verb_however_it_is_spaced),
        cmocka_unit_test(tenses_and_persons),
        cmocka_unit_test(irregular_verbs),
        cmocka_unit_test(passives),
        cmocka_unit_test(prefixed_verbs),
        cmocka_unit_test(neighbours_are_not_merged),
        cmocka_unit_test(listed_words_and_prepositions_are_one_word),
        cmocka_unit_test(nouns_that_look_like_verbs),
        cmocka_unit_test(suffixes),
        cmocka_unit_test(glued_compound_verbs_are_two_words_of_one_token),
        cmocka_unit_test(words_cover_their_sentences),
        cmocka_unit_test(phrases_are_blind_to_spacing),
        cmocka_unit_test(phrases_take_the_ezafe),
        cmocka_unit_test(commas_only_where_the_name_has_them),
        cmocka_unit_test(longest_match_comes_first),
        cmocka_unit_test(empty_and_odd_texts),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
