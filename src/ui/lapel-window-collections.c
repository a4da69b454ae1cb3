/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-marks-dialog.h"
#include "lapel-window-private.h"

#include <glib/gi18n.h>

/* Collections and tags: what the sidebar, the cards and the bar below the grid ask for. */

const LapelCollection *
lapel_window_find_collection (LapelWindow *self,
                              gint64       id)
{
  GPtrArray *collections = lapel_wallet_get_collections (self->wallet);

  for (unsigned int i = 0; collections != NULL && i < collections->len; i++)
    {
      const LapelCollection *collection = g_ptr_array_index (collections, i);

      if (collection->id == id)
        return collection;
    }
  return NULL;
}

static GArray *
ids_from_variant (GVariant *variant)
{
  gsize n;
  const gint64 *values = g_variant_get_fixed_array (variant, &n, sizeof (gint64));
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_vals (ids, values, (guint) n);
  return ids;
}

static void
changed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  LapelWindow *self = user_data; /* gone if it was cancelled */

  if (lapel_wallet_change_collection_finish (LAPEL_WALLET (source), result, &error) < 0 &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lapel_window_show_error (self, _ ("The collection could not be changed"), error);
}

/* Putting in and taking out */

static void
collected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  LapelWindow *self = user_data; /* gone if it was cancelled */

  if (!lapel_wallet_change_finish (LAPEL_WALLET (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lapel_window_show_error (self, _ ("The collection could not be changed"), error);
}

static void
collect_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  LapelWindow *self = LAPEL_WINDOW (widget);
  g_autoptr (GVariant) entries = NULL;
  g_autoptr (GArray) ids = NULL;
  const LapelCollection *collection;
  g_autofree char *text = NULL;
  gint64 id;
  gboolean add;

  g_variant_get (parameter, "(@axxb)", &entries, &id, &add);
  collection = lapel_window_find_collection (self, id);
  if (collection == NULL)
    return;
  ids = ids_from_variant (entries);
  lapel_wallet_collect_async (self->wallet, ids, id, add, self->cancellable, collected_cb, self);
  /* Translators: %s is the name of a collection */
  text = g_strdup_printf (add ? _ ("Added to %s") : _ ("Taken out of %s"), collection->name);
  lapel_window_toast (self, text);
}

static void
show_marks (LapelWindow *self,
            LapelMarks   marks,
            GVariant    *entries)
{
  g_autoptr (GArray) ids = ids_from_variant (entries);

  if (ids->len > 0)
    gtk_window_present (
        GTK_WINDOW (lapel_marks_dialog_new (GTK_WINDOW (self), self->wallet, marks, ids)));
}

static void
edit_tags_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  show_marks (LAPEL_WINDOW (widget), LAPEL_MARKS_TAGS, parameter);
}

static void
edit_collections_action (GtkWidget  *widget,
                         const char *name,
                         GVariant   *parameter)
{
  show_marks (LAPEL_WINDOW (widget), LAPEL_MARKS_COLLECTIONS, parameter);
}

/* Names */

/* A question for the name of a collection. */
typedef struct
{
  LapelWindow *window; /* borrowed: the dialog is its child */
  GtkEditable *entry;  /* borrowed: in the dialog */
  gint64 collection;   /* 0: a new one */
} Question;

static void
named_cb (AdwMessageDialog *dialog,
          const char       *response,
          Question         *question)
{
  LapelWindow *self = question->window;
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (question->entry)));

  if (!g_str_equal (response, "save") || *name == '\0' || self->wallet == NULL)
    return;
  lapel_wallet_change_collection_async (self->wallet,
                                        question->collection == 0 ? LAPEL_COLLECTION_ADD
                                                                  : LAPEL_COLLECTION_RENAME,
                                        question->collection, name, 0, self->cancellable,
                                        changed_cb, self);
}

static void
name_typed_cb (GtkEditable      *entry,
               AdwMessageDialog *dialog)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "save", *name != '\0');
}

static void
ask_name (LapelWindow *self,
          const char  *heading,
          const char  *save,
          const char  *name,
          gint64       collection)
{
  GtkWidget *widget = adw_message_dialog_new (GTK_WINDOW (self), heading, NULL);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);
  GtkWidget *entry = gtk_entry_new ();
  Question *question = g_new0 (Question, 1);

  question->window = self;
  question->entry = GTK_EDITABLE (entry);
  question->collection = collection;
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the collection"), -1);
  adw_message_dialog_set_extra_child (dialog, entry);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "save", save, NULL);
  adw_message_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "save");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (entry, "changed", G_CALLBACK (name_typed_cb), dialog);
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  name_typed_cb (GTK_EDITABLE (entry), dialog);
  g_signal_connect_data (dialog, "response", G_CALLBACK (named_cb), question,
                         (GClosureNotify) (GCallback) g_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

static void
new_collection_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  ask_name (LAPEL_WINDOW (widget), _ ("New Collection"), _ ("_Create"), "", 0);
}

static void
rename_collection_action (GtkWidget  *widget,
                          const char *name,
                          GVariant   *parameter)
{
  LapelWindow *self = LAPEL_WINDOW (widget);
  const LapelCollection *collection =
      lapel_window_find_collection (self, g_variant_get_int64 (parameter));

  if (collection != NULL)
    ask_name (self, _ ("Rename Collection"), _ ("_Rename"), collection->name, collection->id);
}

static void
move_collection_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  LapelWindow *self = LAPEL_WINDOW (widget);
  GPtrArray *collections = lapel_wallet_get_collections (self->wallet);
  gint64 id;
  int by;

  g_variant_get (parameter, "(xi)", &id, &by);
  for (int i = 0; i < (int) collections->len; i++)
    if (((const LapelCollection *) g_ptr_array_index (collections, i))->id == id && i + by >= 0 &&
        i + by < (int) collections->len)
      lapel_wallet_change_collection_async (self->wallet, LAPEL_COLLECTION_MOVE, id, NULL,
                                            (unsigned int) (i + by), self->cancellable, changed_cb,
                                            self);
}

typedef struct
{
  LapelWindow *window; /* borrowed: the dialog is its child */
  gint64 collection;
} Removal;

static void
removal_answered_cb (AdwMessageDialog *dialog,
                     const char       *response,
                     Removal          *removal)
{
  LapelWindow *self = removal->window;

  if (g_str_equal (response, "remove") && self->wallet != NULL)
    lapel_wallet_change_collection_async (self->wallet, LAPEL_COLLECTION_REMOVE,
                                          removal->collection, NULL, 0, self->cancellable,
                                          changed_cb, self);
}

static void
remove_collection_action (GtkWidget  *widget,
                          const char *name,
                          GVariant   *parameter)
{
  LapelWindow *self = LAPEL_WINDOW (widget);
  const LapelCollection *collection =
      lapel_window_find_collection (self, g_variant_get_int64 (parameter));
  AdwMessageDialog *dialog;
  Removal *removal;

  if (collection == NULL)
    return;
  removal = g_new0 (Removal, 1);
  removal->window = self;
  removal->collection = collection->id;
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (self), NULL, NULL));
  /* Translators: %s is the name of a collection */
  adw_message_dialog_format_heading (dialog, _ ("Delete %s?"), collection->name);
  adw_message_dialog_set_body (dialog, _ ("The credentials in it stay in your wallet."));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "remove", _ ("_Delete"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (removal_answered_cb), removal,
                         (GClosureNotify) (GCallback) g_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
lapel_window_collections_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.collect", "(axxb)", collect_action);
  gtk_widget_class_install_action (widget_class, "win.edit-tags", "ax", edit_tags_action);
  gtk_widget_class_install_action (widget_class, "win.edit-collections", "ax",
                                   edit_collections_action);
  gtk_widget_class_install_action (widget_class, "win.new-collection", NULL, new_collection_action);
  gtk_widget_class_install_action (widget_class, "win.rename-collection", "x",
                                   rename_collection_action);
  gtk_widget_class_install_action (widget_class, "win.move-collection", "(xi)",
                                   move_collection_action);
  gtk_widget_class_install_action (widget_class, "win.remove-collection", "x",
                                   remove_collection_action);
}
