/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"
#include "lapel-certificate.h"
#include "lapel-encoding.h"
#include "lapel-error.h"
#include "lapel-seal.h"
#include "lapel-timestamp.h"

#include <string.h>

#define AT (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)

/* Made for this: an authority and a certificate of its, about which ocsp.der and list.der of the
 * corpus speak. */
static const char authority_text[] =
    "MIIBNjCB3KADAgECAgISZzAKBggqhkjOPQQDAjAPMQ0wCwYDVQQKDARSb290MB4XDTE4MTExNTIyMTMyMFoXDTI4"
    "MTExMjIyMTMyMFowFDESMBAGA1UECgwJQXV0aG9yaXR5MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEQbOh//Be"
    "/LFSTu84Ih516j7BbqhEdeuWysTcv/blemrB9YzGaf1fIkRRIewcP6Ik4eOIa35f4Voq3JnSDPGAQ6MjMCEwDwYD"
    "VR0TAQH/BAUwAwEB/zAOBgNVHQ8BAf8EBAMCAQYwCgYIKoZIzj0EAwIDSQAwRgIhAKGWm5mlIys0YWODTRtXRiNG"
    "1CymUYMrsKt+S1RpCcOGAiEAwSVQp7xNKMk2xR9mNOoB7OBqWpHBqy66xWaczDdKryQ=";
static const char leaf_text[] =
    "MIIBRjCB7KADAgECAgISZzAKBggqhkjOPQQDAjAUMRIwEAYDVQQKDAlBdXRob3JpdHkwHhcNMTgxMTE1MjIxMzIw"
    "WhcNMjgxMTEyMjIxMzIwWjAiMQ4wDAYDVQQKDAVPd25lcjEQMA4GA1UEYQwHVkFUWFgtMTBZMBMGByqGSM49AgEG"
    "CCqGSM49AwEHA0IABJLvZM6LaEgRzH/5jRP4fGip8rzhXKqG81zAV9m6eIZvcdmioYWoM9teLa09vQzixHsaAn0r"
    "URC6gu3bJoNmLcOjIDAeMAwGA1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgeAMAoGCCqGSM49BAMCA0kAMEYCIQCY"
    "xpBQe3IObBLkFLUvzrK+R8rXL9rg8qMxcrTOWXbvJwIhAJr01e3OOv5n3wfkTPNk6YGgLMdBRQ5fbJPF3oc3j2wR";

static void
assert_ours (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == LAPEL_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
check_certificate (LapelCertificate *certificate)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) path = NULL;
  guint8 digest[LAPEL_THUMBPRINT_SIZE];

  g_ptr_array_add (others, certificate);
  path = lapel_certificate_dup_path (certificate, others, AT, &error);
  if (path == NULL)
    assert_ours (error);
  lapel_certificate_get_thumbprint (certificate, digest);
  lapel_certificate_is_qualified (certificate);
  lapel_certificate_get_not_after (certificate);
}

static void
check_seal (const LapelSeal *seal)
{
  LapelTime at = lapel_seal_get_time (seal) != LAPEL_TIME_NONE ? lapel_seal_get_time (seal) : AT;
  g_autoptr (GError) header = NULL;
  g_autoptr (GError) signature = NULL;
  g_autoptr (GError) thumbprint = NULL;
  g_autoptr (GPtrArray) path = lapel_seal_dup_path (seal, at, NULL);
  LapelRevocation said;

  if (!lapel_seal_check_header (seal, &header))
    assert_ours (header);
  if (!lapel_seal_check_signature (seal, &signature))
    assert_ours (signature);
  if (!lapel_seal_check_thumbprint (seal, &thumbprint))
    assert_ours (thumbprint);
  if (path != NULL)
    lapel_seal_check_revocation (seal, path, at, &said);
  for (unsigned int i = 0; i < lapel_seal_get_n_timestamps (seal); i++)
    {
      g_autofree char *authority = NULL;
      g_autoptr (GError) error = NULL;
      LapelTime time;

      if (!lapel_seal_check_timestamp (seal, i, &time, &authority, &error))
        assert_ours (error);
    }
}

static void
check_sealed (const char *text,
              size_t      size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelJsonDoc) doc = lapel_json_parse (text, size, NULL);
  g_autoptr (LapelSealed) sealed = NULL;

  if (doc == NULL || !lapel_sealed_is (lapel_json_doc_get_root (doc)))
    return;
  sealed = lapel_sealed_new (doc, lapel_json_doc_get_root (doc), &error);
  if (sealed == NULL)
    {
      assert_ours (error);
      return;
    }
  for (unsigned int i = 0; i < lapel_sealed_get_seals (sealed)->len; i++)
    check_seal (g_ptr_array_index (lapel_sealed_get_seals (sealed), i));
}

static LapelCertificate *
read_certificate (const char *text)
{
  g_autoptr (GBytes) der = lapel_base64_decode (text, strlen (text), NULL);
  size_t length = 0;
  const void *data = g_bytes_get_data (der, &length);
  LapelCertificate *certificate = lapel_certificate_new (data, length, NULL);

  g_assert_nonnull (certificate);
  return certificate;
}

static void
check_statement (GBytes *bytes)
{
  g_autoptr (GPtrArray) statements = g_ptr_array_new ();
  g_autoptr (GPtrArray) path =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_certificate_unref);
  LapelRevocation said;

  g_ptr_array_add (path, read_certificate (leaf_text));
  g_ptr_array_add (path, read_certificate (authority_text));
  g_ptr_array_add (statements, bytes);
  lapel_revocation_check (path, path, statements, statements, AT, &said);
  g_assert_true ((said.status == LAPEL_REVOCATION_NOT_SAID) == (said.source == NULL));
}

/* The same bytes as a sealed text, as a certificate, a statement on one and a time-stamp: what is
 * refused says why, and what is read can be checked. */
void
lapel_fuzz (const uint8_t *data,
            size_t         size)
{
  const char *text = size > 0 ? (const char *) data : "";
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) no_stamp = NULL;
  g_autoptr (LapelCertificate) certificate = lapel_certificate_new (text, size, &refused);
  g_autofree char *authority = NULL;
  LapelTime time;

  check_sealed (text, size);
  if (certificate != NULL)
    check_certificate (certificate);
  else
    assert_ours (refused);
  check_statement (bytes);
  if (!lapel_timestamp_check (bytes, "text", 4, &time, &authority, &no_stamp))
    assert_ours (no_stamp);
}
