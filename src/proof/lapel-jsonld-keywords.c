/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-iri.h"
#include "lapel-jsonld-expand-private.h"

#include <string.h>

static gboolean
is_scalar (const LapelJson *value)
{
  return value->type != LAPEL_JSON_ARRAY && value->type != LAPEL_JSON_OBJECT;
}

static void
set (LapelExpansion  *self,
     LapelKeyword     keyword,
     const LapelJson *value)
{
  lapel_build_set_keyword (self->run->arena, &self->result, keyword, value);
}

/* Step 13.4.3. */
static gboolean
expand_id (LapelExpansion   *self,
           const LapelJson  *value,
           GError          **error)
{
  LapelName id;
  LapelJson text;

  if (value->type != LAPEL_JSON_STRING)
    return lapel_jsonld_fail (error, "invalid @id value", "no string");
  id = lapel_context_expand (self->active, value->string, value->n, LAPEL_EXPAND_DOCUMENT,
                             self->run->arena);
  text = lapel_build_name (&id);
  set (self, LAPEL_KEYWORD_ID, &text);
  if (id.text == NULL || (!lapel_iri_has_scheme (id.text) && strncmp (id.text, "_:", 2) != 0))
    return lapel_expand_lose (self->run, value->string, "the identifier is no absolute IRI", error);
  return TRUE;
}

static gboolean
expand_one_type (LapelExpansion   *self,
                 const LapelJson  *value,
                 LapelJson        *out,
                 GError          **error)
{
  LapelName type;

  if (value->type != LAPEL_JSON_STRING)
    return lapel_jsonld_fail (error, "invalid type value", "no string");
  type = lapel_context_expand (self->type_scoped, value->string, value->n,
                               LAPEL_EXPAND_VOCAB | LAPEL_EXPAND_DOCUMENT, self->run->arena);
  *out = lapel_build_name (&type);
  if (type.text == NULL || (type.keyword != LAPEL_KEYWORD_JSON &&
                            !lapel_iri_has_scheme (type.text) && strncmp (type.text, "_:", 2) != 0))
    return lapel_expand_lose (self->run, value->string, "no context defines this type", error);
  return TRUE;
}

/* Step 13.4.4. */
static gboolean
expand_type (LapelExpansion   *self,
             const LapelJson  *value,
             GError          **error)
{
  LapelArena *arena = self->run->arena;
  LapelJson *there = lapel_build_find_keyword (&self->result, LAPEL_KEYWORD_TYPE);
  LapelJson types = { LAPEL_JSON_ARRAY };
  LapelJson type = { LAPEL_JSON_NULL };

  if (value->type != LAPEL_JSON_ARRAY)
    {
      if (!expand_one_type (self, value, &types, error))
        return FALSE;
    }
  else
    {
      for (uint32_t i = 0; i < value->n; i++)
        {
          if (!expand_one_type (self, &value->items[i], &type, error))
            return FALSE;
          if (type.type != LAPEL_JSON_NULL)
            lapel_build_push (arena, &types, &type);
        }
    }

  if (types.type == LAPEL_JSON_NULL)
    return TRUE;
  if (there == NULL)
    set (self, LAPEL_KEYWORD_TYPE, &types);
  else
    {
      *there = lapel_build_array_of (arena, there);
      lapel_build_add (arena, &self->result, &lapel_keywords[LAPEL_KEYWORD_TYPE], &types);
    }
  return TRUE;
}

/* Step 13.4.5. */
static gboolean
expand_graph (LapelExpansion   *self,
              const LapelJson  *value,
              GError          **error)
{
  const LapelName *name = &lapel_keywords[LAPEL_KEYWORD_GRAPH];
  const LapelProperty property = { name->text, name->length, NULL };
  LapelJson graph;

  if (!lapel_expand_element (self->run, self->active, &property, value, FALSE, &graph, error))
    return FALSE;
  if (graph.type == LAPEL_JSON_NULL)
    graph = (LapelJson){ LAPEL_JSON_ARRAY };
  graph = lapel_build_array_of (self->run->arena, &graph);
  set (self, LAPEL_KEYWORD_GRAPH, &graph);
  return TRUE;
}

/* Step 13.4.6. */
static gboolean
expand_included (LapelExpansion   *self,
                 const LapelJson  *value,
                 GError          **error)
{
  LapelJson included;

  if (!lapel_expand_element (self->run, self->active, NULL, value, FALSE, &included, error))
    return FALSE;
  included = lapel_build_array_of (self->run->arena, &included);
  for (uint32_t i = 0; i < included.n; i++)
    {
      if (!lapel_expand_is_node (&included.items[i]))
        return lapel_jsonld_fail (error, "invalid @included value", "no node object");
    }
  lapel_build_add (self->run->arena, &self->result, &lapel_keywords[LAPEL_KEYWORD_INCLUDED],
                   &included);
  return TRUE;
}

/* Step 12: whether the last type of the first "@type" entry is "@json". */
static gboolean
is_json_literal (const LapelExpansion *self)
{
  const LapelJsonMember *member = lapel_expand_next_type (self->active, self->element, NULL);
  const LapelJson *value = member != NULL ? &member->value : NULL;
  LapelName type;

  if (value != NULL && value->type == LAPEL_JSON_ARRAY)
    value = value->n > 0 ? &value->items[value->n - 1] : NULL;
  if (value == NULL || value->type != LAPEL_JSON_STRING)
    return FALSE;
  type = lapel_context_expand (self->active, value->string, value->n, LAPEL_EXPAND_VOCAB,
                               self->run->arena);
  return type.keyword == LAPEL_KEYWORD_JSON;
}

/* Step 13.4.7. */
static gboolean
expand_value (LapelExpansion   *self,
              const LapelJson  *value,
              GError          **error)
{
  if (!is_scalar (value) && !is_json_literal (self))
    return lapel_jsonld_fail (error, "invalid value object value", "neither a scalar nor null");
  set (self, LAPEL_KEYWORD_VALUE, value);
  return TRUE;
}

static gboolean
expand_language (LapelExpansion   *self,
                 const LapelJson  *value,
                 GError          **error)
{
  if (value->type != LAPEL_JSON_STRING)
    return lapel_jsonld_fail (error, "invalid language-tagged string", "@language is no string");
  set (self, LAPEL_KEYWORD_LANGUAGE, value);
  if (!lapel_language_is_well_formed (value->string))
    return lapel_expand_lose (self->run, value->string, "no language tag", error);
  return TRUE;
}

static gboolean
expand_direction (LapelExpansion   *self,
                  const LapelJson  *value,
                  GError          **error)
{
  const char *text = lapel_json_as_string (value);

  if (g_strcmp0 (text, "ltr") != 0 && g_strcmp0 (text, "rtl") != 0)
    return lapel_jsonld_fail (error, "invalid base direction", "neither ltr nor rtl");
  set (self, LAPEL_KEYWORD_DIRECTION, value);
  return TRUE;
}

static gboolean
expand_index (LapelExpansion   *self,
              const LapelJson  *value,
              GError          **error)
{
  if (value->type != LAPEL_JSON_STRING)
    return lapel_jsonld_fail (error, "invalid @index value", "no string");
  set (self, LAPEL_KEYWORD_INDEX, value);
  return TRUE;
}

/* Steps 13.4.11 and 13.4.12: the active property goes on inside. */
static gboolean
expand_list_or_set (LapelExpansion   *self,
                    LapelKeyword      keyword,
                    const LapelJson  *value,
                    GError          **error)
{
  const LapelProperty *outer = self->property;
  LapelProperty property = { 0 };
  LapelJson items;

  if (keyword == LAPEL_KEYWORD_LIST &&
      (outer == NULL || outer->name == lapel_keywords[LAPEL_KEYWORD_GRAPH].text))
    return lapel_expand_lose (self->run, "@list", "a list without a subject", error);
  if (outer != NULL)
    {
      property = *outer;
      property.term = lapel_context_find (self->active, outer->name, outer->length);
    }
  if (!lapel_expand_element (self->run, self->active, outer != NULL ? &property : NULL, value,
                             FALSE, &items, error))
    return FALSE;
  if (keyword == LAPEL_KEYWORD_LIST)
    {
      if (items.type == LAPEL_JSON_NULL)
        items = (LapelJson){ LAPEL_JSON_ARRAY };
      items = lapel_build_array_of (self->run->arena, &items);
    }
  set (self, keyword, &items);
  return TRUE;
}

/* Step 13.4.13. */
static gboolean
expand_reverse (LapelExpansion   *self,
                const LapelJson  *value,
                GError          **error)
{
  const LapelName *name = &lapel_keywords[LAPEL_KEYWORD_REVERSE];
  const LapelProperty property = { name->text, name->length, NULL };
  LapelJson reversed;

  if (value->type != LAPEL_JSON_OBJECT)
    return lapel_jsonld_fail (error, "invalid @reverse value", "no object");
  if (!lapel_expand_element (self->run, self->active, &property, value, FALSE, &reversed, error))
    return FALSE;
  for (uint32_t i = 0; reversed.type == LAPEL_JSON_OBJECT && i < reversed.n; i++)
    {
      const LapelJsonMember *member = &reversed.members[i];
      const LapelName inner = { member->name, member->name_length, LAPEL_KEYWORD_NO };

      if (member->name != name->text)
        {
          if (!lapel_expand_add_reverse (self, inner, &member->value, error))
            return FALSE;
          continue;
        }
      for (uint32_t j = 0; j < member->value.n; j++)
        {
          const LapelJsonMember *twice = &member->value.members[j];
          const LapelName forward = { twice->name, twice->name_length, LAPEL_KEYWORD_NO };

          lapel_build_add (self->run->arena, &self->result, &forward, &twice->value);
        }
    }
  return TRUE;
}

gboolean
lapel_expand_keyword (LapelExpansion   *self,
                      LapelKeyword      keyword,
                      const LapelJson  *value,
                      GError          **error)
{
  const LapelName *name = &lapel_keywords[keyword];

  if (self->property != NULL && self->property->name == lapel_keywords[LAPEL_KEYWORD_REVERSE].text)
    return lapel_jsonld_fail (error, "invalid reverse property map", "%s", name->text);
  if (keyword != LAPEL_KEYWORD_INCLUDED && keyword != LAPEL_KEYWORD_TYPE &&
      keyword != LAPEL_KEYWORD_REVERSE && lapel_build_find_keyword (&self->result, keyword) != NULL)
    return lapel_jsonld_fail (error, "colliding keywords", "%s", name->text);

  switch (keyword)
    {
    case LAPEL_KEYWORD_ID:
      return expand_id (self, value, error);
    case LAPEL_KEYWORD_TYPE:
      return expand_type (self, value, error);
    case LAPEL_KEYWORD_GRAPH:
      return expand_graph (self, value, error);
    case LAPEL_KEYWORD_INCLUDED:
      return expand_included (self, value, error);
    case LAPEL_KEYWORD_VALUE:
      return expand_value (self, value, error);
    case LAPEL_KEYWORD_LANGUAGE:
      return expand_language (self, value, error);
    case LAPEL_KEYWORD_DIRECTION:
      return expand_direction (self, value, error);
    case LAPEL_KEYWORD_INDEX:
      return expand_index (self, value, error);
    case LAPEL_KEYWORD_LIST:
    case LAPEL_KEYWORD_SET:
      return expand_list_or_set (self, keyword, value, error);
    case LAPEL_KEYWORD_REVERSE:
      return expand_reverse (self, value, error);
    default:
      /* The keywords of contexts mean nothing here. */
      return lapel_expand_lose (self->run, name->text, "this keyword has no place here", error);
    }
}
