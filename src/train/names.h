/* names.h -- what the files that train the labeller of names share. */
#ifndef DB_TRAIN_NAMES_H
#define DB_TRAIN_NAMES_H

#include "names/label.h"
#include "train/train.h"

typedef struct db_label { uint32_t start, end; uint8_t type; } db_label; /* code points of the article's text; 1 person, 2 organisation, 3 place */

typedef struct db_article {
    db_str file, id, text;
    uint32_t from, to;   /* the code points of it that were read; `text` is these alone */
    uint32_t n;
    db_label *s;
} db_article;

typedef struct db_news {
    uint32_t n, cap;
    db_article *v;
} db_news;

/* Value of a string field of the JSON object on the line [p, e), unescaped into the arena; p == NULL: none. */
db_str db_news_field(db_arena *a, const char *p, const char *e, const char *name);
/* The articles that `path` labels, with their texts out of KIT/news. */
dabir_status db_news_labelled(db_arena *a, const char *kit, const char *path, db_news *n, dabir_error *err);
/* Labels (DB_NE_*) of the words of an article's text. */
void db_news_words(const db_article *x, const db_tokens *k, const db_lang *l, uint8_t *label);

#endif
