/* buf.c -- a growing byte buffer; output is written into it, and one check at the end tells whether memory sufficed. */
#include "base/base.h"

#include <stdlib.h>

static bool reserve(db_buf *b, size_t more)
{
    if (b->failed)
        return false;
    if (b->cap - b->n >= more)
        return true;
    size_t cap = b->cap ? b->cap : 256;
    while (cap - b->n < more) {
        if (cap > SIZE_MAX / 2) {
            b->failed = true;
            return false;
        }
        cap *= 2;
    }
    char *p = realloc(b->p, cap);
    if (!p) {
        b->failed = true;
        return false;
    }
    b->p = p;
    b->cap = cap;
    return true;
}

void db_buf_add(db_buf *b, const void *p, size_t n)
{
    if (n && reserve(b, n)) {
        memcpy(b->p + b->n, p, n);
        b->n += n;
    }
}

void db_buf_str(db_buf *b, const char *z)
{
    if (z)
        db_buf_add(b, z, strlen(z));
}

void db_buf_ch(db_buf *b, char c)
{
    if (reserve(b, 1))
        b->p[b->n++] = c;
}

void db_buf_fmt(db_buf *b, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    /* vsnprintf wants room for its NUL; it is not counted as content. */
    if (n < 0)
        b->failed = true;
    else if (reserve(b, (size_t)n + 1)) {
        vsnprintf(b->p + b->n, (size_t)n + 1, fmt, again);
        b->n += (size_t)n;
    }
    va_end(again);
}

void db_buf_free(db_buf *b)
{
    free(b->p);
    *b = (db_buf){0};
}
