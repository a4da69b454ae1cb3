/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-elm-private.h"

#include "lapel-credential-private.h"

#include <string.h>

#define LANGUAGES "http://publications.europa.eu/resource/authority/language/"

/* Three letters as the EU's authority list has them, and what the web calls the language. */
typedef struct
{
  const char *code;
  const char *tag;
} Language;

static const Language languages[] = {
  { "ARA", "ar" },  { "BOS", "bs" }, { "BUL", "bg" }, { "CAT", "ca" }, { "CES", "cs" },
  { "CNR", "cnr" }, { "DAN", "da" }, { "DEU", "de" }, { "ELL", "el" }, { "ENG", "en" },
  { "EST", "et" },  { "EUS", "eu" }, { "FIN", "fi" }, { "FRA", "fr" }, { "GLE", "ga" },
  { "GLG", "gl" },  { "HRV", "hr" }, { "HUN", "hu" }, { "HYE", "hy" }, { "ISL", "is" },
  { "ITA", "it" },  { "KAT", "ka" }, { "LAV", "lv" }, { "LIT", "lt" }, { "LTZ", "lb" },
  { "MKD", "mk" },  { "MLT", "mt" }, { "NLD", "nl" }, { "NNO", "nn" }, { "NOB", "nb" },
  { "NOR", "no" },  { "POL", "pl" }, { "POR", "pt" }, { "RON", "ro" }, { "RUS", "ru" },
  { "SLK", "sk" },  { "SLV", "sl" }, { "SPA", "es" }, { "SQI", "sq" }, { "SRP", "sr" },
  { "SWE", "sv" },  { "TUR", "tr" }, { "UKR", "uk" },
};

static const char *const undetermined = "und";

const char *
lapel_elm_language_tag (const LapelJson *concept)
{
  const char *id = lapel_json_id_of (concept);

  if (id == NULL || !g_str_has_prefix (id, LANGUAGES))
    return NULL;
  for (unsigned int i = 0; i < G_N_ELEMENTS (languages); i++)
    if (strcmp (id + strlen (LANGUAGES), languages[i].code) == 0)
      return languages[i].tag;
  return NULL;
}

/* Whether @key of a language map is @tag, or @tag for a country. Keys come with white space around
 * them and in any case. */
static gboolean
key_is (const char *key,
        const char *tag)
{
  size_t length = strlen (tag);

  key += strspn (key, " ");
  return g_ascii_strncasecmp (key, tag, length) == 0 && !g_ascii_isalnum (key[length]);
}

/* The first text in @value that says something. */
static const char *
first_text (const LapelJson *value)
{
  for (uint32_t i = 0; i < lapel_json_count (value); i++)
    {
      const char *text = lapel_json_as_string (lapel_json_at (value, i));

      if (text != NULL && *text != '\0')
        return text;
    }
  return NULL;
}

static gboolean
is_language_map (const LapelJson *value)
{
  if (!lapel_json_is_object (value))
    return FALSE;
  for (uint32_t i = 0; i < value->n; i++)
    if (first_text (&value->members[i].value) == NULL)
      return FALSE;
  return lapel_json_get (value, "id") == NULL && lapel_json_get (value, "type") == NULL;
}

/* The member of the language map @map for @tag that has a text, or for any language if @tag is
 * %NULL. */
static const LapelJsonMember *
find_language (const LapelJson *map,
               const char      *tag)
{
  for (uint32_t i = 0; map != NULL && i < map->n; i++)
    if (tag == NULL || key_is (map->members[i].name, tag))
      return &map->members[i];
  return NULL;
}

/* europe.md §5, from the point where the holder's own wishes are used up. */
static const LapelJsonMember *
find_best (const LapelJson *map,
           const char      *tag)
{
  const char *const order[] = { tag, "en", undetermined };

  for (unsigned int i = 0; i < G_N_ELEMENTS (order); i++)
    {
      const LapelJsonMember *found = order[i] != NULL ? find_language (map, order[i]) : NULL;

      if (found != NULL)
        return found;
    }
  return find_language (map, NULL);
}

const char *
lapel_elm_choose_language (LapelCredential *self,
                           const LapelJson *title)
{
  const LapelJson *display = lapel_elm_first (self->document, "displayParameter");
  const char *primary = lapel_elm_language_tag (lapel_elm_first (display, "primaryLanguage"));
  const LapelJson *map = lapel_json_at (title, 0);
  const LapelJsonMember *best = is_language_map (map) ? find_best (map, primary) : NULL;
  g_autofree char *tag = NULL;

  if (best == NULL)
    return primary;
  tag = g_strstrip (g_strdup (best->name));
  if (strcmp (tag, undetermined) == 0)
    return NULL;
  return lapel_arena_strndup (self->arena, tag, strlen (tag));
}

const char *
lapel_elm_text (const LapelCredential *self,
                const LapelJson       *value)
{
  const LapelJson *first = lapel_json_at (value, 0);
  const LapelJson *literal = lapel_json_get (first, "noteLiteral");

  if (literal != NULL)
    return lapel_elm_text (self, literal);
  if (is_language_map (first))
    {
      const LapelJsonMember *best = find_best (first, self->language);

      return best != NULL ? first_text (&best->value) : NULL;
    }
  return first_text (first);
}

const char *
lapel_elm_text_of (const LapelCredential *self,
                   const LapelJson       *object,
                   const char            *name)
{
  return lapel_elm_text (self, lapel_json_get (object, name));
}

const char *
lapel_elm_label (const LapelCredential *self,
                 const LapelJson       *concept)
{
  const char *label = lapel_elm_text_of (self, lapel_json_at (concept, 0), "prefLabel");

  return label != NULL ? label : lapel_json_get_string (lapel_json_at (concept, 0), "notation");
}
