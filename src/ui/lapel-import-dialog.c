/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-import-dialog.h"

#include "lapel-words.h"

#include <glib/gi18n.h>

/* A folder full of other files is refused one by one; nobody reads more rows than these. */
#define MAX_REFUSED 100

struct _LapelImportDialog
{
  AdwWindow parent_instance;

  /* template children */
  GtkListBox *counts;
  GtkWidget *refused_section;
  GtkListBox *refused;
};

G_DEFINE_FINAL_TYPE (LapelImportDialog, lapel_import_dialog, ADW_TYPE_WINDOW)

static void
lapel_import_dialog_class_init (LapelImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lapel/Lapel/lapel-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LapelImportDialog, counts);
  gtk_widget_class_bind_template_child (widget_class, LapelImportDialog, refused_section);
  gtk_widget_class_bind_template_child (widget_class, LapelImportDialog, refused);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lapel_import_dialog_init (LapelImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_count (LapelImportDialog *self,
           const char        *title,
           unsigned int       n)
{
  g_autofree char *number = g_strdup_printf ("%u", n);
  GtkWidget *row;

  if (n == 0)
    return;

  row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_label_new (number));
  gtk_list_box_append (self->counts, row);
}

static void
add_refused (LapelImportDialog       *self,
             const LapelImportResult *result)
{
  g_autofree char *words = lapel_words_error (result->error);

  gtk_list_box_append (self->refused,
                       g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title",
                                     result->source, "title-lines", 2, "subtitle", words, NULL));
}

LapelImportDialog *
lapel_import_dialog_new (GtkWindow *parent,
                         GPtrArray *results)
{
  LapelImportDialog *self = g_object_new (LAPEL_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);
  unsigned int n[LAPEL_IMPORT_REFUSED + 1] = { 0 };

  for (unsigned int i = 0; i < results->len; i++)
    {
      const LapelImportResult *result = results->pdata[i];

      n[result->outcome]++;
      if (result->outcome == LAPEL_IMPORT_REFUSED && n[LAPEL_IMPORT_REFUSED] <= MAX_REFUSED)
        add_refused (self, result);
    }

  add_count (self, _ ("Added"), n[LAPEL_IMPORT_NEW]);
  add_count (self, _ ("Replaced by a newer one"), n[LAPEL_IMPORT_REPLACED]);
  add_count (self, _ ("Already there"), n[LAPEL_IMPORT_ALREADY]);
  add_count (self, _ ("Not added"), n[LAPEL_IMPORT_REFUSED]);
  gtk_widget_set_visible (self->refused_section, n[LAPEL_IMPORT_REFUSED] > 0);
  if (n[LAPEL_IMPORT_NEW] + n[LAPEL_IMPORT_REPLACED] == 0)
    gtk_window_set_title (GTK_WINDOW (self), _ ("Nothing was added"));
  return self;
}
