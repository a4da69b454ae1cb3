/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-import-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** LapelImportRow: shows a LapelImportItem. */
#define LAPEL_TYPE_IMPORT_ROW (lapel_import_row_get_type ())
G_DECLARE_FINAL_TYPE (LapelImportRow, lapel_import_row, LAPEL, IMPORT_ROW, AdwBin)

GtkWidget *lapel_import_row_new (void);
void lapel_import_row_set_item (LapelImportRow  *self,
                                LapelImportItem *item);

G_END_DECLS
