/* statement_stance.c -- where a speaker stands: by the verb that reports, by words in what is said, and by who does what in it (deeds of others
 * accuse, one's own future promises, one's own deeds denied deny). */
#include "record/rec.h"

/* Long speeches thank in passing: only who begins with it gives thanks. */
static uint32_t sentence_end(const db_rec *r, uint32_t w0, uint32_t w1) {
    uint32_t end = r->l->sent0[r->l->w[w0].sent + 1];
    return end < w1 ? end : w1;
}

static const char *by_words(const db_rec *r, uint32_t w0, uint32_t w1) {
    static const char *const lists[][2] = {{"stance-accuse", "accuse"}, {"stance-deny", "deny"}, {"stance-thank", "thank"}, {"stance-warn", "warn"},
        {"stance-callfor", "call_for"}, {"stance-promise", "promise"}, {"stance-oppose", "oppose"}, {"stance-support", "support"}};
    const db_entry *e;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (db_list_in(r, w0, strcmp(lists[i][1], "thank") == 0 ? sentence_end(r, w0, w1) : w1, db_model_list(r->m, lists[i][0]), &e)) return lists[i][1];
    return NULL;
}

static const char *code_of(const db_rec *r, dabir_ref e) { return e >= 0 && r->nm->e[e].code && r->nm->e[e].code[0] ? r->nm->e[e].code : NULL; }

static bool same_side(const db_rec *r, dabir_ref a, dabir_ref b) {
    if (a == b) return true;
    const char *x = code_of(r, a), *y = code_of(r, b);
    return x && y && strcmp(x, y) == 0;
}

/* Does the clause tell a bad deed of its subject? In ev-breach also what is not done (negated=1: «به تعهدات خود عمل نکرد»). */
static bool hostile(const db_rec *r, uint32_t clause) {
    static const char *const deeds[] = {"ev-assault", "ev-coerce", "ev-breach"};
    db_vtrigger t[12];
    const db_clause *c = &r->cl->c[clause];
    bool neg = r->l->w[c->verb].flags & DB_WF_NEG;
    uint32_t n = db_verb_triggers(r->m, r->l, r->cl, (uint32_t)c->verb, clause, t, 12);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < t[i].n; k++)
            for (size_t d = 0; d < sizeof deeds / sizeof *deeds; d++) {
                const db_vlist *v = &t[i].lists[k];
                if (v->list != db_model_list(r->m, deeds[d]) || strstr(v->attr, "weak") || (strstr(v->attr, "negated=1") != NULL) != neg) continue;
                if (d == 2 || strstr(v->attr, "act=subject")) return true;
            }
    return false;
}

/* Names a bare phrase of the clause somebody, found to be its subject or not? */
static bool bare_actor(const db_rec *r, const db_clause *c) {
    db_refset in;
    for (uint32_t i = c->c0; i < c->c1; i++) {
        const db_chunk *k = &r->cl->k[i];
        if (k->prep || k->ra || k->date) continue;
        db_np_heads(r, k->w0, k->w1, &in);
        if (in.n) return true;
    }
    return false;
}

/* Whose deed a clause of what is said tells: 1 the speaker's own, 2 another's, 0 nobody's that is known. */
static int whose(const db_rec *r, uint32_t clause, dabir_ref who) {
    const db_clause *c = &r->cl->c[clause];
    const db_word *v = &r->l->w[c->verb];
    if (v->person == 1 || v->person == 4) return 1;
    if (c->subject < 0 && !bare_actor(r, c) && c->prev < 0 && (c->type == DB_CL_THAT || c->type == DB_CL_SPEECH) && (v->person == 3 || v->person == 6) && !(v->flags & DB_WF_PASSIVE))
        return 1; /* «گفت که … خواهد پذیرفت» */
    db_refset s;
    db_subject(r, clause, &s);
    if (!s.n) return 0;
    for (uint32_t i = 0; i < s.n; i++)
        if (same_side(r, s.v[i], who)) return 1;
    return code_of(r, s.v[0]) || r->nm->e[s.v[0]].kind == DABIR_GROUP ? 2 : 0;
}

/* «هیچ … ندارد», «هرگز … نیست»: what is said never to be so. */
static bool never(const db_rec *r, const db_clause *c) {
    const db_entry *e;
    return (r->l->w[c->verb].flags & DB_WF_NEG) && db_list_in(r, c->w0, c->w1, db_model_list(r->m, "stance-never"), &e);
}

typedef struct deeds { bool blame, deny, promise, threat; } deeds;

/* «اگر حمله کنند، …», «در صورت هرگونه تعرض، …»: a hostile deed that is only feared, and what then is to come. */
static bool feared(const db_rec *r, const db_clause *c) {
    const db_entry *e;
    if (c->intro == r->f_if && c->type == DB_CL_ADV) return hostile(r, (uint32_t)(c - r->cl->c)) || db_list_in(r, c->w0, c->w1, db_model_list(r->m, "ev-assault-n"), &e);
    const db_match *m = db_list_in(r, c->w0, c->w1, db_model_list(r->m, "stance-incase"), &e);
    return m && db_list_in(r, m->w1, m->w1 + 4 < c->w1 ? m->w1 + 4 : c->w1, db_model_list(r->m, "ev-assault-n"), &e);
}

/* What clause i of the words tells: whose deed, done or to come. */
static void deed_of(const db_rec *r, dabir_ref who, uint32_t i, deeds *d) {
    const db_clause *c = &r->cl->c[i];
    const db_entry *e;
    const db_word *v = &r->l->w[c->verb];
    bool past = v->tense == DB_PERFECT || v->tense == DB_PAST || v->tense == DB_PLUPERFECT, neg = v->flags & DB_WF_NEG;
    d->threat |= feared(r, c);
    if (c->type == DB_CL_ADV && c->intro == r->f_if) return;
    int side = whose(r, i, who);
    bool to_come = v->tense == DB_FUTURE || (v->tense == DB_PRESENT && db_list_in(r, c->w0, c->w1, db_model_list(r->m, "stance-soon"), &e));
    bool of_its_own = c->type != DB_CL_REL && c->type != DB_CL_ADV;
    if (to_come && !neg && of_its_own && side == 1 && !db_list_in(r, c->w0, c->w1, db_model_list(r->m, "stance-undo"), &e)) d->promise = true;
    if (side == 1 && c->type != DB_CL_ADV && ((past && neg && c->type != DB_CL_REL) || never(r, c))) d->deny = true;
    if (side == 2 && (past || v->tense == DB_PRESENT) && hostile(r, i)) d->blame = true;
}

static deeds by_deeds(const db_rec *r, dabir_ref who, uint32_t clause, uint32_t w0, uint32_t w1) {
    deeds d = {0};
    for (uint32_t s = r->cl->c[clause].sent; s < r->l->n_sents && r->l->sent0[s] < w1; s++)
        for (uint32_t i = r->cl->s0[s]; i < r->cl->s0[s + 1]; i++)
            if (i != clause && r->cl->c[i].verb >= 0 && (uint32_t)r->cl->c[i].verb >= w0 && (uint32_t)r->cl->c[i].verb < w1) deed_of(r, who, i, &d);
    return d;
}

/* «نگرانی نسبت به تصمیم ایران …»: concern about what somebody else does is against it. */
static bool anothers_deed(const db_rec *r, dabir_ref who, uint32_t w0, uint32_t w1) {
    const db_entry *e;
    db_refset in;
    if (!db_match_list(r->l, w0, db_model_list(r->m, "stance-deed"), &e)) return false;
    db_np_inside(r, w0, w1, &in);
    for (uint32_t i = 0; i < in.n; i++)
        if (!same_side(r, in.v[i], who)) return true;
    return false;
}

const char *db_stance(db_rec *r, const db_hit *h, const char *cue, dabir_ref who, uint32_t w0, uint32_t w1) {
    const db_entry *e;
    if (cue && strcmp(cue, "neutral") != 0) {
        if (db_attr(r, h->attr, "claim") && db_list_in(r, w0, w1, db_model_list(r->m, "stance-claim"), &e)) return "deny"; /* «اتهام … را رد کرد» */
        if (strcmp(cue, "warn") == 0 && db_attr(r, h->attr, "concern") && anothers_deed(r, who, w0, w1)) return "oppose";
        return cue;
    }
    if (h->rule->list == r->li_deem && db_list_in(r, w0, w1, db_model_list(r->m, "w-culprit"), &e)) return "accuse"; /* «X را مسئول Y دانست» */
    const char *s = by_words(r, w0, w1);
    if (s && strcmp(s, "warn") != 0 && strcmp(s, "call_for") != 0) return s;
    deeds d = by_deeds(r, who, h->clause, w0, w1);
    if (d.blame || (d.deny && !s)) return d.blame ? "accuse" : "deny";
    if (s || d.threat) return s ? s : "warn";
    return d.promise ? "promise" : "neutral";
}
