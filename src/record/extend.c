/* extend.c -- a model and a directory of own lists, verbs, names and rules laid over the data that it was made of: compiled in memory. What is
 * learnt (weights) is not made anew; it is looked up in the model below. */
#include "lang/model.h"
#include "record/rules.h"

#include <stdlib.h>

static dabir_status none(db_lint *lint, dabir_status st, const char *file, const char *why) {
    lint->n = lint->total = 1;
    return db_fail(&lint->e[0], st, file, 0, 0, 0, "%s", why);
}

/* Opens the image; it then belongs to the model. */
static dabir_status open_image(db_buf *image, dabir_model **out, db_lint *lint) {
    dabir_error err = {0};
    dabir_status st = db_model_from_memory(image->p, image->n, out, &err);
    if (st) return none(lint, st, "", err.message);
    (*out)->image = *image;
    *image = (db_buf){0};
    return DABIR_OK;
}

static dabir_status with_rules(const db_data *data, db_buf *image, db_lint *lint) {
    dabir_model *words;
    dabir_error err = {0};
    db_buf rules = {0};
    dabir_status st = db_model_from_memory(image->p, image->n, &words, &err);
    if (st) return none(lint, st, "", err.message);
    st = db_rules_compile(data, words, NULL, &rules, lint);
    dabir_model_free(words);
    if (!st && (st = db_image_append(image, "RULE", rules.p, rules.n, &err)) != DABIR_OK) none(lint, st, "", err.message);
    db_buf_free(&rules);
    if (!st) db_image_seal(image);
    return st;
}

dabir_status db_model_extend(dabir_model *base, const char *dir, dabir_model **out, db_lint *lint) {
    *out = NULL;
    *lint = (db_lint){0};
    uint32_t n;
    const char *texts = db_model_section(base, "TEXT", &n);
    if (!texts) return none(lint, DABIR_E_MODEL, "", "the model does not carry the texts it was made of");
    db_data data = {.layer = {{.texts = db_str_of(texts, n)}, {.dir = dir}}, .n = 2};
    db_buf image = {0};
    dabir_status st = db_compile_data(&data, &image, lint);
    if (!st) st = with_rules(&data, &image, lint);
    if (!st) st = open_image(&image, out, lint);
    db_buf_free(&image);
    if (!st) (*out)->base = base;
    return st;
}

dabir_status dabir_model_extend(dabir_model *base, const char *dir, dabir_model **out, dabir_error *err) {
    *out = NULL;
    if (!base || !dir) return db_fail(err, DABIR_E_ARGUMENT, NULL, 0, 0, 0, base ? "no directory" : "no model");
    db_lint *lint = calloc(1, sizeof *lint);
    if (!lint) return db_fail(err, DABIR_E_MEMORY, NULL, 0, 0, 0, "out of memory");
    dabir_status st = db_model_extend(base, dir, out, lint);
    if (st && err) *err = lint->e[0];
    if (st && err) err->status = st;
    free(lint);
    return st;
}
