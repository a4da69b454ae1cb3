/* SPDX-License-Identifier: GPL-3.0-or-later */
/* memmem () */
#define _GNU_SOURCE
#include "config.h"

#include "lapel-entry-list.h"

#include "lapel-fold.h"

#include <string.h>

struct _LapelSlot
{
  GObject parent_instance;

  /* owned */
  LapelRecord *record;
};

enum
{
  SLOT_PROP_RECORD = 1,
  N_SLOT_PROPS
};

static GParamSpec *slot_properties[N_SLOT_PROPS];

G_DEFINE_FINAL_TYPE (LapelSlot, lapel_slot, G_TYPE_OBJECT)

/* A record and what comparing and searching it needs. The keys are made when first sorted by. */
typedef struct
{
  LapelRecord *record;
  size_t search_length;
  char *name_key;
  char *issuer_key;
} Item;

struct _LapelEntryList
{
  GObject parent_instance;

  /* owned */
  GArray *items;     /* of Item */
  GArray *sorted;    /* of uint32_t: all items in sort order */
  GArray *visible;   /* of uint32_t: those of them that are let through */
  GPtrArray *slots;  /* (element-type LapelSlot): as many as are visible; %NULL until asked for */
  GHashTable *by_id; /* entry id to LapelRecord */
  char *search;      /* folded */
  char **words;      /* of search */

  LapelFilter filter;
  LapelSort sort;
  unsigned int n_verified;
};

static void lapel_entry_list_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LapelEntryList,
                               lapel_entry_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      lapel_entry_list_list_model_init))

/* Slots */

static void
slot_set_record (LapelSlot   *self,
                 LapelRecord *record)
{
  if (self->record == record)
    return;
  g_clear_pointer (&self->record, lapel_record_unref);
  self->record = lapel_record_ref (record);
  g_object_notify_by_pspec (G_OBJECT (self), slot_properties[SLOT_PROP_RECORD]);
}

static void
lapel_slot_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  LapelSlot *self = LAPEL_SLOT (object);

  switch (prop_id)
    {
    case SLOT_PROP_RECORD:
      g_value_set_pointer (value, self->record);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lapel_slot_finalize (GObject *object)
{
  LapelSlot *self = LAPEL_SLOT (object);

  g_clear_pointer (&self->record, lapel_record_unref);
  G_OBJECT_CLASS (lapel_slot_parent_class)->finalize (object);
}

static void
lapel_slot_class_init (LapelSlotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lapel_slot_get_property;
  object_class->finalize = lapel_slot_finalize;

  slot_properties[SLOT_PROP_RECORD] =
      g_param_spec_pointer ("record", NULL, NULL,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_SLOT_PROPS, slot_properties);
}

static void
lapel_slot_init (LapelSlot *self)
{
}

LapelRecord *
lapel_slot_get_record (LapelSlot *self)
{
  g_return_val_if_fail (LAPEL_IS_SLOT (self), NULL);
  return self->record;
}

/* Sorting */

static void
item_clear (Item *item)
{
  lapel_record_unref (item->record);
  g_free (item->name_key);
  g_free (item->issuer_key);
}

static void
ensure_keys (LapelEntryList *self)
{
  if (self->sort == LAPEL_SORT_NEWEST)
    return;

  for (unsigned int i = 0; i < self->items->len; i++)
    {
      Item *item = &g_array_index (self->items, Item, i);

      if (item->name_key == NULL)
        item->name_key = g_utf8_collate_key (item->record->title, -1);
      if (item->issuer_key == NULL && self->sort == LAPEL_SORT_ISSUER)
        item->issuer_key = g_utf8_collate_key (item->record->issuer_name, -1);
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
compare_items_cb (gconstpointer a,
                  gconstpointer b,
                  gpointer      user_data)
{
  LapelEntryList *self = user_data;
  const Item *item_a = &g_array_index (self->items, Item, *(const uint32_t *) a);
  const Item *item_b = &g_array_index (self->items, Item, *(const uint32_t *) b);
  int order = 0;

  if (self->sort == LAPEL_SORT_ISSUER)
    order = strcmp (item_a->issuer_key, item_b->issuer_key);
  if (order == 0 && self->sort != LAPEL_SORT_NEWEST)
    order = strcmp (item_a->name_key, item_b->name_key);
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

static void
sort_items (LapelEntryList *self)
{
  ensure_keys (self);
  if (!is_sorted (self))
    g_array_sort_with_data (self->sorted, compare_items_cb, self);
}

/* Filtering */

static gboolean
passes_filter (const LapelRecord *record,
               LapelFilter        filter)
{
  switch (filter)
    {
    case LAPEL_FILTER_VERIFIED:
      return record->verdict == LAPEL_VERDICT_VERIFIED;
    case LAPEL_FILTER_ATTENTION:
      return record->verdict != LAPEL_VERDICT_VERIFIED;
    case LAPEL_FILTER_ALL:
    default:
      return TRUE;
    }
}

static gboolean
has_words (const Item  *item,
           char *const *words)
{
  for (; words != NULL && *words != NULL; words++)
    if (memmem (item->record->search, item->search_length, *words, strlen (*words)) == NULL)
      return FALSE;
  return TRUE;
}

/* Puts the visible records into the slots: the first ones keep their places, and only the tail
 * comes or goes. */
static void
fill_slots (LapelEntryList *self)
{
  unsigned int before = self->slots->len;
  unsigned int after = self->visible->len;

  g_ptr_array_set_size (self->slots, (int) after);
  for (unsigned int i = 0; i < MIN (before, after); i++)
    {
      uint32_t index = g_array_index (self->visible, uint32_t, i);
      LapelSlot *slot = g_ptr_array_index (self->slots, i);

      if (slot != NULL)
        slot_set_record (slot, g_array_index (self->items, Item, index).record);
    }

  if (after > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, after - before);
  else if (after < before)
    g_list_model_items_changed (G_LIST_MODEL (self), after, before - after, 0);
}

/* Looks through @candidates, in their order. */
static void
update_visible (LapelEntryList *self,
                GArray         *candidates)
{
  GArray *visible = g_array_sized_new (FALSE, FALSE, sizeof (uint32_t), candidates->len);

  for (unsigned int i = 0; i < candidates->len; i++)
    {
      uint32_t index = g_array_index (candidates, uint32_t, i);
      const Item *item = &g_array_index (self->items, Item, index);

      if (passes_filter (item->record, self->filter) && has_words (item, self->words))
        g_array_append_val (visible, index);
    }

  g_array_unref (self->visible);
  self->visible = visible;
  fill_slots (self);
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
  return LAPEL_ENTRY_LIST (model)->slots->len;
}

static gpointer
lapel_entry_list_get_item (GListModel *model,
                           guint       position)
{
  LapelEntryList *self = LAPEL_ENTRY_LIST (model);
  LapelSlot *slot = NULL;

  if (position >= self->slots->len)
    return NULL;

  slot = g_ptr_array_index (self->slots, position);
  if (slot == NULL)
    {
      uint32_t index = g_array_index (self->visible, uint32_t, position);

      slot = g_object_new (LAPEL_TYPE_SLOT, NULL);
      slot->record = lapel_record_ref (g_array_index (self->items, Item, index).record);
      g_ptr_array_index (self->slots, position) = slot;
    }
  return g_object_ref (slot);
}

static void
lapel_entry_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = lapel_entry_list_get_item_type;
  iface->get_n_items = lapel_entry_list_get_n_items;
  iface->get_item = lapel_entry_list_get_item;
}

static void
slot_free (gpointer slot)
{
  if (slot != NULL)
    g_object_unref (slot);
}

static void
lapel_entry_list_finalize (GObject *object)
{
  LapelEntryList *self = LAPEL_ENTRY_LIST (object);

  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->slots, g_ptr_array_unref);
  g_clear_pointer (&self->visible, g_array_unref);
  g_clear_pointer (&self->sorted, g_array_unref);
  g_clear_pointer (&self->items, g_array_unref);
  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->words, g_strfreev);
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
  self->items = g_array_new (FALSE, TRUE, sizeof (Item));
  g_array_set_clear_func (self->items, (GDestroyNotify) item_clear);
  self->sorted = g_array_new (FALSE, FALSE, sizeof (uint32_t));
  self->visible = g_array_new (FALSE, FALSE, sizeof (uint32_t));
  self->slots = g_ptr_array_new_with_free_func (slot_free);
  self->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->search = g_strdup ("");
}

LapelEntryList *
lapel_entry_list_new (void)
{
  return g_object_new (LAPEL_TYPE_ENTRY_LIST, NULL);
}

void
lapel_entry_list_set_records (LapelEntryList *self,
                              GPtrArray      *records)
{
  GArray *old_items = NULL;

  g_return_if_fail (LAPEL_IS_ENTRY_LIST (self));

  old_items = self->items;
  self->items = g_array_sized_new (FALSE, TRUE, sizeof (Item), records->len);
  g_array_set_clear_func (self->items, (GDestroyNotify) item_clear);
  g_array_set_size (self->sorted, 0);
  g_hash_table_remove_all (self->by_id);
  self->n_verified = 0;

  for (uint32_t i = 0; i < records->len; i++)
    {
      LapelRecord *record = g_ptr_array_index (records, i);
      Item item = { .record = lapel_record_ref (record), .search_length = strlen (record->search) };

      g_array_append_val (self->items, item);
      g_array_append_val (self->sorted, i);
      g_hash_table_insert (self->by_id, &record->id, record);
      self->n_verified += passes_filter (record, LAPEL_FILTER_VERIFIED);
    }

  sort_items (self);
  update_visible (self, self->sorted);
  /* Only now: listeners to "notify::record" may still have looked at the record that left. */
  g_array_unref (old_items);
}

void
lapel_entry_list_set_search (LapelEntryList *self,
                             const char     *text)
{
  g_autofree char *folded = lapel_fold (text);
  gboolean narrower = FALSE;

  g_return_if_fail (LAPEL_IS_ENTRY_LIST (self));

  if (strcmp (folded, self->search) == 0)
    return;

  /* What goes on from the old text can only lose hits, so nothing else need be looked at. */
  narrower = g_str_has_prefix (folded, self->search);
  g_free (self->search);
  self->search = g_steal_pointer (&folded);
  g_strfreev (self->words);
  self->words = g_strsplit_set (self->search, " \t\n", -1);
  update_visible (self, narrower ? self->visible : self->sorted);
}

void
lapel_entry_list_set_filter (LapelEntryList *self,
                             LapelFilter     filter)
{
  g_return_if_fail (LAPEL_IS_ENTRY_LIST (self));

  if (self->filter == filter)
    return;
  self->filter = filter;
  update_visible (self, self->sorted);
}

void
lapel_entry_list_set_sort (LapelEntryList *self,
                           LapelSort       sort)
{
  g_return_if_fail (LAPEL_IS_ENTRY_LIST (self));

  if (self->sort == sort)
    return;
  self->sort = sort;
  sort_items (self);
  update_visible (self, self->sorted);
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
  g_return_val_if_fail (LAPEL_IS_ENTRY_LIST (self), NULL);
  return g_hash_table_lookup (self->by_id, &id);
}
