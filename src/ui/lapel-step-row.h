/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * lapel_step_row_new:
 * @number: its place in the pathway, from 1
 *
 * One requirement of a pathway: earned (solid), or open (dashed) with what is in the way. It opens
 * the credential that counts, or the first that does not. Returns: (transfer floating)
 */
GtkWidget *
lapel_step_row_new (LapelWallet         *wallet,
                    const LapelProgress *progress,
                    unsigned int         number);

/** The requirement's title, or what else it is called by. (nullable) */
const char *lapel_step_get_title (const LapelRequirement *requirement);

G_END_DECLS
