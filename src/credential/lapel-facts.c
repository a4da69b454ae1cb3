/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-facts.h"

#include "lapel-credential-private.h"
#include "lapel-elm-private.h"
#include "lapel-facts-private.h"

#include <string.h>

/* A credential below this many credits is no year's work (europe.md §1, "Duration"). */
#define CREDITS_OF_A_TERM 30.0
#define HOURS_OF_A_YEAR   (365 * 24.0)

typedef struct
{
  const char *word;
  gboolean mandatory;
} Element;

static const Element elements[] = {
#define ELEMENT(NAME, word, mandatory) [LAPEL_FACT_##NAME] = { word, mandatory },
  LAPEL_FACTS (ELEMENT)
#undef ELEMENT
};

static const char *const term_words[] = {
#define TERM(NAME, word) [LAPEL_FACT_TERM_##NAME] = word,
  LAPEL_FACT_TERMS (TERM)
#undef TERM
};

static const char *const state_words[] = {
  [LAPEL_FACT_STATED] = "stated",
  [LAPEL_FACT_NOT_STATED] = "not-stated",
  [LAPEL_FACT_NO_PLACE] = "no-place",
  [LAPEL_FACT_NOT_UNDERSTOOD] = "not-understood",
};

static const char *const type_words[] = {
  [LAPEL_FACT_TYPE_TEXT] = "text",         [LAPEL_FACT_TYPE_LINK] = "link",
  [LAPEL_FACT_TYPE_IDENTITY] = "identity", [LAPEL_FACT_TYPE_COUNTRY] = "country",
  [LAPEL_FACT_TYPE_DATE] = "date",         [LAPEL_FACT_TYPE_CREDITS] = "credits",
  [LAPEL_FACT_TYPE_DURATION] = "duration", [LAPEL_FACT_TYPE_LEVEL] = "level",
  [LAPEL_FACT_TYPE_TERM] = "term",         [LAPEL_FACT_TYPE_GRADE] = "grade",
};

static const char *const unit_words[] = {
  [LAPEL_FACT_UNIT_UNKNOWN] = "unknown",
  [LAPEL_FACT_UNIT_ECTS] = "ects",
  [LAPEL_FACT_UNIT_ECVET] = "ecvet",
};

static double
count_ects (const LapelFacts *self)
{
  const GArray *values = self->values[LAPEL_FACT_WORKLOAD];
  double sum = 0;

  for (unsigned int i = 0; i < values->len; i++)
    {
      const LapelFactValue *value = &g_array_index (values, LapelFactValue, i);

      if (value->type == LAPEL_FACT_TYPE_CREDITS && value->unit == LAPEL_FACT_UNIT_ECTS)
        sum += value->number;
    }
  return sum;
}

/* "P60M" is sixty months, though its writer may have meant minutes: it is said, and not repaired.
 */
static void
mark_implausible (LapelFacts *self)
{
  GArray *values = self->values[LAPEL_FACT_WORKLOAD];

  if (count_ects (self) >= CREDITS_OF_A_TERM)
    return;
  for (unsigned int i = 0; i < values->len; i++)
    {
      LapelFactValue *value = &g_array_index (values, LapelFactValue, i);

      if (value->type == LAPEL_FACT_TYPE_DURATION &&
          lapel_duration_get_hours (&value->duration) > HOURS_OF_A_YEAR)
        value->flags |= LAPEL_FACT_FLAG_IMPLAUSIBLE;
    }
}

static LapelFactState
find_state (const LapelFacts *self,
            LapelFactName     name)
{
  const GArray *values = self->values[name];

  for (unsigned int i = 0; i < values->len; i++)
    if (!(g_array_index (values, LapelFactValue, i).flags & LAPEL_FACT_FLAG_NOT_UNDERSTOOD))
      return LAPEL_FACT_STATED;
  return values->len > 0 ? LAPEL_FACT_NOT_UNDERSTOOD : self->facts[name].state;
}

static void
finish (LapelFacts *self)
{
  mark_implausible (self);
  for (unsigned int i = 0; i < LAPEL_N_FACTS; i++)
    {
      LapelFact *fact = &self->facts[i];

      fact->name = (LapelFactName) i;
      fact->state = find_state (self, fact->name);
      fact->values = (const LapelFactValue *) (const void *) self->values[i]->data;
      fact->n_values = self->values[i]->len;
    }
}

void
lapel_facts_set_no_place (LapelFacts    *self,
                          LapelFactName  name)
{
  self->facts[name].state = LAPEL_FACT_NO_PLACE;
}

static void
read_time (LapelFacts *self,
           LapelTime   time)
{
  if (time != LAPEL_TIME_NONE)
    {
      g_autofree char *text = lapel_time_format (time);

      lapel_facts_add_date (self, lapel_arena_strndup (self->arena, text, strlen (text)), FALSE);
    }
}

static void
add_plain (LapelFacts    *self,
           LapelFactName  name,
           const char    *text)
{
  if (text != NULL)
    lapel_facts_add_text (self, name, lapel_json_new_string (text, self->arena), 0);
}

void
lapel_facts_read_model (LapelFacts *self)
{
  const LapelCredential *credential = self->credential;

  lapel_facts_add_learner (self);
  add_plain (self, LAPEL_FACT_TITLE, credential->title);
  add_plain (self, LAPEL_FACT_AWARDING_BODY, credential->issuer.name);
  read_time (self, credential->awarded);
  for (unsigned int i = 0; i < LAPEL_N_FACTS; i++)
    if (i != LAPEL_FACT_LEARNER && i != LAPEL_FACT_TITLE && i != LAPEL_FACT_AWARDING_BODY &&
        i != LAPEL_FACT_DATE)
      lapel_facts_set_no_place (self, (LapelFactName) i);
}

const char *
lapel_facts_find_primary (const LapelCredential *credential)
{
  const LapelJson *document = credential->document;
  const LapelJson *elm = lapel_json_get (credential->claims, "elm");
  const LapelJson *display =
      lapel_json_at (lapel_json_get (elm != NULL ? elm : document, "displayParameter"), 0);
  const LapelJson *badge = lapel_json_get (document, "badge");
  const char *tag =
      lapel_elm_language_tag (lapel_json_at (lapel_json_get (display, "primaryLanguage"), 0));

  if (tag == NULL)
    tag = credential->language;
  if (tag == NULL)
    tag = lapel_json_get_string (badge, "@language");
  return tag;
}

static gboolean
has_achievement (const LapelCredential *credential)
{
  const LapelJson *subject =
      lapel_json_at (lapel_json_get (credential->document, "credentialSubject"), 0);

  return lapel_json_get (subject, "achievement") != NULL;
}

static void
read (LapelFacts *self)
{
  const LapelCredential *credential = self->credential;
  const LapelJson *elm = lapel_json_get (credential->claims, "elm");

  switch (credential->format)
    {
    case LAPEL_FORMAT_OB3:
    case LAPEL_FORMAT_CLR2:
      lapel_facts_read_ob3 (self);
      break;
    case LAPEL_FORMAT_OB05:
    case LAPEL_FORMAT_OB10:
    case LAPEL_FORMAT_OB11:
    case LAPEL_FORMAT_OB2:
      lapel_facts_read_ob2 (self);
      break;
    case LAPEL_FORMAT_ELM3:
      lapel_facts_read_elm (self, credential->document);
      break;
    case LAPEL_FORMAT_SD_JWT_VC:
      if (lapel_json_is_object (elm))
        lapel_facts_read_elm (self, elm);
      else
        lapel_facts_read_model (self);
      break;
    case LAPEL_FORMAT_VC:
      if (has_achievement (credential))
        lapel_facts_read_ob3 (self);
      else
        lapel_facts_read_model (self);
      break;
    case LAPEL_FORMAT_PRESENTATION:
    case LAPEL_FORMAT_ENDORSEMENT:
    case LAPEL_FORMAT_ELM2:
    case LAPEL_FORMAT_UNKNOWN:
    default:
      lapel_facts_read_model (self);
    }
}

LapelFacts *
lapel_facts_new (LapelCredential   *credential,
                 const char *const *languages)
{
  LapelFacts *self = g_new0 (LapelFacts, 1);

  self->arena = lapel_arena_new (1024);
  self->credential = lapel_credential_ref (credential);
  self->languages = lapel_languages_new (languages, lapel_facts_find_primary (credential));
  self->competences = g_array_new (FALSE, FALSE, sizeof (LapelCompetence));
  for (unsigned int i = 0; i < LAPEL_N_FACTS; i++)
    {
      self->values[i] = g_array_new (FALSE, FALSE, sizeof (LapelFactValue));
      self->facts[i].state = LAPEL_FACT_NOT_STATED;
    }
  read (self);
  finish (self);
  return self;
}

void
lapel_facts_free (LapelFacts *self)
{
  if (self == NULL)
    return;
  for (unsigned int i = 0; i < LAPEL_N_FACTS; i++)
    g_array_unref (self->values[i]);
  g_array_unref (self->competences);
  lapel_languages_free (self->languages);
  lapel_credential_unref (self->credential);
  lapel_arena_free (self->arena);
  g_free (self);
}

const LapelFact *
lapel_facts_get (const LapelFacts *self,
                 LapelFactName     name)
{
  g_return_val_if_fail ((unsigned int) name < LAPEL_N_FACTS, NULL);
  return &self->facts[name];
}

unsigned int
lapel_facts_count_stated (const LapelFacts *self)
{
  unsigned int count = 0;

  for (unsigned int i = 0; i < LAPEL_N_FACTS; i++)
    if (elements[i].mandatory && self->facts[i].state == LAPEL_FACT_STATED)
      count++;
  return count;
}

const char *
lapel_facts_get_language (const LapelFacts *self)
{
  return lapel_languages_get_decided (self->languages);
}

const LapelCompetence *
lapel_facts_get_competences (const LapelFacts *self,
                             uint32_t         *out_n)
{
  *out_n = self->competences->len;
  return (const LapelCompetence *) (const void *) self->competences->data;
}

const char *
lapel_fact_name_to_string (LapelFactName name)
{
  g_return_val_if_fail ((unsigned int) name < G_N_ELEMENTS (elements), NULL);
  return elements[name].word;
}

gboolean
lapel_fact_is_mandatory (LapelFactName name)
{
  g_return_val_if_fail ((unsigned int) name < G_N_ELEMENTS (elements), FALSE);
  return elements[name].mandatory;
}

const char *
lapel_fact_state_to_string (LapelFactState state)
{
  g_return_val_if_fail ((unsigned int) state < G_N_ELEMENTS (state_words), NULL);
  return state_words[state];
}

const char *
lapel_fact_type_to_string (LapelFactType type)
{
  g_return_val_if_fail ((unsigned int) type < G_N_ELEMENTS (type_words), NULL);
  return type_words[type];
}

const char *
lapel_fact_unit_to_string (LapelFactUnit unit)
{
  g_return_val_if_fail ((unsigned int) unit < G_N_ELEMENTS (unit_words), NULL);
  return unit_words[unit];
}

const char *
lapel_fact_term_to_string (LapelFactTerm term)
{
  g_return_val_if_fail ((unsigned int) term < G_N_ELEMENTS (term_words), NULL);
  return term_words[term];
}
