/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-data-integrity.h"

#include "lapel-data-integrity-private.h"
#include "lapel-ecdsa-sd-private.h"
#include "lapel-encoding.h"
#include "lapel-error.h"

#include <string.h>

/* What a proof signs, for whoever looks for the first step that differs. */

/* Of ecdsa-sd-2023: the hash of the options, the key of the statements, the hash of the mandatory
 * ones. */
static void
append_selective (const LapelHashData *data,
                  const char          *signature,
                  GByteArray          *out)
{
  g_autoptr (LapelEcdsaSdValue) value = lapel_ecdsa_sd_value_parse (signature, NULL);
  unsigned int half = (unsigned int) data->length / 2;

  if (value == NULL)
    return;
  g_byte_array_append (out, data->bytes, half);
  g_byte_array_append (out, value->public_key, sizeof value->public_key);
  g_byte_array_append (out, data->bytes + half, half);
}

static GByteArray *
make_message (const LapelHashData *data,
              const LapelSuite    *suite,
              const char          *signature)
{
  GByteArray *message = g_byte_array_new ();

  if (suite->form == LAPEL_PROOF_FORM_SELECTIVE)
    {
      append_selective (data, signature, message);
      return message;
    }
  /* RFC 7797 §5: the header as it stands there, a dot, and the payload as it is. */
  if (suite->form == LAPEL_PROOF_FORM_JWS)
    {
      g_byte_array_append (message, (const guint8 *) signature,
                           (unsigned int) strcspn (signature, "."));
      g_byte_array_append (message, (const guint8 *) ".", 1);
    }
  g_byte_array_append (message, data->bytes, (unsigned int) data->length);
  return message;
}

void
lapel_hash_data_copy (const LapelHashData *from,
                      const LapelSuite    *suite,
                      const char          *signature,
                      LapelHashData       *to)
{
  to->canonical_document =
      g_string_new_len (from->canonical_document->str, (gssize) from->canonical_document->len);
  to->canonical_options =
      g_string_new_len (from->canonical_options->str, (gssize) from->canonical_options->len);
  memcpy (to->bytes, from->bytes, sizeof to->bytes);
  to->length = from->length;
  to->message = make_message (from, suite, signature);
}

/* The row of the suite that makes signatures as long as this one. */
static const LapelSuite *
find_row (const LapelSuite *suite,
          const char       *signature)
{
  const LapelSuite *other = lapel_suite_find (suite->name, LAPEL_KEY_P384);
  g_autoptr (GBytes) bytes = NULL;

  if (other == NULL || suite->form != LAPEL_PROOF_FORM_VALUE)
    return suite;
  bytes = lapel_multibase_decode (signature, NULL, NULL);
  return bytes != NULL && g_bytes_get_size (bytes) == other->signature_length ? other : suite;
}

gboolean
lapel_proof_hash (LapelWorkspace   *self,
                  const LapelJson  *document,
                  const LapelJson  *proof,
                  LapelHashData    *out_hash_data,
                  GError          **error)
{
  const LapelSuite *suite = lapel_suite_for_proof (proof, error);
  const char *member = suite != NULL ? lapel_suite_signature_member (suite) : NULL;
  const char *signature = member != NULL ? lapel_json_get_string (proof, member) : NULL;
  const LapelJson *options;
  gboolean done;

  if (suite == NULL)
    return FALSE;
  if (signature == NULL || !lapel_json_is_object (document))
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_PROOF_MALFORMED, "the proof lacks its %s",
                   member);
      return FALSE;
    }

  suite = find_row (suite, signature);
  lapel_workspace_reset (self);
  document = lapel_workspace_secured_part (self, document, proof, error);
  if (document == NULL)
    return FALSE;
  options = lapel_json_without (proof, member, self->arena);
  if (suite->form == LAPEL_PROOF_FORM_SELECTIVE)
    done = lapel_ecdsa_sd_verify (self, suite, document, options, signature, NULL, error);
  else
    done = lapel_workspace_hash (self, suite, LAPEL_RDF_ESCAPE_RDFC, document, options, error);
  if (done)
    lapel_hash_data_copy (&self->data, suite, signature, out_hash_data);
  return done;
}
