/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-error.h"
#include "lapel-jsonld.h"
#include "lapel-rdfc.h"
#include "lapel-test.h"

#include <string.h>

static LapelJsonDoc *
parse_file (const char *folder,
            const char *file)
{
  gsize length;
  g_autofree char *text = lapel_test_read (folder, file, &length);

  return lapel_json_parse (text, length, NULL);
}

/* --- the published suites --- */

typedef gboolean (*RunCase) (LapelContexts *contexts,
                             const char *folder,
                             const LapelJson *document,
                             const LapelJsonldOptions *options,
                             const char *expect,
                             GError **error);

/* Equal but for the order of arrays, which counts only in lists and inside literals. */
static gboolean
same_expansion (const LapelJson *a,
                const LapelJson *b,
                gboolean         ordered)
{
  if (a->type != b->type || (a->type != LAPEL_JSON_NUMBER && a->n != b->n))
    return FALSE;
  if (a->type == LAPEL_JSON_OBJECT)
    {
      for (uint32_t i = 0; i < a->n; i++)
        {
          const char *name = a->members[i].name;
          const LapelJson *other = lapel_json_get (b, name);

          if (other == NULL)
            return FALSE;
          if (g_str_equal (name, "@value")
                  ? !lapel_json_equal (&a->members[i].value, other)
                  : !same_expansion (&a->members[i].value, other, g_str_equal (name, "@list")))
            return FALSE;
        }
      return TRUE;
    }
  if (a->type == LAPEL_JSON_ARRAY)
    {
      g_autofree gboolean *taken = g_new0 (gboolean, b->n);

      for (uint32_t i = 0; i < a->n; i++)
        {
          uint32_t j = ordered ? i : 0;

          while (j < b->n && (taken[j] || !same_expansion (&a->items[i], &b->items[j], FALSE)))
            j = ordered ? b->n : j + 1;
          if (j == b->n)
            return FALSE;
          taken[j] = TRUE;
        }
      return TRUE;
    }
  return lapel_json_equal (a, b);
}

static gboolean
run_expand (LapelContexts             *contexts,
            const char                *folder,
            const LapelJson           *document,
            const LapelJsonldOptions  *options,
            const char                *expect,
            GError                   **error)
{
  g_autoptr (LapelArena) arena = lapel_arena_new (4096);
  const LapelJson *expanded = lapel_jsonld_expand (contexts, document, options, arena, error);
  g_autoptr (LapelJsonDoc) expected = NULL;

  if (expanded == NULL || expect == NULL)
    return expanded != NULL;
  expected = parse_file (folder, expect);
  return same_expansion (expanded, lapel_json_doc_get_root (expected), FALSE);
}

static char *
canonical_text (const LapelRdfDataset *dataset)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  lapel_rdfc_canonicalize (dataset, NULL, out, NULL, &error);
  g_assert_no_error (error);
  return g_strdup (out->str);
}

static gboolean
run_to_rdf (LapelContexts             *contexts,
            const char                *folder,
            const LapelJson           *document,
            const LapelJsonldOptions  *options,
            const char                *expect,
            GError                   **error)
{
  g_autoptr (LapelRdfDataset) dataset = lapel_rdf_dataset_new ();
  g_autoptr (LapelRdfDataset) expected = NULL;
  g_autoptr (GError) parse_error = NULL;
  g_autofree char *nquads = NULL;
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;
  gsize length;

  if (!lapel_jsonld_to_rdf (contexts, document, options, dataset, error))
    return FALSE;
  if (expect == NULL)
    return TRUE;
  nquads = lapel_test_read (folder, expect, &length);
  expected = lapel_rdf_parse_nquads (nquads, length, &parse_error);
  g_assert_no_error (parse_error);
  ours = canonical_text (dataset);
  theirs = canonical_text (expected);
  if (g_getenv ("LAPEL_TEST_SHOW") != NULL && !g_str_equal (ours, theirs))
    g_print ("ours:\n%stheirs:\n%s", ours, theirs);
  return g_str_equal (ours, theirs);
}

static gboolean
case_passes (LapelContexts *contexts,
             const char    *folder,
             const char    *base_iri,
             JsonObject    *test,
             RunCase        run)
{
  const char *input = json_object_get_string_member (test, "input");
  const char *code = json_object_get_string_member_with_default (test, "expectErrorCode", NULL);
  const char *expect = json_object_get_string_member_with_default (test, "expect", NULL);
  JsonObject *option = json_object_has_member (test, "option")
                           ? json_object_get_object_member (test, "option")
                           : NULL;
  g_autofree char *base = g_strconcat (base_iri, input, NULL);
  g_autoptr (LapelJsonDoc) document = parse_file (folder, input);
  g_autoptr (LapelJsonDoc) context = NULL;
  g_autoptr (GError) error = NULL;
  LapelJsonldOptions options = { .base = base };
  gboolean ok;

  if (option != NULL && json_object_has_member (option, "base"))
    options.base = json_object_get_string_member (option, "base");
  if (option != NULL && json_object_has_member (option, "expandContext"))
    {
      context = parse_file (folder, json_object_get_string_member (option, "expandContext"));
      options.expand_context = lapel_json_doc_get_root (context);
    }
  if (document == NULL)
    return FALSE;
  ok = run (contexts, folder, lapel_json_doc_get_root (document), &options, expect, &error);
  if (error != NULL)
    ok = code != NULL && g_str_has_prefix (error->message, code) &&
         error->message[strlen (code)] == ':';
  else if (code != NULL)
    ok = FALSE;
  if (g_getenv ("LAPEL_TEST_SHOW") != NULL && !ok)
    g_print ("%s: wants %s, got %s\n", input, code != NULL ? code : expect,
             error != NULL ? error->message : "-");
  return ok;
}

/* Every document of the folder, and of those in it, under its published name. */
static void
load_folder (LapelContexts *contexts,
             const char    *folder,
             const char    *base_iri)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  g_assert_nonnull (dir);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *url = g_strconcat (base_iri, name, NULL);
      g_autofree char *inside = g_strconcat (url, "/", NULL);
      g_autoptr (LapelJsonDoc) doc =
          g_str_has_suffix (name, ".jsonld") ? parse_file (folder, name) : NULL;

      if (doc != NULL)
        lapel_contexts_add (contexts, url, doc);
      else if (g_file_test (path, G_FILE_TEST_IS_DIR))
        load_folder (contexts, path, inside);
    }
}

/* A case of @misses must fail: whoever mends it takes it off the list. */
static void
run_suite (const char        *suite,
           RunCase            run,
           const char *const *misses)
{
  g_autofree char *folder = lapel_test_conformance (suite);
  g_autofree char *files = NULL;
  g_autoptr (JsonNode) manifest = NULL;
  g_autoptr (LapelContexts) contexts = NULL;
  const char *base_iri;
  JsonArray *cases;
  unsigned int passed = 0;
  unsigned int surprises = 0;

  if (folder == NULL)
    return;
  files = g_build_filename (folder, "tests", NULL);
  manifest = lapel_test_read_json (folder, "manifest.json");
  base_iri = json_object_get_string_member (json_node_get_object (manifest), "baseIri");
  contexts = lapel_contexts_new_empty ();
  load_folder (contexts, files, base_iri);
  cases = json_object_get_array_member (json_node_get_object (manifest), "cases");
  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *test = json_array_get_object_element (cases, i);
      const char *id = json_object_get_string_member (test, "id");
      gboolean ok = case_passes (contexts, files, base_iri, test, run);

      passed += ok ? 1 : 0;
      if (ok == g_strv_contains (misses, id))
        {
          g_test_message ("%s %s: %s", ok ? "passes now" : "fails", id,
                          json_object_get_string_member (test, "name"));
          surprises++;
        }
    }
  lapel_test_count (suite, passed, json_array_get_length (cases));
  g_assert_cmpuint (surprises, ==, 0);
}

static void
test_expand_suite (void)
{
  static const char *const misses[] = { NULL };

  run_suite ("jsonld-expand", run_expand, misses);
}

static void
test_to_rdf_suite (void)
{
  static const char *const misses[] = {
    /* rdfDirection is optional and no credential format uses it. */
    "#tdi09",
    "#tdi10",
    "#tdi11",
    "#tdi12",
    /* Strings with U+0000, which the strict reader refuses. */
    "#tnt01",
    "#tnt03",
    NULL,
  };

  run_suite ("jsonld-tordf", run_to_rdf, misses);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jsonld/expand-suite", test_expand_suite);
  g_test_add_func ("/jsonld/to-rdf-suite", test_to_rdf_suite);
  return g_test_run ();
}
