/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-language.h"

#include <string.h>

/* Longer than any tag that is one. */
#define MAX_TAG 64

/* Steps of fit between a wanted language and one that is there; smaller is better. */
enum
{
  FIT_EXACT,
  FIT_SCRIPT,   /* the same language in the same script */
  FIT_PLAIN,    /* the language without a region */
  FIT_LANGUAGE, /* the language of another region or script */
  FIT_RELATIVE, /* the first of its relatives, the next ones after it */
  FIT_NONE = 16,
};

/* Ranks behind every wanted language. */
enum
{
  RANK_DECIDED = 0,
  RANK_WANTED = 1,
  RANK_PRIMARY = 10000,
  RANK_ENGLISH,
  RANK_UNDETERMINED,
  RANK_ANY,
};

struct _LapelLanguages
{
  GStrv wanted;  /* normalised */
  char *primary; /* (nullable): normalised */
  char *decided; /* (nullable): normalised */
};

typedef struct
{
  char language[4];
  const char *relatives[6];
} Relatives;

/* Who reads the one reads the other. */
static const Relatives all_relatives[] = {
  { "cnr", { "sr-Latn", "sr", "bs", "hr" } },
  { "sr", { "sr-Latn", "cnr", "bs", "hr" } },
};

static const char *
script_of_modifier (const char *modifier)
{
  if (g_ascii_strcasecmp (modifier, "@latin") == 0)
    return "-Latn";
  return g_ascii_strcasecmp (modifier, "@cyrillic") == 0 ? "-Cyrl" : "";
}

char *
lapel_language_normalise (const char *tag)
{
  g_autofree char *plain = g_strstrip (g_strndup (tag, MAX_TAG));
  const char *script = script_of_modifier (plain + strcspn (plain, "@"));
  size_t language = strcspn (plain, "-_.@");
  g_autoptr (GString) out = g_string_new_len (plain, (gssize) language);

  g_string_append (out, script);
  g_string_append_len (out, plain + language, (gssize) strcspn (plain + language, ".@"));
  for (char *p = out->str; *p != '\0'; p++)
    if (*p == '_')
      *p = '-';
  return g_string_free (g_steal_pointer (&out), FALSE);
}

LapelLanguages *
lapel_languages_new (const char *const *wanted,
                     const char        *primary)
{
  LapelLanguages *self = g_new0 (LapelLanguages, 1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (unsigned int i = 0; wanted != NULL && wanted[i] != NULL; i++)
    {
      g_autofree char *tag = lapel_language_normalise (wanted[i]);

      if (strcmp (tag, "C") != 0 && strcmp (tag, "POSIX") != 0)
        g_strv_builder_add (builder, tag);
    }
  self->wanted = g_strv_builder_end (builder);
  self->primary = primary != NULL ? lapel_language_normalise (primary) : NULL;
  return self;
}

void
lapel_languages_free (LapelLanguages *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->wanted);
  g_free (self->primary);
  g_free (self->decided);
  g_free (self);
}

void
lapel_languages_decide (LapelLanguages *self,
                        const char     *tag)
{
  if (tag == NULL)
    return;
  g_free (self->decided);
  self->decided = lapel_language_normalise (tag);
}

const char *
lapel_languages_get_decided (const LapelLanguages *self)
{
  return self->decided != NULL ? self->decided : self->primary;
}

static size_t
language_length (const char *tag)
{
  return strcspn (tag, "-");
}

static gboolean
same_language (const char *a,
               const char *b)
{
  size_t length = language_length (a);

  return length == language_length (b) && g_ascii_strncasecmp (a, b, length) == 0;
}

/* "Latn" of "sr-Latn-RS" and its length, which is 0 where no script is named. */
static size_t
find_script (const char  *tag,
             const char **out)
{
  const char *part = tag + language_length (tag);

  if (*part == '-')
    part++;
  *out = part;
  return strcspn (part, "-") == 4 && g_ascii_isalpha (*part) ? 4 : 0;
}

static gboolean
same_script (const char *a,
             const char *b)
{
  const char *script_a;
  const char *script_b;
  size_t length = find_script (a, &script_a);

  return length > 0 && length == find_script (b, &script_b) &&
         g_ascii_strncasecmp (script_a, script_b, length) == 0;
}

static int
fit_relatives (const char *wanted,
               const char *tag)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (all_relatives); i++)
    {
      const char *const *relatives = all_relatives[i].relatives;

      if (!same_language (all_relatives[i].language, wanted))
        continue;
      for (int k = 0; relatives[k] != NULL; k++)
        if (g_ascii_strcasecmp (relatives[k], tag) == 0)
          return FIT_RELATIVE + k;
    }
  return FIT_NONE;
}

/* How well the text in @tag serves who wants @wanted. */
static int
fit (const char *wanted,
     const char *tag)
{
  if (g_ascii_strcasecmp (wanted, tag) == 0)
    return FIT_EXACT;
  if (!same_language (wanted, tag))
    return fit_relatives (wanted, tag);
  if (same_script (wanted, tag))
    return FIT_SCRIPT;
  return tag[language_length (tag)] == '\0' ? FIT_PLAIN : FIT_LANGUAGE;
}

static int
rank (const LapelLanguages *self,
      const char           *tag)
{
  g_autofree char *normal = tag != NULL ? lapel_language_normalise (tag) : NULL;

  if (normal == NULL)
    return RANK_ANY;
  if (self->decided != NULL && g_ascii_strcasecmp (self->decided, normal) == 0)
    return RANK_DECIDED;
  for (int i = 0; self->wanted[i] != NULL; i++)
    {
      int step = fit (self->wanted[i], normal);

      if (step != FIT_NONE)
        return MIN (RANK_WANTED + i * FIT_NONE + step, RANK_PRIMARY - 1);
    }
  if (self->primary != NULL && fit (self->primary, normal) < FIT_RELATIVE)
    return RANK_PRIMARY;
  if (same_language ("en", normal))
    return RANK_ENGLISH;
  return strcmp (normal, "und") == 0 ? RANK_UNDETERMINED : RANK_ANY;
}

static gboolean
is_text (const LapelJson *value)
{
  return lapel_json_as_string (lapel_json_at (value, 0)) != NULL;
}

/* One of the texts to choose from. */
typedef struct
{
  const LapelJson *value;
  const char *tag;
  int rank;
} Candidate;

static void
consider (const LapelLanguages *self,
          const LapelJson      *value,
          const char           *tag,
          Candidate            *best)
{
  int place;

  if (!is_text (value))
    return;
  place = rank (self, tag);
  if (best->value == NULL || place < best->rank)
    *best = (Candidate){ .value = value, .tag = tag, .rank = place };
}

static gboolean
is_value_object (const LapelJson *value)
{
  return lapel_json_get (value, "@value") != NULL;
}

const LapelJson *
lapel_languages_pick (const LapelLanguages  *self,
                      const LapelJson       *value,
                      const char           **out_tag)
{
  Candidate best = { NULL, NULL, 0 };

  *out_tag = self->primary;
  if (is_text (value))
    return value;

  if (lapel_json_is_object (value) && !is_value_object (value))
    for (uint32_t i = 0; i < value->n; i++)
      consider (self, &value->members[i].value, value->members[i].name, &best);
  else
    for (uint32_t i = 0; i < lapel_json_count (value); i++)
      {
        const LapelJson *item = lapel_json_at (value, i);

        consider (self, lapel_json_get (item, "@value"), lapel_json_get_string (item, "@language"),
                  &best);
      }
  if (best.value != NULL)
    *out_tag = best.tag;
  return best.value;
}
