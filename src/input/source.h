/* source.h -- from the names on the command line to reports: files, standard input, directories, JSONL.
 *
 * db_source_next() says which report comes next and is cheap (one caller at a time); db_item_load() reads and unpacks it and
 * may run on any thread. Items are reused, so memory does not grow with the number of reports. */
#ifndef DB_SOURCE_H
#define DB_SOURCE_H

#include "base/base.h"

/* A report larger than this is refused: it is no news report, and its memory would be. */
enum { DB_REPORT_MAX = 64 << 20 };

typedef enum db_item_kind {
    DB_I_FILE, /* a report in a file (or standard input) */
    DB_I_LINE, /* a report in a line of a JSONL file */
    DB_I_SKIP, /* a file of a directory that is no report; only for a note */
    DB_I_NONE, /* a directory of the command line that holds no report at all */
    DB_I_ERROR /* `err` says what could not be opened */
} db_item_kind;

typedef struct db_item {
    db_item_kind kind;
    db_buf path;       /* NUL-terminated; "-" is standard input */
    db_buf bytes;      /* the file, or the line */
    uint32_t line;     /* of the JSONL file, from 1; 0 otherwise */
    uint64_t byte;     /* where the line begins in its file */
    dabir_error err;   /* DB_I_ERROR; also what db_item_load() failed on */
    /* filled by db_item_load(): */
    const char *text;  /* the report's bytes, in `bytes` or in the parsed line */
    size_t n;
    dabir_meta meta;
    bool bad_date;     /* the line's `published` is no date and was left out */
    db_buf id;
    char published[12];
    void *tokener, *json; /* json-c's, kept for reuse */
} db_item;

typedef struct db_source db_source;

/* `args` must outlive the source. NULL when memory runs out. */
db_source *db_source_new(char *const *args, size_t n);
void db_source_free(db_source *s);

/* Next item; false when there is none left. */
bool db_source_next(db_source *s, db_item *it);

/* Reads a DB_I_FILE, unpacks a DB_I_LINE: fills text, n and meta. On failure it->err is filled. */
dabir_status db_item_load(db_item *it);
void db_item_free(db_item *it);

/* Does `z` begin with a day that exists, YYYY-MM-DD? A time may follow. */
bool db_is_day(const char *z);

/* Name for messages: the path, or "standard input". */
const char *db_item_name(const db_item *it);

#endif
