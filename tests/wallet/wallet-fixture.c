/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "wallet-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static void
count_cb (LapelWallet *wallet,
          gpointer     user_data)
{
  (*(unsigned int *) user_data)++;
}

void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

void
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

void
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

void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_finalize_object (fixture->wallet);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

GPtrArray *
new_sources (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_source_free);
}

LapelSource *
sample (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "samples", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return lapel_source_new_file (file);
}

LapelSource *
text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return lapel_source_new_bytes (bytes, "pasted text");
}

/* A credential that nothing proves, small enough to have many. */
LapelSource *
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

GPtrArray *
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

gint64
import_sample (Fixture    *fixture,
               const char *name)
{
  g_autoptr (GPtrArray) sources = new_sources ();
  g_autoptr (GPtrArray) results = NULL;

  g_ptr_array_add (sources, sample (name));
  results = import (fixture, sources, NULL, NULL);
  return ((LapelImportResult *) g_ptr_array_index (results, 0))->entry;
}

unsigned int
count_entries (Fixture *fixture)
{
  return lapel_entry_list_count (lapel_wallet_get_entries (fixture->wallet), LAPEL_FILTER_ALL);
}
