/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"
#include "lapel-certificate.h"
#include "lapel-error.h"
#include "lapel-seal.h"
#include "lapel-timestamp.h"

#define AT (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)

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

/* The same bytes as a sealed text, as a certificate and as a time-stamp: what is refused says why,
 * and what is read can be checked. */
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
  if (!lapel_timestamp_check (bytes, "text", 4, &time, &authority, &no_stamp))
    assert_ours (no_stamp);
}
