/* json.h -- the record as one JSON object a line: the contract for programs. */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include "base/base.h"

/* A document laid open, so that writers can be tested with one made by hand. */
typedef struct cli_view {
    const dabir_report *report;
    const dabir_entity *ents;
    uint32_t n_ents;
    const dabir_claim *claims;
    uint32_t n_claims;
    const dabir_doc *doc; /* NULL: made by hand */
} cli_view;

cli_view cli_view_of(const dabir_doc *d);

/* Appends one object and a line end. `claims` false: report and entities only. */
void cli_json_record(db_buf *b, const cli_view *v, bool claims);

/* Appends `s` in quotes, escaped as RFC 8259 wants it; what is no UTF-8 becomes U+FFFD. */
void cli_json_str(db_buf *b, db_str s);

/* Tenths as a number with one decimal. */
void cli_scale(db_buf *b, int tenths);

/* Length of the well-formed UTF-8 sequence at p (at most n bytes), 0 if there is none. */
unsigned cli_utf8_len(const char *p, size_t n);

#endif
