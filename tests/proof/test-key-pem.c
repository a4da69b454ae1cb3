/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-key.h"

#include "lapel-error.h"

#include <string.h>

/* Public keys in PEM; the private halves were thrown away. */

#define BEGIN(kind)  "-----BEGIN " kind "-----\n"
#define END(kind)    "\n-----END " kind "-----\n"
#define PUBLIC(body) BEGIN ("PUBLIC KEY") body END ("PUBLIC KEY")

#define RSA_INFO                                                                                   \
  "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA66EqKN/iXsjk7jZT/BiKvX3Wgw8Kuirl"                   \
  "d8QQdHa/kLTLPCjUYZgC9hXvjMAllDy0zTTNMenTvLhGWRXFXdcet2Z70M6Qd9XFWi6dIe0k39zj"                   \
  "ky3hDn14GESXPDCLLrPmjEZ/6cPkGudTDjULJjPp3ccBTHyV1RfWtX4DrkbqAWyWprYOykE+gM/R"                   \
  "uyhPxu7FBUFvVQKiBe+6fP4JZ8GnASY95tenOMyIx+/DyJqi8Mn2QZsEIVvpbng8Ws/G3AvsOby6"                   \
  "32mgQ+yzfEOG/uwmCoLc8e5sx9y8bVfpfQZPyR0+91Rw8j6+w47OZRcROlhUEkYLdfEv59oz9E77"                   \
  "RPnxvwIDAQAB"
#define RSA_KEY                                                                                    \
  "MIIBCgKCAQEA66EqKN/iXsjk7jZT/BiKvX3Wgw8Kuirld8QQdHa/kLTLPCjUYZgC9hXvjMAllDy0"                   \
  "zTTNMenTvLhGWRXFXdcet2Z70M6Qd9XFWi6dIe0k39zjky3hDn14GESXPDCLLrPmjEZ/6cPkGudT"                   \
  "DjULJjPp3ccBTHyV1RfWtX4DrkbqAWyWprYOykE+gM/RuyhPxu7FBUFvVQKiBe+6fP4JZ8GnASY9"                   \
  "5tenOMyIx+/DyJqi8Mn2QZsEIVvpbng8Ws/G3AvsOby632mgQ+yzfEOG/uwmCoLc8e5sx9y8bVfp"                   \
  "fQZPyR0+91Rw8j6+w47OZRcROlhUEkYLdfEv59oz9E77RPnxvwIDAQAB"
#define P256_INFO                                                                                  \
  "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEFao2mMxE9L4ygS3jCevtZxOJGhFkxHrrT75zvrHP"                   \
  "MHhRsRq9uCenM3tHUcngUlx3SNB695WmzaC/TDFavbq86w=="
#define P384_INFO                                                                                  \
  "MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE6OaZixh/81acnXAGhTPcCN0ufMsvubhtj2mSYw0wdDa/"                   \
  "AzqnPBAb56JWpMsbPsXzwNWxRvJEw7Et+FOxBQ8Fe7+EDFuI9hBaGsq9MKfeGFiFx7SFY30FNSvG"                   \
  "Zg/+ksaK"
#define K256_INFO                                                                                  \
  "MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAE3ZCDu5sLlONY36KNj/ozMr2MS6W0PN+bICj0NV+x6f2Z"                   \
  "vYSqyWXrdDntj2sfr4FQPluKg1C7UFrlBy4w28Bepg=="
#define ED25519_INFO "MCowBQYDK2VwAyEAf6xptuB+JgDN85CfRRwRQj51qp1stwNd17GlVkhGj0k="

/** A text, and what is made of it: a type, or an error. */
typedef struct
{
  const char *name;
  const char *text;
  LapelKeyType type;
  int error; /* of LapelError; -1: none */
} Case;

static const Case cases[] = {
  { "rsa", PUBLIC (RSA_INFO), LAPEL_KEY_RSA, -1 },
  { "rsa-pkcs1", BEGIN ("RSA PUBLIC KEY") RSA_KEY END ("RSA PUBLIC KEY"), LAPEL_KEY_RSA, -1 },
  { "p256", PUBLIC (P256_INFO), LAPEL_KEY_P256, -1 },
  { "p384", PUBLIC (P384_INFO), LAPEL_KEY_P384, -1 },
  { "ed25519", PUBLIC (ED25519_INFO), LAPEL_KEY_ED25519, -1 },
  { "text-around", "a\n" PUBLIC (ED25519_INFO) "b\n", LAPEL_KEY_ED25519, -1 },
  { "other-curve", PUBLIC (K256_INFO), 0, LAPEL_ERROR_KEY_UNSUPPORTED },
  { "private", BEGIN ("PRIVATE KEY") ED25519_INFO END ("PRIVATE KEY"), 0, LAPEL_ERROR_KEY_PRIVATE },
  { "rsa-private", BEGIN ("RSA PRIVATE KEY") RSA_KEY END ("RSA PRIVATE KEY"), 0,
    LAPEL_ERROR_KEY_PRIVATE },
  { "certificate", BEGIN ("CERTIFICATE") RSA_INFO END ("CERTIFICATE"), 0,
    LAPEL_ERROR_KEY_UNSUPPORTED },
  { "info-as-pkcs1", BEGIN ("RSA PUBLIC KEY") RSA_INFO END ("RSA PUBLIC KEY"), 0,
    LAPEL_ERROR_KEY_MALFORMED },
  { "pkcs1-as-info", PUBLIC (RSA_KEY), 0, LAPEL_ERROR_KEY_MALFORMED },
  { "trailing", PUBLIC (ED25519_INFO "AAAA"), 0, LAPEL_ERROR_KEY_MALFORMED },
  { "no-base64", PUBLIC ("MCow!"), 0, LAPEL_ERROR_KEY_MALFORMED },
  { "empty-body", PUBLIC (""), 0, LAPEL_ERROR_KEY_MALFORMED },
  { "one-line-of-dashes", "-----BEGIN PUBLIC KEY-----END PUBLIC KEY-----", 0,
    LAPEL_ERROR_KEY_MALFORMED },
  { "no-end", BEGIN ("PUBLIC KEY") ED25519_INFO, 0, LAPEL_ERROR_KEY_MALFORMED },
  { "empty", "", 0, LAPEL_ERROR_KEY_MALFORMED },
  { "body-alone", ED25519_INFO, 0, LAPEL_ERROR_KEY_MALFORMED },
};

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelKey) key = lapel_key_new_pem (test->text, &error);

  if (test->error >= 0)
    {
      g_assert_null (key);
      g_assert_error (error, LAPEL_ERROR, test->error);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpint (lapel_key_get_type (key), ==, test->type);
}

/* Both forms of RSA are one key. */
static void
test_same (void)
{
  g_autoptr (LapelKey) info = lapel_key_new_pem (cases[0].text, NULL);
  g_autoptr (LapelKey) key = lapel_key_new_pem (cases[1].text, NULL);

  g_assert_true (lapel_key_equal (info, key));
}

/* Cut anywhere, it is refused and never read beyond its end. */
static void
test_truncated (void)
{
  static const char body[] = RSA_INFO;

  for (size_t n = 4; n < strlen (body); n += 4)
    {
      g_autofree char *text =
          g_strdup_printf (BEGIN ("PUBLIC KEY") "%.*s" END ("PUBLIC KEY"), (int) n, body);
      g_autoptr (GError) error = NULL;

      g_assert_null (lapel_key_new_pem (text, &error));
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MALFORMED);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/key-pem/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/key-pem/same", test_same);
  g_test_add_func ("/key-pem/truncated", test_truncated);
  return g_test_run ();
}
