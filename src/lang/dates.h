/* dates.h -- inside the lang room: what dates.c reads out of the words and date_resolve.c makes into ISO dates. */
#ifndef DB_DATES_H
#define DB_DATES_H

#include "lang/lang.h"

typedef enum db_cal { DB_CAL_NONE, DB_CAL_GREGORIAN, DB_CAL_JALALI, DB_CAL_HIJRI } db_cal;
typedef enum db_unit { DB_U_NONE, DB_U_DAY, DB_U_WEEK, DB_U_MONTH, DB_U_YEAR, DB_U_SAME /* همان سال */ } db_unit;

/* A date expression as it stands; 0 where it does not tell. */
typedef struct db_dexpr {
    uint32_t w0, w1;
    db_cal cal;
    int y, m, d;
    int y2, m2, d2;     /* end of a range, as far as told */
    int weekday;        /* 1 Saturday .. 7 Friday */
    db_unit unit;       /* relative words; DB_U_NONE: none */
    int offset;
    int toward;         /* گذشته -1, آینده 1: which of the dates it could be */
    bool ahead;         /* the clause is about the future */
    bool range;         /* y2, m2 or d2 are set */
    bool today;         /* امروز stands in it */
} db_dexpr;

/* What the resolver knows while it goes through a report. */
typedef struct db_dref {
    bool known;
    int32_t day;        /* of the report, days since 1970-01-01 */
    int last_year;      /* the year told last, Gregorian */
    db_cal home;        /* the calendar in which years are told here */
} db_dref;

bool db_date_parse(const char *iso, int32_t *day);
void db_date_resolve(const db_dexpr *e, db_dref *ref, db_date *out);
/* The day of a whole date; false if a part is missing or the day does not exist. */
bool db_date_day(const db_dexpr *e, int32_t *day);
db_cal db_date_cal_of_year(int y);

#endif
