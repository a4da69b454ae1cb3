/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-certificate.h"

G_BEGIN_DECLS

typedef enum
{
  LAPEL_REVOCATION_NOT_SAID, /* no statement that can be used speaks of that moment */
  LAPEL_REVOCATION_GOOD,
  LAPEL_REVOCATION_REVOKED,
} LapelRevocationStatus;

/** What the authority that issued a certificate said of it. */
typedef struct
{
  LapelRevocationStatus status;
  LapelTime said;     /* when */
  LapelTime revoked;  /* since when, else %LAPEL_TIME_NONE */
  const char *source; /* "OCSP" or "CRL", a literal */
} LapelRevocation;

/**
 * lapel_revocation_check:
 * @path: from lapel_certificate_dup_path (): the certificate, then its issuer
 * @pool: (element-type LapelCertificate): where a responder's certificate may lie
 * @ocsp: (element-type GBytes): OCSP responses (RFC 6960), DER
 * @crls: (element-type GBytes): revocation lists (RFC 5280 §5), DER
 *
 * Whether the certificate was good at @at. A statement counts if it is signed by the issuer or by a
 * responder the issuer authorised, and was made for that moment or after it, while the certificate
 * ran. A revocation counts whenever it was, and its date is in @out; statements that cannot be used
 * are passed over.
 */
void lapel_revocation_check (const GPtrArray *path,
                             const GPtrArray *pool,
                             const GPtrArray *ocsp,
                             const GPtrArray *crls,
                             LapelTime        at,
                             LapelRevocation *out);

G_END_DECLS
