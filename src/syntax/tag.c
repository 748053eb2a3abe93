/* tag.c -- parts of speech: a linear model, from left to right, each word with the two tags chosen before it. */
#include "syntax/tag.h"

dabir_status db_tagger_open(const dabir_model *m, const void *weights, size_t n, db_tagger *out, dabir_error *err) {
    uint32_t bytes = 0;
    const void *cls = db_model_section(m, DB_CLASSES_TAG, &bytes);
    *out = (db_tagger){0};
    dabir_status st = db_linear_open(weights, n, &out->lin, err);
    if (!st && out->lin.n_buckets && out->lin.n_classes != DB_TAG_CLASSES) st = db_fail(err, DABIR_E_MODEL, "", 0, 0, 0, "the tagger's weights are of another version");
    return st ? st : db_classes_open(cls, bytes, &out->cls, err);
}

void db_tagger_run(const db_tagger *t, const dabir_model *m, db_arena *a, db_scheme scheme, db_sentence *s) {
    const db_tag_word *w = db_tag_words(t, m, a, s);
    uint32_t first = (uint32_t)scheme * DB_TAG_N;
    uint8_t before = 0, before2 = 0;
    for (uint32_t i = 0; i < s->n; i++) {
        uint64_t f[DB_TAG_LOCAL_MAX + DB_TAG_CONTEXT_MAX];
        int32_t score[DB_TAG_N] = {0};
        uint32_t n = db_tag_local(w, i, f), best = 0;
        n += db_tag_context(w, i, before, before2, f + n);
        db_linear_score_part(&t->lin, f, n, first, DB_TAG_N, score);
        for (uint32_t c = 1; c < DB_TAG_N; c++)
            if (score[c] > score[best]) best = c;
        s->w[i].upos = db_tag_upos(best);
        before2 = before;
        before = s->w[i].upos;
    }
}

void db_syn_tag(db_arena *a, const dabir_model *m, db_scheme scheme, db_sentence *s) {
    uint32_t n = 0;
    const void *weights = db_model_section(m, DB_TAG_TAG, &n);
    db_tagger t;
    if (db_tagger_open(m, weights, n, &t, NULL) != DABIR_OK) t = (db_tagger){0};
    db_tagger_run(&t, m, a, scheme, s);
}
