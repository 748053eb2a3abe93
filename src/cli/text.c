/* text.c -- `dabir text`: which subcommand, its options, its help, and the files through it. */
#include "cli/text.h"

#include "cli/model.h"
#include "cli/options.h"
#include "cli/output.h"
#include "input/source.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* One line a subcommand, in the order of the help. */
#define COMMANDS(X) \
    X(normalize)    \
    X(tokens)       \
    X(sentences)    \
    X(tag)          \
    X(lemma)        \
    X(parse)        \
    X(names)        \
    X(dates)        \
    X(numbers)      \
    X(stem)         \
    X(conjugate)    \
    X(inflect)      \
    X(mask)         \
    X(script)       \
    X(digits)       \
    X(urls)         \
    X(clauses)

#define DECLARE(name) extern const cli_text_command cli_text_##name;
COMMANDS(DECLARE)
#define ENTRY(name) &cli_text_##name,
static const cli_text_command *const commands[] = {COMMANDS(ENTRY)};

enum { N_COMMANDS = sizeof commands / sizeof *commands, MAX_OPTIONS = 64 };
enum { O_JSON = 256, O_CONLLU, O_FROM, O_LINES, O_BATCH, O_SCHEME, O_PUBLISHED, O_MODEL };

static const cli_text_option common[] = {
    {O_JSON, "json", NULL, "one JSON object a line, offsets in code points"},
    {O_CONLLU, "conllu", NULL, "write CoNLL-U"},
    {O_FROM, "from", "FORMAT", "what comes in: text (the default) or conllu"},
    {O_SCHEME, "scheme", "NAME", "treebank to follow: perdt, seraji or informal"},
    {O_PUBLISHED, "published", "DATE", "day of the text, YYYY-MM-DD; settles \"today\""},
    {O_LINES, "lines", NULL, "every line is a text of its own"},
    {O_BATCH, "batch", NULL, "every line is a JSON string; so is every answer"},
    {'o', "output", "FILE", "write to FILE instead of standard output"},
    {O_MODEL, "model", "FILE", "use this model file"},
    {'h', "help", NULL, "show this help"},
};

enum { N_COMMON = sizeof common / sizeof *common };

static const cli_text_command *command_of(const char *name)
{
    if (strcmp(name, "normalise") == 0)
        name = "normalize";
    for (size_t i = 0; i < N_COMMANDS; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

/* ---- help ------------------------------------------------------------------------------------------------------------------------ */

static void help_option(db_buf *b, const cli_text_option *l)
{
    char left[96], letter[] = "    ";
    if (l->id < 127 && l->id > ' ')
        memcpy(letter, (char[]){'-', (char)l->id, ','}, 3);
    snprintf(left, sizeof left, "%s--%s%s%s", letter, l->name, l->arg ? " " : "", l->arg ? l->arg : "");
    db_buf_fmt(b, strlen(left) > 25 ? "  %s\n%29s%s\n" : "  %-26s%s%s\n", left, "", l->what);
}

static void help_all(db_buf *b)
{
    db_buf_str(b, "Usage: dabir text SUBCOMMAND [OPTIONS] [FILE...]\n"
                  "Work on Persian text: each subcommand reads files, or standard input, and writes UTF-8.\n\nSubcommands:\n");
    for (size_t i = 0; i < N_COMMANDS; i++)
        db_buf_fmt(b, "  %-12s %s\n", commands[i]->name, commands[i]->what);
    db_buf_str(b, "\nOptions of all of them:\n");
    for (size_t i = 0; i < N_COMMON; i++)
        help_option(b, &common[i]);
    db_buf_str(b, "\nExamples:\n"
                  "  dabir text normalize draft.txt > clean.txt\n"
                  "  dabir text tokens --json news.txt\n"
                  "  dabir text parse news.txt > news.conllu\n"
                  "  echo 'دیروز سه میلیون و ۲۰۰ هزار نفر' | dabir text numbers\n"
                  "\n\"dabir text SUBCOMMAND --help\" shows the options and examples of a subcommand.\n");
}

bool cli_text_help(db_buf *b, const char *sub)
{
    if (!sub) {
        help_all(b);
        return true;
    }
    const cli_text_command *c = command_of(sub);
    if (!c)
        return false;
    db_buf_fmt(b, "Usage: dabir text %s %s\n%s\n\n%s%sOptions:\n", c->name, c->args ? c->args : "[OPTIONS] [FILE...]", c->what, c->more,
               *c->more ? "\n" : "");
    for (const cli_text_option *l = c->options; l && l->name; l++)
        help_option(b, l);
    for (size_t i = 0; i < N_COMMON; i++)
        if (c->conllu || (common[i].id != O_CONLLU && common[i].id != O_FROM && common[i].id != O_SCHEME))
            help_option(b, &common[i]);
    return true;
}

/* ---- options ---------------------------------------------------------------------------------------------------------------------- */

typedef struct parsed {
    cli_text_options o;
    const cli_text_command *c;
    void *state;
    bool help;
    char why[512];
} parsed;

static bool no(parsed *p, const char *option, const char *arg, const char *why)
{
    snprintf(p->why, sizeof p->why, "%s %s: %s", option, arg, why);
    return false;
}

static bool take_scheme(parsed *p, const char *arg)
{
    static const char *const names[DB_N_SCHEMES] = {"perdt", "seraji", "informal"};
    for (int i = 0; i < DB_N_SCHEMES; i++)
        if (strcmp(arg, names[i]) == 0) {
            p->o.scheme = (db_scheme)i;
            return true;
        }
    return no(p, "--scheme", arg, "neither perdt nor seraji nor informal");
}

static bool take(parsed *p, int id, const char *arg)
{
    switch (id) {
    case O_JSON: p->o.json = true; return true;
    case O_CONLLU: p->o.conllu = true; return true;
    case O_LINES: p->o.lines = true; return true;
    case O_BATCH: p->o.batch = true; return true;
    case O_MODEL: p->o.model = arg; return true;
    case 'o': p->o.output = arg; return true;
    case 'h': p->help = true; return true;
    case O_SCHEME: return take_scheme(p, arg);
    case O_FROM:
        p->o.from_conllu = strcmp(arg, "conllu") == 0;
        return p->o.from_conllu || strcmp(arg, "text") == 0 || no(p, "--from", arg, "neither text nor conllu");
    case O_PUBLISHED:
        p->o.published = arg;
        return (db_is_day(arg) && strlen(arg) == 10) || no(p, "--published", arg, "not a day written YYYY-MM-DD");
    }
    return p->c->take && p->c->take(p->state, id < 0x400 ? id : id - 0x400, arg, p->why, sizeof p->why);
}

static bool parse_options(parsed *p, int argc, char **argv)
{
    struct option longs[MAX_OPTIONS + 1] = {{0}};
    char shorts[2 * MAX_OPTIONS + 2] = ":";
    size_t n = 0, s = 1;
    for (size_t i = 0; n < MAX_OPTIONS; i++) {
        const cli_text_option *own = p->c->options, *l;
        if (i < N_COMMON)
            l = &common[i];
        else if (own && own[i - N_COMMON].name)
            l = &own[i - N_COMMON];
        else
            break;
        int id = i < N_COMMON ? l->id : l->id + 0x400; /* own numbers may be small */
        longs[n++] = (struct option){l->name, l->arg ? required_argument : no_argument, NULL, id};
        if (l->id > ' ' && l->id < 127) {
            shorts[s++] = (char)l->id;
            if (l->arg)
                shorts[s++] = ':';
        }
    }
    shorts[s] = '\0';
    opterr = 0;
    optind = 1;
    for (int c; (c = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
        if (c == '?' || c == ':') {
            snprintf(p->why, sizeof p->why, c == ':' ? "option %s needs a value" : "unknown option %s", argv[optind - 1]);
            return false;
        }
        if (!take(p, c, optarg))
            return false;
    }
    p->o.files = argv + optind;
    p->o.n_files = (size_t)(argc - optind);
    if ((p->o.conllu || p->o.from_conllu) && !p->c->conllu)
        return no(p, p->o.conllu ? "--conllu" : "--from", p->c->name, "this subcommand knows no CoNLL-U; tag, lemma and parse do");
    if (p->o.json && p->o.conllu)
        return no(p, "--json", "--conllu", "they cannot be combined");
    if (p->o.batch && p->o.from_conllu)
        return no(p, "--batch", "--from conllu", "they cannot be combined");
    return true;
}

/* ---- running ------------------------------------------------------------------------------------------------------------------------ */

typedef struct run {
    const cli_text_command *c;
    cli_text t;
    cli_output out;
    bool eager;
} run;

/* After each window: hands on what is ready. False: nobody wants more. */
static bool flush(void *ctx)
{
    run *r = ctx;
    enum { FULL = 1 << 16 };
    if (r->eager || r->out.buf.n >= FULL)
        cli_output_flush(&r->out);
    return !r->out.closed && !r->out.failed && !r->out.buf.failed;
}

static void report(const run *r, const dabir_error *e)
{
    const char *file = e->file[0] ? e->file : r->t.file;
    if (e->line)
        fprintf(stderr, "dabir: %s:%u:%u: %s\n", file, e->line, e->column, e->message);
    else
        fprintf(stderr, "dabir: %s: %s\n", file, e->message);
}

static bool one_file(run *r, const char *name)
{
    dabir_error e = {0};
    bool std = strcmp(name, "-") == 0;
    struct stat st;
    r->t.file = std ? "standard input" : name;
    int fd = std ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode))) {
        fprintf(stderr, "dabir: %s: %s\n", name, fd < 0 ? strerror(errno) : "is a directory");
        if (fd >= 0)
            close(fd);
        return false;
    }
    r->eager = r->out.eager || r->t.o->lines || r->t.o->batch;
    dabir_status s = cli_text_stream(&r->t, r->c, fd, flush, r, &e);
    if (s)
        report(r, &e);
    if (!std)
        close(fd);
    return s == DABIR_OK;
}

static bool one_word(run *r, const char *word)
{
    dabir_error e = {0};
    r->t.file = word;
    if (cli_text_bytes(&r->t, r->c, word, strlen(word), &e) == DABIR_OK)
        return true;
    report(r, &e);
    return false;
}

static bool all_files(run *r)
{
    const cli_text_options *o = r->t.o;
    bool ok = true;
    if (!o->n_files)
        return one_file(r, "-");
    for (size_t i = 0; i < o->n_files && flush(r); i++)
        ok &= r->c->words ? one_word(r, o->files[i]) : one_file(r, o->files[i]);
    return ok;
}

static int with_model(run *r)
{
    dabir_error e = {0};
    db_arena a, scratch;
    db_arena_init(&a, 0);
    db_arena_init(&scratch, 0);
    r->t.a = &a;
    r->t.scratch = &scratch;
    r->t.out = &r->out.buf;
    r->t.file = r->c->name;
    int code = CLI_OK;
    if (r->c->begin && r->c->begin(&r->t, &e) != DABIR_OK) {
        report(r, &e);
        code = e.status == DABIR_E_ARGUMENT ? CLI_USAGE : CLI_SYSTEM;
    } else if (!all_files(r)) {
        code = CLI_SOME;
    }
    if (r->c->end)
        r->c->end(&r->t);
    db_arena_free(&a);
    db_arena_free(&scratch);
    return code;
}

static int execute(parsed *p)
{
    run r = {.c = p->c, .t = {.o = &p->o, .state = p->state}};
    dabir_model *m = NULL;
    if (!p->c->no_model && !(m = cli_model_open(p->o.model)))
        return CLI_SYSTEM;
    r.t.model = m;
    if (!cli_output_open(&r.out, p->o.output)) {
        fprintf(stderr, "dabir: %s: %s\n", p->o.output, strerror(errno));
        dabir_model_free(m);
        return CLI_SYSTEM;
    }
    int code = with_model(&r);
    bool memory = r.out.buf.failed;
    if (!cli_output_close(&r.out, true) || memory) {
        fprintf(stderr, "dabir: cannot write: %s\n", strerror(memory ? ENOMEM : r.out.error));
        code = CLI_SYSTEM;
    }
    dabir_model_free(m);
    return code;
}

static int say_help(const char *sub)
{
    db_buf b = {0};
    if (!cli_text_help(&b, sub)) {
        fprintf(stderr, "dabir: unknown subcommand text %s\nTry: dabir text --help\n", sub);
        return CLI_USAGE;
    }
    bool ok = !b.failed && (cli_write(STDOUT_FILENO, b.p, b.n) || errno == EPIPE);
    db_buf_free(&b);
    return ok ? CLI_OK : CLI_SYSTEM;
}

int cli_text_main(int argc, char **argv)
{
    const char *sub = argc > 1 ? argv[1] : NULL;
    if (!sub) {
        fprintf(stderr, "dabir: no subcommand given\nTry: dabir text --help\n");
        return CLI_USAGE;
    }
    if (strcmp(sub, "--help") == 0 || strcmp(sub, "-h") == 0 || strcmp(sub, "help") == 0)
        return say_help(strcmp(sub, "help") == 0 && argc > 2 ? argv[2] : NULL);
    parsed p = {.o = {.published = ""}, .c = command_of(sub)};
    if (!p.c)
        return say_help(sub);
    if (p.c->state_size && !(p.state = calloc(1, p.c->state_size))) {
        fprintf(stderr, "dabir: out of memory\n");
        return CLI_SYSTEM;
    }
    int code;
    if (!parse_options(&p, argc - 1, argv + 1)) {
        fprintf(stderr, "dabir: %s\nTry: dabir text %s --help\n", p.why, p.c->name);
        code = CLI_USAGE;
    } else {
        code = p.help ? say_help(p.c->name) : execute(&p);
    }
    free(p.state);
    return code;
}
