/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-ecdsa-sd-private.h"
#include "proof-test.h"

G_BEGIN_DECLS

/** One folder of data-integrity/ecdsa-sd-2023, with its base proof read and its document taken
 * apart. What is in the arena of the workspace lives until the next proof is made or checked. */
typedef struct
{
  char *folder;
  LapelWorkspace *workspace;
  LapelJsonDoc *file; /* addSignedSDBase.json */
  const LapelJson *document;
  const LapelJson *proof;
  LapelEcdsaSdValue *base;
  LapelEcdsaSdParts *parts;
  GPtrArray *mandatory;
  GPtrArray *selective;
  GPtrArray *combined;
} EcdsaSdVector;

/** @name: "employ" or "prc". Returns: (transfer full) (nullable): %NULL where there is no data, and
 * the test is skipped */
EcdsaSdVector *ecdsa_sd_vector_open (const char *name);
void ecdsa_sd_vector_close (EcdsaSdVector *vector);

/** The file of one step of the specification. Returns: (transfer full) */
LapelJsonDoc *ecdsa_sd_vector_read (const EcdsaSdVector *vector,
                                    const char          *step);

/** The issuer's key. Returns: (transfer full) */
LapelKey *ecdsa_sd_vector_key (const EcdsaSdVector *vector);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EcdsaSdVector, ecdsa_sd_vector_close)

G_END_DECLS
