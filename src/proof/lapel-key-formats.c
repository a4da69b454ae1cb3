/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-key.h"

#include "lapel-encoding.h"
#include "lapel-error.h"
#include "lapel-key-private.h"

#include <string.h>

/* Public keys as text: Multikey and JWK. */

typedef enum
{
  CODEC_ED25519,
  CODEC_P256,
  CODEC_P384,
  CODEC_RSA,
  CODEC_KNOWN,   /* a public key of a kind that we do not use */
  CODEC_PRIVATE, /* a private key, which has no business in any document */
} CodecKind;

typedef struct
{
  guint32 code;
  CodecKind kind;
  size_t length; /* of the key; 0: of any length */
  const char *name;
} Codec;

/* From the multicodec table, https://github.com/multiformats/multicodec. */
static const Codec codecs[] = {
  { 0xed, CODEC_ED25519, 32, "ed25519-pub" },       { 0x1200, CODEC_P256, 33, "p256-pub" },
  { 0x1201, CODEC_P384, 49, "p384-pub" },           { 0x1205, CODEC_RSA, 0, "rsa-pub" },
  { 0xe7, CODEC_KNOWN, 33, "secp256k1-pub" },       { 0xea, CODEC_KNOWN, 48, "bls12_381-g1-pub" },
  { 0xeb, CODEC_KNOWN, 96, "bls12_381-g2-pub" },    { 0xec, CODEC_KNOWN, 32, "x25519-pub" },
  { 0xee, CODEC_KNOWN, 144, "bls12_381-g1g2-pub" }, { 0xef, CODEC_KNOWN, 32, "sr25519-pub" },
  { 0x1202, CODEC_KNOWN, 67, "p521-pub" },          { 0x1203, CODEC_KNOWN, 57, "ed448-pub" },
  { 0x1204, CODEC_KNOWN, 56, "x448-pub" },          { 0x1300, CODEC_PRIVATE, 0, "ed25519-priv" },
  { 0x1301, CODEC_PRIVATE, 0, "secp256k1-priv" },   { 0x1302, CODEC_PRIVATE, 0, "x25519-priv" },
  { 0x1305, CODEC_PRIVATE, 0, "rsa-priv" },         { 0x1306, CODEC_PRIVATE, 0, "p256-priv" },
  { 0x1307, CODEC_PRIVATE, 0, "p384-priv" },        { 0x1308, CODEC_PRIVATE, 0, "p521-priv" },
};

/* A multicodec is an unsigned varint, which must be the shortest. Returns its length, 0 if it is
 * none. */
static size_t
read_varint (const guint8 *data,
             size_t        length,
             guint32      *out_value)
{
  guint32 value = 0;

  for (size_t i = 0; i < length && i < 4; i++)
    {
      value |= (guint32) (data[i] & 0x7f) << (7 * i);
      if ((data[i] & 0x80) != 0)
        continue;
      if (i > 0 && data[i] == 0)
        return 0;
      *out_value = value;
      return i + 1;
    }
  return 0;
}

static const Codec *
find_codec (guint32   code,
            size_t    key_length,
            GError  **error)
{
  for (size_t i = 0; i < G_N_ELEMENTS (codecs); i++)
    {
      const Codec *codec = &codecs[i];

      if (codec->code != code)
        continue;
      if (codec->length == 0 || codec->length == key_length)
        return codec;
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MALFORMED,
                   "an %s key of %zu bytes instead of %zu", codec->name, key_length, codec->length);
      return NULL;
    }
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MALFORMED, "unknown multicodec 0x%x", code);
  return NULL;
}

static LapelKey *
key_from_codec (const Codec   *codec,
                const guint8  *data,
                size_t         length,
                GError       **error)
{
  switch (codec->kind)
    {
    case CODEC_ED25519:
      return lapel_key_new_ed25519 (data, error);
    case CODEC_P256:
      return lapel_key_new_ec (LAPEL_KEY_P256, data, length, error);
    case CODEC_P384:
      return lapel_key_new_ec (LAPEL_KEY_P384, data, length, error);
    case CODEC_RSA:
      return lapel_key_new_rsa_der (data, length, error);
    case CODEC_PRIVATE:
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_PRIVATE,
                   "an %s key where a public one belongs", codec->name);
      return NULL;
    case CODEC_KNOWN:
    default:
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_UNSUPPORTED, "%s keys are not supported",
                   codec->name);
      return NULL;
    }
}

LapelKey *
lapel_key_new_multikey (const char  *text,
                        GError     **error)
{
  g_autoptr (GError) encoding_error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const Codec *codec;
  const guint8 *data;
  size_t length;
  size_t prefix;
  guint32 code;

  if (text[0] != 'z')
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MALFORMED, "a Multikey starts with z");
      return NULL;
    }
  bytes = lapel_multibase_decode (text, NULL, &encoding_error);
  if (bytes == NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MALFORMED, "Multikey: %s",
                   encoding_error->message);
      return NULL;
    }

  data = g_bytes_get_data (bytes, &length);
  prefix = read_varint (data, length, &code);
  if (prefix == 0)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MALFORMED, "a Multikey without multicodec");
      return NULL;
    }
  codec = find_codec (code, length - prefix, error);
  return codec != NULL ? key_from_codec (codec, data + prefix, length - prefix, error) : NULL;
}

char *
lapel_key_dup_multikey (const LapelKey *self)
{
  static const guint8 prefixes[][2] = {
    [LAPEL_KEY_ED25519] = { 0xed, 0x01 },
    [LAPEL_KEY_P256] = { 0x80, 0x24 },
    [LAPEL_KEY_P384] = { 0x81, 0x24 },
    [LAPEL_KEY_RSA] = { 0x85, 0x24 },
  };
  LapelKeyType type = lapel_key_get_type (self);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *encoded = NULL;

  g_byte_array_append (bytes, prefixes[type], 2);
  if (type == LAPEL_KEY_RSA)
    {
      g_autoptr (GBytes) der = lapel_key_dup_rsa_der (self);

      g_byte_array_append (bytes, g_bytes_get_data (der, NULL), (guint) g_bytes_get_size (der));
    }
  else
    {
      size_t length;
      const guint8 *point = lapel_key_get_point (self, &length);

      g_byte_array_append (bytes, point, (guint) length);
    }
  encoded = lapel_base58_encode (bytes->data, bytes->len);
  return g_strconcat ("z", encoded, NULL);
}

/* The bytes of a base64url member; @length is what they must have, or 0. */
static GBytes *
get_bytes (const LapelJson  *jwk,
           const char       *name,
           size_t            length,
           GError          **error)
{
  const LapelJson *member = lapel_json_get (jwk, name);
  const char *text = lapel_json_as_string (member);
  g_autoptr (GError) encoding_error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (text == NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MALFORMED, "a JWK without \"%s\"", name);
      return NULL;
    }
  bytes = lapel_base64url_decode (text, member->n, &encoding_error);
  if (bytes == NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MALFORMED, "\"%s\" of a JWK: %s", name,
                   encoding_error->message);
      return NULL;
    }
  if (length != 0 && g_bytes_get_size (bytes) != length)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MALFORMED,
                   "\"%s\" of a JWK has %zu bytes instead of %zu", name, g_bytes_get_size (bytes),
                   length);
      return NULL;
    }
  return g_steal_pointer (&bytes);
}

static LapelKey *
okp_key (const LapelJson  *jwk,
         GError          **error)
{
  g_autoptr (GBytes) x = NULL;

  if (g_strcmp0 (lapel_json_get_string (jwk, "crv"), "Ed25519") != 0)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_UNSUPPORTED,
                   "an OKP key of a curve other than Ed25519");
      return NULL;
    }
  x = get_bytes (jwk, "x", 32, error);
  return x != NULL ? lapel_key_new_ed25519 (g_bytes_get_data (x, NULL), error) : NULL;
}

static LapelKey *
ec_key (const LapelJson  *jwk,
        GError          **error)
{
  const char *curve = lapel_json_get_string (jwk, "crv");
  guint8 point[LAPEL_KEY_POINT_MAX] = { 4 };
  g_autoptr (GBytes) x = NULL;
  g_autoptr (GBytes) y = NULL;
  LapelKeyType type;
  size_t size;

  if (g_strcmp0 (curve, "P-256") == 0)
    type = LAPEL_KEY_P256;
  else if (g_strcmp0 (curve, "P-384") == 0)
    type = LAPEL_KEY_P384;
  else
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_UNSUPPORTED,
                   "an EC key of a curve other than P-256 and P-384");
      return NULL;
    }

  size = type == LAPEL_KEY_P384 ? 48 : 32;
  x = get_bytes (jwk, "x", size, error);
  y = x != NULL ? get_bytes (jwk, "y", size, error) : NULL;
  if (y == NULL)
    return NULL;
  memcpy (point + 1, g_bytes_get_data (x, NULL), size);
  memcpy (point + 1 + size, g_bytes_get_data (y, NULL), size);
  return lapel_key_new_ec (type, point, 1 + 2 * size, error);
}

static LapelKey *
rsa_key (const LapelJson  *jwk,
         GError          **error)
{
  g_autoptr (GBytes) n = get_bytes (jwk, "n", 0, error);
  g_autoptr (GBytes) e = n != NULL ? get_bytes (jwk, "e", 0, error) : NULL;

  return e != NULL ? lapel_key_new_rsa (n, e, error) : NULL;
}

/* Whether "use" and "key_ops" (RFC 7517 §4.2, §4.3), where they are, allow to check signatures. */
static gboolean
may_verify (const LapelJson *jwk)
{
  const LapelJson *use = lapel_json_get (jwk, "use");
  const LapelJson *operations = lapel_json_get (jwk, "key_ops");

  if (use != NULL && g_strcmp0 (lapel_json_as_string (use), "sig") != 0)
    return FALSE;
  return operations == NULL ||
         (lapel_json_is_array (operations) && lapel_json_has_string (operations, "verify"));
}

/* "alg" (RFC 7517 §4.4) binds a key to one algorithm. */
static gboolean
read_algorithm (const LapelJson  *jwk,
                LapelKey         *key,
                GError          **error)
{
  const LapelJson *value = lapel_json_get (jwk, "alg");
  const char *name = lapel_json_as_string (value);
  LapelAlgorithm algorithm;

  if (value == NULL)
    return TRUE;
  /* RFC 9864 gave EdDSA with Ed25519 a name of its own. */
  if (g_strcmp0 (name, "Ed25519") == 0)
    name = "EdDSA";
  if (name != NULL && lapel_algorithm_from_name (name, &algorithm) &&
      lapel_key_set_algorithm (key, algorithm))
    return TRUE;
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_UNSUPPORTED,
               "a JWK whose \"alg\" is no signature that its kind of key makes");
  return FALSE;
}

LapelKey *
lapel_key_new_jwk (const LapelJson  *jwk,
                   GError          **error)
{
  static const char *const private_members[] = { "d", "p", "q", "dp", "dq", "qi", "oth", "k" };
  const char *type = lapel_json_get_string (jwk, "kty");
  g_autoptr (LapelKey) key = NULL;

  for (size_t i = 0; i < G_N_ELEMENTS (private_members); i++)
    if (lapel_json_get (jwk, private_members[i]) != NULL)
      {
        g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_PRIVATE,
                     "a JWK with the private member \"%s\"", private_members[i]);
        return NULL;
      }

  if (type == NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MALFORMED, "a JWK without \"kty\"");
      return NULL;
    }
  if (!may_verify (jwk))
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_UNSUPPORTED,
                   "a JWK that is not meant for signatures");
      return NULL;
    }
  if (g_str_equal (type, "OKP"))
    key = okp_key (jwk, error);
  else if (g_str_equal (type, "EC"))
    key = ec_key (jwk, error);
  else if (g_str_equal (type, "RSA"))
    key = rsa_key (jwk, error);
  else
    g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_UNSUPPORTED, "a JWK of an unknown \"kty\"");
  if (key == NULL || !read_algorithm (jwk, key, error))
    return NULL;
  return g_steal_pointer (&key);
}
