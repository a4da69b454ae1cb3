/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-wallet.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** LapelStrip: one place in a list of groups: a heading, or some entries side by side. Signal
 * "changed": it shows something else now. */
#define LAPEL_TYPE_STRIP (lapel_strip_get_type ())
G_DECLARE_FINAL_TYPE (LapelStrip, lapel_strip, LAPEL, STRIP, GObject)

/** The title of a heading; %NULL for entries. "" where the group has no name. */
const char *lapel_strip_get_heading (LapelStrip *self);

/** The slot in a column. Returns: (transfer full) (nullable): %NULL beyond the last one */
LapelSlot *lapel_strip_get_slot (LapelStrip   *self,
                                 unsigned int  column);

/**
 * LapelStrips:
 *
 * A GListModel of LapelStrip over groups of entries. Like slots, strips are places: what stands in
 * them changes, and only their number is announced, because a GtkListView rebuilds every row of a
 * wholesale change.
 */
#define LAPEL_TYPE_STRIPS (lapel_strips_get_type ())
G_DECLARE_FINAL_TYPE (LapelStrips, lapel_strips, LAPEL, STRIPS, GObject)

/** @groups: a GListModel of LapelGroup */
LapelStrips *lapel_strips_new (GListModel *groups);

/** How many entries stand side by side. */
unsigned int lapel_strips_get_columns (LapelStrips *self);
void lapel_strips_set_columns (LapelStrips  *self,
                               unsigned int  columns);

G_END_DECLS
