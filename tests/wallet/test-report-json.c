/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-checker.h"
#include "lapel-codes.h"
#include "lapel-test.h"

#include <string.h>

static LapelReport *
make_report (void)
{
  LapelReport *report = lapel_report_new ();

  lapel_report_describe (report, "open-badges-3.0", "A \"quoted\" title\n", NULL);
  lapel_report_add (report, LAPEL_QUESTION_AUTHENTIC,
                    lapel_check_name_to_string (LAPEL_CHECK_PROOF), LAPEL_OUTCOME_PASSED,
                    lapel_code_to_string (LAPEL_CODE_OK), "suite", "eddsa-jcs-2022", "method",
                    "did:key:z6Mk", NULL);
  lapel_report_add (report, LAPEL_QUESTION_CURRENT,
                    lapel_check_name_to_string (LAPEL_CHECK_VALIDITY), LAPEL_OUTCOME_FAILED,
                    lapel_code_to_string (LAPEL_CODE_EXPIRED), "until", "2020-01-01T00:00:00Z",
                    NULL);
  lapel_report_add_note (report, lapel_code_to_string (LAPEL_CODE_SUITE_OLD_NAME), NULL);
  return report;
}

static JsonObject *
parse (const char  *json,
       JsonNode   **out_node)
{
  g_autoptr (GError) error = NULL;

  *out_node = json_from_string (json, &error);
  g_assert_no_error (error);
  return json_node_get_object (*out_node);
}

static void
test_members (void)
{
  static const char *const members[] = { "source", "format",    "title",  "issuer", "verdict",
                                         "states", "questions", "checks", "notes",  "credentials" };
  g_autoptr (LapelReport) report = make_report ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *json = NULL;
  JsonObject *object = NULL;
  JsonObject *check = NULL;

  lapel_report_conclude (report, 0);
  json = lapel_report_to_json (report, "a.json");
  g_assert_null (strchr (json, '\n'));
  object = parse (json, &node);

  g_assert_cmpuint (json_object_get_size (object), ==, G_N_ELEMENTS (members));
  for (unsigned int i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_true (json_object_has_member (object, members[i]));
  g_assert_cmpstr (json_object_get_string_member (object, "source"), ==, "a.json");
  g_assert_cmpstr (json_object_get_string_member (object, "title"), ==, "A \"quoted\" title\n");
  g_assert_true (json_object_get_null_member (object, "issuer"));
  g_assert_cmpstr (json_object_get_string_member (object, "verdict"), ==, "not-current");
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (object, "states"),
                                                  0),
                   ==, "expired");

  check = json_array_get_object_element (json_object_get_array_member (object, "checks"), 0);
  g_assert_cmpstr (json_object_get_string_member (check, "question"), ==, "authentic");
  g_assert_cmpstr (json_object_get_string_member (check, "outcome"), ==, "passed");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (check, "detail"),
                                                  "suite"),
                   ==, "eddsa-jcs-2022");
}

/* What is read back says the same, also when written again; its words outlive the text. */
static void
test_round_trip (void)
{
  g_autoptr (LapelReport) report = make_report ();
  g_autoptr (LapelReport) child = make_report ();
  g_autoptr (LapelReport) endorsement = make_report ();
  g_autoptr (LapelReport) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  g_autofree char *second = NULL;

  lapel_report_conclude (child, 0);
  lapel_report_add_child (report, g_steal_pointer (&child));
  lapel_report_conclude (endorsement, 0);
  lapel_report_add_endorsement (report, g_steal_pointer (&endorsement));
  lapel_report_conclude (report, 0);
  json = lapel_report_to_json (report, NULL);

  {
    g_autofree char *copy = g_strdup (json);

    again = lapel_report_from_json (copy, 1234567, &error);
    g_assert_no_error (error);
  }
  second = lapel_report_to_json (again, NULL);
  g_assert_cmpstr (second, ==, json);
  g_assert_cmpint (lapel_report_get_time (again), ==, 1234567);
  g_assert_cmpuint (lapel_report_get_notes (again)->len, ==, 1);
  g_assert_cmpuint (lapel_report_get_children (again)->len, ==, 2);
  g_assert_false (
      lapel_report_is_endorsement (g_ptr_array_index (lapel_report_get_children (again), 0)));
  g_assert_true (
      lapel_report_is_endorsement (g_ptr_array_index (lapel_report_get_children (again), 1)));
}

static void
test_damaged (void)
{
  static const char *const texts[] = { "", "{", "[]", "null", "\"text\"" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lapel_report_from_json (texts[i], 0, &error));
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_STORE_DAMAGED);
    }
}

/* Members of another type than ours are passed over. */
static void
test_foreign_members (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelReport) report = lapel_report_from_json (
      "{\"title\":7,\"checks\":[1,{\"check\":\"proof\"},{\"check\":\"proof\",\"code\":\"new\","
      "\"question\":\"authentic\",\"outcome\":\"brilliant\",\"detail\":[]}],\"notes\":{}}",
      0, &error);

  g_assert_no_error (error);
  g_assert_null (lapel_report_get_title (report));
  g_assert_cmpuint (lapel_report_get_checks (report)->len, ==, 1);
  g_assert_cmpint (lapel_report_get_verdict (report), ==, LAPEL_VERDICT_UNDECIDED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report-json/members", test_members);
  g_test_add_func ("/report-json/round-trip", test_round_trip);
  g_test_add_func ("/report-json/damaged", test_damaged);
  g_test_add_func ("/report-json/foreign-members", test_foreign_members);
  return g_test_run ();
}
