/* edits.c -- lists of edits: carried out, and two steps made one, so that every change can be told as a change of the text as given. */
#include "ortho/edits.h"

db_str db_edits_apply(db_arena *a, db_str text, const db_edits *x) {
    if (!x->n) return text;
    uint64_t n = text.n;
    for (uint32_t i = 0; i < x->n; i++) n += x->e[i].now.n;
    char *p = db_alloc(a, n + 1);
    uint32_t o = 0, at = 0;
    for (uint32_t i = 0; i < x->n; i++) {
        const db_edit *e = &x->e[i];
        memcpy(p + o, text.p + at, e->b0 - at);
        o += e->b0 - at;
        if (e->now.n) memcpy(p + o, e->now.p, e->now.n);
        o += e->now.n;
        at = e->b1;
    }
    memcpy(p + o, text.p + at, text.n - at);
    return db_str_of(p, o + text.n - at);
}

/* An edit of either list as it lies in B: [x, y). */
typedef struct walk { const db_edits *l; uint32_t i; int64_t shift; /* of the other text minus B, for what lies before edit i */ } walk;

void db_edits_join(db_arena *a, const db_edits *first, const db_edits *second, db_str b, db_str c, db_edits *out) {
    *out = (db_edits){.a = a};
    walk f = {first, 0, 0}, s = {second, 0, 0};
    (void)b;
    while (f.i < first->n || s.i < second->n) {
        uint32_t x = UINT32_MAX, y = 0;
        int64_t f0 = f.shift, s0 = s.shift;
        uint8_t why = 0;
        for (;;) { /* takes in all that overlaps or touches */
            bool more = false;
            if (f.i < first->n) {
                const db_edit *e = &first->e[f.i];
                uint32_t u = (uint32_t)(e->b0 - f.shift), v = u + e->now.n; /* in B */
                bool firstly = x == UINT32_MAX && (s.i >= second->n || u <= second->e[s.i].b0);
                if (firstly || (x != UINT32_MAX && u <= y)) {
                    if (x == UINT32_MAX) why = e->why;
                    if (u < x) x = u;
                    if (v > y) y = v;
                    f.shift += (int64_t)(e->b1 - e->b0) - e->now.n;
                    f.i++;
                    more = true;
                }
            }
            if (s.i < second->n) {
                const db_edit *e = &second->e[s.i];
                if (x == UINT32_MAX || e->b0 <= y) {
                    if (x == UINT32_MAX || e->now.n) why = e->why;
                    if (e->b0 < x) x = e->b0;
                    if (e->b1 > y) y = e->b1;
                    s.shift += (int64_t)e->now.n - (e->b1 - e->b0);
                    s.i++;
                    more = true;
                }
            }
            if (!more) break;
        }
        uint32_t a0 = (uint32_t)(x + f0), a1 = (uint32_t)(y + f.shift), c0 = (uint32_t)(x + s0), c1 = (uint32_t)(y + s.shift);
        db_edit_add(out, a0, a1, db_str_of(c.p + c0, c1 - c0), why);
    }
}
