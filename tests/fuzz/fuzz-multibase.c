/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"
#include "lapel-encoding.h"
#include "lapel-error.h"
#include "lapel-key.h"

/* Bytes have one spelling in each base. */
static void
check_bytes (const char *text)
{
  g_autoptr (GError) error = NULL;
  char base = '\0';
  g_autoptr (GBytes) bytes = lapel_multibase_decode (text, &base, &error);
  g_autofree char *encoded = NULL;
  const guint8 *data;
  size_t length;

  g_assert_true ((bytes == NULL) == (error != NULL));
  if (bytes == NULL)
    {
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_ENCODING);
      return;
    }
  data = g_bytes_get_data (bytes, &length);
  encoded =
      base == 'z' ? lapel_base58_encode (data, length) : lapel_base64url_encode (data, length);
  g_assert_cmpstr (encoded, ==, text + 1);
}

/* So has a key, and no made-up key accepts an empty signature. */
static void
check_key (const char *text)
{
  static const guint8 zeros[96] = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelKey) key = lapel_key_new_multikey (text, &error);
  g_autofree char *again = NULL;

  g_assert_true ((key == NULL) == (error != NULL));
  if (key == NULL)
    {
      g_assert_true (error->domain == LAPEL_ERROR);
      return;
    }
  again = lapel_key_dup_multikey (key);
  g_assert_cmpstr (again, ==, text);
  for (int algorithm = LAPEL_ALGORITHM_EDDSA; algorithm <= LAPEL_ALGORITHM_PS256; algorithm++)
    g_assert_false (lapel_key_verify (key, (LapelAlgorithm) algorithm, "m", 1, zeros, 64, NULL));
}

void
lapel_fuzz (const uint8_t *data,
            size_t         size)
{
  g_autofree char *text = g_strndup (size > 0 ? (const char *) data : "", size);

  check_bytes (text);
  check_key (text);
}
