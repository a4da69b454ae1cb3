/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sample-keys.h"

#include "lapel-crypto.h"
#include "lapel-encoding.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <string.h>

#define HASH_LENGTH     32
#define PRIME_LENGTH    128
#define PUBLIC_EXPONENT 65537

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIGNUM, BN_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BN_CTX, BN_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY_CTX, EVP_PKEY_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OSSL_PARAM, OSSL_PARAM_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OSSL_PARAM_BLD, OSSL_PARAM_BLD_free)

struct _SampleRsa
{
  EVP_PKEY *key;
  char *did;
};

/* SHA-256 in counter mode: bytes that are the same whenever the phrase is. */
typedef struct
{
  guint8 seed[HASH_LENGTH];
  guint32 counter;
} Stream;

static void
stream_fill (Stream *self,
             guint8 *out,
             size_t  length)
{
  g_assert (length % HASH_LENGTH == 0);
  for (size_t at = 0; at < length; at += HASH_LENGTH)
    {
      guint32 counter = GUINT32_TO_BE (self->counter);
      guint8 block[HASH_LENGTH + sizeof counter];

      memcpy (block, self->seed, HASH_LENGTH);
      memcpy (block + HASH_LENGTH, &counter, sizeof counter);
      lapel_hash (LAPEL_HASH_SHA256, block, sizeof block, out + at);
      self->counter++;
    }
}

static BIGNUM *
next_prime (Stream *stream,
            BN_CTX *context)
{
  for (;;)
    {
      guint8 candidate[PRIME_LENGTH];
      g_autoptr (BIGNUM) prime = NULL;

      stream_fill (stream, candidate, sizeof candidate);
      candidate[0] |= 0xc0;
      candidate[PRIME_LENGTH - 1] |= 0x01;
      prime = BN_bin2bn (candidate, sizeof candidate, NULL);
      /* One more than a multiple of the exponent would leave it without an inverse. */
      if (BN_mod_word (prime, PUBLIC_EXPONENT) != 1 && BN_check_prime (prime, context, NULL) == 1)
        return g_steal_pointer (&prime);
    }
}

/* The inverse of the public exponent modulo (p - 1)(q - 1). */
static BIGNUM *
private_exponent (const BIGNUM *e,
                  const BIGNUM *p,
                  const BIGNUM *q,
                  BN_CTX       *context)
{
  g_autoptr (BIGNUM) p1 = BN_dup (p);
  g_autoptr (BIGNUM) q1 = BN_dup (q);
  g_autoptr (BIGNUM) phi = BN_new ();

  g_assert_true (BN_sub_word (p1, 1) && BN_sub_word (q1, 1));
  g_assert_true (BN_mul (phi, p1, q1, context));
  return BN_mod_inverse (NULL, e, phi, context);
}

static EVP_PKEY *
make_key (const BIGNUM *n,
          const BIGNUM *e,
          const BIGNUM *d)
{
  g_autoptr (OSSL_PARAM_BLD) builder = OSSL_PARAM_BLD_new ();
  g_autoptr (OSSL_PARAM) params = NULL;
  g_autoptr (EVP_PKEY_CTX) context = EVP_PKEY_CTX_new_from_name (NULL, "RSA", NULL);
  EVP_PKEY *key = NULL;

  g_assert_true (OSSL_PARAM_BLD_push_BN (builder, OSSL_PKEY_PARAM_RSA_N, n));
  g_assert_true (OSSL_PARAM_BLD_push_BN (builder, OSSL_PKEY_PARAM_RSA_E, e));
  g_assert_true (OSSL_PARAM_BLD_push_BN (builder, OSSL_PKEY_PARAM_RSA_D, d));
  params = OSSL_PARAM_BLD_to_param (builder);
  g_assert_cmpint (EVP_PKEY_fromdata_init (context), ==, 1);
  g_assert_cmpint (EVP_PKEY_fromdata (context, &key, EVP_PKEY_KEYPAIR, params), ==, 1);
  return key;
}

static char *
encode_number (const BIGNUM *number)
{
  size_t length = (size_t) BN_num_bytes (number);
  g_autofree guint8 *bytes = g_malloc (length);

  BN_bn2bin (number, bytes);
  return lapel_base64url_encode (bytes, length);
}

static char *
make_did (const BIGNUM *n,
          const BIGNUM *e)
{
  g_autofree char *n_text = encode_number (n);
  g_autofree char *e_text = encode_number (e);
  g_autofree char *jwk =
      g_strdup_printf ("{\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"%s\"}", n_text, e_text);
  g_autofree char *encoded = lapel_base64url_encode ((const guint8 *) jwk, strlen (jwk));

  return g_strconcat ("did:jwk:", encoded, NULL);
}

LapelSigner *
sample_signer_new (const char *phrase)
{
  guint8 seed[HASH_LENGTH];

  lapel_hash (LAPEL_HASH_SHA256, phrase, strlen (phrase), seed);
  return lapel_signer_new (seed);
}

SampleRsa *
sample_rsa_new (const char *phrase)
{
  SampleRsa *self = g_new0 (SampleRsa, 1);
  g_autoptr (BN_CTX) context = BN_CTX_new ();
  g_autoptr (BIGNUM) p = NULL;
  g_autoptr (BIGNUM) q = NULL;
  g_autoptr (BIGNUM) n = BN_new ();
  g_autoptr (BIGNUM) e = BN_new ();
  g_autoptr (BIGNUM) d = NULL;
  Stream stream = { .counter = 0 };

  lapel_hash (LAPEL_HASH_SHA256, phrase, strlen (phrase), stream.seed);
  p = next_prime (&stream, context);
  q = next_prime (&stream, context);
  g_assert_true (BN_mul (n, p, q, context) && BN_set_word (e, PUBLIC_EXPONENT));
  d = private_exponent (e, p, q, context);

  self->key = make_key (n, e, d);
  self->did = make_did (n, e);
  return self;
}

void
sample_rsa_free (SampleRsa *self)
{
  EVP_PKEY_free (self->key);
  g_free (self->did);
  g_free (self);
}

const char *
sample_rsa_get_did (const SampleRsa *self)
{
  return self->did;
}

char *
sample_rsa_sign_token (const SampleRsa *self,
                       const char      *header_json,
                       const char      *payload)
{
  g_autofree char *head =
      lapel_base64url_encode ((const guint8 *) header_json, strlen (header_json));
  g_autofree char *body = lapel_base64url_encode ((const guint8 *) payload, strlen (payload));
  g_autofree char *input = g_strconcat (head, ".", body, NULL);
  g_autofree char *tail = NULL;
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  guint8 signature[2 * PRIME_LENGTH];
  size_t length = sizeof signature;

  g_assert_cmpint (EVP_DigestSignInit (context, NULL, EVP_sha256 (), NULL, self->key), ==, 1);
  g_assert_cmpint (EVP_DigestSign (context, signature, &length, (const guint8 *) input,
                                   strlen (input)),
                   ==, 1);
  tail = lapel_base64url_encode (signature, length);
  return g_strconcat (input, ".", tail, NULL);
}
