/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-error.h"

G_BEGIN_DECLS

/* What the helper programs write and Lapel reads back: a row of frames, each a named text or an
 * error, and one at the end, without which the rest is not believed. */

/** One frame. */
typedef struct
{
  char *name;    /* what it is, or where it lay */
  GBytes *data;  /* (nullable) */
  GError *error; /* (nullable): why there is no data */
} LapelFrame;

void lapel_frame_free (LapelFrame *self);

/** Writes a frame; (nullable) @data, else @error. %FALSE: nobody reads any more */
gboolean lapel_frames_write (int           fd,
                             const char   *name,
                             GBytes       *data,
                             const GError *error);

/** Writes the last one. */
gboolean lapel_frames_write_end (int fd);

/**
 * lapel_frames_read:
 * @answer: all that a helper wrote
 *
 * Names come out as UTF-8 without control characters, errors with codes of ours.
 *
 * Returns: (transfer full) (element-type LapelFrame) (nullable): %NULL where the end is missing or
 * the whole is no row of frames
 */
GPtrArray *lapel_frames_read (GBytes *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelFrame, lapel_frame_free)

G_END_DECLS
