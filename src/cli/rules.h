/* rules.h -- `dabir rules`: looking at the rules themselves. */
#ifndef CLI_RULES_H
#define CLI_RULES_H

#include "cli/options.h"

/* Is there a rule of that id? If not, standard error says so and names what comes near. */
bool cli_rule_known(const dabir_model *m, const char *id);

#endif
