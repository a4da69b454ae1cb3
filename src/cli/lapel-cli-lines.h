/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-error.h"

G_BEGIN_DECLS

/** LapelCliLines: reads a stream line by line, in bounded memory however long a line is. */
typedef struct _LapelCliLines LapelCliLines;

LapelCliLines *lapel_cli_lines_new (int fd);
void lapel_cli_lines_free (LapelCliLines *self);

/** Moves to the next line; %FALSE at the end. Flushes stdout before it waits for more input. */
gboolean lapel_cli_lines_next (LapelCliLines *self);

/** The line without its end. Errors: LAPEL_ERROR_TOO_LARGE. Returns: (transfer full) */
GBytes *lapel_cli_lines_take (LapelCliLines  *self,
                              GError        **error);

/** Counted from 1. */
guint64 lapel_cli_lines_get_number (const LapelCliLines *self);

/** Whether lapel_cli_lines_next () is asking for more input; may be called from another thread.
 * What is printed after that, nobody but the caller flushes. */
gboolean lapel_cli_lines_is_waiting (const LapelCliLines *self);

/** Whether the end came by a failure to read. */
gboolean lapel_cli_lines_failed (const LapelCliLines *self);

G_END_DECLS
