/* doc.h -- one report on its way through the rooms: what each stage made of it. */
#ifndef DB_DOC_H
#define DB_DOC_H

#include "names/names.h"
#include "record/clause.h"
#include "record/trace.h"
#include "record/tree.h"

struct dabir_doc {
    db_arena *arena, *scratch; /* scratch: for one sentence at a time */
    const dabir_model *model;
    db_decoded dec;
    db_text text;
    db_tokens tok;
    db_lang lang;
    db_names names;
    db_trees_of trees;
    db_clauses cl;
    db_trace *trace; /* NULL: no rule is traced */
    dabir_report rep;
    uint32_t n_ents, n_claims, cap_claims;
    dabir_entity *ents;
    dabir_claim *claims;
};

static inline const db_text *db_doc_text(const dabir_doc *d) { return &d->text; }
static inline const db_tokens *db_doc_tokens(const dabir_doc *d) { return &d->tok; }
static inline const db_lang *db_doc_lang(const dabir_doc *d) { return &d->lang; }
static inline const dabir_model *db_doc_model(const dabir_doc *d) { return d->model; }

void db_prune(dabir_doc *d); /* prune.c: descriptions that no claim is about leave the entities */
#endif
