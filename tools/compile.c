/* compile.c -- dabir-compile: data/ to the model file. Faults go to stderr with the line and a caret, as compilers do. */
#include "lang/model.h"
#include "record/rules.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

static void show(const db_lint *lint) {
    db_buf b = {0};
    db_lint_show_all(&b, lint);
    fwrite(b.p, 1, b.n, stderr);
    db_buf_free(&b);
}

/* RULE, and TEXT: what all of it was made of. */
static int add_rules(const db_data *data, const char *without, db_buf *image, db_lint *lint) {
    dabir_error err = {0};
    dabir_model *m = NULL;
    db_buf rules = {0};
    int bad = db_model_from_memory(image->p, image->n, &m, &err) != DABIR_OK;
    if (!bad && (bad = db_rules_compile(data, m, without, &rules, lint) != DABIR_OK)) show(lint);
    bad = bad || db_image_append(image, "RULE", rules.p, rules.n, &err) || db_image_append(image, "TEXT", data->keep->p, data->keep->n, &err);
    if (err.status) fprintf(stderr, "dabir-compile: %s\n", err.message);
    dabir_model_free(m);
    db_buf_free(&rules);
    db_image_seal(image);
    return bad;
}

/* Beside the goal first, then renamed: nobody maps half a model. */
static int write_file(const char *path, const db_buf *b) {
    char tmp[600];
    snprintf(tmp, sizeof tmp, "%s.new", path);
    FILE *f = fopen(tmp, "wb");
    bool ok = f && fwrite(b->p, 1, b->n, f) == b->n;
    if (f && fclose(f) != 0) ok = false;
    if (ok && rename(tmp, path) == 0) return 0;
    fprintf(stderr, "dabir-compile: %s: %s\n", path, strerror(errno));
    remove(tmp);
    return 1;
}

static int run(const char *dir, const char *out, bool rules, const char *without) {
    static const int failed = 1;
    db_buf image = {0}, texts = {0};
    db_lint *lint = calloc(1, sizeof *lint);
    struct stat sb;
    if (!lint || stat(dir, &sb) != 0 || !S_ISDIR(sb.st_mode)) {
        fprintf(stderr, "dabir-compile: %s: %s\n", dir, lint ? "no such directory" : "out of memory");
        free(lint);
        return failed;
    }
    db_data data = {.layer = {{.dir = dir}}, .n = 1, .keep = &texts};
    int rc = db_compile_data(&data, &image, lint) != DABIR_OK;
    if (rc) show(lint);
    if (!rc && rules) rc = add_rules(&data, without, &image, lint);
    if (!rc && out) rc = write_file(out, &image);
    if (!rc && !out) fprintf(stderr, "%s: no fault found\n", dir);
    free(lint);
    db_buf_free(&texts);
    db_buf_free(&image);
    return rc ? failed : 0;
}

/* The model at `model` with the rules of `dir` in the place of its own: quick, for what is tried rule by rule. */
static int run_rules(const char *dir, const char *model, const char *out, const char *without) {
    db_file f;
    dabir_model *m = NULL;
    dabir_error err = {0};
    db_buf image = {0}, rules = {0};
    db_lint *lint = calloc(1, sizeof *lint);
    db_data data = {.layer = {{.dir = dir}}, .n = 1};
    int bad = !lint || db_file_map(model, &f, &err) != DABIR_OK;
    if (!bad) {
        db_buf_add(&image, f.p, f.n);
        db_file_unmap(&f);
        bad = db_model_from_memory(image.p, image.n, &m, &err) != DABIR_OK;
        if (!bad && (bad = db_rules_compile(&data, m, without, &rules, lint) != DABIR_OK)) show(lint);
        dabir_model_free(m);
        bad = bad || db_image_rename(&image, "RULE", "----") || db_image_append(&image, "RULE", rules.p, rules.n, &err);
        db_image_seal(&image);
    }
    if (err.status) fprintf(stderr, "dabir-compile: %s: %s\n", model, err.message);
    bad = bad || write_file(out, &image);
    free(lint);
    db_buf_free(&rules);
    db_buf_free(&image);
    return bad ? 1 : 0;
}

int main(int argc, char **argv) {
    const char *dir = NULL, *out = NULL, *without = NULL, *model = NULL;
    bool check = false, bad = false, rules = true;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--check") == 0) check = true;
        else if (strcmp(argv[i], "--no-rules") == 0) rules = false; /* to try lists while rules are being written */
        else if (strcmp(argv[i], "--without") == 0 && i + 1 < argc) without = argv[++i]; /* a rule: do the cases miss it? */
        else if (strcmp(argv[i], "--rules-only") == 0 && i + 1 < argc) model = argv[++i];
        else if (!dir) dir = argv[i];
        else if (!out) out = argv[i];
        else bad = true;
    }
    if (bad || !dir || (!out && !check)) {
        fputs("usage: dabir-compile DATADIR OUT [--no-rules] [--without RULE]\n       dabir-compile DATADIR OUT --rules-only MODEL [--without RULE]\n       dabir-compile DATADIR --check [--no-rules]\n", stderr);
        return 2;
    }
    if (model && out) return run_rules(dir, model, out, without);
    return run(dir, check ? NULL : out, rules, without);
}
