/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-did.h"

#include "lapel-error.h"
#include "proof-test.h"
#include "sd-jwt-fixture.h"

#include <string.h>

/* Documents that issuers of SD-JWT VCs publish their keys with. $K is a key named "k". */

typedef struct
{
  const char *name;
  const char *issuer;
  const char *kid;
  const char *url; /* where the document lies; (nullable): nowhere */
  const char *document;
  const char *keys; /* (nullable): what lies at https://c.example/keys */
  int code;         /* PROOF_TEST_GOOD or of LAPEL_ERROR */
} Case;

#define HERE "https://c.example", "k", "https://c.example/.well-known/jwt-vc-issuer"
#define SAYS "{\"issuer\":\"https://c.example\","

static const Case cases[] = {
  { "jwks", HERE, SAYS "\"jwks\":{\"keys\":[$K]}}", NULL, PROOF_TEST_GOOD },
  { "jwks-uri", HERE, SAYS "\"jwks_uri\":\"https://c.example/keys\"}", "{\"keys\":[$K]}",
    PROOF_TEST_GOOD },
  { "path", "https://c.example/a/b", "k", "https://c.example/.well-known/jwt-vc-issuer/a/b",
    "{\"issuer\":\"https://c.example/a/b\",\"jwks\":{\"keys\":[$K]}}", NULL, PROOF_TEST_GOOD },
  { "slash", "https://c.example:8443/a/", "k", "https://c.example:8443/.well-known/jwt-vc-issuer/a",
    "{\"issuer\":\"https://c.example:8443/a/\",\"jwks\":{\"keys\":[$K]}}", NULL, PROOF_TEST_GOOD },
  { "root", "https://c.example/", "k", "https://c.example/.well-known/jwt-vc-issuer",
    "{\"issuer\":\"https://c.example/\",\"jwks\":{\"keys\":[$K]}}", NULL, PROOF_TEST_GOOD },
  { "not-there", "https://c.example", "k", NULL, "", NULL, LAPEL_ERROR_UNREACHABLE },
  { "keys-not-there", HERE, SAYS "\"jwks_uri\":\"https://c.example/keys\"}", NULL,
    LAPEL_ERROR_UNREACHABLE },
  { "no-json", HERE, "<html>", NULL, LAPEL_ERROR_JSON_SYNTAX },
  { "list", HERE, "[]", NULL, LAPEL_ERROR_METHOD_NOT_FOUND },
  { "other-issuer", HERE, "{\"issuer\":\"https://d.example\",\"jwks\":{\"keys\":[$K]}}", NULL,
    LAPEL_ERROR_METHOD_NOT_FOUND },
  { "no-issuer", HERE, "{\"jwks\":{\"keys\":[$K]}}", NULL, LAPEL_ERROR_METHOD_NOT_FOUND },
  { "both", HERE, SAYS "\"jwks\":{\"keys\":[$K]},\"jwks_uri\":\"https://c.example/keys\"}",
    "{\"keys\":[$K]}", LAPEL_ERROR_METHOD_NOT_FOUND },
  { "neither", HERE, SAYS "\"x\":1}", NULL, LAPEL_ERROR_METHOD_NOT_FOUND },
  { "http-uri", HERE, SAYS "\"jwks_uri\":\"http://c.example/keys\"}", "{\"keys\":[$K]}",
    LAPEL_ERROR_METHOD_NOT_FOUND },
  { "other-name", "https://c.example", "l", "https://c.example/.well-known/jwt-vc-issuer",
    SAYS "\"jwks\":{\"keys\":[$K]}}", NULL, LAPEL_ERROR_METHOD_NOT_FOUND },
  { "name-twice", HERE, SAYS "\"jwks\":{\"keys\":[$K,$K]}}", NULL, LAPEL_ERROR_METHOD_NOT_FOUND },
  { "keys-no-list", HERE, SAYS "\"jwks\":{\"keys\":$K}}", NULL, LAPEL_ERROR_METHOD_NOT_FOUND },
  { "private-key", HERE, SAYS "\"jwks\":{\"keys\":[{\"kid\":\"k\",\"kty\":\"OKP\",\"d\":\"AA\"}]}}",
    NULL, LAPEL_ERROR_KEY_PRIVATE },
  { "http", "http://c.example", "k", NULL, "", NULL, LAPEL_ERROR_DID_MALFORMED },
  { "query", "https://c.example?x", "k", NULL, "", NULL, LAPEL_ERROR_DID_MALFORMED },
  { "fragment", "https://c.example#x", "k", NULL, "", NULL, LAPEL_ERROR_DID_MALFORMED },
  { "user", "https://u@c.example", "k", NULL, "", NULL, LAPEL_ERROR_DID_MALFORMED },
};

static char *
new_key_text (void)
{
  static const guint8 seed[32] = { 3 };
  g_autoptr (LapelSigner) signer = lapel_signer_new (seed);
  g_autofree char *jwk = sd_jwt_dup_jwk (signer);

  return g_strdup_printf ("{\"kid\":\"k\",%s", jwk + 1);
}

static GBytes *
load_cb (const char   *url,
         gpointer      user_data,
         LapelAnswer  *out_answer,
         GError      **error)
{
  const Case *expected = user_data;
  const char *text = g_strcmp0 (url, expected->url) == 0 ? expected->document : NULL;
  g_autoptr (GString) filled = NULL;
  g_autofree char *key = new_key_text ();

  if (g_str_equal (url, "https://c.example/keys"))
    text = expected->keys;
  if (text == NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_UNREACHABLE, "%s is not there", url);
      return NULL;
    }
  filled = g_string_new (text);
  g_string_replace (filled, "$K", key, 0);
  return g_bytes_new (filled->str, filled->len);
}

static void
test_case (gconstpointer data)
{
  const Case *expected = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelMethod) method =
      lapel_method_resolve_jwt_issuer (expected->issuer, expected->kid, load_cb,
                                       (gpointer) expected, &error);

  if (expected->code != PROOF_TEST_GOOD)
    {
      g_assert_null (method);
      g_assert_error (error, LAPEL_ERROR, expected->code);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpstr (method->controller, ==, expected->issuer);
  g_assert_true (g_str_has_prefix (method->id, expected->issuer));
  g_assert_cmpint (method->relations, ==, LAPEL_RELATION_ASSERTION);
}

static void
test_nobody_asked (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lapel_method_resolve_jwt_issuer ("https://c.example", "k", NULL, NULL, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_NETWORK_OFF);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/jwt-issuer/", cases[i].name, NULL);
      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/jwt-issuer/nobody-asked", test_nobody_asked);
  return g_test_run ();
}
