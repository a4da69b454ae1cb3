/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "proof-test.h"

#include <string.h>

LapelJsonDoc *
proof_test_read (const char *folder, const char *file)
{
  g_autoptr (GError) error = NULL;
  size_t length;
  g_autofree char *text = lapel_test_read (folder, file, &length);
  LapelJsonDoc *document = lapel_json_parse (text, length, &error);

  g_assert_no_error (error);
  return document;
}

LapelJsonDoc *
proof_test_parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  LapelJsonDoc *document = lapel_json_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return document;
}

size_t
proof_test_from_hex (const char *hex, guint8 *out, size_t size)
{
  size_t n = strspn (hex, "0123456789abcdef") / 2;

  g_assert_cmpuint (n, <=, size);
  for (size_t i = 0; i < n; i++)
    out[i]
        = (guint8) (g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]));
  return n;
}

void
proof_test_assert_hex (const guint8 *data, size_t length, const char *hex)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (size_t i = 0; i < length; i++)
    g_string_append_printf (text, "%02x", data[i]);
  g_assert_cmpstr (text->str, ==, hex);
}

GPtrArray *
proof_test_stranger_keys (void)
{
  static const char *const jwks[] = {
    "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"igrFmi0whuihKnj9R3Om1SoMph72wUGeFaBbzG2vzns\","
    "\"y\":\"efsX5b10x8yjyrj4ny3pGfLcY7Xby1KzgqOdqnsrJIM\"}",
    "{\"kty\":\"EC\",\"crv\":\"P-384\","
    "\"x\":\"lInTxl8fjLKp_UCrxI0WDklahi-7-_6JbtiHjiRvMvhedhKVdHBfi2HCY8t_QJyc\","
    "\"y\":\"y6N1IC-2mXxHreETBW7K3mBcw0qGr3CWHCs-yl09yCQRLcyfGv7XhqAngHOu51Zv\"}",
    "{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\""
    "xutB0zkgaoTDkC8FOqhPtqlDYk-DxDW3YQ0CkAb6G7OjMGF7oXOtt86DHL-gpfBOC6xlABrpe8ulE4Xe"
    "t0lUtMEDOyku1DFY5mUn0FVK6eEiAeiXx2QwtvU7oDGBneKDeQxrzJJAb5_Uijp-PDrOOdRcmUTDLg0e"
    "9tCMQTFChWonUmW9uw54H3dh2nYI1syPIPLYgAbR2YMmpzgYaqrs5R9JAXbYsYcIs8b96gdsmRqpkZDe"
    "2r0YIPKJpVREiZ6hUADbcVxduwwViGdIuCv9csPBkCCEnhuIn3yXNXHOpXEhRheajnlakZa7Qnn1S5nW"
    "sDDsAKsLnk9zi3V-WIMw2Q"
    "\"}",
  };
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_key_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelSigner) signer = NULL;
  guint8 seed[32];

  memset (seed, 0x5a, sizeof seed);
  signer = lapel_signer_new (seed);
  g_ptr_array_add (keys, lapel_key_ref (lapel_signer_get_key (signer)));
  for (gsize i = 0; i < G_N_ELEMENTS (jwks); i++)
    {
      g_autoptr (LapelJsonDoc) jwk = proof_test_parse (jwks[i]);

      g_ptr_array_add (keys, lapel_key_new_jwk (lapel_json_doc_get_root (jwk), &error));
      g_assert_no_error (error);
    }
  return keys;
}
