/* main.c -- the program: which command, and its exit code. */
#include "cli/model.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/read.h"
#include "cli/rules.h"
#include "cli/text.h"
#include "cli/train.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

static int with_model(const cli_options *o)
{
    dabir_model *m = cli_model_open_with(o->model, o->rules);
    if (!m)
        return CLI_SYSTEM;
    const char *what = o->what ? o->what : "";
    int code = strcmp(what, "list") == 0 ? cli_rules_list(o, m) : strcmp(what, "lint") == 0 ? cli_rules_lint(o, m) : cli_read(o, m);
    dabir_model_free(m);
    return code;
}

static int print(db_buf *b)
{
    bool ok = !b->failed && (cli_write(STDOUT_FILENO, b->p, b->n) || errno == EPIPE);
    if (!ok)
        fprintf(stderr, "dabir: cannot write: %s\n", strerror(b->failed ? ENOMEM : errno));
    db_buf_free(b);
    return ok ? CLI_OK : CLI_SYSTEM;
}

int main(int argc, char **argv)
{
    /* A reader of our output that goes away (| head) is an end, not a failure: write(2) tells us with EPIPE. */
    signal(SIGPIPE, SIG_IGN);
    if (argc > 1 && strcmp(argv[1], "text") == 0)
        return cli_text_main(argc - 1, argv + 1);
    if (argc > 1 && strcmp(argv[1], "train") == 0)
        return cli_train_main(argc - 1, argv + 1);
    if (argc > 2 && strcmp(argv[1], "help") == 0 && strcmp(argv[2], "text") == 0)
        return cli_text_main(3, (char *[]){argv[2], (char *)(uintptr_t)"help", argv[3], NULL});
    if (argc > 2 && strcmp(argv[1], "help") == 0 && strcmp(argv[2], "train") == 0)
        return cli_train_main(2, (char *[]){argv[2], (char *)(uintptr_t)"--help", NULL});
    cli_options o;
    char why[512];
    if (!cli_parse(argc, argv, &o, why, sizeof why)) {
        const char *name = cli_command_name((int)o.command);
        fprintf(stderr, "dabir: %s\nTry: dabir help%s%s\n", why, *name ? " " : "", name);
        return CLI_USAGE;
    }
    db_buf b = {0};
    if (o.command == CLI_HELP || o.help) {
        cli_help(&b, o.help && o.command != CLI_HELP ? (int)o.command : o.n_files ? cli_command_of(o.files[0]) : 0);
        return print(&b);
    }
    if (o.command == CLI_VERSION) {
        db_buf_str(&b, "dabir " DABIR_VERSION "\n");
        return print(&b);
    }
    return with_model(&o);
}
