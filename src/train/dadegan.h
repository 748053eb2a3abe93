/* dadegan.h -- what the trainers of lemmas and of clitics read beside the trees. */
#ifndef DB_DADEGAN_H
#define DB_DADEGAN_H

#include "train/train.h"

/* Appends the sentences of perdt-train705-dadegan-heads.conllu as DB_PERDT: forms, lemmas, clitics and a coarse part of speech (names are nouns;
 * DB_U_NONE where Universal Dependencies has no such class), no features, no tree. Lies in `a`. */
dabir_status db_train_dadegan(const db_train *t, db_arena *a, db_trees *trees, dabir_error *err);

#endif
