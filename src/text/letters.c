/* letters.c -- the letter codes that every dictionary uses. They know nothing of spacing, marks and hamza seats:
 * 1..10 digits, 11..36 Latin, 37..68 Persian, then ښ-like letters that have no Persian counterpart, then Cyrillic and the rest. */
#include "text/letters.h"

enum { L_DIGIT = 1, L_LATIN = 11, L_CYRILLIC = 76, L_REST = 108 };

#define P(n) (36 + (n)) /* the n-th letter of the Persian alphabet */

/* The Arabic block, as an offset from U+0600. */
const uint8_t db_letter_arabic[256] = {
    [0x20] = P(32), [0x22] = P(1), [0x23] = P(1), [0x24] = P(30), [0x25] = P(1), [0x26] = P(32), [0x27] = P(1), [0x28] = P(2),
    [0x29] = P(31), [0x2A] = P(4), [0x2B] = P(5), [0x2C] = P(6), [0x2D] = P(8), [0x2E] = P(9), [0x2F] = P(10), [0x30] = P(11),
    [0x31] = P(12), [0x32] = P(13), [0x33] = P(15), [0x34] = P(16), [0x35] = P(17), [0x36] = P(18), [0x37] = P(19),
    [0x38] = P(20), [0x39] = P(21), [0x3A] = P(22), [0x3B] = P(25), [0x3C] = P(25), [0x3D] = P(32), [0x3E] = P(32),
    [0x3F] = P(32), [0x41] = P(23), [0x42] = P(24), [0x43] = P(25), [0x44] = P(27), [0x45] = P(28), [0x46] = P(29),
    [0x47] = P(31), [0x48] = P(30), [0x49] = P(32), [0x4A] = P(32),
    [0x60] = 1, [0x61] = 2, [0x62] = 3, [0x63] = 4, [0x64] = 5, [0x65] = 6, [0x66] = 7, [0x67] = 8, [0x68] = 9, [0x69] = 10,
    [0x71] = P(1), [0x72] = P(1), [0x73] = P(1), [0x75] = P(1), [0x76] = P(30), [0x77] = P(30), [0x78] = P(32),
    [0x79] = P(4), [0x7A] = P(4), [0x7B] = P(2), [0x7C] = P(4), [0x7D] = P(5), [0x7E] = P(3), [0x7F] = P(4), [0x80] = P(2),
    [0x81] = P(33), [0x82] = P(9), [0x83] = P(6), [0x84] = P(7), [0x85] = P(34), [0x86] = P(7), [0x87] = P(7),
    [0x88] = P(10), [0x89] = P(10), [0x8A] = P(10), [0x8B] = P(10), [0x8C] = P(11), [0x8D] = P(11), [0x8E] = P(11),
    [0x8F] = P(10), [0x90] = P(10), [0x91] = P(12), [0x92] = P(12), [0x93] = P(12), [0x94] = P(12), [0x95] = P(12),
    [0x96] = P(14), [0x97] = P(12), [0x98] = P(14), [0x99] = P(12), [0x9A] = P(35), [0x9B] = P(15), [0x9C] = P(16),
    [0x9D] = P(17), [0x9E] = P(18), [0x9F] = P(19), [0xA0] = P(22), [0xA1] = P(23), [0xA2] = P(23), [0xA3] = P(23),
    [0xA4] = P(36), [0xA5] = P(23), [0xA6] = P(36), [0xA7] = P(24), [0xA8] = P(24), [0xA9] = P(25), [0xAA] = P(25),
    [0xAB] = P(26), [0xAC] = P(25), [0xAD] = P(37), [0xAE] = P(25), [0xAF] = P(26), [0xB0] = P(26), [0xB1] = P(26),
    [0xB2] = P(26), [0xB3] = P(26), [0xB4] = P(26), [0xB5] = P(27), [0xB6] = P(27), [0xB7] = P(27), [0xB8] = P(27),
    [0xB9] = P(29), [0xBA] = P(29), [0xBB] = P(29), [0xBC] = P(38), [0xBD] = P(29), [0xBE] = P(31), [0xBF] = P(7),
    [0xC0] = P(31), [0xC1] = P(31), [0xC2] = P(31), [0xC3] = P(31), [0xC4] = P(30), [0xC5] = P(30), [0xC6] = P(30),
    [0xC7] = P(30), [0xC8] = P(30), [0xC9] = P(30), [0xCA] = P(30), [0xCB] = P(30), [0xCC] = P(32), [0xCD] = P(32),
    [0xCE] = P(32), [0xCF] = P(30), [0xD0] = P(32), [0xD1] = P(32), [0xD2] = P(32), [0xD3] = P(32), [0xD5] = P(31),
    [0xEE] = P(10), [0xEF] = P(12),
    [0xF0] = 1, [0xF1] = 2, [0xF2] = 3, [0xF3] = 4, [0xF4] = 5, [0xF5] = 6, [0xF6] = 7, [0xF7] = 8, [0xF8] = 9, [0xF9] = 10,
    [0xFA] = P(16), [0xFB] = P(18), [0xFC] = P(22), [0xFF] = P(31),
};

/* Base letters of U+00C0..U+017F, two dozen of Latin with marks; '-': none. */
static const char latin1[] = "aaaaaaaceeeeiiiidnooooo-ouuuuytsaaaaaaaceeeeiiiidnooooo-ouuuuyty"
                             "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
                             "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

static uint8_t ascii(uint32_t cp)
{
    if (cp >= '0' && cp <= '9')
        return (uint8_t)(L_DIGIT + cp - '0');
    cp |= 0x20;
    return cp >= 'a' && cp <= 'z' ? (uint8_t)(L_LATIN + cp - 'a') : 0;
}

static uint8_t cyrillic(uint32_t cp)
{
    if (cp >= 0x410 && cp <= 0x42F)
        cp += 0x20;
    if (cp == 0x401 || cp == 0x451)
        cp = 0x435;
    return cp >= 0x430 && cp <= 0x44F ? (uint8_t)(L_CYRILLIC + cp - 0x430) : (uint8_t)(L_REST + cp % 20);
}

uint8_t db_letter(uint32_t cp)
{
    if (cp < 0x80)
        return cp < '0' ? 0 : ascii(cp);
    if (cp >= 0x600 && cp <= 0x6FF)
        return db_letter_arabic[cp - 0x600];
    if (cp >= 0xC0 && cp <= 0x17F)
        return latin1[cp - 0xC0] == '-' ? 0 : ascii((unsigned char)latin1[cp - 0xC0]);
    if (cp >= 0x400 && cp <= 0x52F)
        return cyrillic(cp);
    db_class k = db_class_of(cp);
    if (k == DB_K_ARABIC) { /* presentation forms and supplements; ligatures are taken apart by db_letters() */
        uint32_t out[4], n = db_fold(cp, out);
        return n && out[0] >= 0x600 && out[0] <= 0x6FF ? db_letter_arabic[out[0] - 0x600] : n ? (uint8_t)(L_REST + cp % 20) : 0;
    }
    return k == DB_K_LATIN ? (uint8_t)(L_REST + cp % 20) : 0; /* other scripts: told apart only roughly */
}

uint32_t db_letters(db_str s, uint8_t *out, bool *bound, uint32_t cap)
{
    uint32_t n = 0;
    bool gap = false;
    for (uint32_t i = 0, len; i < s.n; i += len) {
        uint32_t cp = db_cp(s.p + i, &len), folded[4] = {cp}, k = 1;
        if (cp >= 0xFB50 && cp <= 0xFEFC)
            k = db_fold(cp, folded);
        if (cp == '-' || (cp >= 0x2010 && cp <= 0x2015) || db_class_of(cp) == DB_K_SPACE || cp == DB_ZWNJ)
            gap = true;
        for (uint32_t j = 0; j < k; j++) {
            uint8_t l = db_letter(folded[j]);
            if (!l)
                continue;
            if (n == cap)
                return n;
            if (bound)
                bound[n] = gap;
            out[n++] = l;
            gap = false;
        }
    }
    return n;
}
