/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-credential.h"
#include "lapel-crypto.h"
#include "lapel-encoding.h"
#include "lapel-error.h"
#include "lapel-test.h"

#include <string.h>

#define OB3_HEAD                                                                                   \
  "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","                                       \
  "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"                               \
  "\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],"

/* A badge whose achievement holds @MEMBERS. */
#define BADGE(members)                                                                             \
  OB3_HEAD "\"id\":\"urn:x:1\",\"issuer\":{\"id\":\"https://academy.example\",\"name\":\"A\"},"    \
           "\"credentialSubject\":{\"achievement\":{" members "}}}"

static LapelCredential *
parse (const char  *text,
       GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return lapel_credential_parse (bytes, error);
}

static LapelCredential *
parse_good (const char *text)
{
  g_autoptr (GError) error = NULL;
  LapelCredential *credential = parse (text, &error);

  g_assert_no_error (error);
  return credential;
}

static void
assert_refused (const char *text,
                LapelError  code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (parse (text, &error));
  g_assert_error (error, LAPEL_ERROR, (int) code);
}

/* Any JSON in a compact JWS whose signature is nonsense: reading must not care. */
static char *
token_of (const char *payload)
{
  static const char header[] = "{\"alg\":\"EdDSA\"}";
  static const guint8 zeros[64];
  g_autofree char *first = lapel_base64url_encode ((const guint8 *) header, strlen (header));
  g_autofree char *second = lapel_base64url_encode ((const guint8 *) payload, strlen (payload));
  g_autofree char *third = lapel_base64url_encode (zeros, sizeof zeros);

  return g_strjoin (".", first, second, third, NULL);
}

static void
test_open_badge (void)
{
  g_autoptr (LapelCredential) badge = parse_good (
      OB3_HEAD
      "\"id\":\"urn:uuid:1\",\"name\":\"Label\","
      "\"issuer\":{\"id\":\"did:key:zA\",\"type\":\"Profile\",\"name\":\"Academy\","
      "\"url\":\"https://academy.example\",\"email\":\"a@academy.example\","
      "\"image\":{\"id\":\"https://academy.example/logo.png\",\"type\":\"Image\"}},"
      "\"validFrom\":\"2026-03-01T00:00:00Z\",\"validUntil\":\"2027-03-01T00:00:00Z\","
      "\"awardedDate\":\"2026-02-01T00:00:00Z\",\"credentialSubject\":{\"id\":\"did:key:zH\","
      "\"name\":\"Vera\",\"identifier\":{\"type\":\"IdentityObject\",\"hashed\":true,"
      "\"identityHash\":\"sha256$00\",\"identityType\":\"emailAddress\",\"salt\":\"s\"},"
      "\"result\":[{\"type\":\"Result\",\"value\":\"passed\"}],"
      "\"achievement\":{\"id\":\"https://academy.example/m1\",\"type\":[\"Achievement\"],"
      "\"achievementType\":\"Badge\",\"name\":\"Module 1\",\"description\":\"About\","
      "\"criteria\":{\"narrative\":\"Did *it*\",\"id\":\"https://academy.example/c\"},"
      "\"humanCode\":\"M1\",\"inLanguage\":\"sq\",\"tag\":[\"start\",7,\"up\"],"
      "\"image\":\"https://academy.example/m1.png\"}},\"proof\":{}}");

  g_assert_cmpint (badge->format, ==, LAPEL_FORMAT_OB3);
  g_assert_cmpint (badge->securing, ==, LAPEL_SECURING_EMBEDDED);
  g_assert_cmpint (badge->data_model, ==, 2);
  g_assert_cmpint (badge->kind, ==, LAPEL_KIND_BADGE);
  g_assert_cmpstr (badge->title, ==, "Module 1");
  g_assert_cmpstr (badge->description, ==, "About");
  g_assert_cmpstr (badge->language, ==, "sq");
  g_assert_cmpstr (badge->issuer.id, ==, "did:key:zA");
  g_assert_cmpstr (badge->issuer.name, ==, "Academy");
  g_assert_cmpstr (badge->issuer.image, ==, "https://academy.example/logo.png");
  g_assert_cmpstr (badge->achievement_id, ==, "https://academy.example/m1");
  g_assert_cmpstr (badge->criteria, ==, "Did *it*");
  g_assert_cmpstr (badge->criteria_id, ==, "https://academy.example/c");
  g_assert_cmpstr (badge->image, ==, "https://academy.example/m1.png");
  g_assert_cmpstr (badge->code, ==, "M1");
  g_assert_cmpstr (badge->tags[0], ==, "start");
  g_assert_cmpstr (badge->tags[1], ==, "up");
  g_assert_null (badge->tags[2]);
  g_assert_cmpuint (badge->n_results, ==, 1);
  g_assert_cmpstr (badge->results[0].value, ==, "passed");
  g_assert_cmpstr (badge->subject_name, ==, "Vera");
  g_assert_cmpuint (badge->n_recipients, ==, 2);
  g_assert_cmpstr (badge->recipients[0].type, ==, "id");
  g_assert_cmpstr (badge->recipients[0].identity, ==, "did:key:zH");
  g_assert_true (badge->recipients[1].hashed);
  g_assert_cmpstr (badge->recipients[1].salt, ==, "s");
  g_assert_cmpint (badge->awarded, <, badge->valid_from);
  g_assert_cmpint (badge->valid_from, <, badge->valid_until);
  g_assert_cmpstr (lapel_credential_get_format_name (badge), ==, "open-badges-3.0");
}

/* Every shape at once: a result joined by id, one with a level, one that names nothing we know. */
static void
test_results (void)
{
  g_autoptr (LapelCredential) badge = parse_good (
      OB3_HEAD
      "\"credentialSubject\":[{\"achievement\":[{\"resultDescription\":["
      "{\"id\":\"urn:d:1\",\"name\":\"Exam\",\"resultType\":\"Percent\",\"valueMin\":\"0\","
      "\"valueMax\":\"100\",\"requiredValue\":\"50\"},"
      "{\"id\":\"urn:d:2\",\"name\":{\"@value\":\"Project\"},\"requiredLevel\":\"urn:l:1\","
      "\"rubricCriterionLevel\":{\"id\":\"urn:l:1\",\"name\":\"Mastery\"}}]}],\"result\":["
      "{\"resultDescription\":\"urn:d:1\",\"value\":\"87\"},7,"
      "{\"resultDescription\":\"urn:d:2\",\"achievedLevel\":\"urn:l:1\"},"
      "{\"resultDescription\":\"urn:d:9\",\"achievedLevel\":\"urn:l:9\",\"status\":\"Completed\"}]}"
      "]}");

  g_assert_cmpuint (badge->n_results, ==, 3);
  g_assert_cmpstr (badge->results[0].name, ==, "Exam");
  g_assert_cmpstr (badge->results[0].type, ==, "Percent");
  g_assert_cmpstr (badge->results[0].value, ==, "87");
  g_assert_cmpstr (badge->results[0].minimum, ==, "0");
  g_assert_cmpstr (badge->results[0].maximum, ==, "100");
  g_assert_cmpstr (badge->results[0].required, ==, "50");
  g_assert_cmpstr (badge->results[1].name, ==, "Project");
  g_assert_cmpstr (badge->results[1].level, ==, "Mastery");
  g_assert_cmpstr (badge->results[1].required, ==, "Mastery");
  g_assert_null (badge->results[2].name);
  g_assert_null (badge->results[2].level);
  g_assert_cmpstr (badge->results[2].status, ==, "Completed");
}

static void
test_evidence (void)
{
  g_autoptr (LapelCredential) one = parse_good (
      OB3_HEAD "\"evidence\":{\"id\":\"https://academy.example/e\",\"type\":\"Evidence\","
               "\"name\":\"Plan\",\"narrative\":\"Did *it*\",\"description\":\"About\","
               "\"genre\":\"Lesson\"}}");
  g_autoptr (LapelCredential) two =
      parse_good (OB3_HEAD "\"evidence\":[{\"narrative\":\"First\"},\"no object\",{}]}");

  g_assert_cmpuint (one->n_evidence, ==, 1);
  g_assert_cmpstr (one->evidence[0].id, ==, "https://academy.example/e");
  g_assert_cmpstr (one->evidence[0].name, ==, "Plan");
  g_assert_cmpstr (one->evidence[0].narrative, ==, "Did *it*");
  g_assert_cmpstr (one->evidence[0].description, ==, "About");
  g_assert_cmpstr (one->evidence[0].genre, ==, "Lesson");
  g_assert_cmpuint (two->n_evidence, ==, 2);
  g_assert_cmpstr (two->evidence[0].narrative, ==, "First");
  g_assert_null (two->evidence[1].id);
}

/* The compacted form of a set of one is the value itself, and some issuers write the reverse. */
static void
test_sets_of_one (void)
{
  g_autoptr (LapelCredential) badge =
      parse_good (OB3_HEAD "\"credentialSubject\":{\"achievement\":{\"name\":[\"A\"],"
                           "\"criteria\":[{\"narrative\":\"Did it\"}],\"tag\":\"one\","
                           "\"image\":[{\"id\":\"https://academy.example/i\"}],"
                           "\"alignment\":{\"targetName\":\"T\"}}}}");

  g_assert_cmpstr (badge->title, ==, "A");
  g_assert_cmpstr (badge->criteria, ==, "Did it");
  g_assert_cmpstr (badge->image, ==, "https://academy.example/i");
  g_assert_cmpstr (badge->tags[0], ==, "one");
  g_assert_cmpuint (badge->n_alignments, ==, 1);
}

static void
test_title_falls_back (void)
{
  g_autoptr (LapelCredential) named = parse_good (OB3_HEAD "\"name\":\"Label\"}");
  g_autoptr (LapelCredential) typed = parse_good (OB3_HEAD "\"name\":7}");

  g_assert_cmpstr (named->title, ==, "Label");
  g_assert_cmpstr (typed->title, ==, "OpenBadgeCredential");
}

static void
test_language_texts (void)
{
  g_autoptr (LapelCredential) badge = parse_good (
      BADGE ("\"name\":[{\"@value\":\"Emri\",\"@language\":\"sq\"},{\"@value\":\"Name\"}]"));

  g_assert_cmpstr (badge->title, ==, "Emri");
}

typedef struct
{
  const char *name;
  const char *text;
  LapelKind kind;
  double ects;
  int eqf;
} FactCase;

#define ALIGNED(framework, code, name)                                                             \
  BADGE ("\"alignment\":[{\"targetFramework\":\"" framework "\",\"targetCode\":\"" code            \
         "\",\"targetName\":\"" name "\"}]")

static const FactCase fact_cases[] = {
  { "plain", BADGE ("\"achievementType\":\"Badge\""), LAPEL_KIND_BADGE, 0, 0 },
  { "no-type", BADGE (""), LAPEL_KIND_BADGE, 0, 0 },
  { "micro", BADGE ("\"achievementType\":\"MicroCredential\""), LAPEL_KIND_MICRO_CREDENTIAL, 0, 0 },
  { "ext-micro", BADGE ("\"achievementType\":\"ext:MicroCredential\""), LAPEL_KIND_MICRO_CREDENTIAL,
    0, 0 },
  { "certificate", BADGE ("\"achievementType\":\"CertificateOfCompletion\""),
    LAPEL_KIND_CERTIFICATE, 0, 0 },
  { "degree", BADGE ("\"achievementType\":\"MasterDegree\""), LAPEL_KIND_CERTIFICATE, 0, 0 },
  { "degree-with-credits", BADGE ("\"achievementType\":\"MasterDegree\",\"ECTS\":120"),
    LAPEL_KIND_CERTIFICATE, 120, 0 },
  { "extension", BADGE ("\"ECTS\":2.5"), LAPEL_KIND_MICRO_CREDENTIAL, 2.5, 0 },
  { "extension-as-text", BADGE ("\"ECTS\":\"5\""), LAPEL_KIND_BADGE, 0, 0 },
  { "negative", BADGE ("\"ECTS\":-5"), LAPEL_KIND_BADGE, 0, 0 },
  { "absurd", BADGE ("\"ECTS\":1e300"), LAPEL_KIND_BADGE, 0, 0 },
  { "unit-unknown", BADGE ("\"creditsAvailable\":5"), LAPEL_KIND_BADGE, 0, 0 },
  { "aligned-code", ALIGNED ("ECTS", "5", "x"), LAPEL_KIND_MICRO_CREDENTIAL, 5, 0 },
  { "aligned-name", ALIGNED ("European Credit Transfer System", "", "4.5 ECTS"),
    LAPEL_KIND_MICRO_CREDENTIAL, 4.5, 0 },
  { "aligned-words", ALIGNED ("ECTS", "five", "many"), LAPEL_KIND_BADGE, 0, 0 },
  { "aligned-module", ALIGNED ("ECTS", "5a", "x"), LAPEL_KIND_BADGE, 0, 0 },
  { "eqf-code", ALIGNED ("European Qualifications Framework", "6", "x"), LAPEL_KIND_BADGE, 0, 6 },
  { "eqf-url", ALIGNED ("EQF", "http://data.europa.eu/snb/eqf/7", "x"), LAPEL_KIND_BADGE, 0, 7 },
  { "eqf-name", ALIGNED ("EQF", "", "EQF level 5"), LAPEL_KIND_BADGE, 0, 5 },
  { "eqf-nine", ALIGNED ("EQF", "9", "x"), LAPEL_KIND_BADGE, 0, 0 },
  { "eqf-sixteen", ALIGNED ("EQF", "16", "x"), LAPEL_KIND_BADGE, 0, 0 },
  { "eqf-type", BADGE ("\"alignment\":{\"targetType\":\"ext:EQF\",\"targetCode\":\"4\"}"),
    LAPEL_KIND_BADGE, 0, 4 },
};

static void
test_facts (gconstpointer data)
{
  const FactCase *expected = data;
  g_autoptr (LapelCredential) badge = parse_good (expected->text);

  g_assert_cmpstr (lapel_kind_to_string (badge->kind), ==, lapel_kind_to_string (expected->kind));
  g_assert_cmpfloat (badge->ects, ==, expected->ects);
  g_assert_cmpint (badge->eqf, ==, expected->eqf);
}

static void
test_token_is_credential (void)
{
  g_autofree char *token = token_of (BADGE ("\"name\":\"Module 1\""));
  g_autofree char *padded = g_strconcat (" \n", token, "\r\n", NULL);
  g_autoptr (LapelCredential) badge = parse_good (padded);

  g_assert_cmpint (badge->securing, ==, LAPEL_SECURING_JWT);
  g_assert_false (badge->vc_claim);
  g_assert_true (badge->claims == badge->document);
  g_assert_cmpstr (badge->title, ==, "Module 1");
  g_assert_cmpuint (g_bytes_get_size (badge->original), ==, strlen (padded));
}

static void
test_token_with_claims (void)
{
  g_autofree char *token = token_of (
      "{\"iss\":\"https://a.example\",\"jti\":\"urn:x:2\",\"nbf\":1700000000.5,\"exp\":1800000000,"
      "\"sub\":\"did:key:zH\",\"vc\":{\"@context\":[\"https://www.w3.org/2018/credentials/v1\"],"
      "\"type\":[\"VerifiableCredential\"],\"credentialSubject\":{\"name\":\"x\"}}}");
  g_autoptr (LapelCredential) credential = parse_good (token);

  g_assert_true (credential->vc_claim);
  g_assert_cmpint (credential->data_model, ==, 1);
  g_assert_cmpstr (credential->issuer.id, ==, "https://a.example");
  g_assert_cmpstr (credential->id, ==, "urn:x:2");
  g_assert_cmpstr (credential->subject_id, ==, "did:key:zH");
  g_assert_cmpint (credential->valid_from, ==, G_GINT64_CONSTANT (1700000000500000));
  g_assert_cmpint (credential->valid_until, ==, G_GINT64_CONSTANT (1800000000000000));
  g_assert_cmpstr (lapel_credential_get_format_name (credential), ==, "vc-1.1");
}

static void
test_claims_out_of_range (void)
{
  g_autofree char *token =
      token_of ("{\"nbf\":1e300,\"exp\":-1e300,\"vc\":{\"type\":[\"VerifiableCredential\"]}}");
  g_autoptr (LapelCredential) credential = parse_good (token);

  g_assert_cmpint (credential->valid_from, ==, LAPEL_TIME_NONE);
  g_assert_cmpint (credential->valid_until, ==, LAPEL_TIME_NONE);
}

static void
test_presentation (void)
{
  g_autofree char *token = token_of (BADGE ("\"name\":\"Module 2\""));
  g_autofree char *text = g_strdup_printf (
      "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],"
      "\"type\":[\"VerifiablePresentation\"],\"holder\":{\"id\":\"did:key:zH\"},"
      "\"verifiableCredential\":[%s,{\"type\":\"EnvelopedVerifiableCredential\","
      "\"id\":\"data:application/vc+jwt,%s\"},{\"type\":\"EnvelopedVerifiableCredential\","
      "\"id\":\"data:application/vc+sd-jwt,x\"},{\"@context\":\"https://w3id.org/openbadges/v2\"},"
      "{\"type\":\"VerifiablePresentation\"},7]}",
      BADGE ("\"name\":\"Module 1\""), token);
  g_autoptr (LapelCredential) presentation = parse_good (text);
  const LapelCredential *first;
  const LapelCredential *second;

  g_assert_cmpint (presentation->format, ==, LAPEL_FORMAT_PRESENTATION);
  g_assert_cmpstr (presentation->issuer.id, ==, "did:key:zH");
  g_assert_cmpstr (lapel_credential_get_format_name (presentation), ==, "presentation");
  g_assert_cmpuint (presentation->children->len, ==, 3);
  g_assert_cmpuint (presentation->unreadable->len, ==, 3);

  first = g_ptr_array_index (presentation->children, 0);
  second = g_ptr_array_index (presentation->children, 1);
  g_assert_cmpstr (first->title, ==, "Module 1");
  g_assert_cmpstr (second->title, ==, "Module 2");
  g_assert_cmpint (second->securing, ==, LAPEL_SECURING_JWT);
  g_assert_cmpuint (g_bytes_get_size (second->original), ==, strlen (token));
  g_assert_cmpuint (first->children->len, ==, 0);
}

static void
test_refused (void)
{
  g_autofree char *three_parts = token_of ("[]");
  g_autofree char *four_parts = g_strconcat (three_parts, ".e30", NULL);

  assert_refused ("", LAPEL_ERROR_EMPTY);
  assert_refused (" \n\t", LAPEL_ERROR_EMPTY);
  assert_refused ("hello", LAPEL_ERROR_NOT_RECOGNISED);
  assert_refused ("[]", LAPEL_ERROR_NOT_RECOGNISED);
  assert_refused ("{}", LAPEL_ERROR_NOT_RECOGNISED);
  assert_refused ("{\"a\":1,\"a\":2}", LAPEL_ERROR_JSON_DUPLICATE);
  assert_refused ("{\"type\":", LAPEL_ERROR_JSON_SYNTAX);
  assert_refused ("https://a.example/one https://a.example/two", LAPEL_ERROR_NOT_RECOGNISED);
  assert_refused ("ftp://a.example/one", LAPEL_ERROR_NOT_RECOGNISED);
  assert_refused ("{\"type\":\"EnvelopedVerifiableCredential\",\"id\":\"urn:x\"}",
                  LAPEL_ERROR_CREDENTIAL_MALFORMED);
  assert_refused (four_parts, LAPEL_ERROR_JWS_MALFORMED);
}

/* Kept, and shown as what it is not known to be. */
static void
test_unknown (void)
{
  g_autoptr (LapelCredential) named = parse_good ("{\"name\":\"x\",\"url\":\"https://a.example\"}");
  g_autoptr (LapelCredential) titled = parse_good ("[{\"title\":\"y\"}]");
  g_autoptr (LapelCredential) bare = parse_good ("{\"a\":1}");

  g_assert_cmpint (named->format, ==, LAPEL_FORMAT_UNKNOWN);
  g_assert_cmpstr (named->title, ==, "x");
  g_assert_cmpstr (titled->title, ==, "y");
  g_assert_cmpstr (bare->title, ==, "JSON");
  g_assert_cmpstr (lapel_credential_get_format_name (bare), ==, "unknown");
}

/* What writes data: URLs may spell their scheme and their media type in any case. */
static void
test_envelopes (void)
{
  g_autofree char *token = token_of ("{\"type\":\"VerifiableCredential\",\"id\":\"urn:x:1\"}");
  g_autofree char *base64 = g_base64_encode ((const guchar *) token, strlen (token));
  const char *const urls[][2] = {
    { "data:application/vc+jwt,", token },
    { "DATA:Application/VC+JWT;charset=utf-8,", token },
    { "data:application/vc+jwt;base64,", base64 },
    { "data:application/jwt;x=y;BASE64,", base64 },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("{\"type\":\"EnvelopedVerifiableCredential\",\"id\":\"%s%s\"}",
                           urls[i][0], urls[i][1]);
      g_autoptr (LapelCredential) credential = parse_good (text);

      g_assert_cmpstr (credential->id, ==, "urn:x:1");
      g_assert_cmpint (credential->securing, ==, LAPEL_SECURING_JWT);
    }
  assert_refused ("{\"type\":\"EnvelopedVerifiableCredential\","
                  "\"id\":\"data:application/vc+jwt;base64,!!!!\"}",
                  LAPEL_ERROR_CREDENTIAL_MALFORMED);
  assert_refused ("{\"type\":\"EnvelopedVerifiableCredential\",\"id\":\"data:text/plain,x\"}",
                  LAPEL_ERROR_CREDENTIAL_UNSUPPORTED);
}

static void
test_too_large (void)
{
  g_autofree char *text = g_malloc (LAPEL_JSON_MAX_BYTES + 2);

  memset (text, 'x', LAPEL_JSON_MAX_BYTES + 1);
  text[LAPEL_JSON_MAX_BYTES + 1] = '\0';
  assert_refused (text, LAPEL_ERROR_TOO_LARGE);
}

/* Every member of the model in every wrong type: read or refused, never a crash (run under
 * sanitizers). */
static void
test_wrong_types (void)
{
  static const char *const members[] = { "id",         "type",
                                         "issuer",     "validFrom",
                                         "name",       "proof",
                                         "@context",   "credentialSubject",
                                         "holder",     "verifiableCredential",
                                         "awardedDate" };
  static const char *const inner[] = { "achievement", "identifier", "result", "id" };
  static const char *const values[] = {
    "null", "true", "7",         "\"\"",        "[]",
    "{}",   "[[]]", "[null,{}]", "{\"id\":[]}", "{\"achievement\":[[{\"tag\":{}}]]}"
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (members); i++)
    for (unsigned int k = 0; k < G_N_ELEMENTS (values); k++)
      {
        g_autofree char *plain = g_strdup_printf ("{\"%s\":%s}", members[i], values[k]);
        g_autofree char *subject = g_strdup_printf (OB3_HEAD "\"credentialSubject\":{\"%s\":%s}}",
                                                    inner[i % G_N_ELEMENTS (inner)], values[k]);
        g_autofree char *token = token_of (plain);
        g_autofree char *claim = g_strdup_printf ("{\"vc\":%s,\"iss\":[]}", plain);
        g_autofree char *claim_token = token_of (claim);
        const char *const texts[] = { plain, subject, token, claim_token };

        for (unsigned int n = 0; n < G_N_ELEMENTS (texts); n++)
          {
            g_autoptr (GError) error = NULL;
            g_autoptr (LapelCredential) credential = parse (texts[n], &error);

            g_assert_true ((credential == NULL) == (error != NULL));
            g_assert_true (credential == NULL || credential->title != NULL);
          }
      }
}

static char *
key_of (const char *issuer,
        const char *id)
{
  g_autofree char *text = g_strdup_printf (OB3_HEAD "\"issuer\":\"%s\",\"id\":\"%s\"}", issuer, id);
  g_autoptr (LapelCredential) credential = parse_good (text);

  return lapel_credential_dup_key (credential);
}

static void
test_key (void)
{
  g_autofree char *plain = key_of ("https://a.example/%7Ex", "urn:x:1");
  g_autofree char *same = key_of (" https://a.example/~x", "urn:x:1 ");
  g_autofree char *other = key_of ("https://a.example/~x", "urn:x:2");

  g_assert_cmpstr (plain, ==, same);
  g_assert_cmpstr (plain, !=, other);
}

static void
test_key_without_id (void)
{
  g_autoptr (LapelCredential) credential =
      parse_good (OB3_HEAD "\"issuer\":\"https://a.example\"}");
  g_autofree char *key = lapel_credential_dup_key (credential);
  size_t length = 0;
  const void *data = g_bytes_get_data (credential->original, &length);
  g_autofree char *digest = lapel_sha256_hex (data, length);

  g_assert_true (g_str_has_prefix (key, "sha256:"));
  g_assert_cmpstr (key + strlen ("sha256:"), ==, digest);
}

/* What others issue: all of it can be read, and has a title and an issuer wherever the file has
 * one. */
static void
test_conformance (void)
{
  g_autofree char *folder = lapel_test_conformance ("ob3");
  g_autoptr (JsonNode) manifest = NULL;
  JsonArray *cases = NULL;

  if (folder == NULL)
    return;
  manifest = lapel_test_read_json (folder, "manifest.json");
  cases = json_object_get_array_member (json_node_get_object (manifest), "cases");

  for (unsigned int i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *item = json_array_get_object_element (cases, i);
      g_autofree char *text =
          lapel_test_read (folder, json_object_get_string_member (item, "file"), NULL);
      g_autoptr (LapelCredential) credential = parse_good (text);
      const char *issuer = json_object_get_string_member_with_default (item, "issuer", NULL);
      const char *model = json_object_get_string_member (item, "dataModel");

      g_test_message ("%s", json_object_get_string_member (item, "id"));
      if (issuer != NULL)
        g_assert_cmpstr (credential->issuer.id, ==, issuer);
      if (strcmp (json_object_get_string_member (item, "id"), "1edtech/simple-err-context") != 0)
        g_assert_cmpint (credential->data_model, ==, model[0] - '0');
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/credential/open-badge", test_open_badge);
  g_test_add_func ("/credential/results", test_results);
  g_test_add_func ("/credential/evidence", test_evidence);
  g_test_add_func ("/credential/sets-of-one", test_sets_of_one);
  g_test_add_func ("/credential/title", test_title_falls_back);
  g_test_add_func ("/credential/language-texts", test_language_texts);
  for (unsigned int i = 0; i < G_N_ELEMENTS (fact_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/credential/facts/%s", fact_cases[i].name);
      g_test_add_data_func (path, &fact_cases[i], test_facts);
    }
  g_test_add_func ("/credential/token", test_token_is_credential);
  g_test_add_func ("/credential/token-claims", test_token_with_claims);
  g_test_add_func ("/credential/claims-out-of-range", test_claims_out_of_range);
  g_test_add_func ("/credential/presentation", test_presentation);
  g_test_add_func ("/credential/refused", test_refused);
  g_test_add_func ("/credential/unknown", test_unknown);
  g_test_add_func ("/credential/envelopes", test_envelopes);
  g_test_add_func ("/credential/too-large", test_too_large);
  g_test_add_func ("/credential/wrong-types", test_wrong_types);
  g_test_add_func ("/credential/key", test_key);
  g_test_add_func ("/credential/key-without-id", test_key_without_id);
  g_test_add_func ("/credential/conformance", test_conformance);
  return g_test_run ();
}
