/* trace.c -- goes through the steps of one rule again wherever its trigger stands, and notes how far it gets. Only called when a rule is traced:
 * reading as such does not pay for it. */
#include "record/trace.h"

#include "record/engine.h"

typedef struct pen {
    db_rec *r;
    db_trace_step *s;
} pen;

static void note(pen *p, uint32_t w0, uint32_t w1, const char *fmt, ...) __attribute__((format(printf, 4, 5)));

static void note(pen *p, uint32_t w0, uint32_t w1, const char *fmt, ...) {
    if (p->s->n_notes == DB_TRACE_NOTES) return;
    char z[300];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(z, sizeof z, fmt, ap);
    va_end(ap);
    db_trace_note *n = &p->s->note[p->s->n_notes++];
    n->what = db_str_dup(p->r->a, db_str_z(z)).p;
    n->span = w1 > w0 ? db_span(p->r->l, &p->r->d->tok, w0, w1) : (dabir_span){0};
    if (p->s->n_notes > 1 && strcmp(n[-1].what, n->what) == 0 && n[-1].span.start == n->span.start) p->s->n_notes--; /* «with|@rec» where rec=with */
}

static pen begin(db_rec *r, uint32_t w0, uint32_t w1) {
    db_trace *t = r->d->trace;
    db_trace_step *s = &(DB_PUSH(r->a, t->v, t->n, t->cap));
    *s = (db_trace_step){.trigger = db_span(r->l, &r->d->tok, w0, w1), .claim = -1};
    return (pen){r, s};
}

/* The traced rule as it stands under `list` with that kind of trigger, or NULL. */
static const db_rule *traced(const db_rec *r, uint32_t list, uint16_t trig) {
    if (list > r->n_lists) return NULL;
    for (uint32_t i = r->rule0[list]; i < r->rule0[list + 1]; i++) {
        const db_rule *x = db_rule_at(r->rules, i);
        if (x->trig == trig && strcmp(db_rule_str(r->rules, x->id), r->d->trace->rule) == 0) return x;
    }
    return NULL;
}

/* ---- triggers that no rule gets to see ---- */

void db_trace_passed(db_rec *r, uint32_t list, uint16_t trig, uint32_t w0, uint32_t w1, const char *why) {
    if (!traced(r, list, trig)) return;
    pen p = begin(r, w0, w1);
    note(&p, 0, 0, "%s", why);
}

/* ---- conditions ---- */

static void company(pen *p, const db_hit *h) {
    db_rec *r = p->r;
    const char *has = db_attr(r, h->attr, "has"), *not = db_attr(r, h->attr, "not");
    const db_clause *c = &r->cl->c[h->clause];
    const db_entry *e;
    uint32_t end = c->v1 > c->v0 ? c->v1 : c->w1;
    const db_match *m = not ? db_list_in(r, c->w0, end, db_model_list(r->m, not), &e) : NULL;
    if (has && !db_list_in(r, c->w0, end, db_model_list(r->m, has), &e)) note(p, c->w0, end, "has=%s: no phrase of that list in the clause", has);
    else if (m) note(p, m->w0, m->w1, "not=%s: a phrase of that list in the clause", not);
    else note(p, 0, 0, "weak=%s: this line counts for statements alone", db_attr(r, h->attr, "weak"));
}

static void not_under(pen *p, const db_hit *h) {
    const db_rec *r = p->r;
    const db_clause *c = &r->cl->c[h->clause];
    char want[200] = "";
    for (uint32_t u = 0; u < h->rule->n_under; u++) {
        size_t n = strlen(want);
        snprintf(want + n, sizeof want - n, " %s", h->rule->under[u] ? db_model_func_name(r->m, h->rule->under[u]) : "bare");
    }
    for (uint32_t i = c->c0; i < c->c1; i++) {
        const db_chunk *k = &r->cl->k[i];
        if (k->w0 > h->t0 || k->w1 < h->t1) continue;
        if (k->prep) note(p, k->w0, k->w1, "under%s: its phrase stands under %s", want, db_model_func_name(r->m, k->prep));
        else note(p, k->w0, k->w1, "under%s: its phrase stands bare", want);
        return;
    }
    note(p, 0, 0, "under%s: it stands in no phrase", want);
}

static void need(pen *p, const db_hit *h) {
    static const struct { uint16_t bit; const char *name, *why; } needs[] = {
        {DB_ND_ACTIVE, "active", "the verb is passive"}, {DB_ND_PASSIVE, "passive", "the verb is not passive"}, {DB_ND_NEGATED, "negated", "the verb is not negated"},
        {DB_ND_POSITIVE, "positive", "the verb is negated"}, {DB_ND_NOHYP, "certain", "it is only thought of"}};
    const db_clause *c = &p->r->cl->c[h->clause];
    uint32_t v = c->verb >= 0 ? (uint32_t)c->verb : 0;
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++) {
        db_rule one = *h->rule;
        one.need = (uint16_t)(h->rule->need & needs[i].bit);
        db_hit x = *h;
        x.rule = &one;
        if (one.need && !db_rule_needs_met(p->r, &x)) note(p, v, c->verb >= 0 ? v + 1 : v, "need %s: %s", needs[i].name, needs[i].why);
    }
}

/* ---- roles ---- */

/* What a phrase names: "state, person" or "nobody that the record knows". */
static const char *holds(const db_rec *r, uint32_t w0, uint32_t w1, char *out, size_t cap) {
    bool seen[DABIR_N_KINDS] = {false};
    *out = 0;
    for (uint32_t i = db_mention_lower(r, w0); i < r->nm->n_mentions && r->nm->m[i].w0 < w1; i++) {
        const db_mention *m = &r->nm->m[i];
        if (m->entity < 0 || seen[r->nm->e[m->entity].kind]) continue;
        seen[r->nm->e[m->entity].kind] = true;
        size_t n = strlen(out);
        snprintf(out + n, cap - n, "%s%s", n ? ", " : "", dabir_kind_name(r->nm->e[m->entity].kind));
    }
    if (!*out) snprintf(out, cap, "nobody that the record knows");
    return out;
}

static void slot_failed(pen *p, db_hit *h, uint32_t i, uint16_t slot, uint16_t prep, const db_rrole *x) {
    char in[120];
    const char *role = db_rule_str(p->r->rules, x->name), *name = db_slot_name(p->r->m, slot, prep), *kind = slot == DB_S_PREP ? "under " : "";
    if (!db_rule_fill_slot(p->r, h, i, slot, prep)) {
        note(p, 0, 0, "role %s: no phrase %s%s", role, kind, name);
        return;
    }
    uint32_t w0 = h->role[i].w0, w1 = h->role[i].w1;
    const db_entry *e;
    if (x->list && !db_list_in(p->r, w0, w1, x->list, &e)) note(p, w0, w1, "role %s: %s%s: no item of the list in it", role, kind, name);
    else note(p, w0, w1, "role %s: %s%s: no %s; names %s", role, kind, name, db_filter_name(x->filter), holds(p->r, w0, w1, in, sizeof in));
}

static void role_failed(pen *p, db_hit *h, uint32_t i, const db_rrole *x) {
    db_rec *r = p->r;
    for (uint32_t s = 0; s < x->n_slots; s++) {
        uint16_t slot = x->slot[s].slot, prep = x->slot[s].prep;
        if (slot != DB_S_ATTR) {
            slot_failed(p, h, i, slot, prep, x);
            continue;
        }
        const char *v = db_rule_attr_slots(r, h, &x->slot[s]);
        if (!v) note(p, 0, 0, "role %s: the list line has no %s=", db_rule_str(r->rules, x->name), db_rule_str(r->rules, x->slot[s].attr));
        for (const char *q = v; q && *q;) {
            size_t n = strcspn(q, "|,");
            slot = db_slot_by_name(r->m, q, n, &prep);
            if (slot) slot_failed(p, h, i, slot, prep, x);
            q += n + (q[n] ? 1 : 0);
        }
    }
    h->role[i].set = false;
}

static void roles(pen *p, const db_hit *h) {
    db_rec *r = p->r;
    for (uint32_t i = 0; i < h->rule->n_roles && i < 8; i++) {
        const db_rrole *x = db_role_at(r->rules, h->rule->role0 + i);
        if (h->role[i].set) note(p, h->role[i].w0, h->role[i].w1, "role %s", db_rule_str(r->rules, x->name));
        else if (!x->optional) {
            db_hit again = *h;
            role_failed(p, &again, i, x);
            return;
        }
    }
}

/* ---- the rule at a trigger ---- */

/* A rule before it in the list that takes the trigger. */
static const db_rule *taken_by(db_rec *r, uint32_t list, uint16_t trig, const db_rule *rule, const db_hit *proto) {
    for (uint32_t i = r->rule0[list]; i < r->rule0[list + 1] && db_rule_at(r->rules, i) != rule; i++) {
        db_hit h = *proto;
        h.rule = db_rule_at(r->rules, i);
        if (h.rule->trig == trig && db_rule_needs_met(r, &h) && db_rule_fill_roles(r, &h)) return h.rule;
    }
    return NULL;
}

void db_trace_try(db_rec *r, uint32_t list, uint16_t trig, const db_hit *proto) {
    const db_rule *rule = traced(r, list, trig), *other;
    if (!rule) return;
    pen p = begin(r, proto->t0, proto->t1);
    db_hit h = *proto;
    h.rule = rule;
    if (*proto->attr) note(&p, 0, 0, "the list line says %s", proto->attr);
    if (!db_rule_keeps_company(r, &h, list)) company(&p, &h);
    else if ((other = taken_by(r, list, trig, rule, proto))) note(&p, 0, 0, "the rule %s comes first and takes it", db_rule_str(r->rules, other->id));
    else if (!db_rule_stands_under(r, &h)) not_under(&p, &h);
    else if (!db_rule_needs_met(r, &h)) need(&p, &h);
    else {
        p.s->emitted = db_rule_fill_roles(r, &h);
        roles(&p, &h);
    }
}

void db_trace_refused(db_rec *r, const char *why) {
    db_trace *t = r->d->trace;
    pen p = {r, t->n ? &t->v[t->n - 1] : NULL};
    if (!p.s || !p.s->emitted) return;
    p.s->refused = true;
    note(&p, 0, 0, "%s", why);
}

/* ---- what came of it ---- */

static bool overlap(dabir_span a, dabir_span b) { return a.start < b.end && b.start < a.end; }

static void outcome(db_rec *r, db_trace_step *s) {
    pen p = {r, s};
    const dabir_doc *d = r->d;
    for (uint32_t i = 0; i < d->n_claims && s->claim < 0; i++) {
        const dabir_claim *c = &d->claims[i];
        if (c->rule && strcmp(c->rule, d->trace->rule) == 0 && c->n_fills && c->fills[0].span.start == s->trigger.start && c->fills[0].span.end == s->trigger.end) s->claim = (int32_t)i;
    }
    if (s->claim >= 0) {
        note(&p, 0, 0, "it fired: claim c%d", s->claim + 1);
        return;
    }
    for (uint32_t i = 0; i < d->n_claims; i++) { /* merged into what another rule found, or told already */
        const dabir_claim *c = &d->claims[i];
        if (c->rule && c->n_fills && overlap(c->fills[0].span, s->trigger)) note(&p, 0, 0, "the claim c%u (%s) has these words, by the rule %s", i + 1, dabir_claim_name(c->type), c->rule);
    }
    if (!s->refused) note(&p, 0, 0, "all roles are filled, but no claim was made of them");
}

void db_trace_finish(db_rec *r) {
    db_trace *t = r->d->trace;
    for (uint32_t i = 0; i < t->n; i++)
        if (t->v[i].emitted) outcome(r, &t->v[i]);
}
