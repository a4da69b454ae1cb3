/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-error.h"
#include "lapel-test.h"
#include "lapel-verify.h"

#include <string.h>

/* Verifications of what this program signs itself: each rule by one document that breaks it. */

#define CREATED "2026-07-01T00:00:00Z"
#define NOW     "2026-08-01T00:00:00Z"

typedef struct
{
  LapelSigner *issuer;
  LapelSigner *holder;
  LapelWorkspace *workspace;
  LapelVerifyOptions options;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  guint8 seed[32];

  memset (seed, 1, sizeof seed);
  fixture->issuer = lapel_signer_new (seed);
  memset (seed, 2, sizeof seed);
  fixture->holder = lapel_signer_new (seed);
  fixture->workspace = lapel_workspace_new (NULL);
  fixture->options = (LapelVerifyOptions){ 0 };
  g_assert_true (lapel_time_parse (NOW, &fixture->options.now, NULL, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lapel_signer_free (fixture->issuer);
  lapel_signer_free (fixture->holder);
  lapel_workspace_free (fixture->workspace);
}

static char *
sign_for (Fixture *fixture,
          const char *text,
          const char *purpose,
          const char *challenge,
          const LapelSigner *signer)
{
  LapelProofOptions options = { .suite = "eddsa-jcs-2022",
                                .purpose = purpose,
                                .created = CREATED,
                                .challenge = challenge,
                                .domain = challenge != NULL ? "https://employer.example" : NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelJsonDoc) doc = lapel_json_parse (text, strlen (text), &error);
  char *signed_text = NULL;

  g_assert_no_error (error);
  signed_text = lapel_proof_sign (fixture->workspace, lapel_json_doc_get_root (doc), &options,
                                  signer, &error);
  g_assert_no_error (error);
  return signed_text;
}

/* A badge by the fixture's issuer with @MORE members, and @SUBJECT members of its subject. */
static char *
badge_with (Fixture *fixture, const char *more, const char *subject)
{
  g_autofree char *text = g_strdup_printf (
      "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
      "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],\"id\":\"urn:uuid:1\","
      "\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],\"issuer\":{\"id\":\"%s\","
      "\"type\":\"Profile\",\"name\":\"Academy\"},\"validFrom\":\"2026-01-01T00:00:00Z\"%s,"
      "\"credentialSubject\":{\"type\":\"AchievementSubject\"%s,\"achievement\":{"
      "\"id\":\"urn:uuid:2\",\"type\":\"Achievement\",\"name\":\"Module 1\","
      "\"description\":\"x\",\"criteria\":{\"narrative\":\"x\"}}}}",
      lapel_signer_get_did (fixture->issuer), more, subject);

  return sign_for (fixture, text, "assertionMethod", NULL, fixture->issuer);
}

static LapelReport *
verify (Fixture *fixture, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelCredential) credential = lapel_credential_parse (bytes, &error);

  g_assert_no_error (error);
  return lapel_credential_verify (credential, fixture->workspace, &fixture->options);
}

static const LapelCheck *
find_row (const LapelReport *report, LapelQuestion question)
{
  const GPtrArray *checks = lapel_report_get_checks (report);
  const LapelCheck *found = NULL;

  for (unsigned int i = 0; i < checks->len; i++)
    {
      const LapelCheck *check = g_ptr_array_index (checks, i);

      if (check->question == question && (found == NULL || check->outcome != LAPEL_OUTCOME_PASSED))
        found = check;
    }
  g_assert_nonnull (found);
  return found;
}

static void
assert_row (const LapelReport *report,
            LapelQuestion question,
            LapelOutcome outcome,
            const char *code)
{
  const LapelCheck *row = find_row (report, question);

  g_assert_cmpstr (row->code, ==, code);
  g_assert_cmpint (row->outcome, ==, outcome);
}

static void
test_good (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = badge_with (fixture, "", "");
  g_autoptr (LapelReport) report = verify (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_VERIFIED);
  g_assert_cmphex (lapel_report_get_states (report), ==, LAPEL_STATE_VERIFIED);
  g_assert_cmpstr (lapel_report_get_title (report), ==, "Module 1");
  g_assert_cmpstr (lapel_report_get_issuer (report), ==, "Academy");
  g_assert_cmpint (lapel_report_get_time (report), ==, fixture->options.now);
  assert_row (report, LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_PASSED, "ok");
  assert_row (report, LAPEL_QUESTION_YOURS, LAPEL_OUTCOME_NOT_APPLICABLE, "recipient-none");
  assert_row (report, LAPEL_QUESTION_ISSUER, LAPEL_OUTCOME_UNCHECKED, "issuer-self-stated");
}

static void
test_changed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = badge_with (fixture, ",\"validUntil\":\"2026-02-01T00:00:00Z\"", "");
  g_autoptr (LapelReport) report = NULL;

  memcpy (strstr (text, "Module 1"), "Module 2", strlen ("Module 2"));
  report = verify (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_INVALID);
  assert_row (report, LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_FAILED, "signature-mismatch");
  /* The first failure hides no other. */
  assert_row (report, LAPEL_QUESTION_CURRENT, LAPEL_OUTCOME_FAILED, "expired");
}

static void
test_last_moment (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = badge_with (fixture, ",\"validUntil\":\"" NOW "\"", "");
  g_autoptr (LapelReport) at_the_end = verify (fixture, text);
  g_autoptr (LapelReport) after = NULL;

  fixture->options.now++;
  after = verify (fixture, text);
  g_assert_cmpint (lapel_report_get_verdict (at_the_end), ==, LAPEL_VERDICT_VERIFIED);
  g_assert_cmpint (lapel_report_get_verdict (after), ==, LAPEL_VERDICT_NOT_CURRENT);
}

static void
test_status_without_network (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = badge_with (
      fixture,
      ",\"credentialStatus\":{\"type\":\"BitstringStatusListEntry\",\"statusPurpose\":"
      "\"revocation\",\"statusListIndex\":\"7\",\"statusListCredential\":\"https://a.example/l\"}",
      "");
  g_autoptr (LapelReport) report = verify (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_UNDECIDED);
  g_assert_cmphex (lapel_report_get_states (report), ==, LAPEL_STATE_STATUS_UNKNOWN);
  assert_row (report, LAPEL_QUESTION_CURRENT, LAPEL_OUTCOME_UNCHECKED, "network-off");
}

static void
test_schema_is_no_matter (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = badge_with (fixture,
                                      ",\"credentialSchema\":{\"id\":\"https://a.example/"
                                      "s\",\"type\":\"JsonSchema\"}",
                                      "");
  g_autoptr (LapelReport) report = verify (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_VERIFIED);
  assert_row (report, LAPEL_QUESTION_CONFORMS, LAPEL_OUTCOME_UNCHECKED, "schema-not-checked");
}

static void
test_date_without_zone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = badge_with (fixture, ",\"validUntil\":\"2027-01-01T00:00:00\"", "");
  g_autoptr (LapelReport) report = verify (fixture, text);

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
  { "inline-context", "", ",\"x\":{\"@context\":{\"y\":\"https://y.example\"}}", "context-inline" },
};

static void
test_broken (Fixture *fixture, gconstpointer data)
{
  const BrokenCase *broken = data;
  g_autofree char *text = badge_with (fixture, broken->more, broken->subject);
  g_autoptr (LapelReport) report = verify (fixture, text);
  const GPtrArray *checks = lapel_report_get_checks (report);
  gboolean found = FALSE;

  for (unsigned int i = 0; i < checks->len; i++)
    {
      const LapelCheck *check = g_ptr_array_index (checks, i);

      found
          = found
            || (check->question == LAPEL_QUESTION_CONFORMS && check->outcome == LAPEL_OUTCOME_FAILED
                && strcmp (check->code, broken->code) == 0);
    }
  g_assert_true (found);
  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_INVALID);
}

/* The signature is good over bytes whose meaning nobody here can tell. */
static void
test_unknown_context (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text
      = badge_with (fixture, "", ",\"x\":{\"@context\":\"https://unknown.example\"}");
  g_autoptr (LapelReport) report = verify (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_UNDECIDED);
  assert_row (report, LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_UNCHECKED, "context-unknown");
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
test_yours (Fixture *fixture, gconstpointer data)
{
  const YoursCase *expected = data;
  g_autofree char *text = badge_with (fixture, "", expected->subject);
  g_autoptr (LapelReport) report = NULL;

  fixture->options.identities = expected->identities;
  report = verify (fixture, text);
  assert_row (report, LAPEL_QUESTION_YOURS, expected->outcome, expected->code);
  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_VERIFIED);
}

static void
test_issuer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = badge_with (fixture, "", "");
  const char *ids[] = { "did:key:zX", lapel_signer_get_did (fixture->issuer), NULL };
  g_autoptr (LapelReport) trusted = NULL;
  g_autoptr (LapelReport) distrusted = NULL;

  fixture->options.trusted = ids;
  trusted = verify (fixture, text);
  fixture->options.distrusted = ids;
  distrusted = verify (fixture, text);

  assert_row (trusted, LAPEL_QUESTION_ISSUER, LAPEL_OUTCOME_PASSED, "issuer-trusted");
  assert_row (distrusted, LAPEL_QUESTION_ISSUER, LAPEL_OUTCOME_FAILED, "issuer-distrusted");
  g_assert_cmpint (lapel_report_get_verdict (distrusted), ==, LAPEL_VERDICT_VERIFIED);
}

static char *
presentation_of (Fixture *fixture,
                 const char *credentials,
                 const char *purpose,
                 const char *challenge)
{
  g_autofree char *text
      = g_strdup_printf ("{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],"
                         "\"type\":[\"VerifiablePresentation\"],\"holder\":\"%s\","
                         "\"verifiableCredential\":[%s]}",
                         lapel_signer_get_did (fixture->holder), credentials);

  return sign_for (fixture, text, purpose, challenge, fixture->holder);
}

static void
test_presentation (Fixture *fixture, gconstpointer data)
{
  g_autofree char *badge = badge_with (fixture, "", "");
  g_autofree char *text = presentation_of (fixture, badge, "authentication", "abc");
  g_autoptr (LapelReport) report = NULL;

  fixture->options.challenge = "abc";
  fixture->options.domain = "https://employer.example";
  report = verify (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_VERIFIED);
  g_assert_cmpstr (lapel_report_get_format (report), ==, "presentation");
  g_assert_cmpuint (lapel_report_get_children (report)->len, ==, 1);
}

static void
test_presentation_other_challenge (Fixture *fixture, gconstpointer data)
{
  g_autofree char *badge = badge_with (fixture, "", "");
  g_autofree char *text = presentation_of (fixture, badge, "authentication", "abc");
  g_autoptr (LapelReport) report = NULL;

  fixture->options.challenge = "xyz";
  report = verify (fixture, text);
  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_INVALID);
  assert_row (report, LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_FAILED, "challenge-mismatch");
}

static void
test_presentation_wrong_purpose (Fixture *fixture, gconstpointer data)
{
  g_autofree char *badge = badge_with (fixture, "", "");
  g_autofree char *text = presentation_of (fixture, badge, "assertionMethod", NULL);
  g_autoptr (LapelReport) report = verify (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_INVALID);
  assert_row (report, LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_FAILED, "proof-purpose-wrong");
}

static void
test_presentation_with_expired (Fixture *fixture, gconstpointer data)
{
  g_autofree char *good = badge_with (fixture, "", "");
  g_autofree char *old = badge_with (fixture, ",\"validUntil\":\"2026-02-01T00:00:00Z\"", "");
  g_autofree char *both = g_strjoin (",", good, old, NULL);
  g_autofree char *text = presentation_of (fixture, both, "authentication", NULL);
  g_autoptr (LapelReport) report = verify (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_NOT_CURRENT);
  g_assert_cmpint (lapel_report_get_outcome (report, LAPEL_QUESTION_AUTHENTIC), ==,
                   LAPEL_OUTCOME_PASSED);
}

/* Putting somebody's genuine badge into a presentation that was changed afterwards does not make it
 * hers. */
static void
test_presentation_changed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *badge = badge_with (fixture, "", "");
  g_autofree char *text = presentation_of (fixture, "", "authentication", NULL);
  g_auto (GStrv) parts = g_strsplit (text, "\"verifiableCredential\":[]", 2);
  g_autofree char *changed
      = g_strconcat (parts[0], "\"verifiableCredential\":[", badge, "]", parts[1], NULL);
  g_autoptr (LapelReport) report = verify (fixture, changed);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_INVALID);
  assert_row (report, LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_FAILED, "signature-mismatch");
}

static void
test_presentation_with_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text
      = presentation_of (fixture, "{\"@context\":\"https://w3id.org/openbadges/v2\"}",
                         "authentication", NULL);
  g_autoptr (LapelReport) report = verify (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_INVALID);
  g_assert_true (lapel_report_get_states (report) & LAPEL_STATE_UNREADABLE);
}

/* A token in an envelope, signed by the issuer, inside the holder's presentation. */
static void
test_enveloped_token (Fixture *fixture, gconstpointer data)
{
  const char *did = lapel_signer_get_did (fixture->issuer);
  g_autofree char *payload
      = g_strdup_printf ("{\"@context\":[\"https://www.w3.org/ns/credentials/"
                         "v2\"],\"id\":\"urn:uuid:1\","
                         "\"type\":[\"VerifiableCredential\"],\"issuer\":\"%s\",\"iss\":\"%s\","
                         "\"credentialSubject\":{\"name\":\"x\"}}",
                         did, did);
  g_autofree char *header = g_strdup_printf ("{\"alg\":\"EdDSA\",\"kid\":\"%s\"}",
                                             lapel_signer_get_method (fixture->issuer));
  g_autofree char *token = lapel_jws_sign (header, payload, fixture->issuer);
  g_autofree char *envelope
      = g_strdup_printf ("{\"@context\":\"https://www.w3.org/ns/credentials/v2\","
                         "\"type\":\"EnvelopedVerifiableCredential\",\"id\":\"data:application/"
                         "vc+jwt,%s\"}",
                         token);
  g_autofree char *text = presentation_of (fixture, envelope, "authentication", NULL);
  g_autoptr (LapelReport) report = verify (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_VERIFIED);
}

/* Hostile amounts: bounded rows, and never a better verdict for it. */
static void
test_many_proofs (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = badge_with (fixture, "", "");
  char *proof = strstr (text, "\"proof\":") + strlen ("\"proof\":");
  g_autofree char *one = g_strndup (proof, strlen (proof) - 1);
  g_autoptr (GString) many = g_string_new_len (text, proof - text);
  g_autoptr (LapelReport) report = NULL;

  g_string_append_printf (many, "[%s", one);
  for (unsigned int i = 0; i < 1000; i++)
    g_string_append_printf (many, ",%s", one);
  g_string_append (many, "]}");
  report = verify (fixture, many->str);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_UNDECIDED);
  assert_row (report, LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_UNCHECKED, "too-complex");
  g_assert_cmpuint (lapel_report_get_checks (report)->len, <, 20);
}

static void
test_many_faults (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) faults = g_string_new (",\"evidence\":[7");
  g_autofree char *text = NULL;
  g_autoptr (LapelReport) report = NULL;

  for (unsigned int i = 0; i < 5000; i++)
    g_string_append (faults, ",{\"@context\":{}}");
  g_string_append (faults, "]");
  text = badge_with (fixture, faults->str, "");
  report = verify (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_INVALID);
  g_assert_cmpuint (lapel_report_get_checks (report)->len, <, 60);
}

static void
test_many_children (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) children = g_string_new ("7");
  g_autofree char *text = NULL;
  g_autoptr (LapelReport) report = NULL;

  for (unsigned int i = 0; i < 5000; i++)
    g_string_append (children, ",7");
  text = presentation_of (fixture, children->str, "authentication", NULL);
  report = verify (fixture, text);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_INVALID);
  g_assert_cmpuint (lapel_report_get_children (report)->len, ==, 1);
}

/* The token of a presentation says itself until when it may be used. */
static void
test_presentation_token_expired (Fixture *fixture, gconstpointer data)
{
  const char *did = lapel_signer_get_did (fixture->holder);
  g_autofree char *payload
      = g_strdup_printf ("{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],"
                         "\"type\":[\"VerifiablePresentation\"],\"holder\":\"%s\",\"iss\":\"%s\","
                         "\"exp\":1}",
                         did, did);
  g_autofree char *header = g_strdup_printf ("{\"alg\":\"EdDSA\",\"kid\":\"%s\"}",
                                             lapel_signer_get_method (fixture->holder));
  g_autofree char *token = lapel_jws_sign (header, payload, fixture->holder);
  g_autoptr (LapelReport) report = verify (fixture, token);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_NOT_CURRENT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, function)                                                                  \
  g_test_add ("/verify/" path, Fixture, data, set_up, function, tear_down)
  ADD ("good", NULL, test_good);
  ADD ("changed", NULL, test_changed);
  ADD ("last-moment", NULL, test_last_moment);
  ADD ("status-without-network", NULL, test_status_without_network);
  ADD ("schema", NULL, test_schema_is_no_matter);
  ADD ("date-without-zone", NULL, test_date_without_zone);
  ADD ("unknown-context", NULL, test_unknown_context);
  ADD ("issuer", NULL, test_issuer);
  ADD ("presentation/good", NULL, test_presentation);
  ADD ("presentation/other-challenge", NULL, test_presentation_other_challenge);
  ADD ("presentation/wrong-purpose", NULL, test_presentation_wrong_purpose);
  ADD ("presentation/with-expired", NULL, test_presentation_with_expired);
  ADD ("presentation/changed", NULL, test_presentation_changed);
  ADD ("presentation/with-unreadable", NULL, test_presentation_with_unreadable);
  ADD ("presentation/enveloped-token", NULL, test_enveloped_token);
  ADD ("presentation/token-expired", NULL, test_presentation_token_expired);
  ADD ("many/proofs", NULL, test_many_proofs);
  ADD ("many/faults", NULL, test_many_faults);
  ADD ("many/children", NULL, test_many_children);
#undef ADD
  for (unsigned int i = 0; i < G_N_ELEMENTS (broken_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/verify/broken/%s", broken_cases[i].name);
      g_test_add (path, Fixture, &broken_cases[i], set_up, test_broken, tear_down);
    }
  for (unsigned int i = 0; i < G_N_ELEMENTS (yours_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/verify/yours/%s", yours_cases[i].name);
      g_test_add (path, Fixture, &yours_cases[i], set_up, test_yours, tear_down);
    }
  return g_test_run ();
}
