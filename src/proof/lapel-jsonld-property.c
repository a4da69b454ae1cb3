/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-iri.h"
#include "lapel-jsonld-expand-private.h"

#include <string.h>

gboolean
lapel_language_is_well_formed (const char *text)
{
  gsize run = 0;
  gboolean first = TRUE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '-')
        {
          if (run == 0)
            return FALSE;
          run = 0;
          first = FALSE;
        }
      else if ((first ? !g_ascii_isalpha (*p) : !g_ascii_isalnum (*p)) || ++run > 8)
        return FALSE;
    }
  return run > 0;
}

static void
set_text (LapelArena   *arena,
          LapelJson    *object,
          LapelKeyword  keyword,
          const char   *text)
{
  LapelJson value = lapel_build_text (text, (uint32_t) strlen (text));

  lapel_build_set_keyword (arena, object, keyword, &value);
}

/* A string that is an identifier, by its property's type. */
static gboolean
expand_reference (LapelJsonldRun      *run,
                  const LapelContext  *active,
                  const LapelTerm     *term,
                  const LapelJson     *value,
                  LapelJson           *out,
                  GError             **error)
{
  LapelExpandFlags flags = LAPEL_EXPAND_DOCUMENT;
  LapelName name;
  LapelJson text;

  if (term->type.keyword == LAPEL_KEYWORD_VOCAB)
    flags |= LAPEL_EXPAND_VOCAB;
  name = lapel_context_expand (active, value->string, value->n, flags, run->arena);
  text = lapel_build_name (&name);
  *out = (LapelJson){ LAPEL_JSON_OBJECT };
  lapel_build_set_keyword (run->arena, out, LAPEL_KEYWORD_ID, &text);
  if (name.text == NULL || (!lapel_iri_has_scheme (name.text) && strncmp (name.text, "_:", 2) != 0))
    return lapel_expand_lose (run, term->name, "the identifier is no absolute IRI", error);
  return TRUE;
}

gboolean
lapel_expand_value (LapelJsonldRun       *run,
                    const LapelContext   *active,
                    const LapelProperty  *property,
                    const LapelJson      *value,
                    LapelJson            *out,
                    GError              **error)
{
  const LapelTerm *term = property->term;
  LapelKeyword type = term != NULL ? term->type.keyword : LAPEL_KEYWORD_NO;
  const char *language = active->language;
  const char *direction = active->direction;

  if (value->type == LAPEL_JSON_STRING && (type == LAPEL_KEYWORD_ID || type == LAPEL_KEYWORD_VOCAB))
    return expand_reference (run, active, term, value, out, error);

  *out = (LapelJson){ LAPEL_JSON_OBJECT };
  lapel_build_set_keyword (run->arena, out, LAPEL_KEYWORD_VALUE, value);
  if (term != NULL && term->type.text != NULL)
    {
      if (type == LAPEL_KEYWORD_NO || type == LAPEL_KEYWORD_JSON)
        {
          LapelJson text = lapel_build_name (&term->type);

          lapel_build_set_keyword (run->arena, out, LAPEL_KEYWORD_TYPE, &text);
          return TRUE;
        }
    }
  if (value->type != LAPEL_JSON_STRING ||
      (type == LAPEL_KEYWORD_NO && term != NULL && term->type.text != NULL))
    return TRUE;

  if (term != NULL && term->has_language)
    language = term->language;
  if (term != NULL && term->has_direction)
    direction = term->direction;
  if (language != NULL)
    set_text (run->arena, out, LAPEL_KEYWORD_LANGUAGE, language);
  if (direction != NULL)
    set_text (run->arena, out, LAPEL_KEYWORD_DIRECTION, direction);
  return language == NULL || lapel_language_is_well_formed (language) ||
         lapel_expand_lose (run, language, "no language tag", error);
}

static gboolean
is_none (const LapelContext    *active,
         const LapelJsonMember *member,
         LapelArena            *arena)
{
  return lapel_context_expand (active, member->name, member->name_length, LAPEL_EXPAND_VOCAB, arena)
             .keyword == LAPEL_KEYWORD_NONE;
}

/* Step 13.7: one language's strings. */
static gboolean
expand_language_entry (LapelExpansion         *self,
                       const LapelJsonMember  *member,
                       const char             *direction,
                       LapelJson              *out,
                       GError                **error)
{
  LapelArena *arena = self->run->arena;
  const LapelJson items = lapel_build_array_of (arena, &member->value);
  gboolean none = is_none (self->active, member, arena);

  if (!none && !lapel_language_is_well_formed (member->name) &&
      !lapel_expand_lose (self->run, member->name, "no language tag", error))
    return FALSE;
  for (uint32_t i = 0; i < items.n; i++)
    {
      LapelJson value = { LAPEL_JSON_OBJECT };

      if (items.items[i].type == LAPEL_JSON_NULL)
        continue;
      if (items.items[i].type != LAPEL_JSON_STRING)
        return lapel_jsonld_fail (error, "invalid language map value", "%s", member->name);
      lapel_build_set_keyword (arena, &value, LAPEL_KEYWORD_VALUE, &items.items[i]);
      if (!none)
        set_text (arena, &value, LAPEL_KEYWORD_LANGUAGE, member->name);
      if (direction != NULL)
        set_text (arena, &value, LAPEL_KEYWORD_DIRECTION, direction);
      lapel_build_push (arena, out, &value);
    }
  return TRUE;
}

static gboolean
expand_language_map (LapelExpansion   *self,
                     const LapelTerm  *term,
                     const LapelJson  *map,
                     LapelJson        *out,
                     GError          **error)
{
  const char *direction = term->has_direction ? term->direction : self->active->direction;

  *out = (LapelJson){ LAPEL_JSON_ARRAY };
  for (uint32_t i = 0; i < map->n; i++)
    {
      if (!expand_language_entry (self, &map->members[i], direction, out, error))
        return FALSE;
    }
  return TRUE;
}

static LapelJson
wrap_in_graph (LapelArena      *arena,
               const LapelJson *item)
{
  LapelJson graph = lapel_build_array_of (arena, item);
  LapelJson object = { LAPEL_JSON_OBJECT };

  lapel_build_set_keyword (arena, &object, LAPEL_KEYWORD_GRAPH, &graph);
  return object;
}

/* A graph object has "@graph" and at most "@id" and "@index" beside it. */
static gboolean
is_graph (const LapelJson *value)
{
  uint32_t known;

  if (value->type != LAPEL_JSON_OBJECT ||
      lapel_build_find_keyword (value, LAPEL_KEYWORD_GRAPH) == NULL)
    return FALSE;
  known = 1 + (lapel_build_find_keyword (value, LAPEL_KEYWORD_ID) != NULL) +
          (lapel_build_find_keyword (value, LAPEL_KEYWORD_INDEX) != NULL);
  return value->n == known;
}

/* Puts @value before what the member @name holds already. */
static void
prepend (LapelArena      *arena,
         LapelJson       *object,
         const LapelName *name,
         const LapelJson *value)
{
  LapelJson *there = lapel_build_find (object, name);
  LapelJson array = { LAPEL_JSON_ARRAY };

  lapel_build_push (arena, &array, value);
  if (there != NULL)
    {
      const LapelJson old = lapel_build_array_of (arena, there);

      for (uint32_t i = 0; i < old.n; i++)
        lapel_build_push (arena, &array, &old.items[i]);
    }
  lapel_build_set (arena, object, name, &array);
}

/* Step 13.8.3.7.2: the index is a property of what it leads to. */
static gboolean
add_index_property (LapelExpansion         *self,
                    const LapelTerm        *term,
                    const LapelJsonMember  *entry,
                    LapelJson              *item,
                    GError                **error)
{
  uint32_t length = (uint32_t) strlen (term->index);
  const LapelProperty property = { term->index, length,
                                   lapel_context_find (self->active, term->index, length) };
  const LapelJson index = lapel_build_text (entry->name, entry->name_length);
  LapelName name = lapel_context_expand (self->active, term->index, length, LAPEL_EXPAND_VOCAB,
                                         self->run->arena);
  LapelJson value;

  if (!lapel_expand_value (self->run, self->active, &property, &index, &value, error))
    return FALSE;
  if (lapel_expand_is_value_or_list (item))
    return lapel_jsonld_fail (error, "invalid value object", "%s: a value has no properties",
                              entry->name);
  prepend (self->run->arena, item, &name, &value);
  return TRUE;
}

/* Step 13.8.3.7.4. */
static gboolean
add_map_id (LapelExpansion         *self,
            const LapelJsonMember  *entry,
            LapelJson              *item,
            GError                **error)
{
  LapelArena *arena = self->run->arena;
  LapelName id = lapel_context_expand (self->active, entry->name, entry->name_length,
                                       LAPEL_EXPAND_DOCUMENT, arena);
  LapelJson text = lapel_build_name (&id);

  if (lapel_build_find_keyword (item, LAPEL_KEYWORD_ID) != NULL)
    return TRUE;
  lapel_build_set_keyword (arena, item, LAPEL_KEYWORD_ID, &text);
  return id.text != NULL ||
         lapel_expand_lose (self->run, entry->name, "the identifier is no IRI", error);
}

/* Step 13.8.3.7: marks one item with the key it stood under. */
static gboolean
mark_item (LapelExpansion         *self,
           const LapelTerm        *term,
           const LapelJsonMember  *entry,
           LapelJson              *item,
           GError                **error)
{
  LapelArena *arena = self->run->arena;
  LapelName key = lapel_context_expand (self->active, entry->name, entry->name_length,
                                        LAPEL_EXPAND_VOCAB, arena);
  LapelJson text;

  if ((term->container & LAPEL_CONTAINER_GRAPH) != 0 && !is_graph (item))
    *item = wrap_in_graph (arena, item);
  if (key.keyword == LAPEL_KEYWORD_NONE || item->type != LAPEL_JSON_OBJECT)
    return TRUE;

  if ((term->container & LAPEL_CONTAINER_INDEX) != 0)
    {
      if (term->index != NULL && strcmp (term->index, "@index") != 0)
        return add_index_property (self, term, entry, item, error);
      text = lapel_build_text (entry->name, entry->name_length);
      if (lapel_build_find_keyword (item, LAPEL_KEYWORD_INDEX) == NULL)
        lapel_build_set_keyword (arena, item, LAPEL_KEYWORD_INDEX, &text);
    }
  else if (lapel_expand_is_value_or_list (item))
    return lapel_jsonld_fail (error, "invalid value object", "%s: a value is no node", entry->name);
  else if ((term->container & LAPEL_CONTAINER_ID) != 0)
    return add_map_id (self, entry, item, error);
  else if (key.text == NULL)
    return lapel_expand_lose (self->run, entry->name, "no context defines this type", error);
  else
    {
      text = lapel_build_name (&key);
      prepend (arena, item, &lapel_keywords[LAPEL_KEYWORD_TYPE], &text);
    }
  return TRUE;
}

/* Step 13.8.3 for one entry of an index, id or type map. */
static gboolean
expand_map_entry (LapelExpansion         *self,
                  const LapelProperty    *property,
                  const LapelJsonMember  *entry,
                  LapelJson              *out,
                  GError                **error)
{
  const LapelContext *context = self->active;
  LapelProperty inside = *property;
  LapelJson value = lapel_build_array_of (self->run->arena, &entry->value);

  if ((property->term->container & (LAPEL_CONTAINER_ID | LAPEL_CONTAINER_TYPE)) != 0 &&
      context->previous != NULL)
    context = context->previous;
  if ((property->term->container & LAPEL_CONTAINER_TYPE) != 0)
    {
      const LapelTerm *type = lapel_context_find (context, entry->name, entry->name_length);

      if (type != NULL && type->context != NULL)
        context = lapel_context_process_scoped (self->run, context, type,
                                                LAPEL_PROCESS_NO_PROPAGATE, error);
      if (context == NULL)
        return FALSE;
    }
  inside.term = lapel_context_find (context, property->name, property->length);
  if (!lapel_expand_element (self->run, context, &inside, &value, TRUE, &value, error))
    return FALSE;
  for (uint32_t i = 0; i < value.n; i++)
    {
      LapelJson item = value.items[i];

      if (!mark_item (self, property->term, entry, &item, error))
        return FALSE;
      lapel_build_push (self->run->arena, out, &item);
    }
  return TRUE;
}

static gboolean
expand_map (LapelExpansion       *self,
            const LapelProperty  *property,
            const LapelJson      *map,
            LapelJson            *out,
            GError              **error)
{
  *out = (LapelJson){ LAPEL_JSON_ARRAY };
  for (uint32_t i = 0; i < map->n; i++)
    {
      if (!expand_map_entry (self, property, &map->members[i], out, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lapel_expand_add_reverse (LapelExpansion   *self,
                          LapelName         name,
                          const LapelJson  *value,
                          GError          **error)
{
  LapelArena *arena = self->run->arena;
  const LapelJson items = lapel_build_array_of (arena, value);
  LapelJson *map = lapel_build_find_keyword (&self->result, LAPEL_KEYWORD_REVERSE);

  for (uint32_t i = 0; i < items.n; i++)
    {
      if (lapel_expand_is_value_or_list (&items.items[i]))
        return lapel_jsonld_fail (error, "invalid reverse property value", "%s", name.text);
    }
  if (map == NULL)
    {
      const LapelJson empty = { LAPEL_JSON_OBJECT };

      map = lapel_build_set_keyword (arena, &self->result, LAPEL_KEYWORD_REVERSE, &empty);
    }
  lapel_build_add (arena, map, &name, &items);
  return TRUE;
}

/* Steps 13.11 and 13.12. */
static void
wrap (LapelArena   *arena,
      unsigned int  container,
      LapelJson    *value)
{
  if ((container & LAPEL_CONTAINER_LIST) != 0 &&
      (value->type != LAPEL_JSON_OBJECT ||
       lapel_build_find_keyword (value, LAPEL_KEYWORD_LIST) == NULL))
    {
      const LapelJson items = lapel_build_array_of (arena, value);

      *value = (LapelJson){ LAPEL_JSON_OBJECT };
      lapel_build_set_keyword (arena, value, LAPEL_KEYWORD_LIST, &items);
    }
  if ((container & LAPEL_CONTAINER_GRAPH) != 0 &&
      (container & (LAPEL_CONTAINER_ID | LAPEL_CONTAINER_INDEX)) == 0)
    {
      const LapelJson items = lapel_build_array_of (arena, value);

      *value = (LapelJson){ LAPEL_JSON_ARRAY };
      for (uint32_t i = 0; i < items.n; i++)
        {
          const LapelJson graph = wrap_in_graph (arena, &items.items[i]);

          lapel_build_push (arena, value, &graph);
        }
    }
}

static gboolean
expand_by_container (LapelExpansion       *self,
                     const LapelProperty  *property,
                     const LapelJson      *value,
                     LapelJson            *out,
                     GError              **error)
{
  static const unsigned int maps =
      LAPEL_CONTAINER_INDEX | LAPEL_CONTAINER_ID | LAPEL_CONTAINER_TYPE;
  const LapelTerm *term = property->term;

  if (term != NULL && term->type.keyword == LAPEL_KEYWORD_JSON)
    {
      LapelJson type = lapel_build_name (&term->type);

      *out = (LapelJson){ LAPEL_JSON_OBJECT };
      lapel_build_set_keyword (self->run->arena, out, LAPEL_KEYWORD_VALUE, value);
      lapel_build_set_keyword (self->run->arena, out, LAPEL_KEYWORD_TYPE, &type);
      return TRUE;
    }
  if (term != NULL && value->type == LAPEL_JSON_OBJECT &&
      (term->container & LAPEL_CONTAINER_LANGUAGE) != 0)
    return expand_language_map (self, term, value, out, error);
  if (term != NULL && value->type == LAPEL_JSON_OBJECT && (term->container & maps) != 0)
    return expand_map (self, property, value, out, error);
  return lapel_expand_element (self->run, self->active, property, value, FALSE, out, error);
}

gboolean
lapel_expand_property (LapelExpansion         *self,
                       const LapelJsonMember  *member,
                       LapelName               name,
                       const LapelTerm        *term,
                       GError                **error)
{
  const LapelProperty property = { member->name, member->name_length, term };
  LapelJson value;

  if (!expand_by_container (self, &property, &member->value, &value, error))
    return FALSE;
  if (value.type == LAPEL_JSON_NULL)
    return TRUE;
  if (term != NULL && term->container != 0)
    wrap (self->run->arena, term->container, &value);
  if (term != NULL && term->reverse)
    return lapel_expand_add_reverse (self, name, &value, error);
  lapel_build_add (self->run->arena, &self->result, &name, &value);
  return TRUE;
}
