/* statement_person.c -- speakers whom the names room does not know: a name that only the subject of a reporting verb gives, nameless officials of a
 * state, and the ones spoken of again («دهقانی», «این افسر», «این دو مقام», وی right behind somebody's words). */
#include "record/rec.h"

static bool same_letters(const db_rec *r, uint32_t a0, uint32_t a1, uint32_t b0, uint32_t b1) {
    uint32_t a = r->l->w[a0].key0, b = r->l->w[b0].key0, n = r->l->w[a1 - 1].key1 - a;
    return r->l->w[b1 - 1].key1 - b == n && memcmp(r->l->letters + a, r->l->letters + b, n) == 0;
}

/* Words before the phrase proper: «اما», «همچنین», quotation marks, «آقای». */
static uint32_t front(const db_rec *r, uint32_t w, uint32_t w1) {
    while (w < w1) {
        const db_word *x = &r->l->w[w];
        const db_match *m = db_match_list(r->l, w, r->li_honorific, NULL);
        if (m && m->w1 < w1) w = m->w1;
        else if (w + 2 < w1 && !x->punct && x->kind == DB_T_WORD && (r->l->w[w + 1].punct == DB_P_QUOTE_OPEN || r->l->w[w + 1].punct == DB_P_QUOTE) && !db_match_list(r->l, w, r->li_title, NULL) && !db_match_list(r->l, w, r->li_group, NULL)) w += 2; /* «شیخ «N»» */
        else if (x->punct || x->func == DB_FN_ADV || x->func == DB_FN_BUT || x->func == DB_FN_AND) w++;
        else break;
    }
    return w;
}

/* A word that a personal name may hold. */
static bool name_word(const db_rec *r, uint32_t w) {
    const db_word *x = &r->l->w[w];
    if (x->func || x->lemma || x->punct || x->kind != DB_T_WORD) return false;
    if (r->nm->at[w] >= 0 && r->nm->m[r->nm->at[w]].kind != DABIR_PLACE) return false;
    return !db_match_list(r->l, w, db_model_list(r->m, "name-stop"), NULL);
}

static bool unknown_word(const db_rec *r, uint32_t w) {
    return !(r->l->w[w].pos & (DB_POS_NOUN | DB_POS_ADJ | DB_POS_ADV | DB_POS_NUM | DB_POS_VERB));
}

/* «دهقانی»: the person whose name ends so, named here or by the names room; the last one. */
dabir_ref db_person_again(const db_rec *r, uint32_t w0, uint32_t w1) {
    for (uint32_t i = r->n_said; i-- > 0;)
        if (r->nm->e[r->said[i].entity].kind == DABIR_PERSON && r->said[i].w1 >= w1 - w0 && same_letters(r, r->said[i].w1 - (w1 - w0), r->said[i].w1, w0, w1)) return r->said[i].entity;
    for (uint32_t i = r->nm->n_ents; i-- > 0;) {
        const db_ent *e = &r->nm->e[i];
        if (e->kind != DABIR_PERSON || e->first == UINT32_MAX) continue;
        const db_mention *m = &r->nm->m[e->first];
        if (m->w1 >= w1 - w0 && m->w1 - (w1 - w0) >= m->w0 && same_letters(r, m->w1 - (w1 - w0), m->w1, w0, w1)) return (dabir_ref)i;
    }
    return DABIR_NONE;
}

/* End of the name that words [w, w1) open with, 0 if they open with none: before a title («… معاون دبیرکل»), a comma or the end of the phrase. */
static uint32_t name_end(const db_rec *r, uint32_t w, uint32_t w1) {
    uint32_t i = w, sure = 0, title = db_model_list(r->m, "title-head"), part = db_model_list(r->m, "name-particle");
    while (i < w1 && i < w + 4 && name_word(r, i)) {
        if (i > w && db_match_list(r->l, i, title, NULL)) break;
        sure += (r->l->w[i].pos & (DB_POS_GIVEN | DB_POS_SURNAME)) || unknown_word(r, i) || db_match_list(r->l, i, part, NULL);
        i++;
    }
    bool titled = i < w1 && db_match_list(r->l, i, title, NULL);
    bool behind = i + 1 < w1 && r->l->w[i].punct && db_match_list(r->l, i + 1, title, NULL); /* «N، رئیس …», «"N" دبیرکل …» */
    if (behind && i - w > 1) return i;
    bool ends = i >= w1 || titled || r->l->w[i].punct;
    if (!ends || i == w) return 0;
    if (i - w == 1) return sure && (unknown_word(r, w) || (r->l->w[w].pos & DB_POS_SURNAME)) && r->l->w[w].key1 - r->l->w[w].key0 > 2 ? i : 0;
    return (r->l->w[w].pos & DB_POS_GIVEN) || sure == i - w || (titled && sure) ? i : 0;
}

/* The person that the subject [w0, w1) of a reporting verb names by itself; alone: one word nobody knows is enough. */
dabir_ref db_person_named(db_rec *r, uint32_t w0, uint32_t w1, bool alone) {
    uint32_t w = front(r, w0, w1), e = w < w1 ? name_end(r, w, w1) : 0;
    while (w1 > w && r->l->w[w1 - 1].punct) w1--;
    dabir_ref who = w < w1 ? db_person_again(r, w, e ? e : w1) : DABIR_NONE;
    if (who < 0 && w < w1) who = db_person_titled(r, w, NULL);
    if (who >= 0 || !e) return who;
    bool place = r->nm->at[w] >= 0 && r->nm->m[r->nm->at[w]].kind == DABIR_PLACE; /* «پسکوف» is a town too, but who speaks for the president is not */
    if (place && e - w == 1 && !db_match_list(r->l, w, db_model_list(r->m, "leader"), NULL)) return DABIR_NONE;
    if (e - w == 1 && (!alone || (r->l->w[w].flags & DB_WF_PLURAL))) return DABIR_NONE;
    const char *code = db_code_inside(r, e, w1);
    return db_said_add(r, DABIR_PERSON, code, w, e);
}

/* Does the title [w, w1) stand among the words behind a name that ends before word `end`? */
static bool titled_so(const db_rec *r, uint32_t end, uint32_t w, uint32_t w1) {
    for (uint32_t j = end; j < r->l->n_words && j < end + 8 && j < w && !r->l->w[j].lemma && (j == end || r->l->w[j].punct != DB_P_COMMA); j++)
        if (j + (w1 - w) <= w && same_letters(r, j, j + (w1 - w), w, w1)) return true;
    return false;
}

/* «سفیر …»: the person who was named before with the same title, here or by the names room. */
dabir_ref db_person_titled(const db_rec *r, uint32_t w, const char *code) {
    const db_match *t = db_match_list(r->l, w, db_model_list(r->m, "title-head"), NULL);
    if (!t) return DABIR_NONE;
    for (uint32_t i = r->n_said; i-- > 0;) {
        const db_said *x = &r->said[i];
        const db_ent *e = &r->nm->e[x->entity];
        if (e->kind == DABIR_PERSON && e->code && (!code || strcmp(code, e->code) == 0) && titled_so(r, x->w1, w, t->w1)) return x->entity;
    }
    dabir_ref who = DABIR_NONE;
    for (uint32_t i = 0; i < r->nm->n_ents; i++) {
        const db_ent *e = &r->nm->e[i];
        if (e->kind != DABIR_PERSON || e->first == UINT32_MAX || (code && e->code && strcmp(code, e->code) != 0)) continue;
        const db_mention *m = &r->nm->m[e->first];
        if (m->w1 >= w || (m->flags & (DB_MF_TITLE_ONLY | DB_MF_PRONOUN)) || !titled_so(r, m->w1, w, t->w1)) continue;
        if (who >= 0) return DABIR_NONE; /* two of them */
        who = (dabir_ref)i;
    }
    return who;
}

/* «خبرنگار آرتی»: one person known by what he does and for whom, in words that are no common ones. */
dabir_ref db_described(db_rec *r, uint32_t w0, uint32_t w1) {
    const db_entry *e;
    uint32_t w = front(r, w0, w1);
    while (w1 > w && r->l->w[w1 - 1].punct) w1--;
    const db_match *m = w < w1 ? db_match_list(r->l, w, r->li_person, &e) : NULL, *t = w < w1 ? db_match_list(r->l, w, db_model_list(r->m, "title-head"), &e) : NULL;
    bool title = t && t->w1 <= w1 && !strstr(e->attr, "plural=1") && (!m || t->w1 > m->w1); /* «رهبر معظم انقلاب», «سرپرست باشگاه X» */
    if (title) m = t;
    else if (m) db_match_list(r->l, w, r->li_person, &e);
    if (!m || (!title && (m->w1 >= w1 || db_attr(r, e->attr, "many")))) return DABIR_NONE;
    bool proper = title && (m->w1 > w + 1 || m->w1 < w1);
    for (uint32_t i = m->w1; i < w1; i++) proper |= !(r->l->w[i].pos & DB_POS_FREQUENT) || r->nm->at[i] >= 0;
    for (uint32_t i = r->n_said; proper && i-- > 0;)
        if (same_letters(r, r->said[i].w0, r->said[i].w1, w, w1)) return r->said[i].entity;
    return proper ? db_said_add(r, DABIR_PERSON, db_code_inside(r, m->w1, w1), w, w1) : DABIR_NONE;
}

/* The state or body that nameless officials speak for: «دو مقام آمریکایی», «یک مقام سیاسی در تل‌آویو». */
dabir_ref db_official_of(db_rec *r, const db_clause *c, uint32_t chunk) {
    const db_entry *e;
    const db_chunk *k = &r->cl->k[chunk];
    uint32_t w = k->w0, end = k->w1;
    while (w < k->w1 && (r->l->w[w].func == DB_FN_QUANT || r->l->w[w].func == DB_FN_ADV || (r->l->w[w].pos & DB_POS_NUM)) && !db_match_list(r->l, w, r->li_official, NULL)) w++;
    const db_match *m = w < k->w1 ? db_match_list(r->l, w, r->li_official, &e) : NULL;
    if (!m && w > k->w0 && w < k->w1 && (m = db_match_list(r->l, w, r->li_person, &e)) && !strstr(e->attr, "official")) m = NULL; /* «دو سناتور آمریکایی» */
    if (!m || (e->attr && strstr(e->attr, "known=0") && strstr(e->attr, "plural=1"))) return DABIR_NONE;
    for (uint32_t i = chunk + 1; i < c->c1; i++) { /* «دو مقام» «آمریکایی»; «… در تل‌آویو» */
        const db_chunk *x = &r->cl->k[i];
        if (x->date || x->ra || (x->prep && x->prep != r->f_in) || x->w0 > end + 1 || (c->v1 > c->v0 && x->w0 >= c->v0)) break;
        if (x->prep && r->cl->unit[x->w0] < 0 && r->cl->unit[x->w1 - 1] < 0) break; /* also «در شمال X» */
        end = x->w1;
        if (x->prep) break;
    }
    for (w = m->w1; w < end; w++) {
        int32_t u = r->cl->unit[w];
        dabir_ref x = u >= 0 ? r->nm->m[u].entity : DABIR_NONE;
        if (x < 0) continue;
        dabir_ref state = db_government(r, m->w0, w);
        if (state >= 0) return state; /* «یک مقام ارشد دولت X» */
        if (r->nm->e[x].kind == DABIR_PLACE && r->nm->e[x].code && r->nm->e[x].code[0]) return db_names_entity(r->a, r->m, &r->d->names, DABIR_STATE, r->nm->e[x].code);
        if (r->nm->e[x].kind == DABIR_STATE || r->nm->e[x].kind == DABIR_BODY || r->nm->e[x].kind == DABIR_IGO) return x;
    }
    return DABIR_NONE;
}

/* «این افسر سابق», «این دو مقام»: who spoke last. True if the phrase points back; *who may be unresolved. */
bool db_speaker_again(const db_rec *r, uint32_t w0, uint32_t w1, dabir_ref *who) {
    const db_entry *e;
    uint32_t w = w0;
    while (w < w1 && (r->l->w[w].punct || r->l->w[w].func == DB_FN_ADV)) w++;
    if (w + 1 >= w1 || r->l->w[w].func != DB_FN_DET || r->last_speaker == DABIR_NONE) return false;
    for (w++; w + 1 < w1 && (r->l->w[w].func == DB_FN_QUANT || (r->l->w[w].pos & DB_POS_NUM)) && !db_match_list(r->l, w, r->li_person, NULL);) w++;
    const db_match *m = db_match_list(r->l, w, r->li_person, &e);
    if (!m) return false;
    *who = r->last_speaker;
    return true;
}

/* «وی افزود» right behind somebody's words: the same person, whomever the words name. */
bool db_pronoun_again(const db_rec *r, const db_clause *c, uint32_t w0, uint32_t w1) {
    const db_word *x = &r->l->w[w0];
    bool lone = w1 - w0 == 1 && x->func == DB_FN_PRON && x->fid != r->f_i && x->fid != r->f_we && x->fid != r->f_you;
    if (!lone || r->last_speaker == DABIR_NONE || r->last_said == 0 || c->w0 > r->last_said + 3) return false;
    return r->last_nameless || (r->last_speaker >= 0 && r->nm->e[r->last_speaker].kind == DABIR_PERSON);
}
