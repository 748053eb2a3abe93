/* event_speech.c -- what is done by speaking: out of the words that a statement reports come demands on others («X باید …»), accusations (deeds
 * and faults that they ascribe to others) and threats to answer them. Saying alone is no event; nor are a speaker's own deeds. */
#include "record/event_speech.h"

/* First word at or behind code point `cp` of the report. */
static uint32_t word_at(const db_rec *r, uint32_t cp) {
    uint32_t lo = 0, hi = r->l->n_words;
    while (lo < hi) {
        uint32_t mid = (lo + hi) / 2;
        if (r->d->tok.cp0[r->l->w[mid].tok0] < cp) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

static bool same_report(const dabir_claim *a, const dabir_claim *b) {
    return b->type == DABIR_STATEMENT && a->content.span.start == b->content.span.start && a->content.span.end == b->content.span.end && a->cue.span.start == b->cue.span.start;
}

/* Does one of them speak for a state, an organisation or a group? What a scholar demands is no event. */
static bool has_standing(const db_rec *r, const db_refset *who) {
    for (uint32_t i = 0; i < who->n; i++) {
        const db_ent *e = &r->nm->e[db_acts_for(r, who->v[i])];
        if ((e->code && e->code[0] && e->kind != DABIR_OUTLET) || e->kind == DABIR_GROUP) return true;
    }
    return false;
}

/* Those who met, where the clause itself tells of their meeting. */
static void met_in(const db_rec *r, uint32_t clause, db_refset *who) {
    const db_clause *c = &r->cl->c[clause];
    for (uint32_t i = 0; i < r->n_meet; i++)
        if (r->meet[i].w0 >= c->w0 && r->meet[i].w0 < c->w1 && r->meet[i].who.n > 1) *who = r->meet[i].who;
}

/* The statements, one entry for all speakers under one cue, and the clauses that lie in their words: inner ones come later and win. */
static void collect(speech *s) {
    db_rec *r = s->r;
    for (uint32_t i = 0; i < r->d->n_claims; i++) {
        const dabir_claim *c = &r->d->claims[i];
        if (c->type != DABIR_STATEMENT || !c->content.text.n) continue;
        words_of x = {.w0 = word_at(r, c->content.span.start), .w1 = word_at(r, c->content.span.end), .claim = (int32_t)i};
        uint32_t j = i;
        for (; j < r->d->n_claims && same_report(c, &r->d->claims[j]); j++)
            if (r->d->claims[j].speaker >= 0) db_ref_add(r, &x.who, r->d->claims[j].speaker);
        i = j - 1;
        if (x.w1 <= x.w0) continue;
        uint32_t cue = word_at(r, c->cue.span.start);
        int32_t cl = cue < r->l->n_words ? r->cl->of[cue] : -1;
        const db_date *d = cl >= 0 ? db_date_of(r, (uint32_t)cl) : NULL;
        x.cue = cl;
        if (!x.who.n && cl >= 0) met_in(r, (uint32_t)cl, &x.who); /* «در دیدار X با Y بر … تاکید شد» */
        if (!has_standing(r, &x.who)) continue;
        if (cl >= 0) x.aux = db_aux_of(r, (uint32_t)cl) & DABIR_HISTORICAL;
        if (d && db_event_long_ago(r, &d->from)) x.aux |= DABIR_HISTORICAL;
        DB_PUSH(r->a, s->v, s->n, s->cap) = x;
        for (uint32_t k = r->cl->s0[r->l->w[x.w0].sent]; k < r->cl->n && r->cl->c[k].w0 < x.w1; k++)
            if (r->cl->c[k].verb >= 0 && (uint32_t)r->cl->c[k].verb >= x.w0 && (uint32_t)r->cl->c[k].verb < x.w1 && k != (uint32_t)cl) s->own[k] = (int32_t)s->n - 1;
    }
}

void db_speech_named(const db_rec *r, uint32_t w0, uint32_t w1, db_refset *out) {
    db_np_heads(r, w0, w1, out);
    if (out->n) return;
    db_np_inside(r, w0, w1, out);
    if (out->n > 1) out->n = 1;
}

bool db_speech_others(const db_rec *r, const words_of *x, const db_refset *in, db_refset *out) {
    *out = (db_refset){0};
    for (uint32_t i = 0; i < in->n; i++) {
        const db_ent *e = &r->nm->e[in->v[i]];
        if (db_has_party(r, &x->who, in->v[i])) return false;
        bool coded = e->code && e->code[0];
        if (coded || e->kind == DABIR_GROUP) db_ref_add(r, out, in->v[i]);
    }
    return out->n > 0;
}

void db_speech_tell(speech *s, const words_of *x, const char *rule, const char *event, const char *mode, const char *cameo, const db_refset *to, uint32_t w0, uint32_t w1) {
    db_why why = {.id = rule};
    if (db_event_stands(s->r, event, &x->who, to)) return; /* the rules told it, of more */
    db_event_add(s->r, &why, event, mode, cameo, &x->who, to, NULL, DABIR_NONE, x->aux, w0, w1, x->claim);
}

const char *db_speech_verb(const db_rec *r, uint32_t c, uint32_t list) {
    db_vtrigger t[12];
    uint32_t n = list ? db_verb_triggers(r->m, r->l, r->cl, (uint32_t)r->cl->c[c].verb, c, t, 12) : 0;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < t[i].n; k++)
            if (t[i].lists[k].list == list) return t[i].lists[k].attr;
    return NULL;
}

/* «X باید … کند»: asked of X. */
static bool demand(speech *s, const words_of *x, uint32_t ci, const db_refset *subject) {
    const db_clause *c = &s->r->cl->c[ci];
    const db_entry *e;
    if (c->type == DB_CL_REL || !db_list_in(s->r, c->w0, (uint32_t)c->verb, s->must, &e)) return false; /* «گام‌هایی که X باید بردارد» */
    const char *line = db_speech_verb(s->r, ci, s->knowing);
    if (line && !strstr(line, "accuse=1")) return false;
    if (line) db_speech_tell(s, x, "event.speech-answerable.1", "ACCUSE", "disapprove", "111", subject, c->w0, c->w1); /* «X باید پاسخگو باشد» */
    else db_speech_tell(s, x, "event.speech-demand.1", "REQUEST", NULL, NULL, subject, c->w0, c->w1);
    return true;
}

/* «X … حمله کرده است», «X … عمل نکرد»: a deed or a fault ascribed to X. */
static bool ascribe(speech *s, const words_of *x, uint32_t ci, const db_refset *subject) {
    const db_rec *r = s->r;
    const db_clause *c = &r->cl->c[ci];
    const db_word *v = &r->l->w[c->verb];
    bool neg = v->flags & DB_WF_NEG;
    if (v->flags & DB_WF_PASSIVE || db_aux_of(r, ci) & DABIR_HYPOTHETICAL || v->tense == DB_FUTURE || v->tense == DB_SUBJUNCTIVE) return false;
    const char *line = db_speech_verb(r, ci, s->breach);
    if (line && (strstr(line, "negated=1") != NULL) == neg) {
        bool fault = neg || strstr(line, "disapprove");
        db_speech_tell(s, x, "event.speech-fault.1", "ACCUSE", fault ? "disapprove" : "allege", fault ? "111" : "112", subject, c->w0, c->w1);
        return true;
    }
    line = neg ? NULL : db_speech_verb(r, ci, s->assault);
    if (!line || strstr(line, "passive")) return false;
    db_speech_tell(s, x, "event.speech-deed.1", "ACCUSE", "allege", "112", subject, c->w0, c->w1);
    return true;
}

enum { DOER_WORDS = 4 };

bool db_speech_doer(speech *s, const words_of *x, uint32_t w, bool by_only, db_refset *out) {
    const db_rec *r = s->r;
    uint32_t end = w + 2 * DOER_WORDS < x->w1 ? w + 2 * DOER_WORDS : x->w1;
    bool by = false;
    for (uint32_t i = w; i < end; i++) {
        const db_word *k = &r->l->w[i];
        int32_t u = r->nm->at[i];
        if (u >= 0 && r->nm->m[u].w0 == i && (by || (!by_only && i < w + DOER_WORDS))) {
            db_refset in;
            db_np_heads(r, i, end, &in);
            return db_speech_others(r, x, &in, out);
        }
        if (u >= 0) continue; /* «نقض حاکمیت X از سوی Y» */
        if (k->punct == DB_P_QUOTE || k->punct == DB_P_QUOTE_OPEN || k->punct == DB_P_QUOTE_CLOSE) continue;
        if (k->punct || k->func == DB_FN_RA || k->func == DB_FN_KE || k->func == DB_FN_AND || k->lemma) return false;
        if (k->func == DB_FN_PREP && k->fid != r->f_by && k->fid != r->f_in && k->fid != r->f_to) return false;
        if (k->func == DB_FN_PREP && k->fid == r->f_by) by = true;
        else if (k->func == DB_FN_PREP) end = i; /* «دخالت در X» */
    }
    return false;
}

/* «تکذیب کرد که X …»: what is denied blames nobody. */
static bool denied(const db_rec *r, const words_of *x) {
    const dabir_claim *c = &r->d->claims[x->claim];
    const db_entry *e;
    uint32_t a = word_at(r, c->cue.span.start), b = word_at(r, c->cue.span.end);
    return c->stance && strcmp(c->stance, "deny") == 0 && db_list_in(r, a, b, db_model_list(r->m, "stance-deny"), &e);
}

/* «گفت Y حمله X را محکوم کرده است»: it is Y who blames. */
static bool told_of_another(const db_rec *r, const words_of *x, uint32_t ci) {
    int32_t own = r->claim_of[ci];
    return own >= 0 && own != x->claim && r->d->claims[own].speaker >= 0 && !db_has_party(r, &x->who, r->d->claims[own].speaker);
}

enum { LED_WORDS = 3 };

/* Nouns of blame, and deeds that a word of disapproval beside them condemns. */
static void blame(speech *s, const words_of *x, uint32_t ci) {
    const db_rec *r = s->r;
    const db_clause *c = &r->cl->c[ci];
    const db_entry *e;
    uint32_t w0 = c->w0 > x->w0 ? c->w0 : x->w0, w1 = c->w1 < x->w1 ? c->w1 : x->w1;
    if (x->cue == (int32_t)ci && x->w0 < c->w1) w0 = x->w0 > c->w0 + LED_WORDS ? x->w0 - LED_WORDS : c->w0; /* «این اقدام X را Y خواند» */
    if (!x->who.n || denied(r, x) || (c->intro && c->intro == r->f_if) || told_of_another(r, x, ci)) return;
    bool bad = db_list_in(r, w0, w1, s->bad, &e) != NULL;
    for (uint32_t w = w0; w < w1; w++) {
        if (r->cl->of[w] != (int32_t)ci || r->cl->unit[w] >= 0) continue;
        const db_match *m = db_match_list(r->l, w, s->blame, &e);
        bool fault = m != NULL;
        if (!m && bad) m = db_match_list(r->l, w, s->act, &e);
        db_refset to;
        if (!m || m->w1 > w1) continue;
        uint32_t from = w > w0 + 3 ? w - 3 : w0;
        const db_entry *le;
        if (db_list_in(r, from, w, s->lift, &le) || db_list_in(r, from, w, s->thought, &le) || !db_speech_doer(s, x, m->w1, fault && strstr(e->attr, "by=1"), &to)) continue;
        bool allege = fault && strstr(e->attr, "allege");
        db_speech_tell(s, x, fault ? "event.speech-blame.1" : "event.speech-bad.1", "ACCUSE", allege ? "allege" : "disapprove", allege ? "112" : "111", &to, w, m->w1);
    }
}

/* Those whom a single speaker means: «تقویت همکاری با X», else whom he met («در دیدار با X بر … تاکید کرد»). */
static bool other_side(speech *s, const words_of *x, db_refset *to) {
    const db_rec *r = s->r;
    const db_clause *c = &r->cl->c[x->cue];
    const db_entry *e;
    bool met = db_list_in(r, c->w0, c->w1, r->li_meeting, &e) || db_list_in(r, c->w0, c->w1, db_model_list(r->m, "ev-consult-meet-n"), &e);
    for (int inside = 1; inside >= 0; inside--)
        for (uint32_t i = c->c0; i < c->c1; i++) {
            const db_chunk *k = &r->cl->k[i];
            bool in = k->w0 >= x->w0 && k->w0 < x->w1;
            if ((k->prep != r->f_with && k->prep != r->f_between) || in != (inside == 1) || (!inside && !met)) continue;
            db_refset heads;
            db_np_inside(r, k->w0, k->w1, &heads);
            if (heads.n && db_speech_others(r, x, &heads, to)) return true;
        }
    return false;
}

enum { STRESS_WORDS = 40, LEAD_WORDS = 5 };

/* «بر تقویت همکاری‌ها تاکید کردند»: those who say so agree to it, with each other or with the one whom they mean. */
static void ties_wanted(speech *s, const words_of *x) {
    db_rec *r = s->r;
    const dabir_claim *said = &r->d->claims[x->claim];
    const db_entry *e;
    uint32_t cue0 = word_at(r, said->cue.span.start), cue1 = word_at(r, said->cue.span.end);
    if (x->cue < 0 || x->w1 - x->w0 > STRESS_WORDS || !db_list_in(r, cue0, cue1, s->stress, &e)) return;
    uint32_t lead = x->w0 + LEAD_WORDS < x->w1 ? x->w0 + LEAD_WORDS : x->w1;
    const db_match *g = db_list_in(r, x->w0, lead, s->growth, &e);
    if (!g || r->cl->of[g->w0] != x->cue) return; /* a phrase, no clause of its own */
    uint32_t end = g->w1 + LEAD_WORDS < x->w1 ? g->w1 + LEAD_WORDS : x->w1;
    if (!db_list_in(r, g->w1, end, s->ties, &e)) return;
    db_why why = {.id = "event.speech-ties.1"};
    db_refset to = {0};
    bool several = false;
    for (uint32_t i = 1; i < x->who.n; i++) {
        db_refset before = x->who;
        before.n = i;
        several |= !db_has_party(r, &before, x->who.v[i]);
    }
    if (!several && !other_side(s, x, &to)) return;
    db_refset all = x->who, nobody = {0};
    for (uint32_t i = 0; i < to.n; i++) db_ref_add(r, &all, to.v[i]);
    if (!several && db_event_stands(r, "AGREE", &all, &nobody)) return; /* told as theirs together */
    db_event_add(r, &why, "AGREE", "cooperate", "030", &x->who, several ? NULL : &to, NULL, DABIR_NONE, x->aux, x->w0, x->w1, x->claim);
}

/* «نمی‌توان به X اعتماد کرد»: whom one does not trust. */
static void distrust(speech *s, const words_of *x, uint32_t ci) {
    const db_rec *r = s->r;
    const db_clause *c = &r->cl->c[ci];
    bool neg = r->l->w[c->verb].flags & DB_WF_NEG;
    for (uint32_t w = c->w0; w < (uint32_t)c->verb && !neg; w++) neg = (r->l->w[w].flags & DB_WF_NEG) != 0; /* «نمی‌توان … اعتماد کرد» */
    if (!neg || !db_speech_verb(r, ci, s->distrust)) return;
    for (uint32_t i = c->c0; i < c->c1; i++) {
        const db_chunk *k = &r->cl->k[i];
        db_refset in, to;
        if (k->prep != r->f_to) continue;
        db_np_inside(r, k->w0, k->w1, &in);
        if (in.n && db_speech_others(r, x, &in, &to)) {
            to.n = 1;
            db_speech_tell(s, x, "event.speech-distrust.1", "ACCUSE", "disapprove", "111", &to, c->w0, c->w1);
        }
    }
}

static void clause_said(speech *s, uint32_t ci) {
    const db_rec *r = s->r;
    const words_of *x = &s->v[s->own[ci]];
    if (!x->who.n || denied(r, x)) return;
    const db_clause *c = &r->cl->c[ci];
    db_refset sub, to;
    db_subject(r, ci, &sub);
    const db_word *v = &r->l->w[c->verb];
    bool third = v->person == 0 || v->person == 3 || v->person == 6;
    if (!db_speech_threat(s, x, ci) && third && db_speech_others(r, x, &sub, &to)) (void)(demand(s, x, ci, &to) || ascribe(s, x, ci, &to) || db_speech_done(s, x, ci, &to));
    db_speech_judged(s, x, ci);
    distrust(s, x, ci);
    blame(s, x, ci);
}

/* «در دیدار X با Y بر تقویت همکاری‌ها تاکید شد»: those who met want it together. */
static void ties_at_meetings(speech *s) {
    db_rec *r = s->r;
    uint32_t stressed = db_model_list(r->m, "ev-stress");
    const db_entry *e;
    for (uint32_t i = 0; i < r->n_meet; i++) {
        const db_meeting *m = &r->meet[i];
        int32_t ci = m->w0 < r->l->n_words ? r->cl->of[m->w0] : -1;
        if (ci < 0 || m->who.n < 2 || r->cl->c[ci].verb < 0 || !(r->l->w[r->cl->c[ci].verb].flags & DB_WF_PASSIVE || r->l->w[r->cl->c[ci].verb].lemma == r->lemma_become) || !db_speech_verb(r, (uint32_t)ci, stressed)) continue;
        const db_clause *c = &r->cl->c[ci];
        const db_match *g = db_list_in(r, c->w0, c->v0, s->growth, &e);
        if (!g || !db_list_in(r, g->w1, c->v0, s->ties, &e)) continue;
        db_why why = {.id = "event.meeting-ties.1"};
        db_event_add(r, &why, "AGREE", "cooperate", "030", &m->who, NULL, NULL, DABIR_NONE, 0, g->w0, c->v1, -1);
    }
}

void db_speech_events(db_rec *r) {
    const dabir_model *m = r->m;
    speech s = {.r = r, .growth = db_model_list(m, "w-growth"), .ties = db_model_list(m, "w-ties"), .stress = db_model_list(m, "w-stress"), .must = db_model_list(m, "w-must"), .knowing = db_model_list(m, "w-knowing"), .blame = db_model_list(m, "blame-n"), .act = db_model_list(m, "w-act"),
                .bad = db_model_list(m, "w-bad"), .breach = db_model_list(m, "ev-breach"), .distrust = db_model_list(m, "ev-distrust"), .assault = db_model_list(m, "ev-assault"), .answer = db_model_list(m, "ev-answer"),
                .strong = db_model_list(m, "w-strong"), .lift = db_model_list(m, "w-lift"), .thought = db_model_list(m, "w-possible"), .reprisal = db_model_list(m, "w-reprisal"), .face = db_model_list(m, "ev-face"), .idle = db_model_list(m, "ev-idle"),
                .coming = db_model_list(m, "ev-coming"), .deed_n = db_model_list(m, "ev-assault-n"), .label = db_model_list(m, "w-badlabel"), .done = db_model_list(m, "ev-done"), .menace = db_model_list(m, "ev-threaten"), .deed = db_model_list(m, "w-deed"), .against = (uint16_t)db_model_func(m, "against"), .incase = (uint16_t)db_model_func(m, "incase")};
    s.own = DB_NEW(r->a, int32_t, r->cl->n + 1);
    for (uint32_t i = 0; i <= r->cl->n; i++) s.own[i] = -1;
    collect(&s);
    for (uint32_t i = 0; i < s.n; i++) db_speech_deemed(&s, &s.v[i]);
    for (uint32_t i = 0; i < r->cl->n; i++)
        if (s.own[i] >= 0) clause_said(&s, i);
    for (uint32_t i = 0; i < s.n; i++) db_speech_threatened(&s, &s.v[i]);
    for (uint32_t i = 0; i < s.n; i++) ties_wanted(&s, &s.v[i]);
    ties_at_meetings(&s);
    for (uint32_t i = 0; i < s.n; i++) /* what is said in a phrase («بر نقش داشتن X … تاکید کرد») */
        if (s.v[i].cue >= 0) blame(&s, &s.v[i], (uint32_t)s.v[i].cue);
}
