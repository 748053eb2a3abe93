/* error.c -- filling the caller's error, and the names of the public enumerations. */
#include "base/base.h"

dabir_status db_fail(dabir_error *e, dabir_status s, const char *file, uint32_t line, uint32_t col, uint64_t byte,
                     const char *fmt, ...)
{
    if (!e)
        return s;
    *e = (dabir_error){.status = s, .line = line, .column = col, .byte = byte};
    if (file)
        snprintf(e->file, sizeof e->file, "%s", file);
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(e->message, sizeof e->message, fmt, ap);
    va_end(ap);
    return s;
}

const char *dabir_status_name(dabir_status s)
{
    switch (s) {
    case DABIR_OK: return "ok";
    case DABIR_E_MEMORY: return "out of memory";
    case DABIR_E_IO: return "input/output error";
    case DABIR_E_MODEL: return "unusable model";
    case DABIR_E_SYNTAX: return "syntax error";
    case DABIR_E_INPUT: return "unusable input";
    case DABIR_E_ARGUMENT: return "unusable argument";
    }
    return "unknown status";
}

const char *dabir_kind_name(dabir_kind k)
{
    static const char *const name[DABIR_N_KINDS] = {
        [DABIR_STATE] = "state", [DABIR_IGO] = "igo",     [DABIR_BODY] = "body",     [DABIR_PERSON] = "person",
        [DABIR_GROUP] = "group", [DABIR_PLACE] = "place", [DABIR_OUTLET] = "outlet",
    };
    return (unsigned)k < DABIR_N_KINDS ? name[k] : "unknown";
}

const char *dabir_claim_name(dabir_claim_type t)
{
    static const char *const name[DABIR_N_CLAIMS] = {
        [DABIR_OFFICE] = "office",       [DABIR_MEMBERSHIP] = "membership", [DABIR_MEETING] = "meeting",
        [DABIR_STATEMENT] = "statement", [DABIR_AGREEMENT] = "agreement",   [DABIR_EVENT] = "event",
    };
    return (unsigned)t < DABIR_N_CLAIMS ? name[t] : "unknown";
}
