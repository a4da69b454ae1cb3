/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-group.h"

G_BEGIN_DECLS

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
  LAPEL_SORT_EXPIRY, /* what ends first, then what never does */
} LapelSort;

typedef enum
{
  LAPEL_GROUPING_NONE,
  LAPEL_GROUPING_ISSUER,
  LAPEL_GROUPING_YEAR, /* of the award, the newest first */
} LapelGrouping;

/** How long before its end a credential counts as expiring. */
#define LAPEL_EXPIRING_SPAN (30 * G_TIME_SPAN_DAY)

/** What the list lets through besides LapelFilter and the search: everything that is set must hold.
 * All zero lets everything through. Sets of an enum's values have the bit 1 << value. */
typedef struct
{
  unsigned int verdicts; /* a set of LapelVerdict, and */
  LapelStates states;    /* what may be instead of one of these; both 0: any */
  unsigned int kinds;    /* a set of LapelKind; 0: any */
  unsigned int yours;    /* a set of LapelOutcome of the question "yours"; 0: any */
  const char *issuer;    /* (nullable): the key of a facet */
  int year;              /* of the award; 0: any */
  gboolean expiring;     /* in force, and ending within LAPEL_EXPIRING_SPAN of @now */
  LapelTime now;
  const char *tag;   /* (nullable) */
  gint64 collection; /* 0: any */
} LapelCriteria;

/** By what one can choose. */
typedef enum
{
  LAPEL_FACET_ISSUER,
  LAPEL_FACET_YEAR,
  LAPEL_FACET_KIND,
  LAPEL_FACET_TAG,
  LAPEL_FACET_COLLECTION, /* those that something lies in */
} LapelFacetOf;

/** One of the values there are, and of how many entries, whatever is searched and filtered. */
typedef struct
{
  const char *key;  /* of an issuer or a tag: what LapelCriteria takes; otherwise NULL */
  const char *name; /* of an issuer or a tag, to be shown; otherwise NULL */
  gint64 number;    /* the year, the LapelKind, the collection's id; otherwise 0 */
  unsigned int count;
} LapelFacet;

/** LapelEntryList: a GListModel of LapelSlot over the wallet's records, searched, filtered, sorted
 * and grouped. */
#define LAPEL_TYPE_ENTRY_LIST (lapel_entry_list_get_type ())
G_DECLARE_FINAL_TYPE (LapelEntryList, lapel_entry_list, LAPEL, ENTRY_LIST, GObject)

LapelEntryList *lapel_entry_list_new (void);

/** Replaces all records. @records: (element-type LapelRecord) */
void lapel_entry_list_set_records (LapelEntryList *self,
                                   GPtrArray      *records);

/**
 * lapel_entry_list_change:
 * @records: (element-type LapelRecord): new, or instead of the one with the same id; of several
 * with one id the last counts
 * @gone: (element-type gint64): ids of those that left
 */
void lapel_entry_list_change (LapelEntryList *self,
                              GPtrArray      *records,
                              GArray         *gone);

/** All of them, shown or not, in no particular order. Returns: (transfer container) (element-type
 * LapelRecord) */
GPtrArray *lapel_entry_list_list_records (LapelEntryList *self);

/** Words that must all occur, in any order, case and compatibility forms aside. */
void lapel_entry_list_set_search (LapelEntryList *self,
                                  const char     *text);
void lapel_entry_list_set_filter (LapelEntryList *self,
                                  LapelFilter     filter);

/** @criteria: (nullable): copied; %NULL for none */
void lapel_entry_list_set_criteria (LapelEntryList      *self,
                                    const LapelCriteria *criteria);

/** Names are compared as the locale does. */
void lapel_entry_list_set_sort (LapelEntryList *self,
                                LapelSort       sort);

/** Groups come in their own order and are sorted inside; the list is all of them, one after the
 * other. */
void lapel_entry_list_set_grouping (LapelEntryList *self,
                                    LapelGrouping   grouping);

/** The groups of what is shown: a GListModel of LapelGroup, empty without grouping. (transfer none)
 */
GListModel *lapel_entry_list_get_groups (LapelEntryList *self);

/** Whether an achievement that was earned several times (lapel_record_same_achievement ()) is shown
 * once, by the first in the list's order. */
void lapel_entry_list_set_stacked (LapelEntryList *self,
                                   gboolean        stacked);

/** The entries of the same achievement as @id, itself among them, newest first; and how many they
 * are, which costs nothing. Returns: (transfer container) (element-type LapelRecord): empty for an
 * unknown id */
GPtrArray *lapel_entry_list_list_same (LapelEntryList *self,
                                       gint64          id);
unsigned int lapel_entry_list_count_same (LapelEntryList *self,
                                          gint64          id);

/** How many records there are that @filter lets through, the search and criteria aside. */
unsigned int lapel_entry_list_count (LapelEntryList *self,
                                     LapelFilter     filter);

/** How many are in force and end within LAPEL_EXPIRING_SPAN of @now, whatever is shown. */
unsigned int lapel_entry_list_count_expiring (LapelEntryList *self,
                                              LapelTime       now);

/** Issuers and tags by name, years newest first, kinds and collections by number. Keys and names
 * live as long as the records. Returns: (transfer full) (element-type LapelFacet) */
GArray *lapel_entry_list_list_facets (LapelEntryList *self,
                                      LapelFacetOf    what);

/** (nullable) (transfer none): the record of an entry, shown or not */
LapelRecord *lapel_entry_list_find (LapelEntryList *self,
                                    gint64          id);

G_END_DECLS
