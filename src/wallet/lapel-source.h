/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** Something to import or to check: a file or a folder, or bytes with a name for them. */
typedef struct
{
  GFile *file;   /* (nullable) */
  GBytes *bytes; /* (nullable): where there is no file */
  char *name;    /* shown in messages */
  GError *error; /* (nullable): why there is nothing to read */
} LapelSource;

LapelSource *lapel_source_new_file (GFile *file);
LapelSource *lapel_source_new_bytes (GBytes     *bytes,
                                     const char *name);
void lapel_source_free (LapelSource *self);

/**
 * lapel_sources_expand:
 * @sources: (element-type LapelSource)
 *
 * The same, with each folder replaced by the files in it and in its folders, by name. Hidden ones
 * are left out, and links to folders are not followed. What cannot be looked into is a source with
 * an error: LAPEL_ERROR_FILE_READ; _NO_CREDENTIALS: an empty folder; _ARCHIVE_LIMIT: more than
 * 10,000 files, or folders nested more than 8 deep. Blocks. Returns: (transfer full) (element-type
 * LapelSource)
 */
GPtrArray *lapel_sources_expand (GPtrArray    *sources,
                                 GCancellable *cancellable);

/** All of it. Errors: its own, or those of lapel_input_read_file (). Returns: (transfer full) */
GBytes *lapel_source_read (const LapelSource  *self,
                           GCancellable       *cancellable,
                           GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelSource, lapel_source_free)

G_END_DECLS
