/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"
#include "lapel-data-integrity.h"
#include "lapel-error.h"

#define MAX_PROOFS 8

/* A secured document: whatever its proofs say, none of them is by a key that signed nothing. */
void
lapel_fuzz (const uint8_t *data,
            size_t         size)
{
  static const guint8 seed[32] = { 7 };
  g_autoptr (LapelJsonDoc) file =
      lapel_json_parse (size > 0 ? (const char *) data : "", size, NULL);
  g_autoptr (LapelWorkspace) workspace = NULL;
  g_autoptr (LapelSigner) signer = NULL;
  const LapelJson *document;
  const LapelJson *proofs;

  if (file == NULL)
    return;
  workspace = lapel_workspace_new (NULL);
  signer = lapel_signer_new (seed);
  document = lapel_json_doc_get_root (file);
  proofs = lapel_json_get (document, "proof");
  for (uint32_t i = 0; i < MIN (lapel_json_count (proofs), MAX_PROOFS); i++)
    {
      g_autoptr (GError) error = NULL;
      LapelHashData hash_data = { 0 };

      g_assert_false (lapel_proof_verify (workspace, document, lapel_json_at (proofs, i),
                                          lapel_signer_get_key (signer), &hash_data, &error));
      g_assert_true (error != NULL && error->domain == LAPEL_ERROR);
      lapel_hash_data_clear (&hash_data);
    }
}
