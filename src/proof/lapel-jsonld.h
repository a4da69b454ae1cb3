/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-contexts.h"
#include "lapel-rdf.h"

G_BEGIN_DECLS

typedef struct
{
  const char *base;                /* (nullable): base IRI of the document */
  const LapelJson *expand_context; /* (nullable): the API's expandContext */
  gboolean strict; /* refuse what would be lost: undefined terms, relative IRIs and types; what is
                      not in compact form, so that it would be lost on a reader of its members
                      (both LAPEL_ERROR_DATA_LOSS); inline contexts (LAPEL_ERROR_CONTEXT_INLINE) */
  gboolean lower_languages; /* language tags in lower case, as processors may (§5.1.2) */
  GHashTable *labels; /* (nullable): from the members of an object in the document to the blank node
                         identifier that its node gets if it has none, "_:…" */
} LapelJsonldOptions;

/**
 * lapel_jsonld_expand:
 *
 * JSON-LD 1.1 expansion (json-ld-api §5.1). Errors: LAPEL_ERROR_JSONLD, whose message starts with
 * the specification's error code and a colon ("invalid scoped context: …"), _CONTEXT_UNKNOWN,
 * _CONTEXT_INLINE, _PROTECTED_TERM ("protected term redefinition: …"), _DATA_LOSS ("…" names the
 * member), _TOO_COMPLEX.
 *
 * Returns: (transfer none): an array, living in @arena (and sharing strings with @document and
 * @contexts)
 */
const LapelJson *lapel_jsonld_expand (LapelContexts             *contexts,
                                      const LapelJson           *document,
                                      const LapelJsonldOptions  *options,
                                      LapelArena                *arena,
                                      GError                   **error);

/**
 * lapel_jsonld_to_rdf:
 * @out: quads are added; its texts may point into @document and @contexts, which must outlive it
 *
 * Expansion and deserialization to RDF (json-ld-api §8.1). Blank node labels carry no meaning.
 */
gboolean lapel_jsonld_to_rdf (LapelContexts             *contexts,
                              const LapelJson           *document,
                              const LapelJsonldOptions  *options,
                              LapelRdfDataset           *out,
                              GError                   **error);

G_END_DECLS
