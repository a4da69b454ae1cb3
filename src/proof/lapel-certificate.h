/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-time.h"

G_BEGIN_DECLS

/** LapelCertificate: an X.509 certificate (RFC 5280), immutable, reference counted (atomically).
 * Nothing it says of itself has been verified. Texts belong to it. */
typedef struct _LapelCertificate LapelCertificate;

#define LAPEL_THUMBPRINT_SIZE 32

/** Reads exactly one certificate in DER. Errors: LAPEL_ERROR_CERTIFICATE_MALFORMED */
LapelCertificate *lapel_certificate_new (const void  *der,
                                         size_t       length,
                                         GError     **error);

LapelCertificate *lapel_certificate_ref (LapelCertificate *self);
void lapel_certificate_unref (LapelCertificate *self);

/** The organisation it was issued to, else its common name; (nullable). */
const char *lapel_certificate_get_owner (const LapelCertificate *self);

/** The owner's organizationIdentifier (2.5.4.97), "VATES-A00000000"; (nullable). */
const char *lapel_certificate_get_owner_id (const LapelCertificate *self);

/** The organisation that issued it, else that one's common name; (nullable). */
const char *lapel_certificate_get_authority (const LapelCertificate *self);

LapelTime lapel_certificate_get_not_before (const LapelCertificate *self);
LapelTime lapel_certificate_get_not_after (const LapelCertificate *self);

/** Whether it says of itself that it is a qualified certificate for electronic seals (ETSI EN 319
 * 412-5: QcCompliance, and no other QcType). Whether it is, only the trusted lists can say. */
gboolean lapel_certificate_is_qualified (const LapelCertificate *self);

/** Whether it says that its key lies in a qualified device (QcSSCD). */
gboolean lapel_certificate_has_device (const LapelCertificate *self);

/** Whether its key may sign anything at all (digitalSignature or nonRepudiation). */
gboolean lapel_certificate_may_sign (const LapelCertificate *self);

/** Whether it was signed with its own key. */
gboolean lapel_certificate_is_self_signed (const LapelCertificate *self);

/** SHA-256 of the DER; @out holds %LAPEL_THUMBPRINT_SIZE bytes. */
void lapel_certificate_get_thumbprint (const LapelCertificate *self,
                                       guint8                 *out);

/** Whether seals may be made with @algorithm, a JOSE name: RS, PS, ES with 256, 384, 512. */
gboolean lapel_certificate_knows_algorithm (const char *algorithm);

/**
 * lapel_certificate_verify:
 * @algorithm: see lapel_certificate_knows_algorithm ()
 *
 * Errors: LAPEL_ERROR_JWS_ALGORITHM (unknown), LAPEL_ERROR_KEY_MISMATCH (a key of another type or
 * curve), LAPEL_ERROR_KEY_UNSUPPORTED (RSA below 2,048 or above 8,192 bits), LAPEL_ERROR_SIGNATURE.
 */
gboolean lapel_certificate_verify (const LapelCertificate  *self,
                                   const char              *algorithm,
                                   const void              *message,
                                   size_t                   message_length,
                                   const guint8            *signature,
                                   size_t                   signature_length,
                                   GError                 **error);

/**
 * lapel_certificate_dup_path:
 * @others: (element-type LapelCertificate): what may lie between @self and its root, in any order
 *
 * The path from @self as far as @others lead, and whether it holds: every signature, that each
 * issuer may issue, and that all were valid at @at. No root is trusted by this; a path shows only
 * that the certificates belong together.
 *
 * Errors: LAPEL_ERROR_CERTIFICATE_INCOMPLETE (nobody in @others issued @self),
 * LAPEL_ERROR_CERTIFICATE_TIME (one was not valid at @at), LAPEL_ERROR_CERTIFICATE_PATH.
 *
 * Returns: (transfer full) (element-type LapelCertificate): @self first
 */
GPtrArray *lapel_certificate_dup_path (LapelCertificate  *self,
                                       const GPtrArray   *others,
                                       LapelTime          at,
                                       GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelCertificate, lapel_certificate_unref)

G_END_DECLS
