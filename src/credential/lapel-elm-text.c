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

static const char undetermined[] = "und";

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

/* A title, or a Note. An object with an id or a type is neither a text nor a map of languages. */
static const LapelJson *
find_literal (const LapelJson *value)
{
  const LapelJson *first = lapel_json_at (value, 0);
  const LapelJson *literal = lapel_json_get (first, "noteLiteral");

  if (literal != NULL)
    return lapel_json_at (literal, 0);
  if (lapel_json_get (first, "id") != NULL || lapel_json_get (first, "type") != NULL)
    return NULL;
  return first;
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

const char *
lapel_elm_choose_language (LapelCredential *self,
                           const LapelJson *title)
{
  const char *written = NULL;
  g_autofree char *tag = NULL;

  lapel_languages_pick (self->languages, find_literal (title), &written);
  tag = written != NULL ? lapel_language_normalise (written) : NULL;
  if (tag == NULL || strcmp (tag, undetermined) == 0)
    return NULL;
  lapel_languages_decide (self->languages, tag);
  return lapel_arena_strndup (self->arena, tag, strlen (tag));
}

const char *
lapel_elm_text (const LapelCredential *self,
                const LapelJson       *value)
{
  const char *tag = NULL;

  return first_text (lapel_languages_pick (self->languages, find_literal (value), &tag));
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
