/* compile_layers.c -- where the compiler's files lie: directories, or the texts that a model carries (section TEXT); and how a fault is shown. */
#include "lang/compile.h"

#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

/* ---- the texts of a model: of each file the lengths of its name and of its text, the name with its NUL, the text ---- */

typedef struct text_head { uint32_t name, text; } text_head;

void db_texts_add(db_buf *b, const char *rel, db_str text) {
    text_head h = {(uint32_t)strlen(rel) + 1, text.n};
    db_buf_add(b, &h, sizeof h);
    db_buf_add(b, rel, h.name);
    db_buf_add(b, text.p, text.n);
}

/* Steps to the file behind `*at`; false at the end, or where the section is damaged. */
static bool next_text(db_str texts, size_t *at, const char **name, db_str *text) {
    text_head h;
    if (texts.n < *at + sizeof h) return false;
    memcpy(&h, texts.p + *at, sizeof h);
    *at += sizeof h;
    if (!h.name || h.name > texts.n - *at || h.text > texts.n - *at - h.name || texts.p[*at + h.name - 1]) return false;
    *name = texts.p + *at;
    *text = db_str_of(texts.p + *at + h.name, h.text);
    *at += (size_t)h.name + h.text;
    return true;
}

bool db_texts_find(db_str texts, const char *rel, db_str *text) {
    const char *name;
    for (size_t at = 0; next_text(texts, &at, &name, text);)
        if (strcmp(name, rel) == 0) return true;
    return false;
}

bool db_layer_map(const db_layer *l, const char *rel, db_file *map, db_str *text, dabir_error *err) {
    *map = (db_file){0};
    if (!l->dir) return db_texts_find(l->texts, rel, text);
    char path[512];
    snprintf(path, sizeof path, "%s/%s", l->dir, rel);
    if (access(path, F_OK) != 0) return false;
    if (db_file_map(path, map, err) != DABIR_OK) return false;
    *text = db_str_of(map->p, map->n);
    return true;
}

/* ---- which files there are ---- */

typedef struct names {
    const char **v;
    uint32_t n, cap;
} names;

static bool has_ending(const char *z, const char *ending) {
    size_t l = strlen(z), k = strlen(ending);
    return l > k && z[0] != '.' && strcmp(z + l - k, ending) == 0;
}

static void add_name(db_cx *c, names *t, const char *z, size_t n) {
    for (uint32_t i = 0; i < t->n; i++)
        if (strlen(t->v[i]) == n && memcmp(t->v[i], z, n) == 0) return;
    DB_PUSH(c->a, t->v, t->n, t->cap) = db_str_dup(c->a, db_str_of(z, n)).p;
}

static void names_in_texts(db_cx *c, db_str texts, const char *sub, const char *ending, names *t) {
    const char *name;
    db_str text;
    size_t k = strlen(sub);
    for (size_t at = 0; next_text(texts, &at, &name, &text);)
        if (strncmp(name, sub, k) == 0 && name[k] == '/' && has_ending(name + k + 1, ending)) add_name(c, t, name + k + 1, strlen(name + k + 1) - strlen(ending));
}

static void names_in_dir(db_cx *c, const char *dir, const char *sub, const char *ending, names *t) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", dir, sub);
    DIR *d = opendir(path);
    if (!d) return;
    for (struct dirent *e; (e = readdir(d));)
        if (has_ending(e->d_name, ending)) add_name(c, t, e->d_name, strlen(e->d_name) - strlen(ending));
    closedir(d);
}

static int by_text(const void *x, const void *y) { return strcmp(*(const char *const *)x, *(const char *const *)y); }

uint32_t db_rd_files(db_cx *c, const char *sub, const char *ending, const char ***out) {
    names t = {0};
    for (uint32_t i = 0; i < c->data->n; i++) {
        const db_layer *l = &c->data->layer[i];
        uint32_t from = t.n;
        if (l->dir) names_in_dir(c, l->dir, sub, ending, &t);
        else names_in_texts(c, l->texts, sub, ending, &t);
        if (t.n > from) qsort(t.v + from, t.n - from, sizeof *t.v, by_text);
    }
    *out = t.v;
    return t.n;
}

/* ---- a layer above the first ---- */

static void stray(db_cx *c, const char *path, const char *why) {
    if (c->lint->total++ >= DB_LINT_MAX) return;
    db_fail(&c->lint->e[c->lint->n++], DABIR_E_SYNTAX, path, 1, 1, 0, "%s", why);
}

/* Tables are read by name; a table whose name the first layer does not have is read by nobody. */
static void check_tables(db_cx *c, const char *dir, const char *sub) {
    const char **base, **own;
    db_data first = {.layer = {c->data->layer[0]}, .n = 1}, this = {.layer = {{.dir = dir}}, .n = 1};
    const db_data *all = c->data;
    c->data = &first;
    uint32_t n = db_rd_files(c, sub, ".tsv", &base);
    c->data = &this;
    uint32_t m = db_rd_files(c, sub, ".tsv", &own);
    c->data = all;
    for (uint32_t i = 0; i < m; i++) {
        bool known = false;
        for (uint32_t k = 0; k < n; k++) known |= strcmp(own[i], base[k]) == 0;
        char path[600];
        snprintf(path, sizeof path, "%s/%s/%s.tsv", dir, sub, own[i]);
        if (!known) stray(c, path, "there is no table of this name to add to");
    }
}

static void check_top(db_cx *c, const char *dir) {
    static const char *const subs[] = {"lists", "names", "lexicon", "register", "rules"};
    DIR *d = opendir(dir);
    char path[600];
    uint32_t known = 0;
    for (struct dirent *e; d && (e = readdir(d));) {
        for (size_t i = 0; i < sizeof subs / sizeof *subs; i++) known += strcmp(e->d_name, subs[i]) == 0;
        snprintf(path, sizeof path, "%s/%s", dir, e->d_name);
        if (has_ending(e->d_name, ".rules")) stray(c, path, "rules stand in the folder rules/");
        else if (has_ending(e->d_name, ".list")) stray(c, path, "lists stand in the folder lists/");
        else if (has_ending(e->d_name, ".tsv")) stray(c, path, "tables stand in the folders lexicon/ and register/");
    }
    if (d) closedir(d);
    if (!d) stray(c, dir, "this directory cannot be read");
    else if (!known && !c->lint->n) stray(c, dir, "none of the folders lists/, lexicon/, register/, rules/ is here");
}

void db_check_layers(db_cx *c) {
    for (uint32_t i = 1; i < c->data->n; i++) {
        const char *dir = c->data->layer[i].dir;
        if (!dir) continue;
        check_top(c, dir);
        check_tables(c, dir, "lexicon");
        check_tables(c, dir, "register");
    }
}

/* ---- faults ---- */

/* Is nothing of its own width: marks and joiners would push the caret off. */
static bool zero_width(uint32_t cp) { return cp == 0x200c || cp == 0x200d || (cp >= 0x64b && cp <= 0x65f) || cp == 0x670; }

void db_lint_show(db_buf *b, const dabir_error *e, const char *line) {
    db_buf_fmt(b, "%s:%u:%u: %s\n", e->file, e->line, e->column, e->message);
    if (!line || !*line) return;
    db_buf_fmt(b, "    %s\n    ", line);
    uint32_t col = 1;
    for (const unsigned char *p = (const unsigned char *)line; *p && col < e->column; col++) {
        uint32_t len = *p < 0x80 ? 1 : *p < 0xe0 ? 2 : *p < 0xf0 ? 3 : 4, cp = len == 1 ? *p : *p & (0x7fu >> len);
        for (uint32_t k = 1; k < len && p[k]; k++) cp = cp << 6 | (p[k] & 0x3f);
        if (!zero_width(cp)) db_buf_ch(b, *p == '\t' ? '\t' : ' ');
        for (; len && *p; len--) p++;
    }
    db_buf_str(b, "^\n");
}

void db_lint_show_all(db_buf *b, const db_lint *lint) {
    for (uint32_t i = 0; i < lint->n; i++) db_lint_show(b, &lint->e[i], lint->line[i]);
    if (lint->total > lint->n) db_buf_fmt(b, "… and %u more\n", lint->total - lint->n);
}
