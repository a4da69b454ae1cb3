/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-error.h"
#include "lapel-rdfc.h"
#include "lapel-test.h"

#include <string.h>

static LapelRdfDataset *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  LapelRdfDataset *dataset = lapel_rdf_parse_nquads (text, strlen (text), &error);

  g_assert_no_error (error);
  return dataset;
}

static char *
canonical (const char     *text,
           LapelRdfEscape  escape)
{
  const LapelRdfcOptions options = { LAPEL_HASH_SHA256, escape, 0 };
  g_autoptr (LapelRdfDataset) dataset = parse (text);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  lapel_rdfc_canonicalize (dataset, &options, out, NULL, &error);
  g_assert_no_error (error);
  return g_strdup (out->str);
}

static gboolean
map_matches (GHashTable *labels,
             const char *folder,
             const char *file)
{
  g_autoptr (JsonNode) node = lapel_test_read_json (folder, file);
  JsonObject *expected = json_node_get_object (node);
  g_autoptr (GList) names = json_object_get_members (expected);

  if (g_hash_table_size (labels) != json_object_get_size (expected))
    return FALSE;
  for (GList *l = names; l != NULL; l = l->next)
    {
      if (g_strcmp0 (g_hash_table_lookup (labels, l->data),
                     json_object_get_string_member (expected, l->data)) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
case_passes (const char *folder,
             JsonObject *test)
{
  const char *type = json_object_get_string_member (test, "type");
  const char *hash = json_object_get_string_member (test, "hashAlgorithm");
  const LapelRdfcOptions options = { g_str_equal (hash, "SHA384") ? LAPEL_HASH_SHA384
                                                                  : LAPEL_HASH_SHA256,
                                     LAPEL_RDF_ESCAPE_RDFC, 0 };
  g_autofree char *text =
      lapel_test_read (folder, json_object_get_string_member (test, "input"), NULL);
  g_autoptr (LapelRdfDataset) dataset = parse (text);
  g_autoptr (GHashTable) labels = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *expected = NULL;

  if (!lapel_rdfc_canonicalize (dataset, &options, out, &labels, &error))
    return g_str_equal (type, "RDFC10NegativeEvalTest") &&
           g_error_matches (error, LAPEL_ERROR, LAPEL_ERROR_TOO_COMPLEX);
  if (g_str_equal (type, "RDFC10NegativeEvalTest"))
    return FALSE;
  if (g_str_equal (type, "RDFC10MapTest"))
    return map_matches (labels, folder, json_object_get_string_member (test, "expect"));

  expected = lapel_test_read (folder, json_object_get_string_member (test, "expect"), NULL);
  return g_str_equal (out->str, expected);
}

static void
test_conformance (void)
{
  g_autofree char *folder = lapel_test_conformance ("rdfc");
  g_autofree char *files = NULL;
  g_autoptr (JsonNode) manifest = NULL;
  JsonArray *cases;
  unsigned int passed = 0;

  if (folder == NULL)
    return;
  files = g_build_filename (folder, "tests", NULL);
  manifest = lapel_test_read_json (folder, "manifest.json");
  cases = json_object_get_array_member (json_node_get_object (manifest), "cases");
  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *test = json_array_get_object_element (cases, i);

      if (case_passes (files, test))
        passed++;
      else
        g_test_message ("fails: %s", json_object_get_string_member (test, "id"));
    }
  lapel_test_count ("rdfc", passed, json_array_get_length (cases));
  g_assert_cmpuint (passed, ==, json_array_get_length (cases));
}

static void
test_repeats_dropped (void)
{
  g_autofree char *once = canonical ("_:x <http://a> _:y .\n", LAPEL_RDF_ESCAPE_RDFC);
  g_autofree char *twice =
      canonical ("_:p <http://a> _:q .\n_:p  <http://a> _:q.\n", LAPEL_RDF_ESCAPE_RDFC);

  g_assert_cmpstr (once, ==, twice);
}

static void
test_escapes (void)
{
  const char *text = "<a:b> <a:b> \"\\t\\b\\n\\r\\f\\\"\\\\\\u0001\\u007F\\u00e9\" .";
  g_autofree char *rdfc = canonical (text, LAPEL_RDF_ESCAPE_RDFC);
  g_autofree char *urdna = canonical (text, LAPEL_RDF_ESCAPE_URDNA);

  g_assert_cmpstr (rdfc, ==, "<a:b> <a:b> \"\\t\\b\\n\\r\\f\\\"\\\\\\u0001\\u007F\u00e9\" .\n");
  g_assert_cmpstr (urdna, ==, "<a:b> <a:b> \"\t\b\\n\\r\f\\\"\\\\\x01\x7f\u00e9\" .\n");
}

static void
test_nul (void)
{
  g_autofree char *text = canonical ("<a:b> <a:b> \"a\\u0000b\" .", LAPEL_RDF_ESCAPE_RDFC);

  g_assert_cmpstr (text, ==, "<a:b> <a:b> \"a\\u0000b\" .\n");
}

static void
test_plain_strings (void)
{
  g_autofree char *text =
      canonical ("<a:b> <a:b> \"x\"^^<http://www.w3.org/2001/XMLSchema#string> .\n"
                 "<a:b> <a:b> \"x\"@en-GB <a:g> . # comment\n\n",
                 LAPEL_RDF_ESCAPE_RDFC);

  g_assert_cmpstr (text, ==, "<a:b> <a:b> \"x\" .\n<a:b> <a:b> \"x\"@en-GB <a:g> .\n");
}

static LapelRdfDataset *
make_clique (int n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < n; i++)
    {
      for (int j = 0; j < n; j++)
        g_string_append_printf (text, "_:b%d <a:b> _:b%d .\n", i, j);
    }
  return parse (text->str);
}

/* A ring of look-alikes is cheap, a clique of them is not: the bound is what stops it. */
static void
test_bound (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (LapelRdfDataset) dataset = make_clique (12);
  g_autoptr (GError) error = NULL;

  g_assert_false (lapel_rdfc_canonicalize (dataset, NULL, out, NULL, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_COMPLEX);
}

/* Neither another hash nor what was given up half way leaves anything behind. */
static void
test_scratch (void)
{
  static const LapelHash hashes[] = { LAPEL_HASH_SHA256, LAPEL_HASH_SHA384, LAPEL_HASH_SHA256 };
  g_autoptr (LapelRdfcScratch) scratch = lapel_rdfc_scratch_new ();
  g_autoptr (LapelRdfDataset) clique = make_clique (12);
  g_autoptr (LapelRdfDataset) dataset = make_clique (3);

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (hashes); i++)
    {
      LapelRdfcOptions options = { .hash = hashes[i / 2] };
      g_autoptr (GString) expected = g_string_new (NULL);
      g_autoptr (GString) out = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      g_assert_true (lapel_rdfc_canonicalize (dataset, &options, expected, NULL, NULL));
      options.scratch = scratch;
      g_assert_true (lapel_rdfc_canonicalize (dataset, &options, out, NULL, NULL));
      g_assert_cmpstr (out->str, ==, expected->str);
      g_assert_false (lapel_rdfc_canonicalize (clique, &options, out, NULL, &error));
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_COMPLEX);
    }
}

static void
test_long_chain (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (LapelRdfDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 20000; i++)
    g_string_append_printf (text, "_:b%d <a:b> _:b%d .\n", i, i + 1);
  dataset = parse (text->str);
  g_assert_false (lapel_rdfc_canonicalize (dataset, NULL, out, NULL, &error));
  g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_COMPLEX);
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "<a:b> <a:b> .\n",
    "<a:b> <a:b> <a:b>\n",
    "<a:b> <a:b> <a:b> <a:b> <a:b> .\n",
    "<a:b> _:x <a:b> .\n",
    "\"x\" <a:b> <a:b> .\n",
    "<a:b> <a:b> <a:b> \"g\" .\n",
    "<relative> <a:b> <a:b> .\n",
    "<a:b c> <a:b> <a:b> .\n",
    "<a:b\\u0020> <a:b> <a:b> .\n",
    "<a:b> <a:b> \"x\\q\" .\n",
    "<a:b> <a:b> \"x\\uD800\" .\n",
    "<a:b\\u0000> <a:b> <a:b> .\n",
    "<a:b> <a:b> \"x\\u00\" .\n",
    "<a:b> <a:b> \"x\\",
    "<a:b> <a:b> \"x\ny\" .\n",
    "<a:b> <a:b> \"x\"@1 .\n",
    "<a:b> <a:b> \"x\"@en- .\n",
    "<a:b> <a:b> \"x\"^^<d> .\n",
    "<a:b> <a:b> _: .\n",
    "<a:b> <a:b> <a:b> . <a:b>\n",
    "<a:b> <a:b> \"\xff\" .\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("text %" G_GSIZE_FORMAT, i);
      g_assert_null (lapel_rdf_parse_nquads (texts[i], strlen (texts[i]), &error));
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_RDF_SYNTAX);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rdfc/conformance", test_conformance);
  g_test_add_func ("/rdfc/repeats-dropped", test_repeats_dropped);
  g_test_add_func ("/rdfc/escapes", test_escapes);
  g_test_add_func ("/rdfc/nul", test_nul);
  g_test_add_func ("/rdfc/plain-strings", test_plain_strings);
  g_test_add_func ("/rdfc/bound", test_bound);
  g_test_add_func ("/rdfc/scratch", test_scratch);
  g_test_add_func ("/rdfc/long-chain", test_long_chain);
  g_test_add_func ("/nquads/refused", test_refused);
  return g_test_run ();
}
