/* event.c -- PLOVER events: once a report for the same type, actors and recipients; what is future, negated or only supposed is
 * turned into what the code book makes of it, or left out. */
#include "record/rec.h"

static const struct { const char *name; int quad; const char *root; } types[] = {{"AGREE", 1, "03"}, {"CONSULT", 1, "04"}, {"SUPPORT", 1, "05"}, {"CONCEDE", 1, "08"},
    {"COOPERATE", 2, "06"}, {"AID", 2, "07"}, {"RETREAT", 2, "08"}, {"REQUEST", 3, "10"}, {"ACCUSE", 3, "11"}, {"REJECT", 3, "12"}, {"THREATEN", 3, "13"},
    {"PROTEST", 4, "14"}, {"SANCTION", 4, "16"}, {"MOBILIZE", 4, "15"}, {"COERCE", 4, "17"}, {"ASSAULT", 4, "18"}};

static const char *key_of(const db_rec *r, dabir_ref e) { return r->nm->e[e].code && r->nm->e[e].code[0] ? r->nm->e[e].code : NULL; }

static bool same_party(const db_rec *r, dabir_ref a, dabir_ref b) {
    const char *x = key_of(r, a), *y = key_of(r, b);
    return a == b || (x && y && strcmp(x, y) == 0);
}

static bool has_party(const db_rec *r, const dabir_ref *v, uint32_t n, dabir_ref e) {
    for (uint32_t i = 0; i < n; i++)
        if (same_party(r, v[i], e)) return true;
    return false;
}

static bool same_set(const db_rec *r, dabir_refs a, const db_refset *b) {
    for (uint32_t i = 0; i < a.n; i++)
        if (!has_party(r, b->v, b->n, a.v[i])) return false;
    for (uint32_t i = 0; i < b->n; i++)
        if (!has_party(r, a.v, a.n, b->v[i])) return false;
    return true;
}

/* One of each party: a minister and his state are one actor. */
static void by_party(const db_rec *r, const db_refset *in, db_refset *out) {
    *out = (db_refset){.w0 = in->w0, .w1 = in->w1};
    for (uint32_t i = 0; i < in->n; i++)
        if (!has_party(r, out->v, out->n, in->v[i])) out->v[out->n++] = in->v[i];
}

static void contexts(db_rec *r, dabir_claim *c, uint32_t w0, uint32_t w1) {
    static const char *const names[] = {"military", "intelligence", "diplomatic", "economic", "resource", "culture", "cyber", "disease", "disaster", "terrorism", "cbrn", "human_rights",
        "migration", "illegal_drugs", "legal", "crime", "environment", "territory", "election", "executive", "legislative", "corruption", "misinformation", "health", "refugee"};
    const char *found[8];
    uint32_t n = 0;
    const db_entry *e;
    for (size_t i = 0; i < sizeof names / sizeof *names && n < 8; i++) {
        char z[40];
        snprintf(z, sizeof z, "ctx-%s", names[i]);
        if (db_list_in(r, w0, w1, db_model_list(r->m, z), &e)) found[n++] = names[i];
    }
    if (!n) return;
    const char **v = DB_NEW(r->a, const char *, n);
    memcpy(v, found, sizeof *v * n);
    c->context = v;
    c->n_context = n;
}

void db_event_add(db_rec *r, const db_why *why, const char *event, const char *mode, const char *cameo, const db_refset *actor, const db_refset *recipient,
                  const dabir_date *date, dabir_ref place, uint32_t aux, uint32_t w0, uint32_t w1, int32_t from) {
    db_refset a, b = {0}, none = {0};
    by_party(r, actor, &a);
    if (recipient) {
        db_refset x;
        by_party(r, recipient, &x);
        for (uint32_t i = 0; i < x.n; i++)
            if (!has_party(r, a.v, a.n, x.v[i])) b.v[b.n++] = x.v[i];
        if (x.n && !b.n) return; /* nobody acts on himself */
    } else b = none;
    dabir_doc *d = r->d;
    for (uint32_t i = 0; i < d->n_claims; i++) {
        dabir_claim *c = &d->claims[i];
        if (c->type != DABIR_EVENT || strcmp(c->event, event) != 0 || !same_set(r, c->actor, &a) || !same_set(r, c->recipient, &b)) continue;
        if (!c->date.iso[0] && date) c->date = *date;
        if (c->place < 0) c->place = place;
        return;
    }
    dabir_claim *c = db_claim_new(r, DABIR_EVENT, why, w0, w1);
    c->event = event;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i].name, event) == 0) c->quad = types[i].quad, c->cameo = cameo ? cameo : types[i].root;
    c->actor = db_refs(r, &a);
    c->recipient = db_refs(r, &b);
    if (mode) {
        const char **m = DB_NEW(r->a, const char *, 1);
        m[0] = mode;
        c->mode = m;
        c->n_mode = 1;
    }
    if (date) c->date = *date;
    c->place = place;
    c->aux = aux;
    c->from = from;
    contexts(r, c, w0, w1);
}

static bool one_of(const char *s, const char *const *set) {
    for (; *set; set++)
        if (strcmp(s, *set) == 0) return true;
    return false;
}

/* The code book's conversions: future cooperation is an agreement to it, cooperation denied is a refusal. false: not coded. */
static bool convert(const char **event, uint32_t *aux) {
    static const char *const coop[] = {"CONSULT", "SUPPORT", "COOPERATE", "AID", NULL};
    static const char *const coop_neg[] = {"CONSULT", "SUPPORT", "COOPERATE", "AID", "AGREE", "CONCEDE", NULL};
    if (*aux & DABIR_HYPOTHETICAL) return false;
    if (*aux & DABIR_NEGATION) {
        if (!one_of(*event, coop_neg)) return false;
        *event = "REJECT";
        *aux &= ~(uint32_t)DABIR_NEGATION;
        return true;
    }
    if ((*aux & DABIR_FUTURE) && one_of(*event, coop)) *event = "AGREE";
    return true;
}

void db_emit_event(db_rec *r, const db_hit *h, const db_remit *e) {
    const char *event = db_hit_value(r, h, e, "event", NULL), *mode = db_hit_value(r, h, e, "mode", NULL), *cameo = db_hit_value(r, h, e, "cameo", NULL);
    if (!event) return;
    const db_clause *c = &r->cl->c[h->clause];
    const db_word *v = c->verb >= 0 ? &r->l->w[c->verb] : NULL;
    uint32_t aux = db_aux_of(r, h->clause);
    const char *ev = event;
    if (!convert(&ev, &aux)) return;
    int ar, br;
    db_refset a, b;
    db_hit_value(r, h, e, "actor", &ar);
    db_hit_value(r, h, e, "recipient", &br);
    bool has_a = db_role_actors(r, h, ar, &a);
    bool has_b = br >= 0 && db_role_actors(r, h, br, &b);
    if (!has_a) {
        if (v && h->rule->trig == DB_TR_VERB && (v->person == 1 || v->person == 4)) { /* «ما … را محکوم می‌کنیم»: the speaker */
            int32_t in = db_ancestor_statement(r, (int32_t)h->clause);
            if (in < 0 || r->d->claims[in].speaker < 0) return;
            a = (db_refset){0};
            db_ref_add(r, &a, r->d->claims[in].speaker);
        } else if (h->rule->trig == DB_TR_VERB && r->cl->c[h->clause].subject < 0 && r->last_speaker >= 0 && db_ancestor_statement(r, (int32_t)h->clause) < 0) {
            a = (db_refset){0};
            db_ref_add(r, &a, r->last_speaker);
        } else return;
    }
    bool needs_b = false; /* a recipient role in the rule that was not filled by anybody: nothing is guessed */
    for (uint32_t i = 0; i < e->n_kv; i++) {
        const db_rkv *kv = db_kv_at(r->rules, e->kv0 + i);
        if (strcmp(db_rule_str(r->rules, kv->key), "recipient") == 0) needs_b = !db_role_at(r->rules, h->rule->role0 + kv->value)->optional;
    }
    if (needs_b && !has_b) return;
    const db_date *d = db_date_of(r, h->clause);
    uint32_t w0 = c->w0, w1 = c->w1 > w0 ? c->w1 : h->t1;
    db_event_add(r, &h->why, ev, mode, cameo, &a, has_b ? &b : NULL, d ? &d->from : NULL, db_place_of(r, h->clause), aux, w0, w1, r->claim_of[h->clause]);
}
