/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-import-item.h"

#include "lapel-words.h"

#include <glib/gi18n.h>

struct _LapelImportItem
{
  GObject parent_instance;

  /* owned */
  char *heading;      /* (nullable) */
  GPtrArray *results; /* (nullable): what keeps the result */

  /* borrowed */
  const LapelImportResult *result; /* (nullable): of results */
};

G_DEFINE_FINAL_TYPE (LapelImportItem, lapel_import_item, G_TYPE_OBJECT)

/* Results that have their outcome, and those refused also their reason, in common. */
typedef struct
{
  LapelImportOutcome outcome;
  char *reason;       /* (nullable) */
  GPtrArray *members; /* (element-type LapelImportItem) */
} Group;

static void
group_free (Group *group)
{
  g_free (group->reason);
  g_ptr_array_unref (group->members);
  g_free (group);
}

static void
lapel_import_item_finalize (GObject *object)
{
  LapelImportItem *self = LAPEL_IMPORT_ITEM (object);

  g_free (self->heading);
  g_clear_pointer (&self->results, g_ptr_array_unref);

  G_OBJECT_CLASS (lapel_import_item_parent_class)->finalize (object);
}

static void
lapel_import_item_class_init (LapelImportItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lapel_import_item_finalize;
}

static void
lapel_import_item_init (LapelImportItem *self)
{
}

const LapelImportResult *
lapel_import_item_get_result (LapelImportItem *self)
{
  g_return_val_if_fail (LAPEL_IS_IMPORT_ITEM (self), NULL);

  return self->result;
}

const char *
lapel_import_item_get_heading (LapelImportItem *self)
{
  g_return_val_if_fail (LAPEL_IS_IMPORT_ITEM (self), NULL);

  return self->heading;
}

static char *
describe_group (const Group *group)
{
  unsigned int n = group->members->len;

  switch (group->outcome)
    {
    case LAPEL_IMPORT_NEW:
      /* Translators: heads a list of credentials that came into the wallet; %u counts them */
      return g_strdup_printf (_ ("Added · %u"), n);
    case LAPEL_IMPORT_REPLACED:
      /* Translators: heads a list of credentials that took the place of an older one */
      return g_strdup_printf (_ ("Newer than what was there, which is kept · %u"), n);
    case LAPEL_IMPORT_ALREADY:
      /* Translators: heads a list of credentials that were in the wallet before */
      return g_strdup_printf (_ ("Already there · %u"), n);
    case LAPEL_IMPORT_REFUSED:
    default:
      /* Translators: heads a list of files that were refused for the same reason; %1$s is a
       * sentence that gives it */
      return g_strdup_printf (_ ("Not added · %2$u\n%1$s"), group->reason, n);
    }
}

static Group *
find_group (GPtrArray               *groups,
            const LapelImportResult *result)
{
  g_autofree char *reason =
      result->outcome == LAPEL_IMPORT_REFUSED ? lapel_words_error (result->error) : NULL;
  Group *group;

  for (unsigned int i = 0; i < groups->len; i++)
    {
      group = groups->pdata[i];
      if (group->outcome == result->outcome && g_strcmp0 (group->reason, reason) == 0)
        return group;
    }

  group = g_new0 (Group, 1);
  group->outcome = result->outcome;
  group->reason = g_steal_pointer (&reason);
  group->members = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (groups, group);
  return group;
}

static int
compare_groups (gconstpointer a,
                gconstpointer b)
{
  static const int places[] = {
    [LAPEL_IMPORT_NEW] = 0,
    [LAPEL_IMPORT_REPLACED] = 1,
    [LAPEL_IMPORT_ALREADY] = 2,
    [LAPEL_IMPORT_REFUSED] = 3,
  };
  const Group *first = *(const Group *const *) a;
  const Group *second = *(const Group *const *) b;

  if (first->outcome != second->outcome)
    return places[first->outcome] - places[second->outcome];
  return (first->members->len < second->members->len) -
         (first->members->len > second->members->len);
}

static void
add_result (GPtrArray *groups,
            GPtrArray *batch,
            gpointer   result)
{
  LapelImportItem *item = g_object_new (LAPEL_TYPE_IMPORT_ITEM, NULL);

  item->results = g_ptr_array_ref (batch);
  item->result = result;
  g_ptr_array_add (find_group (groups, result)->members, item);
}

static void
append_group (GListStore  *store,
              const Group *group)
{
  LapelImportItem *heading = g_object_new (LAPEL_TYPE_IMPORT_ITEM, NULL);

  heading->heading = describe_group (group);
  g_list_store_append (store, heading);
  g_object_unref (heading);
  g_list_store_splice (store, g_list_model_get_n_items (G_LIST_MODEL (store)), 0,
                       group->members->pdata, group->members->len);
}

GListStore *
lapel_import_items_new (GPtrArray    *batches,
                        unsigned int  outcomes)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  GListStore *store = g_list_store_new (LAPEL_TYPE_IMPORT_ITEM);

  for (unsigned int i = 0; i < batches->len; i++)
    {
      GPtrArray *batch = batches->pdata[i];

      for (unsigned int j = 0; j < batch->len; j++)
        if (outcomes & (1u << ((const LapelImportResult *) batch->pdata[j])->outcome))
          add_result (groups, batch, batch->pdata[j]);
    }

  g_ptr_array_sort (groups, compare_groups);
  for (unsigned int i = 0; i < groups->len; i++)
    append_group (store, groups->pdata[i]);
  return store;
}
