/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-pathway.h"

G_BEGIN_DECLS

/** What matching needs to know of one credential in the wallet; texts are borrowed. */
typedef struct
{
  gint64 entry; /* whatever the caller knows it by */
  const char *title;
  const char *issuer_id;
  const char *issuer_name;
  const char *achievement_id;   /* (nullable) */
  const char *achievement_type; /* (nullable) */
  LapelTime awarded;
  LapelTime valid_until; /* LAPEL_TIME_NONE: no end */
  LapelVerdict verdict;
  LapelOutcome authentic;
  LapelOutcome issuer;
} LapelHolding;

typedef enum
{
  LAPEL_PROGRESS_OPEN,
  LAPEL_PROGRESS_PARTLY,
  LAPEL_PROGRESS_MET,
  LAPEL_PROGRESS_UNKNOWN, /* cannot be told: its kind is not known, or the holder must say */
  LAPEL_PROGRESS_BLOCKED, /* something named in `after` is not met */
} LapelProgressState;

/** Why a credential that matches does not count; a stable word of its own for each, see
 * lapel_reason_to_string (). */
typedef enum
{
  LAPEL_REASON_NONE,
  LAPEL_REASON_EXPIRED,
  LAPEL_REASON_NOT_YET_VALID,
  LAPEL_REASON_REVOKED,
  LAPEL_REASON_INVALID,
  LAPEL_REASON_UNDECIDED,
  LAPEL_REASON_NOT_TRUSTED, /* the pathway asks for a trusted issuer */
  LAPEL_REASON_OUTSIDE,     /* awarded outside the time that the pathway allows */
  LAPEL_REASON_USED,        /* already fills another requirement */
  LAPEL_REASON_SUGGESTED,   /* matches by issuer and name only: the holder has to confirm */
} LapelReason;

const char *lapel_reason_to_string (LapelReason reason);

/** A credential that matches a requirement, and whether it counts (reason none). */
typedef struct
{
  gint64 entry;
  LapelReason reason;
} LapelMatch;

typedef struct _LapelProgress LapelProgress;
struct _LapelProgress
{
  const LapelRequirement *requirement;
  LapelProgressState state;
  gint64 entry;       /* the credential that counts; -1 if none */
  GArray *matches;    /* of LapelMatch: that one first, then those that do not count */
  unsigned int done;  /* leaves met, optional ones aside */
  unsigned int total; /* leaves in all, optional ones aside */
  GPtrArray *of;      /* (element-type LapelProgress): in the order of requirement->of */
};

/**
 * lapel_progress_new:
 *
 * Which credentials fill which requirements of @pathway. Matching by achievement id counts, by
 * issuer and name is only suggested (europe.md §2). One credential fills one requirement: solved as
 * bipartite matching, so that a flexible credential never takes another's only place. Pure and
 * deterministic.
 */
LapelProgress *lapel_progress_new (const LapelPathway *pathway,
                                   const LapelHolding *holdings,
                                   size_t              n_holdings,
                                   LapelTime           now);
void lapel_progress_free (LapelProgress *self);

/** Whether every step that has to be taken is a credential to be earned: then they can be called
 * so. */
gboolean lapel_progress_counts_credentials (const LapelProgress *self);

/** The entry that is the pathway's award itself, or -1. */
gint64 lapel_progress_find_award (const LapelPathway *pathway,
                                  const LapelHolding *holdings,
                                  size_t              n_holdings,
                                  LapelTime           now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelProgress, lapel_progress_free)

G_END_DECLS
