/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-did.h"

G_BEGIN_DECLS

/**
 * LapelDocuments:
 *
 * A folder that stands for the whole web: `documents.json` in it says which file answers which URL
 * (design.md, `lapel-cli`). What it does not list is unreachable.
 */
typedef struct _LapelDocuments LapelDocuments;

/** Errors: LAPEL_ERROR_FILE_READ, LAPEL_ERROR_JSON_…, LAPEL_ERROR_TOO_LARGE. */
LapelDocuments *lapel_documents_new (const char  *folder,
                                     GError     **error);
void lapel_documents_free (LapelDocuments *self);

/**
 * lapel_documents_load:
 *
 * A LapelLoader. The fragment of @url is ignored; up to five redirects (status 3xx with a location)
 * are followed; status 404 is LAPEL_ERROR_NOT_PUBLISHED, and so is 410 without @out_answer; any
 * other status than 200, a file outside the folder and one that is too large are _UNREACHABLE.
 * Returns: (transfer full)
 */
GBytes *
lapel_documents_load (const char   *url,
                      gpointer      documents,
                      LapelAnswer  *out_answer,
                      GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelDocuments, lapel_documents_free)

G_END_DECLS
