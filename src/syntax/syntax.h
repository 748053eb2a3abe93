/* syntax.h -- sentences as Universal Dependencies sees them: syntactic words (clitics split off), their part of speech, features and
 * lemma, and a tree. units.c: tokens to words; tag.c: UPOS; feats.c, lemma.c; parse.c: the tree; conllu.c: reading and writing CoNLL-U.
 *
 * The two treebanks of news Persian follow different schemes (PROPN, relations, ezafe); the scheme is an argument, not a model. */
#ifndef DB_SYNTAX_H
#define DB_SYNTAX_H

#include "lang/lang.h"
#include "learn/learn.h"

typedef enum db_scheme { DB_PERDT, DB_SERAJI, DB_INFORMAL /* iPerUDT: for training, and for chat */, DB_N_SCHEMES } db_scheme;

typedef enum db_upos { DB_U_NONE, DB_U_ADJ, DB_U_ADP, DB_U_ADV, DB_U_AUX, DB_U_CCONJ, DB_U_DET, DB_U_INTJ, DB_U_NOUN, DB_U_NUM, DB_U_PART,
    DB_U_PRON, DB_U_PROPN, DB_U_PUNCT, DB_U_SCONJ, DB_U_SYM, DB_U_VERB, DB_U_X, DB_N_UPOS } db_upos;
const char *db_upos_name(db_upos u);           /* "NOUN"; "_" for DB_U_NONE */
db_upos db_upos_of(db_str name);               /* DB_U_NONE if it is none */

/* Relations by number, 1 .. db_n_deprels(); 0: none. Numbers are stable: weights refer to them. */
const char *db_deprel_name(uint32_t rel);      /* "nmod:poss"; "_" for 0 */
uint32_t db_deprel_of(db_str name);            /* 0 if it is none that we know */
uint32_t db_n_deprels(void);

/* A syntactic word. */
typedef struct db_sword {
    uint32_t tok0, tok1;  /* tokens it comes from; the parts of a multiword token have the same */
    uint32_t key0, key1;  /* its letters: sentence.letters[key0 .. key1) */
    db_str form;          /* as the report writes it (CoNLL-U FORM); the parts of a multiword token: their own letters */
    db_str lemma;         /* UD lemma (verbs: the past stem); p == NULL: none yet */
    db_str stems;         /* verbs: "گفت#گو"; else empty */
    db_str feats;         /* UD FEATS, sorted: "Number=Plur|Person=3"; empty: none */
    uint8_t part, parts;  /* word `part` of the `parts` words of its token; a word by itself: 0 of 1 */
    uint8_t kind, punct;  /* db_tok_kind, db_punct of its (first) token */
    uint8_t upos;         /* db_upos */
    uint8_t deprel;       /* relation to its head */
    uint16_t head;        /* 1 + index of the head in the sentence; 0: root, or no tree yet (deprel 0) */
    uint8_t space;        /* white space follows the word (the whole token, for parts) */
    uint32_t morph;       /* owned by the tagger: what the lexicon knows of the form (DB_POS_* bits); 0 if not looked up */
    db_str light;         /* a verb with a non-verbal part: the infinitive of the whole («خواستار شدن»); else empty. db_syn_light() */
    uint16_t nv0, nv1;    /* … whose non-verbal part are the words [nv0, nv1), which a gap may part from the verb; 0, 0: none */
    db_str token;         /* parts of a multiword token: FORM of the whole of it; else empty (p == NULL: the parts' forms joined) */
} db_sword;

typedef struct db_sentence {
    uint32_t n;
    db_sword *w;
    const uint8_t *letters; /* letter codes of all words, one after the other (see text.h) */
    db_str id, text;        /* # sent_id, # text of a CoNLL-U file; else empty / the slice of the report */
} db_sentence;

enum { DB_SENTENCE_MAX = 4096 }; /* words; longer sentences are cut there, so that no step is worse than linear in the report */

/* ---- stages; each fills fields of s->w and needs those before it. Scratch and results lie in `a`. ---- */

/* Tokens [t0, t1) of a report to words: what an affix or a lost half-space tore apart is one word, clitics are split off. */
void db_syn_words(db_arena *a, const dabir_model *m, const db_text *t, const db_tokens *k, uint32_t t0, uint32_t t1, db_scheme scheme, db_sentence *s);
void db_syn_tag(db_arena *a, const dabir_model *m, db_scheme scheme, db_sentence *s);    /* upos */
void db_syn_lemma(db_arena *a, const dabir_model *m, db_scheme scheme, db_sentence *s);  /* lemma, stems, feats */
/* light, nv0, nv1 of the verbs that form one of the model's compound verbs with words before them; needs tags, and lemmas if they are there. */
void db_syn_light(db_arena *a, const dabir_model *m, db_sentence *s);
void db_syn_parse(db_arena *a, const dabir_model *m, db_scheme scheme, db_sentence *s);  /* head, deprel */

/* ---- CoNLL-U ---- */
typedef struct db_conllu db_conllu; /* a reader over bytes in memory */

/* Begins to read `p[0..n)`, which must outlive the reader; it lies in `a`. `name` is for errors. */
db_conllu *db_conllu_open(db_arena *a, const char *name, const char *p, size_t n);
/* Next sentence into *s, in `a`; letters are computed. DABIR_OK with s->n == 0 at the end; DABIR_E_SYNTAX with file, line and column. */
dabir_status db_conllu_next(db_conllu *r, db_arena *a, db_sentence *s, dabir_error *err);
/* Appends a sentence: comments (sent_id, text), multiword ranges, words, an empty line. Fields that are not filled become "_". */
void db_conllu_write(const db_sentence *s, db_buf *out);

#endif
