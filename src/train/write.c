/* write.c -- where the trainers' weights go: written beside the goal, then renamed, so that nobody compiles half a file. */
#include "train/train.h"

#include <errno.h>

dabir_status db_train_write(const db_train *t, const char *name, const db_buf *b, dabir_error *err) {
    char path[1024], beside[1040];
    snprintf(path, sizeof path, "%s/%s", t->out, name);
    snprintf(beside, sizeof beside, "%s.new", path);
    if (b->failed) return db_fail(err, DABIR_E_MEMORY, path, 0, 0, 0, "no memory for the weights");
    FILE *f = fopen(beside, "wb");
    bool ok = f && fwrite(b->p, 1, b->n, f) == b->n;
    if (f && fclose(f) != 0) ok = false;
    if (ok && rename(beside, path) == 0) return DABIR_OK;
    dabir_status st = db_fail(err, DABIR_E_IO, path, 0, 0, 0, "the weights cannot be written: %s", strerror(errno));
    if (f) remove(beside);
    return st;
}
