/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** LapelSheet: a page as the issuer of a European credential drew it, as wide as there is room. */
#define LAPEL_TYPE_SHEET (lapel_sheet_get_type ())
G_DECLARE_FINAL_TYPE (LapelSheet, lapel_sheet, LAPEL, SHEET, GtkWidget)

/** @width: what it asks for, in pixels. Returns: (transfer floating) */
GtkWidget *lapel_sheet_new (int width);

/** @fixed: whether it takes no less, so that what is around it has to scroll */
void lapel_sheet_set_width (LapelSheet *self,
                            int         width,
                            gboolean    fixed);

/**
 * lapel_sheet_draw:
 * @uri: the data: URI of the page
 * @size: of the longer side that is drawn, in pixels
 * @name: what a screen reader calls it
 *
 * Has the helper program draw the page, in the background.
 */
void lapel_sheet_draw (LapelSheet   *self,
                       LapelWallet  *wallet,
                       const char   *uri,
                       unsigned int  size,
                       const char   *name);

G_END_DECLS
