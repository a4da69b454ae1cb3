/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-key.h"

G_BEGIN_DECLS

/* The issuers' keys. Everybody can make them from the phrases, so that everybody can make the
 * samples again: a signature by one of them says nothing about anybody. */

/** The Ed25519 key whose seed is SHA-256 of @phrase. Returns: (transfer full) */
LapelSigner *sample_signer_new (const char *phrase);

/** SampleRsa: an RSA key pair of 2,048 bits, known by a did:jwk. */
typedef struct _SampleRsa SampleRsa;

/**
 * sample_rsa_new:
 *
 * The exponent is 65537. The primes are the first two that fit among candidates drawn in turn, 128
 * bytes each with the two highest bits and the lowest one set, from SHA-256 (seed || counter) for
 * counter 0, 1, … (four bytes, big endian), where seed is SHA-256 of @phrase.
 */
SampleRsa *sample_rsa_new (const char *phrase);
void sample_rsa_free (SampleRsa *self);

/** "did:jwk:…"; its only method is this with "#0". (transfer none) */
const char *sample_rsa_get_did (const SampleRsa *self);

/** A compact JWS with RS256, as lapel_jws_sign () makes one with EdDSA. Returns: (transfer full) */
char *sample_rsa_sign_token (const SampleRsa *self,
                             const char      *header_json,
                             const char      *payload);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SampleRsa, sample_rsa_free)

G_END_DECLS
