/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-words-facts.h"

#include "lapel-json-text.h"

/* The facts as a program reads them: codes, and what was stated; no sentence. */

typedef struct
{
  LapelFactFlags flag;
  const char *word;
} Flag;

static const Flag flags[] = {
  { LAPEL_FACT_FLAG_NOT_UNDERSTOOD, "not-understood" },
  { LAPEL_FACT_FLAG_BY_LABEL, "by-label" },
  { LAPEL_FACT_FLAG_IMPLAUSIBLE, "implausible" },
  { LAPEL_FACT_FLAG_LOCAL_MIDNIGHT, "local-midnight" },
  { LAPEL_FACT_FLAG_NO_ZONE, "no-zone" },
  { LAPEL_FACT_FLAG_HASHED, "hashed" },
  { LAPEL_FACT_FLAG_CRITERIA, "from-criteria" },
};

static void
append_text (GString    *out,
             const char *name,
             const char *text)
{
  if (text == NULL)
    return;
  g_string_append_c (out, ',');
  lapel_json_append_member (out, name, text);
}

static void
append_number (GString    *out,
               const char *name,
               double      number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (out, ",\"%s\":%s", name,
                          g_ascii_formatd (text, sizeof text, "%.15g", number));
}

static void
append_flags (GString      *out,
              unsigned int  value)
{
  const char *separator = "";

  if (value == LAPEL_FACT_FLAG_NONE)
    return;
  g_string_append (out, ",\"notes\":[");
  for (unsigned int i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      if (!(value & flags[i].flag))
        continue;
      g_string_append (out, separator);
      lapel_json_append_text (out, flags[i].word);
      separator = ",";
    }
  g_string_append_c (out, ']');
}

static void
append_duration (GString             *out,
                 const LapelDuration *duration)
{
  g_string_append_printf (out,
                          ",\"years\":%u,\"months\":%u,\"days\":%u,\"hours\":%u,"
                          "\"minutes\":%u,\"seconds\":%u",
                          duration->years, duration->months, duration->days, duration->hours,
                          duration->minutes, duration->seconds);
}

static void
append_normalised (GString              *out,
                   const LapelFactValue *value)
{
  append_text (out, "day", value->day);
  if (value->type == LAPEL_FACT_TYPE_CREDITS)
    {
      append_number (out, "number", value->number);
      append_text (out, "unit", lapel_fact_unit_to_string (value->unit));
    }
  else if (value->type == LAPEL_FACT_TYPE_LEVEL)
    append_number (out, "number", value->number);
  else if (value->type == LAPEL_FACT_TYPE_DURATION)
    append_duration (out, &value->duration);
  else if (value->type == LAPEL_FACT_TYPE_TERM)
    append_text (out, "term", lapel_fact_term_to_string (value->term));
}

static void
append_value (GString              *out,
              const LapelFactValue *value)
{
  g_string_append_c (out, '{');
  lapel_json_append_member (out, "type", lapel_fact_type_to_string (value->type));
  append_text (out, "stated", value->stated);
  append_text (out, "language", value->language);
  append_text (out, "label", value->label);
  append_text (out, "url", value->url);
  append_text (out, "code", value->code);
  if (!(value->flags & LAPEL_FACT_FLAG_NOT_UNDERSTOOD))
    append_normalised (out, value);
  append_flags (out, value->flags);
  g_string_append_c (out, '}');
}

static void
append_fact (GString         *out,
             const LapelFact *fact)
{
  g_string_append_c (out, '{');
  lapel_json_append_member (out, "element", lapel_fact_name_to_string (fact->name));
  g_string_append_printf (out, ",\"mandatory\":%s",
                          lapel_fact_is_mandatory (fact->name) ? "true" : "false");
  append_text (out, "state", lapel_fact_state_to_string (fact->state));
  g_string_append (out, ",\"values\":[");
  for (uint32_t i = 0; i < fact->n_values; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_value (out, &fact->values[i]);
    }
  g_string_append_c (out, ']');
  if (fact->n_more > 0)
    g_string_append_printf (out, ",\"more\":%u", fact->n_more);
  g_string_append_c (out, '}');
}

static void
append_competences (GString          *out,
                    const LapelFacts *facts)
{
  uint32_t n = 0;
  const LapelCompetence *competences = lapel_facts_get_competences (facts, &n);

  g_string_append (out, ",\"competences\":[");
  for (uint32_t i = 0; i < n; i++)
    {
      const LapelCompetence *competence = &competences[i];

      g_string_append (out, i > 0 ? ",{" : "{");
      lapel_json_append_member (out, "framework",
                                lapel_framework_to_string (competence->framework));
      append_text (out, "code", competence->code);
      append_text (out, "level", competence->level[0] != '\0' ? competence->level : NULL);
      append_text (out, "name", competence->name);
      append_text (out, "url", competence->url);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

char *
lapel_facts_to_json (const LapelFacts *facts)
{
  GString *out = g_string_sized_new (2048);

  g_string_append_printf (out, "{\"stated\":%u,\"mandatory\":%u", lapel_facts_count_stated (facts),
                          LAPEL_N_MANDATORY_FACTS);
  append_text (out, "language", lapel_facts_get_language (facts));
  g_string_append (out, ",\"elements\":[");
  for (unsigned int i = 0; i < LAPEL_N_FACTS; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_fact (out, lapel_facts_get (facts, (LapelFactName) i));
    }
  g_string_append_c (out, ']');
  append_competences (out, facts);
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}
