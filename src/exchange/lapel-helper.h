/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-error.h"
#include "lapel-helper-status.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The helper programs, which decode what strangers made: pictures, SVG, archives, PDF, QR codes. A
 * file that was made to break a decoder breaks a program that can write no file, reach no network
 * and is stopped when it uses too much. They lie in LAPEL_LIBEXEC_DIR (the variable, else what was
 * configured). */

/** One run. */
typedef struct
{
  const char *program; /* "lapel-picture-helper" */
  const char *mode;    /* (nullable): its first argument, and its second */
  const char *argument;
  size_t max_answer;  /* more is no answer of our helper */
  LapelError stopped; /* the error where it was stopped at a limit, or broke */
} LapelHelperRun;

/**
 * lapel_helper_run:
 * @input: what it reads from its standard input
 * @out_status: one of lapel-helper-status.h
 *
 * Blocks: call it on a worker thread. Errors: LAPEL_ERROR_FILE_READ: it cannot be started;
 * @run's own where it takes more than 20 seconds, breaks, or answers without end;
 * G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): what it wrote
 */
GBytes *lapel_helper_run (const LapelHelperRun  *run,
                          GBytes                *input,
                          int                   *out_status,
                          GCancellable          *cancellable,
                          GError               **error);

/** The same for a helper that answers in frames. What it could not finish is @run's error.
 * Returns: (transfer full) (element-type LapelFrame) */
GPtrArray *lapel_helper_run_frames (const LapelHelperRun  *run,
                                    GBytes                *input,
                                    GCancellable          *cancellable,
                                    GError               **error);

G_END_DECLS
