/* meeting.c -- who met: one record a meeting, however often the report comes back to it. */
#include "record/rec.h"

static const char *code_of(const db_rec *r, dabir_ref e) { return e >= 0 && r->nm->e[e].code && r->nm->e[e].code[0] ? r->nm->e[e].code : NULL; }

static bool same_side(const db_rec *r, dabir_ref a, dabir_ref b) {
    const char *x = code_of(r, a), *y = code_of(r, b);
    return a == b || (x && y && strcmp(x, y) == 0);
}

/* Do the two parties' lists stand for the same sides, and does no name contradict another? */
static bool same_parties(const db_rec *r, const db_refset *a, const db_refset *b) {
    if (a->n == 0 || b->n == 0) return false;
    for (int turn = 0; turn < 2; turn++) {
        const db_refset *x = turn ? b : a, *y = turn ? a : b;
        for (uint32_t i = 0; i < x->n; i++) {
            bool found = false;
            for (uint32_t j = 0; j < y->n && !found; j++)
                found = x->v[i] == y->v[j] || (same_side(r, x->v[i], y->v[j]) && !(r->nm->e[x->v[i]].kind == DABIR_PERSON && r->nm->e[y->v[j]].kind == DABIR_PERSON));
            if (!found) return false;
        }
    }
    return true;
}

static bool dates_agree(const dabir_date *a, const dabir_date *b) {
    if (!a->iso[0] || !b->iso[0]) return true;
    size_t n = strlen(a->iso) < strlen(b->iso) ? strlen(a->iso) : strlen(b->iso);
    return strncmp(a->iso, b->iso, n) == 0;
}

static void take(dabir_date *to, const dabir_date *from) {
    if (from->iso[0] && strlen(from->iso) > strlen(to->iso)) *to = *from;
}

static void merge_into(db_rec *r, db_meeting *x, const db_meeting *y) {
    for (uint32_t i = 0; i < y->who.n; i++) {
        dabir_ref e = y->who.v[i];
        bool dup = false;
        for (uint32_t j = 0; j < x->who.n && !dup; j++) {
            if (same_side(r, x->who.v[j], e) && r->nm->e[e].kind != DABIR_PERSON) dup = true;
            else if (same_side(r, x->who.v[j], e) && r->nm->e[x->who.v[j]].kind != DABIR_PERSON && !x->session) x->who.v[j] = e, dup = true;
        }
        if (!dup) db_ref_add(r, &x->who, e);
    }
    if (x->org < 0) x->org = y->org;
    if (x->host < 0) x->host = y->host, x->visitor = y->visitor;
    if (x->place < 0 || (y->place >= 0 && r->nm->e[x->place].kind != DABIR_PLACE && r->nm->e[y->place].kind == DABIR_PLACE)) x->place = y->place;
    take(&x->start, &y->start);
    take(&x->end, &y->end);
    if (strcmp(x->status, "planned") == 0 && strcmp(y->status, "planned") != 0) x->status = y->status;
    x->visit |= y->visit;
    if (strcmp(y->format, "phone") == 0 || strcmp(y->format, "virtual") == 0) x->format = y->format;
}

static bool terminal(const char *s) { return strcmp(s, "postponed") == 0 || strcmp(s, "cancelled") == 0; }

static bool same_word(const db_rec *r, uint32_t a, uint32_t b) {
    const db_word *x = &r->l->w[a], *y = &r->l->w[b];
    uint32_t n = x->key1 - x->key0;
    return n >= 3 && n == y->key1 - y->key0 && memcmp(r->l->letters + x->key0, r->l->letters + y->key0, n) == 0;
}

/* Words that two phrases share besides names: «نشست مقامات امنیتی …» and «جلسه مقامات امنیتی …» are one session. */
static uint32_t shared_words(const db_rec *r, const db_meeting *x, const db_meeting *y) {
    uint32_t n = 0;
    for (uint32_t a = x->p0; a < x->p1; a++)
        for (uint32_t b = y->p0; b < y->p1; b++)
            if (r->cl->unit[a] < 0 && same_word(r, a, b)) {
                n++;
                break;
            }
    return n;
}

static bool same_place(const db_rec *r, const db_meeting *x, const db_meeting *y) {
    return x->place >= 0 && y->place >= 0 && same_side(r, x->place, y->place);
}

/* Sessions of one organisation are the same if their dates say so; where one has no date, if place or wording do. */
static bool same_session(const db_rec *r, const db_meeting *x, const db_meeting *y) {
    if (x->org != y->org || x->org < 0) return false;
    if (x->place >= 0 && y->place >= 0 && !same_place(r, x, y)) return false;
    if (x->start.iso[0] && y->start.iso[0]) return true;
    if ((strcmp(x->status, "planned") == 0) != (strcmp(y->status, "planned") == 0)) return false;
    if (!x->start.iso[0] && !y->start.iso[0]) return true;
    return same_place(r, x, y) || shared_words(r, x, y) >= 2;
}

static int32_t find_same(const db_rec *r, const db_meeting *y) {
    for (uint32_t i = r->n_meet; i-- > 0;) {
        const db_meeting *x = &r->meet[i];
        if (x->session != y->session || !dates_agree(&x->start, &y->start)) continue;
        if (x->session) {
            if (same_session(r, x, y)) return (int32_t)i;
            continue;
        }
        bool planned = (strcmp(x->status, "planned") == 0) != (strcmp(y->status, "planned") == 0);
        if (planned && !terminal(x->status) && !terminal(y->status) && x->start.iso[0] != y->start.iso[0]) continue;
        if (same_parties(r, &x->who, &y->who)) return (int32_t)i;
    }
    return -1;
}

static int32_t put(db_rec *r, const db_meeting *y) {
    int32_t at = find_same(r, y);
    if (at >= 0) {
        merge_into(r, &r->meet[at], y);
        return at;
    }
    DB_PUSH(r->a, r->meet, r->n_meet, r->cap_meet) = *y;
    return (int32_t)r->n_meet - 1;
}

/* State entity of whatever stands for it (a person, a place, a capital). */
static dabir_ref state_of(db_rec *r, dabir_ref e) {
    const char *c = code_of(r, e);
    if (!c) return e;
    dabir_kind k = r->nm->e[e].kind;
    if (k == DABIR_STATE || k == DABIR_IGO) return e;
    uint32_t reg = db_model_reg_by_code(r->m, DABIR_STATE, c);
    dabir_ref s = db_names_entity(r->a, r->m, &r->d->names, reg != UINT32_MAX ? DABIR_STATE : DABIR_IGO, c);
    return s >= 0 ? s : e;
}

/* A body of an organisation that the words name («گروه تماس شانگهای–افغانستان»): its organisation, and the states in its name. */
static dabir_ref body_org(db_rec *r, uint32_t a, uint32_t b, db_refset *who) {
    for (uint32_t i = 0; i < r->nm->n_mentions && r->nm->m[i].w0 < b; i++) {
        const db_mention *m = &r->nm->m[i];
        if (m->w0 < a || m->entity < 0 || m->kind != DABIR_BODY) continue;
        dabir_ref o = state_of(r, m->entity);
        if (o < 0 || r->nm->e[o].kind != DABIR_IGO) continue;
        for (uint32_t j = 0; j < r->nm->n_mentions; j++) {
            const db_mention *x = &r->nm->m[j];
            bool inside = x->head >= 0 && r->nm->m[x->head].entity == m->entity && x->kind == DABIR_STATE && x->entity >= 0;
            if (inside && who->n == 0) db_ref_add(r, who, o);
            if (inside) db_ref_add(r, who, x->entity);
        }
        return o;
    }
    return DABIR_NONE;
}

/* Does the phrase point back («این نشست») rather than name a meeting of its own? */
static bool points_back(const db_rec *r, uint32_t w0, uint32_t w1) {
    for (uint32_t w = w0; w < w1 && w < w0 + 2; w++)
        if (r->l->w[w].func == DB_FN_DET && r->nm->at[w] < 0) return true; /* not «نشست این سازمان» */
    return false;
}

static const char *status_of(db_rec *r, const db_hit *h, const db_remit *e) {
    const char *s = db_hit_value(r, h, e, "status", NULL);
    uint32_t aux = db_aux_of(r, h->clause);
    const db_clause *c = &r->cl->c[h->clause];
    bool present = c->verb >= 0 && h->rule->trig == DB_TR_VERB && r->l->w[c->verb].tense == DB_PRESENT;
    if (s && strcmp(s, "held") != 0) return s;
    if (aux & DABIR_FUTURE || present) return "planned";
    if (aux & DABIR_NEGATION) return "cancelled";
    return "held";
}

/* The date decides between what was and what is planned, where the report's own date is known. */
static const char *status_by_date(const db_rec *r, const char *s, const dabir_date *d) {
    const char *now = r->d->rep.published.iso;
    size_t n = strlen(d->iso);
    if (!now[0] || !n || (strcmp(s, "held") != 0 && strcmp(s, "planned") != 0)) return s;
    int c = strncmp(d->iso, now, n);
    return c > 0 ? "planned" : c < 0 ? "held" : s;
}

static void who_of(db_rec *r, const db_hit *h, const db_remit *e, db_refset *out) {
    for (uint32_t i = 0; i < e->n_kv; i++) {
        const db_rkv *kv = db_kv_at(r->rules, e->kv0 + i);
        if (strcmp(db_rule_str(r->rules, kv->key), "participants") != 0 || kv->kind != DB_V_ROLE || !h->role[kv->value].set) continue;
        db_refset s;
        db_role_actors(r, h, (int)kv->value, &s);
        for (uint32_t k = 0; k < s.n; k++) db_ref_add(r, out, s.v[k]);
    }
}

static dabir_ref role_party(db_rec *r, const db_hit *h, const db_remit *e, const char *key) {
    int role;
    db_refset s;
    db_hit_value(r, h, e, key, &role);
    if (role < 0) return DABIR_NONE;
    if (db_role_actors(r, h, role, &s)) return s.v[0];
    for (uint32_t w = h->role[role].w0; w < h->role[role].w1; w++) { /* «به تهران»: the place's state */
        dabir_ref x = r->nm->at[w] >= 0 ? r->nm->m[r->nm->at[w]].entity : DABIR_NONE;
        if (x >= 0 && r->nm->e[x].kind != DABIR_OUTLET) return x;
    }
    return DABIR_NONE;
}

/* What the phrase of the meeting tells: its organisation and format. False: it is no meeting of the record. */
static bool session_phrase(db_rec *r, uint32_t a, uint32_t b, db_meeting *y) {
    const db_entry *e;
    y->session = true;
    y->p0 = a, y->p1 = b;
    y->org = db_org_of(r, a, b);
    if (y->org < 0) y->org = body_org(r, a, b, &y->who);
    if (y->org < 0 && db_list_in(r, a, b, db_model_list(r->m, "igo-noun"), &e)) y->org = r->session_org; /* «جلسه مقامات سازمان مذکور» */
    const db_match *mt = db_list_in(r, a, b, r->li_meeting, &e);
    if (!mt) return true;
    if (db_attr(r, e->attr, "press")) return false; /* press conferences and cabinet sessions */
    const char *f = db_attr(r, e->attr, "format");
    if (f && !y->format) y->format = f;
    return true;
}

static dabir_ref holding_org(db_rec *r, const db_hit *h, int role) {
    dabir_ref o = db_org_of(r, h->role[role].w0, h->role[role].w1);
    if (o >= 0) return o;
    db_refset s;
    return body_org(r, h->role[role].w0, h->role[role].w1, &s);
}

/* Parties of a meeting that no organisation holds: those in its phrase, else («دیداری که قرار بود بین A و B …») in its clause. */
static bool parties_around(db_rec *r, uint32_t a, uint32_t b, const db_clause *c, db_meeting *y) {
    db_np_inside(r, a, b, &y->who);
    if (y->who.n < 2) db_np_inside(r, c->w0, c->w1, &y->who);
    y->session = false;
    return y->who.n >= 2;
}

static void set_visit(db_rec *r, db_meeting *y, dabir_ref v, dabir_ref host) {
    y->visitor = state_of(r, v), y->host = state_of(r, host);
    y->visit = true;
    db_ref_add(r, &y->who, v);
    if (r->nm->e[host].kind == DABIR_PLACE) y->place = host;
    db_ref_add(r, &y->who, y->host);
}

/* «سفر X به Y لغو شد»: what the verb of the clause says of the meeting that a noun names. */
static const char *told_of(db_rec *r, const db_hit *h, const char *status) {
    const db_clause *c = &r->cl->c[h->clause];
    if (c->verb < 0 || c->v1 <= c->v0) return status;
    db_vtrigger t[12];
    uint32_t n = db_verb_triggers(r->m, r->l, r->cl, (uint32_t)c->verb, h->clause, t, 12);
    for (uint32_t i = 0; i < n; i++) {
        const char *s = t[i].lists->list == r->li_held ? db_attr(r, t[i].lists->attr, "status") : NULL;
        if (s && strcmp(s, "held") != 0) return s;
    }
    return status;
}

/* Place, date, status and format as the clause tells them. */
static void circumstances(db_rec *r, const db_hit *h, db_meeting *y) {
    const db_clause *c = &r->cl->c[h->clause];
    dabir_ref p = db_place_of(r, h->clause);
    if (p >= 0) y->place = p;
    const db_date *d = db_date_of(r, h->clause);
    if (d) y->start = d->from, y->end = d->to;
    y->status = status_by_date(r, y->status, &y->start);
    if (h->rule->trig != DB_TR_VERB) y->status = told_of(r, h, y->status);
    const db_entry *e;
    if (db_list_in(r, c->w0, c->w1, r->li_meeting_mode, &e)) y->format = db_attr(r, e->attr, "format");
}

/* «با A وزیر خارجه و B وزیر فرهنگ»: several persons of one state are met one by one. */
static void put_each(db_rec *r, const db_meeting *y) {
    dabir_ref first = y->who.v[0];
    bool apart = y->who.n > 2 && !y->session;
    for (uint32_t i = 2; i < y->who.n && apart; i++)
        apart = same_side(r, y->who.v[i], y->who.v[1]) && r->nm->e[y->who.v[i]].kind == DABIR_PERSON && !same_side(r, y->who.v[i], first);
    if (!apart) {
        int32_t at = put(r, y);
        if (r->meet[at].session) r->session = at, r->session_org = y->org >= 0 ? y->org : r->session_org;
        else r->last_meeting = at;
        return;
    }
    for (uint32_t i = 1; i < y->who.n; i++) {
        db_meeting one = *y;
        one.who.n = 0;
        db_ref_add(r, &one.who, first);
        db_ref_add(r, &one.who, y->who.v[i]);
        one.format = "bilateral";
        r->last_meeting = put(r, &one);
    }
}

void db_emit_meeting(db_rec *r, const db_hit *h, const db_remit *e) {
    db_meeting y = {.org = DABIR_NONE, .host = DABIR_NONE, .visitor = DABIR_NONE, .place = DABIR_NONE, .why = h->why, .claim = -1};
    const db_clause *c = &r->cl->c[h->clause];
    if (db_aux_of(r, h->clause) & DABIR_HYPOTHETICAL) return;
    if (h->rule->trig != DB_TR_VERB && h->t0 > 0 && r->l->w[h->t0 - 1].func == DB_FN_DET) return; /* «در این دیدار»: told before */
    y.w0 = c->w0, y.w1 = c->w1;
    y.status = status_of(r, h, e);
    y.format = db_hit_value(r, h, e, "format", NULL);
    who_of(r, h, e, &y.who);
    int orole;
    db_hit_value(r, h, e, "organization", &orole);
    bool noun = h->rule->trig != DB_TR_VERB, back = false;
    if (orole >= 0) {
        uint32_t a = h->role[orole].w0, b = h->role[orole].w1;
        if (!session_phrase(r, a, b, &y)) return;
        int holder;
        db_hit_value(r, h, e, "of", &holder);
        if (y.org < 0 && holder >= 0) y.org = holding_org(r, h, holder); /* «رهبران گروه هفت در نشست … خود» */
        back = r->session >= 0 && y.org < 0 && (points_back(r, a, b) || b - a <= 2);
        if (y.org < 0 && !back && y.who.n >= 2) y.org = r->session_org; /* those who attended a session that the report names elsewhere */
        if (y.org < 0 && !back && y.who.n < 2 && (noun || !parties_around(r, a, b, c, &y))) return;
        if (y.who.n == 1 && y.org >= 0) db_ref_add(r, &y.who, y.org);
    }
    dabir_ref v = role_party(r, h, e, "visitor"), ho = role_party(r, h, e, "host");
    if (v >= 0 && ho >= 0 && same_side(r, state_of(r, v), state_of(r, ho))) return;
    if (v >= 0 && ho >= 0) set_visit(r, &y, v, ho);
    else if (ho >= 0) y.host = state_of(r, ho);
    circumstances(r, h, &y);
    if (db_hit_value(r, h, e, "only", NULL) && !y.start.iso[0] && y.place < 0) return; /* mentioned in passing */
    if (!y.format) y.format = y.session || y.who.n > 2 ? "multilateral" : "bilateral";
    if (back) {
        y.session = r->meet[r->session].session;
        merge_into(r, &r->meet[r->session], &y);
    } else if (y.session || y.who.n >= 2) put_each(r, &y);
}

/* A visit without a counterpart is told again by the meetings held on it. */
static void fold_visits(db_rec *r) {
    for (uint32_t i = 0; i < r->n_meet; i++) {
        db_meeting *v = &r->meet[i];
        if (!v->visit || v->who.n == 0) continue;
        bool counterpart = false;
        for (uint32_t k = 0; k < v->who.n; k++) counterpart |= r->nm->e[v->who.v[k]].kind == DABIR_PERSON && same_side(r, v->who.v[k], v->host);
        for (uint32_t j = 0; j < r->n_meet; j++) {
            db_meeting *m = &r->meet[j];
            if (j == i || m->session || m->format == NULL || strcmp(m->format, "phone") == 0) continue;
            bool a = false, b = false;
            for (uint32_t k = 0; k < m->who.n; k++) a |= same_side(r, m->who.v[k], v->visitor), b |= same_side(r, m->who.v[k], v->host);
            if (!a || !b || !dates_agree(&m->start, &v->start)) continue;
            if (m->host < 0) m->host = v->host, m->visitor = v->visitor;
            if (m->place < 0) m->place = v->place;
            if (!counterpart && !m->visit) v->who.n = 0;
        }
    }
}

static void one_claim(db_rec *r, db_meeting *m) {
    if (m->who.n == 0 && m->org >= 0) db_ref_add(r, &m->who, m->org);
    if (m->who.n == 0) return;
    dabir_claim *c = db_claim_new(r, DABIR_MEETING, &m->why, m->w0, m->w1);
    int32_t id = (int32_t)r->d->n_claims - 1;
    c->format = m->format, c->status = m->status;
    c->participants = db_refs(r, &m->who);
    c->organization = m->org, c->host = m->host, c->visitor = m->visitor, c->place = m->place;
    c->start = m->start, c->end = m->end;
    uint32_t aux = strcmp(m->status, "planned") == 0 ? DABIR_FUTURE : 0;
    c->aux = aux;
    db_refset a = m->who, b = {0};
    const char *mode = strcmp(m->format, "phone") == 0 ? "phone" : strcmp(m->format, "multilateral") == 0 || m->session ? "multilateral" : NULL;
    const char *ev = "CONSULT";
    if (m->host >= 0 && m->visitor >= 0 && !m->session) {
        a.n = b.n = 0;
        db_ref_add(r, &a, m->visitor), db_ref_add(r, &b, m->host);
        mode = "visit";
    }
    if (strcmp(m->status, "planned") == 0 || strcmp(m->status, "postponed") == 0) ev = "AGREE", aux = DABIR_FUTURE, mode = NULL;
    if (strcmp(m->status, "cancelled") == 0) ev = "REJECT", mode = NULL;
    const dabir_date *d = m->start.iso[0] ? &m->start : NULL;
    db_event_add(r, &m->why, ev, mode, NULL, &a, b.n ? &b : NULL, d, m->place, aux, m->w0, m->w1, id);
}

void db_meetings_finish(db_rec *r) {
    fold_visits(r);
    for (uint32_t i = 0; i < r->n_meet; i++)
        if (r->meet[i].who.n || r->meet[i].org >= 0) one_claim(r, &r->meet[i]);
}
