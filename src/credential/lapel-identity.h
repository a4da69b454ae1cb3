/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What sort of identity a text is; only identities of one kind can be compared. The numbers are in
 * people's wallets. */
typedef enum
{
  LAPEL_IDENTITY_EMAIL,
  LAPEL_IDENTITY_DID,
  LAPEL_IDENTITY_NAME,
  LAPEL_IDENTITY_URL,
  LAPEL_N_IDENTITY_KINDS
} LapelIdentityKind;

/** What @text looks like: "did:…", "https://…", something with an @, and otherwise a name. */
LapelIdentityKind lapel_identity_guess_kind (const char *text);

/** "email", "did", "name", "url"; and back, %FALSE for another word. */
const char *lapel_identity_kind_to_string (LapelIdentityKind kind);
gboolean lapel_identity_kind_from_string (const char        *word,
                                          LapelIdentityKind *out_kind);

/** @text without "mailto:", which says no more than that it is an address. */
const char *lapel_identity_skip_scheme (const char *text);

G_END_DECLS
