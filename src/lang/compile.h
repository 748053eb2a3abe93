/* compile.h -- the compiler of data/ (lists, lexicon, register) to a model image. Every fault is noted with file, line and
 * column; a run goes on after a fault so that one run shows up to 20 of them. */
#ifndef DB_COMPILE_H
#define DB_COMPILE_H

#include "lang/model.h"

enum { DB_LINT_MAX = 20, DB_FORM_MAX = 64 /* letters of a form */, DB_COLS = 8 };

typedef struct db_lint {
    uint32_t n;     /* faults noted */
    uint32_t total; /* faults found */
    dabir_error e[DB_LINT_MAX];
    char line[DB_LINT_MAX][512]; /* the faulty line, for the caret */
} db_lint;

/* Where data comes from: a directory, or (dir NULL) the texts that a model was made of, which it carries in its section TEXT. */
typedef struct db_layer {
    const char *dir;
    db_str texts;
} db_layer;

/* Layers of data, each laid over those before: files of one name are read one behind the other as if they were one. */
enum { DB_LAYERS = 4 };
typedef struct db_data {
    db_layer layer[DB_LAYERS];
    uint32_t n;
    db_buf *keep; /* what is read from the first layer is kept here, for a section TEXT; NULL: it is not */
} db_data;

/* Compiles data. The image goes to `out` (no RULE and no TEXT section: the record room appends them; weights only if the first layer is a
 * directory). DABIR_E_SYNTAX and a filled `lint` if anything is wrong. */
dabir_status db_compile_data(const db_data *data, db_buf *out, db_lint *lint);
dabir_status db_compile(const char *dir, db_buf *out, db_lint *lint); /* one directory */

/* A fault as compilers show it: FILE:LINE:COLUMN: message, the line, a caret. `line` may be NULL. */
void db_lint_show(db_buf *b, const dabir_error *e, const char *line);
void db_lint_show_all(db_buf *b, const db_lint *lint);

/* ---- inside ---- */

/* compile_layers.c: files of a layer */
bool db_layer_map(const db_layer *l, const char *rel, db_file *map, db_str *text, dabir_error *err); /* false: there is none, or err is set */
bool db_texts_find(db_str texts, const char *rel, db_str *text);
void db_texts_add(db_buf *b, const char *rel, db_str text);

typedef struct db_form_key {
    const uint8_t *p; /* letters, in the arena */
    uint32_t n;
    uint64_t bound; /* letters before which a space, ZWNJ or hyphen stands */
    uint64_t punct; /* letters before which other punctuation stands («علمی، فرهنگی», «۵+۱») */
} db_form_key;

enum { DB_PRIO_FUNC, DB_PRIO_IRREGULAR, DB_PRIO_LISTED /* words.tsv */, DB_PRIO_RULE = 1000 /* conjugated */ };

typedef struct db_mitem { /* a word form */
    db_form_key k;
    db_morph a;
    bool listed;        /* words.tsv has it */
    uint32_t prio, seq; /* of several verb analyses the one with the least prio counts */
} db_mitem;

typedef struct db_pitem { /* a phrase */
    db_form_key k;
    db_entry_rec e;
    bool suffix;
    uint32_t seq;
} db_pitem;

typedef struct db_verb {
    db_form_key inf;
    const char *past, *pres, *prefix; /* stems without the prefix; prefix "" if none */
    bool transitive, light, noun; /* noun: its past 3sg is mostly a noun */
    bool does, be, become; /* the light verb that is left out; the copula; the verb of becoming */
    bool prep;       /* the prefix is a preposition as well */
    uint32_t name, place;
} db_verb;

typedef struct db_vpair { /* compound verb in a list */
    uint32_t nve, lemma, seq;
    db_vlist_rec v;
} db_vpair;

typedef struct db_name { uint32_t str, kind_id; } db_name;

typedef struct db_variant { db_str from, to; } db_variant; /* spellings of one word */

typedef struct db_attr_row { db_str key, values; uint32_t place; } db_attr_row;
typedef struct db_attrs { /* lexicon/attributes.tsv */
    db_attr_row *row;
    uint32_t n, cap;
} db_attrs;

typedef struct db_cx {
    db_arena *a;
    db_lint *lint;
    const db_data *data;
    db_buf strs;
    uint32_t *str_hash, str_mask, n_strs; /* offsets by hash of the string */
    db_mitem *m;
    uint32_t n_m, cap_m;
    db_pitem *p;
    uint32_t n_p, cap_p;
    db_verb *verb;
    uint32_t n_verb, cap_verb;
    db_func_rec *func;
    uint32_t n_func, cap_func;
    db_list_rec *list;
    uint32_t n_list, cap_list;
    db_reg_rec *reg;
    uint32_t n_reg, cap_reg;
    db_vpair *vpair;
    uint32_t n_vpair, cap_vpair;
    db_form_key *nve;
    uint32_t n_nve, cap_nve;
    db_suffix *sfx;
    uint32_t n_sfx, cap_sfx;
    db_name *name;
    uint32_t n_name, cap_name;
    db_variant *variant;
    uint32_t n_variant, cap_variant;
    uint64_t *glue;      /* hashes of prepositions and conjunctions: a listed word never breaks beside one */
    uint32_t n_glue, cap_glue;
    uint32_t frequent;
    db_attrs attrs;
    const char **lists_all; /* names of all lists, for attributes that name one */
    uint32_t n_lists_all;
    struct db_books *books; /* compile_codes.c */
} db_cx;

void db_check_layers(db_cx *c); /* compile_layers.c: a fault for each file of a layer above the first that nobody reads */

/* compile_read.c: lines, columns, forms */
typedef struct db_rd {
    db_cx *c;
    db_file map[DB_LAYERS]; /* what is mapped, until the file is closed: columns point into it */
    uint32_t n_map;
    uint32_t layer, layers; /* the one that is read; those that have been looked at */
    db_str text;            /* of this layer's file */
    char rel[300], path[512];
    uint32_t line;
    const char *p, *end, *next; /* current line [p, end) */
    bool directive;             /* "#! key: value": in col[0], col[1] */
    uint32_t n_col;
    db_str col[DB_COLS];
} db_rd;

bool db_rd_open(db_rd *r, db_cx *c, const char *rel);  /* the files of this name in all layers; false: there is none */
bool db_rd_next(db_rd *r);                             /* next line with content, split at tabs */
void db_rd_close(db_rd *r);
void db_rd_fault(db_rd *r, const char *at, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
bool db_rd_columns(db_rd *r, uint32_t least, uint32_t most); /* fault unless so many columns */
/* Walks the forms of a cell ("a; b; c"); *it starts NULL. An empty form is a fault and is skipped. */
bool db_rd_form(db_rd *r, db_str cell, const char **it, db_str *form);
bool db_rd_key(db_rd *r, db_str form, db_form_key *k); /* its letters; fault if none or too many */
bool db_rd_number(db_rd *r, db_str s, uint32_t max, uint32_t *out);
/* The place of the current line, to be named later: "line 3" in its own file, else "FILE:3". */
uint32_t db_rd_place(const db_rd *r);
const char *db_rd_said(const db_rd *r, uint32_t place, char *out, size_t cap);
/* Names of the files of sub/ that end in `ending`, without the ending: those of the first layer sorted, then what others add. */
uint32_t db_rd_files(db_cx *c, const char *sub, const char *ending, const char ***out);

uint32_t db_cx_str(db_cx *c, db_str s); /* interned: equal strings get one offset; "" is 0 */
bool db_cx_key(db_cx *c, db_str form, db_form_key *k);
bool db_key_eq(const db_form_key *a, const db_form_key *b);
/* compile_variants.c: `form` with each of its words in its other spellings, one at a time; returns the count (<= cap). */
enum { DB_VARIANTS = 8 };
uint32_t db_cx_variants(db_cx *c, db_str form, db_str *out, uint32_t cap);
void db_cx_name(db_cx *c, uint32_t kind, uint32_t str, uint32_t id);
void db_cx_phrase(db_cx *c, const db_form_key *k, db_entry_rec e, bool suffix);
void db_cx_morph(db_cx *c, const db_form_key *k, db_morph a, uint32_t prio);
uint32_t db_cx_verb(const db_cx *c, const db_form_key *inf); /* lemma id of an infinitive, 0 if none */

/* compile_attrs.c */
void db_attrs_read(db_cx *c, db_attrs *t);
const db_attr_row *db_attrs_find(const db_attrs *t, db_str key); /* NULL: there is no such key */
bool db_attrs_value(db_rd *r, const db_attr_row *row, db_str value); /* a fault unless the key may hold it */
bool db_attrs_check(db_rd *r, const db_attrs *t, db_str cell);       /* the second column of a list line */
/* compile_codes.c */
void db_compile_codes(db_cx *c);                /* before the lists, which are held against the code books */
bool db_codes_section(db_cx *c, db_buf *image); /* section CODS; false if memory ran out */
bool db_codes_attrs(db_rd *r, db_str cell);     /* cameo=, mode=, ctx= of a list line: a fault if the code books do not have them */

/* one stage each */
void db_compile_variants(db_cx *c);  /* compile_variants.c: before the lists and the register */
void db_compile_functions(db_cx *c); /* compile_lexicon.c: function.tsv, suffix.tsv */
void db_compile_words(db_cx *c);     /* compile_lexicon.c: words.tsv */
void db_compile_verbs(db_cx *c);     /* verbs.c: verbs.tsv, conjugation.tsv, irregular.tsv */
void db_compile_lists(db_cx *c);     /* compile_lists.c: lists, names */
void db_compile_register(db_cx *c);  /* compile_register.c */
bool db_compile_weights(db_cx *c, db_buf *image); /* compile_weights.c: sections out of data/weights; false if memory ran out */
bool db_compile_stems(db_cx *c, db_buf *image);   /* compile_stems.c: sections STEM, VPRT, BPLU; false if memory ran out */
bool db_compile_tenses(db_cx *c, db_buf *image);  /* compile_tenses.c: section TENS; false if memory ran out */
bool db_compile_numbers(db_cx *c, db_buf *image); /* compile_numbers.c: section NUMS; false if memory ran out */
void db_compile_leaders(db_cx *c);   /* compile_leaders.c: behind the register, whose codes it needs */
bool db_compile_image(db_cx *c, db_buf *out); /* compile_image.c */

/* compile_morph.c: the collected word forms to their sections */
typedef struct db_bounds { /* interned, in order of first use */
    db_bound *b;
    uint32_t n, cap;
    uint32_t *slot, mask;
} db_bounds;
typedef struct db_chains { /* of analyses; equal ones are stored once */
    db_morph *m;
    uint32_t n, cap;
    uint32_t *slot, *len, mask, used;
} db_chains;
uint32_t db_bound_id(db_cx *c, db_bounds *t, const db_form_key *k);
bool db_morph_sections(db_cx *c, db_bounds *bt, db_buf *trie, db_chains *ch);
bool db_is_glue(const db_cx *c, const uint8_t *p, uint32_t n); /* a preposition or conjunction of one word */
int db_key_cmp(const db_form_key *a, const db_form_key *b);
int db_bound_cmp(const db_form_key *a, const db_form_key *b);

#endif
