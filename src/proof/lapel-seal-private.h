/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-seal.h"

G_BEGIN_DECLS

/* More of each than any honest seal has; what is beyond is passed over. */
#define LAPEL_SEAL_MAX_VALUES 64

/** What a seal brings along outside of what was signed, and the time-stamp inside of it. */
typedef struct
{
  GPtrArray *certificates; /* (element-type LapelCertificate): x5c and xVals */
  GPtrArray *ocsp;         /* (element-type GBytes) */
  GPtrArray *crls;         /* (element-type GBytes) */
  GPtrArray *timestamps;   /* (element-type GBytes): n_sealed of adoTst, the rest of sigTst */
  unsigned int n_sealed;
} LapelSealValues;

void lapel_seal_values_init (LapelSealValues *self);
void lapel_seal_values_clear (LapelSealValues *self);

/** Adds the tokens of a time-stamp container, "tstTokens". */
void lapel_seal_values_add_timestamp (LapelSealValues *self,
                                      const LapelJson *container);

/** Adds what is in the unsigned header member etsiU: objects, or base64url of objects. Nothing in
 * it was signed, so what cannot be read is passed over; what is needed and missing then, the checks
 * say. */
void lapel_seal_values_add_unsigned (LapelSealValues *self,
                                     const LapelJson *properties);

G_END_DECLS
