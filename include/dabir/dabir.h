/* dabir.h -- the only installed header, in the order one learns it:
 * status and errors, model, reader, document, entities, claims; then Persian by itself: normalizer, analyser.
 *
 * Lifetimes. A model is opened once and shared read-only by all threads. A reader belongs to one thread and is
 * reused from report to report. A document belongs to its reader: it lives until the next dabir_read() on that
 * reader or until the reader is freed. Everything a document hands out lives as long as the document.
 *
 * The library neither prints nor exits; every call that can fail returns a status and fills the caller's error. */
#ifndef DABIR_H
#define DABIR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

#define DABIR_VERSION "0.1.0"

/* ---- status and errors ------------------------------------------------------------------------------------- */

typedef enum dabir_status {
    DABIR_OK = 0,
    DABIR_E_MEMORY,  /* an allocation failed */
    DABIR_E_IO,      /* a file could not be opened, read or mapped */
    DABIR_E_MODEL,   /* the model file is not one, is damaged, or is of another version */
    DABIR_E_SYNTAX,  /* a data file (list, lexicon, register, rule) is faulty */
    DABIR_E_INPUT,   /* the report is empty, too large, or not text */
    DABIR_E_ARGUMENT /* the caller's argument makes no sense (a date that is none, say) */
} dabir_status;

/* Filled by every failing call; zeroes where a field does not apply. `byte` counts from 0, `line` and `column` from 1. */
typedef struct dabir_error {
    dabir_status status;
    char file[256];
    uint32_t line, column;
    uint64_t byte;
    char message[256];
} dabir_error;

const char *dabir_status_name(dabir_status s);

/* ---- model: dictionaries and rules, compiled from data/, mapped read-only ----------------------------------- */

typedef struct dabir_model dabir_model;

/* Opens and checks the model file at `path`. `err` may be NULL. On failure *out is NULL. */
dabir_status dabir_model_open(const char *path, dabir_model **out, dabir_error *err);
void dabir_model_free(dabir_model *m); /* NULL is fine */

/* Lays a directory of own lists/, lexicon/, register/ and rules/ over the data that the model was made of (dabir-rules(7)) and compiles them
 * in memory, in about a quarter of a second. On success `base` belongs to *out: free *out alone. DABIR_E_SYNTAX: `err` holds the first fault. */
dabir_status dabir_model_extend(dabir_model *base, const char *dir, dabir_model **out, dabir_error *err);

/* ---- reader ------------------------------------------------------------------------------------------------- */

typedef struct dabir_reader dabir_reader;
typedef struct dabir_doc dabir_doc;

/* What is known of a report before it is read; each may be NULL. Strings are copied. */
typedef struct dabir_meta {
    const char *id;        /* report.id */
    const char *outlet;    /* who published it; kept as given */
    const char *title;
    const char *published; /* YYYY-MM-DD */
} dabir_meta;

dabir_status dabir_reader_new(const dabir_model *m, dabir_reader **out, dabir_error *err);
void dabir_reader_free(dabir_reader *r);

/* Reads one report: `bytes[0..n)` is UTF-8, UTF-16 or windows-1256 text. The bytes are not needed after the call. */
dabir_status dabir_read(dabir_reader *r, const char *bytes, size_t n, const dabir_meta *meta, dabir_doc **out,
                        dabir_error *err);

/* ---- document ----------------------------------------------------------------------------------------------- */

/* Half-open range of Unicode code points of the report as given. start == end: no span. */
typedef struct dabir_span {
    uint32_t start, end;
} dabir_span;

/* A piece of text: UTF-8, not NUL-terminated. p == NULL: absent. */
typedef struct dabir_str {
    const char *p;
    uint32_t n;
} dabir_str;

/* A date of the record: "2017-06-08", "2017-06" or "2017"; iso[0] == 0: none. */
typedef struct dabir_date {
    char iso[12];
    const char *calendar;    /* "gregorian" "jalali" "hijri" */
    const char *inferred_by; /* NULL if the text itself gives the whole date */
    dabir_span span;         /* the words it was read from; empty if inferred from `published` alone */
} dabir_date;

typedef struct dabir_report {
    dabir_str id, outlet, title;
    dabir_date published;
    uint32_t chars, sentences;
    uint32_t replaced;     /* invalid sequences replaced by U+FFFD */
    uint64_t replaced_at;  /* byte of the first of them */
    const char *charset;   /* "utf-8" "utf-16le" "utf-16be" "windows-1256" */
} dabir_report;

typedef enum dabir_kind {
    DABIR_STATE, DABIR_IGO, DABIR_BODY, DABIR_PERSON, DABIR_GROUP, DABIR_PLACE, DABIR_OUTLET, DABIR_N_KINDS
} dabir_kind;

const char *dabir_kind_name(dabir_kind k);

typedef struct dabir_entity {
    dabir_kind kind;
    dabir_str name;         /* normalised */
    const char *code;       /* ISO3 or organisation; NULL if none */
    const char *sector;     /* PLOVER sector; NULL if none */
    const dabir_str *aliases; /* surface forms, slices of the report as given; each once */
    uint32_t n_aliases;
    const dabir_span *mentions;
    uint32_t n_mentions;
} dabir_entity;

/* ---- claims ------------------------------------------------------------------------------------------------- */

typedef enum dabir_claim_type {
    DABIR_OFFICE, DABIR_MEMBERSHIP, DABIR_MEETING, DABIR_STATEMENT, DABIR_AGREEMENT, DABIR_EVENT, DABIR_N_CLAIMS
} dabir_claim_type;

const char *dabir_claim_name(dabir_claim_type t);

enum { DABIR_HISTORICAL = 1, DABIR_FUTURE = 2, DABIR_HYPOTHETICAL = 4, DABIR_NEGATION = 8 }; /* aux modes */
enum { DABIR_NONE = -1, DABIR_UNRESOLVED = -2 };                                             /* entity references */

typedef int32_t dabir_ref; /* index into the document's entities, or DABIR_NONE, DABIR_UNRESOLVED */

typedef struct dabir_refs {
    const dabir_ref *v;
    uint32_t n;
} dabir_refs;

/* A field that stands in the text: `text` is a slice of the report as given, exactly at `span`. */
typedef struct dabir_quote {
    dabir_str text;
    dabir_span span;
} dabir_quote;

/* Which words filled which role of the rule, for `dabir explain`. */
typedef struct dabir_fill {
    const char *role;
    dabir_span span;
} dabir_fill;

/* One claim. Only the fields of its type are set (docs: the record contract); others are NULL, DABIR_NONE or empty. */
typedef struct dabir_claim {
    dabir_claim_type type;
    dabir_span span;         /* the words that the claim rests on */
    const char *rule;        /* id of the rule */
    const char *rule_file;   /* where it stands; NULL for a rule built in */
    uint32_t rule_line;
    uint32_t aux;            /* aux modes, bits */
    const dabir_fill *fills;
    uint32_t n_fills;
    const char *status, *change, *format, *kind, *action, *stance; /* values of the contract */
    const char *event, *cameo;
    int quad;                /* 1..4, 0 none */
    const char *cameo_label; /* what the code says; NULL none */
    const char *scale_name;  /* event: the scale of `scale`, NULL if it has no value */
    int scale;               /* … its value times ten */
    int32_t from;            /* event: index of the claim it follows from, or -1 */
    dabir_ref person, of, member, organization, host, visitor, place, speaker, addressee, attribution;
    dabir_quote post, title, cue, content, stance_target;
    dabir_ref target;        /* entity of the stance target, or DABIR_NONE */
    dabir_refs participants, actor, recipient, parties;
    const char *const *mode;
    uint32_t n_mode;
    const char *const *context;
    uint32_t n_context;
    dabir_date start, end, as_of, signed_on, date;
} dabir_claim;

const dabir_report *dabir_doc_report(const dabir_doc *d);
const dabir_entity *dabir_doc_entities(const dabir_doc *d, uint32_t *n);
const dabir_claim *dabir_doc_claims(const dabir_doc *d, uint32_t *n);
dabir_str dabir_doc_text(const dabir_doc *d, dabir_span s); /* the words at a span, as given */

/* ---- text set right: half-spaces, letters, spacing -------------------------------------------------------------- */

/* A normalizer belongs to one thread and is reused from text to text. What it hands out lives until its next dabir_normalize(). */
typedef struct dabir_normalizer dabir_normalizer;

/* A change: the code points `span` of the text as given are replaced by `now`. Undone by putting them back, last first. */
typedef struct dabir_edit {
    dabir_span span;
    dabir_str now;
    const char *reason; /* "join", "cut", "letters" …: a switch of the profile */
} dabir_edit;

/* `profile`: "academy" (also NULL), "minimal", "hazm", "shekar", "virastar" …, see `dabir text normalize --profiles`; `settings`: single
 * switches, as in "digits=fa quotes=keep", or NULL. DABIR_E_ARGUMENT names what is none. */
dabir_status dabir_normalizer_new(const dabir_model *m, const char *profile, const char *settings, dabir_normalizer **out,
                                  dabir_error *err);
void dabir_normalizer_free(dabir_normalizer *x); /* NULL is fine */

/* Normalises `bytes[0..n)` (UTF-8, UTF-16 or windows-1256), which must live as long as *out is used. The edits are in order and do not
 * overlap; `edits` may be NULL. Normalising the result changes nothing. */
dabir_status dabir_normalize(dabir_normalizer *x, const char *bytes, size_t n, dabir_str *out, const dabir_edit **edits, uint32_t *n_edits,
                             dabir_error *err);

/* ---- text: words, sentences and trees, without a record -------------------------------------------------------- */

/* An analyser belongs to one thread and is reused from text to text. What it hands out lives until its next dabir_analyse(). */
typedef struct dabir_analyser dabir_analyser;
typedef struct dabir_text dabir_text;

/* How far to go; each step needs those before it and costs about as much as all of them. */
typedef enum dabir_depth { DABIR_WORDS = 1, DABIR_TAGS, DABIR_LEMMAS /* and features */, DABIR_TREES } dabir_depth;

/* Which treebank of Universal Dependencies to follow: what is a word, a proper noun, a relation differs between them. */
typedef enum dabir_scheme { DABIR_PERDT, DABIR_SERAJI, DABIR_INFORMAL } dabir_scheme;

typedef struct dabir_sentence {
    uint32_t first, n;   /* its words: [first, first + n) of the text's */
    dabir_span span;
    bool paragraph;      /* it begins a paragraph */
} dabir_sentence;

/* A syntactic word. A token with clitics («کتابش») is several: its parts, which share the token's span. */
typedef struct dabir_word {
    dabir_str form;      /* the letters as given; of a part: its own */
    dabir_str lemma;     /* of a verb: the past stem; absent below DABIR_LEMMAS */
    dabir_str stems;     /* of a verb: both stems, as in "گفت#گو"; else absent */
    dabir_str feats;     /* "Number=Sing|Person=3", sorted by name; absent if none */
    const char *upos;    /* "NOUN"; NULL below DABIR_TAGS */
    const char *deprel;  /* "nsubj"; NULL below DABIR_TREES */
    uint32_t head;       /* 1 + index of the head in the sentence; 0: the root, or no tree */
    dabir_span span;
    uint8_t part, parts; /* part 0 .. parts - 1 of its token; 0 of 1: a word by itself */
    bool space_after;    /* white space follows (the token, for parts) */
} dabir_word;

dabir_status dabir_analyser_new(const dabir_model *m, dabir_analyser **out, dabir_error *err);
void dabir_analyser_free(dabir_analyser *x); /* NULL is fine */

/* Analyses `bytes[0..n)` (UTF-8, UTF-16 or windows-1256), which must live as long as *out is used. */
dabir_status dabir_analyse(dabir_analyser *x, const char *bytes, size_t n, dabir_scheme scheme, dabir_depth depth, const dabir_text **out,
                           dabir_error *err);

const dabir_sentence *dabir_text_sentences(const dabir_text *t, uint32_t *n);
const dabir_word *dabir_text_words(const dabir_text *t, uint32_t *n);

#ifdef __cplusplus
}
#endif
#endif
