/* read.c -- `dabir read` and `dabir explain`: every report through the reader, what it says to the writer of the view. */
#include "cli/read.h"

#include "cli/jobs.h"
#include "cli/output.h"
#include "cli/rules.h"
#include "cli/sheet.h"

#include <errno.h>
#include <unistd.h>

typedef struct app {
    const cli_options *o;
    cli_view_kind view;
    cli_term term;
    cli_output out;
    cli_coverage *coverage;
    bool some_failed, no_memory;
} app;

/* "dabir: FILE:LINE: byte N: message". Names of files may hold anything; a terminal must not obey them. */
static void say(cli_job *job, bool has_byte, uint64_t byte, const char *message)
{
    db_buf *b = &job->msg;
    size_t from = b->n;
    db_buf_fmt(b, "dabir: %s", db_item_name(&job->item));
    if (job->item.line)
        db_buf_fmt(b, ":%u", job->item.line);
    db_buf_str(b, ": ");
    if (has_byte)
        db_buf_fmt(b, "byte %llu: ", (unsigned long long)byte);
    db_buf_str(b, message);
    for (size_t i = from; i < b->n; i++)
        if ((unsigned char)b->p[i] < 0x20 || b->p[i] == 0x7F)
            b->p[i] = '?';
    db_buf_ch(b, '\n');
}

static void say_failed(cli_job *job, const dabir_error *e)
{
    job->failed = true;
    job->out.n = 0;
    bool line = job->item.line != 0;
    const char *message = e->message[0] ? e->message : dabir_status_name(e->status);
    say(job, line || e->byte, line && e->byte < job->item.byte ? job->item.byte : e->byte, message);
}

static void warn(const app *a, cli_job *job, const dabir_report *r)
{
    char text[160];
    if (job->item.bad_date && !a->o->quiet)
        say(job, true, job->item.byte, "\"published\" is not a day (YYYY-MM-DD); left out");
    if (r->replaced && !a->o->quiet) {
        const char *charset = !r->charset || strcmp(r->charset, "utf-8") == 0 ? "UTF-8" : r->charset;
        snprintf(text, sizeof text, "invalid %s%s (%u sequence%s replaced by U+FFFD)", charset,
                 job->item.line ? " in \"text\"" : "", r->replaced, r->replaced == 1 ? "" : "s");
        say(job, true, r->replaced_at, text);
    }
    if (a->o->verbose && r->charset && strcmp(r->charset, "utf-8") != 0) {
        snprintf(text, sizeof text, "read as %s", r->charset);
        say(job, false, 0, text);
    }
}

static void render(const app *a, cli_job *job, const dabir_doc *doc)
{
    cli_view v = cli_view_of(doc);
    if (a->view == CLI_JSON)
        cli_json_record(&job->out, &v, !a->o->entities);
    else if (a->view == CLI_TOKENS)
        cli_tokens(&job->out, doc);
    else if (a->view == CLI_WHY_NOT)
        (a->o->json ? cli_why_not_json : cli_why_not)(&job->out, &v, &a->term);
    else if (a->view == CLI_COVERAGE)
        cli_coverage_note(&job->out, &v);
    else if (a->view == CLI_EXPLANATION)
        cli_explain(&job->out, &v, &a->term, a->o->claim, a->o->rule);
    else if (a->o->entities)
        cli_entities(&job->out, &v, &a->term);
    else
        cli_sheet(&job->out, &v, &a->term);
    warn(a, job, v.report);
}

static void read_report(const app *a, dabir_reader *r, cli_job *job)
{
    db_item *it = &job->item;
    dabir_error err = {0};
    if (db_item_load(it) != DABIR_OK) {
        say_failed(job, &it->err);
        return;
    }
    if (it->n == 0) {
        db_fail(&err, DABIR_E_INPUT, NULL, 0, 0, 0, "empty");
        say_failed(job, &err);
        return;
    }
    /* What the input itself says of a report goes before what the command line says of all. */
    dabir_meta meta = it->meta;
    if (!meta.published)
        meta.published = a->o->published;
    if (!meta.outlet)
        meta.outlet = a->o->outlet;
    dabir_doc *doc;
    if (dabir_read(r, it->text, it->n, &meta, &doc, &err) != DABIR_OK) {
        say_failed(job, &err);
        return;
    }
    render(a, job, doc);
    if (job->out.failed) {
        db_fail(&err, DABIR_E_MEMORY, NULL, 0, 0, 0, "out of memory");
        say_failed(job, &err);
    }
}

static void work(void *ctx, dabir_reader *r, cli_job *job)
{
    const app *a = ctx;
    switch (job->item.kind) {
    case DB_I_ERROR: say_failed(job, &job->item.err); break;
    case DB_I_SKIP:
        if (a->o->verbose)
            say(job, false, 0, "skipped: not a .txt file");
        break;
    case DB_I_NONE:
        if (!a->o->quiet)
            say(job, false, 0, "no .txt file in this directory");
        break;
    case DB_I_FILE:
    case DB_I_LINE: read_report(a, r, job); break;
    }
}

static bool hand_on(void *ctx, const cli_job *job)
{
    app *a = ctx;
    a->some_failed |= job->failed;
    if (a->coverage && job->out.n && !job->failed)
        a->no_memory |= !cli_coverage_count(a->coverage, job->out.p, job->out.n);
    else if (!job->failed)
        cli_output_add(&a->out, job->out.p, job->out.n);
    if (job->msg.n) {
        cli_output_flush(&a->out); /* on a terminal the message stands where it belongs */
        cli_write(STDERR_FILENO, job->msg.p, job->msg.n);
    }
    return !a->out.closed && !a->out.failed;
}

static cli_view_kind view_of(const cli_options *o)
{
    if (o->why_not)
        return CLI_WHY_NOT;
    if (o->command == CLI_RULES)
        return CLI_COVERAGE;
    return o->command == CLI_EXPLAIN ? CLI_EXPLANATION : o->json ? CLI_JSON : o->tokens ? CLI_TOKENS : CLI_SHEET;
}

static void put_coverage(app *a, dabir_status *st)
{
    db_buf b = {0};
    if (a->o->json)
        cli_coverage_json(&b, a->coverage);
    else
        cli_coverage_page(&b, a->coverage, &a->term);
    if (b.failed || a->no_memory)
        *st = DABIR_E_MEMORY;
    cli_output_add(&a->out, b.p, b.n);
    db_buf_free(&b);
    cli_coverage_free(a->coverage);
    a->coverage = NULL;
}

int cli_read(const cli_options *o, const dabir_model *m)
{
    if (o->why_not && !cli_rule_known(m, o->why_not))
        return CLI_USAGE;
    app a = {.o = o, .view = view_of(o)};
    a.term = cli_term_of(o->width, o->output != NULL, o->no_color);
    if (!cli_output_open(&a.out, o->output)) {
        fprintf(stderr, "dabir: %s: cannot write: %s\n", o->output, strerror(errno));
        return CLI_SYSTEM;
    }
    dabir_error err = {0};
    dabir_status st = DABIR_E_MEMORY;
    if (a.view == CLI_COVERAGE && !(a.coverage = cli_coverage_new(m, o->samples)))
        a.no_memory = true;
    db_source *source = db_source_new(o->files, o->n_files);
    if (source && !a.no_memory)
        st = cli_run(&(cli_pipeline){.model = m, .source = source, .threads = o->jobs, .trace = o->why_not, .ctx = &a, .work = work,
                                     .hand_on = hand_on}, &err);
    db_source_free(source);
    if (a.coverage)
        put_coverage(&a, &st);
    bool written = cli_output_close(&a.out, st == DABIR_OK);
    if (!written)
        fprintf(stderr, "dabir: %s: cannot write: %s\n", o->output ? o->output : "standard output", strerror(a.out.error));
    if (st != DABIR_OK)
        fprintf(stderr, "dabir: %s\n", err.message[0] ? err.message : dabir_status_name(st));
    if (st != DABIR_OK || !written)
        return CLI_SYSTEM;
    return a.some_failed ? CLI_SOME : CLI_OK;
}
