/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-slot.h"

struct _LapelSlot
{
  GObject parent_instance;

  /* owned */
  LapelRecord *record;
};

enum
{
  PROP_RECORD = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LapelSlot, lapel_slot, G_TYPE_OBJECT)

static void
slot_set_record (LapelSlot   *self,
                 LapelRecord *record)
{
  if (self->record == record)
    return;
  g_clear_pointer (&self->record, lapel_record_unref);
  self->record = lapel_record_ref (record);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
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
    case PROP_RECORD:
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

  properties[PROP_RECORD] =
      g_param_spec_pointer ("record", NULL, NULL,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
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

static void
free_slot (gpointer slot)
{
  if (slot != NULL)
    g_object_unref (slot);
}

void
lapel_slots_init (LapelSlots *self)
{
  self->slots = g_ptr_array_new_with_free_func (free_slot);
  self->records = g_ptr_array_new ();
}

void
lapel_slots_clear (LapelSlots *self)
{
  g_clear_pointer (&self->slots, g_ptr_array_unref);
  g_clear_pointer (&self->records, g_ptr_array_unref);
}

LapelSlot *
lapel_slots_get (LapelSlots   *self,
                 unsigned int  position)
{
  LapelSlot *slot = NULL;

  if (position >= self->slots->len)
    return NULL;

  slot = g_ptr_array_index (self->slots, position);
  if (slot == NULL)
    {
      slot = g_object_new (LAPEL_TYPE_SLOT, NULL);
      slot->record = lapel_record_ref (g_ptr_array_index (self->records, position));
      g_ptr_array_index (self->slots, position) = slot;
    }
  return g_object_ref (slot);
}

void
lapel_slots_fill (LapelSlots         *self,
                  GListModel         *model,
                  LapelRecord *const *records,
                  unsigned int        n_records)
{
  unsigned int before = self->slots->len;

  g_ptr_array_set_size (self->records, (int) n_records);
  for (unsigned int i = 0; i < n_records; i++)
    g_ptr_array_index (self->records, i) = records[i];

  g_ptr_array_set_size (self->slots, (int) n_records);
  for (unsigned int i = 0; i < MIN (before, n_records); i++)
    {
      LapelSlot *slot = g_ptr_array_index (self->slots, i);

      if (slot != NULL)
        slot_set_record (slot, records[i]);
    }

  if (n_records > before)
    g_list_model_items_changed (model, before, 0, n_records - before);
  else if (n_records < before)
    g_list_model_items_changed (model, n_records, before - n_records, 0);
}
