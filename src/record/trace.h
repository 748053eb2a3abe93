/* trace.h -- why a rule did not fire (`dabir explain --why-not RULE`): every place where its trigger stands, and what came of it. */
#ifndef DB_TRACE_H
#define DB_TRACE_H

#include "base/base.h"

enum { DB_TRACE_NOTES = 16 };

typedef struct db_trace_note {
    const char *what; /* "role a: under with" */
    dabir_span span;  /* the words it is about; empty: none */
} db_trace_note;

/* One place of the trigger. The last note tells what failed, or what came out. */
typedef struct db_trace_step {
    dabir_span trigger;
    bool emitted;      /* all roles were filled */
    bool refused;      /* … and the builder of the claim said why it made none */
    int32_t claim;     /* the claim that the rule made of it, -1 none */
    uint32_t n_notes;
    db_trace_note note[DB_TRACE_NOTES];
} db_trace_step;

typedef struct db_trace {
    const char *rule;
    db_trace_step *v;
    uint32_t n, cap;
} db_trace;

/* From now on the reader traces the rule of that id; NULL: none. The string must live as long as it is traced. */
void db_reader_trace(dabir_reader *r, const char *rule);
const db_trace *db_doc_trace(const dabir_doc *d); /* NULL: nothing was traced */

#endif
