/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** LapelProgressPage: all pathways, and how far the holder is on each. Property "folded" as in
 * LapelCredentialsPage. */
#define LAPEL_TYPE_PROGRESS_PAGE (lapel_progress_page_get_type ())
G_DECLARE_FINAL_TYPE (LapelProgressPage, lapel_progress_page, LAPEL, PROGRESS_PAGE, AdwBin)

void lapel_progress_page_set_wallet (LapelProgressPage *self,
                                     LapelWallet       *wallet);

/** The wallet's records or pathways are other than before. */
void lapel_progress_page_update (LapelProgressPage *self);

G_END_DECLS
