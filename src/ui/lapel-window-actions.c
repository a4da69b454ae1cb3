/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-share-dialog.h"
#include "lapel-window-private.h"
#include "lapel-words.h"

#include <glib/gi18n.h>

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  lapel_window_add (LAPEL_WINDOW (widget));
}

static void
stop_import_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  lapel_window_stop_import (LAPEL_WINDOW (widget));
}

static void
paste_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  lapel_window_paste (LAPEL_WINDOW (widget));
}

/* Remove, with undo. */

static GArray *
ids_from_variant (GVariant *variant)
{
  gsize n;
  const gint64 *values = g_variant_get_fixed_array (variant, &n, sizeof (gint64));
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_vals (ids, values, (guint) n);
  return ids;
}

/* Leaves the pages of what has been removed. */
static void
forget_removed (LapelWindow *self)
{
  LapelEntryList *entries = lapel_wallet_get_entries (self->wallet);
  gboolean left = FALSE;

  for (unsigned int i = self->history->len; i > 0; i--)
    {
      LapelPlace *place = &g_array_index (self->history, LapelPlace, i - 1);

      if ((place->view == LAPEL_VIEW_DETAIL || place->view == LAPEL_VIEW_VIEWER) &&
          lapel_entry_list_find (entries, place->entry) == NULL)
        {
          left = left || i == self->history->len;
          g_array_remove_index (self->history, i - 1);
        }
    }

  if (left)
    lapel_window_show_place (self);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!lapel_wallet_remove_finish (LAPEL_WALLET (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lapel_window_show_error (user_data, _ ("Could not be brought back"), error);
}

static void
restore_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  LapelWindow *self = LAPEL_WINDOW (widget);
  g_autoptr (GArray) ids = ids_from_variant (parameter);

  lapel_wallet_remove_async (self->wallet, ids, TRUE, self->cancellable, restored_cb, self);
}

/* What the undo of a removal needs. */
typedef struct
{
  LapelWindow *window; /* borrowed: gone if the removal was cancelled */
  GVariant *ids;
} Removed;

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Removed *removed = user_data;
  g_autoptr (GVariant) ids = removed->ids;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  AdwToast *toast;
  unsigned int n;

  if (!lapel_wallet_remove_finish (LAPEL_WALLET (source), result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        lapel_window_show_error (removed->window, _ ("Could not be removed"), error);
      return;
    }

  n = (unsigned int) g_variant_n_children (ids);
  text = g_strdup_printf (ngettext ("%u credential removed", "%u credentials removed", n), n);
  toast = adw_toast_new (text);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "win.restore");
  adw_toast_set_action_target_value (toast, ids);
  lapel_window_add_toast (removed->window, toast);
  forget_removed (removed->window);
}

static void
remove_entries (LapelWindow *self,
                GVariant    *entries)
{
  g_autoptr (GArray) ids = ids_from_variant (entries);
  Removed *removed;

  if (ids->len == 0)
    return;

  removed = g_new0 (Removed, 1);
  removed->window = self;
  removed->ids = g_variant_ref_sink (entries);
  lapel_wallet_remove_async (self->wallet, ids, FALSE, self->cancellable, removed_cb, removed);
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  remove_entries (LAPEL_WINDOW (widget), parameter);
}

/* What the key does: the page that is open, or what is chosen or has the focus in the grid. */
static void
remove_current_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  LapelWindow *self = LAPEL_WINDOW (widget);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GVariant) entries = NULL;
  LapelPlace *place;

  if (!self->opened)
    return;

  place = &g_array_index (self->history, LapelPlace, self->history->len - 1);
  if (place->view == LAPEL_VIEW_CREDENTIALS || place->view == LAPEL_VIEW_EXPIRING ||
      place->view == LAPEL_VIEW_COLLECTION)
    {
      ids = lapel_credentials_page_get_chosen (self->credentials);
    }
  else if (place->view == LAPEL_VIEW_DETAIL)
    {
      ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_val (ids, place->entry);
    }
  else
    {
      return;
    }

  entries = g_variant_ref_sink (
      g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids->data, ids->len, sizeof (gint64)));
  remove_entries (self, entries);
  lapel_credentials_page_escape (self->credentials);
}

/* Verify again. */

static void
verified_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  LapelWindow *self = user_data; /* gone if it was cancelled */

  if (lapel_wallet_verify_finish (LAPEL_WALLET (source), result, &error))
    lapel_window_toast (self, _ ("Checked again just now"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lapel_window_show_error (self, _ ("Could not be checked again"), error);
}

static void
verify_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LapelWindow *self = LAPEL_WINDOW (widget);

  lapel_wallet_verify_async (self->wallet, g_variant_get_int64 (parameter), self->cancellable,
                             verified_cb, self);
}

/* Save the original. */

typedef struct
{
  LapelWindow *window; /* borrowed: gone if cancelled */
  GBytes *bytes;
} Original;

static void
original_free (Original *self)
{
  g_bytes_unref (self->bytes);
  g_free (self);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Original *original = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    lapel_window_toast (original->window, _ ("Original saved"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lapel_window_show_error (original->window, _ ("The file could not be saved"), error);
  original_free (original);
}

static void
place_chosen_cb (GtkFileChooserNative *chooser,
                 int                   response,
                 Original             *original)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  g_clear_object (&original->window->chooser);
  if (response != GTK_RESPONSE_ACCEPT || file == NULL)
    {
      original_free (original);
      return;
    }

  g_file_replace_contents_bytes_async (file, original->bytes, NULL, FALSE,
                                       G_FILE_CREATE_REPLACE_DESTINATION,
                                       original->window->cancellable, written_cb, original);
}

/* Asks where to. @bytes: (transfer full) (nullable): %NULL where @error says why */
static void
save_bytes (LapelWindow  *self,
            GBytes       *bytes,
            const char   *name,
            const GError *error)
{
  g_autofree char *base = NULL;
  Original *original;

  if (bytes == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        lapel_window_show_error (self, _ ("The file could not be saved"), error);
      return;
    }

  original = g_new0 (Original, 1);
  original->window = self;
  original->bytes = bytes;
  base = g_path_get_basename (name);
  g_set_object (&self->chooser, NULL);
  self->chooser = gtk_file_chooser_native_new (_ ("Save Original"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), base);
  g_signal_connect (self->chooser, "response", G_CALLBACK (place_chosen_cb), original);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
original_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  GBytes *bytes = lapel_wallet_get_original_finish (LAPEL_WALLET (source), result, &name, &error);

  /* The window is gone where it was cancelled. */
  save_bytes (user_data, bytes, name, error);
}

static void
source_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  GBytes *bytes = lapel_wallet_get_source_finish (LAPEL_WALLET (source), result, &name, &error);

  save_bytes (user_data, bytes, name, error);
}

static void
save_source_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  LapelWindow *self = LAPEL_WINDOW (widget);

  lapel_wallet_get_source_async (self->wallet, g_variant_get_int64 (parameter), self->cancellable,
                                 source_cb, self);
}

static void
save_original_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  LapelWindow *self = LAPEL_WINDOW (widget);

  lapel_wallet_get_original_async (self->wallet, g_variant_get_int64 (parameter), self->cancellable,
                                   original_cb, self);
}

/* Share. */

static void
shared_cb (LapelWindow *self,
           const char  *path)
{
  AdwToast *toast = adw_toast_new (_ ("Portfolio saved"));

  adw_toast_set_button_label (toast, _ ("_Show"));
  adw_toast_set_action_name (toast, "win.show-file");
  adw_toast_set_action_target (toast, "s", path);
  adw_toast_set_timeout (toast, 15);
  lapel_window_add_toast (self, toast);
}

static void
share_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  LapelWindow *self = LAPEL_WINDOW (widget);
  g_autoptr (GVariant) entries = g_variant_get_child_value (parameter, 0);
  g_autoptr (GVariant) pathways = g_variant_get_child_value (parameter, 1);
  g_autoptr (GArray) ids = ids_from_variant (entries);
  g_autofree const char **names = g_variant_get_strv (pathways, NULL);
  GtkWidget *dialog;

  if (ids->len == 0)
    return;

  dialog =
      lapel_share_dialog_new (GTK_WINDOW (self), self->wallet, ids, (const char *const *) names);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (shared_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_file_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));
  g_autofree char *uri = g_file_get_uri (file);

  gtk_show_uri (GTK_WINDOW (widget), uri, GDK_CURRENT_TIME);
}

/* What a click on a file that was refused asks for. */
typedef struct
{
  LapelWindow *window; /* borrowed: gone if the call was cancelled */
  GFile *file;
} Shown;

static void
shown_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Shown *shown = user_data;
  g_autoptr (GFile) folder = g_file_get_parent (shown->file);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autofree char *uri = folder != NULL ? g_file_get_uri (folder) : NULL;

  g_object_unref (shown->file);
  if (answer != NULL || uri == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* No file manager that can point at a file. */
  gtk_show_uri (GTK_WINDOW (shown->window), uri, GDK_CURRENT_TIME);
}

static void
show_in_folder_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  LapelWindow *self = LAPEL_WINDOW (widget);
  const char *uris[] = { g_variant_get_string (parameter, NULL), NULL };
  GDBusConnection *bus = g_application_get_dbus_connection (g_application_get_default ());
  Shown *shown;

  if (bus == NULL)
    return;

  shown = g_new0 (Shown, 1);
  shown->window = self;
  shown->file = g_file_new_for_uri (uris[0]);
  g_dbus_connection_call (bus, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
                          "org.freedesktop.FileManager1", "ShowItems",
                          g_variant_new ("(^ass)", uris, ""), NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                          self->cancellable, shown_cb, shown);
}

static void
say_copied_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  lapel_window_toast (LAPEL_WINDOW (widget), _ ("Copied"));
}

void
lapel_window_actions_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "win.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "win.stop-import", NULL, stop_import_action);
  gtk_widget_class_install_action (widget_class, "win.remove", "ax", remove_action);
  gtk_widget_class_install_action (widget_class, "win.remove-current", NULL, remove_current_action);
  gtk_widget_class_install_action (widget_class, "win.restore", "ax", restore_action);
  gtk_widget_class_install_action (widget_class, "win.verify", "x", verify_action);
  gtk_widget_class_install_action (widget_class, "win.save-original", "x", save_original_action);
  gtk_widget_class_install_action (widget_class, "win.save-source", "x", save_source_action);
  gtk_widget_class_install_action (widget_class, "win.share", "(axas)", share_action);
  gtk_widget_class_install_action (widget_class, "win.show-file", "s", show_file_action);
  gtk_widget_class_install_action (widget_class, "win.show-in-folder", "s", show_in_folder_action);
  gtk_widget_class_install_action (widget_class, "win.say-copied", NULL, say_copied_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "win.add", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "win.paste",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "win.remove-current", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "win.remove-current",
                                       NULL);
}
