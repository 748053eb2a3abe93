/* names.h -- who and where: mentions of states, organisations, bodies, persons, groups, places and outlets, offices beside
 * names, and one entity for all mentions of the same. */
#ifndef DB_NAMES_H
#define DB_NAMES_H

#include "lang/lang.h"

enum { DB_MF_PRONOUN = 1, DB_MF_DEMONYM = 2 /* ایرانی */, DB_MF_CAPITAL = 4 /* تهران for the government */, DB_MF_QUOTED = 8 /* «…» */,
    DB_MF_TITLE_ONLY = 16 /* وزیر خارجه ترکیه, no name */, DB_MF_PLURAL = 32 /* مقامات …، وزیران خارجه … */, DB_MF_NESTED = 64 /* inside a title or body:
    «روسیه» in «وزیر خارجه روسیه» */, DB_MF_SOURCE = 128 /* outlet that only carries the report */,
    DB_MF_ALONE = 256 /* «شرکت چینی» where the report names the state in no other way: its entity stands only if a claim is about it */ };

typedef struct db_mention {
    uint32_t w0, w1;     /* words */
    dabir_kind kind;
    dabir_ref entity;    /* after linking */
    uint16_t flags;
    int32_t head;        /* for DB_MF_NESTED: index of the mention that contains it; else -1 */
    int32_t office;      /* index into offices if a title stands beside this person; else -1 */
} db_mention;

/* A title beside a person (or a person named by a title alone). */
typedef struct db_office {
    uint32_t person;     /* mention index of the person */
    uint32_t p0, p1;     /* words of the post, without the state or organisation it is of */
    dabir_ref of;        /* entity: state or organisation; DABIR_NONE if the text does not tell */
    uint32_t w0, w1;     /* whole expression, name included */
    const char *status;  /* "incumbent" "acting" "former" "elect" "nominee" */
    const char *rule;    /* "office.name-title.1" … */
    bool named;          /* false: TITLE_ONLY */
} db_office;

/* Entity while it is being built. */
typedef struct db_ent {
    dabir_kind kind;
    uint32_t reg;        /* register index, UINT32_MAX if none */
    const char *code, *sector;
    db_str name;
    uint32_t first;      /* first mention */
} db_ent;

typedef struct db_names {
    uint32_t n_mentions;
    db_mention *m;            /* by w0; outer before nested */
    const int32_t *at;        /* [n_words]: the outermost mention that covers word i, or -1 */
    uint32_t n_offices;
    db_office *o;
    uint32_t n_ents;
    db_ent *e;
    dabir_ref home;           /* state of the outlet (کشورمان), or DABIR_NONE */
} db_names;

/* Finds, links and resolves. `outlet` (may be empty) and the text's own source line give the home state; `published` (ISO day, "" if unknown)
 * tells who led what then. Everything in *out lies in arena `a`. */
void db_names_find(db_arena *a, const dabir_model *m, const db_text *t, const db_tokens *k, const db_lang *l, db_str outlet, const char *published, db_names *out);

/* Entity for a state or organisation code, made if the report has no mention of it. */
dabir_ref db_names_entity(db_arena *a, const dabir_model *m, db_names *n, dabir_kind kind, const char *code);

/* The person or other speaker that a pronoun or second-mention title at mention `mi` stands for is m[mi].entity. */
#endif
