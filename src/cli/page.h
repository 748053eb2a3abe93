/* page.h -- what the sheet and the explanation share: the facts of a claim in words, names of entities, rows. */
#ifndef CLI_PAGE_H
#define CLI_PAGE_H

#include "cli/json.h"
#include "cli/term.h"

/* A page under way. `left` and `right` are the cells of the next row. */
typedef struct cli_page {
    db_buf *b;
    const cli_view *v;
    const cli_term *t;
    db_buf left, right;
} cli_page;

void cli_page_free(cli_page *p);

/* Adds a word or two to the left cell, after a dot; underscores become spaces. NULL and "" add nothing. */
void cli_fact(cli_page *p, const char *z);
void cli_fact_date(cli_page *p, const char *before, const dabir_date *d);
void cli_fact_period(cli_page *p, const dabir_date *from, const dabir_date *to);
void cli_fact_aux(cli_page *p, uint32_t aux);

/* Adds to the right cell; `sep` comes before unless the cell is empty. */
void cli_right(cli_page *p, const char *sep, db_str s);
void cli_right_entity(cli_page *p, const char *sep, dabir_ref r);
void cli_right_entities(cli_page *p, dabir_refs r);

/* Prints the row of both cells and empties them. */
void cli_row_out(cli_page *p, const char *id, cli_style left, cli_style right, unsigned max_lines);

/* The same at the margin, for what concerns the whole report. */
void cli_margin_out(cli_page *p, cli_style left, cli_style right, unsigned max_lines);

/* A row "label … names" if there is such an entity. */
void cli_detail(cli_page *p, const char *label, dabir_ref r);
void cli_details(cli_page *p, const char *label, dabir_refs r);

/* explain.c: "label          value" in the left cell; the same with a place in the report; the row of both cells. */
void cli_label(cli_page *p, const char *name, const char *value);
void cli_label_span(cli_page *p, const char *name, dabir_span s);
void cli_label_out(cli_page *p);

/* The sentence with the words at `s` between brackets, and which one it is. */
void cli_sentence(cli_page *p, dabir_span s);

/* "c3" in `out`. */
const char *cli_claim_id(char out[16], uint32_t index);

#define CLI_COMMA "\xD8\x8C "           /* Persian comma */
#define CLI_DASH " \xE2\x80\x94 "

#endif
