/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-error.h"
#include "lapel-test.h"
#include "verify-fixture.h"

#include <string.h>

/* Verifications of single credentials: each rule by one document that breaks it. */

static void
test_good (VerifyFixture *fixture,
           gconstpointer  data)
{
  g_autofree char *text = verify_badge (fixture, "", "");
  g_autoptr (LapelReport) report = verify_text (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_VERIFIED);
  g_assert_cmphex (lapel_report_get_states (report), ==, LAPEL_STATE_VERIFIED);
  g_assert_cmpstr (lapel_report_get_title (report), ==, "Module 1");
  g_assert_cmpstr (lapel_report_get_issuer (report), ==, "Academy");
  g_assert_cmpint (lapel_report_get_time (report), ==, fixture->options.now);
  verify_assert_row (report, LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_PASSED, "ok");
  verify_assert_row (report, LAPEL_QUESTION_YOURS, LAPEL_OUTCOME_NOT_APPLICABLE, "recipient-none");
  verify_assert_row (report, LAPEL_QUESTION_ISSUER, LAPEL_OUTCOME_UNCHECKED, "issuer-self-stated");
}

static void
test_changed (VerifyFixture *fixture,
              gconstpointer  data)
{
  g_autofree char *text = verify_badge (fixture, ",\"validUntil\":\"2026-02-01T00:00:00Z\"", "");
  g_autoptr (LapelReport) report = NULL;

  memcpy (strstr (text, "Module 1"), "Module 2", strlen ("Module 2"));
  report = verify_text (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_INVALID);
  verify_assert_row (report, LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_FAILED, "signature-mismatch");
  /* The first failure hides no other. */
  verify_assert_row (report, LAPEL_QUESTION_CURRENT, LAPEL_OUTCOME_FAILED, "expired");
}

static void
test_last_moment (VerifyFixture *fixture,
                  gconstpointer  data)
{
  g_autofree char *text = verify_badge (fixture, ",\"validUntil\":\"" VERIFY_NOW "\"", "");
  g_autoptr (LapelReport) at_the_end = verify_text (fixture, text);
  g_autoptr (LapelReport) after = NULL;

  fixture->options.now++;
  after = verify_text (fixture, text);
  g_assert_cmpint (lapel_report_get_verdict (at_the_end), ==, LAPEL_VERDICT_VERIFIED);
  g_assert_cmpint (lapel_report_get_verdict (after), ==, LAPEL_VERDICT_NOT_CURRENT);
}

static void
test_status_without_network (VerifyFixture *fixture,
                             gconstpointer  data)
{
  g_autofree char *text = verify_badge (
      fixture,
      ",\"credentialStatus\":{\"type\":\"BitstringStatusListEntry\",\"statusPurpose\":"
      "\"revocation\",\"statusListIndex\":\"7\",\"statusListCredential\":\"https://a.example/l\"}",
      "");
  g_autoptr (LapelReport) report = verify_text (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_UNDECIDED);
  g_assert_cmphex (lapel_report_get_states (report), ==, LAPEL_STATE_STATUS_UNKNOWN);
  verify_assert_row (report, LAPEL_QUESTION_CURRENT, LAPEL_OUTCOME_UNCHECKED, "network-off");
}

static void
test_schema_is_no_matter (VerifyFixture *fixture,
                          gconstpointer  data)
{
  g_autofree char *text = verify_badge (fixture,
                                        ",\"credentialSchema\":{\"id\":\"https://a.example/"
                                        "s\",\"type\":\"JsonSchema\"}",
                                        "");
  g_autoptr (LapelReport) report = verify_text (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_VERIFIED);
  verify_assert_row (report, LAPEL_QUESTION_CONFORMS, LAPEL_OUTCOME_UNCHECKED,
                     "schema-not-checked");
}

static void
test_date_without_zone (VerifyFixture *fixture,
                        gconstpointer  data)
{
  g_autofree char *text = verify_badge (fixture, ",\"validUntil\":\"2027-01-01T00:00:00\"", "");
  g_autoptr (LapelReport) report = verify_text (fixture, text);

  g_assert_cmphex (lapel_report_get_states (report), ==,
                   LAPEL_STATE_VERIFIED | LAPEL_STATE_WARNING);
}

typedef struct
{
  const char *name;
  const char *more;
  const char *subject;
  const char *code;
} BrokenCase;

static const BrokenCase broken_cases[] = {
  { "date", ",\"validUntil\":\"soon\"", "", "member-malformed" },
  { "date-number", ",\"validUntil\":7", "", "member-malformed" },
  { "dates-reversed", ",\"validUntil\":\"2025-01-01T00:00:00Z\"", "", "dates-reversed" },
  { "status-without-type", ",\"credentialStatus\":{\"id\":\"urn:x:1\"}", "", "type-missing" },
  { "schema-without-id", ",\"credentialSchema\":{\"type\":\"JsonSchema\"}", "",
    "member-malformed" },
  { "evidence-text", ",\"evidence\":\"x\"", "", "member-malformed" },
  { "subject-id", "", ",\"id\":\"no url\"", "member-malformed" },
  { "identifier", "", ",\"identifier\":{\"type\":\"IdentityObject\",\"hashed\":true}",
    "member-missing" },
  { "identifier-type", "",
    ",\"identifier\":{\"type\":\"Profile\",\"hashed\":false,\"identityHash\":\"a\","
    "\"identityType\":\"name\"}",
    "type-missing" },
  { "inline-context", "", ",\"x\":{\"@context\":{\"y\":\"https://y.example\"}}", "context-inline" },
};

static void
test_broken (VerifyFixture *fixture,
             gconstpointer  data)
{
  const BrokenCase *broken = data;
  g_autofree char *text = verify_badge (fixture, broken->more, broken->subject);
  g_autoptr (LapelReport) report = verify_text (fixture, text);
  const GPtrArray *checks = lapel_report_get_checks (report);
  gboolean found = FALSE;

  for (unsigned int i = 0; i < checks->len; i++)
    {
      const LapelCheck *check = g_ptr_array_index (checks, i);

      found = found ||
              (check->question == LAPEL_QUESTION_CONFORMS &&
               check->outcome == LAPEL_OUTCOME_FAILED && strcmp (check->code, broken->code) == 0);
    }
  g_assert_true (found);
  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_INVALID);
}

/* The signature is good over bytes whose meaning nobody here can tell. */
static void
test_unknown_context (VerifyFixture *fixture,
                      gconstpointer  data)
{
  g_autofree char *text =
      verify_badge (fixture, "", ",\"x\":{\"@context\":\"https://unknown.example\"}");
  g_autoptr (LapelReport) report = verify_text (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_UNDECIDED);
  verify_assert_row (report, LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_UNCHECKED, "context-unknown");
}

#define IDENTIFIER(type, hash, hashed, salt)                                                       \
  ",\"identifier\":{\"type\":\"IdentityObject\",\"identityType\":\"" type                          \
  "\",\"identityHash\":\"" hash "\",\"hashed\":" hashed ",\"salt\":\"" salt "\"}"

/* sha256 ("vera@school.example" + "deadsea") and md5 of the same, computed with coreutils. */
#define VERA_SHA256 "36be1b1ee5c2531fd6db30ecbf266f4bace4c1425a8dad2230384f8f309923e8"
#define VERA_MD5    "a38620fd90cf41bfc1feabf4580b5c43"

typedef struct
{
  const char *name;
  const char *subject;
  const char *identities[4];
  LapelOutcome outcome;
  const char *code;
} YoursCase;

static const YoursCase yours_cases[] = {
  { "did", ",\"id\":\"did:key:zH\"", { "did:key:zH" }, LAPEL_OUTCOME_PASSED, "ok" },
  { "other-did",
    ",\"id\":\"did:key:zH\"",
    { "did:key:zG" },
    LAPEL_OUTCOME_FAILED,
    "recipient-someone-else" },
  { "did-against-email",
    ",\"id\":\"did:key:zH\"",
    { "vera@school.example" },
    LAPEL_OUTCOME_UNCHECKED,
    "recipient-unknown" },
  { "no-identity",
    ",\"id\":\"did:key:zH\"",
    { NULL },
    LAPEL_OUTCOME_UNCHECKED,
    "recipient-unknown" },
  { "second-identity",
    ",\"id\":\"did:key:zH\"",
    { "vera@school.example", "did:key:zH" },
    LAPEL_OUTCOME_PASSED,
    "ok" },
  { "mailto",
    ",\"id\":\"mailto:vera@school.example\"",
    { "vera@school.example" },
    LAPEL_OUTCOME_PASSED,
    "ok" },
  { "plain",
    IDENTIFIER ("emailAddress", "vera@school.example", "false", ""),
    { "vera@school.example" },
    LAPEL_OUTCOME_PASSED,
    "ok" },
  { "lower-case",
    IDENTIFIER ("emailAddress", "vera@school.example", "false", ""),
    { "Vera@School.example" },
    LAPEL_OUTCOME_PASSED,
    "recipient-lower-case" },
  { "hashed",
    IDENTIFIER ("emailAddress", "sha256$" VERA_SHA256, "true", "deadsea"),
    { "vera@school.example" },
    LAPEL_OUTCOME_PASSED,
    "ok" },
  { "hashed-bare",
    IDENTIFIER ("emailAddress", VERA_SHA256, "true", "deadsea"),
    { "vera@school.example" },
    LAPEL_OUTCOME_PASSED,
    "ok" },
  { "hashed-lower-case",
    IDENTIFIER ("emailAddress", "sha256$" VERA_SHA256, "true", "deadsea"),
    { "VERA@school.example" },
    LAPEL_OUTCOME_PASSED,
    "recipient-lower-case" },
  { "hashed-md5",
    IDENTIFIER ("emailAddress", "md5$" VERA_MD5, "true", "deadsea"),
    { "vera@school.example" },
    LAPEL_OUTCOME_PASSED,
    "ok" },
  { "hashed-other",
    IDENTIFIER ("emailAddress", "sha256$" VERA_SHA256, "true", "deadsea"),
    { "ana@school.example" },
    LAPEL_OUTCOME_FAILED,
    "recipient-someone-else" },
  { "hashed-other-salt",
    IDENTIFIER ("emailAddress", "sha256$" VERA_SHA256, "true", "salt"),
    { "vera@school.example" },
    LAPEL_OUTCOME_FAILED,
    "recipient-someone-else" },
  { "hashed-said-plain",
    IDENTIFIER ("emailAddress", "sha256$" VERA_SHA256, "false", "deadsea"),
    { "vera@school.example" },
    LAPEL_OUTCOME_FAILED,
    "recipient-someone-else" },
  { "hashed-of-unknown-sort",
    IDENTIFIER ("ext:x", "sha256$" VERA_SHA256, "true", "deadsea"),
    { "ana@school.example" },
    LAPEL_OUTCOME_UNCHECKED,
    "recipient-unknown" },
};

static void
test_yours (VerifyFixture *fixture,
            gconstpointer  data)
{
  const YoursCase *expected = data;
  g_autofree char *text = verify_badge (fixture, "", expected->subject);
  g_autoptr (LapelReport) report = NULL;

  fixture->options.identities = expected->identities;
  report = verify_text (fixture, text);
  verify_assert_row (report, LAPEL_QUESTION_YOURS, expected->outcome, expected->code);
  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_VERIFIED);
}

static void
test_issuer (VerifyFixture *fixture,
             gconstpointer  data)
{
  g_autofree char *text = verify_badge (fixture, "", "");
  const char *ids[] = { "did:key:zX", lapel_signer_get_did (fixture->issuer), NULL };
  g_autoptr (LapelReport) trusted = NULL;
  g_autoptr (LapelReport) distrusted = NULL;

  fixture->options.trusted = ids;
  trusted = verify_text (fixture, text);
  fixture->options.distrusted = ids;
  distrusted = verify_text (fixture, text);

  verify_assert_row (trusted, LAPEL_QUESTION_ISSUER, LAPEL_OUTCOME_PASSED, "issuer-trusted");
  verify_assert_row (distrusted, LAPEL_QUESTION_ISSUER, LAPEL_OUTCOME_FAILED, "issuer-distrusted");
  g_assert_cmpint (lapel_report_get_verdict (distrusted), ==, LAPEL_VERDICT_VERIFIED);
}

/* Hostile amounts: bounded rows, and never a better verdict for it. */
static void
test_many_proofs (VerifyFixture *fixture,
                  gconstpointer  data)
{
  g_autofree char *text = verify_badge (fixture, "", "");
  char *proof = strstr (text, "\"proof\":") + strlen ("\"proof\":");
  g_autofree char *one = g_strndup (proof, strlen (proof) - 1);
  g_autoptr (GString) many = g_string_new_len (text, proof - text);
  g_autoptr (LapelReport) report = NULL;

  g_string_append_printf (many, "[%s", one);
  for (unsigned int i = 0; i < 1000; i++)
    g_string_append_printf (many, ",%s", one);
  g_string_append (many, "]}");
  report = verify_text (fixture, many->str);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_UNDECIDED);
  verify_assert_row (report, LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_UNCHECKED, "too-complex");
  g_assert_cmpuint (lapel_report_get_checks (report)->len, <, 20);
}

static void
test_many_faults (VerifyFixture *fixture,
                  gconstpointer  data)
{
  g_autoptr (GString) faults = g_string_new (",\"evidence\":[7");
  g_autofree char *text = NULL;
  g_autoptr (LapelReport) report = NULL;

  for (unsigned int i = 0; i < 5000; i++)
    g_string_append (faults, ",{\"@context\":{}}");
  g_string_append (faults, "]");
  text = verify_badge (fixture, faults->str, "");
  report = verify_text (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_INVALID);
  g_assert_cmpuint (lapel_report_get_checks (report)->len, <, 60);
}

/* Serves one controller document, in which the issuer's key may only authenticate. */
static GBytes *
load_controller (const char   *url,
                 gpointer      user_data,
                 LapelAnswer  *out_answer,
                 GError      **error)
{
  if (strcmp (url, "https://academy.example") == 0)
    return g_bytes_new (user_data, strlen (user_data));
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_UNREACHABLE, "%s", url);
  return NULL;
}

/* A credential of https://academy.example with a proof, and as a token, by the fixture's key. */
static void
verify_for_https_issuer (VerifyFixture *fixture,
                         const char    *relation,
                         const char    *more,
                         LapelReport   *out_reports[2])
{
  g_autofree char *multikey = lapel_key_dup_multikey (lapel_signer_get_key (fixture->issuer));
  g_autofree char *method = g_strconcat ("https://academy.example#", multikey, NULL);
  g_autofree char *controller =
      g_strdup_printf ("{\"id\":\"https://academy.example\",\"verificationMethod\":[{\"id\":\"%s\","
                       "\"type\":\"Multikey\",\"controller\":\"https://academy.example\","
                       "%s\"publicKeyMultibase\":\"%s\"}],\"%s\":[\"%s\"]}",
                       method, more, multikey, relation, method);
  static const char badge[] = "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],"
                              "\"type\":[\"VerifiableCredential\"],"
                              "\"issuer\":\"https://academy.example\","
                              "\"credentialSubject\":{\"name\":\"x\"}}";
  g_autofree char *text = verify_sign_as (fixture, badge, method);
  g_autofree char *token = verify_token (fixture->issuer, method, "", badge);

  fixture->options.loader = load_controller;
  fixture->options.loader_data = controller;
  out_reports[0] = verify_text (fixture, text);
  out_reports[1] = verify_text (fixture, token);
}

static void
test_key_listed (VerifyFixture *fixture,
                 gconstpointer  data)
{
  LapelReport *reports[2];

  verify_for_https_issuer (fixture, "assertionMethod", "", reports);
  for (unsigned int i = 0; i < G_N_ELEMENTS (reports); i++)
    {
      g_assert_cmpint (lapel_report_get_verdict (reports[i]), ==, LAPEL_VERDICT_VERIFIED);
      lapel_report_unref (reports[i]);
    }
}

static void
test_key_listed_for_else (VerifyFixture *fixture,
                          gconstpointer  data)
{
  LapelReport *reports[2];

  verify_for_https_issuer (fixture, "authentication", "", reports);
  for (unsigned int i = 0; i < G_N_ELEMENTS (reports); i++)
    {
      g_assert_cmpint (lapel_report_get_verdict (reports[i]), ==, LAPEL_VERDICT_INVALID);
      verify_assert_row (reports[i], LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_FAILED,
                         "method-not-allowed");
      lapel_report_unref (reports[i]);
    }
}

/* A key that its controller withdrew proves nothing, whatever date the proof gives itself. */
static void
test_key_withdrawn (VerifyFixture *fixture,
                    gconstpointer  data)
{
  static const char *const members[] = { "\"revoked\":\"2020-01-01T00:00:00Z\",",
                                         "\"expires\":\"2020-01-01T00:00:00Z\"," };
  LapelReport *reports[2];

  for (unsigned int m = 0; m < G_N_ELEMENTS (members); m++)
    {
      verify_for_https_issuer (fixture, "assertionMethod", members[m], reports);
      for (unsigned int i = 0; i < G_N_ELEMENTS (reports); i++)
        {
          g_assert_cmpint (lapel_report_get_verdict (reports[i]), ==, LAPEL_VERDICT_UNDECIDED);
          verify_assert_row (reports[i], LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_UNCHECKED,
                             "key-withdrawn");
          lapel_report_unref (reports[i]);
        }
    }
}

/* A key that will be withdrawn some day is a good key until then. */
static void
test_key_to_be_withdrawn (VerifyFixture *fixture,
                          gconstpointer  data)
{
  LapelReport *reports[2];

  verify_for_https_issuer (fixture, "assertionMethod", "\"expires\":\"9999-01-01T00:00:00Z\",",
                           reports);
  for (unsigned int i = 0; i < G_N_ELEMENTS (reports); i++)
    {
      g_assert_cmpint (lapel_report_get_verdict (reports[i]), ==, LAPEL_VERDICT_VERIFIED);
      lapel_report_unref (reports[i]);
    }
}

/* What a stranger adds, and adds badly, is no fault of the issuer's. */
static void
test_broken_co_signature (VerifyFixture *fixture,
                          gconstpointer  data)
{
  g_autofree char *text = verify_badge (fixture, "", "");
  char *proof = strstr (text, "\"proof\":") + strlen ("\"proof\":");
  g_autofree char *own = g_strndup (proof, strlen (proof) - 1);
  g_auto (GStrv) parts = g_strsplit (own, lapel_signer_get_method (fixture->issuer), 2);
  g_autofree char *both = NULL;
  g_autoptr (LapelReport) report = NULL;

  *proof = '\0';
  both = g_strconcat (text, "[", own, ",", parts[0], lapel_signer_get_method (fixture->holder),
                      parts[1], "]}", NULL);
  report = verify_text (fixture, both);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_VERIFIED);
  verify_assert_row (report, LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_UNCHECKED,
                     "signature-mismatch");
}

/* The same proof alone is all there is to go by, and it does not hold. */
static void
test_broken_stranger (VerifyFixture *fixture,
                      gconstpointer  data)
{
  g_autofree char *text = verify_badge (fixture, "", "");
  g_auto (GStrv) parts = g_strsplit (text, lapel_signer_get_method (fixture->issuer), 2);
  g_autofree char *changed =
      g_strconcat (parts[0], lapel_signer_get_method (fixture->holder), parts[1], NULL);
  g_autoptr (LapelReport) report = verify_text (fixture, changed);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_INVALID);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, function)                                                                  \
  g_test_add ("/verify/" path, VerifyFixture, data, verify_set_up, function, verify_tear_down)
  ADD ("good", NULL, test_good);
  ADD ("changed", NULL, test_changed);
  ADD ("last-moment", NULL, test_last_moment);
  ADD ("status-without-network", NULL, test_status_without_network);
  ADD ("schema", NULL, test_schema_is_no_matter);
  ADD ("date-without-zone", NULL, test_date_without_zone);
  ADD ("unknown-context", NULL, test_unknown_context);
  ADD ("issuer", NULL, test_issuer);
  ADD ("key-listed", NULL, test_key_listed);
  ADD ("key-listed-for-else", NULL, test_key_listed_for_else);
  ADD ("key-withdrawn", NULL, test_key_withdrawn);
  ADD ("key-to-be-withdrawn", NULL, test_key_to_be_withdrawn);
  ADD ("broken-co-signature", NULL, test_broken_co_signature);
  ADD ("broken-stranger", NULL, test_broken_stranger);
  ADD ("many/proofs", NULL, test_many_proofs);
  ADD ("many/faults", NULL, test_many_faults);
#undef ADD
  for (unsigned int i = 0; i < G_N_ELEMENTS (broken_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/verify/broken/%s", broken_cases[i].name);
      g_test_add (path, VerifyFixture, &broken_cases[i], verify_set_up, test_broken,
                  verify_tear_down);
    }
  for (unsigned int i = 0; i < G_N_ELEMENTS (yours_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/verify/yours/%s", yours_cases[i].name);
      g_test_add (path, VerifyFixture, &yours_cases[i], verify_set_up, test_yours,
                  verify_tear_down);
    }
  return g_test_run ();
}
