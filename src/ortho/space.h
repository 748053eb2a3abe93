/* space.h -- inside the half-space room and for its trainer: the single decisions of space.c. */
#ifndef DB_ORTHO_SPACE_H
#define DB_ORTHO_SPACE_H

#include "ortho/inside.h"

void db_atoms_known(const db_wtable *t, db_atoms *out);                 /* fills data of all words */
bool db_gap_possible(const db_atom *a, const db_atom *b);               /* two words whose spacing may change */
/* Gaps from atom *from on (first call: 1) that must be scored; the others stay spaces. Returns how many, at most a block; *from moves on to x->n. */
enum { DB_GAP_BLOCK = 128 };
typedef struct db_open_gap { uint64_t h; uint32_t i, pair; bool prone; } db_open_gap;
uint32_t db_gaps_open(const db_spacer *s, const db_atoms *x, uint32_t *from, db_open_gap out[DB_GAP_BLOCK]);
int32_t db_gap_score(const db_spacer *s, const db_atoms *t, uint32_t i, uint32_t pair);   /* atoms i - 1 and i; > 0: join */
bool db_split_possible(const db_wtable *t, const db_parts *w, uint32_t p, uint32_t *pair);
uint32_t db_split_first(const db_spacer *s, const uint8_t *l, uint32_t n, uint8_t *at); /* scored, not looked up: 1 and the place, or 0 */

#endif
