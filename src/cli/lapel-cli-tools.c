/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-cli.h"

#include "lapel-cli-print.h"
#include "lapel-document.h"
#include "lapel-jcs.h"
#include "lapel-jsonld.h"
#include "lapel-png.h"
#include "lapel-rdfc.h"
#include "lapel-svg.h"

#include <glib/gi18n-lib.h>

/* canonicalize, bake, unbake: what experts and issuers ask for; no wallet is touched. */

static gboolean
append_rdfc (GString          *out,
             const LapelJson  *document,
             GError          **error)
{
  g_autoptr (LapelContexts) contexts = lapel_contexts_new ();
  g_autoptr (LapelRdfDataset) dataset = lapel_rdf_dataset_new ();
  LapelJsonldOptions options = { .strict = TRUE };

  return lapel_jsonld_to_rdf (contexts, document, &options, dataset, error) &&
         lapel_rdfc_canonicalize (dataset, NULL, out, NULL, error);
}

static GBytes *
canonicalize (const char  *path,
              gboolean     rdfc,
              GError     **error)
{
  g_autoptr (GBytes) input = lapel_cli_read (path, error);
  g_autoptr (LapelJsonDoc) doc = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  const char *text = NULL;
  gsize length = 0;

  if (input == NULL)
    return NULL;
  text = g_bytes_get_data (input, &length);
  doc = lapel_json_parse (text, length, error);
  if (doc == NULL)
    return NULL;

  if (!rdfc)
    lapel_jcs_append (out, lapel_json_doc_get_root (doc));
  else if (!append_rdfc (out, lapel_json_doc_get_root (doc), error))
    return NULL;
  return g_string_free_to_bytes (g_steal_pointer (&out));
}

LAPEL_COMMAND (lapel_cli_canonicalize)
{
  gboolean rdfc = FALSE;
  gboolean jcs = FALSE;
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry options[] = {
    { "rdfc", 0, 0, G_OPTION_ARG_NONE, &rdfc, N_ ("As canonical N-Quads (RDFC-1.0)"), NULL },
    { "jcs", 0, 0, G_OPTION_ARG_NONE, &jcs, N_ ("As canonical JSON (RFC 8785)"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!lapel_cli_parse (command, cli, options, &argc, &argv, 1, 1))
    return LAPEL_EXIT_USAGE;
  if (rdfc == jcs)
    return lapel_cli_usage (command, _ ("Say one of --rdfc and --jcs."));

  output = canonicalize (argv[1], rdfc, &error);
  if (output == NULL)
    return lapel_cli_fail (argv[1], error);
  lapel_cli_print_bytes (output);
  return LAPEL_EXIT_OK;
}

/* What lies at @place, or is the only thing in the file. With several and no place, says which
 * there are. Returns: (transfer full) */
static GBytes *
unbake (const char  *path,
        const char  *place,
        GError     **error)
{
  g_autoptr (GBytes) input = lapel_cli_read (path, error);
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (GString) places = g_string_new (NULL);

  if (input == NULL)
    return NULL;
  documents = lapel_document_open (input, NULL);
  for (unsigned int i = 0; i < documents->len; i++)
    {
      const LapelDocument *document = g_ptr_array_index (documents, i);

      if (documents->len == 1 || (place != NULL && g_strcmp0 (document->place, place) == 0))
        {
          if (document->error != NULL)
            g_propagate_error (error, g_error_copy (document->error));
          return document->text != NULL ? g_bytes_ref (document->text) : NULL;
        }
      g_string_append_printf (places, "%s%s", i > 0 ? ", " : "", document->place);
    }
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_SEVERAL, "%s", places->str);
  return NULL;
}

/* Where a credential of this format belongs in a picture. */
static LapelBakedKind
get_kind (const LapelCredential *credential)
{
  switch (credential->format)
    {
    case LAPEL_FORMAT_OB05:
    case LAPEL_FORMAT_OB10:
    case LAPEL_FORMAT_OB11:
    case LAPEL_FORMAT_OB2:
      return LAPEL_BAKED_OB2;
    case LAPEL_FORMAT_CLR2:
      return LAPEL_BAKED_CLR;
    default:
      return LAPEL_BAKED_OB3;
    }
}

/* Baked is what a wallet could read, and nothing else. */
static GBytes *
bake (const char  *picture,
      const char  *credential,
      GError     **error)
{
  g_autoptr (GBytes) canvas = lapel_cli_read (picture, error);
  g_autoptr (GBytes) text = canvas == NULL ? NULL : unbake (credential, NULL, error);
  g_autoptr (LapelCredential) parsed = text == NULL ? NULL : lapel_credential_parse (text, error);

  if (parsed == NULL)
    return NULL;
  if (lapel_png_is (canvas))
    return lapel_png_bake (canvas, get_kind (parsed), text, error);
  return lapel_svg_bake (canvas, get_kind (parsed), text, error);
}

LAPEL_COMMAND (lapel_cli_bake)
{
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GError) error = NULL;

  if (!lapel_cli_parse (command, cli, NULL, &argc, &argv, 3, 3))
    return LAPEL_EXIT_USAGE;

  output = bake (argv[1], argv[2], &error);
  if (output == NULL)
    return lapel_cli_fail (argv[1], error);
  if (!g_file_set_contents (argv[3], g_bytes_get_data (output, NULL),
                            (gssize) g_bytes_get_size (output), &error))
    {
      g_autoptr (GError) ours =
          g_error_new_literal (LAPEL_ERROR, LAPEL_ERROR_FILE_WRITE, error->message);

      return lapel_cli_fail (argv[3], ours);
    }
  return LAPEL_EXIT_OK;
}

LAPEL_COMMAND (lapel_cli_unbake)
{
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GError) error = NULL;

  if (!lapel_cli_parse (command, cli, NULL, &argc, &argv, 1, 2))
    return LAPEL_EXIT_USAGE;

  output = unbake (argv[1], argc > 2 ? argv[2] : NULL, &error);
  if (output == NULL)
    return lapel_cli_fail (argv[1], error);
  lapel_cli_print_bytes (output);
  return LAPEL_EXIT_OK;
}
