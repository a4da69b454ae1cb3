/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-jws.h"

G_BEGIN_DECLS

/**
 * LapelSdJwt:
 *
 * A selectively disclosable token (SD-JWT, RFC 9901) in its compact form: a token by the issuer,
 * whose payload has digests where the holder may leave something out; the disclosures the holder
 * kept in; and, where it was prepared for somebody, a key-binding token by the holder. Its payload
 * is put together, but no signature has been verified.
 */
typedef struct _LapelSdJwt LapelSdJwt;

/** Whether @text is meant to be an SD-JWT: what looks like a JWS, and a "~" behind it. */
gboolean lapel_sd_jwt_looks_like (const char *text,
                                  size_t      length);

/**
 * lapel_sd_jwt_parse:
 *
 * Reads "issuer's token~disclosure~…~" or the same with a key-binding token behind it, and puts
 * the payload together (RFC 9901 §7.1). Nothing of an SD-JWT that breaks these rules means
 * anything, so all of it is refused: LAPEL_ERROR_SD_JWT_MALFORMED (its form), _SD_JWT_HASH (a
 * digest other than SHA-2), _SD_JWT_DIGEST (one digest or disclosure twice), _SD_JWT_UNUSED (a
 * disclosure no digest stands for), _SD_JWT_RESERVED (a claim named "_sd", "_sd_alg" or "..."),
 * _SD_JWT_OVERWRITTEN (a disclosure beside a claim of its name); _TOO_COMPLEX (more than 4,096
 * disclosures), _JSON_DEPTH (nested too deeply once put together), _TOO_LARGE; those of
 * lapel_jws_parse () for either token, and those of lapel_json_parse () for what they hold.
 */
LapelSdJwt *lapel_sd_jwt_parse (const char  *text,
                                size_t       length,
                                GError     **error);
void lapel_sd_jwt_free (LapelSdJwt *self);

/** The issuer's token; its payload is the one with the digests. (transfer none) */
LapelJws *lapel_sd_jwt_get_jws (const LapelSdJwt *self);

/** The payload put together, without digests. (transfer none) */
const LapelJson *lapel_sd_jwt_get_claims (const LapelSdJwt *self);

/** Whether the holder could have left out the claim @name of the outermost object. */
gboolean lapel_sd_jwt_is_disclosed (const LapelSdJwt *self,
                                    const char       *name);

/** The key-binding token. (transfer none) (nullable) */
LapelJws *lapel_sd_jwt_get_binding (const LapelSdJwt *self);

/**
 * lapel_sd_jwt_verify_binding:
 * @key: the key that the issuer named the holder's (RFC 7800), which the caller found in "cnf"
 *
 * Whether the holder of @key made the key-binding token, which must be there, for just this
 * issuer's token with just these disclosures (RFC 9901 §7.3). Whom it is for and what it answers is
 * left to the caller.
 *
 * Returns: (transfer none): its claims, among which "nonce" and "aud" are texts and "iat" is a
 * number; or %NULL with LAPEL_ERROR_KEY_BINDING_TYPE, _KEY_BINDING_SIGNATURE, _KEY_MISMATCH,
 * _KEY_BINDING_MALFORMED, _KEY_BINDING_HASH
 */
const LapelJson *
lapel_sd_jwt_verify_binding (const LapelSdJwt  *self,
                             const LapelKey    *key,
                             GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelSdJwt, lapel_sd_jwt_free)

G_END_DECLS
