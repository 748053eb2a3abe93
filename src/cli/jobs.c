/* jobs.c -- a window of reports between the source and the output. Threads take the next report when the window has room;
 * the calling thread hands the oldest one on as soon as it is done, so one thread and eight write the same bytes. */
#include "cli/jobs.h"

#include "record/trace.h"

#include <pthread.h>
#include <stdlib.h>

enum { WINDOW = 4 /* reports under way per thread */, KEEP = 1 << 20 };

static void clear(cli_job *j)
{
    /* what one giant report needed does not stay in memory */
    if (j->out.cap > KEEP)
        db_buf_free(&j->out);
    j->out.n = j->msg.n = 0;
    j->out.failed = j->msg.failed = false;
    j->failed = j->done = false;
}

static void free_job(cli_job *j)
{
    db_item_free(&j->item);
    db_buf_free(&j->out);
    db_buf_free(&j->msg);
}

static dabir_status run_alone(const cli_pipeline *p, dabir_error *err)
{
    dabir_reader *r;
    dabir_status st = dabir_reader_new(p->model, &r, err);
    if (st != DABIR_OK)
        return st;
    db_reader_trace(r, p->trace);
    cli_job job = {0};
    do {
        clear(&job);
        if (!db_source_next(p->source, &job.item))
            break;
        p->work(p->ctx, r, &job);
    } while (p->hand_on(p->ctx, &job));
    free_job(&job);
    dabir_reader_free(r);
    return DABIR_OK;
}

typedef struct pool {
    const cli_pipeline *p;
    pthread_mutex_t lock;
    pthread_cond_t room, done;
    cli_job *ring;
    size_t size;
    uint64_t taken, handed; /* reports taken from the source, reports handed on */
    bool ended;             /* the source is empty, or nobody wants more */
} pool;

typedef struct worker {
    pool *pool;
    dabir_reader *reader;
    pthread_t thread;
} worker;

static void *work_loop(void *arg)
{
    worker *w = arg;
    pool *q = w->pool;
    pthread_mutex_lock(&q->lock);
    for (;;) {
        while (!q->ended && q->taken - q->handed >= q->size)
            pthread_cond_wait(&q->room, &q->lock);
        if (q->ended)
            break;
        cli_job *job = &q->ring[q->taken % q->size];
        clear(job);
        if (!db_source_next(q->p->source, &job->item)) {
            q->ended = true;
            pthread_cond_broadcast(&q->room);
            pthread_cond_signal(&q->done);
            break;
        }
        q->taken++;
        pthread_mutex_unlock(&q->lock);
        q->p->work(q->p->ctx, w->reader, job);
        pthread_mutex_lock(&q->lock);
        job->done = true;
        pthread_cond_signal(&q->done);
    }
    pthread_mutex_unlock(&q->lock);
    return NULL;
}

static void hand_on_loop(pool *q)
{
    pthread_mutex_lock(&q->lock);
    for (;;) {
        cli_job *job = &q->ring[q->handed % q->size];
        bool waiting = q->handed < q->taken;
        if (waiting && job->done) {
            pthread_mutex_unlock(&q->lock);
            bool more = q->p->hand_on(q->p->ctx, job);
            pthread_mutex_lock(&q->lock);
            q->handed++;
            if (!more) {
                q->ended = true;
                pthread_cond_broadcast(&q->room);
                break;
            }
            pthread_cond_signal(&q->room);
        } else if (!waiting && q->ended) {
            break;
        } else {
            pthread_cond_wait(&q->done, &q->lock);
        }
    }
    pthread_mutex_unlock(&q->lock);
}

/* Starts as many threads as the system gives; returns their number. */
static unsigned start(pool *q, worker *w, dabir_status *st, dabir_error *err)
{
    unsigned n = 0;
    for (; n < q->p->threads; n++) {
        w[n].pool = q;
        *st = dabir_reader_new(q->p->model, &w[n].reader, err);
        if (*st != DABIR_OK)
            break;
        db_reader_trace(w[n].reader, q->p->trace);
        if (pthread_create(&w[n].thread, NULL, work_loop, &w[n]) != 0) {
            dabir_reader_free(w[n].reader);
            break;
        }
    }
    if (n)
        *st = DABIR_OK;
    return n;
}

dabir_status cli_run(const cli_pipeline *p, dabir_error *err)
{
    if (p->threads <= 1)
        return run_alone(p, err);
    pool q = {.p = p, .size = (size_t)p->threads * WINDOW};
    q.ring = calloc(q.size, sizeof *q.ring);
    worker *w = calloc(p->threads, sizeof *w);
    if (!q.ring || !w) {
        free(q.ring);
        free(w);
        return db_fail(err, DABIR_E_MEMORY, NULL, 0, 0, 0, "out of memory");
    }
    pthread_mutex_init(&q.lock, NULL);
    pthread_cond_init(&q.room, NULL);
    pthread_cond_init(&q.done, NULL);
    dabir_status st = DABIR_OK;
    unsigned n = start(&q, w, &st, err);
    if (n)
        hand_on_loop(&q);
    for (unsigned i = 0; i < n; i++) {
        pthread_join(w[i].thread, NULL);
        dabir_reader_free(w[i].reader);
    }
    for (size_t i = 0; i < q.size; i++)
        free_job(&q.ring[i]);
    pthread_cond_destroy(&q.done);
    pthread_cond_destroy(&q.room);
    pthread_mutex_destroy(&q.lock);
    free(q.ring);
    free(w);
    /* No thread to be had is no reason to read nothing. */
    return n || st != DABIR_OK ? st : run_alone(p, err);
}
