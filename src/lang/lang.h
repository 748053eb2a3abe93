/* lang.h -- tokens to words with analyses, phrase matches and dates. model.c: the mapped model file; words.c: tokens to
 * words; match.c: dictionary phrases, blind to spacing; dates.c: date expressions. */
#ifndef DB_LANG_H
#define DB_LANG_H

#include "text/text.h"

/* ---- the model, as the stages see it (strings are NUL-terminated, in the mapped file) ---- */

typedef enum db_entry_class {
    DB_C_NONE, DB_C_ENTITY /* register: id = index into reg */, DB_C_LIST /* item of a phrase list: list, attrs */,
    DB_C_NVE /* non-verbal part of a compound verb: id = nve id */
} db_entry_class;

typedef enum db_form { DB_F_NAME, DB_F_OFFICIAL, DB_F_DEMONYM, DB_F_CAPITAL, DB_F_SHORT } db_form;

/* What a phrase of the dictionary means. One phrase may have several entries (a chain). */
typedef struct db_entry {
    uint8_t cls;      /* db_entry_class */
    uint8_t form;     /* db_form, for entities */
    uint16_t list;    /* list id, for DB_C_LIST */
    uint32_t id;      /* register index, nve id, or item number inside the list */
    const char *attr; /* second column of a list line ("" if none) */
} db_entry;

/* An entity that the register knows. */
typedef struct db_reg {
    dabir_kind kind;
    const char *code;    /* "" if none */
    const char *sector;  /* "" if none */
    const char *name;    /* canonical */
    const char *country; /* bodies, places: code of the state or organisation they belong to; "" if not fixed */
    const char *flags;   /* free words of the flags column */
} db_reg;

typedef enum db_tense { DB_PAST, DB_IMPERFECT, DB_PERFECT, DB_PLUPERFECT, DB_PRESENT, DB_SUBJUNCTIVE, DB_FUTURE, DB_IMPERATIVE,
    DB_PARTICIPLE /* کرده */, DB_INFINITIVE /* کردن */, DB_PASTSUBJ /* کرده باشد */, DB_PROGRESSIVE } db_tense;

/* Function classes of words: data/lexicon/function.tsv */
typedef enum db_func { DB_FN_NONE, DB_FN_PREP, DB_FN_RA, DB_FN_KE, DB_FN_AND, DB_FN_OR, DB_FN_BUT, DB_FN_SUBORD /* زیرا، چون، اگر، تا، وقتی */,
    DB_FN_PRON /* وی، او، آنها */, DB_FN_DET /* این، آن */, DB_FN_QUANT, DB_FN_ADV /* نیز، همچنین، هم */, DB_FN_MODAL /* باید، شاید */,
    DB_FN_NEG, DB_FN_QUESTION, DB_FN_REFL /* خود */, DB_FN_SUFFIX /* ها، های، ای، اند written apart */ } db_func;

enum { DB_POS_NOUN = 1, DB_POS_ADJ = 2, DB_POS_ADV = 4, DB_POS_VERB = 8, DB_POS_NUM = 16, DB_POS_GIVEN = 32 /* given name */,
    DB_POS_SURNAME = 64, DB_POS_KNOWN = 128 /* in the word lexicon at all */, DB_POS_FREQUENT = 256, DB_POS_FUNC = 512, DB_POS_INF = 1024,
    DB_POS_PROPER = 2048 };

const dabir_model *db_model_check(const dabir_model *m);
uint32_t db_model_list(const dabir_model *m, const char *name); /* id of a list, 0 if there is none (ids start at 1) */
const char *db_model_list_name(const dabir_model *m, uint32_t list); /* "" if there is none */
uint32_t db_model_lemma(const dabir_model *m, const char *infinitive); /* verb lemma id, 0 if none */
uint32_t db_model_be(const dabir_model *m);     /* lemma of the copula, 0 none */
uint32_t db_model_do(const dabir_model *m);     /* lemma of the light verb that may be left out, 0 none */
uint32_t db_model_become(const dabir_model *m); /* lemma of the verb of becoming and of the passive, 0 none */
const char *db_model_lemma_name(const dabir_model *m, uint32_t lemma); /* infinitive, UTF-8 */
uint32_t db_model_func(const dabir_model *m, const char *id);   /* function word id by its ASCII name ("with"), 0 if none */
const char *db_model_func_name(const dabir_model *m, uint32_t id);
const db_reg *db_model_reg(const dabir_model *m, uint32_t i);
uint32_t db_model_reg_by_code(const dabir_model *m, dabir_kind k, const char *code); /* UINT32_MAX if none */
uint32_t db_model_n_reg(const dabir_model *m);
/* Raw section of the model file by its four-letter tag ("RULE"); NULL if absent. */
const void *db_model_section(const dabir_model *m, const char tag[4], uint32_t *bytes);

/* Which lists does the compound verb (nve, lemma) stand in? nve 0: a simple verb. Calls are O(1); result in the mapped file. */
typedef struct db_vlist {
    uint16_t list;
    uint16_t flags;   /* 1: the parts may stand apart (… خواستار … شد) */
    const char *attr; /* second column of its line */
    uint32_t via;     /* «مورد حمله ~ قرار دادن»: nve id of «قرار», which must stand right before the verb; 0 none */
} db_vlist;
uint32_t db_model_verb_lists(const dabir_model *m, uint32_t nve, uint32_t lemma, const db_vlist **out);

/* ---- words ---- */
enum { DB_WF_SPACE = 1, DB_WF_LINE = 2, DB_WF_PARA = 4, DB_WF_NEG = 8 /* negated verb */, DB_WF_PASSIVE = 16 /* participle + شدن */,
    DB_WF_EZAFE_Y = 32 /* ends in explicit ezafe/indefinite ی after ه or ا */, DB_WF_PLURAL = 64, DB_WF_SENT = 128 /* first of a sentence */ };

typedef struct db_word {
    uint32_t tok0, tok1; /* tokens [tok0, tok1) */
    uint32_t key0, key1; /* letters [key0, key1) of tokens.letters */
    uint32_t sent;       /* sentence number */
    uint16_t lemma;      /* verb lemma id (finite, participle or infinitive form), 0 none */
    uint16_t pos;        /* DB_POS_* */
    uint16_t fid;        /* id of the function word, 0 none */
    uint8_t func;        /* db_func */
    uint8_t kind;        /* db_tok_kind */
    uint8_t punct;       /* db_punct */
    uint8_t tense;       /* db_tense, if lemma */
    uint8_t person;      /* 1..6: 1sg 2sg 3sg 1pl 2pl 3pl; 0 none */
    uint8_t flags;       /* DB_WF_* */
} db_word;

/* A dictionary phrase found at words [w0, w1). */
typedef struct db_match {
    uint32_t w0, w1;
    const db_entry *e;
    uint32_t n_e; /* entries of the phrase: e[0 .. n_e) */
} db_match;

/* A date expression at words [w0, w1). */
typedef struct db_date {
    uint32_t w0, w1;
    dabir_date from, to; /* to.iso[0] == 0 unless it is a range ("8 و 9 ژوئن") */
    bool relative;       /* امروز، دیروز، سه‌شنبه: resolved against `published`; unresolved if that is unknown (from.iso empty) */
} db_date;

typedef struct db_lang {
    uint32_t n_words;
    db_word *w;
    const uint8_t *letters;   /* = tokens.letters */
    uint32_t n_sents;
    const uint32_t *sent0;    /* [n_sents + 1]: first word of each sentence */
    uint32_t n_matches;
    db_match *m;              /* by w0, longest first */
    const uint32_t *m0;       /* [n_words + 1]: matches that begin at word i are m[m0[i] .. m0[i+1]) */
    uint32_t n_dates;
    db_date *d;               /* by w0, not overlapping */
} db_lang;

void db_words(db_arena *a, const dabir_model *m, const db_text *t, const db_tokens *k, db_lang *out);
void db_matches(db_arena *a, const dabir_model *m, db_lang *l);
/* Dates: `published` ("" if unknown) resolves relative days. Also fills *found with the report's own date if its dateline or lead gives one. */
void db_dates(db_arena *a, const dabir_model *m, const db_text *t, const db_tokens *k, db_lang *l, const char *published, dabir_date *found);

/* Has the phrase match list `l` an item of list `list` beginning at word w? Longest one, or NULL. */
const db_match *db_match_list(const db_lang *l, uint32_t w, uint32_t list, const db_entry **entry);

/* Normalised text of words [w0, w1), and their span in the report. */
static inline dabir_span db_span(const db_lang *l, const db_tokens *k, uint32_t w0, uint32_t w1) {
    return (dabir_span){k->cp0[l->w[w0].tok0], k->cp1[l->w[w1 - 1].tok1 - 1]};
}
#endif
