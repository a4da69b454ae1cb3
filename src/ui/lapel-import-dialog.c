/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-import-dialog.h"

#include "lapel-import-row.h"
#include "lapel-wrap-layout.h"

#include <glib/gi18n.h>

#define N_OUTCOMES (LAPEL_IMPORT_REFUSED + 1)

struct _LapelImportDialog
{
  AdwWindow parent_instance;

  /* template children */
  GtkWidget *close_button;
  GtkLabel *sentence;
  GtkLabel *stopped;
  GtkBox *filters;
  GtkListView *list;

  /* owned */
  GPtrArray *batches; /* (element-type GPtrArray) of LapelImportResult */
};

G_DEFINE_FINAL_TYPE (LapelImportDialog, lapel_import_dialog, ADW_TYPE_WINDOW)

static void
show_outcomes (LapelImportDialog *self,
               unsigned int       outcomes)
{
  GListStore *items = lapel_import_items_new (self->batches, outcomes);
  g_autoptr (GtkNoSelection) model = gtk_no_selection_new (G_LIST_MODEL (items));

  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (model));
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item)
{
  gtk_list_item_set_child (list_item, lapel_import_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item)
{
  LapelImportItem *item = gtk_list_item_get_item (list_item);
  const LapelImportResult *result = lapel_import_item_get_result (item);
  gboolean opens = result != NULL && (result->entry != -1 || result->file != NULL);

  lapel_import_row_set_item (LAPEL_IMPORT_ROW (gtk_list_item_get_child (list_item)), item);
  gtk_list_item_set_activatable (list_item, opens);
  gtk_list_item_set_selectable (list_item, FALSE);
}

static void
activate_cb (LapelImportDialog *self,
             unsigned int       position)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autoptr (LapelImportItem) item =
      g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->list)), position);
  const LapelImportResult *result = lapel_import_item_get_result (item);

  if (parent == NULL || result == NULL)
    return;

  if (result->entry != -1)
    {
      gtk_widget_activate_action (GTK_WIDGET (parent), "win.open-entry", "x", result->entry);
    }
  else if (result->file != NULL)
    {
      g_autofree char *uri = g_file_get_uri (result->file);

      gtk_widget_activate_action (GTK_WIDGET (parent), "win.show-in-folder", "s", uri);
    }
}

static void
lapel_import_dialog_dispose (GObject *object)
{
  LapelImportDialog *self = LAPEL_IMPORT_DIALOG (object);

  g_clear_pointer (&self->batches, g_ptr_array_unref);

  G_OBJECT_CLASS (lapel_import_dialog_parent_class)->dispose (object);
}

static void
lapel_import_dialog_class_init (LapelImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lapel_import_dialog_dispose;
  g_type_ensure (LAPEL_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lapel/Lapel/lapel-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LapelImportDialog, close_button);
  gtk_widget_class_bind_template_child (widget_class, LapelImportDialog, sentence);
  gtk_widget_class_bind_template_child (widget_class, LapelImportDialog, stopped);
  gtk_widget_class_bind_template_child (widget_class, LapelImportDialog, filters);
  gtk_widget_class_bind_template_child (widget_class, LapelImportDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lapel_import_dialog_init (LapelImportDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
}

static void
filter_toggled_cb (LapelImportDialog *self,
                   GtkToggleButton   *button)
{
  if (gtk_toggle_button_get_active (button))
    show_outcomes (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "outcomes")));
}

/* @group: (nullable): the first of the buttons of which one is pressed. Returns: @group, or the new
 * button */
static GtkToggleButton *
add_filter (LapelImportDialog *self,
            GtkToggleButton   *group,
            const char        *name,
            unsigned int       n,
            unsigned int       outcomes)
{
  /* Translators: what a list is filtered by, and how many there are: "Added 412" */
  g_autofree char *label = g_strdup_printf (_ ("%s %u"), name, n);
  GtkWidget *button;

  if (n == 0)
    return group;

  button = gtk_toggle_button_new_with_label (label);
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), group);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), group == NULL);
  g_object_set_data (G_OBJECT (button), "outcomes", GUINT_TO_POINTER (outcomes));
  g_signal_connect_object (button, "toggled", G_CALLBACK (filter_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->filters, button);
  return group != NULL ? group : GTK_TOGGLE_BUTTON (button);
}

static unsigned int
sum (const unsigned int *n)
{
  unsigned int all = 0;

  for (unsigned int i = 0; i < N_OUTCOMES; i++)
    all += n[i];
  return all;
}

/* One button where there is nothing to choose between would only be in the way. */
static void
add_filters (LapelImportDialog  *self,
             const unsigned int *n)
{
  const char *names[N_OUTCOMES] = {
    [LAPEL_IMPORT_NEW] = _ ("Added"),
    [LAPEL_IMPORT_ALREADY] = _ ("Already there"),
    [LAPEL_IMPORT_REPLACED] = _ ("Newer"),
    [LAPEL_IMPORT_REFUSED] = _ ("Not added"),
  };
  static const LapelImportOutcome order[] = { LAPEL_IMPORT_NEW, LAPEL_IMPORT_REPLACED,
                                              LAPEL_IMPORT_ALREADY, LAPEL_IMPORT_REFUSED };
  GtkToggleButton *group =
      /* Translators: everything that a list can show */
      add_filter (self, NULL, _ ("All"), sum (n), LAPEL_IMPORT_ANY);

  for (unsigned int i = 0; i < G_N_ELEMENTS (order); i++)
    group = add_filter (self, group, names[order[i]], n[order[i]], 1u << order[i]);

  for (unsigned int i = 0; i < N_OUTCOMES; i++)
    if (n[i] == sum (n))
      gtk_widget_set_visible (GTK_WIDGET (self->filters), FALSE);
}

static void
set_sentence (LapelImportDialog  *self,
              const unsigned int *n)
{
  unsigned int added = n[LAPEL_IMPORT_NEW] + n[LAPEL_IMPORT_REPLACED];
  unsigned int refused = n[LAPEL_IMPORT_REFUSED];
  g_autofree char *first =
      g_strdup_printf (ngettext ("%u credential was added", "%u credentials were added", added),
                       added);
  g_autofree char *second = NULL;
  g_autofree char *text = NULL;

  if (refused > 0)
    {
      second =
          g_strdup_printf (ngettext ("%u file was not", "%u files were not", refused), refused);
      /* Translators: "12 credentials were added, 3 files were not." */
      text = g_strdup_printf (_ ("%s, %s."), first, second);
    }
  else
    {
      /* Translators: "12 credentials were added." */
      text = g_strdup_printf (_ ("%s."), first);
    }

  gtk_label_set_text (self->sentence, text);
  if (added == 0)
    gtk_window_set_title (GTK_WINDOW (self), _ ("Nothing was added"));
}

static void
count (const GPtrArray *results,
       unsigned int    *n)
{
  for (unsigned int i = 0; i < results->len; i++)
    n[((const LapelImportResult *) results->pdata[i])->outcome]++;
}

LapelImportDialog *
lapel_import_dialog_new (GtkWindow    *parent,
                         GPtrArray    *batches,
                         unsigned int  done,
                         unsigned int  total)
{
  LapelImportDialog *self = g_object_new (LAPEL_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);
  unsigned int n[N_OUTCOMES] = { 0 };

  self->batches = g_ptr_array_ref (batches);
  for (unsigned int i = 0; i < batches->len; i++)
    count (batches->pdata[i], n);

  set_sentence (self, n);
  add_filters (self, n);
  if (done < total)
    {
      g_autofree char *text = g_strdup_printf (
          /* Translators: "128 of 500 files" */
          _ ("You stopped after %1$u of %2$u files. What was added until then stays."), done,
          total);

      gtk_label_set_text (self->stopped, text);
      gtk_widget_set_visible (GTK_WIDGET (self->stopped), TRUE);
    }
  show_outcomes (self, LAPEL_IMPORT_ANY);
  gtk_widget_grab_focus (self->close_button);
  return self;
}
