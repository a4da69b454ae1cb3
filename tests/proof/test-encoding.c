/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-encoding.h"
#include "lapel-error.h"

#include <string.h>

typedef GBytes *(*Decode) (const char  *text,
                           size_t       length,
                           GError     **error);

static void
assert_decodes (Decode      decode,
                const char *text,
                const char *expected,
                size_t      length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = decode (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, length);
}

static void
assert_refused (Decode      decode,
                const char *text,
                size_t      length)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (decode (text, length, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_ENCODING);
}

static void
assert_all_refused (Decode             decode,
                    const char *const *texts)
{
  for (; *texts != NULL; texts++)
    assert_refused (decode, *texts, strlen (*texts));
}

/* RFC 4648 §10, without its padding, and the two digits that base64 writes otherwise. */
static void
test_base64url (void)
{
  assert_decodes (lapel_base64url_decode, "", "", 0);
  assert_decodes (lapel_base64url_decode, "Zg", "f", 1);
  assert_decodes (lapel_base64url_decode, "Zm8", "fo", 2);
  assert_decodes (lapel_base64url_decode, "Zm9v", "foo", 3);
  assert_decodes (lapel_base64url_decode, "Zm9vYg", "foob", 4);
  assert_decodes (lapel_base64url_decode, "Zm9vYmE", "fooba", 5);
  assert_decodes (lapel_base64url_decode, "Zm9vYmFy", "foobar", 6);
  assert_decodes (lapel_base64url_decode, "-_-_", "\xfb\xff\xbf", 3);
  assert_decodes (lapel_base64url_decode, "AAAA", "\0\0\0", 3);
}

static void
test_base64url_refuses (void)
{
  static const char *const texts[] = {
    "Z",       "Zm9vY",  /* no bytes have this length */
    "Zg==",    "Zm8=",   /* padding */
    "Zh",      "Zm9",    /* bits that belong to no byte */
    "+/+/",    "Zm9v+g", /* the other alphabet */
    "Zm 9v",   "Zm9v\n", /* blanks */
    "Zm9\xc3", "Z\x80",  /* beyond ASCII */
    NULL,
  };

  assert_all_refused (lapel_base64url_decode, texts);
  assert_refused (lapel_base64url_decode, "Zm\0v", 4);
}

static void
test_base64url_length (void)
{
  g_autoptr (GBytes) bytes = lapel_base64url_decode ("Zm9v.rest", 4, NULL);

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "foo", 3);
}

/* draft-msporny-base58 §5 */
static void
test_base58 (void)
{
  assert_decodes (lapel_base58_decode, "", "", 0);
  assert_decodes (lapel_base58_decode, "2NEpo7TZRRrLZSi2U", "Hello World!", 12);
  assert_decodes (lapel_base58_decode,
                  "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z",
                  "The quick brown fox jumps over the lazy dog.", 44);
  assert_decodes (lapel_base58_decode, "11233QC4", "\0\0\x28\x7f\xb4\xcd", 6);
  assert_decodes (lapel_base58_decode, "1", "\0", 1);
  assert_decodes (lapel_base58_decode, "111", "\0\0\0", 3);
  assert_decodes (lapel_base58_decode, "2", "\1", 1);
  assert_decodes (lapel_base58_decode, "5R", "\1\0", 2);
}

static void
test_base58_refuses (void)
{
  static const char *const texts[] = {
    "0", "O", "I", "l", "2NEpo7TZRRrLZSi2U ", "2NEpo7\n", "+", "1l", "\xc3\xa9", NULL,
  };

  assert_all_refused (lapel_base58_decode, texts);
  assert_refused (lapel_base58_decode, "2\0", 2);
}

static void
test_base58_limit (void)
{
  g_autofree char *text = g_strnfill (4097, 'z');
  g_autoptr (GBytes) longest = lapel_base58_decode (text, 4096, NULL);

  g_assert_nonnull (longest);
  assert_refused (lapel_base58_decode, text, 4097);
}

/* All lengths up to 100 bytes, with and without leading zeros and with the highest bytes. */
static void
test_round_trips (void)
{
  guint8 data[100];

  for (size_t length = 0; length <= sizeof data; length++)
    {
      for (guint pattern = 0; pattern < 4; pattern++)
        {
          g_autofree char *base58 = NULL;
          g_autofree char *base64url = NULL;

          for (size_t i = 0; i < length; i++)
            data[i] = pattern == 0   ? 0xff
                      : pattern == 1 ? 0
                      : i < pattern  ? 0
                                     : (guint8) (i * 37 + length * 11);
          base58 = lapel_base58_encode (data, length);
          base64url = lapel_base64url_encode (data, length);
          assert_decodes (lapel_base58_decode, base58, (const char *) data, length);
          assert_decodes (lapel_base64url_decode, base64url, (const char *) data, length);
        }
    }
}

static void
test_encodes (void)
{
  g_autofree char *base58 = lapel_base58_encode ((const guint8 *) "\0\0\x28\x7f\xb4\xcd", 6);
  g_autofree char *base64url = lapel_base64url_encode ((const guint8 *) "\xfb\xff\xbf\x01", 4);

  g_assert_cmpstr (base58, ==, "11233QC4");
  g_assert_cmpstr (base64url, ==, "-_-_AQ");
}

static GBytes *
decode_multibase (const char  *text,
                  size_t       length,
                  GError     **error)
{
  return lapel_multibase_decode (text, NULL, error);
}

static void
test_multibase (void)
{
  g_autoptr (GBytes) bytes = NULL;
  char base = 0;

  assert_decodes (decode_multibase, "z2NEpo7TZRRrLZSi2U", "Hello World!", 12);
  assert_decodes (decode_multibase, "uZm9v", "foo", 3);
  bytes = lapel_multibase_decode ("uZm9v", &base, NULL);
  g_assert_nonnull (bytes);
  g_assert_cmpint (base, ==, 'u');
}

static void
test_multibase_refuses (void)
{
  static const char *const texts[] = {
    "", "mZm9v", "UZm9v", "Z2NEpo7", "f00", "z0", "uZ", "uZg==", " z2", NULL,
  };
  char base = '?';

  assert_all_refused (decode_multibase, texts);
  g_assert_null (lapel_multibase_decode ("z0", &base, NULL));
  g_assert_cmpint (base, ==, '?');
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/encoding/base64url", test_base64url);
  g_test_add_func ("/encoding/base64url-refuses", test_base64url_refuses);
  g_test_add_func ("/encoding/base64url-length", test_base64url_length);
  g_test_add_func ("/encoding/base58", test_base58);
  g_test_add_func ("/encoding/base58-refuses", test_base58_refuses);
  g_test_add_func ("/encoding/base58-limit", test_base58_limit);
  g_test_add_func ("/encoding/round-trips", test_round_trips);
  g_test_add_func ("/encoding/encodes", test_encodes);
  g_test_add_func ("/encoding/multibase", test_multibase);
  g_test_add_func ("/encoding/multibase-refuses", test_multibase_refuses);
  return g_test_run ();
}
