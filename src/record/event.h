/* event.h -- between the two halves of the event builder: what is coded (event.c) and who is meant by a rule's phrases (event_rule.c). */
#ifndef DB_EVENT_H
#define DB_EVENT_H

#include "record/rec.h"

/* Whom a person acts for: the group whose office he holds, else himself. */
dabir_ref db_acts_for(const db_rec *r, dabir_ref e);
/* Is one of the set the same party as `e`: the same entity, or of the same code? */
bool db_has_party(const db_rec *r, const db_refset *s, dabir_ref e);
/* The code book's conversions (future cooperation is an agreement to it …); false: not coded. */
bool db_event_convert(const db_rec *r, const char **event, const char **mode, const char **cameo, uint32_t *aux);
/* Does the date lie before the news of the report? */
bool db_event_long_ago(const db_rec *r, const dabir_date *d);
/* event_pact.c: those whom it hits that `a` leave the pact that the words name; false: the report does not tell. */
bool db_pact_others(db_rec *r, uint32_t w0, uint32_t w1, const db_refset *a, db_refset *out);
bool db_pact_told(db_rec *r, uint32_t w0, uint32_t w1); /* do the words name a known pact? */
/* event_hurt.c: whose people the victims are that the words tell of; false: they do not tell. */
bool db_hit_nationals(db_rec *r, uint32_t w0, uint32_t w1, db_refset *out);
/* Those who were killed by the deed whose noun ends before word w, as its sentence tells («… که منجر به مرگ دو سرکرده X شد»). */
bool db_hit_killed(db_rec *r, uint32_t w, const db_refset *a, db_refset *out);
/* The states hit by a blast that the noun before word w tells of in its sentence, and where; *place is DABIR_NONE before. */
bool db_hit_by_blast(db_rec *r, uint32_t clause, uint32_t w, db_refset *out, dabir_ref *place);
/* Is there such an event of just these actors with at least these recipients? */
bool db_event_stands(const db_rec *r, const char *event, const db_refset *actor, const db_refset *recipient);
#endif
