/* train.h -- `dabir train`. */
#ifndef CLI_TRAIN_H
#define CLI_TRAIN_H

/* Runs `dabir train ARGS`; argv[0] is "train". Returns the exit code. */
int cli_train_main(int argc, char **argv);

#endif
