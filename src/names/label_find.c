/* label_find.c -- names of a document out of the labels of its words: spans, and what was named once is found again. */
#include "names/label_inside.h"

static uint32_t spans(const db_ne_doc *d, const uint8_t *label, const float *margin, db_ne_span *out) {
    uint32_t n = 0;
    for (uint32_t s = 0; s < d->n_sents; s++)
        for (uint32_t i = d->sent0[s]; i < d->sent0[s + 1];) {
            uint32_t e = i + 1, type = db_ne_type(label[i]);
            if (!type) {
                i++;
                continue;
            }
            float least = margin[i];
            for (; e < d->sent0[s + 1] && label[e] == type * 2; e++)
                if (margin[e] < least) least = margin[e];
            out[n++] = (db_ne_span){i, e, (uint8_t)type, least};
            i = e;
        }
    return n;
}

uint32_t db_ne_find(db_arena *a, const dabir_model *m, const db_text *t, const db_tokens *k, const db_lang *l, db_str outlet, db_ne_span **out) {
    db_ne_doc d;
    db_ne_prepare(a, m, t, k, l, outlet, &d);
    uint8_t *label = DB_NEW(a, uint8_t, d.n + 1);
    float *margin = DB_NEW(a, float, d.n + 1);
    db_ne_label(a, m, &d, label, margin);
    db_ne_style(&d, label);
    *out = DB_NEW(a, db_ne_span, d.n + 1);
    return spans(&d, label, margin, *out);
}
