/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-key.h"

#include "lapel-encoding.h"
#include "lapel-error.h"
#include "proof-test.h"

#include <string.h>

#define ED25519_A "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
#define P256_A    "zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv"

/* RFC 8032 §7.1, tests 1 to 3. */
static const struct
{
  const char *seed;
  const char *key;
  const char *message;
  const char *signature;
} rfc8032[] = {
  { "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b4"
    "6b"
    "d25bf5f0595bbe24655141438e7a100b" },
  { "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d"
    "8c"
    "387b2eaeb4302aeeb00d291612bb0c00" },
  { "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6"
    "59"
    "4a7c15e9716ed28dc027beceea1ec40a" },
};

static void
test_rfc8032 (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rfc8032); i++)
    {
      guint8 seed[32];
      guint8 message[2];
      guint8 public_key[32];
      guint8 signature[64];
      size_t length = proof_test_from_hex (rfc8032[i].message, message, sizeof message);
      g_autoptr (GError) error = NULL;
      g_autoptr (LapelSigner) signer = NULL;
      g_autoptr (LapelKey) key = NULL;

      proof_test_from_hex (rfc8032[i].seed, seed, sizeof seed);
      proof_test_from_hex (rfc8032[i].key, public_key, sizeof public_key);
      signer = lapel_signer_new (seed);
      key = lapel_key_new_ed25519 (public_key, &error);
      g_assert_no_error (error);
      g_assert_true (lapel_key_equal (key, lapel_signer_get_key (signer)));

      lapel_signer_sign (signer, message, length, signature);
      proof_test_assert_hex (signature, sizeof signature, rfc8032[i].signature);
      lapel_key_verify (key, LAPEL_ALGORITHM_EDDSA, message, length, signature, 64, &error);
      g_assert_no_error (error);
    }
}

static LapelSigner *
rfc_signer (void)
{
  guint8 seed[32];

  proof_test_from_hex (rfc8032[1].seed, seed, sizeof seed);
  return lapel_signer_new (seed);
}

static void
assert_refused (const LapelKey *key,
                LapelAlgorithm  algorithm,
                const guint8   *signature,
                size_t          length,
                LapelError      code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (lapel_key_verify (key, algorithm, "r", 1, signature, length, &error));
  g_assert_error (error, LAPEL_ERROR, (int) code);
}

static void
test_ed25519_changed (void)
{
  g_autoptr (LapelSigner) signer = rfc_signer ();
  LapelKey *key = lapel_signer_get_key (signer);
  guint8 signature[65] = { 0 };

  lapel_signer_sign (signer, "r", 1, signature);
  assert_refused (key, LAPEL_ALGORITHM_EDDSA, signature, 63, LAPEL_ERROR_SIGNATURE);
  assert_refused (key, LAPEL_ALGORITHM_EDDSA, signature, 65, LAPEL_ERROR_SIGNATURE);
  assert_refused (key, LAPEL_ALGORITHM_EDDSA, signature, 0, LAPEL_ERROR_SIGNATURE);
  for (gsize i = 0; i < 64; i++)
    {
      signature[i] ^= 0x10;
      assert_refused (key, LAPEL_ALGORITHM_EDDSA, signature, 64, LAPEL_ERROR_SIGNATURE);
      signature[i] ^= 0x10;
    }
  for (LapelAlgorithm algorithm = LAPEL_ALGORITHM_ES256; algorithm <= LAPEL_ALGORITHM_PS256;
       algorithm++)
    assert_refused (key, algorithm, signature, 64, LAPEL_ERROR_KEY_MISMATCH);
}

/* S + L fits the equation as well as S: only one of them is a signature (RFC 8032 §5.1.7). */
static void
test_ed25519_malleable (void)
{
  static const guint8 order[32] = { 0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58,       0xd6,
                                    0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, [31] = 0x10 };
  g_autoptr (LapelSigner) signer = rfc_signer ();
  guint8 signature[64];
  unsigned int carry = 0;

  lapel_signer_sign (signer, "r", 1, signature);
  for (gsize i = 0; i < 32; i++)
    {
      carry += (unsigned int) signature[32 + i] + order[i];
      signature[32 + i] = (guint8) carry;
      carry >>= 8;
    }
  g_assert_cmpuint (carry, ==, 0);
  assert_refused (lapel_signer_get_key (signer), LAPEL_ALGORITHM_EDDSA, signature, 64,
                  LAPEL_ERROR_SIGNATURE);
}

/* The y of every point whose order divides 8, and their other encodings. */
static void
test_ed25519_low_order (void)
{
  static const char *const encodings[] = {
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  };

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (encodings); i++)
    {
      guint8 point[32];
      g_autoptr (GError) error = NULL;

      proof_test_from_hex (encodings[i / 2], point, sizeof point);
      point[31] |= (guint8) (i % 2 << 7);
      g_assert_null (lapel_key_new_ed25519 (point, &error));
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MALFORMED);
      g_test_message ("%s: %s", encodings[i / 2], error->message);
    }
}

/* y = p + k reads as k, but there is one spelling for each point (RFC 8032 §5.1.3). */
static void
test_ed25519_not_canonical (void)
{
  for (unsigned int k = 0; k < 19; k++)
    {
      guint8 point[32];
      g_autoptr (GError) error = NULL;

      memset (point, 0xff, sizeof point);
      point[0] = (guint8) (0xed + k);
      point[31] = 0x7f;
      g_assert_null (lapel_key_new_ed25519 (point, &error));
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MALFORMED);
    }
}

static void
test_ed25519_off_curve (void)
{
  guint8 point[32] = { 2 };
  g_autoptr (GError) error = NULL;

  g_assert_null (lapel_key_new_ed25519 (point, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MALFORMED);
}

static void
test_signer_names (void)
{
  g_autoptr (LapelSigner) signer = rfc_signer ();
  g_autofree char *multikey = lapel_key_dup_multikey (lapel_signer_get_key (signer));
  g_autofree char *did = g_strconcat ("did:key:", multikey, NULL);
  g_autofree char *method = g_strconcat (did, "#", multikey, NULL);

  g_assert_true (g_str_has_prefix (multikey, "z6Mk"));
  g_assert_cmpstr (lapel_signer_get_did (signer), ==, did);
  g_assert_cmpstr (lapel_signer_get_method (signer), ==, method);
}

static void
test_multikey_round_trip (void)
{
  static const struct
  {
    const char *text;
    LapelKeyType type;
  } keys[] = {
    { ED25519_A, LAPEL_KEY_ED25519 },
    { P256_A, LAPEL_KEY_P256 },
    { "z82LkuBieyGShVBhvtE2zoiD6Kma4tJGFtkAhxR5pfkp5QPw4LutoYWhvQCnGjdVn14kujQ", LAPEL_KEY_P384 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LapelKey) key = lapel_key_new_multikey (keys[i].text, &error);
      g_autofree char *again = NULL;

      g_assert_no_error (error);
      g_assert_cmpint (lapel_key_get_type (key), ==, keys[i].type);
      again = lapel_key_dup_multikey (key);
      g_assert_cmpstr (again, ==, keys[i].text);
    }
}

/* A Multikey of @prefix (hex) and @length times the byte @fill. */
static char *
make_multikey (const char *prefix,
               size_t      length,
               guint8      fill)
{
  guint8 bytes[128];
  size_t n = proof_test_from_hex (prefix, bytes, sizeof bytes);
  g_autofree char *encoded = NULL;

  memset (bytes + n, fill, length);
  encoded = lapel_base58_encode (bytes, n + length);
  return g_strconcat ("z", encoded, NULL);
}

static void
test_multikey_refused (void)
{
  static const struct
  {
    const char *prefix;
    size_t length;
    guint8 fill;
    LapelError code;
  } cases[] = {
    { "ed01", 31, 7, LAPEL_ERROR_KEY_MALFORMED },
    { "ed01", 33, 7, LAPEL_ERROR_KEY_MALFORMED },
    { "ed01", 0, 0, LAPEL_ERROR_KEY_MALFORMED },
    { "ed8100", 32, 7, LAPEL_ERROR_KEY_MALFORMED },
    { "ed", 0, 0, LAPEL_ERROR_KEY_MALFORMED },
    { "ffffffff01", 32, 7, LAPEL_ERROR_KEY_MALFORMED },
    { "802404", 64, 7, LAPEL_ERROR_KEY_MALFORMED },
    { "802405", 32, 7, LAPEL_ERROR_KEY_MALFORMED },
    { "802402", 32, 255, LAPEL_ERROR_KEY_MALFORMED },
    { "802400", 0, 0, LAPEL_ERROR_KEY_MALFORMED },
    { "852430", 20, 1, LAPEL_ERROR_KEY_MALFORMED },
    { "e701", 33, 2, LAPEL_ERROR_KEY_UNSUPPORTED },
    { "ec01", 32, 9, LAPEL_ERROR_KEY_UNSUPPORTED },
    { "8224", 67, 2, LAPEL_ERROR_KEY_UNSUPPORTED },
    { "8026", 32, 9, LAPEL_ERROR_KEY_PRIVATE },
    { "8626", 32, 9, LAPEL_ERROR_KEY_PRIVATE },
    { "11", 32, 9, LAPEL_ERROR_KEY_MALFORMED },
  };
  static const char *const texts[] = { "", "z", "z0", "u7QGw", "6Mkr", "z6Mkr JVna" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = make_multikey (cases[i].prefix, cases[i].length, cases[i].fill);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].prefix);
      g_assert_null (lapel_key_new_multikey (text, &error));
      g_assert_error (error, LAPEL_ERROR, (int) cases[i].code);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lapel_key_new_multikey (texts[i], &error));
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MALFORMED);
    }
}

/* The same key behind a multicodec of three bytes instead of two. */
static void
test_multikey_overlong (void)
{
  g_autoptr (GBytes) bytes = lapel_multibase_decode (ED25519_A, NULL, NULL);
  const guint8 *data = g_bytes_get_data (bytes, NULL);
  guint8 overlong[35] = { 0xed, 0x81, 0x00 };
  g_autofree char *encoded = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  memcpy (overlong + 3, data + 2, 32);
  encoded = lapel_base58_encode (overlong, sizeof overlong);
  text = g_strconcat ("z", encoded, NULL);
  g_assert_null (lapel_key_new_multikey (text, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MALFORMED);
}

static void
assert_jwk_refused (const char *text,
                    LapelError  code)
{
  g_autoptr (LapelJsonDoc) jwk = proof_test_parse (text);
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", text);
  g_assert_null (lapel_key_new_jwk (lapel_json_doc_get_root (jwk), &error));
  g_assert_error (error, LAPEL_ERROR, (int) code);
}

#define ED25519_X   "\"x\":\"NvUhsjZe7Mdv8Esoc60o3ma1U5j2tFUTDsOQd39xMnI\""
#define ED25519_JWK "{\"kty\":\"OKP\",\"crv\":\"Ed25519\"," ED25519_X
#define P256_X      "\"x\":\"WfTi93YuhsQxKbD0ftnjOXJndqhnJ5kgDV-ZDGyrhBQ\""
#define P256_Y      "\"y\":\"qUd_55EjX0mjKZ6W6mF4UXVYTQ41K6jfdnYFwN5uPyk\""

static void
test_jwk_refused (void)
{
  static const struct
  {
    const char *text;
    LapelError code;
  } cases[] = {
    { ED25519_JWK ",\"use\":\"enc\"}", LAPEL_ERROR_KEY_UNSUPPORTED },
    { ED25519_JWK ",\"key_ops\":[\"deriveKey\"]}", LAPEL_ERROR_KEY_UNSUPPORTED },
    { "{\"kty\":\"OKP\",\"crv\":\"X25519\"," ED25519_X "}", LAPEL_ERROR_KEY_UNSUPPORTED },
    { "{\"kty\":\"OKP\",\"crv\":\"Ed25519\"}", LAPEL_ERROR_KEY_MALFORMED },
    { "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AAAA\"}", LAPEL_ERROR_KEY_MALFORMED },
    { "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"NvUhsjZe7Mdv8Esoc60o3ma1U5j2tFUTDsOQd39xMnI="
      "\"}",
      LAPEL_ERROR_KEY_MALFORMED },
    { "{\"crv\":\"Ed25519\"," ED25519_X "}", LAPEL_ERROR_KEY_MALFORMED },
    { "{\"kty\":\"oct\"}", LAPEL_ERROR_KEY_UNSUPPORTED },
    { "{\"kty\":\"oct\",\"k\":\"AAAA\"}", LAPEL_ERROR_KEY_PRIVATE },
    { "{\"kty\":\"EC\",\"crv\":\"secp256k1\"," P256_X "," P256_Y "}", LAPEL_ERROR_KEY_UNSUPPORTED },
    { "{\"kty\":\"EC\",\"crv\":\"P-521\"," P256_X "," P256_Y "}", LAPEL_ERROR_KEY_UNSUPPORTED },
    { "{\"kty\":\"EC\",\"crv\":\"P-384\"," P256_X "," P256_Y "}", LAPEL_ERROR_KEY_MALFORMED },
    { "{\"kty\":\"EC\",\"crv\":\"P-256\"," P256_X "}", LAPEL_ERROR_KEY_MALFORMED },
    { "{\"kty\":\"EC\",\"crv\":\"P-256\"," P256_X
      ",\"y\":\"qUd_55EjX0mjKZ6W6mF4UXVYTQ41K6jfdnYFwN5uPyg\"}",
      LAPEL_ERROR_KEY_MALFORMED },
    { "{\"kty\":\"RSA\",\"e\":\"AQAB\"}", LAPEL_ERROR_KEY_MALFORMED },
    { "{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"\"}", LAPEL_ERROR_KEY_MALFORMED },
    { "[]", LAPEL_ERROR_KEY_MALFORMED },
  };
  static const char *const private_members[] = { "d", "p", "q", "dp", "dq", "qi", "oth", "k" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_jwk_refused (cases[i].text, cases[i].code);
  for (gsize i = 0; i < G_N_ELEMENTS (private_members); i++)
    {
      g_autofree char *text = g_strdup_printf (ED25519_JWK ",\"%s\":\"AA\"}", private_members[i]);

      assert_jwk_refused (text, LAPEL_ERROR_KEY_PRIVATE);
    }
}

/* An RSA key of @bits ones, which is odd. */
static char *
rsa_jwk (size_t      bits,
         const char *exponent,
         gboolean    leading_zero)
{
  guint8 modulus[2048];
  g_autofree char *n = NULL;

  memset (modulus, 0xff, sizeof modulus);
  if (leading_zero)
    modulus[0] = 0;
  n = lapel_base64url_encode (modulus, bits / 8 + leading_zero);
  return g_strdup_printf ("{\"kty\":\"RSA\",\"e\":\"%s\",\"n\":\"%s\"}", exponent, n);
}

static void
test_rsa_bounds (void)
{
  static const struct
  {
    size_t bits;
    const char *exponent;
    gboolean leading_zero;
    int code; /* -1: accepted */
  } cases[] = {
    { 2048, "AQAB", FALSE, -1 },
    { 8192, "AQAB", FALSE, -1 },
    { 2048, "Aw", FALSE, -1 },
    { 1024, "AQAB", FALSE, LAPEL_ERROR_KEY_UNSUPPORTED },
    { 2040, "AQAB", FALSE, LAPEL_ERROR_KEY_UNSUPPORTED },
    { 8200, "AQAB", FALSE, LAPEL_ERROR_KEY_UNSUPPORTED },
    { 2048, "AQAB", TRUE, LAPEL_ERROR_KEY_MALFORMED },
    { 2048, "AQ", FALSE, LAPEL_ERROR_KEY_MALFORMED },
    { 2048, "Ag", FALSE, LAPEL_ERROR_KEY_MALFORMED },
    { 2048, "AAEAAQ", FALSE, LAPEL_ERROR_KEY_MALFORMED },
    { 2048, "AQAAAAAAAAAB", FALSE, LAPEL_ERROR_KEY_MALFORMED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = rsa_jwk (cases[i].bits, cases[i].exponent, cases[i].leading_zero);
      g_autoptr (LapelJsonDoc) jwk = proof_test_parse (text);
      g_autoptr (GError) error = NULL;
      g_autoptr (LapelKey) key = lapel_key_new_jwk (lapel_json_doc_get_root (jwk), &error);

      g_test_message ("%zu bits, %s", cases[i].bits, cases[i].exponent);
      if (cases[i].code < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, LAPEL_ERROR, cases[i].code);
      g_assert_true ((key != NULL) == (cases[i].code < 0));
    }
}

/* The same RSA key, once for anything and once for one algorithm only (RFC 8725 §3.1). */
static void
test_jwk_algorithm (void)
{
  g_autofree char *any = rsa_jwk (2048, "AQAB", FALSE);
  g_autoptr (LapelJsonDoc) document = proof_test_parse (any);
  g_autoptr (LapelArena) arena = lapel_arena_new (4096);
  const LapelJson *jwk = lapel_json_with (lapel_json_doc_get_root (document), "alg",
                                          lapel_json_new_string ("RS256", arena), arena);
  g_autoptr (LapelKey) both = lapel_key_new_jwk (lapel_json_doc_get_root (document), NULL);
  g_autoptr (LapelKey) one = lapel_key_new_jwk (jwk, NULL);
  static const guint8 signature[256] = { 1 };

  g_assert_nonnull (one);
  g_assert_true (lapel_key_equal (one, both));
  assert_refused (both, LAPEL_ALGORITHM_PS256, signature, 256, LAPEL_ERROR_SIGNATURE);
  assert_refused (one, LAPEL_ALGORITHM_PS256, signature, 256, LAPEL_ERROR_KEY_MISMATCH);
  assert_refused (one, LAPEL_ALGORITHM_RS256, signature, 256, LAPEL_ERROR_SIGNATURE);
  assert_jwk_refused (ED25519_JWK ",\"alg\":\"ES256\"}", LAPEL_ERROR_KEY_UNSUPPORTED);
  assert_jwk_refused (ED25519_JWK ",\"alg\":\"RSA-OAEP\"}", LAPEL_ERROR_KEY_UNSUPPORTED);
  assert_jwk_refused (ED25519_JWK ",\"alg\":7}", LAPEL_ERROR_KEY_UNSUPPORTED);
}

static void
test_equal (void)
{
  g_autoptr (GPtrArray) keys = proof_test_stranger_keys ();
  g_autoptr (GPtrArray) again = proof_test_stranger_keys ();

  for (guint i = 0; i < keys->len; i++)
    for (guint j = 0; j < again->len; j++)
      g_assert_true (lapel_key_equal (keys->pdata[i], again->pdata[j]) == (i == j));
}

/* r and s outside [1, n - 1], for a key that could check them. */
static void
test_ecdsa_range (void)
{
  static const char *const orders[] = {
    "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
    "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc5"
    "2973"
  };
  g_autoptr (GPtrArray) keys = proof_test_stranger_keys ();

  for (guint curve = 0; curve < 2; curve++)
    {
      LapelAlgorithm algorithm = curve == 0 ? LAPEL_ALGORITHM_ES256 : LAPEL_ALGORITHM_ES384;
      guint8 one[48] = { 0 };
      guint8 order[48];
      guint8 signature[96] = { 0 };
      size_t size = proof_test_from_hex (orders[curve], order, sizeof order);
      LapelKey *key = keys->pdata[1 + curve];

      one[size - 1] = 1;
      assert_refused (key, algorithm, signature, 2 * size, LAPEL_ERROR_SIGNATURE);
      memcpy (signature, one, size);
      assert_refused (key, algorithm, signature, 2 * size, LAPEL_ERROR_SIGNATURE);
      memcpy (signature + size, order, size);
      assert_refused (key, algorithm, signature, 2 * size, LAPEL_ERROR_SIGNATURE);
      memcpy (signature, order, size);
      memcpy (signature + size, one, size);
      assert_refused (key, algorithm, signature, 2 * size, LAPEL_ERROR_SIGNATURE);
      assert_refused (key, algorithm, signature, 2 * size - 1, LAPEL_ERROR_SIGNATURE);
      assert_refused (key, LAPEL_ALGORITHM_EDDSA, signature, 64, LAPEL_ERROR_KEY_MISMATCH);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key/rfc8032", test_rfc8032);
  g_test_add_func ("/key/ed25519-changed", test_ed25519_changed);
  g_test_add_func ("/key/ed25519-malleable", test_ed25519_malleable);
  g_test_add_func ("/key/ed25519-low-order", test_ed25519_low_order);
  g_test_add_func ("/key/ed25519-not-canonical", test_ed25519_not_canonical);
  g_test_add_func ("/key/ed25519-off-curve", test_ed25519_off_curve);
  g_test_add_func ("/key/signer-names", test_signer_names);
  g_test_add_func ("/key/multikey-round-trip", test_multikey_round_trip);
  g_test_add_func ("/key/multikey-refused", test_multikey_refused);
  g_test_add_func ("/key/multikey-overlong", test_multikey_overlong);
  g_test_add_func ("/key/jwk-refused", test_jwk_refused);
  g_test_add_func ("/key/rsa-bounds", test_rsa_bounds);
  g_test_add_func ("/key/jwk-algorithm", test_jwk_algorithm);
  g_test_add_func ("/key/equal", test_equal);
  g_test_add_func ("/key/ecdsa-range", test_ecdsa_range);
  return g_test_run ();
}
