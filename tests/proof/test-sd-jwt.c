/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-sd-jwt.h"

#include "lapel-encoding.h"
#include "lapel-error.h"
#include "lapel-jcs.h"
#include "proof-test.h"
#include "sd-jwt-fixture.h"

#include <string.h>

#define HEADER         "{\"alg\":\"EdDSA\",\"typ\":\"dc+sd-jwt\"}"
#define BINDING_HEADER "{\"alg\":\"EdDSA\",\"typ\":\"kb+jwt\"}"
#define BINDING        "{\"nonce\":\"n\",\"aud\":\"a\",\"iat\":1,\"sd_hash\":\"@0\"}"

static LapelSigner *
new_signer (guint8 first)
{
  guint8 seed[32] = { first };

  return lapel_signer_new (seed);
}

static void
assert_refused (const char *text,
                int         code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lapel_sd_jwt_parse (text, strlen (text), &error));
  g_assert_error (error, LAPEL_ERROR, code);
}

static LapelSdJwt *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  LapelSdJwt *self = lapel_sd_jwt_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return self;
}

static void
assert_claims (const LapelSdJwt *self,
               const char       *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  lapel_jcs_append (text, lapel_sd_jwt_get_claims (self));
  g_assert_cmpstr (text->str, ==, expected);
}

typedef struct
{
  const char *name;
  const char *payload;
  const char *parts[SD_JWT_MAX_PARTS + 1];
  LapelHash hash;
  const char *claims; /* %NULL: refused with */
  int code;
} Case;

#define A "[\"s\",\"a\",1]"
#define B "[\"s\",\"b\",2]"

static const Case cases[] = {
  { "plain", "{\"x\":1}", { NULL }, 0, "{\"x\":1}", 0 },
  { "claim", "{\"_sd\":[\"@0\"],\"x\":1}", { A }, 0, "{\"a\":1,\"x\":1}", 0 },
  { "withheld", "{\"_sd\":[\"@0\",\"decoy\"],\"x\":1}", { A }, 0, "{\"a\":1,\"x\":1}", 0 },
  { "nothing-left", "{\"o\":{\"_sd\":[\"decoy\"]}}", { NULL }, 0, "{\"o\":{}}", 0 },
  { "no-digests", "{\"_sd\":[]}", { NULL }, 0, "{}", 0 },
  { "nested", "{\"o\":{\"_sd\":[\"@0\"]}}", { A }, 0, "{\"o\":{\"a\":1}}", 0 },
  { "same-name-elsewhere",
    "{\"a\":0,\"o\":{\"_sd\":[\"@0\"]}}",
    { A },
    0,
    "{\"a\":0,\"o\":{\"a\":1}}",
    0 },
  { "element",
    "{\"l\":[{\"...\":\"@0\"},\"y\",{\"...\":\"decoy\"}]}",
    { "[\"s\",\"x\"]" },
    0,
    "{\"l\":[\"x\",\"y\"]}",
    0 },
  { "element-is-list", "{\"l\":[{\"...\":\"@0\"}]}", { "[\"s\",[1,2]]" }, 0, "{\"l\":[[1,2]]}", 0 },
  { "in-list", "{\"l\":[{\"_sd\":[\"@0\"]}]}", { A }, 0, "{\"l\":[{\"a\":1}]}", 0 },
  { "recursive",
    "{\"_sd\":[\"@2\"]}",
    { A, "[\"s\",{\"_sd\":[\"@0\"]}]", "[\"s\",\"o\",[{\"...\":\"@1\"}]]" },
    0,
    "{\"o\":[{\"a\":1}]}",
    0 },
  { "null", "{\"_sd\":[\"@0\"]}", { "[\"s\",\"a\",null]" }, 0, "{\"a\":null}", 0 },
  { "sha-256", "{\"_sd_alg\":\"sha-256\",\"_sd\":[\"@0\"]}", { A }, 0, "{\"a\":1}", 0 },
  { "sha-384",
    "{\"_sd_alg\":\"sha-384\",\"_sd\":[\"@0\"]}",
    { A },
    LAPEL_HASH_SHA384,
    "{\"a\":1}",
    0 },
  { "sha-512",
    "{\"_sd_alg\":\"sha-512\",\"_sd\":[\"@0\"]}",
    { A },
    LAPEL_HASH_SHA512,
    "{\"a\":1}",
    0 },

  { "other-digest",
    "{\"_sd_alg\":\"sha-384\",\"_sd\":[\"@0\"]}",
    { A },
    0,
    NULL,
    LAPEL_ERROR_SD_JWT_UNUSED },
  { "sha-1", "{\"_sd_alg\":\"sha-1\"}", { NULL }, 0, NULL, LAPEL_ERROR_SD_JWT_HASH },
  { "upper-case", "{\"_sd_alg\":\"SHA-256\"}", { NULL }, 0, NULL, LAPEL_ERROR_SD_JWT_HASH },
  { "no-text", "{\"_sd_alg\":256}", { NULL }, 0, NULL, LAPEL_ERROR_SD_JWT_HASH },
  { "null-hash", "{\"_sd_alg\":null}", { NULL }, 0, NULL, LAPEL_ERROR_SD_JWT_HASH },
  { "digest-twice", "{\"_sd\":[\"@0\",\"@0\"]}", { A }, 0, NULL, LAPEL_ERROR_SD_JWT_DIGEST },
  { "digest-twice-apart",
    "{\"_sd\":[\"@0\"],\"o\":{\"_sd\":[\"@0\"]}}",
    { A },
    0,
    NULL,
    LAPEL_ERROR_SD_JWT_DIGEST },
  { "decoy-twice",
    "{\"_sd\":[\"x\"],\"l\":[{\"...\":\"x\"}]}",
    { NULL },
    0,
    NULL,
    LAPEL_ERROR_SD_JWT_DIGEST },
  { "decoy-in-disclosure",
    "{\"_sd\":[\"@0\",\"x\"]}",
    { "[\"s\",\"a\",{\"_sd\":[\"x\"]}]" },
    0,
    NULL,
    LAPEL_ERROR_SD_JWT_DIGEST },
  { "disclosure-twice", "{\"_sd\":[\"@0\"]}", { A, A }, 0, NULL, LAPEL_ERROR_SD_JWT_DIGEST },
  { "unused", "{\"_sd\":[\"@0\"]}", { A, B }, 0, NULL, LAPEL_ERROR_SD_JWT_UNUSED },
  { "digest-elsewhere", "{\"x\":\"@0\"}", { A }, 0, NULL, LAPEL_ERROR_SD_JWT_UNUSED },
  { "inner-without-outer",
    "{\"x\":1}",
    { A, "[\"s\",\"o\",{\"_sd\":[\"@0\"]}]" },
    0,
    NULL,
    LAPEL_ERROR_SD_JWT_UNUSED },
  { "named-sd",
    "{\"_sd\":[\"@0\"]}",
    { "[\"s\",\"_sd\",[]]" },
    0,
    NULL,
    LAPEL_ERROR_SD_JWT_RESERVED },
  { "named-dots",
    "{\"_sd\":[\"@0\"]}",
    { "[\"s\",\"...\",1]" },
    0,
    NULL,
    LAPEL_ERROR_SD_JWT_RESERVED },
  { "named-hash",
    "{\"_sd\":[\"@0\"]}",
    { "[\"s\",\"_sd_alg\",1]" },
    0,
    NULL,
    LAPEL_ERROR_SD_JWT_RESERVED },
  { "dots-as-claim", "{\"...\":\"x\"}", { NULL }, 0, NULL, LAPEL_ERROR_SD_JWT_RESERVED },
  { "dots-as-inner-claim",
    "{\"o\":{\"...\":\"x\"}}",
    { NULL },
    0,
    NULL,
    LAPEL_ERROR_SD_JWT_RESERVED },
  { "overwritten", "{\"a\":0,\"_sd\":[\"@0\"]}", { A }, 0, NULL, LAPEL_ERROR_SD_JWT_OVERWRITTEN },
  { "two-of-a-name",
    "{\"_sd\":[\"@0\",\"@1\"]}",
    { A, "[\"t\",\"a\",1]" },
    0,
    NULL,
    LAPEL_ERROR_SD_JWT_OVERWRITTEN },
  { "digests-no-list", "{\"_sd\":\"@0\"}", { A }, 0, NULL, LAPEL_ERROR_SD_JWT_MALFORMED },
  { "digest-no-text", "{\"_sd\":[1]}", { NULL }, 0, NULL, LAPEL_ERROR_SD_JWT_MALFORMED },
  { "element-no-text", "{\"l\":[{\"...\":1}]}", { NULL }, 0, NULL, LAPEL_ERROR_SD_JWT_MALFORMED },
  { "beside-dots",
    "{\"l\":[{\"...\":\"@0\",\"x\":1}]}",
    { "[\"s\",1]" },
    0,
    NULL,
    LAPEL_ERROR_SD_JWT_MALFORMED },
  { "element-as-claim",
    "{\"_sd\":[\"@0\"]}",
    { "[\"s\",1]" },
    0,
    NULL,
    LAPEL_ERROR_SD_JWT_MALFORMED },
  { "claim-as-element",
    "{\"l\":[{\"...\":\"@0\"}]}",
    { A },
    0,
    NULL,
    LAPEL_ERROR_SD_JWT_MALFORMED },
  { "one-item", "{\"_sd\":[\"@0\"]}", { "[\"s\"]" }, 0, NULL, LAPEL_ERROR_SD_JWT_MALFORMED },
  { "four-items",
    "{\"_sd\":[\"@0\"]}",
    { "[\"s\",\"a\",1,2]" },
    0,
    NULL,
    LAPEL_ERROR_SD_JWT_MALFORMED },
  { "no-list", "{\"_sd\":[\"@0\"]}", { "{}" }, 0, NULL, LAPEL_ERROR_SD_JWT_MALFORMED },
  { "salt-no-text",
    "{\"_sd\":[\"@0\"]}",
    { "[1,\"a\",1]" },
    0,
    NULL,
    LAPEL_ERROR_SD_JWT_MALFORMED },
  { "name-no-text",
    "{\"_sd\":[\"@0\"]}",
    { "[\"s\",7,1]" },
    0,
    NULL,
    LAPEL_ERROR_SD_JWT_MALFORMED },
  { "no-json", "{\"_sd\":[\"@0\"]}", { "[\"s\"," }, 0, NULL, LAPEL_ERROR_JSON_SYNTAX },
  { "duplicate-member",
    "{\"_sd\":[\"@0\"]}",
    { "[\"s\",\"a\",{\"x\":1,\"x\":2}]" },
    0,
    NULL,
    LAPEL_ERROR_JSON_DUPLICATE },
};

static void
test_case (gconstpointer data)
{
  const Case *expected = data;
  g_autoptr (LapelSigner) signer = new_signer (1);
  g_autofree char *text =
      sd_jwt_make (signer, HEADER, expected->payload, expected->parts, expected->hash);
  g_autoptr (LapelSdJwt) self = NULL;

  if (expected->claims == NULL)
    {
      assert_refused (text, expected->code);
      return;
    }
  self = parse (text);
  assert_claims (self, expected->claims);
  g_assert_null (lapel_sd_jwt_get_binding (self));
  g_assert_true (
      lapel_jws_verify (lapel_sd_jwt_get_jws (self), lapel_signer_get_key (signer), NULL));
}

/* Two examples of RFC 9901 §4.2: a claim and an element, with their digests. */
static void
test_published (void)
{
  const char *claim = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0";
  const char *element = "WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIkZSIl0";
  g_autoptr (LapelSigner) signer = new_signer (1);
  g_autofree char *token =
      lapel_jws_sign (HEADER,
                      "{\"_sd\":[\"X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0\"],"
                      "\"nationalities\":[\"DE\","
                      "{\"...\":\"w0I8EKcdCtUPkGCNUrfwVp2xEgNjtoIDlOxc9-PlOhs\"}]}",
                      signer);
  g_autofree char *all = g_strconcat (token, "~", element, "~", claim, "~", NULL);
  g_autofree char *some = g_strconcat (token, "~", claim, "~", NULL);
  g_autofree char *none = g_strconcat (token, "~", NULL);
  g_autoptr (LapelSdJwt) whole = parse (all);
  g_autoptr (LapelSdJwt) part = parse (some);
  g_autoptr (LapelSdJwt) rest = parse (none);

  assert_claims (whole, "{\"family_name\":\"Möbius\",\"nationalities\":[\"DE\",\"FR\"]}");
  assert_claims (part, "{\"family_name\":\"Möbius\",\"nationalities\":[\"DE\"]}");
  assert_claims (rest, "{\"nationalities\":[\"DE\"]}");
  g_assert_true (lapel_sd_jwt_is_disclosed (whole, "family_name"));
  g_assert_false (lapel_sd_jwt_is_disclosed (whole, "nationalities"));
  g_assert_false (lapel_sd_jwt_is_disclosed (rest, "family_name"));
}

static void
test_forms (void)
{
  static const struct
  {
    const char *tail;
    int code;
  } forms[] = {
    { "", LAPEL_ERROR_SD_JWT_MALFORMED },
    { "~~", LAPEL_ERROR_SD_JWT_MALFORMED },
    { "~!~", LAPEL_ERROR_SD_JWT_MALFORMED },
    { "~WyJzIiwxXQ==~", LAPEL_ERROR_SD_JWT_MALFORMED },
    { "~ ~", LAPEL_ERROR_SD_JWT_MALFORMED },
    { "~WyJzIiwxXQ", LAPEL_ERROR_JWS_MALFORMED }, /* no "~" behind it: taken for a key binding */
    { "~a.b.c", LAPEL_ERROR_JWS_MALFORMED },
    { "~eyJhbGciOiJub25lIn0.e30.", LAPEL_ERROR_JWS_ALGORITHM },
    { "~eyJhbGciOiJFZERTQSJ9.W10.", LAPEL_ERROR_JWS_MALFORMED },
  };
  g_autoptr (LapelSigner) signer = new_signer (1);
  g_autofree char *token = lapel_jws_sign (HEADER, "{}", signer);

  for (unsigned int i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *text = g_strconcat (token, forms[i].tail, NULL);

      assert_refused (text, forms[i].code);
    }
  assert_refused ("~", LAPEL_ERROR_JWS_MALFORMED);
  assert_refused ("eyJhbGciOiJub25lIn0.e30.~", LAPEL_ERROR_JWS_ALGORITHM);
}

static void
test_looks_like (void)
{
  g_assert_true (lapel_sd_jwt_looks_like ("eyJ.e30.x~", 10));
  g_assert_false (lapel_sd_jwt_looks_like ("eyJ.e30.x", 9));
  g_assert_false (lapel_sd_jwt_looks_like ("eyJ~.e30.x", 10));
  g_assert_false (lapel_sd_jwt_looks_like ("{\"a\":\"~\"}", 9));
}

/* One disclosure in another, each of them flat. */
static void
test_depth (void)
{
  g_autoptr (LapelSigner) signer = new_signer (1);
  g_autoptr (GString) tail = g_string_new ("~");
  g_autofree char *digest = g_strdup ("decoy");

  for (unsigned int i = 0; i <= LAPEL_JSON_MAX_DEPTH; i++)
    {
      g_autofree char *json = g_strdup_printf ("[\"s\",\"a\",{\"_sd\":[\"%s\"]}]", digest);
      g_autofree char *text = lapel_base64url_encode ((const guint8 *) json, strlen (json));
      g_autofree char *payload = NULL;
      g_autofree char *token = NULL;
      g_autofree char *whole = NULL;

      g_free (digest);
      digest = sd_jwt_digest (text, LAPEL_HASH_SHA256);
      g_string_append_printf (tail, "%s~", text);
      payload = g_strdup_printf ("{\"_sd\":[\"%s\"]}", digest);
      token = lapel_jws_sign (HEADER, payload, signer);
      whole = g_strconcat (token, tail->str, NULL);
      if (i + 2 > LAPEL_JSON_MAX_DEPTH)
        assert_refused (whole, LAPEL_ERROR_JSON_DEPTH);
      else
        lapel_sd_jwt_free (parse (whole));
    }
}

static void
test_too_many (void)
{
  g_autoptr (LapelSigner) signer = new_signer (1);
  g_autofree char *token = lapel_jws_sign (HEADER, "{}", signer);
  g_autoptr (GString) text = g_string_new (token);

  g_string_append_c (text, '~');
  for (unsigned int i = 0; i < 4097; i++)
    {
      g_autofree char *json = g_strdup_printf ("[\"%u\",1]", i);
      g_autofree char *part = lapel_base64url_encode ((const guint8 *) json, strlen (json));

      g_string_append_printf (text, "%s~", part);
    }
  assert_refused (text->str, LAPEL_ERROR_TOO_COMPLEX);
}

static void
test_too_large (void)
{
  g_autofree char *text = g_strnfill (LAPEL_JSON_MAX_BYTES + 1, 'e');

  assert_refused (text, LAPEL_ERROR_TOO_LARGE);
}

/* The code that the binding of @header and @payload, signed by @signer, is refused with. */
static int
bind_and_verify (const char *header,
                 const char *payload,
                 gboolean    by_holder)
{
  static const char *const parts[] = { A, NULL };
  g_autoptr (LapelSigner) issuer = new_signer (1);
  g_autoptr (LapelSigner) holder = new_signer (2);
  g_autofree char *text =
      sd_jwt_make (issuer, HEADER, "{\"_sd\":[\"@0\"]}", parts, LAPEL_HASH_SHA256);
  g_autofree char *bound = sd_jwt_bind (text, by_holder ? holder : issuer, header, payload);
  g_autoptr (LapelSdJwt) self = parse (bound);
  g_autoptr (GError) error = NULL;
  const LapelJson *claims =
      lapel_sd_jwt_verify_binding (self, lapel_signer_get_key (holder), &error);

  g_assert_true ((claims == NULL) == (error != NULL));
  if (claims != NULL)
    {
      g_assert_cmpstr (lapel_json_get_string (claims, "nonce"), ==, "n");
      return PROOF_TEST_GOOD;
    }
  g_assert_cmpuint (error->domain, ==, LAPEL_ERROR);
  return error->code;
}

static void
test_binding (void)
{
  static const char *const malformed[] = {
    "{\"aud\":\"a\",\"iat\":1,\"sd_hash\":\"@0\"}",
    "{\"nonce\":\"n\",\"iat\":1,\"sd_hash\":\"@0\"}",
    "{\"nonce\":\"n\",\"aud\":[\"a\"],\"iat\":1,\"sd_hash\":\"@0\"}",
    "{\"nonce\":\"n\",\"aud\":\"a\",\"sd_hash\":\"@0\"}",
    "{\"nonce\":\"n\",\"aud\":\"a\",\"iat\":\"1\",\"sd_hash\":\"@0\"}",
    "{\"nonce\":\"n\",\"aud\":\"a\",\"iat\":1}",
  };

  g_assert_cmpint (bind_and_verify (BINDING_HEADER, BINDING, TRUE), ==, PROOF_TEST_GOOD);
  g_assert_cmpint (bind_and_verify (BINDING_HEADER, BINDING, FALSE), ==,
                   LAPEL_ERROR_KEY_BINDING_SIGNATURE);
  g_assert_cmpint (bind_and_verify ("{\"alg\":\"EdDSA\"}", BINDING, TRUE), ==,
                   LAPEL_ERROR_KEY_BINDING_TYPE);
  g_assert_cmpint (bind_and_verify (HEADER, BINDING, TRUE), ==, LAPEL_ERROR_KEY_BINDING_TYPE);
  g_assert_cmpint (bind_and_verify ("{\"alg\":\"ES256\",\"typ\":\"kb+jwt\"}", BINDING, TRUE), ==,
                   LAPEL_ERROR_KEY_MISMATCH);
  g_assert_cmpint (bind_and_verify (BINDING_HEADER,
                                    "{\"nonce\":\"n\",\"aud\":\"a\",\"iat\":1,\"sd_hash\":\"x\"}",
                                    TRUE),
                   ==, LAPEL_ERROR_KEY_BINDING_HASH);
  for (unsigned int i = 0; i < G_N_ELEMENTS (malformed); i++)
    g_assert_cmpint (bind_and_verify (BINDING_HEADER, malformed[i], TRUE), ==,
                     LAPEL_ERROR_KEY_BINDING_MALFORMED);
}

/* A binding made with one disclosure more does not fit what is left. */
static void
test_binding_of_more (void)
{
  static const char *const parts[] = { A, B, NULL };
  g_autoptr (LapelSigner) issuer = new_signer (1);
  g_autoptr (LapelSigner) holder = new_signer (2);
  g_autofree char *text =
      sd_jwt_make (issuer, HEADER, "{\"_sd\":[\"@0\",\"@1\"]}", parts, LAPEL_HASH_SHA256);
  g_autofree char *bound = sd_jwt_bind (text, holder, BINDING_HEADER, BINDING);
  g_auto (GStrv) pieces = g_strsplit (bound, "~", -1);
  g_autofree char *less = g_strjoin ("~", pieces[0], pieces[2], pieces[3], NULL);
  g_autofree char *turned = g_strjoin ("~", pieces[0], pieces[2], pieces[1], pieces[3], NULL);
  const char *const changed[] = { less, turned };

  for (unsigned int i = 0; i < G_N_ELEMENTS (changed); i++)
    {
      g_autoptr (LapelSdJwt) self = parse (changed[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (lapel_sd_jwt_verify_binding (self, lapel_signer_get_key (holder), &error));
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_BINDING_HASH);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/sd-jwt/%s/%s", cases[i].claims != NULL ? "good" : "bad",
                           cases[i].name);
      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/sd-jwt/published", test_published);
  g_test_add_func ("/sd-jwt/forms", test_forms);
  g_test_add_func ("/sd-jwt/looks-like", test_looks_like);
  g_test_add_func ("/sd-jwt/depth", test_depth);
  g_test_add_func ("/sd-jwt/too-many", test_too_many);
  g_test_add_func ("/sd-jwt/too-large", test_too_large);
  g_test_add_func ("/sd-jwt/binding", test_binding);
  g_test_add_func ("/sd-jwt/binding-of-more", test_binding_of_more);
  return g_test_run ();
}
