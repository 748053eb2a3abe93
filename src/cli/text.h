/* text.h -- `dabir text SUB`: one table of subcommands, each a filter that gets the input window by window. A new subcommand is a
 * file text_SUB.c with one cli_text_command, and one line in text.c. */
#ifndef CLI_TEXT_H
#define CLI_TEXT_H

#include "cli/json.h"
#include "lang/lang.h"
#include "syntax/syntax.h"

/* What every subcommand is told. */
typedef struct cli_text_options {
    bool json;          /* one JSON object a line, with offsets in code points of the input as given */
    bool conllu;        /* CoNLL-U out */
    bool from_conllu;   /* CoNLL-U in: windows hold whole sentences of it */
    bool lines, batch;  /* every line is a text of its own; its answer comes back as JSON (the dispatcher sees to both) */
    db_scheme scheme;
    const char *published;  /* "" if not told */
    const char *model, *output;
    char *const *files;     /* none: standard input */
    size_t n_files;
} cli_text_options;

/* A run: what the window function works with. */
typedef struct cli_text {
    const dabir_model *model;   /* NULL if the command needs none */
    const cli_text_options *o;
    db_arena *a;        /* empty at the beginning of each window; running out of memory leaves the window function */
    db_arena *scratch;  /* the same, for what lives shorter: the window function may reset it as often as it likes */
    db_buf *out;        /* what the window says */
    void *state;        /* the subcommand's own, state_size bytes, zeroed before its options are taken */
    const char *file;   /* name of the input, for errors */
    uint64_t cp0;       /* code points of the file before this window: add it to every offset */
    uint64_t line0;     /* lines before this window */
    uint64_t sents;     /* sentences before this window; the subcommand counts them */
    bool first, last;   /* first, last window of a file (or of a line with --lines and --batch: then both) */
} cli_text;

typedef struct cli_text_option {
    int id;             /* 1..255 within the subcommand; a letter gives a short option as well (but h, o, q are taken) */
    const char *name, *arg, *what; /* "digits", "fa|ar|en", "…"; arg NULL: none */
} cli_text_option;

typedef struct cli_text_command {
    const char *name, *what;
    const char *args;       /* shown behind the name; "[OPTIONS] [FILE...]" if NULL */
    const char *more;       /* longer description and examples for --help */
    const cli_text_option *options; /* ends with {0}; may be NULL */
    size_t state_size;
    bool no_model;          /* works without a model */
    bool conllu;            /* reads and writes CoNLL-U too */
    bool words;             /* its arguments are words, not files: each is a window */
    /* Takes an own option; false: `why` says what is wrong. NULL if there are none. */
    bool (*take)(void *state, int id, const char *arg, char *why, size_t cap);
    /* Before the first window, options known and model open. May be NULL. */
    dabir_status (*begin)(cli_text *t, dabir_error *err);
    /* A window: valid UTF-8, cut at a paragraph or line end where there is one, at a sentence end in a very long line. What it adds
     * to t->out is written as it is (so a command that maps text to text copies line ends). An error ends the file, not the run. */
    dabir_status (*window)(cli_text *t, db_str text, dabir_error *err);
    void (*end)(cli_text *t); /* frees what begin made. May be NULL */
} cli_text_command;

/* Runs `dabir text ARGS`; argv[0] is "text". Returns the exit code. */
int cli_text_main(int argc, char **argv);

/* Appends the help of `dabir text` (NULL) or of one subcommand; false if there is none of that name. */
bool cli_text_help(db_buf *b, const char *sub);

/* text_stream.c: the file `fd` (or the bytes p[0..n) if fd < 0) through the command. */
dabir_status cli_text_stream(cli_text *t, const cli_text_command *c, int fd, bool (*flush)(void *ctx), void *ctx, dabir_error *err);
dabir_status cli_text_bytes(cli_text *t, const cli_text_command *c, const char *p, size_t n, dabir_error *err);

/* For the writers: appends "name":value pairs of an offset range. */
void cli_text_span(db_buf *b, const cli_text *t, uint32_t start, uint32_t end);

/* The slice of the text as given for code points [start, end): a cursor that runs forward only, so that all slices of a window cost one
 * pass over it. */
typedef struct cli_slice {
    const char *p;
    uint32_t n, at, cp;
} cli_slice;
db_str cli_slice_of(cli_slice *s, uint32_t start, uint32_t end);

#endif
