/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-explain.h"

#include "proof-test.h"

#include <string.h>

#define PAYLOAD                                                                                    \
  "{\"iss\":\"%s\",\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],\"id\":\"urn:x:1\","    \
  "\"type\":[\"VerifiableCredential\"],\"issuer\":\"%s\",\"credentialSubject\":{\"id\":\"urn:a\"}" \
  "}"

/* Which step stands in which file of a published vector. */
static const struct
{
  const char *step;
  const char *file;
} vector_files[] = {
  { "canonical-options", "canonical-proof.txt" },
  { "canonical-document", "canonical-document.txt" },
  { "options-hash", "proof-hash.txt" },
  { "document-hash", "document-hash.txt" },
  { "hash-data", "hash-data.txt" },
  { "signature", "proof-value.txt" },
};

static const char *
get (const GPtrArray *explanations,
     const char      *name)
{
  const GArray *steps;

  g_assert_cmpuint (explanations->len, >=, 1);
  steps = g_ptr_array_index (explanations, 0);
  for (unsigned int i = 0; i < steps->len; i++)
    if (g_str_equal (g_array_index (steps, LapelParam, i).name, name))
      return g_array_index (steps, LapelParam, i).value;
  return NULL;
}

static GPtrArray *
explain (LapelWorkspace *workspace,
         const char     *text)
{
  const LapelVerifyOptions options = { .now = 0 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelCredential) credential = lapel_credential_parse (bytes, &error);

  g_assert_no_error (error);
  return lapel_credential_explain (credential, workspace, &options);
}

static void
check_vector (LapelWorkspace *workspace,
              const char     *folder)
{
  g_autofree char *text = lapel_test_read (folder, "signed.json", NULL);
  g_autoptr (GPtrArray) explanations = explain (workspace, text);

  g_test_message ("%s", folder);
  g_assert_cmpstr (get (explanations, "outcome"), ==, "ok");
  g_assert_cmpstr (get (explanations, "key-from"), ==, "identifier");
  for (gsize i = 0; i < G_N_ELEMENTS (vector_files); i++)
    {
      g_autofree char *expected = lapel_test_read (folder, vector_files[i].file, NULL);

      /* Only in N-Quads the last line's end belongs to what is hashed. */
      if (!g_str_has_prefix (vector_files[i].step, "canonical-") || expected[0] == '{')
        g_strchomp (expected);
      g_assert_cmpstr (get (explanations, vector_files[i].step), ==, expected);
    }
}

/* Every published file of intermediate values is what is shown. */
static void
test_vectors (void)
{
  static const char *const suites[] = { "eddsa-rdfc-2022", "eddsa-jcs-2022", "ecdsa-rdfc-2019",
                                        "ecdsa-jcs-2019", "ed25519signature2020" };
  g_autofree char *root = lapel_test_conformance ("data-integrity");
  g_autoptr (LapelWorkspace) workspace = proof_test_workspace ();
  unsigned int n = 0;

  if (workspace == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (suites); i++)
    {
      g_autofree char *folder = g_build_filename (root, suites[i], NULL);
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

      g_assert_nonnull (dir);
      for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
        {
          g_autofree char *vector = g_build_filename (folder, name, NULL);

          check_vector (workspace, vector);
          n++;
        }
    }
  g_assert_cmpuint (n, >=, G_N_ELEMENTS (suites));
}

/* The examples of Open Badges and of transcripts have their hashes in one file. The key is in the
 * URL alone. */
static void
test_badge_vectors (void)
{
  static const struct
  {
    const char *step;
    const char *member;
  } values[] = {
    { "options-hash", "proof-hash" },
    { "document-hash", "document-hash" },
    { "hash-data", "data" },
    { "signature", "proof-value" },
  };
  static const char *const folders[] = { "ob3/vector", "clr2/vector" };
  g_autoptr (LapelWorkspace) workspace = lapel_workspace_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = lapel_test_conformance (folders[i]);
      g_autofree char *text = NULL;
      g_autofree char *document = NULL;
      g_autofree char *options = NULL;
      g_autoptr (JsonNode) node = NULL;
      g_autoptr (GPtrArray) explanations = NULL;

      if (folder == NULL)
        return;
      text = lapel_test_read (folder, "signed.json", NULL);
      document = lapel_test_read (folder, "canonical-document.txt", NULL);
      options = lapel_test_read (folder, "canonical-proof.txt", NULL);
      node = lapel_test_read_json (folder, "values.json");
      explanations = explain (workspace, text);

      g_assert_cmpstr (get (explanations, "canonical-document"), ==, document);
      g_assert_cmpstr (get (explanations, "canonical-options"), ==, options);
      for (gsize k = 0; k < G_N_ELEMENTS (values); k++)
        g_assert_cmpstr (get (explanations, values[k].step), ==,
                         json_object_get_string_member (json_node_get_object (node),
                                                        values[k].member));
    }
}

/* What was changed shows at the step where it comes in, and nowhere before. */
static void
test_first_difference (void)
{
  g_autofree char *root = lapel_test_conformance ("data-integrity/eddsa-rdfc-2022/alumni");
  g_autoptr (LapelWorkspace) workspace = proof_test_workspace ();
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) good = NULL;
  g_autoptr (GPtrArray) bad = NULL;

  if (workspace == NULL)
    return;
  text = lapel_test_read (root, "signed.json", NULL);
  good = explain (workspace, text);
  strstr (text, "minimum")[0] = 'M';
  bad = explain (workspace, text);

  g_assert_cmpstr (get (bad, "outcome"), ==, "signature-mismatch");
  g_assert_nonnull (get (bad, "message"));
  g_assert_cmpstr (get (bad, "canonical-options"), ==, get (good, "canonical-options"));
  g_assert_cmpstr (get (bad, "options-hash"), ==, get (good, "options-hash"));
  g_assert_cmpstr (get (bad, "canonical-document"), !=, get (good, "canonical-document"));
  g_assert_cmpstr (get (bad, "document-hash"), !=, get (good, "document-hash"));
}

static void
test_token (void)
{
  static const guint8 seed[32] = { 1 };
  g_autoptr (LapelWorkspace) workspace = lapel_workspace_new (NULL);
  g_autoptr (LapelSigner) signer = lapel_signer_new (seed);
  const char *did = lapel_signer_get_did (signer);
  g_autofree char *header =
      g_strdup_printf ("{\"kid\":\"%s\",\"alg\":\"EdDSA\"}", lapel_signer_get_method (signer));
  g_autofree char *sorted =
      g_strdup_printf ("{\"alg\":\"EdDSA\",\"kid\":\"%s\"}", lapel_signer_get_method (signer));
  g_autofree char *payload = g_strdup_printf (PAYLOAD, did, did);
  g_autofree char *token = lapel_jws_sign (header, payload, signer);
  g_autoptr (GPtrArray) explanations = explain (workspace, token);
  const char *input = get (explanations, "signing-input");

  g_assert_cmpstr (get (explanations, "outcome"), ==, "ok");
  g_assert_cmpstr (get (explanations, "credential"), ==, "urn:x:1");
  g_assert_cmpstr (get (explanations, "header"), ==, sorted);
  g_assert_cmpstr (get (explanations, "key"), ==, did + strlen ("did:key:"));
  g_assert_cmpint (strlen (get (explanations, "signature")), ==, 128);
  g_assert_true (g_str_has_prefix (token, input));
  g_assert_true (token[strlen (input)] == '.');
  g_assert_null (strchr (token + strlen (input) + 1, '.'));
}

/* Without the key everything can be said but whether the signature fits. */
static void
test_no_key (void)
{
  g_autoptr (LapelWorkspace) workspace = lapel_workspace_new (NULL);
  g_autoptr (GPtrArray) explanations =
      explain (workspace, "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],\"type\":["
                          "\"VerifiableCredential\"],\"issuer\":\"did:web:a.example\",\"proof\":{"
                          "\"type\":\"DataIntegrityProof\",\"cryptosuite\":\"eddsa-jcs-2022\","
                          "\"proofPurpose\":\"assertionMethod\",\"proofValue\":\"z1\","
                          "\"verificationMethod\":\"did:web:a.example#k\"}}");

  g_assert_cmpstr (get (explanations, "method"), ==, "did:web:a.example#k");
  g_assert_cmpstr (get (explanations, "outcome"), ==, "network-off");
  g_assert_null (get (explanations, "key"));
  g_assert_nonnull (strstr (get (explanations, "canonical-document"), "did:web:a.example"));
  g_assert_nonnull (strstr (get (explanations, "canonical-options"), "did:web:a.example#k"));
  g_assert_cmpint (strlen (get (explanations, "hash-data")), ==, 128);
}

/* What is hashed is the same with the key and without; the curve of an unknown one shows in the
 * length of the signature. */
static void
test_hash_without_key (void)
{
  static const char *const folders[] = {
    "eddsa-rdfc-2022/alumni",      "eddsa-jcs-2022/alumni",      "ecdsa-rdfc-2019/p256-alumni",
    "ecdsa-rdfc-2019/p384-alumni", "ecdsa-jcs-2019/p384-alumni",
  };
  g_autofree char *root = lapel_test_conformance ("data-integrity");
  g_autoptr (LapelWorkspace) workspace = proof_test_workspace ();

  for (gsize i = 0; workspace != NULL && i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = g_build_filename (root, folders[i], NULL);
      g_autoptr (LapelJsonDoc) file = NULL;
      g_autofree char *expected = NULL;
      g_autoptr (GError) error = NULL;
      LapelHashData data = { 0 };

      g_test_message ("%s", folders[i]);
      if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
        continue;
      file = proof_test_read (folder, "signed.json");
      expected = lapel_test_read (folder, "hash-data.txt", NULL);
      g_assert_true (
          lapel_proof_hash (workspace, lapel_json_doc_get_root (file),
                            lapel_json_at (lapel_json_get (lapel_json_doc_get_root (file), "proof"),
                                           0),
                            &data, &error));
      g_assert_no_error (error);
      proof_test_assert_hex (data.bytes, data.length, g_strchomp (expected));
      g_assert_cmpmem (data.message->data, data.message->len, data.bytes, data.length);
      lapel_hash_data_clear (&data);
    }
}

/* Suites that sign more than the two hashes show all of it. */
static void
test_signed_bytes (void)
{
  static const struct
  {
    const char *folder;
    const char *file;
    gboolean whole; /* the hashes stand at the end in one piece */
  } cases[] = {
    { "data-integrity/ed25519signature2018", "plugfest3-signed.json", TRUE },
    { "ob3/1edtech", "sd-derivedcredential.json", FALSE },
  };
  g_autoptr (LapelWorkspace) workspace = proof_test_workspace ();

  for (gsize i = 0; workspace != NULL && i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folder = lapel_test_conformance (cases[i].folder);
      g_autofree char *text = lapel_test_read (folder, cases[i].file, NULL);
      g_autoptr (GPtrArray) explanations = explain (workspace, text);
      const char *bytes = get (explanations, "signed-bytes");

      g_assert_cmpstr (get (explanations, "outcome"), ==, "ok");
      g_assert_cmpint (strlen (bytes), >, 128);
      g_assert_true (
          g_str_has_suffix (bytes,
                            get (explanations, cases[i].whole ? "hash-data" : "document-hash")));
    }
}

/* An RSA key is shown like any other, and can be read again. */
static void
test_rsa_key (void)
{
  g_autoptr (GPtrArray) strangers = proof_test_stranger_keys ();
  gboolean seen = FALSE;

  for (guint i = 0; i < strangers->len; i++)
    {
      g_autofree char *text = lapel_key_dup_multikey (strangers->pdata[i]);
      g_autoptr (LapelKey) again = lapel_key_new_multikey (text, NULL);

      g_assert_true (lapel_key_equal (again, strangers->pdata[i]));
      seen = seen || lapel_key_get_type (again) == LAPEL_KEY_RSA;
    }
  g_assert_true (seen);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/vectors", test_vectors);
  g_test_add_func ("/explain/badge-vectors", test_badge_vectors);
  g_test_add_func ("/explain/first-difference", test_first_difference);
  g_test_add_func ("/explain/token", test_token);
  g_test_add_func ("/explain/no-key", test_no_key);
  g_test_add_func ("/explain/hash-without-key", test_hash_without_key);
  g_test_add_func ("/explain/signed-bytes", test_signed_bytes);
  g_test_add_func ("/explain/keys", test_rsa_key);
  return g_test_run ();
}
