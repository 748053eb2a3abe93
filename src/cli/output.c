/* output.c -- buffered output. */
#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FULL = 1 << 18 };

bool cli_write(int fd, const char *p, size_t n)
{
    while (n) {
        ssize_t w = write(fd, p, n);
        if (w < 0 && errno == EINTR)
            continue;
        if (w < 0)
            return false;
        p += w;
        n -= (size_t)w;
    }
    return true;
}

bool cli_output_open(cli_output *o, const char *path)
{
    *o = (cli_output){.fd = STDOUT_FILENO, .path = path};
    if (!path) {
        o->eager = isatty(STDOUT_FILENO);
        return true;
    }
    struct stat st;
    bool regular = lstat(path, &st) != 0 || S_ISREG(st.st_mode);
    if (!regular) { /* a device, a pipe, a link: replacing it would surprise */
        o->fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
        return o->fd >= 0;
    }
    size_t n = strlen(path) + 32;
    if (!(o->temp = malloc(n)))
        return false;
    snprintf(o->temp, n, "%s.part%ld", path, (long)getpid());
    o->fd = open(o->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (o->fd >= 0)
        return true;
    int code = errno;
    free(o->temp);
    o->temp = NULL;
    errno = code;
    return false;
}

void cli_output_flush(cli_output *o)
{
    if (o->buf.n && !o->closed && !o->failed && !cli_write(o->fd, o->buf.p, o->buf.n)) {
        o->error = errno;
        o->closed = errno == EPIPE;
        o->failed = !o->closed;
    }
    o->buf.n = 0;
}

void cli_output_add(cli_output *o, const void *p, size_t n)
{
    db_buf_add(&o->buf, p, n);
    if (o->buf.failed) { /* no room to collect: write what there is, then this piece by itself */
        o->buf.failed = false;
        cli_output_flush(o);
        db_buf piece = {.p = (char *)(uintptr_t)p, .n = n};
        db_buf kept = o->buf;
        o->buf = piece;
        cli_output_flush(o);
        o->buf = kept;
    }
    /* The first report goes out at once, so that whoever waits for it need not wait for a full buffer. */
    if (n && (o->eager || !o->begun || o->buf.n >= FULL)) {
        o->begun = true;
        cli_output_flush(o);
    }
}

bool cli_output_close(cli_output *o, bool keep)
{
    if (keep)
        cli_output_flush(o);
    db_buf_free(&o->buf);
    if (o->path && close(o->fd) != 0 && !o->failed) {
        o->failed = true;
        o->error = errno;
    }
    if (o->temp) {
        if (keep && !o->failed && rename(o->temp, o->path) != 0) {
            o->failed = true;
            o->error = errno;
        }
        if (!keep || o->failed)
            unlink(o->temp);
        free(o->temp);
        o->temp = NULL;
    }
    return !o->failed;
}
