/* test_names.c -- who, where and which office, with the model of the build (DABIR_MODEL). All persons are invented. A text is read and
 * told again: each entity as kind:code:name, its mentions behind it, and the offices as person|post|of|status. */
#include "names/names.h"
#include "with_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

typedef struct reading {
    db_arena a;
    jmp_buf oom;
    db_text t;
    db_tokens k;
    db_lang l;
    db_names n;
} reading;

static dabir_model *model;

static int open_model(void **state) {
    (void)state;
    model = test_model();
    if (!model)
        return -1;
    return 0;
}

static int close_model(void **state) {
    (void)state;
    dabir_model_free(model);
    return 0;
}

static reading *read_from(const char *text, const char *outlet) {
    reading *r = calloc(1, sizeof *r);
    dabir_date found = {0};
    assert_non_null(r);
    db_arena_init(&r->a, 0);
    if (setjmp(r->oom)) fail_msg("out of memory");
    r->a.oom = &r->oom;
    db_normalise(&r->a, text, (uint32_t)strlen(text), &r->t);
    db_tokenise(&r->a, &r->t, &r->k);
    db_words(&r->a, model, &r->t, &r->k, &r->l);
    db_matches(&r->a, model, &r->l);
    db_dates(&r->a, model, &r->t, &r->k, &r->l, "", &found);
    db_names_find(&r->a, model, &r->t, &r->k, &r->l, db_str_z(outlet), "", &r->n);
    return r;
}

static void done(reading *r) {
    db_arena_free(&r->a);
    free(r);
}

/* Entity by kind and code; by name where code is NULL. */
static int entity(const reading *r, dabir_kind kind, const char *code, const char *name) {
    for (uint32_t i = 0; i < r->n.n_ents; i++) {
        const db_ent *e = &r->n.e[i];
        if (e->kind != kind || (code && (!e->code || strcmp(e->code, code) != 0))) continue;
        if (!name || db_str_eq(e->name, db_str_z(name))) return (int)i;
    }
    return -1;
}

static uint32_t count(const reading *r, dabir_kind kind) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < r->n.n_ents; i++) n += r->n.e[i].kind == kind;
    return n;
}

static uint32_t mentions_of(const reading *r, int ent) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < r->n.n_mentions; i++) n += r->n.m[i].entity == ent;
    return n;
}

static db_str words(const reading *r, uint32_t w0, uint32_t w1) {
    uint32_t a = r->k.norm0[r->l.w[w0].tok0], b = r->k.norm1[r->l.w[w1 - 1].tok1 - 1];
    return db_str_of(r->t.norm + a, b - a);
}

/* Mention whose words are `text`, the n-th such (from 0). */
static int mention(const reading *r, const char *text, uint32_t n) {
    for (uint32_t i = 0; i < r->n.n_mentions; i++)
        if (db_str_eq(words(r, r->n.m[i].w0, r->n.m[i].w1), db_str_z(text)) && n-- == 0) return (int)i;
    return -1;
}

static void assert_office(const reading *r, const char *person, const char *post, const char *of, const char *status) {
    for (uint32_t i = 0; i < r->n.n_offices; i++) {
        const db_office *o = &r->n.o[i];
        const db_ent *e = &r->n.e[r->n.m[o->person].entity];
        if (!o->named || !db_str_eq(e->name, db_str_z(person)) || !db_str_eq(words(r, o->p0, o->p1), db_str_z(post))) continue;
        assert_true(o->of >= 0);
        assert_string_equal(r->n.e[o->of].code, of);
        assert_string_equal(o->status, status);
        return;
    }
    fail_msg("no office %s: %s", person, post);
}

/* What must hold of every reading. */
static void sound(const reading *r) {
    for (uint32_t i = 0; i < r->n.n_mentions; i++) {
        const db_mention *m = &r->n.m[i];
        assert_true(m->w0 < m->w1 && m->w1 <= r->l.n_words);
        assert_true(m->entity >= 0 && (uint32_t)m->entity < r->n.n_ents);
        assert_true(m->head < (int32_t)r->n.n_mentions && m->head != (int32_t)i);
        assert_int_equal(m->head >= 0, (m->flags & DB_MF_NESTED) != 0);
        if (i) assert_true(r->n.m[i - 1].w0 <= m->w0);
    }
    for (uint32_t w = 0; w < r->l.n_words; w++) assert_true(r->n.at[w] < (int32_t)r->n.n_mentions);
    for (uint32_t i = 0; i < r->n.n_offices; i++) {
        const db_office *o = &r->n.o[i];
        assert_true(o->p0 < o->p1 && o->w0 <= o->p0 && o->p1 <= o->w1 && o->w1 <= r->l.n_words);
        assert_true(o->person < r->n.n_mentions);
    }
}

static void offices(void **state) {
    (void)state;
    static const char *const text[] = {
        "به گزارش ایرنا، «کامیار آق‌بایف» رئیس شورای امنیت قزاقستان با بهزاد فرخ‌منش، وزیر امور خارجه کشورمان دیدار کرد.",
        "به گزارش ایرنا، «کامیار آقبایف» رئیس شورای امنیت قزاقستان با بهزاد فرخمنش، وزیر امور خارجه کشورمان دیدار کرد.",
        "به گزارش ایرنا، «کامیار آق بایف» رئیس شورای امنیت قزاقستان با بهزاد فرخ منش، وزیر امور خارجه کشورمان دیدار کرد."};
    static const char *const a[] = {"کامیار آق‌بایف", "کامیار آقبایف", "کامیار آق بایف"}, *const b[] = {"بهزاد فرخ‌منش", "بهزاد فرخمنش", "بهزاد فرخ منش"};
    for (int i = 0; i < 3; i++) { /* the three spellings */
        reading *r = read_from(text[i], "");
        sound(r);
        assert_office(r, a[i], "رئیس شورای امنیت", "KAZ", "incumbent");
        assert_office(r, b[i], "وزیر امور خارجه", "IRN", "incumbent");
        assert_int_equal(count(r, DABIR_PERSON), 2);
        done(r);
    }
}

static void title_first(void **state) {
    (void)state;
    reading *r = read_from("وزیر خارجه پیشین فرانسه رنه دولاکور گفت: منصور السلیمی، نخست وزیر و وزیر خارجه قطر، سفیر فرانسه در دوحه را پذیرفت.", "");
    sound(r);
    assert_office(r, "رنه دولاکور", "وزیر خارجه", "FRA", "former");
    assert_office(r, "منصور السلیمی", "نخست وزیر", "QAT", "incumbent");
    assert_office(r, "منصور السلیمی", "وزیر خارجه", "QAT", "incumbent");
    assert_true(entity(r, DABIR_STATE, "FRA", NULL) >= 0);
    assert_true(entity(r, DABIR_PLACE, "QAT", NULL) >= 0);
    done(r);
}

/* Surname alone, another spelling, the office alone, pronouns: one person. */
static void one_person(void **state) {
    (void)state;
    reading *r = read_from("«رستم تورسون‌اف» دبیرکل اکو وارد تهران شد. وی گفت: نشست خوب بود. تورسانوف افزود: کار ادامه دارد. دبیرکل اکو تاکید کرد: "
                           "همه آمدند. این مقام تصریح کرد: تورسونوف هم آمد.", "");
    sound(r);
    int p = entity(r, DABIR_PERSON, "ECO", "رستم تورسون‌اف");
    assert_true(p >= 0);
    assert_int_equal(count(r, DABIR_PERSON), 1);
    assert_int_equal(mentions_of(r, p), 6);
    int m = mention(r, "وی", 0);
    assert_true(m >= 0 && (r->n.m[m].flags & DB_MF_PRONOUN) && r->n.m[m].entity == p);
    m = mention(r, "دبیرکل اکو", 0);
    assert_true(m >= 0 && (r->n.m[m].flags & DB_MF_TITLE_ONLY) && r->n.m[m].entity == p);
    done(r);
}

/* A lead gives the office, the next sentence the name. */
static void lead(void **state) {
    (void)state;
    reading *r = read_from("نخست وزیر نروژ این طرح را رد کرد.\nاولاف برگستروم روز دوشنبه گفت که کشورش دلیلی برای آن نمی‌بیند.", "");
    sound(r);
    assert_office(r, "اولاف برگستروم", "نخست وزیر", "NOR", "incumbent");
    assert_int_equal(count(r, DABIR_PERSON), 1);
    done(r);
}

/* No name at all: named by the description, and no claim of an office. */
static void described(void **state) {
    (void)state;
    reading *r = read_from("رئیس جمهور با وزیر خارجه ترکیه دیدار کرد.", "ایرنا");
    sound(r);
    int p = entity(r, DABIR_PERSON, "TUR", "وزیر خارجه ترکیه");
    assert_true(p >= 0);
    assert_true(entity(r, DABIR_PERSON, "IRN", "رئیس جمهور") >= 0);
    for (uint32_t i = 0; i < r->n.n_offices; i++) assert_false(r->n.o[i].named);
    int m = mention(r, "ترکیه", 0);
    assert_true(m >= 0 && (r->n.m[m].flags & DB_MF_NESTED) && r->n.m[r->n.m[m].head].entity == p);
    assert_int_equal(r->n.at[r->n.m[m].w0], r->n.m[m].head);
    done(r);
}

static void plural(void **state) {
    (void)state;
    reading *r = read_from("«جاوید یوسف‌زی» وزیر خارجه پاکستان و «بهزاد فرخ‌منش» وزیر خارجه ایران آمدند. وزیران خارجه ایران و پاکستان با یکدیگر دیدار کردند.", "");
    sound(r);
    assert_int_equal(mentions_of(r, entity(r, DABIR_PERSON, "PAK", NULL)), 2);
    assert_int_equal(mentions_of(r, entity(r, DABIR_PERSON, "IRN", NULL)), 2);
    assert_int_equal(count(r, DABIR_PERSON), 2);
    done(r);
}

static void capitals(void **state) {
    (void)state;
    reading *r = read_from("تهران این ادعا را رد کرد. ایران گفت نشست در تهران برگزار می‌شود.", "");
    sound(r);
    int gov = mention(r, "تهران", 0), town = mention(r, "تهران", 1);
    assert_true(gov >= 0 && r->n.m[gov].kind == DABIR_STATE && (r->n.m[gov].flags & DB_MF_CAPITAL));
    assert_true(town >= 0 && r->n.m[town].kind == DABIR_PLACE);
    done(r);
}

/* The short form of an organisation needs the long one somewhere; beside its country it is the town. */
static void short_forms(void **state) {
    (void)state;
    reading *r = read_from("سازمان همکاری شانگهای در شانگهای چین بنیان گذاشته شد. اعضای شانگهای از آن حمایت کردند. اعضای سازمان همکاری شانگهی آمدند.", "");
    sound(r);
    int sco = entity(r, DABIR_IGO, "SCO", NULL);
    assert_true(sco >= 0);
    assert_int_equal(r->n.m[mention(r, "شانگهای", 0)].kind, DABIR_PLACE);
    assert_int_equal(r->n.m[mention(r, "شانگهای", 1)].entity, sco);
    assert_int_equal(r->n.m[mention(r, "سازمان همکاری شانگهی", 0)].entity, sco);
    done(r);
    r = read_from("بازار سهام شانگهای امروز بالا رفت.", "");
    assert_int_equal(entity(r, DABIR_IGO, "SCO", NULL), -1);
    done(r);
}

static void bodies(void **state) {
    (void)state;
    reading *r = read_from("وزارت امور خارجه روسیه اعلام کرد. وزارت امور خارجه کشورمان پاسخ داد. دولت بلاروس سکوت کرد.", "ایسنا");
    sound(r);
    assert_true(entity(r, DABIR_BODY, "RUS", NULL) >= 0);
    assert_true(entity(r, DABIR_BODY, "IRN", NULL) >= 0);
    int m = mention(r, "دولت بلاروس", 0);
    assert_true(m >= 0 && r->n.m[m].kind == DABIR_STATE);
    m = mention(r, "روسیه", 0);
    assert_true(m >= 0 && (r->n.m[m].flags & DB_MF_NESTED) && r->n.m[m].kind == DABIR_STATE);
    done(r);
}

/* A state named by an adjective alone is marked so: the record room drops it unless a claim is about it. Officials of one stand for it. */
static void adjectives(void **state) {
    (void)state;
    reading *r = read_from("این فیلم ژاپنی در جشنواره نمایش داده شد.", "");
    for (uint32_t i = 0; i < r->n.n_mentions; i++) assert_true(r->n.m[i].flags & DB_MF_ALONE);
    assert_true(r->n.n_mentions > 0);
    done(r);
    r = read_from("ژاپن میزبان است. این فیلم ژاپنی در جشنواره نمایش داده شد.", "");
    for (uint32_t i = 0; i < r->n.n_mentions; i++) assert_false(r->n.m[i].flags & DB_MF_ALONE);
    done(r);
    r = read_from("مقامات ژاپنی این خبر را تایید کردند.", "");
    sound(r);
    assert_true(entity(r, DABIR_STATE, "JPN", NULL) >= 0);
    done(r);
}

static void outlets(void **state) {
    (void)state;
    reading *r = read_from("به گزارش پیک دریا، سخنگوی وزارت امور خارجه آن را رد کرد.", "");
    sound(r);
    int o = entity(r, DABIR_OUTLET, NULL, "پیک دریا");
    assert_true(o >= 0);
    assert_true(r->n.m[mention(r, "پیک دریا", 0)].flags & DB_MF_SOURCE);
    done(r);
    r = read_from("وزیر خارجه کشورمان به کابل رفت.", "");
    assert_true(entity(r, DABIR_PERSON, "IRN", NULL) >= 0);
    done(r);
}

/* Sports and culture do not turn into persons word by word. */
static void no_names(void **state) {
    (void)state;
    reading *r = read_from("تیم ملی فوتبال در نیمه دوم دو گل زد و با حسن نیت داوران روبه‌رو شد. هوای خوب بازی را زیبا کرد.", "");
    sound(r);
    assert_int_equal(count(r, DABIR_PERSON), 0);
    done(r);
}

static void empty(void **state) {
    (void)state;
    reading *r = read_from("", "");
    assert_int_equal(r->n.n_mentions, 0);
    assert_int_equal(r->n.n_ents, 0);
    assert_int_equal(db_names_entity(&r->a, model, &r->n, DABIR_STATE, "DZA"), 0);
    assert_int_equal(db_names_entity(&r->a, model, &r->n, DABIR_STATE, "DZA"), 0);
    assert_int_equal(db_names_entity(&r->a, model, &r->n, DABIR_STATE, "QQQ"), DABIR_NONE);
    done(r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(offices), cmocka_unit_test(title_first), cmocka_unit_test(one_person), cmocka_unit_test(lead),
        cmocka_unit_test(described), cmocka_unit_test(plural), cmocka_unit_test(capitals), cmocka_unit_test(short_forms),
        cmocka_unit_test(bodies), cmocka_unit_test(adjectives), cmocka_unit_test(outlets), cmocka_unit_test(no_names), cmocka_unit_test(empty)};
    return cmocka_run_group_tests(tests, open_model, close_model);
}
