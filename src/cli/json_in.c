/* json_in.c -- a line of JSON, read with json-c. */
#include "cli/json_in.h"

#include <limits.h>
#include <stdbool.h>
#include <string.h>

json_object *cli_json_line(const char *p, size_t n, size_t *bad)
{
    json_tokener *t = n <= INT_MAX ? json_tokener_new() : NULL;
    *bad = 0;
    if (!t)
        return NULL;
    json_tokener_set_flags(t, JSON_TOKENER_STRICT);
    json_object *v = json_tokener_parse_ex(t, p, (int)n);
    if (json_tokener_get_error(t) == json_tokener_continue) /* a number may go on: tell it that it does not */
        v = json_tokener_parse_ex(t, "", -1);
    bool whole = json_tokener_get_error(t) == json_tokener_success;
    size_t end = json_tokener_get_parse_end(t);
    *bad = end < n ? end : n;
    json_tokener_free(t);
    for (; whole && end < n; end++)
        whole = strchr(" \t\r", p[end]) != NULL;
    if (whole)
        return v;
    json_object_put(v);
    return NULL;
}
