/* mention.c -- what the register knows, where it stands in the report: states by name, adjective and capital, organisations,
 * bodies, groups, places, outlets. Longest match wins; a form with several readings is settled by its company. */
#include "names/work.h"

/* Readings of one dictionary phrase. */
typedef struct reading {
    const db_entry *state, *adj, *capital, *igo, *igo_short, *body, *open_body, *place, *outlet, *outlet_short, *group;
} reading;

/* «۱+۵»: is there a plus sign in it? Letters alone do not tell it from «۱۵». */
static bool sum_sign(const nm_work *k, const db_match *mt) {
    uint32_t a = k->k->norm0[k->l->w[mt->w0].tok0], b = k->k->norm1[k->l->w[mt->w1 - 1].tok1 - 1];
    return memchr(k->t->norm + a, '+', b - a) != NULL;
}

static bool read_entries(const nm_work *k, const db_match *mt, reading *r) {
    memset(r, 0, sizeof *r);
    bool any = false, sum = false;
    for (uint32_t i = 0; i < mt->n_e; i++) {
        const db_entry *e = &mt->e[i];
        if (e->cls != DB_C_ENTITY) continue;
        const db_reg *g = db_model_reg(k->m, e->id);
        if (nm_flag(g->flags, "sum")) { /* «گروه ۱+۵», not «گروه ۱۵» */
            if (sum_sign(k, mt)) r->igo = e, any = sum = true;
            continue;
        }
        if (sum || (g->kind == DABIR_IGO && sum_sign(k, mt) && !strchr(g->name, '+'))) continue;
        any = true;
        switch (g->kind) {
        case DABIR_STATE:
            if (e->form == DB_F_DEMONYM) r->adj = e;
            else if (e->form == DB_F_CAPITAL) r->capital = e;
            else r->state = e;
            break;
        case DABIR_IGO:
        case DABIR_BODY:
            if (nm_flag(g->flags, "short") && *g->code) r->igo_short = e;
            else if (g->kind == DABIR_IGO) r->igo = e;
            else if (*g->country || *g->code) r->body = e;
            else r->open_body = e;
            break;
        case DABIR_PLACE: r->place = e; break;
        case DABIR_OUTLET:
            if (e->form == DB_F_SHORT) r->outlet_short = e;
            else r->outlet = e;
            break;
        default: r->group = e; break;
        }
    }
    return any;
}

/* ---- the capital: the town or its government? ---- */

static bool motion_near(const nm_work *k, uint32_t w) {
    uint32_t s = k->l->w[w].sent, lo = w > 9 ? w - 9 : 0;
    for (uint32_t i = w; i-- > lo && k->l->w[i].sent == s;) {
        if (nm_has(k, i, L_MOTION)) return true;
        if (nm_finite(k, i) || k->l->w[i].func == DB_FN_KE) break;
    }
    for (uint32_t i = w + 1; i < k->l->n_words && i < w + 7 && k->l->w[i].sent == s; i++) {
        if (k->l->w[i].func == DB_FN_PREP || k->l->w[i].punct) return false;
        if (nm_has(k, i, L_MOTION)) return true;
    }
    return false;
}

typedef enum use { USE_PLACE, USE_GOV, USE_LIKELY_GOV /* if its state is named otherwise */ } use;

static use capital_use(const nm_work *k, uint32_t w0, uint32_t w1, use before) {
    uint32_t n = k->l->n_words;
    const db_word *w = k->l->w;
    if (w1 < n && nm_has(k, w1, L_PLACE_NOUN)) return USE_PLACE; /* «کابل پایتخت …» */
    if (w1 + 1 < n && w[w1].punct == DB_P_COMMA && nm_has(k, w1 + 1, L_PLACE_NOUN)) return USE_PLACE;
    bool first = w0 == 0 || w[w0 - 1].sent != w[w0].sent;
    if (w1 < n && (w[w1].punct == DB_P_DASH || w[w1].punct == DB_P_COLON) && first) return USE_PLACE; /* dateline */
    if (first) return USE_GOV;
    const db_word *p = &w[w0 - 1];
    if (p->punct == DB_P_PAREN_OPEN && w1 < n && w[w1].punct == DB_P_PAREN_CLOSE) return USE_PLACE; /* «ایران‌نگار (لندن)» */
    if (nm_has(k, w0 - 1, L_PLACE_NOUN) || nm_has(k, w0 - 1, L_GOV_PLACE)) return USE_PLACE;
    if (nm_has(k, w0 - 1, L_GOV_NOUN)) return USE_GOV;
    if (p->func == DB_FN_PREP) {
        if (p->fid == k->fin) return USE_PLACE;
        if (p->fid == k->fto || p->fid == k->ffrom) return motion_near(k, w0 - 1) ? USE_PLACE : p->fid == k->fto ? USE_GOV : USE_LIKELY_GOV;
        return USE_GOV;
    }
    if (nm_has(k, w0 - 1, L_MOTION)) return USE_PLACE; /* «وارد تهران شد» */
    if (p->func == DB_FN_AND && before != USE_PLACE) return USE_GOV;
    if (p->func == DB_FN_AND || p->punct == DB_P_DASH) return before;
    if (p->punct || p->func) return USE_GOV;
    return USE_LIKELY_GOV;
}

/* ---- one phrase ---- */

static bool state_follows(const nm_work *k, uint32_t w, const char *code) {
    for (uint32_t i = w < k->l->n_words ? k->l->m0[w] : k->l->n_matches; i < k->l->n_matches && k->l->m[i].w0 == w; i++)
        for (uint32_t j = 0; j < k->l->m[i].n_e; j++) {
            const db_entry *e = &k->l->m[i].e[j];
            if (e->cls != DB_C_ENTITY) continue;
            const db_reg *g = db_model_reg(k->m, e->id);
            if (g->kind == DABIR_STATE && e->form != DB_F_CAPITAL && (!code || strcmp(g->code, code) == 0)) return true;
        }
    return false;
}

static uint32_t full_bit(const db_reg *g) { /* bodies of one organisation share its code */
    const char *s = g->kind == DABIR_BODY ? g->name : g->code;
    return (uint32_t)db_hash(s, strlen(s)) % (NM_FULL * 8);
}
static bool named_full(const nm_work *k, const db_reg *g) { return ((uint32_t)k->full[full_bit(g) / 8] >> (full_bit(g) % 8)) & 1u; }

/* «شانگهای»: the organisation if the report names it in full, unless the company shows the town. */
static bool short_is_org(const nm_work *k, const db_match *mt, const reading *r) {
    const db_reg *g = db_model_reg(k->m, r->igo_short->id);
    if (!named_full(k, g)) return false;
    if (!r->place && !nm_flag(g->flags, "place")) return true;
    if (mt->w0 && nm_has(k, mt->w0 - 1, L_PLACE_NOUN)) return false;
    if (mt->w0 && k->l->w[mt->w0 - 1].fid == k->fin) return false;
    return !state_follows(k, mt->w1, NULL);
}

static bool outlet_context(const nm_work *k, uint32_t w0, uint32_t w1) {
    if (w0 && (nm_has(k, w0 - 1, L_OUTLET_NOUN) || nm_has(k, w0 - 1, L_SOURCE_CUE))) return true;
    uint32_t i = w0;
    while (i > 0 && i + 6 > w0 && (k->date[i - 1] || nm_has(k, i - 1, L_DESK))) i--; /* «به گزارش روز دوشنبه ایرنا» */
    for (uint32_t c = i; c-- > 0 && c + 4 > i;)
        if (nm_item(k, c, L_SOURCE_CUE, NULL) == i) return true;
    if (w0 < 6 && w1 < k->l->n_words && (k->l->w[w1].punct == DB_P_COLON || k->l->w[w1].punct == DB_P_DASH)) return true;
    return w0 && w1 < k->l->n_words && k->l->w[w0 - 1].punct == DB_P_DASH && k->l->w[w1].punct == DB_P_DASH;
}

/* Forms that are common words too stand for the state only in fitting company: behind a preposition or beside another state. */
static bool ambiguous_ok(const nm_work *k, const db_match *mt) {
    const db_entry *e = NULL;
    if (mt->w1 != mt->w0 + 1 || !nm_has(k, mt->w0, L_AMBIGUOUS)) return true;
    nm_item(k, mt->w0, L_AMBIGUOUS, &e);
    if (e && nm_is(e->attr, "word", "ezafe")) return nm_key(k, mt->w0)[nm_len(k, mt->w0) - 1] != db_letter(0x6CC); /* «غنای فرهنگ» */
    if (!mt->w0) return false;
    if (e && nm_is(e->attr, "word", "people") && k->l->w[mt->w0].flags & DB_WF_PLURAL) return false; /* «ترکمن‌ها» of any country */
    if (e && nm_is(e->attr, "word", "adjective") && (state_follows(k, mt->w1, NULL) || nm_has(k, mt->w0 - 1, L_HEAD))) return false; /* «وزیر مالی مالزی» */
    if (nm_has(k, mt->w0 - 1, L_STATE_NOUN) || nm_has(k, mt->w0 - 1, L_PLACE_NOUN)) return true;
    if (nm_has(k, mt->w0 - 1, L_PORTFOLIO)) return true; /* «وزیر خارجه مالی» */
    const db_word *p = &k->l->w[mt->w0 - 1];
    int32_t o = mt->w0 > 1 && (p->func == DB_FN_AND || p->punct == DB_P_COMMA) ? k->own[mt->w0 - 2] : -1;
    return o >= 0 && k->x[o].kind == DABIR_STATE && !(k->x[o].flags & DB_MF_DEMONYM); /* «ایران و مالی» */
}

/* A form marked `rare` is mostly something else; one marked `state` goes to the state that follows it. */
static bool org_stands(const nm_work *k, const db_match *mt, const db_entry *e) {
    const db_reg *g = db_model_reg(k->m, e->id);
    if (nm_flag(g->flags, "rare")) return named_full(k, g) || (mt->w0 && nm_has(k, mt->w0 - 1, L_HEAD));
    return true;
}

/* «رئیس شورای اروپا» is the EU's; the council that has a secretary-general is another. */
static bool rather_short(const nm_work *k, const db_match *mt, const db_reg *g) {
    const db_entry *e = NULL;
    if (!nm_flag(g->flags, "rather") || !mt->w0 || !named_full(k, g)) return false;
    return nm_item(k, mt->w0 - 1, L_HEAD, &e) && !nm_is(e->attr, "class", "secgen") && !nm_flag(e->attr, "plural");
}

static bool settle(nm_work *k, const db_match *mt, use *before, nm_x *x) {
    reading r;
    if (!read_entries(k, mt, &r)) return false;
    const db_entry *e = NULL;
    use u = USE_PLACE;
    if (r.state) e = ambiguous_ok(k, mt) ? r.state : NULL;
    else if (r.open_body && (!(r.igo || r.body) || state_follows(k, mt->w1, NULL))) e = r.open_body;
    else if (r.igo && r.igo_short && rather_short(k, mt, db_model_reg(k->m, r.igo_short->id))) e = r.igo_short;
    else if ((r.igo || r.body) && org_stands(k, mt, r.igo ? r.igo : r.body)) e = r.igo ? r.igo : r.body;
    else if (r.igo_short && !r.capital && short_is_org(k, mt, &r)) e = r.igo_short;
    else if (r.capital) {
        u = capital_use(k, mt->w0, mt->w1, *before);
        if (r.igo_short && u != USE_PLACE && named_full(k, db_model_reg(k->m, r.igo_short->id))) r.capital = r.igo_short, u = USE_GOV; /* «بروکسل» for the EU */
        e = u == USE_PLACE && r.place ? r.place : r.capital;
        *before = u;
    } else if (r.place) e = r.place;
    else if (r.group) e = r.group;
    else if (r.adj) e = ambiguous_ok(k, mt) ? r.adj : NULL;
    else if (r.outlet) e = r.outlet;
    else if (r.outlet_short && outlet_context(k, mt->w0, mt->w1)) e = r.outlet_short;
    if (!e && r.outlet_short && outlet_context(k, mt->w0, mt->w1)) e = r.outlet_short;
    if (!e) return false;
    const db_reg *g = db_model_reg(k->m, e->id);
    *x = (nm_x){.w0 = mt->w0, .w1 = mt->w1, .reg = e->id, .kind = (uint8_t)g->kind, .form = e->form, .code = *g->code ? g->code : NULL};
    if (e == r.adj) x->flags = DB_MF_DEMONYM, x->lazy = true;
    const db_entry *noun = NULL;
    if (e == r.state && mt->w0 && nm_item(k, mt->w0 - 1, L_PLACE_NOUN, &noun) == mt->w0 && nm_flag(noun->attr, "coast")) x->lazy = true; /* «سواحل عمان» */
    if (e == r.capital && e != r.igo_short) {
        if (u == USE_PLACE) x->kind = DABIR_PLACE, x->reg = NONE;
        else x->flags = DB_MF_CAPITAL, x->lazy = u == USE_LIKELY_GOV;
    }
    if (g->kind == DABIR_BODY && nm_flag(g->flags, "state") && state_follows(k, mt->w1, NULL)) x->code = NULL; /* body.c gives it the state */
    else if (g->kind == DABIR_BODY && *g->code) x->code = g->code;
    else if (g->kind == DABIR_PLACE || g->kind == DABIR_BODY) x->code = *g->country ? g->country : *g->code ? g->code : NULL;
    return true;
}

/* Organisations that some long form of the report names: their short forms are then safe. */
static void mark_full(nm_work *k) {
    for (uint32_t i = 0; i < k->l->n_matches; i++)
        for (uint32_t j = 0; j < k->l->m[i].n_e; j++) {
            const db_entry *e = &k->l->m[i].e[j];
            if (e->cls != DB_C_ENTITY) continue;
            const db_reg *g = db_model_reg(k->m, e->id);
            if ((g->kind != DABIR_IGO && g->kind != DABIR_BODY) || !*g->code || nm_flag(g->flags, "short")) continue;
            uint32_t b = full_bit(g);
            k->full[b / 8] |= (uint8_t)(1u << (b % 8));
        }
}

static bool plural_head(const nm_work *k, uint32_t w) {
    const db_entry *e;
    return nm_item(k, w, L_HEAD, &e) && nm_flag(e->attr, "plural");
}

/* A noun before an adjective of a state that makes both the state's officials: «مقامات ایرانی»، «نیروهای آمریکایی». */
static void official_adjective(nm_work *k, uint32_t xi) {
    nm_x *x = &k->x[xi];
    uint32_t w = x->w0;
    if (!w || !nm_has(k, w - 1, L_STATE_NOUN) || k->own[w - 1] >= 0) return;
    if (nm_has(k, w - 1, L_HEAD) && !(k->l->w[w - 1].flags & DB_WF_PLURAL) && !plural_head(k, w - 1)) return; /* title.c */
    const char *code = x->code;
    uint32_t reg = x->reg, w1 = x->w1;
    x->lazy = false;
    uint32_t o = nm_add(k, w - 1, w1, DABIR_STATE, reg, code, DB_MF_DEMONYM | ((k->l->w[w - 1].flags & DB_WF_PLURAL) ? DB_MF_PLURAL : 0));
    (void)o;
}

/* ---- misspelt names of organisations that the report also writes right ---- */

static void misspelt_at(nm_work *k, uint32_t w, const nm_x *full) {
    uint32_t fa = k->l->w[full->w0].key0, fb = k->l->w[full->w1 - 1].key1, len = full->w1 - full->w0;
    for (uint32_t n = len > 2 ? len - 1 : len; n <= len + 1 && w + n <= k->l->n_words; n++) {
        bool clear = true;
        for (uint32_t i = w; i < w + n; i++) clear &= k->own[i] < 0 && !k->l->w[i].punct && k->l->w[i].sent == k->l->w[w].sent;
        if (!clear) return;
        uint32_t a = k->l->w[w].key0, b = k->l->w[w + n - 1].key1;
        if (nm_near(k->l->letters + a, b - a, k->l->letters + fa, fb - fa)) {
            uint32_t reg = full->reg;
            const char *code = full->code;
            nm_add(k, w, w + n, DABIR_IGO, reg, code, 0);
            return;
        }
    }
}

static void misspelt(nm_work *k) {
    enum { CAP = 16 };
    uint32_t seen[CAP], n = 0;
    for (uint32_t i = 0; i < k->nx && n < CAP; i++) {
        const nm_x *x = &k->x[i];
        if (x->kind != DABIR_IGO || x->w1 - x->w0 < 2 || k->l->w[x->w1 - 1].key1 - k->l->w[x->w0].key0 < 11) continue;
        uint32_t h = nm_hash(k, x->w0, x->w1), j = 0;
        while (j < n && nm_hash(k, k->x[seen[j]].w0, k->x[seen[j]].w1) != h) j++;
        if (j == n) seen[n++] = i;
    }
    for (uint32_t w = 0; n && w < k->l->n_words; w++) {
        if (k->own[w] >= 0) continue;
        for (uint32_t j = 0; j < n; j++) {
            nm_x full = k->x[seen[j]];
            if (nm_same_word(k, w, full.w0)) misspelt_at(k, w, &full);
        }
    }
}

/* The state inside the name of a group or body: «ائتلاف به رهبری آمریکا». */
static void inner_state(nm_work *k, uint32_t xi) {
    nm_x x = k->x[xi];
    if (x.kind != DABIR_GROUP && x.kind != DABIR_BODY) return;
    for (uint32_t w = x.w0 + 1; w < x.w1; w++)
        for (uint32_t i = k->l->m0[w]; i < k->l->m0[w + 1]; i++) {
            const db_match *mt = &k->l->m[i];
            reading r;
            if (mt->w1 > x.w1 || !read_entries(k, mt, &r) || !r.state) continue;
            const db_reg *g = db_model_reg(k->m, r.state->id);
            nm_x in = {.w0 = mt->w0, .w1 = mt->w1, .reg = r.state->id, .code = g->code, .ent = -1, .head = (int32_t)xi, .title = -1, .person = -1,
                       .flags = DB_MF_NESTED, .kind = DABIR_STATE, .form = r.state->form};
            DB_PUSH(k->a, k->x, k->nx, k->capx) = in;
            return;
        }
}

/* «سازمان همکاری‌های … (سیکا)»: an unknown word in brackets right behind an organisation is its short name, there and wherever else it stands. */
static void short_names(nm_work *k) {
    enum { CAP = 8 };
    uint32_t at[CAP], of[CAP], n = 0;
    for (uint32_t i = 0, live = k->nx; i < live && n < CAP; i++) {
        nm_x x = k->x[i];
        uint32_t w = x.w1 + 1;
        if (x.dead || (x.kind != DABIR_IGO && x.kind != DABIR_BODY) || x.reg == NONE || w + 1 >= k->l->n_words || x.w1 < x.w0 + 2) continue;
        if (k->l->w[x.w1].punct != DB_P_PAREN_OPEN || k->l->w[w + 1].punct != DB_P_PAREN_CLOSE || k->own[w] >= 0 || k->like[w] < 2) continue;
        at[n] = w, of[n++] = i;
    }
    for (uint32_t w = 0; n && w < k->l->n_words; w++) {
        if (k->own[w] >= 0 || k->like[w] < 2) continue;
        for (uint32_t j = 0; j < n; j++) {
            if (!nm_same_word(k, w, at[j])) continue;
            nm_x x = k->x[of[j]];
            nm_add(k, w, w + 1, (dabir_kind)x.kind, x.reg, x.code, 0);
            break;
        }
    }
}

/* «رئیس جمهوری تاجیکستان»: the word belongs to the office, not to the name of the republic. */
static bool of_head(const nm_work *k, uint32_t w) {
    const db_entry *e = NULL;
    return w && k->l->w[w - 1].sent == k->l->w[w].sent && nm_item(k, w - 1, L_HEAD, &e) == w + 1 && nm_is(e->attr, "class", "head_state") && state_follows(k, w + 1, NULL);
}

void nm_register(nm_work *k) {
    use before = USE_PLACE;
    uint32_t sent = NONE;
    mark_full(k);
    for (uint32_t w = 0; w < k->l->n_words;) {
        if (k->l->w[w].sent != sent) before = USE_PLACE, sent = k->l->w[w].sent;
        nm_x x;
        uint32_t next = w + 1;
        for (uint32_t i = of_head(k, w) ? k->l->m0[w + 1] : k->l->m0[w]; i < k->l->m0[w + 1]; i++) {
            const db_match *mt = &k->l->m[i];
            if (!settle(k, mt, &before, &x)) continue;
            uint32_t xi = nm_add(k, x.w0, x.w1, (dabir_kind)x.kind, x.reg, x.code, x.flags);
            k->x[xi].form = x.form;
            k->x[xi].lazy = x.lazy;
            if (x.flags & DB_MF_DEMONYM) official_adjective(k, xi);
            inner_state(k, xi);
            next = x.w1;
            break;
        }
        w = next;
    }
    misspelt(k);
    short_names(k);
}
