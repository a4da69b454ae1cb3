/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-crypto.h"
#include "lapel-rdf.h"

#include <stdint.h>

G_BEGIN_DECLS

/* The identifier issuer of RDFC-1.0 §4.5. Numbers stand for identifiers: "c14n0", "b0". */
typedef struct
{
  int *numbers;    /* (owned): by node, -1 where none was issued yet */
  uint32_t *order; /* (owned): nodes in the order of issue */
  uint32_t n_issued;
  uint32_t n_nodes;
} LapelIssuer;

LapelIssuer *lapel_issuer_new (uint32_t n_nodes);
LapelIssuer *lapel_issuer_copy (const LapelIssuer *self);
void lapel_issuer_free (LapelIssuer *self);
int lapel_issuer_issue (LapelIssuer *self,
                        uint32_t     node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelIssuer, lapel_issuer_free)

#define LAPEL_RDFC_NO_NODE G_MAXUINT32

/* A quad's line, written once with its blank nodes left out. The text of the piece before the
 * object's label runs from @start to @object_at, and so on; a subject's label precedes it all. */
typedef struct
{
  uint32_t start;
  uint32_t object_at;
  uint32_t graph_at;
  uint32_t end;
  uint32_t subject; /* nodes, or LAPEL_RDFC_NO_NODE */
  uint32_t object;
  uint32_t graph;
  const char *predicate;
} LapelRdfcLine;

typedef struct
{
  const char *label;
  uint32_t first_use; /* where its lines begin in LapelRdfc.uses */
  guint8 hash[LAPEL_HASH_MAX];
} LapelRdfcNode;

/* The canonicalization state of §4.2. */
typedef struct
{
  LapelHasher *hasher;
  size_t digest_size;
  guint64 work;
  guint64 max_work;
  unsigned int depth;
  const GString *text; /* of all lines */
  LapelRdfcLine *lines;
  uint32_t n_lines;
  LapelRdfcNode *nodes;
  uint32_t n_nodes;
  uint32_t *
      uses; /* the lines of node 0, of node 1, …; the last node's end at nodes[n_nodes].first_use */
  LapelIssuer *canonical;
} LapelRdfc;

/** Counts @steps of work. Errors: LAPEL_ERROR_TOO_COMPLEX. */
gboolean lapel_rdfc_spend (LapelRdfc  *self,
                           guint64     steps,
                           GError    **error);

/**
 * lapel_rdfc_hash_n_degree:
 * @issuer: (inout): the path's issuer; replaced by the one that belongs to the hash
 *
 * Hash N-Degree Quads, §4.8. Errors: LAPEL_ERROR_TOO_COMPLEX.
 */
gboolean lapel_rdfc_hash_n_degree (LapelRdfc    *self,
                                   uint32_t      node,
                                   LapelIssuer **issuer,
                                   guint8       *out_hash,
                                   GError      **error);

G_END_DECLS
