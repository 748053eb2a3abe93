/* agreement.c -- instruments: what the report names («کنوانسیون …», «برجام»), and what is done with them. Each once a report. */
#include "record/rec.h"

static bool title_stops(const db_rec *r, uint32_t w) {
    const db_word *x = &r->l->w[w];
    return x->punct == DB_P_STOP || x->punct == DB_P_SEMICOLON || x->punct == DB_P_COLON || x->punct == DB_P_QUOTE_CLOSE || r->cl->fin[w] || x->func == DB_FN_KE || x->func == DB_FN_RA;
}

static const db_date *date_at(const db_rec *r, uint32_t w) {
    for (uint32_t lo = 0, hi = r->l->n_dates; lo < hi;) {
        uint32_t mid = (lo + hi) / 2;
        if (r->l->d[mid].w0 == w) return &r->l->d[mid];
        if (r->l->d[mid].w0 < w) lo = mid + 1;
        else hi = mid;
    }
    return NULL;
}

static bool title_prep(const db_rec *r, uint16_t f) {
    static const char *const ok[] = {"about", "against", "for", "with", "between", "on", "in", "to", NULL};
    for (const char *const *p = ok; *p; p++)
        if (f == db_model_func(r->m, *p)) return true;
    return false;
}

/* «قطعنامه ۲۲۳۱ هیچ …»: a resolution's title is over with its number; the year («سال ۲۰۱۵») and who passed it may follow. */
static bool behind_number(const db_rec *r, const db_instrument *x, uint32_t w, uint32_t next, uint32_t end) {
    if (strcmp(x->kind, "resolution") != 0 || !(r->l->w[w - 1].pos & DB_POS_NUM) || r->l->w[w].pos & DB_POS_NUM) return false;
    return !(next < end && r->l->w[next].pos & DB_POS_NUM);
}

/* «سند آلماتی در نخستین نشست …»: the town that names it is all of the title, unless a list or «با» tells that governments are meant. */
static bool town_closes(const db_rec *r, uint32_t w, uint32_t next, uint32_t end) {
    int32_t at = r->nm->at[w];
    if (at < 0 || (r->nm->m[at].kind != DABIR_PLACE && !(r->nm->m[at].flags & DB_MF_CAPITAL))) return false;
    if (next >= end) return true;
    const db_word *x = &r->l->w[next];
    return x->func != DB_FN_AND && x->punct != DB_P_COMMA && x->fid != r->f_with && x->fid != r->f_between && r->cl->unit[next] < 0;
}

/* The title runs from its noun over ezafe, and over the phrases that tell what it is about; the period it covers is not part of it. */
static void measure(db_rec *r, db_instrument *x, uint32_t noun_end) {
    int32_t ci = r->cl->of[x->w0];
    uint32_t w = noun_end, end = r->l->sent0[r->l->w[x->w0].sent + 1];
    x->w1 = w;
    while (w < end && !title_stops(r, w)) {
        const db_word *y = &r->l->w[w];
        if (r->cl->of[w] != ci && r->cl->of[w] >= 0) break;
        const db_date *d = date_at(r, w);
        if (d) { /* «برای سال‌های ۲۰۱۹-۲۰۲۱»: the period */
            if (d->to.iso[0] && strlen(d->from.iso) == 4) x->start = d->from, x->end = d->to;
            else if (w > noun_end && d->w1 < end && (r->l->w[d->w1].fid == r->f_between)) { /* «توافق نوامبر ۲۰۲۰ میان …» */
                x->signed_on = d->from;
                w = d->w1;
                continue;
            }
            break;
        }
        if (ci >= 0 && r->cl->c[ci].v1 > r->cl->c[ci].v0 && w >= r->cl->c[ci].v0) break;
        const db_entry *other;
        if (y->fid == r->f_in && w + 1 < end && db_match_list(r->l, w + 1, r->li_agreement, &other)) break; /* «منشور … در توافق‌نامه …» */
        if (w > noun_end && y->punct == DB_P_QUOTE_OPEN) break; /* what follows is quoted, no part of the name */
        if (x->truce && w == noun_end && y->func == DB_FN_QUANT) break;
        if (y->func == DB_FN_PREP && (!title_prep(r, y->fid) || (x->truce && y->fid == r->f_to))) break;
        if (y->func == DB_FN_PREP && y->fid == r->f_in && w + 1 < end && r->cl->unit[w + 1] >= 0 && r->nm->m[r->cl->unit[w + 1]].kind == DABIR_PLACE) break;
        if (y->punct == DB_P_COMMA) {
            bool listed = false; /* a list inside the title goes on to «و» before any verb */
            for (uint32_t v = w + 1; v < end && v < w + 5 && !title_stops(r, v); v++) listed |= r->l->w[v].func == DB_FN_AND;
            if (!listed || w == noun_end) break;
        }
        if (y->func == DB_FN_ADV || y->func == DB_FN_SUBORD || y->func == DB_FN_REFL) break;
        if (y->func == DB_FN_DET && w == noun_end && (r->l->w[w - 1].flags & DB_WF_EZAFE_Y)) break; /* «بیانیه‌ای این …»: indefinite */
        uint32_t next = w + 1;
        if (r->cl->unit[w] >= 0) while (next < end && r->cl->unit[next] == r->cl->unit[w]) next++;
        else if (behind_number(r, x, w, next, end)) break;
        if (y->func != DB_FN_PREP && y->func != DB_FN_AND && y->punct != DB_P_COMMA) x->w1 = next;
        if (w == noun_end && town_closes(r, w, next, end)) break;
        w = next;
        if (w - x->w0 > 28) break;
    }
    /* the period may stand behind a preposition that the walk stopped at */
    for (uint32_t v = x->w1; v < end && v < x->w1 + 3 && !x->start.iso[0]; v++) {
        const db_date *d = date_at(r, v);
        if (d && d->to.iso[0] && strlen(d->from.iso) == 4) x->start = d->from, x->end = d->to;
    }
}

/* May it pass papers: an organisation or a body of one, but no group of states that only talks («گروه ۱+۵»)? */
static bool passes_papers(const db_rec *r, dabir_ref e) {
    if (e < 0) return false;
    const db_ent *t = &r->nm->e[e];
    if (t->kind == DABIR_IGO) return !t->code || !strpbrk(t->code, "0123456789") || strcmp(t->code, "G7") == 0 || strcmp(t->code, "G20") == 0;
    return t->kind == DABIR_BODY && t->code && db_model_reg_by_code(r->m, DABIR_STATE, t->code) == UINT32_MAX;
}

/* The organisation of a resolution or declaration that does not name it: the last one named before it in the sentence, bodies included;
 * else the first behind it. */
static dabir_ref org_nearby(db_rec *r, const db_instrument *x) {
    uint32_t s = r->l->w[x->w0].sent;
    dabir_ref o = DABIR_NONE;
    for (uint32_t i = db_mention_lower(r, r->l->sent0[s]); i < r->nm->n_mentions && r->nm->m[i].w0 < r->l->sent0[s + 1]; i++) {
        dabir_ref e = r->nm->m[i].entity;
        if (!passes_papers(r, e)) continue;
        if (r->nm->m[i].w0 > x->w0 && o >= 0) break;
        o = e;
    }
    return o >= 0 ? o : r->session_org;
}

/* Papers that an organisation adopts: without its name they are of the one nearby. Plans count if they tell their period. */
static bool needs_org(const db_instrument *x) {
    bool plan = strcmp(x->kind, "strategy") == 0 || strcmp(x->kind, "programme") == 0;
    return strcmp(x->kind, "resolution") == 0 || strcmp(x->kind, "declaration") == 0 || (plan && x->start.iso[0] && !x->parties.n);
}

/* «میان دو کشور»: the sides of the meeting told last. */
static void both_sides(db_rec *r, db_instrument *x, uint32_t w0, uint32_t w1) {
    const db_entry *e;
    if (r->last_meeting < 0 || x->parties.n || !db_list_in(r, w0, w1, db_model_list(r->m, "both-sides"), &e)) return;
    const db_meeting *m = &r->meet[r->last_meeting];
    for (uint32_t i = 0; i < m->who.n; i++) db_ref_add(r, &x->parties, m->who.v[i]);
}

static bool listed_code(const char *list, const char *code) {
    size_t n = strlen(code);
    for (const char *p = list; p && (p = strstr(p, code)); p += n)
        if ((p == list || p[-1] == '|') && (p[n] == 0 || p[n] == '|')) return true;
    return false;
}

/* Parties of a known instrument (parties=…) count where the report names them in one sentence with it. */
static void known_parties(db_rec *r, db_instrument *x, const char *list) {
    uint32_t s = r->l->w[x->w0].sent;
    for (uint32_t i = db_mention_lower(r, r->l->sent0[s]); list && i < r->nm->n_mentions && r->nm->m[i].w0 < r->l->sent0[s + 1]; i++) {
        dabir_ref e = r->nm->m[i].entity;
        if (e >= 0 && (r->nm->e[e].kind == DABIR_STATE || r->nm->e[e].kind == DABIR_IGO) && r->nm->e[e].code && listed_code(list, r->nm->e[e].code)) db_ref_add(r, &x->parties, e);
    }
}

/* Sanctions are those of who imposes them, not of whom they hit: who stands before «علیه» in the title, or else nearest before it. */
static void imposer(db_rec *r, db_instrument *x) {
    uint32_t end = x->w0, s0 = r->l->sent0[r->l->w[x->w0].sent];
    while (end < x->w1 && r->l->w[end].fid != db_model_func(r->m, "against")) end++;
    for (uint32_t from = x->w0; x->org < 0 && !x->parties.n; from = s0, end = x->w0) {
        for (uint32_t i = db_mention_lower(r, from); i < r->nm->n_mentions && r->nm->m[i].w0 < end; i++) {
            dabir_ref e = r->nm->m[i].entity;
            if (e >= 0 && r->nm->e[e].kind == DABIR_STATE) x->parties.n = 0, x->org = DABIR_NONE, db_ref_add(r, &x->parties, e);
            if (e >= 0 && r->nm->e[e].kind == DABIR_IGO) x->parties.n = 0, x->org = e;
        }
        if (from == s0) break;
    }
}

/* «پیمان تل‌آویو و مسکو», «توافق میان ایروان، مسکو و باکو»: towns that are listed are their governments. */
static void capitals(db_rec *r, db_instrument *x, uint32_t end) {
    db_refset all = {0};
    int32_t last = -1;
    bool listed = false;
    for (uint32_t w = x->w0; w < end; w++) {
        int32_t at = r->nm->at[w];
        if (at < 0 || r->nm->m[at].w0 != w || r->nm->m[at].entity < 0) continue;
        const db_ent *e = &r->nm->e[r->nm->m[at].entity];
        if ((e->kind != DABIR_PLACE && e->kind != DABIR_STATE) || !e->code || !*e->code) continue;
        listed |= last >= 0 && r->nm->m[last].w1 + 1 == w && r->l->w[w - 1].func == DB_FN_AND;
        last = at;
        dabir_ref s = db_names_entity(r->a, r->m, &r->d->names, DABIR_STATE, e->code);
        if (s >= 0) db_ref_add(r, &all, s);
    }
    if (listed && all.n > 1) x->parties = all;
}

static void parties_of(db_rec *r, db_instrument *x) {
    x->org = DABIR_NONE;
    if (strcmp(x->kind, "sanctions_act") == 0) {
        imposer(r, x);
        return;
    }
    x->org = db_org_of(r, x->w0, x->w1);
    uint32_t end = x->w0; /* «بیانیه مشترکی درباره افغانستان»: whom it is about is no party of it */
    while (end < x->w1 && r->l->w[end].fid != db_model_func(r->m, "about") && r->l->w[end].fid != db_model_func(r->m, "against")) end++;
    db_refset in;
    db_np_inside(r, x->w0, end, &in);
    for (uint32_t i = 0; i < in.n; i++)
        if (r->nm->e[in.v[i]].kind == DABIR_STATE) db_ref_add(r, &x->parties, in.v[i]);
    if (x->parties.n < 2) capitals(r, x, end);
}

/* «اجرای برنامه …»: the noun of action right before the title. */
static void noun_of_action(db_rec *r, db_instrument *x) {
    const db_entry *e;
    for (uint32_t w = x->w0 > 3 ? x->w0 - 3 : 0; w < x->w0; w++) {
        const db_match *m = db_match_list(r->l, w, r->li_action_n, &e);
        if (m && m->w1 + 1 >= x->w0 && m->w1 <= x->w0) {
            const char *a = db_attr(r, e->attr, "action");
            if (a) {
                x->action = a; /* «توقف اجرای …»: the first of them */
                break;
            }
        }
    }
}

/* «خروج X از برجام»: the noun of leaving stands before «از», whoever leaves between. */
static bool left_by_noun(const db_rec *r, const db_instrument *x) {
    const db_entry *e;
    uint32_t from = x->w0;
    while (from > 0 && x->w0 - from < 2 && (r->l->w[from - 1].func == DB_FN_DET || r->l->w[from - 1].punct)) from--;
    if (from == 0 || r->l->w[from - 1].fid != r->f_from) return false;
    for (uint32_t w = from - 1; w-- > 0 && from - w < 10 && r->l->w[w].sent == r->l->w[x->w0].sent && !r->cl->fin[w];) {
        const db_match *m = db_match_list(r->l, w, r->li_action_n, &e);
        const char *a = m ? db_attr((db_rec *)r, e->attr, "action") : NULL;
        if (a) return strcmp(a, "withdraw") == 0;
    }
    return false;
}

/* What is told of it, counted: leaving it, coming back to it. */
static void count_action(db_instrument *x, const char *action) {
    x->left += strcmp(action, "withdraw") == 0;
    x->kept += strcmp(action, "renew") == 0;
}

static bool same_letters(const db_rec *r, const db_instrument *a, const db_instrument *b) {
    uint32_t n = r->l->w[a->w1 - 1].key1 - r->l->w[a->w0].key0, m = r->l->w[b->w1 - 1].key1 - r->l->w[b->w0].key0, k = n < m ? n : m;
    return k >= 4 && memcmp(r->l->letters + r->l->w[a->w0].key0, r->l->letters + r->l->w[b->w0].key0, k) == 0;
}

static void absorb(db_instrument *x, const db_instrument *y) {
    if (y->w1 - y->w0 > x->w1 - x->w0) x->w0 = y->w0, x->w1 = y->w1;
    if (x->org < 0) x->org = y->org;
    if (strcmp(x->action, "none") == 0) x->action = y->action;
    x->left += y->left, x->kept += y->kept;
    if (!x->start.iso[0]) x->start = y->start, x->end = y->end;
    if (!x->signed_on.iso[0]) x->signed_on = y->signed_on;
    for (uint32_t i = 0; i < y->parties.n && x->parties.n < 40; i++) {
        uint32_t k = 0;
        while (k < x->parties.n && x->parties.v[k] != y->parties.v[i]) k++;
        if (k == x->parties.n) x->parties.v[x->parties.n++] = y->parties.v[i];
    }
    x->specific |= y->specific;
}

/* «A، B و C در بیانیه‌ای مشترک …»: those of its clause's subject issue it. */
static void issuers(db_rec *r, db_instrument *x) {
    int32_t ci = r->cl->of[x->w0];
    if (ci < 0) return;
    db_refset who;
    db_subject(r, (uint32_t)ci, &who);
    if (who.n > 1) x->parties.n = 0, x->org = DABIR_NONE; /* and not the organisation whose session was told of */
    for (uint32_t i = 0; i < who.n; i++)
        if (r->nm->e[who.v[i]].kind == DABIR_IGO) x->org = who.v[i];
        else db_ref_add(r, &x->parties, who.v[i]);
}

/* Who fights: states and groups of the sentence, but for who mediates. */
static void truce_sides(db_rec *r, db_instrument *x) {
    uint32_t s = r->l->w[x->w0].sent, mediators = 0;
    const db_entry *e;
    const db_match *m = db_list_in(r, r->l->sent0[s], r->l->sent0[s + 1], db_model_list(r->m, "ev-mediate-n"), &e);
    if (m) mediators = m->w1;
    for (uint32_t i = db_mention_lower(r, r->l->sent0[s]); i < r->nm->n_mentions && r->nm->m[i].w0 < r->l->sent0[s + 1] && x->parties.n < 2; i++) {
        dabir_ref p = r->nm->m[i].entity;
        if (p < 0 || (mediators && r->nm->m[i].w0 >= mediators && r->nm->m[i].w0 < mediators + 12)) continue;
        if (r->nm->e[p].kind == DABIR_STATE || r->nm->e[p].kind == DABIR_GROUP) db_ref_add(r, &x->parties, p);
    }
}

/* The two that the whole report is most about. */
static void main_sides(db_rec *r, db_instrument *x) {
    uint32_t *n = DB_NEW(r->a, uint32_t, r->nm->n_ents + 1);
    memset(n, 0, (r->nm->n_ents + 1) * sizeof *n);
    for (uint32_t i = 0; i < r->nm->n_mentions; i++)
        if (r->nm->m[i].entity >= 0) n[r->nm->m[i].entity]++;
    for (int turn = 0; turn < 2; turn++) {
        dabir_ref best = DABIR_NONE;
        for (uint32_t i = 0; i < r->nm->n_ents; i++)
            if ((r->nm->e[i].kind == DABIR_STATE || r->nm->e[i].kind == DABIR_GROUP) && n[i] > 1 && (best < 0 || n[i] > n[best])) best = (dabir_ref)i;
        if (best < 0) return;
        db_ref_add(r, &x->parties, best);
        n[best] = 0;
    }
}

/* A resolution is known by its number; those without one are the one under debate. */
static bool unnumbered(const db_rec *r, const db_instrument *x) {
    if (strcmp(x->kind, "resolution") != 0) return false;
    for (uint32_t w = x->w0; w < x->w1; w++)
        if (r->l->w[w].pos & DB_POS_NUM) return false;
    return true;
}

/* Items of the same name in the list of known instruments are one. */
static int32_t find_known(const db_rec *r, const db_instrument *y) {
    for (uint32_t i = 0; i < r->n_ins; i++)
        if (y->item && !r->ins[i].item) continue; /* «توافق», then «توافق هسته‌ای»: another one, for all that is known */
        else if ((y->item && r->ins[i].item == y->item) || (y->truce && r->ins[i].truce) || (unnumbered(r, y) && unnumbered(r, &r->ins[i])) || (strcmp(r->ins[i].kind, y->kind) == 0 && same_letters(r, &r->ins[i], y) && (r->ins[i].org == y->org || r->ins[i].org < 0 || y->org < 0))) return (int32_t)i;
    return -1;
}

/* Does the title itself name who passed it? */
static bool of_whom(const db_rec *r, const db_instrument *x) {
    for (uint32_t i = db_mention_lower(r, x->w0); i < r->nm->n_mentions && r->nm->m[i].w0 < x->w1; i++)
        if (passes_papers(r, r->nm->m[i].entity)) return true;
    return false;
}

/* «توافق قاهره», «سند آلماتی»: called by the town where it was made. */
static bool named_by_town(const db_rec *r, const db_instrument *x) {
    if (r->l->w[x->w0].flags & (DB_WF_PLURAL | DB_WF_EZAFE_Y)) return false;
    if (strcmp(x->kind, "statement") == 0 || strcmp(x->kind, "strategy") == 0 || strcmp(x->kind, "programme") == 0) return false; /* «طرح تهران»: the government's */
    for (uint32_t w = x->w0 + 1; w < x->w1 && w < x->w0 + 3; w++) { /* «سند نهایی هلسنکی» */
        int32_t at = r->nm->at[w];
        if (at < 0) continue;
        const db_mention *m = &r->nm->m[at];
        return m->w1 == x->w1 && (m->kind == DABIR_PLACE || m->flags & DB_MF_CAPITAL);
    }
    return false;
}

static bool specific(const db_rec *r, const db_instrument *x) {
    if (x->named || x->start.iso[0]) return true;
    if (x->w1 - x->w0 < 2) return false;
    bool accords = strcmp(x->kind, "agreement") == 0 && x->parties.n >= 2 && x->signed_on.iso[0]; /* «توافقات نوامبر ۲۰۲۰ میان …» */
    if (r->l->w[x->w0].flags & DB_WF_PLURAL && !accords) /* «قطعنامه‌های شورای امنیت» */
        return strcmp(x->kind, "resolution") == 0 && x->org >= 0 && of_whom(r, x);
    bool plan = strcmp(x->kind, "strategy") == 0 || strcmp(x->kind, "programme") == 0; /* «راهبرد بهبود روابط …» is no instrument */
    if (strcmp(x->kind, "sanctions_act") == 0) return x->org >= 0 || x->parties.n > 0;
    bool law = strcmp(x->kind, "treaty") == 0 || strcmp(x->kind, "convention") == 0; /* «پیمان منع سلاح‌های هسته‌ای»: known by its subject */
    if (named_by_town(r, x)) return true;
    return x->org >= 0 || (x->parties.n >= 2 && !plan) || (law && x->w1 - x->w0 >= 3 && !(r->l->w[x->w0].flags & DB_WF_EZAFE_Y));
}

/* «توافق تسلیحاتی-پیمان …»: the name of a known instrument in apposition. */
static bool tells_name(const db_rec *r, const db_instrument *x) {
    const db_entry *e;
    const db_match *m = db_list_in(r, x->w0 + 1, x->w1, r->li_instrument, &e);
    return m && r->l->w[m->w0 - 1].punct && r->l->w[m->w0 - 1].punct != DB_P_QUOTE_OPEN;
}

/* To the one that it is another mention of, or as a new one. */
static void put_instrument(db_rec *r, db_instrument *x) {
    x->why = (db_why){.id = x->named ? "agreement.named.1" : x->start.iso[0] ? "agreement.noun-period.1" : "agreement.noun.1"};
    x->why.fills[0] = (dabir_fill){"title", db_span(r->l, &r->d->tok, x->w0, x->w1)};
    x->why.n_fills = 1;
    int32_t at = find_known(r, x);
    if (at >= 0) absorb(&r->ins[at], x);
    else DB_PUSH(r->a, r->ins, r->n_ins, r->cap_ins) = *x;
    DB_PUSH(r->a, r->named, r->n_named, r->cap_named) = (db_naming){x->w0, x->w1, at >= 0 ? (uint32_t)at : r->n_ins - 1};
}

static void add_instrument(db_rec *r, const db_match *m, const db_entry *e, bool named) {
    const char *kind = db_attr(r, e->attr, "kind");
    if (!kind) return;
    const char *weak = db_attr(r, e->attr, "weak"); /* «برنامه», «طرح»: only with the period it covers or an organisation */
    db_instrument x = {.kind = kind, .action = "none", .w0 = m->w0, .w1 = m->w1, .org = DABIR_NONE, .place = DABIR_NONE, .leaver = DABIR_NONE, .named = named};
    x.truce = db_attr(r, e->attr, "truce") != NULL;
    if (!named) measure(r, &x, m->w1);
    if (x.w1 > m->w1 && r->l->w[m->w0].flags & DB_WF_EZAFE_Y && m->w1 - m->w0 > 1 && r->l->w[m->w1].func != DB_FN_PREP) x.w1 = m->w1; /* «در بیانیه‌ای مشترک ایران را …» */
    if (!named && tells_name(r, &x)) return;
    parties_of(r, &x);
    if (named) { /* its organisation may be given by the list */
        const char *o = db_attr(r, e->attr, "org");
        if (o && (x.org = db_names_entity(r->a, r->m, &r->d->names, DABIR_IGO, o)) < 0) x.org = db_names_entity(r->a, r->m, &r->d->names, DABIR_BODY, o);
        known_parties(r, &x, db_attr(r, e->attr, "parties"));
    } else {
        bool near = db_attr(r, e->attr, "near") && x.w1 - x.w0 > 1 && x.parties.n < 2;
        if (x.org < 0 && (near || needs_org(&x) || db_attr(r, e->attr, "joint"))) x.org = org_nearby(r, &x);
    }
    x.item = named ? e->id + 1 : 0;
    noun_of_action(r, &x);
    if (strcmp(x.action, "none") == 0 && left_by_noun(r, &x)) x.action = "withdraw";
    count_action(&x, x.action);
    uint32_t in_title = x.parties.n;
    if (x.truce && x.parties.n < 2) truce_sides(r, &x);
    if (x.truce && x.parties.n == 0 && !weak) main_sides(r, &x);
    bool joint = db_attr(r, e->attr, "joint") != NULL;
    if (joint && x.parties.n < 2) issuers(r, &x);
    x.specific = specific(r, &x) || (x.truce && !weak) || (joint && (x.org >= 0 || x.parties.n >= 2));
    x.weak = weak && !x.start.iso[0] && !named_by_town(r, &x);
    if (x.weak && strcmp(weak, "period") == 0) return;
    if (x.weak && strcmp(weak, "number") == 0) {
        if (m->w1 >= x.w1 || !(r->l->w[m->w1].pos & DB_POS_NUM)) return;
        x.weak = false, x.specific = true;
    }
    if (x.weak && strcmp(kind, "message") == 0 && x.org < 0) return;
    const db_entry *in;
    x.weak |= !named && !joint && db_match_list(r->l, m->w0, db_model_list(r->m, "agreement-indefinite"), &in) != NULL;
    bool inside = x.w0 > 0 && r->l->w[x.w0 - 1].fid == r->f_in; /* «در بیانیه‌ای مشترک … خواستند» */
    if (strcmp(kind, "statement") == 0 && inside && strcmp(x.action, "none") == 0 && (joint || m->w1 - m->w0 > 1)) x.action = "adopt";
    bool many = m->w1 < r->l->n_words && r->l->w[m->w1].flags & DB_WF_PLURAL; /* «بیانیه وزیران خارجه …» */
    int32_t town = m->w1 < r->l->n_words ? r->nm->at[m->w1] : -1; /* «بیانیه تاشکند» */
    many |= town >= 0 && (r->nm->m[town].kind == DABIR_PLACE || r->nm->m[town].flags & DB_MF_CAPITAL);
    bool one_sided = !named && !many && m->w1 - m->w0 == 1 && strcmp(kind, "statement") == 0; /* «بیانیه آژانس …» */
    one_sided |= !named && town >= 0 && r->nm->m[town].kind == DABIR_STATE && strcmp(kind, "declaration") == 0 && x.parties.n < 2; /* «اعلامیه ایران» */
    if (x.weak && strcmp(kind, "agreement") == 0 && strcmp(x.action, "none") != 0 && x.w1 - x.w0 >= 3 && r->session_org >= 0) { /* «امضای سند همکاری مالی» */
        if (x.org < 0) x.org = r->session_org;
        x.weak = false;
        x.specific = true;
    }
    if (town >= 0 && many && !named && strcmp(kind, "statement") == 0 && strcmp(x.action, "adopt") == 0 && r->session_org >= 0) { /* «با صدور بیانیه قاهره» */
        if (x.org < 0) x.org = r->session_org;
        x.specific = true;
    }
    if (one_sided) x.weak = true, x.parties.n = 0; /* whom it is about is no party of it */
    bool sided = x.truce && in_title >= 2;
    if (x.weak) x.specific = sided || (x.truce && x.parties.n >= 2 && strcmp(x.action, "none") != 0 && strcmp(x.action, "negotiate") != 0); /* «نقض آتش‌بس» */
    put_instrument(r, &x);
}

/* Is word w inside the name of an organisation that began before it? */
static bool within_org(const db_rec *r, uint32_t w) {
    for (uint32_t i = db_mention_lower(r, w > 6 ? w - 6 : 0); i < r->nm->n_mentions && r->nm->m[i].w0 < w; i++)
        if (r->nm->m[i].kind == DABIR_IGO && r->nm->m[i].w1 > w) return true;
    return false;
}

void db_instruments(db_rec *r) {
    const db_entry *e;
    uint32_t not_one = db_model_list(r->m, "agreement-not"), closed = 0;
    for (uint32_t w = 0; w < r->l->n_words;) {
        const db_match *m = db_match_list(r->l, w, r->li_instrument, &e);
        bool named = m != NULL;
        if (!m && r->cl->unit[w] < 0) m = db_match_list(r->l, w, r->li_agreement, &e);
        if (!m) {
            w++;
            continue;
        }
        int32_t ci = r->cl->of[w];
        bool in_verb = ci >= 0 && r->cl->c[ci].v1 > r->cl->c[ci].v0 && w >= r->cl->c[ci].v0 && w < r->cl->c[ci].v1;
        in_verb = in_verb && !(e && db_attr(r, e->attr, "truce")); /* «به توافقی برای آتش‌بس رسیدند» */
        const db_entry *no;
        bool inside = named && within_org(r, w); /* «سازمان پیمان امنیت جمعی» is no treaty */
        bool other = inside || (!named && (db_match_list(r->l, w, not_one, &no) || (w > 0 && db_match_list(r->l, w - 1, not_one, &no))));
        bool back = !named && w > 0 && r->l->w[w - 1].func == DB_FN_DET; /* «این توافق»: one told before */
        const db_entry *in;
        bool names_it = !named && m->w1 < r->l->n_words && r->l->w[m->w1].sent == r->l->w[w].sent && r->cl->unit[w] < 0 && db_match_list(r->l, m->w1, r->li_instrument, &in); /* «توافق برجام» */
        bool part = w < closed; /* «پروتکل الحاق … به پیمان …»: in the title of another */
        if (!in_verb && !other && !back && !names_it && !part) {
            uint32_t n = r->n_named;
            add_instrument(r, m, e, named);
            const db_naming *now = r->n_named > n ? &r->named[n] : NULL;
            if (now && !named && r->ins[now->ins].specific) closed = now->w1;
        }
        w = m->w1;
    }
}

/* «X با Y … امضا کرد»: the other side. */
static void partners(db_rec *r, const db_hit *h, db_instrument *x) {
    const db_clause *c = &r->cl->c[h->clause];
    if ((!x->parties.n && x->org < 0) || strcmp(x->kind, "sanctions_act") == 0) return;
    for (uint32_t i = c->c0; i < c->c1; i++) {
        const db_chunk *k = &r->cl->k[i];
        if (k->date || (k->prep != r->f_with && k->prep != r->f_between)) continue;
        db_refset s;
        db_np_heads(r, k->w0, k->w1, &s);
        for (uint32_t j = 0; j < s.n; j++)
            if (r->nm->e[s.v[j]].kind != DABIR_IGO) db_ref_add(r, &x->parties, s.v[j]);
            else if (x->org < 0) x->org = s.v[j];
    }
}

/* «از این پیمان خارج شد»: the last instrument before of that kind. */
static db_instrument *told_before(db_rec *r, uint32_t a, uint32_t b) {
    const db_entry *e;
    const db_match *m = db_list_in(r, a, b, r->li_agreement, &e);
    if (!m || m->w0 == 0 || r->l->w[m->w0 - 1].func != DB_FN_DET) return NULL;
    const char *kind = db_attr(r, e->attr, "kind");
    db_instrument *best = NULL;
    for (uint32_t i = 0; i < r->n_ins && kind; i++)
        if (r->ins[i].w0 < a && strcmp(r->ins[i].kind, kind) == 0 && (!best || r->ins[i].w0 > best->w0)) best = &r->ins[i];
    return best;
}

static bool makes(const char *action) {
    static const char *const made[] = {"sign", "conclude", "adopt"};
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        if (strcmp(action, made[i]) == 0) return true;
    return false;
}

/* What is done with an instrument («… به امضا رسید»): finds the one inside the role's words. */
void db_emit_agreement(db_rec *r, const db_hit *h, const db_remit *e) {
    int tr, pr;
    db_hit_value(r, h, e, "title", &tr);
    db_hit_value(r, h, e, "parties", &pr);
    uint32_t aux = db_aux_of(r, h->clause);
    if (tr < 0 || (aux & (DABIR_HYPOTHETICAL | DABIR_NEGATION))) return;
    const char *action = db_hit_value(r, h, e, "action", NULL);
    uint32_t a = h->role[tr].w0, b = h->role[tr].w1, at = 0;
    db_instrument *x = NULL;
    for (uint32_t i = 0; i < r->n_named && !x; i++)
        if (r->named[i].w0 >= a && r->named[i].w0 < b) x = &r->ins[r->named[i].ins], at = r->named[i].w0;
    uint32_t cw0 = r->cl->c[h->clause].w0;
    if (h->role[tr].w1 <= cw0 && r->cl->c[h->clause].type == DB_CL_REL) /* «مهم‌ترین سند، توافق‌نامه … است که … امضا شد»: the nearest */
        for (uint32_t i = 0; i < r->n_named && r->named[i].w0 < cw0; i++)
            if (r->named[i].w0 >= a && r->named[i].w1 + 6 > cw0) x = &r->ins[r->named[i].ins], at = r->named[i].w0;
    bool bare = h->role[tr].slot == DB_S_OBJECT || h->role[tr].slot == DB_S_SUBJECT;
    if (x && bare && at > a && r->cl->unit[at - 1] < 0 && !r->l->w[at - 1].punct && db_attr(r, h->attr, "head")) return; /* «نقض محدودیت‌های برجام را تأیید کرد» */
    if (!x) x = told_before(r, a, b);
    if (!x) return;
    if (action && (strcmp(x->action, "none") == 0 || strcmp(x->action, "implement") == 0)) x->action = action, x->why = h->why;
    if (action) count_action(x, action);
    x->aux |= aux;
    const db_date *d = db_date_of(r, h->clause);
    bool entry = action && (strcmp(action, "enter_into_force") == 0 || strcmp(action, "implement") == 0);
    bool until = false; /* «تا سال ۲۰۲۵ اجرا می‌شود» */
    for (uint32_t i = r->cl->c[h->clause].c0; d && i < r->cl->c[h->clause].c1; i++) until |= r->cl->k[i].date && r->cl->k[i].prep == r->f_until && r->cl->k[i].w0 <= d->w0 && r->cl->k[i].w1 > d->w0;
    if (until && !x->end.iso[0]) x->end = d->from;
    else if (d && entry && !x->start.iso[0]) x->start = d->from;
    else if (d && !d->to.iso[0] && !x->signed_on.iso[0]) /* a range is the period it covers */ x->signed_on = d->from;
    dabir_ref p = db_place_of(r, h->clause);
    if (p >= 0 && r->nm->e[p].kind == DABIR_PLACE) x->place = p;
    db_refset who;
    const db_entry *be;
    if (action && strcmp(action, "withdraw") == 0 && pr >= 0 && db_role_actors(r, h, pr, &who)) x->leaver = who.v[0];
    if (pr >= 0 && action && makes(action) && db_role_actors(r, h, pr, &who) && who.n >= 2) x->signers = who;
    bool talked = action && strcmp(action, "negotiate") == 0 && x->parties.n > 0; /* who talks about it need be no side of it */
    if (pr >= 0 && !talked && db_role_actors(r, h, pr, &who))
        for (uint32_t i = 0; i < who.n; i++) {
            if (r->nm->e[who.v[i]].kind == DABIR_IGO && x->org < 0 && !(x->item && x->parties.n) && !db_list_in(r, h->role[pr].w0, h->role[pr].w1, db_model_list(r->m, "both-sides"), &be)) x->org = who.v[i];
            else if (r->nm->e[who.v[i]].kind != DABIR_IGO) db_ref_add(r, &x->parties, who.v[i]);
        }
    partners(r, h, x);
    uint32_t s = r->l->w[x->w0].sent;
    both_sides(r, x, r->l->sent0[s], r->l->sent0[s + 1]);
    if (x->weak) x->specific |= x->parties.n >= 2 || (x->org >= 0 && strcmp(x->kind, "statement") != 0);
    else x->specific |= (x->w1 - x->w0 >= 2 && x->org >= 0) || x->parties.n > 0 || (action && makes(action) && x->signed_on.iso[0] && x->w1 - x->w0 >= 3);
}

static void event_of(db_rec *r, const db_instrument *x, int32_t id) {
    if (strcmp(x->action, "withdraw") == 0 && x->leaver >= 0) { /* leaving an agreement is REJECT */
        db_refset who = {0}, to = {0};
        db_ref_add(r, &who, x->leaver);
        if (db_event_known(r, "REJECT", x->leaver)) return; /* told by the rules for events, with whom it hits */
        for (uint32_t i = 0; i < x->parties.n; i++)
            if (x->parties.v[i] != x->leaver) db_ref_add(r, &to, x->parties.v[i]);
        db_event_add(r, &x->why, "REJECT", NULL, NULL, &who, to.n ? &to : NULL, x->signed_on.iso[0] ? &x->signed_on : NULL, DABIR_NONE, x->aux, x->w0, x->w1, id);
        return;
    }
    if (!makes(x->action) || strcmp(x->kind, "resolution") == 0 || (strcmp(x->kind, "statement") == 0 && strcmp(x->action, "sign") != 0)) return;
    db_refset a = {0};
    if (x->signers.n >= 2) a = x->signers;
    else if (x->parties.n >= 2) a = x->parties;
    else if (x->org >= 0) { /* between an organisation and one state: both */
        if (x->parties.n == 1) a = x->parties;
        db_ref_add(r, &a, x->org);
    }
    else return;
    bool treaty = strcmp(x->kind, "treaty") == 0 || strcmp(x->kind, "convention") == 0;
    uint32_t aux = x->aux;
    if (x->signed_on.iso[0] && !(aux & DABIR_FUTURE) && (!r->d->rep.published.iso[0] || strncmp(x->signed_on.iso, r->d->rep.published.iso, 7) < 0)) aux |= DABIR_HISTORICAL;
    db_event_add(r, &x->why, treaty ? "SUPPORT" : "AGREE", NULL, treaty ? "057" : NULL, &a, NULL, x->signed_on.iso[0] ? &x->signed_on : NULL, x->place, aux, x->w0, x->w1, id);
}

/* All its sides belong to one state: «تفاهم‌نامه وزارت … و استانداری …». */
static bool domestic(const db_rec *r, const db_instrument *x) {
    const char *one = NULL;
    if (x->named || x->org >= 0 || x->parties.n < 2) return false;
    for (uint32_t i = 0; i < x->parties.n; i++) {
        const db_ent *e = &r->nm->e[x->parties.v[i]];
        if (e->kind == DABIR_GROUP) return false;
        if (e->code && *e->code && one && strcmp(one, e->code) != 0) return false;
        if (e->code && *e->code) one = e->code;
    }
    return true;
}

/* What is told of an accord beside its being left, and weighs less. */
static bool outweighed(const char *action) {
    static const char *const less[] = {"implement", "none", "violate", "conclude"};
    for (size_t i = 0; i < sizeof less / sizeof *less; i++)
        if (strcmp(action, less[i]) == 0) return true;
    return false;
}

static uint32_t n_letters(const db_rec *r, const db_instrument *x) { return r->l->w[x->w1 - 1].key1 - r->l->w[x->w0].key0; }

/* A known instrument is called by the name that the report uses most, of several the first («توافق هسته‌ای», then «برجام» throughout), or by the
 * shortest where the list says so. */
static void usual_name(const db_rec *r, uint32_t ins, db_instrument *x) {
    enum { MOST = 64 };
    uint32_t at[MOST], n = 0, best = 0, fewest = UINT32_MAX;
    const db_entry *e;
    bool shortest = db_match_list(r->l, x->w0, r->li_instrument, &e) && db_attr((db_rec *)r, e->attr, "short");
    for (uint32_t i = 0; i < r->n_named && n < MOST; i++)
        if (r->named[i].ins == ins) at[n++] = i;
    for (uint32_t i = 0; i < n; i++) {
        const db_naming *a = &r->named[at[i]];
        db_instrument one = {.w0 = a->w0, .w1 = a->w1};
        uint32_t times = 0;
        for (uint32_t j = i; j < n; j++) {
            db_instrument other = {.w0 = r->named[at[j]].w0, .w1 = r->named[at[j]].w1};
            times += same_letters(r, &one, &other);
        }
        if (shortest ? n_letters(r, &one) >= fewest : times <= best) continue;
        fewest = n_letters(r, &one);
        best = times;
        x->w0 = a->w0, x->w1 = a->w1;
    }
}

/* An instrument of which the report tells no side where it names it: the organisations and those who act in the first of those sentences that has
 * any («خواستار خروج از …»), else the one whose session the report is about. */
static void ties(db_rec *r, uint32_t ins, db_instrument *x) {
    for (uint32_t i = 0; i < r->n_named && x->org < 0 && x->parties.n == 0; i++) {
        if (r->named[i].ins != ins) continue;
        uint32_t s = r->l->w[r->named[i].w0].sent, mediators = UINT32_MAX;
        const db_entry *e;
        const db_match *m = db_list_in(r, r->l->sent0[s], r->l->sent0[s + 1], db_model_list(r->m, "ev-mediate-n"), &e);
        if (m) mediators = m->w1;
        for (uint32_t j = db_mention_lower(r, r->l->sent0[s]); j < r->nm->n_mentions && r->nm->m[j].w0 < r->l->sent0[s + 1]; j++) {
            dabir_ref p = r->nm->m[j].entity;
            if (!db_is_actor(r, p) || (r->nm->m[j].w0 >= mediators && r->nm->m[j].w0 < mediators + 8)) continue;
            const db_ent *t = &r->nm->e[p];
            bool state = t->code && *t->code && db_model_reg_by_code(r->m, DABIR_STATE, t->code) != UINT32_MAX;
            dabir_ref side = state ? db_names_entity(r->a, r->m, &r->d->names, DABIR_STATE, t->code) : p;
            if (t->kind == DABIR_IGO && x->org < 0) x->org = p;
            else if (t->kind != DABIR_IGO && state && x->parties.n < 2) db_ref_add(r, &x->parties, side);
        }
    }
    if (x->org < 0 && x->parties.n == 0) x->org = r->session_org;
    uint32_t s = r->l->w[x->w0].sent, back = r->l->sent0[s > 3 ? s - 3 : 0]; /* else the one told of last */
    for (uint32_t j = db_mention_lower(r, back); x->parties.n == 0 && j < r->nm->n_mentions && r->nm->m[j].w0 < x->w0; j++)
        if (passes_papers(r, r->nm->m[j].entity) && (x->org < 0 || r->nm->m[j].w0 >= back) && x->org != r->session_org) x->org = r->nm->m[j].entity;
}

void db_instruments_finish(db_rec *r) {
    for (uint32_t i = 0; i < r->n_ins; i++) {
        db_instrument *x = &r->ins[i];
        if (x->specific && x->org < 0 && x->parties.n == 0) ties(r, i, x);
        const db_entry *e;
        if (x->item && strcmp(x->action, "none") == 0 && db_match_list(r->l, x->w0, r->li_instrument, &e) && db_attr(r, e->attr, "deed")) continue;
        bool law = strcmp(x->kind, "treaty") == 0 || strcmp(x->kind, "convention") == 0;
        if (law && !x->named && x->org < 0 && x->parties.n == 0 && strcmp(x->action, "none") == 0) continue; /* «پروتکل انتقال فایل» */
        if (!x->specific || domestic(r, x)) continue;
        if (x->item) usual_name(r, i, x);
        if (x->item && x->left > x->kept && outweighed(x->action)) x->action = "withdraw";
        dabir_claim *c = db_claim_new(r, DABIR_AGREEMENT, &x->why, x->w0, x->w1);
        c->kind = x->kind;
        c->title = db_quote(r, x->w0, x->w1);
        c->organization = x->org;
        c->parties = db_refs(r, &x->parties);
        c->action = x->action;
        c->signed_on = x->signed_on;
        c->start = x->start;
        c->end = x->end;
        c->place = x->place;
        c->aux = x->aux;
        event_of(r, x, (int32_t)r->d->n_claims - 1);
    }
}
