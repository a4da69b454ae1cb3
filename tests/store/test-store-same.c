/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When two files are the same credential, and what becomes of them then. */

#include "config.h"

#include "lapel-store.h"

#include "store-fixture.h"

static void
test_same_bytes (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autoptr (Sample) first = sample_new ("a", "{}", 1);
  g_autoptr (Sample) again = sample_new ("a", "{}", 1);
  g_autofree char *name = NULL;
  g_autoptr (GBytes) original = NULL;
  g_autoptr (GError) error = NULL;
  LapelStoreItem batch[2];
  LapelStoreResult results[2];

  /* Not even authentic: the same bytes are the same credential. */
  sample_set_authentic (first, LAPEL_OUTCOME_FAILED);
  sample_set_authentic (again, LAPEL_OUTCOME_FAILED);
  sample_set_source (again, "other.png", "PNG");
  batch[0] = first->item;
  batch[1] = again->item;
  g_assert_true (lapel_store_import (store, batch, 2, FIXTURE_NOW, results, &error));
  g_assert_no_error (error);
  g_assert_cmpint (results[0].stored, ==, LAPEL_STORED_NEW);
  g_assert_cmpint (results[1].stored, ==, LAPEL_STORED_ALREADY);
  g_assert_cmpint (results[1].id, ==, results[0].id);
  g_assert_cmpint (fixture_import (store, again).stored, ==, LAPEL_STORED_ALREADY);

  assert_listed (store, &results[0].id, 1);
  original = lapel_store_get_original (store, results[0].id, &name, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, "badge.json");
}

static void
test_newer_replaces (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autoptr (Sample) first = sample_new ("a", "{1}", 10);
  g_autoptr (Sample) newer = sample_new ("a", "{2}", 20);
  g_autoptr (LapelRecord) record = NULL;
  g_autofree char *report = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GBytes) original = NULL;
  g_autoptr (GBytes) thumbnail = NULL;
  g_autoptr (GError) error = NULL;
  LapelStoreResult results[2];
  LapelRecord newer_fields;

  first->item.thumbnail = g_bytes_new ("PNG", 3);
  results[0] = fixture_import (store, first);
  newer_fields = *newer->item.record;
  newer_fields.title = "Newer";
  sample_change (newer, &newer_fields);
  newer->item.report = "{\"newer\":true}";
  sample_set_source (newer, "newer.png", "PNG2");
  results[1] = fixture_import (store, newer);
  g_assert_cmpint (results[1].stored, ==, LAPEL_STORED_REPLACED);
  g_assert_cmpint (results[1].id, ==, results[0].id);

  assert_text (store, results[0].id, "{2}");
  record = lapel_store_get_record (store, results[0].id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (record->title, ==, "Newer");
  report = lapel_store_get_report (store, results[0].id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report, ==, "{\"newer\":true}");
  original = lapel_store_get_original (store, results[0].id, &name, NULL, &error);
  g_assert_no_error (error);
  assert_bytes (original, "PNG2", 4);
  g_assert_cmpstr (name, ==, "newer.png");
  thumbnail = lapel_store_get_thumbnail (store, results[0].id, &error);
  g_assert_no_error (error);
  assert_bytes (thumbnail, "PNG", 3);

  /* The old text is kept: it is known, and does not come back in front. */
  g_assert_cmpint (fixture_import (store, first).stored, ==, LAPEL_STORED_ALREADY);
  assert_text (store, results[0].id, "{2}");
  assert_listed (store, &results[0].id, 1);
}

static void
assert_is_noted (LapelTime first_time,
                 LapelTime second_time)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autoptr (Sample) first = sample_new ("a", "{1}", first_time);
  g_autoptr (Sample) second = sample_new ("a", "{2}", second_time);
  g_autofree char *report = NULL;
  g_autoptr (GError) error = NULL;
  LapelStoreResult results[2];

  results[0] = fixture_import (store, first);
  second->item.report = "{\"second\":true}";
  results[1] = fixture_import (store, second);
  g_assert_cmpint (results[1].stored, ==, LAPEL_STORED_ALREADY);
  g_assert_cmpint (results[1].id, ==, results[0].id);
  assert_text (store, results[0].id, "{1}");
  report = lapel_store_get_report (store, results[0].id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report, ==, first->item.report);
  g_assert_cmpint (fixture_import (store, second).stored, ==, LAPEL_STORED_ALREADY);
}

static void
test_older_is_noted (void)
{
  assert_is_noted (20, 10);
  assert_is_noted (20, 20);
  assert_is_noted (20, LAPEL_TIME_NONE);
  assert_is_noted (LAPEL_TIME_NONE, LAPEL_TIME_NONE);
}

/* Anybody can write a credential that carries somebody else's issuer and id. */
static void
assert_stays_apart (LapelOutcome first_outcome,
                    LapelOutcome second_outcome)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autoptr (Sample) first = sample_new ("a", "{1}", 10);
  g_autoptr (Sample) second = sample_new ("a", "{2}", 20);
  LapelStoreResult results[2];

  sample_set_authentic (first, first_outcome);
  sample_set_authentic (second, second_outcome);
  results[0] = fixture_import (store, first);
  results[1] = fixture_import (store, second);
  g_assert_cmpint (results[1].stored, ==, LAPEL_STORED_NEW);
  g_assert_cmpint (results[1].id, !=, results[0].id);
  assert_text (store, results[0].id, "{1}");
  assert_text (store, results[1].id, "{2}");
}

static void
test_only_authentic_merge (void)
{
  assert_stays_apart (LAPEL_OUTCOME_PASSED, LAPEL_OUTCOME_FAILED);
  assert_stays_apart (LAPEL_OUTCOME_PASSED, LAPEL_OUTCOME_UNCHECKED);
  assert_stays_apart (LAPEL_OUTCOME_FAILED, LAPEL_OUTCOME_PASSED);
  assert_stays_apart (LAPEL_OUTCOME_UNCHECKED, LAPEL_OUTCOME_PASSED);
  assert_stays_apart (LAPEL_OUTCOME_UNCHECKED, LAPEL_OUTCOME_UNCHECKED);
  assert_stays_apart (LAPEL_OUTCOME_NOT_APPLICABLE, LAPEL_OUTCOME_PASSED);
}

static void
test_import_restores (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autoptr (Sample) first = sample_new ("a", "{1}", 10);
  g_autoptr (Sample) newer = sample_new ("a", "{2}", 20);
  g_autoptr (GError) error = NULL;
  gint64 id = fixture_import (store, first).id;
  LapelStoreResult result;

  g_assert_true (lapel_store_remove (store, &id, 1, FIXTURE_NOW, &error));
  result = fixture_import (store, first);
  g_assert_cmpint (result.stored, ==, LAPEL_STORED_RESTORED);
  g_assert_cmpint (result.id, ==, id);
  assert_listed (store, &id, 1);

  g_assert_true (lapel_store_remove (store, &id, 1, FIXTURE_NOW, &error));
  result = fixture_import (store, newer);
  g_assert_cmpint (result.stored, ==, LAPEL_STORED_RESTORED);
  g_assert_cmpint (result.id, ==, id);
  assert_listed (store, &id, 1);
  assert_text (store, id, "{2}");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store-same/same-bytes", test_same_bytes);
  g_test_add_func ("/store-same/newer-replaces", test_newer_replaces);
  g_test_add_func ("/store-same/older-is-noted", test_older_is_noted);
  g_test_add_func ("/store-same/only-authentic-merge", test_only_authentic_merge);
  g_test_add_func ("/store-same/import-restores", test_import_restores);
  return g_test_run ();
}
