/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-entry-list-private.h"

#include <string.h>

/* What there is to choose from, and what was earned again. */

static guint
hash_achievement (gconstpointer data)
{
  const LapelRecord *record = data;

  return g_direct_hash (record->issuer_id) ^ g_str_hash (record->achievement_id);
}

static gboolean
equal_achievements (gconstpointer a,
                    gconstpointer b)
{
  return lapel_record_same_achievement (a, b);
}

void
lapel_entry_list_ensure_same (LapelEntryList *self)
{
  g_autoptr (GHashTable) numbers = NULL; /* record to the number of its achievement + 1 */

  if (self->same_counts != NULL)
    return;

  numbers = g_hash_table_new (hash_achievement, equal_achievements);
  self->same_counts = g_array_new (FALSE, TRUE, sizeof (unsigned int));
  for (uint32_t i = 0; i < self->items->len; i++)
    {
      LapelItem *item = lapel_entry_list_get (self, i);
      unsigned int number = 0;

      item->achievement = LAPEL_ACHIEVEMENT_NONE;
      if (!lapel_record_same_achievement (item->record, item->record))
        continue;
      number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, item->record));
      if (number == 0)
        {
          g_array_set_size (self->same_counts, self->same_counts->len + 1);
          number = self->same_counts->len;
          g_hash_table_insert (numbers, item->record, GUINT_TO_POINTER (number));
        }
      item->achievement = number - 1;
      g_array_index (self->same_counts, unsigned int, number - 1)++;
    }
}

/* (nullable): the item of the entry @id */
static LapelItem *
find_item (LapelEntryList *self,
           gint64          id)
{
  uint32_t place = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, &id));

  return place == 0 ? NULL : lapel_entry_list_get (self, place - 1);
}

unsigned int
lapel_entry_list_count_same (LapelEntryList *self,
                             gint64          id)
{
  const LapelItem *item = NULL;

  g_return_val_if_fail (LAPEL_IS_ENTRY_LIST (self), 0);

  lapel_entry_list_ensure_same (self);
  item = find_item (self, id);
  if (item == NULL)
    return 0;
  if (item->achievement == LAPEL_ACHIEVEMENT_NONE)
    return 1;
  return g_array_index (self->same_counts, unsigned int, item->achievement);
}

static int
compare_newest_cb (gconstpointer a,
                   gconstpointer b)
{
  const LapelRecord *first = *(const LapelRecord *const *) a;
  const LapelRecord *second = *(const LapelRecord *const *) b;

  if (first->awarded != second->awarded)
    return first->awarded > second->awarded ? -1 : 1;
  return first->id > second->id ? -1 : first->id < second->id;
}

GPtrArray *
lapel_entry_list_list_same (LapelEntryList *self,
                            gint64          id)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_record_unref);
  const LapelItem *item = NULL;

  g_return_val_if_fail (LAPEL_IS_ENTRY_LIST (self), records);

  lapel_entry_list_ensure_same (self);
  item = find_item (self, id);
  for (uint32_t i = 0; item != NULL && i < self->items->len; i++)
    {
      const LapelItem *other = lapel_entry_list_get (self, i);

      if (other == item ||
          (item->achievement != LAPEL_ACHIEVEMENT_NONE && other->achievement == item->achievement))
        g_ptr_array_add (records, lapel_record_ref (other->record));
    }
  g_ptr_array_sort (records, compare_newest_cb);
  return records;
}

/* Facets */

/** Facets being counted. */
typedef struct
{
  GArray *facets;     /* of LapelFacet */
  GHashTable *places; /* what is counted to its place + 1 */
} Tally;

/* @what: a pointer, or a number that is no pointer */
static LapelFacet *
tally (Tally         *self,
       gconstpointer  what)
{
  uint32_t place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, what));
  LapelFacet *facet = NULL;

  if (place == 0)
    {
      g_array_set_size (self->facets, self->facets->len + 1);
      place = self->facets->len;
      g_hash_table_insert (self->places, (gpointer) what, GUINT_TO_POINTER (place));
    }

  facet = &g_array_index (self->facets, LapelFacet, place - 1);
  facet->count++;
  return facet;
}

static void
tally_number (Tally  *self,
              gint64  number)
{
  tally (self, GSIZE_TO_POINTER ((gsize) number))->number = number;
}

static void
tally_texts (Tally      *self,
             const char *key,
             const char *name)
{
  LapelFacet *facet = NULL;

  if (key == NULL || key[0] == '\0')
    return;
  facet = tally (self, key);
  facet->key = key;
  if (facet->name == NULL || facet->name[0] == '\0')
    facet->name = name;
}

static void
tally_item (Tally          *self,
            LapelEntryList *list,
            LapelItem      *item,
            LapelFacetOf    what)
{
  const LapelRecord *record = item->record;

  switch (what)
    {
    case LAPEL_FACET_ISSUER:
      tally_texts (self, lapel_record_get_issuer_token (record), record->issuer_name);
      break;
    case LAPEL_FACET_YEAR:
      if (lapel_entry_list_get_year (list, item) != LAPEL_YEAR_NONE)
        tally_number (self, lapel_entry_list_get_year (list, item));
      break;
    case LAPEL_FACET_KIND:
      tally_number (self, record->kind);
      break;
    case LAPEL_FACET_TAG:
      for (const char *const *tag = record->tags; tag != NULL && *tag != NULL; tag++)
        tally_texts (self, *tag, *tag);
      break;
    case LAPEL_FACET_COLLECTION:
    default:
      for (unsigned int i = 0; i < record->n_collections; i++)
        tally_number (self, record->collections[i]);
      break;
    }
}

static int
compare_facets_cb (gconstpointer a,
                   gconstpointer b,
                   gpointer      user_data)
{
  const LapelFacet *first = a;
  const LapelFacet *second = b;
  gboolean years = GPOINTER_TO_INT (user_data);
  int order = first->number < second->number ? -1 : first->number > second->number;

  if (order != 0)
    return years ? -order : order;
  if (first->key == NULL)
    return 0;
  order = g_utf8_collate (first->name == NULL ? "" : first->name,
                          second->name == NULL ? "" : second->name);
  return order != 0 ? order : strcmp (first->key, second->key);
}

GArray *
lapel_entry_list_list_facets (LapelEntryList *self,
                              LapelFacetOf    what)
{
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  GArray *facets = g_array_new (FALSE, TRUE, sizeof (LapelFacet));
  Tally counts = { facets, places };

  g_return_val_if_fail (LAPEL_IS_ENTRY_LIST (self), facets);

  for (uint32_t i = 0; i < self->items->len; i++)
    tally_item (&counts, self, lapel_entry_list_get (self, i), what);
  g_array_sort_with_data (facets, compare_facets_cb, GINT_TO_POINTER (what == LAPEL_FACET_YEAR));
  return facets;
}
