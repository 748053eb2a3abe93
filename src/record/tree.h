/* tree.h -- what the tagger and the parser say of the words of a report, word by word as the record room counts them. */
#ifndef DB_TREE_H
#define DB_TREE_H

#include "lang/lang.h"
#include "syntax/syntax.h"

typedef struct db_node_of {
    int32_t head;    /* word that it hangs on; -1: the root of its sentence, or no tree */
    uint8_t upos;    /* db_upos; DB_U_NONE: the sentence was not analysed */
    uint8_t deprel;  /* relation to the head */
} db_node_of;

/* Trees are made when somebody asks: most sentences are settled by the marks in writing, and a tree costs more than all the rest. */
typedef struct db_trees_of {
    db_arena *scratch;
    const dabir_model *m;
    const db_text *t;
    const db_tokens *k;
    const db_lang *l;
    db_node_of *w;       /* [n_words]; NULL: the model holds no weights */
    uint8_t *done;       /* [n_sents] */
} db_trees_of;

/* Results lie in `a`; `scratch` is reset for each sentence. All of them must outlive *out. */
void db_trees_begin(db_arena *a, db_arena *scratch, const dabir_model *m, const db_text *t, const db_tokens *k, const db_lang *l, db_trees_of *out);

/* The words of the report, those of sentence `sent` analysed; NULL if there are no weights. */
const db_node_of *db_trees_at(db_trees_of *x, uint32_t sent);

#endif
