/* verbs.c -- verbs.tsv (stems) times conjugation.tsv (templates), plus irregular.tsv, to word forms with analyses. */
#include "lang/compile.h"

typedef struct row { /* of conjugation.tsv */
    uint8_t tense, which;
    bool neg;
    db_str form, end[6];
    uint32_t n_end;
} row;

typedef struct grammar {
    row row[128];
    uint32_t n;
    uint32_t passive; /* lemma of the auxiliary, 0 none */
} grammar;

static bool str_is(db_str s, const char *z) { return s.n == strlen(z) && memcmp(s.p, z, s.n) == 0; }

static bool tense_of(db_rd *r, db_str s, uint8_t *out) {
    static const char *const names[] = {[DB_PAST] = "past", [DB_IMPERFECT] = "imperfect", [DB_PERFECT] = "perfect", [DB_PLUPERFECT] = "pluperfect",
        [DB_PRESENT] = "present", [DB_SUBJUNCTIVE] = "subjunctive", [DB_FUTURE] = "future", [DB_IMPERATIVE] = "imperative",
        [DB_PARTICIPLE] = "participle", [DB_INFINITIVE] = "infinitive", [DB_PASTSUBJ] = "pastsubj", [DB_PROGRESSIVE] = "progressive"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_is(s, names[i])) {
            *out = (uint8_t)i;
            return true;
        }
    db_rd_fault(r, s.p, "unknown tense '%.*s'", (int)s.n, s.p);
    return false;
}

static bool polarity(db_rd *r, db_str s, bool *neg) {
    *neg = str_is(s, "-");
    if (*neg || str_is(s, "+")) return true;
    db_rd_fault(r, s.p, "+ or - is expected, not '%.*s'", (int)s.n, s.p);
    return false;
}

/* ---- verbs.tsv ---- */

static bool flags(db_rd *r, db_verb *v, db_str s) {
    v->prefix = "";
    for (const char *p = s.p, *end = s.p + s.n; p < end;) {
        const char *sp = memchr(p, ' ', (size_t)(end - p)), *e = sp ? sp : end;
        db_str w = db_str_of(p, (size_t)(e - p));
        if (str_is(w, "t")) v->transitive = true;
        else if (str_is(w, "l")) v->light = true;
        else if (str_is(w, "n")) v->noun = true;
        else if (str_is(w, "be")) v->be = true;
        else if (str_is(w, "do")) v->does = true;
        else if (str_is(w, "become")) v->become = true;
        else if (w.n > 2 && memcmp(w.p, "p=", 2) == 0) v->prefix = db_str_dup(r->c->a, db_str_of(w.p + 2, w.n - 2)).p;
        else if (w.n) {
            db_rd_fault(r, w.p, "unknown flag '%.*s' (t, l, n, do, be, become, p=PREFIX)", (int)w.n, w.p);
            return false;
        }
        p = sp ? sp + 1 : end;
    }
    return true;
}

static const char *stem(db_rd *r, db_str s, const char *prefix) {
    size_t n = strlen(prefix);
    if (s.n <= n || memcmp(s.p, prefix, n) != 0) {
        db_rd_fault(r, s.p, s.n ? "the stem does not begin with the prefix '%s'" : "the stem is missing", prefix);
        return NULL;
    }
    return db_str_dup(r->c->a, db_str_of(s.p + n, s.n - (uint32_t)n)).p;
}

static void verb_line(db_rd *r) {
    db_cx *c = r->c;
    db_verb v = {0};
    if (!db_rd_columns(r, 3, 4) || !db_rd_key(r, r->col[0], &v.inf) || !flags(r, &v, r->col[3])) return;
    if (!(v.past = stem(r, r->col[1], v.prefix)) || !(v.pres = stem(r, r->col[2], v.prefix))) return;
    uint32_t before = db_cx_verb(c, &v.inf);
    if (before) {
        char said[600];
        db_rd_fault(r, r->col[0].p, "the verb '%.*s' stands already in %s", (int)r->col[0].n, r->col[0].p, db_rd_said(r, c->verb[before - 1].place, said, sizeof said));
        return;
    }
    if (r->col[0].n != r->col[1].n + 2 || memcmp(r->col[0].p, r->col[1].p, r->col[1].n) != 0 || memcmp(r->col[0].p + r->col[1].n, "ن", 2) != 0) {
        db_rd_fault(r, r->col[1].p, "the infinitive is not the past stem and ن");
        return;
    }
    db_form_key k;
    v.prep = *v.prefix && db_cx_key(c, db_str_z(v.prefix), &k) && db_is_glue(c, k.p, k.n);
    v.name = db_cx_str(c, r->col[0]);
    v.place = db_rd_place(r);
    DB_PUSH(c->a, c->verb, c->n_verb, c->cap_verb) = v;
    db_cx_name(c, DB_NM_LEMMA, v.name, c->n_verb);
}

/* ---- conjugation.tsv ---- */

static void conjugation_line(grammar *g, db_rd *r) {
    row w = {0};
    if (r->directive) {
        db_form_key k;
        if (!str_is(r->col[0], "passive")) db_rd_fault(r, r->col[0].p, "unknown directive '%.*s'", (int)r->col[0].n, r->col[0].p);
        else if (db_rd_key(r, r->col[1], &k) && !(g->passive = db_cx_verb(r->c, &k)))
            db_rd_fault(r, r->col[1].p, "'%.*s' is no infinitive of lexicon/verbs.tsv", (int)r->col[1].n, r->col[1].p);
        return;
    }
    if (!db_rd_columns(r, 4, 5) || !tense_of(r, r->col[0], &w.tense) || !polarity(r, r->col[1], &w.neg)) return;
    if (r->col[2].n != 1 || !strchr("*sln", r->col[2].p[0])) {
        db_rd_fault(r, r->col[2].p, "* s l or n is expected, not '%.*s'", (int)r->col[2].n, r->col[2].p);
        return;
    }
    w.which = (uint8_t)r->col[2].p[0];
    w.form = db_str_dup(r->c->a, r->col[3]);
    for (const char *p = r->col[4].p, *end = p + r->col[4].n; p < end && w.n_end < 6;) {
        const char *sp = memchr(p, ' ', (size_t)(end - p)), *e = sp ? sp : end;
        w.end[w.n_end++] = db_str_dup(r->c->a, db_str_of(p, (size_t)(e - p)));
        p = sp ? sp + 1 : end;
    }
    if ((w.n_end && w.n_end != 6) || (w.n_end == 6) != (memchr(w.form.p, '@', w.form.n) != NULL)) db_rd_fault(r, r->col[3].p, "six endings and an @ in the template, or neither");
    else if (g->n == sizeof g->row / sizeof *g->row) db_rd_fault(r, r->p, "too many templates");
    else g->row[g->n++] = w;
}

/* ب and ن before a stem: آ -> یا, ا -> ی (`loose`: written یا as well, بیافزاید), ای stays. */
static bool joins_loosely(const char *s) { return strncmp(s, "ا", 2) == 0 && strncmp(s, "ای", 4) != 0; }

static void join(db_buf *b, const char *s, bool loose) {
    if (strncmp(s, "آ", 2) == 0) {
        db_buf_str(b, "یا");
        db_buf_str(b, s + 2);
    } else if (joins_loosely(s)) {
        db_buf_str(b, "ی");
        db_buf_str(b, loose ? s : s + 2);
    } else db_buf_str(b, s);
}

static void fill(db_buf *b, const db_verb *v, db_str form, db_str end, bool loose) {
    bool plus = false;
    for (const char *p = form.p, *e = form.p + form.n; p < e; p++) {
        if (*p == '@') db_buf_add(b, end.p, end.n);
        else if (*p == '+') plus = true;
        else if (*p == '{' && e - p >= 3) {
            const char *s = p[1] == 'P' ? v->past : p[1] == 'R' ? v->pres : v->prefix;
            if (plus) join(b, s, loose);
            else db_buf_str(b, s);
            if ((p[1] == 'X' || (p[1] == 'x' && !v->prep)) && *s) db_buf_str(b, "\u200c");
            plus = false;
            p += 2;
        } else db_buf_ch(b, *p);
    }
}

static bool concerns(const row *w, const db_verb *v) {
    bool light = v->light || *v->prefix;
    switch (w->which) {
    case 's': return !*v->prefix;
    case 'l': return light;
    case 'n': return !light;
    default: return true;
    }
}

static uint16_t pos_of(uint8_t tense) {
    if (tense == DB_INFINITIVE) return DB_POS_INF | DB_POS_NOUN | DB_POS_KNOWN;
    return (uint16_t)(DB_POS_VERB | DB_POS_KNOWN | (tense == DB_PARTICIPLE ? DB_POS_ADJ : 0));
}

/* The form with ending `e`; if `part` is given it is the auxiliary's, behind the participle of lemma `id`: passive. */
static void one_form(db_cx *c, const row *w, uint32_t e, const db_verb *v, uint32_t id, const char *part, bool loose, uint32_t prio) {
    db_buf b = {0};
    if (part) {
        db_buf_str(&b, part);
        db_buf_ch(&b, ' ');
    }
    fill(&b, v, w->form, w->n_end && !str_is(w->end[e], "-") ? w->end[e] : db_str_z(""), loose);
    db_form_key k;
    if (!b.failed && db_cx_key(c, db_str_of(b.p, b.n), &k)) {
        db_morph a = {.lemma = (uint16_t)id, .pos = pos_of(w->tense), .tense = w->tense, .person = (uint8_t)(w->n_end ? e + 1 : 0),
            .flags = (uint8_t)((w->neg ? DB_WF_NEG : 0) | (part ? DB_WF_PASSIVE : 0))};
        db_cx_morph(c, &k, a, prio);
    }
    db_buf_free(&b);
}

static void conjugate(db_cx *c, const grammar *g, uint32_t i, const db_verb *v, uint32_t id, const char *part) {
    const row *w = &g->row[i];
    if (!concerns(w, v)) return;
    bool joint = memchr(w->form.p, '+', w->form.n) && (joins_loosely(v->past) || joins_loosely(v->pres));
    for (uint32_t e = 0; e < (w->n_end ? w->n_end : 1); e++) {
        if (w->n_end && str_is(w->end[e], "~")) continue;
        uint32_t prio = DB_PRIO_RULE + i * 4096 + id + (part ? 1u << 21 : 0) + (v->light && !*v->prefix ? 0 : 1u << 20);
        one_form(c, w, e, v, id, part, false, prio);
        if (joint) one_form(c, w, e, v, id, part, true, prio);
    }
}

static void conjugate_all(db_cx *c, const grammar *g) {
    for (uint32_t id = 1; id <= c->n_verb; id++) {
        const db_verb *v = &c->verb[id - 1];
        for (uint32_t i = 0; i < g->n; i++) conjugate(c, g, i, v, id, NULL);
        if (!g->passive || !v->transitive) continue;
        db_buf part = {0};
        db_buf_str(&part, v->prefix);
        if (*v->prefix) db_buf_str(&part, "\u200c");
        db_buf_str(&part, v->past);
        db_buf_str(&part, "ه");
        db_buf_ch(&part, 0);
        for (uint32_t i = 0; i < g->n && !part.failed; i++) conjugate(c, g, i, &c->verb[g->passive - 1], id, part.p);
        db_buf_free(&part);
    }
}

/* ---- irregular.tsv ---- */

static void irregular_line(db_rd *r) {
    db_cx *c = r->c;
    db_form_key k;
    uint32_t person = 0;
    db_morph a = {0};
    bool neg;
    if (!db_rd_columns(r, 5, 5) || !db_rd_key(r, r->col[0], &k)) return;
    a.lemma = (uint16_t)db_cx_verb(c, &k);
    if (!a.lemma) {
        db_rd_fault(r, r->col[0].p, "'%.*s' is no infinitive of lexicon/verbs.tsv", (int)r->col[0].n, r->col[0].p);
        return;
    }
    if (!tense_of(r, r->col[1], &a.tense) || !polarity(r, r->col[2], &neg) || !db_rd_number(r, r->col[3], 6, &person)) return;
    a.pos = pos_of(a.tense);
    a.person = (uint8_t)person;
    a.flags = neg ? DB_WF_NEG : 0;
    db_str form;
    for (const char *it = NULL; db_rd_form(r, r->col[4], &it, &form);)
        if (db_rd_key(r, form, &k)) db_cx_morph(c, &k, a, DB_PRIO_IRREGULAR);
}

void db_compile_verbs(db_cx *c) {
    db_rd r;
    if (!db_rd_open(&r, c, "lexicon/verbs.tsv")) return;
    while (db_rd_next(&r)) {
        if (r.directive) db_rd_fault(&r, r.p, "unknown directive");
        else verb_line(&r);
    }
    db_rd_close(&r);
    grammar *g = DB_NEW(c->a, grammar, 1);
    if (db_rd_open(&r, c, "lexicon/conjugation.tsv")) {
        while (db_rd_next(&r)) conjugation_line(g, &r);
        db_rd_close(&r);
    }
    conjugate_all(c, g);
    if (!db_rd_open(&r, c, "lexicon/irregular.tsv")) return;
    while (db_rd_next(&r)) {
        if (r.directive) db_rd_fault(&r, r.p, "unknown directive");
        else irregular_line(&r);
    }
    db_rd_close(&r);
}
