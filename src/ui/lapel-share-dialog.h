/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LapelShareDialog:
 *
 * What, for whom, under which name; says what that reveals, then saves a portfolio. Signal "saved"
 * (path): the page is written.
 */
#define LAPEL_TYPE_SHARE_DIALOG (lapel_share_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LapelShareDialog, lapel_share_dialog, LAPEL, SHARE_DIALOG, AdwWindow)

/**
 * lapel_share_dialog_new:
 * @entries: (element-type gint64)
 * @pathways: ids of the pathways whose progress is offered; ends with %NULL
 */
GtkWidget *lapel_share_dialog_new (GtkWindow         *parent,
                                   LapelWallet       *wallet,
                                   GArray            *entries,
                                   const char *const *pathways);

G_END_DECLS
