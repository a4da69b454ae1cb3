/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-wallet.h"

#include "wallet-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_cmpuint (count_entries (fixture), ==, 0);
  g_assert_nonnull (lapel_wallet_get_standings (fixture->wallet));
}

static void
test_imports (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) sources = new_sources ();
  g_autoptr (GPtrArray) results = NULL;
  LapelImportResult *result = NULL;

  g_ptr_array_add (sources, sample ("module-1.json"));
  g_ptr_array_add (sources, text ("{"));
  g_ptr_array_add (sources, sample ("module-1.json"));
  g_ptr_array_add (sources, sample ("absent.json"));
  results = import (fixture, sources, NULL, NULL);

  g_assert_cmpuint (results->len, ==, 4);
  result = g_ptr_array_index (results, 0);
  g_assert_cmpint (result->outcome, ==, LAPEL_IMPORT_NEW);
  g_assert_cmpstr (result->source, ==, "module-1.json");
  g_assert_cmpint (result->record->verdict, ==, LAPEL_VERDICT_VERIFIED);
  result = g_ptr_array_index (results, 1);
  g_assert_cmpint (result->outcome, ==, LAPEL_IMPORT_REFUSED);
  g_assert_error (result->error, LAPEL_ERROR, LAPEL_ERROR_JSON_SYNTAX);
  g_assert_cmpint (result->entry, ==, -1);
  result = g_ptr_array_index (results, 2);
  g_assert_cmpint (result->outcome, ==, LAPEL_IMPORT_ALREADY);
  result = g_ptr_array_index (results, 3);
  g_assert_error (result->error, LAPEL_ERROR, LAPEL_ERROR_FILE_READ);

  g_assert_cmpuint (count_entries (fixture), ==, 1);
  g_assert_cmpuint (fixture->changes, ==, 1);
}

/* Two in one text, the files of a folder, and what holds nothing: a result for each, which says
 * where it lay. */
static void
test_imports_many_from_one (Fixture       *fixture,
                            gconstpointer  data)
{
  static const char array[] = "[{\"type\":[\"VerifiableCredential\"],\"id\":\"urn:a\"},"
                              "{\"type\":[\"VerifiableCredential\"],\"id\":\"urn:b\"}]";
  g_autoptr (GPtrArray) sources = new_sources ();
  g_autoptr (GPtrArray) results = NULL;
  g_autofree char *folder = g_build_filename (fixture->folder, "drawer", NULL);
  g_autofree char *path = g_build_filename (folder, "c.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  LapelImportResult *result = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "hello", -1, NULL));
  g_ptr_array_add (sources, text (array));
  g_ptr_array_add (sources, lapel_source_new_file (file));
  results = import (fixture, sources, NULL, NULL);
  g_unlink (path);
  g_rmdir (folder);

  g_assert_cmpuint (results->len, ==, 3);
  result = g_ptr_array_index (results, 1);
  g_assert_cmpint (result->outcome, ==, LAPEL_IMPORT_NEW);
  g_assert_cmpstr (result->source, ==, "pasted text");
  g_assert_cmpstr (result->place, ==, "#/1");
  g_assert_null (result->file);
  result = g_ptr_array_index (results, 2);
  g_assert_error (result->error, LAPEL_ERROR, LAPEL_ERROR_NOT_RECOGNISED);
  g_assert_cmpstr (result->source, ==, "drawer/c.json");
  g_assert_null (result->place);
  g_assert_cmpstr (g_file_peek_path (result->file), ==, path);
  g_assert_cmpuint (count_entries (fixture), ==, 2);
}

/** What progress told. */
typedef struct
{
  Fixture *fixture;
  unsigned int calls;
  unsigned int results;
  unsigned int done;
} Told;

/* What is told of is on disk and in the list. */
static void
told_cb (GPtrArray    *results,
         unsigned int  done,
         unsigned int  total,
         gpointer      user_data)
{
  Told *told = user_data;

  told->calls++;
  told->results += results->len;
  told->done = done;
  g_assert_cmpuint (total, ==, 150);
  g_assert_cmpuint (results->len, <=, LAPEL_STORE_BATCH);
  g_assert_cmpuint (count_entries (told->fixture), ==, told->results);
}

static void
test_imports_in_batches (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (GPtrArray) sources = new_sources ();
  g_autoptr (GPtrArray) results = NULL;
  Told told = { .fixture = fixture };

  for (unsigned int i = 0; i < 150; i++)
    g_ptr_array_add (sources, numbered (i));
  results = import (fixture, sources, told_cb, &told);

  g_assert_cmpuint (results->len, ==, 150);
  g_assert_cmpuint (told.calls, >=, 3);
  g_assert_cmpuint (told.results, ==, 150);
  g_assert_cmpuint (told.done, ==, 150);
}

static void
cancel_cb (GPtrArray    *results,
           unsigned int  done,
           unsigned int  total,
           gpointer      user_data)
{
  g_cancellable_cancel (user_data);
}

static void
test_cancelling_keeps_what_was_committed (Fixture       *fixture,
                                          gconstpointer  data)
{
  g_autoptr (GPtrArray) sources = new_sources ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  unsigned int kept = 0;

  for (unsigned int i = 0; i < 2000; i++)
    g_ptr_array_add (sources, numbered (i));
  lapel_wallet_import_async (fixture->wallet, sources, cancel_cb, cancellable, cancellable,
                             result_cb, &result);
  g_assert_null (lapel_wallet_import_finish (fixture->wallet, wait_for (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  kept = count_entries (fixture);
  g_assert_cmpuint (kept, >, 0);
  g_assert_cmpuint (kept, <, 2000);
  g_clear_object (&result);
  g_assert_finalize_object (fixture->wallet);
  open_wallet (fixture);
  g_assert_cmpuint (count_entries (fixture), ==, kept);
}

/* The wallet lives until its last job is done, whoever lets go of it. */
static void
test_let_go_while_it_works (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (GPtrArray) sources = new_sources ();
  g_autoptr (GAsyncResult) result = NULL;
  LapelWallet *wallet = fixture->wallet;

  g_signal_handlers_disconnect_by_data (wallet, &fixture->changes);
  for (unsigned int i = 0; i < 100; i++)
    g_ptr_array_add (sources, numbered (i));
  lapel_wallet_import_async (wallet, sources, NULL, NULL, NULL, result_cb, &result);
  g_object_unref (wallet);
  wait_for (&result);
  g_clear_object (&result);

  open_wallet (fixture);
  g_assert_cmpuint (count_entries (fixture), ==, 100);
}

static void
test_detail (Fixture       *fixture,
             gconstpointer  data)
{
  gint64 id = import_sample (fixture, "module-2.png");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) none = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelDetail) detail = NULL;

  lapel_wallet_get_detail_async (fixture->wallet, id, NULL, result_cb, &result);
  detail = lapel_wallet_get_detail_finish (fixture->wallet, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (detail->record->id, ==, id);
  g_assert_cmpstr (detail->source_name, ==, "module-2.png");
  g_assert_cmpstr (detail->credential->title, ==, detail->record->title);
  g_assert_cmpint (lapel_report_get_verdict (detail->report), ==, LAPEL_VERDICT_VERIFIED);
  g_assert_cmpint (lapel_report_get_time (detail->report), ==, detail->record->checked);
  g_assert_nonnull (detail->thumbnail);

  lapel_wallet_get_detail_async (fixture->wallet, id + 1, NULL, result_cb, &none);
  g_assert_null (lapel_wallet_get_detail_finish (fixture->wallet, wait_for (&none), &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND);
}

/* No picture is no error. */
static void
test_thumbnail_of_none (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (GPtrArray) sources = new_sources ();
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (sources, numbered (1));
  results = import (fixture, sources, NULL, NULL);
  lapel_wallet_get_thumbnail_async (fixture->wallet,
                                    ((LapelImportResult *) g_ptr_array_index (results, 0))->entry,
                                    NULL, result_cb, &result);
  g_assert_null (lapel_wallet_get_thumbnail_finish (fixture->wallet, wait_for (&result), &error));
  g_assert_no_error (error);
}

static void
test_original (Fixture       *fixture,
               gconstpointer  data)
{
  gint64 id = import_sample (fixture, "module-2.png");
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "data", "samples", "module-2.png", NULL);
  g_autofree char *contents = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length = 0;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  lapel_wallet_get_original_async (fixture->wallet, id, NULL, result_cb, &result);
  bytes = lapel_wallet_get_original_finish (fixture->wallet, wait_for (&result), &name, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), contents, length);
  g_assert_cmpstr (name, ==, "module-2.png");
}

static void
change_identity (Fixture    *fixture,
                 const char *add,
                 const char *remove)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (add != NULL)
    lapel_wallet_add_identity_async (fixture->wallet, add, LAPEL_N_IDENTITY_KINDS, NULL, result_cb,
                                     &result);
  else
    lapel_wallet_remove_identity_async (fixture->wallet, remove, NULL, result_cb, &result);
  lapel_wallet_change_finish (fixture->wallet, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lapel_wallet_get_identities (fixture->wallet)->len, ==, add == NULL ? 0 : 1);
}

static LapelOutcome
get_yours (Fixture *fixture,
           gint64   id)
{
  LapelRecord *record = lapel_entry_list_find (lapel_wallet_get_entries (fixture->wallet), id);

  return record->outcomes[LAPEL_QUESTION_YOURS];
}

/* Whose a credential is depends on who she says she is; a change is seen at once. */
static void
test_identities (Fixture       *fixture,
                 gconstpointer  data)
{
  gint64 id = import_sample (fixture, "module-1.json");

  g_assert_cmpint (get_yours (fixture, id), ==, LAPEL_OUTCOME_UNCHECKED);
  change_identity (fixture, "sample.teacher@example.org", NULL);
  g_assert_cmpint (get_yours (fixture, id), ==, LAPEL_OUTCOME_PASSED);
  change_identity (fixture, NULL, "sample.teacher@example.org");
  g_assert_cmpint (get_yours (fixture, id), ==, LAPEL_OUTCOME_UNCHECKED);
}

static void
test_verify_again (Fixture       *fixture,
                   gconstpointer  data)
{
  gint64 id = import_sample (fixture, "module-1.json");
  LapelEntryList *entries = lapel_wallet_get_entries (fixture->wallet);
  LapelTime before = lapel_entry_list_find (entries, id)->checked;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->changes = 0;
  lapel_wallet_verify_async (fixture->wallet, id, NULL, result_cb, &result);
  g_assert_true (lapel_wallet_verify_finish (fixture->wallet, wait_for (&result), &error));
  g_assert_no_error (error);
  g_assert_cmpint (lapel_entry_list_find (entries, id)->checked, >, before);
  g_assert_cmpuint (fixture->changes, ==, 1);
}

static void
move (Fixture  *fixture,
      gint64    id,
      gboolean  restore)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_array_append_val (ids, id);
  lapel_wallet_remove_async (fixture->wallet, ids, restore, NULL, result_cb, &result);
  g_assert_true (lapel_wallet_remove_finish (fixture->wallet, wait_for (&result), &error));
  g_assert_no_error (error);
}

static void
test_remove_and_restore (Fixture       *fixture,
                         gconstpointer  data)
{
  gint64 id = import_sample (fixture, "module-1.json");

  move (fixture, id, FALSE);
  g_assert_cmpuint (count_entries (fixture), ==, 0);
  move (fixture, id, TRUE);
  g_assert_cmpuint (count_entries (fixture), ==, 1);
  g_assert_nonnull (lapel_entry_list_find (lapel_wallet_get_entries (fixture->wallet), id));
}

static LapelStanding *
find_course (Fixture *fixture)
{
  GPtrArray *standings = lapel_wallet_get_standings (fixture->wallet);

  for (unsigned int i = 0; i < standings->len; i++)
    {
      LapelStanding *standing = g_ptr_array_index (standings, i);

      if (standing->progress->total == 6)
        return standing;
    }
  g_assert_not_reached ();
}

static void
test_standings_follow (Fixture       *fixture,
                       gconstpointer  data)
{
  g_assert_cmpuint (find_course (fixture)->progress->done, ==, 0);
  import_sample (fixture, "module-1.json");
  import_sample (fixture, "module-5.json");
  g_assert_cmpuint (find_course (fixture)->progress->done, ==, 1);
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  LapelEntryList *entries = lapel_wallet_get_entries (fixture->wallet);

  import_sample (fixture, "module-1.json");
  import_sample (fixture, "pedagogical-mentor.json");
  lapel_entry_list_set_search (entries, "MENTOR");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (entries)), ==, 1);
}

/* A folder that cannot be made: the error says so, and nothing hangs. */
static void
test_cannot_open (void)
{
  g_autoptr (LapelWallet) wallet = lapel_wallet_new ("/proc/nonexistent/wallet");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lapel_wallet_open_async (wallet, NULL, result_cb, &result);
  g_assert_false (lapel_wallet_open_finish (wallet, wait_for (&result), &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_STORE_WRITE);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/wallet/empty", test_empty },
    { "/wallet/imports", test_imports },
    { "/wallet/batches", test_imports_in_batches },
    { "/wallet/many-from-one", test_imports_many_from_one },
    { "/wallet/cancelled", test_cancelling_keeps_what_was_committed },
    { "/wallet/let-go", test_let_go_while_it_works },
    { "/wallet/detail", test_detail },
    { "/wallet/no-thumbnail", test_thumbnail_of_none },
    { "/wallet/original", test_original },
    { "/wallet/identities", test_identities },
    { "/wallet/verify-again", test_verify_again },
    { "/wallet/remove", test_remove_and_restore },
    { "/wallet/standings", test_standings_follow },
    { "/wallet/search", test_search },
  };

  g_test_init (&argc, &argv, NULL);
  for (unsigned int i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, fixture_set_up, tests[i].run, fixture_tear_down);
  g_test_add_func ("/wallet/cannot-open", test_cannot_open);
  return g_test_run ();
}
