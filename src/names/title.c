/* title.c -- office phrases: head («وزیر»), what it is over («امور خارجه»), whose it is («عراق»), and where («در بغداد»). */
#include "names/work.h"

/* A word that may stand inside a post without being in any list: a noun or adjective, no verb part, no name. */
static bool filler(const nm_work *k, uint32_t w) {
    const db_word *x = &k->l->w[w];
    if (x->kind != DB_T_WORD || x->func || k->date[w] || nm_finite(k, w)) return false;
    if (nm_has(k, w, L_NAME_STOP) || nm_has(k, w, L_HONORIFIC)) return false;
    if ((x->pos & DB_POS_GIVEN) && !(x->pos & DB_POS_FREQUENT)) return false;
    if (!(x->pos & DB_POS_KNOWN)) return false;
    return w + 1 >= k->l->n_words || !nm_finite(k, w + 1);
}

typedef struct scan {
    uint32_t i;      /* next word */
    uint32_t sure;   /* end of what is certainly part of the post */
    uint32_t free;   /* fillers since then */
    uint32_t status; /* a status word stands last: where it begins; NONE */
    bool stop;
} scan;

static void take_of(nm_work *k, nm_title *t, int32_t xi, const scan *s) {
    nm_x *x = &k->x[xi];
    t->of_code = x->code;
    t->of_reg = x->reg;
    t->of_x = (uint32_t)xi;
    t->known = true;
    t->p1 = s->status != NONE ? s->status : s->i;
    t->t1 = x->w1;
    x->lazy = false;
}

/* «… ایران و پاکستان» behind a plural head: to the end of the list of states. */
static void more_states(nm_work *k, nm_title *t) {
    uint32_t w = t->t1, n = k->l->n_words;
    t->of_end = w;
    if (!t->plural) return;
    while (w + 1 < n && (k->l->w[w].func == DB_FN_AND || k->l->w[w].punct == DB_P_COMMA) && k->own[w + 1] >= 0) {
        const nm_x *x = &k->x[k->own[w + 1]];
        if (x->kind != DABIR_STATE || x->w0 != w + 1) break;
        w = x->w1;
    }
    t->of_end = t->t1 = w;
}

static bool is_place(const nm_x *x) { return x->kind == DABIR_PLACE || (x->kind == DABIR_STATE && (x->flags & DB_MF_CAPITAL)); }

/* «دبیرکل لیبیایی اوپک», «دبیرکل قرقیز این سازمان»: the adjective tells of the holder, the organisation behind it whose office it is. */
static bool holders_adjective(const nm_work *k, const nm_title *t, const nm_x *x) {
    uint32_t w = x->w1, n = k->l->n_words;
    if (x->kind != DABIR_STATE || !(x->flags & DB_MF_DEMONYM) || w >= n || k->l->w[w].sent != k->l->w[t->t0].sent) return false;
    if (k->l->w[w].func == DB_FN_DET) return nm_item(k, w + 1, L_SHORT_IGO, NULL) != 0;
    const nm_x *y = k->own[w] >= 0 ? &k->x[k->own[w]] : NULL;
    return y && y->w0 == w && y->code && (y->kind == DABIR_IGO || y->kind == DABIR_BODY) && db_model_reg_by_code(k->m, DABIR_STATE, y->code) == NONE;
}

/* «مدیرکل آسیای غربی وزارت …»: a region that the office is over, before the body it belongs to. */
static bool region_of(const nm_work *k, const nm_title *t, const nm_x *x) {
    uint32_t w = x->w1;
    if (x->kind != DABIR_PLACE || w >= k->l->n_words || k->l->w[w].sent != k->l->w[t->t0].sent || k->own[w] < 0) return false;
    const nm_x *y = &k->x[k->own[w]];
    return y->w0 == w && (y->kind == DABIR_BODY || y->kind == DABIR_IGO);
}

/* «رئیس دفتر ایران در وزارت خارجه آن کشور»: the desk of a state in another's ministry. */
static bool desk_of(const nm_work *k, const scan *s, const nm_x *x) {
    uint32_t w = x->w1, n = k->l->n_words;
    if (x->kind != DABIR_STATE || x->flags & DB_MF_DEMONYM || w + 1 >= n || k->l->w[w].fid != k->fin || !s->i || !nm_has(k, s->i - 1, L_UNIT_NOUN)) return false;
    int32_t o = k->own[w + 1];
    return o >= 0 && k->x[o].w0 == w + 1 && k->x[o].kind == DABIR_BODY && k->x[o].code;
}

/* A mention inside the phrase. */
static void take_mention(nm_work *k, nm_title *t, scan *s) {
    int32_t xi = k->own[s->i];
    nm_x *x = &k->x[xi];
    uint32_t end;
    const db_entry *e = NULL;
    if (x->w0 != s->i || x->kind == DABIR_OUTLET || x->kind == DABIR_PERSON) {
        s->stop = true;
    } else if (t->cls == CL_MINISTER && s->i == t->t0 + 1 && x->kind == DABIR_BODY && !x->inner && x->w1 < k->l->n_words && (end = nm_item(k, x->w1, L_POST_TAIL, &e)) != 0 && !nm_flag(e->attr, "plain")) {
        x->dead = true, k->own[s->i] = -1; /* «وزیر دولت در امور خارجه» */
        t->p1 = t->t1 = s->sure = s->i = end, s->free = 0;
    } else if (holders_adjective(k, t, x)) {
        if (s->status == NONE) s->status = s->i; /* no part of the post */
        s->i = x->w1;
    } else if (region_of(k, t, x)) {
        s->i = x->w1;
    } else if (desk_of(k, s, x)) {
        s->i = x->w1 + 1;
    } else if (t->cls == CL_ENVOY && x->kind == DABIR_STATE && x->flags & DB_MF_CAPITAL) { /* «سفیر سئول در تهران» */
        take_of(k, t, xi, s);
        s->sure = s->i = x->w1;
        s->stop = true;
    } else if (is_place(x)) {
        bool seat = nm_is(t->attr, "class", "representative") && x->kind == DABIR_PLACE && x->reg != NONE && x->code && k->home && strcmp(x->code, k->home) == 0; /* «نماینده قم در مجلس» */
        if (s->free == 0 && !seat && !nm_has(k, s->i - 1, L_PLACE_NOUN) && !nm_flag(t->attr, "local")) s->stop = true;
        else {
            s->i = s->sure = t->t1 = x->w1, s->free = 0, t->p1 = s->i;
            if (nm_flag(t->attr, "local") && x->kind == DABIR_PLACE && x->code && !t->known) /* «والی هرات» */
                t->of_code = x->code, t->of_reg = db_model_reg_by_code(k->m, DABIR_STATE, x->code), t->known = t->of_reg != NONE;
        }
    } else if (x->kind == DABIR_STATE || x->kind == DABIR_IGO) {
        take_of(k, t, xi, s);
        s->sure = s->i = x->w1;
        s->stop = true;
    } else { /* a body or group belongs to the post */
        const db_reg *g = x->reg != NONE ? db_model_reg(k->m, x->reg) : NULL;
        t->of_code = x->kind == DABIR_BODY && g && *g->country ? g->country : x->code;
        t->of_x = (uint32_t)xi;
        t->guess = x->kind == DABIR_BODY && g && !*g->country && !*g->code && !x->inner; /* «وزیر دولت X»: whose is not told yet */
        t->known = t->of_code != NULL && !t->guess;
        t->of_reg = x->kind == DABIR_GROUP ? x->reg : NONE;
        if (!t->sector && g && *g->sector) t->sector = g->sector;
        t->p1 = x->inner ? x->inner : x->w1; /* its state is not part of the post */
        t->t1 = s->sure = s->i = x->w1;
        s->free = 0;
        s->stop = t->of_code != NULL && x->kind != DABIR_GROUP;
    }
}

/* «و» or a comma inside the phrase: only between two things that a post may be over. */
static bool joint(const nm_work *k, const scan *s) {
    uint32_t w = s->i + 1;
    if (w >= k->l->n_words || s->i != s->sure + s->free) return false;
    if (nm_has(k, w, L_HEAD)) return false;
    if (nm_has(k, w, L_PORTFOLIO)) return true;
    if (k->l->w[s->i].punct) return false;
    if (k->own[w] >= 0) return false;
    uint32_t j = w; /* «حقوقی و بین‌الملل وزارت …»: something sure must follow soon */
    while (j < k->l->n_words && j < w + 3 && k->own[j] < 0 && filler(k, j)) j++;
    return j > w && j < k->l->n_words && k->own[j] >= 0 && k->x[k->own[j]].kind != DABIR_PERSON;
}

/* «ایالت "لارا" ونزوئلا»: a quoted proper name behind a noun of place. */
static bool quoted_place(const nm_work *k, scan *s) {
    if (!nm_quote_open(k, s->i) || !nm_has(k, s->i - 1, L_PLACE_NOUN)) return false;
    uint32_t e = nm_quote_end(k, s->i, 3);
    if (!e) return false;
    s->free += e - s->i;
    s->i = e;
    return true;
}

static void take_home(nm_work *k, nm_title *t, scan *s, uint32_t end, const char *attr) {
    const char *code = nm_flag(attr, "this") ? nm_last_state(k, s->i) : k->home;
    t->of_code = code;
    t->of_reg = code ? db_model_reg_by_code(k->m, DABIR_STATE, code) : NONE;
    t->guess = code != NULL && nm_flag(attr, "this");
    t->known = code != NULL && !t->guess; /* «این کشور» may mean another one: a holder in the report tells */
    t->p1 = s->status != NONE ? s->status : s->i;
    t->t1 = s->sure = s->i = end;
    s->stop = true;
}

static void take_status(nm_work *k, nm_title *t, scan *s, uint32_t end, const char *attr) {
    const char *st = nm_attr(k, attr, "status");
    if (st) t->status = st;
    s->status = s->i;
    if (!s->free) t->t1 = s->sure = end; /* stays outside the post unless more of it follows */
    else s->free += end - s->i;
    s->i = end;
}

/* Longest head at w that does not cut a mention in two («رئیس» + «شورای امنیت …», not «رئیس شورای» + «امنیت»). */
static uint32_t head_item(const nm_work *k, uint32_t w, const db_entry **e) {
    if (w < k->l->n_words && !nm_has(k, w, L_HEAD) && nm_has(k, w, L_WEAK)) { /* «امیر قطر», «سلطان عمان»: a state must follow at once */
        uint32_t end = nm_item(k, w, L_WEAK, e);
        int32_t o = end < k->l->n_words ? k->own[end] : -1;
        bool state = o >= 0 && k->x[o].kind == DABIR_STATE && k->x[o].w0 == end && !(k->x[o].flags & DB_MF_CAPITAL) && k->l->w[end].sent == k->l->w[w].sent;
        return state ? end : 0;
    }
    if (w >= k->l->n_words || !nm_has(k, w, L_HEAD)) return 0;
    for (uint32_t i = k->l->m0[w]; i < k->l->m0[w + 1]; i++) {
        const db_match *m = &k->l->m[i];
        int32_t o = k->own[m->w1 - 1];
        if (o >= 0 && (k->x[o].w1 > m->w1 || k->x[o].kind == DABIR_BODY)) continue;
        for (uint32_t j = 0; j < m->n_e; j++)
            if (m->e[j].cls == DB_C_LIST && m->e[j].list == k->list[L_HEAD]) {
                *e = &m->e[j];
                return m->w1;
            }
    }
    return 0;
}

/* A foreign word that the lexicon lacks («پالیسی») before the organisation that closes the phrase. */
static bool loan(const nm_work *k, uint32_t w) {
    const db_word *x = &k->l->w[w];
    if (x->kind != DB_T_WORD || x->func || (x->pos & (DB_POS_KNOWN | DB_POS_GIVEN | DB_POS_SURNAME)) || k->own[w] >= 0) return false;
    for (uint32_t i = w + 1; i < w + 3 && i < k->l->n_words; i++) {
        int32_t o = k->own[i];
        if (o >= 0) return k->x[o].kind == DABIR_IGO || k->x[o].kind == DABIR_STATE || k->x[o].kind == DABIR_BODY;
        if (!filler(k, i)) return false;
    }
    return false;
}

/* «سخنگوی این وزارتخانه»: the body named last. */
static bool take_this_body(nm_work *k, nm_title *t, scan *s) {
    uint32_t w = s->i, end;
    const db_entry *e = NULL;
    if (k->l->w[w].func != DB_FN_DET || !(end = nm_item(k, w + 1, L_SHORT_IGO, &e))) return false;
    bool any = nm_flag(e->attr, "any"); /* else its name begins alike: «این وزارتخانه» */
    for (uint32_t i = w, d = 0; i-- > 0 && d < 300; d++) {
        int32_t o = k->own[i];
        if (o < 0 || !k->x[o].code || (k->x[o].kind != DABIR_BODY && k->x[o].kind != DABIR_IGO)) continue;
        if (!any && (nm_len(k, k->x[o].w0) < 3 || nm_len(k, w + 1) < 3 || memcmp(nm_key(k, k->x[o].w0), nm_key(k, w + 1), 3) != 0)) continue;
        t->of_code = k->x[o].code, t->known = true;
        t->p1 = t->t1 = s->sure = s->i = end;
        if (k->x[o].kind == DABIR_IGO) t->p1 = s->status != NONE ? s->status : w; /* «دبیرکل این سازمان» */
        return s->stop = true;
    }
    return false;
}

/* «سخنگوی دیوان», «رئیس دوره‌ای سازمان»: the organisation last named whose name begins so. */
static bool take_short_body(nm_work *k, nm_title *t, scan *s) {
    uint32_t w = s->i, end = nm_item(k, w, L_SHORT_IGO, NULL), n = k->l->n_words;
    if (end != w + 1 || k->l->w[w].flags & DB_WF_PLURAL || t->cls == CL_MEMBER) return false;
    bool closed = end >= n || k->l->w[end].punct || k->l->w[end].func == DB_FN_AND || k->l->w[end].func == DB_FN_PREP || nm_finite(k, end);
    if (!closed) return false;
    for (uint32_t i = w, d = 0; i-- > 0 && d < 600; d++) {
        int32_t o = k->own[i];
        if (o < 0 || k->x[o].kind != DABIR_IGO || !k->x[o].code || k->x[o].w0 != i || k->x[o].w1 < i + 2 || !nm_same_word(k, i, w)) continue;
        t->of_code = k->x[o].code, t->of_reg = k->x[o].reg, t->known = true;
        t->p1 = t->t1 = s->sure = s->i = end;
        return s->stop = true;
    }
    return false;
}

/* «وزیر حفاظت از شهروندان …», «مدیر مبارزه با مواد مخدر …»: a preposition that the noun before it asks for. */
static bool governed(const nm_work *k, const scan *s) {
    const db_word *x = &k->l->w[s->i];
    if (x->func != DB_FN_PREP || s->i + 1 >= k->l->n_words || !s->i) return false;
    for (uint32_t b = s->i; b-- > 0 && b + 4 > s->i;)
        if (nm_item(k, b, L_GOVERNOR, NULL) == s->i) return filler(k, s->i + 1);
    return false;
}

static void step(nm_work *k, nm_title *t, scan *s) {
    uint32_t end;
    const db_entry *e = NULL;
    uint32_t status = s->status;
    s->status = NONE;
    if (k->own[s->i] >= 0) {
        s->status = status;
        take_mention(k, t, s);
    } else if ((end = nm_item(k, s->i, L_HOME, &e)) != 0) {
        s->status = status;
        take_home(k, t, s, end, e->attr);
    } else if ((end = nm_item(k, s->i, L_STATUS, &e)) != 0) {
        take_status(k, t, s, end, e->attr);
    } else if ((end = head_item(k, s->i, &e)) != 0 && !nm_flag(e->attr, "plural")) {
        t->p1 = t->t1 = s->sure = s->i = end;
        s->free = 0;
    } else if ((end = nm_item(k, s->i, L_PORTFOLIO, NULL)) != 0 || (end = nm_item(k, s->i, L_POST_ADJ, NULL)) != 0) {
        t->p1 = t->t1 = s->sure = s->i = end;
        s->free = 0;
    } else if ((k->l->w[s->i].func == DB_FN_AND || k->l->w[s->i].punct == DB_P_COMMA) && joint(k, s)) {
        s->i++, s->free++;
    } else if (quoted_place(k, s)) {
    } else if (k->l->w[s->i].func == DB_FN_DET) {
        s->status = status;
        take_this_body(k, t, s);
        s->stop = true;
    } else if (take_short_body(k, t, s)) {
    } else if (governed(k, s)) {
        s->i++, s->free = s->free ? s->free : 1;
    } else if (s->free < 5 && (filler(k, s->i) || loan(k, s->i))) {
        s->i++, s->free++;
    } else {
        s->stop = true;
    }
}

/* «یک مقام آگاه در وزارت نفت هند» */
static void official_in(nm_work *k, nm_title *t) {
    uint32_t w = t->t1;
    if (t->cls != CL_OFFICIAL || t->known || w + 1 >= k->l->n_words || k->l->w[w].fid != k->fin || k->own[w + 1] < 0) return;
    const nm_x *x = &k->x[k->own[w + 1]];
    if (x->kind != DABIR_BODY || !x->code || x->w0 != w + 1) return;
    t->of_code = x->code, t->known = true, t->of_x = (uint32_t)k->own[w + 1];
    t->p1 = x->inner ? x->inner : x->w1;
    t->t1 = x->w1;
}

/* The title is said of somebody: «به عنوان سفیر …», «… معاون وزیر بوده است». *verb: the word of «بودن», 0 if there is none. */
static bool said_of(const nm_work *k, const nm_title *t, uint32_t *verb) {
    *verb = 0;
    if (t->t0) {
        const db_word *p = &k->l->w[t->t0 - 1];
        if (p->fid == k->fas || (p->fid == k->fto && p->key1 - p->key0 > 2)) return true; /* «به عنوان», «به سمت» */
    }
    uint32_t w = t->t1, n = k->l->n_words, s = k->l->w[t->t0].sent;
    bool since = t->t0 > 1 && k->date[t->t0 - 1] && k->l->w[t->t0 - 2].sent == s; /* «X از سال … تا … معاون … بوده است» */
    while (since && w < n && w < t->t1 + 25 && k->l->w[w].sent == s && !nm_finite(k, w)) w++;
    if (w >= n || k->l->w[w].sent != s || !nm_finite(k, w) || k->l->w[w].lemma != k->be) return false;
    *verb = w;
    return true;
}

/* «… در کاراکاس», «… نزد سازمان‌های بین‌المللی در وین», «… در امور سوریه» belong to the post of envoys. */
static void tail(nm_work *k, nm_title *t) {
    for (int round = 0; round < 2; round++) {
        const db_entry *e;
        uint32_t w = t->t1, n = k->l->n_words, end = nm_item(k, w, L_POST_TAIL, &e);
        bool plain = end && nm_flag(e->attr, "plain"); /* «در» alone: a place or state must follow, for envoys only */
        bool seat = end < n && k->own[end] >= 0 && (k->x[k->own[end]].kind == DABIR_BODY || k->x[k->own[end]].kind == DABIR_IGO);
        bool open = nm_flag(t->attr, "envoy") || ((t->cls == CL_MP || t->cls == CL_MEMBER) && seat); /* «نماینده مردم … در مجلس» */
        if (!end || end >= n || (plain && !open)) return;
        if (seat && t->cls == CL_MP && !t->known) t->of_code = k->x[k->own[end]].code, t->known = t->of_code != NULL;
        bool units = plain && nm_flag(t->attr, "envoy") && nm_has(k, end, L_UNIT_NOUN); /* «… در سازمان‌های بین‌المللی» */
        uint32_t stop = end;
        while (stop < n && stop < end + 4) {
            if (k->own[stop] >= 0) {
                const nm_x *x = &k->x[k->own[stop]];
                stop = x->kind == DABIR_BODY && x->inner ? x->inner : x->w1;
                break;
            }
            if ((plain && !units) || !filler(k, stop)) break;
            stop++;
        }
        if (stop == end) return;
        for (uint32_t i = end; i < stop; i++) {
            int32_t o = k->own[i];
            if (o >= 0 && is_place(&k->x[o])) k->x[o].kind = DABIR_PLACE, k->x[o].reg = k->x[o].flags & DB_MF_CAPITAL ? NONE : k->x[o].reg, k->x[o].flags &= (uint16_t)~DB_MF_CAPITAL;
        }
        t->p1 = t->t1 = stop;
    }
}

/* «نماینده مردم X و Y در مجلس»: the constituency, whether the register knows it or not. */
static void constituency(const nm_work *k, nm_title *t) {
    if (t->cls != CL_MP || t->known) return;
    for (uint32_t w = t->t1, n = k->l->n_words; w + 1 < n && w < t->t1 + 9 && k->l->w[w].sent == k->l->w[t->t0].sent; w++) {
        const db_word *x = &k->l->w[w];
        int32_t o = x->fid == k->fin ? k->own[w + 1] : -1;
        if (o >= 0 && k->x[o].kind == DABIR_BODY) {
            t->p1 = t->t1 = w;
            return;
        }
        bool place = k->own[w] >= 0 && (k->x[k->own[w]].kind == DABIR_PLACE || k->x[k->own[w]].kind == DABIR_STATE);
        if (!place && x->func != DB_FN_AND && x->punct != DB_P_COMMA && (x->kind != DB_T_WORD || x->func || nm_finite(k, w))) return;
    }
}

static nm_class class_of(const char *attr) {
    static const struct {
        const char *name;
        nm_class cls;
    } of[] = {{"head_state", CL_TOP}, {"head_gov", CL_TOP}, {"minister", CL_MINISTER}, {"spokes", CL_SPOKES}, {"secgen", CL_SECGEN},
              {"director", CL_DIRECTOR}, {"ambassador", CL_ENVOY}, {"representative", CL_ENVOY}, {"envoy", CL_ENVOY}, {"deputy", CL_DEPUTY},
              {"council_head", CL_HEAD}, {"office_head", CL_HEAD}, {"speaker", CL_HEAD}, {"secretary", CL_HEAD}, {"commander", CL_COMMANDER},
              {"mp", CL_MP}, {"king", CL_KING}, {"prince", CL_KING}, {"governor", CL_LOCAL}, {"mayor", CL_LOCAL}, {"adviser", CL_ADVISER},
              {"member", CL_MEMBER}, {"official", CL_OFFICIAL}, {"founder", CL_OTHER}, {"candidate", CL_OTHER}, {"spouse", CL_OTHER},
              {"citizen", CL_OTHER}};
    for (uint32_t i = 0; i < sizeof of / sizeof *of; i++)
        if (nm_is(attr, "class", of[i].name)) return of[i].cls;
    return CL_OFFICE;
}

/* «احمد شاه مسعود», «حسین امیر عبداللهیان»: a word of rank that is part of a name. */
static bool part_of_name(const nm_work *k, const nm_title *t) {
    if (t->cls != CL_KING || t->t1 != t->t0 + 1 || t->t0 == 0 || t->t1 >= k->l->n_words) return false;
    const db_word *p = &k->l->w[t->t0 - 1], *q = &k->l->w[t->t1];
    return (p->pos & DB_POS_GIVEN) && p->sent == q->sent && q->kind == DB_T_WORD && !q->func && k->own[t->t1] < 0;
}

static bool title_at(nm_work *k, uint32_t w, nm_title *t) {
    const db_entry *e;
    if (k->own[w] >= 0) return false;
    uint32_t end = head_item(k, w, &e), n = k->l->n_words;
    if (!end || (end == w + 1 && nm_has(k, w, L_UNIT_NOUN))) return false; /* «ریاست» is no person */
    *t = (nm_title){.t0 = w, .t1 = end, .p0 = w, .p1 = end, .head = e->id, .attr = e->attr, .of_reg = NONE, .of_x = NONE, .mate = -1, .person = -1};
    t->sector = nm_attr(k, e->attr, "sector");
    t->plural = nm_flag(e->attr, "plural");
    t->cls = class_of(e->attr);
    const char *cn = nm_attr(k, e->attr, "class");
    t->office = cn ? (uint32_t)db_hash(cn, strlen(cn)) : 0;
    t->status = nm_attr(k, e->attr, "status");
    if (part_of_name(k, t)) return false;
    if (t->cls == CL_KING && nm_len(k, end - 1) > 3 && nm_key(k, end - 1)[nm_len(k, end - 1) - 1] == db_letter(0x6CC)) return false; /* «پادشاهی داریوش» */
    scan s = {.i = end, .sure = end, .status = NONE};
    while (!s.stop && s.i < n && s.i < w + 20 && k->l->w[s.i].sent == k->l->w[w].sent) step(k, t, &s);
    t->bare = t->t1 == end;
    if (!t->of_code && t->t1 < s.i) t->of_end = s.i; /* loose words behind: a name beside may show that they belong */
    if (t->bare && nm_has(k, w, L_WEAK)) return false; /* «امیر» alone is a name */
    if (t->bare && nm_flag(t->attr, "need")) return false; /* «معین کاشانی» */
    bool told = t->of_code != NULL || t->of_reg != NONE;
    if (told) more_states(k, t);
    official_in(k, t);
    constituency(k, t);
    tail(k, t);
    uint32_t verb;
    t->pred = said_of(k, t, &verb);
    if (verb && k->l->w[verb].tense != DB_PRESENT && !t->status) t->status = "former";
    t->plain = t->cls == CL_OTHER;
    bool member = t->cls == CL_MEMBER && t->known && t->of_x != NONE && k->x[t->of_x].kind == DABIR_IGO;
    for (uint32_t i = t->p0 + 1; i < t->p1; i++) member &= k->own[i] < 0 && !nm_has(k, i, L_UNIT_NOUN);
    if (member) t->plain = true; /* «عضو دائم ناتو»: states are */
    if (t->cls == CL_OFFICIAL) { /* «دیپلمات برجسته» is a profession; «مسئول سیاست خارجی» an office */
        t->plain = true;
        for (uint32_t i = t->p0; i < t->p1; i++) t->plain &= !nm_has(k, i, L_PORTFOLIO);
    }
    if (w > 0) {
        const db_word *p = &k->l->w[w - 1];
        t->deictic = p->func == DB_FN_DET;
        const db_entry *number;
        bool counts = !(p->pos & DB_POS_NOUN) || db_match_list(k->l, w - 1, db_model_list(k->m, "cal-number"), &number);
        if ((p->pos & DB_POS_NUM) && counts && !k->date[w - 1] && !p->func && p->sent == k->l->w[w].sent) t->plural = true; /* «دو مقام …» */
        t->indef = p->func == DB_FN_QUANT && p->sent == k->l->w[w].sent;
        if (nm_has(k, w - 1, L_STATUS) && nm_item(k, w - 1, L_STATUS, &e) && nm_flag(e->attr, "before")) t->status = nm_attr(k, e->attr, "status");
    }
    return true;
}

/* «نخست‌وزیر و وزیر خارجه قطر»: two posts of one holder, if only one of them tells whose. */
static void mates(nm_work *k) {
    for (uint32_t i = 0; i + 1 < k->nt; i++) {
        nm_title *a = &k->ti[i], *b = &k->ti[i + 1];
        if (a->t1 + 1 != b->t0 || k->l->w[a->t1].func != DB_FN_AND || a->plural || b->plural) continue;
        if (a->known && b->known && !(a->of_code && b->of_code && strcmp(a->of_code, b->of_code) == 0)) continue;
        if (a->known && b->known) continue;
        a->mate = (int32_t)i + 1;
        nm_title *from = a->known ? a : b, *to = a->known ? b : a;
        to->of_code = from->of_code, to->of_reg = from->of_reg, to->known = from->known;
    }
}

void nm_titles(nm_work *k) {
    for (uint32_t w = 0; w < k->l->n_words;) {
        nm_title t;
        if (!(nm_has(k, w, L_HEAD) || nm_has(k, w, L_WEAK)) || !title_at(k, w, &t)) {
            w++;
            continue;
        }
        for (uint32_t i = t.t0; i < t.t1; i++) k->tit[i] = (int32_t)k->nt;
        DB_PUSH(k->a, k->ti, k->nt, k->capt) = t;
        w = t.t1;
    }
    mates(k);
}
