/* codes.c -- looking into the code books (section CODS). They are small; what is asked for once an event is searched for one by one. */
#include "lang/codes.h"

#include "lang/model.h"

typedef struct books {
    const db_codes_head *h;
    const db_code_event *event;
    const db_code_mode *mode;
    const uint32_t *context;
    const db_code_cameo *cameo;
    const db_code_turn *turn;
} books;

static bool books_of(const dabir_model *m, books *b) {
    uint32_t n;
    const db_codes_head *h = db_model_section(m, "CODS", &n);
    if (!h || n < sizeof *h) return false;
    b->h = h;
    b->event = (const db_code_event *)(h + 1);
    b->mode = (const db_code_mode *)(b->event + h->n_event);
    b->context = (const uint32_t *)(b->mode + h->n_mode);
    b->cameo = (const db_code_cameo *)(b->context + h->n_context);
    b->turn = (const db_code_turn *)(b->cameo + h->n_cameo);
    return n == sizeof *h + h->n_event * sizeof *b->event + h->n_mode * sizeof *b->mode + h->n_context * sizeof *b->context + h->n_cameo * sizeof *b->cameo + h->n_turn * sizeof *b->turn;
}

static const char *str(const dabir_model *m, uint32_t o) { return o < m->n_strs ? m->strs + o : ""; }
static bool is(const dabir_model *m, uint32_t o, const char *z) { return strcmp(str(m, o), z) == 0; }

bool db_codes_event(const dabir_model *m, const char *name, db_event_type *out) {
    books b;
    if (!name || !books_of(m, &b)) return false;
    for (uint32_t i = 0; i < b.h->n_event; i++) {
        if (!is(m, b.event[i].name, name)) continue;
        if (out) *out = (db_event_type){str(m, b.event[i].name), str(m, b.event[i].root), (int)b.event[i].quad, b.event[i].needs != 0};
        return true;
    }
    return false;
}

static const db_code_cameo *cameo_at(const dabir_model *m, const books *b, const char *code, size_t n) {
    uint32_t lo = 0, hi = b->h->n_cameo;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        const char *z = str(m, b->cameo[mid].code);
        int d = strncmp(z, code, n);
        if (!d) d = z[n] != 0;
        if (!d) return &b->cameo[mid];
        if (d < 0) lo = mid + 1;
        else hi = mid;
    }
    return NULL;
}

bool db_codes_cameo(const dabir_model *m, const char *code, db_cameo *out) {
    books b;
    const db_code_cameo *c = code && books_of(m, &b) ? cameo_at(m, &b, code, strlen(code)) : NULL;
    if (!c) return false;
    *out = (db_cameo){str(m, c->code), str(m, c->label), str(m, c->event), str(m, c->mode), str(m, c->contexts), c->scaled != 0, c->tenths};
    for (size_t n = strlen(code); !out->scaled && n > 2; n--) {
        const db_code_cameo *up = cameo_at(m, &b, code, n - 1);
        if (up && up->scaled) out->scaled = true, out->tenths = up->tenths;
    }
    return true;
}

bool db_codes_mode(const dabir_model *m, const char *event, const char *mode) {
    books b;
    if (!books_of(m, &b)) return false;
    for (uint32_t i = 0; i < b.h->n_mode; i++)
        if (is(m, b.mode[i].mode, mode) && (!event || is(m, b.mode[i].event, event))) return true;
    return false;
}

bool db_codes_context(const dabir_model *m, const char *name) {
    books b;
    if (!books_of(m, &b)) return false;
    for (uint32_t i = 0; i < b.h->n_context; i++)
        if (is(m, b.context[i], name)) return true;
    return false;
}

bool db_codes_agree(const dabir_model *m, const char *event, const char *cameo) {
    db_cameo c;
    db_event_type t;
    if (!db_codes_cameo(m, cameo, &c) || !db_codes_event(m, event, &t)) return false;
    return strcmp(c.event, event) == 0 || strcmp(t.root, cameo) == 0;
}

const char *db_codes_of_mode(const dabir_model *m, const char *event, const char *mode) {
    books b;
    if (!books_of(m, &b)) return NULL;
    for (uint32_t i = 0; i < b.h->n_cameo; i++)
        if (is(m, b.cameo[i].event, event) && is(m, b.cameo[i].mode, mode)) return str(m, b.cameo[i].code);
    return NULL;
}

static const db_code_turn *turn_of(const dabir_model *m, const books *b, const char *from, size_t n) {
    for (uint32_t i = 0; i < b->h->n_turn; i++) {
        const char *z = str(m, b->turn[i].from);
        if (strlen(z) == n && memcmp(z, from, n) == 0) return &b->turn[i];
    }
    return NULL;
}

db_turn db_codes_turn(const dabir_model *m, const char *event, const char *cameo, db_told told, db_turned *out) {
    books b;
    const db_code_turn *t = NULL;
    if (!books_of(m, &b)) return DB_TURN_SAME;
    for (size_t n = cameo && db_codes_agree(m, event, cameo) ? strlen(cameo) : 0; n >= 2 && !t; n--) t = turn_of(m, &b, cameo, n);
    if (!t) t = turn_of(m, &b, event, strlen(event));
    if (!t) return DB_TURN_SAME;
    const db_code_cell *c = &t->cell[told];
    if (c->turn == DB_TURN_OTHER) *out = (db_turned){str(m, c->event), str(m, c->cameo), str(m, c->mode)};
    return (db_turn)c->turn;
}

/* Value of `key` in "key=value key=value". */
static bool value_of(const char *attr, const char *key, char *out, size_t cap) {
    size_t n = strlen(key);
    for (const char *p = attr; p && *p;) {
        const char *e = p + strcspn(p, " ");
        if ((size_t)(e - p) > n && memcmp(p, key, n) == 0 && p[n] == '=' && (size_t)(e - p) - n - 1 < cap) {
            memcpy(out, p + n + 1, (size_t)(e - p) - n - 1);
            out[(size_t)(e - p) - n - 1] = 0;
            return true;
        }
        p = e + strspn(e, " ");
    }
    return false;
}

static bool line_fits(const dabir_model *m, uint32_t list, const char *attr, const char *event, char *why, size_t cap) {
    char v[40];
    const char *name = str(m, m->list[list - 1].name);
    if (value_of(attr, "cameo", v, sizeof v) && !db_codes_agree(m, event, v)) {
        db_cameo c;
        bool known = db_codes_cameo(m, v, &c);
        if (why) snprintf(why, cap, "list '%s' says cameo=%s, which is %s%s, not %s", name, v, known && c.event[0] ? "a code of " : "no event", known ? c.event : "", event);
        return false;
    }
    if (value_of(attr, "mode", v, sizeof v) && !db_codes_mode(m, event, v)) {
        if (why) snprintf(why, cap, "list '%s' says mode=%s, which is no mode of %s", name, v, event);
        return false;
    }
    return true;
}

bool db_codes_list_fits(const dabir_model *m, uint32_t list, const char *event, char *why, size_t cap) {
    if (!list || list > m->n_list) return true;
    for (uint32_t i = 0; i < m->n_entry; i++)
        if (m->entry[i].cls == DB_C_LIST && m->entry[i].list == list && !line_fits(m, list, m->entry[i].attr, event, why, cap)) return false;
    for (uint32_t i = 0; i < m->n_vlist; i++)
        if (m->vlist[i].list == list && !line_fits(m, list, m->vlist[i].attr, event, why, cap)) return false;
    return true;
}
