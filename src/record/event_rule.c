/* event_rule.c -- events as the rules find them: whom the phrases of a hit mean as actor and recipient, what is only thought of and
 * what lies before the news. */
#include "record/event.h"

static bool verbal(const db_hit *h) { return h->rule->trig == DB_TR_VERB; }

static bool keyed(db_rec *r, const db_hit *h, const db_remit *e, const char *key, const char *value) {
    const char *v = db_hit_value(r, h, e, key, NULL);
    return v && strcmp(v, value) == 0;
}

/* Is a role bound to `key` in the emit, filled or not? Its role in the rule, or NULL. */
static const db_rrole *role_of_key(const db_rec *r, const db_hit *h, const db_remit *e, const char *key) {
    for (uint32_t i = 0; i < e->n_kv; i++) {
        const db_rkv *kv = db_kv_at(r->rules, e->kv0 + i);
        if (kv->kind == DB_V_ROLE && strcmp(db_rule_str(r->rules, kv->key), key) == 0) return db_role_at(r->rules, h->rule->role0 + kv->value);
    }
    return NULL;
}

/* «حملات اسرائیل به لبنان»: the head of a phrase ends where a preposition, که or another clause opens. */
static uint32_t head_end(const db_rec *r, uint32_t w0, uint32_t w1) {
    for (uint32_t w = w0; w < w1; w++)
        if (w > w0 && r->cl->unit[w] < 0 && (r->l->w[w].func == DB_FN_PREP || r->l->w[w].func == DB_FN_KE)) return w;
    return w1;
}

typedef enum stands_for { NOBODY, CAPITALS /* «خروج واشنگتن» */, PLACES } stands_for;

static bool is_capital(const db_rec *r, const db_mention *m) {
    for (uint32_t i = r->l->m0[m->w0]; i < r->l->m0[m->w0 + 1]; i++)
        for (uint32_t k = 0; k < r->l->m[i].n_e; k++)
            if (r->l->m[i].e[k].cls == DB_C_ENTITY && r->l->m[i].e[k].form == DB_F_CAPITAL) return true;
    return false;
}

/* The first party named in the words and what is joined to it; `skip` (may be NULL) are passed over. Which places of a known state stand for it
 * `places` tells. */
static void first_within(const db_rec *r, uint32_t w0, uint32_t limit, uint32_t w1, const db_refset *skip, stands_for places, db_refset *out) {
    *out = (db_refset){.w0 = w0, .w1 = w1};
    for (uint32_t i = db_mention_lower(r, w0); i < r->nm->n_mentions && r->nm->m[i].w0 < limit; i++) {
        const db_mention *m = &r->nm->m[i];
        if (m->head >= 0 || m->entity < 0 || (skip && db_has_party(r, skip, m->entity))) continue;
        const db_ent *e = &r->nm->e[m->entity];
        bool coded = e->kind == DABIR_PLACE && e->code && e->code[0];
        if (!db_is_actor(r, m->entity) && !(coded && (places == PLACES || (places == CAPITALS && is_capital(r, m))))) continue;
        if (db_is_actor(r, m->entity)) db_np_heads(r, m->w0, w1, out);
        if (!out->n) db_ref_add(r, out, m->entity);
        return;
    }
}

static void first_named(const db_rec *r, uint32_t w0, uint32_t w1, const db_refset *skip, stands_for places, db_refset *out) { first_within(r, w0, w1, w1, skip, places, out); }

/* «حمله هفتم اکتبر ۲۰۲۳ X»: words of dates do not count. */
static uint32_t near(const db_rec *r, uint32_t w, uint32_t n, uint32_t end) {
    uint32_t d = 0, hi = r->l->n_dates; /* first date that ends behind w */
    while (d < hi) {
        uint32_t mid = (d + hi) / 2;
        if (r->l->d[mid].w1 <= w) d = mid + 1;
        else hi = mid;
    }
    for (; w < end && n; w++) {
        while (d < r->l->n_dates && r->l->d[d].w1 <= w) d++;
        if (!(d < r->l->n_dates && r->l->d[d].w0 <= w)) n--;
    }
    return w;
}

enum { NEAR_WORDS = 4 }; /* «حمله ناجوانمردانه و گستاخانه X»: the doer stands this near behind the noun */

/* «گروه‌های مورد حمایت X» are not X. */
static bool others(const db_rec *r, uint32_t w0, uint32_t w1) {
    const db_entry *e;
    return db_list_in(r, w0, w1, db_model_list(r->m, "w-other"), &e) != NULL;
}

/* Bodies that no state is known of («دولت») are nobody in particular. */
static void known_only(const db_rec *r, db_refset *s) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->n; i++) {
        const db_ent *e = &r->nm->e[s->v[i]];
        if (e->kind != DABIR_BODY || (e->code && e->code[0])) s->v[n++] = s->v[i];
    }
    s->n = n;
}

static void without(const db_rec *r, db_refset *s, const db_refset *skip) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->n; i++)
        if (!db_has_party(r, skip, s->v[i])) s->v[n++] = s->v[i];
    s->n = n;
}

static bool speaker_of(const db_rec *r, const db_hit *h, db_refset *out) {
    int32_t in = db_ancestor_statement(r, (int32_t)h->clause);
    if (in < 0 || r->d->claims[in].speaker < 0) return false;
    *out = (db_refset){0};
    return db_ref_add(r, out, r->d->claims[in].speaker);
}

/* «به ما اطمینان داد» inside of what somebody says: the speaker. */
static bool first_person(const db_rec *r, uint32_t w0, uint32_t w1) {
    if (w1 != w0 + 1 || !r->l->w[w0].fid) return false;
    const char *id = db_model_func_name(r->m, r->l->w[w0].fid);
    return strcmp(id, "we") == 0 || strcmp(id, "i") == 0;
}

/* «این کشور» that would be the doer himself: another state named before it in the sentence. */
static void state_before(const db_rec *r, uint32_t w, const db_refset *skip, db_refset *out) {
    if (r->l->w[w].func != DB_FN_DET) return;
    uint32_t from = r->l->sent0[r->l->w[w].sent];
    for (uint32_t i = db_mention_lower(r, w); i-- > 0 && r->nm->m[i].w0 >= from;) {
        const db_mention *m = &r->nm->m[i];
        if (m->head >= 0 || m->entity < 0 || r->nm->e[m->entity].kind != DABIR_STATE || db_has_party(r, skip, m->entity)) continue;
        db_ref_add(r, out, m->entity);
        return;
    }
}

/* Whom a phrase means: those that it names as its heads, else the first that stands in it. */
static bool parties_of(db_rec *r, const db_hit *h, int role, const db_refset *skip, stands_for places, db_refset *out) {
    uint32_t w0 = h->role[role].w0, w1 = h->role[role].w1;
    const db_clause *c = &r->cl->c[h->clause];
    if (h->role[role].slot == DB_S_SUBJECT) { /* not «از سوی»: that names the doer */
        if (c->subject < 0) return false;
        w0 = r->cl->k[c->subject].w0, w1 = r->cl->k[c->subject].w1;
    }
    if (db_pronoun_means(r, h->clause, w0, w1, out)) return true;
    if (first_person(r, w0, w1)) return speaker_of(r, h, out);
    if (!db_attr(r, h->attr, "loose") && others(r, w0, w1)) return false;
    db_np_heads(r, w0, w1, out);
    if (skip) without(r, out, skip);
    known_only(r, out);
    if (!out->n && skip && skip->n) state_before(r, w0, skip, out);
    if (out->n) return true;
    uint32_t end = h->role[role].slot == DB_S_INSIDE || db_attr(r, h->attr, "loose") ? w1 : head_end(r, w0, w1);
    bool noun = h->role[role].slot == DB_S_EZAFE && !verbal(h);
    if (skip && db_attr(r, h->attr, "heads")) return false; /* «خروج X از Y»: Y itself */
    first_within(r, w0, noun ? near(r, w0, NEAR_WORDS, end) : end, end, skip, places, out);
    if (skip) without(r, out, skip);
    known_only(r, out);
    for (uint32_t w = end; !out->n && w + 1 < w1 && verbal(h); w++) /* «تحریم مقامات خود توسط X را محکوم کرد» */
        if (r->l->w[w].fid && r->l->w[w].fid == r->f_by) {
            first_within(r, w + 1, w1, w1, skip, places, out);
            known_only(r, out);
            break;
        }
    return out->n > 0;
}

/* «به A نسبت به ورود به B هشدار داد»: the first phrase under the preposition opens the complement; what stands under it again behind
 * another one belongs to that. */
static void outermost(db_rec *r, db_hit *h, int role) {
    const db_clause *c = &r->cl->c[h->clause];
    if (!verbal(h) || h->role[role].slot != DB_S_PREP || h->role[role].chunk < 0) return;
    db_refset who;
    for (uint32_t i = c->c0; (int32_t)i < h->role[role].chunk; i++) {
        const db_chunk *k = &r->cl->k[i];
        if (k->prep != h->role[role].prep || k->date || (int32_t)i <= c->subject || !r->cl->k[i + 1].prep || (int32_t)i + 1 == h->role[role].chunk) continue;
        db_np_inside(r, k->w0, k->w1, &who);
        if (!who.n) continue;
        h->role[role].w0 = k->w0, h->role[role].w1 = k->w1, h->role[role].chunk = (int32_t)i;
        return;
    }
}

/* «کمیته خانواده‌ها … خواستند»: who only their phrase names speaks in the statement of the same verb. */
static bool teller_of(const db_rec *r, const db_hit *h, dabir_ref *who) {
    if (!verbal(h) || r->claim_of[h->clause] < 0) return false;
    *who = r->d->claims[r->claim_of[h->clause]].speaker;
    return *who >= 0 && (r->nm->e[*who].kind == DABIR_GROUP || r->nm->e[*who].kind == DABIR_BODY);
}

/* «A و B به همراه C»: who acts along with the subject. */
static void companions(const db_rec *r, const db_clause *c, db_refset *out) {
    if ((uint32_t)c->subject + 1 >= c->c1) return;
    const db_chunk *k = &r->cl->k[c->subject + 1];
    uint32_t from = r->cl->k[c->subject].w1;
    const db_entry *e;
    if (k->prep != r->f_with || k->w0 > from + 3 || !db_list_in(r, from, k->w0, db_model_list(r->m, "w-along"), &e)) return;
    db_refset in;
    db_np_heads(r, k->w0, k->w1, &in);
    for (uint32_t i = 0; i < in.n; i++) db_ref_add(r, out, in.v[i]);
}

static bool actor_of_subject(db_rec *r, const db_hit *h, int role, const db_word *v, db_refset *out) {
    dabir_ref who;
    for (uint32_t i = 0; i < r->n_said && teller_of(r, h, &who); i++)
        if (r->said[i].w0 == h->role[role].w0 && r->said[i].entity == who) { /* not the state that its name holds */
            *out = (db_refset){.n = 1, .v = {who}, .w0 = h->role[role].w0, .w1 = h->role[role].w1};
            return true;
        }
    return !(v && (v->flags & DB_WF_PASSIVE)) && parties_of(r, h, role, NULL, NOBODY, out);
}

/* «کشورش … دریافت کرد» in somebody's words: the speaker's state. */
static bool own_country(const db_rec *r, const db_hit *h, db_refset *out) {
    const db_clause *c = &r->cl->c[h->clause];
    const db_entry *e;
    return c->subject >= 0 && db_match_list(r->l, r->cl->k[c->subject].w0, db_model_list(r->m, "own-country"), &e) && speaker_of(r, h, out);
}

/* The actor: «ما … را محکوم می‌کنیم» is the speaker; without a subject of its own a verb of the reporter's goes on with the last speaker. */
static bool actor_of(db_rec *r, const db_hit *h, const db_remit *e, int role, db_refset *out) {
    const db_clause *c = &r->cl->c[h->clause];
    const db_word *v = c->verb >= 0 ? &r->l->w[c->verb] : NULL;
    if (verbal(h) && v && (v->person == 1 || v->person == 4)) return speaker_of(r, h, out);
    if (verbal(h) && v && (v->person == 2 || v->person == 5)) return false;
    if (role >= 0 && h->role[role].slot == DB_S_SUBJECT && !h->role[role].inherited && c->subject >= 0 && actor_of_subject(r, h, role, v, out)) {
        companions(r, c, out);
        return true;
    }
    if (role >= 0 && h->role[role].slot == DB_S_SUBJECT) {
        bool passive = v && (v->flags & DB_WF_PASSIVE);
        if (!passive && c->subject >= 0 && !h->role[role].inherited && parties_of(r, h, role, NULL, NOBODY, out)) return true;
        bool found = db_role_actors(r, h, role, out);
        known_only(r, out);
        return found && out->n > 0;
    }
    if (role >= 0) {
        const db_rrole *want = role_of_key(r, h, e, "actor");
        return parties_of(r, h, role, NULL, want && want->filter == DB_FI_PLACE ? CAPITALS : NOBODY, out);
    }
    const char *act = db_attr(r, h->attr, "act");
    if (verbal(h) && act && strcmp(act, "subject") == 0 && own_country(r, h, out)) return true;
    if (!verbal(h) || c->subject >= 0 || (act && strcmp(act, "subject") != 0)) return false;
    int32_t in = db_ancestor_statement(r, (int32_t)h->clause);
    if (in >= 0) return c->type == DB_CL_THAT && speaker_of(r, h, out); /* «اعلام کرد از X حمایت می‌کند» */
    if (r->last_speaker < 0 || keyed(r, h, e, "deed", "yes")) return false;
    *out = (db_refset){0};
    return db_ref_add(r, out, r->last_speaker);
}

/* «هشدار داد که اگر X …»: who is warned is the subject of the condition. */
static bool warned(const db_rec *r, const db_hit *h, int role, const db_refset *skip, db_refset *out) {
    uint32_t s = r->cl->c[h->clause].sent;
    for (uint32_t i = r->cl->s0[s]; i < r->cl->s0[s + 1]; i++) {
        const db_clause *x = &r->cl->c[i];
        if (x->w0 < h->role[role].w0 || x->w0 >= h->role[role].w1 || !x->intro || x->intro != r->f_if || x->subject < 0) continue;
        const db_chunk *k = &r->cl->k[x->subject];
        db_np_heads(r, k->w0, k->w1, out);
        without(r, out, skip);
        if (out->n) return true;
    }
    return false;
}

/* The preposition that the trigger's phrase stands under; NULL: none. */
static const char *under_what(const db_rec *r, const db_hit *h) {
    const db_clause *c = &r->cl->c[h->clause];
    for (uint32_t i = c->c0; i < c->c1; i++)
        if (r->cl->k[i].w0 <= h->t0 && r->cl->k[i].w1 >= h->t1) return r->cl->k[i].prep ? db_model_func_name(r->m, r->cl->k[i].prep) : NULL;
    return NULL;
}

static bool thanked(const db_rec *r, uint32_t clause) {
    db_vtrigger t[12];
    const db_clause *c = &r->cl->c[clause];
    uint32_t list = db_model_list(r->m, "ev-support"), n = c->verb >= 0 && list ? db_verb_triggers(r->m, r->l, r->cl, (uint32_t)c->verb, clause, t, 12) : 0;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < t[i].n; k++)
            if (t[i].lists[k].list == list) return true;
    return false;
}

/* «پس از خروج X … باید»: what the clause is about followed it; it is a fact itself. */
static bool is_fact(const db_rec *r, const db_hit *h) {
    static const char *const facts[] = {"after", "since", "inresponse"};
    const char *id = under_what(r, h);
    for (size_t i = 0; id && i < sizeof facts / sizeof *facts; i++)
        if (strcmp(id, facts[i]) == 0) return true;
    const db_entry *e; /* «حمله اخیر X … نخواهد بود» */
    uint32_t end = h->t1 + 3 < r->l->n_words ? h->t1 + 3 : r->l->n_words;
    if (db_list_in(r, h->t1, end, db_model_list(r->m, "w-past"), &e)) return true;
    return id && strcmp(id, "for") == 0 && thanked(r, h->clause); /* «برای حمایت X از … قدردانی کرد» */
}

enum { UNDO_WORDS = 7 };

/* Nouns: is the deed only possible, planned or feared («احتمال حمله», «هرگونه حمله», «برای حمله»)? */
static bool only_thought_of(db_rec *r, const db_hit *h) {
    const db_clause *c = &r->cl->c[h->clause];
    const db_entry *e;
    uint32_t li = db_model_list(r->m, "w-possible"), from = h->t0 > c->w0 + 3 ? h->t0 - 3 : c->w0, to = h->t1 + 2 < c->w1 ? h->t1 + 2 : c->w1;
    if (db_list_in(r, from, h->t0, li, &e) || db_list_in(r, h->t1, to, li, &e)) return true;
    const char *undo = db_attr(r, h->attr, "undo"); /* «لغو تحریم‌های X علیه Y» */
    from = h->t0 > c->w0 + UNDO_WORDS ? h->t0 - UNDO_WORDS : c->w0;
    if (undo && db_list_in(r, from, h->t0, db_model_list(r->m, undo), &e)) return true;
    for (uint32_t i = c->c0; i < c->c1; i++) {
        const db_chunk *k = &r->cl->k[i];
        if (k->w0 > h->t0 || k->w1 < h->t1 || !k->prep) continue;
        const char *id = db_model_func_name(r->m, k->prep);
        if (is_fact(r, h)) break;
        static const char *const not_done[] = {"to-the-effect", "for", "withaim", "without", "insteadof", "against"};
        for (size_t x = 0; x < sizeof not_done / sizeof *not_done; x++)
            if (strcmp(id, not_done[x]) == 0) return true;
    }
    return false;
}

/* «خروج نیروهای X در دستور کار نیست»: told as not being so. */
static bool is_not(const db_rec *r, const db_hit *h) {
    const db_clause *c = &r->cl->c[h->clause];
    return c->verb >= 0 && (r->l->w[c->verb].flags & DB_WF_NEG) && r->l->w[c->verb].lemma == db_model_be(r->m) && !is_fact(r, h);
}

/* «به احتمال زیاد X حمله کرده است», «X مدعی شد Y …»: a deed that somebody ascribes to another accuses him; whether it is one is open. */
static bool disputed(db_rec *r, const db_hit *h, const db_refset *a) {
    int32_t in = db_ancestor_statement(r, (int32_t)h->clause);
    if (in < 0 || r->d->claims[in].speaker < 0) return false;
    const db_clause *c = &r->cl->c[h->clause];
    const char *stance = r->d->claims[in].stance;
    if (stance && strcmp(stance, "deny") == 0) return true; /* «تکذیب کرد که حمله کرده است»: his own deed, too */
    if (db_has_party(r, a, r->d->claims[in].speaker)) return false;
    const db_entry *e;
    return (stance && strcmp(stance, "accuse") == 0) || db_list_in(r, c->w0, c->w1, db_model_list(r->m, "w-doubt"), &e) != NULL;
}

/* What a noun tells lies before the news unless the report opens with it or the noun is an act of speaking («با قدردانی از»). */
static uint32_t noun_aux(db_rec *r, const db_hit *h, const db_remit *e) {
    uint32_t mood = is_fact(r, h) ? 0 : db_aux_of(r, h->clause), aux = mood & DABIR_HYPOTHETICAL;
    if (mood & DABIR_FUTURE && !keyed(r, h, e, "news", "yes")) aux |= DABIR_HYPOTHETICAL; /* «صحنه حمله X به Y نخواهد شد» */
    bool headline = r->cl->c[h->clause].verb < 0 && r->cl->c[h->clause].type == DB_CL_MAIN; /* a line without a verb is news of its own */
    if (r->cl->c[h->clause].sent > 0 && !headline && !keyed(r, h, e, "news", "yes")) aux |= DABIR_HISTORICAL;
    return aux;
}

/* «پیشتر»، «قبلا»: the clause says itself that it goes back. */
static bool told_before(const db_rec *r, const db_clause *c) {
    uint32_t before = db_model_func(r->m, "formerly"), end = c->v1 > c->v0 ? c->v1 : c->w1;
    for (uint32_t w = c->w0; before && w < end; w++)
        if (r->l->w[w].fid == before) return true;
    return false;
}

/* «ترامپ در سال ۲۰۱۸ از توافق خارج شد و X را تحریم کرد»: what goes on without a subject of its own goes on in its time. */
static bool long_ago(const db_rec *r, uint32_t clause) {
    for (int hops = 0; hops < 3; hops++) {
        const db_clause *c = &r->cl->c[clause];
        const db_date *d = db_date_of(r, clause);
        if (d) return db_event_long_ago(r, &d->from);
        if (c->subject >= 0 || c->prev < 0) return false;
        clause = (uint32_t)c->prev;
    }
    return false;
}

/* Where it happens; at=PREP in the list line: what stands under that preposition is the place («به افغانستان اعزام کرد»). */
static dabir_ref place_of(db_rec *r, const db_hit *h) {
    const db_clause *c = &r->cl->c[h->clause];
    const char *at = db_attr(r, h->attr, "at");
    uint32_t prep = at ? db_model_func(r->m, at) : 0;
    db_refset s;
    for (uint32_t i = c->c0; prep && i < c->c1; i++) {
        const db_chunk *k = &r->cl->k[i];
        if (k->prep != prep) continue;
        first_named(r, k->w0, k->w1, NULL, PLACES, &s);
        if (s.n) return s.v[0];
    }
    return db_place_of(r, h->clause);
}

/* «اعلام کرد سه هزار نظامی اعزام می‌کند»: a deed announced in the present is still to come. */
static uint32_t verb_aux(db_rec *r, const db_hit *h, const db_remit *e) {
    const db_clause *c = &r->cl->c[h->clause];
    uint32_t aux = db_aux_of(r, h->clause);
    bool present = c->verb >= 0 && r->l->w[c->verb].tense == DB_PRESENT;
    if (present && ((c->type == DB_CL_THAT && keyed(r, h, e, "deed", "yes")) || db_attr(r, h->attr, "soon"))) aux |= DABIR_FUTURE;
    if (told_before(r, c)) aux |= DABIR_HISTORICAL;
    if (present && h->t0 == (uint32_t)c->verb && keyed(r, h, e, "event", "REQUEST")) aux &= ~(uint32_t)DABIR_FUTURE; /* «از X می‌خواهد»: asked now */
    if (keyed(r, h, e, "negation", "meant")) aux &= ~(uint32_t)DABIR_NEGATION;
    return aux;
}

static bool several(const db_rec *r, const db_refset *a) {
    for (uint32_t i = 1; i < a->n; i++) {
        db_refset before = *a;
        before.n = i;
        if (!db_has_party(r, &before, a->v[i])) return true;
    }
    return false;
}

/* One who acts on nobody is coded only where that says something: organisations, several together, or where the rule wants no recipient. */
static bool says_something(db_rec *r, const db_hit *h, const db_refset *a) {
    uint32_t parties = 0;
    const char *rec = db_attr(r, h->attr, "rec");
    if (rec && strcmp(rec, "none") == 0) return true;
    for (uint32_t i = 0; i < a->n; i++) {
        db_refset before = *a;
        before.n = i;
        parties += !db_has_party(r, &before, a->v[i]);
        if (r->nm->e[a->v[i]].kind == DABIR_IGO) return true;
    }
    return parties > 1;
}

/* Some lines take their recipient only from certain words: rechas=LIST; inhas=LIST asks it of «در …» alone («در مرز X»). */
static bool recipient_fits(db_rec *r, const db_hit *h, int role) {
    const db_entry *e;
    const char *has = db_attr(r, h->attr, "rechas"), *in = db_attr(r, h->attr, "inhas");
    if (db_attr(r, h->attr, "after") && h->role[role].w0 < h->t1) return false; /* «آماده کمک به X است»: X stands behind */
    if (!has && in && h->role[role].slot == DB_S_PREP && h->role[role].prep == r->f_in) has = in;
    return !has || db_list_in(r, h->role[role].w0, h->role[role].w1, db_model_list(r->m, has), &e);
}

/* Does a state, an organisation, one of their bodies or officials, or a group stand among them? */
static bool political(const db_rec *r, const db_refset *s) {
    for (uint32_t i = 0; i < s->n; i++) {
        const db_ent *e = &r->nm->e[s->v[i]];
        if (e->kind == DABIR_GROUP || (e->code && e->code[0])) return true;
    }
    return false;
}

enum { DEED_WORDS = 5 };

/* «خواستار پایبندی X شد»: the doer of the deed that is wanted; «خواستار گسترش روابط با X» asks nobody. */
static bool asked_of(db_rec *r, const db_hit *h, int role, const db_refset *a, db_refset *b) {
    uint32_t w0 = h->role[role].w0, w1 = h->role[role].w1, end = w0;
    const db_entry *e;
    while (w0 < w1 && r->l->w[w0].func == DB_FN_QUANT) w0++;
    if (w0 >= w1 || r->cl->unit[w0] >= 0) return false;
    for (end = w0; end < w1 && end < w0 + DEED_WORDS; end++) {
        const db_word *k = &r->l->w[end];
        if (r->cl->unit[end] < 0 && (k->func == DB_FN_PREP || k->func == DB_FN_RA || k->func == DB_FN_KE || (k->punct && k->punct != DB_P_COMMA))) break;
    }
    bool lift = end < w1 && r->l->w[end].func == DB_FN_PREP && db_match_list(r->l, w0, db_model_list(r->m, "w-lift"), &e); /* «لغو تحریم‌های X علیه Y»: X */
    if (!lift && db_list_in(r, w0, end, db_model_list(r->m, "w-unasked"), &e)) return false;
    while (end < w1 && r->cl->unit[end] >= 0 && r->cl->unit[end] == r->cl->unit[end - 1]) end++;
    first_named(r, w0, end, a, CAPITALS, b);
    known_only(r, b);
    return b->n > 0;
}

/* «پذیرفت که گزارشی به X بدهد», «به گفته X، Y پذیرفته است که …»: the one named in what is promised, else the one who tells it. What is so or was so is
 * no promise. */
static bool meant_by_words(db_rec *r, const db_hit *h, int role, const db_refset *a, db_refset *b) {
    uint32_t w0 = h->role[role].w0, w1 = h->role[role].w1;
    for (uint32_t i = h->clause + 1; i < r->cl->n && r->cl->c[i].w0 < w1; i++) {
        const db_clause *c = &r->cl->c[i];
        if (c->verb < 0 || c->w1 <= w0) continue;
        uint8_t t = r->l->w[c->verb].tense;
        if (t != DB_SUBJUNCTIVE && t != DB_FUTURE) return false;
        for (uint32_t k = c->c0; k < c->c1; k++) {
            const db_chunk *x = &r->cl->k[k];
            if (!x->prep || (x->prep != r->f_to && x->prep != r->f_with) || x->date) continue;
            db_np_heads(r, x->w0, x->w1, b);
            without(r, b, a);
            known_only(r, b);
            if (b->n && r->nm->e[b->v[0]].code && r->nm->e[b->v[0]].code[0]) return true;
        }
        *b = (db_refset){0};
        return speaker_of(r, h, b) && r->nm->e[b->v[0]].code && r->nm->e[b->v[0]].code[0] && !db_has_party(r, a, b->v[0]);
    }
    return false;
}

/* The recipients: whom the phrase of the role means; failing that the organisation whose paper is refused, or the state that the place lies in. */
/* «خروج نیروهای X» without «از»: only soldiers and people withdraw so, and from another's land. */
static bool troops_of(db_rec *r, const db_hit *h, const db_refset *a, db_refset *b) {
    const db_clause *c = &r->cl->c[h->clause];
    const db_entry *e;
    uint32_t end = h->t1 + NEAR_WORDS < c->w1 ? h->t1 + NEAR_WORDS : c->w1;
    int32_t u = h->t1 < c->w1 ? r->cl->unit[h->t1] : -1;
    bool people = u >= 0 && r->nm->m[u].flags & DB_MF_DEMONYM && r->l->w[h->t1].flags & DB_WF_PLURAL;
    if (!people && !db_list_in(r, h->t0, end, db_model_list(r->m, "w-troops"), &e)) return false;
    first_named(r, end, c->w1, a, PLACES, b);
    if (!b->n) first_named(r, c->w0, h->t0, a, PLACES, b);
    return b->n > 0;
}

/* «تصمیم برای مذاکره با X»: is it meant? */
static bool is_meant(db_rec *r, const db_hit *h) {
    const db_clause *c = &r->cl->c[h->clause];
    const db_entry *e;
    uint32_t from = h->t0 > c->w0 + NEAR_WORDS ? h->t0 - NEAR_WORDS : c->w0;
    uint32_t end = c->v1 > c->v0 ? c->v1 : h->t1; /* «برای میانجیگری … آماده است» */
    return db_list_in(r, from, h->t0, db_model_list(r->m, "w-intent"), &e) || (end > h->t1 && db_list_in(r, c->v0 > h->t1 + 1 ? c->v0 - 1 : h->t1, end, db_model_list(r->m, "w-intent"), &e));
}

/* «از حمایت Y از X قدردانی کرد»: where the phrase nearest to the verb means the doer himself, those before it under the same preposition. */
static bool earlier_phrase(db_rec *r, const db_hit *h, int role, const db_refset *a, db_refset *b) {
    const db_clause *c = &r->cl->c[h->clause];
    for (int32_t i = h->role[role].chunk; i-- > (int32_t)c->c0;) {
        const db_chunk *k = &r->cl->k[i];
        if (k->prep != h->role[role].prep || k->date || i <= c->subject) continue;
        db_hit x = *h;
        x.role[role].w0 = k->w0, x.role[role].w1 = k->w1, x.role[role].chunk = i;
        *b = (db_refset){0};
        if (parties_of(r, &x, role, a, NOBODY, b)) return true;
    }
    return false;
}

static bool acted_on(db_rec *r, const db_hit *h, const db_remit *e, int role, const db_refset *a, db_refset *b) {
    bool places = db_hit_value(r, h, e, "places", NULL) != NULL;
    int paper;
    db_hit_value(r, h, e, "organization", &paper);
    if (paper >= 0) { /* «قطعنامه را رد کرد»: refused to those whose session it comes from */
        if (r->session_org < 0 || db_has_party(r, a, r->session_org)) return false;
        return db_ref_add(r, b, r->session_org);
    }
    if (keyed(r, h, e, "national", "yes")) return !a->n && db_hit_nationals(r, h->role[role].w0, h->role[role].w1, b);
    if (keyed(r, h, e, "killed", "yes")) return a->n && db_hit_killed(r, h->t1, a, b);
    int pact;
    db_hit_value(r, h, e, "pact", &pact);
    if (role >= 0 && keyed(r, h, e, "via", "deed")) return asked_of(r, h, role, a, b);
    if (role >= 0 && keyed(r, h, e, "via", "said")) return meant_by_words(r, h, role, a, b);
    if (pact >= 0) {
        bool bare = keyed(r, h, e, "bare", "yes"), named = h->t1 < r->l->n_words && r->cl->unit[h->t1] >= 0; /* «خروج X»: X itself, not its soldiers */
        return (!bare || (named && db_pact_told(r, h->role[pact].w0, h->role[pact].w1))) && db_pact_others(r, h->role[pact].w0, h->role[pact].w1, a, b);
    }
    const char *rec = db_attr(r, h->attr, "rec");
    if (role < 0 && verbal(h) && rec && strcmp(rec, "subject") == 0 && own_country(r, h, b)) return true;
    if (role < 0) return false;
    if (keyed(r, h, e, "troops", "yes")) return troops_of(r, h, a, b);
    bool fits = recipient_fits(r, h, role);
    if (fits && (keyed(r, h, e, "via", "if") ? warned(r, h, role, a, b) : parties_of(r, h, role, a, places ? PLACES : NOBODY, b))) return true;
    if (fits && verbal(h) && h->role[role].slot == DB_S_PREP && earlier_phrase(r, h, role, a, b)) return true;
    *b = (db_refset){0};
    if (!places || !verbal(h)) return false;
    dabir_ref at = db_place_of(r, h->clause); /* «به یک پاسگاه در کندز حمله کردند» */
    return at >= 0 && r->nm->e[at].code && r->nm->e[at].code[0] && !db_has_party(r, a, at) && db_ref_add(r, b, at);
}

/* Is the hit no deed at all: only thought of, told as not being so, or no verb («طرحی برای حفظ این توافق دارد»)? */
static bool no_deed(db_rec *r, const db_hit *h, const db_remit *e) {
    if (keyed(r, h, e, "intent", "yes")) return !is_meant(r, h);
    if (!verbal(h)) return only_thought_of(r, h) || is_not(r, h);
    return h->t1 <= (uint32_t)r->cl->c[h->clause].verb && h->t0 > 0 && r->l->w[h->t0 - 1].func == DB_FN_DET;
}

/* Who does it; false: the report does not tell, and it may not stay open. */
static bool doers(db_rec *r, const db_hit *h, const db_remit *e, db_refset *a) {
    const db_clause *c = &r->cl->c[h->clause];
    int ar, dr;
    db_hit_value(r, h, e, "actor", &ar);
    db_hit_value(r, h, e, "doer", &dr);
    *a = (db_refset){0};
    if (keyed(r, h, e, "blast", "yes")) return true;
    bool found = actor_of(r, h, e, ar, a) || (dr >= 0 && parties_of(r, h, dr, NULL, NOBODY, a));
    dabir_ref teller;
    if (!found && !verbal(h) && db_attr(r, h->attr, "share") && r->doer_sent == c->sent && r->doer.n) *a = r->doer, found = true; /* «خروج X از … و بازگرداندن تحریم‌ها» */
    if (!found && teller_of(r, h, &teller)) *a = (db_refset){.n = 1, .v = {teller}}, found = true;
    if (!verbal(h) && found) r->doer = *a, r->doer_sent = c->sent;
    if (found) return true;
    const char *act = db_attr(r, h->attr, "act");
    bool turned = verbal(h) && c->verb >= 0 && h->t0 == (uint32_t)c->verb && (r->l->w[c->verb].flags & DB_WF_PASSIVE);
    *a = (db_refset){0};
    const db_entry *nobody; /* «مردان مسلح … حمله کردند» */
    if (verbal(h) && c->subject >= 0 && keyed(r, h, e, "unknown", "actor") && db_list_in(r, r->cl->k[c->subject].w0, r->cl->k[c->subject].w1, db_model_list(r->m, "w-unknown"), &nobody)) return true;
    return keyed(r, h, e, "unknown", "actor") && act && (strcmp(act, "by") == 0 || turned); /* passive: the doer may stay unknown */
}

/* Must somebody be named whom it hits? */
static bool needs_recipient(const db_rec *r, const db_hit *h, const db_remit *e) {
    const db_rrole *need = role_of_key(r, h, e, "recipient");
    return (need && !need->optional) || role_of_key(r, h, e, "organization") || role_of_key(r, h, e, "pact");
}

/* Done by nobody known: only whom the phrase itself names is hit («سفارت X مورد حمله قرار گرفت»), not «کسانی که در X کشته شدند». */
static bool hit_itself(const db_rec *r, const db_hit *h, int role) {
    db_refset s;
    const db_clause *c = &r->cl->c[h->clause];
    if (c->type == DB_CL_REL) return false;
    db_np_inside(r, h->role[role].w0, h->role[role].w1, &s);
    for (uint32_t w = h->role[role].w0; w < h->role[role].w1; w++)
        if (r->nm->at[w] >= 0) return true; /* a place of a known state counts too */
    return s.n > 0;
}

void db_emit_event(db_rec *r, const db_hit *h, const db_remit *e) {
    const char *event = db_hit_value(r, h, e, "event", NULL), *mode = db_hit_value(r, h, e, "mode", NULL), *cameo = db_hit_value(r, h, e, "cameo", NULL);
    if (!event || no_deed(r, h, e)) return db_refuse(r, h, "it is no deed: only thought of, not so, or not meant");
    const db_clause *c = &r->cl->c[h->clause];
    uint32_t aux = verbal(h) ? verb_aux(r, h, e) : noun_aux(r, h, e);
    int br, pr;
    db_hit_value(r, h, e, "recipient", &br);
    db_hit_value(r, h, e, "partner", &pr);
    db_refset a, b = {0}, with;
    db_hit x = *h;
    if (br >= 0) outermost(r, &x, br);
    h = &x;
    if (!doers(r, h, e, &a)) return db_refuse(r, h, "nobody is known who does it");
    bool deed = keyed(r, h, e, "deed", "yes");
    if (verbal(h) && deed && a.n && disputed(r, h, &a)) return db_refuse(r, h, "somebody only says so of another");
    dabir_ref at = DABIR_NONE;
    bool has_b = keyed(r, h, e, "blast", "yes") ? db_hit_by_blast(r, h->clause, h->t1, &b, &at) : acted_on(r, h, e, br, &a, &b);
    if (!has_b && needs_recipient(r, h, e)) return db_refuse(r, h, "nobody is known to whom it is done"); /* nothing is guessed */
    if (!a.n && has_b && br >= 0 && verbal(h) && keyed(r, h, e, "unknown", "actor") && !keyed(r, h, e, "national", "yes") && !hit_itself(r, h, br)) return db_refuse(r, h, "it is not what the words say was hit");
    with = (db_refset){0};
    bool joined = pr >= 0 && parties_of(r, h, pr, &a, NOBODY, &with);
    if (joined && keyed(r, h, e, "alone", "several")) return db_refuse(r, h, "with somebody besides: the rule for him tells it"); /* «X و Y روابط خود را با Z قطع کردند» */
    for (uint32_t i = 0; joined && i < with.n; i++) db_ref_add(r, &a, with.v[i]);
    if (!has_b && keyed(r, h, e, "alone", "no") && !says_something(r, h, &a)) return db_refuse(r, h, "one alone, and it is done to nobody");
    if (keyed(r, h, e, "alone", "several") && !several(r, &a)) return db_refuse(r, h, "one alone, and it takes several");
    if (!political(r, &a) && (!political(r, &b) || (a.n && deed))) return db_refuse(r, h, "no state, organisation, official or group takes part");
    const db_date *d = db_date_of(r, h->clause);
    if (long_ago(r, h->clause) && !(aux & DABIR_FUTURE)) aux |= DABIR_HISTORICAL;
    if (keyed(r, h, e, "via", "refusal")) aux &= ~(uint32_t)DABIR_FUTURE; /* refused now */
    if (keyed(r, h, e, "intent", "yes")) aux = (aux & ~(uint32_t)DABIR_HISTORICAL) | DABIR_FUTURE;
    if (!db_event_convert(r, &event, &mode, &cameo, &aux)) return db_refuse(r, h, "denied, hypothetical or to come, it counts as no event");
    uint32_t w0 = c->w0, w1 = c->w1 > w0 ? c->w1 : h->t1;
    db_event_add(r, &h->why, event, mode, cameo, &a, has_b ? &b : NULL, d ? &d->from : NULL, at >= 0 ? at : place_of(r, h), aux, w0, w1, r->claim_of[h->clause]);
}
