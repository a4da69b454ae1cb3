/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-facts-private.h"

#include "lapel-credential-private.h"

#include <string.h>

/* The elements in European Digital Credentials (European Learning Model 3; europe.md §1, §3), read
 * as a tree of JSON: every property may be one object or several. */

#define ECTS_SUFFIX         "6fcec5c5af"
#define ECVET_SUFFIX        "60b314e826"
#define EVIDENCE_ACCREDITED "/evidence-type/c_991b06c6"
#define EQF_PREFIX          "http://data.europa.eu/snb/eqf/"
#define MAILTO              "mailto:"

/* More claims than one page can tell of. */
#define MAX_CLAIMS 100

typedef void (*Reader) (LapelFacts *self, const LapelJson *object);

/* Calls @reader for each of the objects that @object has as @name. */
static void
for_each (LapelFacts      *self,
          const LapelJson *object,
          const char      *name,
          Reader           reader)
{
  const LapelJson *value = lapel_json_get (object, name);

  for (uint32_t i = 0; i < lapel_json_count (value); i++)
    reader (self, lapel_json_at (value, i));
}

static const LapelJson *
first (const LapelJson *object,
       const char      *name)
{
  return lapel_json_at (lapel_json_get (object, name), 0);
}

/* A Note, or the text itself. */
static const LapelJson *
note_text (const LapelJson *note)
{
  const LapelJson *literal = lapel_json_get (note, "noteLiteral");

  return literal != NULL ? literal : note;
}

static void
add_notes (LapelFacts      *self,
           LapelFactName    name,
           const LapelJson *notes)
{
  for (uint32_t i = 0; i < lapel_json_count (notes); i++)
    lapel_facts_add_text (self, name, note_text (lapel_json_at (notes, i)), 0);
}

static const char *
pick_text (LapelFacts      *self,
           const LapelJson *value)
{
  const char *tag = NULL;

  return lapel_json_as_string (
      lapel_json_at (lapel_languages_pick (self->languages, value, &tag), 0));
}

/* Links to pages and papers: supplementaryDocument, homepage. */
static void
read_web_resource (LapelFacts      *self,
                   const LapelJson *resource)
{
  lapel_facts_add_link (self, LAPEL_FACT_FURTHER_INFORMATION,
                        lapel_json_get_string (resource, "contentURL"),
                        pick_text (self, lapel_json_get (resource, "title")));
}

static void
read_attachment (LapelFacts      *self,
                 const LapelJson *attachment)
{
  lapel_facts_add_text (self, LAPEL_FACT_FURTHER_INFORMATION, lapel_json_get (attachment, "title"),
                        0);
}

static void
read_further (LapelFacts      *self,
              const LapelJson *object)
{
  add_notes (self, LAPEL_FACT_FURTHER_INFORMATION, lapel_json_get (object, "additionalNote"));
  for_each (self, object, "supplementaryDocument", read_web_resource);
  for_each (self, object, "homepage", read_web_resource);
  for_each (self, object, "attachment", read_attachment);
}

static void
read_accreditation (LapelFacts      *self,
                    const LapelJson *accreditation)
{
  const LapelJson *title = lapel_json_get (accreditation, "title");

  if (title != NULL)
    lapel_facts_add_text (self, LAPEL_FACT_QUALITY_ASSURANCE, title, 0);
  else
    lapel_facts_add_concepts (self, LAPEL_FACT_QUALITY_ASSURANCE,
                              lapel_json_get (accreditation, "dcType"));
}

/* Who awarded it, and where they are; whoever sealed it may be somebody else. */

static void
read_address (LapelFacts      *self,
              const LapelJson *address)
{
  const LapelJson *country = first (address, "countryCode");
  const char *tag = NULL;
  const LapelJson *label =
      lapel_languages_pick (self->languages, lapel_json_get (country, "prefLabel"), &tag);
  const char *text = lapel_json_as_string (lapel_json_at (label, 0));
  const char *notation = lapel_json_get_string (country, "notation");

  /* Pilots have the letters in the notation; others the name of the list there. */
  if (text == NULL && notation != NULL && strlen (notation) <= 3)
    text = notation;
  lapel_facts_add_country (self, text, tag, lapel_json_id_of (country));
}

static void
read_location (LapelFacts      *self,
               const LapelJson *location)
{
  for_each (self, location, "address", read_address);
  lapel_facts_add_concepts (self, LAPEL_FACT_COUNTRY, lapel_json_get (location, "spatialCode"));
}

static void
read_body (LapelFacts      *self,
           const LapelJson *body)
{
  lapel_facts_add_text (self, LAPEL_FACT_AWARDING_BODY, lapel_json_get (body, "legalName"), 0);
  for_each (self, body, "location", read_location);
  for_each (self, body, "accreditation", read_accreditation);
}

/* Of an assessment: supervision, grade, kind. */

static void
read_grade (LapelFacts      *self,
            const LapelJson *assessment)
{
  LapelFactValue grade = { .type = LAPEL_FACT_TYPE_GRADE, .time = LAPEL_TIME_NONE };
  const LapelJson *text =
      lapel_languages_pick (self->languages, note_text (first (assessment, "grade")),
                            &grade.language);

  grade.stated = lapel_json_as_string (lapel_json_at (text, 0));
  grade.label = pick_text (self, lapel_json_get (assessment, "title"));
  if (grade.stated != NULL && *grade.stated != '\0')
    lapel_facts_add (self, LAPEL_FACT_GRADE, &grade);
  lapel_facts_add_concepts (self, LAPEL_FACT_GRADE, lapel_json_get (assessment, "gradeStatus"));
}

static void
read_assessment (LapelFacts      *self,
                 const LapelJson *assessment)
{
  const LapelJson *specification = first (assessment, "specifiedBy");

  lapel_facts_add_concepts (self, LAPEL_FACT_ASSESSMENT, lapel_json_get (specification, "dcType"));
  lapel_facts_add_concepts (self, LAPEL_FACT_SUPERVISION,
                            lapel_json_get (assessment, "idVerification"));
  read_grade (self, assessment);
}

/* What proves the achievement: here the title says how it was assessed. */
static void
read_proof (LapelFacts      *self,
            const LapelJson *assessment)
{
  read_assessment (self, assessment);
  lapel_facts_add_text (self, LAPEL_FACT_ASSESSMENT,
                        lapel_json_get (first (assessment, "specifiedBy"), "title"), 0);
}

static void
read_award (LapelFacts      *self,
            const LapelJson *award)
{
  lapel_facts_add_date (self, lapel_json_get_string (award, "awardingDate"), TRUE);
  for_each (self, award, "awardingBody", read_body);
  for_each (self, award, "used", read_assessment);
}

/* Of a specification: outcomes, level, credits. */

static void
read_skill (LapelFacts      *self,
            const LapelJson *skill)
{
  const LapelAlignment alignment = { .url = lapel_json_id_of (skill),
                                     .name =
                                         pick_text (self, lapel_json_get (skill, "prefLabel")) };

  lapel_facts_add_competence (self, &alignment);
}

static void
read_outcome (LapelFacts      *self,
              const LapelJson *outcome)
{
  const LapelJson *title = lapel_json_get (outcome, "title");

  lapel_facts_add_text (self, LAPEL_FACT_LEARNING_OUTCOMES, title, 0);
  if (title == NULL)
    {
      lapel_facts_add_concepts (self, LAPEL_FACT_LEARNING_OUTCOMES,
                                lapel_json_get (outcome, "relatedESCOSkill"));
      lapel_facts_add_concepts (self, LAPEL_FACT_LEARNING_OUTCOMES,
                                lapel_json_get (outcome, "relatedSkill"));
    }
  for_each (self, outcome, "relatedESCOSkill", read_skill);
  for_each (self, outcome, "relatedSkill", read_skill);
}

static LapelFactUnit
unit_of (const LapelJson *framework)
{
  const char *uri = lapel_json_id_of (framework);
  const char *notation = lapel_json_get_string (framework, "notation");

  if (uri != NULL && g_str_has_suffix (uri, ECTS_SUFFIX))
    return LAPEL_FACT_UNIT_ECTS;
  if (uri != NULL && g_str_has_suffix (uri, ECVET_SUFFIX))
    return LAPEL_FACT_UNIT_ECVET;
  if (notation != NULL && g_ascii_strcasecmp (notation, "ECTS") == 0)
    return LAPEL_FACT_UNIT_ECTS;
  if (notation != NULL && g_ascii_strcasecmp (notation, "ECVET") == 0)
    return LAPEL_FACT_UNIT_ECVET;
  return LAPEL_FACT_UNIT_UNKNOWN;
}

static void
read_credit (LapelFacts      *self,
             const LapelJson *credit)
{
  const LapelJson *framework = first (credit, "framework");

  lapel_facts_add_credits (self, lapel_json_get (credit, "point"), unit_of (framework),
                           lapel_json_id_of (framework));
}

static void
read_level (LapelFacts      *self,
            const LapelJson *level)
{
  const char *uri = lapel_json_id_of (level);
  const char *label = pick_text (self, lapel_json_get (level, "prefLabel"));

  if (uri != NULL && g_str_has_prefix (uri, EQF_PREFIX))
    lapel_facts_add_eqf (self, label != NULL ? label : uri, uri);
  else
    lapel_facts_add_concepts (self, LAPEL_FACT_LEVEL, level);
}

static void
read_titled (LapelFacts      *self,
             const LapelJson *object)
{
  lapel_facts_add_text (self, LAPEL_FACT_STACKABILITY, lapel_json_get (object, "title"), 0);
}

static void
read_stackability (LapelFacts      *self,
                   const LapelJson *object)
{
  lapel_facts_add_answer (self, LAPEL_FACT_STACKABILITY,
                          lapel_json_get (object, "isPartialQualification"),
                          LAPEL_FACT_TERM_PARTIAL, LAPEL_FACT_TERM_STAND_ALONE);
  for_each (self, object, "isPartOf", read_titled);
  for_each (self, object, "hasPart", read_titled);
  for_each (self, object, "entitlesTo", read_titled);
}

static void
read_specification (LapelFacts      *self,
                    const LapelJson *specification)
{
  for_each (self, specification, "learningOutcome", read_outcome);
  add_notes (self, LAPEL_FACT_LEARNING_OUTCOMES,
             lapel_json_get (specification, "learningOutcomeSummary"));
  for_each (self, specification, "creditPoint", read_credit);
  lapel_facts_add_durations (self, lapel_json_get (specification, "volumeOfLearning"), NULL);
  for_each (self, specification, "eqfLevel", read_level);
  for_each (self, specification, "nqfLevel", read_level);
  for_each (self, specification, "educationLevel", read_level);
  lapel_facts_add_concepts (self, LAPEL_FACT_PARTICIPATION, lapel_json_get (specification, "mode"));
  add_notes (self, LAPEL_FACT_PREREQUISITES, lapel_json_get (specification, "entryRequirement"));
  for_each (self, specification, "accreditation", read_accreditation);
  read_stackability (self, specification);
  read_further (self, specification);
}

/* What was done on the way; its length stands beside the achievement's own, under its name. */
static void
read_activity (LapelFacts      *self,
               const LapelJson *activity)
{
  const LapelJson *specification = first (activity, "specifiedBy");
  const char *title = pick_text (self, lapel_json_get (activity, "title"));

  lapel_facts_add_durations (self, lapel_json_get (activity, "workload"), title);
  lapel_facts_add_durations (self, lapel_json_get (specification, "volumeOfLearning"), title);
  lapel_facts_add_concepts (self, LAPEL_FACT_PARTICIPATION, lapel_json_get (specification, "mode"));
}

static void
read_claim (LapelFacts      *self,
            const LapelJson *claim)
{
  lapel_facts_add_text (self, LAPEL_FACT_TITLE, lapel_json_get (claim, "title"), 0);
  for_each (self, claim, "awardedBy", read_award);
  for_each (self, claim, "creditReceived", read_credit);
  lapel_facts_add_durations (self, lapel_json_get (claim, "workload"), NULL);
  for_each (self, claim, "specifiedBy", read_specification);
  for_each (self, claim, "provenBy", read_proof);
  for_each (self, claim, "influencedBy", read_activity);
  if (lapel_json_has_type (claim, "LearningAssessment"))
    read_proof (self, claim);
  read_stackability (self, claim);
  read_further (self, claim);
}

/* Achievements count before activities, which were only attended, and entitlements. */
static void
read_claims (LapelFacts      *self,
             const LapelJson *subject)
{
  const LapelJson *claims = lapel_json_get (subject, "hasClaim");
  uint32_t n = MIN (lapel_json_count (claims), MAX_CLAIMS);
  gboolean achieved = FALSE;

  for (uint32_t i = 0; i < n; i++)
    achieved |= lapel_json_has_type (lapel_json_at (claims, i), "LearningAchievement");
  for (uint32_t i = 0; i < n; i++)
    {
      const LapelJson *claim = lapel_json_at (claims, i);

      if (achieved && !lapel_json_has_type (claim, "LearningAchievement"))
        continue;
      if (lapel_facts_is_empty (self, LAPEL_FACT_TITLE))
        lapel_facts_decide_language (self, lapel_json_get (claim, "title"));
      read_claim (self, claim);
    }
}

static void
add_identity (LapelFacts *self,
              const char *type,
              const char *identity)
{
  const LapelFactValue fact = {
    .type = LAPEL_FACT_TYPE_IDENTITY, .code = type, .stated = identity, .time = LAPEL_TIME_NONE
  };

  if (identity != NULL && *identity != '\0')
    lapel_facts_add (self, LAPEL_FACT_LEARNER, &fact);
}

static void
read_name (LapelFacts      *self,
           const LapelJson *person)
{
  const LapelJson *full = lapel_json_get (person, "fullName");
  const char *given = pick_text (self, lapel_json_get (person, "givenName"));
  const char *family = pick_text (self, lapel_json_get (person, "familyName"));
  g_autofree char *both = NULL;

  if (full == NULL && given != NULL && family != NULL)
    {
      both = g_strconcat (given, " ", family, NULL);
      full = lapel_json_new_string (lapel_arena_strndup (self->arena, both, strlen (both)),
                                    self->arena);
    }
  if (full == NULL)
    full = lapel_json_get (person, family != NULL ? "familyName" : "givenName");
  lapel_facts_add_text (self, LAPEL_FACT_LEARNER, full, 0);
}

/* A name and an address suffice; numbers of persons are private, and only read where nothing else
 * says whose it is. */
static void
read_learner (LapelFacts      *self,
              const LapelJson *person)
{
  const char *mail = lapel_json_id_of (first (first (person, "contactPoint"), "emailAddress"));

  read_name (self, person);
  if (mail != NULL && g_str_has_prefix (mail, MAILTO))
    add_identity (self, "emailAddress", mail + strlen (MAILTO));
  if (lapel_facts_is_empty (self, LAPEL_FACT_LEARNER))
    add_identity (self, "identifier",
                  lapel_json_get_string (first (person, "identifier"), "notation"));
  if (lapel_facts_is_empty (self, LAPEL_FACT_LEARNER))
    add_identity (self, "nationalIdentityNumber",
                  lapel_json_get_string (first (person, "nationalID"), "notation"));
}

static void
read_evidence (LapelFacts      *self,
               const LapelJson *evidence)
{
  const char *type = lapel_json_id_of (first (evidence, "dcType"));

  if (type != NULL && g_str_has_suffix (type, EVIDENCE_ACCREDITED))
    for_each (self, evidence, "accreditation", read_accreditation);
}

static void
read_dates (LapelFacts      *self,
            const LapelJson *document)
{
  static const char *const names[] = { "issued", "issuanceDate", "validFrom" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (names) && lapel_facts_is_empty (self, LAPEL_FACT_DATE);
       i++)
    lapel_facts_add_date (self, lapel_json_get_string (document, names[i]), TRUE);
}

void
lapel_facts_read_elm (LapelFacts      *self,
                      const LapelJson *document)
{
  const LapelJson *person = lapel_json_at (lapel_json_get (document, "credentialSubject"), 0);

  read_claims (self, person);
  read_learner (self, person);
  read_dates (self, document);
  for_each (self, document, "evidence", read_evidence);
  read_further (self, document);
}
