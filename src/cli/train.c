/* train.c -- `dabir train`: which weights to make, from which kit, into which folder. Progress goes to standard error. */
#include "cli/train.h"

#include "cli/model.h"
#include "cli/options.h"
#include "cli/output.h"
#include "train/train.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct trainer {
    const char *name, *file, *what;
    dabir_status (*run)(const db_train *t, dabir_error *err);
} trainer;

/* In the order in which they build on each other: a later one uses the model with the weights of those before. */
static const trainer trainers[] = {
    {"classes", "classes.w", "word classes out of raw text", db_train_classes},
    {"space", "space*.w", "half-spaces", db_train_space},
    {"tag", "tag.w", "parts of speech", db_train_tag},
    {"clitic", "clitic*.w", "clitics that are split off", db_train_clitic},
    {"lemma", "lemma*.w, feats*.w", "lemmas and features", db_train_lemma},
    {"tree", "tree*.w", "dependency trees", db_train_tree},
    {"names", "names.w", "names of persons, organisations and places", db_train_names},
};

enum { N_TRAINERS = sizeof trainers / sizeof *trainers, PATH_CAP = 4096 };
enum { O_KIT = 256, O_OUT, O_FOLD, O_MODEL };

typedef struct train_options {
    const char *kit, *out, *model;
    uint32_t fold, folds;
    bool quiet, help;
    char why[512];
} train_options;

static void help(db_buf *b)
{
    db_buf_str(b, "Usage: dabir train [OPTIONS] WHAT...\n"
                  "Make weights of the Persian layer anew, from annotated and raw text.\n\nWHAT is one of:\n");
    for (size_t i = 0; i < N_TRAINERS; i++)
        db_buf_fmt(b, "  %-10s %-20s %s\n", trainers[i].name, trainers[i].file, trainers[i].what);
    db_buf_str(b, "\n"
                  "They build on each other in this order: put the new weights into the model (dabir-compile) before\n"
                  "the next one. The same input gives the same bytes.\n"
                  "\n"
                  "Options:\n"
                  "      --kit DIR        folder with trees/, text/, ner/, lexicon/ ($DABIR_KIT/data)\n"
                  "      --out DIR        where the weights go (data/weights)\n"
                  "      --fold I/N       leave out block I (from 1) of N of the news trees, to test on it\n"
                  "      --model FILE     the model to build on\n"
                  "  -q, --quiet          no progress\n"
                  "  -h, --help           show this help\n"
                  "\n"
                  "Examples:\n"
                  "  dabir train --kit ../shared/data classes && make && dabir train --kit ../shared/data tag\n"
                  "  dabir train --kit ../shared/data --fold 1/5 --out /tmp/fold1 tag\n");
}

static bool take_fold(train_options *o, const char *arg)
{
    int n = 0;
    if (sscanf(arg, "%5u/%5u%n", &o->fold, &o->folds, &n) == 2 && !arg[n] && o->fold >= 1 && o->fold <= o->folds) {
        o->fold--;
        return true;
    }
    snprintf(o->why, sizeof o->why, "--fold %s: not a block and a number of blocks such as 1/5", arg);
    return false;
}

static bool parse(train_options *o, int argc, char **argv)
{
    static const struct option longs[] = {{"kit", required_argument, NULL, O_KIT},     {"out", required_argument, NULL, O_OUT},
                                          {"fold", required_argument, NULL, O_FOLD},   {"model", required_argument, NULL, O_MODEL},
                                          {"quiet", no_argument, NULL, 'q'},           {"help", no_argument, NULL, 'h'}, {0}};
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, ":qh", longs, NULL)) != -1;) {
        switch (c) {
        case O_KIT: o->kit = optarg; break;
        case O_OUT: o->out = optarg; break;
        case O_MODEL: o->model = optarg; break;
        case 'q': o->quiet = true; break;
        case 'h': o->help = true; return true;
        case O_FOLD:
            if (!take_fold(o, optarg))
                return false;
            break;
        default:
            snprintf(o->why, sizeof o->why, c == ':' ? "option %s needs a value" : "unknown option %s", argv[optind - 1]);
            return false;
        }
    }
    return true;
}

static void note(void *ctx, const char *line)
{
    (void)ctx;
    fprintf(stderr, "dabir: %s\n", line);
}

static const trainer *trainer_of(const char *name)
{
    for (size_t i = 0; i < N_TRAINERS; i++)
        if (strcmp(trainers[i].name, name) == 0)
            return &trainers[i];
    return NULL;
}

static int run(const train_options *o, const trainer *what, const dabir_model *m)
{
    db_train t = {.model = m, .kit = o->kit, .out = o->out, .fold = o->fold, .folds = o->folds, .note = o->quiet ? NULL : note};
    dabir_error e = {0};
    if (what->run(&t, &e) == DABIR_OK)
        return CLI_OK;
    if (e.file[0] && e.line)
        fprintf(stderr, "dabir: %s:%u:%u: %s\n", e.file, e.line, e.column, e.message);
    else
        fprintf(stderr, "dabir: train %s: %s%s%s\n", what->name, e.file, e.file[0] ? ": " : "", e.message);
    return CLI_SYSTEM;
}

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Where the kit is, if it was not told. False: nowhere. */
static bool find_kit(train_options *o, char *path, size_t cap)
{
    const char *kit = getenv("DABIR_KIT");
    if (!o->kit && kit && *kit) {
        snprintf(path, cap, "%s/data", kit);
        o->kit = path;
    }
    if (o->kit && is_folder(o->kit))
        return true;
    if (o->kit)
        fprintf(stderr, "dabir: --kit %s: not a folder\n", o->kit);
    else
        fprintf(stderr, "dabir: name the folder of the training texts with --kit DIR or $DABIR_KIT\n");
    return false;
}

static int train_all(train_options *o, int n, char **names)
{
    char path[PATH_CAP];
    if (!find_kit(o, path, sizeof path))
        return CLI_USAGE;
    if (mkdir(o->out, 0777) != 0 && errno != EEXIST) {
        fprintf(stderr, "dabir: --out %s: %s\n", o->out, strerror(errno));
        return CLI_SYSTEM;
    }
    dabir_model *m = cli_model_open(o->model);
    if (!m)
        return CLI_SYSTEM;
    int code = CLI_OK;
    for (int i = 0; i < n && code == CLI_OK; i++)
        code = run(o, trainer_of(names[i]), m);
    dabir_model_free(m);
    return code;
}

int cli_train_main(int argc, char **argv)
{
    train_options o = {.out = "data/weights"};
    bool ok = parse(&o, argc, argv);
    if (ok && o.help) {
        db_buf b = {0};
        help(&b);
        ok = !b.failed && (cli_write(STDOUT_FILENO, b.p, b.n) || errno == EPIPE);
        db_buf_free(&b);
        return ok ? CLI_OK : CLI_SYSTEM;
    }
    if (ok && optind == argc) {
        snprintf(o.why, sizeof o.why, "say what to train");
        ok = false;
    }
    for (int i = optind; ok && i < argc; i++)
        if (!trainer_of(argv[i])) {
            snprintf(o.why, sizeof o.why, "no trainer is called %s", argv[i]);
            ok = false;
        }
    if (!ok) {
        fprintf(stderr, "dabir: %s\nTry: dabir train --help\n", o.why);
        return CLI_USAGE;
    }
    return train_all(&o, argc - optind, argv + optind);
}
