/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"
#include "lapel-ecdsa-sd-private.h"
#include "lapel-encoding.h"
#include "lapel-error.h"

/* The CBOR of a selective proof: whatever can be read has one spelling. */
void
lapel_fuzz (const uint8_t *data,
            size_t         size)
{
  g_autofree char *encoded = lapel_base64url_encode (data, size);
  g_autofree char *text = g_strconcat ("u", encoded, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelEcdsaSdValue) value = lapel_ecdsa_sd_value_parse (text, &error);
  g_autofree char *again = NULL;

  g_assert_true ((value == NULL) == (error != NULL));
  if (value == NULL)
    {
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_ENCODING);
      return;
    }
  again = lapel_ecdsa_sd_value_to_text (value);
  g_assert_cmpstr (again, ==, text);
}
