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

/** A record, and what comparing and searching it needs: going through all of them must not fetch
 * ten thousand records from memory. Keys and years are made when first asked for. */
typedef struct
{
  LapelRecord *record;    /* owned */
  const char *search;     /* of the record */
  char *name_key;         /* owned (nullable) */
  const char *issuer_key; /* (nullable): of the list's issuer_keys */
  uint32_t search_length;
  uint32_t achievement; /* see lapel_entry_list_ensure_same () */
  int16_t year;
  uint16_t states;
  uint8_t verdict;
  uint8_t kind;
  uint8_t yours;
} LapelItem;

G_STATIC_ASSERT (LAPEL_STATE_WARNING <= G_MAXUINT16);

/** A word to be looked for, and where its two rarest bytes stand: these are looked for first. */
typedef struct
{
  char *text;
  uint32_t length;
  uint32_t rare;
  uint32_t next_rare; /* the same in a word of one byte */
} LapelWord;

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
  GHashTable *years;       /* year to the moment it begins, in local time: pointers to gint64 */
  char *search;            /* folded */
  GArray *words;           /* of LapelWord: of search */
  char *issuer;            /* (nullable): what criteria point to */
  char *tag;               /* (nullable): likewise */

  LapelFilter filter;
  LapelCriteria criteria;
  LapelSort sort;
  LapelGrouping grouping;
  gboolean stacked;
  unsigned int n_verified;
  unsigned int n_known_words; /* the first of words, that occur in all that is looked through */
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
int lapel_entry_list_get_year (LapelEntryList *self,
                               LapelItem      *item);

/** Whether two neighbours in the order stand under one heading. */
gboolean lapel_entry_list_same_group (LapelEntryList *self,
                                      LapelItem      *a,
                                      LapelItem      *b);

gboolean lapel_filter_passes (LapelFilter  filter,
                              unsigned int verdict);

/** Makes self->words of self->search. @narrower: it goes on from the last one, so that the words
 * it begins with as before are known to occur in what passes */
void lapel_entry_list_split_search (LapelEntryList *self,
                                    gboolean        narrower);

/** Whether filter, criteria and search let it through. */
gboolean lapel_entry_list_passes (LapelEntryList *self,
                                  LapelItem      *item);

/** Finds out which items are of one achievement and how many they are. */
void lapel_entry_list_ensure_same (LapelEntryList *self);

G_END_DECLS
