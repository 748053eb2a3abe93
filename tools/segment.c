/* segment.c -- dabir-segment --conllu FILE: tokens and sentences as CoNLL-U, to be measured against a treebank.
 * FILE is plain text, or a CoNLL-U file whose «# text =» lines are joined by one space: the tool sees no boundary of the gold. */
#include "text/text.h"

#include <stdlib.h>

static bool ends_in(const char *name, const char *with)
{
    size_t a = strlen(name), b = strlen(with);
    return a >= b && strcmp(name + a - b, with) == 0;
}

/* The running text behind a CoNLL-U file. */
static void running_text(const db_file *f, db_buf *out)
{
    static const char key[] = "# text = ";
    for (size_t i = 0; i < f->n;) {
        const char *line = f->p + i, *end = memchr(line, '\n', f->n - i);
        size_t n = end ? (size_t)(end - line) : f->n - i;
        if (n >= sizeof key - 1 && memcmp(line, key, sizeof key - 1) == 0) {
            if (out->n)
                db_buf_ch(out, ' ');
            db_buf_add(out, line + sizeof key - 1, n - (sizeof key - 1));
        }
        i += n + 1;
    }
}

/* Bytes of the report at each token: up to its end, with what was dropped behind it (a ZWNJ, a bidi mark) but no white space, since every
 * character of the text must stand in some FORM. */
static void form(db_buf *out, const db_text *t, const db_tokens *k, uint32_t i)
{
    uint32_t from = t->map[k->norm0[i]], to = i + 1 < k->n ? t->map[k->norm0[i + 1]] : t->orig_n;
    for (uint32_t b = from; b < to; b++) {
        char c = t->orig[b];
        if (c != ' ' && c != '\n' && c != '\t' && c != '\r')
            db_buf_ch(out, c);
    }
}

static void sentence(db_buf *out, const db_text *t, const db_tokens *k, uint32_t s)
{
    db_buf_fmt(out, "# sent_id = %u\n", s + 1);
    for (uint32_t i = k->sent0[s], n = 1; i < k->sent0[s + 1]; i++, n++) {
        bool glued = i + 1 < k->n && !(k->flags[i + 1] & DB_TF_SPACE);
        db_buf_fmt(out, "%u\t", n);
        form(out, t, k, i);
        db_buf_fmt(out, "\t_\t_\t_\t_\t%u\t%s\t_\t%s\n", n - 1, n == 1 ? "root" : "dep", glued ? "SpaceAfter=No" : "_");
    }
    db_buf_ch(out, '\n');
}

static int segment(const char *path)
{
    dabir_error err = {0};
    db_file f;
    db_buf text = {0}, out = {0};
    db_arena a;
    db_decoded d;
    if (db_file_map(path, &f, &err) != DABIR_OK) {
        fprintf(stderr, "dabir-segment: %s: %s\n", err.file, err.message);
        return 1;
    }
    if (ends_in(path, ".conllu"))
        running_text(&f, &text);
    else
        db_buf_add(&text, f.p, f.n);
    db_file_unmap(&f);
    db_arena_init(&a, 0);
    jmp_buf oom;
    int rc = 1;
    if (setjmp(oom) == 0) {
        a.oom = &oom;
        db_text t;
        db_tokens k;
        if (!text.failed && db_decode(&a, text.p, text.n, &d, &err) == DABIR_OK) {
            db_normalise(&a, d.p, d.n, &t);
            db_tokenise(&a, &t, &k);
            for (uint32_t s = 0; s < k.n_sents; s++)
                sentence(&out, &t, &k, s);
            rc = out.failed || fwrite(out.p, 1, out.n, stdout) != out.n;
        }
    }
    if (rc)
        fprintf(stderr, "dabir-segment: %s: could not be segmented\n", path);
    db_arena_free(&a);
    db_buf_free(&out);
    db_buf_free(&text);
    return rc;
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "--conllu") == 0)
        return segment(argv[2]);
    fprintf(stderr, "usage: dabir-segment --conllu FILE.txt|FILE.conllu\n");
    return 2;
}
