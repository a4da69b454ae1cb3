/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-data-integrity.h"

#include "lapel-data-integrity-private.h"
#include "lapel-encoding.h"
#include "lapel-error.h"
#include "lapel-jcs.h"
#include "lapel-jsonld.h"
#include "lapel-rdfc.h"

#include <string.h>

#define FIRST_ARENA_BLOCK (16 * 1024)

/* Each is looked up among all proofs; a real chain names one or two. */
#define MAX_PREVIOUS_PROOFS 32

static const LapelSuite suites[] = {
  { "eddsa-rdfc-2022", "eddsa-2022", LAPEL_PROOF_TYPE, LAPEL_CANONICALIZATION_RDFC, FALSE,
    LAPEL_KEY_ED25519, LAPEL_ALGORITHM_EDDSA, LAPEL_HASH_SHA256, 64 },
  { "eddsa-jcs-2022", NULL, LAPEL_PROOF_TYPE, LAPEL_CANONICALIZATION_JCS, FALSE, LAPEL_KEY_ED25519,
    LAPEL_ALGORITHM_EDDSA, LAPEL_HASH_SHA256, 64 },
  { "Ed25519Signature2020", NULL, "Ed25519Signature2020", LAPEL_CANONICALIZATION_RDFC, TRUE,
    LAPEL_KEY_ED25519, LAPEL_ALGORITHM_EDDSA, LAPEL_HASH_SHA256, 64 },
  { "ecdsa-rdfc-2019", NULL, LAPEL_PROOF_TYPE, LAPEL_CANONICALIZATION_RDFC, FALSE, LAPEL_KEY_P256,
    LAPEL_ALGORITHM_ES256, LAPEL_HASH_SHA256, 64 },
  { "ecdsa-rdfc-2019", NULL, LAPEL_PROOF_TYPE, LAPEL_CANONICALIZATION_RDFC, FALSE, LAPEL_KEY_P384,
    LAPEL_ALGORITHM_ES384, LAPEL_HASH_SHA384, 96 },
  { "ecdsa-jcs-2019", NULL, LAPEL_PROOF_TYPE, LAPEL_CANONICALIZATION_JCS, FALSE, LAPEL_KEY_P256,
    LAPEL_ALGORITHM_ES256, LAPEL_HASH_SHA256, 64 },
  { "ecdsa-jcs-2019", NULL, LAPEL_PROOF_TYPE, LAPEL_CANONICALIZATION_JCS, FALSE, LAPEL_KEY_P384,
    LAPEL_ALGORITHM_ES384, LAPEL_HASH_SHA384, 96 },
};

static void
set_malformed (GError     **error,
               const char  *what)
{
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_PROOF_MALFORMED, "the proof %s", what);
}

/* The first row for a proof of @type; @name is its cryptosuite, if its type does not say it all. */
static const LapelSuite *
find_row (const char *type,
          const char *name)
{
  for (size_t i = 0; i < G_N_ELEMENTS (suites); i++)
    {
      const LapelSuite *suite = &suites[i];

      if (!g_str_equal (type, suite->type))
        continue;
      if (name == NULL || g_str_equal (name, suite->name) || g_strcmp0 (name, suite->alias) == 0)
        return suite;
    }
  return NULL;
}

const LapelSuite *
lapel_suite_for_proof (const LapelJson  *proof,
                       GError          **error)
{
  const char *type = lapel_json_get_string (proof, "type");
  const char *name = NULL;
  const LapelSuite *suite;

  if (type == NULL)
    {
      set_malformed (error, "has no type");
      return NULL;
    }
  if (g_str_equal (type, LAPEL_PROOF_TYPE))
    {
      name = lapel_json_get_string (proof, "cryptosuite");
      if (name == NULL)
        {
          set_malformed (error, "has no cryptosuite");
          return NULL;
        }
    }
  suite = find_row (type, name);
  if (suite == NULL)
    g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_SUITE_UNSUPPORTED, "the suite \"%s\" is not known",
                 name != NULL ? name : type);
  return suite;
}

const char *
lapel_suite_get_name (const LapelSuite *suite)
{
  return suite->name;
}

const LapelSuite *
lapel_suite_find (const char   *name,
                  LapelKeyType  type)
{
  for (size_t i = 0; i < G_N_ELEMENTS (suites); i++)
    if (suites[i].key_type == type && g_str_equal (suites[i].name, name))
      return &suites[i];
  return NULL;
}

gboolean
lapel_suite_fits_key (const LapelSuite *suite,
                      LapelKeyType      type)
{
  return lapel_suite_find (suite->name, type) != NULL;
}

void
lapel_hash_data_clear (LapelHashData *self)
{
  if (self->canonical_document != NULL)
    g_string_free (g_steal_pointer (&self->canonical_document), TRUE);
  if (self->canonical_options != NULL)
    g_string_free (g_steal_pointer (&self->canonical_options), TRUE);
  self->length = 0;
}

LapelWorkspace *
lapel_workspace_new (LapelContexts *contexts)
{
  LapelWorkspace *self = g_new0 (LapelWorkspace, 1);

  self->contexts = contexts != NULL ? contexts : lapel_contexts_new ();
  self->arena = lapel_arena_new (FIRST_ARENA_BLOCK);
  self->dataset = lapel_rdf_dataset_new ();
  self->data.canonical_document = g_string_new (NULL);
  self->data.canonical_options = g_string_new (NULL);
  return self;
}

void
lapel_workspace_free (LapelWorkspace *self)
{
  if (self == NULL)
    return;
  lapel_hash_data_clear (&self->data);
  lapel_rdf_dataset_free (self->dataset);
  lapel_arena_free (self->arena);
  lapel_contexts_free (self->contexts);
  g_free (self);
}

LapelContexts *
lapel_workspace_get_contexts (LapelWorkspace *self)
{
  return self->contexts;
}

void
lapel_workspace_reset (LapelWorkspace *self)
{
  lapel_arena_reset (self->arena);
  g_string_truncate (self->data.canonical_document, 0);
  g_string_truncate (self->data.canonical_options, 0);
  self->data.length = 0;
}

/* JSON-LD to canonical N-Quads; what would be lost on the way is an error. */
static gboolean
canonicalize_rdf (LapelWorkspace    *self,
                  const LapelSuite  *suite,
                  LapelRdfEscape     escape,
                  const LapelJson   *value,
                  GString           *out,
                  GError           **error)
{
  const LapelJsonldOptions jsonld = { .strict = TRUE };
  const LapelRdfcOptions rdfc = { .hash = suite->hash, .escape = escape };

  g_string_truncate (out, 0);
  lapel_rdf_dataset_clear (self->dataset);
  return lapel_jsonld_to_rdf (self->contexts, value, &jsonld, self->dataset, error) &&
         lapel_rdfc_canonicalize (self->dataset, &rdfc, out, NULL, error);
}

/* The context of the document decides what the proof's members mean (vc-di-eddsa §3.2.5). */
static gboolean
canonicalize_both_rdf (LapelWorkspace    *self,
                       const LapelSuite  *suite,
                       LapelRdfEscape     escape,
                       const LapelJson   *document,
                       const LapelJson   *options,
                       GError           **error)
{
  const LapelJson *context = lapel_json_get (document, "@context");

  if (context != NULL)
    options = lapel_json_with (options, "@context", context, self->arena);
  if (!canonicalize_rdf (self, suite, escape, options, self->data.canonical_options, error))
    {
      g_prefix_error (error, "proof: ");
      return FALSE;
    }
  return canonicalize_rdf (self, suite, escape, document, self->data.canonical_document, error);
}

static gboolean
starts_with (const LapelJson *list,
             const LapelJson *prefix)
{
  if (lapel_json_count (list) < lapel_json_count (prefix))
    return FALSE;
  for (uint32_t i = 0; i < lapel_json_count (prefix); i++)
    if (!lapel_json_equal (lapel_json_at (list, i), lapel_json_at (prefix, i)))
      return FALSE;
  return TRUE;
}

/* Contexts that were added after signing do not count (vc-di-eddsa §3.3.2). */
static gboolean
canonicalize_both_jcs (LapelWorkspace   *self,
                       const LapelJson  *document,
                       const LapelJson  *options,
                       GError          **error)
{
  const LapelJson *signed_context = lapel_json_get (options, "@context");

  if (signed_context != NULL)
    {
      if (!starts_with (lapel_json_get (document, "@context"), signed_context))
        {
          g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_PROOF_CONTEXT,
                       "the document's @context does not start with the proof's");
          return FALSE;
        }
      document = lapel_json_with (document, "@context", signed_context, self->arena);
    }
  lapel_jcs_append (self->data.canonical_options, options);
  lapel_jcs_append (self->data.canonical_document, document);
  return TRUE;
}

gboolean
lapel_workspace_hash (LapelWorkspace    *self,
                      const LapelSuite  *suite,
                      LapelRdfEscape     escape,
                      const LapelJson   *document,
                      const LapelJson   *options,
                      GError           **error)
{
  LapelHashData *data = &self->data;
  size_t size = lapel_hash_size (suite->hash);
  gboolean done;

  if (suite->canonicalization == LAPEL_CANONICALIZATION_JCS)
    done = canonicalize_both_jcs (self, document, options, error);
  else
    done = canonicalize_both_rdf (self, suite, escape, document, options, error);
  if (!done)
    return FALSE;

  lapel_hash (suite->hash, data->canonical_options->str, data->canonical_options->len, data->bytes);
  lapel_hash (suite->hash, data->canonical_document->str, data->canonical_document->len,
              data->bytes + size);
  data->length = 2 * size;
  return TRUE;
}

/* The signature in @proof, which is otherwise complete. */
static GBytes *
read_proof_value (const LapelSuite  *suite,
                  const LapelJson   *proof,
                  GError           **error)
{
  const char *text = lapel_json_get_string (proof, "proofValue");
  g_autoptr (GBytes) bytes = NULL;

  if (lapel_json_get_string (proof, "verificationMethod") == NULL ||
      lapel_json_get_string (proof, "proofPurpose") == NULL || text == NULL)
    {
      set_malformed (error, "lacks its verificationMethod, proofPurpose or proofValue");
      return NULL;
    }
  if (text[0] != 'z')
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_ENCODING, "the proofValue is not base58-btc");
      return NULL;
    }
  bytes = lapel_multibase_decode (text, NULL, error);
  if (bytes != NULL && g_bytes_get_size (bytes) != suite->signature_length)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_ENCODING,
                   "the proofValue has %zu bytes instead of %zu", g_bytes_get_size (bytes),
                   suite->signature_length);
      return NULL;
    }
  return g_steal_pointer (&bytes);
}

/* The one proof of that id. */
static const LapelJson *
find_proof (const LapelJson *proofs,
            const char      *id)
{
  const LapelJson *found = NULL;

  for (uint32_t i = 0; id != NULL && i < lapel_json_count (proofs); i++)
    {
      const LapelJson *proof = lapel_json_at (proofs, i);

      if (g_strcmp0 (lapel_json_get_string (proof, "id"), id) != 0)
        continue;
      if (found != NULL)
        return NULL;
      found = proof;
    }
  return found;
}

/* What @proof speaks of: the document without proofs, or with those that previousProof names
 * (vc-data-integrity §4.6). */
static const LapelJson *
secured_part (LapelWorkspace   *self,
              const LapelJson  *document,
              const LapelJson  *proof,
              GError          **error)
{
  const LapelJson *previous = lapel_json_get (proof, "previousProof");
  uint32_t n = lapel_json_count (previous);
  gboolean complete = n > 0;
  LapelJson *items;
  LapelJson list = { .type = LAPEL_JSON_ARRAY, .n = n };

  if (previous == NULL)
    return lapel_json_without (document, "proof", self->arena);
  if (n > MAX_PREVIOUS_PROOFS)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_COMPLEX, "%u previous proofs", n);
      return NULL;
    }

  items = lapel_arena_new_array (self->arena, LapelJson, n);
  list.items = items;
  for (uint32_t i = 0; i < n && complete; i++)
    {
      const char *id = lapel_json_as_string (lapel_json_at (previous, i));
      const LapelJson *found = find_proof (lapel_json_get (document, "proof"), id);

      complete = found != NULL;
      if (complete)
        items[i] = *found;
    }
  if (!complete)
    {
      set_malformed (error, "names a previous proof that is not there once");
      return NULL;
    }
  return lapel_json_with (document, "proof", &list, self->arena);
}

/* Whether canonical N-Quads hold an escape that URDNA2015 does not write. */
static gboolean
has_new_escapes (const GString *quads)
{
  const char *text = quads->str;

  for (text = strchr (text, '\\'); text != NULL; text = strchr (text + 2, '\\'))
    if (strchr ("tbfu", text[1]) != NULL)
      return TRUE;
  return FALSE;
}

static void
copy_hash_data (const LapelHashData *from,
                LapelHashData       *to)
{
  to->canonical_document =
      g_string_new_len (from->canonical_document->str, (gssize) from->canonical_document->len);
  to->canonical_options =
      g_string_new_len (from->canonical_options->str, (gssize) from->canonical_options->len);
  memcpy (to->bytes, from->bytes, sizeof to->bytes);
  to->length = from->length;
}

static gboolean
check_signature (LapelWorkspace    *self,
                 const LapelSuite  *suite,
                 const LapelJson   *document,
                 const LapelJson   *options,
                 const LapelKey    *key,
                 GBytes            *signature,
                 GError           **error)
{
  const guint8 *bytes = g_bytes_get_data (signature, NULL);
  g_autoptr (GError) first_error = NULL;

  if (lapel_key_verify (key, suite->algorithm, self->data.bytes, self->data.length, bytes,
                        suite->signature_length, &first_error))
    return TRUE;
  /* Signers of this type never agreed which escapes to write: a signature over either form is good.
   */
  if (suite->either_escape && (has_new_escapes (self->data.canonical_document) ||
                               has_new_escapes (self->data.canonical_options)))
    return lapel_workspace_hash (self, suite, LAPEL_RDF_ESCAPE_URDNA, document, options, error) &&
           lapel_key_verify (key, suite->algorithm, self->data.bytes, self->data.length, bytes,
                             suite->signature_length, error);
  g_propagate_error (error, g_steal_pointer (&first_error));
  return FALSE;
}

gboolean
lapel_proof_verify (LapelWorkspace   *self,
                    const LapelJson  *document,
                    const LapelJson  *proof,
                    const LapelKey   *key,
                    LapelHashData    *out_hash_data,
                    GError          **error)
{
  const LapelSuite *suite = lapel_suite_for_proof (proof, error);
  g_autoptr (GBytes) signature = NULL;
  const LapelJson *options;
  gboolean good;

  if (suite == NULL)
    return FALSE;
  if (!lapel_json_is_object (document))
    {
      set_malformed (error, "belongs to something that is not an object");
      return FALSE;
    }
  if (!lapel_suite_fits_key (suite, lapel_key_get_type (key)))
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MISMATCH,
                   "the key is of another type than %s needs", suite->name);
      return FALSE;
    }
  suite = lapel_suite_find (suite->name, lapel_key_get_type (key));
  signature = read_proof_value (suite, proof, error);
  if (signature == NULL)
    return FALSE;

  lapel_workspace_reset (self);
  document = secured_part (self, document, proof, error);
  if (document == NULL)
    return FALSE;
  options = lapel_json_without (proof, "proofValue", self->arena);
  if (!lapel_workspace_hash (self, suite, LAPEL_RDF_ESCAPE_RDFC, document, options, error))
    return FALSE;

  good = check_signature (self, suite, document, options, key, signature, error);
  if (out_hash_data != NULL)
    copy_hash_data (&self->data, out_hash_data);
  return good;
}
