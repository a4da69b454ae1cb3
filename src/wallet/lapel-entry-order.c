/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-entry-list-private.h"

#include <string.h>

/* The order of the list: first by group, then as sorted, then the newest. */

const char *
lapel_record_get_issuer_token (const LapelRecord *record)
{
  gboolean has_id = record->issuer_id != NULL && record->issuer_id[0] != '\0';

  return has_id ? record->issuer_id : record->issuer_name;
}

/* When @year begins here; there are few years, and asking the time zone takes long. */
static LapelTime
get_begin (LapelEntryList *self,
           int             year)
{
  LapelTime *begin = g_hash_table_lookup (self->years, GINT_TO_POINTER (year));
  g_autoptr (GDateTime) date = NULL;

  if (begin != NULL)
    return *begin;
  begin = g_new (LapelTime, 1);
  date = g_date_time_new_local (year, 1, 1, 0, 0, 0);
  *begin = date == NULL ? G_MAXINT64 : g_date_time_to_unix (date) * G_USEC_PER_SEC;
  g_hash_table_insert (self->years, GINT_TO_POINTER (year), begin);
  return *begin;
}

int
lapel_entry_list_get_year (LapelEntryList *self,
                           LapelItem      *item)
{
  const LapelTime average = G_GINT64_CONSTANT (31556952) * G_USEC_PER_SEC;
  LapelTime awarded = LAPEL_TIME_NONE;
  int year = 0;

  if (item->year != LAPEL_YEAR_UNKNOWN)
    return item->year;
  awarded = item->record->awarded;
  if (awarded == LAPEL_TIME_NONE)
    return item->year = LAPEL_YEAR_NONE;

  /* Off by one at most. */
  year = CLAMP ((int) (1970 + awarded / average), 1, 9999);
  if (year < 9999 && awarded >= get_begin (self, year + 1))
    year++;
  else if (year > 1 && awarded < get_begin (self, year))
    year--;
  return item->year = (int16_t) year;
}

gboolean
lapel_entry_list_same_group (LapelEntryList *self,
                             LapelItem      *a,
                             LapelItem      *b)
{
  if (self->grouping == LAPEL_GROUPING_YEAR)
    return lapel_entry_list_get_year (self, a) == lapel_entry_list_get_year (self, b);
  return lapel_record_get_issuer_token (a->record) == lapel_record_get_issuer_token (b->record);
}

/* There are far fewer issuers than entries. */
static const char *
get_issuer_key (LapelEntryList *self,
                const char     *name)
{
  char *key = NULL;

  if (name == NULL)
    return "";
  key = g_hash_table_lookup (self->issuer_keys, name);
  if (key == NULL)
    {
      key = g_utf8_collate_key (name, -1);
      g_hash_table_insert (self->issuer_keys, g_strdup (name), key);
    }
  return key;
}

static void
ensure_keys (LapelEntryList *self)
{
  gboolean by_issuer = self->sort == LAPEL_SORT_ISSUER || self->grouping == LAPEL_GROUPING_ISSUER;
  gboolean by_name = self->sort == LAPEL_SORT_NAME || self->sort == LAPEL_SORT_ISSUER;

  for (uint32_t i = 0; (by_issuer || by_name) && i < self->items->len; i++)
    {
      LapelItem *item = lapel_entry_list_get (self, i);

      if (by_name && item->name_key == NULL)
        item->name_key = g_utf8_collate_key (item->record->title, -1);
      if (by_issuer && item->issuer_key == NULL)
        item->issuer_key = get_issuer_key (self, item->record->issuer_name);
    }
}

static int
compare_newest (const LapelRecord *a,
                const LapelRecord *b)
{
  if (a->awarded != b->awarded)
    return a->awarded > b->awarded ? -1 : 1;
  return a->id > b->id ? -1 : a->id < b->id;
}

static int
compare_expiry (const LapelRecord *a,
                const LapelRecord *b)
{
  LapelTime end_a = a->valid_until == LAPEL_TIME_NONE ? G_MAXINT64 : a->valid_until;
  LapelTime end_b = b->valid_until == LAPEL_TIME_NONE ? G_MAXINT64 : b->valid_until;

  return end_a < end_b ? -1 : end_a > end_b;
}

/* Two issuers of one name are two groups, side by side. */
static int
compare_groups (LapelEntryList *self,
                LapelItem      *a,
                LapelItem      *b)
{
  int order = 0;

  switch (self->grouping)
    {
    case LAPEL_GROUPING_YEAR:
      return lapel_entry_list_get_year (self, b) - lapel_entry_list_get_year (self, a);
    case LAPEL_GROUPING_ISSUER:
      order = strcmp (a->issuer_key, b->issuer_key);
      return order != 0 ? order
                        : g_strcmp0 (lapel_record_get_issuer_token (a->record),
                                     lapel_record_get_issuer_token (b->record));
    case LAPEL_GROUPING_NONE:
    default:
      return 0;
    }
}

static int
compare_sorted (LapelEntryList  *self,
                const LapelItem *a,
                const LapelItem *b)
{
  int order = 0;

  switch (self->sort)
    {
    case LAPEL_SORT_ISSUER:
      order = strcmp (a->issuer_key, b->issuer_key);
      return order != 0 ? order : strcmp (a->name_key, b->name_key);
    case LAPEL_SORT_NAME:
      return strcmp (a->name_key, b->name_key);
    case LAPEL_SORT_EXPIRY:
      return compare_expiry (a->record, b->record);
    case LAPEL_SORT_NEWEST:
    default:
      return 0;
    }
}

static int
compare_items_cb (gconstpointer a,
                  gconstpointer b,
                  gpointer      user_data)
{
  LapelEntryList *self = user_data;
  LapelItem *item_a = lapel_entry_list_get (self, *(const uint32_t *) a);
  LapelItem *item_b = lapel_entry_list_get (self, *(const uint32_t *) b);
  int order = compare_groups (self, item_a, item_b);

  if (order == 0)
    order = compare_sorted (self, item_a, item_b);
  return order != 0 ? order : compare_newest (item_a->record, item_b->record);
}

/* What comes from the database is in the newest-first order already; looking costs less than
 * sorting. */
static gboolean
is_sorted (LapelEntryList *self)
{
  for (unsigned int i = 1; i < self->sorted->len; i++)
    if (compare_items_cb (&g_array_index (self->sorted, uint32_t, i - 1),
                          &g_array_index (self->sorted, uint32_t, i), self) > 0)
      return FALSE;
  return TRUE;
}

void
lapel_entry_list_sort (LapelEntryList *self)
{
  ensure_keys (self);
  if (!is_sorted (self))
    g_array_sort_with_data (self->sorted, compare_items_cb, self);
}
