/* label_style.c -- how far a name reaches, told once for labels of every origin: by hand, by the rules, by the model. */
#include "names/label_inside.h"

static uint32_t end_of(const uint8_t *label, uint32_t i, uint32_t s1) {
    uint32_t type = db_ne_type(label[i]), e = i + 1;
    while (e < s1 && label[e] == type * 2) e++;
    return e;
}

static void put(uint8_t *label, uint32_t w0, uint32_t w1, uint32_t type) {
    for (uint32_t i = w0; i < w1; i++) label[i] = (uint8_t)(i == w0 ? type * 2 - 1 : type * 2);
}

/* What stands whatever else is said, but for a longer name around it. */
static void sure(const db_ne_doc *d, uint8_t *label, uint32_t s0, uint32_t s1) {
    for (uint32_t i = s0; i < s1; i++) {
        if (d->w[i].sure != DB_NE_ORG) continue;
        uint32_t e = i + 1;
        while (e < s1 && d->w[e].sure == DB_NE_ORG_IN) e++;
        uint32_t from = i;
        while (from > s0 && label[from] && label[from] % 2 == 0) from--;
        if (from < i && label[from] == DB_NE_ORG) continue;
        if (label[i] && label[i] % 2 == 0 && label[i] != DB_NE_ORG_IN) continue;
        if (label[i] == DB_NE_ORG && end_of(label, i, s1) >= e) continue;
        if (e < s1 && label[e] && label[e] % 2 == 0) { /* a name that the sure one cuts in two */
            uint32_t rest = e + 1;
            while (rest < s1 && label[rest] == label[e]) rest++;
            e = rest;
        }
        put(label, i, e, 2);
    }
}

static void join(const db_ne_doc *d, uint8_t *label, uint32_t s0, uint32_t s1) {
    for (uint32_t i = s1; i-- > s0 + 1;) {
        if (label[i] % 2 == 0 || label[i - 1]) continue;
        uint32_t type = db_ne_type(label[i]), want = d->w[i - 1].join & 3u, from = i - 1;
        if (want == 2 && type == 1 && !(d->w[i - 1].join & 8)) continue;
        if (!want || (want == 1 && type != 1) || (want == 3 && type != 3)) continue;
        while (from > s0 && d->w[from].join & 4 && !label[from - 1]) from--;
        if (d->w[from].join & 4) continue;
        put(label, from, end_of(label, i, s1), want);
    }
}

static void titles(const db_ne_doc *d, uint8_t *label, uint32_t s0, uint32_t s1) {
    for (uint32_t i = s0; i < s1; i++) {
        if (i > s0 && d->w[i].only == 4 && db_ne_type(label[i - 1]) == 1) label[i] = DB_NE_PER_IN;
        if (label[i] != DB_NE_PER || !d->w[i].only || d->w[i].only == 4) continue;
        bool more = i + 1 < s1 && label[i + 1] == DB_NE_PER_IN;
        if (d->w[i].only == 1 && more) continue;
        label[i] = DB_NE_O;
        if (more) label[i + 1] = DB_NE_PER;
    }
}

/* An organisation and the place right behind it. */
static void owners(uint8_t *label, uint32_t s0, uint32_t s1) {
    for (uint32_t i = s0 + 1; i < s1; i++)
        if (label[i] == DB_NE_LOC && db_ne_type(label[i - 1]) == 2)
            for (uint32_t e = end_of(label, i, s1); i < e; i++) label[i] = DB_NE_ORG_IN;
}

void db_ne_style(const db_ne_doc *d, uint8_t *label) {
    for (uint32_t s = 0; s < d->n_sents; s++) {
        titles(d, label, d->sent0[s], d->sent0[s + 1]);
        sure(d, label, d->sent0[s], d->sent0[s + 1]);
        join(d, label, d->sent0[s], d->sent0[s + 1]);
        owners(label, d->sent0[s], d->sent0[s + 1]);
    }
}
