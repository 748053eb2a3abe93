/* meeting_merge.c -- one record a meeting, however often the report comes back to it; visits fold into the meetings held on them. */
#include "record/meeting.h"

const char *db_meeting_code(const db_rec *r, dabir_ref e) { return e >= 0 && r->nm->e[e].code && r->nm->e[e].code[0] ? r->nm->e[e].code : NULL; }

bool db_same_side(const db_rec *r, dabir_ref a, dabir_ref b) {
    const char *x = db_meeting_code(r, a), *y = db_meeting_code(r, b);
    return a == b || (x && y && strcmp(x, y) == 0);
}

/* Do the two parties' lists stand for the same sides, and does no name contradict another? */
static bool same_parties(const db_rec *r, const db_refset *a, const db_refset *b) {
    if (a->n == 0 || b->n == 0) return false;
    for (int turn = 0; turn < 2; turn++) {
        const db_refset *x = turn ? b : a, *y = turn ? a : b;
        for (uint32_t i = 0; i < x->n; i++) {
            bool found = false;
            for (uint32_t j = 0; j < y->n && !found; j++)
                found = x->v[i] == y->v[j] || (db_same_side(r, x->v[i], y->v[j]) && !(r->nm->e[x->v[i]].kind == DABIR_PERSON && r->nm->e[y->v[j]].kind == DABIR_PERSON));
            if (!found) return false;
        }
    }
    return true;
}

static bool dates_agree(const dabir_date *a, const dabir_date *b) {
    if (!a->iso[0] || !b->iso[0]) return true;
    size_t n = strlen(a->iso) < strlen(b->iso) ? strlen(a->iso) : strlen(b->iso);
    return strncmp(a->iso, b->iso, n) == 0;
}

static void take(dabir_date *to, const dabir_date *from) {
    if (from->iso[0] && strlen(from->iso) > strlen(to->iso)) *to = *from;
}

void db_meeting_merge(db_rec *r, db_meeting *x, const db_meeting *y) {
    for (uint32_t i = 0; i < y->who.n; i++) {
        dabir_ref e = y->who.v[i];
        bool dup = false;
        for (uint32_t j = 0; j < x->who.n && !dup; j++) {
            if (db_same_side(r, x->who.v[j], e) && r->nm->e[e].kind != DABIR_PERSON) dup = true;
            else if (db_same_side(r, x->who.v[j], e) && r->nm->e[x->who.v[j]].kind != DABIR_PERSON && !x->session) x->who.v[j] = e, dup = true;
        }
        if (!dup) db_ref_add(r, &x->who, e);
    }
    if (x->org < 0) x->org = y->org;
    if (x->host < 0) x->host = y->host, x->visitor = y->visitor;
    if (x->place < 0 || (y->place >= 0 && r->nm->e[x->place].kind != DABIR_PLACE && r->nm->e[y->place].kind == DABIR_PLACE)) x->place = y->place;
    take(&x->start, &y->start);
    take(&x->end, &y->end);
    bool later = x->start.iso[0] && !y->start.iso[0] && strcmp(y->status, "held") == 0; /* a day to come is not told of as past by a mere «نشست» */
    if (strcmp(x->status, "planned") == 0 && strcmp(y->status, "planned") != 0 && !later) x->status = y->status;
    x->visit |= y->visit;
    if (strcmp(y->format, "phone") == 0 || strcmp(y->format, "virtual") == 0) x->format = y->format;
}

enum { NEAR = 50 }; /* words */

static bool terminal(const char *s) { return strcmp(s, "postponed") == 0 || strcmp(s, "cancelled") == 0; }

static bool same_word(const db_rec *r, uint32_t a, uint32_t b) {
    const db_word *x = &r->l->w[a], *y = &r->l->w[b];
    uint32_t n = x->key1 - x->key0;
    return n >= 3 && n == y->key1 - y->key0 && memcmp(r->l->letters + x->key0, r->l->letters + y->key0, n) == 0;
}

/* Words that two phrases share besides names: «نشست مقامات امنیتی …» and «جلسه مقامات امنیتی …» are one session. */
static uint32_t shared_words(const db_rec *r, const db_meeting *x, const db_meeting *y) {
    uint32_t n = 0;
    for (uint32_t a = x->p0; a < x->p1; a++)
        for (uint32_t b = y->p0; b < y->p1; b++)
            if (r->cl->unit[a] < 0 && same_word(r, a, b)) {
                n++;
                break;
            }
    return n;
}

static bool same_place(const db_rec *r, const db_meeting *x, const db_meeting *y) {
    return x->place >= 0 && y->place >= 0 && db_same_side(r, x->place, y->place);
}

/* Sessions of one organisation are the same if their dates say so; where one has no date, if place or wording do. */
static bool same_session(const db_rec *r, const db_meeting *x, const db_meeting *y) {
    if (x->org != y->org || x->org < 0) return false;
    if (x->place >= 0 && y->place >= 0 && !same_place(r, x, y)) return false;
    if (x->start.iso[0] && y->start.iso[0]) return true;
    bool off = terminal(y->status) && y->w0 >= x->w0 && y->w0 - x->w0 < NEAR; /* «قرار بود برگزار شود، اما به تعویق افتاد» */
    if ((strcmp(x->status, "planned") == 0) != (strcmp(y->status, "planned") == 0) && !off) return false;
    if (!x->start.iso[0] && !y->start.iso[0]) return true;
    if (x->p1 > x->p0 && x->p0 == y->p0 && x->p1 == y->p1) return true; /* «نشست …، که دیروز آغاز شد، امروز پایان یافت» */
    return same_place(r, x, y) || shared_words(r, x, y) >= 2;
}

static int32_t find_same(const db_rec *r, const db_meeting *y) {
    for (uint32_t i = r->n_meet; i-- > 0;) {
        const db_meeting *x = &r->meet[i];
        if (x->session != y->session || !dates_agree(&x->start, &y->start)) continue;
        if (x->session) {
            if (same_session(r, x, y)) return (int32_t)i;
            continue;
        }
        bool planned = (strcmp(x->status, "planned") == 0) != (strcmp(y->status, "planned") == 0);
        if (planned && !terminal(x->status) && !terminal(y->status) && x->start.iso[0] != y->start.iso[0]) continue;
        if (same_parties(r, &x->who, &y->who)) return (int32_t)i;
    }
    return -1;
}

int32_t db_meeting_put(db_rec *r, const db_meeting *y) {
    int32_t at = find_same(r, y);
    if (at >= 0) {
        db_meeting_merge(r, &r->meet[at], y);
        return at;
    }
    DB_PUSH(r->a, r->meet, r->n_meet, r->cap_meet) = *y;
    return (int32_t)r->n_meet - 1;
}

/* Do two persons of one side stand in the two? Then somebody else travelled. */
static bool other_person(const db_rec *r, const db_meeting *x, const db_meeting *y) {
    for (uint32_t i = 0; i < x->who.n; i++)
        for (uint32_t j = 0; j < y->who.n; j++) {
            const db_ent *a = &r->nm->e[x->who.v[i]], *b = &r->nm->e[y->who.v[j]];
            if (a->kind == DABIR_PERSON && b->kind == DABIR_PERSON && x->who.v[i] != y->who.v[j] && db_same_side(r, x->who.v[i], x->visitor) && db_same_side(r, x->who.v[i], y->who.v[j])) return true;
        }
    return false;
}

/* A visit without a counterpart is told again by the meetings held on it. */
static void fold_visits(db_rec *r) {
    for (uint32_t i = 0; i < r->n_meet; i++) {
        db_meeting *v = &r->meet[i];
        if (!v->visit || v->who.n == 0) continue;
        bool counterpart = false;
        for (uint32_t k = 0; k < v->who.n; k++) counterpart |= r->nm->e[v->who.v[k]].kind == DABIR_PERSON && db_same_side(r, v->who.v[k], v->host);
        for (uint32_t j = 0; j < r->n_meet; j++) {
            db_meeting *m = &r->meet[j];
            if (j == i || m->session || m->format == NULL || strcmp(m->format, "phone") == 0) continue;
            bool a = false, b = false;
            for (uint32_t k = 0; k < m->who.n; k++) a |= db_same_side(r, m->who.v[k], v->visitor), b |= db_same_side(r, m->who.v[k], v->host);
            if (!a || !b || !dates_agree(&m->start, &v->start) || other_person(r, v, m)) continue;
            if (m->host < 0) m->host = v->host, m->visitor = v->visitor;
            if (m->place < 0) m->place = v->place;
            if (!counterpart && !m->visit) v->who.n = 0;
        }
    }
}

/* Where those who sat there are named, the organisation itself is none of them. */
static void drop_holder(const db_rec *r, db_meeting *m) {
    uint32_t persons = 0, n = 0;
    for (uint32_t i = 0; i < m->who.n; i++) persons += r->nm->e[m->who.v[i]].kind == DABIR_PERSON;
    if (!m->session || persons < 2) return;
    for (uint32_t i = 0; i < m->who.n; i++)
        if (m->who.v[i] != m->org) m->who.v[n++] = m->who.v[i];
    m->who.n = n;
}

static void one_claim(db_rec *r, db_meeting *m) {
    drop_holder(r, m);
    if (m->who.n == 0 && m->org >= 0) db_ref_add(r, &m->who, m->org);
    if (m->who.n == 0) return;
    dabir_claim *c = db_claim_new(r, DABIR_MEETING, &m->why, m->w0, m->w1);
    int32_t id = (int32_t)r->d->n_claims - 1;
    c->format = m->format, c->status = m->status;
    c->participants = db_refs(r, &m->who);
    c->organization = m->org, c->host = m->host, c->visitor = m->visitor, c->place = m->place;
    c->start = m->start, c->end = m->end;
    uint32_t aux = strcmp(m->status, "planned") == 0 ? DABIR_FUTURE : 0;
    c->aux = aux;
    db_refset a = m->who, b = {0};
    const char *mode = strcmp(m->format, "phone") == 0 ? "phone" : strcmp(m->format, "multilateral") == 0 || m->session ? "multilateral" : NULL;
    const char *ev = "CONSULT";
    if (m->host >= 0 && m->visitor >= 0 && !m->session) {
        a.n = b.n = 0;
        db_ref_add(r, &a, m->visitor), db_ref_add(r, &b, m->host);
        mode = "visit";
    }
    if (strcmp(m->status, "planned") == 0 || strcmp(m->status, "postponed") == 0) ev = "AGREE", aux = DABIR_FUTURE, mode = NULL;
    if (strcmp(m->status, "cancelled") == 0) ev = "REJECT", mode = NULL;
    const dabir_date *d = m->start.iso[0] ? &m->start : NULL;
    db_event_add(r, &m->why, ev, mode, NULL, &a, b.n ? &b : NULL, d, m->place, aux, m->w0, m->w1, id);
}

void db_meetings_finish(db_rec *r) {
    fold_visits(r);
    for (uint32_t i = 0; i < r->n_meet; i++)
        if (r->meet[i].who.n || r->meet[i].org >= 0) one_claim(r, &r->meet[i]);
}
