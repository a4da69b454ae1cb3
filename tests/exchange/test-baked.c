/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-document.h"
#include "lapel-json.h"
#include "lapel-test.h"

#include <string.h>

/* The published baked pictures, opened as any file is. */

static GPtrArray *
open_file (const char *folder,
           const char *file)
{
  size_t length;
  char *data = lapel_test_read (folder, file, &length);
  g_autoptr (GBytes) input = g_bytes_new_take (data, length);

  return lapel_document_open (input, NULL);
}

static LapelJsonDoc *
parse (GBytes *text)
{
  size_t size;
  const char *data = g_bytes_get_data (text, &size);

  while (size > 0 && g_ascii_isspace (*data))
    data++, size--;
  return lapel_json_parse (data, size, NULL);
}

/* What is called a payload of JSON is an object, what is called a token begins like one. */
static gboolean
is_payload (const char *payload,
            GBytes     *text)
{
  const char *data = g_bytes_get_data (text, NULL);
  g_autoptr (LapelJsonDoc) doc = NULL;

  if (g_str_has_prefix (payload, "jws"))
    return strncmp (data, "eyJ", 3) == 0;
  if (!g_str_has_prefix (payload, "json"))
    return TRUE;
  doc = parse (text);
  return doc != NULL && lapel_json_is_object (lapel_json_doc_get_root (doc));
}

/* A picture with a text that is no JSON is refused by the reader. */
static gboolean
is_refused (const char          *expect,
            const LapelDocument *document)
{
  if (strstr (expect, "not JSON") != NULL)
    {
      g_autoptr (LapelJsonDoc) doc = document->text != NULL ? parse (document->text) : NULL;

      return document->text != NULL && doc == NULL;
    }
  if (strstr (expect, "no credential") != NULL)
    return g_error_matches (document->error, LAPEL_ERROR, LAPEL_ERROR_PICTURE_NO_CREDENTIAL);
  return document->error != NULL && document->error->domain == LAPEL_ERROR;
}

/* Whether the outcome is one of those that the manifest's sentence allows. */
static gboolean
is_expected (const char          *expect,
             const char          *payload,
             const LapelDocument *document)
{
  if (strstr (expect, "refuse") != NULL && is_refused (expect, document))
    return TRUE;
  if (strstr (expect, "extract") == NULL || document->text == NULL)
    return FALSE;
  if (strstr (expect, "extract the URL") != NULL)
    return document->address;
  if (strstr (expect, "Größe") != NULL &&
      strstr (g_bytes_get_data (document->text, NULL), "Größe – Certified SAFe® 🌊") == NULL)
    return FALSE;
  return is_payload (payload, document->text) &&
         (strstr (expect, "warn") == NULL || document->note != NULL);
}

static gboolean
run_case (const char *folder,
          JsonObject *test_case)
{
  const char *expect = json_object_get_string_member (test_case, "expect");
  const char *payload = json_object_get_string_member_with_default (test_case, "payload", "");
  g_autoptr (GPtrArray) found =
      open_file (folder, json_object_get_string_member (test_case, "file"));
  const LapelDocument *first = g_ptr_array_index (found, 0);
  gboolean both = strstr (expect, "extract both") != NULL;
  gboolean ok = found->len == (both ? 2 : 1) && is_expected (expect, payload, first);

  if (both)
    ok = ok && is_expected ("extract", "json", g_ptr_array_index (found, 1));
  if (!ok)
    g_test_message ("%s: expected “%s”, got %s", json_object_get_string_member (test_case, "id"),
                    expect, first->text != NULL ? "a text" : first->error->message);
  return ok;
}

static void
test_conformance (void)
{
  g_autofree char *folder = lapel_test_conformance ("baked");
  g_autoptr (JsonNode) manifest = NULL;
  JsonArray *cases;
  unsigned int passed = 0;

  if (folder == NULL)
    return;
  manifest = lapel_test_read_json (folder, "manifest.json");
  cases = json_object_get_array_member (json_node_get_object (manifest), "cases");
  for (guint i = 0; i < json_array_get_length (cases); i++)
    passed += run_case (folder, json_array_get_object_element (cases, i)) ? 1 : 0;
  lapel_test_count ("baked", passed, json_array_get_length (cases));
  g_assert_cmpuint (passed, ==, json_array_get_length (cases));
}

/* What came out is the published credential, not merely some JSON; the two were signed on
 * different days, so that only their proofs differ. */
static void
assert_same_credential (const char *baked,
                        const char *file,
                        const char *ob3)
{
  g_autoptr (LapelArena) arena = lapel_arena_new (4096);
  g_autoptr (GPtrArray) found = open_file (baked, file);
  g_autoptr (GPtrArray) published = open_file (ob3, "1edtech/simple.json");
  g_autoptr (LapelJsonDoc) doc = parse (((LapelDocument *) found->pdata[0])->text);
  g_autoptr (LapelJsonDoc) expected = parse (((LapelDocument *) published->pdata[0])->text);

  g_assert_true (
      lapel_json_equal (lapel_json_without (lapel_json_doc_get_root (doc), "proof", arena),
                        lapel_json_without (lapel_json_doc_get_root (expected), "proof", arena)));
}

static void
assert_same_token (const char *baked,
                   const char *file,
                   const char *ob3,
                   const char *token)
{
  g_autoptr (GPtrArray) found = open_file (baked, file);
  g_autofree char *expected = lapel_test_read (ob3, token, NULL);
  const GBytes *text = ((LapelDocument *) found->pdata[0])->text;

  g_strstrip (expected);
  g_assert_cmpmem (g_bytes_get_data ((GBytes *) text, NULL), g_bytes_get_size ((GBytes *) text),
                   expected, strlen (expected));
}

static void
test_content (void)
{
  g_autofree char *baked = lapel_test_conformance ("baked");
  g_autofree char *ob3 = baked != NULL ? lapel_test_conformance ("ob3") : NULL;

  if (ob3 == NULL)
    return;
  assert_same_credential (baked, "ob3-json.png", ob3);
  assert_same_credential (baked, "ob3-json.svg", ob3);
  assert_same_token (baked, "ob3-jwt.svg", ob3, "1edtech/simple-jwt-vcdm2.txt");
  assert_same_token (baked, "ob3-jwt-vcdm1.svg", ob3, "1edtech/simple-jwt-vcdm1.txt");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/baked/conformance", test_conformance);
  g_test_add_func ("/exchange/baked/content", test_content);
  return g_test_run ();
}
