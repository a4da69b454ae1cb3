/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LapelColumns:
 *
 * A main part and an aside: beside each other where there is room, one above the other where there
 * is not. (libadwaita 1.2 has no breakpoints.) Children: properties "main" and "aside".
 */
#define LAPEL_TYPE_COLUMNS (lapel_columns_get_type ())
G_DECLARE_FINAL_TYPE (LapelColumns, lapel_columns, LAPEL, COLUMNS, GtkWidget)

G_END_DECLS
