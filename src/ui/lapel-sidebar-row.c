/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-sidebar-row.h"

#include <glib/gi18n.h>

struct _LapelSidebarRow
{
  GtkListBoxRow parent_instance;

  /* template children */
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *count;

  LapelView view;
  gint64 id;

  /* owned */
  GtkWidget *menu; /* (nullable): while it is or was open; a child */
};

G_DEFINE_FINAL_TYPE (LapelSidebarRow, lapel_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static GMenuModel *
make_menu (gint64 id)
{
  GMenu *menu = g_menu_new ();
  g_autofree char *rename =
      g_strdup_printf ("win.rename-collection(int64 %" G_GINT64_FORMAT ")", id);
  g_autofree char *up =
      g_strdup_printf ("win.move-collection((int64 %" G_GINT64_FORMAT ", -1))", id);
  g_autofree char *down =
      g_strdup_printf ("win.move-collection((int64 %" G_GINT64_FORMAT ", 1))", id);
  g_autofree char *remove =
      g_strdup_printf ("win.remove-collection(int64 %" G_GINT64_FORMAT ")", id);

  g_menu_append (menu, _ ("_Rename…"), rename);
  g_menu_append (menu, _ ("Move _Up"), up);
  g_menu_append (menu, _ ("Move _Down"), down);
  g_menu_append (menu, _ ("_Delete Collection…"), remove);
  return G_MENU_MODEL (menu);
}

static void
show_menu (LapelSidebarRow *self)
{
  g_autoptr (GMenuModel) menu = NULL;

  if (self->view != LAPEL_VIEW_COLLECTION)
    return;
  if (self->menu == NULL)
    {
      menu = make_menu (self->id);
      self->menu = gtk_popover_menu_new_from_model (menu);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
    }
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            LapelSidebarRow *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  show_menu (self);
}

static void
menu_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  show_menu (LAPEL_SIDEBAR_ROW (widget));
}

static gboolean
drop_cb (GtkDropTarget   *target,
         const GValue    *value,
         double           x,
         double           y,
         LapelSidebarRow *self)
{
  GVariant *ids = g_value_get_variant (value);

  if (ids == NULL || !g_variant_is_of_type (ids, G_VARIANT_TYPE ("ax")))
    return FALSE;
  return gtk_widget_activate_action (GTK_WIDGET (self), "win.collect", "(@axxb)", ids, self->id,
                                     TRUE);
}

static void
lapel_sidebar_row_dispose (GObject *object)
{
  LapelSidebarRow *self = LAPEL_SIDEBAR_ROW (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);

  G_OBJECT_CLASS (lapel_sidebar_row_parent_class)->dispose (object);
}

static void
lapel_sidebar_row_class_init (LapelSidebarRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lapel_sidebar_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lapel/Lapel/lapel-sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LapelSidebarRow, icon);
  gtk_widget_class_bind_template_child (widget_class, LapelSidebarRow, name);
  gtk_widget_class_bind_template_child (widget_class, LapelSidebarRow, count);
  gtk_widget_class_install_action (widget_class, "row.menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "row.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "row.menu", NULL);
}

static void
lapel_sidebar_row_init (LapelSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
make_collection (LapelSidebarRow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_VARIANT, GDK_ACTION_COPY);
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ ("Drop credentials here to put them in"));
}

GtkWidget *
lapel_sidebar_row_new (LapelView   view,
                       gint64      id,
                       const char *icon,
                       const char *name)
{
  LapelSidebarRow *self = g_object_new (LAPEL_TYPE_SIDEBAR_ROW, NULL);

  self->view = view;
  self->id = id;
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_text (self->name, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (view == LAPEL_VIEW_COLLECTION)
    make_collection (self);
  return GTK_WIDGET (self);
}

LapelView
lapel_sidebar_row_get_view (LapelSidebarRow *self)
{
  g_return_val_if_fail (LAPEL_IS_SIDEBAR_ROW (self), LAPEL_VIEW_CREDENTIALS);
  return self->view;
}

gint64
lapel_sidebar_row_get_id (LapelSidebarRow *self)
{
  g_return_val_if_fail (LAPEL_IS_SIDEBAR_ROW (self), 0);
  return self->id;
}

const char *
lapel_sidebar_row_get_name (LapelSidebarRow *self)
{
  g_return_val_if_fail (LAPEL_IS_SIDEBAR_ROW (self), NULL);
  return gtk_label_get_text (self->name);
}

void
lapel_sidebar_row_set_count (LapelSidebarRow *self,
                             unsigned int     count)
{
  g_autofree char *text = NULL;

  g_return_if_fail (LAPEL_IS_SIDEBAR_ROW (self));
  text = g_strdup_printf ("%u", count);
  gtk_label_set_text (self->count, text);
}
