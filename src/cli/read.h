/* read.h -- the commands that read reports. */
#ifndef CLI_READ_H
#define CLI_READ_H

#include "cli/options.h"

/* Runs `dabir read` or `dabir explain`; returns the exit code. */
int cli_read(const cli_options *o, const dabir_model *m);

#endif
