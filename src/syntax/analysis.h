/* analysis.h -- text to analysed sentences, one after the other, as far as asked for: what dabir_analyse() and `dabir text` stand on. */
#ifndef DB_ANALYSIS_H
#define DB_ANALYSIS_H

#include "syntax/syntax.h"

/* A text under analysis. The arena given at the beginning holds text and tokens; sentences lie in the arena of their call. */
typedef struct db_analysis {
    const dabir_model *m;
    db_scheme scheme;
    dabir_depth depth;
    db_text text;
    db_tokens tok;
    uint32_t sent, at;     /* next sentence, next token */
} db_analysis;

/* Where a sentence stands. */
typedef struct db_place {
    dabir_span span;       /* code points of the text */
    bool paragraph;        /* it begins one: the first of all, or behind an empty line */
    bool rest;             /* it goes on a sentence that was longer than DB_SENTENCE_MAX words */
} db_place;

/* Normalises and splits `utf8`, which is valid and must outlive the analysis. */
void db_analysis_begin(db_arena *a, const dabir_model *m, db_scheme scheme, dabir_depth depth, db_str utf8, db_analysis *x);
/* Next sentence, analysed; false at the end. The caller may reset `a` between two sentences. */
bool db_analysis_next(db_analysis *x, db_arena *a, db_sentence *s, db_place *where);
/* Code points that word i of a sentence covers; the parts of a multiword token have the same. */
dabir_span db_analysis_span(const db_analysis *x, const db_sentence *s, uint32_t i);
/* The stages up to `depth` on words that are given (of a CoNLL-U file); what they had is made anew. */
void db_analyse_words(db_arena *a, const dabir_model *m, db_scheme scheme, dabir_depth depth, db_sentence *s);

#endif
