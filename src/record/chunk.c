/* chunk.c -- the words of each clause to chunks: what a preposition governs, what را marks, what stands bare. Name
 * expressions (a title with its name, an organisation) are never torn; dates are chunks of their own. */
#include "record/clause.h"

typedef struct ck {
    db_arena *a;
    const dabir_model *m;
    const db_lang *l;
    const db_names *nm;
    db_clauses *out;
    uint32_t cap;
    db_trees_of *t;
    uint32_t *uend;       /* [n_words]: end of the name expression that begins here, 0 none */
    uint32_t *dend;       /* [n_words]: end of the date expression that begins here, 0 none */
    db_chunk cur;
    bool open, has, last_unit, det, joint, own; /* own: «… خود» has closed the phrase */
    uint32_t lead; /* the comma that closes «به گزارش X از Y،»; UINT32_MAX none */
    uint32_t trig; /* first word of a part of the verb that stands apart («خواستار … شد»): it opens a phrase; UINT32_MAX none */
    uint32_t clause, li_source, li_anon, li_participants, li_meeting, li_date_intro, li_apposition, li_span, li_indef, li_title, li_outlet, li_group, lemma_be, lemma_become;
} ck;

static void finish(ck *k) {
    if (k->open && k->has) DB_PUSH(k->a, k->out->k, k->out->n_chunks, k->cap) = k->cur;
    k->open = k->has = k->last_unit = k->det = k->joint = k->own = false;
}

static void start(ck *k, uint32_t w, uint16_t prep) {
    finish(k);
    k->cur = (db_chunk){.w0 = w, .w1 = w, .clause = k->clause, .prep = prep};
    k->open = true;
}

static void add(ck *k, uint32_t w0, uint32_t w1, bool unit) {
    bool det = k->det;
    if (!k->open) start(k, w0, 0), k->det = det;
    if (!k->has) k->cur.w0 = w0;
    k->cur.w1 = w1;
    k->has = true;
    k->last_unit = unit;
    k->joint = false;
}

static void date_chunk(ck *k, uint32_t w0, uint32_t w1) {
    const db_entry *e;
    if (k->open && k->has && db_match_list(k->l, k->cur.w0, k->li_date_intro, &e) && k->cur.w1 == w0 && w0 - k->cur.w0 <= 2) k->has = false, w0 = k->cur.w0; /* «در تاریخ …» */
    uint16_t prep = k->open && !k->has ? k->cur.prep : 0;
    start(k, w0, prep);
    add(k, w0, w1, false);
    k->cur.date = true;
    finish(k);
}

/* States and organisations are listed together, and so are persons; an outlet and a person are not one list. */
static int list_class(const ck *k, uint32_t w) {
    int32_t u = k->out->unit[w];
    if (u < 0) return 0;
    switch (k->nm->m[u].kind) {
    case DABIR_PERSON: return 1;
    case DABIR_OUTLET: return 2;
    default: return 3;
    }
}

static bool ends_in_place(const ck *k) {
    int32_t u = k->out->unit[k->cur.w1 - 1];
    return u >= 0 && k->nm->m[u].kind == DABIR_PLACE;
}

/* A list told with commas closes with «و»: «A، B و C». Without it what follows the comma is a new phrase («در پی سقوط کابل، آمریکا …»). */
static bool closes_with_and(const ck *k, uint32_t j, uint32_t end) {
    for (uint32_t i = j; i < end && i < j + 160; i++) {
        const db_word *w = &k->l->w[i];
        if (k->uend[i]) {
            i = k->uend[i] - 1;
            continue;
        }
        if (w->func == DB_FN_AND || w->func == DB_FN_OR) return true;
        if (w->func == DB_FN_PREP || w->func == DB_FN_RA || w->func == DB_FN_KE || w->func == DB_FN_SUBORD || w->lemma || k->dend[i] || (w->punct && w->punct != DB_P_COMMA && w->punct < DB_P_QUOTE_OPEN)) return false;
    }
    return false;
}

/* May the chunk go on behind a comma with word j? Lists do, appositions and new phrases do not. */
static bool list_goes_on(const ck *k, uint32_t j, uint32_t end) {
    if (!k->has || j >= end || k->det) return false; /* «در این دیدار، دو وزیر …» */
    if (k->l->w[j].punct == DB_P_QUOTE_OPEN || k->l->w[j].punct == DB_P_QUOTE) j++;
    if (j >= end) return false;
    const db_word *w = &k->l->w[j];
    if (w->func == DB_FN_PREP || w->func == DB_FN_KE || w->func == DB_FN_SUBORD || w->func == DB_FN_ADV || w->lemma || k->dend[j] || w->punct) return false;
    if (w->func == DB_FN_PRON || w->func == DB_FN_DET) return false;
    return (k->uend[j] != 0) == k->last_unit && (closes_with_and(k, j, end) || list_class(k, j) == 1 /* «رئیس‌جمهور، X،» */) && (!k->last_unit || list_class(k, j) == list_class(k, k->cur.w1 - 1));
}

/* «حضار توسعه همکاری … را»: a word for those present is a phrase of its own, unless the meeting follows («شرکت‌کنندگان نشست»). */
static bool people(ck *k, uint32_t *pi, uint32_t end) {
    const db_entry *e;
    const db_match *m = db_match_list(k->l, *pi, k->li_participants, &e);
    if (!m || m->w1 > end) return false;
    add(k, m->w0, m->w1, false);
    *pi = m->w1;
    if (*pi < end && k->l->w[*pi].func == DB_FN_DET) return true;
    if (*pi + 1 < end && k->l->w[*pi].punct && k->uend[*pi + 1]) return true; /* «دولت «X»» */
    if (*pi < end && !k->uend[*pi] && !db_match_list(k->l, *pi, k->li_meeting, &e) && k->l->w[*pi].func != DB_FN_AND) finish(k);
    return true;
}

/* «ناظران بازگشت نیروها را … ارزیابی می‌کنند»: where an object follows, nameless speakers are a phrase of their own. */
static bool nameless(ck *k, uint32_t *pi, uint32_t end) {
    const db_entry *e;
    const db_match *m = db_match_list(k->l, *pi, k->li_anon, &e);
    const db_clause *c = &k->out->c[k->clause];
    if (!m || m->w1 >= end || !strstr(e->attr, "known=0") || !(k->l->w[m->w1].pos & DB_POS_NOUN) || k->l->w[m->w1].func) return false;
    bool object = false;
    for (uint32_t w = m->w1; w < c->v0; w++) object |= k->l->w[w].func == DB_FN_RA && k->out->of[w] == (int32_t)k->clause;
    if (!object) return false;
    add(k, m->w0, m->w1, false);
    finish(k);
    *pi = m->w1;
    return true;
}

/* Does the tree hang the name [i, i1) on the open phrase («در نشست سازمان ملل نیویورک»)? A name before را is the object, whatever stands before it; a
 * name that only goes on with another is a guess of the parser's. */
static bool tied(const ck *k, uint32_t i, uint32_t i1, uint32_t end) {
    if (i1 < end && k->l->w[i1].func == DB_FN_RA) return false;
    const db_node_of *t = db_trees_at(k->t, k->l->w[i].sent);
    for (uint32_t w = i; t && w < i1; w++)
        if (t[w].head >= (int32_t)k->cur.w0 && t[w].head < (int32_t)i && strncmp(db_deprel_name(t[w].deprel), "flat", 4) != 0) return true;
    return false;
}

/* «با انتشار بیانیه‌ای | ایران را»: the open phrase ends in a noun on which nothing hangs. */
static bool ends_indefinite(const ck *k) {
    const db_match *m = k->has && k->cur.prep ? db_match_list(k->l, k->cur.w1 - 1, k->li_indef, NULL) : NULL;
    return m && m->w1 == k->cur.w1;
}

/* «در این سال‌ها | دولت X»: the open phrase is a time behind «این». */
static bool spanned(const ck *k) {
    return k->det && k->cur.prep && k->cur.w1 == k->cur.w0 + 2 && db_match_list(k->l, k->cur.w0 + 1, k->li_span, NULL) != NULL;
}

/* «بیانیه‌هایی»: the ending says that nothing hangs on it but adjectives. */
static bool indefinite(const ck *k, uint32_t i) {
    const db_word *w = &k->l->w[i];
    return (w->flags & DB_WF_PLURAL) && (w->flags & DB_WF_EZAFE_Y) && (w->pos & DB_POS_NOUN);
}

/* Does را close what begins at word i, with no preposition, verb or comma before it? */
static bool ra_follows(const ck *k, uint32_t i, uint32_t end) {
    for (; i < end && i < end; i++) {
        const db_word *w = &k->l->w[i];
        if (w->func == DB_FN_RA) return true;
        if (w->func == DB_FN_PREP || w->func == DB_FN_KE || w->func == DB_FN_SUBORD || w->lemma || w->punct == DB_P_COMMA) return false;
    }
    return false;
}

/* «سخنگوی دولت | طرح X را»: a bare phrase that opens with somebody who acts and ends in را, in a clause without any other: the tree tells where the
 * object begins. */
static void split_subject(ck *k) {
    const db_clause *c = &k->out->c[k->clause];
    uint32_t a = k->cur.w0, b = k->cur.w1, from = 0;
    if (b - a < 3 || k->uend[a] || c->verb < 0 || (k->out->n_chunks > c->c0 && !k->out->k[k->out->n_chunks - 1].prep && !k->out->k[k->out->n_chunks - 1].date)) return;
    if (!db_match_list(k->l, a, k->li_title, NULL) && !db_match_list(k->l, a, k->li_group, NULL)) return;
    const db_node_of *t = db_trees_at(k->t, c->sent);
    bool subject = false;
    for (uint32_t w = a; t && w < b; w++) {
        bool out = t[w].head >= (int32_t)b;
        subject |= out && w == a;
        if (out && w > a && strncmp(db_deprel_name(t[w].deprel), "obj", 3) == 0) from = w;
    }
    if (!subject || !from) return;
    while (from > a + 1 && (k->l->w[from - 1].func == DB_FN_DET || k->l->w[from - 1].func == DB_FN_QUANT)) from--;
    db_chunk rest = k->cur;
    k->cur.w1 = from;
    DB_PUSH(k->a, k->out->k, k->out->n_chunks, k->cap) = k->cur;
    k->cur = rest;
    k->cur.w0 = from;
}

/* The name expression that begins at word i. */
static void name(ck *k, uint32_t i, uint32_t end) {
    if (k->has && !k->joint && k->cur.w1 == k->cur.w0 + 1 && k->l->w[k->cur.w0].func == DB_FN_PRON && (k->nm->m[k->out->unit[i]].flags & DB_MF_DEMONYM)) { /* «این مقام آمریکایی» */
        add(k, i, k->uend[i], true);
        return;
    }
    bool inside = k->has && k->cur.prep && k->last_unit && ends_in_place(k) && k->nm->m[k->out->unit[i]].kind == DABIR_STATE; /* «در شانگهای چین» */
    bool quoted = i > 0 && (k->l->w[i - 1].punct == DB_P_QUOTE_OPEN || k->l->w[i - 1].punct == DB_P_QUOTE); /* «X "Y و حامیانش" را متهم کرد» */
    bool closed = (quoted && k->last_unit) || spanned(k) || ends_indefinite(k);
    if (k->has && !k->joint && !inside && (k->last_unit || k->det || ends_indefinite(k)) && (closed || !tied(k, i, k->uend[i], end))) finish(k);
    add(k, i, k->uend[i], true);
}

/* A word that is no name, date or function word: it goes on with the open phrase or opens one. */
static void common(ck *k, uint32_t i, uint32_t end) {
    const db_word *w = &k->l->w[i];
    if (w->kind == DB_T_LATIN || w->kind == DB_T_OTHER || (!k->has && (!k->open || !k->cur.prep) && (w->pos & DB_POS_ADV) && !(w->pos & (DB_POS_NOUN | DB_POS_ADJ)))) {
        finish(k); /* «البته رئیس‌جمهور …»: an adverb is no part of the phrase behind it */
        return;
    }
    const db_entry *ap; /* «در شهر آستانه، پایتخت قزاقستان»: apposition to a place stays with it */
    bool tail = k->has && k->cur.prep && k->last_unit && ends_in_place(k) && db_match_list(k->l, i, k->li_apposition, &ap);
    if (k->own && !k->joint && (w->pos & DB_POS_NOUN) && (!(w->pos & DB_POS_ADJ) || ra_follows(k, i, end))) finish(k); /* «در توییت خود | ادعاهای X را …» */
    k->own = false;
    if (k->det && k->has && !k->joint && k->cur.w1 == k->cur.w0 + 2 && (w->pos & DB_POS_NOUN) && !(w->pos & DB_POS_ADJ) && !(w[-1].flags & DB_WF_EZAFE_Y) && db_match_list(k->l, k->cur.w0 + 1, k->li_group, NULL)) finish(k); /* «این شورا | کودتای X را» */
    if (k->has && !k->joint && (w->pos & DB_POS_NOUN) && (spanned(k) || (!(w->pos & DB_POS_ADJ) && ends_indefinite(k)))) finish(k);
    if (k->has && k->last_unit && !k->joint && !tail && !(w->pos & DB_POS_ADJ && !(w->pos & DB_POS_NOUN))) finish(k);
    add(k, i, i + 1, false);
}

static void one(ck *k, uint32_t *pi, uint32_t end) {
    uint32_t i = *pi;
    const db_word *w = &k->l->w[i];
    bool tied_date = k->dend[i] && k->has && !k->last_unit && i == k->cur.w1 && (w[-1].flags & DB_WF_EZAFE_Y) && !(w[-1].flags & DB_WF_PLURAL) && k->dend[i] < end && (k->uend[k->dend[i]] || (k->l->w[k->dend[i]].pos & DB_POS_NOUN)) && ra_follows(k, k->dend[i], end);
    if (tied_date) { /* «کودتای چهارشنبه X را» */
        add(k, i, k->dend[i], false);
        *pi = k->dend[i];
        return;
    }
    if (k->dend[i] && !(k->uend[i] > k->dend[i])) {
        date_chunk(k, i, k->dend[i]);
        *pi = k->dend[i];
        return;
    }
    if (k->uend[i]) {
        name(k, i, end);
        *pi = k->uend[i];
        return;
    }
    if (!k->has && (!k->open || !k->cur.prep) && (people(k, pi, end) || nameless(k, pi, end))) return;
    *pi = i + 1;
    if (w->punct) {
        if (w->punct == DB_P_COMMA && i != k->lead && list_goes_on(k, i + 1, end)) k->joint = true;
        else if (w->punct == DB_P_COMMA || w->punct == DB_P_SEMICOLON || w->punct == DB_P_COLON || w->punct == DB_P_DASH) finish(k);
        return;
    }
    switch (w->func) {
    case DB_FN_PREP: start(k, i + 1, w->fid); return;
    case DB_FN_RA:
        if (k->open && k->has && !k->cur.prep) split_subject(k);
        if (k->open && k->has) k->cur.ra = true;
        else if (k->out->n_chunks && k->out->k[k->out->n_chunks - 1].clause == k->clause) k->out->k[k->out->n_chunks - 1].ra = true;
        finish(k);
        return;
    case DB_FN_AND:
    case DB_FN_OR:
        k->joint = k->has;
        return;
    case DB_FN_ADV:
    case DB_FN_MODAL: /* «شورا باید | ایران را …» */
    case DB_FN_SUBORD:
    case DB_FN_BUT:
    case DB_FN_QUESTION:
        finish(k);
        return;
    case DB_FN_DET:
        if (k->has && !k->joint && (k->last_unit || (i + 1 < end && w[1].func == DB_FN_RA) || indefinite(k, i - 1))) finish(k); /* «آن را», «با صدور بیانیه‌هایی | این اقدام را»; behind a common noun it is ezafe: «نشست این سازمان» */
        k->det |= !k->has;
        add(k, i, i + 1, false);
        return;
    case DB_FN_REFL: /* «با همتای عراقی خود»; but «ایران | خود را … می‌داند» */
        if (k->has && k->last_unit && !k->joint && (k->cur.prep || i + 1 >= end || w[1].func != DB_FN_RA)) {
            k->cur.w1 = i + 1;
            return;
        }
        if (k->has && k->last_unit && !k->joint) finish(k);
        k->own = k->has && k->cur.prep && !k->joint;
        add(k, i, i + 1, false);
        return;
    case DB_FN_PRON:
        if (k->has && !k->joint && k->last_unit) finish(k);
        add(k, i, i + 1, true); /* nothing hangs on a pronoun: «او ارزش محموله را …» */
        return;
    default: common(k, i, end);
    }
}

/* The comma behind «به گزارش X از Y،» at word `from`. */
static uint32_t lead_comma(const ck *k, const db_clause *c, uint32_t from) {
    const db_entry *e;
    const db_match *m = db_match_list(k->l, from, k->li_source, &e);
    for (uint32_t w = m ? m->w1 : c->w1; w < c->w1 && w < from + 24; w++)
        if (k->l->w[w].punct == DB_P_COMMA && (k->out->unit[w] < 0 || w + 1 >= c->w1 || k->out->unit[w + 1] != k->out->unit[w])) return w;
    return UINT32_MAX;
}

static uint32_t parted(const ck *k, uint32_t ci) {
    const db_clause *c = &k->out->c[ci];
    if (c->verb < 0 || c->v1 - c->v0 != 1) return UINT32_MAX;
    db_vtrigger t[12];
    uint32_t n = db_verb_triggers(k->m, k->l, k->out, (uint32_t)c->verb, ci, t, 12);
    for (uint32_t i = 0; i < n; i++)
        if (t[i].w1 > t[i].w0 && t[i].w1 < c->v0) return t[i].w0;
    return UINT32_MAX;
}

static void chunks_of(ck *k, uint32_t ci) {
    db_clause *c = &k->out->c[ci];
    k->clause = ci;
    c->c0 = k->out->n_chunks;
    k->open = k->has = false;
    k->trig = parted(k, ci);
    k->lead = lead_comma(k, c, c->w0);
    uint32_t last = c->w0;
    for (uint32_t i = c->w0; i < c->w1;) {
        bool complex = i >= c->v0 && i < c->v1;
        bool own = k->out->of[i] == (int32_t)ci;
        bool mark = k->out->of[i] == -1 && k->l->w[i].punct; /* punctuation stands between clauses */
        if (complex || (!own && !mark) || ((int32_t)i == c->verb) || (i == c->w0 && c->intro)) {
            if (k->open && k->has && !complex && (int32_t)i != c->verb) { /* a nested clause: the phrase before it may still get its را */
                k->cur.nested_before = true;
                finish(k);
            } else if (complex) finish(k);
            i = complex ? c->v1 : i + 1;
            continue;
        }
        last = i;
        if (i == k->trig && (k->has || !k->open)) finish(k);
        one(k, &i, c->w1);
    }
    (void)last;
    finish(k);
    c = &k->out->c[ci];
    c->c1 = k->out->n_chunks;
}

/* First word behind what opens an agency's report: «تهران - ایرنا -», «به گزارش X از Y،». */
static uint32_t behind_lead(const ck *k, const db_clause *c) {
    uint32_t from = c->w0;
    if (c->type != DB_CL_MAIN && c->type != DB_CL_SPEECH) return from;
    for (uint32_t i = c->c0; i < c->c1 && i < c->c0 + 4; i++) { /* «خبرگزاری X؛ جمعه ۱۰ شهریور - …» */
        const db_chunk *x = &k->out->k[i];
        int32_t u = k->out->unit[x->w0];
        bool named = x->date || db_match_list(k->l, x->w0, k->li_outlet, NULL) || (u >= 0 && (k->nm->m[u].kind == DABIR_PLACE || k->nm->m[u].kind == DABIR_OUTLET || (k->nm->m[u].flags & DB_MF_CAPITAL)));
        uint8_t p = x->w1 < c->w1 ? k->l->w[x->w1].punct : 0;
        if (!named || x->prep || !p || p == DB_P_QUOTE_OPEN || p == DB_P_QUOTE) break;
        if (p == DB_P_DASH) from = x->w1 + 1;
    }
    uint32_t comma = lead_comma(k, c, from);
    if (comma != UINT32_MAX) return comma + 1;
    return from;
}

/* The subject stands bare: the first bare chunk, unless it is a mere adverb; a copula's predicate is the last one. */
static void subject_of(ck *k, db_clause *c, uint32_t trig) {
    /* «استفاده از … برای رسیدن به اهداف سیاسی را»: when را closes a prepositional phrase, the object's head is the bare phrase before it */
    uint32_t head = UINT32_MAX;
    for (uint32_t i = c->c0; i < c->c1; i++)
        if (k->out->k[i].ra && k->out->k[i].prep)
            for (uint32_t j = i; j-- > c->c0 && head == UINT32_MAX;)
                if (!k->out->k[j].prep && !k->out->k[j].date) head = j;
    if (c->verb >= 0 && c->v1 - c->v0 == 1 && (k->l->w[c->verb].lemma == k->lemma_be || k->l->w[c->verb].lemma == k->lemma_become)) {
        uint32_t bare = 0, last = c->c1; /* «… و از نوامبر عضو ناظر است»: a lone common noun right before a copula is its predicate */
        for (uint32_t i = c->c0; i < c->c1; i++)
            if (!k->out->k[i].prep && !k->out->k[i].date && !k->out->k[i].ra) bare++, last = i;
        const db_word *w = bare == 1 ? &k->l->w[k->out->k[last].w0] : NULL;
        if (w && last + 1 == c->c1 && !k->uend[k->out->k[last].w0] && w->func != DB_FN_DET && w->func != DB_FN_PRON) return;
    }
    uint32_t from = behind_lead(k, c);
    bool object = false; /* behind the object only a name can be the subject («این خبر را وزیر خارجه اعلام کرد»); other words belong to the verb */
    for (uint32_t i = c->c0; i < c->c1; i++) {
        db_chunk *x = &k->out->k[i];
        object |= x->ra;
        if (object && !x->ra && !k->uend[x->w0]) continue;
        if (x->w0 < from || x->w0 == trig || i == head || x->prep || x->ra || x->date || (c->v1 > c->v0 && x->w0 >= c->v0)) continue;
        if (x->w1 == x->w0 + 1 && k->l->w[x->w0].kind == DB_T_NUMBER) continue; /* «15:24 | X: …» */
        bool adv = true;
        for (uint32_t w = x->w0; w < x->w1; w++) adv &= (k->l->w[w].pos & DB_POS_ADV) && !(k->l->w[w].pos & DB_POS_NOUN) && !k->uend[w];
        if (adv) continue;
        c->subject = (int32_t)i;
        return;
    }
}

/* Where no phrase looks like a subject: the name that is the verb's subject in the tree, if there is just one; -1. */
static int32_t subject_in_tree(const ck *k, const db_clause *c) {
    int32_t found = -1;
    for (uint32_t i = c->c0; c->verb >= 0 && i < c->c1; i++) {
        const db_chunk *x = &k->out->k[i];
        if (x->prep || x->ra || x->date || !k->uend[x->w0] || (c->v1 > c->v0 && x->w0 >= c->v0)) continue;
        const db_node_of *t = db_trees_at(k->t, c->sent);
        for (uint32_t w = x->w0; t && w < x->w1; w++) {
            bool subject = strncmp(db_deprel_name(t[w].deprel), "nsubj", 5) == 0;
            if (!subject || t[w].head < (int32_t)c->v0 || t[w].head >= (int32_t)c->v1) continue;
            if (found >= 0 && found != (int32_t)i) return -1;
            found = (int32_t)i;
        }
    }
    return found;
}

static void units(ck *k) {
    uint32_t n = k->l->n_words;
    int32_t *unit = DB_NEW(k->a, int32_t, n + 1);
    k->uend = DB_NEW(k->a, uint32_t, n + 1);
    k->dend = DB_NEW(k->a, uint32_t, n + 1);
    for (uint32_t i = 0; i <= n; i++) unit[i] = -1;
    for (uint32_t i = 0; i < k->nm->n_mentions; i++) {
        const db_mention *m = &k->nm->m[i];
        if (m->head >= 0) continue;
        if (k->uend[m->w0] < m->w1) k->uend[m->w0] = m->w1, unit[m->w0] = (int32_t)i;
    }
    for (uint32_t i = 0; i < k->nm->n_offices; i++) {
        const db_office *o = &k->nm->o[i];
        if (o->w1 > o->w0 && k->uend[o->w0] < o->w1) k->uend[o->w0] = o->w1, unit[o->w0] = (int32_t)o->person;
    }
    for (uint32_t i = 0; i < k->l->n_dates; i++) k->dend[k->l->d[i].w0] = k->l->d[i].w1;
    for (uint32_t i = 0; i < n; i++) /* spread the head over the words that it covers */
        if (k->uend[i]) {
            uint32_t e = k->uend[i];
            for (uint32_t j = i + 1; j < e && j < n; j++) {
                unit[j] = unit[i];
                k->uend[j] = 0;
            }
        }
    k->out->unit = unit;
}

void db_chunks_find(db_arena *a, const dabir_model *m, const db_lang *l, const db_names *n, db_trees_of *t, db_clauses *out) {
    ck k = {.lemma_be = db_model_be(m), .lemma_become = db_model_become(m), .li_participants = db_model_list(m, "participants"), .li_meeting = db_model_list(m, "meeting-noun"), .li_apposition = db_model_list(m, "place-apposition"), .li_date_intro = db_model_list(m, "date-intro"), .li_indef = db_model_list(m, "indefinite-noun"), .li_title = db_model_list(m, "title-head"), .li_outlet = db_model_list(m, "outlet-noun"), .li_group = db_model_list(m, "speaker-group"), .li_span = db_model_list(m, "time-span"), .li_source = db_model_list(m, "source-cue"), .li_anon = db_model_list(m, "unnamed-official"), .a = a, .m = m, .l = l, .nm = n, .out = out, .t = t};
    units(&k);
    for (uint32_t i = 0; i < out->n; i++) {
        chunks_of(&k, i);
        subject_of(&k, &out->c[i], k.trig);
        if (out->c[i].subject < 0) out->c[i].subject = subject_in_tree(&k, &out->c[i]);
    }
}
