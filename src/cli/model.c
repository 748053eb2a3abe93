/* model.c -- where the model file is looked for, and what is said if it is not there. */
#include "cli/model.h"

#include "cli/output.h"
#include "record/rules.h"

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
static bool find_model(const char *told, char *path, size_t cap)
{
    static const char *const places[] = {"fa.dabir", "../share/dabir/fa.dabir"};
    if (!told)
        told = getenv("DABIR_MODEL");
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

dabir_model *cli_model_open(const char *told)
{
    char path[PATH_CAP * 2];
    dabir_model *m = NULL;
    dabir_error err = {0};
    if (!find_model(told, path, sizeof path))
        return NULL;
    if (dabir_model_open(path, &m, &err) != DABIR_OK)
        fprintf(stderr, "dabir: %s: %s\n", path, err.message[0] ? err.message : dabir_status_name(err.status));
    return m;
}

dabir_model *cli_model_open_with(const char *told, const char *rules)
{
    dabir_model *base = cli_model_open(told), *m = NULL;
    if (!base || !rules)
        return base;
    db_buf b = {0};
    db_lint *lint = calloc(1, sizeof *lint);
    if (!lint) {
        fprintf(stderr, "dabir: out of memory\n");
    } else if (db_model_extend(base, rules, &m, lint) != DABIR_OK) {
        if (lint->e[0].line)
            db_lint_show_all(&b, lint);
        else
            db_buf_fmt(&b, "dabir: %s: %s\n", rules, lint->e[0].message);
        cli_write(STDERR_FILENO, b.p, b.n);
    }
    if (!m)
        dabir_model_free(base);
    free(lint);
    db_buf_free(&b);
    return m;
}
