/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-entry-list.h"

G_BEGIN_DECLS

/* The parts of LapelEntryList: records and what is shown of them (lapel-entry-list.c), their order
 * (-order.c), what is let through (-filter.c), and what there is to choose from (-facets.c). */

/** An item's year before anybody asked for it, and where its award has no date. */
#define LAPEL_YEAR_UNKNOWN (-1)
#define LAPEL_YEAR_NONE    0

/** An item's achievement where it is like no other's. */
#define LAPEL_ACHIEVEMENT_NONE G_MAXUINT32

/** A record and what comparing and searching it needs. Keys and years are made when first asked
 * for. */
typedef struct
{
  LapelRecord *record;    /* owned */
  char *name_key;         /* owned (nullable) */
  const char *issuer_key; /* (nullable): of the list's issuer_keys */
  uint32_t search_length;
  uint32_t achievement; /* see lapel_entry_list_ensure_same () */
  int year;
} LapelItem;

struct _LapelEntryList
{
  GObject parent_instance;

  /* owned */
  GArray *items;           /* of LapelItem */
  GArray *sorted;          /* of uint32_t: all items in sort order */
  GArray *passing;         /* of uint32_t: those of them that are let through */
  LapelSlots slots;        /* those of them that are shown */
  GListStore *groups;      /* (element-type LapelGroup) */
  GHashTable *by_id;       /* entry id, in its record, to item index + 1 */
  GHashTable *issuer_keys; /* issuer name to collation key */
  GArray *same_counts;     /* (nullable) of unsigned int: by achievement; %NULL until asked for */
  char *search;            /* folded */
  char **words;            /* of search */
  char *issuer;            /* (nullable): what criteria point to */
  char *tag;               /* (nullable): likewise */

  LapelFilter filter;
  LapelCriteria criteria;
  LapelSort sort;
  LapelGrouping grouping;
  gboolean stacked;
  unsigned int n_verified;
};

static inline LapelItem *
lapel_entry_list_get (LapelEntryList *self,
                      uint32_t        index)
{
  return &g_array_index (self->items, LapelItem, index);
}

/** Brings self->sorted into order. */
void lapel_entry_list_sort (LapelEntryList *self);

/** What tells one issuer from another: its id, or its name where it has none. Equal ones are one
 * pointer. (nullable) */
const char *lapel_record_get_issuer_token (const LapelRecord *record);

/** The year of the award in local time, as the dates on the cards. */
int lapel_item_get_year (LapelItem *item);

/** Whether two neighbours in the order stand under one heading. */
gboolean lapel_entry_list_same_group (LapelEntryList *self,
                                      LapelItem      *a,
                                      LapelItem      *b);

gboolean lapel_filter_passes (LapelFilter        filter,
                              const LapelRecord *record);

/** Whether filter, criteria and search let it through. */
gboolean lapel_entry_list_passes (LapelEntryList *self,
                                  LapelItem      *item);

/** Finds out which items are of one achievement and how many they are. */
void lapel_entry_list_ensure_same (LapelEntryList *self);

G_END_DECLS
