/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "conformance-suite.h"
#include "lapel-error.h"

#include <string.h>

/* Open Badges 0.5 to 2.0 against the published and made cases: each has its whole web with it, and
 * what is not listed there does not answer. */

/** A word of the manifest, and what the report must say. */
typedef struct
{
  const char *word;
  LapelStates states; /* exactly; a note beside "verified" is allowed */
  LapelOutcome yours; /* where a recipient is given */
} Expected;

static const Expected expected[] = {
  { "verified", LAPEL_STATE_VERIFIED, LAPEL_OUTCOME_PASSED },
  { "warning", LAPEL_STATE_VERIFIED | LAPEL_STATE_WARNING, LAPEL_OUTCOME_PASSED },
  { "verified-recipient-mismatch", LAPEL_STATE_VERIFIED, LAPEL_OUTCOME_FAILED },
  { "expired", LAPEL_STATE_EXPIRED, LAPEL_OUTCOME_PASSED },
  { "not-yet-valid", LAPEL_STATE_NOT_YET_VALID, LAPEL_OUTCOME_PASSED },
  { "revoked", LAPEL_STATE_REVOKED, LAPEL_OUTCOME_PASSED },
  { "status-unknown", LAPEL_STATE_STATUS_UNKNOWN, LAPEL_OUTCOME_PASSED },
  { "unverifiable", LAPEL_STATE_UNVERIFIABLE, LAPEL_OUTCOME_PASSED },
  { "data-valid", LAPEL_STATE_UNVERIFIABLE, LAPEL_OUTCOME_PASSED },
  { "invalid", LAPEL_STATE_INVALID, -1 },
};

/** A case that we judge otherwise, why, and how. */
typedef struct
{
  const char *id;
  const char *word;
  const char *argument;
} Argued;

static const Argued argued[] = {
  { "1edtech/rdf-valid-badge-class-empty-criteria-type", "invalid",
    "the file tests types alone; its BadgeClass has no image, which the standard requires and for "
    "which made/h24-no-image is invalid" },
};

/** One case on the run. */
typedef struct
{
  Suite *suite;
  JsonObject *item;
} Case;

static JsonObject *
find_document (const Case *test,
               const char *url)
{
  JsonArray *documents = json_object_get_array_member (test->item, "documents");

  for (unsigned int i = 0; i < json_array_get_length (documents); i++)
    {
      JsonObject *document = json_array_get_object_element (documents, i);

      if (strcmp (json_object_get_string_member (document, "url"), url) == 0)
        return document;
    }
  return NULL;
}

static GBytes *
load_cb (const char   *url,
         gpointer      user_data,
         LapelAnswer  *out_answer,
         GError      **error)
{
  const Case *test = user_data;
  JsonObject *document = find_document (test, url);
  gint64 status =
      document == NULL ? 404 : json_object_get_int_member_with_default (document, "status", 200);
  const char *type = NULL;
  char *text = NULL;
  size_t length = 0;

  if (status != 200 && status != 410)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_PUBLISHED, "%s: %d", url, (int) status);
      return NULL;
    }
  type = json_object_get_string_member_with_default (document, "contentType", "application/json");
  *out_answer = (LapelAnswer){ .withdrawn = status == 410 };
  g_strlcpy (out_answer->media_type, type, 1 + MIN (strcspn (type, ";"), 63));
  text = lapel_test_read (test->suite->folder, json_object_get_string_member (document, "file"),
                          &length);
  return g_bytes_new_take (text, length);
}

static LapelReport *
verify (const Case *test)
{
  const char *identities[] = { NULL, NULL };
  LapelVerifyOptions options = { .loader = load_cb,
                                 .loader_data = (gpointer) test,
                                 .identities = identities };
  size_t length = 0;
  char *text = lapel_test_read (test->suite->folder,
                                json_object_get_string_member (test->item, "input"), &length);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, length);

  if (json_object_has_member (test->item, "recipient"))
    identities[0] =
        json_object_get_string_member (json_object_get_object_member (test->item, "recipient"),
                                       "value");
  return suite_verify_bytes (test->suite, bytes, &options);
}

static const Expected *
find_expected (const Case *test)
{
  const char *id = json_object_get_string_member (test->item, "id");
  JsonObject *expect = json_object_get_object_member (test->item, "expect");
  JsonArray *words = json_object_get_array_member (expect, "verdict");
  const char *word = json_array_get_string_element (words, 0);

  g_assert_cmpuint (json_array_get_length (words), ==, 1);
  for (unsigned int i = 0; i < G_N_ELEMENTS (argued); i++)
    if (strcmp (argued[i].id, id) == 0)
      {
        g_assert_cmpstr (argued[i].word, !=, word);
        g_test_message ("%s: %s and not %s: %s", id, argued[i].word, word, argued[i].argument);
        word = argued[i].word;
      }
  for (unsigned int i = 0; i < G_N_ELEMENTS (expected); i++)
    if (strcmp (expected[i].word, word) == 0)
      return &expected[i];
  g_assert_not_reached ();
}

static gboolean
has_code (const LapelReport *report,
          const char        *code)
{
  const GPtrArray *checks = lapel_report_get_checks (report);

  for (unsigned int i = 0; i < checks->len; i++)
    if (strcmp (((const LapelCheck *) g_ptr_array_index (checks, i))->code, code) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_expected_recipient (const Case        *test,
                        const LapelReport *report,
                        const Expected    *wanted)
{
  JsonObject *recipient = NULL;

  if (!json_object_has_member (test->item, "recipient") || wanted->states & LAPEL_STATE_INVALID)
    return TRUE;
  recipient = json_object_get_object_member (test->item, "recipient");
  return lapel_report_get_outcome (report, LAPEL_QUESTION_YOURS) == wanted->yours &&
         json_object_has_member (recipient, "matches") == has_code (report, "recipient-lower-case");
}

static gboolean
comes_out (const Case *test)
{
  const Expected *wanted = find_expected (test);
  g_autoptr (LapelReport) report = verify (test);
  LapelStates states = lapel_report_get_states (report);

  /* A note never hurts where it is not the point, nor does how a text is unreadable. */
  if (wanted->states == LAPEL_STATE_VERIFIED)
    states &= ~(unsigned int) LAPEL_STATE_WARNING;
  if (wanted->states == LAPEL_STATE_INVALID)
    states &= LAPEL_STATE_INVALID;
  if (states == wanted->states && has_expected_recipient (test, report, wanted) &&
      (strcmp (wanted->word, "data-valid") != 0 || has_code (report, "no-award")))
    return TRUE;

  g_test_message ("%s: wanted %s, got %x", json_object_get_string_member (test->item, "id"),
                  wanted->word, lapel_report_get_states (report));
  suite_explain (report);
  return FALSE;
}

static void
test_conformance (void)
{
  g_autoptr (Suite) suite = suite_open ("ob2");
  unsigned int passed = 0;
  unsigned int total;

  if (suite == NULL)
    return;
  total = json_array_get_length (suite_cases (suite));
  for (unsigned int i = 0; i < total; i++)
    {
      const Case test = { suite, json_array_get_object_element (suite_cases (suite), i) };

      passed += comes_out (&test);
    }
  lapel_test_count ("ob2", passed - (unsigned int) G_N_ELEMENTS (argued), total);
  g_assert_cmpuint (passed, ==, total);
  g_assert_cmpuint (total, ==, 92);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ob2/conformance", test_conformance);
  return g_test_run ();
}
