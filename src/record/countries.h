/* countries.h -- what the readers of memberships share: runs of countries, organisations in a row, and what may stand between them. */
#ifndef DB_COUNTRIES_H
#define DB_COUNTRIES_H

#include "record/rec.h"

typedef struct db_run { /* countries in a row */
    dabir_ref v[48];
    const db_date *date[48];
    uint32_t n;
    uint32_t w0, w1;
} db_run;

typedef struct db_orgs {
    dabir_ref v[6];
    uint32_t n, w1;
} db_orgs;


const db_mention *db_mention_at(const db_rec *r, uint32_t w);
dabir_ref db_kind_at(const db_rec *r, uint32_t w, dabir_kind kind); /* state or organisation whose name covers word w; a body with seats counts as one */
const db_date *db_date_over(const db_rec *r, uint32_t w);
bool db_joint(const db_word *w); /* and, or, comma */
uint32_t db_past_bracket(const db_rec *r, uint32_t w, uint32_t end, const db_date **d);
uint32_t db_item_before(const db_rec *r, uint32_t w, uint32_t begin, uint32_t list, const db_entry **item);
uint32_t db_back_over_date(const db_rec *r, uint32_t w, uint32_t begin, const db_date **d);
void db_run_behind(const db_rec *r, uint32_t w, uint32_t end, db_run *out);   /* countries in a row from word w on */
void db_run_before(const db_rec *r, uint32_t w, uint32_t begin, db_run *out); /* … that end right before word w */
void db_orgs_behind(const db_rec *r, uint32_t w, uint32_t end, db_orgs *o);
dabir_ref db_org_earlier(const db_rec *r, uint32_t w, uint32_t back);
void db_run_company(const db_rec *r, uint32_t begin, db_run *out); /* «X در کنار A و B»: X too */
void db_doers(const db_rec *r, uint32_t clause, db_refset *out);   /* subject of the clause as countries and organisations, sought further than db_subject does */
#endif
