/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-check-proofs-private.h"

#include <string.h>

static void
finding_clear (LapelFinding *finding)
{
  g_free (finding->message);
}

static void
result_clear (LapelProofResult *result)
{
  g_array_unref (result->findings);
}

void
lapel_proof_result_add (LapelProofResult *result,
                        LapelOutcome      outcome,
                        LapelCode         code,
                        const char       *message,
                        gboolean          lapsed)
{
  LapelFinding finding = { outcome, lapel_code_to_string (code), g_strdup (message), lapsed };

  g_array_append_val (result->findings, finding);
}

static void
add_error (LapelProofResult *result,
           LapelOutcome      outcome,
           const GError     *error)
{
  LapelFinding finding = { outcome, lapel_error_nick_of (error), g_strdup (error->message), FALSE };

  g_array_append_val (result->findings, finding);
}

static void
add_malformed (LapelProofResult *result,
               const char       *message)
{
  g_autoptr (GError) error =
      g_error_new_literal (LAPEL_ERROR, LAPEL_ERROR_PROOF_MALFORMED, message);

  add_error (result, LAPEL_OUTCOME_FAILED, error);
}

/* Where a date is neither there nor needed, @out_time stays %LAPEL_TIME_NONE. */
static void
read_date (LapelRun         *run,
           LapelProofResult *result,
           const char       *name,
           LapelTime        *out_time)
{
  const char *text = lapel_json_get_string (result->proof, name);
  g_autoptr (GError) error = NULL;
  gboolean zoned = TRUE;

  *out_time = LAPEL_TIME_NONE;
  if (text == NULL)
    return;
  if (!lapel_time_parse (text, out_time, &zoned, &error))
    add_error (result, LAPEL_OUTCOME_FAILED, error);
  else if (!zoned)
    lapel_run_note (run, LAPEL_CODE_DATE_WITHOUT_ZONE, "member", name);
}

static void
check_proof_dates (LapelRun         *run,
                   LapelProofResult *result)
{
  LapelTime created;
  LapelTime expires;

  read_date (run, result, "created", &created);
  read_date (run, result, "expires", &expires);

  /* Some contexts have this word for the same statement, so that renaming it breaks no signature.
   */
  if (lapel_json_get (result->proof, "expiration") != NULL)
    add_malformed (result, "expires is called expiration");
  if (created != LAPEL_TIME_NONE && created > run->options->now + LAPEL_CLOCK_SKEW)
    lapel_proof_result_add (result, LAPEL_OUTCOME_FAILED, LAPEL_CODE_PROOF_IN_FUTURE,
                            lapel_json_get_string (result->proof, "created"), TRUE);
  if (expires != LAPEL_TIME_NONE && expires <= run->options->now)
    lapel_proof_result_add (result, LAPEL_OUTCOME_FAILED, LAPEL_CODE_PROOF_EXPIRED,
                            lapel_json_get_string (result->proof, "expires"), TRUE);
}

/* vc-data-integrity §4.5: the same set of strings for the domain; one is expected here. */
static void
check_audience (LapelRun         *run,
                LapelProofResult *result)
{
  const LapelVerifyOptions *options = run->options;
  const LapelJson *domain = lapel_json_get (result->proof, "domain");
  const char *challenge = lapel_json_get_string (result->proof, "challenge");

  if (options->domain != NULL &&
      (lapel_json_count (domain) != 1 || !lapel_json_has_string (domain, options->domain)))
    lapel_proof_result_add (result, LAPEL_OUTCOME_FAILED, LAPEL_CODE_DOMAIN_MISMATCH,
                            lapel_json_as_string (lapel_json_at (domain, 0)), FALSE);
  if (options->challenge != NULL && g_strcmp0 (challenge, options->challenge) != 0)
    lapel_proof_result_add (result, LAPEL_OUTCOME_FAILED, LAPEL_CODE_CHALLENGE_MISMATCH, challenge,
                            FALSE);
}

/* What no proof may look like, whatever its suite: a member that is there but says nothing would be
 * dropped from the hashed RDF in silence. */
static void
check_shape (LapelProofResult *result)
{
  static const struct
  {
    const char *name;
    gboolean several;
  } members[] = {
    { "id", FALSE },           { "verificationMethod", FALSE },
    { "proofPurpose", FALSE }, { "domain", TRUE },
    { "challenge", FALSE },    { "nonce", FALSE },
    { "created", FALSE },      { "expires", FALSE },
    { "previousProof", TRUE },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const LapelJson *value = lapel_json_get (result->proof, members[i].name);
      uint32_t n = lapel_json_count (value);
      gboolean good =
          value == NULL || (n > 0 && (members[i].several || !lapel_json_is_array (value)));

      for (uint32_t j = 0; good && j < n; j++)
        good = lapel_json_as_string (lapel_json_at (value, j)) != NULL;
      if (!good)
        {
          g_autofree char *message = g_strdup_printf ("%s is no text", members[i].name);

          add_malformed (result, message);
        }
    }
}

/* Whether there is a document at all in which @method could be looked for. */
static gboolean
has_document (const char *method)
{
  return g_str_has_prefix (method, "did:") || g_str_has_prefix (method, "https://");
}

/* The key that a URL carries in its fragment, which proves no issuer; @error says why there is no
 * better one. */
static LapelKey *
find_carried_key (LapelProofResult *result,
                  const GError     *error)
{
  g_autoptr (LapelKey) key = NULL;

  if (!g_error_matches (error, LAPEL_ERROR, LAPEL_ERROR_KEY_WITHDRAWN))
    key = lapel_method_key_from_fragment (result->method);
  /* Where nothing could have answered, it is not the answer that is missing. */
  if (key == NULL || has_document (result->method))
    add_error (result, lapel_method_failure (result->method, error), error);
  return g_steal_pointer (&key);
}

static LapelKey *
find_key (LapelRun         *run,
          LapelProofResult *result,
          gboolean         *out_vouched)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelMethod) method = lapel_run_resolve (run, result->method, &error);

  *out_vouched = method != NULL;
  if (method == NULL)
    return find_carried_key (result, error);

  if ((method->relations & lapel_run_get_relation (run)) == 0)
    lapel_proof_result_add (result, LAPEL_OUTCOME_FAILED, LAPEL_CODE_METHOD_NOT_ALLOWED,
                            lapel_run_get_purpose (run), FALSE);
  return lapel_key_ref (method->key);
}

static void
check_signature (LapelRun         *run,
                 LapelProofResult *result)
{
  g_autoptr (LapelKey) key = NULL;
  g_autoptr (GError) error = NULL;
  gboolean vouched = FALSE;

  key = find_key (run, result, &vouched);
  if (key == NULL)
    return;

  if (lapel_proof_verify (run->workspace, run->credential->document, result->proof, key, NULL,
                          &error))
    {
      result->fits = TRUE;
      if (!vouched)
        lapel_proof_result_add (result, LAPEL_OUTCOME_UNCHECKED, LAPEL_CODE_KEY_NOT_PROVEN, NULL,
                                FALSE);
      return;
    }

  /* A base proof is nothing wrong, but nobody except the holder is to go by it; and what is written
   * out may be an extension that no context has a word for, or something that is to be overlooked.
   */
  if (g_error_matches (error, LAPEL_ERROR, LAPEL_ERROR_CONTEXT_UNKNOWN) ||
      g_error_matches (error, LAPEL_ERROR, LAPEL_ERROR_NOT_COMPACT) ||
      g_error_matches (error, LAPEL_ERROR, LAPEL_ERROR_SUITE_UNSUPPORTED) ||
      g_error_matches (error, LAPEL_ERROR, LAPEL_ERROR_PROOF_NOT_DERIVED))
    add_error (result, LAPEL_OUTCOME_UNCHECKED, error);
  else if (vouched || !g_error_matches (error, LAPEL_ERROR, LAPEL_ERROR_SIGNATURE))
    add_error (result, LAPEL_OUTCOME_FAILED, error);
  else if (result->findings->len == 0)
    add_error (result, LAPEL_OUTCOME_UNCHECKED, error);
}

static void
check_proof (LapelRun         *run,
             LapelProofResult *result)
{
  const char *purpose = lapel_json_get_string (result->proof, "proofPurpose");
  g_autoptr (GError) error = NULL;

  if (lapel_suite_for_proof (result->proof, &error) == NULL)
    {
      gboolean unknown = g_error_matches (error, LAPEL_ERROR, LAPEL_ERROR_SUITE_UNSUPPORTED);

      add_error (result, unknown ? LAPEL_OUTCOME_UNCHECKED : LAPEL_OUTCOME_FAILED, error);
      return;
    }
  if (lapel_json_has_string (lapel_json_get (result->proof, "cryptosuite"), "eddsa-2022"))
    lapel_run_note (run, LAPEL_CODE_SUITE_OLD_NAME, NULL, NULL);

  if (lapel_json_get (result->proof, "proofPurpose") == NULL)
    add_malformed (result, "proofPurpose is missing");
  else if (purpose != NULL && strcmp (purpose, lapel_run_get_purpose (run)) != 0)
    lapel_proof_result_add (result, LAPEL_OUTCOME_FAILED, LAPEL_CODE_PURPOSE_WRONG, purpose, FALSE);

  check_shape (result);
  check_proof_dates (run, result);
  check_audience (run, result);
  if (result->method == NULL)
    add_malformed (result, "verificationMethod is missing");
  else if (!result->broken_chain)
    check_signature (run, result);
}

static gboolean
is_good (const LapelRun         *run,
         const LapelProofResult *result)
{
  return result->names_issuer && result->fits && result->findings->len == 0 &&
         run->unknown_context == NULL;
}

static void
add_row (LapelRun               *run,
         const LapelProofResult *result,
         LapelOutcome            outcome,
         const char             *code,
         const char             *message)
{
  const LapelJson *proof = result->proof;
  const char *suite = lapel_json_get_string (proof, "cryptosuite");

  if (suite == NULL)
    suite = lapel_json_get_string (proof, "type");
  lapel_report_add (run->report, LAPEL_QUESTION_AUTHENTIC,
                    lapel_check_name_to_string (LAPEL_CHECK_PROOF), outcome, code, "suite", suite,
                    "method", result->method, "created", lapel_json_get_string (proof, "created"),
                    "message", message, NULL);
}

/* A signature that fits and against which nothing stands: the issuer's, or somebody else's. */
static void
report_fitting (LapelRun               *run,
                const LapelProofResult *result,
                gboolean                issuer_named)
{
  LapelCode code = LAPEL_CODE_CO_SIGNATURE;
  LapelOutcome outcome = LAPEL_OUTCOME_UNCHECKED;

  if (is_good (run, result))
    {
      code = LAPEL_CODE_OK;
      outcome = LAPEL_OUTCOME_PASSED;
    }
  else if (run->unknown_context != NULL)
    {
      /* The bytes are the signed ones, but nobody here can say what they mean. */
      add_row (run, result, LAPEL_OUTCOME_UNCHECKED,
               lapel_error_get_nick (LAPEL_ERROR_CONTEXT_UNKNOWN), run->unknown_context);
      return;
    }
  else if (!issuer_named)
    {
      outcome = lapel_stranger_outcome (run, &code);
    }
  add_row (run, result, outcome, lapel_code_to_string (code), NULL);
}

/* design.md, "Several proofs": a broken proof counts if it names the issuer's key, or if none does.
 */
static void
report_result (LapelRun               *run,
               const LapelProofResult *result,
               gboolean                issuer_named,
               gboolean                any_good)
{
  gboolean counts = result->names_issuer || !issuer_named;

  if (result->findings->len == 0 && result->fits)
    report_fitting (run, result, issuer_named);

  for (unsigned int i = 0; i < result->findings->len; i++)
    {
      const LapelFinding *finding = &g_array_index (result->findings, LapelFinding, i);
      gboolean excused = !counts || (finding->lapsed && any_good);

      add_row (run, result, excused ? LAPEL_OUTCOME_UNCHECKED : finding->outcome, finding->code,
               finding->message);
    }
}

static GArray *
collect_proofs (const LapelRun *run)
{
  const LapelJson *proofs = lapel_json_get (run->credential->document, "proof");
  GArray *results = g_array_new (FALSE, FALSE, sizeof (LapelProofResult));

  g_array_set_clear_func (results, (GDestroyNotify) result_clear);
  for (uint32_t i = 0; i < lapel_json_count (proofs); i++)
    {
      LapelProofResult result = { .proof = lapel_json_at (proofs, i) };

      result.id = lapel_json_get_string (result.proof, "id");
      result.method = lapel_json_get_string (result.proof, "verificationMethod");
      result.names_issuer = lapel_method_is_of (result.method, run->credential->issuer.id);
      result.findings = g_array_new (FALSE, FALSE, sizeof (LapelFinding));
      g_array_set_clear_func (result.findings, (GDestroyNotify) finding_clear);
      g_array_append_val (results, result);
    }
  return results;
}

static void
check_results (LapelRun *run,
               GArray   *results)
{
  gboolean issuer_named = FALSE;
  gboolean any_good = FALSE;

  for (unsigned int i = 0; i < results->len; i++)
    {
      LapelProofResult *result = &g_array_index (results, LapelProofResult, i);

      lapel_proof_set_check_ids (result, results);
      check_proof (run, result);
      issuer_named = issuer_named || result->names_issuer;
    }
  lapel_proof_set_check_chains (results);
  for (unsigned int i = 0; i < results->len; i++)
    any_good = any_good || is_good (run, &g_array_index (results, LapelProofResult, i));
  for (unsigned int i = 0; i < results->len; i++)
    report_result (run, &g_array_index (results, LapelProofResult, i), issuer_named, any_good);
}

void
lapel_check_proofs (LapelRun *run)
{
  uint32_t n = lapel_json_count (lapel_json_get (run->credential->document, "proof"));
  g_autoptr (GArray) results = NULL;
  g_autoptr (GError) error = NULL;

  if (n == 0)
    {
      lapel_check_unsigned (run);
      return;
    }
  if (n > LAPEL_MAX_PROOFS)
    {
      error = g_error_new (LAPEL_ERROR, LAPEL_ERROR_TOO_COMPLEX, "%u proofs, more than %d", n,
                           LAPEL_MAX_PROOFS);
      lapel_run_add_error (run, LAPEL_QUESTION_AUTHENTIC, LAPEL_CHECK_PROOF,
                           LAPEL_OUTCOME_UNCHECKED, error, NULL, NULL);
      return;
    }

  results = collect_proofs (run);
  check_results (run, results);
}
