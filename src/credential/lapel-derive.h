/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-verify.h"

G_BEGIN_DECLS

/**
 * lapel_credential_derive:
 * @pointers: (array zero-terminated=1): JSON Pointers to what is shown beside what the issuer made
 * mandatory
 *
 * Shows a part of @credential, which is its holder's and has a base proof of ecdsa-sd-2023; see
 * lapel_proof_derive (). The first such proof is used, with its issuer's key.
 *
 * Returns: (transfer full): JSON text of a credential that stands for itself. Errors:
 * LAPEL_ERROR_SELECTION also where it has no such proof; those of lapel_method_resolve () and
 * lapel_proof_derive ()
 */
char *lapel_credential_derive (const LapelCredential     *credential,
                               LapelWorkspace            *workspace,
                               const LapelVerifyOptions  *options,
                               const char *const         *pointers,
                               GError                   **error);

G_END_DECLS
