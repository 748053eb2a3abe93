/* text_normalize.c -- `dabir text normalize`: half-spaces and characters set right, by a profile and single switches; or the list of edits. */
#include "cli/text.h"
#include "cli/text_undo.h"
#include "ortho/policy.h"

#include <stdlib.h>

enum { OPT_ONLY = 1, OPT_URL_SPACE, OPT_SWITCHES, OPT_PROFILES, OPT_UNDO, OPT_PROFILE = 'p', OPT_EDITS = 'e', OPT_SET = 's', OPT_SWITCH = 128 };

typedef struct normalize_state {
    const char *profile, *only, *undo;
    char settings[1024];
    bool edits, switches, profiles;
    db_ortho *o;
    cli_undo *back;
} normalize_state;

static bool set(normalize_state *s, const char *name, const char *value, char *why, size_t cap)
{
    db_policy p = {{0}};
    size_t n = strlen(s->settings);
    int k = snprintf(s->settings + n, sizeof s->settings - n, "%s%s%s ", name ? name : "", name ? "=" : "", value); /* --set gives both in one */
    if (k < 0 || (size_t)k >= sizeof s->settings - n) {
        snprintf(why, cap, "too many settings");
        return false;
    }
    return db_policy_set(&p, db_str_z(s->settings + n), why, cap);
}

static bool normalize_take(void *state, int id, const char *arg, char *why, size_t cap)
{
    normalize_state *s = state;
    db_policy p = {{0}};
    switch (id) {
    case OPT_PROFILE: s->profile = arg; return true;
    case OPT_ONLY: s->only = arg; return db_policy_only(&p, db_str_z(arg), why, cap);
    case OPT_EDITS: s->edits = true; return true;
    case OPT_UNDO: s->undo = arg; return true;
    case OPT_SET: return set(s, NULL, arg, why, cap);
    case OPT_URL_SPACE: return set(s, "urls", strcmp(arg, "-") == 0 ? "dash" : "decode", why, cap);
    case OPT_SWITCHES: s->switches = true; return true;
    case OPT_PROFILES: s->profiles = true; return true;
    default: return set(s, db_switches[id - OPT_SWITCH].name, arg, why, cap);
    }
}

static dabir_status normalize_begin(cli_text *t, dabir_error *err)
{
    normalize_state *s = t->state;
    if (s->undo) {
        if (t->o->lines || t->o->batch || t->o->n_files > 1)
            return db_fail(err, DABIR_E_ARGUMENT, NULL, 0, 0, 0, "--undo takes one text as a whole: neither --lines nor --batch nor a second file");
        return cli_undo_open(s->undo, &s->back, err);
    }
    /* Without --lines or --batch a file goes through window by window, and its line ends are not ours to take away. */
    if (!t->o->batch && !t->o->lines && !strstr(s->settings, "trim=")) {
        db_policy p;
        char why[64];
        if (db_policy_profile(&p, t->model, db_str_z(s->profile ? s->profile : "academy"), why, sizeof why) && p.v[DB_SW_TRIM] == 2 && !s->only)
            set(s, "trim", "lines", why, sizeof why);
    }
    return db_ortho_new(t->model, s->profile, s->only, s->settings, &s->o, err);
}

static void list_switches(cli_text *t)
{
    for (uint32_t i = 0; i < DB_N_SWITCHES; i++)
        db_buf_fmt(t->out, "%-22s %-32s %s\n", db_switches[i].name, db_switches[i].values, db_switches[i].what);
}

static void list_profiles(cli_text *t)
{
    uint32_t n = 0;
    const char *p = db_model_section(t->model, "OPRO", &n);
    for (uint32_t i = 0, e; p && i < n; i = e + 1) {
        for (e = i; e < n && p[e] != '\n';)
            e++;
        if (p[i] != '#' && e > i) {
            db_buf_add(t->out, p + i, e - i);
            db_buf_ch(t->out, '\n');
        }
    }
}

static uint32_t points(const char *p, uint32_t n)
{
    uint32_t c = 0;
    for (uint32_t i = 0; i < n; i++)
        c += (signed char)p[i] >= -64;
    return c;
}

/* One JSON object an edit: where (code points of the file as given), what stood there, what stands there now, which switch. */
static void put_edits(cli_text *t, db_str text, const db_edit *e, uint32_t n)
{
    uint32_t byte = 0, cp = 0;
    for (uint32_t i = 0; i < n; i++) {
        cp += points(text.p + byte, e[i].b0 - byte);
        byte = e[i].b0;
        db_buf_fmt(t->out, "{\"at\":%llu,\"old\":", (unsigned long long)(t->cp0 + cp));
        cli_json_str(t->out, db_str_of(text.p + byte, e[i].b1 - byte));
        db_buf_str(t->out, ",\"new\":");
        cli_json_str(t->out, e[i].now);
        db_buf_fmt(t->out, ",\"why\":\"%s\"}\n", db_edit_reason(&e[i]));
    }
}

static dabir_status normalize_window(cli_text *t, db_str text, dabir_error *err)
{
    normalize_state *s = t->state;
    const db_edit *e = NULL;
    uint32_t n = 0;
    if (s->back)
        return cli_undo_piece(s->back, t->file, text, t->last, t->out, err);
    if (s->switches || s->profiles) {
        if (t->first && s->switches) list_switches(t);
        if (t->first && s->profiles) list_profiles(t);
        return DABIR_OK;
    }
    if (t->first)
        db_ortho_forget(s->o);
    db_str now = db_ortho_run(s->o, t->a, text, &e, &n);
    if (s->edits || t->o->json)
        put_edits(t, text, e, n);
    else
        db_buf_add(t->out, now.p, now.n);
    return DABIR_OK;
}

static void normalize_end(cli_text *t)
{
    normalize_state *s = t->state;
    db_ortho_free(s->o);
    cli_undo_free(s->back);
    s->o = NULL;
    s->back = NULL;
}

static const cli_text_option normalize_options[] = {
    {OPT_PROFILE, "profile", "NAME", "whose rules: academy (the default), minimal, hazm, shekar, …"},
    {OPT_ONLY, "only", "GROUPS", "of the profile only letters, digits, spacing, half-spaces …"},
    {OPT_EDITS, "edits", NULL, "write the edits instead of the text, one JSON object a line"},
    {OPT_UNDO, "undo", "EDITS", "take back what the list EDITS, written with --edits, says was changed"},
    {OPT_SET, "set", "SWITCH=VALUE", "one switch; the same as --SWITCH VALUE"},
    {OPT_SWITCHES, "switches", NULL, "list all switches and their values"},
    {OPT_PROFILES, "profiles", NULL, "list all profiles and what they set"},
    {OPT_URL_SPACE, "url-space", "-", "with --only urls: spaces in addresses become hyphens"},
#define X(id, name, groups, values, what) {OPT_SWITCH + DB_SW_##id, name, "VALUE", what},
    DB_SWITCHES(X)
#undef X
    {0},
};

const cli_text_command cli_text_normalize = {
    .name = "normalize", .what = "Set half-spaces, letters and spacing right.",
    .more = "A line in, a line out. Addresses, mail, @names, #tags, numbers, dates, code and Latin text are left alone; what the\n"
            "writer may have meant is left alone. A second run changes nothing. Each profile is a set of switches named after\n"
            "what it follows; a switch given here goes before it.\n"
            "\n"
            "Examples:\n"
            "  echo 'این کتاب ها را می خوانم .' | dabir text normalize\n"
            "  dabir text normalize --digits fa --quotes guillemets draft.txt > clean.txt\n"
            "  dabir text normalize --profile hazm draft.txt\n"
            "  dabir text normalize --only half-spaces --edits draft.txt\n"
            "  dabir text normalize --edits draft.txt > edits && dabir text normalize draft.txt | dabir text normalize --undo edits\n",
    .options = normalize_options, .state_size = sizeof(normalize_state), .take = normalize_take, .begin = normalize_begin,
    .window = normalize_window, .end = normalize_end,
};
