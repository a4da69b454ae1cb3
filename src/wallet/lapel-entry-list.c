/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-entry-list.h"

#include "lapel-entry-list-private.h"
#include "lapel-fold.h"

#include <string.h>

static void lapel_entry_list_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LapelEntryList,
                               lapel_entry_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      lapel_entry_list_list_model_init))

/* What is shown */

/* The records of what passes, once an achievement where they are stacked. */
static GPtrArray *
list_shown (LapelEntryList *self)
{
  GPtrArray *shown = g_ptr_array_sized_new (self->passing->len);
  g_autofree gboolean *seen = NULL;

  if (self->stacked)
    {
      lapel_entry_list_ensure_same (self);
      seen = g_new0 (gboolean, self->same_counts->len);
    }
  for (unsigned int i = 0; i < self->passing->len; i++)
    {
      const LapelItem *item =
          lapel_entry_list_get (self, g_array_index (self->passing, uint32_t, i));

      if (seen != NULL && item->achievement != LAPEL_ACHIEVEMENT_NONE)
        {
          if (seen[item->achievement])
            continue;
          seen[item->achievement] = TRUE;
        }
      g_ptr_array_add (shown, item->record);
    }
  return shown;
}

static LapelItem *
item_of (LapelEntryList    *self,
         const LapelRecord *record)
{
  uint32_t place = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, &record->id));

  return lapel_entry_list_get (self, place - 1);
}

static void
fill_group (LapelEntryList *self,
            unsigned int    number,
            GPtrArray      *shown,
            unsigned int    start,
            unsigned int    end)
{
  g_autoptr (LapelGroup) group = g_list_model_get_item (G_LIST_MODEL (self->groups), number);
  LapelItem *first = item_of (self, g_ptr_array_index (shown, start));
  const char *issuer = first->record->issuer_name;
  g_autofree char *title = NULL;

  if (self->grouping == LAPEL_GROUPING_ISSUER)
    title = g_strdup (issuer == NULL ? "" : issuer);
  else if (lapel_entry_list_get_year (self, first) == LAPEL_YEAR_NONE)
    title = g_strdup ("");
  else
    title = g_strdup_printf ("%d", lapel_entry_list_get_year (self, first));

  if (group == NULL)
    group = lapel_group_new ();
  lapel_group_fill (group, title, start, (LapelRecord **) shown->pdata + start, end - start);
  if (number == g_list_model_get_n_items (G_LIST_MODEL (self->groups)))
    g_list_store_append (self->groups, group);
}

/* As with slots, only the last groups come and go. */
static void
fill_groups (LapelEntryList *self,
             GPtrArray      *shown)
{
  unsigned int before = g_list_model_get_n_items (G_LIST_MODEL (self->groups));
  unsigned int n_groups = 0;
  unsigned int start = 0;

  for (unsigned int i = 1; self->grouping != LAPEL_GROUPING_NONE && i <= shown->len; i++)
    if (i == shown->len ||
        !lapel_entry_list_same_group (self, item_of (self, g_ptr_array_index (shown, i - 1)),
                                      item_of (self, g_ptr_array_index (shown, i))))
      {
        fill_group (self, n_groups++, shown, start, i);
        start = i;
      }

  for (unsigned int i = n_groups; i < before; i++)
    {
      g_autoptr (LapelGroup) group = g_list_model_get_item (G_LIST_MODEL (self->groups), i);

      /* Whoever still holds it must not see records that may be gone. */
      lapel_group_fill (group, "", 0, NULL, 0);
    }
  if (n_groups < before)
    g_list_store_splice (self->groups, n_groups, before - n_groups, NULL, 0);
}

static void
show (LapelEntryList *self)
{
  g_autoptr (GPtrArray) shown = list_shown (self);

  lapel_slots_fill (&self->slots, G_LIST_MODEL (self), (LapelRecord **) shown->pdata, shown->len);
  fill_groups (self, shown);
}

/* Looks through @candidates, in their order. */
static void
update_passing (LapelEntryList *self,
                GArray         *candidates)
{
  GArray *passing = g_array_sized_new (FALSE, FALSE, sizeof (uint32_t), candidates->len);

  for (unsigned int i = 0; i < candidates->len; i++)
    {
      uint32_t index = g_array_index (candidates, uint32_t, i);

      if (lapel_entry_list_passes (self, lapel_entry_list_get (self, index)))
        g_array_append_val (passing, index);
    }

  g_array_unref (self->passing);
  self->passing = passing;
  show (self);
}

static void
sort_and_show (LapelEntryList *self)
{
  lapel_entry_list_sort (self);
  update_passing (self, self->sorted);
}

/* GListModel */

static GType
lapel_entry_list_get_item_type (GListModel *model)
{
  return LAPEL_TYPE_SLOT;
}

static guint
lapel_entry_list_get_n_items (GListModel *model)
{
  return LAPEL_ENTRY_LIST (model)->slots.slots->len;
}

static gpointer
lapel_entry_list_get_item (GListModel *model,
                           guint       position)
{
  return lapel_slots_get (&LAPEL_ENTRY_LIST (model)->slots, position);
}

static void
lapel_entry_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = lapel_entry_list_get_item_type;
  iface->get_n_items = lapel_entry_list_get_n_items;
  iface->get_item = lapel_entry_list_get_item;
}

static void
item_clear (LapelItem *item)
{
  lapel_record_unref (item->record);
  g_free (item->name_key);
}

static void
lapel_entry_list_finalize (GObject *object)
{
  LapelEntryList *self = LAPEL_ENTRY_LIST (object);

  g_clear_object (&self->groups);
  lapel_slots_clear (&self->slots);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->passing, g_array_unref);
  g_clear_pointer (&self->sorted, g_array_unref);
  g_clear_pointer (&self->items, g_array_unref);
  g_clear_pointer (&self->issuer_keys, g_hash_table_unref);
  g_clear_pointer (&self->same_counts, g_array_unref);
  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->words, g_array_unref);
  g_clear_pointer (&self->years, g_hash_table_unref);
  g_clear_pointer (&self->issuer, g_free);
  g_clear_pointer (&self->tag, g_free);
  G_OBJECT_CLASS (lapel_entry_list_parent_class)->finalize (object);
}

static void
lapel_entry_list_class_init (LapelEntryListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lapel_entry_list_finalize;
}

static void
lapel_entry_list_init (LapelEntryList *self)
{
  self->items = g_array_new (FALSE, TRUE, sizeof (LapelItem));
  g_array_set_clear_func (self->items, (GDestroyNotify) item_clear);
  self->sorted = g_array_new (FALSE, FALSE, sizeof (uint32_t));
  self->passing = g_array_new (FALSE, FALSE, sizeof (uint32_t));
  lapel_slots_init (&self->slots);
  self->groups = g_list_store_new (LAPEL_TYPE_GROUP);
  self->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->issuer_keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->years = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->search = g_strdup ("");
  lapel_entry_list_split_search (self, FALSE);
}

LapelEntryList *
lapel_entry_list_new (void)
{
  return g_object_new (LAPEL_TYPE_ENTRY_LIST, NULL);
}

/* The records */

/* @item: what was made of another record's award and issuer is made anew */
static void
item_set_record (LapelItem   *item,
                 LapelRecord *record)
{
  item->record = lapel_record_ref (record);
  item->search = record->search;
  item->search_length = (uint32_t) strlen (record->search);
  item->issuer_key = NULL;
  item->year = LAPEL_YEAR_UNKNOWN;
  item->states = (uint16_t) record->states;
  item->verdict = (uint8_t) record->verdict;
  item->kind = (uint8_t) record->kind;
  item->yours = (uint8_t) record->outcomes[LAPEL_QUESTION_YOURS];
}

static void
append_item (LapelEntryList *self,
             LapelRecord    *record)
{
  uint32_t index = self->items->len;
  LapelItem item = { 0 };

  item_set_record (&item, record);
  g_array_append_val (self->items, item);
  g_array_append_val (self->sorted, index);
  g_hash_table_insert (self->by_id, &record->id, GUINT_TO_POINTER (index + 1));
  self->n_verified += lapel_filter_passes (LAPEL_FILTER_VERIFIED, record->verdict);
}

/* Returns: (transfer full): the record that stood there */
static LapelRecord *
replace_item (LapelEntryList *self,
              uint32_t        index,
              LapelRecord    *record)
{
  LapelItem *item = lapel_entry_list_get (self, index);
  LapelRecord *old = item->record;

  self->n_verified -= lapel_filter_passes (LAPEL_FILTER_VERIFIED, old->verdict);
  self->n_verified += lapel_filter_passes (LAPEL_FILTER_VERIFIED, record->verdict);
  item_set_record (item, record);
  if (!g_str_equal (old->title, record->title))
    g_clear_pointer (&item->name_key, g_free);
  /* The key lies in the record. */
  g_hash_table_replace (self->by_id, &record->id, GUINT_TO_POINTER (index + 1));
  return old;
}

/* Closes the gaps of those without a place in by_id; what stays keeps its order. */
static void
drop_items (LapelEntryList *self,
            GPtrArray      *old)
{
  g_autofree uint32_t *places = g_new (uint32_t, self->items->len + 1);
  uint32_t n = 0;
  unsigned int n_sorted = 0;

  for (uint32_t i = 0; i < self->items->len; i++)
    {
      LapelItem *item = lapel_entry_list_get (self, i);

      places[i] = G_MAXUINT32;
      if (!g_hash_table_contains (self->by_id, &item->record->id))
        {
          self->n_verified -= lapel_filter_passes (LAPEL_FILTER_VERIFIED, item->verdict);
          g_ptr_array_add (old, item->record);
          g_free (item->name_key);
          continue;
        }
      places[i] = n;
      g_hash_table_insert (self->by_id, &item->record->id, GUINT_TO_POINTER (n + 1));
      *lapel_entry_list_get (self, n++) = *item;
    }

  /* The rest was moved or handed to @old. */
  g_array_set_clear_func (self->items, NULL);
  g_array_set_size (self->items, n);
  g_array_set_clear_func (self->items, (GDestroyNotify) item_clear);

  for (unsigned int i = 0; i < self->sorted->len; i++)
    {
      uint32_t place = places[g_array_index (self->sorted, uint32_t, i)];

      if (place != G_MAXUINT32)
        g_array_index (self->sorted, uint32_t, n_sorted++) = place;
    }
  g_array_set_size (self->sorted, n_sorted);
}

void
lapel_entry_list_change (LapelEntryList *self,
                         GPtrArray      *records,
                         GArray         *gone)
{
  /* Listeners to "notify::record" may still look at the record that left. */
  g_autoptr (GPtrArray) old = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_record_unref);
  gboolean any_gone = FALSE;

  g_return_if_fail (LAPEL_IS_ENTRY_LIST (self));

  g_clear_pointer (&self->same_counts, g_array_unref);
  for (unsigned int i = 0; i < records->len; i++)
    {
      LapelRecord *record = g_ptr_array_index (records, i);
      uint32_t place = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, &record->id));

      if (place == 0)
        append_item (self, record);
      else
        g_ptr_array_add (old, replace_item (self, place - 1, record));
    }
  for (unsigned int i = 0; i < gone->len; i++)
    any_gone |= g_hash_table_remove (self->by_id, &g_array_index (gone, gint64, i));
  if (any_gone)
    drop_items (self, old);
  sort_and_show (self);
}

void
lapel_entry_list_set_records (LapelEntryList *self,
                              GPtrArray      *records)
{
  GArray *old_items = NULL;

  g_return_if_fail (LAPEL_IS_ENTRY_LIST (self));

  old_items = self->items;
  self->items = g_array_sized_new (FALSE, TRUE, sizeof (LapelItem), records->len);
  g_array_set_clear_func (self->items, (GDestroyNotify) item_clear);
  g_array_set_size (self->sorted, 0);
  g_hash_table_remove_all (self->by_id);
  g_clear_pointer (&self->same_counts, g_array_unref);
  self->n_verified = 0;

  for (uint32_t i = 0; i < records->len; i++)
    append_item (self, g_ptr_array_index (records, i));
  sort_and_show (self);
  /* Only now: listeners to "notify::record" may still have looked at the record that left. */
  g_array_unref (old_items);
}

GPtrArray *
lapel_entry_list_list_records (LapelEntryList *self)
{
  GPtrArray *records = NULL;

  g_return_val_if_fail (LAPEL_IS_ENTRY_LIST (self), NULL);

  records = g_ptr_array_new_full (self->items->len, (GDestroyNotify) lapel_record_unref);
  for (uint32_t i = 0; i < self->items->len; i++)
    g_ptr_array_add (records, lapel_record_ref (lapel_entry_list_get (self, i)->record));
  return records;
}

/* What to show */

void
lapel_entry_list_set_search (LapelEntryList *self,
                             const char     *text)
{
  g_autofree char *folded = lapel_fold (text);
  gboolean narrower = FALSE;

  g_return_if_fail (LAPEL_IS_ENTRY_LIST (self));

  if (strcmp (folded, self->search) == 0)
    return;

  /* What goes on from the old text can only lose hits, so nothing else need be looked at, nor for
   * the words that are as before. */
  narrower = g_str_has_prefix (folded, self->search);
  g_free (self->search);
  self->search = g_steal_pointer (&folded);
  lapel_entry_list_split_search (self, narrower);
  update_passing (self, narrower ? self->passing : self->sorted);
  self->n_known_words = 0;
}

void
lapel_entry_list_set_filter (LapelEntryList *self,
                             LapelFilter     filter)
{
  g_return_if_fail (LAPEL_IS_ENTRY_LIST (self));

  if (self->filter == filter)
    return;
  self->filter = filter;
  update_passing (self, self->sorted);
}

void
lapel_entry_list_set_criteria (LapelEntryList      *self,
                               const LapelCriteria *criteria)
{
  const LapelCriteria none = { 0 };
  g_autofree char *old_issuer = self->issuer;
  g_autofree char *old_tag = self->tag;

  if (criteria == NULL)
    criteria = &none;
  self->criteria = *criteria;
  self->issuer = g_strdup (criteria->issuer);
  self->tag = g_strdup (criteria->tag);
  self->criteria.issuer = self->issuer;
  self->criteria.tag = self->tag;
  update_passing (self, self->sorted);
}

void
lapel_entry_list_set_sort (LapelEntryList *self,
                           LapelSort       sort)
{
  g_return_if_fail (LAPEL_IS_ENTRY_LIST (self));

  if (self->sort == sort)
    return;
  self->sort = sort;
  sort_and_show (self);
}

void
lapel_entry_list_set_grouping (LapelEntryList *self,
                               LapelGrouping   grouping)
{
  g_return_if_fail (LAPEL_IS_ENTRY_LIST (self));

  if (self->grouping == grouping)
    return;
  self->grouping = grouping;
  sort_and_show (self);
}

GListModel *
lapel_entry_list_get_groups (LapelEntryList *self)
{
  g_return_val_if_fail (LAPEL_IS_ENTRY_LIST (self), NULL);
  return G_LIST_MODEL (self->groups);
}

void
lapel_entry_list_set_stacked (LapelEntryList *self,
                              gboolean        stacked)
{
  g_return_if_fail (LAPEL_IS_ENTRY_LIST (self));

  if (self->stacked == stacked)
    return;
  self->stacked = stacked;
  show (self);
}

unsigned int
lapel_entry_list_count (LapelEntryList *self,
                        LapelFilter     filter)
{
  g_return_val_if_fail (LAPEL_IS_ENTRY_LIST (self), 0);

  switch (filter)
    {
    case LAPEL_FILTER_VERIFIED:
      return self->n_verified;
    case LAPEL_FILTER_ATTENTION:
      return self->items->len - self->n_verified;
    case LAPEL_FILTER_ALL:
    default:
      return self->items->len;
    }
}

LapelRecord *
lapel_entry_list_find (LapelEntryList *self,
                       gint64          id)
{
  uint32_t place = 0;

  g_return_val_if_fail (LAPEL_IS_ENTRY_LIST (self), NULL);

  place = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, &id));
  return place == 0 ? NULL : lapel_entry_list_get (self, place - 1)->record;
}
