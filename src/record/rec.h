/* rec.h -- what the claim builders share: the document, the lists they look into, and what the report has said so far. */
#ifndef DB_REC_H
#define DB_REC_H

#include "record/doc.h"
#include "record/rules.h"

typedef struct db_refset {
    dabir_ref v[48];
    uint32_t n;
    bool vague;      /* the phrase names somebody, but nobody the record knows («تحلیلگران») */
    bool inherited;  /* taken from an earlier clause or the last speaker */
    uint32_t w0, w1; /* the words */
} db_refset;

/* Why a rule fired: handed to the builders. */
typedef struct db_why {
    const char *id, *file;
    uint32_t line;
    dabir_fill fills[8];
    uint32_t n_fills;
} db_why;

typedef struct db_meeting {
    const char *format, *status;
    db_refset who;
    dabir_ref org, host, visitor, place;
    dabir_date start, end;
    uint32_t w0, w1;      /* clause */
    uint32_t p0, p1;      /* the phrase that names it; empty if none */
    db_why why;
    bool visit, session, joint, each; /* joint: met together, not one by one; each: one by one */
    uint32_t aux, n_mode;
    const char *mode[2];
    int32_t claim;
} db_meeting;

typedef struct db_instrument {
    const char *kind, *action;
    uint32_t w0, w1;      /* title */
    dabir_ref org;
    db_refset parties;
    dabir_ref place, leaver; /* leaver: who withdrew */
    db_refset signers;    /* those between whom it was made, if the verb of its making tells them */
    dabir_date signed_on, start, end;
    bool specific, named, truce, weak; /* truce: of a ceasefire; weak: only what is done with it makes it an instrument */
    uint32_t left, kept;  /* how often the report tells that somebody leaves it, comes back to it */
    uint32_t item;        /* 1 + item of the list of known instruments, 0 none: other names of one instrument stand on one line */
    db_why why;
    uint32_t aux;
} db_instrument;

/* A body or group that speaks under the phrase [w0, w1) and is no entity of the names room. */
typedef struct db_said { uint32_t w0, w1; dabir_ref entity; } db_said;

/* The day on which the report says an organisation was founded. */
typedef struct db_founded { dabir_ref org; dabir_date day; } db_founded;

/* Where an instrument is named: words, and which it is. */
typedef struct db_naming {
    uint32_t w0, w1, ins;
} db_naming;

typedef struct db_rec {
    dabir_doc *d;
    db_arena *a;
    const dabir_model *m;
    const db_lang *l;
    const db_names *nm;
    const db_clauses *cl;
    const db_rules *rules;
    uint32_t *rule0;          /* [n_lists + 2]: first rule of each trigger list */
    uint32_t n_lists;
    /* lists looked into by name */
    uint32_t li_actor_head, li_participants, li_meeting, li_agreement, li_instrument, li_member, li_anon, li_hyp, li_planned, li_action_n, li_meeting_mode, li_held, li_say, li_comp, li_deem, li_sides, li_team, li_partitive;
    uint16_t f_in, f_with, f_from, f_to, f_if, f_by, f_between, f_presence, f_until, f_host, f_including;
    /* discourse */
    dabir_ref last_speaker;
    int32_t *speech_of;       /* [n_clauses]: claim whose content this clause lies in, -1 none */
    int32_t *claim_of;        /* [n_clauses]: statement claim that this clause's verb made, -1 */
    uint32_t speech_from, speech_until; /* words between lie in the content of claim speech_claim */
    int32_t speech_claim;
    uint32_t last_said;       /* word behind the last words reported on the level of the report; 0 none */
    bool nameless, last_nameless; /* speaker.c: a nameless official speaks now, spoke last */
    uint32_t li_official, li_person, li_outlet, li_along, li_say_paper; /* statement_person.c: nameless officials, nouns of one person */
    uint32_t li_manner, li_title, li_group, li_paper, li_honorific, li_that, li_this, li_leans, lemma_become; /* speaker.c: nouns of groups that speak, of papers they speak in */
    uint16_t f_near, f_i, f_we, f_you, f_as, f_for, f_because;
    struct db_said *said;     /* bodies and groups that only their phrase names */
    uint32_t n_said, cap_said;
    db_meeting *meet;
    uint32_t n_meet, cap_meet;
    db_instrument *ins;
    db_naming *named;      /* by w0 */
    uint32_t n_named, cap_named;
    uint32_t n_ins, cap_ins;
    int32_t last_meeting;     /* the last one between sides, which «دو طرف» means, -1 */
    int32_t session;          /* index of the meeting that «این نشست» means, -1 */
    dabir_ref session_org;
    db_refset doer;           /* who did what the last noun of deed of sentence doer_sent tells */
    uint32_t doer_sent;
    bool traced;              /* a rule is traced: trace.c wants to know */
    dabir_ref member_org;     /* organisation of the last membership told, and its sentence */
    uint32_t member_sent;
    db_founded founded[16];
    uint32_t n_founded;
    uint8_t *stood;           /* [n_words]: 1 where standing.c has told what a word for a membership says */
} db_rec;

/* np.c -- phrases to entities */
void db_np_heads(const db_rec *r, uint32_t w0, uint32_t w1, db_refset *out);   /* those that the phrase names itself: «A، B و C», «دولت X», «مقامات X» */
void db_np_heads_named(const db_rec *r, uint32_t w0, uint32_t w1, db_refset *out); /* the same without «دو کشور» */
uint32_t db_sides(const db_rec *r, uint32_t w, uint32_t w1, db_refset *out); /* sides.c: «این سه کشور» at word w; end of the words, 0 if it is none */
void db_np_inside(const db_rec *r, uint32_t w0, uint32_t w1, db_refset *out);  /* any state, organisation, body, person, group in it */
void db_subject(const db_rec *r, uint32_t clause, db_refset *out);              /* own, shared or inherited subject of a clause */
void db_subject_active(const db_rec *r, uint32_t clause, db_refset *out);         /* the same of a verb that nobody suffers: «توسط X» is no subject of «خواستار شد» */
dabir_ref db_government(const db_rec *r, uint32_t w, uint32_t i);                 /* state of «دولت X», X the person at word i; words from w on */
int32_t db_antecedent(const db_rec *r, uint32_t clause);                          /* chunk that a relative clause hangs on, -1 */
bool db_ref_add(const db_rec *r, db_refset *s, dabir_ref e);                    /* once each, by code */
bool db_is_actor(const db_rec *r, dabir_ref e);
bool db_pronoun_means(const db_rec *r, uint32_t clause, uint32_t w0, uint32_t w1, db_refset *out); /* whom a pronoun that is all of the phrase means */
uint32_t db_mention_lower(const db_rec *r, uint32_t w);                             /* first mention that begins at or behind word w */
dabir_ref db_org_of(const db_rec *r, uint32_t w0, uint32_t w1);                 /* first organisation in the words, also «این سازمان» */
dabir_ref db_place_of(const db_rec *r, uint32_t clause);                        /* place of a clause: «در بیشکک» */
const db_date *db_date_of(const db_rec *r, uint32_t clause);                    /* date of a clause or of the one that governs it */
const char *db_attr(db_rec *r, const char *attr, const char *key);              /* value of key in an attribute string; NULL */
const db_match *db_list_in(const db_rec *r, uint32_t w0, uint32_t w1, uint32_t list, const db_entry **e); /* first item of a list inside the words */
int32_t db_ancestor_statement(const db_rec *r, int32_t clause);

/* claim.c -- adding claims */
dabir_claim *db_claim_new(db_rec *r, dabir_claim_type t, const db_why *why, uint32_t w0, uint32_t w1);
dabir_quote db_quote(const db_rec *r, uint32_t w0, uint32_t w1);
dabir_refs db_refs(db_rec *r, const db_refset *s);
uint32_t db_aux_of(const db_rec *r, uint32_t clause);
void db_trim(const db_rec *r, uint32_t *w0, uint32_t *w1); /* punctuation and quotes off both ends */

/* statement.c · meeting.c · event.c · member.c · agreement.c · office.c */
typedef struct db_hit { /* a rule whose roles are filled */
    const db_rule *rule;
    uint32_t clause;
    uint32_t t0, t1;        /* trigger words */
    uint32_t v0, v1;        /* verb complex (nouns: the trigger) */
    const char *attr;       /* attributes of the list line */
    struct { bool set; uint32_t w0, w1; uint16_t slot, prep; int32_t chunk; bool inherited; } role[8];
    db_why why;
} db_hit;
const char *db_hit_value(db_rec *r, const db_hit *h, const db_remit *e, const char *key, int *role); /* literal or attribute; role >= 0 if a role */
bool db_role_actors(db_rec *r, const db_hit *h, int role, db_refset *out);

void db_emit_statement(db_rec *r, const db_hit *h, const db_remit *e);
void db_emit_meeting(db_rec *r, const db_hit *h, const db_remit *e);
void db_emit_event(db_rec *r, const db_hit *h, const db_remit *e);
void db_emit_membership(db_rec *r, const db_hit *h, const db_remit *e);
void db_emit_agreement(db_rec *r, const db_hit *h, const db_remit *e);
void db_emit_office(db_rec *r, const db_hit *h, const db_remit *e);
void db_event_add(db_rec *r, const db_why *why, const char *event, const char *mode, const char *cameo, const db_refset *actor, const db_refset *recipient,
                  const dabir_date *date, dabir_ref place, uint32_t aux, uint32_t w0, uint32_t w1, int32_t from);
void db_speech_events(db_rec *r);     /* event_speech.c: when all statements stand */
bool db_event_known(const db_rec *r, const char *event, dabir_ref actor); /* does a claim tell of such a deed of his alone, done to somebody? */
void db_offices(db_rec *r);
void db_instruments(db_rec *r);       /* instruments named in the text, before the rules run */
void db_meetings_finish(db_rec *r);
void db_meeting_attendants(db_rec *r, uint32_t sent);
void db_counterparts(db_rec *r);      /* states of persons who are only called somebody's counterpart */
void db_instruments_finish(db_rec *r);
bool db_speakers(db_rec *r, const db_hit *h, int role, bool speech, db_refset *out);
bool db_content_of(db_rec *r, const db_hit *h, int role, int srole, bool to_verb, uint32_t *w0, uint32_t *w1, bool *direct);
void db_colon_statement(db_rec *r, uint32_t sent);
void db_speakers_begin(db_rec *r);
void db_speakers_finish(db_rec *r);
/* statement_person.c -- speakers whom the names room does not know */
dabir_ref db_person_again(const db_rec *r, uint32_t w0, uint32_t w1);
dabir_ref db_person_named(db_rec *r, uint32_t w0, uint32_t w1, bool alone);
dabir_ref db_person_titled(const db_rec *r, uint32_t w, const char *code);
dabir_ref db_described(db_rec *r, uint32_t w0, uint32_t w1);
dabir_ref db_official_of(db_rec *r, const db_clause *c, uint32_t chunk);
bool db_speaker_again(const db_rec *r, uint32_t w0, uint32_t w1, dabir_ref *who);
bool db_pronoun_again(const db_rec *r, const db_clause *c, uint32_t w0, uint32_t w1);
const char *db_code_inside(const db_rec *r, uint32_t w0, uint32_t w1);   /* speaker.c: state behind a body's name */
dabir_ref db_said_add(db_rec *r, dabir_kind kind, const char *code, uint32_t w0, uint32_t w1); /* a speaker under the phrase [w0, w1) */
dabir_ref db_addressee(const db_rec *r, uint32_t clause, dabir_ref who, uint32_t w0, uint32_t w1); /* statement_addressee.c */
/* statement_stance.c: stance of words [w0, w1) of speaker `who`; cue: what the reporting verb says itself, NULL if nothing */
const char *db_stance(db_rec *r, const db_hit *h, const char *cue, dabir_ref who, uint32_t w0, uint32_t w1);
bool db_speech_span(db_rec *r, uint32_t clause, uint32_t *w0, uint32_t *w1, bool *direct);
bool db_object_span(const db_rec *r, uint32_t clause, uint32_t *w0, uint32_t *w1);

/* member.c, standing.c -- memberships told by verbs (rules) and by nouns; clause UINT32_MAX: none. One claim each (member, organisation, status). */
void db_membership_add(db_rec *r, const db_why *why, uint32_t clause, dabir_ref member, dabir_ref org, const char *status, const char *change, const db_date *d, uint32_t w0, uint32_t w1);
void db_standings(db_rec *r, uint32_t sent);
void db_foundings(db_rec *r, uint32_t sent);     /* founding.c: who founded what, and when */
void db_applications(db_rec *r, uint32_t sent);  /* applying.c: who asks to be let in */
void db_memberships_finish(db_rec *r);           /* member.c: dates that other words of the report tell */
bool db_member_context(const db_rec *r, uint32_t sent); /* has a membership been told in this sentence or right before? */
uint32_t db_orgs_joined(const db_rec *r, dabir_ref org, uint32_t w0, uint32_t w1, dabir_ref *out, uint32_t cap); /* «… اتحادیه اروپا و ناتو»: org and those joined to it */
bool db_org_heads(const db_rec *r, uint32_t w0, uint32_t w1);   /* the phrase is an organisation, not something of one («تحریم‌های …») */
bool db_states_head(const db_rec *r, uint32_t w0, uint32_t w1); /* … is countries, not something of theirs */

void db_quiet(db_rec *r); /* quiet.c: when all claims stand */
void db_record_run(dabir_doc *d);

/* trace.c; only where r->traced */
void db_trace_try(db_rec *r, uint32_t list, uint16_t trig, const db_hit *proto); /* before the rules of a list are tried */
void db_trace_passed(db_rec *r, uint32_t list, uint16_t trig, uint32_t w0, uint32_t w1, const char *why); /* a trigger that no rule is tried on */
void db_trace_refused(db_rec *r, const char *why); /* a builder makes nothing of the hit at hand */
void db_trace_finish(db_rec *r);
static inline void db_refuse(db_rec *r, const db_hit *h, const char *why) { /* for builders: `return db_refuse(r, h, "…")` */
    if (r->traced && strcmp(h->why.id, r->d->trace->rule) == 0) db_trace_refused(r, why);
}
#endif
