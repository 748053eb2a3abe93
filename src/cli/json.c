/* json.c -- writes the record as JSON. Fields stand in the order of the contract; what the claim does not have is left out. */
#include "cli/json.h"

cli_view cli_view_of(const dabir_doc *d)
{
    cli_view v = {.doc = d, .report = dabir_doc_report(d)};
    v.ents = dabir_doc_entities(d, &v.n_ents);
    v.claims = dabir_doc_claims(d, &v.n_claims);
    return v;
}

/* ---- strings and numbers --------------------------------------------------------------------------------------------- */

unsigned cli_utf8_len(const char *p, size_t n)
{
    const unsigned char *s = (const unsigned char *)p;
    unsigned char c = n ? s[0] : 0xFF;
    if (c < 0x80)
        return 1;
    if (c < 0xC2 || c > 0xF4)
        return 0;
    unsigned len = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    if (n < len)
        return 0;
    for (unsigned i = 1; i < len; i++)
        if ((s[i] & 0xC0) != 0x80)
            return 0;
    /* overlong forms, surrogates, beyond U+10FFFF */
    if ((c == 0xE0 && s[1] < 0xA0) || (c == 0xED && s[1] > 0x9F) || (c == 0xF0 && s[1] < 0x90) || (c == 0xF4 && s[1] > 0x8F))
        return 0;
    return len;
}

static void escape(db_buf *b, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    char six[6] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
    switch (c) {
    case '"': db_buf_add(b, "\\\"", 2); break;
    case '\\': db_buf_add(b, "\\\\", 2); break;
    case '\n': db_buf_add(b, "\\n", 2); break;
    case '\r': db_buf_add(b, "\\r", 2); break;
    case '\t': db_buf_add(b, "\\t", 2); break;
    default: db_buf_add(b, six, 6);
    }
}

void cli_json_str(db_buf *b, db_str s)
{
    db_buf_ch(b, '"');
    size_t from = 0, i = 0; /* [from, i) is still to be copied as it is */
    while (i < s.n) {
        unsigned char c = (unsigned char)s.p[i];
        if (c < 0x80 && c >= 0x20 && c != '"' && c != '\\' && c != 0x7F) {
            i++;
            continue;
        }
        unsigned len = c < 0x80 ? 0 : cli_utf8_len(s.p + i, s.n - i);
        if (len) {
            i += len;
            continue;
        }
        db_buf_add(b, s.p + from, i - from);
        if (c < 0x80)
            escape(b, c);
        else
            db_buf_add(b, "\xEF\xBF\xBD", 3);
        from = ++i;
    }
    db_buf_add(b, s.p ? s.p + from : "", i - from);
    db_buf_ch(b, '"');
}

static void put_num(db_buf *b, uint32_t v)
{
    char d[10];
    unsigned n = sizeof d;
    do
        d[--n] = (char)('0' + v % 10);
    while (v /= 10);
    db_buf_add(b, d + n, sizeof d - n);
}

void cli_scale(db_buf *b, int tenths)
{
    unsigned v = (unsigned)(tenths < 0 ? -tenths : tenths);
    db_buf_fmt(b, "%s%u.%u", tenths < 0 ? "-" : "", v / 10, v % 10);
}

#define LIT(b, z) db_buf_add((b), (z), sizeof(z) - 1)

/* ---- fields: each begins with its comma, so the first field of an object is written by hand --------------------------- */

static void put_key(db_buf *b, const char *key)
{
    LIT(b, ",\"");
    db_buf_str(b, key);
    LIT(b, "\":");
}

static void put_z(db_buf *b, const char *key, const char *value)
{
    if (!value || !*value)
        return;
    put_key(b, key);
    cli_json_str(b, db_str_z(value));
}

static void put_bounds(db_buf *b, dabir_span s)
{
    LIT(b, "\"start\":");
    put_num(b, s.start);
    LIT(b, ",\"end\":");
    put_num(b, s.end);
}

static void put_span(db_buf *b, const char *key, dabir_span s)
{
    put_key(b, key);
    db_buf_ch(b, '{');
    put_bounds(b, s);
    db_buf_ch(b, '}');
}

static void put_entity(db_buf *b, dabir_ref r)
{
    if (r == DABIR_UNRESOLVED) {
        LIT(b, "\"unresolved\"");
        return;
    }
    LIT(b, "\"e");
    put_num(b, (uint32_t)r + 1);
    db_buf_ch(b, '"');
}

static void put_ref(db_buf *b, const char *key, dabir_ref r)
{
    if (r < 0 && r != DABIR_UNRESOLVED)
        return;
    put_key(b, key);
    put_entity(b, r);
}

static void put_refs(db_buf *b, const char *key, dabir_refs r)
{
    put_key(b, key);
    db_buf_ch(b, '[');
    const char *comma = "";
    for (uint32_t i = 0; i < r.n; i++) {
        if (r.v[i] < 0 && r.v[i] != DABIR_UNRESOLVED)
            continue;
        db_buf_str(b, comma);
        put_entity(b, r.v[i]);
        comma = ",";
    }
    db_buf_ch(b, ']');
}

static void put_words(db_buf *b, const char *key, const char *const *v, uint32_t n)
{
    put_key(b, key);
    db_buf_ch(b, '[');
    for (uint32_t i = 0; i < n; i++) {
        if (i)
            db_buf_ch(b, ',');
        cli_json_str(b, db_str_z(v[i]));
    }
    db_buf_ch(b, ']');
}

/* A field that stands in the text; `entity` is what it is about, if that is known. */
static void put_quote(db_buf *b, const char *key, const dabir_quote *q, dabir_ref entity)
{
    bool span = q->span.end > q->span.start;
    if (!q->text.p && !span)
        return;
    put_key(b, key);
    db_buf_ch(b, '{');
    if (q->text.p) {
        LIT(b, "\"text\":");
        cli_json_str(b, q->text);
    }
    if (span && q->text.p)
        db_buf_ch(b, ',');
    if (span)
        put_bounds(b, q->span);
    put_ref(b, "entity", entity);
    db_buf_ch(b, '}');
}

/* ---- dates ----------------------------------------------------------------------------------------------------------- */

typedef struct dated {
    const char *key;
    const dabir_date *date;
} dated;

static const char *precision(const dabir_date *d)
{
    size_t n = strlen(d->iso);
    return n <= 4 ? "year" : n <= 7 ? "month" : "day";
}

static const char *date_property(const dabir_date *d, int which)
{
    return which == 0 ? d->inferred_by : which == 1 ? precision(d) : d->calendar;
}

/* "start": "2025-06-16", "start_span": {…} … and then what is known of all dates together, keyed by their names. */
static void put_dates(db_buf *b, const dated *v, unsigned n)
{
    static const char *const property[] = {"inferred_by", "date_precision", "calendar"};
    for (unsigned i = 0; i < n; i++) {
        const dabir_date *d = v[i].date;
        if (!d->iso[0])
            continue;
        put_z(b, v[i].key, d->iso);
        if (d->span.end > d->span.start) {
            LIT(b, ",\"");
            db_buf_str(b, v[i].key);
            LIT(b, "_span\":{");
            put_bounds(b, d->span);
            db_buf_ch(b, '}');
        }
    }
    for (int p = 0; p < 3; p++) {
        const char *sep = NULL;
        for (unsigned i = 0; i < n; i++) {
            const char *value = v[i].date->iso[0] ? date_property(v[i].date, p) : NULL;
            if (!value)
                continue;
            if (!sep) {
                put_key(b, property[p]);
                db_buf_ch(b, '{');
            }
            db_buf_str(b, sep ? sep : "");
            cli_json_str(b, db_str_z(v[i].key));
            db_buf_ch(b, ':');
            cli_json_str(b, db_str_z(value));
            sep = ",";
        }
        if (sep)
            db_buf_ch(b, '}');
    }
}

/* ---- the parts of the record ----------------------------------------------------------------------------------------- */

static void put_report(db_buf *b, const dabir_report *r)
{
    LIT(b, "{\"report\":{\"id\":");
    cli_json_str(b, r->id);
    put_key(b, "outlet");
    if (r->outlet.p)
        cli_json_str(b, r->outlet);
    else
        LIT(b, "null");
    if (r->title.p) {
        put_key(b, "title");
        cli_json_str(b, r->title);
    }
    if (!r->published.iso[0])
        LIT(b, ",\"published\":null");
    put_dates(b, &(dated){"published", &r->published}, 1);
    LIT(b, ",\"language\":\"fa\",\"chars\":");
    put_num(b, r->chars);
    LIT(b, ",\"sentences\":");
    put_num(b, r->sentences);
    if (r->charset && strcmp(r->charset, "utf-8") != 0)
        put_z(b, "charset", r->charset);
    if (r->replaced) {
        put_key(b, "replaced");
        put_num(b, r->replaced);
    }
    db_buf_ch(b, '}');
}

static void put_one_entity(db_buf *b, const dabir_entity *e, uint32_t i)
{
    LIT(b, "{\"id\":");
    put_entity(b, (dabir_ref)i);
    put_z(b, "kind", dabir_kind_name(e->kind));
    put_key(b, "name");
    cli_json_str(b, e->name);
    put_z(b, "code", e->code);
    put_z(b, "sector", e->sector);
    LIT(b, ",\"aliases\":[");
    for (uint32_t k = 0; k < e->n_aliases; k++) {
        if (k)
            db_buf_ch(b, ',');
        cli_json_str(b, e->aliases[k]);
    }
    LIT(b, "],\"mentions\":[");
    for (uint32_t k = 0; k < e->n_mentions; k++) {
        db_buf_str(b, k ? ",{" : "{");
        put_bounds(b, e->mentions[k]);
        db_buf_ch(b, '}');
    }
    LIT(b, "]}");
}

static void put_office(db_buf *b, const dabir_claim *c)
{
    put_ref(b, "person", c->person);
    put_quote(b, "post", &c->post, DABIR_NONE);
    put_ref(b, "of", c->of);
    put_z(b, "status", c->status);
    put_z(b, "change", c->change);
    put_dates(b, (dated[]){{"start", &c->start}, {"end", &c->end}, {"as_of", &c->as_of}}, 3);
}

static void put_membership(db_buf *b, const dabir_claim *c)
{
    put_ref(b, "member", c->member);
    put_ref(b, "organization", c->organization);
    put_z(b, "status", c->status);
    put_z(b, "change", c->change);
    put_dates(b, (dated[]){{"start", &c->start}, {"end", &c->end}, {"as_of", &c->as_of}}, 3);
}

static void put_meeting(db_buf *b, const dabir_claim *c)
{
    put_z(b, "format", c->format);
    put_z(b, "status", c->status);
    put_refs(b, "participants", c->participants);
    put_ref(b, "host", c->host);
    put_ref(b, "visitor", c->visitor);
    put_ref(b, "organization", c->organization);
    put_ref(b, "place", c->place);
    put_dates(b, (dated[]){{"start", &c->start}, {"end", &c->end}}, 2);
}

static void put_statement(db_buf *b, const dabir_claim *c)
{
    /* The content is given by its span: its words stand in the report, and a record need not hold them twice. */
    dabir_quote content = {.span = c->content.span};
    put_ref(b, "speaker", c->speaker);
    put_quote(b, "cue", &c->cue, DABIR_NONE);
    put_quote(b, "content", &content, DABIR_NONE);
    put_z(b, "kind", c->kind);
    put_ref(b, "addressee", c->addressee);
    put_z(b, "stance", c->stance);
    put_quote(b, "stance_target", &c->stance_target, c->target);
    put_dates(b, (dated[]){{"date", &c->date}}, 1);
}

static void put_agreement(db_buf *b, const dabir_claim *c)
{
    put_z(b, "kind", c->kind);
    put_quote(b, "title", &c->title, DABIR_NONE);
    put_ref(b, "organization", c->organization);
    put_refs(b, "parties", c->parties);
    put_z(b, "action", c->action);
    put_ref(b, "place", c->place);
    put_dates(b, (dated[]){{"signed", &c->signed_on}, {"start", &c->start}, {"end", &c->end}}, 3);
}

/* There are two scales of that name: the value never stands without its own. */
static void put_scale(db_buf *b, const dabir_claim *c)
{
    if (!c->scale_name)
        return;
    put_key(b, "scale");
    LIT(b, "{\"name\":");
    cli_json_str(b, db_str_z(c->scale_name));
    LIT(b, ",\"value\":");
    cli_scale(b, c->scale);
    db_buf_ch(b, '}');
}

static void put_event(db_buf *b, const dabir_claim *c)
{
    put_z(b, "event", c->event);
    put_words(b, "mode", c->mode, c->n_mode);
    put_refs(b, "actor", c->actor);
    put_refs(b, "recipient", c->recipient);
    put_dates(b, (dated[]){{"date", &c->date}}, 1);
    put_ref(b, "place", c->place);
    if (c->quad > 0) {
        put_key(b, "quad_code");
        put_num(b, (uint32_t)c->quad);
    }
    put_z(b, "cameo", c->cameo);
    put_scale(b, c);
    if (c->from >= 0) {
        LIT(b, ",\"from\":\"c");
        put_num(b, (uint32_t)c->from + 1);
        db_buf_ch(b, '"');
    }
}

static void put_aux(db_buf *b, const dabir_claim *c)
{
    static const char *const name[] = {"historical", "future", "hypothetical", "negation"};
    bool always = c->type == DABIR_EVENT || c->type == DABIR_MEETING || c->type == DABIR_AGREEMENT;
    if (!c->aux && !always)
        return;
    const char *v[4];
    uint32_t n = 0;
    for (unsigned i = 0; i < 4; i++)
        if (c->aux >> i & 1)
            v[n++] = name[i];
    put_words(b, "aux_mode", v, n);
}

static void put_claim(db_buf *b, const dabir_claim *c, uint32_t i)
{
    static void (*const fields[DABIR_N_CLAIMS])(db_buf *, const dabir_claim *) = {
        [DABIR_OFFICE] = put_office,       [DABIR_MEMBERSHIP] = put_membership, [DABIR_MEETING] = put_meeting,
        [DABIR_STATEMENT] = put_statement, [DABIR_AGREEMENT] = put_agreement,   [DABIR_EVENT] = put_event,
    };
    LIT(b, "{\"id\":\"c");
    put_num(b, i + 1);
    db_buf_ch(b, '"');
    put_z(b, "claim", dabir_claim_name(c->type));
    if ((unsigned)c->type < DABIR_N_CLAIMS)
        fields[c->type](b, c);
    if (c->type != DABIR_EVENT && c->n_mode)
        put_words(b, "mode", c->mode, c->n_mode);
    if (c->n_context)
        put_words(b, "context", c->context, c->n_context);
    put_span(b, "span", c->span);
    put_z(b, "rule", c->rule);
    put_aux(b, c);
    put_ref(b, "attribution", c->attribution);
    db_buf_ch(b, '}');
}

void cli_json_record(db_buf *b, const cli_view *v, bool claims)
{
    put_report(b, v->report);
    LIT(b, ",\"entities\":[");
    for (uint32_t i = 0; i < v->n_ents; i++) {
        if (i)
            db_buf_ch(b, ',');
        put_one_entity(b, &v->ents[i], i);
    }
    if (claims) {
        LIT(b, "],\"claims\":[");
        for (uint32_t i = 0; i < v->n_claims; i++) {
            if (i)
                db_buf_ch(b, ',');
            put_claim(b, &v->claims[i], i);
        }
    }
    LIT(b, "]}\n");
}
