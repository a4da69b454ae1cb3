/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-store.h"

#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static void
test_opens_empty (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (LapelStore) store = fixture_open (fixture);

      assert_listed (store, NULL, 0);
    }
}

static void
assert_mode (const char   *path,
             unsigned int  expected)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 07777, ==, expected);
}

static void
test_is_private (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *wal = g_strconcat (fixture->file, "-wal", NULL);
  g_autofree char *shm = g_strconcat (fixture->file, "-shm", NULL);
  g_autoptr (Sample) sample = sample_new ("a", "{}", 1);
  mode_t mask = umask (0);
  g_autoptr (LapelStore) store = fixture_open (fixture);

  fixture_import (store, sample);
  umask (mask);
  assert_mode (fixture->folder, 0700);
  assert_mode (fixture->file, 0600);
  assert_mode (wal, 0600);
  assert_mode (shm, 0600);
}

static void
test_becomes_private (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();

  lapel_store_close (fixture_open (fixture));
  g_assert_cmpint (g_chmod (fixture->file, 0644), ==, 0);
  lapel_store_close (fixture_open (fixture));
  assert_mode (fixture->file, 0600);
}

static void
test_keeps_a_record (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autoptr (Sample) sample = sample_new ("a", "{}", 5);
  g_autoptr (LapelRecord) stored = NULL;
  g_autoptr (GError) error = NULL;
  LapelRecord fields = *sample->item.record;
  LapelRecord *record = NULL;
  LapelStoreResult result;

  fields.achievement_id = "https://academy.example/a";
  fields.achievement_type = "Badge";
  fields.language = "fi";
  fields.kind = LAPEL_KIND_CERTIFICATE;
  fields.format = LAPEL_FORMAT_ELM3;
  fields.awarded = -7;
  fields.verdict = LAPEL_VERDICT_NOT_CURRENT;
  fields.states = LAPEL_STATE_EXPIRED | LAPEL_STATE_WARNING;
  fields.outcomes[LAPEL_QUESTION_CURRENT] = LAPEL_OUTCOME_FAILED;
  fields.outcomes[LAPEL_QUESTION_YOURS] = LAPEL_OUTCOME_NOT_APPLICABLE;
  sample_change (sample, &fields);
  record = sample->item.record;
  result = fixture_import (store, sample);
  g_assert_cmpint (result.stored, ==, LAPEL_STORED_NEW);
  g_assert_cmpint (record->id, ==, result.id);
  g_assert_cmpint (record->added, ==, FIXTURE_NOW);

  stored = lapel_store_get_record (store, result.id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (stored->id, ==, result.id);
  g_assert_cmpstr (stored->title, ==, record->title);
  g_assert_cmpstr (stored->issuer_id, ==, record->issuer_id);
  g_assert_cmpstr (stored->issuer_name, ==, record->issuer_name);
  g_assert_cmpstr (stored->achievement_id, ==, record->achievement_id);
  g_assert_cmpstr (stored->achievement_type, ==, record->achievement_type);
  g_assert_cmpstr (stored->search, ==, record->search);
  g_assert_cmpstr (stored->language, ==, "fi");
  g_assert_cmpint (stored->kind, ==, LAPEL_KIND_CERTIFICATE);
  g_assert_cmpint (stored->format, ==, LAPEL_FORMAT_ELM3);
  g_assert_cmpint (stored->binned, ==, LAPEL_TIME_NONE);
  g_assert_null (stored->tags);
  g_assert_cmpuint (stored->n_collections, ==, 0);
  g_assert_cmpint (stored->awarded, ==, -7);
  g_assert_cmpint (stored->valid_until, ==, LAPEL_TIME_NONE);
  g_assert_cmpint (stored->added, ==, FIXTURE_NOW);
  g_assert_cmpint (stored->checked, ==, FIXTURE_NOW);
  g_assert_cmpint (stored->verdict, ==, LAPEL_VERDICT_NOT_CURRENT);
  g_assert_cmpint (stored->states, ==, record->states);
  g_assert_cmpmem (stored->outcomes, sizeof stored->outcomes, record->outcomes,
                   sizeof record->outcomes);
}

/* Bytes, not text: whatever the file holds comes back, and after opening again too. */
static void
test_originals_are_identical (void)
{
  static const char token[] = "a.b.c\n";
  static const guint8 picture[] = { 0x89, 'P', 'N', 'G', 0, 0xff, 0, '\r', '\n', 0 };
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autoptr (Sample) sample = sample_new ("a", token, 1);
  g_autoptr (GBytes) original = NULL;
  g_autoptr (GBytes) thumbnail = NULL;
  g_autofree char *name = NULL;
  g_autofree char *type = NULL;
  g_autoptr (GError) error = NULL;
  LapelStoreResult result;

  sample_set_source (sample, "baked.png", "replaced below");
  g_bytes_unref (sample->item.original);
  sample->item.original = g_bytes_new (picture, sizeof picture);
  sample->item.thumbnail = g_bytes_new (picture, 5);
  result = fixture_import (store, sample);
  g_clear_pointer (&store, lapel_store_close);
  store = fixture_open (fixture);

  assert_text (store, result.id, token);
  original = lapel_store_get_original (store, result.id, &name, &type, &error);
  g_assert_no_error (error);
  assert_bytes (original, picture, sizeof picture);
  g_assert_cmpstr (name, ==, "baked.png");
  g_assert_cmpstr (type, ==, "image/png");
  thumbnail = lapel_store_get_thumbnail (store, result.id, &error);
  g_assert_no_error (error);
  assert_bytes (thumbnail, picture, 5);
}

static void
test_plain_text_is_its_own_original (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autoptr (GString) text = g_string_new ("{");
  g_autoptr (Sample) sample = NULL;
  g_autoptr (GBytes) original = NULL;
  g_autoptr (GBytes) thumbnail = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;
  LapelStoreResult result;

  while (text->len < 4000000)
    g_string_append (text, "        ");
  g_string_append_c (text, '}');
  sample = sample_new ("a", text->str, 1);
  result = fixture_import (store, sample);
  original = lapel_store_get_original (store, result.id, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_bytes (original, text->str, text->len);
  thumbnail = lapel_store_get_thumbnail (store, result.id, &error);
  g_assert_no_error (error);
  g_assert_null (thumbnail);

  /* Stored once. */
  g_clear_pointer (&store, lapel_store_close);
  g_assert_cmpint (g_stat (fixture->file, &status), ==, 0);
  g_assert_cmpint (status.st_size, <, 5000000);
}

/* Nothing of one item shows in the next, and no bytes are bytes too. */
static void
test_items_stay_apart (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autoptr (Sample) rich = sample_new ("rich", "{1}", 1);
  g_autoptr (Sample) poor = sample_new ("poor", "{2}", 2);
  g_autoptr (GBytes) original = NULL;
  g_autoptr (GBytes) thumbnail = NULL;
  g_autoptr (GError) error = NULL;
  LapelStoreItem items[2];
  LapelStoreResult results[2];

  rich->item.thumbnail = g_bytes_new ("PNG", 3);
  sample_set_source (poor, "nothing.png", "");
  items[0] = rich->item;
  items[1] = poor->item;
  g_assert_true (lapel_store_import (store, items, 2, FIXTURE_NOW, results, &error));
  g_assert_no_error (error);
  thumbnail = lapel_store_get_thumbnail (store, results[1].id, &error);
  g_assert_no_error (error);
  g_assert_null (thumbnail);
  original = lapel_store_get_original (store, results[1].id, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_bytes (original, NULL, 0);
}

static void
test_newest_award_first (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autoptr (Sample) old = sample_new ("old", "{1}", 10);
  g_autoptr (Sample) unknown = sample_new ("unknown", "{2}", LAPEL_TIME_NONE);
  g_autoptr (Sample) new = sample_new ("new", "{3}", 20);
  g_autoptr (Sample) same = sample_new ("same", "{4}", 20);
  Sample *samples[] = { old, unknown, new, same };

  for (size_t i = 0; i < G_N_ELEMENTS (samples); i++)
    fixture_import (store, samples[i]);
  assert_listed (store,
                 (gint64[]){ same->item.record->id, new->item.record->id, old->item.record->id,
                             unknown->item.record->id },
                 4);
}

static void
test_remove_and_restore (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autoptr (Sample) a = sample_new ("a", "{1}", 1);
  g_autoptr (Sample) b = sample_new ("b", "{2}", 2);
  g_autoptr (Sample) c = sample_new ("c", "{3}", 3);
  g_autoptr (GError) error = NULL;
  gint64 ids[3];

  ids[0] = fixture_import (store, c).id;
  ids[1] = fixture_import (store, b).id;
  ids[2] = fixture_import (store, a).id;
  g_assert_true (lapel_store_remove (store, ids, 2, FIXTURE_NOW, &error));
  g_assert_true (lapel_store_remove (store, ids, 2, FIXTURE_NOW, &error));
  g_assert_no_error (error);
  assert_listed (store, ids + 2, 1);
  assert_text (store, ids[0], "{3}");
  g_assert_true (lapel_store_restore (store, ids, 2, &error));
  g_assert_no_error (error);
  assert_listed (store, ids, 3);
}

static void
test_remove_all_or_nothing (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autoptr (Sample) sample = sample_new ("a", "{}", 1);
  g_autoptr (GError) error = NULL;
  gint64 id = fixture_import (store, sample).id;

  g_assert_false (lapel_store_remove (store, (gint64[]){ id, id + 1 }, 2, FIXTURE_NOW, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND);
  assert_listed (store, &id, 1);
  g_clear_error (&error);
  g_assert_false (lapel_store_restore (store, (gint64[]){ id + 1 }, 1, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND);
}

static void
test_check_runs (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autoptr (Sample) sample = sample_new ("a", "{}", 1);
  LapelRecord outcome = LAPEL_RECORD_INIT;
  g_autoptr (LapelRecord) stored = NULL;
  g_autofree char *report = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = fixture_import (store, sample).id;
  LapelStoreCheck check;

  outcome.id = id;
  outcome.verdict = LAPEL_VERDICT_REVOKED;
  outcome.states = LAPEL_STATE_REVOKED;
  outcome.outcomes[LAPEL_QUESTION_CURRENT] = LAPEL_OUTCOME_FAILED;
  outcome.checked = FIXTURE_NOW + 1;
  check = (LapelStoreCheck){ &outcome, "{\"second\":1}" };
  g_assert_true (lapel_store_add_checks (store, &check, 1, &error));
  g_assert_no_error (error);
  report = lapel_store_get_report (store, id, &error);
  g_assert_cmpstr (report, ==, "{\"second\":1}");
  stored = lapel_store_get_record (store, id, &error);
  g_assert_cmpint (stored->verdict, ==, LAPEL_VERDICT_REVOKED);
  g_assert_cmpint (stored->states, ==, LAPEL_STATE_REVOKED);
  g_assert_cmpint (stored->outcomes[LAPEL_QUESTION_CURRENT], ==, LAPEL_OUTCOME_FAILED);
  g_assert_cmpint (stored->checked, ==, FIXTURE_NOW + 1);
  g_assert_cmpstr (stored->title, ==, sample->item.record->title);

  outcome.id = id + 1;
  g_assert_false (lapel_store_add_checks (store, &check, 1, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND);
}

static void
test_not_found (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_null (lapel_store_get_record (store, 1, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (lapel_store_get_text (store, 1, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (lapel_store_get_original (store, 1, NULL, NULL, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (lapel_store_get_report (store, 1, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (lapel_store_get_thumbnail (store, 1, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND);
}

static void
test_batch_limit (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autoptr (GPtrArray) samples = g_ptr_array_new_with_free_func ((GDestroyNotify) sample_free);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;
  LapelStoreItem items[LAPEL_STORE_BATCH + 1];
  LapelStoreResult results[LAPEL_STORE_BATCH + 1];

  for (int i = 0; i <= LAPEL_STORE_BATCH; i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"n\":%d}", i);

      g_ptr_array_add (samples, sample_new (text, text, i));
      items[i] = ((Sample *) samples->pdata[i])->item;
    }
  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*n_items <= LAPEL_STORE_BATCH*");
  g_assert_false (
      lapel_store_import (store, items, LAPEL_STORE_BATCH + 1, FIXTURE_NOW, results, &error));
  g_test_assert_expected_messages ();
  g_assert_true (
      lapel_store_import (store, items, LAPEL_STORE_BATCH, FIXTURE_NOW, results, &error));
  g_assert_no_error (error);
  records = lapel_store_list (store, &error);
  g_assert_cmpuint (records->len, ==, LAPEL_STORE_BATCH);
}

/* The window and the command may have the same wallet open. */
static void
test_two_at_once (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) first = fixture_open (fixture);
  g_autoptr (LapelStore) second = fixture_open (fixture);
  g_autoptr (Sample) a = sample_new ("a", "{1}", 1);
  g_autoptr (Sample) b = sample_new ("b", "{2}", 2);
  gint64 ids[2];

  ids[1] = fixture_import (first, a).id;
  ids[0] = fixture_import (second, b).id;
  assert_listed (first, ids, 2);
  assert_listed (second, ids, 2);
}

static gpointer
list_from_elsewhere (gpointer data)
{
  return lapel_store_list (data, NULL);
}

static void
test_one_thread (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  GThread *thread;

  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*lapel_store_is_mine*");
  thread = g_thread_new ("other", list_from_elsewhere, store);
  g_assert_null (g_thread_join (thread));
  g_test_assert_expected_messages ();
}

static void
test_identities (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (lapel_store_add_identity (store, "Z@example.org", LAPEL_IDENTITY_EMAIL, &error));
  g_assert_true (lapel_store_add_identity (store, "did:key:z6Mk", LAPEL_IDENTITY_DID, &error));
  g_assert_true (lapel_store_add_identity (store, "Tea", LAPEL_IDENTITY_URL, &error));
  g_assert_true (lapel_store_add_identity (store, "Tea", LAPEL_IDENTITY_NAME, &error));
  g_assert_no_error (error);
  assert_identities (store, "Z@example.org=0 did:key:z6Mk=1 Tea=2 ");

  g_assert_true (lapel_store_remove_identity (store, "Z@example.org", &error));
  g_assert_no_error (error);
  g_assert_false (lapel_store_remove_identity (store, "Z@example.org", &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND);
  assert_identities (store, "did:key:z6Mk=1 Tea=2 ");
}

static void
test_settings (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (lapel_store_get_setting (store, "holder-name", &error));
  g_assert_no_error (error);
  g_assert_true (lapel_store_set_setting (store, "holder-name", "Anna", &error));
  g_assert_true (lapel_store_set_setting (store, "holder-name", "Anna Ó", &error));
  g_assert_no_error (error);
  value = lapel_store_get_setting (store, "holder-name", &error);
  g_assert_cmpstr (value, ==, "Anna Ó");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/opens-empty", test_opens_empty);
  g_test_add_func ("/store/is-private", test_is_private);
  g_test_add_func ("/store/becomes-private", test_becomes_private);
  g_test_add_func ("/store/keeps-a-record", test_keeps_a_record);
  g_test_add_func ("/store/originals-are-identical", test_originals_are_identical);
  g_test_add_func ("/store/plain-text-is-its-own-original", test_plain_text_is_its_own_original);
  g_test_add_func ("/store/items-stay-apart", test_items_stay_apart);
  g_test_add_func ("/store/newest-award-first", test_newest_award_first);
  g_test_add_func ("/store/remove-and-restore", test_remove_and_restore);
  g_test_add_func ("/store/remove-all-or-nothing", test_remove_all_or_nothing);
  g_test_add_func ("/store/check-runs", test_check_runs);
  g_test_add_func ("/store/not-found", test_not_found);
  g_test_add_func ("/store/batch-limit", test_batch_limit);
  g_test_add_func ("/store/two-at-once", test_two_at_once);
  g_test_add_func ("/store/one-thread", test_one_thread);
  g_test_add_func ("/store/identities", test_identities);
  g_test_add_func ("/store/settings", test_settings);
  return g_test_run ();
}
