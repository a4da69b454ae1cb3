/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-ecdsa-sd-private.h"

#include "lapel-encoding.h"
#include "lapel-error.h"
#include "lapel-rdfc.h"

#include <string.h>

/* vc-di-ecdsa §3.6.6 and §3.5.6. The specification names nodes by expanding the document, naming,
 * and compacting it again; here the objects of the document itself are named, and a part of the
 * document keeps the names. */

void
lapel_ecdsa_sd_parts_free (LapelEcdsaSdParts *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->objects, g_hash_table_unref);
  g_clear_pointer (&self->labels, g_hash_table_unref);
  g_clear_pointer (&self->quads, g_ptr_array_unref);
  g_free (self);
}

/* §3.4.4: a label that only who has the key can foresee. */
static GHashTable *
hide_labels (GHashTable   *canonical,
             const guint8 *hmac_key)
{
  GHashTable *labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  guint8 label[LAPEL_ECDSA_SD_LABEL_SIZE];
  GHashTableIter iter;
  gpointer input;
  gpointer name;

  g_hash_table_iter_init (&iter, canonical);
  while (g_hash_table_iter_next (&iter, &input, &name))
    {
      lapel_hmac_sha256 (hmac_key, name, strlen (name), label);
      g_hash_table_insert (labels, g_strdup (input), lapel_ecdsa_sd_label_to_text (label));
    }
  return labels;
}

/* The canonical labels of what is in the workspace's dataset. */
static GHashTable *
canonical_labels (LapelWorkspace  *workspace,
                  GString         *out,
                  GError         **error)
{
  GHashTable *labels = NULL;

  g_string_truncate (out, 0);
  return lapel_rdfc_canonicalize (workspace->dataset, NULL, out, &labels, error) ? labels : NULL;
}

LapelEcdsaSdParts *
lapel_ecdsa_sd_parts_new (LapelWorkspace   *workspace,
                          const LapelJson  *document,
                          const guint8     *hmac_key,
                          GError          **error)
{
  g_autoptr (LapelEcdsaSdParts) self = g_new0 (LapelEcdsaSdParts, 1);
  g_autoptr (GHashTable) canonical = NULL;

  self->workspace = workspace;
  self->document = document;
  self->objects = lapel_ecdsa_sd_label_objects (document, workspace->arena);
  if (!lapel_workspace_to_rdf (workspace, document, self->objects, error))
    return NULL;
  canonical = canonical_labels (workspace, workspace->data.canonical_document, error);
  if (canonical == NULL)
    return NULL;
  self->labels = hide_labels (canonical, hmac_key);
  self->quads = lapel_ecdsa_sd_quads (workspace->dataset, self->labels, error);
  return self->quads != NULL ? g_steal_pointer (&self) : NULL;
}

/* @lines are sorted, and so are the quads. */
static gboolean
mark_lines (const LapelEcdsaSdParts  *self,
            const GPtrArray          *lines,
            gboolean                 *marks,
            GError                  **error)
{
  guint at = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      while (at < self->quads->len && strcmp (self->quads->pdata[at], lines->pdata[i]) < 0)
        at++;
      if (at == self->quads->len || strcmp (self->quads->pdata[at], lines->pdata[i]) != 0)
        {
          g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_SELECTION,
                       "the selection says something that the whole does not: %s",
                       (const char *) lines->pdata[i]);
          return FALSE;
        }
      marks[at] = TRUE;
    }
  return TRUE;
}

gboolean *
lapel_ecdsa_sd_parts_mark (LapelEcdsaSdParts  *self,
                           const GPtrArray    *pointers,
                           const LapelJson   **out_part,
                           GError            **error)
{
  LapelWorkspace *workspace = self->workspace;
  g_autofree gboolean *marks = g_new0 (gboolean, self->quads->len + 1);
  g_autoptr (GPtrArray) lines = NULL;
  const LapelJson *part;

  if (pointers->len == 0)
    return g_steal_pointer (&marks);
  part = lapel_ecdsa_sd_select (self->document, pointers, self->objects, workspace->arena, error);
  if (part == NULL || !lapel_workspace_to_rdf (workspace, part, self->objects, error))
    return NULL;
  lines = lapel_ecdsa_sd_quads (workspace->dataset, self->labels, error);
  if (lines == NULL || !mark_lines (self, lines, marks, error))
    return NULL;
  if (out_part != NULL)
    *out_part = part;
  return g_steal_pointer (&marks);
}

static gboolean
add_pointer (GPtrArray   *pointers,
             const char  *text,
             GError     **error)
{
  char **pointer = lapel_ecdsa_sd_pointer_parse (text, error);

  if (pointer != NULL)
    g_ptr_array_add (pointers, pointer);
  return pointer != NULL;
}

static int
compare_labels (gconstpointer a,
                gconstpointer b)
{
  guint64 x = ((const LapelEcdsaSdLabel *) a)->number;
  guint64 y = ((const LapelEcdsaSdLabel *) b)->number;

  return (x > y) - (x < y);
}

/* §3.5.3: from the canonical labels of what is shown, which is in the workspace's dataset, to the
 * hidden ones. */
static gboolean
fill_labels (LapelEcdsaSdValue        *value,
             const LapelEcdsaSdParts  *parts,
             GError                  **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GHashTable) canonical = canonical_labels (parts->workspace, text, error);
  GHashTableIter iter;
  gpointer input;
  gpointer name;

  if (canonical == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, canonical);
  while (g_hash_table_iter_next (&iter, &input, &name))
    {
      const char *hidden = g_hash_table_lookup (parts->labels, input);
      g_autoptr (GBytes) bytes = lapel_base64url_decode (hidden + 1, strlen (hidden + 1), error);
      LapelEcdsaSdLabel label;

      if (bytes == NULL)
        return FALSE;
      label.number = g_ascii_strtoull ((const char *) name + strlen ("c14n"), NULL, 10);
      memcpy (label.label, g_bytes_get_data (bytes, NULL), sizeof label.label);
      g_array_append_val (value->labels, label);
    }
  g_array_sort (value->labels, compare_labels);
  return TRUE;
}

/* The signatures of the quads that are shown, and the places among those of the mandatory ones. */
static void
fill_signatures (LapelEcdsaSdValue       *value,
                 const LapelEcdsaSdValue *base,
                 const gboolean          *mandatory,
                 const gboolean          *shown,
                 guint                    n)
{
  const guint8 *signature = base->signatures->data;
  guint64 place = 0;

  for (guint i = 0; i < n; i++)
    {
      if (mandatory[i])
        g_array_append_val (value->indexes, place);
      else if (shown[i])
        g_byte_array_append (value->signatures, signature, LAPEL_ECDSA_SD_SIGNATURE_SIZE);
      if (!mandatory[i])
        signature += LAPEL_ECDSA_SD_SIGNATURE_SIZE;
      place += shown[i] ? 1 : 0;
    }
}

/* Whether there is a signature for each quad that is not mandatory. */
static gboolean
check_count (const LapelEcdsaSdValue  *base,
             const gboolean           *mandatory,
             guint                     n,
             GError                  **error)
{
  size_t needed = 0;

  for (guint i = 0; i < n; i++)
    needed += mandatory[i] ? 0 : 1;
  if (needed == lapel_ecdsa_sd_value_count (base))
    return TRUE;
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_SIGNATURE,
               "the base proof has %zu signatures for %zu statements that are not mandatory",
               lapel_ecdsa_sd_value_count (base), needed);
  return FALSE;
}

/* A base proof and what belongs to it. */
typedef struct
{
  const LapelSuite *suite;
  const LapelJson *options;      /* without its proofValue */
  const LapelKey *key;           /* the issuer's */
  const LapelEcdsaSdValue *base; /* borrowed */
} BaseProof;

/* Which quads are mandatory, once all that the issuer signed is found to be so. */
static gboolean *
check_base (const BaseProof    *proof,
            LapelEcdsaSdParts  *parts,
            const GPtrArray    *pointers,
            GError            **error)
{
  g_autofree gboolean *mandatory = lapel_ecdsa_sd_parts_mark (parts, pointers, NULL, error);

  if (mandatory == NULL || !check_count (proof->base, mandatory, parts->quads->len, error) ||
      !lapel_workspace_canonicalize_options (parts->workspace, proof->suite, LAPEL_RDF_ESCAPE_RDFC,
                                             parts->document, proof->options, error) ||
      !lapel_ecdsa_sd_check_signatures (parts->workspace, proof->suite, proof->base, parts->quads,
                                        mandatory, proof->key, error))
    return NULL;
  return g_steal_pointer (&mandatory);
}

/* §3.5.6. @out_part: what is shown */
static LapelEcdsaSdValue *
disclose (LapelEcdsaSdParts  *parts,
          const BaseProof    *proof,
          const char *const  *pointers,
          const LapelJson   **out_part,
          GError            **error)
{
  const LapelEcdsaSdValue *base = proof->base;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree gboolean *mandatory = NULL;
  g_autofree gboolean *shown = NULL;
  g_autoptr (LapelEcdsaSdValue) value = lapel_ecdsa_sd_value_new (TRUE);

  for (guint i = 0; i < base->pointers->len; i++)
    if (!add_pointer (list, base->pointers->pdata[i], error))
      return NULL;
  mandatory = check_base (proof, parts, list, error);
  if (mandatory == NULL)
    return NULL;
  for (size_t i = 0; pointers[i] != NULL; i++)
    if (!add_pointer (list, pointers[i], error))
      return NULL;
  if (list->len == 0)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_SELECTION, "nothing is selected");
      return NULL;
    }
  shown = lapel_ecdsa_sd_parts_mark (parts, list, out_part, error);
  if (shown == NULL || !fill_labels (value, parts, error))
    return NULL;
  fill_signatures (value, base, mandatory, shown, parts->quads->len);
  memcpy (value->base_signature, base->base_signature, sizeof value->base_signature);
  memcpy (value->public_key, base->public_key, sizeof value->public_key);
  return g_steal_pointer (&value);
}

static LapelEcdsaSdValue *
read_base (const LapelJson  *document,
           const LapelJson  *proof,
           GError          **error)
{
  const LapelSuite *suite = lapel_suite_for_proof (proof, error);
  const char *text = lapel_json_get_string (proof, "proofValue");
  g_autoptr (LapelEcdsaSdValue) base = NULL;

  if (suite == NULL)
    return NULL;
  if (suite->form != LAPEL_PROOF_FORM_SELECTIVE)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_SUITE_UNSUPPORTED,
                   "a proof of %s cannot be shown in part", suite->name);
      return NULL;
    }
  if (!lapel_json_is_object (document) || text == NULL ||
      lapel_json_get (proof, "previousProof") != NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_PROOF_MALFORMED,
                   "the proof has no proofValue, builds on others or is of no object");
      return NULL;
    }
  base = lapel_ecdsa_sd_value_parse (text, error);
  if (base != NULL && base->derived)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_SELECTION,
                   "the proof is derived already, and cannot be derived from");
      return NULL;
    }
  return g_steal_pointer (&base);
}

char *
lapel_proof_derive (LapelWorkspace     *self,
                    const LapelJson    *document,
                    const LapelJson    *proof,
                    const LapelKey     *key,
                    const char *const  *pointers,
                    GError            **error)
{
  g_autoptr (LapelEcdsaSdValue) base = read_base (document, proof, error);
  BaseProof base_proof = { .key = key, .base = base };
  g_autoptr (LapelEcdsaSdParts) parts = NULL;
  g_autoptr (LapelEcdsaSdValue) value = NULL;
  g_autofree char *text = NULL;
  const LapelJson *part = NULL;
  GString *out;

  if (base == NULL)
    return NULL;
  base_proof.suite = lapel_suite_for_key (proof, key, error);
  if (base_proof.suite == NULL)
    return NULL;
  lapel_workspace_reset (self);
  base_proof.options = lapel_json_without (proof, "proofValue", self->arena);
  document = lapel_json_without (document, "proof", self->arena);
  parts = lapel_ecdsa_sd_parts_new (self, document, base->hmac_key, error);
  if (parts == NULL)
    return NULL;
  value = disclose (parts, &base_proof, pointers, &part, error);
  if (value == NULL)
    return NULL;

  text = lapel_ecdsa_sd_value_to_text (value);
  proof =
      lapel_json_with (proof, "proofValue", lapel_json_new_string (text, self->arena), self->arena);
  out = g_string_new (NULL);
  lapel_document_append (out, lapel_json_with (part, "proof", proof, self->arena));
  return g_string_free (out, FALSE);
}
