/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-facts-private.h"

#include "lapel-credential-private.h"

#include <string.h>

/* The elements in Open Badges 0.5 to 2.0 (europe.md §1): the few that every badge has, and the
 * extensions of European platforms. Where the badge class is only named, the model is asked, which
 * was given its document. */

#define EXTENSIONS "extensions:"

/* The member @name of the extension @extension of @object, with or without its prefix. */
static const LapelJson *
get_extension (const LapelJson *object,
               const char      *extension,
               const char      *name)
{
  g_autofree char *prefixed = g_strconcat (EXTENSIONS, extension, NULL);
  const LapelJson *value = lapel_json_get (object, prefixed);

  if (value == NULL)
    value = lapel_json_get (object, extension);
  return lapel_json_get (lapel_json_at (value, 0), name);
}

static void
add_plain (LapelFacts    *self,
           LapelFactName  name,
           const char    *text,
           unsigned int   flags)
{
  if (text != NULL)
    lapel_facts_add_text (self, name, lapel_json_new_string (text, self->arena), flags);
}

static void
read_names (LapelFacts      *self,
            const LapelJson *badge,
            const LapelJson *issuer)
{
  const LapelJson *country =
      get_extension (issuer, "InstitutionCountryExtension", "InstitutionCountry");

  lapel_facts_add_text (self, LAPEL_FACT_TITLE, lapel_json_get (badge, "name"), 0);
  if (lapel_facts_is_empty (self, LAPEL_FACT_TITLE))
    add_plain (self, LAPEL_FACT_TITLE, self->credential->title, 0);
  lapel_facts_add_text (self, LAPEL_FACT_AWARDING_BODY, lapel_json_get (issuer, "name"), 0);
  if (lapel_facts_is_empty (self, LAPEL_FACT_AWARDING_BODY))
    add_plain (self, LAPEL_FACT_AWARDING_BODY, self->credential->issuer.name, 0);
  lapel_facts_add_country (self, lapel_json_as_string (lapel_json_at (country, 0)), NULL, NULL);
}

/* A text, and in old badges also a day or the seconds since 1970. */
static void
read_date (LapelFacts *self)
{
  const LapelJson *document = self->credential->document;
  const LapelJson *date = lapel_json_get (document, "issuedOn");
  LapelTime time = LAPEL_TIME_NONE;

  if (date == NULL)
    date = lapel_json_get (document, "issued_on");
  if (lapel_numeric_date (date, &time))
    {
      g_autofree char *text = lapel_time_format (time);

      lapel_facts_add_date (self, lapel_arena_strndup (self->arena, text, strlen (text)), FALSE);
    }
  else
    lapel_facts_add_date (self, lapel_json_as_string (date), FALSE);
}

static void
read_outcomes (LapelFacts      *self,
               const LapelJson *badge)
{
  const LapelCredential *credential = self->credential;

  lapel_facts_add_text (self, LAPEL_FACT_LEARNING_OUTCOMES,
                        get_extension (badge, "LearningOutcomeExtension", "LearningOutcome"), 0);
  for (uint32_t i = 0; i < credential->n_alignments; i++)
    lapel_facts_add_alignment (self, &credential->alignments[i]);
  if (lapel_facts_is_empty (self, LAPEL_FACT_LEARNING_OUTCOMES))
    add_plain (self, LAPEL_FACT_LEARNING_OUTCOMES, credential->criteria, LAPEL_FACT_FLAG_CRITERIA);
}

static void
read_workload (LapelFacts      *self,
               const LapelJson *badge)
{
  unsigned int minutes = lapel_facts_minutes_per_unit (self);

  lapel_facts_add_credits (self, get_extension (badge, "ECTSExtension", "ECTS"),
                           LAPEL_FACT_UNIT_ECTS, NULL);
  lapel_facts_add_span (self, get_extension (badge, "StudyLoadExtension", "StudyLoad"), minutes);
  lapel_facts_add_span (self, get_extension (badge, "TimeInvestmentExtension", "TimeInvestment"),
                        minutes);
  lapel_facts_add_eqf (self,
                       lapel_facts_scalar (self, get_extension (badge, "EQFExtension", "EQF")),
                       NULL);
}

/* Two answers of edubadges, told in one where both are given. */
static void
read_supervision (LapelFacts      *self,
                  const LapelJson *badge)
{
  const LapelJson *supervised = lapel_json_get (badge, "assessmentSupervised");
  const LapelJson *checked = lapel_json_get (badge, "assessmentIdVerified");

  lapel_facts_add_answer (self, LAPEL_FACT_SUPERVISION, supervised, LAPEL_FACT_TERM_SUPERVISED,
                          LAPEL_FACT_TERM_UNSUPERVISED);
  lapel_facts_add_answer (self, LAPEL_FACT_SUPERVISION, checked, LAPEL_FACT_TERM_IDENTITY_CHECKED,
                          LAPEL_FACT_TERM_IDENTITY_NOT_CHECKED);
}

static void
read_assessment (LapelFacts      *self,
                 const LapelJson *badge)
{
  const char *const grades[] = { "grade_achieved", "gradeAchieved" };

  lapel_facts_add_words (self, LAPEL_FACT_ASSESSMENT, lapel_json_get (badge, "assessmentType"));
  lapel_facts_add_words (self, LAPEL_FACT_ASSESSMENT,
                         get_extension (badge, "assessmentExtension", "assessmentType"));
  lapel_facts_add_words (self, LAPEL_FACT_PARTICIPATION, lapel_json_get (badge, "participation"));
  read_supervision (self, badge);
  for (unsigned int i = 0; i < G_N_ELEMENTS (grades); i++)
    {
      const LapelResult result = {
        .value = lapel_facts_scalar (self, lapel_json_get (self->credential->document, grades[i]))
      };

      lapel_facts_add_result (self, &result);
    }
}

static void
read_further (LapelFacts *self)
{
  const LapelCredential *credential = self->credential;

  for (uint32_t i = 0; i < credential->n_results; i++)
    lapel_facts_add_result (self, &credential->results[i]);
  lapel_facts_add_link (self, LAPEL_FACT_FURTHER_INFORMATION, credential->criteria_id, NULL);
  for (uint32_t i = 0; i < credential->n_evidence; i++)
    lapel_facts_add_link (self, LAPEL_FACT_FURTHER_INFORMATION, credential->evidence[i].id,
                          credential->evidence[i].name);
}

static void
set_no_places (LapelFacts *self)
{
  lapel_facts_set_no_place (self, LAPEL_FACT_COUNTRY);
  for (unsigned int i = LAPEL_FACT_WORKLOAD; i <= LAPEL_FACT_STACKABILITY; i++)
    lapel_facts_set_no_place (self, (LapelFactName) i);
}

void
lapel_facts_read_ob2 (LapelFacts *self)
{
  const LapelJson *badge = lapel_json_get (self->credential->document, "badge");
  const LapelJson *issuer = lapel_json_get (badge, "issuer");

  lapel_facts_decide_language (self, lapel_json_get (badge, "name"));
  read_names (self, badge, issuer);
  lapel_facts_add_learner (self);
  read_date (self);
  read_outcomes (self, badge);
  read_workload (self, badge);
  read_assessment (self, badge);
  lapel_facts_add_answer (self, LAPEL_FACT_STACKABILITY, lapel_json_get (badge, "stackable"),
                          LAPEL_FACT_TERM_STACKABLE, LAPEL_FACT_TERM_NOT_STACKABLE);
  read_further (self);
  set_no_places (self);
}
