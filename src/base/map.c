/* map.c -- building and reading a map of byte strings in one block: header, slots, entries. An entry is the lengths of key and
 * value, 16 bits each, and the two, one after the other. */
#include "base/map.h"

typedef struct map_head { uint32_t n_slots, n_blob; } map_head;

static uint32_t home(const void *key, size_t n, uint32_t mask) {
    uint64_t h = db_hash(key, n);
    return (uint32_t)(h ^ h >> 32) & mask;
}

static uint16_t get16(const char *p) {
    uint16_t v;
    memcpy(&v, p, 2);
    return v;
}

void db_map_build(const db_map_item *x, uint32_t n, db_buf *out) {
    map_head h = {.n_slots = 16};
    while (h.n_slots < n * 2) h.n_slots *= 2;
    size_t at = out->n, slots = at + sizeof h, zero = 0;
    db_buf_add(out, &h, sizeof h);
    for (uint32_t i = 0; i < h.n_slots; i++) db_buf_add(out, &zero, 4);
    size_t blob = out->n;
    db_buf_add(out, &zero, 4); /* offset 0 means free */
    for (uint32_t i = 0; i < n && !out->failed; i++) {
        uint32_t s = home(x[i].key.p, x[i].key.n, h.n_slots - 1), taken, off = (uint32_t)(out->n - blob);
        while (memcpy(&taken, out->p + slots + 4 * (size_t)s, 4), taken) s = (s + 1) & (h.n_slots - 1);
        memcpy(out->p + slots + 4 * (size_t)s, &off, 4);
        uint16_t len[2] = {(uint16_t)x[i].key.n, (uint16_t)x[i].value.n};
        db_buf_add(out, len, 4);
        db_buf_add(out, x[i].key.p, x[i].key.n);
        db_buf_add(out, x[i].value.p, x[i].value.n);
    }
    while ((out->n - at) % 8 && !out->failed) db_buf_ch(out, 0);
    h.n_blob = (uint32_t)(out->n - blob);
    if (!out->failed) memcpy(out->p + at, &h, sizeof h);
}

bool db_map_open(const void *p, size_t n, db_map *out) {
    *out = (db_map){0};
    if (!n) return true;
    map_head h;
    if (n < sizeof h) return false;
    memcpy(&h, p, sizeof h);
    if (!h.n_slots || (h.n_slots & (h.n_slots - 1)) || n != sizeof h + 4 * (size_t)h.n_slots + h.n_blob) return false;
    out->slot = (const uint32_t *)((const char *)p + sizeof h);
    out->mask = h.n_slots - 1;
    out->blob = (const char *)(out->slot + h.n_slots);
    out->n_blob = h.n_blob;
    return true;
}

db_str db_map_find(const db_map *m, const void *key, size_t n) {
    if (!m->slot) return (db_str){0};
    uint32_t s = home(key, n, m->mask);
    for (uint32_t i = 0; i <= m->mask && m->slot[s]; i++, s = (s + 1) & m->mask) {
        uint64_t off = m->slot[s];
        if (off + 4 > m->n_blob) break;
        const char *e = m->blob + off;
        size_t kn = get16(e), vn = get16(e + 2);
        if (off + 4 + kn + vn > m->n_blob) break;
        if (kn == n && memcmp(e + 4, key, n) == 0) return db_str_of(e + 4 + kn, vn);
    }
    return (db_str){0};
}
