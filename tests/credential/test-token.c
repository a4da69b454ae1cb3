/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-error.h"
#include "lapel-test.h"
#include "verify-fixture.h"

#include <string.h>

/* Verifications of tokens: header and claims, each by one token that breaks it. */

#define ISSUER_HERE "@ISSUER@"
#define HEAD2       "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],"
#define TYPE        "\"type\":[\"VerifiableCredential\"],"
#define SUBJECT     "\"credentialSubject\":{\"name\":\"x\"}"
#define BY          "\"issuer\":\"" ISSUER_HERE "\","
#define ISS         ",\"iss\":\"" ISSUER_HERE "\""

/* A credential of VCDM 2.0 that is the token's payload, and one of 1.1 in its vc claim. */
#define TOKEN2(more) HEAD2 TYPE BY SUBJECT more "}"
#define TOKEN1(inner, more)                                                                        \
  "{\"vc\":{\"@context\":[\"https://www.w3.org/2018/credentials/v1\"]," TYPE SUBJECT inner         \
  "}" more "}"

typedef struct
{
  const char *name;
  const char *header;
  const char *payload;
  const char *challenge;
  const char *domain;
  LapelVerdict verdict;
  LapelStates states;
} TokenCase;

#define GOOD  LAPEL_VERDICT_VERIFIED, LAPEL_STATE_VERIFIED
#define NOTED LAPEL_VERDICT_VERIFIED, LAPEL_STATE_VERIFIED | LAPEL_STATE_WARNING
#define BAD   LAPEL_VERDICT_INVALID, LAPEL_STATE_INVALID
#define OVER  LAPEL_VERDICT_NOT_CURRENT, LAPEL_STATE_EXPIRED

static const TokenCase token_cases[] = {
  { "v2", "", TOKEN2 (ISS), NULL, NULL, GOOD },
  { "v2-without-iss", "", TOKEN2 (""), NULL, NULL, GOOD },
  { "v2-other-iss", "", TOKEN2 (",\"iss\":\"did:key:zX\""), NULL, NULL, BAD },
  { "v2-with-vc", "", TOKEN2 (ISS ",\"vc\":{}"), NULL, NULL, BAD },
  { "v2-exp-first", "", TOKEN2 (",\"exp\":1767225600,\"validUntil\":\"2030-01-01T00:00:00Z\""),
    NULL, NULL, OVER },
  { "v2-until-first", "", TOKEN2 (",\"exp\":1893456000,\"validUntil\":\"2026-01-01T00:00:00Z\""),
    NULL, NULL, OVER },
  { "v2-exp-text", "", TOKEN2 (",\"exp\":\"soon\""), NULL, NULL, BAD },
  { "v1", "", TOKEN1 ("", ISS ",\"nbf\":1767225600,\"jti\":\"urn:x:1\""), NULL, NULL, GOOD },
  { "v1-without-iss", "", TOKEN1 ("," BY "\"issuanceDate\":\"2026-01-01T00:00:00Z\"", ""), NULL,
    NULL, BAD },
  { "v1-without-nbf", "", TOKEN1 (",\"issuanceDate\":\"2026-01-01T00:00:00Z\"", ISS), NULL, NULL,
    NOTED },
  { "v1-other-nbf", "", TOKEN1 (",\"issuanceDate\":\"2026-01-01T00:00:00Z\"", ISS ",\"nbf\":1"),
    NULL, NULL, BAD },
  { "typ-jwt", ",\"typ\":\"JWT\"", TOKEN2 (ISS), NULL, NULL, GOOD },
  { "typ-long", ",\"typ\":\"application/vc+jwt\"", TOKEN2 (ISS), NULL, NULL, GOOD },
  { "typ-other", ",\"typ\":\"at+jwt\"", TOKEN2 (ISS), NULL, NULL, BAD },
  { "typ-number", ",\"typ\":7", TOKEN2 (ISS), NULL, NULL, BAD },
  { "nonce", "", TOKEN2 (",\"nonce\":\"abc\",\"aud\":\"https://e.example\""), "abc",
    "https://e.example", GOOD },
  { "nonce-other", "", TOKEN2 (",\"nonce\":\"xyz\""), "abc", NULL, BAD },
  { "nonce-missing", "", TOKEN2 (""), "abc", NULL, BAD },
  { "aud-other", "", TOKEN2 (",\"aud\":\"https://f.example\""), NULL, "https://e.example", BAD },
  { "aud-more", "", TOKEN2 (",\"aud\":[\"https://e.example\",\"https://f.example\"]"), NULL,
    "https://e.example", BAD },
  { "context-inline", "",
    "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\",{}]," TYPE BY SUBJECT "}", NULL, NULL,
    BAD },
  { "context-unknown", "",
    "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\",\"https://u.example\"]," TYPE BY
        SUBJECT "}",
    NULL, NULL, LAPEL_VERDICT_UNDECIDED, LAPEL_STATE_UNVERIFIABLE },
};

static void
test_token (VerifyFixture *fixture,
            gconstpointer  data)
{
  const TokenCase *expected = data;
  g_auto (GStrv) parts = g_strsplit (expected->payload, ISSUER_HERE, -1);
  g_autofree char *payload = g_strjoinv (lapel_signer_get_did (fixture->issuer), parts);
  g_autofree char *token = verify_token (fixture->issuer, NULL, expected->header, payload);
  g_autoptr (LapelReport) report = NULL;

  fixture->options.challenge = expected->challenge;
  fixture->options.domain = expected->domain;
  report = verify_text (fixture, token);

  g_assert_cmpint (lapel_report_get_verdict (report), ==, expected->verdict);
  g_assert_cmphex (lapel_report_get_states (report), ==, expected->states);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (unsigned int i = 0; i < G_N_ELEMENTS (token_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/token/%s", token_cases[i].name);
      g_test_add (path, VerifyFixture, &token_cases[i], verify_set_up, test_token,
                  verify_tear_down);
    }
  return g_test_run ();
}
