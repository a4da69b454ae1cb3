/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-contexts.h"
#include "lapel-key.h"
#include "lapel-method-cache.h"
#include "lapel-time.h"

G_BEGIN_DECLS

/** One cryptosuite; known ones are constants, looked up by name. */
typedef struct _LapelSuite LapelSuite;

/**
 * lapel_suite_for_proof:
 *
 * The suite that @proof names by type (and cryptosuite, for DataIntegrityProof). "eddsa-2022" is
 * read as eddsa-rdfc-2022. Suites that exist but are not checked here, such as bbs-2023, are named
 * as such in the message. Errors: LAPEL_ERROR_PROOF_MALFORMED (no type, or no cryptosuite),
 * _SUITE_UNSUPPORTED.
 */
const LapelSuite *lapel_suite_for_proof (const LapelJson  *proof,
                                         GError          **error);

/** "eddsa-rdfc-2022", "Ed25519Signature2020", … */
const char *lapel_suite_get_name (const LapelSuite *suite);

/**
 * LapelHashData:
 *
 * What a proof signs, step by step (vc-di-eddsa §3.3), so that an expert can see the first step
 * that differs. For ecdsa-sd-2023 the canonical document is the quads with the labels they were
 * signed with, and the second hash is of the mandatory ones.
 */
typedef struct
{
  GString *canonical_document;
  GString *canonical_options;
  guint8 bytes[2 * 48]; /* hash (options) || hash (document) */
  size_t length;
  GByteArray *message; /* the bytes that the signature is of: for most suites those above, a JWS has
                          its header before them, and ecdsa-sd-2023 a key between them */
} LapelHashData;

void lapel_hash_data_clear (LapelHashData *self);

/**
 * LapelWorkspace:
 *
 * What verification uses again and again: the contexts, an arena, a dataset, buffers. One per
 * thread.
 */
typedef struct _LapelWorkspace LapelWorkspace;

/** @contexts: (transfer full): (nullable): %NULL for the bundled set */
LapelWorkspace *lapel_workspace_new (LapelContexts *contexts);
void lapel_workspace_free (LapelWorkspace *self);
LapelContexts *lapel_workspace_get_contexts (LapelWorkspace *self);
LapelMethodCache *lapel_workspace_get_methods (LapelWorkspace *self);

/**
 * lapel_proof_verify:
 * @document: the secured document, with its proof member
 * @proof: one proof of it
 * @key: the key its verification method names
 * @out_hash_data: (nullable): filled once both are hashed, even if the signature then does not fit;
 * zeroed by the caller, cleared with lapel_hash_data_clear ()
 *
 * Checks the mathematics of one proof; where it has a previousProof, the document is hashed with
 * the proofs that this names, and whether those are good is asked of each of them. Checked are:
 * shape, suite against key, canonical forms (JSON-LD in strict mode for the rdfc suites;
 * proof.@context being a prefix of the document's for the jcs suites), and the signature. Purpose,
 * dates, controller and issuer are the caller's (credential/).
 *
 * Errors: LAPEL_ERROR_PROOF_MALFORMED, _PROOF_CONTEXT, _PROOF_NOT_DERIVED, _SUITE_UNSUPPORTED,
 * _KEY_MISMATCH, _SIGNATURE, _ENCODING, and those of lapel_jws_parse_detached (),
 * lapel_jsonld_to_rdf () and lapel_rdfc_canonicalize ().
 */
gboolean lapel_proof_verify (LapelWorkspace   *workspace,
                             const LapelJson  *document,
                             const LapelJson  *proof,
                             const LapelKey   *key,
                             LapelHashData    *out_hash_data,
                             GError          **error);

/**
 * lapel_proof_hash:
 * @out_hash_data: as for lapel_proof_verify ()
 *
 * What one proof of @document signs, where the key is not to be had. Where a suite hashes by the
 * key's curve, the length of the signature says which. Errors: as lapel_proof_verify ()
 */
gboolean lapel_proof_hash (LapelWorkspace   *workspace,
                           const LapelJson  *document,
                           const LapelJson  *proof,
                           LapelHashData    *out_hash_data,
                           GError          **error);

/** What a new proof says beside its signature. */
typedef struct
{
  const char *suite;     /* "eddsa-jcs-2022", "eddsa-rdfc-2022" or "Ed25519Signature2020" */
  const char *purpose;   /* "assertionMethod" or "authentication" */
  const char *created;   /* dateTimeStamp */
  const char *method;    /* (nullable): verificationMethod, else the signer's did:key */
  const char *domain;    /* (nullable) */
  const char *challenge; /* (nullable) */
} LapelProofOptions;

/**
 * lapel_proof_sign:
 * @document: an object without a proof
 *
 * Returns: (transfer full): the JSON text of @document with the proof added as its last member;
 * members keep their order. Errors: as lapel_proof_verify ().
 */
char *lapel_proof_sign (LapelWorkspace           *workspace,
                        const LapelJson          *document,
                        const LapelProofOptions  *options,
                        const LapelSigner        *signer,
                        GError                  **error);

/**
 * lapel_proof_derive:
 * @document: the credential as the issuer gave it
 * @proof: the ecdsa-sd-2023 base proof of it
 * @key: the key its verification method names
 * @pointers: (array zero-terminated=1): JSON Pointers (RFC 6901) to what is shown beside what the
 * issuer made mandatory; "" is everything
 *
 * A credential that shows a part of @document, with a proof of that part alone (vc-di-ecdsa
 * §3.6.6). Other proofs of @document are left out, as they are of the whole. All that the issuer
 * signed is checked first, so that nobody shows what will be refused. A list cannot be shown in
 * part.
 *
 * Returns: (transfer full): JSON text. Errors: LAPEL_ERROR_SELECTION (a pointer leads nowhere, or
 * the part would say something else than the whole), _SIGNATURE (the base proof does not fit),
 * _SUITE_UNSUPPORTED, _PROOF_MALFORMED, _ENCODING, _TOO_COMPLEX and those of lapel_jsonld_to_rdf ()
 */
char *lapel_proof_derive (LapelWorkspace     *workspace,
                          const LapelJson    *document,
                          const LapelJson    *proof,
                          const LapelKey     *key,
                          const char *const  *pointers,
                          GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelWorkspace, lapel_workspace_free)

G_END_DECLS
