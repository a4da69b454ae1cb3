/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-rows.h"

#define TITLE_LINES    4
#define SUBTITLE_LINES 6
#define VALUE_CHARS    24

GtkWidget *
lapel_row_new (const char *title,
               const char *subtitle)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title,
                                 "subtitle", subtitle != NULL ? subtitle : "", NULL);

  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), TITLE_LINES);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), SUBTITLE_LINES);
  return row;
}

void
lapel_row_set_action (GtkWidget  *row,
                      const char *action,
                      GVariant   *target)
{
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (row), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
}

void
lapel_row_add_value (GtkWidget  *row,
                     const char *value,
                     const char *style)
{
  GtkWidget *label = lapel_label_new (value, style, 4);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_width_chars (GTK_LABEL (label), -1);
  gtk_label_set_max_width_chars (GTK_LABEL (label), VALUE_CHARS);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_widget_set_tooltip_text (label, value);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
}

GtkWidget *
lapel_list_new (const char *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return list;
}

void
lapel_list_clear (GtkListBox *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}

GtkWidget *
lapel_label_new (const char *text,
                 const char *style,
                 int         lines)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), lines);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 1);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

GtkWidget *
lapel_chip_new (const char *text,
                const char *tooltip)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_widget_set_tooltip_text (label, tooltip != NULL ? tooltip : text);
  gtk_widget_add_css_class (label, "chip");
  return label;
}

static GtkWidget *
new_heading (const char *title,
             const char *style)
{
  GtkWidget *label = lapel_label_new (title, style, 2);

  g_object_set (label, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);
  return label;
}

GtkWidget *
lapel_section_new (const char *title,
                   GtkWidget  *child)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  gtk_box_append (GTK_BOX (box), new_heading (title, "title-4"));
  gtk_box_append (GTK_BOX (box), child);
  return box;
}

GtkWidget *
lapel_card_section_new (const char *title,
                        const char *pill,
                        GtkWidget  *child)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *heading = new_heading (title, "heading");

  gtk_widget_set_hexpand (heading, TRUE);
  gtk_box_append (GTK_BOX (header), heading);
  if (pill != NULL)
    {
      GtkWidget *chip = lapel_chip_new (pill, NULL);

      gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (chip, "success");
      gtk_box_append (GTK_BOX (header), chip);
    }

  gtk_widget_add_css_class (header, "section-header");
  gtk_widget_remove_css_class (child, "boxed-list");
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "section");
  gtk_widget_set_overflow (box, GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), child);
  return box;
}

void
lapel_copy (GtkWidget  *widget,
            const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  gtk_widget_activate_action (widget, "win.say-copied", NULL);
}
