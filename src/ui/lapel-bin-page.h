/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** LapelBinPage: what was thrown away, to be put back or removed for good. Property "folded": see
 * LapelCredentialsPage. */
#define LAPEL_TYPE_BIN_PAGE (lapel_bin_page_get_type ())
G_DECLARE_FINAL_TYPE (LapelBinPage, lapel_bin_page, LAPEL, BIN_PAGE, AdwBin)

void lapel_bin_page_set_wallet (LapelBinPage *self,
                                LapelWallet  *wallet);

/** Reads anew what lies in the bin. Nothing waits for it. */
void lapel_bin_page_update (LapelBinPage *self);

G_END_DECLS
