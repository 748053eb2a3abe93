/* content.c -- where reported words begin and end. */
#include "record/rec.h"

static bool descends(const db_rec *r, int32_t c, int32_t from) {
    for (int hops = 0; c >= 0 && hops < 32; c = r->cl->c[c].parent, hops++)
        if (c == from) return true;
    return false;
}

/* Does clause c go on where clause `from` stood («با بیان این که A … و B …»)? */
static bool goes_on(const db_rec *r, int32_t c, int32_t from) {
    for (int hops = 0; c >= 0 && hops < 32; hops++) {
        const db_clause *x = &r->cl->c[c];
        if (c == from) return true;
        c = x->parent == r->cl->c[from].parent && x->type == r->cl->c[from].type ? x->prev : x->parent;
    }
    return false;
}

/* End of what clause `child` (and what hangs on it) covers, inside its sentence. */
static uint32_t tail_of(const db_rec *r, uint32_t child, uint32_t owner) {
    uint32_t s = r->cl->c[child].sent, end = r->l->sent0[s + 1], last = r->cl->c[child].w0;
    for (uint32_t w = r->cl->c[child].w0; w < end; w++) {
        int32_t c = r->cl->of[w];
        if (c < 0) continue;
        if (!descends(r, c, (int32_t)child) && !(owner == child && r->cl->c[child].type != DB_CL_SPEECH && goes_on(r, c, (int32_t)child)) && !(owner != child && c != (int32_t)owner && descends(r, c, (int32_t)owner))) break;
        last = w + 1;
    }
    return last;
}

static uint32_t quote_close(const db_rec *r, uint32_t open) {
    bool straight = r->l->w[open].punct == DB_P_QUOTE;
    int depth = 0;
    uint32_t lim = open + 1500 < r->l->n_words ? open + 1500 : r->l->n_words;
    for (uint32_t w = open + 1; w < lim; w++) {
        uint8_t p = r->l->w[w].punct;
        if (straight && p == DB_P_QUOTE) return w;
        if (!straight && p == DB_P_QUOTE_OPEN) depth++;
        if (!straight && p == DB_P_QUOTE_CLOSE && depth-- == 0) return w;
    }
    return UINT32_MAX;
}

static bool verb_says(const db_rec *r, uint32_t c) {
    db_vtrigger t[12];
    const db_clause *x = &r->cl->c[c];
    uint32_t n = x->verb >= 0 ? db_verb_triggers(r->m, r->l, r->cl, (uint32_t)x->verb, c, t, 12) : 0;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < t[i].n; k++)
            if (t[i].lists[k].list == r->li_say) return true;
    return false;
}

/* Is the subject of a clause somebody who can speak, known or not: an official, a body, a group, «این نهاد»? */
static bool can_speak(const db_rec *r, uint32_t c) {
    db_refset sub;
    db_subject(r, c, &sub);
    const db_clause *x = &r->cl->c[c];
    if (sub.n || x->subject < 0) return sub.n > 0;
    uint32_t w = r->cl->k[x->subject].w0, w1 = r->cl->k[x->subject].w1;
    while (w + 1 < w1 && (r->l->w[w].func == DB_FN_DET || r->l->w[w].func == DB_FN_QUANT)) w++;
    return db_match_list(r->l, r->cl->k[x->subject].w0, r->li_anon, NULL) || db_match_list(r->l, w, r->li_anon, NULL) || db_match_list(r->l, w, r->li_group, NULL) || db_match_list(r->l, w, r->li_person, NULL) ||
           db_match_list(r->l, w, r->li_title, NULL);
}

/* Does the verb of a main clause report again? Then its sentence is the reporter's: it says with a subject that can, or with none. */
static bool reporters_verb(const db_rec *r, uint32_t c) {
    static const char *const cues[] = {"say", "say-comp", "deem", "ev-consult-meet"};
    const db_clause *x = &r->cl->c[c];
    db_vtrigger t[12];
    uint32_t n = db_verb_triggers(r->m, r->l, r->cl, (uint32_t)x->verb, c, t, 12);
    bool colon = x->v1 < r->l->n_words && (r->l->w[x->v1].punct == DB_P_COLON || r->l->w[x->v1].func == DB_FN_KE);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < t[i].n; k++)
            for (size_t q = 0; q < sizeof cues / sizeof *cues; q++) {
                if (t[i].lists[k].list != db_model_list(r->m, cues[q]) || strstr(t[i].lists[k].attr, "passive")) continue;
                if (q == 0 && colon) return true;
                if (strstr(t[i].lists[k].attr, "weak")) continue;
                if (x->subject < 0 ? q == 0 : can_speak(r, c)) return true;
            }
    return false;
}

/* Does a sentence open with the reporter's own words or a new cue? Then a quotation without marks ends before it. */
static bool new_voice(const db_rec *r, uint32_t s) {
    uint32_t a = r->l->sent0[s], b = r->l->sent0[s + 1];
    if (a >= b || (r->l->w[a].flags & (DB_WF_LINE | DB_WF_PARA))) return true;
    static const char *const openers[] = {"said-by", "source-cue", "furniture", "say-phrase", "reporter-opens"};
    const db_entry *e;
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++) {
        uint32_t li = db_model_list(r->m, openers[i]);
        const db_match *m = li ? db_list_in(r, a, b < a + 4 ? b : a + 4, li, &e) : NULL;
        if (m && !(m->w1 < b && r->l->w[m->w1].lemma)) return true; /* but «به نظر می‌رسد» */
    }
    for (uint32_t c = r->cl->s0[s]; c < r->cl->s0[s + 1]; c++) {
        const db_clause *x = &r->cl->c[c];
        if (x->type != DB_CL_MAIN || x->verb < 0) continue;
        const db_word *v = &r->l->w[x->verb];
        if (v->person == 1 || v->person == 4) return false; /* «ما تاکید می‌کنیم»: still the speaker */
        if (reporters_verb(r, c)) return true;
    }
    while (a + 1 < b && r->cl->unit[a] < 0 && (r->l->w[a].punct || db_match_list(r->l, a, r->li_honorific, NULL))) a++;
    int32_t u = r->cl->unit[a];
    uint32_t past = a;
    while (past < b && u >= 0 && r->cl->unit[past] == u) past++;
    if (u >= 0 && past < b && r->l->w[past].punct == DB_P_COLON) return true; /* «ایسنا: …» */
    return u >= 0 && r->nm->m[u].kind == DABIR_PERSON && !(r->nm->m[u].flags & DB_MF_TITLE_ONLY);
}

static uint32_t go_on(const db_rec *r, uint32_t w1) {
    if (w1 == 0) return w1;
    uint32_t s = r->l->w[w1 - 1].sent;
    for (int n = 0; n < 30 && s + 1 < r->l->n_sents; n++, s++) {
        if (new_voice(r, s + 1)) break;
        w1 = r->l->sent0[s + 2];
    }
    return w1;
}

/* «در حالی … گفت که»: the clause behind که tells the circumstances. */
static bool circumstance(const db_rec *r, const db_clause *c) {
    for (uint32_t i = c->c0; i < c->c1; i++) {
        const db_chunk *k = &r->cl->k[i];
        const db_match *m = k->prep == r->f_in ? db_match_list(r->l, k->w0, r->li_that, NULL) : NULL;
        if (m && (m->w1 == k->w1 || r->l->w[m->w1].func == DB_FN_DET)) return true;
    }
    return false;
}

/* «از X خبر داد [درست زمانی که …]»: the complement right before the verb is what is told, no clause without که. */
static bool told_already(const db_rec *r, uint32_t clause) {
    const db_clause *c = &r->cl->c[clause];
    const db_chunk *last = NULL;
    db_vtrigger t[12];
    uint32_t n = db_verb_triggers(r->m, r->l, r->cl, (uint32_t)c->verb, clause, t, 12);
    for (uint32_t i = c->c0; i < c->c1; i++) { /* the last phrase under از, behind the subject; what follows it belongs to it */
        const db_chunk *k = &r->cl->k[i];
        if (k->w1 <= c->v0 && !k->date && ((int32_t)i == c->subject || k->prep == r->f_from)) last = k;
    }
    if (!last || last->prep != r->f_from || r->cl->unit[last->w0] >= 0 || db_match_list(r->l, last->w0, r->li_anon, NULL)) return false; /* «از تهران خبر داد که» */
    for (uint32_t w = last->w0 > c->w0 + 4 ? last->w0 - 4 : c->w0; w < last->w0; w++) { /* «به نقل از X گزارش داد که» */
        const db_match *via = db_match_list(r->l, w, db_model_list(r->m, "said-by"), NULL);
        if (via && via->w1 >= last->w0) return false;
    }
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < t[i].n; k++) {
            const char *from = t[i].lists[k].list == r->li_comp ? strstr(t[i].lists[k].attr, "slot=from") : NULL;
            if (from && t[i].w1 > t[i].w0) return true;
        }
    return false;
}

static bool quote_mark(const db_rec *r, uint32_t w) { return r->l->w[w].punct == DB_P_QUOTE || r->l->w[w].punct == DB_P_QUOTE_OPEN; }

/* «گفت: "X" رئیس مجلس تصمیم گرفت»: the marks stand around a name or word, and what is said goes on behind them. */
static bool only_named(const db_rec *r, uint32_t open, uint32_t close) {
    for (uint32_t w = open + 1; w < close; w++)
        if (r->cl->fin[w]) return false;
    return close + 1 < r->l->n_words && r->l->w[close + 1].sent == r->l->w[open].sent && !r->l->w[close + 1].punct;
}

static bool paper_verb(const db_rec *r, uint32_t clause) {
    const db_vlist *vl;
    uint32_t n = db_model_verb_lists(r->m, 0, r->l->w[r->cl->c[clause].verb].lemma, &vl);
    for (uint32_t k = 0; k < n; k++)
        if (vl[k].list == r->li_say_paper) return true;
    return false;
}

/* Does the speaker speak for himself here: «ما», «می‌خواهیم»? */
static bool own_words(const db_rec *r, uint32_t w0, uint32_t w1) {
    for (uint32_t w = w0; w < w1; w++) {
        const db_word *x = &r->l->w[w];
        if ((r->cl->fin[w] && (x->person == 1 || x->person == 4)) || (x->func == DB_FN_PRON && (x->fid == r->f_i || x->fid == r->f_we))) return true;
    }
    return false;
}

/* What the verb of `clause` reports: behind a colon, behind که, or in quotation marks before or after it. */
/* «آن‌طور که X گفته، …»: the clause that it stands in is what is said. */
static bool as_told(const db_rec *r, uint32_t clause, uint32_t *w0, uint32_t *w1) {
    const db_clause *c = &r->cl->c[clause], *p = c->parent >= 0 ? &r->cl->c[c->parent] : NULL;
    if (c->type != DB_CL_ADV || c->intro != r->f_as || !p || p->verb < 0 || p->type == DB_CL_REL) return false;
    bool front = c->w1 <= p->v0;
    *w0 = front ? c->w1 : p->w0;
    *w1 = front ? tail_of(r, (uint32_t)c->parent, (uint32_t)c->parent) : c->w0;
    db_trim(r, w0, w1);
    return *w1 > *w0;
}

bool db_speech_span(db_rec *r, uint32_t clause, uint32_t *w0, uint32_t *w1, bool *direct) {
    const db_clause *c = &r->cl->c[clause];
    uint32_t stop = r->cl->s0[c->sent + 1];
    *direct = false;
    for (uint32_t i = clause + 1; i < stop; i++) {
        const db_clause *x = &r->cl->c[i];
        if (x->parent != (int32_t)clause || (x->type != DB_CL_THAT && x->type != DB_CL_SPEECH) || x->w0 < c->v1) continue;
        if (x->type == DB_CL_THAT && (circumstance(r, c) || told_already(r, clause))) continue;
        *w0 = x->w0;
        if (x->type == DB_CL_THAT) {
            const db_word *open = &r->l->w[*w0];
            if (x->intro ? open->func == DB_FN_KE : open->func == DB_FN_PREP && open->fid == r->f_until && *w0 + 1 < r->l->n_words && open[1].func != DB_FN_SUBORD && open[1].func != DB_FN_KE) (*w0)++; /* «خواست تا …» */
            *w1 = tail_of(r, i, clause);
            return *w1 > *w0;
        }
        *direct = true;
        uint32_t q = *w0;
        uint8_t p = q < r->l->n_words ? r->l->w[q].punct : 0, before = q > 0 ? r->l->w[q - 1].punct : 0;
        if (before == DB_P_QUOTE_OPEN || before == DB_P_QUOTE) q--, p = before;
        if (p == DB_P_QUOTE_OPEN || p == DB_P_QUOTE) {
            uint32_t e = quote_close(r, q);
            if (e != UINT32_MAX && !only_named(r, q, e)) {
                *w0 = q + 1, *w1 = e;
                return e > q + 1;
            }
        }
        *direct = before != DB_P_COMMA || own_words(r, *w0, r->l->sent0[c->sent + 1]); /* «گفتند، …» reports like که, «گفت، ما …» quotes */
        *w1 = *direct ? go_on(r, r->l->sent0[c->sent + 1]) : r->l->sent0[c->sent + 1];
        return *w1 > *w0;
    }
    if (c->v1 < r->l->n_words && r->l->w[c->v1].punct == DB_P_COLON && c->v1 + 1 == r->l->sent0[c->sent + 1] && c->sent + 1 < r->l->n_sents) { /* «… آمده است:» and a new line */
        *w0 = c->v1 + 1, *w1 = go_on(r, r->l->sent0[c->sent + 2]), *direct = true;
        return *w1 > *w0;
    }
    if (c->v1 + 1 < r->l->n_words && r->l->w[c->v1].punct == DB_P_COMMA && c->type == DB_CL_MAIN && paper_verb(r, clause)) { /* «در نامه X آمده است، …» */
        *w0 = c->v1 + 1, *w1 = r->l->sent0[c->sent + 1];
        return *w1 > *w0;
    }
    for (uint32_t i = r->cl->s0[c->sent]; i < stop; i++) { /* «…» X گفت */
        const db_clause *x = &r->cl->c[i];
        if (x->type == DB_CL_SPEECH && x->parent == (int32_t)clause && x->w1 <= c->v0 && x->w0 > 0 && quote_mark(r, x->w0 - 1)) {
            *w0 = x->w0, *w1 = tail_of(r, i, i), *direct = true;
            return *w1 > *w0;
        }
    }
    return as_told(r, clause, w0, w1);
}

/* «کندی اجرای موافقت‌نامه (اکوتا) که … رسید»: a relative clause right behind a phrase is part of it. */
static uint32_t with_relative(const db_rec *r, uint32_t clause, uint32_t w1) {
    uint32_t w = w1, end = r->l->sent0[r->cl->c[clause].sent + 1];
    if (w < end && r->l->w[w].punct == DB_P_PAREN_OPEN) {
        while (w < end && w < w1 + 6 && r->l->w[w].punct != DB_P_PAREN_CLOSE) w++;
        w++;
    }
    if (w >= end || r->l->w[w].func != DB_FN_KE) return w1;
    int32_t c = r->cl->of[w];
    return c >= 0 && r->cl->c[c].type == DB_CL_REL && r->cl->c[c].parent == (int32_t)clause ? tail_of(r, (uint32_t)c, (uint32_t)c) : w1;
}

/* Complement in words: an object runs to its را (relative clauses included), a prepositional one to the verb complex. */
static bool complement(db_rec *r, const db_hit *h, int role, bool to_verb, uint32_t *w0, uint32_t *w1) {
    const db_clause *c = &r->cl->c[h->clause];
    *w0 = h->role[role].w0, *w1 = h->role[role].w1;
    if (h->role[role].slot == DB_S_SUBJECT && c->subject >= 0) { /* «درخواست X برای Y از سوی Z رد شد»: what suffers, not who does */
        *w0 = r->cl->k[c->subject].w0, *w1 = r->cl->k[c->subject].w1;
        for (uint32_t i = (uint32_t)c->subject + 1; i < c->c1 && r->cl->k[i].prep && r->cl->k[i].prep != r->f_by && r->cl->k[i].prep != r->f_in && r->cl->k[i].w0 == *w1 + 1; i++) *w1 = r->cl->k[i].w1;
    }
    if (h->role[role].slot == DB_S_OBJECT) {
        for (uint32_t w = *w1; w < c->v0; w++)
            if (r->l->w[w].func == DB_FN_RA && r->cl->of[w] == (int32_t)h->clause) *w1 = w;
        bool own = *w1 > *w0 + 1 && r->l->w[r->l->w[*w1 - 1].func == DB_FN_RA ? *w1 - 2 : *w1 - 1].func == DB_FN_REFL; /* «نگرانی خود را نسبت به X ابراز کرد» */
        for (uint32_t i = c->c0; own && !to_verb && h->t1 > h->t0 && i < c->c1; i++)
            if (r->cl->k[i].prep && r->cl->k[i].w0 > *w1 && r->cl->k[i].w0 <= *w1 + 3 && h->t0 > r->cl->k[i].w0) {
                *w1 = h->t0;
                break;
            }
        for (uint32_t i = c->c0; i < c->c1; i++) { /* «X را برای حمله به Y محکوم کرد» */
            const db_chunk *k = &r->cl->k[i];
            if (k->w0 >= *w1 && k->w0 <= *w1 + 3 && k->prep && (k->prep == r->f_for || k->prep == r->f_because) && c->v0 > k->w0) *w1 = h->t1 > h->t0 && h->t0 > *w0 ? h->t0 : c->v0;
        }
    } else if (h->role[role].slot == DB_S_PREP && h->role[role].chunk < 0) { /* «از این‌که …» */
        db_trim(r, w0, w1);
        return *w1 > *w0;
    } else if (h->role[role].slot == DB_S_PREP && h->rule->trig == DB_TR_VERB && c->v1 > c->v0) {
        if (c->v0 > *w0) *w1 = h->t0 > *w0 && h->t1 > h->t0 && h->t0 < c->v0 ? h->t0 : c->v0; /* «از X ابراز نگرانی عمیق کرد» */
    } else if (h->role[role].slot == DB_S_EZAFE && h->rule->trig != DB_TR_VERB) {
        for (uint32_t i = c->c0; i < c->c1; i++) { /* phrases that follow without a comma belong to it */
            const db_chunk *k = &r->cl->k[i];
            if (k->ra) break; /* «با یادآوری X، راهکار Y را …» */
            if (k->w0 >= *w1 && k->w0 - *w1 <= (k->prep ? 1u : 0u) && !(k->w0 > *w1 && r->l->w[*w1].punct) && !(c->v1 > c->v0 && k->w0 >= c->v0)) *w1 = k->w1;
        }
    }
    for (uint32_t w = *w1 > *w0 + 3 ? *w1 - 3 : *w0 + 1; w < *w1 && h->role[role].slot != DB_S_OBJECT; w++) { /* «از X به شدت انتقاد کرد» */
        const db_match *m = db_match_list(r->l, w, r->li_manner, NULL);
        if (m && m->w1 == *w1) *w1 = w;
    }
    if (h->role[role].slot == DB_S_EZAFE || h->role[role].slot == DB_S_PREP) *w1 = with_relative(r, h->clause, *w1);
    uint32_t verb = h->t0 == (uint32_t)c->verb ? h->t0 : c->v0; /* «X را مقصر دانست»: the verb is the simple one */
    if (to_verb && verb > *w1) *w1 = verb; /* «X را Y خواند»: the content is «X را Y» */
    db_trim(r, w0, w1);
    if (*w1 > *w0 && !to_verb && r->l->w[*w1 - 1].func == DB_FN_RA) (*w1)--; /* «دستور توقف آن را داد» */
    return *w1 > *w0;
}

/* «این مطلب را X … اعلام کرد»: what the sentence before tells, unless it is somebody's words already. */
static bool told_before(const db_rec *r, uint32_t sent, uint32_t *w0, uint32_t *w1) {
    if (sent == 0) return false;
    uint32_t a = r->cl->s0[sent - 1], b = r->cl->s0[sent];
    *w0 = r->l->sent0[sent - 1], *w1 = r->l->sent0[sent];
    for (uint32_t i = a; i < b; i++) {
        if (r->claim_of[i] >= 0 || r->speech_of[i] >= 0) return false;
        if (r->cl->c[i].type == DB_CL_SPEECH && r->cl->c[i].parent == (int32_t)a && r->cl->c[a].verb < 0) *w0 = r->cl->c[i].w0; /* «خبرگزاری X: …» */
    }
    return *w1 > *w0;
}

/* «این سخنان را نظر شخصی خواند»: a bare phrase behind the object tells what it was called. */
static bool called(const db_rec *r, const db_clause *c, uint32_t w) {
    for (uint32_t i = c->c0; i < c->c1; i++) {
        const db_chunk *k = &r->cl->k[i];
        if (k->w0 >= w && k->w1 <= (uint32_t)c->verb && !k->prep && !k->ra && !k->date && (int32_t)i != c->subject) return true;
    }
    return false;
}

/* Behind a pronoun and the adjectives of states or common ones before a comma that tell more of it. */
static uint32_t behind_pronoun(const db_rec *r, uint32_t w) {
    uint32_t i = w, end = r->l->sent0[r->l->w[w - 1].sent + 1];
    while (i < end && i < w + 3 && ((r->cl->unit[i] >= 0 && (r->nm->m[r->cl->unit[i]].flags & DB_MF_DEMONYM)) || (r->l->w[i].pos & DB_POS_ADJ))) i++;
    return i < end && r->l->w[i].punct == DB_P_COMMA ? i : w;
}

bool db_content_of(db_rec *r, const db_hit *h, int role, int srole, bool to_verb, uint32_t *w0, uint32_t *w1, bool *direct) {
    *direct = false;
    if (role < 0) return false;
    const db_clause *c = &r->cl->c[h->clause];
    if (h->role[role].slot == DB_S_OBJECT && !(h->rule->list == r->li_deem && called(r, c, h->role[role].w1)) && db_match_list(r->l, h->role[role].w0, r->li_this, NULL)) {
        const char *stance = db_attr(r, h->attr, "stance");
        if (!stance || strcmp(stance, "neutral") == 0) return told_before(r, c->sent, w0, w1);
    } else if (h->role[role].slot == DB_S_OBJECT && h->rule->list == r->li_say) return false;
    if (h->role[role].slot == DB_S_SPEECH) return db_speech_span(r, h->clause, w0, w1, direct);
    if (h->role[role].slot == DB_S_INSIDE && db_attr(r, h->attr, "content") && strcmp(db_attr(r, h->attr, "content"), "np") == 0) {
        db_hit x = *h; /* «با قدردانی از X»: the phrase that follows */
        x.role[role].slot = DB_S_EZAFE;
        x.role[role].w0 = h->t1;
        x.role[role].w1 = h->t1;
        for (uint32_t i = c->c0; i < c->c1; i++)
            if (r->cl->k[i].w0 <= h->t1 && r->cl->k[i].w1 > h->t1) x.role[role].w1 = r->cl->k[i].w1;
        return x.role[role].w1 > h->t1 && complement(r, &x, role, false, w0, w1);
    }
    if (h->role[role].slot == DB_S_INSIDE) { /* phrase cue: «به گفته X، …» up to the end; «با بیان اینکه …» its clause */
        uint32_t from = srole >= 0 && h->role[srole].slot == DB_S_EZAFE ? h->role[srole].w1 : h->t1;
        if (srole >= 0 && h->role[srole].slot == DB_S_EZAFE && r->l->w[h->role[srole].w0].func == DB_FN_PRON) from = behind_pronoun(r, h->role[srole].w0 + 1); /* «به گفته وی اروپا …», «به گفته این مقام آمریکایی …» */
        int32_t sub = from < r->l->n_words ? r->cl->of[from] : -1;
        if (srole >= 0 && h->role[srole].slot == DB_S_EZAFE && c->verb >= 0 && (uint32_t)c->verb >= from && verb_says(r, h->clause) && db_speech_span(r, h->clause, w0, w1, direct)) return true; /* «به نقل از X گزارش داد که» */
        uint32_t close = from < r->l->n_words && quote_mark(r, from) ? quote_close(r, from) : UINT32_MAX;
        if (close != UINT32_MAX && close > from + 1 && !only_named(r, from, close)) { /* «با بیان اینکه «…»» */
            *w0 = from + 1, *w1 = close;
            return true;
        }
        *w0 = from;
        bool inner = c->type == DB_CL_REL && srole >= 0 && h->role[srole].slot == DB_S_EZAFE; /* «کسانی که به گفته X …، …» */
        *w1 = sub >= 0 && sub != (int32_t)h->clause && r->cl->c[sub].parent == (int32_t)h->clause ? tail_of(r, (uint32_t)sub, (uint32_t)sub) : inner ? tail_of(r, h->clause, h->clause) : r->l->sent0[c->sent + 1];
        return *w1 > *w0;
    }
    return complement(r, h, role, to_verb, w0, w1);
}

