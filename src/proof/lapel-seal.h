/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-certificate.h"
#include "lapel-json.h"
#include "lapel-revocation.h"

G_BEGIN_DECLS

/* Electronic seals: JAdES (ETSI TS 119 182-1) in the JSON serialisation of JWS, as the EU's issuer
 * of digital credentials makes them. Everything is checked with what the seal itself brings along;
 * that says whether it is intact, and never whom to believe. */

/** LapelSealed: a text and the seals on it. */
typedef struct _LapelSealed LapelSealed;

/** LapelSeal: one of the seals. It belongs to its #LapelSealed. */
typedef struct _LapelSeal LapelSeal;

/** Whether @value is meant to be a sealed text: an object with a payload and signatures. */
gboolean lapel_sealed_is (const LapelJson *value);

/**
 * lapel_sealed_new:
 * @doc: where @value lies
 * @value: see lapel_sealed_is ()
 *
 * Splits and decodes. What is wrong with one of the seals is for lapel_seal_check_header () to say.
 *
 * Errors: LAPEL_ERROR_SEAL_MALFORMED, LAPEL_ERROR_TOO_COMPLEX (too many seals), LAPEL_ERROR_JSON_…
 * for the payload.
 */
LapelSealed *lapel_sealed_new (LapelJsonDoc     *doc,
                               const LapelJson  *value,
                               GError          **error);
void lapel_sealed_free (LapelSealed *self);

/** The text that was sealed, which is strict JSON. (transfer none) */
LapelJsonDoc *lapel_sealed_get_payload (const LapelSealed *self);

/** (transfer none) (element-type LapelSeal): at least one */
const GPtrArray *lapel_sealed_get_seals (const LapelSealed *self);

/** The JOSE name of the algorithm; (nullable). */
const char *lapel_seal_get_algorithm (const LapelSeal *self);

/** The certificate it was made with; (nullable) (transfer none). */
LapelCertificate *lapel_seal_get_certificate (const LapelSeal *self);

/** When it says that it was made (sigT or iat), or %LAPEL_TIME_NONE. */
LapelTime lapel_seal_get_time (const LapelSeal *self);

/** The thumbprint it names for its certificate (x5t#S256), as text; (nullable). */
const char *lapel_seal_get_thumbprint (const LapelSeal *self);

/**
 * lapel_seal_check_header:
 *
 * Whether everything the seal asks for is understood. Errors: LAPEL_ERROR_SEAL_MALFORMED,
 * LAPEL_ERROR_SEAL_CRITICAL, LAPEL_ERROR_JWS_ALGORITHM, LAPEL_ERROR_JWS_NO_KEY (no certificate),
 * LAPEL_ERROR_CERTIFICATE_MALFORMED.
 */
gboolean lapel_seal_check_header (const LapelSeal  *self,
                                  GError          **error);

/** Whether the seal's own certificate made it, over the payload as it was received. Errors:
 * LAPEL_ERROR_SEAL_BROKEN, LAPEL_ERROR_KEY_MISMATCH, _KEY_UNSUPPORTED, _JWS_ALGORITHM, _JWS_NO_KEY
 */
gboolean lapel_seal_check_signature (const LapelSeal  *self,
                                     GError          **error);

/** Whether the certificate is the one whose thumbprint was sealed; a seal that names none passes.
 * Errors: LAPEL_ERROR_CERTIFICATE_DIGEST, _SEAL_MALFORMED, _JWS_NO_KEY */
gboolean lapel_seal_check_thumbprint (const LapelSeal  *self,
                                      GError          **error);

/** The path of its certificate, see lapel_certificate_dup_path (). */
GPtrArray *lapel_seal_dup_path (const LapelSeal  *self,
                                LapelTime         at,
                                GError          **error);

/** What is embedded of the authority's word on the certificate, see lapel_revocation_check (). */
void lapel_seal_check_revocation (const LapelSeal *self,
                                  const GPtrArray *path,
                                  LapelTime        at,
                                  LapelRevocation *out);

/** How many time-stamps there are: on the text before it was sealed, and on the seal. */
unsigned int lapel_seal_get_n_timestamps (const LapelSeal *self);

/** Whether time-stamp @index is part of what was sealed, so that a broken one breaks the seal. */
gboolean lapel_seal_timestamp_is_sealed (const LapelSeal *self,
                                         unsigned int     index);

/** See lapel_timestamp_check (). */
gboolean lapel_seal_check_timestamp (const LapelSeal  *self,
                                     unsigned int      index,
                                     LapelTime        *out_time,
                                     char            **out_authority,
                                     GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelSealed, lapel_sealed_free)

G_END_DECLS
