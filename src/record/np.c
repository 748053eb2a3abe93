/* np.c -- from phrases to entities: who a phrase names, who it only mentions, and who is meant when nobody is named. */
#include "record/rec.h"

bool db_is_actor(const db_rec *r, dabir_ref e) {
    if (e < 0) return false;
    dabir_kind k = r->nm->e[e].kind;
    return k == DABIR_STATE || k == DABIR_IGO || k == DABIR_BODY || k == DABIR_PERSON || k == DABIR_GROUP;
}

bool db_ref_add(const db_rec *r, db_refset *s, dabir_ref e) {
    if (e < 0 || s->n >= sizeof s->v / sizeof *s->v) return false;
    for (uint32_t i = 0; i < s->n; i++)
        if (s->v[i] == e) return false;
    (void)r;
    s->v[s->n++] = e;
    return true;
}

const char *db_attr(db_rec *r, const char *attr, const char *key) {
    size_t n = strlen(key);
    for (const char *p = attr; p && *p;) {
        while (*p == ' ') p++;
        const char *e = p;
        while (*e && *e != ' ') e++;
        if ((size_t)(e - p) > n && p[n] == '=' && memcmp(p, key, n) == 0) return db_str_dup(r->a, db_str_of(p + n + 1, (size_t)(e - p) - n - 1)).p;
        p = e;
    }
    return NULL;
}

const db_match *db_list_in(const db_rec *r, uint32_t w0, uint32_t w1, uint32_t list, const db_entry **e) {
    if (!list) return NULL;
    for (uint32_t w = w0; w < w1; w++) {
        const db_match *m = db_match_list(r->l, w, list, e);
        if (m && m->w1 <= w1) return m;
    }
    return NULL;
}

/* All mentions that begin at word w (plural titles give several). */
static uint32_t mentions_at(const db_rec *r, uint32_t w, int32_t first, db_refset *out) {
    uint32_t end = w + 1;
    for (uint32_t i = (uint32_t)first; i < r->nm->n_mentions && r->nm->m[i].w0 <= w; i++) {
        const db_mention *m = &r->nm->m[i];
        if (m->w0 != w || m->head >= 0) continue;
        if (m->w1 > end) end = m->w1;
        if (db_is_actor(r, m->entity)) db_ref_add(r, out, m->entity);
    }
    return end;
}

static int32_t first_mention_from(const db_rec *r, uint32_t w) {
    int32_t at = r->cl->unit[w];
    if (at < 0) return -1;
    while (at > 0 && r->nm->m[at - 1].w0 == r->nm->m[at].w0) at--;
    return at;
}

/* End of the name expression (title and name) that covers word w. */
static uint32_t unit_end(const db_rec *r, uint32_t w) {
    int32_t u = r->cl->unit[w];
    uint32_t e = w + 1;
    while (e < r->l->n_words && u >= 0 && r->cl->unit[e] == u) e++;
    return e;
}

static bool is_joint(const db_word *w) { return w->func == DB_FN_AND || w->punct == DB_P_COMMA || w->func == DB_FN_OR; }

static bool skip_front(const db_word *w) { return w->func == DB_FN_DET || w->func == DB_FN_QUANT || w->func == DB_FN_ADV || w->func == DB_FN_AND || w->punct; }

static void participants_of(const db_rec *r, db_refset *out) {
    if (r->session >= 0) {
        const db_meeting *m = &r->meet[r->session];
        if (m->session && m->org >= 0) db_ref_add(r, out, m->org);
        else
            for (uint32_t i = 0; i < m->who.n; i++) db_ref_add(r, out, m->who.v[i]);
    } else if (r->session_org >= 0) db_ref_add(r, out, r->session_org);
}

/* «دولت X», «مقام ارشد دولت X»: the state whose government the person at word i leads, if a noun of government stands right before; words from w on. */
dabir_ref db_government(const db_rec *r, uint32_t w, uint32_t i) {
    const db_entry *e;
    int32_t u = r->cl->unit[i];
    dabir_ref who = u >= 0 ? r->nm->m[u].entity : DABIR_NONE;
    uint32_t b = i;
    while (b > w && r->l->w[b - 1].punct) b--;
    if (who < 0 || b == w || r->nm->e[who].kind != DABIR_PERSON || !r->nm->e[who].code || !r->nm->e[who].code[0]) return DABIR_NONE;
    const db_match *m = db_match_list(r->l, b - 1, r->li_actor_head, &e);
    if (!m || m->w1 > i || !strstr(e->attr, "gov=1")) return DABIR_NONE;
    for (uint32_t x = 0; x < r->nm->n_ents; x++)
        if (r->nm->e[x].kind == DABIR_STATE && r->nm->e[x].code && strcmp(r->nm->e[x].code, r->nm->e[who].code) == 0) return (dabir_ref)x;
    return db_names_entity(r->a, r->m, &r->d->names, DABIR_STATE, r->nm->e[who].code);
}

/* «مقامات مرزبانی کشورهای اکو»: head words of bodies of people, adjectives, then the state or organisation they are of. */
static uint32_t people_of(const db_rec *r, uint32_t w, uint32_t w1, db_refset *out) {
    const db_entry *e;
    const db_match *m = db_match_list(r->l, w, r->li_actor_head, &e);
    if (!m) return 0;
    for (uint32_t i = w + 1; i < w1 && i < m->w1 + 7; i++) { /* «نیروهای | دولت X» */
        if (r->l->w[i].func == DB_FN_PREP || r->l->w[i].func == DB_FN_KE) break;
        int32_t u = first_mention_from(r, i);
        if (u < 0) continue;
        dabir_kind k = r->nm->m[u].kind;
        dabir_ref state = k == DABIR_PERSON ? db_government(r, w, i) : DABIR_NONE;
        if (state >= 0) {
            db_ref_add(r, out, state);
            return unit_end(r, i);
        }
        if (k == DABIR_PERSON) break;
        mentions_at(r, i, u, out);
        return unit_end(r, i);
    }
    return 0;
}

static void heads(const db_rec *r, uint32_t w0, uint32_t w1, bool named, db_refset *out) {
    *out = (db_refset){.w0 = w0, .w1 = w1};
    uint32_t i = w0;
    while (i < w1 && skip_front(&r->l->w[i]) && r->cl->unit[i] < 0) i++;
    if (i + 1 < w1 && r->cl->unit[i] < 0 && r->cl->unit[i + 1] >= 0 && ((r->l->w[i].pos & DB_POS_ADV) || db_match_list(r->l, i, r->li_honorific, NULL))) i++; /* «البته رئیس‌جمهور» */
    if (i + 2 < w1 && r->cl->unit[i] < 0 && (r->l->w[i + 1].punct == DB_P_QUOTE_OPEN || r->l->w[i + 1].punct == DB_P_QUOTE) && r->cl->unit[i + 2] >= 0 && db_match_list(r->l, i, r->li_honorific, NULL)) i += 2; /* «شیخ «N»» */
    const db_entry *part;
    for (uint32_t j = i; j < i + 3 && j + 1 < w1; j++) { /* «سیزده تن از نمایندگان X» */
        const db_match *m = r->cl->unit[j] < 0 ? db_match_list(r->l, j, r->li_partitive, &part) : NULL;
        if (!m || m->w1 >= w1 || r->l->w[m->w1].fid != r->f_from) continue;
        i = m->w1 + 1;
        break;
    }
    while (i < w1) {
        int32_t u = first_mention_from(r, i);
        const db_entry *e;
        uint32_t to;
        if (u >= 0) {
            to = mentions_at(r, i, u, out);
            int32_t titled = r->cl->unit[i]; /* «وزیر خارجه ایران، X»: the title stands first */
            if (r->nm->m[titled].w0 > i && r->nm->m[titled].kind == DABIR_PERSON && r->nm->m[titled].head < 0) db_ref_add(r, out, r->nm->m[titled].entity);
            uint32_t ue = unit_end(r, i);
            if (to < ue) to = ue;
            if (out->n == 0) out->vague = true;
        } else if ((to = people_of(r, i, w1, out)) != 0) {
        } else if (!named && (to = db_sides(r, i, w1, out)) != 0) {
        } else if (db_match_list(r->l, i, r->li_participants, &e)) {
            uint32_t before = out->n;
            db_refset in;
            db_np_inside(r, i, w1, &in);
            bool own = false;
            for (uint32_t j = 0; j < in.n; j++)
                if (r->nm->e[in.v[j]].kind == DABIR_IGO) db_ref_add(r, out, in.v[j]), own = true;
            if (!own) participants_of(r, out);
            out->vague |= out->n == before;
            return;
        } else {
            out->vague |= out->n == 0;
            return;
        }
        i = to;
        bool joint = false;
        while (i < w1 && (is_joint(&r->l->w[i]) || (skip_front(&r->l->w[i]) && r->cl->unit[i] < 0) || r->l->w[i].punct)) {
            joint |= is_joint(&r->l->w[i]);
            i++;
        }
        if (!joint) return;
    }
}

void db_np_heads(const db_rec *r, uint32_t w0, uint32_t w1, db_refset *out) { heads(r, w0, w1, false, out); }
void db_np_heads_named(const db_rec *r, uint32_t w0, uint32_t w1, db_refset *out) { heads(r, w0, w1, true, out); }

void db_np_inside(const db_rec *r, uint32_t w0, uint32_t w1, db_refset *out) {
    *out = (db_refset){.w0 = w0, .w1 = w1};
    int32_t i = -1;
    for (uint32_t w = w0; w < w1 && i < 0; w++) i = first_mention_from(r, w);
    if (i < 0) return;
    for (uint32_t j = (uint32_t)i; j < r->nm->n_mentions && r->nm->m[j].w0 < w1; j++) {
        const db_mention *m = &r->nm->m[j];
        if (m->w0 < w0 || m->head >= 0) continue;
        if (db_is_actor(r, m->entity)) db_ref_add(r, out, m->entity);
    }
}

static void of_chunk(const db_rec *r, int32_t chunk, db_refset *out) {
    const db_chunk *c = &r->cl->k[chunk];
    db_np_heads(r, c->w0, c->w1, out);
}

/* Passive «از سوی X»، «توسط X»: the doer. */
static bool by_phrase(const db_rec *r, const db_clause *c, db_refset *out) {
    for (uint32_t i = c->c0; i < c->c1; i++)
        if (r->cl->k[i].prep && r->cl->k[i].prep == r->f_by) {
            of_chunk(r, (int32_t)i, out);
            return true;
        }
    return false;
}

static void shared_subject(const db_rec *r, const db_clause *c, db_refset *out) {
    int32_t p = c->prev;
    for (int hops = 0; p >= 0 && hops < 8; hops++) {
        const db_clause *x = &r->cl->c[p];
        if (x->subject >= 0) {
            of_chunk(r, x->subject, out);
            out->inherited = true;
            return;
        }
        p = x->prev;
    }
    *out = (db_refset){0};
}

int32_t db_antecedent(const db_rec *r, uint32_t clause) {
    const db_clause *c = &r->cl->c[clause];
    if (c->type != DB_CL_REL || c->parent < 0) return -1;
    const db_clause *p = &r->cl->c[c->parent];
    if (p->verb >= 0 && p->v1 <= c->w0) return p->subject; /* «X سازمانی است که …»: X */
    int32_t best = -1;
    for (uint32_t i = p->c0; i < p->c1; i++)
        if (r->cl->k[i].w1 <= c->w0) best = (int32_t)i;
    return best;
}

/* «هیئتی از وزارت خارجه X», «شماری از مقامات X»: those of the phrase that «از» opens right behind the subject. */
static bool sent_from(const db_rec *r, const db_clause *c, db_refset *out) {
    const db_chunk *k = &r->cl->k[c->subject];
    const db_entry *e;
    if ((uint32_t)c->subject + 1 >= c->c1) return false;
    const db_chunk *of = k + 1;
    bool list = of->prep && of->prep == r->f_including && of->w0 > k->w1 && of->w0 <= k->w1 + 2; /* «ده کشور شامل X و Y» */
    bool some = of->prep == r->f_from && of->w0 == k->w1 + 1 && (db_list_in(r, k->w0, k->w1, r->li_team, &e) || db_list_in(r, k->w0, k->w1, r->li_partitive, &e));
    if (!list && !some) return false;
    db_refset in;
    db_np_heads(r, of->w0, of->w1, &in);
    if (in.n) *out = in;
    return in.n > 0;
}

static void subject(const db_rec *r, uint32_t clause, bool active, db_refset *out) {
    const db_clause *c = &r->cl->c[clause];
    *out = (db_refset){0};
    if (!active && by_phrase(r, c, out)) return;
    if (c->subject >= 0) {
        of_chunk(r, c->subject, out);
        if (out->n || out->vague) {
            if (out->n == 0 && sent_from(r, c, out)) return;
            if (out->n == 0) /* «در این نشست، X» read as one chunk, or an adverbial noun before the true subject */
                for (uint32_t i = (uint32_t)c->subject + 1; i < c->c1; i++) {
                    const db_chunk *x = &r->cl->k[i];
                    if (x->prep || x->ra || x->date) continue;
                    db_refset alt;
                    of_chunk(r, (int32_t)i, &alt);
                    if (alt.n) {
                        *out = alt;
                        return;
                    }
                }
            return;
        }
    }
    shared_subject(r, c, out);
    if (out->n || out->vague) return;
    int32_t ante = db_antecedent(r, clause);
    if (ante >= 0) {
        of_chunk(r, ante, out);
        return;
    }
    if (c->type == DB_CL_ADV && c->parent >= 0 && r->cl->c[c->parent].subject >= 0) {
        of_chunk(r, r->cl->c[c->parent].subject, out);
        out->inherited = true;
        return;
    }
    /* «در این دیدار X گفت»: the name at the end of a prepositional phrase */
    for (uint32_t i = c->c1; i-- > c->c0;) {
        const db_chunk *x = &r->cl->k[i];
        if (x->date || x->ra || x->prep == r->f_by || (c->v1 > c->v0 && x->w0 >= c->v0)) continue;
        for (uint32_t w = x->w0 + 1; w < x->w1; w++) {
            int32_t u = first_mention_from(r, w);
            if (u >= 0 && r->nm->m[u].kind == DABIR_PERSON && r->nm->m[u].w0 == w && r->l->w[w - 1].func != DB_FN_AND && w > x->w0 + 1) {
                db_np_heads(r, w, x->w1, out);
                if (out->n) return;
            }
        }
    }
}

void db_subject(const db_rec *r, uint32_t clause, db_refset *out) {
    const db_clause *c = &r->cl->c[clause];
    const db_word *v = c->verb >= 0 ? &r->l->w[c->verb] : NULL;
    subject(r, clause, v && c->subject >= 0 && !(v->flags & DB_WF_PASSIVE) && v->lemma != r->lemma_become, out); /* «توقیف … توسط X» does not make X the subject */
}

void db_subject_active(const db_rec *r, uint32_t clause, db_refset *out) { subject(r, clause, true, out); }

/* «از من خواست», «از او خواسته است»: in what somebody says the speaker, else who spoke last; the subject of the clause is not meant. */
bool db_pronoun_means(const db_rec *r, uint32_t clause, uint32_t w0, uint32_t w1, db_refset *out) {
    const db_word *w = &r->l->w[w0];
    *out = (db_refset){.w0 = w0, .w1 = w1};
    if (w1 != w0 + 1 || w->func != DB_FN_PRON || !w->fid) return false;
    const char *id = db_model_func_name(r->m, w->fid);
    bool first = strcmp(id, "i") == 0 || strcmp(id, "we") == 0;
    if (!first && strcmp(id, "he") != 0) return false;
    int32_t in = db_ancestor_statement(r, (int32_t)clause);
    dabir_ref who = in >= 0 ? r->d->claims[in].speaker : first ? DABIR_NONE : r->last_speaker;
    db_refset sub;
    db_subject(r, clause, &sub);
    if (who < 0 || (!first && !sub.n)) return false;
    for (uint32_t i = 0; i < sub.n; i++)
        if (sub.v[i] == who) return false;
    return db_ref_add(r, out, who);
}

uint32_t db_mention_lower(const db_rec *r, uint32_t w) {
    uint32_t lo = 0, hi = r->nm->n_mentions;
    while (lo < hi) {
        uint32_t mid = (lo + hi) / 2;
        if (r->nm->m[mid].w0 < w) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

dabir_ref db_org_of(const db_rec *r, uint32_t w0, uint32_t w1) {
    for (uint32_t j = db_mention_lower(r, w0); j < r->nm->n_mentions && r->nm->m[j].w0 < w1; j++) {
        dabir_ref e = r->nm->m[j].entity;
        if (e >= 0 && r->nm->e[e].kind == DABIR_IGO) return e;
    }
    return DABIR_NONE;
}

static dabir_ref place_in(const db_rec *r, const db_chunk *k) {
    for (uint32_t w = k->w0; w < k->w1; w++) {
        int32_t u = r->nm->at[w];
        if (u < 0 || r->nm->m[u].w0 != w) continue;
        const db_mention *m = &r->nm->m[u];
        if (m->entity >= 0 && (m->kind == DABIR_PLACE || (m->flags & DB_MF_CAPITAL))) return m->entity;
        if (m->entity >= 0 && m->kind == DABIR_STATE && w == k->w0 && !(m->flags & DB_MF_DEMONYM)) return m->entity;
    }
    return DABIR_NONE;
}

dabir_ref db_place_of(const db_rec *r, uint32_t clause) {
    const db_clause *c = &r->cl->c[clause];
    dabir_ref state = DABIR_NONE;
    for (uint32_t i = c->c0; i < c->c1; i++) {
        const db_chunk *k = &r->cl->k[i];
        if (k->prep != r->f_in) continue;
        dabir_ref p = place_in(r, k);
        if (p >= 0 && r->nm->e[p].kind == DABIR_PLACE) return p;
        if (p >= 0 && state < 0) state = p;
    }
    return state;
}

const db_date *db_date_of(const db_rec *r, uint32_t clause) {
    for (int32_t c = (int32_t)clause, hops = 0; c >= 0 && hops < 4; c = r->cl->c[c].parent, hops++) {
        const db_clause *x = &r->cl->c[c];
        uint32_t w0 = x->w0, w1 = x->w1;
        uint32_t lo = 0, hi = r->l->n_dates; /* first date at or behind w0 */
        while (lo < hi) {
            uint32_t mid = (lo + hi) / 2;
            if (r->l->d[mid].w0 < w0) lo = mid + 1;
            else hi = mid;
        }
        for (; lo < r->l->n_dates && r->l->d[lo].w0 < w1; lo++)
            if (r->cl->of[r->l->d[lo].w0] == c && r->l->d[lo].from.iso[0]) return &r->l->d[lo];
        if (x->type == DB_CL_SPEECH || x->type == DB_CL_THAT || x->type == DB_CL_REL) break;
    }
    return NULL;
}
