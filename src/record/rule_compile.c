/* rule_compile.c -- rule files to the RULE section of the model. Line-based; every fault is named with file:line:column. */
#include "lang/codes.h"
#include "record/rules.h"

#include <dirent.h>
#include <stdlib.h>

typedef struct comp {
    const dabir_model *m;
    dabir_error *err;
    const char *file, *line;
    uint32_t no;
    db_buf rules, roles, emits, kv, strs;
    uint32_t n_rules, n_roles, n_emits, n_kv;
    db_rule cur; /* the rule being read; its trigger lists: */
    uint32_t lists[16], n_lists;
    bool in_rule;
} comp;

typedef struct tok {
    const char *p;
    size_t n;
} tok;

static bool tok_is(tok t, const char *z) { return t.n == strlen(z) && memcmp(t.p, z, t.n) == 0; }

static tok next(const char **s) {
    while (**s == ' ' || **s == '\t') (*s)++;
    tok t = {*s, 0};
    while (**s && **s != ' ' && **s != '\t' && **s != '\n' && **s != '\r') (*s)++;
    t.n = (size_t)(*s - t.p);
    return t;
}

static dabir_status fault(comp *c, const char *at, const char *what, tok t) {
    return db_fail(c->err, DABIR_E_SYNTAX, c->file, c->no, (uint32_t)(at - c->line) + 1, 0, "%s%s%.*s%s", what, t.n ? " '" : "", (int)t.n, t.p ? t.p : "", t.n ? "'" : "");
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

static dabir_status role_line(comp *c, const char *s, bool optional) {
    tok name = next(&s), slot = next(&s), fi = next(&s), rest = next(&s);
    if (!fi.n) return fault(c, s, "a role needs a name, a slot and a filter", (tok){0});
    if (rest.n && rest.p[0] != '#') return fault(c, rest.p, "nothing may follow the filter:", rest);
    db_rrole r = {.name = intern(c, name.p, name.n), .optional = optional};
    const char *amp = memchr(fi.p, '&', fi.n);
    if (amp) {
        char z[64];
        size_t n = (size_t)(fi.p + fi.n - amp - 1);
        if (n < sizeof z) memcpy(z, amp + 1, n), z[n] = 0, r.list = db_model_list(c->m, z);
        if (!r.list) return fault(c, amp + 1, "there is no list", (tok){amp + 1, n});
        fi.n = (size_t)(amp - fi.p);
    }
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
        if (tok_is(fi, filters[i].name)) r.filter = filters[i].id;
    if (!r.filter) return fault(c, fi.p, "unknown filter", fi);
    const char *p = slot.p, *end = slot.p + slot.n;
    while (p < end) {
        const char *bar = memchr(p, '|', (size_t)(end - p));
        size_t n = (size_t)((bar ? bar : end) - p);
        if (r.n_slots == 6) return fault(c, p, "more than six alternatives", (tok){0});
        db_slotref *x = &r.slot[r.n_slots++];
        if (*p == '@') {
            x->slot = DB_S_ATTR;
            x->attr = intern(c, p + 1, n - 1);
        } else if (!(x->slot = db_slot_by_name(c->m, p, n, &x->prep))) return fault(c, p, "no slot or preposition is called", (tok){p, n});
        p += n + (bar ? 1 : 0);
        if (!bar) break;
    }
    db_buf_add(&c->roles, &r, sizeof r);
    c->n_roles++;
    c->cur.n_roles++;
    return DABIR_OK;
}

static const char *const claim_keys[] = {"event", "mode", "cameo", "actor", "recipient", "place", "date", "context", "speaker", "content", "kind", "stance", "target", "addressee",
    "cue", "status", "change", "member", "organization", "start", "end", "format", "participants", "host", "visitor", "title", "action", "parties", "signed", "person", "post", "of", "until", "only", "partner", "alone", "purpose", "places", "unknown", "deed", "news", "negation", "via", "pact", "bare", "national", "killed", "blast", "intent", "troops", "doer"};

static dabir_status value(comp *c, tok v, db_rkv *kv) {
    if (v.p[0] == '=') {
        kv->kind = DB_V_LITERAL;
        kv->value = intern(c, v.p + 1, v.n - 1);
    } else if (v.p[0] == '@') {
        kv->kind = DB_V_ATTR;
        kv->value = intern(c, v.p + 1, v.n - 1);
    } else {
        kv->kind = DB_V_ROLE;
        const db_rrole *r = (const db_rrole *)(const void *)c->roles.p;
        for (uint32_t i = 0; i < c->cur.n_roles; i++) {
            const char *z = c->strs.p + r[c->cur.role0 + i].name;
            if (strlen(z) == v.n && memcmp(z, v.p, v.n) == 0) {
                kv->value = i;
                return DABIR_OK;
            }
        }
        return fault(c, v.p, "no role of this rule is called", v);
    }
    return DABIR_OK;
}

/* What an event rule says is held against the code books: event, mode and CAMEO code, its own and those of the lists that trigger it. */
static dabir_status codes_fit(comp *c, const db_rkv *kv, const tok *at, uint32_t n) {
    const char *event = NULL, *mode = NULL, *cameo = NULL;
    const tok *te = NULL, *tm = NULL, *tc = NULL;
    bool lines = false;
    for (uint32_t i = 0; i < n; i++) {
        const char *key = c->strs.p + kv[i].key, *v = c->strs.p + kv[i].value;
        bool literal = kv[i].kind == DB_V_LITERAL, by_line = kv[i].kind == DB_V_ATTR;
        if (literal && strcmp(key, "event") == 0) event = v, te = &at[i];
        if (literal && strcmp(key, "mode") == 0) mode = v, tm = &at[i];
        if (literal && strcmp(key, "cameo") == 0) cameo = v, tc = &at[i];
        lines |= by_line && (strcmp(key, "mode") == 0 || strcmp(key, "cameo") == 0);
    }
    if (!event || !db_codes_event(c->m, "CONSULT", NULL)) return DABIR_OK; /* a model without code books */
    if (!db_codes_event(c->m, event, NULL)) return fault(c, te->p, "there is no event", (tok){te->p + 1, te->n - 1});
    char why[200];
    snprintf(why, sizeof why, "%s has no %s", event, mode && !db_codes_mode(c->m, event, mode) ? "mode" : "CAMEO code");
    if (mode && !db_codes_mode(c->m, event, mode)) return fault(c, tm->p, why, (tok){tm->p + 1, tm->n - 1});
    if (cameo && !db_codes_agree(c->m, event, cameo)) return fault(c, tc->p, why, (tok){tc->p + 1, tc->n - 1});
    for (uint32_t i = 0; lines && i < c->n_lists; i++) {
        if (!db_codes_list_fits(c->m, c->lists[i], event, why, sizeof why)) return fault(c, te->p, why, (tok){0});
    }
    return DABIR_OK;
}

static dabir_status emit_line(comp *c, const char *s) {
    tok t = next(&s);
    db_remit e = {.type = DABIR_N_CLAIMS, .kv0 = c->n_kv};
    enum { MOST = 32 };
    db_rkv all[MOST];
    tok at[MOST];
    for (uint32_t i = 0; i < DABIR_N_CLAIMS; i++)
        if (tok_is(t, dabir_claim_name((dabir_claim_type)i))) e.type = i;
    if (e.type == DABIR_N_CLAIMS) return fault(c, t.p, "unknown claim type", t);
    for (;;) {
        tok k = next(&s);
        if (!k.n || k.p[0] == '#') break;
        tok v = next(&s);
        if (!v.n) return fault(c, k.p, "no value for", k);
        bool known = false;
        for (size_t i = 0; i < sizeof claim_keys / sizeof *claim_keys; i++) known |= tok_is(k, claim_keys[i]);
        if (!known) return fault(c, k.p, "unknown field", k);
        db_rkv kv = {.key = intern(c, k.p, k.n)};
        dabir_status st = value(c, v, &kv);
        if (st) return st;
        if (e.n_kv == MOST) return fault(c, k.p, "more fields than a claim has", (tok){0});
        all[e.n_kv] = kv, at[e.n_kv] = v;
        db_buf_add(&c->kv, &kv, sizeof kv);
        c->n_kv++;
        e.n_kv++;
    }
    dabir_status st = e.type == DABIR_EVENT ? codes_fit(c, all, at, e.n_kv) : DABIR_OK;
    if (st) return st;
    db_buf_add(&c->emits, &e, sizeof e);
    c->n_emits++;
    c->cur.n_emits++;
    return DABIR_OK;
}

static dabir_status trigger_line(comp *c, const char *s, uint16_t trig) {
    for (tok t; (t = next(&s)).n && t.p[0] != '#';) {
        char z[64];
        if (t.p[0] != '&' || t.n < 2 || t.n > sizeof z) return fault(c, t.p, "a list is written &NAME, not", t);
        memcpy(z, t.p + 1, t.n - 1);
        z[t.n - 1] = 0;
        uint32_t id = db_model_list(c->m, z);
        if (!id) return fault(c, t.p, "there is no list", t);
        if (c->n_lists == 16) return fault(c, t.p, "more than 16 lists", (tok){0});
        c->lists[c->n_lists++] = id;
    }
    c->cur.trig = trig;
    if (!c->n_lists) return fault(c, s, "a trigger needs a list", (tok){0});
    return DABIR_OK;
}

static dabir_status need_line(comp *c, const char *s) {
    for (tok t; (t = next(&s)).n && t.p[0] != '#';) {
        uint16_t n = 0;
        for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
            if (tok_is(t, needs[i].name)) n = needs[i].id;
        if (!n) return fault(c, t.p, "unknown condition", t);
        c->cur.need |= n;
    }
    return DABIR_OK;
}

/* under in after bare */
static dabir_status under_line(comp *c, const char *s) {
    for (tok t; (t = next(&s)).n && t.p[0] != '#';) {
        uint16_t prep = 0;
        if (!tok_is(t, "bare") && db_slot_by_name(c->m, t.p, t.n, &prep) != DB_S_PREP) return fault(c, t.p, "no preposition is called", t);
        if (c->cur.n_under == sizeof c->cur.under / sizeof *c->cur.under) return fault(c, t.p, "too many prepositions", (tok){0});
        c->cur.under[c->cur.n_under++] = prep;
    }
    return DABIR_OK;
}

static dabir_status end_rule(comp *c) {
    if (!c->in_rule) return DABIR_OK;
    tok none = {0};
    if (!c->n_lists) return fault(c, c->line, "the rule above has no trigger", none);
    if (!c->cur.n_emits) return fault(c, c->line, "the rule above emits nothing", none);
    for (uint32_t i = 0; i < c->n_lists; i++) {
        c->cur.list = c->lists[i];
        db_buf_add(&c->rules, &c->cur, sizeof c->cur);
        c->n_rules++;
    }
    c->in_rule = false;
    return DABIR_OK;
}

static dabir_status begin_rule(comp *c, const char *s) {
    dabir_status st = end_rule(c);
    if (st) return st;
    tok id = next(&s);
    if (!id.n) return fault(c, s, "a rule needs an id", id);
    uint32_t o = intern(c, id.p, id.n);
    const db_rule *r = (const db_rule *)(const void *)c->rules.p;
    for (uint32_t i = 0; i < c->n_rules; i++)
        if (r[i].id == o) return fault(c, id.p, "there is a rule already with the id", id);
    c->cur = (db_rule){.id = o, .file = intern(c, c->file, strlen(c->file)), .line = c->no, .role0 = c->n_roles, .emit0 = c->n_emits};
    c->n_lists = 0;
    c->in_rule = true;
    return DABIR_OK;
}

static dabir_status rule_line(comp *c) {
    const char *s = c->line;
    tok t = next(&s);
    if (!t.n || t.p[0] == '#') return DABIR_OK;
    if (tok_is(t, "rule")) return begin_rule(c, s);
    if (!c->in_rule) return fault(c, t.p, "a file begins with 'rule', not", t);
    if (tok_is(t, "verb")) return trigger_line(c, s, DB_TR_VERB);
    if (tok_is(t, "noun")) return trigger_line(c, s, DB_TR_NOUN);
    if (tok_is(t, "phrase")) return trigger_line(c, s, DB_TR_PHRASE);
    if (tok_is(t, "need")) return need_line(c, s);
    if (tok_is(t, "under")) return under_line(c, s);
    if (tok_is(t, "role")) return role_line(c, s, false);
    if (tok_is(t, "opt")) return role_line(c, s, true);
    if (tok_is(t, "emit")) return emit_line(c, s);
    return fault(c, t.p, "unknown keyword", t);
}

static dabir_status one_file(comp *c, const char *dir, const char *name) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    db_file f;
    dabir_status st = db_file_map(path, &f, c->err);
    if (st) return st;
    char shown[300];
    snprintf(shown, sizeof shown, "rules/%s", name);
    c->file = shown;
    c->no = 0;
    db_buf text = {0};
    db_buf_add(&text, f.p, f.n);
    db_buf_ch(&text, 0);
    db_file_unmap(&f);
    for (char *p = text.p, *e; !st && *p; p = e + 1) {
        e = strchr(p, '\n');
        bool last = !e;
        if (last) e = p + strlen(p);
        *e = 0;
        c->line = p;
        c->no++;
        st = rule_line(c);
        if (last) break;
    }
    if (!st) st = end_rule(c);
    db_buf_free(&text);
    return st;
}

static int by_list(const void *a, const void *b) {
    const db_rule *x = a, *y = b;
    if (x->list != y->list) return x->list < y->list ? -1 : 1;
    if (x->file != y->file) return x->file < y->file ? -1 : 1;
    return x->line < y->line ? -1 : x->line > y->line;
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static void lay_out(comp *c, db_buf *out) {
    qsort(c->rules.p, c->n_rules, sizeof(db_rule), by_list);
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

dabir_status db_rules_compile(const char *dir, const dabir_model *m, db_buf *out, dabir_error *err) {
    comp c = {.m = m, .err = err};
    DIR *d = opendir(dir);
    if (!d) return db_fail(err, DABIR_E_IO, dir, 0, 0, 0, "cannot open the directory of the rules");
    char *names[256];
    size_t n = 0;
    for (struct dirent *e; (e = readdir(d)) && n < 256;) {
        size_t l = strlen(e->d_name);
        if (l > 6 && strcmp(e->d_name + l - 6, ".rules") == 0 && e->d_name[0] != '.') names[n++] = strdup(e->d_name);
    }
    closedir(d);
    qsort(names, n, sizeof *names, by_name);
    dabir_status st = DABIR_OK;
    for (size_t i = 0; i < n; i++) {
        if (!st) st = names[i] ? one_file(&c, dir, names[i]) : DABIR_E_MEMORY;
        free(names[i]);
    }
    if (!st) lay_out(&c, out);
    if (!st && (c.strs.failed || c.rules.failed || c.roles.failed || out->failed)) st = db_fail(err, DABIR_E_MEMORY, dir, 0, 0, 0, "out of memory");
    db_buf_free(&c.rules), db_buf_free(&c.roles), db_buf_free(&c.emits), db_buf_free(&c.kv), db_buf_free(&c.strs);
    return st;
}
