/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "conformance-suite.h"

#include "lapel-error.h"

#include <string.h>

/* Time dependent cases are judged then. */
#define EVALUATE_AT "2026-08-01T00:00:00Z"

static GBytes *
load (const char   *url,
      gpointer      user_data,
      LapelAnswer  *out_answer,
      GError      **error)
{
  Suite *suite = user_data;
  const char *path = g_hash_table_lookup (suite->documents, url);
  char *text = NULL;
  size_t length = 0;

  if (path == NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_UNREACHABLE, "%s is not listed", url);
      return NULL;
    }
  text = lapel_test_read (suite->folder, path, &length);
  return g_bytes_new_take (text, length);
}

static JsonArray *
get_array (JsonObject *object,
           const char *name)
{
  return json_object_has_member (object, name) ? json_object_get_array_member (object, name) : NULL;
}

static void
serve_controllers (Suite      *suite,
                   JsonNode   *manifest,
                   const char *prefix)
{
  JsonObject *root = json_node_get_object (manifest);
  JsonArray *documents = NULL;

  if (json_object_has_member (root, "controllers"))
    documents = get_array (json_object_get_object_member (root, "controllers"), "documents");
  for (unsigned int i = 0; documents != NULL && i < json_array_get_length (documents); i++)
    {
      JsonObject *item = json_array_get_object_element (documents, i);

      g_hash_table_insert (suite->documents, g_strdup (json_object_get_string_member (item, "url")),
                           g_strconcat (prefix, json_object_get_string_member (item, "file"),
                                        NULL));
    }
}

void
suite_serve_issuers_of (Suite      *suite,
                        const char *name)
{
  g_autofree char *prefix = g_strconcat ("../", name, "/", NULL);
  g_autofree char *path = g_strconcat (prefix, "manifest.json", NULL);
  g_autoptr (JsonNode) manifest = lapel_test_read_json (suite->folder, path);

  serve_controllers (suite, manifest, prefix);
}

static void
serve_dids (Suite *suite)
{
  JsonArray *dids = get_array (json_node_get_object (suite->manifest), "didDocuments");

  for (unsigned int i = 0; dids != NULL && i < json_array_get_length (dids); i++)
    {
      JsonObject *item = json_array_get_object_element (dids, i);
      g_autoptr (GError) error = NULL;
      char *url = lapel_did_web_to_url (json_object_get_string_member (item, "did"), &error);

      g_assert_no_error (error);
      g_hash_table_insert (suite->documents, url,
                           g_strdup (json_object_get_string_member (item, "file")));
    }
}

/* The lists of withdrawn credentials that the cases point to. */
static void
serve_lists (Suite *suite)
{
  JsonArray *cases = get_array (json_node_get_object (suite->manifest), "cases");

  for (unsigned int i = 0; cases != NULL && i < json_array_get_length (cases); i++)
    {
      JsonArray *entries = get_array (json_array_get_object_element (cases, i), "status");

      for (unsigned int k = 0; entries != NULL && k < json_array_get_length (entries); k++)
        {
          JsonObject *entry = json_array_get_object_element (entries, k);

          g_hash_table_insert (suite->documents,
                               g_strdup (json_object_get_string_member (entry, "url")),
                               g_strdup (json_object_get_string_member (entry, "list")));
        }
    }
}

Suite *
suite_open (const char *name)
{
  g_autofree char *folder = lapel_test_conformance (name);
  Suite *suite = NULL;

  if (folder == NULL)
    return NULL;
  suite = g_new0 (Suite, 1);
  suite->folder = g_steal_pointer (&folder);
  suite->manifest = lapel_test_read_json (suite->folder, "manifest.json");
  suite->documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  suite->workspace = lapel_workspace_new (NULL);
  serve_controllers (suite, suite->manifest, "");
  serve_dids (suite);
  serve_lists (suite);
  return suite;
}

void
suite_close (Suite *suite)
{
  g_free (suite->folder);
  json_node_unref (suite->manifest);
  g_hash_table_unref (suite->documents);
  lapel_workspace_free (suite->workspace);
  g_free (suite);
}

JsonArray *
suite_cases (Suite *suite)
{
  return json_object_get_array_member (json_node_get_object (suite->manifest), "cases");
}

LapelReport *
suite_verify_bytes (Suite              *suite,
                    GBytes             *bytes,
                    LapelVerifyOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelCredential) credential = lapel_credential_parse (bytes, &error);

  if (credential == NULL)
    return lapel_report_new_unreadable (error);

  if (options->loader == NULL)
    {
      options->loader = load;
      options->loader_data = suite;
    }
  g_assert_true (lapel_time_parse (EVALUATE_AT, &options->now, NULL, NULL));
  return lapel_credential_verify (credential, suite->workspace, options);
}

LapelReport *
suite_verify_for (Suite      *suite,
                  JsonObject *item,
                  const char *domain,
                  const char *challenge)
{
  LapelVerifyOptions options = { .domain = domain, .challenge = challenge };
  size_t length = 0;
  char *text =
      lapel_test_read (suite->folder, json_object_get_string_member (item, "file"), &length);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, length);

  return suite_verify_bytes (suite, bytes, &options);
}

LapelReport *
suite_verify (Suite      *suite,
              JsonObject *item)
{
  return suite_verify_for (suite, item, NULL, NULL);
}

void
suite_explain (const LapelReport *report)
{
  const GPtrArray *checks = lapel_report_get_checks (report);

  for (unsigned int i = 0; i < checks->len; i++)
    {
      const LapelCheck *check = g_ptr_array_index (checks, i);

      g_test_message ("    %s/%s %s %s: %s", lapel_question_to_string (check->question),
                      check->check, lapel_outcome_to_string (check->outcome), check->code,
                      lapel_check_get (check, "message"));
    }
}

const LapelCheck *
suite_find_row (const LapelReport *report,
                const char        *name)
{
  const GPtrArray *checks = lapel_report_get_checks (report);

  for (unsigned int i = 0; i < checks->len; i++)
    {
      const LapelCheck *check = g_ptr_array_index (checks, i);

      if (strcmp (check->check, name) == 0)
        return check;
    }
  g_error ("no row %s", name);
}

gboolean
suite_has_note (const LapelReport *report,
                const char        *code)
{
  const GPtrArray *notes = lapel_report_get_notes (report);

  for (unsigned int i = 0; i < notes->len; i++)
    if (strcmp (((const LapelCheck *) g_ptr_array_index (notes, i))->code, code) == 0)
      return TRUE;
  return FALSE;
}
