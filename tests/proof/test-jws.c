/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-jws.h"

#include "lapel-did.h"
#include "lapel-encoding.h"
#include "lapel-error.h"
#include "proof-test.h"

#include <string.h>

/* What this layer says to a case of vc-jwt/; the rest of the case is decided in credential/. */
typedef enum
{
  GOOD,            /* parses, and the signature fits its key */
  REFUSED_PARSE,   /* lapel_jws_parse () refuses it with the code */
  REFUSED_KEY,     /* the signature is refused with the code */
  REFUSED_PAYLOAD, /* the signature fits, but the payload is refused with the code */
} Outcome;

typedef struct
{
  const char *id;
  Outcome outcome;
  LapelError code;
} Expectation;

/* Where the published verdict is another than the signature's. */
static const Expectation published[] = {
  { "w3c/credential-jose-minimal", GOOD, 0 },
  { "w3c/presentation-jose-multiple", GOOD, 0 },
  { "w3c/credential-issuer-match-signed", GOOD, 0 },
  { "w3c/credential-jose-unknown-extensions", REFUSED_PARSE, LAPEL_ERROR_JWS_ALGORITHM },
  { "w3c/credential-jose-bad-signature", REFUSED_KEY, LAPEL_ERROR_SIGNATURE },
  { "w3c/credential-jose-bad-media-type", GOOD, 0 },
  { "w3c/presentation-jose-bad-media-type", GOOD, 0 },
  { "w3c/credential-jose-vc-vp-claims", GOOD, 0 },
  { "w3c/presentation-jose-bad-credential", GOOD, 0 },
  { "w3c/credential-minimal-unsecured", REFUSED_PARSE, LAPEL_ERROR_JWS_MALFORMED },
  { "w3c/presentation-single-unsecured", REFUSED_PARSE, LAPEL_ERROR_JWS_MALFORMED },
  { "ssi/vc", GOOD, 0 },
  { "ssi/vp", GOOD, 0 },
  { "ssi/vp-jwtvc", GOOD, 0 },
  { "ssi/status-list-es256", GOOD, 0 },
};

static const Expectation derived[] = {
  { "01-good-rs256", GOOD, 0 },
  { "01-good-es256", GOOD, 0 },
  { "01-good-eddsa", GOOD, 0 },
  { "02-good-vc-claim", GOOD, 0 },
  { "10-alg-none", REFUSED_PARSE, LAPEL_ERROR_JWS_ALGORITHM },
  { "11-alg-none-mixed-case", REFUSED_PARSE, LAPEL_ERROR_JWS_ALGORITHM },
  { "12-hs256-with-public-key", REFUSED_PARSE, LAPEL_ERROR_JWS_ALGORITHM },
  { "13-alg-key-mismatch", REFUSED_KEY, LAPEL_ERROR_KEY_MISMATCH },
  { "14-es256-der-signature", REFUSED_KEY, LAPEL_ERROR_SIGNATURE },
  { "15-es256-zero-signature", REFUSED_KEY, LAPEL_ERROR_SIGNATURE },
  { "16-es256-trailing-byte", REFUSED_KEY, LAPEL_ERROR_SIGNATURE },
  { "17-crit-unknown", REFUSED_PARSE, LAPEL_ERROR_JWS_CRITICAL },
  { "18-b64-false", REFUSED_PARSE, LAPEL_ERROR_JWS_CRITICAL },
  { "20-jwk-header-other-key", GOOD, 0 },
  { "21-jwk-header-contains-private", REFUSED_PARSE, LAPEL_ERROR_KEY_PRIVATE },
  { "22-no-key-reference", GOOD, 0 },
  { "23-kid-of-another-did", GOOD, 0 },
  { "30-iss-mismatch", GOOD, 0 },
  { "31-sub-mismatch", GOOD, 0 },
  { "32-jti-mismatch", GOOD, 0 },
  { "33-nbf-mismatch", GOOD, 0 },
  { "34-exp-past", GOOD, 0 },
  { "35-iss-missing", GOOD, 0 },
  { "36-nbf-fractional", GOOD, 0 },
  { "40-tampered-payload", REFUSED_KEY, LAPEL_ERROR_SIGNATURE },
  { "41-padding", REFUSED_PARSE, LAPEL_ERROR_JWS_MALFORMED },
  { "42-four-parts", REFUSED_PARSE, LAPEL_ERROR_JWS_MALFORMED },
  { "43-inner-whitespace", REFUSED_PARSE, LAPEL_ERROR_JWS_MALFORMED },
  { "44-standard-base64", REFUSED_PARSE, LAPEL_ERROR_JWS_MALFORMED },
  { "45-payload-not-utf8", REFUSED_PAYLOAD, LAPEL_ERROR_JSON_ENCODING },
  { "46-payload-duplicate-member", REFUSED_PAYLOAD, LAPEL_ERROR_JSON_DUPLICATE },
};

static const Expectation *
find_expectation (const Expectation *table,
                  size_t             n,
                  const char        *id)
{
  for (size_t i = 0; i < n; i++)
    if (g_str_equal (table[i].id, id))
      return &table[i];
  return NULL;
}

/* A file without the line end that an editor or mail added. */
static char *
read_token (const char *folder,
            const char *file)
{
  return g_strchomp (lapel_test_read (folder, file, NULL));
}

/* The key that the case names: a verification method, a DID document, the kid, the header or the
 * issuer. */
static LapelKey *
case_key (const char      *folder,
          const LapelJson *item,
          LapelJws        *jws)
{
  const char *key_file = lapel_json_get_string (item, "key");
  const char *document = lapel_json_get_string (item, "didDocument");
  const char *kid = lapel_jws_get_kid (jws);
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelMethod) method = NULL;

  if (key_file != NULL)
    {
      g_autoptr (LapelJsonDoc) file = proof_test_read (folder, key_file);

      return lapel_key_new_jwk (lapel_json_get (lapel_json_doc_get_root (file), "publicKeyJwk"),
                                NULL);
    }
  if (document != NULL)
    {
      g_autoptr (LapelJsonDoc) file = proof_test_read (folder, document);
      const LapelJson *methods =
          lapel_json_get (lapel_json_doc_get_root (file), "verificationMethod");

      for (uint32_t i = 0; i < lapel_json_count (methods); i++)
        if (g_strcmp0 (lapel_json_get_string (lapel_json_at (methods, i), "id"), kid) == 0)
          return lapel_key_new_jwk (lapel_json_get (lapel_json_at (methods, i), "publicKeyJwk"),
                                    NULL);
      return NULL;
    }
  if (lapel_jws_get_header_key (jws) != NULL)
    return lapel_key_ref (lapel_jws_get_header_key (jws));
  if (kid == NULL)
    kid =
        lapel_json_get_string (lapel_json_doc_get_root (lapel_jws_get_payload (jws, NULL)), "iss");
  method = lapel_method_resolve (kid, NULL, NULL, &error);
  g_assert_no_error (error);
  return lapel_key_ref (method->key);
}

/* Every key of the folder, where it is there, and strangers. */
static GPtrArray *
all_keys (void)
{
  static const char *const files[] = { "w3c/vm-ed25519.json", "w3c/vm-p256.json",
                                       "w3c/vm-p384.json" };
  static const char *const names[] = { "RS256", "ES256", "EdDSA" };
  GPtrArray *keys = proof_test_stranger_keys ();
  g_autofree char *folder = lapel_test_conformance ("vc-jwt");
  g_autoptr (LapelJsonDoc) manifest = NULL;

  if (folder == NULL)
    return keys;
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (LapelJsonDoc) file = proof_test_read (folder, files[i]);
      const LapelJson *jwk = lapel_json_get (lapel_json_doc_get_root (file), "publicKeyJwk");

      g_ptr_array_add (keys, lapel_key_new_jwk (jwk, NULL));
      g_assert_nonnull (keys->pdata[keys->len - 1]);
    }
  manifest = proof_test_read (folder, "derived/manifest.json");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const LapelJson *made = lapel_json_get (lapel_json_doc_get_root (manifest), "keys");

      g_ptr_array_add (keys,
                       lapel_key_new_jwk (lapel_json_get (lapel_json_get (made, names[i]), "jwk"),
                                          NULL));
    }
  return keys;
}

static void
assert_only_this_key (const LapelJws *jws,
                      const LapelKey *key)
{
  g_autoptr (GPtrArray) others = all_keys ();
  g_autoptr (GError) error = NULL;

  g_assert_true (lapel_jws_verify (jws, key, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < others->len; i++)
    {
      const LapelKey *other = others->pdata[i];
      int code = lapel_key_get_type (other) == lapel_key_get_type (key) ? LAPEL_ERROR_SIGNATURE
                                                                        : LAPEL_ERROR_KEY_MISMATCH;

      if (lapel_key_equal (other, key))
        continue;
      g_assert_false (lapel_jws_verify (jws, other, &error));
      g_assert_error (error, LAPEL_ERROR, code);
      g_clear_error (&error);
    }
}

static void
check_case (const char        *folder,
            const LapelJson   *item,
            const Expectation *expected)
{
  g_autofree char *token = read_token (folder, lapel_json_get_string (item, "file"));
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelJws) jws = lapel_jws_parse (token, strlen (token), &error);
  g_autoptr (LapelKey) key = NULL;

  if (expected->outcome == REFUSED_PARSE)
    {
      g_assert_null (jws);
      g_assert_error (error, LAPEL_ERROR, (int) expected->code);
      return;
    }
  g_assert_no_error (error);
  g_assert_true (lapel_jws_looks_like (token, strlen (token)));
  key = case_key (folder, item, jws);
  g_assert_nonnull (key);
  if (expected->outcome == REFUSED_KEY)
    {
      g_assert_false (lapel_jws_verify (jws, key, &error));
      g_assert_error (error, LAPEL_ERROR, (int) expected->code);
      return;
    }

  assert_only_this_key (jws, key);
  if (expected->outcome == GOOD)
    {
      g_assert_nonnull (lapel_jws_get_payload (jws, &error));
      g_assert_no_error (error);
      return;
    }
  g_assert_null (lapel_jws_get_payload (jws, &error));
  g_assert_error (error, LAPEL_ERROR, (int) expected->code);
}

static void
check_manifest (const char        *name,
                const Expectation *table,
                size_t             n,
                const char        *decode_only)
{
  g_autofree char *folder = lapel_test_conformance (name);
  g_autoptr (LapelJsonDoc) manifest = NULL;
  const LapelJson *cases;
  unsigned int passed = 0;

  if (folder == NULL)
    return;
  manifest = proof_test_read (folder, "manifest.json");
  cases = lapel_json_get (lapel_json_doc_get_root (manifest), "cases");
  for (uint32_t i = 0; i < lapel_json_count (cases); i++)
    {
      const LapelJson *item = lapel_json_at (cases, i);
      const char *id = lapel_json_get_string (item, "id");
      const Expectation *expected = find_expectation (table, n, id);

      if (g_strcmp0 (id, decode_only) == 0)
        continue;
      g_test_message ("%s", id);
      g_assert_nonnull (expected);
      check_case (folder, item, expected);
      passed++;
      if (expected->outcome == GOOD &&
          g_strcmp0 (lapel_json_get_string (item, "expect"), "valid") != 0)
        g_test_message ("%s: signature good, \"%s\" is decided in credential/", id,
                        lapel_json_get_string (item, "expect"));
    }
  lapel_test_count (name, passed, lapel_json_count (cases) - (decode_only != NULL));
}

static void
test_published (void)
{
  check_manifest ("vc-jwt", published, G_N_ELEMENTS (published), "vcdm1/example-016");
}

/* Its key was never published. */
static void
test_decode_only (void)
{
  g_autofree char *folder = lapel_test_conformance ("vc-jwt");
  g_autofree char *token = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelJws) jws = NULL;

  if (folder == NULL)
    return;
  token = read_token (folder, "vcdm1/example-016.txt");
  jws = lapel_jws_parse (token, strlen (token), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lapel_jws_get_algorithm_name (jws), ==, "RS256");
  g_assert_cmpint (lapel_jws_get_algorithm (jws), ==, LAPEL_ALGORITHM_RS256);
  g_assert_nonnull (lapel_jws_get_payload (jws, &error));
  g_assert_no_error (error);
}

static void
test_derived (void)
{
  check_manifest ("vc-jwt/derived", derived, G_N_ELEMENTS (derived), NULL);
}

/* RFC 7515 §A.3 and RFC 8037 §A.4. */
static void
test_rfc_examples (void)
{
  static const struct
  {
    const char *jwk;
    const char *token;
  } examples[] = {
    { "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
      "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}",
      "eyJhbGciOiJFUzI1NiJ9"
      ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
      "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
      ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSA"
      "pmWQxfKTUJqPP3-Kg6NU1Q" },
    { "{\"kty\":\"OKP\",\"crv\":\"Ed25519\","
      "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}",
      "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
      ".hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5B"
      "hVsPt9g7sVvpAr_MuM0KAg" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autoptr (LapelJsonDoc) jwk = proof_test_parse (examples[i].jwk);
      g_autoptr (GError) error = NULL;
      g_autoptr (LapelKey) key = lapel_key_new_jwk (lapel_json_doc_get_root (jwk), &error);
      g_autoptr (LapelJws) jws =
          lapel_jws_parse (examples[i].token, strlen (examples[i].token), NULL);

      g_assert_no_error (error);
      g_assert_nonnull (jws);
      assert_only_this_key (jws, key);
    }
}

/* Every bit of signature and payload counts. */
static void
test_changed (void)
{
  g_autofree char *folder = lapel_test_conformance ("vc-jwt/derived");
  static const char *const files[] = { "01-good-eddsa.txt", "01-good-es256.txt",
                                       "01-good-rs256.txt" };

  if (folder == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *token = read_token (folder, files[i]);
      g_autoptr (LapelJws) jws = lapel_jws_parse (token, strlen (token), NULL);
      g_autoptr (LapelMethod) method =
          lapel_method_resolve (lapel_jws_get_kid (jws), NULL, NULL, NULL);
      size_t length = strlen (token);

      for (size_t place = 0; place < length; place += 37)
        {
          char before = token[place];
          g_autoptr (LapelJws) changed = NULL;

          token[place] = before == 'Q' ? 'g' : 'Q';
          changed = lapel_jws_parse (token, length, NULL);
          g_assert_false (changed != NULL && lapel_jws_verify (changed, method->key, NULL));
          token[place] = before;
        }
    }
}

/* A token of @header, as it is, with an empty object and some signature. */
static char *
make_token (const char *header)
{
  g_autofree char *first = lapel_base64url_encode ((const guint8 *) header, strlen (header));

  return g_strconcat (first, ".e30.AAAA", NULL);
}

static void
test_headers_refused (void)
{
  static const struct
  {
    const char *header;
    LapelError code;
  } cases[] = {
    { "", LAPEL_ERROR_JWS_MALFORMED },
    { "[]", LAPEL_ERROR_JWS_MALFORMED },
    { "{}", LAPEL_ERROR_JWS_MALFORMED },
    { "{\"alg\":1}", LAPEL_ERROR_JWS_MALFORMED },
    { "{\"alg\":\"EdDSA\",\"alg\":\"EdDSA\"}", LAPEL_ERROR_JWS_MALFORMED },
    { "{\"alg\":\"EdDSA\"", LAPEL_ERROR_JWS_MALFORMED },
    { "{\"alg\":\"EdDSA\",\"kid\":7}", LAPEL_ERROR_JWS_MALFORMED },
    { "{\"alg\":\"EdDSA\",\"jwk\":\"x\"}", LAPEL_ERROR_JWS_MALFORMED },
    { "{\"alg\":\"EdDSA\",\"jwk\":{\"kty\":\"OKP\"}}", LAPEL_ERROR_KEY_UNSUPPORTED },
    { "{\"alg\":\"EdDSA\",\"crit\":[]}", LAPEL_ERROR_JWS_CRITICAL },
    { "{\"alg\":\"EdDSA\",\"b64\":true}", LAPEL_ERROR_JWS_CRITICAL },
    { "{\"alg\":\"\"}", LAPEL_ERROR_JWS_ALGORITHM },
    { "{\"alg\":\"eddsa\"}", LAPEL_ERROR_JWS_ALGORITHM },
    { "{\"alg\":\"NONE\"}", LAPEL_ERROR_JWS_ALGORITHM },
    { "{\"alg\":\"HS512\"}", LAPEL_ERROR_JWS_ALGORITHM },
    { "{\"alg\":\"ES256K\"}", LAPEL_ERROR_JWS_ALGORITHM },
    { "{\"alg\":\"RS1\"}", LAPEL_ERROR_JWS_ALGORITHM },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *token = make_token (cases[i].header);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].header);
      g_assert_null (lapel_jws_parse (token, strlen (token), &error));
      g_assert_error (error, LAPEL_ERROR, (int) cases[i].code);
    }
}

static void
test_looks_like (void)
{
  static const char *const no[] = {
    "",      "e",  "e.e.e", "{\"a\":1}",  "eyJ",
    "eyJ.x", "..", "a.b.c", "fyJ.e30.AA", "https://www.example.org/a"
  };
  static const char *const yes[] = { "eyJ.e30.AA", "ewo.e30.", "eyJ=.e30.AA", "eyJ.a.b.c" };

  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    g_assert_false (lapel_jws_looks_like (no[i], strlen (no[i])));
  for (gsize i = 0; i < G_N_ELEMENTS (yes); i++)
    g_assert_true (lapel_jws_looks_like (yes[i], strlen (yes[i])));
}

static void
test_payload_not_object (void)
{
  g_autofree char *header = lapel_base64url_encode ((const guint8 *) "{\"alg\":\"EdDSA\"}", 15);
  g_autofree char *token = g_strconcat (header, ".W10.AAAA", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelJws) jws = lapel_jws_parse (token, strlen (token), &error);

  g_assert_no_error (error);
  g_assert_null (lapel_jws_get_payload (jws, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_JWS_MALFORMED);
}

static void
test_sign (void)
{
  guint8 seed[32] = { 1, 2, 3 };
  g_autoptr (LapelSigner) signer = lapel_signer_new (seed);
  g_autofree char *token = lapel_jws_sign ("{\"alg\":\"EdDSA\"}", "{\"iss\":\"me\"}", signer);
  g_autofree char *again = lapel_jws_sign ("{\"alg\":\"EdDSA\"}", "{\"iss\":\"me\"}", signer);
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelJws) jws = lapel_jws_parse (token, strlen (token), &error);
  LapelJsonDoc *payload;

  g_assert_no_error (error);
  g_assert_cmpstr (token, ==, again);
  assert_only_this_key (jws, lapel_signer_get_key (signer));
  payload = lapel_jws_get_payload (jws, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lapel_json_get_string (lapel_json_doc_get_root (payload), "iss"), ==, "me");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jws/published", test_published);
  g_test_add_func ("/jws/decode-only", test_decode_only);
  g_test_add_func ("/jws/derived", test_derived);
  g_test_add_func ("/jws/rfc-examples", test_rfc_examples);
  g_test_add_func ("/jws/changed", test_changed);
  g_test_add_func ("/jws/headers-refused", test_headers_refused);
  g_test_add_func ("/jws/looks-like", test_looks_like);
  g_test_add_func ("/jws/payload-not-object", test_payload_not_object);
  g_test_add_func ("/jws/sign", test_sign);
  return g_test_run ();
}
