/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** LapelPreferences: the holder's name and the identities that badges may name her by. */
#define LAPEL_TYPE_PREFERENCES (lapel_preferences_get_type ())
G_DECLARE_FINAL_TYPE (LapelPreferences, lapel_preferences, LAPEL, PREFERENCES, AdwPreferencesWindow)

GtkWidget *lapel_preferences_new (GtkWindow   *parent,
                                  LapelWallet *wallet);

G_END_DECLS
