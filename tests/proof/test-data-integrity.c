/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-data-integrity.h"

#include "lapel-crypto.h"
#include "lapel-data-integrity-private.h"
#include "lapel-did.h"
#include "lapel-encoding.h"
#include "lapel-error.h"
#include "proof-test.h"

#include <string.h>

/* A file with one line of hex or text. */
static char *
read_line (const char *folder,
           const char *file)
{
  return g_strchomp (lapel_test_read (folder, file, NULL));
}

/* Every key that the published vectors name, and strangers. */
static GPtrArray *
all_keys (const char      *root,
          const LapelJson *cases)
{
  GPtrArray *keys = proof_test_stranger_keys ();
  g_autofree char *chains = g_build_filename (root, "proof-sets-chains", NULL);
  g_autoptr (LapelJsonDoc) pairs = proof_test_read (chains, "multiKeyPairs.json");
  static const char *const names[] = { "keyPair1", "keyPair2", "keyPair3", "keyPair4" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (keys, proof_test_multikey (
                               lapel_json_get (lapel_json_doc_get_root (pairs), names[i])));
  for (uint32_t i = 0; i < lapel_json_count (cases); i++)
    {
      const LapelJson *item = lapel_json_at (cases, i);
      const char *file = lapel_json_get_string (lapel_json_get (item, "files"), "key");
      g_autofree char *folder =
          g_build_filename (root, lapel_json_get_string (item, "folder"), NULL);
      g_autoptr (LapelJsonDoc) key = NULL;

      if (file == NULL)
        continue;
      key = proof_test_read (folder, file);
      g_ptr_array_add (keys, proof_test_multikey (lapel_json_doc_get_root (key)));
    }
  return keys;
}

static void
assert_steps (const char          *folder,
              const LapelHashData *data,
              const LapelJson     *proof)
{
  g_autofree char *document = lapel_test_read (folder, "canonical-document.txt", NULL);
  g_autofree char *options = lapel_test_read (folder, "canonical-proof.txt", NULL);
  g_autofree char *document_hash = read_line (folder, "document-hash.txt");
  g_autofree char *proof_hash = read_line (folder, "proof-hash.txt");
  g_autofree char *hash_data = read_line (folder, "hash-data.txt");
  g_autofree char *signature = read_line (folder, "signature-hex.txt");
  g_autoptr (GBytes) value =
      lapel_multibase_decode (lapel_json_get_string (proof, "proofValue"), NULL, NULL);
  size_t half = data->length / 2;

  g_assert_cmpstr (data->canonical_document->str, ==, document);
  g_assert_cmpstr (data->canonical_options->str, ==, options);
  proof_test_assert_hex (data->bytes, half, proof_hash);
  proof_test_assert_hex (data->bytes + half, half, document_hash);
  proof_test_assert_hex (data->bytes, data->length, hash_data);
  proof_test_assert_hex (g_bytes_get_data (value, NULL), g_bytes_get_size (value), signature);
}

static void
check_vector (LapelWorkspace  *workspace,
              const char      *root,
              const LapelJson *item,
              GPtrArray       *keys)
{
  g_autofree char *folder = g_build_filename (root, lapel_json_get_string (item, "folder"), NULL);
  g_autoptr (LapelJsonDoc) file = proof_test_read (folder, "signed.json");
  g_autoptr (LapelJsonDoc) key_file = proof_test_read (folder, "key.json");
  const LapelJson *document = lapel_json_doc_get_root (file);
  const LapelJson *proof = lapel_json_get (document, "proof");
  g_autoptr (LapelKey) key = proof_test_multikey (lapel_json_doc_get_root (key_file));
  g_autoptr (GError) error = NULL;
  LapelHashData data = { 0 };
  const LapelSuite *suite = lapel_suite_for_proof (proof, &error);

  g_assert_no_error (error);
  lapel_proof_verify (workspace, document, proof, key, &data, &error);
  g_assert_no_error (error);
  assert_steps (folder, &data, proof);
  lapel_hash_data_clear (&data);

  for (guint i = 0; i < keys->len; i++)
    {
      LapelKey *other = keys->pdata[i];

      if (lapel_key_equal (other, key))
        continue;
      if (lapel_key_get_type (other) == lapel_key_get_type (key))
        proof_test_assert_verdict (workspace, document, proof, other, LAPEL_ERROR_SIGNATURE);
      else if (lapel_suite_find (lapel_suite_get_name (suite), lapel_key_get_type (other)) == NULL)
        proof_test_assert_verdict (workspace, document, proof, other, LAPEL_ERROR_KEY_MISMATCH);
      else
        /* The other curve of an ECDSA suite, whose signatures have another length. */
        proof_test_assert_verdict (workspace, document, proof, other, LAPEL_ERROR_ENCODING);
    }
  proof_test_assert_changes_fail (workspace, document, proof, key);
}

static const LapelJson *
load_manifest (const char    *root,
               LapelJsonDoc **out_manifest)
{
  *out_manifest = proof_test_read (root, "manifest.json");
  return lapel_json_get (lapel_json_doc_get_root (*out_manifest), "cases");
}

/* @data: the beginning of the ids of one suite's cases */
static void
test_vectors (gconstpointer data)
{
  const char *prefix = data;
  g_autofree char *root = lapel_test_conformance ("data-integrity");
  g_autofree char *name = g_strconcat ("data-integrity/", prefix, NULL);
  g_autoptr (LapelWorkspace) workspace = root != NULL ? proof_test_workspace () : NULL;
  g_autoptr (LapelJsonDoc) manifest = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  const LapelJson *cases;
  unsigned int passed = 0;

  if (workspace == NULL)
    return;
  cases = load_manifest (root, &manifest);
  keys = all_keys (root, cases);
  for (uint32_t i = 0; i < lapel_json_count (cases); i++)
    {
      const LapelJson *item = lapel_json_at (cases, i);

      if (!g_str_has_prefix (lapel_json_get_string (item, "id"), prefix))
        continue;
      g_test_message ("%s", lapel_json_get_string (item, "id"));
      check_vector (workspace, root, item, keys);
      passed++;
    }
  g_assert_cmpuint (passed, >, 0);
  lapel_test_count (name, passed, passed);
}

/* The key that a proof names by a did:key. */
static LapelKey *
named_key (const LapelJson *proof)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelMethod) method =
      lapel_method_resolve (lapel_json_get_string (proof, "verificationMethod"), NULL, NULL,
                            &error);

  g_assert_no_error (error);
  return lapel_key_ref (method->key);
}

/* A proof that builds on others fails if one of them changes. */
static void
assert_chain_holds (LapelWorkspace  *workspace,
                    const LapelJson *document,
                    uint32_t         index)
{
  g_autoptr (LapelArena) arena = lapel_arena_new (4096);
  const LapelJson *proofs = lapel_json_get (document, "proof");
  const LapelJson *proof = lapel_json_at (proofs, index);
  uint32_t n = lapel_json_count (proofs);
  LapelJson *items = lapel_arena_new_array (arena, LapelJson, n);
  LapelJson list = { .type = LAPEL_JSON_ARRAY, .n = n, .items = items };
  g_autoptr (LapelKey) key = named_key (proof);
  const LapelJson *previous = lapel_json_get (proof, "previousProof");
  gboolean changed = FALSE;

  for (uint32_t i = 0; i < n; i++)
    {
      const LapelJson *item = lapel_json_at (proofs, i);
      const char *id = lapel_json_get_string (item, "id");

      if (id != NULL && lapel_json_has_string (previous, id))
        {
          item = lapel_json_with (item, "created",
                                  lapel_json_new_string ("2001-01-01T00:00:00Z", arena), arena);
          changed = TRUE;
        }
      items[i] = *item;
    }
  g_assert_true (changed);
  proof_test_assert_verdict (workspace, lapel_json_with (document, "proof", &list, arena), proof,
                             key, LAPEL_ERROR_SIGNATURE);
  list.n = 0;
  proof_test_assert_verdict (workspace, lapel_json_with (document, "proof", &list, arena), proof,
                             key, LAPEL_ERROR_PROOF_MALFORMED);
}

static void
test_sets_and_chains (void)
{
  static const char *const files[] = { "signedProofSet1.json", "signedProofSet2.json",
                                       "signedProofChain1.json", "signedProofChain2.json" };
  g_autofree char *root = lapel_test_conformance ("data-integrity/proof-sets-chains");
  g_autoptr (LapelWorkspace) workspace = root != NULL ? proof_test_workspace () : NULL;

  if (workspace == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (LapelJsonDoc) file = proof_test_read (root, files[i]);
      const LapelJson *document = lapel_json_doc_get_root (file);
      const LapelJson *proofs = lapel_json_get (document, "proof");

      for (uint32_t j = 0; j < lapel_json_count (proofs); j++)
        {
          const LapelJson *proof = lapel_json_at (proofs, j);
          g_autoptr (LapelKey) key = named_key (proof);

          g_test_message ("%s, proof %u", files[i], j);
          proof_test_assert_verdict (workspace, document, proof, key, PROOF_TEST_GOOD);
          if (lapel_json_get (proof, "previousProof") != NULL)
            assert_chain_holds (workspace, document, j);
        }
    }
  lapel_test_count ("data-integrity/proof-sets-chains", G_N_ELEMENTS (files), G_N_ELEMENTS (files));
}

/* A chain that names nothing, or nothing that is there exactly once. */
static void
test_previous_refused (void)
{
  static const struct
  {
    const char *previous;
    LapelError code;
  } cases[] = {
    { "null", LAPEL_ERROR_PROOF_MALFORMED },
    { "[]", LAPEL_ERROR_PROOF_MALFORMED },
    { "7", LAPEL_ERROR_PROOF_MALFORMED },
    { "\"urn:none\"", LAPEL_ERROR_PROOF_MALFORMED },
    { "\"urn:twice\"", LAPEL_ERROR_PROOF_MALFORMED },
    { "[\"urn:one\",\"urn:none\"]", LAPEL_ERROR_PROOF_MALFORMED },
    { "\"urn:one\"", LAPEL_ERROR_SIGNATURE },
    { "[0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1,2]",
      LAPEL_ERROR_TOO_COMPLEX },
  };
  g_autoptr (LapelWorkspace) workspace = lapel_workspace_new (NULL);
  g_autoptr (GPtrArray) keys = proof_test_stranger_keys ();
  g_autoptr (LapelJsonDoc) document = proof_test_parse (
      "{\"proof\":[{\"id\":\"urn:twice\"},{\"id\":\"urn:twice\"},{\"id\":\"urn:one\"},{},1]}");
  static const guint8 signature[64] = { 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LapelArena) arena = lapel_arena_new (1024);
      g_autofree char *text =
          g_strdup_printf ("{\"type\":\"DataIntegrityProof\",\"cryptosuite\":\"eddsa-jcs-2022\","
                           "\"verificationMethod\":\"x\",\"proofPurpose\":\"y\","
                           "\"previousProof\":%s}",
                           cases[i].previous);
      g_autoptr (LapelJsonDoc) options = proof_test_parse (text);
      const LapelJson *proof =
          proof_test_with_value (lapel_json_doc_get_root (options), signature, 64, arena);

      g_test_message ("%s", cases[i].previous);
      proof_test_assert_verdict (workspace, lapel_json_doc_get_root (document), proof,
                                 keys->pdata[0], (int) cases[i].code);
    }
}

/* Suites that are known by name only: told apart from broken proofs. */
static void
test_other_suites (void)
{
  g_autofree char *root = lapel_test_conformance ("data-integrity");
  g_autoptr (LapelJsonDoc) manifest = NULL;
  const LapelJson *cases;
  unsigned int n = 0;

  if (root == NULL)
    return;
  cases = load_manifest (root, &manifest);
  for (uint32_t i = 0; i < lapel_json_count (cases); i++)
    {
      const LapelJson *item = lapel_json_at (cases, i);
      g_autofree char *folder =
          g_build_filename (root, lapel_json_get_string (item, "folder"), NULL);
      g_autoptr (LapelJsonDoc) file = NULL;
      g_autoptr (GError) error = NULL;

      if (!g_str_has_prefix (lapel_json_get_string (item, "id"), "bbs-2023"))
        continue;
      file = proof_test_read (folder,
                              lapel_json_get_string (lapel_json_get (item, "files"), "signed"));
      g_assert_null (
          lapel_suite_for_proof (lapel_json_get (lapel_json_doc_get_root (file), "proof"), &error));
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_SUITE_UNSUPPORTED);
      g_assert_nonnull (strstr (error->message, "\"bbs-2023\" exists"));
      n++;
    }
  g_assert_cmpuint (n, ==, 2);
  lapel_test_count ("data-integrity/bbs-2023 (recognised)", n, n);
}

/* derived/: what the mathematics of each proof says. Where that is not the verdict of the manifest,
 * the rest is decided in credential/. */
static const struct
{
  const char *id;
  int outcomes[2];       /* for each proof: PROOF_TEST_GOOD or the code */
  const char *elsewhere; /* (nullable): what credential/ has to look at */
} derived[] = {
  { "00-good", { PROOF_TEST_GOOD }, NULL },
  { "01-claim-changed", { LAPEL_ERROR_SIGNATURE }, NULL },
  { "02-undefined-property-added", { LAPEL_ERROR_DATA_LOSS }, NULL },
  { "03-undefined-type-added", { LAPEL_ERROR_DATA_LOSS }, NULL },
  { "04-context-version-swapped", { LAPEL_ERROR_SIGNATURE }, NULL },
  { "05-unknown-remote-context", { LAPEL_ERROR_CONTEXT_UNKNOWN }, NULL },
  { "06-protected-term-redefined", { LAPEL_ERROR_CONTEXT_INLINE }, NULL },
  { "07-inline-null-term", { LAPEL_ERROR_CONTEXT_INLINE }, NULL },
  { "08-inline-vocab", { LAPEL_ERROR_CONTEXT_INLINE }, NULL },
  { "10-purpose-authentication", { PROOF_TEST_GOOD }, "purpose" },
  { "11-proof-expired", { PROOF_TEST_GOOD }, "expires" },
  { "12-proof-created-in-future", { PROOF_TEST_GOOD }, "created" },
  { "13-no-proof-purpose", { LAPEL_ERROR_PROOF_MALFORMED }, NULL },
  { "14-no-verification-method", { LAPEL_ERROR_PROOF_MALFORMED }, NULL },
  { "15-no-proof-type", { LAPEL_ERROR_PROOF_MALFORMED }, NULL },
  { "16-no-cryptosuite", { LAPEL_ERROR_PROOF_MALFORMED }, NULL },
  { "17-unknown-cryptosuite", { LAPEL_ERROR_SUITE_UNSUPPORTED }, NULL },
  { "18-proof-value-base64url", { LAPEL_ERROR_ENCODING }, NULL },
  { "19-proof-value-short", { LAPEL_ERROR_ENCODING }, NULL },
  { "20-didkey-fragment-mismatch", { LAPEL_ERROR_METHOD_NOT_FOUND }, NULL },
  { "21-issuer-is-not-controller", { PROOF_TEST_GOOD }, "issuer" },
  { "22-key-only-in-url-fragment", { PROOF_TEST_GOOD }, "controller document" },
  { "23-domain-and-challenge", { PROOF_TEST_GOOD }, "domain and challenge" },
  { "24-set-second-signer", { PROOF_TEST_GOOD, PROOF_TEST_GOOD }, "whose proof it is" },
  { "25-set-one-broken", { PROOF_TEST_GOOD, LAPEL_ERROR_SIGNATURE }, "several proofs" },
  { "26-previous-proof-missing", { LAPEL_ERROR_PROOF_MALFORMED }, NULL },
  { "27-empty-proof-array", { PROOF_TEST_GOOD }, "no proof at all" },
  { "28-duplicate-member", { LAPEL_ERROR_JSON_DUPLICATE }, NULL },
  { "29-created-without-zone", { PROOF_TEST_GOOD }, "note on the zone" },
  { "30-rdfc-string-escapes", { PROOF_TEST_GOOD }, NULL },
  { "31-rdfc-double", { PROOF_TEST_GOOD }, NULL },
  { "32-rdfc-integral-number", { PROOF_TEST_GOOD }, NULL },
  { "40-jcs-good", { PROOF_TEST_GOOD }, NULL },
  { "41-jcs-proof-context-not-prefix", { LAPEL_ERROR_PROOF_CONTEXT }, NULL },
  { "42-jcs-number-forms", { PROOF_TEST_GOOD }, NULL },
  { "43-jcs-member-sorting", { PROOF_TEST_GOOD }, NULL },
  { "44-jcs-undefined-term-added", { LAPEL_ERROR_SIGNATURE }, NULL },
  { "45-jcs-context-appended", { PROOF_TEST_GOOD }, NULL },
};

/* The outcome of one proof with the key it names, be it only in a fragment; a case without a method
 * is asked with the issuer's key. */
static int
derived_outcome (LapelWorkspace  *workspace,
                 const LapelJson *document,
                 const LapelJson *proof,
                 LapelHashData   *data)
{
  const char *url = lapel_json_get_string (proof, "verificationMethod");
  g_autoptr (LapelMethod) method = NULL;
  g_autoptr (LapelKey) key = NULL;
  g_autoptr (GError) error = NULL;

  if (url == NULL)
    url = lapel_json_get_string (lapel_json_get (document, "issuer"), "id");
  if (g_str_has_prefix (url, "https:"))
    key = lapel_method_key_from_fragment (url);
  else
    {
      method = lapel_method_resolve (url, NULL, NULL, &error);
      if (method == NULL)
        return error->code;
      key = lapel_key_ref (method->key);
    }
  if (lapel_proof_verify (workspace, document, proof, key, data, &error))
    return PROOF_TEST_GOOD;
  g_test_message ("%s", error->message);
  g_assert_true (error->domain == LAPEL_ERROR);
  return error->code;
}

static void
assert_canonical (const LapelJson     *item,
                  const LapelHashData *data)
{
  const LapelJson *lines = lapel_json_get (item, "canonicalContains");
  const char *digest = lapel_json_get_string (item, "canonicalDocumentSha256");

  for (uint32_t i = 0; i < lapel_json_count (lines); i++)
    {
      const char *line = lapel_json_as_string (lapel_json_at (lines, i));

      g_assert_nonnull (strstr (data->canonical_document->str, line));
    }
  if (digest != NULL)
    {
      g_autofree char *hex =
          lapel_sha256_hex (data->canonical_document->str, data->canonical_document->len);

      g_assert_cmpstr (hex, ==, digest);
    }
}

static void
check_derived (LapelWorkspace  *workspace,
               const char      *folder,
               const LapelJson *item,
               const int       *outcomes)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelJsonDoc) file = NULL;
  const LapelJson *proofs;
  size_t length;

  text = lapel_test_read (folder, lapel_json_get_string (item, "file"), &length);
  file = lapel_json_parse (text, length, &error);
  if (outcomes[0] == LAPEL_ERROR_JSON_DUPLICATE)
    {
      g_assert_null (file);
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_JSON_DUPLICATE);
      return;
    }
  g_assert_no_error (error);
  proofs = lapel_json_get (lapel_json_doc_get_root (file), "proof");
  g_assert_cmpuint (lapel_json_count (proofs), <=, 2);
  for (uint32_t i = 0; i < lapel_json_count (proofs); i++)
    {
      LapelHashData data = { 0 };

      g_assert_cmpint (derived_outcome (workspace, lapel_json_doc_get_root (file),
                                        lapel_json_at (proofs, i), &data),
                       ==, outcomes[i]);
      if (outcomes[i] == PROOF_TEST_GOOD)
        assert_canonical (item, &data);
      lapel_hash_data_clear (&data);
    }
}

static void
test_derived (void)
{
  g_autofree char *folder = lapel_test_conformance ("data-integrity/derived");
  g_autoptr (LapelWorkspace) workspace = lapel_workspace_new (NULL);
  g_autoptr (LapelJsonDoc) manifest = NULL;
  const LapelJson *cases;

  if (folder == NULL)
    return;
  cases = load_manifest (folder, &manifest);
  g_assert_cmpuint (lapel_json_count (cases), ==, G_N_ELEMENTS (derived));
  for (uint32_t i = 0; i < lapel_json_count (cases); i++)
    {
      const LapelJson *item = lapel_json_at (cases, i);

      g_assert_cmpstr (lapel_json_get_string (item, "id"), ==, derived[i].id);
      g_test_message ("%s", derived[i].id);
      check_derived (workspace, folder, item, derived[i].outcomes);
      if (derived[i].elsewhere != NULL)
        g_test_message ("%s: decided in credential/ (%s)", derived[i].id, derived[i].elsewhere);
    }
  lapel_test_count ("data-integrity/derived", lapel_json_count (cases), lapel_json_count (cases));
}

static void
test_suite_refused (void)
{
  static const struct
  {
    const char *proof;
    LapelError code;
  } cases[] = {
    { "{}", LAPEL_ERROR_PROOF_MALFORMED },
    { "[]", LAPEL_ERROR_PROOF_MALFORMED },
    { "{\"type\":[\"DataIntegrityProof\"]}", LAPEL_ERROR_PROOF_MALFORMED },
    { "{\"type\":\"DataIntegrityProof\"}", LAPEL_ERROR_PROOF_MALFORMED },
    { "{\"type\":\"DataIntegrityProof\",\"cryptosuite\":1}", LAPEL_ERROR_PROOF_MALFORMED },
    { "{\"type\":\"DataIntegrityProof\",\"cryptosuite\":\"Ed25519Signature2020\"}",
      LAPEL_ERROR_SUITE_UNSUPPORTED },
    { "{\"type\":\"eddsa-jcs-2022\"}", LAPEL_ERROR_SUITE_UNSUPPORTED },
    { "{\"type\":\"DataIntegrityProof\",\"cryptosuite\":\"\"}", LAPEL_ERROR_SUITE_UNSUPPORTED },
  };
  g_autoptr (LapelJsonDoc) alias =
      proof_test_parse ("{\"type\":\"DataIntegrityProof\",\"cryptosuite\":\"eddsa-2022\"}");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LapelJsonDoc) proof = proof_test_parse (cases[i].proof);
      g_autoptr (GError) error = NULL;

      g_assert_null (lapel_suite_for_proof (lapel_json_doc_get_root (proof), &error));
      g_assert_error (error, LAPEL_ERROR, (int) cases[i].code);
    }
  g_assert_cmpstr (lapel_suite_get_name (
                       lapel_suite_for_proof (lapel_json_doc_get_root (alias), NULL)),
                   ==, "eddsa-rdfc-2022");
}

int
main (int    argc,
      char **argv)
{
  static const char *const verified[] = { "eddsa-rdfc-2022",      "eddsa-jcs-2022",
                                          "ed25519signature2020", "ecdsa-rdfc-2019/p256",
                                          "ecdsa-rdfc-2019/p384", "ecdsa-jcs-2019/p256",
                                          "ecdsa-jcs-2019/p384" };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (verified); i++)
    {
      g_autofree char *path = g_strconcat ("/data-integrity/vectors/", verified[i], NULL);

      g_test_add_data_func (path, verified[i], test_vectors);
    }
  g_test_add_func ("/data-integrity/sets-and-chains", test_sets_and_chains);
  g_test_add_func ("/data-integrity/previous-refused", test_previous_refused);
  g_test_add_func ("/data-integrity/other-suites", test_other_suites);
  g_test_add_func ("/data-integrity/derived", test_derived);
  g_test_add_func ("/data-integrity/suite-refused", test_suite_refused);
  return g_test_run ();
}
