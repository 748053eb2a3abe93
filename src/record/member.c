/* member.c -- who stands how in which organisation: one claim a member. */
#include "record/countries.h"

static bool known(const db_rec *r, dabir_ref member, dabir_ref org, const char *status, const char *change, const dabir_date *day) {
    for (uint32_t i = 0; i < r->d->n_claims; i++) {
        dabir_claim *c = &r->d->claims[i];
        if (c->type != DABIR_MEMBERSHIP || c->member != member || c->organization != org || strcmp(c->status, status) != 0) continue;
        dabir_date *at = strcmp(status, "former") == 0 ? &c->end : &c->start;
        if (!at->iso[0] && day) *at = *day;
        if (!c->change && change) c->change = change;
        return true;
    }
    return false;
}

/* «X که از ۲۰۰۷ عضو بود» of one that has left: since when it belonged. */
static bool past_of_former(const db_rec *r, uint32_t clause, dabir_ref member, dabir_ref org, const char *status, const db_date *d) {
    if (strcmp(status, "full") != 0 || clause >= r->cl->n || r->cl->c[clause].verb < 0) return false;
    uint8_t tense = r->l->w[r->cl->c[clause].verb].tense;
    if (tense != DB_PAST && tense != DB_IMPERFECT && tense != DB_PLUPERFECT) return false;
    for (uint32_t i = 0; i < r->d->n_claims; i++) {
        dabir_claim *c = &r->d->claims[i];
        if (c->type != DABIR_MEMBERSHIP || c->member != member || c->organization != org || strcmp(c->status, "former") != 0) continue;
        if (d && !c->start.iso[0]) c->start = d->from;
        return true;
    }
    return false;
}

enum { SENTENCES_BACK = 4 };

bool db_member_context(const db_rec *r, uint32_t sent) { return r->member_org >= 0 && sent <= r->member_sent + 1; }

/* Words that point to an organisation told before: «آن», «آنان», «این شورا», «جمع اعضا». */
static bool points(const db_rec *r, uint32_t w0, uint32_t w1) {
    const db_entry *e;
    uint32_t noun = db_model_list(r->m, "igo-noun");
    for (uint32_t w = w0; w < w1; w++) { /* not «این روند» */
        if (r->l->w[w].func == DB_FN_PRON) return true;
        if (r->l->w[w].func == DB_FN_DET && (w + 1 == w1 || db_match_list(r->l, w + 1, noun, &e))) return true;
    }
    return db_list_in(r, w0, w1, r->li_member, &e) != NULL;
}

/* The last organisation named before the clause: what «به آن» points to. None if an instrument is talked of, unless memberships are. */
static dabir_ref org_before(const db_rec *r, uint32_t clause, bool sure) {
    uint32_t s = r->cl->c[clause].sent, back = sure ? SENTENCES_BACK : 2, from = r->l->sent0[s > back ? s - back : 0], to = r->cl->c[clause].w0;
    bool context = db_member_context(r, s);
    for (uint32_t i = 0; i < r->n_named && !sure; i++)
        if (r->named[i].w0 >= r->l->sent0[s] && r->named[i].w0 < to) return DABIR_NONE;
    dabir_ref o = DABIR_NONE;
    for (uint32_t at = db_mention_lower(r, from); at < r->nm->n_mentions && r->nm->m[at].w0 < to; at++)
        if (db_kind_at(r, r->nm->m[at].w0, DABIR_IGO) >= 0) o = db_kind_at(r, r->nm->m[at].w0, DABIR_IGO);
    return o < 0 && context ? r->member_org : o;
}

/* First organisation in the words, bodies with seats among them. */
static dabir_ref org_in(const db_rec *r, uint32_t w0, uint32_t w1) {
    for (uint32_t j = db_mention_lower(r, w0); j < r->nm->n_mentions && r->nm->m[j].w0 < w1; j++) {
        dabir_ref e = db_kind_at(r, r->nm->m[j].w0, DABIR_IGO);
        if (e >= 0) return e;
    }
    return DABIR_NONE;
}

/* The organisation: in the role's words, else anywhere in the clause, else the one that the words point back to. sure: the verb itself speaks of membership. */
static dabir_ref organisation(db_rec *r, const db_hit *h, int role, bool sure) {
    const db_clause *c = &r->cl->c[h->clause];
    dabir_ref o = DABIR_NONE;
    if (role >= 0) o = org_in(r, h->role[role].w0, h->role[role].w1);
    if (o < 0 && role >= 0) o = org_in(r, h->role[role].w0, c->w1);
    bool pointed = role >= 0 && points(r, h->role[role].w0, h->role[role].w1);
    if (o < 0 && pointed && sure && db_member_context(r, c->sent)) o = r->member_org;
    if (o < 0) o = org_in(r, c->w0, c->w1);
    int32_t ante = o < 0 ? db_antecedent(r, h->clause) : -1;
    if (ante >= 0) o = org_in(r, r->cl->k[ante].w0, r->cl->k[ante].w1);
    if (o < 0 && c->type == DB_CL_REL && c->parent >= 0) o = org_in(r, r->cl->c[c->parent].w0, r->cl->c[c->parent].w1); /* «X که ناظر بود، … عضو Y شد» */
    return o < 0 && (role >= 0 || sure || db_member_context(r, c->sent)) ? org_before(r, h->clause, sure) : o;
}

typedef struct members {
    dabir_ref v[48];
    const db_date *date[48];
    uint32_t n;
} members;

/* «برونئی در ۱۹۸۴، ویتنام در ۱۹۹۵ و … به آن پیوستند»: each member with the date behind it. */
static void listed(const db_rec *r, const db_clause *c, members *out) {
    for (uint32_t i = (uint32_t)c->subject; i < c->c1; i++) {
        const db_chunk *k = &r->cl->k[i];
        if (c->v1 > c->v0 && k->w0 >= c->v0) break;
        if (k->date) {
            const db_date *d = NULL;
            for (uint32_t j = 0; j < r->l->n_dates && !d; j++)
                if (r->l->d[j].w0 >= k->w0 && r->l->d[j].w0 < k->w1) d = &r->l->d[j];
            for (uint32_t j = 0; j < out->n; j++)
                if (!out->date[j]) out->date[j] = d;
            continue;
        }
        if (k->prep || k->ra) continue;
        db_refset s;
        db_np_heads(r, k->w0, k->w1, &s);
        for (uint32_t j = 0; j < s.n && out->n < 48; j++) {
            dabir_kind kind = r->nm->e[s.v[j]].kind;
            if (kind == DABIR_STATE || kind == DABIR_IGO) out->v[out->n] = s.v[j], out->date[out->n++] = NULL;
        }
    }
}

static void find_members(db_rec *r, const db_hit *h, int role, members *out) {
    const db_clause *c = &r->cl->c[h->clause];
    const db_entry *e;
    out->n = 0;
    if (h->role[role].slot == DB_S_INSIDE || h->role[role].slot == DB_S_OBJECT) /* «عضویت X …»: X alone, whoever else the clause names */
        for (uint32_t w = h->role[role].w0; w < h->role[role].w1; w++) {
            const db_match *m = db_match_list(r->l, w, r->li_member, &e);
            db_run x = {.n = 0};
            if (m) db_run_behind(r, m->w1, h->role[role].w1, &x);
            for (uint32_t i = 0; i < x.n; i++) out->v[out->n] = x.v[i], out->date[out->n++] = x.date[i];
            if (out->n) return;
        }
    if (h->role[role].slot == DB_S_SUBJECT && c->subject >= 0 && !h->role[role].inherited) listed(r, c, out);
    if (out->n) return;
    db_refset s;
    db_role_actors(r, h, role, &s);
    bool state = false;
    for (uint32_t i = 0; i < s.n; i++) state |= r->nm->e[s.v[i]].kind == DABIR_STATE;
    if ((!s.n && h->role[role].slot == DB_S_SUBJECT) || (!state && h->role[role].slot == DB_S_INSIDE)) db_doers(r, h->clause, &s);
    for (uint32_t i = 0; i < s.n && out->n < 48; i++) {
        dabir_kind kind = r->nm->e[s.v[i]].kind;
        if (kind == DABIR_STATE || kind == DABIR_IGO) out->v[out->n] = s.v[i], out->date[out->n++] = NULL;
    }
}

/* Does a longer word for a standing end where the one at w does («عضو ناظر», «ناظر»)? */
static bool longer_before(const db_rec *r, uint32_t w, uint32_t begin, uint32_t w1) {
    const db_entry *e;
    for (uint32_t k = w > begin + 3 ? w - 3 : begin; k < w; k++) {
        const db_match *x = db_match_list(r->l, k, r->li_member, &e);
        if (x && x->w1 == w1) return true;
    }
    return false;
}

/* Status and change: what the rule and the list line say, refined by the word for the membership («عضو ناظر»). */
static const char *status_of(db_rec *r, const db_hit *h, const db_remit *e, int role, const char **change) {
    const db_clause *c = &r->cl->c[h->clause];
    const char *status = db_hit_value(r, h, e, "status", NULL);
    *change = db_hit_value(r, h, e, "change", NULL);
    const db_entry *en;
    const db_match *mt = role >= 0 && h->role[role].slot != DB_S_INSIDE ? db_list_in(r, h->role[role].w0, h->role[role].w1, r->li_member, &en) : NULL;
    for (uint32_t w = c->w1; !mt && w-- > c->w0;) { /* the word nearest to the end, in the clause's own words */
        const db_match *x = r->cl->of[w] == (int32_t)h->clause ? db_match_list(r->l, w, r->li_member, &en) : NULL;
        if (x && (w == c->w0 || !longer_before(r, w, c->w0, x->w1))) mt = x;
    }
    const char *s = mt ? db_attr(r, en->attr, "status") : NULL;
    if (s && (!status || strcmp(status, "full") == 0)) status = s;
    if (status && *change && strcmp(*change, "accede") == 0 && (strcmp(status, "dialogue_partner") == 0 || strcmp(status, "observer") == 0)) *change = "admit";
    return status;
}

/* Leaving an organisation or suspending a member is SANCTION, applying is REQUEST; accession alone gives no event. */
static void event_of(db_rec *r, const db_why *why, uint32_t aux, dabir_ref member, dabir_ref org, const char *change, const db_date *d, uint32_t w0, uint32_t w1, int32_t from) {
    db_refset m = {0}, o = {0};
    if (!change) return;
    bool leave = strcmp(change, "withdraw") == 0, suspend = strcmp(change, "suspend") == 0 || strcmp(change, "expel") == 0;
    if (!leave && !suspend && strcmp(change, "apply") != 0) return;
    db_ref_add(r, &m, member), db_ref_add(r, &o, org);
    if (d && r->d->rep.published.iso[0] && strncmp(d->from.iso, r->d->rep.published.iso, strlen(d->from.iso) < 7 ? strlen(d->from.iso) : 7) < 0) aux |= DABIR_HISTORICAL;
    db_event_add(r, why, leave || suspend ? "SANCTION" : "REQUEST", leave ? "withdraw" : suspend ? "discontinue" : NULL, NULL, suspend ? &o : &m, suspend ? &m : &o,
                 d ? &d->from : NULL, DABIR_NONE, aux, w0, w1, from);
}

void db_membership_add(db_rec *r, const db_why *why, uint32_t clause, dabir_ref member, dabir_ref org, const char *status, const char *change, const db_date *d, uint32_t w0, uint32_t w1) {
    if (member == org) return;
    if (strcmp(status, "candidate") == 0) change = NULL;
    r->member_org = org, r->member_sent = r->l->w[w0].sent;
    if (known(r, member, org, status, change, d ? &d->from : NULL) || (!change && past_of_former(r, clause, member, org, status, d))) return;
    uint32_t aux = clause < r->cl->n ? db_aux_of(r, clause) : 0;
    dabir_claim *x = db_claim_new(r, DABIR_MEMBERSHIP, why, w0, w1);
    x->member = member;
    x->organization = org;
    x->status = status;
    x->change = change;
    x->aux = aux;
    if (d && strcmp(status, "former") == 0) x->end = d->from;
    else if (d) x->start = d->from;
    else if (!change && r->d->rep.published.iso[0]) {
        x->as_of = r->d->rep.published;
        x->as_of.inferred_by = "date.published";
    }
    event_of(r, why, aux, member, org, change, d, w0, w1, (int32_t)r->d->n_claims - 1);
}

/* Have the words of a role been read by standing.c already? */
static bool stood(const db_rec *r, const db_hit *h, int role) {
    for (uint32_t w = role >= 0 ? h->role[role].w0 : 0; role >= 0 && w < h->role[role].w1; w++)
        if (r->stood[w] && r->cl->of[w] == (int32_t)h->clause) return true;
    return false;
}

/* It is a membership that is suspended, or a country, not «همکاری با X». */
static bool suspended(const db_rec *r, const db_hit *h, int member) {
    const db_clause *c = &r->cl->c[h->clause];
    const db_entry *e;
    if (db_list_in(r, c->w0, c->w1, r->li_member, &e) || db_list_in(r, c->w0, c->w1, db_model_list(r->m, "member-seat"), &e)) return true;
    uint16_t slot = h->role[member].slot;
    if (slot == DB_S_INSIDE) return c->subject >= 0 && db_states_head(r, r->cl->k[c->subject].w0, r->cl->k[c->subject].w1);
    return (slot == DB_S_OBJECT || slot == DB_S_SUBJECT) && h->role[member].w1 > h->role[member].w0 && db_states_head(r, h->role[member].w0, h->role[member].w1);
}

/* Joining and leaving: it is countries that join, and the organisation itself, not «تحریم‌های …» or «نشست …» of it. */
static bool heads(const db_rec *r, const db_hit *h, int member, int org, const char *change, bool full) {
    if (change && strcmp(change, "suspend") == 0) return suspended(r, h, member);
    if (org >= 0 && full && h->role[org].slot == DB_S_PREP && !db_org_heads(r, h->role[org].w0, h->role[org].w1)) return false;
    if (!change || (strcmp(change, "accede") != 0 && strcmp(change, "withdraw") != 0 && strcmp(change, "expel") != 0)) return true;
    uint16_t slot = org >= 0 ? h->role[org].slot : 0;
    if ((slot == DB_S_PREP || slot == DB_S_OBJECT) && !db_org_heads(r, h->role[org].w0, h->role[org].w1)) return false;
    return h->role[member].inherited || h->role[member].slot == DB_S_INSIDE || h->role[member].w1 <= h->role[member].w0 || db_states_head(r, h->role[member].w0, h->role[member].w1);
}

/* «به ترتیب در سال‌های ۲۰۰۰ و ۲۰۰۵»: as many dates as members. */
static void deal_dates(const db_rec *r, const db_clause *c, members *who) {
    const db_date *d[48];
    uint32_t n = 0;
    if (who->n < 2) return;
    for (uint32_t w = c->w0; w < c->w1 && n < who->n + 1 && n < 48;) {
        const db_date *x = db_date_over(r, w);
        if (x && r->cl->of[w] == (int32_t)(c - r->cl->c)) d[n++] = x;
        w = x ? x->w1 : w + 1;
    }
    if (n == 1 && who->n == 2 && d[0]->to.iso[0]) { /* «سال‌های ۲۰۱۹ و ۲۰۲۰»: one expression */
        for (uint32_t w = d[0]->w0; w < d[0]->w1; w++)
            if (r->l->w[w].func == DB_FN_AND) {
                db_date *second = DB_NEW(r->a, db_date, 1);
                *second = *d[0];
                second->from = d[0]->to;
                who->date[0] = d[0], who->date[1] = second;
                return;
            }
    }
    if (n != who->n) return;
    for (uint32_t i = 1; i < n; i++)
        if (d[i]->w0 > d[i - 1]->w1 + 1) return;
    for (uint32_t i = 0; i < n; i++) who->date[i] = d[i];
}

/* Was a standing of the country told in this sentence or the one before, in the organisation last talked of? Then «جدا شد», «بازگشت» need not name it. */
static dabir_ref told_pair(const db_rec *r, uint32_t sent, dabir_ref member) {
    if (!db_member_context(r, sent)) return DABIR_NONE;
    for (uint32_t i = r->d->n_claims; i-- > 0;) {
        const dabir_claim *c = &r->d->claims[i];
        if (c->type == DABIR_MEMBERSHIP && c->member == member && c->organization == r->member_org) return r->member_org;
    }
    return DABIR_NONE;
}

void db_emit_membership(db_rec *r, const db_hit *h, const db_remit *e) {
    int mr, or_;
    db_hit_value(r, h, e, "member", &mr);
    db_hit_value(r, h, e, "organization", &or_);
    uint32_t bars = DABIR_HYPOTHETICAL | (db_hit_value(r, h, e, "negation", NULL) ? 0u : DABIR_NEGATION);
    if (mr < 0 || db_aux_of(r, h->clause) & bars) return;
    const char *told = db_hit_value(r, h, e, "change", NULL);
    if (!(told && strcmp(told, "admit") == 0) && stood(r, h, or_)) return; /* «به عنوان ناظر پذیرفته شد»: the verb adds how it came about */
    members who;
    const db_entry *en;
    const db_clause *c = &r->cl->c[h->clause];
    find_members(r, h, mr, &who);
    bool named = or_ >= 0 && (org_in(r, h->role[or_].w0, h->role[or_].w1) >= 0 || points(r, h->role[or_].w0, h->role[or_].w1));
    bool sure = db_list_in(r, c->w0, c->w1, r->li_member, &en) != NULL;
    const char *near = db_attr(r, h->attr, "near");
    if (near && !db_list_in(r, c->w0, c->w1, db_model_list(r->m, near), &en) && !db_member_context(r, c->sent)) return;
    bool bare = or_ < 0 && !sure && org_in(r, c->w0, c->w1) < 0; /* neither organisation nor membership stands in the clause */
    dabir_ref pair = bare && who.n ? told_pair(r, c->sent, who.v[0]) : DABIR_NONE;
    if (or_ < 0 && pair < 0 && told && strcmp(told, "withdraw") == 0) return; /* «همزمان با پیوستن به Y از آن بیرون شد»: Y is not what is left */
    if (pair < 0 && !named && !sure && (db_attr(r, h->attr, "full") || (or_ < 0 && !db_member_context(r, c->sent)))) return;
    dabir_ref org = pair >= 0 ? pair : who.n ? organisation(r, h, or_, sure) : DABIR_NONE;
    const char *change, *status = status_of(r, h, e, or_, &change);
    bool coming = change && (strcmp(change, "accede") == 0 || strcmp(change, "admit") == 0 || strcmp(change, "upgrade") == 0);
    if (coming && db_list_in(r, c->w0, c->w1, db_model_list(r->m, "member-request"), &en)) return; /* «خواستار عضویت … شد» */
    if (coming && db_aux_of(r, h->clause) & DABIR_FUTURE) return; /* «قرار است … بپیوندد» */
    if (org < 0 || !status || !heads(r, h, mr, or_, change, db_attr(r, h->attr, "full") != NULL)) return;
    const db_date *whole = db_date_of(r, h->clause);
    deal_dates(r, c, &who);
    dabir_ref o[6];
    uint32_t n = db_orgs_joined(r, org, or_ >= 0 ? h->role[or_].w0 : c->w0, c->w1, o, 6);
    for (uint32_t i = 0; i < who.n; i++)
        for (uint32_t k = 0; k < n; k++) db_membership_add(r, &h->why, h->clause, who.v[i], o[k], status, change, who.date[i] ? who.date[i] : whole, c->w0, c->w1);
}

/* Founders without a day take the day on which the report says the organisation was founded; what was suspended until a return ended with it. */
void db_memberships_finish(db_rec *r) {
    for (uint32_t i = 0; i < r->d->n_claims; i++) {
        dabir_claim *c = &r->d->claims[i];
        if (c->type != DABIR_MEMBERSHIP) continue;
        if (strcmp(c->status, "founder") == 0) {
            if (!c->change) c->change = "found";
            for (uint32_t k = 0; k < r->n_founded && !c->start.iso[0]; k++)
                if (r->founded[k].org == c->organization) c->start = r->founded[k].day;
            if (c->start.iso[0]) c->as_of = (dabir_date){0};
        }
        if (strcmp(c->status, "suspended") != 0 || c->end.iso[0]) continue;
        for (uint32_t k = 0; k < r->d->n_claims; k++) {
            const dabir_claim *x = &r->d->claims[k];
            if (x->type == DABIR_MEMBERSHIP && x->member == c->member && x->organization == c->organization && strcmp(x->status, "full") == 0 && x->change && x->start.iso[0] &&
                strcmp(x->start.iso, c->start.iso) > 0) c->end = x->start;
        }
    }
}
