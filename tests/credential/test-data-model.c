/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "conformance-suite.h"
#include "lapel-jcs.h"

#include <string.h>

/* The structure of W3C credentials, against the unsigned documents of W3C's suite. */

/* Most of these credentials leave out the issuer or its id, which the suite they come from adds
 * when it has them issued; not where the lack is the point. */
static gboolean
lacks_issuer (JsonObject      *item,
              const LapelJson *issuer)
{
  const char *id = json_object_get_string_member (item, "id");

  if (strcmp (json_object_get_string_member (item, "kind"), "credential") != 0)
    return FALSE;
  if (issuer == NULL)
    return strstr (id, "no-issuer") == NULL;
  return lapel_json_is_object (issuer) && lapel_json_get (issuer, "id") == NULL;
}

static LapelReport *
verify_unsigned (Suite      *suite,
                 JsonObject *item)
{
  LapelVerifyOptions options = { 0 };
  g_autofree char *text =
      lapel_test_read (suite->folder, json_object_get_string_member (item, "file"), NULL);
  g_autoptr (LapelJsonDoc) doc = lapel_json_parse (text, strlen (text), NULL);
  const LapelJson *root = doc != NULL ? lapel_json_doc_get_root (doc) : NULL;
  g_autoptr (LapelArena) arena = lapel_arena_new (1024);
  const LapelJson *issuer = lapel_json_get (root, "issuer");
  const LapelJson *id = NULL;
  GString *issued = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (root == NULL || !lacks_issuer (item, issuer))
    return suite_verify (suite, item);

  id = lapel_json_new_string ("did:example:issuer", arena);
  issuer = issuer != NULL ? lapel_json_with (issuer, "id", id, arena) : id;
  root = lapel_json_with (root, "issuer", issuer, arena);
  issued = g_string_new (NULL);
  lapel_jcs_append (issued, root);
  bytes = g_string_free_to_bytes (issued);
  return suite_verify_bytes (suite, bytes, &options);
}

/* Structure alone, as these documents are unsigned. Open are those with an inline context, which
 * this program refuses on purpose, and self-asserted credentials in a presentation; the number must
 * not fall. */
static void
test_data_model (void)
{
  g_autoptr (Suite) suite = suite_open ("vc-data-model");
  unsigned int passed = 0;
  JsonArray *cases = NULL;

  if (suite == NULL)
    return;
  cases = suite_cases (suite);
  for (unsigned int i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *item = json_array_get_object_element (cases, i);
      g_autoptr (LapelReport) report = verify_unsigned (suite, item);
      gboolean wanted = strcmp (json_object_get_string_member (item, "expect"), "valid") == 0;
      gboolean got = lapel_report_get_worst (report) != LAPEL_VERDICT_INVALID;

      passed += wanted == got;
      if (wanted == got)
        continue;
      g_test_message ("%s: wanted %s", json_object_get_string_member (item, "id"),
                      json_object_get_string_member (item, "expect"));
      suite_explain (report);
    }
  lapel_test_count ("vc-data-model", passed, json_array_get_length (cases));
  g_assert_cmpuint (passed, >=, 101);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/data-model/conformance", test_data_model);
  return g_test_run ();
}
