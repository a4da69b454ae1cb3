/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"
#include "lapel-error.h"
#include "lapel-jsonld.h"
#include "lapel-rdfc.h"

static void
try_document (LapelContexts   *contexts,
              const LapelJson *document,
              gboolean         strict)
{
  const LapelJsonldOptions options = { .base = strict ? NULL : "https://a.example/b/c?d#e",
                                       .strict = strict };
  g_autoptr (LapelRdfDataset) dataset = lapel_rdf_dataset_new ();
  g_autoptr (LapelRdfDataset) again = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (!lapel_jsonld_to_rdf (contexts, document, &options, dataset, &error))
    {
      g_assert_true (error->domain == LAPEL_ERROR);
      return;
    }
  if (!lapel_rdfc_canonicalize (dataset, NULL, out, NULL, &error))
    {
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_COMPLEX);
      return;
    }
  if (out->len > LAPEL_JSON_MAX_BYTES)
    return;
  again = lapel_rdf_parse_nquads (out->str, out->len, &error);
  g_assert_no_error (error);
}

/* A stranger's document, as the verifier reads it and with contexts of its own: whatever comes out
 * is N-Quads that read again. */
void
lapel_fuzz (const uint8_t *data,
            size_t         size)
{
  g_autoptr (LapelJsonDoc) doc = lapel_json_parse ((const char *) data, size, NULL);
  g_autoptr (LapelContexts) contexts = NULL;

  if (doc == NULL)
    return;
  contexts = lapel_contexts_new ();
  try_document (contexts, lapel_json_doc_get_root (doc), TRUE);
  try_document (contexts, lapel_json_doc_get_root (doc), FALSE);
}
