/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-credential-private.h"
#include "lapel-facts-private.h"

#include "lapel-country.h"

#include <string.h>

/* More values of one element than anybody reads; each new one is compared with those before it. */
#define MAX_VALUES 200

#define MAX_COMPETENCES 500

#define DAY (24 * 3600 * (LapelTime) G_USEC_PER_SEC)

static gboolean
same_value (const LapelFactValue *a,
            const LapelFactValue *b)
{
  return a->type == b->type && a->term == b->term && a->flags == b->flags &&
         strcmp (a->stated, b->stated) == 0 && g_strcmp0 (a->url, b->url) == 0 &&
         g_strcmp0 (a->label, b->label) == 0;
}

LapelFactValue *
lapel_facts_add (LapelFacts           *self,
                 LapelFactName         name,
                 const LapelFactValue *value)
{
  GArray *values = self->values[name];

  for (unsigned int i = 0; i < values->len; i++)
    {
      LapelFactValue *other = &g_array_index (values, LapelFactValue, i);

      if (same_value (other, value))
        return other;
    }
  if (values->len == MAX_VALUES)
    {
      self->facts[name].n_more++;
      return NULL;
    }
  g_array_append_vals (values, value, 1);
  return &g_array_index (values, LapelFactValue, values->len - 1);
}

gboolean
lapel_is_blank (const char *text)
{
  return text == NULL || text[strspn (text, " \t\r\n")] == '\0';
}

void
lapel_facts_add_text (LapelFacts      *self,
                      LapelFactName    name,
                      const LapelJson *value,
                      unsigned int     flags)
{
  const char *tag = NULL;
  const LapelJson *texts = lapel_languages_pick (self->languages, value, &tag);

  for (uint32_t i = 0; i < lapel_json_count (texts); i++)
    {
      const char *text = lapel_json_as_string (lapel_json_at (texts, i));
      const LapelFactValue fact = { .type = LAPEL_FACT_TYPE_TEXT,
                                    .flags = flags,
                                    .stated = text,
                                    .language = tag,
                                    .time = LAPEL_TIME_NONE };

      if (!lapel_is_blank (text))
        lapel_facts_add (self, name, &fact);
    }
}

/* What a person could open. */
static gboolean
is_web_address (const char *url)
{
  return url != NULL && (g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://"));
}

void
lapel_facts_add_link (LapelFacts    *self,
                      LapelFactName  name,
                      const char    *url,
                      const char    *label)
{
  gboolean link = is_web_address (url);
  const LapelFactValue fact = { .type = link ? LAPEL_FACT_TYPE_LINK : LAPEL_FACT_TYPE_TEXT,
                                .stated = lapel_is_blank (label) && link ? url : label,
                                .url = link ? url : NULL,
                                .time = LAPEL_TIME_NONE };

  if (!lapel_is_blank (fact.stated))
    lapel_facts_add (self, name, &fact);
}

void
lapel_facts_add_term (LapelFacts    *self,
                      LapelFactName  name,
                      LapelFactTerm  term,
                      const char    *stated)
{
  const LapelFactValue fact = {
    .type = LAPEL_FACT_TYPE_TERM, .stated = stated, .term = term, .time = LAPEL_TIME_NONE
  };

  lapel_facts_add (self, name, &fact);
}

void
lapel_facts_add_words (LapelFacts      *self,
                       LapelFactName    name,
                       const LapelJson *value)
{
  for (uint32_t i = 0; i < lapel_json_count (value); i++)
    {
      const LapelJson *item = lapel_json_at (value, i);
      const char *word = lapel_json_as_string (item);
      LapelFactTerm term =
          word != NULL ? lapel_fact_term_of_label (name, word) : LAPEL_FACT_TERM_NONE;

      if (term != LAPEL_FACT_TERM_NONE)
        lapel_facts_add_term (self, name, term, word);
      else
        lapel_facts_add_text (self, name, item, 0);
    }
}

/* What a concept says of itself in words. */
static const char *
concept_label (LapelFacts       *self,
               const LapelJson  *concept,
               const char      **out_tag)
{
  const LapelJson *label = lapel_json_get (concept, "prefLabel");
  const LapelJson *text = NULL;

  if (label == NULL)
    label = lapel_json_get (concept, "title");
  text = lapel_languages_pick (self->languages, label, out_tag);
  return lapel_json_as_string (lapel_json_at (text, 0));
}

/* The known value of @concept: by its URI, else by its notation, else by its English name. */
static LapelFactTerm
concept_term (LapelFactName    name,
              const LapelJson *concept,
              unsigned int    *out_flags)
{
  const char *notation = lapel_json_get_string (concept, "notation");
  const LapelJson *labels = lapel_json_get (concept, "prefLabel");
  const char *english = lapel_json_as_string (lapel_json_at (lapel_json_get (labels, "en"), 0));
  const char *id = lapel_json_id_of (concept);
  LapelFactTerm term = id != NULL ? lapel_fact_term_of_uri (name, id) : LAPEL_FACT_TERM_NONE;

  *out_flags = 0;
  if (term != LAPEL_FACT_TERM_NONE)
    return term;
  if (notation != NULL)
    term = lapel_fact_term_of_label (name, notation);
  if (term == LAPEL_FACT_TERM_NONE && english != NULL)
    term = lapel_fact_term_of_label (name, english);
  if (term != LAPEL_FACT_TERM_NONE)
    *out_flags = LAPEL_FACT_FLAG_BY_LABEL;
  return term;
}

static void
add_concept (LapelFacts      *self,
             LapelFactName    name,
             const LapelJson *concept)
{
  LapelFactValue fact = { .type = LAPEL_FACT_TYPE_TEXT, .time = LAPEL_TIME_NONE };

  fact.url = lapel_json_id_of (concept);
  fact.term = concept_term (name, concept, &fact.flags);
  fact.stated = concept_label (self, concept, &fact.language);
  if (fact.term != LAPEL_FACT_TERM_NONE)
    fact.type = LAPEL_FACT_TYPE_TERM;
  if (lapel_is_blank (fact.stated))
    {
      fact.stated = fact.url;
      fact.language = NULL;
      if (fact.term == LAPEL_FACT_TERM_NONE)
        fact.flags = LAPEL_FACT_FLAG_NOT_UNDERSTOOD;
    }
  if (!lapel_is_blank (fact.stated))
    lapel_facts_add (self, name, &fact);
}

void
lapel_facts_add_concepts (LapelFacts      *self,
                          LapelFactName    name,
                          const LapelJson *value)
{
  for (uint32_t i = 0; i < lapel_json_count (value); i++)
    add_concept (self, name, lapel_json_at (value, i));
}

void
lapel_facts_add_country (LapelFacts *self,
                         const char *stated,
                         const char *language,
                         const char *url)
{
  LapelFactValue fact = { .type = LAPEL_FACT_TYPE_COUNTRY,
                          .stated = lapel_is_blank (stated) ? url : stated,
                          .language = language,
                          .url = url,
                          .time = LAPEL_TIME_NONE };

  if (lapel_is_blank (fact.stated))
    return;
  fact.code = lapel_country_find (url != NULL ? url : fact.stated);
  if (fact.code == NULL && url != NULL)
    fact.code = lapel_country_find (fact.stated);
  if (fact.code == NULL)
    fact.flags = LAPEL_FACT_FLAG_NOT_UNDERSTOOD;
  lapel_facts_add (self, LAPEL_FACT_COUNTRY, &fact);
}

const char *
lapel_facts_scalar (LapelFacts      *self,
                    const LapelJson *value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (value == NULL || value->type != LAPEL_JSON_NUMBER)
    return lapel_json_as_string (value);
  g_ascii_formatd (text, sizeof text, "%.15g", value->number);
  return lapel_arena_strndup (self->arena, text, strlen (text));
}

void
lapel_facts_add_eqf (LapelFacts *self,
                     const char *stated,
                     const char *url)
{
  LapelFactValue fact = {
    .type = LAPEL_FACT_TYPE_LEVEL, .stated = stated, .url = url, .time = LAPEL_TIME_NONE
  };

  if (lapel_is_blank (stated))
    return;
  fact.number = lapel_parse_eqf_level (url != NULL ? url : stated);
  if (fact.number == 0)
    fact.flags = LAPEL_FACT_FLAG_NOT_UNDERSTOOD;
  lapel_facts_add (self, LAPEL_FACT_LEVEL, &fact);
}

/* A date alone, or a date and time. */
static gboolean
read_date (const char *text,
           LapelTime  *out_time,
           gboolean   *out_zoned)
{
  g_autofree char *midnight = NULL;

  if (lapel_time_parse (text, out_time, out_zoned, NULL))
    return TRUE;
  if (strlen (text) != strlen ("2026-01-01"))
    return FALSE;
  midnight = g_strconcat (text, "T00:00:00Z", NULL);
  return lapel_time_parse (midnight, out_time, out_zoned, NULL);
}

/* Whether @text is an exact hour of UTC at which a day begins in Europe. */
static gboolean
is_local_midnight (const char *text)
{
  static const char *const hours[] = { "T21:00:00Z", "T22:00:00Z", "T23:00:00Z" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (hours); i++)
    if (g_str_has_suffix (text, hours[i]))
      return TRUE;
  return FALSE;
}

void
lapel_facts_add_date (LapelFacts *self,
                      const char *stated,
                      gboolean    local_midnight)
{
  LapelFactValue fact = { .type = LAPEL_FACT_TYPE_DATE, .stated = stated, .time = LAPEL_TIME_NONE };
  gboolean zoned = TRUE;

  if (lapel_is_blank (stated))
    return;
  if (!read_date (stated, &fact.time, &zoned))
    fact.flags = LAPEL_FACT_FLAG_NOT_UNDERSTOOD;
  else if (local_midnight && is_local_midnight (stated))
    {
      g_autofree char *next = lapel_time_format (fact.time + DAY);

      fact.flags = LAPEL_FACT_FLAG_LOCAL_MIDNIGHT;
      fact.day = lapel_arena_strndup (self->arena, next, strlen ("2026-01-01"));
    }
  else
    fact.day = lapel_arena_strndup (self->arena, stated, strlen ("2026-01-01"));
  if (!zoned)
    fact.flags |= LAPEL_FACT_FLAG_NO_ZONE;
  lapel_facts_add (self, LAPEL_FACT_DATE, &fact);
}

static void
add_recipients (LapelFacts *self,
                gboolean    ids)
{
  const LapelCredential *credential = self->credential;

  for (uint32_t i = 0; i < credential->n_recipients; i++)
    {
      const LapelRecipient *recipient = &credential->recipients[i];
      gboolean id = g_strcmp0 (recipient->type, "id") == 0 ||
                    g_strcmp0 (recipient->type, LAPEL_RECIPIENT_KEY) == 0;
      const LapelFactValue fact = { .type = LAPEL_FACT_TYPE_IDENTITY,
                                    .code = recipient->type,
                                    .stated = recipient->identity,
                                    .flags = recipient->hashed ? LAPEL_FACT_FLAG_HASHED : 0,
                                    .time = LAPEL_TIME_NONE };

      if (id == ids && !lapel_is_blank (fact.stated))
        lapel_facts_add (self, LAPEL_FACT_LEARNER, &fact);
    }
}

void
lapel_facts_add_learner (LapelFacts *self)
{
  const LapelFactValue name = { .type = LAPEL_FACT_TYPE_TEXT,
                                .stated = self->credential->subject_name,
                                .time = LAPEL_TIME_NONE };

  if (!lapel_is_blank (name.stated))
    lapel_facts_add (self, LAPEL_FACT_LEARNER, &name);
  add_recipients (self, FALSE);
  if (lapel_facts_is_empty (self, LAPEL_FACT_LEARNER))
    add_recipients (self, TRUE);
}

void
lapel_facts_add_competence (LapelFacts           *self,
                            const LapelAlignment *alignment)
{
  LapelCompetence competence;

  if (self->competences->len < MAX_COMPETENCES &&
      lapel_competence_recognise (alignment, &competence))
    g_array_append_val (self->competences, competence);
}

void
lapel_facts_add_answer (LapelFacts      *self,
                        LapelFactName    name,
                        const LapelJson *value,
                        LapelFactTerm    yes,
                        LapelFactTerm    no)
{
  if (value == NULL)
    return;
  if (value->type == LAPEL_JSON_TRUE)
    lapel_facts_add_term (self, name, yes, "true");
  else if (value->type == LAPEL_JSON_FALSE)
    lapel_facts_add_term (self, name, no, "false");
}

void
lapel_facts_add_result (LapelFacts        *self,
                        const LapelResult *result)
{
  LapelFactValue fact = { .type = LAPEL_FACT_TYPE_GRADE,
                          .stated = result->value,
                          .label = result->name,
                          .code = result->maximum,
                          .time = LAPEL_TIME_NONE };

  if (lapel_is_blank (fact.stated))
    fact.stated = result->level != NULL ? result->level : result->status;
  if (!lapel_is_blank (fact.stated))
    lapel_facts_add (self, LAPEL_FACT_GRADE, &fact);
}

gboolean
lapel_facts_is_empty (const LapelFacts *self,
                      LapelFactName     name)
{
  return self->values[name]->len == 0;
}

void
lapel_facts_decide_language (LapelFacts      *self,
                             const LapelJson *title)
{
  const char *tag = NULL;

  if (lapel_languages_pick (self->languages, title, &tag) != NULL)
    lapel_languages_decide (self->languages, tag);
}
