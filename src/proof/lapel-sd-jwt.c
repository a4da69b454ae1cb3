/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-sd-jwt.h"

#include "lapel-crypto.h"
#include "lapel-encoding.h"
#include "lapel-error.h"
#include "lapel-json-private.h"

#include <string.h>

/* More than any credential has things to leave out. */
#define MAX_DISCLOSURES 4096

/* The names that belong to the format itself (RFC 9901 §4). */
#define DIGESTS "_sd"
#define HASH    "_sd_alg"
#define ELEMENT "..."

struct _LapelSdJwt
{
  LapelArena *arena;       /* owned */
  LapelJws *jws;           /* owned */
  LapelJws *binding;       /* owned; (nullable) */
  char *binding_hash;      /* owned; what @binding must say of the rest; %NULL without it */
  GPtrArray *docs;         /* owned (element-type LapelJsonDoc): the disclosures */
  const LapelJson *claims; /* in the arena, with texts of the payload and the disclosures */
};

/** One disclosure. */
typedef struct
{
  char *digest;          /* owned; as it stands in the payload */
  const LapelJson *name; /* (nullable): then it is an element of a list */
  const LapelJson *value;
  gboolean used;
} Disclosure;

/** One putting together of one payload. */
typedef struct
{
  LapelSdJwt *token;   /* borrowed */
  GArray *disclosures; /* (element-type Disclosure): ordered by digest */
  GPtrArray *digests;  /* (element-type utf8): every one that was met; borrowed */
  unsigned int depth;
} Builder;

static const struct
{
  const char *name;
  LapelHash hash;
} hashes[] = {
  { "sha-256", LAPEL_HASH_SHA256 },
  { "sha-384", LAPEL_HASH_SHA384 },
  { "sha-512", LAPEL_HASH_SHA512 },
};

static gboolean build_value (Builder          *self,
                             const LapelJson  *value,
                             LapelJson        *out,
                             GError          **error);

static gboolean
refuse (GError     **error,
        LapelError   code,
        const char  *message)
{
  g_set_error (error, LAPEL_ERROR, (int) code, "SD-JWT: %s", message);
  return FALSE;
}

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
  const LapelJson *value = lapel_json_get (payload, HASH);
  const char *name = value != NULL ? lapel_json_as_string (value) : hashes[0].name;

  for (unsigned int i = 0; i < G_N_ELEMENTS (hashes); i++)
    if (g_strcmp0 (name, hashes[i].name) == 0)
      {
        *out_hash = hashes[i].hash;
        return TRUE;
      }
  return refuse (error, LAPEL_ERROR_SD_JWT_HASH, "\"_sd_alg\" names no digest that is accepted");
}

static char *
dup_digest (LapelHash   hash,
            const char *text,
            size_t      length)
{
  guint8 digest[LAPEL_HASH_MAX];

  lapel_hash (hash, text, length, digest);
  return lapel_base64url_encode (digest, lapel_hash_size (hash));
}

static void
disclosure_clear (Disclosure *self)
{
  g_free (self->digest);
}

static int
compare_disclosures_cb (const void *a,
                        const void *b)
{
  return strcmp (((const Disclosure *) a)->digest, ((const Disclosure *) b)->digest);
}

static int
compare_texts_cb (const void *a,
                  const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
is_reserved (const char *name)
{
  return strcmp (name, DIGESTS) == 0 || strcmp (name, HASH) == 0 || strcmp (name, ELEMENT) == 0;
}

/* [salt, name, value] or [salt, value] (RFC 9901 §4.2). */
static gboolean
read_disclosure (const LapelJson  *list,
                 Disclosure       *out,
                 GError          **error)
{
  if (!lapel_json_is_array (list) || list->n < 2 || list->n > 3)
    return refuse (error, LAPEL_ERROR_SD_JWT_MALFORMED, "a disclosure is no list of two or three");
  if (list->items[0].type != LAPEL_JSON_STRING)
    return refuse (error, LAPEL_ERROR_SD_JWT_MALFORMED, "the salt of a disclosure is no text");

  out->value = &list->items[list->n - 1];
  out->name = list->n == 3 ? &list->items[1] : NULL;
  if (out->name == NULL)
    return TRUE;
  if (out->name->type != LAPEL_JSON_STRING)
    return refuse (error, LAPEL_ERROR_SD_JWT_MALFORMED, "the name in a disclosure is no text");
  if (is_reserved (out->name->string))
    return refuse (error, LAPEL_ERROR_SD_JWT_RESERVED,
                   "a disclosure has a name that belongs to the format");
  return TRUE;
}

static gboolean
add_disclosure (Builder     *self,
                LapelHash    hash,
                const char  *text,
                size_t       length,
                GError     **error)
{
  g_autoptr (GBytes) bytes = NULL;
  LapelJsonDoc *doc;
  Disclosure disclosure = { 0 };

  if (self->disclosures->len == MAX_DISCLOSURES)
    return refuse (error, LAPEL_ERROR_TOO_COMPLEX, "more than 4,096 disclosures");
  bytes = length > 0 ? lapel_base64url_decode (text, length, NULL) : NULL;
  if (bytes == NULL)
    return refuse (error, LAPEL_ERROR_SD_JWT_MALFORMED, "a disclosure is not base64url");
  doc = lapel_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
  if (doc == NULL)
    {
      g_prefix_error (error, "SD-JWT: disclosure %u: ", self->disclosures->len + 1);
      return FALSE;
    }
  g_ptr_array_add (self->token->docs, doc);
  if (!read_disclosure (lapel_json_doc_get_root (doc), &disclosure, error))
    return FALSE;

  disclosure.digest = dup_digest (hash, text, length);
  g_array_append_val (self->disclosures, disclosure);
  return TRUE;
}

/* Each has a "~" behind it; what follows the last one is @out_rest. */
static gboolean
read_disclosures (Builder     *self,
                  LapelHash    hash,
                  const char  *text,
                  const char  *end,
                  const char **out_rest,
                  GError     **error)
{
  const char *tilde;

  while ((tilde = memchr (text, '~', (size_t) (end - text))) != NULL)
    {
      if (!add_disclosure (self, hash, text, (size_t) (tilde - text), error))
        return FALSE;
      text = tilde + 1;
    }
  *out_rest = text;

  g_array_sort (self->disclosures, compare_disclosures_cb);
  for (unsigned int i = 1; i < self->disclosures->len; i++)
    if (compare_disclosures_cb (&g_array_index (self->disclosures, Disclosure, i - 1),
                                &g_array_index (self->disclosures, Disclosure, i)) == 0)
      return refuse (error, LAPEL_ERROR_SD_JWT_DIGEST, "the same disclosure twice");
  return TRUE;
}

/* The disclosure that the digest @value stands for; %NULL where it was left out, or where there is
 * none and the digest is a decoy. */
static gboolean
take_disclosure (Builder           *self,
                 const LapelJson   *value,
                 const Disclosure **out_disclosure,
                 GError           **error)
{
  Disclosure wanted = { 0 };
  Disclosure *found = NULL;
  unsigned int place;

  if (value->type != LAPEL_JSON_STRING)
    return refuse (error, LAPEL_ERROR_SD_JWT_MALFORMED, "a digest is no text");
  g_ptr_array_add (self->digests, (gpointer) value->string);

  wanted.digest = (char *) value->string;
  if (g_array_binary_search (self->disclosures, &wanted, compare_disclosures_cb, &place))
    {
      found = &g_array_index (self->disclosures, Disclosure, place);
      if (found->used)
        return refuse (error, LAPEL_ERROR_SD_JWT_DIGEST, "one digest stands in two places");
      found->used = TRUE;
    }
  *out_disclosure = found;
  return TRUE;
}

/* Adds what the digest @digest stands for, if it is there, to the @n members of an object. */
static gboolean
add_member (Builder          *self,
            const LapelJson  *digest,
            LapelJsonMember  *members,
            uint32_t         *n,
            GError          **error)
{
  const Disclosure *disclosure;
  LapelJsonMember *member = &members[*n];

  if (!take_disclosure (self, digest, &disclosure, error))
    return FALSE;
  if (disclosure == NULL)
    return TRUE;
  if (disclosure->name == NULL)
    return refuse (error, LAPEL_ERROR_SD_JWT_MALFORMED, "a list's element stands for a claim");

  member->name = disclosure->name->string;
  member->name_length = disclosure->name->n;
  (*n)++;
  return build_value (self, disclosure->value, &member->value, error);
}

/* Names come from strangers, and so do their number: sorting keeps the work in bounds. */
static gboolean
has_name_twice (const LapelJson *object)
{
  g_autofree const LapelJsonMember **sorted = lapel_json_sort_members (object);

  for (uint32_t i = 1; i < object->n; i++)
    if (sorted[i - 1]->name_length == sorted[i]->name_length &&
        memcmp (sorted[i - 1]->name, sorted[i]->name, sorted[i]->name_length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
build_object (Builder          *self,
              const LapelJson  *object,
              LapelJson        *out,
              GError          **error)
{
  const LapelJson *digests = lapel_json_get (object, DIGESTS);
  uint32_t n_digests = lapel_json_is_array (digests) ? digests->n : 0;
  size_t size = (size_t) object->n + MIN (n_digests, self->disclosures->len);
  LapelJsonMember *members = lapel_arena_new_array (self->token->arena, LapelJsonMember, size);
  uint32_t n = 0;

  if (digests != NULL && !lapel_json_is_array (digests))
    return refuse (error, LAPEL_ERROR_SD_JWT_MALFORMED, "\"_sd\" is no list");

  for (uint32_t i = 0; i < object->n; i++)
    {
      if (&object->members[i].value == digests)
        continue;
      if (strcmp (object->members[i].name, ELEMENT) == 0)
        return refuse (error, LAPEL_ERROR_SD_JWT_RESERVED, "a claim has the name \"...\"");
      members[n] = object->members[i];
      if (!build_value (self, &object->members[i].value, &members[n++].value, error))
        return FALSE;
    }
  for (uint32_t i = 0; i < n_digests; i++)
    if (!add_member (self, &digests->items[i], members, &n, error))
      return FALSE;

  *out = (LapelJson){ .type = LAPEL_JSON_OBJECT, .n = n, .members = members };
  if (n_digests > 0 && has_name_twice (out))
    return refuse (error, LAPEL_ERROR_SD_JWT_OVERWRITTEN,
                   "a disclosure names a claim that is there");
  return TRUE;
}

/* Adds @element of a list to @items, or what its digest stands for, or nothing. */
static gboolean
add_element (Builder          *self,
             const LapelJson  *element,
             LapelJson        *items,
             uint32_t         *n,
             GError          **error)
{
  const LapelJson *digest = lapel_json_get (element, ELEMENT);
  const Disclosure *disclosure;

  if (digest == NULL)
    return build_value (self, element, &items[(*n)++], error);
  if (element->n != 1)
    return refuse (error, LAPEL_ERROR_SD_JWT_MALFORMED, "something stands beside \"...\"");
  if (!take_disclosure (self, digest, &disclosure, error))
    return FALSE;
  if (disclosure == NULL)
    return TRUE;
  if (disclosure->name != NULL)
    return refuse (error, LAPEL_ERROR_SD_JWT_MALFORMED, "a claim stands for a list's element");
  return build_value (self, disclosure->value, &items[(*n)++], error);
}

static gboolean
build_array (Builder          *self,
             const LapelJson  *array,
             LapelJson        *out,
             GError          **error)
{
  LapelJson *items = lapel_arena_new_array (self->token->arena, LapelJson, array->n);
  uint32_t n = 0;

  for (uint32_t i = 0; i < array->n; i++)
    if (!add_element (self, &array->items[i], items, &n, error))
      return FALSE;
  *out = (LapelJson){ .type = LAPEL_JSON_ARRAY, .n = n, .items = items };
  return TRUE;
}

/* @value with every digest replaced by what it stands for, at whatever depth. */
static gboolean
build_value (Builder          *self,
             const LapelJson  *value,
             LapelJson        *out,
             GError          **error)
{
  gboolean done = TRUE;

  if (value->type != LAPEL_JSON_OBJECT && value->type != LAPEL_JSON_ARRAY)
    {
      *out = *value;
      return TRUE;
    }
  if (self->depth == LAPEL_JSON_MAX_DEPTH)
    return refuse (error, LAPEL_ERROR_JSON_DEPTH, "nested too deeply once it is put together");

  self->depth++;
  done = value->type == LAPEL_JSON_OBJECT ? build_object (self, value, out, error)
                                          : build_array (self, value, out, error);
  self->depth--;
  return done;
}

/* What only the whole can show (RFC 9901 §7.1, steps 4 and 5). */
static gboolean
check_digests (Builder  *self,
               GError  **error)
{
  for (unsigned int i = 0; i < self->disclosures->len; i++)
    if (!g_array_index (self->disclosures, Disclosure, i).used)
      return refuse (error, LAPEL_ERROR_SD_JWT_UNUSED, "a disclosure that no digest stands for");

  g_ptr_array_sort (self->digests, compare_texts_cb);
  for (unsigned int i = 1; i < self->digests->len; i++)
    if (strcmp (self->digests->pdata[i - 1], self->digests->pdata[i]) == 0)
      return refuse (error, LAPEL_ERROR_SD_JWT_DIGEST, "one digest stands in two places");
  return TRUE;
}

static gboolean
build_claims (Builder          *self,
              const LapelJson  *payload,
              GError          **error)
{
  LapelArena *arena = self->token->arena;
  LapelJson *claims = lapel_arena_new_array (arena, LapelJson, 1);

  if (!build_value (self, payload, claims, error) || !check_digests (self, error))
    return FALSE;
  self->token->claims = lapel_json_without (claims, HASH, arena);
  return TRUE;
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
  self->binding_hash = dup_digest (hash, text, (size_t) (start - text));
  return TRUE;
}

static gboolean
read_token (LapelSdJwt  *self,
            const char  *text,
            size_t       length,
            GError     **error)
{
  g_autoptr (GArray) disclosures = g_array_new (FALSE, FALSE, sizeof (Disclosure));
  g_autoptr (GPtrArray) digests = g_ptr_array_new ();
  Builder builder = { self, disclosures, digests, 0 };
  const char *end = text + length;
  const char *tilde = memchr (text, '~', length);
  const char *rest;
  const LapelJson *payload;
  LapelJsonDoc *doc;
  LapelHash hash;

  g_array_set_clear_func (disclosures, (GDestroyNotify) disclosure_clear);
  if (tilde == NULL)
    return refuse (error, LAPEL_ERROR_SD_JWT_MALFORMED, "no \"~\" behind the token");
  self->jws = lapel_jws_parse (text, (size_t) (tilde - text), error);
  if (self->jws == NULL)
    return FALSE;
  doc = lapel_jws_get_payload (self->jws, error);
  if (doc == NULL)
    return FALSE;

  payload = lapel_json_doc_get_root (doc);
  return read_hash (payload, &hash, error) &&
         read_disclosures (&builder, hash, tilde + 1, end, &rest, error) &&
         build_claims (&builder, payload, error) &&
         read_binding (self, hash, text, rest, end, error);
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
    return refuse (error, LAPEL_ERROR_KEY_BINDING_MALFORMED,
                   "the key binding lacks one of nonce, aud, iat and sd_hash");
  if (strcmp (hash, self->binding_hash) != 0)
    return refuse (error, LAPEL_ERROR_KEY_BINDING_HASH,
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
      refuse (error, LAPEL_ERROR_KEY_BINDING_TYPE, "the type of the key binding is not kb+jwt");
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
