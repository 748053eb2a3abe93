/* hash.c -- a 64-bit hash for keys of a few bytes to a few hundred: two multiplications for each 16 bytes, folded. It is part of
 * the model file's format (tables are built with it), so bytes are read little-endian on every machine. */
#include "base/base.h"

static const uint64_t K0 = 0x9e3779b97f4a7c15u, K1 = 0xd6e8feb86659fd93u, K2 = 0xa0761d6478bd642fu;

static inline uint64_t load(const unsigned char *p, size_t n)
{
    uint64_t v = 0;
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (n == 8) {
        memcpy(&v, p, 8);
        return v;
    }
#endif
    for (size_t i = 0; i < n; i++)
        v |= (uint64_t)p[i] << (8 * i);
    return v;
}

static inline uint64_t mix(uint64_t x)
{
    x ^= x >> 32;
    x *= K1;
    x ^= x >> 29;
    return x;
}

uint64_t db_hash(const void *data, size_t n)
{
    const unsigned char *p = data;
    uint64_t h = K2 ^ ((uint64_t)n * K0);
    for (; n > 8; p += 8, n -= 8) {
        h = (h ^ mix(load(p, 8) * K0)) * K2;
        h ^= h >> 31;
    }
    if (n)
        h = (h ^ mix(load(p, n) * K0)) * K2;
    h = mix(h);
    h *= K0;
    return h ^ (h >> 32);
}
