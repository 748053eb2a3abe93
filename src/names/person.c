/* person.c -- names of persons: in quotation marks or bare beside a title, behind an honorific, or led by a given name. */
#include "names/work.h"

/* How like a name is the word, by lexicon and lists alone? */
static int8_t by_lists(const nm_work *k, uint32_t w) {
    const db_word *x = &k->l->w[w];
    if (x->kind != DB_T_WORD || x->punct || k->date[w]) return -2;
    bool listed = (x->pos & (DB_POS_GIVEN | DB_POS_SURNAME)) != 0;
    if (nm_has(k, w, L_SUFFIX) && w && nm_joined(k, w - 1, w) && x->lemma && x->tense == DB_PARTICIPLE && !x->func) return -1; /* «فخری زاده»: no participle */
    if (x->func || nm_has(k, w, L_NAME_STOP) || (nm_has(k, w, L_HEAD) && !listed) || nm_has(k, w, L_STATUS) || nm_has(k, w, L_HOME)) return -2;
    if (nm_has(k, w, L_PLACE_NOUN) || nm_has(k, w, L_UNIT_NOUN) || nm_has(k, w, L_STATE_NOUN)) return listed && (x->pos & DB_POS_GIVEN) ? 0 : -2;
    if (x->lemma && x->tense != DB_INFINITIVE && (x->pos & DB_POS_KNOWN) && !listed) return x->tense == DB_PARTICIPLE || ((x->pos & (DB_POS_NOUN | DB_POS_ADJ)) && !(x->pos & DB_POS_FREQUENT)) ? -1 : -2;
    if (x->flags & (DB_WF_PLURAL | DB_WF_NEG | DB_WF_EZAFE_Y) && !listed) return -2;
    bool common = (x->pos & (DB_POS_NOUN | DB_POS_ADJ | DB_POS_ADV | DB_POS_NUM)) != 0;
    if (listed) return (x->pos & DB_POS_FREQUENT) && common ? 0 : 3;
    if (!(x->pos & DB_POS_KNOWN)) return nm_len(k, w) > 1 ? 2 : 0;
    if (x->pos & DB_POS_FREQUENT) return -1;
    return common ? 0 : 1;
}

void nm_like(nm_work *k) {
    k->like = DB_NEW(k->a, int8_t, k->l->n_words + 1);
    for (uint32_t w = 0; w < k->l->n_words; w++) k->like[w] = by_lists(k, w);
}

/* -2 no; -1 a common word; 0 a known word that may be one; 1 rare or proper; 2 unknown to the lexicon; 3 a name by the lists. */
int nm_likeness(const nm_work *k, uint32_t w) {
    if (w >= k->l->n_words || k->tit[w] >= 0) return -2;
    int32_t o = k->own[w];
    if (o >= 0 && !(k->x[o].flags & DB_MF_DEMONYM && (k->l->w[w].pos & (DB_POS_SURNAME | DB_POS_GIVEN)))) return -2;
    return k->like[w];
}

static bool particle(const nm_work *k, uint32_t w) { return w < k->l->n_words && nm_has(k, w, L_PARTICLE); }

static bool suffix(const nm_work *k, uint32_t w) { return w < k->l->n_words && nm_has(k, w, L_SUFFIX); }

/* «رابرت مالی», «دیوید کامرون»: a surname that is also a state, which the report does not name besides. */
static bool lone_state(const nm_work *k, uint32_t w) {
    int32_t o = k->own[w];
    if (o < 0 || k->x[o].kind != DABIR_STATE || k->x[o].w1 != w + 1 || k->x[o].w0 != w) return false;
    for (uint32_t i = 0; i < k->nx; i++)
        if (i != (uint32_t)o && !k->x[i].dead && k->x[i].reg == k->x[o].reg) return false;
    return true;
}

/* «فلورانس دوپون، نماینده …»: a given name that is also a town, which the report does not name besides. */
static bool lone_place(const nm_work *k, uint32_t w) {
    int32_t o = k->own[w];
    if (o < 0 || k->x[o].kind != DABIR_PLACE || k->x[o].w1 != w + 1 || k->x[o].w0 != w) return false;
    if (w && (k->l->w[w - 1].func == DB_FN_PREP || nm_has(k, w - 1, L_PLACE_NOUN))) return false;
    for (uint32_t i = 0; i < k->nx; i++)
        if (i != (uint32_t)o && !k->x[i].dead && k->x[i].kind == DABIR_PLACE && k->x[i].reg == k->x[o].reg) return false;
    return true;
}

/* Does a clause go on at w that a name may stand before? */
bool nm_ends(const nm_work *k, uint32_t w) {
    if (w >= k->l->n_words) return true;
    const db_word *x = &k->l->w[w];
    return x->punct || (x->func && x->func != DB_FN_SUFFIX) || k->tit[w] >= 0 || k->date[w] || nm_finite(k, w);
}

/* End of a leader's name of the register that begins at w, if no other part of a name follows it; 0 if none does. */
static uint32_t leader_end(const nm_work *k, uint32_t w) {
    const db_entry *e = NULL;
    uint32_t end = nm_item(k, w, L_LEADER, &e);
    if (!end || nm_likeness(k, w) < 0) return 0;
    bool lone = end == w + 1 && (nm_likeness(k, w) < 2 || nm_len(k, w) < 4);
    if (lone) return 0;
    for (uint32_t i = w; i < end; i++)
        if (k->own[i] >= 0 || k->tit[i] >= 0) return 0;
    return end < k->l->n_words && nm_joined(k, end - 1, end) && nm_likeness(k, end) >= 3 ? 0 : end;
}

/* «ویلیمز-ایدون»: a hyphen between two words of a name, no dash between clauses. */
static bool hyphen(const nm_work *k, uint32_t w) {
    if (!w || w + 1 >= k->l->n_words || k->l->w[w].punct != DB_P_DASH || !nm_joined(k, w - 1, w + 1)) return false;
    return !(k->l->w[w].flags & DB_WF_SPACE) && !(k->l->w[w + 1].flags & DB_WF_SPACE) && nm_likeness(k, w - 1) >= 0 && nm_likeness(k, w + 1) >= 0;
}

/* Words that belong to a name from w on. */
uint32_t nm_forward(const nm_work *k, uint32_t w, int first, bool titled) {
    uint32_t i = leader_end(k, w);
    if (i) return i;
    i = w;
    int s = nm_likeness(k, w);
    bool strong = s >= 2;
    if (s < first && !(s >= -1 && nm_given(k, w) && nm_likeness(k, w + 1) >= 1)) return w;
    for (i = w + 1; i < w + 5 && nm_joined(k, i - 1, i); i++) {
        if (hyphen(k, i)) {
            i++;
            continue;
        }
        s = nm_likeness(k, i);
        if (particle(k, i) && i + 1 < k->l->n_words && nm_likeness(k, i + 1) >= 0) continue;
        if (particle(k, i - 1) && s >= 0) continue;
        if (s >= 1) continue;
        if (s >= -1 && suffix(k, i) && nm_likeness(k, i - 1) >= -1 && (i > w + 1 || nm_likeness(k, w) >= 2)) continue; /* «نیک سرشت» */
        if (s >= -1 && suffix(k, i + 1) && nm_given(k, i - 1) && nm_likeness(k, i + 1) >= -1) continue;
        /* a common word closes a name that a given name has opened («حسن ناظم»), if nothing name-like follows */
        if (s == 0 && (nm_given(k, i - 1) || nm_given(k, i) || (strong && titled)) && i == w + 1) continue;
        if (s < 0 && i == w + 1 && nm_given(k, w) && (lone_state(k, i) || (nm_likeness(k, w) >= 2 && lone_place(k, i) && nm_ends(k, i + 1)))) return i + 1;
        if (s == 0 && nm_given(k, i) && nm_likeness(k, i + 1) >= 1) continue;
        if (s == 0 && i == w + 2 && nm_given(k, w) && nm_ends(k, i + 1)) continue;
        if (s == -1 && titled && i <= w + 2 && nm_given(k, i - 1) && nm_likeness(k, i - 1) >= 2 && nm_ends(k, i + 1)) return i + 1;
        break;
    }
    while (i > w + 1 && particle(k, i - 1) && nm_likeness(k, i - 1) < 1) i--;
    return i;
}

/* First word of the name that ends before w. */
uint32_t nm_backward(const nm_work *k, uint32_t w) {
    uint32_t i = w;
    for (uint32_t n = 4; n > 1; n--) { /* «لیز تراس»: a whole name of the register */
        const db_entry *e = NULL;
        if (n <= w && nm_joined(k, w - n, w - 1) && nm_item(k, w - n, L_LEADER, &e) == w && e->form == DB_F_NAME && k->own[w - n] < 0 && k->own[w - 1] < 0) return w - n;
    }
    if (i > 1 && nm_joined(k, i - 2, i - 1) && lone_place(k, i - 1) && nm_given(k, i - 2) && nm_likeness(k, i - 2) >= 2) i--; /* «دیمیتری پسکوف» */
    while (i > 0 && w - i < 4 && (i == w || nm_joined(k, i - 1, i))) {
        if (i < w && hyphen(k, i - 1)) {
            i--;
            continue;
        }
        int s = nm_likeness(k, i - 1);
        bool last = i == w || (i == w - 1 && suffix(k, i));
        if (i == w && s >= -1 && s < 1 && i > 2 && suffix(k, i - 1) && nm_likeness(k, i - 2) >= -1 && nm_given(k, i - 3)) {
            i--;
            continue;
        }
        if (s >= 1 || (particle(k, i - 1) && !last && i > 1 && nm_likeness(k, i - 2) >= 0)) i--;
        else if (s == -1 && !last && nm_given(k, i - 1)) i--;
        else if (s == 0 && (nm_given(k, i - 1) || (last && i > 1 && (nm_given(k, i - 2) || nm_likeness(k, i - 2) >= 2)))) i--;
        else if (s == 0 && last && i > 2 && particle(k, i - 2) && nm_given(k, i - 3)) i--; /* «حبیب الله سیاری» */
        else if (s == -1 && last && i > 1 && nm_given(k, i - 2) && nm_likeness(k, i - 2) >= 2) i--;
        else if (i == w - 1 && nm_likeness(k, i) >= 2 && lone_place(k, i - 1)) i--;
        else break;
    }
    while (i < w && k->own[i] < 0 && !nm_given(k, i) && nm_likeness(k, i) < 1) i++;
    return i;
}

/* Could the words between quotation marks be a name? */
static bool quoted_name(const nm_work *k, uint32_t q0, uint32_t q1, bool titled) {
    uint32_t n = q1 - q0 - 2, strong = 0;
    if (n == 0 || n > 6 || q1 - q0 < 3) return false;
    for (uint32_t i = q0 + 1; i < q1 - 1; i++) {
        const db_word *x = &k->l->w[i];
        if (x->kind != DB_T_WORD && x->kind != DB_T_LATIN && x->punct != DB_P_DASH) return false;
        if (x->func && !particle(k, i) && x->func != DB_FN_SUFFIX) return false;
        if (nm_has(k, i, L_HEAD) || nm_has(k, i, L_UNIT_NOUN) || nm_has(k, i, L_PLACE_NOUN)) return false;
        int32_t o = k->own[i];
        if (o >= 0 && k->x[o].w0 <= q0 + 1 && k->x[o].w1 >= q1 - 1) return false;
        strong += nm_likeness(k, i) >= 2;
    }
    if (titled && n == 1 && (k->l->w[q0 + 1].pos & DB_POS_NOUN) && !(k->l->w[q0 + 1].pos & (DB_POS_GIVEN | DB_POS_SURNAME))) return false; /* «همزمان با «انتصاب» رئیس‌جمهور» */
    if (titled) return n > 1 || strong || !(k->l->w[q0 + 1].pos & DB_POS_FREQUENT);
    if (q0 && nm_has(k, q0 - 1, L_OUTLET_NOUN)) return false;
    return n > 1 && ((nm_given(k, q0 + 1) && strong * 2 >= n) || (strong == n && n < 4 && nm_subject_place(k, q0)));
}

/* «آقای X» is one mention, though the name is X. */
static void respect(nm_work *k, uint32_t xi) {
    nm_x *x = &k->x[xi];
    for (uint32_t n = 4; n > 0; n--) {
        if (n > x->w0 || k->l->w[x->w0 - n].sent != k->l->w[x->w0].sent || nm_item(k, x->w0 - n, L_HONORIFIC, NULL) != x->w0) continue;
        bool clear = true;
        for (uint32_t w = x->w0 - n; w < x->w0; w++) clear &= k->own[w] < 0 && k->tit[w] < 0;
        if (!clear) return;
        x->lead = n;
        for (uint32_t w = x->w0 - n; w < x->w0; w++) k->own[w] = (int32_t)xi;
        return;
    }
}

uint32_t nm_name(nm_work *k, uint32_t w0, uint32_t w1, unsigned flags) {
    for (uint32_t w = w0; w < w1; w++) { /* «رابرت مالی»: no state in it */
        int32_t o = k->own[w];
        if (o >= 0 && k->x[o].w0 >= w0 && k->x[o].w1 <= w1) k->x[o].dead = true, k->own[w] = -1;
    }
    uint32_t x = nm_add(k, w0, w1, DABIR_PERSON, NONE, NULL, flags);
    if (!(flags & DB_MF_QUOTED)) respect(k, x);
    return x;
}

int32_t nm_person_at(const nm_work *k, uint32_t w) {
    if (w >= k->l->n_words) return -1;
    int32_t o = k->own[w];
    return o >= 0 && !k->x[o].dead && k->x[o].kind == DABIR_PERSON ? o : -1;
}

int32_t nm_quoted_at(nm_work *k, uint32_t w, bool titled) {
    uint32_t e = w < k->l->n_words && nm_quote_open(k, w) ? nm_quote_end(k, w, 6) : 0;
    if (!e) return -1;
    int32_t o = nm_person_at(k, w + 1);
    if (o >= 0) return o;
    if (!quoted_name(k, w, e, titled)) return -1;
    return (int32_t)nm_name(k, w + 1, e - 1, DB_MF_QUOTED);
}

int32_t nm_quoted_before(nm_work *k, uint32_t end) { /* end: behind the closing quote */
    if (end < 3) return -1;
    uint8_t p = k->l->w[end - 1].punct;
    if (p != DB_P_QUOTE_CLOSE && p != DB_P_QUOTE) return -1;
    for (uint32_t i = end - 1; i-- > 0 && i + 9 > end;)
        if (nm_quote_open(k, i)) return nm_quoted_at(k, i, true);
    return -1;
}

/* «آقای تخت روانچی نماینده …»: common words behind a word of respect, before a title. First word of the name, 0 if it is none. */
static uint32_t led_by_respect(const nm_work *k, uint32_t end) {
    for (uint32_t i = end; i > 1 && i + 3 > end; i--) {
        const db_word *x = &k->l->w[i - 1];
        if (k->own[i - 1] >= 0 || k->tit[i - 1] >= 0 || x->kind != DB_T_WORD || x->func || nm_finite(k, i - 1) || k->date[i - 1] || !nm_joined(k, i - 2, i - 1)) return 0;
        const db_entry *e = NULL;
        for (uint32_t h = i - 1; h-- > 0 && h + 4 > i;)
            if (nm_item(k, h, L_HONORIFIC, &e) == i - 1) return nm_likeness(k, end - 1) >= 1 || end > i ? i - 1 : 0;
    }
    return 0;
}

static int32_t name_before(nm_work *k, uint32_t end, bool comma) {
    int32_t o = nm_quoted_before(k, end);
    if (o >= 0 || end == 0) return o;
    o = nm_person_at(k, end - 1);
    if (o >= 0) return o;
    if (k->l->w[end - 1].punct) return -1;
    uint32_t w0 = nm_backward(k, end), led = led_by_respect(k, end);
    if (led && led < w0) return (int32_t)nm_name(k, led, end, 0);
    if (w0 == end) return -1;
    if (end - w0 == 1 && !(nm_likeness(k, w0) >= 2 && (comma || !w0 || k->l->w[w0 - 1].punct || k->l->w[w0 - 1].func))) return -1;
    return (int32_t)nm_name(k, w0, end, 0);
}

/* Does the word stand more than once in the report as an unknown word? Then a lone one behind a title may be a name. */
bool nm_recurs(const nm_work *k, uint32_t w) {
    uint32_t lo = w > 400 ? w - 400 : 0, hi = w + 400 < k->l->n_words ? w + 400 : k->l->n_words;
    for (uint32_t i = lo; i < hi; i++)
        if (i != w && nm_same_word(k, i, w)) return true;
    return false;
}

/* «معاون نخست‌وزیر …، بک تور عثمانوف، …»: words between two commas, an unknown one last. Their end, 0 if they are no name. */
static uint32_t between_commas(const nm_work *k, uint32_t w) {
    uint32_t e = w, n = k->l->n_words;
    while (e < n && e < w + 4 && k->own[e] < 0 && k->tit[e] < 0 && k->l->w[e].kind == DB_T_WORD && !k->l->w[e].func && !k->date[e] && !nm_finite(k, e) && k->like[e] > -2 && nm_joined(k, w, e)) e++;
    return e >= w + 2 && e < n && k->l->w[e].punct == DB_P_COMMA && k->like[e - 1] >= 2 ? e : 0;
}

static int32_t name_after(nm_work *k, uint32_t w, bool comma) {
    int32_t o = nm_quoted_at(k, w, true);
    if (o >= 0) return o;
    o = nm_person_at(k, w);
    if (o >= 0) return o;
    uint32_t h = nm_item(k, w, L_HONORIFIC, NULL);
    if (h) w = h;
    uint32_t e = nm_forward(k, w, 2, true), between = comma ? between_commas(k, w) : 0;
    if (between > e) return (int32_t)nm_name(k, w, between, 0);
    if (e == w) return -1;
    if (e - w == 1 && !h && (comma || !(nm_likeness(k, w) >= 3 || (nm_likeness(k, w) == 2 && nm_recurs(k, w))))) return -1;
    const db_word *x = &k->l->w[w];
    if (e - w == 2 && !h && (x->pos & DB_POS_GIVEN) && (x->pos & DB_POS_ADJ) && nm_likeness(k, w + 1) < 1 && !nm_has(k, w, L_LEADER)) return -1; /* «رهبر فرزانه انقلاب» */
    if (e - w == 1 && !h && (x->pos & DB_POS_GIVEN) && (x->pos & (DB_POS_NOUN | DB_POS_ADJ)) && !(x->pos & DB_POS_SURNAME) && !nm_has(k, w, L_LEADER)) return -1; /* «رهبر حکیم» */
    if (comma && !nm_given(k, w) && nm_likeness(k, w + 1) < 2) return -1;
    if (comma && e < k->l->n_words && k->tit[e] >= 0 && !k->ti[k->tit[e]].plural && k->ti[k->tit[e]].t0 == e && k->l->w[e].sent == k->l->w[w].sent) return -1; /* «به وزیر …، X معاون …» */
    return (int32_t)nm_name(k, w, e, 0);
}

static void bear(nm_work *k, uint32_t ti, int32_t xi) {
    nm_title *t = &k->ti[ti];
    t->person = xi;
    if (k->x[xi].title < 0) k->x[xi].title = (int32_t)ti;
    for (int32_t m = t->mate; m >= 0; m = k->ti[m].mate) k->ti[m].person = xi;
}

/* The loose words behind a head («دبیر اطلاع‌رسانی …») belong to it if the name follows them. */
static int32_t after_loose(nm_work *k, nm_title *t) {
    if (t->of_code || t->of_end <= t->t1 || t->plural) return -1;
    uint32_t w = t->of_end;
    bool quoted = nm_quote_open(k, w);
    if (!quoted && !(nm_given(k, w) && nm_likeness(k, w) >= 2)) return -1;
    int32_t o = name_after(k, w, false);
    if (o >= 0) t->p1 = t->t1 = t->of_end;
    return o;
}

/* Does the office serve one person when nothing else stands behind it? «سخنگوی X», «مشاور X»; «سخنگو X» only stands beside the name. */
static bool serves(const nm_work *k, const nm_title *t) {
    uint32_t n = nm_len(k, t->t1 - 1);
    if (!t->bare || t->of_code) return false;
    if (t->cls == CL_SPOKES) return n && nm_key(k, t->t1 - 1)[n - 1] == db_letter(0x6CC);
    if ((t->cls == CL_DEPUTY || t->cls == CL_ENVOY) && t->t1 < k->l->n_words) { /* «نماینده ویژه پوتین» */
        const db_entry *e = NULL;
        return nm_item(k, t->t1, L_LEADER, &e) == t->t1 + 1 && e->form != DB_F_NAME;
    }
    return t->cls == CL_ADVISER || nm_is(t->attr, "class", "office_head");
}

/* «A، رئیس دفتر B، …», «A مشاور «B»», «سخنگوی B»: the name behind belongs to the post. *bearer: the name before, -1 if there is none. */
static bool name_in_post(nm_work *k, nm_title *t, int32_t *bearer) {
    bool open = t->cls == CL_HEAD || t->cls == CL_ADVISER || t->cls == CL_DEPUTY || t->cls == CL_SPOKES || t->cls == CL_ENVOY;
    bool comma = t->t0 > 1 && k->l->w[t->t0 - 1].punct == DB_P_COMMA, start = t->t0 == 0 || k->l->w[t->t0 - 1].sent != k->l->w[t->t0].sent;
    *bearer = -1;
    bool owned = comma && !t->of_code && t->status && strcmp(t->status, "former") == 0; /* «X، وزیر خارجه وقت Y، …» */
    if (!(open || owned) || t->known || t->mate >= 0 || t->t1 >= k->l->n_words || k->l->w[t->t1].sent != k->l->w[t->t0].sent) return false;
    if (start && !serves(k, t)) return false;
    int32_t after = name_after(k, t->t1, false);
    if (after < 0) return false;
    if (!start && !t->indef) *bearer = name_before(k, comma ? t->t0 - 1 : t->t0, comma);
    if (*bearer == after) *bearer = -1;
    if (*bearer < 0 && !serves(k, t)) return false;
    t->under = (uint32_t)after + 1;
    if (!open) return true;
    t->p1 = t->t1 = k->x[after].w1;
    if (k->x[after].flags & DB_MF_QUOTED && t->t1 < k->l->n_words) t->p1 = ++t->t1;
    return true;
}

/* «امام جمعه خوانسار», «فرماندار جاجرم»: one unknown word behind a local office is its town. */
static bool town_behind(const nm_work *k, const nm_title *t, uint32_t w) {
    if (!nm_flag(t->attr, "local") || !t->bare || t->mate >= 0 || w >= k->l->n_words || k->l->w[w].sent != k->l->w[t->t0].sent) return false;
    return k->own[w] < 0 && nm_likeness(k, w) == 2 && nm_forward(k, w, 2, true) == w + 1 && (w + 1 >= k->l->n_words || nm_ends(k, w + 1) || k->like[w + 1] < 0);
}

/* «X (وزیر خارجه مصر)» */
static int32_t before_bracket(nm_work *k, const nm_title *t, uint32_t last) {
    uint32_t w0 = t->t0;
    if (w0 < 2 || last >= k->l->n_words || k->l->w[w0 - 1].punct != DB_P_PAREN_OPEN || k->l->w[last].punct != DB_P_PAREN_CLOSE) return -1;
    return k->l->w[w0 - 2].sent == k->l->w[w0].sent ? name_before(k, w0 - 1, true) : -1;
}

static void beside_title(nm_work *k, uint32_t ti) {
    nm_title *t = &k->ti[ti];
    if (t->plural || t->person >= 0) return;
    uint32_t last = t->mate >= 0 ? k->ti[t->mate].t1 : t->t1, n = k->l->n_words, w0 = t->t0;
    bool start = w0 == 0 || k->l->w[w0 - 1].sent != k->l->w[w0].sent;
    if (t->deictic) return;
    int32_t o = -1;
    bool boss = name_in_post(k, t, &o);
    bool dash = !start && w0 > 1 && k->l->w[w0 - 1].punct == DB_P_DASH && k->l->w[w0 - 2].sent == k->l->w[w0].sent; /* «X - وزیر …، Y - وزیر …» */
    if (!boss && !start && !t->indef) o = name_before(k, dash ? w0 - 1 : w0, dash);
    if (o < 0) o = before_bracket(k, t, last);
    if (boss) {
        if (o >= 0) bear(k, ti, o);
        return;
    }
    last = t->mate >= 0 ? k->ti[t->mate].t1 : t->t1;
    const db_entry *lead = NULL;
    if (o < 0 && last > w0 + 1 && (nm_item(k, last - 1, L_NAME_LEAD, &lead) == last || nm_thing_before(k, last))) return; /* «مدیرعامل بیمه X»; «یک مقام دولت X»: X leads the government */
    if (o < 0 && town_behind(k, t, last)) t->p1 = t->t1 = last + 1, t->bare = false;
    else if (o < 0 && last < n && k->l->w[last].sent == k->l->w[w0].sent) o = name_after(k, last, false);
    if (o < 0) o = after_loose(k, t);
    if (o < 0 && !start && !t->indef && w0 > 1 && k->l->w[w0 - 1].punct == DB_P_COMMA) o = name_before(k, w0 - 1, true);
    if (o < 0 && last + 1 < n && k->l->w[last].punct == DB_P_COMMA && k->l->w[last + 1].sent == k->l->w[w0].sent) o = name_after(k, last + 1, true);
    if (o >= 0) bear(k, ti, o);
}

/* Titles beside names that only the labeller has found. */
void nm_titles_again(nm_work *k) {
    for (uint32_t i = 0; i < k->nt; i++) {
        const nm_title *t = &k->ti[i];
        uint32_t last = t->mate >= 0 ? k->ti[t->mate].t1 : t->t1, w0 = t->t0, n = k->l->n_words;
        if (t->plural || t->person >= 0 || t->deictic || t->indef || t->part) continue;
        int32_t o = -1;
        const nm_title *prev = i ? &k->ti[i - 1] : NULL; /* «X، وزیر خارجه … و رئیس …»: two offices of different owners */
        bool second = prev && prev->person >= 0 && k->x[prev->person].w1 <= prev->t0 && prev->t1 + 1 == w0 && k->l->w[prev->t1].func == DB_FN_AND && nm_person_at(k, last) < 0 && !nm_quote_open(k, last);
        if (second && (last >= n || nm_ends(k, last))) {
            k->ti[i].person = prev->person;
            continue;
        }
        bool start = w0 < 2 || k->l->w[w0 - 1].sent != k->l->w[w0].sent;
        if (!start) o = nm_person_at(k, k->l->w[w0 - 1].punct == DB_P_COMMA ? w0 - 2 : w0 - 1);
        if (o < 0 && last < n && k->l->w[last].sent == k->l->w[w0].sent && !nm_thing_before(k, last)) o = nm_person_at(k, last);
        if (o >= 0 && k->x[o].title < 0 && !(k->x[o].w0 >= last && serves(k, t))) bear(k, i, o);
    }
}

/* «با X، همتای مصری خود», «همتای مصری خود، X، …»: a name beside the word for a counterpart. */
static void beside_counterpart(nm_work *k, uint32_t w) {
    int32_t o = k->own[w + 1];
    uint32_t n = k->l->n_words, b;
    if (o < 0 || k->x[o].kind != DABIR_STATE || k->x[o].w0 > w + 1) return;
    b = k->x[o].w1;
    bool start = w < 2 || k->l->w[w - 1].sent != k->l->w[w].sent;
    bool comma = !start && k->l->w[w - 1].punct == DB_P_COMMA;
    if (!start && name_before(k, comma ? w - 1 : w, comma) >= 0) return;
    if (b < n && k->l->w[b].func == DB_FN_REFL) b++;
    if (b + 1 < n && k->l->w[b].sent == k->l->w[w].sent && k->tit[b] < 0) name_after(k, b + (k->l->w[b].punct == DB_P_COMMA), k->l->w[b].punct == DB_P_COMMA);
}

void nm_persons(nm_work *k) {
    for (uint32_t i = 0; i < k->nt; i++) beside_title(k, i);
    for (uint32_t w = 0; w + 1 < k->l->n_words; w++)
        if (nm_has(k, w, L_COUNTERPART) && k->tit[w] < 0) beside_counterpart(k, w);
    nm_free_names(k);
}
