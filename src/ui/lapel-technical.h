/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** LapelTechnical: "Technical details", closed at first: what each proof of a credential signs,
 * step by step, to be read and copied. Computed when it is opened. */
#define LAPEL_TYPE_TECHNICAL (lapel_technical_get_type ())
G_DECLARE_FINAL_TYPE (LapelTechnical, lapel_technical, LAPEL, TECHNICAL, AdwBin)

/** @part: (nullable): of the entry, see lapel-part.h. What is shown of another one goes; the same
 * one is computed anew. */
void lapel_technical_set_entry (LapelTechnical *self,
                                LapelWallet    *wallet,
                                gint64          entry,
                                const char     *part);

G_END_DECLS
