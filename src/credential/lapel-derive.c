/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-derive.h"

#include "lapel-check-private.h"

#define SUITE "ecdsa-sd-2023"

static const LapelJson *
find_proof (const LapelCredential *credential)
{
  const LapelJson *proofs =
      credential->jws == NULL ? lapel_json_get (credential->document, "proof") : NULL;

  for (uint32_t i = 0; i < lapel_json_count (proofs); i++)
    {
      const LapelJson *proof = lapel_json_at (proofs, i);

      if (lapel_json_has_string (lapel_json_get (proof, "cryptosuite"), SUITE))
        return proof;
    }
  return NULL;
}

char *
lapel_credential_derive (const LapelCredential     *credential,
                         LapelWorkspace            *workspace,
                         const LapelVerifyOptions  *options,
                         const char *const         *pointers,
                         GError                   **error)
{
  LapelRun run = { .credential = credential, .workspace = workspace, .options = options };
  const LapelJson *proof = find_proof (credential);
  const char *url = lapel_json_get_string (proof, "verificationMethod");
  g_autoptr (LapelMethod) method = NULL;

  if (proof == NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_SELECTION,
                   "it has no proof of " SUITE ", and can be shown only as a whole");
      return NULL;
    }
  if (url == NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_PROOF_MALFORMED,
                   "verificationMethod is missing");
      return NULL;
    }
  method = lapel_run_resolve (&run, url, error);
  if (method == NULL)
    return NULL;
  return lapel_proof_derive (workspace, credential->document, proof, method->key, pointers, error);
}
