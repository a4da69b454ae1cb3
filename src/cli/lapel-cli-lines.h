/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** LapelCliLines: reads a stream by whole lines, in bounded memory however long a line is. */
typedef struct _LapelCliLines LapelCliLines;

LapelCliLines *lapel_cli_lines_new (int fd);
void lapel_cli_lines_free (LapelCliLines *self);

/**
 * lapel_cli_lines_take:
 * @out_first: the number of the first line, counted from 1
 *
 * The next few lines, each with its end; as many as have come in already, so that nobody waits for
 * company. Flushes stdout before it waits for more input. A line of more than
 * %LAPEL_JSON_MAX_BYTES is cut, but to one that is still too long.
 *
 * Returns: (transfer full) (nullable): %NULL at the end
 */
GBytes *lapel_cli_lines_take (LapelCliLines *self,
                              guint64       *out_first);

/** Whether lapel_cli_lines_take () is asking for more input; may be called from another thread.
 * What is printed after that, nobody but the caller flushes. */
gboolean lapel_cli_lines_is_waiting (const LapelCliLines *self);

/** Whether the end came by a failure to read. */
gboolean lapel_cli_lines_failed (const LapelCliLines *self);

G_END_DECLS
