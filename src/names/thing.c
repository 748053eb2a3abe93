/* thing.c -- what bears a person's name and is none: ships, firms, airports, streets, programmes («نفتکش «…»», «فرودگاه بین‌المللی …»). */
#include "names/work.h"

/* Words between the noun of a thing and its name: «فرودگاه بین‌المللی …», «شرکت هواپیمایی …», «کشتی تجاری …». */
static bool between(const nm_work *k, uint32_t w) {
    const db_word *x = &k->l->w[w];
    if (x->kind != DB_T_WORD || x->func || nm_has(k, w, L_HEAD)) return false;
    int32_t o = k->own[w];
    if (o >= 0) return !k->x[o].dead && k->x[o].kind == DABIR_STATE; /* «شرکت روسی …» */
    return (x->pos & DB_POS_ADJ) != 0 && !(x->pos & (DB_POS_GIVEN | DB_POS_SURNAME));
}

bool nm_thing_before(const nm_work *k, uint32_t w) {
    uint32_t i = w;
    if (i && nm_quote_open(k, i - 1)) i--;
    for (uint32_t skip = 0; i && skip < 3 && nm_joined(k, i - 1, i); skip++) {
        for (uint32_t b = i; b-- > 0 && b + 3 > i;) {
            const db_entry *e = NULL;
            if (nm_item(k, b, L_NAME_NOT, &e) == i && (!skip || nm_flag(e->attr, "far"))) return true;
        }
        if (!between(k, i - 1)) return false;
        i--;
    }
    return false;
}

enum { MAX_THINGS = 24 };

static bool same_words(const nm_work *k, uint32_t a0, uint32_t a1, uint32_t b0, uint32_t b1) {
    uint32_t a = k->l->w[a0].key0, b = k->l->w[b0].key0, n = k->l->w[a1 - 1].key1 - a;
    return k->l->w[b1 - 1].key1 - b == n && memcmp(k->l->letters + a, k->l->letters + b, n) == 0;
}

static bool plain_name(const nm_x *x) { return x->kind == DABIR_PERSON && !x->dead && x->title < 0 && !x->lead; }

static void drop(nm_work *k, nm_x *x) {
    for (uint32_t w = x->w0; w < x->w1; w++) k->own[w] = -1;
    x->dead = true;
}

/* Does a title or a word of respect elsewhere make a person of the words? */
static bool person_too(const nm_work *k, uint32_t w0, uint32_t w1) {
    for (uint32_t i = 0; i < k->nx; i++) {
        const nm_x *x = &k->x[i];
        if (x->kind != DABIR_PERSON || x->dead || plain_name(x)) continue;
        if (x->w1 - x->w0 >= w1 - w0 && same_words(k, x->w1 - (w1 - w0), x->w1, w0, w1)) return true;
    }
    return false;
}

/* Names that a noun shows to be of things: there and wherever else they stand without a title. */
void nm_things(nm_work *k) {
    uint32_t t0[MAX_THINGS], t1[MAX_THINGS], n = 0;
    for (uint32_t i = 0; i < k->nx; i++) {
        nm_x *x = &k->x[i];
        if (!plain_name(x) || !nm_thing_before(k, x->w0)) continue;
        if (n < MAX_THINGS) t0[n] = x->w0, t1[n] = x->w1, n++;
        drop(k, x);
    }
    for (uint32_t w = 1; n < MAX_THINGS && w < k->l->n_words; w++) { /* those that nobody took for a person */
        if (k->own[w] >= 0 || k->like[w] < 2 || !nm_thing_before(k, w)) continue;
        uint32_t e = nm_forward(k, w, 2, true);
        if (e > w) t0[n] = w, t1[n] = e, n++, w = e - 1;
    }
    for (uint32_t j = 0; j < n; j++) {
        if (person_too(k, t0[j], t1[j])) continue;
        for (uint32_t i = 0; i < k->nx; i++)
            if (plain_name(&k->x[i]) && k->x[i].w1 - k->x[i].w0 == t1[j] - t0[j] && same_words(k, k->x[i].w0, k->x[i].w1, t0[j], t1[j])) drop(k, &k->x[i]);
    }
}
