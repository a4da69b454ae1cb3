/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-sd-jwt-private.h"

#include "lapel-encoding.h"
#include "lapel-error.h"
#include "lapel-json-private.h"

#include <string.h>

/* Putting a payload together from its disclosures (RFC 9901 §7.1, step 3 to 5). */

/* More than any credential has things to leave out. */
#define MAX_DISCLOSURES 4096

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
  LapelArena *arena;   /* borrowed */
  GPtrArray *docs;     /* (element-type LapelJsonDoc): what the disclosures live in; borrowed */
  GArray *disclosures; /* (element-type Disclosure): ordered by digest */
  GPtrArray *digests;  /* (element-type utf8): every one that was met; borrowed */
  unsigned int depth;
} Builder;

static gboolean build_value (Builder          *self,
                             const LapelJson  *value,
                             LapelJson        *out,
                             GError          **error);

gboolean
lapel_sd_jwt_refuse (GError     **error,
                     LapelError   code,
                     const char  *message)
{
  g_set_error (error, LAPEL_ERROR, (int) code, "SD-JWT: %s", message);
  return FALSE;
}

char *
lapel_sd_jwt_dup_digest (LapelHash   hash,
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
  return strcmp (name, LAPEL_SD_JWT_DIGESTS) == 0 || strcmp (name, LAPEL_SD_JWT_HASH) == 0 ||
         strcmp (name, LAPEL_SD_JWT_ELEMENT) == 0;
}

/* [salt, name, value] or [salt, value] (RFC 9901 §4.2). */
static gboolean
read_disclosure (const LapelJson  *list,
                 Disclosure       *out,
                 GError          **error)
{
  if (!lapel_json_is_array (list) || list->n < 2 || list->n > 3)
    return lapel_sd_jwt_refuse (error, LAPEL_ERROR_SD_JWT_MALFORMED,
                                "a disclosure is no list of two or three");
  if (list->items[0].type != LAPEL_JSON_STRING)
    return lapel_sd_jwt_refuse (error, LAPEL_ERROR_SD_JWT_MALFORMED,
                                "the salt of a disclosure is no text");

  out->value = &list->items[list->n - 1];
  out->name = list->n == 3 ? &list->items[1] : NULL;
  if (out->name == NULL)
    return TRUE;
  if (out->name->type != LAPEL_JSON_STRING)
    return lapel_sd_jwt_refuse (error, LAPEL_ERROR_SD_JWT_MALFORMED,
                                "the name in a disclosure is no text");
  if (is_reserved (out->name->string))
    return lapel_sd_jwt_refuse (error, LAPEL_ERROR_SD_JWT_RESERVED,
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
    return lapel_sd_jwt_refuse (error, LAPEL_ERROR_TOO_COMPLEX, "more than 4,096 disclosures");
  bytes = length > 0 ? lapel_base64url_decode (text, length, NULL) : NULL;
  if (bytes == NULL)
    return lapel_sd_jwt_refuse (error, LAPEL_ERROR_SD_JWT_MALFORMED,
                                "a disclosure is not base64url");
  doc = lapel_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
  if (doc == NULL)
    {
      g_prefix_error (error, "SD-JWT: disclosure %u: ", self->disclosures->len + 1);
      return FALSE;
    }
  g_ptr_array_add (self->docs, doc);
  if (!read_disclosure (lapel_json_doc_get_root (doc), &disclosure, error))
    return FALSE;

  disclosure.digest = lapel_sd_jwt_dup_digest (hash, text, length);
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
      return lapel_sd_jwt_refuse (error, LAPEL_ERROR_SD_JWT_DIGEST, "the same disclosure twice");
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
    return lapel_sd_jwt_refuse (error, LAPEL_ERROR_SD_JWT_MALFORMED, "a digest is no text");
  g_ptr_array_add (self->digests, (gpointer) value->string);

  wanted.digest = (char *) value->string;
  if (g_array_binary_search (self->disclosures, &wanted, compare_disclosures_cb, &place))
    {
      found = &g_array_index (self->disclosures, Disclosure, place);
      if (found->used)
        return lapel_sd_jwt_refuse (error, LAPEL_ERROR_SD_JWT_DIGEST,
                                    "one digest stands in two places");
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
    return lapel_sd_jwt_refuse (error, LAPEL_ERROR_SD_JWT_MALFORMED,
                                "a list's element stands for a claim");

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
  const LapelJson *digests = lapel_json_get (object, LAPEL_SD_JWT_DIGESTS);
  uint32_t n_digests = lapel_json_is_array (digests) ? digests->n : 0;
  size_t size = (size_t) object->n + MIN (n_digests, self->disclosures->len);
  LapelJsonMember *members = lapel_arena_new_array (self->arena, LapelJsonMember, size);
  uint32_t n = 0;

  if (digests != NULL && !lapel_json_is_array (digests))
    return lapel_sd_jwt_refuse (error, LAPEL_ERROR_SD_JWT_MALFORMED, "\"_sd\" is no list");

  for (uint32_t i = 0; i < object->n; i++)
    {
      if (&object->members[i].value == digests)
        continue;
      if (strcmp (object->members[i].name, LAPEL_SD_JWT_ELEMENT) == 0)
        return lapel_sd_jwt_refuse (error, LAPEL_ERROR_SD_JWT_RESERVED,
                                    "a claim has the name \"...\"");
      members[n] = object->members[i];
      if (!build_value (self, &object->members[i].value, &members[n++].value, error))
        return FALSE;
    }
  for (uint32_t i = 0; i < n_digests; i++)
    if (!add_member (self, &digests->items[i], members, &n, error))
      return FALSE;

  *out = (LapelJson){ .type = LAPEL_JSON_OBJECT, .n = n, .members = members };
  if (n_digests > 0 && has_name_twice (out))
    return lapel_sd_jwt_refuse (error, LAPEL_ERROR_SD_JWT_OVERWRITTEN,
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
  const LapelJson *digest = lapel_json_get (element, LAPEL_SD_JWT_ELEMENT);
  const Disclosure *disclosure;

  if (digest == NULL)
    return build_value (self, element, &items[(*n)++], error);
  if (element->n != 1)
    return lapel_sd_jwt_refuse (error, LAPEL_ERROR_SD_JWT_MALFORMED,
                                "something stands beside \"...\"");
  if (!take_disclosure (self, digest, &disclosure, error))
    return FALSE;
  if (disclosure == NULL)
    return TRUE;
  if (disclosure->name != NULL)
    return lapel_sd_jwt_refuse (error, LAPEL_ERROR_SD_JWT_MALFORMED,
                                "a claim stands for a list's element");
  return build_value (self, disclosure->value, &items[(*n)++], error);
}

static gboolean
build_array (Builder          *self,
             const LapelJson  *array,
             LapelJson        *out,
             GError          **error)
{
  LapelJson *items = lapel_arena_new_array (self->arena, LapelJson, array->n);
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
    return lapel_sd_jwt_refuse (error, LAPEL_ERROR_JSON_DEPTH,
                                "nested too deeply once it is put together");

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
      return lapel_sd_jwt_refuse (error, LAPEL_ERROR_SD_JWT_UNUSED,
                                  "a disclosure that no digest stands for");

  g_ptr_array_sort (self->digests, compare_texts_cb);
  for (unsigned int i = 1; i < self->digests->len; i++)
    if (strcmp (self->digests->pdata[i - 1], self->digests->pdata[i]) == 0)
      return lapel_sd_jwt_refuse (error, LAPEL_ERROR_SD_JWT_DIGEST,
                                  "one digest stands in two places");
  return TRUE;
}

const LapelJson *
lapel_sd_jwt_build (const LapelJson  *payload,
                    LapelHash         hash,
                    const char       *text,
                    const char       *end,
                    LapelArena       *arena,
                    GPtrArray        *docs,
                    const char      **out_rest,
                    GError          **error)
{
  g_autoptr (GArray) disclosures = g_array_new (FALSE, FALSE, sizeof (Disclosure));
  g_autoptr (GPtrArray) digests = g_ptr_array_new ();
  Builder builder = { arena, docs, disclosures, digests, 0 };
  LapelJson *claims = lapel_arena_new_array (arena, LapelJson, 1);

  g_array_set_clear_func (disclosures, (GDestroyNotify) disclosure_clear);
  if (!read_disclosures (&builder, hash, text, end, out_rest, error) ||
      !build_value (&builder, payload, claims, error) || !check_digests (&builder, error))
    return NULL;
  return lapel_json_without (claims, LAPEL_SD_JWT_HASH, arena);
}
