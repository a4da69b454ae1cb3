/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-test.h"
#include "lapel-verify.h"

#include <string.h>

/* SD-JWT VCs that issuers' own programs have made, out of the recorded answers of those programs.
 * They lie beside the conformance data. */

#define FOLDER "../issuers/transcripts"

typedef struct
{
  const char *file;
  const char *title;
  const char *subject;
  unsigned int n; /* how many are in it */
  LapelVerdict verdict;
  const char *code; /* of `authentic` */
} Issued;

static const Issued issued[] = {
  { "credo-batch.json", "diploma", "Ada Lindqvist", 3, LAPEL_VERDICT_VERIFIED, "ok" },
  { "credo-draft-13-request.json", "diploma", "Ada Lindqvist", 1, LAPEL_VERDICT_VERIFIED, "ok" },
  { "credo-pre-authorized-diploma-sd-jwt-old.json", "diploma", "Ada Lindqvist", 1,
    LAPEL_VERDICT_VERIFIED, "ok" },
  { "credo-pre-authorized-diploma-sd-jwt.json", "diploma", "Ada Lindqvist", 1,
    LAPEL_VERDICT_VERIFIED, "ok" },
  { "credo-two-configurations.json", "diploma", "Ada Lindqvist", 1, LAPEL_VERDICT_VERIFIED, "ok" },
  /* Its key lies at the issuer's address, which begins with http: and is never asked. */
  { "sphereon-by-value-sd-jwt.json", "course-record", "Ada Lindqvist", 1, LAPEL_VERDICT_UNDECIDED,
    "jws-no-key" },
};

static void collect (JsonNode  *node,
                     GPtrArray *texts);

static void
collect_member_cb (JsonObject *object,
                   const char *name,
                   JsonNode   *member,
                   gpointer    texts)
{
  collect (member, texts);
}

static void
collect_element_cb (JsonArray    *array,
                    unsigned int  index,
                    JsonNode     *element,
                    gpointer      texts)
{
  collect (element, texts);
}

static void
collect (JsonNode  *node,
         GPtrArray *texts)
{
  const char *text = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    json_object_foreach_member (json_node_get_object (node), collect_member_cb, texts);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    json_array_foreach_element (json_node_get_array (node), collect_element_cb, texts);
  else if (text != NULL && lapel_sd_jwt_looks_like (text, strlen (text)))
    g_ptr_array_add (texts, (gpointer) text);
}

static LapelReport *
verify (const char   *text,
        const Issued *expected)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelCredential) credential = lapel_credential_parse (bytes, &error);
  g_autoptr (LapelWorkspace) workspace = lapel_workspace_new (NULL);
  LapelVerifyOptions options = { 0 };

  g_assert_no_error (error);
  g_assert_cmpstr (credential->title, ==, expected->title);
  g_assert_cmpstr (credential->subject_name, ==, expected->subject);
  g_assert_cmpuint (credential->n_recipients, ==, 1);
  g_assert_true (lapel_time_parse ("2026-12-01T00:00:00Z", &options.now, NULL, NULL));
  return lapel_credential_verify (credential, workspace, &options);
}

/* One letter of a disclosure or signature more makes all of it something else. */
static void
assert_changes_fail (const char *text)
{
  for (const char *tilde = strchr (text, '~'); tilde != NULL; tilde = strchr (tilde + 1, '~'))
    {
      g_autofree char *changed = g_strdup (text);
      char *letter = changed + (tilde - text) - 8;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (LapelCredential) credential = NULL;

      *letter = *letter == 'A' ? 'B' : 'A';
      bytes = g_bytes_new (changed, strlen (changed));
      credential = lapel_credential_parse (bytes, NULL);
      if (credential != NULL)
        {
          g_autoptr (LapelWorkspace) workspace = lapel_workspace_new (NULL);
          const LapelVerifyOptions options = { .now = G_MAXINT64 / 2 };
          g_autoptr (LapelReport) report =
              lapel_credential_verify (credential, workspace, &options);

          g_assert_cmpint (lapel_report_get_outcome (report, LAPEL_QUESTION_AUTHENTIC), !=,
                           LAPEL_OUTCOME_PASSED);
        }
    }
}

static void
test_issued (gconstpointer data)
{
  const Issued *expected = data;
  g_autofree char *folder = lapel_test_conformance (FOLDER);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autofree char *label = g_strconcat ("issuers/", expected->file, NULL);

  if (folder == NULL)
    return;
  root = lapel_test_read_json (folder, expected->file);
  collect (root, texts);
  g_assert_cmpuint (texts->len, ==, expected->n);

  for (unsigned int i = 0; i < texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i);
      g_autoptr (LapelReport) report = verify (text, expected);
      const LapelCheck *first = g_ptr_array_index (lapel_report_get_checks (report), 0);

      g_assert_cmpint (lapel_report_get_verdict (report), ==, expected->verdict);
      g_assert_cmpint (first->question, ==, LAPEL_QUESTION_AUTHENTIC);
      g_assert_cmpstr (first->code, ==, expected->code);
      assert_changes_fail (text);
    }
  lapel_test_count (label, texts->len, expected->n);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (unsigned int i = 0; i < G_N_ELEMENTS (issued); i++)
    {
      g_autofree char *path = g_strdup_printf ("/issued/%s", issued[i].file);
      g_test_add_data_func (path, &issued[i], test_issued);
    }
  return g_test_run ();
}
