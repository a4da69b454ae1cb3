/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-check-private.h"

#include "lapel-credential-private.h"
#include "lapel-elm-private.h"

#include <string.h>

/* Electronic seals (europe.md §3), with what the seal itself brings along. Nobody here vouches for
 * the authority that issued its certificate, as anybody can make one up: an intact seal is
 * therefore `unchecked` in `authentic` and never passes it. What is found broken fails `authentic`;
 * the steps that hold are rows of `conforms`. */

/** One seal under way. */
typedef struct
{
  const LapelSeal *seal;
  LapelCertificate *certificate; /* (nullable) */
  LapelTime time;
  gboolean broken;
} SealRun;

static void
fail (LapelRun       *run,
      SealRun        *state,
      LapelCheckName  check,
      const GError   *error)
{
  state->broken = TRUE;
  lapel_run_add_error (run, LAPEL_QUESTION_AUTHENTIC, check, LAPEL_OUTCOME_FAILED, error, "suite",
                       lapel_seal_get_algorithm (state->seal));
}

static void
fail_code (LapelRun       *run,
           SealRun        *state,
           LapelCheckName  check,
           LapelCode       code,
           const char     *date)
{
  state->broken = TRUE;
  lapel_run_add (run, LAPEL_QUESTION_AUTHENTIC, check, LAPEL_OUTCOME_FAILED, code, "date", date);
}

static char *
dup_time (LapelTime time)
{
  return time != LAPEL_TIME_NONE ? lapel_time_format (time) : NULL;
}

static void
check_integrity (LapelRun *run,
                 SealRun  *state)
{
  g_autoptr (GError) header = NULL;
  g_autoptr (GError) signature = NULL;
  g_autoptr (GError) thumbprint = NULL;

  if (!lapel_seal_check_header (state->seal, &header))
    fail (run, state, LAPEL_CHECK_SEAL, header);
  if (state->certificate == NULL)
    return;
  if (!lapel_seal_check_signature (state->seal, &signature))
    fail (run, state, LAPEL_CHECK_SEAL, signature);
  if (!lapel_seal_check_thumbprint (state->seal, &thumbprint))
    fail (run, state, LAPEL_CHECK_CERTIFICATE, thumbprint);
}

/* When it was made is the seal's own statement as long as no time-stamp is by an authority that
 * anybody here trusts. */
static void
check_time (LapelRun *run,
            SealRun  *state)
{
  g_autofree char *text = dup_time (state->time);

  if (state->time == LAPEL_TIME_NONE)
    lapel_run_add (run, LAPEL_QUESTION_CONFORMS, LAPEL_CHECK_TIMESTAMP, LAPEL_OUTCOME_UNCHECKED,
                   LAPEL_CODE_SEAL_TIME_MISSING, NULL, NULL);
  else if (state->time > run->options->now + LAPEL_CLOCK_SKEW)
    fail_code (run, state, LAPEL_CHECK_TIMESTAMP, LAPEL_CODE_PROOF_IN_FUTURE, text);
  else
    lapel_run_add (run, LAPEL_QUESTION_CONFORMS, LAPEL_CHECK_TIMESTAMP, LAPEL_OUTCOME_UNCHECKED,
                   LAPEL_CODE_SEAL_TIME_OWN, "date", text);
}

static void
check_timestamp (LapelRun     *run,
                 SealRun      *state,
                 unsigned int  index)
{
  LapelTime time = LAPEL_TIME_NONE;
  g_autofree char *authority = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (lapel_seal_check_timestamp (state->seal, index, &time, &authority, &error))
    {
      text = dup_time (time);
      lapel_report_add (run->report, LAPEL_QUESTION_CONFORMS,
                        lapel_check_name_to_string (LAPEL_CHECK_TIMESTAMP), LAPEL_OUTCOME_UNCHECKED,
                        lapel_code_to_string (LAPEL_CODE_TIMESTAMP_AUTHORITY), "authority",
                        authority, "date", text, NULL);
    }
  else if (lapel_seal_timestamp_is_sealed (state->seal, index))
    fail (run, state, LAPEL_CHECK_TIMESTAMP, error);
  else
    /* Whoever passes a sealed text on can hang another one on it; the seal is as good as before. */
    lapel_run_add_error (run, LAPEL_QUESTION_CONFORMS, LAPEL_CHECK_TIMESTAMP,
                         LAPEL_OUTCOME_UNCHECKED, error, NULL, NULL);
}

static void
check_revocation (LapelRun        *run,
                  SealRun         *state,
                  const GPtrArray *path)
{
  LapelRevocation said;
  g_autofree char *when = NULL;
  g_autofree char *since = NULL;

  lapel_seal_check_revocation (state->seal, path, state->time, &said);
  when = dup_time (said.said);
  since = dup_time (said.revoked);
  if (said.status == LAPEL_REVOCATION_GOOD)
    lapel_report_add (run->report, LAPEL_QUESTION_CONFORMS,
                      lapel_check_name_to_string (LAPEL_CHECK_CERTIFICATE_STATUS),
                      LAPEL_OUTCOME_PASSED, lapel_code_to_string (LAPEL_CODE_CERTIFICATE_GOOD),
                      "source", said.source, "date", when, NULL);
  else if (said.status == LAPEL_REVOCATION_NOT_SAID)
    lapel_run_add (run, LAPEL_QUESTION_CONFORMS, LAPEL_CHECK_CERTIFICATE_STATUS,
                   LAPEL_OUTCOME_UNCHECKED, LAPEL_CODE_CERTIFICATE_STATUS_NONE, NULL, NULL);
  else if (said.revoked == LAPEL_TIME_NONE || said.revoked <= state->time)
    fail_code (run, state, LAPEL_CHECK_CERTIFICATE_STATUS, LAPEL_CODE_CERTIFICATE_REVOKED, since);
  else
    /* Who has a withdrawn key can date a seal back, so the seal's own date does not help much. */
    lapel_run_add (run, LAPEL_QUESTION_AUTHENTIC, LAPEL_CHECK_CERTIFICATE_STATUS,
                   LAPEL_OUTCOME_UNCHECKED, LAPEL_CODE_CERTIFICATE_REVOKED_LATER, "date", since);
}

static void
check_path (LapelRun *run,
            SealRun  *state)
{
  LapelTime at = state->time != LAPEL_TIME_NONE ? state->time : run->options->now;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) path = lapel_seal_dup_path (state->seal, at, &error);
  const LapelCertificate *top = NULL;

  if (g_error_matches (error, LAPEL_ERROR, LAPEL_ERROR_CERTIFICATE_INCOMPLETE))
    {
      lapel_run_add_error (run, LAPEL_QUESTION_AUTHENTIC, LAPEL_CHECK_CERTIFICATE,
                           LAPEL_OUTCOME_UNCHECKED, error, NULL, NULL);
      return;
    }
  if (path == NULL)
    {
      fail (run, state, LAPEL_CHECK_CERTIFICATE, error);
      return;
    }

  top = g_ptr_array_index (path, path->len - 1);
  if (path->len == 1)
    lapel_run_add (run, LAPEL_QUESTION_AUTHENTIC, LAPEL_CHECK_CERTIFICATE, LAPEL_OUTCOME_UNCHECKED,
                   LAPEL_CODE_CERTIFICATE_SELF_SIGNED, NULL, NULL);
  else
    lapel_run_add (run, LAPEL_QUESTION_CONFORMS, LAPEL_CHECK_CERTIFICATE, LAPEL_OUTCOME_PASSED,
                   LAPEL_CODE_CERTIFICATE_PATH, "authority", lapel_certificate_get_owner (top));
  if (state->time != LAPEL_TIME_NONE && path->len > 1)
    check_revocation (run, state, path);
}

/* What sort of seal it is, by the certificate's own word (europe.md §3, "Kind"). */
static void
report_kind (LapelRun *run,
             SealRun  *state)
{
  const LapelCertificate *certificate = state->certificate;
  LapelCode code = LAPEL_CODE_SEAL_ADVANCED;

  if (lapel_certificate_is_qualified (certificate))
    code = lapel_certificate_has_device (certificate) ? LAPEL_CODE_SEAL_QUALIFIED_DEVICE
                                                      : LAPEL_CODE_SEAL_QUALIFIED;
  lapel_report_add (run->report, LAPEL_QUESTION_ISSUER,
                    lapel_check_name_to_string (LAPEL_CHECK_CERTIFICATE), LAPEL_OUTCOME_UNCHECKED,
                    lapel_code_to_string (code), "owner", lapel_certificate_get_owner (certificate),
                    "authority", lapel_certificate_get_authority (certificate), NULL);
}

/* europe.md §2, rule 4: "NTREE-17207834" and "17207834" are the same number. */
static const char *
without_scheme (const char *id)
{
  static const char *const schemes[] = { "VAT", "NTR", "PSD", "LEI" };
  gboolean scheme = strlen (id) > 6 && id[2] == ':' && id[5] == '-';

  for (unsigned int i = 0; strlen (id) > 6 && i < G_N_ELEMENTS (schemes); i++)
    scheme = scheme || (g_str_has_prefix (id, schemes[i]) && g_ascii_isupper (id[3]) &&
                        g_ascii_isupper (id[4]) && id[5] == '-');
  return scheme ? id + 6 : id;
}

static void
check_owner (LapelRun *run,
             SealRun  *state)
{
  const char *stated = lapel_elm_issuer_number (run->credential->document);
  const char *owner_id = lapel_certificate_get_owner_id (state->certificate);
  LapelCode code = LAPEL_CODE_SEAL_OWNER_NOT_STATED;

  if (stated != NULL && owner_id != NULL)
    code = strcmp (without_scheme (stated), without_scheme (owner_id)) == 0
               ? LAPEL_CODE_SEAL_OWNER_MATCHES
               : LAPEL_CODE_SEAL_OWNER_DIFFERS;
  lapel_report_add (run->report, LAPEL_QUESTION_ISSUER,
                    lapel_check_name_to_string (LAPEL_CHECK_SEAL_OWNER), LAPEL_OUTCOME_UNCHECKED,
                    lapel_code_to_string (code), "owner",
                    lapel_certificate_get_owner (state->certificate), "owner-id", owner_id,
                    "stated", stated, NULL);
}

static void
report_intact (LapelRun *run,
               SealRun  *state)
{
  g_autofree char *text = dup_time (state->time);

  lapel_report_add (run->report, LAPEL_QUESTION_AUTHENTIC,
                    lapel_check_name_to_string (LAPEL_CHECK_SEAL), LAPEL_OUTCOME_UNCHECKED,
                    lapel_code_to_string (LAPEL_CODE_SEAL_AUTHORITY_UNKNOWN), "suite",
                    lapel_seal_get_algorithm (state->seal), "owner",
                    lapel_certificate_get_owner (state->certificate), "authority",
                    lapel_certificate_get_authority (state->certificate), "date", text, NULL);
}

static void
check_seal (LapelRun        *run,
            const LapelSeal *seal)
{
  SealRun state = { seal, lapel_seal_get_certificate (seal), lapel_seal_get_time (seal), FALSE };

  check_integrity (run, &state);
  check_time (run, &state);
  for (unsigned int i = 0; i < lapel_seal_get_n_timestamps (seal); i++)
    check_timestamp (run, &state, i);
  if (state.certificate == NULL)
    return;
  check_path (run, &state);
  report_kind (run, &state);
  check_owner (run, &state);
  if (!state.broken)
    report_intact (run, &state);
}

void
lapel_check_seals (LapelRun *run)
{
  const GPtrArray *seals = lapel_sealed_get_seals (run->credential->sealed);

  for (unsigned int i = 0; i < seals->len; i++)
    check_seal (run, g_ptr_array_index (seals, i));
}
