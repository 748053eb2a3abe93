/* normalise.c -- one pass from the report as given to the text that everything else reads, with a map back. Nearly all of a
 * Persian report is ASCII or the Arabic block, so these two are handled in the loop; everything else goes through fold.c. */
#include "text/utf8.h"

typedef struct pass {
    db_arena *a;
    const char *in;
    char *out;
    uint32_t *map;
    uint32_t n, i, o, cap;
    uint32_t last; /* last code point written; 0 at the start */
    uint32_t points;
} pass;

static bool wordlike(uint32_t cp)
{
    db_class k = db_class_of(cp);
    return k == DB_K_ARABIC || k == DB_K_LATIN || k == DB_K_DIGIT;
}

/* Only ligatures make the text longer. Room for the rest at its worst is taken then, once for every doubling. */
static void make_room(pass *p)
{
    uint32_t rest = p->n - p->i, cap = p->o + rest * 3 + 16;
    char *out = db_alloc(p->a, cap);
    uint32_t *map = DB_NEW(p->a, uint32_t, cap + 1);
    if (p->o) {
        memcpy(out, p->out, p->o);
        memcpy(map, p->map, p->o * sizeof *map);
    }
    p->out = out;
    p->map = map;
    p->cap = cap;
}

static void put(pass *p, uint32_t cp, uint32_t from)
{
    char *to = p->out + p->o;
    uint32_t n = db_put_cp(to, cp);
    for (uint32_t k = 0; k < n; k++)
        p->map[p->o + k] = from;
    p->o += n;
    p->last = cp;
}

/* A ZWNJ stays if a word character was written last and the next that will be written is one too. What lies between (more of
 * them, controls, diacritics) is dropped anyway, so it is consumed here and the pass stays linear. */
static void zwnj(pass *p)
{
    uint32_t from = p->i, len = 0, folded[4], next = 0;
    while (p->i < p->n) {
        uint32_t cp = db_cp(p->in + p->i, &len);
        if (cp != DB_ZWNJ && db_fold(cp, folded) != 0) {
            next = folded[0];
            break;
        }
        p->i += len;
        p->points++;
    }
    if (next && p->last && wordlike(p->last) && wordlike(next))
        put(p, DB_ZWNJ, from);
}

/* Everything that is not plain ASCII or the Arabic block. */
static void one(pass *p)
{
    uint32_t len, folded[4], cp = db_cp(p->in + p->i, &len);
    if (cp == DB_ZWNJ) {
        zwnj(p);
        return;
    }
    uint32_t k = db_fold(cp, folded), from = p->i;
    if (cp == '\r' && p->i + 1 < p->n && p->in[p->i + 1] == '\n') {
        len = 2; /* CRLF: one line end */
        p->points++;
    }
    p->points++;
    if (k > 1 && p->o + 8 + (p->n - p->i) > p->cap)
        make_room(p);
    for (uint32_t j = 0; j < k; j++)
        put(p, folded[j], from);
    p->i += len;
}

/* The fold of the Arabic block as ready bytes: first | second << 8, second 0 for one byte, 0 for nothing. */
static void prepare(uint16_t ready[256])
{
    for (uint32_t x = 0; x < 256; x++) {
        uint32_t folded[4];
        char b[4] = {0};
        if (db_fold(0x600 + x, folded))
            db_put_cp(b, folded[0]);
        ready[x] = (uint16_t)((unsigned char)b[0] | (unsigned)(unsigned char)b[1] << 8);
    }
}

static void run(pass *p, const uint16_t ready[256])
{
    const unsigned char *in = (const unsigned char *)p->in;
    const uint32_t n = p->n;
    while (p->i < n) {
        uint32_t i = p->i, o = p->o, points = 0;
        unsigned char *out = (unsigned char *)p->out;
        uint32_t *map = p->map;
        while (i < n) {
            unsigned char b = in[i];
            if (b >= 0xD8 && b <= 0xDB) {
                uint16_t r = ready[(unsigned)(b & 3) << 6 | (in[i + 1] & 0x3F)];
                /* Both bytes are written always; `o` moves on by as many as count. There is room: input is never shorter. Nearly always
                 * they are two, and a branch that is foreseen does not wait for the table. */
                uint32_t both[2] = {i, i};
                memcpy(out + o, &r, 2); /* little-endian, as the model is */
                memcpy(map + o, both, sizeof both);
                i += 2;
                if (r > 0xFF)
                    o += 2;
                else
                    o += r != 0;
            } else if (b >= 0x20 && b < 0x7F) {
                out[o] = b;
                map[o++] = i++;
            } else if (b == '\n') {
                out[o] = b;
                map[o++] = i++;
            } else {
                break;
            }
            points++;
        }
        p->points += points;
        p->i = i;
        p->o = o;
        if (i < n) {
            if (o) { /* what stands before decides about a ZWNJ */
                uint32_t at = o - 1, len;
                while (at > 0 && (out[at] & 0xC0) == 0x80)
                    at--;
                p->last = db_cp((const char *)out + at, &len);
            }
            one(p);
        }
    }
}

void db_normalise(db_arena *a, const char *utf8, uint32_t n, db_text *out)
{
    pass p = {.a = a, .in = utf8, .n = n, .cap = n + 8};
    uint16_t ready[256];
    p.out = db_alloc(a, (size_t)n + 8);
    p.map = db_alloc(a, ((size_t)n + 9) * sizeof *p.map);
    prepare(ready);
    run(&p, ready);
    p.map[p.o] = n;
    p.out[p.o] = '\0';
    *out = (db_text){.orig = utf8, .orig_n = n, .norm = p.out, .norm_n = p.o, .map = p.map, .n_cp = p.points};
}
