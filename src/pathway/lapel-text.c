/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-text-private.h"

#include <string.h>

uint32_t
lapel_text_count (const LapelText *self)
{
  uint32_t count = 0;

  if (self->value->type == LAPEL_JSON_STRING)
    return 1;
  for (uint32_t i = 0; i < self->value->n; i++)
    {
      if (lapel_json_as_string (&self->value->members[i].value) != NULL)
        count++;
    }
  return count;
}

const char *
lapel_text_at (const LapelText *self,
               uint32_t         index)
{
  if (self->value->type == LAPEL_JSON_STRING)
    return self->value->string;
  for (uint32_t i = 0; i < self->value->n; i++)
    {
      const char *text = lapel_json_as_string (&self->value->members[i].value);

      if (text != NULL && index-- == 0)
        return text;
    }
  return NULL;
}

/* "pt" of "pt-PT" and "pt_PT". */
static size_t
primary_length (const char *tag)
{
  return strcspn (tag, "-_@.");
}

static const char *
find_language (const LapelText *self,
               const char      *language,
               gboolean         exact)
{
  size_t length = primary_length (language);

  for (uint32_t i = 0; i < self->value->n; i++)
    {
      const char *tag = self->value->members[i].name;
      const char *text = lapel_json_as_string (&self->value->members[i].value);

      if (text == NULL)
        continue;
      if (g_ascii_strcasecmp (tag, language) == 0)
        return text;
      if (!exact && primary_length (tag) == length &&
          g_ascii_strncasecmp (tag, language, length) == 0)
        return text;
    }
  return NULL;
}

const char *
lapel_text_pick (const LapelText   *self,
                 const char *const *languages)
{
  const char *text = NULL;

  if (self == NULL)
    return NULL;
  if (self->value->type == LAPEL_JSON_STRING)
    return self->value->string;
  for (size_t i = 0; languages != NULL && languages[i] != NULL; i++)
    {
      text = find_language (self, languages[i], TRUE);
      if (text == NULL)
        text = find_language (self, languages[i], FALSE);
      if (text != NULL)
        return text;
    }
  text = find_language (self, "en", FALSE);
  return text != NULL ? text : lapel_text_at (self, 0);
}
