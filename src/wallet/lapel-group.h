/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-slot.h"

G_BEGIN_DECLS

/**
 * LapelGroup:
 *
 * A heading and what stands under it: a GListModel of LapelSlot, so that each group can be a grid
 * of its own. Like a slot, a group is a place: what it shows changes in place, with
 * "notify::title", and inside it as in every list of slots.
 */
#define LAPEL_TYPE_GROUP (lapel_group_get_type ())
G_DECLARE_FINAL_TYPE (LapelGroup, lapel_group, LAPEL, GROUP, GObject)

LapelGroup *lapel_group_new (void);

/** The issuer's name, or the year; "" for what states none. Property "title". */
const char *lapel_group_get_title (LapelGroup *self);

/** Where its first entry stands in the whole list. */
unsigned int lapel_group_get_start (LapelGroup *self);

/** For the list alone. @records: borrowed until the next filling */
void lapel_group_fill (LapelGroup         *self,
                       const char         *title,
                       unsigned int        start,
                       LapelRecord *const *records,
                       unsigned int        n_records);

G_END_DECLS
