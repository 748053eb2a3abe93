/* cluster.c -- one person for all forms of a name in a report: full name, surname alone, other spellings («نظربایف، نظر بایف»). */
#include "names/work.h"

enum { PART_ALL, PART_LAST, PART_LAST2, PART_FIRST, N_PARTS };

static uint32_t key0(const nm_work *k, uint32_t w) { return k->l->w[w].key0; }
static uint32_t key1(const nm_work *k, uint32_t w) { return k->l->w[w].key1; }

/* The words of a part of a person's best form; false if it has no such part. */
static bool part(const nm_work *k, const nm_person *p, int which, uint32_t *w0, uint32_t *w1) {
    uint32_t n = p->w1 - p->w0;
    *w0 = p->w0, *w1 = p->w1;
    if (which == PART_LAST) *w0 = p->w1 - 1;
    if (which == PART_LAST2) *w0 = p->w1 - 2;
    if (which == PART_FIRST) *w1 = p->w0 + 1;
    if (which == PART_LAST2) return n > 2;
    /* the first word stands for the person where it is the family name («یون کانگ هیون»), not where it is a given name */
    if (which == PART_FIRST) return n > 1 && key1(k, p->w0) - key0(k, p->w0) > 1;
    return which == PART_ALL || n > 1;
}

static void put(nm_work *k, uint32_t person, int which) {
    uint32_t w0, w1;
    if (!part(k, &k->p[person], which, &w0, &w1)) return;
    uint64_t h = nm_skeleton(k, key0(k, w0), key1(k, w1 - 1));
    uint32_t mask = k->names_cap - 1, i = (uint32_t)h & mask, step;
    for (step = 0; step < 64 && k->names[i] >= 0; step++, i = (i + 1) & mask)
        if (k->names[i] == (int32_t)(person * N_PARTS + (uint32_t)which)) return;
    if (step < 64) k->names[i] = (int32_t)(person * N_PARTS + (uint32_t)which);
}

static void put_all(nm_work *k, uint32_t person) {
    for (int i = 0; i < N_PARTS; i++) put(k, person, i);
}

/* «خوانسار» and «خوانساری»: a town and its people, no two spellings. */
static bool of_town(const uint8_t *a, uint32_t na, const uint8_t *b, uint32_t nb) {
    if (na > nb) return of_town(b, nb, a, na);
    return na + 1 == nb && b[na] == db_letter(0x6CC) && memcmp(a, b, na) == 0;
}

/* How well do words [w0, w1) spell the part? 0 not, 1 other spelling, 2 same letters. */
static int spells(const nm_work *k, uint32_t w0, uint32_t w1, uint32_t p0, uint32_t p1, uint64_t h) {
    uint32_t a = key0(k, w0), na = key1(k, w1 - 1) - a, b = key0(k, p0), nb = key1(k, p1 - 1) - b;
    if (na == nb && memcmp(k->l->letters + a, k->l->letters + b, na) == 0) return 2;
    if (na < 5 || nb < 5 || of_town(k->l->letters + a, na, k->l->letters + b, nb)) return 0;
    if (nm_skeleton(k, b, b + nb) == h && (na > nb ? na - nb : nb - na) <= 2 && k->l->letters[a] == k->l->letters[b]) return 1;
    return 0;
}

/* The person whose name or part of it stands at [w0, w1). */
static int32_t find(const nm_work *k, uint32_t w0, uint32_t w1, int *part_out, int *how) {
    uint64_t h = nm_skeleton(k, key0(k, w0), key1(k, w1 - 1));
    uint32_t mask = k->names_cap - 1, i = (uint32_t)h & mask;
    int32_t best = -1;
    int score = 0;
    for (uint32_t s = 0; s < 64 && k->names[i] >= 0; s++, i = (i + 1) & mask) {
        int32_t person = k->names[i] / N_PARTS;
        int which = k->names[i] % N_PARTS;
        uint32_t p0, p1;
        if (!part(k, &k->p[person], which, &p0, &p1)) continue;
        int sp = spells(k, w0, w1, p0, p1, h);
        if (!sp || (which == PART_FIRST && sp < 2)) continue;
        int v = sp * 8 + (which == PART_ALL ? 4 : which == PART_LAST2 ? 3 : which == PART_LAST ? 2 : 1);
        if (v > score) best = person, score = v, *part_out = which, *how = sp;
    }
    return best;
}

static int32_t new_person(nm_work *k, uint32_t w0, uint32_t w1) {
    nm_person p = {.w0 = w0, .w1 = w1, .seen = 1, .ent = -1, .title = -1};
    DB_PUSH(k->a, k->p, k->np, k->capp) = p;
    put_all(k, k->np - 1);
    return (int32_t)k->np - 1;
}

/* A longer name whose last word is the lone surname that an earlier mention gave. */
static int32_t lone_surname(const nm_work *k, uint32_t w0, uint32_t w1) {
    if (w1 - w0 < 2) return -1;
    int which, how;
    int32_t p = find(k, w1 - 1, w1, &which, &how);
    if (p >= 0 && which == PART_ALL && k->p[p].w1 - k->p[p].w0 == 1) return p;
    p = find(k, w0, w0 + 1, &which, &how);
    if (p >= 0 && which == PART_ALL && how == 2 && k->p[p].w1 - k->p[p].w0 == 1 && !(k->l->w[w0].pos & DB_POS_GIVEN)) return p;
    return -1;
}

/* «محمد جواد ظریف» and «جواد ظریف»: one is the tail of the other. */
static bool extends(const nm_work *k, const nm_person *p, uint32_t w0, uint32_t w1) {
    uint32_t n = p->w1 - p->w0, m = w1 - w0;
    if (m <= n) return false;
    for (uint32_t i = 1; i <= n; i++)
        if (!nm_same_word(k, p->w1 - i, w1 - i)) return false;
    return n >= 2;
}

/* «… که جاگزین بایدن …»: of words that only looked like a name, the one that is. */
static bool shrink(nm_work *k, uint32_t xi) {
    nm_x *x = &k->x[xi];
    int which, how;
    int32_t p = find(k, x->w1 - 1, x->w1, &which, &how);
    if (p < 0 || how < 2) return false;
    for (uint32_t w = x->w0 - x->lead; w + 1 < x->w1; w++) k->own[w] = -1;
    x->lead = 0;
    x->w0 = x->w1 - 1;
    x->person = p;
    k->p[p].seen++;
    return true;
}

static void cluster_one(nm_work *k, uint32_t xi) {
    nm_x *x = &k->x[xi];
    int which, how;
    int32_t p = find(k, x->w0, x->w1, &which, &how);
    if (p < 0 && x->weak && shrink(k, xi)) return;
    if (p < 0) p = lone_surname(k, x->w0, x->w1);
    if (p < 0 && x->w1 - x->w0 >= 3) {
        int32_t q = find(k, x->w1 - 2, x->w1, &which, &how);
        if (q >= 0 && which == PART_ALL && extends(k, &k->p[q], x->w0, x->w1)) p = q;
    }
    if (p < 0) {
        x->person = new_person(k, x->w0, x->w1);
        return;
    }
    x->person = p;
    k->p[p].seen++;
    if (x->w1 - x->w0 > k->p[p].w1 - k->p[p].w0 && key1(k, x->w1 - 1) - key0(k, x->w0) > key1(k, k->p[p].w1 - 1) - key0(k, k->p[p].w0) + 2) {
        k->p[p].w0 = x->w0, k->p[p].w1 = x->w1; /* «نظر بایف» is no longer form of «نظربایف» */
        put_all(k, (uint32_t)p);
    }
}

/* ---- second mentions ---- */

/* May a lone common word be the name here? Only at the head of a clause that goes on like one with a subject. */
static bool name_place(const nm_work *k, uint32_t w0, uint32_t w1) {
    const db_word *p = w0 ? &k->l->w[w0 - 1] : NULL;
    if (!p || p->sent != k->l->w[w0].sent) return true;
    if (w0 > 1 && nm_item(k, w0 - 2, L_SAID_BY, NULL) == w0) return true; /* «به گفته ستوده» */
    return w1 < k->l->n_words && (p->func || p->punct) && (k->l->w[w1].func || k->l->w[w1].punct || nm_finite(k, w1));
}

static bool second_at(nm_work *k, uint32_t w, uint32_t len) {
    int which = 0, how = 0;
    int32_t p = find(k, w, w + len, &which, &how);
    if (p < 0) return false;
    if (len == 1) {
        int s = nm_likeness(k, w);
        if (how < 2 && s < 1) return false;
        if (s < 0 && !(s == -1 && name_place(k, w, w + 1) && which == PART_LAST)) return false;
        if (which == PART_FIRST && (s == 0 || ((k->l->w[w].pos & DB_POS_GIVEN) && k->p[p].w1 - k->p[p].w0 < 3))) return false;
        if (s == 0 && !name_place(k, w, w + 1) && !(k->l->w[w].pos & (DB_POS_GIVEN | DB_POS_SURNAME))) return false;
    } else if (key1(k, w + len - 1) - key0(k, w) < 5) {
        return false;
    }
    uint32_t x = nm_add(k, w, w + len, DABIR_PERSON, NONE, NULL, 0);
    k->x[x].person = p;
    k->p[p].seen++;
    return true;
}

/* Unknown words one edit away from a surname: misprints («بلنیکن»). */
static bool misprint_at(nm_work *k, uint32_t w) {
    uint32_t n = nm_len(k, w);
    if (nm_likeness(k, w) != 2 || n < 5) return false;
    for (uint32_t i = 0; i < k->np && i < 48; i++) {
        uint32_t s = k->p[i].w1 - 1, m = nm_len(k, s);
        if (m < 5 || !nm_near(nm_key(k, w), n, nm_key(k, s), m) || of_town(nm_key(k, w), n, nm_key(k, s), m)) continue;
        uint32_t x = nm_add(k, w, w + 1, DABIR_PERSON, NONE, NULL, 0);
        k->x[x].person = (int32_t)i;
        return true;
    }
    return false;
}

static bool open_word(const nm_work *k, uint32_t w) {
    const db_word *x = &k->l->w[w];
    return k->own[w] < 0 && k->tit[w] < 0 && x->kind == DB_T_WORD && !x->func && !k->date[w];
}

/* «دیوید کامرون», then «کامرون»: a surname that is also a state or a town, where neither stands behind a preposition of place. */
static bool second_place(nm_work *k, uint32_t w) {
    int32_t o = k->own[w];
    int which = 0, how = 0;
    if (o < 0 || (k->x[o].kind != DABIR_PLACE && k->x[o].kind != DABIR_STATE) || k->x[o].w0 != w || k->x[o].w1 != w + 1 || k->x[o].flags & DB_MF_DEMONYM || k->tit[w] >= 0) return false;
    if (w && k->l->w[w - 1].sent == k->l->w[w].sent && (k->l->w[w - 1].fid == k->fin || nm_has(k, w - 1, L_PLACE_NOUN))) return false;
    int32_t p = find(k, w, w + 1, &which, &how);
    if (p < 0 || how < 2 || which != PART_LAST) return false;
    k->x[o].dead = true;
    k->own[w] = -1;
    uint32_t x = nm_add(k, w, w + 1, DABIR_PERSON, NONE, NULL, 0);
    k->x[x].person = p;
    k->p[p].seen++;
    return true;
}

static void seconds(nm_work *k) {
    bool first[128] = {false};
    for (uint32_t i = 0; i < k->np; i++)
        for (uint32_t w = k->p[i].w0; w < k->p[i].w1; w++)
            if (nm_len(k, w)) first[nm_key(k, w)[0] & 127] = true;
    for (uint32_t w = 0; w < k->l->n_words; w++) {
        if (!nm_len(k, w) || !first[nm_key(k, w)[0] & 127] || second_place(k, w) || !open_word(k, w)) continue;
        uint32_t max = 1;
        while (max < 3 && w + max < k->l->n_words && open_word(k, w + max) && k->l->w[w + max].sent == k->l->w[w].sent) max++;
        uint32_t len = max;
        while (len && !second_at(k, w, len)) len--;
        if (len) w += len - 1;
        else if (misprint_at(k, w)) continue;
    }
}

void nm_cluster(nm_work *k) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < k->nx; i++) n += k->x[i].kind == DABIR_PERSON && !k->x[i].dead;
    k->names_cap = 64;
    while (k->names_cap < n * 16) k->names_cap *= 2;
    k->names = DB_NEW(k->a, int32_t, k->names_cap);
    for (uint32_t i = 0; i < k->names_cap; i++) k->names[i] = -1;
    for (uint32_t w = 0; w < k->l->n_words; w++) { /* in the order of the text */
        int32_t o = k->own[w];
        if (o >= 0 && k->x[o].w0 == w && k->x[o].kind == DABIR_PERSON && !k->x[o].dead) cluster_one(k, (uint32_t)o);
    }
    if (k->np) seconds(k);
}
