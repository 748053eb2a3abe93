/* options.c -- the command line. A new option is one line of the table and one of take(). */
#include "cli/options.h"

#include "input/source.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>

typedef struct command {
    cli_command id;
    const char *name, *args, *what, *more;
} command;

static const command commands[] = {
    {CLI_READ, "read", "[OPTIONS] FILE...", "Read reports and print what they say: the record.",
     "FILE is a report (plain text; UTF-8, UTF-16 or windows-1256), a directory (every *.txt in\n"
     "it and below, by name), a .jsonl file (one report a line: text, and if known id, title,\n"
     "published, outlet), or - for standard input.\n"
     "\n"
     "Examples:\n"
     "  dabir read report.txt                    a page for people\n"
     "  dabir read --json *.txt > records.jsonl  one JSON object a report\n"
     "  dabir read --published 2021-08-10 -      \"yesterday\" is the 9th of August 2021\n"
     "  dabir read --jobs 4 --json archive/ -o records.jsonl\n"},
    {CLI_EXPLAIN, "explain", "[OPTIONS] FILE...", "Show for every claim why it is there: rule, roles, words.",
     "For each claim: its fields, the rule that made it and where that rule stands, the words\n"
     "that filled each role, and the sentence with the claim's words in \xE2\x9F\xA6 \xE2\x9F\xA7.\n"
     "\n"
     "Examples:\n"
     "  dabir explain report.txt                       all claims\n"
     "  dabir explain --claim 3 report.txt             the one that the record calls c3\n"
     "  dabir explain --rule meeting.with.1 archive/   all claims of one rule\n"
     "  dabir explain --why-not meeting.with.1 report.txt  what kept it from firing\n"},
    {CLI_RULES, "rules", "list|lint|coverage [OPTIONS] [FILE...]", "Look at the rules: which there are, which do nothing, which fired.",
     "list prints each rule with its place and its trigger. lint finds rules that can never fire, list\n"
     "entries that another list answers as well, and own lists that nobody uses; its exit status is\n"
     "1 if there is any. coverage reads reports and prints which rules fired, how often, in how many\n"
     "reports, with samples to judge, and which never did.\n"
     "\n"
     "Examples:\n"
     "  dabir rules lint --rules own/\n"
     "  dabir rules coverage --samples 5 archive/\n"},
    {CLI_TEXT, "text", "SUBCOMMAND [OPTIONS] [FILE...]", "Work on Persian text: normalise, split, tag, parse, dates, numbers.", ""},
    {CLI_TRAIN, "train", "[OPTIONS] WHAT...", "Make the weights of the Persian layer anew.", ""},
    {CLI_HELP, "help", "[COMMAND]", "Show help for dabir or for one of its commands.", ""},
    {CLI_VERSION, "version", "", "Print the version.", ""},
};

enum { N_COMMANDS = sizeof commands / sizeof *commands };
enum { BOTH = CLI_READ | CLI_EXPLAIN, ALL = BOTH | CLI_RULES };

/* Options without a short letter are told apart by numbers above all characters. */
enum { O_JSON = 256, O_ENTITIES, O_TOKENS, O_PUBLISHED, O_OUTLET, O_MODEL, O_NO_COLOR, O_WIDTH, O_CLAIM, O_RULE, O_RULES, O_WHY_NOT, O_SAMPLES };

typedef struct option_line {
    int id; /* the short letter, if it has one */
    unsigned commands;
    const char *name, *arg, *what;
} option_line;

static const option_line table[] = {
    {O_JSON, ALL, "json", NULL, "one JSON object a report and line"},
    {O_ENTITIES, CLI_READ, "entities", NULL, "only who and where (a table; with --json an object)"},
    {O_TOKENS, CLI_READ, "tokens", NULL, "words and their analyses, like CoNLL-U"},
    {O_CLAIM, CLI_EXPLAIN, "claim", "N", "only claim N of each report"},
    {O_RULE, CLI_EXPLAIN, "rule", "ID", "only the claims that rule ID made"},
    {O_WHY_NOT, CLI_EXPLAIN, "why-not", "ID", "where rule ID might have fired, and what kept it from it"},
    {O_SAMPLES, CLI_RULES, "samples", "N", "coverage: show N samples of each rule (3)"},
    {O_PUBLISHED, ALL, "published", "DATE", "day of publication, YYYY-MM-DD; settles \"today\""},
    {O_OUTLET, ALL, "outlet", "NAME", "who published the reports"},
    {'j', ALL, "jobs", "N", "read N reports at a time; the output stays in order"},
    {'o', ALL, "output", "FILE", "write to FILE instead of standard output"},
    {O_WIDTH, ALL, "width", "N", "columns of the page (40 at least)"},
    {O_NO_COLOR, ALL, "no-color", NULL, "no colours, even on a terminal"},
    {O_RULES, ALL, "rules", "DIR", "lay own rules, lists and names over the shipped ones"},
    {O_MODEL, ALL, "model", "FILE", "use this model file"},
    {'q', ALL, "quiet", NULL, "no warnings, only errors"},
    {'v', ALL, "verbose", NULL, "also say what was skipped and how it was read"},
    {'h', ALL | CLI_HELP | CLI_VERSION, "help", NULL, "show this help"},
};

enum { N_OPTIONS = sizeof table / sizeof *table, MAX_JOBS = 256, MIN_WIDTH = 40, MAX_WIDTH = 1000, MAX_SAMPLES = 1000 };

/* ---- help -------------------------------------------------------------------------------------------------------------- */

static void help_option(db_buf *b, const option_line *l)
{
    char left[64], letter[] = "    ";
    if (l->id < 256)
        memcpy(letter, (char[]){'-', (char)l->id, ','}, 3);
    snprintf(left, sizeof left, "%s--%s%s%s", letter, l->name, l->arg ? " " : "", l->arg ? l->arg : "");
    db_buf_fmt(b, "  %-22s %s\n", left, l->what);
}

static void help_program(db_buf *b)
{
    db_buf_str(b, "dabir reads Persian news reports and keeps a record of diplomacy: who holds which office,\n"
                  "who met whom, who said what, who belongs to which organisation, what was agreed, and who\n"
                  "did what to whom.\n\nUsage: dabir COMMAND [OPTIONS] [FILE...]\n\nCommands:\n");
    for (size_t i = 0; i < N_COMMANDS; i++)
        db_buf_fmt(b, "  %-10s %s\n", commands[i].name, commands[i].what);
    db_buf_str(b, "\nBegin with:   dabir read report.txt\nThen ask why: dabir explain report.txt\n"
                  "\n\"dabir help COMMAND\" or \"dabir COMMAND --help\" shows the options and examples of a command.\n"
                  "\nThe model is looked for in --model, $DABIR_MODEL, fa.dabir beside the program, and\n"
                  "../share/dabir/fa.dabir from there.\n"
                  "\nExit status: 0 all was read; 1 some report could not be read, the others were; 2 wrong\n"
                  "usage; 3 no model, or the system failed.\n");
}

void cli_help(db_buf *b, int id)
{
    for (size_t i = 0; i < N_COMMANDS; i++) {
        const command *c = &commands[i];
        if ((int)c->id != id)
            continue;
        db_buf_fmt(b, "Usage: dabir %s%s%s\n%s\n\n%s", c->name, *c->args ? " " : "", c->args, c->what, c->more);
        db_buf_fmt(b, "%sOptions:\n", *c->more ? "\n" : "");
        for (size_t k = 0; k < N_OPTIONS; k++)
            if (table[k].commands & (unsigned)id)
                help_option(b, &table[k]);
        return;
    }
    help_program(b);
}

int cli_command_of(const char *name)
{
    for (size_t i = 0; i < N_COMMANDS; i++)
        if (strcmp(commands[i].name, name) == 0)
            return (int)commands[i].id;
    return 0;
}

const char *cli_command_name(int id)
{
    for (size_t i = 0; i < N_COMMANDS; i++)
        if ((int)commands[i].id == id)
            return commands[i].name;
    return "";
}

/* ---- parsing ------------------------------------------------------------------------------------------------------------ */

static bool number(const char *z, unsigned min, unsigned max, unsigned *out)
{
    char *end;
    errno = 0;
    unsigned long v = strtoul(z, &end, 10);
    if (*z < '0' || *z > '9' || *end || errno || v < min || v > max)
        return false;
    *out = (unsigned)v;
    return true;
}

/* Takes one option; false if its argument makes no sense. */
static bool take(cli_options *o, int id, const char *arg, char *why, size_t cap)
{
    switch (id) {
    case O_JSON: o->json = true; return true;
    case O_ENTITIES: o->entities = true; return true;
    case O_TOKENS: o->tokens = true; return true;
    case O_NO_COLOR: o->no_color = true; return true;
    case O_OUTLET: o->outlet = arg; return true;
    case O_MODEL: o->model = arg; return true;
    case O_RULE: o->rule = arg; return true;
    case O_WHY_NOT: o->why_not = arg; return true;
    case O_RULES: o->rules = arg; return true;
    case 'o': o->output = arg; return true;
    case 'q': o->quiet = true; return true;
    case 'v': o->verbose = true; return true;
    case 'h': o->help = true; return true;
    case O_PUBLISHED:
        o->published = arg;
        if (db_is_day(arg) && strlen(arg) == 10)
            return true;
        snprintf(why, cap, "--published %s: not a day written YYYY-MM-DD", arg);
        return false;
    case O_CLAIM:
        if (number(arg + (*arg == 'c'), 1, UINT32_MAX, &o->claim))
            return true;
        snprintf(why, cap, "--claim %s: not the number of a claim (3, or c3)", arg);
        return false;
    case O_SAMPLES:
        if (number(arg, 0, MAX_SAMPLES, &o->samples))
            return true;
        snprintf(why, cap, "--samples %s: not a number from 0 to %d", arg, MAX_SAMPLES);
        return false;
    case 'j':
        if (number(arg, 1, MAX_JOBS, &o->jobs))
            return true;
        snprintf(why, cap, "--jobs %s: not a number from 1 to %d", arg, MAX_JOBS);
        return false;
    case O_WIDTH:
        if (number(arg, MIN_WIDTH, MAX_WIDTH, &o->width))
            return true;
        snprintf(why, cap, "--width %s: not a number from %d to %d", arg, MIN_WIDTH, MAX_WIDTH);
        return false;
    }
    return false;
}

/* What getopt_long() complained of, in our words. */
static void complain(int c, char **argv, char *why, size_t cap)
{
    const char *word = argv[optind - 1];
    if (c == ':' && optopt && optopt < 256 && strncmp(word, "--", 2) != 0)
        snprintf(why, cap, "option -%c needs a value", optopt);
    else if (c == ':')
        snprintf(why, cap, "option %s needs a value", word);
    else if (optopt && optopt < 256 && strncmp(word, "--", 2) != 0)
        snprintf(why, cap, "unknown option -%c", optopt);
    else
        snprintf(why, cap, "unknown option %s", word);
}

static bool parse_options(int argc, char **argv, cli_options *o, char *why, size_t cap)
{
    struct option longs[N_OPTIONS + 1] = {{0}};
    char shorts[2 * N_OPTIONS + 2] = ":";
    size_t n = 0, s = 1;
    for (size_t i = 0; i < N_OPTIONS; i++) {
        if (!(table[i].commands & (unsigned)o->command))
            continue;
        longs[n++] = (struct option){table[i].name, table[i].arg ? required_argument : no_argument, NULL, table[i].id};
        if (table[i].id < 256) {
            shorts[s++] = (char)table[i].id;
            if (table[i].arg)
                shorts[s++] = ':';
        }
    }
    shorts[s] = '\0';
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
        if (c == '?' || c == ':') {
            complain(c, argv, why, cap);
            return false;
        }
        if (!take(o, c, optarg, why, cap))
            return false;
    }
    o->files = argv + optind;
    o->n_files = (size_t)(argc - optind);
    return true;
}

/* The first word is the command; --help and --version may stand in its place. */
static bool parse_command(const char *word, cli_options *o, char *why, size_t cap)
{
    if (!word) {
        snprintf(why, cap, "no command given");
        return false;
    }
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
        o->command = CLI_HELP;
    else if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0)
        o->command = CLI_VERSION;
    else
        o->command = (cli_command)cli_command_of(word);
    if (o->command)
        return true;
    bool file = strchr(word, '.') || strchr(word, '/') || strcmp(word, "-") == 0;
    if (file)
        snprintf(why, cap, "unknown command %s; to read a file: dabir read %s", word, word);
    else
        snprintf(why, cap, "unknown command %s", word);
    return false;
}

/* The word behind `dabir rules`. */
static bool take_what(cli_options *o, char *why, size_t cap)
{
    static const char *const known[] = {"list", "lint", "coverage"};
    o->what = o->n_files ? o->files[0] : NULL;
    for (size_t i = 0; o->what && i < sizeof known / sizeof *known; i++) {
        if (strcmp(o->what, known[i]) != 0)
            continue;
        o->files++;
        o->n_files--;
        if (!o->n_files || strcmp(o->what, "coverage") == 0)
            return true;
        snprintf(why, cap, "rules %s takes no FILE", o->what);
        return false;
    }
    snprintf(why, cap, o->what ? "rules %s: list, lint or coverage is expected" : "rules: list, lint or coverage is expected", o->what);
    return false;
}

bool cli_parse(int argc, char **argv, cli_options *o, char *why, size_t cap)
{
    *o = (cli_options){.jobs = 1, .samples = 3};
    if (!parse_command(argc > 1 ? argv[1] : NULL, o, why, cap))
        return false;
    if (!parse_options(argc - 1, argv + 1, o, why, cap))
        return false;
    if (o->help || o->command == CLI_VERSION)
        return true;
    if (o->command == CLI_HELP) {
        if (o->n_files == 0 || (o->n_files == 1 && cli_command_of(o->files[0])))
            return true;
        snprintf(why, cap, "unknown command %s", o->files[0]);
        return false;
    }
    if (o->tokens && (o->json || o->entities)) {
        snprintf(why, cap, "--tokens cannot be combined with %s", o->json ? "--json" : "--entities");
        return false;
    }
    if (o->command == CLI_RULES && !take_what(o, why, cap))
        return false;
    if (o->command == CLI_EXPLAIN && o->json && !o->why_not) {
        snprintf(why, cap, "--json goes with --why-not");
        return false;
    }
    if (o->why_not && (o->claim || o->rule)) {
        snprintf(why, cap, "--why-not cannot be combined with %s", o->claim ? "--claim" : "--rule");
        return false;
    }
    if (o->n_files == 0 && !(o->command == CLI_RULES && strcmp(o->what, "coverage") != 0)) {
        snprintf(why, cap, "no FILE given (- reads standard input)");
        return false;
    }
    return true;
}
