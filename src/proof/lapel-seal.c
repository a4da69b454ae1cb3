/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-seal.h"

#include "lapel-encoding.h"
#include "lapel-error.h"
#include "lapel-seal-private.h"
#include "lapel-timestamp.h"

#include <string.h>

/* More than anybody puts on one text; each costs a few signatures. */
#define MAX_SEALS 8

struct _LapelSeal
{
  /* borrowed from the sealed text */
  const char *protected_text;
  const char *payload;
  gboolean plain; /* the payload is the text itself, not base64url of it */

  /* owned */
  LapelJsonDoc *header; /* (nullable): it cannot be read */
  GBytes *signature;    /* (nullable): likewise */
  LapelCertificate *certificate;
  GError *error; /* (nullable): why there is no certificate */
  LapelSealValues values;
};

struct _LapelSealed
{
  /* owned */
  LapelJsonDoc *doc;
  LapelJsonDoc *payload;
  GPtrArray *seals; /* (element-type LapelSeal) */
};

/* What a seal may call critical, since it is done here: an unencoded payload (RFC 7797), when it
 * was made, and a time-stamp on the text. */
static const char *const understood[] = { "b64", "sigT", "adoTst" };

gboolean
lapel_sealed_is (const LapelJson *value)
{
  return lapel_json_get_string (value, "payload") != NULL &&
         (lapel_json_is_array (lapel_json_get (value, "signatures")) ||
          lapel_json_get_string (value, "protected") != NULL);
}

/* Reading */

static const LapelJson *
get_header (const LapelSeal *self)
{
  return self->header != NULL ? lapel_json_doc_get_root (self->header) : NULL;
}

static LapelJsonDoc *
read_encoded_json (const char  *text,
                   GError     **error)
{
  g_autoptr (GBytes) bytes = lapel_base64url_decode (text, strlen (text), error);
  size_t length = 0;
  const char *data = NULL;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &length);
  return lapel_json_parse (data != NULL ? data : "", length, error);
}

/* All of x5c: the first is whose key it is, the others lead to its root. */
static void
read_certificates (LapelSeal *self)
{
  const LapelJson *chain = lapel_json_get (get_header (self), "x5c");
  uint32_t n = MIN (lapel_json_count (chain), LAPEL_SEAL_MAX_VALUES);

  for (uint32_t i = 0; i < n; i++)
    {
      const char *text = lapel_json_as_string (lapel_json_at (chain, i));
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes =
          text != NULL ? lapel_base64_decode (text, strlen (text), &error) : NULL;
      size_t length = 0;
      const void *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
      LapelCertificate *certificate =
          data != NULL ? lapel_certificate_new (data, length, &error) : NULL;

      if (certificate == NULL)
        {
          g_clear_error (&self->error);
          g_set_error (&self->error, LAPEL_ERROR, LAPEL_ERROR_CERTIFICATE_MALFORMED,
                       "certificate %u of x5c: %s", i + 1,
                       error != NULL ? error->message : "not a text");
          continue;
        }
      if (i == 0)
        self->certificate = lapel_certificate_ref (certificate);
      g_ptr_array_add (self->values.certificates, certificate);
    }
  if (self->certificate == NULL && self->error == NULL)
    self->error = g_error_new (LAPEL_ERROR, LAPEL_ERROR_JWS_NO_KEY, "x5c holds no certificate");
}

static LapelSeal *
seal_new (const LapelJson *value,
          const char      *payload,
          gboolean         plain)
{
  LapelSeal *self = g_new0 (LapelSeal, 1);
  const char *signature = lapel_json_get_string (value, "signature");
  const LapelJson *outside = lapel_json_get (value, "header");

  self->protected_text = lapel_json_get_string (value, "protected");
  self->payload = payload;
  self->plain = plain;
  lapel_seal_values_init (&self->values);
  if (self->protected_text != NULL)
    self->header = read_encoded_json (self->protected_text, NULL);
  if (signature != NULL)
    self->signature = lapel_base64url_decode (signature, strlen (signature), NULL);

  read_certificates (self);
  lapel_seal_values_add_timestamp (&self->values, lapel_json_get (get_header (self), "adoTst"));
  self->values.n_sealed = self->values.timestamps->len;
  lapel_seal_values_add_unsigned (&self->values, lapel_json_get (outside, "etsiU"));
  return self;
}

static void
seal_free (LapelSeal *self)
{
  g_clear_pointer (&self->header, lapel_json_doc_unref);
  g_clear_pointer (&self->signature, g_bytes_unref);
  g_clear_pointer (&self->certificate, lapel_certificate_unref);
  g_clear_error (&self->error);
  lapel_seal_values_clear (&self->values);
  g_free (self);
}

/* Which of the two forms a payload has shows in it: no base64url begins as an object does. That the
 * header says the same, lapel_seal_check_header () sees to. */
static gboolean
is_plain (const char *payload)
{
  payload += strspn (payload, " \t\r\n");
  return *payload == '{';
}

LapelSealed *
lapel_sealed_new (LapelJsonDoc     *doc,
                  const LapelJson  *value,
                  GError          **error)
{
  const char *payload = lapel_json_get_string (value, "payload");
  const LapelJson *signatures = lapel_json_get (value, "signatures");
  g_autoptr (LapelSealed) self = g_new0 (LapelSealed, 1);
  gboolean plain = is_plain (payload);
  uint32_t n;

  if (signatures == NULL)
    signatures = value; /* the flattened form, for one */
  n = lapel_json_count (signatures);
  if (n == 0 || n > MAX_SEALS)
    {
      g_set_error (error, LAPEL_ERROR,
                   n == 0 ? LAPEL_ERROR_SEAL_MALFORMED : LAPEL_ERROR_TOO_COMPLEX,
                   "%u seals; there may be 1 to %d", n, MAX_SEALS);
      return NULL;
    }

  self->doc = lapel_json_doc_ref (doc);
  self->seals = g_ptr_array_new_with_free_func ((GDestroyNotify) seal_free);
  self->payload = plain ? lapel_json_parse (payload, strlen (payload), error)
                        : read_encoded_json (payload, error);
  if (self->payload == NULL)
    {
      g_prefix_error (error, "payload: ");
      return NULL;
    }
  for (uint32_t i = 0; i < n; i++)
    g_ptr_array_add (self->seals, seal_new (lapel_json_at (signatures, i), payload, plain));
  return g_steal_pointer (&self);
}

void
lapel_sealed_free (LapelSealed *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->seals, g_ptr_array_unref);
  g_clear_pointer (&self->payload, lapel_json_doc_unref);
  g_clear_pointer (&self->doc, lapel_json_doc_unref);
  g_free (self);
}

LapelJsonDoc *
lapel_sealed_get_payload (const LapelSealed *self)
{
  return self->payload;
}

const GPtrArray *
lapel_sealed_get_seals (const LapelSealed *self)
{
  return self->seals;
}

const char *
lapel_seal_get_algorithm (const LapelSeal *self)
{
  return lapel_json_get_string (get_header (self), "alg");
}

LapelCertificate *
lapel_seal_get_certificate (const LapelSeal *self)
{
  return self->certificate;
}

LapelTime
lapel_seal_get_time (const LapelSeal *self)
{
  const char *text = lapel_json_get_string (get_header (self), "sigT");
  const LapelJson *number = lapel_json_get (get_header (self), "iat");
  LapelTime time = LAPEL_TIME_NONE;

  if (text != NULL)
    lapel_time_parse (text, &time, NULL, NULL);
  else if (number != NULL && number->type == LAPEL_JSON_NUMBER && number->number >= 0 &&
           number->number < (double) G_MAXUINT32)
    time = (LapelTime) (number->number * G_USEC_PER_SEC);
  return time;
}

const char *
lapel_seal_get_thumbprint (const LapelSeal *self)
{
  return lapel_json_get_string (get_header (self), "x5t#S256");
}

/* Checking */

static gboolean
refuse (LapelError   code,
        const char  *message,
        GError     **error)
{
  g_set_error_literal (error, LAPEL_ERROR, (int) code, message);
  return FALSE;
}

static gboolean
is_understood (const char *name)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (understood); i++)
    if (strcmp (name, understood[i]) == 0)
      return TRUE;
  return FALSE;
}

/* RFC 7515 §4.1.11: a list, not empty, of names that are there, each once. */
static gboolean
check_critical (const LapelJson  *header,
                GError          **error)
{
  const LapelJson *critical = lapel_json_get (header, "crit");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (critical == NULL)
    return TRUE;
  if (!lapel_json_is_array (critical) || critical->n == 0)
    return refuse (LAPEL_ERROR_SEAL_CRITICAL, "\"crit\" is no list of names", error);
  for (uint32_t i = 0; i < critical->n; i++)
    {
      const char *name = lapel_json_as_string (&critical->items[i]);

      if (name == NULL || !is_understood (name))
        {
          g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_SEAL_CRITICAL,
                       "\"%s\" is critical and not understood", name != NULL ? name : "?");
          return FALSE;
        }
      if (lapel_json_get (header, name) == NULL || !g_hash_table_add (seen, (gpointer) name))
        {
          g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_SEAL_CRITICAL,
                       "\"%s\" is called critical twice, or is not there", name);
          return FALSE;
        }
    }
  return TRUE;
}

/* RFC 7797 §3, §6; and a seal on something that lies elsewhere is none on the payload. */
static gboolean
check_payload_form (const LapelSeal  *self,
                    const LapelJson  *header,
                    GError          **error)
{
  const LapelJson *encoded = lapel_json_get (header, "b64");
  gboolean plain = encoded != NULL && encoded->type == LAPEL_JSON_FALSE;

  if (encoded != NULL && !lapel_json_has_string (lapel_json_get (header, "crit"), "b64"))
    return refuse (LAPEL_ERROR_SEAL_CRITICAL, "\"b64\" is not called critical", error);
  if (plain != self->plain)
    return refuse (LAPEL_ERROR_SEAL_MALFORMED, "the payload is not in the form that \"b64\" says",
                   error);
  if (lapel_json_get (header, "sigD") != NULL)
    return refuse (LAPEL_ERROR_SEAL_CRITICAL, "the seal is on something outside (\"sigD\")", error);
  return TRUE;
}

gboolean
lapel_seal_check_header (const LapelSeal  *self,
                         GError          **error)
{
  const LapelJson *header = get_header (self);
  const char *algorithm = lapel_seal_get_algorithm (self);

  if (!lapel_json_is_object (header))
    return refuse (LAPEL_ERROR_SEAL_MALFORMED, "the protected header cannot be read", error);
  if (algorithm == NULL || !lapel_certificate_knows_algorithm (algorithm))
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_JWS_ALGORITHM, "seals are not made with \"%s\"",
                   algorithm != NULL ? algorithm : "?");
      return FALSE;
    }
  if (self->error != NULL)
    {
      g_propagate_error (error, g_error_copy (self->error));
      return FALSE;
    }
  return check_critical (header, error) && check_payload_form (self, header, error);
}

static gboolean
has_certificate (const LapelSeal  *self,
                 GError          **error)
{
  if (self->certificate != NULL)
    return TRUE;
  return refuse (LAPEL_ERROR_JWS_NO_KEY, "no certificate to check the seal with", error);
}

gboolean
lapel_seal_check_signature (const LapelSeal  *self,
                            GError          **error)
{
  const char *algorithm = lapel_seal_get_algorithm (self);
  g_autofree char *input = NULL;
  g_autoptr (GError) reason = NULL;
  size_t length = 0;
  const guint8 *signature;

  if (!has_certificate (self, error))
    return FALSE;
  if (self->signature == NULL || algorithm == NULL)
    return refuse (LAPEL_ERROR_SEAL_BROKEN, "there is no signature", error);

  /* As received: never written anew, for the smallest space counts. */
  input = g_strconcat (self->protected_text, ".", self->payload, NULL);
  signature = g_bytes_get_data (self->signature, &length);
  if (lapel_certificate_verify (self->certificate, algorithm, input, strlen (input), signature,
                                length, &reason))
    return TRUE;
  if (g_error_matches (reason, LAPEL_ERROR, LAPEL_ERROR_SIGNATURE))
    return refuse (LAPEL_ERROR_SEAL_BROKEN, reason->message, error);
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

gboolean
lapel_seal_check_thumbprint (const LapelSeal  *self,
                             GError          **error)
{
  const LapelJson *member = lapel_json_get (get_header (self), "x5t#S256");
  const char *stated = lapel_seal_get_thumbprint (self);
  guint8 digest[LAPEL_THUMBPRINT_SIZE];
  g_autofree char *own = NULL;

  if (!has_certificate (self, error))
    return FALSE;
  if (member == NULL)
    return TRUE;
  lapel_certificate_get_thumbprint (self->certificate, digest);
  own = lapel_base64url_encode (digest, sizeof digest);
  if (g_strcmp0 (stated, own) != 0)
    return refuse (LAPEL_ERROR_CERTIFICATE_DIGEST,
                   "the certificate is another than the one whose thumbprint was sealed", error);
  return TRUE;
}

GPtrArray *
lapel_seal_dup_path (const LapelSeal  *self,
                     LapelTime         at,
                     GError          **error)
{
  if (!has_certificate (self, error))
    return NULL;
  if (!lapel_certificate_may_sign (self->certificate))
    {
      refuse (LAPEL_ERROR_CERTIFICATE_PURPOSE, "the certificate is not for signing", error);
      return NULL;
    }
  return lapel_certificate_dup_path (self->certificate, self->values.certificates, at, error);
}

void
lapel_seal_check_revocation (const LapelSeal *self,
                             const GPtrArray *path,
                             LapelTime        at,
                             LapelRevocation *out)
{
  lapel_revocation_check (path, self->values.certificates, self->values.ocsp, self->values.crls, at,
                          out);
}

unsigned int
lapel_seal_get_n_timestamps (const LapelSeal *self)
{
  return self->values.timestamps->len;
}

gboolean
lapel_seal_timestamp_is_sealed (const LapelSeal *self,
                                unsigned int     index)
{
  return index < self->values.n_sealed;
}

gboolean
lapel_seal_check_timestamp (const LapelSeal  *self,
                            unsigned int      index,
                            LapelTime        *out_time,
                            char            **out_authority,
                            GError          **error)
{
  GBytes *token = g_ptr_array_index (self->values.timestamps, index);
  g_autofree char *signature = NULL;
  size_t length = 0;
  const guint8 *bytes;

  if (lapel_seal_timestamp_is_sealed (self, index))
    return lapel_timestamp_check (token, self->payload, strlen (self->payload), out_time,
                                  out_authority, error);
  if (self->signature == NULL)
    return refuse (LAPEL_ERROR_TIMESTAMP_MISMATCH, "there is no signature", error);

  /* Over the text of the signature, not over its bytes; it decodes in one way only. */
  bytes = g_bytes_get_data (self->signature, &length);
  signature = lapel_base64url_encode (bytes, length);
  return lapel_timestamp_check (token, signature, strlen (signature), out_time, out_authority,
                                error);
}
