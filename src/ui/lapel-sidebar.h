/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-sidebar-row.h"
#include "lapel-wallet.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** LapelSidebar: where one can go: the wallet, what needs attention, the holder's collections, the
 * bin. Signal "picked" (LapelView, gint64): a row was activated. */
#define LAPEL_TYPE_SIDEBAR (lapel_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (LapelSidebar, lapel_sidebar, LAPEL, SIDEBAR, AdwBin)

/** Shows what @wallet holds now. */
void lapel_sidebar_update (LapelSidebar *self,
                           LapelWallet  *wallet);

/** Marks the row of a view; none where it has none. */
void lapel_sidebar_select (LapelSidebar *self,
                           LapelView     view,
                           gint64        id);

G_END_DECLS
