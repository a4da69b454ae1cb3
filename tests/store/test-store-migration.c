/* SPDX-License-Identifier: GPL-3.0-or-later */

/* version-1.db was written by Lapel when the schema had one step, and is opened as it is: two
 * credentials, one of them renewed and come from two files, a third in the bin that cannot be read
 * any more, four identities and a setting. */

#include "config.h"

#include "lapel-store.h"

#include "store-fixture.h"

#include <glib/gstdio.h>

static Fixture *
new_version_1 (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "store", "version-1.db", NULL);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  Fixture *fixture = fixture_new ();
  gsize length;

  g_assert_cmpint (g_mkdir_with_parents (fixture->folder, 0700), ==, 0);
  g_assert_true (g_file_get_contents (path, &data, &length, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (fixture->file, data, (gssize) length, &error));
  g_assert_no_error (error);
  return fixture;
}

static void
test_records (void)
{
  g_autoptr (Fixture) fixture = new_version_1 ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelRecord) badge = NULL;
  g_autoptr (LapelRecord) plain = NULL;

  assert_listed (store, (gint64[]){ 1, 2 }, 2);
  badge = lapel_store_get_record (store, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (badge->format, ==, LAPEL_FORMAT_OB3);
  g_assert_cmpstr (badge->language, ==, "fi");
  g_assert_cmpstr (badge->achievement_id, ==, "urn:a:1");
  g_assert_cmpint (badge->valid_until, ==, G_GINT64_CONSTANT (1900000000000000));
  g_assert_cmpint (badge->verdict, ==, LAPEL_VERDICT_VERIFIED);
  plain = lapel_store_get_record (store, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpint (plain->format, ==, LAPEL_FORMAT_VC);
  g_assert_null (plain->language);
}

static void
test_history (void)
{
  g_autoptr (Fixture) fixture = new_version_1 ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sources = lapel_store_list_sources (store, 1, &error);
  g_autoptr (GPtrArray) versions = lapel_store_list_versions (store, 1, &error);
  const LapelStoredVersion *old = NULL;
  g_autofree char *report = NULL;
  g_autoptr (GBytes) text = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (sources->len, ==, 3);
  g_assert_cmpuint (versions->len, ==, 2);
  old = g_ptr_array_index (versions, 1);
  g_assert_false (old->shown);
  g_assert_cmpint (old->valid_from, ==, G_GINT64_CONSTANT (1768003200000000));
  text = lapel_store_get_version_text (store, old->id, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (text, NULL), g_bytes_get_size (text),
                                  "\"description\":\"Osaa\""));
  report = lapel_store_get_version_report (store, old->id, &error);
  g_assert_cmpstr (report, ==, "{\"verdict\":\"verified\"}");
}

/* What cannot be read keeps the format of what is not understood. */
static void
test_bin (void)
{
  g_autoptr (Fixture) fixture = new_version_1 ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) bin = lapel_store_list_bin (store, &error);
  const LapelRecord *record = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (bin->len, ==, 1);
  record = g_ptr_array_index (bin, 0);
  g_assert_cmpint (record->id, ==, 3);
  g_assert_cmpint (record->binned, ==, FIXTURE_NOW);
  g_assert_cmpint (record->format, ==, LAPEL_FORMAT_UNKNOWN);
}

static void
test_holder (void)
{
  g_autoptr (Fixture) fixture = new_version_1 ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = lapel_store_get_setting (store, "holder-name", &error);

  g_assert_cmpstr (name, ==, "Tea");
  assert_identities (store, "Teacher@Example.org=0 did:key:z6MkHolder=1 "
                            "https://example.org/teacher=3 Tea Teacher=2 ");
}

/* Brought up to date once, and from then on like any other. */
static void
test_goes_on (void)
{
  g_autoptr (Fixture) fixture = new_version_1 ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autoptr (Sample) sample = sample_new ("new", "{}", 1);
  g_autoptr (GError) error = NULL;
  gint64 id = fixture_import (store, sample).id;

  g_assert_true (lapel_store_tag (store, "maths", TRUE, &id, 1, &error));
  g_assert_no_error (error);
  lapel_store_close (g_steal_pointer (&store));
  store = fixture_open (fixture);
  assert_listed (store, (gint64[]){ 1, id, 2 }, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store-migration/records", test_records);
  g_test_add_func ("/store-migration/history", test_history);
  g_test_add_func ("/store-migration/bin", test_bin);
  g_test_add_func ("/store-migration/holder", test_holder);
  g_test_add_func ("/store-migration/goes-on", test_goes_on);
  return g_test_run ();
}
