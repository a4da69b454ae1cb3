/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-codes.h"
#include "lapel-report.h"

#define AUTHENTIC      LAPEL_QUESTION_AUTHENTIC
#define CURRENT        LAPEL_QUESTION_CURRENT
#define YOURS          LAPEL_QUESTION_YOURS
#define ISSUER         LAPEL_QUESTION_ISSUER
#define CONFORMS       LAPEL_QUESTION_CONFORMS
#define PASSED         LAPEL_OUTCOME_PASSED
#define FAILED         LAPEL_OUTCOME_FAILED
#define UNCHECKED      LAPEL_OUTCOME_UNCHECKED
#define NOT_APPLICABLE LAPEL_OUTCOME_NOT_APPLICABLE

typedef struct
{
  LapelQuestion question;
  LapelOutcome outcome;
  const char *code;
} Row;

/** One line of the verdict table of design.md: these rows, that verdict, these words. */
typedef struct
{
  const char *name;
  LapelVerdict verdict;
  LapelStates states;
  gboolean note;
  Row rows[4];
} VerdictCase;

#define GENUINE                                                                                    \
  {                                                                                                \
    AUTHENTIC, PASSED, "ok"                                                                        \
  }

static const VerdictCase verdict_cases[] = {
  { "nothing-checked", LAPEL_VERDICT_UNDECIDED, LAPEL_STATE_UNVERIFIABLE, FALSE, { { 0 } } },
  { "signature-broken",
    LAPEL_VERDICT_INVALID,
    LAPEL_STATE_INVALID,
    FALSE,
    { { AUTHENTIC, FAILED, "signature-mismatch" } } },
  { "one-proof-good-one-broken",
    LAPEL_VERDICT_INVALID,
    LAPEL_STATE_INVALID,
    FALSE,
    { GENUINE, { AUTHENTIC, FAILED, "signature-mismatch" } } },
  { "standard-broken",
    LAPEL_VERDICT_INVALID,
    LAPEL_STATE_INVALID,
    FALSE,
    { GENUINE, { CONFORMS, FAILED, "member-missing" } } },
  { "standard-broken-and-revoked",
    LAPEL_VERDICT_INVALID,
    LAPEL_STATE_INVALID | LAPEL_STATE_REVOKED,
    FALSE,
    { GENUINE, { CURRENT, FAILED, "revoked" }, { CONFORMS, FAILED, "context-inline" } } },
  { "no-proof",
    LAPEL_VERDICT_UNDECIDED,
    LAPEL_STATE_UNVERIFIABLE,
    FALSE,
    { { AUTHENTIC, UNCHECKED, "no-proof" } } },
  { "conforming-but-unsigned",
    LAPEL_VERDICT_UNDECIDED,
    LAPEL_STATE_UNVERIFIABLE,
    FALSE,
    { { CONFORMS, PASSED, "ok" }, { CURRENT, PASSED, "ok" } } },
  { "key-of-nobody",
    LAPEL_VERDICT_UNDECIDED,
    LAPEL_STATE_SIGNATURE_ONLY,
    FALSE,
    { { AUTHENTIC, UNCHECKED, "key-not-proven" } } },
  { "key-in-fragment-issuer-unreachable",
    LAPEL_VERDICT_UNDECIDED,
    LAPEL_STATE_SIGNATURE_ONLY | LAPEL_STATE_UNVERIFIABLE,
    FALSE,
    { { AUTHENTIC, UNCHECKED, "key-not-proven" }, { AUTHENTIC, UNCHECKED, "network-off" } } },
  { "unproven-and-expired",
    LAPEL_VERDICT_UNDECIDED,
    LAPEL_STATE_UNVERIFIABLE | LAPEL_STATE_EXPIRED,
    FALSE,
    { { AUTHENTIC, UNCHECKED, "network-off" },
      { CURRENT, FAILED, "expired" },
      { CURRENT, UNCHECKED, "network-off" } } },
  { "unknown-proof-beside-good",
    LAPEL_VERDICT_VERIFIED,
    LAPEL_STATE_VERIFIED,
    FALSE,
    { GENUINE, { AUTHENTIC, UNCHECKED, "suite-unsupported" } } },
  { "revoked",
    LAPEL_VERDICT_REVOKED,
    LAPEL_STATE_REVOKED,
    FALSE,
    { GENUINE, { CURRENT, FAILED, "revoked" } } },
  { "suspended",
    LAPEL_VERDICT_REVOKED,
    LAPEL_STATE_SUSPENDED,
    FALSE,
    { GENUINE, { CURRENT, FAILED, "suspended" } } },
  { "revoked-and-expired",
    LAPEL_VERDICT_REVOKED,
    LAPEL_STATE_REVOKED | LAPEL_STATE_EXPIRED,
    FALSE,
    { GENUINE, { CURRENT, FAILED, "expired" }, { CURRENT, FAILED, "revoked" } } },
  { "expired",
    LAPEL_VERDICT_NOT_CURRENT,
    LAPEL_STATE_EXPIRED,
    FALSE,
    { GENUINE, { CURRENT, FAILED, "expired" } } },
  { "not-yet-valid",
    LAPEL_VERDICT_NOT_CURRENT,
    LAPEL_STATE_NOT_YET_VALID,
    FALSE,
    { GENUINE, { CURRENT, FAILED, "not-yet-valid" } } },
  { "expired-status-unknown",
    LAPEL_VERDICT_NOT_CURRENT,
    LAPEL_STATE_EXPIRED | LAPEL_STATE_STATUS_UNKNOWN,
    FALSE,
    { GENUINE, { CURRENT, FAILED, "expired" }, { CURRENT, UNCHECKED, "network-off" } } },
  { "status-unknown",
    LAPEL_VERDICT_UNDECIDED,
    LAPEL_STATE_STATUS_UNKNOWN,
    FALSE,
    { GENUINE, { CURRENT, PASSED, "ok" }, { CURRENT, UNCHECKED, "network-off" } } },
  { "verified",
    LAPEL_VERDICT_VERIFIED,
    LAPEL_STATE_VERIFIED,
    FALSE,
    { GENUINE, { CURRENT, PASSED, "ok" }, { CONFORMS, PASSED, "ok" } } },
  { "verified-with-note",
    LAPEL_VERDICT_VERIFIED,
    LAPEL_STATE_VERIFIED | LAPEL_STATE_WARNING,
    TRUE,
    { GENUINE } },
  { "invalid-with-note",
    LAPEL_VERDICT_INVALID,
    LAPEL_STATE_INVALID,
    TRUE,
    { { AUTHENTIC, FAILED, "signature-mismatch" } } },
  { "schema-unchecked",
    LAPEL_VERDICT_VERIFIED,
    LAPEL_STATE_VERIFIED,
    FALSE,
    { GENUINE, { CONFORMS, UNCHECKED, "schema-not-checked" } } },
  { "somebody-else's",
    LAPEL_VERDICT_VERIFIED,
    LAPEL_STATE_VERIFIED,
    FALSE,
    { GENUINE, { YOURS, FAILED, "recipient-someone-else" } } },
  { "issuer-distrusted",
    LAPEL_VERDICT_VERIFIED,
    LAPEL_STATE_VERIFIED,
    FALSE,
    { GENUINE, { ISSUER, FAILED, "issuer-distrusted" } } },
};

static void
test_verdict (gconstpointer data)
{
  const VerdictCase *expected = data;
  g_autoptr (LapelReport) report = lapel_report_new ();

  for (unsigned int i = 0; i < G_N_ELEMENTS (expected->rows) && expected->rows[i].code; i++)
    lapel_report_add (report, expected->rows[i].question, "row", expected->rows[i].outcome,
                      expected->rows[i].code, NULL);
  if (expected->note)
    lapel_report_add_note (report, "date-without-zone", NULL);
  lapel_report_conclude (report, 0);

  g_assert_cmpstr (lapel_verdict_to_string (lapel_report_get_verdict (report)), ==,
                   lapel_verdict_to_string (expected->verdict));
  g_assert_cmphex (lapel_report_get_states (report), ==, expected->states);
}

static LapelOutcome
outcome_of (LapelQuestion question,
            LapelOutcome  first,
            LapelOutcome  second)
{
  g_autoptr (LapelReport) report = lapel_report_new ();

  lapel_report_add (report, question, "row", first, "ok", NULL);
  lapel_report_add (report, question, "row", second, "ok", NULL);
  lapel_report_conclude (report, 0);
  return lapel_report_get_outcome (report, question);
}

static void
test_outcomes (void)
{
  for (unsigned int q = 0; q < LAPEL_N_QUESTIONS; q++)
    {
      g_assert_cmpint (outcome_of (q, PASSED, FAILED), ==, FAILED);
      g_assert_cmpint (outcome_of (q, UNCHECKED, FAILED), ==, FAILED);
      g_assert_cmpint (outcome_of (q, NOT_APPLICABLE, PASSED), ==, PASSED);
      g_assert_cmpint (outcome_of (q, NOT_APPLICABLE, UNCHECKED), ==, UNCHECKED);
      g_assert_cmpint (outcome_of (q, NOT_APPLICABLE, NOT_APPLICABLE), ==, NOT_APPLICABLE);
      g_assert_cmpint (outcome_of (q, PASSED, UNCHECKED), ==, q == CURRENT ? UNCHECKED : PASSED);
    }
}

/* A report that nobody concluded must not look like a good one. */
static void
test_not_concluded (void)
{
  g_autoptr (LapelReport) report = lapel_report_new ();

  lapel_report_add (report, AUTHENTIC, "proof", PASSED, "ok", NULL);
  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_UNDECIDED);
}

static void
test_unreadable (void)
{
  g_autoptr (GError) error = g_error_new (LAPEL_ERROR, LAPEL_ERROR_JSON_DEPTH, "line 3, column 9");
  g_autoptr (LapelReport) report = lapel_report_new_unreadable (error);
  const LapelCheck *check = g_ptr_array_index (lapel_report_get_checks (report), 0);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_INVALID);
  g_assert_cmphex (lapel_report_get_states (report), ==,
                   LAPEL_STATE_INVALID | LAPEL_STATE_UNREADABLE);
  g_assert_cmpstr (check->code, ==, "json-too-deep");
  g_assert_cmpstr (lapel_check_get (check, "message"), ==, "line 3, column 9");
  g_assert_null (lapel_check_get (check, "line"));
}

static void
test_params (void)
{
  g_autoptr (LapelReport) report = lapel_report_new ();
  const LapelCheck *check = NULL;

  lapel_report_add (report, CURRENT, "validity", FAILED, "expired", "from", NULL, "until",
                    "2020-01-01T00:00:00Z", NULL);
  check = g_ptr_array_index (lapel_report_get_checks (report), 0);

  g_assert_null (lapel_check_get (check, "from"));
  g_assert_cmpstr (lapel_check_get (check, "until"), ==, "2020-01-01T00:00:00Z");
}

static LapelReport *
report_with_child (const char *format)
{
  LapelReport *report = lapel_report_new ();
  LapelReport *child = lapel_report_new ();

  lapel_report_add (child, AUTHENTIC, "proof", PASSED, "ok", NULL);
  lapel_report_add (child, CURRENT, "validity", FAILED, "expired", NULL);
  lapel_report_conclude (child, 0);

  lapel_report_describe (report, format, "title", "issuer");
  lapel_report_add (report, AUTHENTIC, "proof", PASSED, "ok", NULL);
  lapel_report_add_child (report, child);
  lapel_report_conclude (report, 0);
  return report;
}

static void
test_presentation_is_as_bad_as_its_worst (void)
{
  g_autoptr (LapelReport) report = report_with_child ("presentation");

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_NOT_CURRENT);
  g_assert_cmphex (lapel_report_get_states (report), ==, LAPEL_STATE_EXPIRED);
  g_assert_cmpint (lapel_report_get_worst (report), ==, LAPEL_VERDICT_NOT_CURRENT);
}

static void
test_other_verdicts_stand_alone (void)
{
  g_autoptr (LapelReport) report = report_with_child ("open-badges-3.0");

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_VERIFIED);
  g_assert_cmphex (lapel_report_get_states (report), ==, LAPEL_STATE_VERIFIED);
  g_assert_cmpint (lapel_report_get_worst (report), ==, LAPEL_VERDICT_NOT_CURRENT);
}

static void
test_words (void)
{
  g_assert_cmpstr (lapel_question_to_string (YOURS), ==, "yours");
  g_assert_cmpstr (lapel_outcome_to_string (NOT_APPLICABLE), ==, "not-applicable");
  g_assert_cmpstr (lapel_verdict_to_string (LAPEL_VERDICT_NOT_CURRENT), ==, "not-current");
  g_assert_cmpstr (lapel_state_to_string (LAPEL_STATE_VERIFIED), ==, "verified");
  g_assert_cmpstr (lapel_state_to_string (LAPEL_STATE_NOT_YET_VALID), ==, "not-yet-valid");
  g_assert_cmpstr (lapel_state_to_string (LAPEL_STATE_SIGNATURE_ONLY), ==, "signature-only");
  g_assert_cmpstr (lapel_state_to_string (LAPEL_STATE_WARNING), ==, "warning");
}

/* Two codes with one word, or a code with an error's word, would be two meanings of one word. */
static void
test_codes_are_unique (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (unsigned int i = 0; i < LAPEL_N_ERRORS; i++)
    g_assert_true (g_hash_table_add (seen, (gpointer) lapel_error_get_nick ((LapelError) i)));
  for (unsigned int i = 0; i < LAPEL_N_CODES; i++)
    g_assert_true (g_hash_table_add (seen, (gpointer) lapel_code_to_string ((LapelCode) i)));
}

static void
test_copy (void)
{
  g_autoptr (LapelReport) from = lapel_report_new ();
  g_autoptr (LapelReport) to = lapel_report_new ();
  const LapelCheck *check = NULL;

  lapel_report_add (from, AUTHENTIC, "proof", PASSED, "ok", "suite", "eddsa-jcs-2022", NULL);
  lapel_report_add_note (from, "suite-old-name", NULL);
  lapel_report_add_copy (to, g_ptr_array_index (lapel_report_get_checks (from), 0));
  lapel_report_add_copy (to, g_ptr_array_index (lapel_report_get_notes (from), 0));
  g_clear_pointer (&from, lapel_report_unref);

  g_assert_cmpuint (lapel_report_get_checks (to)->len, ==, 1);
  g_assert_cmpuint (lapel_report_get_notes (to)->len, ==, 1);
  check = g_ptr_array_index (lapel_report_get_checks (to), 0);
  g_assert_cmpstr (lapel_check_get (check, "suite"), ==, "eddsa-jcs-2022");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (unsigned int i = 0; i < G_N_ELEMENTS (verdict_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/report/verdict/%s", verdict_cases[i].name);
      g_test_add_data_func (path, &verdict_cases[i], test_verdict);
    }
  g_test_add_func ("/report/outcomes", test_outcomes);
  g_test_add_func ("/report/not-concluded", test_not_concluded);
  g_test_add_func ("/report/unreadable", test_unreadable);
  g_test_add_func ("/report/params", test_params);
  g_test_add_func ("/report/presentation", test_presentation_is_as_bad_as_its_worst);
  g_test_add_func ("/report/stands-alone", test_other_verdicts_stand_alone);
  g_test_add_func ("/report/words", test_words);
  g_test_add_func ("/report/codes-unique", test_codes_are_unique);
  g_test_add_func ("/report/copy", test_copy);
  return g_test_run ();
}
