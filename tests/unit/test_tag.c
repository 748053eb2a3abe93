/* test_tag.c -- the tagger: learning from a few sentences of its own, tagging others, schemes, weights that are none. */
#include "syntax/tag.h"
#include "train/tag.h"
#include "with_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static dabir_model *model;
static db_arena arena;

static int open_model(void **state) {
    (void)state;
    db_arena_init(&arena, 0);
    model = test_model();
    return model ? 0 : -1;
}

static int close_model(void **state) {
    (void)state;
    dabir_model_free(model);
    db_arena_free(&arena);
    return 0;
}

/* "word/TAG word/TAG": a sentence; without /TAG no gold. */
static db_sentence sentence(const char *text) {
    db_buf b = {0};
    uint32_t id = 1;
    for (const char *p = text; *p; id++) {
        size_t n = strcspn(p, " ");
        const char *slash = memchr(p, '/', n);
        size_t w = slash ? (size_t)(slash - p) : n;
        db_buf_fmt(&b, "%u\t%.*s\t_\t%.*s\t_\t_\t_\t_\t_\t_\n", id, (int)w, p, slash ? (int)(n - w - 1) : 1, slash ? slash + 1 : "_");
        p += n + (p[n] == ' ');
    }
    db_str s = db_str_dup(&arena, db_str_of(b.p, b.n));
    db_buf_free(&b);
    db_sentence out;
    dabir_error e = {0};
    db_conllu *r = db_conllu_open(&arena, "test", s.p, s.n);
    assert_int_equal(db_conllu_next(r, &arena, &out, &e), DABIR_OK);
    assert_int_equal(out.n, id - 1);
    return out;
}

static const char *const TEXT[] = {
    "وزیر/NOUN خارجه/NOUN قطر/PROPN وارد/ADJ تهران/PROPN شد/VERB ./PUNCT",
    "سفیر/NOUN هند/PROPN با/ADP رئیس‌جمهور/NOUN دیدار/NOUN کرد/VERB ./PUNCT",
    "این/DET دیدار/NOUN مهم/ADJ است/AUX ./PUNCT",
    "او/PRON گفت/VERB که/SCONJ بزودی/ADV به/ADP قطر/PROPN می‌رود/VERB ./PUNCT",
    "3/NUM کشور/NOUN و/CCONJ 12/NUM سازمان/NOUN شرکت/NOUN کردند/VERB ./PUNCT",
};
enum { N_TEXT = sizeof TEXT / sizeof *TEXT };

static db_buf learn(db_scheme scheme, const char *propn_as) {
    db_sentence s[2 * N_TEXT];
    db_scheme k[2 * N_TEXT];
    for (uint32_t i = 0; i < N_TEXT; i++) {
        s[i] = sentence(TEXT[i]);
        k[i] = scheme;
    }
    uint32_t n = N_TEXT;
    for (uint32_t i = 0; propn_as && i < N_TEXT; i++, n++) { /* the same text in another scheme, which knows no names */
        s[n] = sentence(TEXT[i]);
        k[n] = DB_SERAJI;
        for (uint32_t w = 0; w < s[n].n; w++)
            if (s[n].w[w].upos == DB_U_PROPN) s[n].w[w].upos = db_upos_of(db_str_z(propn_as));
    }
    db_buf packed = {0}, wide = {0};
    dabir_error e = {0};
    char tag[4];
    assert_int_equal(db_tag_learn(model, s, k, n, &DB_TAG_DEFAULT, &packed, &e), DABIR_OK);
    assert_int_equal(db_weights_expand("test", packed.p, packed.n, tag, &wide, &e), DABIR_OK);
    assert_memory_equal(tag, DB_TAG_TAG, 4);
    db_buf_free(&packed);
    return wide;
}

/* The tags of a text, told as it is given. */
static const char *tags(const db_buf *w, db_scheme scheme, const char *text) {
    static char out[256];
    db_tagger t;
    dabir_error e = {0};
    db_sentence s = sentence(text);
    assert_int_equal(db_tagger_open(model, w->p, w->n, &t, &e), DABIR_OK);
    for (uint32_t i = 0; i < s.n; i++) s.w[i].upos = 0;
    db_tagger_run(&t, model, &arena, scheme, &s);
    size_t n = 0;
    for (uint32_t i = 0; i < s.n; i++) n += (size_t)snprintf(out + n, sizeof out - n, "%s%s", i ? " " : "", db_upos_name((db_upos)s.w[i].upos));
    return out;
}

static void learns(void **state) {
    (void)state;
    db_buf w = learn(DB_PERDT, NULL);
    assert_string_equal(tags(&w, DB_PERDT, "وزیر خارجه قطر وارد تهران شد ."), "NOUN NOUN PROPN ADJ PROPN VERB PUNCT");
    assert_string_equal(tags(&w, DB_PERDT, "این دیدار مهم است ."), "DET NOUN ADJ AUX PUNCT");
    assert_string_equal(tags(&w, DB_PERDT, "7 کشور"), "NUM NOUN"); /* a number that it has not seen */
    db_buf_free(&w);
}

static void same_text_same_bytes(void **state) {
    (void)state;
    db_buf a = learn(DB_PERDT, NULL), b = learn(DB_PERDT, NULL);
    assert_int_equal(a.n, b.n);
    assert_memory_equal(a.p, b.p, a.n);
    db_buf_free(&a);
    db_buf_free(&b);
}

static void schemes_differ(void **state) {
    (void)state;
    db_buf w = learn(DB_PERDT, "NOUN");
    assert_string_equal(tags(&w, DB_PERDT, "سفیر هند با رئیس‌جمهور دیدار کرد ."), "NOUN PROPN ADP NOUN NOUN VERB PUNCT");
    assert_string_equal(tags(&w, DB_SERAJI, "سفیر هند با رئیس‌جمهور دیدار کرد ."), "NOUN NOUN ADP NOUN NOUN VERB PUNCT");
    db_buf_free(&w);
}

static void no_weights(void **state) {
    (void)state;
    db_buf none = {0}, other = {0};
    const char *t = tags(&none, DB_PERDT, "وزیر خارجه قطر"); /* nonsense, but tags */
    assert_null(strstr(t, "_"));
    dabir_error e = {0};
    db_learner *l = db_learner_new(3);
    uint64_t f = 1;
    char tag[4];
    db_tagger tg;
    db_learner_update(l, &f, 1, 1, 1);
    db_pack how = {.tag = DB_TAG_TAG};
    assert_int_equal(db_learner_pack(l, &how, &none, &e), DABIR_OK);
    assert_int_equal(db_weights_expand("test", none.p, none.n, tag, &other, &e), DABIR_OK);
    assert_int_equal(db_tagger_open(model, other.p, other.n, &tg, &e), DABIR_E_MODEL); /* a model of three classes is no tagger */
    db_learner_free(l);
    db_buf_free(&none);
    db_buf_free(&other);
}

static void tells_the_lexicon(void **state) {
    (void)state;
    db_buf none = {0};
    db_tagger t;
    db_sentence s = sentence("وزیران کشورهای غلتمشها بزرگ");
    assert_int_equal(db_tagger_open(model, none.p, none.n, &t, NULL), DABIR_OK);
    db_tag_words(&t, model, &arena, &s);
    assert_true(s.w[0].morph & DB_POS_NOUN);
    assert_true(s.w[1].morph & DB_POS_NOUN);
    assert_int_equal(s.w[2].morph & DB_POS_KNOWN, 0);
    assert_true(s.w[3].morph & DB_POS_ADJ);
}

static void classes_of_tags(void **state) {
    (void)state;
    for (uint8_t u = 1; u < DB_N_UPOS; u++) {
        if (u == DB_U_SYM) continue;
        assert_in_range(db_tag_class(u), 0, DB_TAG_N - 1);
        assert_int_equal(db_tag_upos(db_tag_class(u)), u);
    }
}

static void weak_masks(void **state) {
    (void)state;
    assert_true(db_tag_weak_mask(DB_U_NOUN) & 1u << DB_U_PROPN);
    assert_true(db_tag_weak_mask(DB_U_AUX) & 1u << DB_U_VERB);
    assert_int_equal(db_tag_weak_mask(DB_U_DET), 1u << DB_U_DET);
    assert_int_equal(db_tag_weak_mask(0), ~0u);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(learns), cmocka_unit_test(same_text_same_bytes), cmocka_unit_test(schemes_differ),
        cmocka_unit_test(no_weights), cmocka_unit_test(tells_the_lexicon), cmocka_unit_test(classes_of_tags), cmocka_unit_test(weak_masks)};
    return cmocka_run_group_tests(tests, open_model, close_model);
}
