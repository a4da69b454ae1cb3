/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-report.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** LapelShield: the mark of a verdict or of one check: a shape of its own for each, beside the
 * colour. */
#define LAPEL_TYPE_SHIELD (lapel_shield_get_type ())
G_DECLARE_FINAL_TYPE (LapelShield, lapel_shield, LAPEL, SHIELD, GtkWidget)

GtkWidget *lapel_shield_new (void);

/** Shows @verdict; tooltip and accessible name say it in words. */
void lapel_shield_set_verdict (LapelShield  *self,
                               LapelVerdict  verdict,
                               LapelStates   states);

/** Shows how one check came out. */
void lapel_shield_set_outcome (LapelShield  *self,
                               LapelOutcome  outcome);

/** "success", "warning", "error" or "neutral": the style class that goes with @verdict. */
const char *lapel_shield_get_style (LapelVerdict verdict);

G_END_DECLS
