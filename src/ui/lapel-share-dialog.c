/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-share-dialog.h"

#include "lapel-emblem.h"
#include "lapel-standing-row.h"
#include "lapel-words.h"

#include <glib/gi18n.h>

struct _LapelShareDialog
{
  AdwWindow parent_instance;

  /* template children */
  GtkListBox *what;
  GtkEditable *to;
  GtkEditable *purpose;
  GtkEditable *name;
  GtkWidget *form;
  GtkSpinner *spinner;

  /* owned */
  LapelWallet *wallet;
  GSettings *settings;
  GCancellable *cancellable; /* cancelled in dispose */
  GtkFileChooserNative *chooser;
};

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LapelShareDialog, lapel_share_dialog, ADW_TYPE_WINDOW)

/* What a row with a check mark stands for. */
#define ENTRY_KEY   "lapel-entry"
#define PATHWAY_KEY "lapel-pathway"

static void
set_busy (LapelShareDialog *self,
          gboolean          busy)
{
  gtk_widget_set_sensitive (self->form, !busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "share.save", !busy);
}

static void
show_error (LapelShareDialog *self,
            const GError     *error)
{
  g_autofree char *words = lapel_words_error (error);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (self), _ ("The portfolio could not be saved"), NULL);

  set_busy (self, FALSE);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), words);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static char *
dup_text (GtkEditable *editable)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (editable)));

  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

/* Everything with a check mark. @folder: (transfer full) */
static LapelShare *
collect (LapelShareDialog *self,
         char             *folder)
{
  LapelShare *share = g_new0 (LapelShare, 1);
  GtkListBoxRow *row;

  share->entries = g_array_new (FALSE, FALSE, sizeof (gint64));
  share->pathways = g_ptr_array_new_with_free_func (g_free);
  share->name = dup_text (self->name);
  share->to = dup_text (self->to);
  share->purpose = dup_text (self->purpose);
  share->folder = folder;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->what, i)) != NULL; i++)
    {
      GtkWidget *check = adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row));
      const gint64 *entry = g_object_get_data (G_OBJECT (row), ENTRY_KEY);
      const char *pathway = g_object_get_data (G_OBJECT (row), PATHWAY_KEY);

      if (!gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
        continue;

      if (entry != NULL)
        g_array_append_val (share->entries, *entry);
      if (pathway != NULL)
        g_ptr_array_add (share->pathways, g_strdup (pathway));
    }

  return share;
}

static void
update_title (LapelShareDialog *self)
{
  g_autofree char *title = NULL;
  GtkListBoxRow *row;
  unsigned int n = 0;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->what, i)) != NULL; i++)
    if (g_object_get_data (G_OBJECT (row), ENTRY_KEY) != NULL &&
        gtk_check_button_get_active (
            GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row)))))
      n++;

  title = g_strdup_printf (ngettext ("Share %u credential", "Share %u credentials", n), n);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "share.save", n > 0);
}

static void
shared_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  LapelShareDialog *self = user_data; /* gone if it was cancelled */
  g_autofree char *path = lapel_wallet_share_finish (LAPEL_WALLET (source), result, &error);

  if (path == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_error (self, error);
      return;
    }

  g_signal_emit (self, signals[SAVED], 0, path);
  gtk_window_close (GTK_WINDOW (self));
}

static void
folder_made_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  LapelShareDialog *self = user_data; /* gone if it was cancelled */

  if (!g_file_make_directory_finish (G_FILE (source), result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_error (self, error);
      return;
    }

  lapel_wallet_share_async (self->wallet, collect (self, g_file_get_path (G_FILE (source))),
                            self->cancellable, shared_cb, self);
}

static void
folder_chosen_cb (LapelShareDialog *self,
                  int               response)
{
  g_autoptr (GFile) parent = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = NULL;
  g_autoptr (GFile) folder = NULL;

  g_clear_object (&self->chooser);
  if (response != GTK_RESPONSE_ACCEPT || parent == NULL)
    return;

  /* A folder of its own for each portfolio, so that none is ever written over. */
  /* Translators: name of a folder; the rest is the date and time, in the order of
   * g_date_time_format () */
  name = g_date_time_format (now, _ ("Portfolio %Y-%m-%d %H.%M.%S"));
  folder = g_file_get_child (parent, name);
  set_busy (self, TRUE);
  g_file_make_directory_async (folder, G_PRIORITY_DEFAULT, self->cancellable, folder_made_cb, self);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LapelShareDialog *self = LAPEL_SHARE_DIALOG (widget);

  g_settings_set_string (self->settings, "holder-name", gtk_editable_get_text (self->name));
  g_clear_object (&self->chooser);
  self->chooser =
      gtk_file_chooser_native_new (_ ("Save the Portfolio In"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Save"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (folder_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static GtkWidget *
add_row (LapelShareDialog *self,
         const char       *title,
         const char       *subtitle)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title,
                                 "title-lines", 2, "subtitle", subtitle, NULL);
  GtkWidget *check = gtk_check_button_new ();

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (update_title), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_list_box_append (self->what, row);
  return row;
}

static void
add_entry (LapelShareDialog *self,
           LapelRecord      *record)
{
  const char *verdict = lapel_words_verdict (record->verdict, record->states);
  /* Translators: an issuer's name and a verdict such as Verified */
  g_autofree char *subtitle = g_strdup_printf (_ ("%s · %s"), record->issuer_name, verdict);
  g_autofree char *title = lapel_words_title (record->title);
  GtkWidget *row = add_row (self, title, subtitle);
  GtkWidget *emblem = lapel_emblem_new (36);

  lapel_emblem_set_record (LAPEL_EMBLEM (emblem), self->wallet, record);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), emblem);
  g_object_set_data_full (G_OBJECT (row), ENTRY_KEY, g_memdup2 (&record->id, sizeof record->id),
                          g_free);
}

static void
add_pathway (LapelShareDialog *self,
             const char       *id)
{
  GPtrArray *standings = lapel_wallet_get_standings (self->wallet);

  for (unsigned int i = 0; i < standings->len; i++)
    {
      const LapelStanding *standing = standings->pdata[i];
      g_autofree char *summary = NULL;
      GtkWidget *row;

      if (g_strcmp0 (lapel_pathway_get_id (standing->pathway), id) != 0)
        continue;

      summary = lapel_standing_dup_summary (standing);
      row = add_row (self, lapel_standing_get_title (standing), summary);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("lapel-progress-symbolic"));
      g_object_set_data_full (G_OBJECT (row), PATHWAY_KEY, g_strdup (id), g_free);
    }
}

static void
lapel_share_dialog_dispose (GObject *object)
{
  LapelShareDialog *self = LAPEL_SHARE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->settings);
  g_clear_object (&self->wallet);

  G_OBJECT_CLASS (lapel_share_dialog_parent_class)->dispose (object);
}

static void
lapel_share_dialog_class_init (LapelShareDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lapel_share_dialog_dispose;

  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lapel/Lapel/lapel-share-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LapelShareDialog, what);
  gtk_widget_class_bind_template_child (widget_class, LapelShareDialog, to);
  gtk_widget_class_bind_template_child (widget_class, LapelShareDialog, purpose);
  gtk_widget_class_bind_template_child (widget_class, LapelShareDialog, name);
  gtk_widget_class_bind_template_child (widget_class, LapelShareDialog, form);
  gtk_widget_class_bind_template_child (widget_class, LapelShareDialog, spinner);
  gtk_widget_class_install_action (widget_class, "share.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lapel_share_dialog_init (LapelShareDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->settings = g_settings_new (LAPEL_APP_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lapel_share_dialog_new (GtkWindow         *parent,
                        LapelWallet       *wallet,
                        GArray            *entries,
                        const char *const *pathways)
{
  LapelShareDialog *self = g_object_new (LAPEL_TYPE_SHARE_DIALOG, "transient-for", parent, NULL);
  g_autofree char *name = g_settings_get_string (self->settings, "holder-name");

  self->wallet = g_object_ref (wallet);
  gtk_editable_set_text (self->name, name);
  for (unsigned int i = 0; i < entries->len; i++)
    {
      LapelRecord *record = lapel_entry_list_find (lapel_wallet_get_entries (wallet),
                                                   g_array_index (entries, gint64, i));

      if (record != NULL)
        add_entry (self, record);
    }
  for (unsigned int i = 0; pathways[i] != NULL; i++)
    add_pathway (self, pathways[i]);
  update_title (self);
  return GTK_WIDGET (self);
}
