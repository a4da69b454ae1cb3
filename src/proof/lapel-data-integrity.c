/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-data-integrity.h"

#include "lapel-data-integrity-private.h"
#include "lapel-ecdsa-sd-private.h"
#include "lapel-encoding.h"
#include "lapel-error.h"
#include "lapel-jcs.h"
#include "lapel-jsonld.h"
#include "lapel-jws.h"
#include "lapel-rdfc.h"

#include <string.h>

#define FIRST_ARENA_BLOCK (16 * 1024)

/* Each is looked up among all proofs; a real chain names one or two. */
#define MAX_PREVIOUS_PROOFS 32

static void
set_malformed (GError     **error,
               const char  *what)
{
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_PROOF_MALFORMED, "the proof %s", what);
}

void
lapel_hash_data_clear (LapelHashData *self)
{
  if (self->canonical_document != NULL)
    g_string_free (g_steal_pointer (&self->canonical_document), TRUE);
  if (self->canonical_options != NULL)
    g_string_free (g_steal_pointer (&self->canonical_options), TRUE);
  g_clear_pointer (&self->message, g_byte_array_unref);
  self->length = 0;
}

LapelWorkspace *
lapel_workspace_new (LapelContexts *contexts)
{
  LapelWorkspace *self = g_new0 (LapelWorkspace, 1);

  self->contexts = contexts != NULL ? contexts : lapel_contexts_new ();
  self->arena = lapel_arena_new (FIRST_ARENA_BLOCK);
  self->dataset = lapel_rdf_dataset_new ();
  self->rdfc = lapel_rdfc_scratch_new ();
  self->methods = lapel_method_cache_new ();
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
  for (unsigned int i = 0; i < G_N_ELEMENTS (self->hashers); i++)
    lapel_hasher_free (self->hashers[i]);
  lapel_method_cache_free (self->methods);
  lapel_rdfc_scratch_free (self->rdfc);
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

LapelMethodCache *
lapel_workspace_get_methods (LapelWorkspace *self)
{
  return self->methods;
}

void
lapel_workspace_reset (LapelWorkspace *self)
{
  lapel_arena_reset (self->arena);
  g_string_truncate (self->data.canonical_document, 0);
  g_string_truncate (self->data.canonical_options, 0);
  self->data.length = 0;
}

void
lapel_workspace_digest (LapelWorkspace *self,
                        LapelHash       hash,
                        const GString  *text,
                        guint8         *out)
{
  LapelHasher **hasher = &self->hashers[hash];

  if (*hasher == NULL)
    *hasher = lapel_hasher_new (hash);
  lapel_hasher_update (*hasher, text->str, text->len);
  lapel_hasher_finish (*hasher, out);
}

gboolean
lapel_workspace_to_rdf (LapelWorkspace   *self,
                        const LapelJson  *value,
                        GHashTable       *labels,
                        GError          **error)
{
  const LapelJsonldOptions options = { .strict = TRUE,
                                       .lower_languages = self->lower_languages,
                                       .labels = labels };

  lapel_rdf_dataset_clear (self->dataset);
  return lapel_jsonld_to_rdf (self->contexts, value, &options, self->dataset, error);
}

/* JSON-LD to canonical N-Quads. */
static gboolean
canonicalize_rdf (LapelWorkspace    *self,
                  const LapelSuite  *suite,
                  LapelRdfEscape     escape,
                  const LapelJson   *value,
                  GString           *out,
                  GError           **error)
{
  const LapelRdfcOptions rdfc = { .hash = suite->hash, .escape = escape, .scratch = self->rdfc };

  g_string_truncate (out, 0);
  return lapel_workspace_to_rdf (self, value, NULL, error) &&
         lapel_rdfc_canonicalize (self->dataset, &rdfc, out, NULL, error);
}

/* The context of the document decides what the proof's members mean (vc-di-eddsa §3.2.5). */
gboolean
lapel_workspace_canonicalize_options (LapelWorkspace    *self,
                                      const LapelSuite  *suite,
                                      LapelRdfEscape     escape,
                                      const LapelJson   *document,
                                      const LapelJson   *options,
                                      GError           **error)
{
  const LapelJson *context = lapel_json_get (document, "@context");

  if (suite->options_context != NULL)
    context = lapel_json_new_string (suite->options_context, self->arena);
  if (context != NULL)
    options = lapel_json_with (options, "@context", context, self->arena);
  if (canonicalize_rdf (self, suite, escape, options, self->data.canonical_options, error))
    return TRUE;
  g_prefix_error (error, "proof: ");
  return FALSE;
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

  data->length = 0;
  if (suite->canonicalization == LAPEL_CANONICALIZATION_JCS)
    done = canonicalize_both_jcs (self, document, options, error);
  else
    done = lapel_workspace_canonicalize_options (self, suite, escape, document, options, error) &&
           canonicalize_rdf (self, suite, escape, document, data->canonical_document, error);
  if (!done)
    return FALSE;

  lapel_workspace_digest (self, suite->hash, data->canonical_options, data->bytes);
  lapel_workspace_digest (self, suite->hash, data->canonical_document, data->bytes + size);
  data->length = 2 * size;
  return TRUE;
}

/* A signature as it stands in a proof. */
typedef struct
{
  GBytes *bytes; /* owned; %NULL if it is a JWS */
  LapelJws *jws; /* owned */
} Signature;

static void
signature_clear (Signature *signature)
{
  g_clear_pointer (&signature->bytes, g_bytes_unref);
  g_clear_pointer (&signature->jws, lapel_jws_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Signature, signature_clear)

const char *
lapel_suite_signature_member (const LapelSuite *suite)
{
  return suite->form == LAPEL_PROOF_FORM_JWS ? "jws" : "proofValue";
}

/* The text of the signature in @proof, which is otherwise complete. */
static const char *
signature_text (const LapelSuite  *suite,
                const LapelJson   *proof,
                GError           **error)
{
  const char *member = lapel_suite_signature_member (suite);
  const char *text = lapel_json_get_string (proof, member);

  if (lapel_json_get_string (proof, "verificationMethod") != NULL &&
      lapel_json_get_string (proof, "proofPurpose") != NULL && text != NULL)
    return text;
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_PROOF_MALFORMED,
               "the proof lacks its verificationMethod, proofPurpose or %s", member);
  return NULL;
}

static GBytes *
read_proof_value (const LapelSuite  *suite,
                  const char        *text,
                  GError           **error)
{
  g_autoptr (GBytes) bytes = NULL;

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

/* Leaves @out empty for a selective proof, which is more than a signature. */
static gboolean
read_signature (const LapelSuite  *suite,
                const char        *text,
                Signature         *out,
                GError           **error)
{
  switch (suite->form)
    {
    case LAPEL_PROOF_FORM_VALUE:
      out->bytes = read_proof_value (suite, text, error);
      return out->bytes != NULL;
    case LAPEL_PROOF_FORM_JWS:
      out->jws = lapel_jws_parse_detached (text, strlen (text), error);
      return out->jws != NULL;
    case LAPEL_PROOF_FORM_SELECTIVE:
    default:
      return TRUE;
    }
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
const LapelJson *
lapel_workspace_secured_part (LapelWorkspace   *self,
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

/* Whether @signature is of what was hashed last. */
static gboolean
signature_fits (const LapelWorkspace  *self,
                const LapelSuite      *suite,
                const LapelKey        *key,
                const Signature       *signature,
                GError               **error)
{
  const LapelHashData *data = &self->data;

  if (signature->jws != NULL)
    return lapel_jws_verify_detached (signature->jws, data->bytes, data->length, key, error);
  return lapel_key_verify (key, suite->algorithm, data->bytes, data->length,
                           g_bytes_get_data (signature->bytes, NULL), suite->signature_length,
                           error);
}

static gboolean
check_signature (LapelWorkspace    *self,
                 const LapelSuite  *suite,
                 const LapelJson   *document,
                 const LapelJson   *options,
                 const LapelKey    *key,
                 const Signature   *signature,
                 GError           **error)
{
  g_autoptr (GError) first_error = NULL;

  if (!lapel_workspace_hash (self, suite, LAPEL_RDF_ESCAPE_RDFC, document, options, error))
    return FALSE;
  if (signature_fits (self, suite, key, signature, &first_error))
    return TRUE;
  /* Signers of this type never agreed which escapes to write: a signature over either form is good.
   */
  if (suite->either_escape && (has_new_escapes (self->data.canonical_document) ||
                               has_new_escapes (self->data.canonical_options)))
    return lapel_workspace_hash (self, suite, LAPEL_RDF_ESCAPE_URDNA, document, options, error) &&
           signature_fits (self, suite, key, signature, error);
  g_propagate_error (error, g_steal_pointer (&first_error));
  return FALSE;
}

/* Whether canonical N-Quads hold a language tag that is not in lower case. */
static gboolean
has_upper_languages (const GString *quads)
{
  const char *text = quads->str;

  for (text = strstr (text, "\"@"); text != NULL; text = strstr (text, "\"@"))
    for (text += 2; g_ascii_isalnum (*text) || *text == '-'; text++)
      if (g_ascii_isupper (*text))
        return TRUE;
  return FALSE;
}

static gboolean
verify_once (LapelWorkspace    *self,
             const LapelSuite  *suite,
             const LapelJson   *document,
             const LapelJson   *options,
             const LapelKey    *key,
             const char        *text,
             const Signature   *signature,
             GError           **error)
{
  if (suite->form == LAPEL_PROOF_FORM_SELECTIVE)
    return lapel_ecdsa_sd_verify (self, suite, document, options, text, key, error);
  return check_signature (self, suite, document, options, key, signature, error);
}

/* Processors may write language tags in lower case (json-ld-api §5.1.2), and widely used signers
 * do: a signature over either form is good. */
static gboolean
verify_either_language (LapelWorkspace    *self,
                        const LapelSuite  *suite,
                        const LapelJson   *document,
                        const LapelJson   *options,
                        const LapelKey    *key,
                        const char        *text,
                        const Signature   *signature,
                        GError           **error)
{
  g_autoptr (GError) first_error = NULL;
  gboolean good;

  if (verify_once (self, suite, document, options, key, text, signature, &first_error))
    return TRUE;
  if (suite->canonicalization == LAPEL_CANONICALIZATION_JCS ||
      !g_error_matches (first_error, LAPEL_ERROR, LAPEL_ERROR_SIGNATURE) ||
      !has_upper_languages (self->data.canonical_document))
    {
      g_propagate_error (error, g_steal_pointer (&first_error));
      return FALSE;
    }

  self->lower_languages = TRUE;
  good = verify_once (self, suite, document, options, key, text, signature, error);
  self->lower_languages = FALSE;
  return good;
}

gboolean
lapel_proof_verify (LapelWorkspace   *self,
                    const LapelJson  *document,
                    const LapelJson  *proof,
                    const LapelKey   *key,
                    LapelHashData    *out_hash_data,
                    GError          **error)
{
  const LapelSuite *suite = lapel_suite_for_key (proof, key, error);
  g_auto (Signature) signature = { 0 };
  const LapelJson *options;
  const char *text;
  gboolean good;

  if (suite == NULL)
    return FALSE;
  if (!lapel_json_is_object (document))
    {
      set_malformed (error, "belongs to something that is not an object");
      return FALSE;
    }
  text = signature_text (suite, proof, error);
  if (text == NULL || !read_signature (suite, text, &signature, error))
    return FALSE;

  lapel_workspace_reset (self);
  document = lapel_workspace_secured_part (self, document, proof, error);
  if (document == NULL)
    return FALSE;
  options = lapel_json_without (proof, lapel_suite_signature_member (suite), self->arena);
  good = verify_either_language (self, suite, document, options, key, text, &signature, error);
  /* Empty until both are hashed. */
  if (out_hash_data != NULL && self->data.length > 0)
    lapel_hash_data_copy (&self->data, suite, text, out_hash_data);
  return good;
}
