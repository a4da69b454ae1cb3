/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-error.h"
#include "lapel-iri.h"
#include "lapel-jsonld-expand-private.h"

#include <string.h>

gboolean
lapel_expand_lose (const LapelJsonldRun  *run,
                   const char            *what,
                   const char            *why,
                   GError               **error)
{
  if (!run->options->strict)
    return TRUE;
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_DATA_LOSS, "%s: %s", what, why);
  return FALSE;
}

LapelName
lapel_expand_name (LapelJsonldRun         *run,
                   const LapelContext     *active,
                   const LapelJsonMember  *member,
                   const LapelTerm       **out_term)
{
  const LapelTerm *term = lapel_context_find (active, member->name, member->name_length);

  *out_term = term;
  if (term != NULL && member->name[0] != '@')
    return term->iri;
  return lapel_context_expand (active, member->name, member->name_length, LAPEL_EXPAND_VOCAB,
                               run->arena);
}

gboolean
lapel_expand_is_node (const LapelJson *value)
{
  return value->type == LAPEL_JSON_OBJECT &&
         lapel_build_find_keyword (value, LAPEL_KEYWORD_VALUE) == NULL &&
         lapel_build_find_keyword (value, LAPEL_KEYWORD_LIST) == NULL &&
         lapel_build_find_keyword (value, LAPEL_KEYWORD_SET) == NULL;
}

gboolean
lapel_expand_is_value_or_list (const LapelJson *value)
{
  return value->type == LAPEL_JSON_OBJECT &&
         (lapel_build_find_keyword (value, LAPEL_KEYWORD_VALUE) != NULL ||
          lapel_build_find_keyword (value, LAPEL_KEYWORD_LIST) != NULL);
}

/* Whether @member is written as a document in compact form has it (json-ld §4.1.4, which VCDM asks
 * for): by a term, or as part of a value. Quads look the same if it is not, but whoever reads the
 * members by their names does not find it. */
static gboolean
is_compact (const LapelExpansion  *self,
            const LapelJsonMember *member,
            LapelKeyword           keyword,
            const LapelTerm       *term)
{
  switch (keyword)
    {
    case LAPEL_KEYWORD_NO:
      return term != NULL || memchr (member->name, ':', member->name_length) == NULL ||
             member->name[0] == '_';
    case LAPEL_KEYWORD_NEST:
    case LAPEL_KEYWORD_INCLUDED:
    case LAPEL_KEYWORD_REVERSE:
    case LAPEL_KEYWORD_GRAPH:
    case LAPEL_KEYWORD_SET:
      return FALSE;
    case LAPEL_KEYWORD_ID:
      return member->name[0] != '@';
    case LAPEL_KEYWORD_TYPE:
      return member->name[0] != '@' || lapel_json_get (self->element, "@value") != NULL;
    default:
      return TRUE;
    }
}

static gboolean
expand_member (LapelExpansion         *self,
               const LapelJsonMember  *member,
               GError                **error)
{
  const LapelTerm *term;
  LapelName name;

  if (member->name_length == 8 && memcmp (member->name, "@context", 8) == 0)
    return TRUE;
  name = lapel_expand_name (self->run, self->active, member, &term);
  if (self->run->options->strict && !is_compact (self, member, name.keyword, term))
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_COMPACT,
                   "%s: a member that no context gives a short name", member->name);
      return FALSE;
    }
  if (name.keyword == LAPEL_KEYWORD_NEST)
    {
      if (self->property != NULL &&
          self->property->name == lapel_keywords[LAPEL_KEYWORD_REVERSE].text)
        return lapel_jsonld_fail (error, "invalid reverse property map", "%s", member->name);
      self->has_nests = TRUE;
      return TRUE;
    }
  if (name.keyword != LAPEL_KEYWORD_NO)
    return lapel_expand_keyword (self, name.keyword, &member->value, error);
  if (name.text == NULL || memchr (name.text, ':', name.length) == NULL)
    return lapel_expand_lose (self->run, member->name, "no context defines this member", error);
  return lapel_expand_property (self, member, name, term, error);
}

/* Step 14 for one entry: its objects count as if they stood in the element itself. */
static gboolean
expand_nest (LapelExpansion         *self,
             const LapelJsonMember  *member,
             GError                **error)
{
  const LapelContext *outer = self->active;
  const LapelTerm *term = lapel_context_find (outer, member->name, member->name_length);
  uint32_t n = member->value.type == LAPEL_JSON_ARRAY ? member->value.n : 1;
  const LapelJson *items =
      member->value.type == LAPEL_JSON_ARRAY ? member->value.items : &member->value;
  gboolean ok = TRUE;

  if (term != NULL && term->context != NULL)
    self->active =
        lapel_context_process_scoped (self->run, outer, term, LAPEL_PROCESS_OVERRIDE, error);
  for (uint32_t i = 0; i < n && ok && self->active != NULL; i++)
    {
      for (uint32_t j = 0; items[i].type == LAPEL_JSON_OBJECT && j < items[i].n; j++)
        ok = ok &&
             lapel_expand_keyword_of (self->active, &items[i].members[j]) != LAPEL_KEYWORD_VALUE;
      if (items[i].type != LAPEL_JSON_OBJECT || !ok)
        ok = lapel_jsonld_fail (error, "invalid @nest value", "%s", member->name);
      else
        ok = lapel_expand_members (self, &items[i], error);
    }
  ok = ok && self->active != NULL;
  self->active = outer;
  return ok;
}

gboolean
lapel_expand_members (LapelExpansion   *self,
                      const LapelJson  *object,
                      GError          **error)
{
  if (object->n > LAPEL_JSONLD_MAX_MEMBERS)
    return lapel_jsonld_too_complex (error, "an object has too many members");
  self->has_nests = FALSE;
  for (uint32_t i = 0; i < object->n; i++)
    {
      if (!expand_member (self, &object->members[i], error))
        return FALSE;
    }
  if (!self->has_nests)
    return TRUE;
  for (uint32_t i = 0; i < object->n; i++)
    {
      if (lapel_expand_keyword_of (self->active, &object->members[i]) == LAPEL_KEYWORD_NEST &&
          !expand_nest (self, &object->members[i], error))
        return FALSE;
    }
  return TRUE;
}

/* Step 15. */
static gboolean
check_value_object (LapelExpansion  *self,
                    LapelJson       *out,
                    GError         **error)
{
  const LapelJson *value = lapel_build_find_keyword (&self->result, LAPEL_KEYWORD_VALUE);
  const LapelJson *type = lapel_build_find_keyword (&self->result, LAPEL_KEYWORD_TYPE);
  const LapelJson *language = lapel_build_find_keyword (&self->result, LAPEL_KEYWORD_LANGUAGE);
  const LapelJson *direction = lapel_build_find_keyword (&self->result, LAPEL_KEYWORD_DIRECTION);
  const LapelJson *index = lapel_build_find_keyword (&self->result, LAPEL_KEYWORD_INDEX);
  uint32_t known = 1 + (type != NULL) + (language != NULL) + (direction != NULL) + (index != NULL);

  if (self->result.n != known || (type != NULL && (language != NULL || direction != NULL)))
    return lapel_jsonld_fail (error, "invalid value object", "members that do not go together");
  *out = self->result;
  if (type != NULL && type->type == LAPEL_JSON_STRING &&
      type->string == lapel_keywords[LAPEL_KEYWORD_JSON].text)
    return TRUE;
  if (value->type == LAPEL_JSON_NULL)
    {
      *out = (LapelJson){ LAPEL_JSON_NULL };
      return lapel_expand_lose (self->run, "@value", "it is null", error);
    }
  if (value->type == LAPEL_JSON_ARRAY || value->type == LAPEL_JSON_OBJECT)
    return lapel_jsonld_fail (error, "invalid value object value", "not typed as JSON");
  if (language != NULL && value->type != LAPEL_JSON_STRING)
    return lapel_jsonld_fail (error, "invalid language-tagged value",
                              "only strings have a language");
  if (type != NULL && (type->type != LAPEL_JSON_STRING || !lapel_iri_is_well_formed (type->string)))
    return lapel_jsonld_fail (error, "invalid typed value", "the type is no IRI");
  return TRUE;
}

/* Step 17. */
static gboolean
check_set_or_list (LapelExpansion   *self,
                   const LapelJson  *set,
                   LapelJson        *out,
                   GError          **error)
{
  uint32_t known = 1 + (lapel_build_find_keyword (&self->result, LAPEL_KEYWORD_INDEX) != NULL);

  if (self->result.n != known)
    return lapel_jsonld_fail (error, "invalid set or list object",
                              "members that do not go together");
  *out = set != NULL ? *set : self->result;
  return TRUE;
}

/* Step 19: at the top, what says nothing about anything goes. */
static gboolean
drop_free_floating (LapelExpansion  *self,
                    LapelJson       *out,
                    GError         **error)
{
  const LapelProperty *property = self->property;
  gboolean only_id;

  if (out->type != LAPEL_JSON_OBJECT ||
      (property != NULL && property->name != lapel_keywords[LAPEL_KEYWORD_GRAPH].text))
    return TRUE;
  only_id = out->n == 1 && lapel_build_find_keyword (out, LAPEL_KEYWORD_ID) != NULL;
  if (out->n > 0 && !only_id && !lapel_expand_is_value_or_list (out))
    return TRUE;
  *out = (LapelJson){ LAPEL_JSON_NULL };
  return lapel_expand_lose (self->run, property != NULL ? "@graph" : "the document",
                            "something that says nothing", error);
}

/* Steps 15 to 19. */
static gboolean
finish (LapelExpansion  *self,
        LapelJson       *out,
        GError         **error)
{
  LapelJson *result = &self->result;
  LapelJson *type = lapel_build_find_keyword (result, LAPEL_KEYWORD_TYPE);
  const LapelJson *set = lapel_build_find_keyword (result, LAPEL_KEYWORD_SET);

  if (lapel_build_find_keyword (result, LAPEL_KEYWORD_VALUE) != NULL)
    {
      if (!check_value_object (self, out, error))
        return FALSE;
    }
  else if (type != NULL)
    {
      *type = lapel_build_array_of (self->run->arena, type);
      *out = *result;
    }
  else if (set != NULL || lapel_build_find_keyword (result, LAPEL_KEYWORD_LIST) != NULL)
    {
      if (!check_set_or_list (self, set, out, error))
        return FALSE;
    }
  else
    *out = *result;

  if (out->type == LAPEL_JSON_OBJECT && out->n == 1 &&
      lapel_build_find_keyword (out, LAPEL_KEYWORD_LANGUAGE) != NULL)
    {
      *out = (LapelJson){ LAPEL_JSON_NULL };
      return lapel_expand_lose (self->run, "@language", "without a value", error);
    }
  return drop_free_floating (self, out, error);
}

/* Gives the node that @element has become the blank node identifier it was promised. */
static void
label_node (LapelJsonldRun  *run,
            const LapelJson *element,
            LapelJson       *out)
{
  const char *label;
  LapelJson id;

  /* Where an empty object has its members is no mark of it. */
  if (run->options->labels == NULL || element->n == 0 || !lapel_expand_is_node (out) ||
      lapel_build_find_keyword (out, LAPEL_KEYWORD_ID) != NULL)
    return;
  label = g_hash_table_lookup (run->options->labels, element->members);
  if (label == NULL)
    return;
  id = lapel_build_text (label, (uint32_t) strlen (label));
  lapel_build_set_keyword (run->arena, out, LAPEL_KEYWORD_ID, &id);
}

static gboolean
expand_object (LapelExpansion  *self,
               gboolean         from_map,
               LapelJson       *out,
               GError         **error)
{
  if (!lapel_expand_enter_contexts (self, from_map, error) ||
      !lapel_expand_members (self, self->element, error) || !finish (self, out, error))
    return FALSE;
  label_node (self->run, self->element, out);
  return TRUE;
}

/* Step 5. */
static gboolean
expand_array (LapelJsonldRun       *run,
              const LapelContext   *active,
              const LapelProperty  *property,
              const LapelJson      *element,
              gboolean              from_map,
              LapelJson            *out,
              GError              **error)
{
  const LapelTerm *term = property != NULL ? property->term : NULL;
  gboolean in_list = term != NULL && (term->container & LAPEL_CONTAINER_LIST) != 0;
  LapelJson result = { LAPEL_JSON_ARRAY };

  for (uint32_t i = 0; i < element->n; i++)
    {
      LapelJson item = { LAPEL_JSON_NULL };

      if (!lapel_expand_element (run, active, property, &element->items[i], from_map, &item, error))
        return FALSE;
      if (in_list && item.type == LAPEL_JSON_ARRAY)
        {
          LapelJson list = { LAPEL_JSON_OBJECT };

          lapel_build_set_keyword (run->arena, &list, LAPEL_KEYWORD_LIST, &item);
          item = list;
        }
      if (item.type == LAPEL_JSON_ARRAY)
        {
          for (uint32_t j = 0; j < item.n; j++)
            lapel_build_push (run->arena, &result, &item.items[j]);
        }
      else if (item.type != LAPEL_JSON_NULL)
        lapel_build_push (run->arena, &result, &item);
    }
  *out = result;
  return TRUE;
}

/* Step 4. */
static gboolean
expand_scalar (LapelJsonldRun       *run,
               const LapelContext   *active,
               const LapelProperty  *property,
               const LapelJson      *element,
               LapelJson            *out,
               GError              **error)
{
  LapelProperty inside;

  if (property == NULL || property->name == lapel_keywords[LAPEL_KEYWORD_GRAPH].text)
    {
      *out = (LapelJson){ LAPEL_JSON_NULL };
      return lapel_expand_lose (run, property != NULL ? "@graph" : "the document",
                                "a value without a subject", error);
    }
  if (property->term == NULL || property->term->context == NULL)
    return lapel_expand_value (run, active, property, element, out, error);

  active =
      lapel_context_process_scoped (run, active, property->term, LAPEL_PROCESS_OVERRIDE, error);
  if (active == NULL)
    return FALSE;
  inside = *property;
  inside.term = lapel_context_find (active, property->name, property->length);
  return lapel_expand_value (run, active, &inside, element, out, error);
}

gboolean
lapel_expand_element (LapelJsonldRun       *run,
                      const LapelContext   *active,
                      const LapelProperty  *property,
                      const LapelJson      *element,
                      gboolean              from_map,
                      LapelJson            *out,
                      GError              **error)
{
  LapelExpansion expansion = {
    run, active, active, property, element, { LAPEL_JSON_OBJECT }, FALSE
  };

  if (++run->n_elements > LAPEL_JSONLD_MAX_ELEMENTS)
    return lapel_jsonld_too_complex (error, "the document has too many elements");
  switch (element->type)
    {
    case LAPEL_JSON_NULL:
      *out = *element;
      return TRUE;
    case LAPEL_JSON_ARRAY:
      return expand_array (run, active, property, element, from_map, out, error);
    case LAPEL_JSON_OBJECT:
      return expand_object (&expansion, from_map, out, error);
    default:
      return expand_scalar (run, active, property, element, out, error);
    }
}

static gboolean
expand_document (LapelJsonldRun   *run,
                 const LapelJson  *document,
                 LapelJson        *out,
                 GError          **error)
{
  const LapelContext *active = lapel_context_initial (run);
  const LapelJson *given = run->options->expand_context;

  if (given != NULL)
    {
      const LapelJson *inner = lapel_json_get (given, "@context");

      active = lapel_context_process (run, active, inner != NULL ? inner : given, &run->document,
                                      NULL, 0, error);
      if (active == NULL)
        return FALSE;
    }
  return lapel_expand_element (run, active, NULL, document, FALSE, out, error);
}

const LapelJson *
lapel_jsonld_expand (LapelContexts             *contexts,
                     const LapelJson           *document,
                     const LapelJsonldOptions  *options,
                     LapelArena                *arena,
                     GError                   **error)
{
  const LapelJsonldOptions defaults = { 0 };
  LapelJsonldRun run = { contexts, options != NULL ? options : &defaults, arena };
  LapelJson *result = lapel_arena_new_array (arena, LapelJson, 1);
  LapelJson expanded = { LAPEL_JSON_NULL };

  run.document.url = run.options->base;
  if (!expand_document (&run, document, &expanded, error))
    return NULL;

  if (expanded.type == LAPEL_JSON_OBJECT && expanded.n == 1)
    {
      const LapelJson *graph = lapel_build_find_keyword (&expanded, LAPEL_KEYWORD_GRAPH);

      if (graph != NULL)
        expanded = *graph;
    }
  if (expanded.type == LAPEL_JSON_NULL)
    expanded = (LapelJson){ LAPEL_JSON_ARRAY };
  *result = lapel_build_array_of (arena, &expanded);
  return result;
}
