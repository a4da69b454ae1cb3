/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-encoding.h"
#include "lapel-error.h"
#include "lapel-explain.h"
#include "lapel-test.h"
#include "sd-jwt-fixture.h"
#include "verify-fixture.h"

#include <string.h>

/* Verifications of SD-JWTs: header, claims and key binding, each by one token that breaks it. */

/* Words in headers and payloads that stand for what the fixture's keys make of them. */
#define ISSUER     "$ISSUER" /* did:key of the issuer */
#define METHOD     "$METHOD" /* its method */
#define ISSUER_JWK "$OWN"    /* its key */
#define DID_JWK    "$DIDJWK" /* did:jwk of the same key */
#define HOLDER     "$HOLDER" /* did:key of the holder */
#define HOLDER_JWK "$JWK"    /* the holder's key */

#define TYPED(more) "{\"alg\":\"EdDSA\",\"typ\":\"dc+sd-jwt\"" more "}"
#define HEADER      TYPED (",\"kid\":\"" METHOD "\"")
#define OLD_HEADER  "{\"alg\":\"EdDSA\",\"typ\":\"vc+sd-jwt\",\"kid\":\"" METHOD "\"}"

#define VCT          "\"vct\":\"https://c.example/vct/diploma\""
#define CLAIMS(more) "{\"iss\":\"" ISSUER "\"," VCT more "}"
#define BOUND        CLAIMS (",\"cnf\":{\"jwk\":" HOLDER_JWK "}")

#define BADGE(more)                                                                                \
  "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","                                       \
  "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],\"id\":\"urn:uuid:1\","         \
  "\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],\"issuer\":{\"id\":\"" ISSUER       \
  "\",\"type\":\"Profile\",\"name\":\"Academy\"},\"validFrom\":\"2026-01-01T00:00:00Z\""           \
  ",\"_sd\":[\"@0\"]" more "}"
#define SUBJECT                                                                                    \
  "[\"s\",\"credentialSubject\",{\"type\":\"AchievementSubject\",\"achievement\":{"                \
  "\"id\":\"urn:uuid:2\",\"type\":\"Achievement\",\"name\":\"Module 1\","                          \
  "\"description\":\"x\",\"criteria\":{\"narrative\":\"x\"}}}]"

#define BINDING(nonce, aud, iat, hash)                                                             \
  "{\"nonce\":\"" nonce "\",\"aud\":\"" aud "\",\"iat\":" iat ",\"sd_hash\":\"" hash "\"}"
#define GOOD_BINDING BINDING ("n", "https://e.example", "1785542400", "@0")

typedef struct
{
  const char *name;
  const char *header;
  const char *payload;
  const char *part;    /* (nullable) */
  const char *binding; /* (nullable) */
  gboolean asked;      /* for the nonce and audience of GOOD_BINDING */
  LapelVerdict verdict;
  LapelQuestion question;
  LapelOutcome outcome;
  const char *code;
} Case;

#define AUTHENTIC  LAPEL_QUESTION_AUTHENTIC
#define CURRENT    LAPEL_QUESTION_CURRENT
#define CONFORMS   LAPEL_QUESTION_CONFORMS
#define GOOD       LAPEL_VERDICT_VERIFIED, AUTHENTIC, LAPEL_OUTCOME_PASSED, "ok"
#define FORGED     LAPEL_VERDICT_INVALID, AUTHENTIC, LAPEL_OUTCOME_FAILED
#define OPEN       LAPEL_VERDICT_UNDECIDED, AUTHENTIC, LAPEL_OUTCOME_UNCHECKED
#define WRONG      LAPEL_VERDICT_INVALID, CONFORMS, LAPEL_OUTCOME_FAILED
#define OUTSIDE    LAPEL_VERDICT_NOT_CURRENT, CURRENT, LAPEL_OUTCOME_FAILED
#define NO_STATUS  LAPEL_VERDICT_UNDECIDED, CURRENT, LAPEL_OUTCOME_UNCHECKED
#define BARE       NULL, NULL, FALSE
#define WITH(json) json, NULL, FALSE

static const Case cases[] = {
  /* whose key */
  { "plain", HEADER, CLAIMS (""), BARE, GOOD },
  { "old-type", OLD_HEADER, CLAIMS (""), BARE, GOOD },
  { "disclosed", HEADER, CLAIMS (",\"_sd\":[\"@0\"]"), WITH ("[\"s\",\"a\",1]"), GOOD },
  { "did-jwk", TYPED (",\"kid\":\"#0\""), "{\"iss\":\"" DID_JWK "\"," VCT "}", BARE, GOOD },
  { "own-key", TYPED (",\"jwk\":" ISSUER_JWK), "{\"iss\":\"" DID_JWK "\"," VCT "}", BARE, GOOD },
  { "key-of-nobody", TYPED (",\"jwk\":" ISSUER_JWK), "{\"iss\":\"https://c.example\"," VCT "}",
    BARE, OPEN, "key-not-proven" },
  { "no-issuer", TYPED (",\"jwk\":" ISSUER_JWK), "{" VCT "}", BARE, OPEN, "key-not-proven" },
  { "x5c", TYPED (",\"x5c\":[\"AA==\"]"), "{\"iss\":\"https://c.example\"," VCT "}", BARE, OPEN,
    "certificate-chain-not-checked" },
  { "no-key", TYPED (""), CLAIMS (""), BARE, OPEN, "jws-no-key" },
  { "name-of-key", TYPED (",\"kid\":\"key-1\""), "{\"iss\":\"https://c.example\"," VCT "}", BARE,
    OPEN, "network-off" },
  { "other-issuer", HEADER, "{\"iss\":\"" HOLDER "\"," VCT "}", BARE, FORGED, "key-not-of-issuer" },
  { "other-key", TYPED (",\"kid\":\"" HOLDER "\""), "{\"iss\":\"" HOLDER "\"," VCT "}", BARE,
    FORGED, "signature-mismatch" },

  /* what it must say */
  { "no-type", "{\"alg\":\"EdDSA\",\"kid\":\"" METHOD "\"}", CLAIMS (""), BARE, WRONG,
    "token-type-wrong" },
  { "type-jwt", "{\"alg\":\"EdDSA\",\"typ\":\"JWT\",\"kid\":\"" METHOD "\"}", CLAIMS (""), BARE,
    WRONG, "token-type-wrong" },
  { "no-vct", HEADER, "{\"iss\":\"" ISSUER "\"}", BARE, WRONG, "member-missing" },
  { "vct-empty", HEADER, "{\"iss\":\"" ISSUER "\",\"vct\":\"\"}", BARE, WRONG, "member-malformed" },
  { "vct-number", HEADER, "{\"iss\":\"" ISSUER "\",\"vct\":1}", BARE, WRONG, "member-malformed" },
  { "vct-disclosed", HEADER, "{\"iss\":\"" ISSUER "\",\"_sd\":[\"@0\"]}",
    WITH ("[\"s\",\"vct\",\"x\"]"), WRONG, "claim-selectively-disclosed" },
  { "exp-disclosed", HEADER, CLAIMS (",\"_sd\":[\"@0\"]"), WITH ("[\"s\",\"exp\",1893456000]"),
    WRONG, "claim-selectively-disclosed" },
  { "nbf-disclosed", HEADER, CLAIMS (",\"_sd\":[\"@0\"]"), WITH ("[\"s\",\"nbf\",1]"), WRONG,
    "claim-selectively-disclosed" },
  { "cnf-disclosed", HEADER, CLAIMS (",\"_sd\":[\"@0\"]"), WITH ("[\"s\",\"cnf\",{}]"), WRONG,
    "claim-selectively-disclosed" },
  { "iss-disclosed", HEADER, "{" VCT ",\"_sd\":[\"@0\"]}", WITH ("[\"s\",\"iss\",\"" ISSUER "\"]"),
    WRONG, "claim-selectively-disclosed" },
  { "iat-disclosed", HEADER, CLAIMS (",\"_sd\":[\"@0\"]"), WITH ("[\"s\",\"iat\",1]"), GOOD },
  { "sub-number", HEADER, CLAIMS (",\"sub\":1"), BARE, WRONG, "member-malformed" },
  { "cnf-text", HEADER, CLAIMS (",\"cnf\":\"x\""), BARE, WRONG, "member-malformed" },

  /* when */
  { "exp", HEADER, CLAIMS (",\"exp\":1767225600"), BARE, OUTSIDE, "expired" },
  { "nbf", HEADER, CLAIMS (",\"nbf\":1893456000"), BARE, OUTSIDE, "not-yet-valid" },
  { "exp-text", HEADER, CLAIMS (",\"exp\":\"soon\""), BARE, WRONG, "member-malformed" },
  { "nbf-text", HEADER, CLAIMS (",\"nbf\":\"soon\""), BARE, WRONG, "member-malformed" },
  { "iat", HEADER, CLAIMS (",\"iat\":1785542500"), BARE, GOOD },
  { "iat-ahead", HEADER, CLAIMS (",\"iat\":1785543000"), BARE, FORGED, "proof-in-future" },
  { "iat-huge", HEADER, CLAIMS (",\"iat\":1e300"), BARE, FORGED, "proof-in-future" },
  { "iat-text", HEADER, CLAIMS (",\"iat\":\"x\""), BARE, WRONG, "member-malformed" },

  /* withdrawn or not */
  { "status", HEADER,
    CLAIMS (",\"status\":{\"status_list\":{\"idx\":0,\"uri\":\"https://c.example/l\"}}"), BARE,
    NO_STATUS, "network-off" },
  { "status-other", HEADER, CLAIMS (",\"status\":{\"x\":{}}"), BARE, NO_STATUS,
    "status-type-unknown" },
  { "status-empty", HEADER, CLAIMS (",\"status\":{}"), BARE, NO_STATUS, "status-type-unknown" },
  { "status-text", HEADER, CLAIMS (",\"status\":\"good\""), BARE, WRONG, "member-malformed" },

  /* key binding */
  { "bound", HEADER, BOUND, NULL, GOOD_BINDING, TRUE, GOOD },
  { "bound-not-asked", HEADER, BOUND, NULL, GOOD_BINDING, FALSE, GOOD },
  { "bound-by-did", HEADER, CLAIMS (",\"cnf\":{\"kid\":\"" HOLDER "\"}"), NULL, GOOD_BINDING, TRUE,
    GOOD },
  { "not-bound", HEADER, BOUND, NULL, NULL, FALSE, GOOD },
  { "not-bound-but-asked", HEADER, BOUND, NULL, NULL, TRUE, FORGED, "key-binding-missing" },
  { "no-cnf", HEADER, CLAIMS (""), NULL, GOOD_BINDING, FALSE, FORGED, "key-binding-no-key" },
  { "other-holder", HEADER, CLAIMS (",\"cnf\":{\"jwk\":" ISSUER_JWK "}"), NULL, GOOD_BINDING, FALSE,
    FORGED, "key-binding-signature-mismatch" },
  { "other-nonce", HEADER, BOUND, NULL, BINDING ("m", "https://e.example", "1", "@0"), TRUE, FORGED,
    "challenge-mismatch" },
  { "other-audience", HEADER, BOUND, NULL, BINDING ("n", "https://f.example", "1", "@0"), TRUE,
    FORGED, "domain-mismatch" },
  { "binding-ahead", HEADER, BOUND, NULL, BINDING ("n", "https://e.example", "1785543000", "@0"),
    TRUE, FORGED, "proof-in-future" },
  { "other-hash", HEADER, BOUND, NULL, BINDING ("n", "https://e.example", "1", "x"), TRUE, FORGED,
    "key-binding-hash-mismatch" },
  { "binding-key-malformed", HEADER,
    CLAIMS (",\"cnf\":{\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\"}}"), NULL, GOOD_BINDING, FALSE,
    FORGED, "key-malformed" },
  { "binding-key-away", HEADER, CLAIMS (",\"cnf\":{\"kid\":\"did:web:c.example#1\"}"), NULL,
    GOOD_BINDING, FALSE, LAPEL_VERDICT_VERIFIED, AUTHENTIC, LAPEL_OUTCOME_UNCHECKED,
    "network-off" },
  { "binding-key-away-but-asked", HEADER, CLAIMS (",\"cnf\":{\"kid\":\"did:web:c.example#1\"}"),
    NULL, GOOD_BINDING, TRUE, FORGED, "network-off" },

  /* a W3C credential in it */
  { "badge", OLD_HEADER, BADGE (""), WITH (SUBJECT), GOOD },
  { "badge-iss", OLD_HEADER, BADGE (",\"iss\":\"" ISSUER "\""), WITH (SUBJECT), GOOD },
  { "badge-other-iss", OLD_HEADER, BADGE (",\"iss\":\"" HOLDER "\""), WITH (SUBJECT), FORGED,
    "claim-mismatch" },
  { "badge-withheld", OLD_HEADER, BADGE (",\"x\":\"@0\""), BARE, WRONG, "member-missing" },
  { "badge-expired", OLD_HEADER, BADGE (",\"exp\":1767225600"), WITH (SUBJECT), OUTSIDE,
    "expired" },
};

static char *
fill_in (const VerifyFixture *fixture,
         const char          *text)
{
  GString *filled = g_string_new (text);
  g_autofree char *own = sd_jwt_dup_jwk (fixture->issuer);
  g_autofree char *jwk = sd_jwt_dup_jwk (fixture->holder);
  g_autofree char *encoded = lapel_base64url_encode ((const guint8 *) own, strlen (own));
  g_autofree char *did = g_strconcat ("did:jwk:", encoded, NULL);

  g_string_replace (filled, ISSUER, lapel_signer_get_did (fixture->issuer), 0);
  g_string_replace (filled, METHOD, lapel_signer_get_method (fixture->issuer), 0);
  g_string_replace (filled, HOLDER, lapel_signer_get_did (fixture->holder), 0);
  g_string_replace (filled, DID_JWK, did, 0);
  g_string_replace (filled, ISSUER_JWK, own, 0);
  g_string_replace (filled, HOLDER_JWK, jwk, 0);
  return g_string_free (filled, FALSE);
}

static char *
make (const VerifyFixture *fixture,
      const char          *header,
      const char          *payload,
      const char          *part)
{
  g_autofree char *filled_header = fill_in (fixture, header);
  g_autofree char *filled_payload = fill_in (fixture, payload);
  g_autofree char *filled_part = fill_in (fixture, part != NULL ? part : "");
  const char *const parts[] = { part != NULL ? filled_part : NULL, NULL };

  return sd_jwt_make (fixture->issuer, filled_header, filled_payload, parts, LAPEL_HASH_SHA256);
}

static void
test_case (VerifyFixture *fixture,
           gconstpointer  data)
{
  const Case *expected = data;
  g_autofree char *text = make (fixture, expected->header, expected->payload, expected->part);
  g_autoptr (LapelReport) report = NULL;

  if (expected->binding != NULL)
    {
      g_autofree char *unbound = g_steal_pointer (&text);

      text = sd_jwt_bind (unbound, fixture->holder, "{\"alg\":\"EdDSA\",\"typ\":\"kb+jwt\"}",
                          expected->binding);
    }
  if (expected->asked)
    {
      fixture->options.challenge = "n";
      fixture->options.domain = "https://e.example";
    }
  report = verify_text (fixture, text);

  g_assert_cmpstr (lapel_verdict_to_string (lapel_report_get_verdict (report)), ==,
                   lapel_verdict_to_string (expected->verdict));
  verify_assert_row (report, expected->question, expected->outcome, expected->code);
}

/* What is refused before there is a report stays refused when it is read as a credential. */
static void
test_refused (VerifyFixture *fixture,
              gconstpointer  data)
{
  g_autofree char *text =
      make (fixture, HEADER, CLAIMS (",\"_sd_alg\":\"md5\",\"_sd\":[\"@0\"]"), "[\"s\",\"a\",1]");
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  g_assert_null (lapel_credential_parse (bytes, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_SD_JWT_HASH);
}

/* A right key binding is no word of the issuer's: without a good signature it proves nothing. */
static void
test_binding_proves_nothing (VerifyFixture *fixture,
                             gconstpointer  data)
{
  g_autofree char *text = make (fixture, TYPED (""), BOUND, NULL);
  g_autofree char *bound =
      sd_jwt_bind (text, fixture->holder, "{\"alg\":\"EdDSA\",\"typ\":\"kb+jwt\"}", GOOD_BINDING);
  g_autoptr (LapelReport) report = NULL;

  fixture->options.challenge = "n";
  report = verify_text (fixture, bound);
  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_UNDECIDED);
  g_assert_cmpint (lapel_report_get_outcome (report, LAPEL_QUESTION_YOURS), ==,
                   LAPEL_OUTCOME_UNCHECKED);
}

static LapelCredential *
read_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  LapelCredential *credential = lapel_credential_parse (bytes, &error);

  g_assert_no_error (error);
  return credential;
}

static void
test_model (VerifyFixture *fixture,
            gconstpointer  data)
{
  g_autofree char *text =
      make (fixture, HEADER,
            CLAIMS (",\"jti\":\"urn:x:1\",\"sub\":\"did:example:1\",\"given_name\":\"Ada\","
                    "\"email\":\"ada@e.example\",\"nbf\":1767225600,\"exp\":1893456000,"
                    "\"_sd\":[\"@0\"],\"cnf\":{\"jwk\":" HOLDER_JWK "}"),
            "[\"s\",\"family_name\",\"Lindqvist\"]");
  g_autoptr (LapelCredential) credential = read_text (text);

  g_assert_cmpint (credential->format, ==, LAPEL_FORMAT_SD_JWT_VC);
  g_assert_cmpint (credential->securing, ==, LAPEL_SECURING_SD_JWT);
  g_assert_cmpstr (lapel_credential_get_format_name (credential), ==, "sd-jwt-vc");
  g_assert_cmpint (credential->kind, ==, LAPEL_KIND_CERTIFICATE);
  g_assert_cmpstr (credential->title, ==, "diploma");
  g_assert_cmpstr (credential->achievement_id, ==, "https://c.example/vct/diploma");
  g_assert_cmpstr (credential->issuer.id, ==, lapel_signer_get_did (fixture->issuer));
  g_assert_cmpstr (credential->id, ==, "urn:x:1");
  g_assert_cmpstr (credential->subject_name, ==, "Ada Lindqvist");
  g_assert_cmpint (credential->valid_from, ==, G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC);
  g_assert_cmpint (credential->valid_until, ==, G_GINT64_CONSTANT (1893456000) * G_USEC_PER_SEC);
  g_assert_cmpint (credential->awarded, ==, credential->valid_from);
  g_assert_cmpuint (credential->n_recipients, ==, 3);
  g_assert_cmpstr (credential->recipients[0].identity, ==, "did:example:1");
  g_assert_cmpstr (credential->recipients[1].identity, ==, "ada@e.example");
  g_assert_cmpstr (credential->recipients[2].identity, ==, lapel_signer_get_did (fixture->holder));
}

static void
test_title (VerifyFixture *fixture,
            gconstpointer  data)
{
  static const char *const kinds[][2] = {
    { "https://c.example/vct/course-record", "course-record" },
    { "urn:example:diploma:1", "diploma" },
    { "urn:example:diploma:v2", "diploma" },
    { "https://c.example/types/badge/1.0#x", "badge" },
    { "1", "1" },
    { "/", "/" },
    { "", "SD-JWT VC" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *payload = g_strdup_printf ("{\"vct\":\"%s\"}", kinds[i][0]);
      g_autofree char *text = make (fixture, HEADER, payload, NULL);
      g_autoptr (LapelCredential) credential = read_text (text);

      g_assert_cmpstr (credential->title, ==, kinds[i][1]);
    }
}

/* The holder's key is a way to know one's own, and another key says nothing. */
static void
test_yours (VerifyFixture *fixture,
            gconstpointer  data)
{
  g_autofree char *text = make (fixture, HEADER, BOUND, NULL);
  const char *own[] = { lapel_signer_get_did (fixture->holder), NULL };
  const char *other[] = { lapel_signer_get_did (fixture->issuer), NULL };
  g_autoptr (LapelReport) mine = NULL;
  g_autoptr (LapelReport) unknown = NULL;

  fixture->options.identities = own;
  mine = verify_text (fixture, text);
  verify_assert_row (mine, LAPEL_QUESTION_YOURS, LAPEL_OUTCOME_PASSED, "ok");
  fixture->options.identities = other;
  unknown = verify_text (fixture, text);
  verify_assert_row (unknown, LAPEL_QUESTION_YOURS, LAPEL_OUTCOME_UNCHECKED, "recipient-unknown");
}

static GBytes *
load_keys_cb (const char   *url,
              gpointer      user_data,
              LapelAnswer  *out_answer,
              GError      **error)
{
  VerifyFixture *fixture = user_data;
  g_autofree char *jwk = sd_jwt_dup_jwk (fixture->issuer);
  g_autofree char *text = g_strdup_printf (
      "{\"issuer\":\"https://c.example\",\"jwks\":{\"keys\":[{\"kid\":\"key-1\",%s]}}", jwk + 1);

  g_assert_cmpstr (url, ==, "https://c.example/.well-known/jwt-vc-issuer");
  return g_bytes_new (text, strlen (text));
}

/* An issuer with an https address publishes the keys it names. */
static void
test_keys_of_issuer (VerifyFixture *fixture,
                     gconstpointer  data)
{
  g_autofree char *good =
      make (fixture, TYPED (",\"kid\":\"key-1\""), "{\"iss\":\"https://c.example\"," VCT "}", NULL);
  g_autofree char *other =
      make (fixture, TYPED (",\"kid\":\"key-2\""), "{\"iss\":\"https://c.example\"," VCT "}", NULL);
  g_autofree char *forged =
      lapel_jws_sign (TYPED (",\"kid\":\"key-1\""), "{\"iss\":\"https://c.example\"," VCT "}",
                      fixture->holder);
  g_autofree char *forged_text = g_strconcat (forged, "~", NULL);
  g_autoptr (LapelReport) verified = NULL;
  g_autoptr (LapelReport) unknown = NULL;
  g_autoptr (LapelReport) refused = NULL;

  fixture->options.loader = load_keys_cb;
  fixture->options.loader_data = fixture;
  verified = verify_text (fixture, good);
  verify_assert_row (verified, AUTHENTIC, LAPEL_OUTCOME_PASSED, "ok");
  unknown = verify_text (fixture, other);
  verify_assert_row (unknown, AUTHENTIC, LAPEL_OUTCOME_UNCHECKED, "verification-method-not-found");
  refused = verify_text (fixture, forged_text);
  verify_assert_row (refused, AUTHENTIC, LAPEL_OUTCOME_FAILED, "signature-mismatch");
}

/* The same for whoever looks at each step. */
static void
test_keys_of_issuer_explained (VerifyFixture *fixture,
                               gconstpointer  data)
{
  g_autofree char *text =
      make (fixture, TYPED (",\"kid\":\"key-1\""), "{\"iss\":\"https://c.example\"," VCT "}", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (LapelCredential) credential = lapel_credential_parse (bytes, NULL);
  g_autoptr (GPtrArray) explanations = NULL;
  const GArray *steps;
  unsigned int n_seen = 0;

  fixture->options.loader = load_keys_cb;
  fixture->options.loader_data = fixture;
  explanations = lapel_credential_explain (credential, fixture->workspace, &fixture->options);
  steps = g_ptr_array_index (explanations, 0);
  for (unsigned int i = 0; i < steps->len; i++)
    {
      const LapelParam *step = &g_array_index (steps, LapelParam, i);

      if (g_str_equal (step->name, "key-from"))
        g_assert_cmpstr (step->value, ==, "issuer-metadata");
      else if (g_str_equal (step->name, "outcome"))
        g_assert_cmpstr (step->value, ==, "ok");
      else
        continue;
      n_seen++;
    }
  g_assert_cmpuint (n_seen, ==, 2);
}

static void
test_enveloped (VerifyFixture *fixture,
                gconstpointer  data)
{
  g_autofree char *text = make (fixture, HEADER, CLAIMS (""), NULL);
  g_autofree char *presentation = g_strdup_printf (
      "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],\"type\":[\"VerifiablePresentation"
      "\"],\"verifiableCredential\":[{\"@context\":\"https://www.w3.org/ns/credentials/v2\","
      "\"type\":\"EnvelopedVerifiableCredential\",\"id\":\"data:application/dc+sd-jwt,%s\"}]}",
      text);
  g_autoptr (LapelReport) report = verify_text (fixture, presentation);
  const GPtrArray *children = lapel_report_get_children (report);

  g_assert_cmpuint (children->len, ==, 1);
  g_assert_cmpint (lapel_report_get_verdict (g_ptr_array_index (children, 0)), ==,
                   LAPEL_VERDICT_VERIFIED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sd-jwt/%s", cases[i].name);
      g_test_add (path, VerifyFixture, &cases[i], verify_set_up, test_case, verify_tear_down);
    }
  g_test_add ("/sd-jwt/refused", VerifyFixture, NULL, verify_set_up, test_refused,
              verify_tear_down);
  g_test_add ("/sd-jwt/binding-proves-nothing", VerifyFixture, NULL, verify_set_up,
              test_binding_proves_nothing, verify_tear_down);
  g_test_add ("/sd-jwt/model", VerifyFixture, NULL, verify_set_up, test_model, verify_tear_down);
  g_test_add ("/sd-jwt/title", VerifyFixture, NULL, verify_set_up, test_title, verify_tear_down);
  g_test_add ("/sd-jwt/yours", VerifyFixture, NULL, verify_set_up, test_yours, verify_tear_down);
  g_test_add ("/sd-jwt/keys-of-issuer", VerifyFixture, NULL, verify_set_up, test_keys_of_issuer,
              verify_tear_down);
  g_test_add ("/sd-jwt/keys-of-issuer-explained", VerifyFixture, NULL, verify_set_up,
              test_keys_of_issuer_explained, verify_tear_down);
  g_test_add ("/sd-jwt/enveloped", VerifyFixture, NULL, verify_set_up, test_enveloped,
              verify_tear_down);
  return g_test_run ();
}
