/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-json.h"

G_BEGIN_DECLS

typedef enum
{
  LAPEL_KEY_ED25519,
  LAPEL_KEY_P256,
  LAPEL_KEY_P384,
  LAPEL_KEY_RSA,
} LapelKeyType;

/** What is signed how: a signature algorithm fits exactly one key type. */
typedef enum
{
  LAPEL_ALGORITHM_EDDSA, /* Ed25519, RFC 8032 */
  LAPEL_ALGORITHM_ES256, /* ECDSA P-256 with SHA-256, r || s */
  LAPEL_ALGORITHM_ES384, /* ECDSA P-384 with SHA-384, r || s */
  LAPEL_ALGORITHM_RS256, /* RSASSA-PKCS1-v1_5 with SHA-256, at least 2048 bits */
  LAPEL_ALGORITHM_PS256, /* RSASSA-PSS with SHA-256 */
} LapelAlgorithm;

/** The name in a JOSE header: "EdDSA", "ES256", … */
const char *lapel_algorithm_get_name (LapelAlgorithm algorithm);

/** All that is accepted; %FALSE for everything else, also for what is registered one day. */
gboolean lapel_algorithm_from_name (const char     *name,
                                    LapelAlgorithm *out_algorithm);

/** LapelKey: a public key, immutable, reference counted (atomically). */
typedef struct _LapelKey LapelKey;

LapelKey *lapel_key_ref (LapelKey *self);
void lapel_key_unref (LapelKey *self);
LapelKeyType lapel_key_get_type (const LapelKey *self);

/**
 * lapel_key_new_multikey:
 * @text: publicKeyMultibase, "z6Mk…", "zDna…", "z82L…"
 *
 * A Multikey (Controlled Identifiers §2.2.2). The multicodec, the length and that the point lies on
 * the curve are checked; low-order Ed25519 points are refused.
 * Errors: LAPEL_ERROR_KEY_MALFORMED, _KEY_UNSUPPORTED (known codec that we do not use, e.g.
 * secp256k1).
 */
LapelKey *lapel_key_new_multikey (const char  *text,
                                  GError     **error);

/** The 32 raw bytes of an Ed25519 public key. */
LapelKey *lapel_key_new_ed25519 (const guint8  *public_key,
                                 GError       **error);

/**
 * A public JWK (RFC 7517). Private members: LAPEL_ERROR_KEY_PRIVATE. RSA below 2,048 or above 8,192
 * bits, unknown curves, and what "use", "key_ops" or "alg" keep for something else:
 * LAPEL_ERROR_KEY_UNSUPPORTED. A key with an "alg" checks signatures of that algorithm only (RFC
 * 8725 §3.1).
 */
LapelKey *lapel_key_new_jwk (const LapelJson  *jwk,
                             GError          **error);

/**
 * lapel_key_new_pem:
 *
 * A public key in PEM (RFC 7468): PUBLIC KEY for RSA, P-256, P-384 and Ed25519, or RSA PUBLIC KEY.
 * Errors: LAPEL_ERROR_KEY_MALFORMED, _KEY_UNSUPPORTED, _KEY_PRIVATE.
 */
LapelKey *lapel_key_new_pem (const char  *text,
                             GError     **error);

/** The Multikey text of a key. Returns: (transfer full) */
char *lapel_key_dup_multikey (const LapelKey *self);

/** Same public key. */
gboolean lapel_key_equal (const LapelKey *a,
                          const LapelKey *b);

/**
 * lapel_key_verify:
 *
 * Errors: LAPEL_ERROR_KEY_MISMATCH (the algorithm does not fit the key), LAPEL_ERROR_SIGNATURE
 * (wrong length, out of range, or simply not this key's signature over this message).
 */
gboolean lapel_key_verify (const LapelKey  *self,
                           LapelAlgorithm   algorithm,
                           const void      *message,
                           size_t           message_length,
                           const guint8    *signature,
                           size_t           signature_length,
                           GError         **error);

/** LapelSigner: an Ed25519 private key in locked, wiped memory. */
typedef struct _LapelSigner LapelSigner;

/** @seed: 32 bytes, copied; the caller wipes its own. */
LapelSigner *lapel_signer_new (const guint8 *seed);
void lapel_signer_free (LapelSigner *self);

/** (transfer none) */
LapelKey *lapel_signer_get_key (const LapelSigner *self);

/** The did:key of the signer and the id of its only method, "did:key:z6Mk…#z6Mk…". (transfer none)
 */
const char *lapel_signer_get_did (const LapelSigner *self);
const char *lapel_signer_get_method (const LapelSigner *self);

/** Writes the 64 bytes of an Ed25519 signature. */
void lapel_signer_sign (const LapelSigner *self,
                        const void        *message,
                        size_t             length,
                        guint8            *out_signature);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelKey, lapel_key_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelSigner, lapel_signer_free)

G_END_DECLS
