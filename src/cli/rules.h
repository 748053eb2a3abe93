/* rules.h -- `dabir rules`: looking at the rules themselves. */
#ifndef CLI_RULES_H
#define CLI_RULES_H

#include "cli/json.h"
#include "cli/options.h"
#include "cli/term.h"

/* Is there a rule of that id? If not, standard error says so and names what comes near. */
bool cli_rule_known(const dabir_model *m, const char *id);

/* `dabir rules list` and `dabir rules lint`; return the exit code. */
int cli_rules_list(const cli_options *o, const dabir_model *m);
int cli_rules_lint(const cli_options *o, const dabir_model *m);

/* ---- coverage.c: which rules fired ---- */

typedef struct cli_coverage cli_coverage;
cli_coverage *cli_coverage_new(const dabir_model *m, uint32_t samples); /* NULL: no memory */
void cli_coverage_free(cli_coverage *c);

/* What a report tells of the rules, as bytes that a thread writes; and its being counted, in the order of the reports. */
void cli_coverage_note(db_buf *b, const cli_view *v);
bool cli_coverage_count(cli_coverage *c, const char *p, size_t n); /* false: no memory */
void cli_coverage_page(db_buf *b, const cli_coverage *c, const cli_term *t);
void cli_coverage_json(db_buf *b, const cli_coverage *c);

#endif
