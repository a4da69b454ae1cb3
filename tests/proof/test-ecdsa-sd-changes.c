/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-data-integrity.h"

#include "lapel-ecdsa-sd-private.h"
#include "lapel-encoding.h"
#include "lapel-error.h"
#include "proof-test.h"

#include <string.h>

/* A good derived proof with anything in it changed fails. */

/* A document with a good derived proof, and the key of its issuer. */
typedef struct
{
  LapelWorkspace *workspace;
  LapelJsonDoc *file;
  const LapelJson *document;
  const LapelJson *proof;
  LapelKey *key;
  LapelArena *arena;
} Derived;

static void
derived_close (Derived *derived)
{
  g_clear_pointer (&derived->file, lapel_json_doc_unref);
  g_clear_pointer (&derived->workspace, lapel_workspace_free);
  g_clear_pointer (&derived->key, lapel_key_unref);
  g_clear_pointer (&derived->arena, lapel_arena_free);
  g_free (derived);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Derived, derived_close)

static Derived *
derived_open (const char *folder_name,
              const char *file)
{
  g_autofree char *folder = lapel_test_conformance (folder_name);
  g_autoptr (GError) error = NULL;
  Derived *derived;
  const char *method;

  if (folder == NULL)
    return NULL;
  derived = g_new0 (Derived, 1);
  derived->workspace = proof_test_workspace ();
  derived->arena = lapel_arena_new (4096);
  derived->file = proof_test_read (folder, file);
  derived->document = lapel_json_doc_get_root (derived->file);
  derived->proof = lapel_json_at (lapel_json_get (derived->document, "proof"), 0);
  method = lapel_json_get_string (derived->proof, "verificationMethod");
  derived->key = lapel_key_new_multikey (strchr (method, '#') + 1, &error);
  g_assert_no_error (error);
  return derived;
}

/* @derived's document with one more or another member. */
static void
assert_document_fails (const Derived *derived,
                       const char    *member,
                       const char    *json,
                       LapelError     code)
{
  g_autoptr (LapelJsonDoc) value = proof_test_parse (json);
  const LapelJson *document =
      lapel_json_with (derived->document, member, lapel_json_doc_get_root (value), derived->arena);

  proof_test_assert_verdict (derived->workspace, document, derived->proof, derived->key,
                             (int) code);
}

static const LapelJson *
with_value (const Derived           *derived,
            const LapelEcdsaSdValue *value)
{
  g_autofree char *text = lapel_ecdsa_sd_value_to_text (value);

  return lapel_json_with (derived->proof, "proofValue",
                          lapel_json_new_string (text, derived->arena), derived->arena);
}

static LapelEcdsaSdValue *
read_value (const Derived *derived)
{
  return lapel_ecdsa_sd_value_parse (lapel_json_get_string (derived->proof, "proofValue"), NULL);
}

static void
assert_value_fails (const Derived           *derived,
                    const LapelEcdsaSdValue *value)
{
  proof_test_assert_verdict (derived->workspace, derived->document, with_value (derived, value),
                             derived->key, LAPEL_ERROR_SIGNATURE);
}

/* Each signature with a flipped bit, with r and s swapped, with zeros, and in another's place. */
static void
assert_signatures_hold (const Derived *derived)
{
  g_autoptr (LapelEcdsaSdValue) value = read_value (derived);
  size_t n = lapel_ecdsa_sd_value_count (value);

  for (size_t i = 0; i <= n; i++)
    {
      guint8 *signature = i < n ? value->signatures->data + i * LAPEL_ECDSA_SD_SIGNATURE_SIZE
                                : value->base_signature;
      guint8 kept[LAPEL_ECDSA_SD_SIGNATURE_SIZE];
      guint8 swapped[LAPEL_ECDSA_SD_SIGNATURE_SIZE];

      memcpy (kept, signature, sizeof kept);
      for (size_t byte = 0; byte < sizeof kept; byte += 31)
        {
          signature[byte] ^= 0x80;
          assert_value_fails (derived, value);
          signature[byte] ^= 0x80;
        }
      memcpy (swapped, kept + sizeof kept / 2, sizeof kept / 2);
      memcpy (swapped + sizeof kept / 2, kept, sizeof kept / 2);
      memcpy (signature, swapped, sizeof kept);
      assert_value_fails (derived, value);
      memset (signature, 0, sizeof kept);
      assert_value_fails (derived, value);
      memcpy (signature, value->signatures->data + (i + 1) % n * LAPEL_ECDSA_SD_SIGNATURE_SIZE,
              sizeof kept);
      assert_value_fails (derived, value);
      memcpy (signature, kept, sizeof kept);
    }
  g_byte_array_append (value->signatures, value->signatures->data, LAPEL_ECDSA_SD_SIGNATURE_SIZE);
  assert_value_fails (derived, value);
  g_byte_array_set_size (value->signatures, (guint) (n - 1) * LAPEL_ECDSA_SD_SIGNATURE_SIZE);
  assert_value_fails (derived, value);
}

/* Labels that are others, one for two nodes, one too many or missing. */
static void
assert_labels_hold (const Derived *derived)
{
  g_autoptr (LapelEcdsaSdValue) value = read_value (derived);
  guint n = value->labels->len;
  LapelEcdsaSdLabel *labels = (LapelEcdsaSdLabel *) (gpointer) value->labels->data;
  LapelEcdsaSdLabel more = { 1000, { 1 } };

  labels[0].label[5] ^= 0x80;
  assert_value_fails (derived, value);
  labels[0].label[5] ^= 0x80;
  labels[n - 1].number++;
  assert_value_fails (derived, value);
  labels[n - 1].number--;
  g_array_append_val (value->labels, more);
  assert_value_fails (derived, value);
  g_array_set_size (value->labels, n - 1);
  assert_value_fails (derived, value);
  if (n < 2)
    return;
  g_array_append_val (value->labels, more);
  labels = (LapelEcdsaSdLabel *) (gpointer) value->labels->data;
  labels[n - 1].number = n - 1;
  memcpy (labels[n - 1].label, labels[0].label, sizeof labels[0].label);
  assert_value_fails (derived, value);
}

/* Mandatory quads that are others, twice, out of range or missing. */
static void
assert_indexes_hold (const Derived *derived)
{
  g_autoptr (LapelEcdsaSdValue) value = read_value (derived);
  guint n = value->indexes->len;
  guint64 *indexes;
  const guint64 far = G_MAXUINT64;
  const guint64 first = n > 0 ? g_array_index (value->indexes, guint64, 0) : 0;

  g_array_append_val (value->indexes, far);
  assert_value_fails (derived, value);
  g_array_set_size (value->indexes, n);
  g_array_append_val (value->indexes, first);
  assert_value_fails (derived, value);
  g_array_set_size (value->indexes, n);
  if (n == 0)
    return;
  /* Twice, with the number of signatures to match. */
  g_array_append_val (value->indexes, first);
  g_byte_array_set_size (value->signatures, value->signatures->len - LAPEL_ECDSA_SD_SIGNATURE_SIZE);
  assert_value_fails (derived, value);
  g_array_set_size (value->indexes, n);
  g_byte_array_set_size (value->signatures, value->signatures->len + LAPEL_ECDSA_SD_SIGNATURE_SIZE);
  indexes = (guint64 *) (gpointer) value->indexes->data;
  indexes[n - 1]++;
  assert_value_fails (derived, value);
  g_array_set_size (value->indexes, n - 1);
  assert_value_fails (derived, value);
}

static void
assert_keys_hold (const Derived *derived)
{
  g_autoptr (GPtrArray) keys = proof_test_stranger_keys ();
  g_autoptr (LapelEcdsaSdValue) value = read_value (derived);
  g_autoptr (GBytes) stranger = NULL;

  for (guint i = 0; i < keys->len; i++)
    {
      LapelKeyType type = lapel_key_get_type (keys->pdata[i]);
      gboolean same_type = type == LAPEL_KEY_P256;

      proof_test_assert_verdict (derived->workspace, derived->document, derived->proof,
                                 keys->pdata[i],
                                 same_type                ? LAPEL_ERROR_SIGNATURE
                                 : type == LAPEL_KEY_P384 ? LAPEL_ERROR_SUITE_UNSUPPORTED
                                                          : LAPEL_ERROR_KEY_MISMATCH);
      if (same_type)
        {
          g_autofree char *multikey = lapel_key_dup_multikey (keys->pdata[i]);

          stranger = lapel_multibase_decode (multikey, NULL, NULL);
        }
    }
  /* The key of the statements is signed by the issuer. */
  memcpy (value->public_key, g_bytes_get_data (stranger, NULL), sizeof value->public_key);
  assert_value_fails (derived, value);
}

/* @data: a folder and a file */
static void
test_changes (gconstpointer data)
{
  const char *const *names = data;
  g_autoptr (Derived) derived = derived_open (names[0], names[1]);

  if (derived == NULL)
    return;
  proof_test_assert_verdict (derived->workspace, derived->document, derived->proof, derived->key,
                             PROOF_TEST_GOOD);
  assert_signatures_hold (derived);
  assert_labels_hold (derived);
  assert_indexes_hold (derived);
  assert_keys_hold (derived);
  proof_test_assert_hiding_fails (derived->workspace, derived->document, derived->proof,
                                  derived->key, "validFrom");
  assert_document_fails (derived, "validFrom", "\"2024-12-16T00:00:01Z\"", LAPEL_ERROR_SIGNATURE);
  assert_document_fails (derived, "name", "\"Added\"", LAPEL_ERROR_SIGNATURE);
  assert_document_fails (derived, "credentialSubject", "{\"id\":\"urn:other\"}",
                         LAPEL_ERROR_SIGNATURE);
  assert_document_fails (derived, "inventedMember", "\"Added\"", LAPEL_ERROR_DATA_LOSS);
  proof_test_assert_verdict (derived->workspace, derived->document,
                             lapel_json_with (derived->proof, "created",
                                              lapel_json_new_string ("2024-01-01T00:00:00Z",
                                                                     derived->arena),
                                              derived->arena),
                             derived->key, LAPEL_ERROR_SIGNATURE);
}

/* One node shown as two under one label would say the same statements, but of somebody else: a
 * subject with a name, and beside it one with the award. */
static void
test_split_node (void)
{
  static const char subjects[] =
      "[{\"type\":[\"PermanentResident\",\"Person\"]},"
      "{\"type\":[\"PermanentResident\",\"Person\"],\"birthCountry\":\"Arcadia\"}]";
  g_autoptr (Derived) derived =
      derived_open ("data-integrity/ecdsa-sd-2023/prc", "derivedRevealDocument.json");
  g_autoptr (LapelJsonDoc) split = proof_test_parse (subjects);
  g_autoptr (LapelEcdsaSdValue) value = NULL;
  LapelEcdsaSdLabel pair[2];

  if (derived == NULL)
    return;
  derived->document = lapel_json_with (derived->document, "credentialSubject",
                                       lapel_json_doc_get_root (split), derived->arena);
  value = read_value (derived);
  g_assert_cmpuint (value->labels->len, ==, 2);
  memcpy (pair, value->labels->data, sizeof pair);

  /* Two of the three nodes share the subject's label; which ones, only canonicalization knows. */
  for (guint other = 0; other < 3; other++)
    {
      g_array_set_size (value->labels, 0);
      for (guint i = 0; i < 3; i++)
        {
          LapelEcdsaSdLabel label = pair[i == other ? 1 : 0];

          label.number = i;
          g_array_append_val (value->labels, label);
        }
      assert_value_fails (derived, value);
    }
}

int
main (int    argc,
      char **argv)
{
  static const char *const prc[] = { "data-integrity/ecdsa-sd-2023/prc",
                                     "derivedRevealDocument.json" };
  static const char *const employ[] = { "data-integrity/ecdsa-sd-2023/employ",
                                        "derivedRevealDocument.json" };
  static const char *const badge[] = { "ob3/1edtech", "sd-derivedcredential.json" };

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/ecdsa-sd-changes/employ", employ, test_changes);
  g_test_add_data_func ("/ecdsa-sd-changes/prc", prc, test_changes);
  g_test_add_data_func ("/ecdsa-sd-changes/badge", badge, test_changes);
  g_test_add_func ("/ecdsa-sd-changes/split-node", test_split_node);
  return g_test_run ();
}
