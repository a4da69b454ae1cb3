/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lapel-words.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *code;
  const char *words;
} Term;

/* What stands for a title where there is no other. */
static const Term types[] = {
  { "Assertion", N_ ("Badge without a name") },
  { "OpenBadgeCredential", N_ ("Badge without a name") },
  { "AchievementCredential", N_ ("Badge without a name") },
  { "EndorsementCredential", N_ ("Endorsement") },
  { "ClrCredential", N_ ("Transcript") },
  { "EuropeanDigitalCredential", N_ ("European credential without a name") },
  { "VerifiableCredential", N_ ("Credential without a name") },
  { "VerifiablePresentation", N_ ("Presentation") },
};

/* Open Badges 3.0, AchievementType */
static const Term achievement_types[] = {
  { "Achievement", N_ ("Achievement") },
  { "ApprenticeshipCertificate", N_ ("Apprenticeship certificate") },
  { "Assessment", N_ ("Assessment") },
  { "Assignment", N_ ("Assignment") },
  { "AssociateDegree", N_ ("Associate degree") },
  { "Award", N_ ("Award") },
  { "BachelorDegree", N_ ("Bachelor’s degree") },
  { "Badge", N_ ("Badge") },
  { "Certificate", N_ ("Certificate") },
  { "CertificateOfCompletion", N_ ("Certificate of completion") },
  { "Certification", N_ ("Certification") },
  { "CoCurricular", N_ ("Beside the curriculum") },
  { "CommunityService", N_ ("Community service") },
  { "Competency", N_ ("Competence") },
  { "Course", N_ ("Course") },
  { "Degree", N_ ("Degree") },
  { "Diploma", N_ ("Diploma") },
  { "DoctoralDegree", N_ ("Doctoral degree") },
  { "Fieldwork", N_ ("Fieldwork") },
  { "GeneralEducationDevelopment", N_ ("General education certificate") },
  { "JourneymanCertificate", N_ ("Journeyman’s certificate") },
  { "LearningProgram", N_ ("Learning programme") },
  { "License", N_ ("Licence") },
  { "MasterCertificate", N_ ("Master craftsman’s certificate") },
  { "MasterDegree", N_ ("Master’s degree") },
  { "Membership", N_ ("Membership") },
  { "MicroCredential", N_ ("Micro-credential") },
  { "ProfessionalDoctorate", N_ ("Professional doctorate") },
  { "QualityAssuranceCredential", N_ ("Quality assurance") },
  { "ResearchDoctorate", N_ ("Research doctorate") },
  { "SecondarySchoolDiploma", N_ ("Secondary school diploma") },
};

/* Returns: (nullable) */
static const char *
find (const Term *terms,
      size_t      n_terms,
      const char *code)
{
  for (size_t i = 0; i < n_terms; i++)
    if (g_str_equal (terms[i].code, code))
      return _ (terms[i].words);
  return NULL;
}

/* Returns: (transfer full) (nullable): of a web address that is nothing else */
static char *
dup_host (const char *text)
{
  g_autoptr (GUri) uri = NULL;

  if (!g_str_has_prefix (text, "https://") && !g_str_has_prefix (text, "http://"))
    return NULL;
  if (strchr (text, ' ') != NULL)
    return NULL;
  uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  return uri != NULL ? g_strdup (g_uri_get_host (uri)) : NULL;
}

char *
lapel_words_title (const char *title)
{
  const char *words = find (types, G_N_ELEMENTS (types), title);
  g_autofree char *host = NULL;

  if (words != NULL)
    return g_strdup (words);

  host = dup_host (title);
  if (host != NULL && *host != '\0')
    /* Translators: a badge of which nothing but its address is known; %s is the name of a computer,
     * such as badges.example.org */
    return g_strdup_printf (_ ("Badge from %s"), host);
  return g_strdup (title);
}

const char *
lapel_words_achievement_type (const char *type)
{
  const char *words = find (achievement_types, G_N_ELEMENTS (achievement_types), type);

  return words != NULL ? words : type;
}
