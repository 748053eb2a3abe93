/* inflect.h -- writing the forms of verbs, nouns and adjectives: every tense and person of a verb out of its two stems, plural and degrees
 * of other words. The tables are data (lexicon/tenses.tsv, section TENS); stems come from section STEM. */
#ifndef DB_INFLECT_H
#define DB_INFLECT_H

#include "base/map.h"
#include "lang/lang.h"

enum { DB_TENSES = 48, DB_ENDINGS = 24, DB_PERSONS = 8 };

typedef struct db_tense_row { db_str name, template; } db_tense_row;
typedef struct db_endings_row {
    db_str name, of[DB_PERSONS];
    uint32_t n;
    bool informal;
} db_endings_row;
typedef struct db_inflect_row { db_str name, suffix, joined; } db_inflect_row;

typedef struct db_inflect {
    db_tense_row tense[DB_TENSES];
    db_endings_row endings[DB_ENDINGS];
    db_inflect_row inflect[8];
    uint32_t n_tense, n_endings, n_inflect;
    db_str passive[3]; /* its past stem, present stem, informal present stem */
    db_str prefixes, no_ye; /* with spaces between */
    db_map stems;
} db_inflect;

/* Opens the tables of a model; without them no form can be written. The strings lie in the model. */
void db_inflect_open(const dabir_model *m, db_inflect *out);

/* A verb as it is asked for: all strings may be empty. */
typedef struct db_verb_stems {
    db_str light, prefix;  /* «خوش», «بر» */
    db_str past, present;  /* «گشت», «گرد» */
    bool hiatus;           /* ی stands between the present stem and an ending (گوید) */
} db_verb_stems;

/* Reads "گفتن", "گفت", "گو", "گفت#گو", each with "بر+" or "خوش بر+" before it. What is not told is looked up: an infinitive or past stem gives
 * the present stem and the other way round. Strings lie in `verb` or the model. */
db_verb_stems db_verb_read(const db_inflect *x, db_str verb);

enum { DB_VF_NEGATIVE = 1, DB_VF_PASSIVE = 2, DB_VF_INFORMAL = 4, DB_VF_SHORT = 8 /* also the third person without است */ };

/* Forms of tense t (index into x->tense), in the order of the persons (1sg 2sg 3sg 1pl 2pl 3pl; informal 2pl twice); *n of them, at most
 * `cap`. Persons of which there is no form are left out (imperative). */
void db_conjugate(db_arena *a, const db_inflect *x, const db_verb_stems *v, uint32_t t, uint32_t flags, db_str *out, uint32_t cap, uint32_t *n);

/* Index of a tense by name, UINT32_MAX if there is none; the same for inflections. */
uint32_t db_tense_of(const db_inflect *x, db_str name);
uint32_t db_inflection_of(const db_inflect *x, db_str name);

/* «کتاب» with inflection i: کتاب‌ها. Joined without a half-space behind letters that do not join, and to the few words that the data names. */
db_str db_inflected(db_arena *a, const db_inflect *x, uint32_t i, db_str word);

#endif
