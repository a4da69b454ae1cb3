/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-data-integrity.h"

#include "lapel-crypto.h"
#include "lapel-rdf.h"

G_BEGIN_DECLS

/* Shared by checking (lapel-data-integrity.c) and making (lapel-data-integrity-sign.c) of proofs.
 */

typedef enum
{
  LAPEL_CANONICALIZATION_JCS,
  LAPEL_CANONICALIZATION_RDFC,
} LapelCanonicalization;

/* One suite with one type of key. A suite of several key types is several rows of one name. */
struct _LapelSuite
{
  const char *name;
  const char *alias; /* (nullable): another spelling that is read as this one */
  const char *type;  /* of the proof; where it is not the name, "cryptosuite" is the name */
  LapelCanonicalization canonicalization;
  gboolean either_escape; /* URDNA2015's escapes are accepted too */
  LapelKeyType key_type;
  LapelAlgorithm algorithm;
  LapelHash hash; /* of the texts, and inside RDFC-1.0 */
  size_t signature_length;
};

#define LAPEL_PROOF_TYPE "DataIntegrityProof"

struct _LapelWorkspace
{
  LapelContexts *contexts;  /* owned */
  LapelArena *arena;        /* owned; values that live for one call */
  LapelRdfDataset *dataset; /* owned */
  LapelHashData data;       /* owned; of the last call */
};

/** The row of the suite @name for keys of @type, or %NULL. */
const LapelSuite *lapel_suite_find (const char   *name,
                                    LapelKeyType  type);

/** Forgets what the last call made, so that a loop over many documents allocates almost nothing. */
void lapel_workspace_reset (LapelWorkspace *self);

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

G_END_DECLS
