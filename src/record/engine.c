/* engine.c -- runs the rules over the clauses: each verb complex and each noun of a trigger list looks up its rules; a rule whose
 * required roles are all filled hands its emits to the claim builders. */
#include "record/engine.h"

static void fill_why(db_rec *r, db_hit *h) {
    const db_rules *R = r->rules;
    h->why = (db_why){.id = db_rule_str(R, h->rule->id), .file = db_rule_str(R, h->rule->file), .line = h->rule->line};
    h->why.fills[h->why.n_fills++] = (dabir_fill){"trigger", db_span(r->l, &r->d->tok, h->t0, h->t1)};
    for (uint32_t i = 0; i < h->rule->n_roles && h->why.n_fills < 8; i++)
        if (h->role[i].set && h->role[i].w1 > h->role[i].w0)
            h->why.fills[h->why.n_fills++] = (dabir_fill){db_rule_str(R, db_role_at(R, h->rule->role0 + i)->name), db_span(r->l, &r->d->tok, h->role[i].w0, h->role[i].w1)};
}

const char *db_hit_value(db_rec *r, const db_hit *h, const db_remit *e, const char *key, int *role) {
    if (role) *role = -1;
    for (uint32_t i = 0; i < e->n_kv; i++) {
        const db_rkv *kv = db_kv_at(r->rules, e->kv0 + i);
        if (strcmp(db_rule_str(r->rules, kv->key), key) != 0) continue;
        if (kv->kind == DB_V_LITERAL) return db_rule_str(r->rules, kv->value);
        if (kv->kind == DB_V_ATTR) return db_attr(r, h->attr, db_rule_str(r->rules, kv->value));
        if (role && kv->value < 8 && h->role[kv->value].set) *role = (int)kv->value;
        return NULL;
    }
    return NULL;
}

bool db_role_actors(db_rec *r, const db_hit *h, int role, db_refset *out) {
    *out = (db_refset){0};
    if (role < 0 || !h->role[role].set) return false;
    if (h->role[role].slot == DB_S_SUBJECT) db_subject(r, h->clause, out);
    else if (h->role[role].slot == DB_S_INSIDE) db_np_inside(r, h->role[role].w0, h->role[role].w1, out);
    else {
        db_np_heads(r, h->role[role].w0, h->role[role].w1, out);
        if (out->n == 0) db_np_inside(r, h->role[role].w0, h->role[role].w1, out);
    }
    return out->n > 0;
}

bool db_object_span(const db_rec *r, uint32_t clause, uint32_t *w0, uint32_t *w1) {
    const db_clause *c = &r->cl->c[clause];
    for (uint32_t i = c->c0; i < c->c1; i++) {
        const db_chunk *k = &r->cl->k[i];
        if (!k->ra) continue;
        uint32_t b = i;
        if (k->prep) {
            while (b > c->c0 && (r->cl->k[b].prep || r->cl->k[b].date)) b--;
            if (r->cl->k[b].prep || r->cl->k[b].ra || (int32_t)b == c->subject) b = i;
        }
        if (b == i && i > c->c0 + 1 && k->w1 == k->w0 + 1 && r->l->w[k->w0].func == DB_FN_DET && !k[-1].prep && !k[-1].date && !k[-1].ra && k[-1].w1 == k->w0 && (int32_t)i - 1 != c->subject && db_match_list(r->l, k[-1].w0, db_model_list(r->m, "w-responsibility"), NULL)) b = i - 1; /* «X | مسئولیت آن را» */
        *w0 = r->cl->k[b].w0;
        *w1 = k->w1;
        return true;
    }
    return false;
}

static bool comma_between(const db_rec *r, uint32_t a, uint32_t b) {
    for (uint32_t w = a; w < b; w++)
        if (r->l->w[w].punct == DB_P_COMMA) return true;
    return false;
}

static bool slot_prep(const db_rec *r, const db_hit *h, uint16_t prep, uint32_t *w0, uint32_t *w1, int32_t *chunk) {
    const db_clause *c = &r->cl->c[h->clause];
    if (h->rule->trig != DB_TR_VERB) { /* the phrase right behind the trigger's own */
        uint32_t own = h->t1;
        for (uint32_t i = c->c0; i < c->c1; i++) {
            const db_chunk *k = &r->cl->k[i];
            if (k->w0 < h->t1) {
                if (k->w1 > own) own = k->w1;
                continue;
            }
            if (k->w0 > h->t1 + 14 || comma_between(r, own, k->w0)) break; /* «به‌رغم هشدار X، Y به Z پیوست» */
            if (k->prep != prep && !k->date && k->prep != r->f_in && k->prep) break; /* the phrase right behind it, a place or date at most between */
            if (k->prep != prep) continue;
            *w0 = k->w0, *w1 = k->w1, *chunk = (int32_t)i;
            return true;
        }
        return false;
    }
    for (uint32_t i = c->c1; i-- > c->c0;) { /* verbs: the last one before the verb is nearest */
        const db_chunk *k = &r->cl->k[i];
        if (k->prep != prep || k->date) continue;
        if (k->w0 > h->v0 && h->v1 > h->v0 && k->w0 < h->v1) continue;
        if (k->w1 == k->w0 + 1 && r->l->w[k->w0].func == DB_FN_DET && k->w1 < c->w1 && r->l->w[k->w1].func == DB_FN_KE && r->cl->of[k->w1] >= 0) { /* «از این که …» in two words */
            *w0 = k->w0, *w1 = r->cl->c[r->cl->of[k->w1]].w1, *chunk = -1;
            return true;
        }
        uint32_t b = i; /* several chunks with the same preposition: the first of them opens the complement */
        for (uint32_t j = c->c0; j < i; j++)
            if (r->cl->k[j].prep == prep && !r->cl->k[j].date && (int32_t)j > c->subject && !comma_between(r, r->cl->k[j].w1, r->cl->k[i].w0)) {
                b = j;
                break;
            }
        *w0 = r->cl->k[b].w0, *w1 = r->cl->k[b].w1, *chunk = (int32_t)b;
        return true;
    }
    for (uint32_t i = h->clause + 1; i < r->cl->s0[c->sent + 1]; i++) { /* «از این‌که نام … منتشر شد، انتقاد کرد» */
        const db_clause *x = &r->cl->c[i];
        if (x->parent != (int32_t)h->clause || !x->intro || x->w0 <= c->w0 || (x->type != DB_CL_ADV && x->type != DB_CL_REL)) continue;
        const db_word *p = &r->l->w[x->w0 - 1];
        if (p->func != DB_FN_PREP || p->fid != prep || r->cl->of[x->w0 - 1] != (int32_t)h->clause) continue;
        *w0 = x->w0, *w1 = x->w1, *chunk = -1;
        return true;
    }
    return false;
}

/* What follows the trigger: «خواستارِ X شد», «سفرِ X», «با تاکید بر X». Up to the verb, a comma or the next clause. */
static bool slot_ezafe(const db_rec *r, const db_hit *h, uint32_t *w0, uint32_t *w1) {
    const db_clause *c = &r->cl->c[h->clause];
    uint32_t a = h->t1, end;
    if (h->rule->trig == DB_TR_VERB) {
        end = c->verb >= 0 ? (uint32_t)c->verb : c->w1;
        for (uint32_t w = a; w < end; w++) /* «درخواست X را … کرد»: the noun is the head of an object */
            if (r->l->w[w].func == DB_FN_RA && r->cl->of[w] == (int32_t)h->clause) return false;
    }
    else {
        if (a < c->w1 && r->cl->unit[a] < 0 && r->l->w[a].func == DB_FN_PREP) return false; /* «بازگشت تحریم‌ها علیه X»: nothing follows in its phrase */
        end = c->v1 > c->v0 && c->v0 >= a ? c->v0 : c->w1;
        for (uint32_t i = c->c0; i < c->c1; i++) {
            const db_chunk *k = &r->cl->k[i];
            if (k->w0 <= a && a < k->w1) end = k->w1;                       /* rest of the trigger's own phrase */
            else if (k->w0 == a || (k->w0 > a && !k->prep && k->w0 - a <= 1)) { end = k->w1; break; }
        }
        if (end <= a) return false;
        for (uint32_t w = a; h->rule->trig == DB_TR_PHRASE && r->l->w[a].func == DB_FN_DET && w < end; w++) /* «به گفته این منبع، A، B و C …» */
            if (r->l->w[w].punct == DB_P_COMMA) end = w;
    }
    while (a < end && r->l->w[a].func == DB_FN_ADV) a++;
    *w0 = a, *w1 = end;
    return end > a;
}

/* «دیدار روز پنجشنبه X و Y»: a day stands within the phrase. End of the phrase of chunk k whose noun ends before word t1. */
static uint32_t behind_day(const db_rec *r, const db_clause *c, uint32_t k, uint32_t t1) {
    const db_chunk *a = &r->cl->k[k];
    if (a->w1 != t1 || k + 2 >= c->c1) return a->w1;
    const db_chunk *day = a + 1, *rest = a + 2;
    bool within = day->date && !day->prep && day->w0 == t1 && !rest->prep && !rest->date && rest->w0 == day->w1 && r->cl->unit[rest->w0] >= 0;
    return within ? rest->w1 : a->w1;
}

bool db_rule_fill_slot(db_rec *r, db_hit *h, uint32_t i, uint16_t slot, uint16_t prep) {
    const db_clause *c = &r->cl->c[h->clause];
    uint32_t w0 = 0, w1 = 0;
    int32_t chunk = -1;
    bool ok = false, direct, inherited = false;
    switch (slot) {
    case DB_S_SUBJECT: {
        db_refset s;
        db_subject(r, h->clause, &s);
        ok = s.n > 0 || s.vague;
        w0 = s.w0, w1 = s.w1, inherited = s.inherited;
        if (w1 <= w0 && (chunk = db_antecedent(r, h->clause)) >= 0) ok = true, w0 = r->cl->k[chunk].w0, w1 = r->cl->k[chunk].w1;
        for (uint32_t x = 0; chunk >= 0 && x < r->n_named; x++) /* «توافقنامه … مسائل مرزی … که به امضا رسید»: the whole title */
            if (r->named[x].w0 < w0 && r->named[x].w1 >= w1) w0 = r->named[x].w0;
        break;
    }
    case DB_S_OBJECT: ok = db_object_span(r, h->clause, &w0, &w1); break;
    case DB_S_PRED:
        for (uint32_t k = c->c0; k < c->c1; k++)
            if (!r->cl->k[k].prep && !r->cl->k[k].ra && !r->cl->k[k].date && r->cl->k[k].w1 <= h->v0) ok = true, w0 = r->cl->k[k].w0, w1 = r->cl->k[k].w1, chunk = (int32_t)k;
        break;
    case DB_S_EZAFE: ok = slot_ezafe(r, h, &w0, &w1); break;
    case DB_S_SPEECH:
        if (h->rule->trig == DB_TR_VERB && h->rule->list == r->li_comp && h->t1 > h->t0 && h->t1 + 1 < h->v0) break; /* «خواستار X هستند که …»: what they call for stands before */
        ok = db_speech_span(r, h->clause, &w0, &w1, &direct); break;
    case DB_S_PHRASE: /* the trigger and the rest of its phrase */
        for (uint32_t k = c->c0; k < c->c1 && !ok; k++)
            if (r->cl->k[k].w0 <= h->t0 && r->cl->k[k].w1 >= h->t1) ok = true, w0 = h->t0, w1 = behind_day(r, c, k, h->t1), chunk = (int32_t)k;
        break;
    case DB_S_APPOSED: /* «ترکیه، عضو ناتو،»: the phrase before the comma; «کویت از اعضای …» */
        for (uint32_t k = c->c0 + 1; k < c->c1 && !ok; k++)
            if (r->cl->k[k].w0 == h->t0 && r->cl->k[k - 1].w1 + 1 == h->t0 && (r->l->w[h->t0 - 1].punct == DB_P_COMMA || r->cl->k[k].prep == r->f_from))
                ok = true, w0 = r->cl->k[k - 1].w0, w1 = r->cl->k[k - 1].w1, chunk = (int32_t)k - 1;
        break;
    case DB_S_HEAD:
        if ((chunk = db_antecedent(r, h->clause)) >= 0) ok = true, w0 = r->cl->k[chunk].w0, w1 = r->cl->k[chunk].w1;
        break;
    case DB_S_INSIDE: ok = true, w0 = c->w0, w1 = c->w1; break;
    case DB_S_DATE: {
        const db_date *d = db_date_of(r, h->clause);
        if (d) ok = true, w0 = d->w0, w1 = d->w1;
        break;
    }
    case DB_S_PREP: ok = slot_prep(r, h, prep, &w0, &w1, &chunk); break;
    default: break;
    }
    if (!ok) return false;
    h->role[i].set = true;
    h->role[i].w0 = w0, h->role[i].w1 = w1, h->role[i].slot = slot, h->role[i].prep = prep, h->role[i].chunk = chunk, h->role[i].inherited = inherited;
    return true;
}

static bool passes(db_rec *r, db_hit *h, uint32_t i, const db_rrole *x) {
    db_refset s;
    const db_entry *e;
    uint32_t w0 = h->role[i].w0, w1 = h->role[i].w1;
    uint16_t filter = x->filter;
    if (x->list && !db_list_in(r, w0, w1, x->list, &e)) return false;
    switch (filter) {
    case DB_FI_NP: case DB_FI_DATE: return true;
    case DB_FI_ACTOR: return db_role_actors(r, h, (int)i, &s) || (h->role[i].slot != DB_S_SUBJECT && db_pronoun_means(r, h->clause, w0, w1, &s));
    case DB_FI_ORG: return db_org_of(r, w0, w1) >= 0;
    case DB_FI_STATE: db_np_inside(r, w0, w1, &s); for (uint32_t j = 0; j < s.n; j++) if (r->nm->e[s.v[j]].kind == DABIR_STATE) return true; return false;
    case DB_FI_PERSON: db_role_actors(r, h, (int)i, &s); for (uint32_t j = 0; j < s.n; j++) if (r->nm->e[s.v[j]].kind == DABIR_PERSON) return true; return false;
    case DB_FI_PLACE: for (uint32_t w = w0; w < w1; w++) if (r->nm->at[w] >= 0) return true; return false;
    case DB_FI_INSTRUMENT: return db_list_in(r, w0, w1, r->li_agreement, &e) || db_list_in(r, w0, w1, r->li_instrument, &e);
    case DB_FI_MEETING: /* also «در آن شرکت کردند» */
        return db_list_in(r, w0, w1, r->li_meeting, &e) || (w1 - w0 == 1 && r->l->w[w0].func == DB_FN_DET && r->session >= 0 && r->meet[r->session].session);
    case DB_FI_MEMBER: return db_list_in(r, w0, w1, r->li_member, &e) != NULL;
    default: return false;
    }
}

/* Does chunk a stand behind a comma as a bare phrase, before the verb? */
static bool explains(const db_rec *r, const db_clause *c, uint32_t a, const db_hit *h) {
    const db_chunk *k = &r->cl->k[a], *b = k - 1;
    return !k->prep && !k->ra && !k->date && (int32_t)a != c->subject && k->w1 <= h->v0 && k->w0 > b->w1 && k->w0 - b->w1 <= 2 && comma_between(r, b->w1, k->w0);
}

/* «… پس از دیدار با A با B دیدار کرد»: an actor is sought from the verb backwards; the first phrase that holds one counts. */
static bool actor_slot(db_rec *r, db_hit *h, uint32_t i, uint16_t prep, const db_rrole *want) {
    const db_clause *c = &r->cl->c[h->clause];
    if (h->rule->trig != DB_TR_VERB || c->v1 <= c->v0) return false;
    for (uint32_t x = c->c1; x-- > c->c0;) {
        const db_chunk *k = &r->cl->k[x];
        if (k->prep != prep || k->date || k->w0 >= h->v1) continue;
        h->role[i].set = true;
        h->role[i].w0 = k->w0, h->role[i].w1 = k->w1, h->role[i].slot = DB_S_PREP, h->role[i].prep = prep, h->role[i].chunk = (int32_t)x, h->role[i].inherited = false;
        if (passes(r, h, i, want)) return true;
        if (prep != r->f_with) continue;
        for (uint32_t a = x + 1; a < c->c1 && explains(r, c, a, h); a++) h->role[i].w1 = r->cl->k[a].w1; /* «با X، همتای مصری خود، …»: nobody knows X */
        if (h->role[i].w1 > k->w1 && passes(r, h, i, want)) return true;
    }
    return false;
}

bool db_rule_try_slot(db_rec *r, db_hit *h, uint32_t i, uint16_t slot, uint16_t prep, const db_rrole *x) {
    if (slot == DB_S_PREP && x->filter != DB_FI_NP && actor_slot(r, h, i, prep, x)) return true;
    return db_rule_fill_slot(r, h, i, slot, prep) && passes(r, h, i, x);
}

/* «از سوی X کشته شدند»: the passive of a simple verb turns the roles of its line round (compound verbs have lines for it) */
const char *db_rule_attr_slots(db_rec *r, const db_hit *h, const db_slotref *s) {
    const db_clause *c = &r->cl->c[h->clause];
    bool turned = h->rule->trig == DB_TR_VERB && c->verb >= 0 && h->t0 == (uint32_t)c->verb && (r->l->w[c->verb].flags & DB_WF_PASSIVE);
    const char *v = db_attr(r, h->attr, db_rule_str(r->rules, s->attr));
    return !v || !turned ? v : strcmp(v, "subject") == 0 ? "by" : strcmp(v, "ra") == 0 ? "subject" : v;
}

bool db_rule_fill_roles(db_rec *r, db_hit *h) {
    for (uint32_t i = 0; i < h->rule->n_roles && i < 8; i++) {
        const db_rrole *x = db_role_at(r->rules, h->rule->role0 + i);
        bool ok = false;
        for (uint32_t s = 0; s < x->n_slots && !ok; s++) {
            uint16_t slot = x->slot[s].slot, prep = x->slot[s].prep;
            if (slot == DB_S_ATTR) {
                const char *v = db_rule_attr_slots(r, h, &x->slot[s]);
                for (const char *p = v; p && *p && !ok;) {
                    size_t n = strcspn(p, "|,");
                    slot = db_slot_by_name(r->m, p, n, &prep);
                    ok = slot && db_rule_try_slot(r, h, i, slot, prep, x);
                    p += n + (p[n] ? 1 : 0);
                }
            } else ok = db_rule_try_slot(r, h, i, slot, prep, x);
        }
        h->role[i].set = ok;
        if (!ok && !x->optional) return false;
    }
    return true;
}

/* Nouns: does the trigger's phrase stand under one of the prepositions that the rule names? */
bool db_rule_stands_under(const db_rec *r, const db_hit *h) {
    const db_clause *c = &r->cl->c[h->clause];
    if (!h->rule->n_under) return true;
    for (uint32_t i = c->c0; i < c->c1; i++) {
        const db_chunk *k = &r->cl->k[i];
        if (k->w0 > h->t0 || k->w1 < h->t1) continue;
        for (uint32_t u = 0; u < h->rule->n_under; u++)
            if (h->rule->under[u] == k->prep) return true;
    }
    return false;
}

bool db_rule_needs_met(const db_rec *r, const db_hit *h) {
    if (!db_rule_stands_under(r, h)) return false;
    uint16_t n = h->rule->need;
    if (!n) return true;
    const db_clause *c = &r->cl->c[h->clause];
    const db_word *v = c->verb >= 0 ? &r->l->w[c->verb] : NULL;
    bool passive = v && (v->flags & DB_WF_PASSIVE), neg = v && (v->flags & DB_WF_NEG);
    if ((n & DB_ND_ACTIVE) && passive) return false;
    if ((n & DB_ND_PASSIVE) && !passive) return false;
    if ((n & DB_ND_NEGATED) && !neg) return false;
    if ((n & DB_ND_POSITIVE) && neg) return false;
    if ((n & DB_ND_NOHYP) && (db_aux_of(r, h->clause) & DABIR_HYPOTHETICAL)) return false;
    return true;
}

static void emit_all(db_rec *r, db_hit *h) {
    fill_why(r, h);
    for (uint32_t i = 0; i < h->rule->n_emits; i++) {
        const db_remit *e = db_emit_at(r->rules, h->rule->emit0 + i);
        switch ((dabir_claim_type)e->type) {
        case DABIR_OFFICE: db_emit_office(r, h, e); break;
        case DABIR_MEMBERSHIP: db_emit_membership(r, h, e); break;
        case DABIR_MEETING: db_emit_meeting(r, h, e); break;
        case DABIR_STATEMENT: db_emit_statement(r, h, e); break;
        case DABIR_AGREEMENT: db_emit_agreement(r, h, e); break;
        case DABIR_EVENT: db_emit_event(r, h, e); break;
        default: break;
        }
    }
}

/* «تحریم … وضع کرد»: a verb that says it only in company (has=LIST) needs one of the list's phrases in its clause, another must have none of them
 * (not=LIST: «به زندان محکوم کرد» condemns nobody's deed); words marked weak count for statements alone, which look at the words themselves. */
bool db_rule_keeps_company(db_rec *r, const db_hit *h, uint32_t list) {
    const db_clause *c = &r->cl->c[h->clause];
    const db_entry *e;
    const char *has = db_attr(r, h->attr, "has"), *not = db_attr(r, h->attr, "not");
    uint32_t end = c->v1 > c->v0 ? c->v1 : c->w1;
    if (has && !db_list_in(r, c->w0, end, db_model_list(r->m, has), &e)) return false;
    if (not && db_list_in(r, c->w0, end, db_model_list(r->m, not), &e)) return false;
    return !db_attr(r, h->attr, "weak") || list == r->li_say || list == r->li_comp || list == r->li_deem;
}

/* Tries the rules of one list; the first whose roles are filled wins (rules stand in the file from the most to the least demanding). */
static void try_rules(db_rec *r, uint32_t list, uint16_t trig, db_hit *proto) {
    if (list > r->n_lists || r->rule0[list] == r->rule0[list + 1]) return;
    if (r->traced) db_trace_try(r, list, trig, proto);
    if (!db_rule_keeps_company(r, proto, list)) return;
    for (uint32_t i = r->rule0[list]; i < r->rule0[list + 1]; i++) {
        const db_rule *rule = db_rule_at(r->rules, i);
        if (rule->trig != trig) continue;
        db_hit h = *proto;
        h.rule = rule;
        if (!db_rule_needs_met(r, &h) || !db_rule_fill_roles(r, &h)) continue;
        emit_all(r, &h);
        return;
    }
}

static void verb_of_clause(db_rec *r, uint32_t ci) {
    const db_clause *c = &r->cl->c[ci];
    if (c->verb < 0 || c->v1 <= c->v0) return;
    db_vtrigger t[16];
    uint32_t n = db_verb_triggers(r->m, r->l, r->cl, (uint32_t)c->verb, ci, t, 16);
    uint32_t longest = 0;
    for (uint32_t i = 0; i < n; i++)
        if (t[i].w1 > t[i].w0 && t[i].w1 - t[i].w0 > longest) longest = t[i].w1 - t[i].w0;
    for (uint32_t i = 0; i < 2 * n; i++) { /* statements first: whose words they are the other rules may ask */
        const db_vtrigger *x = &t[i % n];
        uint32_t len = x->w1 - x->w0;
        bool held = !len && x->lists[0].list == r->li_deem && db_match_list(r->l, t[0].w0, db_model_list(r->m, "w-culprit"), NULL); /* but «X را | مقصر | خواند» */
        if (longest && len < longest && x->w1 == t[0].w1 && !held) { /* «مورد بررسی قرار داد» is not «بررسی قرار داد» */
            for (uint32_t k = 0; r->traced && i < n && k < x->n; k++) db_trace_passed(r, x->lists[k].list, DB_TR_VERB, x->w0, x->w1, "a longer compound verb stands here");
            continue;
        }
        for (uint32_t k = 0; k < x->n; k++) {
            uint16_t list = x->lists[k].list;
            if ((list == r->li_say || list == r->li_comp || list == r->li_deem) != (i < n)) continue;
            db_hit h = {.clause = ci, .t0 = len ? x->w0 : (uint32_t)c->verb, .t1 = len ? x->w1 : (uint32_t)c->verb + 1, .v0 = c->v0, .v1 = c->v1, .attr = x->lists[k].attr};
            try_rules(r, list, DB_TR_VERB, &h);
        }
    }
}

static void pass_noun(db_rec *r, uint32_t list, const db_match *m, const char *why) {
    db_trace_passed(r, list, DB_TR_PHRASE, m->w0, m->w1, why);
    db_trace_passed(r, list, DB_TR_NOUN, m->w0, m->w1, why);
}

static void nouns_of_sentence(db_rec *r, uint32_t s) {
    for (uint32_t w = r->l->sent0[s]; w < r->l->sent0[s + 1]; w++)
        for (uint32_t i = r->l->m0[w]; i < r->l->m0[w + 1]; i++) {
            const db_match *m = &r->l->m[i];
            for (uint32_t k = 0; k < m->n_e; k++) {
                const db_entry *e = &m->e[k];
                if (e->cls != DB_C_LIST || e->list > r->n_lists || r->rule0[e->list] == r->rule0[e->list + 1]) continue;
                int32_t ci = r->cl->of[w];
                const db_clause *c = ci < 0 ? NULL : &r->cl->c[ci];
                if (!c || r->cl->unit[w] >= 0 || (w >= c->v0 && w < c->v1)) { /* part of the verb complex: the verb's rules see it */
                    if (r->traced) pass_noun(r, e->list, m, !c ? "it stands in no clause" : r->cl->unit[w] >= 0 ? "it is part of a name" : "it is part of the verb");
                    continue;
                }
                db_hit h = {.clause = (uint32_t)ci, .t0 = m->w0, .t1 = m->w1, .v0 = c->v0, .v1 = c->v1, .attr = e->attr};
                try_rules(r, e->list, DB_TR_PHRASE, &h);
                try_rules(r, e->list, DB_TR_NOUN, &h);
            }
        }
}

static void index_rules(db_rec *r) {
    uint32_t max = 0;
    for (uint32_t i = 0; i < r->rules->n_rules; i++)
        if (db_rule_at(r->rules, i)->list > max) max = db_rule_at(r->rules, i)->list;
    r->n_lists = max;
    r->rule0 = DB_NEW(r->a, uint32_t, max + 2);
    for (uint32_t l = 0, i = 0; l <= max + 1; l++) {
        while (i < r->rules->n_rules && db_rule_at(r->rules, i)->list < l) i++;
        r->rule0[l] = i;
    }
}

static void look_up(db_rec *r) {
    const dabir_model *m = r->m;
    r->li_actor_head = db_model_list(m, "actor-head");
    r->li_participants = db_model_list(m, "participants");
    r->li_meeting = db_model_list(m, "meeting-noun");
    r->li_agreement = db_model_list(m, "agreement-noun");
    r->li_instrument = db_model_list(m, "instrument");
    r->li_say = db_model_list(m, "say");
    r->li_comp = db_model_list(m, "say-comp");
    r->li_deem = db_model_list(m, "deem");
    r->li_sides = db_model_list(m, "sides");
    r->li_partitive = db_model_list(m, "partitive");
    r->li_team = db_model_list(m, "meeting-delegation");
    r->li_held = db_model_list(m, "meeting-held");
    r->li_meeting_mode = db_model_list(m, "meeting-mode");
    r->li_member = db_model_list(m, "member-noun");
    r->li_anon = db_model_list(m, "unnamed-official");
    r->li_hyp = db_model_list(m, "hypothetical");
    r->li_planned = db_model_list(m, "planned");
    r->li_action_n = db_model_list(m, "agreement-action-n");
    r->f_in = (uint16_t)db_model_func(m, "in");
    r->f_with = (uint16_t)db_model_func(m, "with");
    r->f_from = (uint16_t)db_model_func(m, "from");
    r->f_to = (uint16_t)db_model_func(m, "to");
    r->f_until = (uint16_t)db_model_func(m, "until");
    r->f_host = (uint16_t)db_model_func(m, "host");
    r->f_including = (uint16_t)db_model_func(m, "including");
    r->f_if = (uint16_t)db_model_func(m, "if");
    r->f_by = (uint16_t)db_model_func(m, "by");
    r->f_between = (uint16_t)db_model_func(m, "between");
    r->f_for = (uint16_t)db_model_func(m, "for");
    r->f_because = (uint16_t)db_model_func(m, "because");
    r->f_as = (uint16_t)db_model_func(m, "as-told");
    r->f_presence = (uint16_t)db_model_func(m, "with-presence");
}

/* The organisation whose session the report is about: the first that stands in the phrase of a meeting. */
static void find_session_org(db_rec *r) {
    const db_entry *e;
    for (uint32_t i = 0; i < r->cl->n_chunks && r->session_org < 0; i++) {
        const db_chunk *k = &r->cl->k[i];
        const db_match *m = db_list_in(r, k->w0, k->w1, r->li_meeting, &e);
        if (m) r->session_org = db_org_of(r, m->w1 < k->w1 ? m->w1 : k->w0, k->w1);
    }
}

void db_record_run(dabir_doc *d) {
    db_rec rec = {.d = d, .a = d->arena, .m = d->model, .l = &d->lang, .nm = &d->names, .cl = &d->cl, .rules = db_rules_of(d->model),
                  .last_speaker = DABIR_NONE, .session = -1, .last_meeting = -1, .session_org = DABIR_NONE, .member_org = DABIR_NONE, .speech_claim = -1, .traced = d->trace != NULL};
    db_rec *r = &rec;
    look_up(r);
    db_counterparts(r);
    db_speakers_begin(r);
    db_offices(r);
    if (!r->rules) return;
    index_rules(r);
    r->speech_of = DB_NEW(r->a, int32_t, d->cl.n + 1);
    r->claim_of = DB_NEW(r->a, int32_t, d->cl.n + 1);
    for (uint32_t i = 0; i <= d->cl.n; i++) r->speech_of[i] = r->claim_of[i] = -1;
    find_session_org(r);
    db_instruments(r);
    r->stood = DB_NEW(r->a, uint8_t, r->l->n_words + 1);
    memset(r->stood, 0, r->l->n_words + 1);
    for (uint32_t s = 0; s < r->l->n_sents; s++) {
        db_standings(r, s);
        db_colon_statement(r, s);
        for (uint32_t c = r->cl->s0[s]; c < r->cl->s0[s + 1]; c++) verb_of_clause(r, c);
        nouns_of_sentence(r, s);
        db_foundings(r, s);
        db_applications(r, s);
        db_meeting_attendants(r, s);
    }
    db_speech_events(r);
    db_speakers_finish(r);
    db_meetings_finish(r);
    db_instruments_finish(r);
    db_memberships_finish(r);
    db_quiet(r);
    if (r->traced) db_trace_finish(r);
}
