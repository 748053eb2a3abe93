/* meeting.c -- who met: what a rule's roles say of a meeting. The records are put together in meeting_merge.c. */
#include "record/meeting.h"

/* State entity of whatever stands for it (a person, a place, a capital). */
static dabir_ref state_of(db_rec *r, dabir_ref e) {
    const char *c = db_meeting_code(r, e);
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
        const char *code = db_meeting_code(r, o);
        if (o < 0 || !code || (r->nm->e[o].kind != DABIR_IGO && db_model_reg_by_code(r->m, DABIR_STATE, code) != UINT32_MAX)) continue;
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

/* NULL: the clause says that there was none. */
static const char *status_of(db_rec *r, const db_hit *h, const db_remit *e) {
    const char *s = db_hit_value(r, h, e, "status", NULL);
    uint32_t aux = db_aux_of(r, h->clause);
    const db_clause *c = &r->cl->c[h->clause];
    const db_entry *x;
    bool verb = h->rule->trig == DB_TR_VERB, present = c->verb >= 0 && verb && r->l->w[c->verb].tense == DB_PRESENT;
    if (s && strcmp(s, "held") != 0) return s;
    if (verb && aux & DABIR_NEGATION) return s ? "cancelled" : NULL; /* «برگزار نشد»; «دیدار نکرد» */
    if (aux & DABIR_FUTURE || present) return "planned";
    if (!verb && db_list_in(r, h->t1, h->t1 + 3 < c->w1 ? h->t1 + 3 : c->w1, db_model_list(r->m, "meeting-planned"), &x)) return "planned"; /* «دیدار آتی …» */
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

/* «با نمایندگانی از X و Y»: the phrase under «از» belongs to the one under «با». */
static bool behind_with(const db_rec *r, const db_hit *h, int32_t chunk) {
    if (chunk <= (int32_t)r->cl->c[h->clause].c0) return false;
    const db_chunk *k = &r->cl->k[chunk], *b = k - 1;
    return b->prep == r->f_with && k->w0 - b->w1 <= 1;
}

/* *joint: more than one stands in the first role («A، B و C دیدار کردند»). */
static void who_of(db_rec *r, const db_hit *h, const db_remit *e, db_refset *out, bool *joint) {
    bool first = true;
    for (uint32_t i = 0; i < e->n_kv; i++) {
        const db_rkv *kv = db_kv_at(r->rules, e->kv0 + i);
        if (strcmp(db_rule_str(r->rules, kv->key), "participants") != 0 || kv->kind != DB_V_ROLE || !h->role[kv->value].set) continue;
        db_refset s;
        if (h->role[kv->value].slot == DB_S_PREP && h->role[kv->value].prep == r->f_from && !behind_with(r, h, h->role[kv->value].chunk)) continue;
        db_role_actors(r, h, (int)kv->value, &s);
        for (uint32_t k = 0; k < s.n; k++) db_ref_add(r, out, s.v[k]);
        bool met = h->role[kv->value].slot == DB_S_PREP && h->role[kv->value].prep == r->f_with; /* «با A و B دیدار کردم»: one by one */
        *joint |= first && s.n > 1 && !met;
        first = false;
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

/* «گفت‌وگوهای X و اتحادیه اروپا»: an organisation beside others is a side, not the holder. */
static bool parties_joined(const db_rec *r, uint32_t a, uint32_t b) {
    int32_t last = -1;
    for (uint32_t j = db_mention_lower(r, a); j < r->nm->n_mentions && r->nm->m[j].w0 < b; j++) {
        const db_mention *m = &r->nm->m[j];
        if (m->head >= 0 || !db_is_actor(r, m->entity)) continue;
        if (last >= 0 && m->w0 == r->nm->m[last].w1 + 1 && r->l->w[m->w0 - 1].func == DB_FN_AND && !db_same_side(r, m->entity, r->nm->m[last].entity)) return true;
        last = (int32_t)j;
    }
    return false;
}

/* What the phrase of the meeting tells: its organisation and format. False: it is no meeting of the record. */
static bool session_phrase(db_rec *r, uint32_t a, uint32_t b, db_meeting *y) {
    const db_entry *e;
    y->session = true;
    y->p0 = a, y->p1 = b;
    if (!parties_joined(r, a, b)) y->org = db_org_of(r, a, b);
    else db_np_inside(r, a, b, &y->who), y->session = false;
    if (y->org < 0 && y->session) y->org = body_org(r, a, b, &y->who);
    if (y->org < 0 && y->session && db_list_in(r, a, b, db_model_list(r->m, "igo-noun"), &e)) y->org = r->session_org; /* «جلسه مقامات سازمان مذکور» */
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
    for (uint32_t i = c->c0; i < c->c1 && y->who.n < 2; i++)
        if (r->cl->k[i].prep == r->f_between) db_np_inside(r, r->cl->k[i].w0, r->cl->k[i].w1, &y->who);
    for (uint32_t i = c->c0; i < c->c1 && y->who.n < 2; i++) { /* not those under «در», «درباره» */
        const db_chunk *k = &r->cl->k[i];
        db_refset in;
        if (k->date || (k->prep && k->prep != r->f_with && k->prep != r->f_presence && k->prep != r->f_by)) continue;
        db_np_inside(r, k->w0, k->w1, &in);
        for (uint32_t j = 0; j < in.n; j++) db_ref_add(r, &y->who, in.v[j]);
    }
    y->session = false;
    return y->who.n >= 2;
}

static void set_visit(db_rec *r, db_meeting *y, dabir_ref v, dabir_ref host) {
    y->visitor = state_of(r, v), y->host = state_of(r, host);
    y->visit = true;
    db_ref_add(r, &y->who, v);
    if (r->nm->e[host].kind == DABIR_PLACE) y->place = host;
    db_ref_add(r, &y->who, r->nm->e[host].kind == DABIR_PERSON ? host : y->host);
}

/* Attributes of the clause's verb in a list of verbs; NULL if it stands not in it. */
static const char *verb_in(const db_rec *r, uint32_t clause, uint32_t list) {
    const db_clause *c = &r->cl->c[clause];
    if (c->verb < 0 || c->v1 <= c->v0) return NULL;
    db_vtrigger t[12];
    uint32_t n = db_verb_triggers(r->m, r->l, r->cl, (uint32_t)c->verb, clause, t, 12);
    for (uint32_t i = 0; i < n; i++)
        if (t[i].lists->list == list) return t[i].lists->attr ? t[i].lists->attr : "";
    return NULL;
}

/* «سفر X به Y لغو شد»: what the verb of the clause says of the meeting that a noun names. */
static const char *told_of(db_rec *r, const db_hit *h, const char *status) {
    const char *attr = verb_in(r, h->clause, r->li_held), *s = attr ? db_attr(r, attr, "status") : NULL;
    if (!s) return status;
    int32_t v = r->cl->c[h->clause].verb;
    if (strcmp(s, "held") == 0 && (r->l->w[v].tense == DB_PRESENT || db_aux_of(r, h->clause) & DABIR_FUTURE)) return "planned";
    return strcmp(s, "held") != 0 || strcmp(status, "none") == 0 ? s : status;
}

/* «نشست …، که از دیروز در X آغاز شده است، ادامه دارد»: what a relative clause tells of place and time. */
static void told_aside(db_rec *r, const db_hit *h, db_meeting *y) {
    for (uint32_t i = h->clause + 1; i < r->cl->n && r->cl->c[i].sent == r->cl->c[h->clause].sent; i++) {
        const db_clause *x = &r->cl->c[i];
        if (x->type != DB_CL_REL || x->parent != (int32_t)h->clause || !verb_in(r, i, r->li_held)) continue;
        if (y->place < 0) y->place = db_place_of(r, i);
        const db_date *d = db_date_of(r, i);
        if (!d || y->start.iso[0]) continue;
        y->start = d->from;
        if (d->to.iso[0]) y->end = d->to;
    }
}

/* Place, date, status and format as the clause tells them. */
static void circumstances(db_rec *r, const db_hit *h, db_meeting *y) {
    const db_clause *c = &r->cl->c[h->clause];
    dabir_ref p = db_place_of(r, h->clause);
    if (p >= 0) y->place = p;
    const db_date *d = db_date_of(r, h->clause);
    if (d) y->start = d->from, y->end = d->to;
    const char *held = d ? verb_in(r, h->clause, r->li_held) : NULL, *phase = held ? db_attr(r, held, "phase") : NULL;
    if (phase && !d->to.iso[0]) y->end = d->from, y->start = (dabir_date){0}; /* «امروز پایان یافت» */
    y->status = status_by_date(r, y->status, &y->start);
    if (h->rule->trig != DB_TR_VERB) y->status = told_of(r, h, y->status);
    if (y->place < 0 || !y->start.iso[0]) told_aside(r, h, y);
    const db_entry *e;
    if (db_list_in(r, c->w0, c->w1, r->li_meeting_mode, &e)) {
        const char *f = db_attr(r, e->attr, "format");
        if (f && !(y->session && strcmp(f, "phone") == 0)) y->format = f;
    }
    if (y->format && strcmp(y->format, "phone") == 0) y->place = DABIR_NONE; /* «درباره جنگ در غزه» */
}

/* Number of sides: officials of one state are one. */
static uint32_t sides(const db_rec *r, const db_meeting *y) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < y->who.n; i++) {
        bool seen = false;
        for (uint32_t j = 0; j < i && !seen; j++) seen = db_same_side(r, y->who.v[i], y->who.v[j]);
        n += !seen;
    }
    return n;
}

/* «با A وزیر خارجه و B نخست‌وزیر»: several persons are met one by one. */
static void put_each(db_rec *r, const db_meeting *y) {
    dabir_ref first = y->who.v[0];
    const db_entry *e;
    bool told = y->each || db_list_in(r, y->w0, y->w1, db_model_list(r->m, "meeting-apart"), &e) != NULL; /* «جداگانه», «همتایان … خود» */
    bool apart = y->who.n > 2 && !y->session && !y->joint;
    for (uint32_t i = 1; i < y->who.n && apart; i++) apart = (told || r->nm->e[y->who.v[i]].kind == DABIR_PERSON) && !db_same_side(r, y->who.v[i], first);
    if (!apart) {
        int32_t at = db_meeting_put(r, y);
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
        r->last_meeting = db_meeting_put(r, &one);
    }
}

/* «ضرورت گفت‌وگو میان …», «خواستار مذاکرات …»: a meeting that is only wished for. */
static bool wished_for(const db_rec *r, const db_hit *h) {
    const db_clause *c = &r->cl->c[h->clause];
    const db_entry *e;
    uint32_t unreal = db_model_list(r->m, "meeting-unreal"), from = h->t0;
    for (uint32_t i = c->c0; i < c->c1; i++)
        if (r->cl->k[i].w0 <= h->t0 && r->cl->k[i].w1 >= h->t1) from = r->cl->k[i].w0;
    if (from > c->w0 && h->t0 - c->w0 < 64) from--; /* «برای» */
    return db_list_in(r, from, h->t0, unreal, &e) != NULL;
}

/* «در حاشیه نشست A، دیداری با B»: whom the second noun has is none of the first one's. */
static bool other_between(const db_rec *r, const db_hit *h) {
    const db_entry *e;
    for (uint32_t i = 0; i < h->rule->n_roles && i < 8; i++)
        if (h->role[i].set && h->role[i].slot == DB_S_PREP && h->role[i].prep == r->f_with && h->role[i].w0 > h->t1) {
            const db_match *m = db_list_in(r, h->t1, h->role[i].w0, r->li_meeting, &e);
            if (m && r->l->w[m->w0 - 1].func != DB_FN_AND) return true;
        }
    return false;
}

/* Subjects alone met if no one stands under «با» but «یکدیگر», «هم». */
static bool among_themselves(const db_rec *r, const db_hit *h) {
    const db_clause *c = &r->cl->c[h->clause];
    uint32_t each = db_model_list(r->m, "meeting-reciprocal");
    for (uint32_t i = c->c0; i < c->c1; i++) {
        const db_chunk *k = &r->cl->k[i];
        const db_entry *e;
        if (k->prep == r->f_with && !db_list_in(r, k->w0, k->w1, each, &e)) return false;
    }
    return true;
}

/* Are all whose state is known of the outlet's own? Then those whose state is not told are too. */
static bool at_home(const db_rec *r, const db_meeting *y) {
    if (r->nm->home < 0) return false;
    for (uint32_t i = 0; i < y->who.n; i++)
        if (db_meeting_code(r, y->who.v[i]) && !db_same_side(r, y->who.v[i], r->nm->home)) return false;
    return true;
}

/* Officials of one state among themselves are no meeting of the record; nor is somebody alone. */
static bool one_sided(const db_rec *r, const db_meeting *y) {
    bool group = false, two = false;
    dabir_ref first = DABIR_NONE;
    for (uint32_t i = 0; i < y->who.n; i++) {
        dabir_kind k = r->nm->e[y->who.v[i]].kind;
        group |= !db_meeting_code(r, y->who.v[i]) && (k == DABIR_GROUP || (k == DABIR_PERSON && !at_home(r, y)));
        if (!db_meeting_code(r, y->who.v[i])) continue;
        if (first < 0) first = y->who.v[i];
        else two |= !db_same_side(r, first, y->who.v[i]);
    }
    return !two && (first < 0 || !group);
}

/* «روز گذشته»: does the clause tell when, though the day may not be known? */
static bool tells_when(const db_rec *r, const db_clause *c) {
    for (uint32_t i = 0; i < r->l->n_dates; i++)
        if (r->l->d[i].w0 >= c->w0 && r->l->d[i].w1 <= c->w1) return true;
    return false;
}

/* «نشست سران … در X برگزار می‌شود»: leaders and ministers that nobody is named for meet as the organisation told last. */
static dabir_ref summit_org(const db_rec *r, const db_hit *h, uint32_t a, uint32_t b) {
    if (!db_meeting_summit(r, a, b)) return DABIR_NONE;
    if (db_place_of(r, h->clause) < 0 && !tells_when(r, &r->cl->c[h->clause])) return DABIR_NONE;
    for (uint32_t j = db_mention_lower(r, a); j-- > 0;) {
        dabir_ref o = r->nm->m[j].entity;
        if (o >= 0 && r->nm->e[o].kind == DABIR_IGO) return o;
    }
    return DABIR_NONE;
}

/* The organisation whose meeting it is. False: nothing that the record keeps. *back: the phrase means the session told before. */
static bool holder_of(db_rec *r, const db_hit *h, const db_remit *e, db_meeting *y, bool *back) {
    int role, holder;
    db_hit_value(r, h, e, "organization", &role);
    if (role < 0) return true;
    const db_clause *c = &r->cl->c[h->clause];
    bool noun = h->rule->trig != DB_TR_VERB;
    uint32_t a = h->role[role].w0, b = h->role[role].w1;
    if (!session_phrase(r, a, b, y)) return false;
    db_hit_value(r, h, e, "of", &holder);
    if (y->org < 0 && holder >= 0) y->org = holding_org(r, h, holder); /* «رهبران گروه هفت در نشست … خود» */
    bool alike = r->session >= 0 && (!y->format || strcmp(y->format, "multilateral") == 0 || strcmp(y->format, "virtual") == 0 || !r->meet[r->session].session); /* not «دیدار» for the session told before */
    if (!y->session && y->who.n >= 2) return true;
    bool summit = db_meeting_summit(r, a, b); /* «نشست سران» is another one */
    *back = y->org < 0 && alike && (points_back(r, a, b) || (b - a <= 2 && !summit));
    if (y->org < 0 && !*back && y->who.n < 2) y->org = summit_org(r, h, a, b);
    if (y->org < 0 && !*back && y->who.n >= 2) y->org = r->session_org; /* those who attended a session that the report names elsewhere */
    db_refset told = y->who;
    if (y->org < 0 && !*back && y->who.n < 2 && (noun || !parties_around(r, a, b, c, y))) {
        y->who = told, y->session = true;
        dabir_ref p = db_place_of(r, h->clause); /* «وزیر X در نشست … در کشوری دیگر»: sessions whose holder the register does not know */
        int hosts;
        db_hit_value(r, h, e, "host", &hosts);
        if (!noun && y->who.n == 0 && hosts >= 0 && db_model_list(r->m, "meeting-hosting") == h->rule->list && db_meeting_summit(r, a, b)) { /* «قرار شد X میزبان نشست سران … باشد» */
            dabir_ref side = role_party(r, h, e, "host");
            if (side >= 0 && (side = state_of(r, side)) >= 0) return db_ref_add(r, &y->who, side);
        }
        bool abroad = !noun && y->who.n == 1 && p >= 0 && !db_same_side(r, p, y->who.v[0]) && db_meeting_code(r, y->who.v[0]);
        if (!abroad) return false;
    }
    if (y->who.n == 1 && y->org >= 0) db_ref_add(r, &y->who, y->org);
    if (y->org < 0 && !*back && y->who.n >= 2) { /* a session that nobody holds is a meeting of its sides */
        if (noun && y->format && strcmp(y->format, "bilateral") == 0) return false;
        y->session = false;
        if (y->format && strcmp(y->format, "multilateral") == 0) y->format = NULL;
    }
    return true;
}

/* Whose own words these are: the speaker, if the clause is in the first person or (own) leaves its subject out. */
static dabir_ref own_words(const db_rec *r, const db_hit *h, bool own) {
    const db_clause *c = &r->cl->c[h->clause];
    int32_t claim = r->speech_of[h->clause];
    if (claim < 0) return DABIR_NONE;
    bool first = c->verb >= 0 && (r->l->w[c->verb].person == 1 || r->l->w[c->verb].person == 4);
    if (own && !first && c->verb >= 0) first = r->l->w[c->verb].person == 3 && c->type == DB_CL_THAT;
    for (uint32_t w = c->w0; w < c->w1 && !first; w++) first = r->l->w[w].fid && (r->l->w[w].fid == r->f_i || r->l->w[w].fid == r->f_we);
    dabir_ref sp = r->d->claims[claim].speaker;
    return first && db_is_actor(r, sp) ? sp : DABIR_NONE;
}

/* «من دیروز با X دیدار کردم», «همتای X من», «گفت که با X دیدار کرده است»: in his own words the speaker is meant. */
static void add_speaker(db_rec *r, const db_hit *h, const db_remit *e, db_meeting *y) {
    if (y->who.n == 0 || y->session) return;
    dabir_ref sp = own_words(r, h, db_hit_value(r, h, e, "alone", NULL) != NULL); /* alone: nobody else is there who could be meant */
    if (sp < 0) return;
    for (uint32_t i = 0; i < y->who.n; i++)
        if (db_same_side(r, y->who.v[i], sp)) return;
    db_refset all = {0};
    db_ref_add(r, &all, sp);
    for (uint32_t i = 0; i < y->who.n; i++) db_ref_add(r, &all, y->who.v[i]);
    y->who = all;
}

static bool sides_of(db_rec *r, const db_hit *h, const db_remit *e, db_meeting *y) {
    int role;
    const db_entry *x;
    dabir_ref v = role_party(r, h, e, "visitor"), ho = role_party(r, h, e, "host");
    dabir_ref leader = ho >= 0 && h->rule->trig == DB_TR_VERB && db_meeting_travels(r, h->clause) ? db_meeting_leader(r, h->clause) : DABIR_NONE;
    if (leader >= 0 && (v < 0 || (r->nm->e[v].kind != DABIR_PERSON && db_same_side(r, v, leader)))) v = leader;
    if (v < 0 && ho >= 0 && db_hit_value(r, h, e, "alone", NULL) && (v = own_words(r, h, true)) < 0) return false; /* «فردا به X سفر می‌کنم» */
    db_hit_value(r, h, e, "visitor", &role);
    if (role >= 0 && h->role[role].slot == DB_S_EZAFE && h->rule->trig == DB_TR_VERB) { /* not «میزبان نشست …», «میزبان مسابقه ایران و …» */
        db_refset s;
        db_np_heads(r, h->role[role].w0, h->role[role].w1, &s);
        if (s.n == 0) return false;
    }
    int place;
    db_hit_value(r, h, e, "host", &place);
    if (role >= 0 && place >= 0 && h->role[place].slot != DB_S_SUBJECT && h->role[role].slot == DB_S_PREP && h->role[role].prep == r->f_from && h->rule->trig == DB_TR_VERB) { /* «هیأتی از X به Y سفر کرد» */
        const db_clause *c = &r->cl->c[h->clause];
        uint32_t sub = c->subject >= 0 ? r->cl->k[c->subject].w0 : c->w0;
        if (!db_list_in(r, sub, h->role[role].w0, db_model_list(r->m, "meeting-delegation"), &x)) return false;
    }
    if (v >= 0 && ho >= 0) {
        if (db_same_side(r, state_of(r, v), state_of(r, ho)) || (!db_meeting_code(r, v) && r->nm->e[v].kind == DABIR_PERSON)) return false;
        if (r->nm->e[v].kind == DABIR_GROUP && role >= 0 && h->rule->trig == DB_TR_VERB && !db_list_in(r, r->cl->c[h->clause].w0, h->role[role].w1, db_model_list(r->m, "meeting-delegation"), &x)) return false; /* fighters who enter a town */
        dabir_ref org = db_meeting_journey(r, h->clause);
        if (org >= 0) { /* «برای شرکت در نشست X راهی Y شد»: not the town's guest */
            y->session = true, y->org = org, y->status = "planned";
            db_ref_add(r, &y->who, v), db_ref_add(r, &y->who, org);
            if (r->nm->e[ho].kind == DABIR_PLACE) y->place = ho;
            return true;
        }
        dabir_kind k = r->nm->e[ho].kind;
        if (k == DABIR_IGO || k == DABIR_GROUP || (k == DABIR_BODY && r->nm->e[v].kind == DABIR_STATE)) return false; /* «وارد این سازمان شد»: it joined */
        set_visit(r, y, v, ho);
        return true;
    }
    if (ho < 0) return true;
    db_hit_value(r, h, e, "host", &role);
    uint32_t w0 = h->role[role].w0, from = w0 > 2 ? w0 - 2 : 0;
    const char *as = db_list_in(r, from, w0, db_model_list(r->m, "host-n"), &x) ? db_attr(r, x->attr, "role") : NULL;
    if (as && strcmp(as, "host") != 0) return true; /* «به ریاست X» chairs, but need not be the host */
    y->host = state_of(r, ho);
    if (y->place < 0 && r->nm->e[ho].kind == DABIR_PLACE) y->place = ho;
    return true;
}

/* Nouns that only mention a meeting: coded where the clause says when or where it is, that it takes place, or is a headline. */
static bool only_mentioned(db_rec *r, const db_hit *h, const db_remit *e, const db_meeting *y) {
    const char *only = db_hit_value(r, h, e, "only", NULL);
    const db_clause *c = &r->cl->c[h->clause];
    if (!only || y->start.iso[0] || y->place >= 0 || tells_when(r, c)) return false;
    uint32_t persons = 0;
    for (uint32_t i = 0; i < y->who.n; i++) persons += r->nm->e[y->who.v[i]].kind == DABIR_PERSON;
    if (persons >= 2) return false; /* «دیدار A با B» */
    return strcmp(only, "dated") == 0 || (c->verb >= 0 && strcmp(told_of(r, h, "none"), "none") == 0);
}

/* «X در این نشست گفت»: he took part in the session told before. */
static void spoke_there(db_rec *r, const db_hit *h, const db_remit *e) {
    if (r->session < 0 || !r->meet[r->session].session) return;
    db_refset s = {0};
    bool joint = false;
    const db_entry *x;
    const db_match *m = db_match_list(r->l, h->t0, r->li_meeting, &x);
    const char *f = m ? db_attr(r, x->attr, "format") : NULL;
    who_of(r, h, e, &s, &joint);
    if (!f || strcmp(f, "multilateral") != 0 || s.n != 1) return;
    if (r->meet[r->session].who.n == 0) db_ref_add(r, &r->meet[r->session].who, r->meet[r->session].org);
    if (db_meeting_code(r, s.v[0])) db_ref_add(r, &r->meet[r->session].who, s.v[0]);
}

/* «نشست ناتو و X»: a session that has been told of by the same words. */
static bool named_session(db_rec *r, const db_hit *h, const db_remit *e) {
    int role;
    db_hit_value(r, h, e, "organization", &role);
    for (uint32_t i = r->n_meet; role < 0 && i-- > 0;)
        if (r->meet[i].session && r->meet[i].p0 <= h->t0 && r->meet[i].p1 > h->t0) return true;
    return false;
}

/* «ناظران در نشست‌ها حضور می‌یابند»: what happens again and again is no meeting. */
static bool habitual(db_rec *r, const db_hit *h, const db_remit *e, const char *status) {
    int role;
    const db_entry *x;
    const db_clause *c = &r->cl->c[h->clause];
    db_hit_value(r, h, e, "organization", &role);
    if (role < 0 || strcmp(status, "planned") != 0 || h->rule->trig != DB_TR_VERB || c->verb < 0 || r->l->w[c->verb].tense != DB_PRESENT || tells_when(r, c)) return false;
    const db_match *m = db_list_in(r, h->role[role].w0, h->role[role].w1, r->li_meeting, &x);
    return m && r->l->w[m->w0].flags & DB_WF_PLURAL;
}

void db_emit_meeting(db_rec *r, const db_hit *h, const db_remit *e) {
    db_meeting y = {.org = DABIR_NONE, .host = DABIR_NONE, .visitor = DABIR_NONE, .place = DABIR_NONE, .why = h->why, .claim = -1};
    const db_clause *c = &r->cl->c[h->clause];
    bool noun = h->rule->trig != DB_TR_VERB, back = false;
    if (db_aux_of(r, h->clause) & DABIR_HYPOTHETICAL) return;
    const char *mode = db_attr(r, h->attr, "mode");
    if (mode && strcmp(mode, "third-party") == 0) return; /* «با میانجی‌گری X»: an event, no meeting */
    bool purpose = db_hit_value(r, h, e, "purpose", NULL) != NULL;
    if (purpose && !db_meeting_travels(r, h->clause)) return;
    if (noun && h->t0 > 0 && r->l->w[h->t0 - 1].func == DB_FN_DET) { /* «در این دیدار»: told before */
        spoke_there(r, h, e);
        return;
    }
    if (db_meeting_other_kind(r, h) || (noun && named_session(r, h, e))) return;
    if (noun && !purpose && (wished_for(r, h) || verb_in(r, h->clause, db_model_list(r->m, "meeting-refuse")))) return; /* «از مذاکره با X خودداری کرد» */
    const char *alone = db_hit_value(r, h, e, "alone", NULL);
    if (alone && strcmp(alone, "yes") == 0 && !among_themselves(r, h)) return;
    y.w0 = c->w0, y.w1 = c->w1;
    y.status = status_of(r, h, e);
    if (!y.status) return;
    y.format = db_hit_value(r, h, e, "format", NULL);
    if (habitual(r, h, e, y.status)) return;
    if (noun && other_between(r, h)) return;
    who_of(r, h, e, &y.who, &y.joint);
    y.each = db_meeting_each(r, h);
    if (!holder_of(r, h, e, &y, &back) || !sides_of(r, h, e, &y)) return;
    add_speaker(r, h, e, &y);
    if (alone && strcmp(alone, "yes") == 0 && y.who.n == 1 && !y.visit && db_meeting_council(r, y.who.v[0]) && (tells_when(r, c) || strcmp(y.status, "planned") == 0)) y.session = true, y.org = y.who.v[0];
    circumstances(r, h, &y);
    if (only_mentioned(r, h, e, &y)) return;
    if (y.session && y.format && strcmp(y.format, "bilateral") == 0 && y.who.n < 2 && !back && noun) return; /* «گفت‌وگو … اتحادیه اروپا»: one side alone */
    if (!y.format) y.format = y.session || sides(r, &y) > 2 ? "multilateral" : "bilateral";
    if (back) {
        y.session = r->meet[r->session].session;
        db_meeting_merge(r, &r->meet[r->session], &y);
    } else if (y.session || (y.who.n >= 2 && !one_sided(r, &y))) put_each(r, &y);
}

/* Does a person's mention end right before word w, or begin right behind it («…، X»)? */
static dabir_ref person_beside(const db_rec *r, uint32_t w0, uint32_t w1) {
    for (uint32_t j = db_mention_lower(r, w0 > 8 ? w0 - 8 : 0); j < r->nm->n_mentions && r->nm->m[j].w0 <= w1 + 3; j++) {
        const db_mention *m = &r->nm->m[j];
        if (m->kind != DABIR_PERSON || m->entity < 0 || (m->flags & DB_MF_TITLE_ONLY)) continue;
        uint32_t gap = m->w1 <= w0 ? w0 - m->w1 : m->w0 >= w1 ? m->w0 - w1 : 9;
        bool plain = gap <= 2;
        for (uint32_t w = m->w1 <= w0 ? m->w1 : w1; plain && w < (m->w1 <= w0 ? w0 : m->w0); w++) plain = r->l->w[w].punct || (m->w0 >= w1 && w == w1); /* «خود» */
        if (plain) return m->entity;
    }
    return DABIR_NONE;
}

/* «X همتای یونانی خود», «همتای یونانی خود، X»: X, of whom nothing else is told, is of that state. */
void db_counterparts(db_rec *r) {
    uint32_t list = db_model_list(r->m, "meeting-counterpart");
    const db_entry *e;
    for (uint32_t j = 0; j < r->nm->n_mentions; j++) {
        const db_mention *m = &r->nm->m[j];
        if (m->kind != DABIR_STATE || m->w0 == 0 || m->entity < 0 || !db_meeting_code(r, m->entity)) continue;
        const db_match *c = db_match_list(r->l, m->w0 - 1, list, &e);
        if (!c || c->w1 != m->w0) continue;
        dabir_ref p = person_beside(r, c->w0, m->w1);
        if (p >= 0 && !db_meeting_code(r, p)) r->d->names.e[p].code = r->nm->e[m->entity].code;
    }
}
