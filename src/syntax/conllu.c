/* conllu.c -- CoNLL-U in and out: ten columns a word, multiword ranges, empty nodes passed over. What the columns hold that a db_sword
 * has no field for (XPOS, DEPS, the rest of MISC) is not kept. Faults are told with their line and column. */
#include "syntax/syntax.h"

enum { COLUMNS = 10, C_ID = 0, C_FORM, C_LEMMA, C_UPOS, C_XPOS, C_FEATS, C_HEAD, C_REL, C_DEPS, C_MISC };

struct db_conllu {
    const char *name, *p;
    size_t n, at;
    uint32_t line; /* of the byte at `at`, from 1 */
};

typedef struct range { /* a multiword token that is being read */
    uint32_t first, last; /* word ids; 0: none */
    db_str form;
    bool glued;           /* SpaceAfter=No */
} range;

typedef struct reading {
    db_conllu *r;
    db_arena *a;
    db_sentence *s;
    dabir_error *err;
    uint32_t cap, line0;  /* line of the first word */
    uint32_t n_tokens;
    range mwt;
    db_str col[COLUMNS];
    db_str line;
} reading;

db_conllu *db_conllu_open(db_arena *a, const char *name, const char *p, size_t n) {
    db_conllu *r = DB_NEW(a, db_conllu, 1);
    *r = (db_conllu){.name = name, .p = p, .n = n, .line = 1};
    if (n >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0) r->at = 3;
    return r;
}

/* ---- one line ---- */

/* The next line without its end (LF or CRLF); false at the end of the bytes. */
static bool next_line(db_conllu *r, db_str *line) {
    if (r->at >= r->n) return false;
    const char *p = r->p + r->at, *end = memchr(p, '\n', r->n - r->at);
    size_t n = end ? (size_t)(end - p) : r->n - r->at;
    r->at += n + (end != NULL);
    r->line++;
    if (n && p[n - 1] == '\r') n--;
    *line = db_str_of(p, n);
    return true;
}

/* Fails at `where`, a place in the line just read. */
static dabir_status fault(const reading *x, const char *where, const char *what, db_str it) {
    return db_fail(x->err, DABIR_E_SYNTAX, x->r->name, x->r->line - 1, (uint32_t)(where - x->line.p) + 1, (uint64_t)(where - x->r->p),
        what, (int)(it.n > 60 ? 60 : it.n), it.p ? it.p : "");
}

static const char *bad_utf8(db_str s) {
    const unsigned char *p = (const unsigned char *)s.p, *end = p + s.n;
    while (p < end) {
        uint32_t c = *p, more = c < 0x80 ? 0 : c >= 0xC2 && c < 0xE0 ? 1 : c >= 0xE0 && c < 0xF0 ? 2 : c >= 0xF0 && c < 0xF5 ? 3 : 9;
        if (more > (uint32_t)(end - p) - 1) return (const char *)p;
        for (uint32_t i = 1; i <= more; i++)
            if ((p[i] & 0xC0) != 0x80) return (const char *)p;
        if ((c == 0xE0 && p[1] < 0xA0) || (c == 0xED && p[1] > 0x9F) || (c == 0xF0 && p[1] < 0x90) || (c == 0xF4 && p[1] > 0x8F)) return (const char *)p;
        p += more + 1;
    }
    return NULL;
}

static dabir_status split(reading *x) {
    const char *p = x->line.p, *end = p + x->line.n;
    uint32_t n = 0;
    for (const char *from = p;; p++) {
        if (p < end && *p != '\t') continue;
        if (n == COLUMNS) return fault(x, from, "more than 10 columns in «%.*s»", x->line);
        x->col[n++] = db_str_of(from, (size_t)(p - from));
        if (p == from) return fault(x, p, "an empty column in «%.*s»", x->line);
        if (p == end) break;
        from = p + 1;
    }
    if (n < COLUMNS) return fault(x, end, "fewer than 10 columns in «%.*s»", x->line);
    const char *bad = bad_utf8(x->line);
    return bad ? fault(x, bad, "this is not UTF-8%.*s", db_str_of("", 0)) : DABIR_OK;
}

/* Decimal number at *p; false if there is none or it is greater than any index. */
static bool number(const char **p, const char *end, uint32_t *out) {
    const char *q = *p;
    uint32_t v = 0;
    while (q < end && *q >= '0' && *q <= '9' && v < 1000000) v = v * 10 + (uint32_t)(*q++ - '0');
    bool ok = q > *p && v < 1000000;
    *p = q;
    *out = v;
    return ok;
}

static bool is_none(db_str s) { return s.n == 1 && s.p[0] == '_'; }

/* Value of `key` in a column of key=value|key=value; p == NULL if it is not there. */
static db_str value_of(db_str col, const char *key) {
    size_t k = strlen(key);
    for (const char *p = col.p, *end = p + col.n; p < end;) {
        const char *bar = memchr(p, '|', (size_t)(end - p));
        size_t n = (size_t)((bar ? bar : end) - p);
        if (n > k && memcmp(p, key, k) == 0 && p[k] == '=') return db_str_of(p + k + 1, n - k - 1);
        p += n + 1;
    }
    return (db_str){0};
}

static bool is_glued(db_str misc) { return db_str_eq(value_of(misc, "SpaceAfter"), db_str_z("No")); }

/* ---- the columns ---- */

static dabir_status read_range(reading *x, uint32_t first, uint32_t last) {
    if (last <= first || first != x->s->n + 1 || x->mwt.first)
        return fault(x, x->line.p, "the range %.*s does not stand before its words", x->col[C_ID]);
    if (last - first >= 255) return fault(x, x->line.p, "the range %.*s has too many words", x->col[C_ID]);
    x->mwt = (range){first, last, x->col[C_FORM], is_glued(x->col[C_MISC])};
    return DABIR_OK;
}

/* LEMMA and OrigLemma: iPerUDT writes both stems as the lemma of a verb, the others the past stem alone. */
static void read_lemma(const reading *x, db_sword *w) {
    db_str lemma = x->col[C_LEMMA];
    w->stems = value_of(x->col[C_MISC], "OrigLemma");
    if (is_none(lemma) && !is_none(x->col[C_FORM])) return;
    uint32_t hash = lemma.n;
    while (hash && lemma.p[hash - 1] != '#') hash--;
    if (hash > 1 && !w->stems.p) {
        w->stems = lemma;
        lemma.n = hash - 1;
    }
    w->lemma = lemma;
}

static dabir_status read_relation(const reading *x, db_sword *w) {
    db_str head = x->col[C_HEAD], rel = x->col[C_REL];
    uint32_t h = 0;
    const char *p = head.p;
    if (!is_none(head)) {
        if (!number(&p, head.p + head.n, &h) || p != head.p + head.n || h > DB_SENTENCE_MAX) return fault(x, head.p, "«%.*s» is no head", head);
        if (h == x->s->n) return fault(x, head.p, "word %.*s is its own head", x->col[C_ID]);
    }
    w->head = (uint16_t)h;
    if (is_none(rel)) return DABIR_OK;
    const char *colon = memchr(rel.p, ':', rel.n);
    uint32_t d = db_deprel_of(rel);
    if (!d && colon) d = db_deprel_of(db_str_of(rel.p, (size_t)(colon - rel.p))); /* a subtype that we do not know */
    if (!d) return fault(x, rel.p, "«%.*s» is no relation", rel);
    w->deprel = (uint8_t)d;
    return DABIR_OK;
}

static void place_in_token(reading *x, db_sword *w, uint32_t id) {
    w->parts = 1;
    if (x->mwt.first) {
        w->part = (uint8_t)(id - x->mwt.first);
        w->parts = (uint8_t)(x->mwt.last - x->mwt.first + 1);
        w->token = x->mwt.form;
    }
    if (!w->part) x->n_tokens++;
    w->tok0 = x->n_tokens - 1;
    w->tok1 = x->n_tokens;
    bool glued = is_glued(x->col[C_MISC]);
    if (x->mwt.first && id == x->mwt.last) {
        glued |= x->mwt.glued;
        for (uint32_t i = x->mwt.first; i < x->mwt.last; i++) x->s->w[i - 1].space = !glued;
        x->mwt.first = 0;
    }
    w->space = !glued;
}

static dabir_status read_word(reading *x, uint32_t id) {
    if (id != x->s->n + 1) return fault(x, x->line.p, "word %.*s is not the next one", x->col[C_ID]);
    if (id > DB_SENTENCE_MAX) return fault(x, x->line.p, "the sentence is too long: word %.*s", x->col[C_ID]);
    if (!x->s->n) x->line0 = x->r->line - 1;
    db_sword *w = &DB_PUSH(x->a, x->s->w, x->s->n, x->cap);
    *w = (db_sword){.form = x->col[C_FORM]};
    db_str upos = x->col[C_UPOS];
    w->upos = (uint8_t)db_upos_of(upos);
    if (!w->upos && !is_none(upos)) return fault(x, upos.p, "«%.*s» is no part of speech", upos);
    if (!is_none(x->col[C_FEATS])) w->feats = x->col[C_FEATS];
    read_lemma(x, w);
    dabir_status st = read_relation(x, w);
    if (!st) place_in_token(x, w, id);
    return st;
}

static dabir_status read_line(reading *x) {
    dabir_status st = split(x);
    if (st) return st;
    db_str id = x->col[C_ID];
    const char *p = id.p, *end = id.p + id.n;
    uint32_t a, b;
    if (!number(&p, end, &a)) return fault(x, id.p, "«%.*s» is no word number", id);
    if (p == end) return read_word(x, a);
    char sign = *p++;
    if ((sign != '-' && sign != '.') || !number(&p, end, &b) || p != end) return fault(x, id.p, "«%.*s» is no word number", id);
    return sign == '-' ? read_range(x, a, b) : DABIR_OK; /* an empty node belongs to the enhanced graph */
}

static void read_comment(const reading *x) {
    static const char *const key[] = {"sent_id", "text"};
    db_str l = x->line, *to[] = {&x->s->id, &x->s->text};
    for (uint32_t k = 0; k < 2; k++) {
        uint32_t i = 1, n = (uint32_t)strlen(key[k]);
        while (i < l.n && l.p[i] == ' ') i++;
        if (l.n - i < n || memcmp(l.p + i, key[k], n) != 0) continue;
        for (i += n; i < l.n && l.p[i] == ' ';) i++;
        if (i == l.n || l.p[i] != '=' || bad_utf8(l)) continue;
        for (i++; i < l.n && l.p[i] == ' ';) i++;
        *to[k] = db_str_of(l.p + i, l.n - i);
    }
}

/* ---- what the columns do not say: letters, kind of token ---- */

/* Kinds of tokens as the tokeniser would see them in running text. */
static void find_kinds(db_arena *a, db_sentence *s) {
    size_t n = 1;
    for (uint32_t i = 0; i < s->n; i++) n += s->w[i].form.n + s->w[i].token.n + 1;
    char *text = db_alloc(a, n);
    uint32_t *at = DB_NEW(a, uint32_t, s->n), len = 0;
    for (uint32_t i = 0; i < s->n; i++) {
        const db_sword *w = &s->w[i];
        at[i] = w->part ? at[i - 1] : len;
        if (w->part) continue;
        db_str form = w->parts > 1 ? w->token : w->form;
        memcpy(text + len, form.p, form.n);
        len += form.n;
        if (w->space) text[len++] = ' ';
    }
    db_text t;
    db_tokens k;
    db_normalise(a, text, len, &t);
    db_tokenise(a, &t, &k);
    for (uint32_t i = 0, j = 0; i < s->n && k.n; i++) {
        while (j + 1 < k.n && t.map[k.norm0[j + 1]] <= at[i]) j++;
        s->w[i].kind = k.kind[j];
        s->w[i].punct = k.punct[j];
    }
}

static void find_letters(db_arena *a, db_sentence *s) {
    size_t n = 0;
    for (uint32_t i = 0; i < s->n; i++) n += 4 * (size_t)s->w[i].form.n; /* a ligature stands for up to four letters */
    uint8_t *letters = db_alloc(a, n + 1);
    uint32_t at = 0;
    for (uint32_t i = 0; i < s->n; i++) {
        db_sword *w = &s->w[i];
        w->key0 = at;
        if (w->kind != DB_T_PUNCT) at += db_letters(w->form, letters + at, NULL, 4 * w->form.n);
        w->key1 = at;
    }
    s->letters = letters;
}

static dabir_status check_heads(const reading *x) {
    for (uint32_t i = 0; i < x->s->n; i++)
        if (x->s->w[i].head > x->s->n)
            return db_fail(x->err, DABIR_E_SYNTAX, x->r->name, x->line0, 1, 0, "head %u of word %u lies outside the sentence", x->s->w[i].head, i + 1);
    return DABIR_OK;
}

dabir_status db_conllu_next(db_conllu *r, db_arena *a, db_sentence *s, dabir_error *err) {
    *s = (db_sentence){0};
    reading x = {.r = r, .a = a, .s = s, .err = err};
    dabir_status st = DABIR_OK;
    while (!st && next_line(r, &x.line)) {
        if (x.line.n && x.line.p[0] == '#') {
            if (!s->n) read_comment(&x);
        } else if (x.line.n) {
            st = read_line(&x);
        } else if (s->n || x.mwt.first) {
            break;
        }
    }
    if (!st && x.mwt.first)
        st = db_fail(err, DABIR_E_SYNTAX, r->name, r->line - 1, 1, r->at, "the sentence ends inside the range %u-%u", x.mwt.first, x.mwt.last);
    if (!st) st = check_heads(&x);
    if (!st && s->n) {
        find_kinds(a, s);
        find_letters(a, s);
    }
    return st;
}

/* ---- writing ---- */

/* A field, with no white space but plain spaces in it: tabs and line ends would break the columns. */
static void put(db_buf *out, db_str s) {
    if (!s.n) {
        db_buf_ch(out, '_');
        return;
    }
    uint32_t from = 0;
    for (uint32_t i = 0; i < s.n; i++) {
        if ((unsigned char)s.p[i] >= ' ') continue;
        db_buf_add(out, s.p + from, i - from);
        db_buf_ch(out, ' ');
        from = i + 1;
    }
    db_buf_add(out, s.p + from, s.n - from);
}

static void put_comment(db_buf *out, const char *key, db_str s) {
    if (!s.n) return;
    db_buf_fmt(out, "# %s = ", key);
    put(out, s);
    db_buf_ch(out, '\n');
}

static size_t white(const char *p, const char *end) { /* bytes of the white space at p, 0 if there is none */
    const unsigned char *q = (const unsigned char *)p;
    size_t n = (size_t)(end - p);
    if (*q == ' ' || (*q >= '\t' && *q <= '\r')) return 1;
    if (n >= 2 && q[0] == 0xC2 && (q[1] == 0xA0 || q[1] == 0x85)) return 2;
    if (n >= 3 && q[0] == 0xE2 && q[1] == 0x80 && ((q[2] >= 0x80 && q[2] <= 0x8A) || q[2] == 0xA8 || q[2] == 0xA9 || q[2] == 0xAF)) return 3;
    return n >= 3 && ((q[0] == 0xE2 && q[1] == 0x81 && q[2] == 0x9F) || (q[0] == 0xE3 && q[1] == 0x80 && q[2] == 0x80)) ? 3 : 0;
}

static db_str whole(const db_sword *w) { return w->parts > 1 && w->token.p ? w->token : w->form; }

/* A half-space or a bidi mark beside a space is part of no word, yet every character of the text must stand in some FORM: it goes with the word before. */
static void put_stray(const db_sentence *s, uint32_t i, db_buf *out) {
    db_str f = whole(&s->w[i]);
    uint32_t next = i + s->w[i].parts - s->w[i].part;
    uintptr_t t0 = (uintptr_t)s->text.p, t1 = t0 + s->text.n, a = (uintptr_t)f.p, b = next < s->n ? (uintptr_t)whole(&s->w[next]).p : t1;
    if (!s->text.p || a < t0 || a + f.n > t1 || b < a + f.n || b > t1) return; /* the words are no slices of the text */
    for (const char *p = f.p + f.n, *e = p + (b - a - f.n); p < e;) {
        size_t n = white(p, e);
        if (n) p += n;
        else db_buf_ch(out, *p++);
    }
}

static void put_range(const db_sentence *s, uint32_t i, db_buf *out) {
    const db_sword *w = &s->w[i];
    db_buf_fmt(out, "%u-%u\t", i + 1, i + w->parts);
    if (w->token.n) put(out, w->token);
    else
        for (uint32_t k = 0; k < w->parts && i + k < s->n; k++) put(out, w[k].form);
    put_stray(s, i, out);
    db_buf_fmt(out, "\t_\t_\t_\t_\t_\t_\t_\t%s\n", w->space ? "_" : "SpaceAfter=No");
}

static void put_misc(const db_sword *w, db_buf *out) {
    bool glued = !w->space && w->parts <= 1;
    if (w->stems.n) {
        db_buf_str(out, "OrigLemma=");
        put(out, w->stems);
    }
    if (glued) db_buf_str(out, w->stems.n ? "|SpaceAfter=No" : "SpaceAfter=No");
    if (!w->stems.n && !glued) db_buf_ch(out, '_');
}

void db_conllu_write(const db_sentence *s, db_buf *out) {
    put_comment(out, "sent_id", s->id);
    put_comment(out, "text", s->text);
    for (uint32_t i = 0; i < s->n; i++) {
        const db_sword *w = &s->w[i];
        if (w->parts > 1 && w->part == 0) put_range(s, i, out);
        db_buf_fmt(out, "%u\t", i + 1);
        put(out, w->form);
        if (w->parts <= 1) put_stray(s, i, out);
        db_buf_ch(out, '\t');
        put(out, w->lemma);
        db_buf_fmt(out, "\t%s\t_\t", db_upos_name((db_upos)w->upos));
        put(out, w->feats);
        if (w->deprel) db_buf_fmt(out, "\t%u\t%s\t_\t", w->head, db_deprel_name(w->deprel));
        else db_buf_str(out, "\t_\t_\t_\t");
        put_misc(w, out);
        db_buf_ch(out, '\n');
    }
    db_buf_ch(out, '\n');
}
