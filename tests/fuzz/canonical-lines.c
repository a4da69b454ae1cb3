/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-error.h"
#include "lapel-jcs.h"
#include "lapel-jsonld.h"
#include "lapel-rdfc.h"

#include <json-glib/json-glib.h>
#include <stdio.h>

/* One JSON document a line on standard input, one answer a line: {"rdfc": …, "jcs": …}, with
 * "error" in the place of "rdfc" where there is none. What differential.mjs compares with other
 * people's. */

/* What the documents have no context of their own for is taken from the bundle. */
static gboolean
append_rdfc (LapelContexts    *contexts,
             const LapelJson  *document,
             GString          *out,
             GError          **error)
{
  const LapelJsonldOptions options = { .base = "https://base.example/a/b" };
  g_autoptr (LapelRdfDataset) dataset = lapel_rdf_dataset_new ();

  return lapel_jsonld_to_rdf (contexts, document, &options, dataset, error) &&
         lapel_rdfc_canonicalize (dataset, NULL, out, NULL, error);
}

static char *
answer (LapelContexts *contexts,
        const char    *line,
        size_t         length)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelJsonDoc) doc = lapel_json_parse (line, length, &error);
  g_autoptr (GString) rdfc = g_string_new (NULL);
  g_autoptr (GString) jcs = g_string_new (NULL);

  json_builder_begin_object (builder);
  if (doc != NULL)
    {
      lapel_jcs_append (jcs, lapel_json_doc_get_root (doc));
      json_builder_set_member_name (builder, "jcs");
      json_builder_add_string_value (builder, jcs->str);
      append_rdfc (contexts, lapel_json_doc_get_root (doc), rdfc, &error);
    }
  json_builder_set_member_name (builder, error == NULL ? "rdfc" : "error");
  json_builder_add_string_value (builder, error == NULL ? rdfc->str : error->message);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

int
main (void)
{
  g_autoptr (LapelContexts) contexts = lapel_contexts_new ();
  g_autofree char *line = NULL;
  size_t capacity = 0;
  ssize_t length;

  while ((length = getline (&line, &capacity, stdin)) > 0)
    {
      g_autofree char *text = answer (contexts, line, (size_t) length);

      if (puts (text) < 0 || fflush (stdout) != 0)
        return 1;
    }
  return 0;
}
