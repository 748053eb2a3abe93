/* prune.c -- persons named by a description alone («وزیر بهداشت») and states named by an adjective alone («شرکت چینی») whom no claim is
 * about: they are mentioned, but the record is not about them. They leave the list of entities; the other references move up. */
#include "record/rec.h"

static void mark(bool *used, dabir_ref r) {
    if (r >= 0) used[r] = true;
}

static void mark_all(bool *used, dabir_refs s) {
    for (uint32_t i = 0; i < s.n; i++) mark(used, s.v[i]);
}

static void mark_claim(bool *used, const dabir_claim *c) {
    const dabir_ref one[] = {c->person, c->of, c->member, c->organization, c->host, c->visitor, c->place, c->speaker, c->addressee, c->attribution, c->target};
    for (uint32_t i = 0; i < sizeof one / sizeof *one; i++) mark(used, one[i]);
    mark_all(used, c->participants);
    mark_all(used, c->actor);
    mark_all(used, c->recipient);
    mark_all(used, c->parties);
}

static void move(const dabir_ref *to, dabir_ref *r) {
    if (*r >= 0) *r = to[*r];
}

static void move_all(db_arena *a, const dabir_ref *to, dabir_refs *s) {
    if (!s->n) return;
    dabir_ref *v = DB_NEW(a, dabir_ref, s->n);
    for (uint32_t i = 0; i < s->n; i++) v[i] = s->v[i] >= 0 ? to[s->v[i]] : s->v[i];
    s->v = v;
}

static void move_claim(db_arena *a, const dabir_ref *to, dabir_claim *c) {
    dabir_ref *const one[] = {&c->person, &c->of, &c->member, &c->organization, &c->host, &c->visitor, &c->place, &c->speaker, &c->addressee, &c->attribution, &c->target};
    for (uint32_t i = 0; i < sizeof one / sizeof *one; i++) move(to, one[i]);
    move_all(a, to, &c->participants);
    move_all(a, to, &c->actor);
    move_all(a, to, &c->recipient);
    move_all(a, to, &c->parties);
}

void db_prune(dabir_doc *d) {
    db_names *n = &d->names;
    bool *used = DB_NEW(d->arena, bool, n->n_ents + 1);
    dabir_ref *to = DB_NEW(d->arena, dabir_ref, n->n_ents + 1);
    for (uint32_t i = 0; i < n->n_ents; i++) used[i] = n->e[i].kind != DABIR_PERSON && n->e[i].kind != DABIR_STATE;
    for (uint32_t i = 0; i < n->n_mentions; i++)
        if (!(n->m[i].flags & (DB_MF_TITLE_ONLY | DB_MF_PRONOUN | DB_MF_ALONE))) mark(used, n->m[i].entity);
    for (uint32_t i = 0; i < d->n_claims; i++) mark_claim(used, &d->claims[i]);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n->n_ents; i++) {
        to[i] = used[i] ? (dabir_ref)kept : DABIR_NONE;
        if (used[i]) n->e[kept++] = n->e[i];
    }
    if (kept == n->n_ents) return;
    n->n_ents = kept;
    move(to, &n->home);
    for (uint32_t i = 0; i < n->n_mentions; i++) move(to, &n->m[i].entity);
    for (uint32_t i = 0; i < n->n_offices; i++) move(to, &n->o[i].of);
    for (uint32_t i = 0; i < d->n_claims; i++) move_claim(d->arena, to, &d->claims[i]);
}
