/* fuzz_read.c -- libFuzzer on dabir_read(): any bytes must give a document or an error, and everything that a document hands out
 * must lie within the report. The model comes from DABIR_MODEL. */
#include "dabir/dabir.h"

#include <stdlib.h>

static const dabir_model *the_model(void) {
    static dabir_model *model; /* libFuzzer calls the harness with no state of its own: the one static that is needed */
    if (!model) {
        dabir_error err;
        const char *path = getenv("DABIR_MODEL");
        if (dabir_model_open(path ? path : "build/fa.dabir", &model, &err) != DABIR_OK) {
            fprintf(stderr, "fuzz_read: %s: %s\n", err.file, err.message);
            exit(2);
        }
    }
    return model;
}

static void require(bool ok) {
    if (!ok) abort();
}

/* Reads every byte behind a slice, so that ASan sees one that is wrong. */
static void touch(dabir_str s) {
    volatile unsigned char sum = 0;
    for (uint32_t i = 0; i < s.n; i++) sum = (unsigned char)(sum ^ (unsigned char)s.p[i]);
}

static void check_span(const dabir_doc *d, dabir_span s, uint32_t chars) {
    require(s.start <= s.end && s.end <= chars);
    touch(dabir_doc_text(d, s));
}

static void check_quote(const dabir_doc *d, const dabir_quote *q, uint32_t chars) {
    check_span(d, q->span, chars);
    touch(q->text);
}

static void check_ref(dabir_ref r, uint32_t n) { require(r >= DABIR_UNRESOLVED && r < (dabir_ref)n); }

static void check_refs(dabir_refs r, uint32_t n) {
    for (uint32_t i = 0; i < r.n; i++) check_ref(r.v[i], n);
}

static void check_claim(const dabir_doc *d, const dabir_claim *c, uint32_t n_claims, uint32_t n_ents, uint32_t chars) {
    require(c->type < DABIR_N_CLAIMS && c->rule != NULL && c->from < (int32_t)n_claims);
    check_span(d, c->span, chars);
    for (uint32_t i = 0; i < c->n_fills; i++) check_span(d, c->fills[i].span, chars);
    const dabir_ref one[] = {c->person, c->of, c->member, c->organization, c->host, c->visitor, c->place, c->speaker,
                             c->addressee, c->attribution, c->target};
    for (size_t i = 0; i < sizeof one / sizeof *one; i++) check_ref(one[i], n_ents);
    check_refs(c->participants, n_ents);
    check_refs(c->actor, n_ents);
    check_refs(c->recipient, n_ents);
    check_refs(c->parties, n_ents);
    check_quote(d, &c->post, chars);
    check_quote(d, &c->title, chars);
    check_quote(d, &c->cue, chars);
    check_quote(d, &c->content, chars);
    check_quote(d, &c->stance_target, chars);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static dabir_reader *reader; /* reused from input to input, as the program does */
    dabir_error err;
    if (!reader && dabir_reader_new(the_model(), &reader, &err) != DABIR_OK) abort();

    /* The first byte chooses what is known of the report beforehand. */
    const bool dated = size > 0 && (data[0] & 1);
    const dabir_meta meta = {.id = "fuzz", .published = dated ? "2024-06-08" : NULL, .outlet = size > 0 && (data[0] & 2) ? "ایرنا" : NULL};
    dabir_doc *doc = NULL;
    if (dabir_read(reader, (const char *)data, size, &meta, &doc, &err) != DABIR_OK) return 0;

    const dabir_report *r = dabir_doc_report(doc);
    uint32_t n_ents, n_claims;
    const dabir_entity *ents = dabir_doc_entities(doc, &n_ents);
    const dabir_claim *claims = dabir_doc_claims(doc, &n_claims);
    for (uint32_t i = 0; i < n_ents; i++) {
        require(ents[i].kind < DABIR_N_KINDS);
        touch(ents[i].name);
        for (uint32_t k = 0; k < ents[i].n_aliases; k++) touch(ents[i].aliases[k]);
        for (uint32_t k = 0; k < ents[i].n_mentions; k++) check_span(doc, ents[i].mentions[k], r->chars);
    }
    for (uint32_t i = 0; i < n_claims; i++) check_claim(doc, &claims[i], n_claims, n_ents, r->chars);
    return 0;
}
