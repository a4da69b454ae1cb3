/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** LapelCard: one credential in the grid. */
#define LAPEL_TYPE_CARD (lapel_card_get_type ())
G_DECLARE_FINAL_TYPE (LapelCard, lapel_card, LAPEL, CARD, GtkWidget)

GtkWidget *lapel_card_new (LapelWallet *wallet);

/** Follows the record in @slot; %NULL: nothing any more. */
void lapel_card_set_slot (LapelCard *self,
                          LapelSlot *slot);

/** (nullable) (transfer none) */
LapelRecord *lapel_card_get_record (LapelCard *self);

/** Shows a check mark where the shield stands: @selecting says whether, @selected which. */
void lapel_card_set_selected (LapelCard *self,
                              gboolean   selecting,
                              gboolean   selected);

G_END_DECLS
