/* outlet.c -- who carries the report («به گزارش …»، datelines), and the state that «کشورمان» means. */
#include "names/work.h"

/* Only outlets of the Persian-speaking countries say «our country»; the others carry no home. */
static bool persian_home(const char *code) { return code && (strcmp(code, "IRN") == 0 || strcmp(code, "AFG") == 0 || strcmp(code, "TJK") == 0); }

static const char *outlet_code(const nm_work *k, uint32_t reg) {
    const db_reg *g = db_model_reg(k->m, reg);
    return *g->country ? g->country : *g->code ? g->code : NULL;
}

/* The register's outlet that the caller's name means: the name is read as a text of its own. */
static const char *by_name(nm_work *k, db_str outlet, bool *known) {
    db_text t;
    db_tokens tok;
    db_lang l;
    const char *code = NULL;
    db_normalise(k->a, outlet.p, outlet.n, &t);
    db_tokenise(k->a, &t, &tok);
    memset(&l, 0, sizeof l);
    db_words(k->a, k->m, &t, &tok, &l);
    db_matches(k->a, k->m, &l);
    for (uint32_t i = 0; i < l.n_matches && !*known; i++)
        for (uint32_t j = 0; j < l.m[i].n_e && !*known; j++) {
            const db_entry *e = &l.m[i].e[j];
            if (e->cls != DB_C_ENTITY || db_model_reg(k->m, e->id)->kind != DABIR_OUTLET) continue;
            code = outlet_code(k, e->id), *known = true;
        }
    return code;
}

static bool name_end(const nm_work *k, uint32_t w) {
    const db_word *x = &k->l->w[w];
    return x->punct || x->func || nm_finite(k, w) || k->date[w] || nm_has(k, w, L_SOURCE_CUE) || (x->flags & DB_WF_LINE);
}

/* What follows «به گزارش»: an outlet of the register, or one that it does not know, up to the comma. */
static void carried_by(nm_work *k, uint32_t w) {
    uint32_t n = k->l->n_words, s = k->l->w[w].sent, a = w;
    while (a < n && k->l->w[a].sent == s && (k->date[a] || nm_has(k, a, L_DESK))) a++; /* «به گزارش روز دوشنبه …» */
    uint32_t from = a;
    if (a < n && nm_has(k, a, L_OUTLET_NOUN)) a++;
    if (a < n && nm_quote_open(k, a)) a++;
    if (a >= n || k->l->w[a].sent != s) return;
    int32_t o = k->own[a] >= 0 ? k->own[a] : k->own[from];
    if (o >= 0 && k->x[o].kind == DABIR_OUTLET) {
        k->x[o].flags |= DB_MF_SOURCE;
        return;
    }
    uint32_t e = a;
    while (e < n && e < a + 6 && k->l->w[e].sent == s && !name_end(k, e)) e++;
    if (e == a || e >= n || k->l->w[e].sent != s) return;
    bool closed = k->l->w[e].punct || nm_has(k, e, L_SOURCE_CUE) || k->l->w[e].fid == k->ffrom;
    bool person = (k->l->w[a].pos & DB_POS_GIVEN) && k->l->w[e].punct == DB_P_COMMA && e + 1 < n && nm_has(k, e + 1, L_HEAD); /* «به نقل از X، وزیر …» */
    if (!closed || person || nm_has(k, a, L_STATE_NOUN) || (k->own[a] >= 0 && k->x[k->own[a]].w1 == e)) return;
    a = k->own[from] < 0 && from < a && !k->l->w[from].punct ? from : a;
    for (uint32_t i = a; i < e; i++)
        if (k->own[i] >= 0) k->x[k->own[i]].dead = true, k->own[i] = -1;
    nm_add(k, a, e, DABIR_OUTLET, NONE, NULL, DB_MF_SOURCE);
}

/* «نشریه "کوریا هرالد"» */
static void quoted_outlets(nm_work *k) {
    for (uint32_t w = 0; w + 2 < k->l->n_words; w++) {
        if (!nm_has(k, w, L_OUTLET_NOUN) || !nm_quote_open(k, w + 1) || k->own[w + 2] >= 0) continue;
        uint32_t e = nm_quote_end(k, w + 1, 5);
        if (e > w + 3) nm_add(k, w + 2, e - 1, DABIR_OUTLET, NONE, NULL, 0);
    }
}

static void cues(nm_work *k) {
    for (uint32_t w = 0; w < k->l->n_words; w++) {
        const db_entry *e;
        uint32_t end = nm_item(k, w, L_SOURCE_CUE, &e);
        if (!end || end >= k->l->n_words) continue;
        const char *kind = nm_attr(k, e->attr, "kind");
        bool report = kind && (strcmp(kind, "report") == 0 || strcmp(kind, "via") == 0);
        if (!report) continue;
        carried_by(k, end);
        w = end - 1;
    }
}

static bool names_state(const nm_work *k, const char *code) {
    for (uint32_t i = 0; i < k->nx; i++)
        if (!k->x[i].dead && (k->x[i].kind == DABIR_STATE || k->x[i].kind == DABIR_PLACE) && k->x[i].code && strcmp(k->x[i].code, code) == 0) return true;
    return false;
}

/* Which country's outlet does the report speak as? «کشورمان» or a phrase of the house style of Iran; words of the offices of another
 * country (code=…) in a report that names it. NULL: nothing tells. */
static const char *home_style(nm_work *k) {
    const char *other = NULL;
    for (uint32_t w = 0; w < k->l->n_words; w++) {
        const db_entry *e;
        if (!nm_has(k, w, L_HOME_STYLE) || !nm_item(k, w, L_HOME_STYLE, &e)) continue;
        const char *code = nm_attr(k, e->attr, "code");
        if (!code) return "IRN";
        if (!other && names_state(k, code)) other = code;
    }
    return other;
}

/* «خبرگزاری آلمان»: an outlet called by its state. */
static void state_outlets(nm_work *k) {
    for (uint32_t i = 0; i < k->nx; i++) {
        nm_x x = k->x[i];
        const db_entry *e;
        if (x.kind != DABIR_STATE || (x.flags & (DB_MF_DEMONYM | DB_MF_CAPITAL)) || !x.w0 || k->own[x.w0 - 1] >= 0 || x.dead) continue;
        if (!nm_item(k, x.w0 - 1, L_OUTLET_NOUN, &e) || !nm_flag(e->attr, "agency") || k->l->w[x.w0].sent != k->l->w[x.w0 - 1].sent) continue;
        k->x[i].dead = true;
        nm_add(k, x.w0 - 1, x.w1, DABIR_OUTLET, NONE, NULL, 0);
    }
}

/* «در گفت‌وگو با ایسنا», «به خبرنگار فارس»: the agency of a Persian-speaking country that asks carries the report. */
static bool asks(const nm_work *k, int32_t o) {
    const nm_x *x = &k->x[o];
    uint32_t w = x->w0;
    while (w && x->w0 - w < 2 && (nm_has(k, w - 1, L_OUTLET_NOUN) || k->l->w[w - 1].punct)) w--;
    return x->reg != NONE && persian_home(outlet_code(k, x->reg)) && w && (w < x->w0 || k->l->w[w - 1].fid == k->fwith);
}

/* «به گزارش خبرگزاری … از ابرکوه، …»: where its correspondent sits. */
static void datelines(nm_work *k) {
    for (uint32_t i = 0, n = k->nx; i < n; i++) {
        uint32_t w = k->x[i].w1, e = w + 2;
        if (k->x[i].dead || k->x[i].kind != DABIR_OUTLET || e >= k->l->n_words || k->l->w[w].fid != k->ffrom || k->own[w + 1] >= 0 || k->like[w + 1] < 1) continue;
        if (k->l->w[e].punct != DB_P_COMMA || k->l->w[e].sent != k->l->w[w].sent) continue;
        for (uint32_t v = w + 1; v < k->l->n_words; v++)
            if (k->own[v] < 0 && nm_same_word(k, v, w + 1)) nm_add(k, v, v + 1, DABIR_PLACE, NONE, NULL, 0);
    }
}

void nm_outlets(nm_work *k, db_str outlet) {
    bool known = false;
    const char *code = outlet.n ? by_name(k, outlet, &known) : NULL;
    state_outlets(k);
    cues(k);
    quoted_outlets(k);
    datelines(k);
    bool foreign = known && !persian_home(code);
    if (!known) {
        for (uint32_t w = 0; w < k->l->n_words && w < 120 && !known; w++) {
            int32_t o = k->own[w];
            if (o < 0 || k->x[o].kind != DABIR_OUTLET) continue;
            bool first = w < 8 || (!k->l->w[0].punct && nm_same_word(k, w, 0)), lead = first || (k->x[o].flags & DB_MF_SOURCE) || asks(k, o);
            if (!lead) continue;
            code = k->x[o].reg != NONE ? outlet_code(k, k->x[o].reg) : NULL;
            if (persian_home(code)) known = true;
            else if (!code && first) code = "IRN", known = true; /* a small site's own report: nearly all of them are Iranian */
            else if (code && first) foreign = true;
        }
    }
    if (persian_home(code)) k->home = code;
    else if (!foreign) k->home = home_style(k);
    if (k->home && db_model_reg_by_code(k->m, DABIR_STATE, k->home) == NONE) k->home = NULL;
}
