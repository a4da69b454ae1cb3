/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-error.h"
#include "lapel-report.h"
#include "lapel-time.h"

#include <stdint.h>

G_BEGIN_DECLS

/* A pathway: what it takes to earn a certificate (`*.lapel-pathway.json`, europe.md §2). */

typedef enum
{
  LAPEL_REQUIREMENT_CREDENTIAL,
  LAPEL_REQUIREMENT_ALL,
  LAPEL_REQUIREMENT_STATEMENT, /* the holder's own word: shown, evaluates to unknown until she can
                                  give it */
  LAPEL_REQUIREMENT_UNKNOWN,   /* a kind this version does not know: never met */
} LapelRequirementKind;

/** Which credentials are accepted beside verified ones, which always are; revoked and invalid ones
 * never are. */
typedef struct
{
  gboolean expired;  /* verdict not-current, and its time is over */
  gboolean unknown;  /* verdict undecided */
  gboolean intact;   /* at least: authentic passed */
  gboolean trusted;  /* at least: authentic passed and issuer passed */
  gboolean at_award; /* expired ones count if they were valid when the certificate was awarded */
} LapelAccept;

/** Language map, in the file's order. Read it with lapel_text_pick (). */
typedef struct _LapelText LapelText;

/** How many languages the text is in, and the text of the @index-th. */
uint32_t lapel_text_count (const LapelText *self);
const char *lapel_text_at (const LapelText *self,
                           uint32_t         index);

/** The text for the first of @languages (BCP 47, %NULL-terminated) it has, else English, else the
 * first. (nullable) */
const char *lapel_text_pick (const LapelText   *self,
                             const char *const *languages);

typedef struct _LapelRequirement LapelRequirement;
struct _LapelRequirement
{
  LapelRequirementKind kind;
  const char *kind_name;  /* as written */
  const char *id;         /* (nullable) */
  const LapelText *title; /* (nullable) */
  const LapelText *note;  /* (nullable): a few words beside the title */
  gboolean optional;
  const char *const *after; /* ids that must be met first; ends with %NULL; (nullable) */
  LapelAccept accept;
  LapelTime from;                  /* awarded no earlier; LAPEL_TIME_NONE: no bound */
  LapelTime until;                 /* awarded before this; LAPEL_TIME_NONE: no bound */
  const char *const *achievements; /* match.achievement; (nullable) */
  const char *const *issuer_ids;   /* match.issuer[].id; (nullable) */
  const char *const *issuer_names; /* match.issuer[].name; (nullable) */
  const char *const *names;        /* match.name; (nullable) */
  const char *const *types;        /* match.type; (nullable) */
  GPtrArray *of;                   /* (element-type LapelRequirement): of `all` */
};

/** LapelPathway: immutable, reference counted. */
typedef struct _LapelPathway LapelPathway;

/**
 * lapel_pathway_parse:
 *
 * At most 1 MiB, depth 16, 2,000 nodes. A node of an unknown kind, or with a condition that this
 * version does not evaluate, is kept as LAPEL_REQUIREMENT_UNKNOWN and never met. Errors:
 * LAPEL_ERROR_PATHWAY_MALFORMED (which member), _PATHWAY_CYCLE (`after`), _TOO_LARGE, _JSON_….
 */
LapelPathway *lapel_pathway_parse (const char  *text,
                                   size_t       length,
                                   GError     **error);
LapelPathway *lapel_pathway_ref (LapelPathway *self);
void lapel_pathway_unref (LapelPathway *self);

const char *lapel_pathway_get_id (const LapelPathway *self);
const LapelText *lapel_pathway_get_title (const LapelPathway *self);
const LapelText *lapel_pathway_get_description (const LapelPathway *self); /* (nullable) */
const char *lapel_pathway_get_owner (const LapelPathway *self); /* (nullable) */
const char *const *lapel_pathway_get_owner_ids (const LapelPathway *self); /* (nullable) */
const LapelRequirement *lapel_pathway_get_root (const LapelPathway *self);

/** The certificate that its owner awards: a requirement of kind credential; (nullable) */
const LapelRequirement *lapel_pathway_get_award (const LapelPathway *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelPathway, lapel_pathway_unref)

G_END_DECLS
