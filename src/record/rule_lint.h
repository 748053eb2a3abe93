/* rule_lint.h -- what is no fault in rules and lists, but can never do anything: `dabir rules lint`. */
#ifndef DB_RULE_LINT_H
#define DB_RULE_LINT_H

#include "record/rules.h"

/* Looks over the rules of `m` and the lists of `data`, which it was made of. Each finding is appended to `out` as a compiler shows it; their
 * number goes to *n. */
dabir_status db_rules_lint(const dabir_model *m, const db_data *data, db_buf *out, uint32_t *n, dabir_error *err);

/* The rules in the order of their files, each once: indexes into the section (a rule stands there once for each of its lists). Returns their
 * number; `v` may be NULL. */
uint32_t db_rules_each(const db_rules *r, uint32_t *v, uint32_t cap);

#endif
