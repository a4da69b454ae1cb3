/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-error.h"
#include "lapel-jsonld-private.h"

#include <string.h>

static gboolean create_term (LapelDefinition  *self,
                             uint32_t          member,
                             GError          **error);

/* Puts @term in, in place of an older one of its name. The table has room. */
static void
insert (LapelContext    *context,
        const LapelTerm *term)
{
  uint32_t i = term->hash & context->mask;

  while (context->slots[i] != NULL &&
         (context->slots[i]->hash != term->hash ||
          context->slots[i]->name_length != term->name_length ||
          memcmp (context->slots[i]->name, term->name, term->name_length) != 0))
    i = (i + 1) & context->mask;
  if (context->slots[i] == NULL)
    context->n_terms++;
  context->slots[i] = term;
  context->longest_name = MAX (context->longest_name, term->name_length);
}

/* The number of the local context's member @name, or -1. */
static int
find_member (const LapelDefinition *self,
             const char            *name,
             uint32_t               length)
{
  uint32_t i = lapel_jsonld_hash (name, length) & self->index_mask;

  for (; self->index[i] != 0; i = (i + 1) & self->index_mask)
    {
      const LapelJsonMember *member = &self->local->members[self->index[i] - 1];

      if (member->name_length == length && memcmp (member->name, name, length) == 0)
        return (int) self->index[i] - 1;
    }
  return -1;
}

static void
index_members (LapelDefinition *self)
{
  uint32_t size = 8;

  while (size < 2 * self->local->n)
    size *= 2;
  self->index_mask = size - 1;
  self->index = lapel_arena_new_array (self->run->arena, uint32_t, size);
  memset (self->index, 0, size * sizeof (uint32_t));
  self->defined = lapel_arena_new_array (self->run->arena, guint8, self->local->n);
  memset (self->defined, LAPEL_TERM_NOT_DEFINED, self->local->n);
  for (uint32_t i = 0; i < self->local->n; i++)
    {
      const LapelJsonMember *member = &self->local->members[i];
      uint32_t slot = lapel_jsonld_hash (member->name, member->name_length) & self->index_mask;

      while (self->index[slot] != 0)
        slot = (slot + 1) & self->index_mask;
      self->index[slot] = i + 1;
    }
}

gboolean
lapel_definition_define (LapelDefinition  *self,
                         const char       *name,
                         uint32_t          length,
                         GError          **error)
{
  int member = find_member (self, name, length);

  return member < 0 || self->defined[member] == LAPEL_TERM_DEFINED ||
         create_term (self, (uint32_t) member, error);
}

gboolean
lapel_definition_expand (LapelDefinition   *self,
                         const char        *text,
                         uint32_t           length,
                         LapelExpandFlags   flags,
                         LapelName         *out,
                         GError           **error)
{
  if (!lapel_keyword_is_form (text, length))
    {
      const char *colon = length > 1 ? memchr (text + 1, ':', length - 1) : NULL;

      if (!lapel_definition_define (self, text, length, error))
        return FALSE;
      if (colon != NULL && lapel_context_find (self->result, text, length) == NULL &&
          strncmp (text, "_:", 2) != 0 && strncmp (colon + 1, "//", 2) != 0 &&
          !lapel_definition_define (self, text, (uint32_t) (colon - text), error))
        return FALSE;
    }
  *out = lapel_context_expand (self->result, text, length, flags, self->arena);
  return TRUE;
}

/* Steps 4 and 5. Sets @ignored for what looks like a keyword to come. */
static gboolean
check_name (const LapelJsonMember  *member,
            gboolean               *ignored,
            GError                **error)
{
  const LapelJson *value = &member->value;
  LapelKeyword keyword = lapel_keyword_find (member->name, member->name_length);

  *ignored = FALSE;
  if (member->name_length == 0)
    return lapel_jsonld_fail (error, "invalid term definition", "the empty term");
  if (keyword == LAPEL_KEYWORD_TYPE)
    {
      const LapelJson *container = lapel_json_get (value, "@container");
      const LapelJson *protected = lapel_json_get (value, "@protected");
      uint32_t known = (container != NULL) + (protected != NULL);

      if (!lapel_json_is_object (value) || value->n == 0 || value->n != known ||
          (container != NULL && g_strcmp0 (lapel_json_as_string (container), "@set") != 0))
        return lapel_jsonld_fail (error, "keyword redefinition", "@type");
      return TRUE;
    }
  if (keyword != LAPEL_KEYWORD_NO)
    return lapel_jsonld_fail (error, "keyword redefinition", "%s", member->name);
  *ignored = lapel_keyword_is_form (member->name, member->name_length);
  return TRUE;
}

static gboolean
contexts_equal (const LapelJson *a,
                const LapelJson *b)
{
  return a == b || (a != NULL && b != NULL && lapel_json_equal (a, b));
}

/* Whether two definitions differ in nothing but protection. */
static gboolean
definitions_equal (const LapelTerm *a,
                   const LapelTerm *b)
{
  return a->container == b->container && a->has_language == b->has_language &&
         a->has_direction == b->has_direction && a->prefix == b->prefix &&
         a->reverse == b->reverse && g_strcmp0 (a->iri.text, b->iri.text) == 0 &&
         g_strcmp0 (a->type.text, b->type.text) == 0 && g_strcmp0 (a->language, b->language) == 0 &&
         g_strcmp0 (a->direction, b->direction) == 0 && g_strcmp0 (a->nest, b->nest) == 0 &&
         g_strcmp0 (a->index, b->index) == 0 && contexts_equal (a->context, b->context);
}

/* Steps 8 to 11: the forms a definition may have. */
static gboolean
read_form (const LapelDefinition  *self,
           const LapelJson        *value,
           LapelMaking            *making,
           GError                **error)
{
  const LapelJson *protected;

  making->term->protected = self->protected;
  if (value->type == LAPEL_JSON_NULL || value->type == LAPEL_JSON_STRING)
    {
      making->id = value;
      making->simple = value->type == LAPEL_JSON_STRING;
      return TRUE;
    }
  if (!lapel_json_is_object (value))
    return lapel_jsonld_fail (error, "invalid term definition", "%s", making->term->name);
  making->value = value;
  making->id = lapel_json_get (value, "@id");
  protected = lapel_json_get (value, "@protected");
  if (protected != NULL)
    {
      if (protected->type != LAPEL_JSON_TRUE && protected->type != LAPEL_JSON_FALSE)
        return lapel_jsonld_fail (error, "invalid @protected value", "%s", making->term->name);
      making->term->protected = protected->type == LAPEL_JSON_TRUE;
    }
  return TRUE;
}

static gboolean
create_term (LapelDefinition  *self,
             uint32_t          member,
             GError          **error)
{
  const LapelJsonMember *local = &self->local->members[member];
  const LapelTerm *previous;
  LapelMaking making = { .member = member };

  if (self->defined[member] == LAPEL_TERM_DEFINED)
    return TRUE;
  if (self->defined[member] == LAPEL_TERM_IN_PROGRESS)
    return lapel_jsonld_fail (error, "cyclic IRI mapping", "%s", local->name);
  if (self->depth >= LAPEL_JSONLD_MAX_CHAIN)
    return lapel_jsonld_too_complex (error, "a chain of terms is too long");
  self->defined[member] = LAPEL_TERM_IN_PROGRESS;
  self->depth++;
  if (!check_name (local, &making.ignored, error))
    return FALSE;

  if (!making.ignored)
    {
      previous = lapel_context_find (self->result, local->name, local->name_length);
      making.term = lapel_arena_new_array (self->arena, LapelTerm, 1);
      *making.term =
          (LapelTerm){ .name = local->name, .name_length = local->name_length, .removed = TRUE };
      making.term->hash = lapel_jsonld_hash (local->name, local->name_length);
      insert (self->result, making.term);
      if (!read_form (self, &local->value, &making, error) ||
          !lapel_definition_fill_in (self, &making, error))
        return FALSE;
      making.term->removed = making.ignored;
      if (making.term->iri.keyword == LAPEL_KEYWORD_TYPE)
        self->result->type_lengths |= (uint64_t) 1 << MIN (local->name_length, 63);

      if (previous != NULL && previous->protected && (self->flags & LAPEL_PROCESS_OVERRIDE) == 0)
        {
          if (making.ignored || !definitions_equal (previous, making.term))
            {
              g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_PROTECTED_TERM,
                           "protected term redefinition: %s", local->name);
              return FALSE;
            }
          insert (self->result, previous);
        }
    }
  self->defined[member] = LAPEL_TERM_DEFINED;
  self->depth--;
  return TRUE;
}

static gboolean
is_setting (const LapelJsonMember *member)
{
  switch (lapel_keyword_find (member->name, member->name_length))
    {
    case LAPEL_KEYWORD_BASE:
    case LAPEL_KEYWORD_DIRECTION:
    case LAPEL_KEYWORD_IMPORT:
    case LAPEL_KEYWORD_LANGUAGE:
    case LAPEL_KEYWORD_PROPAGATE:
    case LAPEL_KEYWORD_PROTECTED:
    case LAPEL_KEYWORD_VERSION:
    case LAPEL_KEYWORD_VOCAB:
      return TRUE;
    default:
      return FALSE;
    }
}

gboolean
lapel_definition_create_terms (LapelDefinition  *self,
                               GError          **error)
{
  index_members (self);
  for (uint32_t i = 0; i < self->local->n; i++)
    {
      if (!is_setting (&self->local->members[i]) && !create_term (self, i, error))
        return FALSE;
    }
  return TRUE;
}
