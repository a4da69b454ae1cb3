/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-jws.h"

#include "lapel-encoding.h"
#include "lapel-error.h"

#include <string.h>

struct _LapelJws
{
  char *signing_input; /* owned; the first two segments as they were received */
  size_t signing_length;
  GBytes *payload;           /* owned */
  GBytes *signature;         /* owned */
  LapelJsonDoc *header;      /* owned */
  LapelJsonDoc *payload_doc; /* owned; %NULL until somebody asks for it */
  LapelKey *header_key;      /* owned; (nullable) */
  LapelAlgorithm algorithm;
};

gboolean
lapel_jws_looks_like (const char *text,
                      size_t      length)
{
  static const char second[] = "wxyz0123456789-_+/";
  const char *end = text + length;
  const char *dot = memchr (text, '.', length);

  if (dot == NULL || dot - text < 2 || memchr (dot + 1, '.', (size_t) (end - dot - 1)) == NULL)
    return FALSE;
  /* In base64 a "{" is an "e" and the upper two bits, both set, of the letter after it. */
  return text[0] == 'e' && memchr (second, text[1], sizeof second - 1) != NULL;
}

static void
set_malformed (GError     **error,
               const char  *what,
               const char  *why)
{
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_JWS_MALFORMED, "JWS %s: %s", what, why);
}

static GBytes *
decode_segment (const char  *what,
                const char  *text,
                size_t       length,
                GError     **error)
{
  g_autoptr (GError) reason = NULL;
  GBytes *bytes = lapel_base64url_decode (text, length, &reason);

  if (bytes == NULL)
    set_malformed (error, what, reason->message);
  return bytes;
}

static gboolean
read_header (LapelJws    *self,
             const char  *text,
             size_t       length,
             GError     **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) bytes = decode_segment ("header", text, length, error);

  if (bytes == NULL)
    return FALSE;
  self->header =
      lapel_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &reason);
  if (self->header == NULL)
    {
      set_malformed (error, "header", reason->message);
      return FALSE;
    }
  if (!lapel_json_is_object (lapel_jws_get_header (self)))
    {
      set_malformed (error, "header", "not an object");
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_algorithm (LapelJws  *self,
                GError   **error)
{
  const LapelJson *value = lapel_json_get (lapel_jws_get_header (self), "alg");
  const char *name = lapel_json_as_string (value);

  if (name == NULL)
    {
      set_malformed (error, "header", "no text \"alg\"");
      return FALSE;
    }
  if (lapel_algorithm_from_name (name, &self->algorithm))
    return TRUE;
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_JWS_ALGORITHM,
               "the algorithm \"%s\" is not accepted", name);
  return FALSE;
}

/* The one extension we understand is the payload that is signed as it is (RFC 7797), which a
 * detached JWS has to ask for and a token must not (§7). */
static gboolean
check_extensions (const LapelJson  *header,
                  gboolean          detached,
                  GError          **error)
{
  const LapelJson *critical = lapel_json_get (header, "crit");
  const LapelJson *encoded = lapel_json_get (header, "b64");
  gboolean good = critical == NULL && encoded == NULL;

  if (detached)
    good = encoded != NULL && encoded->type == LAPEL_JSON_FALSE && lapel_json_is_array (critical) &&
           lapel_json_count (critical) == 1 && lapel_json_has_string (critical, "b64");
  if (!good)
    g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_JWS_CRITICAL,
                 detached ? "the header does not say \"b64\": false and \"crit\": [\"b64\"] alone"
                          : "the header asks for an extension that is not understood");
  return good;
}

static gboolean
check_members (LapelJws  *self,
               GError   **error)
{
  const LapelJson *header = lapel_jws_get_header (self);
  const LapelJson *kid = lapel_json_get (header, "kid");
  const LapelJson *jwk = lapel_json_get (header, "jwk");

  if (kid != NULL && lapel_json_as_string (kid) == NULL)
    {
      set_malformed (error, "header", "\"kid\" is not a text");
      return FALSE;
    }
  if (jwk == NULL)
    return TRUE;
  if (!lapel_json_is_object (jwk))
    {
      set_malformed (error, "header", "\"jwk\" is not an object");
      return FALSE;
    }
  self->header_key = lapel_key_new_jwk (jwk, error);
  return self->header_key != NULL;
}

/* The places of the two dots; %FALSE unless there are exactly two. */
static gboolean
split (const char  *text,
       size_t       length,
       const char **out_first,
       const char **out_second)
{
  const char *end = text + length;
  const char *first = memchr (text, '.', length);
  const char *second = first != NULL ? memchr (first + 1, '.', (size_t) (end - first - 1)) : NULL;

  if (second == NULL || memchr (second + 1, '.', (size_t) (end - second - 1)) != NULL)
    return FALSE;
  *out_first = first;
  *out_second = second;
  return TRUE;
}

static LapelJws *
parse (const char  *text,
       size_t       length,
       gboolean     detached,
       GError     **error)
{
  g_autoptr (LapelJws) self = NULL;
  const char *first;
  const char *second;

  if (length > LAPEL_JSON_MAX_BYTES)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_LARGE, "a JWS of %zu bytes", length);
      return NULL;
    }
  if (!split (text, length, &first, &second))
    {
      set_malformed (error, "text", "not three segments");
      return NULL;
    }

  self = g_new0 (LapelJws, 1);
  if (!read_header (self, text, (size_t) (first - text), error) || !read_algorithm (self, error) ||
      !check_extensions (lapel_jws_get_header (self), detached, error) ||
      !check_members (self, error))
    return NULL;
  if (detached && second != first + 1)
    {
      set_malformed (error, "payload", "it is there, but should be detached");
      return NULL;
    }
  self->payload = decode_segment ("payload", first + 1, (size_t) (second - first - 1), error);
  if (self->payload == NULL)
    return NULL;
  self->signature =
      decode_segment ("signature", second + 1, (size_t) (text + length - second - 1), error);
  if (self->signature == NULL)
    return NULL;

  self->signing_length = (size_t) (second - text);
  self->signing_input = g_strndup (text, self->signing_length);
  return g_steal_pointer (&self);
}

LapelJws *
lapel_jws_parse (const char  *text,
                 size_t       length,
                 GError     **error)
{
  return parse (text, length, FALSE, error);
}

LapelJws *
lapel_jws_parse_detached (const char  *text,
                          size_t       length,
                          GError     **error)
{
  return parse (text, length, TRUE, error);
}

void
lapel_jws_free (LapelJws *self)
{
  if (self == NULL)
    return;
  g_free (self->signing_input);
  g_clear_pointer (&self->payload, g_bytes_unref);
  g_clear_pointer (&self->signature, g_bytes_unref);
  g_clear_pointer (&self->header, lapel_json_doc_unref);
  g_clear_pointer (&self->payload_doc, lapel_json_doc_unref);
  g_clear_pointer (&self->header_key, lapel_key_unref);
  g_free (self);
}

LapelAlgorithm
lapel_jws_get_algorithm (const LapelJws *self)
{
  return self->algorithm;
}

const char *
lapel_jws_get_algorithm_name (const LapelJws *self)
{
  return lapel_algorithm_get_name (self->algorithm);
}

const LapelJson *
lapel_jws_get_header (const LapelJws *self)
{
  return lapel_json_doc_get_root (self->header);
}

const char *
lapel_jws_get_kid (const LapelJws *self)
{
  return lapel_json_get_string (lapel_jws_get_header (self), "kid");
}

LapelKey *
lapel_jws_get_header_key (const LapelJws *self)
{
  return self->header_key;
}

const char *
lapel_jws_get_signing_input (const LapelJws *self)
{
  return self->signing_input;
}

GBytes *
lapel_jws_get_signature (const LapelJws *self)
{
  return self->signature;
}

LapelJsonDoc *
lapel_jws_get_payload (LapelJws  *self,
                       GError   **error)
{
  g_autoptr (LapelJsonDoc) document = NULL;

  if (self->payload_doc != NULL)
    return self->payload_doc;
  document = lapel_json_parse (g_bytes_get_data (self->payload, NULL),
                               g_bytes_get_size (self->payload), error);
  if (document == NULL)
    return NULL;
  if (!lapel_json_is_object (lapel_json_doc_get_root (document)))
    {
      set_malformed (error, "payload", "not an object");
      return NULL;
    }
  self->payload_doc = g_steal_pointer (&document);
  return self->payload_doc;
}

gboolean
lapel_jws_verify (const LapelJws  *self,
                  const LapelKey  *key,
                  GError         **error)
{
  size_t length;
  const guint8 *signature = g_bytes_get_data (self->signature, &length);

  return lapel_key_verify (key, lapel_jws_get_algorithm (self), self->signing_input,
                           self->signing_length, signature, length, error);
}

gboolean
lapel_jws_verify_detached (const LapelJws  *self,
                           const void      *payload,
                           size_t           length,
                           const LapelKey  *key,
                           GError         **error)
{
  g_autoptr (GByteArray) input = g_byte_array_new ();
  size_t signature_length;
  const guint8 *signature = g_bytes_get_data (self->signature, &signature_length);

  g_byte_array_append (input, (const guint8 *) self->signing_input, (guint) self->signing_length);
  g_byte_array_append (input, payload, (guint) length);
  return lapel_key_verify (key, lapel_jws_get_algorithm (self), input->data, input->len, signature,
                           signature_length, error);
}

char *
lapel_jws_sign (const char        *header_json,
                const char        *payload,
                const LapelSigner *signer)
{
  g_autofree char *header =
      lapel_base64url_encode ((const guint8 *) header_json, strlen (header_json));
  g_autofree char *body = lapel_base64url_encode ((const guint8 *) payload, strlen (payload));
  g_autofree char *signing_input = g_strconcat (header, ".", body, NULL);
  g_autofree char *tail = NULL;
  guint8 signature[64];

  lapel_signer_sign (signer, signing_input, strlen (signing_input), signature);
  tail = lapel_base64url_encode (signature, sizeof signature);
  return g_strconcat (signing_input, ".", tail, NULL);
}
