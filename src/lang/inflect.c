/* inflect.c -- the forms of verbs by the templates of lexicon/tenses.tsv, and inflected nouns and adjectives. */
#include "lang/inflect.h"

#define ZWNJ "\xE2\x80\x8C"
#define YE "\xDB\x8C"
#define ALEF "\xD8\xA7"
#define ALEF_MADDA "\xD8\xA2"
#define VAV "\xD9\x88"
#define NUN "\xD9\x86"
#define BE "\xD8\xA8"
#define HE "\xD9\x87"

/* ---- tables ------------------------------------------------------------------------------------------------------------------------ */

/* Next piece of *s up to `by`; false at the end. */
static bool piece(db_str *s, char by, db_str *out)
{
    if (!s->p)
        return false;
    const char *e = memchr(s->p, by, s->n);
    *out = db_str_of(s->p, e ? (size_t)(e - s->p) : s->n);
    *s = e ? db_str_of(e + 1, s->n - out->n - 1) : (db_str){0};
    return true;
}

static bool is(db_str s, const char *z) { return db_str_eq(s, db_str_z(z)); }

static void take_row(db_inflect *x, const db_str *c, uint32_t n)
{
    if (is(c[0], "tense") && x->n_tense < DB_TENSES) {
        x->tense[x->n_tense++] = (db_tense_row){c[1], c[2]};
    } else if (is(c[0], "passive") && n > 3) {
        for (int i = 0; i < 3; i++)
            x->passive[i] = c[i + 1];
    } else if (is(c[0], "stems")) {
        *(is(c[1], "prefixes") ? &x->prefixes : &x->no_ye) = c[2];
    } else if (is(c[0], "inflect") && x->n_inflect < sizeof x->inflect / sizeof *x->inflect) {
        x->inflect[x->n_inflect++] = (db_inflect_row){c[1], c[2], n > 3 ? c[3] : (db_str){0}};
    } else if (is(c[0], "endings") && n > 3 && x->n_endings < DB_ENDINGS) {
        db_endings_row *e = &x->endings[x->n_endings++];
        db_str cell = c[3];
        *e = (db_endings_row){.name = c[1], .informal = is(c[2], "informal")};
        while (e->n < DB_PERSONS && piece(&cell, ' ', &e->of[e->n]))
            e->n++;
    }
}

void db_inflect_open(const dabir_model *m, db_inflect *out)
{
    *out = (db_inflect){0};
    uint32_t n = 0;
    const char *p = m ? db_model_section(m, "TENS", &n) : NULL;
    db_str rows = db_str_of(p, n), line, cols[4];
    while (p && piece(&rows, '\n', &line)) {
        uint32_t c = 0;
        while (c < 4 && piece(&line, '\t', &cols[c]))
            c++;
        if (c >= 3)
            take_row(out, cols, c);
    }
    p = m ? db_model_section(m, "STEM", &n) : NULL;
    if (!p || !db_map_open(p, n, &out->stems))
        out->stems = (db_map){0};
}

uint32_t db_tense_of(const db_inflect *x, db_str name)
{
    for (uint32_t i = 0; i < x->n_tense; i++)
        if (db_str_eq(x->tense[i].name, name))
            return i;
    return UINT32_MAX;
}

uint32_t db_inflection_of(const db_inflect *x, db_str name)
{
    for (uint32_t i = 0; i < x->n_inflect; i++)
        if (db_str_eq(x->inflect[i].name, name))
            return i;
    return UINT32_MAX;
}

/* ---- stems -------------------------------------------------------------------------------------------------------------------------- */

static bool ends(db_str s, const char *z)
{
    size_t n = strlen(z);
    return s.n >= n && memcmp(s.p + s.n - n, z, n) == 0;
}

static bool begins(db_str s, const char *z)
{
    size_t n = strlen(z);
    return s.n >= n && memcmp(s.p, z, n) == 0;
}

/* The first verb with this stem ('p' past, 'r' present): its two stems. */
static bool look_up(const db_inflect *x, db_str stem, char kind, db_str *past, db_str *present)
{
    uint8_t key[65];
    uint32_t n = db_letters(stem, key, NULL, sizeof key - 1);
    key[n] = (uint8_t)kind;
    db_str v = n ? db_map_find(&x->stems, key, n + 1) : (db_str){0}, line;
    if (!v.p || !piece(&v, '\n', &line) || !piece(&line, '#', past))
        return false;
    return piece(&line, '#', present);
}

static bool among(db_str list, db_str s)
{
    db_str one;
    while (piece(&list, ' ', &one))
        if (db_str_eq(one, s))
            return true;
    return false;
}

/* گوید, but رود and جود (جویدن): those are told by their past stem. */
static bool takes_hiatus(const db_inflect *x, db_str past, db_str present)
{
    if (ends(present, ALEF) || ends(present, ALEF_MADDA))
        return true;
    if (!ends(present, VAV) || among(x->no_ye, past))
        return false;
    return !(past.n == present.n + 4 && memcmp(past.p, present.p, present.n) == 0 && ends(past, YE "\xD8\xAF"));
}

/* «بازگشت» is «باز» and «گشت», if both stems have the prefix and the rest is a verb with these stems. */
static void split_prefix(const db_inflect *x, db_verb_stems *v)
{
    db_str list = x->prefixes, one, past, present;
    while (!v->prefix.n && piece(&list, ' ', &one)) {
        if (v->past.n <= one.n || v->present.n <= one.n || memcmp(v->past.p, one.p, one.n) != 0 || memcmp(v->present.p, one.p, one.n) != 0)
            continue;
        db_str p = db_str_of(v->past.p + one.n, v->past.n - one.n), r = db_str_of(v->present.p + one.n, v->present.n - one.n);
        if (!look_up(x, p, 'p', &past, &present) || !look_up(x, r, 'r', &past, &present))
            continue;
        v->prefix = one;
        v->past = p;
        v->present = r;
    }
}

static void read_stems(const db_inflect *x, db_str s, db_verb_stems *v)
{
    db_str past, present;
    if (memchr(s.p ? s.p : "", '#', s.n)) {
        piece(&s, '#', &v->past);
        v->present = s.p ? s : (db_str){0};
    } else if (ends(s, NUN) && look_up(x, db_str_of(s.p, s.n - 2), 'p', &past, &present)) {
        v->past = db_str_of(s.p, s.n - 2);
        v->present = present;
    } else if (look_up(x, s, 'p', &past, &present)) {
        v->past = s;
        v->present = present;
    } else if (look_up(x, s, 'r', &past, &present)) {
        v->past = past;
        v->present = s;
    } else {
        v->past = s;
    }
    if (!v->past.n && look_up(x, v->present, 'r', &past, &present)) /* only for what it tells of the present stem */
        v->hiatus = takes_hiatus(x, past, v->present);
    else
        v->hiatus = takes_hiatus(x, v->past, v->present);
    split_prefix(x, v);
}

db_verb_stems db_verb_read(const db_inflect *x, db_str verb)
{
    db_verb_stems v = {0};
    db_str s = verb;
    const char *plus = verb.n ? memchr(verb.p, '+', verb.n) : NULL;
    if (plus) {
        db_str before = db_str_of(verb.p, (size_t)(plus - verb.p));
        const char *space = before.n ? memchr(before.p, ' ', before.n) : NULL;
        if (space)
            v.light = db_str_of(before.p, (size_t)(space - before.p));
        v.prefix = space ? db_str_of(space + 1, before.n - v.light.n - 1) : before;
        s = db_str_of(plus + 1, verb.n - before.n - 1);
    } else if (verb.n && memchr(verb.p, ' ', verb.n)) {
        uint32_t i = verb.n;
        while (verb.p[i - 1] != ' ')
            i--;
        v.light = db_str_of(verb.p, i - 1);
        s = db_str_of(verb.p + i, verb.n - i);
    }
    read_stems(x, s, &v);
    return v;
}

/* ---- conjugation ---------------------------------------------------------------------------------------------------------------------- */

typedef struct form {
    char p[512];
    uint32_t n;
} form;

static void put(form *f, db_str s)
{
    if (f->n + s.n <= sizeof f->p && s.n) {
        memcpy(f->p + f->n, s.p, s.n);
        f->n += s.n;
    }
}

static void put_z(form *f, const char *z) { put(f, db_str_z(z)); }

/* ن or ب before what `rest` begins with: نیامد, نیفتاد, but نایستاد. Returns what is left of `rest`. */
static db_str put_before(form *f, const char *letter, db_str rest)
{
    put_z(f, letter);
    if (begins(rest, ALEF_MADDA)) {
        put_z(f, YE ALEF);
        return db_str_of(rest.p + 2, rest.n - 2);
    }
    if (begins(rest, ALEF) && !begins(rest, ALEF YE)) {
        put_z(f, YE);
        return db_str_of(rest.p + 2, rest.n - 2);
    }
    return rest;
}

static const db_endings_row *endings_of(const db_inflect *x, db_str name, uint32_t flags)
{
    char longer[64];
    bool informal = flags & DB_VF_INFORMAL;
    if (flags & DB_VF_SHORT && name.n < 40) {
        snprintf(longer, sizeof longer, "%.*s-short", (int)name.n, name.p);
        for (uint32_t i = 0; i < x->n_endings; i++)
            if (is(x->endings[i].name, longer) && x->endings[i].informal == informal)
                return &x->endings[i];
    }
    for (uint32_t i = 0; i < x->n_endings; i++)
        if (db_str_eq(x->endings[i].name, name) && x->endings[i].informal == informal)
            return &x->endings[i];
    return NULL;
}

typedef struct asked {
    const db_inflect *x;
    const db_verb_stems *v, *main; /* what the template conjugates; passive: the verb whose participle stands before it */
    uint32_t flags, person, variant;
    bool none;                     /* this person has no form */
} asked;

/* Ending of the present person, behind what f ends in. `stem` tells what that is, for the hiatus. */
static void put_ending(form *f, asked *q, db_str name, bool hiatus)
{
    const db_endings_row *e = endings_of(q->x, name, q->flags);
    db_str s = e && q->person < e->n ? e->of[q->person] : db_str_z("~");
    db_str alt;
    for (uint32_t i = 0; piece(&s, ';', &alt) && i < q->variant && s.p;)
        i++;
    if (is(alt, "~")) {
        q->none = true;
    } else if (is(alt, "-")) {
        return;
    } else if (begins(alt, "_")) {
        put_z(f, " ");
        put(f, db_str_of(alt.p + 1, alt.n - 1));
    } else {
        if (hiatus && !begins(alt, ZWNJ))
            put_z(f, YE);
        put(f, alt);
    }
}

/* Where the template says so: the non-verbal part, and the prefix or, in the passive, the participle of the verb. */
static void put_head(form *f, const asked *q, bool apart)
{
    const db_verb_stems *m = q->main ? q->main : q->v;
    if (m->light.n) {
        put(f, m->light);
        put_z(f, " ");
    }
    put(f, m->prefix);
    if (q->main) {
        put(f, m->past);
        put_z(f, HE " ");
    } else if (m->prefix.n && apart) {
        put_z(f, " ");
    }
}

static bool is_stop(char c) { return c == '{' || c == '@' || c == '|' || c == '/' || c == '^' || c == '!'; }

/* One form out of template t. */
static void fill(form *f, asked *q, db_str t)
{
    const char *before = NULL; /* ن or ب that waits for what it stands before */
    bool hiatus = false, negative = q->flags & DB_VF_NEGATIVE;
    for (uint32_t i = 0; i < t.n;) {
        char c = t.p[i];
        if (c == '|' || c == '/') {
            put_head(f, q, c == '/');
            i++;
        } else if (c == '^' || c == '!') {
            before = negative ? NUN : c == '!' && !q->v->prefix.n ? BE : NULL; /* برگردد, not بربگردد */
            i++;
        } else if (c == '@') {
            uint32_t k = i + 1;
            while (k < t.n && t.p[k] != ' ')
                k++;
            put_ending(f, q, db_str_of(t.p + i + 1, k - i - 1), hiatus);
            hiatus = false;
            i = k;
        } else {
            uint32_t k = i + 1;
            db_str s;
            if (c == '{' && i + 2 < t.n) {
                s = t.p[i + 1] == 'P' ? q->v->past : q->v->present;
                hiatus = t.p[i + 1] == 'R' && q->v->hiatus;
                k = i + 3;
            } else {
                while (k < t.n && !is_stop(t.p[k]))
                    k++;
                s = db_str_of(t.p + i, k - i);
                hiatus = false;
            }
            if (before)
                s = put_before(f, before, s);
            before = NULL;
            put(f, s);
            i = k;
        }
    }
}

void db_conjugate(db_arena *a, const db_inflect *x, const db_verb_stems *v, uint32_t t, uint32_t flags, db_str *out, uint32_t cap, uint32_t *n)
{
    db_verb_stems become = {.past = x->passive[0], .present = x->passive[flags & DB_VF_INFORMAL ? 2 : 1]};
    asked q = {.x = x, .v = flags & DB_VF_PASSIVE ? &become : v, .main = flags & DB_VF_PASSIVE ? v : NULL, .flags = flags};
    *n = 0;
    for (q.person = 0; q.person < DB_PERSONS && t < x->n_tense; q.person++)
        for (q.variant = 0; q.variant < 2 && *n < cap; q.variant++) {
            form f;
            f.n = 0;
            q.none = false;
            fill(&f, &q, x->tense[t].template);
            bool again = q.variant && f.n == out[*n - 1].n && memcmp(f.p, out[*n - 1].p, f.n) == 0;
            if (q.none || again)
                break;
            out[(*n)++] = db_str_dup(a, db_str_of(f.p, f.n));
        }
}

/* ---- nouns and adjectives ---------------------------------------------------------------------------------------------------------------- */

/* Letters that never join the next one; nothing needs to hold a suffix apart from them. */
static bool joins_not(db_str s)
{
    static const char *const letters[] = {ALEF, ALEF_MADDA, "أ", "إ", "ٱ", "د", "ذ", "ر", "ز", "ژ", VAV, "ؤ", "ۀ", "ة", "ء"};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (ends(s, letters[i]))
            return true;
    return false;
}

db_str db_inflected(db_arena *a, const db_inflect *x, uint32_t i, db_str word)
{
    if (i >= x->n_inflect || !word.n)
        return word;
    db_str list = x->inflect[i].joined, one, suffix = x->inflect[i].suffix;
    bool join = joins_not(word);
    while (!join && piece(&list, ' ', &one))
        join = db_str_eq(one, word);
    char *z = DB_NEW(a, char, word.n + suffix.n + 4);
    uint32_t n = word.n;
    memcpy(z, word.p, n);
    if (!join) {
        memcpy(z + n, ZWNJ, 3);
        n += 3;
    }
    memcpy(z + n, suffix.p, suffix.n);
    return db_str_of(z, n + suffix.n);
}
