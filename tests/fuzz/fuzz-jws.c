/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"
#include "lapel-error.h"
#include "lapel-jws.h"

/* Compact tokens: what is refused says why; what is read has an accepted algorithm, and nothing
 * that a stranger makes up is signed by our key. */
void
lapel_fuzz (const uint8_t *data,
            size_t         size)
{
  static const guint8 seed[32] = { 7 };
  const char *text = size > 0 ? (const char *) data : "";
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelJws) jws = lapel_jws_parse (text, size, &error);
  g_autoptr (LapelSigner) signer = NULL;
  LapelKey *own;

  lapel_jws_looks_like (text, size);
  g_assert_true ((jws == NULL) == (error != NULL));
  if (jws == NULL)
    {
      g_assert_true (error->domain == LAPEL_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return;
    }

  g_assert_nonnull (lapel_jws_get_algorithm_name (jws));
  own = lapel_jws_get_header_key (jws);
  if (own != NULL)
    lapel_jws_verify (jws, own, NULL);
  signer = lapel_signer_new (seed);
  g_assert_false (lapel_jws_verify (jws, lapel_signer_get_key (signer), &error));
  g_assert_true (error->domain == LAPEL_ERROR);
  g_clear_error (&error);
  g_assert_true ((lapel_jws_get_payload (jws, &error) == NULL) == (error != NULL));
}
