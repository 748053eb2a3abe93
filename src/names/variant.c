/* variant.c -- one name in several spellings: long vowels and letters of one sound are no difference. */
#include "names/work.h"

void nm_sounds(nm_work *k) {
    static const struct {
        uint32_t cp, as;
    } like[] = {{0x627, 0}, {0x648, 0}, {0x6CC, 0}, {0x639, 0}, {0x637, 0x62A}, {0x62B, 0x633}, {0x635, 0x633},
                {0x630, 0x632}, {0x636, 0x632}, {0x638, 0x632}, {0x642, 0x63A}, {0x62D, 0x647}};
    for (uint32_t i = 0; i < 128; i++) k->sound[i] = (uint8_t)i;
    for (uint32_t i = 0; i < sizeof like / sizeof *like; i++) k->sound[db_letter(like[i].cp) & 127] = like[i].as ? db_letter(like[i].as) : 0;
}

uint64_t nm_skeleton(const nm_work *k, uint32_t key0, uint32_t key1) {
    uint8_t out[64];
    uint32_t m = 0;
    for (uint32_t i = key0; i < key1 && m < sizeof out; i++) {
        uint8_t c = k->sound[k->l->letters[i] & 127];
        if (c && !(m && out[m - 1] == c)) out[m++] = c;
    }
    if (m < 1) return key1 > key0 ? db_hash(k->l->letters + key0, key1 - key0) | 1 : 0;
    return db_hash(out, m) | 1;
}

bool nm_near(const uint8_t *a, uint32_t na, const uint8_t *b, uint32_t nb) {
    if (na < nb) {
        const uint8_t *p = a;
        a = b, b = p;
        uint32_t t = na;
        na = nb, nb = t;
    }
    if (na - nb > 1) return false;
    uint32_t i = 0;
    while (i < nb && a[i] == b[i]) i++;
    if (i == nb) return true;
    if (na > nb) return memcmp(a + i + 1, b + i, nb - i) == 0;
    if (memcmp(a + i + 1, b + i + 1, nb - i - 1) == 0) return true;
    return i + 1 < nb && a[i] == b[i + 1] && a[i + 1] == b[i] && memcmp(a + i + 2, b + i + 2, nb - i - 2) == 0;
}
