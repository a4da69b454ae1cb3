/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-seal.h"

#include "lapel-encoding.h"
#include "lapel-error.h"
#include "seal-fixture.h"

#include <string.h>

#define AT      (SEAL_MADE * G_USEC_PER_SEC)
#define PAYLOAD "{\"a\":\"b, \xc3\xa4\"}"

#define HEADER(alg, more)                                                                          \
  "{\"alg\":\"" alg "\",\"b64\":false,\"sigT\":\"" SEAL_MADE_TEXT                                  \
  "\",\"x5c\":[\"%s\"],\"crit\":[\"b64\",\"sigT\"]" more "}"

static LapelSealed *
parse (const char  *text,
       GError     **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (LapelJsonDoc) doc = lapel_json_parse (text, strlen (text), &reason);

  g_assert_no_error (reason);
  g_assert_true (lapel_sealed_is (lapel_json_doc_get_root (doc)));
  return lapel_sealed_new (doc, lapel_json_doc_get_root (doc), error);
}

static LapelSealed *
parse_good (const char *text)
{
  g_autoptr (GError) error = NULL;
  LapelSealed *sealed = parse (text, &error);

  g_assert_no_error (error);
  return sealed;
}

static const LapelSeal *
only_seal (const LapelSealed *sealed)
{
  g_assert_cmpuint (lapel_sealed_get_seals (sealed)->len, ==, 1);
  return g_ptr_array_index (lapel_sealed_get_seals (sealed), 0);
}

static void
assert_intact (const char *text)
{
  g_autoptr (LapelSealed) sealed = parse_good (text);
  const LapelSeal *seal = only_seal (sealed);
  g_autoptr (GError) error = NULL;

  lapel_seal_check_header (seal, &error);
  g_assert_no_error (error);
  lapel_seal_check_signature (seal, &error);
  g_assert_no_error (error);
  g_assert_true (lapel_seal_check_thumbprint (seal, &error));
  g_assert_cmpint (lapel_seal_get_time (seal), ==, AT);
}

static void
assert_header_refused (const char *text,
                       LapelError  code)
{
  g_autoptr (LapelSealed) sealed = parse_good (text);
  g_autoptr (GError) error = NULL;

  g_assert_false (lapel_seal_check_header (only_seal (sealed), &error));
  g_assert_error (error, LAPEL_ERROR, (int) code);
}

static void
assert_signature_refused (const char *text,
                          LapelError  code)
{
  g_autoptr (LapelSealed) sealed = parse_good (text);
  g_autoptr (GError) error = NULL;

  g_assert_false (lapel_seal_check_signature (only_seal (sealed), &error));
  g_assert_error (error, LAPEL_ERROR, (int) code);
}

/** One of the algorithms and the kind of key it needs. */
typedef struct
{
  const char *name;
  const char *curve;
  const char *header;
} Algorithm;

static const Algorithm algorithms[] = {
  { "RS256", "RSA-2048", HEADER ("RS256", "") }, { "RS384", "RSA-2048", HEADER ("RS384", "") },
  { "RS512", "RSA-2048", HEADER ("RS512", "") }, { "PS256", "RSA-2048", HEADER ("PS256", "") },
  { "PS384", "RSA-2048", HEADER ("PS384", "") }, { "PS512", "RSA-2048", HEADER ("PS512", "") },
  { "ES256", "P-256", HEADER ("ES256", "") },    { "ES384", "P-384", HEADER ("ES384", "") },
  { "ES512", "P-521", HEADER ("ES512", "") },
};

static void
check_algorithm (const Algorithm    *algorithm,
                 const SealIdentity *owner,
                 const SealIdentity *other)
{
  g_autofree char *text = seal_make (owner, algorithm->name, algorithm->header, PAYLOAD, NULL);
  g_autofree char *protected_text = seal_protect (owner, algorithm->header);
  g_autofree char *input = g_strconcat (protected_text, ".", PAYLOAD, NULL);
  g_autoptr (GBytes) signature = seal_sign (owner, algorithm->name, input);
  size_t length = 0;
  const guint8 *bytes = g_bytes_get_data (signature, &length);
  g_autoptr (LapelCertificate) own = seal_identity_to_certificate (owner);
  g_autoptr (LapelCertificate) wrong = seal_identity_to_certificate (other);
  g_autoptr (GError) error = NULL;

  assert_intact (text);
  g_assert_false (lapel_certificate_verify (wrong, algorithm->name, input, strlen (input), bytes,
                                            length, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_SIGNATURE);
  for (unsigned int i = 0; i < G_N_ELEMENTS (algorithms); i++)
    if (&algorithms[i] != algorithm)
      g_assert_false (lapel_certificate_verify (own, algorithms[i].name, input, strlen (input),
                                                bytes, length, NULL));
}

/* Every algorithm with its key, with another of the same kind, and under every other name. */
static void
test_algorithms (SealWorld     *world,
                 gconstpointer  data)
{
  g_autoptr (SealIdentity) owner = NULL;
  g_autoptr (SealIdentity) other = NULL;
  const char *curve = NULL;

  for (unsigned int i = 0; i < G_N_ELEMENTS (algorithms); i++)
    {
      SealWish wish = { .name = "Owner", .curve = algorithms[i].curve };

      g_test_message ("%s", algorithms[i].name);
      if (g_strcmp0 (curve, wish.curve) != 0)
        {
          g_clear_pointer (&owner, seal_identity_free);
          g_clear_pointer (&other, seal_identity_free);
          owner = seal_identity_new (world->authority, &wish);
          other = seal_identity_new (world->authority, &wish);
          curve = wish.curve;
        }
      check_algorithm (&algorithms[i], owner, other);
    }
}

/* The signature of an elliptic curve, changed in every way in which it could still be taken. */
static void
test_changed_signatures (SealWorld     *world,
                         gconstpointer  data)
{
  g_autoptr (LapelCertificate) own = seal_identity_to_certificate (world->owner);
  g_autoptr (GBytes) signature = seal_sign (world->owner, "ES256", "text");
  const guint8 *good = g_bytes_get_data (signature, NULL);
  guint8 bytes[65] = { 0 };

  memcpy (bytes, good, 64);
  g_assert_true (lapel_certificate_verify (own, "ES256", "text", 4, bytes, 64, NULL));
  g_assert_false (lapel_certificate_verify (own, "ES256", "texT", 4, bytes, 64, NULL));
  g_assert_false (lapel_certificate_verify (own, "ES256", "text", 4, bytes, 63, NULL));
  g_assert_false (lapel_certificate_verify (own, "ES256", "text", 4, bytes, 65, NULL));
  g_assert_false (lapel_certificate_verify (own, "ES256", "text", 4, bytes, 0, NULL));
  for (unsigned int bit = 0; bit < 512; bit += 37)
    {
      bytes[bit / 8] ^= (guint8) (1u << (bit % 8));
      g_assert_false (lapel_certificate_verify (own, "ES256", "text", 4, bytes, 64, NULL));
      bytes[bit / 8] ^= (guint8) (1u << (bit % 8));
    }
  memcpy (bytes, good + 32, 32);
  memcpy (bytes + 32, good, 32);
  g_assert_false (lapel_certificate_verify (own, "ES256", "text", 4, bytes, 64, NULL));
  memset (bytes, 0, sizeof bytes);
  g_assert_false (lapel_certificate_verify (own, "ES256", "text", 4, bytes, 64, NULL));
}

static void
test_weak_key (SealWorld     *world,
               gconstpointer  data)
{
  static const SealWish wish = { .name = "Owner", .curve = "RSA-1024" };
  g_autoptr (SealIdentity) owner = seal_identity_new (world->authority, &wish);
  g_autofree char *text = seal_make (owner, "RS256", HEADER ("RS256", ""), PAYLOAD, NULL);

  assert_signature_refused (text, LAPEL_ERROR_KEY_UNSUPPORTED);
}

/* RFC 7515 §4.1.11 and RFC 7797: everything that is asked for is understood, or the seal fails. */
static void
test_headers (SealWorld     *world,
              gconstpointer  data)
{
#define START "{\"alg\":\"ES256\",\"x5c\":[\"%s\"]"
  static const struct
  {
    const char *header;
    LapelError code;
  } cases[] = {
    { START ",\"b64\":false,\"crit\":[\"b64\",\"made-up\"],\"made-up\":1}",
      LAPEL_ERROR_SEAL_CRITICAL },
    { START ",\"b64\":false,\"crit\":[\"b64\",\"sigT\"]}", LAPEL_ERROR_SEAL_CRITICAL },
    { START ",\"b64\":false,\"crit\":[\"b64\",\"b64\"]}", LAPEL_ERROR_SEAL_CRITICAL },
    { START ",\"b64\":false,\"crit\":[\"b64\",\"alg\"]}", LAPEL_ERROR_SEAL_CRITICAL },
    { START ",\"b64\":false,\"crit\":[\"b64\",7]}", LAPEL_ERROR_SEAL_CRITICAL },
    { START ",\"b64\":false,\"crit\":[]}", LAPEL_ERROR_SEAL_CRITICAL },
    { START ",\"b64\":false,\"crit\":\"b64\"}", LAPEL_ERROR_SEAL_CRITICAL },
    { START ",\"b64\":false}", LAPEL_ERROR_SEAL_CRITICAL },
    { START ",\"b64\":false,\"crit\":[\"b64\"],\"sigD\":{}}", LAPEL_ERROR_SEAL_CRITICAL },
    { START ",\"b64\":true,\"crit\":[\"b64\"]}", LAPEL_ERROR_SEAL_MALFORMED },
    { START "}", LAPEL_ERROR_SEAL_MALFORMED },
    { "{\"alg\":\"none\",\"x5c\":[\"%s\"]}", LAPEL_ERROR_JWS_ALGORITHM },
    { "{\"alg\":\"HS256\",\"x5c\":[\"%s\"]}", LAPEL_ERROR_JWS_ALGORITHM },
    { "{\"alg\":\"EdDSA\",\"x5c\":[\"%s\"]}", LAPEL_ERROR_JWS_ALGORITHM },
    { "{\"x5c\":[\"%s\"]}", LAPEL_ERROR_JWS_ALGORITHM },
    { "{\"alg\":\"ES256\",\"x\":\"%s\"}", LAPEL_ERROR_JWS_NO_KEY },
    { "{\"alg\":\"ES256\",\"x5c\":[\"AAAA\",\"%s\"]}", LAPEL_ERROR_CERTIFICATE_MALFORMED },
    { "{\"alg\":\"ES256\",\"x5c\":[\"%s\",\"not base64\"]}", LAPEL_ERROR_CERTIFICATE_MALFORMED },
    { "[\"%s\"]", LAPEL_ERROR_SEAL_MALFORMED },
    { "{\"alg\":\"ES256\",\"alg\":\"ES256\",\"x5c\":[\"%s\"]}", LAPEL_ERROR_SEAL_MALFORMED },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = seal_make (world->owner, "ES256", cases[i].header, PAYLOAD, NULL);

      g_test_message ("%s", cases[i].header);
      assert_header_refused (text, cases[i].code);
    }
}

/* The other form of a payload, base64url, whose text is what is signed. */
static void
test_encoded_payload (SealWorld     *world,
                      gconstpointer  data)
{
  g_autofree char *payload = lapel_base64url_encode ((const guint8 *) PAYLOAD, strlen (PAYLOAD));
  g_autofree char *text =
      seal_make (world->owner, "ES256", START ",\"sigT\":\"" SEAL_MADE_TEXT "\"}", payload, NULL);
  g_autoptr (LapelSealed) sealed = parse_good (text);

  assert_intact (text);
  g_assert_cmpstr (lapel_json_get_string (lapel_json_doc_get_root (
                                              lapel_sealed_get_payload (sealed)),
                                          "a"),
                   ==, "b, ä");
}

static void
test_thumbprint (SealWorld     *world,
                 gconstpointer  data)
{
  static const struct
  {
    const char *member;
    gboolean good;
  } cases[] = {
    { ",\"x5t#S256\":\"AAAA\"", FALSE },
    { ",\"x5t#S256\":7", FALSE },
    { "", TRUE },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *header = g_strconcat (START, cases[i].member, "}", NULL);
      g_autofree char *text = seal_make (world->owner, "ES256", header, PAYLOAD, NULL);
      g_autoptr (LapelSealed) sealed = parse_good (text);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (lapel_seal_check_thumbprint (only_seal (sealed), &error), ==, cases[i].good);
      if (!cases[i].good)
        g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_CERTIFICATE_DIGEST);
    }
}

/* What cannot be taken apart at all. */
static void
test_containers (void)
{
  static const struct
  {
    const char *text;
    LapelError code;
  } cases[] = {
    { "{\"payload\":\"{}\",\"signatures\":[]}", LAPEL_ERROR_SEAL_MALFORMED },
    { "{\"payload\":\"{}\",\"signatures\":[1,2,3,4,5,6,7,8,9]}", LAPEL_ERROR_TOO_COMPLEX },
    { "{\"payload\":\"{\\\"a\\\":1,\\\"a\\\":2}\",\"signatures\":[{}]}",
      LAPEL_ERROR_JSON_DUPLICATE },
    { "{\"payload\":\"{\\\"a\\\":\\\"\\\\u0000\\\"}\",\"signatures\":[{}]}", LAPEL_ERROR_JSON_NUL },
    { "{\"payload\":\"{\\\"a\\\":\\\"\\\\ud800\\\"}\",\"signatures\":[{}]}",
      LAPEL_ERROR_JSON_SURROGATE },
    { "{\"payload\":\"{\",\"signatures\":[{}]}", LAPEL_ERROR_JSON_SYNTAX },
    { "{\"payload\":\"\",\"signatures\":[{}]}", LAPEL_ERROR_EMPTY },
    { "{\"payload\":\"!\",\"protected\":\"e30\"}", LAPEL_ERROR_ENCODING },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_null (parse (cases[i].text, &error));
      g_assert_error (error, LAPEL_ERROR, (int) cases[i].code);
    }
}

static void
add (const char *path,
     void (*test) (SealWorld *, gconstpointer))
{
  g_test_add (path, SealWorld, NULL, seal_world_set_up, test, seal_world_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/seal/algorithms", test_algorithms);
  add ("/seal/changed-signatures", test_changed_signatures);
  add ("/seal/weak-key", test_weak_key);
  add ("/seal/headers", test_headers);
  add ("/seal/encoded-payload", test_encoded_payload);
  add ("/seal/thumbprint", test_thumbprint);
  g_test_add_func ("/seal/containers", test_containers);
  return g_test_run ();
}
