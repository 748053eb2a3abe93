/* text_undo.c -- edits read back, and taken back one after the other. An edit may go over the border of two pieces. */
#include "cli/text_undo.h"

#include "cli/json_in.h"

#include <stdlib.h>

typedef struct edit {
    uint64_t at;              /* code points of the text as it was */
    size_t was, now, end;     /* in `strings`: what stood there, what stands there */
    uint32_t line;            /* of the list */
} edit;

struct cli_undo {
    const char *path;
    edit *e;
    uint32_t n, cap;
    db_buf strings;
    uint32_t next;            /* the edit to take back next */
    size_t seen;              /* of its new text, behind which the old one stands already; SIZE_MAX: not yet there */
    uint64_t cp;              /* of the text as it was */
    uint64_t byte, line, col; /* of the normalised one */
};

/* ---- the list ---- */

static bool add_string(cli_undo *u, json_object *line, const char *name)
{
    json_object *v;
    if (!json_object_object_get_ex(line, name, &v) || !json_object_is_type(v, json_type_string))
        return false;
    db_buf_add(&u->strings, json_object_get_string(v), (size_t)json_object_get_string_len(v));
    return true;
}

/* {"at": NUMBER, "old": STRING, "new": STRING, …} */
static bool read_edit(cli_undo *u, json_object *line, edit *e)
{
    json_object *at;
    if (!json_object_object_get_ex(line, "at", &at) || !json_object_is_type(at, json_type_int) || json_object_get_int64(at) < 0)
        return false;
    e->at = (uint64_t)json_object_get_int64(at);
    e->was = u->strings.n;
    if (!add_string(u, line, "old"))
        return false;
    e->now = u->strings.n;
    if (!add_string(u, line, "new"))
        return false;
    e->end = u->strings.n;
    return true;
}

static bool keep(cli_undo *u, edit e)
{
    if (u->n == u->cap) {
        uint32_t cap = u->cap ? 2 * u->cap : 64;
        edit *p = realloc(u->e, cap * sizeof *p);
        if (!p)
            return false;
        u->e = p;
        u->cap = cap;
    }
    u->e[u->n++] = e;
    return true;
}

static uint64_t points(const char *p, size_t n)
{
    uint64_t c = 0;
    for (size_t i = 0; i < n; i++)
        c += (signed char)p[i] >= -64;
    return c;
}

/* Where the text goes on behind an edit, in the text as it was. */
static uint64_t behind(const cli_undo *u, const edit *e) { return e->at + points(u->strings.p + e->was, e->now - e->was); }

static dabir_status read_list(cli_undo *u, db_str text, dabir_error *err)
{
    uint32_t line = 1;
    for (const char *p = text.p, *end = text.p + text.n, *e; p < end; p = e + 1, line++) {
        e = memchr(p, '\n', (size_t)(end - p));
        if (!e)
            e = end;
        if (e == p)
            continue;
        edit x = {.line = line};
        size_t bad;
        json_object *v = cli_json_line(p, (size_t)(e - p), &bad);
        bool ok = v && read_edit(u, v, &x);
        if (v)
            bad = 0;
        json_object_put(v);
        if (!ok)
            return db_fail(err, DABIR_E_SYNTAX, u->path, line, (uint32_t)bad + 1, (uint64_t)(p - text.p) + bad, "no edit as --edits writes them");
        if (u->n && x.at < behind(u, &u->e[u->n - 1]))
            return db_fail(err, DABIR_E_SYNTAX, u->path, line, 1, (uint64_t)(p - text.p), "this edit stands before the end of the one above: are these the edits of one text?");
        if (!keep(u, x) || u->strings.failed)
            return db_fail(err, DABIR_E_MEMORY, u->path, 0, 0, 0, "out of memory");
    }
    return DABIR_OK;
}

dabir_status cli_undo_open(const char *path, cli_undo **out, dabir_error *err)
{
    db_file f;
    *out = NULL;
    dabir_status st = db_file_map(path, &f, err);
    if (st)
        return st;
    cli_undo *u = calloc(1, sizeof *u);
    if (u) {
        u->path = path;
        u->seen = SIZE_MAX;
        st = read_list(u, db_str_of(f.p, f.n), err);
    } else {
        st = db_fail(err, DABIR_E_MEMORY, path, 0, 0, 0, "out of memory");
    }
    db_file_unmap(&f);
    if (st) {
        cli_undo_free(u);
        u = NULL;
    }
    *out = u;
    return st;
}

void cli_undo_free(cli_undo *u)
{
    if (!u)
        return;
    free(u->e);
    db_buf_free(&u->strings);
    free(u);
}

/* ---- the text ---- */

static dabir_status differs(const cli_undo *u, const char *file, dabir_error *err)
{
    const edit *e = &u->e[u->next];
    return db_fail(err, DABIR_E_INPUT, file, (uint32_t)u->line + 1, (uint32_t)u->col + 1, u->byte, "the edit in line %u of %s put \"%.*s\" here, and it is not here: another text?", e->line, u->path,
                   (int)(e->end - e->now > 60 ? 60 : e->end - e->now), u->strings.p + e->now);
}

static void count(cli_undo *u, char c)
{
    u->byte++;
    u->col = c == '\n' ? 0 : u->col + ((signed char)c >= -64);
    u->line += c == '\n';
}

/* Steps over what the edit put there, as far as this piece goes. False: something else stands there. */
static bool take_back(cli_undo *u, db_str text, size_t *i, db_buf *out)
{
    const edit *e = &u->e[u->next];
    if (u->seen == SIZE_MAX) {
        db_buf_add(out, u->strings.p + e->was, e->now - e->was);
        u->seen = 0;
    }
    for (; u->seen < e->end - e->now && *i < text.n; u->seen++, ++*i) {
        if (text.p[*i] != u->strings.p[e->now + u->seen])
            return false;
        count(u, text.p[*i]);
    }
    if (u->seen == e->end - e->now) {
        u->cp = behind(u, e);
        u->next++;
        u->seen = SIZE_MAX;
    }
    return true;
}

dabir_status cli_undo_piece(cli_undo *u, const char *file, db_str text, bool last, db_buf *out, dabir_error *err)
{
    size_t i = 0;
    for (;;) {
        if (u->next < u->n && u->cp == u->e[u->next].at) {
            if (!take_back(u, text, &i, out))
                return differs(u, file, err);
            if (u->seen != SIZE_MAX)
                break; /* the rest of it is in the next piece */
            continue;
        }
        if (i == text.n)
            break;
        size_t from = i;
        do
            count(u, text.p[i++]);
        while (i < text.n && (signed char)text.p[i] < -64);
        db_buf_add(out, text.p + from, i - from);
        u->cp++;
    }
    return last && u->next < u->n ? differs(u, file, err) : DABIR_OK;
}
