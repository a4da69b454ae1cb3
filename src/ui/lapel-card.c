/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-card.h"

#include "lapel-emblem.h"
#include "lapel-shield.h"
#include "lapel-words.h"

#include <glib/gi18n.h>

struct _LapelCard
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget *content;
  LapelEmblem *emblem;
  GtkLabel *title;
  GtkLabel *issuer;
  GtkWidget *someone_else;
  LapelShield *shield;
  GtkWidget *check;

  /* owned */
  LapelSlot *slot;
  gulong slot_handler;

  /* borrowed */
  LapelWallet *wallet;
};

G_DEFINE_FINAL_TYPE (LapelCard, lapel_card, GTK_TYPE_WIDGET)

/* Everything the card shows, in one sentence: for the tooltip and for who cannot see it. */
static char *
describe (LapelRecord *record)
{
  g_autoptr (GString) text = g_string_new (record->title);
  g_autofree char *date = lapel_words_date (record->awarded);

  if (record->issuer_name != NULL)
    g_string_append_printf (text, "\n%s", record->issuer_name);
  g_string_append_printf (text, "\n%s", lapel_words_verdict (record->verdict, record->states));
  if (record->outcomes[LAPEL_QUESTION_YOURS] == LAPEL_OUTCOME_FAILED)
    g_string_append_printf (text, "\n%s", _ ("Awarded to someone else"));
  if (record->awarded != LAPEL_TIME_NONE)
    {
      g_string_append_c (text, '\n');
      /* Translators: %s is a date, such as 12 March 2026 */
      g_string_append_printf (text, _ ("Issued %s"), date);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
update (LapelCard *self)
{
  LapelRecord *record = lapel_card_get_record (self);
  g_autofree char *description = NULL;

  if (record == NULL)
    return;

  description = describe (record);
  gtk_label_set_text (self->title, record->title);
  gtk_label_set_text (self->issuer, record->issuer_name);
  gtk_widget_set_visible (self->someone_else,
                          record->outcomes[LAPEL_QUESTION_YOURS] == LAPEL_OUTCOME_FAILED);
  lapel_shield_set_verdict (self->shield, record->verdict, record->states);
  lapel_emblem_set_record (self->emblem, self->wallet, record);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, description,
                                  -1);

  /* The grid's own widget around the card is what gets the focus and is read out. */
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self))),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
}

static void
lapel_card_dispose (GObject *object)
{
  LapelCard *self = LAPEL_CARD (object);

  g_clear_signal_handler (&self->slot_handler, self->slot);
  g_clear_object (&self->slot);
  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (lapel_card_parent_class)->dispose (object);
}

static void
lapel_card_class_init (LapelCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lapel_card_dispose;

  g_type_ensure (LAPEL_TYPE_EMBLEM);
  g_type_ensure (LAPEL_TYPE_SHIELD);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/lapel/Lapel/lapel-card.ui");
  gtk_widget_class_bind_template_child (widget_class, LapelCard, content);
  gtk_widget_class_bind_template_child (widget_class, LapelCard, emblem);
  gtk_widget_class_bind_template_child (widget_class, LapelCard, title);
  gtk_widget_class_bind_template_child (widget_class, LapelCard, issuer);
  gtk_widget_class_bind_template_child (widget_class, LapelCard, someone_else);
  gtk_widget_class_bind_template_child (widget_class, LapelCard, shield);
  gtk_widget_class_bind_template_child (widget_class, LapelCard, check);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "credential");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
lapel_card_init (LapelCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lapel_card_new (LapelWallet *wallet)
{
  LapelCard *self = g_object_new (LAPEL_TYPE_CARD, NULL);

  self->wallet = wallet;
  return GTK_WIDGET (self);
}

void
lapel_card_set_slot (LapelCard *self,
                     LapelSlot *slot)
{
  g_return_if_fail (LAPEL_IS_CARD (self));

  if (slot == self->slot)
    return;

  g_clear_signal_handler (&self->slot_handler, self->slot);
  g_set_object (&self->slot, slot);
  if (slot != NULL)
    self->slot_handler =
        g_signal_connect_swapped (slot, "notify::record", G_CALLBACK (update), self);
  update (self);
}

LapelRecord *
lapel_card_get_record (LapelCard *self)
{
  g_return_val_if_fail (LAPEL_IS_CARD (self), NULL);

  return self->slot != NULL ? lapel_slot_get_record (self->slot) : NULL;
}

void
lapel_card_set_selected (LapelCard *self,
                         gboolean   selecting,
                         gboolean   selected)
{
  g_return_if_fail (LAPEL_IS_CARD (self));

  gtk_widget_set_visible (self->check, selecting);
  gtk_widget_set_visible (GTK_WIDGET (self->shield), !selecting);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), selecting && selected);
  if (selecting && selected)
    gtk_widget_add_css_class (GTK_WIDGET (self), "selected");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "selected");
}
