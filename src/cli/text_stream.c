/* text_stream.c -- input of any length through a subcommand of `dabir text`, a window at a time, so that memory does not grow with the
 * input. A window ends at an empty line, else at a line end, else (one very long line) at a sentence end, else at a space. */
#include "cli/json_in.h"
#include "cli/text.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { WINDOW = 1 << 18, LINE_MAX_BATCH = 1 << 28 };

/* ---- one window -------------------------------------------------------------------------------------------------------------- */

static uint32_t code_points(const char *p, size_t n)
{
    uint32_t c = 0;
    for (size_t i = 0; i < n; i++)
        c += (signed char)p[i] >= -64;
    return c;
}

static uint64_t lines_in(const char *p, size_t n)
{
    uint64_t c = 0;
    for (const char *q = p, *end = p + n; (q = memchr(q, '\n', (size_t)(end - q))); q++)
        c++;
    return c;
}

typedef struct piece {
    const char *p;
    size_t n;
} piece;

static dabir_status decoded(cli_text *t, const cli_text_command *c, const piece *w, dabir_error *err)
{
    db_decoded d;
    dabir_status st = db_decode(t->a, w->p, w->n, &d, err);
    if (st == DABIR_OK)
        st = c->window(t, db_str_of(d.p, d.n), err);
    t->cp0 += code_points(d.p, d.n);
    t->line0 += lines_in(w->p, w->n);
    return st;
}

/* Running out of memory comes back here, out of the arenas. */
static dabir_status guarded(cli_text *t, const cli_text_command *c, const piece *w, dabir_error *err)
{
    jmp_buf oom;
    dabir_status st;
    db_arena_reset(t->a);
    db_arena_reset(t->scratch);
    t->a->oom = t->scratch->oom = &oom;
    if (setjmp(oom))
        st = db_fail(err, DABIR_E_MEMORY, t->file, 0, 0, 0, "out of memory");
    else
        st = decoded(t, c, w, err);
    t->a->oom = t->scratch->oom = NULL;
    return st;
}

static dabir_status window(cli_text *t, const cli_text_command *c, const char *p, size_t n, bool first, bool last, dabir_error *err)
{
    piece w = {p, n};
    t->first = first;
    t->last = last;
    return guarded(t, c, &w, err);
}

/* ---- where a window ends ------------------------------------------------------------------------------------------------------- */

static bool ends_sentence(const unsigned char *p, size_t i)
{
    while (i > 0 && (p[i - 1] == '"' || p[i - 1] == ')' || (i > 1 && p[i - 2] == 0xC2 && p[i - 1] == 0xBB)))
        i -= p[i - 1] == 0xBB ? 2 : 1;
    return i > 1 && (p[i - 1] == '.' || p[i - 1] == '!' || p[i - 1] == '?' || (p[i - 2] == 0xD8 && p[i - 1] == 0x9F));
}

/* Length of the first window of p[0..n), n > limit. 0: none ends there (CoNLL-U: only an empty line will do). */
static size_t cut(const unsigned char *p, size_t limit, bool conllu)
{
    size_t low = conllu ? 2 : limit / 4;
    for (size_t i = limit; i > low; i--)
        if (p[i - 1] == '\n' && (p[i - 2] == '\n' || (i > 2 && p[i - 2] == '\r' && p[i - 3] == '\n')))
            return i;
    if (conllu)
        return 0;
    for (size_t i = limit; i > 1; i--)
        if (p[i - 1] == '\n')
            return i;
    for (size_t i = limit; i > limit / 2; i--)
        if (p[i - 1] == ' ' && ends_sentence(p, i - 1))
            return i;
    for (size_t i = limit; i > limit / 2; i--)
        if (p[i - 1] == ' ')
            return i;
    size_t i = limit;
    while (i > limit - 4 && (p[i] & 0xC0) == 0x80)
        i--;
    return i;
}

/* ---- a file --------------------------------------------------------------------------------------------------------------------- */

typedef struct feed {
    cli_text *t;
    const cli_text_command *c;
    int fd;              /* -1: everything is in buf already */
    char *buf;
    size_t at, n, cap;
    bool eof, first;
    bool (*flush)(void *ctx);
    void *ctx;
} feed;

/* Reads on. False: no memory, or the read failed. */
static bool refill(feed *f, dabir_error *err)
{
    if (f->at) {
        memmove(f->buf, f->buf + f->at, f->n - f->at);
        f->n -= f->at;
        f->at = 0;
    }
    if (f->n + WINDOW > f->cap) {
        size_t cap = f->cap ? f->cap * 2 : 4 * (size_t)WINDOW;
        char *p = realloc(f->buf, cap);
        if (!p) {
            db_fail(err, DABIR_E_MEMORY, f->t->file, 0, 0, 0, "out of memory");
            return false;
        }
        f->buf = p;
        f->cap = cap;
    }
    ssize_t got;
    do
        got = read(f->fd, f->buf + f->n, f->cap - f->n);
    while (got < 0 && errno == EINTR);
    if (got < 0) {
        db_fail(err, DABIR_E_IO, f->t->file, 0, 0, 0, "cannot read: %s", strerror(errno));
        return false;
    }
    f->eof = got == 0;
    f->n += (size_t)got;
    return true;
}

static bool fill(feed *f, size_t want, dabir_error *err)
{
    while (!f->eof && f->n - f->at <= want)
        if (!refill(f, err))
            return false;
    return true;
}

static dabir_status by_windows(feed *f, dabir_error *err)
{
    bool conllu = f->t->o->from_conllu;
    size_t limit = WINDOW;
    for (;;) {
        if (!fill(f, limit, err))
            return err->status;
        size_t left = f->n - f->at, take = left;
        if (left > limit && !(take = cut((const unsigned char *)f->buf + f->at, limit, conllu))) {
            limit *= 2;
            continue;
        }
        limit = WINDOW;
        bool last = f->eof && take == left;
        if (take) {
            dabir_status st = window(f->t, f->c, f->buf + f->at, take, f->first, last, err);
            if (st)
                return st;
        }
        f->first = false;
        f->at += take;
        if (last || !f->flush(f->ctx))
            return DABIR_OK;
    }
}

/* ---- a text a line ---------------------------------------------------------------------------------------------------------------- */

static dabir_status line_out(feed *f, const char *p, size_t n, bool first, bool last, dabir_error *err)
{
    db_buf *b = f->t->out;
    size_t from = b->n;
    if (first)
        f->t->cp0 = f->t->sents = 0;
    dabir_status st = window(f->t, f->c, p, n, first, last, err);
    if (st == DABIR_OK && last && (b->n == from || b->p[b->n - 1] != '\n'))
        db_buf_ch(b, '\n');
    return st;
}

/* Turns what the command wrote into one JSON value a line: an array of its lines if they are JSON, else a string. */
static void wrap_answer(db_buf *b, const db_buf *said, bool json)
{
    size_t n = said->n;
    while (n && said->p[n - 1] == '\n')
        n--;
    if (!json) {
        cli_json_str(b, db_str_of(said->p, n));
    } else {
        db_buf_ch(b, '[');
        for (size_t i = 0; i < n; i++)
            db_buf_ch(b, said->p[i] == '\n' ? ',' : said->p[i]);
        db_buf_ch(b, ']');
    }
    db_buf_ch(b, '\n');
}

static dabir_status batch_out(feed *f, const char *p, size_t n, dabir_error *err)
{
    db_buf said = {0}, *b = f->t->out;
    dabir_status st;
    size_t bad;
    json_object *v = cli_json_line(p, n, &bad);
    uint64_t line = f->t->line0;
    if (v && json_object_is_type(v, json_type_string)) {
        f->t->out = &said;
        f->t->cp0 = f->t->sents = 0;
        st = window(f->t, f->c, json_object_get_string(v), (size_t)json_object_get_string_len(v), true, true, err);
        f->t->out = b;
        f->t->line0 = line + 1;
        wrap_answer(b, &said, f->t->o->json);
    } else {
        st = db_fail(err, DABIR_E_SYNTAX, f->t->file, (uint32_t)line + 1, (uint32_t)(v ? 0 : bad) + 1, 0, "--batch wants one JSON string a line");
    }
    json_object_put(v);
    b->failed |= said.failed;
    db_buf_free(&said);
    return st;
}

static dabir_status by_lines(feed *f, dabir_error *err)
{
    bool batch = f->t->o->batch, begun = false;
    size_t seen = 0;
    for (;;) {
        char *from = f->buf + f->at, *end = f->n - f->at > seen ? memchr(from + seen, '\n', f->n - f->at - seen) : NULL;
        size_t n = end ? (size_t)(end - from) : f->n - f->at;
        dabir_status st = DABIR_OK;
        if (!end && !f->eof && (n < WINDOW || batch)) {
            if (n > LINE_MAX_BATCH)
                return db_fail(err, DABIR_E_INPUT, f->t->file, (uint32_t)f->t->line0 + 1, 1, 0, "a line of more than 256 MB");
            seen = n;
            if (!f->flush(f->ctx))
                return DABIR_OK;
            if (!refill(f, err))
                return err->status;
            continue;
        }
        if (!end && f->eof && n == 0 && !begun)
            return DABIR_OK;
        if (n > WINDOW && !batch) { /* a piece of a very long line */
            size_t take = cut((const unsigned char *)from, WINDOW, false);
            st = line_out(f, from, take, !begun, false, err);
            begun = true;
            f->at += take;
        } else {
            size_t cr = !batch && n && from[n - 1] == '\r' ? 1 : 0;
            if (batch)
                st = batch_out(f, from, n, err);
            else
                st = line_out(f, from, n - cr, !begun, true, err);
            begun = false;
            f->at += n + (end ? 1 : 0);
            if (!end)
                return st;
        }
        seen = 0;
        if (st || !f->flush(f->ctx))
            return st;
    }
}

/* ---- in ------------------------------------------------------------------------------------------------------------------------------ */

/* Not UTF-8? Then all of it is read and decoded at once: such files are old, and small. */
static dabir_status other_charset(feed *f, db_arena *keep, dabir_error *err)
{
    db_decoded d;
    size_t n = f->n < WINDOW ? f->n : cut((const unsigned char *)f->buf, WINDOW, false);
    db_arena_reset(f->t->a);
    dabir_status st = db_decode(f->t->a, f->buf, n, &d, err);
    if (st || strcmp(d.charset, "utf-8") == 0)
        return st;
    while (!f->eof)
        if (!fill(f, f->n - f->at + WINDOW, err))
            return err->status;
    if ((st = db_decode(keep, f->buf, f->n, &d, err)))
        return st;
    free(f->buf);
    f->buf = malloc(d.n + 1u);
    if (!f->buf)
        return db_fail(err, DABIR_E_MEMORY, f->t->file, 0, 0, 0, "out of memory");
    memcpy(f->buf, d.p, d.n);
    f->n = d.n;
    return DABIR_OK;
}

static dabir_status run(feed *f, dabir_error *err)
{
    cli_text *t = f->t;
    db_arena keep;
    dabir_status st = DABIR_OK;
    t->cp0 = t->line0 = t->sents = 0;
    db_arena_init(&keep, 0);
    if (!t->o->batch && !t->o->lines && !fill(f, WINDOW, err))
        st = err->status;
    else if (!t->o->batch && !t->o->lines)
        st = other_charset(f, &keep, err);
    db_arena_free(&keep);
    if (st == DABIR_OK)
        st = t->o->batch || t->o->lines ? by_lines(f, err) : by_windows(f, err);
    free(f->buf);
    return st;
}

dabir_status cli_text_stream(cli_text *t, const cli_text_command *c, int fd, bool (*flush)(void *ctx), void *ctx, dabir_error *err)
{
    feed f = {.t = t, .c = c, .fd = fd, .first = true, .flush = flush, .ctx = ctx};
    return run(&f, err);
}

dabir_status cli_text_bytes(cli_text *t, const cli_text_command *c, const char *p, size_t n, dabir_error *err)
{
    feed f = {.t = t, .c = c, .fd = -1, .first = true};
    t->cp0 = t->line0 = t->sents = 0;
    return line_out(&f, p, n, true, true, err);
}

/* ---- for the writers -------------------------------------------------------------------------------------------------------------------- */

void cli_text_span(db_buf *b, const cli_text *t, uint32_t start, uint32_t end)
{
    db_buf_fmt(b, "\"start\":%llu,\"end\":%llu", (unsigned long long)(t->cp0 + start), (unsigned long long)(t->cp0 + end));
}

db_str cli_slice_of(cli_slice *s, uint32_t start, uint32_t end)
{
    if (start < s->cp)
        s->at = s->cp = 0;
    while (s->cp < start && s->at < s->n)
        for (s->at++, s->cp++; s->at < s->n && (s->p[s->at] & 0xC0) == 0x80;)
            s->at++;
    uint32_t from = s->at, c = s->cp, i = from;
    while (c < end && i < s->n)
        for (i++, c++; i < s->n && (s->p[i] & 0xC0) == 0x80;)
            i++;
    return db_str_of(s->p + from, i - from);
}
