/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-error.h"
#include "lapel-iri.h"
#include "lapel-jsonld-private.h"

#include <string.h>

/* One call of the algorithm: what each of its local contexts is processed with. */
typedef struct
{
  LapelJsonldRun *run;
  LapelArena *arena; /* of the contexts it makes */
  const LapelContext *active;
  const LapelContextSource *source;
  LapelRemotes remotes;
  LapelProcessFlags flags;
  gboolean in_set; /* whether they live as long as the set */
} Processing;

static LapelContext *
copy_context (LapelArena         *arena,
              const LapelContext *context)
{
  LapelContext *copy = lapel_arena_new_array (arena, LapelContext, 1);

  *copy = *context;
  return copy;
}

/* Gives @context slots of its own, with room for @n_more terms. */
static gboolean
grow_slots (const Processing  *self,
            LapelContext      *context,
            uint32_t           n_more,
            GError           **error)
{
  const LapelTerm **old = context->slots;
  uint32_t old_size = old != NULL ? context->mask + 1 : 0;
  uint32_t size = MAX (old_size, 16);

  while (size < 2 * (context->n_terms + n_more))
    size *= 2;
  if (self->arena == self->run->arena)
    self->run->n_copied += size;
  if (self->run->n_copied > LAPEL_JSONLD_MAX_COPIED)
    return lapel_jsonld_too_complex (error,
                                     "the contexts in the document are too many or too large");

  context->slots = lapel_arena_new_array (self->arena, const LapelTerm *, size);
  context->mask = size - 1;
  if (size == old_size)
    {
      memcpy (context->slots, old, size * sizeof *old);
      return TRUE;
    }
  memset (context->slots, 0, size * sizeof *old);
  for (uint32_t i = 0; i < old_size; i++)
    {
      uint32_t slot;

      if (old[i] == NULL)
        continue;
      slot = old[i]->hash & context->mask;
      while (context->slots[slot] != NULL)
        slot = (slot + 1) & context->mask;
      context->slots[slot] = old[i];
    }
  return TRUE;
}

const LapelContext *
lapel_context_initial (LapelJsonldRun *run)
{
  const LapelContext *bare = lapel_contexts_get_initial (run->contexts);
  LapelContext *initial;

  if (run->document.url == NULL)
    return bare;
  initial = copy_context (run->arena, bare);
  initial->base = initial->original_base = run->document.url;
  initial->in_set = FALSE;
  return initial;
}

static gboolean
has_protected_terms (const LapelContext *context)
{
  for (uint32_t i = 0; context->slots != NULL && i <= context->mask; i++)
    {
      if (context->slots[i] != NULL && context->slots[i]->protected && !context->slots[i]->removed)
        return TRUE;
    }
  return FALSE;
}

/* Step 5.1. */
static const LapelContext *
process_null (const Processing    *self,
              const LapelContext  *result,
              GError             **error)
{
  LapelContext *initial;

  if ((self->flags & LAPEL_PROCESS_OVERRIDE) == 0 && has_protected_terms (self->active))
    {
      lapel_jsonld_fail (error, "invalid context nullification", "protected terms would be lost");
      return NULL;
    }
  initial = copy_context (self->arena, lapel_contexts_get_initial (self->run->contexts));
  initial->base = initial->original_base = self->active->original_base;
  initial->in_set = self->in_set;
  if ((self->flags & LAPEL_PROCESS_NO_PROPAGATE) != 0)
    initial->previous = result->previous;
  return initial;
}

/* The document of the set at @reference, resolved where it was written. */
static const LapelContextSource *
find_remote (const Processing  *self,
             const char        *reference,
             GError           **error)
{
  const char *url = reference;
  const LapelContextSource *source;

  if (self->source->url != NULL)
    url = lapel_iri_resolve (self->source->url, reference, self->run->arena);
  source = lapel_contexts_find_source (self->run->contexts, url);
  if (source == NULL)
    g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_CONTEXT_UNKNOWN,
                 "loading remote context failed: %s is not known", url);
  return source;
}

/* Step 5.2. */
static const LapelContext *
process_remote (Processing          *self,
                const LapelContext  *result,
                const LapelJson     *reference,
                GError             **error)
{
  const LapelContextSource *source = find_remote (self, reference->string, error);

  if (source == NULL)
    return NULL;
  if ((self->flags & LAPEL_PROCESS_CHECK_ONLY) != 0)
    {
      for (unsigned int i = 0; i < self->remotes.n; i++)
        {
          if (strcmp (self->remotes.urls[i], source->url) == 0)
            return result;
        }
    }
  if (self->remotes.n == LAPEL_JSONLD_MAX_REMOTE)
    {
      lapel_jsonld_too_complex (error, "context overflow: contexts lead to ever more contexts");
      return NULL;
    }
  self->remotes.urls[self->remotes.n++] = source->url;
  if (source->context == NULL)
    {
      lapel_jsonld_fail (error, "invalid remote context", "%s has no @context", source->url);
      return NULL;
    }
  return lapel_context_process (self->run, result, source->context, source, &self->remotes,
                                self->flags & ~(unsigned int) LAPEL_PROCESS_NO_PROPAGATE, error);
}

/* Step 5.6: @local with what it imports, its own members first in rank. */
static const LapelJson *
import (const Processing  *self,
        const LapelJson   *local,
        const LapelJson   *reference,
        GError           **error)
{
  const LapelContextSource *source;
  const LapelJson *imported;
  LapelJsonMember *members;
  LapelJson *merged;

  if (reference->type != LAPEL_JSON_STRING)
    {
      lapel_jsonld_fail (error, "invalid @import value", "no string");
      return NULL;
    }
  source = find_remote (self, reference->string, error);
  if (source == NULL)
    return NULL;
  imported = source->context;
  if (!lapel_json_is_object (imported))
    {
      lapel_jsonld_fail (error, "invalid remote context", "%s is no single context", source->url);
      return NULL;
    }
  if (lapel_json_get (imported, "@import") != NULL)
    {
      lapel_jsonld_fail (error, "invalid context entry", "%s imports again", source->url);
      return NULL;
    }

  merged = lapel_arena_new_array (self->arena, LapelJson, 1);
  members = lapel_arena_new_array (self->arena, LapelJsonMember, imported->n + local->n);
  *merged = (LapelJson){ LAPEL_JSON_OBJECT, 0, .members = members };
  for (uint32_t i = 0; i < imported->n; i++)
    {
      if (lapel_json_get (local, imported->members[i].name) == NULL)
        members[merged->n++] = imported->members[i];
    }
  memcpy (members + merged->n, local->members, local->n * sizeof *members);
  merged->n += local->n;
  return merged;
}

/* Step 5.7. */
static gboolean
set_base (const Processing  *self,
          LapelContext      *result,
          const LapelJson   *local,
          GError           **error)
{
  const LapelJson *base = lapel_json_get (local, "@base");

  if (base == NULL || self->remotes.n > 0)
    return TRUE;
  if (base->type == LAPEL_JSON_NULL)
    result->base = NULL;
  else if (base->type != LAPEL_JSON_STRING)
    return lapel_jsonld_fail (error, "invalid base IRI", "no string");
  else if (lapel_iri_has_scheme (base->string))
    result->base = base->string;
  else if (result->base != NULL)
    result->base = lapel_iri_resolve (result->base, base->string, self->arena);
  else
    return lapel_jsonld_fail (error, "invalid base IRI", "%s is relative", base->string);
  return TRUE;
}

/* Step 5.8. */
static gboolean
set_vocab (LapelDefinition  *definition,
           GError          **error)
{
  const LapelJson *vocab = lapel_json_get (definition->local, "@vocab");
  LapelName name;

  if (vocab == NULL)
    return TRUE;
  if (vocab->type == LAPEL_JSON_NULL)
    {
      definition->result->vocab = NULL;
      return TRUE;
    }
  if (vocab->type != LAPEL_JSON_STRING)
    return lapel_jsonld_fail (error, "invalid vocab mapping", "no string");
  name = lapel_context_expand (definition->result, vocab->string, vocab->n,
                               LAPEL_EXPAND_VOCAB | LAPEL_EXPAND_DOCUMENT, definition->arena);
  if (name.text == NULL || name.keyword != LAPEL_KEYWORD_NO)
    return lapel_jsonld_fail (error, "invalid vocab mapping", "%s", vocab->string);
  definition->result->vocab = name.text;
  return TRUE;
}

/* Steps 5.9 and 5.10. */
static gboolean
set_language (LapelContext     *result,
              const LapelJson  *local,
              GError          **error)
{
  const LapelJson *language = lapel_json_get (local, "@language");
  const LapelJson *direction = lapel_json_get (local, "@direction");

  if (language != NULL)
    {
      if (language->type != LAPEL_JSON_NULL && language->type != LAPEL_JSON_STRING)
        return lapel_jsonld_fail (error, "invalid default language", "no string");
      result->language = lapel_json_as_string (language);
    }
  if (direction != NULL)
    {
      const char *text = lapel_json_as_string (direction);

      if (direction->type != LAPEL_JSON_NULL && g_strcmp0 (text, "ltr") != 0 &&
          g_strcmp0 (text, "rtl") != 0)
        return lapel_jsonld_fail (error, "invalid base direction", "neither ltr nor rtl");
      result->direction = text;
    }
  return TRUE;
}

/* The boolean member @name; @fallback if absent. */
static gboolean
read_boolean (const LapelJson  *local,
              const char       *name,
              const char       *code,
              gboolean          fallback,
              gboolean         *out,
              GError          **error)
{
  const LapelJson *value = lapel_json_get (local, name);

  if (value != NULL && value->type != LAPEL_JSON_TRUE && value->type != LAPEL_JSON_FALSE)
    return lapel_jsonld_fail (error, code, "%s is no boolean", name);
  *out = value != NULL ? value->type == LAPEL_JSON_TRUE : fallback;
  return TRUE;
}

/* Steps 5.5 to 5.13. */
static const LapelContext *
process_definition (const Processing    *self,
                    const LapelContext  *from,
                    const LapelJson     *local,
                    GError             **error)
{
  const LapelJson *version = lapel_json_get (local, "@version");
  const LapelJson *reference = lapel_json_get (local, "@import");
  LapelContext *result = copy_context (self->arena, from);
  LapelDefinition definition = {
    self->run,           self->arena, result, .source = self->source, .remotes = &self->remotes,
    .flags = self->flags
  };
  gboolean propagate;

  if (version != NULL && (version->type != LAPEL_JSON_NUMBER || version->number != 1.1))
    {
      lapel_jsonld_fail (error, "invalid @version value", "not 1.1");
      return NULL;
    }
  if (reference != NULL)
    local = import (self, local, reference, error);
  if (local == NULL)
    return NULL;

  definition.local = local;
  result->in_set = self->in_set;
  if (!set_base (self, result, local, error) || !set_vocab (&definition, error) ||
      !set_language (result, local, error) ||
      !read_boolean (local, "@propagate", "invalid @propagate value", TRUE, &propagate, error) ||
      !read_boolean (local, "@protected", "invalid @protected value", FALSE, &definition.protected,
                     error))
    return NULL;

  if (!grow_slots (self, result, local->n, error) ||
      !lapel_definition_create_terms (&definition, error))
    return NULL;
  return result;
}

static const LapelContext *
process_one (Processing          *self,
             const LapelContext  *result,
             const LapelJson     *local,
             GError             **error)
{
  switch (local->type)
    {
    case LAPEL_JSON_NULL:
      return process_null (self, result, error);
    case LAPEL_JSON_STRING:
      return process_remote (self, result, local, error);
    case LAPEL_JSON_OBJECT:
      return process_definition (self, result, local, error);
    default:
      lapel_jsonld_fail (error, "invalid local context", "neither null, a string nor an object");
      return NULL;
    }
}

static const LapelContext *
process (Processing       *self,
         const LapelJson  *local,
         GError          **error)
{
  const LapelContext *result = self->active;
  const LapelJson *propagate = lapel_json_get (local, "@propagate");

  if (propagate != NULL)
    self->flags = propagate->type == LAPEL_JSON_FALSE
                      ? self->flags | LAPEL_PROCESS_NO_PROPAGATE
                      : self->flags & ~(unsigned int) LAPEL_PROCESS_NO_PROPAGATE;
  if ((self->flags & LAPEL_PROCESS_NO_PROPAGATE) != 0 && result->previous == NULL)
    {
      LapelContext *copy = copy_context (self->arena, result);

      copy->previous = self->active;
      copy->in_set = self->in_set;
      result = copy;
    }

  if (local->type != LAPEL_JSON_ARRAY)
    return process_one (self, result, local, error);
  for (uint32_t i = 0; i < local->n && result != NULL; i++)
    result = process_one (self, result, &local->items[i], error);
  return result;
}

const LapelContext *
lapel_context_process (LapelJsonldRun            *run,
                       const LapelContext        *active,
                       const LapelJson           *local,
                       const LapelContextSource  *source,
                       const LapelRemotes        *remotes,
                       LapelProcessFlags          flags,
                       GError                   **error)
{
  gboolean keep = active->in_set && source->in_set && (flags & LAPEL_PROCESS_CHECK_ONLY) == 0;
  const LapelContext *result =
      keep ? lapel_contexts_find_derived (run->contexts, active, local, flags) : NULL;
  Processing processing;

  if (result != NULL)
    return result;

  keep = keep && lapel_contexts_has_room (run->contexts);
  processing.run = run;
  processing.arena = keep ? lapel_contexts_get_arena (run->contexts) : run->arena;
  processing.active = active;
  processing.source = source;
  processing.remotes.n = 0;
  if (remotes != NULL)
    processing.remotes = *remotes;
  processing.flags = flags;
  processing.in_set = keep;
  result = process (&processing, local, error);
  if (result != NULL && keep)
    lapel_contexts_keep_derived (run->contexts, active, local, flags, result);
  return result;
}

const LapelContext *
lapel_context_process_scoped (LapelJsonldRun      *run,
                              const LapelContext  *active,
                              const LapelTerm     *term,
                              LapelProcessFlags    flags,
                              GError             **error)
{
  return lapel_context_process (run, active, term->context, term->source, NULL, flags, error);
}
