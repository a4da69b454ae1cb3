/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-codes.h"
#include "lapel-verify.h"
#include "seal-fixture.h"

#include <openssl/ocsp.h>
#include <string.h>

/* What a report says of seals made here, each with one thing wrong: the verdict, and the row that
 * tells why. */

#define HEADER                                                                                     \
  "{\"alg\":\"ES256\",\"b64\":false,\"sigT\":\"" SEAL_MADE_TEXT                                    \
  "\",\"x5c\":[\"%s\"],\"crit\":[\"b64\",\"sigT\"]}"
#define PAYLOAD(number)                                                                            \
  "{\"type\":[\"VerifiableCredential\",\"EuropeanDigitalCredential\"],\"issuer\":{\"legalName\":"  \
  "{\"en\":\"School\"},\"eIDASIdentifier\":{\"notation\":\"" number "\"}},\"credentialSubject\":"  \
  "{\"hasClaim\":{\"type\":\"LearningAchievement\",\"title\":{\"en\":\"Sums\"}}}}"

/* The unprotected header with the authority's certificate and, if given, what it says. */
static char *
make_outside (const SealIdentity *authority,
              GBytes             *ocsp)
{
  g_autofree char *certificate = seal_identity_to_base64 (authority);
  g_autofree char *response = ocsp != NULL ? seal_base64 (ocsp) : g_strdup ("");

  return g_strdup_printf ("{\"etsiU\":[{\"xVals\":[{\"x509Cert\":{\"val\":\"%s\"}}]},"
                          "{\"rVals\":{\"ocspVals\":[{\"val\":\"%s\"}]}}]}",
                          certificate, response);
}

static LapelReport *
verify (char   *take_text,
        gint64  now)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (take_text, strlen (take_text));
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelCredential) credential = lapel_credential_parse (bytes, &error);
  g_autoptr (LapelWorkspace) workspace = lapel_workspace_new (NULL);
  LapelVerifyOptions options = { .now = now * G_USEC_PER_SEC };

  g_assert_no_error (error);
  g_assert_cmpint (credential->securing, ==, LAPEL_SECURING_SEAL);
  return lapel_credential_verify (credential, workspace, &options);
}

static const LapelCheck *
find_code (const LapelReport *report,
           const char        *code)
{
  const GPtrArray *checks = lapel_report_get_checks (report);

  for (unsigned int i = 0; i < checks->len; i++)
    {
      const LapelCheck *check = g_ptr_array_index (checks, i);

      if (strcmp (check->code, code) == 0)
        return check;
    }
  return NULL;
}

static void
assert_row (const LapelReport *report,
            LapelVerdict       verdict,
            LapelQuestion      question,
            LapelOutcome       outcome,
            const char        *code)
{
  const LapelCheck *check = find_code (report, code);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, verdict);
  g_assert_nonnull (check);
  g_assert_cmpint (check->question, ==, question);
  g_assert_cmpint (check->outcome, ==, outcome);
}

/* A seal that anybody could have made in anybody's name is intact, and that is all. */
static void
test_intact_is_not_verified (SealWorld     *world,
                             gconstpointer  data)
{
  g_autofree char *outside = make_outside (world->authority, NULL);
  g_autoptr (LapelReport) report =
      verify (seal_make (world->owner, "ES256", HEADER, PAYLOAD ("1"), outside), SEAL_MADE + 60);

  assert_row (report, LAPEL_VERDICT_UNDECIDED, LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_UNCHECKED,
              "seal-authority-unknown");
  g_assert_cmphex (lapel_report_get_states (report), ==, LAPEL_STATE_SIGNATURE_ONLY);
  assert_row (report, LAPEL_VERDICT_UNDECIDED, LAPEL_QUESTION_ISSUER, LAPEL_OUTCOME_UNCHECKED,
              "seal-owner-matches");
  assert_row (report, LAPEL_VERDICT_UNDECIDED, LAPEL_QUESTION_ISSUER, LAPEL_OUTCOME_UNCHECKED,
              "seal-advanced");
  assert_row (report, LAPEL_VERDICT_UNDECIDED, LAPEL_QUESTION_CONFORMS, LAPEL_OUTCOME_UNCHECKED,
              "certificate-status-not-checked");
}

static void
test_owner_differs (SealWorld     *world,
                    gconstpointer  data)
{
  g_autofree char *outside = make_outside (world->authority, NULL);
  g_autoptr (LapelReport) report =
      verify (seal_make (world->owner, "ES256", HEADER, PAYLOAD ("2"), outside), SEAL_MADE + 60);

  assert_row (report, LAPEL_VERDICT_UNDECIDED, LAPEL_QUESTION_ISSUER, LAPEL_OUTCOME_UNCHECKED,
              "seal-owner-differs");
}

static void
test_self_signed (SealWorld     *world,
                  gconstpointer  data)
{
  g_autoptr (SealIdentity) alone = seal_identity_new (NULL, &seal_owner_wish);
  g_autoptr (LapelReport) report =
      verify (seal_make (alone, "ES256", HEADER, PAYLOAD ("1"), NULL), SEAL_MADE + 60);

  assert_row (report, LAPEL_VERDICT_UNDECIDED, LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_UNCHECKED,
              "certificate-self-signed");
}

static void
test_in_future (SealWorld     *world,
                gconstpointer  data)
{
  g_autofree char *outside = make_outside (world->authority, NULL);
  g_autoptr (LapelReport) report =
      verify (seal_make (world->owner, "ES256", HEADER, PAYLOAD ("1"), outside), SEAL_MADE - 3600);

  assert_row (report, LAPEL_VERDICT_INVALID, LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_FAILED,
              "proof-in-future");
}

static void
test_not_valid_then (SealWorld     *world,
                     gconstpointer  data)
{
  static const SealWish wish = { .name = "Owner", .end = SEAL_MADE - 1 };
  g_autoptr (SealIdentity) owner = seal_identity_new (world->authority, &wish);
  g_autofree char *outside = make_outside (world->authority, NULL);
  g_autoptr (LapelReport) report =
      verify (seal_make (owner, "ES256", HEADER, PAYLOAD ("1"), outside), SEAL_MADE + 60);

  assert_row (report, LAPEL_VERDICT_INVALID, LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_FAILED,
              "certificate-not-valid-then");
}

/* A certificate that ran out since has sealed what it sealed. */
static void
test_run_out_since (SealWorld     *world,
                    gconstpointer  data)
{
  g_autofree char *outside = make_outside (world->authority, NULL);
  g_autoptr (LapelReport) report =
      verify (seal_make (world->owner, "ES256", HEADER, PAYLOAD ("1"), outside),
              SEAL_END + SEAL_YEAR);

  assert_row (report, LAPEL_VERDICT_UNDECIDED, LAPEL_QUESTION_CONFORMS, LAPEL_OUTCOME_PASSED,
              "certificate-path-holds");
}

static void
test_purpose (SealWorld     *world,
              gconstpointer  data)
{
  static const SealWish wish = { .name = "Owner", .usage = "critical,keyEncipherment" };
  g_autoptr (SealIdentity) owner = seal_identity_new (world->authority, &wish);
  g_autofree char *outside = make_outside (world->authority, NULL);
  g_autoptr (LapelReport) report =
      verify (seal_make (owner, "ES256", HEADER, PAYLOAD ("1"), outside), SEAL_MADE + 60);

  assert_row (report, LAPEL_VERDICT_INVALID, LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_FAILED,
              "certificate-not-for-sealing");
}

static void
test_path_broken (SealWorld     *world,
                  gconstpointer  data)
{
  g_autoptr (SealIdentity) impostor = seal_identity_new (NULL, &seal_authority_wish);
  g_autofree char *outside = make_outside (impostor, NULL);
  g_autoptr (LapelReport) report =
      verify (seal_make (world->owner, "ES256", HEADER, PAYLOAD ("1"), outside), SEAL_MADE + 60);

  assert_row (report, LAPEL_VERDICT_INVALID, LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_FAILED,
              "certificate-path-broken");
}

static void
test_revoked (SealWorld     *world,
              gconstpointer  data)
{
  static const struct
  {
    gint64 revoked;
    LapelVerdict verdict;
    LapelQuestion question;
    LapelOutcome outcome;
    const char *code;
  } cases[] = {
    { 0, LAPEL_VERDICT_UNDECIDED, LAPEL_QUESTION_CONFORMS, LAPEL_OUTCOME_PASSED,
      "certificate-not-withdrawn" },
    { SEAL_MADE - 1, LAPEL_VERDICT_INVALID, LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_FAILED,
      "certificate-revoked" },
    { SEAL_MADE, LAPEL_VERDICT_INVALID, LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_FAILED,
      "certificate-revoked" },
    { SEAL_MADE + 1, LAPEL_VERDICT_UNDECIDED, LAPEL_QUESTION_AUTHENTIC, LAPEL_OUTCOME_UNCHECKED,
      "certificate-revoked-later" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) said = seal_make_ocsp (world->authority, world->authority, world->owner,
                                                cases[i].revoked != 0 ? V_OCSP_CERTSTATUS_REVOKED
                                                                      : V_OCSP_CERTSTATUS_GOOD,
                                                cases[i].revoked, SEAL_MADE + 30, 0);
      g_autofree char *outside = make_outside (world->authority, said);
      g_autoptr (LapelReport) report =
          verify (seal_make (world->owner, "ES256", HEADER, PAYLOAD ("1"), outside),
                  SEAL_MADE + 60);

      assert_row (report, cases[i].verdict, cases[i].question, cases[i].outcome, cases[i].code);
    }
}

static void
add (const char *path,
     void (*test) (SealWorld *, gconstpointer))
{
  g_test_add (path, SealWorld, NULL, seal_world_set_up, test, seal_world_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/seal-report/intact-is-not-verified", test_intact_is_not_verified);
  add ("/seal-report/owner-differs", test_owner_differs);
  add ("/seal-report/self-signed", test_self_signed);
  add ("/seal-report/in-future", test_in_future);
  add ("/seal-report/not-valid-then", test_not_valid_then);
  add ("/seal-report/run-out-since", test_run_out_since);
  add ("/seal-report/purpose", test_purpose);
  add ("/seal-report/path-broken", test_path_broken);
  add ("/seal-report/revoked", test_revoked);
  return g_test_run ();
}
