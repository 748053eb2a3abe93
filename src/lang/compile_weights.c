/* compile_weights.c -- trained weights (data/weights/NAME.w) into the image, a section each; and the tables of data/ortho as they are, for
 * the half-space room reads them itself (section "O" and the first three letters of the name). */
#include "lang/compile.h"
#include "learn/learn.h"

static void note(db_cx *c, const dabir_error *e) {
    if (c->lint->n < DB_LINT_MAX) c->lint->e[c->lint->n++] = *e;
    c->lint->total++;
}

static bool ortho_tables(db_cx *c, db_buf *image) {
    const char **file;
    uint32_t n = db_rd_files(c, "ortho", ".tsv", &file);
    bool ok = true;
    for (uint32_t i = 0; i < n && ok; i++) {
        dabir_error err = {0};
        db_file f;
        char tag[4] = "O___", path[512];
        for (uint32_t k = 0; k < 3 && file[i][k]; k++) tag[k + 1] = (char)(file[i][k] & ~0x20);
        snprintf(path, sizeof path, "%s/ortho/%s.tsv", c->data->layer[0].dir, file[i]);
        if (db_file_map(path, &f, &err) == DABIR_OK) {
            ok = db_image_append(image, tag, f.p, f.n, &err) == DABIR_OK;
            db_file_unmap(&f);
        }
        if (err.status) note(c, &err);
    }
    return ok;
}

bool db_compile_weights(db_cx *c, db_buf *image) {
    if (!c->data->layer[0].dir) return true; /* those of the model whose texts these are stay as they are */
    const char **file;
    uint32_t n = db_rd_files(c, "weights", ".w", &file);
    bool ok = true;
    for (uint32_t i = 0; i < n && ok; i++) {
        dabir_error err = {0};
        db_file f;
        char tag[4];
        char path[512];
        db_buf b = {0};
        snprintf(path, sizeof path, "%s/weights/%s.w", c->data->layer[0].dir, file[i]);
        if (db_file_map(path, &f, &err) == DABIR_OK) {
            if (db_weights_expand(path, f.p, f.n, tag, &b, &err) == DABIR_OK) ok = db_image_append(image, tag, b.p, b.n, &err) == DABIR_OK;
            db_file_unmap(&f);
        }
        db_buf_free(&b);
        if (err.status) note(c, &err);
    }
    return ok && ortho_tables(c, image);
}
