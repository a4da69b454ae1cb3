/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sd-jwt-fixture.h"

#include "lapel-encoding.h"
#include "lapel-jws.h"

#include <string.h>

char *
sd_jwt_digest (const char *text,
               LapelHash   hash)
{
  guint8 digest[LAPEL_HASH_MAX];

  lapel_hash (hash, text, strlen (text), digest);
  return lapel_base64url_encode (digest, lapel_hash_size (hash));
}

static char *
fill_in (const char        *text,
         const char *const *digests,
         unsigned int       n)
{
  GString *filled = g_string_new (text);

  for (unsigned int i = 0; i < n; i++)
    {
      const char place[] = { '@', (char) ('0' + i), '\0' };

      g_string_replace (filled, place, digests[i], 0);
    }
  return g_string_free (filled, FALSE);
}

char *
sd_jwt_make (const LapelSigner *signer,
             const char        *header,
             const char        *payload,
             const char *const *parts,
             LapelHash          hash)
{
  char *digests[SD_JWT_MAX_PARTS + 1] = { NULL };
  g_autoptr (GString) tail = g_string_new ("~");
  g_autofree char *filled = NULL;
  g_autofree char *token = NULL;
  unsigned int n = 0;

  for (; parts[n] != NULL; n++)
    {
      g_autofree char *json = fill_in (parts[n], (const char *const *) digests, n);
      g_autofree char *disclosure = lapel_base64url_encode ((const guint8 *) json, strlen (json));

      g_assert_cmpuint (n, <, SD_JWT_MAX_PARTS);
      digests[n] = sd_jwt_digest (disclosure, hash);
      g_string_append_printf (tail, "%s~", disclosure);
    }
  filled = fill_in (payload, (const char *const *) digests, n);
  token = lapel_jws_sign (header, filled, signer);
  for (unsigned int i = 0; i < n; i++)
    g_free (digests[i]);
  return g_strconcat (token, tail->str, NULL);
}

char *
sd_jwt_bind (const char        *sd_jwt,
             const LapelSigner *holder,
             const char        *header,
             const char        *payload)
{
  g_autofree char *digest = sd_jwt_digest (sd_jwt, LAPEL_HASH_SHA256);
  g_autofree char *filled = fill_in (payload, (const char *const[]){ digest }, 1);
  g_autofree char *token = lapel_jws_sign (header, filled, holder);

  return g_strconcat (sd_jwt, token, NULL);
}

char *
sd_jwt_dup_jwk (const LapelSigner *signer)
{
  g_autofree char *multikey = lapel_key_dup_multikey (lapel_signer_get_key (signer));
  g_autoptr (GBytes) bytes = lapel_multibase_decode (multikey, NULL, NULL);
  /* Two bytes say what kind of key follows. */
  const guint8 *key = (const guint8 *) g_bytes_get_data (bytes, NULL) + 2;
  g_autofree char *x = lapel_base64url_encode (key, 32);

  return g_strdup_printf ("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"%s\"}", x);
}
