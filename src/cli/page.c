/* page.c -- cells and rows of pages for people. */
#include "cli/page.h"

void cli_page_free(cli_page *p)
{
    db_buf_free(&p->left);
    db_buf_free(&p->right);
}

void cli_fact(cli_page *p, const char *z)
{
    if (!z || !*z)
        return;
    if (p->left.n)
        db_buf_str(&p->left, " \xC2\xB7 ");
    for (; *z; z++)
        db_buf_ch(&p->left, *z == '_' ? ' ' : *z);
}

void cli_fact_date(cli_page *p, const char *before, const dabir_date *d)
{
    char text[64];
    if (!d->iso[0])
        return;
    snprintf(text, sizeof text, "%s%s%s", before, *before ? " " : "", d->iso);
    cli_fact(p, text);
}

void cli_fact_period(cli_page *p, const dabir_date *from, const dabir_date *to)
{
    char text[64];
    if (from->iso[0] && to->iso[0] && strcmp(from->iso, to->iso) != 0) {
        snprintf(text, sizeof text, "%s to %s", from->iso, to->iso);
        cli_fact(p, text);
    } else if (from->iso[0]) {
        cli_fact_date(p, "", from);
    } else {
        cli_fact_date(p, "until", to);
    }
}

void cli_fact_aux(cli_page *p, uint32_t aux)
{
    if (aux & DABIR_NEGATION)
        cli_fact(p, "not");
    if (aux & DABIR_FUTURE)
        cli_fact(p, "future");
    if (aux & DABIR_HYPOTHETICAL)
        cli_fact(p, "hypothetical");
    if (aux & DABIR_HISTORICAL)
        cli_fact(p, "background");
}

void cli_right(cli_page *p, const char *sep, db_str s)
{
    if (!s.n)
        return;
    if (p->right.n)
        db_buf_str(&p->right, sep);
    cli_clean(&p->right, s);
}

void cli_right_entity(cli_page *p, const char *sep, dabir_ref r)
{
    if (r >= 0 && (uint32_t)r < p->v->n_ents)
        cli_right(p, sep, p->v->ents[r].name);
}

void cli_right_entities(cli_page *p, dabir_refs r)
{
    for (uint32_t i = 0; i < r.n; i++)
        cli_right_entity(p, CLI_COMMA, r.v[i]);
}

static void row_out(cli_page *p, cli_row row)
{
    row.left = db_str_of(p->left.p, p->left.n);
    row.right = db_str_of(p->right.p, p->right.n);
    cli_put_row(p->b, p->t, &row);
    /* a page that lost a cell is not handed out as if it were whole */
    p->b->failed |= p->left.failed || p->right.failed;
    p->left.n = p->right.n = 0;
}

void cli_row_out(cli_page *p, const char *id, cli_style left, cli_style right, unsigned max_lines)
{
    row_out(p, (cli_row){.id = id, .left_style = left, .right_style = right, .max_lines = max_lines});
}

void cli_margin_out(cli_page *p, cli_style left, cli_style right, unsigned max_lines)
{
    row_out(p, (cli_row){.left_style = left, .right_style = right, .max_lines = max_lines, .margin = true});
}

void cli_detail(cli_page *p, const char *label, dabir_ref r)
{
    if (r == DABIR_NONE)
        return;
    db_buf_fmt(&p->left, "  %s", label);
    if (r == DABIR_UNRESOLVED)
        db_buf_str(&p->left, ": unresolved");
    cli_right_entity(p, "", r);
    cli_row_out(p, NULL, CLI_DIM, CLI_PLAIN, 0);
}

void cli_details(cli_page *p, const char *label, dabir_refs r)
{
    if (!r.n)
        return;
    db_buf_fmt(&p->left, "  %s", label);
    cli_right_entities(p, r);
    cli_row_out(p, NULL, CLI_DIM, CLI_PLAIN, 0);
}

const char *cli_claim_id(char out[16], uint32_t index)
{
    snprintf(out, 16, "c%u", index + 1);
    return out;
}
