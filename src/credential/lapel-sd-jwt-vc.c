/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-credential-private.h"

#include <string.h>

/* SD-JWT VC (draft-ietf-oauth-sd-jwt-vc) in the model. Its claims are the issuer's choice; only the
 * registered ones have a fixed meaning, and no more is read into the others. */

/* The end of a vct that is a word: "diploma" of "https://campus.example/vct/diploma" or of
 * "urn:example:diploma:1". What is shown of it comes from the vct's own document, which is not
 * here. */
static const char *
find_word (const char *vct,
           LapelArena *arena)
{
  size_t end = strlen (vct);

  while (end > 0)
    {
      size_t start = end;

      while (start > 0 && strchr (":/#?", vct[start - 1]) == NULL)
        start--;
      /* Not a number or a version. */
      if (end - start > 1 && g_ascii_isalpha (vct[start]) && g_ascii_isalpha (vct[start + 1]))
        return lapel_arena_strndup (arena, vct + start, end - start);
      end = start > 0 ? start - 1 : 0;
    }
  return vct;
}

/* The claim "name" is a person's (OpenID Connect Core §5.1), not the credential's. */
static const char *
find_subject_name (const LapelCredential *self)
{
  const char *name = lapel_json_get_string (self->claims, "name");
  const char *given = lapel_json_get_string (self->claims, "given_name");
  const char *family = lapel_json_get_string (self->claims, "family_name");
  g_autofree char *both = NULL;

  if (name != NULL || given == NULL || family == NULL)
    return name;
  both = g_strconcat (given, " ", family, NULL);
  return lapel_arena_strndup (self->arena, both, strlen (both));
}

const char *
lapel_credential_find_bound_did (const LapelCredential *self,
                                 const LapelJson       *confirmation)
{
  const LapelJson *jwk = lapel_json_get (confirmation, "jwk");
  const char *kid = lapel_json_get_string (confirmation, "kid");
  g_autoptr (LapelKey) key = lapel_json_is_object (jwk) ? lapel_key_new_jwk (jwk, NULL) : NULL;
  g_autofree char *multikey = key != NULL ? lapel_key_dup_multikey (key) : NULL;
  g_autofree char *did = NULL;

  if (multikey != NULL)
    did = g_strconcat ("did:key:", multikey, NULL);
  else if (jwk == NULL && kid != NULL && g_str_has_prefix (kid, "did:"))
    did = g_strndup (kid, strcspn (kid, "#"));
  return did != NULL ? lapel_arena_strndup (self->arena, did, strlen (did)) : NULL;
}

static void
add_recipient (LapelCredential *self,
               LapelRecipient  *recipients,
               const char      *type,
               const char      *identity)
{
  if (identity != NULL)
    recipients[self->n_recipients++] = (LapelRecipient){ .type = type, .identity = identity };
}

static void
read_recipients (LapelCredential *self)
{
  LapelRecipient *recipients = lapel_arena_new_array (self->arena, LapelRecipient, 3);

  self->recipients = recipients;
  add_recipient (self, recipients, "id", self->subject_id);
  add_recipient (self, recipients, "emailAddress", lapel_json_get_string (self->claims, "email"));
  add_recipient (self, recipients, LAPEL_RECIPIENT_KEY,
                 lapel_credential_find_bound_did (self, lapel_json_get (self->claims, "cnf")));
}

static void
read_dates (LapelCredential *self)
{
  const LapelJson *claims = self->claims;

  lapel_numeric_date (lapel_json_get (claims, "nbf"), &self->valid_from);
  lapel_numeric_date (lapel_json_get (claims, "exp"), &self->valid_until);
  self->awarded = self->valid_from;
  if (self->awarded == LAPEL_TIME_NONE)
    lapel_numeric_date (lapel_json_get (claims, "iat"), &self->awarded);
}

void
lapel_credential_read_sd_jwt_vc (LapelCredential *self)
{
  const LapelJson *claims = self->claims;
  const char *vct = lapel_json_get_string (claims, "vct");
  const char **tags = lapel_arena_new_array (self->arena, const char *, 1);

  tags[0] = NULL;
  self->tags = tags;
  self->issuer.id = lapel_json_get_string (claims, "iss");
  self->id = lapel_json_get_string (claims, "jti");
  self->subject_id = lapel_json_get_string (claims, "sub");
  self->subject_name = find_subject_name (self);
  self->achievement_id = vct;
  self->achievement_type = vct != NULL ? find_word (vct, self->arena) : NULL;
  self->title =
      self->achievement_type != NULL && *vct != '\0' ? self->achievement_type : "SD-JWT VC";
  self->kind = lapel_credential_find_kind (self);
  read_recipients (self);
  read_dates (self);
}
