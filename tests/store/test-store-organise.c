/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the holder makes of her credentials: tags, collections, the bin; and where they came from.
 */

#include "config.h"

#include "lapel-store.h"

#include "store-fixture.h"

#include <string.h>

static gint64
import_text (LapelStore *store,
             const char *text,
             LapelTime   valid_from)
{
  g_autoptr (Sample) sample = sample_new (text, text, valid_from);

  return fixture_import (store, sample).id;
}

static void
assert_tags (LapelStore *store,
             gint64      id,
             const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelRecord) record = lapel_store_get_record (store, id, &error);
  g_autofree char *tags = NULL;

  g_assert_no_error (error);
  tags = record->tags == NULL ? g_strdup ("") : g_strjoinv (" ", (char **) record->tags);
  g_assert_cmpstr (tags, ==, expected);
}

static void
tag (LapelStore   *store,
     const char   *name,
     gboolean      add,
     const gint64 *ids,
     size_t        n_ids)
{
  g_autoptr (GError) error = NULL;

  lapel_store_tag (store, name, add, ids, n_ids, &error);
  g_assert_no_error (error);
}

static void
test_tags (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  gint64 ids[2] = { import_text (store, "{1}", 2), import_text (store, "{2}", 1) };
  g_autoptr (GPtrArray) records = NULL;
  const LapelRecord *first = NULL;
  const LapelRecord *second = NULL;

  tag (store, "Maths", TRUE, ids, 2);
  tag (store, "art", TRUE, ids, 1);
  /* The one that is there, whatever its case; and not twice. */
  tag (store, "MATHS", TRUE, ids, 2);
  assert_tags (store, ids[0], "art Maths");
  assert_tags (store, ids[1], "Maths");

  records = lapel_store_list (store, NULL);
  first = g_ptr_array_index (records, 0);
  second = g_ptr_array_index (records, 1);
  g_assert_true (lapel_record_has_tag (first, "art"));
  g_assert_false (lapel_record_has_tag (second, "art"));
  g_assert_true (first->tags[1] == second->tags[0]);
  g_assert_true (g_str_has_suffix (first->search, "\nart\nmaths"));

  tag (store, "maths", FALSE, ids, 1);
  assert_tags (store, ids[0], "art");
  assert_tags (store, ids[1], "Maths");
  tag (store, "maths", FALSE, ids, 2);
  assert_tags (store, ids[1], "");
  /* Gone with its last entry, so that it can be spelled anew. */
  tag (store, "MATHS", TRUE, ids, 1);
  assert_tags (store, ids[0], "art MATHS");
}

static void
test_tag_of_no_entry (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  gint64 ids[2] = { import_text (store, "{1}", 1), 99 };
  g_autoptr (GError) error = NULL;

  g_assert_false (lapel_store_tag (store, "maths", TRUE, ids, 2, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND);
  assert_tags (store, ids[0], "");
}

/* A renewal is still what she called it. */
static void
test_tags_outlast_a_renewal (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autoptr (Sample) first = sample_new ("a", "{1}", 10);
  g_autoptr (Sample) newer = sample_new ("a", "{2}", 20);
  gint64 id = fixture_import (store, first).id;

  tag (store, "maths", TRUE, &id, 1);
  g_assert_cmpint (fixture_import (store, newer).stored, ==, LAPEL_STORED_REPLACED);
  assert_tags (store, id, "maths");
}

static gint64
add_collection (LapelStore *store,
                const char *name)
{
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  lapel_store_add_collection (store, name, &id, &error);
  g_assert_no_error (error);
  return id;
}

static void
assert_collections (LapelStore *store,
                    const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) collections = lapel_store_list_collections (store, &error);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_no_error (error);
  for (unsigned int i = 0; i < collections->len; i++)
    g_string_append_printf (names, "%s ",
                            ((LapelCollection *) g_ptr_array_index (collections, i))->name);
  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_collections (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autoptr (GError) error = NULL;
  gint64 a = add_collection (store, "A");
  gint64 b = add_collection (store, "B");
  gint64 c = add_collection (store, "C");

  assert_collections (store, "A B C ");
  g_assert_true (lapel_store_move_collection (store, c, 0, &error));
  assert_collections (store, "C A B ");
  g_assert_true (lapel_store_move_collection (store, c, 9, &error));
  assert_collections (store, "A B C ");
  g_assert_true (lapel_store_rename_collection (store, b, "Job", &error));
  /* Only another spelling of its own name. */
  g_assert_true (lapel_store_rename_collection (store, a, "a", &error));
  assert_collections (store, "a Job C ");
  g_assert_true (lapel_store_remove_collection (store, a, &error));
  g_assert_no_error (error);
  assert_collections (store, "Job C ");
}

static void
test_collection_names (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  gint64 a = add_collection (store, "Job");
  gint64 id = -7;
  g_autoptr (GError) error = NULL;

  g_assert_false (lapel_store_add_collection (store, "JOB", &id, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_NAME_TAKEN);
  g_assert_cmpint (id, ==, -7);
  g_clear_error (&error);
  g_assert_false (
      lapel_store_rename_collection (store, add_collection (store, "B"), "job", &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_NAME_TAKEN);
  g_clear_error (&error);
  g_assert_false (lapel_store_rename_collection (store, 99, "C", &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (lapel_store_remove_collection (store, 99, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (lapel_store_move_collection (store, 99, 0, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (lapel_store_collect (store, 99, TRUE, &a, 0, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND);
  assert_collections (store, "Job B ");
}

static void
test_an_entry_in_many (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  gint64 ids[2] = { import_text (store, "{1}", 2), import_text (store, "{2}", 1) };
  gint64 a = add_collection (store, "A");
  gint64 b = add_collection (store, "B");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GArray) collected = NULL;
  const LapelRecord *first = NULL;
  const LapelRecord *second = NULL;

  g_assert_true (lapel_store_collect (store, b, TRUE, ids, 2, &error));
  g_assert_true (lapel_store_collect (store, a, TRUE, ids, 1, &error));
  g_assert_true (lapel_store_collect (store, a, TRUE, ids, 1, &error));
  g_assert_no_error (error);
  records = lapel_store_list (store, &error);
  first = g_ptr_array_index (records, 0);
  second = g_ptr_array_index (records, 1);
  g_assert_cmpmem (first->collections, first->n_collections * sizeof (gint64), ((gint64[]){ a, b }),
                   2 * sizeof (gint64));
  g_assert_cmpuint (second->n_collections, ==, 1);
  g_assert_true (lapel_record_is_in (second, b));
  g_assert_false (lapel_record_is_in (second, a));

  g_assert_true (lapel_store_collect (store, b, FALSE, ids, 1, &error));
  collected = lapel_store_list_collected (store, b, &error);
  g_assert_cmpmem (collected->data, collected->len * sizeof (gint64), &ids[1], sizeof (gint64));
  g_assert_true (lapel_store_remove_collection (store, b, &error));
  g_assert_no_error (error);
  assert_listed (store, ids, 2);
}

static void
test_sources (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autoptr (Sample) sample = sample_new ("a", "{}", 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (GBytes) picture = NULL;
  g_autofree char *name = NULL;
  g_autofree char *type = NULL;
  const LapelStoredSource *source = NULL;
  gint64 id = fixture_import (store, sample).id;

  sample_set_source (sample, "badge.png", "PNG around {}");
  fixture_import (store, sample);
  sample_set_source (sample, "https://issuer.example/1", "{}");
  fixture_import (store, sample);
  fixture_import (store, sample);

  sources = lapel_store_list_sources (store, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sources->len, ==, 3);
  source = g_ptr_array_index (sources, 1);
  g_assert_cmpstr (source->name, ==, "badge.png");
  g_assert_cmpuint (source->size, ==, strlen ("PNG around {}"));
  g_assert_cmpint (source->added, ==, FIXTURE_NOW);
  picture = lapel_store_get_source (store, source->id, &name, &type, &error);
  g_assert_no_error (error);
  assert_bytes (picture, "PNG around {}", strlen ("PNG around {}"));
  g_assert_cmpstr (name, ==, "badge.png");
  g_assert_cmpstr (type, ==, "image/png");

  g_assert_null (lapel_store_get_source (store, 99, NULL, NULL, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (lapel_store_list_sources (store, 99, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND);
}

/* The text came first, the picture around it later. */
static void
test_a_later_picture_is_kept (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autoptr (Sample) sample = sample_new ("a", "{}", 1);
  g_autoptr (GBytes) thumbnail = NULL;
  g_autoptr (LapelRecord) before = NULL;
  g_autoptr (LapelRecord) after = NULL;
  gint64 id = fixture_import (store, sample).id;

  before = lapel_store_get_record (store, id, NULL);
  g_assert_false (before->pictured);
  sample->item.thumbnail = g_bytes_new ("PNG", 3);
  fixture_import (store, sample);
  thumbnail = lapel_store_get_thumbnail (store, id, NULL);
  assert_bytes (thumbnail, "PNG", 3);
  after = lapel_store_get_record (store, id, NULL);
  g_assert_true (after->pictured);
}

static void
test_versions (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autoptr (Sample) newer = sample_new ("a", "{2}", 20);
  g_autoptr (Sample) older = sample_new ("a", "{1}", 10);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GBytes) text = NULL;
  g_autofree char *report = NULL;
  const LapelStoredVersion *shown = NULL;
  const LapelStoredVersion *old = NULL;
  LapelStoredVersion read;
  gint64 id = fixture_import (store, newer).id;

  older->item.report = "{\"older\":1}";
  fixture_import (store, older);
  versions = lapel_store_list_versions (store, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (versions->len, ==, 2);
  shown = g_ptr_array_index (versions, 0);
  old = g_ptr_array_index (versions, 1);
  g_assert_true (shown->shown);
  g_assert_cmpint (shown->valid_from, ==, 20);
  g_assert_false (old->shown);
  g_assert_cmpint (old->valid_from, ==, 10);
  g_assert_cmpint (old->checked, ==, FIXTURE_NOW);

  text = lapel_store_get_version_text (store, old->id, &read, &error);
  assert_bytes (text, "{1}", 3);
  g_assert_cmpint (read.entry, ==, id);
  report = lapel_store_get_version_report (store, old->id, &error);
  g_assert_cmpstr (report, ==, "{\"older\":1}");
  g_assert_null (lapel_store_get_version_text (store, 99, NULL, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND);
}

static void
assert_binned (LapelStore   *store,
               const gint64 *ids,
               size_t        n_ids)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = lapel_store_list_bin (store, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, n_ids);
  for (size_t i = 0; i < n_ids; i++)
    g_assert_cmpint (((LapelRecord *) records->pdata[i])->id, ==, ids[i]);
}

static void
test_bin (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  gint64 ids[3] = { import_text (store, "{1}", 3), import_text (store, "{2}", 2),
                    import_text (store, "{3}", 1) };
  g_autoptr (GError) error = NULL;

  tag (store, "maths", TRUE, ids, 3);
  g_assert_true (lapel_store_remove (store, &ids[0], 1, FIXTURE_NOW + 5, &error));
  g_assert_true (lapel_store_remove (store, &ids[2], 1, FIXTURE_NOW + 9, &error));
  assert_binned (store, (gint64[]){ ids[2], ids[0] }, 2);

  /* What is not in the bin is not deleted, nor anything with it. */
  g_assert_false (lapel_store_delete (store, ids, 2, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND);
  g_clear_error (&error);
  assert_binned (store, (gint64[]){ ids[2], ids[0] }, 2);

  g_assert_true (lapel_store_restore (store, &ids[0], 1, &error));
  assert_tags (store, ids[0], "maths");
  assert_binned (store, &ids[2], 1);
  g_assert_true (lapel_store_empty_bin (store, &error));
  g_assert_true (lapel_store_empty_bin (store, &error));
  g_assert_no_error (error);
  assert_binned (store, NULL, 0);
  assert_listed (store, ids, 2);
  g_assert_null (lapel_store_get_record (store, ids[2], &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND);
}

/* The bytes go too, except where another entry has the same. */
static void
test_deleted_for_good (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  g_autoptr (Sample) kept = sample_new ("a", "{1}", 1);
  g_autoptr (Sample) deleted = sample_new ("b", "{2}", 1);
  g_autoptr (GBytes) original = NULL;
  g_autoptr (GError) error = NULL;
  LapelStoreResult result;
  gint64 ids[2];

  sample_set_source (kept, "both.zip", "both of them");
  sample_set_source (deleted, "both.zip", "both of them");
  ids[0] = fixture_import (store, kept).id;
  ids[1] = fixture_import (store, deleted).id;
  g_assert_true (lapel_store_remove (store, &ids[1], 1, FIXTURE_NOW, &error));
  g_assert_true (lapel_store_delete (store, &ids[1], 1, &error));
  g_assert_no_error (error);
  original = lapel_store_get_original (store, ids[0], NULL, NULL, &error);
  assert_bytes (original, "both of them", strlen ("both of them"));

  /* It can come back, as another entry. */
  result = fixture_import (store, deleted);
  g_assert_cmpint (result.stored, ==, LAPEL_STORED_NEW);
  g_assert_cmpint (result.id, >, ids[1]);
  assert_text (store, result.id, "{2}");
}

/* Piece by piece, with what lies in the bin. */
static void
test_list_after (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (LapelStore) store = fixture_open (fixture);
  gint64 ids[3] = { import_text (store, "{1}", 3), import_text (store, "{2}", 2),
                    import_text (store, "{3}", 1) };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) two = NULL;
  g_autoptr (GArray) rest = NULL;

  g_assert_true (lapel_store_remove (store, &ids[1], 1, FIXTURE_NOW, &error));
  two = lapel_store_list_after (store, 0, 2, &error);
  g_assert_cmpmem (two->data, two->len * sizeof (gint64), ids, 2 * sizeof (gint64));
  rest = lapel_store_list_after (store, ids[1], 2, &error);
  g_assert_cmpmem (rest->data, rest->len * sizeof (gint64), &ids[2], sizeof (gint64));
}

static LapelRecord *
new_earned (const char   *issuer,
            const char   *achievement,
            LapelOutcome  authentic)
{
  LapelRecord fields = LAPEL_RECORD_INIT;

  fields.title = "T";
  fields.issuer_id = issuer;
  fields.achievement_id = achievement;
  fields.outcomes[LAPEL_QUESTION_AUTHENTIC] = authentic;
  return lapel_record_new (&fields);
}

static void
test_same_achievement (void)
{
  g_autofree char *issuer = g_strdup ("did:a");
  g_autoptr (LapelRecord) one = new_earned ("did:a", "urn:1", LAPEL_OUTCOME_PASSED);
  g_autoptr (LapelRecord) again = new_earned (issuer, "urn:1", LAPEL_OUTCOME_PASSED);
  g_autoptr (LapelRecord) forged = new_earned ("did:a", "urn:1", LAPEL_OUTCOME_FAILED);
  g_autoptr (LapelRecord) other = new_earned ("did:a", "urn:2", LAPEL_OUTCOME_PASSED);
  g_autoptr (LapelRecord) elsewhere = new_earned ("did:b", "urn:1", LAPEL_OUTCOME_PASSED);
  g_autoptr (LapelRecord) none = new_earned ("did:a", NULL, LAPEL_OUTCOME_PASSED);

  g_assert_true (lapel_record_same_achievement (one, again));
  g_assert_false (lapel_record_same_achievement (one, forged));
  g_assert_false (lapel_record_same_achievement (one, other));
  g_assert_false (lapel_record_same_achievement (one, elsewhere));
  g_assert_false (lapel_record_same_achievement (none, none));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store-organise/tags", test_tags);
  g_test_add_func ("/store-organise/tag-of-no-entry", test_tag_of_no_entry);
  g_test_add_func ("/store-organise/tags-outlast-a-renewal", test_tags_outlast_a_renewal);
  g_test_add_func ("/store-organise/collections", test_collections);
  g_test_add_func ("/store-organise/collection-names", test_collection_names);
  g_test_add_func ("/store-organise/an-entry-in-many", test_an_entry_in_many);
  g_test_add_func ("/store-organise/sources", test_sources);
  g_test_add_func ("/store-organise/a-later-picture", test_a_later_picture_is_kept);
  g_test_add_func ("/store-organise/versions", test_versions);
  g_test_add_func ("/store-organise/bin", test_bin);
  g_test_add_func ("/store-organise/deleted-for-good", test_deleted_for_good);
  g_test_add_func ("/store-organise/list-after", test_list_after);
  g_test_add_func ("/store-organise/same-achievement", test_same_achievement);
  return g_test_run ();
}
