/* rule_compile.c -- rule files to the RULE section of the model. Line-based; every fault is named with file, line and column, and the
 * reading goes on behind it. */
#include "lang/codes.h"
#include "lang/model.h"
#include "record/rules.h"

#include <stdlib.h>

enum { MAX_ROLES = 8, MAX_LISTS = 16 };

typedef struct mark { /* a place in a line that may lie behind us */
    const char *at, *p, *end;
    uint32_t line, layer;
    char path[512];
} mark;

typedef struct comp {
    db_cx cx; /* lint, layers and arena, which the line reader asks for */
    db_rd r;
    const dabir_model *m;
    const char *without;
    db_attrs attrs;
    db_buf rules, roles, emits, kv, strs;
    uint32_t n_rules, n_roles, n_emits, n_kv;
    db_rule cur; /* the rule being read; its trigger lists: */
    uint32_t lists[MAX_LISTS], n_lists, used; /* used: bits of the roles that an emit names */
    mark begin, opt[MAX_ROLES]; /* where the rule and its optional roles stand (at NULL: required) */
    bool in_rule, faulty;
} comp;

typedef struct tok {
    const char *p;
    size_t n;
} tok;

static bool tok_is(tok t, const char *z) { return t.n == strlen(z) && memcmp(t.p, z, t.n) == 0; }

/* The next word of the line; a comment ends it. */
static tok next(comp *c, const char **s) {
    const char *end = c->r.end;
    while (*s < end && (**s == ' ' || **s == '\t')) (*s)++;
    tok t = {*s, 0};
    if (*s < end && **s == '#') return t;
    while (*s < end && **s != ' ' && **s != '\t') (*s)++;
    t.n = (size_t)(*s - t.p);
    return t;
}

static void fault(comp *c, const char *at, const char *what, tok t) {
    db_rd_fault(&c->r, at, "%s%s%.*s%s", what, t.n ? " '" : "", (int)t.n, t.n ? t.p : "", t.n ? "'" : "");
    c->faulty = true;
}

static const tok nothing = {0};

static mark here(const comp *c, const char *at) {
    mark k = {at, c->r.p, c->r.end, c->r.line, c->r.layer, ""};
    memcpy(k.path, c->r.path, sizeof k.path);
    return k;
}

static void fault_at(comp *c, const mark *k, const char *what, tok t) {
    db_rd now = c->r;
    c->r.p = k->p, c->r.end = k->end, c->r.line = k->line;
    memcpy(c->r.path, k->path, sizeof k->path);
    fault(c, k->at, what, t);
    c->r.p = now.p, c->r.end = now.end, c->r.line = now.line;
    memcpy(c->r.path, now.path, sizeof now.path);
}

static uint32_t intern(comp *c, const char *p, size_t n) {
    for (size_t o = 0; o < c->strs.n; o += strlen(c->strs.p + o) + 1)
        if (strlen(c->strs.p + o) == n && memcmp(c->strs.p + o, p, n) == 0) return (uint32_t)o;
    uint32_t at = (uint32_t)c->strs.n;
    db_buf_add(&c->strs, p, n);
    db_buf_ch(&c->strs, 0);
    return at;
}

static const struct { const char *name; uint16_t id; } slots[] = {{"subject", DB_S_SUBJECT}, {"object", DB_S_OBJECT}, {"ra", DB_S_OBJECT}, {"pred", DB_S_PRED},
    {"ezafe", DB_S_EZAFE}, {"speech", DB_S_SPEECH}, {"inside", DB_S_INSIDE}, {"date", DB_S_DATE}, {"phrase", DB_S_PHRASE}, {"apposed", DB_S_APPOSED}, {"head", DB_S_HEAD}, {"none", DB_S_NONE}};
static const struct { const char *name; uint16_t id; } filters[] = {{"np", DB_FI_NP}, {"actor", DB_FI_ACTOR}, {"org", DB_FI_ORG}, {"state", DB_FI_STATE},
    {"person", DB_FI_PERSON}, {"place", DB_FI_PLACE}, {"date", DB_FI_DATE}, {"instrument", DB_FI_INSTRUMENT}, {"meeting", DB_FI_MEETING}, {"membership", DB_FI_MEMBER}};
static const struct { const char *name; uint16_t id; } needs[] = {{"active", DB_ND_ACTIVE}, {"passive", DB_ND_PASSIVE}, {"negated", DB_ND_NEGATED},
    {"positive", DB_ND_POSITIVE}, {"certain", DB_ND_NOHYP}};

uint16_t db_slot_by_name(const dabir_model *m, const char *name, size_t n, uint16_t *prep) {
    char z[40];
    *prep = 0;
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++)
        if (strlen(slots[i].name) == n && memcmp(slots[i].name, name, n) == 0) return slots[i].id;
    if (n >= sizeof z) return 0;
    memcpy(z, name, n);
    z[n] = 0;
    *prep = (uint16_t)db_model_func(m, z);
    return *prep ? DB_S_PREP : 0;
}

const char *db_slot_name(const dabir_model *m, uint16_t slot, uint16_t prep) {
    if (slot == DB_S_PREP) return db_model_func_name(m, prep);
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++)
        if (slots[i].id == slot) return slots[i].name;
    return "";
}

const char *db_filter_name(uint16_t filter) {
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
        if (filters[i].id == filter) return filters[i].name;
    return "";
}

static uint32_t list_named(comp *c, const char *p, size_t n) {
    char z[64];
    if (n >= sizeof z) return 0;
    memcpy(z, p, n);
    z[n] = 0;
    return db_model_list(c->m, z);
}

/* ---- roles ---- */

/* @KEY: an attribute that list lines may have; in a slot, one that names slots. */
static bool attribute(comp *c, tok t, bool slot) {
    if (!c->attrs.n) return true;
    const db_attr_row *row = db_attrs_find(&c->attrs, db_str_of(t.p, t.n));
    if (!row) fault(c, t.p, "lexicon/attributes.tsv has no attribute", t);
    else if (slot && !strstr(row->values.p, "<prep>")) fault(c, t.p, "no slot stands in the attribute", t);
    else return true;
    return false;
}

static void role_slots(comp *c, db_rrole *r, tok slot) {
    for (const char *p = slot.p, *end = slot.p + slot.n; p < end;) {
        const char *bar = memchr(p, '|', (size_t)(end - p));
        size_t n = (size_t)((bar ? bar : end) - p);
        if (r->n_slots == sizeof r->slot / sizeof *r->slot) {
            fault(c, p, "more than six alternatives", nothing);
            return;
        }
        db_slotref *x = &r->slot[r->n_slots++];
        if (*p == '@') {
            x->slot = DB_S_ATTR;
            x->attr = intern(c, p + 1, n - 1);
            attribute(c, (tok){p + 1, n - 1}, true);
        } else if (!(x->slot = db_slot_by_name(c->m, p, n, &x->prep))) fault(c, p, "no slot or preposition is called", (tok){p, n});
        p += n + (bar ? 1 : 0);
    }
}

static uint32_t role_named(const comp *c, tok v) { /* its number in the rule, or n_roles */
    const db_rrole *r = (const db_rrole *)(const void *)c->roles.p;
    for (uint32_t i = 0; i < c->cur.n_roles; i++)
        if (tok_is(v, c->strs.p + r[c->cur.role0 + i].name)) return i;
    return c->cur.n_roles;
}

static void role_line(comp *c, const char *s, bool optional) {
    tok name = next(c, &s), slot = next(c, &s), fi = next(c, &s), rest = next(c, &s);
    if (!fi.n) {
        fault(c, s, "a role needs a name, a slot and a filter", nothing);
        return;
    }
    if (rest.n) fault(c, rest.p, "nothing may follow the filter:", rest);
    if (role_named(c, name) < c->cur.n_roles) fault(c, name.p, "the rule has a role already called", name);
    if (c->cur.n_roles == MAX_ROLES) {
        fault(c, name.p, "a rule may have eight roles at most", nothing);
        return;
    }
    db_rrole r = {.name = intern(c, name.p, name.n), .optional = optional};
    const char *amp = memchr(fi.p, '&', fi.n);
    if (amp) {
        tok list = {amp + 1, (size_t)(fi.p + fi.n - amp - 1)};
        if (!(r.list = list_named(c, list.p, list.n))) fault(c, list.p, "there is no list", list);
        fi.n = (size_t)(amp - fi.p);
    }
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
        if (tok_is(fi, filters[i].name)) r.filter = filters[i].id;
    if (!r.filter) fault(c, fi.p, "unknown filter", fi);
    role_slots(c, &r, slot);
    c->opt[c->cur.n_roles] = optional ? here(c, name.p) : (mark){0};
    db_buf_add(&c->roles, &r, sizeof r);
    c->n_roles++;
    c->cur.n_roles++;
}

/* ---- emits ---- */

static bool word_of(const char *set, tok t) {
    for (const char *p = set; *p;) {
        size_t n = strcspn(p, " ");
        if (n == t.n && memcmp(p, t.p, n) == 0) return true;
        p += n + (p[n] == ' ');
    }
    return false;
}

static void literal(comp *c, const db_field_rule *f, tok v) {
    const db_attr_row *row = f->values ? NULL : db_attrs_find(&c->attrs, db_str_z(f->key));
    char what[300];
    if (f->values && !word_of(f->values, v)) {
        snprintf(what, sizeof what, "%s may be %s, not", f->key, f->values);
        fault(c, v.p, what, v);
    } else if (row && !db_attrs_value(&c->r, row, db_str_of(v.p, v.n))) c->faulty = true;
}

static void value(comp *c, const db_field_rule *f, tok v, db_rkv *kv) {
    static const char *const how[] = {[DB_FH_ROLE] = "is filled by a role, not by", [DB_FH_LITERAL] = "is told as =WORD, not by",
                                      [DB_FH_LITERAL | DB_FH_ATTR] = "is told as =WORD or @ATTRIBUTE, not by"};
    uint32_t is = v.p[0] == '=' ? DB_FH_LITERAL : v.p[0] == '@' ? DB_FH_ATTR : DB_FH_ROLE;
    tok rest = {v.p + 1, v.n - 1};
    if (!(f->how & is)) {
        char what[80];
        snprintf(what, sizeof what, "%s %s", f->key, how[f->how & 7]);
        fault(c, v.p, what, v);
        return;
    }
    if (is == DB_FH_ROLE) {
        uint32_t i = role_named(c, v);
        if (i == c->cur.n_roles) fault(c, v.p, "no role of this rule is called", v);
        kv->kind = DB_V_ROLE, kv->value = i;
        c->used |= 1u << (i & 31);
        return;
    }
    kv->kind = is == DB_FH_LITERAL ? DB_V_LITERAL : DB_V_ATTR;
    kv->value = intern(c, rest.p, rest.n);
    if (is == DB_FH_LITERAL) literal(c, f, rest);
    else attribute(c, rest, false);
}

enum { MAX_FIELDS = 32 };

typedef struct field_at { db_rkv kv; tok t; } field_at; /* a field of an emit and where its value stands */

/* What an event rule says is held against the code books: event, mode and CAMEO code, its own and those of the lists that trigger it. */
static void codes_fit(comp *c, const field_at *f, uint32_t n) {
    const field_at *event = NULL, *mode = NULL, *cameo = NULL;
    bool lines = false;
    for (uint32_t i = 0; i < n; i++) {
        const char *key = c->strs.p + f[i].kv.key;
        bool literal = f[i].kv.kind == DB_V_LITERAL, by_line = f[i].kv.kind == DB_V_ATTR;
        if (literal && strcmp(key, "event") == 0) event = &f[i];
        if (literal && strcmp(key, "mode") == 0) mode = &f[i];
        if (literal && strcmp(key, "cameo") == 0) cameo = &f[i];
        lines |= by_line && (strcmp(key, "mode") == 0 || strcmp(key, "cameo") == 0);
    }
    if (!event || !db_codes_event(c->m, "CONSULT", NULL)) return; /* a model without code books */
    const char *ev = c->strs.p + event->kv.value;
    char why[200];
    if (!db_codes_event(c->m, ev, NULL)) {
        fault(c, event->t.p, "there is no event", (tok){event->t.p + 1, event->t.n - 1});
        return;
    }
    snprintf(why, sizeof why, "%s has no mode", ev);
    if (mode && !db_codes_mode(c->m, ev, c->strs.p + mode->kv.value)) fault(c, mode->t.p, why, (tok){mode->t.p + 1, mode->t.n - 1});
    snprintf(why, sizeof why, "%s has no CAMEO code", ev);
    if (cameo && !db_codes_agree(c->m, ev, c->strs.p + cameo->kv.value)) fault(c, cameo->t.p, why, (tok){cameo->t.p + 1, cameo->t.n - 1});
    for (uint32_t i = 0; lines && i < c->n_lists; i++)
        if (!db_codes_list_fits(c->m, c->lists[i], ev, why, sizeof why)) fault(c, event->t.p, why, nothing);
}

static void emit_line(comp *c, const char *s) {
    tok t = next(c, &s);
    db_remit e = {.type = DABIR_N_CLAIMS, .kv0 = c->n_kv};
    field_at all[MAX_FIELDS];
    for (uint32_t i = 0; i < DABIR_N_CLAIMS; i++)
        if (tok_is(t, dabir_claim_name((dabir_claim_type)i))) e.type = i;
    if (e.type == DABIR_N_CLAIMS) {
        fault(c, t.p, t.n ? "unknown claim type" : "a claim type is expected", t);
        c->cur.n_emits++; /* meant as one: no further fault because there is none */
        return;
    }
    for (tok k; (k = next(c, &s)).n;) {
        const db_field_rule *f = db_field_of((dabir_claim_type)e.type, k.p, k.n);
        tok v = next(c, &s);
        char what[80];
        snprintf(what, sizeof what, "%s takes no field", dabir_claim_name((dabir_claim_type)e.type));
        if (!f) fault(c, k.p, what, k);
        if (!v.n) fault(c, k.p, "no value for", k);
        if (!f || !v.n) continue;
        db_rkv kv = {.key = intern(c, k.p, k.n)};
        const db_rkv *had = (const db_rkv *)(const void *)c->kv.p;
        for (uint32_t i = 0; i < e.n_kv && !(f->how & DB_FH_SEVERAL); i++)
            if (had[e.kv0 + i].key == kv.key) fault(c, k.p, "this field is given twice:", k);
        value(c, f, v, &kv);
        if (e.n_kv == MAX_FIELDS) {
            fault(c, k.p, "more fields than a claim has", nothing);
            break;
        }
        all[e.n_kv] = (field_at){kv, v};
        db_buf_add(&c->kv, &kv, sizeof kv);
        c->n_kv++;
        e.n_kv++;
    }
    if (e.type == DABIR_EVENT && !c->faulty) codes_fit(c, all, e.n_kv);
    db_buf_add(&c->emits, &e, sizeof e);
    c->n_emits++;
    c->cur.n_emits++;
}

/* ---- triggers and conditions ---- */

static void trigger_line(comp *c, const char *s, uint16_t trig) {
    static const char *const keyword[] = {"", "verb", "noun", "phrase"};
    static const char *const kinds[] = {"", "of phrases: noun or phrase", "of verbs: verb"};
    const char *at = s;
    uint32_t before = c->n_lists;
    if (c->cur.trig && c->cur.trig != trig) fault(c, at - strlen(keyword[trig]), "a rule has triggers of one kind: verb, noun or phrase", nothing);
    c->cur.trig = trig;
    for (tok t; (t = next(c, &s)).n;) {
        uint32_t id;
        if (t.p[0] != '&' || t.n < 2) fault(c, t.p, "a list is written &NAME, not", t);
        else if (!(id = list_named(c, t.p + 1, t.n - 1))) fault(c, t.p, "there is no list", t);
        else if (c->m->list[id - 1].kind && (c->m->list[id - 1].kind == 2) != (trig == DB_TR_VERB)) {
            char what[160];
            snprintf(what, sizeof what, "this list is %s goes with", kinds[c->m->list[id - 1].kind]);
            fault(c, t.p, what, t);
        } else if (c->n_lists == MAX_LISTS) fault(c, t.p, "more than 16 lists", nothing);
        else c->lists[c->n_lists++] = id;
    }
    if (c->n_lists == before && !c->faulty) fault(c, at, "a trigger needs a list", nothing);
}

static void need_line(comp *c, const char *s) {
    for (tok t; (t = next(c, &s)).n;) {
        uint16_t n = 0;
        for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
            if (tok_is(t, needs[i].name)) n = needs[i].id;
        if (!n) fault(c, t.p, "unknown condition", t);
        uint16_t had = c->cur.need, not = n == DB_ND_ACTIVE ? DB_ND_PASSIVE : n == DB_ND_PASSIVE ? DB_ND_ACTIVE : n == DB_ND_NEGATED ? DB_ND_POSITIVE : n == DB_ND_POSITIVE ? DB_ND_NEGATED : 0;
        c->cur.need |= n;
        if (had & not) fault(c, t.p, "no verb meets both this and the condition before it:", t);
    }
}

/* under in after bare */
static void under_line(comp *c, const char *s) {
    for (tok t; (t = next(c, &s)).n;) {
        uint16_t prep = 0;
        if (!tok_is(t, "bare") && db_slot_by_name(c->m, t.p, t.n, &prep) != DB_S_PREP) fault(c, t.p, "no preposition is called", t);
        if (c->cur.n_under == sizeof c->cur.under / sizeof *c->cur.under) fault(c, t.p, "too many prepositions", nothing);
        else c->cur.under[c->cur.n_under++] = prep;
    }
}

/* ---- rules ---- */

static void drop(comp *c) { /* the rule that is left out, with all it brought */
    c->n_roles = c->cur.role0, c->roles.n = c->n_roles * sizeof(db_rrole);
    c->n_emits = c->cur.emit0, c->emits.n = c->n_emits * sizeof(db_remit);
}

static void end_rule(comp *c) {
    if (!c->in_rule) return;
    c->in_rule = false;
    if (!c->faulty && !c->n_lists) fault_at(c, &c->begin, "the rule has no trigger", nothing);
    if (!c->faulty && !c->cur.n_emits) fault_at(c, &c->begin, "the rule emits nothing", nothing);
    for (uint32_t i = 0; i < c->cur.n_roles && !c->faulty; i++)
        if (c->opt[i].at && !(c->used >> i & 1)) {
            const db_rrole *r = (const db_rrole *)(const void *)c->roles.p + c->cur.role0 + i;
            tok t = {c->strs.p + r->name, strlen(c->strs.p + r->name)};
            fault_at(c, &c->opt[i], "no emit of this rule uses its optional role", t);
        }
    if (c->without && strcmp(c->strs.p + c->cur.id, c->without) == 0) {
        drop(c);
        return;
    }
    for (uint32_t i = 0; i < c->n_lists; i++) {
        c->cur.list = c->lists[i];
        db_buf_add(&c->rules, &c->cur, sizeof c->cur);
        c->n_rules++;
    }
}

static void begin_rule(comp *c, const char *s) {
    end_rule(c);
    c->faulty = false;
    c->begin = here(c, c->r.p);
    tok id = next(c, &s), rest = next(c, &s);
    if (!id.n) fault(c, s, "a rule needs an id", nothing);
    if (rest.n) fault(c, rest.p, "nothing may follow the id:", rest);
    uint32_t o = intern(c, id.p, id.n);
    const db_rule *r = (const db_rule *)(const void *)c->rules.p;
    for (uint32_t i = 0; i < c->n_rules && !c->faulty; i++)
        if (r[i].id == o) {
            char what[400];
            snprintf(what, sizeof what, "%s:%u has a rule already with the id", c->strs.p + r[i].file, r[i].line);
            fault(c, id.p, what, id);
        }
    const char *file = c->r.layer ? c->r.path : c->r.rel; /* what is shipped is named alike wherever it was compiled */
    c->cur = (db_rule){.id = o, .file = intern(c, file, strlen(file)), .line = c->r.line, .role0 = c->n_roles, .emit0 = c->n_emits};
    c->n_lists = c->used = 0;
    c->in_rule = true;
}

static void rule_line(comp *c) {
    const char *s = c->r.p;
    tok t = next(c, &s);
    if (!t.n) return;
    if (tok_is(t, "rule")) begin_rule(c, s);
    else if (!c->in_rule) fault(c, t.p, "a file begins with 'rule', not", t);
    else if (tok_is(t, "verb")) trigger_line(c, s, DB_TR_VERB);
    else if (tok_is(t, "noun")) trigger_line(c, s, DB_TR_NOUN);
    else if (tok_is(t, "phrase")) trigger_line(c, s, DB_TR_PHRASE);
    else if (tok_is(t, "need")) need_line(c, s);
    else if (tok_is(t, "under")) under_line(c, s);
    else if (tok_is(t, "role")) role_line(c, s, false);
    else if (tok_is(t, "opt")) role_line(c, s, true);
    else if (tok_is(t, "emit")) emit_line(c, s);
    else fault(c, t.p, "unknown keyword", t);
}

static void one_file(comp *c, const char *name) {
    char rel[300];
    snprintf(rel, sizeof rel, "rules/%s.rules", name);
    if (!db_rd_open(&c->r, &c->cx, rel)) return;
    while (db_rd_next(&c->r)) {
        if (c->r.layer != c->begin.layer) end_rule(c); /* a rule ends with its file */
        rule_line(c);
    }
    end_rule(c);
    db_rd_close(&c->r);
}

static int by_list(const void *a, const void *b) {
    const db_rule *x = a, *y = b;
    if (x->list != y->list) return x->list < y->list ? -1 : 1;
    if (x->file != y->file) return x->file < y->file ? -1 : 1;
    return x->line < y->line ? -1 : x->line > y->line;
}

static int by_name(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static void lay_out(comp *c, db_buf *out) {
    if (c->n_rules) qsort(c->rules.p, c->n_rules, sizeof(db_rule), by_list);
    db_rules h = {.n_rules = c->n_rules, .n_roles = c->n_roles, .n_emits = c->n_emits, .n_kv = c->n_kv, .n_strings = (uint32_t)c->strs.n};
    h.rules = sizeof h;
    h.roles = h.rules + (uint32_t)c->rules.n;
    h.emits = h.roles + (uint32_t)c->roles.n;
    h.kv = h.emits + (uint32_t)c->emits.n;
    h.strings = h.kv + (uint32_t)c->kv.n;
    db_buf_add(out, &h, sizeof h);
    db_buf_add(out, c->rules.p, c->rules.n);
    db_buf_add(out, c->roles.p, c->roles.n);
    db_buf_add(out, c->emits.p, c->emits.n);
    db_buf_add(out, c->kv.p, c->kv.n);
    db_buf_add(out, c->strs.p, c->strs.n);
}

static void all_files(comp *c) {
    const char **name;
    uint32_t n = db_rd_files(&c->cx, "rules", ".rules", &name);
    if (n) qsort(name, n, sizeof *name, by_name); /* a user's file takes its place among those that are shipped */
    for (uint32_t i = 0; i < c->m->n_func; i++) /* attributes name prepositions */
        DB_PUSH(c->cx.a, c->cx.func, c->cx.n_func, c->cx.cap_func) = (db_func_rec){db_cx_str(&c->cx, db_str_z(c->m->strs + c->m->func[i].name)), c->m->func[i].func};
    db_attrs_read(&c->cx, &c->attrs);
    for (uint32_t i = 0; i < n; i++) one_file(c, name[i]);
}

dabir_status db_rules_compile(const db_data *data, const dabir_model *m, const char *without, db_buf *out, db_lint *lint) {
    db_arena a;
    jmp_buf oom;
    db_arena_init(&a, 0);
    *lint = (db_lint){0};
    comp *volatile c = calloc(1, sizeof *c);
    dabir_status st = c ? DABIR_OK : DABIR_E_MEMORY;
    if (c && setjmp(oom) == 0) {
        a.oom = &oom;
        c->cx = (db_cx){.a = &a, .lint = lint, .data = data};
        c->m = m;
        c->without = without;
        all_files(c);
        if (lint->n) st = DABIR_E_SYNTAX;
        else lay_out(c, out);
        if (!st && (c->strs.failed || c->rules.failed || c->roles.failed || out->failed)) st = DABIR_E_MEMORY;
    } else st = DABIR_E_MEMORY;
    if (c) {
        db_buf *b[] = {&c->rules, &c->roles, &c->emits, &c->kv, &c->strs, &c->cx.strs};
        for (size_t i = 0; i < sizeof b / sizeof *b; i++) db_buf_free(b[i]);
    }
    free(c);
    db_arena_free(&a);
    if (st == DABIR_E_MEMORY) {
        lint->n = lint->total = 1;
        db_fail(&lint->e[0], st, "rules", 0, 0, 0, "out of memory");
    }
    return st;
}
