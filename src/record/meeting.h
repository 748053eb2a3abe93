/* meeting.h -- between meeting.c (what one clause tells of a meeting) and meeting_merge.c (one record a meeting). */
#ifndef DB_MEETING_H
#define DB_MEETING_H

#include "record/rec.h"

const char *db_meeting_code(const db_rec *r, dabir_ref e);           /* code of the state or organisation that e belongs to; NULL */
bool db_same_side(const db_rec *r, dabir_ref a, dabir_ref b);
void db_meeting_merge(db_rec *r, db_meeting *x, const db_meeting *y); /* y tells more of x */
int32_t db_meeting_put(db_rec *r, const db_meeting *y);              /* into the record it belongs to, or a new one; its index */
#endif
