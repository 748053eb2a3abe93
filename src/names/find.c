/* find.c -- the names room from outside: runs the steps in order and hands out mentions, offices and entities. */
#include "names/label_inside.h"

static const char *const list_names[N_LISTS] = {
    [L_HEAD] = "title-head", [L_PORTFOLIO] = "portfolio", [L_STATUS] = "status-word", [L_HONORIFIC] = "honorific",
    [L_PARTICLE] = "name-particle", [L_SUFFIX] = "surname-suffix", [L_AMBIGUOUS] = "ambiguous-form", [L_STATE_NOUN] = "state-noun",
    [L_PLACE_NOUN] = "place-noun", [L_SOURCE_CUE] = "source-cue", [L_OUTLET_NOUN] = "outlet-noun", [L_HOME] = "home-word",
    [L_THIS] = "this-official", [L_PRONOUN] = "person-pronoun", [L_GOV_NOUN] = "capital-government", [L_GOV_PLACE] = "capital-place",
    [L_MOTION] = "motion", [L_POST_ADJ] = "post-adjective", [L_POST_TAIL] = "post-tail", [L_NAME_STOP] = "name-stop",
    [L_SHORT_IGO] = "igo-noun", [L_HOME_STYLE] = "home-style", [L_UNIT_NOUN] = "unit-noun", [L_FILL] = "post-filler", [L_DESK] = "desk", [L_WEAK] = "title-weak", [L_NAME_LEAD] = "name-lead", [L_INTURN] = "in-turn", [L_COMMON] = "given-common", [L_NAME_NOT] = "name-not", [L_BODY_NOUN] = "body-noun", [L_SAID_BY] = "said-by", [L_SURNAME] = "surname", [L_GIVEN] = "given", [L_LEADER] = "leader", [L_COUNTERPART] = "counterpart", [L_GOV_ADJ] = "gov-adjective", [L_GOVERNOR] = "post-governor",
};

static void bits(nm_work *k) {
    k->bits = DB_NEW(k->a, uint64_t, k->l->n_words + 1);
    for (uint32_t i = 0; i < k->l->n_matches; i++) {
        const db_match *m = &k->l->m[i];
        for (uint32_t j = 0; j < m->n_e; j++) {
            if (m->e[j].cls != DB_C_LIST) continue;
            for (uint32_t l = 0; l < N_LISTS; l++)
                if (m->e[j].list == k->list[l]) k->bits[m->w0] |= (uint64_t)1 << l;
        }
    }
}

static void begin(nm_work *k) {
    for (uint32_t i = 0; i < N_LISTS; i++) {
        k->list[i] = db_model_list(k->m, list_names[i]);
        if (!k->list[i]) k->list[i] = NONE;
    }
    k->fin = (uint16_t)db_model_func(k->m, "in");
    k->fto = (uint16_t)db_model_func(k->m, "to");
    k->ffrom = (uint16_t)db_model_func(k->m, "from");
    k->fwith = (uint16_t)db_model_func(k->m, "with");
    k->fon = (uint16_t)db_model_func(k->m, "on");
    k->fas = (uint16_t)db_model_func(k->m, "as");
    k->be = db_model_be(k->m);
    k->fhe = (uint16_t)db_model_func(k->m, "he");
    k->fthis = (uint16_t)db_model_func(k->m, "this-official");
    uint32_t n = k->l->n_words;
    k->own = DB_NEW(k->a, int32_t, n + 1);
    k->tit = DB_NEW(k->a, int32_t, n + 1);
    for (uint32_t i = 0; i <= n; i++) k->own[i] = k->tit[i] = -1;
    k->full = DB_NEW(k->a, uint8_t, NM_FULL);
    k->date = DB_NEW(k->a, uint8_t, n + 1);
    for (uint32_t i = 0; i < k->l->n_dates; i++)
        for (uint32_t w = k->l->d[i].w0; w < k->l->d[i].w1; w++) k->date[w] = 1;
    k->reg_cap = 256;
    k->reg_ent = DB_NEW(k->a, int32_t, k->reg_cap);
    for (uint32_t i = 0; i < k->reg_cap; i++) k->reg_ent[i] = -1;
    bits(k);
    nm_sounds(k);
    nm_like(k);
}

static uint32_t start_of(const nm_x *x) { return x->w0 - x->lead; }

/* Order by first word, longer first: a counting sort, since a report may have thousands. */
static uint32_t *order(nm_work *k, uint32_t *count) {
    uint32_t n = k->l->n_words, live = 0, *at = DB_NEW(k->a, uint32_t, n + 2), *out = DB_NEW(k->a, uint32_t, k->nx + 1);
    for (uint32_t i = 0; i < k->nx; i++)
        if (!k->x[i].dead) at[start_of(&k->x[i]) + 1]++, live++;
    for (uint32_t i = 0; i <= n; i++) at[i + 1] += at[i];
    for (uint32_t i = 0; i < k->nx; i++) {
        if (k->x[i].dead) continue;
        uint32_t p = at[start_of(&k->x[i])]++, lo = p;
        while (lo > 0 && start_of(&k->x[out[lo - 1]]) == start_of(&k->x[i]) && k->x[out[lo - 1]].w1 < k->x[i].w1) lo--;
        memmove(out + lo + 1, out + lo, (p - lo) * sizeof *out);
        out[lo] = i;
    }
    *count = live;
    return out;
}

/* Has the person this office already? The longer wording of the post stays. */
static db_office *said_before(const nm_work *k, db_names *out, const uint32_t *from, const nm_title *t, int32_t ent, dabir_ref of) {
    for (uint32_t i = out->n_offices; i-- > 0 && i + 40 > out->n_offices;) {
        db_office *o = &out->o[i];
        if (o->named && out->m[o->person].entity == ent && o->of == of && nm_same_post(k, t, &k->ti[from[i]])) return o;
    }
    return NULL;
}

static void offices(nm_work *k, const int32_t *pos, db_names *out) {
    uint32_t *from = DB_NEW(k->a, uint32_t, k->nt + 1);
    out->o = DB_NEW(k->a, db_office, k->nt + 1);
    for (uint32_t i = 0; i < k->nt; i++) {
        nm_title *t = &k->ti[i];
        if (t->person < 0 || pos[t->person] < 0 || t->plural || t->plain) continue;
        nm_x *x = &k->x[t->person];
        int32_t mi = pos[t->person];
        bool named = !(x->flags & DB_MF_TITLE_ONLY) || t->told;
        if (x->flags & DB_MF_PRONOUN && !t->pred) continue;
        dabir_ref of = t->of_reg != NONE ? nm_ent_reg(k, t->of_reg, t->of_code) : t->of_code ? nm_ent_code(k, t->of_code) : DABIR_NONE;
        db_office *old = named ? said_before(k, out, from, t, x->ent, of) : NULL;
        if (old) {
            if (t->status && strcmp(old->status, "incumbent") == 0) old->status = t->status;
            if (out->m[mi].office < 0) out->m[mi].office = (int32_t)(old - out->o);
            continue;
        }
        db_office *o = &out->o[out->n_offices];
        *o = (db_office){.person = (uint32_t)mi, .p0 = t->p0, .p1 = t->p1, .of = of, .w0 = t->t0 < x->w0 && !t->pred ? t->t0 : x->w0,
                         .w1 = t->t1 > x->w1 && !t->pred ? t->t1 : x->w1, .status = t->status ? t->status : "incumbent", .named = named};
        if (t->pred) o->w0 = t->t0, o->w1 = t->t1;
        o->rule = t->pred ? "office.predicate.1" : !named ? "office.title-only.1" : x->w0 < t->t0 ? "office.name-title.1" : "office.title-name.1";
        if (t->told) o->rule = "office.lead.1";
        if (t->peer) o->rule = "office.counterpart.1";
        if (out->m[mi].office < 0 && !t->pred) out->m[mi].office = (int32_t)out->n_offices;
        from[out->n_offices++] = i;
    }
}

/* at[]: the outermost mention of a word; a person also owns the title that stands beside the name. */
static void cover(nm_work *k, db_names *out) {
    int32_t *at = DB_NEW(k->a, int32_t, k->l->n_words + 1);
    for (uint32_t i = 0; i <= k->l->n_words; i++) at[i] = -1;
    for (uint32_t i = 0; i < out->n_mentions; i++) {
        db_mention *m = &out->m[i];
        if (m->flags & DB_MF_NESTED) continue;
        for (uint32_t w = m->w0; w < m->w1; w++)
            if (at[w] < 0) at[w] = (int32_t)i;
    }
    for (uint32_t i = 0; i < out->n_offices; i++)
        for (uint32_t w = out->o[i].w0; out->m[out->o[i].person].office == (int32_t)i && w < out->o[i].w1; w++) {
            int32_t was = at[w];
            if (was < 0) at[w] = (int32_t)out->o[i].person;
        }
    out->at = at;
}

static void finish(nm_work *k, db_names *out) {
    uint32_t n, *ord = order(k, &n);
    int32_t *pos = DB_NEW(k->a, int32_t, k->nx + 1);
    for (uint32_t i = 0; i < k->nx; i++) pos[i] = -1;
    for (uint32_t i = 0; i < n; i++) pos[ord[i]] = (int32_t)i;
    out->n_mentions = n;
    out->m = DB_NEW(k->a, db_mention, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        nm_x *x = &k->x[ord[i]];
        int32_t head = x->head >= 0 && x->head != (int32_t)ord[i] ? pos[x->head] : -1;
        out->m[i] = (db_mention){.w0 = start_of(x), .w1 = x->w1, .kind = (dabir_kind)x->kind, .entity = x->ent, .flags = x->flags, .head = head, .office = -1};
        if (head >= 0) out->m[i].flags |= DB_MF_NESTED;
        else out->m[i].flags &= (uint16_t)~DB_MF_NESTED;
    }
    offices(k, pos, out);
    for (uint32_t i = 0; i < k->ne; i++) k->e[i].first = NONE;
    for (uint32_t i = n; i-- > 0;)
        if (out->m[i].entity >= 0) k->e[out->m[i].entity].first = i;
    out->n_ents = k->ne;
    out->e = k->e;
    cover(k, out);
}

static void first_steps(nm_work *k, db_str outlet) {
    nm_register(k);
    nm_outlets(k, outlet);
    nm_bodies(k);
    nm_titles(k);
    nm_persons(k);
}

void db_ne_prepare(db_arena *a, const dabir_model *m, const db_text *t, const db_tokens *tok, const db_lang *l, db_str outlet, db_ne_doc *out) {
    nm_work *k = DB_NEW(a, nm_work, 1);
    *k = (nm_work){.a = a, .m = m, .t = t, .k = tok, .l = l, .published = ""};
    begin(k);
    first_steps(k, outlet);
    nm_describe(k, out);
}

void db_names_find(db_arena *a, const dabir_model *m, const db_text *t, const db_tokens *tok, const db_lang *l, db_str outlet, const char *published, db_names *out) {
    nm_work *k = DB_NEW(a, nm_work, 1);
    memset(out, 0, sizeof *out);
    *k = (nm_work){.a = a, .m = m, .t = t, .k = tok, .l = l, .published = published ? published : ""};
    begin(k);
    first_steps(k, outlet);
    nm_label_persons(k);
    nm_things(k);
    nm_titles_again(k);
    nm_cluster(k);
    nm_link(k);
    nm_pronouns(k);
    finish(k, out);
    out->home = DABIR_NONE;
    for (uint32_t i = 0; i < k->ne; i++) /* not made for its own sake: a report that does not name it has no such entity */
        if (k->home && k->e[i].kind == DABIR_STATE && strcmp(k->e[i].code, k->home) == 0) out->home = (dabir_ref)i;
    out->e = k->e;
    out->n_ents = k->ne;
}

dabir_ref db_names_entity(db_arena *a, const dabir_model *m, db_names *n, dabir_kind kind, const char *code) {
    for (uint32_t i = 0; i < n->n_ents; i++)
        if (n->e[i].kind == kind && n->e[i].code && strcmp(n->e[i].code, code) == 0) return (dabir_ref)i;
    uint32_t reg = db_model_reg_by_code(m, kind, code);
    if (reg == NONE) return DABIR_NONE;
    const db_reg *r = db_model_reg(m, reg);
    db_ent *e = DB_NEW(a, db_ent, n->n_ents + 8);
    if (n->n_ents) memcpy(e, n->e, n->n_ents * sizeof *e);
    e[n->n_ents] = (db_ent){.kind = kind, .reg = reg, .code = r->code, .sector = *r->sector ? r->sector : NULL, .name = db_str_z(r->name), .first = NONE};
    n->e = e;
    return (dabir_ref)n->n_ents++;
}
