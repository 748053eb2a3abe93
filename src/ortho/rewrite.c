/* rewrite.c -- one run of the normaliser: the passes in their order, each over what the one before has written, and the list of edits of the text as given. */
#include "ortho/norm.h"

#include <stdlib.h>

struct db_ortho {
    db_spacer s;
    db_policy p;
    db_arena atoms;  /* room for the atoms of a window, kept from call to call */
    db_atoms room;
    uint32_t room_n, n_pairs;
    uint64_t pairs[64];
    db_marked marked;
    uint32_t mi[3]; /* the writer's hand so far in this text */
};

/* Rows of data/ortho/affix.tsv whose side is "pair": two words that always belong together. */
static void read_pairs(db_ortho *o, const dabir_model *m) {
    uint32_t n = 0;
    const char *p = db_model_section(m, "OAFF", &n);
    for (uint32_t i = 0, e; p && i < n && o->n_pairs < 64; i = e + 1) {
        uint32_t tab = i, space = i;
        for (e = i; e < n && p[e] != '\n';) e++;
        while (tab < e && p[tab] != '\t') tab++;
        while (space < tab && p[space] != ' ') space++;
        if (p[i] == '#' || space == tab || e - tab < 5 || memcmp(p + tab, "\tpair", 5) != 0) continue;
        uint8_t l[16];
        uint64_t a = db_word_hash(l, db_letters(db_str_of(p + i, space - i), l, NULL, 16));
        uint64_t b = db_word_hash(l, db_letters(db_str_of(p + space + 1, tab - space - 1), l, NULL, 16));
        o->pairs[o->n_pairs++] = db_pair_hash(a, b);
    }
}

dabir_status db_ortho_new(const dabir_model *m, const char *profile, const char *only, const char *settings, db_ortho **out, dabir_error *err) {
    char why[200];
    *out = NULL;
    db_ortho *o = calloc(1, sizeof *o);
    if (!o) return db_fail(err, DABIR_E_MEMORY, "", 0, 0, 0, "no memory for a normaliser");
    dabir_status st = db_spacer_open(m, &o->s, err);
    if (!st && (!db_policy_profile(&o->p, m, db_str_z(profile ? profile : "academy"), why, sizeof why) || (only && !db_policy_only(&o->p, db_str_z(only), why, sizeof why)) ||
                !db_policy_set(&o->p, db_str_z(settings), why, sizeof why)))
        st = db_fail(err, DABIR_E_ARGUMENT, "", 0, 0, 0, "%s", why);
    if (st) free(o);
    else {
        db_arena_init(&o->atoms, 0);
        read_pairs(o, m);
        db_chars_marked(&o->p, &o->marked);
        *out = o;
    }
    return st;
}

void db_ortho_free(db_ortho *o) {
    if (!o) return;
    db_arena_free(&o->atoms);
    free(o);
}

void db_ortho_forget(db_ortho *o) { memset(o->mi, 0, sizeof o->mi); }

static bool any(const db_policy *p, const db_switch *of, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (p->v[of[i]]) return true;
    return false;
}
static const db_switch of_marks[] = {DB_SW_DECIMAL, DB_SW_DATES, DB_SW_MARKS, DB_SW_QUOTES, DB_SW_SINGLE, DB_SW_BACKTICKS, DB_SW_ELLIPSIS, DB_SW_DASHES, DB_SW_REPEAT_MARKS};
static const db_switch of_gaps[] = {DB_SW_SPACES, DB_SW_TRIM, DB_SW_NEWLINES, DB_SW_ZWNJ, DB_SW_NONJOINING, DB_SW_JOIN, DB_SW_CUT, DB_SW_MI, DB_SW_VERB_PREFIX, DB_SW_PUNCT, DB_SW_NUMBERS};
#define ANY(p, of) any((p), (of), sizeof(of) / sizeof *(of))

enum { ROOM = (1 << 16) + (1 << 14) };
typedef struct step { db_run r; db_ortho *o; db_edits all; bool scanned, again; } step;

static void scan(step *t) {
    if (t->scanned) return;
    db_ortho *o = t->o;
    uint32_t want = t->r.text.n < ROOM ? ROOM : t->r.text.n;
    if (!o->room.a || o->room_n < want) {
        db_arena_reset(&o->atoms);
        o->room_n = 0, o->room.a = NULL;
        jmp_buf *oom = o->atoms.oom;
        o->atoms.oom = t->r.a->oom; /* running out of memory leaves by the caller's door */
        db_atoms_room(&o->atoms, want, &o->room);
        o->atoms.oom = oom;
        o->room_n = want;
    }
    t->r.x = o->room;
    db_atoms_into(t->r.text.p, t->r.text.n, &o->marked, &t->r.x);
    db_atoms_known(&o->s.t, &t->r.x);
    t->scanned = true;
}

/* Edits that change no letter of a word as the table sees it: the atoms are still right once they are moved. */
static bool gentle(const db_edits *x) {
    for (uint32_t i = 0; i < x->n; i++)
        if (!x->e[i].same) return false;
    return true;
}

static void move(db_atoms *x, const db_edits *e) {
    uint32_t k = 0;
    int64_t by = 0;
    for (uint32_t i = 0; i < x->n; i++) {
        while (k < e->n && e->e[k].b1 <= x->a[i].b0) by += (int64_t)e->e[k].now.n - (e->e[k].b1 - e->e[k].b0), k++;
        x->a[i].b0 = (uint32_t)(x->a[i].b0 + by);
        while (k < e->n && e->e[k].b1 <= x->a[i].b1) by += (int64_t)e->e[k].now.n - (e->e[k].b1 - e->e[k].b0), k++;
        x->a[i].b1 = (uint32_t)(x->a[i].b1 + by);
    }
}

/* Edits behind which other tokens may stand than before: a sign or half-space has gone that held two apart. */
static bool unsettling(const db_edits *x) {
    for (uint32_t i = 0; i < x->n; i++)
        if (!x->e[i].same && !x->e[i].quiet && !x->e[i].now.n && x->e[i].why != DB_SW_SPACES && x->e[i].why != DB_SW_TRIM && x->e[i].why != DB_SW_JOIN && x->e[i].why != DB_SW_PUNCT) return true;
    return false;
}

static bool sound(const db_edits *x, uint32_t n) {
    for (uint32_t i = 0; i < x->n; i++)
        if (x->e[i].b0 > x->e[i].b1 || x->e[i].b1 > n || (i && x->e[i].b0 < x->e[i - 1].b1)) return false;
    return true;
}

/* Carries out what a pass has found. */
static void done(step *t) {
    db_run *r = &t->r;
    if (!r->e.n) return;
    if (!sound(&r->e, r->text.n)) { /* a fault of a pass must never tear text */
        r->e = (db_edits){.a = r->a};
        return;
    }
    t->again |= unsettling(&r->e);
    db_str now = db_edits_apply(r->a, r->text, &r->e);
    if (!t->all.n) t->all = r->e;
    else {
        db_edits sum;
        db_edits_join(r->a, &t->all, &r->e, r->text, now, &sum);
        t->all = sum;
    }
    r->text = now;
    t->scanned = t->scanned && !db_on(r, DB_SW_REPEATS) && gentle(&r->e); /* repeats() wants to know which words are plain by now */
    if (t->scanned) move(&r->x, &r->e);
    r->e = (db_edits){.a = r->a};
}

static void pass(step *t, void (*run)(db_run *r)) {
    scan(t);
    run(&t->r);
    done(t);
}

static void round_of(step *t) {
    const db_policy *p = t->r.p;
    scan(t);
    if (t->r.x.n_change) pass(t, db_pass_chars);
    if (p->v[DB_SW_REPEATS]) pass(t, db_pass_repeats);
    if (ANY(p, of_marks)) pass(t, db_pass_marks);
    if (ANY(p, of_gaps)) pass(t, db_pass_gaps);
    if (p->v[DB_SW_YE]) pass(t, db_pass_ezafe);
}

/* Switches of which one may give another something to do: what they do is done again until nothing changes. */
static bool restless(const db_policy *p) { return ANY(p, of_marks) || p->v[DB_SW_YE] || p->v[DB_SW_JOIN] > 3 || p->v[DB_SW_PUNCT] > 1 || p->v[DB_SW_LIGATURES] || p->v[DB_SW_SPECIALS]; }

/* A piece of the text, with the engine's atoms; t->all holds its edits. */
static void run_piece(step *t) {
    enum { ROUNDS = 4 };
    bool all = restless(t->r.p);
    uint32_t mi[3];
    memcpy(mi, t->r.mi, sizeof mi);
    for (int k = 0; k < ROUNDS; k++) {
        const char *before = t->r.text.p;
        t->again = all;
        memcpy(t->r.mi, mi, sizeof mi);
        round_of(t);
        if (t->r.text.p == before || !t->again) break; /* edits make a new text */
    }
}

/* Pieces are small, so that what is known of their words stays near the processor; they end at line ends, else at a sentence end. The number of lines
 * decides, for it is the same when the result is given again. */
static uint32_t piece_end(db_str s, uint32_t i) {
    enum { LINES = 64, MOST = 1 << 16 };
    uint32_t lines = 0, most = s.n - i > MOST ? i + MOST : s.n, last = 0;
    for (const char *q = s.p + i; (q = memchr(q, '\n', (size_t)(s.p + most - q))); ) {
        last = (uint32_t)(++q - s.p);
        if (++lines == LINES) return last;
    }
    if (most == s.n || last) return most == s.n ? most : last;
    for (uint32_t k = most; k > i + MOST / 2; k--)
        if (s.p[k - 1] == ' ' && (s.p[k - 2] == '.' || s.p[k - 2] == '!')) return k;
    for (uint32_t k = most; k > i + MOST / 2; k--)
        if (s.p[k - 1] == ' ') return k;
    while (most > i + 1 && ((unsigned char)s.p[most] & 0xC0) == 0x80) most--;
    return most;
}

db_str db_ortho_run(db_ortho *o, db_arena *a, db_str text, const db_edit **edits, uint32_t *n_edits) {
    step t = {.r = {.a = a, .p = &o->p, .s = &o->s, .pairs = o->pairs, .n_pairs = o->n_pairs}, .o = o};
    memcpy(t.r.mi, o->mi, sizeof o->mi);
    db_edits all = {.a = a};
    bool whole = o->p.v[DB_SW_TRIM] || o->p.v[DB_SW_NEWLINES]; /* these look at the ends of the text, and at several lines at once */
    for (uint32_t i = 0, end; i < text.n || i == 0; i = end) {
        end = whole ? text.n : piece_end(text, i);
        t.r.text = db_str_of(text.p + i, end - i);
        t.r.e = t.all = (db_edits){.a = a};
        t.scanned = false;
        run_piece(&t);
        while (t.r.mi[0] + t.r.mi[1] + t.r.mi[2] > 64) /* what lies far back counts less */
            for (int k = 0; k < 3; k++) t.r.mi[k] /= 2;
        for (uint32_t k = 0; k < t.all.n; k++) {
            db_edit e = t.all.e[k];
            e.b0 += i, e.b1 += i;
            DB_PUSH(a, all.e, all.n, all.cap) = e;
        }
        if (end == text.n) break;
    }
    memcpy(o->mi, t.r.mi, sizeof o->mi);
    if (edits) *edits = all.e, *n_edits = all.n;
    return db_edits_apply(a, text, &all);
}

const char *db_edit_reason(const db_edit *e) { return db_switches[e->why].name; }
