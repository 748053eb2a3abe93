/* event.c -- PLOVER events: once a report for the same type, actors and recipients; what is future, negated or only supposed is
 * turned into what the code book makes of it, or left out. */
#include "record/event.h"

#include "lang/codes.h"

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

bool db_has_party(const db_rec *r, const db_refset *s, dabir_ref e) { return has_party(r, s->v, s->n, e); }

static bool same_set(const db_rec *r, dabir_refs a, const db_refset *b) {
    for (uint32_t i = 0; i < a.n; i++)
        if (!has_party(r, b->v, b->n, a.v[i])) return false;
    for (uint32_t i = 0; i < b->n; i++)
        if (!has_party(r, a.v, a.n, b->v[i])) return false;
    return true;
}

/* «سخنگوی طالبان»: who speaks for a group acts for it. */
dabir_ref db_acts_for(const db_rec *r, dabir_ref e) {
    if (r->nm->e[e].kind != DABIR_PERSON || key_of(r, e)) return e;
    for (uint32_t i = 0; i < r->nm->n_offices; i++) {
        const db_office *o = &r->nm->o[i];
        if (o->of >= 0 && r->nm->m[o->person].entity == e && r->nm->e[o->of].kind == DABIR_GROUP) return o->of;
    }
    return e;
}

/* One of each party: a minister and his state are one actor. */
static void by_party(const db_rec *r, const db_refset *in, db_refset *out) {
    *out = (db_refset){.w0 = in->w0, .w1 = in->w1};
    for (uint32_t i = 0; i < in->n; i++) {
        dabir_ref e = db_acts_for(r, in->v[i]);
        if (!has_party(r, out->v, out->n, e)) out->v[out->n++] = e;
    }
}

/* PLOVER contexts by their words: the lists ctx-*.list name themselves (ctx=NAME), so that a new one needs no code. */
static void contexts(db_rec *r, dabir_claim *c, uint32_t w0, uint32_t w1) {
    const char *found[8];
    uint32_t n = 0;
    for (uint32_t i = r->l->m0[w0]; i < r->l->n_matches && r->l->m[i].w0 < w1 && n < 8; i++)
        for (uint32_t k = 0; k < r->l->m[i].n_e && r->l->m[i].w1 <= w1 && n < 8; k++) {
            const db_entry *e = &r->l->m[i].e[k];
            const char *name = e->cls == DB_C_LIST && e->attr && strncmp(e->attr, "ctx=", 4) == 0 ? e->attr + 4 : NULL;
            for (uint32_t j = 0; name && j < n; j++)
                if (strcmp(found[j], name) == 0) name = NULL;
            if (name) found[n++] = name;
        }
    if (!n) return;
    const char **v = DB_NEW(r->a, const char *, n);
    memcpy(v, found, sizeof *v * n);
    c->context = v;
    c->n_context = n;
}

/* Event, quad class, CAMEO code and its value on the scale, as the code books have them: a code of another event gives way to the root. */
static void by_the_book(const db_rec *r, dabir_claim *c, const char *event, const char *cameo) {
    db_event_type t = {.root = NULL};
    db_cameo code;
    c->event = event;
    if (db_codes_event(r->m, event, &t)) c->event = t.name, c->quad = t.quad;
    c->cameo = db_codes_agree(r->m, event, cameo) ? cameo : t.root;
    if (!db_codes_cameo(r->m, c->cameo, &code)) return;
    c->cameo = code.code, c->cameo_label = code.label;
    if (code.scaled) c->scale = code.tenths, c->scale_name = DB_SCALE_NAME;
}

/* Mode and code of an event that a meeting gives: held it is CONSULT, to come or called off what the code books make of that. */
static void of_meeting(const db_rec *r, const char *event, bool many, const char **mode, const char **cameo) {
    db_turned t;
    bool consult = strcmp(event, "CONSULT") == 0, agree = strcmp(event, "AGREE") == 0;
    if (consult && !*mode && many) *mode = "multilateral";
    if (consult && *mode && !*cameo) *cameo = db_codes_of_mode(r->m, event, *mode);
    if (consult || db_codes_turn(r->m, "CONSULT", NULL, agree ? DB_TOLD_FUTURE : DB_TOLD_NOT, &t) != DB_TURN_OTHER || strcmp(t.event, event) != 0) return;
    if (!*mode) *mode = t.mode;
    if (!*cameo) *cameo = t.cameo;
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
        if (c->type != DABIR_EVENT || strcmp(c->event, event) != 0 || !same_set(r, c->recipient, &b)) continue;
        if (!a.n && b.n && c->actor.n && c->span.start >= r->d->tok.cp0[r->l->w[r->l->sent0[r->l->w[w0].sent]].tok0]) return; /* «مورد حمله X قرار گرفت و … کشته شدند»: X's deed */
        if (!same_set(r, c->actor, &a)) continue;
        if (!c->date.iso[0] && date) c->date = *date;
        if (c->place < 0) c->place = place;
        return;
    }
    dabir_claim *c = db_claim_new(r, DABIR_EVENT, why, w0, w1);
    if (from >= 0 && d->claims[from].type == DABIR_MEETING) of_meeting(r, event, a.n > 2 && !b.n, &mode, &cameo);
    by_the_book(r, c, event, cameo);
    c->actor = db_refs(r, &a);
    c->recipient = db_refs(r, &b);
    if (mode && db_codes_mode(r->m, event, mode)) {
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

bool db_event_known(const db_rec *r, const char *event, dabir_ref actor) {
    for (uint32_t i = 0; i < r->d->n_claims; i++) {
        const dabir_claim *c = &r->d->claims[i];
        if (c->type == DABIR_EVENT && strcmp(c->event, event) == 0 && c->actor.n == 1 && c->recipient.n && same_party(r, c->actor.v[0], actor)) return true;
    }
    return false;
}

static bool within(const db_rec *r, const db_refset *in, dabir_refs all) {
    for (uint32_t i = 0; i < in->n; i++)
        if (!has_party(r, all.v, all.n, in->v[i])) return false;
    return true;
}

bool db_event_stands(const db_rec *r, const char *event, const db_refset *actor, const db_refset *recipient) {
    for (uint32_t i = 0; i < r->d->n_claims; i++) {
        const dabir_claim *c = &r->d->claims[i];
        if (c->type == DABIR_EVENT && strcmp(c->event, event) == 0 && same_set(r, c->actor, actor) && within(r, recipient, c->recipient)) return true;
    }
    return false;
}

/* What the code books make of an event that is to come or did not happen (codes/modality.tsv). false: it is not coded. */
bool db_event_convert(const db_rec *r, const char **event, const char **mode, const char **cameo, uint32_t *aux) {
    bool future = *aux & DABIR_FUTURE, not = *aux & DABIR_NEGATION;
    db_turned t;
    if (*aux & DABIR_HYPOTHETICAL) return false;
    db_turn turn = db_codes_turn(r->m, *event, *cameo, not ? future ? DB_TOLD_NEVER : DB_TOLD_NOT : future ? DB_TOLD_FUTURE : DB_TOLD_PAST, &t);
    if (turn == DB_TURN_NONE) return false;
    *aux &= ~(uint32_t)DABIR_NEGATION;
    if (turn == DB_TURN_SAME) return true;
    if (not) *aux &= ~(uint32_t)DABIR_FUTURE; /* refused now */
    *event = t.event, *cameo = t.cameo, *mode = t.mode[0] ? t.mode : NULL;
    return true;
}

/* Days since 1970 of an ISO date; of a mere month or year its last day. */
static int32_t days_of(const char *iso) {
    int y = 0, m = 12, d = 28;
    for (int i = 0; i < 4 && iso[i]; i++) y = y * 10 + (iso[i] - '0');
    if (iso[4] == '-' && iso[5] && iso[6]) m = (iso[5] - '0') * 10 + (iso[6] - '0');
    if (iso[4] == '-' && iso[7] == '-' && iso[8] && iso[9]) d = (iso[8] - '0') * 10 + (iso[9] - '0');
    return db_days_gregorian(y, m, d);
}

enum { NEWS_DAYS = 4 }; /* what lies further back than this is background */

bool db_event_long_ago(const db_rec *r, const dabir_date *d) {
    const char *day = r->d->rep.published.iso;
    if (!d || !d->iso[0]) return false;
    if (!day[0]) return strlen(d->iso) < 10; /* the day of the report unknown: a mere year or month is not that of the news */
    return days_of(day) - days_of(d->iso) > NEWS_DAYS;
}
