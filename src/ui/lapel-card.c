/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-card.h"

#include "lapel-emblem.h"
#include "lapel-shield.h"
#include "lapel-words.h"

#include <glib/gi18n.h>

/* The smallest width of a card with what is around it in a grid, as style.css has it. */
#define CARD_WIDTH 160

#define MIN_COLUMNS 2
#define MAX_COLUMNS 14

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
  gboolean stale; /* what the labels show is of another record */

  GtkWidget *menu; /* (nullable): while it is or was open; a child */

  /* borrowed */
  LapelWallet *wallet;
  LapelChoice *choice;
};

G_DEFINE_FINAL_TYPE (LapelCard, lapel_card, GTK_TYPE_WIDGET)

/* Everything the card shows, in one text: for the tooltip and for who cannot see it. */
static char *
describe (LapelRecord *record)
{
  g_autofree char *title = lapel_words_title (record->title);
  g_autoptr (GString) text = g_string_new (title);
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
mark (LapelCard *self)
{
  LapelRecord *record = lapel_card_get_record (self);
  gboolean choosing = lapel_choice_get_active (self->choice);
  gboolean chosen = choosing && record != NULL && lapel_choice_contains (self->choice, record->id);

  gtk_widget_set_visible (self->check, choosing);
  gtk_widget_set_visible (GTK_WIDGET (self->shield), !choosing);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), chosen);
  if (chosen)
    gtk_widget_add_css_class (GTK_WIDGET (self), "selected");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "selected");
}

static void
show_record (LapelCard   *self,
             LapelRecord *record)
{
  g_autofree char *title = lapel_words_title (record->title);

  self->stale = FALSE;
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->issuer, record->issuer_name);
  gtk_widget_set_visible (self->someone_else,
                          record->outcomes[LAPEL_QUESTION_YOURS] == LAPEL_OUTCOME_FAILED);
  lapel_shield_set_verdict (self->shield, record->verdict, record->states);
  lapel_emblem_set_record (self->emblem, self->wallet, record);
  mark (self);
}

static void
name_record (LapelCard   *self,
             LapelRecord *record)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *description = describe (record);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, description,
                                  -1);

  /* The grid's own widget around the card is what gets the focus and is read out. */
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    description, -1);
}

/* A grid keeps many times the cards that are in sight. When a search changes them all, those out of
 * sight get their new name at once, and are laid out when they come into sight. */
static void
record_changed_cb (LapelCard *self)
{
  LapelRecord *record = lapel_card_get_record (self);

  if (record == NULL)
    return;
  name_record (self, record);
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL || gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_record (self, record);
  else
    self->stale = TRUE;
}

static void
append (GMenu      *menu,
        const char *label,
        const char *action,
        GVariant   *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_menu (LapelCard *self,
           gint64     id)
{
  g_autoptr (GArray) ids = lapel_choice_list_with (self->choice, id);
  g_autoptr (GVariant) entries = g_variant_ref_sink (lapel_choice_to_variant (ids));
  gint64 collection = lapel_choice_get_collection (self->choice);
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) marks = g_menu_new ();
  g_autoptr (GMenu) end = g_menu_new ();

  append (menu, _ ("_Open"), "win.open-entry", g_variant_new_int64 (id));
  append (marks, _ ("_Tags…"), "win.edit-tags", entries);
  append (marks, _ ("_Collections…"), "win.edit-collections", entries);
  if (collection != 0)
    append (marks, _ ("Take _Out of This Collection"), "win.collect",
            g_variant_new ("(@axxb)", entries, collection, FALSE));
  append (end, _ ("_Share…"), "win.share", g_variant_new ("(@axas)", entries, NULL));
  append (end, _ ("Move to _Bin"), "win.remove", entries);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (marks));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));
  return G_MENU_MODEL (menu);
}

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            LapelCard       *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  lapel_card_show_menu (self);
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source,
                 double         x,
                 double         y,
                 LapelCard     *self)
{
  LapelRecord *record = lapel_card_get_record (self);
  g_autoptr (GArray) ids = NULL;

  if (record == NULL)
    return NULL;
  ids = lapel_choice_list_with (self->choice, record->id);
  return gdk_content_provider_new_typed (G_TYPE_VARIANT, lapel_choice_to_variant (ids));
}

static void
drag_begin_cb (GtkDragSource *source,
               GdkDrag       *drag,
               LapelCard     *self)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self->emblem));

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

static void
add_controllers (LapelCard *self)
{
  GtkDragSource *drag = gtk_drag_source_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (drag, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/* Asked when it is shown: to set a tooltip's text asks the display server where the pointer is,
 * which a screenful of cards must not wait for. */
static gboolean
lapel_card_query_tooltip (GtkWidget  *widget,
                          int         x,
                          int         y,
                          gboolean    keyboard,
                          GtkTooltip *tooltip)
{
  LapelRecord *record = lapel_card_get_record (LAPEL_CARD (widget));
  g_autofree char *description = record != NULL ? describe (record) : NULL;

  gtk_tooltip_set_text (tooltip, description);
  return description != NULL;
}

static void
lapel_card_map (GtkWidget *widget)
{
  LapelCard *self = LAPEL_CARD (widget);
  LapelRecord *record = lapel_card_get_record (self);

  if (self->stale && record != NULL)
    show_record (self, record);
  GTK_WIDGET_CLASS (lapel_card_parent_class)->map (widget);
}

static void
lapel_card_dispose (GObject *object)
{
  LapelCard *self = LAPEL_CARD (object);

  g_clear_signal_handler (&self->slot_handler, self->slot);
  g_clear_object (&self->slot);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (lapel_card_parent_class)->dispose (object);
}

static void
lapel_card_class_init (LapelCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lapel_card_dispose;
  widget_class->map = lapel_card_map;
  widget_class->query_tooltip = lapel_card_query_tooltip;

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
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  add_controllers (self);
}

GtkWidget *
lapel_card_new (LapelWallet *wallet,
                LapelChoice *choice)
{
  LapelCard *self = g_object_new (LAPEL_TYPE_CARD, NULL);

  self->wallet = wallet;
  self->choice = choice;
  g_signal_connect_object (choice, "changed", G_CALLBACK (mark), self, G_CONNECT_SWAPPED);
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
        g_signal_connect_swapped (slot, "notify::record", G_CALLBACK (record_changed_cb), self);
  if (slot == NULL || lapel_slot_get_record (slot) == NULL)
    return;
  name_record (self, lapel_slot_get_record (slot));
  show_record (self, lapel_slot_get_record (slot));
}

LapelRecord *
lapel_card_get_record (LapelCard *self)
{
  g_return_val_if_fail (LAPEL_IS_CARD (self), NULL);

  return self->slot != NULL ? lapel_slot_get_record (self->slot) : NULL;
}

unsigned int
lapel_card_count_columns (int width)
{
  return (unsigned int) CLAMP (width / CARD_WIDTH, MIN_COLUMNS, MAX_COLUMNS);
}

void
lapel_card_show_menu (LapelCard *self)
{
  LapelRecord *record;
  g_autoptr (GMenuModel) menu = NULL;

  g_return_if_fail (LAPEL_IS_CARD (self));

  record = lapel_card_get_record (self);
  if (record == NULL)
    return;
  menu = make_menu (self, record->id);
  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (menu);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  else
    gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), menu);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}
