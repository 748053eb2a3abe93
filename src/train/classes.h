/* classes.h -- the trainer of word classes inside: corpus (classes.c), clustering by neighbours (exchange.c), vectors (vectors.c). */
#ifndef DB_TRAIN_CLASSES_H
#define DB_TRAIN_CLASSES_H

#include "train/train.h"

/* Raw text as numbers of forms. Form 0: the border of a sentence; 1: any rare form; the others by falling count. */
typedef struct corpus {
    uint32_t *tok;
    size_t n, cap;
    uint32_t n_forms;
    uint64_t *key;     /* [n_forms] db_class_key; 0 for those that are no words */
    uint32_t *count;   /* [n_forms] */
} corpus;

/* Neighbours with counts, both ways, of n words (or classes): those behind word w are to[at[w] .. at[w+1]), `num` times. */
typedef struct pairs {
    uint32_t n;
    uint32_t *at_r, *to_r, *num_r, *at_l, *to_l, *num_l;
} pairs;

/* Counts neighbours; false if memory ran out. Pairs of a word with itself are left out. */
bool pairs_of(const uint32_t *tok, size_t n, uint32_t n_words, pairs *out);
/* The same between the classes of words. */
bool pairs_of_classes(const pairs *p, const uint16_t *cls, uint32_t n_classes, pairs *out);
void pairs_free(pairs *p);

/* Exchange clustering (Kneser and Ney 1993; both neighbours): moves one word after the other to the class that makes the text likeliest in
 * a bigram model of classes. cls[w]: in: ignored; out: 0 .. k-1. The first `fixed` words keep a class of their own. Words by falling count. */
bool exchange(const pairs *p, uint32_t k, uint32_t fixed, uint32_t rounds, uint16_t *cls, void (*note)(void *, const char *), void *ctx);

/* Vectors of forms (skip-gram with negative samples; Mikolov et al. 2013) and k-means of them. */
bool topics(const corpus *c, uint32_t k, uint16_t *cls, void (*note)(void *, const char *), void *ctx);

#endif
