/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-group.h"

struct _LapelGroup
{
  GObject parent_instance;

  /* owned */
  char *title;
  LapelSlots slots;

  unsigned int start;
};

enum
{
  PROP_TITLE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void lapel_group_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LapelGroup,
                               lapel_group,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      lapel_group_list_model_init))

static GType
lapel_group_get_item_type (GListModel *model)
{
  return LAPEL_TYPE_SLOT;
}

static guint
lapel_group_get_n_items (GListModel *model)
{
  return LAPEL_GROUP (model)->slots.slots->len;
}

static gpointer
lapel_group_get_item (GListModel *model,
                      guint       position)
{
  return lapel_slots_get (&LAPEL_GROUP (model)->slots, position);
}

static void
lapel_group_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = lapel_group_get_item_type;
  iface->get_n_items = lapel_group_get_n_items;
  iface->get_item = lapel_group_get_item;
}

static void
lapel_group_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  LapelGroup *self = LAPEL_GROUP (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lapel_group_finalize (GObject *object)
{
  LapelGroup *self = LAPEL_GROUP (object);

  g_free (self->title);
  lapel_slots_clear (&self->slots);
  G_OBJECT_CLASS (lapel_group_parent_class)->finalize (object);
}

static void
lapel_group_class_init (LapelGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lapel_group_get_property;
  object_class->finalize = lapel_group_finalize;

  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, NULL,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lapel_group_init (LapelGroup *self)
{
  self->title = g_strdup ("");
  lapel_slots_init (&self->slots);
}

LapelGroup *
lapel_group_new (void)
{
  return g_object_new (LAPEL_TYPE_GROUP, NULL);
}

const char *
lapel_group_get_title (LapelGroup *self)
{
  g_return_val_if_fail (LAPEL_IS_GROUP (self), NULL);
  return self->title;
}

unsigned int
lapel_group_get_start (LapelGroup *self)
{
  g_return_val_if_fail (LAPEL_IS_GROUP (self), 0);
  return self->start;
}

void
lapel_group_fill (LapelGroup         *self,
                  const char         *title,
                  unsigned int        start,
                  LapelRecord *const *records,
                  unsigned int        n_records)
{
  g_return_if_fail (LAPEL_IS_GROUP (self));

  self->start = start;
  lapel_slots_fill (&self->slots, G_LIST_MODEL (self), records, n_records);
  if (g_str_equal (self->title, title))
    return;
  g_free (self->title);
  self->title = g_strdup (title);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}
