/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-identity.h"

#include <string.h>

static const char *const kind_words[LAPEL_N_IDENTITY_KINDS] = {
  [LAPEL_IDENTITY_EMAIL] = "email",
  [LAPEL_IDENTITY_DID] = "did",
  [LAPEL_IDENTITY_NAME] = "name",
  [LAPEL_IDENTITY_URL] = "url",
};

const char *
lapel_identity_skip_scheme (const char *text)
{
  return g_str_has_prefix (text, "mailto:") ? text + strlen ("mailto:") : text;
}

LapelIdentityKind
lapel_identity_guess_kind (const char *text)
{
  if (g_str_has_prefix (text, "did:"))
    return LAPEL_IDENTITY_DID;
  if (g_str_has_prefix (text, "https://") || g_str_has_prefix (text, "http://"))
    return LAPEL_IDENTITY_URL;
  return strchr (text, '@') != NULL ? LAPEL_IDENTITY_EMAIL : LAPEL_IDENTITY_NAME;
}

const char *
lapel_identity_kind_to_string (LapelIdentityKind kind)
{
  g_return_val_if_fail ((unsigned int) kind < LAPEL_N_IDENTITY_KINDS, NULL);
  return kind_words[kind];
}

gboolean
lapel_identity_kind_from_string (const char        *word,
                                 LapelIdentityKind *out_kind)
{
  for (unsigned int i = 0; i < LAPEL_N_IDENTITY_KINDS; i++)
    if (g_strcmp0 (word, kind_words[i]) == 0)
      {
        *out_kind = (LapelIdentityKind) i;
        return TRUE;
      }
  return FALSE;
}
