/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-progress.h"

G_BEGIN_DECLS

/** How sure it is that a credential is what a requirement asks for. */
typedef enum
{
  LAPEL_STRENGTH_NONE,
  LAPEL_STRENGTH_SUGGESTED, /* by issuer and name: the holder has to say so */
  LAPEL_STRENGTH_COUNTS,    /* by the achievement's id */
} LapelStrength;

/** LapelMatcher: the holdings of one wallet, indexed for matching; they must outlive it. */
typedef struct _LapelMatcher LapelMatcher;

LapelMatcher *lapel_matcher_new (const LapelPathway *pathway,
                                 const LapelHolding *holdings,
                                 size_t              n_holdings,
                                 LapelTime           now);
void lapel_matcher_free (LapelMatcher *self);

/** The time at which an expired credential must still have been valid where `accept` says "award".
 */
void lapel_matcher_set_award_time (LapelMatcher *self,
                                   LapelTime     time);

/**
 * lapel_matcher_find:
 * @out_counting: indices (size_t) of holdings that may fill @requirement are appended, in the order
 * of the holdings
 * @out_others: LapelMatch of those that match and do not count are appended
 */
void lapel_matcher_find (LapelMatcher           *self,
                         const LapelRequirement *requirement,
                         GArray                 *out_counting,
                         GArray                 *out_others);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelMatcher, lapel_matcher_free)

G_END_DECLS
