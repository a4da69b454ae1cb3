/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** Runs the main loop until @condition holds. Ends the test after ten seconds: every wait is
 * bounded. */
void lapel_ui_wait (gboolean (*condition) (gpointer data),
                    gpointer data);

/** A wallet in a temporary folder, open. @n_samples: 0, or the samples by name that are imported,
 * ended by %NULL. Returns: (transfer full) */
LapelWallet *lapel_ui_wallet_new (const char *const *samples);

/** The entry with @title. */
gint64 lapel_ui_find_entry (LapelWallet *wallet,
                            const char  *title);

/** The first widget of @type in @root and below it; (nullable) */
GtkWidget *lapel_ui_find (GtkWidget *root,
                          GType      type);

/** Whether a visible label in @root shows exactly @text. */
gboolean lapel_ui_shows (GtkWidget  *root,
                         const char *text);

/** Whether a visible label in @root has @text in it. */
gboolean lapel_ui_mentions (GtkWidget  *root,
                            const char *text);

/** Drops the last reference to a widget that is in no window, and checks that it was the last. */
void lapel_ui_finish (GtkWidget *widget);

/** Puts a page into a window so that it is drawn, and takes it out again. */
GtkWindow *lapel_ui_present (GtkWidget *page);
void lapel_ui_close (GtkWindow *window,
                     GtkWidget *page);

G_END_DECLS
