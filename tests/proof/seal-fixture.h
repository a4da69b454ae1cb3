/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-certificate.h"
#include "lapel-json.h"

#include <openssl/x509.h>

G_BEGIN_DECLS

/* An authority of the test's own, with everything that it signs: certificates, what it says of
 * them, and the seals made with them. Whatever is wrong with them is wrong on purpose. */

/** Moments, in seconds since 1970: the authority's life, and the moment most seals are made. */
#define SEAL_YEAR  (365 * G_GINT64_CONSTANT (86400))
#define SEAL_MADE  G_GINT64_CONSTANT (1700000000)
#define SEAL_START (SEAL_MADE - 5 * SEAL_YEAR)
#define SEAL_END   (SEAL_MADE + 5 * SEAL_YEAR)

/** The text of SEAL_MADE in a header. */
#define SEAL_MADE_TEXT "2023-11-14T22:13:20Z"

/** A key and its certificate. */
typedef struct
{
  EVP_PKEY *key;
  X509 *certificate;
} SealIdentity;

/** What a certificate shall say. Zeros and %NULL are the usual. */
typedef struct
{
  const char *name;        /* organisation */
  const char *number;      /* organizationIdentifier */
  const char *curve;       /* "P-256" if %NULL; "RSA-2048", "RSA-1024" for those */
  const char *constraints; /* basicConstraints, "critical,CA:FALSE" if %NULL */
  const char *usage;       /* keyUsage */
  const char *extended;    /* extendedKeyUsage */
  const guint8 *qualified; /* qcStatements, DER */
  size_t n_qualified;
  gint64 start;
  gint64 end;
  const EVP_MD *digest; /* SHA-256 if %NULL */
} SealWish;

/** @issuer: (nullable): it signs itself */
SealIdentity *seal_identity_new (const SealIdentity *issuer,
                                 const SealWish     *wish);
void seal_identity_free (SealIdentity *self);

LapelCertificate *seal_identity_to_certificate (const SealIdentity *self);

/** The certificate as base64. Returns: (transfer full) */
char *seal_identity_to_base64 (const SealIdentity *self);

/** An OCSP response of @responder about @subject, who was certified by @issuer. @status: of
 * V_OCSP_CERTSTATUS_…; @revoked: 0 where it was not; @next: 0 for none. Returns: (transfer full) */
GBytes *seal_make_ocsp (const SealIdentity *responder,
                        const SealIdentity *issuer,
                        const SealIdentity *subject,
                        int                 status,
                        gint64              revoked,
                        gint64              said,
                        gint64              next);

/** A list of @issuer; @subject is on it since @revoked, if that is not 0. @critical: with an
 * extension that makes it a part of a list. Returns: (transfer full) */
GBytes *seal_make_crl (const SealIdentity *issuer,
                       const SealIdentity *subject,
                       gint64              revoked,
                       gint64              said,
                       gint64              next,
                       gboolean            critical);

/** The signature of @text by @self in JOSE's form for @algorithm. Returns: (transfer full) */
GBytes *seal_sign (const SealIdentity *self,
                   const char         *algorithm,
                   const char         *text);

/** The base64url of @header, whose "%s" is replaced by x5c[0]. Returns: (transfer full) */
char *seal_protect (const SealIdentity *self,
                    const char         *header);

/**
 * seal_make:
 * @header: JSON, see seal_protect ()
 * @payload: as it is to stand in the container
 * @outside: (nullable): the unprotected header, JSON
 *
 * Returns: (transfer full): the whole container, JSON
 */
char *seal_make (const SealIdentity *self,
                 const char         *algorithm,
                 const char         *header,
                 const char         *payload,
                 const char         *outside);

/** base64. Returns: (transfer full) */
char *seal_base64 (GBytes *bytes);

/** Root, authority below it, and one of its customers. */
typedef struct
{
  SealIdentity *root;
  SealIdentity *authority;
  SealIdentity *owner;
  SealIdentity *stranger; /* certified by nobody here */
} SealWorld;

/** What the three of them are certified as. */
extern const SealWish seal_root_wish;
extern const SealWish seal_authority_wish;
extern const SealWish seal_owner_wish;

void seal_world_set_up (SealWorld     *world,
                        gconstpointer  data);
void seal_world_tear_down (SealWorld     *world,
                           gconstpointer  data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SealIdentity, seal_identity_free)

G_END_DECLS
