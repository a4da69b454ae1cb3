/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-data-integrity.h"

#include "lapel-data-integrity-private.h"
#include "lapel-encoding.h"
#include "lapel-error.h"
#include "lapel-jcs.h"

#define SIGNATURE_LENGTH 64

static void
append_members (GString         *out,
                const LapelJson *object)
{
  for (uint32_t i = 0; i < object->n; i++)
    {
      const LapelJsonMember *member = &object->members[i];
      const LapelJson name = { .type = LAPEL_JSON_STRING,
                               .n = member->name_length,
                               .string = member->name };

      if (i > 0)
        g_string_append_c (out, ',');
      lapel_jcs_append (out, &name);
      g_string_append_c (out, ':');
      lapel_document_append (out, &member->value);
    }
}

void
lapel_document_append (GString         *out,
                       const LapelJson *value)
{
  switch (value->type)
    {
    case LAPEL_JSON_OBJECT:
      g_string_append_c (out, '{');
      append_members (out, value);
      g_string_append_c (out, '}');
      break;
    case LAPEL_JSON_ARRAY:
      g_string_append_c (out, '[');
      for (uint32_t i = 0; i < value->n; i++)
        {
          if (i > 0)
            g_string_append_c (out, ',');
          lapel_document_append (out, &value->items[i]);
        }
      g_string_append_c (out, ']');
      break;
    case LAPEL_JSON_NULL:
    case LAPEL_JSON_FALSE:
    case LAPEL_JSON_TRUE:
    case LAPEL_JSON_NUMBER:
    case LAPEL_JSON_STRING:
    default:
      lapel_jcs_append (out, value);
      break;
    }
}

static const LapelJson *
with_string (const LapelJson *object,
             const char      *name,
             const char      *text,
             LapelArena      *arena)
{
  if (text == NULL)
    return object;
  return lapel_json_with (object, name, lapel_json_new_string (text, arena), arena);
}

/* The proof as it is hashed: all but its proofValue. */
static const LapelJson *
make_options (const LapelSuite        *suite,
              const LapelJson         *document,
              const LapelProofOptions *options,
              const char              *method,
              LapelArena              *arena)
{
  const LapelJson empty = { .type = LAPEL_JSON_OBJECT };
  const LapelJson *context = lapel_json_get (document, "@context");
  const LapelJson *proof = with_string (&empty, "type", suite->type, arena);

  if (g_str_equal (suite->type, LAPEL_PROOF_TYPE))
    proof = with_string (proof, "cryptosuite", suite->name, arena);
  proof = with_string (proof, "created", options->created, arena);
  proof = with_string (proof, "verificationMethod", method, arena);
  proof = with_string (proof, "proofPurpose", options->purpose, arena);
  proof = with_string (proof, "domain", options->domain, arena);
  proof = with_string (proof, "challenge", options->challenge, arena);
  if (suite->canonicalization == LAPEL_CANONICALIZATION_JCS && context != NULL)
    proof = lapel_json_with (proof, "@context", context, arena);
  return proof;
}

char *
lapel_proof_sign (LapelWorkspace           *self,
                  const LapelJson          *document,
                  const LapelProofOptions  *options,
                  const LapelSigner        *signer,
                  GError                  **error)
{
  const LapelSuite *suite = lapel_suite_find (options->suite, LAPEL_KEY_ED25519);
  const char *method = options->method != NULL ? options->method : lapel_signer_get_method (signer);
  guint8 signature[SIGNATURE_LENGTH];
  g_autofree char *encoded = NULL;
  g_autofree char *value = NULL;
  g_autoptr (GString) text = NULL;
  const LapelJson *proof;

  if (suite == NULL || suite->form != LAPEL_PROOF_FORM_VALUE)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_SUITE_UNSUPPORTED,
                   "\"%s\" is no suite that is signed here", options->suite);
      return NULL;
    }
  if (!lapel_json_is_object (document) || lapel_json_get (document, "proof") != NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_PROOF_MALFORMED,
                   "only an object without a proof can be signed");
      return NULL;
    }

  lapel_workspace_reset (self);
  proof = make_options (suite, document, options, method, self->arena);
  if (!lapel_workspace_hash (self, suite, LAPEL_RDF_ESCAPE_RDFC, document, proof, error))
    return NULL;

  lapel_signer_sign (signer, self->data.bytes, self->data.length, signature);
  encoded = lapel_base58_encode (signature, sizeof signature);
  value = g_strconcat ("z", encoded, NULL);
  proof = with_string (proof, "proofValue", value, self->arena);
  text = g_string_new (NULL);
  lapel_document_append (text, lapel_json_with (document, "proof", proof, self->arena));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
