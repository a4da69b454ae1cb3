/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-did-private.h"

#include "lapel-encoding.h"
#include "lapel-error.h"

#include <string.h>

/* Finding one verification method in a document that a stranger serves. */

/* Members that hold a public key; a method has exactly one of them, or nobody knows which is meant.
 */
typedef enum
{
  MEMBER_MULTIBASE = 1 << 0,
  MEMBER_JWK = 1 << 1,
  MEMBER_BASE58 = 1 << 2,
} KeyMember;

typedef struct
{
  const char *name;
  unsigned int members;  /* set of KeyMember */
  gboolean only_ed25519; /* older types name their algorithm */
} MethodType;

static const MethodType method_types[] = {
  { "Multikey", MEMBER_MULTIBASE, FALSE },
  { "JsonWebKey", MEMBER_JWK, FALSE },
  { "JsonWebKey2020", MEMBER_JWK, FALSE },
  { "Ed25519VerificationKey2020", MEMBER_MULTIBASE, TRUE },
  { "Ed25519VerificationKey2018", MEMBER_BASE58 | MEMBER_JWK, TRUE },
};

static const struct
{
  const char *name;
  LapelRelation relation;
} relationships[] = {
  { "assertionMethod", LAPEL_RELATION_ASSERTION },
  { "authentication", LAPEL_RELATION_AUTHENTICATION },
};

static const MethodType *
find_type (const LapelJson *method)
{
  const LapelJson *type = lapel_json_get (method, "type");

  for (size_t i = 0; i < G_N_ELEMENTS (method_types); i++)
    if (lapel_json_count (type) == 1 && lapel_json_has_string (type, method_types[i].name))
      return &method_types[i];
  return NULL;
}

static LapelKey *
key_from_base58 (const char  *text,
                 GError     **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) bytes = lapel_base58_decode (text, strlen (text), &reason);

  if (bytes == NULL || g_bytes_get_size (bytes) != 32)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MALFORMED, "publicKeyBase58: %s",
                   bytes == NULL ? reason->message : "not 32 bytes");
      return NULL;
    }
  return lapel_key_new_ed25519 (g_bytes_get_data (bytes, NULL), error);
}

/* The one public key of @method. */
static LapelKey *
read_key_member (const LapelJson  *method,
                 unsigned int      allowed,
                 GError          **error)
{
  const LapelJson *jwk = lapel_json_get (method, "publicKeyJwk");
  const LapelJson *multibase = lapel_json_get (method, "publicKeyMultibase");
  const LapelJson *base58 = lapel_json_get (method, "publicKeyBase58");
  unsigned int found = (jwk != NULL ? MEMBER_JWK : 0u) |
                       (multibase != NULL ? MEMBER_MULTIBASE : 0u) |
                       (base58 != NULL ? MEMBER_BASE58 : 0u);

  if ((found & allowed) == found)
    {
      if (found == MEMBER_JWK)
        return lapel_key_new_jwk (jwk, error);
      if (found == MEMBER_MULTIBASE && lapel_json_as_string (multibase) != NULL)
        return lapel_key_new_multikey (lapel_json_as_string (multibase), error);
      if (found == MEMBER_BASE58 && lapel_json_as_string (base58) != NULL)
        return key_from_base58 (lapel_json_as_string (base58), error);
    }
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MALFORMED,
               "a verification method has exactly one key, in the form of its type");
  return NULL;
}

static LapelKey *
read_key (const LapelJson  *method,
          GError          **error)
{
  static const char *const private_members[] = { "secretKeyMultibase", "secretKeyJwk",
                                                 "privateKeyMultibase", "privateKeyJwk",
                                                 "privateKeyBase58" };
  const MethodType *type = find_type (method);
  LapelKey *key;

  for (size_t i = 0; i < G_N_ELEMENTS (private_members); i++)
    if (lapel_json_get (method, private_members[i]) != NULL)
      {
        g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_PRIVATE,
                     "the document publishes a private key, \"%s\"", private_members[i]);
        return NULL;
      }
  if (type == NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_UNSUPPORTED,
                   "a verification method of an unknown type");
      return NULL;
    }

  key = read_key_member (method, type->members, error);
  if (key != NULL && type->only_ed25519 && lapel_key_get_type (key) != LAPEL_KEY_ED25519)
    {
      g_clear_pointer (&key, lapel_key_unref);
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEY_MALFORMED, "an %s with another kind of key",
                   type->name);
    }
  return key;
}

/* Whether @text, the id of a method or a reference to one, is @url. A DID document has to write it
 * in full; elsewhere "#key" is relative to the document, as any URL is. */
static gboolean
names_method (const char *text,
              const char *controller,
              const char *url)
{
  if (text == NULL)
    return FALSE;
  if (text[0] == '#' && !g_str_has_prefix (controller, "did:"))
    return g_str_has_prefix (url, controller) && g_str_equal (url + strlen (controller), text);
  return g_str_equal (text, url);
}

/* The method in the set @member; @io_method is what was found in other sets. The same one may be
 * said again, but not two that differ. */
static gboolean
look_in_set (const LapelJson  *document,
             const char       *member,
             const char       *controller,
             const char       *url,
             const LapelJson **io_method)
{
  const LapelJson *set = lapel_json_get (document, member);

  for (uint32_t i = 0; i < lapel_json_count (set); i++)
    {
      const LapelJson *item = lapel_json_at (set, i);

      if (!names_method (lapel_json_get_string (item, "id"), controller, url))
        continue;
      if (*io_method != NULL && !lapel_json_equal (*io_method, item))
        return FALSE;
      *io_method = item;
    }
  return TRUE;
}

static gboolean
is_in_relationship (const LapelJson *document,
                    const char      *member,
                    const char      *controller,
                    const char      *url)
{
  const LapelJson *set = lapel_json_get (document, member);

  for (uint32_t i = 0; i < lapel_json_count (set); i++)
    {
      const LapelJson *item = lapel_json_at (set, i);
      const char *text = lapel_json_as_string (item);

      if (names_method (text != NULL ? text : lapel_json_get_string (item, "id"), controller, url))
        return TRUE;
    }
  return FALSE;
}

/* An optional date of the method. */
static gboolean
read_time (const LapelJson  *method,
           const char       *member,
           LapelTime        *out_time,
           GError          **error)
{
  const LapelJson *value = lapel_json_get (method, member);
  const char *text = lapel_json_as_string (value);

  if (value == NULL)
    return TRUE;
  if (text != NULL && lapel_time_parse (text, out_time, NULL, NULL))
    return TRUE;
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_DID_MALFORMED,
               "\"%s\" of a verification method is no date", member);
  return FALSE;
}

static const LapelJson *
find_json (const LapelJson  *document,
           const char       *controller,
           const char       *url,
           GError          **error)
{
  const LapelJson *method = NULL;
  gboolean unique = look_in_set (document, "verificationMethod", controller, url, &method);

  for (size_t i = 0; i < G_N_ELEMENTS (relationships); i++)
    unique = unique && look_in_set (document, relationships[i].name, controller, url, &method);
  if (!unique)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_DID_MALFORMED, "%s is there twice and differs",
                   url);
      return NULL;
    }
  if (method == NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_METHOD_NOT_FOUND, "%s does not list %s",
                   controller, url);
      return NULL;
    }
  if (g_strcmp0 (lapel_json_get_string (method, "controller"), controller) != 0)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_METHOD_CONTROLLER,
                   "%s lists %s, but not as its own", controller, url);
      return NULL;
    }
  return method;
}

LapelMethod *
lapel_method_find (const LapelJson  *document,
                   const char       *controller,
                   const char       *url,
                   GError          **error)
{
  g_autoptr (LapelMethod) self = NULL;
  const LapelJson *method;
  unsigned int relations = 0;
  LapelKey *key;

  if (g_strcmp0 (lapel_json_get_string (document, "id"), controller) != 0)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_DID_MALFORMED,
                   "the document fetched for %s says it is another's", controller);
      return NULL;
    }
  method = find_json (document, controller, url, error);
  key = method != NULL ? read_key (method, error) : NULL;
  if (key == NULL)
    return NULL;

  for (size_t i = 0; i < G_N_ELEMENTS (relationships); i++)
    if (is_in_relationship (document, relationships[i].name, controller, url))
      relations |= relationships[i].relation;
  self = lapel_method_new (url, controller, key, (LapelRelation) relations);
  if (!read_time (method, "expires", &self->expires, error) ||
      !read_time (method, "revoked", &self->revoked, error))
    return NULL;
  return g_steal_pointer (&self);
}
