/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** LapelFilterButton: a button whose popover says what the list is to show. Signal "changed": the
 * answer of lapel_filter_button_get_criteria () is another. */
#define LAPEL_TYPE_FILTER_BUTTON (lapel_filter_button_get_type ())
G_DECLARE_FINAL_TYPE (LapelFilterButton, lapel_filter_button, LAPEL, FILTER_BUTTON, AdwBin)

/** Offers the values that there are now. What is chosen stays chosen where there still is such a
 * value. */
void lapel_filter_button_update (LapelFilterButton *self,
                                 LapelEntryList    *entries);

/** Adds what is chosen to @criteria; its texts live until the next update. */
void lapel_filter_button_get_criteria (LapelFilterButton *self,
                                       LapelCriteria     *criteria);

gboolean lapel_filter_button_is_active (LapelFilterButton *self);

/** Chooses nothing any more. */
void lapel_filter_button_clear (LapelFilterButton *self);

G_END_DECLS
