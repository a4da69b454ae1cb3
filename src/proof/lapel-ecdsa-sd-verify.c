/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-ecdsa-sd-private.h"

#include "lapel-error.h"
#include "lapel-key-private.h"
#include "lapel-rdfc.h"

#include <string.h>

/* vc-di-ecdsa §3.6.7 and §3.5.8. */

#define CANONICAL_PREFIX "c14n"
#define HASH_SIZE        32

/* The multicodec of a P-256 key, as the first two bytes of a Multikey. */
static const guint8 p256_codec[] = { 0x80, 0x24 };

static gboolean
refuse (GError     **error,
        const char  *what)
{
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_SIGNATURE, "the derived proof %s", what);
  return FALSE;
}

/* The new labels of a document by its @canonical ones; each of the proof's is used, and once, so
 * that no two nodes can be passed off as one. */
static GHashTable *
map_labels (const LapelEcdsaSdValue  *value,
            GHashTable               *canonical,
            GError                  **error)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) result = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  GHashTableIter iter;
  gpointer label;
  gpointer name;

  for (guint i = 0; i < value->labels->len; i++)
    {
      const LapelEcdsaSdLabel *entry = &g_array_index (value->labels, LapelEcdsaSdLabel, i);

      label = lapel_ecdsa_sd_label_to_text (entry->label);
      g_hash_table_add (seen, label);
      g_hash_table_insert (by_name,
                           g_strdup_printf (CANONICAL_PREFIX "%" G_GUINT64_FORMAT, entry->number),
                           label);
    }
  g_hash_table_iter_init (&iter, canonical);
  while (g_hash_table_iter_next (&iter, &label, &name))
    {
      const char *text = g_hash_table_lookup (by_name, name);

      if (text != NULL)
        g_hash_table_insert (result, label, g_strdup (text));
    }
  if (g_hash_table_size (result) != g_hash_table_size (canonical) ||
      g_hash_table_size (seen) != g_hash_table_size (canonical) ||
      value->labels->len != g_hash_table_size (canonical))
    {
      refuse (error, "labels other nodes than the document has");
      return NULL;
    }
  return g_steal_pointer (&result);
}

/* The quads of @document with the labels that they were signed with. */
static GPtrArray *
read_quads (LapelWorkspace           *self,
            const LapelSuite         *suite,
            const LapelJson          *document,
            const LapelEcdsaSdValue  *value,
            GError                  **error)
{
  const LapelRdfcOptions options = { .hash = suite->hash,
                                     .escape = LAPEL_RDF_ESCAPE_RDFC,
                                     .scratch = self->rdfc };
  g_autoptr (GHashTable) canonical = NULL;
  g_autoptr (GHashTable) labels = NULL;

  if (!lapel_workspace_to_rdf (self, document, NULL, error) ||
      !lapel_rdfc_canonicalize (self->dataset, &options, self->data.canonical_document, &canonical,
                                error))
    return NULL;
  labels = map_labels (value, canonical, error);
  return labels != NULL ? lapel_ecdsa_sd_quads (self->dataset, labels, error) : NULL;
}

/* Which of @n quads are mandatory. */
static gboolean *
mark_mandatory (const LapelEcdsaSdValue  *value,
                guint                     n,
                GError                  **error)
{
  g_autofree gboolean *marks = g_new0 (gboolean, n + 1);

  for (guint i = 0; i < value->indexes->len; i++)
    {
      guint64 index = g_array_index (value->indexes, guint64, i);

      if (index >= n || marks[index])
        {
          refuse (error, "names a mandatory statement that is not there, or twice");
          return NULL;
        }
      marks[index] = TRUE;
    }
  if (lapel_ecdsa_sd_value_count (value) != n - value->indexes->len)
    {
      refuse (error, "has not one signature for each statement that is not mandatory");
      return NULL;
    }
  return g_steal_pointer (&marks);
}

static gboolean
check_base_signature (const LapelHashData      *data,
                      const LapelSuite         *suite,
                      const LapelEcdsaSdValue  *value,
                      const LapelKey           *key,
                      GError                  **error)
{
  guint8 message[HASH_SIZE + LAPEL_ECDSA_SD_KEY_SIZE + HASH_SIZE];

  memcpy (message, data->bytes, HASH_SIZE);
  memcpy (message + HASH_SIZE, value->public_key, LAPEL_ECDSA_SD_KEY_SIZE);
  memcpy (message + HASH_SIZE + LAPEL_ECDSA_SD_KEY_SIZE, data->bytes + HASH_SIZE, HASH_SIZE);
  return lapel_key_verify (key, suite->algorithm, message, sizeof message, value->base_signature,
                           LAPEL_ECDSA_SD_SIGNATURE_SIZE, error);
}

static gboolean
check_quads (const LapelSuite         *suite,
             const LapelEcdsaSdValue  *value,
             const GPtrArray          *quads,
             const gboolean           *mandatory,
             GError                  **error)
{
  const guint8 *signature = value->signatures->data;
  g_autoptr (LapelKey) key = NULL;

  if (memcmp (value->public_key, p256_codec, sizeof p256_codec) != 0)
    return refuse (error, "has no P-256 key for its statements");
  key = lapel_key_new_ec (LAPEL_KEY_P256, value->public_key + sizeof p256_codec,
                          LAPEL_ECDSA_SD_KEY_SIZE - sizeof p256_codec, error);
  if (key == NULL)
    return FALSE;
  for (guint i = 0; i < quads->len; i++)
    {
      if (mandatory[i])
        continue;
      if (!lapel_key_verify (key, suite->algorithm, quads->pdata[i], strlen (quads->pdata[i]),
                             signature, LAPEL_ECDSA_SD_SIGNATURE_SIZE, error))
        {
          g_prefix_error (error, "statement %u: ", i);
          return FALSE;
        }
      signature += LAPEL_ECDSA_SD_SIGNATURE_SIZE;
    }
  return TRUE;
}

/* Leaves what the issuer signed in the workspace. */
static void
hash_quads (LapelWorkspace   *self,
            const LapelSuite *suite,
            const GPtrArray  *quads,
            const gboolean   *mandatory)
{
  LapelHashData *data = &self->data;

  g_string_truncate (data->canonical_document, 0);
  for (guint i = 0; i < quads->len; i++)
    g_string_append (data->canonical_document, quads->pdata[i]);
  lapel_workspace_digest (self, suite->hash, data->canonical_options, data->bytes);
  lapel_ecdsa_sd_hash_marked (quads, mandatory, data->bytes + HASH_SIZE);
  data->length = 2 * HASH_SIZE;
}

gboolean
lapel_ecdsa_sd_check_signatures (LapelWorkspace           *self,
                                 const LapelSuite         *suite,
                                 const LapelEcdsaSdValue  *value,
                                 const GPtrArray          *quads,
                                 const gboolean           *mandatory,
                                 const LapelKey           *key,
                                 GError                  **error)
{
  hash_quads (self, suite, quads, mandatory);
  return check_base_signature (&self->data, suite, value, key, error) &&
         check_quads (suite, value, quads, mandatory, error);
}

gboolean
lapel_ecdsa_sd_verify (LapelWorkspace    *self,
                       const LapelSuite  *suite,
                       const LapelJson   *document,
                       const LapelJson   *options,
                       const char        *text,
                       const LapelKey    *key,
                       GError           **error)
{
  g_autoptr (LapelEcdsaSdValue) value = lapel_ecdsa_sd_value_parse (text, error);
  g_autoptr (GPtrArray) quads = NULL;
  g_autofree gboolean *mandatory = NULL;

  if (value == NULL)
    return FALSE;
  if (!value->derived)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_PROOF_NOT_DERIVED,
                   "a base proof, which is for the holder alone, and not a derived proof");
      return FALSE;
    }
  if (!lapel_workspace_canonicalize_options (self, suite, LAPEL_RDF_ESCAPE_RDFC, document, options,
                                             error))
    return FALSE;
  quads = read_quads (self, suite, document, value, error);
  if (quads == NULL)
    return FALSE;
  mandatory = mark_mandatory (value, quads->len, error);
  if (mandatory == NULL)
    return FALSE;
  if (key != NULL)
    return lapel_ecdsa_sd_check_signatures (self, suite, value, quads, mandatory, key, error);
  hash_quads (self, suite, quads, mandatory);
  return TRUE;
}
