/* model.h -- finding and opening the model file, for every command. */
#ifndef CLI_MODEL_H
#define CLI_MODEL_H

#include "base/base.h"

/* Opens the model: `told`, else $DABIR_MODEL, else fa.dabir beside the program, else ../share/dabir/fa.dabir from there.
 * NULL: standard error says why. */
dabir_model *cli_model_open(const char *told);

/* The same, with the directory `rules` laid over its data; NULL: without. Faults in it are told with their lines. */
dabir_model *cli_model_open_with(const char *told, const char *rules);

#endif
