/* text_undo.h -- a normalised text and the list of its edits (dabir text normalize --edits) back to the text as it was. */
#ifndef CLI_TEXT_UNDO_H
#define CLI_TEXT_UNDO_H

#include "base/base.h"

typedef struct cli_undo cli_undo;

/* Reads the list, one JSON object a line: "at" (code points of the text as it was), "old", "new". DABIR_E_SYNTAX names file, line, byte. */
dabir_status cli_undo_open(const char *path, cli_undo **out, dabir_error *err);
void cli_undo_free(cli_undo *u); /* NULL is fine */

/* The next piece of the normalised text, whole code points; appends what stood there. `last`: the text ends here. DABIR_E_INPUT if the text is
 * not the one that the list speaks of; `file` is for that error. */
dabir_status cli_undo_piece(cli_undo *u, const char *file, db_str text, bool last, db_buf *out, dabir_error *err);

#endif
