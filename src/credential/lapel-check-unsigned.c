/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-check-private.h"

#include <string.h>

/* Where there is none, its place is empty or not there. */
static gboolean
has_old_seal (const LapelCredential *credential)
{
  const LapelJson *seal = lapel_json_get (credential->document, "proof");

  return credential->format == LAPEL_FORMAT_ELM2 && seal != NULL && seal->n > 0;
}

/* VCDM 2.0 §4.13, "Presentations Including Holder Claims": what has no proof of its own is secured
 * with the presentation, which is good for what its holder says and for nothing else. 1.1 does not
 * know of this, and European presentations follow 1.1. */
static gboolean
is_secured_by_holder (const LapelRun *run)
{
  return run->shown_in != NULL && run->shown_in->data_model == 2 &&
         run->credential->data_model == 2 && run->credential->format != LAPEL_FORMAT_ELM3;
}

static gboolean
is_by_holder (const LapelRun *run)
{
  const char *holder = run->shown_in->issuer.id;

  return holder != NULL && g_strcmp0 (holder, run->credential->issuer.id) == 0;
}

void
lapel_check_unsigned (LapelRun *run)
{
  LapelCheckName check = LAPEL_CHECK_PROOF;
  LapelOutcome outcome = LAPEL_OUTCOME_UNCHECKED;
  LapelCode code = LAPEL_CODE_NO_PROOF;

  if (has_old_seal (run->credential))
    {
      check = LAPEL_CHECK_SEAL;
      code = LAPEL_CODE_SEAL_NOT_CHECKED;
    }
  else if (is_secured_by_holder (run) && !is_by_holder (run))
    lapel_run_refuse (run, LAPEL_CHECK_MEMBERS, LAPEL_CODE_HOLDER_NOT_ISSUER, "issuer");
  /* Of a presentation nothing passes here but a signature by a key of the holder. */
  else if (is_secured_by_holder (run) && run->unknown_context == NULL &&
           lapel_report_derive_outcome (run->shown, LAPEL_QUESTION_AUTHENTIC) ==
               LAPEL_OUTCOME_PASSED)
    {
      outcome = LAPEL_OUTCOME_PASSED;
      code = LAPEL_CODE_SELF_ASSERTED;
    }
  lapel_run_add (run, LAPEL_QUESTION_AUTHENTIC, check, outcome, code, NULL, NULL);
}
