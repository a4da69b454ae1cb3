/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** LapelImportDialog: what came of an import of several files. It stays beside its parent, in which
 * a row opens its credential. */
#define LAPEL_TYPE_IMPORT_DIALOG (lapel_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LapelImportDialog, lapel_import_dialog, LAPEL, IMPORT_DIALOG, AdwWindow)

/**
 * lapel_import_dialog_new:
 * @parent: (nullable)
 * @batches: (element-type GPtrArray) of LapelImportResult, as the import told of them; a reference
 * is taken
 * @done: how many files were taken in before it was stopped; @total, where it was not
 * @total: how many there were
 */
LapelImportDialog *lapel_import_dialog_new (GtkWindow    *parent,
                                            GPtrArray    *batches,
                                            unsigned int  done,
                                            unsigned int  total);

G_END_DECLS
