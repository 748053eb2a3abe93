/* chars.c -- the normaliser's pass over single characters: letters of other keyboards, signs over letters, digits, ligatures, repeated letters.
 * Addresses, tags and code stay as they are; digits inside Latin words too. */
#include "ortho/norm.h"
#include "text/utf8.h"

/* Kinds of characters that some switch changes. */
enum { C_NONE, C_LETTER, C_WIDE, C_TEH, C_KASHIDA, C_SIGN, C_ARABIC_DIGIT, C_FA_DIGIT, C_PRESENTATION, C_SPECIAL, C_PERCENT };

/* Arabic letters that Persian keyboards lack. */
static uint32_t plain_letter(uint32_t cp) {
    switch (cp) {
    case 0x64A: case 0x649: return 0x6CC;
    case 0x643: return 0x6A9;
    default: return 0;
    }
}

/* Kurdish, Urdu, Pashto … letters by their nearest in Persian; letters with a sign of their own first. */
static uint32_t wide_letter(uint32_t cp) {
    switch (cp) {
    case 0x671: case 0x672: case 0x673: case 0x675: return 0x627;
    case 0x676: case 0x6C4: case 0x6C5: case 0x6C6: case 0x6C7: case 0x6C8: case 0x6C9: case 0x6CA: case 0x6CB: case 0x6CF: return 0x648;
    case 0x678: case 0x6CD: case 0x6CE: case 0x6D0: case 0x6D1: case 0x6D2: case 0x6D3: case 0x63D: case 0x63E: case 0x63F: return 0x6CC;
    case 0x6BE: case 0x6C1: case 0x6D5: case 0x6FF: return 0x647;
    case 0x6C2: return 0x6C0;
    case 0x679: case 0x67A: case 0x67C: case 0x67D: return 0x62A;
    case 0x67B: case 0x680: return 0x628;
    case 0x67F: return 0x67E;
    case 0x681: case 0x685: return 0x62E;
    case 0x682: return 0x62D;
    case 0x683: case 0x684: return 0x62C;
    case 0x687: case 0x6BF: return 0x686;
    case 0x688: case 0x689: case 0x68A: case 0x68B: case 0x68D: case 0x68F: case 0x690: case 0x6EE: return 0x62F;
    case 0x68C: case 0x68E: return 0x630;
    case 0x691: case 0x692: case 0x693: case 0x694: case 0x695: case 0x696: case 0x6EF: return 0x631;
    case 0x697: return 0x632;
    case 0x69A: case 0x69B: return 0x633;
    case 0x69C: case 0x6FA: return 0x634;
    case 0x6A4: case 0x6A2: case 0x6A3: return 0x641;
    case 0x6A5: return 0x641;
    case 0x6A7: case 0x6A8: return 0x642;
    case 0x6AA: case 0x6AB: case 0x6AC: case 0x6AD: case 0x6AE: case 0x63B: case 0x63C: return 0x6A9;
    case 0x6B0: case 0x6B1: case 0x6B2: case 0x6B3: case 0x6B4: return 0x6AF;
    case 0x6B5: case 0x6B6: case 0x6B7: case 0x6B8: return 0x644;
    case 0x6BA: case 0x6BB: case 0x6BC: case 0x6BD: case 0x6B9: return 0x646;
    default: return 0;
    }
}

static uint8_t kind_of(uint32_t cp) {
    if (cp >= 0x660 && cp <= 0x669) return C_ARABIC_DIGIT;
    if (cp >= 0x6F0 && cp <= 0x6F9) return C_FA_DIGIT;
    if (plain_letter(cp)) return C_LETTER;
    if (wide_letter(cp)) return C_WIDE;
    if (cp == 0x629 || cp == 0x6C3) return C_TEH;
    if (cp == 0x640) return C_KASHIDA;
    if ((cp >= 0x64B && cp <= 0x652) || cp == 0x670 || (cp >= 0x656 && cp <= 0x65F)) return C_SIGN;
    if ((cp >= 0x610 && cp <= 0x61A) || (cp >= 0x6D6 && cp <= 0x6ED && cp != 0x6E5 && cp != 0x6E6)) return C_SPECIAL;
    if (cp == 0x66A || cp == '%') return C_PERCENT;
    if (cp >= 0xFB50 && cp <= 0xFEFC && db_class_of(cp) == DB_K_ARABIC) return C_PRESENTATION;
    if (cp >= 0xFDF0 && cp <= 0xFDFF) return C_SPECIAL;
    return C_NONE;
}

/* Does this switch set change anything of that kind? */
static bool wanted(const db_policy *p, uint8_t kind) {
    const uint8_t *v = p->v;
    switch (kind) {
    case C_LETTER: return v[DB_SW_LETTERS];
    case C_WIDE: return v[DB_SW_LETTERS] == 2;
    case C_PRESENTATION: return v[DB_SW_LETTERS] || v[DB_SW_LIGATURES] || v[DB_SW_SPECIALS];
    case C_TEH: return v[DB_SW_TEH];
    case C_KASHIDA: return v[DB_SW_KASHIDA];
    case C_SIGN: return v[DB_SW_DIACRITICS];
    case C_ARABIC_DIGIT: return v[DB_SW_DIGITS];
    case C_FA_DIGIT: return v[DB_SW_DIGITS] == 3;
    case C_SPECIAL: return v[DB_SW_SPECIALS] || v[DB_SW_LIGATURES];
    case C_PERCENT: return v[DB_SW_PERCENT];
    default: return false;
    }
}

void db_chars_marked(const db_policy *p, db_marked *m) {
    memset(m, 0, sizeof *m);
    for (uint32_t c = 0; c < 256; c++) m->block[c] = wanted(p, kind_of(0x600 + c));
    m->forms = p->v[DB_SW_LETTERS] || p->v[DB_SW_LIGATURES] || p->v[DB_SW_SPECIALS] || p->v[DB_SW_DIGITS] == 2;
    m->latin_digits = p->v[DB_SW_DIGITS] == 2;
    m->percent = p->v[DB_SW_PERCENT];
    m->closed = p->v[DB_SW_ENTITIES] || p->v[DB_SW_URLS];
}

/* ---- one character ---- */

static db_str put(db_run *r, uint32_t cp) {
    char *p = db_alloc(r->a, 4);
    return db_str_of(p, db_put_cp(p, cp));
}

typedef struct place { uint32_t at, len, cp; const db_atom *atom; } place;

static void change(db_run *r, const place *c, db_str now, db_switch why) {
    db_edit_add(&r->e, c->at, c->at + c->len, now, (uint8_t)why);
    uint32_t len;
    bool edge = c->at == c->atom->b0 || c->at + c->len == c->atom->b1; /* without it the word may begin or end elsewhere */
    bool same = ((why == DB_SW_KASHIDA || why == DB_SW_DIACRITICS) && !edge) || (why == DB_SW_DIGITS && db_on(r, DB_SW_DIGITS) != 3); /* ASCII digits may stick to Latin letters */
    if (why == DB_SW_LETTERS && now.n) same = db_letter(c->cp) == db_letter(db_cp(now.p, &len)) && len == now.n;
    const db_atom *end = r->x.a + r->x.n;
    r->e.e[r->e.n - 1].quiet = c->atom->gap != DB_G_NONE && (c->atom + 1 == end || c->atom[1].gap != DB_G_NONE);
    r->e.e[r->e.n - 1].same = same && c->cp < 0x2000 && (c->atom->n || c->atom->kind == DB_A_NUMBER); /* what would vanish is not the same */
}

static void digit(db_run *r, const place *c, uint32_t value) {
    uint8_t to = db_on(r, DB_SW_DIGITS);
    if (!to || c->atom->kind == DB_A_LATIN || c->atom->kind == DB_A_CLOSED) return;
    if (to == 1 && kind_of(c->cp) != C_ARABIC_DIGIT) return;
    uint32_t cp = to == 3 ? '0' + value : 0x6F0 + value;
    if (cp != c->cp) change(r, c, put(r, cp), DB_SW_DIGITS);
}

static void presentation(db_run *r, const place *c) {
    static const struct { uint32_t cp; const char *words; } ligature[] = {
        {0xFDFD, "بسم الله الرحمن الرحیم"}, {0xFDFC, "ریال"}, {0xFDF2, "الله"}, {0xFDF3, "اکبر"}, {0xFDF4, "محمد"}, {0xFDF5, "صلعم"}, {0xFDF6, "رسول"},
        {0xFDF7, "علیه"}, {0xFDF8, "وسلم"}, {0xFDF9, "صلی"}, {0xFDFA, "صلی الله علیه وسلم"}, {0xFDFB, "جل جلاله"},
    };
    for (size_t i = 0; i < sizeof ligature / sizeof *ligature; i++) {
        if (c->cp != ligature[i].cp) continue;
        if (db_on(r, DB_SW_SPECIALS) && c->cp >= 0xFDFA && c->cp <= 0xFDFB) change(r, c, db_lit(""), DB_SW_SPECIALS);
        else if (db_on(r, DB_SW_LIGATURES)) change(r, c, db_lit(ligature[i].words), DB_SW_LIGATURES);
        return;
    }
    if (!db_on(r, DB_SW_LETTERS) || db_class_of(c->cp) != DB_K_ARABIC) return;
    uint32_t folded[4], n = db_fold(c->cp, folded);
    char *p = db_alloc(r->a, 16);
    uint32_t o = 0;
    for (uint32_t i = 0; i < n; i++) o += db_put_cp(p + o, folded[i]);
    change(r, c, db_str_of(p, o), DB_SW_LETTERS);
}

static void teh(db_run *r, const place *c, bool last) {
    if (!db_on(r, DB_SW_TEH)) return;
    change(r, c, last && db_on(r, DB_SW_TEH) == 2 ? db_lit("ه\xE2\x80\x8Cی") : db_lit("ه"), DB_SW_TEH);
}

/* A number sign in front of a word is a value («12%»), one in front of letters or $ is code (%s). */
static void percent(db_run *r, const place *c) {
    uint32_t next = c->at + c->len, len, to = db_on(r, DB_SW_PERCENT) == 1 ? 0x66A : '%';
    if (to == c->cp) return;
    if (next < r->text.n) {
        uint32_t cp = db_cp(r->text.p + next, &len);
        if ((cp < 0x80 && ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z')) || (cp >= '0' && cp <= '9')) return;
    }
    change(r, c, put(r, to), DB_SW_PERCENT);
}

static void one(db_run *r, const place *c, uint32_t before) {
    uint8_t kind = kind_of(c->cp);
    if (c->cp >= '0' && c->cp <= '9') digit(r, c, c->cp - '0');
    else if (kind == C_ARABIC_DIGIT) digit(r, c, c->cp - 0x660);
    else if (kind == C_FA_DIGIT) digit(r, c, c->cp - 0x6F0);
    else if (c->cp >= 0x2488 && c->cp <= 0x249B && db_on(r, DB_SW_DIGITS) == 2) { /* ⒕: a number with its stop */
        char *p = db_alloc(r->a, 8);
        uint32_t v = c->cp - 0x2487, o = v >= 10 ? db_put_cp(p, 0x6F0 + v / 10) : 0;
        o += db_put_cp(p + o, 0x6F0 + v % 10);
        change(r, c, db_str_of(p, o), DB_SW_DIGITS);
    } else if (!wanted(r->p, kind) && kind != C_PRESENTATION) return;
    else if (kind == C_LETTER) change(r, c, put(r, plain_letter(c->cp)), DB_SW_LETTERS);
    else if (kind == C_WIDE) change(r, c, put(r, wide_letter(c->cp)), DB_SW_LETTERS);
    else if (kind == C_TEH) teh(r, c, c->at + c->len == c->atom->b1);
    else if (kind == C_KASHIDA) change(r, c, db_lit(""), DB_SW_KASHIDA);
    else if (kind == C_SIGN && (db_on(r, DB_SW_DIACRITICS) == 2 || before == c->cp)) change(r, c, db_lit(""), DB_SW_DIACRITICS);
    else if (kind == C_PRESENTATION || (kind == C_SPECIAL && c->cp > 0xFD00)) presentation(r, c);
    else if (kind == C_SPECIAL && db_on(r, DB_SW_SPECIALS)) change(r, c, db_lit(""), DB_SW_SPECIALS);
    else if (kind == C_PERCENT) percent(r, c);
}

/* ---- repeated letters ---- */

static bool known(const db_run *r, const uint8_t *l, uint32_t n) { return db_wt_word(&r->s->t, db_word_hash(l, n)) & (DB_WT_KNOWN | DB_WT_LEX); }

/* Runs of three and more of one letter: to two; or, by the lexicon, to what gives a word (one is tried first). */
static void repeats(db_run *r, const db_atom *a) {
    const uint8_t *l = r->x.letters + a->l0;
    if (a->kind != DB_A_WORD || a->n < 3 || a->n > 60 || a->flags & DB_AF_DIRTY) return;
    uint8_t one[64], two[64];
    uint32_t n1 = 0, n2 = 0;
    bool long_run = false;
    for (uint32_t i = 0, j; i < a->n; i = j) {
        for (j = i; j < a->n && l[j] == l[i];) j++;
        long_run |= j - i > 2;
        for (uint32_t k = i; k < j; k++) {
            if (j - i <= 2 || k < i + 1) one[n1++] = l[k];
            if (k < i + 2) two[n2++] = l[k];
        }
    }
    if (!long_run) return;
    uint32_t keep = db_on(r, DB_SW_REPEATS) == 1 || (!known(r, one, n1) && known(r, two, n2)) ? 2 : 1;
    for (uint32_t i = 0, j; i < a->n; i = j) {
        for (j = i; j < a->n && memcmp(r->text.p + a->b0 + 2 * j, r->text.p + a->b0 + 2 * i, 2) == 0;) j++;
        if (j - i > 2) db_edit_add(&r->e, a->b0 + 2 * (i + keep), a->b0 + 2 * j, db_lit(""), DB_SW_REPEATS);
    }
}

/* ---- code and addresses ---- */

static void entity(db_run *r, const db_atom *a) {
    static const char *const names[][2] = {{"&quot;", "\""}, {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&nbsp;", " "}, {"&laquo;", "«"}, {"&raquo;", "»"},
        {"&zwnj;", "\xE2\x80\x8C"}, {"&#39;", "'"}, {"&apos;", "'"}, {"&hellip;", "…"}};
    db_str s = db_str_of(r->text.p + a->b0, a->b1 - a->b0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (db_str_eq(s, db_str_z(names[i][0]))) db_edit_add(&r->e, a->b0, a->b1, db_lit(names[i][1]), DB_SW_ENTITIES);
}

static int hex(char c) { return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1; }

/* %D8%A7 to ا where the bytes are UTF-8 beyond ASCII. */
static void address(db_run *r, const db_atom *a) {
    const char *s = r->text.p;
    for (uint32_t i = a->b0; i + 2 < a->b1; i++) {
        if (s[i] != '%') continue;
        char b[4] = {0};
        uint32_t n = 0, k = i;
        while (n < 4 && k + 2 < a->b1 + 0u && s[k] == '%' && hex(s[k + 1]) >= 0 && hex(s[k + 2]) >= 0) b[n++] = (char)(hex(s[k + 1]) * 16 + hex(s[k + 2])), k += 3;
        unsigned char c = (unsigned char)b[0];
        uint32_t len = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC2 ? 2 : 0;
        bool ok = len && len <= n;
        for (uint32_t j = 1; ok && j < len; j++) ok = ((unsigned char)b[j] & 0xC0) == 0x80;
        if (!ok) continue;
        char *p = db_alloc(r->a, 4);
        memcpy(p, b, 4);
        db_edit_add(&r->e, i, i + 3 * len, db_str_of(p, len), DB_SW_URLS);
        i += 3 * len - 1;
    }
}

void db_pass_chars(db_run *r) {
    for (uint32_t i = 0; i < r->x.n; i++) {
        const db_atom *a = &r->x.a[i];
        uint32_t before = 0, len;
        if (!(a->flags & DB_AF_CHANGE)) continue;
        if (a->kind == DB_A_CLOSED) {
            if (db_on(r, DB_SW_ENTITIES)) entity(r, a);
            if (db_on(r, DB_SW_URLS)) address(r, a);
            continue;
        }
        for (uint32_t b = a->b0; b < a->b1; b += len) {
            place c = {.at = b, .cp = db_cp(r->text.p + b, &len), .atom = a};
            c.len = len;
            one(r, &c, before);
            before = c.cp;
        }
    }
}

void db_pass_repeats(db_run *r) {
    for (uint32_t i = 0; i < r->x.n; i++)
        if (!(r->x.a[i].flags & DB_AF_FIXED)) repeats(r, &r->x.a[i]);
}
