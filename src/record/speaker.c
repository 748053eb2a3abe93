/* speaker.c -- whose words a statement reports: the subject of its verb, the body or group that the phrase names, the one who spoke last,
 * or nobody that the report tells. */
#include "record/rec.h"

void db_speakers_begin(db_rec *r) {
    r->li_group = db_model_list(r->m, "speaker-group");
    r->li_manner = db_model_list(r->m, "manner");
    r->li_title = db_model_list(r->m, "title-head");
    r->li_paper = db_model_list(r->m, "paper-noun");
    r->li_honorific = db_model_list(r->m, "honorific");
    r->li_that = db_model_list(r->m, "adverbial-that");
    r->li_official = r->li_anon;
    r->li_person = db_model_list(r->m, "speaker-person");
    r->li_outlet = db_model_list(r->m, "outlet-noun");
    r->li_say_paper = db_model_list(r->m, "say-paper");
    r->li_along = db_model_list(r->m, "speaker-along");
    r->li_this = db_model_list(r->m, "this-said");
    r->li_leans = db_model_list(r->m, "leans-to");
    r->lemma_become = db_model_become(r->m);
    r->f_near = (uint16_t)db_model_func(r->m, "near");
    r->f_i = (uint16_t)db_model_func(r->m, "i");
    r->f_we = (uint16_t)db_model_func(r->m, "we");
    r->f_you = (uint16_t)db_model_func(r->m, "you");
}

/* Normalised words as a name: one space for any run of spaces and line ends. */
static db_str phrase_name(const db_rec *r, uint32_t w0, uint32_t w1) {
    const db_tokens *k = &r->d->tok;
    uint32_t a = k->norm0[r->l->w[w0].tok0], b = k->norm1[r->l->w[w1 - 1].tok1 - 1], n = 0;
    char *out = DB_NEW(r->a, char, b - a + 1);
    for (uint32_t i = a; i < b; i++) {
        char c = r->d->text.norm[i] == '\n' ? ' ' : r->d->text.norm[i];
        if (c == ' ' && n && out[n - 1] == ' ') continue;
        out[n++] = c;
    }
    return db_str_of(out, n);
}

static bool same_letters(const db_rec *r, uint32_t a0, uint32_t a1, uint32_t b0, uint32_t b1) {
    uint32_t a = r->l->w[a0].key0, b = r->l->w[b0].key0, n = r->l->w[a1 - 1].key1 - a;
    return r->l->w[b1 - 1].key1 - b == n && memcmp(r->l->letters + a, r->l->letters + b, n) == 0;
}

/* The state behind a body's name: «دفتر نخست‌وزیر X». */
const char *db_code_inside(const db_rec *r, uint32_t w0, uint32_t w1) {
    for (uint32_t w = w0; w < w1; w++) {
        int32_t u = r->cl->unit[w];
        dabir_ref e = u >= 0 ? r->nm->m[u].entity : DABIR_NONE;
        if (e >= 0 && r->nm->e[e].code && r->nm->e[e].code[0]) return r->nm->e[e].code;
    }
    return NULL;
}

static dabir_ref add_entity(db_rec *r, dabir_kind kind, const char *code, db_str name) {
    db_names *n = &r->d->names;
    db_ent *e = DB_NEW(r->a, db_ent, n->n_ents + 8);
    if (n->n_ents) memcpy(e, n->e, n->n_ents * sizeof *e);
    e[n->n_ents] = (db_ent){.kind = kind, .reg = UINT32_MAX, .code = code, .name = name, .first = UINT32_MAX};
    n->e = e;
    return (dabir_ref)n->n_ents++;
}

dabir_ref db_said_add(db_rec *r, dabir_kind kind, const char *code, uint32_t w0, uint32_t w1) {
    dabir_ref x = add_entity(r, kind, code, phrase_name(r, w0, w1));
    DB_PUSH(r->a, r->said, r->n_said, r->cap_said) = (db_said){w0, w1, x};
    return x;
}

/* «این انجمن»: the one named last under the same noun. */
static dabir_ref named_before(const db_rec *r, uint32_t w, uint32_t w1) {
    for (uint32_t i = r->n_said; i-- > 0;) {
        uint32_t a = r->said[i].w0, n = w1 - w;
        while (a < r->said[i].w1 && r->l->w[a].func == DB_FN_QUANT) a++; /* «یک منبع …», «این منبع» */
        if (a + n <= r->said[i].w1 && same_letters(r, a, a + n, w, w1)) return r->said[i].entity;
    }
    return DABIR_NONE;
}

/* Where the phrase ends: «کمیته خانواده‌ها در غزه» takes the place behind it. */
static uint32_t with_place(const db_rec *r, const db_clause *c, uint32_t chunk) {
    const db_chunk *k = &r->cl->k[chunk];
    if (chunk + 1 >= c->c1) return k->w1;
    const db_chunk *x = k + 1;
    int32_t u = r->cl->unit[x->w0];
    bool place = u >= 0 && (r->nm->m[u].kind == DABIR_PLACE || r->nm->m[u].kind == DABIR_STATE) && !x->date && !x->ra;
    return place && k->w1 - k->w0 > 1 && ((x->prep == r->f_in && x->w0 == k->w1 + 1) || (!x->prep && x->w0 == k->w1 && r->nm->m[u].kind == DABIR_PLACE)) ? x->w1 : k->w1;
}

/* The body or group that words [w, w1) name by themselves, in a phrase that may run on to `end`; NONE if their head is no such noun. *media: outlets
 * that are named together. */
static dabir_ref group_of(db_rec *r, uint32_t w, uint32_t w1, uint32_t end, bool *media) {
    const db_entry *e;
    bool det = false;
    while (w < w1 && (r->l->w[w].func == DB_FN_DET || r->l->w[w].punct)) det |= r->l->w[w].func == DB_FN_DET, w++;
    if (w >= w1) return DABIR_NONE;
    const db_match *m = db_match_list(r->l, w, r->li_group, &e);
    if (det) return named_before(r, w, w1);
    if (!m || m->w1 > w1) return DABIR_NONE;
    *media = db_attr(r, e->attr, "media") != NULL;
    if (end == m->w1 && !db_attr(r, e->attr, "alone")) return named_before(r, w, m->w1);
    for (uint32_t i = 0; i < r->n_said; i++)
        if (same_letters(r, r->said[i].w0, r->said[i].w1, w, end)) return r->said[i].entity;
    const char *kind = db_attr(r, e->attr, "kind");
    bool body = kind && strcmp(kind, "body") == 0;
    return db_said_add(r, body ? DABIR_BODY : *media ? DABIR_OUTLET : DABIR_GROUP, body ? db_code_inside(r, m->w1, end) : NULL, w, end);
}

/* «یک منبع وابسته به X», «یک مقام آگاه در وزارت …»: a nameless source speaks for the body or state that the text ties it to. */
static dabir_ref behind_source(db_rec *r, const db_clause *c, uint32_t chunk) {
    const db_entry *e;
    const db_chunk *k = &r->cl->k[chunk], *x = k + 1;
    if (!db_match_list(r->l, k->w0, r->li_anon, &e) || chunk + 1 >= c->c1 || x->date || x->ra || x->w0 > k->w1 + 2) return DABIR_NONE;
    int32_t u = r->cl->unit[x->w0];
    if (u < 0 || (x->prep != r->f_in && x->prep != r->f_to && x->prep != r->f_near)) return DABIR_NONE;
    dabir_kind kind = r->nm->m[u].kind;
    bool tied = kind == DABIR_BODY || kind == DABIR_IGO || kind == DABIR_GROUP || (kind == DABIR_STATE && x->prep != r->f_in);
    dabir_ref who = tied ? r->nm->m[u].entity : DABIR_NONE;
    if (who >= 0) DB_PUSH(r->a, r->said, r->n_said, r->cap_said) = (db_said){k->w0, k->w1, who}, r->nameless = true;
    return who;
}

/* Subject phrase of a clause, its own or shared; -1. */
static int32_t subject_chunk(const db_rec *r, uint32_t clause, uint32_t *owner) {
    for (int32_t c = (int32_t)clause, hops = 0; c >= 0 && hops < 8; c = r->cl->c[c].prev, hops++)
        if (r->cl->c[c].subject >= 0) {
            *owner = (uint32_t)c;
            return r->cl->c[c].subject;
        }
    return -1;
}

/* Is word w an outlet of the register, though the names room takes it for none here? */
static bool known_outlet(const db_rec *r, uint32_t w) {
    for (uint32_t i = r->l->m0[w]; i < r->l->m0[w + 1]; i++)
        for (uint32_t e = 0; e < r->l->m[i].n_e; e++)
            if (r->l->m[i].e[e].cls == DB_C_ENTITY && db_model_reg(r->m, r->l->m[i].e[e].id)->kind == DABIR_OUTLET) return true;
    return false;
}

/* An outlet carries what others say; what it claims itself («مدعی شد») is its own. */
static bool outlet_speaks(const db_rec *r, int32_t chunk, dabir_ref *outlet) {
    if (chunk < 0) return false;
    uint32_t w = r->cl->k[chunk].w0;
    while (w + 1 < r->cl->k[chunk].w1 && r->cl->unit[w] < 0 && w < r->cl->k[chunk].w0 + 2) w++; /* «البته خبرگزاری …» */
    int32_t u = r->cl->unit[w];
    if (u < 0 || r->nm->m[u].kind != DABIR_OUTLET) return r->cl->unit[r->cl->k[chunk].w0] < 0 && known_outlet(r, r->cl->k[chunk].w0);
    *outlet = r->nm->m[u].entity;
    return true;
}

/* «رسانه‌های X», «پایگاه خبری …»: outlets by their noun. */
static bool media_noun(const db_rec *r, const db_chunk *k) {
    const db_entry *e;
    uint32_t w = k->w0;
    while (w + 1 < k->w1 && (r->l->w[w].func == DB_FN_QUANT || r->l->w[w].func == DB_FN_DET || r->l->w[w].func == DB_FN_ADV || r->l->w[w].punct)) w++;
    const db_match *m = db_match_list(r->l, w, r->li_group, &e);
    if (!m && r->l->w[k->w0].func && (m = db_list_in(r, k->w0, k->w1, r->li_group, &e)) && m->w1 < k->w1) m = NULL; /* «بسیاری دیگر از این رسانه‌ها» */
    return (m && strstr(e->attr, "media")) || (w == k->w0 && r->cl->unit[w] < 0 && !db_match_list(r->l, w, r->li_person, NULL) && db_match_list(r->l, w, r->li_outlet, NULL));
}

static bool passive_verb(db_rec *r, const db_hit *h) {
    const db_clause *c = &r->cl->c[h->clause];
    return (c->verb >= 0 && (r->l->w[c->verb].flags & DB_WF_PASSIVE)) || db_attr(r, h->attr, "passive") != NULL;
}

/* Who spoke in a paper in the sentences before: «X در اطلاعیه‌ای …». */
static dabir_ref paper_before(db_rec *r, const db_clause *c) {
    uint32_t s1 = c->sent, s0 = s1 > 4 ? s1 - 4 : 0;
    for (uint32_t i = r->cl->s0[s1]; i-- > r->cl->s0[s0];) {
        const db_clause *x = &r->cl->c[i];
        for (uint32_t k = x->c0; k < x->c1; k++) {
            const db_chunk *p = &r->cl->k[k];
            db_refset sub;
            if ((p->prep && p->prep != r->f_in && p->prep != r->f_with) || (int32_t)k == x->subject || !db_list_in(r, p->w0, p->w1, r->li_paper, NULL)) continue;
            db_subject(r, i, &sub);
            bool media = false;
            dabir_ref g = sub.n || x->subject < 0 ? DABIR_NONE : group_of(r, r->cl->k[x->subject].w0, r->cl->k[x->subject].w1, r->cl->k[x->subject].w1, &media);
            if (sub.n || g >= 0) return sub.n ? sub.v[0] : g;
        }
    }
    return r->last_speaker;
}

/* «[در ادامه] این بیانیه آمده است» */
static const db_match *paper_opens(const db_rec *r, const db_chunk *k, const db_entry **e) {
    uint32_t w = k->w0;
    while (w + 1 < k->w1 && r->l->w[w].func == DB_FN_DET) w++;
    return db_match_list(r->l, w, r->li_paper, e);
}

static uint32_t first_named(const db_rec *r, uint32_t w, uint32_t w1) {
    const db_entry *e;
    while (w + 1 < w1 && r->cl->unit[w] < 0 && !db_match_list(r->l, w, r->li_sides, &e)) w++;
    return w;
}

/* «در بیانیه X آمده است»: the one whose paper it is; «در این بیانیه»: who spoke in it before, or last. */
static bool paper_of(db_rec *r, const db_clause *c, db_refset *out) {
    const db_entry *e;
    for (uint32_t i = c->c0; i < c->c1; i++) {
        const db_chunk *k = &r->cl->k[i];
        bool part = k->prep == r->f_from && i > c->c0 && k[-1].prep == r->f_in && k->w0 == k[-1].w1 + 1; /* «در بخشی از این بیانیه» */
        if (k->prep != r->f_in && !part && (int32_t)i != c->subject) continue;
        const db_match *m = (int32_t)i == c->subject && !part && k->prep != r->f_in ? paper_opens(r, k, &e) : db_list_in(r, k->w0, k->w1, r->li_paper, &e);
        if (!m) continue;
        db_refset in;
        uint32_t end = i + 1 < c->c1 && !k[1].prep && !k[1].ra && !k[1].date && k[1].w0 <= k->w1 + 1 ? k[1].w1 : k->w1; /* «گزارش تازه X» */
        db_np_inside(r, m->w1, end, &in);
        uint32_t named = m->w1 < end ? first_named(r, m->w1, end) : end;
        if (named < end && (in.n || db_match_list(r->l, named, r->li_sides, NULL))) db_np_heads(r, named, end, &in); /* also «نامه این سه کشور» */
        for (uint32_t j = 0; j < in.n; j++) db_ref_add(r, out, in.v[j]);
        if (!out->n && !db_attr(r, e->attr, "own") && paper_before(r, c) >= 0) db_ref_add(r, out, paper_before(r, c));
        return out->n > 0;
    }
    return false;
}

/* «در دیدار A با B بر … تاکید شد»: those who met. */
static bool met_in(const db_rec *r, const db_clause *c, db_refset *out) {
    const db_entry *e;
    for (uint32_t i = c->c0; i < c->c1; i++) {
        const db_chunk *k = &r->cl->k[i];
        const db_match *m = k->prep == r->f_in ? db_match_list(r->l, k->w0, r->li_meeting, &e) : NULL;
        if (!m || m->w1 >= k->w1 || i + 1 >= c->c1 || k[1].prep != r->f_with || k[1].w0 > k->w1 + 1) continue;
        db_refset a, b;
        db_np_heads_named(r, m->w1, k->w1, &a);
        db_np_heads_named(r, k[1].w0, k[1].w1, &b);
        if (!a.n || !b.n) return false;
        for (uint32_t j = 0; j < a.n; j++) db_ref_add(r, out, a.v[j]);
        for (uint32_t j = 0; j < b.n; j++) db_ref_add(r, out, b.v[j]);
        return true;
    }
    return false;
}

static bool lone_pronoun(const db_rec *r, uint32_t w0, uint32_t w1) {
    const db_word *w = &r->l->w[w0];
    return w1 - w0 == 1 && w->func == DB_FN_PRON && w->fid != r->f_i && w->fid != r->f_we && w->fid != r->f_you;
}

/* «روزنامه صهیونیستی «N» مدعی شد»: an outlet that the register does not know, by the name behind its noun. */
static dabir_ref outlet_named(db_rec *r, const db_chunk *k) {
    const db_match *m = db_match_list(r->l, k->w0, r->li_outlet, NULL);
    uint32_t w = m ? m->w1 : k->w1, end = k->w1;
    for (uint32_t i = w; i < k->w1; i++)
        if (r->l->w[i].punct == DB_P_QUOTE_OPEN || r->l->w[i].punct == DB_P_QUOTE) w = i + 1, i = k->w1;
    while (w < end && r->cl->unit[w] >= 0 && (r->nm->m[r->cl->unit[w]].flags & DB_MF_DEMONYM)) w++;
    while (end > w && r->l->w[end - 1].punct) end--;
    bool proper = false;
    for (uint32_t i = w; i < end; i++) proper |= !(r->l->w[i].pos & DB_POS_FREQUENT);
    return m && proper && end - w < 5 ? db_said_add(r, DABIR_OUTLET, NULL, w, end) : DABIR_NONE;
}

/* «وزیر دفاع X، نام نام‌خانوادگی،»: the name behind the comma. */
static dabir_ref name_behind_title(db_rec *r, const db_chunk *k) {
    const db_match *t = db_match_list(r->l, k->w0, r->li_title, NULL);
    for (uint32_t w = t ? t->w1 : k->w1; w + 2 < k->w1; w++)
        if (r->l->w[w].punct == DB_P_COMMA) return db_person_named(r, w + 1, k->w1, false);
    return DABIR_NONE;
}

/* Speakers of a verb without a subject that the record knows. */
static bool unknown_speaker(db_rec *r, int32_t chunk, uint32_t owner, bool speech, bool complement, db_refset *out) {
    bool media = false;
    if (chunk >= 0) {
        const db_chunk *k = &r->cl->k[chunk];
        dabir_ref g = group_of(r, k->w0, k->w1, with_place(r, &r->cl->c[owner], (uint32_t)chunk), &media);
        if (g < 0) g = behind_source(r, &r->cl->c[owner], (uint32_t)chunk);
        if (g < 0 && (g = db_official_of(r, &r->cl->c[owner], (uint32_t)chunk)) >= 0) r->nameless = true;
        if (g < 0 && db_speaker_again(r, k->w0, k->w1, &g) && g == DABIR_UNRESOLVED) return true;
        if (g < 0) g = outlet_named(r, k);
        if (g < 0) g = name_behind_title(r, k);
        if (g < 0) g = db_person_named(r, k->w0, k->w1, speech);
        if (g < 0 && (speech || db_match_list(r->l, k->w0, db_model_list(r->m, "title-head"), NULL))) g = db_described(r, k->w0, with_place(r, &r->cl->c[owner], (uint32_t)chunk));
        if (g < 0 && lone_pronoun(r, k->w0, k->w1)) g = r->last_speaker;
        if (g >= 0) return db_ref_add(r, out, g);
    }
    bool nameless = chunk >= 0 && db_match_list(r->l, r->cl->k[chunk].w0, r->li_anon, NULL); /* «ناظران X را Y می‌دانند» */
    if (out->vague && complement && !speech && !nameless) return false; /* a complement of somebody unnamed is no statement */
    return out->vague;
}

/* A ministry or office that the names room takes for the outlet of the report: the body of the same state and first word, or a new one. */
static dabir_ref body_like(db_rec *r, uint32_t w0, uint32_t w1) {
    const db_entry *e;
    const db_match *m = db_match_list(r->l, w0, r->li_group, &e);
    if (!m || !strstr(e->attr, "kind=body") || m->w1 >= w1) return DABIR_NONE;
    const char *code = NULL;
    for (uint32_t i = 0; i < r->nm->n_mentions; i++) { /* named elsewhere under the same words */
        const db_mention *x = &r->nm->m[i];
        if (x->kind == DABIR_BODY && x->entity >= 0 && same_letters(r, x->w0, x->w1, w0, w1)) return x->entity;
    }
    int32_t u = r->cl->unit[w0];
    if (u >= 0 && r->nm->m[u].entity >= 0) code = r->nm->e[r->nm->m[u].entity].code;
    for (uint32_t i = r->l->m0[w0]; !code && i < r->l->m0[w1]; i++) /* the state in its words */
        for (uint32_t k = 0; k < r->l->m[i].n_e && !code; k++)
            if (r->l->m[i].e[k].cls == DB_C_ENTITY && db_model_reg(r->m, r->l->m[i].e[k].id)->kind == DABIR_STATE) code = db_model_reg(r->m, r->l->m[i].e[k].id)->code;
    return db_said_add(r, DABIR_BODY, code, w0, w1);
}

/* Speakers of the statement that the clause's verb made; false if it made none. */
static bool as_the_verb(const db_rec *r, uint32_t clause, db_refset *out) {
    int32_t id = r->claim_of[clause];
    if (id < 0) return false;
    const dabir_claim *first = &r->d->claims[id];
    for (uint32_t i = (uint32_t)id; i < r->d->n_claims; i++) {
        const dabir_claim *x = &r->d->claims[i];
        if (x->type != DABIR_STATEMENT || x->cue.span.start != first->cue.span.start) continue;
        if (x->speaker >= 0 && r->nm->e[x->speaker].kind == DABIR_OUTLET) return false; /* what an outlet tells besides its claim is carried */
        db_ref_add(r, out, x->speaker);
    }
    return true;
}

/* «به گفته X», «با بیان اینکه»: the one that the phrase names, else the subject's. */
static bool phrase_speaker(db_rec *r, const db_hit *h, int role, db_refset *out) {
    bool own = role >= 0 && h->role[role].slot != DB_S_EZAFE;
    if (own && r->claim_of[h->clause] >= 0) return as_the_verb(r, h->clause, out);
    if (own) {
        const db_word *v = r->cl->c[h->clause].verb >= 0 ? &r->l->w[r->cl->c[h->clause].verb] : NULL;
        if (v && !(v->flags & DB_WF_PASSIVE) && v->lemma != r->lemma_become) db_subject_active(r, h->clause, out);
        else db_subject(r, h->clause, out);
        return out->n > 0;
    }
    if (role >= 0) db_np_heads(r, h->role[role].w0, h->role[role].w1, out);
    if (out->n || role < 0 || h->role[role].w1 <= h->role[role].w0) return out->n > 0;
    bool media = false;
    uint32_t a = h->role[role].w0, b = h->role[role].w1;
    const db_entry *paper;
    if (a + 1 < b && r->l->w[a].func == DB_FN_DET && db_match_list(r->l, a + 1, r->li_paper, &paper) && !db_attr(r, paper->attr, "own")) { /* «بر اساس این بیانیه» */
        dabir_ref whose = paper_before(r, &r->cl->c[h->clause]);
        return whose >= 0 && r->nm->e[whose].kind != DABIR_OUTLET && db_ref_add(r, out, whose);
    }
    bool opinion = db_attr(r, h->attr, "opinion") != NULL;
    dabir_ref g = opinion ? DABIR_NONE : group_of(r, a, b, b, &media);
    int32_t u = r->cl->unit[a];
    if (g < 0 && u >= 0 && r->nm->m[u].kind == DABIR_OUTLET && r->nm->m[u].entity >= 0 && (g = body_like(r, a, b)) >= 0) return db_ref_add(r, out, g); /* «بر اساس گزارش وزارت خارجه X» */
    if (media || (opinion && known_outlet(r, a))) return false;
    if (g < 0 && lone_pronoun(r, a, b)) g = r->last_speaker;
    if (g >= 0) return db_ref_add(r, out, g);
    if (r->l->w[b - 1].func == DB_FN_REFL) return false; /* «طبق اعلام قبلی خود» */
    return out->vague && r->l->w[a].func != DB_FN_PRON && (!opinion || db_match_list(r->l, a, r->li_anon, NULL)); /* «به نظر ما» is part of what is said */
}

/* «X به همراه Y … اعلام کردند»: both. */
static void with_others(db_rec *r, const db_clause *c, db_refset *out) {
    const db_entry *e;
    uint32_t chunk = c->c0;
    while (chunk < c->c1 && r->cl->k[chunk].w0 != out->w0) chunk++;
    const db_chunk *k = chunk + 1 < c->c1 ? &r->cl->k[chunk + 1] : NULL;
    if (!k || k->prep != r->f_with || k->w0 == 0) return;
    bool along = false;
    for (uint32_t w = r->cl->k[chunk].w1; w < k->w0; w++) along |= db_match_list(r->l, w, r->li_along, &e) != NULL;
    db_refset more;
    bool media = false;
    if (along) db_np_heads(r, k->w0, k->w1, &more);
    if (along && !more.n) db_ref_add(r, out, group_of(r, k->w0, k->w1, k->w1, &media)); /* «به همراه سرویس … X» */
    for (uint32_t i = 0; along && i < more.n; i++) db_ref_add(r, out, more.v[i]);
}

/* «در ادامه تصمیم خود مقامات X اعلام کردند»: خود ends its phrase, and what follows is the subject. */
static void behind_own(const db_rec *r, const db_clause *c, db_refset *out) {
    for (uint32_t i = c->c1; i-- > c->c0 && !out->n;) {
        const db_chunk *k = &r->cl->k[i];
        if (!k->prep || k->date || (c->v1 > c->v0 && k->w0 >= c->v0)) continue;
        for (uint32_t w = k->w1 - 1; w > k->w0; w--)
            if (r->l->w[w - 1].func == DB_FN_REFL && !r->l->w[w].func) {
                db_np_heads(r, w, k->w1, out);
                break;
            }
    }
}

/* The subject is known by a description only: «N، سخنگوی X» names it all the same, and «سفیر X» may be somebody named before. */
static void named_after_all(db_rec *r, const db_chunk *k, db_refset *out) {
    uint32_t i = db_mention_lower(r, k->w0), stop = out->w0 > k->w1 && out->w0 <= k->w1 + 2 ? out->w1 : k->w1; /* «N، سخنگوی X» in two phrases */
    while (i < r->nm->n_mentions && r->nm->m[i].w0 < stop && r->nm->m[i].entity != out->v[0]) i++;
    if (i >= r->nm->n_mentions || r->nm->m[i].w0 >= stop || r->nm->m[i].kind != DABIR_PERSON || !(r->nm->m[i].flags & DB_MF_TITLE_ONLY)) return;
    uint32_t first = r->nm->e[out->v[0]].first; /* linked to a name already? */
    if (first < r->nm->n_mentions && !(r->nm->m[first].flags & DB_MF_TITLE_ONLY)) return;
    dabir_ref who = r->nm->m[i].w0 > k->w0 ? db_person_named(r, k->w0, k->w1, false) : db_person_titled(r, k->w0, r->nm->e[out->v[0]].code);
    if (who >= 0) out->v[0] = who;
}

/* Who says what rule hit `h` found; role: the one that holds the speaker, -1 none. False: nobody whose words these could be. */
bool db_speakers(db_rec *r, const db_hit *h, int role, bool speech, db_refset *out) {
    const db_clause *c = &r->cl->c[h->clause];
    *out = (db_refset){0};
    r->nameless = false;
    if (h->rule->trig != DB_TR_VERB) return phrase_speaker(r, h, role, out);
    const db_entry *e;
    uint32_t owner = h->clause;
    int32_t chunk = subject_chunk(r, h->clause, &owner);
    dabir_ref outlet = DABIR_NONE;
    bool firm = chunk >= 0 && db_match_list(r->l, r->cl->k[chunk].w0, r->li_group, &e) && strstr(e->attr, "kind=body") && !db_match_list(r->l, r->cl->k[chunk].w0, r->li_outlet, NULL); /* «شرکت فیس‌بوک» */
    if (!firm && outlet_speaks(r, chunk, &outlet)) return outlet >= 0 && db_attr(r, h->attr, "claims") && db_ref_add(r, out, outlet);
    if (chunk >= 0 && media_noun(r, &r->cl->k[chunk]) && !db_attr(r, h->attr, "claims")) return false;
    if (role >= 0 && (h->role[role].slot == DB_S_PREP || h->rule->list == r->li_say_paper)) return paper_of(r, c, out);
    bool passive = passive_verb(r, h);
    if (passive && (paper_of(r, c, out) || met_in(r, c, out))) return true;
    if (passive) db_subject(r, h->clause, out);
    else db_subject_active(r, h->clause, out);
    if (chunk >= 0 && !passive && db_ancestor_statement(r, (int32_t)h->clause) < 0 && db_pronoun_again(r, c, r->cl->k[chunk].w0, r->cl->k[chunk].w1)) {
        *out = (db_refset){0};
        r->nameless = r->last_nameless;
        if (r->last_speaker >= 0) db_ref_add(r, out, r->last_speaker);
        return true;
    }
    if (passive && c->subject >= 0 && out->w0 == r->cl->k[c->subject].w0) *out = (db_refset){.vague = true}; /* the subject is what was said */
    if (passive && out->inherited) *out = (db_refset){.vague = true}; /* «… دعوت کند و گفته می‌شود» */
    dabir_ref official = chunk >= 0 && owner == h->clause && !passive && db_match_list(r->l, r->cl->k[chunk].w0, r->li_official, &e) && db_match_list(r->l, r->cl->k[chunk].w0, r->li_participants, NULL) ? db_official_of(r, c, (uint32_t)chunk) : DABIR_NONE;
    if (official >= 0) { /* «دو مقام ایرانی» are not the two of the meeting */
        *out = (db_refset){.n = 1, .v = {official}};
        return r->nameless = true;
    }
    if (out->n > 1 && c->verb >= 0 && r->l->w[c->verb].person == 3 && r->nm->e[out->v[0]].kind == DABIR_PERSON && r->nm->e[out->v[1]].kind != DABIR_PERSON) out->n = 1; /* «رئیس اتاق ایران و چین گفت» */
    if (!out->n && !passive && chunk >= 0 && owner == h->clause && paper_opens(r, &r->cl->k[chunk], &e)) { /* «این بیانیه می‌افزاید» */
        *out = (db_refset){.vague = true};
        return paper_of(r, c, out) || speech;
    }
    if (out->n == 1 && chunk >= 0 && !passive && owner == h->clause && r->nm->e[out->v[0]].kind != DABIR_PERSON && r->cl->unit[r->cl->k[chunk].w0] < 0) { /* «سخنگوی وزارت امور خارجه»: a person, though no name is told */
        const db_match *t = db_match_list(r->l, r->cl->k[chunk].w0, r->li_title, &e);
        dabir_ref who = t && !strstr(e->attr, "plural=1") && !db_match_list(r->l, r->cl->k[chunk].w0, r->li_group, NULL) ? db_described(r, r->cl->k[chunk].w0, r->cl->k[chunk].w1) : DABIR_NONE;
        if (who >= 0) out->v[0] = who;
    }
    if (out->n == 1 && chunk >= 0 && !out->inherited) named_after_all(r, &r->cl->k[chunk], out);
    if (out->n && chunk >= 0 && !passive) with_others(r, &r->cl->c[owner], out);
    if (!out->n && !passive) behind_own(r, c, out);
    if (out->n) return true;
    if (unknown_speaker(r, passive ? -1 : chunk, owner, speech, role >= 0, out)) return true;
    for (uint32_t i = c->c0; passive && i < c->c1; i++) { /* «از سوی کمیته X رد شد» */
        bool media = false;
        const db_chunk *k = &r->cl->k[i];
        dabir_ref g = k->prep == r->f_by ? group_of(r, k->w0, k->w1, k->w1, &media) : DABIR_NONE;
        if (g >= 0) return db_ref_add(r, out, g);
    }
    if (passive) return speech; /* said by somebody unnamed: unresolved */
    bool many = c->verb >= 0 && r->l->w[c->verb].person == 6 && r->last_speaker >= 0 && r->nm->e[r->last_speaker].kind == DABIR_PERSON;
    if (many) return speech; /* «گفتند»: not the one person who spoke last */
    if (chunk >= 0 && owner == h->clause && !lone_pronoun(r, r->cl->k[chunk].w0, r->cl->k[chunk].w1)) return speech; /* «مقامات اروپا»: somebody of their own */
    if (out->vague || db_ancestor_statement(r, (int32_t)h->clause) >= 0 || r->last_speaker == DABIR_NONE) return false;
    if (r->last_speaker >= 0) db_ref_add(r, out, r->last_speaker);
    return true;
}

/* The groups and bodies found here are mentions like the others; they come last, for nobody looks for them before the end. */
void db_speakers_finish(db_rec *r) {
    db_names *n = &r->d->names;
    if (!r->n_said) return;
    db_mention *m = DB_NEW(r->a, db_mention, n->n_mentions + r->n_said);
    uint32_t k = n->n_mentions;
    memcpy(m, n->m, k * sizeof *m);
    for (uint32_t i = 0; i < r->n_said; i++) {
        const db_said *x = &r->said[i];
        const db_ent *e = &n->e[x->entity];
        if (e->reg == UINT32_MAX && e->first == UINT32_MAX) m[k++] = (db_mention){.w0 = x->w0, .w1 = x->w1, .kind = e->kind, .entity = x->entity, .head = -1, .office = -1};
    }
    n->m = m;
    n->n_mentions = k;
}
