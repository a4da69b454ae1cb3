/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LapelSlot:
 *
 * One place in the visible list. Searching and sorting change which record stands in a slot
 * ("notify::record") and only the number of slots is announced as added or removed, because a
 * GtkGridView rebuilds every row of a wholesale change (design.md, "Fast").
 */
#define LAPEL_TYPE_SLOT (lapel_slot_get_type ())
G_DECLARE_FINAL_TYPE (LapelSlot, lapel_slot, LAPEL, SLOT, GObject)

/** (nullable) (transfer none): property "record" is notified by name; its value is this pointer */
LapelRecord *lapel_slot_get_record (LapelSlot *self);

typedef enum
{
  LAPEL_FILTER_ALL,
  LAPEL_FILTER_VERIFIED,
  LAPEL_FILTER_ATTENTION, /* anything but verified */
} LapelFilter;

typedef enum
{
  LAPEL_SORT_NEWEST,
  LAPEL_SORT_NAME,
  LAPEL_SORT_ISSUER,
} LapelSort;

/** LapelEntryList: a GListModel of LapelSlot over the wallet's records, searched, filtered and
 * sorted. */
#define LAPEL_TYPE_ENTRY_LIST (lapel_entry_list_get_type ())
G_DECLARE_FINAL_TYPE (LapelEntryList, lapel_entry_list, LAPEL, ENTRY_LIST, GObject)

LapelEntryList *lapel_entry_list_new (void);

/** Replaces all records. @records: (element-type LapelRecord) */
void lapel_entry_list_set_records (LapelEntryList *self,
                                   GPtrArray      *records);

/** Words that must all occur, in any order, case and compatibility forms aside. */
void lapel_entry_list_set_search (LapelEntryList *self,
                                  const char     *text);
void lapel_entry_list_set_filter (LapelEntryList *self,
                                  LapelFilter     filter);
void lapel_entry_list_set_sort (LapelEntryList *self,
                                LapelSort       sort);

/** How many records there are that @filter lets through, the search aside. */
unsigned int lapel_entry_list_count (LapelEntryList *self,
                                     LapelFilter     filter);

/** (nullable) (transfer none): the record of an entry, shown or not */
LapelRecord *lapel_entry_list_find (LapelEntryList *self,
                                    gint64          id);

G_END_DECLS
