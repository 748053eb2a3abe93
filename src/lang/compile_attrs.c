/* compile_attrs.c -- the attributes of list lines («mode=phone rec=with»): lexicon/attributes.tsv says which keys there are and what each may
 * hold, so that a slip of the pen is a fault and not a line that silently says nothing. */
#include "lang/compile.h"

static bool str_is(db_str s, const char *z) { return s.n == strlen(z) && memcmp(s.p, z, s.n) == 0; }

/* Is the word one of those in `set`, which blanks separate? */
static bool among(db_str set, db_str word) {
    for (const char *p = set.p, *end = set.p + set.n; p < end;) {
        const char *sp = memchr(p, ' ', (size_t)(end - p)), *e = sp ? sp : end;
        if (db_str_eq(db_str_of(p, (size_t)(e - p)), word)) return true;
        p = e + 1;
    }
    return false;
}

void db_attrs_read(db_cx *c, db_attrs *t) {
    db_rd r;
    *t = (db_attrs){0};
    if (!db_rd_open(&r, c, "lexicon/attributes.tsv")) return;
    while (db_rd_next(&r)) {
        char said[600];
        const db_attr_row *before;
        if (r.directive) db_rd_fault(&r, r.p, "unknown directive");
        else if (!db_rd_columns(&r, 3, 3)) continue;
        else if (!r.col[0].n || !r.col[1].n) db_rd_fault(&r, r.p, "the key or its values are missing");
        else if ((before = db_attrs_find(t, r.col[0]))) db_rd_fault(&r, r.col[0].p, "'%.*s' stands already in %s", (int)r.col[0].n, r.col[0].p, db_rd_said(&r, before->place, said, sizeof said));
        else DB_PUSH(c->a, t->row, t->n, t->cap) = (db_attr_row){db_str_dup(c->a, r.col[0]), db_str_dup(c->a, r.col[1]), db_rd_place(&r)};
    }
    db_rd_close(&r);
}

const db_attr_row *db_attrs_find(const db_attrs *t, db_str key) {
    for (uint32_t i = 0; i < t->n; i++)
        if (db_str_eq(t->row[i].key, key)) return &t->row[i];
    return NULL;
}

enum { WORD_MAX = 24, FAR = 99 };

/* Edits between two short words; two neighbours that changed places are one. */
static uint32_t distance(db_str a, db_str b) {
    uint32_t d[WORD_MAX + 1][WORD_MAX + 1];
    if (a.n > WORD_MAX || b.n > WORD_MAX) return FAR;
    for (uint32_t i = 0; i <= a.n; i++) d[i][0] = i;
    for (uint32_t j = 0; j <= b.n; j++) d[0][j] = j;
    for (uint32_t i = 1; i <= a.n; i++)
        for (uint32_t j = 1; j <= b.n; j++) {
            uint32_t best = d[i - 1][j - 1] + (a.p[i - 1] != b.p[j - 1]);
            if (d[i - 1][j] + 1 < best) best = d[i - 1][j] + 1;
            if (d[i][j - 1] + 1 < best) best = d[i][j - 1] + 1;
            if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1] && d[i - 2][j - 2] + 1 < best) best = d[i - 2][j - 2] + 1;
            d[i][j] = best;
        }
    return d[a.n][b.n];
}

static void closer(db_str word, db_str have, db_str *best, uint32_t *at) {
    uint32_t d = distance(word, have);
    if (d < *at) *best = have, *at = d;
}

/* " (did you mean 'mode'?)" or nothing */
static const char *meant(db_str best, uint32_t at, uint32_t n, char *out, size_t cap) {
    *out = 0;
    if (at <= 1u + (n > 4) && at < n) snprintf(out, cap, " (did you mean '%.*s'?)", (int)best.n, best.p);
    return out;
}

static void unknown_key(db_rd *r, const db_attrs *t, db_str key) {
    db_str best = {0};
    uint32_t at = FAR;
    char hint[80];
    for (uint32_t i = 0; i < t->n; i++) closer(key, t->row[i].key, &best, &at);
    db_rd_fault(r, key.p, "unknown attribute '%.*s'%s", (int)key.n, key.p, meant(best, at, key.n, hint, sizeof hint));
}

static bool is_list(db_cx *c, db_str name) {
    if (!c->n_lists_all) { /* all there are, also those that are read later */
        static const char *const subs[] = {"lists", "names"};
        for (size_t s = 0; s < 2; s++) {
            const char **v;
            uint32_t n = db_rd_files(c, subs[s], ".list", &v), cap = c->n_lists_all;
            for (uint32_t i = 0; i < n; i++) DB_PUSH(c->a, c->lists_all, c->n_lists_all, cap) = v[i];
        }
    }
    for (uint32_t i = 0; i < c->n_lists_all; i++)
        if (str_is(name, c->lists_all[i])) return true;
    return false;
}

static bool is_prep(const db_cx *c, db_str name) {
    for (uint32_t i = 0; i < c->n_func; i++)
        if (c->func[i].func == DB_FN_PREP && str_is(name, c->strs.p + c->func[i].name)) return true;
    return false;
}

static bool digits(db_str s, uint32_t least, uint32_t most) {
    bool ok = s.n >= least && s.n <= most;
    for (uint32_t i = 0; ok && i < s.n; i++) ok = s.p[i] >= '0' && s.p[i] <= '9';
    return ok;
}

/* Three or four digits, of which the first two are one of the twenty roots. */
static bool is_cameo(db_str s) {
    int root = digits(s, 3, 4) ? (s.p[0] - '0') * 10 + s.p[1] - '0' : 0;
    return root >= 1 && root <= 20;
}

static bool is_number(db_str s) {
    if (s.n && s.p[0] == '-') s.p++, s.n--;
    return digits(s, 1, 8);
}

static bool is_code(db_str s) {
    for (uint32_t i = 0; i < s.n; i++)
        if (!((s.p[i] >= 'A' && s.p[i] <= 'Z') || (s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '|' || s.p[i] == '-' || s.p[i] == '+')) return false;
    return s.n > 1;
}

static void bad_value(db_rd *r, const db_attr_row *row, db_str v) {
    db_str best = {0};
    uint32_t at = FAR;
    char hint[80];
    for (const char *p = row->values.p, *end = p + row->values.n; p < end;) {
        const char *sp = memchr(p, ' ', (size_t)(end - p)), *e = sp ? sp : end;
        closer(v, db_str_of(p, (size_t)(e - p)), &best, &at);
        p = e + 1;
    }
    if (str_is(row->values, "<list>")) db_rd_fault(r, v.p, "there is no list '%.*s'", (int)v.n, v.p);
    else db_rd_fault(r, v.p, "%.*s= may not be '%.*s'%s", (int)row->key.n, row->key.p, (int)v.n, v.p, meant(best, at, v.n, hint, sizeof hint));
}

static bool one_value(db_cx *c, const db_attr_row *row, db_str v) {
    db_str set = row->values;
    return among(set, v) || (among(set, db_str_z("<prep>")) && is_prep(c, v)) || (among(set, db_str_z("<list>")) && is_list(c, v)) ||
           (among(set, db_str_z("<cameo>")) && is_cameo(v)) || (among(set, db_str_z("<number>")) && is_number(v)) || (among(set, db_str_z("<code>")) && is_code(v));
}

/* Alternatives of slots («by|ezafe») are looked at one by one. */
bool db_attrs_value(db_rd *r, const db_attr_row *row, db_str value) {
    if (among(row->values, db_str_z("<any>"))) return true;
    bool slots = among(row->values, db_str_z("<prep>"));
    for (const char *p = value.p, *end = value.p + value.n; p <= end;) {
        const char *e = p;
        while (e < end && !(slots && (*e == '|' || *e == ','))) e++;
        db_str v = db_str_of(p, (size_t)(e - p));
        if (!one_value(r->c, row, v)) {
            bad_value(r, row, v);
            return false;
        }
        p = e + 1;
    }
    return true;
}

bool db_attrs_check(db_rd *r, const db_attrs *t, db_str s) {
    bool ok = true;
    for (const char *p = s.p, *end = s.p + s.n; p < end;) {
        const char *sp = memchr(p, ' ', (size_t)(end - p)), *e = sp ? sp : end;
        const char *eq = memchr(p, '=', (size_t)(e - p));
        if (e > p && (!eq || eq == p)) {
            db_rd_fault(r, p, "'%.*s' is no attribute of the form key=value", (int)(e - p), p);
            return false;
        }
        if (e > p && t->n) { /* data without the table (tests of other things) may say what it likes */
            db_str key = db_str_of(p, (size_t)(eq - p));
            const db_attr_row *row = db_attrs_find(t, key);
            if (!row) unknown_key(r, t, key);
            ok &= row && db_attrs_value(r, row, db_str_of(eq + 1, (size_t)(e - eq - 1)));
        }
        p = sp ? sp + 1 : end;
    }
    return ok;
}
