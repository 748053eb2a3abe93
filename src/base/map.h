/* map.h -- a map from bytes to bytes that lives in a mapped file: open addressing, strings behind the slots, no pointers. */
#ifndef DB_MAP_H
#define DB_MAP_H

#include "base/base.h"

typedef struct db_map {
    const uint32_t *slot; /* [n]: entry in `blob` (24 bits), 8 bits of the key's hash above it; 0: free */
    uint32_t n;
    const char *blob;
    uint32_t n_blob;
} db_map;

typedef struct db_map_item {
    db_str key, value; /* at most 65,535 bytes each */
} db_map_item;

/* Appends a map of n items, whose keys differ, to `out`, a multiple of 8 bytes. Same items, same bytes. More than 16 MB of
 * keys and values do not fit: then out->failed is set. */
void db_map_build(const db_map_item *x, uint32_t n, db_buf *out);
/* A view of what db_map_build() wrote; 4-byte aligned. false if the bytes do not agree with their header; then, and for
 * n == 0, the map is empty. */
bool db_map_open(const void *p, size_t n, db_map *out);
/* Value of a key; p == NULL: none. */
db_str db_map_find(const db_map *m, const void *key, size_t n);

#endif
