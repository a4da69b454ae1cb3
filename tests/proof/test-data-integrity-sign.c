/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-data-integrity.h"

#include "lapel-crypto.h"
#include "lapel-data-integrity-private.h"
#include "lapel-error.h"
#include "lapel-jcs.h"
#include "proof-test.h"

#include <string.h>

#define CONTEXTS                                                                                   \
  "\"@context\":[\"https://www.w3.org/ns/credentials/v2\","                                        \
  "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\","                                \
  "\"https://w3id.org/security/suites/ed25519-2020/v1\"]"

/* A credential whose @name can be anything a JSON string can. */
static LapelJsonDoc *
make_credential (const char *name)
{
  g_autofree char *text = g_strdup_printf (
      "{" CONTEXTS ",\"id\":\"urn:uuid:2c0c4ac0-6dcb-4d0b-8f4a-0a8cf0dd4a7e\","
      "\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],"
      "\"issuer\":{\"id\":\"https://academy.example/"
      "\",\"type\":[\"Profile\"],\"name\":\"Academy\"},"
      "\"validFrom\":\"2026-01-01T00:00:00Z\",\"name\":\"%s\","
      "\"credentialSubject\":{\"type\":[\"AchievementSubject\"],\"achievement\":{"
      "\"id\":\"https://academy.example/a\",\"type\":[\"Achievement\"],\"name\":\"A\","
      "\"description\":\"D\",\"criteria\":{\"narrative\":\"N\"},\"creditsAvailable\":2.5}}}",
      name);

  return proof_test_parse (text);
}

static LapelSigner *
make_signer (void)
{
  guint8 seed[32];

  lapel_hash (LAPEL_HASH_SHA256, "a signer for tests", 18, seed);
  return lapel_signer_new (seed);
}

/* @data: the name of the suite */
static void
test_round_trip (gconstpointer data)
{
  g_autoptr (LapelWorkspace) workspace = lapel_workspace_new (NULL);
  g_autoptr (LapelSigner) signer = make_signer ();
  g_autoptr (LapelJsonDoc) credential = make_credential ("Tide \\t \\u00e9 \\\" \\\\ tables");
  const LapelProofOptions options = { .suite = data,
                                      .purpose = "assertionMethod",
                                      .created = "2026-01-01T00:00:01Z",
                                      .domain = "https://verifier.example",
                                      .challenge = "1234" };
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
      lapel_proof_sign (workspace, lapel_json_doc_get_root (credential), &options, signer, &error);
  g_autofree char *again = NULL;
  g_autoptr (LapelJsonDoc) file = NULL;
  g_autoptr (LapelJsonDoc) reparsed = NULL;
  g_autoptr (GString) before = NULL;
  g_autoptr (GString) after = NULL;
  const LapelJson *document;
  const LapelJson *proof;

  g_assert_no_error (error);
  again =
      lapel_proof_sign (workspace, lapel_json_doc_get_root (credential), &options, signer, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, again);

  file = proof_test_parse (text);
  document = lapel_json_doc_get_root (file);
  proof = lapel_json_get (document, "proof");
  g_assert_cmpstr (document->members[0].name, ==, "@context");
  g_assert_cmpstr (document->members[document->n - 1].name, ==, "proof");
  g_assert_cmpstr (lapel_json_get_string (proof, "verificationMethod"), ==,
                   lapel_signer_get_method (signer));
  proof_test_assert_verdict (workspace, document, proof, lapel_signer_get_key (signer),
                             PROOF_TEST_GOOD);
  proof_test_assert_changes_fail (workspace, document, proof, lapel_signer_get_key (signer));

  /* Nothing of this changed the document that was given. */
  before = g_string_new (NULL);
  after = g_string_new (NULL);
  lapel_jcs_append (after, document);
  reparsed = proof_test_parse (text);
  lapel_jcs_append (before, lapel_json_doc_get_root (reparsed));
  g_assert_cmpstr (before->str, ==, after->str);
}

/* The misnomer "eddsa-2022" is canonicalized like any other value, so it is part of what is signed.
 */
static void
test_alias (void)
{
  g_autoptr (LapelWorkspace) workspace = lapel_workspace_new (NULL);
  g_autoptr (LapelSigner) signer = make_signer ();
  g_autoptr (LapelJsonDoc) credential = make_credential ("x");
  const LapelJson *document = lapel_json_doc_get_root (credential);
  const LapelSuite *suite = lapel_suite_find ("eddsa-rdfc-2022", LAPEL_KEY_ED25519);
  g_autofree char *text =
      g_strdup_printf ("{\"type\":\"DataIntegrityProof\",\"cryptosuite\":\"eddsa-2022\","
                       "\"verificationMethod\":\"%s\",\"proofPurpose\":\"assertionMethod\"}",
                       lapel_signer_get_method (signer));
  g_autoptr (LapelJsonDoc) options = proof_test_parse (text);
  g_autoptr (LapelArena) arena = lapel_arena_new (4096);
  g_autoptr (GError) error = NULL;
  const LapelJson *proof;
  guint8 signature[64];

  lapel_workspace_reset (workspace);
  lapel_workspace_hash (workspace, suite, LAPEL_RDF_ESCAPE_RDFC, document,
                        lapel_json_doc_get_root (options), &error);
  g_assert_no_error (error);
  lapel_signer_sign (signer, workspace->data.bytes, workspace->data.length, signature);
  proof = proof_test_with_value (lapel_json_doc_get_root (options), signature, 64, arena);
  proof_test_assert_verdict (workspace, document, proof, lapel_signer_get_key (signer),
                             PROOF_TEST_GOOD);
  proof = lapel_json_with (proof, "cryptosuite", lapel_json_new_string ("eddsa-rdfc-2022", arena),
                           arena);
  proof_test_assert_verdict (workspace, document, proof, lapel_signer_get_key (signer),
                             LAPEL_ERROR_SIGNATURE);
}

static void
test_sign_refused (void)
{
  static const char *const suites[] = { "ecdsa-rdfc-2019", "ecdsa-jcs-2019", "bbs-2023",
                                        "eddsa-2022", "" };
  g_autoptr (LapelWorkspace) workspace = lapel_workspace_new (NULL);
  g_autoptr (LapelSigner) signer = make_signer ();
  g_autoptr (LapelJsonDoc) credential = make_credential ("x");
  g_autoptr (LapelJsonDoc) proved = proof_test_parse ("{\"proof\":{}}");
  g_autoptr (LapelJsonDoc) list = proof_test_parse ("[]");
  LapelProofOptions options = { .purpose = "assertionMethod", .created = "2026-01-01T00:00:01Z" };
  const LapelJson *unfit[] = { lapel_json_doc_get_root (proved), lapel_json_doc_get_root (list) };

  for (gsize i = 0; i < G_N_ELEMENTS (suites); i++)
    {
      g_autoptr (GError) error = NULL;

      options.suite = suites[i];
      g_assert_null (lapel_proof_sign (workspace, lapel_json_doc_get_root (credential), &options,
                                       signer, &error));
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_SUITE_UNSUPPORTED);
    }
  options.suite = "eddsa-jcs-2022";
  for (gsize i = 0; i < G_N_ELEMENTS (unfit); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lapel_proof_sign (workspace, unfit[i], &options, signer, &error));
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_PROOF_MALFORMED);
    }
}

/* Signs with the escapes of URDNA2015, as some libraries do, and says what verification makes of
 * it. */
static void
assert_old_escapes (const char *suite_name,
                    const char *name,
                    int         code)
{
  g_autoptr (LapelWorkspace) workspace = lapel_workspace_new (NULL);
  g_autoptr (LapelSigner) signer = make_signer ();
  g_autoptr (LapelJsonDoc) credential = make_credential (name);
  g_autoptr (LapelArena) arena = lapel_arena_new (4096);
  const LapelJson *document = lapel_json_doc_get_root (credential);
  const LapelSuite *suite = lapel_suite_find (suite_name, LAPEL_KEY_ED25519);
  g_autofree char *text =
      g_strdup_printf ("{\"type\":\"%s\",\"cryptosuite\":\"%s\",\"created\":\"2026-01-01T00:00:"
                       "01Z\","
                       "\"verificationMethod\":\"%s\",\"proofPurpose\":\"assertionMethod\"}",
                       suite->type, suite_name, lapel_signer_get_method (signer));
  g_autoptr (LapelJsonDoc) options = proof_test_parse (text);
  const LapelJson *proof = lapel_json_doc_get_root (options);
  g_autoptr (GError) error = NULL;
  guint8 signature[64];

  if (g_str_equal (suite->type, suite_name))
    proof = lapel_json_without (proof, "cryptosuite", arena);
  lapel_workspace_reset (workspace);
  lapel_workspace_hash (workspace, suite, LAPEL_RDF_ESCAPE_URDNA, document, proof, &error);
  g_assert_no_error (error);
  lapel_signer_sign (signer, workspace->data.bytes, workspace->data.length, signature);
  proof_test_assert_verdict (workspace, document,
                             proof_test_with_value (proof, signature, 64, arena),
                             lapel_signer_get_key (signer), code);
}

static void
test_old_escapes (void)
{
  assert_old_escapes ("Ed25519Signature2020", "a\\tb", PROOF_TEST_GOOD);
  assert_old_escapes ("Ed25519Signature2020", "a\\u007f\\\\tb", PROOF_TEST_GOOD);
  assert_old_escapes ("Ed25519Signature2020", "a\\nb", PROOF_TEST_GOOD);
  assert_old_escapes ("eddsa-rdfc-2022", "a\\tb", LAPEL_ERROR_SIGNATURE);
  assert_old_escapes ("eddsa-rdfc-2022", "a\\\\tb", PROOF_TEST_GOOD);
}

/* Signs with the tag in @lower case or as it stands, and has it verified with @shown in its place.
 */
static void
assert_language (gboolean    lower,
                 const char *shown,
                 int         code)
{
  static const char *const start =
      "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],\"type\":\"VerifiableCredential\","
      "\"credentialSubject\":{\"id\":\"urn:a:b\"},\"name\":{\"@value\":\"a\",\"@language\":\"";
  g_autoptr (LapelWorkspace) workspace = lapel_workspace_new (NULL);
  g_autoptr (LapelSigner) signer = make_signer ();
  g_autofree char *signed_text = g_strconcat (start, "de-AT\"}}", NULL);
  g_autofree char *shown_text = g_strconcat (start, shown, "\"}}", NULL);
  g_autoptr (LapelJsonDoc) signed_file = proof_test_parse (signed_text);
  g_autoptr (LapelJsonDoc) shown_file = proof_test_parse (shown_text);
  const LapelProofOptions options = { .suite = "eddsa-rdfc-2022",
                                      .purpose = "assertionMethod",
                                      .created = "2026-01-01T00:00:01Z" };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (LapelJsonDoc) proved = NULL;

  workspace->lower_languages = lower;
  text =
      lapel_proof_sign (workspace, lapel_json_doc_get_root (signed_file), &options, signer, &error);
  workspace->lower_languages = FALSE;
  g_assert_no_error (error);
  proved = proof_test_parse (text);
  proof_test_assert_verdict (workspace, lapel_json_doc_get_root (shown_file),
                             lapel_json_get (lapel_json_doc_get_root (proved), "proof"),
                             lapel_signer_get_key (signer), code);
}

static void
test_languages (void)
{
  assert_language (FALSE, "de-AT", PROOF_TEST_GOOD);
  assert_language (TRUE, "de-AT", PROOF_TEST_GOOD);
  assert_language (TRUE, "de-at", PROOF_TEST_GOOD);
  assert_language (FALSE, "de-at", LAPEL_ERROR_SIGNATURE);
  assert_language (TRUE, "de-CH", LAPEL_ERROR_SIGNATURE);
  assert_language (FALSE, "de-CH", LAPEL_ERROR_SIGNATURE);
}

int
main (int    argc,
      char **argv)
{
  static const char *const suites[] = { "eddsa-rdfc-2022", "eddsa-jcs-2022",
                                        "Ed25519Signature2020" };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (suites); i++)
    {
      g_autofree char *path = g_strconcat ("/data-integrity/round-trip/", suites[i], NULL);

      g_test_add_data_func (path, suites[i], test_round_trip);
    }
  g_test_add_func ("/data-integrity/alias", test_alias);
  g_test_add_func ("/data-integrity/sign-refused", test_sign_refused);
  g_test_add_func ("/data-integrity/old-escapes", test_old_escapes);
  g_test_add_func ("/data-integrity/languages", test_languages);
  return g_test_run ();
}
