/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What rows and notes of a report are called. The words are stable: reports on disk, the command
 * line and the man page carry them, and `wallet/lapel-words.c` has a sentence for each (a test
 * holds the two together). A row's code is one of these, or the nick of a #LapelError
 * (lapel-error.h). */

/**
 * LAPEL_CHECKS:
 *
 * X (NAME, "word", "what is looked at")
 */
#define LAPEL_CHECKS(X)                                                                            \
  X (READING, "reading", "the bytes could be read as a credential")                                \
  X (PROOF, "proof", "one embedded proof: shape, signature, purpose, dates, whose key")            \
  X (SIGNATURE, "signature", "the signature of a token, and whose key made it")                    \
  X (SEAL, "seal", "one electronic seal: that it is understood, and fits what it seals")           \
  X (CERTIFICATE, "certificate", "the certificate of a seal, and the path to its authority")       \
  X (CERTIFICATE_STATUS, "certificate-status", "what the authority said of that certificate")      \
  X (TIMESTAMP, "timestamp", "when a seal was made, and who says so")                              \
  X (KEY_BINDING, "key-binding", "the holder's own signature over what is shown, and to whom")     \
  X (KEY, "key", "the document in which the issuer vouches for the key")                           \
  X (VALIDITY, "validity", "the moment of checking lies inside validFrom and validUntil")          \
  X (STATUS, "status", "one credentialStatus entry: withdrawn or suspended")                       \
  X (RECIPIENT, "recipient", "one of the holder's identities is the one it was awarded to")        \
  X (ISSUER, "issuer", "what is known of the issuer")                                              \
  X (SEAL_OWNER, "seal-owner", "whether the seal is that of the issuer it names")                  \
  X (AWARDER, "awarder", "who awarded it, and whether another issued it for them")                 \
  X (HOSTED, "hosted", "what the address of the badge itself answers (Open Badges up to 2.0)")     \
  X (BADGE_CLASS, "badge-class", "the document that says what the badge is for")                   \
  X (ISSUER_PROFILE, "issuer-profile", "the document in which the issuer introduces itself")       \
  X (SCOPE, "scope", "the badge is published where its issuer allows it")                          \
  X (CONTEXTS, "contexts", "the @context list")                                                    \
  X (TYPES, "types", "the types the format asks for")                                              \
  X (MEMBERS, "members", "members the format requires, and their shapes")                          \
  X (DATES, "dates", "dates are well formed and in order")                                         \
  X (CLAIMS, "claims", "the token's own claims agree with the credential")                         \
  X (SCHEMA, "schema", "one credentialSchema the credential names")                                \
  X (RESOURCE, "related-resource", "one document it refers to, by the digest that it states")      \
  X (NOTE, "note", "a tolerated quirk")

/**
 * LAPEL_CODES:
 *
 * X (NAME, "word", "what it means")
 */
#define LAPEL_CODES(X)                                                                             \
  X (OK, "ok", "the check passed")                                                                 \
  /* authentic */                                                                                  \
  X (NO_PROOF, "no-proof", "nothing is signed")                                                    \
  X (SELF_ASSERTED, "self-asserted",                                                               \
     "its issuer is the holder who signed the presentation it lies in")                            \
  X (KEY_NOT_PROVEN, "key-not-proven", "the signature fits a key nothing ties to the issuer")      \
  X (KEY_NOT_OF_ISSUER, "key-not-of-issuer", "signed with a key of another DID than the issuer")   \
  X (CO_SIGNATURE, "co-signature", "somebody else's signature beside the issuer's own")            \
  X (PURPOSE_WRONG, "proof-purpose-wrong", "made for another purpose than this use")               \
  X (METHOD_NOT_ALLOWED, "method-not-allowed",                                                     \
     "the issuer does not list the key for this purpose")                                          \
  X (PROOF_EXPIRED, "proof-expired", "the proof's own end lies in the past")                       \
  X (PROOF_IN_FUTURE, "proof-in-future", "the proof says it was made later than now")              \
  X (DOMAIN_MISMATCH, "domain-mismatch", "made for another audience than expected")                \
  X (CHALLENGE_MISMATCH, "challenge-mismatch", "answers another challenge than expected")          \
  X (PREVIOUS_PROOF, "previous-proof-missing", "builds on a proof that is not there, or twice")    \
  X (PREVIOUS_PROOF_FAILED, "previous-proof-failed",                                               \
     "builds on a proof that does not hold, itself or by what it builds on")                       \
  X (PREVIOUS_PROOF_UNCHECKED, "previous-proof-unchecked",                                         \
     "builds on a proof that cannot be checked")                                                   \
  X (CERTIFICATE_CHAIN, "certificate-chain-not-checked",                                           \
     "the key lies in a certificate, and certificates are not checked by this version")            \
  X (NOT_UNDERSTOOD, "not-understood", "a kind of record this version does not understand")        \
  X (KEY_BINDING_MISSING, "key-binding-missing",                                                   \
     "nothing shows that it was prepared for who asked")                                           \
  X (KEY_BINDING_NO_KEY, "key-binding-no-key", "the issuer names no key of the holder")            \
  X (SEAL_AUTHORITY_UNKNOWN, "seal-authority-unknown",                                             \
     "unchanged since sealed, with a certificate whose authority nobody here vouches for")         \
  X (SEAL_NOT_CHECKED, "seal-not-checked", "seals of the retired XML form are not checked")        \
  X (CERTIFICATE_SELF_SIGNED, "certificate-self-signed", "the seal's owner made the certificate")  \
  X (CERTIFICATE_REVOKED, "certificate-revoked", "withdrawn before the seal was made")             \
  X (CERTIFICATE_REVOKED_LATER, "certificate-revoked-later", "withdrawn after the seal was made")  \
  X (HOSTED_NO_ADDRESS, "hosted-no-address", "nothing says where it is published")                 \
  X (HOSTED_NOT_BADGE, "hosted-not-a-badge", "its address answers with something else")            \
  X (HOSTED_ID_DIFFERS, "hosted-id-differs", "its address answers with another document's id")     \
  X (HOSTED_STRAYED, "hosted-strayed", "its address passes on to somebody else's")                 \
  X (HOSTED_WITHDRAWN, "hosted-withdrawn", "its own address says that it was withdrawn")           \
  X (OUTSIDE_SCOPE, "outside-scope", "published where its issuer does not publish badges")         \
  X (KEY_NOT_LISTED, "key-not-listed", "the issuer's profile does not list the key")               \
  X (KEY_OWNER_DIFFERS, "key-owner-differs", "the document of the key names another owner")        \
  X (NO_AWARD, "no-award", "says what can be awarded, or by whom, and is awarded to nobody")       \
  /* current */                                                                                    \
  X (EXPIRED, "expired", "validUntil, or the token's exp, lies in the past")                       \
  X (NOT_YET_VALID, "not-yet-valid", "validFrom, or the token's nbf, lies in the future")          \
  X (REVOKED, "revoked", "withdrawn by the issuer")                                                \
  X (SUSPENDED, "suspended", "suspended by the issuer")                                            \
  X (NO_END, "no-end", "no date limits it")                                                        \
  X (STATUS_TYPE_UNKNOWN, "status-type-unknown", "a kind of status this version cannot ask")       \
  X (STATUS_NOT_OFFERED, "status-not-offered", "there is no way to ask whether it was withdrawn")  \
  X (STATUS_MALFORMED, "status-entry-malformed",                                                   \
     "the entry does not say where and what to look up")                                           \
  X (STATUS_LIST_UNREADABLE, "status-list-unreadable",                                             \
     "what was published is no list of withdrawn credentials")                                     \
  X (STATUS_LIST_TYPE, "status-list-type-wrong",                                                   \
     "the list is not of the kind that the entry names")                                           \
  X (STATUS_LIST_INVALID, "status-list-not-genuine",                                               \
     "the list was changed, or breaks a rule of its standard")                                     \
  X (STATUS_LIST_EXPIRED, "status-list-expired", "the list says that it is no longer valid")       \
  X (STATUS_LIST_EARLY, "status-list-not-yet-valid", "the list says that it is not valid yet")     \
  X (STATUS_LIST_ENCODING, "status-list-encoding", "the bits of the list cannot be unpacked")      \
  X (STATUS_LIST_TOO_LARGE, "status-list-too-large", "the list unpacks to more than 16 MiB")       \
  X (STATUS_LIST_TOO_SHORT, "status-list-too-short",                                               \
     "the list has too few entries to hide anybody")                                               \
  X (STATUS_PURPOSE_MISMATCH, "status-purpose-mismatch",                                           \
     "the list is not for the purpose that the entry names")                                       \
  X (STATUS_RANGE, "status-index-out-of-range", "the list ends before the entry")                  \
  X (STATUS_OTHER_ISSUER, "status-list-not-by-issuer",                                             \
     "the list shows nothing, and nothing shows that it is the issuer's")                          \
  X (STATUS_MESSAGE, "status-message", "the issuer says something of it in words")                 \
  X (STATUS_PURPOSE_UNKNOWN, "status-purpose-unknown",                                             \
     "the list says yes to something this version does not know")                                  \
  /* yours */                                                                                      \
  X (RECIPIENT_OTHER, "recipient-someone-else", "awarded to somebody else")                        \
  X (RECIPIENT_UNKNOWN, "recipient-unknown", "awarded to an identity that cannot be compared")     \
  X (RECIPIENT_NONE, "recipient-none", "names nobody")                                             \
  /* issuer */                                                                                     \
  X (ISSUER_TRUSTED, "issuer-trusted", "trusted by the holder")                                    \
  X (ISSUER_DISTRUSTED, "issuer-distrusted", "distrusted by the holder")                           \
  X (ISSUER_SELF_STATED, "issuer-self-stated", "known only from what it says of itself")           \
  X (ISSUER_NONE, "issuer-none", "names no issuer")                                                \
  X (SEAL_ADVANCED, "seal-advanced", "an advanced seal; the certificate is not a qualified one")   \
  X (SEAL_QUALIFIED, "seal-qualified-certificate",                                                 \
     "an advanced seal with a certificate that calls itself qualified")                            \
  X (SEAL_QUALIFIED_DEVICE, "seal-qualified-device",                                               \
     "a certificate that calls itself qualified, its key in a qualified device")                   \
  X (SEAL_OWNER_MATCHES, "seal-owner-matches", "the seal's owner has the number the issuer has")   \
  X (SEAL_OWNER_DIFFERS, "seal-owner-differs", "the seal's owner has another number")              \
  X (SEAL_OWNER_NOT_STATED, "seal-owner-not-stated", "there are no two numbers to compare")        \
  X (UNDER_MANDATE, "issued-under-mandate", "issued for the awarding body, under mandate")         \
  X (AWARDER_DIFFERS, "awarder-differs",                                                           \
     "the awarding body is another than the issuer, and no mandate is stated")                     \
  /* conforms */                                                                                   \
  X (CONTEXT_MISSING, "context-missing", "a context the format requires is not there")             \
  X (CONTEXT_ORDER, "context-order", "the contexts are not in the order the format asks for")      \
  X (TYPE_MISSING, "type-missing", "a type the format requires is not there")                      \
  X (MEMBER_MISSING, "member-missing", "a member the format requires is not there")                \
  X (MEMBER_MALFORMED, "member-malformed", "a member does not have the shape the format asks for") \
  X (DUPLICATE_ID, "duplicate-id", "two things have one id, so that they count as one")            \
  X (DATES_REVERSED, "dates-reversed", "validUntil lies before validFrom")                         \
  X (CLAIM_MISMATCH, "claim-mismatch", "the token says one thing, the credential another")         \
  X (CLAIM_MISSING, "claim-missing", "a claim a token should have is not there")                   \
  X (CLAIM_FORBIDDEN, "claim-forbidden", "a claim a token of this data model must not have")       \
  X (CLAIM_DISCLOSED, "claim-selectively-disclosed",                                               \
     "a claim that the holder must not be able to leave out could be left out")                    \
  X (TOKEN_TYPE, "token-type-wrong", "the token's header calls it something else")                 \
  X (HOSTED_ID_NOT_URL, "hosted-id-not-url", "a hosted badge whose id is no address")              \
  X (TYPE_UNKNOWN, "type-unknown", "a type is neither a word of the vocabulary nor an IRI")        \
  X (IMAGE_DATA_URI, "image-data-uri", "the picture of an award lies in it, not at an address")    \
  X (IMAGE_TYPE, "image-type-wrong", "a picture that is neither PNG nor SVG")                      \
  X (RECIPIENT_HASH, "recipient-hash-malformed", "hashed or not, the identity looks otherwise")    \
  X (VERIFICATION_TYPE, "verification-type-wrong", "to be verified in a way nobody knows")         \
  X (EXTENSION_INVALID, "extension-invalid", "an extension does not follow its own schema")        \
  X (HOLDER_NOT_ISSUER, "holder-not-issuer",                                                       \
     "unsigned in a presentation, and not by the holder of that")                                  \
  X (RESOURCE_DIFFERS, "related-resource-differs",                                                 \
     "a document it refers to is not the one its digest was made of")                              \
  X (RESOURCE_DIGEST, "related-resource-digest-unknown",                                           \
     "a digest of a kind that this version cannot compute")                                        \
  X (SCHEMA_NOT_CHECKED, "schema-not-checked", "schemas are not checked by this version")          \
  X (CERTIFICATE_PATH, "certificate-path-holds", "valid when sealed, up to the last authority")    \
  X (CERTIFICATE_GOOD, "certificate-not-withdrawn", "its authority said so at the time")           \
  X (CERTIFICATE_STATUS_NONE, "certificate-status-not-checked", "nothing embedded speaks of it")   \
  X (SEAL_TIME_OWN, "seal-time-self-stated", "when it was sealed is the seal's own statement")     \
  X (SEAL_TIME_MISSING, "seal-time-missing", "the seal does not say when it was made")             \
  X (TIMESTAMP_AUTHORITY, "timestamp-authority-unknown",                                           \
     "a time-stamp of an authority nobody here vouches for")                                       \
  X (PARTICIPATION, "participation-only", "the holder took part; nothing was assessed")            \
  /* notes */                                                                                      \
  X (DATE_WITHOUT_ZONE, "date-without-zone", "a date without a time zone was read as UTC")         \
  X (HOSTED_COPY_DIFFERS, "hosted-copy-differs", "the hosted documents say otherwise, and count")  \
  X (HOSTED_COPY_MISSING, "hosted-copy-missing", "only the embedded copy of a document was had")   \
  X (ADDRESS_CHANGED, "address-changed", "a document lies elsewhere than it says, or has moved")   \
  X (PLAIN_HTTP, "plain-http", "an address that does not show who answers")                        \
  X (MEDIA_TYPE, "media-type-wrong", "the badge is served as something else than JSON")            \
  X (OLD_FORMAT, "old-format", "of before 2.0, read as if it were of 2.0")                         \
  X (OLD_DATES, "old-dates", "a date written as was allowed before 2.0")                           \
  X (EMAIL_MISSING, "issuer-email-missing", "the issuer states no e-mail address")                 \
  X (ID_NOT_URL, "id-not-url", "the id of a document is no address")                               \
  X (RELATIVE_URL, "relative-url", "a link that does not say where it starts")                     \
  X (ENDORSEMENT_OTHER, "endorsement-of-other", "an endorsement of something else was left out")   \
  X (SUITE_OLD_NAME, "suite-old-name", "eddsa-2022 is the old name of eddsa-rdfc-2022")            \
  X (RECIPIENT_LOWER_CASE, "recipient-lower-case", "the identity matched in lower case only")      \
  X (STATUS_LIST_SHORT, "status-list-short",                                                       \
     "the list has 100,000 entries or more, but fewer than the 131,072 asked for")                 \
  X (STATUS_INDEX_NUMBER, "status-index-number",                                                   \
     "the place in the list is a number and not a text")                                           \
  X (STATUS_NO_PREFIX, "status-list-no-prefix", "the list does not name its encoding")             \
  X (STATUS_UNSIGNED, "status-list-unsigned",                                                      \
     "the list is not signed; that it comes from the issuer's own address is all that speaks for " \
     "it")                                                                                         \
  X (STATUS_REFRESH, "status-refresh-available", "the issuer has a newer version")                 \
  X (ENDORSES_OTHER, "endorses-another",                                                           \
     "an endorsement of something that is not in what it was found in")

typedef enum
{
#define X(name, word, meaning) LAPEL_CHECK_##name,
  LAPEL_CHECKS (X)
#undef X
      LAPEL_N_CHECKS
} LapelCheckName;

typedef enum
{
#define X(name, word, meaning) LAPEL_CODE_##name,
  LAPEL_CODES (X)
#undef X
      LAPEL_N_CODES
} LapelCode;

/** The word of a report's format member by which a presentation is told from what it carries. */
#define LAPEL_FORMAT_NAME_PRESENTATION "presentation"

const char *lapel_check_name_to_string (LapelCheckName check);
const char *lapel_code_to_string (LapelCode code);

G_END_DECLS
