/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-key.h"

#include "lapel-encoding.h"
#include "lapel-error.h"
#include "lapel-key-private.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>
#include <sodium.h>
#include <string.h>

#define RSA_MIN_BITS          2048
#define RSA_MAX_BITS          8192
#define ANY_ALGORITHM         -1
#define RSA_MAX_EXPONENT_BITS 64 /* OpenSSL's own bound; a longer one only costs time */

struct _LapelKey
{
  gatomicrefcount ref_count;
  LapelKeyType type;
  guint8 point[LAPEL_KEY_POINT_MAX]; /* Ed25519: as it is; EC: compressed; RSA: unused */
  size_t point_length;
  EVP_PKEY *handle;   /* owned; %NULL for Ed25519, which libsodium does */
  int only_algorithm; /* the one it may check, or ANY_ALGORITHM */
};

struct _LapelSigner
{
  guint8 *secret; /* owned; crypto_sign_SECRETKEYBYTES of locked memory */
  LapelKey *key;  /* owned */
  char *did;      /* owned */
  char *method;   /* owned */
};

typedef struct
{
  const char *name;
  LapelKeyType key_type;
  size_t field_size;  /* of r and of s; 0 where the signature is no such pair */
  const char *digest; /* %NULL: the algorithm hashes by itself */
  gboolean pss;
} Algorithm;

static const Algorithm algorithms[] = {
  [LAPEL_ALGORITHM_EDDSA] = { "EdDSA", LAPEL_KEY_ED25519, 0, NULL, FALSE },
  [LAPEL_ALGORITHM_ES256] = { "ES256", LAPEL_KEY_P256, 32, "SHA2-256", FALSE },
  [LAPEL_ALGORITHM_ES384] = { "ES384", LAPEL_KEY_P384, 48, "SHA2-384", FALSE },
  [LAPEL_ALGORITHM_RS256] = { "RS256", LAPEL_KEY_RSA, 0, "SHA2-256", FALSE },
  [LAPEL_ALGORITHM_PS256] = { "PS256", LAPEL_KEY_RSA, 0, "SHA2-256", TRUE },
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIGNUM, BN_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ECDSA_SIG, ECDSA_SIG_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY_CTX, EVP_PKEY_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OSSL_PARAM, OSSL_PARAM_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OSSL_PARAM_BLD, OSSL_PARAM_BLD_free)

const char *
lapel_algorithm_get_name (LapelAlgorithm algorithm)
{
  g_return_val_if_fail ((size_t) algorithm < G_N_ELEMENTS (algorithms), NULL);
  return algorithms[algorithm].name;
}

gboolean
lapel_algorithm_from_name (const char     *name,
                           LapelAlgorithm *out_algorithm)
{
  for (size_t i = 0; i < G_N_ELEMENTS (algorithms); i++)
    if (g_str_equal (name, algorithms[i].name))
      {
        *out_algorithm = (LapelAlgorithm) i;
        return TRUE;
      }
  return FALSE;
}

static void
ensure_sodium (void)
{
  /* Says 1 if it was called before; safe from every thread. */
  if (sodium_init () < 0)
    g_error ("libsodium cannot start");
}

static LapelKey *
key_new (LapelKeyType type)
{
  LapelKey *self = g_new0 (LapelKey, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->type = type;
  self->only_algorithm = ANY_ALGORITHM;
  return self;
}

/* Makes a public key from what @builder holds; %NULL where OpenSSL refuses it. */
static EVP_PKEY *
build_handle (const char     *algorithm,
              OSSL_PARAM_BLD *builder)
{
  g_autoptr (EVP_PKEY_CTX) context = EVP_PKEY_CTX_new_from_name (NULL, algorithm, NULL);
  g_autoptr (OSSL_PARAM) parameters = OSSL_PARAM_BLD_to_param (builder);
  EVP_PKEY *handle = NULL;

  if (context == NULL || parameters == NULL || EVP_PKEY_fromdata_init (context) != 1 ||
      EVP_PKEY_fromdata (context, &handle, EVP_PKEY_PUBLIC_KEY, parameters) != 1)
    {
      /* The reasons wait in a queue of the thread and would be taken for those of a later call. */
      ERR_clear_error ();
      return NULL;
    }
  return handle;
}

/* Whether the encoded y, without the sign of x, is @first followed by only @rest. */
static gboolean
y_is (const guint8 *point,
      guint8        first,
      guint8        rest)
{
  for (size_t i = 1; i < 31; i++)
    if (point[i] != rest)
      return FALSE;
  return point[0] == first && (point[31] & 0x7f) == (rest & 0x7f);
}

/* Ed25519 has points that make a signature fit every message: those whose order divides 8. They are
 * the ones whose double has order 1, 2 or 4, that is y = 1, y = -1 or y = 0 (mod 2^255 - 19). */
static gboolean
is_low_order_double (const guint8 *doubled)
{
  return y_is (doubled, 0x01, 0x00) || y_is (doubled, 0xec, 0xff) || y_is (doubled, 0x00, 0x00);
}

/* RFC 8032 §5.1.3: y must be smaller than 2^255 - 19. */
static gboolean
is_canonical (const guint8 *point)
{
  return point[0] < 0xed || !y_is (point, point[0], 0xff);
}

LapelKey *
lapel_key_new_ed25519 (const guint8  *public_key,
                       GError       **error)
{
  guint8 doubled[crypto_core_ed25519_BYTES];
  LapelKey *self;

  G_STATIC_ASSERT (crypto_core_ed25519_BYTES == 32);
  ensure_sodium ();
  if (!is_canonical (public_key) || crypto_core_ed25519_add (doubled, public_key, public_key) != 0)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MALFORMED,
                   "the Ed25519 key is no point of the curve");
      return NULL;
    }
  if (is_low_order_double (doubled))
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MALFORMED,
                   "the Ed25519 key has a low order: anyone could sign for it");
      return NULL;
    }

  self = key_new (LAPEL_KEY_ED25519);
  memcpy (self->point, public_key, 32);
  self->point_length = 32;
  return self;
}

LapelKey *
lapel_key_new_ec (LapelKeyType   type,
                  const guint8  *point,
                  size_t         length,
                  GError       **error)
{
  g_autoptr (OSSL_PARAM_BLD) builder = OSSL_PARAM_BLD_new ();
  g_autoptr (EVP_PKEY) handle = NULL;
  size_t field_size = type == LAPEL_KEY_P384 ? 48 : 32;
  const char *curve = type == LAPEL_KEY_P384 ? "P-384" : "P-256";
  gboolean compressed = length == 1 + field_size && (point[0] == 2 || point[0] == 3);
  gboolean uncompressed = length == 1 + 2 * field_size && point[0] == 4;
  LapelKey *self;

  if ((compressed || uncompressed) && builder != NULL &&
      OSSL_PARAM_BLD_push_utf8_string (builder, OSSL_PKEY_PARAM_GROUP_NAME, curve, 0) == 1 &&
      OSSL_PARAM_BLD_push_octet_string (builder, OSSL_PKEY_PARAM_PUB_KEY, point, length) == 1)
    handle = build_handle ("EC", builder);
  if (handle == NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MALFORMED,
                   "the key is no point of the curve %s", curve);
      return NULL;
    }

  self = key_new (type);
  self->handle = g_steal_pointer (&handle);
  self->point_length = 1 + field_size;
  memcpy (self->point, point, self->point_length);
  if (uncompressed)
    self->point[0] = 2 + (point[length - 1] & 1);
  return self;
}

/* Takes @handle only on success. */
static LapelKey *
take_rsa_handle (EVP_PKEY **handle,
                 GError   **error)
{
  int bits = EVP_PKEY_get_bits (*handle);
  LapelKey *self;

  if (bits < RSA_MIN_BITS || bits > RSA_MAX_BITS)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_UNSUPPORTED,
                   "an RSA key of %d bits; %d to %d are accepted", bits, RSA_MIN_BITS,
                   RSA_MAX_BITS);
      return NULL;
    }

  self = key_new (LAPEL_KEY_RSA);
  self->handle = g_steal_pointer (handle);
  return self;
}

static LapelKey *
new_rsa (const BIGNUM  *n,
         const BIGNUM  *e,
         GError       **error)
{
  g_autoptr (OSSL_PARAM_BLD) builder = OSSL_PARAM_BLD_new ();
  g_autoptr (EVP_PKEY) handle = NULL;

  if (!BN_is_odd (n) || !BN_is_odd (e) || BN_is_one (e) || BN_num_bits (e) > RSA_MAX_EXPONENT_BITS)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MALFORMED,
                   "the modulus or exponent of the RSA key is not possible");
      return NULL;
    }
  if (builder != NULL && OSSL_PARAM_BLD_push_BN (builder, OSSL_PKEY_PARAM_RSA_N, n) == 1 &&
      OSSL_PARAM_BLD_push_BN (builder, OSSL_PKEY_PARAM_RSA_E, e) == 1)
    handle = build_handle ("RSA", builder);
  if (handle == NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MALFORMED, "the RSA key is malformed");
      return NULL;
    }
  return take_rsa_handle (&handle, error);
}

static BIGNUM *
integer_from_bytes (GBytes *bytes)
{
  size_t length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  /* A leading zero is not the shortest form that RFC 7518 §6.3.1 asks for. */
  if (length == 0 || length > RSA_MAX_BITS / 8 * 2 || data[0] == 0)
    return NULL;
  return BN_bin2bn (data, (int) length, NULL);
}

LapelKey *
lapel_key_new_rsa (GBytes  *modulus,
                   GBytes  *exponent,
                   GError **error)
{
  g_autoptr (BIGNUM) n = integer_from_bytes (modulus);
  g_autoptr (BIGNUM) e = integer_from_bytes (exponent);

  if (n == NULL || e == NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MALFORMED,
                   "the RSA key has an empty, overlong or zero-padded number");
      return NULL;
    }
  return new_rsa (n, e, error);
}

GBytes *
lapel_key_dup_rsa_der (const LapelKey *self)
{
  unsigned char *der = NULL;
  int length = i2d_PublicKey (self->handle, &der);
  GBytes *bytes = g_bytes_new (der, length > 0 ? (gsize) length : 0);

  OPENSSL_free (der);
  return bytes;
}

LapelKey *
lapel_key_new_rsa_der (const guint8  *der,
                       size_t         length,
                       GError       **error)
{
  const guint8 *end = der;
  g_autoptr (EVP_PKEY) parsed = NULL;
  g_autoptr (BIGNUM) n = NULL;
  g_autoptr (BIGNUM) e = NULL;
  unsigned char *again = NULL;
  int again_length;
  gboolean canonical;

  if (length <= RSA_MAX_BITS / 8 * 2)
    parsed = d2i_PublicKey (EVP_PKEY_RSA, NULL, &end, (long) length);
  again_length = parsed != NULL ? i2d_PublicKey (parsed, &again) : -1;
  canonical =
      again_length >= 0 && (size_t) again_length == length && memcmp (again, der, length) == 0;
  OPENSSL_free (again);
  if (!canonical || EVP_PKEY_get_bn_param (parsed, OSSL_PKEY_PARAM_RSA_N, &n) != 1 ||
      EVP_PKEY_get_bn_param (parsed, OSSL_PKEY_PARAM_RSA_E, &e) != 1)
    {
      ERR_clear_error ();
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MALFORMED,
                   "the RSA key is not an RSAPublicKey in DER");
      return NULL;
    }
  return new_rsa (n, e, error);
}

LapelKey *
lapel_key_ref (LapelKey *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lapel_key_unref (LapelKey *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  EVP_PKEY_free (self->handle);
  g_free (self);
}

LapelKeyType
lapel_key_get_type (const LapelKey *self)
{
  return self->type;
}

gboolean
lapel_key_set_algorithm (LapelKey       *self,
                         LapelAlgorithm  algorithm)
{
  if (algorithms[algorithm].key_type != self->type)
    return FALSE;
  self->only_algorithm = (int) algorithm;
  return TRUE;
}

const guint8 *
lapel_key_get_point (const LapelKey *self,
                     size_t         *out_length)
{
  if (self->type == LAPEL_KEY_RSA)
    return NULL;
  *out_length = self->point_length;
  return self->point;
}

gboolean
lapel_key_equal (const LapelKey *a,
                 const LapelKey *b)
{
  if (a->type != b->type)
    return FALSE;
  if (a->type == LAPEL_KEY_RSA)
    return EVP_PKEY_eq (a->handle, b->handle) == 1;
  return memcmp (a->point, b->point, a->point_length) == 0;
}

int
lapel_ecdsa_to_der (const guint8   *signature,
                    size_t          field_size,
                    unsigned char **out_der)
{
  g_autoptr (BIGNUM) r = BN_bin2bn (signature, (int) field_size, NULL);
  g_autoptr (BIGNUM) s = BN_bin2bn (signature + field_size, (int) field_size, NULL);
  g_autoptr (ECDSA_SIG) pair = ECDSA_SIG_new ();

  if (r == NULL || s == NULL || pair == NULL || ECDSA_SIG_set0 (pair, r, s) != 1)
    return -1;
  /* They belong to the pair now. */
  r = NULL;
  s = NULL;
  return i2d_ECDSA_SIG (pair, out_der);
}

static gboolean
openssl_verify (const LapelKey  *self,
                const Algorithm *algorithm,
                const void      *message,
                size_t           message_length,
                const guint8    *signature,
                size_t           signature_length)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  EVP_PKEY_CTX *parameters = NULL;

  if (context == NULL || EVP_DigestVerifyInit_ex (context, &parameters, algorithm->digest, NULL,
                                                  NULL, self->handle, NULL) != 1)
    return FALSE;
  if (algorithm->pss &&
      (EVP_PKEY_CTX_set_rsa_padding (parameters, RSA_PKCS1_PSS_PADDING) != 1 ||
       EVP_PKEY_CTX_set_rsa_pss_saltlen (parameters, RSA_PSS_SALTLEN_DIGEST) != 1))
    return FALSE;
  return EVP_DigestVerify (context, signature, signature_length, message, message_length) == 1;
}

static gboolean
fits (const LapelKey  *self,
      const Algorithm *algorithm,
      const void      *message,
      size_t           message_length,
      const guint8    *signature,
      size_t           signature_length)
{
  unsigned char *der = NULL;
  int der_length;
  gboolean good;

  if (self->type == LAPEL_KEY_ED25519)
    return signature_length == crypto_sign_BYTES &&
           crypto_sign_verify_detached (signature, message, message_length, self->point) == 0;
  if (self->type == LAPEL_KEY_RSA)
    return signature_length == (size_t) EVP_PKEY_get_size (self->handle) &&
           openssl_verify (self, algorithm, message, message_length, signature, signature_length);

  if (signature_length != 2 * algorithm->field_size)
    return FALSE;
  der_length = lapel_ecdsa_to_der (signature, algorithm->field_size, &der);
  good = der_length > 0 &&
         openssl_verify (self, algorithm, message, message_length, der, (size_t) der_length);
  OPENSSL_free (der);
  return good;
}

gboolean
lapel_key_verify (const LapelKey  *self,
                  LapelAlgorithm   algorithm,
                  const void      *message,
                  size_t           message_length,
                  const guint8    *signature,
                  size_t           signature_length,
                  GError         **error)
{
  g_return_val_if_fail ((size_t) algorithm < G_N_ELEMENTS (algorithms), FALSE);

  if (algorithms[algorithm].key_type != self->type)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MISMATCH,
                   "the key is of another type than the signature algorithm needs");
      return FALSE;
    }
  if (self->only_algorithm != ANY_ALGORITHM && self->only_algorithm != (int) algorithm)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MISMATCH, "the key is for %s only",
                   algorithms[self->only_algorithm].name);
      return FALSE;
    }
  if (!fits (self, &algorithms[algorithm], message, message_length, signature, signature_length))
    {
      ERR_clear_error ();
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_SIGNATURE,
                   "the signature is not this key's over this message");
      return FALSE;
    }
  return TRUE;
}

LapelSigner *
lapel_signer_new (const guint8 *seed)
{
  LapelSigner *self = g_new0 (LapelSigner, 1);
  g_autofree char *multikey = NULL;
  guint8 public_key[crypto_sign_PUBLICKEYBYTES];

  ensure_sodium ();
  self->secret = sodium_malloc (crypto_sign_SECRETKEYBYTES);
  if (self->secret == NULL)
    g_error ("no memory for a private key");
  crypto_sign_seed_keypair (public_key, self->secret, seed);
  sodium_mprotect_readonly (self->secret);

  /* A key made from a seed is a multiple of the base point and cannot be refused. */
  self->key = lapel_key_new_ed25519 (public_key, NULL);
  multikey = lapel_key_dup_multikey (self->key);
  self->did = g_strconcat ("did:key:", multikey, NULL);
  self->method = g_strconcat (self->did, "#", multikey, NULL);
  return self;
}

void
lapel_signer_free (LapelSigner *self)
{
  if (self == NULL)
    return;
  sodium_free (self->secret); /* wipes it first */
  lapel_key_unref (self->key);
  g_free (self->did);
  g_free (self->method);
  g_free (self);
}

LapelKey *
lapel_signer_get_key (const LapelSigner *self)
{
  return self->key;
}

const char *
lapel_signer_get_did (const LapelSigner *self)
{
  return self->did;
}

const char *
lapel_signer_get_method (const LapelSigner *self)
{
  return self->method;
}

void
lapel_signer_sign (const LapelSigner *self,
                   const void        *message,
                   size_t             length,
                   guint8            *out_signature)
{
  crypto_sign_detached (out_signature, NULL, message, length, self->secret);
}
