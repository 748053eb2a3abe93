/* pronoun.c -- وی، او، این مقام، این دیپلمات آمریکایی، این سازمان، این کشور: the person, organisation or state that was spoken of. */
#include "names/work.h"

typedef struct salience {
    int32_t subject;   /* person who is subject of this sentence, as entity; -1 none yet */
    int32_t speaker;   /* subject of the last sentence that had one */
    int32_t last;      /* last person named */
    int32_t last_x;    /* … as mention */
    int32_t org;       /* last organisation, as mention */
    int32_t group;     /* last group, as mention */
    uint32_t sent;
} salience;

static void see(nm_work *k, salience *s, uint32_t xi) {
    const nm_x *x = &k->x[xi];
    if (x->ent < 0 || x->dead) return;
    if (x->kind == DABIR_IGO || x->kind == DABIR_BODY) s->org = (int32_t)xi;
    if (x->kind == DABIR_GROUP) s->group = (int32_t)xi;
    if (x->kind != DABIR_PERSON || (x->flags & DB_MF_PLURAL)) return;
    s->last = x->ent;
    s->last_x = (int32_t)xi;
    uint32_t w0 = x->w0;
    if (x->title >= 0 && k->ti[x->title].t0 < w0 && k->ti[x->title].person == (int32_t)xi) w0 = k->ti[x->title].t0;
    if (x->flags & DB_MF_QUOTED && w0) w0 -= w0 == x->w0;
    if (s->subject < 0 && nm_subject_place(k, w0)) s->subject = x->ent;
}

static int32_t antecedent(const salience *s) {
    if (s->subject >= 0) return s->subject;
    return s->speaker >= 0 ? s->speaker : s->last;
}

/* «این دیپلمات آمریکایی»: the last person of that state. */
static int32_t of_state(const nm_work *k, uint32_t w, const char *code, int32_t prefer) {
    if (prefer >= 0 && (!k->e[prefer].code || strcmp(k->e[prefer].code, code) == 0)) return prefer;
    for (uint32_t d = 0; w-- > 0 && d < 400; d++) {
        int32_t o = k->own[w];
        if (o < 0 || k->x[o].kind != DABIR_PERSON || k->x[o].ent < 0) continue;
        const char *c = k->e[k->x[o].ent].code;
        if (c && strcmp(c, code) == 0) return k->x[o].ent;
    }
    return -1;
}

static void refer(nm_work *k, salience *s, uint32_t w0, uint32_t w1, int32_t ent, bool moves) {
    if (ent < 0) return;
    uint32_t x = nm_add(k, w0, w1, (dabir_kind)k->e[ent].kind, NONE, k->e[ent].code, DB_MF_PRONOUN);
    k->x[x].ent = ent;
    if (k->e[ent].kind == DABIR_PERSON) s->last_x = (int32_t)x, s->last = ent;
    if (moves && s->subject < 0 && nm_subject_place(k, w0)) s->subject = ent;
}

/* End of «این مقام …» with its adjective or body; the state in it, if any. */
static uint32_t deictic_end(const nm_work *k, uint32_t w, const char **code) {
    uint32_t end = w;
    *code = NULL;
    while (end < k->l->n_words && end < w + 2 && k->own[end] < 0 && (nm_has(k, end, L_POST_ADJ))) end++;
    if (end < k->l->n_words && k->own[end] >= 0 && k->x[k->own[end]].w0 == end && k->l->w[end].sent == k->l->w[w - 1].sent) {
        const nm_x *x = &k->x[k->own[end]];
        if (x->kind == DABIR_STATE || x->kind == DABIR_BODY || x->kind == DABIR_IGO) {
            *code = x->code;
            return x->w1;
        }
    }
    return end;
}

static bool alike(const nm_work *k, uint32_t a, uint32_t b) { /* «وزارت» and «وزارتخانه» */
    uint32_t n = nm_len(k, a) < nm_len(k, b) ? nm_len(k, a) : nm_len(k, b);
    return n >= 3 && memcmp(nm_key(k, a), nm_key(k, b), n) == 0;
}

/* «این سازمان»، «این نهاد»: the organisation last named, one that is called so if there is one. */
static int32_t org_named(const nm_work *k, uint32_t noun, uint32_t w, int32_t last, bool same) {
    for (uint32_t d = 0; w-- > 0 && d < 600; d++) {
        int32_t o = k->own[w];
        if (o < 0 || (k->x[o].kind != DABIR_IGO && k->x[o].kind != DABIR_BODY) || k->x[o].w0 != w || k->x[o].ent < 0) continue;
        if (alike(k, w, noun)) return o;
    }
    return same ? -1 : last;
}

/* «مقام ونزوئلایی», no longer new: the last person of that state, else the state. */
static uint32_t official(nm_work *k, salience *s, nm_title *t) {
    if (t->cls != CL_OFFICIAL || t->person >= 0 || t->plural || t->indef || t->pred || !t->of_code || !t->known) return t->t0 + 1;
    int32_t p = of_state(k, t->t0, t->of_code, antecedent(s));
    if (p < 0) return t->t0 + 1;
    refer(k, s, t->t0, t->t1, p, true);
    k->x[k->nx - 1].flags = DB_MF_TITLE_ONLY;
    return t->t1;
}

/* «این رژیم»: the state that the list line names (regime=CODE) if the report has named it, else the state last named. */
static const char *regime(const nm_work *k, uint32_t w, const char *attr) {
    const char *last = nm_last_state(k, w);
    for (uint32_t d = 0; w-- > 0 && d < 600; d++) {
        int32_t o = k->own[w];
        if (o >= 0 && !k->x[o].dead && k->x[o].kind == DABIR_STATE && k->x[o].code && nm_is(attr, "regime", k->x[o].code)) return k->x[o].code;
    }
    return last;
}

static uint32_t at_word(nm_work *k, salience *s, uint32_t w) {
    const db_word *x = &k->l->w[w];
    const db_entry *e;
    uint32_t end = nm_item(k, w, L_HOME, &e);
    const char *code;
    if (end) {
        const char *c = nm_flag(e->attr, "regime") ? regime(k, w, e->attr) : nm_flag(e->attr, "this") ? nm_last_state(k, w) : k->home;
        if (c) refer(k, s, w, end, nm_ent_code(k, c), false);
        if (c && !nm_flag(e->attr, "this")) k->x[k->nx - 1].flags = 0;
        return end;
    }
    if (x->func == DB_FN_PRON && x->fid == k->fhe) {
        refer(k, s, w, w + 1, antecedent(s), true);
        return w + 1;
    }
    if (x->func == DB_FN_PRON && x->fid == k->fthis) {
        end = deictic_end(k, w + 1, &code);
        int32_t p = code ? of_state(k, w, code, antecedent(s)) : antecedent(s);
        if (p < 0) p = antecedent(s);
        refer(k, s, w, p >= 0 ? end : w + 1, p, true);
        return end;
    }
    if (x->func == DB_FN_DET && w + 1 < k->l->n_words && k->tit[w + 1] >= 0 && k->ti[k->tit[w + 1]].t0 == w + 1) {
        nm_title *t = &k->ti[k->tit[w + 1]];
        if (t->plural || t->person >= 0 || !t->deictic) return w + 1;
        int32_t p = t->of_code ? of_state(k, w, t->of_code, antecedent(s)) : antecedent(s);
        if (p < 0) p = antecedent(s);
        refer(k, s, w, t->t1, p, true);
        if (p >= 0 && !t->bare && !t->plain && t->cls != CL_OFFICIAL) { /* «این عضو کمیسیون …» tells an office of the person */
            t->person = (int32_t)k->nx - 1, t->pred = true;
            if (!t->of_code && k->e[p].code) t->of_code = k->e[p].code;
            nm_owner(k, t);
            if (!k->e[p].code) k->e[p].code = t->of_code, k->e[p].sector = t->sector ? t->sector : "GOV";
        }
        return t->t1;
    }
    if (k->tit[w] >= 0 && k->ti[k->tit[w]].t0 == w) return official(k, s, &k->ti[k->tit[w]]);
    if (x->func == DB_FN_DET && nm_item(k, w + 1, L_SHORT_IGO, NULL) && k->own[w + 1] < 0) {
        end = nm_item(k, w + 1, L_SHORT_IGO, &e);
        int32_t o = nm_flag(e->attr, "group") && s->group >= 0 && (s->org < 0 || k->x[s->group].w0 > k->x[s->org].w0) ? s->group /* «این گروه»: طالبان */
                                                                                                                        : org_named(k, w + 1, w, s->org, !nm_flag(e->attr, "any"));
        if (o >= 0) refer(k, s, w, end, k->x[o].ent, false);
        return end;
    }
    if (nm_has(k, w, L_SHORT_IGO) && w + 1 < k->l->n_words && (k->l->w[w + 1].func || k->l->w[w + 1].punct || nm_finite(k, w + 1))) {
        int32_t o = k->l->w[w].flags & DB_WF_PLURAL ? -1 : org_named(k, w, w, -1, true); /* «شورا» alone, after it was named in full */
        if (o >= 0) refer(k, s, w, w + 1, k->x[o].ent, false);
    }
    return w + 1;
}

/* «… به عنوان سفیر …»، «… سخنگوی وزارت بود»: an office of the person spoken of in the sentence. */
static void predicate(nm_work *k, salience *s, nm_title *t) {
    if (t->person >= 0 || t->plural || !t->pred || s->last_x < 0) return;
    bool as = t->t0 && k->l->w[t->t0 - 1].fid == k->fas;
    int32_t want = as ? s->last : antecedent(s);
    int32_t xi = s->last_x;
    if (k->x[xi].ent != want || k->l->w[k->x[xi].w0].sent != s->sent) return;
    t->person = xi;
    db_ent *p = &k->e[k->x[xi].ent];
    if (t->cls == CL_SECGEN) nm_owner(k, t);
    if (!t->of_code && t->of_reg == NONE) {
        const char *c = p->code ? p->code : nm_last_state(k, t->t0);
        if (c) t->of_code = c;
        else nm_owner(k, t);
    }
    if (!p->code && t->of_code && !t->plain) {
        bool state = db_model_reg_by_code(k->m, DABIR_STATE, t->of_code) != NONE;
        p->code = t->of_code;
        p->sector = state ? (t->sector ? t->sector : "GOV") : NULL;
    }
}

void nm_pronouns(nm_work *k) {
    salience s = {.subject = -1, .speaker = -1, .last = -1, .last_x = -1, .org = -1, .group = -1, .sent = NONE};
    for (uint32_t w = 0; w < k->l->n_words;) {
        if (k->l->w[w].sent != s.sent) {
            if (s.subject >= 0) s.speaker = s.subject;
            s.subject = -1;
            s.sent = k->l->w[w].sent;
        }
        int32_t o = k->own[w];
        if (o >= 0 && k->x[o].w0 == w) see(k, &s, (uint32_t)o);
        if (k->tit[w] >= 0 && k->ti[k->tit[w]].t0 == w) predicate(k, &s, &k->ti[k->tit[w]]);
        if (o >= 0) {
            w = k->x[o].w1 > w ? k->x[o].w1 : w + 1;
            continue;
        }
        w = at_word(k, &s, w);
    }
}
