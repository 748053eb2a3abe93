/* compile_leaders.c -- register/leaders.tsv: who led what, when. The rows become a phrase list "leader": full names as names, surnames
 * alone as short forms; what the row tells goes into the attributes (code, sector, post, from, to). */
#include "lang/compile.h"

static bool day_or_year(db_rd *r, db_str s) {
    static const char form[] = "dddd-dd-dd";
    bool ok = s.n == 0 || s.n == 4 || s.n == 10;
    for (uint32_t i = 0; ok && i < s.n; i++) ok = form[i] == 'd' ? s.p[i] >= '0' && s.p[i] <= '9' : s.p[i] == form[i];
    if (!ok) db_rd_fault(r, s.p, "'%.*s' is no year and no date YYYY-MM-DD", (int)s.n, s.p);
    return ok;
}

static uint32_t two(const char *p) { return (uint32_t)(p[0] - '0') * 10 + (uint32_t)(p[1] - '0'); }

/* A day that no calendar has («2011-02-30»), an end before its beginning. */
static bool possible(db_rd *r, db_str from, db_str to) {
    static const uint32_t days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const db_str both[] = {from, to};
    for (uint32_t i = 0; i < 2; i++) {
        db_str s = both[i];
        if (s.n != 10) continue;
        uint32_t y = two(s.p) * 100 + two(s.p + 2), m = two(s.p + 5), d = two(s.p + 8);
        bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
        if (m >= 1 && m <= 12 && d >= 1 && d <= days[m - 1] && (m != 2 || d < 29 || leap)) continue;
        db_rd_fault(r, s.p, "there is no day '%.*s'", (int)s.n, s.p);
        return false;
    }
    uint32_t n = from.n < to.n ? from.n : to.n;
    if (!n || memcmp(from.p, to.p, n) <= 0) return true;
    db_rd_fault(r, to.p, "the office ends before it begins");
    return false;
}

static bool code_known(db_rd *r, db_str code) {
    for (uint32_t i = 0; code.n && i < r->c->n_reg; i++) {
        const db_reg_rec *g = &r->c->reg[i];
        const char *z = r->c->strs.p + g->code;
        if ((g->kind == DABIR_STATE || g->kind == DABIR_IGO) && strlen(z) == code.n && memcmp(z, code.p, code.n) == 0) return true;
    }
    db_rd_fault(r, code.p, "no state or organisation has the code '%.*s'", (int)code.n, code.p);
    return false;
}

/* "code=USA sector=GOV post=… from=2017 to=2021"; attributes end at a space, so the words of the post are joined by underlines. */
static uint32_t attributes(db_rd *r) {
    static const char *const key[] = {"code", "sector", "post", "from", "to"};
    db_buf b = {0};
    for (uint32_t i = 0; i < 5; i++) {
        db_str v = r->col[i + 2];
        if (!v.n) continue;
        if (b.n) db_buf_add(&b, " ", 1);
        db_buf_add(&b, key[i], strlen(key[i]));
        db_buf_add(&b, "=", 1);
        for (uint32_t j = 0; j < v.n; j++) db_buf_add(&b, v.p[j] == ' ' ? "_" : v.p + j, 1);
    }
    uint32_t at = db_cx_str(r->c, db_str_of(b.p, b.n));
    db_buf_free(&b);
    return at;
}

static void forms(db_rd *r, db_str cell, uint32_t list, uint32_t row, uint32_t attr) {
    db_str form;
    for (const char *it = NULL; db_rd_form(r, cell, &it, &form);) {
        db_form_key k;
        if (!db_rd_key(r, form, &k)) continue;
        bool whole = memchr(form.p, ' ', form.n) != NULL;
        db_cx_phrase(r->c, &k, (db_entry_rec){.cls = DB_C_LIST, .form = whole ? DB_F_NAME : DB_F_SHORT, .list = (uint16_t)list, .id = row, .attr = attr}, false);
    }
}

void db_compile_leaders(db_cx *c) {
    db_rd r;
    if (!db_rd_open(&r, c, "register/leaders.tsv")) return;
    uint32_t list = c->n_list + 1, rows = 0, str = db_cx_str(c, db_str_z("leader"));
    DB_PUSH(c->a, c->list, c->n_list, c->cap_list) = (db_list_rec){.name = str, .kind = 1};
    db_cx_name(c, DB_NM_LIST, str, list);
    while (db_rd_next(&r)) {
        if (r.directive) db_rd_fault(&r, r.p, "unknown directive");
        else if (!db_rd_columns(&r, 6, 7)) continue;
        else if (!r.col[0].n) db_rd_fault(&r, r.p, "the name is missing");
        else if (code_known(&r, r.col[2]) && day_or_year(&r, r.col[5]) && day_or_year(&r, r.col[6]) && possible(&r, r.col[5], r.col[6])) {
            uint32_t attr = attributes(&r);
            forms(&r, r.col[0], list, rows, attr);
            forms(&r, r.col[1], list, rows, attr);
            rows++;
        }
    }
    c->list[list - 1].n_items = rows;
    db_rd_close(&r);
}
