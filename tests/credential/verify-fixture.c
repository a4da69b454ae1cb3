/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "verify-fixture.h"

#include "lapel-error.h"

#include <string.h>

void
verify_set_up (VerifyFixture *fixture,
               gconstpointer  data)
{
  guint8 seed[32];

  memset (seed, 1, sizeof seed);
  fixture->issuer = lapel_signer_new (seed);
  memset (seed, 2, sizeof seed);
  fixture->holder = lapel_signer_new (seed);
  fixture->workspace = lapel_workspace_new (NULL);
  fixture->options = (LapelVerifyOptions){ 0 };
  g_assert_true (lapel_time_parse (VERIFY_NOW, &fixture->options.now, NULL, NULL));
}

void
verify_tear_down (VerifyFixture *fixture,
                  gconstpointer  data)
{
  lapel_signer_free (fixture->issuer);
  lapel_signer_free (fixture->holder);
  lapel_workspace_free (fixture->workspace);
}

static char *
sign_with (VerifyFixture           *fixture,
           const char              *text,
           const LapelProofOptions *options,
           const LapelSigner       *signer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelJsonDoc) doc = lapel_json_parse (text, strlen (text), &error);
  char *signed_text = NULL;

  g_assert_no_error (error);
  signed_text =
      lapel_proof_sign (fixture->workspace, lapel_json_doc_get_root (doc), options, signer, &error);
  g_assert_no_error (error);
  return signed_text;
}

char *
verify_sign (VerifyFixture     *fixture,
             const char        *text,
             const char        *purpose,
             const char        *challenge,
             const LapelSigner *signer)
{
  const LapelProofOptions options = { .suite = "eddsa-jcs-2022",
                                      .purpose = purpose,
                                      .created = VERIFY_CREATED,
                                      .challenge = challenge,
                                      .domain =
                                          challenge != NULL ? "https://employer.example" : NULL };

  return sign_with (fixture, text, &options, signer);
}

char *
verify_sign_as (VerifyFixture *fixture,
                const char    *text,
                const char    *method)
{
  const LapelProofOptions options = { .suite = "eddsa-jcs-2022",
                                      .purpose = "assertionMethod",
                                      .created = VERIFY_CREATED,
                                      .method = method };

  return sign_with (fixture, text, &options, fixture->issuer);
}

char *
verify_token (const LapelSigner *signer,
              const char        *kid,
              const char        *more_header,
              const char        *payload)
{
  g_autofree char *header =
      g_strdup_printf ("{\"alg\":\"EdDSA\",\"kid\":\"%s\"%s}",
                       kid != NULL ? kid : lapel_signer_get_method (signer), more_header);

  return lapel_jws_sign (header, payload, signer);
}

/* A badge by the fixture's issuer with @MORE members, and @SUBJECT members of its subject. */
char *
verify_badge (VerifyFixture *fixture,
              const char    *more,
              const char    *subject)
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

  return verify_sign (fixture, text, "assertionMethod", NULL, fixture->issuer);
}

LapelReport *
verify_text (VerifyFixture *fixture,
             const char    *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelCredential) credential = lapel_credential_parse (bytes, &error);

  g_assert_no_error (error);
  return lapel_credential_verify (credential, fixture->workspace, &fixture->options);
}

static const LapelCheck *
find_row (const LapelReport *report,
          LapelQuestion      question)
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

void
verify_assert_row (const LapelReport *report,
                   LapelQuestion      question,
                   LapelOutcome       outcome,
                   const char        *code)
{
  const LapelCheck *row = find_row (report, question);

  g_assert_cmpstr (row->code, ==, code);
  g_assert_cmpint (row->outcome, ==, outcome);
}
