/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-error.h"

G_BEGIN_DECLS

/** Gets a file in an archive, or why it cannot be had: one of @file and @error is %NULL. */
typedef void (*LapelArchiveFunc) (const char *name,
                                  GBytes *file,
                                  const GError *error,
                                  gpointer data);

/**
 * lapel_archive_read:
 * @max_entries: in all, folders and hidden files counted
 * @max_bytes: unpacked, in all
 *
 * Hands out the files in a ZIP or tar archive, hidden ones left out, one of 32 MiB at most after
 * the other. Nothing is unpacked to the disk, so that a path in an archive is a name to be shown
 * and no more. Errors: LAPEL_ERROR_ARCHIVE_LIMIT, where the directory says so before the first file
 * is handed out; _ARCHIVE_DAMAGED, after what was whole. Of a file: _TOO_LARGE, _PASSWORD,
 * _ARCHIVE_DAMAGED.
 */
gboolean lapel_archive_read (GBytes            *file,
                             unsigned int       max_entries,
                             size_t             max_bytes,
                             LapelArchiveFunc   func,
                             gpointer           data,
                             GError           **error);

G_END_DECLS
