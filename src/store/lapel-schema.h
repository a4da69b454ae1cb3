/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-db.h"

G_BEGIN_DECLS

/** The version of the schema that this program writes. */
int lapel_schema_get_version (void);

/**
 * lapel_schema_apply:
 *
 * Makes sure that @db is a wallet of this version: fills an empty database, brings an older one up
 * to date, and leaves everything else untouched.
 *
 * Errors: LAPEL_ERROR_STORE_NEWER (made by a newer Lapel), _STORE_DAMAGED (not a wallet), and those
 * of lapel-db.h.
 */
gboolean lapel_schema_apply (LapelDb  *db,
                             GError  **error);

G_END_DECLS
