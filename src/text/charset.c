/* charset.c -- bytes of any known encoding to valid UTF-8. Invalid input is replaced by U+FFFD, one for each maximal
 * ill-formed part as the Unicode standard recommends, counted, and the first is reported with its byte. */
#include "text/utf8.h"

static const uint16_t cp1256[128] = {
    0x20AC, 0x067E, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0679, 0x2039,
    0x0152, 0x0686, 0x0698, 0x0688, 0x06AF, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x06A9, 0x2122, 0x0691, 0x203A, 0x0153, 0x200C, 0x200D, 0x06BA, 0x00A0, 0x060C, 0x00A2, 0x00A3,
    0x00A4, 0x00A5, 0x00A6, 0x00A7, 0x00A8, 0x00A9, 0x06BE, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x00AF,
    0x00B0, 0x00B1, 0x00B2, 0x00B3, 0x00B4, 0x00B5, 0x00B6, 0x00B7, 0x00B8, 0x00B9, 0x061B, 0x00BB,
    0x00BC, 0x00BD, 0x00BE, 0x061F, 0x06C1, 0x0621, 0x0622, 0x0623, 0x0624, 0x0625, 0x0626, 0x0627,
    0x0628, 0x0629, 0x062A, 0x062B, 0x062C, 0x062D, 0x062E, 0x062F, 0x0630, 0x0631, 0x0632, 0x0633,
    0x0634, 0x0635, 0x0636, 0x00D7, 0x0637, 0x0638, 0x0639, 0x063A, 0x0640, 0x0641, 0x0642, 0x0643,
    0x00E0, 0x0644, 0x00E2, 0x0645, 0x0646, 0x0647, 0x0648, 0x00E7, 0x00E8, 0x00E9, 0x00EA, 0x00EB,
    0x0649, 0x064A, 0x00EE, 0x00EF, 0x064B, 0x064C, 0x064D, 0x064E, 0x00F4, 0x064F, 0x0650, 0x00F7,
    0x0651, 0x00F9, 0x0652, 0x00FB, 0x00FC, 0x200E, 0x200F, 0x06D2,
};

/* Length of the well-formed sequence at p, or 0; then *bad is the length of the maximal ill-formed part. */
static uint32_t sequence(const unsigned char *p, size_t n, uint32_t *bad)
{
    unsigned char b = p[0], lo = 0x80, hi = 0xBF;
    uint32_t need;
    *bad = 1;
    if (b < 0x80)
        return 1;
    if (b >= 0xC2 && b <= 0xDF) {
        need = 1;
    } else if ((b & 0xF0) == 0xE0) {
        need = 2;
        lo = b == 0xE0 ? 0xA0 : 0x80; /* overlong */
        hi = b == 0xED ? 0x9F : 0xBF; /* surrogates */
    } else if (b >= 0xF0 && b <= 0xF4) {
        need = 3;
        lo = b == 0xF0 ? 0x90 : 0x80;
        hi = b == 0xF4 ? 0x8F : 0xBF; /* beyond U+10FFFF */
    } else {
        return 0;
    }
    for (uint32_t k = 1; k <= need; k++) {
        if (k >= n || p[k] < lo || p[k] > hi) {
            *bad = k;
            return 0;
        }
        lo = 0x80;
        hi = 0xBF;
    }
    return need + 1;
}

enum { BLOCK = 32 };

/* Are the bytes p[0..BLOCK) right behind the two before them? A byte continues a sequence exactly if the one before begins one, or the one
 * before that begins one of three. Leads that allow only some bytes behind them (E0, ED, F0 and up) and those that are none are left to
 * sequence(). Without a branch: compilers make vectors of it. */
static bool block_is_valid(const unsigned char *p)
{
    unsigned char bad[BLOCK], any = 0;
    for (int k = 0; k < BLOCK; k++) {
        unsigned char b = p[k], before = p[k - 1], before2 = p[k - 2];
        unsigned char goes_on = (signed char)b < -64, must = (before >= 0xC2) | (before2 >= 0xE0);
        unsigned char rare = ((b & 0xFE) == 0xC0) | (b == 0xE0) | (b == 0xED) | (b >= 0xF0);
        bad[k] = (goes_on ^ must) | rare;
    }
    for (int k = 0; k < BLOCK; k++)
        any |= bad[k];
    return !any;
}

/* How far the input is valid UTF-8: blocks as long as they are plain, a few sequences where they are not. */
static size_t valid_prefix(const unsigned char *p, size_t n)
{
    size_t i = 0;
    while (i < n) {
        size_t from = i;
        if (i > 2)
            while (n - i >= BLOCK && block_is_valid(p + i))
                i += BLOCK;
        if (i > from) { /* the last sequence may go over the end of the block */
            while ((p[i - 1] & 0xC0) == 0x80)
                i--;
            i -= p[i - 1] >= 0x80;
        }
        for (size_t end = n - i < BLOCK ? n : i + BLOCK; i < end;) {
            uint32_t bad, len = sequence(p + i, n - i, &bad);
            if (!len)
                return i;
            i += len;
        }
    }
    return i;
}

static void count_bad(db_decoded *d, uint64_t byte)
{
    if (d->replaced++ == 0)
        d->replaced_at = byte;
}

static void repair(db_arena *a, const unsigned char *p, size_t n, db_decoded *d)
{
    char *out = db_alloc(a, n * 3 + 1);
    uint32_t o = 0;
    for (size_t i = 0; i < n;) {
        uint32_t bad, len = sequence(p + i, n - i, &bad);
        if (len) {
            memcpy(out + o, p + i, len);
            o += len;
            i += len;
        } else {
            count_bad(d, i);
            o += db_put_cp(out + o, 0xFFFD);
            i += bad;
        }
    }
    out[o] = '\0';
    d->p = out;
    d->n = o;
}

/* Not UTF-8: is it windows-1256? Then nearly every high byte is an Arabic letter, a mark or the punctuation of Persian, and
 * hardly any of them happen to make a well-formed UTF-8 sequence. */
static bool looks_1256(const unsigned char *p, size_t n)
{
    size_t high = 0, letters = 0, good = 0, ill = 0;
    for (size_t i = 0; i < n;) {
        uint32_t bad, len = sequence(p + i, n - i, &bad);
        if (len > 1)
            good++;
        else if (!len)
            ill++;
        uint32_t step = len ? len : bad;
        for (uint32_t k = 0; k < step; k++) {
            unsigned char b = p[i + k];
            if (b < 0x80)
                continue;
            uint32_t cp = cp1256[b - 0x80];
            high++;
            letters += (cp >= 0x60C && cp <= 0x6D2) || cp == DB_ZWNJ || cp == 0xAB || cp == 0xBB || cp == 0xA0;
        }
        i += step;
    }
    return ill > good && letters * 10 >= high * 8 && letters >= 4;
}

static void from_1256(db_arena *a, const unsigned char *p, size_t n, db_decoded *d)
{
    char *out = db_alloc(a, n * 3 + 1);
    uint32_t o = 0;
    for (size_t i = 0; i < n; i++)
        o += db_put_cp(out + o, p[i] < 0x80 ? p[i] : cp1256[p[i] - 0x80]);
    out[o] = '\0';
    *d = (db_decoded){.p = out, .n = o, .charset = "windows-1256"};
}

static uint32_t unit(const unsigned char *p, bool big)
{
    return big ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];
}

/* UTF-16 of ASCII and of many Arabic letters is valid UTF-8 too, but then it is full of the control characters that are the
 * high bytes of its units. */
static bool controls(const unsigned char *p, size_t n)
{
    size_t head = n < 64 ? n : 64;
    return n >= 4 && (memchr(p, 0x06, head) || memchr(p, 0x00, head));
}

/* UTF-16 without a byte order mark: nearly every unit is of the Arabic block, or an ASCII character with its zero byte. */
static bool looks_16(const unsigned char *p, size_t n, bool big)
{
    size_t units = n / 2, likely = 0;
    if (units > 4096)
        units = 4096;
    for (size_t i = 0; i < units; i++) {
        uint32_t u = unit(p + 2 * i, big);
        likely += (u >= 0x600 && u <= 0x6FF) || (u >= 0x20 && u < 0x7F) || u == '\n' || u == '\r' || u == '\t' || u == 0xA0 ||
                  u == 0xAB || u == 0xBB || (u >= 0x200B && u <= 0x2026);
    }
    return units >= 2 && likely * 10 >= units * 9;
}

static void from_16(db_arena *a, const unsigned char *p, size_t n, bool big, size_t skip, db_decoded *d)
{
    char *out = db_alloc(a, n / 2 * 3 + 4);
    uint32_t o = 0;
    size_t i = skip;
    for (; i + 1 < n; i += 2) {
        uint32_t u = unit(p + i, big);
        if (u >= 0xD800 && u <= 0xDBFF && i + 3 < n) {
            uint32_t v = unit(p + i + 2, big);
            if (v >= 0xDC00 && v <= 0xDFFF) {
                o += db_put_cp(out + o, 0x10000 + ((u & 0x3FF) << 10) + (v & 0x3FF));
                i += 2;
                continue;
            }
        }
        if (u >= 0xD800 && u <= 0xDFFF) {
            count_bad(d, i);
            u = 0xFFFD;
        }
        o += db_put_cp(out + o, u);
    }
    if (i < n) { /* half a unit at the end */
        count_bad(d, i);
        o += db_put_cp(out + o, 0xFFFD);
    }
    out[o] = '\0';
    d->p = out;
    d->n = o;
    d->charset = big ? "utf-16be" : "utf-16le";
}

dabir_status db_decode(db_arena *a, const char *bytes, size_t n, db_decoded *out, dabir_error *err)
{
    const unsigned char *p = (const unsigned char *)bytes;
    *out = (db_decoded){.p = bytes ? bytes : "", .n = 0, .charset = "utf-8"};
    /* Repairing may make three bytes of one, and positions are 32 bits wide. */
    if (n > UINT32_MAX / 16)
        return db_fail(err, DABIR_E_INPUT, NULL, 0, 0, 0, "the report is too large: %zu bytes", n);
    if (n == 0)
        return DABIR_OK;
    if (n >= 2 && p[0] == 0xFF && p[1] == 0xFE) {
        from_16(a, p, n, false, 2, out);
        return DABIR_OK;
    }
    if (n >= 2 && p[0] == 0xFE && p[1] == 0xFF) {
        from_16(a, p, n, true, 2, out);
        return DABIR_OK;
    }
    if (controls(p, n) && looks_16(p, n, false))
        from_16(a, p, n, false, 0, out);
    else if (controls(p, n) && looks_16(p, n, true))
        from_16(a, p, n, true, 0, out);
    else if (valid_prefix(p, n) == n)
        out->n = (uint32_t)n;
    else if (looks_1256(p, n))
        from_1256(a, p, n, out);
    else
        repair(a, p, n, out);
    return DABIR_OK;
}
