/* json_in.h -- a line of JSON, read with json-c. */
#ifndef CLI_JSON_IN_H
#define CLI_JSON_IN_H

#include <json-c/json.h>

/* The one value that p[0..n) is, to be given back with json_object_put; NULL if it is none, and *bad says where that shows. */
json_object *cli_json_line(const char *p, size_t n, size_t *bad);

#endif
