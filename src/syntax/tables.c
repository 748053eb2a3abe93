/* tables.c -- names of parts of speech and of relations. Their order is part of the weights: new relations go to the end. */
#include "syntax/syntax.h"

static const char *const UPOS[DB_N_UPOS] = {"_", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT",
    "SCONJ", "SYM", "VERB", "X"};

static const char *const REL[] = {"_", "root", "acl", "acl:relcl", "advcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "cc:preconj", "ccomp",
    "compound", "compound:lvc", "compound:prt", "compound:redup", "compound:svc", "conj", "cop", "csubj", "dep", "det", "det:predet", "discourse",
    "dislocated", "fixed", "flat", "flat:foreign", "flat:name", "flat:num", "goeswith", "iobj", "list", "mark", "nmod", "nmod:poss", "nsubj",
    "nsubj:pass", "nummod", "obj", "obl", "obl:arg", "orphan", "parataxis", "punct", "reparandum", "vocative", "xcomp", "nsubj:outer", "csubj:pass",
    "obl:agent", "clf", "expl", "discourse:top/foc"};
enum { N_REL = sizeof REL / sizeof *REL };

static uint32_t find(const char *const *names, uint32_t n, db_str s) {
    for (uint32_t i = 1; i < n; i++)
        if (strlen(names[i]) == s.n && memcmp(names[i], s.p, s.n) == 0) return i;
    return 0;
}

const char *db_upos_name(db_upos u) { return UPOS[u < DB_N_UPOS ? u : 0]; }
db_upos db_upos_of(db_str name) { return (db_upos)find(UPOS, DB_N_UPOS, name); }
const char *db_deprel_name(uint32_t rel) { return REL[rel < N_REL ? rel : 0]; }
uint32_t db_deprel_of(db_str name) { return find(REL, N_REL, name); }
uint32_t db_n_deprels(void) { return N_REL - 1; }
