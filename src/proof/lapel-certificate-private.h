/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-certificate.h"

#include <openssl/err.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

G_BEGIN_DECLS

/* What the files that read certificates, and statements and time-stamps signed with them, share.
 * Every call into OpenSSL that fails leaves its reasons in a queue of the thread, where they would
 * be taken for those of a later call: clear it (ERR_clear_error ()). */

typedef STACK_OF (X509) LapelX509Stack;

static inline void
lapel_x509_stack_free (LapelX509Stack *stack)
{
  sk_X509_free (stack);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelX509Stack, lapel_x509_stack_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_STORE, X509_STORE_free)

/** (transfer none) */
X509 *lapel_certificate_get_x509 (const LapelCertificate *self);

/** %LAPEL_TIME_NONE where @time is %NULL or cannot be read. */
LapelTime lapel_asn1_time (const ASN1_TIME *time);

/** A stack of the certificates in @certificates (nullable), all borrowed. Returns: (transfer full)
 */
LapelX509Stack *lapel_x509_stack_new (const GPtrArray *certificates);

/** A store in which @top alone, root or not, ends a path, and the time is @at. Returns: (transfer
 * full) */
X509_STORE *lapel_x509_store_new (X509      *top,
                                  LapelTime  at);

/** The certificate in @pool that issued @certificate, by name and signature; @out_named says
 * whether there is one by name at all. Returns: (transfer none) (nullable) */
X509 *lapel_x509_find_issuer (X509                 *certificate,
                              const LapelX509Stack *pool,
                              gboolean             *out_named);

G_END_DECLS
