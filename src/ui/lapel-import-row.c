/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-import-row.h"

#include "lapel-shield.h"
#include "lapel-words.h"

#include <glib/gi18n.h>

struct _LapelImportRow
{
  AdwBin parent_instance;

  /* template children */
  LapelShield *shield;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkImage *arrow;
};

G_DEFINE_FINAL_TYPE (LapelImportRow, lapel_import_row, ADW_TYPE_BIN)

static void
lapel_import_row_class_init (LapelImportRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (LAPEL_TYPE_SHIELD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lapel/Lapel/lapel-import-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LapelImportRow, shield);
  gtk_widget_class_bind_template_child (widget_class, LapelImportRow, title);
  gtk_widget_class_bind_template_child (widget_class, LapelImportRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, LapelImportRow, arrow);
  gtk_widget_class_set_css_name (widget_class, "import");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
lapel_import_row_init (LapelImportRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lapel_import_row_new (void)
{
  return g_object_new (LAPEL_TYPE_IMPORT_ROW, NULL);
}

static void
set_texts (LapelImportRow *self,
           const char     *title,
           const char     *subtitle)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->subtitle, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), subtitle != NULL && *subtitle != '\0');

  /* The list's own widget around the row is what gets the focus and is read out. */
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    subtitle != NULL ? subtitle : "", -1);
}

static void
show_heading (LapelImportRow *self,
              const char     *heading)
{
  g_auto (GStrv) lines = g_strsplit (heading, "\n", 2);

  set_texts (self, lines[0], lines[1]);
  gtk_widget_set_visible (GTK_WIDGET (self->shield), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->arrow), FALSE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "heading-row");
}

static void
show_result (LapelImportRow          *self,
             const LapelImportResult *result)
{
  const LapelRecord *record = result->record;
  gboolean opens = record != NULL || result->file != NULL;
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  if (result->place != NULL)
    /* Translators: a file, and where in it something lies: "badges.zip › 2024/badge.png" */
    name = g_strdup_printf (_ ("%1$s › %2$s"), result->source, result->place);
  else
    name = g_strdup (result->source);

  gtk_widget_remove_css_class (GTK_WIDGET (self), "heading-row");
  gtk_widget_set_visible (GTK_WIDGET (self->shield), record != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->arrow), opens);
  gtk_image_set_from_icon_name (self->arrow,
                                record != NULL ? "go-next-symbolic" : "folder-open-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               record == NULL && opens ? _ ("Show in its folder") : NULL);
  if (record != NULL)
    lapel_shield_set_verdict (self->shield, record->verdict, record->states);
  if (record != NULL)
    title = lapel_words_title (record->title);
  set_texts (self, record != NULL ? title : name, record != NULL ? name : NULL);
}

void
lapel_import_row_set_item (LapelImportRow  *self,
                           LapelImportItem *item)
{
  g_return_if_fail (LAPEL_IS_IMPORT_ROW (self));

  if (lapel_import_item_get_result (item) != NULL)
    show_result (self, lapel_import_item_get_result (item));
  else
    show_heading (self, lapel_import_item_get_heading (item));
}
