/* engine.h -- the steps by which a rule takes or leaves its words, for the trace to go through them again. */
#ifndef DB_ENGINE_H
#define DB_ENGINE_H

#include "record/rec.h"

bool db_rule_needs_met(const db_rec *r, const db_hit *h);
bool db_rule_stands_under(const db_rec *r, const db_hit *h);
bool db_rule_fill_roles(db_rec *r, db_hit *h);
/* Role i from this slot, its filter met; and without asking for the filter. */
bool db_rule_try_slot(db_rec *r, db_hit *h, uint32_t i, uint16_t slot, uint16_t prep, const db_rrole *x);
bool db_rule_fill_slot(db_rec *r, db_hit *h, uint32_t i, uint16_t slot, uint16_t prep);
bool db_rule_keeps_company(db_rec *r, const db_hit *h, uint32_t list);
/* The attribute that names the slots of a role, as the verb at hand turns it round. */
const char *db_rule_attr_slots(db_rec *r, const db_hit *h, const db_slotref *s);

#endif
