/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-check-private.h"

#include "lapel-crypto.h"
#include "lapel-encoding.h"

#include <string.h>

/* VCDM 2.0 §5.3: documents that a credential refers to, each with a digest of what it was when the
 * credential was issued. */

/* As many are asked for; more than that is noted once. */
#define MAX_RESOURCES 32

/* The strongest last, of which Subresource Integrity alone counts (SRI §3.3.3). */
static const struct
{
  const char *sri;
  LapelHash hash;
  guint8 multihash;
} digests[] = {
  { "sha256-", LAPEL_HASH_SHA256, 0x12 },
  { "sha384-", LAPEL_HASH_SHA384, 0x20 },
  { "sha512-", LAPEL_HASH_SHA512, 0x13 },
};

typedef enum
{
  DIGEST_FITS,
  DIGEST_DIFFERS,
  DIGEST_UNKNOWN,
} DigestResult;

static gboolean
is_digest_of (GBytes       *document,
              LapelHash     hash,
              const guint8 *digest,
              size_t        length)
{
  guint8 own[LAPEL_HASH_MAX];
  size_t size = 0;
  const void *data = g_bytes_get_data (document, &size);

  lapel_hash (hash, data, size, own);
  return length == lapel_hash_size (hash) && memcmp (own, digest, length) == 0;
}

static gboolean
fits_sri_item (GBytes     *document,
               LapelHash   hash,
               const char *text)
{
  g_autoptr (GBytes) digest = lapel_base64_decode (text, strcspn (text, "?"), NULL);
  size_t length = 0;
  const guint8 *bytes = digest != NULL ? g_bytes_get_data (digest, &length) : NULL;

  return bytes != NULL && is_digest_of (document, hash, bytes, length);
}

/* Several digests of one kind are those of several states, any of which will do. */
static DigestResult
compare_sri (GBytes     *document,
             const char *text)
{
  g_auto (GStrv) items = g_strsplit_set (text, " \t\r\n\f", 0);
  DigestResult result = DIGEST_UNKNOWN;

  for (unsigned int kind = G_N_ELEMENTS (digests); kind-- > 0 && result == DIGEST_UNKNOWN;)
    for (char **item = items; *item != NULL; item++)
      {
        if (!g_str_has_prefix (*item, digests[kind].sri))
          continue;
        result = DIGEST_DIFFERS;
        if (fits_sri_item (document, digests[kind].hash, *item + strlen (digests[kind].sri)))
          return DIGEST_FITS;
      }
  return result;
}

/* A multihash: what kind, how long, and the digest. */
static DigestResult
compare_multibase (GBytes     *document,
                   const char *text)
{
  g_autoptr (GBytes) value = lapel_multibase_decode (text, NULL, NULL);
  size_t length = 0;
  const guint8 *bytes = value != NULL ? g_bytes_get_data (value, &length) : NULL;

  for (unsigned int i = 0; length > 2 && i < G_N_ELEMENTS (digests); i++)
    if (bytes[0] == digests[i].multihash && bytes[1] == length - 2 &&
        lapel_hash_size (digests[i].hash) == length - 2)
      return is_digest_of (document, digests[i].hash, bytes + 2, length - 2) ? DIGEST_FITS
                                                                             : DIGEST_DIFFERS;
  return DIGEST_UNKNOWN;
}

/* Where it has two digests, one that differs counts, and then one that fits. */
static DigestResult
compare (GBytes          *document,
         const LapelJson *resource)
{
  const char *sri = lapel_json_get_string (resource, "digestSRI");
  const char *multibase = lapel_json_get_string (resource, "digestMultibase");
  DigestResult a = sri != NULL ? compare_sri (document, sri) : DIGEST_UNKNOWN;
  DigestResult b = multibase != NULL ? compare_multibase (document, multibase) : DIGEST_UNKNOWN;

  if (a == DIGEST_DIFFERS || b == DIGEST_DIFFERS)
    return DIGEST_DIFFERS;
  return MIN (a, b);
}

static GBytes *
ask (const LapelRun  *run,
     const char      *url,
     GError         **error)
{
  const LapelVerifyOptions *options = run->options;

  if (!g_str_has_prefix (url, "https://"))
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_UNREACHABLE, "only https is asked");
      return NULL;
    }
  if (options->loader == NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_NETWORK_OFF, "%s was not asked", url);
      return NULL;
    }
  return options->loader (url, options->loader_data, NULL, error);
}

static void
check_resource (LapelRun        *run,
                const LapelJson *resource,
                const char      *url)
{
  static const struct
  {
    LapelOutcome outcome;
    LapelCode code;
  } rows[] = {
    [DIGEST_FITS] = { LAPEL_OUTCOME_PASSED, LAPEL_CODE_OK },
    [DIGEST_DIFFERS] = { LAPEL_OUTCOME_FAILED, LAPEL_CODE_RESOURCE_DIFFERS },
    [DIGEST_UNKNOWN] = { LAPEL_OUTCOME_UNCHECKED, LAPEL_CODE_RESOURCE_DIGEST },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) document = ask (run, url, &error);
  DigestResult result;

  if (document == NULL)
    {
      lapel_run_add_error (run, LAPEL_QUESTION_CONFORMS, LAPEL_CHECK_RESOURCE,
                           LAPEL_OUTCOME_UNCHECKED, error, "url", url);
      return;
    }
  result = compare (document, resource);
  lapel_run_add (run, LAPEL_QUESTION_CONFORMS, LAPEL_CHECK_RESOURCE, rows[result].outcome,
                 rows[result].code, "url", url);
}

void
lapel_check_resources (LapelRun *run)
{
  const LapelJson *values = lapel_json_get (run->credential->document, "relatedResource");
  uint32_t n = lapel_json_count (values);
  g_autoptr (GError) error = NULL;

  for (uint32_t i = 0; i < MIN (n, MAX_RESOURCES); i++)
    {
      const LapelJson *value = lapel_json_at (values, i);
      const char *url = lapel_json_get_string (value, "id");

      if (url != NULL)
        check_resource (run, value, url);
    }
  if (n <= MAX_RESOURCES)
    return;
  error = g_error_new (LAPEL_ERROR, LAPEL_ERROR_TOO_COMPLEX, "%u related resources, more than %d",
                       n, MAX_RESOURCES);
  lapel_run_add_error (run, LAPEL_QUESTION_CONFORMS, LAPEL_CHECK_RESOURCE, LAPEL_OUTCOME_UNCHECKED,
                       error, NULL, NULL);
}
