/* work.h -- what the files of the names room share while one report is read. Nothing here is seen outside the room. */
#ifndef DB_NAMES_WORK_H
#define DB_NAMES_WORK_H

#include "names/names.h"

#define NONE UINT32_MAX
#define NM_FULL 512u

/* Lists that this room asks for; the names stand in the same order in find.c. */
typedef enum nm_list {
    L_HEAD, L_PORTFOLIO, L_STATUS, L_HONORIFIC, L_PARTICLE, L_SUFFIX, L_AMBIGUOUS, L_STATE_NOUN, L_PLACE_NOUN, L_SOURCE_CUE, L_OUTLET_NOUN, L_HOME,
    L_THIS, L_PRONOUN, L_GOV_NOUN, L_GOV_PLACE, L_MOTION, L_POST_ADJ, L_POST_TAIL, L_NAME_STOP, L_SHORT_IGO, L_HOME_STYLE, L_UNIT_NOUN, L_FILL, L_DESK, L_WEAK, L_NAME_LEAD, L_INTURN, L_COMMON, L_NAME_NOT, L_BODY_NOUN, L_SAID_BY, L_GIVEN, L_SURNAME, L_LEADER, L_COUNTERPART, L_GOV_ADJ, L_GOVERNOR, N_LISTS
} nm_list;

/* A mention while it is being made; db_mention is filled from it at the end. */
typedef struct nm_x {
    uint32_t w0, w1;
    uint32_t lead;      /* words of respect before a person's name: «آقای …» */
    uint32_t inner;     /* body with its state: end without the state; 0 none */
    uint32_t reg;       /* register entry, NONE if none */
    const char *code;   /* state or organisation of an open body, a place …; NULL not known */
    int32_t ent;        /* entity, -1 not yet */
    int32_t head;       /* mention that holds this one, -1 none */
    int32_t title;      /* title beside a person, -1 none */
    int32_t person;     /* person (cluster), -1 none */
    uint16_t flags;     /* DB_MF_* */
    uint8_t kind;       /* dabir_kind */
    uint8_t form;       /* db_form */
    bool dead;          /* dropped */
    bool weak;          /* person: words unknown to the lexicon where a subject stands, nothing more */
    bool lazy;          /* stands only if its entity has another mention (adjectives alone) */
} nm_x;

/* What the rest of the room asks of a head's class (class= of title-head.list). */
typedef enum nm_class { CL_OFFICE, CL_TOP /* state, government: told by the head alone */, CL_SECGEN, CL_DIRECTOR, CL_MINISTER, CL_SPOKES, CL_ENVOY, CL_DEPUTY,
    CL_HEAD, CL_COMMANDER, CL_MP, CL_KING, CL_LOCAL, CL_ADVISER, CL_MEMBER, CL_OFFICIAL, CL_OTHER } nm_class;

/* An office phrase: «وزیر امور خارجه عراق». */
typedef struct nm_title {
    uint32_t t0, t1;    /* whole expression, state and tail included */
    uint32_t p0, p1;    /* the post */
    uint32_t head;      /* item of the head list: tells which office it is */
    nm_class cls;
    uint32_t office;    /* hash of the class as the list names it */
    const char *attr;   /* attributes of the head */
    const char *of_code; /* state or organisation it is of; NULL: not told */
    uint32_t of_reg;    /* its register entry, NONE if none or home */
    uint32_t of_x;      /* first mention inside that gave it, NONE */
    uint32_t of_end;    /* plural: behind the last state of «… ایران و پاکستان» */
    const char *sector;
    const char *status;
    int32_t mate;       /* title of the same person joined by «و», -1 */
    int32_t person;     /* person mention that bears it, -1 */
    uint32_t under;     /* 1 + person mention whom its bearer served («وزیر خارجه وقت X»), 0 none */
    bool plural, indef /* یک مقام */, deictic /* این مقام */, known /* of was told by the text itself */, bare /* head alone */, pred /* «به عنوان …»، «… بوده است» */, part /* «مشاور …» inside another */, told /* given by another sentence */, plain /* a rank or profession, no office */, peer /* the office of a counterpart, told by another title */, guess /* «این کشور», «دولت» alone: of_code is the likeliest */;
} nm_title;

/* Person under way: one for each cluster of names. */
typedef struct nm_person {
    uint32_t w0, w1;    /* best full form */
    uint32_t seen;
    int32_t ent;
    const char *code, *sector;
    int32_t title;      /* first title borne */
    const char *led_code, *led_sector; /* leader.c: what the register knows of the person; NULL nothing */
    const db_match *led; /* its rows */
    uint32_t led_row;
} nm_person;

typedef struct nm_work {
    db_arena *a;
    const dabir_model *m;
    const db_text *t;
    const db_tokens *k;
    const db_lang *l;
    uint32_t list[N_LISTS];
    uint64_t *bits;     /* [n_words]: lists that have an item beginning here */
    uint16_t fin, fto, ffrom, fwith, fon, fhe, fthis, fas; /* function ids of در، به، از، با، بر، وی، این مقام، به عنوان */
    uint32_t be;        /* verb «بودن» */
    int32_t *own;       /* [n_words]: outermost mention, -1 */
    int32_t *tit;       /* [n_words + 1]: title that covers the word, -1 */
    uint32_t nx, capx;
    nm_x *x;
    uint32_t nt, capt;
    nm_title *ti;
    uint32_t np, capp;
    nm_person *p;
    uint32_t ne, cape;
    db_ent *e;
    int32_t *reg_ent;   /* open hash: register index and code -> entity */
    uint64_t *reg_key;
    uint32_t reg_cap;
    const char *home;   /* code of the outlet's state, NULL none */
    const char *published; /* the report's day, "" if unknown */
    uint8_t sound[128]; /* variant.c: letters of one sound, 0 for long vowels */
    int32_t *names;     /* open hash: skeleton of a name or its last words -> person */
    uint32_t names_cap;
    int8_t *like;       /* [n_words]: nm_likeness by the lists alone */
    uint8_t *date;      /* [n_words]: inside a date expression */
    uint8_t *full;      /* NM_FULL bytes: codes of organisations named by a full form, by hash */
} nm_work;

/* ---- words ---- */
static inline bool nm_has(const nm_work *k, uint32_t w, nm_list l) { return (k->bits[w] >> l) & 1u; }
static inline uint32_t nm_len(const nm_work *k, uint32_t w) { return k->l->w[w].key1 - k->l->w[w].key0; }
static inline const uint8_t *nm_key(const nm_work *k, uint32_t w) { return k->l->letters + k->l->w[w].key0; }
static inline bool nm_punct(const nm_work *k, uint32_t w, db_punct p) { return w < k->l->n_words && k->l->w[w].punct == (uint8_t)p; }
static inline bool nm_given(const nm_work *k, uint32_t w) {
    if (w >= k->l->n_words) return false;
    if (k->l->w[w].pos & DB_POS_GIVEN) return true;
    return nm_has(k, w, L_COMMON) && w + 1 < k->l->n_words && k->like[w + 1] >= 2 && k->own[w + 1] < 0;
}
static inline bool nm_joined(const nm_work *k, uint32_t a, uint32_t b) { /* same sentence and paragraph */
    return b < k->l->n_words && k->l->w[a].sent == k->l->w[b].sent && !(k->l->w[b].flags & DB_WF_PARA);
}
/* Item of list `l` that begins at word w: its end, 0 if none. */
uint32_t nm_item(const nm_work *k, uint32_t w, nm_list l, const db_entry **e);
/* Value of `key=` in an attribute string, copied; NULL if absent. */
const char *nm_attr(nm_work *k, const char *attr, const char *key);
bool nm_flag(const char *attr, const char *word);
bool nm_is(const char *attr, const char *key, const char *value); /* key=value among the attributes */
static inline bool nm_comp_none(const char *attr) { return nm_is(attr, "comp", "none"); }
bool nm_finite(const nm_work *k, uint32_t w);
bool nm_quote_open(const nm_work *k, uint32_t w);
/* Word behind the closing quote of the quotation opened at w, if it stands within `max` words; 0 if not. */
uint32_t nm_quote_end(const nm_work *k, uint32_t w, uint32_t max);
bool nm_same_word(const nm_work *k, uint32_t a, uint32_t b);
uint32_t nm_hash(const nm_work *k, uint32_t w0, uint32_t w1);

/* ---- steps ---- */
uint32_t nm_add(nm_work *k, uint32_t w0, uint32_t w1, dabir_kind kind, uint32_t reg, const char *code, unsigned flags);
void nm_register(nm_work *k);  /* mention.c: states, organisations, bodies … out of the dictionary */
void nm_outlets(nm_work *k, db_str outlet); /* outlet.c */
void nm_bodies(nm_work *k);    /* body.c: whose ministry */
void nm_titles(nm_work *k);    /* title.c */
void nm_persons(nm_work *k);   /* person.c */
bool nm_subject_place(const nm_work *k, uint32_t w0); /* does what begins at w0 stand where subjects stand? */
void nm_owner(nm_work *k, nm_title *t); /* link.c: whose office, if the text does not tell */
int nm_likeness(const nm_work *k, uint32_t w); /* how like a name: -2 no .. 3 by the lists */
void nm_like(nm_work *k);
uint32_t nm_forward(const nm_work *k, uint32_t w, int first, bool titled); /* end of the name that begins at w; w if none */
uint32_t nm_backward(const nm_work *k, uint32_t w); /* first word of the name that ends before w; w if none */
int32_t nm_quoted_at(nm_work *k, uint32_t w, bool titled); /* person in the quotation marks that open at w; -1 */
int32_t nm_quoted_before(nm_work *k, uint32_t end); /* … that close before `end` */
bool nm_ends(const nm_work *k, uint32_t w); /* may what stands at w follow a whole name? */
bool nm_recurs(const nm_work *k, uint32_t w); /* stands the word elsewhere in the report too? */
int32_t nm_person_at(const nm_work *k, uint32_t w);
uint32_t nm_name(nm_work *k, uint32_t w0, uint32_t w1, unsigned flags); /* new mention of a person */
void nm_free_names(nm_work *k); /* series.c: names without a title of their own */
void nm_titles_again(nm_work *k);
bool nm_thing_before(const nm_work *k, uint32_t w); /* thing.c: is what begins at w the name of a ship, a firm, a street? */
void nm_things(nm_work *k);    /* … no persons, here or elsewhere in the report */
void nm_cluster(nm_work *k);   /* cluster.c: one person for all forms of a name; short forms and other spellings found again */
void nm_link(nm_work *k);      /* link.c: offices without a name, entities of all mentions */
void nm_pronouns(nm_work *k);  /* pronoun.c */
void nm_leaders(nm_work *k);   /* leader.c: persons whom the register knows */
bool nm_lone_leader(nm_work *k, uint32_t w);
void nm_leader_codes(nm_work *k);
int32_t nm_leader_of(nm_work *k, const nm_title *t); /* person of the report whom the register knows to hold the office; -1 */

/* ---- entities ---- */
bool nm_same_post(const nm_work *k, const nm_title *a, const nm_title *b); /* link.c */
int32_t nm_ent_reg(nm_work *k, uint32_t reg, const char *code); /* made if need be */
int32_t nm_ent_code(nm_work *k, const char *code); /* state or organisation of that code; -1 none */
db_str nm_text(nm_work *k, uint32_t w0, uint32_t w1); /* normalised words, as a name */
const char *nm_last_state(const nm_work *k, uint32_t w); /* code of the last state named before word w */

/* ---- spelling ---- */
void nm_sounds(nm_work *k);
uint64_t nm_skeleton(const nm_work *k, uint32_t key0, uint32_t key1); /* hash of the consonants, like sounds alike; 0: too few */
bool nm_near(const uint8_t *a, uint32_t na, const uint8_t *b, uint32_t nb);      /* one edit apart (swap, drop, change) */
#endif
