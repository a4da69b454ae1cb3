/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** LapelWindow: the one window over a wallet. */
#define LAPEL_TYPE_WINDOW (lapel_window_get_type ())
G_DECLARE_FINAL_TYPE (LapelWindow, lapel_window, LAPEL, WINDOW, AdwApplicationWindow)

/** The wallet is opened only once the window has been drawn for the first time. */
LapelWindow *lapel_window_new (AdwApplication *application,
                               LapelWallet    *wallet);

/**
 * lapel_window_import:
 * @sources: (element-type LapelSource) (transfer full)
 *
 * Imports, as soon as the wallet is open, and says what came of it.
 */
void lapel_window_import (LapelWindow *self,
                          GPtrArray   *sources);

G_END_DECLS
