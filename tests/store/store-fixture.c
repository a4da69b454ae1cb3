/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_assert_cmpint (g_chmod (path, 0700), ==, 0);
      dir = g_dir_open (path, 0, NULL);
      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          remove_tree (child);
        }
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

Fixture *
fixture_new (void)
{
  g_autoptr (GError) error = NULL;
  Fixture *self = g_new (Fixture, 1);

  self->root = g_dir_make_tmp ("lapel-store-XXXXXX", &error);
  g_assert_no_error (error);
  self->folder = g_build_filename (self->root, "share", "lapel", NULL);
  self->file = g_build_filename (self->folder, "wallet.db", NULL);
  return self;
}

void
fixture_free (Fixture *self)
{
  remove_tree (self->root);
  g_free (self->root);
  g_free (self->folder);
  g_free (self->file);
  g_free (self);
}

LapelStore *
fixture_open (const Fixture *self)
{
  g_autoptr (GError) error = NULL;
  LapelStore *store = lapel_store_open (self->folder, &error);

  g_assert_no_error (error);
  g_assert_nonnull (store);
  return store;
}

Sample *
sample_new (const char *key,
            const char *text,
            LapelTime   valid_from)
{
  Sample *self = g_new0 (Sample, 1);
  g_autofree char *title = g_strdup_printf ("Title of %s", key);
  g_autofree char *search = g_utf8_casefold (title, -1);
  LapelRecord fields = LAPEL_RECORD_INIT;

  fields.title = title;
  fields.issuer_id = "did:key:z6Mk";
  fields.issuer_name = "Academy";
  fields.search = search;
  fields.verdict = LAPEL_VERDICT_VERIFIED;
  fields.states = LAPEL_STATE_VERIFIED;
  fields.checked = FIXTURE_NOW;
  fields.awarded = valid_from;
  for (int i = 0; i < LAPEL_N_QUESTIONS; i++)
    fields.outcomes[i] = LAPEL_OUTCOME_PASSED;

  self->key = g_strdup (key);
  self->item.record = lapel_record_new (&fields);
  self->item.key = self->key;
  self->item.valid_from = valid_from;
  self->item.text = g_bytes_new (text, strlen (text));
  self->item.original = g_bytes_ref (self->item.text);
  self->item.source_name = "badge.json";
  self->item.media_type = "application/json";
  self->item.report = "{\"verdict\":\"verified\"}";
  return self;
}

void
sample_free (Sample *self)
{
  lapel_record_unref (self->item.record);
  g_bytes_unref (self->item.text);
  g_bytes_unref (self->item.original);
  g_clear_pointer (&self->item.thumbnail, g_bytes_unref);
  g_free (self->key);
  g_free (self);
}

void
sample_change (Sample            *self,
               const LapelRecord *fields)
{
  LapelRecord *old = self->item.record;

  self->item.record = lapel_record_new (fields);
  lapel_record_unref (old);
}

void
sample_set_source (Sample     *self,
                   const char *name,
                   const char *original)
{
  g_bytes_unref (self->item.original);
  self->item.original = g_bytes_new (original, strlen (original));
  self->item.source_name = name;
  self->item.media_type = "image/png";
}

void
sample_set_authentic (Sample       *self,
                      LapelOutcome  outcome)
{
  self->item.record->outcomes[LAPEL_QUESTION_AUTHENTIC] = outcome;
}

LapelStoreResult
fixture_import (LapelStore *store,
                Sample     *sample)
{
  g_autoptr (GError) error = NULL;
  LapelStoreResult result;

  g_assert_true (lapel_store_import (store, &sample->item, 1, FIXTURE_NOW, &result, &error));
  g_assert_no_error (error);
  return result;
}

void
assert_bytes (GBytes     *bytes,
              const void *expected,
              size_t      length)
{
  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, length);
}

void
assert_listed (LapelStore   *store,
               const gint64 *ids,
               size_t        n_ids)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = lapel_store_list (store, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, n_ids);
  for (size_t i = 0; i < n_ids; i++)
    g_assert_cmpint (((LapelRecord *) records->pdata[i])->id, ==, ids[i]);
}

void
assert_text (LapelStore *store,
             gint64      id,
             const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = lapel_store_get_text (store, id, &error);

  g_assert_no_error (error);
  assert_bytes (text, expected, strlen (expected));
}

void
assert_identities (LapelStore *store,
                   const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) identities = lapel_store_list_identities (store, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (unsigned int i = 0; i < identities->len; i++)
    {
      const LapelIdentity *identity = g_ptr_array_index (identities, i);

      g_string_append_printf (text, "%s=%d ", identity->text, identity->kind);
    }
  g_assert_cmpstr (text->str, ==, expected);
}
