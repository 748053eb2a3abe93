/* tag.h -- the tagger's trainer, for whoever needs taggers of part of the text (the parser's trainer tags each part by one that has not
 * seen it). */
#ifndef DB_TRAIN_TAG_H
#define DB_TRAIN_TAG_H

#include "syntax/tag.h"
#include "train/train.h"

typedef struct db_tag_options {
    uint32_t rounds;   /* over all sentences */
    float share;       /* of each change that the other schemes take part in; 0: three models, 1: one */
    float margin;      /* a right choice by less than this is a fault as well */
    float prune;       /* weights below are dropped */
    const db_trees *weak; /* sentences with the weaker tags of db_tag_weak(); NULL: none */
    float weak_weight; /* of their changes */
    void (*note)(void *ctx, const char *line);
    void *ctx;
} db_tag_options;
extern const db_tag_options DB_TAG_DEFAULT;

/* Learns from gold tags (w[i].upos; 0: unknown) and appends the bytes of a weights file to `out`; db_weights_expand() makes of them what
 * db_tagger_open() wants. The model gives lexicon and word classes; its tagger is not used. s is not changed. */
dabir_status db_tag_learn(const dabir_model *m, const db_sentence *s, const db_scheme *scheme, uint32_t n, const db_tag_options *o, db_buf *out, dabir_error *err);

/* Sentences whose tags leave something open: w[i].upos is one of the tags that db_tag_weak_mask() allows for it (a bit for each upos). */
dabir_status db_tag_weak(const db_train *t, db_arena *a, db_trees *out, dabir_error *err);
uint32_t db_tag_weak_mask(uint8_t upos);

#endif
