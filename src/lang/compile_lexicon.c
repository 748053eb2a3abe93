/* compile_lexicon.c -- lexicon/function.tsv, suffix.tsv and words.tsv. */
#include "lang/compile.h"

#include <stdlib.h>

static bool str_is(db_str s, const char *z) { return s.n == strlen(z) && memcmp(s.p, z, s.n) == 0; }

/* ---- function words ---- */

static const struct { const char *name; db_func func; } classes[] = {
    {"prep", DB_FN_PREP}, {"ra", DB_FN_RA}, {"ke", DB_FN_KE}, {"and", DB_FN_AND}, {"or", DB_FN_OR}, {"but", DB_FN_BUT}, {"subord", DB_FN_SUBORD},
    {"pron", DB_FN_PRON}, {"det", DB_FN_DET}, {"quant", DB_FN_QUANT}, {"adv", DB_FN_ADV}, {"modal", DB_FN_MODAL}, {"neg", DB_FN_NEG},
    {"question", DB_FN_QUESTION}, {"refl", DB_FN_REFL}, {"suffix", DB_FN_SUFFIX},
};

static void remember_glue(db_cx *c, db_func f, const db_form_key *k) {
    if ((f == DB_FN_PREP || f == DB_FN_RA || f == DB_FN_KE || f == DB_FN_AND || f == DB_FN_OR) && !k->bound)
        DB_PUSH(c->a, c->glue, c->n_glue, c->cap_glue) = db_hash(k->p, k->n);
}

typedef struct fseen { db_form_key k; uint32_t place; } fseen;

static void function_line(db_rd *r, fseen **seen, uint32_t *n_seen, uint32_t *cap_seen) {
    db_cx *c = r->c;
    if (!db_rd_columns(r, 3, 3)) return;
    db_func f = DB_FN_NONE;
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (str_is(r->col[1], classes[i].name)) f = classes[i].func;
    if (!f) {
        db_rd_fault(r, r->col[1].p, "unknown class '%.*s'", (int)r->col[1].n, r->col[1].p);
        return;
    }
    bool ascii = r->col[0].n > 0 && r->col[0].n < 40;
    for (uint32_t i = 0; i < r->col[0].n; i++) ascii &= r->col[0].p[i] > ' ' && r->col[0].p[i] < 127;
    if (!ascii) {
        db_rd_fault(r, r->col[0].p, "an id is a short ASCII word");
        return;
    }
    uint32_t name = db_cx_str(c, r->col[0]), id = 0;
    for (uint32_t i = 0; i < c->n_func; i++)
        if (c->func[i].name == name) id = i + 1;
    if (id) {
        db_rd_fault(r, r->col[0].p, "there is a line already with the id '%.*s'", (int)r->col[0].n, r->col[0].p);
        return;
    }
    DB_PUSH(c->a, c->func, c->n_func, c->cap_func) = (db_func_rec){name, f};
    id = c->n_func;
    db_cx_name(c, DB_NM_FUNC, name, id);
    db_str form;
    for (const char *it = NULL; db_rd_form(r, r->col[2], &it, &form);) {
        db_form_key k;
        if (!db_rd_key(r, form, &k)) continue;
        for (uint32_t i = 0; i < *n_seen; i++)
            if (k.n && db_key_eq(&(*seen)[i].k, &k)) { /* other spellings of one word in one line are fine */
                char said[600];
                if ((*seen)[i].place != db_rd_place(r)) db_rd_fault(r, form.p, "'%.*s' stands already in %s", (int)form.n, form.p, db_rd_said(r, (*seen)[i].place, said, sizeof said));
                k.n = 0;
            }
        if (!k.n) continue;
        DB_PUSH(c->a, *seen, *n_seen, *cap_seen) = (fseen){k, db_rd_place(r)};
        remember_glue(c, f, &k);
        db_cx_morph(c, &k, (db_morph){.fid = (uint16_t)id, .func = (uint8_t)f, .pos = DB_POS_FUNC | DB_POS_KNOWN}, 0);
    }
}

/* ---- suffixes: form · what it does · POS of the stem · last letters of the stem · POS of the whole ---- */

static bool pos_letters(db_rd *r, db_str s, uint16_t *out) {
    static const struct { char c; uint16_t pos; } map[] = {{'N', DB_POS_NOUN}, {'A', DB_POS_ADJ}, {'D', DB_POS_ADV}, {'V', DB_POS_VERB},
        {'U', DB_POS_NUM}, {'C', DB_POS_FUNC}, {'P', DB_POS_PROPER}};
    for (uint32_t i = 0; i < s.n; i++) {
        uint16_t p = 0;
        if (s.p[i] == ' ') continue;
        for (size_t k = 0; k < sizeof map / sizeof *map; k++)
            if (map[k].c == s.p[i]) p = map[k].pos;
        if (!p) {
            db_rd_fault(r, s.p + i, "'%.*s' is no part of speech (N A D V U C P)", (s.p[i] & 0x80) ? 2 : 1, s.p + i);
            return false;
        }
        *out |= p;
    }
    return true;
}

static bool suffix_flags(db_rd *r, db_str s, uint16_t *out) {
    static const struct { const char *name; uint16_t flag; } map[] = {{"plural", DB_SX_PLURAL}, {"y", DB_SX_Y}, {"poss", DB_SX_POSS}, {"degree", DB_SX_DEGREE},
        {"adj", DB_SX_ADJ}, {"apart", DB_SX_APART}, {"strong", DB_SX_STRONG}, {"phrase", DB_SX_PHRASE}, {"weak", DB_SX_WEAK}};
    for (const char *p = s.p, *end = s.p + s.n; p < end;) {
        const char *sp = memchr(p, ' ', (size_t)(end - p));
        db_str w = db_str_of(p, (size_t)((sp ? sp : end) - p));
        uint16_t f = 0;
        for (size_t i = 0; i < sizeof map / sizeof *map; i++)
            if (str_is(w, map[i].name)) f = map[i].flag;
        if (!f) {
            db_rd_fault(r, p, "unknown flag '%.*s'", (int)w.n, w.p);
            return false;
        }
        *out |= f;
        p = sp ? sp + 1 : end;
    }
    return true;
}

static void suffix_line(db_rd *r) {
    db_suffix s = {0};
    uint16_t host = 0, flags = 0, pos = 0;
    if (!db_rd_columns(r, 2, 5) || !suffix_flags(r, r->col[1], &flags) || !pos_letters(r, r->col[2], &host) || !pos_letters(r, r->col[4], &pos)) return;
    s.host = host, s.flags = flags, s.pos = pos;
    uint8_t after[16];
    if (r->col[3].n && db_letters(r->col[3], after, NULL, 10) > 9) {
        db_rd_fault(r, r->col[3].p, "more than nine letters");
        return;
    }
    if (r->col[3].n) memcpy(s.after, after, db_letters(r->col[3], after, NULL, 10));
    db_str form;
    for (const char *it = NULL; db_rd_form(r, r->col[0], &it, &form);) {
        db_form_key k;
        const char *slash = memchr(form.p, '/', form.n); /* گان/ه: the stem has ه instead */
        db_str f = slash ? db_str_of(form.p, (size_t)(slash - form.p)) : form;
        if (!db_rd_key(r, f, &k)) continue;
        if (k.n > 10) {
            db_rd_fault(r, form.p, "a suffix may have ten letters at most");
            continue;
        }
        s.n = (uint8_t)k.n;
        memcpy(s.letters, k.p, k.n);
        s.n_restore = slash ? (uint8_t)db_letters(db_str_of(slash + 1, form.n - f.n - 1), s.restore, NULL, 2) : 0;
        DB_PUSH(r->c->a, r->c->sfx, r->c->n_sfx, r->c->cap_sfx) = s;
        if (flags & DB_SX_APART) db_cx_morph(r->c, &k, (db_morph){.func = DB_FN_SUFFIX, .pos = DB_POS_FUNC | DB_POS_KNOWN}, 0);
    }
}

static int by_last(const void *x, const void *y) {
    const db_suffix *a = x, *b = y;
    int d = a->letters[a->n - 1] - b->letters[b->n - 1];
    if (!d) d = b->n - a->n;
    if (!d) d = memcmp(a->letters, b->letters, a->n);
    if (!d) d = b->n_restore - a->n_restore;
    return d ? d : (int)a->host - (int)b->host;
}

void db_compile_functions(db_cx *c) {
    db_rd r;
    fseen *seen = NULL;
    uint32_t n = 0, cap = 0;
    if (db_rd_open(&r, c, "lexicon/function.tsv")) {
        while (db_rd_next(&r)) {
            if (r.directive) db_rd_fault(&r, r.p, "unknown directive");
            else function_line(&r, &seen, &n, &cap);
        }
        db_rd_close(&r);
    }
    if (db_rd_open(&r, c, "lexicon/suffix.tsv")) {
        while (db_rd_next(&r)) {
            if (r.directive) db_rd_fault(&r, r.p, "unknown directive");
            else suffix_line(&r);
        }
        db_rd_close(&r);
        if (c->n_sfx) qsort(c->sfx, c->n_sfx, sizeof *c->sfx, by_last);
    }
}

/* ---- words ---- */

static void word_line(db_rd *r) {
    uint16_t pos = 0;
    uint32_t freq = 0;
    db_form_key k;
    if (!db_rd_columns(r, 3, 3)) return;
    if (!r->col[0].n) db_rd_fault(r, r->p, "empty form");
    else if (!r->col[1].n) db_rd_fault(r, r->col[1].p, "no part of speech");
    else if (pos_letters(r, r->col[1], &pos) && db_rd_number(r, r->col[2], 9, &freq) && db_rd_key(r, r->col[0], &k)) {
        pos = (uint16_t)(pos | DB_POS_KNOWN | (freq >= r->c->frequent ? DB_POS_FREQUENT : 0));
        db_cx_morph(r->c, &k, (db_morph){.pos = pos, .freq = (uint8_t)freq}, DB_PRIO_LISTED);
    }
}

void db_compile_words(db_cx *c) {
    db_rd r;
    if (!db_rd_open(&r, c, "lexicon/words.tsv")) return;
    while (db_rd_next(&r)) {
        if (!r.directive) word_line(&r);
        else if (str_is(r.col[0], "frequent")) db_rd_number(&r, r.col[1], 9, &c->frequent);
        else db_rd_fault(&r, r.col[0].p, "unknown directive '%.*s'", (int)r.col[0].n, r.col[0].p);
    }
    db_rd_close(&r);
}
