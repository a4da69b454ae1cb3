/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-ring.h"
#include "lapel-wallet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** A row for one pathway: ring, title, how far. It opens the pathway through "win.open-pathway".
 * Returns: (transfer floating) */
GtkWidget *lapel_standing_row_new (const LapelStanding *standing,
                                   int                  ring_size);

/** The pathway's title in the user's language, or its id. */
const char *lapel_standing_get_title (const LapelStanding *standing);

/** Sets a ring to how far the holder is. */
void lapel_standing_show_ring (const LapelStanding *standing,
                               LapelRing           *ring);

/** "4 of 6 badges · 2 to go", "Certificate earned". Returns: (transfer full) */
char *lapel_standing_dup_summary (const LapelStanding *standing);

G_END_DECLS
