/* classes.h -- word classes: which words of raw text stand in the same places (fine, coarse) and in the same surroundings (topic). Made
 * by src/train/classes.c out of text without annotation; a form is looked up by its letters, blind to spacing. */
#ifndef DB_CLASSES_H
#define DB_CLASSES_H

#include "learn/learn.h"

enum { DB_CLASS_FINE /* by the words right before and behind: syntactic, 512 */, DB_CLASS_COARSE /* the fine ones grouped, 64 */,
    DB_CLASS_TOPIC /* by the words within five places: what texts speak of, 512 */, DB_CLASS_KINDS };
#define DB_CLASSES_TAG "WCLS"

typedef struct db_classes {
    const uint32_t *bucket;  /* [65537]: forms whose key begins with these 16 bits */
    const uint32_t *check;   /* [n]: the next 32 bits of the key, ascending within a bucket */
    const uint16_t *cls;     /* [n * DB_CLASS_KINDS] */
    uint32_t n;
} db_classes;

/* A view of a section (4-byte aligned, not copied). NULL or empty: no form is known. DABIR_E_MODEL if the bytes do not agree. */
dabir_status db_classes_open(const void *p, size_t bytes, db_classes *out, dabir_error *err);

/* Key of a form: a hash of its letters (as db_letters gives them). Numbers are one key by count of digits, Latin words one. */
uint64_t db_class_key(const uint8_t *letters, uint32_t n);

/* Number of the form with this key, 0 .. n-1 (by key); UINT32_MAX if it is unknown. Other tables may be kept beside the classes by it. */
uint32_t db_classes_index(const db_classes *c, uint64_t key);
/* Classes of the form with this key, 1 ..; all 0 and false if it is unknown. O(1). */
bool db_classes_by_key(const db_classes *c, uint64_t key, uint16_t out[DB_CLASS_KINDS]);
static inline bool db_classes_find(const db_classes *c, const uint8_t *letters, uint32_t n, uint16_t out[DB_CLASS_KINDS]) {
    return db_classes_by_key(c, db_class_key(letters, n), out);
}

#endif
