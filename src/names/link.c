/* link.c -- offices: whose they are when the text does not say, and which person an office without a name means. Then one entity for
 * all mentions of the same. */
#include "names/work.h"

/* ---- entities ---- */

static uint64_t mix(uint64_t a, uint64_t b) { return (a ^ (b + 0x9e3779b97f4a7c15u + (a << 6) + (a >> 2))) * 0xff51afd7ed558ccdu; }

/* The entity under a key; -1 and the free slot if it is new. */
static int32_t slot_of(nm_work *k, uint64_t key, uint64_t *keys, uint32_t *slot) {
    uint32_t mask = k->reg_cap - 1, i = (uint32_t)(key >> 20) & mask;
    while (k->reg_ent[i] >= 0 && keys[i] != key) i = (i + 1) & mask;
    *slot = i;
    return k->reg_ent[i];
}

static void grow(nm_work *k) {
    uint32_t old = k->reg_cap;
    int32_t *oe = k->reg_ent;
    uint64_t *ok = k->reg_key;
    k->reg_cap = old * 2;
    k->reg_ent = DB_NEW(k->a, int32_t, k->reg_cap);
    k->reg_key = DB_NEW(k->a, uint64_t, k->reg_cap);
    for (uint32_t i = 0; i < k->reg_cap; i++) k->reg_ent[i] = -1;
    for (uint32_t i = 0; i < old; i++) {
        if (oe[i] < 0) continue;
        uint32_t s;
        slot_of(k, ok[i], k->reg_key, &s);
        k->reg_ent[s] = oe[i], k->reg_key[s] = ok[i];
    }
}

static int32_t intern(nm_work *k, uint64_t key, db_ent e) {
    uint32_t s;
    if (k->ne * 2 > k->reg_cap) grow(k);
    int32_t id = slot_of(k, key, k->reg_key, &s);
    if (id >= 0) return id;
    DB_PUSH(k->a, k->e, k->ne, k->cape) = e;
    k->reg_key[s] = key;
    return k->reg_ent[s] = (int32_t)k->ne - 1;
}

static const char *some(const char *s) { return s && *s ? s : NULL; }

/* «وزارت امور خارجه» and the state: the body's own name in the record. */
static db_str body_name(nm_work *k, db_str body, const char *code) {
    uint32_t r = db_model_reg_by_code(k->m, DABIR_STATE, code);
    if (r == NONE) return body;
    const char *state = db_model_reg(k->m, r)->name;
    size_t n = strlen(state);
    char *out = DB_NEW(k->a, char, body.n + n + 2);
    memcpy(out, body.p, body.n);
    out[body.n] = ' ';
    memcpy(out + body.n + 1, state, n);
    return db_str_of(out, body.n + 1 + n);
}

int32_t nm_ent_reg(nm_work *k, uint32_t reg, const char *code) {
    const db_reg *g = db_model_reg(k->m, reg);
    const char *c = some(g->code) ? g->code : code ? code : some(g->country);
    if (g->kind == DABIR_GROUP) c = code = NULL; /* armed and political groups carry no state */
    /* states and organisations are known by their code; a body by its name and owner, since several share one code */
    uint64_t key = (g->kind == DABIR_STATE || g->kind == DABIR_IGO) && some(g->code)
                       ? mix(db_hash(g->code, strlen(g->code)), g->kind)
                       : mix(mix(db_hash(g->name, strlen(g->name)), (uint64_t)g->kind + 7), c ? db_hash(c, strlen(c)) : 0);
    db_str name = db_str_z(g->name);
    if (g->kind == DABIR_BODY && !*g->code && !*g->country && c) name = body_name(k, name, c);
    db_ent e = {.kind = g->kind, .reg = reg, .code = c, .sector = some(g->sector), .name = name, .first = NONE};
    return intern(k, key, e);
}

int32_t nm_ent_code(nm_work *k, const char *code) {
    uint32_t r = db_model_reg_by_code(k->m, DABIR_STATE, code);
    if (r == NONE) r = db_model_reg_by_code(k->m, DABIR_IGO, code);
    if (r == NONE) r = db_model_reg_by_code(k->m, DABIR_BODY, code);
    return r == NONE ? -1 : nm_ent_reg(k, r, code);
}

static int32_t ent_text(nm_work *k, const nm_x *x) {
    uint64_t key = mix(nm_hash(k, x->w0, x->w1), 1000u + x->kind);
    db_ent e = {.kind = (dabir_kind)x->kind, .reg = NONE, .code = x->code, .sector = x->kind == DABIR_BODY ? "GOV" : NULL,
                .name = nm_text(k, x->w0, x->w1), .first = NONE};
    return intern(k, key, e);
}

static int32_t ent_person(nm_work *k, int32_t pi) {
    nm_person *p = &k->p[pi];
    if (p->ent >= 0) return p->ent;
    db_ent e = {.kind = DABIR_PERSON, .reg = NONE, .code = p->code, .sector = p->sector, .name = nm_text(k, p->w0, p->w1), .first = NONE};
    return p->ent = intern(k, mix((uint64_t)pi, 0x70657273u), e);
}

/* ---- offices ---- */

static bool same_code(const char *a, const char *b) { return a && b && strcmp(a, b) == 0; }

static bool skip_word(const nm_work *k, uint32_t w) { return k->l->w[w].punct || k->l->w[w].func || nm_has(k, w, L_FILL); }

/* Are the words of the shorter post (heads aside) all in the longer one? «وزیر خارجه» and «وزیر امور خارجه». */
static bool post_in(const nm_work *k, const nm_title *a, const nm_title *b) {
    for (uint32_t i = a->p0; i < a->p1; i++) {
        if (skip_word(k, i)) continue;
        bool hit = false;
        for (uint32_t j = b->p0; j < b->p1 && !hit; j++) hit = nm_same_word(k, i, j);
        for (uint32_t j = b->t0; j < b->t1 && !hit; j++) hit = nm_same_word(k, i, j);
        if (!hit) return false;
    }
    return true;
}

/* «سفیر در تهران», «سفیر در ایران» */
static bool abroad(const nm_work *k, const nm_title *t) {
    for (uint32_t w = t->p0; w < t->p1; w++)
        if (k->l->w[w].fid == k->fin) return true;
    return false;
}

bool nm_same_post(const nm_work *k, const nm_title *a, const nm_title *b) {
    if (a->cls == CL_ENVOY && a->office == b->office && nm_same_word(k, a->p0, b->p0) && abroad(k, a) && abroad(k, b)) return true;
    return a->office == b->office && (nm_comp_none(a->attr) || post_in(k, a, b) || post_in(k, b, a));
}

/* «سخنگوی پنتاگون», «سخنگوی وزارت دفاع آمریکا»: bodies of one state and sector that have two names. */
static bool same_body(const nm_work *k, const nm_title *a, const nm_title *b) {
    if (a->of_x == NONE || b->of_x == NONE) return false;
    const nm_x *x = &k->x[a->of_x], *y = &k->x[b->of_x];
    if (x->w0 > a->p0 + 1 || y->w0 > b->p0 + 1) return false; /* «رئیس کمیسیون … مجلس» is not «رئیس مجلس» */
    if (x->kind != DABIR_BODY || y->kind != DABIR_BODY || x->reg == NONE || y->reg == NONE || !same_code(x->code, y->code)) return false;
    const char *s = db_model_reg(k->m, x->reg)->sector, *r = db_model_reg(k->m, y->reg)->sector;
    return strcmp(s, r) == 0 && strcmp(s, "GOV") != 0 && *s;
}

static bool same_office(const nm_work *k, const nm_title *t, const nm_title *c) {
    if (t->office != c->office && !(t->cls == CL_ENVOY && c->cls == CL_ENVOY)) return false;
    if (t->known && c->of_code && t->of_code && strcmp(t->of_code, c->of_code) != 0) return false;
    if (t->of_reg != NONE && c->of_reg != NONE && t->of_code == NULL && t->of_reg != c->of_reg) return false;
    return nm_comp_none(t->attr) || post_in(k, t, c) || same_body(k, t, c);
}

/* The same for a plural head («وزیران خارجه», «وزرای دفاع»): its own first word has another form. */
static bool nm_post_plural(const nm_work *k, const nm_title *a, const nm_title *b) {
    nm_title rest = *a;
    rest.p0++;
    return rest.p0 >= rest.p1 || post_in(k, &rest, b);
}

/* An office that the text leaves without an owner. */
void nm_owner(nm_work *k, nm_title *t) {
    if (t->of_code || t->of_reg != NONE) return;
    if (t->person >= 0) {
        const nm_person *p = k->x[t->person].person >= 0 ? &k->p[k->x[t->person].person] : NULL;
        bool citizen = p && p->code && t->cls == CL_SECGEN && db_model_reg_by_code(k->m, DABIR_STATE, p->code) != NONE; /* «X، دیپلمات قزاق، را دبیرکل …» */
        if (p && p->code && !citizen) {
            t->of_code = p->code;
            return;
        }
    }
    int32_t under = t->under ? k->x[t->under - 1].person : -1;
    if (under >= 0 && k->p[under].code) {
        t->of_code = k->p[under].code;
        return;
    }
    if (t->cls == CL_SECGEN || (t->cls == CL_DIRECTOR && t->bare)) { /* secretaries-general: of the organisation last named */
        for (uint32_t w = t->t0; w-- > 0;) {
            int32_t o = k->own[w];
            if (o >= 0 && k->x[o].kind == DABIR_IGO) {
                t->of_code = k->x[o].code, t->of_reg = k->x[o].reg;
                return;
            }
        }
    }
    for (uint32_t w = t->p0; w < t->p1; w++) { /* «رئیس دفتر X»: X's own */
        int32_t o = k->own[w];
        if (o < 0 || o == t->person || k->x[o].kind != DABIR_PERSON || k->x[o].person < 0 || !k->p[k->x[o].person].code) continue;
        t->of_code = k->p[k->x[o].person].code;
        return;
    }
    t->of_code = k->home ? k->home : nm_last_state(k, t->t0);
    t->of_reg = t->of_code ? db_model_reg_by_code(k->m, DABIR_STATE, t->of_code) : NONE;
}

static void give_code(nm_work *k, uint32_t ti) {
    nm_title *t = &k->ti[ti];
    nm_person *p = &k->p[k->x[t->person].person];
    if (p->title < 0) p->title = (int32_t)ti;
    if (t->guess && p->code && t->of_code && strcmp(p->code, t->of_code) != 0) /* «X رئیس‌جمهور این کشور»: X's own */
        t->of_code = p->code, t->of_reg = db_model_reg_by_code(k->m, DABIR_STATE, p->code);
    if (p->code || !t->of_code) return;
    bool state = db_model_reg_by_code(k->m, DABIR_STATE, t->of_code) != NONE;
    p->code = t->of_code;
    p->sector = state ? (t->sector ? t->sector : "GOV") : NULL;
}

static bool borne(const nm_work *k, const nm_title *t) { return t->person >= 0 && k->x[t->person].person >= 0; }

static void give_codes(nm_work *k, bool infer) {
    for (uint32_t i = 0; i < k->nt; i++) {
        if (!borne(k, &k->ti[i])) continue;
        if (infer && !k->ti[i].plain) nm_owner(k, &k->ti[i]);
        if (infer || k->ti[i].known) give_code(k, i);
    }
}

/* The title that a named holder of the office bears, anywhere in the report; the last one before it is the likeliest. */
static int32_t holder(const nm_work *k, uint32_t ti) {
    const nm_title *t = &k->ti[ti];
    int32_t best = -1;
    uint32_t lo = ti > 300 ? ti - 300 : 0, hi = ti + 300 < k->nt ? ti + 300 : k->nt;
    for (uint32_t i = lo; i < hi; i++) {
        const nm_title *c = &k->ti[i];
        if (i == ti || !borne(k, c) || c->plural || (k->x[c->person].flags & DB_MF_TITLE_ONLY && !c->told)) continue;
        const nm_person *p = &k->p[k->x[c->person].person];
        const char *of = p->code ? p->code : p->led_code;
        if (!same_office(k, t, c) || (t->known && t->of_code && of && strcmp(of, t->of_code) != 0)) continue;
        bool former = c->status && strcmp(c->status, "former") == 0;
        if (former && !(t->status && strcmp(t->status, "former") == 0)) continue;
        if (i < ti) best = (int32_t)i;
        else if (best < 0) return (int32_t)i;
    }
    return best;
}

/* No name in the report: a person named by the description, one for each office. */
static int32_t described(nm_work *k, nm_title *t) {
    bool weak = t->cls == CL_OFFICIAL || t->cls == CL_MEMBER || t->cls == CL_OTHER, strong = t->cls == CL_TOP || !t->bare;
    if (weak && !t->indef) return -1;
    if (t->cls == CL_OTHER || (t->status && strcmp(t->status, "former") == 0)) return -1;
    if (!t->known && t->of_reg == NONE && !(strong && k->home && !t->indef)) return -1;
    if (t->bare && !t->known && t->cls != CL_TOP) return -1;
    uint32_t w0 = t->t0 - (t->indef ? 1u : 0u);
    uint32_t x = nm_add(k, w0, t->t1, DABIR_PERSON, NONE, t->of_code ? t->of_code : k->home, DB_MF_TITLE_ONLY);
    return (int32_t)x;
}

static void nest(nm_work *k, uint32_t w0, uint32_t w1, int32_t head) {
    for (uint32_t w = w0; w < w1; w++) {
        int32_t o = k->own[w];
        if (o >= 0 && o != head && k->x[o].w0 >= w0 && k->x[o].head < 0 && k->x[o].kind != DABIR_PERSON) k->x[o].head = head;
    }
}

static bool open_title(const nm_title *t) { return t->person < 0 && !t->plural && !t->deictic && !t->pred && t->mate < 0 && !t->part; }

static void stand_for(nm_work *k, uint32_t ti, int32_t person) {
    nm_title *t = &k->ti[ti];
    uint32_t xi = nm_add(k, t->t0, t->t1, DABIR_PERSON, NONE, NULL, DB_MF_TITLE_ONLY);
    k->x[xi].person = person;
    k->x[xi].title = (int32_t)ti;
    t->person = (int32_t)xi;
}

/* Offices without a name whose holder the report names. */
static void resolve(nm_work *k) {
    for (uint32_t i = 0; i < k->nt; i++) {
        nm_title *t = &k->ti[i];
        if (!open_title(t) || t->indef) continue;
        int32_t c = holder(k, i);
        if (c < 0) continue;
        nm_title *h = &k->ti[c];
        stand_for(k, i, k->x[h->person].person);
        if (!t->known || h->known || !t->of_code) continue;
        h->of_code = t->of_code, h->of_reg = t->of_reg, h->known = true; /* «پرزیدنت X» and «رئیس‌جمهوری …» elsewhere: its state */
        t->told = h->plain = true;
        give_code(k, i);
    }
}

/* «رئیس‌جمهور آمریکا» and «ترامپ», whom the register knows to be it. */
static void known_holders(nm_work *k) {
    for (uint32_t i = 0; i < k->nt; i++) {
        nm_title *t = &k->ti[i];
        if (!open_title(t) || t->indef || t->plain || (t->status && strcmp(t->status, "incumbent") != 0)) continue;
        bool home = !t->of_code && !t->known && k->home && (t->cls == CL_TOP || !t->bare);
        if (home) t->of_code = k->home;
        int32_t p = nm_leader_of(k, t);
        if (home) t->of_code = NULL;
        if (p < 0) continue;
        stand_for(k, i, p);
        t->told = true;
        nm_owner(k, t);
    }
}

/* Does what begins at w open its sentence, or its clause before any verb? «به گزارش ایسنا، وزیر …»; not «… گفت که رئیس‌جمهور …». */
static bool opens(const nm_work *k, uint32_t w) {
    if (!nm_subject_place(k, w)) return false;
    for (uint32_t i = w, s = k->l->w[w].sent; i-- > 0 && k->l->w[i].sent == s;) {
        bool carrier = i && k->l->w[i].punct == DB_P_COLON && k->own[i - 1] >= 0 && k->x[k->own[i - 1]].kind == DABIR_OUTLET; /* «خبرگزاری فارس: وزیر …» */
        if (nm_finite(k, i) || k->l->w[i].func == DB_FN_KE || (k->l->w[i].punct == DB_P_COLON && !carrier)) return false;
    }
    return true;
}

static bool opens_sentence(const nm_work *k, uint32_t w) { return w == 0 || k->l->w[w - 1].sent != k->l->w[w].sent; }

/* One person without an office speaks all through the report; «نماینده ولی‌فقیه در لرستان افزود: …» is that person. */
static void sole_speaker(nm_work *k) {
    int32_t who = -1;
    for (uint32_t i = 0; i < k->np; i++) {
        if (k->p[i].w1 == k->p[i].w0 + 1 && (k->l->w[k->p[i].w0].pos & DB_POS_GIVEN)) continue; /* «حضرت زهرا» */
        bool opener = k->own[k->p[i].w0] >= 0 && opens_sentence(k, k->p[i].w0 - k->x[k->own[k->p[i].w0]].lead);
        if (k->p[i].code || k->p[i].title >= 0 || k->p[i].led_code || !k->p[i].seen || (k->p[i].seen < 2 && !opener)) continue;
        if (who >= 0) return;
        who = (int32_t)i;
    }
    if (who < 0 || !k->home) return;
    for (uint32_t i = 0; i < k->nt; i++) {
        nm_title *t = &k->ti[i];
        uint32_t w = t->t1;
        bool own = !t->of_code || same_code(t->of_code, k->home), first = opens_sentence(k, t->deictic ? t->t0 - 1 : t->t0);
        nm_title any = *t;
        any.deictic = false; /* «این عضو کمیسیون …» */
        if (!open_title(&any) || t->indef || t->bare || t->plain || !own || !first || t->cls == CL_TOP || t->t0 < k->p[who].w1) continue;
        if (w >= k->l->n_words || k->l->w[w].punct || k->l->w[w].func == DB_FN_AND || nm_is(t->attr, "class", "leader")) continue;
        stand_for(k, i, who);
        if (any.t0 && k->ti[i].deictic) { /* «این» belongs to the mention */
            nm_x *x = &k->x[k->ti[i].person];
            k->own[--x->w0] = k->ti[i].person;
        }
        k->ti[i].told = true;
        nm_owner(k, &k->ti[i]);
        give_code(k, i);
    }
}

/* The title whose equal a counterpart at word w is: of the last person before it in the sentence, else of the first in it, else of the
 * last one that spoke. */
static int32_t title_of(const nm_work *k, int32_t person) {
    if (k->p[person].title >= 0) return k->p[person].title;
    for (uint32_t i = 0; i < k->nt; i++)
        if (borne(k, &k->ti[i]) && k->x[k->ti[i].person].person == person && !k->ti[i].plain) return (int32_t)i;
    return -1;
}

static int32_t equal_of(const nm_work *k, uint32_t w, int32_t who) {
    int32_t first = -1;
    for (uint32_t i = w, back = 0; i-- > 0 && back < 120; back++) {
        bool here = k->l->w[i].sent == k->l->w[w].sent;
        int32_t o = k->own[i], t = k->tit[i];
        if (t >= 0 && (k->ti[t].plural || k->ti[t].plain || k->ti[t].pred || k->x[who].person < 0)) t = -1;
        if (t < 0 && o >= 0 && k->x[o].kind == DABIR_PERSON && k->x[o].person >= 0 && k->x[o].person != k->x[who].person) t = title_of(k, k->x[o].person);
        const char *of = t >= 0 ? k->ti[t].of_code : NULL; /* a state's officials have counterparts, an organisation's do not */
        if (of && db_model_reg_by_code(k->m, DABIR_STATE, of) == NONE) continue;
        if (t < 0 || k->ti[t].plain || k->ti[t].plural || (k->ti[t].person >= 0 && k->x[k->ti[t].person].person == k->x[who].person)) continue;
        if (here || opens_sentence(k, i) || (o >= 0 && opens_sentence(k, k->x[o].w0)) || (t >= 0 && opens_sentence(k, k->ti[t].t0))) return t;
        if (first < 0) first = t;
    }
    return first;
}

/* «… با «نیکوس پاپالوس» همتای یونانی خود»: the counterpart's state, and the office that both hold. */
static void counterparts(nm_work *k) {
    for (uint32_t w = 1; w + 1 < k->l->n_words; w++) {
        int32_t o = nm_has(k, w, L_COUNTERPART) ? k->own[w + 1] : -1;
        if (o < 0 || k->x[o].kind != DABIR_STATE || !k->x[o].code) continue;
        uint32_t a = w, b = k->x[o].w1, n = k->l->n_words;
        while (a && k->l->w[a - 1].punct && k->l->w[a - 1].punct != DB_P_STOP) a--;
        while (b < n && (k->l->w[b].func == DB_FN_REFL || (k->l->w[b].punct && k->l->w[b].punct != DB_P_STOP))) b++;
        int32_t x = a ? k->own[a - 1] : -1, y = b < n && k->l->w[b].sent == k->l->w[w].sent ? k->own[b] : -1;
        bool before = x >= 0 && k->x[x].kind == DABIR_PERSON && !(k->x[x].flags & DB_MF_TITLE_ONLY) && k->l->w[a - 1].sent == k->l->w[w].sent;
        if (!before) x = y;
        if (x < 0 || k->x[x].kind != DABIR_PERSON || k->x[x].person < 0 || k->x[x].title >= 0) continue;
        nm_person *p = &k->p[k->x[x].person];
        if (p->code && !same_code(p->code, k->x[o].code)) continue;
        p->code = k->x[o].code;
        p->sector = "GOV";
        int32_t e = p->title < 0 ? equal_of(k, w, x) : -1;
        if (e < 0) continue;
        nm_title one = k->ti[e];
        one.of_code = k->x[o].code, one.of_reg = db_model_reg_by_code(k->m, DABIR_STATE, one.of_code), one.of_x = (uint32_t)o;
        one.person = x, one.mate = -1, one.status = NULL, one.known = one.pred = one.peer = true, one.told = one.guess = false;
        p->title = k->x[x].title = (int32_t)k->nt;
        DB_PUSH(k->a, k->ti, k->nt, k->capt) = one;
    }
}

/* A lead tells the office («نخست‌وزیر روسیه … رد کرد.»), the next sentences the name alone: one person. */
static void lead(nm_work *k) {
    uint32_t from = 0;
    for (uint32_t ti = 0; ti < k->nt; ti++) {
        nm_title *t = &k->ti[ti];
        bool loose = t->bare && !t->known && t->of_end > t->t1 && k->home; /* «رئیس سازمان تعزیرات حکومتی» */
        bool sure = t->known || loose || (!t->bare && k->home) || (k->home && t->cls == CL_TOP);
        if (!open_title(t) || !sure || t->plain || nm_is(t->attr, "class", "leader") || !opens(k, t->indef ? t->t0 - 1 : t->t0)) continue;
        uint32_t s = k->l->w[t->t0].sent;
        bool late = s > 2; /* further down only a name in quotation marks that opens one of the next sentences: «X» افزود … */
        if (late && loose) continue;
        for (uint32_t w = t->t1 > from ? t->t1 : from; w < k->l->n_words && k->l->w[w].sent <= s + (late ? 2 : 3); w++) {
            int32_t o = k->own[w];
            if (o < 0 || k->x[o].w0 != w || k->x[o].kind != DABIR_PERSON || k->l->w[w].sent == s) continue;
            if (late && !(k->x[o].flags & DB_MF_QUOTED && k->x[o].person >= 0 && k->p[k->x[o].person].w0 == w)) break;
            uint32_t w0 = k->x[o].flags & DB_MF_QUOTED && w ? w - 1 : w - k->x[o].lead;
            int32_t p = k->x[o].person;
            if (p < 0 || k->p[p].code || k->p[p].title >= 0 || k->x[o].title >= 0 || !nm_subject_place(k, w0)) continue;
            const char *led = k->p[p].led_code, *of = t->of_code ? t->of_code : k->home;
            if (led && of && strcmp(led, of) != 0) continue; /* the register knows the person as another state's */
            if (loose) k->ti[ti].p1 = k->ti[ti].t1 = k->ti[ti].of_end;
            stand_for(k, ti, p);
            k->ti[ti].told = true;
            nm_owner(k, &k->ti[ti]);
            give_code(k, ti);
            from = w + 1;
            break;
        }
    }
}

/* One office named again and again without a holder, one person named again and again without an office: one and the same. */
static void sole(nm_work *k) {
    int32_t office = -1, person = -1;
    uint32_t times = 0;
    for (uint32_t i = 0; i < k->nt; i++) {
        nm_title *t = &k->ti[i];
        if (!open_title(t) || t->indef || !t->known || t->plain || (t->cls != CL_TOP && t->cls != CL_MINISTER && t->cls != CL_SPOKES)) continue;
        if (office >= 0 && !same_office(k, t, &k->ti[office])) return;
        office = office < 0 ? (int32_t)i : office;
        times++;
    }
    for (uint32_t i = 0; i < k->np; i++) {
        if (k->p[i].code || k->p[i].title >= 0 || k->p[i].seen < 2) continue;
        if (person >= 0) return;
        person = (int32_t)i;
    }
    if (times < 2 || person < 0) return;
    const char *led = k->p[person].led_code;
    if (led && !same_code(led, k->ti[office].of_code)) return;
    stand_for(k, (uint32_t)office, person);
    k->ti[office].told = true;
    give_code(k, (uint32_t)office);
}

static void title_only(nm_work *k, uint32_t ti) {
    nm_title *t = &k->ti[ti];
    if (!open_title(t)) return;
    int32_t xi = described(k, t);
    if (xi < 0) return;
    if (!t->of_code && t->of_reg == NONE) t->of_code = k->home;
    k->x[xi].code = t->of_code;
    bool one = nm_comp_none(t->attr) || nm_is(t->attr, "class", "leader"); /* «رهبر ایران», «رهبر معظم انقلاب»: one office */
    uint64_t key = mix(mix(one ? t->office : nm_hash(k, t->p0, t->p1), t->of_code ? db_hash(t->of_code, strlen(t->of_code)) : t->of_reg), 0x7469746c65u);
    bool state = t->of_code && db_model_reg_by_code(k->m, DABIR_STATE, t->of_code) != NONE;
    db_ent e = {.kind = DABIR_PERSON, .reg = NONE, .code = t->of_code, .sector = state ? (t->sector ? t->sector : "GOV") : NULL,
                .name = nm_text(k, k->x[xi].w0, t->t1), .first = NONE};
    k->x[xi].ent = intern(k, key, e);
    t->person = xi;
    k->x[xi].title = (int32_t)ti;
}

/* «وزیران خارجه ایران و پاکستان»: the two ministers if the report names them, else their states. */
static void name_plural(nm_work *k, nm_title *t) {
    if (t->of_x == NONE) return;
    uint32_t end = t->of_end > t->t1 ? t->of_end : t->t1, made = 0;
    int32_t first = -1;
    for (uint32_t w = t->p1 < k->x[t->of_x].w0 ? t->p1 : k->x[t->of_x].w0; w < end; w++) {
        int32_t o = k->own[w];
        if (o < 0 || k->x[o].w0 != w) continue;
        nm_x s = k->x[o];
        if (s.kind != DABIR_STATE && s.kind != DABIR_IGO && s.kind != DABIR_BODY) continue;
        nm_title one = *t;
        one.of_code = s.code, one.known = true, one.of_reg = s.reg, one.plural = false;
        int32_t p = -1;
        for (uint32_t i = 0; i < k->nt && i < 200 && p < 0; i++) {
            const nm_title *c = &k->ti[i];
            if (c->person < 0 || c->plural || k->x[c->person].person < 0 || !same_code(c->of_code, s.code)) continue;
            if (c->office != t->office) continue;
            if (t->cls == CL_TOP || nm_post_plural(k, &one, c)) p = k->x[c->person].person;
        }
        nm_x x = {.w0 = t->t0, .w1 = end, .reg = s.reg, .code = s.code, .ent = -1, .head = -1, .title = -1, .person = p, .flags = DB_MF_PLURAL,
                  .kind = p >= 0 ? DABIR_PERSON : s.kind};
        DB_PUSH(k->a, k->x, k->nx, k->capx) = x;
        if (p >= 0) k->x[k->nx - 1].flags |= DB_MF_TITLE_ONLY;
        if (first < 0) first = (int32_t)k->nx - 1;
        k->x[o].head = (int32_t)k->nx - 1;
        made++;
    }
    for (uint32_t w = t->t0; first >= 0 && w < end; w++) k->own[w] = first;
}

/* «دفتر نتانیاهو», «دولت بایدن»: what a person leads speaks for the person's state. */
static void led_by(nm_work *k) {
    uint32_t n = k->nx;
    for (uint32_t i = 0; i < n; i++) {
        nm_x x = k->x[i];
        uint32_t w = x.w0 - x.lead;
        if (x.dead || x.kind != DABIR_PERSON || x.head >= 0 || x.person < 0 || !k->p[x.person].code || !w || !nm_has(k, w - 1, L_NAME_LEAD)) continue;
        if (x.flags & DB_MF_TITLE_ONLY || k->l->w[w - 1].sent != k->l->w[w].sent) continue;
        int32_t o = k->own[w - 1];
        if (o >= 0 && (k->x[o].w0 != w - 1 || k->x[o].w1 != w || k->x[o].kind == DABIR_PERSON)) continue;
        const char *code = k->p[x.person].code;
        const db_entry *e;
        bool state = nm_item(k, w - 1, L_NAME_LEAD, &e) && nm_flag(e->attr, "state");
        uint32_t reg = state ? db_model_reg_by_code(k->m, DABIR_STATE, code) : NONE;
        if (o >= 0) k->x[o].dead = true, k->own[w - 1] = -1;
        uint32_t xi = nm_add(k, w - 1, x.w1, reg != NONE ? DABIR_STATE : DABIR_BODY, reg, code, 0);
        k->x[i].head = (int32_t)xi;
    }
}

/* ---- all mentions ---- */

static void entity_of(nm_work *k, nm_x *x) {
    if (x->dead || x->ent >= 0) return;
    if (x->kind == DABIR_PERSON) {
        if (x->person >= 0) x->ent = ent_person(k, x->person);
        else x->dead = true;
    } else if (x->kind == DABIR_STATE && x->code && x->reg == NONE) {
        x->ent = nm_ent_code(k, x->code);
    } else if (x->reg != NONE) {
        x->ent = nm_ent_reg(k, x->reg, x->code);
    } else {
        x->ent = ent_text(k, x);
    }
    if (x->ent < 0) x->dead = true;
}

/* Adjectives and doubtful capitals stand only if the report names the state some other way. */
static bool named_otherwise(const nm_work *k, const nm_x *x) {
    for (uint32_t i = 0; i < k->ne; i++)
        if (k->e[i].kind == DABIR_STATE && same_code(k->e[i].code, x->code)) return true;
    return false;
}

static void lazy_ones(nm_work *k) {
    bool alone = false;
    for (uint32_t i = 0; i < k->nx; i++) {
        nm_x *x = &k->x[i];
        if (!x->lazy || x->dead) continue;
        bool head_lives = x->head >= 0 && !k->x[x->head].dead;
        if (!head_lives && !named_otherwise(k, x)) {
            if (x->flags & DB_MF_CAPITAL) x->kind = DABIR_PLACE, x->reg = NONE, x->flags = 0;
            else if (x->flags & DB_MF_DEMONYM) x->flags |= DB_MF_ALONE, alone = true;
            else x->dead = true;
        }
        if (!(x->flags & DB_MF_ALONE)) entity_of(k, x);
    }
    for (uint32_t i = 0; alone && i < k->nx; i++)
        if (k->x[i].flags & DB_MF_ALONE) entity_of(k, &k->x[i]);
}

void nm_link(nm_work *k) {
    k->reg_key = DB_NEW(k->a, uint64_t, k->reg_cap);
    nm_leaders(k);
    give_codes(k, false);
    resolve(k);
    lead(k);
    resolve(k);
    sole(k);
    counterparts(k);
    sole_speaker(k);
    resolve(k);
    nm_leader_codes(k);
    known_holders(k);
    give_codes(k, true);
    for (uint32_t i = 0; i < k->nt; i++) {
        nm_title *t = &k->ti[i];
        if (t->person >= 0) {
            if (!t->peer) nest(k, t->t0, t->t1, t->person);
        }
        else if (t->plural && !t->part) name_plural(k, t);
        else title_only(k, i);
    }
    led_by(k);
    for (uint32_t w = 0; w < k->l->n_words; w++) { /* outermost first, in the order of the text */
        int32_t o = k->own[w];
        if (o >= 0 && k->x[o].w0 == w && !k->x[o].lazy) entity_of(k, &k->x[o]);
    }
    for (uint32_t i = 0; i < k->nx; i++)
        if (!k->x[i].lazy) entity_of(k, &k->x[i]);
    lazy_ones(k);
}
