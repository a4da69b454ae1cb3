/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-jws.h"
#include "ob2-fixture.h"

#include <string.h>

#define ELSEWHERE "https://evil.example"

/* Open Badges 0.5 to 2.0: each rule broken alone. */

static const Rule hosted_rules[] = {
  { "id-differs", ASSERTION, SITE "/1\",\"recipient", SITE "/2\",\"recipient", TRUTH, FAILS,
    "hosted-id-differs" },
  { "no-json", ASSERTION, NULL, "<html>", TRUTH, OPEN, "hosted-not-a-badge" },
  { "foreign-json", ASSERTION, NULL, "{\"a\":1}", TRUTH, OPEN, "hosted-not-a-badge" },
  { "absent", ASSERTION, NULL, NULL, TRUTH, OPEN, "unreachable" },
  { "gone", ASSERTION, NULL, "410", TIME, FAILS, "revoked" },
  { "gone-row", ASSERTION, NULL, "410{}", TRUTH, PASSES, "hosted-withdrawn" },
  { "revoked", ASSERTION, NULL, "{" V2 "\"id\":\"" SITE "/1\",\"revoked\":true}", TIME, FAILS,
    "revoked" },
  { "badge-absent", BADGE, NULL, NULL, TRUTH, OPEN, "unreachable" },
  { "badge-gone", BADGE, NULL, "410", TRUTH, OPEN, "hosted-not-a-badge" },
  { "issuer-absent", ISSUER, NULL, NULL, TRUTH, OPEN, "unreachable" },
  { "badge-of-somebody-else", BADGE, "\"id\":\"" SITE "/badge", "\"id\":\"" ELSEWHERE "/badge",
    TRUTH, OPEN, "hosted-id-differs" },
  { "issuer-is-somebody-else", ISSUER, "\"id\":\"" SITE, "\"id\":\"" ELSEWHERE, TRUTH, OPEN,
    "hosted-id-differs" },
  { "starts-with", ISSUER, "\"url\"", "\"verification\":{\"startsWith\":\"" SITE "/x\"},\"url\"",
    TRUTH, FAILS, "outside-scope" },
  { "starts-with-host", ISSUER, "\"url\"",
    "\"verification\":{\"startsWith\":\"https://a.exam\"},\"url\"", TRUTH, FAILS, "outside-scope" },
  { "origin-and-start", ISSUER, "\"url\"",
    "\"verification\":{\"startsWith\":\"" SITE "/\",\"allowedOrigins\":[\"b.example\"]},\"url\"",
    TRUTH, FAILS, "outside-scope" },
  { "origin", ISSUER, "\"url\"",
    "\"verification\":{\"allowedOrigins\":[\"b.example\",\"A.EXAMPLE\"]},\"url\"", TRUTH, PASSES,
    "ok" },
  { "expired", ASSERTION, "2030-", "2026-", TIME, FAILS, "expired" },
  { "early", ASSERTION, "2026-01", "2027-01", TIME, FAILS, "not-yet-valid" },
  { "reversed", ASSERTION, "2030-", "2025-", STANDARD, FAILS, "dates-reversed" },
  { "issuer-moved", ISSUER, SITE "/issuer\",\"name", SITE "/i\",\"name", STANDARD, NOTE,
    "address-changed" },
  { "issuer-urn", ISSUER, SITE "/issuer\",\"name", "urn:x:i\",\"name", STANDARD, NOTE,
    "id-not-url" },
};

static const Rule data_rules[] = {
  { "type", ASSERTION, "\"Assertion\"", "\"BadgeClass2\"", STANDARD, FAILS, "type-missing" },
  { "type-unknown", ASSERTION, "\"Assertion\"", "[\"Assertion\",\"Foo\"]", STANDARD, FAILS,
    "type-unknown" },
  { "type-number", ASSERTION, "\"Assertion\"", "[\"Assertion\",1]", STANDARD, FAILS,
    "member-malformed" },
  { "badge-type", BADGE, "\"BadgeClass\"", "\"Issuer\"", STANDARD, FAILS, "type-missing" },
  { "issuer-type", ISSUER, "\"Issuer\"", "\"Image\"", STANDARD, FAILS, "type-missing" },
  { "context", BADGE, "openbadges/v2", "openbadges/v3", STANDARD, FAILS, "context-missing" },
  { "context-more", BADGE, "\"@context\":\"https://w3id.org/openbadges/v2\"",
    "\"@context\":[\"https://w3id.org/openbadges/v2\",\"https://x.example/c\"]", TRUTH, OPEN,
    "context-unknown" },
  { "context-number", BADGE, "\"@context\":\"https://w3id.org/openbadges/v2\"",
    "\"@context\":[\"https://w3id.org/openbadges/v2\",1]", STANDARD, FAILS, "member-malformed" },
  { "context-inline", ISSUER, "\"@context\":\"https://w3id.org/openbadges/v2\"",
    "\"@context\":[\"https://w3id.org/openbadges/v2\",{\"name\":\"http://schema.org/email\"}]",
    STANDARD, FAILS, "context-inline" },
  { "no-recipient", ASSERTION, "\"recipient\"", "\"recipients\"", STANDARD, FAILS,
    "member-missing" },
  { "no-issued-on", ASSERTION, "\"issuedOn\"", "\"issued\"", STANDARD, FAILS, "member-missing" },
  { "no-name", BADGE, "\"name\"", "\"names\"", STANDARD, FAILS, "member-missing" },
  { "name-number", BADGE, "\"Tides\"", "7", STANDARD, FAILS, "member-malformed" },
  { "no-criteria", BADGE, "\"criteria\"", "\"criterion\"", STANDARD, FAILS, "member-missing" },
  { "criteria-empty", BADGE, "{\"id\":\"" SITE "/c\",\"narrative\":\"*Read* one\"}", "{}", STANDARD,
    FAILS, "member-malformed" },
  { "alignment-url", BADGE, "\"targetUrl\"", "\"url\"", STANDARD, FAILS, "member-missing" },
  { "alignment-name", BADGE, "\"targetName\"", "\"name2\"", STANDARD, FAILS, "member-missing" },
  { "no-url", ISSUER, "\"url\"", "\"uri\"", STANDARD, FAILS, "member-missing" },
  { "email", ISSUER, "a@a.example", "nobody", STANDARD, FAILS, "member-malformed" },
  { "no-email", ISSUER, "\"email\"", "\"mail\"", STANDARD, NOTE, "issuer-email-missing" },
  { "image-data", ASSERTION, SITE "/1.png", "data:image/png;base64,AA==", STANDARD, FAILS,
    "image-data-uri" },
  { "picture-type", BADGE, SITE "/b.png", "data:image/jpeg;base64,AA==", STANDARD, FAILS,
    "image-type-wrong" },
  { "zone", ASSERTION, "2026-01-01T00:00:00Z", "2026-01-01T00:00:00", STANDARD, FAILS,
    "date-without-zone" },
  { "date", ASSERTION, "2030-01-01T00:00:00Z", "2030-01-01", STANDARD, FAILS, "member-malformed" },
  { "date-number", ASSERTION, "\"2026-01-01T00:00:00Z\"", "1700000000", STANDARD, NOTE,
    "old-dates" },
  { "hashed-missing", ASSERTION, "\"hashed\":false,", "", STANDARD, FAILS, "member-missing" },
  { "hashed-text", ASSERTION, "\"hashed\":false", "\"hashed\":\"false\"", STANDARD, FAILS,
    "member-malformed" },
  { "hashed-wrong", ASSERTION, "\"hashed\":false", "\"hashed\":true", STANDARD, FAILS,
    "recipient-hash-malformed" },
  { "hash-short", ASSERTION, "\"hashed\":false,\"identity\":\"vera@school.example\"",
    "\"hashed\":true,\"identity\":\"sha256$00\"", STANDARD, FAILS, "recipient-hash-malformed" },
  { "identity", ASSERTION, "vera@school.example", "vera", STANDARD, FAILS, "member-malformed" },
  { "identity-type", ASSERTION, "\"type\":\"email\",", "", STANDARD, FAILS, "member-missing" },
  { "verification-type", ASSERTION, "\"hosted\"}", "\"trusted\"}", STANDARD, FAILS,
    "verification-type-wrong" },
  { "relative", ASSERTION, "{\"id\":\"" SITE "/e\",\"name\":\"Log\",\"genre\":\"Text\"}",
    "\"e.html\"", STANDARD, NOTE, "relative-url" },
  { "extension-type", BADGE, "[\"Extension\",\"extensions:ECTSExtension\"]", "\"ECTS\"", STANDARD,
    FAILS, "extension-invalid" },
  { "extension-schema", BADGE, "\"extensions:ECTSExtension\":{\"@context\"",
    "\"extensions:ApplyLink\":{\"type\":[\"Extension\",\"extensions:ApplyLink\"]},"
    "\"extensions:E\":{\"@context\"",
    STANDARD, FAILS, "extension-invalid" },
  { "extension-unknown", BADGE, "ECTS\":2.5", "ECTS\":3", STANDARD, OPEN, "schema-not-checked" },
  { "endorsement-other", BADGE, "\"tags\"",
    "\"endorsement\":{\"type\":\"Endorsement\",\"claim\":\"urn:x:y\"},\"tags\"", STANDARD, NOTE,
    "endorsement-of-other" },
};

static void
test_rule (VerifyFixture *fixture,
           gconstpointer  data)
{
  const Rule *rule = data;
  g_autoptr (Web) web = ob2_web_new (fixture, rule);
  gboolean broken = rule->document == ASSERTION && rule->to != NULL && rule->from != NULL;
  g_autoptr (LapelReport) report =
      verify_text (fixture, broken && g_strcmp0 (rule->code, "hosted-id-differs") != 0
                                ? web->documents[ASSERTION]
                                : ob2_good[ASSERTION]);

  ob2_assert_rule (report, rule);
  if (rule->outcome == (int) FAILS && rule->question != TIME)
    g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_INVALID);
  if (rule->outcome == (int) OPEN && rule->question == TRUTH)
    g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_UNDECIDED);
  if (rule->outcome == NOTE)
    g_assert_cmphex (lapel_report_get_states (report), ==,
                     LAPEL_STATE_VERIFIED | LAPEL_STATE_WARNING);
}

static const Rule signed_rules[] = {
  { "good", ISSUER, "Harbour", "Harbor", TRUTH, PASSES, "ok" },
  { "not-listed", ISSUER, "\"publicKey\":\"" SITE "/key\"", "\"publicKey\":\"" SITE "/key2\"",
    TRUTH, FAILS, "key-not-listed" },
  { "owner", KEY, "\"owner\":\"" SITE, "\"owner\":\"" ELSEWHERE, TRUTH, FAILS,
    "key-owner-differs" },
  { "no-owner", KEY, "\"owner\"", "\"owned\"", TRUTH, FAILS, "key-owner-differs" },
  { "key-gone", KEY, NULL, NULL, TRUTH, OPEN, "unreachable" },
  { "no-pem", KEY, "publicKeyPem", "publicKey", TRUTH, OPEN, "key-malformed" },
  { "private", KEY, "PUBLIC KEY", "PRIVATE KEY", TRUTH, FAILS, "key-private" },
  { "issuer-gone", ISSUER, NULL, NULL, TRUTH, OPEN, "unreachable" },
  { "badge-gone", BADGE, NULL, NULL, TRUTH, OPEN, "unreachable" },
  { "list-gone", LIST, NULL, NULL, TIME, OPEN, "unreachable" },
  { "list-no-list", LIST, "revokedAssertions", "revoked", TIME, OPEN, "hosted-not-a-badge" },
  { "listed", LIST, "urn:x:other", "urn:x:1", TIME, FAILS, "revoked" },
};

static char *
sign_badge (const LapelSigner *signer)
{
  g_autofree char *id =
      ob2_replace (ob2_good[ASSERTION], "\"id\":\"" SITE "/1\"", "\"id\":\"urn:x:1\"");
  g_autofree char *payload = ob2_replace (id, "{\"type\":\"hosted\"}",
                                          "{\"type\":\"signed\",\"creator\":\"" SITE "/key\"}");

  return lapel_jws_sign ("{\"alg\":\"EdDSA\"}", payload, signer);
}

static void
test_signed_rule (VerifyFixture *fixture,
                  gconstpointer  data)
{
  const Rule *rule = data;
  g_autoptr (Web) web = ob2_web_new (fixture, rule);
  g_autofree char *token = sign_badge (fixture->issuer);
  g_autoptr (LapelReport) report = verify_text (fixture, token);

  ob2_assert_rule (report, rule);
  g_assert_true ((lapel_report_get_verdict (report) == LAPEL_VERDICT_VERIFIED) ==
                 (rule->outcome == (int) PASSES));
}

/* Every other key, and every change. */
static void
test_wrong_key (VerifyFixture *fixture,
                gconstpointer  data)
{
  static const Rule mismatch = { NULL, KEY, NULL, NULL, TRUTH, FAILS, "signature-mismatch" };
  g_autoptr (Web) web = ob2_web_new (fixture, NULL);
  g_autofree char *token = sign_badge (fixture->holder);
  g_autofree char *changed = sign_badge (fixture->issuer);
  g_autoptr (LapelReport) other = verify_text (fixture, token);
  g_autoptr (LapelReport) report = NULL;
  char *end = strrchr (changed, '.');

  ob2_assert_rule (other, &mismatch);
  end[5] = end[5] == 'A' ? 'B' : 'A';
  report = verify_text (fixture, changed);
  ob2_assert_rule (report, &mismatch);
}

/* The key of a profile that lies in the badge is the signer's own. */
static void
test_signed_embedded (VerifyFixture *fixture,
                      gconstpointer  data)
{
  static const Rule gone = { NULL, ISSUER, NULL, NULL, TRUTH, OPEN, "unreachable" };
  g_autoptr (Web) web = ob2_web_new (fixture, &gone);
  g_autofree char *embedded = g_strconcat ("\"badge\":", ob2_good[BADGE], NULL);
  g_autofree char *whole = ob2_replace (embedded, "\"" SITE "/issuer\"", ob2_good[ISSUER]);
  g_autofree char *payload =
      ob2_replace (ob2_good[ASSERTION], "\"badge\":\"" SITE "/badge\"", whole);
  g_autofree char *token = lapel_jws_sign ("{\"alg\":\"EdDSA\"}", payload, fixture->issuer);
  g_autoptr (LapelReport) report = verify_text (fixture, token);

  g_assert_cmphex (lapel_report_get_states (report), ==, LAPEL_STATE_UNVERIFIABLE);
  ob2_assert_rule (report, &gone);
}

/* JSON that says it is signed is no signature. */
static void
test_unsigned (VerifyFixture *fixture,
               gconstpointer  data)
{
  g_autoptr (Web) web = ob2_web_new (fixture, NULL);
  g_autofree char *text = ob2_replace (ob2_good[ASSERTION], "\"hosted\"}", "\"signed\"}");
  g_autoptr (LapelReport) report = verify_text (fixture, text);

  g_assert_cmphex (lapel_report_get_states (report), ==, LAPEL_STATE_UNVERIFIABLE);
  verify_assert_row (report, TRUTH, OPEN, "no-proof");
}

static void
add_rules (const char   *folder,
           const Rule   *rules,
           unsigned int  n,
           void (*test) (VerifyFixture *, gconstpointer))
{
  for (unsigned int i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/ob2/%s/%s", folder, rules[i].name);

      g_test_add (path, VerifyFixture, &rules[i], verify_set_up, test, verify_tear_down);
    }
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

  add_rules ("hosted", hosted_rules, G_N_ELEMENTS (hosted_rules), test_rule);
  add_rules ("data", data_rules, G_N_ELEMENTS (data_rules), test_rule);
  add_rules ("signed", signed_rules, G_N_ELEMENTS (signed_rules), test_signed_rule);
  add ("/ob2/signed/wrong-key", test_wrong_key);
  add ("/ob2/signed/embedded-profile", test_signed_embedded);
  add ("/ob2/signed/no-signature", test_unsigned);
  return g_test_run ();
}
