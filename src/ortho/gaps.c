/* gaps.c -- the normaliser's pass over spacing: half-spaces cut back into words, half-spaces in place of spaces, runs of spaces, and spaces beside marks.
 * The cuts come first and depend on each word alone; what the gaps look at are the words after cutting. A second pass sees the same words, hence finds nothing. */
#include "ortho/norm.h"
#include "text/utf8.h"

/* ---- the writer's hand ---- */

/* How the verbs with می are written in this text: with a half-space, apart, as one. Who never writes them as one means what he writes as one elsewhere
 * («سالهای»); who never writes them apart means his spaces. */
static void hand(db_run *r) {
    uint32_t z = 0, s = 0, g = 0;
    for (uint32_t i = 0; i < r->x.n; i++) {
        const db_atom *a = &r->x.a[i], *b = i + 1 < r->x.n ? a + 1 : NULL;
        if (a->kind != DB_A_WORD) continue;
        const uint8_t *l = r->x.letters + a->l0;
        uint32_t p = a->data & DB_WT_SETTLED ? a->data >> DB_WT_P1 & 31 : 0;
        if (db_pre(a->data) == DB_PRE_VERB && b && b->kind == DB_A_WORD) z += b->gap == DB_G_ZWNJ, s += b->gap == DB_G_SPACE;
        else if ((p == 2 || p == 3) && db_pre(db_wt_word(&r->s->t, db_word_hash(l, p))) == DB_PRE_VERB) g++;
    }
    z = r->mi[0] += z, s = r->mi[1] += s, g = r->mi[2] += g;
    uint32_t n = z + s + g;
    r->careful = *r->s;
    r->only_verbs = false;
    if (!db_on(r, DB_SW_HAND) || n < 3) return;
    r->only_verbs = g * 8 < n;
    if (s * 8 < n && r->s->gap.scale > 0) r->careful.gap_bias -= (int32_t)(DB_CAREFUL / r->s->gap.scale);
}

/* ---- cuts ---- */

/* Byte of the text before letter k of the atom. */
static uint32_t byte_of(const db_run *r, const db_atom *a, uint32_t k) {
    if (!(a->flags & DB_AF_DIRTY)) return a->b0 + 2 * k; /* plain letters only: two bytes each */
    uint32_t at = a->b0, len;
    for (uint32_t seen = 0; at < a->b1; at += len) {
        uint32_t cp = db_cp(r->text.p + at, &len), folded[4], m = 1;
        folded[0] = cp;
        if (cp >= 0xFB50 && cp <= 0xFEFC) m = db_fold(cp, folded);
        uint32_t letters = 0;
        for (uint32_t j = 0; j < m; j++) letters += db_letter(folded[j]) != 0;
        if (db_class_of(cp) == DB_K_MARK) letters = 0;
        if (letters && seen >= k) return at;
        seen += letters;
    }
    return a->b1;
}

static bool allowed(const db_run *r, const uint8_t *l, uint32_t n, uint32_t p) {
    uint32_t dl = db_wt_word(&r->s->t, db_word_hash(l, p)), dr = db_wt_word(&r->s->t, db_word_hash(l + p, n - p));
    if (db_suf(dr) == DB_SUF_DEGREE && db_wpos(dl) == DB_WPOS_FUNCTION) return false; /* «کهتر» */
    if (db_on(r, DB_SW_CUT) == 2 && !r->only_verbs) return true;
    if (db_pre(dl) == DB_PRE_VERB) return true;
    return db_on(r, DB_SW_CUT) && db_suf(dr) == DB_SUF_PERSON;
}

typedef struct cutting { db_atom *out; uint32_t n; bool any; } cutting;

static void push_part(db_run *r, cutting *c, const db_atom *a, uint32_t from, uint32_t to) {
    db_atom *b = &c->out[c->n++];
    *b = *a;
    b->b0 = from ? byte_of(r, a, from) : a->b0;
    b->b1 = to < a->n ? byte_of(r, a, to) : a->b1;
    b->l0 = a->l0 + from;
    b->n = (uint16_t)(to - from);
    b->h = db_word_hash(r->x.letters + b->l0, b->n);
    b->data = db_wt_word(&r->s->t, b->h);
    if (from) b->gap = DB_G_ZWNJ, b->flags |= DB_AF_PLAIN | DB_AF_CUT;
}

static void cut_one(db_run *r, cutting *c, const db_atom *a) {
    uint8_t at[DB_SPLITS_MAX];
    const uint8_t *l = r->x.letters + a->l0;
    uint32_t k = db_ortho_splits(r->s, l, a->n, at), from = 0;
    for (uint32_t j = 0; j < k; j++) {
        uint32_t end = j + 1 < k ? at[j + 1] : a->n;
        if (!allowed(r, l + from, end - from, at[j] - from)) continue;
        push_part(r, c, a, from, at[j]);
        from = at[j];
        c->any = true;
    }
    push_part(r, c, a, from, a->n);
}

/* Words to be cut are few; the atoms are copied only if there are any. */
static void cuts(db_run *r) {
    cutting c = {0};
    if ((!db_on(r, DB_SW_CUT) && !db_on(r, DB_SW_MI)) || !r->s->t.word) return;
    uint32_t done = 0;
    for (uint32_t i = 0; i < r->x.n; i++) {
        const db_atom *a = &r->x.a[i];
        if (a->kind != DB_A_WORD || a->n < 3 || a->n > DB_SPLIT_MAX || a->flags & DB_AF_FIXED) continue;
        if (a->data & DB_WT_SETTLED && !(a->data >> DB_WT_P1 & 31)) continue;
        if (!c.out) c.out = DB_NEW(r->a, db_atom, (size_t)r->x.n * 2 + 64);
        if (c.n + (i - done) + DB_SPLITS_MAX + 1 >= (size_t)r->x.n * 2 + 64) break;
        memcpy(c.out + c.n, r->x.a + done, (i - done) * sizeof *a);
        c.n += i - done;
        cut_one(r, &c, a);
        done = i + 1;
    }
    if (!c.any) return;
    memcpy(c.out + c.n, r->x.a + done, (r->x.n - done) * sizeof *c.out);
    r->x.n = c.n + r->x.n - done;
    r->x.a = c.out;
}

/* ---- joins ---- */

enum { TO_ZWNJ = 1, TO_NOTHING };

/* Affixes by the table alone. */
static bool affix_rule(const db_run *r, const db_atom *a, const db_atom *b) {
    uint8_t last = a->n ? r->x.letters[a->l0 + a->n - 1] : 0;
    bool he = last == 36 + 31;
    if (db_pre(a->data) == DB_PRE_VERB) return b->n > 1 && db_wpos(b->data) != DB_WPOS_FUNCTION;
    if (db_on(r, DB_SW_JOIN) == 1) return false;
    switch (db_suf(b->data)) {
    case DB_SUF_PLURAL: case DB_SUF_PLURAL_POSS: return a->n > 1;
    case DB_SUF_DEGREE: return a->n > 1 && db_wpos(a->data) != DB_WPOS_FUNCTION;
    case DB_SUF_YE: case DB_SUF_EZAFE: case DB_SUF_PERSON: return he && a->n > 2;
    case DB_SUF_POSS: return a->n > 2 && (b->n > 2 || he);
    default: return false;
    }
}

static uint8_t how(const db_run *r, const db_atom *a, const db_atom *b) {
    uint32_t suf = db_suf(b->data);
    bool affix = suf >= DB_SUF_PLURAL && suf <= DB_SUF_DEGREE;
    if (suf == DB_SUF_DEGREE && db_on(r, DB_SW_DEGREE)) return TO_NOTHING;
    if (!a->n || db_joins_left(r->x.letters[a->l0 + a->n - 1])) return TO_ZWNJ;
    switch (db_on(r, DB_SW_NEW_NONJOINING)) {
    case 1: return affix ? TO_NOTHING : TO_ZWNJ;
    case 2: return TO_NOTHING;
    case 3: return 0;
    default: return TO_ZWNJ;
    }
}

/* «بر می‌گردد»: the first part is written on, if the verb is one that has it. */
static bool verb_prefix(const db_run *r, uint32_t i) {
    const db_atom *a = &r->x.a[i - 1], *b = &r->x.a[i], *c = i + 1 < r->x.n ? b + 1 : NULL;
    if (!db_on(r, DB_SW_VERB_PREFIX) || db_pre(b->data) != DB_PRE_VERB || !c || c->kind != DB_A_WORD || a->n > 4 || b->n > 3) return false;
    if (c->gap != DB_G_ZWNJ && c->gap != DB_G_SPACE) return false;
    uint8_t l[8];
    memcpy(l, r->x.letters + a->l0, a->n);
    memcpy(l + a->n, r->x.letters + b->l0, b->n);
    uint64_t h = db_word_hash(l, a->n + b->n);
    if (db_pre(db_wt_word(&r->s->t, h)) != DB_PRE_VERB) return false;
    uint32_t pair = db_wt_pair(&r->s->t, h, c->h);
    return pair && pair != DB_WP_NEVER;
}

/* «کار آفرینی», «اظهار نامه»: the dictionary writes them as one, and no half-space could show behind the first. */
static bool compound(const db_run *r, const db_atom *a, const db_atom *b) {
    uint32_t pa = db_wpos(a->data), pb = db_wpos(b->data);
    if (a->n < 3 || b->n < 3 || a->n + b->n > DB_SPLIT_MAX || db_joins_left(r->x.letters[a->l0 + a->n - 1])) return false;
    if (pa == DB_WPOS_FUNCTION || pb == DB_WPOS_FUNCTION || pb == DB_WPOS_FINITE || pb == DB_WPOS_VERB || pa == DB_WPOS_FINITE) return false;
    uint8_t l[DB_SPLIT_MAX];
    memcpy(l, r->x.letters + a->l0, a->n);
    memcpy(l + a->n, r->x.letters + b->l0, b->n);
    return db_wt_word(&r->s->t, db_word_hash(l, a->n + b->n)) & (DB_WT_KNOWN | DB_WT_LEX);
}

/* Pairs of data/ortho/affix.tsv («این جا», «به هر»). */
static bool listed(const db_run *r, const db_atom *a, const db_atom *b) {
    if (a->n > 3 || b->n > 5) return false;
    uint64_t h = db_pair_hash(a->h, b->h);
    for (uint32_t i = 0; i < r->n_pairs; i++)
        if (r->pairs[i] == h) return true;
    return false;
}

static void joins(db_run *r, uint8_t *act) {
    uint8_t mode = db_on(r, DB_SW_JOIN);
    if (!mode) return;
    db_open_gap open[DB_GAP_BLOCK];
    if (mode >= 3)
        for (uint32_t at = 1; at < r->x.n;) {
            uint32_t n = db_gaps_open(r->s, &r->x, &at, open);
            for (uint32_t j = 0; j < n; j++) {
                uint32_t i = open[j].i;
                if (db_gap_score(&r->careful, &r->x, i, open[j].pair) > 0) act[i] = how(r, &r->x.a[i - 1], &r->x.a[i]);
            }
        }
    for (uint32_t i = 1; i < r->x.n; i++) {
        const db_atom *a = &r->x.a[i - 1], *b = &r->x.a[i];
        if (act[i] || b->gap != DB_G_SPACE || (mode < 4 && !(db_suf(b->data) | db_pre(b->data) | db_pre(a->data))) || !db_gap_possible(a, b)) continue;
        bool he_ye = db_suf(b->data) == DB_SUF_EZAFE && b->n == 1 && a->n > 2 && r->x.letters[a->l0 + a->n - 1] == 36 + 31;
        if (mode >= 2 && he_ye) act[i] = TO_ZWNJ;
        else if (mode != 3 && affix_rule(r, a, b)) act[i] = how(r, a, b);
        else if (verb_prefix(r, i) || (mode == 5 && compound(r, a, b))) act[i] = TO_NOTHING;
        else if (mode >= 4 && listed(r, a, b)) act[i] = how(r, a, b);
    }
}

/* ---- marks ---- */

enum { M_OTHER, M_STOP /* . */, M_COLON, M_CLOSE /* ، ؛ ! ؟ … */, M_LEFT, M_RIGHT, M_LEFT_OPEN /* a bracket without its other half */ };

static uint8_t mark_of(const db_run *r, const db_atom *a) {
    uint32_t len;
    if (a->kind != DB_A_PUNCT) return M_OTHER;
    switch (db_cp(r->text.p + a->b0, &len)) {
    case '.': case 0x6D4: return M_STOP;
    case ':': return M_COLON;
    case '!': case 0x61F: case '?': case 0x60C: case ',': case 0x61B: case ';': return M_CLOSE;
    case 0x66A: case '%': return M_OTHER;
    default: return M_OTHER;
    }
}

static int bracket_of(const db_run *r, const db_atom *a) { /* > 0 left, < 0 right */
    uint32_t len;
    switch (db_cp(r->text.p + a->b0, &len)) {
    case '(': return 1;
    case ')': return -1;
    case '[': return 2;
    case ']': return -2;
    case '{': return 3;
    case '}': return -3;
    case 0xAB: return 4;
    case 0xBB: return -4;
    default: return 0;
    }
}

/* Kinds of all marks; brackets only where both halves stand in one line. */
static void marks(const db_run *r, uint8_t *mark) {
    uint32_t stack[64], n = 0;
    for (uint32_t i = 0; i < r->x.n; i++) {
        const db_atom *a = &r->x.a[i];
        if (a->gap == DB_G_BREAK) n = 0;
        if (a->kind != DB_A_PUNCT) continue;
        mark[i] = mark_of(r, a);
        int b = bracket_of(r, a);
        if (b > 0 && n < 64) stack[n++] = i;
        else if (b < 0 && n && bracket_of(r, &r->x.a[stack[n - 1]]) == -b) mark[i] = M_RIGHT, mark[stack[--n]] = M_LEFT;
        else if (b < 0) n = 0;
    }
}

static bool solid(const db_atom *a) { return a->kind == DB_A_WORD || a->kind == DB_A_NUMBER || a->kind == DB_A_LATIN || a->kind == DB_A_CLOSED; }

/* A mark that ends something: a space, a line end or another mark follows it. */
static bool ends_here(const db_run *r, const uint8_t *mark, uint32_t i) {
    if (i + 1 >= r->x.n) return true;
    const db_atom *next = &r->x.a[i + 1];
    if (next->gap != DB_G_NONE) return true;
    return next->kind == DB_A_PUNCT && !(mark[i] == M_STOP && mark[i + 1] == M_STOP) && mark[i + 1] != M_LEFT;
}

static bool semicolon_comma(const db_run *r, const db_atom *a, const db_atom *b) {
    uint32_t len, x = db_cp(r->text.p + a->b0, &len), y = db_cp(r->text.p + b->b0, &len);
    return (x == ';' || x == 0x61B) && (y == ',' || y == 0x60C);
}

/* -1: as it is; 0: no space; 1: one space. */
static int beside_mark(const db_run *r, const uint8_t *mark, uint32_t i) {
    const db_atom *a = &r->x.a[i - 1], *b = &r->x.a[i];
    uint8_t way = db_on(r, DB_SW_PUNCT), ma = mark[i - 1], mb = mark[i];
    bool space = b->gap == DB_G_SPACE, none = b->gap == DB_G_NONE;
    if (way == 3) {
        if (!(ma == M_STOP && mb == M_STOP) && none && ((mb && solid(a)) || (ma && solid(b)))) return 1;
        return -1;
    }
    if (space) {
        if (ma == M_LEFT) return 0;
        if (mb == M_RIGHT) return 0;
        bool end = (mb == M_CLOSE || mb == M_STOP || mb == M_COLON) && ends_here(r, mark, i);
        if (way == 2 && mb == M_CLOSE && i + 1 < r->x.n && r->x.a[i + 1].kind == DB_A_WORD) end = true; /* a space comes behind it */
        if (ma == M_CLOSE && mb == M_CLOSE && semicolon_comma(r, a, b)) return -1;
        if (end && (a->kind == DB_A_WORD || a->kind == DB_A_NUMBER || ma == M_RIGHT || (way == 2 && (solid(a) || ma == M_CLOSE)))) return 0;
        return -1;
    }
    if (!none || way != 2) return -1;
    bool word = b->kind == DB_A_WORD && (b->n > 1 || r->x.letters[b->l0] == 36 + 30);
    char c = r->text.p[a->b0], d = r->text.p[b->b0];
    if (ma == M_CLOSE && (b->kind == DB_A_WORD || (mb == M_LEFT && !(c == '!' && d == '[')))) return 1;
    if (ma == M_CLOSE && mb == M_CLOSE && semicolon_comma(r, a, b)) return 1;
    if (ma == M_COLON && word && i > 1 && r->x.a[i - 2].kind == DB_A_WORD && a->gap == DB_G_NONE) return 1;
    if (ma == M_STOP && word && i > 1 && r->x.a[i - 2].kind == DB_A_WORD && r->x.a[i - 2].n > 1 && a->gap == DB_G_NONE) return 1;
    if (ma == M_RIGHT && word && !db_suf(b->data)) return 1;
    if (mb == M_LEFT && solid(a) && a->kind != DB_A_CLOSED) return 1;
    return -1;
}

/* ---- all gaps ---- */

static bool text_like(const db_atom *a) { return a->kind == DB_A_WORD || a->kind == DB_A_NUMBER || a->kind == DB_A_LATIN; }

static void set_gap(db_run *r, uint32_t from, uint32_t to, db_str now, db_switch why) {
    if (to - from == now.n && memcmp(r->text.p + from, now.p, now.n) == 0) return;
    db_edit_add(&r->e, from, to, now, (uint8_t)why);
}

/* Half-spaces at the ends of lines. */
static void strip(db_run *r, uint32_t from, uint32_t to) {
    if (!db_on(r, DB_SW_ZWNJ)) return;
    for (uint32_t i = from; i + 3 <= to; i++) {
        if (memcmp(r->text.p + i, "\xE2\x80\x8C", 3) != 0) continue;
        db_edit_add(&r->e, i, i + 3, db_lit(""), DB_SW_ZWNJ);
        r->e.e[r->e.n - 1].quiet = true;
        i += 2;
    }
}

/* White space with a line end in it. */
static void line_gap(db_run *r, uint32_t from, uint32_t to) {
    const char *s = r->text.p;
    if (db_on(r, DB_SW_TRIM) == 0 && !db_on(r, DB_SW_NEWLINES)) {
        strip(r, from, to);
        return;
    }
    char *p = db_alloc(r->a, (size_t)(to - from) + 2);
    uint32_t o = 0, lines = 0, last = from;
    bool lead = false;
    for (uint32_t i = from; i < to; i++) {
        if (s[i] != '\n') continue;
        lead |= !lines && i > last && db_on(r, DB_SW_TRIM) == 2;
        if (!lines && lead) p[o++] = ' ';
        if (lines < 2 || !db_on(r, DB_SW_NEWLINES)) p[o++] = '\n';
        lines++;
        last = i + 1;
    }
    if (!lines) return; /* other line ends stay as they are */
    set_gap(r, from, to, db_str_of(p, o), db_on(r, DB_SW_NEWLINES) && lines > 2 ? DB_SW_NEWLINES : DB_SW_TRIM);
}

static void edge(db_run *r, uint32_t from, uint32_t to) {
    if (from >= to) return;
    bool lines = memchr(r->text.p + from, '\n', to - from) != NULL;
    if (db_on(r, DB_SW_TRIM) == 2) set_gap(r, from, to, db_lit(""), DB_SW_TRIM);
    else if (db_on(r, DB_SW_TRIM) == 1 && !lines) set_gap(r, from, to, db_lit(""), DB_SW_TRIM);
    else if (lines && db_on(r, DB_SW_TRIM) == 1) line_gap(r, from, to);
    else strip(r, from, to);
}

/* Could the two become one token, or parts of one, without the half-space between them? */
static bool sticky(const db_run *r, const db_atom *a, const db_atom *b) {
    const db_atom *p = a->kind == DB_A_PUNCT ? a : b;
    if (a->kind == DB_A_CLOSED || b->kind == DB_A_CLOSED) return true;
    if (a->kind != DB_A_WORD && b->kind != DB_A_WORD) return true;
    unsigned char c = (unsigned char)r->text.p[p->b0];
    return c < 0x80 && strchr("@#`<&%_/\\=", c);
}

static void zwnj_gap(db_run *r, const db_atom *a, const db_atom *b) {
    if (b->flags & DB_AF_CUT) {
        set_gap(r, a->b1, b->b0, DB_ZWNJ_STR, db_on(r, DB_SW_CUT) ? DB_SW_CUT : DB_SW_MI);
        return;
    }
    if ((a->flags | b->flags) & DB_AF_FIXED) return;
    if (db_on(r, DB_SW_ZWNJ) && (!text_like(a) || !text_like(b))) {
        set_gap(r, a->b1, b->b0, db_lit(""), DB_SW_ZWNJ);
        if (r->e.n) r->e.e[r->e.n - 1].quiet = !sticky(r, a, b);
    }
    else if (db_on(r, DB_SW_NONJOINING) && a->kind == DB_A_WORD && a->n && !db_joins_left(r->x.letters[a->l0 + a->n - 1])) set_gap(r, a->b1, b->b0, db_lit(""), DB_SW_NONJOINING);
    else if (db_on(r, DB_SW_ZWNJ)) set_gap(r, a->b1, b->b0, DB_ZWNJ_STR, DB_SW_ZWNJ);
}

static void one_gap(db_run *r, uint32_t i, const uint8_t *act, const uint8_t *mark) {
    const db_atom *a = &r->x.a[i - 1], *b = &r->x.a[i];
    if (act[i]) {
        set_gap(r, a->b1, b->b0, act[i] == TO_ZWNJ ? DB_ZWNJ_STR : db_lit(""), DB_SW_JOIN);
        return;
    }
    if (b->gap == DB_G_BREAK) {
        line_gap(r, a->b1, b->b0);
        return;
    }
    int want = db_on(r, DB_SW_PUNCT) && (mark[i - 1] | mark[i]) ? beside_mark(r, mark, i) : -1;
    if (want >= 0) set_gap(r, a->b1, b->b0, db_lit(want ? " " : ""), DB_SW_PUNCT);
    else if (b->gap == DB_G_ZWNJ) zwnj_gap(r, a, b);
    else if (b->gap == DB_G_SPACE && !(b->flags & DB_AF_PLAIN) && db_on(r, DB_SW_SPACES)) set_gap(r, a->b1, b->b0, db_lit(" "), DB_SW_SPACES);
    else if (b->gap == DB_G_NONE && db_on(r, DB_SW_NUMBERS) && ((a->kind == DB_A_WORD && b->kind == DB_A_NUMBER) || (a->kind == DB_A_NUMBER && b->kind == DB_A_WORD)))
        set_gap(r, a->b1, b->b0, db_lit(" "), DB_SW_NUMBERS);
}

void db_pass_gaps(db_run *r) {
    hand(r);
    cuts(r);
    uint32_t n = r->x.n;
    uint8_t *act = DB_NEW(r->a, uint8_t, (size_t)n + 1), *mark = DB_NEW(r->a, uint8_t, (size_t)n + 1);
    joins(r, act);
    marks(r, mark);
    edge(r, 0, n ? r->x.a[0].b0 : r->text.n);
    for (uint32_t i = 1; i < n; i++) {
        const db_atom *b = &r->x.a[i];
        if (!act[i] && b->kind == DB_A_WORD && (b->flags & DB_AF_PLAIN) && b->gap == DB_G_SPACE && b[-1].kind == DB_A_WORD) continue;
        one_gap(r, i, act, mark);
    }
    if (n) edge(r, r->x.a[n - 1].b1, r->text.n);
}
