/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LapelEmblem:
 *
 * The picture of a credential. Where there is none, a hexagon with the first letter of its title;
 * for what has yet to be earned, a dashed outline.
 */
#define LAPEL_TYPE_EMBLEM (lapel_emblem_get_type ())
G_DECLARE_FINAL_TYPE (LapelEmblem, lapel_emblem, LAPEL, EMBLEM, GtkWidget)

/** @size: the side of the square it takes, in pixels */
GtkWidget *lapel_emblem_new (int size);

/** Shows the picture of @record, loaded in the background. Of one that is no entry (its id is -1)
 * only the letter. */
void lapel_emblem_set_record (LapelEmblem *self,
                              LapelWallet *wallet,
                              LapelRecord *record);

/** Shows what a data: URI in a credential holds, drawn in the background, instead of the letter. */
void lapel_emblem_draw (LapelEmblem *self,
                        LapelWallet *wallet,
                        const char  *uri);

/** Shows the outline of something not earned yet. @text: (nullable): a word or number inside it */
void lapel_emblem_set_open (LapelEmblem *self,
                            const char  *text);

G_END_DECLS
