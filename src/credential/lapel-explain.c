/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-explain.h"

#include "lapel-check-private.h"
#include "lapel-jcs.h"

#include <string.h>

static void
step_clear (LapelParam *step)
{
  g_free (step->value);
}

static GArray *
steps_new (void)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (LapelParam));

  g_array_set_clear_func (steps, (GDestroyNotify) step_clear);
  return steps;
}

static void
add (GArray     *steps,
     const char *name,
     const char *text)
{
  LapelParam step = { name, g_strdup (text) };

  if (text != NULL)
    g_array_append_val (steps, step);
}

static void
add_hex (GArray       *steps,
         const char   *name,
         const guint8 *bytes,
         size_t        length)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (size_t i = 0; i < length; i++)
    g_string_append_printf (text, "%02x", bytes[i]);
  add (steps, name, text->str);
}

static void
add_outcome (GArray       *steps,
             const GError *error)
{
  add (steps, "outcome", error != NULL ? lapel_error_nick_of (error) : "ok");
  add (steps, "message", error != NULL ? error->message : NULL);
}

static void
add_source (GArray            *steps,
            const LapelMethod *method)
{
  g_autofree char *location = NULL;

  if (g_str_has_prefix (method->controller, "did:web:"))
    location = lapel_did_web_to_url (method->controller, NULL);
  else if (g_str_has_prefix (method->controller, "https://"))
    location = g_strdup (method->controller);
  add (steps, "key-from", location != NULL ? location : "identifier");
}

static void
add_key (GArray         *steps,
         const LapelKey *key)
{
  g_autofree char *text = lapel_key_dup_multikey (key);

  add (steps, "key", text);
}

/* The key of the method @url, or %NULL with an error; (transfer full) */
static LapelKey *
find_key (LapelRun    *run,
          GArray      *steps,
          const char  *url,
          GError     **error)
{
  g_autoptr (LapelMethod) method = NULL;
  LapelKey *key = NULL;

  add (steps, "method", url);
  method = lapel_run_resolve (run, url, error);
  if (method != NULL)
    {
      key = lapel_key_ref (method->key);
      add_source (steps, method);
    }
  else
    {
      key = lapel_method_key_from_fragment (url);
      if (key == NULL)
        return NULL;
      g_clear_error (error);
      add (steps, "key-from", "fragment");
    }
  add_key (steps, key);
  return key;
}

static void
add_hash_data (GArray              *steps,
               const LapelHashData *data)
{
  size_t half = data->length / 2;

  if (data->length == 0)
    return;
  add (steps, "canonical-options", data->canonical_options->str);
  add (steps, "canonical-document", data->canonical_document->str);
  add_hex (steps, "options-hash", data->bytes, half);
  add_hex (steps, "document-hash", data->bytes + half, half);
  add_hex (steps, "hash-data", data->bytes, data->length);
  add_hex (steps, "signed-bytes", data->message->data, data->message->len);
}

static void
explain_proof (LapelRun        *run,
               const LapelJson *proof,
               GArray          *steps)
{
  const LapelCredential *credential = run->credential;
  const char *url = lapel_json_get_string (proof, "verificationMethod");
  const char *signature = lapel_json_get_string (proof, "proofValue");
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelKey) key = NULL;
  LapelHashData data = { 0 };
  const LapelSuite *suite = lapel_suite_for_proof (proof, &error);

  if (suite != NULL)
    {
      add (steps, "suite", lapel_suite_get_name (suite));
      if (url != NULL)
        key = find_key (run, steps, url, &error);
      else
        g_set_error (&error, LAPEL_ERROR, LAPEL_ERROR_PROOF_MALFORMED,
                     "verificationMethod is missing");
    }
  if (key != NULL)
    lapel_proof_verify (run->workspace, credential->document, proof, key, &data, &error);
  else if (suite != NULL)
    lapel_proof_hash (run->workspace, credential->document, proof, &data, NULL);

  add_hash_data (steps, &data);
  add (steps, "signature", signature != NULL ? signature : lapel_json_get_string (proof, "jws"));
  add_outcome (steps, error);
  lapel_hash_data_clear (&data);
}

/* The key of the issuer of an SD-JWT, as it publishes it; (transfer full) */
static LapelKey *
find_key_of_issuer (LapelRun  *run,
                    GArray    *steps,
                    GError   **error)
{
  g_autoptr (LapelMethod) method = lapel_run_resolve_jwt_issuer (run, error);

  if (method == NULL)
    return NULL;
  add (steps, "method", method->id);
  add (steps, "key-from", "issuer-metadata");
  add_key (steps, method->key);
  return lapel_key_ref (method->key);
}

static void
explain_token (LapelRun *run,
               GArray   *steps)
{
  const LapelJws *jws = run->credential->jws;
  LapelKey *header_key = lapel_jws_get_header_key (jws);
  size_t length = 0;
  const guint8 *signature = g_bytes_get_data (lapel_jws_get_signature (jws), &length);
  g_autofree char *url = lapel_token_method_url (run->credential);
  g_autoptr (GString) header = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelKey) key = NULL;

  add (steps, "suite", lapel_jws_get_algorithm_name (jws));
  if (url != NULL)
    key = find_key (run, steps, url, &error);
  else if (header_key == NULL && lapel_token_names_key_of_issuer (run))
    key = find_key_of_issuer (run, steps, &error);
  else if (header_key != NULL)
    {
      key = lapel_key_ref (header_key);
      add (steps, "key-from", "header");
      add_key (steps, key);
    }
  else
    g_set_error (&error, LAPEL_ERROR, LAPEL_ERROR_JWS_NO_KEY, "the header names no key");

  lapel_jcs_append (header, lapel_jws_get_header (jws));
  add (steps, "header", header->str);
  add (steps, "signing-input", lapel_jws_get_signing_input (jws));
  add_hex (steps, "signature", signature, length);
  if (key != NULL)
    lapel_jws_verify (jws, key, &error);
  add_outcome (steps, error);
}

static void
explain_proofs (LapelRun  *run,
                GPtrArray *explanations)
{
  const LapelJson *proofs = lapel_json_get (run->credential->document, "proof");
  uint32_t n = MIN (lapel_json_count (proofs), LAPEL_MAX_PROOFS);

  for (uint32_t i = 0; i < n; i++)
    {
      GArray *steps = steps_new ();

      add (steps, "credential", run->credential->id);
      explain_proof (run, lapel_json_at (proofs, i), steps);
      g_ptr_array_add (explanations, steps);
    }
}

static void explain (LapelRun  *run,
                     GPtrArray *explanations);

static void
explain_nested (const LapelRun  *run,
                const GPtrArray *credentials,
                GPtrArray       *explanations)
{
  for (unsigned int i = 0; credentials != NULL && i < credentials->len; i++)
    {
      LapelRun nested = *run;

      nested.credential = g_ptr_array_index (credentials, i);
      explain (&nested, explanations);
    }
}

static void
explain (LapelRun  *run,
         GPtrArray *explanations)
{
  const LapelCredential *credential = run->credential;

  if (credential->jws != NULL)
    {
      GArray *steps = steps_new ();

      add (steps, "credential", credential->id);
      explain_token (run, steps);
      g_ptr_array_add (explanations, steps);
    }
  else
    explain_proofs (run, explanations);

  explain_nested (run, credential->children, explanations);
  explain_nested (run, credential->endorsements, explanations);
}

GPtrArray *
lapel_credential_explain (LapelCredential          *credential,
                          LapelWorkspace           *workspace,
                          const LapelVerifyOptions *options)
{
  GPtrArray *explanations = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  LapelRun run = { .credential = credential, .workspace = workspace, .options = options };

  explain (&run, explanations);
  return explanations;
}
