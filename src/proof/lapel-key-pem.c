/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-key.h"

#include "lapel-error.h"
#include "lapel-key-private.h"

#include <string.h>

/* Public keys in PEM (RFC 7468), as Open Badges 2.0 publishes them: SubjectPublicKeyInfo (RFC 5280
 * §4.1) or the older RSAPublicKey (RFC 8017 §A.1.1). */

#define BEGIN  "-----BEGIN "
#define END    "-----END "
#define DASHES "-----"

/* Far more than the largest key that is accepted. */
#define MAX_PEM 16384

/** Part of a DER text. */
typedef struct
{
  const guint8 *data;
  size_t length;
} Der;

/** What AlgorithmIdentifier says of a key: the whole of its DER. */
typedef struct
{
  LapelKeyType type;
  size_t length;
  guint8 der[24];
} Identifier;

static const Identifier identifiers[] = {
  /* rsaEncryption with NULL (RFC 3279 §2.3.1) */
  { LAPEL_KEY_RSA,
    15,
    { 0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00 } },
  /* id-ecPublicKey with the named curve (RFC 5480 §2.1.1) */
  { LAPEL_KEY_P256, 21, { 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01,
                          0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07 } },
  { LAPEL_KEY_P384,
    18,
    { 0x30, 0x10, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x05, 0x2b, 0x81,
      0x04, 0x00, 0x22 } },
  /* id-Ed25519 (RFC 8410 §3) */
  { LAPEL_KEY_ED25519, 7, { 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70 } },
};

static LapelKey *
refuse (GError     **error,
        LapelError   code,
        const char  *message)
{
  g_set_error (error, LAPEL_ERROR, (int) code, "PEM: %s", message);
  return NULL;
}

/* Takes the element with @tag off the start of @der; lengths in their shortest form only. */
static gboolean
take_element (Der    *der,
              guint8  tag,
              Der    *out)
{
  size_t header = 2;
  size_t length;

  if (der->length < 2 || der->data[0] != tag)
    return FALSE;
  length = der->data[1];
  if (length >= 0x80)
    {
      size_t n = length - 0x80;

      if (n < 1 || n > 2 || der->length < 2 + n || der->data[2] == 0)
        return FALSE;
      length = n == 1 ? der->data[2] : (size_t) der->data[2] << 8 | der->data[3];
      header += n;
      if (length < 0x80)
        return FALSE;
    }
  if (length > der->length - header)
    return FALSE;
  *out = (Der){ der->data + header, length };
  der->data += header + length;
  der->length -= header + length;
  return TRUE;
}

static const Identifier *
find_identifier (const Der *whole)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (identifiers); i++)
    if (whole->length >= identifiers[i].length &&
        memcmp (whole->data, identifiers[i].der, identifiers[i].length) == 0)
      return &identifiers[i];
  return NULL;
}

static LapelKey *
key_from_info (Der      der,
               GError **error)
{
  const Identifier *identifier = NULL;
  Der info, algorithm, bits;

  if (!take_element (&der, 0x30, &info) || der.length != 0)
    return refuse (error, LAPEL_ERROR_KEY_MALFORMED, "no SubjectPublicKeyInfo in DER");
  identifier = find_identifier (&info);
  if (!take_element (&info, 0x30, &algorithm) || !take_element (&info, 0x03, &bits) ||
      info.length != 0 || bits.length < 2 || bits.data[0] != 0)
    return refuse (error, LAPEL_ERROR_KEY_MALFORMED, "no SubjectPublicKeyInfo in DER");
  if (identifier == NULL)
    return refuse (error, LAPEL_ERROR_KEY_UNSUPPORTED, "a key for another algorithm");

  bits.data++, bits.length--;
  switch (identifier->type)
    {
    case LAPEL_KEY_RSA:
      return lapel_key_new_rsa_der (bits.data, bits.length, error);
    case LAPEL_KEY_ED25519:
      if (bits.length != 32)
        return refuse (error, LAPEL_ERROR_KEY_MALFORMED, "an Ed25519 key of another length");
      return lapel_key_new_ed25519 (bits.data, error);
    case LAPEL_KEY_P256:
    case LAPEL_KEY_P384:
    default:
      return lapel_key_new_ec (identifier->type, bits.data, bits.length, error);
    }
}

/* The bytes between the lines of dashes: base64 in lines, and nothing that base64 has not. */
static GBytes *
decode_body (const char *start,
             size_t      length)
{
  g_autoptr (GString) plain = g_string_sized_new (length);
  guint8 *data = NULL;
  gsize size = 0;

  for (size_t i = 0; i < length; i++)
    {
      if (g_ascii_isspace (start[i]))
        continue;
      if (!g_ascii_isalnum (start[i]) && strchr ("+/=", start[i]) == NULL)
        return NULL;
      g_string_append_c (plain, start[i]);
    }
  if (plain->len == 0 || plain->len % 4 != 0)
    return NULL;
  data = g_base64_decode (plain->str, &size);
  return g_bytes_new_take (data, size);
}

LapelKey *
lapel_key_new_pem (const char  *text,
                   GError     **error)
{
  const char *begin = strstr (text, BEGIN);
  const char *label = begin != NULL ? begin + strlen (BEGIN) : NULL;
  const char *body = label != NULL ? strstr (label, DASHES) : NULL;
  /* The dashes that close the first line are not those that open the last. */
  const char *end = body != NULL ? strstr (body + strlen (DASHES), END) : NULL;
  g_autofree char *kind = NULL;
  g_autoptr (GBytes) bytes = NULL;
  Der der;

  if (end == NULL || strlen (text) > MAX_PEM)
    return refuse (error, LAPEL_ERROR_KEY_MALFORMED, "no key between lines of dashes");
  kind = g_strndup (label, (size_t) (body - label));
  body += strlen (DASHES);
  if (g_str_has_suffix (kind, "PRIVATE KEY"))
    return refuse (error, LAPEL_ERROR_KEY_PRIVATE, "a private key where a public one belongs");
  bytes = decode_body (body, (size_t) (end - body));
  if (bytes == NULL)
    return refuse (error, LAPEL_ERROR_KEY_MALFORMED, "no base64");

  der.data = g_bytes_get_data (bytes, &der.length);
  if (strcmp (kind, "RSA PUBLIC KEY") == 0)
    return lapel_key_new_rsa_der (der.data, der.length, error);
  if (strcmp (kind, "PUBLIC KEY") == 0)
    return key_from_info (der, error);
  return refuse (error, LAPEL_ERROR_KEY_UNSUPPORTED, "neither PUBLIC KEY nor RSA PUBLIC KEY");
}
