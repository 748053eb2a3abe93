/* quiet.c -- reports of sport, film, stage and the like, told by their words (w-civil): «دیدار ایران و ژاپن» is a match there, «قرارداد» a player's, and who thanks whom is
 * no concern of states. Their events, meetings, instruments and memberships stay only where officials of two states or organisations deal with
 * each other; what they say stays. */
#include "record/rec.h"

enum { LEAST_WORDS = 2 }; /* so many of the list make a report one of sport or art, if every second sentence has one */

static bool is_civil(const db_match *m, uint32_t list) {
    for (uint32_t k = 0; k < m->n_e; k++)
        if (m->e[k].cls == DB_C_LIST && m->e[k].list == list) return true;
    return false;
}

/* sent[s]: does sentence s hold such a word? Their number over all. */
static uint32_t count(const db_rec *r, uint32_t list, bool *sent) {
    uint32_t n = 0, end = 0;
    for (uint32_t i = 0; i < r->l->n_matches; i++) {
        const db_match *m = &r->l->m[i];
        if (m->w0 < end || !is_civil(m, list)) continue;
        sent[r->l->w[m->w0].sent] = true;
        end = m->w1;
        n++;
    }
    return n;
}

/* Somebody who acts for a state or an organisation by his office, or one of its bodies. */
static bool official(const db_rec *r, dabir_ref e) {
    static const char *const sectors[] = {"GOV", "LEG", "MIL", "JUD", "SPY"};
    const db_ent *x = &r->nm->e[e];
    if (x->kind == DABIR_IGO) return true;
    for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
        if ((x->kind == DABIR_PERSON || x->kind == DABIR_BODY) && x->sector && strcmp(x->sector, sectors[i]) == 0) return true;
    return false;
}

typedef struct sides { const char *code[2]; bool official[2]; } sides;

static void add(const db_rec *r, sides *s, dabir_ref e) {
    if (e < 0 || !r->nm->e[e].code || !r->nm->e[e].code[0]) return;
    int at = !s->code[0] || strcmp(s->code[0], r->nm->e[e].code) == 0 ? 0 : 1;
    if (at == 1 && s->code[1] && strcmp(s->code[1], r->nm->e[e].code) != 0) return;
    s->code[at] = r->nm->e[e].code;
    s->official[at] |= official(r, e);
}

static void add_all(const db_rec *r, sides *s, dabir_refs v) {
    for (uint32_t i = 0; i < v.n; i++) add(r, s, v.v[i]);
}

static bool by_states(const db_rec *r, dabir_refs v) {
    for (uint32_t i = 0; i < v.n; i++)
        if (v.v[i] < 0 || (r->nm->e[v.v[i]].kind != DABIR_STATE && !official(r, v.v[i]))) return false;
    return v.n > 0;
}

/* In a report of sport or art: do two states or organisations deal with each other, an official among them? */
static bool stays(const db_rec *r, const dabir_claim *c, bool civil_words, bool of_sport) {
    sides s = {0};
    add_all(r, &s, c->actor);
    add_all(r, &s, c->recipient);
    add_all(r, &s, c->participants);
    add_all(r, &s, c->parties);
    add(r, &s, c->organization);
    add(r, &s, c->host);
    add(r, &s, c->visitor);
    add(r, &s, c->member);
    if (!s.code[0] || !s.code[1]) return false;
    if (c->type == DABIR_EVENT && c->quad == 4 && !c->recipient.n) return false; /* a film «درباره جنگ ایران و عراق» */
    if (c->type == DABIR_EVENT && c->quad == 4 && by_states(r, c->actor)) return true; /* «آمریکا عکاس تیم ملی عراق را دیپورت کرد» */
    if (s.official[0] && s.official[1]) return !of_sport;
    bool matched = c->type == DABIR_MEETING || (c->type == DABIR_EVENT && c->quad == 1); /* «دیدار آلمان و اسپانیا» */
    return !civil_words && !matched && (c->type != DABIR_EVENT || by_states(r, c->actor));
}

/* «قرارداد دو ساله‌اش»: what one who stands for nobody signs is no instrument between states or organisations, in whatever report. */
static bool private_contract(const db_rec *r, const dabir_claim *c) {
    if (c->type != DABIR_AGREEMENT || !c->kind || strcmp(c->kind, "contract") != 0 || !c->parties.n || c->organization >= 0) return false;
    for (uint32_t i = 0; i < c->parties.n; i++) {
        const db_ent *e = c->parties.v[i] >= 0 ? &r->nm->e[c->parties.v[i]] : NULL;
        if (!e || e->kind != DABIR_PERSON || (e->code && e->code[0])) return false;
    }
    return true;
}

static uint32_t sent_of(const db_rec *r, uint32_t cp) {
    uint32_t lo = 0, hi = r->l->n_words;
    while (lo < hi) {
        uint32_t mid = (lo + hi) / 2;
        if (r->d->tok.cp0[r->l->w[mid].tok0] < cp) lo = mid + 1;
        else hi = mid;
    }
    return lo < r->l->n_words ? r->l->w[lo].sent : 0;
}

void db_quiet(db_rec *r) {
    uint32_t list = db_model_list(r->m, "w-civil");
    bool *sent = DB_NEW(r->a, bool, r->l->n_sents + 1), *sport = DB_NEW(r->a, bool, r->l->n_sents + 1);
    (void)count(r, db_model_list(r->m, "w-civil-post"), sport);
    uint32_t n = list ? count(r, list, sent) : 0;
    bool quiet = n >= LEAST_WORDS && n * 2 >= r->l->n_sents;
    dabir_doc *d = r->d;
    int32_t *to = DB_NEW(r->a, int32_t, d->n_claims + 1); /* 1 + its new place; 0: it goes */
    for (uint32_t i = 0; i < d->n_claims; i++) {
        const dabir_claim *c = &d->claims[i];
        bool of_states = c->type == DABIR_EVENT || c->type == DABIR_MEETING || c->type == DABIR_AGREEMENT || c->type == DABIR_MEMBERSHIP;
        uint32_t s = sent_of(r, c->span.start);
        to[i] = !private_contract(r, c) && (!quiet || !of_states || stays(r, c, sent[s], sport[s]));
    }
    for (uint32_t i = 0; i < d->n_claims; i++) /* what follows from a claim goes with it */
        if (d->claims[i].from >= 0 && !to[d->claims[i].from]) to[i] = 0;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < d->n_claims; i++)
        if (to[i]) to[i] = (int32_t)++kept;
    for (uint32_t i = 0; i < d->n_claims; i++) {
        if (!to[i]) continue;
        dabir_claim c = d->claims[i];
        if (c.from >= 0) c.from = to[c.from] - 1;
        d->claims[to[i] - 1] = c;
    }
    d->n_claims = kept;
}
