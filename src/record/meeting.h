/* meeting.h -- between meeting.c (what one clause tells of a meeting) and meeting_merge.c (one record a meeting). */
#ifndef DB_MEETING_H
#define DB_MEETING_H

#include "record/rec.h"

const char *db_meeting_code(const db_rec *r, dabir_ref e);           /* code of the state or organisation that e belongs to; NULL */
bool db_same_side(const db_rec *r, dabir_ref a, dabir_ref b);
void db_meeting_merge(db_rec *r, db_meeting *x, const db_meeting *y); /* y tells more of x */
int32_t db_meeting_put(db_rec *r, const db_meeting *y);              /* into the record it belongs to, or a new one; its index */
/* meeting_party.c -- who takes part where the roles of a rule do not tell it */
dabir_ref db_meeting_leader(db_rec *r, uint32_t clause);      /* «هیئتی به ریاست X»; DABIR_NONE */
dabir_ref db_meeting_journey(db_rec *r, uint32_t clause);     /* «برای شرکت در نشست X»: whose session a journey is for */
bool db_meeting_travels(db_rec *r, uint32_t clause);          /* is its verb one of travel? */
bool db_meeting_other_kind(const db_rec *r, const db_hit *h); /* a match, an interview */
bool db_meeting_each(const db_rec *r, const db_hit *h);       /* «با همتایان … خود»: met one by one */
bool db_meeting_council(const db_rec *r, dabir_ref e);        /* does it sit by itself («شورای امنیت … بحث می‌کند»)? */
bool db_meeting_summit(const db_rec *r, uint32_t w0, uint32_t w1);
#endif
