/* statement.c -- who said what: when a rule's hit is a statement. content.c: where the reported words begin and end; speaker.c and
 * statement_person.c: whose they are; statement_stance.c: where the speaker stands; statement_addressee.c: to whom it is said. */
#include "record/rec.h"

int32_t db_ancestor_statement(const db_rec *r, int32_t clause) {
    if (clause < 0) return -1;
    if (r->speech_of[clause] >= 0) return r->speech_of[clause];
    return r->cl->c[clause].w0 >= r->speech_from && r->cl->c[clause].w0 < r->speech_until ? r->speech_claim : -1;
}

static void mark_content(db_rec *r, uint32_t clause, uint32_t w0, uint32_t w1, int32_t claim) {
    uint32_t s = r->cl->c[clause].sent;
    for (uint32_t i = r->cl->s0[s]; i < r->cl->s0[s + 1]; i++)
        if (r->cl->c[i].w0 + 1 >= w0 && r->cl->c[i].w0 < w1 && i != clause) r->speech_of[i] = claim; /* که stands before the content */
    if (w1 > r->l->sent0[s + 1]) r->speech_from = w0, r->speech_until = w1, r->speech_claim = claim;
}

static void put_statement(db_rec *r, const db_hit *h, const db_remit *e, dabir_ref who, uint32_t w0, uint32_t w1, bool direct) {
    const db_clause *c = &r->cl->c[h->clause];
    bool verb = h->rule->trig == DB_TR_VERB;
    int32_t in = db_ancestor_statement(r, (int32_t)h->clause);
    if (in >= 0 && who >= 0 && r->d->claims[in].speaker == who) return; /* «گفت که خواسته است …» is one statement */
    uint32_t a = h->t0, b = h->t1;
    if (verb && h->t1 > h->t0 && h->v0 == h->t0) b = h->v1; /* cue: the whole complex where it stands together */
    if (verb && h->t0 == (uint32_t)c->verb) b = (uint32_t)c->verb + 1;
    const char *part = db_attr(r, h->attr, "cue");
    if (part && strcmp(part, "last") == 0) a = h->t1 - 1; /* «به شدت محکوم کرد»: without the adverb */
    else if (part) { /* «با انتقاد از»: the lexical part */
        while (a + 1 < b && r->l->w[a].func) a++;
        for (uint32_t w = a + 1; w < b; w++)
            if (r->l->w[w].func == DB_FN_PREP || r->l->w[w].func == DB_FN_DET || r->l->w[w].func == DB_FN_KE || r->l->w[w].func == DB_FN_SUBORD) b = w;
    }
    uint32_t s0 = w0 < c->w0 ? w0 : c->w0, s1 = w1 > c->w1 ? w1 : c->w1;
    dabir_claim *x = db_claim_new(r, DABIR_STATEMENT, &h->why, s0, s1);
    int32_t id = (int32_t)r->d->n_claims - 1;
    x->speaker = who;
    x->cue = db_quote(r, a, b);
    x->content = db_quote(r, w0, w1);
    const char *kind = db_hit_value(r, h, e, "kind", NULL);
    x->kind = kind ? kind : direct ? "direct" : "indirect";
    bool negated = verb && c->verb >= 0 && (r->l->w[c->verb].flags & DB_WF_NEG);
    const char *st = negated ? NULL : db_hit_value(r, h, e, "stance", NULL); /* «رد نکرد» */
    x->stance = db_stance(r, h, st, who, w0, w1);
    int ar;
    db_refset ad;
    db_hit_value(r, h, e, "addressee", &ar);
    bool asks = ar >= 0 && h->role[ar].prep != r->f_to; /* «از X خواست» */
    if (asks && db_role_actors(r, h, ar, &ad) && ad.v[0] != who) x->addressee = ad.v[0];
    else if (verb && h->rule->list != r->li_deem) x->addressee = db_addressee(r, h->clause, who, w0, w1);
    if (in >= 0) x->attribution = r->d->claims[in].speaker;
    db_refset t;
    db_np_inside(r, w0, w1, &t);
    for (uint32_t i = 0; i < t.n; i++)
        if (t.v[i] != who) {
            x->target = t.v[i];
            for (uint32_t w = w0; w < w1; w++) {
                int32_t m = r->nm->at[w];
                if (m >= 0 && r->nm->m[m].entity == t.v[i]) {
                    x->stance_target = db_quote(r, r->nm->m[m].w0, r->nm->m[m].w1);
                    break;
                }
            }
            break;
        }
    if (r->claim_of[h->clause] < 0 && verb) r->claim_of[h->clause] = id;
    mark_content(r, h->clause, w0, w1, id);
    if (in < 0 && who != DABIR_NONE) r->last_speaker = who, r->last_said = s1, r->last_nameless = r->nameless;
}

static bool asked(const db_rec *r, const db_clause *c) {
    for (uint32_t i = c->c0; i < c->c1; i++)
        if (r->cl->k[i].prep == r->f_from && r->cl->k[i].w0 < c->v0) return true;
    return false;
}

/* «ضمن تایید این خبر»: what has been told already is told by nobody again. */
static bool only_this(const db_rec *r, uint32_t w0, uint32_t w1) {
    const db_match *m = db_match_list(r->l, w0, r->li_this, NULL);
    return m && m->w1 == w1;
}

/* «… ابلاغ کند که معتقد است …»: what hangs on a verb that has not happened is not said. */
static bool unreal(const db_rec *r, const db_clause *c) {
    for (int hops = 0; c->type == DB_CL_THAT && c->parent >= 0 && hops < 6; hops++) {
        if (r->claim_of[c->parent] >= 0) return false;
        c = &r->cl->c[c->parent];
        const db_word *v = c->verb >= 0 ? &r->l->w[c->verb] : NULL;
        if (v && (v->tense == DB_SUBJUNCTIVE || v->tense == DB_IMPERATIVE)) return true;
    }
    return false;
}

/* «[سخنگو گفت] مسکو … را درک می‌کند اما از تهران می‌خواهد که …»: what one's own state or body thinks and wants now, in the words of the one who speaks for it. */
static bool said_for(const db_rec *r, uint32_t clause, const db_refset *who) {
    const db_word *v = &r->l->w[r->cl->c[clause].verb];
    int32_t in = db_ancestor_statement(r, (int32_t)clause);
    if (in < 0 || v->tense != DB_PRESENT || who->n != 1 || r->d->claims[in].speaker < 0) return false;
    const char *a = r->nm->e[who->v[0]].code, *b = r->nm->e[r->d->claims[in].speaker].code;
    return a && b && strcmp(a, b) == 0;
}

void db_emit_statement(db_rec *r, const db_hit *h, const db_remit *e) {
    int srole, crole;
    const db_clause *c = &r->cl->c[h->clause];
    bool verb = h->rule->trig == DB_TR_VERB;
    db_hit_value(r, h, e, "speaker", &srole);
    db_hit_value(r, h, e, "content", &crole);
    if (verb && r->claim_of[h->clause] >= 0) return;
    const db_match *longer = verb ? NULL : db_match_list(r->l, h->t0, h->rule->list, NULL);
    if (longer && longer->w1 > h->t1) return; /* «با تاکید بر» within «با تاکید بر این که» */
    if (verb && db_attr(r, h->attr, "lone") && h->t1 < c->v0 && h->t0 > c->w0 && !r->l->w[h->t0 - 1].func && !r->l->w[h->t0 - 1].punct && r->cl->unit[h->t0 - 1] < 0) return; /* «نیروهای مخالف X» */
    if (!verb && h->t0 > 0 && db_match_list(r->l, h->t0 - 1, r->li_leans, NULL)) return;
    if (verb && c->verb >= 0) {
        const db_word *v = &r->l->w[c->verb];
        if (v->person == 1 || v->person == 4 || v->person == 2 || v->person == 5) return; /* «ما تاکید می‌کنیم» is part of what is said */
        const char *stance = db_attr(r, h->attr, "stance"), *slot = db_attr(r, h->attr, "slot");
        if (slot && strcmp(slot, "subject") == 0 && crole >= 0 && h->role[crole].slot == DB_S_SPEECH) return; /* «محکوم شد که …» */
        bool plain = !stance || strcmp(stance, "neutral") == 0;
        if ((v->flags & DB_WF_NEG) && crole >= 0 && ((plain && !db_attr(r, h->attr, "neg")) || h->role[crole].slot == DB_S_SPEECH)) return;
        if (v->tense == DB_SUBJUNCTIVE || v->tense == DB_IMPERATIVE || v->tense == DB_FUTURE) return; /* «قصد دارد … اعلام کند» */
        if ((db_aux_of(r, h->clause) & DABIR_HYPOTHETICAL) || unreal(r, c)) return;
        bool told = v->tense == DB_PAST || v->tense == DB_PERFECT || v->tense == DB_PLUPERFECT || v->tense == DB_PARTICIPLE;
        if (!told && db_ancestor_statement(r, (int32_t)h->clause) >= 0 && crole >= 0 && h->role[crole].slot != DB_S_SPEECH && h->role[crole].slot != DB_S_EZAFE) return; /* a position, not a report */
        if (v->tense == DB_PRESENT && db_attr(r, h->attr, "wish") && !asked(r, c)) return;
        const char *weak = db_attr(r, h->attr, "weak");
        const db_word *behind = &r->l->w[c->v1 < r->l->n_words ? c->v1 : c->v0];
        bool opens = behind->punct == DB_P_COLON || (weak && strcmp(weak, "ke") == 0 && behind->func == DB_FN_KE);
        if (weak && crole >= 0 && h->role[crole].slot == DB_S_SPEECH && !opens) return;
    }
    uint32_t w0, w1;
    bool direct;
    if (!db_content_of(r, h, crole, srole, db_hit_value(r, h, e, "until", NULL) != NULL, &w0, &w1, &direct)) return;
    db_trim(r, &w0, &w1);
    if (w1 <= w0 || (!verb && only_this(r, w0, w1))) return;
    db_refset who;
    if (!db_speakers(r, h, srole, crole >= 0 && h->role[crole].slot == DB_S_SPEECH, &who)) return;
    if (verb && said_for(r, h->clause, &who)) return;
    if (who.n == 0 && verb && db_ancestor_statement(r, (int32_t)h->clause) >= 0) return; /* «… و از این کشور می‌خواهد» within somebody's words */
    if (who.n == 0 && c->type == DB_CL_REL && !db_attr(r, h->attr, "passive") && !(verb && c->verb >= 0 && (r->l->w[c->verb].flags & DB_WF_PASSIVE))) return; /* «منابعی که خواستند نامشان فاش نشود» */
    if (who.n == 0) put_statement(r, h, e, DABIR_UNRESOLVED, w0, w1, direct);
    for (uint32_t i = 0; i < who.n; i++) put_statement(r, h, e, who.v[i], w0, w1, direct);
}

/* The one whose words stand behind the colon that ends the verbless clause c: «X:», «X در گفت‌وگو با Y:», also behind a time or «|». */
static dabir_ref before_colon(const db_rec *r, const db_clause *c, uint32_t *w0, uint32_t *w1) {
    if (c->c1 <= c->c0 || r->cl->k[c->c1 - 1].w1 >= r->l->n_words || r->l->w[r->cl->k[c->c1 - 1].w1].punct != DB_P_COLON) return DABIR_NONE;
    uint32_t i = c->c1 - 1;
    while (i > c->c0 && r->cl->k[i].prep) i--;
    const db_chunk *k = &r->cl->k[i];
    bool tail = i + 1 < c->c1, opens = k->w0 == c->w0 || (r->l->w[k->w0 - 1].kind != DB_T_WORD && r->l->w[k->w0 - 1].kind != DB_T_LATIN && r->l->w[k->w0 - 1].punct != DB_P_COMMA && r->l->w[k->w0 - 1].punct != DB_P_QUOTE_CLOSE);
    if (!opens && k->w0 > c->w0 + 1 && (r->l->w[k->w0 - 1].punct == DB_P_QUOTE_OPEN || r->l->w[k->w0 - 1].punct == DB_P_QUOTE)) opens = r->l->w[k->w0 - 2].punct != 0;
    int32_t u = r->cl->unit[k->w0];
    if (k->prep || k->date || k->ra || !opens || u < 0 || !db_is_actor(r, r->nm->m[u].entity) || (k->w1 < r->l->n_words && r->cl->unit[k->w1 - 1] != u)) return DABIR_NONE;
    if (tail && r->nm->m[u].kind != DABIR_PERSON) return DABIR_NONE; /* «ایران در نشست X: …» */
    *w0 = k->w0, *w1 = r->cl->k[c->c1 - 1].w1;
    return r->nm->m[u].entity;
}

/* «X: …», a headline or a line of a ticker: a clause of a name alone before a colon. */
void db_colon_statement(db_rec *r, uint32_t sent) {
    static const db_rule none = {.trig = DB_TR_NOUN};
    static const db_remit nothing = {0};
    for (uint32_t i = r->cl->s0[sent]; i + 1 < r->cl->s0[sent + 1]; i++) {
        const db_clause *c = &r->cl->c[i], *x = c + 1;
        if (c->verb >= 0 || c->type != DB_CL_MAIN || x->type != DB_CL_SPEECH || x->parent != (int32_t)i || x->verb < 0) continue;
        uint32_t k0, k1, w0 = x->w0, w1 = r->l->sent0[sent + 1];
        dabir_ref who = before_colon(r, c, &k0, &k1);
        if (who < 0) continue;
        const db_word *next = x->v1 < w1 ? &r->l->w[x->v1] : NULL; /* no joint behind the verb: the story begins without a full stop */
        int32_t on = next ? r->cl->of[x->v1] : -1;
        if (next && !next->punct && !next->func && !next->lemma && !(on >= 0 && r->cl->c[on].parent == (int32_t)i + 1)) w1 = x->v1;
        db_trim(r, &w0, &w1);
        if (w1 <= w0) continue;
        db_hit h = {.rule = &none, .clause = i, .t0 = k1, .t1 = k1 + 1, .why = {.id = "statement.name-colon.1"}};
        put_statement(r, &h, &nothing, who, w0, w1, true);
    }
}
