/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-application.h"
#include "lapel-credentials-page.h"
#include "lapel-detail-page.h"
#include "lapel-import-dialog.h"
#include "lapel-import-item.h"
#include "lapel-pathway-page.h"
#include "lapel-preferences.h"
#include "lapel-progress-page.h"
#include "lapel-share-dialog.h"
#include "lapel-ui-test.h"
#include "lapel-window.h"

/* Pages, dialogs and the window over a real wallet that holds samples. */

static const char *const four[] = { "module-1.json", "module-2.png",  "module-3.jwt",
                                    "module-4.png",  "module-5.json", NULL };

#define PATHWAY "https://academy.example/pathways/edtech-entrepreneurship"

/* A text that has to appear somewhere. */
typedef struct
{
  GtkWidget *root;
  const char *text;
} Expected;

static gboolean
appeared (gpointer data)
{
  Expected *expected = data;

  return lapel_ui_mentions (expected->root, expected->text);
}

static void
wait_for_text (GtkWidget  *root,
               const char *text)
{
  Expected expected = { root, text };

  lapel_ui_wait (appeared, &expected);
}

static const char *
shown_stack_page (GtkWidget *page)
{
  GObject *stack = gtk_widget_get_template_child (page, G_OBJECT_TYPE (page), "stack");

  return gtk_stack_get_visible_child_name (GTK_STACK (stack));
}

static unsigned int
count_cards (LapelWallet *wallet)
{
  return g_list_model_get_n_items (G_LIST_MODEL (lapel_wallet_get_entries (wallet)));
}

static void
test_credentials_empty (void)
{
  g_autoptr (LapelWallet) wallet = lapel_ui_wallet_new (NULL);
  LapelCredentialsPage *page = g_object_new (LAPEL_TYPE_CREDENTIALS_PAGE, NULL);

  lapel_credentials_page_set_wallet (page, wallet);
  lapel_credentials_page_update (page);
  g_assert_cmpstr (shown_stack_page (GTK_WIDGET (page)), ==, "empty");
  g_assert_true (lapel_ui_shows (GTK_WIDGET (page), "Add a Badge…"));
  lapel_ui_finish (GTK_WIDGET (page));
}

static void
test_credentials_filter (void)
{
  g_autoptr (LapelWallet) wallet = lapel_ui_wallet_new (four);
  LapelCredentialsPage *page = g_object_new (LAPEL_TYPE_CREDENTIALS_PAGE, NULL);
  GtkWindow *window;

  lapel_credentials_page_set_wallet (page, wallet);
  lapel_credentials_page_update (page);
  window = lapel_ui_present (GTK_WIDGET (page));
  g_assert_cmpstr (shown_stack_page (GTK_WIDGET (page)), ==, "grid");
  g_assert_true (lapel_ui_shows (GTK_WIDGET (page), "All 5"));
  g_assert_true (lapel_ui_shows (GTK_WIDGET (page), "Verified 4"));
  g_assert_true (lapel_ui_shows (GTK_WIDGET (page), "Needs a look 1"));

  gtk_widget_activate_action (GTK_WIDGET (page), "credentials.filter", "s", "attention");
  g_assert_cmpuint (count_cards (wallet), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (page), "credentials.show-all", NULL);
  g_assert_cmpuint (count_cards (wallet), ==, 5);

  /* The filters move below the header bar of a narrow window, and stay in reach. */
  g_object_set (page, "folded", TRUE, NULL);
  g_assert_true (lapel_ui_shows (GTK_WIDGET (page), "All 5"));
  lapel_ui_close (window, GTK_WIDGET (page));
}

static void
test_credentials_search (void)
{
  g_autoptr (LapelWallet) wallet = lapel_ui_wallet_new (four);
  LapelCredentialsPage *page = g_object_new (LAPEL_TYPE_CREDENTIALS_PAGE, NULL);
  GtkWidget *entry;
  GtkWindow *window;

  lapel_credentials_page_set_wallet (page, wallet);
  lapel_credentials_page_update (page);
  window = lapel_ui_present (GTK_WIDGET (page));
  entry = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (page), LAPEL_TYPE_CREDENTIALS_PAGE,
                                                     "search_entry"));

  lapel_credentials_page_start_search (page);
  gtk_editable_set_text (GTK_EDITABLE (entry), "no such words");
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_cmpstr (shown_stack_page (GTK_WIDGET (page)), ==, "nothing");
  g_assert_true (lapel_credentials_page_escape (page));
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_cmpstr (shown_stack_page (GTK_WIDGET (page)), ==, "grid");
  g_assert_false (lapel_credentials_page_escape (page));
  lapel_ui_close (window, GTK_WIDGET (page));
}

static void
test_detail (void)
{
  g_autoptr (LapelWallet) wallet = lapel_ui_wallet_new (four);
  LapelDetailPage *page = g_object_new (LAPEL_TYPE_DETAIL_PAGE, NULL);
  GtkWindow *window;

  lapel_detail_page_set_wallet (page, wallet);
  window = lapel_ui_present (GTK_WIDGET (page));
  lapel_detail_page_show (page, lapel_ui_find_entry (wallet, "Testing with teachers"), NULL,
                          "Credentials");
  wait_for_text (GTK_WIDGET (page), "Not changed since it was issued");
  g_assert_true (lapel_ui_shows (GTK_WIDGET (page), "Testing with teachers"));
  g_assert_true (lapel_ui_shows (GTK_WIDGET (page), "Verified"));
  g_assert_true (lapel_ui_shows (GTK_WIDGET (page), "Counts towards"));
  g_assert_true (lapel_ui_shows (GTK_WIDGET (page), "EdTech entrepreneurship"));

  /* Nothing of the last one stays. */
  lapel_detail_page_show (page, lapel_ui_find_entry (wallet, "Privacy and safety by design"), NULL,
                          "Credentials");
  g_assert_false (lapel_ui_shows (GTK_WIDGET (page), "Verified"));
  wait_for_text (GTK_WIDGET (page), "Expired");
  g_assert_false (lapel_ui_shows (GTK_WIDGET (page), "Counts towards"));
  g_assert_false (lapel_ui_shows (GTK_WIDGET (page), "Testing with teachers"));
  lapel_ui_close (window, GTK_WIDGET (page));
}

static gboolean
opened_technical (gpointer data)
{
  return lapel_ui_shows (data, "Canonical form of the credential");
}

/* The steps come when they are asked for, and go with the credential. */
static void
test_technical (void)
{
  g_autoptr (LapelWallet) wallet = lapel_ui_wallet_new (four);
  LapelDetailPage *page = g_object_new (LAPEL_TYPE_DETAIL_PAGE, NULL);
  GtkWindow *window;
  GtkWidget *row;

  lapel_detail_page_set_wallet (page, wallet);
  window = lapel_ui_present (GTK_WIDGET (page));
  lapel_detail_page_show (page, lapel_ui_find_entry (wallet, "Spotting a need in the classroom"),
                          NULL, "Credentials");
  wait_for_text (GTK_WIDGET (page), "Not changed since it was issued");
  row = lapel_ui_find (GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (page),
                                                                  LAPEL_TYPE_DETAIL_PAGE,
                                                                  "technical")),
                       ADW_TYPE_EXPANDER_ROW);
  g_assert_false (opened_technical (page));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  lapel_ui_wait (opened_technical, page);
  g_assert_true (lapel_ui_shows (GTK_WIDGET (page), "eddsa-rdfc-2022"));
  g_assert_true (lapel_ui_shows (GTK_WIDGET (page), "The signature fits"));

  lapel_detail_page_show (page, lapel_ui_find_entry (wallet, "Testing with teachers"), NULL,
                          "Credentials");
  g_assert_false (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
  g_assert_false (opened_technical (page));
  lapel_ui_close (window, GTK_WIDGET (page));
}

/* What is stated, what is not, and what has no place. */
static void
test_facts (void)
{
  g_autoptr (LapelWallet) wallet =
      lapel_ui_wallet_new ((const char *const[]){ "micro-credential.jwt", NULL });
  LapelDetailPage *page = g_object_new (LAPEL_TYPE_DETAIL_PAGE, NULL);
  GtkWindow *window;

  lapel_detail_page_set_wallet (page, wallet);
  window = lapel_ui_present (GTK_WIDGET (page));
  lapel_detail_page_show (page,
                          lapel_ui_find_entry (wallet, "Designing assessment with digital tools"),
                          NULL, "Credentials");
  wait_for_text (GTK_WIDGET (page), "Micro-credential facts");
  g_assert_true (lapel_ui_shows (GTK_WIDGET (page), "7 of 11 stated"));
  g_assert_true (lapel_ui_shows (GTK_WIDGET (page), "5 ECTS"));
  g_assert_true (lapel_ui_shows (GTK_WIDGET (page), "Not stated by the issuer"));
  g_assert_true (lapel_ui_shows (GTK_WIDGET (page), "This format has no place for it"));
  g_assert_true (lapel_ui_shows (GTK_WIDGET (page), "DigCompEdu 4.1"));
  g_assert_true (lapel_ui_shows (GTK_WIDGET (page), "87 of 100"));
  g_assert_true (lapel_ui_shows (GTK_WIDGET (page), "Kept from 1 file"));
  lapel_ui_close (window, GTK_WIDGET (page));
}

static void
test_progress (void)
{
  g_autoptr (LapelWallet) wallet = lapel_ui_wallet_new (four);
  LapelProgressPage *page = g_object_new (LAPEL_TYPE_PROGRESS_PAGE, NULL);

  lapel_progress_page_set_wallet (page, wallet);
  lapel_progress_page_update (page);
  g_assert_true (lapel_ui_shows (GTK_WIDGET (page), "EdTech entrepreneurship"));
  g_assert_true (lapel_ui_shows (GTK_WIDGET (page), "4 of 6 badges · 2 to go"));
  lapel_ui_finish (GTK_WIDGET (page));
}

static void
test_pathway (void)
{
  g_autoptr (LapelWallet) wallet = lapel_ui_wallet_new (four);
  LapelPathwayPage *page = g_object_new (LAPEL_TYPE_PATHWAY_PAGE, NULL);

  lapel_pathway_page_set_wallet (page, wallet);
  lapel_pathway_page_show (page, PATHWAY, "Progress");
  g_assert_true (lapel_ui_shows (GTK_WIDGET (page), "2 badges to go"));
  g_assert_true (lapel_ui_shows (GTK_WIDGET (page), "Business models for schools"));
  g_assert_true (lapel_ui_shows (GTK_WIDGET (page), "Not earned yet"));
  g_assert_true (lapel_ui_mentions (GTK_WIDGET (page), "does not count: expired on"));
  lapel_ui_finish (GTK_WIDGET (page));
}

static void
clear_result (gpointer data)
{
  LapelImportResult *result = data;

  g_free (result->source);
  g_clear_error (&result->error);
  g_free (result);
}

/* @code: -1: it was added */
static void
add_result (GPtrArray  *results,
            const char *source,
            int         code)
{
  LapelImportResult *result = g_new0 (LapelImportResult, 1);

  result->source = g_strdup (source);
  result->entry = -1;
  if (code != -1)
    {
      result->outcome = LAPEL_IMPORT_REFUSED;
      result->error = g_error_new_literal (LAPEL_ERROR, code, "0 bytes");
    }
  g_ptr_array_add (results, result);
}

static GPtrArray *
new_batches (void)
{
  GPtrArray *batches = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  g_ptr_array_add (batches, g_ptr_array_new_with_free_func (clear_result));
  g_ptr_array_add (batches, g_ptr_array_new_with_free_func (clear_result));
  return batches;
}

/* @expected: the names of results, and a # for each heading */
static void
assert_items (GListStore *items,
              const char *expected)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (unsigned int i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (items)); i++)
    {
      g_autoptr (LapelImportItem) item = g_list_model_get_item (G_LIST_MODEL (items), i);
      const LapelImportResult *result = lapel_import_item_get_result (item);

      g_assert_true ((result == NULL) == (lapel_import_item_get_heading (item) != NULL));
      g_string_append_printf (found, "%s%s", i > 0 ? "," : "", result ? result->source : "#");
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_import_dialog (void)
{
  g_autoptr (GPtrArray) batches = new_batches ();
  GtkWidget *dialog;

  add_result (batches->pdata[0], "good.json", -1);
  add_result (batches->pdata[1], "<b>bad</b>.json", LAPEL_ERROR_EMPTY);
  dialog = g_object_ref (GTK_WIDGET (lapel_import_dialog_new (NULL, batches, 2, 2)));
  gtk_window_present (GTK_WINDOW (dialog));
  wait_for_text (dialog, "1 credential was added, 1 file was not.");
  wait_for_text (dialog, "<b>bad</b>.json");
  g_assert_true (lapel_ui_shows (dialog, "Added 1"));
  g_assert_true (lapel_ui_shows (dialog, "Not added 1"));
  g_assert_false (lapel_ui_mentions (dialog, "0 bytes"));
  g_assert_false (lapel_ui_mentions (dialog, "You stopped"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_finalize_object (dialog);
}

static void
test_import_stopped (void)
{
  g_autoptr (GPtrArray) batches = new_batches ();
  GtkWidget *dialog;

  add_result (batches->pdata[0], "good.json", -1);
  dialog = g_object_ref (GTK_WIDGET (lapel_import_dialog_new (NULL, batches, 1, 500)));
  g_assert_true (lapel_ui_mentions (dialog, "You stopped after 1 of 500 files."));
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_finalize_object (dialog);
}

/* What was refused for one reason stands together, the most frequent reason first. */
static void
test_import_groups (void)
{
  g_autoptr (GPtrArray) batches = new_batches ();
  g_autoptr (GListStore) all = NULL;
  g_autoptr (GListStore) refused = NULL;

  add_result (batches->pdata[0], "empty-1", LAPEL_ERROR_EMPTY);
  add_result (batches->pdata[0], "large-1", LAPEL_ERROR_TOO_LARGE);
  add_result (batches->pdata[1], "good", -1);
  add_result (batches->pdata[1], "large-2", LAPEL_ERROR_TOO_LARGE);
  all = lapel_import_items_new (batches, LAPEL_IMPORT_ANY);
  refused = lapel_import_items_new (batches, 1u << LAPEL_IMPORT_REFUSED);

  assert_items (all, "#,good,#,large-1,large-2,#,empty-1");
  assert_items (refused, "#,large-1,large-2,#,empty-1");
}

static void
test_share_dialog (void)
{
  g_autoptr (LapelWallet) wallet = lapel_ui_wallet_new (four);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (gint64));
  const char *const pathways[] = { PATHWAY, NULL };
  gint64 entry = lapel_ui_find_entry (wallet, "Testing with teachers");
  GtkWidget *dialog;
  GtkWidget *check;

  g_array_append_val (entries, entry);
  dialog = g_object_ref (lapel_share_dialog_new (NULL, wallet, entries, pathways));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, "Share 1 credential");
  g_assert_true (lapel_ui_shows (dialog, "Testing with teachers"));
  g_assert_true (lapel_ui_shows (dialog, "What this reveals"));
  g_assert_true (lapel_ui_shows (dialog, "4 of 6 badges · 2 to go"));

  /* With nothing chosen there is nothing to share. */
  check = lapel_ui_find (dialog, GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, "Share 0 credentials");
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_finalize_object (dialog);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
test_preferences (void)
{
  g_autoptr (LapelWallet) wallet = lapel_ui_wallet_new (NULL);
  GtkWidget *preferences = lapel_preferences_new (NULL, wallet);
  GtkWidget *group;
  GtkWidget *row;
  gpointer weak = preferences;

  g_object_add_weak_pointer (G_OBJECT (preferences), &weak);
  gtk_window_present (GTK_WINDOW (preferences));
  wait_for_text (preferences, "How badges name you");
  group = GTK_WIDGET (
      gtk_widget_get_template_child (preferences, LAPEL_TYPE_PREFERENCES, "identities"));
  row = lapel_ui_find (group, ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (row), "  teacher@example.org ");
  g_signal_emit_by_name (row, "apply");
  wait_for_text (group, "teacher@example.org");
  g_assert_true (lapel_ui_shows (group, "e-mail address"));

  /* What it was told goes on being kept, and holds it until it is done. */
  gtk_window_destroy (GTK_WINDOW (preferences));
  lapel_ui_wait (is_gone, &weak);
}

static void
test_window (void)
{
  g_autoptr (LapelApplication) application = lapel_application_new ();
  g_autoptr (LapelWallet) wallet = lapel_ui_wallet_new (four);
  g_autoptr (GError) error = NULL;
  gint64 entry = lapel_ui_find_entry (wallet, "Testing with teachers");
  GtkWidget *window;

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  g_assert_no_error (error);

  window = g_object_ref (GTK_WIDGET (lapel_window_new (ADW_APPLICATION (application), wallet)));
  gtk_window_present (GTK_WINDOW (window));
  wait_for_text (window, "All 5");
  gtk_widget_activate_action (window, "win.open-entry", "x", entry);
  wait_for_text (window, "Not changed since it was issued");
  gtk_widget_activate_action (window, "win.open-pathway", "s", PATHWAY);
  wait_for_text (window, "2 badges to go");
  gtk_widget_activate_action (window, "win.back", NULL);
  gtk_widget_activate_action (window, "win.back", NULL);
  gtk_widget_activate_action (window, "win.remove", "@ax",
                              g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, &entry, 1,
                                                         sizeof entry));
  wait_for_text (window, "1 credential removed");
  g_assert_cmpuint (count_cards (wallet), ==, 4);
  gtk_widget_activate_action (window, "win.restore", "@ax",
                              g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, &entry, 1,
                                                         sizeof entry));
  wait_for_text (window, "All 5");

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (window);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/credentials/empty-invites", test_credentials_empty);
  g_test_add_func ("/credentials/filter", test_credentials_filter);
  g_test_add_func ("/credentials/search", test_credentials_search);
  g_test_add_func ("/detail/checks", test_detail);
  g_test_add_func ("/detail/technical", test_technical);
  g_test_add_func ("/detail/facts", test_facts);
  g_test_add_func ("/progress/list", test_progress);
  g_test_add_func ("/pathway/why-not", test_pathway);
  g_test_add_func ("/import-dialog/refused", test_import_dialog);
  g_test_add_func ("/import-dialog/stopped", test_import_stopped);
  g_test_add_func ("/import-dialog/groups", test_import_groups);
  g_test_add_func ("/share-dialog/what", test_share_dialog);
  g_test_add_func ("/preferences/identities", test_preferences);
  g_test_add_func ("/window/navigates-and-undoes", test_window);
  return g_test_run ();
}
