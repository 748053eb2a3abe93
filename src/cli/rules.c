/* rules.c -- `dabir rules`: looking at the rules themselves. */
#include "cli/rules.h"

#include "record/rules.h"

/* Letters that two ids have in common at their beginning. */
static size_t common(const char *a, const char *b)
{
    size_t n = 0;
    while (a[n] && a[n] == b[n])
        n++;
    return n;
}

bool cli_rule_known(const dabir_model *m, const char *id)
{
    const db_rules *r = db_rules_of(m);
    const char *near = NULL;
    for (uint32_t i = 0; r && i < r->n_rules; i++) {
        const char *z = db_rule_str(r, db_rule_at(r, i)->id);
        if (strcmp(z, id) == 0)
            return true;
        if (common(z, id) > (near ? common(near, id) : 3))
            near = z;
    }
    fprintf(stderr, "dabir: no rule has the id %s%s%s%s\n", id, near ? " (did you mean " : "", near ? near : "", near ? "?)" : "");
    return false;
}
