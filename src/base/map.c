/* map.c -- building and reading a map of byte strings in one block: header, slots, entries. An entry is the length of the key, the
 * length of the value, key, value; a length is one byte, or 255 and two bytes. */
#include "base/map.h"

typedef struct map_head { uint32_t n_slots, n_blob; } map_head;

enum { OFF_BITS = 24 };

static uint32_t home(uint64_t h, uint32_t n) { return (uint32_t)((h & UINT32_MAX) * n >> 32); }
static uint32_t check(uint64_t h) { return (uint32_t)(h >> 56); }

static void put_length(db_buf *out, uint32_t n) {
    uint16_t wide = (uint16_t)n;
    db_buf_ch(out, (char)(n < 255 ? n : 255));
    if (n >= 255) db_buf_add(out, &wide, 2);
}

void db_map_build(const db_map_item *x, uint32_t n, db_buf *out) {
    map_head h = {.n_slots = n + n / 3 + 2}; /* some are always free, so that a search ends */
    size_t at = out->n, slots = at + sizeof h;
    uint32_t zero = 0;
    db_buf_add(out, &h, sizeof h);
    for (uint32_t i = 0; i < h.n_slots; i++) db_buf_add(out, &zero, 4);
    size_t blob = out->n;
    db_buf_ch(out, 0); /* offset 0 means free */
    for (uint32_t i = 0; i < n && !out->failed; i++) {
        uint64_t hash = db_hash(x[i].key.p, x[i].key.n);
        uint32_t s = home(hash, h.n_slots), taken, mine = check(hash) << OFF_BITS | (uint32_t)(out->n - blob);
        while (memcpy(&taken, out->p + slots + 4 * (size_t)s, 4), taken)
            if (++s == h.n_slots) s = 0;
        memcpy(out->p + slots + 4 * (size_t)s, &mine, 4);
        put_length(out, x[i].key.n);
        put_length(out, x[i].value.n);
        db_buf_add(out, x[i].key.p, x[i].key.n);
        db_buf_add(out, x[i].value.p, x[i].value.n);
        out->failed |= (out->n - blob) >> OFF_BITS != 0 || x[i].key.n > UINT16_MAX || x[i].value.n > UINT16_MAX;
    }
    while (!out->failed && (out->n - at) % 8) db_buf_ch(out, 0);
    h.n_blob = (uint32_t)(out->n - blob);
    if (!out->failed) memcpy(out->p + at, &h, sizeof h);
}

bool db_map_open(const void *p, size_t n, db_map *out) {
    *out = (db_map){0};
    if (!n) return true;
    map_head h;
    if (n < sizeof h) return false;
    memcpy(&h, p, sizeof h);
    if (!h.n_slots || n != sizeof h + 4 * (size_t)h.n_slots + h.n_blob) return false;
    out->slot = (const uint32_t *)(const void *)((const char *)p + sizeof h);
    out->n = h.n_slots;
    out->blob = (const char *)(out->slot + h.n_slots);
    out->n_blob = h.n_blob;
    return true;
}

/* Length at *at; SIZE_MAX if the blob ends. */
static size_t length(const db_map *m, size_t *at) {
    if (*at >= m->n_blob) return SIZE_MAX;
    uint8_t n = (uint8_t)m->blob[(*at)++];
    if (n < 255) return n;
    uint16_t wide;
    if (*at + 2 > m->n_blob) return SIZE_MAX;
    memcpy(&wide, m->blob + *at, 2);
    *at += 2;
    return wide;
}

db_str db_map_find(const db_map *m, const void *key, size_t n) {
    if (!m->slot) return (db_str){0};
    uint64_t h = db_hash(key, n);
    uint32_t s = home(h, m->n);
    for (uint32_t i = 0; i < m->n && m->slot[s]; i++, s = s + 1 == m->n ? 0 : s + 1) {
        if (m->slot[s] >> OFF_BITS != check(h)) continue;
        size_t at = m->slot[s] & ((1u << OFF_BITS) - 1), kn = length(m, &at), vn = length(m, &at);
        if (kn == SIZE_MAX || vn == SIZE_MAX || at + kn + vn > m->n_blob) break;
        if (kn == n && memcmp(m->blob + at, key, n) == 0) return db_str_of(m->blob + at + kn, vn);
    }
    return (db_str){0};
}
