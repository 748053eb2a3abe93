/* test_text.c -- charsets, the normaliser and its map, letters, tokens, sentences. */
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static db_arena arena;

static int set_up(void **state)
{
    (void)state;
    db_arena_init(&arena, 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    db_arena_free(&arena);
    return 0;
}

/* ---- charsets ---- */

static void decodes(const char *bytes, size_t n, const char *charset, const char *want, uint32_t replaced, uint64_t at)
{
    db_decoded d;
    dabir_error e;
    assert_int_equal(db_decode(&arena, bytes, n, &d, &e), DABIR_OK);
    assert_string_equal(d.charset, charset);
    assert_int_equal(d.n, strlen(want));
    assert_memory_equal(d.p, want, d.n);
    assert_int_equal(d.replaced, replaced);
    assert_int_equal(d.replaced_at, at);
}
#define DECODES(lit, charset, want, replaced, at) decodes(lit, sizeof lit - 1, charset, want, replaced, at)

#define FFFD "\xEF\xBF\xBD"

static void utf8_is_strict(void **state)
{
    (void)state;
    DECODES("", "utf-8", "", 0, 0);
    DECODES("سلام abc", "utf-8", "سلام abc", 0, 0);
    DECODES("\xEF\xBB\xBFسلام", "utf-8", "\xEF\xBB\xBFسلام", 0, 0); /* the mark is a code point of the report */
    DECODES("a\xC0\x80z", "utf-8", "a" FFFD FFFD "z", 2, 1);            /* overlong */
    DECODES("ab\xE0\x80\xAFz", "utf-8", "ab" FFFD FFFD FFFD "z", 3, 2);
    DECODES("\xED\xA0\x80", "utf-8", FFFD FFFD FFFD, 3, 0);     /* surrogate */
    DECODES("\xF4\x90\x80\x80", "utf-8", FFFD FFFD FFFD FFFD, 4, 0); /* beyond U+10FFFF */
    DECODES("\xF5x", "utf-8", FFFD "x", 1, 0);
    DECODES("a\xE2\x80", "utf-8", "a" FFFD, 1, 1); /* truncated: one part */
    DECODES("a\xF0\x9F\x98 b", "utf-8", "a" FFFD " b", 1, 1);
    DECODES("a\x80\xBF", "utf-8", "a" FFFD FFFD, 2, 1);
    DECODES("\xF0\x9F\x98\x80", "utf-8", "\xF0\x9F\x98\x80", 0, 0);
    db_decoded d;
    assert_int_equal(db_decode(&arena, "a\0b", 3, &d, NULL), DABIR_OK);
    assert_int_equal(d.n, 3);
    assert_memory_equal(d.p, "a\0b", 3);
}

/* The same faults deep in a text, at every place within the blocks that are checked at once; each stands between whole letters. */
static void faults_are_found_everywhere(void **state)
{
    (void)state;
    static const struct { const char *bytes; uint32_t replaced; } fault[] = {
        {"\xC0\x80", 2}, {"\xC1\xBF", 2}, {"\xE0\x80\xAF", 3}, {"\xED\xA0\x80", 3}, {"\xF4\x90\x80\x80", 4}, {"\xF5", 1}, {"\xE2\x80", 1},
        {"\xF0\x9F\x98", 1}, {"\x80", 1}, {"\xD8", 1}, {"\xE2", 1}, {"\xC0", 1}, {"\xBF\x80", 2}, {"\xF0\x9F\x98\x80", 0}, {"\xE2\x80\x8C", 0}, {"\xEF\xBF\xBD", 0},
        {"\xEE\x80\x80", 0}, {"\xE0\xA0\x80", 0}, {"\xED\x9F\xBF", 0}};
    static const char *const letters[] = {"a", "س", "\xE2\x80\x8C", "\xF0\x9F\x98\x80"};
    for (uint32_t round = 0; round < 4 * 80; round++) {
        char text[600] = "";
        uint32_t seed = round;
        for (uint32_t k = 0; k < round / 4; k++, seed = seed * 1103515245u + 12345u)
            strcat(text, letters[round % 4 == 3 ? seed >> 16 & 3 : round % 4]);
        size_t at = strlen(text);
        for (size_t f = 0; f < sizeof fault / sizeof *fault; f++) {
            db_decoded d;
            text[at] = '\0';
            strcat(text, fault[f].bytes);
            strcat(text, "مجلس شورا‌ی a good deal of letters follows, so that blocks are full: سلام و درود");
            assert_int_equal(db_decode(&arena, text, strlen(text), &d, NULL), DABIR_OK);
            assert_string_equal(d.charset, "utf-8");
            assert_int_equal(d.replaced, fault[f].replaced);
            assert_int_equal(d.replaced_at, fault[f].replaced ? at : 0);
            assert_true((d.p == text) == !fault[f].replaced); /* what is valid is not copied */
        }
        db_arena_reset(&arena);
    }
}

static void utf16_is_recognised(void **state)
{
    (void)state;
    DECODES("\xFF\xFE\x33\x06\x44\x06\x27\x06\x45\x06", "utf-16le", "سلام", 0, 0);
    DECODES("\xFE\xFF\x06\x33\x06\x44\x06\x27\x06\x45", "utf-16be", "سلام", 0, 0);
    DECODES("\x33\x06\x44\x06\x27\x06\x45\x06\x20\x00\x27\x06\xCC\x06", "utf-16le", "سلام ای", 0, 0);
    DECODES("\x06\x33\x06\x44\x06\x27\x06\x45\x00\x20\x06\x27\x06\xCC", "utf-16be", "سلام ای", 0, 0);
    DECODES("\xFF\xFE\x3D\xD8\x00\xDE", "utf-16le", "\xF0\x9F\x98\x80", 0, 0);
    DECODES("\xFF\xFE\x41\x00\x3D\xD8\x42\x00", "utf-16le", "A" FFFD "B", 1, 4); /* half a pair */
    DECODES("\xFF\xFE\x41\x00\x42", "utf-16le", "A" FFFD, 1, 4);                  /* half a unit */
}

static void windows_1256_is_recognised(void **state)
{
    (void)state;
    DECODES("\xD3\xE1\xC7\xE3 \xED\x98", "windows-1256", "سلام يک", 0, 0);
    DECODES("\xE6\xD2\xED\xD1 \xC7\xE3\xE6\xD1 \xCE\xC7\xD1\xCC\xE5 \x90\xDD\xCA: \xAB\x81\xED\xC7\xE3\xBB \xE3\xED\x9D\xD4\xE6\xCF.", "windows-1256",
            "وزير امور خارجه گفت: «پيام» مي‌شود.", 0, 0);
    /* Latin text with a broken letter is UTF-8 with a fault, and so is Persian UTF-8 with one. */
    DECODES("caf\xE9 au lait", "utf-8", "caf" FFFD " au lait", 1, 3);
    DECODES("سلام \xD8 سلام", "utf-8", "سلام " FFFD " سلام", 1, 9);
}

/* ---- normaliser ---- */

static void normalises(const char *in, const char *want)
{
    db_text t;
    db_normalise(&arena, in, (uint32_t)strlen(in), &t);
    if (t.norm_n != strlen(want) || memcmp(t.norm, want, t.norm_n) != 0)
        fail_msg("'%s' gave '%.*s', not '%s'", in, (int)t.norm_n, t.norm, want);
}

static void folds(void **state)
{
    (void)state;
    static const char *const pair[][2] = {
        {"يىی", "ییی"},
        {"كک", "کک"},
        {"ةۀهٔ", "ههه"},
        {"أإٱاآ", "ااااآ"},
        {"ؤو", "وو"},
        {"مسئول", "مسئول"},
        {"شیء", "شیء"},
        {"کـــتاب", "کتاب"},
        {"مُحَمَّداً", "محمدا"},
        {"۰۱۲۳۴۵۶۷۸۹", "0123456789"},
        {"٠١٢٣٤٥٦٧٨٩", "0123456789"},
        {"٫٬٪؟؛،", "٫٬٪؟؛،"},
        {"\xEF\xBA\xB3\xEF\xBB\xBC\xEF\xBB\xA1", "سلام"}, /* presentation forms, lam-alef */
        {"\xEF\xAF\xBE\xEF\xAE\x90\xEF\xAD\xBC", "یکچ"},
        {"\xEF\xB7\xB2", "الله"},
        {"\xEF\xB7\xBC", "ریال"},
        {"a\xC2\xA0" "b\xE2\x80\x89" "c\xE3\x80\x80" "d\te", "a b c d e"},
        {"می\u200cشود", "می\u200cشود"},
        {"می\u200c\u200c\u200cشود", "می\u200cشود"},
        {"می\u200c\u064B\u200e\u200cشود", "می\u200cشود"},
        {"می\u200c شود \u200cها", "می شود ها"},
        {"\u200cمی\u200c", "می"},
        {"گفت\u200c:\u200cاو\u200c،", "گفت:او،"},
        {"20\u200cساله", "20\u200cساله"},
        {"\u202bسلام\u200f\u202c \u2066x\u2069\u00ad\ufeff", "سلام x"},
        {"بین\u00adالمللی", "بینالمللی"},
        {"a\r\nb\rc\nd\u2028e\u2029f\xC2\x85" "g", "a\nb\nc\nd\ne\nf\ng"},
        {"\u201c\u201d\u201e\"\u00ab\u00bb", "\u201c\u201d\u201e\"\u00ab\u00bb"},
        {"\ufeffسلام", "سلام"},
        {"\xF0\x9F\x98\x80 é", "\xF0\x9F\x98\x80 é"},
    };
    for (size_t i = 0; i < sizeof pair / sizeof pair[0]; i++)
        normalises(pair[i][0], pair[i][1]);
    db_text t;
    db_normalise(&arena, "a\0b\x01", 4, &t);
    assert_int_equal(t.norm_n, 4);
    assert_memory_equal(t.norm, "a b ", 4); /* control characters are white space */
    db_normalise(&arena, "", 0, &t);
    assert_int_equal(t.norm_n, 0);
    assert_int_equal(t.map[0], 0);
}

static uint32_t rng(uint32_t *s)
{
    *s ^= *s << 13;
    *s ^= *s >> 17;
    *s ^= *s << 5;
    return *s;
}

/* Code points that matter, and any other. */
static uint32_t random_cp(uint32_t *s)
{
    static const uint32_t odd[] = {0x200C, 0x200C, 0x200E, 0x640, 0x64B, 0x654, ' ', '\n', '\r', '.', 0xA0, 0xAD, 0xFEFB, 0xFDF2, 0xFDFC,
                                   0xFBEA, 0xFEFF, 0x2028, 0, '"', 0xAB, 0xBB, '-', '/', '@', '#', ':', 0x66B, 0x1F600, 'h', 'w'};
    uint32_t r = rng(s), cp;
    switch (r % 8) {
    case 0: case 1: case 2:
        return 0x620 + r / 8 % 0xE0;
    case 3: case 4:
        return 0x20 + r / 8 % 0x5F;
    case 5: case 6:
        return odd[r / 8 % (sizeof odd / sizeof odd[0])];
    default:
        cp = r / 8 % 0x110000;
        return cp >= 0xD800 && cp <= 0xDFFF ? 0x627 : cp;
    }
}

static uint32_t random_text(uint32_t *s, char *out, uint32_t points)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < points; i++)
        n += db_put_cp(out + n, random_cp(s));
    return n;
}

/* The map never goes back, points at code points, and the letters behind norm are the letters of orig at the same place. */
static void map_holds(void **state)
{
    (void)state;
    uint32_t seed = 20240519;
    char in[4 * 120];
    for (int round = 0; round < 20000; round++) {
        uint32_t points = rng(&seed) % 120, n = random_text(&seed, in, points);
        db_text t;
        db_normalise(&arena, in, n, &t);
        assert_int_equal(t.n_cp, points);
        assert_int_equal(t.map[t.norm_n], n);
        for (uint32_t i = 0; i < t.norm_n; i++) {
            assert_true(t.map[i] <= t.map[i + 1]);
            assert_true(t.map[i] < n && (in[t.map[i]] & 0xC0) != 0x80);
        }
        for (uint32_t i = 0, len, olen; i < t.norm_n; i += len) {
            uint32_t cp = db_cp(t.norm + i, &len), folded[4], k = db_fold(db_cp(in + t.map[i], &olen), folded);
            bool found = false;
            for (uint32_t j = 0; j < k; j++)
                found |= folded[j] == cp;
            assert_true(found);
        }
        db_text again; /* what is normal stays as it is */
        db_normalise(&arena, t.norm, t.norm_n, &again);
        assert_int_equal(again.norm_n, t.norm_n);
        assert_memory_equal(again.norm, t.norm, t.norm_n);
        db_arena_reset(&arena);
    }
}

/* ---- letters ---- */

static bool same_letters(const char *a, const char *b)
{
    uint8_t x[100], y[100];
    uint32_t n = db_letters(db_str_z(a), x, NULL, 100), m = db_letters(db_str_z(b), y, NULL, 100);
    return n == m && memcmp(x, y, n) == 0;
}

static void letters_ignore_spelling(void **state)
{
    (void)state;
    assert_true(same_letters("گفت‌و‌گو", "گفتوگو"));
    assert_true(same_letters("گفت و گو", "گفتگو") == false);
    assert_true(same_letters("رئیس", "رییس"));
    assert_true(same_letters("تأکید", "تاکيد"));
    assert_true(same_letters("آمریکا", "امریکا"));
    assert_true(same_letters("فؤاد", "فواد"));
    assert_true(same_letters("ملل متحد", "ملل‌متحد"));
    assert_true(same_letters("یون کانگ-هیون", "یون کانگ هیون"));
    assert_true(same_letters("شیء", "شی"));
    assert_true(same_letters("همە", "همه"));
    assert_true(same_letters("NATO ۱۲", "nato12"));
    assert_true(same_letters("\xEF\xBA\xB3\xEF\xBB\xBC\xEF\xBB\xA1", "سلام"));
    assert_true(same_letters("Élysée", "elysee"));
    assert_false(same_letters("سلام", "سلم"));
    assert_false(same_letters("صفر", "سفر"));
    static const char alphabet[] = "اآبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی0123456789abcdefghijklmnopqrstuvwxyz";
    uint8_t code[100];
    uint32_t n = db_letters(db_str_z(alphabet), code, NULL, 100);
    assert_int_equal(n, 33 + 36);
    for (uint32_t i = 0; i < n; i++) {
        assert_in_range(code[i], 1, 127);
        for (uint32_t j = 0; j < i; j++)
            assert_true(code[i] != code[j] || (i == 1 && j == 0)); /* all differ, but آ = ا */
    }
    uint8_t out[4];
    bool bound[4];
    assert_int_equal(db_letters(db_str_z("ا ب‌پت-ث"), out, bound, 4), 4);
    assert_false(bound[0]);
    assert_true(bound[1] && bound[2]);
    assert_false(bound[3]);
}

static void every_code_point_has_a_letter_code(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp++)
        assert_true(db_letter(cp) <= 127);
    assert_int_equal(db_letter(DB_ZWNJ), 0);
    assert_int_equal(db_letter(0x621), 0);
    assert_int_equal(db_letter('-'), 0);
    assert_int_equal(db_letter(0x640), 0);
}

/* ---- tokens and sentences ---- */

/* Tokens written apart by '|', sentences by '‖', from the code points of the report. */
static void segments(const char *in, const char *want)
{
    db_text t;
    db_tokens k;
    db_buf b = {0};
    uint32_t n = (uint32_t)strlen(in), *byte = DB_NEW(&arena, uint32_t, n + 2), points = 0;
    for (uint32_t i = 0; i <= n; i++)
        if ((in[i] & 0xC0) != 0x80)
            byte[points++] = i;
    db_normalise(&arena, in, n, &t);
    db_tokenise(&arena, &t, &k);
    for (uint32_t s = 0; s < k.n_sents; s++) {
        for (uint32_t i = k.sent0[s]; i < k.sent0[s + 1]; i++) {
            if (i > k.sent0[s])
                db_buf_ch(&b, '|');
            db_buf_add(&b, in + byte[k.cp0[i]], byte[k.cp1[i]] - byte[k.cp0[i]]);
        }
        if (s + 1 < k.n_sents)
            db_buf_str(&b, "‖");
    }
    db_buf_ch(&b, '\0');
    assert_string_equal(b.p, want);
    db_buf_free(&b);
}

static void tokens_are_found(void **state)
{
    (void)state;
    static const char *const pair[][2] = {
        {"می‌شود، کتاب‌ها.", "می‌شود|،|کتاب‌ها|."},
        {"1,234,567 ۱٫۵ 3.5 67/19", "1,234,567|۱٫۵|3.5|67/19"},
        {"۱٬۲۳۴ 12:30 1402/2/18 2019-04-19", "۱٬۲۳۴|12:30|1402/2/18|2019-04-19"},
        {"سالهای 2019- 2021", "سالهای|2019|-|2021"},
        {"2019-2021 ۲۰۱۸–۲۰۲۳", "2019|-|2021|۲۰۱۸|–|۲۰۲۳"},
        {"2018,2019", "2018|,|2019"},
        {"F-16 و A.B.C. CoRoT-7b 5G", "F-16|و|A.B.C.|CoRoT-7b|5G"},
        {"https://example.com/a?b=1، www.example.ir.", "https://example.com/a?b=1|،|www.example.ir|."},
        {"a.b@example.com @name_x #تگ_فارسی‌ها", "a.b@example.com|@name_x|#تگ_فارسی‌ها"},
        {"سال ۲۰۰ ه.ق بود", "سال|۲۰۰|ه.ق|بود"},
        {"هـ.ش", "هـ.ش"},
        {"«سلام» (ص) [a]", "«|سلام|»|(|ص|)|[|a|]"},
        {"و/یا 19آوریل", "و|/|یا|19|آوریل"},
        {"۲۰‌ساله", "۲۰|ساله"},
        {"عمداً، مؤسسهٔ", "عمداً|،|مؤسسهٔ"},
        {"کتاب\u200e، \u200fسلام\u200f", "کتاب|،|سلام"},
        {"رفت... آمد", "رفت|...|آمد"},
        {"50% 😀😀", "50|%|😀|😀"},
        {"\xEF\xBB\xBC", "\xEF\xBB\xBC"},
    };
    for (size_t i = 0; i < sizeof pair / sizeof pair[0]; i++)
        segments(pair[i][0], pair[i][1]);
}

static void sentences_are_found(void **state)
{
    (void)state;
    static const char *const pair[][2] = {
        {"رفت. آمد؟ نه! خوب", "رفت|.‖آمد|؟‖نه|!‖خوب"},
        {"است.این مقام", "است|.‖این|مقام"},
        {"گفت: «سلام.» وی رفت.", "گفت|:|«|سلام|.|»‖وی|رفت|."},
        {"گفت: \"خوب است.\" بعد رفت.", "گفت|:|\"|خوب|است|.|\"‖بعد|رفت|."},
        {"خوب است. \"بعد\" رفت.", "خوب|است|.‖\"|بعد|\"|رفت|."},
        {"«چرا؟»، گفت.", "«|چرا|؟|»|،|گفت|."},
        {"واقعا؟! بله", "واقعا|؟|!‖بله"},
        {"در (!) اینجا", "در|(|!|)|اینجا"},
        {"عنوان خبر\nمتن خبر است", "عنوان|خبر‖متن|خبر|است"},
        {"۱. متن\n۲. متن", "۱|.|متن‖۲|.|متن"},
        {"آقای م. سرشک آمد.", "آقای|م.|سرشک|آمد|."},
        {"3.5 درصد. بعد", "3.5|درصد|.‖بعد"},
        {"در سال 2019. این", "در|سال|2019|.‖این"},
        {"رفت… و آمد.", "رفت|…|و|آمد|."},
        {"پایان است. تهران - واحد خبر: وزیر رفت.", "پایان|است|.‖تهران|-|واحد|خبر|:‖وزیر|رفت|."},
    };
    for (size_t i = 0; i < sizeof pair / sizeof pair[0]; i++)
        segments(pair[i][0], pair[i][1]);
}

/* Lines broken to a fixed width do not end sentences; paragraphs do. */
static void wrapped_lines_go_on(void **state)
{
    (void)state;
    static const char line[] = "وزیران سازمان در نشست خود درباره همکاری های اقتصادی و سیاسی\n";
    db_buf b = {0};
    for (int p = 0; p < 3; p++) {
        for (int i = 0; i < 4; i++)
            db_buf_str(&b, line);
        db_buf_str(&b, "گفت و گو کردند.\n\n");
    }
    db_text t;
    db_tokens k;
    db_normalise(&arena, b.p, (uint32_t)b.n, &t);
    db_tokenise(&arena, &t, &k);
    assert_int_equal(k.n_sents, 3);
    db_buf_free(&b);
}

static void flags_are_set(void **state)
{
    (void)state;
    static const char in[] = "الف ب\nپ\n \nت،";
    static const uint8_t want[] = {0, DB_TF_SPACE, DB_TF_SPACE | DB_TF_LINE, DB_TF_SPACE | DB_TF_LINE | DB_TF_PARA, 0};
    db_text t;
    db_tokens k;
    db_normalise(&arena, in, sizeof in - 1, &t);
    db_tokenise(&arena, &t, &k);
    assert_int_equal(k.n, 5);
    assert_memory_equal(k.flags, want, 5);
    assert_int_equal(k.punct[4], DB_P_COMMA);
    assert_int_equal(k.kind[4], DB_T_PUNCT);
    assert_int_equal(k.key0[4], k.key0[5]);
    assert_int_equal(k.key0[1], 3);
    db_normalise(&arena, " \n", 2, &t);
    db_tokenise(&arena, &t, &k);
    assert_int_equal(k.n, 0);
    assert_int_equal(k.n_sents, 0);
}

/* Any text: tokens lie in order, cover all that is not white space, and sentences cover all tokens. */
static void any_text_is_covered(void **state)
{
    (void)state;
    uint32_t seed = 77;
    char in[4 * 200];
    for (int round = 0; round < 20000; round++) {
        uint32_t n = random_text(&seed, in, rng(&seed) % 200), at = 0, s;
        db_text t;
        db_tokens k;
        db_normalise(&arena, in, n, &t);
        db_tokenise(&arena, &t, &k);
        for (uint32_t i = 0; i < k.n; i++) {
            for (; at < k.norm0[i]; at++)
                assert_true(t.norm[at] == ' ' || t.norm[at] == '\n' || (t.norm[at] & 0x80));
            assert_true(k.norm1[i] > k.norm0[i]);
            assert_true(k.cp0[i] <= k.cp1[i] && k.cp1[i] <= t.n_cp);
            assert_true(i == 0 || k.cp0[i] + 1 >= k.cp1[i - 1]);
            assert_true(k.key0[i] <= k.key0[i + 1]);
            at = k.norm1[i];
        }
        for (s = 0; s < k.n_sents; s++)
            assert_true(k.sent0[s] < k.sent0[s + 1]);
        assert_int_equal(k.sent0[k.n_sents], k.n);
        db_arena_reset(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_is_strict),
        cmocka_unit_test(faults_are_found_everywhere),
        cmocka_unit_test(utf16_is_recognised),
        cmocka_unit_test(windows_1256_is_recognised),
        cmocka_unit_test(folds),
        cmocka_unit_test(map_holds),
        cmocka_unit_test(letters_ignore_spelling),
        cmocka_unit_test(every_code_point_has_a_letter_code),
        cmocka_unit_test(tokens_are_found),
        cmocka_unit_test(sentences_are_found),
        cmocka_unit_test(wrapped_lines_go_on),
        cmocka_unit_test(flags_are_set),
        cmocka_unit_test(any_text_is_covered),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
