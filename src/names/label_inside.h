/* label_inside.h -- what the files of the labeller share with the names room and nobody else. */
#ifndef DB_NAMES_LABEL_INSIDE_H
#define DB_NAMES_LABEL_INSIDE_H

#include "names/label.h"
#include "names/work.h"

/* Bits of db_ne_word.gaz: the word begins an item of the list; 16 higher: it stands further inside one. */
enum { G_ORG, G_LOC, G_ORG_HEAD, G_LOC_HEAD, G_GIVEN, G_SURNAME, G_BEFORE, G_HONORIFIC, G_CLUB, G_MEDIA, G_TITLE, G_PORTFOLIO, G_PARTICLE, G_LEADER, G_GIVEN_SURE, G_SUFFIX };

static inline bool ne_gaz(const db_ne_word *w, uint32_t bit) { return (w->gaz >> bit) & 1u; }

/* Describes the words once the rule system has found titles and persons. */
void nm_describe(nm_work *k, db_ne_doc *out);
/* Fills w[].tag: labels by the rules alone; and w[].sure, w[].join: what db_ne_style() needs. */
void nm_rule_labels(const nm_work *k, db_ne_doc *d);

/* Persons of the labeller become mentions where the rules found none. */
void nm_label_persons(nm_work *k);

#endif
