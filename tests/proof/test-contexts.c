/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-contexts-private.h"
#include "lapel-error.h"
#include "lapel-jsonld.h"
#include "lapel-rdfc.h"
#include "proof-test.h"

#include <string.h>

/* The published files of the conformance data stand against what is bundled of them. */

typedef void (*Visit) (const char *url, const char *file, const char *sha256, gpointer data);

static void
visit_list (JsonObject *manifest,
            const char *list,
            Visit       visit,
            gpointer    data)
{
  JsonArray *array = json_object_get_array_member (manifest, list);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *entry = json_array_get_object_element (array, i);

      visit (json_object_get_string_member (entry, "url"),
             json_object_get_string_member (entry, "file"),
             json_object_get_string_member_with_default (entry, "sha256", NULL), data);
    }
}

static gboolean
is_bundled (const char *url)
{
  for (const LapelContextInfo *info = lapel_bundled_info; info->url != NULL; info++)
    {
      if (g_str_equal (info->url, url))
        return TRUE;
    }
  return FALSE;
}

typedef struct
{
  const char *folder;
  LapelContexts *contexts;
  gboolean all; /* also those that are not bundled on purpose */
} Loading;

static void
load_one (const char *url,
          const char *file,
          const char *sha256,
          gpointer    data)
{
  Loading *loading = data;
  g_autoptr (LapelJsonDoc) doc = NULL;

  if (!loading->all && !is_bundled (url))
    return;
  doc = proof_test_read (loading->folder, file);
  lapel_contexts_add (loading->contexts, url, doc);
}

static LapelContexts *
load_originals (const char *folder,
                gboolean    all)
{
  g_autoptr (JsonNode) manifest = lapel_test_read_json (folder, "manifest.json");
  Loading loading = { folder, lapel_contexts_new_empty (), all };

  visit_list (json_node_get_object (manifest), "contexts", load_one, &loading);
  visit_list (json_node_get_object (manifest), "aliases", load_one, &loading);
  return loading.contexts;
}

/* --- every definition is the published one --- */

typedef struct
{
  const char *folder;
  unsigned int n_seen;
} Comparing;

static void
compare_one (const char *url,
             const char *file,
             const char *sha256,
             gpointer    data)
{
  Comparing *comparing = data;

  for (gsize i = 0; i < lapel_bundled_count; i++)
    {
      const LapelContextInfo *info = &lapel_bundled_info[i];
      g_autoptr (LapelJsonDoc) doc = NULL;

      if (!g_str_equal (info->url, url) || g_strcmp0 (info->sha256, sha256) != 0)
        continue;
      comparing->n_seen++;
      doc = proof_test_read (comparing->folder, file);
      g_test_message ("%s", url);
      g_assert_true (lapel_json_equal (lapel_json_get (lapel_bundled_roots[i], "@context"),
                                       lapel_json_get (lapel_json_doc_get_root (doc), "@context")));
    }
}

static void
test_definitions (void)
{
  g_autofree char *folder = lapel_test_conformance ("contexts");
  g_autoptr (JsonNode) manifest = NULL;
  Comparing comparing = { folder, 0 };

  if (folder == NULL)
    return;
  manifest = lapel_test_read_json (folder, "manifest.json");
  visit_list (json_node_get_object (manifest), "contexts", compare_one, &comparing);
  visit_list (json_node_get_object (manifest), "aliases", compare_one, &comparing);
  visit_list (json_node_get_object (manifest), "variants", compare_one, &comparing);
  lapel_test_count ("contexts", comparing.n_seen, (unsigned int) lapel_bundled_count);
  g_assert_cmpuint (comparing.n_seen, ==, lapel_bundled_count);
}

/* --- documents mean the same under either set --- */

typedef struct
{
  LapelContexts *bundled;
  LapelContexts *originals;
  unsigned int n_same;
  unsigned int n_documents;
} Meaning;

static char *
canonical_text (LapelContexts    *contexts,
                const LapelJson  *document,
                LapelHash         hash,
                GError          **error)
{
  const LapelRdfcOptions options = { hash, LAPEL_RDF_ESCAPE_RDFC, 0 };
  const LapelJsonldOptions jsonld = { 0 };
  g_autoptr (LapelRdfDataset) dataset = lapel_rdf_dataset_new ();
  g_autoptr (GString) out = g_string_new (NULL);

  if (!lapel_jsonld_to_rdf (contexts, document, &jsonld, dataset, error) ||
      !lapel_rdfc_canonicalize (dataset, &options, out, NULL, error))
    return NULL;
  return g_strdup (out->str);
}

static void
compare_meaning (Meaning    *meaning,
                 const char *folder,
                 const char *file)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *contents = NULL;
  g_autofree char *with_bundled = NULL;
  g_autofree char *with_originals = NULL;
  g_autoptr (LapelJsonDoc) doc = NULL;
  g_autoptr (GError) bundled_error = NULL;
  g_autoptr (GError) originals_error = NULL;
  gsize length;

  if (!g_str_has_suffix (file, ".json") || !g_file_get_contents (path, &contents, &length, NULL))
    return;
  doc = lapel_json_parse (contents, length, NULL);
  if (doc == NULL)
    return;

  with_bundled = canonical_text (meaning->bundled, lapel_json_doc_get_root (doc), LAPEL_HASH_SHA256,
                                 &bundled_error);
  with_originals = canonical_text (meaning->originals, lapel_json_doc_get_root (doc),
                                   LAPEL_HASH_SHA256, &originals_error);
  meaning->n_documents++;
  if (g_strcmp0 (with_bundled, with_originals) == 0 &&
      g_strcmp0 (lapel_error_nick_of (bundled_error), lapel_error_nick_of (originals_error)) == 0)
    meaning->n_same++;
  else
    g_test_message ("differs: %s", path);
}

/* The documents that a manifest's entry names, in its own folder or in one that it names. */
static void
visit_entry (Meaning    *meaning,
             const char *folder,
             JsonObject *entry)
{
  const char *file = json_object_get_string_member_with_default (entry, "file", NULL);
  const char *inner = json_object_get_string_member_with_default (entry, "folder", NULL);
  g_autofree char *path = inner != NULL ? g_build_filename (folder, inner, NULL) : NULL;

  if (file != NULL)
    compare_meaning (meaning, folder, file);
  if (path != NULL)
    {
      compare_meaning (meaning, path, "signed.json");
      compare_meaning (meaning, path, "unsigned.json");
      compare_meaning (meaning, path, "proof-config.json");
    }
}

static void
test_meaning (gconstpointer data)
{
  g_autofree char *folder = lapel_test_conformance (data);
  g_autofree char *contexts = lapel_test_conformance ("contexts");
  g_autoptr (JsonNode) manifest = NULL;
  g_autoptr (LapelContexts) bundled = lapel_contexts_new ();
  g_autoptr (LapelContexts) originals = NULL;
  Meaning meaning = { .bundled = bundled };
  JsonObject *root;
  JsonArray *cases;

  if (folder == NULL || contexts == NULL)
    return;
  originals = meaning.originals = load_originals (contexts, FALSE);
  manifest = lapel_test_read_json (folder, "manifest.json");
  root = json_node_get_object (manifest);
  cases = json_object_get_array_member (root, "cases");
  for (guint i = 0; i < json_array_get_length (cases); i++)
    visit_entry (&meaning, folder, json_array_get_object_element (cases, i));
  if (json_object_has_member (root, "vector"))
    visit_entry (&meaning, folder, json_object_get_object_member (root, "vector"));

  g_test_message ("%u of %u documents of %s mean the same", meaning.n_same, meaning.n_documents,
                  folder);
  g_assert_cmpuint (meaning.n_documents, >, 0);
  g_assert_cmpuint (meaning.n_same, ==, meaning.n_documents);
}

/* --- the canonical forms that others computed --- */

static void
check_canonical (LapelContexts *contexts,
                 const char    *folder,
                 const char    *file,
                 const char    *expected_file,
                 LapelHash      hash)
{
  g_autoptr (LapelJsonDoc) doc = proof_test_read (folder, file);
  g_autofree char *expected = lapel_test_read (folder, expected_file, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = canonical_text (contexts, lapel_json_doc_get_root (doc), hash, &error);

  g_assert_no_error (error);
  g_test_message ("%s/%s", folder, file);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_vectors (void)
{
  g_autofree char *folder = lapel_test_conformance ("data-integrity");
  g_autofree char *context_folder = lapel_test_conformance ("contexts");
  g_autoptr (LapelContexts) contexts = NULL;
  g_autoptr (JsonNode) manifest = NULL;
  unsigned int n_checked = 0;
  JsonArray *cases;

  if (folder == NULL || context_folder == NULL)
    return;
  contexts = load_originals (context_folder, TRUE);
  manifest = lapel_test_read_json (folder, "manifest.json");
  cases = json_object_get_array_member (json_node_get_object (manifest), "cases");
  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *entry = json_array_get_object_element (cases, i);
      const char *suite = json_object_get_string_member_with_default (entry, "cryptosuite", "");
      const char *hash = json_object_get_string_member_with_default (entry, "hash", "SHA-256");
      LapelHash use = g_str_equal (hash, "SHA-384") ? LAPEL_HASH_SHA384 : LAPEL_HASH_SHA256;
      JsonObject *files = json_object_has_member (entry, "files")
                              ? json_object_get_object_member (entry, "files")
                              : NULL;
      g_autofree char *inner = NULL;

      /* The folders of single vectors; sets and chains have other files. */
      if (strstr (suite, "-rdfc-") == NULL || files == NULL ||
          !json_object_has_member (files, "canonicalDocument") ||
          !json_object_has_member (files, "unsigned"))
        continue;
      inner = g_build_filename (folder, json_object_get_string_member (entry, "folder"), NULL);
      check_canonical (contexts, inner, "unsigned.json", "canonical-document.txt", use);
      check_canonical (contexts, inner, "proof-config.json", "canonical-proof.txt", use);
      n_checked++;
    }
  g_assert_cmpuint (n_checked, >=, 4);
}

/* --- what is left out --- */

static void
test_left_out (void)
{
  static const char *const urls[] = {
    "https://www.w3.org/ns/credentials/undefined-terms/v2",
    "https://www.w3.org/ns/credentials/examples/v2",
    "https://www.w3.org/2018/credentials/examples/v1",
    "https://w3id.org/citizenship/v4rc1",
    "https://www.w3.org/ns/credentials/v2#",
  };
  g_autoptr (LapelContexts) contexts = lapel_contexts_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    g_assert_null (lapel_contexts_lookup (contexts, urls[i]));
  g_assert_nonnull (lapel_contexts_lookup (contexts, "https://www.w3.org/ns/credentials/v2"));
}

static void
test_alias (void)
{
  g_autoptr (LapelContexts) contexts = lapel_contexts_new ();
  const LapelJson *one =
      lapel_contexts_lookup (contexts, "https://purl.imsglobal.org/spec/ob/v3p0/context.json");
  const LapelJson *other =
      lapel_contexts_lookup (contexts,
                             "https://purl.imsglobal.org/spec/ob/v3p0/context/ob_v3p0.jsonld");

  g_assert_nonnull (one);
  g_assert_true (lapel_json_equal (one, other));
}

/* A variant is the same URL with other content; the URL means the newest. */
static void
test_variant (void)
{
  const char *url = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
  g_autoptr (LapelContexts) contexts = lapel_contexts_new ();
  const LapelJson *context = lapel_json_get (lapel_contexts_lookup (contexts, url), "@context");
  unsigned int n = 0;

  for (const LapelContextInfo *info = lapel_bundled_info; info->url != NULL; info++)
    n += g_str_equal (info->url, url) ? 1 : 0;
  g_assert_cmpuint (n, ==, 2);
  g_assert_nonnull (lapel_json_get (context, "endorsementJwt"));
}

static char *
expand_with (LapelContexts *contexts,
             const char    *text)
{
  g_autoptr (LapelJsonDoc) doc = proof_test_parse (text);

  return canonical_text (contexts, lapel_json_doc_get_root (doc), LAPEL_HASH_SHA256, NULL);
}

/* A replaced context is used at once, whatever was compiled from the old one. */
static void
test_replace (void)
{
  const char *text = "{\"@context\":\"https://a.example/c\",\"@id\":\"a:b\",\"x\":\"1\"}";
  g_autoptr (LapelContexts) contexts = lapel_contexts_new_empty ();
  g_autoptr (LapelJsonDoc) old =
      proof_test_parse ("{\"@context\":{\"x\":\"https://a.example/old\"}}");
  g_autoptr (LapelJsonDoc) new =
      proof_test_parse ("{\"@context\":{\"x\":\"https://a.example/new\"}}");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  lapel_contexts_add (contexts, "https://a.example/c", old);
  before = expand_with (contexts, text);
  lapel_contexts_add (contexts, "https://a.example/c", new);
  after = expand_with (contexts, text);
  g_assert_cmpstr (before, ==, "<a:b> <https://a.example/old> \"1\" .\n");
  g_assert_cmpstr (after, ==, "<a:b> <https://a.example/new> \"1\" .\n");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contexts/definitions", test_definitions);
  g_test_add_data_func ("/contexts/meaning/ob3", "ob3", test_meaning);
  g_test_add_data_func ("/contexts/meaning/clr2", "clr2", test_meaning);
  g_test_add_data_func ("/contexts/meaning/data-integrity", "data-integrity", test_meaning);
  g_test_add_func ("/contexts/vectors", test_vectors);
  g_test_add_func ("/contexts/left-out", test_left_out);
  g_test_add_func ("/contexts/alias", test_alias);
  g_test_add_func ("/contexts/variant", test_variant);
  g_test_add_func ("/contexts/replace", test_replace);
  return g_test_run ();
}
