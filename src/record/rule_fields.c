/* rule_fields.c -- what a rule may say of each claim: the fields that its builder looks for, from where, and the words they may hold. A builder
 * that honours a new key gets a line here; the compiler refuses all others. */
#include "record/rules.h"

#define R DB_FH_ROLE
#define L DB_FH_LITERAL
#define A DB_FH_ATTR

static const db_field_rule fields[] = {
    {DABIR_OFFICE, "person", R, NULL},
    {DABIR_OFFICE, "post", R, NULL},
    {DABIR_OFFICE, "status", L | A, "incumbent acting former elect nominee"},
    {DABIR_OFFICE, "change", L | A, "appoint elect dismiss resign die"},
    {DABIR_OFFICE, "only", L, "predicate"},

    {DABIR_MEMBERSHIP, "member", R, NULL},
    {DABIR_MEMBERSHIP, "organization", R, NULL},
    {DABIR_MEMBERSHIP, "status", L | A, "full founder associate observer dialogue_partner applicant candidate suspended former"},
    {DABIR_MEMBERSHIP, "change", L | A, "found accede admit upgrade apply suspend withdraw expel"},
    {DABIR_MEMBERSHIP, "negation", L, "1"},

    {DABIR_MEETING, "participants", R | DB_FH_SEVERAL, NULL},
    {DABIR_MEETING, "organization", R, NULL},
    {DABIR_MEETING, "of", R, NULL},
    {DABIR_MEETING, "host", R, NULL},
    {DABIR_MEETING, "visitor", R, NULL},
    {DABIR_MEETING, "format", L | A, "bilateral multilateral phone virtual"},
    {DABIR_MEETING, "status", L | A, "held planned cancelled postponed ongoing"},
    {DABIR_MEETING, "alone", L, "yes speaker"},
    {DABIR_MEETING, "only", L, "dated told"},
    {DABIR_MEETING, "purpose", L, "yes"},

    {DABIR_STATEMENT, "speaker", R, NULL},
    {DABIR_STATEMENT, "content", R, NULL},
    {DABIR_STATEMENT, "addressee", R, NULL},
    {DABIR_STATEMENT, "stance", L | A, "support oppose call_for warn accuse deny promise thank neutral"},
    {DABIR_STATEMENT, "kind", L, "direct indirect"},
    {DABIR_STATEMENT, "until", L, "verb"},

    {DABIR_AGREEMENT, "title", R, NULL},
    {DABIR_AGREEMENT, "parties", R, NULL},
    {DABIR_AGREEMENT, "action", L | A, "draft negotiate conclude sign ratify enter_into_force implement adopt renew suspend violate withdraw terminate accede"},

    {DABIR_EVENT, "event", L | A, "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT"},
    {DABIR_EVENT, "mode", L | A, NULL},
    {DABIR_EVENT, "cameo", L | A, NULL},
    {DABIR_EVENT, "actor", R, NULL},
    {DABIR_EVENT, "recipient", R, NULL},
    {DABIR_EVENT, "doer", R, NULL},
    {DABIR_EVENT, "partner", R, NULL},
    {DABIR_EVENT, "organization", R, NULL},
    {DABIR_EVENT, "pact", R, NULL},
    {DABIR_EVENT, "alone", L, "no several"},
    {DABIR_EVENT, "places", L, "yes"},
    {DABIR_EVENT, "unknown", L, "actor"},
    {DABIR_EVENT, "deed", L, "yes"},
    {DABIR_EVENT, "news", L, "yes"},
    {DABIR_EVENT, "negation", L, "meant"},
    {DABIR_EVENT, "via", L, "if deed said refusal"},
    {DABIR_EVENT, "bare", L, "yes"},
    {DABIR_EVENT, "national", L, "yes"},
    {DABIR_EVENT, "killed", L, "yes"},
    {DABIR_EVENT, "blast", L, "yes"},
    {DABIR_EVENT, "intent", L, "yes"},
    {DABIR_EVENT, "troops", L, "yes"},
};

const db_field_rule *db_field_of(dabir_claim_type type, const char *key, size_t n) {
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (fields[i].type == type && strlen(fields[i].key) == n && memcmp(fields[i].key, key, n) == 0) return &fields[i];
    return NULL;
}
