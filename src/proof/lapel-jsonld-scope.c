/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-error.h"
#include "lapel-jsonld-expand-private.h"

#include <stdlib.h>
#include <string.h>

/* Which contexts count inside an element: steps 7 to 11 of expansion. */

LapelKeyword
lapel_expand_keyword_of (const LapelContext    *active,
                         const LapelJsonMember *member)
{
  const LapelTerm *term;

  if (member->name_length > 0 && member->name[0] == '@')
    return lapel_keyword_find (member->name, member->name_length);
  term = lapel_context_find (active, member->name, member->name_length);
  return term != NULL ? term->iri.keyword : LAPEL_KEYWORD_NO;
}

const LapelJsonMember *
lapel_expand_next_type (const LapelContext    *active,
                        const LapelJson       *object,
                        const LapelJsonMember *last)
{
  const LapelJsonMember *next = NULL;

  for (uint32_t i = 0; i < object->n; i++)
    {
      const LapelJsonMember *member = &object->members[i];
      unsigned int bit = MIN (member->name_length, 63);

      /* The context knows how long the aliases of "@type" are, which spares most look-ups. */
      if ((active->type_lengths >> bit & 1) == 0 ||
          lapel_expand_keyword_of (active, member) != LAPEL_KEYWORD_TYPE)
        continue;
      if ((last == NULL || strcmp (member->name, last->name) > 0) &&
          (next == NULL || strcmp (member->name, next->name) < 0))
        next = member;
    }
  return next;
}

/* Step 7: a type-scoped context ends with its node, unless what follows is no node of its own. */
static const LapelContext *
leave_type_scope (const LapelContext *active,
                  const LapelJson    *element,
                  gboolean            from_map)
{
  if (active->previous == NULL || from_map)
    return active;
  if (element->n == 1 && lapel_expand_keyword_of (active, &element->members[0]) == LAPEL_KEYWORD_ID)
    return active;
  for (uint32_t i = 0; i < element->n; i++)
    {
      if (lapel_expand_keyword_of (active, &element->members[i]) == LAPEL_KEYWORD_VALUE)
        return active;
    }
  return active->previous;
}

static gboolean
check_not_inline (const LapelJsonldRun  *run,
                  const LapelJson       *context,
                  GError               **error)
{
  gboolean found = context->type == LAPEL_JSON_OBJECT;

  if (!run->options->strict)
    return TRUE;
  for (uint32_t i = 0; context->type == LAPEL_JSON_ARRAY && i < context->n; i++)
    found = found || context->items[i].type == LAPEL_JSON_OBJECT;
  if (found)
    g_set_error_literal (error, LAPEL_ERROR, LAPEL_ERROR_CONTEXT_INLINE,
                         "the document brings a context of its own");
  return !found;
}

static int
compare_strings (const void *a,
                 const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Step 11.2: the scoped contexts of @value's types, in the order of their names. */
static const LapelContext *
enter_types (LapelExpansion      *self,
             const LapelContext  *active,
             const LapelJson     *value,
             GError             **error)
{
  uint32_t n = value->type == LAPEL_JSON_ARRAY ? value->n : 1;
  const LapelJson *items = value->type == LAPEL_JSON_ARRAY ? value->items : value;
  const char *few[8];
  const char **scoped =
      n <= G_N_ELEMENTS (few) ? few : lapel_arena_new_array (self->run->arena, const char *, n);
  uint32_t n_scoped = 0;

  for (uint32_t i = 0; i < n; i++)
    {
      const LapelTerm *term = NULL;

      if (items[i].type == LAPEL_JSON_STRING)
        term = lapel_context_find (self->type_scoped, items[i].string, items[i].n);
      if (term != NULL && term->context != NULL)
        scoped[n_scoped++] = term->name;
    }
  if (n_scoped > 1)
    qsort (scoped, n_scoped, sizeof *scoped, compare_strings);

  for (uint32_t i = 0; i < n_scoped && active != NULL; i++)
    {
      const LapelTerm *term;

      if (i > 0 && strcmp (scoped[i], scoped[i - 1]) == 0)
        continue;
      term = lapel_context_find (self->type_scoped, scoped[i], (uint32_t) strlen (scoped[i]));

      active =
          lapel_context_process_scoped (self->run, active, term, LAPEL_PROCESS_NO_PROPAGATE, error);
    }
  return active;
}

/* Steps 7 to 11: the contexts that count inside the element. */
gboolean
lapel_expand_enter_contexts (LapelExpansion  *self,
                             gboolean         from_map,
                             GError         **error)
{
  const LapelTerm *term = self->property != NULL ? self->property->term : NULL;
  const LapelContext *active = leave_type_scope (self->active, self->element, from_map);
  const LapelJson *context = lapel_json_get (self->element, "@context");

  if (term != NULL && term->context != NULL)
    active = lapel_context_process_scoped (self->run, active, term, LAPEL_PROCESS_OVERRIDE, error);
  if (active != NULL && context != NULL)
    {
      if (!check_not_inline (self->run, context, error))
        return FALSE;
      active =
          lapel_context_process (self->run, active, context, &self->run->document, NULL, 0, error);
    }
  if (active == NULL)
    return FALSE;

  self->type_scoped = active;
  for (const LapelJsonMember *member = lapel_expand_next_type (active, self->element, NULL);
       member != NULL && active != NULL;
       member = lapel_expand_next_type (self->type_scoped, self->element, member))
    active = enter_types (self, active, &member->value, error);
  self->active = active;
  return active != NULL;
}
