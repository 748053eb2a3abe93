/* compile_codes.c -- the code books codes/events.tsv, modes.tsv, contexts.tsv, cameo.tsv, modality.tsv to section CODS, and what the lists say of
 * events held against them. Data without code books (tests of other things) may say what it likes. */
#include "lang/codes.h"
#include "lang/compile.h"

#include <stdlib.h>

typedef struct events { db_code_event *v; uint32_t n, cap; } events;
typedef struct modes { db_code_mode *v; uint32_t n, cap; } modes;
typedef struct contexts { uint32_t *v, n, cap; } contexts;
typedef struct cameos { db_code_cameo *v; uint32_t n, cap; } cameos;
typedef struct turns { db_code_turn *v; uint32_t n, cap; } turns;

struct db_books {
    events event;
    modes mode;
    contexts context;
    cameos cameo;
    turns turn;
};

static const char *text(const db_cx *c, uint32_t o) { return c->strs.p + o; }
static bool str_is(db_str s, const char *z) { return s.n == strlen(z) && memcmp(s.p, z, s.n) == 0; }

static db_code_event *event_of(const db_cx *c, db_str name) {
    for (uint32_t i = 0; i < c->books->event.n; i++)
        if (str_is(name, text(c, c->books->event.v[i].name))) return &c->books->event.v[i];
    return NULL;
}

/* `event` empty: of any event. */
static bool mode_of(const db_cx *c, db_str event, db_str mode) {
    for (uint32_t i = 0; i < c->books->mode.n; i++)
        if (str_is(mode, text(c, c->books->mode.v[i].mode)) && (!event.n || str_is(event, text(c, c->books->mode.v[i].event)))) return true;
    return false;
}

static bool context_of(const db_cx *c, db_str name) {
    for (uint32_t i = 0; i < c->books->context.n; i++)
        if (str_is(name, text(c, c->books->context.v[i]))) return true;
    return false;
}

static const db_code_cameo *cameo_of(const db_cx *c, db_str code) {
    for (uint32_t i = 0; i < c->books->cameo.n; i++)
        if (str_is(code, text(c, c->books->cameo.v[i].code))) return &c->books->cameo.v[i];
    return NULL;
}

static bool is_code(db_str s) {
    for (uint32_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    int root = s.n >= 2 ? (s.p[0] - '0') * 10 + s.p[1] - '0' : 0;
    return s.n <= 4 && root >= 1 && root <= 20;
}

/* ---- the tables ---- */

static void event_line(db_rd *r) {
    db_cx *c = r->c;
    uint32_t quad;
    if (!db_rd_columns(r, 5, 5)) return;
    if (!r->col[0].n) db_rd_fault(r, r->p, "the event has no name");
    else if (event_of(c, r->col[0])) db_rd_fault(r, r->p, "there is an event '%.*s' already", (int)r->col[0].n, r->col[0].p);
    else if (!db_rd_number(r, r->col[1], 4, &quad)) return;
    else if (!quad) db_rd_fault(r, r->col[1].p, "a quad class is 1, 2, 3 or 4");
    else if (r->col[2].n != 2 || !is_code(r->col[2])) db_rd_fault(r, r->col[2].p, "'%.*s' is no CAMEO root (01 to 20)", (int)r->col[2].n, r->col[2].p);
    else if (!str_is(r->col[3], "yes") && !str_is(r->col[3], "no")) db_rd_fault(r, r->col[3].p, "needs a recipient: yes or no, not '%.*s'", (int)r->col[3].n, r->col[3].p);
    else DB_PUSH(c->a, c->books->event.v, c->books->event.n, c->books->event.cap) = (db_code_event){db_cx_str(c, r->col[0]), db_cx_str(c, r->col[2]), quad, str_is(r->col[3], "yes")};
}

static void mode_line(db_rd *r) {
    db_cx *c = r->c;
    if (!db_rd_columns(r, 4, 4)) return;
    if (!event_of(c, r->col[0])) db_rd_fault(r, r->p, "there is no event '%.*s' in codes/events.tsv", (int)r->col[0].n, r->col[0].p);
    else if (!r->col[1].n) db_rd_fault(r, r->col[1].p, "the mode has no name");
    else if (mode_of(c, r->col[0], r->col[1])) db_rd_fault(r, r->col[1].p, "%.*s has the mode '%.*s' already", (int)r->col[0].n, r->col[0].p, (int)r->col[1].n, r->col[1].p);
    else if (r->col[2].n && !str_is(r->col[2], "own")) db_rd_fault(r, r->col[2].p, "where the mode is from: nothing or 'own', not '%.*s'", (int)r->col[2].n, r->col[2].p);
    else DB_PUSH(c->a, c->books->mode.v, c->books->mode.n, c->books->mode.cap) = (db_code_mode){db_cx_str(c, r->col[0]), db_cx_str(c, r->col[1])};
}

static void context_line(db_rd *r) {
    db_cx *c = r->c;
    if (!db_rd_columns(r, 2, 2)) return;
    if (!r->col[0].n) db_rd_fault(r, r->p, "the context has no name");
    else if (context_of(c, r->col[0])) db_rd_fault(r, r->p, "there is a context '%.*s' already", (int)r->col[0].n, r->col[0].p);
    else DB_PUSH(c->a, c->books->context.v, c->books->context.n, c->books->context.cap) = db_cx_str(c, r->col[0]);
}

/* "-9.5", "4", "0.4": from -10 to 10, one decimal. */
static bool scale_of(db_rd *r, db_str s, int32_t *tenths) {
    const char *p = s.p, *end = s.p + s.n;
    bool neg = p < end && *p == '-';
    int32_t v = 0;
    p += neg;
    const char *first = p;
    while (p < end && p < first + 2 && *p >= '0' && *p <= '9') v = v * 10 + (*p++ - '0');
    bool ok = p > first;
    v *= 10;
    if (ok && p + 2 == end && *p == '.' && p[1] >= '0' && p[1] <= '9') v += p[1] - '0', p = end;
    if (!ok || p != end || v > 100) {
        db_rd_fault(r, s.p, "the scale goes from -10 to 10 with one decimal; this is '%.*s'", (int)s.n, s.p);
        return false;
    }
    *tenths = neg ? -v : v;
    return true;
}

static bool contexts_ok(db_rd *r, db_str cell) {
    db_str x;
    for (const char *it = NULL; db_rd_form(r, cell, &it, &x);)
        if (!context_of(r->c, x)) {
            db_rd_fault(r, x.p, "there is no context '%.*s' in codes/contexts.tsv", (int)x.n, x.p);
            return false;
        }
    return true;
}

/* Event and mode of a code, of a cell, …: the event is known and the mode, if there is one, belongs to it. */
static bool event_and_mode(db_rd *r, db_str event, db_str mode) {
    if (!event_of(r->c, event)) db_rd_fault(r, event.p, "there is no event '%.*s' in codes/events.tsv", (int)event.n, event.p);
    else if (mode.n && !mode_of(r->c, event, mode)) db_rd_fault(r, mode.p, "%.*s has no mode '%.*s'", (int)event.n, event.p, (int)mode.n, mode.p);
    else return true;
    return false;
}

static void cameo_line(db_rd *r) {
    db_cx *c = r->c;
    db_code_cameo x = {0};
    if (!db_rd_columns(r, 7, 7)) return;
    db_str code = r->col[0], event = r->col[2], mode = r->col[3];
    if (!is_code(code)) db_rd_fault(r, r->p, "'%.*s' is no CAMEO code: two to four digits, the first two from 01 to 20", (int)code.n, code.p);
    else if (cameo_of(c, code)) db_rd_fault(r, r->p, "there is a code '%.*s' already", (int)code.n, code.p);
    else if (code.n > 2 && !cameo_of(c, db_str_of(code.p, code.n - 1))) db_rd_fault(r, r->p, "there is no code '%.*s' above that this one belongs to", (int)code.n - 1, code.p);
    else if (!r->col[1].n) db_rd_fault(r, r->col[1].p, "the code has no label");
    else if (code.n == 2 && event.n) db_rd_fault(r, event.p, "a root has no event of its own: codes/events.tsv names the roots");
    else if (!event.n && mode.n) db_rd_fault(r, mode.p, "a mode without an event");
    else if (event.n && !event_and_mode(r, event, mode)) return;
    else if (!contexts_ok(r, r->col[4])) return;
    else if (r->col[5].n && !scale_of(r, r->col[5], &x.tenths)) return;
    else {
        x.code = db_cx_str(c, code), x.label = db_cx_str(c, r->col[1]), x.event = db_cx_str(c, event), x.mode = db_cx_str(c, mode);
        x.contexts = db_cx_str(c, r->col[4]), x.scaled = r->col[5].n > 0;
        DB_PUSH(c->a, c->books->cameo.v, c->books->cameo.n, c->books->cameo.cap) = x;
    }
}

static bool agree(const db_cx *c, db_str event, const db_code_cameo *code) {
    const db_code_event *e = event_of(c, event);
    return e && (code->event == e->name || code->code == e->root);
}

/* "=", "-", EVENT/CAMEO or EVENT/CAMEO/MODE */
static bool cell_of(db_rd *r, db_str s, db_code_cell *out) {
    db_cx *c = r->c;
    *out = (db_code_cell){.turn = str_is(s, "-") ? DB_TURN_NONE : str_is(s, "=") ? DB_TURN_SAME : DB_TURN_OTHER};
    if (out->turn != DB_TURN_OTHER) return true;
    const char *end = s.p + s.n, *a = s.n ? memchr(s.p, '/', s.n) : NULL, *b = a ? memchr(a + 1, '/', (size_t)(end - a - 1)) : NULL;
    if (!a) {
        db_rd_fault(r, s.p, "'=', '-', EVENT/CAMEO or EVENT/CAMEO/MODE is expected, not '%.*s'", (int)s.n, s.p);
        return false;
    }
    db_str event = db_str_of(s.p, (size_t)(a - s.p)), code = db_str_of(a + 1, (size_t)((b ? b : end) - a - 1)), mode = db_str_of(b ? b + 1 : end, b ? (size_t)(end - b - 1) : 0);
    if (!event_and_mode(r, event, mode)) return false;
    const db_code_cameo *x = cameo_of(c, code);
    if (!x || !agree(c, event, x)) {
        db_rd_fault(r, code.p, x ? "'%.*s' is no code of %.*s" : "there is no code '%.*s' in codes/cameo.tsv", (int)code.n, code.p, (int)event.n, event.p);
        return false;
    }
    out->event = db_cx_str(c, event), out->cameo = x->code, out->mode = db_cx_str(c, mode);
    return true;
}

static void turn_line(db_rd *r) {
    db_cx *c = r->c;
    db_code_turn t = {0};
    if (!db_rd_columns(r, 5, 5)) return;
    db_str from = r->col[0];
    const db_code_cameo *code = cameo_of(c, from);
    if (!event_of(c, from) && !(code && code->event)) {
        db_rd_fault(r, r->p, "'%.*s' is neither an event nor the code of one", (int)from.n, from.p);
        return;
    }
    t.from = db_cx_str(c, from);
    for (uint32_t i = 0; i < c->books->turn.n; i++)
        if (c->books->turn.v[i].from == t.from) {
            db_rd_fault(r, r->p, "'%.*s' has a line already", (int)from.n, from.p);
            return;
        }
    for (uint32_t i = 0; i < DB_N_TOLD; i++)
        if (!cell_of(r, r->col[i + 1], &t.cell[i])) return;
    DB_PUSH(c->a, c->books->turn.v, c->books->turn.n, c->books->turn.cap) = t;
}

static bool table(db_cx *c, const char *rel, void (*line)(db_rd *), bool (*whole)(db_rd *)) {
    db_rd r;
    if (!db_rd_open(&r, c, rel)) return false;
    while (db_rd_next(&r)) {
        if (r.directive) db_rd_fault(&r, r.p, "unknown directive");
        else line(&r);
    }
    if (whole) whole(&r);
    db_rd_close(&r);
    return true;
}

/* What only the whole table tells; the fault stands at its last line. */
static bool all_roots(db_rd *r) {
    for (uint32_t i = 0; i < r->c->books->event.n; i++)
        if (!cameo_of(r->c, db_str_z(text(r->c, r->c->books->event.v[i].root)))) {
            db_rd_fault(r, r->p, "the root %s of %s in codes/events.tsv has no line here", text(r->c, r->c->books->event.v[i].root), text(r->c, r->c->books->event.v[i].name));
            return false;
        }
    return true;
}

static bool all_turned(db_rd *r) {
    for (uint32_t i = 0; i < r->c->books->event.n; i++) {
        bool has = false;
        for (uint32_t k = 0; k < r->c->books->turn.n; k++) has |= r->c->books->turn.v[k].from == r->c->books->event.v[i].name;
        if (has) continue;
        db_rd_fault(r, r->p, "the event %s has no line here", text(r->c, r->c->books->event.v[i].name));
        return false;
    }
    return true;
}

static int by_code(const void *x, const void *y, const char *strs) { return strcmp(strs + ((const db_code_cameo *)x)->code, strs + ((const db_code_cameo *)y)->code); }

/* Insertion sort: the file is all but sorted. */
static void sort_codes(db_cx *c) {
    cameos *t = &c->books->cameo;
    for (uint32_t i = 1; i < t->n; i++)
        for (uint32_t k = i; k > 0 && by_code(&t->v[k - 1], &t->v[k], c->strs.p) > 0; k--) {
            db_code_cameo x = t->v[k];
            t->v[k] = t->v[k - 1], t->v[k - 1] = x;
        }
}

void db_compile_codes(db_cx *c) {
    c->books = DB_NEW(c->a, struct db_books, 1);
    if (!table(c, "codes/events.tsv", event_line, NULL)) return;
    table(c, "codes/modes.tsv", mode_line, NULL);
    table(c, "codes/contexts.tsv", context_line, NULL);
    table(c, "codes/cameo.tsv", cameo_line, all_roots);
    table(c, "codes/modality.tsv", turn_line, all_turned);
    sort_codes(c);
}

bool db_codes_section(db_cx *c, db_buf *image) {
    const struct db_books *b = c->books;
    if (!b || !b->event.n) return true;
    db_codes_head h = {b->event.n, b->mode.n, b->context.n, b->cameo.n, b->turn.n};
    db_buf out = {0};
    db_buf_add(&out, &h, sizeof h);
    db_buf_add(&out, b->event.v, b->event.n * sizeof *b->event.v);
    if (b->mode.n) db_buf_add(&out, b->mode.v, b->mode.n * sizeof *b->mode.v);
    if (b->context.n) db_buf_add(&out, b->context.v, b->context.n * sizeof *b->context.v);
    if (b->cameo.n) db_buf_add(&out, b->cameo.v, b->cameo.n * sizeof *b->cameo.v);
    if (b->turn.n) db_buf_add(&out, b->turn.v, b->turn.n * sizeof *b->turn.v);
    bool ok = !out.failed && !db_image_append(image, "CODS", out.p, out.n, NULL);
    db_buf_free(&out);
    return ok;
}

/* ---- what list lines say ---- */

static db_str attr_of(db_str cell, const char *key) {
    size_t n = strlen(key);
    for (const char *p = cell.p, *end = cell.p + cell.n; p < end;) {
        const char *sp = memchr(p, ' ', (size_t)(end - p)), *e = sp ? sp : end;
        if ((size_t)(e - p) > n && memcmp(p, key, n) == 0 && p[n] == '=') return db_str_of(p + n + 1, (size_t)(e - p) - n - 1);
        p = e + 1;
    }
    return db_str_of(cell.p, 0);
}

bool db_codes_attrs(db_rd *r, db_str cell) {
    const db_cx *c = r->c;
    if (!c->books || !c->books->event.n || !cell.n) return true;
    db_str cameo = attr_of(cell, "cameo"), mode = attr_of(cell, "mode"), ctx = attr_of(cell, "ctx");
    const db_code_cameo *x = cameo.n ? cameo_of(c, cameo) : NULL;
    db_str event = x && x->event ? db_str_z(text(c, x->event)) : db_str_of(NULL, 0);
    if (cameo.n && !x) db_rd_fault(r, cameo.p, "there is no code '%.*s' in codes/cameo.tsv", (int)cameo.n, cameo.p);
    else if (cameo.n > 2 && !event.n) db_rd_fault(r, cameo.p, "the code '%.*s' is that of no event", (int)cameo.n, cameo.p);
    else if (mode.n && !mode_of(c, db_str_of(NULL, 0), mode)) db_rd_fault(r, mode.p, "no event has a mode '%.*s'", (int)mode.n, mode.p);
    else if (mode.n && event.n && !mode_of(c, event, mode)) db_rd_fault(r, mode.p, "%s, the event of code %.*s, has no mode '%.*s'", text(c, x->event), (int)cameo.n, cameo.p, (int)mode.n, mode.p);
    else if (ctx.n && !context_of(c, ctx)) db_rd_fault(r, ctx.p, "there is no context '%.*s' in codes/contexts.tsv", (int)ctx.n, ctx.p);
    else return true;
    return false;
}
