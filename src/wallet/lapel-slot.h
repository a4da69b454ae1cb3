/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LapelSlot:
 *
 * One place in a visible list. Searching and sorting change which record stands in a slot
 * ("notify::record") and only the number of slots is announced as added or removed, because a
 * GtkGridView rebuilds every row of a wholesale change (design.md, "Fast").
 */
#define LAPEL_TYPE_SLOT (lapel_slot_get_type ())
G_DECLARE_FINAL_TYPE (LapelSlot, lapel_slot, LAPEL, SLOT, GObject)

/** (nullable) (transfer none): property "record" is notified by name; its value is this pointer */
LapelRecord *lapel_slot_get_record (LapelSlot *self);

/** The slots of one list model; made when first asked for. */
typedef struct
{
  /*< private >*/
  GPtrArray *slots;   /* (element-type LapelSlot) (nullable elements) */
  GPtrArray *records; /* (element-type LapelRecord): borrowed from whoever fills */
} LapelSlots;

void lapel_slots_init (LapelSlots *self);
void lapel_slots_clear (LapelSlots *self);

/** For the GListModel that shows them: (transfer full) (nullable) */
LapelSlot *lapel_slots_get (LapelSlots   *self,
                            unsigned int  position);

/** Shows @records (borrowed until the next filling) and announces on @model what came or went at
 * the end. */
void lapel_slots_fill (LapelSlots         *self,
                       GListModel         *model,
                       LapelRecord *const *records,
                       unsigned int        n_records);

G_END_DECLS
