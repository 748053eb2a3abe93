/* base.h -- what everything stands on: slices, arena, buffer, hash, errors, mapped files. Knows nothing of language. */
#ifndef DB_BASE_H
#define DB_BASE_H

#include "dabir/dabir.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

typedef dabir_str db_str;

static inline db_str db_str_of(const char *p, size_t n) { return (db_str){p, (uint32_t)n}; }
static inline db_str db_str_z(const char *z) { return (db_str){z, z ? (uint32_t)strlen(z) : 0}; }
static inline bool db_str_eq(db_str a, db_str b) { return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0); }

/* Arena: bump allocation, one reset a document. When memory runs out db_alloc() jumps to `oom` (set by the one entry
 * point that owns the arena), so the stages need no check after each allocation. Zeroed memory, 16-byte aligned. */
typedef struct db_arena {
    struct db_chunk *first, *cur;
    size_t limit, used;  /* limit: bytes it may grow to; 0 none */
    jmp_buf *oom;        /* where to go when memory runs out; NULL: db_alloc returns NULL */
} db_arena;

void db_arena_init(db_arena *a, size_t limit);
void *db_alloc(db_arena *a, size_t bytes);
void db_arena_reset(db_arena *a); /* keeps the chunks for the next document */
void db_arena_free(db_arena *a);
#define DB_NEW(a, T, n) ((T *)db_alloc((a), sizeof(T) * (size_t)(n)))
db_str db_str_dup(db_arena *a, db_str s); /* copy, NUL-terminated behind */

/* Growing array inside an arena: DB_PUSH(arena, array, count, cap) = value; old storage stays until reset. */
void *db_grow_(db_arena *a, void *old, uint32_t n, uint32_t *cap, size_t size);
#define DB_PUSH(a, arr, n, cap) \
    (*((n) == (cap) ? (void)((arr) = db_grow_((a), (arr), (n), &(cap), sizeof *(arr))) : (void)0, &(arr)[(n)++]))

/* Growing byte buffer on the heap. `failed` is set when memory ran out; check it once at the end. */
typedef struct db_buf {
    char *p;
    size_t n, cap;
    bool failed;
} db_buf;

void db_buf_add(db_buf *b, const void *p, size_t n);
void db_buf_str(db_buf *b, const char *z);
void db_buf_ch(db_buf *b, char c);
void db_buf_fmt(db_buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void db_buf_free(db_buf *b);

/* Errors: fill `e` (may be NULL) and return its status. */
dabir_status db_fail(dabir_error *e, dabir_status s, const char *file, uint32_t line, uint32_t col, uint64_t byte,
                     const char *fmt, ...) __attribute__((format(printf, 7, 8)));

/* Mapped file, read-only. */
typedef struct db_file {
    const char *p;
    size_t n;
} db_file;

dabir_status db_file_map(const char *path, db_file *out, dabir_error *err);
void db_file_unmap(db_file *f);

uint64_t db_hash(const void *p, size_t n); /* xxhash-like, stable across machines */

#endif
