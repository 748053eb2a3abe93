/* leader.c -- persons whom the register of leaders knows: code and sector for those of whom the report tells no office, and which
 * «رئیس‌جمهور آمریکا» is meant. */
#include "names/work.h"

typedef struct row {
    const char *code, *sector, *post, *from, *to;
    uint32_t id;
} row;

static row read_row(nm_work *k, const db_entry *e) {
    const char *attr = e->attr;
    return (row){nm_attr(k, attr, "code"), nm_attr(k, attr, "sector"), nm_attr(k, attr, "post"), nm_attr(k, attr, "from"), nm_attr(k, attr, "to"), e->id};
}

/* Years, months and dates compare as text, as far as both of them tell. */
static int compare(const char *a, const char *b) {
    size_t n = strlen(a), m = strlen(b);
    return strncmp(a, b, n < m ? n : m);
}

/* Does the row hold on the report's day? Both ends belong to it; a report without a date fits any. */
static bool in_office(const nm_work *k, const row *r) {
    if (!*k->published) return true;
    if (r->from && compare(k->published, r->from) < 0) return false;
    return !r->to || compare(k->published, r->to) <= 0;
}

/* Of two rows that hold on the report's day the one that began later counts: what is told of a time gives way to what is told of a part of it,
 * and a row without dates, the default, to all others. Without a date of the report the first of the register counts. */
static bool rather(const nm_work *k, const row *a, const row *b) {
    if (!*k->published) return false;
    if (!a->from || !b->from) return a->from ? true : !b->from && a->to && !b->to;
    return strcmp(a->from, b->from) > 0;
}

static bool names_state(const nm_work *k, const char *code) {
    for (uint32_t i = 0; i < k->nx; i++)
        if (!k->x[i].dead && k->x[i].kind != DABIR_PERSON && k->x[i].code && strcmp(k->x[i].code, code) == 0) return true;
    return false;
}

/* The row of one phrase that fits the day; `surname`: only if all rows agree whose it is, or the report names one of the states. */
static bool choose(nm_work *k, const db_match *m, bool surname, row *out) {
    const char *first = NULL;
    bool found = false, mixed = false, named = false;
    *out = (row){.code = NULL};
    for (uint32_t j = 0; j < m->n_e; j++) {
        const db_entry *e = &m->e[j];
        if (e->cls != DB_C_LIST || e->list != k->list[L_LEADER] || (!surname && e->form != DB_F_NAME)) continue;
        row r = read_row(k, e);
        if (!r.code || !in_office(k, &r)) continue;
        bool here = names_state(k, r.code);
        mixed |= first && strcmp(first, r.code) != 0;
        if (!first) first = r.code;
        if (!found || (here && !named) || (here == named && rather(k, &r, out))) *out = r, found = true, named = here;
    }
    return found && !(surname && mixed && !named);
}

/* The row for a name that ends with the words of a form: «سید ابراهیم رئیسی». A surname must stand alone. */
static const db_match *lookup(nm_work *k, uint32_t w0, uint32_t w1, row *out) {
    for (uint32_t w = w0; w < w1; w++) {
        if (!nm_has(k, w, L_LEADER)) continue;
        for (uint32_t i = k->l->m0[w]; i < k->l->m0[w + 1]; i++)
            if (k->l->m[i].w1 == w1 && choose(k, &k->l->m[i], w == w0 && w1 == w0 + 1, out)) return &k->l->m[i];
    }
    return NULL;
}

/* «نقوی حسینی» and «حسین نقوی حسینی»: two names of one row are one person. */
static void merge(nm_work *k, uint32_t i) {
    nm_person *p = &k->p[i];
    for (uint32_t j = 0; j < i; j++) {
        nm_person *q = &k->p[j];
        if (!q->led || q->led_row != p->led_row || !q->seen) continue;
        uint32_t to = p->w1 - p->w0 > q->w1 - q->w0 ? i : j, from = to == i ? j : i;
        for (uint32_t x = 0; x < k->nx; x++)
            if (k->x[x].person == (int32_t)from) k->x[x].person = (int32_t)to;
        if (k->p[to].title < 0) k->p[to].title = k->p[from].title;
        k->p[to].seen += k->p[from].seen;
        k->p[from].seen = 0, k->p[from].led = NULL, k->p[from].led_code = NULL;
        return;
    }
}

void nm_leaders(nm_work *k) {
    for (uint32_t i = 0; i < k->np; i++) {
        nm_person *p = &k->p[i];
        row r;
        if (!(p->led = lookup(k, p->w0, p->w1, &r))) continue;
        p->led_code = r.code, p->led_sector = r.sector, p->led_row = r.id;
        merge(k, i);
    }
}

void nm_leader_codes(nm_work *k) {
    for (uint32_t i = 0; i < k->np; i++) {
        nm_person *p = &k->p[i];
        if (p->code || !p->led_code) continue;
        p->code = p->led_code;
        p->sector = db_model_reg_by_code(k->m, DABIR_STATE, p->code) != NONE ? (p->led_sector ? p->led_sector : "GOV") : NULL;
    }
}

/* Are the letters of the shorter all in the longer, in order, from the same beginning? «وزیر خارجه», «وزیر امور خارجه». */
static bool post_like(const uint8_t *a, uint32_t na, const uint8_t *b, uint32_t nb) {
    if (na > nb) return post_like(b, nb, a, na);
    if (na < 4 || na * 10 < nb * 6 || memcmp(a, b, 4) != 0) return false;
    uint32_t i = 0;
    for (uint32_t j = 0; j < nb && i < na; j++) i += a[i] == b[j];
    return i == na;
}

/* Is the title the post of the row, on the report's day? */
static bool fits(const nm_work *k, const row *r, const nm_title *t, const char *of) {
    uint32_t a = k->l->w[t->p0].key0, b = k->l->w[t->p1 - 1].key1;
    char z[256];
    uint8_t post[128];
    size_t n = r->post ? strlen(r->post) : sizeof z;
    if (n >= sizeof z || !r->code || !of || strcmp(r->code, of) != 0 || !in_office(k, r)) return false;
    for (size_t c = 0; c <= n; c++) z[c] = r->post[c] == '_' ? ' ' : r->post[c];
    return post_like(k->l->letters + a, b - a, post, db_letters(db_str_z(z), post, NULL, sizeof post));
}

/* Has the person held the office by any row that fits the day? */
static bool held(nm_work *k, const nm_person *p, const nm_title *t) {
    for (uint32_t j = 0; j < p->led->n_e; j++) {
        const db_entry *e = &p->led->e[j];
        if (e->cls != DB_C_LIST || e->list != k->list[L_LEADER]) continue;
        row r = read_row(k, e);
        if (fits(k, &r, t, t->of_code)) return true;
    }
    return false;
}

/* «ظریف», «روحانی»: a leader's surname that is a common word too, where the report speaks of the leader's office without a name. */
bool nm_lone_leader(nm_work *k, uint32_t w) {
    const db_entry *e = NULL;
    if (nm_item(k, w, L_LEADER, &e) != w + 1 || e->form == DB_F_NAME) return false;
    for (uint32_t i = k->l->m0[w]; i < k->l->m0[w + 1]; i++) {
        const db_match *m = &k->l->m[i];
        for (uint32_t j = 0; m->w1 == w + 1 && j < m->n_e; j++) {
            if (m->e[j].cls != DB_C_LIST || m->e[j].list != k->list[L_LEADER]) continue;
            row r = read_row(k, &m->e[j]);
            for (uint32_t t = 0; t < k->nt && t < 200; t++)
                if (!k->ti[t].plural && !k->ti[t].plain && fits(k, &r, &k->ti[t], k->ti[t].of_code ? k->ti[t].of_code : k->home)) return true;
        }
    }
    return false;
}

int32_t nm_leader_of(nm_work *k, const nm_title *t) {
    if (!t->of_code || t->plural) return -1;
    for (uint32_t i = 0; i < k->np; i++) {
        const nm_person *p = &k->p[i];
        if (p->led && !(p->code && strcmp(p->code, t->of_code) != 0) && held(k, p, t)) return (int32_t)i;
    }
    return -1;
}
