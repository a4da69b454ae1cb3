/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-test.h"
#include "verify-fixture.h"

#include <string.h>

/* Verifications of presentations and of what they carry. */

static char *
presentation_of (VerifyFixture *fixture,
                 const char    *credentials,
                 const char    *purpose,
                 const char    *challenge)
{
  g_autofree char *text =
      g_strdup_printf ("{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],"
                       "\"type\":[\"VerifiablePresentation\"],\"holder\":\"%s\","
                       "\"verifiableCredential\":[%s]}",
                       lapel_signer_get_did (fixture->holder), credentials);

  return verify_sign (fixture, text, purpose, challenge, fixture->holder);
}

static void
test_presentation (VerifyFixture *fixture,
                   gconstpointer  data)
{
  g_autofree char *badge = verify_badge (fixture, "", "");
  g_autofree char *text = presentation_of (fixture, badge, "authentication", "abc");
  g_autoptr (LapelReport) report = NULL;

  fixture->options.challenge = "abc";
  fixture->options.domain = "https://employer.example";
  report = verify_text (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_VERIFIED);
  g_assert_cmpstr (lapel_report_get_format (report), ==, "presentation");
  g_assert_cmpuint (lapel_report_get_children (report)->len, ==, 1);
}

static void
test_presentation_other_challenge (VerifyFixture *fixture,
                                   gconstpointer  data)
{
  g_autofree char *badge = verify_badge (fixture, "", "");
  g_autofree char *text = presentation_of (fixture, badge, "authentication", "abc");
  g_autoptr (LapelReport) report = NULL;

  fixture->options.challenge = "xyz";
  report = verify_text (fixture, text);
  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_INVALID);
  verify_assert_row (report, LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_FAILED, "challenge-mismatch");
}

static void
test_presentation_wrong_purpose (VerifyFixture *fixture,
                                 gconstpointer  data)
{
  g_autofree char *badge = verify_badge (fixture, "", "");
  g_autofree char *text = presentation_of (fixture, badge, "assertionMethod", NULL);
  g_autoptr (LapelReport) report = verify_text (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_INVALID);
  verify_assert_row (report, LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_FAILED, "proof-purpose-wrong");
}

static void
test_presentation_with_expired (VerifyFixture *fixture,
                                gconstpointer  data)
{
  g_autofree char *good = verify_badge (fixture, "", "");
  g_autofree char *old = verify_badge (fixture, ",\"validUntil\":\"2026-02-01T00:00:00Z\"", "");
  g_autofree char *both = g_strjoin (",", good, old, NULL);
  g_autofree char *text = presentation_of (fixture, both, "authentication", NULL);
  g_autoptr (LapelReport) report = verify_text (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_NOT_CURRENT);
  g_assert_cmpint (lapel_report_get_outcome (report, LAPEL_QUESTION_AUTHENTIC), ==,
                   LAPEL_OUTCOME_PASSED);
}

/* Putting somebody's genuine badge into a presentation that was changed afterwards does not make it
 * hers. */
static void
test_presentation_changed (VerifyFixture *fixture,
                           gconstpointer  data)
{
  g_autofree char *badge = verify_badge (fixture, "", "");
  g_autofree char *text = presentation_of (fixture, "", "authentication", NULL);
  g_auto (GStrv) parts = g_strsplit (text, "\"verifiableCredential\":[]", 2);
  g_autofree char *changed =
      g_strconcat (parts[0], "\"verifiableCredential\":[", badge, "]", parts[1], NULL);
  g_autoptr (LapelReport) report = verify_text (fixture, changed);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_INVALID);
  verify_assert_row (report, LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_FAILED, "signature-mismatch");
}

static void
test_presentation_with_unreadable (VerifyFixture *fixture,
                                   gconstpointer  data)
{
  g_autofree char *text =
      presentation_of (fixture, "{\"@context\":\"https://w3id.org/openbadges/v2\"}",
                       "authentication", NULL);
  g_autoptr (LapelReport) report = verify_text (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_INVALID);
  g_assert_true (lapel_report_get_states (report) & LAPEL_STATE_INVALID);
  g_assert_false (lapel_report_get_states (report) & LAPEL_STATE_UNREADABLE);
}

static char *
unsigned_of (const char *issuer)
{
  return g_strdup_printf ("{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],"
                          "\"type\":[\"VerifiableCredential\"],\"issuer\":\"%s\","
                          "\"credentialSubject\":{\"id\":\"urn:x:1\"}}",
                          issuer);
}

static const LapelReport *
get_child (const LapelReport *report)
{
  const GPtrArray *children = lapel_report_get_children (report);

  g_assert_cmpuint (children->len, ==, 1);
  return g_ptr_array_index (children, 0);
}

/* What the holder says is signed with what she says it in. */
static void
test_self_asserted (VerifyFixture *fixture,
                    gconstpointer  data)
{
  g_autofree char *own = unsigned_of (lapel_signer_get_did (fixture->holder));
  g_autofree char *text = presentation_of (fixture, own, "authentication", NULL);
  g_autoptr (LapelReport) report = verify_text (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_VERIFIED);
  verify_assert_row (get_child (report), LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_PASSED,
                     "self-asserted");
}

static void
test_self_asserted_empty_proof (VerifyFixture *fixture,
                                gconstpointer  data)
{
  g_autofree char *own = unsigned_of (lapel_signer_get_did (fixture->issuer));
  g_autofree char *child = g_strconcat ("{\"proof\":[],", own + 1, NULL);
  g_autofree char *text = presentation_of (fixture, child, "authentication", NULL);
  g_autoptr (LapelReport) report = verify_text (fixture, text);

  verify_assert_row (get_child (report), LAPEL_QUESTION_CONFORMS, LAPEL_OUTCOME_FAILED,
                     "holder-not-issuer");
}

/* The holder cannot sign for somebody else. */
static void
test_self_asserted_by_other (VerifyFixture *fixture,
                             gconstpointer  data)
{
  g_autofree char *other = unsigned_of (lapel_signer_get_did (fixture->issuer));
  g_autofree char *text = presentation_of (fixture, other, "authentication", NULL);
  g_autoptr (LapelReport) report = verify_text (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_INVALID);
  verify_assert_row (get_child (report), LAPEL_QUESTION_CONFORMS, LAPEL_OUTCOME_FAILED,
                     "holder-not-issuer");
  verify_assert_row (get_child (report), LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_UNCHECKED,
                     "no-proof");
}

/* A presentation that anybody could have written shows nothing of what lies in it. */
static void
test_self_asserted_unproven (VerifyFixture *fixture,
                             gconstpointer  data)
{
  g_autofree char *own = unsigned_of (lapel_signer_get_did (fixture->holder));
  g_autofree char *text = presentation_of (fixture, own, "authentication", NULL);
  g_autofree char *late = presentation_of (fixture, own, "assertionMethod", NULL);
  g_autoptr (LapelReport) changed = NULL;
  g_autoptr (LapelReport) wrong = verify_text (fixture, late);

  memcpy (strstr (text, "urn:x:1"), "urn:x:2", strlen ("urn:x:2"));
  changed = verify_text (fixture, text);
  verify_assert_row (get_child (changed), LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_UNCHECKED,
                     "no-proof");
  verify_assert_row (get_child (wrong), LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_UNCHECKED,
                     "no-proof");
}

/* A token in an envelope, signed by the issuer, inside the holder's presentation. */
static void
test_enveloped_token (VerifyFixture *fixture,
                      gconstpointer  data)
{
  const char *did = lapel_signer_get_did (fixture->issuer);
  g_autofree char *payload =
      g_strdup_printf ("{\"@context\":[\"https://www.w3.org/ns/credentials/"
                       "v2\"],\"id\":\"urn:uuid:1\","
                       "\"type\":[\"VerifiableCredential\"],\"issuer\":\"%s\",\"iss\":\"%s\","
                       "\"credentialSubject\":{\"name\":\"x\"}}",
                       did, did);
  g_autofree char *token = verify_token (fixture->issuer, NULL, "", payload);
  g_autofree char *envelope =
      g_strdup_printf ("{\"@context\":\"https://www.w3.org/ns/credentials/v2\","
                       "\"type\":\"EnvelopedVerifiableCredential\",\"id\":\"data:application/"
                       "vc+jwt,%s\"}",
                       token);
  g_autofree char *text = presentation_of (fixture, envelope, "authentication", NULL);
  g_autoptr (LapelReport) report = verify_text (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_VERIFIED);
}

/* The token of a presentation says itself until when it may be used. */
static void
test_presentation_token_expired (VerifyFixture *fixture,
                                 gconstpointer  data)
{
  const char *did = lapel_signer_get_did (fixture->holder);
  g_autofree char *payload =
      g_strdup_printf ("{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],"
                       "\"type\":[\"VerifiablePresentation\"],\"holder\":\"%s\",\"iss\":\"%s\","
                       "\"exp\":1}",
                       did, did);
  g_autofree char *token = verify_token (fixture->holder, NULL, "", payload);
  g_autoptr (LapelReport) report = verify_text (fixture, token);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_NOT_CURRENT);
}

static void
test_many_children (VerifyFixture *fixture,
                    gconstpointer  data)
{
  g_autoptr (GString) children = g_string_new ("7");
  g_autofree char *text = NULL;
  g_autoptr (LapelReport) report = NULL;

  for (unsigned int i = 0; i < 10000; i++)
    g_string_append (children, ",7");
  text = presentation_of (fixture, children->str, "authentication", NULL);
  report = verify_text (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_INVALID);
  g_assert_cmpuint (lapel_report_get_children (report)->len, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, function)                                                                  \
  g_test_add ("/" path, VerifyFixture, data, verify_set_up, function, verify_tear_down)
  ADD ("presentation/good", NULL, test_presentation);
  ADD ("presentation/other-challenge", NULL, test_presentation_other_challenge);
  ADD ("presentation/wrong-purpose", NULL, test_presentation_wrong_purpose);
  ADD ("presentation/with-expired", NULL, test_presentation_with_expired);
  ADD ("presentation/changed", NULL, test_presentation_changed);
  ADD ("presentation/with-unreadable", NULL, test_presentation_with_unreadable);
  ADD ("presentation/enveloped-token", NULL, test_enveloped_token);
  ADD ("presentation/token-expired", NULL, test_presentation_token_expired);
  ADD ("presentation/self-asserted", NULL, test_self_asserted);
  ADD ("presentation/self-asserted-empty-proof", NULL, test_self_asserted_empty_proof);
  ADD ("presentation/self-asserted-by-other", NULL, test_self_asserted_by_other);
  ADD ("presentation/self-asserted-unproven", NULL, test_self_asserted_unproven);
  ADD ("many/children", NULL, test_many_children);
#undef ADD
  return g_test_run ();
}
