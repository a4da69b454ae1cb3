/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-import-dialog.h"
#include "lapel-incoming.h"
#include "lapel-window-private.h"
#include "lapel-words.h"

#include <glib/gi18n.h>

/* One credential came in: its page says all there is to say. */
static void
show_single (LapelWindow       *self,
             LapelImportResult *single)
{
  g_autofree char *text = NULL;

  if (single->outcome == LAPEL_IMPORT_REFUSED)
    {
      /* Translators: %s is a file name */
      text = g_strdup_printf (_ ("“%s” was not added"), single->source);
      lapel_window_show_error (self, text, single->error);
      return;
    }

  lapel_window_go (self, LAPEL_VIEW_CREDENTIALS, -1, NULL);
  lapel_window_go (self, LAPEL_VIEW_DETAIL, single->entry, NULL);
  if (single->outcome == LAPEL_IMPORT_ALREADY)
    lapel_window_toast (self, _ ("Already in your wallet"));
  else if (single->outcome == LAPEL_IMPORT_REPLACED)
    lapel_window_toast (self, _ ("Replaced by the newer one. The older one is kept."));
  else
    lapel_window_toast (self, _ ("Added to your wallet"));
}

static void
show_summary (LapelWindow  *self,
              GPtrArray    *batches,
              unsigned int  done)
{
  lapel_window_go (self, LAPEL_VIEW_CREDENTIALS, -1, NULL);
  gtk_window_present (
      GTK_WINDOW (lapel_import_dialog_new (GTK_WINDOW (self), batches, done, self->import_total)));
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (LapelWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) batches = g_steal_pointer (&self->imported);
  g_autoptr (GPtrArray) results =
      lapel_wallet_import_finish (LAPEL_WALLET (source), result, &error);

  /* The window is closed. */
  if (self->importing == NULL)
    return;

  g_clear_object (&self->importing);
  gtk_revealer_set_reveal_child (self->import_revealer, FALSE);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_summary (self, batches, self->import_done);
  else if (results == NULL)
    lapel_window_show_error (self, _ ("Not everything could be added"), error);
  else if (results->len == 1)
    show_single (self, results->pdata[0]);
  else
    show_summary (self, batches, self->import_total);
  lapel_window_import_pending (self);
}

static void
show_progress (LapelWindow *self)
{
  g_autofree char *text =
      /* Translators: "Adding 128 of 500", files */
      g_strdup_printf (_ ("Adding %1$u of %2$u…"), self->import_done, self->import_total);

  gtk_label_set_text (self->import_label, text);
  gtk_progress_bar_set_fraction (self->import_bar,
                                 self->import_total > 0
                                     ? (double) self->import_done / self->import_total
                                     : 0);
}

static void
batch_cb (GPtrArray    *results,
          unsigned int  done,
          unsigned int  total,
          gpointer      user_data)
{
  LapelWindow *self = user_data;

  if (self->imported == NULL)
    return;

  g_ptr_array_add (self->imported, g_ptr_array_ref (results));
  self->import_done = done;
  self->import_total = total;
  show_progress (self);
}

void
lapel_window_import (LapelWindow *self,
                     GPtrArray   *sources)
{
  g_return_if_fail (LAPEL_IS_WINDOW (self));

  if (!self->opened || self->importing != NULL)
    {
      if (self->pending == NULL)
        self->pending = sources;
      else
        g_ptr_array_extend_and_steal (self->pending, sources);
      return;
    }

  self->importing = g_cancellable_new ();
  self->imported = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->import_done = 0;
  self->import_total = sources->len;
  show_progress (self);
  gtk_revealer_set_reveal_child (self->import_revealer, sources->len > 1);
  lapel_wallet_import_async (self->wallet, sources, batch_cb, self, self->importing, imported_cb,
                             g_object_ref (self));
}

void
lapel_window_stop_import (LapelWindow *self)
{
  if (self->importing != NULL)
    g_cancellable_cancel (self->importing);
}

void
lapel_window_import_dispose (LapelWindow *self)
{
  g_cancellable_cancel (self->importing);
  g_clear_object (&self->importing);
  g_clear_pointer (&self->imported, g_ptr_array_unref);
}

void
lapel_window_import_pending (LapelWindow *self)
{
  if (self->pending != NULL)
    lapel_window_import (self, g_steal_pointer (&self->pending));
}

/* From a file dialog. */

static void
chosen_cb (LapelWindow *self,
           int          response)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (self->chooser));

      if (g_list_model_get_n_items (files) > 0)
        lapel_window_import (self, lapel_incoming_from_files (files));
    }

  g_clear_object (&self->chooser);
}

static void
add_filters (GtkFileChooser *chooser)
{
  static const char *const suffixes[] = { "json", "jsonld", "jwt", "png",  "svg", "jpg", "jpeg",
                                          "pdf",  "zip",    "tar", "html", "xml", "txt" };
  g_autoptr (GtkFileFilter) badges = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (badges, _ ("Badges and credentials"));
  for (unsigned int i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (badges, suffixes[i]);
  gtk_file_chooser_add_filter (chooser, badges);

  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, all);
}

void
lapel_window_add (LapelWindow *self)
{
  if (self->chooser != NULL)
    {
      gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
      return;
    }

  self->chooser = gtk_file_chooser_native_new (_ ("Add Badges"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Add"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  add_filters (GTK_FILE_CHOOSER (self->chooser));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* Pasted and dropped. */

static void
pasted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  LapelWindow *self = user_data; /* gone if it was cancelled */
  GPtrArray *sources = lapel_incoming_read_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (sources == NULL)
    {
      lapel_window_show_error (self, _ ("Nothing was added"), error);
      return;
    }

  lapel_window_import (self, sources);
}

void
lapel_window_paste (LapelWindow *self)
{
  lapel_incoming_read_clipboard_async (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                                       self->cancellable, pasted_cb, self);
}

/* What waits for the bytes of a drop. */
typedef struct
{
  LapelWindow *window; /* borrowed: gone if the read was cancelled */
  GdkDrop *drop;
} Dropped;

static void
dropped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Dropped *dropped = user_data;
  g_autoptr (GdkDrop) drop = dropped->drop;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sources = lapel_incoming_read_finish (result, &error);

  gdk_drop_finish (drop, sources != NULL ? GDK_ACTION_COPY : 0);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (sources != NULL)
    lapel_window_import (dropped->window, g_steal_pointer (&sources));
  else
    lapel_window_show_error (dropped->window, _ ("Nothing was added"), error);
}

static gboolean
drop_cb (LapelWindow *self,
         GdkDrop     *drop,
         double       x,
         double       y)
{
  Dropped *dropped = g_new0 (Dropped, 1);

  dropped->window = self;
  dropped->drop = g_object_ref (drop);
  gtk_widget_set_visible (self->drop_hint, FALSE);
  lapel_incoming_read_drop_async (drop, self->cancellable, dropped_cb, dropped);
  return TRUE;
}

static GdkDragAction
drag_enter_cb (LapelWindow *self,
               GdkDrop     *drop,
               double       x,
               double       y)
{
  gtk_widget_set_visible (self->drop_hint, TRUE);
  return GDK_ACTION_COPY;
}

static void
drag_leave_cb (LapelWindow *self)
{
  gtk_widget_set_visible (self->drop_hint, FALSE);
}

void
lapel_window_import_init (LapelWindow *self)
{
  GtkDropTargetAsync *target =
      gtk_drop_target_async_new (lapel_incoming_get_formats (), GDK_ACTION_COPY);

  g_signal_connect_swapped (target, "drag-enter", G_CALLBACK (drag_enter_cb), self);
  g_signal_connect_swapped (target, "drag-leave", G_CALLBACK (drag_leave_cb), self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
