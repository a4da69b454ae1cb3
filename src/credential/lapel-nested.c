/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-credential-private.h"
#include "lapel-error.h"
#include "lapel-jcs.h"

#include <string.h>

/* Credentials inside a credential: what a presentation or a transcript carries, and who endorses a
 * badge, its achievement or its issuer. Each is a document of its own. */

/* A presentation of a transcript of badges with endorsements. */
#define MAX_DEPTH 3

/* More than anybody shows at once, or reads; each costs a verification. */
#define MAX_CHILDREN     10000
#define MAX_ENDORSEMENTS 32

/* Who holds what is being read, up to the outermost. */
struct _LapelHolder
{
  const LapelCredential *credential;
  const LapelHolder *above; /* (nullable) */
  unsigned int depth;
};

static gboolean
is_same (const LapelCredential *a,
         const LapelCredential *b)
{
  return a->id != NULL && g_strcmp0 (a->id, b->id) == 0 &&
         g_strcmp0 (a->issuer.id, b->issuer.id) == 0;
}

/* What nested it would be ever deeper, and two records of one id are two meanings of one thing. */
static gboolean
check_holders (const LapelCredential  *child,
               const LapelHolder      *holder,
               GError                **error)
{
  for (; holder != NULL; holder = holder->above)
    if (is_same (child, holder->credential))
      {
        g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_CONTAINS_ITSELF, "%s contains itself",
                     child->id);
        return FALSE;
      }
  return TRUE;
}

static LapelCredential *
parse_text (LapelCredential  *self,
            const LapelJson  *value,
            GError          **error)
{
  const char *token = lapel_json_as_string (value);
  LapelCredential *child = NULL;

  if (token != NULL)
    return lapel_credential_parse_token (token, strlen (token), error);

  child = lapel_credential_parse_object (self->doc, value, error);
  if (child != NULL && child->original == NULL)
    {
      /* Its own bytes are part of a greater text; what is kept is a form that has the same meaning.
       */
      GString *text = g_string_new (NULL);

      lapel_jcs_append (text, value);
      child->original = g_string_free_to_bytes (text);
    }
  return child;
}

static LapelCredential *
parse_nested (LapelCredential    *self,
              const LapelHolder  *holder,
              const LapelJson    *value,
              GError            **error)
{
  g_autoptr (LapelCredential) child = NULL;

  if (holder->depth >= MAX_DEPTH)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_COMPLEX, "it lies in more than %d others",
                   MAX_DEPTH);
      return NULL;
    }

  child = parse_text (self, value, error);
  if (child == NULL)
    return NULL;
  if (child->format == LAPEL_FORMAT_PRESENTATION)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_CREDENTIAL_UNSUPPORTED,
                   "a presentation inside another record");
      return NULL;
    }

  if (child->format == LAPEL_FORMAT_UNKNOWN)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_RECOGNISED,
                   "neither the context nor the type is one of a credential");
      return NULL;
    }

  lapel_credential_read_model (child);
  if (!check_holders (child, holder, error))
    return NULL;
  lapel_credential_read_nested (child, holder);
  return g_steal_pointer (&child);
}

static void
refuse_number (GPtrArray  *unreadable,
               const char *what,
               uint32_t    n,
               uint32_t    limit)
{
  g_ptr_array_add (unreadable, g_error_new (LAPEL_ERROR, LAPEL_ERROR_TOO_COMPLEX,
                                            "%u %s, more than %u", n, what, limit));
}

static void
read_children_of (LapelCredential   *self,
                  const LapelHolder *here,
                  const LapelJson   *object)
{
  const LapelJson *values = lapel_json_get (object, "verifiableCredential");
  uint32_t n = lapel_json_count (values);

  if (n > MAX_CHILDREN - self->children->len)
    {
      refuse_number (self->unreadable, "credentials in one record", n, MAX_CHILDREN);
      return;
    }

  for (uint32_t i = 0; i < n; i++)
    {
      GError *error = NULL;
      LapelCredential *child = parse_nested (self, here, lapel_json_at (values, i), &error);

      if (child != NULL)
        {
          g_ptr_array_add (self->children, child);
          continue;
        }
      g_prefix_error (&error, "credential %u: ", i + 1);
      g_ptr_array_add (self->unreadable, error);
    }
}

static void
read_children (LapelCredential   *self,
               const LapelHolder *here)
{
  const LapelJson *subjects = lapel_json_get (self->document, "credentialSubject");

  if (self->format == LAPEL_FORMAT_PRESENTATION)
    read_children_of (self, here, self->document);
  if (self->format == LAPEL_FORMAT_CLR2)
    for (uint32_t i = 0; i < lapel_json_count (subjects); i++)
      read_children_of (self, here, lapel_json_at (subjects, i));
}

static gboolean
is_known (const GPtrArray       *endorsements,
          const LapelCredential *endorsement)
{
  for (unsigned int i = 0; i < endorsements->len; i++)
    {
      const LapelCredential *other = g_ptr_array_index (endorsements, i);

      if (g_bytes_equal (other->original, endorsement->original))
        return TRUE;
    }
  return FALSE;
}

/* The same profile may stand in several places, with the same endorsements. */
static void
add_endorsement (LapelCredential   *self,
                 const LapelHolder *here,
                 const LapelJson   *value)
{
  GError *error = NULL;
  g_autoptr (LapelCredential) endorsement = parse_nested (self, here, value, &error);

  if (endorsement == NULL)
    {
      g_prefix_error (&error, "endorsement: ");
      g_ptr_array_add (self->unreadable_endorsements, error);
    }
  else if (!is_known (self->endorsements, endorsement))
    g_ptr_array_add (self->endorsements, g_steal_pointer (&endorsement));
}

static gboolean
is_endorsement_member (const char *name)
{
  return strcmp (name, "endorsement") == 0 || strcmp (name, "endorsementJwt") == 0;
}

gboolean
lapel_credential_is_nested_member (const LapelCredential *self,
                                   const char            *name)
{
  if (strcmp (name, "verifiableCredential") == 0)
    return self->format == LAPEL_FORMAT_PRESENTATION || self->format == LAPEL_FORMAT_CLR2;
  return lapel_credential_is_open_badge (self) && is_endorsement_member (name);
}

/* Wherever a credential, an achievement or a profile may have them; the number of all there are,
 * of which so many are read. */
static uint32_t
read_endorsements (LapelCredential   *self,
                   const LapelHolder *here,
                   const LapelJson   *value,
                   uint32_t           n)
{
  if (lapel_json_is_array (value))
    for (uint32_t i = 0; i < value->n; i++)
      n = read_endorsements (self, here, &value->items[i], n);
  if (!lapel_json_is_object (value))
    return n;

  for (uint32_t i = 0; i < value->n; i++)
    {
      const LapelJsonMember *member = &value->members[i];

      if (is_endorsement_member (member->name))
        for (uint32_t k = 0; k < lapel_json_count (&member->value); k++)
          {
            if (n++ < MAX_ENDORSEMENTS)
              add_endorsement (self, here, lapel_json_at (&member->value, k));
          }
      else if (!lapel_credential_is_nested_member (self, member->name))
        n = read_endorsements (self, here, &member->value, n);
    }
  return n;
}

void
lapel_credential_read_nested (LapelCredential   *self,
                              const LapelHolder *above)
{
  const LapelHolder here = { self, above, above != NULL ? above->depth + 1 : 0 };
  uint32_t n = 0;

  /* Badges of before 3.0 have endorsements of their own kind. */
  if (self->ob2 != NULL)
    return;

  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_credential_unref);
  self->unreadable = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  self->endorsements = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_credential_unref);
  self->unreadable_endorsements = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);

  read_children (self, &here);
  if (self->format == LAPEL_FORMAT_CLR2)
    lapel_credential_read_transcript (self);
  if (lapel_credential_is_open_badge (self))
    n = read_endorsements (self, &here, self->document, 0);
  if (n > MAX_ENDORSEMENTS)
    refuse_number (self->unreadable_endorsements, "endorsements", n, MAX_ENDORSEMENTS);
}
