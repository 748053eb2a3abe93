/* term.h -- what a terminal shows: widths of characters, wrapping, colours, and rows with facts left and Persian right. */
#ifndef CLI_TERM_H
#define CLI_TERM_H

#include "base/base.h"

typedef struct cli_term {
    unsigned width;
    bool color;
    bool marks; /* put U+200F around Persian: a terminal that orders directions then keeps quotes and stops at their end */
} cli_term;

typedef enum cli_style { CLI_PLAIN, CLI_BOLD, CLI_DIM, CLI_TITLE, CLI_ID } cli_style;

/* `width` 0: from COLUMNS or the terminal itself. Colours only on a terminal that has them, and not if NO_COLOR is set. */
cli_term cli_term_of(unsigned width, bool to_file, bool no_color);

/* Columns that a character takes: 0 for combining marks and joiners, 2 for wide East Asian ones. */
unsigned cli_cp_width(uint32_t cp);
unsigned cli_width(const char *p, size_t n);

/* Appends text of a report, made fit to be shown: white space runs become one space, controls and bidi marks vanish. */
void cli_clean(db_buf *b, db_str s);

/* In cleaned text: what stands between these two is marked (reversed where there are colours). */
#define CLI_MARK_ON "\x01"
#define CLI_MARK_OFF "\x02"

/* One row of a page: an id in the gutter, facts at the left, Persian at the right edge; both wrap. On a narrow page the
 * Persian stands below the facts. `left` and `right` may be empty. */
typedef struct cli_row {
    const char *id;
    db_str left, right;
    cli_style left_style, right_style;
    unsigned max_lines;  /* of the right side; 0: all */
    bool margin;         /* begins at the margin: no gutter */
} cli_row;

void cli_put_row(db_buf *b, const cli_term *t, const cli_row *r);

/* A heading: English left, Persian right, a line below. */
void cli_put_heading(db_buf *b, const cli_term *t, const char *left, const char *right);
void cli_put_line(db_buf *b, const cli_term *t, const char *glyph);

void cli_style_on(db_buf *b, const cli_term *t, cli_style s);
void cli_style_off(db_buf *b, const cli_term *t, cli_style s);

#endif
