/* test_model.c -- tries, the compiler of data/ and the model file. The data is written here, into a directory of its own. */
#include "lang/compile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct data {
    char dir[64];
    char file[16][128];
    int n;
} data;

static data data_new(void)
{
    data d = {.dir = "/tmp/dabir-model-XXXXXX"};
    assert_non_null(mkdtemp(d.dir));
    static const char *const subs[] = {"lists", "lexicon", "names", "register"};
    for (int i = 0; i < 4; i++) {
        char p[128];
        snprintf(p, sizeof p, "%s/%s", d.dir, subs[i]);
        assert_int_equal(mkdir(p, 0700), 0);
    }
    return d;
}

static void data_put(data *d, const char *rel, const char *text)
{
    snprintf(d->file[d->n], sizeof d->file[0], "%s/%s", d->dir, rel);
    FILE *f = fopen(d->file[d->n++], "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static void data_free(data *d)
{
    static const char *const subs[] = {"lists", "lexicon", "names", "register"};
    for (int i = 0; i < d->n; i++)
        remove(d->file[i]);
    for (int i = 0; i < 4; i++) {
        char p[128];
        snprintf(p, sizeof p, "%s/%s", d->dir, subs[i]);
        rmdir(p);
    }
    rmdir(d->dir);
}

static db_buf compiled(const char *dir)
{
    db_buf b = {0};
    db_lint *lint = calloc(1, sizeof *lint);
    dabir_status st = db_compile(dir, &b, lint);
    if (st)
        print_error("%s:%u:%u: %s\n", lint->e[0].file, lint->e[0].line, lint->e[0].column, lint->e[0].message);
    assert_int_equal(st, DABIR_OK);
    free(lint);
    return b;
}

static data small(void)
{
    data d = data_new();
    data_put(&d, "lexicon/verbs.tsv", "کردن\tکرد\tکن\tt l\nشدن\tشد\tشو\tl\nبودن\tبود\tباش\tl\n");
    data_put(&d, "lexicon/function.tsv", "with\tprep\tبا; همراه با\nra\tra\tرا\n");
    data_put(&d, "lexicon/words.tsv", "کتاب\tN\t7\n");
    data_put(&d, "lists/meet.list", "#! kind: verb\nدیدار کردن\tformat=x\nمحکوم کردن; محکوم ~ شدن\n");
    data_put(&d, "lists/other.list", "#! kind: verb\nمحکوم کردن\tw=1\nکردن\n");
    data_put(&d, "lists/title.list", "#! kind: phrase\n#! suffix: plural\nنخست‌وزیر\tclass=head\nوزیر\n");
    data_put(&d, "register/states.tsv", "IRN\tایران\t\tجمهوری اسلامی ایران\tایرانی\tتهران\ty\nTUR\tترکیه\t\t\t\tآنکارا\tn\n");
    data_put(&d, "register/orgs.tsv", "UN\tigo\t\t\tسازمان ملل متحد\tملل متحد\t\nUNSC\tbody\tUN\tGOV\tشورای امنیت\t\tstate\nUNSC\tbody\tUN\tGOV\tشورای امنیت\tامنیت\tshort\n");
    return d;
}

/* ---- tries ---- */

static int by_key(const void *x, const void *y)
{
    const db_tkey *a = x, *b = y;
    uint32_t n = a->n < b->n ? a->n : b->n;
    int d = memcmp(a->p, b->p, n);
    return d ? d : (int)a->n - (int)b->n;
}

static uint32_t look_up(const db_node *t, const uint8_t *p, uint32_t n)
{
    uint32_t s = 0;
    for (uint32_t i = 0; i < n; i++)
        if (!(s = db_trie_next(t, s, p[i])))
            return 0;
    return db_trie_value(t, s);
}

/* Against a sorted array and a binary search, over random keys of few and of many letters. */
static void trie_finds_its_keys_and_no_others(void **state)
{
    (void)state;
    uint32_t seed = 12345;
    for (uint32_t letters = 2; letters <= 127; letters += 25) {
        enum { N = 4000 };
        static uint8_t pool[N][12];
        static db_tkey key[N];
        uint32_t n = 0;
        for (uint32_t i = 0; i < N; i++) {
            uint32_t len = 1 + (seed = seed * 1664525 + 1013904223) % 11;
            for (uint32_t k = 0; k < len; k++)
                pool[i][k] = (uint8_t)(1 + ((seed = seed * 1664525 + 1013904223) >> 16) % letters);
            key[i] = (db_tkey){pool[i], len, 0};
        }
        qsort(key, N, sizeof *key, by_key);
        for (uint32_t i = 0; i < N; i++)
            if (n == 0 || by_key(&key[n - 1], &key[i]))
                key[n++] = key[i];
        for (uint32_t i = 0; i < n; i++)
            key[i].value = i + 1;
        uint32_t n_keys = n / 2; /* every other key goes in */
        db_tkey *in = calloc(n_keys, sizeof *in);
        for (uint32_t i = 0; i < n_keys; i++)
            in[i] = key[2 * i];
        db_buf b = {0};
        assert_true(db_trie_build(in, n_keys, &b));
        assert_int_equal(b.n % (128 * sizeof(db_node)), 0);
        for (uint32_t i = 0; i < 2 * n_keys; i++)
            assert_int_equal(look_up((const db_node *)(const void *)b.p, key[i].p, key[i].n), i % 2 ? 0 : i + 1);
        free(in);
        db_buf_free(&b);
    }
}

static void empty_trie_has_nothing(void **state)
{
    (void)state;
    db_buf b = {0};
    assert_true(db_trie_build(NULL, 0, &b));
    for (uint8_t c = 1; c < 128; c++)
        assert_int_equal(look_up((const db_node *)(const void *)b.p, &c, 1), 0);
    db_buf_free(&b);
}

/* ---- the compiler ---- */

static void same_data_gives_same_bytes(void **state)
{
    (void)state;
    data d = small();
    db_buf a = compiled(d.dir), b = compiled(d.dir);
    assert_int_equal(a.n, b.n);
    assert_memory_equal(a.p, b.p, a.n);
    db_buf_free(&a);
    db_buf_free(&b);
    data_free(&d);
}

static void names_lead_to_ids_and_back(void **state)
{
    (void)state;
    data d = small();
    db_buf b = compiled(d.dir);
    dabir_model *m;
    dabir_error err = {0};
    assert_int_equal(db_model_from_memory(b.p, b.n, &m, &err), DABIR_OK);
    assert_non_null(db_model_check(m));
    assert_int_equal(db_model_list(m, "meet"), 1);
    assert_int_equal(db_model_list(m, "title"), 3);
    assert_int_equal(db_model_list(m, "none"), 0);
    assert_int_equal(db_model_lemma(m, "شدن"), 2);
    assert_string_equal(db_model_lemma_name(m, 2), "شدن");
    assert_string_equal(db_model_lemma_name(m, 77), "");
    assert_int_equal(db_model_lemma(m, "meet"), 0);
    assert_int_equal(db_model_func(m, "ra"), 2);
    assert_string_equal(db_model_func_name(m, 1), "with");
    uint32_t un = db_model_reg_by_code(m, DABIR_IGO, "UN"), sc = db_model_reg_by_code(m, DABIR_BODY, "UNSC");
    assert_string_equal(db_model_reg(m, un)->name, "سازمان ملل متحد");
    assert_string_equal(db_model_reg(m, sc)->country, "UN");
    assert_string_equal(db_model_reg(m, sc)->sector, "GOV");
    assert_string_equal(db_model_reg(m, sc)->flags, "state"); /* the first row of the code */
    assert_int_equal(db_model_reg_by_code(m, DABIR_STATE, "UN"), UINT32_MAX);
    assert_string_equal(db_model_reg(m, db_model_reg_by_code(m, DABIR_STATE, "IRN"))->flags, "capital");
    assert_int_equal(db_model_n_reg(m), 5);
    assert_null(db_model_reg(m, 5));
    dabir_model_free(m);
    db_buf_free(&b);
    data_free(&d);
}

static void compound_verbs_know_their_lists(void **state)
{
    (void)state;
    data d = small();
    db_buf b = compiled(d.dir);
    dabir_model *m;
    assert_int_equal(db_model_from_memory(b.p, b.n, &m, NULL), DABIR_OK);
    uint32_t kardan = db_model_lemma(m, "کردن"), shodan = db_model_lemma(m, "شدن");
    const db_vlist *v;
    assert_int_equal(db_model_verb_lists(m, 0, kardan, &v), 1); /* the simple verb */
    assert_int_equal(v->list, db_model_list(m, "other"));
    assert_int_equal(db_model_verb_lists(m, 1, kardan, &v), 1); /* دیدار, first non-verbal part of the first list */
    assert_string_equal(v->attr, "format=x");
    assert_int_equal(db_model_verb_lists(m, 2, kardan, &v), 2);
    assert_int_equal(v[0].list, db_model_list(m, "meet"));
    assert_int_equal(v[0].flags, 0);
    assert_string_equal(v[1].attr, "w=1");
    assert_int_equal(db_model_verb_lists(m, 2, shodan, &v), 1);
    assert_int_equal(v->flags, 1);
    assert_int_equal(db_model_verb_lists(m, 1, shodan, &v), 0);
    assert_null(v);
    assert_int_equal(db_model_verb_lists(m, 99, 1, &v), 0);
    dabir_model_free(m);
    db_buf_free(&b);
    data_free(&d);
}

static void faults_are_placed_and_counted(void **state)
{
    (void)state;
    data d = data_new();
    char many[2000] = "#! kind: phrase\nوزیر\n";
    for (int i = 0; i < 30; i++)
        strcat(many, "خوب; وزیر\tx\n");
    data_put(&d, "lists/a.list", many);
    db_lint *lint = calloc(1, sizeof *lint);
    db_buf b = {0};
    assert_int_equal(db_compile(d.dir, &b, lint), DABIR_E_SYNTAX);
    assert_int_equal(lint->n, DB_LINT_MAX);
    assert_int_equal(lint->total, 30);
    assert_int_equal(lint->e[0].status, DABIR_E_SYNTAX);
    assert_int_equal(lint->e[0].line, 3);
    assert_int_equal(lint->e[0].column, 11); /* code points, not bytes */
    assert_non_null(strstr(lint->e[0].file, "/lists/a.list"));
    assert_int_equal(lint->e[0].byte, strlen("#! kind: phrase\nوزیر\nخوب; وزیر\t"));
    assert_int_equal(b.n, 0);
    free(lint);
    data_free(&d);
}

/* ---- the file ---- */

static dabir_status open_bytes(const char *p, size_t n, dabir_error *err)
{
    char path[] = "/tmp/dabir-file-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, p, n), n);
    close(fd);
    dabir_model *m = NULL;
    dabir_status st = dabir_model_open(path, &m, err);
    assert_true((st == DABIR_OK) == (m != NULL));
    if (st == DABIR_E_MODEL)
        assert_string_equal(err->file, path);
    dabir_model_free(m);
    remove(path);
    return st;
}

static void damaged_files_are_refused(void **state)
{
    (void)state;
    data d = small();
    db_buf b = compiled(d.dir);
    dabir_error err = {0};
    assert_int_equal(open_bytes(b.p, b.n, &err), DABIR_OK);
    assert_int_equal(open_bytes(b.p, 0, &err), DABIR_E_MODEL);
    assert_int_equal(open_bytes("not a model at all", 18, &err), DABIR_E_MODEL);
    for (size_t n = 1; n < b.n; n += b.n / 37 + 1) /* cut off anywhere */
        assert_int_equal(open_bytes(b.p, n, &err), DABIR_E_MODEL);
    for (size_t i = 0; i < sizeof(db_model_head); i++) { /* every byte of the header counts */
        b.p[i] ^= 0x20;
        assert_int_equal(open_bytes(b.p, b.n, &err), DABIR_E_MODEL);
        b.p[i] ^= 0x20;
    }
    dabir_model *m = (dabir_model *)&err;
    assert_int_equal(dabir_model_open("/nowhere/at/all", &m, &err), DABIR_E_IO);
    assert_null(m);
    dabir_model_free(NULL);
    db_buf_free(&b);
    data_free(&d);
}

static void version_of_another_program_is_named(void **state)
{
    (void)state;
    data d = small();
    db_buf b = compiled(d.dir);
    db_model_head h;
    memcpy(&h, b.p, sizeof h);
    h.version++;
    memcpy(b.p, &h, sizeof h);
    dabir_error err = {0};
    assert_int_equal(open_bytes(b.p, b.n, &err), DABIR_E_MODEL);
    assert_non_null(strstr(err.message, "version 3"));
    db_buf_free(&b);
    data_free(&d);
}

static void sum_over_the_data_finds_a_flipped_bit(void **state)
{
    (void)state;
    data d = small();
    db_buf b = compiled(d.dir);
    dabir_model *m;
    dabir_error err = {0};
    assert_int_equal(db_model_from_memory(b.p, b.n, &m, &err), DABIR_OK);
    assert_int_equal(db_model_verify(m, &err), DABIR_OK);
    b.p[b.n / 2] ^= 1;
    assert_int_equal(db_model_verify(m, &err), DABIR_E_MODEL);
    dabir_model_free(m);
    db_buf_free(&b);
    data_free(&d);
}

static void sections_can_be_appended(void **state)
{
    (void)state;
    data d = small();
    db_buf b = compiled(d.dir);
    assert_int_equal(db_image_append(&b, "RULE", "twelve bytes", 12, NULL), DABIR_OK);
    assert_int_equal(db_image_append(&b, "WGHT", "others", 6, NULL), DABIR_OK);
    db_image_seal(&b);
    dabir_model *m;
    dabir_error err = {0};
    assert_int_equal(db_model_from_memory(b.p, b.n, &m, &err), DABIR_OK);
    assert_int_equal(db_model_verify(m, &err), DABIR_OK);
    uint32_t n;
    assert_memory_equal(db_model_section(m, "RULE", &n), "twelve bytes", 12);
    assert_int_equal(n, 12);
    const char *second = db_model_section(m, "WGHT", &n);
    assert_int_equal(n, 6);
    assert_memory_equal(second, "others", 6);
    assert_int_equal((second - (const char *)b.p) % 64, 0); /* a section begins a line of the cache */
    assert_null(db_model_section(m, "NONE", &n));
    assert_int_equal(n, 0);
    dabir_model_free(m);
    db_buf_free(&b);
    data_free(&d);
}

/* One directory laid over another: lists go on, new verbs are known, a form that stands below is refused with both places. */
static void a_layer_goes_over_another(void **state)
{
    (void)state;
    data base = small(), own = data_new();
    data_put(&own, "lexicon/verbs.tsv", "گفتن\tگفت\tگوی\tt\n");
    data_put(&own, "lists/meet.list", "گفتن\n");
    data_put(&own, "lists/new.list", "#! kind: verb\nگفتن\n");
    db_data layers = {.layer = {{.dir = base.dir}, {.dir = own.dir}}, .n = 2};
    db_lint *lint = calloc(1, sizeof *lint);
    db_buf b = {0}, texts = {0}, c = {0};
    assert_int_equal(db_compile_data(&layers, &b, lint), DABIR_OK);
    dabir_model *m;
    const db_vlist *v;
    assert_int_equal(db_model_from_memory(b.p, b.n, &m, NULL), DABIR_OK);
    assert_int_equal(db_model_verb_lists(m, 0, db_model_lemma(m, "گفتن"), &v), 2);
    assert_int_equal(v[0].list, db_model_list(m, "meet"));
    assert_int_equal(v[1].list, db_model_list(m, "new"));
    dabir_model_free(m);
    /* the texts that were read give the same bytes again */
    db_data kept = {.layer = {{.dir = base.dir}}, .n = 1, .keep = &texts};
    db_buf one = {0};
    assert_int_equal(db_compile_data(&kept, &one, lint), DABIR_OK);
    db_data again = {.layer = {{.texts = {texts.p, (uint32_t)texts.n}}}, .n = 1};
    assert_int_equal(db_compile_data(&again, &c, lint), DABIR_OK);
    assert_int_equal(one.n, c.n);
    assert_memory_equal(one.p, c.p, one.n);
    /* a section that is cut off ends early and harms nobody */
    for (uint32_t n = 0; n < texts.n; n += 7) {
        db_str t;
        db_texts_find(db_str_of(texts.p, n), "lists/title.list", &t);
    }
    data_put(&own, "lists/title.list", "#! kind: phrase\nوزیر\n");
    assert_int_equal(db_compile_data(&layers, &c, lint), DABIR_E_SYNTAX);
    assert_int_equal(lint->n, 1);
    assert_non_null(strstr(lint->e[0].file, own.dir));
    assert_non_null(strstr(lint->e[0].message, base.dir));
    assert_non_null(strstr(lint->e[0].message, "lists/title.list:4"));
    free(lint);
    db_buf_free(&b), db_buf_free(&c), db_buf_free(&one), db_buf_free(&texts);
    data_free(&own), data_free(&base);
}

/* What programs call: the model of the build with a directory; on failure the base stays the caller's. */
static void a_directory_extends_the_model_of_the_build(void **state)
{
    (void)state;
    const char *path = getenv("DABIR_MODEL");
    if (!path)
        skip();
    data own = data_new();
    data_put(&own, "lexicon/verbs.tsv", "شلمرزیدن\tشلمرزید\tشلمرز\tt\n");
    dabir_model *m, *x;
    dabir_error err = {0};
    uint32_t n;
    assert_int_equal(dabir_model_open(path, &m, &err), DABIR_OK);
    assert_int_equal(dabir_model_extend(m, "/nowhere", &x, &err), DABIR_E_SYNTAX);
    assert_null(x);
    assert_int_equal(dabir_model_extend(NULL, own.dir, &x, &err), DABIR_E_ARGUMENT);
    assert_int_equal(dabir_model_extend(m, own.dir, &x, &err), DABIR_OK);
    assert_int_not_equal(db_model_lemma(x, "شلمرزیدن"), 0);
    assert_non_null(db_model_section(x, "TAGX", &n)); /* weights come from the model below */
    assert_non_null(db_model_section(x, "RULE", &n));
    dabir_model_free(x);
    data_free(&own);
}

static void the_model_of_the_build_opens(void **state)
{
    (void)state;
    const char *path = getenv("DABIR_MODEL");
    if (!path)
        skip();
    dabir_model *m;
    dabir_error err = {0};
    assert_int_equal(dabir_model_open(path, &m, &err), DABIR_OK);
    assert_int_equal(db_model_verify(m, &err), DABIR_OK);
    assert_true(m->head->bytes <= 40000000u);
    assert_int_not_equal(db_model_lemma(m, "کردن"), 0);
    dabir_model_free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trie_finds_its_keys_and_no_others),
        cmocka_unit_test(empty_trie_has_nothing),
        cmocka_unit_test(same_data_gives_same_bytes),
        cmocka_unit_test(names_lead_to_ids_and_back),
        cmocka_unit_test(compound_verbs_know_their_lists),
        cmocka_unit_test(faults_are_placed_and_counted),
        cmocka_unit_test(damaged_files_are_refused),
        cmocka_unit_test(version_of_another_program_is_named),
        cmocka_unit_test(sum_over_the_data_finds_a_flipped_bit),
        cmocka_unit_test(sections_can_be_appended),
        cmocka_unit_test(a_layer_goes_over_another),
        cmocka_unit_test(a_directory_extends_the_model_of_the_build),
        cmocka_unit_test(the_model_of_the_build_opens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
