/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-check-private.h"

G_BEGIN_DECLS

/** Something that stands against one proof. */
typedef struct
{
  LapelOutcome outcome; /* failed or unchecked */
  const char *code;     /* a literal */
  char *message;        /* owned; (nullable) */
  gboolean lapsed;      /* only its time is over: a newer proof by the issuer makes up for it */
} LapelFinding;

/** Whether others may build on a proof. */
typedef enum
{
  LAPEL_STANDING_UNKNOWN,
  LAPEL_STANDING_ASKED, /* being found out, so who comes here again goes in a circle */
  LAPEL_STANDING_GOOD,
  LAPEL_STANDING_UNCHECKED,
  LAPEL_STANDING_BAD,
} LapelStanding;

/** One proof and everything found out about it. */
typedef struct
{
  const LapelJson *proof;
  const char *id; /* (nullable) */
  LapelStanding standing;
  gboolean broken_chain; /* what it builds on is not there, so nobody can tell what it signs */
  const char *method;    /* verificationMethod; (nullable) */
  gboolean names_issuer; /* its method is the issuer's */
  gboolean fits;         /* the signature fits a key that can be told */
  GArray *findings;      /* (element-type LapelFinding) */
} LapelProofResult;

/** Notes what stands against a proof. */
void lapel_proof_result_add (LapelProofResult *result,
                             LapelOutcome      outcome,
                             LapelCode         code,
                             const char       *message,
                             gboolean          lapsed);

/* lapel-check-proof-set.c. @results: (element-type LapelProofResult): all of a document */

/** Whether @result has an id of its own, and what it builds on is there. */
void lapel_proof_set_check_ids (LapelProofResult *result,
                                const GArray     *results);

/** Once each was looked at by itself: whether what it builds on holds. */
void lapel_proof_set_check_chains (GArray *results);

G_END_DECLS
