/* compile_lists.c -- phrase lists and verb lists (lists/NAME.list), given names and surnames (names/NAME.list). */
#include "lang/compile.h"

#include <stdlib.h>

typedef struct seen { /* hash table of the forms of one list */
    db_form_key *k;
    uint32_t *place;
    uint32_t mask, n;
} seen;

typedef struct list {
    db_rd r;
    uint32_t id;
    uint32_t kind;   /* 0 not told yet */
    uint32_t items;
    bool suffix;
    bool variant;    /* the form at hand was made of another one: that it stands already is no fault */
    uint16_t name_pos; /* DB_POS_GIVEN, DB_POS_SURNAME: single words of the list have it */
    seen seen;
} list;

static bool str_is(db_str s, const char *z) { return s.n == strlen(z) && memcmp(s.p, z, s.n) == 0; }

/* Where the form stood before, or 0; the form is kept. */
static uint32_t seen_before(db_cx *c, seen *s, const db_form_key *k, uint32_t place) {
    if (s->n * 2 >= s->mask) {
        seen old = *s;
        s->mask = old.mask ? old.mask * 2 + 1 : 255;
        s->k = DB_NEW(c->a, db_form_key, s->mask + 1);
        s->place = DB_NEW(c->a, uint32_t, s->mask + 1);
        s->n = 0;
        for (uint32_t i = 0; old.mask && i <= old.mask; i++)
            if (old.place[i]) seen_before(c, s, &old.k[i], old.place[i]);
    }
    uint32_t h = (uint32_t)db_hash(k->p, k->n) & s->mask;
    for (; s->place[h]; h = (h + 1) & s->mask)
        if (db_key_eq(&s->k[h], k)) return s->place[h];
    s->k[h] = *k;
    s->place[h] = place;
    s->n++;
    return 0;
}

static void directive(list *l) {
    db_rd *r = &l->r;
    db_str key = r->col[0], v = r->col[1];
    if (str_is(key, "kind")) {
        uint32_t kind = str_is(v, "phrase") ? 1 : str_is(v, "verb") ? 2 : 0;
        if (!kind) db_rd_fault(r, v.p, "unknown kind '%.*s': phrase or verb", (int)v.n, v.p);
        else if (l->kind && l->kind != kind) db_rd_fault(r, r->p, "the kind has been given already");
        else l->kind = kind;
    } else if (str_is(key, "suffix")) {
        if (str_is(v, "plural")) l->suffix = true;
        else db_rd_fault(r, v.p, "unknown suffix class '%.*s': plural", (int)v.n, v.p);
    } else db_rd_fault(r, key.p, "unknown directive '%.*s'", (int)key.n, key.p);
}

static bool repeated(list *l, db_str form, const db_form_key *k) {
    uint32_t here = db_rd_place(&l->r), before = seen_before(l->r.c, &l->seen, k, here);
    char said[600];
    if (before && before != here && !l->variant) /* forms of one line may repeat */
        db_rd_fault(&l->r, form.p, "'%.*s' stands already in %s", (int)form.n, form.p, db_rd_said(&l->r, before, said, sizeof said));
    return before != 0;
}

static void phrase_form(list *l, db_str form, uint32_t attr) {
    db_cx *c = l->r.c;
    db_form_key k;
    if (!db_rd_key(&l->r, form, &k) || repeated(l, form, &k)) return;
    db_cx_phrase(c, &k, (db_entry_rec){.cls = DB_C_LIST, .list = (uint16_t)l->id, .id = l->items, .attr = attr}, l->suffix);
    if (l->name_pos) { /* a name of several words must not make one word of them */
        k.bound = 0;
        db_cx_morph(c, &k, (db_morph){.pos = l->name_pos}, 0);
    }
}

static uint32_t nve_id(db_cx *c, const db_form_key *k) {
    uint32_t id = 0;
    for (uint32_t i = 0; i < c->n_nve && !id; i++)
        if (db_key_eq(&c->nve[i], k)) id = i + 1;
    if (!id) {
        DB_PUSH(c->a, c->nve, c->n_nve, c->cap_nve) = *k;
        id = c->n_nve;
    } else { /* one compound verb, written with other boundaries: both hold */
        c->nve[id - 1].bound |= k->bound;
    }
    return id;
}

static db_str head_trimmed(const char *p, const char *e) {
    while (p < e && *p == ' ') p++;
    for (bool zwnj = false; e > p && (e[-1] == ' ' || (zwnj = e - p >= 3 && memcmp(e - 3, "\u200c", 3) == 0)); zwnj = false) e -= zwnj ? 3 : 1;
    return db_str_of(p, (size_t)(e - p));
}

static uint32_t part_id(list *l, db_str part) {
    db_form_key k;
    if (!part.n || !db_rd_key(&l->r, part, &k)) return 0;
    uint32_t id = nve_id(l->r.c, &k);
    db_cx_phrase(l->r.c, &k, (db_entry_rec){.cls = DB_C_NVE, .id = id}, l->suffix);
    return id;
}

/* Has this list the form already? «X ~ کردن» may stand beside «X کردن» with attributes of its own, so the ~ counts as a letter. */
static bool verb_repeated(list *l, db_str form, const char *gap) {
    db_cx *c = l->r.c;
    db_form_key whole, before = {0};
    if (!db_cx_key(c, form, &whole) || whole.n == DB_FORM_MAX) {
        db_rd_fault(&l->r, form.p, "a form may have %d letters at most", DB_FORM_MAX - 1);
        return true;
    }
    if (gap) {
        db_cx_key(c, db_str_of(form.p, (size_t)(gap - form.p)), &before);
        uint8_t *p = db_alloc(c->a, whole.n + 1);
        memcpy(p, whole.p, before.n);
        p[before.n] = 127;
        memcpy(p + before.n + 1, whole.p + before.n, whole.n - before.n);
        whole.p = p;
        whole.n++;
    }
    return repeated(l, form, &whole);
}

/* «محکوم کردن»; «خواستار ~ شدن»: other words may stand at the ~; «مورد حمله ~ قرار دادن»: «قرار» stays with the verb. */
static void verb_form(list *l, db_str form, uint32_t attr) {
    db_rd *r = &l->r;
    const char *end = form.p + form.n, *last = end, *gap = memchr(form.p, '~', form.n);
    while (last > form.p && last[-1] != ' ') last--;
    db_form_key inf;
    if (!db_rd_key(r, db_str_of(last, (size_t)(end - last)), &inf)) return;
    uint32_t lemma = db_cx_verb(r->c, &inf);
    for (const char *p = end; !lemma && p - 3 >= last; p--) { /* «به‌هم‌رساندن» */
        if (memcmp(p - 3, "\u200c", 3) != 0 || p == end || !db_cx_key(r->c, db_str_of(p, (size_t)(end - p)), &inf)) continue;
        if ((lemma = db_cx_verb(r->c, &inf))) last = p;
    }
    if (!lemma) {
        db_rd_fault(r, last, "'%.*s' is no infinitive of lexicon/verbs.tsv", (int)(end - last), last);
        return;
    }
    db_str head = head_trimmed(form.p, gap ? gap : last), via = gap ? head_trimmed(gap + 1, last) : db_str_of(last, 0);
    if (gap && (!head.n || memchr(gap + 1, '~', (size_t)(end - gap - 1)))) {
        db_rd_fault(r, gap, "one ~ may stand behind the first part");
        return;
    }
    if (verb_repeated(l, form, gap)) return;
    uint32_t id = part_id(l, head), by = part_id(l, via), seq = r->c->n_vpair;
    DB_PUSH(r->c->a, r->c->vpair, r->c->n_vpair, r->c->cap_vpair) = (db_vpair){id, lemma, seq, {(uint16_t)l->id, gap != NULL, attr, by}};
}

static void item(list *l) {
    db_rd *r = &l->r;
    if (!l->kind) {
        db_rd_fault(r, r->p, "the kind of the list is missing: #! kind: phrase");
        l->kind = 1;
    }
    if (!db_rd_columns(r, 1, 2) || !db_attrs_check(r, &r->c->attrs, r->col[1]) || !db_codes_attrs(r, r->col[1])) return;
    if (!r->col[0].n) {
        db_rd_fault(r, r->p, "empty form");
        return;
    }
    uint32_t attr = db_cx_str(r->c, r->col[1]);
    db_str form;
    for (const char *it = NULL; db_rd_form(r, r->col[0], &it, &form);) {
        db_str v[1 + DB_VARIANTS] = {form};
        uint32_t n = 1 + db_cx_variants(r->c, form, v + 1, DB_VARIANTS);
        for (uint32_t i = 0; i < n; i++) {
            l->variant = i > 0;
            if (l->kind == 2) verb_form(l, v[i], attr);
            else phrase_form(l, v[i], attr);
        }
    }
    l->items++;
}

static void one_list(db_cx *c, const char *sub, const char *name) {
    char rel[300];
    list l = {.id = c->n_list + 1};
    snprintf(rel, sizeof rel, "%s/%s.list", sub, name);
    if (!db_rd_open(&l.r, c, rel)) return;
    uint32_t str = db_cx_str(c, db_str_z(name));
    for (uint32_t i = 0; i < c->n_list; i++)
        if (c->list[i].name == str) db_rd_fault(&l.r, l.r.text.p, "there are two lists '%s'", name);
    if (strcmp(sub, "names") == 0) l.name_pos = strcmp(name, "given") == 0 ? DB_POS_GIVEN : strcmp(name, "surname") == 0 ? DB_POS_SURNAME : 0;
    DB_PUSH(c->a, c->list, c->n_list, c->cap_list) = (db_list_rec){.name = str};
    db_cx_name(c, DB_NM_LIST, str, l.id);
    while (db_rd_next(&l.r)) {
        if (l.r.directive) directive(&l);
        else item(&l);
    }
    c->list[l.id - 1].kind = l.kind;
    c->list[l.id - 1].n_items = l.items;
    db_rd_close(&l.r);
}

void db_compile_lists(db_cx *c) {
    db_attrs_read(c, &c->attrs);
    static const char *const subs[] = {"lists", "names"};
    for (size_t s = 0; s < 2; s++) {
        const char **names;
        uint32_t n = db_rd_files(c, subs[s], ".list", &names);
        for (uint32_t i = 0; i < n; i++) one_list(c, subs[s], names[i]);
    }
}
