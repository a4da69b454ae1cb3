/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-crypto.h"

#include <openssl/evp.h>
#include <sodium.h>

/* A digest cannot fail for any input. If the library has no SHA-2 at all, nothing in this program
 * can be trusted any more and it ends, as GLib does when memory is exhausted. */

/* OpenSSL's SHA-256 is four times as fast as libsodium's, but starting OpenSSL costs as much as it
 * saves over this much: a program that checks one badge is done before. */
#define SODIUM_BYTES (512 * 1024)

struct _LapelHasher
{
  LapelHash hash;

  /* %NULL until OpenSSL is worth its start; then always in the middle of a message */
  EVP_MD *algorithm;   /* owned; fetched once, as every look-up costs more than a short message */
  EVP_MD_CTX *context; /* owned */

  /* of a SHA-256 until then */
  crypto_hash_sha256_state sodium;
  size_t n_bytes; /* that it has hashed */
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

static void
start_openssl (LapelHasher *self)
{
  self->algorithm = EVP_MD_fetch (NULL, hash_name (self->hash), NULL);
  self->context = EVP_MD_CTX_new ();
  if (self->algorithm == NULL || self->context == NULL)
    g_error ("the cryptographic library has no %s", hash_name (self->hash));
}

static void
begin (LapelHasher *self)
{
  if (self->algorithm == NULL)
    crypto_hash_sha256_init (&self->sodium);
  else if (EVP_DigestInit_ex2 (self->context, self->algorithm, NULL) != 1)
    g_error ("cannot start a digest");
}

LapelHasher *
lapel_hasher_new (LapelHash hash)
{
  LapelHasher *self = g_new0 (LapelHasher, 1);

  self->hash = hash;
  if (hash != LAPEL_HASH_SHA256)
    start_openssl (self);
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
  if (self->algorithm == NULL)
    {
      crypto_hash_sha256_update (&self->sodium, data, length);
      self->n_bytes += length;
    }
  else if (EVP_DigestUpdate (self->context, data, length) != 1)
    g_error ("cannot continue a digest");
}

void
lapel_hasher_finish (LapelHasher *self,
                     guint8      *out)
{
  if (self->algorithm != NULL && EVP_DigestFinal_ex (self->context, out, NULL) != 1)
    g_error ("cannot finish a digest");
  if (self->algorithm == NULL)
    {
      crypto_hash_sha256_final (&self->sodium, out);
      if (self->n_bytes > SODIUM_BYTES)
        start_openssl (self);
    }
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
