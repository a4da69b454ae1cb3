/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-choice.h"

struct _LapelChoice
{
  GObject parent_instance;

  gboolean active;
  gint64 collection;

  /* owned */
  GHashTable *ids; /* of gint64 */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LapelChoice, lapel_choice, G_TYPE_OBJECT)

static void
lapel_choice_finalize (GObject *object)
{
  g_hash_table_unref (LAPEL_CHOICE (object)->ids);

  G_OBJECT_CLASS (lapel_choice_parent_class)->finalize (object);
}

static void
lapel_choice_class_init (LapelChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lapel_choice_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lapel_choice_init (LapelChoice *self)
{
  self->ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

LapelChoice *
lapel_choice_new (void)
{
  return g_object_new (LAPEL_TYPE_CHOICE, NULL);
}

gboolean
lapel_choice_get_active (LapelChoice *self)
{
  g_return_val_if_fail (LAPEL_IS_CHOICE (self), FALSE);
  return self->active;
}

void
lapel_choice_set_active (LapelChoice *self,
                         gboolean     active)
{
  g_return_if_fail (LAPEL_IS_CHOICE (self));

  self->active = active;
  g_hash_table_remove_all (self->ids);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

gboolean
lapel_choice_contains (LapelChoice *self,
                       gint64       id)
{
  g_return_val_if_fail (LAPEL_IS_CHOICE (self), FALSE);
  return g_hash_table_contains (self->ids, &id);
}

unsigned int
lapel_choice_count (LapelChoice *self)
{
  g_return_val_if_fail (LAPEL_IS_CHOICE (self), 0);
  return g_hash_table_size (self->ids);
}

void
lapel_choice_toggle (LapelChoice *self,
                     gint64       id)
{
  g_return_if_fail (LAPEL_IS_CHOICE (self));

  if (!g_hash_table_remove (self->ids, &id))
    g_hash_table_add (self->ids, g_memdup2 (&id, sizeof id));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
lapel_choice_add (LapelChoice *self,
                  GArray      *ids)
{
  g_return_if_fail (LAPEL_IS_CHOICE (self));

  for (unsigned int i = 0; i < ids->len; i++)
    g_hash_table_add (self->ids, g_memdup2 (&g_array_index (ids, gint64, i), sizeof (gint64)));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

GArray *
lapel_choice_list (LapelChoice *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gint64 *id;

  g_return_val_if_fail (LAPEL_IS_CHOICE (self), ids);

  g_hash_table_iter_init (&iter, self->ids);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    g_array_append_val (ids, *id);
  return ids;
}

GArray *
lapel_choice_list_with (LapelChoice *self,
                        gint64       id)
{
  GArray *ids;

  if (lapel_choice_contains (self, id))
    return lapel_choice_list (self);
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (ids, id);
  return ids;
}

gint64
lapel_choice_get_collection (LapelChoice *self)
{
  g_return_val_if_fail (LAPEL_IS_CHOICE (self), 0);
  return self->collection;
}

void
lapel_choice_set_collection (LapelChoice *self,
                             gint64       collection)
{
  g_return_if_fail (LAPEL_IS_CHOICE (self));
  self->collection = collection;
}

GVariant *
lapel_choice_to_variant (GArray *ids)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids->data, ids->len, sizeof (gint64));
}
