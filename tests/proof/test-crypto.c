/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-crypto.h"

#include <string.h>

#define SHA256_ABC   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define SHA256_EMPTY "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define SHA384_ABC                                                                                 \
  "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded163"                                               \
  "1a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"
#define SHA512_ABC                                                                                 \
  "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"                               \
  "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"

static void
assert_hex (const guint8 *data,
            size_t        length,
            const char   *expected)
{
  g_autoptr (GString) hex = g_string_new (NULL);

  for (size_t i = 0; i < length; i++)
    g_string_append_printf (hex, "%02x", data[i]);
  g_assert_cmpstr (hex->str, ==, expected);
}

/* FIPS 180-2, appendices B.1, C.1 and D.1. */
static void
test_digests (void)
{
  guint8 digest[LAPEL_HASH_MAX];
  g_autofree char *empty = lapel_sha256_hex ("", 0);
  g_autofree char *abc = lapel_sha256_hex ("abc", 3);

  g_assert_cmpstr (empty, ==, SHA256_EMPTY);
  g_assert_cmpstr (abc, ==, SHA256_ABC);
  lapel_hash (LAPEL_HASH_SHA384, "abc", 3, digest);
  g_assert_cmpuint (lapel_hash_size (LAPEL_HASH_SHA384), ==, 48);
  assert_hex (digest, 48, SHA384_ABC);
  lapel_hash (LAPEL_HASH_SHA512, "abc", 3, digest);
  g_assert_cmpuint (lapel_hash_size (LAPEL_HASH_SHA512), ==, 64);
  assert_hex (digest, 64, SHA512_ABC);
}

static void
test_hasher_is_reused (void)
{
  g_autoptr (LapelHasher) sha256 = lapel_hasher_new (LAPEL_HASH_SHA256);
  g_autoptr (LapelHasher) sha384 = lapel_hasher_new (LAPEL_HASH_SHA384);
  guint8 digest[LAPEL_HASH_MAX];

  for (int i = 0; i < 3; i++)
    {
      lapel_hasher_update (sha256, "a", 1);
      lapel_hasher_update (sha256, "bc", 2);
      lapel_hasher_finish (sha256, digest);
      assert_hex (digest, 32, SHA256_ABC);
    }
  lapel_hasher_finish (sha256, digest);
  assert_hex (digest, 32, SHA256_EMPTY);

  lapel_hasher_update (sha384, "abc", 3);
  lapel_hasher_finish (sha384, digest);
  assert_hex (digest, 48, SHA384_ABC);
}

static void
test_random_differs (void)
{
  guint8 a[32] = { 0 };
  guint8 b[32] = { 0 };

  lapel_random (a, sizeof a);
  lapel_random (b, sizeof b);
  g_assert_cmpint (memcmp (a, b, sizeof a), !=, 0);
}

/* Much enough that another library takes over on the way, in the middle of nothing. */
static void
test_hasher_lasts (void)
{
  g_autoptr (LapelHasher) hasher = lapel_hasher_new (LAPEL_HASH_SHA256);
  g_autofree guint8 *block = g_malloc0 (100 * 1000);
  guint8 expected[LAPEL_HASH_MAX];
  guint8 digest[LAPEL_HASH_MAX];

  for (unsigned int i = 0; i < 20; i++)
    {
      block[i] = (guint8) i;
      lapel_hash (LAPEL_HASH_SHA256, block, 100 * 1000, expected);
      lapel_hasher_update (hasher, block, 7);
      lapel_hasher_update (hasher, block + 7, 100 * 1000 - 7);
      lapel_hasher_finish (hasher, digest);
      g_assert_cmpmem (digest, 32, expected, 32);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crypto/digests", test_digests);
  g_test_add_func ("/crypto/hasher-is-reused", test_hasher_is_reused);
  g_test_add_func ("/crypto/hasher-lasts", test_hasher_lasts);
  g_test_add_func ("/crypto/random-differs", test_random_differs);
  return g_test_run ();
}
