/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-check-private.h"

#include "lapel-credential-private.h"

#include <math.h>
#include <string.h>

/* Open Badges 3.0 and VCDM 1.1 ask for claims beside the credential; VCDM 2.0 alone does not
 * (formats.md §6). */
static gboolean
wants_claims (const LapelRun *run)
{
  const LapelCredential *credential = run->credential;

  return (lapel_credential_is_open_badge (credential) &&
          credential->securing == LAPEL_SECURING_JWT) ||
         credential->vc_claim;
}

static void
add_mismatch (LapelRun      *run,
              LapelQuestion  question,
              const char    *claim)
{
  lapel_run_add (run, question, LAPEL_CHECK_CLAIMS, LAPEL_OUTCOME_FAILED, LAPEL_CODE_CLAIM_MISMATCH,
                 "claim", claim);
}

/* Who signs is the heart of it: what contradicts the issuer is not genuine. */
static void
check_issuer_claim (LapelRun *run)
{
  const char *issuer = run->credential->issuer.id;
  const LapelJson *value = lapel_json_get (run->credential->claims, "iss");

  if (value == NULL)
    {
      if (wants_claims (run))
        lapel_run_add (run, LAPEL_QUESTION_AUTHENTIC, LAPEL_CHECK_CLAIMS, LAPEL_OUTCOME_FAILED,
                       LAPEL_CODE_CLAIM_MISSING, "claim", "iss");
      return;
    }
  if (g_strcmp0 (lapel_json_as_string (value), issuer) != 0)
    add_mismatch (run, LAPEL_QUESTION_AUTHENTIC, "iss");
}

static void
check_text_claim (LapelRun   *run,
                  const char *claim,
                  const char *expected)
{
  const LapelJson *value = lapel_json_get (run->credential->claims, claim);

  if (expected == NULL)
    return;
  if (value == NULL && wants_claims (run))
    lapel_run_note (run, LAPEL_CODE_CLAIM_MISSING, "claim", claim);
  else if (value != NULL && g_strcmp0 (lapel_json_as_string (value), expected) != 0)
    add_mismatch (run, LAPEL_QUESTION_CONFORMS, claim);
}

/* NumericDate counts seconds, validFrom may say more: less than a second apart is the same. */
static void
check_not_before (LapelRun *run)
{
  const LapelCredential *credential = run->credential;
  const LapelJson *value = lapel_json_get (credential->claims, "nbf");
  LapelTime not_before = LAPEL_TIME_NONE;

  if (credential->valid_from == LAPEL_TIME_NONE)
    return;
  if (value == NULL)
    {
      if (wants_claims (run))
        lapel_run_note (run, LAPEL_CODE_CLAIM_MISSING, "claim", "nbf");
      return;
    }
  if (!lapel_numeric_date (value, &not_before) ||
      ABS (not_before - credential->valid_from) >= G_USEC_PER_SEC)
    add_mismatch (run, LAPEL_QUESTION_CONFORMS, "nbf");
}

static void
check_expiry_shape (LapelRun *run)
{
  const LapelJson *value = lapel_json_get (run->credential->claims, "exp");
  LapelTime time;

  if (value != NULL && !lapel_numeric_date (value, &time))
    lapel_run_add (run, LAPEL_QUESTION_CONFORMS, LAPEL_CHECK_CLAIMS, LAPEL_OUTCOME_FAILED,
                   LAPEL_CODE_MEMBER_MALFORMED, "member", "exp");
}

static void
check_forbidden (LapelRun *run)
{
  static const char *const names[] = { "vc", "vp" };

  if (run->credential->data_model == 1 || run->credential->format == LAPEL_FORMAT_SD_JWT_VC)
    return;
  for (unsigned int i = 0; i < G_N_ELEMENTS (names); i++)
    if (lapel_json_get (run->credential->claims, names[i]) != NULL)
      lapel_run_add (run, LAPEL_QUESTION_CONFORMS, LAPEL_CHECK_CLAIMS, LAPEL_OUTCOME_FAILED,
                     LAPEL_CODE_CLAIM_FORBIDDEN, "claim", names[i]);
}

static void
check_audience (LapelRun *run)
{
  const LapelVerifyOptions *options = run->options;
  const LapelJson *claims = run->credential->claims;
  const LapelJson *audience = lapel_json_get (claims, "aud");
  const char *nonce = lapel_json_get_string (claims, "nonce");

  if (options->domain != NULL &&
      (lapel_json_count (audience) != 1 || !lapel_json_has_string (audience, options->domain)))
    lapel_run_add (run, LAPEL_QUESTION_AUTHENTIC, LAPEL_CHECK_CLAIMS, LAPEL_OUTCOME_FAILED,
                   LAPEL_CODE_DOMAIN_MISMATCH, "message",
                   lapel_json_as_string (lapel_json_at (audience, 0)));
  if (options->challenge != NULL && g_strcmp0 (nonce, options->challenge) != 0)
    lapel_run_add (run, LAPEL_QUESTION_AUTHENTIC, LAPEL_CHECK_CLAIMS, LAPEL_OUTCOME_FAILED,
                   LAPEL_CODE_CHALLENGE_MISMATCH, "message", nonce);
}

void
lapel_check_claims (LapelRun *run)
{
  const LapelCredential *credential = run->credential;

  check_forbidden (run);
  check_issuer_claim (run);
  check_text_claim (run, "jti", credential->id);
  if (credential->format != LAPEL_FORMAT_PRESENTATION)
    check_text_claim (run, "sub", credential->subject_id);
  check_not_before (run);
  check_expiry_shape (run);
  /* In an SD-JWT the key binding says for whom it is. */
  if (credential->securing == LAPEL_SECURING_JWT)
    check_audience (run);
}
