/* compile.c -- dabir-compile: data/ to the model file. Faults go to stderr with the line and a caret, as compilers do. */
#include "lang/compile.h"
#include "record/rules.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

/* Is nothing of its own width: marks and joiners would push the caret off. */
static bool zero_width(uint32_t cp) { return cp == 0x200c || cp == 0x200d || (cp >= 0x64b && cp <= 0x65f) || cp == 0x670; }

static void show(const dabir_error *e, const char *line) {
    fprintf(stderr, "%s:%u:%u: %s\n", e->file, e->line, e->column, e->message);
    if (!line || !*line) return;
    fprintf(stderr, "    %s\n    ", line);
    uint32_t col = 1;
    for (const unsigned char *p = (const unsigned char *)line; *p && col < e->column; col++) {
        uint32_t len = *p < 0x80 ? 1 : *p < 0xe0 ? 2 : *p < 0xf0 ? 3 : 4, cp = len == 1 ? *p : *p & (0x7fu >> len);
        for (uint32_t k = 1; k < len && p[k]; k++) cp = cp << 6 | (p[k] & 0x3f);
        if (!zero_width(cp)) fputc(*p == '\t' ? '\t' : ' ', stderr);
        for (; len && *p; len--) p++;
    }
    fputs("^\n", stderr);
}

/* Line `no` of a file, for a fault of the rule compiler. */
static void line_of(const char *path, uint32_t no, char *out, size_t cap) {
    *out = 0;
    FILE *f = fopen(path, "r");
    if (!f) return;
    for (uint32_t i = 0; i < no && fgets(out, (int)cap, f); i++) out[strcspn(out, "\n")] = 0;
    fclose(f);
}

static int compile_rules(const char *dir, db_buf *image) {
    char path[512];
    struct stat st;
    snprintf(path, sizeof path, "%s/rules", dir);
    if (stat(path, &st) != 0) return 0;
    dabir_error err = {0};
    dabir_model *m = NULL;
    db_buf rules = {0};
    int bad = db_model_from_memory(image->p, image->n, &m, &err) || db_rules_compile(path, m, &rules, &err) ||
              db_image_append(image, "RULE", rules.p, rules.n, &err);
    if (bad) {
        char line[512];
        line_of(err.file, err.line, line, sizeof line);
        show(&err, line);
    }
    dabir_model_free(m);
    db_buf_free(&rules);
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

static int run(const char *dir, const char *out, bool rules) {
    static const int failed = 1;
    db_buf image = {0};
    db_lint *lint = calloc(1, sizeof *lint);
    struct stat sb;
    if (!lint || stat(dir, &sb) != 0 || !S_ISDIR(sb.st_mode)) {
        fprintf(stderr, "dabir-compile: %s: %s\n", dir, lint ? "no such directory" : "out of memory");
        free(lint);
        return failed;
    }
    int rc = db_compile(dir, &image, lint) != DABIR_OK;
    for (uint32_t i = 0; i < lint->n; i++) show(&lint->e[i], lint->line[i]);
    if (lint->total > lint->n) fprintf(stderr, "… and %u more\n", lint->total - lint->n);
    free(lint);
    if (!rc && rules) rc = compile_rules(dir, &image);
    if (!rc && out) rc = write_file(out, &image);
    if (!rc && !out) fprintf(stderr, "%s: no fault found\n", dir);
    db_buf_free(&image);
    return rc ? failed : 0;
}

int main(int argc, char **argv) {
    const char *dir = NULL, *out = NULL;
    bool check = false, bad = false, rules = true;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--check") == 0) check = true;
        else if (strcmp(argv[i], "--no-rules") == 0) rules = false; /* to try lists while rules are being written */
        else if (!dir) dir = argv[i];
        else if (!out) out = argv[i];
        else bad = true;
    }
    if (bad || !dir || (!out && !check)) {
        fputs("usage: dabir-compile DATADIR OUT [--no-rules]\n       dabir-compile DATADIR --check [--no-rules]\n", stderr);
        return 2;
    }
    return run(dir, check ? NULL : out, rules);
}
