/* standing.c -- memberships that a noun tells, whatever the clause around it looks like: lists behind a colon, in brackets or behind
 * «شامل», countries beside their standing («ایران عضو اصلی، بلاروس ناظر»), appositions, «پیوستن X به Y». Works on the words of a sentence:
 * runs of countries, words that may stand between, the organisation before or behind. */
#include "record/countries.h"

typedef struct standing { /* a word for a standing, and what stands around it */
    uint32_t w0, w1;
    const char *status, *change;
    bool held;      /* what one has: «کرسی ناظر دارد» */
    bool another;   /* «X دیگر عضو Y» */
    bool all;       /* «هر سه», «همگی», a verb in the plural: the whole row before */
    uint32_t count; /* «دو عضو Y»: as many */
    bool cop, plural, plural_word /* as it is written, though one of them is told */, comma, as, part, rel /* «X که عضو Y است» */, other /* «X و سایر اعضای Y» */;
    db_run before;
    db_orgs org;
    const db_date *since;
} standing;

enum { MAX_STANDINGS = 12 };

/* «در Y» right before w. */
static uint32_t org_back(const db_rec *r, uint32_t w, uint32_t begin, db_orgs *o) {
    uint32_t v = w > begin && r->l->w[w - 1].punct == DB_P_PAREN_CLOSE ? db_back_over_date(r, w, begin, NULL) : w;
    dabir_ref g = v > begin ? db_kind_at(r, v - 1, DABIR_IGO) : DABIR_NONE;
    if (g < 0) return w;
    uint32_t a = db_mention_at(r, v - 1)->w0;
    if (a <= begin || r->l->w[a - 1].fid != r->f_in) return w;
    if (!o->n) o->v[o->n++] = g;
    return a - 1;
}

/* Behind the last country of the clause that ends before word w; w if it has none. */
static uint32_t last_country(const db_rec *r, uint32_t w, uint32_t begin) {
    int32_t clause = r->cl->of[w - 1];
    for (uint32_t i = w; i-- > begin && (r->cl->of[i] == clause || r->l->w[i].punct);)
        if (db_kind_at(r, i, DABIR_STATE) >= 0) return i + 1;
    return w;
}

/* What stands between the countries and the word for their standing. */
static void look_back(const db_rec *r, standing *s, uint32_t begin) {
    uint32_t w = s->w0, skip = db_model_list(r->m, "member-skip");
    for (uint32_t k = 0; k < 10 && w > begin; k++) {
        if (db_kind_at(r, w - 1, DABIR_STATE) >= 0) break;
        uint32_t was = w;
        const db_entry *e = NULL;
        uint32_t others = k ? w : db_item_before(r, w, begin, db_model_list(r->m, "member-other"), &e);
        if (others < w && others > begin && r->l->w[others - 1].func == DB_FN_AND) {
            s->other = true;
            w = others - 1;
            break;
        }
        w = db_item_before(r, w, begin, skip, &e);
        if (w < was && db_attr((db_rec *)r, e->attr, "part")) s->part = true;
        if (w < was && db_attr((db_rec *)r, e->attr, "all")) s->all = true;
        if (w < was && db_attr((db_rec *)r, e->attr, "another")) s->another = true;
        if (w < was && db_attr((db_rec *)r, e->attr, "n")) s->count = (uint32_t)(db_attr((db_rec *)r, e->attr, "n")[0] - '0');
        if (w < was && r->l->w[w].func == DB_FN_PREP && r->l->w[w].fid == db_model_func(r->m, "as")) s->as = true;
        if (w == was) w = db_back_over_date(r, w, begin, &s->since);
        if (w == was && !s->org.n) w = org_back(r, w, begin, &s->org);
        if (w < was) continue;
        const db_word *x = &r->l->w[w - 1];
        if (x->func == DB_FN_PREP && x->fid == db_model_func(r->m, "as")) s->as = true;
        else if (x->punct == DB_P_COMMA) s->comma = true;
        else if (x->func == DB_FN_KE && !s->rel) {
            s->rel = true;
            if (w > begin + 1 && r->cl->fin[w - 2]) w = last_country(r, w - 1, begin); /* «X در کنار A و B قرار گرفت که ناظر بودند» */
            if (db_kind_at(r, w - 1, DABIR_STATE) >= 0) break;
        }
        else if (x->func != DB_FN_ADV && !(x->pos & DB_POS_NUM)) return;
        w--;
    }
    db_run_before(r, w, begin, &s->before);
    db_run_company(r, begin, &s->before);
}

static void tell(db_rec *r, const char *rule, const standing *s, const db_run *who, const db_orgs *o, const db_date *d) {
    int32_t ci = r->cl->of[s->w0];
    db_why why = {.id = rule};
    why.fills[why.n_fills++] = (dabir_fill){"trigger", db_span(r->l, &r->d->tok, s->w0, s->w1)};
    for (uint32_t i = 0; i < who->n; i++)
        for (uint32_t k = 0; k < o->n; k++)
            db_membership_add(r, &why, ci >= 0 ? (uint32_t)ci : UINT32_MAX, who->v[i], o->v[k], s->status, s->change, who->date[i] ? who->date[i] : d, who->w0 < s->w0 ? who->w0 : s->w0,
                              who->w1 > s->w1 ? who->w1 : s->w1);
    for (uint32_t w = s->w0; w < s->w1; w++) r->stood[w] = 1;
}

/* A standing is not told by a negated or conditional clause. */
static bool holds(db_rec *r, uint32_t w) {
    int32_t ci = r->cl->of[w];
    if (ci < 0) return true;
    uint32_t aux = db_aux_of(r, (uint32_t)ci);
    const db_clause *c = &r->cl->c[ci];
    bool planned = aux & DABIR_FUTURE && c->verb >= 0 && r->l->w[c->verb].tense != DB_FUTURE; /* «قرار است … عضو شود» */
    return !planned && !(aux & (DABIR_HYPOTHETICAL | DABIR_NEGATION));
}

/* Is the verb of the clause one of a list («copula», «become»)? */
static bool links(const db_rec *r, int32_t clause, const char *list) {
    const db_clause *c = &r->cl->c[clause];
    db_vtrigger t[16];
    uint32_t id = db_model_list(r->m, list), n = c->verb >= 0 ? db_verb_triggers(r->m, r->l, r->cl, (uint32_t)c->verb, (uint32_t)clause, t, 16) : 0;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < t[i].n; k++)
            if (t[i].lists[k].list == id) return true;
    return false;
}

/* «اعضای Y: A، B», «اعضای Y (A و B)», «کشورهای عضو Y شامل A و B»; `open`: the list «member-open». */
static bool opened(const db_rec *r, uint32_t w, uint32_t end, uint32_t open, bool bare, db_run *out) {
    const db_entry *e;
    bool verb = false; /* «شش عضو دارد: A، B»: behind a verb the colon only */
    out->n = 0;
    for (uint32_t k = 0; k < 5 && w < end; k++, w++) {
        const db_match *m = verb ? NULL : db_match_list(r->l, w, open, &e);
        verb |= !m && r->cl->fin[w];
        if (m && bare && !db_attr((db_rec *)r, e->attr, "bare")) return false;
        bool mark = !bare && (r->l->w[w].punct == DB_P_COLON || r->l->w[w].punct == DB_P_PAREN_OPEN || r->l->w[w].punct == DB_P_DASH);
        if (m || mark) {
            db_run_behind(r, m ? m->w1 : w + 1, mark ? r->l->n_words : end, out);
            return out->n > 0;
        }
        if (bare && r->l->w[w].punct == DB_P_COMMA) continue; /* «Y، متشکل از A و B» */
        if (verb && r->l->w[w].func == DB_FN_KE) { /* «… عضو دارد که عبارتند از» */
            verb = false;
            continue;
        }
        if (bare || r->nm->at[w] >= 0 || r->l->w[w].func == DB_FN_KE || r->l->w[w].punct == DB_P_STOP || r->l->w[w].func == DB_FN_OR) return false;
    }
    return false;
}

/* «از اعضای Y می‌توان به A و B اشاره کرد» */
static bool mentioned(db_rec *r, standing *s, uint32_t end, db_run *who) {
    int32_t ci = r->cl->of[s->w0];
    if (ci < 0 || !s->org.n || !links(r, ci, "member-mention")) return false;
    for (uint32_t w = s->org.w1; w < end; w++)
        if (r->l->w[w].fid == r->f_to || r->l->w[w].fid == r->f_from) {
            db_run_behind(r, w + 1, end, who);
            if (!who->n) continue;
            tell(r, "membership.noun-list.2", s, who, &s->org, NULL);
            return true;
        }
    return false;
}

/* «بنیان‌گذاران Y A، B و C بودند»: the row behind a plural standing and its organisation, the copula behind that. */
static bool told_of(db_rec *r, standing *s, uint32_t end) {
    db_run who;
    int32_t ci = r->cl->of[s->w0];
    if (ci < 0 || !s->plural || !s->org.n || s->before.n || !(links(r, ci, "copula") || links(r, ci, "member-deem"))) return false;
    db_run_behind(r, s->org.w1, end, &who);
    if (who.n < 2 || who.w1 < r->cl->c[ci].v0 || !holds(r, s->w0)) return false;
    tell(r, "membership.noun-list.3", s, &who, &s->org, NULL);
    return true;
}

static bool listed(db_rec *r, standing *s, uint32_t begin, uint32_t end) {
    db_run who;
    if (!opened(r, s->org.n ? s->org.w1 : s->w1, end, db_model_list(r->m, "member-open"), false, &who)) {
        const db_entry *e;
        uint32_t at = s->w0;
        while (at > begin && r->nm->at[at - 1] < 0 && (r->l->w[at - 1].pos & DB_POS_NUM)) at--;
        uint32_t a = db_item_before(r, at, begin, db_model_list(r->m, "member-among"), &e); /* «از میان اعضای Y، A و B» */
        if (a != at && mentioned(r, s, end, &who)) return true;
        if (a == at || !s->org.n || s->org.w1 >= end || (r->l->w[s->org.w1].punct != DB_P_COMMA && r->l->w[s->org.w1].func != DB_FN_ADV)) return false;
        a = s->org.w1 + 1;
        if (a < end && r->l->w[a].func == DB_FN_ADV) a++; /* «از اعضای Y، تنها A و B» */
        db_run_behind(r, a, end, &who);
        if (!who.n) return false;
    }
    if (!s->org.n) {
        org_back(r, s->w0, begin, &s->org);
        dabir_ref o = s->org.n ? s->org.v[0] : db_org_earlier(r, s->w0, 12);
        if (o < 0) return false;
        s->org.v[0] = o, s->org.n = 1;
    }
    int32_t ci = r->cl->of[s->w0];
    if (ci >= 0 && links(r, ci, "member-found") && holds(r, s->w0)) s->status = "founder", s->change = "found", s->since = db_date_of(r, (uint32_t)ci); /* «با دوازده عضو از جمله A و B پایه‌گذاری شد» */
    tell(r, "membership.noun-list.1", s, &who, &s->org, s->since);
    return true;
}

static bool opaque_behind(const db_rec *r, const standing *s, uint32_t end) { /* «عضو هیئت …»: of something else */
    if (s->org.n || s->w1 >= end) return false;
    const db_word *x = &r->l->w[s->w1];
    if (db_date_over(r, s->w1)) return false; /* «به عنوان بنیان‌گذار ۴ آوریل …» */
    return !x->punct && x->func != DB_FN_AND && !x->lemma && x->func != DB_FN_RA && x->func != DB_FN_ADV && x->func != DB_FN_DET && x->fid != r->f_in;
}

static uint32_t read_standings(db_rec *r, uint32_t begin, uint32_t end, standing *v) {
    uint32_t n = 0, plural = db_model_list(r->m, "member-plural");
    const db_entry *e;
    for (uint32_t w = begin; w < end && n < MAX_STANDINGS;) {
        const db_match *m = db_match_list(r->l, w, r->li_member, &e);
        const db_mention *in = m ? db_mention_at(r, w) : NULL;
        const char *status = m && (!in || in->kind != DABIR_STATE || in->w0 == w) ? db_attr(r, e->attr, "status") : NULL;
        if (!status) {
            w++;
            continue;
        }
        standing *s = &v[n++];
        *s = (standing){.w0 = w, .w1 = m->w1, .status = status, .change = db_attr(r, e->attr, "change"), .cop = db_attr(r, e->attr, "cop") != NULL, .held = db_attr(r, e->attr, "held") != NULL};
        s->plural = db_match_list(r->l, w, plural, &e) != NULL;
        db_orgs_behind(r, s->w1, end, &s->org);
        look_back(r, s, n > 1 ? v[n - 2].w1 : begin);
        w = s->w1;
    }
    return n;
}

/* Is the run free of a preposition («در روسیه اعضای …»)? */
static bool bare_run(const db_rec *r, const db_run *x) {
    const db_word *b = x->w0 > 0 ? &r->l->w[x->w0 - 1] : NULL;
    return !b || b->func != DB_FN_PREP;
}

/* «اعضای اصلی Y A و B، اعضای ناظر C و شرکای گفت‌وگو D هستند»: the countries behind each standing. */
static bool behind_each(db_rec *r, standing *v, uint32_t n, uint32_t end) {
    db_run who[MAX_STANDINGS];
    uint32_t with = 0;
    const db_orgs *shared = NULL;
    for (uint32_t i = 0; i < n; i++) {
        db_run_behind(r, v[i].org.n ? v[i].org.w1 : v[i].w1, end, &who[i]);
        with += who[i].n > 0 && v[i].plural;
        if (v[i].org.n && !shared) shared = &v[i].org;
    }
    if (with < 2 || v[0].before.n || !shared || !holds(r, v[n - 1].w0)) return false;
    for (uint32_t i = 0; i < n; i++)
        if (who[i].n) tell(r, "membership.side-by-side.2", &v[i], &who[i], v[i].org.n ? &v[i].org : shared, NULL);
    return true;
}

/* «ایران عضو اصلی، بلاروس ناظر و ترکیه شریک گفت‌وگوی Y است»: two or more side by side share the organisation. */
static bool chain(db_rec *r, standing *v, uint32_t n, uint32_t begin, uint32_t end) {
    if (behind_each(r, v, n, end)) return true;
    uint32_t with = 0;
    db_orgs shared = {0};
    for (uint32_t i = 0; i < n; i++) {
        if (v[i].before.n && bare_run(r, &v[i].before)) with++;
        if (v[i].org.n) shared = v[i].org;
    }
    if (with < 2) return false;
    if (!shared.n) {
        uint32_t at = v[0].before.n ? v[0].before.w0 : v[0].w0;
        if (at > begin && r->l->w[at - 1].punct == DB_P_COMMA) at--;
        org_back(r, at, begin, &shared);
        if (!shared.n) shared.v[0] = db_org_earlier(r, v[0].w0, 2), shared.n = shared.v[0] >= 0;
    }
    if (!shared.n || !holds(r, v[n - 1].w0)) return false;
    for (uint32_t i = 0; i < n; i++)
        if (v[i].before.n) tell(r, "membership.side-by-side.1", &v[i], &v[i].before, v[i].org.n ? &v[i].org : &shared, v[i].since);
    return true;
}

/* «X از ۱۹۹۰ عضو Y نیست»: not since a day, so it was one before. */
static bool no_more(db_rec *r, int32_t ci) {
    if ((db_aux_of(r, (uint32_t)ci) & (DABIR_HYPOTHETICAL | DABIR_NEGATION)) != DABIR_NEGATION) return false;
    const db_date *d = db_date_of(r, (uint32_t)ci);
    return d && d->w0 > r->cl->c[ci].w0 && r->l->w[d->w0 - 1].fid == r->f_from && links(r, ci, "copula");
}

/* «X عضو ناظر Y از ۲۰۱۲ و شریک Z»: the second standing is of the same countries. */
static void share(const db_rec *r, standing *s, const standing *last) {
    if (s->before.n || !last->before.n || !s->org.n || !last->org.n || s->w0 <= last->org.w1 || r->l->w[s->w0 - 1].func != DB_FN_AND) return;
    for (uint32_t w = last->org.w1; w + 1 < s->w0; w++) {
        const db_word *x = &r->l->w[w];
        if (!db_date_over(r, w) && x->func != DB_FN_PREP && x->func != DB_FN_DET && x->func != DB_FN_ADV && !(x->pos & DB_POS_NUM)) return;
    }
    s->before = last->before;
    s->as = last->as, s->comma = last->comma, s->rel = last->rel, s->all = last->all, s->part |= last->part;
    const db_date *d = db_date_over(r, s->org.w1);
    if (!d && s->org.w1 + 1 < r->l->n_words) d = db_date_over(r, s->org.w1 + 1);
    if (d) s->since = d;
}

/* «ترکیه، عضو ناتو،» · «عراق به عنوان عضو …» · «… ناظرند» */
static void beside(db_rec *r, standing *s, uint32_t end) {
    if (!s->before.n || opaque_behind(r, s, end)) return;
    s->plural_word = s->plural;
    if (s->part) s->plural = false;
    int32_t ci = r->cl->of[s->w0];
    bool verbless = ci < 0 || r->cl->c[ci].verb < 0;
    if (ci >= 0 && !verbless && r->l->w[r->cl->c[ci].verb].person == 6) s->all = true;
    if (s->count && s->count == s->before.n) s->all = true;
    bool whole = s->count && s->count == s->before.n && s->org.n; /* «A و B، دو عضو Y» */
    bool apposed = (s->comma && (!s->plural || s->before.n > 1)) || (s->another && s->org.n && holds(r, s->w0)) || whole, closed = s->org.w1 < end && r->l->w[s->org.w1].punct == DB_P_COMMA;
    bool cop = !verbless && (s->cop || links(r, ci, "copula") || links(r, ci, "member-deem") || links(r, ci, "become") || (s->held && links(r, ci, "member-hold")));
    if (s->rel && !cop) return;
    if (!apposed && !s->as && !cop && !s->cop && !s->other && !(verbless && !s->plural)) return;
    if (cop && no_more(r, ci)) s->status = "former", s->change = "withdraw";
    else if (!(apposed && closed) && !s->other && !holds(r, s->w0)) return;
    if (cop && links(r, ci, "become") && !s->change && !closed) s->change = strcmp(s->status, "full") == 0 ? "accede" : "admit";
    if (!s->comma && !s->rel && !s->other && !s->another && !whole && !bare_run(r, &s->before)) return;
    if (!s->org.n && s->rel) { /* «X که ناظر بود، … عضو Y شد»: the one that its own sentence names */
        dabir_ref own = db_org_earlier(r, s->w0, 0);
        s->org.v[0] = own >= 0 ? own : db_org_of(r, s->w0, end), s->org.n = s->org.v[0] >= 0;
    }
    bool det = s->w1 < end && r->l->w[s->w1].func == DB_FN_DET; /* «عضو آن» */
    if (!s->org.n && (s->cop || s->as || s->rel || (cop && (det || s->held)))) s->org.v[0] = db_org_earlier(r, s->w0, det ? 3 : 8), s->org.n = s->org.v[0] >= 0;
    if (!s->org.n && cop && s->part && s->plural_word) s->org.v[0] = db_org_earlier(r, s->w0, 0), s->org.n = s->org.v[0] >= 0; /* «A عضو Y شد و B از آخرین اعضای تازه بود» */
    if (!s->org.n) return;
    if (!s->since && (cop || s->as) && !closed) s->since = db_date_of(r, (uint32_t)ci);
    if (s->other) s->before.n = 1, s->change = NULL, s->since = NULL; /* «A، B و سایر اعضای Y»: B for sure */
    if ((apposed || s->rel) && !s->plural && (!cop || s->rel) && !(s->rel && s->all) && !whole) s->before.n = 1, s->before.w0 = s->before.w1 - 1; /* the run is read backwards: the nearest */
    tell(r, "membership.beside.1", s, &s->before, &s->org, s->since);
}

/* The organisation that the clause begins with; the words that are read end at w. */
static void org_first(const db_rec *r, uint32_t clause, uint32_t w, db_orgs *o) {
    uint32_t a = r->cl->c[clause].w0;
    dabir_ref g = db_kind_at(r, a, DABIR_IGO);
    if (g >= 0) o->v[0] = g, o->n = 1, o->w1 = w;
}

/* … or the one whose members it tells («شمار اعضای Y», «اعضا»). */
static void org_about(db_rec *r, uint32_t clause, uint32_t w, db_orgs *o) {
    const db_clause *c = &r->cl->c[clause];
    const db_entry *e;
    org_first(r, clause, w, o);
    const db_match *m = o->n ? NULL : db_list_in(r, c->w0, c->w1, r->li_member, &e);
    if (!m) return;
    db_orgs x;
    for (uint32_t at = c->w0; at < c->w1 && !o->n; at++) {
        m = db_match_list(r->l, at, r->li_member, &e);
        if (!m || (m->w0 < w && w < m->w1)) continue;
        db_orgs_behind(r, m->w1, c->w1, &x);
        if (x.n) o->v[0] = x.v[0], o->n = 1, o->w1 = w;
    }
    if (o->n) return;
    o->v[0] = db_org_earlier(r, c->w0, 3), o->n = o->v[0] >= 0, o->w1 = w;
}

/* Does the clause leave open whether it comes about («خواستار لغو …»)? Words that end something count only for what they end. */
static bool blocked(db_rec *r, const db_clause *c) {
    uint32_t list = db_model_list(r->m, "member-block");
    const db_entry *e;
    for (uint32_t w = c->w0; w < c->w1; w++)
        if (db_match_list(r->l, w, list, &e) && !db_attr(r, e->attr, "ends")) return true;
    return false;
}

/* «پس از پیوستن X به Y», «با عضویت X در Y», «تعلیق عضویت X در Y»: an act, the members, the organisation. */
static void act(db_rec *r, const db_match *m, const db_entry *e, uint32_t begin, uint32_t end) {
    standing s = {.w0 = m->w0, .w1 = m->w1, .status = db_attr(r, e->attr, "status"), .change = db_attr(r, e->attr, "change")};
    db_run who;
    const db_entry *be;
    db_run_behind(r, m->w1, end, &who);
    int32_t ci = r->cl->of[m->w0];
    if (!who.n || ci < 0 || !s.status) return;
    uint32_t w = who.w1;
    w = db_past_bracket(r, w, end, NULL);
    const db_date *when = w + 1 < end ? db_date_over(r, r->l->w[w].fid == r->f_in ? w + 1 : w) : NULL; /* «با پیوستن X در سال ۲۰۱۹ …» */
    if (when) w = when->w1;
    uint16_t prep = (uint16_t)db_model_func(r->m, db_attr(r, e->attr, "prep"));
    bool linked = w < end && r->l->w[w].func == DB_FN_PREP && (r->l->w[w].fid == prep || r->l->w[w].fid == r->f_to || r->l->w[w].fid == r->f_in);
    if (linked) db_orgs_behind(r, w + 1, end, &s.org);
    bool pointed = linked && w + 1 < end && r->l->w[w + 1].func == DB_FN_DET;
    if (!s.org.n && !pointed && m->w0 > begin && r->l->w[m->w0 - 1].func == DB_FN_PREP) org_about(r, (uint32_t)ci, w, &s.org); /* «Y با پیوستن X گسترش یافت», «با پیوستن X شمار اعضای Y به … رسید» */
    if (!s.org.n && pointed) s.org.v[0] = db_org_earlier(r, m->w0, 2), s.org.n = s.org.v[0] >= 0, s.org.w1 = w + 2;
    if (!s.org.n) return;
    const db_date *d = NULL;
    if (s.org.w1 + 1 < end) d = r->l->w[s.org.w1].fid == r->f_in ? db_date_over(r, s.org.w1 + 1) : db_date_over(r, s.org.w1);
    const db_clause *c = &r->cl->c[ci];
    if (!db_attr(r, e->attr, "told")) {
        const db_word *p = m->w0 > begin ? &r->l->w[m->w0 - 1] : NULL;
        bool under = p && p->func == DB_FN_PREP && (p->fid == r->f_with || p->fid == db_model_func(r->m, "after") || p->fid == db_model_func(r->m, "since"));
        bool done = d != NULL || db_list_in(r, s.org.w1, c->w1, db_model_list(r->m, "member-done"), &be);
        if ((!under && !done) || db_list_in(r, c->w0, c->w1, db_model_list(r->m, "member-block"), &be)) return;
        if (under ? (db_aux_of(r, (uint32_t)ci) & DABIR_HYPOTHETICAL) != 0 : !holds(r, m->w0)) return;
    } else if (strcmp(s.status, "suspended") == 0 && db_list_in(r, c->w0, c->w1, db_model_list(r->m, "member-lift"), &be)) { /* «به تعلیق عضویت X پایان داد» */
        if (!holds(r, m->w0) || blocked(r, c)) return;
        s.status = "full", s.change = "admit";
    }
    if (prep == r->f_in && r->l->w[m->w0 ? m->w0 - 1 : 0].fid == r->f_with && db_list_in(r, who.w1, c->w1, db_model_list(r->m, "member-founding"), &be)) s.status = "founder", s.change = "found"; /* «Y با عضویت A و B تشکیل شد» */
    if (!d) d = when;
    if (!d && strcmp(s.status, "applicant") != 0) d = db_date_of(r, (uint32_t)ci);
    tell(r, "membership.act.1", &s, &who, &s.org, d);
}

/* States that act together without an organisation: «سه کشور اروپایی (A، B و C)» only says who they are. */
static bool loose(const db_rec *r, dabir_ref org) {
    uint32_t reg = r->nm->e[org].reg;
    return reg != UINT32_MAX && strstr(db_model_reg(r->m, reg)->flags, "loose");
}

/* «Y متشکل از A و B» */
static void composed(db_rec *r, uint32_t begin, uint32_t end) {
    db_run who;
    for (uint32_t w = begin; w < end; w++) {
        dabir_ref o = db_kind_at(r, w, DABIR_IGO);
        if (o < 0) continue;
        const db_mention *m = db_mention_at(r, w);
        if (m->w1 > w) w = m->w1 - 1;
        if (m->w1 < end && r->l->w[m->w1].punct == DB_P_PAREN_OPEN) { /* «گروه هفت (A، B و …)» */
            db_run_behind(r, m->w1 + 1, end, &who);
            if (who.n > 2 && who.w1 < end && r->l->w[who.w1].punct == DB_P_PAREN_CLOSE && r->nm->e[o].kind == DABIR_IGO && !loose(r, o)) {
                standing s = {.w0 = m->w0, .w1 = m->w1, .status = "full"};
                db_orgs one = {.v = {o}, .n = 1};
                tell(r, "membership.composed.2", &s, &who, &one, NULL);
                continue;
            }
        }
        if (!opened(r, db_past_bracket(r, m->w1, end, NULL), end, db_model_list(r->m, "member-open"), true, &who) || who.n < 2 || !holds(r, m->w0)) continue;
        standing s = {.w0 = m->w0, .w1 = m->w1, .status = "full"};
        db_orgs one = {.v = {o}, .n = 1};
        tell(r, "membership.composed.1", &s, &who, &one, NULL);
    }
}

/* «Y به ابتکار A و B تشکیل شد» */
static void initiated(db_rec *r, const db_match *m, uint32_t end) {
    int32_t ci = r->cl->of[m->w0];
    const db_entry *e;
    standing s = {.w0 = m->w0, .w1 = m->w1, .status = "founder", .change = "found"};
    db_run who;
    db_run_behind(r, m->w1, end, &who);
    if (!who.n || ci < 0 || !holds(r, m->w0)) return;
    const db_clause *c = &r->cl->c[ci];
    if (!db_list_in(r, who.w1, c->w1, db_model_list(r->m, "member-founding"), &e)) return;
    org_first(r, (uint32_t)ci, m->w0, &s.org);
    if (s.org.n) tell(r, "membership.initiative.1", &s, &who, &s.org, db_date_of(r, (uint32_t)ci));
}

uint32_t db_orgs_joined(const db_rec *r, dabir_ref org, uint32_t w0, uint32_t w1, dabir_ref *out, uint32_t cap) {
    out[0] = org;
    for (uint32_t w = w0; w < w1; w++) {
        if (db_kind_at(r, w, DABIR_IGO) != org) continue;
        db_orgs o;
        db_orgs_behind(r, w, r->l->sent0[r->l->w[w].sent + 1], &o);
        for (uint32_t i = 0; i < o.n && i < cap; i++) out[i] = o.v[i];
        return o.n < cap ? o.n : cap;
    }
    return 1;
}

bool db_org_heads(const db_rec *r, uint32_t w0, uint32_t w1) {
    const db_entry *e;
    uint32_t front = db_model_list(r->m, "member-front");
    while (w0 < w1) {
        const db_word *x = &r->l->w[w0];
        if (db_kind_at(r, w0, DABIR_IGO) >= 0) return true;
        const db_match *m = db_match_list(r->l, w0, front, &e);
        if (r->nm->at[w0] >= 0 || (!m && !x->punct && x->func != DB_FN_DET && x->func != DB_FN_PRON && x->func != DB_FN_PREP)) return false;
        w0 = m ? m->w1 : w0 + 1;
    }
    return true;
}

bool db_states_head(const db_rec *r, uint32_t w0, uint32_t w1) {
    db_run x;
    while (w0 < w1 && (r->l->w[w0].punct || r->l->w[w0].func == DB_FN_ADV || r->l->w[w0].func == DB_FN_DET)) w0++;
    db_run_behind(r, w0, w1, &x);
    return x.n > 0;
}

void db_standings(db_rec *r, uint32_t sent) {
    uint32_t begin = r->l->sent0[sent], end = r->l->sent0[sent + 1], list = db_model_list(r->m, "member-act"), start = db_model_list(r->m, "member-initiative");
    standing v[MAX_STANDINGS];
    const db_entry *e;
    uint32_t n = read_standings(r, begin, end, v);
    if (n < 2 || !chain(r, v, n, begin, end))
        for (uint32_t i = 0; i < n; i++) {
            if (i) share(r, &v[i], &v[i - 1]);
            if (!listed(r, &v[i], begin, end) && !told_of(r, &v[i], end)) beside(r, &v[i], end);
        }
    for (uint32_t w = begin; w < end; w++) {
        const db_match *m = db_match_list(r->l, w, list, &e);
        if (m && r->cl->unit[w] < 0) act(r, m, e, begin, end);
        m = db_match_list(r->l, w, start, &e);
        if (m) initiated(r, m, end);
    }
    composed(r, begin, end);
}
