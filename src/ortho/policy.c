/* policy.c -- switches by name, groups of them, and the profiles of data/ortho/profiles.tsv (section OPRO). */
#include "ortho/policy.h"

const db_switch_info db_switches[DB_N_SWITCHES] = {
#define X(id, name, groups, values, what) {name, values, what, groups},
    DB_SWITCHES(X)
#undef X
};

static const struct { const char *name; uint32_t bit; } groups[] = {
    {"letters", G_LETTERS}, {"diacritics", G_DIACRITICS}, {"digits", G_DIGITS}, {"style", G_STYLE}, {"punctuation", G_PUNCTUATION}, {"spacing", G_SPACING},
    {"half-spaces", G_HALF}, {"repeats", G_REPEATS}, {"specials", G_SPECIALS}, {"ligatures", G_LIGATURES}, {"ya", G_YA}, {"mi", G_MI}, {"urls", G_URLS}, {"none", 0},
};

/* The next piece of *s up to one of `seps`; false at the end. */
static bool piece(db_str *s, const char *seps, db_str *out) {
    while (s->n && strchr(seps, s->p[0])) s->p++, s->n--;
    uint32_t k = 0;
    while (k < s->n && !strchr(seps, s->p[k])) k++;
    *out = db_str_of(s->p, k);
    s->p += k, s->n -= k;
    return k > 0;
}

static bool bad(char *why, size_t cap, const char *what, db_str s) {
    if (why) snprintf(why, cap, "%s: \"%.*s\"", what, (int)s.n, s.p ? s.p : "");
    return false;
}

static bool set_one(db_policy *p, db_str name, db_str value, char *why, size_t cap) {
    for (uint32_t i = 0; i < DB_N_SWITCHES; i++) {
        if (!db_str_eq(name, db_str_z(db_switches[i].name))) continue;
        db_str left = db_str_z(db_switches[i].values), v;
        for (uint8_t k = 0; piece(&left, " ", &v); k++)
            if (db_str_eq(v, value)) {
                p->v[i] = k;
                return true;
            }
        if (why) snprintf(why, cap, "%s is one of: %s; not \"%.*s\"", db_switches[i].name, db_switches[i].values, (int)value.n, value.p);
        return false;
    }
    return bad(why, cap, "no switch of the normaliser", name);
}

bool db_policy_set(db_policy *p, db_str settings, char *why, size_t cap) {
    db_str one;
    while (piece(&settings, " ,\t", &one)) {
        const char *eq = memchr(one.p, '=', one.n);
        if (!eq) return bad(why, cap, "not a switch and its value, such as digits=fa", one);
        uint32_t k = (uint32_t)(eq - one.p);
        if (!set_one(p, db_str_of(one.p, k), db_str_of(eq + 1, one.n - k - 1), why, cap)) return false;
    }
    return true;
}

bool db_policy_only(db_policy *p, db_str list, char *why, size_t cap) {
    uint32_t keep = 0;
    db_str one;
    while (piece(&list, " ,", &one)) {
        size_t i = 0;
        while (i < sizeof groups / sizeof *groups && !db_str_eq(one, db_str_z(groups[i].name))) i++;
        if (i == sizeof groups / sizeof *groups) return bad(why, cap, "no group of switches", one);
        keep |= groups[i].bit;
    }
    for (uint32_t i = 0; i < DB_N_SWITCHES; i++)
        if (db_switches[i].groups && !(db_switches[i].groups & keep)) p->v[i] = 0;
    return true;
}

static bool profile(db_policy *p, const char *text, uint32_t n, db_str name, int depth, char *why, size_t cap) {
    for (uint32_t i = 0, e; i < n; i = e + 1) {
        for (e = i; e < n && text[e] != '\n';) e++;
        db_str col[4] = {{0}};
        uint32_t k = 0, at = i;
        if (text[i] == '#') continue;
        for (uint32_t j = i; j <= e && k < 4; j++)
            if (j == e || text[j] == '\t') col[k++] = db_str_of(text + at, j - at), at = j + 1;
        if (k < 3 || !db_str_eq(col[0], name)) continue;
        if (col[1].n && (depth > 4 || !profile(p, text, n, col[1], depth + 1, why, cap))) return false;
        return db_policy_set(p, col[2], why, cap);
    }
    return bad(why, cap, "no such profile", name);
}

bool db_policy_profile(db_policy *p, const dabir_model *m, db_str name, char *why, size_t cap) {
    uint32_t n = 0;
    const char *text = db_model_section(m, "OPRO", &n);
    *p = (db_policy){{0}};
    return profile(p, text ? text : "", text ? n : 0, name, 0, why, cap);
}
