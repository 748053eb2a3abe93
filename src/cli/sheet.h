/* sheet.h -- the record for people: a page per report, a table of names, a view of the words, the reasons. */
#ifndef CLI_SHEET_H
#define CLI_SHEET_H

#include "cli/json.h"
#include "cli/term.h"

/* The page: header, then who, members, meetings, statements, agreements, events. */
void cli_sheet(db_buf *b, const cli_view *v, const cli_term *t);

/* Only the entities, as a table. */
void cli_entities(db_buf *b, const cli_view *v, const cli_term *t);

/* Claim by claim: rule, roles and words. `claim` (from 1) and `rule` narrow it; 0 and NULL: all. */
void cli_explain(db_buf *b, const cli_view *v, const cli_term *t, uint32_t claim, const char *rule);

/* Every place where the trigger of the traced rule stands, and what came of it. */
void cli_why_not(db_buf *b, const cli_view *v, const cli_term *t);
void cli_why_not_json(db_buf *b, const cli_view *v, const cli_term *t); /* one object a report; `t` is not needed */

/* Words and their analyses in the ten columns of CoNLL-U. */
void cli_tokens(db_buf *b, const dabir_doc *d);

#endif
