/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-crypto.h"

#include <openssl/evp.h>
#include <sodium.h>

/* A digest cannot fail for any input. If the library has no SHA-2 at all, nothing in this program
 * can be trusted any more and it ends, as GLib does when memory is exhausted. */

struct _LapelHasher
{
  EVP_MD *algorithm;   /* owned; fetched once, as every look-up costs more than a short message */
  EVP_MD_CTX *context; /* owned; always in the middle of a message */
};

static const char *
hash_name (LapelHash hash)
{
  switch (hash)
    {
    case LAPEL_HASH_SHA384:
      return "SHA2-384";
    case LAPEL_HASH_SHA512:
      return "SHA2-512";
    case LAPEL_HASH_SHA256:
    default:
      return "SHA2-256";
    }
}

static const EVP_MD *
hash_algorithm (LapelHash hash)
{
  switch (hash)
    {
    case LAPEL_HASH_SHA384:
      return EVP_sha384 ();
    case LAPEL_HASH_SHA512:
      return EVP_sha512 ();
    case LAPEL_HASH_SHA256:
    default:
      return EVP_sha256 ();
    }
}

static void
begin (LapelHasher *self)
{
  if (EVP_DigestInit_ex2 (self->context, self->algorithm, NULL) != 1)
    g_error ("cannot start a digest");
}

size_t
lapel_hash_size (LapelHash hash)
{
  return (size_t) EVP_MD_get_size (hash_algorithm (hash));
}

void
lapel_hash (LapelHash   hash,
            const void *data,
            size_t      length,
            guint8     *out)
{
  if (EVP_Digest (data, length, out, NULL, hash_algorithm (hash), NULL) != 1)
    g_error ("cannot compute %s", hash_name (hash));
}

LapelHasher *
lapel_hasher_new (LapelHash hash)
{
  LapelHasher *self = g_new (LapelHasher, 1);

  self->algorithm = EVP_MD_fetch (NULL, hash_name (hash), NULL);
  self->context = EVP_MD_CTX_new ();
  if (self->algorithm == NULL || self->context == NULL)
    g_error ("the cryptographic library has no %s", hash_name (hash));
  begin (self);
  return self;
}

void
lapel_hasher_free (LapelHasher *self)
{
  if (self == NULL)
    return;
  EVP_MD_CTX_free (self->context);
  EVP_MD_free (self->algorithm);
  g_free (self);
}

void
lapel_hasher_update (LapelHasher *self,
                     const void  *data,
                     size_t       length)
{
  if (EVP_DigestUpdate (self->context, data, length) != 1)
    g_error ("cannot continue a digest");
}

void
lapel_hasher_finish (LapelHasher *self,
                     guint8      *out)
{
  if (EVP_DigestFinal_ex (self->context, out, NULL) != 1)
    g_error ("cannot finish a digest");
  begin (self);
}

char *
lapel_sha256_hex (const void *data,
                  size_t      length)
{
  guint8 digest[32];
  char *hex = g_malloc (2 * sizeof digest + 1);

  lapel_hash (LAPEL_HASH_SHA256, data, length, digest);
  return sodium_bin2hex (hex, 2 * sizeof digest + 1, digest, sizeof digest);
}

void
lapel_hmac_sha256 (const guint8 *key,
                   const void   *data,
                   size_t        length,
                   guint8       *out)
{
  G_STATIC_ASSERT (LAPEL_HMAC_SIZE == crypto_auth_hmacsha256_BYTES &&
                   LAPEL_HMAC_SIZE == crypto_auth_hmacsha256_KEYBYTES);
  crypto_auth_hmacsha256 (out, data, length, key);
}

void
lapel_random (void   *out,
              size_t  length)
{
  /* Says 1 if it was called before; safe from every thread. */
  if (sodium_init () < 0)
    g_error ("the system has no source of random numbers");
  randombytes_buf (out, length);
}
