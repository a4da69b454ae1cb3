/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** LapelPathwayPage: one pathway: the certificate, and the stack of what it takes. Property
 * "folded" as in LapelCredentialsPage. */
#define LAPEL_TYPE_PATHWAY_PAGE (lapel_pathway_page_get_type ())
G_DECLARE_FINAL_TYPE (LapelPathwayPage, lapel_pathway_page, LAPEL, PATHWAY_PAGE, AdwBin)

void lapel_pathway_page_set_wallet (LapelPathwayPage *self,
                                    LapelWallet      *wallet);

/** @back: what the back button leads to, in words */
void lapel_pathway_page_show (LapelPathwayPage *self,
                              const char       *id,
                              const char       *back);

/** The wallet's records or pathways are other than before. */
void lapel_pathway_page_update (LapelPathwayPage *self);

G_END_DECLS
