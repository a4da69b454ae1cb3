/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-jsonld.h"

#include <stdint.h>

G_BEGIN_DECLS

/* What the parts of the JSON-LD processor share. Section numbers are those of json-ld-api 1.1. */

typedef enum
{
  LAPEL_KEYWORD_NO, /* not a keyword */
  LAPEL_KEYWORD_BASE,
  LAPEL_KEYWORD_CONTAINER,
  LAPEL_KEYWORD_CONTEXT,
  LAPEL_KEYWORD_DIRECTION,
  LAPEL_KEYWORD_GRAPH,
  LAPEL_KEYWORD_ID,
  LAPEL_KEYWORD_IMPORT,
  LAPEL_KEYWORD_INCLUDED,
  LAPEL_KEYWORD_INDEX,
  LAPEL_KEYWORD_JSON,
  LAPEL_KEYWORD_LANGUAGE,
  LAPEL_KEYWORD_LIST,
  LAPEL_KEYWORD_NEST,
  LAPEL_KEYWORD_NONE,
  LAPEL_KEYWORD_PREFIX,
  LAPEL_KEYWORD_PROPAGATE,
  LAPEL_KEYWORD_PROTECTED,
  LAPEL_KEYWORD_REVERSE,
  LAPEL_KEYWORD_SET,
  LAPEL_KEYWORD_TYPE,
  LAPEL_KEYWORD_VALUE,
  LAPEL_KEYWORD_VERSION,
  LAPEL_KEYWORD_VOCAB,
  LAPEL_N_KEYWORDS,
} LapelKeyword;

/** What something expands to: an IRI, a blank node identifier, a relative reference or a keyword;
 * or null. */
typedef struct
{
  const char *text; /* NULL for null; for a keyword the one copy in lapel_keywords */
  uint32_t length;
  LapelKeyword keyword;
} LapelName;

/** The keywords, each once: what the processor makes can be told by comparing pointers. */
extern const LapelName lapel_keywords[LAPEL_N_KEYWORDS];

LapelKeyword lapel_keyword_find (const char *text,
                                 uint32_t    length);

/** Whether @text is "@" and letters: reserved, thus ignored where it is no keyword. */
gboolean lapel_keyword_is_form (const char *text,
                                uint32_t    length);

typedef enum
{
  LAPEL_CONTAINER_GRAPH = 1 << 0,
  LAPEL_CONTAINER_ID = 1 << 1,
  LAPEL_CONTAINER_INDEX = 1 << 2,
  LAPEL_CONTAINER_LANGUAGE = 1 << 3,
  LAPEL_CONTAINER_LIST = 1 << 4,
  LAPEL_CONTAINER_SET = 1 << 5,
  LAPEL_CONTAINER_TYPE = 1 << 6,
} LapelContainer;

/** Where a context was written. */
typedef struct
{
  const char *url;          /* (nullable): relative references in the context resolve against it */
  const LapelJson *context; /* (nullable): the whole document's "@context", if it is of a set */
  gboolean in_set;  /* lives as long as the LapelContexts, so what it compiles to may, too */
  gboolean checked; /* bundled, hence known to be free of errors in what it nests */
} LapelContextSource;

/** A term definition, immutable once its context is made. */
typedef struct
{
  const char *name;
  uint32_t name_length;
  uint32_t hash;
  unsigned int container;           /* of LapelContainer */
  LapelName iri;                    /* null: the term is decoupled from any vocabulary */
  LapelName type;                   /* text is NULL without a type mapping */
  const char *language;             /* counts if has_language; NULL is then "no language" */
  const char *direction;            /* counts if has_direction */
  const char *nest;                 /* (nullable) */
  const char *index;                /* (nullable) */
  const LapelJson *context;         /* (nullable): the scoped context */
  const LapelContextSource *source; /* of the scoped context */
  gboolean has_language;
  gboolean has_direction;
  gboolean prefix;
  gboolean protected;
  gboolean reverse;
  gboolean removed; /* only hides an older definition */
} LapelTerm;

/** An active context (§4.1), immutable once made; contexts made from it share what they can. */
typedef struct _LapelContext LapelContext;
struct _LapelContext
{
  const LapelTerm **slots; /* open addressing; NULL is free */
  uint32_t mask;
  uint32_t n_terms;
  uint32_t longest_name;
  uint64_t type_lengths; /* bit n: "@type" or an alias of it has n bytes, 63 for more */
  const char *base;      /* (nullable) */
  const char *original_base;
  const char *vocab;     /* (nullable) */
  const char *language;  /* (nullable) */
  const char *direction; /* (nullable) */
  const LapelContext *previous;
  gboolean in_set; /* lives as long as the LapelContexts */
};

/** One run of the processor. */
typedef struct
{
  LapelContexts *contexts;
  const LapelJsonldOptions *options;
  LapelArena *arena; /* what the run makes lives here */
  LapelContextSource document;
  guint64 n_copied;   /* terms, into contexts that are not kept */
  guint64 n_elements; /* of the document, expanded so far */
} LapelJsonldRun;

/* Bounds; LAPEL_ERROR_TOO_COMPLEX beyond each: contexts nested in contexts, members of one node,
 * terms each written with the next as its prefix, terms copied for contexts that are not kept, and
 * elements of the document (few of which say nothing, so it would have too many quads anyway). */
#define LAPEL_JSONLD_MAX_REMOTE   16
#define LAPEL_JSONLD_MAX_MEMBERS  2048
#define LAPEL_JSONLD_MAX_CHAIN    64
#define LAPEL_JSONLD_MAX_COPIED   (4 * 1024 * 1024)
#define LAPEL_JSONLD_MAX_ELEMENTS (4 * LAPEL_RDF_MAX_QUADS)

/** Sets LAPEL_ERROR_JSONLD with the specification's @code, a colon and the details. Returns: %FALSE
 */
gboolean lapel_jsonld_fail (GError **error, const char *code, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/** Sets LAPEL_ERROR_TOO_COMPLEX. Returns: %FALSE */
gboolean lapel_jsonld_too_complex (GError     **error,
                                   const char  *what);

static inline uint32_t
lapel_jsonld_hash (const char *text,
                   uint32_t    length)
{
  uint32_t hash = 2166136261u;

  for (uint32_t i = 0; i < length; i++)
    hash = (hash ^ (unsigned char) text[i]) * 16777619u;
  return hash;
}

/* lapel-jsonld-iri.c */

/** The definition of @name, or %NULL. */
const LapelTerm *lapel_context_find (const LapelContext *self,
                                     const char         *name,
                                     uint32_t            length);

typedef enum
{
  LAPEL_EXPAND_VOCAB = 1 << 0,    /* the value is of the vocabulary: a property or a type */
  LAPEL_EXPAND_DOCUMENT = 1 << 1, /* a relative reference is resolved against the base IRI */
} LapelExpandFlags;

/** IRI expansion (§5.2) with a context that is complete. New text goes to @arena. */
LapelName lapel_context_expand (const LapelContext *self,
                                const char         *text,
                                uint32_t            length,
                                LapelExpandFlags    flags,
                                LapelArena         *arena);

/* lapel-jsonld-context.c */

/** The remote contexts a context is nested in; their number is bounded. */
typedef struct
{
  const char *urls[LAPEL_JSONLD_MAX_REMOTE];
  unsigned int n;
} LapelRemotes;

typedef enum
{
  LAPEL_PROCESS_OVERRIDE = 1 << 0, /* protected terms may be redefined: a property-scoped context */
  LAPEL_PROCESS_NO_PROPAGATE = 1 << 1, /* a type-scoped context */
  LAPEL_PROCESS_CHECK_ONLY =
      1 << 2, /* the result is thrown away; do not load what is being loaded */
} LapelProcessFlags;

/** The context before any other (§4.1), with the base IRI of the run. */
const LapelContext *lapel_context_initial (LapelJsonldRun *run);

/**
 * lapel_context_process:
 * @local: the local context
 * @source: where it was written
 * @remotes: (nullable): the remote contexts it was reached through
 *
 * Context processing (§4.1.2). Where both contexts live as long as the set, so does the answer, and
 * it is made only once.
 */
const LapelContext *lapel_context_process (LapelJsonldRun            *run,
                                           const LapelContext        *active,
                                           const LapelJson           *local,
                                           const LapelContextSource  *source,
                                           const LapelRemotes        *remotes,
                                           LapelProcessFlags          flags,
                                           GError                   **error);

/** Processes the scoped context of @term. */
const LapelContext *lapel_context_process_scoped (LapelJsonldRun      *run,
                                                  const LapelContext  *active,
                                                  const LapelTerm     *term,
                                                  LapelProcessFlags    flags,
                                                  GError             **error);

/* lapel-jsonld-term.c */

/** A context definition whose terms are being put into a new context. */
typedef struct
{
  LapelJsonldRun *run;
  LapelArena *arena; /* of the new context */
  LapelContext *result;
  const LapelJson *local;
  const LapelContextSource *source;
  const LapelRemotes *remotes;
  LapelProcessFlags flags;
  gboolean protected;
  unsigned int depth;
  uint32_t *index; /* member number + 1 by hash of the name */
  uint32_t index_mask;
  guint8 *defined; /* by member */
} LapelDefinition;

/** Create term definition (§4.2.2) for each of @self's members that is no keyword. */
gboolean lapel_definition_create_terms (LapelDefinition  *self,
                                        GError          **error);

/** IRI expansion (§5.2) that first defines the terms of the local context which @text needs. */
gboolean lapel_definition_expand (LapelDefinition   *self,
                                  const char        *text,
                                  uint32_t           length,
                                  LapelExpandFlags   flags,
                                  LapelName         *out,
                                  GError           **error);

/** Defines @name now, if the local context has it and has not come to it yet. */
gboolean
lapel_definition_define (LapelDefinition  *self,
                         const char       *name,
                         uint32_t          length,
                         GError          **error);

/* lapel-jsonld-mapping.c */

/** One term while it is being made. */
typedef struct
{
  const LapelJson *value; /* (nullable): the expanded term definition, if it was one */
  const LapelJson *id;    /* (nullable): its "@id", or the whole value where that was short */
  LapelTerm *term;
  uint32_t member; /* of the local context */
  gboolean simple; /* written as a string */
  gboolean ignored;
} LapelMaking;

/** Steps 12 to 26 of create term definition; sets @ignored for what looks like a keyword to come.
 */
gboolean lapel_definition_fill_in (LapelDefinition  *self,
                                   LapelMaking      *making,
                                   GError          **error);

/** What a member of the local context has come to. */
enum
{
  LAPEL_TERM_NOT_DEFINED,
  LAPEL_TERM_IN_PROGRESS,
  LAPEL_TERM_DEFINED,
};

/* lapel-contexts.c */

const LapelContextSource *lapel_contexts_find_source (LapelContexts *self,
                                                      const char    *url);
LapelArena *lapel_contexts_get_arena (LapelContexts *self);

/** The initial context without a base IRI. */
const LapelContext *lapel_contexts_get_initial (LapelContexts *self);

/** What @local makes of @parent, if that is known already. */
const LapelContext *lapel_contexts_find_derived (const LapelContexts *self,
                                                 const LapelContext  *parent,
                                                 const LapelJson     *local,
                                                 LapelProcessFlags    flags);

/** Whether one more derived context may be kept; a stranger's documents cannot make them pile up.
 */
gboolean lapel_contexts_has_room (const LapelContexts *self);

void lapel_contexts_keep_derived (LapelContexts      *self,
                                  const LapelContext *parent,
                                  const LapelJson    *local,
                                  LapelProcessFlags   flags,
                                  const LapelContext *derived);

G_END_DECLS
