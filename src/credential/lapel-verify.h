/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-credential.h"
#include "lapel-data-integrity.h"
#include "lapel-did.h"
#include "lapel-identity.h"
#include "lapel-report.h"
#include "lapel-status-lists.h"

G_BEGIN_DECLS

/** What the caller knows and these pure layers do not. Texts are borrowed; every list ends with
 * %NULL and may be %NULL. */
typedef struct
{
  LapelTime now;
  LapelLoader loader; /* (nullable): then every document is LAPEL_ERROR_NETWORK_OFF */
  gpointer loader_data;
  const char *const *identities; /* the holder's: addresses, DIDs, names, URLs, as typed */
  const LapelIdentityKind
      *identity_kinds;        /* (nullable): one for each; %NULL: what they look like */
  const char *const *trusted; /* issuer ids the holder trusts */
  const char *const *distrusted;
  const char *challenge;    /* (nullable): what a presentation must answer */
  const char *domain;       /* (nullable) */
  const char *const *notes; /* codes of quirks tolerated while the file was opened; they become
                               notes of the report */
  LapelStatusLists *status_lists; /* (nullable): what is remembered from one credential to the
                                     next */
} LapelVerifyOptions;

/**
 * lapel_credential_complete:
 *
 * An Open Badge up to 2.0 is often no more than the address of a badge: this asks the loader for
 * the documents that belong to it, the hosted ones counting before those in hand (formats.md §2),
 * and reads the model anew from them. What cannot be had stays as it was. Everything else is
 * complete as it is. lapel_credential_verify () completes by itself; who shows or stores the model
 * does it before.
 *
 * Returns: (transfer full): with the original bytes of @self
 */
LapelCredential *lapel_credential_complete (LapelCredential          *self,
                                            const LapelVerifyOptions *options);

/**
 * lapel_credential_verify:
 *
 * Runs every check that can run, the first failure hiding none, and concludes (design.md, "The five
 * questions"; formats.md §3.1, §5.5, §6, §12). Never fails: whatever goes wrong is a row.
 *
 * Returns: (transfer full): a concluded report, with one child for each nested credential
 */
LapelReport *lapel_credential_verify (LapelCredential          *credential,
                                      LapelWorkspace           *workspace,
                                      const LapelVerifyOptions *options);

/**
 * lapel_credential_verify_yours:
 * @last: what lapel_credential_verify () said of @credential
 * @options: its identities; nothing else is looked at
 *
 * Asks anew only whose it is, which needs no cryptography, no document and no time: the rest of
 * @last is copied. Returns: (transfer full): a concluded report of the same time
 */
LapelReport *lapel_credential_verify_yours (LapelCredential          *credential,
                                            const LapelReport        *last,
                                            const LapelVerifyOptions *options);

G_END_DECLS
