/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-ui-test.h"

#define TRIES 200

static gboolean
tick_cb (gpointer user_data)
{
  ++*(unsigned int *) user_data;
  return G_SOURCE_CONTINUE;
}

void
lapel_ui_wait (gboolean (*condition) (gpointer data),
               gpointer data)
{
  unsigned int tries = 0;
  unsigned int source = g_timeout_add (50, tick_cb, &tries);

  while (!condition (data))
    {
      g_assert_cmpuint (tries, <, TRIES);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (source);
}

typedef struct
{
  gboolean done;
  GError *error;
} Outcome;

static gboolean
is_done (gpointer data)
{
  return ((Outcome *) data)->done;
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Outcome *outcome = user_data;

  lapel_wallet_open_finish (LAPEL_WALLET (source), result, &outcome->error);
  outcome->done = TRUE;
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Outcome *outcome = user_data;
  g_autoptr (GPtrArray) results =
      lapel_wallet_import_finish (LAPEL_WALLET (source), result, &outcome->error);

  for (unsigned int i = 0; results != NULL && i < results->len; i++)
    g_assert_cmpint (((LapelImportResult *) results->pdata[i])->outcome, ==, LAPEL_IMPORT_NEW);
  outcome->done = TRUE;
}

static void
import (LapelWallet       *wallet,
        const char *const *samples)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_source_free);
  Outcome outcome = { FALSE, NULL };

  for (unsigned int i = 0; samples[i] != NULL; i++)
    {
      g_autoptr (GFile) file =
          g_file_new_build_filename (g_getenv ("LAPEL_SAMPLES"), samples[i], NULL);

      g_ptr_array_add (sources, lapel_source_new_file (file));
    }

  lapel_wallet_import_async (wallet, sources, NULL, NULL, NULL, imported_cb, &outcome);
  lapel_ui_wait (is_done, &outcome);
  g_assert_no_error (outcome.error);
}

LapelWallet *
lapel_ui_wallet_new (const char *const *samples)
{
  /* The home is a temporary one, see tests/with-keyring.sh. */
  g_autofree char *folder = g_build_filename (g_get_home_dir (), "wallet-XXXXXX", NULL);
  LapelWallet *wallet = lapel_wallet_new (g_mkdtemp (folder));
  Outcome outcome = { FALSE, NULL };

  lapel_wallet_open_async (wallet, NULL, opened_cb, &outcome);
  lapel_ui_wait (is_done, &outcome);
  g_assert_no_error (outcome.error);
  if (samples != NULL)
    import (wallet, samples);
  return wallet;
}

gint64
lapel_ui_find_entry (LapelWallet *wallet,
                     const char  *title)
{
  GListModel *entries = G_LIST_MODEL (lapel_wallet_get_entries (wallet));

  for (unsigned int i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (LapelSlot) slot = g_list_model_get_item (entries, i);

      if (g_str_equal (lapel_slot_get_record (slot)->title, title))
        return lapel_slot_get_record (slot)->id;
    }

  g_assert_not_reached ();
}

GtkWidget *
lapel_ui_find (GtkWidget *root,
               GType      type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = lapel_ui_find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
has_label (GtkWidget  *root,
           const char *text,
           gboolean    whole)
{
  if (GTK_IS_LABEL (root))
    {
      const char *shown = gtk_label_get_text (GTK_LABEL (root));

      if (whole ? g_str_equal (shown, text) : strstr (shown, text) != NULL)
        return TRUE;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child) && has_label (child, text, whole))
      return TRUE;

  return FALSE;
}

gboolean
lapel_ui_shows (GtkWidget  *root,
                const char *text)
{
  return has_label (root, text, TRUE);
}

gboolean
lapel_ui_mentions (GtkWidget  *root,
                   const char *text)
{
  return has_label (root, text, FALSE);
}

void
lapel_ui_finish (GtkWidget *widget)
{
  g_object_ref_sink (widget);
  g_assert_finalize_object (widget);
}

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

GtkWindow *
lapel_ui_present (GtkWidget *page)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());

  g_object_ref_sink (page);
  gtk_window_set_default_size (window, 900, 700);
  gtk_window_set_child (window, page);
  gtk_window_present (window);
  lapel_ui_wait (is_mapped, page);
  return window;
}

void
lapel_ui_close (GtkWindow *window,
                GtkWidget *page)
{
  gtk_window_set_child (window, NULL);
  gtk_window_destroy (window);
  g_assert_finalize_object (page);
}
