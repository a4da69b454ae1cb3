/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-words-facts.h"
#include "lapel-words.h"

#include "lapel-codes.h"
#include "lapel-exchange-codes.h"

#include <gio/gio.h>
#include <locale.h>
#include <string.h>

#define DAY (G_TIME_SPAN_DAY)

static void
assert_sentence (const char *code)
{
  const char *sentence = lapel_words_code (code);

  if (sentence == NULL)
    g_error ("no sentence for %s", code);
  g_assert_true (g_ascii_isupper (sentence[0]));
  g_assert_true (g_str_has_suffix (sentence, "."));
}

static void
test_every_code_has_a_sentence (void)
{
  for (unsigned int i = 0; i < LAPEL_N_ERRORS; i++)
    assert_sentence (lapel_error_get_nick ((LapelError) i));
  for (unsigned int i = 0; i < LAPEL_N_CODES; i++)
    assert_sentence (lapel_code_to_string ((LapelCode) i));
#define X(note) assert_sentence (note);
  LAPEL_EXCHANGE_NOTES (X)
#undef X
  g_assert_null (lapel_words_code ("no-such-code"));
}

static void
test_error (void)
{
  g_autoptr (GError) ours = g_error_new (LAPEL_ERROR, LAPEL_ERROR_EMPTY, "expert's text");
  g_autoptr (GError) other = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "their text");
  g_autofree char *ours_words = lapel_words_error (ours);
  g_autofree char *other_words = lapel_words_error (other);

  g_assert_cmpstr (ours_words, ==, lapel_words_code ("empty"));
  g_assert_cmpstr (other_words, ==, "their text");
}

static void
test_verdicts (void)
{
  g_assert_cmpstr (lapel_words_verdict (LAPEL_VERDICT_VERIFIED, LAPEL_STATE_VERIFIED), ==,
                   "Verified");
  g_assert_cmpstr (lapel_words_verdict (LAPEL_VERDICT_REVOKED, LAPEL_STATE_SUSPENDED), ==,
                   "Suspended");
  g_assert_cmpstr (lapel_words_verdict (LAPEL_VERDICT_REVOKED,
                                        LAPEL_STATE_SUSPENDED | LAPEL_STATE_REVOKED),
                   ==, "Revoked");
  g_assert_cmpstr (lapel_words_verdict (LAPEL_VERDICT_NOT_CURRENT, LAPEL_STATE_NOT_YET_VALID), ==,
                   "Not valid yet");
  g_assert_cmpstr (lapel_words_verdict (LAPEL_VERDICT_UNDECIDED, LAPEL_STATE_STATUS_UNKNOWN), ==,
                   "Genuine, status unknown");
  g_assert_cmpstr (lapel_words_verdict (LAPEL_VERDICT_UNDECIDED, LAPEL_STATE_UNVERIFIABLE), ==,
                   "Cannot be checked");
  g_assert_cmpstr (lapel_words_verdict (LAPEL_VERDICT_INVALID,
                                        LAPEL_STATE_INVALID | LAPEL_STATE_UNREADABLE),
                   ==, "Cannot be read");
}

static LapelReport *
make_report (LapelQuestion   question,
             LapelCheckName  check,
             LapelOutcome    outcome,
             const char     *code)
{
  LapelReport *report = lapel_report_new ();

  lapel_report_describe (report, "open-badges-3.0", "Title", "100 %s Academy");
  lapel_report_add (report, question, lapel_check_name_to_string (check), outcome, code, "until",
                    "2025-05-03T12:00:00Z", NULL);
  if (question != LAPEL_QUESTION_AUTHENTIC)
    lapel_report_add (report, LAPEL_QUESTION_AUTHENTIC, "proof", LAPEL_OUTCOME_PASSED, "ok", NULL);
  lapel_report_conclude (report, G_GINT64_CONSTANT (1795348800) * G_USEC_PER_SEC);
  return report;
}

static void
assert_says (LapelReport *report,
             const char  *expected)
{
  g_autofree char *sentence = lapel_words_verdict_sentence (report);

  g_assert_cmpstr (sentence, ==, expected);
  lapel_report_unref (report);
}

/* The issuer's name is a stranger's text and no format. */
static void
test_sentences (void)
{
  assert_says (make_report (LAPEL_QUESTION_AUTHENTIC, LAPEL_CHECK_PROOF, LAPEL_OUTCOME_PASSED,
                            "ok"),
               "Issued by 100 %s Academy and unchanged since. Valid on 22 November 2026.");
  assert_says (make_report (LAPEL_QUESTION_AUTHENTIC, LAPEL_CHECK_PROOF, LAPEL_OUTCOME_FAILED,
                            "signature-mismatch"),
               "This was changed after it was issued, or it was not issued by 100 %s Academy.");
  assert_says (make_report (LAPEL_QUESTION_CURRENT, LAPEL_CHECK_VALIDITY, LAPEL_OUTCOME_FAILED,
                            "expired"),
               "Issued by 100 %s Academy and unchanged since. It was valid until 3 May 2025.");
  assert_says (make_report (LAPEL_QUESTION_CURRENT, LAPEL_CHECK_STATUS, LAPEL_OUTCOME_UNCHECKED,
                            "network-off"),
               "Issued by 100 %s Academy and unchanged since, but whether it was withdrawn could "
               "not "
               "be checked.");
  assert_says (make_report (LAPEL_QUESTION_AUTHENTIC, LAPEL_CHECK_PROOF, LAPEL_OUTCOME_UNCHECKED,
                            "key-not-proven"),
               "The signature is intact, but nothing shows that it was made by 100 %s Academy.");
}

/* Every row has a title, whatever its code. */
/* The elements as a person reads them, from the smallest credential that has each. */
static LapelFacts *
facts_of (const char *subject)
{
  g_autofree char *text =
      g_strdup_printf ("{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
                       "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"
                       "\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],"
                       "\"issuer\":{\"id\":\"https://x.example\",\"name\":\"Academy\","
                       "\"address\":{\"addressCountryCode\":\"BE\"}},"
                       "\"validFrom\":\"2026-03-12T23:30:00Z\",\"credentialSubject\":{%s}}",
                       subject);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (LapelCredential) credential = lapel_credential_parse (bytes, NULL);

  g_assert_nonnull (credential);
  return lapel_facts_new (credential, NULL);
}

static void
assert_fact (const LapelFacts *facts,
             LapelFactName     name,
             const char       *expected)
{
  g_autofree char *text = lapel_words_fact_text (lapel_facts_get (facts, name));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_facts (void)
{
  g_autoptr (LapelFacts) facts = facts_of (
      "\"creditsEarned\":1,\"result\":[{\"resultDescription\":\"urn:r\",\"value\":\"87\"}],"
      "\"achievement\":{\"name\":\"A\",\"ECTS\":2.5,\"SBU\":61,\"assessmentType\":\"essay\","
      "\"participationType\":\"online\",\"resultDescription\":[{\"id\":\"urn:r\","
      "\"name\":\"Exam\",\"resultType\":\"RawScore\",\"valueMax\":\"100\"}],"
      "\"alignment\":[{\"targetType\":\"ext:EQF\",\"targetName\":\"EQF 12\"},"
      "{\"targetFramework\":\"DigCompEdu\",\"targetCode\":\"2.2 B1\",\"targetName\":\"X\"}]}");
  g_autofree char *count = lapel_words_facts_count (facts);
  g_autofree char *note = lapel_words_fact_note (lapel_facts_get (facts, LAPEL_FACT_PREREQUISITES));
  uint32_t n = 0;
  const LapelCompetence *competences = lapel_facts_get_competences (facts, &n);
  g_autofree char *competence = n == 1 ? lapel_words_competence (competences) : NULL;

  assert_fact (facts, LAPEL_FACT_COUNTRY, "Belgium");
  assert_fact (facts, LAPEL_FACT_DATE, "12 March 2026");
  assert_fact (facts, LAPEL_FACT_WORKLOAD, "2.5 ECTS · 61 hours · 1 credit of unknown unit");
  assert_fact (facts, LAPEL_FACT_LEVEL, "Stated but not understood: “EQF 12”");
  assert_fact (facts, LAPEL_FACT_ASSESSMENT, "essay");
  assert_fact (facts, LAPEL_FACT_PARTICIPATION, "Online");
  assert_fact (facts, LAPEL_FACT_GRADE, "Exam: 87 of 100");
  assert_fact (facts, LAPEL_FACT_QUALITY_ASSURANCE, "Not stated by the issuer");
  assert_fact (facts, LAPEL_FACT_PREREQUISITES, "This format has no place for it");
  g_assert_cmpstr (note, ==, "It may be described in the text on how it was earned.");
  g_assert_cmpstr (competence, ==, "DigCompEdu 2.2 (B1)");
  g_assert_cmpstr (count, ==, "8 of 11 stated");
}

static void
test_every_fact_has_words (void)
{
  for (unsigned int i = 0; i < LAPEL_N_FACTS; i++)
    g_assert_cmpuint (strlen (lapel_words_fact ((LapelFactName) i)), >, 0);
  for (unsigned int i = LAPEL_FACT_TERM_NONE + 1; i < LAPEL_N_FACT_TERMS; i++)
    {
      const LapelFactValue value = { .type = LAPEL_FACT_TYPE_TERM,
                                     .stated = "x",
                                     .term = (LapelFactTerm) i };
      g_autofree char *text = lapel_words_fact_value (&value);

      g_assert_cmpuint (strlen (text), >, 0);
    }
}

static void
test_every_check_has_a_title (void)
{
  for (unsigned int name = 0; name < LAPEL_N_CHECKS; name++)
    for (unsigned int outcome = 0; outcome <= LAPEL_OUTCOME_NOT_APPLICABLE; outcome++)
      for (unsigned int code = 0; code < LAPEL_N_CODES; code++)
        {
          LapelCheck check = {
            .question = LAPEL_QUESTION_AUTHENTIC,
            .outcome = (LapelOutcome) outcome,
            .check = lapel_check_name_to_string ((LapelCheckName) name),
            .code = lapel_code_to_string ((LapelCode) code),
          };
          g_autofree char *title = lapel_words_check_title (&check);
          g_autofree char *detail = lapel_words_check_detail (&check);

          g_assert_cmpuint (strlen (title), >, 0);
          g_assert_true (outcome == LAPEL_OUTCOME_PASSED || detail != NULL);
        }
}

static void
test_signature_row (void)
{
  LapelParam params[] = { { "suite", (char *) "eddsa-rdfc-2022" },
                          { "method", (char *) "did:key:z6Mk#z6Mk" },
                          { NULL, NULL } };
  LapelCheck check = { .question = LAPEL_QUESTION_AUTHENTIC,
                       .outcome = LAPEL_OUTCOME_PASSED,
                       .check = "proof",
                       .code = "ok",
                       .params = params };
  g_autofree char *title = lapel_words_check_title (&check);
  g_autofree char *detail = lapel_words_check_detail (&check);

  g_assert_cmpstr (title, ==, "Not changed since it was issued");
  g_assert_cmpstr (detail, ==, "Data Integrity signature, eddsa-rdfc-2022 · key did:key:z6Mk");
}

static void
test_dates (void)
{
  LapelTime time = G_GINT64_CONSTANT (1773300000) * G_USEC_PER_SEC;
  g_autofree char *date = lapel_words_date (time);
  g_autofree char *today = lapel_words_moment (time, time + G_USEC_PER_SEC);
  g_autofree char *before = lapel_words_moment (time, time + 2 * DAY);
  g_autofree char *ancient = lapel_words_date (-1);
  g_autofree char *none = lapel_words_date (LAPEL_TIME_NONE);

  g_assert_cmpstr (date, ==, "12 March 2026");
  g_assert_cmpstr (today, ==, "today at 07:20");
  g_assert_cmpstr (before, ==, "12 March 2026");
  g_assert_cmpstr (ancient, ==, "31 December 1969");
  g_assert_cmpstr (none, ==, "an unknown date");
}

static void
test_reasons (void)
{
  LapelRecord record = LAPEL_RECORD_INIT;
  g_autofree char *expired = NULL;

  record.valid_until = G_GINT64_CONSTANT (1746273600) * G_USEC_PER_SEC;
  expired = lapel_words_reason (LAPEL_REASON_EXPIRED, &record);
  g_assert_cmpstr (expired, ==, "expired on 3 May 2025");
}

static void
test_languages (void)
{
  g_assert_nonnull (lapel_words_languages ());
  for (const char *const *tag = lapel_words_languages (); *tag != NULL; tag++)
    g_assert_null (strpbrk (*tag, "_.@"));
}

static void
assert_words (char       *words,
              const char *expected)
{
  g_assert_cmpstr (words, ==, expected);
  g_free (words);
}

static void
test_titles (void)
{
  const LapelCredential endorsement = { .format = LAPEL_FORMAT_ENDORSEMENT };
  const LapelCredential transcript = { .kind = LAPEL_KIND_TRANSCRIPT };

  g_assert_cmpstr (lapel_words_what (&endorsement), ==, "endorsement");
  g_assert_cmpstr (lapel_words_what (&transcript), ==, "transcript");
  assert_words (lapel_words_title ("Tide tables"), "Tide tables");
  assert_words (lapel_words_title ("https://badges.example/a/1.json"), "Badge from badges.example");
  assert_words (lapel_words_title ("https://"), "https://");
  assert_words (lapel_words_title ("https://a.example is where"), "https://a.example is where");
  assert_words (lapel_words_title ("VerifiablePresentation"), "Presentation");
  assert_words (lapel_words_title (""), "");
  g_assert_cmpstr (lapel_words_achievement_type ("BachelorDegree"), ==, "Bachelor’s degree");
  g_assert_cmpstr (lapel_words_achievement_type ("ext:Medal"), ==, "ext:Medal");
}

static void
test_contents (void)
{
  const LapelResult full = { .value = "87", .maximum = "100", .required = "60" };
  const LapelResult level = { .level = "Good", .status = "Completed" };

  assert_words (lapel_words_result (&full), "87 of 100");
  assert_words (lapel_words_result_detail (&full), "at least 60 needed");
  assert_words (lapel_words_result (&level), "Good");
  assert_words (lapel_words_result_detail (&level), "Completed");
  assert_words (lapel_words_association ("isChildOf", "A", "B"), "“A” is a part of “B”");
  assert_words (lapel_words_association ("ext:x", "A", "B"), "“A” and “B” belong together (ext:x)");
  assert_words (lapel_words_origin (NULL, "badge", LAPEL_TIME_NONE), "badge");
  assert_words (lapel_words_origin ("", "badge", 0), "badge · issued 1 January 1970");
  assert_words (lapel_words_origin ("A", "badge", LAPEL_TIME_NONE), "A · badge");
  g_assert_cmpstr (lapel_words_step ("key-from"), ==, "Where the key came from");
  g_assert_null (lapel_words_step ("no such step"));
  g_assert_cmpstr (lapel_words_step_value ("key", "header"), ==, "header");
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/every-code", test_every_code_has_a_sentence);
  g_test_add_func ("/words/error", test_error);
  g_test_add_func ("/words/verdicts", test_verdicts);
  g_test_add_func ("/words/sentences", test_sentences);
  g_test_add_func ("/words/every-check", test_every_check_has_a_title);
  g_test_add_func ("/words/facts", test_facts);
  g_test_add_func ("/words/every-fact", test_every_fact_has_words);
  g_test_add_func ("/words/signature-row", test_signature_row);
  g_test_add_func ("/words/dates", test_dates);
  g_test_add_func ("/words/reasons", test_reasons);
  g_test_add_func ("/words/languages", test_languages);
  g_test_add_func ("/words/titles", test_titles);
  g_test_add_func ("/words/contents", test_contents);
  return g_test_run ();
}
