/* clauses.c -- dabir-clauses MODEL FILE: the clauses and chunks that the rules see, for people who write rules. */
#include "record/doc.h"

#include <stdlib.h>

static void words(const dabir_doc *d, uint32_t w0, uint32_t w1) {
    for (uint32_t w = w0; w < w1; w++)
        for (uint32_t t = d->lang.w[w].tok0; t < d->lang.w[w].tok1; t++) {
            db_str s = db_tok_form(&d->text, &d->tok, t);
            printf("%s%.*s", w > w0 || t > d->lang.w[w].tok0 ? " " : "", (int)s.n, s.p);
        }
}

/* Claims whose words take in the clause's verb. */
static void claims(const dabir_doc *d, const db_clause *c) {
    uint32_t n;
    const dabir_claim *k = dabir_doc_claims(d, &n);
    if (c->v0 >= c->v1) return;
    dabir_span v = db_span(&d->lang, &d->tok, c->v0, c->v1);
    for (uint32_t i = 0; i < n; i++) {
        dabir_span at = k[i].type == DABIR_STATEMENT ? k[i].cue.span : k[i].span;
        if (at.start < v.end && v.start < at.end) printf("  -> %s %s %s\n", dabir_claim_name(k[i].type), k[i].event ? k[i].event : "", k[i].rule);
    }
}

static void clause(const dabir_doc *d, uint32_t i) {
    static const char *const types[] = {"main", "that", "rel", "adv", "speech"};
    const db_clause *c = &d->cl.c[i];
    printf("  #%u %s parent %d prev %d verb «", i, types[c->type], c->parent, c->prev);
    words(d, c->v0, c->v1);
    printf("» of %s\n", c->verb >= 0 ? db_model_lemma_name(d->model, d->lang.w[c->verb].lemma) : "-");
    for (uint32_t k = c->c0; k < c->c1; k++) {
        const db_chunk *x = &d->cl.k[k];
        printf("      %s%s%s%s «", (int32_t)k == c->subject ? "subject " : "", x->prep ? db_model_func_name(d->model, x->prep) : "bare", x->ra ? " ra" : "", x->date ? " date" : "");
        words(d, x->w0, x->w1);
        printf("»");
        for (uint32_t w = x->w0; w < x->w1; w++) {
            int32_t u = d->cl.unit[w];
            if (u < 0 || (w > x->w0 && d->cl.unit[w - 1] == u)) continue;
            dabir_ref e = d->names.m[u].entity;
            printf(" [%s %.*s]", dabir_kind_name(d->names.m[u].kind), e >= 0 ? (int)d->names.e[e].name.n : 1, e >= 0 ? d->names.e[e].name.p : "?");
        }
        printf("\n");
    }
    claims(d, c);
}

int main(int argc, char **argv) {
    dabir_error err = {0};
    dabir_model *m = NULL;
    dabir_reader *r = NULL;
    dabir_doc *d = NULL;
    if (argc != 3) {
        fputs("usage: dabir-clauses MODEL FILE\n", stderr);
        return 2;
    }
    db_file f = {0};
    int rc = dabir_model_open(argv[1], &m, &err) || dabir_reader_new(m, &r, &err) || db_file_map(argv[2], &f, &err) || dabir_read(r, f.p, f.n, NULL, &d, &err);
    if (rc) fprintf(stderr, "dabir-clauses: %s\n", err.message);
    for (uint32_t s = 0; !rc && s < d->lang.n_sents; s++) {
        printf("sentence %u: ", s);
        words(d, d->lang.sent0[s], d->lang.sent0[s + 1]);
        printf("\n");
        for (uint32_t c = d->cl.s0[s]; c < d->cl.s0[s + 1]; c++) clause(d, c);
    }
    db_file_unmap(&f);
    dabir_reader_free(r);
    dabir_model_free(m);
    return rc ? 1 : 0;
}
