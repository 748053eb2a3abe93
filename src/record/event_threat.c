/* event_threat.c -- threats in what is said: an answer that is announced («به X پاسخ قاطع خواهیم داد»), consequences that somebody is to face («X باید با
 * عواقب … روبه‌رو شود»), what follows if he does something («اگر X …، بیکار نخواهیم نشست»), what is withheld as long as he does not. */
#include "record/event_speech.h"

static bool party(const db_rec *r, const words_of *x, uint32_t w0, uint32_t w1, db_refset *to) {
    db_refset in;
    db_speech_named(r, w0, w1, &in);
    return in.n && db_speech_others(r, x, &in, to);
}

/* «هرگونه تهاجم X», «هر اقدام X»: whose deed the phrase tells. */
static bool deed_in(speech *s, const words_of *x, uint32_t w0, uint32_t w1, db_refset *to) {
    const db_entry *e;
    const db_match *m = db_list_in(s->r, w0, w1, s->deed_n, &e);
    if (!m) m = db_list_in(s->r, w0, w1, s->deed, &e);
    return m && db_speech_doer(s, x, m->w1, false, to);
}

/* «اگر X …», «چنانچه X …», «در صورت حمله X»: whose deed the threat in clause ci answers, sought in its sentence. */
static bool condition(speech *s, const words_of *x, uint32_t ci, db_refset *to) {
    const db_rec *r = s->r;
    uint32_t sent = r->cl->c[ci].sent;
    for (uint32_t i = r->cl->s0[sent]; i < r->cl->s0[sent + 1]; i++) {
        const db_clause *c = &r->cl->c[i];
        if (i == ci || c->verb < 0 || (uint32_t)c->verb < x->w0 || (uint32_t)c->verb >= x->w1 || c->type != DB_CL_ADV || !c->intro || c->intro != r->f_if || c->subject < 0) continue;
        const db_chunk *k = &r->cl->k[c->subject];
        if (party(r, x, k->w0, k->w1, to)) return true;
    }
    return false;
}

/* «اینکه X … می‌دهد تبعات سنگینی خواهد داشت»: whose deed the clause within clause ci tells. */
static bool subject_clause(speech *s, const words_of *x, uint32_t ci, db_refset *to) {
    const db_rec *r = s->r;
    const db_clause *c = &r->cl->c[ci];
    for (uint32_t i = ci + 1; i < r->cl->s0[c->sent + 1]; i++) {
        const db_clause *k = &r->cl->c[i];
        if (k->parent != (int32_t)ci || k->w0 > (uint32_t)c->verb || k->subject < 0 || k->w0 > c->w0 + 2) continue;
        if (party(r, x, r->cl->k[k->subject].w0, r->cl->k[k->subject].w1, to)) return true;
    }
    return false;
}

/* «به X پاسخ …», «علیه X …»: the phrases of the clause before its verb. */
static bool addressed(speech *s, const words_of *x, uint32_t ci, db_refset *to) {
    const db_rec *r = s->r;
    const db_clause *c = &r->cl->c[ci];
    for (uint32_t i = c->c0; i < c->c1; i++) {
        const db_chunk *k = &r->cl->k[i];
        if ((k->prep != r->f_to && k->prep != s->against && k->prep != s->incase) || k->date || k->w0 < x->w0) continue;
        if (deed_in(s, x, k->w0, k->w1, to)) return true;
        db_refset in;
        db_np_inside(r, k->w0, k->w1, &in);
        if (!in.n) continue;
        in.n = 1;
        if (db_speech_others(r, x, &in, to)) return true;
    }
    return false;
}

/* «پاسخ این حمله در راه است» without a name: the one whom the speaker accuses of it. */
static bool accused(const db_rec *r, const words_of *x, db_refset *to) {
    int32_t found = -1;
    for (uint32_t i = 0; i < r->d->n_claims; i++) {
        const dabir_claim *c = &r->d->claims[i];
        if (c->type != DABIR_EVENT || (strcmp(c->event, "ACCUSE") != 0 && strcmp(c->event, "REQUEST") != 0) || !c->recipient.n) continue;
        bool his = false;
        for (uint32_t k = 0; k < c->actor.n; k++) his |= db_has_party(r, &x->who, c->actor.v[k]);
        if (!his) continue;
        if (found >= 0 && !db_has_party(r, &(db_refset){.n = 1, .v = {r->d->claims[found].recipient.v[0]}}, c->recipient.v[0])) return false;
        found = (int32_t)i;
    }
    if (found < 0) return false;
    db_refset in = {0};
    for (uint32_t k = 0; k < r->d->claims[found].recipient.n; k++) db_ref_add(r, &in, r->d->claims[found].recipient.v[k]);
    return db_speech_others(r, x, &in, to);
}

/* Is it to come? «خواهد …», «می‌دهیم», «باید … شود». */
static bool to_come(const speech *s, const db_clause *c) {
    const db_word *v = &s->r->l->w[c->verb];
    const db_entry *e;
    uint32_t w0 = c->type == DB_CL_SPEECH ? s->r->l->sent0[c->sent] : c->w0; /* «باید «با عواقب … روبه‌رو شود»» */
    return v->tense == DB_FUTURE || v->tense == DB_PRESENT || (v->tense == DB_SUBJUNCTIVE && db_list_in(s->r, w0, (uint32_t)c->verb, s->must, &e));
}

static bool threaten(speech *s, const words_of *x, const char *rule, const db_refset *to, const db_clause *c) {
    db_speech_tell(s, x, rule, "THREATEN", NULL, NULL, to, c->w0, c->w1);
    return true;
}

/* «X تاوان خواهد داد», «X با پاسخ قاطع … روبه‌رو خواهد شد», «هرگونه حمله X با واکنش … مواجه می‌شود». */
static bool faces(speech *s, const words_of *x, uint32_t ci, bool heavy, bool strong) {
    const db_rec *r = s->r;
    const db_clause *c = &r->cl->c[ci];
    db_refset sub, to;
    const char *line = db_speech_verb(r, ci, s->face);
    if (!line || !(heavy || strong || strstr(line, "alone"))) return false;
    if (c->subject >= 0 && deed_in(s, x, r->cl->k[c->subject].w0, r->cl->k[c->subject].w1, &to)) return threaten(s, x, "event.speech-faces.1", &to, c);
    db_subject(r, ci, &sub);
    if (!sub.n && c->type == DB_CL_SPEECH && c->parent >= 0 && r->cl->c[c->parent].verb < 0) db_subject(r, (uint32_t)c->parent, &sub);
    if (sub.n && db_speech_others(r, x, &sub, &to)) return threaten(s, x, "event.speech-faces.1", &to, c);
    return false;
}

/* Is the subject of the clause the speaker, what he announces, or nobody? */
static bool own_deed(const db_rec *r, const words_of *x, uint32_t ci) {
    const db_word *v = &r->l->w[r->cl->c[ci].verb];
    db_refset sub;
    if (v->person == 1 || v->person == 4) return true;
    if (v->person == 2 || v->person == 5) return false;
    db_subject(r, ci, &sub);
    if (!sub.n) return true;
    for (uint32_t i = 0; i < sub.n; i++)
        if (db_has_party(r, &x->who, sub.v[i])) return true;
    return false;
}

/* What the speaker withholds while X does not do his part: «تا زمانی که X … نکند، ما … نخواهیم کرد». */
static bool withheld(speech *s, const words_of *x, uint32_t ci) {
    const db_rec *r = s->r;
    const db_clause *c = &r->cl->c[ci], *p = c->parent >= 0 ? &r->cl->c[c->parent] : NULL;
    db_refset sub, to;
    const db_entry *e;
    if (c->type != DB_CL_ADV || !p || p->verb < 0 || !db_list_in(r, c->w0 > 1 ? c->w0 - 1 : c->w0, c->w0 + 4 < c->w1 ? c->w0 + 4 : c->w1, db_model_list(r->m, "w-aslongas"), &e)) return false;
    const db_word *v = &r->l->w[p->verb];
    if (v->tense != DB_FUTURE || !(v->flags & DB_WF_NEG)) return false;
    db_subject(r, (uint32_t)c->parent, &sub);
    if (sub.n && !db_has_party(r, &x->who, sub.v[0])) return false;
    db_subject(r, ci, &sub);
    return db_speech_others(r, x, &sub, &to) && threaten(s, x, "event.speech-withhold.1", &to, c);
}

bool db_speech_threat(speech *s, const words_of *x, uint32_t ci) {
    const db_rec *r = s->r;
    const db_clause *c = &r->cl->c[ci];
    const db_entry *e;
    if (withheld(s, x, ci)) return true;
    if (c->type == DB_CL_REL || c->intro == r->f_if || !to_come(s, c)) return false;
    const db_word *v = &r->l->w[c->verb];
    uint32_t s0 = r->l->sent0[c->sent] > x->w0 ? r->l->sent0[c->sent] : x->w0;
    bool neg = v->flags & DB_WF_NEG, idle = neg && db_speech_verb(r, ci, s->idle);
    const db_entry *se;
    const db_match *m = db_list_in(r, c->w0 > x->w0 ? c->w0 : x->w0, c->w1, s->reprisal, &e);
    bool heavy = m && strstr(e->attr, "heavy"), strong = db_list_in(r, s0, c->w1, s->strong, &se) != NULL;
    bool result = m && strstr(e->attr, "result"), want = v->tense == DB_SUBJUNCTIVE;
    bool answer = !neg && !want && db_speech_verb(r, ci, s->answer) && strong;
    db_refset to;
    if (!neg && faces(s, x, ci, heavy && m, strong && m)) return true;
    const char *line = neg || want || !m || !(heavy || strong) ? NULL : db_speech_verb(r, ci, s->coming);
    bool coming = line && (v->tense == DB_FUTURE || !strstr(line, "future"));
    if ((!answer && !idle && !coming) || !own_deed(r, x, ci)) return false;
    if (condition(s, x, ci, &to) || (result && subject_clause(s, x, ci, &to)) || (!result && addressed(s, x, ci, &to))) return threaten(s, x, "event.speech-answer.1", &to, c);
    if (m && c->subject >= 0 && deed_in(s, x, r->cl->k[c->subject].w0, r->cl->k[c->subject].w1, &to)) return threaten(s, x, "event.speech-answer.1", &to, c);
    if (!result && accused(r, x, &to)) return threaten(s, x, "event.speech-answer-accused.1", &to, c);
    return false;
}

/* «تهدید کرد که …» without a name: the one whom he accuses, or of whom he asks something. */
void db_speech_threatened(speech *s, const words_of *x) {
    db_refset to;
    const char *line = x->cue >= 0 && s->r->cl->c[x->cue].verb >= 0 ? db_speech_verb(s->r, (uint32_t)x->cue, s->menace) : NULL;
    if (!line || !strstr(line, "threat=1") || s->r->l->w[s->r->cl->c[x->cue].verb].flags & DB_WF_NEG) return;
    for (uint32_t i = 0; i < s->r->d->n_claims; i++) {
        const dabir_claim *c = &s->r->d->claims[i];
        if (c->type == DABIR_EVENT && strcmp(c->event, "THREATEN") == 0 && c->actor.n && db_has_party(s->r, &x->who, c->actor.v[0])) return;
    }
    if (accused(s->r, x, &to)) threaten(s, x, "event.speech-threatened.1", &to, &s->r->cl->c[x->cue]);
}
