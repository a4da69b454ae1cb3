/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-data-integrity.h"

#include "lapel-crypto.h"
#include "lapel-rdf.h"
#include "lapel-rdfc.h"

G_BEGIN_DECLS

/* Shared by checking (lapel-data-integrity.c) and making (lapel-data-integrity-sign.c) of proofs.
 */

typedef enum
{
  LAPEL_CANONICALIZATION_JCS,
  LAPEL_CANONICALIZATION_RDFC,
} LapelCanonicalization;

/** Where a proof of the suite has its signature, and over what. */
typedef enum
{
  LAPEL_PROOF_FORM_VALUE,     /* "proofValue": base58-btc, over both hashes */
  LAPEL_PROOF_FORM_JWS,       /* "jws": detached, over a header and both hashes */
  LAPEL_PROOF_FORM_SELECTIVE, /* "proofValue": CBOR in base64url, one signature for each quad */
} LapelProofForm;

/* One suite with one type of key. A suite of several key types is several rows of one name. */
struct _LapelSuite
{
  const char *name;
  const char *alias; /* (nullable): another spelling that is read as this one */
  const char *type;  /* of the proof; where it is not the name, "cryptosuite" is the name */
  LapelCanonicalization canonicalization;
  LapelProofForm form;
  gboolean either_escape;      /* URDNA2015's escapes are accepted too */
  const char *options_context; /* (nullable): of the proof's options; %NULL: the document's */
  LapelKeyType key_type;
  LapelAlgorithm algorithm; /* a JWS says it itself */
  LapelHash hash;           /* of the texts, and inside RDFC-1.0 */
  size_t signature_length;  /* not of a JWS */
};

#define LAPEL_PROOF_TYPE "DataIntegrityProof"

struct _LapelWorkspace
{
  LapelContexts *contexts;              /* owned */
  LapelArena *arena;                    /* owned; values that live for one call */
  LapelRdfDataset *dataset;             /* owned */
  LapelRdfcScratch *rdfc;               /* owned */
  LapelMethodCache *methods;            /* owned */
  LapelHasher *hashers[LAPEL_N_HASHES]; /* owned; (nullable): not needed yet */
  LapelHashData data;                   /* owned; of the last call */
  gboolean lower_languages;             /* canonical forms have language tags in lower case */
};

/** The row of the suite @name for keys of @type, or %NULL. */
const LapelSuite *lapel_suite_find (const char   *name,
                                    LapelKeyType  type);

/** The row of @proof's suite for @key. Errors: as lapel_suite_for_proof (), and
 * LAPEL_ERROR_KEY_MISMATCH. */
const LapelSuite *lapel_suite_for_key (const LapelJson  *proof,
                                       const LapelKey   *key,
                                       GError          **error);

/** Forgets what the last call made, so that a loop over many documents allocates almost nothing. */
void lapel_workspace_reset (LapelWorkspace *self);

/** Hashes @text into @out, which has room for the digest. */
void
lapel_workspace_digest (LapelWorkspace *self,
                        LapelHash       hash,
                        const GString  *text,
                        guint8         *out);

/**
 * lapel_workspace_hash:
 * @document: the secured document without the proofs that are not signed
 * @options: the proof without its proofValue
 *
 * Canonicalizes both and leaves canonical forms and hashes in the workspace (vc-di-eddsa §3.3).
 * Values are made in the workspace's arena.
 */
gboolean lapel_workspace_hash (LapelWorkspace    *self,
                               const LapelSuite  *suite,
                               LapelRdfEscape     escape,
                               const LapelJson   *document,
                               const LapelJson   *options,
                               GError           **error);

/**
 * lapel_workspace_to_rdf:
 * @labels: (nullable): as in #LapelJsonldOptions
 *
 * Reads @value as JSON-LD into the workspace's dataset; what would be lost on the way is an error.
 */
gboolean lapel_workspace_to_rdf (LapelWorkspace   *self,
                                 const LapelJson  *value,
                                 GHashTable       *labels,
                                 GError          **error);

/** Leaves the canonical form of the proof's @options in the workspace. */
gboolean lapel_workspace_canonicalize_options (LapelWorkspace    *self,
                                               const LapelSuite  *suite,
                                               LapelRdfEscape     escape,
                                               const LapelJson   *document,
                                               const LapelJson   *options,
                                               GError           **error);

/** The member of a proof in which its signature stands. */
const char *lapel_suite_signature_member (const LapelSuite *suite);

/** What @proof speaks of: @document without proofs, or with those that previousProof names
 * (vc-data-integrity §4.6). */
const LapelJson *lapel_workspace_secured_part (LapelWorkspace   *self,
                                               const LapelJson  *document,
                                               const LapelJson  *proof,
                                               GError          **error);

/** @signature: the text that stands in the proof, which is well formed. @to: zeroed */
void lapel_hash_data_copy (const LapelHashData *from,
                           const LapelSuite    *suite,
                           const char          *signature,
                           LapelHashData       *to);

/** Appends JSON as JCS writes it, but with the members in the order in which they are. */
void lapel_document_append (GString         *out,
                            const LapelJson *value);

G_END_DECLS
