/* marks.c -- the normaliser's pass over punctuation as it is typed (quotes, dots, dashes, repeated and foreign marks, decimal points, dates) and the pass
 * over the ways to write the ezafe behind ه. */
#include "ortho/norm.h"
#include "text/utf8.h"

static uint32_t cp_at(const db_run *r, uint32_t i) {
    uint32_t len;
    return i < r->x.n && r->x.a[i].kind == DB_A_PUNCT ? db_cp(r->text.p + r->x.a[i].b0, &len) : 0;
}
static void put(db_run *r, uint32_t i, uint32_t j, const char *now, db_switch why) { /* atoms [i, j) */
    uint32_t from = r->x.a[i].b0, to = r->x.a[j - 1].b1;
    db_str s = db_lit(now);
    if (s.n != to - from || memcmp(s.p, r->text.p + from, s.n) != 0) db_edit_add(&r->e, from, to, s, (uint8_t)why);
}

/* ---- quotes ---- */

enum { Q_NONE, Q_OPEN, Q_CLOSE, Q_TAIL /* second half of '' */ };

static bool spaced_before(const db_run *r, uint32_t i) { return i == 0 || r->x.a[i].gap != DB_G_NONE || r->x.a[i - 1].kind == DB_A_PUNCT; }
static bool spaced_after(const db_run *r, uint32_t i) { return i + 1 >= r->x.n || r->x.a[i + 1].gap != DB_G_NONE || r->x.a[i + 1].kind == DB_A_PUNCT; }

/* Double marks from atom i to the end of its line: opened and closed in turn, all or none. */
static void doubles(const db_run *r, uint32_t i, uint32_t end, uint8_t *q) {
    uint32_t n = 0;
    for (int round = 0; round < 2; round++) {
        n = 0;
        for (uint32_t k = i; k < end; k++) {
            uint32_t c = cp_at(r, k);
            bool two = c == '\'' && cp_at(r, k + 1) == '\'' && k + 1 < end && r->x.a[k + 1].gap == DB_G_NONE;
            if (c != '"' && c != 0x201C && c != 0x201D && c != 0x201E && c != 0x201F && !two) continue;
            if (round) q[k] = n % 2 ? Q_CLOSE : Q_OPEN;
            if (two && round) q[k + 1] = Q_TAIL;
            k += two;
            n++;
        }
        if (n % 2) return;
    }
}

static void singles(const db_run *r, uint32_t i, uint32_t end, uint8_t *q) {
    uint32_t open = UINT32_MAX;
    for (uint32_t k = i; k < end; k++) {
        uint32_t c = cp_at(r, k);
        if (q[k] || (c != '\'' && c != 0x2018 && c != 0x2019)) continue;
        if (open == UINT32_MAX && spaced_before(r, k)) open = k;
        else if (open != UINT32_MAX && (spaced_after(r, k) || c == '\'')) {
            q[open] = Q_OPEN, q[k] = Q_CLOSE;
            open = UINT32_MAX;
        }
    }
}

static void quotes(const db_run *r, uint8_t *q) {
    for (uint32_t i = 0, j; i < r->x.n; i = j) {
        for (j = i + 1; j < r->x.n && r->x.a[j].gap != DB_G_BREAK;) j++;
        if (db_on(r, DB_SW_QUOTES) == 1) doubles(r, i, j, q);
        if (db_on(r, DB_SW_SINGLE)) singles(r, i, j, q);
    }
}

/* ---- runs of marks ---- */

static uint32_t run_of(const db_run *r, uint32_t i, const char *of, bool spaces) {
    uint32_t j = i;
    while (j < r->x.n && r->x.a[j].kind == DB_A_PUNCT) {
        uint32_t c = cp_at(r, j);
        bool in = c < 0x80 ? c && strchr(of, (int)c) : c == 0x61F && strchr(of, '?');
        if (!in || (j > i && r->x.a[j].gap != DB_G_NONE && !(spaces && r->x.a[j].gap == DB_G_SPACE))) break;
        j++;
    }
    return j;
}

/* Returns the atom behind what it has dealt with; i if it is nothing of that kind. */
static uint32_t runs(db_run *r, uint32_t i) {
    uint32_t c = cp_at(r, i), j;
    if (c == '.' && db_on(r, DB_SW_ELLIPSIS) == 1 && (j = run_of(r, i, ".", true)) - i >= 3) {
        if (run_of(r, i, ".", false) - i < 2 && j - i < 4) return i;
        put(r, i, j, "…", DB_SW_ELLIPSIS);
        return j;
    }
    if (c == 0x2026 && db_on(r, DB_SW_ELLIPSIS) == 2) put(r, i, i + 1, "...", DB_SW_ELLIPSIS);
    if (c == '-' && db_on(r, DB_SW_DASHES)) {
        j = run_of(r, i, "-", false);
        if (j - i == 2) put(r, i, j, "–", DB_SW_DASHES);
        if (j - i == 3) put(r, i, j, "—", DB_SW_DASHES);
        if (j > i + 1) return j;
    }
    if ((c == '!' || c == '?' || c == 0x61F) && db_on(r, DB_SW_REPEAT_MARKS)) {
        j = run_of(r, i, "!?", false);
        bool ask = false, call = false;
        for (uint32_t k = i; k < j; k++) ask |= cp_at(r, k) != '!', call |= cp_at(r, k) == '!';
        if (j > i + 1) {
            put(r, i, j, ask && call ? "؟!" : ask ? "؟" : "!", DB_SW_REPEAT_MARKS);
            return j;
        }
    }
    return i;
}

static void foreign(db_run *r, uint32_t i) {
    if (db_on(r, DB_SW_MARKS) == 2 && !(i && r->x.a[i - 1].kind == DB_A_WORD)) return;
    switch (cp_at(r, i)) {
    case ',': case 0x66C: put(r, i, i + 1, "،", DB_SW_MARKS); break;
    case ';': put(r, i, i + 1, "؛", DB_SW_MARKS); break;
    case '?': put(r, i, i + 1, "؟", DB_SW_MARKS); break;
    default: break;
    }
}

/* ---- numbers ---- */

static void numbers(db_run *r, const db_atom *a) {
    const char *s = r->text.p;
    uint32_t at[4], n = 0, seps = 0, slash = 0, dot = 0, points = 0, len;
    uint32_t digits[4] = {0};
    for (uint32_t b = a->b0; b < a->b1; b += len, points++) {
        uint32_t c = db_cp(s + b, &len);
        bool digit = (c >= '0' && c <= '9') || (c >= 0x660 && c <= 0x669) || (c >= 0x6F0 && c <= 0x6F9);
        if (digit) {
            if (n < 4) digits[n]++;
            continue;
        }
        seps++;
        slash += c == '/', dot += c == '.';
        if (n < 3) at[n++] = b;
    }
    if (db_on(r, DB_SW_DECIMAL) && seps == 1 && dot == 1) db_edit_add(&r->e, at[0], at[0] + 1, db_lit("٫"), DB_SW_DECIMAL);
    if (!db_on(r, DB_SW_DATES) || seps != 2 || slash != 2 || digits[0] < 1 || digits[0] > 2 || digits[1] < 1 || digits[1] > 2 || digits[2] != 4) return;
    char *p = db_alloc(r->a, a->b1 - a->b0);
    uint32_t o = 0, d = at[0] - a->b0, m = at[1] - at[0], y = a->b1 - at[1] - 1;
    memcpy(p, s + at[1] + 1, y);
    o = y;
    memcpy(p + o, s + at[0], m);
    o += m;
    p[o++] = '/';
    memcpy(p + o, s + a->b0, d);
    db_edit_add(&r->e, a->b0, a->b1, db_str_of(p, o + d), DB_SW_DATES);
}

/* `تست`: the ticks alone. */
static void ticks(db_run *r, const db_atom *a) {
    uint32_t n = 1;
    while (a->b0 + n < a->b1 && r->text.p[a->b0 + n] == '`') n++;
    if (n > 2 || a->b1 - a->b0 < 2 * n + 1) return;
    db_edit_add(&r->e, a->b0, a->b0 + n, db_lit("«"), DB_SW_BACKTICKS);
    db_edit_add(&r->e, a->b1 - n, a->b1, db_lit("»"), DB_SW_BACKTICKS);
}

void db_pass_marks(db_run *r) {
    uint8_t *q = DB_NEW(r->a, uint8_t, (size_t)r->x.n + 2);
    quotes(r, q);
    for (uint32_t i = 0; i < r->x.n; i++) {
        const db_atom *a = &r->x.a[i];
        if (a->kind == DB_A_NUMBER) numbers(r, a);
        else if (a->kind == DB_A_CLOSED && r->text.p[a->b0] == '`' && db_on(r, DB_SW_BACKTICKS)) ticks(r, a);
        else if (a->kind != DB_A_PUNCT) continue;
        else if (q[i]) {
            bool two = q[i + 1] == Q_TAIL;
            put(r, i, i + 1 + two, q[i] == Q_OPEN ? "«" : "»", DB_SW_QUOTES);
            i += two;
        } else if (db_on(r, DB_SW_QUOTES) == 2 && (cp_at(r, i) == 0xAB || cp_at(r, i) == 0xBB)) put(r, i, i + 1, "\"", DB_SW_QUOTES);
        else {
            uint32_t j = runs(r, i);
            if (j > i) i = j - 1;
            else if (db_on(r, DB_SW_MARKS)) foreign(r, i);
        }
    }
}

/* ---- ezafe ---- */

#define HE "\xD9\x87"
#define HAMZA_ABOVE "\xD9\x94"
#define YE "\xDB\x8C"
#define ZW "\xE2\x80\x8C"

static bool here(const db_run *r, uint32_t b, const char *z) {
    size_t n = strlen(z);
    return r->text.n - b >= n && memcmp(r->text.p + b, z, n) == 0;
}
static bool word_ends(const db_run *r, uint32_t b) {
    uint32_t len;
    if (b >= r->text.n) return true;
    db_class k = db_class_of(db_cp(r->text.p + b, &len));
    return k != DB_K_ARABIC && k != DB_K_ZWNJ && k != DB_K_MARK;
}

/* The ways it is typed. */
void db_pass_ezafe(db_run *r) {
    static const char *const forms[] = {HE ZW YE, HE ZW HAMZA_ABOVE, HE HAMZA_ABOVE, HE "\xD8\xA1", HE " \xD8\xA1", HE " " YE, "\xDB\x80"};
    static const char *const out[] = {"", HE ZW YE, HE HAMZA_ABOVE, "\xDB\x80"};
    uint8_t to = db_on(r, DB_SW_YE);
    for (uint32_t i = 0; i < r->x.n; i++) {
        const db_atom *a = &r->x.a[i];
        if (a->kind != DB_A_WORD || a->flags & DB_AF_FIXED) continue;
        for (uint32_t b = a->b0; b + 1 < a->b1; b += 2) {
            if (!here(r, b, HE) && !here(r, b, "\xDB\x80")) continue;
            if (here(r, b, HE ZW "\xD8\xA6" YE) && word_ends(r, b + 9)) db_edit_add(&r->e, b + 5, b + 9, db_lit("ای"), DB_SW_YE);
            for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
                uint32_t n = (uint32_t)strlen(forms[k]);
                if (!here(r, b, forms[k]) || !word_ends(r, b + n)) continue;
                if (strcmp(forms[k], out[to]) != 0) db_edit_add(&r->e, b, b + n, db_lit(out[to]), DB_SW_YE);
                break;
            }
        }
    }
}
