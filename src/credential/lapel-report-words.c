/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-codes.h"
#include "lapel-report.h"

static const char *const question_words[LAPEL_N_QUESTIONS] = {
  [LAPEL_QUESTION_AUTHENTIC] = "authentic", [LAPEL_QUESTION_CURRENT] = "current",
  [LAPEL_QUESTION_YOURS] = "yours",         [LAPEL_QUESTION_ISSUER] = "issuer",
  [LAPEL_QUESTION_CONFORMS] = "conforms",
};

static const char *const outcome_words[] = {
  [LAPEL_OUTCOME_PASSED] = "passed",
  [LAPEL_OUTCOME_FAILED] = "failed",
  [LAPEL_OUTCOME_UNCHECKED] = "unchecked",
  [LAPEL_OUTCOME_NOT_APPLICABLE] = "not-applicable",
};

static const char *const verdict_words[LAPEL_N_VERDICTS] = {
  [LAPEL_VERDICT_VERIFIED] = "verified",       [LAPEL_VERDICT_UNDECIDED] = "undecided",
  [LAPEL_VERDICT_NOT_CURRENT] = "not-current", [LAPEL_VERDICT_REVOKED] = "revoked",
  [LAPEL_VERDICT_INVALID] = "invalid",
};

/* In the order of the bits of LapelStates. */
static const char *const state_words[] = {
  "verified",     "expired",        "not-yet-valid",  "revoked",    "suspended", "invalid",
  "unverifiable", "signature-only", "status-unknown", "unreadable", "warning",
};

static const char *const check_words[LAPEL_N_CHECKS] = {
#define X(name, nick, meaning) [LAPEL_CHECK_##name] = nick,
  LAPEL_CHECKS (X)
#undef X
};

static const char *const code_words[LAPEL_N_CODES] = {
#define X(name, nick, meaning) [LAPEL_CODE_##name] = nick,
  LAPEL_CODES (X)
#undef X
};

const char *
lapel_question_to_string (LapelQuestion question)
{
  g_return_val_if_fail ((unsigned int) question < LAPEL_N_QUESTIONS, NULL);
  return question_words[question];
}

const char *
lapel_outcome_to_string (LapelOutcome outcome)
{
  g_return_val_if_fail ((unsigned int) outcome < G_N_ELEMENTS (outcome_words), NULL);
  return outcome_words[outcome];
}

const char *
lapel_verdict_to_string (LapelVerdict verdict)
{
  g_return_val_if_fail ((unsigned int) verdict < LAPEL_N_VERDICTS, NULL);
  return verdict_words[verdict];
}

const char *
lapel_state_to_string (LapelStates state)
{
  int bit = g_bit_nth_lsf (state, -1);

  g_return_val_if_fail (bit >= 0 && bit < (int) G_N_ELEMENTS (state_words), NULL);
  return state_words[bit];
}

const char *
lapel_check_name_to_string (LapelCheckName check)
{
  g_return_val_if_fail ((unsigned int) check < LAPEL_N_CHECKS, NULL);
  return check_words[check];
}

const char *
lapel_code_to_string (LapelCode code)
{
  g_return_val_if_fail ((unsigned int) code < LAPEL_N_CODES, NULL);
  return code_words[code];
}
