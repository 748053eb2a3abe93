/* edits.h -- inside the half-space room: lists of edits, carrying them out, and one list for two steps. */
#ifndef DB_ORTHO_EDITS_H
#define DB_ORTHO_EDITS_H

#include "ortho/ortho.h"

typedef struct db_edits { db_edit *e; uint32_t n, cap; db_arena *a; } db_edits;

/* In order of place. `now` must outlive the list. */
static inline void db_edit_add(db_edits *x, uint32_t b0, uint32_t b1, db_str now, uint8_t why) {
    DB_PUSH(x->a, x->e, x->n, x->cap) = (db_edit){.b0 = b0, .b1 = b1, .now = now, .why = why};
}

db_str db_edits_apply(db_arena *a, db_str text, const db_edits *x);
/* `first` changed A to B, `second` B to C; `b` and `c` are those texts. Returns the edits from A to C; neighbours that touch become one. */
void db_edits_join(db_arena *a, const db_edits *first, const db_edits *second, db_str b, db_str c, db_edits *out);

#endif
