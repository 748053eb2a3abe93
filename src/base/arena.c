/* arena.c -- bump allocation in chunks that are kept from one document to the next. */
#include "base/base.h"

#include <stdlib.h>

/* Under AddressSanitizer only what is given out may be touched: an overrun and the use of an array that has moved are found there too. */
#if defined(__SANITIZE_ADDRESS__)
#define DB_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define DB_ASAN 1
#endif
#endif
#ifdef DB_ASAN
#include <sanitizer/asan_interface.h>
#define OPEN(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#define SHUT(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#else
#define OPEN(p, n) ((void)(p), (void)(n))
#define SHUT(p, n) ((void)(p), (void)(n))
#endif

/* A chunk's header; its bytes follow, aligned to 16. */
struct db_chunk {
    struct db_chunk *next;
    size_t cap, at; /* bytes it holds, bytes given out */
};

enum { HEADER = (sizeof(struct db_chunk) + 15) / 16 * 16, FIRST_CHUNK = 1 << 16, MAX_CHUNK = 1 << 22 };

void db_arena_init(db_arena *a, size_t limit)
{
    *a = (db_arena){.limit = limit};
}

static void *out_of_memory(db_arena *a)
{
    if (a->oom)
        longjmp(*a->oom, 1);
    return NULL;
}

/* Chunks double up to MAX_CHUNK, so that a small report stays small and a large one needs few of them. */
static struct db_chunk *new_chunk(db_arena *a, size_t bytes)
{
    size_t cap = a->cur ? a->cur->cap * 2 : FIRST_CHUNK;
    if (cap > MAX_CHUNK)
        cap = MAX_CHUNK;
    if (cap < bytes)
        cap = bytes;
    if (a->limit && (a->used >= a->limit || cap > a->limit - a->used)) {
        cap = bytes;
        if (a->used >= a->limit || cap > a->limit - a->used)
            return NULL;
    }
    struct db_chunk *c = cap > SIZE_MAX - HEADER ? NULL : malloc(HEADER + cap);
    if (!c)
        return NULL;
    *c = (struct db_chunk){.cap = cap};
    SHUT((char *)c + HEADER, cap);
    a->used += cap;
    if (a->cur) {
        c->next = a->cur->next;
        a->cur->next = c;
    } else {
        a->first = c;
    }
    return c;
}

void *db_alloc(db_arena *a, size_t bytes)
{
    size_t asked = bytes;
    if (bytes > SIZE_MAX - 64)
        return out_of_memory(a);
    bytes = (bytes + 15) / 16 * 16;
    if (bytes == 0)
        bytes = 16;
    while (!a->cur || a->cur->cap - a->cur->at < bytes) {
        struct db_chunk *next = a->cur ? a->cur->next : a->first;
        /* A kept chunk that is too small for this one request is skipped; it is used again after the next reset. */
        if (!next && !(next = new_chunk(a, bytes)))
            return out_of_memory(a);
        a->cur = next;
    }
    struct db_chunk *c = a->cur;
    char *p = (char *)c + HEADER + c->at;
    OPEN(p, asked);
    memset(p, 0, asked);
    c->at += bytes;
    return p;
}

void db_arena_reset(db_arena *a)
{
    for (struct db_chunk *c = a->first; c; c = c->next)
        c->at = 0, SHUT((char *)c + HEADER, c->cap);
    a->cur = a->first;
}

void db_arena_free(db_arena *a)
{
    for (struct db_chunk *c = a->first, *next; c; c = next) {
        next = c->next;
        OPEN((char *)c + HEADER, c->cap);
        free(c);
    }
    a->first = a->cur = NULL;
    a->used = 0;
}

db_str db_str_dup(db_arena *a, db_str s)
{
    if (!s.p)
        return (db_str){NULL, 0};
    char *p = db_alloc(a, (size_t)s.n + 1);
    if (!p)
        return (db_str){NULL, 0};
    if (s.n)
        memcpy(p, s.p, s.n);
    p[s.n] = '\0';
    return (db_str){p, s.n};
}

void *db_grow_(db_arena *a, void *old, uint32_t n, uint32_t *cap, size_t size)
{
    uint32_t want = *cap < 8 ? 16 : *cap > UINT32_MAX / 2 ? UINT32_MAX : *cap * 2;
    if (want <= n)
        return out_of_memory(a);
    void *p = db_alloc(a, (size_t)want * size);
    if (p) {
        if (n)
            memcpy(p, old, (size_t)n * size);
        if (n)
            SHUT(old, (size_t)n * size);
        *cap = want;
    }
    return p;
}
