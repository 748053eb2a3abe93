/* event_speech.h -- what the readers of reported words share: the reports with the clauses that lie in them (event_speech.c), threats
 * (event_threat.c), blame (event_judge.c). */
#ifndef DB_EVENT_SPEECH_H
#define DB_EVENT_SPEECH_H

#include "record/event.h"

typedef struct words_of { /* one report of words: a statement, all its speakers */
    uint32_t w0, w1;
    db_refset who;
    int32_t claim, cue; /* cue: clause of the verb or noun that reports */
    uint32_t aux;
} words_of;

typedef struct speech {
    db_rec *r;
    words_of *v;
    uint32_t n, cap;
    int32_t *own;   /* [n_clauses]: innermost report that the clause lies in; -1 */
    uint32_t growth, ties, stress;
    uint32_t must, knowing, blame, act, bad, breach, assault, answer, distrust, strong, lift, thought, reprisal, face, idle, coming, deed_n, label, done, menace, deed;
    uint16_t against, incase;
} speech;

/* The parties of `in` that are no speakers; false if none is left or a speaker stands among them. */
bool db_speech_others(const db_rec *r, const words_of *x, const db_refset *in, db_refset *out);
/* Whom the words [w0, w1) name: their heads, else the first one in them. */
void db_speech_named(const db_rec *r, uint32_t w0, uint32_t w1, db_refset *out);
void db_speech_tell(speech *s, const words_of *x, const char *rule, const char *event, const char *mode, const char *cameo, const db_refset *to, uint32_t w0, uint32_t w1);
/* Line of the verb list that the verb of clause c stands in; NULL. */
const char *db_speech_verb(const db_rec *r, uint32_t c, uint32_t list);
/* Who stands behind a noun as its doer: «تروریسم اقتصادی X», «نقض توافق از سوی X». */
bool db_speech_doer(speech *s, const words_of *x, uint32_t w, bool by_only, db_refset *out);
/* event_judge.c: blame in what others are called and in whose deed something is said to be */
void db_speech_deemed(speech *s, const words_of *x);
bool db_speech_judged(speech *s, const words_of *x, uint32_t ci);
bool db_speech_done(speech *s, const words_of *x, uint32_t ci, const db_refset *subject);
void db_speech_threatened(speech *s, const words_of *x);
bool db_speech_threat(speech *s, const words_of *x, uint32_t ci);
#endif
