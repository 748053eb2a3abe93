/* main.c -- the program: which command, which model, which exit code. */
#include "cli/options.h"
#include "cli/output.h"
#include "cli/read.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

enum { PATH_CAP = 4096 };

/* The directory of the running program, with its slash; false if the system does not tell. */
static bool program_dir(char *out, size_t cap)
{
    ssize_t n = readlink("/proc/self/exe", out, cap - 1);
    if (n <= 0)
        return false;
    out[n] = '\0';
    char *slash = strrchr(out, '/');
    if (!slash)
        return false;
    slash[1] = '\0';
    return true;
}

/* Where the model is: as told, or beside the program, or where an installation puts it. False: none there. */
static bool find_model(const cli_options *o, char *path, size_t cap)
{
    static const char *const places[] = {"fa.dabir", "../share/dabir/fa.dabir"};
    const char *told = o->model ? o->model : getenv("DABIR_MODEL");
    if (told && *told) {
        snprintf(path, cap, "%s", told);
        return true; /* whether it can be opened is for the model to say, by name */
    }
    char dir[PATH_CAP];
    if (program_dir(dir, sizeof dir)) {
        for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
            int n = snprintf(path, cap, "%s%s", dir, places[i]);
            if (n > 0 && (size_t)n < cap && access(path, R_OK) == 0)
                return true;
        }
        fprintf(stderr, "dabir: no model: neither %s%s nor %s%s can be read\n", dir, places[0], dir, places[1]);
    } else {
        fprintf(stderr, "dabir: no model found\n");
    }
    fprintf(stderr, "dabir: name one with --model FILE or $DABIR_MODEL\n");
    return false;
}

static int with_model(const cli_options *o)
{
    char path[PATH_CAP * 2];
    if (!find_model(o, path, sizeof path))
        return CLI_SYSTEM;
    dabir_model *m;
    dabir_error err = {0};
    if (dabir_model_open(path, &m, &err) != DABIR_OK) {
        fprintf(stderr, "dabir: %s: %s\n", path, err.message[0] ? err.message : dabir_status_name(err.status));
        return CLI_SYSTEM;
    }
    int code = cli_read(o, m);
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
