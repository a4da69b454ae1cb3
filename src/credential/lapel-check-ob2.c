/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-check-ob2-private.h"

/* A badge class or a profile is nobody's award, however right it is. */
static void
check_authentic (LapelRun *run)
{
  const LapelOb2 *ob2 = run->credential->ob2;

  if (ob2->class != LAPEL_OB2_ASSERTION && ob2->class != LAPEL_OB2_ENDORSEMENT)
    lapel_run_add (run, LAPEL_QUESTION_AUTHENTIC, LAPEL_CHECK_HOSTED, LAPEL_OUTCOME_UNCHECKED,
                   LAPEL_CODE_NO_AWARD, NULL, NULL);
  else if (ob2->signed_)
    lapel_ob2_check_signed (run);
  else
    lapel_ob2_check_hosted (run);
}

void
lapel_check_open_badge_2 (LapelRun *run)
{
  const LapelOb2 *ob2 = run->credential->ob2;

  lapel_ob2_check_contexts (run);
  check_authentic (run);
  if (!ob2->withdrawn && !ob2->bare && ob2->class != LAPEL_OB2_OTHER)
    lapel_run_validity (run, run->credential->valid_from, run->credential->valid_until);
  lapel_check_recipient (run);
  lapel_check_issuer (run);
  lapel_ob2_check_data (run);
  if (run->n_refused == 0 && !ob2->bare && !ob2->withdrawn)
    lapel_run_add (run, LAPEL_QUESTION_CONFORMS, LAPEL_CHECK_MEMBERS, LAPEL_OUTCOME_PASSED,
                   LAPEL_CODE_OK, NULL, NULL);
}
