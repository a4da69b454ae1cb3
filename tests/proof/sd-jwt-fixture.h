/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-crypto.h"
#include "lapel-key.h"

G_BEGIN_DECLS

/* SD-JWTs that a test makes itself, so that each rule can be tried on one that breaks just it. */

/** How many disclosures one of them has at most. */
#define SD_JWT_MAX_PARTS 8

/**
 * sd_jwt_make:
 * @header: JSON, holding alg EdDSA
 * @payload: JSON, in which "@0" stands for the digest of the first of @parts, "@1" of the second, …
 * @parts: JSON texts, ended by %NULL; a later one may name the digests of the earlier ones
 *
 * Returns: (transfer full): "token~disclosure~…~"
 */
char *sd_jwt_make (const LapelSigner *signer,
                   const char        *header,
                   const char        *payload,
                   const char *const *parts,
                   LapelHash          hash);

/** The digest of an ASCII text as it stands in a payload. Returns: (transfer full) */
char *sd_jwt_digest (const char *text,
                     LapelHash   hash);

/** @sd_jwt with a key-binding token behind it; in @payload "@0" stands for the right sd_hash.
 * Returns: (transfer full) */
char *sd_jwt_bind (const char        *sd_jwt,
                   const LapelSigner *holder,
                   const char        *header,
                   const char        *payload);

/** The public key of @signer as a JWK. Returns: (transfer full) */
char *sd_jwt_dup_jwk (const LapelSigner *signer);

G_END_DECLS
