/* stem.h -- the stem of a single word out of its context: suffixes taken off as the lexicon allows, and verbs to their stems. For words in
 * sentences the lemmas of the syntax room are better. */
#ifndef DB_STEM_H
#define DB_STEM_H

#include "base/map.h"
#include "lang/lang.h"

typedef struct db_stemmer {
    const dabir_model *m;
    db_str spoken;   /* section SPOK: spoken ending, tab, written ending, a line each */
    db_map stems;    /* section STEM */
} db_stemmer;

void db_stemmer_open(const dabir_model *m, db_stemmer *out);

/* Stem of a word of normalised text, in `a`; the word itself if nothing can be taken off. `plural`: db_words() takes it for one. */
db_str db_stem(const db_stemmer *x, db_arena *a, db_str word, bool plural);

/* A word that the lexicon does not know, in the spelling that it does («خونه» is خانه); p == NULL: there is none. */
db_str db_stem_written(const db_stemmer *x, db_arena *a, db_str word);

/* Both stems of a verb by its infinitive: "گفت#گو", in the model; p == NULL: unknown. */
db_str db_stem_verb(const db_stemmer *x, const char *infinitive);

#endif
