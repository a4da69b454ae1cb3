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

/** Whether the two stand one above the other at the width last given to it. */
gboolean lapel_columns_get_stacked (LapelColumns *self);

G_END_DECLS
