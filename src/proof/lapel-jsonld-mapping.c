/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-error.h"
#include "lapel-iri.h"
#include "lapel-jsonld-private.h"

#include <string.h>

/* What a term definition says, member by member: steps 12 to 26 of create term definition (§4.2.2).
 */

static gboolean
is_string (const LapelJson *value)
{
  return value != NULL && value->type == LAPEL_JSON_STRING;
}

static gboolean
is_boolean (const LapelJson *value)
{
  return value->type == LAPEL_JSON_TRUE || value->type == LAPEL_JSON_FALSE;
}

static gboolean
is_iri_or_blank (const LapelName *name)
{
  return name->text != NULL &&
         (strncmp (name->text, "_:", 2) == 0 || lapel_iri_has_scheme (name->text));
}

/* Step 12. */
static gboolean
set_type (LapelDefinition  *self,
          LapelMaking      *making,
          GError          **error)
{
  const LapelJson *type = lapel_json_get (making->value, "@type");
  LapelName name;

  if (type == NULL)
    return TRUE;
  if (!is_string (type))
    return lapel_jsonld_fail (error, "invalid type mapping", "%s", making->term->name);
  if (!lapel_definition_expand (self, type->string, type->n, LAPEL_EXPAND_VOCAB, &name, error))
    return FALSE;

  switch (name.keyword)
    {
    case LAPEL_KEYWORD_ID:
    case LAPEL_KEYWORD_JSON:
    case LAPEL_KEYWORD_NONE:
    case LAPEL_KEYWORD_VOCAB:
      break;
    default:
      if (name.keyword != LAPEL_KEYWORD_NO || name.text == NULL ||
          !lapel_iri_has_scheme (name.text))
        return lapel_jsonld_fail (error, "invalid type mapping", "%s: %s", making->term->name,
                                  type->string);
    }
  making->term->type = name;
  return TRUE;
}

/* Step 13. */
static gboolean
set_reverse (LapelDefinition  *self,
             LapelMaking      *making,
             const LapelJson  *reverse,
             GError          **error)
{
  LapelTerm *term = making->term;
  const LapelJson *container = lapel_json_get (making->value, "@container");
  const char *text = lapel_json_as_string (container);

  if (making->id != NULL || lapel_json_get (making->value, "@nest") != NULL)
    return lapel_jsonld_fail (error, "invalid reverse property", "%s", term->name);
  if (!is_string (reverse))
    return lapel_jsonld_fail (error, "invalid IRI mapping", "@reverse of %s", term->name);
  if (lapel_keyword_is_form (reverse->string, reverse->n))
    {
      making->ignored = TRUE;
      return TRUE;
    }
  if (!lapel_definition_expand (self, reverse->string, reverse->n, LAPEL_EXPAND_VOCAB, &term->iri,
                                error))
    return FALSE;
  if (!is_iri_or_blank (&term->iri))
    return lapel_jsonld_fail (error, "invalid IRI mapping", "@reverse of %s", term->name);

  if (g_strcmp0 (text, "@set") == 0)
    term->container = LAPEL_CONTAINER_SET;
  else if (g_strcmp0 (text, "@index") == 0)
    term->container = LAPEL_CONTAINER_INDEX;
  else if (container != NULL && container->type != LAPEL_JSON_NULL)
    return lapel_jsonld_fail (error, "invalid reverse property", "@container of %s", term->name);
  term->reverse = TRUE;
  return TRUE;
}

static gboolean
looks_like_iri (const LapelTerm *term)
{
  if (memchr (term->name, '/', term->name_length) != NULL)
    return TRUE;
  return term->name_length > 2 && memchr (term->name + 1, ':', term->name_length - 2) != NULL;
}

/* Step 14.2. */
static gboolean
set_given_iri (LapelDefinition  *self,
               LapelMaking      *making,
               GError          **error)
{
  LapelTerm *term = making->term;
  const LapelJson *id = making->id;
  LapelName own;

  if (lapel_keyword_find (id->string, id->n) == LAPEL_KEYWORD_NO &&
      lapel_keyword_is_form (id->string, id->n))
    {
      making->ignored = TRUE;
      return TRUE;
    }
  if (!lapel_definition_expand (self, id->string, id->n, LAPEL_EXPAND_VOCAB, &term->iri, error))
    return FALSE;
  if (term->iri.keyword == LAPEL_KEYWORD_CONTEXT)
    return lapel_jsonld_fail (error, "invalid keyword alias", "%s", term->name);
  if (term->iri.keyword == LAPEL_KEYWORD_NO && !is_iri_or_blank (&term->iri))
    return lapel_jsonld_fail (error, "invalid IRI mapping", "%s: %s", term->name, id->string);

  if (looks_like_iri (term))
    {
      self->defined[making->member] = LAPEL_TERM_DEFINED;
      if (!lapel_definition_expand (self, term->name, term->name_length, LAPEL_EXPAND_VOCAB, &own,
                                    error))
        return FALSE;
      if (g_strcmp0 (own.text, term->iri.text) != 0)
        return lapel_jsonld_fail (error, "invalid IRI mapping", "%s is not what it looks like",
                                  term->name);
    }
  else if (making->simple && memchr (term->name, ':', term->name_length) == NULL)
    term->prefix =
        term->iri.length > 0 && (strchr (":/?#[]@", term->iri.text[term->iri.length - 1]) != NULL ||
                                 strncmp (term->iri.text, "_:", 2) == 0);
  return TRUE;
}

static LapelName
concatenate (const char *first,
             const char *second,
             LapelArena *arena)
{
  g_autofree char *text = g_strconcat (first, second, NULL);
  uint32_t length = (uint32_t) strlen (text);

  return (LapelName){ lapel_arena_strndup (arena, text, length), length, LAPEL_KEYWORD_NO };
}

/* Steps 15 to 18: the term's own form says what it means. */
static gboolean
set_implied_iri (LapelDefinition  *self,
                 LapelMaking      *making,
                 GError          **error)
{
  LapelTerm *term = making->term;
  const char *colon =
      term->name_length > 1 ? memchr (term->name + 1, ':', term->name_length - 1) : NULL;

  if (colon != NULL)
    {
      uint32_t prefix_length = (uint32_t) (colon - term->name);
      const LapelTerm *prefix;

      if (strncmp (term->name, "_:", 2) != 0 && strncmp (colon + 1, "//", 2) != 0 &&
          !lapel_definition_define (self, term->name, prefix_length, error))
        return FALSE;
      prefix = lapel_context_find (self->result, term->name, prefix_length);
      if (prefix != NULL && prefix->iri.text != NULL)
        term->iri = concatenate (prefix->iri.text, colon + 1, self->arena);
      else
        term->iri = (LapelName){ term->name, term->name_length, LAPEL_KEYWORD_NO };
      return TRUE;
    }
  if (memchr (term->name, '/', term->name_length) != NULL)
    {
      term->iri = lapel_context_expand (self->result, term->name, term->name_length,
                                        LAPEL_EXPAND_VOCAB, self->arena);
      return is_iri_or_blank (&term->iri) ||
             lapel_jsonld_fail (error, "invalid IRI mapping", "%s is relative", term->name);
    }
  if (lapel_keyword_find (term->name, term->name_length) == LAPEL_KEYWORD_TYPE)
    term->iri = lapel_keywords[LAPEL_KEYWORD_TYPE];
  else if (self->result->vocab != NULL)
    term->iri = concatenate (self->result->vocab, term->name, self->arena);
  else
    return lapel_jsonld_fail (error, "invalid IRI mapping", "%s has no IRI", term->name);
  return TRUE;
}

static gboolean
set_iri (LapelDefinition  *self,
         LapelMaking      *making,
         GError          **error)
{
  const LapelJson *id = making->id;

  if (id != NULL && id->type == LAPEL_JSON_NULL)
    return TRUE;
  if (id != NULL && !is_string (id))
    return lapel_jsonld_fail (error, "invalid IRI mapping", "@id of %s is no string",
                              making->term->name);
  if (id != NULL && strcmp (id->string, making->term->name) != 0)
    return set_given_iri (self, making, error);
  return set_implied_iri (self, making, error);
}

static unsigned int
read_container (const LapelJson *value)
{
  static const struct
  {
    const char *name;
    LapelContainer flag;
  } names[] = {
    { "@graph", LAPEL_CONTAINER_GRAPH }, { "@id", LAPEL_CONTAINER_ID },
    { "@index", LAPEL_CONTAINER_INDEX }, { "@language", LAPEL_CONTAINER_LANGUAGE },
    { "@list", LAPEL_CONTAINER_LIST },   { "@set", LAPEL_CONTAINER_SET },
    { "@type", LAPEL_CONTAINER_TYPE },
  };
  const char *text = lapel_json_as_string (value);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_strcmp0 (text, names[i].name) == 0)
        return names[i].flag;
    }
  return 0;
}

static gboolean
container_allowed (unsigned int container)
{
  unsigned int rest = container & ~(unsigned int) LAPEL_CONTAINER_SET;

  if (rest == (LAPEL_CONTAINER_GRAPH | LAPEL_CONTAINER_ID) ||
      rest == (LAPEL_CONTAINER_GRAPH | LAPEL_CONTAINER_INDEX))
    return TRUE;
  return (rest & (rest - 1)) == 0 && container != 0 &&
         container != (LAPEL_CONTAINER_LIST | LAPEL_CONTAINER_SET);
}

/* Step 19. */
static gboolean
set_container (LapelMaking  *making,
               GError      **error)
{
  LapelTerm *term = making->term;
  const LapelJson *container = lapel_json_get (making->value, "@container");

  if (container == NULL)
    return TRUE;
  for (uint32_t i = 0; i < lapel_json_count (container); i++)
    {
      unsigned int one = read_container (lapel_json_at (container, i));

      if (one == 0)
        return lapel_jsonld_fail (error, "invalid container mapping", "%s", term->name);
      term->container |= one;
    }
  if (!container_allowed (term->container))
    return lapel_jsonld_fail (error, "invalid container mapping", "%s", term->name);

  if ((term->container & LAPEL_CONTAINER_TYPE) != 0)
    {
      if (term->type.text == NULL)
        term->type = lapel_keywords[LAPEL_KEYWORD_ID];
      if (term->type.keyword != LAPEL_KEYWORD_ID && term->type.keyword != LAPEL_KEYWORD_VOCAB)
        return lapel_jsonld_fail (error, "invalid type mapping", "%s has a @type container",
                                  term->name);
    }
  return TRUE;
}

/* Step 20. */
static gboolean
set_index (LapelDefinition  *self,
           LapelMaking      *making,
           GError          **error)
{
  const LapelJson *index = lapel_json_get (making->value, "@index");
  LapelName name;

  if (index == NULL)
    return TRUE;
  if ((making->term->container & LAPEL_CONTAINER_INDEX) == 0 || !is_string (index))
    return lapel_jsonld_fail (error, "invalid term definition", "@index of %s", making->term->name);
  if (!lapel_definition_expand (self, index->string, index->n, LAPEL_EXPAND_VOCAB, &name, error))
    return FALSE;
  if (name.keyword != LAPEL_KEYWORD_NO || !is_iri_or_blank (&name))
    return lapel_jsonld_fail (error, "invalid term definition", "@index of %s", making->term->name);
  making->term->index = index->string;
  return TRUE;
}

/* Step 21: what is wrong in a scoped context is said where it stands, not when it is first used. */
static gboolean
set_context (LapelDefinition  *self,
             LapelMaking      *making,
             GError          **error)
{
  const LapelJson *context = lapel_json_get (making->value, "@context");
  g_autoptr (GError) inner = NULL;

  if (context == NULL)
    return TRUE;
  making->term->context = context;
  making->term->source = self->source;
  if (self->source->checked ||
      lapel_context_process (self->run, self->result, context, self->source, self->remotes,
                             LAPEL_PROCESS_OVERRIDE | LAPEL_PROCESS_CHECK_ONLY, &inner) != NULL)
    return TRUE;
  if (!g_error_matches (inner, LAPEL_ERROR, LAPEL_ERROR_JSONLD) &&
      !g_error_matches (inner, LAPEL_ERROR, LAPEL_ERROR_PROTECTED_TERM))
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  return lapel_jsonld_fail (error, "invalid scoped context", "%s: %s", making->term->name,
                            inner->message);
}

/* Steps 22 and 23. */
static gboolean
set_language (LapelMaking  *making,
              GError      **error)
{
  LapelTerm *term = making->term;
  const LapelJson *language = lapel_json_get (making->value, "@language");
  const LapelJson *direction = lapel_json_get (making->value, "@direction");

  if (term->type.text != NULL && lapel_json_get (making->value, "@type") != NULL)
    return TRUE;
  if (language != NULL)
    {
      if (!is_string (language) && language->type != LAPEL_JSON_NULL)
        return lapel_jsonld_fail (error, "invalid language mapping", "%s", term->name);
      term->has_language = TRUE;
      term->language = lapel_json_as_string (language);
    }
  if (direction != NULL)
    {
      term->direction = lapel_json_as_string (direction);
      if (direction->type != LAPEL_JSON_NULL && g_strcmp0 (term->direction, "ltr") != 0 &&
          g_strcmp0 (term->direction, "rtl") != 0)
        return lapel_jsonld_fail (error, "invalid base direction", "%s", term->name);
      term->has_direction = TRUE;
    }
  return TRUE;
}

/* Steps 24 and 25. */
static gboolean
set_nest_and_prefix (LapelMaking  *making,
                     GError      **error)
{
  LapelTerm *term = making->term;
  const LapelJson *nest = lapel_json_get (making->value, "@nest");
  const LapelJson *prefix = lapel_json_get (making->value, "@prefix");

  if (nest != NULL)
    {
      LapelKeyword keyword =
          is_string (nest) ? lapel_keyword_find (nest->string, nest->n) : LAPEL_KEYWORD_NO;

      if (!is_string (nest) || (keyword != LAPEL_KEYWORD_NO && keyword != LAPEL_KEYWORD_NEST))
        return lapel_jsonld_fail (error, "invalid @nest value", "%s", term->name);
      term->nest = nest->string;
    }
  if (prefix != NULL)
    {
      if (strpbrk (term->name, ":/") != NULL)
        return lapel_jsonld_fail (error, "invalid term definition", "@prefix of %s", term->name);
      if (!is_boolean (prefix))
        return lapel_jsonld_fail (error, "invalid @prefix value", "%s", term->name);
      term->prefix = prefix->type == LAPEL_JSON_TRUE;
      if (term->prefix && term->iri.keyword != LAPEL_KEYWORD_NO)
        return lapel_jsonld_fail (error, "invalid term definition", "%s: a keyword is no prefix",
                                  term->name);
    }
  return TRUE;
}

/* Step 26. */
static gboolean
check_members (const LapelMaking  *making,
               GError            **error)
{
  static const LapelKeyword known[] = {
    LAPEL_KEYWORD_ID,        LAPEL_KEYWORD_REVERSE,   LAPEL_KEYWORD_CONTAINER,
    LAPEL_KEYWORD_CONTEXT,   LAPEL_KEYWORD_DIRECTION, LAPEL_KEYWORD_INDEX,
    LAPEL_KEYWORD_LANGUAGE,  LAPEL_KEYWORD_NEST,      LAPEL_KEYWORD_PREFIX,
    LAPEL_KEYWORD_PROTECTED, LAPEL_KEYWORD_TYPE,
  };

  for (uint32_t i = 0; making->value != NULL && i < making->value->n; i++)
    {
      const LapelJsonMember *member = &making->value->members[i];
      LapelKeyword keyword = lapel_keyword_find (member->name, member->name_length);
      gsize j = 0;

      while (j < G_N_ELEMENTS (known) && known[j] != keyword)
        j++;
      if (j == G_N_ELEMENTS (known))
        return lapel_jsonld_fail (error, "invalid term definition", "%s of %s", member->name,
                                  making->term->name);
    }
  return TRUE;
}

/* Steps 12 to 26. */
gboolean
lapel_definition_fill_in (LapelDefinition  *self,
                          LapelMaking      *making,
                          GError          **error)
{
  const LapelJson *reverse = lapel_json_get (making->value, "@reverse");

  if (!set_type (self, making, error))
    return FALSE;
  if (reverse != NULL)
    return set_reverse (self, making, reverse, error) && set_index (self, making, error);
  if (!set_iri (self, making, error))
    return FALSE;
  if (making->ignored)
    return TRUE;
  return set_container (making, error) && set_index (self, making, error) &&
         set_context (self, making, error) && set_language (making, error) &&
         set_nest_and_prefix (making, error) && check_members (making, error);
}
