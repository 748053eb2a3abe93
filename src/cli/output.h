/* output.h -- one large buffer before write(2): to standard output, or to a file that appears only when it is complete. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "base/base.h"

typedef struct cli_output {
    int fd;
    db_buf buf;
    bool eager;       /* a person is watching: every report at once */
    bool begun;       /* the first report went out without waiting for the buffer to fill */
    bool closed;      /* the reader of our output went away (EPIPE): no error, but the end */
    bool failed;      /* write failed; `error` is its errno */
    int error;
    const char *path; /* NULL: standard output */
    char *temp;       /* written here, renamed at the end; NULL: written in place (a device, a pipe) */
} cli_output;

/* `path` NULL: standard output. False: errno says why. */
bool cli_output_open(cli_output *o, const char *path);
void cli_output_add(cli_output *o, const void *p, size_t n);
void cli_output_flush(cli_output *o);
/* Flushes, closes and puts the file in its place (not if `keep` is false). False if anything failed. */
bool cli_output_close(cli_output *o, bool keep);

/* Writes all of it, over short writes and interrupts. False: errno says why. */
bool cli_write(int fd, const char *p, size_t n);

#endif
