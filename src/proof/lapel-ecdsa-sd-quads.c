/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-ecdsa-sd-private.h"

#include "lapel-error.h"

#include <string.h>

static gboolean
relabel (LapelRdfTerm  *term,
         GHashTable    *labels,
         GError       **error)
{
  const char *label;

  if (term->kind != LAPEL_RDF_BLANK)
    return TRUE;
  label = g_hash_table_lookup (labels, term->text);
  if (label == NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_SELECTION,
                   "a node has no label: the item of a list or a graph, which cannot be shown in "
                   "part");
      return FALSE;
    }
  term->text = label;
  return TRUE;
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Of sorted lines, each once. */
static GPtrArray *
without_repeats (GPtrArray *lines)
{
  GPtrArray *result = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < lines->len; i++)
    {
      char **line = (char **) &lines->pdata[i];

      if (result->len == 0 || strcmp (result->pdata[result->len - 1], *line) != 0)
        g_ptr_array_add (result, g_steal_pointer (line));
    }
  return result;
}

GPtrArray *
lapel_ecdsa_sd_quads (const LapelRdfDataset  *dataset,
                      GHashTable             *labels,
                      GError                **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < dataset->quads->len; i++)
    {
      LapelRdfQuad quad = g_array_index (dataset->quads, LapelRdfQuad, i);

      if (!relabel (&quad.subject, labels, error) || !relabel (&quad.object, labels, error) ||
          !relabel (&quad.graph, labels, error))
        return NULL;
      g_string_truncate (line, 0);
      lapel_rdf_append_quad (line, &quad, LAPEL_RDF_ESCAPE_RDFC);
      g_ptr_array_add (lines, g_strndup (line->str, line->len));
    }
  g_ptr_array_sort (lines, compare_lines);
  return without_repeats (lines);
}

void
lapel_ecdsa_sd_hash_marked (const GPtrArray *quads,
                            const gboolean  *marks,
                            guint8          *out)
{
  g_autoptr (LapelHasher) hasher = lapel_hasher_new (LAPEL_HASH_SHA256);

  for (guint i = 0; i < quads->len; i++)
    if (marks[i])
      lapel_hasher_update (hasher, quads->pdata[i], strlen (quads->pdata[i]));
  lapel_hasher_finish (hasher, out);
}
