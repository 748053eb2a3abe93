/* options.h -- the commands and their options: one table makes the parsing and the help. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "base/base.h"

/* Exit codes, for all commands. */
enum {
    CLI_OK = 0,      /* everything was read */
    CLI_SOME = 1,    /* some report could not be read; the others were */
    CLI_USAGE = 2,   /* the command line makes no sense */
    CLI_SYSTEM = 3   /* no model, no memory, or the output could not be written */
};

typedef enum cli_command { CLI_READ = 1, CLI_EXPLAIN = 2, CLI_HELP = 4, CLI_VERSION = 8, CLI_TEXT = 16, CLI_TRAIN = 32, CLI_RULES = 64 } cli_command;
typedef enum cli_view_kind { CLI_SHEET, CLI_JSON, CLI_TOKENS, CLI_EXPLANATION, CLI_WHY_NOT, CLI_COVERAGE } cli_view_kind;

typedef struct cli_options {
    cli_command command;
    bool json, entities, tokens, no_color, quiet, verbose, help;
    unsigned width, jobs;
    const char *what;     /* rules: list, lint or coverage */
    uint32_t samples;     /* rules coverage: of each rule */
    uint32_t claim;       /* explain: only this one, from 1; 0 all */
    const char *rule;     /* explain: only claims of this rule */
    const char *why_not;  /* explain: why this rule did not fire */
    const char *rules;    /* a directory of own rules and lists */
    const char *published, *outlet, *model, *output;
    char *const *files;
    size_t n_files;
} cli_options;

/* Reads the command line. False: `why` says what is wrong with it (to be followed by a pointer to the help). */
bool cli_parse(int argc, char **argv, cli_options *o, char *why, size_t why_cap);

/* Appends the help of a command; 0: of the program. */
void cli_help(db_buf *b, int command);

/* The command of that name, 0 if there is none. */
int cli_command_of(const char *name);
const char *cli_command_name(int command);

#endif
