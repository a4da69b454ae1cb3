/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** LapelDetailPage: one credential: what it says, and how each check came out. Property "folded" as
 * in LapelCredentialsPage. */
#define LAPEL_TYPE_DETAIL_PAGE (lapel_detail_page_get_type ())
G_DECLARE_FINAL_TYPE (LapelDetailPage, lapel_detail_page, LAPEL, DETAIL_PAGE, AdwBin)

void lapel_detail_page_set_wallet (LapelDetailPage *self,
                                   LapelWallet     *wallet);

/** @part: (nullable): of the entry, see lapel-part.h. @back: what the back button leads to, in
 * words */
void
lapel_detail_page_show (LapelDetailPage *self,
                        gint64           entry,
                        const char      *part,
                        const char      *back);

/** The wallet's records are other than before. */
void lapel_detail_page_update (LapelDetailPage *self);

G_END_DECLS
