/* sentence.c -- where sentences end: at stops and marks, with the quotes and brackets that close behind them, and at line ends,
 * unless the report is one whose lines were broken to a fixed width. */
#include "text/scan.h"

typedef struct wrap {
    bool wrapped;
    uint32_t width; /* code points of the longest line */
} wrap;

static bool terminal(const db_tokens *k, uint32_t i)
{
    uint8_t p = k->punct[i];
    return p == DB_P_STOP || p == DB_P_QUESTION || p == DB_P_EXCLAM;
}

static bool closes(const db_tokens *k, uint32_t i)
{
    uint8_t p = k->punct[i];
    return p == DB_P_QUOTE_CLOSE || p == DB_P_PAREN_CLOSE || p == DB_P_QUOTE;
}

/* Is the token at i the last of a line that ends as a sentence or heading with a colon does? */
static bool ends_well(const db_tokens *k, uint32_t i)
{
    while (i > 0 && closes(k, i))
        i--;
    return terminal(k, i) || k->punct[i] == DB_P_COLON || k->punct[i] == DB_P_ELLIPSIS;
}

/* Lines of a fixed width: several of them, none long, nearly all of about the same length, few ending a sentence. */
static wrap find_wrap(const db_tokens *k)
{
    uint32_t lines = 0, well = 0, width = 0, full = 0, start = 0;
    for (uint32_t i = 1; i < k->n; i++) {
        if (!(k->flags[i] & DB_TF_LINE))
            continue;
        uint32_t w = k->cp1[i - 1] - k->cp0[start];
        if (w > width)
            width = w;
        if (!(k->flags[i] & DB_TF_PARA)) {
            lines++;
            well += ends_well(k, i - 1);
        }
        start = i;
    }
    if (lines < 5 || width > 120 || width < 40 || well * 3 > lines)
        return (wrap){false, width};
    start = 0;
    for (uint32_t i = 1; i < k->n; i++) {
        if (!(k->flags[i] & DB_TF_LINE))
            continue;
        full += !(k->flags[i] & DB_TF_PARA) && (k->cp1[i - 1] - k->cp0[start]) * 4 >= width * 3;
        start = i;
    }
    return (wrap){full * 10 >= lines * 7, width};
}

/* Does the line end before token i end a sentence? `line` is the first token of the line before. */
static bool line_ends(const db_tokens *k, uint32_t i, const wrap *w, uint32_t line)
{
    if (!(k->flags[i] & DB_TF_LINE))
        return false;
    if (!w->wrapped || (k->flags[i] & DB_TF_PARA))
        return true;
    return (k->cp1[i - 1] - k->cp0[line]) * 2 < w->width; /* a short line: a heading, or the last of its paragraph */
}

/* A stop that does not end a sentence: «1.» at the head of a list line, «(!)». */
static bool false_end(const db_tokens *k, uint32_t i, uint32_t first)
{
    if (k->punct[i] == DB_P_STOP)
        return i == first + 1 && k->kind[first] == DB_T_NUMBER && k->norm1[first] - k->norm0[first] <= 2 &&
               !(k->flags[i] & DB_TF_SPACE) && i + 1 < k->n && !(k->flags[i + 1] & DB_TF_LINE);
    return i > 0 && k->punct[i - 1] == DB_P_PAREN_OPEN;
}

/* Behind the mark at i: further marks and what closes there. Returns the token after them. */
static uint32_t absorb(const db_tokens *k, uint32_t i, bool *quoted)
{
    uint32_t j = i + 1;
    for (; j < k->n && !(k->flags[j] & DB_TF_LINE); j++) {
        uint8_t p = k->punct[j];
        if (p == DB_P_QUOTE) {
            if (!*quoted || (k->flags[j] & DB_TF_SPACE))
                break;
            *quoted = false;
        } else if (!terminal(k, j) && p != DB_P_ELLIPSIS && p != DB_P_QUOTE_CLOSE && p != DB_P_PAREN_CLOSE) {
            break;
        }
    }
    return j;
}

/* A dateline with a spaced dash and a colon («تهران - واحد مرکزی خبر:») stands before the first sentence and is not part of it. `i` is the
 * colon, `first` the first token of the sentence; at most three words stand on each side of the only dash. */
static bool dateline(const db_tokens *k, uint32_t i, uint32_t first)
{
    uint32_t dash = 0;
    if (k->punct[i] != DB_P_COLON || i < first + 3 || i > first + 7)
        return false;
    for (uint32_t j = first; j < i; j++) {
        if (k->kind[j] == DB_T_WORD && !(j > first && (k->flags[j] & DB_TF_LINE)))
            continue;
        if (dash || k->punct[j] != DB_P_DASH || !(k->flags[j] & DB_TF_SPACE) || !(k->flags[j + 1] & DB_TF_SPACE))
            return false;
        dash = j;
    }
    return dash > first && dash - first <= 3 && i - dash > 1 && i - dash <= 4;
}

void db_sentences(db_arena *a, db_tokens *k)
{
    uint32_t n = 0, cap = k->n / 12 + 8, first = 0, line = 0;
    uint32_t *sent0 = DB_NEW(a, uint32_t, cap);
    wrap w = find_wrap(k);
    bool quoted = false; /* inside straight quotes */
    if (k->n)
        DB_PUSH(a, sent0, n, cap) = 0;
    for (uint32_t i = 0; i < k->n;) {
        uint32_t next = i + 1;
        bool end = false;
        if (terminal(k, i) && !false_end(k, i, first)) {
            next = absorb(k, i, &quoted);
            uint8_t p = next < k->n && !(k->flags[next] & DB_TF_LINE) ? k->punct[next] : DB_P_NONE;
            end = p != DB_P_COMMA && p != DB_P_SEMICOLON && p != DB_P_COLON;
        } else if (k->punct[i] == DB_P_QUOTE) {
            quoted = !quoted;
        } else if (dateline(k, i, first)) {
            end = true;
        }
        if (next < k->n && line_ends(k, next, &w, line)) {
            end = true;
            quoted = false;
        }
        if (next < k->n && (k->flags[next] & DB_TF_LINE))
            line = next;
        if (end && next < k->n) {
            DB_PUSH(a, sent0, n, cap) = next;
            first = next;
        }
        i = next;
    }
    k->n_sents = n;
    DB_PUSH(a, sent0, n, cap) = k->n;
    k->sent0 = sent0;
}
