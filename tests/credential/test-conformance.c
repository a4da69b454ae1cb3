/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "conformance-suite.h"
#include "lapel-codes.h"
#include "lapel-error.h"

#include <string.h>

/* Whole verifications against the conformance data: what the manifests expect, word for word. */

/* The bits that are words of the manifests' verdicts: "warning" is listed there only where it is
 * the point. */
static char *
describe_states (LapelStates states)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (unsigned int bit = 0; (LapelStates) (1u << bit) <= LAPEL_STATE_WARNING; bit++)
    if (states & (1u << bit))
      g_string_append_printf (words, "%s ", lapel_state_to_string ((LapelStates) (1u << bit)));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static LapelStates
expected_states (JsonObject *item)
{
  JsonArray *words =
      json_object_get_array_member (json_object_get_object_member (item, "expect"), "verdict");
  LapelStates states = 0;

  for (unsigned int i = 0; i < json_array_get_length (words); i++)
    for (unsigned int bit = 0; (LapelStates) (1u << bit) <= LAPEL_STATE_WARNING; bit++)
      if (strcmp (json_array_get_string_element (words, i),
                  lapel_state_to_string ((LapelStates) (1u << bit))) == 0)
        states |= 1u << bit;
  g_assert_cmphex (states, !=, 0);
  return states;
}

/* Whether the case comes out as its manifest says; says so where it does not. */
static gboolean
has_expected_states (Suite      *suite,
                     JsonObject *item)
{
  g_autoptr (LapelReport) report = suite_verify (suite, item);
  LapelStates expected = expected_states (item);
  LapelStates states = lapel_report_get_states (report);
  g_autofree char *wanted = describe_states (expected);
  g_autofree char *got = NULL;

  if ((expected & LAPEL_STATE_WARNING) == 0)
    states &= ~(unsigned int) LAPEL_STATE_WARNING;
  got = describe_states (states);
  if (states == expected)
    return TRUE;

  g_test_message ("%s: wanted %s, got %s", json_object_get_string_member (item, "id"), wanted, got);
  suite_explain (report);
  return FALSE;
}

static void
run_states (const char *folder)
{
  g_autoptr (Suite) suite = suite_open (folder);
  unsigned int passed = 0;
  JsonArray *cases = NULL;

  if (suite == NULL)
    return;
  suite_serve_issuers_of (suite, "ob3");
  cases = suite_cases (suite);
  for (unsigned int i = 0; i < json_array_get_length (cases); i++)
    passed += has_expected_states (suite, json_array_get_object_element (cases, i));
  lapel_test_count (folder, passed, json_array_get_length (cases));
  g_assert_cmpuint (passed, ==, json_array_get_length (cases));
}

static void
test_ob3 (void)
{
  run_states ("ob3");
}

static void
test_clr2 (void)
{
  run_states ("clr2");
}

/* The manifest's second run: without the documents of its controllers an https issuer vouches for
 * nothing. What the key in the fragment fits is "signature-only" as well (design.md, "Keys"). */
static void
test_ob3_without_controllers (void)
{
  g_autoptr (Suite) suite = suite_open ("ob3");
  unsigned int seen = 0;
  JsonArray *cases = NULL;

  if (suite == NULL)
    return;
  g_hash_table_remove_all (suite->documents);
  cases = suite_cases (suite);
  for (unsigned int i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *item = json_array_get_object_element (cases, i);
      const char *issuer = json_object_get_string_member_with_default (item, "issuer", "");
      g_autoptr (LapelReport) report = NULL;

      if (!g_str_has_prefix (issuer, "https:") || expected_states (item) != LAPEL_STATE_VERIFIED)
        continue;
      g_test_message ("%s", json_object_get_string_member (item, "id"));
      report = suite_verify (suite, item);
      g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_UNDECIDED);
      g_assert_cmphex (lapel_report_get_states (report), ==,
                       LAPEL_STATE_UNVERIFIABLE | LAPEL_STATE_SIGNATURE_ONLY);
      seen++;
    }
  g_assert_cmpuint (seen, >, 5);
}

/* A row of @code that is not just another way of saying passed. */
static gboolean
has_code (const LapelReport *report,
          const char        *code)
{
  const GPtrArray *checks = lapel_report_get_checks (report);

  for (unsigned int i = 0; i < checks->len; i++)
    {
      const LapelCheck *check = g_ptr_array_index (checks, i);

      if (check->outcome != LAPEL_OUTCOME_PASSED && strcmp (check->code, code) == 0)
        return TRUE;
    }
  return FALSE;
}

/* data-integrity/ and vc-jwt/ speak of one word each. "valid" is of the proof alone: whatever else
 * is wrong with the credential, the proof must not be what is. */
static gboolean
outcome_is (const LapelReport *report,
            const char        *word)
{
  LapelVerdict verdict = lapel_report_get_verdict (report);
  LapelStates states = lapel_report_get_states (report);
  gboolean valid =
      lapel_report_get_outcome (report, LAPEL_QUESTION_AUTHENTIC) == LAPEL_OUTCOME_PASSED &&
      verdict != LAPEL_VERDICT_INVALID;

  if (strcmp (word, "valid") == 0 || strcmp (word, "valid-first") == 0)
    return valid;
  if (strcmp (word, "valid-with-warning") == 0)
    return valid && (states & LAPEL_STATE_WARNING) != 0;
  if (strcmp (word, "invalid") == 0)
    return verdict == LAPEL_VERDICT_INVALID;
  if (strcmp (word, "unverifiable") == 0 || strcmp (word, "unsupported") == 0)
    return verdict == LAPEL_VERDICT_UNDECIDED && (states & LAPEL_STATE_UNVERIFIABLE) != 0;
  if (strcmp (word, "signature-only") == 0)
    return verdict == LAPEL_VERDICT_UNDECIDED && states == LAPEL_STATE_SIGNATURE_ONLY;
  if (strcmp (word, "expired") == 0)
    return verdict == LAPEL_VERDICT_NOT_CURRENT && states == LAPEL_STATE_EXPIRED;
  g_assert_not_reached ();
}

static void
run_derived (const char *folder)
{
  g_autoptr (Suite) suite = suite_open (folder);
  unsigned int passed = 0;
  JsonArray *cases = NULL;

  if (suite == NULL)
    return;
  cases = suite_cases (suite);
  for (unsigned int i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *item = json_array_get_object_element (cases, i);
      const char *word = json_object_get_string_member (item, "expect");
      g_autoptr (LapelReport) report = suite_verify (suite, item);
      gboolean right = outcome_is (report, word);

      passed += right;
      if (right)
        continue;
      g_test_message ("%s: wanted %s, got %s", json_object_get_string_member (item, "id"), word,
                      lapel_verdict_to_string (lapel_report_get_verdict (report)));
      suite_explain (report);
    }
  lapel_test_count (folder, passed, json_array_get_length (cases));
  g_assert_cmpuint (passed, ==, json_array_get_length (cases));
}

static void
test_data_integrity (void)
{
  run_derived ("data-integrity/derived");
}

static void
test_vc_jwt (void)
{
  run_derived ("vc-jwt/derived");
}

/** A case and the code that must say why. */
typedef struct
{
  const char *folder;
  const char *id;
  const char *code;
} ReasonCase;

static const ReasonCase reason_cases[] = {
  { "data-integrity/derived", "01-claim-changed", "signature-mismatch" },
  { "data-integrity/derived", "02-undefined-property-added", "undefined-term" },
  { "data-integrity/derived", "03-undefined-type-added", "undefined-term" },
  { "data-integrity/derived", "05-unknown-remote-context", "context-unknown" },
  { "data-integrity/derived", "07-inline-null-term", "context-inline" },
  { "data-integrity/derived", "10-purpose-authentication", "proof-purpose-wrong" },
  { "data-integrity/derived", "11-proof-expired", "proof-expired" },
  { "data-integrity/derived", "12-proof-created-in-future", "proof-in-future" },
  { "data-integrity/derived", "13-no-proof-purpose", "proof-malformed" },
  { "data-integrity/derived", "14-no-verification-method", "proof-malformed" },
  { "data-integrity/derived", "16-no-cryptosuite", "proof-malformed" },
  { "data-integrity/derived", "17-unknown-cryptosuite", "suite-unsupported" },
  { "data-integrity/derived", "18-proof-value-base64url", "encoding" },
  { "data-integrity/derived", "20-didkey-fragment-mismatch", "verification-method-not-found" },
  { "data-integrity/derived", "21-issuer-is-not-controller", "key-not-of-issuer" },
  { "data-integrity/derived", "22-key-only-in-url-fragment", "key-not-proven" },
  { "data-integrity/derived", "24-set-second-signer", "co-signature" },
  { "data-integrity/derived", "25-set-one-broken", "signature-mismatch" },
  { "data-integrity/derived", "26-previous-proof-missing", "previous-proof-missing" },
  { "data-integrity/derived", "27-empty-proof-array", "no-proof" },
  { "data-integrity/derived", "28-duplicate-member", "json-duplicate-member" },
  { "data-integrity/derived", "41-jcs-proof-context-not-prefix", "proof-context-not-prefix" },
  { "vc-jwt/derived", "10-alg-none", "jws-algorithm-refused" },
  { "vc-jwt/derived", "12-hs256-with-public-key", "jws-algorithm-refused" },
  { "vc-jwt/derived", "13-alg-key-mismatch", "key-mismatch" },
  { "vc-jwt/derived", "17-crit-unknown", "jws-critical-header" },
  { "vc-jwt/derived", "20-jwk-header-other-key", "key-not-proven" },
  { "vc-jwt/derived", "21-jwk-header-contains-private", "key-private" },
  { "vc-jwt/derived", "22-no-key-reference", "jws-no-key" },
  { "vc-jwt/derived", "23-kid-of-another-did", "key-not-of-issuer" },
  { "vc-jwt/derived", "30-iss-mismatch", "claim-mismatch" },
  { "vc-jwt/derived", "31-sub-mismatch", "claim-mismatch" },
  { "vc-jwt/derived", "32-jti-mismatch", "claim-mismatch" },
  { "vc-jwt/derived", "33-nbf-mismatch", "claim-mismatch" },
  { "vc-jwt/derived", "34-exp-past", "expired" },
  { "vc-jwt/derived", "35-iss-missing", "claim-missing" },
  { "vc-jwt/derived", "40-tampered-payload", "signature-mismatch" },
  { "ob3", "1edtech/simple-err-issuer", "member-missing" },
  { "ob3", "1edtech/simple-jwt", "jws-no-key" },
  { "ob3", "1edtech/complete_v1", "unreachable" },
};

static JsonObject *
find_case (Suite      *suite,
           const char *id)
{
  JsonArray *cases = suite_cases (suite);

  for (unsigned int i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *item = json_array_get_object_element (cases, i);

      if (strcmp (json_object_get_string_member (item, "id"), id) == 0)
        return item;
    }
  g_error ("no case %s", id);
}

static void
test_reason (gconstpointer data)
{
  const ReasonCase *expected = data;
  g_autoptr (Suite) suite = suite_open (expected->folder);
  g_autoptr (LapelReport) report = NULL;

  if (suite == NULL)
    return;
  report = suite_verify (suite, find_case (suite, expected->id));
  suite_explain (report);
  g_assert_true (has_code (report, expected->code));
}

static void
assert_audience (Suite        *suite,
                 const char   *domain,
                 const char   *challenge,
                 LapelVerdict  verdict,
                 const char   *code)
{
  g_autoptr (LapelReport) report =
      suite_verify_for (suite, find_case (suite, "23-domain-and-challenge"), domain, challenge);

  suite_explain (report);
  g_assert_cmpint (lapel_report_get_verdict (report), ==, verdict);
  g_assert_true (code == NULL || has_code (report, code));
}

static void
test_audience (void)
{
  g_autoptr (Suite) suite = suite_open ("data-integrity/derived");
  static const char domain[] = "https://verifier.example";
  static const char challenge[] = "n-0S6_WzA2Mj";

  if (suite == NULL)
    return;
  assert_audience (suite, domain, challenge, LAPEL_VERDICT_VERIFIED, NULL);
  assert_audience (suite, "https://other.example", challenge, LAPEL_VERDICT_INVALID,
                   "domain-mismatch");
  assert_audience (suite, domain, "another", LAPEL_VERDICT_INVALID, "challenge-mismatch");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/conformance/ob3", test_ob3);
  g_test_add_func ("/conformance/clr2", test_clr2);
  g_test_add_func ("/conformance/ob3-without-controllers", test_ob3_without_controllers);
  g_test_add_func ("/conformance/data-integrity", test_data_integrity);
  g_test_add_func ("/conformance/vc-jwt", test_vc_jwt);
  for (unsigned int i = 0; i < G_N_ELEMENTS (reason_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/conformance/reason/%s", reason_cases[i].id);
      g_test_add_data_func (path, &reason_cases[i], test_reason);
    }
  g_test_add_func ("/conformance/audience", test_audience);
  return g_test_run ();
}
