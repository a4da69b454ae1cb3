/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-key.h"
#include "lapel-time.h"

G_BEGIN_DECLS

/** What else a loader knows of the document it gives. */
typedef struct
{
  gboolean withdrawn;  /* HTTP 410: what was there is gone for good; the bytes may say why */
  gboolean redirected; /* it came from another address than the one asked */
  gboolean strayed;    /* a redirect led away from the host that was asked */
  char media_type[64]; /* in lower case, without parameters; "" where nothing was said of it */
} LapelAnswer;

/**
 * LapelLoader:
 * @url: an https URL, or (Open Badges up to 2.0 alone) an http one
 * @out_answer: (nullable): a caller that gives none wants nothing but a document that is there
 *
 * How the pure layers ask for a document: the caller answers from a folder, from the network or not
 * at all. Returns: (transfer full): the bytes, or %NULL with LAPEL_ERROR_NETWORK_OFF,
 * _UNREACHABLE, or _NOT_PUBLISHED where the address answers that nothing is there.
 */
typedef GBytes *(*LapelLoader) (const char   *url,
                                gpointer      user_data,
                                LapelAnswer  *out_answer,
                                GError      **error);

/** Verification relationships (Controlled Identifiers §2.3), as a set. */
typedef enum
{
  LAPEL_RELATION_ASSERTION = 1 << 0,      /* assertionMethod */
  LAPEL_RELATION_AUTHENTICATION = 1 << 1, /* authentication */
} LapelRelation;

/** LapelMethod: one verification method, found where its controller vouches for it. */
typedef struct
{
  char *id;         /* absolute DID URL or URL */
  char *controller; /* the document it was found in */
  LapelKey *key;
  LapelRelation relations;
  LapelTime expires; /* from then on it proves nothing; LAPEL_TIME_NONE where it says nothing */
  LapelTime revoked; /* the same, by the controller's decision */
} LapelMethod;

void lapel_method_free (LapelMethod *self);

/**
 * lapel_method_resolve:
 * @url: the proof's verificationMethod or the token's kid, an absolute URL with a fragment; for
 *   did:key and did:jwk the bare DID names its only method
 * @loader: (nullable): asked for did:web and https controller documents
 *
 * did:key and did:jwk are answered from the identifier itself; did:web and https URLs by fetching
 * the controller document and requiring that its id is the controller and that it lists the method.
 * A key in the fragment of an https URL proves nothing and is not used here.
 *
 * Errors: LAPEL_ERROR_DID_MALFORMED, _DID_UNSUPPORTED, _METHOD_NOT_FOUND, _KEY_…, _NETWORK_OFF,
 * _UNREACHABLE, _NOT_PUBLISHED.
 */
LapelMethod *
lapel_method_resolve (const char   *url,
                      LapelLoader   loader,
                      gpointer      loader_data,
                      GError      **error);

/**
 * lapel_method_resolve_jwt_issuer:
 * @issuer: an https URL, the iss of an SD-JWT VC
 * @kid: the name of one of its keys
 * @loader: (nullable)
 *
 * A key out of the issuer's own metadata at /.well-known/jwt-vc-issuer, which must name @issuer and
 * have exactly one key of that name (draft-ietf-oauth-sd-jwt-vc §4).
 *
 * Errors: LAPEL_ERROR_DID_MALFORMED, _METHOD_NOT_FOUND, _KEY_…, _JSON_…, _NETWORK_OFF,
 * _UNREACHABLE, _NOT_PUBLISHED.
 */
LapelMethod *lapel_method_resolve_jwt_issuer (const char   *issuer,
                                              const char   *kid,
                                              LapelLoader   loader,
                                              gpointer      loader_data,
                                              GError      **error);

/** The key that a URL other than a DID carries in its fragment (…#z6Mk…): fits a signature, proves
 * no issuer. (nullable) */
LapelKey *lapel_method_key_from_fragment (const char *url);

/** The https URL where a did:web document lies (did:web §2). Returns: (transfer full) */
char *lapel_did_web_to_url (const char  *did,
                            GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelMethod, lapel_method_free)

G_END_DECLS
