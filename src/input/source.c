/* source.c -- which report comes next: arguments, directories (recursively, by name), lines of JSONL files. */
#include "input/source.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* One directory that is being walked: its names, sorted. */
typedef struct frame {
    db_buf names;    /* NUL-terminated, one after the other */
    char **sorted;   /* into names */
    size_t n, at;
    size_t path_len; /* length of the directory's own path in source.path */
} frame;

enum { MAX_DEPTH = 64, BLOCK = 1 << 16, KEEP = 1 << 20 };

struct db_source {
    char *const *args;
    size_t n, at;
    frame dir[MAX_DEPTH];
    unsigned depth;
    db_buf path;   /* of the directory entry at hand */
    bool any;      /* something was found in the directory of the command line */
    int jsonl;     /* open JSONL file, or -1 */
    const char *jsonl_path;
    uint32_t line;
    uint64_t byte; /* of block[block_at] in the file */
    char *block;
    size_t block_n, block_at;
};

db_source *db_source_new(char *const *args, size_t n)
{
    db_source *s = calloc(1, sizeof *s);
    if (s)
        *s = (db_source){.args = args, .n = n, .jsonl = -1};
    return s;
}

static void frame_free(frame *f)
{
    db_buf_free(&f->names);
    free(f->sorted);
    *f = (frame){0};
}

void db_source_free(db_source *s)
{
    if (!s)
        return;
    while (s->depth)
        frame_free(&s->dir[--s->depth]);
    if (s->jsonl >= 0)
        close(s->jsonl);
    db_buf_free(&s->path);
    free(s->block);
    free(s);
}

static void set_path(db_buf *b, const char *p, size_t n)
{
    b->n = 0;
    db_buf_add(b, p, n);
    db_buf_ch(b, '\0');
}

/* Makes `it` the item `kind` of the file `path`; when memory for its name runs out it becomes an error. */
static bool item_is(db_item *it, db_item_kind kind, const char *path)
{
    it->kind = kind;
    it->line = 0;
    it->byte = 0;
    set_path(&it->path, path, strlen(path));
    if (it->path.failed) {
        it->kind = DB_I_ERROR;
        it->path.failed = false;
        db_fail(&it->err, DABIR_E_MEMORY, path, 0, 0, 0, "out of memory");
    }
    return true;
}

static bool item_error(db_item *it, const char *path, const char *what, int code)
{
    char why[96] = "";
    if (strerror_r(code, why, sizeof why) != 0)
        snprintf(why, sizeof why, "error %d", code);
    item_is(it, DB_I_ERROR, path);
    db_fail(&it->err, code == ENOMEM ? DABIR_E_MEMORY : DABIR_E_IO, path, 0, 0, 0, "%s: %s", what, why);
    return true;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool read_names(DIR *d, frame *f)
{
    struct dirent *e;
    errno = 0;
    while ((e = readdir(d)) != NULL) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        db_buf_add(&f->names, e->d_name, strlen(e->d_name) + 1);
        f->n++;
        errno = 0;
    }
    if (errno)
        return false;
    if (f->names.failed || !(f->sorted = malloc((f->n + 1) * sizeof *f->sorted))) {
        errno = ENOMEM;
        return false;
    }
    char *p = f->names.p;
    for (size_t i = 0; i < f->n; i++, p += strlen(p) + 1)
        f->sorted[i] = p;
    qsort(f->sorted, f->n, sizeof *f->sorted, by_name);
    return true;
}

/* Opens the directory s->path. 0, or the errno of what failed. All names are read at once: no descriptor stays open, and
 * the order does not depend on the file system. */
static int enter(db_source *s)
{
    if (s->depth == MAX_DEPTH)
        return ELOOP;
    DIR *d = opendir(s->path.p);
    if (!d)
        return errno;
    frame *f = &s->dir[s->depth];
    *f = (frame){.path_len = strlen(s->path.p)};
    int code = read_names(d, f) ? 0 : errno;
    closedir(d);
    if (code)
        frame_free(f);
    else
        s->depth++;
    return code;
}

static bool ends_in(const char *z, const char *end)
{
    size_t n = strlen(z), m = strlen(end);
    return n >= m && strcmp(z + n - m, end) == 0;
}

/* Next report of the directory on top of the stack; false when that directory is done. */
static bool next_entry(db_source *s, db_item *it)
{
    while (s->depth) {
        frame *f = &s->dir[s->depth - 1];
        if (f->at == f->n) {
            frame_free(f);
            s->depth--;
            continue;
        }
        const char *name = f->sorted[f->at++];
        s->path.n = f->path_len;
        if (s->path.n && s->path.p[s->path.n - 1] != '/')
            db_buf_ch(&s->path, '/');
        db_buf_add(&s->path, name, strlen(name) + 1);
        if (s->path.failed) {
            s->path.failed = false;
            return item_error(it, name, "cannot read", ENOMEM);
        }
        struct stat st;
        if (lstat(s->path.p, &st) != 0)
            return item_error(it, s->path.p, "cannot read", errno);
        bool link = S_ISLNK(st.st_mode);
        if (link && stat(s->path.p, &st) != 0)
            return item_error(it, s->path.p, "cannot read", errno);
        /* A link to a directory may lead back here; a link to a file cannot. */
        if (S_ISDIR(st.st_mode) && !link) {
            int code = enter(s);
            if (code)
                return item_error(it, s->path.p, "cannot read the directory", code);
            continue;
        }
        bool report = S_ISREG(st.st_mode) && ends_in(name, ".txt");
        s->any |= report;
        return item_is(it, report ? DB_I_FILE : DB_I_SKIP, s->path.p);
    }
    if (s->any)
        return false;
    s->any = true; /* said once */
    return item_is(it, DB_I_NONE, s->args[s->at - 1]);
}

static bool refill(db_source *s, int *code)
{
    ssize_t r;
    do
        r = read(s->jsonl, s->block, BLOCK);
    while (r < 0 && errno == EINTR);
    *code = r < 0 ? errno : 0;
    s->block_at = 0;
    s->block_n = r > 0 ? (size_t)r : 0;
    return r > 0;
}

/* Appends the file up to and including its next line end. Bytes beyond DB_REPORT_MAX are read but not kept. */
static size_t take_line(db_source *s, db_buf *b, int *code)
{
    size_t taken = 0;
    *code = 0;
    for (;;) {
        if (s->block_at == s->block_n && !refill(s, code))
            return taken;
        const char *p = s->block + s->block_at;
        size_t n = s->block_n - s->block_at;
        const char *end = memchr(p, '\n', n);
        if (end)
            n = (size_t)(end - p) + 1;
        if (taken + n <= DB_REPORT_MAX)
            db_buf_add(b, p, n);
        taken += n;
        s->block_at += n;
        if (end)
            return taken;
    }
}

static bool is_blank(const db_buf *b)
{
    for (size_t i = 0; i < b->n; i++)
        if (!strchr(" \t\r\n", b->p[i]) || !b->p[i])
            return false;
    return true;
}

static bool end_jsonl(db_source *s)
{
    close(s->jsonl);
    s->jsonl = -1;
    return false;
}

/* Next line of the open JSONL file that is not blank; false at its end. */
static bool next_line(db_source *s, db_item *it)
{
    for (;;) {
        int code;
        uint64_t begin = s->byte;
        if (it->bytes.cap > KEEP)
            db_buf_free(&it->bytes); /* one giant line does not stay in memory */
        it->bytes.n = 0;
        size_t taken = take_line(s, &it->bytes, &code);
        s->byte += taken;
        if (code) {
            end_jsonl(s);
            return item_error(it, s->jsonl_path, "cannot read", code);
        }
        if (!taken)
            return end_jsonl(s);
        s->line++;
        if (s->line == 1 && it->bytes.n >= 3 && memcmp(it->bytes.p, "\xEF\xBB\xBF", 3) == 0)
            memset(it->bytes.p, ' ', 3); /* a byte order mark is white space to us, and no byte moves */
        bool lost = it->bytes.failed;
        it->bytes.failed = false;
        if (!lost && taken <= DB_REPORT_MAX && is_blank(&it->bytes))
            continue;
        item_is(it, DB_I_LINE, s->jsonl_path);
        it->line = s->line;
        it->byte = begin;
        if (lost || taken > DB_REPORT_MAX) {
            it->kind = DB_I_ERROR;
            db_fail(&it->err, lost ? DABIR_E_MEMORY : DABIR_E_INPUT, s->jsonl_path, s->line, 0, begin,
                    lost ? "out of memory" : "line too long (more than %d MiB)", DB_REPORT_MAX >> 20);
        }
        return true;
    }
}

/* Opens a JSONL file. 0, or the errno of what failed. */
static int open_jsonl(db_source *s, const char *path)
{
    if (!s->block && !(s->block = malloc(BLOCK)))
        return ENOMEM;
    s->jsonl = open(path, O_RDONLY | O_CLOEXEC);
    if (s->jsonl < 0)
        return errno;
    s->jsonl_path = path;
    s->line = 0;
    s->byte = 0;
    s->block_n = s->block_at = 0;
    return 0;
}

bool db_source_next(db_source *s, db_item *it)
{
    for (;;) {
        if (s->jsonl >= 0 && next_line(s, it))
            return true;
        if (s->depth && next_entry(s, it))
            return true;
        if (s->at == s->n)
            return false;
        const char *arg = s->args[s->at++];
        struct stat st;
        if (strcmp(arg, "-") == 0)
            return item_is(it, DB_I_FILE, arg);
        if (stat(arg, &st) != 0)
            return item_error(it, arg, "cannot open", errno);
        if (S_ISDIR(st.st_mode)) {
            set_path(&s->path, arg, strlen(arg));
            s->any = false;
            int code = s->path.failed ? ENOMEM : enter(s);
            s->path.failed = false;
            if (code)
                return item_error(it, arg, "cannot read the directory", code);
        } else if (ends_in(arg, ".jsonl")) {
            int code = open_jsonl(s, arg);
            if (code)
                return item_error(it, arg, "cannot open", code);
        } else {
            return item_is(it, DB_I_FILE, arg);
        }
    }
}
