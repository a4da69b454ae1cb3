/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** LapelViewerPage: the pages that the issuer of a European credential drew, one at a time and as
 * large as wanted. Property "folded" as in LapelCredentialsPage. */
#define LAPEL_TYPE_VIEWER_PAGE (lapel_viewer_page_get_type ())
G_DECLARE_FINAL_TYPE (LapelViewerPage, lapel_viewer_page, LAPEL, VIEWER_PAGE, AdwBin)

void lapel_viewer_page_set_wallet (LapelViewerPage *self,
                                   LapelWallet     *wallet);

/** @part: (nullable): of the entry, see lapel-part.h. @page: from 0 */
void lapel_viewer_page_show (LapelViewerPage *self,
                             gint64           entry,
                             const char      *part,
                             unsigned int     page,
                             const char      *back);

/** What the pages are called: "Page 1 of 2, as the issuer drew it". Returns: (transfer full) */
char *lapel_viewer_page_name (unsigned int page,
                              unsigned int n_pages);

G_END_DECLS
