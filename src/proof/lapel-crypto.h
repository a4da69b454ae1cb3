/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The one door to OpenSSL and libsodium. */

typedef enum
{
  LAPEL_HASH_SHA256,
  LAPEL_HASH_SHA384,
  LAPEL_HASH_SHA512,
  LAPEL_N_HASHES,
} LapelHash;

#define LAPEL_HASH_MAX 64

/** Bytes of a digest: 32, 48 or 64. */
size_t lapel_hash_size (LapelHash hash);

/** Hashes in one call; @out holds lapel_hash_size () bytes. */
void lapel_hash (LapelHash   hash,
                 const void *data,
                 size_t      length,
                 guint8     *out);

/** LapelHasher: a digest context that is used again and again (one per thread). */
typedef struct _LapelHasher LapelHasher;

LapelHasher *lapel_hasher_new (LapelHash hash);
void lapel_hasher_free (LapelHasher *self);
void lapel_hasher_update (LapelHasher *self,
                          const void  *data,
                          size_t       length);

/** Writes the digest and is ready for the next message. */
void lapel_hasher_finish (LapelHasher *self,
                          guint8      *out);

/** SHA-256 as 64 lower-case hex digits. Returns: (transfer full) */
char *lapel_sha256_hex (const void *data,
                        size_t      length);

#define LAPEL_HMAC_SIZE 32

/** HMAC-SHA-256 (RFC 2104) under a key of %LAPEL_HMAC_SIZE bytes; as many go to @out. */
void lapel_hmac_sha256 (const guint8 *key,
                        const void   *data,
                        size_t        length,
                        guint8       *out);

/** Fills @out from the system's generator. */
void lapel_random (void   *out,
                   size_t  length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelHasher, lapel_hasher_free)

G_END_DECLS
