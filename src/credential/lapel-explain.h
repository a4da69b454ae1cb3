/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-verify.h"

G_BEGIN_DECLS

/**
 * lapel_credential_explain:
 *
 * Takes each proof or token of @credential and of what is nested in it apart, so that an issuer can
 * see the first step that differs from its own. A step is a name and a text; those of one proof, in
 * the order in which a verifier makes them:
 *
 * - credential: its id, if it has one; suite; method: the key's URL
 * - key-from: "identifier" (a did:key or did:jwk), "header" or "fragment" (which prove nothing
 * about an issuer), "issuer-metadata" (what the issuer of an SD-JWT publishes), or the https URL of
 * the document; key: as Multikey
 * - canonical-options, canonical-document, options-hash, document-hash, hash-data: of a proof, also
 * where its key is not to be had; signed-bytes: the same as hash-data, or more where a suite signs
 * more: with a JWS its header and a dot before it, with ecdsa-sd-2023 a key in the middle
 * - header, signing-input: of a token
 * - signature: of a proof as it stands there
 * - outcome: "ok", or the code of what went wrong, and message: why
 *
 * Bytes are in lower-case hex. It decides nothing: that is lapel_credential_verify ()'s.
 *
 * Returns: (transfer full) (element-type GArray): for each proof or token its steps (element-type
 * LapelParam)
 */
GPtrArray *lapel_credential_explain (LapelCredential          *credential,
                                     LapelWorkspace           *workspace,
                                     const LapelVerifyOptions *options);

G_END_DECLS
