/* compile_weights.c -- trained weights (data/weights/NAME.w) into the image, a section each. */
#include "lang/compile.h"
#include "learn/learn.h"

static void note(db_cx *c, const dabir_error *e) {
    if (c->lint->n < DB_LINT_MAX) c->lint->e[c->lint->n++] = *e;
    c->lint->total++;
}

bool db_compile_weights(db_cx *c, db_buf *image) {
    const char **file;
    uint32_t n = db_rd_files(c, "weights", ".w", &file);
    bool ok = true;
    for (uint32_t i = 0; i < n && ok; i++) {
        dabir_error err = {0};
        db_file f;
        char tag[4];
        char path[512];
        db_buf b = {0};
        snprintf(path, sizeof path, "%s/weights/%s.w", c->dir, file[i]);
        if (db_file_map(path, &f, &err) == DABIR_OK) {
            if (db_weights_expand(path, f.p, f.n, tag, &b, &err) == DABIR_OK) ok = db_image_append(image, tag, b.p, b.n, &err) == DABIR_OK;
            db_file_unmap(&f);
        }
        db_buf_free(&b);
        if (err.status) note(c, &err);
    }
    return ok;
}
