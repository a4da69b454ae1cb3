/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-choice.h"
#include "lapel-wallet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** LapelCard: one credential in the grid. It can be dragged onto a collection, and shows a menu
 * with the actions of "credentials" and "win". While several are chosen a check mark stands where
 * its shield was. */
#define LAPEL_TYPE_CARD (lapel_card_get_type ())
G_DECLARE_FINAL_TYPE (LapelCard, lapel_card, LAPEL, CARD, GtkWidget)

/** @choice: borrowed, as is @wallet: they outlive the card */
GtkWidget *lapel_card_new (LapelWallet *wallet,
                           LapelChoice *choice);

/** Follows the record in @slot; %NULL: nothing any more. */
void lapel_card_set_slot (LapelCard *self,
                          LapelSlot *slot);

/** (nullable) (transfer none) */
LapelRecord *lapel_card_get_record (LapelCard *self);

/** How many columns of cards a grid has room for, @width pixels wide without its padding. */
unsigned int lapel_card_count_columns (int width);

/** What the right button of the mouse does. */
void lapel_card_show_menu (LapelCard *self);

G_END_DECLS
