/* jobs.h -- reports through one or many threads, results handed on in the order of the input. */
#ifndef CLI_JOBS_H
#define CLI_JOBS_H

#include "input/source.h"

/* One report under way. Kept and reused: memory depends on the number of threads, not of reports. */
typedef struct cli_job {
    db_item item;
    db_buf out, msg; /* what goes to the output; what goes to standard error */
    bool failed;     /* the report could not be read */
    bool done;       /* jobs.c: waits to be handed on */
} cli_job;

typedef struct cli_pipeline {
    const dabir_model *model;
    db_source *source;
    unsigned threads;
    const char *trace; /* id of the rule to be traced, or NULL */
    void *ctx;
    /* Fills job->out and job->msg; runs on any thread. */
    void (*work)(void *ctx, dabir_reader *r, cli_job *job);
    /* Called in input order, never twice at once. False: stop, nobody wants more. */
    bool (*hand_on)(void *ctx, const cli_job *job);
} cli_pipeline;

/* Runs until the source is empty or hand_on says stop. */
dabir_status cli_run(const cli_pipeline *p, dabir_error *err);

#endif
