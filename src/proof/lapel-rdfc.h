/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-crypto.h"
#include "lapel-rdf.h"

G_BEGIN_DECLS

/** LapelRdfcScratch: memory that one canonicalization after another can use. One per thread. */
typedef struct _LapelRdfcScratch LapelRdfcScratch;

LapelRdfcScratch *lapel_rdfc_scratch_new (void);
void lapel_rdfc_scratch_free (LapelRdfcScratch *self);

typedef struct
{
  LapelHash hash; /* LAPEL_HASH_SHA256, or _SHA384 for P-384 suites */
  LapelRdfEscape escape;
  guint64 max_work;          /* bound on Hash N-Degree Quads work, in steps; 0 for the default */
  LapelRdfcScratch *scratch; /* (nullable): borrowed */
} LapelRdfcOptions;

/**
 * lapel_rdfc_canonicalize:
 * @options: (nullable): %NULL for SHA-256, RDFC-1.0 escapes, default bound
 * @out: the canonical N-Quads are appended
 * @out_labels: (nullable): if given, gets a map from input labels to canonical labels (both without
 *   "_:"), for the map tests and for --explain; free with g_hash_table_unref ()
 *
 * RDF Dataset Canonicalization 1.0 (RDFC-1.0, W3C rdf-canon §4). The work is counted, not timed:
 * beyond the bound it gives up with LAPEL_ERROR_TOO_COMPLEX.
 */
gboolean lapel_rdfc_canonicalize (const LapelRdfDataset   *dataset,
                                  const LapelRdfcOptions  *options,
                                  GString                 *out,
                                  GHashTable             **out_labels,
                                  GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelRdfcScratch, lapel_rdfc_scratch_free)

G_END_DECLS
