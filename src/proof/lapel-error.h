/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LAPEL_ERROR:
 *
 * The one error domain. A #GError of this domain carries a stable code (see #LapelError) and an
 * untranslated message for experts; `wallet/` turns the code into a translated sentence.
 */
#define LAPEL_ERROR (lapel_error_quark ())
GQuark lapel_error_quark (void);

/**
 * LAPEL_ERROR_CODES:
 *
 * X (NAME, "nick"): every way of failing once. The nick is what reports, the command line and the
 * man page show; it never changes its meaning. Add a line here and a sentence in
 * `wallet/lapel-words.c` (a test holds the two together).
 */
#define LAPEL_ERROR_CODES(X)                                                                       \
  /* reading bytes */                                                                              \
  X (EMPTY, "empty")                                                                               \
  X (TOO_LARGE, "too-large")                                                                       \
  X (NOT_RECOGNISED, "not-recognised")                                                             \
  X (JSON_SYNTAX, "json-syntax")                                                                   \
  X (JSON_ENCODING, "json-encoding")                                                               \
  X (JSON_NUL, "json-nul")                                                                         \
  X (JSON_SURROGATE, "json-surrogate")                                                             \
  X (JSON_DUPLICATE, "json-duplicate-member")                                                      \
  X (JSON_DEPTH, "json-too-deep")                                                                  \
  X (JSON_NUMBER, "json-number")                                                                   \
  X (PICTURE_DAMAGED, "picture-damaged")                                                           \
  X (PICTURE_NO_CREDENTIAL, "picture-no-credential")                                               \
  X (XML_ENTITY, "xml-entity")                                                                     \
  X (PDF_DAMAGED, "pdf-damaged")                                                                   \
  X (PDF_NO_CREDENTIAL, "pdf-no-credential")                                                       \
  X (ARCHIVE_DAMAGED, "archive-damaged")                                                           \
  X (ARCHIVE_LIMIT, "archive-too-much")                                                            \
  X (ARCHIVE_NESTED, "archive-too-deep")                                                           \
  X (PASSWORD, "password-protected")                                                               \
  X (ALREADY_BAKED, "already-baked")                                                               \
  X (ADDRESS, "address-only")                                                                      \
  X (SEVERAL, "several-credentials")                                                               \
  X (NO_CREDENTIALS, "no-credentials")                                                             \
  /* JSON-LD and RDF */                                                                            \
  X (JSONLD, "jsonld-error")                                                                       \
  X (CONTEXT_UNKNOWN, "context-unknown")                                                           \
  X (CONTEXT_INLINE, "context-inline")                                                             \
  X (PROTECTED_TERM, "protected-term-redefined")                                                   \
  X (DATA_LOSS, "undefined-term")                                                                  \
  X (NOT_COMPACT, "member-not-compact")                                                            \
  X (RDF_SYNTAX, "rdf-syntax")                                                                     \
  X (TOO_COMPLEX, "too-complex")                                                                   \
  /* encodings, keys, identifiers */                                                               \
  X (ENCODING, "encoding")                                                                         \
  X (KEY_MALFORMED, "key-malformed")                                                               \
  X (KEY_MISMATCH, "key-mismatch")                                                                 \
  X (KEY_PRIVATE, "key-private")                                                                   \
  X (KEY_UNSUPPORTED, "key-unsupported")                                                           \
  X (DID_MALFORMED, "did-malformed")                                                               \
  X (DID_UNSUPPORTED, "did-unsupported")                                                           \
  X (METHOD_NOT_FOUND, "verification-method-not-found")                                            \
  X (METHOD_CONTROLLER, "verification-method-of-another")                                          \
  X (KEY_WITHDRAWN, "key-withdrawn")                                                               \
  /* signatures */                                                                                 \
  X (PROOF_MALFORMED, "proof-malformed")                                                           \
  X (SUITE_UNSUPPORTED, "suite-unsupported")                                                       \
  X (PROOF_NOT_DERIVED, "proof-not-derived")                                                       \
  X (PROOF_CONTEXT, "proof-context-not-prefix")                                                    \
  X (SELECTION, "selection-impossible")                                                            \
  X (SIGNATURE, "signature-mismatch")                                                              \
  X (JWS_MALFORMED, "jws-malformed")                                                               \
  X (JWS_ALGORITHM, "jws-algorithm-refused")                                                       \
  X (JWS_CRITICAL, "jws-critical-header")                                                          \
  X (JWS_NO_KEY, "jws-no-key")                                                                     \
  /* seals and certificates */                                                                     \
  X (SEAL_MALFORMED, "seal-malformed")                                                             \
  X (SEAL_CRITICAL, "seal-critical-header")                                                        \
  X (SEAL_BROKEN, "seal-broken")                                                                   \
  X (CERTIFICATE_MALFORMED, "certificate-malformed")                                               \
  X (CERTIFICATE_DIGEST, "certificate-digest-mismatch")                                            \
  X (CERTIFICATE_PURPOSE, "certificate-not-for-sealing")                                           \
  X (CERTIFICATE_INCOMPLETE, "certificate-issuer-missing")                                         \
  X (CERTIFICATE_PATH, "certificate-path-broken")                                                  \
  X (CERTIFICATE_TIME, "certificate-not-valid-then")                                               \
  X (TIMESTAMP_MALFORMED, "timestamp-malformed")                                                   \
  X (TIMESTAMP_MISMATCH, "timestamp-of-something-else")                                            \
  X (TIMESTAMP_SIGNATURE, "timestamp-not-genuine")                                                 \
  /* selective disclosure */                                                                       \
  X (SD_JWT_MALFORMED, "sd-jwt-malformed")                                                         \
  X (SD_JWT_HASH, "sd-jwt-hash-refused")                                                           \
  X (SD_JWT_DIGEST, "sd-jwt-digest-twice")                                                         \
  X (SD_JWT_UNUSED, "sd-jwt-disclosure-unused")                                                    \
  X (SD_JWT_RESERVED, "sd-jwt-reserved-name")                                                      \
  X (SD_JWT_OVERWRITTEN, "sd-jwt-claim-overwritten")                                               \
  X (KEY_BINDING_TYPE, "key-binding-type-wrong")                                                   \
  X (KEY_BINDING_SIGNATURE, "key-binding-signature-mismatch")                                      \
  X (KEY_BINDING_MALFORMED, "key-binding-malformed")                                               \
  X (KEY_BINDING_HASH, "key-binding-hash-mismatch")                                                \
  /* credentials */                                                                                \
  X (CREDENTIAL_MALFORMED, "credential-malformed")                                                 \
  X (CREDENTIAL_UNSUPPORTED, "credential-unsupported")                                             \
  X (CONTAINS_ITSELF, "contains-itself")                                                           \
  X (DATE_MALFORMED, "date-malformed")                                                             \
  /* documents asked for */                                                                        \
  X (NETWORK_OFF, "network-off")                                                                   \
  X (UNREACHABLE, "unreachable")                                                                   \
  X (NOT_PUBLISHED, "not-published")                                                               \
  /* pathways */                                                                                   \
  X (PATHWAY_MALFORMED, "pathway-malformed")                                                       \
  X (PATHWAY_CYCLE, "pathway-cycle")                                                               \
  /* the wallet on disk and its keys */                                                            \
  X (STORE_READ, "wallet-cannot-read")                                                             \
  X (STORE_WRITE, "wallet-cannot-write")                                                           \
  X (STORE_FULL, "wallet-disk-full")                                                               \
  X (STORE_NEWER, "wallet-newer")                                                                  \
  X (STORE_DAMAGED, "wallet-damaged")                                                              \
  X (NOT_FOUND, "not-found")                                                                       \
  X (NAME_TAKEN, "name-taken")                                                                     \
  X (KEYRING_ABSENT, "keyring-absent")                                                             \
  X (KEYRING_LOCKED, "keyring-locked")                                                             \
  X (KEYRING, "keyring-failed")                                                                    \
  /* files */                                                                                      \
  X (FILE_READ, "file-cannot-read")                                                                \
  X (FILE_WRITE, "file-cannot-write")

typedef enum
{
#define X(name, nick) LAPEL_ERROR_##name,
  LAPEL_ERROR_CODES (X)
#undef X
      LAPEL_N_ERRORS
} LapelError;

/** The stable nick of @code, e.g. "signature-mismatch". */
const char *lapel_error_get_nick (LapelError code);

/** The nick for any #GError: of ours by its code, of another domain "internal". */
const char *lapel_error_nick_of (const GError *error);

G_END_DECLS
