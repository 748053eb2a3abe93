/* clause.h -- the structure that rules see: each sentence as clauses around finite verbs, each clause as chunks with the
 * roles that Persian marks (bare, را, prepositions). Data flows one way: words, mentions and dates in, clauses out. */
#ifndef DB_CLAUSE_H
#define DB_CLAUSE_H

#include "names/names.h"
#include "record/tree.h"

typedef enum db_clause_type {
    DB_CL_MAIN,    /* stands on the level of the sentence */
    DB_CL_THAT,    /* که after a verb: what is said, thought, wanted */
    DB_CL_REL,     /* که after a noun */
    DB_CL_ADV,     /* زیرا، اگر، تا، وقتی … */
    DB_CL_SPEECH   /* after a colon, or inside quotation marks */
} db_clause_type;

typedef struct db_chunk {
    uint32_t w0, w1;   /* words, preposition and را left out */
    uint32_t clause;
    uint16_t prep;     /* function id of the preposition; 0: bare */
    bool ra;           /* object mark follows */
    bool date;         /* a date expression */
    bool nested_before; /* a relative clause stands between its words and what follows */
} db_chunk;

typedef struct db_clause {
    uint32_t sent;
    uint32_t w0, w1;   /* from its first to behind its last word, what is nested in it included */
    int32_t verb;      /* word of the finite verb (of a gapped light verb: the later one that serves both); -1 none */
    uint32_t v0, v1;   /* the verb complex, non-verbal part included; v0 == v1: none */
    uint16_t lemma;    /* of a light verb left out («را محکوم و خواستار … شد»); 0: the verb's own */
    int32_t parent;    /* clause that governs it; -1 */
    int32_t prev;      /* earlier clause on the same level in the sentence whose subject it may share; -1 */
    uint8_t type;      /* db_clause_type */
    bool heading;      /* «X: …»: words before a colon that wait for no verb */
    uint16_t intro;    /* function id of the word that opens it (که، اگر …), 0 none */
    uint32_t c0, c1;   /* chunks */
    int32_t subject;   /* chunk; -1: none of its own */
} db_clause;

typedef struct db_clauses {
    uint32_t n;
    db_clause *c;
    uint32_t n_chunks;
    db_chunk *k;
    const int32_t *of;    /* [n_words]: innermost clause of each word, -1 for punctuation between */
    const uint32_t *s0;   /* [n_sents + 1]: first clause of each sentence */
    const int32_t *unit;  /* [n_words]: mention at the head of the name expression that covers the word; -1 */
    const uint8_t *fin;   /* [n_words + 1]: 1 where a word closes a clause as its finite verb */
    const int32_t *nve;   /* [n_words + 1]: longest match with a non-verbal part that ends before word i; -1 */
} db_clauses;

/* Fills *out; everything it points to lies in arena `a` and lives as long as the document. */
void db_clauses_find(db_arena *a, const dabir_model *m, const db_lang *l, const db_names *n, db_trees_of *t, db_clauses *out);

/* chunk.c: the phrases of the clauses and the subject of each; db_clauses_find calls it. */
void db_chunks_find(db_arena *a, const dabir_model *m, const db_lang *l, const db_names *n, db_trees_of *t, db_clauses *out);

/* Compound-verb lists that the verb complex of word `verb` stands in: fills out[] (cap entries), returns the count.
 * Each trigger is one line of a list (n is 1) with the words of its non-verbal part. */
typedef struct db_vtrigger {
    const db_vlist *lists;
    uint32_t n;
    uint32_t w0, w1; /* non-verbal part, empty for a simple verb */
} db_vtrigger;
uint32_t db_verb_triggers(const dabir_model *m, const db_lang *l, const db_clauses *c, uint32_t verb, uint32_t clause,
                          db_vtrigger *out, uint32_t cap);


#endif
