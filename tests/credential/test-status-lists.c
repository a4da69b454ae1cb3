/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "conformance-suite.h"

#include <string.h>

/* Lists of withdrawn credentials: the published and made cases. */

#define REVOKED_URL "https://harbour.example/revocations"

/* Which error of Bitstring Status List a code of ours is. */
typedef struct
{
  const char *code;
  const char *error;
} ErrorName;

static const ErrorName error_names[] = {
  { "unreachable", "STATUS_RETRIEVAL_ERROR" },
  { "status-entry-malformed", "MALFORMED_VALUE_ERROR" },
  { "status-index-out-of-range", "RANGE_ERROR" },
  { "status-list-too-short", "STATUS_LIST_LENGTH_ERROR" },
  { "status-list-too-large", "too large" },
  { "status-list-type-wrong", "STATUS_VERIFICATION_ERROR" },
  { "status-list-not-genuine", "STATUS_VERIFICATION_ERROR" },
  { "status-list-expired", "STATUS_VERIFICATION_ERROR" },
  { "status-list-not-yet-valid", "STATUS_VERIFICATION_ERROR" },
  { "status-list-encoding", "STATUS_VERIFICATION_ERROR" },
  { "status-purpose-mismatch", "STATUS_VERIFICATION_ERROR" },
};

/** A case of the manifest and the code that must say why. */
typedef struct
{
  const char *id;
  const char *code;
} ReasonCase;

static const ReasonCase reason_cases[] = {
  { "revocation-0", "revoked" },
  { "revocation-1", "ok" },
  { "suspended", "suspended" },
  { "purpose-mismatch", "status-purpose-mismatch" },
  { "not-gzip", "status-list-encoding" },
  { "list-expired", "status-list-expired" },
  { "list-tampered", "status-list-not-genuine" },
  { "message-1", "status-message" },
};

static const char *
error_of (const char *code)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (error_names); i++)
    if (strcmp (code, error_names[i].code) == 0)
      return error_names[i].error;
  return NULL;
}

/* An unsigned credential with this entry: what is asked here does not depend on its proof. */
static LapelReport *
verify_entry (Suite      *suite,
              const char *issuer,
              const char *id,
              const char *entry)
{
  g_autofree char *text = g_strdup_printf (
      "{\"@context\":\"https://www.w3.org/ns/credentials/v2\",\"type\":\"VerifiableCredential\","
      "\"id\":\"%s\",\"issuer\":\"%s\",\"credentialSubject\":{\"id\":\"did:example:1\"},"
      "\"credentialStatus\":%s}",
      id, issuer, entry);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  LapelVerifyOptions options = { 0 };

  return suite_verify_bytes (suite, bytes, &options);
}

static char *
dup_list_issuer (Suite      *suite,
                 const char *path)
{
  g_autoptr (JsonNode) list = lapel_test_read_json (suite->folder, path);

  return g_strdup (json_object_get_string_member (json_node_get_object (list), "issuer"));
}

static void
serve (Suite      *suite,
       const char *url,
       const char *path)
{
  g_hash_table_insert (suite->documents, g_strdup (url), g_strdup (path));
}

static LapelReport *
verify_case (Suite      *suite,
             JsonObject *item)
{
  JsonObject *entry = json_object_get_object_member (item, "entry");
  const char *path = json_object_get_string_member_with_default (item, "list", NULL);
  g_autofree char *issuer =
      path != NULL ? dup_list_issuer (suite, path) : g_strdup ("did:example:issuer");
  g_autofree char *text = json_to_string (json_object_get_member (item, "entry"), FALSE);

  if (path != NULL)
    serve (suite, json_object_get_string_member (entry, "statusListCredential"), path);
  return verify_entry (suite, issuer, "urn:x:1", text);
}

static gboolean
status_is (const LapelReport *report,
           JsonObject        *expect)
{
  const LapelCheck *row = suite_find_row (report, "status");
  g_autofree char *wanted =
      g_strdup_printf ("%d", (int) json_object_get_int_member (expect, "status"));
  gboolean valid = row->outcome == LAPEL_OUTCOME_PASSED;

  if (g_strcmp0 (lapel_check_get (row, "status"), wanted) != 0)
    return FALSE;
  if (json_object_has_member (expect, "valid") &&
      json_object_get_boolean_member (expect, "valid") != valid)
    return FALSE;
  return !json_object_has_member (expect, "message") ||
         g_strcmp0 (lapel_check_get (row, "statusMessage"),
                    json_object_get_string_member (expect, "message")) == 0;
}

/* design.md, "Status": where a case gives "lenient", that is taken, with a note. */
static gboolean
comes_out_right (const LapelReport *report,
                 JsonObject        *expect)
{
  const LapelCheck *row = suite_find_row (report, "status");

  if (json_object_has_member (expect, "lenient"))
    return status_is (report, json_object_get_object_member (expect, "lenient")) &&
           lapel_report_get_notes (report)->len > 0;
  if (json_object_has_member (expect, "error"))
    return row->outcome == LAPEL_OUTCOME_UNCHECKED &&
           g_strcmp0 (error_of (row->code), json_object_get_string_member (expect, "error")) == 0;
  return status_is (report, expect);
}

static JsonArray *
derived_cases (Suite *suite)
{
  JsonObject *root = json_node_get_object (suite->manifest);

  return json_object_get_array_member (json_object_get_object_member (root, "derived"), "cases");
}

static void
test_derived (void)
{
  g_autoptr (Suite) suite = suite_open ("status-list");
  unsigned int passed = 0;
  JsonArray *cases = NULL;

  if (suite == NULL)
    return;
  cases = derived_cases (suite);
  for (unsigned int i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *item = json_array_get_object_element (cases, i);
      g_autoptr (LapelReport) report = verify_case (suite, item);

      if (comes_out_right (report, json_object_get_object_member (item, "expect")))
        passed++;
      else
        {
          g_test_message ("%s", json_object_get_string_member (item, "id"));
          suite_explain (report);
        }
    }
  lapel_test_count ("status-list, made", passed, json_array_get_length (cases));
  g_assert_cmpuint (passed, ==, json_array_get_length (cases));
}

static LapelReport *
verify_index (Suite      *suite,
              const char *issuer,
              const char *url,
              int         index)
{
  g_autofree char *entry =
      g_strdup_printf ("{\"type\":\"BitstringStatusListEntry\",\"statusPurpose\":\"revocation\","
                       "\"statusListIndex\":\"%d\",\"statusListCredential\":\"%s\"}",
                       index, url);

  return verify_entry (suite, issuer, "urn:x:1", entry);
}

/* A short list is read with a note, the others not at all. */
static gboolean
published_is_right (Suite      *suite,
                    JsonObject *item)
{
  const char *url = json_object_get_string_member (item, "url");
  const char *strict = json_object_get_string_member (item, "strict");
  const char *path = json_object_get_string_member (item, "file");
  g_autofree char *issuer = dup_list_issuer (suite, path);
  gboolean is_short = strcmp (strict, "STATUS_LIST_LENGTH_ERROR") == 0;
  g_autoptr (LapelReport) clear = NULL;
  g_autoptr (LapelReport) set = NULL;

  serve (suite, url, path);
  clear = verify_index (suite, issuer, url, 7);
  if (!is_short && strcmp (strict, "ok") != 0)
    return g_strcmp0 (error_of (suite_find_row (clear, "status")->code), strict) == 0;

  set = verify_index (suite, issuer, url,
                      (int) json_array_get_int_element (json_object_get_array_member (item, "set"),
                                                        0));
  return suite_find_row (clear, "status")->outcome == LAPEL_OUTCOME_PASSED &&
         strcmp (suite_find_row (set, "status")->code, "revoked") == 0 &&
         suite_has_note (clear, "status-list-short") == is_short;
}

static void
test_published (void)
{
  g_autoptr (Suite) suite = suite_open ("status-list");
  unsigned int passed = 0;
  JsonArray *lists = NULL;

  if (suite == NULL)
    return;
  suite_serve_issuers_of (suite, "ob3");
  lists = json_object_get_array_member (json_object_get_object_member (json_node_get_object (
                                                                           suite->manifest),
                                                                       "published"),
                                        "lists");
  for (unsigned int i = 0; i < json_array_get_length (lists); i++)
    {
      JsonObject *item = json_array_get_object_element (lists, i);

      if (published_is_right (suite, item))
        passed++;
      else
        g_test_message ("%s", json_object_get_string_member (item, "url"));
    }
  lapel_test_count ("status-list, published", passed, json_array_get_length (lists));
  g_assert_cmpuint (passed, ==, json_array_get_length (lists));
}

static LapelReport *
verify_revocation (Suite      *suite,
                   const char *issuer,
                   const char *id)
{
  return verify_entry (suite, issuer, id,
                       "{\"id\":\"" REVOKED_URL "\",\"type\":\"1EdTechRevocationList\"}");
}

static void
test_revocation_list (void)
{
  g_autoptr (Suite) suite = suite_open ("status-list");
  unsigned int passed = 0;
  JsonObject *part = NULL;
  JsonArray *cases = NULL;

  if (suite == NULL)
    return;
  part =
      json_object_get_object_member (json_node_get_object (suite->manifest), "revocation1EdTech");
  serve (suite, REVOKED_URL, json_object_get_string_member (part, "list"));
  cases = json_object_get_array_member (part, "cases");
  for (unsigned int i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *item = json_array_get_object_element (cases, i);
      gboolean revoked = strcmp (json_object_get_string_member (item, "expect"), "revoked") == 0;
      g_autoptr (LapelReport) report =
          verify_revocation (suite, "https://harbour.example/issuer",
                             json_object_get_string_member (item, "credentialId"));
      const LapelCheck *row = suite_find_row (report, "status");

      passed += strcmp (row->code, revoked ? "revoked" : "ok") == 0 &&
                suite_has_note (report, "status-list-unsigned") != revoked;
    }
  lapel_test_count ("status-list, 1EdTech", passed, json_array_get_length (cases));
  g_assert_cmpuint (passed, ==, json_array_get_length (cases));
}

/* What nobody signed and what comes from elsewhere can withdraw, but not clear. */
static void
test_revocation_list_of_another (void)
{
  g_autoptr (Suite) suite = suite_open ("status-list");
  g_autoptr (LapelReport) clear = NULL;
  g_autoptr (LapelReport) listed = NULL;

  if (suite == NULL)
    return;
  serve (suite, REVOKED_URL, "1edtech-revocation/list.json");
  clear = verify_revocation (suite, "https://elsewhere.example/issuer",
                             "urn:uuid:44444444-4444-4444-8444-444444444444");
  listed = verify_revocation (suite, "https://elsewhere.example/issuer",
                              "urn:uuid:11111111-1111-4111-8111-111111111111");
  g_assert_cmpstr (suite_find_row (clear, "status")->code, ==, "status-list-not-by-issuer");
  g_assert_cmpstr (suite_find_row (listed, "status")->code, ==, "revoked");
  g_assert_cmpstr (lapel_check_get (suite_find_row (listed, "status"), "reason"), ==,
                   "Issued in error");
}

static void
test_reason (gconstpointer data)
{
  const ReasonCase *expected = data;
  g_autoptr (Suite) suite = suite_open ("status-list");
  JsonArray *cases = NULL;

  if (suite == NULL)
    return;
  cases = derived_cases (suite);
  for (unsigned int i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *item = json_array_get_object_element (cases, i);
      g_autoptr (LapelReport) report = NULL;

      if (strcmp (json_object_get_string_member (item, "id"), expected->id) != 0)
        continue;
      report = verify_case (suite, item);
      g_assert_cmpstr (suite_find_row (report, "status")->code, ==, expected->code);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/status/conformance/made", test_derived);
  g_test_add_func ("/status/conformance/published", test_published);
  g_test_add_func ("/status/conformance/1edtech", test_revocation_list);
  g_test_add_func ("/status/1edtech-of-another", test_revocation_list_of_another);
  for (unsigned int i = 0; i < G_N_ELEMENTS (reason_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/status/reason/%s", reason_cases[i].id);
      g_test_add_data_func (path, &reason_cases[i], test_reason);
    }
  return g_test_run ();
}
