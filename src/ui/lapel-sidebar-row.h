/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Where the window can be; those before the pathway are places of the sidebar. */
typedef enum
{
  LAPEL_VIEW_CREDENTIALS,
  LAPEL_VIEW_PROGRESS,
  LAPEL_VIEW_EXPIRING,
  LAPEL_VIEW_COLLECTION,
  LAPEL_VIEW_BIN,
  LAPEL_VIEW_PATHWAY,
  LAPEL_VIEW_DETAIL,
  LAPEL_VIEW_VIEWER,
} LapelView;

/** LapelSidebarRow: a place one can go to, with how much there is. Credentials can be dropped on a
 * collection. */
#define LAPEL_TYPE_SIDEBAR_ROW (lapel_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (LapelSidebarRow, lapel_sidebar_row, LAPEL, SIDEBAR_ROW, GtkListBoxRow)

/** @id: of the collection; otherwise 0. @name: plain text */
GtkWidget *lapel_sidebar_row_new (LapelView   view,
                                  gint64      id,
                                  const char *icon,
                                  const char *name);

LapelView lapel_sidebar_row_get_view (LapelSidebarRow *self);
gint64 lapel_sidebar_row_get_id (LapelSidebarRow *self);
const char *lapel_sidebar_row_get_name (LapelSidebarRow *self);

void lapel_sidebar_row_set_count (LapelSidebarRow *self,
                                  unsigned int     count);

G_END_DECLS
