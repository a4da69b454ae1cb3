/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the holder makes of her wallet: identities, tags, collections, the bin, versions. */

#include "config.h"

#include "lapel-wallet.h"

#include "wallet-fixture.h"

#include <string.h>

static LapelOutcome
get_yours (Fixture *fixture,
           gint64   id)
{
  LapelRecord *record = lapel_entry_list_find (lapel_wallet_get_entries (fixture->wallet), id);

  return record->outcomes[LAPEL_QUESTION_YOURS];
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

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/wallet-organise/identities-of-many", test_identities_of_many },
    { "/wallet-organise/identity-cancelled", test_identity_cancelled },
    { "/wallet-organise/tags", test_tags },
    { "/wallet-organise/collections", test_collections },
    { "/wallet-organise/bin", test_bin },
    { "/wallet-organise/versions", test_versions },
  };

  g_test_init (&argc, &argv, NULL);
  for (unsigned int i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, fixture_set_up, tests[i].run, fixture_tear_down);
  return g_test_run ();
}
