/* trie.c -- builds the double array. All children of a node lie in one block of 128 slots (letters are 7 bits and a child
 * stands at base ^ letter), so a block's free slots are two words of bits, and all fitting bases of a set of letters are
 * found at once: permute the free bits by each letter (x -> x ^ c) and intersect. */
#include "lang/model.h"

#include <stdlib.h>

typedef struct bits { uint64_t w[2]; } bits;

typedef struct block {
    bits free, base_free; /* free slots; bases not yet taken */
} block;

enum { OPEN = 24 }; /* blocks that are still tried; older ones are full enough */

typedef struct builder {
    db_node *node;
    block *blk;
    uint32_t n_blk, cap;
    const db_tkey *key;
    bool failed;
} builder;

/* bit x of the result = bit x ^ c of b */
static bits permuted(bits b, uint32_t c) {
    static const uint64_t m[6] = {0x5555555555555555u, 0x3333333333333333u, 0x0f0f0f0f0f0f0f0fu, 0x00ff00ff00ff00ffu, 0x0000ffff0000ffffu, 0x00000000ffffffffu};
    if (c & 64) b = (bits){{b.w[1], b.w[0]}};
    for (uint32_t i = 0; i < 6; i++) {
        if (!(c >> i & 1)) continue;
        uint32_t s = 1u << i;
        for (int k = 0; k < 2; k++) b.w[k] = (b.w[k] & m[i]) << s | (b.w[k] >> s & m[i]);
    }
    return b;
}

static bool add_block(builder *b) {
    if (b->n_blk == b->cap) {
        uint32_t cap = b->cap ? b->cap * 2 : 64;
        db_node *n = realloc(b->node, (size_t)cap * 128 * sizeof *n);
        if (n) b->node = n;
        block *k = realloc(b->blk, cap * sizeof *k);
        if (k) b->blk = k;
        if (!n || !k) {
            b->failed = true;
            return false;
        }
        b->cap = cap;
    }
    memset(b->node + (size_t)b->n_blk * 128, 0, 128 * sizeof *b->node);
    b->blk[b->n_blk] = (block){{{~UINT64_C(0), ~UINT64_C(0)}}, {{~UINT64_C(0), ~UINT64_C(0)}}};
    if (b->n_blk == 0) b->blk[0].free.w[0] = b->blk[0].base_free.w[0] = ~UINT64_C(1); /* the root; base 0 is "none" */
    b->n_blk++;
    return true;
}

static uint32_t fitting(const block *k, const uint8_t *c, uint32_t n) {
    bits f = k->base_free;
    for (uint32_t i = 0; i < n && (f.w[0] | f.w[1]); i++) {
        bits p = permuted(k->free, c[i]);
        f.w[0] &= p.w[0];
        f.w[1] &= p.w[1];
    }
    if (f.w[0]) return (uint32_t)__builtin_ctzll(f.w[0]);
    return f.w[1] ? 64 + (uint32_t)__builtin_ctzll(f.w[1]) : 128;
}

static void take(bits *b, uint32_t x) { b->w[x >> 6] &= ~(UINT64_C(1) << (x & 63)); }

static uint32_t place(builder *b, const uint8_t *c, uint32_t n) {
    for (uint32_t i = b->n_blk > OPEN ? b->n_blk - OPEN : 0;; i++) {
        if (i == b->n_blk && !add_block(b)) return 0;
        uint32_t x = fitting(&b->blk[i], c, n);
        if (x == 128) continue;
        take(&b->blk[i].base_free, x);
        for (uint32_t j = 0; j < n; j++) take(&b->blk[i].free, x ^ c[j]);
        return i * 128 + x;
    }
}

/* Keys [lo, hi) share their first `depth` letters, which lead to node s. */
static void grow(builder *b, uint32_t s, uint32_t lo, uint32_t hi, uint32_t depth) {
    if (b->key[lo].n == depth) b->node[s].cv |= b->key[lo++].value << 7;
    if (lo == hi || b->failed) return;
    uint8_t c[128];
    uint32_t first[129], n = 0;
    for (uint32_t i = lo; i < hi; i++) {
        uint8_t x = b->key[i].p[depth];
        if (n == 0 || c[n - 1] != x) c[n] = x, first[n++] = i;
    }
    first[n] = hi;
    uint32_t base = place(b, c, n);
    if (b->failed) return;
    b->node[s].base = base;
    for (uint32_t i = 0; i < n; i++) b->node[base ^ c[i]].cv = c[i];
    for (uint32_t i = 0; i < n; i++) grow(b, base ^ c[i], first[i], first[i + 1], depth + 1);
}

bool db_trie_build(const db_tkey *k, uint32_t n, db_buf *out) {
    builder b = {.key = k};
    if (add_block(&b) && n) grow(&b, 0, 0, n, 0);
    if (!b.failed) db_buf_add(out, b.node, (size_t)b.n_blk * 128 * sizeof *b.node);
    free(b.node);
    free(b.blk);
    return !b.failed && !out->failed;
}
