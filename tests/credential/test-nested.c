/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "conformance-suite.h"
#include "lapel-error.h"
#include "verify-fixture.h"

#include <string.h>

/* Credentials inside a credential: those of a transcript, and endorsements. */

#define CONTEXTS                                                                                   \
  "\"@context\":[\"https://www.w3.org/ns/credentials/v2\","                                        \
  "\"https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json\","                               \
  "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"

/* A transcript without a proof that holds @CREDENTIALS. */
static char *
write_transcript (VerifyFixture *fixture,
                  const char    *id,
                  const char    *credentials,
                  const char    *more)
{
  return g_strdup_printf ("{" CONTEXTS
                          "\"id\":\"%s\",\"type\":[\"VerifiableCredential\",\"ClrCredential\"],"
                          "\"issuer\":{\"id\":\"%s\",\"type\":\"Profile\"},\"name\":\"Transcript\","
                          "\"validFrom\":\"2026-01-01T00:00:00Z\",\"credentialSubject\":{\"id\":"
                          "\"urn:x:s\","
                          "\"type\":\"ClrSubject\"%s,\"verifiableCredential\":[%s]}}",
                          id, lapel_signer_get_did (fixture->issuer), more, credentials);
}

static char *
make_transcript (VerifyFixture *fixture,
                 const char    *credentials,
                 const char    *more)
{
  g_autofree char *text = write_transcript (fixture, "urn:x:clr", credentials, more);

  return verify_sign (fixture, text, "assertionMethod", NULL, fixture->issuer);
}

/* An endorsement of @subject by the holder's key, which stands for some agency here. */
static char *
write_endorsement (VerifyFixture *fixture,
                   const char    *id,
                   const char    *subject)
{
  const char *did = lapel_signer_get_did (fixture->holder);

  return g_strdup_printf (
      "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
      "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],\"id\":\"%s\","
      "\"type\":[\"VerifiableCredential\",\"EndorsementCredential\"],\"name\":\"Endorsement\","
      "\"issuer\":{\"id\":\"%s\",\"type\":\"Profile\"},\"iss\":\"%s\","
      "\"validFrom\":\"2026-01-01T00:00:00Z\",\"credentialSubject\":{\"id\":\"%s\","
      "\"type\":\"EndorsementSubject\",\"endorsementComment\":\"In good standing\"}}",
      id, did, did, subject);
}

static char *
make_endorsement (VerifyFixture *fixture,
                  const char    *id,
                  const char    *subject)
{
  g_autofree char *text = write_endorsement (fixture, id, subject);

  return verify_sign (fixture, text, "assertionMethod", NULL, fixture->holder);
}

static LapelCredential *
parse (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  LapelCredential *credential = lapel_credential_parse (bytes, &error);

  g_assert_no_error (error);
  return credential;
}

static const LapelReport *
get_nested (const LapelReport *report,
            unsigned int       index)
{
  const GPtrArray *children = lapel_report_get_children (report);

  g_assert_cmpuint (index, <, children->len);
  return g_ptr_array_index (children, index);
}

/* What it says stands alone; what is in it stands beside it. */
static void
test_transcript (VerifyFixture *fixture,
                 gconstpointer  data)
{
  g_autofree char *badge = verify_badge (fixture, "", "");
  g_autofree char *credentials = g_strconcat (badge, ",", "{\"type\":\"Nothing\"}", NULL);
  g_autofree char *text = make_transcript (fixture, credentials, "");
  g_autoptr (LapelReport) report = verify_text (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_VERIFIED);
  g_assert_cmpint (lapel_report_get_worst (report), ==, LAPEL_VERDICT_INVALID);
  g_assert_cmpint (lapel_report_get_verdict (get_nested (report, 0)), ==, LAPEL_VERDICT_VERIFIED);
  g_assert_true (lapel_report_get_states (get_nested (report, 1)) & LAPEL_STATE_UNREADABLE);
  g_assert_false (lapel_report_is_endorsement (get_nested (report, 0)));
}

static void
test_transcript_model (VerifyFixture *fixture,
                       gconstpointer  data)
{
  g_autofree char *badge = verify_badge (fixture, "", "");
  g_autofree char *text = make_transcript (
      fixture, badge,
      ",\"achievement\":[{\"id\":\"urn:uuid:2\",\"name\":\"Module 1\"},"
      "{\"id\":\"urn:x:a\",\"name\":\"Programme\",\"achievementType\":\"Degree\"}],"
      "\"association\":{\"type\":\"Association\",\"associationType\":\"isParentOf\","
      "\"sourceId\":\"urn:x:a\",\"targetId\":\"urn:uuid:2\"}");
  g_autoptr (LapelCredential) transcript = parse (text);
  const LapelCredential *child = NULL;

  g_assert_cmpint (transcript->format, ==, LAPEL_FORMAT_CLR2);
  g_assert_cmpint (transcript->kind, ==, LAPEL_KIND_TRANSCRIPT);
  g_assert_cmpstr (transcript->title, ==, "Transcript");
  g_assert_false (transcript->partial);
  g_assert_cmpuint (transcript->children->len, ==, 1);
  child = g_ptr_array_index (transcript->children, 0);
  g_assert_cmpstr (child->title, ==, "Module 1");

  g_assert_cmpuint (transcript->n_achievements, ==, 1);
  g_assert_cmpstr (transcript->achievements[0].id, ==, "urn:x:a");
  g_assert_cmpstr (transcript->achievements[0].name, ==, "Programme");
  g_assert_cmpstr (transcript->achievements[0].type, ==, "Degree");
  g_assert_cmpuint (transcript->n_associations, ==, 1);
  g_assert_cmpstr (transcript->associations[0].type, ==, "isParentOf");
  g_assert_cmpstr (transcript->associations[0].source, ==, "urn:x:a");
  g_assert_cmpstr (transcript->associations[0].target, ==, "urn:uuid:2");
}

static void
test_partial (void)
{
  g_autoptr (LapelCredential) partial =
      parse ("{\"type\":\"ClrCredential\",\"partial\":true,\"credentialSubject\":{}}");
  g_autoptr (LapelCredential) whole =
      parse ("{\"type\":\"ClrCredential\",\"partial\":\"true\",\"credentialSubject\":{}}");

  g_assert_true (partial->partial);
  g_assert_false (whole->partial);
}

static void
test_contains_itself (VerifyFixture *fixture,
                      gconstpointer  data)
{
  g_autofree char *inner = write_transcript (fixture, "urn:x:clr", "", "");
  g_autofree char *text = make_transcript (fixture, inner, "");
  g_autoptr (LapelReport) report = verify_text (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_VERIFIED);
  g_assert_cmpstr (suite_find_row (get_nested (report, 0), "reading")->code, ==, "contains-itself");
}

static void
test_depth (VerifyFixture *fixture,
            gconstpointer  data)
{
  g_autofree char *text = write_transcript (fixture, "urn:x:0", "", "");
  g_autoptr (LapelReport) report = NULL;
  const LapelReport *nested = NULL;

  for (unsigned int i = 1; i <= 6; i++)
    {
      g_autofree char *id = g_strdup_printf ("urn:x:%u", i);
      char *outer = write_transcript (fixture, id, text, "");

      g_free (text);
      text = outer;
    }
  report = verify_text (fixture, text);

  nested = report;
  for (unsigned int i = 0; i < 4; i++)
    nested = get_nested (nested, 0);
  g_assert_cmpstr (suite_find_row (nested, "reading")->code, ==, "too-complex");
  g_assert_cmpuint (lapel_report_get_children (nested)->len, ==, 0);
}

static char *
repeat (const char   *format,
        unsigned int  n)
{
  GString *text = g_string_new (NULL);

  for (unsigned int i = 0; i < n; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_auto (GStrv) parts = g_strsplit (format, "#", -1);
      g_autofree char *one = g_strjoinv (number, parts);

      g_string_append_printf (text, "%s%s", i > 0 ? "," : "", one);
    }
  return g_string_free (text, FALSE);
}

static void
test_many (VerifyFixture *fixture,
           gconstpointer  data)
{
  g_autofree char *credentials =
      repeat ("{\"@context\":\"https://www.w3.org/ns/credentials/v2\",\"id\":\"urn:x:#\","
              "\"type\":\"VerifiableCredential\",\"issuer\":\"urn:i\",\"credentialSubject\":"
              "{\"name\":\"x\"}}",
              10000);
  g_autofree char *one_more = g_strconcat (credentials, ",{}", NULL);
  g_autofree char *text = write_transcript (fixture, "urn:x:clr", credentials, "");
  g_autofree char *longer = write_transcript (fixture, "urn:x:clr", one_more, "");
  g_autoptr (LapelReport) report = verify_text (fixture, text);
  g_autoptr (LapelReport) refused = verify_text (fixture, longer);

  g_assert_cmpuint (lapel_report_get_children (report)->len, ==, 10000);
  g_assert_cmpint (lapel_report_get_worst (report), ==, LAPEL_VERDICT_UNDECIDED);
  g_assert_cmpuint (lapel_report_get_children (refused)->len, ==, 1);
  g_assert_cmpstr (suite_find_row (get_nested (refused, 0), "reading")->code, ==, "too-complex");
}

/* The badge with @endorsements, a member of its own. */
static LapelReport *
verify_endorsed (VerifyFixture *fixture,
                 const char    *endorsements)
{
  g_autofree char *more = g_strconcat (",", endorsements, NULL);
  g_autofree char *badge = verify_badge (fixture, more, "");

  return verify_text (fixture, badge);
}

static void
test_endorsement (VerifyFixture *fixture,
                  gconstpointer  data)
{
  g_autofree char *endorsement = make_endorsement (fixture, "urn:x:e", "urn:uuid:1");
  g_autofree char *member = g_strconcat ("\"endorsement\":[", endorsement, "]", NULL);
  g_autoptr (LapelReport) report = verify_endorsed (fixture, member);
  const LapelReport *nested = get_nested (report, 0);

  g_assert_cmpint (lapel_report_get_worst (report), ==, LAPEL_VERDICT_VERIFIED);
  g_assert_true (lapel_report_is_endorsement (nested));
  g_assert_cmpstr (lapel_report_get_format (nested), ==, "endorsement");
  g_assert_cmpint (lapel_report_get_outcome (nested, LAPEL_QUESTION_YOURS), ==,
                   LAPEL_OUTCOME_NOT_APPLICABLE);
  g_assert_cmpuint (lapel_report_get_notes (nested)->len, ==, 0);
}

static void
test_endorsement_token (VerifyFixture *fixture,
                        gconstpointer  data)
{
  g_autofree char *payload = write_endorsement (fixture, "urn:x:e", "urn:uuid:1");
  g_autofree char *token = verify_token (fixture->holder, NULL, "", payload);
  g_autofree char *member = g_strdup_printf ("\"endorsementJwt\":\"%s\"", token);
  g_autoptr (LapelReport) report = verify_endorsed (fixture, member);

  g_assert_cmpint (lapel_report_get_verdict (get_nested (report, 0)), ==, LAPEL_VERDICT_VERIFIED);
  g_assert_true (lapel_report_is_endorsement (get_nested (report, 0)));
}

/* Whatever is wrong with it, the badge is as good as it was. */
static void
test_bad_endorsements (VerifyFixture *fixture,
                       gconstpointer  data)
{
  g_autofree char *good = make_endorsement (fixture, "urn:x:e", "urn:uuid:1");
  g_autofree char *forged = g_strdup (good);
  g_autofree char *member = NULL;
  g_autoptr (LapelReport) report = NULL;

  memcpy (strstr (forged, "good"), "evil", strlen ("evil"));
  member = g_strdup_printf ("\"endorsement\":[%s,{\"type\":\"Nothing\"}],"
                            "\"endorsementJwt\":[\"no.token\"]",
                            forged);
  report = verify_endorsed (fixture, member);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_VERIFIED);
  g_assert_cmpint (lapel_report_get_worst (report), ==, LAPEL_VERDICT_INVALID);
  g_assert_cmpuint (lapel_report_get_children (report)->len, ==, 3);
  for (unsigned int i = 0; i < 3; i++)
    {
      g_assert_true (lapel_report_is_endorsement (get_nested (report, i)));
      g_assert_cmpint (lapel_report_get_verdict (get_nested (report, i)), ==,
                       LAPEL_VERDICT_INVALID);
    }
}

/* A presentation counts its credentials, and not who speaks for them. */
static void
test_presented (VerifyFixture *fixture,
                gconstpointer  data)
{
  g_autofree char *badge = verify_badge (fixture, ",\"endorsementJwt\":[\"no.token\"]", "");
  g_autofree char *text = g_strdup_printf ("{\"@context\":[\"https://www.w3.org/ns/credentials/"
                                           "v2\"],\"type\":\"VerifiablePresentation\","
                                           "\"holder\":\"%s\",\"verifiableCredential\":[%s]}",
                                           lapel_signer_get_did (fixture->holder), badge);
  g_autofree char *presentation =
      verify_sign (fixture, text, "authentication", NULL, fixture->holder);
  g_autoptr (LapelReport) report = verify_text (fixture, presentation);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_VERIFIED);
  g_assert_cmpint (lapel_report_get_worst (report), ==, LAPEL_VERDICT_INVALID);
}

/* On the credential, its achievement, and a profile that stands in two places: once each. */
static void
test_places (void)
{
  g_autoptr (LapelCredential) badge =
      parse ("{\"type\":\"OpenBadgeCredential\",\"issuer\":{\"id\":\"urn:i\",\"endorsement\":"
             "[{\"type\":\"EndorsementCredential\",\"id\":\"urn:e:1\"}]},\"endorsement\":"
             "{\"type\":\"EndorsementCredential\",\"id\":\"urn:e:2\",\"issuer\":{\"endorsement\":"
             "{\"type\":\"EndorsementCredential\",\"id\":\"urn:e:3\"}}},\"credentialSubject\":"
             "{\"achievement\":{\"endorsement\":[{\"type\":\"EndorsementCredential\","
             "\"id\":\"urn:e:4\"}],\"creator\":{\"id\":\"urn:i\",\"endorsement\":"
             "[{\"type\":\"EndorsementCredential\",\"id\":\"urn:e:1\"}]}}}}");
  static const char *const expected[] = { "urn:e:1", "urn:e:2", "urn:e:4" };
  const LapelCredential *second = NULL;

  g_assert_cmpuint (badge->endorsements->len, ==, G_N_ELEMENTS (expected));
  for (unsigned int i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const LapelCredential *endorsement = g_ptr_array_index (badge->endorsements, i);

      g_assert_cmpstr (endorsement->id, ==, expected[i]);
      g_assert_cmpint (endorsement->format, ==, LAPEL_FORMAT_ENDORSEMENT);
    }
  second = g_ptr_array_index (badge->endorsements, 1);
  g_assert_cmpuint (second->endorsements->len, ==, 1);
}

static void
test_many_endorsements (void)
{
  g_autofree char *endorsements =
      repeat ("{\"type\":\"EndorsementCredential\",\"id\":\"urn:e:#\"}", 1000);
  g_autofree char *text = g_strdup_printf (
      "{\"type\":\"OpenBadgeCredential\",\"issuer\":\"urn:i\",\"endorsement\":[%s]}", endorsements);
  g_autoptr (LapelCredential) badge = parse (text);

  g_assert_cmpuint (badge->endorsements->len, ==, 32);
  g_assert_cmpuint (badge->unreadable_endorsements->len, ==, 1);
  g_assert_error ((GError *) g_ptr_array_index (badge->unreadable_endorsements, 0), LAPEL_ERROR,
                  LAPEL_ERROR_TOO_COMPLEX);
}

static void
test_of_another (VerifyFixture *fixture,
                 gconstpointer  data)
{
  g_autofree char *endorsement = make_endorsement (fixture, "urn:x:e", "urn:x:elsewhere");
  g_autofree char *other = verify_badge (fixture, "", "");
  g_autofree char *member = g_strconcat ("\"endorsement\":[", endorsement, "]", NULL);
  g_autofree char *wrong = NULL;
  g_autoptr (LapelReport) report = verify_endorsed (fixture, member);
  g_autoptr (LapelReport) no_endorsement = NULL;

  g_assert_true (suite_has_note (get_nested (report, 0), "endorses-another"));
  /* A genuine badge, but nobody's word for this one. */
  memcpy (strstr (other, "urn:uuid:1"), "urn:uuid:7", strlen ("urn:uuid:7"));
  wrong = g_strconcat ("\"endorsement\":[", other, "]", NULL);
  no_endorsement = verify_endorsed (fixture, wrong);
  g_assert_cmpint (lapel_report_get_verdict (get_nested (no_endorsement, 0)), ==,
                   LAPEL_VERDICT_INVALID);
  g_assert_cmpint (lapel_report_get_verdict (no_endorsement), ==, LAPEL_VERDICT_VERIFIED);
}

static void
add (const char *path,
     void (*test) (VerifyFixture *, gconstpointer))
{
  g_test_add (path, VerifyFixture, NULL, verify_set_up, test, verify_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/nested/transcript", test_transcript);
  add ("/nested/transcript-model", test_transcript_model);
  g_test_add_func ("/nested/partial", test_partial);
  add ("/nested/contains-itself", test_contains_itself);
  add ("/nested/depth", test_depth);
  add ("/nested/many", test_many);
  add ("/nested/endorsement", test_endorsement);
  add ("/nested/endorsement-token", test_endorsement_token);
  add ("/nested/bad-endorsements", test_bad_endorsements);
  add ("/nested/presented", test_presented);
  g_test_add_func ("/nested/places", test_places);
  g_test_add_func ("/nested/many-endorsements", test_many_endorsements);
  add ("/nested/of-another", test_of_another);
  return g_test_run ();
}
