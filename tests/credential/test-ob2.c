/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ob2-fixture.h"

#include <string.h>

/* Open Badges 0.5 to 2.0: what is read of them, and what is asked for. */

static LapelCredential *
parse (const char *text)
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
  g_autoptr (Web) web = ob2_web_new (fixture, NULL);
  g_autoptr (LapelCredential) input = parse (ob2_good[ASSERTION]);
  g_autoptr (LapelCredential) badge = lapel_credential_complete (input, &fixture->options);
  g_autoptr (LapelCredential) again = lapel_credential_complete (badge, &fixture->options);

  g_assert_true (again == badge);
  g_assert_cmpint (badge->format, ==, LAPEL_FORMAT_OB2);
  g_assert_cmpint (badge->securing, ==, LAPEL_SECURING_HOSTED);
  g_assert_true (g_bytes_equal (badge->original, input->original));
  g_assert_cmpstr (input->title, ==, SITE "/badge");
  g_assert_cmpstr (badge->title, ==, "Tides");
  g_assert_cmpstr (badge->id, ==, SITE "/1");
  g_assert_cmpstr (badge->language, ==, "en");
  g_assert_cmpstr (badge->description, ==, "Reads tides");
  g_assert_cmpstr (badge->image, ==, SITE "/b.png");
  g_assert_cmpstr (badge->criteria, ==, "*Read* one");
  g_assert_cmpstr (badge->criteria_id, ==, SITE "/c");
  g_assert_cmpstr (badge->achievement_id, ==, SITE "/badge");
  g_assert_cmpstr (badge->issuer.id, ==, SITE "/issuer");
  g_assert_cmpstr (badge->issuer.name, ==, "Harbour");
  g_assert_cmpstr (badge->issuer.image, ==, SITE "/i.png");
  g_assert_cmpstr (badge->tags[1], ==, "tide");
  g_assert_cmpuint (badge->n_alignments, ==, 1);
  g_assert_cmpstr (badge->alignments[0].code, ==, "S1");
  g_assert_cmpuint (badge->n_evidence, ==, 2);
  g_assert_cmpstr (badge->evidence[0].narrative, ==, "In all weathers");
  g_assert_cmpstr (badge->evidence[1].genre, ==, "Text");
  g_assert_cmpfloat (badge->ects, ==, 2.5);
  g_assert_cmpint (badge->eqf, ==, 6);
  g_assert_cmpint (badge->kind, ==, LAPEL_KIND_MICRO_CREDENTIAL);
  g_assert_cmpstr (badge->recipients[0].type, ==, "emailAddress");
}

/* Without anybody to ask, nothing is proven and nothing is held against the badge. */
static void
test_offline (VerifyFixture *fixture,
              gconstpointer  data)
{
  g_autoptr (LapelReport) report = verify_text (fixture, ob2_good[ASSERTION]);

  g_assert_cmphex (lapel_report_get_states (report), ==, LAPEL_STATE_UNVERIFIABLE);
  verify_assert_row (report, TRUTH, OPEN, "network-off");
}

/* Of an address nothing is known until it has been asked. */
static void
test_address (VerifyFixture *fixture,
              gconstpointer  data)
{
  g_autoptr (LapelCredential) bare = parse (" " SITE "/1\n");
  g_autoptr (LapelReport) offline = verify_text (fixture, SITE "/1");
  g_autoptr (Web) web = ob2_web_new (fixture, NULL);
  g_autoptr (LapelReport) report = verify_text (fixture, SITE "/1");
  g_autoptr (LapelCredential) badge = lapel_credential_complete (bare, &fixture->options);

  g_assert_cmpint (bare->format, ==, LAPEL_FORMAT_OB05);
  g_assert_cmpstr (bare->id, ==, SITE "/1");
  g_assert_cmphex (lapel_report_get_states (offline), ==, LAPEL_STATE_UNVERIFIABLE);
  g_assert_cmpint (lapel_report_get_outcome (offline, STANDARD), ==, LAPEL_OUTCOME_NOT_APPLICABLE);
  g_assert_cmphex (lapel_report_get_states (report), ==, LAPEL_STATE_VERIFIED);
  g_assert_cmpint (badge->format, ==, LAPEL_FORMAT_OB2);
  g_assert_cmpstr (badge->title, ==, "Tides");
}

/* A policy counts only where the issuer's own address states it. */
static void
test_embedded_policy (VerifyFixture *fixture,
                      gconstpointer  data)
{
  static const Rule gone = { NULL, ISSUER, NULL, NULL, TRUTH, OPEN, "unreachable" };
  static const char forged[] =
      "{" V2 "\"type\":\"BadgeClass\",\"id\":\"" SITE "/badge\",\"name\":\"Tides\","
      "\"description\":\"d\",\"image\":\"" SITE "/b.png\",\"criteria\":\"" SITE "/c\","
      "\"issuer\":{\"type\":\"Issuer\",\"id\":\"https://b.example/issuer\",\"name\":\"B\","
      "\"url\":\"https://b.example\",\"email\":\"b@b.example\","
      "\"verification\":{\"allowedOrigins\":[\"a.example\"]}}}";
  g_autoptr (Web) web = ob2_web_new (fixture, &gone);
  g_autoptr (LapelReport) report = NULL;

  g_free (web->documents[BADGE]);
  web->documents[BADGE] = g_strdup (forged);
  report = verify_text (fixture, ob2_good[ASSERTION]);
  g_assert_cmphex (lapel_report_get_states (report), ==, LAPEL_STATE_UNVERIFIABLE);
  ob2_assert_rule (report, &gone);
}

/* What a badge asks for is bounded, and each address is asked once. */
static void
test_bounded (VerifyFixture *fixture,
              gconstpointer  data)
{
  g_autoptr (GString) list = g_string_new ("\"endorsement\":[\"" SITE "/badge\"");
  g_autofree char *text = NULL;
  g_autoptr (Web) web = ob2_web_new (fixture, NULL);
  g_autoptr (LapelReport) report = NULL;

  for (unsigned int i = 0; i < 200; i++)
    g_string_append_printf (list, ",\"" SITE "/e%u\"", i);
  g_string_append (list, "],\"image\"");
  text = ob2_replace (ob2_good[ASSERTION], "\"image\"", list->str);
  g_free (web->documents[ASSERTION]);
  web->documents[ASSERTION] = g_strdup (text);
  report = verify_text (fixture, text);
  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_VERIFIED);
  g_assert_cmpuint (web->asked->len, <=, 64);
  for (unsigned int i = 1; i < web->asked->len; i++)
    g_assert_cmpstr (g_ptr_array_index (web->asked, 0), !=, g_ptr_array_index (web->asked, i));
}

/* An endorsement has a report of its own, and is as bad as it is alone. */
static void
test_endorsement (VerifyFixture *fixture,
                  gconstpointer  data)
{
  static const Rule embedded = {
    NULL,
    BADGE,
    "\"tags\"",
    "\"endorsement\":[{" V2 "\"type\":\"Endorsement\",\"id\":\"" SITE "/e\","
    "\"claim\":{\"id\":\"" SITE "/badge\",\"endorsementComment\":\"Fine\"},\"issuer\":\"" SITE
    "/issuer\",\"issuedOn\":\"2026-01-01T00:00Z\",\"verification\":{\"type\":\"hosted\"}}],"
    "\"tags\"",
    TRUTH,
    OPEN,
    "unreachable",
  };
  g_autoptr (Web) web = ob2_web_new (fixture, &embedded);
  g_autoptr (LapelReport) report = verify_text (fixture, ob2_good[ASSERTION]);
  const GPtrArray *children = lapel_report_get_children (report);

  g_assert_cmphex (lapel_report_get_states (report), ==, LAPEL_STATE_VERIFIED);
  g_assert_cmpuint (children->len, ==, 1);
  g_assert_true (lapel_report_is_endorsement (g_ptr_array_index (children, 0)));
  g_assert_cmpint (lapel_report_get_verdict (g_ptr_array_index (children, 0)), ==,
                   LAPEL_VERDICT_UNDECIDED);
  ob2_assert_rule (g_ptr_array_index (children, 0), &embedded);
}

/** An old badge as it was issued, and what 2.0 calls the same. */
static void
test_upgrade_05 (VerifyFixture *fixture,
                 gconstpointer  data)
{
  static const char text[] =
      "{\"recipient\":\"sha256$00\",\"salt\":\"s\",\"issued_on\":\"2011-06-01\","
      "\"expires\":1700000000,\"badge\":{\"version\":\"0.5.0\",\"name\":\"Old\","
      "\"image\":\"/i.png\",\"description\":\"d\",\"criteria\":\"" SITE "/c\",\"issuer\":{"
      "\"origin\":\"" SITE "\",\"name\":\"Harbour\",\"org\":\"School\","
      "\"contact\":\"a@a.example\"}}}";
  g_autoptr (LapelCredential) badge = parse (text);
  g_autofree char *from = lapel_time_format (badge->valid_from);

  g_assert_cmpint (badge->format, ==, LAPEL_FORMAT_OB05);
  g_assert_cmpstr (lapel_credential_get_format_name (badge), ==, "open-badges-0.5");
  g_assert_cmpstr (badge->title, ==, "Old");
  g_assert_cmpstr (from, ==, "2011-06-01T00:00:00Z");
  g_assert_cmpint (badge->valid_until, ==, G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC);
  g_assert_true (badge->recipients[0].hashed);
  g_assert_cmpstr (badge->recipients[0].salt, ==, "s");
  g_assert_cmpstr (badge->recipients[0].type, ==, "emailAddress");
  g_assert_cmpstr (badge->issuer.id, ==, SITE);
  g_assert_cmpstr (badge->issuer.name, ==, "Harbour: School");
  g_assert_cmpstr (badge->issuer.email, ==, "a@a.example");
  g_assert_cmpmem (g_bytes_get_data (badge->original, NULL), g_bytes_get_size (badge->original),
                   text, strlen (text));
}

static void
test_upgrade_10 (VerifyFixture *fixture,
                 gconstpointer  data)
{
  g_autoptr (LapelCredential) hosted =
      parse ("{\"uid\":\"7\",\"recipient\":{\"type\":\"email\",\"hashed\":false,"
             "\"identity\":\"vera@school.example\"},\"badge\":\"" SITE "/badge\","
             "\"issuedOn\":\"1700000000\",\"verify\":{\"type\":\"hosted\",\"url\":\"" SITE
             "/1\"},\"snood\":1}");
  g_autoptr (LapelCredential) is_signed =
      parse ("{\"uid\":\"7\",\"recipient\":{},\"badge\":\"" SITE "/badge\","
             "\"verify\":{\"type\":\"signed\",\"url\":\"" SITE "/key\"}}");

  g_assert_cmpint (hosted->format, ==, LAPEL_FORMAT_OB10);
  g_assert_cmpstr (hosted->id, ==, SITE "/1");
  g_assert_cmpint (hosted->valid_from, ==, G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC);
  g_assert_nonnull (lapel_json_get (hosted->document, "snood"));
  g_assert_cmpstr (is_signed->id, ==, "uid:7");
}

static void
test_upgrade_11 (VerifyFixture *fixture,
                 gconstpointer  data)
{
  g_autoptr (LapelCredential) badge =
      parse ("{\"@context\":\"https://w3id.org/openbadges/v1\",\"type\":\"BadgeClass\","
             "\"id\":\"" SITE "/badge\",\"name\":\"Old\",\"alignment\":[{\"name\":\"Sea\","
             "\"url\":\"" SITE "/s\",\"description\":\"d\"}],\"issuer\":\"" SITE "/issuer\"}");

  g_assert_cmpint (badge->format, ==, LAPEL_FORMAT_OB11);
  g_assert_cmpuint (badge->n_alignments, ==, 1);
  g_assert_cmpstr (badge->alignments[0].name, ==, "Sea");
  g_assert_cmpstr (badge->alignments[0].url, ==, SITE "/s");
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

  add ("/ob2/model", test_model);
  add ("/ob2/offline", test_offline);
  add ("/ob2/address", test_address);
  add ("/ob2/embedded-policy", test_embedded_policy);
  add ("/ob2/bounded", test_bounded);
  add ("/ob2/endorsement", test_endorsement);
  add ("/ob2/upgrade-0.5", test_upgrade_05);
  add ("/ob2/upgrade-1.0", test_upgrade_10);
  add ("/ob2/upgrade-1.1", test_upgrade_11);
  return g_test_run ();
}
