/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-sd-jwt.h"

#include "lapel-error.h"
#include "lapel-sd-jwt-private.h"

#include <string.h>

struct _LapelSdJwt
{
  LapelArena *arena;       /* owned */
  LapelJws *jws;           /* owned */
  LapelJws *binding;       /* owned; (nullable) */
  char *binding_hash;      /* owned; what @binding must say of the rest; %NULL without it */
  GPtrArray *docs;         /* owned (element-type LapelJsonDoc): the disclosures */
  const LapelJson *claims; /* in the arena, with texts of the payload and the disclosures */
};

static const struct
{
  const char *name;
  LapelHash hash;
} hashes[] = {
  { "sha-256", LAPEL_HASH_SHA256 },
  { "sha-384", LAPEL_HASH_SHA384 },
  { "sha-512", LAPEL_HASH_SHA512 },
};

gboolean
lapel_sd_jwt_looks_like (const char *text,
                         size_t      length)
{
  const char *tilde = memchr (text, '~', length);

  return tilde != NULL && lapel_jws_looks_like (text, (size_t) (tilde - text));
}

/* RFC 9901 §4.1.1; the names are those of IANA's registry of named information. */
static gboolean
read_hash (const LapelJson  *payload,
           LapelHash        *out_hash,
           GError          **error)
{
  const LapelJson *value = lapel_json_get (payload, LAPEL_SD_JWT_HASH);
  const char *name = value != NULL ? lapel_json_as_string (value) : hashes[0].name;

  for (unsigned int i = 0; i < G_N_ELEMENTS (hashes); i++)
    if (g_strcmp0 (name, hashes[i].name) == 0)
      {
        *out_hash = hashes[i].hash;
        return TRUE;
      }
  return lapel_sd_jwt_refuse (error, LAPEL_ERROR_SD_JWT_HASH,
                              "\"_sd_alg\" names no digest that is accepted");
}

/* @start: the key-binding token in @text, or its end. */
static gboolean
read_binding (LapelSdJwt  *self,
              LapelHash    hash,
              const char  *text,
              const char  *start,
              const char  *end,
              GError     **error)
{
  if (start == end)
    return TRUE;
  self->binding = lapel_jws_parse (start, (size_t) (end - start), error);
  if (self->binding == NULL || lapel_jws_get_payload (self->binding, error) == NULL)
    {
      g_prefix_error (error, "key binding: ");
      return FALSE;
    }
  self->binding_hash = lapel_sd_jwt_dup_digest (hash, text, (size_t) (start - text));
  return TRUE;
}

static gboolean
read_token (LapelSdJwt  *self,
            const char  *text,
            size_t       length,
            GError     **error)
{
  const char *end = text + length;
  const char *tilde = memchr (text, '~', length);
  const char *rest = NULL;
  const LapelJson *payload;
  LapelJsonDoc *doc;
  LapelHash hash = LAPEL_HASH_SHA256;

  if (tilde == NULL)
    return lapel_sd_jwt_refuse (error, LAPEL_ERROR_SD_JWT_MALFORMED, "no \"~\" behind the token");
  self->jws = lapel_jws_parse (text, (size_t) (tilde - text), error);
  if (self->jws == NULL)
    return FALSE;
  doc = lapel_jws_get_payload (self->jws, error);
  if (doc == NULL)
    return FALSE;

  payload = lapel_json_doc_get_root (doc);
  if (!read_hash (payload, &hash, error))
    return FALSE;
  self->claims =
      lapel_sd_jwt_build (payload, hash, tilde + 1, end, self->arena, self->docs, &rest, error);
  return self->claims != NULL && read_binding (self, hash, text, rest, end, error);
}

LapelSdJwt *
lapel_sd_jwt_parse (const char  *text,
                    size_t       length,
                    GError     **error)
{
  g_autoptr (LapelSdJwt) self = NULL;

  if (length > LAPEL_JSON_MAX_BYTES)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_LARGE, "an SD-JWT of %zu bytes", length);
      return NULL;
    }
  self = g_new0 (LapelSdJwt, 1);
  self->arena = lapel_arena_new (1024);
  self->docs = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_json_doc_unref);
  if (!read_token (self, text, length, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
lapel_sd_jwt_free (LapelSdJwt *self)
{
  if (self == NULL)
    return;
  lapel_jws_free (self->jws);
  lapel_jws_free (self->binding);
  g_free (self->binding_hash);
  g_ptr_array_unref (self->docs);
  lapel_arena_free (self->arena);
  g_free (self);
}

LapelJws *
lapel_sd_jwt_get_jws (const LapelSdJwt *self)
{
  return self->jws;
}

const LapelJson *
lapel_sd_jwt_get_claims (const LapelSdJwt *self)
{
  return self->claims;
}

gboolean
lapel_sd_jwt_is_disclosed (const LapelSdJwt *self,
                           const char       *name)
{
  const LapelJsonDoc *payload = lapel_jws_get_payload (self->jws, NULL);

  return lapel_json_get (self->claims, name) != NULL &&
         lapel_json_get (lapel_json_doc_get_root (payload), name) == NULL;
}

LapelJws *
lapel_sd_jwt_get_binding (const LapelSdJwt *self)
{
  return self->binding;
}

static gboolean
check_binding_claims (const LapelSdJwt  *self,
                      const LapelJson   *claims,
                      GError           **error)
{
  const LapelJson *issued = lapel_json_get (claims, "iat");
  const char *hash = lapel_json_get_string (claims, "sd_hash");

  if (lapel_json_get_string (claims, "nonce") == NULL ||
      lapel_json_get_string (claims, "aud") == NULL || hash == NULL || issued == NULL ||
      issued->type != LAPEL_JSON_NUMBER)
    return lapel_sd_jwt_refuse (error, LAPEL_ERROR_KEY_BINDING_MALFORMED,
                                "the key binding lacks one of nonce, aud, iat and sd_hash");
  if (strcmp (hash, self->binding_hash) != 0)
    return lapel_sd_jwt_refuse (error, LAPEL_ERROR_KEY_BINDING_HASH,
                                "the key binding was made for other disclosures");
  return TRUE;
}

const LapelJson *
lapel_sd_jwt_verify_binding (const LapelSdJwt  *self,
                             const LapelKey    *key,
                             GError           **error)
{
  const char *type;
  const LapelJson *claims;
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (self->binding != NULL, NULL);

  /* Else a token that the holder once signed for another end could stand in (RFC 8725 §3.11). */
  type = lapel_json_get_string (lapel_jws_get_header (self->binding), "typ");
  if (g_strcmp0 (type, "kb+jwt") != 0)
    {
      lapel_sd_jwt_refuse (error, LAPEL_ERROR_KEY_BINDING_TYPE,
                           "the type of the key binding is not kb+jwt");
      return NULL;
    }
  if (!lapel_jws_verify (self->binding, key, &reason))
    {
      if (g_error_matches (reason, LAPEL_ERROR, LAPEL_ERROR_SIGNATURE))
        reason->code = LAPEL_ERROR_KEY_BINDING_SIGNATURE;
      g_propagate_prefixed_error (error, g_steal_pointer (&reason), "key binding: ");
      return NULL;
    }

  claims = lapel_json_doc_get_root (lapel_jws_get_payload (self->binding, NULL));
  return check_binding_claims (self, claims, error) ? claims : NULL;
}
