/* item.c -- one report's bytes and what is known of it beforehand: a file read whole, or a JSONL line unpacked. */
#include "input/source.h"

#include "text/text.h"

#include <errno.h>
#include <fcntl.h>
#include <json-c/json.h>
#include <stdlib.h>
#include <unistd.h>

/* Buffers larger than this are given back before the next report, so that one giant does not stay in memory. */
enum { KEEP = 1 << 20, STEP = 1 << 16 };

const char *db_item_name(const db_item *it)
{
    if (!it->path.p)
        return "";
    return strcmp(it->path.p, "-") == 0 ? "standard input" : it->path.p;
}

void db_item_free(db_item *it)
{
    db_buf_free(&it->path);
    db_buf_free(&it->bytes);
    db_buf_free(&it->id);
    if (it->json)
        json_object_put(it->json);
    if (it->tokener)
        json_tokener_free(it->tokener);
    *it = (db_item){0};
}

static dabir_status fail_io(db_item *it, const char *what, int code)
{
    char why[96] = "";
    if (strerror_r(code, why, sizeof why) != 0)
        snprintf(why, sizeof why, "error %d", code);
    return db_fail(&it->err, DABIR_E_IO, it->path.p, 0, 0, it->bytes.n, "%s: %s", what, why);
}

/* Reads to the end of `fd`. Also for pipes, whose size is not known; a file that grows meanwhile does no harm. */
static dabir_status read_all(db_item *it, int fd)
{
    db_buf *b = &it->bytes;
    for (;;) {
        if (b->cap - b->n < STEP) {
            size_t cap = b->cap ? b->cap * 2 : (size_t)STEP * 2;
            char *p = realloc(b->p, cap);
            if (!p)
                return db_fail(&it->err, DABIR_E_MEMORY, it->path.p, 0, 0, 0, "out of memory");
            b->p = p;
            b->cap = cap;
        }
        ssize_t r = read(fd, b->p + b->n, b->cap - b->n);
        if (r < 0 && errno == EINTR)
            continue;
        if (r < 0)
            return fail_io(it, "cannot read", errno);
        if (r == 0)
            return DABIR_OK;
        b->n += (size_t)r;
        if (b->n > DB_REPORT_MAX)
            return db_fail(&it->err, DABIR_E_INPUT, it->path.p, 0, 0, 0, "too large for a report (more than %d MiB)",
                           DB_REPORT_MAX >> 20);
    }
}

/* report.id: the base name without its ending; a dot in front is no ending. */
static void id_of_path(db_item *it)
{
    const char *path = it->path.p, *slash = strrchr(path, '/');
    const char *base = strcmp(path, "-") == 0 ? "stdin" : slash ? slash + 1 : path;
    const char *dot = strrchr(base, '.');
    it->id.n = 0;
    db_buf_add(&it->id, base, dot && dot != base ? (size_t)(dot - base) : strlen(base));
}

static dabir_status load_file(db_item *it)
{
    bool input = strcmp(it->path.p, "-") == 0;
    int fd = input ? STDIN_FILENO : open(it->path.p, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail_io(it, "cannot open", errno);
    it->bytes.n = 0;
    dabir_status st = read_all(it, fd);
    if (!input)
        close(fd);
    it->text = it->bytes.p;
    it->n = it->bytes.n;
    id_of_path(it);
    return st;
}

static dabir_status fail_line(db_item *it, uint64_t at, const char *what)
{
    return db_fail(&it->err, DABIR_E_INPUT, it->path.p, it->line, 0, it->byte + at, "%s", what);
}

static dabir_status parse_line(db_item *it)
{
    if (!it->tokener) {
        if (!(it->tokener = json_tokener_new()))
            return db_fail(&it->err, DABIR_E_MEMORY, it->path.p, it->line, 0, it->byte, "out of memory");
        json_tokener_set_flags(it->tokener, JSON_TOKENER_STRICT);
    }
    json_tokener_reset(it->tokener);
    it->json = json_tokener_parse_ex(it->tokener, it->bytes.p, (int)it->bytes.n);
    enum json_tokener_error e = json_tokener_get_error(it->tokener);
    size_t end = json_tokener_get_parse_end(it->tokener);
    if (e == json_tokener_continue)
        return fail_line(it, it->bytes.n, "JSON ends too early");
    if (e != json_tokener_success) {
        char what[128];
        snprintf(what, sizeof what, "not JSON: %s", json_tokener_error_desc(e));
        return fail_line(it, end, what);
    }
    if (!json_object_is_type(it->json, json_type_object))
        return fail_line(it, 0, "not a JSON object");
    return DABIR_OK;
}

/* The string that stands under one of two names, or NULL. */
static const char *string_of(const db_item *it, const char *name, const char *other)
{
    json_object *v;
    if (json_object_object_get_ex(it->json, name, &v) && json_object_is_type(v, json_type_string))
        return json_object_get_string(v);
    return other ? string_of(it, other, NULL) : NULL;
}

bool db_is_day(const char *z)
{
    static const char shape[] = "dddd-dd-dd";
    for (unsigned i = 0; shape[i]; i++)
        if (shape[i] == 'd' ? z[i] < '0' || z[i] > '9' : z[i] != '-')
            return false;
    if (z[10] >= '0' && z[10] <= '9')
        return false;
    return db_valid_gregorian(atoi(z), atoi(z + 5), atoi(z + 8));
}

static void take_meta(db_item *it)
{
    json_object *id;
    it->id.n = 0;
    if (json_object_object_get_ex(it->json, "id", &id)
        && (json_object_is_type(id, json_type_string) || json_object_is_type(id, json_type_int))) {
        db_buf_str(&it->id, json_object_get_string(id));
    } else {
        id_of_path(it);
        db_buf_fmt(&it->id, "-%u", it->line);
    }
    it->meta.title = string_of(it, "title", NULL);
    it->meta.outlet = string_of(it, "outlet", "source");
    const char *published = string_of(it, "published", NULL), *date = string_of(it, "date", NULL);
    it->bad_date = published && !db_is_day(published);
    /* `date` is what many collections call it; they also put there what a person wrote, which says nothing to us. */
    const char *day = published ? published : date;
    if (day && db_is_day(day)) {
        memcpy(it->published, day, 10);
        it->published[10] = '\0';
        it->meta.published = it->published;
    }
}

static dabir_status load_line(db_item *it)
{
    dabir_status st = parse_line(it);
    if (st != DABIR_OK)
        return st;
    json_object *text;
    if (!json_object_object_get_ex(it->json, "text", &text) || !json_object_is_type(text, json_type_string))
        return fail_line(it, 0, "no field \"text\" that is a string");
    it->text = json_object_get_string(text);
    it->n = (size_t)json_object_get_string_len(text);
    take_meta(it);
    return DABIR_OK;
}

dabir_status db_item_load(db_item *it)
{
    if (it->json)
        json_object_put(it->json);
    it->json = NULL;
    it->id.failed = false;
    it->err = (dabir_error){0};
    it->meta = (dabir_meta){0};
    it->bad_date = false;
    it->text = NULL;
    it->n = 0;
    if (it->kind == DB_I_FILE && it->bytes.cap > KEEP)
        db_buf_free(&it->bytes);
    if (it->tokener && it->kind == DB_I_LINE && it->bytes.n > KEEP) {
        json_tokener_free(it->tokener); /* it keeps the longest string it ever saw */
        it->tokener = NULL;
    }
    dabir_status st = it->kind == DB_I_LINE ? load_line(it) : load_file(it);
    if (st != DABIR_OK)
        return st;
    db_buf_ch(&it->id, '\0');
    if (it->id.failed)
        return db_fail(&it->err, DABIR_E_MEMORY, it->path.p, it->line, 0, it->byte, "out of memory");
    it->meta.id = it->id.p;
    return DABIR_OK;
}
