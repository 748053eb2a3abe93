/* tree.h -- what the tagger and the parser say of the words of a report, word by word as the record room counts them. */
#ifndef DB_TREE_H
#define DB_TREE_H

#include "names/names.h"
#include "syntax/syntax.h"

typedef struct db_node_of {
    int32_t head;    /* word that it hangs on; -1: the root of its sentence, or no tree */
    uint8_t upos;    /* db_upos; DB_U_NONE: the sentence was not analysed */
    uint8_t deprel;  /* relation to the head */
} db_node_of;

typedef struct db_trees_of {
    const db_node_of *w; /* [n_words]; NULL: no analysis */
} db_trees_of;

/* Tags and parses the sentences in which somebody is named (the others give no claims). Results lie in `a`; `scratch` is reset for each
 * sentence. Without weights in the model out->w is NULL. */
void db_trees_find(db_arena *a, db_arena *scratch, const dabir_model *m, const db_text *t, const db_tokens *k, const db_lang *l, const db_names *n, db_trees_of *out);

#endif
