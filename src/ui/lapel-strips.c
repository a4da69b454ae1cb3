/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-strips.h"

struct _LapelStrip
{
  GObject parent_instance;

  gboolean heading;
  unsigned int first; /* of the entries in the group */
  unsigned int n;

  /* owned */
  LapelGroup *group;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LapelStrip, lapel_strip, G_TYPE_OBJECT)

static void
lapel_strip_dispose (GObject *object)
{
  g_clear_object (&LAPEL_STRIP (object)->group);

  G_OBJECT_CLASS (lapel_strip_parent_class)->dispose (object);
}

static void
lapel_strip_class_init (LapelStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lapel_strip_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lapel_strip_init (LapelStrip *self)
{
}

const char *
lapel_strip_get_heading (LapelStrip *self)
{
  g_return_val_if_fail (LAPEL_IS_STRIP (self), NULL);
  return self->heading ? lapel_group_get_title (self->group) : NULL;
}

LapelSlot *
lapel_strip_get_slot (LapelStrip   *self,
                      unsigned int  column)
{
  g_return_val_if_fail (LAPEL_IS_STRIP (self), NULL);

  if (self->heading || column >= self->n)
    return NULL;
  return g_list_model_get_item (G_LIST_MODEL (self->group), self->first + column);
}

struct _LapelStrips
{
  GObject parent_instance;

  unsigned int columns;
  unsigned int refresh; /* source, or 0 */

  /* owned */
  GListModel *groups;
  GPtrArray *followed; /* (element-type LapelGroup): those whose signals are connected */
  GPtrArray *strips;   /* (element-type LapelStrip) */
};

static GType
get_item_type (GListModel *model)
{
  return LAPEL_TYPE_STRIP;
}

static unsigned int
get_n_items (GListModel *model)
{
  return LAPEL_STRIPS (model)->strips->len;
}

static gpointer
get_item (GListModel   *model,
          unsigned int  position)
{
  LapelStrips *self = LAPEL_STRIPS (model);

  return position < self->strips->len ? g_object_ref (self->strips->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LapelStrips,
                               lapel_strips,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Puts a strip at @position, into the one that is there or into a new one. */
static void
place (LapelStrips  *self,
       unsigned int  position,
       LapelGroup   *group,
       gboolean      heading,
       unsigned int  first,
       unsigned int  n)
{
  LapelStrip *strip;

  if (position == self->strips->len)
    g_ptr_array_add (self->strips, g_object_new (LAPEL_TYPE_STRIP, NULL));
  strip = self->strips->pdata[position];
  g_set_object (&strip->group, group);
  strip->heading = heading;
  strip->first = first;
  strip->n = n;
}

static unsigned int
place_group (LapelStrips  *self,
             unsigned int  position,
             LapelGroup   *group)
{
  unsigned int n = g_list_model_get_n_items (G_LIST_MODEL (group));

  if (n == 0)
    return position;
  place (self, position++, group, TRUE, 0, 0);
  for (unsigned int first = 0; first < n; first += self->columns)
    place (self, position++, group, FALSE, first, MIN (self->columns, n - first));
  return position;
}

/* The first entries may have gone while others come: the places stay, and say that they changed. */
static void
refresh_now (LapelStrips *self)
{
  unsigned int before = self->strips->len;
  unsigned int after = 0;

  for (unsigned int i = 0; i < g_list_model_get_n_items (self->groups); i++)
    {
      g_autoptr (LapelGroup) group = g_list_model_get_item (self->groups, i);

      after = place_group (self, after, group);
    }
  g_ptr_array_set_size (self->strips, (int) after);
  for (unsigned int i = 0; i < MIN (before, after); i++)
    g_signal_emit (self->strips->pdata[i], signals[SIGNAL_CHANGED], 0);
  if (before != after)
    g_list_model_items_changed (G_LIST_MODEL (self), MIN (before, after),
                                before > after ? before - after : 0,
                                after > before ? after - before : 0);
}

static gboolean
refresh_cb (gpointer user_data)
{
  LapelStrips *self = user_data;

  self->refresh = 0;
  refresh_now (self);
  return G_SOURCE_REMOVE;
}

/* Groups are filled one after the other; all of them are laid out once, before the next frame. */
static void
schedule_refresh (LapelStrips *self)
{
  if (self->refresh == 0)
    self->refresh = g_idle_add_full (G_PRIORITY_HIGH_IDLE, refresh_cb, self, NULL);
}

static void
follow_groups (LapelStrips *self)
{
  unsigned int n = g_list_model_get_n_items (self->groups);

  for (unsigned int i = 0; i < self->followed->len; i++)
    g_signal_handlers_disconnect_by_data (self->followed->pdata[i], self);
  g_ptr_array_set_size (self->followed, 0);
  for (unsigned int i = 0; i < n; i++)
    {
      LapelGroup *group = g_list_model_get_item (self->groups, i);

      g_signal_connect_swapped (group, "items-changed", G_CALLBACK (schedule_refresh), self);
      g_signal_connect_swapped (group, "notify::title", G_CALLBACK (schedule_refresh), self);
      g_ptr_array_add (self->followed, group);
    }
  schedule_refresh (self);
}

static void
lapel_strips_dispose (GObject *object)
{
  LapelStrips *self = LAPEL_STRIPS (object);

  g_clear_handle_id (&self->refresh, g_source_remove);
  for (unsigned int i = 0; self->followed != NULL && i < self->followed->len; i++)
    g_signal_handlers_disconnect_by_data (self->followed->pdata[i], self);
  g_clear_pointer (&self->followed, g_ptr_array_unref);
  if (self->groups != NULL)
    g_signal_handlers_disconnect_by_data (self->groups, self);
  g_clear_object (&self->groups);
  g_clear_pointer (&self->strips, g_ptr_array_unref);

  G_OBJECT_CLASS (lapel_strips_parent_class)->dispose (object);
}

static void
lapel_strips_class_init (LapelStripsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lapel_strips_dispose;
}

static void
lapel_strips_init (LapelStrips *self)
{
  self->columns = 1;
  self->strips = g_ptr_array_new_with_free_func (g_object_unref);
  self->followed = g_ptr_array_new_with_free_func (g_object_unref);
}

LapelStrips *
lapel_strips_new (GListModel *groups)
{
  LapelStrips *self = g_object_new (LAPEL_TYPE_STRIPS, NULL);

  self->groups = g_object_ref (groups);
  g_signal_connect_swapped (groups, "items-changed", G_CALLBACK (follow_groups), self);
  follow_groups (self);
  return self;
}

unsigned int
lapel_strips_get_columns (LapelStrips *self)
{
  g_return_val_if_fail (LAPEL_IS_STRIPS (self), 1);
  return self->columns;
}

void
lapel_strips_set_columns (LapelStrips  *self,
                          unsigned int  columns)
{
  g_return_if_fail (LAPEL_IS_STRIPS (self));

  if (columns == 0 || columns == self->columns)
    return;
  self->columns = columns;
  schedule_refresh (self);
}
