/* rules.h -- the rules as a linguist writes them (data/rules/NAME.rules) and as the engine reads them.
 *
 *   rule ID                        # name.of.rule.1, unique
 *     verb &LIST [&LIST…]          # trigger: a verb of these lists closes the clause
 *     noun &LIST | phrase &LIST    # … or a noun / phrase of the list stands in it
 *     need FLAG [FLAG…]            # active passive negated positive finite noun-free future … (see db_need)
 *     under PREP [PREP…]             # nouns: the preposition that their phrase stands under; bare: none
 *     role NAME SLOT FILTER        # must be filled
 *     opt  NAME SLOT FILTER        # may be filled
 *   emit TYPE KEY VALUE [KEY VALUE…]
 *
 * SLOT: subject · object (with را) · pred (bare, before the verb) · ezafe (what follows the trigger in its phrase) · speech (what is
 * said: behind a colon, که or in quotation marks) · inside (any phrase of the clause) · phrase (the trigger's own) · apposed (the phrase that the trigger's explains behind a comma) · head (what a relative clause hangs on, «پیمانی که X امضا کرد») · date · the id of a preposition
 * (lexicon/function.tsv: with, from, to, in …) · @KEY (the slot that the list line names: slot=…, rec=…) · A|B alternatives.
 * FILTER: actor (state, organisation, body, person, group) · org · state · person · place · date · np (any words) · instrument (a phrase that
 * begins with a noun of agreement-noun) · meeting (… of meeting-noun) · membership (holds an item of member-noun); FILTER&LIST: the phrase must
 * also hold an item of that list («actor&w-attack»: «در حمله X»).
 * VALUE: NAME of a role, =LITERAL, or @KEY (attribute of the list line). Keys: the fields of the record contract.
 */
#ifndef DB_RULES_H
#define DB_RULES_H

#include "lang/compile.h"

typedef enum db_slot { DB_S_SUBJECT = 1, DB_S_OBJECT, DB_S_PRED, DB_S_EZAFE, DB_S_SPEECH, DB_S_INSIDE, DB_S_DATE, DB_S_PHRASE, DB_S_APPOSED, DB_S_PREP, DB_S_ATTR, DB_S_NONE, DB_S_HEAD } db_slot;
typedef enum db_filter { DB_FI_NP = 1, DB_FI_ACTOR, DB_FI_ORG, DB_FI_STATE, DB_FI_PERSON, DB_FI_PLACE, DB_FI_DATE, DB_FI_INSTRUMENT, DB_FI_MEETING, DB_FI_MEMBER } db_filter;
typedef enum db_trig { DB_TR_VERB = 1, DB_TR_NOUN, DB_TR_PHRASE } db_trig;
enum db_need { DB_ND_ACTIVE = 1, DB_ND_PASSIVE = 2, DB_ND_NEGATED = 4, DB_ND_POSITIVE = 8, DB_ND_NOHYP = 16 /* not under if, modal or question */ };

typedef struct db_slotref { uint16_t slot, prep; uint32_t attr; } db_slotref; /* attr: string offset */
typedef struct db_rrole { uint32_t name; uint16_t filter, optional; uint32_t list /* of FILTER&LIST; 0 none */, n_slots; db_slotref slot[6]; } db_rrole;
typedef enum db_vkind { DB_V_ROLE = 1, DB_V_LITERAL, DB_V_ATTR } db_vkind;
typedef struct db_rkv { uint32_t key, value; uint32_t kind; } db_rkv; /* string offsets; for a role: its number in the rule */
typedef struct db_remit { uint32_t type, kv0, n_kv; } db_remit;      /* type: dabir_claim_type */
typedef struct db_rule { uint32_t id, file, line; uint16_t trig, need; uint32_t list; uint16_t n_under, under[13]; /* what the trigger's phrase may stand under */ uint32_t role0, n_roles, emit0, n_emits; } db_rule;

/* Head of the RULE section; arrays follow at byte offsets from its start. One db_rule per rule and trigger list, sorted by (list, line). */
typedef struct db_rules {
    uint32_t n_rules, n_roles, n_emits, n_kv;
    uint32_t rules, roles, emits, kv, strings, n_strings;
} db_rules;

static inline const db_rules *db_rules_of(const dabir_model *m) {
    uint32_t n;
    return (const db_rules *)db_model_section(m, "RULE", &n);
}
static inline const db_rule *db_rule_at(const db_rules *r, uint32_t i) { return (const db_rule *)((const char *)r + r->rules) + i; }
static inline const db_rrole *db_role_at(const db_rules *r, uint32_t i) { return (const db_rrole *)((const char *)r + r->roles) + i; }
static inline const db_remit *db_emit_at(const db_rules *r, uint32_t i) { return (const db_remit *)((const char *)r + r->emits) + i; }
static inline const db_rkv *db_kv_at(const db_rules *r, uint32_t i) { return (const db_rkv *)((const char *)r + r->kv) + i; }
static inline const char *db_rule_str(const db_rules *r, uint32_t o) { return (const char *)r + r->strings + o; }

/* Compiles rules/NAME.rules of `data` against the lists and function words of `m`; the section's bytes go to `out`. DABIR_E_SYNTAX and a
 * filled `lint` if anything is wrong. `without`: id of a rule that is left out (tests that take each rule away), or NULL. */
dabir_status db_rules_compile(const db_data *data, const dabir_model *m, const char *without, db_buf *out, db_lint *lint);

/* Which fields a claim of type `type` takes from a rule, and how (rule_fields.c). */
enum { DB_FH_ROLE = 1, DB_FH_LITERAL = 2, DB_FH_ATTR = 4, DB_FH_SEVERAL = 8 /* may be given twice */ };
typedef struct db_field_rule { dabir_claim_type type; const char *key; uint32_t how; const char *values; /* of a literal, blanks between; NULL: see attributes.tsv */ } db_field_rule;
const db_field_rule *db_field_of(dabir_claim_type type, const char *key, size_t n); /* NULL: it has no such field */

/* The model `base` with the directory `dir` laid over the data it was made of. On success `base` belongs to *out. */
dabir_status db_model_extend(dabir_model *base, const char *dir, dabir_model **out, db_lint *lint);

const char *db_slot_name(const dabir_model *m, uint16_t slot, uint16_t prep);
const char *db_filter_name(uint16_t filter);
/* Slot id by name; DB_S_PREP fills *prep. 0 if there is none of that name. */
uint16_t db_slot_by_name(const dabir_model *m, const char *name, size_t n, uint16_t *prep);
#endif
