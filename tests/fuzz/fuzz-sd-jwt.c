/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"
#include "lapel-crypto.h"
#include "lapel-encoding.h"
#include "lapel-error.h"
#include "lapel-sd-jwt.h"

#include <string.h>

/* Disclosures and, behind them, the payload are written one a line, so that what is changed reaches
 * the rules and is not stopped by base64url: header and signature are put around them here, and
 * "@0" to "@9" stand for the digest of the line so many lines further up. A last line after an
 * empty one is the payload of a key binding, in which "@0" is the digest of the rest. Each input is
 * also tried as it is. */

static const guint8 seed[32] = { 7 };

static void
assert_no_digests (const LapelJson *value)
{
  if (value->type == LAPEL_JSON_ARRAY)
    for (uint32_t i = 0; i < value->n; i++)
      {
        g_assert_null (lapel_json_get (&value->items[i], "..."));
        assert_no_digests (&value->items[i]);
      }
  if (value->type == LAPEL_JSON_OBJECT)
    for (uint32_t i = 0; i < value->n; i++)
      {
        g_assert_cmpstr (value->members[i].name, !=, "_sd");
        g_assert_cmpstr (value->members[i].name, !=, "...");
        assert_no_digests (&value->members[i].value);
      }
}

/* What is refused says why; what is read holds no digest any more, and no key binding counts that
 * our key did not make. */
static void
check (const char *text,
       size_t      length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelSdJwt) self = lapel_sd_jwt_parse (text, length, &error);
  g_autoptr (LapelSigner) signer = NULL;

  lapel_sd_jwt_looks_like (text, length);
  g_assert_true ((self == NULL) == (error != NULL));
  if (self == NULL)
    {
      g_assert_true (error->domain == LAPEL_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return;
    }

  g_assert_true (lapel_json_is_object (lapel_sd_jwt_get_claims (self)));
  assert_no_digests (lapel_sd_jwt_get_claims (self));
  if (lapel_sd_jwt_get_binding (self) == NULL)
    return;
  signer = lapel_signer_new (seed);
  g_assert_true ((lapel_sd_jwt_verify_binding (self, lapel_signer_get_key (signer), &error) ==
                  NULL) == (error != NULL));
  g_assert_true (error == NULL || error->domain == LAPEL_ERROR);
}

static char *
digest_of (const char *text)
{
  guint8 digest[LAPEL_HASH_MAX];

  lapel_hash (LAPEL_HASH_SHA256, text, strlen (text), digest);
  return lapel_base64url_encode (digest, lapel_hash_size (LAPEL_HASH_SHA256));
}

/* @line with the digests of the lines before it. */
static char *
fill_in (const char      *line,
         const GPtrArray *digests)
{
  GString *text = g_string_new (NULL);

  for (; *line != '\0'; line++)
    if (line[0] == '@' && g_ascii_isdigit (line[1]) &&
        (unsigned int) (line[1] - '0') < digests->len)
      {
        unsigned int back = (unsigned int) (line[1] - '0');

        g_string_append (text, g_ptr_array_index (digests, digests->len - 1 - back));
        line++;
      }
    else
      g_string_append_c (text, *line);
  return g_string_free (text, FALSE);
}

/* The lines, disclosures first and the payload last, as one SD-JWT. */
static char *
compose (char **lines)
{
  g_autoptr (GPtrArray) digests = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) tail = g_string_new ("~");
  g_autoptr (LapelSigner) signer = lapel_signer_new (seed);
  g_autofree char *payload = NULL;
  g_autofree char *token = NULL;

  for (; lines[0] != NULL && lines[1] != NULL && lines[1][0] != '\0'; lines++)
    {
      g_autofree char *json = fill_in (lines[0], digests);
      g_autofree char *part = lapel_base64url_encode ((const guint8 *) json, strlen (json));

      g_string_append_printf (tail, "%s~", part);
      g_ptr_array_add (digests, digest_of (part));
    }
  payload = fill_in (lines[0] != NULL ? lines[0] : "", digests);
  token = lapel_jws_sign ("{\"alg\":\"EdDSA\"}", payload, signer);
  g_string_prepend (tail, token);
  if (lines[0] != NULL && lines[1] != NULL && lines[2] != NULL)
    {
      g_autofree char *binding = NULL;
      g_autofree char *filled = NULL;

      g_ptr_array_add (digests, digest_of (tail->str));
      filled = fill_in (lines[2], digests);
      binding = lapel_jws_sign ("{\"alg\":\"EdDSA\",\"typ\":\"kb+jwt\"}", filled, signer);
      g_string_append (tail, binding);
    }
  return g_strdup (tail->str);
}

void
lapel_fuzz (const uint8_t *data,
            size_t         size)
{
  const char *text = size > 0 ? (const char *) data : "";
  g_autofree char *copy = g_strndup (text, size);
  g_auto (GStrv) lines = g_strsplit (copy, "\n", 64);
  g_autofree char *composed = compose (lines);

  check (text, size);
  check (composed, strlen (composed));
}
