/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-facts-private.h"

#include "lapel-credential-private.h"

#include <string.h>

/* The elements in Open Badges 3.0 and Comprehensive Learner Records 2.0 (europe.md §1), with the
 * extensions of the Dutch profile (ECTS, SBU, assessmentType, …). */

#define QUALITY_ASSURANCE "ext:QualityAssurance"

static void
read_title (LapelFacts      *self,
            const LapelJson *achievements)
{
  const LapelJson *document = self->credential->document;
  gboolean record = self->credential->format == LAPEL_FORMAT_CLR2;
  const LapelJson *name =
      lapel_json_get (record ? document : lapel_json_at (achievements, 0), "name");

  lapel_facts_decide_language (self, name);
  lapel_facts_add_text (self, LAPEL_FACT_TITLE, name, 0);
}

static void
read_issuer (LapelFacts      *self,
             const LapelJson *subject)
{
  const LapelJson *issuer = lapel_json_get (self->credential->document, "issuer");
  const LapelJson *address = lapel_json_get (issuer, "address");
  const char *country = lapel_json_get_string (address, "addressCountryCode");

  if (country == NULL)
    country = lapel_json_get_string (address, "addressCountry");
  lapel_facts_add_text (self, LAPEL_FACT_AWARDING_BODY, lapel_json_get (issuer, "name"), 0);
  lapel_facts_add_text (self, LAPEL_FACT_AWARDING_BODY,
                        lapel_json_get (lapel_json_get (subject, "source"), "name"), 0);
  lapel_facts_add_country (self, country, NULL, NULL);
  lapel_facts_add_text (self, LAPEL_FACT_COUNTRY, lapel_json_get (address, "addressRegion"), 0);
}

static void
read_date (LapelFacts *self)
{
  static const char *const names[] = { "awardedDate", "validFrom", "issuanceDate" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *date = lapel_json_get_string (self->credential->document, names[i]);

      if (date != NULL)
        {
          lapel_facts_add_date (self, date, FALSE);
          return;
        }
    }
}

void
lapel_facts_add_alignment (LapelFacts           *self,
                           const LapelAlignment *alignment)
{
  const char *text = alignment->name != NULL ? alignment->name : alignment->code;
  const char *level = lapel_parse_eqf_level (alignment->code) != 0 ? alignment->code : text;

  lapel_facts_add_competence (self, alignment);
  if (lapel_alignment_is_eqf (alignment))
    lapel_facts_add_eqf (self, level, NULL);
  else if (lapel_alignment_is_ects (alignment))
    lapel_facts_add_credits_text (self, alignment->code != NULL ? alignment->code : text,
                                  LAPEL_FACT_UNIT_ECTS);
  else if (g_strcmp0 (alignment->type, QUALITY_ASSURANCE) == 0)
    lapel_facts_add_link (self, LAPEL_FACT_QUALITY_ASSURANCE, alignment->url, text);
  else
    lapel_facts_add_link (self, LAPEL_FACT_LEARNING_OUTCOMES, alignment->url, text);
}

static void
read_alignments (LapelFacts      *self,
                 const LapelJson *value)
{
  for (uint32_t i = 0; i < lapel_json_count (value); i++)
    {
      LapelAlignment alignment;

      if (lapel_alignment_read (lapel_json_at (value, i), &alignment))
        lapel_facts_add_alignment (self, &alignment);
    }
}

static void
read_outcomes (LapelFacts      *self,
               const LapelJson *achievement)
{
  const LapelJson *descriptions = lapel_json_get (achievement, "resultDescription");

  read_alignments (self, lapel_json_get (achievement, "alignment"));
  for (uint32_t i = 0; i < lapel_json_count (descriptions); i++)
    {
      const LapelJson *description = lapel_json_at (descriptions, i);

      lapel_facts_add_text (self, LAPEL_FACT_LEARNING_OUTCOMES,
                            lapel_json_get (description, "name"), 0);
      lapel_facts_add_words (self, LAPEL_FACT_ASSESSMENT,
                             lapel_json_get (description, "assessmentType"));
    }
}

/* Where nothing else says what was learned, the text on how it was earned does. */
static void
read_criteria (LapelFacts      *self,
               const LapelJson *achievement)
{
  const LapelJson *criteria = lapel_json_get (achievement, "criteria");

  if (lapel_facts_is_empty (self, LAPEL_FACT_LEARNING_OUTCOMES))
    lapel_facts_add_text (self, LAPEL_FACT_LEARNING_OUTCOMES,
                          lapel_json_get (criteria, "narrative"), LAPEL_FACT_FLAG_CRITERIA);
  lapel_facts_add_link (self, LAPEL_FACT_FURTHER_INFORMATION,
                        lapel_json_get_string (criteria, "id"), NULL);
}

static void
read_workload (LapelFacts      *self,
               const LapelJson *subject,
               const LapelJson *achievement)
{
  lapel_facts_add_credits (self, lapel_json_get (achievement, "ECTS"), LAPEL_FACT_UNIT_ECTS, NULL);
  lapel_facts_add_span (self, lapel_json_get (achievement, "SBU"), 60);
  lapel_facts_add_span (self, lapel_json_get (achievement, "timeInvestment"),
                        lapel_facts_minutes_per_unit (self));
  lapel_facts_add_credits (self, lapel_json_get (subject, "creditsEarned"), LAPEL_FACT_UNIT_UNKNOWN,
                           NULL);
  lapel_facts_add_credits (self, lapel_json_get (achievement, "creditsAvailable"),
                           LAPEL_FACT_UNIT_UNKNOWN, NULL);
}

static void
read_supervision (LapelFacts      *self,
                  const LapelJson *achievement)
{
  const LapelJson *checked = lapel_json_get (achievement, "identityChecked");

  lapel_facts_add_words (self, LAPEL_FACT_SUPERVISION,
                         lapel_json_get (achievement, "supervisionType"));
  lapel_facts_add_answer (self, LAPEL_FACT_SUPERVISION, checked, LAPEL_FACT_TERM_IDENTITY_CHECKED,
                          LAPEL_FACT_TERM_IDENTITY_NOT_CHECKED);
}

static void
read_achievement (LapelFacts      *self,
                  const LapelJson *subject,
                  const LapelJson *achievement)
{
  read_outcomes (self, achievement);
  read_criteria (self, achievement);
  read_workload (self, subject, achievement);
  lapel_facts_add_words (self, LAPEL_FACT_ASSESSMENT,
                         lapel_json_get (achievement, "assessmentType"));
  lapel_facts_add_words (self, LAPEL_FACT_PARTICIPATION,
                         lapel_json_get (achievement, "participationType"));
  read_supervision (self, achievement);
}

static void
read_accreditations (LapelFacts *self)
{
  const LapelCredential *credential = self->credential;
  const LapelJson *issuer = lapel_json_get (credential->document, "issuer");
  const LapelJson *accreditations = lapel_json_get (issuer, "accreditations");

  for (uint32_t i = 0; i < lapel_json_count (accreditations); i++)
    {
      const LapelJson *item = lapel_json_at (accreditations, i);
      const LapelJson *name = lapel_json_get (item, "name");

      lapel_facts_add_text (self, LAPEL_FACT_QUALITY_ASSURANCE, name != NULL ? name : item, 0);
    }
  for (unsigned int i = 0; credential->endorsements != NULL && i < credential->endorsements->len;
       i++)
    {
      const LapelCredential *endorsement = g_ptr_array_index (credential->endorsements, i);

      if (endorsement->issuer.name != NULL)
        lapel_facts_add_text (self, LAPEL_FACT_QUALITY_ASSURANCE,
                              lapel_json_new_string (endorsement->issuer.name, self->arena), 0);
    }
}

static void
read_associations (LapelFacts *self)
{
  const LapelCredential *credential = self->credential;

  for (uint32_t i = 0; i < credential->n_associations; i++)
    {
      const char *type = credential->associations[i].type;

      if (type != NULL)
        lapel_facts_add_words (self, LAPEL_FACT_STACKABILITY,
                               lapel_json_new_string (type, self->arena));
    }
}

static void
read_more (LapelFacts *self)
{
  const LapelCredential *credential = self->credential;

  for (uint32_t i = 0; i < credential->n_results; i++)
    lapel_facts_add_result (self, &credential->results[i]);
  for (uint32_t i = 0; i < credential->n_evidence; i++)
    lapel_facts_add_link (self, LAPEL_FACT_FURTHER_INFORMATION, credential->evidence[i].id,
                          credential->evidence[i].name);
}

static void
set_no_places (LapelFacts *self)
{
  lapel_facts_set_no_place (self, LAPEL_FACT_ASSESSMENT);
  lapel_facts_set_no_place (self, LAPEL_FACT_PARTICIPATION);
  lapel_facts_set_no_place (self, LAPEL_FACT_PREREQUISITES);
  lapel_facts_set_no_place (self, LAPEL_FACT_SUPERVISION);
  if (self->credential->format != LAPEL_FORMAT_CLR2)
    lapel_facts_set_no_place (self, LAPEL_FACT_STACKABILITY);
}

void
lapel_facts_read_ob3 (LapelFacts *self)
{
  const LapelJson *document = self->credential->document;
  const LapelJson *subject = lapel_json_at (lapel_json_get (document, "credentialSubject"), 0);
  const LapelJson *achievements = lapel_json_get (subject, "achievement");

  read_title (self, achievements);
  lapel_facts_add_learner (self);
  read_issuer (self, subject);
  read_date (self);
  for (uint32_t i = 0; i < lapel_json_count (achievements); i++)
    read_achievement (self, subject, lapel_json_at (achievements, i));
  read_accreditations (self);
  read_associations (self);
  read_more (self);
  set_no_places (self);
}
