/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LapelCredentialsPage:
 *
 * The grid: search, filter, sort, group, choose. Opens a credential through the action
 * "win.open-entry". Property "folded": set while the window is too narrow for the sidebar.
 */
#define LAPEL_TYPE_CREDENTIALS_PAGE (lapel_credentials_page_get_type ())
G_DECLARE_FINAL_TYPE (LapelCredentialsPage, lapel_credentials_page, LAPEL, CREDENTIALS_PAGE, AdwBin)

void lapel_credentials_page_set_wallet (LapelCredentialsPage *self,
                                        LapelWallet          *wallet);

/** The wallet's records are other than before, or were loaded. */
void lapel_credentials_page_update (LapelCredentialsPage *self);

/** Shows only a part of the wallet: what expires soon, or a collection (0: none). @title: the
 * part's name; "" for all of it */
void lapel_credentials_page_set_scope (LapelCredentialsPage *self,
                                       gboolean              expiring,
                                       gint64                collection,
                                       const char           *title);

void lapel_credentials_page_start_search (LapelCredentialsPage *self);

/** Leaves the search or the selection. Returns: whether there was one to leave */
gboolean lapel_credentials_page_escape (LapelCredentialsPage *self);

/** Chosen entries, or the one that has the focus. Returns: (transfer full) (element-type gint64) */
GArray *lapel_credentials_page_get_chosen (LapelCredentialsPage *self);

G_END_DECLS
