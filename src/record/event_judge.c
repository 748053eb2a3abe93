/* event_judge.c -- what is judged of others in what is said: «X را تهدیدی برای صلح خواند», «تحریم‌های X غیرقانونی است», «حمله از سوی X انجام شده است». */
#include "record/event_speech.h"

/* Whom the words [w0, w1) are about. */
static bool about(const db_rec *r, const words_of *x, uint32_t w0, uint32_t w1, db_refset *to) {
    db_refset in;
    db_speech_named(r, w0, w1, &in);
    for (uint32_t i = 0; i < in.n; i++) { /* bodies that no state is known of are nobody in particular */
        const db_ent *e = &r->nm->e[in.v[i]];
        if ((e->kind == DABIR_BODY || e->kind == DABIR_PERSON) && !(e->code && e->code[0])) return false;
    }
    return in.n && db_speech_others(r, x, &in, to);
}

static void disapprove(speech *s, const words_of *x, const char *rule, const db_refset *to, uint32_t w0, uint32_t w1) {
    db_speech_tell(s, x, rule, "ACCUSE", "disapprove", "111", to, w0, w1);
}

enum { LABEL_WORDS = 4 };

/* «گسترش X را تهدیدی برای امنیت دانست»: the object, and what it is called. */
void db_speech_deemed(speech *s, const words_of *x) {
    const db_rec *r = s->r;
    uint32_t w0, w1;
    const db_entry *e;
    db_refset to;
    if (x->cue < 0 || !x->who.n || r->cl->c[x->cue].verb < 0 || !db_speech_verb(r, (uint32_t)x->cue, r->li_deem)) return;
    const db_clause *c = &r->cl->c[x->cue];
    if (r->l->w[c->verb].flags & DB_WF_NEG || !db_object_span(r, (uint32_t)x->cue, &w0, &w1) || w1 >= (uint32_t)c->verb) return;
    uint32_t end = w1 + LABEL_WORDS < (uint32_t)c->verb ? w1 + LABEL_WORDS : (uint32_t)c->verb, first = w0;
    while (first < w1 && (r->l->w[first].func == DB_FN_DET || r->l->w[first].func == DB_FN_QUANT)) first++;
    bool deed = db_list_in(r, first, first + 2 < w1 ? first + 2 : w1, s->deed, &e) != NULL; /* «اقدام X», X itself; not «تحولات X» */
    db_refset heads;
    db_np_heads(r, w0, w1, &heads);
    if ((deed || heads.n) && db_list_in(r, w1, end, s->label, &e) && !db_list_in(r, w0, w1, s->lift, &e) && about(r, x, w0, w1, &to))
        disapprove(s, x, "event.speech-deemed.1", &to, w0, c->v1);
}

/* «تحریم‌های X غیرقانونی است»: a deed of X is the subject, its blame the predicate. */
bool db_speech_judged(speech *s, const words_of *x, uint32_t ci) {
    const db_rec *r = s->r;
    const db_clause *c = &r->cl->c[ci];
    const db_word *v = &r->l->w[c->verb];
    const db_entry *e;
    db_refset to;
    bool be = v->lemma == db_model_be(r->m) || v->lemma == r->lemma_become;
    uint32_t at = c->subject >= 0 ? (uint32_t)c->subject : c->c0; /* subject and predicate may be one bare phrase */
    while (at < c->c1 && (r->cl->k[at].prep || r->cl->k[at].ra || r->cl->k[at].date)) at++;
    if (!be || v->flags & DB_WF_NEG || at >= c->c1 || c->intro == r->f_if || c->type == DB_CL_REL || db_aux_of(r, ci) & DABIR_HYPOTHETICAL) return false;
    const db_chunk *k = &r->cl->k[at];
    const db_match *m = db_list_in(r, k->w0, k->w1, s->deed, &e);
    if (!m || m->w0 > k->w0 + 2) return false;
    uint32_t w = m->w1; /* behind the name: an adjective there is the predicate («تحریم‌های X | غیرقانونی است») */
    while (w < (uint32_t)c->verb && r->cl->unit[w] < 0) w++;
    while (w < (uint32_t)c->verb && r->cl->unit[w] >= 0) w++;
    if (!db_list_in(r, w, (uint32_t)c->verb, s->bad, &e) || db_list_in(r, k->w0, m->w0, s->lift, &e)) return false;
    if (!db_speech_doer(s, x, m->w1, false, &to)) return false;
    disapprove(s, x, "event.speech-judged.1", &to, c->w0, c->w1);
    return true;
}

/* «X این حمله را انجام داده است», «این حمله توسط X انجام شده است»: whose deed it is called; `subject`: who does it in the clause. */
bool db_speech_done(speech *s, const words_of *x, uint32_t ci, const db_refset *subject) {
    const db_rec *r = s->r;
    const db_clause *c = &r->cl->c[ci];
    const db_word *v = &r->l->w[c->verb];
    const db_entry *e;
    if (v->flags & DB_WF_NEG || (v->tense != DB_PAST && v->tense != DB_PERFECT && v->tense != DB_PLUPERFECT) || db_aux_of(r, ci) & DABIR_HYPOTHETICAL || c->type == DB_CL_REL) return false;
    if (!db_speech_verb(r, ci, s->done) || !db_list_in(r, c->w0, (uint32_t)c->verb, s->deed_n, &e)) return false;
    db_speech_tell(s, x, "event.speech-done.1", "ACCUSE", "allege", "112", subject, c->w0, c->w1);
    return true;
}
