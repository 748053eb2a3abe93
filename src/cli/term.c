/* term.c -- widths, wrapping and rows. */
#include "cli/term.h"

#include "cli/json.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { MIN_WIDTH = 40, DEFAULT_WIDTH = 80, EASY_WIDTH = 100 /* wider lines are hard to follow from edge to edge */ };
enum { GUTTER = 8, NARROW = 60, GAP = 2 };

static unsigned detect_width(void)
{
    const char *columns = getenv("COLUMNS");
    unsigned long n = columns ? strtoul(columns, NULL, 10) : 0;
    if (n == 0 || n > 1000) {
        struct winsize w = {0};
        n = ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col ? w.ws_col : DEFAULT_WIDTH;
    }
    return n < MIN_WIDTH ? MIN_WIDTH : n > EASY_WIDTH ? EASY_WIDTH : (unsigned)n;
}

cli_term cli_term_of(unsigned width, bool to_file, bool no_color)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    bool tty = !to_file && isatty(STDOUT_FILENO);
    bool dumb = !term || strcmp(term, "dumb") == 0;
    return (cli_term){.width = width ? width : detect_width(),
                      .color = tty && !dumb && !no_color && !(no && *no),
                      .marks = tty};
}

/* ---- characters --------------------------------------------------------------------------------------------------------- */

typedef struct range {
    uint32_t first, last;
} range;

static bool in_ranges(const range *r, size_t n, uint32_t cp)
{
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (cp > r[mid].last)
            lo = mid + 1;
        else if (cp < r[mid].first)
            hi = mid;
        else
            return true;
    }
    return false;
}

unsigned cli_cp_width(uint32_t cp)
{
    /* Marks that stand above or below a letter, joiners, direction marks, variation selectors. */
    static const range zero[] = {
        {0x0000, 0x001F}, {0x007F, 0x009F}, {0x00AD, 0x00AD}, {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD},
        {0x05BF, 0x05BF}, {0x05C1, 0x05C2}, {0x05C4, 0x05C5}, {0x05C7, 0x05C7}, {0x0610, 0x061A}, {0x061C, 0x061C},
        {0x064B, 0x065F}, {0x0670, 0x0670}, {0x06D6, 0x06DC}, {0x06DF, 0x06E4}, {0x06E7, 0x06E8}, {0x06EA, 0x06ED},
        {0x0711, 0x0711}, {0x0730, 0x074A}, {0x07A6, 0x07B0}, {0x08CA, 0x08E1}, {0x08E3, 0x0902}, {0x1AB0, 0x1AFF},
        {0x1DC0, 0x1DFF}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x206F}, {0x20D0, 0x20F0}, {0xFE00, 0xFE0F},
        {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xE0000, 0xE01EF},
    };
    static const range two[] = {
        {0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0x4DBF}, {0x4E00, 0xA4CF}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF},
        {0x1F900, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
    };
    if (cp >= 0x20 && cp < 0x7F)
        return 1;
    if (in_ranges(zero, sizeof zero / sizeof *zero, cp))
        return 0;
    return in_ranges(two, sizeof two / sizeof *two, cp) ? 2 : 1;
}

/* One code point at p; a byte that is no UTF-8 counts as U+FFFD. */
static unsigned decode(const char *p, size_t n, uint32_t *cp)
{
    static const unsigned char lead[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    unsigned len = cli_utf8_len(p, n);
    if (!len) {
        *cp = 0xFFFD;
        return 1;
    }
    *cp = (unsigned char)p[0] & lead[len];
    for (unsigned i = 1; i < len; i++)
        *cp = *cp << 6 | ((unsigned char)p[i] & 0x3F);
    return len;
}

unsigned cli_width(const char *p, size_t n)
{
    unsigned w = 0;
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        i += decode(p + i, n - i, &cp);
        w += cli_cp_width(cp);
    }
    return w;
}

static bool is_space(uint32_t cp)
{
    return cp == ' ' || (cp >= 9 && cp <= 13) || cp == 0x85 || cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028
        || cp == 0x2029 || cp == 0x202F || cp == 0x205F || cp == 0x3000;
}

/* ZWNJ and ZWJ shape letters and stay; what steers the terminal or turns directions goes. */
static bool is_dropped(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp <= 0x9F) || cp == 0xAD || cp == 0x061C || cp == 0x200B || cp == 0x200E || cp == 0x200F
        || (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF;
}

void cli_clean(db_buf *b, db_str s)
{
    for (uint32_t i = 0; i < s.n;) {
        uint32_t cp;
        unsigned len = decode(s.p + i, s.n - i, &cp);
        if (is_space(cp)) {
            if (b->n && b->p[b->n - 1] != ' ')
                db_buf_ch(b, ' ');
        } else if (cp == 0xFFFD) {
            db_buf_str(b, "\xEF\xBF\xBD");
        } else if (!is_dropped(cp)) {
            db_buf_add(b, s.p + i, len);
        }
        i += len;
    }
}

/* ---- lines -------------------------------------------------------------------------------------------------------------- */

/* How much of cleaned text goes on a line of `width` columns: whole words, or a cut word if one alone is too long.
 * Sets *skip to the bytes of the line and of the space after it. */
static size_t fit(const char *p, size_t n, unsigned width, size_t *skip)
{
    size_t i = 0, last = 0; /* last: end of the last whole word that fits */
    unsigned w = 0;
    while (i < n) {
        uint32_t cp;
        unsigned len = decode(p + i, n - i, &cp);
        if (cp == ' ')
            last = i;
        w += cli_cp_width(cp);
        if (w > width && i) {
            size_t end = last ? last : i;
            *skip = end + (end < n && p[end] == ' ');
            return end;
        }
        i += len;
    }
    *skip = n;
    while (n && p[n - 1] == ' ')
        n--;
    return n;
}

static const char *style_code(cli_style s)
{
    static const char *const code[] = {
        [CLI_PLAIN] = "", [CLI_BOLD] = "\x1b[1m", [CLI_DIM] = "\x1b[2m", [CLI_TITLE] = "\x1b[1;36m", [CLI_ID] = "\x1b[33m",
    };
    return code[s];
}

void cli_style_on(db_buf *b, const cli_term *t, cli_style s)
{
    if (t->color)
        db_buf_str(b, style_code(s));
}

void cli_style_off(db_buf *b, const cli_term *t, cli_style s)
{
    if (t->color && s != CLI_PLAIN)
        db_buf_str(b, "\x1b[0m");
}

static void spaces(db_buf *b, unsigned n)
{
    while (n--)
        db_buf_ch(b, ' ');
}

static bool has_rtl(const char *p, size_t n)
{
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        i += decode(p + i, n - i, &cp);
        if ((cp >= 0x0590 && cp <= 0x08FF) || (cp >= 0xFB1D && cp <= 0xFEFC))
            return true;
    }
    return false;
}

/* Marked text goes on over line ends: *on says whether we are inside. */
static void put_marked(db_buf *b, const cli_term *t, const char *p, size_t n, bool *on)
{
    if (*on && t->color)
        db_buf_str(b, "\x1b[7m");
    for (size_t i = 0; i < n; i++) {
        if (p[i] != *CLI_MARK_ON && p[i] != *CLI_MARK_OFF) {
            db_buf_ch(b, p[i]);
            continue;
        }
        *on = p[i] == *CLI_MARK_ON;
        if (t->color)
            db_buf_str(b, *on ? "\x1b[7m" : "\x1b[27m");
    }
    if (*on && t->color)
        db_buf_str(b, "\x1b[27m");
}

/* `tail` ("" mostly) comes after the text and belongs to its direction. */
static void put_cell(db_buf *b, const cli_term *t, db_str s, const char *tail, cli_style style, bool *on)
{
    bool marks = t->marks && has_rtl(s.p, s.n);
    cli_style_on(b, t, style);
    if (marks)
        db_buf_str(b, "\xE2\x80\x8F");
    put_marked(b, t, s.p, s.n, on);
    db_buf_str(b, tail);
    if (marks)
        db_buf_str(b, "\xE2\x80\x8F");
    cli_style_off(b, t, style);
}

/* A text that is being given out line by line. */
typedef struct flow {
    db_str rest;
    unsigned width;
    unsigned lines_left; /* 0: any number */
    bool on;
} flow;

/* Next line of the flow; p NULL when there is none. `cut` tells that it was the last one allowed and text remains. */
static db_str next_line(flow *f, bool *cut)
{
    *cut = false;
    if (!f->rest.n)
        return (db_str){0};
    size_t skip, n = fit(f->rest.p, f->rest.n, f->width, &skip);
    if (f->lines_left == 1 && skip < f->rest.n) {
        n = fit(f->rest.p, f->rest.n, f->width - 2, &skip); /* room for the dots */
        *cut = true;
        skip = f->rest.n;
    }
    if (f->lines_left)
        f->lines_left--;
    db_str line = db_str_of(f->rest.p, n);
    f->rest.p += skip;
    f->rest.n -= (uint32_t)skip;
    return line;
}

static void put_gutter(db_buf *b, const cli_term *t, const char *id)
{
    unsigned n = id ? (unsigned)strlen(id) : 0;
    spaces(b, 1);
    if (n) {
        cli_style_on(b, t, CLI_ID);
        db_buf_str(b, id);
        cli_style_off(b, t, CLI_ID);
    }
    spaces(b, n + 1 < GUTTER ? GUTTER - n - 1 : 1);
}

/* Left and right side by side until both are given out; either may be empty. */
static void put_flows(db_buf *b, const cli_term *t, const cli_row *r, flow left, flow right)
{
    static const char dots[] = " \xE2\x80\xA6";
    const unsigned gutter = r->margin ? 0 : GUTTER;
    bool first = true;
    while (left.rest.n || right.rest.n || (first && r->id)) {
        bool cut, cut_left;
        db_str l = next_line(&left, &cut_left), q = next_line(&right, &cut);
        unsigned w = cli_width(l.p, l.n), rw = cli_width(q.p, q.n) + (cut ? 2 : 0);
        if (gutter)
            put_gutter(b, t, first ? r->id : NULL);
        if (l.n)
            put_cell(b, t, l, "", r->left_style, &left.on);
        if (q.n) {
            spaces(b, t->width > gutter + w + rw ? t->width - gutter - w - rw : w != 0);
            put_cell(b, t, q, cut ? dots : "", r->right_style, &right.on);
        }
        while (b->n && b->p[b->n - 1] == ' ')
            b->n--;
        db_buf_ch(b, '\n');
        first = false;
    }
}

void cli_put_row(db_buf *b, const cli_term *t, const cli_row *r)
{
    unsigned room = t->width - (r->margin ? 0 : GUTTER);
    unsigned lw = cli_width(r->left.p, r->left.n), rw = cli_width(r->right.p, r->right.n);
    flow left = {.rest = r->left, .width = room}, right = {.rest = r->right, .width = room, .lines_left = r->max_lines};
    if (lw && rw && lw + GAP + rw > room) {
        if (t->width < NARROW) {
            put_flows(b, t, r, left, (flow){0});
            cli_row below = *r;
            below.id = NULL;
            put_flows(b, t, &below, (flow){0}, right);
            return;
        }
        unsigned most = room * 2 / 5;
        left.width = lw < most ? lw : most;
        right.width = room - left.width - GAP;
    }
    put_flows(b, t, r, left, right);
}

void cli_put_line(db_buf *b, const cli_term *t, const char *glyph)
{
    cli_style_on(b, t, CLI_DIM);
    for (unsigned i = 0; i < t->width; i++)
        db_buf_str(b, glyph);
    cli_style_off(b, t, CLI_DIM);
    db_buf_ch(b, '\n');
}

void cli_put_heading(db_buf *b, const cli_term *t, const char *left, const char *right)
{
    unsigned w = cli_width(left, strlen(left)) + cli_width(right, strlen(right));
    bool on = false;
    put_cell(b, t, db_str_z(left), "", CLI_TITLE, &on);
    if (*right) {
        spaces(b, t->width > w ? t->width - w : 1);
        put_cell(b, t, db_str_z(right), "", CLI_TITLE, &on);
    }
    db_buf_ch(b, '\n');
    cli_put_line(b, t, "\xE2\x94\x80");
}
