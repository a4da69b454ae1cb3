/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-portfolio.h"

#include "lapel-document.h"
#include "lapel-test.h"
#include "page-fixture.h"

#include <string.h>

#define BADGE                                                                                        \
  "\n{ \"@context\": [\"https://www.w3.org/ns/credentials/v2\"], \"type\": "                         \
  "[\"VerifiableCredential"                                                                          \
  "\"],\n \"name\": \"Größe </script> \xe2\x80\xa8\", \"big\": 1e21, \"small\": -0.50, \"none\": " \
  "[]}\n"
#define TOKEN "eyJhbGciOiJFZERTQSJ9.e30.c2ln"

static const LapelPresentationOptions options = {
  .name = "Portfolio of Sample Teacher",
  .description = "For Sample School",
  .created = "2026-11-22T09:14:00Z",
  .domain = "https://school.example",
  .challenge = "4f2a",
};

/* The holder of the tests: a seed of one repeated byte. */
static LapelSigner *
new_signer (guint8 byte)
{
  guint8 seed[32];

  memset (seed, byte, sizeof seed);
  return lapel_signer_new (seed);
}

/* Texts ended by %NULL. */
static char *
sign (GError     **error,
      const char  *first,
      ...)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (LapelSigner) signer = new_signer (7);
  g_autoptr (LapelWorkspace) workspace = lapel_workspace_new (NULL);
  va_list list;

  va_start (list, first);
  for (const char *text = first; text != NULL; text = va_arg (list, const char *))
    g_ptr_array_add (texts, g_bytes_new_static (text, strlen (text)));
  va_end (list);
  return lapel_portfolio_sign (texts, &options, signer, workspace, error);
}

static LapelJsonDoc *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  LapelJsonDoc *doc = lapel_json_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return doc;
}

static gboolean
verify (const char         *text,
        const LapelSigner  *signer,
        GError            **error)
{
  g_autoptr (LapelWorkspace) workspace = lapel_workspace_new (NULL);
  g_autoptr (LapelJsonDoc) doc = parse (text);
  const LapelJson *root = lapel_json_doc_get_root (doc);

  return lapel_proof_verify (workspace, root, lapel_json_get (root, "proof"),
                             lapel_signer_get_key (signer), NULL, error);
}

static void
test_says_who_and_for_whom (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelSigner) signer = new_signer (7);
  g_autofree char *text = sign (&error, BADGE, NULL);
  g_autoptr (LapelJsonDoc) doc = parse (text);
  const LapelJson *root = lapel_json_doc_get_root (doc);
  const LapelJson *proof = lapel_json_get (root, "proof");

  g_assert_no_error (error);
  g_assert_true (lapel_json_has_string (lapel_json_get (root, "@context"),
                                        "https://www.w3.org/ns/credentials/v2"));
  g_assert_true (lapel_json_has_string (lapel_json_get (root, "type"), "VerifiablePresentation"));
  g_assert_cmpstr (lapel_json_get_string (root, "holder"), ==, lapel_signer_get_did (signer));
  g_assert_cmpstr (lapel_json_get_string (root, "name"), ==, options.name);
  g_assert_cmpstr (lapel_json_get_string (root, "description"), ==, options.description);
  g_assert_cmpstr (lapel_json_get_string (proof, "cryptosuite"), ==, "eddsa-jcs-2022");
  g_assert_cmpstr (lapel_json_get_string (proof, "proofPurpose"), ==, "authentication");
  g_assert_cmpstr (lapel_json_get_string (proof, "created"), ==, options.created);
  g_assert_cmpstr (lapel_json_get_string (proof, "domain"), ==, options.domain);
  g_assert_cmpstr (lapel_json_get_string (proof, "challenge"), ==, options.challenge);
  g_assert_cmpstr (lapel_json_get_string (proof, "verificationMethod"), ==,
                   lapel_signer_get_method (signer));
}

static void
test_verifies (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelSigner) signer = new_signer (7);
  g_autofree char *text = sign (&error, BADGE, TOKEN, NULL);

  g_assert_no_error (error);
  g_assert_true (verify (text, signer, &error));
  g_assert_no_error (error);
}

static void
test_wrong_key_fails (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelSigner) other = new_signer (8);
  g_autofree char *text = sign (&error, BADGE, NULL);

  g_assert_no_error (error);
  g_assert_false (verify (text, other, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_SIGNATURE);
}

/* One letter in the holder's text, one in a credential, one digit of a number. */
static void
test_changed_byte_fails (void)
{
  static const char *const changes[][2] = {
    { "Sample Teacher", "Sample Teachor" },
    { "Größe", "Grösse" },
    { "1e+21", "1e+22" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelSigner) signer = new_signer (7);
  g_autofree char *text = sign (&error, BADGE, NULL);

  g_assert_no_error (error);
  for (size_t i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GString) changed = g_string_new (text);

      g_assert_cmpuint (g_string_replace (changed, changes[i][0], changes[i][1], 1), ==, 1);
      g_assert_false (verify (changed->str, signer, &error));
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_SIGNATURE);
      g_clear_error (&error);
    }
}

static void
test_carries_values (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = sign (&error, BADGE, " " TOKEN "\n", NULL);
  g_autoptr (LapelJsonDoc) doc = parse (text);
  g_autoptr (LapelJsonDoc) badge = parse (BADGE);
  const LapelJson *carried = lapel_json_get (lapel_json_doc_get_root (doc), "verifiableCredential");
  const LapelJson *envelope = lapel_json_at (carried, 1);

  g_assert_no_error (error);
  g_assert_cmpuint (lapel_json_count (carried), ==, 2);
  g_assert_true (lapel_json_equal (lapel_json_at (carried, 0), lapel_json_doc_get_root (badge)));
  g_assert_cmpstr (lapel_json_get_string (envelope, "type"), ==, "EnvelopedVerifiableCredential");
  g_assert_cmpstr (lapel_json_get_string (envelope, "id"), ==, "data:application/vc+jwt," TOKEN);
}

/* A token whose parts can be left out has another type, and an older one with a W3C credential. */
static void
test_carries_sd_jwt (void)
{
  static const char *const tokens[][2] = {
    { "eyJhbGciOiJFZERTQSJ9.e30.AA~", "data:application/dc+sd-jwt," },
    { "eyJhbGciOiJFZERTQSJ9.eyJAY29udGV4dCI6W119.AA~", "data:application/vc+sd-jwt," },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = sign (&error, tokens[i][0], NULL);
      g_autoptr (LapelJsonDoc) doc = parse (text);
      const LapelJson *carried =
          lapel_json_get (lapel_json_doc_get_root (doc), "verifiableCredential");
      g_autofree char *url = g_strconcat (tokens[i][1], tokens[i][0], NULL);

      g_assert_cmpstr (lapel_json_get_string (lapel_json_at (carried, 0), "id"), ==, url);
    }
}

static void
test_fits_a_page (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = sign (&error, BADGE, NULL);
  g_autofree char *html = fixture_page (text);
  g_autoptr (GBytes) page = g_bytes_new_static (html, strlen (html));
  g_autoptr (GPtrArray) documents = NULL;
  const LapelDocument *document = NULL;

  g_assert_null (strchr (text, '<'));
  g_assert_null (strstr (text, "\xe2\x80\xa8"));
  documents = lapel_document_open (page, NULL);
  document = g_ptr_array_index (documents, 0);
  g_assert_no_error (document->error);
  g_assert_cmpmem (g_bytes_get_data (document->text, NULL), g_bytes_get_size (document->text), text,
                   strlen (text));
}

static void
assert_refused (const char *credential,
                int         code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sign (&error, BADGE, credential, NULL));
  g_assert_error (error, LAPEL_ERROR, code);
}

static void
test_refuses (void)
{
  /* 63 levels can be read, but not with the two of a presentation around them. */
  g_autoptr (GString) deep = g_string_new ("{\"a\":");
  g_autofree char *large = g_malloc (LAPEL_JSON_MAX_BYTES + 1);

  for (int i = 0; i < 62; i++)
    g_string_append_c (deep, '[');
  for (int i = 0; i < 62; i++)
    g_string_append_c (deep, ']');
  g_string_append_c (deep, '}');
  memset (large, 'x', LAPEL_JSON_MAX_BYTES);
  memcpy (large, "{\"a\":\"", 6);
  memcpy (large + LAPEL_JSON_MAX_BYTES - 2, "\"}", 3);

  assert_refused ("", LAPEL_ERROR_EMPTY);
  assert_refused ("[]", LAPEL_ERROR_CREDENTIAL_MALFORMED);
  assert_refused ("{\"a\":1,\"a\":2}", LAPEL_ERROR_JSON_DUPLICATE);
  assert_refused (deep->str, LAPEL_ERROR_JSON_DEPTH);
  assert_refused (large, LAPEL_ERROR_TOO_LARGE);
}

static void
test_empty_portfolio (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = sign (&error, NULL);
  g_autoptr (LapelSigner) signer = new_signer (7);

  g_assert_no_error (error);
  g_assert_true (verify (text, signer, &error));
}

/* Published badges are carried with every value as it was, whatever they hold. */
static void
test_published_badges (void)
{
  g_autofree char *folder = lapel_test_conformance ("ob3");
  g_autoptr (JsonNode) manifest = NULL;
  JsonArray *cases;
  unsigned int carried = 0;

  if (folder == NULL)
    return;
  manifest = lapel_test_read_json (folder, "manifest.json");
  cases = json_object_get_array_member (json_node_get_object (manifest), "cases");
  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *test_case = json_array_get_object_element (cases, i);
      const char *file = json_object_get_string_member (test_case, "file");
      g_autofree char *input = lapel_test_read (folder, file, NULL);
      g_autoptr (LapelJsonDoc) expected = lapel_json_parse (input, strlen (input), NULL);
      g_autofree char *text = NULL;
      g_autoptr (LapelJsonDoc) doc = NULL;
      const LapelJson *list;

      if (expected == NULL)
        continue;
      text = sign (NULL, input, NULL);
      doc = parse (text);
      list = lapel_json_get (lapel_json_doc_get_root (doc), "verifiableCredential");
      g_assert_true (
          lapel_json_equal (lapel_json_at (list, 0), lapel_json_doc_get_root (expected)));
      carried++;
    }
  g_assert_cmpuint (carried, >, 20);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/portfolio/who-and-for-whom", test_says_who_and_for_whom);
  g_test_add_func ("/exchange/portfolio/verifies", test_verifies);
  g_test_add_func ("/exchange/portfolio/wrong-key", test_wrong_key_fails);
  g_test_add_func ("/exchange/portfolio/changed-byte", test_changed_byte_fails);
  g_test_add_func ("/exchange/portfolio/carries-values", test_carries_values);
  g_test_add_func ("/exchange/portfolio/carries-sd-jwt", test_carries_sd_jwt);
  g_test_add_func ("/exchange/portfolio/fits-a-page", test_fits_a_page);
  g_test_add_func ("/exchange/portfolio/refuses", test_refuses);
  g_test_add_func ("/exchange/portfolio/empty", test_empty_portfolio);
  g_test_add_func ("/exchange/portfolio/published-badges", test_published_badges);
  return g_test_run ();
}
