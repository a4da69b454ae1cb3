/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-verify.h"

G_BEGIN_DECLS

/* What this program signs itself, so that each rule can be tried on a document that breaks just it.
 */

#define VERIFY_CREATED "2026-07-01T00:00:00Z"
#define VERIFY_NOW     "2026-08-01T00:00:00Z"

typedef struct
{
  LapelSigner *issuer;
  LapelSigner *holder;
  LapelWorkspace *workspace;
  LapelVerifyOptions options;
} VerifyFixture;

void verify_set_up (VerifyFixture *fixture,
                    gconstpointer  data);
void verify_tear_down (VerifyFixture *fixture,
                       gconstpointer  data);

/** @text with an eddsa-jcs-2022 proof; @challenge, if given, comes with a domain. Returns:
 * (transfer full) */
char *verify_sign (VerifyFixture     *fixture,
                   const char        *text,
                   const char        *purpose,
                   const char        *challenge,
                   const LapelSigner *signer);

/** @text with a proof by the fixture's issuer that names @method as its own. Returns: (transfer
 * full) */
char *verify_sign_as (VerifyFixture *fixture,
                      const char    *text,
                      const char    *method);

/** A compact token by @signer with @more_header members; @kid (nullable) is the signer's own
 * otherwise. Returns: (transfer full) */
char *verify_token (const LapelSigner *signer,
                    const char        *kid,
                    const char        *more_header,
                    const char        *payload);

/** A badge by the fixture's issuer with @more members, and @subject members of its subject.
 * Returns: (transfer full) */
char *verify_badge (VerifyFixture *fixture,
                    const char    *more,
                    const char    *subject);

/** Parses what must be readable, and verifies it. Returns: (transfer full) */
LapelReport *verify_text (VerifyFixture *fixture,
                          const char    *text);

/** The row that decides @question is this one. */
void verify_assert_row (const LapelReport *report,
                        LapelQuestion      question,
                        LapelOutcome       outcome,
                        const char        *code);

G_END_DECLS
