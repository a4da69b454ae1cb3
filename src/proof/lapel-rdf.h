/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-arena.h"

G_BEGIN_DECLS

/** More quads than this are no credential. */
#define LAPEL_RDF_MAX_QUADS 50000

/** U+0000 in a literal, which N-Quads can write and C strings cannot: two bytes that UTF-8 never
 * has. */
#define LAPEL_RDF_NUL "\xc0\x80"

typedef enum
{
  LAPEL_RDF_NONE, /* the graph name of the default graph */
  LAPEL_RDF_IRI,
  LAPEL_RDF_BLANK, /* text without the leading "_:" */
  LAPEL_RDF_LITERAL,
} LapelRdfKind;

/** One term; the texts belong to the dataset's arena or to something that outlives it. */
typedef struct
{
  LapelRdfKind kind;
  const char *text;
  const char *datatype; /* literals: %NULL means xsd:string, or rdf:langString with @language */
  const char *language;
} LapelRdfTerm;

typedef struct
{
  LapelRdfTerm subject;
  LapelRdfTerm predicate;
  LapelRdfTerm object;
  LapelRdfTerm graph;
} LapelRdfQuad;

/** LapelRdfDataset: quads in the order they were added; may hold one twice (canonicalisation drops
 * repeats). */
typedef struct
{
  LapelArena *arena; /* owned */
  GArray *quads;     /* of LapelRdfQuad, owned */
} LapelRdfDataset;

LapelRdfDataset *lapel_rdf_dataset_new (void);
void lapel_rdf_dataset_free (LapelRdfDataset *self);

/** lapel_rdf_dataset_clear: empties @self but keeps its memory, so that a verifier's loop allocates
 * once. */
void lapel_rdf_dataset_clear (LapelRdfDataset *self);

void lapel_rdf_dataset_add (LapelRdfDataset    *self,
                            const LapelRdfQuad *quad);

/**
 * lapel_rdf_parse_nquads:
 *
 * Reads RDF 1.1 N-Quads. Errors: LAPEL_ERROR_RDF_SYNTAX with the line, LAPEL_ERROR_TOO_LARGE.
 * Returns: (transfer full)
 */
LapelRdfDataset *lapel_rdf_parse_nquads (const char  *text,
                                         size_t       length,
                                         GError     **error);

/** How controls in literals are written in canonical N-Quads. */
typedef enum
{
  LAPEL_RDF_ESCAPE_RDFC, /* RDFC-1.0 §A: \t \b \n \r \f \" \\ and \u00XX for the other controls and
                            DEL */
  LAPEL_RDF_ESCAPE_URDNA, /* URDNA2015: only \n \r \" \\, the rest literally */
} LapelRdfEscape;

/** Appends one term as canonical N-Quads writes it; nothing for the default graph. */
void lapel_rdf_append_term (GString            *out,
                            const LapelRdfTerm *term,
                            LapelRdfEscape      escape);

/** Appends one canonical N-Quads line, with its final LF. */
void lapel_rdf_append_quad (GString            *out,
                            const LapelRdfQuad *quad,
                            LapelRdfEscape      escape);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelRdfDataset, lapel_rdf_dataset_free)

G_END_DECLS
