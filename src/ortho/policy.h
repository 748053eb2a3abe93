/* policy.h -- inside the half-space room: the switches of the normaliser. Value 0 of each leaves the text alone. */
#ifndef DB_ORTHO_POLICY_H
#define DB_ORTHO_POLICY_H

#include "ortho/inside.h"

/* name, groups (for --only), values by number, what it is about */
#define DB_SWITCHES(X) \
    X(LETTERS, "letters", G_LETTERS, "keep fa all", "Arabic ي ك and joined forms to Persian letters; all: Kurdish and Urdu letters too") \
    X(TEH, "teh", G_LETTERS, "keep heh ye", "ة to ه, or to ه‌ی") \
    X(KASHIDA, "kashida", G_LETTERS | G_SPACING | G_REPEATS, "keep drop", "ـ") \
    X(DIACRITICS, "diacritics", G_DIACRITICS, "keep once drop", "vowel signs; once: none twice") \
    X(SPECIALS, "specials", G_SPECIALS, "keep drop", "honorific signs such as ﷺ, Koranic marks") \
    X(LIGATURES, "ligatures", G_LIGATURES, "keep words", "﷽ ﷼ ﷲ to words") \
    X(DIGITS, "digits", G_DIGITS, "keep persian fa en", "persian: only Arabic ٤٥٦ to ۴۵۶") \
    X(DECIMAL, "decimal", G_STYLE, "keep fa", "3.14 to 3٫14") \
    X(DATES, "dates", G_STYLE, "keep year-first", "23/10/1355 to 1355/10/23") \
    X(PERCENT, "percent", G_PUNCTUATION, "keep fa en", "% and ٪") \
    X(MARKS, "marks", G_PUNCTUATION, "keep fa beside", ", ; ? to ، ؛ ؟; beside: only behind a Persian word") \
    X(QUOTES, "quotes", G_STYLE, "keep guillemets straight", "\"…\" to «…» or back") \
    X(SINGLE, "single-quotes", G_STYLE, "keep guillemets", "'…' to «…»") \
    X(BACKTICKS, "backticks", G_STYLE, "keep guillemets", "`…` to «…», which otherwise is code") \
    X(ELLIPSIS, "ellipsis", G_STYLE, "keep sign dots", "... to … or back") \
    X(DASHES, "dashes", G_STYLE, "keep signs", "-- to –, --- to —") \
    X(REPEAT_MARKS, "repeated-marks", G_PUNCTUATION | G_REPEATS, "keep one", "!!! to !, ?! and !? to ؟!") \
    X(REPEATS, "repeated-letters", G_REPEATS, "keep two lexicon", "three and more of a letter; lexicon: to a word that is one") \
    X(ENTITIES, "entities", G_STYLE, "keep decode", "&quot; &amp; &nbsp;") \
    X(URLS, "urls", G_URLS, "keep decode dash", "%D8%A7 in addresses to letters; dash: spaces in them to hyphens") \
    X(SPACES, "spaces", G_SPACING | G_HALF, "keep one", "runs of spaces, and no-break and thin spaces, to one space") \
    X(TRIM, "trim", G_SPACING, "keep lines text", "spaces at line ends; text: only at both ends of the text, with line ends") \
    X(NEWLINES, "empty-lines", G_SPACING, "keep one", "several empty lines to one") \
    X(ZWNJ, "half-space", G_SPACING | G_HALF | G_LETTERS, "keep trim", "half-spaces doubled or at the edge of a word") \
    X(NONJOINING, "half-space-nonjoining", G_SPACING | G_HALF, "keep drop", "half-spaces behind letters that do not join, where they cannot be seen") \
    X(JOIN, "join", G_SPACING | G_HALF, "keep verbs affixes model full lexicon", "spaces where a half-space belongs; affixes: by data/ortho/affix.tsv alone; model: scored; full: both; lexicon: and compounds to one word") \
    X(CUT, "cut", G_SPACING | G_HALF, "keep verbs model", "half-spaces lost in words written as one") \
    X(MI, "mi", G_MI, "keep cut", "می and نمی written on to their verb") \
    X(NEW_NONJOINING, "new-nonjoining", G_SPACING | G_HALF, "zwnj affixes glue space", "what joins behind a letter that does not join: half-space, nothing for affixes, always nothing, or the space stays") \
    X(DEGREE, "degree", G_SPACING | G_HALF, "zwnj glue", "تر and ترین when joined") \
    X(VERB_PREFIX, "verb-prefix", G_SPACING | G_HALF, "keep glue", "بر می‌گردد to برمی‌گردد") \
    X(YE, "ezafe", G_YA, "keep ye hamza one", "ezafe behind ه: ه‌ی, هٔ, or the one letter ۀ") \
    X(PUNCT, "mark-spacing", G_SPACING, "keep tidy full apart", "no space before ، . » and behind «; full: and one behind ،; apart: spaces on both sides") \
    X(NUMBERS, "number-spacing", G_SPACING, "keep apart", "a space between a number and a word written on to it") \
    X(HAND, "trust", 0, "no yes", "trust what the writer does elsewhere in the text: who sets half-spaces writes the rest as he means it")

enum { G_LETTERS = 1, G_DIACRITICS = 2, G_DIGITS = 4, G_STYLE = 8, G_PUNCTUATION = 16, G_SPACING = 32, G_HALF = 64, G_REPEATS = 128, G_SPECIALS = 256,
    G_LIGATURES = 512, G_YA = 1024, G_MI = 2048, G_URLS = 4096 };

typedef enum db_switch {
#define X(id, name, groups, values, what) DB_SW_##id,
    DB_SWITCHES(X)
#undef X
    DB_N_SWITCHES
} db_switch;

typedef struct db_policy { uint8_t v[DB_N_SWITCHES]; } db_policy;

typedef struct db_switch_info { const char *name, *values, *what; uint32_t groups; } db_switch_info;
extern const db_switch_info db_switches[DB_N_SWITCHES];

/* "digits=fa quotes=guillemets": false and `why` (may be NULL) if a name or value is none. */
bool db_policy_set(db_policy *p, db_str settings, char *why, size_t cap);
/* Switches everything off that is in none of the groups ("spacing,letters"; "none"). */
bool db_policy_only(db_policy *p, db_str groups, char *why, size_t cap);
/* The profile of data/ortho/profiles.tsv by its name; NULL: what the model lacks or there is none. */
bool db_policy_profile(db_policy *p, const dabir_model *m, db_str name, char *why, size_t cap);

#endif
