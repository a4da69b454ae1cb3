/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** LapelImportDialog: what came of an import of several files. */
#define LAPEL_TYPE_IMPORT_DIALOG (lapel_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LapelImportDialog, lapel_import_dialog, LAPEL, IMPORT_DIALOG, AdwWindow)

/** @results: (element-type LapelImportResult) */
LapelImportDialog *lapel_import_dialog_new (GtkWindow *parent,
                                            GPtrArray *results);

G_END_DECLS
