/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-wallet.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  LapelWallet *wallet;
  unsigned int changes; /* "changed" */
} Fixture;

static void
count_cb (LapelWallet *wallet,
          gpointer     user_data)
{
  (*(unsigned int *) user_data)++;
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void
open_wallet (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->wallet = lapel_wallet_new (fixture->folder);
  lapel_wallet_open_async (fixture->wallet, NULL, result_cb, &result);
  lapel_wallet_open_finish (fixture->wallet, wait_for (&result), &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->wallet, "changed", G_CALLBACK (count_cb), &fixture->changes);
}

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("lapel-wallet-XXXXXX", &error);
  g_assert_no_error (error);
  open_wallet (fixture);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_finalize_object (fixture->wallet);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static GPtrArray *
new_sources (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_source_free);
}

static LapelSource *
sample (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "samples", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return lapel_source_new_file (file);
}

static LapelSource *
text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return lapel_source_new_bytes (bytes, "pasted text");
}

/* A credential that nothing proves, small enough to have many. */
static LapelSource *
numbered (unsigned int number)
{
  g_autofree char *json = g_strdup_printf ("{\"@context\":[\"https://www.w3.org/ns/credentials/"
                                           "v2\"],\"id\":\"urn:n:%u\","
                                           "\"type\":[\"VerifiableCredential\"],\"issuer\":\"https:"
                                           "//issuer.example\",\"name\":\"Number %u\","
                                           "\"credentialSubject\":{\"id\":\"urn:holder\"}}",
                                           number, number);

  return text (json);
}

static GPtrArray *
import (Fixture             *fixture,
        GPtrArray           *sources,
        LapelImportProgress  progress,
        gpointer             progress_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *results = NULL;

  lapel_wallet_import_async (fixture->wallet, sources, progress, progress_data, NULL, result_cb,
                             &result);
  results = lapel_wallet_import_finish (fixture->wallet, wait_for (&result), &error);
  g_assert_no_error (error);
  return results;
}

static gint64
import_sample (Fixture    *fixture,
               const char *name)
{
  g_autoptr (GPtrArray) sources = new_sources ();
  g_autoptr (GPtrArray) results = NULL;

  g_ptr_array_add (sources, sample (name));
  results = import (fixture, sources, NULL, NULL);
  return ((LapelImportResult *) g_ptr_array_index (results, 0))->entry;
}

static unsigned int
count_entries (Fixture *fixture)
{
  return lapel_entry_list_count (lapel_wallet_get_entries (fixture->wallet), LAPEL_FILTER_ALL);
}

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
  g_assert_cmpuint (told.calls, ==, 3);
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
  g_assert_cmpuint (kept, >=, LAPEL_STORE_BATCH);
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

  g_signal_handlers_disconnect_by_func (wallet, count_cb, &fixture->changes);
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

/* All that there is to do is done in pieces, and other work comes between. */
static void
test_identities_of_many (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (GPtrArray) sources = new_sources ();
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GAsyncResult) added = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GPtrArray) bin = NULL;
  g_autoptr (GError) error = NULL;
  gint64 last = 0;

  for (unsigned int i = 0; i < 200; i++)
    g_ptr_array_add (sources, numbered (i));
  results = import (fixture, sources, NULL, NULL);
  last = ((LapelImportResult *) g_ptr_array_index (results, 199))->entry;
  g_assert_cmpint (get_yours (fixture, last), ==, LAPEL_OUTCOME_UNCHECKED);

  lapel_wallet_add_identity_async (fixture->wallet, "urn:holder", LAPEL_IDENTITY_NAME, NULL,
                                   result_cb, &added);
  lapel_wallet_list_bin_async (fixture->wallet, NULL, result_cb, &listed);
  bin = lapel_wallet_list_bin_finish (fixture->wallet, wait_for (&listed), &error);
  g_assert_no_error (error);
  g_assert_null (added);
  lapel_wallet_change_finish (fixture->wallet, wait_for (&added), &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_yours (fixture, last), ==, LAPEL_OUTCOME_PASSED);
}

/* What was cancelled half way is made up for when the wallet is opened again. */
static void
test_identity_cancelled (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (GPtrArray) sources = new_sources ();
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) added = NULL;
  g_autoptr (GError) error = NULL;
  gint64 last = 0;

  for (unsigned int i = 0; i < 300; i++)
    g_ptr_array_add (sources, numbered (i));
  results = import (fixture, sources, NULL, NULL);
  last = ((LapelImportResult *) g_ptr_array_index (results, 299))->entry;

  fixture->changes = 0;
  lapel_wallet_add_identity_async (fixture->wallet, "urn:holder", LAPEL_IDENTITY_NAME, cancellable,
                                   result_cb, &added);
  while (fixture->changes == 0)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  lapel_wallet_change_finish (fixture->wallet, wait_for (&added), &error);
  g_clear_error (&error);
  g_clear_object (&added);
  g_assert_cmpuint (lapel_wallet_get_identities (fixture->wallet)->len, ==, 1);

  g_assert_finalize_object (fixture->wallet);
  open_wallet (fixture);
  g_assert_cmpint (get_yours (fixture, last), ==, LAPEL_OUTCOME_PASSED);
}

static GArray *
ids_of (gint64 id)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, id);
  return ids;
}

static void
finish_change (Fixture       *fixture,
               GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  lapel_wallet_change_finish (fixture->wallet, wait_for (result), &error);
  g_assert_no_error (error);
}

static void
test_tags (Fixture       *fixture,
           gconstpointer  data)
{
  LapelEntryList *entries = lapel_wallet_get_entries (fixture->wallet);
  gint64 id = import_sample (fixture, "module-1.json");
  g_autoptr (GArray) ids = ids_of (id);
  g_autoptr (GAsyncResult) added = NULL;
  g_autoptr (GAsyncResult) removed = NULL;

  lapel_wallet_tag_async (fixture->wallet, ids, "Course", TRUE, NULL, result_cb, &added);
  finish_change (fixture, &added);
  g_assert_true (lapel_record_has_tag (lapel_entry_list_find (entries, id), "Course"));
  lapel_entry_list_set_search (entries, "cours");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (entries)), ==, 1);
  lapel_wallet_tag_async (fixture->wallet, ids, "course", FALSE, NULL, result_cb, &removed);
  finish_change (fixture, &removed);
  g_assert_null (lapel_entry_list_find (entries, id)->tags);
}

static gint64
change_collection (Fixture               *fixture,
                   LapelCollectionChange  change,
                   gint64                 collection,
                   const char            *name)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  lapel_wallet_change_collection_async (fixture->wallet, change, collection, name, 0, NULL,
                                        result_cb, &result);
  id = lapel_wallet_change_collection_finish (fixture->wallet, wait_for (&result), &error);
  g_assert_no_error (error);
  return id;
}

static const char *
first_collection (Fixture *fixture)
{
  GPtrArray *collections = lapel_wallet_get_collections (fixture->wallet);

  return ((const LapelCollection *) g_ptr_array_index (collections, 0))->name;
}

static void
test_collections (Fixture       *fixture,
                  gconstpointer  data)
{
  LapelEntryList *entries = lapel_wallet_get_entries (fixture->wallet);
  gint64 id = import_sample (fixture, "module-1.json");
  g_autoptr (GArray) ids = ids_of (id);
  g_autoptr (GAsyncResult) put = NULL;
  gint64 job = change_collection (fixture, LAPEL_COLLECTION_ADD, 0, "Job");
  gint64 other = change_collection (fixture, LAPEL_COLLECTION_ADD, 0, "Other");

  lapel_wallet_collect_async (fixture->wallet, ids, job, TRUE, NULL, result_cb, &put);
  finish_change (fixture, &put);
  g_assert_true (lapel_record_is_in (lapel_entry_list_find (entries, id), job));
  g_assert_cmpstr (first_collection (fixture), ==, "Job");
  change_collection (fixture, LAPEL_COLLECTION_MOVE, other, NULL);
  g_assert_cmpstr (first_collection (fixture), ==, "Other");
  change_collection (fixture, LAPEL_COLLECTION_RENAME, other, "Another");
  g_assert_cmpstr (first_collection (fixture), ==, "Another");
  change_collection (fixture, LAPEL_COLLECTION_REMOVE, job, NULL);
  g_assert_cmpuint (lapel_wallet_get_collections (fixture->wallet)->len, ==, 1);
  g_assert_cmpuint (lapel_entry_list_find (entries, id)->n_collections, ==, 0);

  g_clear_object (&put);
  g_assert_finalize_object (fixture->wallet);
  open_wallet (fixture);
  g_assert_cmpstr (first_collection (fixture), ==, "Another");
}

static void
test_bin (Fixture       *fixture,
          gconstpointer  data)
{
  gint64 id = import_sample (fixture, "module-1.json");
  g_autoptr (GArray) ids = ids_of (id);
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GAsyncResult) removed = NULL;
  g_autoptr (GAsyncResult) tagged = NULL;
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GAsyncResult) emptied = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GPtrArray) bin = NULL;

  lapel_wallet_remove_async (fixture->wallet, ids, FALSE, NULL, result_cb, &removed);
  finish_change (fixture, &removed);
  /* What lies there does not come back into the list by being changed, nor go by nothing being
   * named. */
  lapel_wallet_tag_async (fixture->wallet, ids, "x", TRUE, NULL, result_cb, &tagged);
  finish_change (fixture, &tagged);
  g_assert_cmpuint (count_entries (fixture), ==, 0);
  lapel_wallet_empty_bin_async (fixture->wallet, none, NULL, result_cb, &kept);
  finish_change (fixture, &kept);
  lapel_wallet_list_bin_async (fixture->wallet, NULL, result_cb, &listed);
  bin = lapel_wallet_list_bin_finish (fixture->wallet, wait_for (&listed), NULL);
  g_assert_cmpuint (bin->len, ==, 1);

  lapel_wallet_empty_bin_async (fixture->wallet, NULL, NULL, result_cb, &emptied);
  finish_change (fixture, &emptied);
  g_assert_cmpint (import_sample (fixture, "module-1.json"), >, id);
}

/* The same credential in other bytes is one entry of two versions, each with its report. */
static void
test_versions (Fixture       *fixture,
               gconstpointer  data)
{
  gint64 id = import_sample (fixture, "module-1.json");
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "data", "samples", "module-1.json", NULL);
  g_autofree char *contents = NULL;
  g_autofree char *padded = NULL;
  g_autoptr (GPtrArray) sources = new_sources ();
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) older = NULL;
  g_autoptr (GAsyncResult) source = NULL;
  g_autoptr (LapelDetail) detail = NULL;
  g_autoptr (LapelDetail) version = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  padded = g_strconcat ("{ ", strchr (contents, '{') + 1, NULL);
  g_ptr_array_add (sources, text (padded));
  results = import (fixture, sources, NULL, NULL);
  g_assert_cmpint (((LapelImportResult *) results->pdata[0])->entry, ==, id);

  lapel_wallet_get_detail_async (fixture->wallet, id, NULL, result_cb, &opened);
  detail = lapel_wallet_get_detail_finish (fixture->wallet, wait_for (&opened), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (detail->sources->len, ==, 2);
  g_assert_cmpuint (detail->versions->len, ==, 2);
  g_assert_cmpstr (detail->source_name, ==, "module-1.json");

  lapel_wallet_get_version_async (fixture->wallet,
                                  ((LapelStoredVersion *) detail->versions->pdata[1])->id, NULL,
                                  result_cb, &older);
  version = lapel_wallet_get_version_finish (fixture->wallet, wait_for (&older), &error);
  g_assert_no_error (error);
  g_assert_cmpint (version->record->id, ==, id);
  g_assert_cmpstr (version->source_name, ==, "pasted text");
  g_assert_cmpint (lapel_report_get_verdict (version->report), ==, LAPEL_VERDICT_VERIFIED);

  lapel_wallet_get_source_async (fixture->wallet,
                                 ((LapelStoredSource *) detail->sources->pdata[1])->id, NULL,
                                 result_cb, &source);
  bytes = lapel_wallet_get_source_finish (fixture->wallet, wait_for (&source), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), padded,
                   strlen (padded));
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
    { "/wallet/cancelled", test_cancelling_keeps_what_was_committed },
    { "/wallet/let-go", test_let_go_while_it_works },
    { "/wallet/detail", test_detail },
    { "/wallet/no-thumbnail", test_thumbnail_of_none },
    { "/wallet/original", test_original },
    { "/wallet/identities", test_identities },
    { "/wallet/identities-of-many", test_identities_of_many },
    { "/wallet/identity-cancelled", test_identity_cancelled },
    { "/wallet/tags", test_tags },
    { "/wallet/collections", test_collections },
    { "/wallet/bin", test_bin },
    { "/wallet/versions", test_versions },
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
