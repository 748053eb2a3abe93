/* rule_lint.c -- rules that can never fire, list lines that another list answers as well, own lists that nobody uses. */
#include "record/rule_lint.h"

#include "lang/model.h"

#include <stdlib.h>

typedef struct item { /* a form of a list line */
    db_form_key key;
    uint32_t list, place;
    bool own;          /* an own spelling of the line, not made of another */
    const char *rel, *attr, *form, *line;
    uint32_t column;
} item;

typedef struct lx {
    db_cx cx;
    const dabir_model *m;
    const db_rules *r;
    db_buf *out;
    uint32_t n, *each, n_each;
    item *it;
    uint32_t n_it, cap_it;
    uint32_t *items_of; /* lines of each list */
} lx;

static void found(lx *x, const char *file, uint32_t line, uint32_t column, const char *text, const char *fmt, ...) __attribute__((format(printf, 6, 7)));

static void found(lx *x, const char *file, uint32_t line, uint32_t column, const char *text, const char *fmt, ...) {
    dabir_error e = {.line = line, .column = column};
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(e.message, sizeof e.message, fmt, ap);
    va_end(ap);
    snprintf(e.file, sizeof e.file, "%s", file);
    db_lint_show(x->out, &e, text);
    x->n++;
}

/* ---- rules ---- */

static const char *str(const lx *x, uint32_t o) { return db_rule_str(x->r, o); }

static int by_place(const void *a, const void *b) {
    const db_rule *x = *(const db_rule *const *)a, *y = *(const db_rule *const *)b;
    if (x->file != y->file) return x->file < y->file ? -1 : 1;
    return x->line < y->line ? -1 : x->line > y->line;
}

uint32_t db_rules_each(const db_rules *r, uint32_t *v, uint32_t cap) {
    const db_rule **p = calloc(r->n_rules + 1u, sizeof *p);
    uint32_t n = 0;
    for (uint32_t i = 0; p && i < r->n_rules; i++) p[i] = db_rule_at(r, i);
    if (p) qsort(p, r->n_rules, sizeof *p, by_place);
    for (uint32_t i = 0; p && i < r->n_rules; i++) {
        if (i && p[i]->id == p[i - 1]->id) continue;
        if (v && n < cap) v[n] = (uint32_t)(p[i] - db_rule_at(r, 0));
        n++;
    }
    free(p);
    return n;
}

static void rule_found(lx *x, const db_rule *rule, const char *what) {
    char text[300];
    snprintf(text, sizeof text, "rule %s", str(x, rule->id));
    found(x, str(x, rule->file), rule->line, 6, text, "%s", what);
}

/* Has a line of the rule's lists the attribute `key`? */
static bool some_line_has(const lx *x, const db_rule *rule, const char *key) {
    char want[64];
    size_t n = (size_t)snprintf(want, sizeof want, "%s=", key);
    for (uint32_t i = 0; i < x->n_it; i++) {
        bool of_rule = false;
        for (uint32_t k = 0; k < x->r->n_rules && !of_rule; k++)
            of_rule = db_rule_at(x->r, k)->id == rule->id && db_rule_at(x->r, k)->list == x->it[i].list;
        for (const char *p = of_rule ? x->it[i].attr : ""; *p; p += strcspn(p, " "), p += *p == ' ')
            if (strncmp(p, want, n) == 0) return true;
    }
    return false;
}

static bool has_lines(const lx *x, const db_rule *rule) {
    for (uint32_t k = 0; k < x->r->n_rules; k++)
        if (db_rule_at(x->r, k)->id == rule->id && x->items_of[db_rule_at(x->r, k)->list]) return true;
    return false;
}

/* A role all of whose slots are named by attributes that no line has. */
static void dead_roles(lx *x, const db_rule *rule) {
    for (uint32_t i = 0; i < rule->n_roles; i++) {
        const db_rrole *role = db_role_at(x->r, rule->role0 + i);
        bool open = false;
        for (uint32_t s = 0; s < role->n_slots && !open; s++)
            open = role->slot[s].slot != DB_S_ATTR || some_line_has(x, rule, str(x, role->slot[s].attr));
        char what[200];
        snprintf(what, sizeof what, "%s: no line of its lists says where the role '%s' stands (%s=)", role->optional ? "a role that stays empty" : "a dead rule",
                 str(x, role->name), role->n_slots ? str(x, role->slot[0].attr) : "");
        if (!open) rule_found(x, rule, what);
    }
}

static bool same_role(const db_rrole *a, const db_rrole *b) {
    bool same = a->filter == b->filter && a->list == b->list && a->n_slots <= b->n_slots;
    for (uint32_t i = 0; same && i < a->n_slots; i++) same = a->slot[i].slot == b->slot[i].slot && a->slot[i].prep == b->slot[i].prep && a->slot[i].attr == b->slot[i].attr;
    return same && a->n_slots == b->n_slots;
}

/* Does `first` take whatever `later` could take? */
static bool covers(const lx *x, const db_rule *first, const db_rule *later) {
    if (first->trig != later->trig || (first->need & ~later->need)) return false;
    for (uint32_t u = 0; first->n_under && u < later->n_under; u++) {
        bool in = false;
        for (uint32_t k = 0; k < first->n_under; k++) in |= first->under[k] == later->under[u];
        if (!in) return false;
    }
    if (first->n_under && !later->n_under) return false;
    for (uint32_t i = 0; i < first->n_roles; i++) {
        const db_rrole *a = db_role_at(x->r, first->role0 + i);
        bool in = a->optional;
        for (uint32_t k = 0; k < later->n_roles && !in; k++) in = !db_role_at(x->r, later->role0 + k)->optional && same_role(a, db_role_at(x->r, later->role0 + k));
        if (!in) return false;
    }
    return true;
}

/* Rules of one list stand in order; the first that fits takes the trigger. */
static const db_rule *covered_in(const lx *x, uint32_t at) {
    const db_rule *rule = db_rule_at(x->r, at);
    for (uint32_t i = at; i-- > 0 && db_rule_at(x->r, i)->list == rule->list;)
        if (covers(x, db_rule_at(x->r, i), rule)) return db_rule_at(x->r, i);
    return NULL;
}

static void dead_rule(lx *x, const db_rule *rule) {
    const db_rule *by = NULL;
    char what[300];
    if (!has_lines(x, rule)) {
        rule_found(x, rule, "a dead rule: its lists are empty");
        return;
    }
    dead_roles(x, rule);
    for (uint32_t k = 0; k < x->r->n_rules; k++) {
        if (db_rule_at(x->r, k)->id != rule->id) continue;
        const db_rule *c = covered_in(x, k);
        if (!c) return; /* free in one list at least */
        by = c;
    }
    snprintf(what, sizeof what, "a dead rule: %s (%s:%u) comes first and takes all that this one could", by ? str(x, by->id) : "", by ? str(x, by->file) : "", by ? by->line : 0);
    if (by) rule_found(x, rule, what);
}

/* ---- lists ---- */

static void add_item(lx *x, db_rd *r, uint32_t list, db_str form, db_form_key *k) {
    uint32_t col = 1;
    for (const char *p = r->p; p < form.p; p++) col += (*p & 0xc0) != 0x80;
    DB_PUSH(x->cx.a, x->it, x->n_it, x->cap_it) =
        (item){.key = *k, .list = list, .place = r->line, .own = r->layer > 0, .rel = db_str_dup(x->cx.a, db_str_z(r->path)).p, .column = col,
               .attr = db_str_dup(x->cx.a, r->col[1]).p, .form = db_str_dup(x->cx.a, form).p, .line = db_str_dup(x->cx.a, db_str_of(r->p, (size_t)(r->end - r->p))).p};
}

static void read_list(lx *x, const char *sub, const char *name) {
    char rel[300];
    db_rd r;
    uint32_t id = db_model_list(x->m, name);
    snprintf(rel, sizeof rel, "%s/%s.list", sub, name);
    if (!id || !db_rd_open(&r, &x->cx, rel)) return;
    while (db_rd_next(&r)) {
        db_str form;
        if (r.directive) continue;
        x->items_of[id]++;
        for (const char *it = NULL; db_rd_form(&r, r.col[0], &it, &form);) {
            db_form_key k;
            if (db_cx_key(&x->cx, form, &k)) add_item(x, &r, id, form, &k);
        }
    }
    db_rd_close(&r);
}

static void read_lists(lx *x) {
    static const char *const subs[] = {"lists", "names"};
    for (size_t s = 0; s < 2; s++) {
        const char **name;
        uint32_t n = db_rd_files(&x->cx, subs[s], ".list", &name);
        for (uint32_t i = 0; i < n; i++) read_list(x, subs[s], name[i]);
    }
}

static int by_key(const void *a, const void *b) {
    const item *x = a, *y = b;
    int d = db_key_cmp(&x->key, &y->key);
    if (d) return d;
    if (x->list != y->list) return x->list < y->list ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

/* Do the first emits of two rules say the same literals («event =ASSAULT blast =yes»)? */
static bool same_literals(const lx *x, const db_rule *p, const db_rule *q) {
    const db_remit *e[2] = {db_emit_at(x->r, p->emit0), db_emit_at(x->r, q->emit0)};
    for (int s = 0; s < 2; s++) /* each way */
        for (uint32_t i = 0; i < e[s]->n_kv; i++) {
            const db_rkv *a = db_kv_at(x->r, e[s]->kv0 + i);
            bool in = a->kind != DB_V_LITERAL;
            for (uint32_t k = 0; k < e[1 - s]->n_kv && !in; k++) in = memcmp(a, db_kv_at(x->r, e[1 - s]->kv0 + k), sizeof *a) == 0;
            if (!in) return false;
        }
    return true;
}

/* Do two lists trigger rules that make the same claim of the same roles? Statements and meetings aside: their builders keep one a verb, and many verbs stand in
 * two lists of theirs, with a clause as what is said and with a phrase. */
static const db_rule *rivals(const lx *x, uint32_t a, uint32_t b) {
    for (uint32_t i = 0; i < x->r->n_rules; i++) {
        const db_rule *p = db_rule_at(x->r, i);
        uint32_t type = db_emit_at(x->r, p->emit0)->type;
        if (p->list != a || type == DABIR_STATEMENT || type == DABIR_MEETING) continue;
        for (uint32_t k = 0; k < x->r->n_rules; k++) {
            const db_rule *q = db_rule_at(x->r, k);
            if (q->list == b && p->id != q->id && (covers(x, p, q) || covers(x, q, p)) && type == db_emit_at(x->r, q->emit0)->type && same_literals(x, p, q)) return p;
        }
    }
    return NULL;
}

/* Lines that count only in certain company stand beside others of the same words on purpose. */
static bool conditional(const char *attr) {
    static const char *const keys[] = {"has=", "not=", "rechas=", "weak="};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strstr(attr, keys[i])) return true;
    return false;
}

static void shadowed(lx *x) {
    if (x->n_it) qsort(x->it, x->n_it, sizeof *x->it, by_key);
    for (uint32_t i = 0; i < x->n_it; i++)
        for (uint32_t k = i + 1; k < x->n_it && db_key_eq(&x->it[i].key, &x->it[k].key); k++) {
            const item *a = &x->it[i], *b = &x->it[k];
            if (a->list == b->list || conditional(a->attr) || conditional(b->attr) || !rivals(x, a->list, b->list)) continue;
            found(x, b->rel, b->place, b->column, b->line, "'%s' stands in %s:%u too, whose rules make the same claim", b->form, a->rel, a->place);
        }
}

static bool named_in_rules(const lx *x, uint32_t list) {
    for (uint32_t i = 0; i < x->r->n_rules; i++)
        if (db_rule_at(x->r, i)->list == list) return true;
    for (uint32_t i = 0; i < x->r->n_roles; i++)
        if (db_role_at(x->r, i)->list == list) return true;
    return false;
}

static bool named_in_lines(const lx *x, const char *name) {
    size_t n = strlen(name);
    for (uint32_t i = 0; i < x->n_it; i++)
        for (const char *p = strchr(x->it[i].attr, '='); p; p = strchr(p + 1, '='))
            if (strncmp(p + 1, name, n) == 0 && (!p[1 + n] || p[1 + n] == ' ')) return true;
    return false;
}

/* Shipped lists are used by the program itself, too; an own list of a new name only where a rule or a line names it. */
static void unused(lx *x) {
    const char **all, **base;
    db_data first = {.layer = {x->cx.data->layer[0]}, .n = 1};
    const db_data *data = x->cx.data;
    uint32_t n = db_rd_files(&x->cx, "lists", ".list", &all);
    x->cx.data = &first;
    uint32_t n_base = db_rd_files(&x->cx, "lists", ".list", &base);
    x->cx.data = data;
    for (uint32_t i = n_base; i < n; i++) { /* what the others add stands behind those of the first */
        uint32_t id = db_model_list(x->m, all[i]);
        char path[600];
        snprintf(path, sizeof path, "%s/lists/%s.list", data->layer[1].dir ? data->layer[1].dir : "", all[i]);
        if (!named_in_rules(x, id) && !named_in_lines(x, all[i])) found(x, path, 1, 1, NULL, "no rule and no list line names the list '%s'", all[i]);
    }
}

static void look_over(lx *x) {
    x->items_of = DB_NEW(x->cx.a, uint32_t, x->m->n_list + 2);
    x->each = DB_NEW(x->cx.a, uint32_t, x->r->n_rules + 1);
    x->n_each = db_rules_each(x->r, x->each, x->r->n_rules);
    read_lists(x);
    for (uint32_t i = 0; i < x->n_each; i++) dead_rule(x, db_rule_at(x->r, x->each[i]));
    shadowed(x);
    unused(x);
}

dabir_status db_rules_lint(const dabir_model *m, const db_data *data, db_buf *out, uint32_t *n, dabir_error *err) {
    db_arena a;
    jmp_buf oom;
    db_lint *lint = calloc(1, sizeof *lint);
    lx *volatile x = calloc(1, sizeof *x);
    dabir_status st = lint && x && db_rules_of(m) ? DABIR_OK : DABIR_E_MEMORY;
    db_arena_init(&a, 0);
    if (!st && setjmp(oom) == 0) {
        a.oom = &oom;
        *x = (lx){.cx = {.a = &a, .lint = lint, .data = data}, .m = m, .r = db_rules_of(m), .out = out};
        look_over(x);
        *n = x->n;
    } else st = db_fail(err, DABIR_E_MEMORY, NULL, 0, 0, 0, "out of memory");
    db_arena_free(&a);
    free(x);
    free(lint);
    return st;
}
