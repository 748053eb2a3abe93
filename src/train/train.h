/* train.h -- making the weights under data/weights out of annotated and raw text: what `dabir train` calls. Each trainer reads the kit's
 * files, learns, and writes one file. Same input, same bytes; no threads, no clock, own random numbers from a fixed seed. */
#ifndef DB_TRAIN_H
#define DB_TRAIN_H

#include "syntax/syntax.h"

typedef struct db_train {
    const dabir_model *model;  /* lexicon, and the weights of the steps before (classes, tagger …) */
    const char *kit;           /* folder with trees/, ner/, lexicon/, text/ : DABIR_KIT/data */
    const char *out;           /* folder for NAME.w */
    uint32_t fold, folds;      /* folds > 0: block `fold` (0 ..) of `folds` contiguous blocks of each dev file of news trees is left out */
    void (*note)(void *ctx, const char *line); /* progress, a line without its end; may be NULL */
    void *ctx;
} db_train;

/* In the order they build on each other. */
dabir_status db_train_classes(const db_train *t, dabir_error *err); /* word classes from raw text: classes.w */
dabir_status db_train_tag(const db_train *t, dabir_error *err);     /* tag.w */
dabir_status db_train_clitic(const db_train *t, dabir_error *err);  /* clitic.w, clitic-facts.w: clitics split off */
dabir_status db_train_lemma(const db_train *t, dabir_error *err);   /* lemma.w, lemma-facts.w, feats.w: lemmas, features */
dabir_status db_train_tree(const db_train *t, dabir_error *err);    /* tree.w */
dabir_status db_train_space(const db_train *t, dabir_error *err);   /* space.w: half-spaces */
dabir_status db_train_names(const db_train *t, dabir_error *err);   /* names.w */

/* Writes a file of weights into t->out. `name` with its ending. */
dabir_status db_train_write(const db_train *t, const char *name, const db_buf *b, dabir_error *err);

/* The annotated sentences of the kit that may be trained on, by scheme; with folds, without the block left out. */
typedef struct db_trees {
    db_sentence *s;
    db_scheme *scheme;  /* [n] */
    uint32_t n;
} db_trees;
dabir_status db_train_trees(const db_train *t, db_arena *a, db_trees *out, dabir_error *err);

#endif
