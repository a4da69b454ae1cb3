/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-error.h"
#include "lapel-iri.h"
#include "lapel-jsonld-private.h"

#include <stdarg.h>
#include <string.h>

#define KEYWORD(name, text) [LAPEL_KEYWORD_##name] = { text, sizeof text - 1, LAPEL_KEYWORD_##name }

const LapelName lapel_keywords[LAPEL_N_KEYWORDS] = {
  KEYWORD (BASE, "@base"),
  KEYWORD (CONTAINER, "@container"),
  KEYWORD (CONTEXT, "@context"),
  KEYWORD (DIRECTION, "@direction"),
  KEYWORD (GRAPH, "@graph"),
  KEYWORD (ID, "@id"),
  KEYWORD (IMPORT, "@import"),
  KEYWORD (INCLUDED, "@included"),
  KEYWORD (INDEX, "@index"),
  KEYWORD (JSON, "@json"),
  KEYWORD (LANGUAGE, "@language"),
  KEYWORD (LIST, "@list"),
  KEYWORD (NEST, "@nest"),
  KEYWORD (NONE, "@none"),
  KEYWORD (PREFIX, "@prefix"),
  KEYWORD (PROPAGATE, "@propagate"),
  KEYWORD (PROTECTED, "@protected"),
  KEYWORD (REVERSE, "@reverse"),
  KEYWORD (SET, "@set"),
  KEYWORD (TYPE, "@type"),
  KEYWORD (VALUE, "@value"),
  KEYWORD (VERSION, "@version"),
  KEYWORD (VOCAB, "@vocab"),
};

LapelKeyword
lapel_keyword_find (const char *text,
                    uint32_t    length)
{
  if (length < 3 || text[0] != '@')
    return LAPEL_KEYWORD_NO;
  for (int i = 1; i < LAPEL_N_KEYWORDS; i++)
    {
      if (lapel_keywords[i].length == length && memcmp (lapel_keywords[i].text, text, length) == 0)
        return (LapelKeyword) i;
    }
  return LAPEL_KEYWORD_NO;
}

gboolean
lapel_keyword_is_form (const char *text,
                       uint32_t    length)
{
  if (length < 2 || text[0] != '@')
    return FALSE;
  for (uint32_t i = 1; i < length; i++)
    {
      if (!g_ascii_isalpha (text[i]))
        return FALSE;
    }
  return TRUE;
}

gboolean
lapel_jsonld_fail (GError     **error,
                   const char  *code,
                   const char  *format,
                   ...)
{
  g_autofree char *details = NULL;
  va_list arguments;

  va_start (arguments, format);
  details = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_JSONLD, "%s: %s", code, details);
  return FALSE;
}

gboolean
lapel_jsonld_too_complex (GError     **error,
                          const char  *what)
{
  g_set_error_literal (error, LAPEL_ERROR, LAPEL_ERROR_TOO_COMPLEX, what);
  return FALSE;
}

const LapelTerm *
lapel_context_find (const LapelContext *self,
                    const char         *name,
                    uint32_t            length)
{
  uint32_t hash;

  /* Most of what is asked for is an identifier and longer than any term. */
  if (length > self->longest_name || self->slots == NULL)
    return NULL;

  hash = lapel_jsonld_hash (name, length);
  for (uint32_t i = hash & self->mask; self->slots[i] != NULL; i = (i + 1) & self->mask)
    {
      const LapelTerm *term = self->slots[i];

      if (term->hash == hash && term->name_length == length &&
          memcmp (term->name, name, length) == 0)
        return term->removed ? NULL : term;
    }
  return NULL;
}

static LapelName
join (const char *first,
      uint32_t    first_length,
      const char *second,
      uint32_t    second_length,
      LapelArena *arena)
{
  char *text = lapel_arena_alloc (arena, (size_t) first_length + second_length + 1);

  memcpy (text, first, first_length);
  memcpy (text + first_length, second, second_length);
  text[first_length + second_length] = '\0';
  return (LapelName){ text, first_length + second_length, LAPEL_KEYWORD_NO };
}

/* Step 6 of §5.2.2: @text has a colon at @colon. FALSE: it is neither a compact IRI nor absolute.
 */
static gboolean
expand_compact (const LapelContext *self,
                const char         *text,
                uint32_t            length,
                const char         *colon,
                LapelArena         *arena,
                LapelName          *out)
{
  uint32_t prefix_length = (uint32_t) (colon - text);
  const LapelTerm *prefix;

  *out = (LapelName){ text, length, LAPEL_KEYWORD_NO };
  if ((prefix_length == 1 && text[0] == '_') || strncmp (colon + 1, "//", 2) == 0)
    return TRUE;
  prefix = lapel_context_find (self, text, prefix_length);
  if (prefix != NULL && prefix->iri.text != NULL && prefix->prefix)
    {
      *out =
          join (prefix->iri.text, prefix->iri.length, colon + 1, length - prefix_length - 1, arena);
      return TRUE;
    }
  return lapel_iri_has_scheme (text);
}

LapelName
lapel_context_expand (const LapelContext *self,
                      const char         *text,
                      uint32_t            length,
                      LapelExpandFlags    flags,
                      LapelArena         *arena)
{
  LapelName name = { text, length, LAPEL_KEYWORD_NO };
  const LapelTerm *term;
  const char *colon;

  if (length > 1 && text[0] == '@')
    {
      LapelKeyword keyword = lapel_keyword_find (text, length);

      if (keyword != LAPEL_KEYWORD_NO)
        return lapel_keywords[keyword];
      if (lapel_keyword_is_form (text, length))
        return (LapelName){ 0 };
    }

  term = lapel_context_find (self, text, length);
  if (term != NULL && (term->iri.keyword != LAPEL_KEYWORD_NO || (flags & LAPEL_EXPAND_VOCAB) != 0))
    return term->iri;
  colon = length > 1 ? memchr (text + 1, ':', length - 1) : NULL;
  if (colon != NULL && expand_compact (self, text, length, colon, arena, &name))
    return name;

  if ((flags & LAPEL_EXPAND_VOCAB) != 0 && self->vocab != NULL)
    return join (self->vocab, (uint32_t) strlen (self->vocab), text, length, arena);
  if ((flags & LAPEL_EXPAND_DOCUMENT) != 0 && self->base != NULL)
    {
      name.text = lapel_iri_resolve (self->base, text, arena);
      name.length = (uint32_t) strlen (name.text);
    }
  return name;
}
