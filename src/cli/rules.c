/* rules.c -- `dabir rules list` and `lint`: the rules by themselves. */
#include "cli/rules.h"

#include "cli/output.h"
#include "record/rule_lint.h"

#include <stdlib.h>
#include <unistd.h>

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

static const char *trigger_name(uint16_t trig)
{
    return trig == DB_TR_VERB ? "verb" : trig == DB_TR_NOUN ? "noun" : "phrase";
}

/* Calls put() for each list of the rule that stands at `at`. */
static void lists_of(const dabir_model *m, const db_rules *r, const db_rule *rule, db_buf *b, const char *before, const char *between)
{
    bool more = false;
    for (uint32_t i = 0; i < r->n_rules; i++) {
        const db_rule *x = db_rule_at(r, i);
        if (x->id != rule->id)
            continue;
        db_buf_fmt(b, "%s%s%s%s", more ? between : "", before, db_model_list_name(m, x->list), *before == '"' ? "\"" : "");
        more = true;
    }
}

static void list_json(db_buf *b, const dabir_model *m, const db_rules *r, const db_rule *rule)
{
    db_buf_str(b, "{\"rule\":");
    cli_json_str(b, db_str_z(db_rule_str(r, rule->id)));
    db_buf_str(b, ",\"file\":");
    cli_json_str(b, db_str_z(db_rule_str(r, rule->file)));
    db_buf_fmt(b, ",\"line\":%u,\"trigger\":\"%s\",\"lists\":[", rule->line, trigger_name(rule->trig));
    lists_of(m, r, rule, b, "\"", ",");
    db_buf_str(b, "],\"claims\":[");
    for (uint32_t i = 0; i < rule->n_emits; i++)
        db_buf_fmt(b, "%s\"%s\"", i ? "," : "", dabir_claim_name((dabir_claim_type)db_emit_at(r, rule->emit0 + i)->type));
    db_buf_str(b, "]}\n");
}

static void list_line(db_buf *b, const dabir_model *m, const db_rules *r, const db_rule *rule)
{
    char where[400];
    snprintf(where, sizeof where, "%s:%u", db_rule_str(r, rule->file), rule->line);
    db_buf_fmt(b, "%-30s %-28s %s ", db_rule_str(r, rule->id), where, trigger_name(rule->trig));
    lists_of(m, r, rule, b, "&", " ");
    db_buf_ch(b, '\n');
}

static int write_out(db_buf *b)
{
    bool ok = !b->failed && cli_write(STDOUT_FILENO, b->p, b->n);
    db_buf_free(b);
    return ok ? CLI_OK : CLI_SYSTEM;
}

int cli_rules_list(const cli_options *o, const dabir_model *m)
{
    const db_rules *r = db_rules_of(m);
    db_buf b = {0};
    uint32_t *v = r ? calloc(r->n_rules + 1u, sizeof *v) : NULL, n = v ? db_rules_each(r, v, r->n_rules) : 0;
    for (uint32_t i = 0; i < n; i++)
        (o->json ? list_json : list_line)(&b, m, r, db_rule_at(r, v[i]));
    free(v);
    return write_out(&b);
}

int cli_rules_lint(const cli_options *o, const dabir_model *m)
{
    uint32_t size, n = 0;
    const char *texts = db_model_section(m, "TEXT", &size);
    db_data data = {.layer = {{.texts = db_str_of(texts, size)}, {.dir = o->rules}}, .n = o->rules ? 2 : 1};
    db_buf b = {0};
    dabir_error err = {0};
    if (!texts || db_rules_lint(m, &data, &b, &n, &err) != DABIR_OK) {
        fprintf(stderr, "dabir: %s\n", texts ? err.message : "the model does not carry the texts it was made of");
        db_buf_free(&b);
        return CLI_SYSTEM;
    }
    if (!o->quiet)
        db_buf_fmt(&b, "%u %s\n", n, n == 1 ? "finding" : "findings");
    int code = write_out(&b);
    return code ? code : n ? CLI_SOME : CLI_OK;
}
