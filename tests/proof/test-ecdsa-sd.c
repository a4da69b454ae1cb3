/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ecdsa-sd-vector.h"
#include "lapel-encoding.h"
#include "lapel-error.h"

/* ecdsa-sd-2023 against every intermediate step of the published vectors, whose files keep the
 * names of the specification: add… of the issuer, derived… of the holder, verify… */

/* Selected quads of the whole. */
static gboolean *
mark (const EcdsaSdVector *vector,
      const GPtrArray     *pointers)
{
  g_autoptr (GError) error = NULL;
  gboolean *marks = lapel_ecdsa_sd_parts_mark (vector->parts, pointers, NULL, &error);

  g_assert_no_error (error);
  return marks;
}

static void
assert_lines (const LapelJson *expected,
              const GPtrArray *lines)
{
  g_assert_cmpuint (lapel_json_count (expected), ==, lines->len);
  for (guint i = 0; i < lines->len; i++)
    g_assert_cmpstr (lapel_json_as_string (lapel_json_at (expected, i)), ==, lines->pdata[i]);
}

/* A JavaScript Map of numbers and quads, as the vectors write it. */
static void
assert_marked (const LapelJson     *map,
               const EcdsaSdVector *vector,
               const gboolean      *marks,
               gboolean             marked)
{
  const GPtrArray *quads = vector->parts->quads;
  const LapelJson *pairs = lapel_json_get (map, "value");
  uint32_t n = 0;

  for (guint i = 0; i < quads->len; i++)
    {
      const LapelJson *pair;

      if (marks[i] != marked)
        continue;
      pair = lapel_json_at (pairs, n++);
      g_assert_cmpuint ((guint) lapel_json_at (pair, 0)->number, ==, i);
      g_assert_cmpstr (lapel_json_as_string (lapel_json_at (pair, 1)), ==, quads->pdata[i]);
    }
  g_assert_cmpuint (lapel_json_count (pairs), ==, n);
}

static void
assert_signatures (const LapelJson         *list,
                   const LapelEcdsaSdValue *value)
{
  g_assert_cmpuint (lapel_json_count (list), ==, lapel_ecdsa_sd_value_count (value));
  for (uint32_t i = 0; i < lapel_json_count (list); i++)
    proof_test_assert_hex (value->signatures->data + (size_t) i * LAPEL_ECDSA_SD_SIGNATURE_SIZE,
                           LAPEL_ECDSA_SD_SIGNATURE_SIZE,
                           lapel_json_as_string (lapel_json_at (list, i)));
}

static void
assert_multikey (const char              *expected,
                 const LapelEcdsaSdValue *value)
{
  g_autofree char *encoded = lapel_base58_encode (value->public_key, sizeof value->public_key);

  g_assert_cmpstr (expected + 1, ==, encoded);
}

/* The members that the files of base and derived values share. */
static void
assert_value (const LapelJson         *expected,
              const char              *key_member,
              const LapelEcdsaSdValue *value)
{
  proof_test_assert_hex (value->base_signature, sizeof value->base_signature,
                         lapel_json_get_string (expected, "baseSignature"));
  assert_multikey (lapel_json_get_string (expected, key_member), value);
  assert_signatures (lapel_json_get (expected, "signatures"), value);
}

static void
assert_pointers (const LapelJson         *expected,
                 const LapelEcdsaSdValue *value)
{
  g_assert_cmpuint (lapel_json_count (expected), ==, value->pointers->len);
  for (uint32_t i = 0; i < lapel_json_count (expected); i++)
    g_assert_cmpstr (lapel_json_as_string (lapel_json_at (expected, i)), ==,
                     value->pointers->pdata[i]);
}

/* addRawBaseSignatureInfo, derivedRecoveredBaseData, addSignedSDBase */
static void
check_base_value (const EcdsaSdVector *vector)
{
  g_autoptr (LapelJsonDoc) raw = ecdsa_sd_vector_read (vector, "addRawBaseSignatureInfo");
  g_autoptr (LapelJsonDoc) recovered = ecdsa_sd_vector_read (vector, "derivedRecoveredBaseData");
  const LapelJson *expected = lapel_json_doc_get_root (recovered);
  g_autofree char *text = lapel_ecdsa_sd_value_to_text (vector->base);

  g_assert_false (vector->base->derived);
  assert_value (lapel_json_doc_get_root (raw), "publicKey", vector->base);
  assert_pointers (lapel_json_get (lapel_json_doc_get_root (raw), "mandatoryPointers"),
                   vector->base);
  assert_value (expected, "proofPublicKey", vector->base);
  assert_pointers (lapel_json_get (expected, "mandatoryPointers"), vector->base);
  proof_test_assert_hex (vector->base->hmac_key, sizeof vector->base->hmac_key,
                         lapel_json_get_string (expected, "hmacKey"));
  g_assert_cmpstr (text, ==, lapel_json_get_string (vector->proof, "proofValue"));
}

/* addBaseDocCanon, addBaseDocHMACCanon */
static void
check_quads (const EcdsaSdVector *vector)
{
  g_autoptr (LapelJsonDoc) canonical = ecdsa_sd_vector_read (vector, "addBaseDocCanon");
  g_autoptr (LapelJsonDoc) hidden = ecdsa_sd_vector_read (vector, "addBaseDocHMACCanon");
  const LapelJson *lines = lapel_json_doc_get_root (canonical);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (LapelEcdsaSdParts) parts = NULL;

  for (uint32_t i = 0; i < lapel_json_count (lines); i++)
    g_string_append (text, lapel_json_as_string (lapel_json_at (lines, i)));
  parts =
      lapel_ecdsa_sd_parts_new (vector->workspace, vector->document, vector->base->hmac_key, NULL);
  g_assert_cmpstr (vector->workspace->data.canonical_document->str, ==, text->str);
  assert_lines (lapel_json_doc_get_root (hidden), vector->parts->quads);
}

/* addBaseTransform, addHashData, addPointerValues */
static void
check_mandatory (const EcdsaSdVector *vector)
{
  g_autoptr (LapelJsonDoc) transform = ecdsa_sd_vector_read (vector, "addBaseTransform");
  g_autoptr (LapelJsonDoc) hashes = ecdsa_sd_vector_read (vector, "addHashData");
  g_autoptr (LapelJsonDoc) pointers = ecdsa_sd_vector_read (vector, "addPointerValues");
  const LapelJson *expected = lapel_json_doc_get_root (transform);
  g_autofree gboolean *marks = mark (vector, vector->mandatory);
  const LapelJson *part =
      lapel_ecdsa_sd_select (vector->document, vector->mandatory, vector->parts->objects,
                             vector->workspace->arena, NULL);
  guint8 hash[32];

  assert_marked (lapel_json_get (expected, "mandatory"), vector, marks, TRUE);
  assert_marked (lapel_json_get (expected, "nonMandatory"), vector, marks, FALSE);
  lapel_ecdsa_sd_hash_marked (vector->parts->quads, marks, hash);
  proof_test_assert_hex (hash, sizeof hash,
                         lapel_json_get_string (lapel_json_doc_get_root (hashes), "mandatoryHash"));
  for (uint32_t i = 0; i < vector->mandatory->len; i++)
    {
      const LapelJson *item = lapel_json_at (lapel_json_doc_get_root (pointers), i);

      g_assert_true (
          lapel_json_equal (lapel_json_get (part, ((char **) vector->mandatory->pdata[i])[0]),
                            lapel_json_get (item, "value")));
    }
}

/* addProofConfig, addProofConfigCanon, addHashData */
static void
check_options (const EcdsaSdVector *vector)
{
  const LapelSuite *suite = lapel_suite_for_proof (vector->proof, NULL);
  const LapelJson *options =
      lapel_json_without (vector->proof, "proofValue", vector->workspace->arena);
  g_autoptr (LapelJsonDoc) config = ecdsa_sd_vector_read (vector, "addProofConfig");
  g_autoptr (LapelJsonDoc) hashes = ecdsa_sd_vector_read (vector, "addHashData");
  g_autofree char *canonical = lapel_test_read (vector->folder, "addProofConfigCanon.txt", NULL);
  const GString *text = vector->workspace->data.canonical_options;
  g_autoptr (GError) error = NULL;
  guint8 hash[32];

  g_assert_true (lapel_json_equal (lapel_json_doc_get_root (config),
                                   lapel_json_with (options, "@context",
                                                    lapel_json_get (vector->document, "@context"),
                                                    vector->workspace->arena)));
  lapel_workspace_canonicalize_options (vector->workspace, suite, LAPEL_RDF_ESCAPE_RDFC,
                                        vector->document, options, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text->str, ==, canonical);
  lapel_hash (LAPEL_HASH_SHA256, text->str, text->len, hash);
  proof_test_assert_hex (hash, sizeof hash,
                         lapel_json_get_string (lapel_json_doc_get_root (hashes), "proofHash"));
}

static void
assert_indexes (const LapelJson *expected,
                const gboolean  *marks,
                guint            n)
{
  uint32_t found = 0;

  for (guint i = 0; i < n; i++)
    if (marks[i])
      g_assert_cmpuint ((guint) lapel_json_at (expected, found++)->number, ==, i);
  g_assert_cmpuint (lapel_json_count (expected), ==, found);
}

/* derivedAllGroupData, derivedGroupIndexes */
static void
check_groups (const EcdsaSdVector *vector)
{
  g_autoptr (LapelJsonDoc) all = ecdsa_sd_vector_read (vector, "derivedAllGroupData");
  g_autoptr (LapelJsonDoc) indexes = ecdsa_sd_vector_read (vector, "derivedGroupIndexes");
  const LapelJson *groups = lapel_json_get (lapel_json_doc_get_root (all), "groups");
  const LapelJson *lists = lapel_json_doc_get_root (indexes);
  const struct
  {
    const char *name;
    const char *list;
    const GPtrArray *pointers;
  } names[] = { { "mandatory", "mandatoryIndexes", vector->mandatory },
                { "selective", "selectiveIndexes", vector->selective },
                { "combined", "combinedIndexes", vector->combined } };

  assert_lines (lapel_json_get (lapel_json_doc_get_root (all), "nquads"), vector->parts->quads);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree gboolean *marks = mark (vector, names[i].pointers);
      const LapelJson *group = lapel_json_get (groups, names[i].name);

      assert_marked (lapel_json_get (group, "matching"), vector, marks, TRUE);
      assert_marked (lapel_json_get (group, "nonMatching"), vector, marks, FALSE);
      assert_indexes (lapel_json_get (lists, names[i].list), marks, vector->parts->quads->len);
    }
}

/* Derives what selectivePointers.json asks for. */
static LapelJsonDoc *
derive (const EcdsaSdVector *vector)
{
  g_autoptr (LapelJsonDoc) file = ecdsa_sd_vector_read (vector, "selectivePointers");
  const LapelJson *list = lapel_json_doc_get_root (file);
  g_autoptr (GPtrArray) pointers = g_ptr_array_new ();
  g_autoptr (LapelKey) key = ecdsa_sd_vector_key (vector);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  for (uint32_t i = 0; i < lapel_json_count (list); i++)
    g_ptr_array_add (pointers, (gpointer) lapel_json_as_string (lapel_json_at (list, i)));
  g_ptr_array_add (pointers, NULL);
  text = lapel_proof_derive (vector->workspace, lapel_json_doc_get_root (vector->file),
                             vector->proof, key, (const char *const *) pointers->pdata, &error);
  g_assert_no_error (error);
  return proof_test_parse (text);
}

static void
assert_labels (const LapelJson         *pairs,
               const LapelEcdsaSdValue *value)
{
  g_assert_cmpuint (lapel_json_count (pairs), ==, value->labels->len);
  for (uint32_t i = 0; i < value->labels->len; i++)
    {
      const LapelEcdsaSdLabel *label = &g_array_index (value->labels, LapelEcdsaSdLabel, i);
      g_autofree char *name = g_strdup_printf ("c14n%" G_GUINT64_FORMAT, label->number);
      g_autofree char *text = lapel_ecdsa_sd_label_to_text (label->label);
      const LapelJson *pair = lapel_json_at (pairs, i);

      g_assert_cmpstr (lapel_json_as_string (lapel_json_at (pair, 0)), ==, name);
      g_assert_cmpstr (lapel_json_as_string (lapel_json_at (pair, 1)), ==, text);
    }
}

static void
assert_mandatory_indexes (const LapelJson         *expected,
                          const LapelEcdsaSdValue *value)
{
  g_assert_cmpuint (lapel_json_count (expected), ==, value->indexes->len);
  for (uint32_t i = 0; i < value->indexes->len; i++)
    g_assert_cmpuint ((guint64) lapel_json_at (expected, i)->number, ==,
                      g_array_index (value->indexes, guint64, i));
}

/* derivedUnsignedReveal, derivedRevealDocument, derivedAdjMandatoryIndexes, derivedAdjSignatures,
 * derivedDisclosureData, verifyDerivedProofValue */
static void
check_derived (const EcdsaSdVector *vector)
{
  g_autoptr (LapelArena) arena = lapel_arena_new (1024);
  g_autoptr (LapelJsonDoc) unsigned_file = ecdsa_sd_vector_read (vector, "derivedUnsignedReveal");
  g_autoptr (LapelJsonDoc) signed_file = ecdsa_sd_vector_read (vector, "derivedRevealDocument");
  g_autoptr (LapelJsonDoc) disclosure = ecdsa_sd_vector_read (vector, "derivedDisclosureData");
  g_autoptr (LapelJsonDoc) indexes = ecdsa_sd_vector_read (vector, "derivedAdjMandatoryIndexes");
  g_autoptr (LapelJsonDoc) signatures = ecdsa_sd_vector_read (vector, "derivedAdjSignatures");
  g_autoptr (LapelJsonDoc) parsed = ecdsa_sd_vector_read (vector, "verifyDerivedProofValue");
  g_autoptr (LapelJsonDoc) file = derive (vector);
  const LapelJson *document = lapel_json_doc_get_root (file);
  const char *text = lapel_json_get_string (lapel_json_get (document, "proof"), "proofValue");
  g_autoptr (LapelEcdsaSdValue) value = lapel_ecdsa_sd_value_parse (text, NULL);
  g_autofree char *again = lapel_ecdsa_sd_value_to_text (value);
  const LapelJson *expected = lapel_json_doc_get_root (disclosure);

  g_assert_cmpstr (again, ==, text);
  g_assert_cmpstr (text, ==,
                   lapel_json_get_string (lapel_json_get (lapel_json_doc_get_root (signed_file),
                                                          "proof"),
                                          "proofValue"));
  g_assert_true (lapel_json_equal (document, lapel_json_doc_get_root (signed_file)));
  g_assert_true (lapel_json_equal (lapel_json_without (document, "proof", arena),
                                   lapel_json_doc_get_root (unsigned_file)));

  g_assert_true (value->derived);
  assert_value (expected, "publicKey", value);
  assert_labels (lapel_json_get (lapel_json_get (expected, "labelMap"), "value"), value);
  assert_mandatory_indexes (lapel_json_get (expected, "mandatoryIndexes"), value);
  assert_mandatory_indexes (lapel_json_get (lapel_json_doc_get_root (indexes),
                                            "adjMandatoryIndexes"),
                            value);
  assert_signatures (lapel_json_get (lapel_json_doc_get_root (signatures), "filteredSignatures"),
                     value);
  expected = lapel_json_doc_get_root (parsed);
  assert_value (expected, "publicKey", value);
  assert_labels (lapel_json_get (expected, "labelMap"), value);
  assert_mandatory_indexes (lapel_json_get (expected, "mandatoryIndexes"), value);
}

/* verifyNQuads, verifyCreateVerifyData */
static void
check_verify (const EcdsaSdVector *vector)
{
  g_autoptr (LapelJsonDoc) file = ecdsa_sd_vector_read (vector, "derivedRevealDocument");
  g_autoptr (LapelJsonDoc) quads = ecdsa_sd_vector_read (vector, "verifyNQuads");
  g_autoptr (LapelJsonDoc) verify = ecdsa_sd_vector_read (vector, "verifyCreateVerifyData");
  const LapelJson *document = lapel_json_doc_get_root (file);
  const LapelJson *expected = lapel_json_doc_get_root (verify);
  const LapelJson *lines = lapel_json_doc_get_root (quads);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (LapelKey) key = ecdsa_sd_vector_key (vector);
  g_autoptr (GError) error = NULL;
  LapelHashData data = { 0 };

  lapel_proof_verify (vector->workspace, document, lapel_json_get (document, "proof"), key, &data,
                      &error);
  g_assert_no_error (error);
  for (uint32_t i = 0; i < lapel_json_count (lines); i++)
    g_string_append (text, lapel_json_as_string (lapel_json_at (lines, i)));
  g_assert_cmpstr (data.canonical_document->str, ==, text->str);
  g_assert_cmpuint (data.length, ==, 64);
  proof_test_assert_hex (data.bytes, 32, lapel_json_get_string (expected, "proofHash"));
  proof_test_assert_hex (data.bytes + 32, 32, lapel_json_get_string (expected, "mandatoryHash"));
  lapel_hash_data_clear (&data);
}

static void
test_vector (gconstpointer data)
{
  g_autoptr (EcdsaSdVector) vector = ecdsa_sd_vector_open (data);
  g_autofree char *name = g_strconcat ("data-integrity/ecdsa-sd-2023/", data, NULL);
  g_autoptr (LapelKey) key = NULL;

  if (vector == NULL)
    return;
  check_base_value (vector);
  check_quads (vector);
  check_mandatory (vector);
  check_options (vector);
  check_groups (vector);
  check_derived (vector);
  check_verify (vector);

  key = ecdsa_sd_vector_key (vector);
  proof_test_assert_verdict (vector->workspace, lapel_json_doc_get_root (vector->file),
                             vector->proof, key, LAPEL_ERROR_PROOF_NOT_DERIVED);
  lapel_test_count (name, 2, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/ecdsa-sd/vectors/employ", "employ", test_vector);
  g_test_add_data_func ("/ecdsa-sd/vectors/prc", "prc", test_vector);
  return g_test_run ();
}
