/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-key.h"

G_BEGIN_DECLS

/** LapelJws: a compact JSON Web Signature (RFC 7515 §7.1), split and decoded but not yet verified.
 */
typedef struct _LapelJws LapelJws;

/**
 * lapel_jws_looks_like:
 *
 * Whether @text is meant to be a compact JWS: three or more segments, the first of which starts
 * like the base64 of an object. What is wrong with it otherwise is for lapel_jws_parse () to say.
 */
gboolean lapel_jws_looks_like (const char *text,
                               size_t      length);

/**
 * lapel_jws_parse:
 *
 * Exactly three strict base64url segments, a strict JSON header with a string alg. Refused:
 * alg none in any case, every HMAC, unknown algorithms (LAPEL_ERROR_JWS_ALGORITHM); crit and b64
 * (LAPEL_ERROR_JWS_CRITICAL); a jwk header with private members (LAPEL_ERROR_KEY_PRIVATE) or
 * without a usable key (_KEY_MALFORMED, _KEY_UNSUPPORTED); a text too long (LAPEL_ERROR_TOO_LARGE);
 * anything else out of form (LAPEL_ERROR_JWS_MALFORMED). The payload is parsed only by
 * lapel_jws_verify ()'s caller, through lapel_jws_get_payload ().
 */
LapelJws *lapel_jws_parse (const char  *text,
                           size_t       length,
                           GError     **error);

/**
 * lapel_jws_parse_detached:
 *
 * The JWS of an older Data Integrity proof: no payload between the two dots, and a header that says
 * "b64": false and "crit": ["b64"] (RFC 7797), else LAPEL_ERROR_JWS_CRITICAL. Other errors as
 * lapel_jws_parse ().
 */
LapelJws *lapel_jws_parse_detached (const char  *text,
                                    size_t       length,
                                    GError     **error);
void lapel_jws_free (LapelJws *self);

LapelAlgorithm lapel_jws_get_algorithm (const LapelJws *self);
const char *lapel_jws_get_algorithm_name (const LapelJws *self);
const LapelJson *lapel_jws_get_header (const LapelJws *self);

/** kid, or %NULL. */
const char *lapel_jws_get_kid (const LapelJws *self);

/** The key in the jwk header, which proves nothing about an issuer; (nullable) (transfer none) */
LapelKey *lapel_jws_get_header_key (const LapelJws *self);

/** What is signed: the first two segments as they were received. (transfer none) */
const char *lapel_jws_get_signing_input (const LapelJws *self);

/** The bytes of the signature. (transfer none) */
GBytes *lapel_jws_get_signature (const LapelJws *self);

/** The payload as strict JSON object; (transfer none). Errors: LAPEL_ERROR_JSON_…, _JWS_MALFORMED
 */
LapelJsonDoc *lapel_jws_get_payload (LapelJws  *self,
                                     GError   **error);

/** Verifies over the received bytes. Errors: LAPEL_ERROR_KEY_MISMATCH, LAPEL_ERROR_SIGNATURE */
gboolean lapel_jws_verify (const LapelJws  *self,
                           const LapelKey  *key,
                           GError         **error);

/** Verifies a detached JWS over its header, a dot and @payload. Errors: as lapel_jws_verify () */
gboolean lapel_jws_verify_detached (const LapelJws  *self,
                                    const void      *payload,
                                    size_t           length,
                                    const LapelKey  *key,
                                    GError         **error);

/** A compact JWS by an Ed25519 key with @header_json (holding alg EdDSA) over @payload. Returns:
 * (transfer full) */
char *lapel_jws_sign (const char        *header_json,
                      const char        *payload,
                      const LapelSigner *signer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelJws, lapel_jws_free)

G_END_DECLS
