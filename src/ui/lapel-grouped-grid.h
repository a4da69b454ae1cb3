/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-choice.h"
#include "lapel-wallet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** LapelGroupedGrid: the cards of credentials under headings, as many side by side as there is room
 * for. Signal "activated" (gint64): the entry whose card it was. */
#define LAPEL_TYPE_GROUPED_GRID (lapel_grouped_grid_get_type ())
G_DECLARE_FINAL_TYPE (LapelGroupedGrid, lapel_grouped_grid, LAPEL, GROUPED_GRID, GtkWidget)

/** @choice: see lapel_card_new () */
void
lapel_grouped_grid_set_wallet (LapelGroupedGrid *self,
                               LapelWallet      *wallet,
                               LapelChoice      *choice);

/** What the headings are called that have no name: issuers or years. */
void lapel_grouped_grid_set_nameless (LapelGroupedGrid *self,
                                      const char       *text);

G_END_DECLS
