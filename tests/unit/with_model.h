/* with_model.h -- the model of the build, for tests that need one; CMake names it in DABIR_MODEL. */
#ifndef TEST_WITH_MODEL_H
#define TEST_WITH_MODEL_H

#include "dabir/dabir.h"

#include <stdio.h>
#include <stdlib.h>

/* NULL, and says why, if there is none; the caller frees it. */
static inline dabir_model *test_model(void)
{
    dabir_model *m = NULL;
    dabir_error err = {0};
    const char *path = getenv("DABIR_MODEL");
    if (path && dabir_model_open(path, &m, &err) == DABIR_OK)
        return m;
    fprintf(stderr, "DABIR_MODEL: %s\n", path ? err.message : "not set");
    return NULL;
}

#endif
