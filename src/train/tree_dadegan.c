/* tree_dadegan.c -- 704 sentences of PerDT that have only the heads of the Dadegan treebank, turned into the UD of the dev file: words of
 * content above prepositions, را, که and copulas, the first conjunct above the others (the published conversion: Rasooli et al. 2020).
 * Which relation an arc has is left to the learner of relations, among those that the old relation allows. */
#include "train/tree.h"

#include <stdio.h>
#include <stdlib.h>

enum { MAX_WORDS = 512 };

typedef struct dword {
    db_str form, lemma, pos, xpos, feats, rel;
    uint32_t head;
} dword;

typedef struct dsent {
    uint32_t n;
    db_str text;
    dword w[MAX_WORDS + 1]; /* from 1 */
} dsent;

static bool is(db_str s, const char *z) { return db_str_eq(s, db_str_z(z)); }
static void set(db_str *s, const char *z) { *s = db_str_z(z); }
static bool has(db_str s, const char *z) {
    uint32_t k = (uint32_t)strlen(z);
    for (uint32_t i = 0; i + k <= s.n; i++)
        if (memcmp(s.p + i, z, k) == 0) return true;
    return false;
}

/* ---- reading: the heads stand in the last two columns ---- */

static bool next_line(const char **p, const char *end, db_str *line) {
    if (*p >= end) return false;
    const char *q = memchr(*p, '\n', (size_t)(end - *p));
    *line = db_str_of(*p, (size_t)((q ? q : end) - *p));
    *p = q ? q + 1 : end;
    return true;
}

static void read_word(dsent *s, db_str line) {
    db_str col[10] = {{0}};
    const char *p = line.p, *end = line.p + line.n;
    for (uint32_t c = 0; c < 10; c++) {
        const char *tab = memchr(p, '\t', (size_t)(end - p));
        if (!tab) tab = end;
        col[c] = db_str_of(p, (size_t)(tab - p));
        p = tab < end ? tab + 1 : end;
    }
    if (memchr(col[0].p, '-', col[0].n) || s->n >= MAX_WORDS) return;
    dword *w = &s->w[++s->n];
    *w = (dword){.form = col[1], .lemma = col[2], .pos = col[3], .xpos = col[4], .feats = col[5], .rel = col[9]};
    w->head = (uint32_t)strtoul(col[8].p, NULL, 10);
    /* the passive participle was taken apart with the wrong form of its auxiliary */
    if (is(w->rel, "aux:pass") && is(w->form, "می‌شود") && has(w->feats, "tense=Part")) set(&w->form, "شده");
}

static bool read_sentence(const char **p, const char *end, dsent *s) {
    db_str line;
    s->n = 0;
    s->text = (db_str){0};
    while (next_line(p, end, &line)) {
        if (!line.n && s->n) return true;
        if (line.n > 9 && memcmp(line.p, "# text = ", 9) == 0) s->text = db_str_of(line.p + 9, line.n - 9);
        if (line.n && line.p[0] != '#') read_word(s, line);
    }
    return s->n > 0;
}

/* Do the words have as many letters as the text? Where verbs were taken apart, some lost theirs. */
static bool is_whole(const dsent *s) {
    uint8_t letters[8192];
    uint32_t n = 0, all = db_letters(s->text, letters, NULL, sizeof letters);
    for (uint32_t i = 1; i <= s->n; i++) n += db_letters(s->w[i].form, letters, NULL, sizeof letters);
    return n == all;
}

/* ---- turning round ---- */

static void move_children(dsent *s, uint32_t from, uint32_t to) {
    for (uint32_t i = 1; i <= s->n; i++)
        if (s->w[i].head == from && i != to) s->w[i].head = to;
}

/* `up` takes the place of `down`, which becomes its child by `rel`. */
static void swap(dsent *s, uint32_t down, uint32_t up, const char *rel, bool children) {
    s->w[up].head = s->w[down].head;
    s->w[up].rel = s->w[down].rel;
    if (children) move_children(s, down, up);
    s->w[down].head = up;
    set(&s->w[down].rel, rel);
}

static uint32_t child(const dsent *s, uint32_t h, const char *rel, bool left) {
    for (uint32_t i = 1; i <= s->n; i++)
        if (s->w[i].head == h && is(s->w[i].rel, rel) && (i < h) == left) return i;
    return 0;
}

/* A title before a name (امام، سید) is the head of the name. */
static void titles(dsent *s) {
    for (uint32_t i = 1; i <= s->n; i++) {
        uint32_t h = s->w[i].head;
        if (is(s->w[i].pos, "IDEN") && h > i && is(s->w[i].rel, "PREDEP")) swap(s, h, i, "flat:name", true);
    }
}

/* What the noun of a light verb governs from before it belongs to the verb: «با X دیدار کرد». */
static void light_verbs(dsent *s) {
    for (uint32_t i = 1; i <= s->n; i++) {
        uint32_t h = s->w[i].head;
        if (h > i && is(s->w[h].rel, "NVE") && (is(s->w[i].rel, "NPP") || is(s->w[i].rel, "AJPP"))) {
            s->w[i].head = s->w[h].head;
            set(&s->w[i].rel, "VPP");
        }
    }
}

/* A colon opens the clause that follows. */
static void colons(dsent *s) {
    for (uint32_t i = 1; i <= s->n; i++) {
        if (!is(s->w[i].form, ":")) continue;
        for (uint32_t k = i + 1; k <= s->n; k++)
            if (s->w[k].head == s->w[i].head && is(s->w[k].rel, "VCL")) {
                s->w[i].head = k;
                break;
            }
    }
}

/* Prepositions hang on nouns already; what hangs on prepositions goes to their noun. */
static void prepositions(dsent *s) {
    for (uint32_t i = 1; i <= s->n; i++) {
        for (uint32_t steps = 0; steps < 8; steps++) {
            uint32_t h = s->w[i].head;
            if (!h || !is(s->w[h].pos, "ADP") || !is(s->w[h].rel, "case") || is(s->w[i].pos, "CCONJ") || s->w[h].head == i) break;
            s->w[i].head = s->w[h].head;
        }
    }
}

static void objects(dsent *s) {
    for (uint32_t i = 1; i <= s->n; i++) {
        if (!is(s->w[i].form, "را")) continue;
        uint32_t c = child(s, i, "PREDEP", true);
        if (c) swap(s, i, c, "case", true);
    }
}

static void subordinators(dsent *s) {
    for (uint32_t i = 1; i <= s->n; i++) {
        if (!is(s->w[i].pos, "SCONJ")) continue;
        uint32_t v = child(s, i, "PRD", false);
        if (v) swap(s, i, v, "mark", true);
    }
}

static void modals(dsent *s) {
    for (uint32_t i = 1; i <= s->n; i++) {
        if (!is(s->w[i].xpos, "MODL")) continue;
        uint32_t v = child(s, i, "VCL", false);
        if (!v) v = child(s, i, "VCL", true);
        if (v && is(s->w[v].pos, "VERB")) swap(s, i, v, "aux", true);
    }
}

static void passives(dsent *s) {
    for (uint32_t i = 1; i <= s->n; i++) {
        uint32_t v = s->w[i].head;
        if (!v || !is(s->w[i].rel, "aux:pass")) continue;
        s->w[i].head = s->w[v].head;
        s->w[i].rel = s->w[v].rel;
        for (uint32_t k = 1; k <= s->n; k++) {
            db_str r = s->w[k].rel;
            if (s->w[k].head == v && k != i && !is(r, "NVE") && !is(r, "MOS") && !is(r, "TAM") && !is(r, "NE")) s->w[k].head = i;
        }
        s->w[v].head = i;
        set(&s->w[v].rel, "xcomp");
    }
}

/* «A و B»: B hangs on و. Nouns: و hangs on A; verbs: A hangs on و, and و on B. */
static void conjunctions(dsent *s) {
    for (uint32_t i = 1; i <= s->n; i++) {
        if (!is(s->w[i].pos, "CCONJ") && !is(s->w[i].form, "و")) continue;
        uint32_t h = s->w[i].head, a = child(s, i, "PREDEP", true), b = child(s, i, "POSDEP", false);
        if (is(s->w[i].rel, "VCONJ") && a && h > i) {
            s->w[a].head = s->w[h].head;
            s->w[a].rel = s->w[h].rel;
            s->w[h].head = a;
            set(&s->w[h].rel, "conj");
            s->w[i].head = h;
            set(&s->w[i].rel, "cc");
            move_children(s, i, h);
            s->w[h].head = a;
        } else if (b && h && h < i) {
            if (is(s->w[h].pos, "ADP") && is(s->w[h].rel, "case")) h = s->w[h].head;
            s->w[b].head = h;
            set(&s->w[b].rel, "conj");
            move_children(s, i, b);
            s->w[i].head = b;
            set(&s->w[i].rel, "cc");
        }
    }
    for (uint32_t i = 1; i <= s->n; i++) /* a chain of conjuncts hangs on the first */
        while (is(s->w[i].rel, "conj") && s->w[i].head && is(s->w[s->w[i].head].rel, "conj") && s->w[s->w[i].head].head < i) s->w[i].head = s->w[s->w[i].head].head;
}

static void copulas(dsent *s) {
    for (uint32_t i = 1; i <= s->n; i++) {
        if (!is(s->w[i].lemma, "#است") && !is(s->w[i].lemma, "بود#باش")) continue;
        if (is(s->w[i].form, "ند") || is(s->w[i].form, "اند") || is(s->w[i].form, "م") || is(s->w[i].form, "یم")) continue;
        uint32_t c = child(s, i, "MOS", true);
        if (c) swap(s, i, c, "cop", true);
    }
}

static bool is_tree(const dsent *s) {
    uint32_t roots = 0;
    for (uint32_t i = 1; i <= s->n; i++) {
        uint32_t k = i, steps = 0;
        for (; k && k <= s->n && steps <= s->n; steps++) k = s->w[k].head;
        if (k || steps > s->n) return false;
        roots += !s->w[i].head;
    }
    return roots == 1;
}

static void convert(dsent *s) {
    titles(s);
    light_verbs(s);
    objects(s);
    conjunctions(s);
    prepositions(s);
    subordinators(s);
    modals(s);
    passives(s);
    copulas(s);
    colons(s);
}

/* ---- relations that an old one may have become; the learner of relations chooses ---- */

typedef struct choice { const char *old, *rels; } choice;
static const choice CHOICES[] = {{"SBJ", "nsubj nsubj:pass csubj"}, {"OBJ", "obj ccomp"}, {"NVE", "compound:lvc"}, {"VPP", "obl:arg obl"}, {"VPRT", "obl:arg compound:lvc"},
    {"NPREMOD", "det nummod amod nmod flat:name"}, {"NPOSTMOD", "amod nmod acl advmod flat:name appos nummod"}, {"MOZ", "nmod flat:name obl obl:arg amod"}, {"MOS", "xcomp obl:arg"},
    {"NPP", "nmod obl:arg obl"}, {"PUNC", "punct cc obl"}, {"case", "case"}, {"cc", "cc"}, {"conj", "conj"}, {"mark", "mark"}, {"cop", "cop"}, {"xcomp", "xcomp"}, {"aux", "aux"},
    {"NCL", "acl"}, {"VCL", "ccomp csubj"}, {"AJUCL", "advcl"}, {"ROOT", "root"}, {"APP", "appos nmod"}, {"TAM", "xcomp obl:arg"}, {"ADV", "obl advmod advcl obl:arg dep"}};

uint64_t tree_dadegan_rels(db_str old) {
    uint64_t bits = 0;
    for (uint32_t i = 0; i < sizeof CHOICES / sizeof *CHOICES; i++) {
        if (!is(old, CHOICES[i].old)) continue;
        for (const char *p = CHOICES[i].rels; *p;) {
            uint32_t n = (uint32_t)strcspn(p, " ");
            bits |= UINT64_C(1) << db_deprel_of(db_str_of(p, n));
            p += n + (p[n] == ' ');
        }
    }
    return bits;
}

/* ---- as CoNLL-U sentences ---- */

static void write_word(const dsent *s, uint32_t i, db_buf *out) {
    const dword *w = &s->w[i];
    db_buf_fmt(out, "%u\t%.*s\t%.*s\t_\t_\t_\t%u\tdep\t_\t_\n", i, (int)w->form.n, w->form.p, (int)w->lemma.n, w->lemma.p, w->head);
}

dabir_status tree_dadegan(const db_train *t, db_arena *a, db_trees *out, db_str ***old, dabir_error *err) {
    char path[512];
    db_file f;
    snprintf(path, sizeof path, "%s/trees/perdt-train705-dadegan-heads.conllu", t->kit);
    dabir_status st = db_file_map(path, &f, err);
    if (st) return st;
    db_str text = db_str_dup(a, db_str_of(f.p, f.n));
    db_file_unmap(&f);
    dsent *s = DB_NEW(a, dsent, 1);
    db_buf buf = {0};
    uint32_t cap = 0, n = 0;
    *old = NULL;
    for (const char *p = text.p; read_sentence(&p, text.p + text.n, s);) {
        if (!is_whole(s)) continue;
        convert(s);
        if (!is_tree(s)) continue;
        db_str *rels = DB_NEW(a, db_str, (size_t)s->n + 1);
        for (uint32_t i = 1; i <= s->n; i++) {
            write_word(s, i, &buf);
            rels[i] = s->w[i].rel;
        }
        db_buf_ch(&buf, '\n');
        DB_PUSH(a, *old, n, cap) = rels;
    }
    if (buf.failed) st = db_fail(err, DABIR_E_MEMORY, "", 0, 0, 0, "no memory for %s", path);
    text = st ? text : db_str_dup(a, db_str_of(buf.p, buf.n));
    db_buf_free(&buf);
    if (st) return st;
    *out = (db_trees){.s = DB_NEW(a, db_sentence, n + 1u), .scheme = DB_NEW(a, db_scheme, n + 1u)};
    db_conllu *r = db_conllu_open(a, "perdt-train705", text.p, text.n);
    while (!(st = db_conllu_next(r, a, &out->s[out->n], err)) && out->s[out->n].n) out->scheme[out->n++] = DB_PERDT;
    return st;
}
